"""Topology checks (拓扑检查): in one layer and between layers."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Iterator, Optional, Sequence

import numpy as np
from qgis.core import QgsGeometry

from ...geometry.arrays import PolygonArrays
from ...geometry.coverage import CoverageError, check_coverage
from ...geometry.coverage_input import polygon_parts
from ...geometry.overlay import overlaps_between, parts_outside
from ...geometry.wkb import geometry_of, polygons_from_wkb
from ...message import Message, translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ..context import CheckContext, NotRunnable
from ..findings import ErrorArea, area_findings, feature_of, unknown_areas
from ..model import Finding
from ..registry import check_kind

NUMBER = ParameterSpec(ParameterType.NUMBER)
ROLE = ParameterSpec(ParameterType.ROLE, required=True)
TARGET_EXPRESSION = ParameterSpec(ParameterType.TARGET_EXPRESSION)


def _coverage(check: CheckRule, context: CheckContext, kind: str) -> Sequence[CoverageError]:
    """Return the coverage errors of one kind."""
    context.examined = len(context.polygons(check.layer, check.where))
    errors = _coverage_errors(context, check.layer, check.where, context.layer_tolerance(check))
    return [error for error in errors if error.kind == kind]


def _coverage_errors(
    context: CheckContext, role_id: Optional[str], where: Optional[str], tolerance: float
) -> Sequence[CoverageError]:
    """Return all coverage errors of a layer, which is examined once for all topology checks."""
    polygons = context.polygons(role_id, where)
    return context.once(
        ("coverage", role_id, where, tolerance), lambda: check_coverage(polygons, tolerance, context.feedback)
    )


@check_kind("topology.no_overlap", tolerance=NUMBER)
def no_overlap(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No two features cover the same place."""

    def message(area: float) -> Message:
        return translatable("SelfCheck", "The two features overlap here on {area} m².", area=round(area, 4))

    errors = _coverage(check, context, "overlap")
    yield from area_findings(context, check, [_error_area(check, context, error, message) for error in errors])


