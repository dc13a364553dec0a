"""Which features cover a face, wholly or in part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_boxes import Pairs, chunks, expand_ranges, join_boxes
from .coverage_faces import Faces
from .point_in_polygon import EdgeSlabs
from .wkb import vertex_offsets

_CHUNK = 1 << 21
_SMALL = 256  # corners up to which a face is held against every edge near it


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


def entering_slack(
    faces: Faces, cover: Pairs, counted: NDArray[np.int64], rounding: float, tolerance: float
) -> NDArray[np.float64]:
    """Return float64 (faces): how deep an edge may come into a face without entering it.

    Where something was snapped, features reach the tolerance further or less far than the face shows.
    The point of a face may even lie in a strip that was snapped away; then not as many features hold
    it as cover the face, and every feature in reach must be looked at.

    :param cover: (face, feature) of the features that hold the points of the faces
    :param counted: int64 (features): 1, or -1 for a feature that lowers the depth
    """
    held = np.bincount(cover[0], weights=counted[cover[1]], minlength=len(faces))
    slack = np.where(faces.moved, -2 * tolerance, rounding)
    sizes = np.maximum(faces.boxes[:, 2] - faces.boxes[:, 0], faces.boxes[:, 3] - faces.boxes[:, 1])
    # the size of the face: no edge in its box keeps such a distance
    return np.where(held == faces.depths, slack, -sizes - tolerance)


def entering_features(
    faces: Faces,
    chosen: NDArray[np.int64],
    cover: Pairs,
    polygons: PolygonArrays,
    boxes: NDArray[np.float64],
    slack: NDArray[np.float64],
) -> Pairs:
    """Return (face, feature) of the features, besides those that cover its point, that may enter a face.

    Borders that cancel may run through a face: there its covering features change. Whoever covers part
    of a face only has an edge inside it; features that certainly have none are left out.

    :param chosen: int64, the faces looked at
    :param cover: (face, feature), features that hold the points of the faces
    :param slack: float64 (faces), depth up to which an edge does not enter, layer units; negative: the
        distance an edge must keep
    """
    number, feature = join_boxes(faces.boxes[chosen], boxes)
    face = chosen[number]
    size = max(len(polygons), 1)
    new = ~np.isin(face * size + feature, cover[0] * size + cover[1])
    face, feature = face[new], feature[new]
    if not len(face):
        return face, feature
    shapes = faces.polygons
    corners = np.diff(shapes.ring_offsets[shapes.part_offsets])
    large = corners[face] > _SMALL
    entering = np.zeros(len(face), dtype=bool)
    entering[large] = _enter_large(shapes, face[large], feature[large], polygons, boxes, slack)
    small = np.flatnonzero(~large)
    entering[small] = _enter_small(faces, face[small], feature[small], polygons, slack)
    return face[entering], feature[entering]


def _enter_large(
    shapes: PolygonArrays,
    face: NDArray[np.int64],
    feature: NDArray[np.int64],
    polygons: PolygonArrays,
    boxes: NDArray[np.float64],
    slack: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Return which features may enter a face of many corners.

    Without an edge of the face in the box of the feature, one vertex tells on which side it lies.
    """
    enters = np.ones(len(face), dtype=bool)
    if not len(face):
        return enters
    slabs = EdgeSlabs(shapes, face)
    windows = boxes[feature] + np.abs(slack[face])[:, None] * np.array([-1.0, -1.0, 1.0, 1.0])
    clear = np.ones(len(face), dtype=bool)
    clear[slabs.edges_in(face, windows)[0]] = False
    vertex = vertex_offsets(polygons)[feature[clear]]
    enters[clear] = slabs.hold(face[clear], polygons.x[vertex], polygons.y[vertex])
    return enters


def _enter_small(
    faces: Faces,
    face: NDArray[np.int64],
    feature: NDArray[np.int64],
    polygons: PolygonArrays,
    slack: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Return which features have an edge near a face that its corners do not lie on one side of."""
    entering = np.zeros(len(face), dtype=bool)
    if not len(face):
        return entering
    margin = np.maximum(-slack[face], 0.0)[:, None] * np.array([-1.0, -1.0, 1.0, 1.0])
    query, edge = EdgeSlabs(polygons, feature).edges_in(feature, faces.boxes[face] + margin)
    shapes = faces.polygons
    begins = shapes.ring_offsets[shapes.part_offsets[face[query]]]
    counts = shapes.ring_offsets[shapes.part_offsets[face[query] + 1]] - begins
    for chunk in chunks(counts, _CHUNK):
        owner, corner = expand_ranges(begins[chunk], counts[chunk])
        at = edge[chunk]
        x0, y0 = polygons.x[at], polygons.y[at]
        dx, dy = polygons.x[at + 1] - x0, polygons.y[at + 1] - y0
        length = np.hypot(dx, dy)
        with np.errstate(invalid="ignore", divide="ignore"):
            dx, dy = dx / length, dy / length
        px, py = shapes.x[corner] - x0[owner], shapes.y[corner] - y0[owner]
        aside = dx[owner] * py - dy[owner] * px
        along = dx[owner] * px + dy[owner] * py
        firsts = np.cumsum(counts[chunk]) - counts[chunk]
        depth = slack[face[query[chunk]]]
        apart = (np.maximum.reduceat(aside, firsts) <= depth) | (np.minimum.reduceat(aside, firsts) >= -depth)
        apart |= np.maximum.reduceat(along, firsts) <= depth
        apart |= np.minimum.reduceat(along, firsts) >= length - depth
        entering[query[chunk][~apart & (length > 0)]] = True
    return entering
