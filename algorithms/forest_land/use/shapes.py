"""Shapes of places put together: one geometry of several polygons, with its area."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsGeometry

from ...geometry.area import AreaFrame, geometry_area
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import geometries, polygon_parts
from ...geometry.overlay_geometry import mean_width


def wide_parts(polygons: PolygonArrays, width: float, frame: AreaFrame) -> tuple[bytes, float]:
    """Return the union of polygons without parts of less mean width, as WKB, and its area in m².

    :param width: layer units; 0 leaves nothing out
    :return: empty WKB and 0 where nothing is left
    """
    shapes = [shape for _, shape in geometries(polygons, np.arange(len(polygons))) if not shape.isEmpty()]
    if not shapes:
        return b"", 0.0
    whole = shapes[0] if len(shapes) == 1 else QgsGeometry.unaryUnion(shapes)
    parts = [part for part in polygon_parts(whole) if mean_width(part) >= width]
    if not parts:
        return b"", 0.0
    left = QgsGeometry.collectGeometry(parts)
    return bytes(left.asWkb()), geometry_area(left, frame)
