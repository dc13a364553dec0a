"""Hands a target down to the units below (分解下达): shares that add up exactly to what was handed down.

Shares are written with a number of decimals in one unit, so they are whole multiples of a step. Each unit first gets
the whole steps of its exact share; what remains goes, one step each, to those with the largest remainders (of equal
ones to the larger weight, then to the smaller code). So the sum is exact, the order of the units plays no part, and
a unit with a larger weight never gets less. In proportion to what each unit can have at most, nobody is rounded up
beyond that as long as another has room.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Mapping, Optional, Sequence

from ..errors import LandPlanError
from ..message import Message, translatable
from ..rulepack.indicator_rules import Distribution, IndicatorRule, ValueKind
from . import decomposition_messages as say
from .model import ValueKey
from .quantity import AREA_UNITS, Quantity, decimal_of, is_area
from .sheet import IndicatorSheet

_MORE_DECIMALS = 8  # than the rule's: a target that needs still more cannot be written in that unit
_NONE: Mapping[str, Fraction] = {}
_NOT_FIXED: Mapping[str, Quantity] = {}


@dataclass(frozen=True)
class Decomposition:
    """A target handed down.

    :ivar shares: by unit, in the order of the tree; their sum is exactly the target
    :ivar notes: what a person should know
    """

    shares: Mapping[str, Quantity]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class TreeDecomposition:
    """A target handed down over several levels.

    :ivar shares: by unit below, larger units first
    :ivar notes: what a person should know
    """

    shares: Mapping[ValueKey, Quantity]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class _Way:
    """How a target is divided; see `decompose`."""

    rule: Distribution
    candidates: Mapping[str, Fraction]
    fixed: Mapping[str, Quantity]
    decimals: Optional[int]
    unit: Optional[str]


def decompose(
    sheet: IndicatorSheet,
    key: ValueKey,
    rule: Distribution,
    *,
    candidates: Mapping[str, Fraction] = _NONE,
    fixed: Mapping[str, Quantity] = _NOT_FIXED,
    decimals: Optional[int] = None,
    unit: Optional[str] = None,
) -> Decomposition:
    """Divide the value of a unit among the units directly below.

    By hand, every unit keeps its fixed share, or else the value it has in the sheet, and they must add up exactly.

    :param key: of the value that is handed down: assigned, planned or former
    :param candidates: what each unit can have at most, in the base of the unit (m² for areas); where a unit has
        none the sum of those below it counts
    :param fixed: shares that are kept, by unit below
    :param decimals: decimals of the shares; None: those of the indicator, or more where the target has more
    :param unit: what the shares are written in; None: the unit of the indicator, or that of the target where the
        target cannot be written in the former
    :raises LandPlanError: when there is nothing to hand down or nobody to hand it to, when weights are missing, or
        when the fixed shares do not leave a rest that can be shared
    """
    way = _Way(rule, candidates, fixed, decimals, unit)
    indicator, target = _target(sheet, key)
    return _decomposed(sheet, key, indicator, target, way)


def decompose_down(
    sheet: IndicatorSheet,
    key: ValueKey,
    rule: Distribution,
    *,
    levels: Sequence[str] = (),
    candidates: Mapping[str, Fraction] = _NONE,
    fixed: Mapping[str, Quantity] = _NOT_FIXED,
    decimals: Optional[int] = None,
    unit: Optional[str] = None,
) -> TreeDecomposition:
    """Divide the value of a unit among the units below, and their shares among those below them.

    :param levels: levels that get shares; none: all levels that have the indicator
    :raises LandPlanError: as `decompose`; also when no unit below is of such a level
    """
    indicator, target = _target(sheet, key)
    wanted = frozenset(levels or indicator.levels)
    shares: dict[ValueKey, Quantity] = {}
    notes: list[Message] = []
    amounts = {key.unit: target}
    for code in (key.unit, *sheet.tree.walk(key.unit)):
        children = sheet.tree.children(code)
        if code not in amounts or not any(sheet.tree[child].level in wanted for child in children):
            continue
        inside = {child: fixed[child] for child in children if child in fixed}
        way = _Way(rule, candidates, inside, decimals, unit)
        part = _decomposed(sheet, key._replace(unit=code), indicator, amounts[code], way)
        notes += [note for note in part.notes if note not in notes]
        amounts.update(part.shares)
        shares.update({key._replace(unit=child): share for child, share in part.shares.items()})
    if not shares:
        raise LandPlanError(say.nobody_below(sheet, key))
    outside = [code for code in fixed if key._replace(unit=code) not in shares]
    if outside:
        raise LandPlanError(say.not_below(sheet, key, outside[0]))
    return TreeDecomposition(shares, tuple(notes))


def divided(
    steps: int, weights: Sequence[Fraction], names: Sequence[str], most: Optional[Sequence[int]] = None
) -> list[int]:
    """Divide a number of steps in proportion to weights by largest remainder (Hamilton).

    :param steps: 0 or more
    :param weights: 0 or more each, not all 0
    :param names: decide between equal remainders of equal weights
    :param most: steps that each can have; rounding goes beyond only where no other has room
    """
    total = sum(weights, Fraction(0))
    quotas = [steps * weight / total for weight in weights]
    counts = [quota.numerator // quota.denominator for quota in quotas]
    order = sorted(range(len(weights)), key=lambda i: (counts[i] - quotas[i], -weights[i], names[i]))
    if most is not None:
        order.sort(key=lambda i: counts[i] >= most[i])  # stable: those with room first
    for index in order[: steps - sum(counts)]:
        counts[index] += 1
    return counts


def base_key(sheet: IndicatorSheet, key: ValueKey) -> ValueKey:
    """Return the key of the base value that belongs to a target.

    It is that of the base year of the plan; where the rules do not say which that is, that of the last year
    up to the target that any base value is of.
    """
    year = sheet.rules.base_year
    if year is None:
        year = max((one for one in sheet.years(ValueKind.BASE) if one <= key.year), default=key.year)
    return key._replace(year=year, kind=ValueKind.BASE)


def _target(sheet: IndicatorSheet, key: ValueKey) -> tuple[IndicatorRule, Quantity]:
    """Return the indicator and the amount that is handed down.

    :raises LandPlanError: when there is none that can be
    """
    indicator = sheet.rules.indicators.get(key.indicator)
    if indicator is None:
        raise LandPlanError(translatable(
            "Indicators", "The rule pack has no indicator {code}. Choose one that it has.", code=key.indicator))
    if key.unit not in sheet.tree:
        raise LandPlanError(translatable(
            "Indicators", "There is no administrative unit {code}. Choose one of the list.", code=key.unit))
    if indicator.children is None:
        raise LandPlanError(say.no_sum(indicator))
    if key.kind in (ValueKind.BASE, ValueKind.MEASURED):
        raise LandPlanError(say.not_handed_down(indicator, key.kind))
    value = sheet.value(key)
    if value is None:
        raise LandPlanError(say.no_target(sheet, key, indicator))
    if value.quantity.amount < 0:
        raise LandPlanError(say.negative_target(sheet, key, indicator, value.quantity.exact))
    return indicator, value.quantity


def _decomposed(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, target: Quantity, way: _Way
) -> Decomposition:
    """Divide an amount among the units directly below (see `decompose`)."""
    children = sheet.tree.children(key.unit)
    if not children:
        raise LandPlanError(say.nobody_below(sheet, key))
    for code, share in way.fixed.items():
        if code not in children:
            raise LandPlanError(say.not_below(sheet, key, code))
        if not _alike(share.unit, indicator.unit) or share.amount < 0:
            raise LandPlanError(say.wrong_fixed(sheet, key, indicator, code, share))
    shares = dict(way.fixed)
    if way.rule is Distribution.BY_HAND:
        shares = _by_hand(sheet, key, indicator, children, shares)
    rest = target.exact - sum((share.exact for share in shares.values()), Fraction(0))
    waiting = [code for code in children if code not in shares]
    if rest < 0 or (rest and not waiting):
        raise LandPlanError(say.does_not_fit(sheet, key, indicator, target.exact, target.exact - rest))
    notes: list[Message] = []
    if waiting:
        step, written, places = _step(sheet, key, indicator, target, rest, way)
        if way.decimals is None and way.unit is None and (written, places) != (indicator.unit, indicator.decimals):
            notes.append(say.finer(sheet, key, indicator, written, places))
        counts = [0] * len(waiting)
        if rest:
            weights = _weights(sheet, key, indicator, way, waiting, notes)
            capped = way.rule is Distribution.CANDIDATE_SHARE
            most = [weight // step for weight in weights] if capped else None
            counts = divided(int(rest / step), weights, waiting, most)
        for code, count in zip(waiting, counts):
            shares[code] = Quantity(decimal_of(count, places), written)
    limits = {code: _weight(sheet, way.candidates, code) for code in children} if way.candidates else {}
    over = [code for code, limit in limits.items() if limit is not None and shares[code].exact > limit]
    if over:
        notes.append(say.more_than_candidates(sheet, key, indicator, over))
    return Decomposition({code: shares[code] for code in children}, tuple(notes))


def _alike(one: str, other: str) -> bool:
    """Return whether amounts in two units measure the same."""
    return one == other or (is_area(one) and is_area(other))


def _by_hand(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, children: Sequence[str],
    shares: Mapping[str, Quantity],
) -> dict[str, Quantity]:
    """Return the fixed shares, and those that the sheet has already.

    :raises LandPlanError: when a unit has neither
    """
    entered = {code: sheet.value(key._replace(unit=code)) for code in children if code not in shares}
    missing = [code for code, value in entered.items() if value is None]
    if missing:
        raise LandPlanError(say.by_hand_missing(sheet, key, indicator, missing))
    return {**shares, **{code: value.quantity for code, value in entered.items() if value is not None}}


def _step(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, target: Quantity, rest: Fraction, way: _Way
) -> tuple[Fraction, str, int]:
    """Return the step of the shares (in the base of the unit), the unit they are written in, and its decimals.

    :raises LandPlanError: when what is to be shared is no whole number of steps
    """
    last = AREA_UNITS.get(indicator.unit, Fraction(1)) / 10**indicator.decimals
    if way.unit is not None and not _alike(way.unit, indicator.unit):
        raise LandPlanError(say.wrong_unit(indicator, way.unit))
    # Every unit of area is a finite decimal number of mu; of hectares 1 mu is not.
    units = [indicator.unit, target.unit, "mu"] if is_area(indicator.unit) else [indicator.unit]
    for written in [way.unit] if way.unit is not None else units[:1] if way.decimals is not None else units:
        size = AREA_UNITS.get(written, Fraction(1))
        fewest = 0
        while size / 10**fewest > last:
            fewest += 1
        if written == indicator.unit:
            fewest = indicator.decimals
        choice = range(fewest, fewest + _MORE_DECIMALS + 1) if way.decimals is None else (way.decimals,)
        for places in choice:
            step = size / 10**places
            if (rest / step).denominator == 1:
                return step, written, places
    raise LandPlanError(say.cannot_be_written(sheet, key, indicator, target, way.unit or indicator.unit, way.decimals))


def _weights(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, way: _Way, units: Sequence[str],
    notes: list[Message],
) -> list[Fraction]:
    """Return what the shares are in proportion to.

    :raises LandPlanError: when a unit has no weight, a negative one, or all are 0
    """
    if way.rule is Distribution.EQUAL:
        return [Fraction(1)] * len(units)
    if way.rule is Distribution.BASE_SHARE:
        at = base_key(sheet, key)
        own = {code: sheet.exact(at._replace(unit=code)) for code in (*units, *_below(sheet, units))}
    else:
        own = {**dict.fromkeys(units), **way.candidates}
    weights = {code: _weight(sheet, own, code) for code in units}
    missing = [code for code, weight in weights.items() if weight is None]
    if missing:
        raise LandPlanError(say.no_weights(sheet, key, indicator, way.rule, missing, base_key(sheet, key).year))
    known = [weight for weight in weights.values() if weight is not None]
    negative = [code for code, weight in zip(units, known) if weight < 0]
    if negative:
        raise LandPlanError(say.negative_weights(sheet, key, indicator, way.rule, negative))
    if not any(known):
        raise LandPlanError(say.all_zero(sheet, key, indicator, way.rule, units))
    nothing = [code for code, weight in zip(units, known) if not weight]
    if nothing:
        notes.append(say.zero_weights(sheet, key, indicator, way.rule, nothing))
    summed = [code for code in units if own[code] is None]
    if summed:
        notes.append(say.summed_weights(sheet, key, indicator, way.rule, summed))
    return known


def _below(sheet: IndicatorSheet, units: Sequence[str]) -> list[str]:
    return [code for unit in units for code in sheet.tree.walk(unit)]


def _weight(sheet: IndicatorSheet, own: Mapping[str, Optional[Fraction]], code: str) -> Optional[Fraction]:
    """Return the weight of a unit: its own, or the sum of those below where all of them have one."""
    weight = own.get(code)
    if weight is not None or not sheet.tree.children(code):
        return weight
    parts = [_weight(sheet, own, child) for child in sheet.tree.children(code)]
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else None
