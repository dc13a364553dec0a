"""Supplementary forest land (补充林地): planned for forestry, on land the rules allow, off the basic farmland."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...dataset.layer import SourceLayer
from ...delineation.parcel_columns import texts
from ...feedback import Feedback, Span
from ...geometry.area import AreaFrame, ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.cutting import cut_by
from ...geometry.dissolve import dissolved
from ...geometry.overlap_areas import OverlapAreas, sound_overlaps
from ...geometry.overlap_sums import StripLayer
from ...geometry.wkb import concatenate, polygons_from_wkb, select
from ...message import Message, translatable
from ...rulepack.code_spelling import clean_code
from ...rulepack.planning_base_rules import SupplementRules
from ...selfcheck.context import CheckContext
from .model import Floats, Integers, Supplement, Texts
from .sides import left_out_note, placed

TAKEN = "taken"
TYPE, EVIDENCE, FOREST, OPEN, CLASS, FARMLAND, OUTSIDE = REASONS = (
    "type_not_taken", "needs_evidence", "already_forest_land", "undecided", "class_not_allowed", "basic_farmland",
    "outside_survey",
)


@dataclass(frozen=True)
class Split:
    """Pieces of the base, some of them divided because part of them is supplementary forest land.

    :ivar source: int64, the piece before; ``area_m2``, ``polygons``: of the piece now
    :ivar planned: int64, the planned feature whose land it is, -1 for none
    """

    source: Integers
    polygons: PolygonArrays
    area_m2: Floats
    planned: Integers
    supplement: Supplement


@dataclass(frozen=True)
class _Planned:
    polygons: PolygonArrays
    area_m2: Floats
    types: Texts
    names: Texts
    approvals: Texts
    layer: str
    notes: list[Message]


def no_supplement(count: int, polygons: PolygonArrays, area_m2: Floats, notes: tuple[Message, ...] = ()) -> Split:
    """Return the pieces as they are."""
    return Split(np.arange(count), polygons, area_m2, np.full(count, -1, dtype=np.int64), _nothing(notes))


def _nothing(notes: tuple[Message, ...] = ()) -> Supplement:
    texts_of_none = np.empty(0, dtype=object)
    return Supplement("", np.empty(0, dtype=np.int64), texts_of_none, texts_of_none, (), notes)


def supplemented(
    context: CheckContext,
    rules: SupplementRules,
    polygons: PolygonArrays,
    area_m2: Floats,
    land_class: Texts,
    forest: NDArray[np.int8],
    crs: QgsCoordinateReferenceSystem,
    frame: AreaFrame,
    width: float,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> Split:
    """Divide the pieces of the base at the land planned for forestry where it becomes supplementary forest land.

    :param context: a run with the layer of planned land bound, and that of the basic farmland where there is one
    :param land_class: class of the survey, text (pieces); ``forest``: int8 (pieces), forest land of the base
    :param width: layer units; strips narrower than this stay with the land beside them
    :raises LandPlanError: when a field is missing or GEOS fails
    :raises Cancelled: when the user cancels
    """
    planned = _read(context, rules, crs, frame, transforms, Span(feedback, 0, 15))
    notes: list[Message] = []
    pairs = sound_overlaps(polygons, planned.polygons, 0.0, Span(feedback, 15, 35))
    plane = StripLayer(polygons).areas
    shares = pairs.area / np.where(plane[pairs.first] > 0, plane[pairs.first], 1.0)
    pair_m2 = area_m2[pairs.first] * shares
    reason = _reasons(rules, planned, pairs, land_class, forest)
    rows: dict[tuple[int, str], float] = {}
    for number, why in enumerate(REASONS):
        mine = reason == number
        sums = np.bincount(pairs.second[mine], weights=pair_m2[mine], minlength=len(planned.area_m2))
        rows.update(((feature, why), float(sums[feature])) for feature in np.flatnonzero(sums).tolist())
    inside = np.bincount(pairs.second, weights=pair_m2, minlength=len(planned.area_m2))
    for feature, left in enumerate((planned.area_m2 - inside).tolist()):
        if left > 1e-6 * planned.area_m2[feature] + 0.01:
            rows[feature, OUTSIDE] = left
    good = reason < 0
    touched, uses = np.unique(pairs.first[good]), np.unique(pairs.second[good])
    farmland: Optional[PolygonArrays] = None
    farmland_lost = False
    if rules.farmland_role and len(touched):
        layer = context.dataset.layer(rules.farmland_role)
        if layer is None:
            notes.append(
                translatable(
                    "PlanningBase",
                    "There is no layer of permanent basic farmland, so supplementary forest land may lie on it: add "
                    "{layer}.",
                    layer=context.pack.layers[rules.farmland_role].title,
                )
            )
        else:
            farmland, sizes, _ = placed(layer, crs, frame, transforms, Span(feedback, 35, 45))
            more = left_out_note(layer, sizes, translatable(
                "PlanningBase", "Supplementary forest land may lie on them."))
            notes += more
            farmland_lost = bool(more)
    split = no_supplement(len(area_m2), polygons, area_m2)
    if len(touched):
        split = _divided(
            rules, planned, polygons, area_m2, land_class, touched, uses, farmland, frame, width, rows,
            Span(feedback, 45, 100),
        )
    found = tuple((feature, why, area) for (feature, why), area in sorted(rows.items()) if area > 0)
    return replace(
        split, supplement=Supplement(
            planned.layer, planned.polygons.fids, planned.names, planned.types, found, (*planned.notes, *notes),
            farmland_lost)
    )


def _read(
    context: CheckContext,
    rules: SupplementRules,
    crs: QgsCoordinateReferenceSystem,
    frame: AreaFrame,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> _Planned:
    layer = context.layer(rules.role)
    polygons, areas, _ = placed(layer, crs, frame, transforms, feedback)
    blank = np.full(len(areas), "", dtype=object)

    def column(name: str) -> Texts:
        if not name or layer.field_name(context.role(rules.role).fields[name]) is None:
            return blank
        return texts(context.column(rules.role, name))

    types = texts(context.column(rules.role, rules.type))
    distinct, at = np.unique(types.astype(str), return_inverse=True)
    types = np.array([clean_code(code) for code in distinct.tolist()], dtype=object)[at.reshape(-1)]
    approvals = column(rules.approval)
    notes = left_out_note(layer, areas, translatable(
        "PlanningBase", "They do not become supplementary forest land."))
    return _Planned(polygons, areas, types, column(rules.name), approvals, layer.name,
                    [*notes, *_not_taken(rules, layer, types, approvals)])


def _not_taken(rules: SupplementRules, layer: SourceLayer, types: Texts, approvals: Texts) -> list[Message]:
    """Return notes on planned land that cannot become supplementary for what its own columns say."""
    known, proven = _proven(rules, types, approvals)
    notes = []
    if not known.all():
        notes.append(translatable(
            "PlanningBase",
            "{layer}: {count} features are of a type the rule pack takes no supplementary forest land from, for "
            "example “{value}” in {field}. Correct it where it is wrong.",
            layer=layer.name, count=int(np.count_nonzero(~known)), value=str(types[~known][0]), field=rules.type))
    bare = known & ~proven
    if bare.any():
        notes.append(translatable(
            "PlanningBase",
            "{layer}: {count} features have no number of an approval ({field}), so they do not become supplementary "
            "forest land. Fill it in.", layer=layer.name, count=int(np.count_nonzero(bare)), field=rules.approval))
    return notes


def _proven(rules: SupplementRules, types: Texts, approvals: Texts) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return bool (planned features): of a type that is taken; and with the evidence it needs."""
    known, proven = np.zeros(len(types), dtype=bool), np.zeros(len(types), dtype=bool)
    for source in rules.sources:
        mine = np.isin(types.astype(str), sorted(source.types))
        known |= mine
        proven |= mine & ((approvals != "") | (not source.needs_approval))
    return known, proven


