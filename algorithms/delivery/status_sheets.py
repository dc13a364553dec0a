"""The status evaluation as a spreadsheet: a sheet per table, then figures, targets, space, statements, sources."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, Sequence, Union

from osgeo import ogr

from ..forest_land.status.model import StatusEvaluation, TableResult, written
from ..forest_land.status.spaces import shown_columns
from ..indicators.kind_titles import KIND_TITLES
from ..language import Language
from .spreadsheet import Cell, Column, Sheet, write_spreadsheet
from .status_long import size_text
from .status_words import (
    aspect_text,
    cell,
    column_title,
    measure,
    row_title,
    said_of,
    shown_rows,
    space_title,
    table_title,
    target_amount,
    target_word,
    unit_name,
    weight_text,
)

_TEXT, _REAL, _WHOLE = ogr.OFTString, ogr.OFTReal, ogr.OFTInteger64
_LONGEST_NAME = 31  # of a sheet in XLSX
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write_status_sheets(evaluation: StatusEvaluation, path: Union[str, Path], language: Language) -> None:
    """Write the sheets; an existing file is replaced only when the new one is complete.

    :param path: ``.xlsx`` or ``.ods``
    :raises LandPlanError: for another extension, or a folder that does not exist or is read-only
    """
    write_spreadsheet(Path(path), status_sheets(evaluation, language))


def status_sheets(evaluation: StatusEvaluation, language: Language) -> list[Sheet]:
    """Return the sheets, names unique and short enough."""
    sheets = [_table(table, evaluation, language) for table in evaluation.tables]
    sheets += [_figures(evaluation, language), _targets(evaluation, language), _spaces(evaluation, language),
               _patches(evaluation, language), _statements(evaluation, language), _sources(evaluation, language)]
    taken: set[str] = set()
    named = []
    for sheet in sheets:
        name = " ".join(sheet.title.translate(_FORBIDDEN).split())[:_LONGEST_NAME]
        number = 2
        while name.casefold() in taken:
            ending = f" {number}"
            name, number = f"{name[:_LONGEST_NAME - len(ending)]}{ending}", number + 1
        taken.add(name.casefold())
        named.append(Sheet(name, sheet.columns, sheet.rows))
    return named


def _table(table: TableResult, evaluation: StatusEvaluation, language: Language) -> Sheet:
    heads: list[Column] = [
        (language.translate("Report", "Code"), _TEXT, 14), (language.translate("Report", "Unit"), _TEXT, 18)]
    heads += [(language.title(title), _TEXT, 14) for title in table.row_titles]
    heads += _unique([
        (f"{column_title(column, language)} ({measure(column.unit, language)})", _REAL, 13)
        for column in table.columns])
    return Sheet(table_title(table, language), heads, _table_rows(table, evaluation, language))


def _unique(columns: list[Column]) -> list[Column]:
    """Return columns whose heads differ, as a spreadsheet's driver wants them."""
    seen: dict[str, int] = {}
    found = []
    for head, kind, width in columns:
        seen[head] = seen.get(head, 0) + 1
        found.append((head if seen[head] == 1 else f"{head} {seen[head]}", kind, width))
    return found


def _table_rows(
    table: TableResult, evaluation: StatusEvaluation, language: Language
) -> Iterator[Sequence[Cell]]:
    whole = language.translate("Report", "all")
    for number in shown_rows(table):
        row = table.rows[number]
        groups = [language.said(group) for group in row.groups]
        groups += [whole] * (len(table.row_titles) - len(groups))
        cells = [cell(table, number, place) for place in range(len(table.columns))]
        yield (row.unit, row_title(row, evaluation, language), *groups,
               *(None if one is None else float(one) for one in cells))
    for message in table.notes:
        yield (None, language.render(message), *([None] * (len(table.row_titles) + len(table.columns))))


def _figures(evaluation: StatusEvaluation, language: Language) -> Sheet:
    translate = language.translate
    heads: list[Column] = [
        (translate("Report", "Aspect"), _TEXT, 8), (translate("Report", "Figure"), _TEXT, 40),
        (translate("Report", "Code"), _TEXT, 14), (translate("Report", "Unit"), _TEXT, 18),
        (translate("Report", "Value"), _REAL, 14), (translate("Report", "Unit of measure"), _TEXT, 14),
        (translate("Report", "Measured from"), _TEXT, 60), (translate("Report", "Reservations"), _TEXT, 60)]
    rows: list[Sequence[Cell]] = []
    for figure in evaluation.figures:
        rule = figure.rule
        before = (aspect_text(rule.aspect, language), language.title(rule.title))
        unit, source = measure(rule.unit, language), language.render(figure.source)
        if figure.reason is not None:
            rows.append((*before, None, None, None, unit, source, language.render(figure.reason)))
        for code in (code for code in evaluation.tree.walk() if code in figure.values):
            value = figure.values[code]
            amount = written(value.amount, rule.unit, rule.decimals)
            rows.append((*before, code, unit_name(evaluation, code), None if amount is None else float(amount), unit,
                         source, language.paragraph(value.reservations)))
    return Sheet(translate("Report", "Figures"), heads, rows)


