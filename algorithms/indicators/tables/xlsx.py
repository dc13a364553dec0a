"""Sheets of an XLSX workbook as Excel, WPS, LibreOffice and GDAL write them.

GDAL's own driver gives no percentages and merged cells, takes readings (拼音) for text and a formula without a
result for an empty cell, so that numbers would be read wrong without a word; therefore the parts are read here.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from datetime import date
from typing import NamedTuple, Optional

from .number_formats import EPOCH, EPOCH_1904, Formats, date_text
from .raw_sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Concealed,
    MergedRange,
    RawSheet,
    number_text,
    require_size,
    sheet_of_cells,
)
from .writing_habits import cell_place
from .xml_parts import Damaged, XmlPart, is_member

_USUAL = "xl/workbook.xml"
_TRUE = ("1", "true")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _SheetPart(NamedTuple):
    name: str
    part: str
    hidden: bool


class _Styles(NamedTuple):
    """Numbers of cell styles."""

    percent: frozenset[int] = frozenset()
    date: frozenset[int] = frozenset()


class _Workbook(NamedTuple):
    strings: list[str]
    styles: _Styles
    epoch: date


def xlsx_sheets(archive: zipfile.ZipFile, file: str) -> list[RawSheet]:
    """Return the sheets of a workbook in their order, hidden ones too.

    :raises Damaged: when a part is missing or broken
    :raises LandPlanError: for a sheet that is too large
    """
    workbook = workbook_part(archive, file) or _USUAL
    targets = _targets(archive, workbook, file)
    worksheets = {one.id: one.part for one in targets if one.sort == "worksheet"}
    found, epoch = _sheet_parts(archive, workbook, worksheets, file)
    usual = {sort: posixpath.join(posixpath.dirname(workbook), f"{sort}.xml") for sort in ("sharedStrings", "styles")}
    others = {**usual, **{one.sort: one.part for one in targets}}
    others = {sort: part for sort, part in others.items() if is_member(archive, part)}
    strings = _strings(archive, others["sharedStrings"], file) if "sharedStrings" in others else []
    styles = _styles(archive, others["styles"], file) if "styles" in others else _Styles()
    book = _Workbook(strings, styles, epoch)
    return [_sheet(archive, part, book, file) for part in found]


def workbook_part(archive: zipfile.ZipFile, file: str) -> Optional[str]:
    """Return the part of a package that is its workbook, None where it is no workbook of XML.

    :raises Damaged: when the package does not say, or in broken XML
    """
    if is_member(archive, _USUAL):
        return _USUAL
    if not is_member(archive, "_rels/.rels"):
        return None
    parts = [one.part for one in _targets(archive, "", file) if one.sort == "officeDocument"]
    return next((part for part in parts if part.endswith("workbook.xml") and is_member(archive, part)), None)


class _Target(NamedTuple):
    """A part another one needs.

    :ivar sort: the last word of the relation's type, which strict and usual files share
    """

    id: str
    sort: str
    part: str


def _targets(archive: zipfile.ZipFile, source: str, file: str) -> list[_Target]:
    """Return the parts a part names (the package itself: '')."""
    folder, name = posixpath.split(source)
    found = []
    relations = XmlPart(archive, posixpath.join(folder, "_rels", f"{name}.rels"), file)
    for element, begins in relations.elements():
        if begins and element == "Relationship":
            attributes = relations.attributes()
            target = attributes.get("Target", "").replace("\\", "/")
            part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(_Target(attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], part))
    return found


def _sheet_parts(
    archive: zipfile.ZipFile, part: str, targets: dict[str, str], file: str
) -> tuple[list[_SheetPart], date]:
    found, epoch = [], EPOCH
    workbook = XmlPart(archive, part, file)
    for name, begins in workbook.elements():
        if begins and name == "sheet":
            attributes = workbook.attributes()
            # Charts and macro sheets are no tables.
            target = targets.get(attributes.get("id", ""), "")
            if target:
                hidden = attributes.get("state", "visible") != "visible"
                found.append(_SheetPart(attributes.get("name", ""), target, hidden))
        elif begins and name == "workbookPr" and workbook.attributes().get("date1904") in _TRUE:
            epoch = EPOCH_1904
    return found, epoch


def _strings(archive: zipfile.ZipFile, name: str, file: str) -> list[str]:
    part = XmlPart(archive, name, file)
    found = []
    for element, begins in part.elements():
        if begins and element == "si":
            found.append(_rich_text(part))
    return found


def _rich_text(part: XmlPart) -> str:
    """Return the text of the element that has just begun, without readings over it."""
    pieces, inside, reading = [], False, 0
    for kind, value in part.tokens():
        if kind == "text" and inside and not reading:
            pieces.append(value)
        elif value == "rPh" and kind != "text":
            reading += 1 if kind == "start" else -1
        elif value == "t" and kind != "text":
            inside = kind == "start"
    return _unescaped("".join(pieces))


def _unescaped(written: str) -> str:
    """Return a text with the characters that XML cannot hold, which are written as _x000D_."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), written)
    # Characters beyond 16 bits are written as two; half of one is none, and could never be written anywhere.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _styles(archive: zipfile.ZipFile, name: str, file: str) -> _Styles:
    part = XmlPart(archive, name, file)
    formats = Formats()
    percent, dates = set(), set()
    inside, index = False, 0
    for element, begins in part.elements():
        if element == "cellXfs":
            inside = begins
        elif begins and element == "numFmt":
            attributes = part.attributes()
            number = _whole(attributes.get("numFmtId"))
            if number is not None:
                formats.add(number, attributes.get("formatCode", ""))
        elif begins and element == "xf" and inside:
            number = _whole(part.attributes().get("numFmtId")) or 0
            if formats.is_percent(number):
                percent.add(index)
            elif formats.is_date(number):
                dates.add(index)
            index += 1
    return _Styles(frozenset(percent), frozenset(dates))


