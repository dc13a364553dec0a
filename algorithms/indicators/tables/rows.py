"""The rows of a table under a mapping: which hold values, of which unit, and which are totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Optional, Sequence

from ...message import Message, Value, listed, translatable
from .amounts import is_blank
from .heads import row_parts
from .mapping import ColumnRole, Parts, TableMapping
from .names import NameBook
from .raw_sheet import RawSheet
from .words import is_remark, is_subtotal, is_total, years_in
from .writing_habits import half_width, measure_unit, squeezed


@dataclass(frozen=True)
class TableProblem:
    """What keeps a table from being imported.

    :ivar row: counted from 0; None: the whole column or table. ``column`` likewise
    :ivar text: the cell as it was written
    :ivar message: names sheet and cell and says what to do
    :ivar sheet: name of the sheet; empty: the one that is shown
    """

    row: Optional[int]
    column: Optional[int]
    text: str
    message: Message
    sheet: str = ""


class RowKind(Enum):
    """What a row is."""

    VALUES = "values"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    NOTHING = "nothing"  # no amounts, a remark, a head given once more


@dataclass
class TableRow:
    """A row of data.

    :ivar cells: columns with values that hold something
    :ivar parts: what the row says of them
    :ivar name: how it calls itself
    """

    row: int
    kind: RowKind
    cells: tuple[int, ...] = ()
    parts: Parts = field(default_factory=Parts)
    problems: tuple[TableProblem, ...] = ()
    name: str = ""


class RowReader:
    """Reads the rows of a sheet from top to bottom: a name given once may hold for the rows below it."""

    def __init__(self, sheet: RawSheet, mapping: TableMapping, book: NameBook) -> None:
        """:param sheet: the table; ``mapping``: what it means"""
        self._sheet, self._mapping, self._book = sheet, mapping, book
        self._values = mapping.of_role(ColumnRole.VALUE)
        self._totals = mapping.of_role(ColumnRole.TOTAL)
        self._units = mapping.of_role(ColumnRole.UNIT)
        self._heads = [tuple(map(squeezed, sheet.rows[row])) for row in mapping.head_rows]
        self._above: dict[int, str] = {}  # text of a key column in a row above
        self._merged_from: dict[tuple[int, int], str] = {}
        for merged in sheet.merged:
            text = sheet.rows[merged.top][merged.left]
            for row in range(merged.top + 1, min(merged.bottom + 1, len(sheet.rows))):
                self._merged_from[row, merged.left] = text
        self._last_unit: Optional[str] = None
        self._section: Optional[str] = None  # unit of a row that is nothing but its name, above rows of indicators

    def read(self, row: int) -> TableRow:
        """Return a row; called for every row of data in turn, also for those that are left out."""
        texts = self._sheet.rows[row]
        keys = {column: self._key_text(row, column) for column in self._units}
        name = next((text for text in (keys[column] for column in reversed(self._units)) if text.strip()), "")
        own = next((texts[column] for column in self._units if texts[column].strip()), "")
        cells = tuple(column for column in self._values if not is_blank(texts[column]))
        if not cells or is_remark(own or texts[0]) or self._is_head(texts):
            self._remember(keys)
            self._begin_section(texts)
            return TableRow(row, RowKind.NOTHING, name=name)
        total = self._total_word(texts)
        if total:
            return TableRow(row, RowKind.SUBTOTAL if is_subtotal(total) else RowKind.TOTAL, cells, name=total,
                            parts=self._other_parts(row, [], checked=False))
        problems: list[TableProblem] = []
        unit = self._unit(row, keys, problems) if self._units else None
        self._remember(keys)
        parts = self._other_parts(row, problems)
        own_unit = unit if self._units else self._section
        return TableRow(row, RowKind.VALUES, cells, Parts(unit=own_unit).over(parts), tuple(problems), name)

    def _key_text(self, row: int, column: int) -> str:
        text = self._sheet.rows[row][column]
        return text if text.strip() else self._merged_from.get((row, column), "")

    def _remember(self, keys: dict[int, str]) -> None:
        for column, text in keys.items():
            if text.strip():
                self._above[column] = text
                # What is below belongs to another larger unit now.
                for other in self._units:
                    if other > column and not keys[other].strip():
                        self._above.pop(other, None)

    def _begin_section(self, texts: Sequence[str]) -> None:
        """Take the unit a row without values names where the others name indicators; a total ends a section."""
        for column in () if self._units else self._mapping.of_role(ColumnRole.INDICATOR):
            codes = self._book.unit(texts[column]).codes if texts[column].strip() else ()
            if len(codes) == 1:
                self._section = codes[0]
            elif codes or is_total(texts[column]):
                self._section = None

    def _is_head(self, texts: Sequence[str]) -> bool:
        plain = tuple(map(squeezed, texts))
        return plain in self._heads

    def _total_word(self, texts: Sequence[str]) -> str:
        columns = self._units or self._mapping.of_role(ColumnRole.INDICATOR)
        others = [
            column for column, meaning in enumerate(self._mapping.columns) if meaning.role is ColumnRole.IGNORED
        ]
        for column in (*columns, *others):
            if is_total(texts[column]) and not self._book.unit(texts[column]).codes:
                return texts[column]
        return ""

    def _unit(self, row: int, keys: dict[int, str], problems: list[TableProblem]) -> Optional[str]:
        """Return the unit of a row: that of its columns with units that lies deepest."""
        given = {column: text for column, text in keys.items() if not is_blank(text)}
        if not given:
            named_above = any(column in self._above for column in self._units)
            is_long = self._mapping.of_role(ColumnRole.INDICATOR, ColumnRole.KIND, ColumnRole.YEAR)
            if named_above and is_long and self._last_unit:
                return self._last_unit  # a long table that names the unit in its first row only
            problems.append(self._problem(row, self._units[0], translatable(
                "Tables", "Row {row} of {sheet} has values, but names no administrative unit. Write its code or name, "
                "or leave the row out.", row=row + 1, sheet=self._sheet.name)))
            return None
        found = {column: self._book.unit(text).codes for column, text in given.items()}
        last = max(given)
        larger = [codes for column, codes in found.items() if column < last and codes]
        for column in self._units:  # larger units given once in a row above
            if column < last and column not in given and column in self._above:
                codes = self._book.unit(self._above[column]).codes
                if codes:
                    larger.append(codes)
        strangers = [column for column, codes in found.items() if not codes]
        if strangers:
            problems.append(self._problem(row, strangers[-1], self._stranger(row, strangers[-1], given[strangers[-1]])))
            return None
        candidates = found[last]
        for codes in larger:
            same = tuple(code for code in candidates if code in codes)  # code and name of the same unit
            within = same or self._book.narrowed(candidates, codes)
            if not within:
                problems.append(self._problem(row, last, translatable(
                    "Tables", "Row {row} of {sheet} names different units: {names}. Correct one of them, or leave the "
                    "row out.", row=row + 1, sheet=self._sheet.name,
                    names=listed(half_width(text) for text in given.values()))))
                return None
            candidates = within
        if len(candidates) > 1 and self._last_unit is not None:
            near = self._book.narrowed(candidates, (self._last_unit,)) or self._beside(candidates)
            candidates = near if len(near) == 1 else candidates
        if len(candidates) > 1:
            problems.append(self._problem(row, last, translatable(
                "Tables", "Row {row} of {sheet}: “{name}” may be {units}. Write the code.", row=row + 1,
                sheet=self._sheet.name, name=half_width(given[last]), units=listed(candidates))))
            return None
        self._last_unit = candidates[0]
        return candidates[0]

    def _beside(self, candidates: Sequence[str]) -> tuple[str, ...]:
        """Return those of some units that lie in the same larger one as the unit of the row above."""
        parent = self._book.tree.parent(self._last_unit) if self._last_unit else None
        return tuple(code for code in candidates if self._book.tree.parent(code) == parent)

    def _stranger(self, row: int, column: int, text: str) -> Message:
        if self._book.is_shortened(text):
            return translatable(
                "Tables", "Row {row} of {sheet}: the spreadsheet has shortened the code to “{text}”. Format the column "
                "as text and write the whole code.", row=row + 1, sheet=self._sheet.name, text=half_width(text))
        return translatable(
            "Tables", "Row {row} of {sheet}: there is no administrative unit “{text}”. Correct its name or code, or "
            "leave the row out.", row=row + 1, sheet=self._sheet.name, text=half_width(text))

    def _other_parts(self, row: int, problems: list[TableProblem], checked: bool = True) -> Parts:
        """Return indicator, year, kind and unit of amounts that a row states."""
        parts = Parts()
        readers = (
            (ColumnRole.INDICATOR, self._indicator), (ColumnRole.YEAR, _year), (ColumnRole.KIND, self._kind),
            (ColumnRole.MEASURE, _measure),
        )
        for role, reader in readers:
            columns = self._mapping.of_role(role)
            texts = {column: self._key_text(row, column) for column in columns}
            if role is ColumnRole.INDICATOR:
                self._indicator_given_once(texts)
            for column, text in texts.items():
                if is_blank(text):
                    continue
                said = reader(text)
                if said == Parts():
                    if checked:
                        problems.append(self._problem(row, column, self._not_understood(row, role, text)))
                elif said.indicator and parts.indicator and said.indicator != parts.indicator:
                    problems.append(self._problem(row, column, translatable(
                        "Tables", "Row {row} of {sheet} names two indicators: {one} and {other}. Correct one of them, "
                        "or leave the row out.", row=row + 1, sheet=self._sheet.name, one=parts.indicator,
                        other=said.indicator)))
                else:
                    parts = parts.over(said)
        return parts

    def _indicator_given_once(self, texts: dict[int, str]) -> None:
        """Fill in the indicator of the rows above where none is given: text files know no merged cells."""
        if any(text.strip() for text in texts.values()):
            self._above.update({column: text for column, text in texts.items() if text.strip()})
        elif self._units and not self._sheet.merged:
            texts.update({column: self._above[column] for column in texts if column in self._above})

    def _indicator(self, text: str) -> Parts:
        found = self._book.indicator(text)
        return row_parts(text, self._book) if found is None else Parts(indicator=found.code, measure=found.measure)

    def _kind(self, text: str) -> Parts:
        return Parts(kind=self._book.kind(text))

    def _not_understood(self, row: int, role: ColumnRole, text: str) -> Message:
        shown = half_width(text)
        place: dict[str, Value] = {"row": row + 1, "sheet": self._sheet.name, "text": shown}
        if role is ColumnRole.INDICATOR:
            return translatable(
                "Tables", "Row {row} of {sheet}: the plan has no indicator “{text}”. Correct its code or title, or "
                "leave the row out.", **place)
        if role is ColumnRole.YEAR:
            return translatable("Tables", "Row {row} of {sheet}: “{text}” is no year. Correct it.", **place)
        if role is ColumnRole.KIND:
            return translatable(
                "Tables", "Row {row} of {sheet}: “{text}” is no kind of value (base year, before the adjustment, "
                "assigned, planned, measured). Correct it.", **place)
        return translatable(
            "Tables", "Row {row} of {sheet}: “{text}” is no unit that is known here. Write ha, mu, m² or another one.",
            **place)

    def _problem(self, row: int, column: int, message: Message) -> TableProblem:
        return TableProblem(row, column, self._sheet.rows[row][column], message)


def _year(text: str) -> Parts:
    years = years_in(text)
    return Parts(year=years[0]) if len(years) == 1 else Parts()


def _measure(text: str) -> Parts:
    return Parts(measure=measure_unit(text))
