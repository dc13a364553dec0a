"""Sheets of an XLSX workbook as Excel, WPS, LibreOffice and GDAL write them.

GDAL's own driver gives no percentages and merged cells, takes readings (拼音) for text and a formula without a
result for an empty cell, so that numbers would be read wrong without a word; therefore the parts are read here.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from typing import NamedTuple, Optional

from .raw_sheet import MOST_ROWS, MergedRange, RawSheet, number_text, require_size, sheet_of_cells
from .writing_habits import cell_place
from .xml_parts import Damaged, XmlPart

_PERCENT_FORMATS = frozenset((9, 10))
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
# Parts of a number format that are shown as they are, and colours, conditions, calendars in brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465  # 9999-12-31


class _SheetPart(NamedTuple):
    name: str
    part: str
    hidden: bool


class _Styles(NamedTuple):
    """Numbers of cell styles."""

    percent: frozenset[int]
    date: frozenset[int]


class _Workbook(NamedTuple):
    strings: list[str]
    styles: _Styles
    epoch: date


def xlsx_sheets(archive: zipfile.ZipFile, file: str) -> list[RawSheet]:
    """Return the sheets of a workbook in their order, hidden ones too.

    :raises Damaged: when a part is missing or broken
    :raises LandPlanError: for a sheet that is too large
    """
    names = set(archive.namelist())
    parts, epoch = _sheet_parts(archive, file)
    strings = _strings(archive, file) if "xl/sharedStrings.xml" in names else []
    styles = _styles(archive, file) if "xl/styles.xml" in names else _Styles(frozenset(), frozenset())
    book = _Workbook(strings, styles, epoch)
    return [_sheet(archive, part, book, file) for part in parts]


def _sheet_parts(archive: zipfile.ZipFile, file: str) -> tuple[list[_SheetPart], date]:
    targets: dict[str, str] = {}
    relations = XmlPart(archive, "xl/_rels/workbook.xml.rels", file)
    for name, begins in relations.elements():
        if begins and name == "Relationship":
            attributes = relations.attributes()
            if attributes.get("Type", "").endswith("/worksheet"):
                target = attributes.get("Target", "")
                targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    found, epoch = [], _EPOCH
    workbook = XmlPart(archive, "xl/workbook.xml", file)
    for name, begins in workbook.elements():
        if begins and name == "sheet":
            attributes = workbook.attributes()
            # Charts and macro sheets are no tables.
            target = targets.get(attributes.get("id", ""), "")
            if target:
                hidden = attributes.get("state", "visible") != "visible"
                found.append(_SheetPart(attributes.get("name", ""), target, hidden))
        elif begins and name == "workbookPr" and workbook.attributes().get("date1904") in ("1", "true"):
            epoch = _EPOCH_1904
    return found, epoch


def _strings(archive: zipfile.ZipFile, file: str) -> list[str]:
    part = XmlPart(archive, "xl/sharedStrings.xml", file)
    found = []
    for name, begins in part.elements():
        if begins and name == "si":
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
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), "".join(pieces))
    # Characters beyond 16 bits are written as two; half of one is none, and could never be written anywhere.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _styles(archive: zipfile.ZipFile, file: str) -> _Styles:
    part = XmlPart(archive, "xl/styles.xml", file)
    percent_formats, date_formats = set(_PERCENT_FORMATS), set(_DATE_FORMATS)
    percent, date = set(), set()
    inside, index = False, 0
    for name, begins in part.elements():
        if name == "cellXfs":
            inside = begins
        elif begins and name == "numFmt":
            attributes = part.attributes()
            number, code = _whole(attributes.get("numFmtId")), _LITERAL.sub("", attributes.get("formatCode", ""))
            for formats, is_one in (
                (percent_formats, "%" in code), (date_formats, bool(re.search(r"[ymdhs]", code.split(";")[0], re.I)))
            ):
                (formats.add if is_one and number is not None else formats.discard)(-1 if number is None else number)
        elif begins and name == "xf" and inside:
            number = _whole(part.attributes().get("numFmtId"))
            if number in percent_formats:
                percent.add(index)
            elif number in date_formats:
                date.add(index)
            index += 1
    return _Styles(frozenset(percent), frozenset(date))


def _whole(text: Optional[str]) -> Optional[int]:
    return int(text) if text and text.isdecimal() else None


def _sheet(archive: zipfile.ZipFile, sheet: _SheetPart, book: _Workbook, file: str) -> RawSheet:
    part = XmlPart(archive, sheet.part, file)
    cells: dict[tuple[int, int], str] = {}
    merged = []
    row, column = -1, -1
    for name, begins in part.elements():
        if not begins:
            continue
        if name == "row":
            number = _whole(part.attributes().get("r"))
            row, column = row + 1 if number is None else number - 1, -1
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
            first, _, last = part.attributes().get("ref", "").partition(":")
            start, end = cell_place(first), cell_place(last)
            if start is not None and end is not None:
                merged.append(MergedRange(*start, *end))
    return sheet_of_cells(sheet.name, cells, tuple(merged), sheet.hidden)


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
        return inline
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
        return value
    if style in book.styles.date:
        return _date_text(value, book.epoch)
    return number_text(value.strip(), style in book.styles.percent)


def _date_text(value: str, epoch: date) -> str:
    """Return the day of a serial number; what is none stays as it is."""
    try:
        days = float(value)
    except ValueError:
        return value
    if not 0 <= days < _LAST_DAY:
        return number_text(value)
    return (epoch + timedelta(days=int(days))).isoformat()
