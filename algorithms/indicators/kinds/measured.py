"""Check of what the layers measure against the targets, and against the base values (图数一致)."""

from __future__ import annotations

from typing import Iterable, Iterator, Optional

from ...message import Message, translatable
from ...rulepack.indicator_rules import ValueKind
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from ..judgement import TARGETS, DeviationKind, deviations_of
from ..measured_sheet import with_measured
from ..measuring import MeasuredValue, Measurement, Measurer
from ..model import ValueKey
from ..plan_data import PlanData
from .deviations import NATURE, is_chosen, plan_with_values
from .findings import deviation_finding

_AGAINST = {
    "target": (TARGETS, (DeviationKind.MEASURED_AGAINST_PLANNED, DeviationKind.MEASURED_AGAINST_ASSIGNED)),
    "base": ((ValueKind.BASE,), (DeviationKind.BASE_AGAINST_MEASURED,)),
}
AGAINST = ParameterSpec(ParameterType.CHOICES, choices=tuple(_AGAINST))
_MOST_NAMED = 6  # indicators that a reason names


@check_kind(
    "indicators.measured", needs_layer=False, selects=False, rules="indicators", nature=NATURE, against=AGAINST)
def measured(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """What the layers measure keeps the plan's target, else the assigned one; base values are what was there."""
    plan = plan_with_values(context)
    words = check.parameters.get("against") or tuple(_AGAINST)
    kinds = {kind for word in words for kind in _AGAINST[word][0]}
    wanted = {kind for word in words for kind in _AGAINST[word][1]}
    rules = plan.sheet.rules.indicators
    asked = {
        (value.key.indicator, value.key.year) for value in plan.sheet
        if value.key.kind in kinds and value.key.unit in plan.sheet.tree and value.key.indicator in rules
        and rules[value.key.indicator].measure_of(value.key.year) is not None
        and is_chosen(check, rules[value.key.indicator])
    }
    if not asked:
        raise NotRunnable(translatable(
            "IndicatorChecks", "No indicator that the layers measure has a value to compare with. Enter "
            "the values."))
    measurement = _measurement(context, plan, asked)
    found = {value.key: value for value in measurement.values if (value.key.indicator, value.key.year) in asked}
    sheet = with_measured(plan.sheet, found.values())
    # A value that the tables give as measured counts where the layers measure none.
    rows = {key[:3] for key in found} | {
        value.key[:3] for value in plan.sheet if value.key.kind is ValueKind.MEASURED}
    compared = [
        (unit, code, year) for unit, code, year in sorted(rows) if (code, year) in asked
        and any(sheet.value(ValueKey(unit, code, year, kind)) is not None for kind in kinds)
    ]
    context.examined = len(compared)
    reasons = _not_measured(plan, measurement, asked, kinds)
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
    plan: PlanData, measurement: Measurement, asked: Iterable[tuple[str, int]], kinds: Iterable[ValueKind]
) -> Optional[Message]:
    """Return which indicators with a value to compare with are not measured and why, None where all are."""
    told = [
        translatable("IndicatorChecks", "{indicator} {year}: {reason}", indicator=_title(plan, one.indicator),
                     year=one.year, reason=one.reason)
        for one in measurement.not_measured if (one.indicator, one.year) in set(asked)
    ]
    for gap in measurement.gaps:
        units = [unit for unit in gap.units if any(
            plan.sheet.value(ValueKey(unit, gap.indicator, gap.year, kind)) is not None for kind in kinds)]
        if units and (gap.indicator, gap.year) in set(asked):
            told.append(translatable(
                "IndicatorChecks", "{indicator} {year}, in {count} units, for example {unit}: {reason}",
                indicator=_title(plan, gap.indicator), year=gap.year, count=len(units), unit=units[0],
                reason=gap.reason))
    if not told:
        return None
    named = told[:_MOST_NAMED]
    if len(told) > len(named):
        named.append(translatable("IndicatorChecks", "and {count} more", count=len(told) - len(named)))
    return translatable(
        "IndicatorChecks", "Not all indicators could be measured and compared:\n{reasons}",
        reasons=tuple(named))


def _title(plan: PlanData, code: str) -> Message:
    title = plan.sheet.rules.indicators[code].title
    return translatable("IndicatorChecks", "{title} ({code})", title=title, code=code)
