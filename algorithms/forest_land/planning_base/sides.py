"""Reads land survey and forest one-map into arrays: shapes, keys, classes, areas, units."""

from __future__ import annotations

from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...dataset.layer import SourceLayer
from ...delineation.parcel_columns import numbers, texts
from ...errors import LandPlanError
from ...feedback import Feedback, Span
from ...geometry.area import AreaFrame, ellipsoidal_areas
from ...geometry.area_units import M2_PER_HA
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import sound_and_repaired
from ...geometry.reproject import reprojected
from ...geometry.wkb import concatenate, polygons_from_wkb, select
from ...indicators.feature_codes import feature_codes
from ...message import Message, translatable
from ...rulepack.code_spelling import clean_code
from ...rulepack.model import GeometryKind, Pack
from ...rulepack.planning_base_rules import PlanningBaseRules
from ...selfcheck.context import CheckContext
from ...units.codes import village_of
from ..classes.generations import ClassCodes, Generation
from .model import Integers, Side, Texts

_EXAMPLES = 5
_KEY_SEPARATOR = "-"


def read_survey(
    context: CheckContext,
    rules: PlanningBaseRules,
    crs: QgsCoordinateReferenceSystem,
    frame: AreaFrame,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> Side:
    """Return the land survey.

    :param context: a run in which the role of the survey is bound
    :param crs: the plane of the base; ``frame``: of that
    :raises LandPlanError: when a field is missing or the layer cannot be brought into the plane
    :raises Cancelled: when the user cancels
    """
    role = rules.survey.role
    written = texts(context.column(role, rules.survey.land_class))
    spelt, at = np.unique(written.astype(str), return_inverse=True)
    classes = np.array([clean_code(code) for code in spelt.tolist()], dtype=object)[at.reshape(-1)]
    known = _survey_codes(context.pack, role, rules.survey.land_class)
    distinct, place = np.unique(classes.astype(str), return_inverse=True)
    forest = np.array([_survey_forest(code, known, rules) for code in distinct.tolist()], dtype=np.int8)
    notes = []
    unknown = [code for code, flag in zip(distinct.tolist(), forest.tolist()) if flag < 0 and code]
    if unknown:
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} land classes are in no code list, for example {examples}. Their land counts as "
                "undecided until somebody decides on it: correct the field {field}.",
                layer=context.layer(role).name, count=len(unknown), examples=", ".join(unknown[:_EXAMPLES]),
                field=rules.survey.land_class,
            )
        )
    units = feature_codes(context, role, [rules.survey.unit])
    unit = np.array([village_of(name) if name else "" for name in units.names], dtype=object)[units.index]
    carried = [rules.survey.land_class, rules.survey.unit]
    named = rules.survey.unit_name
    if named and context.layer(role).field_name(context.role(role).fields[named]) is not None:
        carried.append(named)
    return _side(
        context, role, carried, classes, forest[place],
        numbers(context.column(role, rules.survey.area)), unit, crs, frame, transforms, notes, feedback,
    )


def read_one_map(
    context: CheckContext,
    rules: PlanningBaseRules,
    crs: QgsCoordinateReferenceSystem,
    frame: AreaFrame,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> Side:
    """Return the forest one-map; classes of all generations in canonical codes, see `read_survey`."""
    source = rules.one_map
    role, layer = source.role, context.layer(source.role)
    codes = ClassCodes(context.pack, source.code_list)
    found = codes.canonical(context.column(role, source.land_class))
    forest = np.where(codes.is_in(found.codes, source.forest_land), 1, 0).astype(np.int8)
    missing = np.array([code is None for code in found.codes.tolist()], dtype=bool)
    forest[missing] = -1
    classes = np.where(missing, "", found.codes)
    if source.excluded:
        forest[context.selection(role, source.excluded)] = 0
    notes = []
    if found.unknown:
        examples = [f"{value} ({nearest})" if nearest else value for value, nearest in (
            (value, codes.nearest(value)) for value in list(found.unknown)[:_EXAMPLES])]
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} sub-compartments have a forest land class that no code list knows, for example "
                "{examples}. Their land counts as undecided until somebody decides on it: correct the field {field}.",
                layer=layer.name, count=sum(found.unknown.values()), examples=", ".join(examples),
                field=source.land_class,
            )
        )
    blank = int(np.count_nonzero((found.generation == Generation.NONE) & (forest < 0)))
    if blank:
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} sub-compartments have no forest land class. Their land counts as undecided until "
                "somebody decides on it: fill in the field {field}.",
                layer=layer.name, count=blank, field=source.land_class,
            )
        )
    units = feature_codes(context, role, source.unit)
    unit = np.array(units.names or [""], dtype=object)[units.index]
    return _side(
        context, role, (source.land_class,), classes, forest,
        numbers(context.column(role, source.area)) * M2_PER_HA, unit, crs, frame, transforms, notes, feedback,
    )


def empty_note(layer: SourceLayer, side: Side) -> list[Message]:
    """Return a note on a layer without features: a base of nothing would pass for one."""
    if len(side):
        return []
    return [
        translatable(
            "PlanningBase", "{layer} has no features, so the base is not complete: choose the layer that holds them.",
            layer=layer.name,
        )
    ]


def left_out_note(layer: SourceLayer, areas: NDArray[np.float64], consequence: Message) -> list[Message]:
    """Return a note on features of a layer that have no shape that can be used, none where all have one.

    :param areas: float64 (features), m² on the ellipsoid, 0 for those without a shape
    :param consequence: what that means
    """
    lost = np.flatnonzero(areas <= 0)
    if not len(lost):
        return []
    return [
        translatable(
            "PlanningBase",
            "{layer}: {count} features have no shape that can be used, for example the one with the id {fid}. "
            "{consequence} Check their geometry.",
            layer=layer.name, count=len(lost), fid=int(layer.read().fids[lost[0]]), consequence=consequence,
        )
    ]


