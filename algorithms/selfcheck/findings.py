"""Builds findings from what a check measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterator, Optional, Sequence, Union

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsPointXY

from ..geometry.area import ellipsoidal_areas
from ..geometry.arrays import are_places
from ..geometry.wkb import geometry_of, polygons_from_wkb, vertex_offsets
from ..message import Message, translatable
from ..rulepack.model import CheckRule, GeometryKind
from .context import CheckContext
from .model import Feature, Finding

Measure = Union[float, str, None]


def text_of(value: object) -> str:
    """Return a cell as the user sees it; NULL is empty."""
    if value is np.ma.masked or value is None:
        return ""
    if isinstance(value, (float, np.floating)):
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    return str(value)


def feature_of(context: CheckContext, role_id: Optional[str], index: int) -> Feature:
    """Return the feature at an array index with its business key (empty where it has none)."""
    keys = context.once(("keys", role_id), lambda: _key_reader(context, role_id))
    return Feature(int(context.data(role_id).fids[index]), keys(int(index)))


def feature_keys(context: CheckContext, role_id: Optional[str]) -> NDArray[np.object_]:
    """Return object (features), the business key of each as `feature_of` has it, '' for one that has none."""
    return context.once(("all keys", role_id), lambda: _all_keys(context, role_id))


def _all_keys(context: CheckContext, role_id: Optional[str]) -> NDArray[np.object_]:
    data = context.data(role_id)
    keys = np.full(len(data), "", dtype=object)
    columns = _key_columns(context, role_id)
    if columns:
        keys[:] = ["-".join(parts) if any(parts) else "" for parts in zip(*map(_cells, columns))]
    return keys


def _key_columns(context: CheckContext, role_id: Optional[str]) -> list[np.ma.MaskedArray]:
    """Return the columns of a key; none where one of them is missing, as part of a key would mislead."""
    layer = context.layer(role_id)
    role = context.role(role_id)
    names = [layer.field_name(role.fields[name]) for name in role.key]
    return [] if None in names else [context.data(role_id).column(name) for name in names if name is not None]


def _cells(column: np.ma.MaskedArray) -> list[str]:
    """Return the values of a column as texts, '' for NULL."""
    values = np.ma.getdata(column)
    cells = values.tolist() if values.dtype.kind == "U" else [text_of(value) for value in values.tolist()]
    for place in np.flatnonzero(np.ma.getmaskarray(column)).tolist():
        cells[place] = ""
    return cells


def _key_reader(context: CheckContext, role_id: Optional[str]) -> Callable[[int], str]:
    columns = _key_columns(context, role_id)

    def key(index: int) -> str:
        parts = [text_of(column[index]) for column in columns]
        return "-".join(parts) if any(parts) else ""

    return key


def crs_name(context: CheckContext, role_id: Optional[str]) -> str:
    """Return the authority id of a layer's CRS, its WKT without one, empty without CRS."""
    return crs_text(context.layer(role_id).crs)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return the authority id of a CRS, its WKT without one, empty without CRS."""
    return (crs.authid() or crs.toWkt()) if crs.isValid() else ""


def point_in(context: CheckContext, role_id: Optional[str], index: int) -> Optional[bytes]:
    """Return a point inside a feature as WKB, None when it has no usable geometry."""
    layer = context.layer(role_id)
    if layer.geometry is GeometryKind.POLYGON:
        geometry = geometry_of(context.data(role_id).polygons, int(index))
    elif layer.geometry in (GeometryKind.POINT, GeometryKind.LINE):
        feature = QgsFeature()
        if not layer.features(QgsFeatureRequest(int(context.data(role_id).fids[index]))).nextFeature(feature):
            return None
        geometry = feature.geometry()
    else:
        return None
    if geometry.isNull() or geometry.isEmpty():
        return None
    point = geometry.pointOnSurface()
    if point.isNull():  # not valid: its first vertex is a place as good as any
        vertex = geometry.vertexAt(0)
        if not np.isfinite([vertex.x(), vertex.y()]).all():
            return None
        point = QgsGeometry.fromPointXY(QgsPointXY(vertex.x(), vertex.y()))
    return bytes(point.asWkb())


def feature_finding(
    context: CheckContext,
    check: CheckRule,
    index: int,
    kind: str,
    message: Message,
    field: str = "",
    measured: Measure = None,
    limit: Measure = None,
    geometry: Optional[bytes] = None,
    partner: Optional[int] = None,
) -> Finding:
    """Return a finding on one feature, placed at ``geometry`` or at a point inside the feature.

    :param partner: array index of a second feature concerned
    """
    concerned = (index,) if partner is None else (index, partner)
    return Finding(
        check_id=check.id,
        role=check.layer or "",
        layer_name=context.layer(check.layer).name,
        kind=kind,
        severity=check.severity,
        clause=check.clause,
        message=message,
        features=tuple(feature_of(context, check.layer, each) for each in concerned),
        field=field,
        measured=measured,
        limit=limit,
        geometry=geometry if geometry is not None else point_in(context, check.layer, index),
        crs=crs_name(context, check.layer),
    )


@dataclass(frozen=True)
class ErrorArea:
    """A polygon that is the place of a defect.

    :ivar message: makes the sentence from the area in m²
    :ivar limit: the limit in m²
    """

    kind: str
    features: tuple[Feature, ...]
    geometry: QgsGeometry
    message: Callable[[float], Message]
    limit: float = 0.0


def area_findings(context: CheckContext, check: CheckRule, places: Sequence[ErrorArea]) -> Iterator[Finding]:
    """Yield a finding for each polygon that is the place of a defect, with its area."""
    layer_name, crs = context.layer(check.layer).name, crs_name(context, check.layer)
    for place, area in zip(places, areas_of(context, check.layer, [place.geometry for place in places])):
        known = area if np.isfinite(area) else None
        message = place.message(area) if known is not None else translatable(
            "SelfCheck", "{title}: the defect lies here, but its area cannot be computed, because the coordinates are "
            "outside what the coordinate reference system can show.", title=check.title)
        yield Finding(
            check_id=check.id,
            role=check.layer or "",
            layer_name=layer_name,
            kind=place.kind,
            severity=check.severity,
            clause=check.clause,
            message=message,
            features=place.features,
            measured=known,
            limit=place.limit,
            area_m2=known,
            geometry=bytes(place.geometry.asWkb()),
            crs=crs,
        )


def unknown_areas(context: CheckContext, check: CheckRule) -> Iterator[Finding]:
    """Yield a finding for each selected feature that is drawn, but not on the ellipsoid.

    So it is with swapped axes and with a wrong CRS. What has no geometry, or coordinates that are no numbers,
    is the business of the geometry check.
    """
    unknown = ~np.isfinite(context.areas(check.layer))
    if not unknown.any():
        return
    polygons = context.polygons(check.layer)
    misplaced = np.concatenate(([0], np.cumsum(~are_places(polygons.x, polygons.y))))
    offsets = vertex_offsets(polygons)
    unknown &= (offsets[1:] > offsets[:-1]) & (misplaced[offsets[1:]] == misplaced[offsets[:-1]])
    selected = context.selection(check.layer, check.where)
    for index in selected[unknown[selected]]:
        first = offsets[index]
        yield feature_finding(
            context, check, int(index), "area_unknown",
            translatable("SelfCheck", "The feature has no area on the ellipsoid: its coordinates (x = {x}, y = {y}) "
                         "lie outside what {crs} can show. Are x and y swapped, or is it another coordinate "
                         "reference system?", x=float(polygons.x[first]), y=float(polygons.y[first]),
                         crs=context.layer(check.layer).crs.userFriendlyIdentifier()),
        )


def areas_of(context: CheckContext, role_id: Optional[str], geometries: Sequence[QgsGeometry]) -> list[float]:
    """Return areas in m²: ellipsoidal, or in coordinate units where the layer has no CRS."""
    if not context.layer(role_id).crs.isValid():
        return [float(geometry.area()) for geometry in geometries]
    polygons = polygons_from_wkb([geometry.asWkb().data() for geometry in geometries])
    areas: list[float] = ellipsoidal_areas(polygons, context.frame(role_id)).tolist()
    return areas


def layer_finding(
    check: CheckRule,
    kind: str,
    message: Message,
    layer_name: str = "",
    field: str = "",
    measured: Measure = None,
    limit: Measure = None,
    role: str = "",
) -> Finding:
    """Return a finding on a layer as a whole, without a place."""
    return Finding(
        check_id=check.id,
        role=role or check.layer or "",
        layer_name=layer_name,
        kind=kind,
        severity=check.severity,
        clause=check.clause,
        message=message,
        field=field,
        measured=measured,
        limit=limit,
    )
