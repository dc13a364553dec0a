"""Shapes that are not made of whole parcels: rounded areas, strips along lines, areas cut free of others."""

from __future__ import annotations

import math
from typing import Iterable, Sequence

from qgis.core import QgsGeometry, QgsPointXY

from .arcs import Point, Polygon, Ring, ring_area
from .county import County
from .tables import polygon_wkb

GAP = 1.0  # m kept between an area and what it must not touch

LEAST_PART = 400.0  # m²; smaller parts left by a cut are dropped


def parcels_shape(county: County, parcels: Iterable[int]) -> QgsGeometry:
    """Return the union of whole parcels, with exactly their borders."""
    chosen = set(parcels)
    pieces = county.dissolve([True if parcel in chosen else None for parcel in range(county.count)])
    return geometry_of([piece.polygon for piece in pieces])


def geometry_of(polygons: Sequence[Polygon]) -> QgsGeometry:
    """Return polygons as one geometry."""
    result = QgsGeometry()
    result.fromWkb(polygon_wkb(polygons))
    return result


def blob(centre: Point, radius: float, seed: int, corners: int = 18, unrest: float = 0.12) -> QgsGeometry:
    """Return a rounded area of irregular outline.

    :param radius: mean distance of its corners from the centre, m
    :param unrest: share of the radius by which the outline swings
    """
    ring = []
    for number in range(corners):
        angle = 2 * math.pi * number / corners
        swing = math.sin(2 * angle + seed) + 0.6 * math.cos(3 * angle + 2 * seed)
        reach = radius * (1 + unrest * swing / 1.6)
        ring.append(QgsPointXY(centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    return QgsGeometry.fromPolygonXY([[*ring, ring[0]]])


def line_of(points: Iterable[Point]) -> QgsGeometry:
    """Return a line through points."""
    return QgsGeometry.fromPolylineXY([QgsPointXY(*point) for point in points])


def free_of(area: QgsGeometry, other: QgsGeometry) -> QgsGeometry:
    """Return an area less everything nearer than `GAP` to another."""
    return area.difference(other.buffer(GAP, 2)) if not other.isEmpty() else area


def shapes_of(area: QgsGeometry, thinning: float = 0.0) -> list[Polygon]:
    """Return the polygons of a geometry, largest first, as the tables keep them.

    :param thinning: m a border may be straightened by
    """
    if thinning:
        area = area.simplify(thinning)
    polygons = []
    for part in area.asGeometryCollection():
        if part.area() < LEAST_PART:
            continue
        rings = [_rounded(ring) for ring in part.asPolygon()]
        polygon = [_turned(ring, number == 0) for number, ring in enumerate(rings) if len(ring) > 3]
        if not geometry_of([polygon]).isGeosValid():
            raise ValueError("rounding has made an area invalid")
        polygons.append(polygon)
    return sorted(polygons, key=lambda polygon: -ring_area(polygon[0]))


def _rounded(ring: Sequence[QgsPointXY]) -> Ring:
    result: Ring = []
    for point in ring:
        corner = (round(point.x(), 4), round(point.y(), 4))
        if not result or corner != result[-1]:
            result.append(corner)
    return result


def _turned(ring: Ring, shell: bool) -> Ring:
    return ring if (ring_area(ring) > 0) == shell else ring[::-1]
