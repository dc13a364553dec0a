"""Indicators of an adjustment (一增两减): direction of the assigned change, and what the layers measure."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from ...geometry.area_units import M2_PER_HA, SQUARE_METRES, hectares
from ...message import Title, Value, translatable
from ...rulepack.indicator_rules import ChangeDirection, IndicatorRules, LimitSense, MeasureTerm
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.findings import feature_finding
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from ..checks.assigned import assigned_rows
from ..checks.measures import measured_m2
from ..checks.needs import adjustment_rules, delineation_rules, expect_layer
from ..checks.targets import target_rows

NUMBER = ParameterSpec(ParameterType.NUMBER)


def _indicators(context: CheckContext) -> IndicatorRules:
    """Return the indicators of the pack.

    :raises NotRunnable: when it has none
    """
    if context.pack.indicators is None:
        raise NotRunnable(
            translatable("Adjustment", "The rule pack {pack} has no indicators.yaml, so nobody knows how indicators "
                         "may change and what they are measured by.", pack=context.pack.title)
        )
    return context.pack.indicators


def _title(context: CheckContext, code: str) -> Title:
    """Return the name of an indicator; one the pack does not have is called by the code list of the table."""
    rules = context.pack.indicators
    if rules is not None and code in rules.indicators:
        return rules.indicators[code].title
    table = adjustment_rules(context).assigned
    code_list = context.pack.code_lists.get(context.role(table.role).fields[table.indicator].codes or "")
    return Title(code, code) if code_list is None else code_list.names.get(code, Title(code, code))


def _terms(context: CheckContext, code: str) -> tuple[MeasureTerm, ...]:
    """Return what an area is measured by for the plan's last target year, sums of indicators written out.

    :raises NotRunnable: when the pack does not say it, or the indicator is no area
    """
    rules = _indicators(context)
    rule = rules.indicators.get(code)
    measure = None if rule is None else rule.measure_of(context.pack.target_years[-1])
    if rule is None or measure is None:
        raise NotRunnable(translatable("Adjustment", "indicators.yaml does not say how the indicator {code} is "
                                       "measured: add it to its measures.", code=code))
    if measure.over or rule.unit not in SQUARE_METRES:
        raise NotRunnable(translatable("Adjustment", "The indicator {code} is no area, so it cannot be compared with "
                                       "the areas of the table.", code=code))
    return measure.terms + tuple(term for part in measure.indicators for term in _terms(context, part))


@check_kind("adjustment.indicator_change", rules="adjustment")
def indicator_change(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The assigned change of an indicator goes the way the plan says: one up, two down."""
    table = adjustment_rules(context).assigned
    expect_layer(check, context, table.role)
    rows = assigned_rows(context)
    context.examined = len(rows)
    indicators = _indicators(context).indicators
    for row in rows:
        direction = indicators[row.indicator].change if row.indicator in indicators else None
        if direction is None or row.before is None or row.after is None:
            continue
        grows = direction is ChangeDirection.INCREASE
        if row.after >= row.before if grows else row.after <= row.before:
            continue
        values: dict[str, Value] = {
            "indicator": _title(context, row.indicator), "unit": row.unit, "before": hectares(row.before),
            "after": hectares(row.after),
        }
        message = translatable(
            "Adjustment", "{indicator} of unit {unit} falls from {before} ha to {after} ha, but the plan only "
            "lets it grow.", **values,
        ) if grows else translatable(
            "Adjustment", "{indicator} of unit {unit} rises from {before} ha to {after} ha, but the plan only "
            "lets it be cut.", **values,
        )
        yield feature_finding(context, check, row.index, "wrong_direction", message, table.after,
                              hectares(row.after), hectares(row.before))


