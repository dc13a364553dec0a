"""Targets of the plan before against what was reached (花·二(三)1: 上轮规划实施评价)."""

from __future__ import annotations

from fractions import Fraction
from typing import Optional

from ...dataset.binding import Dataset
from ...feedback import Feedback
from ...indicators.measuring import Measurer, NotMeasured
from ...indicators.model import ValueKey
from ...indicators.plan_data import PlanData
from ...indicators.quantity import amount_in, rounded
from ...message import Message, translatable
from ...rulepack.indicator_rules import IndicatorRule, LimitSense, ValueKind
from ...rulepack.status_rules import TargetRules
from .model import TargetResult


def judged_targets(
    dataset: Dataset, plan: PlanData, rules: TargetRules, base_year: int, feedback: Feedback
) -> tuple[list[TargetResult], list[Message]]:
    """Return the targets of years up to the base year with what was reached by the base year.

    A target counts under the first of the kinds the rules name. What was reached is measured from the layers; where
    an indicator cannot be, the value stated for the base year counts.

    :raises Cancelled: when the user cancels
    """
    sheet = plan.sheet
    chosen: dict[tuple[str, str, int], ValueKind] = {}
    for value in sheet:
        key = value.key
        if key.year > base_year or key.kind not in rules.kinds or key.unit not in sheet.tree:
            continue
        before = chosen.get((key.unit, key.indicator, key.year))
        if before is None or rules.kinds.index(key.kind) < rules.kinds.index(before):
            chosen[key.unit, key.indicator, key.year] = key.kind
    if not chosen:
        return [], [translatable(
            "Status", "There are no targets of a year up to {year}, so the plan before cannot be evaluated. Add them "
            "to the table of values or give the workspace that keeps them.", year=base_year)]
    codes = list(dict.fromkeys(code for code in sheet.rules.indicators if any(one[1] == code for one in chosen)))
    measured = Measurer(dataset, sheet.tree).measure([base_year], codes, feedback)
    reached = {value.key: value for value in measured.values}
    reasons = {one.indicator: one for one in measured.not_measured}
    found = []
    for code in codes:
        rule = sheet.rules.indicators[code]
        for unit in sheet.tree.walk():
            for year in sorted(year for one, other, year in chosen if (one, other) == (unit, code)):
                kind = chosen[unit, code, year]
                target = sheet.exact(ValueKey(unit, code, year, kind))
                if target is None:
                    continue
                key = ValueKey(unit, code, base_year, ValueKind.MEASURED)
                if key in reached:
                    amount: Optional[Fraction] = Fraction(reached[key].amount)
                    source, notes = reached[key].source, reached[key].reservations
                else:
                    amount, source, notes = _stated(plan, rule, unit, base_year, reasons.get(code))
                met = None if amount is None else _met(amount, target, rule)
                found.append(TargetResult(rule, unit, year, kind, target, amount, met, source, notes))
    return found, []


def _stated(
    plan: PlanData, rule: IndicatorRule, unit: str, year: int, reason: Optional[NotMeasured]
) -> tuple[Optional[Fraction], Message, tuple[Message, ...]]:
    """Return the value stated for the base year where none was measured."""
    note = translatable("Status", "It is not measured in this unit.") if reason is None else reason.reason
    for kind in (ValueKind.MEASURED, ValueKind.BASE):
        value = plan.sheet.value(ValueKey(unit, rule.code, year, kind))
        if value is not None:
            return value.quantity.exact, value.origin.source, (note,)
    return None, translatable("Status", "no value for {year}", year=year), (note,)


def _met(reached: Fraction, target: Fraction, rule: IndicatorRule) -> bool:
    """Return whether a target is met, both as they are written."""
    one, other = (rounded(amount_in(amount, rule.unit), rule.decimals) for amount in (reached, target))
    if rule.limit is LimitSense.AT_LEAST:
        return one >= other
    return one <= other if rule.limit is LimitSense.AT_MOST else one == other
