"""A sheet of a table file as it was written: texts of cells, and which cells are merged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from typing import Mapping, NamedTuple

from ...errors import LandPlanError
from ...message import translatable

MOST_ROWS = 100_000
MOST_COLUMNS = 2_000
_MOST_CELLS = 5_000_000
# Spreadsheets compute and show 15 digits; the two behind them are what binary numbers leave over: 1.1000000000000001.
_SPREADSHEET = Context(prec=15)
_LARGEST_EXPONENT = 30


class Concealed(NamedTuple):
    """Rows and columns a spreadsheet does not show, as a filter leaves them; counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


NOTHING_CONCEALED = Concealed()


class MergedRange(NamedTuple):
    """Cells merged to one, first and last row and column included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class RawSheet:
    """A sheet of a table.

    :ivar rows: texts of the cells, all rows of one length; numbers in plain digits with the digits a spreadsheet
        keeps, percentages with %, dates as 2020-12-31, a formula without a result as the formula
    :ivar merged: only the first cell of a range holds a text
    :ivar hidden: the spreadsheet does not show it
    :ivar concealed: rows and columns it does not show
    """

    name: str
    rows: list[list[str]]
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False
    concealed: Concealed = NOTHING_CONCEALED

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


def sheet_of_cells(
    name: str, cells: Mapping[tuple[int, int], str], merged: tuple[MergedRange, ...] = (), hidden: bool = False,
    concealed: Concealed = NOTHING_CONCEALED,
) -> RawSheet:
    """Return a sheet of the cells that hold a text, without empty rows and columns behind the last of them.

    :param cells: texts by row and column, counted from 0
    :raises LandPlanError: when the sheet is larger than any table of indicators
    """
    height = max((row for row, _ in cells), default=-1) + 1
    width = max((column for _, column in cells), default=-1) + 1
    require_size(name, height, width)
    rows = [[""] * width for _ in range(height)]
    for (row, column), text in cells.items():
        rows[row][column] = text
    inside = tuple(one for one in merged if one.top < height and one.left < width and one[:2] != one[2:])
    return RawSheet(name, rows, inside, hidden, concealed)


def require_size(name: str, height: int, width: int) -> None:
    """Refuse a sheet that is larger than any table of indicators.

    :raises LandPlanError: naming the sheet
    """
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > _MOST_CELLS:
        raise LandPlanError(
            translatable(
                "Tables",
                "The sheet {sheet} has more than {rows} rows or {columns} columns, or too many cells. Leave only the "
                "table of the indicators in it.",
                sheet=name, rows=f"{MOST_ROWS:,}", columns=f"{MOST_COLUMNS:,}",
            )
        )


def number_text(written: str, percent: bool = False) -> str:
    """Return the number of a cell in plain digits; what is no number stays as it is.

    :param percent: the spreadsheet shows it as a percentage
    """
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if not number.is_finite() or (number and abs(number.adjusted()) > _LARGEST_EXPONENT):
        return written
    if percent:
        number = number.scaleb(2, Context(prec=60))
    elif written.isdigit():  # also a long code
        return written
    if len(number.as_tuple().digits) > _SPREADSHEET.prec:
        number = _SPREADSHEET.plus(number)
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text in ("-0", "") else text) + ("%" if percent else "")
