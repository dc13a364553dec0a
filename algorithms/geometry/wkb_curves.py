"""Curved polygons in WKB: straightened one by one, because they are rare."""

from __future__ import annotations

from osgeo import gdal, ogr
from qgis.core import QgsGeometry

from .arrays import GeometryState

CURVED_TYPES = (10, 12)
"""ISO WKB types CurvePolygon and MultiSurface."""


def straightened(wkb: bytes) -> tuple[bytes, GeometryState]:
    """Return a CurvePolygon or MultiSurface as WKB of a polygon or multipolygon.

    Arcs become chords of one degree, as QGIS draws them. The state is CURVED when there was an arc,
    ORDINARY when all edges are straight, BROKEN (with no bytes) when the bytes are no geometry.
    """
    # OGR checks every count against the number of bytes, QGIS would allocate what a broken count asks for
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        parsed = ogr.CreateGeometryFromWkb(wkb)
        checked = bytes(parsed.ExportToIsoWkb()) if parsed is not None else b""
    except RuntimeError:  # when some other plugin switched OGR to exceptions
        checked = b""
    finally:
        gdal.PopErrorHandler()
    geometry = QgsGeometry()
    if checked:
        geometry.fromWkb(checked)
    if geometry.isNull():
        return b"", GeometryState.BROKEN
    curved = geometry.constGet().hasCurvedSegments()
    straight = geometry.constGet().segmentize()
    return straight.asWkb().data(), GeometryState.CURVED if curved else GeometryState.ORDINARY
