"""What a printed table consists of, and what its files have in common."""

from __future__ import annotations

import html
import math
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable, Iterator, NamedTuple, Optional, Sequence, Union

from .markup import clean

Printed = Union[str, Decimal, None]
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # of the parts in the file, so that the same table gives the same bytes


_PAGE = 220  # characters across a sheet of paper that are still large enough
_FILLED = 0.85  # of a line, as words are not parted and bold letters wider


class PrintedColumn(NamedTuple):
    """A column.

    :ivar width: in characters
    :ivar decimals: with how many its numbers are shown; all their digits are in the file. None: texts
    """

    width: int
    decimals: Optional[int] = None


class Span(NamedTuple):
    """Cells of the head merged to one, first and last included; rows and columns counted from 0 in the head."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class PrintedTable:
    """A table for the printer.

    :ivar name: of the sheet
    :ivar about: line under the title at the right, such as the unit of the amounts
    :ivar head: rows of equal length; of merged cells only the first holds the text
    :ivar rows: cells in the order of the columns
    :ivar total: last row, bold; empty = none. A number is the sum of its column, and written as one that goes along
    :ivar closing: bold rows below the total that are no sums, such as what a unit above has itself
    :ivar fixed_columns: those at the left that stay in view and are printed again on each page

    Without title and line under it the table is a list: it begins with its head, and its rows can be filtered.
    """

    name: str
    title: str
    about: str
    columns: Sequence[PrintedColumn]
    head: Sequence[Sequence[str]]
    spans: Sequence[Span]
    rows: Sequence[Sequence[Printed]]
    total: Sequence[Printed] = ()
    notes: Sequence[str] = ()
    fixed_columns: int = 1
    closing: Sequence[Sequence[Printed]] = ()

    @property
    def first_head(self) -> int:
        """Row of the sheet where the head begins, counted from 0."""
        return 0 if self.is_list else 2

    @property
    def is_list(self) -> bool:
        """Return whether there is nothing above the head."""
        return not self.title and not self.about

    @property
    def first_row(self) -> int:
        """Row of the sheet where the rows begin, counted from 0."""
        return self.first_head + len(self.head)

    @property
    def formats(self) -> list[int]:
        """The numbers of decimals there are, each once."""
        return sorted({column.decimals for column in self.columns if column.decimals is not None})

    def head_cells(self) -> Iterator[tuple[int, int, str]]:
        """Yield row (of the head), column and text of each cell of the head."""
        for row, texts in enumerate(self.head):
            for column, text in enumerate(texts):
                yield row, column, text

    @property
    def pages_across(self) -> int:
        """On how many sheets of paper side by side the table can be read."""
        return max(1, math.ceil(sum(column.width for column in self.columns) / _PAGE))

    @property
    def title_columns(self) -> int:
        """Over how many columns title and notes reach: those on the first sheet of paper, so that it has them whole."""
        room = sum(column.width for column in self.columns) / self.pages_across
        used, count = 0, 0
        for column in self.columns:
            used += column.width
            if used > room:
                break
            count += 1
        return max(count, 1)

    @property
    def head_lines(self) -> list[int]:
        """How many lines each row of the head needs, with its texts broken to the widths of their cells."""
        spans = {(span.top, span.left): span for span in self.spans}
        lines = [1] * len(self.head)
        for row, column, text in self.head_cells():
            span = spans.get((row, column), Span(row, column, row, column))
            width = sum(one.width for one in self.columns[span.left:span.right + 1]) * _FILLED
            needed = max(math.ceil(_width(text) / width), 1) if width else 1
            high = span.bottom - span.top + 1
            for place in range(row, span.bottom + 1):
                lines[place] = max(lines[place], math.ceil(needed / high))
        return lines

    def row_lines(self, cells: Sequence[Printed]) -> int:
        """Return how many lines a row needs, with its texts broken to the widths of their columns; in a list one."""
        if self.is_list:
            return 1
        return max((math.ceil(_width(cell) / (column.width * _FILLED)) for cell, column in zip(cells, self.columns)
                    if isinstance(cell, str) and cell), default=1)

    def is_summed(self, column: int) -> bool:
        """Return whether the total of a column is a sum a spreadsheet can work out: all its cells are numbers."""
        return isinstance(self.total[column], Decimal) and all(
            row[column] is None or isinstance(row[column], Decimal) for row in self.rows)


def formats_of(tables: Iterable[PrintedTable]) -> list[int]:
    """Return the numbers of decimals that some tables have, each once."""
    return sorted({decimals for table in tables for decimals in table.formats})


def sheet_names(tables: Sequence[PrintedTable]) -> list[str]:
    """Return the names of the sheets of some tables, each another, whatever the case of its letters."""
    names: list[str] = []
    taken: set[str] = set()
    for table in tables:
        name, number = sheet_name(table.name), 1
        while name.casefold() in taken:
            number += 1
            name = f"{sheet_name(table.name)[:26]} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names


def _width(text: str) -> int:
    """Return the width of a text in characters; Chinese ones take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def xml_text(text: str) -> str:
    """Return a text as XML, without what XML cannot hold."""
    return html.escape(clean(text), quote=True)


def sheet_name(name: str) -> str:
    """Return a name as sheets may have it: at most 31 characters, none of those that part a reference."""
    return "".join("_" if sign in '[]:*?/\\' else sign for sign in clean(name)).strip("'")[:31] or "Sheet1"


def plain_number(number: Decimal) -> str:
    """Return a number as files hold it."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
