"""A small plan worked by hand: a county with three towns, one of them with two villages, and all 15 indicators.

All areas in ha, the base year 2014, the target year 2020. The county is 610101, its towns are A (610101001),
B (610101002) and C (610101003); A has the villages A1 (610101001001) and A2 (610101001002). Base → former → assigned:

==  ==================  ====================  ====================  ======================  =======================
    indicator           county                A                     B                       C
==  ==================  ====================  ====================  ======================  =======================
01  farmland            1000 → 950 → 900      500 → 475 → 450       300 → 285 → 270         200 → 190 → 180
02  basic farmland      800 → 760 → 700       400 → 380 → 350       250 → 237.5 → 220       150 → 142.5 → 130
06  construction        200 → 220 → 250       100 → 110 → 125       60 → 66 → 75            40 → 44 → 50
07  urban and rural     160 → 175 → 200       80 → 87.5 → 100       48 → 52.5 → 60          32 → 35 → 40
08  urban, industrial   90 → 100 → 120        45 → 50 → 60          27 → 30 → 36            18 → 20 → 24
09  traffic and others  40 → 45 → 50          20 → 22.5 → 25        12 → 13.5 → 15          8 → 9 → 10
==  ==================  ====================  ====================  ======================  =======================

06 = 07 + 09 holds for every unit and kind: 160 + 40 = 200, 175 + 45 = 220, 200 + 50 = 250; town A 80 + 20 = 100,
87.5 + 22.5 = 110, 100 + 25 = 125, and so on. The villages share town A's basic farmland: 250 + 150 = 400 in the base
year, 237.5 + 142.5 = 380 before, 218.75 + 131.25 = 350 assigned. 10 (added construction) is 50 in the county and
25 + 15 + 10 in the towns, of which 11 takes 40 = 20 + 12 + 8 of agricultural land and 12 takes 30 = 15 + 9 + 6 of
farmland. 03, 04, 05 and 13 are stated by the county only: 60 → 60 → 58, 300 → 300 → 310, 20 → 20 → 20 and 0 → 15 → 25.
14, a ratio, is 95 → 94 → 93 m² per person in the county and no sum of anything; 15 is 55 → 60 → 70 in the county.
Every plan repeats what is assigned (planned = assigned).
"""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
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
    Relation,
    UnitSources,
    ValueKind,
)
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree

COUNTY, A, B, C = "610101", "610101001", "610101002", "610101003"
A1, A2 = "610101001001", "610101001002"
NAMES = {COUNTY: "甲县", A: "东镇", B: "西镇", C: "南镇", A1: "上村", A2: "下村"}
BASE_YEAR, YEAR = 2014, 2020
KINDS = {"b": ValueKind.BASE, "f": ValueKind.FORMER, "a": ValueKind.ASSIGNED, "p": ValueKind.PLANNED,
         "m": ValueKind.MEASURED}
ORIGIN = Origin(translatable("Indicators", "entered by hand"), "李四", datetime(2026, 1, 5, tzinfo=timezone.utc))

# unit: indicator: base, former, assigned
PLAN = {
    COUNTY: {
        "01": "1000 950 900", "02": "800 760 700", "03": "60 60 58", "04": "300 300 310", "05": "20 20 20",
        "06": "200 220 250", "07": "160 175 200", "08": "90 100 120", "09": "40 45 50", "10": "0 30 50",
        "11": "0 25 40", "12": "0 20 30", "13": "0 15 25", "14": "95 94 93", "15": "55 60 70",
    },
    A: {
        "01": "500 475 450", "02": "400 380 350", "06": "100 110 125", "07": "80 87.5 100", "08": "45 50 60",
        "09": "20 22.5 25", "10": "0 15 25", "11": "0 12.5 20", "12": "0 10 15",
    },
    B: {
        "01": "300 285 270", "02": "250 237.5 220", "06": "60 66 75", "07": "48 52.5 60", "08": "27 30 36",
        "09": "12 13.5 15", "10": "0 9 15", "11": "0 7.5 12", "12": "0 6 9",
    },
    C: {
        "01": "200 190 180", "02": "150 142.5 130", "06": "40 44 50", "07": "32 35 40", "08": "18 20 24",
        "09": "8 9 10", "10": "0 6 10", "11": "0 5 8", "12": "0 4 6",
    },
    A1: {"02": "250 237.5 218.75"},
    A2: {"02": "150 142.5 131.25"},
}