def require_polygons(layer: SourceLayer) -> None:
    """Refuse a layer that holds no polygons or has no coordinate reference system.

    :raises LandPlanError: naming the layer
    """
    if layer.geometry is not GeometryKind.POLYGON:
        raise LandPlanError(
            translatable("PlanningBase", "{layer} holds no polygons: choose a polygon layer.", layer=layer.name)
        )
    if not layer.crs.isValid():
        raise LandPlanError(
            translatable(
                "PlanningBase",
                "{layer} has no coordinate reference system, so no area can be computed. Assign the one its data were "
                "made in.",
                layer=layer.name,
            )
        )


def placed(
    layer: SourceLayer,
    crs: QgsCoordinateReferenceSystem,
    frame: AreaFrame,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> tuple[PolygonArrays, NDArray[np.float64], Integers]:
    """Return sound polygons of a layer in a plane, their areas on the ellipsoid in m², and which were repaired.

    Features that lie where the plane has no areas become features without polygon.
    """
    polygons = reprojected(layer.read(Span(feedback, 0, 40)).polygons, layer.crs, crs, layer.name, transforms)
    sound, repaired = sound_and_repaired(polygons, Span(feedback, 40, 80))
    areas = ellipsoidal_areas(sound, frame, feedback=Span(feedback, 80, 100))
    lost = np.flatnonzero(~np.isfinite(areas))
    if len(lost):
        order = np.arange(len(sound))
        order[lost] = len(sound)
        none = polygons_from_wkb([None], np.array([-1]))
        fids = sound.fids
        sound = select(concatenate((sound, none)), order)
        sound.fids[:] = fids
        areas = np.where(np.isfinite(areas), areas, 0.0)
    return sound, areas, repaired


def _side(
    context: CheckContext,
    role: str,
    carried: Sequence[str],
    classes: Texts,
    forest: NDArray[np.int8],
    declared_m2: NDArray[np.float64],
    unit: Texts,
    crs: QgsCoordinateReferenceSystem,
    frame: AreaFrame,
    transforms: Optional[QgsCoordinateTransformContext],
    notes: list[Message],
    feedback: Feedback,
) -> Side:
    layer, data = context.layer(role), context.data(role)
    sound, areas, invalid = placed(layer, crs, frame, transforms, feedback)
    usable = np.diff(sound.feature_offsets) > 0
    left_out = np.flatnonzero(~usable)
    repaired = invalid[usable[invalid]]
    key_fields = context.pack.layers[role].key
    fields = {name: texts(context.column(role, name)) for name in dict.fromkeys((*key_fields, *carried))}
    keys, more = _keys([fields[name] for name in key_fields], data.fids, layer.name, key_fields)
    notes += more
    if len(left_out):
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} features have no shape that can be used and are left out ({area} m² declared), for "
                "example {examples}. Check their geometry.",
                layer=layer.name, count=len(left_out), examples=", ".join(keys[left_out[:_EXAMPLES]].tolist()),
                area=f"{np.nansum(declared_m2[left_out]):.2f}",
            )
        )
    if len(repaired):
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} features with invalid geometry take part with their repaired shape ({area} m²), for "
                "example {examples}. Check their geometry.",
                layer=layer.name, count=len(repaired), examples=", ".join(keys[repaired[:_EXAMPLES]].tolist()),
                area=f"{areas[repaired].sum():.2f}",
            )
        )
    return Side(
        layer=layer.name, polygons=sound, keys=keys, fields=fields, land_class=classes, forest=forest,
        declared_m2=declared_m2, area_m2=areas, unit=unit, left_out=left_out, repaired=repaired, notes=tuple(notes),
    )


def _keys(
    parts: Sequence[Texts], fids: NDArray[np.int64], layer: str, names: Sequence[str]
) -> tuple[Texts, list[Message]]:
    """Return the business keys, and what is wrong with them."""
    joined = [_KEY_SEPARATOR.join(row) if any(row) else "" for row in zip(*(part.tolist() for part in parts))]
    notes = []
    blank = [number for number, key in enumerate(joined) if not key]
    if blank:
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} features have no key ({fields}), so decisions on them cannot be kept between runs; "
                "they are called after their feature id.",
                layer=layer, count=len(blank), fields=", ".join(names),
            )
        )
    for number, fid in zip(blank, fids[blank].tolist()):
        joined[number] = f"#{fid}"
    keys = np.array(joined, dtype=object)
    _, numbers_of = np.unique(keys.astype(str), return_counts=True) if len(keys) else (keys, np.empty(0))
    doubles = int(np.count_nonzero(numbers_of > 1))
    if doubles:
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} keys ({fields}) stand for several features. A decision on such a key counts for all "
                "of them.",
                layer=layer, count=doubles, fields=", ".join(names),
            )
        )
    return keys, notes


def _survey_codes(pack: Pack, role: str, field: str) -> frozenset[str]:
    codes = pack.layers[role].fields[field].codes
    return frozenset() if codes is None else frozenset(pack.code_lists[codes].names)


def _survey_forest(code: str, known: frozenset[str], rules: PlanningBaseRules) -> int:
    """Return 1 for forest land, 0 for other land, -1 for a class no list knows."""
    if code in rules.forest_land:
        return 1
    return 0 if code in known else -1
