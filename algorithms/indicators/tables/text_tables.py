"""Tables in text files: CSV and TSV in the encodings and with the separators people here save them with."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import Optional

from ...errors import LandPlanError
from ...message import translatable
from .raw_sheet import MOST_ROWS, RawSheet, require_size, sheet_of_cells

_SEPARATORS = ("\t", ";", ",", "|")  # what is ambiguous is more likely an earlier one: 1,234.5;2,345.6
_SAMPLE = 60  # rows
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_FORMULA_SIGNS = ("=", "+", "-", "@")


def text_sheet(content: bytes, file: str, name: str) -> RawSheet:
    """Return the one sheet of a text file.

    :param file: name of the file in sentences
    :raises LandPlanError: for bytes that are no text, an open quote, and a table that is too large
    """
    text = _decoded(content, file)
    separator: Optional[str] = None
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        text, separator = rest, first.strip()[-1]  # Excel's own note
    rows = _rows(text, separator or _separator(text), file)
    if len(rows) > MOST_ROWS:
        require_size(name, len(rows), 1)
    cells = {
        (row, column): cell for row, line in enumerate(rows) for column, cell in enumerate(line) if cell.strip()
    }
    return sheet_of_cells(name, cells)


def _decoded(content: bytes, file: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _text(content[len(mark):], (encoding,), file)
    zeros = content[:4000].count(0)
    if zeros:
        # Digits and separators have a zero byte in UTF-16: behind the character or before it.
        behind = content[1:4000:2].count(0)
        return _text(content, ("utf-16-le",) if 2 * behind > zeros else ("utf-16-be",), file)
    return _text(content, ("utf-8", "gb18030"), file)


def _text(content: bytes, encodings: tuple[str, ...], file: str) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise LandPlanError(
        translatable(
            "Tables",
            "{file} is neither a spreadsheet (XLSX, ODS) nor a text in UTF-8, GBK or UTF-16. Save the table again as "
            "one of them.",
            file=file,
        )
    )


def _separator(text: str) -> str:
    """Return the separator most lines agree on."""
    best, most = ",", 0
    sample = text[:200_000]
    for separator in _SEPARATORS:
        if separator not in sample:
            continue
        widths: Counter[int] = Counter()
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        try:
            for line in reader:
                if any(cell.strip() for cell in line):
                    widths[len(line)] += 1
                if reader.line_num >= _SAMPLE:
                    break
        except csv.Error:
            continue
        score = max((count for width, count in widths.items() if width > 1), default=0)
        if score > most:
            best, most = separator, score
    return best


def _rows(text: str, separator: str, file: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [[_without_guard(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise LandPlanError(
            translatable(
                "Tables",
                "{file} cannot be divided into cells: at line {line} a quotation mark is not closed, or stands inside "
                "a cell. Correct it, or save the table as XLSX.",
                file=file, line=reader.line_num,
            )
        ) from error


def _without_guard(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking a text for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_SIGNS else cell
