"""Cells of tables of a delivery: numbers as they are written, codes as text."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

from ..errors import LandPlanError
from ..message import Message, translatable
from ..units.codes import plain_code
from .amount_words import plain
from .quantity import Quantity, unit_title

_NOISE = Decimal("1e-9")  # of a number, at most: what double precision may leave behind the decimals of a column
_LARGEST = Decimal("1e15")  # beyond it a double has no decimals
_MOST = Decimal("1e30")  # nothing measured on this planet is larger


def cell_number(cell: Any, decimals: int) -> Decimal:
    """Return a number with the fewest digits, without the noise of double precision behind the column's decimals.

    :raises LandPlanError: when it is not finite, or larger than anything that is measured
    """
    if isinstance(cell, int):
        return Decimal(cell)
    number = Decimal(repr(float(cell)))
    if not number.is_finite():
        raise LandPlanError(translatable("IndicatorTables", "the number is not finite. Correct it."))
    if abs(number) > _MOST:
        raise LandPlanError(translatable(
            "IndicatorTables", "the number {number} is larger than any amount. Correct it.", number=f"{number:.3e}"))
    if decimals > 0 and abs(number) < _LARGEST:
        short = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if abs(short - number) <= abs(number) * _NOISE:
            number = short
    return Decimal(plain(number))


def cell_word(cell: Any) -> str:
    """Return a code as text: full-width digits and blanks set right, whole numbers without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return plain_code(str(cell))


def cell_text(cell: Any) -> str:
    """Return a cell as a sentence quotes it."""
    return "" if cell is None else str(cell)


def is_blank_cell(cell: Any) -> bool:
    """Return whether a cell holds nothing: NULL, blanks or NaN."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or (isinstance(cell, float) and np.isnan(cell))


def shown(quantity: Quantity) -> Message:
    """Return an amount with its unit, for a sentence."""
    return translatable(
        "IndicatorTables", "{amount} {unit}", amount=plain(quantity.amount), unit=unit_title(quantity.unit))
