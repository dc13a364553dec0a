"""What a chart of an indicator shows: values of a unit and of the units directly below it, kind by kind."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

from ..errors import LandPlanError
from ..message import Message, translatable
from ..rulepack.indicator_rules import IndicatorRule, ValueKind
from .judgement import Deviation, deviations_of
from .model import ValueKey
from .quantity import AREA_UNITS, amount_in, is_area
from .sheet import IndicatorSheet

KINDS = tuple(ValueKind)
JUDGED = (ValueKind.PLANNED, ValueKind.MEASURED)  # what a target is held against


@dataclass(frozen=True)
class ChartBar:
    """A value.

    :ivar amount: in the unit of the chart; None = no value
    :ivar against: what the value has more than the target, None where that says nothing
    :ivar deviations: what is wrong with the value
    """

    kind: ValueKind
    amount: Optional[Fraction]
    against: Optional[Fraction] = None
    deviations: tuple[Deviation, ...] = ()


@dataclass(frozen=True)
class ChartGroup:
    """The values of a unit.

    :ivar target: the assigned value, in the unit of the chart
    :ivar deviations: all that is wrong in the row of the unit, also what belongs to no bar
    """

    unit: str
    name: str
    bars: tuple[ChartBar, ...]
    target: Optional[Fraction]
    deviations: tuple[Deviation, ...]


class ChartContent:
    """The values of an indicator in a year: first the unit, then the units directly below it.

    :ivar kinds: kinds that any of the units has a value of
    :ivar apart: the values of the units below add up to that of the unit, so that they need an axis of their own
    :ivar area_unit: unit of the amounts
    :ivar empty: why there is nothing to show, None where there is
    """

    def __init__(self, sheet: IndicatorSheet, unit: str, indicator: str, year: int, area_unit: str) -> None:
        """:param area_unit: unit areas are shown in; other amounts are shown in the unit of the indicator"""
        self._sheet = sheet
        self.year = year
        self.rule: Optional[IndicatorRule] = sheet.rules.indicators.get(indicator)
        self.units: tuple[str, ...] = (unit, *sheet.tree.children(unit)) if unit in sheet.tree else ()
        self._indicator = indicator
        self._groups: dict[int, ChartGroup] = {}
        written = self.rule.unit if self.rule else area_unit
        self.area_unit = area_unit if is_area(written) and is_area(area_unit) else written
        self.decimals = shown_decimals(self.rule, self.area_unit) if self.rule else 0
        self.apart = bool(self.rule and self.rule.children and len(self.units) > 2)
        self._base_years = [one for one in sheet.years(ValueKind.BASE) if one <= year]
        self.kinds = tuple(
            kind for kind in KINDS if any(self._key(code, kind) is not None for code in self.units)
        ) if self.rule else ()
        self.empty = self._why_empty(unit, indicator)

    def group(self, place: int) -> ChartGroup:
        """Return the values of a unit; judged when they are first asked for."""
        if place not in self._groups:
            self._groups[place] = self._made(self.units[place])
        return self._groups[place]

    def amounts(self, places: range) -> list[float]:
        """Return all amounts of some units, in the unit of the chart."""
        codes = (self.units[place] for place in places)
        found = (self._amount(code, kind) for code in codes for kind in self.kinds)
        return [float(amount) for amount in found if amount is not None]

    def differences(self) -> list[float]:
        """Return what planned and measured values of all units have more or less than their targets."""
        found = []
        for code in self.units:
            target = self._amount(code, ValueKind.ASSIGNED) if self.rule else None
            for amount in (self._amount(code, kind) for kind in JUDGED if target is not None):
                if amount is not None and target is not None:
                    found.append(float(amount - target))
        return found

    def _why_empty(self, unit: str, indicator: str) -> Optional[Message]:
        if not self.units:
            return translatable("IndicatorChart", "The unit {unit} is not in the tree of units.", unit=unit)
        if self.rule is None:
            return translatable("IndicatorChart", "The rule pack has no indicator {code}.", code=indicator)
        if not self.kinds:
            return translatable(
                "IndicatorChart", "Neither {unit} nor the units below have a value of {indicator} for {year}.",
                unit=self._sheet.tree[unit].name, indicator=self.rule.title, year=self.year,
            )
        return None

    def _key(self, unit: str, kind: ValueKind) -> Optional[ValueKey]:
        """Return the key of the value that is shown: of the year; the base is that of the last base year before."""
        key = ValueKey(unit, self._indicator, self.year, kind)
        if kind is not ValueKind.BASE:
            return key if self._sheet.value(key) is not None else None
        keys = (key._replace(year=year) for year in reversed(self._base_years))
        return next((one for one in keys if self._sheet.value(one) is not None), None)

    def _amount(self, unit: str, kind: ValueKind) -> Optional[Fraction]:
        key = self._key(unit, kind)
        value = None if key is None else self._sheet.value(key)
        if value is None or self.rule is None:
            return None
        try:  # a percentage among areas is a deviation that the judgement names; it has no length
            value.quantity.to(self.rule.unit)
        except LandPlanError:
            return None
        return amount_in(value.quantity.exact, self.area_unit)

    def _made(self, unit: str) -> ChartGroup:
        found = deviations_of(self._sheet, unit, self._indicator, self.year)
        target = self._amount(unit, ValueKind.ASSIGNED)
        bars = []
        for kind in self.kinds:
            amount = self._amount(unit, kind)
            against = None
            if kind in JUDGED and amount is not None and target is not None:
                against = amount - target
            of_bar = tuple(one for one in found if one.key.kind is kind)
            bars.append(ChartBar(kind, amount, against, of_bar))
        return ChartGroup(unit, self._sheet.tree[unit].name, tuple(bars), target, tuple(found))


def shown_decimals(rule: IndicatorRule, unit: str) -> int:
    """Return the decimals an amount needs in another unit of area to be as fine as in the indicator's own."""
    if unit == rule.unit or not (is_area(unit) and is_area(rule.unit)):
        return rule.decimals
    ratio = AREA_UNITS[unit] / AREA_UNITS[rule.unit]
    return max(0, rule.decimals + math.ceil(math.log10(ratio)))
