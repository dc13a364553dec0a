"""Writes tables for the printer as ODS; GDAL's writer knows no merged cells, formats and pages.

Format: OpenDocument 1.2, ISO/IEC 26300.
"""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Iterator, Sequence

from ..feedback import Feedback, Silent, raise_if_cancelled
from ..indicators.tables.writing_habits import cell_name
from .printed_parts import (
    FIXED_DATE,
    Printed,
    PrintedColumn,
    PrintedTable,
    formats_of,
    plain_number,
    sheet_names,
    xml_text,
)

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(f'xmlns:{short}="{_OPEN}:{name}:1.0"' for short, name in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("number", "datastyle"),
    ("fo", "xsl-fo-compatible"), ("config", "config"))) + f' xmlns:of="{_OPEN}:of:1.2"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CHARACTER = 0.22  # centimetres
_LOOK_EVERY = 256  # rows between two looks at the cancel button


def write_ods(path: Path, tables: Sequence[PrintedTable], feedback: Feedback = Silent()) -> None:  # noqa: B008
    """Write tables as the sheets of a document.

    :raises Cancelled: when the user cancels
    """
    names = sheet_names(tables)
    parts = {
        "styles.xml": _styles(tables), "settings.xml": _settings(tables, names), "META-INF/manifest.xml": _manifest(),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", FIXED_DATE), _MIME, zipfile.ZIP_STORED)  # first, not packed
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), _DECLARATION + content, zipfile.ZIP_DEFLATED)
        place = zipfile.ZipInfo("content.xml", FIXED_DATE)
        place.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(place, "w") as file:
            file.write(_DECLARATION.encode())
            for piece in _content(tables, names, feedback):
                file.write(piece.encode())


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{sort}"/>' for name, sort in (
            ("/", _MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("settings.xml", "text/xml")))
    space = f'xmlns:manifest="{_OPEN}:manifest:1.0"'
    return f'<manifest:manifest {space} manifest:version="1.2">{entries}</manifest:manifest>'


def _settings(tables: Sequence[PrintedTable], names: Sequence[str]) -> str:
    """Return what stays in view when the sheets are scrolled."""
    def item(name: str, sort: str, value: object) -> str:
        return f'<config:config-item config:name="{name}" config:type="{sort}">{value}</config:config-item>'

    entries = []
    for table, sheet in zip(tables, names):
        frozen = "".join((
            item("HorizontalSplitMode", "short", 2), item("VerticalSplitMode", "short", 2),
            item("HorizontalSplitPosition", "int", table.fixed_columns),
            item("VerticalSplitPosition", "int", table.first_row), item("ActiveSplitRange", "short", 3),
            item("PositionRight", "int", table.fixed_columns), item("PositionBottom", "int", table.first_row)))
        entries.append(f'<config:config-item-map-entry config:name="{xml_text(sheet)}">{frozen}'
                       "</config:config-item-map-entry>")
    return (
        f'<office:document-settings {_SPACES} office:version="1.2"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item-map-named config:name="Tables">'
        f'{"".join(entries)}</config:config-item-map-named></config:config-item-map-entry>'
        "</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>")


def _styles(tables: Sequence[PrintedTable]) -> str:
    """Return the pages: A4 across, and how many of them side by side."""
    counts = sorted({table.pages_across for table in tables})
    pages = "".join(
        f'<style:page-layout style:name="page{count}"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.3cm" '
        f'style:table-centering="horizontal" style:scale-to-X="{count}" style:scale-to-Y="0"/></style:page-layout>'
        for count in counts)
    masters = "".join(
        f'<style:master-page style:name="Pages{count}" style:page-layout-name="page{count}"><style:footer>'
        "<text:p><text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer>"
        "</style:master-page>" for count in counts)
    return (
        f'<office:document-styles {_SPACES} office:version="1.2"><office:automatic-styles>{pages}'
        f"</office:automatic-styles><office:master-styles>{masters}</office:master-styles></office:document-styles>")


