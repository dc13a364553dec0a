"""Sheets of a workbook of Excel 5–2003 as Excel and WPS (XLS, ET) write them.

GDAL's driver leaves out every result of a formula, so that sums and often the amounts themselves would be missing
without a word, and gives neither percentages nor merged cells; therefore the records are read here.
Layout: [MS-XLS], Excel Binary File Format.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import date
from typing import Iterator, NamedTuple, Optional

from ...errors import LandPlanError
from .compound_file import CompoundFile
from .number_formats import EPOCH, EPOCH_1904, Formats, date_text
from .raw_sheet import MOST_COLUMNS, Concealed, MergedRange, RawSheet, number_text, sheet_of_cells
from .xls_strings import Strings, codec_of, short_name
from .xml_parts import Damaged, has_password

_BOF, _EOF, _FILEPASS = 0x0809, 0x000A, 0x002F
_CONTINUE = b"\x3c\x00"
_CODEPAGE, _DATEMODE, _BOUNDSHEET, _FORMAT, _XF, _SST = 0x0042, 0x0022, 0x0085, 0x041E, 0x00E0, 0x00FC
_NUMBER, _RK, _MULRK, _LABELSST, _LABEL, _RSTRING = 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x00D6
_ROW, _COLINFO, _ROW_HIDDEN = 0x0208, 0x007D, 0x20
_FORMULA, _STRING, _BOOLERR, _MERGED = 0x0006, 0x0207, 0x0205, 0x00E5
_BIFF5, _BIFF8 = 0x0500, 0x0600
_WORKSHEET = 0
_OLDER = (b"\x09\x00", b"\x09\x02", b"\x09\x04")  # how Excel 2 to 4 begin
_STREAMS = ("Workbook", "Book")
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}


class NotKnown(Exception):
    """A compound file without a workbook that can be read: of another program, or of an Excel before 5.0."""


class _Record(NamedTuple):
    kind: int
    parts: list[bytes]  # its own content, then that of the records that continue it

    @property
    def content(self) -> bytes:
        return self.parts[0]


@dataclass
class _Book:
    strings: Strings
    formats: Formats = field(default_factory=Formats)
    styles: list[int] = field(default_factory=list)  # format of each cell style
    sheets: list[tuple[str, int, bool]] = field(default_factory=list)  # name, place, hidden
    shared: list[str] = field(default_factory=list)
    epoch: date = EPOCH


def xls_sheets(content: bytes, file: str) -> list[RawSheet]:
    """Return the sheets of a workbook in their order, hidden ones too.

    :param content: the whole file
    :raises Damaged: when it is broken
    :raises NotKnown: when it is another sort of file
    :raises LandPlanError: when it has a password, or a sheet is too large
    """
    compound = CompoundFile(content)
    names = {name.casefold() for name in compound.names()}
    name = next((name for name in _STREAMS if name.casefold() in names), None)
    if name is None:
        raise NotKnown
    stream = compound.stream(name)
    try:
        book = _read_book(stream, file)
        return [_read_sheet(stream, place, title, hidden, book) for title, place, hidden in book.sheets]
    except (struct.error, IndexError) as error:
        raise Damaged(name) from error


def _records(stream: bytes, place: int) -> Iterator[_Record]:
    """Yield the records from a place to the end of its part, without those of charts within it.

    :raises Damaged: when the part does not begin there, or never ends
    """
    if stream[place:place + 2] != _BOF.to_bytes(2, "little"):
        raise Damaged("records")
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        parts = [stream[place + 4:place + 4 + length]]
        place += 4 + length
        while stream[place:place + 2] == _CONTINUE and kind != _BOF:
            length = struct.unpack_from("<H", stream, place + 2)[0]
            parts.append(stream[place + 4:place + 4 + length])
            place += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth < 1:
            return
        if depth == 1:
            yield _Record(kind, parts)
    raise Damaged("records")


def _read_book(stream: bytes, file: str) -> _Book:
    if stream[:2] in _OLDER:
        raise NotKnown
    book: Optional[_Book] = None
    for record in _records(stream, 0):
        if record.kind == _BOF:
            version = struct.unpack_from("<H", record.content)[0]
            if version not in (_BIFF5, _BIFF8):
                raise NotKnown
            book = _Book(Strings(version == _BIFF8))
        elif record.kind == _FILEPASS:
            raise LandPlanError(has_password(file))
        elif book is not None:
            _take(record, book)
    if book is None:
        raise NotKnown
    return book


def _take(record: _Record, book: _Book) -> None:
    """Take what a record says of the whole workbook."""
    kind, content = record.kind, record.content
    if kind == _CODEPAGE:
        book.strings.codec = codec_of(struct.unpack_from("<H", content)[0])
    elif kind == _DATEMODE:
        book.epoch = EPOCH_1904 if content[:2] == b"\x01\x00" else EPOCH
    elif kind == _BOUNDSHEET:
        place, state, sort = struct.unpack_from("<IBB", content)
        if sort == _WORKSHEET:
            book.sheets.append((short_name(book.strings, content, 6), place, state & 3 != 0))
    elif kind == _FORMAT:
        number = struct.unpack_from("<H", content)[0]
        code = book.strings.text(record.parts, 2) if book.strings.wide else short_name(book.strings, content, 2)
        book.formats.add(number, code)
    elif kind == _XF:
        book.styles.append(struct.unpack_from("<H", content, 2)[0])
    elif kind == _SST:
        book.shared = book.strings.table(record.parts)


def _read_sheet(stream: bytes, place: int, title: str, hidden: bool, book: _Book) -> RawSheet:
    cells: dict[tuple[int, int], str] = {}
    merged: list[MergedRange] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    pending: Optional[tuple[int, int]] = None  # the formula whose text comes in the next record
    for record in _records(stream, place):
        kind, content = record.kind, record.content
        if kind == _STRING and pending is not None:
            cells[pending] = book.strings.text(record.parts, 0)
            pending = None
        elif kind == _MERGED:
            for start in range(2, len(content) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", content, start)
                merged.append(MergedRange(top, left, bottom, right))
        elif kind == _ROW and content[12] & _ROW_HIDDEN:
            hidden_rows.add(struct.unpack_from("<H", content)[0])
        elif kind == _COLINFO and content[8] & 1:
            first, last = struct.unpack_from("<HH", content)
            hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", content)
            for number, start in enumerate(range(4, len(content) - 7, 6)):
                style, packed = struct.unpack_from("<HI", content, start)
                cells[row, column + number] = _number(_unpacked(packed), style, book)
        elif kind in (_NUMBER, _RK, _LABELSST, _LABEL, _RSTRING, _FORMULA, _BOOLERR):
            row, column, style = struct.unpack_from("<HHH", content)
            text = _cell(record, style, book)
            pending = (row, column) if text is None else None
            if text:
                cells[row, column] = text
    shown = {where: text for where, text in cells.items() if text}
    concealed = Concealed(frozenset(hidden_rows), frozenset(hidden_columns))
    return sheet_of_cells(title, shown, tuple(merged), hidden, concealed)


def _cell(record: _Record, style: int, book: _Book) -> Optional[str]:
    """Return what a cell shows, None where the next record says it."""
    kind, content = record.kind, record.content
    if kind == _NUMBER:
        return _number(struct.unpack_from("<d", content, 6)[0], style, book)
    if kind == _RK:
        return _number(_unpacked(struct.unpack_from("<I", content, 6)[0]), style, book)
    if kind == _LABELSST:
        return book.shared[struct.unpack_from("<I", content, 6)[0]]
    if kind in (_LABEL, _RSTRING):
        return book.strings.text(record.parts, 6)
    if kind == _BOOLERR:
        return _truth(content[6], content[7] == 1)
    result = content[6:14]
    if result[6:8] != b"\xff\xff":
        return _number(struct.unpack("<d", result)[0], style, book)
    if result[0] in (1, 2):
        return _truth(result[2], result[0] == 2)
    return None if result[0] == 0 else ""


def _truth(value: int, is_error: bool) -> str:
    if is_error:
        return _ERRORS.get(value, "#N/A")
    return "TRUE" if value else "FALSE"


def _unpacked(packed: int) -> float:
    """Return a number packed into 30 bits: whole or the upper half of a double, or either by 100."""
    if packed & 2:
        whole = packed >> 2
        number = float(whole - (1 << 30) if whole & (1 << 29) else whole)
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number


def _number(value: float, style: int, book: _Book) -> str:
    shown = book.styles[style] if style < len(book.styles) else 0
    text = repr(value)
    if book.formats.is_date(shown):
        return date_text(text, book.epoch)
    return number_text(text, book.formats.is_percent(shown))
