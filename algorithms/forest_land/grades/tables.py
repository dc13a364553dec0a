"""Grades as result layers: the graded land, and a table of sums, rules and what was not graded."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np

from ...delineation.schema import ResultTable, described_table, numbers_or_null
from ...geometry.area_units import M2_PER_HA, hectares, known
from ...language import Language
from ...message import Title
from ...rulepack.model import Pack
from .model import Difference, Grades, RuleOutcome
from .sentences import DIFFERENCE_TITLES, grade_title, rule_place
from .summary import matrix

_TABLE = (
    ("part", "text"), ("recorded", "text"), ("recorded_name", "text"), ("grade", "text"), ("grade_name", "text"),
    ("difference", "text"), ("difference_name", "text"), ("rule", "text"), ("rule_name", "text"), ("clause", "text"),
    ("layer", "text"), ("state", "text"), ("reason", "text"), ("sub_count", "integer"), ("area_ha", "real"),
    ("declared_ha", "real"),
)
Row = dict[str, Any]


def pieces_table(pack: Pack, grades: Grades, language: Language) -> ResultTable:
    """Return the graded land: one row per piece, with the rule that gave the grade and all others that hold."""
    pieces, variant = grades.pieces, grades.variant
    count = len(pieces)
    title = language.title
    rules = [*variant.rules, grades.rules.rest]  # the place -1 is the rest
    places = [rule_place(pack, rule) for rule in rules]
    names = [title(grade_title(pack, grades, grade)) for grade in range(len(grades.rules.grades) + 1)]
    codes = np.array([None, *grades.rules.grades], dtype=object)
    held = grades.recorded.grade[pieces.source]
    others = _others(grades, language)
    doubts = np.array(
        [", ".join(sorted({title(grade_title(pack, grades, grades.rules.number(one.rule.grade)))
                           for one in grades.not_excluded(grade)})) or None
         for grade in range(len(grades.rules.grades) + 1)], dtype=object)
    texts = grades.recorded.text[pieces.source]

    def by_rule(values: list[Optional[str]]) -> list[Optional[str]]:
        return np.array(values, dtype=object)[pieces.rule].tolist()

    whole = grades.grade[pieces.source]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(pieces.whole, 1.0, pieces.area_m2 / grades.area_m2[pieces.source])
    words = np.array([member.name.lower() for member in Difference], dtype=object)
    word_names = np.array([title(DIFFERENCE_TITLES[member]) for member in Difference], dtype=object)
    columns: list[tuple[str, str, Any]] = [
        ("source_id", "integer", grades.fids[pieces.source].tolist()),
        ("key", "text", [key or None for key in grades.keys[pieces.source].tolist()]),
        ("grade", "text", codes[pieces.grade].tolist()),
        ("grade_name", "text", np.array(names, dtype=object)[pieces.grade].tolist()),
        ("rule", "text", by_rule([rule.id for rule in rules])),
        ("rule_name", "text", by_rule([title(rule.title) for rule in rules])),
        ("clause", "text", by_rule([rule.clause for rule in rules])),
        ("layer", "text", by_rule([None if place is None else title(place) for place in places])),
        ("other_rules", "text", others),
        ("whole", "integer", pieces.whole.astype(int).tolist()),
        ("share", "real", numbers_or_null(share)),
        ("whole_grade", "text", codes[whole].tolist()),
        ("recorded", "text", [text or None for text in texts.tolist()]),
        ("recorded_name", "text", [names[number] if number else None for number in held.tolist()]),
        ("difference", "text", words[pieces.difference].tolist()),
        ("difference_name", "text", word_names[pieces.difference].tolist()),
        ("levels", "integer", [
            int(number) - int(grade) if number else None
            for number, grade in zip(held.tolist(), pieces.grade.tolist())
        ]),
        ("not_excluded", "text", doubts[pieces.grade].tolist()),
        ("area_m2", "real", numbers_or_null(pieces.area_m2, 2)),
        ("declared_ha", "real", numbers_or_null(pieces.declared_m2 / M2_PER_HA, 4)),
    ]
    if count == 0:
        columns = [(name, kind, []) for name, kind, _ in columns]
    return described_table(columns, pieces.polygons)


def _others(grades: Grades, language: Language) -> list[Optional[str]]:
    """Return for each piece the names of the rules that hold besides the one that gave the grade."""
    pieces = grades.pieces
    holds = pieces.holds.copy()
    given = np.flatnonzero(pieces.rule >= 0)
    holds[pieces.rule[given], given] = False
    result: list[Optional[str]] = [None] * len(pieces)
    rows, places = np.nonzero(holds.T)
    titles = [language.title(rule.title) for rule in grades.variant.rules]
    for place, number in zip(rows.tolist(), places.tolist()):
        before = result[place]
        result[place] = titles[number] if before is None else f"{before}; {titles[number]}"
    return result


def sums_table(pack: Pack, grades: Grades, language: Language) -> ResultTable:
    """Return the table of sums: the matrix, each grade, each rule, and what was not graded.

    ``part`` says what a row is about; rows of different parts must not be added up, nor those of the rules.
    """
    rows = [
        *_matrix_rows(pack, grades, language), *_grade_rows(pack, grades, language),
        *(_rule_row(pack, grades, outcome, language) for outcome in grades.outcomes),
        *_other_rows(grades, language),
    ]
    return described_table([(name, kind, [row.get(name) for row in rows]) for name, kind in _TABLE])


def _matrix_rows(pack: Pack, grades: Grades, language: Language) -> list[Row]:
    return [
        {
            "part": "matrix",
            "recorded": grades.code_of(cell.recorded),
            "recorded_name": language.title(grade_title(pack, grades, cell.recorded)) if cell.recorded else None,
            **_grade_names(pack, grades, cell.grade, language),
            "difference": cell.difference.name.lower(),
            "difference_name": language.title(DIFFERENCE_TITLES[cell.difference]),
            "sub_count": cell.count,
            "area_ha": hectares(cell.area_m2),
            "declared_ha": known(hectares(cell.declared_m2)),
        }
        for cell in matrix(grades)
    ]


def _grade_rows(pack: Pack, grades: Grades, language: Language) -> list[Row]:
    pieces = grades.pieces
    rows = []
    for number in range(1, len(grades.rules.grades) + 1):
        chosen = pieces.grade == number
        declared = pieces.declared_m2[chosen]
        rows.append({
            "part": "grade",
            **_grade_names(pack, grades, number, language),
            "sub_count": len(np.unique(pieces.source[chosen])),
            "area_ha": hectares(float(np.nan_to_num(pieces.area_m2[chosen]).sum())),
            "declared_ha": hectares(float(np.nansum(declared))) if np.isfinite(declared).any() else None,
        })
    return rows


def _rule_row(pack: Pack, grades: Grades, outcome: RuleOutcome, language: Language) -> Row:
    rule = outcome.rule
    place = rule_place(pack, rule)
    state = "not_run" if not outcome.ran else "unclear" if outcome.leaves_doubt else "run"
    reason = outcome.reason or outcome.doubt
    text = None if reason is None else language.render(reason)
    if text is None and outcome.unclear:
        text = language.translate("Grades", "{count} features do not say what they are.").format(count=outcome.unclear)
    return {
        "part": "rule",
        **_grade_names(pack, grades, grades.rules.number(rule.grade), language),
        "rule": rule.id,
        "rule_name": language.title(rule.title),
        "clause": rule.clause,
        "layer": None if place is None else language.title(place),
        "state": state,
        "reason": text,
        "sub_count": outcome.count if outcome.ran else None,
        "area_ha": hectares(outcome.area_m2) if outcome.ran else None,
    }


def _other_rows(grades: Grades, language: Language) -> list[Row]:
    """Return what was not graded: other land, and land whose class is not known."""
    other = int(np.count_nonzero(grades.grade == 0)) - grades.class_unknown
    declared = grades.declared_m2[grades.grade == 0]
    rows: list[Row] = [{
        "part": "not_graded",
        "state": "other_land",
        "reason": language.title(Title("非林地或不在本次划定范围", "no forest land, or not in this grading")),
        "sub_count": other,
        # of all that has no grade: it is not told apart by area
        "declared_ha": hectares(float(np.nansum(declared))) if np.isfinite(declared).any() else None,
    }]
    for state, title, count in (
        ("class_unknown", Title("地类代码无法识别", "class is no known code"), grades.class_unknown),
        ("no_shape", Title("图形缺失，未与来源图层叠加", "no shape: the source layers say nothing of it"),
         grades.shapeless),
    ):
        if count:
            rows.append({"part": "not_graded", "state": state, "reason": language.title(title), "sub_count": count})
    return rows


def _grade_names(pack: Pack, grades: Grades, grade: int, language: Language) -> Row:
    return {"grade": grades.code_of(grade), "grade_name": language.title(grade_title(pack, grades, grade))}
