"""Totals that stand in a table: never imported, but compared with what they are the sum of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Iterator

from ...message import Message, translatable
from ..model import ValueKey
from ..quantity import rounded
from .amounts import number_of
from .mapping import ColumnRole, TableMapping
from .names import NameBook
from .raw_sheet import RawSheet
from .rows import RowKind, TableRow
from .writing_habits import cell_name

_MOST_NOTES = 50


@dataclass(frozen=True)
class _Amount:
    row: int
    unit: str
    number: Fraction  # as written, in the unit of the column
    decimals: int


class TotalsCheck:
    """Collects values and totals of a table and says where they differ."""

    def __init__(self, sheet: RawSheet, mapping: TableMapping, book: NameBook) -> None:
        """:param sheet: the table; ``mapping``: what it means"""
        self._sheet, self._book = sheet, book
        self._columns: dict[tuple[int, object], list[_Amount]] = {}
        self._totals: list[TableRow] = []
        self._row_totals = mapping.of_role(ColumnRole.TOTAL)
        self._in_row: dict[int, list[tuple[ValueKey, _Amount]]] = {}

    def add_total(self, row: TableRow) -> None:
        """Take a row of totals."""
        self._totals.append(row)

    def begin_row(self, row: TableRow) -> None:
        """Take note of a row of values whose cells follow."""
        if self._row_totals:
            self._in_row[row.row] = []

    def add_value(self, row: TableRow, column: int, key: ValueKey) -> None:
        """Take a value; those of ratios, which do not add up, are passed over."""
        if self._book.rules.indicators[key.indicator].children is None:
            return
        text = self._sheet.rows[row.row][column]
        number = number_of(text)
        if number is None:
            return
        amount = _Amount(row.row, key.unit, Fraction(number), _decimals(number))
        group = (row.parts.indicator, row.parts.year, row.parts.kind)
        self._columns.setdefault((column, group), []).append(amount)
        if self._row_totals:
            self._in_row[row.row].append((key, amount))

    def notes(self) -> Iterator[Message]:
        """Yield a sentence for each total that is not the sum it stands for."""
        for count, message in enumerate((*self._of_columns(), *self._of_rows())):
            if count >= _MOST_NOTES:
                yield translatable("Tables", "There are more totals that differ.")
                return
            yield message

    def _of_columns(self) -> Iterator[Message]:
        ends = [-1]
        for total in self._totals:
            group = (total.parts.indicator, total.parts.year, total.parts.kind)
            for column in total.cells:
                amounts = self._columns.get((column, group), [])
                given = number_of(self._sheet.rows[total.row][column])
                if given is None or not amounts:
                    continue
                sums = list(self._candidates(total, amounts, ends[-1]))
                if sums and not any(self._agrees(given, some) for some in sums):
                    yield self._differs(total.row, column, given, sums[0])
            ends.append(total.row)

    def _candidates(self, total: TableRow, amounts: list[_Amount], start: int) -> Iterator[list[_Amount]]:
        """Yield the amounts a total may be the sum of, the likeliest first.

        A table may hold larger units and those within them; a subtotal stands above or below what it adds up.
        """
        end = next((other.row for other in self._totals if other.row > total.row), len(self._sheet.rows))
        above = [one for one in amounts if start < one.row < total.row]
        below = [one for one in amounts if total.row < one.row < end]
        for some in ((above, below) if total.kind is RowKind.SUBTOTAL else (amounts, above, below)):
            if some:
                units = {one.unit for one in some}
                larger = {above for unit in units for above in self._book.above(unit)} & units
                largest = [one for one in some if not units & set(self._book.above(one.unit))]
                smallest = [one for one in some if one.unit not in larger]
                yield largest
                if len(smallest) != len(largest):
                    yield smallest

    def _of_rows(self) -> Iterator[Message]:
        for row, values in self._in_row.items():
            amounts = [amount for _, amount in values]
            if len({key._replace(unit="") for key, _ in values}) > 1:
                continue  # different indicators side by side are no sum
            for column in self._row_totals:
                given = number_of(self._sheet.rows[row][column])
                if given is not None and amounts and not self._agrees(given, amounts):
                    yield self._differs(row, column, given, amounts)

    @staticmethod
    def _agrees(given: Decimal, amounts: list[_Amount]) -> bool:
        """Return whether a total is a sum but for the rounding of what was written."""
        decimals = max([_decimals(given), *(one.decimals for one in amounts)])
        allowed = Fraction(len(amounts) + 1, 2 * 10**decimals) if len(amounts) > 1 else Fraction(0)
        return abs(Fraction(given) - sum(one.number for one in amounts)) <= allowed

    def _differs(self, row: int, column: int, given: Decimal, amounts: list[_Amount]) -> Message:
        total = sum((one.number for one in amounts), Fraction(0))
        decimals = max([_decimals(given), *(one.decimals for one in amounts)])
        return translatable(
            "Tables", "{sheet} {cell}: the total is {total}, but the values it adds up are {sum} together.",
            sheet=self._sheet.name, cell=cell_name(row, column), total=f"{given:f}",
            sum=f"{rounded(total, decimals):f}")


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
