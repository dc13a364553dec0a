"""Writes tables for the printer as XLSX; GDAL's writer knows no merged cells, formats and pages.

Format: ECMA-376, SpreadsheetML; texts are written in their cells, so none can be taken for a formula.
"""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Iterator, Sequence

from ..feedback import Feedback, Silent, raise_if_cancelled
from ..indicators.tables.writing_habits import cell_name, column_name
from .printed_parts import FIXED_DATE, Printed, PrintedTable, formats_of, plain_number, sheet_names, xml_text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Cell styles; those of numbers from the last on.
_TITLE, _ABOUT, _HEAD, _TEXT, _BOLD, _NOTE, _LISTED, _NUMBERS = range(1, 9)
_LINE, _ROW = 16, 20  # points
_LOOK_EVERY = 256  # rows between two looks at the cancel button
_FIRST_FORMAT = 164  # those before are Excel's own


def write_xlsx(path: Path, tables: Sequence[PrintedTable], feedback: Feedback = Silent()) -> None:  # noqa: B008
    """Write tables as the sheets of a workbook.

    :raises Cancelled: when the user cancels
    """
    formats = formats_of(tables)
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(tables) + 1)]
    parts = {
        "[Content_Types].xml": _content_types(len(tables)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(tables),
        "xl/_rels/workbook.xml.rels": _relations([*targets, ("styles", "styles.xml")]),
        "xl/styles.xml": _styles(formats),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), _DECLARATION + content, zipfile.ZIP_DEFLATED)
        for number, table in enumerate(tables, 1):
            place = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml", FIXED_DATE)
            place.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(place, "w") as file:
                file.write(_DECLARATION.encode())
                for piece in _sheet(table, formats, feedback):
                    file.write(piece.encode())
            feedback.setProgress(100.0 * number / len(tables))


def _content_types(sheets: int) -> str:
    parts = [("workbook", "sheet.main"), ("styles", "styles")]
    parts += [(f"worksheets/sheet{number}", "worksheet") for number in range(1, sheets + 1)]
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{sort}+xml"/>' for part, sort in parts)
        + "</Types>")


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{sort}" Target="{target}"/>'
        for number, (sort, target) in enumerate(targets, 1)) + "</Relationships>"


def _workbook(tables: Sequence[PrintedTable]) -> str:
    sheets, defined = [], []
    for number, (table, name) in enumerate(zip(tables, sheet_names(tables))):
        quoted = "'" + name.replace("'", "''") + "'"
        rows = f"{quoted}!${table.first_head + 1}:${table.first_row}"
        columns = f"{quoted}!$A:${column_name(max(table.fixed_columns - 1, 0))}"
        sheets.append(f'<sheet name="{xml_text(name)}" sheetId="{number + 1}" r:id="rId{number + 1}"/>')
        defined.append(f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
                       f'{xml_text(f"{columns},{rows}")}</definedName>')
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(sheets)}</sheets><definedNames>'
        f'{"".join(defined)}</definedNames></workbook>')


def _styles(formats: Sequence[int]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{_FIRST_FORMAT + number}" formatCode="{_format_code(decimals)}"/>'
        for number, decimals in enumerate(formats))
    line = '<{0} style="thin"><color auto="1"/></{0}>'
    centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    cells = [
        _xf(), _xf(font=2, alignment=centred), _xf(alignment='<alignment horizontal="right" vertical="center"/>'),
        _xf(font=1, border=1, alignment=centred),
        _xf(border=1, alignment='<alignment vertical="center" wrapText="1"/>'),
        _xf(font=1, border=1, alignment=centred), _xf(alignment='<alignment vertical="top" wrapText="1"/>'),
        _xf(border=1, alignment='<alignment vertical="center"/>'),
    ]
    for font in (0, 1):
        cells += [
            _xf(font, 1, _FIRST_FORMAT + place, '<alignment horizontal="right" vertical="center"/>')
            for place in range(len(formats))]
    fonts = ("<sz val=\"11\"/>", "<b/><sz val=\"11\"/>", "<b/><sz val=\"14\"/>")
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(formats)}">{codes}</numFmts>' if codes else "")
        + f'<fonts count="{len(fonts)}">' + "".join(f'<font>{font}<name val="宋体"/></font>' for font in fonts)
        + '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>"
        + "".join(line.format(side) for side in ("left", "right", "top", "bottom")) + "<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs></styleSheet>')


def _format_code(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _xf(font: int = 0, border: int = 0, number: int = 0, alignment: str = "") -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="{border}" xfId="0" applyFont="1" '
        f'applyBorder="1" applyNumberFormat="1" applyAlignment="1">{alignment}</xf>')


