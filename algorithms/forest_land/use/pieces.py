"""Pieces of land that features of one layer take of another: their shapes, areas, and what of them counts once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...feedback import Feedback, Span, raise_if_cancelled
from ...geometry.area import AreaFrame, ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import coordinate_rounding, polygon_parts, sound_polygons
from ...geometry.openings import perimeters
from ...geometry.overlap_areas import near_features, sound_overlaps
from ...geometry.overlap_sums import StripLayer
from ...geometry.overlay_geometry import OverlayGeometries, remainder
from ...geometry.wkb import bounding_boxes, concatenate, polygons_from_wkb, select

_BATCH = 1024
_WHOLE = 1e-12  # relative difference up to which an overlap is a whole feature


@dataclass(frozen=True)
class Pieces:
    """What features of a first layer (projects) take of the features of a second (land), by both.

    :ivar first: int64 (pieces), feature of the first layer, ascending
    :ivar second: int64 (pieces), feature of the second layer
    :ivar polygons: their shapes
    :ivar area_m2: float64 (pieces), on the ellipsoid
    :ivar own_m2: float64 (pieces), of it what no other piece of the same first feature takes already, so that its
        land counts once for it where features of the second layer overlap each other
    :ivar counted_m2: float64 (pieces), of it what no piece of an earlier rank takes already
    :ivar width: float64 (pieces), mean width (2 · area ÷ perimeter) in layer units
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    polygons: PolygonArrays
    area_m2: NDArray[np.float64]
    own_m2: NDArray[np.float64]
    counted_m2: NDArray[np.float64]
    width: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.first)


def pieces_between(
    first: PolygonArrays,
    second: PolygonArrays,
    rank: NDArray[np.int64],
    frame: AreaFrame,
    feedback: Feedback,
) -> Pieces:
    """Return the pieces that features of one layer take of another.

    Invalid features take part with their repaired shape. What only the rounding of coordinates makes is no piece.

    :param first: in layer units, ``second`` likewise
    :param rank: int64 (features of the first layer): where pieces overlap each other, the lower rank counts first
    :param frame: how coordinates come to the ellipsoid
    :raises LandPlanError: when GEOS fails on features that cannot be overlaid
    :raises Cancelled: when the user cancels
    """
    one = sound_polygons(first, Span(feedback, 0, 5))
    near = near_features(second, one)
    two = sound_polygons(select(second, near), Span(feedback, 5, 20))
    overlaps = sound_overlaps(one, two, 0.0, Span(feedback, 20, 40))
    areas_one, areas_two = StripLayer(one).areas[overlaps.first], StripLayer(two).areas[overlaps.second]
    whole_one = overlaps.area >= areas_one * (1 - _WHOLE)
    whole_two = ~whole_one & (overlaps.area >= areas_two * (1 - _WHOLE))
    cut = np.flatnonzero(~whole_one & ~whole_two)
    made = _intersections(one, two, overlaps.first[cut], overlaps.second[cut], Span(feedback, 40, 75))
    place = np.zeros(len(overlaps), dtype=np.int64)
    place[whole_one] = overlaps.first[whole_one]
    place[whole_two] = len(one) + overlaps.second[whole_two]
    place[cut] = len(one) + len(two) + np.arange(len(cut))
    polygons = select(concatenate((one, two, made)), place)
    there = np.flatnonzero(np.diff(polygons.feature_offsets) > 0)
    polygons = select(polygons, there)
    source, land = overlaps.first[there], near[overlaps.second[there]]
    area = ellipsoidal_areas(polygons, frame, feedback=Span(feedback, 75, 85))
    order = np.lexsort((land, source, rank[source]))
    own, counted = counted_once(polygons, area, order, source, frame, Span(feedback, 85, 100))
    border = perimeters(polygons)
    plane = StripLayer(polygons).areas
    width = np.divide(2.0 * plane, border, out=np.zeros(len(plane)), where=border > 0)
    return Pieces(source, land, polygons, area, own, counted, width)


def counted_once(
    polygons: PolygonArrays,
    area_m2: NDArray[np.float64],
    order: NDArray[np.int64],
    owner: NDArray[np.int64],
    frame: AreaFrame,
    feedback: Feedback,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return float64 (features) m² twice: the area of each without what an earlier one of its owner covers, and
    without what any earlier one covers, so that all land counts once for an owner, and once in all.

    :param polygons: sound polygons
    :param area_m2: float64 (features), their areas
    :param order: int64, all features, the one that counts first in front
    :param owner: int64 (features), whose each is
    :raises Cancelled: when the user cancels
    """
    found = sound_overlaps(polygons, polygons, 0.0, Span(feedback, 0, 50))
    rank = np.empty(len(polygons), dtype=np.int64)
    rank[order] = np.arange(len(order))
    later = rank[found.first] > rank[found.second]
    features, earlier = found.first[later], found.second[later]
    same = owner[features] == owner[earlier]
    own = _uncovered(polygons, area_m2, features[same], earlier[same], frame, Span(feedback, 50, 60))
    if same.all():
        return own, own.copy()
    counted = _uncovered(polygons, area_m2, features, earlier, frame, Span(feedback, 60, 100))
    return own, np.minimum(counted, own)


def _uncovered(
    polygons: PolygonArrays,
    area_m2: NDArray[np.float64],
    features: NDArray[np.int64],
    earlier: NDArray[np.int64],
    frame: AreaFrame,
    feedback: Feedback,
) -> NDArray[np.float64]:
    """Return float64 (polygons) m², the areas without what some others cover.

    :param features: int64 (pairs), ascending, what is covered in part; ``earlier``: by which
    """
    left_m2 = area_m2.copy()
    if not len(features):
        return left_m2
    starts = np.flatnonzero(np.concatenate(([True], features[1:] != features[:-1])))
    bounds = np.append(starts, len(features))
    shapes = OverlayGeometries(polygons, bounding_boxes(polygons))
    left: list[bytes] = []
    for number, start in enumerate(starts.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(starts))
        feature = int(features[start])
        near = [shapes.near(index, shapes.boxes[feature]) for index in earlier[start : bounds[number + 1]].tolist()]
        near = [shape for shape in near if not shape.isEmpty()]
        rest = shapes.whole(feature)
        if near:
            rest = remainder(rest, QgsGeometry.unaryUnion(near), shapes.rounding)
        left.append(_collected(rest))
    changed = features[starts]
    left_m2[changed] = np.minimum(ellipsoidal_areas(polygons_from_wkb(left), frame), area_m2[changed])
    return left_m2


def _intersections(
    one: PolygonArrays,
    two: PolygonArrays,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    feedback: Feedback,
) -> PolygonArrays:
    """Return the shape that each of some pairs has in common; slivers of rounding are dropped."""
    shapes_one = OverlayGeometries(one, bounding_boxes(one))
    shapes_two = OverlayGeometries(two, bounding_boxes(two))
    rounding = coordinate_rounding(one, two)
    found: list[bytes] = []
    for number, (a, b) in enumerate(zip(first.tolist(), second.tolist())):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(first))
            shapes_one.prefetch(first[number : number + _BATCH])
            shapes_two.prefetch(second[number : number + _BATCH])
        parts = [part for part in shapes_one.overlap(a, b, shapes_two) if part.area() > rounding * part.length()]
        found.append(bytes(QgsGeometry.collectGeometry(parts).asWkb()) if parts else b"")
    return polygons_from_wkb(found)


def _collected(geometry: QgsGeometry) -> bytes:
    parts = polygon_parts(geometry)
    return bytes(QgsGeometry.collectGeometry(parts).asWkb()) if parts else b""
