"""Makes an XLSX file of GDAL's writer pleasant to work with: column widths, a bold head that stays in view,
filter buttons. GDAL writes neither, and one width for all columns.
"""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path
from typing import Sequence

_COLUMNS = re.compile(rb"<cols>.*?</cols>", re.DOTALL)
_HEAD = re.compile(rb'<row r="1">.*?</row>', re.DOTALL)
_FONTS = re.compile(rb'<fonts count="1">(.*?)</fonts>', re.DOTALL)
_CELL_STYLES = re.compile(rb'<cellXfs count="(\d+)">(.*?)</cellXfs>', re.DOTALL)
_VIEW = (
    b'<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    b'state="frozen"/></sheetView></sheetViews>'
)


def dress(path: Path, widths: Sequence[Sequence[int]]) -> None:
    """Dress the sheets of a workbook; a part of it that is not as expected is left as it is.

    :param path: an XLSX file as GDAL writes it
    :param widths: for each sheet the widths of its columns, in characters
    """
    dressed = path.with_name(path.name + ".dressed")
    try:
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(dressed, "w", zipfile.ZIP_DEFLATED) as target:
            style, styles = _bold_style(source.read("xl/styles.xml"))
            for item in source.infolist():
                content = source.read(item)
                match = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", item.filename)
                if item.filename == "xl/styles.xml":
                    content = styles
                elif match and int(match[1]) <= len(widths):
                    content = _dressed_sheet(content, widths[int(match[1]) - 1], style)
                # One fixed date, so that the same list gives the same bytes.
                target.writestr(
                    zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
                )
        os.replace(dressed, path)
    finally:
        dressed.unlink(missing_ok=True)


def _bold_style(styles: bytes) -> tuple[int, bytes]:
    """Return the number of a bold cell style and the style sheet with it; 0 where it could not be added."""
    fonts, cells = _FONTS.search(styles), _CELL_STYLES.search(styles)
    if fonts is None or cells is None:
        return 0, styles
    bold = fonts[1].replace(b"<font>", b"<font><b/>", 1)
    count = int(cells[1])
    styles = styles.replace(fonts[0], b'<fonts count="2">' + fonts[1] + bold + b"</fonts>")
    xf = b'<xf numFmtId="164" fontId="1" xfId="0" applyFont="1"/>'
    styles = styles.replace(cells[0], b'<cellXfs count="%d">' % (count + 1) + cells[2] + xf + b"</cellXfs>")
    return count, styles


def _dressed_sheet(sheet: bytes, widths: Sequence[int], style: int) -> bytes:
    """Return a sheet with widths, a frozen bold head and filter buttons over all rows."""
    columns = b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (index, index, width)
        for index, width in enumerate(widths, 1)
    )
    sheet = _COLUMNS.sub(_VIEW + b"<cols>" + columns + b"</cols>", sheet, count=1)
    if style:
        sheet = _HEAD.sub(lambda row: row[0].replace(b"<c ", b'<c s="%d" ' % style), sheet, count=1)
    rows = sheet.count(b"<row ")
    last = _column_name(len(widths)) + b"%d" % max(rows, 1)
    return sheet.replace(b"</sheetData>", b'</sheetData><autoFilter ref="A1:' + last + b'"/>', 1)


def _column_name(number: int) -> bytes:
    """Return the letters of a column by its number from 1."""
    letters = b""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
