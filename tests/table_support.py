"""Units, indicators and sheets for the tests of tables."""

from __future__ import annotations

import zipfile
from datetime import datetime, timezone
from decimal import Decimal
from functools import lru_cache
from xml.sax.saxutils import escape

from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.indicators.tables.guess import propose
from landplan_toolbox.algorithms.indicators.tables.preview import preview
from landplan_toolbox.algorithms.indicators.tables.raw_sheet import MergedRange, RawSheet
from landplan_toolbox.algorithms.indicators.tables.writing_habits import cell_name, cell_place
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Message
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree

ENGLISH = Language("en")
ORIGIN = Origin(Message("Test", "A table."), "Li", datetime(2026, 1, 2, tzinfo=timezone.utc))
TREE = UnitTree([
    AdminUnit("610524", "合阳县", "county"),
    AdminUnit("610524101", "城关镇", "town", "610524"),
    AdminUnit("610524102", "路井镇", "town", "610524"),
    AdminUnit("610524103", "和家庄乡", "town", "610524"),
    AdminUnit("610524101001", "东街村", "village", "610524101"),
    AdminUnit("610524102001", "东街村", "village", "610524102"),
    AdminUnit("610524102002", "西街村", "village", "610524102"),
])
P, A, B, F, M = (ValueKind.PLANNED, ValueKind.ASSIGNED, ValueKind.BASE, ValueKind.FORMER, ValueKind.MEASURED)


@lru_cache(None)
def farmland_rules():
    """Return the indicators of the shipped farmland pack."""
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    return load_pack("farmland", kind_specs()).indicators


@lru_cache(None)
def forest_rules():
    """Return the indicators of the shipped forest pack."""
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    return load_pack("forest", kind_specs()).indicators


def raw(text, merged="", name="Sheet1"):
    """Return a sheet of lines with cells between strokes; merged ranges as “A1:B2 C3:C5”."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines() if line.strip()]
    width = max(map(len, rows))
    ranges = []
    for part in merged.split():
        first, last = part.split(":")
        ranges.append(MergedRange(*cell_place(first), *cell_place(last)))
    return RawSheet(name, [row + [""] * (width - len(row)) for row in rows], tuple(ranges))


def values(*entries):
    """Return a sheet of values (unit, indicator, year, kind, amount, unit of amounts)."""
    return IndicatorSheet(farmland_rules(), TREE, [
        IndicatorValue(ValueKey(unit, code, year, kind), Quantity(Decimal(amount), measure), ORIGIN)
        for unit, code, year, kind, amount, measure in entries])


def read(sheet, current=None, mapping=None, rules=None, tree=TREE):
    """Return the proposed mapping of a sheet and the preview of its import."""
    rules = rules or farmland_rules()
    mapping = mapping or propose(sheet, rules, tree)
    current = current if current is not None else IndicatorSheet(rules, tree)
    return mapping, preview(sheet, mapping, rules, tree, current, ORIGIN)


def planned(result):
    """Return the planned changes as {(unit, indicator, year, kind): text of the amount with its unit}."""
    return {tuple(change.key): f"{change.value.quantity.amount:f} {change.value.quantity.unit}"
            for change in result.planned}


def sentences(messages):
    """Return sentences in English."""
    return [ENGLISH.render(getattr(message, "message", message)) for message in messages]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_xlsx(path, sheets, strings=(), styles="", hidden=(), date1904=False):
    """Write a workbook as Excel does: `sheets` maps a name to the XML within <worksheet>."""
    names = list(sheets)
    workbook = (f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr' + (' date1904="1"' if date1904 else "")
                + "/><sheets>")
    for number, name in enumerate(names, 1):
        state = ' state="hidden"' if name in hidden else ""
        workbook += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
    relations = "".join(f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
                        for number in range(1, len(names) + 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", workbook + "</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>')
        if strings:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>')
        if styles:
            archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')
        for number, name in enumerate(names, 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", f'<worksheet xmlns="{MAIN}">{sheets[name]}</worksheet>')
    return path


def cells_xml(rows, merged=""):
    """Return the XML of a sheet: numbers as numbers, texts inline, (style, number) with a style, =formula."""
    lines = []
    for r, row in enumerate(rows):
        cells = []
        for c, value in enumerate(row):
            name = cell_name(r, c)
            if value in (None, ""):
                continue
            if isinstance(value, tuple):
                cells.append(f'<c r="{name}" s="{value[0]}"><v>{value[1]}</v></c>')
            elif isinstance(value, str):
                cells.append(f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
            else:
                cells.append(f'<c r="{name}"><v>{value!r}</v></c>')
        lines.append(f'<row r="{r + 1}">{"".join(cells)}</row>')
    ranges = "".join(f'<mergeCell ref="{part}"/>' for part in merged.split())
    return f'<sheetData>{"".join(lines)}</sheetData>' + (f"<mergeCells>{ranges}</mergeCells>" if ranges else "")


TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
OFFICE_NS = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
STYLE_NS = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'


def write_ods(path, tables, manifest="<manifest/>", styles=""):
    """Write an ODS file with the XML of its tables."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f"<office:document-content {OFFICE_NS} {TABLE} {TEXT} {STYLE_NS}>"
                         f"<office:automatic-styles>{styles}</office:automatic-styles>"
                         f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
                         "</office:document-content>")
    return path
