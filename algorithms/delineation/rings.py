"""Distance rings around built-up areas and main roads (由近及远): in which ring every parcel lies.

A parcel lies where its inner point lies (`geometry.inner_points`), so it is never in two rings. The rings are
buffers of the centres; their arcs are drawn with 32 chords a quarter, which lie up to 0.03 % of the distance
inside the true arc.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Callable, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
)

from ..dataset.dataset import Dataset
from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.arrays import PolygonArrays, are_places
from ..geometry.coverage_boxes import join_boxes
from ..geometry.coverage_input import geometries, sound_polygons
from ..geometry.plane import metres_per_unit
from ..geometry.point_in_polygon import EdgeSlabs
from ..geometry.wkb import bounding_boxes, polygons_from_wkb
from ..message import Message, translatable
from ..rulepack.delineation_rules import FillOrder
from ..rulepack.model import GeometryKind
from .class_codes import selects_classes
from .model import Parcels

Floats = NDArray[np.float64]

_CHORDS = 32  # of a quarter circle


@dataclass(frozen=True)
class Rings:
    """Where the parcels lie.

    :ivar ring: int64 (n,), 0 is nearest; as many rings as distances and one beyond
    :ivar centres: what the distances were reckoned from, to be shown
    """

    ring: NDArray[np.int64]
    centres: Message


def distance_rings(
    order: FillOrder,
    parcels: Parcels,
    plane: PolygonArrays,
    plane_crs: QgsCoordinateReferenceSystem,
    points: tuple[Floats, Floats],
    centres: Optional[SourceLayer],
    dataset: Optional[Dataset],
    feedback: Feedback = Silent(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> Rings:
    """Find the ring of every parcel.

    :param plane: the parcels as sound polygons in a projected CRS, ``plane_crs``
    :param points: float64 (n,) x and y inside the parcels in that CRS, NaN for parcels without a shape
    :param centres: built-up areas or roads; None: the pack's layers in ``dataset``, else parcels of built-up classes
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when the centres have no CRS or cannot be brought into that of the parcels
    """
    read = partial(
        _shapes, crs=plane_crs, transforms=transforms or QgsCoordinateTransformContext(),
        feedback=Span(feedback, 0, 30),
    )
    shapes, described = _centres(order, parcels, plane, centres, dataset, read)
    ring = np.zeros(len(parcels), dtype=np.int64)
    if not shapes:
        return Rings(ring, described)
    x, y = points
    whole = QgsGeometry.unaryUnion(shapes)
    if whole.isNull():
        raise LandPlanError(
            translatable(
                "Rings",
                "The centres ({centres}) cannot be united: {reason}. Repair their geometry (Fix geometries).",
                centres=described, reason=whole.lastError(),
            )
        )
    ring[:] = len(order.rings)
    open_ = np.flatnonzero(np.isfinite(x))
    for number, distance in enumerate(order.rings):
        raise_if_cancelled(feedback)
        feedback.setProgress(30 + 70 * number / len(order.rings))
        inside = _inside(whole.buffer(distance / metres_per_unit(plane_crs), _CHORDS), x[open_], y[open_])
        ring[open_[inside]] = number
        open_ = open_[~inside]
    return Rings(ring, described)


def _centres(
    order: FillOrder,
    parcels: Parcels,
    plane: PolygonArrays,
    centres: Optional[SourceLayer],
    dataset: Optional[Dataset],
    read: Callable[[SourceLayer], list[QgsGeometry]],
) -> tuple[list[QgsGeometry], Message]:
    """Return the centres in the plane, and what they are.

    :param read: gives the shapes of a layer in the plane
    """
    if centres is not None:
        shapes = read(centres)
        return shapes, translatable("Rings", "layer {layer}", layer=centres.name) if shapes else _nothing()
    found: list[QgsGeometry] = []
    names = []
    for role in order.centres:
        layer = dataset.layer(role) if dataset is not None else None
        if layer is not None:
            shapes = read(layer)
            if shapes:
                found += shapes
                names.append(layer.name)
    if found:
        return found, translatable("Rings", "layer {layer}", layer=", ".join(names))
    built_up = np.flatnonzero(selects_classes(parcels.land_class, order.centre_classes))
    built_up = built_up[plane.feature_offsets[built_up + 1] > plane.feature_offsets[built_up]]
    if not len(built_up):
        return [], _nothing()
    return [shape for _, shape in geometries(plane, built_up)], translatable(
        "Rings", "{count} parcels of the classes {classes}",
        count=len(built_up), classes=", ".join(order.centre_classes),
    )


def _nothing() -> Message:
    return translatable("Rings", "nothing: there are no built-up areas or main roads, so all land counts as near")


def _shapes(
    layer: SourceLayer,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    feedback: Feedback,
) -> list[QgsGeometry]:
    """Return the shapes of a layer in another CRS, invalid ones repaired."""
    data = layer.read(feedback)
    if layer.geometry is GeometryKind.POLYGON:
        polygons = sound_polygons(data.polygons, feedback)
        shapes = [shape for _, shape in geometries(polygons, np.flatnonzero(np.diff(polygons.feature_offsets)))]
    else:
        shapes = []
        for wkb in data.geometries:
            shape = QgsGeometry()
            if wkb is not None:
                shape.fromWkb(wkb)
            if not shape.isNull() and not shape.isEmpty():
                shapes.append(shape)
    if not shapes:
        return []
    if not layer.crs.isValid():
        raise LandPlanError(
            translatable(
                "Rings",
                "The layer of centres {layer} has no coordinate reference system. Assign the one its data were made "
                "in.",
                layer=layer.name,
            )
        )
    if layer.crs != crs:
        transform = QgsCoordinateTransform(layer.crs, crs, transforms)
        try:
            for shape in shapes:
                shape.transform(transform)
        except QgsCsException as error:
            raise LandPlanError(_not_brought(layer, crs)) from error
    # GEOS does not survive coordinates that are no numbers, which PROJ gives for what is no place.
    if not all(_is_place(shape) for shape in shapes):
        raise LandPlanError(_not_brought(layer, crs))
    return shapes


def _is_place(shape: QgsGeometry) -> bool:
    x, y = np.array([(vertex.x(), vertex.y()) for vertex in shape.vertices()]).T
    return bool(are_places(x, y).all())


def _not_brought(layer: SourceLayer, crs: QgsCoordinateReferenceSystem) -> Message:
    return translatable(
        "Rings",
        "The layer of centres {layer} has coordinates in {source} that are no place in {target}. Check whether it has "
        "the right coordinate reference system, and its geometry.",
        layer=layer.name, source=layer.crs.userFriendlyIdentifier(), target=crs.userFriendlyIdentifier(),
    )


def _inside(zone: QgsGeometry, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """Return which points lie in a zone, bool (points)."""
    polygons = polygons_from_wkb([bytes(part.asWkb()) for part in zone.asGeometryCollection()])
    inside = np.zeros(len(x), dtype=bool)
    if not len(polygons) or not len(x):
        return inside
    point, part = join_boxes(np.column_stack((x, y, x, y)), bounding_boxes(polygons))
    slabs = EdgeSlabs(polygons, np.arange(len(polygons)))
    inside[point[slabs.hold(part, x[point], y[point])]] = True
    return inside