def _content(tables: Sequence[PrintedTable], names: Sequence[str], feedback: Feedback) -> Iterator[str]:
    """Yield the XML of all sheets piece by piece.

    :raises Cancelled: when the user cancels
    """
    yield (f'<office:document-content {_SPACES} office:version="1.2"><office:automatic-styles>{_cell_styles(tables)}'
           "</office:automatic-styles><office:body><office:spreadsheet>")
    for number, (table, name) in enumerate(zip(tables, names), 1):
        yield f'<table:table table:name="{xml_text(name)}" table:style-name="sheet{table.pages_across}">'
        yield "<table:table-header-columns>"
        yield from map(_column, table.columns[:table.fixed_columns])
        yield "</table:table-header-columns>"
        yield from map(_column, table.columns[table.fixed_columns:])
        if not table.is_list:
            yield _wide(table, table.title, "title", "high") + _wide(table, table.about, "about")
        yield "<table:table-header-rows>"
        yield from _head(table)
        yield "</table:table-header-rows>"
        for place, cells in enumerate(table.rows):
            if not place % _LOOK_EVERY:
                raise_if_cancelled(feedback)
            yield _row(table, cells, "")
        if table.total:
            yield _row(table, table.total, "bold", summed=True)
        for cells in table.closing:
            yield _row(table, cells, "bold")
        for note in table.notes:
            yield _wide(table, note, "note")
        yield "</table:table>"
        feedback.setProgress(100.0 * number / len(tables))
    yield f"{_filters(tables, names)}</office:spreadsheet></office:body></office:document-content>"


def _filters(tables: Sequence[PrintedTable], names: Sequence[str]) -> str:
    """Return the filter buttons of lists."""
    ranges = []
    for number, (table, name) in enumerate(zip(tables, names), 1):
        if table.is_list and table.columns:
            quoted = "'" + name.replace("'", "''") + "'"
            last = cell_name(table.first_row + len(table.rows) - 1, len(table.columns) - 1)
            address = xml_text(f"{quoted}.A1:{quoted}.{last}")
            ranges.append(f'<table:database-range table:name="list{number}" table:target-range-address="{address}" '
                          'table:display-filter-buttons="true"/>')
    return f'<table:database-ranges>{"".join(ranges)}</table:database-ranges>' if ranges else ""


def _cell_styles(tables: Sequence[PrintedTable]) -> str:
    lines = sorted({1, *(count for table in tables for count in table.head_lines),
                    *(table.row_lines(cells) for table in tables for cells in table.rows)})
    styles = [
        *(f'<style:style style:name="sheet{count}" style:family="table" style:master-page-name="Pages{count}">'
          '<style:table-properties table:display="true"/></style:style>'
          for count in sorted({table.pages_across for table in tables})),
        *(_row_style(f"lines{count}", 0.55 * count + 0.2) for count in lines),
        _row_style("high", 1),
        _cell_style("title", "center", bold=True, lines=False, size=14), _cell_style("about", "end", lines=False),
        _cell_style("head", "center", bold=True), _cell_style("text", "start"),
        _cell_style("bold", "center", bold=True), _cell_style("note", "start", lines=False),
        _cell_style("listed", "start", wrapped=False),
    ]
    for width in sorted({column.width for table in tables for column in table.columns}):
        styles.append(
            f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{width * _CHARACTER:.2f}cm"/></style:style>')
    for decimals in formats_of(tables):
        styles.append(
            f'<number:number-style style:name="n{decimals}"><number:number number:decimal-places="{decimals}" '
            f'number:min-decimal-places="{decimals}" number:min-integer-digits="1" number:grouping="true"/>'
            "</number:number-style>")
        styles += [_cell_style(f"{name}{decimals}", "end", bold=bool(name == "bold"), number=decimals)
                   for name in ("number", "bold")]
    return "".join(styles)


def _cell_style(
    name: str, align: str, bold: bool = False, lines: bool = True, size: int = 11, number: int = -1,
    wrapped: bool = True,
) -> str:
    border = ' fo:border="0.5pt solid #000000"' if lines else ""
    format_of = f' style:data-style-name="n{number}"' if number >= 0 else ""
    weight = ' fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""
    wrap = "wrap" if wrapped else "no-wrap"
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{format_of}><style:table-cell-properties '
        f'style:vertical-align="middle" fo:wrap-option="{wrap}"{border}/><style:paragraph-properties '
        f'fo:text-align="{align}"/><style:text-properties fo:font-size="{size}pt" '
        f'style:font-size-asian="{size}pt"{weight}/></style:style>')


