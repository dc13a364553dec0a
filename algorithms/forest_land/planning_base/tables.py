"""The planning base as result tables: pieces, disagreements, transfer matrix, checksum, planned land."""

from __future__ import annotations

from typing import Any, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...delineation.schema import Column, ResultTable, described_table, numbers_or_null, table_of_rows, texts_or_null
from ...geometry.area_units import M2_PER_HA, hectares, rounded
from ...geometry.grouping import first_of_groups, group_rows
from ...geometry.lookups import taken
from ...geometry.wkb import select
from ...language import Language
from ...message import translatable
from ...rulepack.planning_base_rules import PlanningBaseRules
from .checksum import DECLARED, town_of
from .model import DECISIONS, KINDS, SOURCES, ListedDecision, PlanningBase, Side, Texts

_PRESENT, _SUPPLEMENTARY = "1", "2"  # BCLD [S38]
_Columns = list[tuple[str, str, Column]]


def base_table(base: PlanningBase) -> ResultTable:
    """Return the pieces of the base with what they are; areas not rounded but to 4 decimals of a square metre."""
    unit, town = _units(base)
    columns = _carried(base.survey_side, base.survey) + _carried(base.one_map_side, base.one_map)
    bcld = np.where(base.forest == 1, _PRESENT, np.where(base.supplementary >= 0, _SUPPLEMENTARY, "")).astype(object)
    forest = [None if value < 0 else value for value in base.forest.tolist()]
    columns += [
        ("BCLD", "text", texts_or_null(bcld)),
        ("one_map_class", "text", texts_or_null(taken(base.one_map_side.land_class, base.one_map))),
        ("base_class", "text", texts_or_null(base.base_class)),
        ("forest_land", "integer", forest),
        ("source", "text", _words(SOURCES, base.source)),
        ("decision", "text", _words([each.value for each in DECISIONS], base.decision)),
        ("kind", "text", _words([each.value for each in KINDS], base.kind)),
        ("key", "text", texts_or_null(base.keys)),
        ("unit", "text", texts_or_null(unit)),
        ("town", "text", texts_or_null(town)),
        *_areas(base.area_m2),
    ]
    return described_table(columns, base.polygons)


def disagreement_table(base: PlanningBase, rules: PlanningBaseRules, language: Language) -> ResultTable:
    """Return the disagreements; filled in, the column decision makes this the list of decisions of the next run."""
    rows = np.flatnonzero(base.disagreements)
    unit, town = _units(base)
    listed = [base.listed.get(key) for key in base.keys[rows].tolist()]
    kinds = [language.title(rules.kinds[each].title) for each in KINDS]
    cases = [language.title(rule.title) for rule in rules.cases]
    forest = [None if value < 0 else value for value in base.forest[rows].tolist()]

    def said(part: str) -> Column:
        return [None if entry is None else getattr(entry, part) or None for entry in listed]

    columns: _Columns = [
        ("key", "text", base.keys[rows].tolist()),
        ("decision", "text", [None if entry is None else _word(entry) for entry in listed]),
        ("person", "text", said("person")),
        ("date", "text", said("date")),
        ("note", "text", said("note")),
        ("kind", "text", _words([each.value for each in KINDS], base.kind[rows])),
        ("title", "text", _words(kinds, base.kind[rows])),
        ("case", "text", _words([rule.id for rule in rules.cases], base.case[rows])),
        ("case_title", "text", _words(cases, base.case[rows])),
        *_carried(base.survey_side, base.survey[rows]),
        *_carried(base.one_map_side, base.one_map[rows]),
        ("one_map_class", "text", texts_or_null(taken(base.one_map_side.land_class, base.one_map[rows]))),
        ("applied", "text", _words([each.value for each in DECISIONS], base.decision[rows])),
        ("source", "text", _words(SOURCES, base.source[rows])),
        ("forest_land", "integer", forest),
        ("base_class", "text", texts_or_null(base.base_class[rows])),
        ("unit", "text", texts_or_null(unit[rows])),
        ("town", "text", texts_or_null(town[rows])),
        ("clause", "text", [rules.clause] * len(rows)),
        *_areas(base.area_m2[rows]),
    ]
    return described_table(columns, select(base.polygons, rows))


