"""What the chosen values come to: how many, their sum and mean, as the status line of a spreadsheet says."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Iterable, NamedTuple, Optional

from ....algorithms.indicators.model import ValueKey
from ....algorithms.indicators.quantity import Quantity, is_area
from ....algorithms.indicators.sheet import IndicatorSheet
from ....algorithms.rulepack.indicator_rules import ValueKind

AREA = "m2"  # base of all areas
_DIGITS = 200  # enough for the sum of any number of amounts to be exact
_Column = tuple[str, int, ValueKind]  # indicator, year and kind


class SelectionSum(NamedTuple):
    """What some values come to.

    :ivar size: values there are
    :ivar unit: the base of their unit (m2 for areas); empty where they do not all measure the same
    :ivar total: in that base; None where nothing can be added up: of ratios, and of values that measure differently
    :ivar least: in that base, None without a unit
    :ivar most: in that base, None without a unit
    :ivar nested: whether a unit was counted together with one that lies in it
    """

    size: int
    unit: str
    total: Optional[Fraction]
    least: Optional[Fraction]
    most: Optional[Fraction]
    nested: bool


def selection_sum(sheet: IndicatorSheet, keys: Iterable[ValueKey]) -> SelectionSum:
    """Return what the values of some keys come to; keys without a value are passed over."""
    by_unit: dict[str, list[Decimal]] = {}
    columns: dict[_Column, set[str]] = {}
    adds_up = True
    for key in keys:
        value = sheet.value(key)
        if value is None:
            continue
        by_unit.setdefault(value.quantity.unit, []).append(value.quantity.amount)
        columns.setdefault((key.indicator, key.year, key.kind), set()).add(key.unit)
    for indicator, _, _ in columns:
        rule = sheet.rules.indicators.get(indicator)
        adds_up = adds_up and rule is not None and rule.children is not None
    count = sum(map(len, by_unit.values()))
    bases = {AREA if is_area(unit) else unit for unit in by_unit}
    if len(bases) != 1:
        return SelectionSum(count, "", None, None, None, False)
    total, ends = Fraction(0), []
    with localcontext() as context:
        context.prec = _DIGITS
        for unit, amounts in by_unit.items():
            total += Quantity(sum(amounts, Decimal(0)), unit).exact
            ends += [Quantity(min(amounts), unit).exact, Quantity(max(amounts), unit).exact]
    nested = adds_up and any(_is_nested(sheet, units) for units in columns.values())
    return SelectionSum(count, bases.pop(), total if adds_up else None, min(ends), max(ends), nested)


def _is_nested(sheet: IndicatorSheet, units: set[str]) -> bool:
    """Return whether one of some units lies in another of them."""
    tree = sheet.tree
    for code in units:
        above = tree.parent(code) if code in tree else None
        while above is not None:
            if above in units:
                return True
            above = tree.parent(above)
    return False