@check_kind(
    "adjustment.indicator_measured", rules="adjustment",
    indicator=ParameterSpec(ParameterType.TEXT, required=True), tolerance=NUMBER,
)
def indicator_measured(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """What the layers measure keeps the indicator after the adjustment; ``tolerance`` in ha."""
    table = adjustment_rules(context).assigned
    expect_layer(check, context, table.role)
    code = check.parameters["indicator"]
    terms = _terms(context, code)
    sense = _indicators(context).indicators[code].limit
    rows = [row for row in assigned_rows(context) if row.indicator == code and row.after is not None]
    if not rows:
        raise NotRunnable(
            translatable("Adjustment", "{layer} has no value for the indicator {indicator} ({code}) after the "
                         "adjustment.", layer=context.layer(table.role).name, indicator=_title(context, code),
                         code=code)
        )
    context.examined = len(rows)
    tolerance = context.number(check, "tolerance", 0.0) * M2_PER_HA
    for row in rows:
        measured, limit = measured_m2(context, terms, row.unit), float(row.after or 0.0)
        at_least = sense is LimitSense.AT_LEAST or (sense is LimitSense.EQUAL and measured < limit)
        lacking = limit - measured if at_least else measured - limit
        if lacking <= tolerance:
            continue
        values: dict[str, Value] = {
            "indicator": _title(context, code), "unit": row.unit, "measured": hectares(measured),
            "limit": hectares(limit), "difference": hectares(lacking),
        }
        message = translatable(
            "Adjustment", "{indicator} of unit {unit}: the layers measure {measured} ha, at least {limit} ha are "
            "assigned; {difference} ha are missing.", **values,
        ) if at_least else translatable(
            "Adjustment", "{indicator} of unit {unit}: the layers measure {measured} ha, at most {limit} ha are "
            "assigned; {difference} ha are too much.", **values,
        )
        yield feature_finding(context, check, row.index, "indicator_missed" if at_least else "indicator_exceeded",
                              message, table.after, hectares(measured), hectares(limit))


@check_kind("adjustment.construction_quota", rules="adjustment", tolerance=NUMBER)
def construction_quota(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """New construction takes no more than the increase assigned; ``tolerance`` in ha."""
    table = adjustment_rules(context).assigned
    rows = [row for row in assigned_rows(context) if row.indicator == table.construction]
    known = [(row, row.after - row.before) for row in rows if row.after is not None and row.before is not None]
    if not known:
        raise NotRunnable(
            translatable("Adjustment", "{layer} has no values for the indicator {indicator} ({code}) before and "
                         "after the adjustment.", layer=context.layer(table.role).name,
                         indicator=_title(context, table.construction), code=table.construction)
        )
    role = check.layer or ""
    terms = (MeasureTerm(role, where=check.where),)
    context.examined = len(context.selection(role, check.where))
    tolerance = context.number(check, "tolerance", 0.0) * M2_PER_HA
    of_table = replace(check, layer=table.role, where=None)  # the finding is about a row of the table
    for row, increase in known:
        taken = measured_m2(context, terms, row.unit)
        if taken - increase <= tolerance:
            continue
        yield feature_finding(
            context, of_table, row.index, "quota_exceeded",
            translatable(
                "Adjustment", "New construction in unit {unit} takes {measured} ha, but the assigned increase is "
                "{limit} ha: {difference} ha are too much.", unit=row.unit, measured=hectares(taken),
                limit=hectares(increase), difference=hectares(taken - increase),
            ),
            table.after, hectares(taken), hectares(increase),
        )


@check_kind("adjustment.target", rules="adjustment")
def target(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Basic farmland after the adjustment meets the target of every unit (划足)."""
    table = delineation_rules(context).targets
    expect_layer(check, context, table.role)
    for row in target_rows(context):
        context.examined += 1
        if not row.shortfall_ha:
            continue
        yield feature_finding(
            context, check, row.row, "target_missed",
            translatable(
                "Adjustment", "Unit {unit} has {measured} ha of basic farmland, its target is {limit} ha: "
                "{difference} ha are missing.", unit=row.unit, measured=hectares(row.measured_ha * M2_PER_HA),
                limit=row.target_ha, difference=row.shortfall_ha,
            ),
            table.area_ha, hectares(row.measured_ha * M2_PER_HA), row.target_ha,
        )