def _reasons(
    rules: SupplementRules,
    planned: _Planned,
    pairs: OverlapAreas,
    land_class: Texts,
    forest: NDArray[np.int8],
) -> NDArray[np.int8]:
    """Return int8 (pairs): why a piece cannot become supplementary, place in `REASONS`, -1 where it can."""
    first, second = pairs.first, pairs.second
    known, proven = _proven(rules, planned.types, planned.approvals)
    reason = np.full(len(first), -1, dtype=np.int8)
    reason[~_allowed(rules, planned.types[second], land_class[first])] = REASONS.index(CLASS)
    reason[forest[first] < 0] = REASONS.index(OPEN)
    reason[forest[first] == 1] = REASONS.index(FOREST)
    reason[~proven[second]] = REASONS.index(EVIDENCE)
    reason[~known[second]] = REASONS.index(TYPE)
    return reason


def _allowed(rules: SupplementRules, types: Texts, land_class: Texts) -> NDArray[np.bool_]:
    """Return whether land of a class may be taken for a type of planned land."""
    allowed = np.zeros(len(types), dtype=bool)
    for source in rules.sources:
        allowed |= np.isin(types.astype(str), sorted(source.types)) & np.isin(
            land_class.astype(str), sorted(source.survey)
        )
    return allowed


