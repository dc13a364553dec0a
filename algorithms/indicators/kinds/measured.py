"""Check of what the layers measure against the targets, and against the base values (图数一致)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Collection, Iterable, Iterator, Mapping, Optional

from ...message import Message, Value, translatable
from ...rulepack.indicator_rules import ValueKind
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from ..comparable import indicator_words
from ..judgement import TARGETS, DeviationKind, deviations_of
from ..measured_sheet import with_measured
from ..measuring import MeasuredValue, Measurement, Measurer, NotMeasured
from ..model import ValueKey
from ..plan_data import PlanData
from ..sheet import IndicatorSheet
from ..uncounted import uncertain
from .deviations import NATURE, is_chosen, plan_with_values
from .findings import deviation_finding

_AGAINST = {
    "target": (TARGETS, (DeviationKind.MEASURED_AGAINST_PLANNED, DeviationKind.MEASURED_AGAINST_ASSIGNED)),
    "base": ((ValueKind.BASE,), (DeviationKind.BASE_AGAINST_MEASURED,)),
}
AGAINST = ParameterSpec(ParameterType.CHOICES, choices=tuple(_AGAINST))
MOST_NAMED = 6  # indicators that a reason names


@dataclass(frozen=True)
class Measured:
    """What the layers say of the values that are compared with them.

    :ivar found: measured values by key
    :ivar lacking: what could not be measured and compared, one sentence each
    :ivar assumed: what is measured as if a missing layer had no features, one sentence each
    :ivar unsure: measured values that keep their target now, but need not: features are not counted, or twice
    """

    found: Mapping[ValueKey, MeasuredValue]
    lacking: tuple[Message, ...]
    assumed: tuple[Message, ...] = ()
    unsure: frozenset[ValueKey] = frozenset()

    def whole(self, unit: str, code: str, year: int) -> bool:
        """Return whether there is a measured value of the whole unit that a target can be compared with."""
        value = self.found.get(ValueKey(unit, code, year, ValueKind.MEASURED))
        return value is not None and not value.partial and value.key not in self.unsure


@check_kind(
    "indicators.measured", needs_layer=False, selects=False, rules="indicators", nature=NATURE, against=AGAINST)
def measured(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """What the layers measure keeps the plan's target, else the assigned one; base values are what was there.

    Where the layers cover a part of a unit only, nothing is compared, and the check has not run.
    """
    plan = plan_with_values(context)
    words = check.parameters.get("against") or tuple(_AGAINST)
    kinds = {kind for word in words for kind in _AGAINST[word][0]}
    wanted = {kind for word in words for kind in _AGAINST[word][1]}
    rules = plan.sheet.rules.indicators
    asked = asked_of(plan.sheet, [code for code, rule in rules.items() if is_chosen(check, rule)], kinds)
    if not asked:
        raise NotRunnable(translatable(
            "IndicatorChecks", "No indicator that the layers measure has a value to compare with. Enter "
            "the values."))
    result = measured_of(context, plan, asked, kinds)
    found = result.found
    sheet = with_measured(plan.sheet, found.values())
    # A value that the tables give as measured counts where the layers measure none.
    rows = {key[:3] for key in found} | {
        value.key[:3] for value in plan.sheet if value.key.kind is ValueKind.MEASURED}
    compared = [
        (unit, code, year) for unit, code, year in sorted(rows) if (code, year) in asked
        and any(sheet.value(ValueKey(unit, code, year, kind)) is not None for kind in kinds)
    ]
    context.examined = len(compared)
    reasons = not_all_compared(result.lacking)
    if not compared:
        raise NotRunnable(reasons or translatable(
            "IndicatorChecks", "No unit has both a measured value and one to compare with. Enter the "
            "values of the units that the layers show."))
    for unit, code, year in compared:
        for deviation in deviations_of(sheet, unit, code, year):
            if deviation.kind in wanted:
                measured_key = deviation.key._replace(kind=ValueKind.MEASURED)
                yield deviation_finding(
                    context, check, deviation, _with_source(deviation.message, found.get(measured_key)))
    context.doubt = reasons


def asked_of(
    sheet: IndicatorSheet, codes: Collection[str], kinds: Collection[ValueKind]
) -> set[tuple[str, int]]:
    """Return the indicators and years that have a value of some kinds in a unit and that the layers should tell.

    :param codes: the indicators that are looked at
    """
    rules = sheet.rules.indicators
    return {
        (value.key.indicator, value.key.year) for value in sheet
        if value.key.kind in kinds and value.key.unit in sheet.tree and value.key.indicator in codes
        and rules[value.key.indicator].measure_of(value.key.year) is not None
    }


def measured_of(
    context: CheckContext, plan: PlanData, asked: Collection[tuple[str, int]], kinds: Collection[ValueKind]
) -> Measured:
    """Measure some indicators and years, and say what of them the layers do not tell.

    :param kinds: of the values that are compared with what is measured
    :raises Cancelled: when the user cancels
    """
    measurement = _measurement(context, plan, asked)
    found = {value.key: value for value in measurement.values if (value.key.indicator, value.key.year) in asked}
    unsure = uncertain(context, plan.sheet, measurement) if set(kinds) & set(TARGETS) else {}
    lacking = [*_not_measured(plan, measurement, asked, kinds), *_measured_in_part(plan, found.values(), kinds),
               *_not_sure(plan, unsure)]
    assumed = tuple(
        _of_indicator(plan.sheet, one) for one in measurement.assumed if (one.indicator, one.year) in asked)
    return Measured(found, tuple(lacking), assumed, frozenset(unsure))


def not_all_compared(lacking: Collection[Message]) -> Optional[Message]:
    """Return what could not be compared in one message, None where all could."""
    if not lacking:
        return None
    named = list(lacking)[:MOST_NAMED]
    if len(lacking) > len(named):
        named.append(translatable("IndicatorChecks", "and {count} more", count=len(lacking) - len(named)))
    return translatable(
        "IndicatorChecks", "Not all indicators could be measured and compared:\n{reasons}", reasons=tuple(named))


def _measurement(context: CheckContext, plan: PlanData, asked: Iterable[tuple[str, int]]) -> Measurement:
    """Measure what is asked for; layers are read and divided once for all checks."""
    measurer = context.once("measurer", lambda: Measurer(context.dataset, plan.sheet.tree))
    by_year: dict[int, list[str]] = {}
    for code, year in sorted(asked):
        by_year.setdefault(year, []).append(code)
    result = Measurement()
    for year, codes in by_year.items():
        part = measurer.measure((year,), codes, context.feedback)
        result.values += part.values
        result.not_measured += part.not_measured
        result.gaps += part.gaps
        result.assumed += part.assumed
        result.fallen += part.fallen
        result.units = part.units
    return result


def _with_source(sentence: Message, value: Optional[MeasuredValue]) -> Message:
    """Return a sentence with where the measured value comes from, and what is to be said about it."""
    if value is None:
        return sentence
    if not value.reservations:
        return translatable("IndicatorChecks", "{sentence}\nMeasured: {source}", sentence=sentence, source=value.source)
    return translatable(
        "IndicatorChecks", "{sentence}\nMeasured: {source}\nTo be considered: {reservations}",
        sentence=sentence,
        source=value.source, reservations=value.reservations)


def _not_measured(
    plan: PlanData, measurement: Measurement, asked: Collection[tuple[str, int]], kinds: Collection[ValueKind]
) -> list[Message]:
    """Return which indicators with a value to compare with are not measured and why."""
    told = [
        _of_indicator(plan.sheet, one) for one in measurement.not_measured if (one.indicator, one.year) in asked]
    for gap in measurement.gaps:
        units = [unit for unit in gap.units if _has(plan.sheet, unit, gap.indicator, gap.year, kinds)]
        if units and (gap.indicator, gap.year) in asked:
            told.append(_in_units(plan.sheet, gap.indicator, gap.year, units, gap.reason))
    return told


def _measured_in_part(
    plan: PlanData, values: Iterable[MeasuredValue], kinds: Collection[ValueKind]
) -> list[Message]:
    """Return which values with one to compare with are those of a part of their unit only."""
    parts: dict[tuple[str, int], list[MeasuredValue]] = {}
    for value in values:
        unit, code, year, _ = value.key
        if value.part is not None and _has(plan.sheet, unit, code, year, kinds):
            parts.setdefault((code, year), []).append(value)
    return [
        _in_units(plan.sheet, code, year, [value.key.unit for value in found], found[0].part or found[0].source)
        for (code, year), found in parts.items()
    ]


def _not_sure(plan: PlanData, unsure: Mapping[ValueKey, Message]) -> list[Message]:
    """Return which targets are kept only as long as what is not counted, or counted twice, does not matter."""
    units: dict[tuple[str, int], list[str]] = {}
    for key in unsure:
        units.setdefault((key.indicator, key.year), []).append(key.unit)
    return [
        _in_units(plan.sheet, code, year, found, unsure[ValueKey(found[0], code, year, ValueKind.MEASURED)])
        for (code, year), found in units.items()
    ]


def _of_indicator(sheet: IndicatorSheet, one: NotMeasured) -> Message:
    return translatable("IndicatorChecks", "{indicator} {year}: {reason}",
                        indicator=indicator_words(sheet, one.indicator), year=one.year, reason=one.reason)


def _in_units(sheet: IndicatorSheet, code: str, year: int, units: Collection[str], reason: Message) -> Message:
    first = next(iter(units))
    said: dict[str, Value] = {
        "indicator": indicator_words(sheet, code), "year": year, "unit": sheet.tree[first].name or first,
        "reason": reason}
    if len(units) == 1:
        return translatable("IndicatorChecks", "{indicator} {year}, {unit}: {reason}", **said)
    return translatable(
        "IndicatorChecks", "{indicator} {year}, in {count} units, for example {unit}: {reason}", count=len(units),
        **said)


def _has(sheet: IndicatorSheet, unit: str, code: str, year: int, kinds: Collection[ValueKind]) -> bool:
    return any(sheet.value(ValueKey(unit, code, year, kind)) is not None for kind in kinds)
