"""A made county with values of indicators, for the tests of charts and unit maps."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.message import Title, translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import (
    ChangeDirection,
    IndicatorRule,
    IndicatorRules,
    LimitSense,
    Nature,
    Obligation,
    UnitSources,
    ValueKind,
)
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree

COUNTY = "690121"
TOWNS = {"690121100": "城关镇", "690121101": "河口镇", "690121102": "麦垄镇", "690121200": "松坪乡"}
LEVELS = {"county": Obligation.REQUIRED, "town": Obligation.REQUIRED}
FARMLAND = IndicatorRule(
    "01", Title("耕地保有量", "Farmland retained"), "ha", 2, Nature.BINDING, LimitSense.AT_LEAST, "陕·三(一)",
    LEVELS, ChangeDirection.DECREASE, LimitSense.AT_LEAST, True,
)
PER_HEAD = IndicatorRule(
    "14", Title("人均城镇工矿用地", "Urban, industrial and mining land per head"), "m2/person", 0, Nature.EXPECTED,
    LimitSense.AT_MOST, "陕·三(一)", LEVELS,
)
ORIGIN = Origin(translatable("Test", "made"), "tester", datetime(2016, 8, 8, tzinfo=timezone.utc))


def tree(towns=TOWNS):
    """Return the county with its towns."""
    units = [AdminUnit(COUNTY, "砚溪县", "county")]
    return UnitTree(units + [AdminUnit(code, name, "town", COUNTY) for code, name in towns.items()])


def rules():
    """Return rules of two indicators: an area that adds up and a ratio that does not."""
    sources = UnitSources(("admin_area",), "XZQDM", "XZQMC", {"county": 6, "town": 9})
    return IndicatorRules({"01": FARMLAND, "14": PER_HEAD}, sources)


def value(unit, amount, kind=ValueKind.ASSIGNED, year=2020, indicator="01", area_unit="ha"):
    """Return a value."""
    return IndicatorValue(ValueKey(unit, indicator, year, kind), Quantity(Decimal(amount), area_unit), ORIGIN)


def county_sheet():
    """Return a sheet in which 河口镇 plans less than assigned and 松坪乡 has no planned value."""
    rows = {
        COUNTY: ("1012.50", "1000", "990.00", "991.20", "988.4"),
        "690121100": ("300.00", "298", "295.00", "296.00", "296.0"),
        "690121101": ("240.50", "240", "236.00", "233.20", "233.1"),
        "690121102": ("272.00", "270", "262.00", "262.00", "262.0"),
        "690121200": ("200.00", "192", "197.00", None, "197.3"),
    }
    kinds = (ValueKind.BASE, ValueKind.FORMER, ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED)
    values = [
        value(unit, amount, kind, 2014 if kind is ValueKind.BASE else 2020)
        for unit, amounts in rows.items() for kind, amount in zip(kinds, amounts) if amount is not None
    ]
    heads = [value(unit, amount, ValueKind.ASSIGNED, indicator="14", area_unit="m2/person")
             for unit, amount in ((COUNTY, "112"), ("690121100", "105"), ("690121101", "131"))]
    return IndicatorSheet(rules(), tree(), values + heads)
