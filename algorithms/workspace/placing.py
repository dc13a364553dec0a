"""Where a finding is: its anchor for the identity, and its geometry as a layer of the workspace shows it."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsUnitTypes,
    QgsWkbTypes,
)

from .identity import Anchor

METRES_PER_DEGREE = 111_319.49  # of the equator, a = 6 378 137 m
_HEADER = struct.Struct("<2sBBi4d")
_LITTLE_ENDIAN_WITH_XY_ENVELOPE = 0b11
_LAYERS = {
    QgsWkbTypes.GeometryType.PointGeometry: "finding_point",
    QgsWkbTypes.GeometryType.LineGeometry: "finding_line",
    QgsWkbTypes.GeometryType.PolygonGeometry: "finding_polygon",
}


@dataclass(frozen=True)
class MapGeometry:
    """A geometry as stored in a layer: the table it belongs to and the GeoPackage blob."""

    table: str
    blob: bytes


def crs_of(text: str) -> QgsCoordinateReferenceSystem:
    """Return the CRS of an authority id or WKT; invalid for an empty or unknown text."""
    return QgsCoordinateReferenceSystem(text) if text else QgsCoordinateReferenceSystem()


def geometry_of(wkb: Optional[bytes]) -> Optional[QgsGeometry]:
    """Return the geometry of WKB; None where there is none, it is empty or has no finite extent."""
    if not wkb:
        return None
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    if geometry.isNull() or geometry.isEmpty():
        return None
    box = geometry.boundingBox()
    edges = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    return geometry if all(map(math.isfinite, edges)) else None


class Placer:
    """Places findings, whatever the CRS of their layer, on the layers of one workspace."""

    def __init__(self, layer_crs: str, srs_id: int) -> None:
        """:param layer_crs: CRS of the workspace's layers, empty where none is set; ``srs_id`` its number"""
        self._layer_crs = layer_crs
        self._srs_id = srs_id
        self._scales: dict[str, float] = {}
        self._transforms: dict[str, Optional[QgsCoordinateTransform]] = {}

    def anchor(self, geometry: Optional[QgsGeometry], crs: str) -> Optional[Anchor]:
        """Return the anchor of a geometry in metres; None for no geometry."""
        if geometry is None:
            return None
        box = geometry.boundingBox()
        scale = self._scale(crs)
        return Anchor(
            (box.xMinimum() + box.xMaximum()) / 2 * scale,
            (box.yMinimum() + box.yMaximum()) / 2 * scale,
            (box.xMaximum() - box.xMinimum()) * scale,
            (box.yMaximum() - box.yMinimum()) * scale,
        )

    def map_geometry(self, geometry: Optional[QgsGeometry], crs: str) -> Optional[MapGeometry]:
        """Return the geometry for the map in the CRS of the layers, two-dimensional and multi-part.

        None for no geometry, or where it cannot be brought into that CRS: the finding is then listed with
        its own geometry but not drawn.
        """
        if geometry is None:
            return None
        shown = QgsGeometry(geometry)
        if QgsWkbTypes.flatType(shown.wkbType()) == QgsWkbTypes.Type.GeometryCollection:
            shown = _main_parts(shown)
        table = _LAYERS.get(QgsWkbTypes.geometryType(shown.wkbType()))
        if table is None:
            return None
        if QgsWkbTypes.isCurvedType(shown.wkbType()):
            shown = QgsGeometry(shown.constGet().segmentize())
        if QgsWkbTypes.hasZ(shown.wkbType()) or QgsWkbTypes.hasM(shown.wkbType()):
            shown.get().dropZValue()
            shown.get().dropMValue()
        shown.convertToMultiType()
        transform = self._transform(crs)
        if transform is not None:
            try:
                shown.transform(transform)
            except QgsCsException:
                return None
        box = shown.boundingBox()
        edges = (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
        if not all(map(math.isfinite, edges)):
            return None
        header = _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN_WITH_XY_ENVELOPE, self._srs_id, *edges)
        return MapGeometry(table, header + bytes(shown.asWkb()))

    def _scale(self, crs: str) -> float:
        """Return metres per unit of a CRS; 1 where it is unknown.

        Degrees of longitude count like those of latitude: a scale that changes with the latitude would
        make the anchor jump.
        """
        if crs not in self._scales:
            system = crs_of(crs)
            scale = 1.0
            if system.isValid() and system.isGeographic():
                scale = METRES_PER_DEGREE
            elif system.isValid():
                metres = QgsUnitTypes.fromUnitToUnitFactor(
                    system.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters
                )
                scale = metres if math.isfinite(metres) and metres > 0 else 1.0
            self._scales[crs] = scale
        return self._scales[crs]

    def _transform(self, crs: str) -> Optional[QgsCoordinateTransform]:
        """Return the way from a CRS to that of the layers; None where they agree or one is unknown."""
        if crs not in self._transforms:
            source, target = crs_of(crs), crs_of(self._layer_crs)
            same = not source.isValid() or not target.isValid() or source == target
            self._transforms[crs] = (
                None if same else QgsCoordinateTransform(source, target, QgsCoordinateTransformContext())
            )
        return self._transforms[crs]


def _main_parts(collection: QgsGeometry) -> QgsGeometry:
    """Return the parts of the highest dimension of a mixed collection, as one multi-part geometry."""
    for kind in (
        QgsWkbTypes.GeometryType.PolygonGeometry,
        QgsWkbTypes.GeometryType.LineGeometry,
        QgsWkbTypes.GeometryType.PointGeometry,
    ):
        parts = QgsGeometry(collection)
        if parts.convertGeometryCollectionToSubclass(kind) and not parts.isEmpty():
            return parts
    return collection
