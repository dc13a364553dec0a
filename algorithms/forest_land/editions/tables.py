"""Result tables of a comparison of editions: changed pieces, transfer matrix, units, indicators, problems."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray

from ...delineation.schema import Column, ResultTable, described_table, table_of_rows
from ...geometry.area import round_half_up
from ...geometry.area_units import M2_PER_HA, hectares, rounded
from ...geometry.arrays import PolygonArrays
from ...geometry.grouping import first_of_groups, group_rows
from ...geometry.lookups import taken
from ...geometry.reproject import reprojected
from ...geometry.wkb import concatenate, select
from ...indicators.quantity import unit_title
from ...language import Language
from ...rulepack.model import CodeList
from .changes import CODES, TITLES, Change
from .comparison import EditionComparison
from .edition import Edition
from .reasons import PROBLEM_TITLES, EditionProblem, ProblemKind

OUTSIDE = "-"  # in the place of the code: land in no unit; the total has none


def piece_table(result: EditionComparison, language: Language) -> ResultTable:
    """Return the pieces that changed; all where the comparison holds them all, see `comparison.pieces_in`.

    Values before are NULL for land that was not covered, values after for land that is not covered any more.
    """
    match, changes = result.match, result.changes
    had, has = match.before >= 0, match.after >= 0
    titles = np.array([language.title(TITLES[Change(number)]) for number in range(len(CODES))], dtype=object)
    codes = np.array(CODES, dtype=object)
    unit_codes = np.array([*result.units.codes, None], dtype=object)
    names = np.array([*(result.units.tree[code].name or None for code in result.units.codes), None], dtype=object)
    columns: list[tuple[str, str, Column]] = [
        ("change", "text", codes[changes.kind].tolist()),
        ("change_name", "text", titles[changes.kind].tolist()),
        ("relation", "text", codes[changes.relation].tolist()),
        ("fields", "text", [text or None for text in changes.fields.tolist()]),
        ("area_m2", "real", round_half_up(match.area_m2, 2).tolist()),
        ("area_ha", "real", round_half_up(match.area_m2 / M2_PER_HA, 4).tolist()),
        ("class_before", "text", _of(result.before.class_code, match.before, had)),
        ("class_after", "text", _of(result.after.class_code, match.after, has)),
    ]
    for field in _compared(result):
        for edition, index, there, side in (
            (result.before, match.before, had, "before"), (result.after, match.after, has, "after"),
        ):
            columns.append((f"{field}_{side}", "text", _of(edition.values[field], index, there)))
    columns += [
        ("reason", "text", _optional(result.after.reason, match.after, has)),
        ("year", "text", _optional(result.after.year, match.after, has)),
        ("unit_code", "text", unit_codes[result.unit].tolist()),
        ("unit_name", "text", names[result.unit].tolist()),
        ("key_before", "text", _of(result.before.key, match.before, had)),
        ("key_after", "text", _of(result.after.key, match.after, has)),
        ("fid_before", "integer", _fids(result.before, match.before)),
        ("fid_after", "integer", _fids(result.after, match.after)),
    ]
    return described_table(columns, match.polygons)


def _compared(result: EditionComparison) -> list[str]:
    return [field for field in result.before.values if field in result.after.values]


def matrix_table(result: EditionComparison, language: Language) -> ResultTable:
    """Return areas by dimension, value before and value after; rows of a dimension add up to all land.

    NULL is land that was not covered before, or is not after; an empty text is a value that is not filled in.
    """
    match, role = result.match, result.after.dataset.pack.layers[result.rules.role]
    lists = result.after.dataset.pack.code_lists
    rows: list[list[Any]] = []
    dimensions = [(result.rules.land_class.field, result.before.class_code, result.after.class_code)]
    dimensions += [(field, result.before.values[field], result.after.values[field]) for field in _compared(result)]
    had, has = match.before >= 0, match.after >= 0
    for field, before, after in dimensions:
        one, two = taken(before, match.before, "").astype(str), taken(after, match.after, "").astype(str)
        groups, count = group_rows(had.astype(np.int8), has.astype(np.int8), one, two)
        sums = np.bincount(groups, weights=match.area_m2, minlength=count)
        counts = np.bincount(groups, minlength=count)
        first = first_of_groups(groups, count)
        codes = lists.get(role.fields[field].codes or "")
        for at, area, pieces in zip(first.tolist(), sums.tolist(), counts.tolist()):
            values = [str(one[at]) if had[at] else None, str(two[at]) if has[at] else None]
            titles = [_code_title(codes, value, language) for value in values]
            rows.append([field, language.title(role.fields[field].title), values[0], titles[0], values[1], titles[1],
                         pieces, rounded(area, 2), hectares(area)])
    return table_of_rows(
        (("field", "text"), ("field_name", "text"), ("value_before", "text"), ("name_before", "text"),
         ("value_after", "text"), ("name_after", "text"), ("pieces", "integer"), ("area_m2", "real"),
         ("area_ha", "real")), rows)


def unit_table(result: EditionComparison, language: Language) -> ResultTable:
    """Return a row per unit: forest land and forest before and after with what came and went, m² on the ellipsoid.

    Always after = before + new − lost + moved + drawn: moved is what names another unit now, drawn what borders that
    differ by less than the sliver width make. Land in no unit has a row where there is any; the last row is the total.
    """
    parts = ("before", "new", "lost", "moved", "drawn", "after")
    names = [f"{of}_{part}_m2" for of in ("land", "forest") for part in parts]
    sums = _unit_sums(result)
    index = result.units
    within = sums[:-1]
    if len(index):
        within = np.column_stack([index.up(sums[:-1, column]) for column in range(sums.shape[1])])
    rows = [[code, index.tree[code].name or None, index.tree[code].level,
             *_unit_values(within[place])] for place, code in enumerate(index.codes)]
    if np.abs(sums[-1]).max(initial=0.0) > 0.005:
        rows.append([OUTSIDE, language.translate("Editions", "in no unit"), None, *_unit_values(sums[-1])])
    rows.append([None, language.translate("Editions", "Total"), None, *_unit_values(sums.sum(axis=0))])
    return table_of_rows((
        ("unit_code", "text"), ("unit_name", "text"), ("level", "text"), *((name, "real") for name in names),
        ("class_changed_m2", "real"), ("factors_changed_m2", "real")), rows)


def _unit_values(sums: NDArray[np.float64]) -> list[float]:
    """Return before, new, lost, moved, drawn and after of land and forest, rounded so that the row adds up."""
    found: list[float] = []
    for begin in (0, 5):
        before, new, lost, moved, after = (rounded(value, 2) for value in sums[begin : begin + 5].tolist())
        found += [before, new, lost, moved + 0.0, round(after - (before + new - lost + moved), 2) + 0.0, after]
    return [*found, rounded(sums[10], 2), rounded(sums[11], 2)]


def _unit_sums(result: EditionComparison) -> NDArray[np.float64]:
    """Return float64 (units + 1, 12): land before, new, lost, moved, after, the same of forest, class and factors
    changed.

    What was there counts in the unit of its feature before, what is there now in that of the feature now. The last row
    is land in no unit.
    """
    match, (own_before, own_after) = result.match, result.own_unit
    count = len(result.units) + 1
    was, now = taken(own_before, match.before, -1), taken(own_after, match.after, -1)
    area = match.area_m2

    def summed(unit: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(np.where(unit < 0, count - 1, unit), weights=weights, minlength=count).astype(np.float64)

    columns = []
    for before, after in ((result.before.land, result.after.land), (result.before.forest, result.after.forest)):
        had, has = taken(before, match.before, False), taken(after, match.after, False)
        stays = had & has & (was != now)
        columns += [
            summed(own_before, match.before_m2 * before), summed(now, area * (has & ~had)),
            summed(was, area * (had & ~has)), summed(now, area * stays) - summed(was, area * stays),
            summed(own_after, match.after_m2 * after),
        ]
    columns += [summed(result.unit, area * (result.changes.kind == kind)) for kind in (Change.CLASS, Change.FACTORS)]
    return np.column_stack(columns)


def indicator_table(result: EditionComparison, language: Language) -> ResultTable:
    """Return a row per unit and indicator: measured in the former and in the later edition, and the difference.

    An indicator that one of the editions cannot be measured for has NULL there, and its reason.
    """
    rules = result.after.dataset.pack.indicators
    rows: list[list[Any]] = []
    if rules is not None and result.measured is not None:
        values = [{(one.key.unit, one.key.indicator): float(one.quantity.amount) for one in found.values}
                  for found in result.measured]
        why = [{one.indicator: one.reason for one in found.not_measured} for found in result.measured]
        for code in result.units.codes:
            unit = result.units.tree[code]
            for rule in rules.indicators.values():
                was, now = (found.get((code, rule.code)) for found in values)
                reason = next((one[rule.code] for one in why if rule.code in one), None)
                difference = None if was is None or now is None else now - was
                rows.append([
                    code, unit.name or None, unit.level, rule.code, language.title(rule.title),
                    language.title(unit_title(rule.unit)), was, now, difference,
                    None if difference is None or not was else 100.0 * difference / was,
                    None if reason is None else language.render(reason),
                ])
    return table_of_rows(
        (("unit_code", "text"), ("unit_name", "text"), ("level", "text"), ("indicator", "text"), ("title", "text"),
         ("measure", "text"), ("before", "real"), ("after", "real"), ("difference", "real"), ("percent", "real"),
         ("reason", "text")), rows)


def problem_table(result: EditionComparison, language: Language) -> ResultTable:
    """Return what is wrong with what is said of changes, with the shape of the feature it is about."""
    problems = result.problems
    columns: list[tuple[str, str, Column]] = [
        ("kind", "text", [one.kind.value for one in problems]),
        ("kind_name", "text", [language.title(PROBLEM_TITLES[one.kind]) for one in problems]),
        ("key", "text", [_key(result, one) for one in problems]),
        ("fid_after", "integer", [None if one.after < 0 else int(result.after.fids[one.after]) for one in problems]),
        ("fid_before", "integer",
         [None if one.before < 0 else int(result.before.fids[one.before]) for one in problems]),
        ("class_before", "text",
         [None if one.before < 0 else result.before.class_code[one.before] for one in problems]),
        ("class_after", "text", [None if one.after < 0 else result.after.class_code[one.after] for one in problems]),
        ("field", "text", [one.field or None for one in problems]),
        ("said", "text", [one.said or None for one in problems]),
        ("former", "text", [one.former or None for one in problems]),
        ("area_m2", "real", [rounded(one.area_m2, 2) for one in problems]),
        ("area_ha", "real", [hectares(one.area_m2) for one in problems]),
        ("message", "text", [sentence(one, language) for one in problems]),
        ("clause", "text", [None if one.rule is None else one.rule.clause for one in problems]),
    ]
    return described_table(columns, _shapes(result))


def _shapes(result: EditionComparison) -> PolygonArrays:
    """Return the shape of each problem's feature in the coordinates of the later edition's layer."""
    after = select(result.after.polygons, np.array([one.after for one in result.problems if one.after >= 0], np.int64))
    lost = [one.before for one in result.problems if one.after < 0]
    if not lost:
        return after
    shapes = reprojected(result.before.polygons, result.before.layer.crs, result.after.layer.crs,
                         result.before.layer.name, None)
    return concatenate((after, select(shapes, np.array(lost, dtype=np.int64))))


def sentence(problem: EditionProblem, language: Language) -> str:
    """Return a problem in a sentence."""
    words = {
        ProblemKind.NO_REASON: language.translate(
            "Editions", "The land changed, but {field} is empty: give the reason."),
        ProblemKind.NO_YEAR: language.translate("Editions", "A reason is given, but {field} is empty: give the year."),
        ProblemKind.OTHER_YEAR: language.translate(
            "Editions", "{field} is {said}, not the year of this edition: the reason is one of before, or the year is "
            "wrong."),
        ProblemKind.CONTRADICTION: language.translate(
            "Editions", "The reason {said} does not go with what happened: {rule}. Correct the reason or the class."),
        ProblemKind.NO_FEATURE: language.translate(
            "Editions", "This forest land is covered by no feature any more, so no reason is given for its loss."),
        ProblemKind.PREVIOUS_DIFFERS: language.translate(
            "Editions", "{field} is {said}, but the former edition says “{former}”."),
        ProblemKind.PREVIOUS_MISSING: language.translate(
            "Editions", "The value changed, but {field} is empty; the former edition says “{former}”."),
    }
    rule = "" if problem.rule is None else language.title(problem.rule.title)
    return words[problem.kind].format(field=problem.field, said=problem.said, former=problem.former, rule=rule)


def _key(result: EditionComparison, problem: EditionProblem) -> Optional[str]:
    key = result.after.key[problem.after] if problem.after >= 0 else result.before.key[problem.before]
    return key or None


def _of(values: NDArray[np.object_], index: NDArray[np.int64], there: NDArray[np.bool_]) -> list[Optional[str]]:
    return [text if shown else None for text, shown in zip(taken(values, index, "").tolist(), there.tolist())]


def _optional(
    values: Optional[NDArray[np.object_]], index: NDArray[np.int64], there: NDArray[np.bool_]
) -> list[Optional[str]]:
    return [None] * len(index) if values is None else [text or None for text in _of(values, index, there)]


def _fids(edition: Edition, index: NDArray[np.int64]) -> list[Optional[int]]:
    return [None if at < 0 else int(edition.fids[at]) for at in index.tolist()]


def _code_title(codes: Optional[CodeList], value: Optional[str], language: Language) -> Optional[str]:
    if codes is None or value is None or value not in codes.names:
        return None
    return language.title(codes.names[value])
