"""Writes values of indicators as a table of a plan: units by indicators, ready for the printer."""

from __future__ import annotations

from pathlib import Path
from typing import Union

from ..indicators.sheet import IndicatorSheet
from ..indicators.tables.matrix import Matrix, MatrixChoice, MatrixColumn, matrix
from ..language import Language
from .printed_parts import Span
from .printed_table import Printed, PrintedColumn, PrintedTable, write_printed

_CODE_WIDTH, _NAME_WIDTH, _LEAST_WIDTH, _WIDEST = 16, 18, 11, 22  # codes of villages have one line
_INDENT = "\u3000"  # a blank as wide as a character
_KEYS = 2  # columns with code and name


def write_matrix(
    path: Union[str, Path], sheet: IndicatorSheet, choice: MatrixChoice, language: Language, title: str = ""
) -> int:
    """Write chosen values; an older file is replaced only by a whole new one. Read back, it changes nothing.

    :param path: ``.xlsx``, ``.ods`` or ``.csv``
    :param title: line over the table; empty: the name of the largest unit and what the table is
    :returns: the number of rows of units
    :raises LandPlanError: for no such values, another ending, or a folder that does not exist or is read-only
    """
    found = matrix(sheet, choice, language)
    write_printed(path, printed(found, title or matrix_title(sheet, language), language))
    return len(found.rows)


def printed(found: Matrix, title: str, language: Language) -> PrintedTable:
    """Return a matrix as a table for the printer."""
    translate = language.translate
    total: list[Printed] = []
    if found.totals:
        total = ["", translate("Tables", "Total"), *found.totals]
    about = translate("Tables", "Unit: {unit}").format(unit=found.measure) if found.measure else ""
    note = translate("Tables", "Note: amounts with a unit of their own cannot be written exactly in that of their "
                     "column.")
    return PrintedTable(
        translate("Tables", "Indicators"), title, about,
        [PrintedColumn(_CODE_WIDTH), PrintedColumn(_NAME_WIDTH),
         *(PrintedColumn(_width(found, place), column.decimals) for place, column in enumerate(found.columns))],
        _head(found.columns, language), _spans(found.columns),
        [[row.code, _INDENT * row.depth + row.name, *row.cells] for row in found.rows], total,
        [note] if found.has_own_units else [], fixed_columns=_KEYS)


def matrix_title(sheet: IndicatorSheet, language: Language) -> str:
    """Return what a table of a sheet's values is called: the name of the largest unit and what the table is."""
    roots = sheet.tree.children(None)
    name = sheet.tree[roots[0]].name if len(roots) == 1 else ""
    if not name:
        return language.translate("Tables", "Table of indicators")
    return language.translate("Tables", "{unit}: table of indicators").format(unit=name)


def _head(columns: list[MatrixColumn], language: Language) -> list[list[str]]:
    upper = [language.translate("Tables", "Code of the unit"), language.translate("Tables", "Name of the unit")]
    before = ""
    for column in columns:
        upper.append("" if column.group == before else column.group)
        before = column.group
    return [upper, ["", "", *(column.head for column in columns)]]


def _spans(columns: list[MatrixColumn]) -> list[Span]:
    spans = [Span(0, key, 1, key) for key in range(_KEYS)]
    first = 0
    for place in range(1, len(columns) + 1):
        if place == len(columns) or columns[place].group != columns[first].group:
            if place - first > 1:
                spans.append(Span(0, first + _KEYS, 0, place - 1 + _KEYS))
            first = place
    return spans


def _width(found: Matrix, place: int) -> int:
    """Return the characters a column needs for its numbers; heads are broken into lines."""
    decimals = found.columns[place].decimals
    cells = [row.cells[place] for row in found.rows] + ([found.totals[place]] if found.totals else [])
    texts = [cell if isinstance(cell, str) else f"{cell:,.{decimals}f}" for cell in cells if cell is not None]
    return min(max([_LEAST_WIDTH, *(len(text) + 2 for text in texts)]), _WIDEST)
