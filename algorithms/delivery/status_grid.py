"""A table of the status evaluation in HTML, with a head of as many lines as its columns are deep."""

from __future__ import annotations

from typing import Sequence

from ..forest_land.status.model import Column, RowKind, StatusEvaluation, TableResult
from ..language import Language
from .markup import Markup, element
from .status_words import cell, measure, row_title, shown_rows, text


def status_grid(table: TableResult, evaluation: StatusEvaluation, language: Language) -> Markup:
    """Return a table: units with rows by groups below them, columns under the heads they are part of."""
    fixed = [language.translate("Report", "Unit"), *(language.title(title) for title in table.row_titles)]
    head = grid_head(fixed, table.columns, language)
    whole = language.translate("Report", "all")
    body: list[Markup] = []
    for number in shown_rows(table):
        row = table.rows[number]
        groups = [language.said(group) for group in row.groups]
        groups += [whole] * (len(table.row_titles) - len(groups))
        cells = [element("td", row_title(row, evaluation, language), class_="name")]
        cells += [element("td", group, class_="name") for group in groups]
        cells += [element("td", text(cell(table, number, place)), class_="num") for place in range(len(table.columns))]
        body.append(element("tr", cells, class_="" if row.groups else _CLASSES[row.kind]))
    return element("table", [head, element("tbody", body)], class_="grid")


def grid_head(fixed: Sequence[str], columns: Sequence[Column], language: Language) -> Markup:
    """Return a head: some titles over the whole height, then columns under the heads they are part of."""
    depth = max((len(column.titles) for column in columns), default=1)
    lines: list[list[Markup]] = [[] for _ in range(depth)]
    lines[0] += [element("th", title, rowspan=str(depth) if depth > 1 else "") for title in fixed]
    _heads(columns, 0, len(columns), 0, depth, lines, language)
    return element("thead", [element("tr", line) for line in lines])


_CLASSES = {RowKind.TOTAL: "total", RowKind.UNIT: "unit", RowKind.REMAINDER: "apart", RowKind.UNPLACED: "apart"}


def _heads(
    columns: Sequence[Column], begin: int, end: int, level: int, depth: int, lines: list[list[Markup]],
    language: Language,
) -> None:
    """Add the heads of some columns that are part of one above them.

    A column that is divided stands first among its parts, under “total”.
    """
    at = begin
    while at < end:
        column = columns[at]
        path = column.path[:level + 1]
        last = at + 1
        while last < end and columns[last].path[:level + 1] == path:
            last += 1
        title = language.said(column.titles[level]) if level < len(column.titles) else ""
        if last - at == 1:
            if level == 0:
                title = f"{title} ({measure(column.unit, language)})"
            lines[level].append(element("th", title, rowspan=str(depth - level) if depth - level > 1 else ""))
        else:
            if level == 0:
                title = f"{title} ({measure(column.unit, language)})"
            lines[level].append(element("th", title, colspan=str(last - at)))
            first = at
            if len(column.path) == level + 1:
                total = language.translate("Report", "total")
                rest = depth - level - 1
                lines[level + 1].append(element("th", total, rowspan=str(rest) if rest > 1 else ""))
                first = at + 1
            _heads(columns, first, last, level + 1, depth, lines, language)
        at = last