def matrix_table(base: PlanningBase) -> ResultTable:
    """Return land by class of the survey and of the one-map, for the whole (no town) and for each town."""
    survey = base.survey_side.land_class[base.survey].astype(str)
    one_map = taken(base.one_map_side.land_class, base.one_map).astype(str)
    town = _units(base)[1].astype(str)
    rows: list[tuple[Any, ...]] = []
    for level in (np.zeros(len(base), dtype="U1"), town):
        if level is town and not (town != "").any():
            continue
        columns = (level, survey, one_map, base.kind, base.decision)
        labels, count = group_rows(*columns)
        firsts = first_of_groups(labels, count)
        areas = np.bincount(labels, weights=base.area_m2, minlength=count)
        numbers = np.bincount(labels, minlength=count)
        forest = np.bincount(labels, weights=base.area_m2 * (base.forest == 1), minlength=count)
        for first, area, number, wood in zip(firsts.tolist(), areas.tolist(), numbers.tolist(), forest.tolist()):
            kind, decision = int(base.kind[first]), int(base.decision[first])
            rows.append((
                str(level[first]) or None, str(survey[first]) or None, str(one_map[first]) or None,
                KINDS[kind].value if kind >= 0 else None, DECISIONS[decision].value if decision >= 0 else None,
                number, hectares(area), hectares(wood),
            ))
    names = (("town", "text"), ("survey_class", "text"), ("one_map_class", "text"), ("kind", "text"),
             ("decision", "text"), ("count", "integer"), ("area_ha", "real"), ("forest_land_ha", "real"))
    return table_of_rows(names, rows)


def checksum_table(base: PlanningBase, language: Language) -> ResultTable:
    """Return the area checksum, for the whole (no town) and for each town, and what became of the planned land."""
    rows: list[tuple[Any, ...]] = [
        (line.unit or None, line.item, _item_title(line.item, language), line.count, rounded(line.area_m2, 2),
         hectares(line.area_m2))
        for line in base.checksum
    ]
    planned: dict[str, tuple[int, float]] = {}
    for _, reason, area in base.planned.rows:
        count, total = planned.get(reason, (0, 0.0))
        planned[reason] = count + 1, total + area
    for reason, (count, total) in planned.items():
        rows.append((None, f"planned_{reason}", _item_title(f"planned_{reason}", language), count,
                     rounded(total, 2), hectares(total)))
    names = (("town", "text"), ("item", "text"), ("title", "text"), ("count", "integer"), ("area_m2", "real"),
             ("area_ha", "real"))
    return table_of_rows(names, rows)


def planned_table(base: PlanningBase, language: Language) -> ResultTable:
    """Return for every feature of the land planned for forestry what was taken, and why the rest was not."""
    planned = base.planned
    columns: _Columns = [
        ("fid", "integer", [int(planned.fids[feature]) for feature, _, _ in planned.rows]),
        ("name", "text", [planned.names[feature] or None for feature, _, _ in planned.rows]),
        ("type", "text", [planned.types[feature] or None for feature, _, _ in planned.rows]),
        ("reason", "text", [reason for _, reason, _ in planned.rows]),
        ("title", "text", [_item_title(f"planned_{reason}", language) for _, reason, _ in planned.rows]),
        ("area_m2", "real", [rounded(area, 2) for _, _, area in planned.rows]),
    ]
    return described_table(columns)


def sum_of(base: PlanningBase, item: str) -> Optional[float]:
    """Return the area of an item of the checksum for the whole, m²; None where there is no such item."""
    return next((line.area_m2 for line in base.checksum if line.item == item and not line.unit), None)


def _areas(area_m2: NDArray[np.float64]) -> _Columns:
    return [
        ("area_m2", "real", numbers_or_null(area_m2, 4)),
        ("area_ha", "real", numbers_or_null(area_m2 / M2_PER_HA, 6)),
    ]


