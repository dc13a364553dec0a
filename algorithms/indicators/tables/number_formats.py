"""Number formats of Excel's workbooks: which of them show a percentage or a date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .raw_sheet import number_text

PERCENT_FORMATS = frozenset((9, 10))
DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# Parts of a number format that are shown as they are, and colours, conditions, calendars in brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LAST_DAY = 2_958_465  # 9999-12-31


class Formats:
    """The number formats of a workbook, by number: those every Excel knows, and its own."""

    def __init__(self) -> None:
        self._percent, self._date = set(PERCENT_FORMATS), set(DATE_FORMATS)

    def add(self, number: int, code: str) -> None:
        """Take a format of the workbook; it may give another meaning to a number."""
        plain = _LITERAL.sub("", code)
        for formats, is_one in (
            (self._percent, "%" in plain), (self._date, bool(re.search(r"[ymdhs]", plain.split(";")[0], re.I)))
        ):
            (formats.add if is_one else formats.discard)(number)

    def is_percent(self, number: int) -> bool:
        """Return whether numbers in a format are shown as percentages."""
        return number in self._percent

    def is_date(self, number: int) -> bool:
        """Return whether numbers in a format are shown as dates or times; a percentage is none."""
        return number in self._date and number not in self._percent


def date_text(value: str, epoch: date) -> str:
    """Return the day of a serial number as 2020-12-31; what is none stays as it is."""
    try:
        days = float(value)
    except ValueError:
        return value
    if not 0 <= days < _LAST_DAY:
        return number_text(value)
    return (epoch + timedelta(days=int(days))).isoformat()
