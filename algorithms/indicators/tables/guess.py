"""Finds out what a table means; every guess says why, and a person can correct it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Optional, Sequence

from ...message import Message, listed, translatable
from ...rulepack.indicator_rules import IndicatorRules, ValueKind
from ...units.tree import UnitTree
from ..kind_titles import KIND_TITLES
from ..quantity import is_area, unit_title
from .amounts import is_blank, number_of
from .heads import HeadText, column_heads, first_data_row, head_rows, is_year, read_head, read_titles, row_parts
from .mapping import ColumnMeaning, ColumnRole, Confidence, Layout, Parts, TableMapping
from .names import NameBook
from .raw_sheet import RawSheet
from .words import head_role, is_derived, is_remark, is_total
from .writing_habits import column_name, measure_unit, squeezed

_SAMPLE = 400
_MOST = 0.5  # what more than this share of the cells of a column are, the column is
_AMBIGUOUS = frozenset("名称 代码 name code 单位 项目 类型 类别 type item no no. 编号".split())


def propose(
    sheet: RawSheet, rules: IndicatorRules, tree: UnitTree, first_row: Optional[int] = None,
    book: Optional[NameBook] = None,
) -> TableMapping:
    """Return what a table most likely means.

    :param rules: whose indicators, base and target years are meant
    :param first_row: the first row of data where a person has said so
    :param book: names of units and indicators, where they are at hand already
    """
    book = book or NameBook(rules, tree)
    first = first_data_row(sheet.rows, book) if first_row is None else first_row
    heads, titles = head_rows(sheet, first, book)
    title = read_titles((*titles, sheet.name), book)
    data = [row for row in sheet.rows[first:first + _SAMPLE] if _is_telling(row)]
    texts = column_heads(sheet, heads)
    columns = [_column(column, texts[column], data, book) for column in range(sheet.width)]
    columns = _fitted(columns, texts, data, title.parts)
    mapping = TableMapping(first, tuple(heads), tuple(columns))
    return _with_defaults(mapping, title.parts, len(title.measures) > 1, rules)


def _is_telling(row: Sequence[str]) -> bool:
    """Return whether a row says something of its columns: it is not empty, and no remark."""
    first = next((text for text in row if text.strip()), "")
    return bool(first) and not is_remark(first)


@dataclass(frozen=True)
class _Content:
    """The cells of a column that hold something, and what share of them is what."""

    cells: Sequence[str]

    def share(self, is_one: Callable[[str], bool]) -> float:
        return sum(map(is_one, self.cells)) / len(self.cells) if self.cells else 0.0


def _column(column: int, texts: tuple[str, ...], data: Sequence[Sequence[str]], book: NameBook) -> ColumnMeaning:
    content = _Content([row[column] for row in data if not is_blank(row[column])])
    named = _by_field_name(texts, book)
    if named is not None:
        return named
    head = read_head(texts, book)
    joined = " ".join(texts)
    role = head_role(texts[-1]) if texts else None
    if role is None and texts:
        role = head_role("".join(texts))
    understood = head.parts != Parts() and not head.rest
    if (head.parts.indicator or head.parts.unit) and not head.rest:
        return _value(head, joined)
    if any(map(is_derived, texts)):
        return ColumnMeaning(
            ColumnRole.IGNORED, reason=translatable(
                "Tables", "“{head}” is a difference or share, which is computed here.", head=joined),
            confidence=Confidence.LIKELY,
        )
    if role is not None and squeezed(texts[-1]) not in _AMBIGUOUS:
        return _of_role(role, joined, head)
    if understood and not _is_key_content(content, role):
        return _value(head, joined)
    found = _by_content(content, book, role, joined)
    if found.role is ColumnRole.UNKNOWN:  # what is known of it stays when a person says the rest
        return replace(found, parts=replace(head.parts, indicator=None, unit=None))
    return found


def _value(head: HeadText, joined: str) -> ColumnMeaning:
    return ColumnMeaning(
        ColumnRole.VALUE, head.parts, translatable("Tables", "Its head says “{head}”.", head=joined),
        Confidence.CERTAIN if head.exact else Confidence.LIKELY,
    )


def _of_role(role: ColumnRole, joined: str, head: HeadText) -> ColumnMeaning:
    parts = replace(head.parts, indicator=None, unit=None) if role is ColumnRole.VALUE else Parts()
    return ColumnMeaning(role, parts, translatable("Tables", "Its head says “{head}”.", head=joined))


def _by_field_name(texts: tuple[str, ...], book: NameBook) -> Optional[ColumnMeaning]:
    """Return the meaning of a column that is called as a field of the pack's own tables of indicators."""
    for text in texts:
        name = squeezed(text)
        for table in book.rules.tables:
            fields = (
                (table.unit, ColumnRole.UNIT), (table.indicator, ColumnRole.INDICATOR), (table.year, ColumnRole.YEAR),
                (table.kind, ColumnRole.KIND), (table.value_unit, ColumnRole.MEASURE),
            )
            reason = translatable("Tables", "Its head is the name of a field of the delivery, “{head}”.", head=text)
            for field, role in fields:
                if field is not None and squeezed(field) == name:
                    return ColumnMeaning(role, reason=reason)
            for field, kind in table.values.items():
                if squeezed(field) == name:
                    return ColumnMeaning(ColumnRole.VALUE, Parts(indicator=table.code, kind=kind), reason)
    return None


