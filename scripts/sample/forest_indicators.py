"""Indicators of the forest plan: what there is and what was wanted in 2020, targets for 2025 and 2035 that are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable

from .indicator_table import (
    ASSIGNED,
    BASE,
    PLANNED,
    TOWN_CODES,
    IndicatorTable,
    Units,
    below,
    nearest,
    present,
    scaled,
    with_county,
)
from .names import COUNTY_CODE
from .tables import Row

if TYPE_CHECKING:
    from .forest import ForestDelivery

BASE_YEAR, NEAR_YEAR, TARGET_YEAR = 2020, 2025, 2035
LAST_PLAN = 0.985  # what the last plan wanted for the base year, as a share of what there is
FOREST_LAND = re.compile("01[0-9]{2}|163[0-9]|1[1-8][0-9]|03[0-9]{4}|050[12]01")
FOREST = re.compile("011[0-9]|0131|11[1-4]|131|030100|030200|030301")
YOUNG = re.compile("014[12]|14[12]|03040[23]")

Sums = dict[str, float]


def is_forest_land(row: Row) -> bool:
    """Return whether a sub-compartment is forest land today."""
    return row.values["XIAO_BAN"] != "99999" and FOREST_LAND.fullmatch(str(row.values["DI_LEI"])) is not None


def is_forest(row: Row) -> bool:
    """Return whether a sub-compartment is forest today."""
    return row.values["XIAO_BAN"] != "99999" and FOREST.fullmatch(str(row.values["DI_LEI"])) is not None


def is_planned_forest(row: Row) -> bool:
    """Return whether a sub-compartment is forest at the end of the plan: forest that stays, and what is grown."""
    if row.values["BCLD"] == "3":
        return False
    young = row.values["XIAO_BAN"] != "99999" and YOUNG.fullmatch(str(row.values["DI_LEI"])) is not None
    grown = (row.values["BCLD"] == "2" or young) and str(row.values["GH_LZ"] or "").strip() != ""
    return is_forest(row) or grown


def stays_natural(row: Row) -> bool:
    """Return whether a sub-compartment is forest of natural origin that the plan does not give up."""
    return is_forest(row) and row.values["BCLD"] != "3" and str(row.values["QI_YUAN"] or "").startswith("1")


def stays_forest_land(row: Row) -> bool:
    """Return whether a sub-compartment is forest land at the end of the plan."""
    return row.values["BCLD"] == "2" or (is_forest_land(row) and row.values["BCLD"] != "3")


class ForestIndicators:
    """Adds the table of indicator values."""

    def __init__(self, delivery: ForestDelivery) -> None:
        """:param delivery: with all its layers"""
        self._delivery = delivery
        self._table = IndicatorTable(delivery)
        self._areas()
        self._ratios()

    def _sum(self, wanted: Callable[[Row], bool], field: str = "") -> Sums:
        """Return the area (ha) of sub-compartments by town, times a field where one is given."""
        sums = dict.fromkeys(TOWN_CODES, 0.0)
        for row in self._delivery.tables["LDXB"].rows:
            if wanted(row):
                factor = float(row.values[field] or 0) if field else 1.0
                sums[f"{row.values['XIAN']}{row.values['XIANG']}"] += float(row.values["MIAN_JI"]) * factor
        return sums

    def _put(self, indicator: str, year: int, kind: str, towns: Units) -> None:
        self._table.put(indicator, year, kind, with_county(towns))

    def _areas(self) -> None:
        land, planned = self._sum(is_forest_land), below(self._sum(stays_forest_land))
        forest = self._sum(is_forest)
        natural = self._sum(lambda row: is_forest(row) and str(row.values["QI_YUAN"]).startswith("1"))
        halfway = {town: (amount + 2 * planned[town]) // 3 for town, amount in nearest(land).items()}
        grown = below(self._sum(is_planned_forest))
        growing = {town: (2 * amount + grown[town]) // 3 for town, amount in nearest(forest).items()}, grown
        staying = below(self._sum(stays_natural))
        for indicator, base, near, last in (
            ("01", land, halfway, planned), ("02", forest, *growing),
            ("04", natural, staying, staying),
        ):  # fmt: skip
            self._table.put(indicator, BASE_YEAR, BASE, present(base))
            self._put(indicator, BASE_YEAR, ASSIGNED, scaled(below(base), LAST_PLAN))
            for year, towns in ((NEAR_YEAR, near), (TARGET_YEAR, last)):
                self._put(indicator, year, PLANNED, towns)
                self._put(indicator, year, ASSIGNED, scaled(towns, 0.9995))
        self._quota()

    def _quota(self) -> None:
        """What projects may occupy until a year: a little more than they do."""
        allowed: dict[int, Units] = {}
        for year, spare in ((NEAR_YEAR, 50), (TARGET_YEAR, 200)):
            used = dict.fromkeys(TOWN_CODES, 0.0)
            for when, town, area in self._delivery.used_land:
                used[town] += area if when <= year else 0.0
            allowed[year] = {town: amount + spare for town, amount in nearest(used).items()}
            self._put("03", year, ASSIGNED, allowed[year])
            self._put("03", year, PLANNED, {town: amount - 2 for town, amount in allowed[year].items()})

    def _ratios(self) -> None:
        """Ratios of the towns and of the county, which has its own, not the mean of theirs."""
        land, stays, forest = self._sum(is_forest_land), self._sum(stays_forest_land), self._sum(is_forest)
        key = self._sum(lambda row: is_forest_land(row) and row.values["SEN_LIN_LB"] == "11")
        key_last = self._sum(lambda row: stays_forest_land(row) and row.values["GH_SLLB"] == "11")
        stock, grown = self._sum(is_forest_land, "HUO_LMGQXJ"), self._sum(is_planned_forest)
        total = dict.fromkeys(TOWN_CODES, 0.0)
        for row in self._delivery.tables["XZQ"].rows:
            total[str(row.values["XZQDM"])] += float(row.values["DCMJ"]) / 10_000
        for indicator, of, by, factor, decimals in (
            ("05", key, land, 100, 2), ("06", stock, land, 1, 1), ("07", forest, total, 100, 2),
        ):  # fmt: skip
            base = nearest(_ratio(of, by, factor), decimals)
            last = {
                "05": below(_ratio(key_last, stays, factor), decimals), "06": scaled(base, 1.012),
                "07": below(_ratio(grown, total, factor), decimals),
            }[indicator]  # fmt: skip
            near = {unit: min(amount, last[unit]) for unit, amount in base.items()}
            self._table.put(indicator, BASE_YEAR, BASE, base)
            self._table.put(indicator, BASE_YEAR, ASSIGNED, scaled(base, LAST_PLAN))
            for year, amounts in ((NEAR_YEAR, near), (TARGET_YEAR, last)):
                self._table.put(indicator, year, PLANNED, amounts)
                self._table.put(indicator, year, ASSIGNED, scaled(amounts, 0.998))


def _ratio(of: Sums, by: Sums, factor: float) -> Sums:
    """Return a ratio of sums by town, and that of the county as a whole."""
    ratios = {town: of[town] / by[town] * factor if by[town] else 0.0 for town in TOWN_CODES}
    return {COUNTY_CODE: sum(of.values()) / sum(by.values()) * factor, **ratios}
