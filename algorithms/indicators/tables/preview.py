"""What an import of a table would change; nothing is imported while anything is in doubt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Optional, Sequence

from ...errors import LandPlanError
from ...feedback import Feedback, Silent, raise_if_cancelled
from ...message import Message, listed, translatable
from ...rulepack.indicator_rules import IndicatorRule, IndicatorRules
from ...units.tree import UnitTree
from ..model import IndicatorValue, Origin, ValueChange, ValueKey
from ..quantity import Quantity, is_area, not_convertible, unit_title
from ..sheet import IndicatorSheet
from .amounts import in_unit, written_amount
from .mapping import ColumnRole, Parts, TableMapping
from .names import NameBook
from .plausibility import doubtful_units
from .raw_sheet import RawSheet
from .rows import RowKind, RowReader, TableProblem, TableRow
from .totals import TotalsCheck
from .writing_habits import MeasureUnit, cell_name, column_name

__all__ = ["ImportPreview", "TableProblem", "preview"]

_FEEDBACK_EVERY = 500  # rows
_MOST_LISTED = 12


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do.

    :ivar planned: the changes, also while there are problems
    :ivar new: how many of them write a value where there was none, ``changed`` where there was another one
    :ivar unchanged: values that are there already
    :ivar notes: what the person should know, e.g. totals that differ
    :ivar places: row and column of every value of the table
    """

    planned: tuple[ValueChange, ...]
    new: int
    changed: int
    unchanged: int
    problems: tuple[TableProblem, ...]
    totals_notes: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    places: dict[ValueKey, tuple[int, int]] = field(default_factory=dict)

    @property
    def changes(self) -> list[ValueChange]:
        """The changes to apply: all, or none while a problem remains."""
        return [] if self.problems else list(self.planned)


def preview(
    sheet: RawSheet, mapping: TableMapping, rules: IndicatorRules, tree: UnitTree, current: IndicatorSheet,
    origin: Origin, book: Optional[NameBook] = None, feedback: Feedback = Silent(),  # noqa: B008
) -> ImportPreview:
    """Return what an import of a table under a mapping would change, and what stands against it.

    Cells without a value leave what is there. Rows and columns a person has left out are not looked at.

    :param current: the values there are
    :param origin: who imports from where; kept with each value
    :param book: names of units and indicators, where they are at hand already
    :raises Cancelled: when the user cancels
    """
    return _Import(sheet, mapping, current, origin, book or NameBook(rules, tree)).run(feedback)


@dataclass(frozen=True)
class _Taken:
    """A value of the table.

    :ivar stated: whether its unit of area is written anywhere
    """

    quantity: Quantity
    row: int
    column: int
    stated: bool


