"""What a map of units shows: a value, a difference or a ratio of an indicator for every unit of a level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Mapping, Optional

from ..errors import LandPlanError
from ..message import Message, Title, Value, translatable
from ..rulepack.indicator_rules import IndicatorRule, ValueKind
from .amount_words import level_title
from .chart_content import shown_decimals
from .kind_titles import KIND_TITLES
from .map_classes import Classing, MapClass, map_classes
from .model import ValueKey
from .quantity import amount_in, is_area, rounded, unit_title
from .sheet import IndicatorSheet
from .unit_shapes import UnitShapes


class MapContent(Enum):
    """What is shown of an indicator."""

    VALUE = "value"
    DIFFERENCE = "difference"  # planned − assigned
    FULFILMENT = "fulfilment"  # measured ÷ target, in %
    SHARE_OF_LAND = "share_of_land"  # value ÷ area of the unit, in %


@dataclass(frozen=True)
class MapChoice:
    """What a map shows.

    :ivar kind: of the value; of no meaning for difference and fulfilment
    :ivar area_unit: unit areas are shown in
    :ivar classes: how many classes are wanted
    """

    indicator: str
    year: int
    level: str
    content: MapContent = MapContent.VALUE
    kind: ValueKind = ValueKind.PLANNED
    area_unit: str = "ha"
    classing: Classing = Classing.PRETTY
    classes: int = 5

    @property
    def id(self) -> str:
        """Name of the map that says what it shows, not how."""
        what = self.kind.value if self.content in _OF_A_KIND else self.content.value
        share = "_share" if self.content is MapContent.SHARE_OF_LAND else ""
        return f"indicator_{self.indicator}_{self.year}_{what}{share}_{self.level}"


_OF_A_KIND = (MapContent.VALUE, MapContent.SHARE_OF_LAND)


@dataclass(frozen=True)
class MappedUnit:
    """A unit on the map.

    :ivar amount: in the unit of the map; None = no value
    :ivar shown: the amount as it is written, empty where there is none
    """

    code: str
    name: str
    amount: Optional[Fraction]
    shown: str


@dataclass(frozen=True)
class UnitMap:
    """A map of units.

    :ivar unit: unit of the amounts
    :ivar middle: amount the classes lie around, None for classes from small to large
    """

    choice: MapChoice
    rule: IndicatorRule
    units: tuple[MappedUnit, ...]
    shapes: UnitShapes
    unit: Title
    middle: Optional[float]
    classes: tuple[MapClass, ...]
    decimals: int

    @property
    def title(self) -> Message:
        """Name of the layer."""
        values: dict[str, Value] = {
            "indicator": self.rule.title, "year": self.choice.year, "unit": self.unit,
            "kind": KIND_TITLES[self.choice.kind], "level": level_title(self.choice.level),
        }
        if self.choice.content is MapContent.DIFFERENCE:
            return translatable("UnitMap", "{indicator} {year}, planned less assigned ({unit}), {level}", **values)
        if self.choice.content is MapContent.FULFILMENT:
            return translatable(
                "UnitMap", "{indicator} {year}, measured against the target ({unit}), {level}", **values)
        if self.choice.content is MapContent.SHARE_OF_LAND:
            return translatable("UnitMap", "{indicator} {year}, {kind}, share of the unit's area ({unit}), {level}",
                                **values)
        return translatable("UnitMap", "{indicator} {year}, {kind} ({unit}), {level}", **values)

    def number(self, amount: float) -> str:
        """Return a limit of a class as it is written."""
        text = f"{rounded(Fraction(amount), self.decimals):,f}".replace("-", "−")
        return text.rstrip("0").rstrip(".") if "." in text else text


def unit_map(sheet: IndicatorSheet, choice: MapChoice, shapes: UnitShapes) -> UnitMap:
    """Return what a map shows.

    :param shapes: of the units of the level
    :raises LandPlanError: when there is no such indicator, no unit of the level has a shape or a value, or the share
        of the land is wanted of what is no area
    """
    rule = sheet.rules.indicators.get(choice.indicator)
    if rule is None:
        raise LandPlanError(translatable("UnitMap", "The rule pack has no indicator {code}.", code=choice.indicator))
    if choice.content is MapContent.SHARE_OF_LAND and not is_area(rule.unit):
        raise LandPlanError(
            translatable("UnitMap", "{indicator} is no area, so it has no share of a unit's area. Choose another map.",
                         indicator=rule.title)
        )
    if not shapes.codes:
        raise LandPlanError(
            translatable(
                "UnitMap", "No unit of the {level} level has a shape: bind the layer of administrative units.",
                level=level_title(choice.level))
        )
    in_percent = choice.content in (MapContent.FULFILMENT, MapContent.SHARE_OF_LAND)
    unit = choice.area_unit if is_area(rule.unit) and is_area(choice.area_unit) else rule.unit
    decimals = 2 if in_percent else shown_decimals(rule, unit)
    areas = dict(zip(shapes.codes, shapes.areas))
    units = []
    for code in shapes.codes:
        amount = _amount(sheet, choice, rule, code, areas)
        if amount is not None and not in_percent:
            amount = amount_in(amount, unit)
        shown = "" if amount is None else f"{rounded(amount, decimals):,f}".replace("-", "−")
        if amount is not None and amount > 0 and choice.content is MapContent.DIFFERENCE:
            shown = f"+{shown}"
        units.append(MappedUnit(code, sheet.tree[code].name or code, amount, shown))
    known = [float(rounded(one.amount, decimals)) for one in units if one.amount is not None]
    if not known:
        raise LandPlanError(
            translatable("UnitMap", "No unit of the {level} level has the values this map shows ({indicator} {year}). "
                         "Enter or measure them first.",
                         level=level_title(choice.level), indicator=rule.title, year=choice.year)
        )
    middle = {MapContent.DIFFERENCE: 0.0, MapContent.FULFILMENT: 100.0}.get(choice.content)
    classes = map_classes(known, choice.classes, choice.classing, middle)
    shown_unit = unit_title("percent") if in_percent else unit_title(unit)
    return UnitMap(choice, rule, tuple(units), shapes, shown_unit, middle, classes, decimals)


def _amount(
    sheet: IndicatorSheet, choice: MapChoice, rule: IndicatorRule, code: str, areas: Mapping[str, float]
) -> Optional[Fraction]:
    """Return what is shown of a unit, in the base of the indicator's unit or in percent; None where there is none."""

    def value(kind: ValueKind) -> Optional[Fraction]:
        year = choice.year
        if kind is ValueKind.BASE:  # that of the last base year before
            year = max((one for one in sheet.years(kind) if one <= choice.year), default=choice.year)
        found = sheet.value(ValueKey(code, choice.indicator, year, kind))
        if found is None or (found.quantity.unit != rule.unit and not (
                is_area(found.quantity.unit) and is_area(rule.unit))):
            return None
        return found.quantity.exact

    if choice.content is MapContent.VALUE:
        return value(choice.kind)
    if choice.content is MapContent.SHARE_OF_LAND:
        amount, area = value(choice.kind), areas[code]
        return None if amount is None or not (math.isfinite(area) and area > 0) else amount / Fraction(area) * 100
    planned, assigned = value(ValueKind.PLANNED), value(ValueKind.ASSIGNED)
    if choice.content is MapContent.DIFFERENCE:
        return None if planned is None or assigned is None else planned - assigned
    measured, target = value(ValueKind.MEASURED), assigned if planned is None else planned
    return None if measured is None or not target else measured / target * 100
