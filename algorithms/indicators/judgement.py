"""What is wrong with the values of indicators: sums of the units below, plan against target, direction, relations.

Values are judged as they are written, with exact fractions, so nothing is reported for binary noise. What remains is
the rounding of those who wrote them: n values that were each rounded to the last decimal may differ from the rounded
value of their sum by n halves of it, and by no more (the rounded sum is the nearest to the exact one, so it adds
nothing of its own). A sum of n units is therefore compared with the tolerance n × ``IndicatorRules.tolerance`` of the
last decimal of the indicator, a value with another one with that of one. A value that is written more coarsely, such
as a target in 万亩, counts as it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Iterable, Iterator, Mapping, Optional, Sequence

from ..feedback import Feedback, Silent, raise_if_cancelled
from ..message import Message
from ..rulepack.indicator_rules import (
    ChangeDirection,
    IndicatorRule,
    LimitSense,
    Nature,
    Obligation,
    Relation,
    ValueKind,
)
from ..rulepack.model import Severity
from . import deviation_messages as say
from .exact_sums import exact_sum
from .model import ValueKey
from .quantity import AREA_UNITS, is_area
from .sheet import IndicatorSheet

HANDED_DOWN = (ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.FORMER)
TARGETS = (ValueKind.ASSIGNED, ValueKind.PLANNED)
_KINDS = tuple(ValueKind)
_NOTHING = Fraction(0)
_NO_AMOUNTS: Mapping[ValueKind, Fraction] = {}
_LOOK_EVERY = 256  # units between two looks at the cancel button


class DeviationKind(Enum):
    """What kind of deviation (偏差) it is."""

    CHILDREN_SUM = "children_sum"
    MISSING_CHILDREN = "missing_children"
    PLANNED_AGAINST_ASSIGNED = "planned_against_assigned"
    MEASURED_AGAINST_PLANNED = "measured_against_planned"
    MEASURED_AGAINST_ASSIGNED = "measured_against_assigned"
    BASE_AGAINST_MEASURED = "base_against_measured"
    WRONG_DIRECTION = "wrong_direction"
    RELATION = "relation"
    MISSING_VALUE = "missing_value"
    LEVEL_WITHOUT = "level_without"
    OVER_TIME = "over_time"


@dataclass(frozen=True)
class Deviation:
    """What is wrong with one value.

    :ivar key: of the value that is judged, or that is missing
    :ivar severity: error for a binding indicator, warning for an expected one and for what is incomplete
    :ivar difference: by how much the limit is missed, 0 or more, in the base of the unit (m² for areas); None where
        nothing was compared
    :ivar other: the values it was compared with
    :ivar measured: what was compared, ``limit`` what with, in the base of the unit; None likewise
    """

    kind: DeviationKind
    key: ValueKey
    severity: Severity
    message: Message
    difference: Optional[Fraction] = None
    other: tuple[ValueKey, ...] = ()
    measured: Optional[Fraction] = None
    limit: Optional[Fraction] = None
    clause: str = ""


def deviations_of(sheet: IndicatorSheet, unit: str, indicator: str, year: int) -> tuple[Deviation, ...]:
    """Return what is wrong with the values of one unit, indicator and year.

    A relation is reported for each indicator that is part of it, always with the same key. Nothing is said of units
    and indicators that tree and rules do not have (`IndicatorSheet.strangers`), and values are missing only in units
    that state others, or lie in a unit that does.
    """
    rule = sheet.rules.indicators.get(indicator)
    if rule is None or unit not in sheet.tree:
        return ()
    amounts = {kind: sheet.exact(ValueKey(unit, indicator, year, kind)) for kind in _KINDS}
    found = {kind: amount for kind, amount in amounts.items() if amount is not None}
    return tuple(_row(sheet, rule, unit, year, found, sheet.rules.relations))


def all_deviations(sheet: IndicatorSheet, feedback: Feedback = Silent()) -> list[Deviation]:  # noqa: B008
    """Return what is wrong with all values of the tree's units, by unit, year and indicator; each once.

    :raises Cancelled: when the user cancels
    """
    rows, targets = sheet.rows(), target_years(sheet)
    years = sorted({*targets, *sheet.years()})
    relations: dict[str, list[Relation]] = {}
    for relation in sheet.rules.relations:
        relations.setdefault(relation.left[0], []).append(relation)
    indicators = list(sheet.rules.indicators.items())
    deviations: list[Deviation] = []
    for number, unit in enumerate(sheet.tree.walk()):
        if not number % _LOOK_EVERY:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(sheet.tree))
        level = sheet.tree[unit].level
        # Of what has no value at all only that can be told that it should have one.
        required = {code for code, rule in indicators if rule.levels.get(level) is Obligation.REQUIRED}
        for year in years:
            asked = required if year in targets else ()
            for code, rule in indicators:
                amounts = rows.get((unit, code, year), _NO_AMOUNTS)
                if amounts or code in asked:
                    found = {kind: amounts[kind] for kind in _KINDS if kind in amounts}
                    deviations += _row(sheet, rule, unit, year, found, relations.get(code, ()))
    return deviations


def target_years(sheet: IndicatorSheet) -> tuple[int, ...]:
    """Return the years that must have targets: those of the rules, else those that any target is of."""
    if sheet.rules.target_years:
        return tuple(sorted(sheet.rules.target_years))
    return tuple(sorted({year for kind in HANDED_DOWN for year in sheet.years(kind)}))


def misses(measured: Fraction, sense: LimitSense, limit: Fraction) -> Fraction:
    """Return by how much an amount misses a limit, 0 where it keeps it."""
    if measured == limit:  # by far the most frequent case, and faster to see than a difference of fractions
        return _NOTHING
    gap = limit - measured
    if sense is LimitSense.AT_LEAST:
        return max(gap, _NOTHING)
    if sense is LimitSense.AT_MOST:
        return max(-gap, _NOTHING)
    return abs(gap)


def rounding(sheet: IndicatorSheet, rule: IndicatorRule, values: int = 1) -> Fraction:
    """Return what the rounding of some written values of an indicator explains, in the base of its unit."""
    last = AREA_UNITS.get(rule.unit, Fraction(1)) / 10**rule.decimals
    return values * Fraction(str(sheet.rules.tolerance)) * last


def severity_of(rule: IndicatorRule) -> Severity:
    """Return how bad it is to miss an indicator: binding ones must be kept."""
    return Severity.ERROR if rule.nature is Nature.BINDING else Severity.WARNING


def _row(
    sheet: IndicatorSheet, rule: IndicatorRule, unit: str, year: int, found: Mapping[ValueKind, Fraction],
    relations: Iterable[Relation],
) -> Iterator[Deviation]:
    """Yield what is wrong with one unit, indicator and year.

    :param found: its amounts, in the order of the kinds
    """
    at = ValueKey(unit, rule.code, year, ValueKind.ASSIGNED)
    yield from _presence(sheet, rule, at, found)
    if not found:
        return
    if ValueKind.MEASURED in found or (ValueKind.ASSIGNED in found and ValueKind.PLANNED in found):
        yield from _targets(sheet, rule, at, found)
    if rule.change is not None and ValueKind.FORMER in found:
        yield from _directions(sheet, rule, at, found)
    if rule.children is not None and sheet.tree.children(unit):
        yield from _sums(sheet, rule, at, found)
    if rule.over_time is not None:
        yield from _over_time(sheet, rule, at, found)
    for relation in relations:
        if rule.code in relation.left or rule.code in relation.right:
            yield from _relation(sheet, relation, rule, unit, year, found)


_Found = Mapping[ValueKind, Fraction]


def _presence(sheet: IndicatorSheet, rule: IndicatorRule, at: ValueKey, found: _Found) -> Iterator[Deviation]:
    """Targets that the level must have and lacks, or has and must not."""
    obligation = rule.levels.get(sheet.tree[at.unit].level)
    if obligation is Obligation.REQUIRED:
        lacks = not any(kind in found for kind in TARGETS)
        if lacks and at.year in target_years(sheet) and _is_planned(sheet, at.unit):
            yield Deviation(DeviationKind.MISSING_VALUE, at, severity_of(rule), say.missing_value(sheet, rule, at),
                            clause=rule.clause)
    elif obligation is None:
        key = next((at._replace(kind=kind) for kind in HANDED_DOWN if kind in found), None)
        if key is not None and not _is_breakdown(sheet, rule, at.unit):
            yield Deviation(DeviationKind.LEVEL_WITHOUT, key, Severity.WARNING, say.level_without(sheet, rule, key),
                            clause=rule.clause)


def _is_planned(sheet: IndicatorSheet, unit: str) -> bool:
    """Return whether a unit, or one it lies in, states anything: units above those of the plan are not asked for it."""
    above: Optional[str] = unit
    while above is not None and not sheet.is_stated(above):
        above = sheet.tree.parent(above)
    return above is not None


def _is_breakdown(sheet: IndicatorSheet, rule: IndicatorRule, unit: str) -> bool:
    """Return whether a unit is below every level that has the indicator: there it is a target divided further."""
    above = sheet.tree.parent(unit)
    while above is not None:
        if sheet.tree[above].level in rule.levels:
            below = {sheet.tree[code].level for code in sheet.tree.walk(unit)}
            return not below & rule.levels.keys()
        above = sheet.tree.parent(above)
    return False


def _targets(sheet: IndicatorSheet, rule: IndicatorRule, at: ValueKey, found: _Found) -> Iterator[Deviation]:
    """Planned against assigned, measured against the plan's target, base against measured."""
    assigned, planned, measured, base = (
        found.get(kind) for kind in (ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED, ValueKind.BASE)
    )
    if assigned is not None and planned is not None:
        gap = misses(planned, rule.limit, assigned)
        if gap and gap > rounding(sheet, rule):
            key = at._replace(kind=ValueKind.PLANNED)
            yield Deviation(
                DeviationKind.PLANNED_AGAINST_ASSIGNED, key, severity_of(rule),
                say.planned_against_assigned(sheet, rule, key, planned, assigned, gap), gap, (at,), planned, assigned,
                rule.clause,
            )
    key = at._replace(kind=ValueKind.MEASURED)
    partial = sheet.is_partial(key)
    # the value of a part of a unit tells nothing of the whole, but that a ceiling is broken by the part alone
    if measured is None or (partial and (rule.limit is not LimitSense.AT_MOST or rule.children is None)):
        return
    target, of = (assigned, ValueKind.ASSIGNED) if planned is None else (planned, ValueKind.PLANNED)
    if target is not None:
        gap = misses(measured, rule.limit, target)
        if gap and gap > rounding(sheet, rule):
            yield Deviation(
                DeviationKind.MEASURED_AGAINST_ASSIGNED if planned is None else DeviationKind.MEASURED_AGAINST_PLANNED,
                key, severity_of(rule), say.measured_against_target(sheet, rule, key, of, measured, target, gap), gap,
                (at._replace(kind=of),), measured, target, rule.clause,
            )
    if base is not None and not partial:
        gap = abs(base - measured)
        if gap and gap > rounding(sheet, rule):
            key = at._replace(kind=ValueKind.BASE)
            yield Deviation(
                DeviationKind.BASE_AGAINST_MEASURED, key, Severity.WARNING,
                say.base_against_measured(sheet, rule, key, base, measured, gap), gap,
                (at._replace(kind=ValueKind.MEASURED),), base, measured, rule.clause,
            )