_TITLES = {
    "01": "耕地保有量", "02": "基本农田保护面积", "03": "园地面积", "04": "林地面积", "05": "牧草地面积",
    "06": "建设用地总规模", "07": "城乡建设用地规模", "08": "城镇工矿用地规模", "09": "交通水利及其他用地规模",
    "10": "新增建设用地规模", "11": "新增建设占用农用地规模", "12": "新增建设占用耕地规模", "13": "整理复垦开发规模",
    "14": "人均城镇工矿用地", "15": "中心城区建设用地规模",
}
# By county and town; a village may state any area.
_LEVELS = {"01": "mm", "02": "mo", "06": "mm", "07": "mm", "08": "mm", "14": "o ", "15": "mo"}
_OBLIGATION = {"m": Obligation.REQUIRED, "o": Obligation.OPTIONAL}
_FLOORS = ("01", "02", "03", "04", "05", "13")


def rule_of(code: str, **other) -> IndicatorRule:
    """Return the rule of one of the 15 indicators."""
    levels = dict(zip(("county", "town"), _LEVELS.get(code, "oo")))
    parts = {
        "code": code, "title": Title(_TITLES[code], f"Indicator {code}"), "decimals": 2,
        "unit": "m2/person" if code == "14" else "ha",
        "nature": Nature.BINDING if code in ("01", "02", "06", "07", "12", "14") else Nature.EXPECTED,
        "limit": LimitSense.AT_LEAST if code in _FLOORS else LimitSense.AT_MOST,
        "clause": "陕·三(一)", "main": code in ("01", "02", "06"),
        "levels": {level: _OBLIGATION[mark] for level, mark in levels.items() if mark in _OBLIGATION},
        "change": {"01": ChangeDirection.DECREASE, "02": ChangeDirection.DECREASE,
                   "06": ChangeDirection.INCREASE}.get(code),
        "children": None if code == "14" else LimitSense.AT_LEAST if code in _FLOORS else LimitSense.AT_MOST,
    }
    if code == "02":
        parts["levels"]["village"] = Obligation.OPTIONAL
    parts.update(other)
    return IndicatorRule(**parts)


def rules(**other) -> IndicatorRules:
    """Return the rules of the plan; ``r_02={…}`` changes parts of one indicator."""
    changed = {name[2:]: other.pop(name) for name in list(other) if name.startswith("r_")}
    parts = {
        "indicators": {code: rule_of(code, **changed.get(code, {})) for code in _TITLES},
        "units": UnitSources(("admin_area",), "XZQDM", "XZQMC", {"county": 6, "town": 9, "village": 12}),
        "relations": (Relation("parts", Title("建设用地=城乡+交通水利及其他", "parts of construction land"), ("06",),
                               LimitSense.EQUAL, ("07", "09"), "陕·二(一)1"),),
        "base_year": BASE_YEAR, "target_years": (YEAR,),
    }
    parts.update(other)
    return IndicatorRules(**parts)


def tree() -> UnitTree:
    """Return the county with its towns and villages."""
    levels = {6: "county", 9: "town", 12: "village"}
    parents = {6: None, 9: COUNTY, 12: A}
    return UnitTree(AdminUnit(code, name, levels[len(code)], parents[len(code)]) for code, name in NAMES.items())


def key(unit: str, indicator: str, kind: str, year: int = 0) -> ValueKey:
    """Return the key of a value by the first letter of its kind; base values are of the base year."""
    return ValueKey(unit, indicator, year or (BASE_YEAR if kind == "b" else YEAR), KINDS[kind])


def value(at: ValueKey, amount, unit: str = "") -> IndicatorValue:
    """Return a value in the indicator's unit, or another."""
    unit = unit or ("m2/person" if at.indicator == "14" else "ha")
    return IndicatorValue(at, Quantity(Decimal(str(amount)), unit), ORIGIN)


def plan_values() -> list[IndicatorValue]:
    """Return all values of the plan."""
    found = []
    for unit, indicators in PLAN.items():
        for code, text in indicators.items():
            base, former, assigned = text.split()
            for kind, amount in (("b", base), ("f", former), ("a", assigned), ("p", assigned)):
                found.append(value(key(unit, code, kind), amount))
    return found


def plan_sheet(**other) -> IndicatorSheet:
    """Return the plan as a sheet."""
    return IndicatorSheet(rules(**other), tree(), plan_values())


def put(sheet: IndicatorSheet, unit: str, indicator: str, kind: str, amount, area_unit: str = "", year: int = 0) -> None:
    """Write one value, remove it where the amount is None."""
    at = key(unit, indicator, kind, year)
    sheet.put([ValueChange(at, None if amount is None else value(at, amount, area_unit))])
