"""Targets handed down: shares that add up exactly, by every rule."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indicator_plan import A1, A2, BASE_YEAR, COUNTY, ORIGIN, YEAR, A, B, C, key, plan_sheet, put
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.decomposition import base_key, decompose, decompose_down, divided
from landplan_toolbox.algorithms.indicators.judgement import deviations_of
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, ValueChange
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import Distribution

AT = key(COUNTY, "02", "a")
HA = 10_000
SHARE, EQUAL, HAND, CANDIDATES = (
    Distribution.BASE_SHARE, Distribution.EQUAL, Distribution.BY_HAND, Distribution.CANDIDATE_SHARE)


def ha(amount) -> Quantity:
    """Return an amount in ha."""
    return Quantity(Decimal(str(amount)), "ha")


def texts(shares):
    """Return shares as they are written."""
    return {code: f"{share.amount} {share.unit}" for code, share in shares.items()}


def total(shares) -> Fraction:
    """Return the sum of shares in the base of the unit."""
    return sum((share.exact for share in shares.values()), Fraction(0))


def refusal(call) -> str:
    """Return the English sentence a call is refused with."""
    with pytest.raises(LandPlanError) as caught:
        call()
    text = Language("en").render(caught.value.message)
    assert "{" not in text and "{" not in Language("zh").render(caught.value.message)
    return text


def test_in_proportion_to_the_base():
    """700 × 400/800 = 350, × 250/800 = 218.75, × 150/800 = 131.25."""
    found = decompose(plan_sheet(), AT, SHARE)
    assert texts(found.shares) == {A: "350.00 ha", B: "218.75 ha", C: "131.25 ha"}
    assert found.notes == ()


def test_largest_remainders_get_what_rounding_leaves():
    """100 ha on bases 400 : 250 : 150 in whole ha: 50, 31.25, 18.75 → 50, 31, 19."""
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "a", 100)
    assert texts(decompose(sheet, AT, SHARE, decimals=0).shares) == {A: "50 ha", B: "31 ha", C: "19 ha"}
    put(sheet, COUNTY, "02", "a", "0.01")
    assert texts(decompose(sheet, AT, EQUAL).shares) == {A: "0.01 ha", B: "0.00 ha", C: "0.00 ha"}


def test_equal_shares_differ_by_one_step_at_most():
    """700 / 3 = 233.333…: two units get 233.33, the first of the codes 233.34."""
    assert texts(decompose(plan_sheet(), AT, EQUAL).shares) == {A: "233.34 ha", B: "233.33 ha", C: "233.33 ha"}


def test_in_proportion_to_candidates():
    found = decompose(plan_sheet(), AT, CANDIDATES,
                      candidates={A: Fraction(100 * HA), B: Fraction(300 * HA), C: Fraction(0)})
    assert texts(found.shares) == {A: "175.00 ha", B: "525.00 ha", C: "0.00 ha"}
    notes = [Language("en").render(note) for note in found.notes]
    assert any("no candidates" in note and C in note for note in notes)
    assert any("more than they can have at most" in note and A in note and B in note for note in notes)


def test_fixed_shares_are_kept():
    """700 − 300 = 400 on 250 : 150."""
    found = decompose(plan_sheet(), AT, SHARE, fixed={A: Quantity(Decimal("4500"), "mu")})
    assert texts(found.shares) == {A: "4500 mu", B: "250.00 ha", C: "150.00 ha"}


def test_all_fixed_must_fit():
    sheet = plan_sheet()
    fixed = {A: ha(350), B: ha(220), C: ha(130)}
    assert texts(decompose(sheet, AT, SHARE, fixed=fixed).shares) == {A: "350 ha", B: "220 ha", C: "130 ha"}
    assert "10 ha less than the 700 ha" in refusal(lambda: decompose(sheet, AT, SHARE, fixed={**fixed, C: ha(120)}))
    assert "0.5 ha more than the 700 ha" in refusal(
        lambda: decompose(sheet, AT, SHARE, fixed={**fixed, C: ha("130.5")}))
    assert "1 ha more" in refusal(lambda: decompose(sheet, AT, SHARE, fixed={A: ha(701)}))


def test_by_hand_takes_what_is_entered():
    sheet = plan_sheet()
    assert texts(decompose(sheet, AT, HAND).shares) == {A: "350 ha", B: "220 ha", C: "130 ha"}
    assert "10 ha more" in refusal(lambda: decompose(sheet, AT, HAND, fixed={C: ha(140)}))
    put(sheet, B, "02", "a", None)
    assert "have no share yet: 西镇" in refusal(lambda: decompose(sheet, AT, HAND))
    assert texts(decompose(sheet, AT, HAND, fixed={B: ha("220.00")}).shares)[B] == "220.00 ha"


def test_a_rest_of_nothing():
    found = decompose(plan_sheet(), AT, SHARE, fixed={A: ha(400), B: ha(300)})
    assert texts(found.shares)[C] == "0.00 ha"


def test_a_target_in_another_unit_is_shared_exactly():
    """1 万亩 = 666.666… ha: the shares are written in 万亩, no coarser than 0.01 ha."""
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "a", 1, "wan_mu")
    found = decompose(sheet, AT, SHARE)
    assert texts(found.shares) == {A: "0.50000 wan_mu", B: "0.31250 wan_mu", C: "0.18750 wan_mu"}
    assert total(found.shares) == Fraction(10**8, 15)
    assert "written in 10,000 mu with 5 decimals" in Language("en").render(found.notes[0])
    put(sheet, COUNTY, "02", "a", "1.05", "wan_mu")
    assert texts(decompose(sheet, AT, SHARE).shares)[A] == "350.00 ha"


def test_a_target_with_more_decimals_than_the_indicator():
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "a", "700.0005")
    found = decompose(sheet, AT, EQUAL)
    assert {share.amount.as_tuple().exponent for share in found.shares.values()} == {-4}
    assert total(found.shares) == Fraction("700.0005") * HA
    assert "with 2 decimals" in refusal(lambda: decompose(sheet, AT, EQUAL, decimals=2))


def test_a_rest_that_only_mu_can_write():
    """700 ha less 1 mu (亩) is no finite number of ha: 10 499 mu are shared, in steps of 0.1 mu."""
    found = decompose(plan_sheet(), AT, EQUAL, fixed={A: Quantity(Decimal(1), "mu")})
    assert texts(found.shares) == {A: "1 mu", B: "5249.5 mu", C: "5249.5 mu"}
    assert total(found.shares) == 700 * HA


def test_the_unit_can_be_chosen():
    found = decompose(plan_sheet(), AT, SHARE, unit="mu", decimals=1)
    assert texts(found.shares) == {A: "5250.0 mu", B: "3281.3 mu", C: "1968.7 mu"}
    assert "cannot be written in %" in refusal(lambda: decompose(plan_sheet(), AT, SHARE, unit="percent"))
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "a", 1, "mu")
    assert "another unit" in refusal(lambda: decompose(sheet, AT, SHARE, unit="ha"))


def test_bases_that_are_missing_or_nothing():
    sheet = plan_sheet()
    put(sheet, B, "02", "b", None)
    assert "these units have none: 西镇 (610101002)" in refusal(lambda: decompose(sheet, AT, SHARE))
    assert texts(decompose(sheet, AT, SHARE, fixed={B: ha(150)}).shares)[A] == "400.00 ha"
    put(sheet, B, "02", "b", 0)
    found = decompose(sheet, AT, SHARE)
    assert texts(found.shares)[B] == "0.00 ha" and B in Language("en").render(found.notes[0])
    for town in (A, B, C):
        put(sheet, town, "02", "b", 0)
    assert "all of them are 0" in refusal(lambda: decompose(sheet, AT, SHARE))
    put(sheet, C, "02", "b", -1)
    assert "negative base values" in refusal(lambda: decompose(sheet, AT, SHARE))
    assert "not known: 东镇" in refusal(lambda: decompose(sheet, AT, CANDIDATES))


def test_a_base_that_only_the_villages_have():
    sheet = plan_sheet()
    put(sheet, A, "02", "b", None)
    found = decompose(sheet, AT, SHARE)
    assert texts(found.shares)[A] == "350.00 ha"
    assert "the sum of the units below them was taken: 东镇" in Language("en").render(found.notes[0])


def test_what_cannot_be_handed_down():
    sheet = plan_sheet()
    assert "not the sum" in refusal(lambda: decompose(sheet, key(COUNTY, "14", "a"), EQUAL))
    assert "no administrative units below" in refusal(lambda: decompose(sheet, key(A1, "02", "a"), EQUAL))
    assert "not handed down" in refusal(lambda: decompose(sheet, key(COUNTY, "02", "b"), EQUAL))
    assert "no indicator 77" in refusal(lambda: decompose(sheet, AT._replace(indicator="77"), EQUAL))
    assert "no administrative unit 9" in refusal(lambda: decompose(sheet, AT._replace(unit="9"), EQUAL))
    assert "Enter it first" in refusal(lambda: decompose(sheet, AT._replace(year=2035), EQUAL))
    put(sheet, COUNTY, "02", "a", -1)
    assert "negative value" in refusal(lambda: decompose(sheet, AT, EQUAL))
    put(sheet, COUNTY, "02", "a", 1)
    assert "none of the units below" in refusal(lambda: decompose(sheet, AT, EQUAL, fixed={A1: ha(1)}))
    assert "share of Indicator 02" in refusal(lambda: decompose(sheet, AT, EQUAL, fixed={A: ha(-1)}))
    assert "share of Indicator 02" in refusal(
        lambda: decompose(sheet, AT, EQUAL, fixed={A: Quantity(Decimal(1), "percent")}))


def test_down_to_the_villages_at_once():
    """A's 350 ha on 250 : 150 = 218.75 and 131.25, as in the plan."""
    found = decompose_down(plan_sheet(), AT, SHARE, levels=("town", "village"))
    assert texts({at.unit: share for at, share in found.shares.items()}) == {
        A: "350.00 ha", B: "218.75 ha", C: "131.25 ha", A1: "218.75 ha", A2: "131.25 ha"}
    assert set(decompose_down(plan_sheet(), AT, SHARE, levels=("town",)).shares) == {
        AT._replace(unit=town) for town in (A, B, C)}
    fixed = {A: ha(400), A2: ha(100)}
    found = decompose_down(plan_sheet(), AT, SHARE, fixed=fixed)
    assert texts({at.unit: share for at, share in found.shares.items()})[A1] == "300.00 ha"
    assert "none of the units below" in refusal(
        lambda: decompose_down(plan_sheet(), AT, SHARE, levels=("town",), fixed=fixed))
    assert "no administrative units below" in refusal(
        lambda: decompose_down(plan_sheet(), AT, SHARE, levels=("group",)))