@check_kind("topology.no_duplicate", tolerance=NUMBER)
def no_duplicate(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No two features have the same shape."""

    def message(area: float) -> Message:
        return translatable(
            "SelfCheck",
            "The two features have the same shape ({area} m²): one of them is drawn twice.",
            area=round(area, 4),
        )

    errors = _coverage(check, context, "duplicate")
    yield from area_findings(context, check, [_error_area(check, context, error, message) for error in errors])


@check_kind("topology.no_gap", tolerance=NUMBER, max_area=NUMBER)
def no_gap(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No hole between features; with ``max_area`` (m²) larger holes are taken as intended."""

    def message(area: float) -> Message:
        return translatable("SelfCheck", "No feature covers this place of {area} m² between its neighbours.",
                            area=round(area, 4))

    largest = context.number(check, "max_area", float("inf"))
    errors = _coverage(check, context, "gap")
    places = [_error_area(check, context, error, message) for error in errors]
    yield from (
        finding for finding in area_findings(context, check, places) if (finding.area_m2 or 0.0) <= largest
    )


def _error_area(
    check: CheckRule, context: CheckContext, error: CoverageError, message: Callable[[float], Message]
) -> ErrorArea:
    """Return an error of the coverage with the features it concerns; a gap may have one neighbour only."""
    selected = context.selection(check.layer, check.where)
    indexes = [index for index in (error.feature_a, error.feature_b) if index >= 0]
    features = tuple(feature_of(context, check.layer, int(selected[index])) for index in indexes)
    return ErrorArea(error.kind, features, error.geometry, message)


@check_kind("topology.min_area", min_area=ParameterSpec(ParameterType.NUMBER, required=True))
def min_area(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No feature is smaller than the smallest that is mapped (碎图斑)."""
    limit = context.number(check, "min_area")
    selected = context.selection(check.layer, check.where)
    areas = context.areas(check.layer)[selected]
    yield from unknown_areas(context, check)
    polygons = context.polygons(check.layer)
    context.examined = len(selected)

    def message(area: float) -> Message:
        return translatable("SelfCheck", "The feature has {area} m², less than the smallest area mapped, {limit} m².",
                            area=round(area, 2), limit=limit)

    places = []
    for index in selected[np.nonzero(areas < limit)[0]]:
        geometry = geometry_of(polygons, int(index))
        if geometry.isEmpty():
            continue
        if not geometry.isGeosValid():  # lobes of a crossing border cancel each other out
            geometry = QgsGeometry.collectGeometry(polygon_parts(geometry.makeValid()))
        features = (feature_of(context, check.layer, int(index)),)
        places.append(ErrorArea("sliver", features, geometry, message, limit))
    yield from (finding for finding in area_findings(context, check, places) if (finding.area_m2 or 0.0) < limit)


def _target_polygons(check: CheckRule, context: CheckContext) -> PolygonArrays:
    """Return the polygons of the other layer (NotRunnable when its CRS is another)."""
    return _other_polygons(check, context, check.parameters["target"], check.parameters.get("target_where"))


def _other_polygons(check: CheckRule, context: CheckContext, target: str, where: Optional[str]) -> PolygonArrays:
    layer, other = context.polygon_layer(check.layer), context.polygon_layer(target)
    if layer.crs.isValid() and other.crs.isValid() and layer.crs != other.crs:
        raise NotRunnable(
            translatable("SelfCheck", "{layer} is in {crs} and {target} is in {other}: bring both into one coordinate "
                         "reference system to compare them.", layer=layer.name, crs=layer.crs.authid(),
                         target=other.name, other=other.crs.authid())
        )
    return context.polygons(target, where)


@check_kind(
    "topology.covered_by", target=ROLE, target_where=TARGET_EXPRESSION, tolerance=NUMBER,
    or_target=ParameterSpec(ParameterType.ROLE),
)
def covered_by(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every feature lies inside the other layer; what lies outside may lie in a second one, where there is that."""
    cover = _target_polygons(check, context)
    polygons = context.polygons(check.layer, check.where)
    selected = context.selection(check.layer, check.where)
    target = context.layer(check.parameters["target"]).name
    second = check.parameters.get("or_target")
    if second is not None and (other := context.binding(second).layer) is not None:
        target = f"{target} / {other.name}"
    context.examined = len(polygons)

    def message(area: float) -> Message:
        return translatable("SelfCheck", "{area} m² of the feature lie outside the layer {target}.",
                            area=round(area, 4), target=target)

    tolerance = context.layer_tolerance(check)
    known = _coverage_errors(context, check.parameters["target"], check.parameters.get("target_where"), tolerance)
    outside = parts_outside(polygons, cover, tolerance, context.feedback, known)
    errors = _outside_second(check, context, outside, tolerance)
    yield from area_findings(
        context,
        check,
        [
            ErrorArea(
                "outside",
                (feature_of(context, check.layer, int(selected[error.feature_a])),),
                error.geometry,
                message,
            )
            for error in errors
        ],
    )


def _outside_second(
    check: CheckRule, context: CheckContext, errors: Sequence[CoverageError], tolerance: float
) -> Sequence[CoverageError]:
    """Return what of the parts outside the first layer lies outside the second layer, too."""
    second = check.parameters.get("or_target")
    if second is None or not errors or context.binding(second).layer is None:
        return errors
    parts = polygons_from_wkb([error.geometry.asWkb().data() for error in errors])
    cover = _other_polygons(check, context, second, None)
    known = _coverage_errors(context, second, None, tolerance)
    return [
        replace(error, feature_a=errors[error.feature_a].feature_a)
        for error in parts_outside(parts, cover, tolerance, context.feedback, known)
    ]


@check_kind("topology.not_overlap", target=ROLE, target_where=TARGET_EXPRESSION, tolerance=NUMBER)
def not_overlap(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No feature overlaps the other layer."""
    target_id = check.parameters["target"]
    other = _target_polygons(check, context)
    polygons = context.polygons(check.layer, check.where)
    selected = context.selection(check.layer, check.where)
    target_selected = context.selection(target_id, check.parameters.get("target_where"))
    target = context.layer(target_id).name
    context.examined = len(polygons)

    def message(area: float) -> Message:
        return translatable("SelfCheck", "The feature overlaps the layer {target} on {area} m².", target=target,
                            area=round(area, 4))

    errors = overlaps_between(polygons, other, context.layer_tolerance(check), context.feedback)
    places = []
    for error in errors:
        features = (
            feature_of(context, check.layer, int(selected[error.feature_a])),
            feature_of(context, target_id, int(target_selected[error.feature_b])),
        )
        places.append(ErrorArea("overlap_with_layer", features, error.geometry, message))
    yield from area_findings(context, check, places)