def _divided(
    rules: SupplementRules,
    planned: _Planned,
    polygons: PolygonArrays,
    area_m2: Floats,
    land_class: Texts,
    touched: Integers,
    uses: Integers,
    farmland: Optional[PolygonArrays],
    frame: AreaFrame,
    width: float,
    rows: dict[tuple[int, str], float],
    feedback: Feedback,
) -> Split:
    """Cut the touched pieces, and put together again what is not taken of each.

    :param rows: gets the areas that were taken and those on basic farmland
    """
    cut = cut_by(
        select(polygons, touched), select(planned.polygons, uses), width, Span(feedback, 0, 40), leave_uncovered=True
    )
    source = touched[cut.source]
    of = np.where(cut.cutter >= 0, uses[np.maximum(cut.cutter, 0)], -1)
    of[(of >= 0) & ~_allowed(rules, planned.types[of], land_class[source])] = -1
    parts, on_farmland = cut.polygons, np.zeros(len(source), dtype=bool)
    if farmland is not None:
        again = cut_by(parts, farmland, width, Span(feedback, 40, 70), leave_uncovered=True)
        source, of, parts = source[again.source], of[again.source], again.polygons
        on_farmland = (again.cutter >= 0) & (of >= 0)
    measured = ellipsoidal_areas(parts, frame, rounding=False)
    sums = np.bincount(source, weights=measured, minlength=len(area_m2))[source]
    areas = measured * np.where(sums > 0, area_m2[source] / np.where(sums > 0, sums, 1.0), 1.0)
    taken = (of >= 0) & ~on_farmland
    for chosen, why in ((taken, TAKEN), (on_farmland, FARMLAND)):
        added = np.bincount(of[chosen], weights=areas[chosen], minlength=len(planned.area_m2))
        for feature in np.flatnonzero(added).tolist():
            rows[feature, why] = rows.get((feature, why), 0.0) + float(added[feature])
    changed = np.unique(source[taken])
    rest = np.flatnonzero(~taken & np.isin(source, changed))
    whole, group = np.unique(source[rest], return_inverse=True)
    united = dissolved(select(parts, rest), group, len(whole), Span(feedback, 70, 100))
    remains = polygons_from_wkb([bytes(shape.asWkb()) for shape in united])
    same = np.setdiff1d(np.arange(len(area_m2)), changed)
    shapes = concatenate((select(polygons, same), select(parts, np.flatnonzero(taken)), remains))
    of_piece = np.concatenate((same, source[taken], whole))
    of_planned = np.concatenate((np.full(len(same), -1), of[taken], np.full(len(whole), -1))).astype(np.int64)
    sizes = np.concatenate((area_m2[same], areas[taken], np.bincount(group, weights=areas[rest], minlength=len(whole))))
    order = np.lexsort((of_planned, of_piece))
    shapes = replace(select(shapes, order), fids=np.arange(len(order)))
    return Split(of_piece[order], shapes, sizes[order], of_planned[order], _nothing())
