"""Which features cover a face, wholly or in part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_boxes import Pairs, chunks, expand_ranges, join_boxes
from .coverage_faces import Faces
from .point_in_polygon import EdgeSlabs

_CHUNK = 1 << 21
_SMALL = 256  # corners up to which a face is held against every edge that is near


def covering_features(
    points: NDArray[np.float64], polygons: PolygonArrays, boxes: NDArray[np.float64]
) -> Pairs:
    """Return the (point, feature) pairs of all features that hold a point, ordered by point.

    :param points: float64 (n, 2)
    :param boxes: float64 (features, 4), bounding boxes of the polygons; NaN leaves a feature out
    """
    point, feature = join_boxes(np.tile(points, 2), boxes)
    if not len(point):
        return point, feature
    inside = EdgeSlabs(polygons, feature).hold(feature, points[point, 0], points[point, 1])
    return point[inside], feature[inside]


def entering_features(
    faces: Faces,
    chosen: NDArray[np.int64],
    cover: Pairs,
    polygons: PolygonArrays,
    boxes: NDArray[np.float64],
    slack: float,
) -> Pairs:
    """Return (face, feature) of the features, besides those that cover its point, that may enter a face.

    Borders that cancel may run through a face: there its covering features change. Whoever covers part
    of a face only has an edge inside it, so a feature is left out when each of its edges near the face
    has all corners of the face on one side, or all before or all behind it.

    :param chosen: int64, the faces looked at
    :param cover: (face, feature), features that hold the points of the faces
    :param slack: depth up to which an edge does not enter, layer units
    """
    number, feature = join_boxes(faces.boxes[chosen], boxes)
    face = chosen[number]
    size = max(len(polygons), 1)
    new = ~np.isin(face * size + feature, cover[0] * size + cover[1])
    face, feature = face[new], feature[new]
    if not len(face):
        return face, feature
    query, edge = EdgeSlabs(polygons, feature).edges_in(feature, faces.boxes[face])
    shapes = faces.polygons
    begins = shapes.ring_offsets[shapes.part_offsets[face[query]]]
    counts = shapes.ring_offsets[shapes.part_offsets[face[query] + 1]] - begins
    enters = counts > _SMALL
    small = np.flatnonzero(~enters)
    for chunk in chunks(counts[small], _CHUNK):
        asked = small[chunk]
        owner, corner = expand_ranges(begins[asked], counts[asked])
        at = edge[asked]
        x0, y0 = polygons.x[at], polygons.y[at]
        dx, dy = polygons.x[at + 1] - x0, polygons.y[at + 1] - y0
        length = np.hypot(dx, dy)
        with np.errstate(invalid="ignore", divide="ignore"):
            dx, dy = dx / length, dy / length
        px, py = shapes.x[corner] - x0[owner], shapes.y[corner] - y0[owner]
        aside = dx[owner] * py - dy[owner] * px
        along = dx[owner] * px + dy[owner] * py
        firsts = np.cumsum(counts[asked]) - counts[asked]
        apart = (np.maximum.reduceat(aside, firsts) <= slack) | (np.minimum.reduceat(aside, firsts) >= -slack)
        apart |= np.maximum.reduceat(along, firsts) <= slack
        apart |= np.minimum.reduceat(along, firsts) >= length - slack
        enters[asked] = ~apart & (length > 0)
    entering = np.zeros(len(face), dtype=bool)
    entering[query[enters]] = True
    return face[entering], feature[entering]
