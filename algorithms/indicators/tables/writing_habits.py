"""What people write in tables without meaning another thing: full-width characters, blanks, names of units."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple, Optional

# Full-width forms of ASCII, and blanks of all widths. Not Unicode's compatibility forms: those would make
# 1201 of 120 with a footnote ①, and 52 of 5².
_HALF_WIDTH = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(0x5E)},
    **dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09, 0x0A, 0x0D), 0x20),
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD)),
}
_SQUARE_UNITS = str.maketrans({"㎡": "m2", "㎢": "km2", "²": "2", "³": "3", "㎥": "m3"})


def half_width(text: str) -> str:
    """Return a text with the usual digits, letters, signs and blanks, without blanks around it."""
    return text.translate(_HALF_WIDTH).strip()


def squeezed(text: str) -> str:
    """Return a text in half width and small letters without any blanks, to compare names."""
    return "".join(half_width(text).split()).casefold()


class MeasureUnit(NamedTuple):
    """A unit amounts are written in.

    :ivar unit: id of the unit, as `quantity.AREA_UNITS` and the packs have it
    :ivar scale: how many of it one written is, e.g. 10 000 for 万公顷
    """

    unit: str
    scale: Decimal = Decimal(1)


_TEN_THOUSAND = Decimal(10_000)
_MEASURES = {
    MeasureUnit("m2"): "m2 平方米 平米 sqm m^2 squaremetre squaremetres squaremeter squaremeters",
    MeasureUnit("m2", _TEN_THOUSAND): "万平方米 万m2 万平米",
    MeasureUnit("ha"): "ha 公顷 hm2 hm^2 hectare hectares",
    MeasureUnit("ha", Decimal(1000)): "千公顷 khm2 千hm2",
    MeasureUnit("ha", _TEN_THOUSAND): "万公顷 万hm2 万ha 10,000ha 10000ha",
    MeasureUnit("mu"): "mu 亩 市亩",
    MeasureUnit("wan_mu"): "万亩 wan_mu 10,000mu 10000mu 万mu",
    MeasureUnit("wan_mu", _TEN_THOUSAND): "亿亩",
    MeasureUnit("km2"): "km2 平方公里 平方千米 km^2 squarekilometre squarekilometres",
    MeasureUnit("km2", _TEN_THOUSAND): "万平方公里 万平方千米 万km2",
    MeasureUnit("percent"): "% 百分比 percent",
    MeasureUnit("m3/ha"): "m3/ha 立方米/公顷 m3/hm2 立方米每公顷",
    MeasureUnit("m2/person"): "m2/person 平方米/人 m2/人 平方米每人 m2/cap",
    MeasureUnit("m2/10000cny"): "m2/10000cny 平方米/万元 m2/万元 平方米每万元 m2/10,000yuan",
}
_BY_NAME = {name: measure for measure, names in _MEASURES.items() for name in names.split()}


def measure_unit(text: str) -> Optional[MeasureUnit]:
    """Return the unit a text names, None where it names none (it may be the id of a unit, too)."""
    return _BY_NAME.get(squeezed(text.translate(_SQUARE_UNITS)).rstrip("."))


_COLUMN_LETTERS = 26


def column_name(column: int) -> str:
    """Return the letters of a column as spreadsheets call it: A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _COLUMN_LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return a cell as spreadsheets call it: C12 for row 11 and column 2."""
    return f"{column_name(column)}{row + 1}"


_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def cell_place(name: str) -> Optional[tuple[int, int]]:
    """Return row and column, counted from 0, of a cell as spreadsheets call it; None where it is no such name."""
    match = _CELL.fullmatch(name.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * _COLUMN_LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
