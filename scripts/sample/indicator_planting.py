"""Planting into the table of indicator values, and what a defect of a layer does to measured values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Mapping, Optional

from .indicator_table import ASSIGNED, BASE, PLANNED, TOWN_CODES
from .measured_values import Sums
from .names import COUNTY_CODE
from .planting import Expected, Planting
from .standards import indicator_rules
from .tables import Row

KIND_WORDS = {"0": "base", "1": "former", "2": "assigned", "3": "planned"}
Key = tuple[str, str, int, str]  # unit, indicator, year, kind


@dataclass(frozen=True)
class CheckIds:
    """Ids of the checks of indicators: binding, expected."""

    table: str = "6701"
    children: tuple[str, str] = ("6711", "6721")
    missing: tuple[str, str] = ("6712", "6722")
    planned: tuple[str, str] = ("6713", "6723")
    measured: tuple[str, str] = ("6714", "6724")
    direction: tuple[str, str] = ("6715", "6725")
    relation: tuple[str, str] = ("6716", "6726")
    years: tuple[str, str] = ("6717", "6727")
    handed_down: str = "6731"
    base: str = "6732"


IDS = CheckIds()


class IndicatorPlanting:
    """The table of indicator values of a delivery with its defects."""

    def __init__(self, planting: Planting) -> None:
        """:param planting: the delivery, with all defects of its layers"""
        self.planting = planting
        self.rules = indicator_rules(planting.pack)
        self.rows: list[Row] = planting.tables["GHZB"].rows

    def row(self, unit: str, indicator: str, year: int, kind: str) -> Row:
        """Return the row of a value."""
        return next(row for row in self.rows if key_of(row) == (unit, indicator, year, kind))

    def value(self, unit: str, indicator: str, year: int, kind: str) -> Optional[float]:
        """Return a value, None where there is none that can be read."""
        row = next((row for row in self.rows if key_of(row) == (unit, indicator, year, kind)), None)
        return None if row is None else float(row.values["ZBZ"] or 0)

    def change(self, key: Key, by: float) -> None:
        """Change a value by an amount in its own unit."""
        row = self.row(*key)
        row.values["ZBZ"] = round(float(row.values["ZBZ"]) + by, 4)

    def of_nature(self, ids: tuple[str, str], indicator: str) -> str:
        """Return the check of binding or of expected indicators."""
        return ids[0] if self.rules[indicator]["nature"] == "binding" else ids[1]

    def expect(self, check: str, kind: str, key: Key, role: str = "indicator_value", field: str = "") -> None:
        """Say that the last defect causes a finding on a value."""
        unit, indicator, year, value_kind = key
        word = KIND_WORDS.get(value_kind, value_kind)
        self.planting.defects[-1].expected.append(
            Expected(check, kind, role, field or indicator, keys=(unit, f"{indicator}/{year}/{word}"))
        )

    def expect_measured(self, measured: Mapping[tuple[str, int], Sums], base_year: int) -> None:
        """Expect what measured values break: targets (the planned ones, else the assigned), and base values.

        :param measured: by indicator and year, in the unit of the indicator
        """
        for (indicator, year), sums in sorted(measured.items()):
            rule = self.rules[indicator]
            slack = 0.5 * 10.0 ** -rule["decimals"]
            for unit in self._units(indicator):
                amount = sums.get(unit, 0.0)
                base = self.value(unit, indicator, year, BASE) if year == base_year else None
                if base is not None and abs(base - amount) > slack:
                    self.expect(IDS.base, "base_against_measured", (unit, indicator, year, BASE))
                planned = self.value(unit, indicator, year, PLANNED)
                target = self.value(unit, indicator, year, ASSIGNED) if planned is None else planned
                if target is None:
                    continue
                missed = target - amount if rule["limit"] == "at_least" else amount - target
                if missed > slack:
                    of = "assigned" if planned is None else "planned"
                    key = (unit, indicator, year, "measured")
                    self.expect(self.of_nature(IDS.measured, indicator), f"measured_against_{of}", key)

    def _units(self, indicator: str) -> Iterable[str]:
        units = {str(row.values["XZQDM"]) for row in self.rows if row.values["ZBDM"] == indicator}
        return sorted(unit for unit in units if unit == COUNTY_CODE or unit[:9] in TOWN_CODES)

    def expect_new_towns(self, towns: Iterable[str], indicators: Iterable[str], years: Iterable[int]) -> None:
        """Expect what towns without any value miss: what they must state, and what the county has to hand down."""
        codes, when = list(indicators), list(years)
        for year in when:
            for indicator in codes:
                for town in towns:
                    key = (town, indicator, year, ASSIGNED)
                    self.expect(self.of_nature(IDS.missing, indicator), "missing_value", key)
                for kind in (ASSIGNED, PLANNED):
                    self.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, indicator, year, kind))


def key_of(row: Row) -> Key:
    """Return what a row is the value of."""
    values = row.values
    return str(values["XZQDM"]), str(values["ZBDM"]), int(values["ND"] or 0), str(values["ZBZLX"])
