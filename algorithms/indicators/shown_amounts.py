"""Amounts as tables on the screen and on paper write them: in a chosen area unit, rounded to be read or with all
their digits to be edited, copied and read back. `amount_words` has those of sentences.
"""

from __future__ import annotations

import math
from fractions import Fraction

from ..rulepack.indicator_rules import IndicatorRule
from .quantity import AREA_UNITS, Quantity, amount_in, exact_decimal, is_area, rounded

AREA_UNIT_CHOICES = ("m2", "ha", "mu", "wan_mu")
_MOST_DECIMALS = 12  # where an amount does not end in a unit: 1 ha is 0.0015 万亩, 1 亩 is 0.0666… ha


def shown_unit(rule: IndicatorRule, area_unit: str) -> str:
    """Return the unit an indicator's amounts are shown in; a ratio keeps its own.

    :param area_unit: m2, ha, mu or wan_mu; empty = that of the rule
    """
    return area_unit if area_unit and is_area(rule.unit) else rule.unit


def shown_decimals(rule: IndicatorRule, unit: str) -> int:
    """Return with how many decimals amounts are shown in a unit, so that none of the rule's resolution is lost."""
    if unit == rule.unit or not is_area(rule.unit):
        return rule.decimals
    finer = math.log10(AREA_UNITS[unit] / AREA_UNITS[rule.unit])
    return max(0, math.ceil(rule.decimals + finer - 1e-9))


def grouped_amount(amount: Fraction, decimals: int, signed: bool = False) -> str:
    """Return a number to be read: rounded, with commas between thousands.

    :param signed: with a sign also where it is positive, as differences are written
    """
    number = rounded(amount, decimals)
    return f"{number:+,f}" if signed else f"{number:,f}"


def amount_text(exact: Fraction, rule: IndicatorRule, area_unit: str) -> str:
    """Return an amount to be read: grouped digits, the decimals of the rule in the unit shown.

    :param exact: in the base of the indicator's unit (m² for areas)
    """
    unit = shown_unit(rule, area_unit)
    return grouped_amount(amount_in(exact, unit), shown_decimals(rule, unit))


def whole_text(quantity: Quantity, unit: str) -> str:
    """Return an amount with all its decimals in a unit, without thousands commas: to be edited and copied.

    An amount that does not end in that unit is given with twelve decimals.

    :raises LandPlanError: when the amount cannot be converted to the unit
    """
    if quantity.unit == unit:
        return f"{quantity.amount:f}"
    return exact_text(quantity.to(unit))


def exact_text(amount: Fraction) -> str:
    """Return a number with all its decimals, with twelve where it does not end."""
    exact = exact_decimal(amount)
    text = f"{rounded(amount, _MOST_DECIMALS) if exact is None else exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ends(amount: Fraction) -> bool:
    """Return whether a number can be written with all its decimals."""
    return exact_decimal(amount) is not None


def grouped(number: str) -> str:
    """Return a number with commas between thousands."""
    sign = "-" if number.startswith("-") else ""
    whole, point, decimals = number.lstrip("-").partition(".")
    return f"{sign}{int(whole):,}{point}{decimals}"
