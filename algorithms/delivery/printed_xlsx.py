"""Writes a table for the printer as XLSX; GDAL's writer knows no merged cells, formats and pages.

Format: ECMA-376, SpreadsheetML; texts are written in their cells, so none can be taken for a formula.
"""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

from ..indicators.tables.writing_habits import cell_name, column_name
from .printed_parts import FIXED_DATE, Printed, PrintedTable, plain_number, sheet_name, xml_text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TITLE, _ABOUT, _HEAD, _TEXT, _BOLD, _NOTE, _NUMBERS = range(1, 8)  # cell styles; those of numbers from the last on
_LINE, _ROW = 16, 20  # points
_FIRST_FORMAT = 164  # those before are Excel's own


def write_xlsx(path: Path, table: PrintedTable) -> None:
    """Write a table as the one sheet of a workbook."""
    parts = {
        "[Content_Types].xml": _content_types(), "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": _workbook(table),
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"),
        "xl/styles.xml": _styles(table), "xl/worksheets/sheet1.xml": _sheet(table),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), _DECLARATION + content, zipfile.ZIP_DEFLATED)


def _content_types() -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{sort}+xml"/>' for part, sort in (
            ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))) + "</Types>")


def _relations(*sorts_and_targets: str) -> str:
    pairs = zip(sorts_and_targets[::2], sorts_and_targets[1::2])
    return f'<Relationships xmlns="{_PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{sort}" Target="{target}"/>'
        for number, (sort, target) in enumerate(pairs, 1)) + "</Relationships>"


def _workbook(table: PrintedTable) -> str:
    quoted = "'" + sheet_name(table.name).replace("'", "''") + "'"
    rows = f"{quoted}!${table.first_head + 1}:${table.first_row}"
    columns = f"{quoted}!$A:${column_name(max(table.fixed_columns - 1, 0))}"
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{xml_text(sheet_name(table.name))}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{xml_text(f"{columns},{rows}")}</definedName>'
        "</definedNames></workbook>")


def _styles(table: PrintedTable) -> str:
    formats = "".join(
        f'<numFmt numFmtId="{_FIRST_FORMAT + number}" formatCode="{_format_code(decimals)}"/>'
        for number, decimals in enumerate(table.formats))
    line = '<{0} style="thin"><color auto="1"/></{0}>'
    centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    cells = [
        _xf(), _xf(font=2, alignment=centred), _xf(alignment='<alignment horizontal="right" vertical="center"/>'),
        _xf(font=1, border=1, alignment=centred),
        _xf(border=1, alignment='<alignment vertical="center" wrapText="1"/>'),
        _xf(font=1, border=1, alignment=centred), _xf(alignment='<alignment vertical="top" wrapText="1"/>'),
    ]
    for font in (0, 1):
        cells += [
            _xf(font, 1, _FIRST_FORMAT + place, '<alignment horizontal="right" vertical="center"/>')
            for place in range(len(table.formats))]
    fonts = ("<sz val=\"11\"/>", "<b/><sz val=\"11\"/>", "<b/><sz val=\"14\"/>")
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(table.formats)}">{formats}</numFmts>' if formats else "")
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


def _sheet(table: PrintedTable) -> str:
    last = max(len(table.columns) - 1, 0)
    corner = cell_name(table.first_row, table.fixed_columns)
    merged = [(0, 0, 0, last), (1, 0, 1, last)] if last else []
    merged += [(span.top + table.first_head, span.left, span.bottom + table.first_head, span.right)
               for span in table.spans]
    rows = [_row(0, [_cell(0, 0, table.title, _TITLE)], 30), _row(1, [_cell(1, 0, table.about, _ABOUT)])]
    for number, texts in enumerate(table.head):
        place = table.first_head + number
        rows.append(_row(place, [_cell(place, column, text, _HEAD) for column, text in enumerate(texts)],
                         _LINE * table.head_lines[number] + 6))
    for number, cells in enumerate(table.rows):
        place = table.first_row + number
        rows.append(_row(place, [_in_body(table, place, column, cell) for column, cell in enumerate(cells)], _ROW))
    place = table.first_row + len(table.rows)
    if table.total:
        rows.append(
            _row(place, [_in_total(table, place, column, cell) for column, cell in enumerate(table.total)], _ROW))
        place += 1
    for number, note in enumerate(table.notes, place):
        rows.append(_row(number, [_cell(number, 0, note, _NOTE)]))
        merged += [(number, 0, number, last)] if last else []
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
        for number, column in enumerate(table.columns, 1))
    ranges = "".join(
        f'<mergeCell ref="{cell_name(top, left)}:{cell_name(bottom, right)}"/>' for top, left, bottom, right in merged)
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        f'<sheetView workbookViewId="0"><pane xSplit="{table.fixed_columns}" ySplit="{table.first_row}" '
        f'topLeftCell="{corner}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        + (f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else "")
        + '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" '
        f'fitToWidth="{table.pages_across}" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>")


def _row(place: int, cells: list[str], height: int = 0) -> str:
    high = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{place + 1}"{high}>{"".join(cells)}</row>'


def _in_body(table: PrintedTable, row: int, column: int, cell: Printed) -> str:
    if isinstance(cell, Decimal):
        return _number(row, column, cell, _style(table, column, bold=False))
    return _cell(row, column, cell or "", _TEXT)


def _in_total(table: PrintedTable, row: int, column: int, cell: Printed) -> str:
    if not isinstance(cell, Decimal):
        return _cell(row, column, cell or "", _BOLD)
    formula = ""
    if table.is_summed(column):
        first, last = cell_name(table.first_row, column), cell_name(row - 1, column)
        formula = f"<f>SUM({first}:{last})</f>"
    return _number(row, column, cell, _style(table, column, bold=True), formula)


def _style(table: PrintedTable, column: int, bold: bool) -> int:
    decimals = table.columns[column].decimals
    place = table.formats.index(decimals) if decimals is not None else 0
    return _NUMBERS + place + (len(table.formats) if bold else 0)


def _number(row: int, column: int, number: Decimal, style: int, formula: str = "") -> str:
    return f'<c r="{cell_name(row, column)}" s="{style}">{formula}<v>{plain_number(number)}</v></c>'


def _cell(row: int, column: int, text: str, style: int) -> str:
    name = cell_name(row, column)
    if not text:
        return f'<c r="{name}" s="{style}"/>'
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'
