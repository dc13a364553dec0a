"""Differences of indicators (指标差异): base, assigned, planned and measured values of a unit side by side."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Iterable, Optional

from ..message import Message, Title, Value, translatable
from ..rulepack.indicator_rules import IndicatorRule, LimitSense, ValueKind
from ..units.tree import AdminUnit
from .amount_words import amount_text
from .decomposition import base_key
from .judgement import Deviation, all_deviations, misses, rounding
from .kind_titles import KIND_TITLES
from .model import ValueKey
from .quantity import amount_in, rounded, unit_title
from .sheet import IndicatorSheet

DIFFERENCE_KINDS = (ValueKind.BASE, ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED)
# What is compared with what: the first less the second.
DIFFERENCE_PAIRS = (
    (ValueKind.PLANNED, ValueKind.BASE),
    (ValueKind.PLANNED, ValueKind.ASSIGNED),
    (ValueKind.MEASURED, ValueKind.PLANNED),
    (ValueKind.MEASURED, ValueKind.BASE),
)


@dataclass(frozen=True)
class DifferenceRow:
    """An indicator of a unit in a year; amounts in the base of the indicator's unit (m² for areas).

    :ivar amounts: by kind of value; of the base its value in the base year
    :ivar judgement: what is to be said, one sentence each
    :ivar deviations: what is wrong with the values
    """

    unit: AdminUnit
    rule: IndicatorRule
    year: int
    amounts: dict[ValueKind, Fraction]
    judgement: tuple[Message, ...]
    deviations: tuple[Deviation, ...]

    def difference(self, one: ValueKind, other: ValueKind) -> Optional[Fraction]:
        """Return by how much one value is above another, None where one of them is missing."""
        first, second = self.amounts.get(one), self.amounts.get(other)
        return None if first is None or second is None else first - second

    def percent(self, one: ValueKind, other: ValueKind) -> Optional[Fraction]:
        """Return the difference in per cent of the other value, None where that is 0 or missing."""
        difference, base = self.difference(one, other), self.amounts.get(other)
        return None if difference is None or not base else 100 * difference / base


def difference_rows(sheet: IndicatorSheet, units: Optional[Iterable[str]] = None) -> list[DifferenceRow]:
    """Return a row for each unit, indicator and target year with any value but the base alone.

    :param units: codes of the units; None: all of the tree
    """
    found: dict[tuple[str, str, int], list[Deviation]] = {}
    for deviation in all_deviations(sheet):
        found.setdefault(deviation.key[:3], []).append(deviation)
    years = sheet.rules.target_years or tuple(
        year for year in sheet.years() if year != sheet.rules.base_year)
    rows = []
    for unit in sheet.tree.walk() if units is None else units:
        for rule in sheet.rules.indicators.values():
            for year in sorted(years):
                row = _row(sheet, unit, rule, year, found.get((unit, rule.code, year), []))
                if row is not None:
                    rows.append(row)
    return rows


def _row(
    sheet: IndicatorSheet, unit: str, rule: IndicatorRule, year: int, deviations: list[Deviation]
) -> Optional[DifferenceRow]:
    at = ValueKey(unit, rule.code, year, ValueKind.ASSIGNED)
    amounts = {}
    for kind in (ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED):
        amount = sheet.exact(at._replace(kind=kind))
        if amount is not None:
            amounts[kind] = amount
    if not amounts:
        return None
    base = sheet.exact(base_key(sheet, at))
    if base is not None:
        amounts[ValueKind.BASE] = base
    said = [_against_base(sheet, rule, amounts), _against_assigned(sheet, rule, amounts),
            _measured(sheet, rule, amounts, sheet.is_partial(at._replace(kind=ValueKind.MEASURED)))]
    return DifferenceRow(sheet.tree[unit], rule, year, amounts, tuple(one for one in said if one is not None),
                         tuple(deviations))


def _against_base(
    sheet: IndicatorSheet, rule: IndicatorRule, amounts: dict[ValueKind, Fraction]
) -> Optional[Message]:
    """Return how the target lies to the base value."""
    target = _target(amounts)
    base = amounts.get(ValueKind.BASE)
    if target is None or base is None:
        return None
    change = amounts[target] - base
    said = _words(rule, change)
    said["target"] = KIND_TITLES[target]
    if abs(change) <= rounding(sheet, rule):
        return translatable("IndicatorDifferences", "{target}: as in the base year.", **said)
    if change > 0:
        return translatable("IndicatorDifferences", "{target}: {amount} {unit} more than in the base year.", **said)
    return translatable("IndicatorDifferences", "{target}: {amount} {unit} less than in the base year.", **said)


def _against_assigned(
    sheet: IndicatorSheet, rule: IndicatorRule, amounts: dict[ValueKind, Fraction]
) -> Optional[Message]:
    """Return whether the plan keeps what is assigned."""
    planned, assigned = amounts.get(ValueKind.PLANNED), amounts.get(ValueKind.ASSIGNED)
    if planned is None or assigned is None:
        return None
    if misses(planned, rule.limit, assigned) > rounding(sheet, rule):
        return translatable("IndicatorDifferences", "The plan misses the assigned target ({sense}) by {amount} {unit}.",
                            sense=_SENSES[rule.limit], **_words(rule, planned - assigned))
    return translatable("IndicatorDifferences", "The plan keeps the assigned target ({sense}).",
                        sense=_SENSES[rule.limit])


def _measured(
    sheet: IndicatorSheet, rule: IndicatorRule, amounts: dict[ValueKind, Fraction], partial: bool
) -> Optional[Message]:
    """Return whether what the layers measure keeps the target.

    :param partial: whether they measure a part of the unit only
    """
    target, measured = _target(amounts), amounts.get(ValueKind.MEASURED)
    if target is None:
        return translatable("IndicatorDifferences", "There is no target to compare with.")
    if measured is None:
        return None
    if partial:
        return translatable("IndicatorDifferences", "The layers cover a part of the unit only, so what they measure is "
                            "not compared with the target.")
    said = {"target": KIND_TITLES[target], "sense": _SENSES[rule.limit], **_words(rule, measured - amounts[target])}
    if misses(measured, rule.limit, amounts[target]) > rounding(sheet, rule):
        return translatable("IndicatorDifferences", "What the layers measure misses the target ({target}, {sense}) by "
                            "{amount} {unit}.", **said)
    return translatable("IndicatorDifferences", "What the layers measure keeps the target ({target}, {sense}).", **said)


def _target(amounts: dict[ValueKind, Fraction]) -> Optional[ValueKind]:
    """Return the kind of the target: planned, else assigned."""
    return next((kind for kind in (ValueKind.PLANNED, ValueKind.ASSIGNED) if kind in amounts), None)


_SENSES = {
    LimitSense.AT_LEAST: Title("不低于", "at least"),
    LimitSense.AT_MOST: Title("不超过", "at most"),
    LimitSense.EQUAL: Title("等于", "equal"),
}


def _words(rule: IndicatorRule, difference: Fraction) -> dict[str, Value]:
    """Return amount and unit of a difference for a sentence; who differs by less than a decimal shows it."""
    exact = abs(difference)
    shown = rounded(amount_in(exact, rule.unit), rule.decimals)
    text = f"{shown:f}" if shown or not exact else amount_text(exact, rule)
    return {"amount": text, "unit": unit_title(rule.unit)}
