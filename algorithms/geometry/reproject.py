"""Polygons brought from one coordinate reference system into another."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Optional, Union

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDatumTransform,
    QgsGeometry,
)

from ..errors import LandPlanError
from ..message import Message, translatable
from .arrays import PolygonArrays, are_places
from .projection import spatial_reference

__all__ = ["reprojected", "transformation_known", "transformed"]

_LINE_STRING = 2
_BLOCK = 1 << 20
_SAME_AXIS = 0.5  # metres by which the ellipsoids of geocentric datums (WGS 84, CGCS2000) differ at most
_SAME_FLATTENING = 1e-4


def reprojected(
    polygons: PolygonArrays,
    source_crs: QgsCoordinateReferenceSystem,
    target_crs: QgsCoordinateReferenceSystem,
    what: Union[Message, str],
    context: Optional[QgsCoordinateTransformContext] = None,
) -> PolygonArrays:
    """Return the polygons in another CRS, the same object where the CRS agree.

    Vertices are transformed, edges stay straight, as in QGIS. Coordinates that are no place on Earth stay
    as they are; what reads the polygons leaves them out.

    :param what: name of the layer, for the refusal
    :param context: the transformations chosen by the user; QGIS' own choice where None
    :raises LandPlanError: naming the layer, when a CRS is missing, a vertex cannot be transformed, or no
        transformation between the datums is known, so that the result would be off by tens of metres
    """
    for crs in (source_crs, target_crs):
        if not crs.isValid():
            raise LandPlanError(
                translatable(
                    "Reproject",
                    "{layer} cannot be brought into the coordinate reference system of the other layers, because "
                    "one of them has none. Assign the coordinate reference system the data were made in.",
                    layer=what,
                )
            )
    if source_crs == target_crs:
        return polygons
    context = context or QgsCoordinateTransformContext()
    if not context.hasTransform(source_crs, target_crs) and not transformation_known(source_crs, target_crs):
        raise LandPlanError(
            translatable(
                "Reproject",
                "{layer} is in {source}, the other layers are in {target}, and QGIS knows no transformation between "
                "these datums. Bring {layer} into {target} with the parameters of the surveying office first.",
                layer=what,
                source=crs_name(source_crs),
                target=crs_name(target_crs),
            )
        )
    transform = QgsCoordinateTransform(source_crs, target_crs, context)
    points = np.column_stack((polygons.x, polygons.y))
    places = np.flatnonzero(are_places(polygons.x, polygons.y))
    for begin in range(0, len(places), _BLOCK):
        some = places[begin : begin + _BLOCK]
        moved = transformed(points[some], transform)
        wrong = ~are_places(moved[:, 0], moved[:, 1])
        if wrong.any():
            place = points[some[int(np.argmax(wrong))]]
            raise LandPlanError(
                translatable(
                    "Reproject",
                    "{layer} cannot be brought from {source} into {target}: there is no such place as {x}, {y}. "
                    "Check whether the layer has the right coordinate reference system.",
                    layer=what,
                    source=crs_name(source_crs),
                    target=crs_name(target_crs),
                    x=round(float(place[0]), 6),
                    y=round(float(place[1]), 6),
                )
            )
        points[some] = moved
    return replace(polygons, x=points[:, 0].copy(), y=points[:, 1].copy())


def crs_name(crs: QgsCoordinateReferenceSystem) -> str:
    """Return what a CRS is called in a sentence: of a plane made for degrees what it is made from, if known."""
    if not crs.authid():
        base = QgsCoordinateReferenceSystem(crs.geographicCrsAuthId() or "")
        return str(base.userFriendlyIdentifier() if base.isValid() else crs.toProj())
    return str(crs.userFriendlyIdentifier())


def transformation_known(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> bool:
    """Return whether a transformation is more than a guess that two datums are the same.

    PROJ takes coordinates over unchanged where it knows nothing better. That is right within a metre between
    datums whose ellipsoid lies around the centre of the Earth, and wrong by 50–150 m between Xi'an 1980 or
    Beijing 1954 and CGCS2000.
    """
    if any(operation.accuracy >= 0 for operation in QgsDatumTransform.operations(source, target)):
        return True
    one, two = spatial_reference(source), spatial_reference(target)
    return (
        abs(one.GetSemiMajor() - two.GetSemiMajor()) < _SAME_AXIS
        and abs(one.GetInvFlattening() - two.GetInvFlattening()) < _SAME_FLATTENING
    )


def transformed(points: NDArray[np.float64], transform: QgsCoordinateTransform) -> NDArray[np.float64]:
    """Return float64 (n, 2), the points in the other CRS; not finite where PROJ has none.

    :param points: float64 (n, 2), finite
    """
    if not len(points):
        return points
    line = QgsGeometry()  # one line through all points is the fastest way through PyQGIS
    line.fromWkb(struct.pack("<BII", 1, _LINE_STRING, len(points)) + points.astype("<f8").tobytes())
    try:
        line.transform(transform)
    except QgsCsException:
        if len(points) == 1:
            return np.full((1, 2), np.nan)
        half = len(points) // 2
        return np.concatenate((transformed(points[:half], transform), transformed(points[half:], transform)))
    return np.frombuffer(line.asWkb().data(), dtype="<f8", offset=9).reshape(-1, 2)
