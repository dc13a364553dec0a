"""Where a finding is: its anchor for the identity, and its geometry as a layer of the workspace shows it."""

from __future__ import annotations

import math
import struct
from typing import NamedTuple, Optional

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


Box = tuple[float, float, float, float]  # min x, min y, max x, max y where nothing else is said


class MapGeometry(NamedTuple):
    """A geometry as stored in a layer: its table, the GeoPackage blob, and min x, max x, min y, max y."""

    table: str
    blob: bytes
    edges: Box


def crs_of(text: str) -> QgsCoordinateReferenceSystem:
    """Return the CRS of an authority id or WKT; invalid for an empty or unknown text."""
    return QgsCoordinateReferenceSystem(text) if text else QgsCoordinateReferenceSystem()


def geometry_of(wkb: Optional[bytes]) -> Optional[QgsGeometry]:
    """Return the geometry of WKB; None where there is none, it is empty or has no finite extent."""
    placed = placed_geometry(wkb)
    return None if placed is None else placed[0]


def placed_geometry(wkb: Optional[bytes]) -> Optional[tuple[QgsGeometry, Box]]:
    """Return the geometry of WKB with its extent; None as for `geometry_of`."""
    if not wkb:
        return None
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    if geometry.isEmpty():
        return None
    box = _box(geometry)
    return None if box is None else (geometry, box)


def _box(geometry: QgsGeometry) -> Optional[Box]:
    """Return the extent of a geometry, None where it is not finite."""
    extent = geometry.boundingBox()
    box = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    return box if math.isfinite(sum(box)) else None


class Placer:
    """Places findings, whatever the CRS of their layer, on the layers of one workspace."""

    def __init__(self, layer_crs: str, srs_id: int) -> None:
        """:param layer_crs: CRS of the workspace's layers, empty where none is set; ``srs_id`` its number"""
        self._layer_crs = layer_crs
        self._srs_id = srs_id
        self._scales: dict[str, float] = {}
        self._transforms: dict[str, Optional[QgsCoordinateTransform]] = {}

    def anchor(self, box: Box, crs: str) -> Anchor:
        """Return the anchor of an extent in metres."""
        scale = self._scale(crs)
        west, south, east, north = box
        return Anchor(
            (west + east) / 2 * scale,
            (south + north) / 2 * scale,
            (east - west) * scale,
            (north - south) * scale,
        )

    def map_geometry(self, geometry: QgsGeometry, box: Box, crs: str) -> Optional[MapGeometry]:
        """Return the geometry for the map in the CRS of the layers, two-dimensional and multi-part.

        None where it cannot be brought into that CRS: the finding is then listed with its own geometry but
        not drawn.
        """
        shown = QgsGeometry(geometry)
        flat = QgsWkbTypes.flatType(shown.wkbType())
        if flat == QgsWkbTypes.Type.GeometryCollection:
            shown = _main_parts(shown)
        table = _LAYERS.get(QgsWkbTypes.geometryType(shown.wkbType()))
        if table is None:
            return None
        if QgsWkbTypes.isCurvedType(shown.wkbType()):
            shown = QgsGeometry(shown.constGet().segmentize())
        if flat != geometry.wkbType():
            shown.get().dropZValue()
            shown.get().dropMValue()
        shown.convertToMultiType()
        transform = self._transform(crs)
        if transform is not None or flat == QgsWkbTypes.Type.GeometryCollection:
            try:
                if transform is not None:
                    shown.transform(transform)
            except QgsCsException:
                return None
            moved = _box(shown)
            if moved is None:
                return None
            box = moved
        west, south, east, north = box
        edges = (west, east, south, north)
        header = _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN_WITH_XY_ENVELOPE, self._srs_id, *edges)
        return MapGeometry(table, header + bytes(shown.asWkb()), edges)

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
