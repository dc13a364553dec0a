"""Checks of the values against each other: sums of units, targets, direction, relations, years (陕·三(一), 五(二))."""

from __future__ import annotations

from collections import Counter
from typing import Iterator, Optional, Sequence

from ...message import Message, listed, translatable
from ...rulepack.indicator_rules import IndicatorRule, Nature, ValueKind
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from ..comparable import Alone, alone_words, change_alone, plan_alone
from ..judgement import HANDED_DOWN, TARGETS, Deviation, DeviationKind, all_deviations
from ..plan_data import PlanData, plan_of
from ..sheet import IndicatorSheet
from .findings import deviation_finding

NATURE = ParameterSpec(ParameterType.CHOICES, choices=tuple(nature.value for nature in Nature))
_MISSING = {
    "value": DeviationKind.MISSING_VALUE, "children": DeviationKind.MISSING_CHILDREN,
    "level": DeviationKind.LEVEL_WITHOUT,
}
_MOST_NAMED = 6  # indicators that a reason names
MISSING = ParameterSpec(ParameterType.CHOICES, choices=tuple(_MISSING))


def plan_with_values(context: CheckContext) -> PlanData:
    """Return the indicators of the delivery.

    :raises NotRunnable: when no value of any indicator is there
    """
    plan = plan_of(context)
    if not len(plan.sheet):
        tables = "" if context.pack.indicators is None else listed(
            context.pack.layers[table.role].names[0] for table in context.pack.indicators.tables)
        raise NotRunnable(translatable(
            "IndicatorChecks", "There are no values of indicators: none of the tables {tables} is "
            "delivered or holds any. Add one of them, or enter the values.", tables=tables))
    return plan


def is_chosen(check: CheckRule, rule: IndicatorRule) -> bool:
    """Return whether a check looks at an indicator: all, or those of the natures it names."""
    natures = check.parameters.get("nature")
    return not natures or rule.nature.value in natures


def _deviations(check: CheckRule, context: CheckContext, *kinds: DeviationKind) -> Iterator[Deviation]:
    """Yield the deviations of some kinds in the indicators that a check looks at."""
    plan = plan_with_values(context)
    found = context.once("deviations of indicators", lambda: all_deviations(plan.sheet))
    rules = plan.sheet.rules.indicators
    for deviation in found:
        if deviation.kind in kinds and is_chosen(check, rules[deviation.key.indicator]):
            yield deviation


def _values(check: CheckRule, context: CheckContext, *kinds: ValueKind) -> int:
    """Return how many values of some kinds the check looks at."""
    sheet = plan_with_values(context).sheet
    rules = sheet.rules.indicators
    counts = context.once("values by kind", lambda: Counter(
        (value.key.indicator, value.key.kind) for value in sheet if value.key.unit in sheet.tree))
    return sum(
        count for (code, kind), count in counts.items() if kind in kinds and code in rules and is_chosen(
            check, rules[code]))


def _findings(check: CheckRule, context: CheckContext, *kinds: DeviationKind) -> Iterator[Finding]:
    for deviation in _deviations(check, context, *kinds):
        yield deviation_finding(context, check, deviation)


def _codes(check: CheckRule, sheet: IndicatorSheet) -> list[str]:
    return [code for code, rule in sheet.rules.indicators.items() if is_chosen(check, rule)]


def _not_all(sheet: IndicatorSheet, alone: Sequence[Alone]) -> Optional[Message]:
    """Return which values have nothing to be compared with, None where all have."""
    if not alone:
        return None
    told = [alone_words(sheet, one) for one in alone[:_MOST_NAMED]]
    if len(alone) > len(told):
        told.append(translatable("IndicatorChecks", "and {count} more", count=len(alone) - len(told)))
    return translatable("IndicatorChecks", "Not all values could be compared. Enter what is missing:\n{reasons}",
                        reasons=tuple(told))