def _directions(sheet: IndicatorSheet, rule: IndicatorRule, at: ValueKey, found: _Found) -> Iterator[Deviation]:
    """The change from the former plan goes the way the adjustment may go; no change is right either way."""
    before = found.get(ValueKind.FORMER)
    if rule.change is None or before is None:
        return
    sense = LimitSense.AT_LEAST if rule.change is ChangeDirection.INCREASE else LimitSense.AT_MOST
    for kind in TARGETS:
        if kind not in found:
            continue
        gap = misses(found[kind], sense, before)
        if gap and gap > rounding(sheet, rule):
            key = at._replace(kind=kind)
            yield Deviation(
                DeviationKind.WRONG_DIRECTION, key, severity_of(rule),
                say.wrong_direction(sheet, rule, key, found[kind], before, gap), gap,
                (at._replace(kind=ValueKind.FORMER),), found[kind], before, rule.clause,
            )


def _sums(sheet: IndicatorSheet, rule: IndicatorRule, at: ValueKey, found: _Found) -> Iterator[Deviation]:
    """The units below against their unit; where it has no planned value of its own, its assigned one is the target."""
    for kind in (ValueKind.BASE, *HANDED_DOWN):
        of = kind if kind in found else ValueKind.ASSIGNED
        if of not in found or (of is not kind and kind is not ValueKind.PLANNED):
            continue
        below = sheet.child_sum(at._replace(kind=kind))
        if below is None:
            continue
        if not below.present and kind is ValueKind.PLANNED and ValueKind.ASSIGNED in found:
            continue  # that nothing is handed down is said of the assigned value
        key, limit = at._replace(kind=of), found[of]
        missing, total = below.missing, below.total
        sense = LimitSense.EQUAL if kind is ValueKind.BASE else rule.children or LimitSense.EQUAL
        gap = misses(total, sense, limit)
        tolerance = rounding(sheet, rule, below.present) if gap else gap
        # While values are missing, only a sum that is too large already is certain to be wrong.
        certain = not missing or (total - limit > tolerance and sense is not LimitSense.AT_LEAST)
        if certain and below.present and gap > tolerance:
            message = say.children_sum(sheet, rule, sense, key, kind, total, limit, gap, below.present)
            yield Deviation(
                DeviationKind.CHILDREN_SUM, key, severity_of(rule),
                say.also_missing(sheet, message, missing) if missing else message, gap,
                tuple(key._replace(unit=code, kind=kind) for code in sheet.tree.children(at.unit)), total, limit,
                rule.clause,
            )
        elif missing and (
            # A sum that was begun has to be finished, unless it may stay below.
            (below.present and gap > tolerance and sense is not LimitSense.AT_MOST)
            or (kind in TARGETS and _lacks_target(sheet, rule, at, missing))
        ):
            yield Deviation(
                DeviationKind.MISSING_CHILDREN, key, Severity.WARNING,
                say.missing_children(sheet, rule, key, kind, total, below.present, missing), None,
                tuple(key._replace(unit=code, kind=kind) for code in missing), clause=rule.clause,
            )