def _sheet(table: PrintedTable, formats: Sequence[int], feedback: Feedback) -> Iterator[str]:
    """Yield the XML of a sheet piece by piece.

    :raises Cancelled: when the user cancels
    """
    last = max(len(table.columns) - 1, 0)
    corner = cell_name(table.first_row, table.fixed_columns)
    wide = table.title_columns - 1
    merged = [(0, 0, 0, wide), (1, 0, 1, wide)] if wide and not table.is_list else []
    merged += [(span.top + table.first_head, span.left, span.bottom + table.first_head, span.right)
               for span in table.spans]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
        for number, column in enumerate(table.columns, 1))
    yield (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        f'<sheetView workbookViewId="0"><pane xSplit="{table.fixed_columns}" ySplit="{table.first_row}" '
        f'topLeftCell="{corner}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{columns}</cols><sheetData>')
    if not table.is_list:
        yield _row(0, [_cell(0, 0, table.title, _TITLE)], 30)
        yield _row(1, [_cell(1, 0, table.about, _ABOUT)])
    for number, texts in enumerate(table.head):
        place = table.first_head + number
        yield _row(place, [_cell(place, column, text, _HEAD) for column, text in enumerate(texts)],
                   _LINE * table.head_lines[number] + 6)
    styles = [_style(table, column, False, formats) for column in range(len(table.columns))]
    text = _LISTED if table.is_list else _TEXT
    for number, cells in enumerate(table.rows):
        if not number % _LOOK_EVERY:
            raise_if_cancelled(feedback)
        place = table.first_row + number
        yield _row(place, [_in_body(place, column, cell, styles[column], text) for column, cell in enumerate(cells)],
                   _height(table, cells))
    place = table.first_row + len(table.rows)
    if table.total:
        yield _row(
            place, [_in_total(table, place, column, cell, formats) for column, cell in enumerate(table.total)], _ROW)
        place += 1
    for cells in table.closing:
        yield _row(place, [_in_closing(table, place, column, cell, formats) for column, cell in enumerate(cells)], _ROW)
        place += 1
    for number, note in enumerate(table.notes, place):
        yield _row(number, [_cell(number, 0, note, _NOTE)])
        merged += [(number, 0, number, wide)] if wide else []
    ranges = "".join(
        f'<mergeCell ref="{cell_name(top, left)}:{cell_name(bottom, right)}"/>' for top, left, bottom, right in merged)
    filtered = ""
    if table.is_list and last:
        filtered = f'<autoFilter ref="A1:{cell_name(table.first_row + len(table.rows) - 1, last)}"/>'
    yield (
        f"</sheetData>{filtered}" + (f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else "")
        + '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" '
        f'fitToWidth="{table.pages_across}" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>")


def _row(place: int, cells: list[str], height: int = 0) -> str:
    high = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{place + 1}"{high}>{"".join(cells)}</row>'


def _height(table: PrintedTable, cells: Sequence[Printed]) -> int:
    """Return the height of a row in points, 0 for that of the program."""
    lines = table.row_lines(cells)
    return 0 if table.is_list else _ROW if lines == 1 else _LINE * lines + 6


def _in_body(row: int, column: int, cell: Printed, style: int, text: int) -> str:
    if isinstance(cell, Decimal):
        return _number(row, column, cell, style)
    return _cell(row, column, cell or "", text)


def _in_total(table: PrintedTable, row: int, column: int, cell: Printed, formats: Sequence[int]) -> str:
    if not isinstance(cell, Decimal):
        return _cell(row, column, cell or "", _BOLD)
    formula = ""
    if table.is_summed(column):
        first, last = cell_name(table.first_row, column), cell_name(row - 1, column)
        formula = f"<f>SUM({first}:{last})</f>"
    return _number(row, column, cell, _style(table, column, True, formats), formula)


def _in_closing(table: PrintedTable, row: int, column: int, cell: Printed, formats: Sequence[int]) -> str:
    if not isinstance(cell, Decimal):
        return _cell(row, column, cell or "", _BOLD)
    return _number(row, column, cell, _style(table, column, True, formats))


def _style(table: PrintedTable, column: int, bold: bool, formats: Sequence[int]) -> int:
    decimals = table.columns[column].decimals
    place = formats.index(decimals) if decimals is not None else 0
    return _NUMBERS + place + (len(formats) if bold else 0)


def _number(row: int, column: int, number: Decimal, style: int, formula: str = "") -> str:
    return f'<c r="{cell_name(row, column)}" s="{style}">{formula}<v>{plain_number(number)}</v></c>'


def _cell(row: int, column: int, text: str, style: int) -> str:
    name = cell_name(row, column)
    if not text:
        return f'<c r="{name}" s="{style}"/>'
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'