def _carried(side: Side, index: NDArray[np.int64]) -> _Columns:
    return [(name, "text", texts_or_null(taken(values, index))) for name, values in side.fields.items()]


def _units(base: PlanningBase) -> tuple[Texts, Texts]:
    """Return unit and town of each piece: of the parcel, of the sub-compartment where the parcel has none."""
    unit = base.survey_side.unit[base.survey].copy()
    blank = unit == ""
    unit[blank] = taken(base.one_map_side.unit, base.one_map)[blank]
    return unit, town_of(unit)


def _words(words: Sequence[str], places: NDArray[np.integer[Any]]) -> Column:
    """Return the word at each place, None for -1."""
    looked_up = [*words, None]
    return [looked_up[place] for place in places.tolist()]


def _word(entry: ListedDecision) -> str:
    return entry.decision.value


def _item_title(item: str, language: Language) -> str:
    if item.startswith(DECLARED) and item not in _TITLES:
        return language.render(translatable("PlanningBase", "Administrative area declared in {field}",
                                            field=item[len(DECLARED) :]))
    return language.render(_TITLES[item])


_TITLES = {
    "survey_declared": translatable("PlanningBase", "Land survey, declared areas"),
    "survey": translatable("PlanningBase", "Land survey, on the ellipsoid"),
    "survey_overlap": translatable("PlanningBase", "Of the survey: parcels over others, counted once in the base"),
    "survey_left_out": translatable("PlanningBase", "Of the survey: left out, no usable shape (declared area)"),
    "survey_repaired": translatable("PlanningBase", "Of the survey: invalid geometry, repaired"),
    "survey_gap": translatable("PlanningBase", "Gaps enclosed by the survey"),
    "base": translatable("PlanningBase", "Planning base, sum of the pieces"),
    "survey_difference": translatable("PlanningBase", "Base less survey"),
    "survey_unexplained": translatable("PlanningBase", "Of that: not explained"),
    "one_map_declared": translatable("PlanningBase", "One-map, declared areas"),
    "one_map": translatable("PlanningBase", "One-map, on the ellipsoid"),
    "one_map_overlap": translatable("PlanningBase", "Of the one-map: sub-compartments over others, counted once"),
    "one_map_left_out": translatable("PlanningBase", "Of the one-map: left out, no usable shape (declared area)"),
    "one_map_repaired": translatable("PlanningBase", "Of the one-map: invalid geometry, repaired"),
    "one_map_outside": translatable("PlanningBase", "Of the one-map: outside the land survey"),
    "slivers_lost": translatable("PlanningBase", "Slivers that sub-compartments lost"),
    "slivers_gained": translatable("PlanningBase", "Slivers that sub-compartments gained"),
    "one_map_base": translatable("PlanningBase", "Base in sub-compartments"),
    "one_map_difference": translatable("PlanningBase", "Base in sub-compartments less one-map"),
    "one_map_unexplained": translatable("PlanningBase", "Of that: not explained"),
    "admin": translatable("PlanningBase", "Administrative area, on the ellipsoid"),
    "admin_difference": translatable("PlanningBase", "Base less administrative area"),
    "slivers": translatable("PlanningBase", "Slivers given to a neighbour in their parcel"),
    "planned_taken": translatable("PlanningBase", "Planned for forestry: supplementary forest land"),
    "planned_type_not_taken": translatable("PlanningBase", "Planned for forestry: not of a type that is taken"),
    "planned_needs_evidence": translatable("PlanningBase", "Planned for forestry: approval not stated, needs evidence"),
    "planned_already_forest_land": translatable("PlanningBase", "Planned for forestry: forest land already"),
    "planned_undecided": translatable("PlanningBase", "Planned for forestry: not decided yet what it is"),
    "planned_class_not_allowed": translatable("PlanningBase", "Planned for forestry: land class not allowed"),
    "planned_basic_farmland": translatable("PlanningBase", "Planned for forestry: permanent basic farmland"),
    "planned_outside_survey": translatable("PlanningBase", "Planned for forestry: outside the land survey"),
}
