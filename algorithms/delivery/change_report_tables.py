"""The report on the change of indicators as a spreadsheet: tables of the annex, and lists of values, deviations, what
is missing, and sources.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Iterator, Sequence, Union

from osgeo import ogr

from ..feedback import Feedback, Silent, raise_if_cancelled
from ..indicators.amount_words import level_title
from ..indicators.differences import DIFFERENCE_KINDS, DIFFERENCE_PAIRS, DifferenceRow
from ..language import Language
from ..message import Message, bracketed, named, translatable
from ..rulepack.indicator_rules import ValueKind
from .change_annex import annex_tables
from .change_html_end import when
from .change_model import ChangeReport, ChangeRow
from .change_words import (
    difference_title,
    indicator_text,
    judgement,
    kind_text,
    measure_text,
    nature_text,
    plain_number,
)
from .difference_table import judgement_text
from .printed_table import Printed, PrintedColumn, PrintedTable, write_printed
from .spreadsheet import Cell, Column, Sheet
from .words import severity_word

_LOOK_EVERY = 256  # rows between two looks at the cancel button
_TEXT, _REAL, _WHOLE = ogr.OFTString, ogr.OFTReal, ogr.OFTInteger64


def write_change_tables(
    report: ChangeReport, path: Union[str, Path], language: Language, feedback: Feedback = Silent()  # noqa: B008
) -> None:
    """Write the tables of the annex and lists of all values; an existing file is replaced by a whole new one only.

    :param path: ``.xlsx`` or ``.ods``
    :raises LandPlanError: for another extension, or a folder that does not exist or is read-only
    :raises Cancelled: when the user cancels; nothing is written then
    """
    tables = annex_tables(report, language)
    for sheet in change_sheets(report, language):
        raise_if_cancelled(feedback)
        tables.append(_list(sheet, feedback))
    write_printed(path, *tables, feedback=feedback)


def _list(sheet: Sheet, feedback: Feedback) -> PrintedTable:
    """Return a sheet as a list that can be filtered.

    :raises Cancelled: when the user cancels
    """
    rows: list[list[Printed]] = []
    for number, row in enumerate(sheet.rows):
        if not number % _LOOK_EVERY:
            raise_if_cancelled(feedback)
        rows.append([
            cell if cell is None else str(cell) if kind == _TEXT else Decimal(repr(cell))
            for cell, (_, kind, _) in zip(row, sheet.columns)])
    columns = [PrintedColumn(width, None if kind == _TEXT else 0 if kind == _WHOLE else 2)
               for _, kind, width in sheet.columns]
    return PrintedTable(sheet.title, "", "", columns, [[head for head, _, _ in sheet.columns]], [], rows)


def change_sheets(report: ChangeReport, language: Language) -> list[Sheet]:
    """Return the sheets of the report."""
    translate = language.translate
    return [
        Sheet(translate("Report", "Indicators"), _value_columns(report, language), _value_rows(report, language)),
        Sheet(
            translate("Report", "Deviations"),
            [(translate("Report", "Severity"), _TEXT, 8), (translate("Report", "Code of the unit"), _TEXT, 14),
             (translate("Report", "Unit"), _TEXT, 16), (translate("Report", "Indicator"), _TEXT, 28),
             (translate("Report", "Year"), _TEXT, 7), (translate("Report", "Clause"), _TEXT, 20),
             (translate("Report", "Deviation"), _TEXT, 90)],
            _deviation_rows(report, language),
        ),
        Sheet(
            translate("Report", "What is missing"),
            [(translate("Report", "Indicator"), _TEXT, 28), (translate("Report", "Year"), _TEXT, 7),
             (translate("Report", "Value"), _TEXT, 22), (translate("Report", "Must be stated"), _TEXT, 9),
             (translate("Report", "Units without it"), _TEXT, 90)],
            _missing_rows(report, language),
        ),
        *_difference_sheets(report, language),
        Sheet(
            translate("Report", "Sources of the values"),
            [(translate("Report", "Source"), _TEXT, 60), (translate("Report", "Values"), _WHOLE, 8),
             (translate("Report", "Entered by"), _TEXT, 24), (translate("Report", "Entered on"), _TEXT, 24)],
            [(language.render(line.source), line.count, language.listed(line.persons), when(line))
             for line in report.sources]
            + [(language.render(note), None, None, None) for note in (*report.notes, *_silent(report))],
        ),
    ]


def _silent(report: ChangeReport) -> list[Message]:
    """Return the units that state nothing, each in a sentence."""
    return [translatable("ChangeReport", "{unit} states nothing and is in no sum.", unit=named(unit.name, unit.code))
            for unit in report.silent]


def _difference_sheets(report: ChangeReport, language: Language) -> list[Sheet]:
    """Return the differences of the indicators, no sheet where the plan has a former one."""
    if not report.differences:
        return []
    translate = language.translate
    columns: list[Column] = [
        (translate("Report", "Code of the unit"), _TEXT, 14), (translate("Report", "Unit"), _TEXT, 16),
        (translate("Report", "Indicator"), _TEXT, 28), (translate("Report", "Unit of measure"), _TEXT, 10),
        (translate("Report", "Year"), _TEXT, 7),
        *((kind_text(kind, language), _REAL, 13) for kind in DIFFERENCE_KINDS),
    ]
    for one, other in DIFFERENCE_PAIRS:
        title = difference_title(one, other, language)
        columns += [(title, _REAL, 14), (language.title(bracketed(title, "%")), _REAL, 10)]
    columns.append((translate("Report", "Judgement"), _TEXT, 60))
    return [Sheet(translate("Report", "Differences of indicators"), columns, [
        (
            row.unit.code, row.unit.name, indicator_text(row.rule, language), measure_text(row.rule, language),
            str(row.year), *(plain_number(row.amounts.get(kind), row.rule) for kind in DIFFERENCE_KINDS),
            *(cell for pair in DIFFERENCE_PAIRS for cell in _difference_cells(row, *pair)),
            judgement_text(row, language),
        )
        for row in report.differences
    ])]


def _difference_cells(row: DifferenceRow, one: ValueKind, other: ValueKind) -> tuple[Cell, Cell]:
    share = row.percent(one, other)
    return plain_number(row.difference(one, other), row.rule), None if share is None else round(float(share), 4)


def _value_columns(report: ChangeReport, language: Language) -> list[Column]:
    translate = language.translate
    columns: list[Column] = [
        (translate("Report", "Code of the unit"), _TEXT, 14), (translate("Report", "Unit"), _TEXT, 16),
        (translate("Report", "Level"), _TEXT, 8), (translate("Report", "Code"), _TEXT, 6),
        (translate("Report", "Indicator"), _TEXT, 26), (translate("Report", "Main indicator"), _TEXT, 9),
        (translate("Report", "Nature"), _TEXT, 9), (translate("Report", "Unit of measure"), _TEXT, 10),
        (translate("Report", "Year"), _TEXT, 7),
        (kind_text(ValueKind.BASE, language, report.pack.base_year), _REAL, 15),
    ]
    if report.before is not ValueKind.BASE:
        columns.append((kind_text(report.before, language), _REAL, 15))
    columns += [(kind_text(kind, language), _REAL, 13) for kind in (ValueKind.ASSIGNED, ValueKind.PLANNED)]
    return [
        *columns, (translate("Report", "Change"), _REAL, 13), (translate("Report", "Change (%)"), _REAL, 10),
        (kind_text(ValueKind.MEASURED, language), _REAL, 15), (translate("Report", "Deviations"), _TEXT, 18),
    ]


def _value_rows(report: ChangeReport, language: Language) -> Iterator[Sequence[Cell]]:
    """Yield every unit and indicator of the report once."""
    seen: set[tuple[str, str, int]] = set()
    for section in report.sections:
        for row in (*section.main, *section.others, *(row for one in section.tables for row in one.rows)):
            key = (row.unit.code, row.rule.code, row.year)
            if key not in seen:
                seen.add(key)
                yield _value_row(report, row, language)


def _value_row(report: ChangeReport, row: ChangeRow, language: Language) -> Sequence[Cell]:
    rule = row.rule
    yes, no = language.translate("Report", "yes"), language.translate("Report", "no")
    before = [] if report.before is ValueKind.BASE else [row.before]
    amounts = [row.base, *before, row.assigned, row.planned, row.change]
    percent = None if row.percent is None else round(float(row.percent), 4)
    return (
        row.unit.code, row.unit.name, language.title(level_title(row.unit.level)), rule.code,
        language.title(rule.title), yes if rule.main else no, nature_text(rule, language),
        measure_text(rule, language), str(row.year),
        *(plain_number(amount, rule) for amount in amounts), percent, plain_number(row.measured, rule),
        judgement(row, language) if row.deviations else None,
    )


def _deviation_rows(report: ChangeReport, language: Language) -> Iterator[Sequence[Cell]]:
    rules = report.pack.indicators.indicators if report.pack.indicators is not None else {}
    for one in report.deviations:
        yield (
            severity_word(one.severity, language), one.key.unit, report.tree[one.key.unit].name,
            indicator_text(rules[one.key.indicator], language), str(one.key.year), one.clause,
            language.render(one.message),
        )


def _missing_rows(report: ChangeReport, language: Language) -> Iterator[Sequence[Cell]]:
    yes, no = language.translate("Report", "yes"), language.translate("Report", "no")
    for one in report.missing:
        kind = kind_text(one.kind, language)
        if one.kind is ValueKind.ASSIGNED:
            kind = language.translate("Report", "Assigned or planned")
        yield (indicator_text(one.rule, language), str(one.year), kind, yes if one.required else no,
               language.listed(named(unit.name, unit.code) for unit in one.units))
