"""Targets handed down, against a slow and plain implementation of what the guide promises.

The oracle knows nothing of the code: it writes the rest in whole steps of the last decimal, gives every unit the whole
steps of its exact share by counting them up one by one, and hands out what is left step by step to the unit whose
share lacks most, of equal ones to the larger weight, of those to the smaller code.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Mapping, Optional

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from indicator_plan import BASE_YEAR, ORIGIN, YEAR, rules
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.decomposition import decompose, decompose_down
from landplan_toolbox.algorithms.indicators.judgement import DeviationKind, deviations_of
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import Distribution, LimitSense, ValueKind
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree

M2 = {"m2": Fraction(1), "ha": Fraction(10_000), "mu": Fraction(2000, 3), "wan_mu": Fraction(20_000_000, 3)}
COUNTY, CODE = "610101", "02"
TARGET = ValueKey(COUNTY, CODE, YEAR, ValueKind.ASSIGNED)
SETTINGS = settings(deadline=None, max_examples=120, derandomize=True)
SHARE, EQUAL, CANDIDATES = Distribution.BASE_SHARE, Distribution.EQUAL, Distribution.CANDIDATE_SHARE


def town(number: int) -> str:
    """Return the code of a town."""
    return f"{COUNTY}{number + 1:03d}"


def plan(bases: Mapping[str, Optional[Decimal]], target: Decimal, unit: str = "ha", **other) -> IndicatorSheet:
    """Return a county with towns, their base values and the target of the county."""
    units = [AdminUnit(COUNTY, "县", "county")]
    units += [AdminUnit(code, "", "town" if len(code) == 9 else "village", code[:-3]) for code in bases]
    values = [IndicatorValue(TARGET, Quantity(target, unit), ORIGIN)]
    for code, base in bases.items():
        if base is not None:
            at = ValueKey(code, CODE, BASE_YEAR, ValueKind.BASE)
            values.append(IndicatorValue(at, Quantity(base, "ha"), ORIGIN))
    return IndicatorSheet(rules(**other), UnitTree(units), values)


def shared_out(rest: Fraction, step: Fraction, weights: Mapping[str, Fraction],
               most: Optional[Mapping[str, Fraction]] = None) -> Optional[dict[str, Fraction]]:
    """Return what each unit gets of a rest, None where the rest is no whole number of steps; slow and plain."""
    steps = rest / step
    if steps.denominator != 1:
        return None
    total = sum(weights.values(), Fraction(0))
    exact = {code: steps * weight / total for code, weight in weights.items()} if steps else dict.fromkeys(weights, 0)
    whole = {code: int(share) for code, share in exact.items()}
    left = int(steps) - sum(whole.values())
    bumped: set[str] = set()
    while left:
        candidates = [code for code in weights if code not in bumped]
        if most is not None:
            roomy = [code for code in candidates if (whole[code] + 1) * step <= most[code]]
            candidates = roomy or candidates
        best = candidates[0]
        for code in candidates[1:]:
            lacks, least = exact[code] - whole[code], exact[best] - whole[best]
            if (lacks, weights[code]) > (least, weights[best]) or (
                    (lacks, weights[code]) == (least, weights[best]) and code < best):
                best = code
        whole[best] += 1
        bumped.add(best)
        left -= 1
    return {code: count * step for code, count in whole.items()}


def exact_shares(shares: Mapping[str, Quantity]) -> dict[str, Fraction]:
    """Return shares in m², converted here and not by the code that is tested."""
    return {code: Fraction(share.amount) * M2[share.unit] for code, share in shares.items()}


amounts = st.decimals(0, 9000, places=2)
several = st.lists(st.one_of(st.just(Decimal(0)), amounts), min_size=1, max_size=12)


@SETTINGS
@given(bases=several, cents=st.integers(0, 10**7), decimals=st.integers(0, 4),
       unit=st.sampled_from(("ha", "mu", "m2", "wan_mu")), rule=st.sampled_from((SHARE, EQUAL, CANDIDATES)))
def test_shares_are_those_of_the_oracle(bases, cents, decimals, unit, rule):
    weights = {town(number): Fraction(base) * 10_000 for number, base in enumerate(bases)}
    assume(rule is EQUAL or any(weights.values()))
    target = Decimal(cents) / 10**decimals
    sheet = plan(dict(zip(weights, bases)), target, unit)
    found = decompose(sheet, TARGET, rule, candidates=weights, decimals=decimals, unit=unit)
    wanted = shared_out(
        Fraction(target) * M2[unit], M2[unit] / 10**decimals,
        dict.fromkeys(weights, Fraction(1)) if rule is EQUAL else weights, weights if rule is CANDIDATES else None)
    assert exact_shares(found.shares) == wanted
    assert {(share.unit, -share.amount.as_tuple().exponent) for share in found.shares.values()} == {(unit, decimals)}


@SETTINGS
@given(bases=several.filter(lambda found: len(found) > 1), target=amounts, decimals=st.integers(0, 4), data=st.data())
def test_fixed_shares_and_a_rest_that_may_not_fit(bases, target, decimals, data):
    """The rest, its refusal when it is less than nothing or cannot be written, and who gets what of it."""
    codes = [town(number) for number in range(len(bases))]
    fixed = {code: Quantity(data.draw(amounts), data.draw(st.sampled_from(("ha", "mu"))))
             for code in data.draw(st.sets(st.sampled_from(codes), max_size=len(codes) - 1))}
    weights = {code: Fraction(base) for code, base in zip(codes, bases) if code not in fixed}
    assume(any(weights.values()))
    rest = Fraction(target) * 10_000 - sum(exact_shares(fixed).values(), Fraction(0))
    sheet = plan(dict(zip(codes, bases)), target)
    wanted = shared_out(rest, Fraction(10_000) / 10**decimals, weights) if rest >= 0 else None
    if wanted is None:
        with pytest.raises(LandPlanError) as caught:
            decompose(sheet, TARGET, SHARE, fixed=fixed, decimals=decimals, unit="ha")
        text = Language("en").render(caught.value.message)
        assert ("cannot be written exactly" in text) if rest >= 0 else ("more than the" in text)
        return
    found = decompose(sheet, TARGET, SHARE, fixed=fixed, decimals=decimals, unit="ha")
    assert exact_shares(found.shares) == {**wanted, **exact_shares(fixed)}
    assert all(found.shares[code] == share for code, share in fixed.items())


@SETTINGS
@given(caps=st.lists(st.integers(0, 40), min_size=1, max_size=8), portion=st.integers(0, 100))
def test_nobody_is_rounded_up_beyond_what_it_can_have_while_another_has_room(caps, portion):
    """Candidates in thousandths of a hectare, shares in hundredths: whole steps of 10."""
    weights = {town(number): Fraction(10 * cap) for number, cap in enumerate(caps)}
    room = sum(cap // 10 for cap in caps)
    assume(any(caps))
    target = Decimal(room * portion // 100) / 100
    found = decompose(plan(dict.fromkeys(weights), target), TARGET, CANDIDATES, candidates=weights, decimals=2, unit="ha")
    assert all(share <= weights[code] for code, share in exact_shares(found.shares).items())
    assert not [note for note in found.notes if "more than they can" in Language("en").render(note)]


@pytest.mark.parametrize("rule", [SHARE, EQUAL, Distribution.BY_HAND])
def test_more_than_a_unit_can_have_is_told_by_whatever_rule(rule):
    sheet = plan({town(0): Decimal(3), town(1): Decimal(1)}, Decimal(8))
    fixed = {town(0): Quantity(Decimal(6), "ha"), town(1): Quantity(Decimal(2), "ha")}
    found = decompose(sheet, TARGET, rule, candidates={town(0): Fraction(35_000), town(1): Fraction(50_000)},
                      fixed=fixed if rule is Distribution.BY_HAND else {})
    (note,) = [one for one in map(Language("en").render, found.notes) if "more than they can have at most" in one]
    assert town(0) in note and town(1) not in note


def test_of_equal_remainders_the_larger_weight_comes_first():
    """2 steps on 1 : 3 are 0.5 and 1.5: the remainders are equal, and the larger gets the step."""
    bases = {town(0): Decimal(1), town(1): Decimal(3)}
    shares = decompose(plan(bases, Decimal(2)), TARGET, SHARE, decimals=0, unit="ha").shares
    assert [share.amount for share in shares.values()] == [0, 2]


@settings(deadline=None, max_examples=40, derandomize=True)
@given(count=st.integers(1, 300), seed=st.randoms(use_true_random=False), cents=st.integers(0, 10**8))
def test_hundreds_of_units(count, seed, cents):
    bases = {town(number): Decimal(seed.randrange(0, 100_000)) / 100 for number in range(count)}
    bases[town(0)] += 1
    sheet = plan(bases, Decimal(cents) / 100)
    shares = exact_shares(decompose(sheet, TARGET, SHARE).shares)
    assert sum(shares.values()) == cents * 100 and list(shares) == sorted(bases)
    total = sum(map(Fraction, bases.values()))
    for code, share in shares.items():
        assert abs(share - cents * 100 * Fraction(bases[code]) / total) < 100  # m²: the last decimal of 1 ha
    ordered = sorted(bases, key=lambda code: (bases[code], share_order(code)))
    assert [shares[code] for code in ordered] == sorted(shares.values())


def share_order(code: str) -> int:
    """Return the order of equal bases: the smaller code gets more."""
    return -int(code)


@SETTINGS
@given(bases=several, target=amounts, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_plays_no_part(bases, target, seed):
    assume(any(bases))
    known = {town(number): base for number, base in enumerate(bases)}
    mixed = list(known.items())
    seed.shuffle(mixed)
    assert decompose(plan(known, target), TARGET, SHARE) == decompose(plan(dict(mixed), target), TARGET, SHARE)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(
    villages=st.lists(st.lists(amounts, min_size=0, max_size=5), min_size=1, max_size=6),
    target=st.decimals(0, 100_000, places=3), unit=st.sampled_from(("ha", "mu", "wan_mu", "m2")),
    sense=st.sampled_from(LimitSense), decimals=st.sampled_from((None, 0, 2)),
)
def test_down_over_two_levels_adds_up_at_each_and_is_judged_right(villages, target, unit, sense, decimals):
    """Towns without base values of their own take the sum of their villages; what comes out has no deviation."""
    bases: dict[str, Optional[Decimal]] = {}
    for number, inside in enumerate(villages):
        bases[town(number)] = None if any(inside) else Decimal(1)
        bases.update({f"{town(number)}{place + 1:03d}": base for place, base in enumerate(inside if any(inside) else ())})
    target = target if decimals is None else target.quantize(Decimal(1).scaleb(-decimals))
    sheet = plan(bases, target, unit, tolerance=0.0, r_02={"children": sense})
    found = decompose_down(sheet, TARGET, SHARE, decimals=decimals, unit=None if decimals is None else unit)
    shares = {COUNTY: Fraction(target) * M2[unit]}
    shares.update(exact_shares({key.unit: share for key, share in found.shares.items()}))
    assert set(shares) == {COUNTY, *bases} and min(shares.values()) >= 0
    for code in (COUNTY, *(town(number) for number in range(len(villages)))):
        below = [one for one in bases if one[:-3] == code]
        assert not below or sum(shares[one] for one in below) == shares[code]
    sheet.put([ValueChange(key, IndicatorValue(key, share, ORIGIN)) for key, share in found.shares.items()])
    sums = (DeviationKind.CHILDREN_SUM, DeviationKind.MISSING_CHILDREN)
    for code in shares:
        assert not [one for one in deviations_of(sheet, code, CODE, YEAR) if one.kind in sums]


def test_what_cannot_be_shared_is_refused_in_words():
    def said(sheet, **other) -> str:
        with pytest.raises(LandPlanError) as caught:
            decompose(sheet, TARGET, other.pop("rule", SHARE), **other)
        return Language("en").render(caught.value.message)

    assert "these units have none" in said(plan({town(0): None, town(1): Decimal(1)}, Decimal(1)))
    assert "all of them are 0" in said(plan({town(0): Decimal(0), town(1): Decimal(0)}, Decimal(1)))
    assert "negative base" in said(plan({town(0): Decimal(-1), town(1): Decimal(2)}, Decimal(1)))
    assert "negative value" in said(plan({town(0): Decimal(1)}, Decimal(-1)))
    assert "negative candidates" in said(plan({town(0): None}, Decimal(1)), rule=CANDIDATES,
                                         candidates={town(0): Fraction(-1)})
    # Nothing to hand down needs no weights.
    nothing = decompose(plan({town(0): Decimal(0), town(1): None}, Decimal(0)), TARGET, SHARE)
    assert set(exact_shares(nothing.shares).values()) == {0}
