"""Sheets of an ODS file as LibreOffice, WPS, Excel and GDAL write them.

GDAL's own driver gives no percentages and merged cells and puts the remarks on a cell into its text; therefore the
content is read here.
"""

from __future__ import annotations

import zipfile
from typing import Optional

from .raw_sheet import MOST_COLUMNS, Concealed, MergedRange, RawSheet, number_text, require_size, sheet_of_cells
from .xml_parts import XmlPart

_PASSED_OVER = frozenset("tracked-changes named-expressions shapes dde-links forms content-validations".split())
_NO_TEXT = frozenset(("annotation", "frame", "custom-shape", "control", "g", "detective"))


class _Table:
    """A table while it is read."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.cells: dict[tuple[int, int], str] = {}
        self.merged: list[MergedRange] = []
        self.row, self.column = 0, 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._described = 0  # columns whose looks are told before the rows
        self._current: list[tuple[int, int, str]] = []  # first column, columns, text
        self._spans: list[tuple[int, int, int]] = []  # first column, rows, columns

    def describe_columns(self, repeated: int, hidden: bool) -> None:
        """Take how some columns are shown."""
        if hidden and self._described < MOST_COLUMNS:
            self.hidden_columns.update(range(self._described, min(self._described + repeated, MOST_COLUMNS)))
        self._described += repeated

    def begin_row(self) -> None:
        self.column, self._current, self._spans = 0, [], []

    def add(self, text: str, repeated: int, rows: int, columns: int) -> None:
        if text:
            if self.column + repeated > MOST_COLUMNS:
                require_size(self.name, 1, self.column + repeated)
            self._current.append((self.column, repeated, text))
            if rows > 1 or columns > 1:
                self._spans.append((self.column, rows, columns))
        self.column += repeated

    def end_row(self, repeated: int, hidden: bool) -> None:
        if self._current:  # before the cells are made: a few bytes may repeat to millions
            first, columns, _ = self._current[-1]
            require_size(self.name, self.row + repeated, first + columns)
        for row in range(self.row, self.row + repeated) if self._current else ():
            for first, columns, text in self._current:
                for column in range(first, first + columns):
                    self.cells[row, column] = text
            for first, rows, columns in self._spans:
                self.merged.append(MergedRange(row, first, row + rows - 1, first + columns - 1))
        if hidden and self._current:
            self.hidden_rows.update(range(self.row, self.row + repeated))
        self.row += repeated

    def sheet(self) -> RawSheet:
        concealed = Concealed(frozenset(self.hidden_rows), frozenset(self.hidden_columns))
        return sheet_of_cells(self.name, self.cells, tuple(self.merged), self.hidden, concealed)


def ods_sheets(archive: zipfile.ZipFile, file: str) -> list[RawSheet]:
    """Return the sheets in their order, hidden ones too.

    :raises Damaged: when the content is missing or broken
    :raises LandPlanError: for a sheet that is too large
    """
    part = XmlPart(archive, "content.xml", file)
    found: list[RawSheet] = []
    table: Optional[_Table] = None
    repeated_rows, row_hidden = 1, False
    hidden_styles: set[str] = set()
    style = ""
    for name, begins in part.elements():
        if begins and name in _PASSED_OVER:
            part.skip()
        elif begins and name == "style":
            style = part.attributes().get("name", "")
        elif begins and name == "table-properties" and part.attributes().get("display") == "false":
            hidden_styles.add(style)
        elif name == "table" and begins:
            attributes = part.attributes()
            table = _Table(attributes.get("name", ""), attributes.get("style-name", "") in hidden_styles)
        elif name == "table" and table is not None:
            found.append(table.sheet())
            table = None
        elif table is not None and name == "table-row":
            if begins:
                attributes = part.attributes()
                repeated_rows, row_hidden = _count(attributes, "number-rows-repeated"), _is_hidden(attributes)
                table.begin_row()
            else:
                table.end_row(repeated_rows, row_hidden)
        elif table is not None and begins and name == "table-column":
            attributes = part.attributes()
            table.describe_columns(_count(attributes, "number-columns-repeated"), _is_hidden(attributes))
        elif table is not None and begins and name in ("table-cell", "covered-table-cell"):
            attributes = part.attributes()
            text = _cell_text(part, attributes)
            table.add(
                "" if name == "covered-table-cell" else text,
                _count(attributes, "number-columns-repeated"),
                _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned"),
            )
    return found


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("visibility", "visible") != "visible"


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() else 1


def _cell_text(part: XmlPart, attributes: dict[str, str]) -> str:
    """Return what the cell that has just begun shows, and pass over it."""
    shown = _paragraphs(part)
    kind = attributes.get("value-type", "")
    if kind in ("float", "percentage", "currency") and attributes.get("value"):
        return number_text(attributes["value"], kind == "percentage")
    if kind == "date" and attributes.get("date-value"):
        return attributes["date-value"].replace("T", " ")
    if kind == "boolean":
        return attributes.get("boolean-value", "").upper()
    if not shown and attributes.get("string-value"):
        return attributes["string-value"]
    if not shown and not kind and attributes.get("formula"):
        return "=" + attributes["formula"].partition("=")[2]
    return shown


def _paragraphs(part: XmlPart) -> str:
    lines: list[str] = []
    hidden = 0
    for kind, value in part.tokens():
        if kind == "text":
            if lines and not hidden:
                lines[-1] += value
        elif value in _NO_TEXT:
            hidden += 1 if kind == "start" else -1
        elif hidden or kind == "end":
            continue
        elif value == "p":
            lines.append("")
        elif lines and value == "s":
            lines[-1] += " " * _count(part.attributes(), "c")
        elif lines and value in ("tab", "line-break"):
            lines[-1] += "\t" if value == "tab" else "\n"
    return "\n".join(lines)
