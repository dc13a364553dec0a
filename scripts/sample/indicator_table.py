"""The table of indicator values (GHZB) of a delivery, and the arithmetic of targets that add up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Mapping

from .names import COUNTY_CODE, COUNTY_NAME, TOWNS, VILLAGES, town_code, town_name
from .standards import indicator_rules

if TYPE_CHECKING:
    from .delivery import Delivery

BASE, FORMER, ASSIGNED, PLANNED = "0", "1", "2", "3"
TOWN_CODES = tuple(town_code(town) for town in range(len(TOWNS)))
_UNIT_NAMES = {
    "ha": "公顷", "percent": "%", "m3/ha": "立方米/公顷", "m2/person": "平方米/人", "m2/10000cny": "平方米/万元",
}  # fmt: skip

#: amounts of units: whole numbers of the last decimal the indicator is written with
Units = dict[str, int]


def nearest(amounts: Mapping[str, float], decimals: int = 2) -> Units:
    """Return amounts as numbers of their last decimal, rounded half up."""
    return {unit: math.floor(amount * 10**decimals + 0.5) for unit, amount in amounts.items()}


def below(amounts: Mapping[str, float], decimals: int = 2) -> Units:
    """Return amounts rounded down, as floors that are kept."""
    return {unit: math.floor(amount * 10**decimals + 1e-6) for unit, amount in amounts.items()}


def scaled(amounts: Mapping[str, int], factor: float, *units: str) -> Units:
    """Return amounts times a factor, rounded down; of some units only, where they are named."""
    return {unit: math.floor(amounts[unit] * factor + 1e-6) for unit in units or amounts}


def with_county(towns: Mapping[str, int]) -> Units:
    """Return the amounts of towns and of the county, which has what they have together."""
    return {COUNTY_CODE: sum(towns.values()), **towns}


def present(towns: Mapping[str, float]) -> Units:
    """Return what there is in the towns and in the county, each rounded by itself, as what was measured is."""
    return nearest({COUNTY_CODE: sum(towns.values()), **towns})


def divided(total: int, weights: Mapping[str, float]) -> Units:
    """Divide a total in proportion to weights, in whole numbers that add up: the largest remainders get the rest."""
    whole = sum(weights.values())
    exact = {unit: total * weight / whole if whole else 0.0 for unit, weight in weights.items()}
    shares = {unit: math.floor(amount) for unit, amount in exact.items()}
    rest = total - sum(shares.values())
    for unit in sorted(exact, key=lambda unit: (shares[unit] - exact[unit], unit))[:rest]:
        shares[unit] += 1
    return shares


class IndicatorTable:
    """Fills the table of indicator values of a delivery."""

    def __init__(self, delivery: Delivery) -> None:
        """Start the table."""
        self._delivery = delivery
        self._rules = indicator_rules(delivery.pack)
        self._table = delivery.table("indicator_value", "GHZB")
        self._unit_names = {COUNTY_CODE: COUNTY_NAME} | {town_code(i): town_name(i) for i in range(len(TOWNS))}
        self._unit_names |= dict(zip(delivery.county.village_codes, VILLAGES))

    def put(self, indicator: str, year: int, kind: str, amounts: Mapping[str, int]) -> None:
        """Add the values of an indicator, whole numbers of its last decimal."""
        rule = self._rules[indicator]
        decimals = int(rule["decimals"])
        for code, amount in sorted(amounts.items()):
            self._delivery.add(
                self._table, None, XZQDM=code, XZQMC=self._unit_names[code], ZBDM=indicator, ND=year, ZBZLX=kind,
                ZBMC=rule["title"]["zh"], ZBZ=round(amount / 10**decimals, decimals), DW=_UNIT_NAMES[rule["unit"]],
            )  # fmt: skip