def _whole(text: Optional[str]) -> Optional[int]:
    return int(text) if text and text.isdecimal() else None


def _sheet(archive: zipfile.ZipFile, sheet: _SheetPart, book: _Workbook, file: str) -> RawSheet:
    part = XmlPart(archive, sheet.part, file)
    cells: dict[tuple[int, int], str] = {}
    merged = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    row, column = -1, -1
    for name, begins in part.elements():
        if not begins:
            continue
        if name == "row":
            attributes = part.attributes()
            number = _whole(attributes.get("r"))
            row, column = row + 1 if number is None else number - 1, -1
            if attributes.get("hidden") in _TRUE:
                hidden_rows.add(row)
        elif name == "col":
            attributes = part.attributes()
            if attributes.get("hidden") in _TRUE:
                first, last = _whole(attributes.get("min")) or 1, _whole(attributes.get("max")) or 0
                hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))
        elif name == "c":
            attributes = part.attributes()
            place = cell_place(attributes.get("r", "")) or (row, column + 1)
            row, column = place
            text = _cell_text(part, attributes, book)
            if text:
                if row >= MOST_ROWS:
                    require_size(sheet.name, row + 1, column + 1)
                cells[place] = text
        elif name == "mergeCell":
            corner, _, opposite = part.attributes().get("ref", "").partition(":")
            start, end = cell_place(corner), cell_place(opposite)
            if start is not None and end is not None:
                merged.append(MergedRange(*start, *end))
    concealed = Concealed(frozenset(hidden_rows), frozenset(hidden_columns))
    return sheet_of_cells(sheet.name, cells, tuple(merged), sheet.hidden, concealed)


def _cell_text(part: XmlPart, attributes: dict[str, str], book: _Workbook) -> str:
    """Return what the cell that has just begun shows."""
    kind = attributes.get("t", "n")
    value: Optional[str] = None
    formula: Optional[str] = None
    inline = ""
    current, pieces, reading = "", [""], 0
    for event, name in part.tokens():
        if event == "text":
            pieces.append(name)
        elif event == "start":
            reading += name == "rPh"
            current, pieces = name, []
        else:
            text = "".join(pieces)
            pieces = []
            if name == "rPh":
                reading -= 1
            elif name == "v" and current == "v":
                value = text
            elif name == "f":
                formula = text
            elif name == "t" and not reading:
                inline += text
    if kind == "inlineStr":
        return _unescaped(inline)
    if value is None or (value == "" and kind != "str"):
        return "=" if formula == "" else "" if formula is None else f"={formula}"
    return _shown(kind, value, _whole(attributes.get("s")) or 0, book)


def _shown(kind: str, value: str, style: int, book: _Workbook) -> str:
    if kind == "s":
        number = _whole(value.strip())
        if number is None or number >= len(book.strings):
            raise Damaged("xl/sharedStrings.xml")
        return book.strings[number]
    if kind == "b":
        return "TRUE" if value.strip() == "1" else "FALSE"
    if kind != "n":
        return _unescaped(value) if kind == "str" else value
    if style in book.styles.date:
        return date_text(value, book.epoch)
    return number_text(value.strip(), style in book.styles.percent)
