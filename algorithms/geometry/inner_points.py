"""One point inside every polygon, for many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_input import geometries, ring_areas
from .point_in_polygon import EdgeSlabs

Floats = NDArray[np.float64]


def inner_points(polygons: PolygonArrays) -> tuple[Floats, Floats]:
    """Return a point inside every feature: the centroid of its largest part where that is inside, else GEOS's.

    :param polygons: sound polygons (`coverage_input.sound_polygons`): closed rings of finite coordinates
    :return: float64 (features) x and y, NaN for features without parts
    """
    count = len(polygons)
    x, y = np.full(count, np.nan), np.full(count, np.nan)
    filled = np.flatnonzero(np.diff(polygons.feature_offsets))
    if not len(filled):
        return x, y
    shells = polygons.part_offsets[:-1]
    areas = np.abs(ring_areas(polygons))[shells]
    owner = np.repeat(np.arange(count), np.diff(polygons.feature_offsets))
    largest = np.lexsort((-areas, owner))[polygons.feature_offsets[filled]]
    x[filled], y[filled] = _centroids(polygons, shells[largest])
    finite = np.isfinite(x[filled])
    inside = np.zeros(len(filled), dtype=bool)
    known = filled[finite]
    inside[finite] = EdgeSlabs(polygons, known).hold(known, x[known], y[known])
    for index, shape in geometries(polygons, filled[~inside]):
        point = shape.pointOnSurface()
        if not point.isNull():
            x[index], y[index] = point.asPoint().x(), point.asPoint().y()
        else:
            vertex = shape.vertexAt(0)  # a shape without any inside: a place on it has to do
            x[index], y[index] = vertex.x(), vertex.y()
    return x, y


def _centroids(polygons: PolygonArrays, rings: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return the centroids of closed rings, NaN for rings without area."""
    begins = polygons.ring_offsets[:-1]
    counts = np.diff(polygons.ring_offsets)
    # relative to the first vertex: products of full coordinates would lose the decimals
    x = polygons.x - np.repeat(polygons.x[begins], counts)
    y = polygons.y - np.repeat(polygons.y[begins], counts)
    cross = np.zeros(len(x))
    cross[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    along_x, along_y = np.zeros(len(x)), np.zeros(len(x))
    along_x[:-1] = (x[:-1] + x[1:]) * cross[:-1]
    along_y[:-1] = (y[:-1] + y[1:]) * cross[:-1]
    last = polygons.ring_offsets[1:] - 1
    for values in (cross, along_x, along_y):
        values[last] = 0.0  # from a ring's last vertex on to the next ring
    twice, moment_x, moment_y = (np.add.reduceat(values, begins)[rings] for values in (cross, along_x, along_y))
    with np.errstate(invalid="ignore", divide="ignore"):
        centre_x = polygons.x[begins[rings]] + moment_x / (3.0 * twice)
        centre_y = polygons.y[begins[rings]] + moment_y / (3.0 * twice)
    return centre_x, centre_y