def _targets(evaluation: StatusEvaluation, language: Language) -> Sheet:
    translate = language.translate
    heads: list[Column] = [
        (translate("Report", "Code"), _TEXT, 14), (translate("Report", "Unit"), _TEXT, 18),
        (translate("Report", "Indicator"), _TEXT, 26), (translate("Report", "Year"), _WHOLE, 7),
        (translate("Report", "Kind of target"), _TEXT, 10), (translate("Report", "Unit of measure"), _TEXT, 12),
        (translate("Report", "Target"), _REAL, 14), (translate("Report", "Reached"), _REAL, 14),
        (translate("Report", "Difference"), _REAL, 14), (translate("Report", "Result"), _TEXT, 12),
        (translate("Report", "Reached by"), _TEXT, 60), (translate("Report", "Remark"), _TEXT, 60)]
    rows: list[Sequence[Cell]] = []
    for one in evaluation.targets:
        amounts = [target_amount(amount, one) for amount in (one.target, one.reached, one.difference)]
        rows.append((
            one.unit, unit_name(evaluation, one.unit), f"{one.rule.code} {language.title(one.rule.title)}", one.year,
            language.title(KIND_TITLES[one.kind]), measure(one.rule.unit, language),
            *(None if amount is None else float(amount) for amount in amounts), target_word(one, language),
            language.render(one.source), language.paragraph(one.notes)))
    return Sheet(translate("Report", "Targets of the plan before"), heads, rows)


def _spaces(evaluation: StatusEvaluation, language: Language) -> Sheet:
    translate, spaces = language.translate, evaluation.spaces
    hectares = measure("ha", language)
    heads: list[Column] = [
        (translate("Report", "Ecological space"), _TEXT, 36), (translate("Report", "Code"), _TEXT, 8),
        (translate("Report", "Features"), _WHOLE, 9), (f"{translate('Report', 'Area')} ({hectares})", _REAL, 14)]
    shown = [] if spaces is None else shown_columns(spaces)
    heads += _unique([
        (f"{column_title(spaces.columns[place], language)} ({hectares})", _REAL, 13)
        for place in shown if spaces is not None])
    heads.append((translate("Report", "Remark"), _TEXT, 60))
    rows: list[Sequence[Cell]] = []
    for row in () if spaces is None else spaces.rows:
        area = None if row.area_m2 is None else written(row.area_m2, "ha", 2)
        land = [None if row.land is None else written(float(row.land[place]), "ha", 2) for place in shown]
        rows.append((
            space_title(row, language), row.type, row.features, None if area is None else float(area),
            *(None if one is None else float(one) for one in land),
            "" if row.reason is None else language.render(row.reason)))
    for note in () if spaces is None else spaces.notes:
        rows.append((language.render(note), *([None] * (len(heads) - 1))))
    return Sheet(translate("Report", "Ecological space"), heads, rows)


def _patches(evaluation: StatusEvaluation, language: Language) -> Sheet:
    translate, patches = language.translate, evaluation.patches
    heads: list[Column] = [
        (translate("Report", "Size of the patch"), _TEXT, 24), (translate("Report", "Patches"), _WHOLE, 10),
        (f"{translate('Report', 'Area')} ({measure('ha', language)})", _REAL, 14)]
    rows: list[Sequence[Cell]] = []
    if patches is not None:
        for one in patches.classes:
            rows.append((size_text(one.low, one.high, language), one.count, float(written(one.area_m2, "ha", 2) or 0)))
        if patches.classes:
            rows.append((translate("Report", "Total"), patches.count, float(written(patches.area_m2, "ha", 2) or 0)))
        said = [*patches.notes, *(() if patches.reason is None else (patches.reason,))]
        rows += [(language.render(note), None, None) for note in said]
    return Sheet(translate("Report", "Patches of forest"), heads, rows)


def _statements(evaluation: StatusEvaluation, language: Language) -> Sheet:
    translate = language.translate
    heads: list[Column] = [
        (translate("Report", "Problem or risk"), _TEXT, 10), (translate("Report", "Code"), _TEXT, 14),
        (translate("Report", "Unit"), _TEXT, 18), (translate("Report", "Statement"), _TEXT, 90),
        (translate("Report", "Clause"), _TEXT, 20), (translate("Report", "Source of the limit"), _TEXT, 34)]
    rows: list[Sequence[Cell]] = [
        (weight_text(one.rule.weight, language), one.unit, unit_name(evaluation, one.unit),
         language.render(one.message), one.rule.clause, language.title(one.rule.source))
        for one in evaluation.statements]
    for lacking in evaluation.not_judged:
        rows.append((
            translate("Report", "not judged"), ", ".join(lacking.units), None,
            said_of(language.title(lacking.rule.title), language.render(lacking.reason), language), lacking.rule.clause,
            language.title(lacking.rule.source)))
    return Sheet(translate("Report", "Problems and risks"), heads, rows)


def _sources(evaluation: StatusEvaluation, language: Language) -> Sheet:
    translate = language.translate
    heads: list[Column] = [
        (translate("Report", "Table or figure"), _TEXT, 36), (translate("Report", "Measured from"), _TEXT, 100),
        (translate("Report", "Clause"), _TEXT, 20)]
    rows: list[Sequence[Cell]] = [
        (translate("Report", "Data"), evaluation.source, None),
        (translate("Report", "Rule pack"), f"{evaluation.pack.id} {evaluation.pack.version}", None),
        (translate("Report", "Rule pack hash"), evaluation.pack.content_hash, None)]
    rows += [(language.render(note), None, None) for note in evaluation.notes]
    clause = "" if evaluation.pack.status is None else evaluation.pack.status.clause
    for table in evaluation.tables:
        rows += [(table_title(table, language), language.render(source), table.rule.clause or clause)
                 for source in table.source]
    rows += [(language.title(figure.rule.title), language.render(figure.source), figure.rule.clause)
             for figure in evaluation.figures]
    return Sheet(translate("Report", "Sources of the values"), heads, rows)