def _lacks_target(sheet: IndicatorSheet, rule: IndicatorRule, at: ValueKey, missing: Sequence[str]) -> bool:
    """Return whether one of some units has no target at all, though its level must have one."""
    return any(
        rule.levels.get(sheet.tree[code].level) is Obligation.REQUIRED
        and all(sheet.exact(at._replace(unit=code, kind=kind)) is None for kind in TARGETS)
        for code in missing
    )


def _over_time(sheet: IndicatorSheet, rule: IndicatorRule, at: ValueKey, found: _Found) -> Iterator[Deviation]:
    """A target against that of the year before it that has one."""
    sense = rule.over_time
    for kind in TARGETS:
        if kind not in found or sense is None:
            continue
        key = at._replace(kind=kind)
        earlier = (key._replace(year=year) for year in reversed(sheet.years(kind)) if year < at.year)
        before = next((one for one in earlier if sheet.exact(one) is not None), None)
        if before is None:
            continue
        limit = sheet.exact(before) or Fraction(0)
        gap = misses(found[kind], sense, limit)
        if gap and gap > rounding(sheet, rule):
            yield Deviation(
                DeviationKind.OVER_TIME, key, severity_of(rule),
                say.over_time(sheet, rule, key, found[kind], limit, gap, before.year), gap, (before,), found[kind],
                limit, rule.clause,
            )


