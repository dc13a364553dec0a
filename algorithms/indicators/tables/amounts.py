"""Amounts as people write them in cells: only what can be meant in one way is taken."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import NamedTuple, Optional

from ...errors import LandPlanError
from ...message import Message, translatable
from ..quantity import Quantity, is_area, not_convertible, unit_title
from .writing_habits import MeasureUnit, half_width, measure_unit

_NUMBER = re.compile(
    r"([+-]?) *([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?(\.[0-9]*)?(?:[eE]([+-]?[0-9]{1,4}))?"
)
_GOES_ON = frozenset(".,'’0123456789")  # what may be part of the number is no unit
_MINUS = str.maketrans({"\u2212": "-", "\ufe63": "-", "\u2013": "-"})
_NO_VALUE = re.compile(r"[-\u2014\u2015\u2500\u2212\u2013/]*")
_LARGEST_EXPONENT = 30  # nothing measured on this planet has more digits before or behind the point
_MOST_DIGITS = 60
_EXACT = Context(prec=2 * _MOST_DIGITS)  # the usual 28 digits would round


def parse_amount(text: str, default_unit: str) -> Optional[Quantity]:
    """Return the amount a cell holds, exactly as written; None for a blank, dashes or a slash: no value.

    Full-width digits, thousands separators (comma or blank between groups of three), a sign, a power of ten and
    a unit behind the number are understood; every other text is refused.

    :param default_unit: unit of a number without one; a unit that is written must measure the same
    :raises LandPlanError: for what is no amount, or one in a unit of another sort; the sentence quotes the text
    """
    written = written_amount(text)
    return None if written is None else in_unit(written, MeasureUnit(default_unit), text)


class WrittenAmount(NamedTuple):
    """A number as it was written.

    :ivar measure: the unit behind it, None where there is none
    """

    number: Decimal
    measure: Optional[MeasureUnit]


def written_amount(text: str) -> Optional[WrittenAmount]:
    """Return the number of a cell and the unit behind it, None for no value.

    :raises LandPlanError: for what is no amount; the sentence quotes the text
    """
    plain = half_width(text).translate(_MINUS)
    if _NO_VALUE.fullmatch(plain):
        return None
    match = _NUMBER.match(plain)
    if match is None or not (match[2] or (match[3] or "") > "."):
        raise LandPlanError(_no_amount(text, plain))
    behind = plain[match.end():].strip()
    measure = measure_unit(behind) if behind and behind[0] not in _GOES_ON else None
    if behind and measure is None:
        raise LandPlanError(_no_amount(text, plain))
    return WrittenAmount(_decimal(match, text), measure)


def in_unit(written: WrittenAmount, default: MeasureUnit, text: str) -> Quantity:
    """Return a written amount as a quantity.

    :param default: unit of a number without one; a unit that is written must measure the same
    :param text: the cell, for the sentence
    :raises LandPlanError: when the written unit is of another sort
    """
    measure = written.measure or default
    if measure.unit != default.unit and not (is_area(measure.unit) and is_area(default.unit)):
        raise LandPlanError(_other_sort(text, measure.unit, default.unit))
    if measure.scale == 1:
        return Quantity(written.number, measure.unit)
    return Quantity(_EXACT.multiply(written.number, measure.scale), measure.unit)


def number_of(text: str) -> Optional[Decimal]:
    """Return the number a cell holds, without regard to a unit behind it; None where it holds none."""
    try:
        written = written_amount(text)
    except LandPlanError:
        return None
    return None if written is None else written.number


def is_blank(text: str) -> bool:
    """Return whether a cell holds no value: a blank, dashes or a slash."""
    return _NO_VALUE.fullmatch(half_width(text).translate(_MINUS)) is not None


def _decimal(match: re.Match[str], text: str) -> Decimal:
    """Return the number of a match.

    :raises LandPlanError: when it has more digits than any amount
    """
    sign, whole, fraction, power = match.groups()
    digits = (whole or "0").replace(",", "").replace(" ", "")
    fraction = (fraction or "").rstrip(".")
    amount = Decimal(f"{sign}{digits}{fraction}" + (f"e{power}" if power else ""))
    if len(digits) + len(fraction) > _MOST_DIGITS or (amount and abs(amount.adjusted()) > _LARGEST_EXPONENT):
        raise LandPlanError(
            translatable(
                "Tables", "“{text}” has more digits than an amount can have. Correct the number.", text=_quoted(text)
            )
        )
    # Plain digits for a number written as a power of ten, so that it is shown as a number.
    return Decimal(f"{amount:f}") if power else amount


def _quoted(text: str) -> str:
    shown = half_width(text)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _no_amount(text: str, plain: str) -> Message:
    quoted = _quoted(text)
    if plain.startswith("="):
        return translatable(
            "Tables",
            "“{text}” is a formula without a result. Open the file in the spreadsheet program and save it again, or "
            "write the number.",
            text=quoted,
        )
    if plain.startswith("#"):
        return translatable(
            "Tables", "“{text}” is an error of a formula. Correct the formula, or write the number.", text=quoted
        )
    if re.fullmatch(r"\( *[0-9.,]+ *\)", plain):
        return translatable(
            "Tables", "“{text}” may be a negative number or a note. Write it with a minus sign, or without brackets.",
            text=quoted,
        )
    if re.fullmatch(r"[+-]?[0-9][0-9.,' ]*", plain):
        return translatable(
            "Tables",
            "“{text}” can be read in more than one way. Write the number with a point before the decimals and, if any, "
            "commas between groups of three digits.",
            text=quoted,
        )
    if re.fullmatch(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}( [0-9:]+)?", plain):
        return translatable("Tables", "“{text}” is a date, not an amount. Correct the cell.", text=quoted)
    return translatable(
        "Tables", "“{text}” is not a number. Write only the number, if need be with its unit.", text=quoted
    )


def _other_sort(text: str, given: str, wanted: str) -> Message:
    if given == "percent":
        return translatable(
            "Tables", "“{text}” is a percentage, but an amount in {unit} is wanted here.", text=_quoted(text),
            unit=unit_title(wanted),
        )
    return not_convertible(given, wanted)
