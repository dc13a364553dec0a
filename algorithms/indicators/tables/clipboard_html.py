"""Cells on the clipboard as HTML, which spreadsheets put there beside the text, with all digits of their numbers.

The text holds what a cell shows: 1,234.57 for 1234.5678. LibreOffice adds the number itself as ``sdval``, Excel and WPS
as ``x:num`` where it differs from what is shown.
"""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape
from html.parser import HTMLParser
from typing import Container, Optional, Sequence

from .amounts import number_of
from .raw_sheet import MOST_COLUMNS, MOST_ROWS, number_text
from .writing_habits import half_width

_NUMBERS = ("sdval", "x:num")
# What is an amount for sure: a code may begin with 0, or have more digits than a spreadsheet keeps.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_LONGEST = 40_000_000  # characters

Numbers = list[list[Optional[Decimal]]]


def to_html(cells: Sequence[Sequence[str]], text_columns: Container[int] = ()) -> str:
    """Return cells as a table for the clipboard: spreadsheets take it without asking how to divide it into cells, and
    text programs as a table.

    :param text_columns: columns whose digits are no numbers, as codes of units
    """
    rows = "".join(
        f"<tr>{''.join(_cell(text, column in text_columns) for column, text in enumerate(row))}</tr>" for row in cells)
    table = f'<table border="1" cellspacing="0">{rows}</table>'
    return f'<html><head><meta charset="utf-8"></head><body>{table}</body></html>'


def _cell(text: str, is_text: bool) -> str:
    if _NUMBER.fullmatch(text) and not is_text:
        return f'<td align="right" sdval="{text}" sdnum="1033;">{text}</td>'
    shown = escape(text, quote=True).replace("\n", "<br>")
    return f"<td style='mso-number-format:\"\\@\"' sdnum=\"1033;0;@\">{shown}</td>"


def with_all_digits(block: Sequence[Sequence[str]], html: str) -> list[list[str]]:
    """Return the cells of a text with the numbers that its HTML gives with more digits than are shown.

    A number is taken only where it is the one that is shown but for its rounding, so that a format that shows
    thousands or another unit changes nothing. HTML of another table is passed over.
    """
    texts = [list(row) for row in block]
    numbers = _numbers(html) if "<table" in html.lower() and len(html) < _LONGEST else []
    if [len(row) for row in numbers] != [len(row) for row in texts]:
        return texts
    for row, line in enumerate(numbers):
        for column, number in enumerate(line):
            if number is not None:
                texts[row][column] = _exact(texts[row][column], number)
    return texts


def _exact(text: str, number: Decimal) -> str:
    """Return a number with all digits where a text shows it rounded, else the text."""
    plain = half_width(text)
    is_percent = plain.endswith("%")
    digits = plain.rstrip("%")
    shown = number_of(digits)
    if shown is None or not digits.endswith(tuple("0123456789.")):  # a unit behind it is part of what is shown
        return text
    exact = number * 100 if is_percent else number
    places = shown.as_tuple().exponent
    decimals = -places if isinstance(places, int) and places < 0 else 0
    if exact == shown or abs(exact - shown) > Decimal(1).scaleb(-decimals) / 2:
        return text
    return number_text(str(exact)) + ("%" if is_percent else "")


def _numbers(html: str) -> Numbers:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.rows() if not reader.is_doubtful else []


class _Reader(HTMLParser):
    """Collects the numbers of the cells of the one table there is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._cells: dict[tuple[int, int], Optional[Decimal]] = {}
        self._tables = 0
        self._row, self._column = -1, 0
        self.is_doubtful = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Optional[str]]]) -> None:
        """Take note of a row or cell that begins."""
        if tag == "table":
            self._tables += 1
            self.is_doubtful = self.is_doubtful or self._tables > 1
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th"):
            self._take_cell(dict(attrs))

    def _take_cell(self, attributes: dict[str, Optional[str]]) -> None:
        while (self._row, self._column) in self._cells:  # covered by a merged cell above
            self._column += 1
        rows, columns = _count(attributes.get("rowspan")), _count(attributes.get("colspan"))
        if self._row + rows > MOST_ROWS or self._column + columns > MOST_COLUMNS or rows * columns > MOST_ROWS:
            self.is_doubtful = True
            return
        for row in range(self._row, self._row + rows):
            for column in range(self._column, self._column + columns):
                self._cells[row, column] = None
        given = next((attributes[name] for name in _NUMBERS if attributes.get(name)), None)
        self._cells[self._row, self._column] = None if given is None else number_of(given)
        self._column += columns

    def rows(self) -> Numbers:
        """Return the numbers, rows of equal length."""
        width = max((column for _, column in self._cells), default=-1) + 1
        return [[self._cells.get((row, column)) for column in range(width)] for row in range(self._row + 1)]


def _count(text: Optional[str]) -> int:
    return max(int(text), 1) if text and text.isdecimal() and len(text) < 7 else 1