def _is_key_content(content: _Content, role: Optional[ColumnRole]) -> bool:
    """Return whether the cells of a column name something rather than being amounts."""
    return role is not None and content.share(lambda text: number_of(text) is not None) < _MOST


def _by_content(content: _Content, book: NameBook, role: Optional[ColumnRole], joined: str) -> ColumnMeaning:
    """Return the meaning of a column whose head does not tell, or may mean several things."""
    tests: tuple[tuple[ColumnRole, Callable[[str], bool], Message], ...] = (
        (ColumnRole.UNIT, lambda text: bool(book.unit(text).codes) or is_total(text),
         translatable("Tables", "Its cells are codes or names of administrative units.")),
        (ColumnRole.INDICATOR,
         lambda text: book.is_padded_code(text) or (number_of(text) is None and _names_indicator(text, book)),
         translatable("Tables", "Its cells are codes or titles of indicators.")),
        (ColumnRole.MEASURE, lambda text: measure_unit(text) is not None,
         translatable("Tables", "Its cells are units of amounts.")),
        (ColumnRole.YEAR, is_year, translatable("Tables", "Its cells are years.")),
        (ColumnRole.KIND, lambda text: number_of(text) is None and book.kind(text) is not None,
         translatable("Tables", "Its cells are kinds of values.")),
    )
    for found, test, reason in tests:
        if content.cells and content.share(test) > _MOST:
            return ColumnMeaning(found, reason=reason, confidence=Confidence.LIKELY)
    if role is not None and not (role is ColumnRole.MEASURE and content.cells):
        return ColumnMeaning(
            role, reason=translatable("Tables", "Its head says “{head}”.", head=joined), confidence=Confidence.LIKELY
        )
    numbers = sum(number_of(text) is not None and not is_year(text) for text in content.cells)
    if _is_serial(content.cells):
        return ColumnMeaning(
            ColumnRole.IGNORED, reason=translatable("Tables", "Its cells number the rows."),
            confidence=Confidence.LIKELY,
        )
    if numbers:
        return ColumnMeaning(
            ColumnRole.UNKNOWN, confidence=Confidence.GUESS, reason=translatable(
                "Tables", "It holds numbers, but its head “{head}” is neither an indicator nor a unit.", head=joined)
            if joined else translatable("Tables", "It holds numbers, but has no head.")
        )
    return ColumnMeaning(
        ColumnRole.IGNORED, confidence=Confidence.LIKELY, reason=translatable(
            "Tables", "It holds no numbers, units or indicators.")
    )


def _names_indicator(text: str, book: NameBook) -> bool:
    return book.indicator(text) is not None or row_parts(text, book).indicator is not None


def _is_serial(cells: Sequence[str]) -> bool:
    numbers = [number_of(text) for text in cells]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _fitted(
    columns: list[ColumnMeaning], texts: Sequence[tuple[str, ...]], data: Sequence[Sequence[str]], title: Parts
) -> list[ColumnMeaning]:
    """Return the columns after a look at all of them together."""
    roles = [meaning.role for meaning in columns]
    values = [column for column, role in enumerate(roles) if role is ColumnRole.VALUE]
    unknown = [column for column, role in enumerate(roles) if role is ColumnRole.UNKNOWN]
    named = ColumnRole.INDICATOR in roles or title.indicator is not None
    if not values and len(unknown) == 1 and named:
        columns[unknown[0]] = ColumnMeaning(
            ColumnRole.VALUE, reason=translatable("Tables", "It is the only column with numbers."),
            confidence=Confidence.GUESS,
        )
    # A table of indicators by row may say nothing over its numbers but 面积; a table of units by row must say more.
    if not named:
        for column in values:
            meaning = columns[column]
            if meaning.parts.indicator is None and meaning.parts.unit is None and texts[column]:
                columns[column] = replace(meaning, confidence=Confidence.GUESS)
    return columns