class _Import:
    def __init__(
        self, sheet: RawSheet, mapping: TableMapping, current: IndicatorSheet, origin: Origin, book: NameBook
    ) -> None:
        self.sheet, self.mapping, self.current, self.origin, self.book = sheet, mapping, current, origin, book
        self.problems: list[TableProblem] = []
        self.notes: list[Message] = []
        self.taken: dict[ValueKey, _Taken] = {}
        self.values = mapping.of_role(ColumnRole.VALUE)
        self.totals = TotalsCheck(sheet, mapping, book)
        self.missing: Counter[tuple[str, Optional[int]]] = Counter()
        self.wrong_measure: dict[tuple[int, str], Message] = {}
        self.assumed: dict[str, None] = {}
        self.repeated = 0
        self.merged = {
            (row, column): merged
            for merged in sheet.merged if merged.bottom >= mapping.first_row
            for row in range(merged.top, min(merged.bottom + 1, len(sheet.rows)))
            for column in range(merged.left, min(merged.right + 1, sheet.width))
            if column in self.values
        }

    def run(self, feedback: Feedback) -> ImportPreview:
        reader = RowReader(self.sheet, self.mapping, self.book)
        self._unknown_columns()
        for row in range(self.mapping.first_row, len(self.sheet.rows)):
            if row % _FEEDBACK_EVERY == 0:
                raise_if_cancelled(feedback)
                feedback.setProgress(100.0 * row / len(self.sheet.rows))
            read = reader.read(row)
            if row in self.mapping.skipped_rows or read.kind is RowKind.NOTHING:
                continue
            if read.kind is RowKind.VALUES:
                self._take_row(read)
            else:
                self.totals.add_total(read)
        self._say_what_is_missing()
        self._doubts()
        return self._result()

    def _unknown_columns(self) -> None:
        for column in self.mapping.of_role(ColumnRole.UNKNOWN):
            head = " ".join(filter(None, (self.sheet.rows[row][column].strip() for row in self.mapping.head_rows)))
            self.problems.append(TableProblem(None, column, head, translatable(
                "Tables", "Column {column} of {sheet} (“{head}”) holds numbers, but is neither an indicator nor a unit "
                "that is known. Choose what it is, or leave the column out.", column=column_name(column),
                sheet=self.sheet.name, head=head or "-")))
        if not self.values:
            self.problems.append(TableProblem(None, None, "", translatable(
                "Tables", "No column of {sheet} holds values of indicators that are known. Choose what the columns "
                "are.", sheet=self.sheet.name)))

    def _take_row(self, read: TableRow) -> None:
        if read.problems:
            self.problems += read.problems
            return
        self.totals.begin_row(read)
        for column in read.cells:
            merged = self.merged.get((read.row, column))
            if merged is not None:
                self._problem(read.row, column, translatable(
                    "Tables", "{sheet} {cell}: one value stands in cells merged from {first} to {last}. Divide the "
                    "cells and write a value into each, or leave the row out.", cell=cell_name(read.row, column),
                    sheet=self.sheet.name, first=cell_name(merged.top, merged.left),
                    last=cell_name(merged.bottom, merged.right)))
                continue
            self._take_cell(read, column)

    def _take_cell(self, read: TableRow, column: int) -> None:
        own = self.mapping.columns[column].parts
        conflict = _conflict(own, read.parts)
        if conflict is not None:
            self._problem(read.row, column, translatable(
                "Tables", "{sheet} {cell}: row and column name different things ({one}, {other}). Choose what the "
                "columns are.", cell=cell_name(read.row, column), sheet=self.sheet.name, one=conflict[0],
                other=conflict[1]))
            return
        said = own.over(read.parts)
        # The unit of amounts a row states is nearer to the cell than that of the column.
        parts = replace(said.over(self.mapping.defaults), measure=read.parts.measure or own.measure)
        rule = self._rule(parts, column)
        if rule is None:
            return
        text = self.sheet.rows[read.row][column]
        measure, stated = self._measure(parts.measure, rule, read.row, column)
        try:
            written = written_amount(text)
            quantity = None if written is None else in_unit(written, measure, text)
        except LandPlanError as error:
            self._problem(read.row, column, translatable(
                "Tables", "{sheet} {cell}: {reason}", sheet=self.sheet.name, cell=cell_name(read.row, column),
                reason=error.message))
            return
        if quantity is None or written is None or parts.unit is None or parts.year is None or parts.kind is None:
            return
        if quantity.amount < 0:
            self._problem(read.row, column, translatable(
                "Tables", "{sheet} {cell}: an indicator cannot be negative. Correct the number.",
                sheet=self.sheet.name, cell=cell_name(read.row, column)))
            return
        stated = stated or written.measure is not None
        if not stated and is_area(rule.unit):
            self.assumed[rule.unit] = None
        key = ValueKey(parts.unit, rule.code, parts.year, parts.kind)
        self.totals.add_value(read, column, key)
        self._keep(key, _Taken(quantity, read.row, column, stated))

    def _rule(self, parts: Parts, column: int) -> Optional[IndicatorRule]:
        """Return the rule of a value's indicator, None where something about the value is not known."""
        complete = True
        for name, value in (
            ("unit", parts.unit), ("indicator", parts.indicator), ("year", parts.year), ("kind", parts.kind)
        ):
            if value is None:
                self.missing[name, column] += 1
                complete = False
        return self.book.rules.indicators.get(parts.indicator or "") if complete else None

    def _measure(
        self, given: Optional[MeasureUnit], rule: IndicatorRule, row: int, column: int
    ) -> tuple[MeasureUnit, bool]:
        """Return the unit of a number without one, and whether the table says so."""
        if given is not None:
            if given.unit == rule.unit or (is_area(given.unit) and is_area(rule.unit)):
                return given, True
            self.wrong_measure.setdefault((column, rule.code), translatable(
                "Tables", "{sheet} {cell}: {reason} The indicator {indicator} is in {unit}. Correct the unit, or "
                "choose another indicator.", sheet=self.sheet.name, cell=cell_name(row, column), indicator=rule.title,
                reason=not_convertible(given.unit, rule.unit), unit=unit_title(rule.unit)))
        default = self.mapping.defaults.measure
        if default is not None and (default.unit == rule.unit or (is_area(default.unit) and is_area(rule.unit))):
            return default, True
        return MeasureUnit(rule.unit), False

    def _keep(self, key: ValueKey, taken: _Taken) -> None:
        before = self.taken.get(key)
        if before is None:
            self.taken[key] = taken
        elif before.quantity.exact == taken.quantity.exact:
            self.repeated += 1
        else:
            self._problem(taken.row, taken.column, translatable(
                "Tables", "{sheet} {cell}: {other} gives another value for the same unit, indicator, year and kind "
                "({name}, {indicator}). Correct one of them, or leave one row or column out.",
                sheet=self.sheet.name, cell=cell_name(taken.row, taken.column),
                other=cell_name(before.row, before.column), name=self._unit_name(key.unit),
                indicator=self.book.rules.indicators[key.indicator].title))

    def _unit_name(self, code: str) -> str:
        unit = self.book.tree.units.get(code)
        return f"{unit.name} {code}" if unit is not None and unit.name else code

    def _say_what_is_missing(self) -> None:
        sentences = {
            "unit": translatable("Tables", "which administrative unit"),
            "indicator": translatable("Tables", "which indicator"),
            "year": translatable("Tables", "which year"),
            "kind": translatable("Tables", "which kind of value (base year, before the adjustment, assigned, planned, "
                                           "measured)"),
        }
        for name, what in sentences.items():
            columns = sorted(column for found, column in self.missing if found == name and column is not None)
            if not columns:
                continue
            everywhere = len(columns) == len(self.values) and len(columns) > 1
            shown = columns[:1] if everywhere else columns
            for column in shown:
                message = translatable(
                    "Tables", "Nothing in {sheet} says {what} its values are of. Choose it for the whole table or for "
                    "each column.", sheet=self.sheet.name, what=what,
                ) if everywhere else translatable(
                    "Tables", "Nothing in {sheet} says {what} the values of column {column} are of. Choose it, or "
                    "leave the column out.", sheet=self.sheet.name, what=what, column=column_name(column))
                self.problems.append(TableProblem(None, None if everywhere else column, "", message))

    def _doubts(self) -> None:
        for (column, _), message in self.wrong_measure.items():
            self.problems.append(TableProblem(None, column, "", message))
        for column, message in doubtful_units(
            self.sheet, self.book.rules, self.current,
            [(key, one.quantity, one.column) for key, one in self.taken.items() if not one.stated],
        ):
            self.problems.append(TableProblem(None, column, "", message))
        self._hidden_values()
        for unit in self.assumed:
            self.notes.append(translatable(
                "Tables", "The table says no unit of area: numbers are taken as {unit}.", unit=unit_title(unit)))
        if self.repeated:
            self.notes.append(translatable(
                "Tables", "{count} values stand in the table twice, with the same amount.", count=self.repeated))

    def _hidden_values(self) -> None:
        """Say that values come from rows and columns a person does not see in the spreadsheet, as with a filter."""
        rows = sorted({one.row for one in self.taken.values()} & self.sheet.concealed.rows)
        columns = sorted({one.column for one in self.taken.values()} & self.sheet.concealed.columns)
        if rows:
            self.notes.append(translatable(
                "Tables", "The spreadsheet hides some rows, as a filter does: {rows}. Their values are taken, too.",
                rows=_listed([str(row + 1) for row in rows])))
        if columns:
            self.notes.append(translatable(
                "Tables", "The spreadsheet hides some columns: {columns}. Their values are taken, too.",
                columns=_listed([column_name(column) for column in columns])))

    def _problem(self, row: int, column: int, message: Message) -> None:
        self.problems.append(TableProblem(row, column, self.sheet.rows[row][column], message))

    def _result(self) -> ImportPreview:
        planned, new, changed, unchanged = [], 0, 0, 0
        for key, one in self.taken.items():
            before = self.current.value(key)
            if before is not None and _is_same(before.quantity, one.quantity):
                unchanged += 1
                continue
            new, changed = new + (before is None), changed + (before is not None)
            planned.append(ValueChange(key, IndicatorValue(key, one.quantity, self.origin)))
        if not self.taken and not self.problems:
            self.problems.append(TableProblem(None, None, "", translatable(
                "Tables", "{sheet} holds no value. Choose another sheet, or say what its columns are.",
                sheet=self.sheet.name)))
        order = sorted(self.problems, key=lambda one: (one.row is not None, one.row or 0, one.column or 0))
        return ImportPreview(
            tuple(planned), new, changed, unchanged, tuple(order), tuple(self.totals.notes()), tuple(self.notes),
            {key: (one.row, one.column) for key, one in self.taken.items()})


def _listed(names: Sequence[str]) -> str:
    return listed(names, _MOST_LISTED)


def _is_same(before: Quantity, after: Quantity) -> bool:
    """Return whether two quantities are the same amount of the same."""
    return before.exact == after.exact and (before.unit == after.unit or is_area(before.unit) == is_area(after.unit))


def _conflict(column: Parts, row: Parts) -> Optional[tuple[str, str]]:
    for one, other in (
        (column.unit, row.unit), (column.indicator, row.indicator), (column.year, row.year), (column.kind, row.kind)
    ):
        if one is not None and other is not None and one != other:
            return str(getattr(one, "value", one)), str(getattr(other, "value", other))
    return None
