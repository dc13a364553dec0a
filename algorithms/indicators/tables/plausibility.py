"""Amounts that look as if they were in another unit than they were taken for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Iterable, Optional, Sequence

from ...message import Message, translatable
from ...rulepack.indicator_rules import IndicatorRules
from ..model import ValueKey
from ..quantity import AREA_UNITS, Quantity, is_area, unit_title
from ..sheet import IndicatorSheet
from .raw_sheet import RawSheet
from .writing_habits import column_name

_NEAR = Fraction(1, 20)  # targets of two plans differ by less than 5 % far more often than by the ratio of two units
_LEAST = 3  # amounts that must agree


def doubtful_units(
    sheet: RawSheet, rules: IndicatorRules, current: IndicatorSheet, taken: Sequence[tuple[ValueKey, Quantity, int]]
) -> Iterable[tuple[int, Message]]:
    """Yield columns whose amounts are, compared with the values there are, in another unit, each with a sentence.

    :param taken: values whose unit the table does not state, with their column
    """
    by_column: dict[int, list[tuple[Quantity, Fraction, str]]] = {}
    for key, quantity, column in taken:
        before = current.exact(key)
        rule = rules.indicators[key.indicator]
        if before and quantity.amount:
            by_column.setdefault(column, []).append((quantity, before, rule.unit))
    for column, pairs in by_column.items():
        if len(pairs) < _LEAST:
            continue
        units = {_better_unit(*pair) for pair in pairs}
        better = next(iter(units))
        if len(units) == 1 and better is not None:
            yield column, translatable(
                "Tables", "The numbers in column {column} of {sheet} are those there are already if they are in "
                "{unit}, but the table does not say so. Choose the unit of area.", column=column_name(column),
                sheet=sheet.name, unit=unit_title(better))
    percentages: dict[int, list[Decimal]] = {}
    for key, quantity, column in taken:
        if rules.indicators[key.indicator].unit == "percent":
            percentages.setdefault(column, []).append(quantity.amount)
    for column, shares in percentages.items():
        if len(shares) >= _LEAST and all(0 <= share <= 1 for share in shares) and any(shares):
            yield column, translatable(
                "Tables", "The numbers in column {column} of {sheet} look like shares of one, but percentages are "
                "wanted. Write them as percentages, or leave the column out.", column=column_name(column),
                sheet=sheet.name)


def _better_unit(quantity: Quantity, before: Fraction, unit: str) -> Optional[str]:
    """Return the unit in which an amount is that there was, None where it is none, or the one it was taken for."""
    if not is_area(unit) or not is_area(quantity.unit):
        return None
    if abs(quantity.exact / before - 1) <= _NEAR:
        return None
    for other, size in AREA_UNITS.items():
        if abs(Fraction(quantity.amount) * size / before - 1) <= _NEAR:
            return other
    return None