def _with_defaults(
    mapping: TableMapping, title: Parts, measures_differ: bool, rules: IndicatorRules
) -> TableMapping:
    """Return the mapping with what holds for values whose row and column do not say it."""
    notes: list[Message] = []
    columns = list(mapping.columns)
    values = [
        column for column, meaning in enumerate(columns) if meaning.role in (ColumnRole.VALUE, ColumnRole.UNKNOWN)
    ]
    roles = {meaning.role for meaning in columns}
    for column in values:
        parts = columns[column].parts
        if parts.kind is ValueKind.BASE and parts.year is None and ColumnRole.YEAR not in roles and rules.base_year:
            columns[column] = replace(columns[column], parts=replace(parts, year=rules.base_year))
        elif parts.kind is None and parts.year == rules.base_year is not None and ColumnRole.KIND not in roles:
            # Nothing is planned or assigned for the base year: 2014年 | 2020年 under 分解下达 is base and target.
            columns[column] = replace(
                columns[column], parts=replace(parts, kind=ValueKind.BASE), confidence=Confidence.LIKELY)
    year, kind = title.year, title.kind
    if ColumnRole.YEAR not in roles and any(columns[column].parts.year is None for column in values):
        if year is None:
            year = rules.base_year if kind is ValueKind.BASE else rules.target_years[-1] if rules.target_years else None
        if year is not None:
            notes.append(translatable("Tables", "Values without a year are taken for {year}.", year=year))
    if ColumnRole.KIND not in roles and any(columns[column].parts.kind is None for column in values) and kind:
        notes.append(
            translatable("Tables", "Values are taken as “{kind}”, which the title names.", kind=KIND_TITLES[kind])
        )
    if measures_differ:
        notes.append(
            translatable(
                "Tables", "The title names several units of area; choose the one that areas without a unit are in.")
        )
    defaults = Parts(
        None if ColumnRole.UNIT in roles or any(columns[column].parts.unit for column in values) else title.unit,
        None if ColumnRole.INDICATOR in roles else title.indicator,
        None if ColumnRole.YEAR in roles else year,
        None if ColumnRole.KIND in roles else kind,
        title.measure,
    )
    return replace(mapping, columns=tuple(columns), defaults=defaults, notes=tuple(notes))


def describe(mapping: TableMapping, rules: IndicatorRules, tree: UnitTree) -> list[Message]:
    """Return sentences on what a table is taken to mean."""
    lines = [_layout_line(mapping)]
    if len(mapping.head_rows) == 1:
        lines.append(
            translatable("Tables", "Row {row} is the head, data begin in row {data}.",
                         row=mapping.head_rows[0] + 1, data=mapping.first_row + 1)
        )
    elif mapping.head_rows:
        lines.append(
            translatable(
                "Tables", "Rows {first} to {last} are the head, data begin in row {data}.",
                first=mapping.head_rows[0] + 1, last=mapping.head_rows[-1] + 1, data=mapping.first_row + 1)
        )
    if mapping.defaults.unit is not None:
        unit = tree.units.get(mapping.defaults.unit)
        lines.append(translatable(
            "Tables", "All values are of {unit}.", unit=(unit.name if unit else "") or mapping.defaults.unit))
    if mapping.defaults.measure is not None and is_area(mapping.defaults.measure.unit):
        lines.append(
            translatable("Tables", "Areas are in {unit} where nothing else is said.",
                         unit=unit_title(mapping.defaults.measure.unit))
        )
    ignored = [
        column_name(column) for column, meaning in enumerate(mapping.columns)
        if meaning.role is ColumnRole.IGNORED and column not in mapping.skipped_columns
    ]
    if ignored:
        lines.append(translatable("Tables", "Nothing is taken from the columns {columns}.", columns=listed(ignored)))
    return [*lines, *mapping.notes]


def _layout_line(mapping: TableMapping) -> Message:
    layout = mapping.layout
    if layout is Layout.LONG:
        return translatable("Tables", "Every row is one value.")
    if layout is Layout.WIDE:
        return translatable("Tables", "Every row is an administrative unit, every column an indicator.")
    if layout is Layout.TRANSPOSED:
        return translatable("Tables", "Every row is an indicator, every column an administrative unit.")
    return translatable("Tables", "Every row is an indicator, every column a year or a kind of value.")