def test_what_is_handed_down_is_judged_right():
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "a", "701.37")
    found = decompose_down(sheet, AT, SHARE)
    sheet.put([ValueChange(at, IndicatorValue(at, share, ORIGIN)) for at, share in found.shares.items()])
    for unit in (COUNTY, A):
        kinds = [one.kind.value for one in deviations_of(sheet, unit, "02", YEAR) if one.key.kind is AT.kind]
        assert "children_sum" not in kinds


def test_which_base_year_counts():
    assert base_key(plan_sheet(), AT).year == BASE_YEAR
    assert base_key(plan_sheet(base_year=None), AT).year == BASE_YEAR
    sheet = plan_sheet(base_year=None)
    put(sheet, A, "02", "b", 1, year=2030)
    assert base_key(sheet, AT).year == BASE_YEAR


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    target=st.decimals(0, 100_000, places=3), unit=st.sampled_from(("ha", "mu", "wan_mu", "m2", "km2")),
    bases=st.lists(st.decimals(0, 5000, places=2), min_size=3, max_size=3).filter(any),
    rule=st.sampled_from((SHARE, EQUAL, CANDIDATES)),
)
def test_shares_always_add_up_and_grow_with_the_base(target, unit, bases, rule):
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "a", target, unit)
    weights = dict(zip((A, B, C), bases))
    for town, base in weights.items():
        put(sheet, town, "02", "b", base)
    candidates = {town: Fraction(base) for town, base in weights.items()}
    shares = decompose(sheet, AT, rule, candidates=candidates).shares
    assert total(shares) == Quantity(target, unit).exact
    assert all(share.amount >= 0 for share in shares.values())
    if rule is not EQUAL:
        for one, more in weights.items():
            for other, less in weights.items():
                if more > less or (more == less and one <= other):
                    assert shares[one].exact >= shares[other].exact


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    steps=st.integers(0, 10**6), weights=st.lists(st.fractions(0, 1000), min_size=1, max_size=12).filter(any),
    seed=st.randoms(use_true_random=False),
)
def test_dividing_is_exact_near_and_independent_of_the_order(steps, weights, seed):
    names = [f"{number:03d}" for number in range(len(weights))]
    counts = divided(steps, weights, names)
    assert sum(counts) == steps
    for count, weight in zip(counts, weights):
        assert abs(count - steps * weight / sum(weights)) < 1
    order = list(range(len(weights)))
    seed.shuffle(order)
    again = divided(steps, [weights[i] for i in order], [names[i] for i in order])
    assert [again[order.index(i)] for i in range(len(weights))] == counts