def _relation(
    sheet: IndicatorSheet, relation: Relation, rule: IndicatorRule, unit: str, year: int, found: _Found
) -> Iterator[Deviation]:
    """What indicators have to do with each other, where all of them are there and measure the same.

    :param rule: one of them, whose amounts are ``found``
    """
    parts = (*relation.left, *relation.right)
    others = [code for code in parts if code != rule.code]
    whole = [kind for kind in found if all(
        sheet.value(ValueKey(unit, code, year, kind)) is not None for code in others)]
    if not whole:
        return
    rules = [sheet.rules.indicators[code] for code in parts if code in sheet.rules.indicators]
    if len(rules) < len(parts) or len({"area" if is_area(rule.unit) else rule.unit for rule in rules}) > 1:
        return
    first = rules[0]
    for kind in whole:
        keys = [ValueKey(unit, code, year, kind) for code in parts]
        if kind is ValueKind.MEASURED and any(sheet.is_partial(key) for key in keys):
            continue  # one layer may lack what another has
        amounts = [sheet.exact(key) or _NOTHING for key in keys]
        left, right = exact_sum(amounts[: len(relation.left)]), exact_sum(amounts[len(relation.left):])
        gap = misses(left, relation.sense, right)
        if not gap:
            continue
        steps = [rounding(sheet, rule) for rule in rules]
        if gap <= max(sum(steps) - max(steps), *steps):  # one of n rounded numbers adds nothing (see above)
            continue
        key = ValueKey(unit, relation.left[0], year, kind)
        yield Deviation(
            DeviationKind.RELATION, key, severity_of(first),
            say.relation(sheet, first, relation, key, left, right, gap), gap,
            tuple(key._replace(indicator=code) for code in parts[1:]), left, right, relation.clause,
        )
