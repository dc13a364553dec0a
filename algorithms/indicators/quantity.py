"""Amounts with a unit, exact: an amount in 亩 is the same after it was shown in hectares and back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import isfinite
from typing import Optional

from ..errors import LandPlanError
from ..message import Message, Title, translatable

# Square metres of one unit, exactly: 1 ha = 15 mu (亩), 1 wan_mu (万亩) = 10 000 mu.
AREA_UNITS = {
    "m2": Fraction(1),
    "ha": Fraction(10_000),
    "mu": Fraction(10_000, 15),
    "wan_mu": Fraction(10**8, 15),
    "km2": Fraction(10**6),
}


def is_area(unit: str) -> bool:
    """Return whether a unit is one of area, so that amounts in it can be converted."""
    return unit in AREA_UNITS


@dataclass(frozen=True)
class Quantity:
    """An amount as it was written, with its unit.

    :ivar amount: finite
    :ivar unit: an area unit (m2, ha, mu, wan_mu, km2) or any other the pack names
    """

    amount: Decimal
    unit: str

    @cached_property
    def exact(self) -> Fraction:
        """The amount in the base of its unit: m² for areas, the unit itself for others."""
        return Fraction(self.amount) * AREA_UNITS.get(self.unit, Fraction(1))

    def to(self, unit: str) -> Fraction:
        """Return the exact amount in another unit.

        :raises LandPlanError: when one of the units is no area and they differ
        """
        if unit == self.unit:
            return Fraction(self.amount)
        if not (is_area(unit) and is_area(self.unit)):
            raise LandPlanError(not_convertible(self.unit, unit))
        return self.exact / AREA_UNITS[unit]


def amount_in(exact: Fraction, unit: str) -> Fraction:
    """Return an amount given in the base of a unit (m² for areas) in that unit."""
    return exact / AREA_UNITS.get(unit, Fraction(1))


def rounded(amount: Fraction, decimals: int) -> Decimal:
    """Return an amount with some decimals, halves away from zero.

    :param decimals: 0 or more
    """
    scaled = abs(amount) * 10**decimals
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return decimal_of(-digits if amount < 0 else digits, decimals)


def decimal_of(steps: int, decimals: int) -> Decimal:
    """Return a number of steps of the last decimal as a number, exactly and with all its decimals."""
    return Decimal(f"{steps}E-{decimals}")  # arithmetic of Decimal would round to the digits of its context


def exact_decimal(amount: Fraction, decimals: int = 0) -> Optional[Decimal]:
    """Return an amount as a number with at least some decimals, exactly; None where no number of decimals is enough."""
    rest, twos, fives = amount.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(decimals, twos, fives)
    return decimal_of(int(amount * 10**places), places)


def quantity_of(value: float, unit: str, decimals: int) -> Quantity:
    """Return a measured number as a quantity with some decimals, halves away from zero.

    :raises ValueError: for NaN or an infinite number
    """
    if not isfinite(value):
        raise ValueError(f"{value} is no amount")
    return Quantity(rounded(Fraction(value), decimals), unit)


def not_convertible(given: str, wanted: str) -> Message:
    """Return the sentence for units that do not measure the same."""
    return translatable(
        "Indicators", "An amount in {given} cannot be converted to {wanted}.", given=unit_title(given),
        wanted=unit_title(wanted),
    )


UNIT_TITLES = {
    "m2": Title("平方米", "m²"),
    "ha": Title("公顷", "ha"),
    "mu": Title("亩", "mu"),
    "wan_mu": Title("万亩", "10,000 mu"),
    "km2": Title("平方千米", "km²"),
    "percent": Title("%", "%"),
    "m3": Title("立方米", "m³"),
    "m3/ha": Title("立方米/公顷", "m³/ha"),
    "m2/person": Title("平方米/人", "m²/person"),
    "m2/10000cny": Title("平方米/万元", "m²/10,000 yuan"),
}


def unit_title(unit: str) -> Title:
    """Return the name of a unit; one the table does not know is called by its id."""
    return UNIT_TITLES.get(unit, Title(unit, unit))