def _row_style(name: str, height: float) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties '
        f'style:row-height="{height:.2f}cm" style:use-optimal-row-height="false"/></style:style>')


def _column(column: PrintedColumn) -> str:
    return f'<table:table-column table:style-name="w{column.width}"/>'


def _wide(table: PrintedTable, text: str, style: str, row_style: str = "") -> str:
    """Return a row whose one cell is as wide as the table, or its part on the first sheet of paper."""
    width = table.title_columns
    covered = f'<table:covered-table-cell table:number-columns-repeated="{width - 1}"/>' if width > 1 else ""
    high = f' table:style-name="{row_style}"' if row_style else ""
    return (
        f'<table:table-row{high}><table:table-cell table:style-name="{style}" '
        f'table:number-columns-spanned="{width}" table:number-rows-spanned="1" office:value-type="string">'
        f"<text:p>{xml_text(text)}</text:p></table:table-cell>{covered}</table:table-row>")


def _head(table: PrintedTable) -> list[str]:
    spans = {(span.top, span.left): span for span in table.spans}
    covered = {
        (row, column) for span in table.spans for row in range(span.top, span.bottom + 1)
        for column in range(span.left, span.right + 1)} - set(spans)
    rows, lines = [], table.head_lines
    for row, texts in enumerate(table.head):
        cells = []
        for column, text in enumerate(texts):
            span = spans.get((row, column))
            if (row, column) in covered:
                cells.append('<table:covered-table-cell table:style-name="head"/>')
                continue
            size = "" if span is None else (
                f' table:number-columns-spanned="{span.right - span.left + 1}" '
                f'table:number-rows-spanned="{span.bottom - span.top + 1}"')
            cells.append(_text(text, "head", size))
        rows.append(f'<table:table-row table:style-name="lines{lines[row]}">{"".join(cells)}</table:table-row>')
    return rows


def _row(table: PrintedTable, cells: Sequence[Printed], bold: str, summed: bool = False) -> str:
    written = "".join(_cell(table, column, cell, bold, summed) for column, cell in enumerate(cells))
    return f'<table:table-row table:style-name="lines{table.row_lines(cells)}">{written}</table:table-row>'


def _cell(table: PrintedTable, column: int, cell: Printed, bold: str, summed: bool) -> str:
    if not isinstance(cell, Decimal):
        return _text(cell or "", bold or ("listed" if table.is_list else "text"))
    style = f"{bold or 'number'}{table.columns[column].decimals or 0}"
    formula = ""
    if summed and table.is_summed(column):
        first = cell_name(table.first_row, column)
        last = cell_name(table.first_row + len(table.rows) - 1, column)
        formula = f' table:formula="of:=SUM([.{first}:.{last}])"'
    number = plain_number(cell)
    return (
        f'<table:table-cell table:style-name="{style}"{formula} office:value-type="float" office:value="{number}">'
        f"<text:p>{number}</text:p></table:table-cell>")


def _text(text: str, style: str, size: str = "") -> str:
    if not text:
        return f'<table:table-cell table:style-name="{style}"{size}/>'
    return (
        f'<table:table-cell table:style-name="{style}"{size} office:value-type="string">'
        f"<text:p>{xml_text(text)}</text:p></table:table-cell>")
