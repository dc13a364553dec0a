"""The status evaluation as one long table: a row per number, for scripts and further work."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator, Optional

import numpy as np

from ..delineation.schema import ResultTable, described_table
from ..forest_land.status.model import FigureResult, StatusEvaluation, TableResult, written
from ..geometry.area_units import M2_PER_HA
from ..language import Language
from .status_words import (
    cell,
    column_title,
    measure,
    row_title,
    space_title,
    table_title,
    target_amount,
    target_word,
    unit_name,
)

# part, id, title, unit, unit_name, row, row_title, column, column_title, value, measure, note
_Row = tuple[str, str, str, str, str, str, str, str, str, Optional[float], str, str]
_FIELDS = (
    ("part", "text"), ("id", "text"), ("title", "text"), ("unit", "text"), ("unit_name", "text"), ("row", "text"),
    ("row_title", "text"), ("column", "text"), ("column_title", "text"), ("value", "real"), ("measure", "text"),
    ("note", "text"),
)


def long_table(evaluation: StatusEvaluation, language: Language) -> ResultTable:
    """Return all numbers as they are written; those that are not there are NULL, and note says why."""
    rows = [
        *(row for table in evaluation.tables for row in _table(table, evaluation, language)),
        *(row for figure in evaluation.figures for row in _figure(figure, evaluation, language)),
        *_targets(evaluation, language), *_spaces(evaluation, language), *_patches(evaluation, language),
        *_statements(evaluation, language),
    ]
    return described_table([
        (name, kind, [row[number] if kind == "real" else row[number] or None for row in rows])
        for number, (name, kind) in enumerate(_FIELDS)])


def _number(amount: Optional[Decimal]) -> Optional[float]:
    return None if amount is None else float(amount)


def _table(table: TableResult, evaluation: StatusEvaluation, language: Language) -> Iterator[_Row]:
    title = table_title(table, language)
    heads = [(one.id, column_title(one, language), measure(one.unit, language)) for one in table.columns]
    empty = np.isnan(table.values)
    for number, row in enumerate(table.rows):
        name = row_title(row, evaluation, language)
        groups = " / ".join(language.said(group) for group in row.groups)
        for place, (column, head, unit) in enumerate(heads):
            if empty[number, place] and row.groups:
                continue  # blocks of another layer and ratios have no rows below the unit
            amount = cell(table, number, place)
            yield ("table", table.rule.id, title, row.unit, name, "/".join((row.kind.value, *row.group_ids)), groups,
                   column, head, _number(amount), unit, "")
    for message in table.notes:
        yield ("table", table.rule.id, title, "", "", "", "", "", "", None, "", language.render(message))


def _figure(figure: FigureResult, evaluation: StatusEvaluation, language: Language) -> Iterator[_Row]:
    rule = figure.rule
    title, unit = language.title(rule.title), measure(rule.unit, language)
    if figure.reason is not None:
        yield ("figure", rule.id, title, "", "", "", "", "", "", None, unit, language.render(figure.reason))
    for code, value in figure.values.items():
        note = language.paragraph(value.reservations)
        amount = written(value.amount, rule.unit, rule.decimals)
        yield ("figure", rule.id, title, code, unit_name(evaluation, code), "", "", "", "", _number(amount), unit, note)


def _targets(evaluation: StatusEvaluation, language: Language) -> Iterator[_Row]:
    for target in evaluation.targets:
        title, unit = language.title(target.rule.title), measure(target.rule.unit, language)
        name = unit_name(evaluation, target.unit)
        for column, head, amount, note in (
            ("target", language.translate("Report", "Target"), target.target, ""),
            ("reached", language.translate("Report", "Reached"), target.reached, target_word(target, language)),
            ("difference", language.translate("Report", "Difference"), target.difference, ""),
        ):
            yield ("target", target.rule.code, title, target.unit, name, str(target.year), str(target.year), column,
                   head, _number(target_amount(amount, target)), unit, note)
        met = None if target.met is None else float(target.met)  # for scripts: 1 reached, 0 missed
        yield ("target", target.rule.code, title, target.unit, name, str(target.year), str(target.year), "met",
               language.translate("Report", "Target met"), met, "", "")


def _spaces(evaluation: StatusEvaluation, language: Language) -> Iterator[_Row]:
    if evaluation.spaces is None:
        return
    hectares = measure("ha", language)
    for row in evaluation.spaces.rows:
        title = space_title(row, language)
        key = f"{row.role or 'total'}/{row.type}".rstrip("/")
        if row.reason is not None:
            yield ("space", key, title, "", "", "", "", "", "", None, hectares, language.render(row.reason))
            continue
        area = None if row.area_m2 is None else written(row.area_m2, "ha", 2)
        yield ("space", key, title, "", "", "", "", "area", language.translate("Report", "Area"), _number(area),
               hectares, "")
        for place, column in enumerate(evaluation.spaces.columns):
            if row.land is not None:
                yield ("space", key, title, "", "", "", "", column.id, column_title(column, language),
                       _number(written(float(row.land[place]), column.unit, column.decimals)), hectares, "")


def _patches(evaluation: StatusEvaluation, language: Language) -> Iterator[_Row]:
    patches = evaluation.patches
    if patches is None:
        return
    title = language.translate("Report", "Patches of forest")
    if patches.reason is not None:
        yield ("patch", "patches", title, "", "", "", "", "", "", None, "", language.render(patches.reason))
    for one in patches.classes:
        name = size_text(one.low, one.high, language)
        key = f"{one.low:g}"
        yield ("patch", "patches", title, "", "", key, name, "count", language.translate("Report", "Patches"),
               float(one.count), measure("count", language), "")
        yield ("patch", "patches", title, "", "", key, name, "area", language.translate("Report", "Area"),
               _number(written(one.area_m2, "ha", 2)), measure("ha", language), "")


def _statements(evaluation: StatusEvaluation, language: Language) -> Iterator[_Row]:
    for one in evaluation.statements:
        amount = written(one.amount, one.figure.unit, one.figure.decimals)
        yield ("statement", one.rule.id, language.title(one.rule.title), one.unit, unit_name(evaluation, one.unit), "",
               "", one.rule.figure, language.title(one.figure.title), _number(amount),
               measure(one.figure.unit, language), language.render(one.message))
    for lacking in evaluation.not_judged:
        yield ("statement", lacking.rule.id, language.title(lacking.rule.title), ", ".join(lacking.units), "", "", "",
               lacking.rule.figure, "", None, "", language.render(lacking.reason))


def size_text(low: float, high: Optional[float], language: Language) -> str:
    """Return a class of sizes given in m², in ha."""
    begin = f"{low / M2_PER_HA:.10g}"
    if high is None:
        return language.translate("Report", "{low} ha and over").format(low=begin)
    if not low:
        return language.translate("Report", "under {high} ha").format(high=f"{high / M2_PER_HA:.10g}")
    return language.translate("Report", "{low} to {high} ha").format(low=begin, high=f"{high / M2_PER_HA:.10g}")