@check_kind("indicators.children", needs_layer=False, selects=False, rules="indicators", nature=NATURE)
def children(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The values of the units directly below add up to what their unit has (分解下达)."""
    sheet = plan_with_values(context).sheet
    kinds = (ValueKind.BASE, *HANDED_DOWN)
    compared = {
        (value.key, sheet.tree.parent(value.key.unit)) for value in sheet
        if value.key.kind in kinds and value.key.unit in sheet.tree and sheet.tree.parent(value.key.unit) is not None
        and value.key.indicator in sheet.rules.indicators
        and sheet.rules.indicators[value.key.indicator].children is not None
        and is_chosen(check, sheet.rules.indicators[value.key.indicator])
    }
    context.examined = len(compared)
    above = any(sheet.value(key._replace(unit=parent or "")) is not None
                or sheet.value(key._replace(unit=parent or "", kind=ValueKind.ASSIGNED)) is not None
                for key, parent in compared)
    if not above:
        raise NotRunnable(translatable(
            "IndicatorChecks", "No indicator has values of units and of the unit they lie in, so no sum "
            "can be compared. Enter the values of both."))
    yield from _findings(check, context, DeviationKind.CHILDREN_SUM)


@check_kind(
    "indicators.missing", needs_layer=False, selects=False, rules="indicators", nature=NATURE, what=MISSING)
def missing(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every level states the indicators it must, targets are handed down wholly, and only where a level has them."""
    context.examined = _values(check, context, *TARGETS)
    wanted = check.parameters.get("what") or tuple(_MISSING)
    yield from _findings(check, context, *(_MISSING[word] for word in wanted))


@check_kind("indicators.planned", needs_layer=False, selects=False, rules="indicators", nature=NATURE)
def planned(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """What a unit plans keeps what it is assigned (陕·五(二))."""
    sheet = plan_with_values(context).sheet
    context.examined = sum(
        value.key.kind is ValueKind.PLANNED and value.key.unit in sheet.tree
        and sheet.value(value.key._replace(kind=ValueKind.ASSIGNED)) is not None
        and value.key.indicator in sheet.rules.indicators
        and is_chosen(check, sheet.rules.indicators[value.key.indicator])
        for value in sheet)
    if not context.examined:
        raise NotRunnable(translatable(
            "IndicatorChecks", "No unit has both an assigned and a planned value of an indicator, so plans "
            "cannot be compared with targets. Enter both."))
    yield from _findings(check, context, DeviationKind.PLANNED_AGAINST_ASSIGNED)
    context.doubt = _not_all(sheet, plan_alone(sheet, _codes(check, sheet)))


@check_kind("indicators.direction", needs_layer=False, selects=False, rules="indicators", nature=NATURE)
def direction(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """An adjustment moves an indicator the way it may go (一增两减)."""
    sheet = plan_with_values(context).sheet
    directed = {code for code, rule in sheet.rules.indicators.items()
                if rule.change is not None and is_chosen(check, rule)}
    context.examined = sum(
        value.key.indicator in directed and value.key.unit in sheet.tree and value.key.kind is ValueKind.FORMER
        and any(sheet.value(value.key._replace(kind=kind)) is not None for kind in TARGETS)
        for value in sheet)
    if not context.examined:
        raise NotRunnable(translatable(
            "IndicatorChecks", "No indicator whose change has a direction has values before and after the "
            "adjustment. Enter the values of the former plan."))
    yield from _findings(check, context, DeviationKind.WRONG_DIRECTION)
    context.doubt = _not_all(sheet, change_alone(sheet, directed))


@check_kind("indicators.relation", needs_layer=False, selects=False, rules="indicators", nature=NATURE)
def relation(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Indicators of one unit, year and kind go together, e.g. construction land is the sum of its parts."""
    sheet = plan_with_values(context).sheet
    for one in sheet.rules.relations:
        first = sheet.rules.indicators.get(one.left[0])
        if first is None or not is_chosen(check, first):
            continue
        others = (*one.left, *one.right)
        context.examined += sum(
            value.key.indicator == one.left[0] and value.key.unit in sheet.tree
            and all(sheet.value(value.key._replace(indicator=code)) is not None for code in others)
            for value in sheet)
    if not context.examined:
        raise NotRunnable(translatable(
            "IndicatorChecks", "No unit has values of all the indicators that a relation of the rule pack "
            "compares. Enter them."))
    yield from _findings(check, context, DeviationKind.RELATION)


@check_kind("indicators.years", needs_layer=False, selects=False, rules="indicators", nature=NATURE)
def years(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Targets of a later year do not go back behind those of an earlier one, where the rules say so."""
    sheet = plan_with_values(context).sheet
    watched = {code for code, rule in sheet.rules.indicators.items()
               if rule.over_time is not None and is_chosen(check, rule)}
    seen = Counter((value.key.unit, value.key.indicator, value.key.kind) for value in sheet
                   if value.key.indicator in watched and value.key.kind in TARGETS and value.key.unit in sheet.tree)
    context.examined = sum(count for count in seen.values() if count > 1)
    if not context.examined:
        raise NotRunnable(translatable(
            "IndicatorChecks", "No indicator that is watched over the years has targets of several years. "
            "Enter them."))
    yield from _findings(check, context, DeviationKind.OVER_TIME)
