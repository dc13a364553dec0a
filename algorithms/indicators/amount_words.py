"""Amounts and units of administration as sentences and tables write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Mapping

from ..message import Title
from ..rulepack.indicator_rules import IndicatorRule
from ..units.tree import UnitTree
from .quantity import amount_in, rounded

LEVEL_TITLES: Mapping[str, Title] = {
    "province": Title("省级", "province"),
    "city": Title("市级", "city"),
    "county": Title("县级", "county"),
    "town": Title("乡级", "town"),
    "village": Title("村级", "village"),
}
_MOST_DECIMALS = 8  # a difference that is smaller is shown as the rounding it is


def level_title(level: str) -> Title:
    """Return what an administrative level is called; one the table does not know by its id."""
    return LEVEL_TITLES.get(level, Title(level, level))


def plain(amount: Decimal) -> str:
    """Return a number without exponent and without zeros at the end."""
    text = f"{amount:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def amount_text(exact: Fraction, rule: IndicatorRule) -> str:
    """Return an amount in the indicator's unit: with its decimals, and with more where they would show it as 0.

    :param exact: in the base of the unit (m² for areas)
    """
    amount = amount_in(exact, rule.unit)
    for decimals in range(rule.decimals, _MOST_DECIMALS + 1):
        shown = rounded(amount, decimals)
        if shown or not amount:
            return plain(shown)
    return plain(rounded(amount, _MOST_DECIMALS))


def compared_texts(one: Fraction, other: Fraction, rule: IndicatorRule) -> tuple[str, str]:
    """Return two amounts that differ so that their texts differ, too, with as few decimals as that takes.

    :param one: in the base of the unit (m² for areas)
    """
    first, second = amount_in(one, rule.unit), amount_in(other, rule.unit)
    for decimals in range(rule.decimals, _MOST_DECIMALS + 1):
        shown = rounded(first, decimals), rounded(second, decimals)
        if shown[0] != shown[1] or first == second:
            return plain(shown[0]), plain(shown[1])
    return plain(rounded(first, _MOST_DECIMALS)), plain(rounded(second, _MOST_DECIMALS))


def unit_name(tree: UnitTree, code: str) -> str:
    """Return the name of an administrative unit, its code where it has none or the tree does not have it."""
    return tree[code].name or code if code in tree else code
