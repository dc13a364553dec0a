"""The tables of the annex of a plan that is adjusted (指标调整情况表、指标分解表), ready for the printer.

The delivery of an adjusted plan has a table of the adjustment of the indicators for the county and for each town, and
for the county one of how they are handed down [S10]. Their columns are those of such tables in practice (MEM).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import Iterator, Optional, Sequence

from ..indicators.amount_words import level_title
from ..indicators.quantity import amount_in, exact_decimal, rounded
from ..language import Language
from ..message import bracketed
from ..rulepack.indicator_rules import IndicatorRule, ValueKind
from ..units.tree import AdminUnit
from .change_model import ChangeReport, ChangeRow, UnitSection, UnitTable
from .change_words import indicator_text, kind_text, measure_text, nature_text, remarks_text
from .printed_parts import Printed, PrintedColumn, PrintedTable, Span

_TOWN = "town"  # below it plans are no longer handed in
_NUMBER, _LONG, _SHORT = 12, 34, 11
_MORE = 6  # decimals of an amount that no number of decimals can write
_ACROSS = 5  # indicators beside each other on a sheet of paper
_PARTS = ("before", "target", "change")


def annex_tables(report: ChangeReport, language: Language) -> list[PrintedTable]:
    """Return the tables of the annex: of each unit that has a plan and units below it, and of all together."""
    tables: list[PrintedTable] = []
    codes = {unit.code for unit in report.roots}
    for section in report.sections:
        if section.unit.code not in codes and section.unit.level == _TOWN:
            continue
        tables.append(_adjustment(report, section, language))
        if section.tables:
            tables += _handed_down(report, section.tables, section.unit, section.year, language)
            tables.append(_adjustment_below(report, section, language))
    for year in sorted({one.year for one in report.together}):
        tables += _handed_down(report, [one for one in report.together if one.year == year], None, year, language)
    return tables


def number(exact: Optional[Fraction], rule: IndicatorRule) -> Printed:
    """Return an amount in the unit of its indicator with all its digits, so that sums are exact; None where missing."""
    if exact is None:
        return None
    shown = amount_in(exact, rule.unit)
    whole = exact_decimal(shown, rule.decimals)
    return rounded(shown, rule.decimals + _MORE) if whole is None else whole


def _percent(share: Optional[Fraction]) -> Printed:
    return None if share is None else rounded(share, 2)


def _title(unit: Optional[AdminUnit], what: str, language: Language) -> str:
    if unit is None:
        return what
    return language.translate("Report", "{unit}: {table}").format(unit=unit.name or unit.code, table=what)


def _table_name(report: ChangeReport, language: Language) -> str:
    if report.before is ValueKind.BASE:
        return language.translate("Report", "Planned indicators")
    return language.translate("Report", "Adjustment of indicators")


def _sheet(unit: Optional[AdminUnit], name: str, years: int, year: int) -> str:
    """Return the name of a sheet; the year only where there are several."""
    where = "" if unit is None else f"{(unit.name or unit.code)[:10]} "
    return f"{where}{name}" + (f" {year}" if years > 1 else "")


def _years(report: ChangeReport) -> int:
    return len({section.year for section in report.sections})


def _adjustment(report: ChangeReport, section: UnitSection, language: Language) -> PrintedTable:
    """Return how the indicators of one unit are adjusted."""
    translate, name = language.translate, _table_name(report, language)
    head = [
        translate("Report", "No."), translate("Report", "Indicator"), translate("Report", "Nature"),
        translate("Report", "Unit of measure"), *_amount_heads(report, section.year, language),
        translate("Report", "Reason, who and when"),
    ]
    rows: list[list[Printed]] = [
        [str(place), indicator_text(row.rule, language), nature_text(row.rule, language),
         measure_text(row.rule, language), *_amounts(report, row),
         remarks_text(row.remarks, language).replace("\n", "; ")]
        for place, row in enumerate((*section.main, *section.others), 1)
    ]
    widths = [PrintedColumn(5), PrintedColumn(_LONG), PrintedColumn(_SHORT), PrintedColumn(11),
              *_amount_columns(report, [row.rule for row in (*section.main, *section.others)]), PrintedColumn(28)]
    return PrintedTable(
        _sheet(section.unit, name, _years(report), section.year), _title(section.unit, name, language),
        _about(section.year, language), widths, [head], [], rows, notes=_notes(report, language), fixed_columns=2)


def _adjustment_below(report: ChangeReport, section: UnitSection, language: Language) -> PrintedTable:
    """Return how the indicators of the units below one are adjusted, unit by unit."""
    translate = language.translate
    of_unit: dict[str, list[ChangeRow]] = {}
    for one in section.tables:
        for row in one.rows:
            of_unit.setdefault(row.unit.code, []).append(row)
    head = [
        translate("Report", "Code of the unit"), translate("Report", "Unit"), translate("Report", "Indicator"),
        translate("Report", "Unit of measure"), *_amount_heads(report, section.year, language),
    ]
    rows: list[list[Printed]] = [
        [row.unit.code, row.unit.name, indicator_text(row.rule, language), measure_text(row.rule, language),
         *_amounts(report, row)]
        for code in sorted(of_unit) for row in of_unit[code]
    ]
    levels = dict.fromkeys(language.title(level_title(rows[0].unit.level)) for rows in of_unit.values())
    name = translate("Report", "Adjustment, {level}").format(level=language.listed(levels))
    if report.before is ValueKind.BASE:
        name = translate("Report", "Planned indicators, {level}").format(level=language.listed(levels))
    columns = [PrintedColumn(14), PrintedColumn(18), PrintedColumn(_LONG), PrintedColumn(11),
               *_amount_columns(report, [row.rule for rows in of_unit.values() for row in rows])]
    title = language.title(bracketed(_table_name(report, language), language.listed(levels)))
    return PrintedTable(
        _sheet(section.unit, name, _years(report), section.year), _title(section.unit, title, language),
        _about(section.year, language), columns, [head], [], rows, notes=_notes(report, language), fixed_columns=3)


def _amount_heads(report: ChangeReport, year: int, language: Language) -> list[str]:
    heads = [kind_text(ValueKind.BASE, language, report.pack.base_year)]
    if report.before is not ValueKind.BASE:
        heads.append(kind_text(report.before, language, year))
    return [*heads, kind_text(ValueKind.ASSIGNED, language, year), kind_text(ValueKind.PLANNED, language, year),
            language.translate("Report", "Change"), language.translate("Report", "Change (%)")]


def _amount_columns(report: ChangeReport, rules: Sequence[IndicatorRule]) -> list[PrintedColumn]:
    decimals = max((rule.decimals for rule in rules), default=2)
    amounts = 4 if report.before is ValueKind.BASE else 5
    return [*[PrintedColumn(_NUMBER, decimals)] * amounts, PrintedColumn(_SHORT, 2)]


def _amounts(report: ChangeReport, row: ChangeRow) -> list[Printed]:
    amounts = [row.base, row.assigned, row.planned, row.change]
    if report.before is not ValueKind.BASE:
        amounts.insert(1, row.before)
    return [*(number(amount, row.rule) for amount in amounts), _percent(row.percent)]


def _about(year: int, language: Language) -> str:
    return language.translate("Report", "Target year {year}").format(year=year)


def _notes(report: ChangeReport, language: Language) -> list[str]:
    return [language.translate("Report", "Change: planned, else assigned, less {kind}. Empty: no value, not 0.").format(
        kind=kind_text(report.before, language))]


def _handed_down(
    report: ChangeReport, tables: Sequence[UnitTable], unit: Optional[AdminUnit], year: int, language: Language
) -> Iterator[PrintedTable]:
    """Yield how indicators are handed down, units by indicators: as many in one table as a sheet of paper is wide."""
    name = language.translate("Report", "Indicators handed down")
    if unit is None:
        name = language.translate("Report", "All units together")
    groups: dict[tuple[bool, str], list[UnitTable]] = {}
    for one in tables:
        groups.setdefault((not one.rule.main, one.rule.unit), []).append(one)
    for key in sorted(groups):
        for first in range(0, len(groups[key]), _ACROSS):
            yield _matrix(report, groups[key][first:first + _ACROSS], unit, year, name, language)


def _matrix(
    report: ChangeReport, tables: Sequence[UnitTable], unit: Optional[AdminUnit], year: int, name: str,
    language: Language,
) -> PrintedTable:
    translate = language.translate
    units: dict[str, AdminUnit] = {}
    cells: dict[tuple[str, str], ChangeRow] = {}
    for one in tables:
        for row in one.rows:
            units[row.unit.code] = row.unit
            cells[row.unit.code, one.rule.code] = row
    parts = [kind_text(report.before, language), translate("Report", "After"), translate("Report", "Change")]
    upper = [translate("Report", "Code of the unit"), translate("Report", "Unit")]
    lower, spans = ["", ""], [Span(0, key, 1, key) for key in range(2)]
    columns = [PrintedColumn(14), PrintedColumn(18)]
    for one in tables:
        spans.append(Span(0, len(upper), 0, len(upper) + 2))
        upper += [indicator_text(one.rule, language), "", ""]
        lower += parts
        columns += [PrintedColumn(_NUMBER, one.rule.decimals)] * 3
    rows: list[list[Printed]] = []
    for code in sorted(units):
        amounts = (_three(cells.get((code, one.rule.code)), one.rule) for one in tables)
        rows.append([code, units[code].name, *chain.from_iterable(amounts)])
    adds_up = any(one.rule.children is not None for one in tables)
    total: list[Printed] = ["", translate("Report", "Sum of the units")] if adds_up else []
    for one in tables if adds_up else ():
        total += [number(amount, one.rule) for amount in (one.sums["before"], one.target, one.change)]
    closing: list[list[Printed]] = []
    if unit is not None:
        closing.append([unit.code, unit.name, *chain.from_iterable(_three(one.own, one.rule) for one in tables)])
    about = translate("Report", "Target year {year}, unit: {measure}").format(
        year=year, measure=measure_text(tables[0].rule, language))
    return PrintedTable(
        _sheet(unit, name, _years(report), year), _title(unit, name, language), about, columns, [upper, lower], spans,
        rows, total, _notes(report, language), 2, closing)


def _three(row: Optional[ChangeRow], rule: IndicatorRule) -> list[Printed]:
    if row is None:
        return [None] * len(_PARTS)
    return [number(getattr(row, part), rule) for part in _PARTS]
