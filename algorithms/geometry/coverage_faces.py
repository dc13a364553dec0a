"""Faces that the remaining edges of a coverage enclose, and the features that cover each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..errors import LandPlanError
from ..feedback import Feedback, raise_if_cancelled
from ..message import translatable
from .arrays import PolygonArrays
from .coverage_boxes import Pairs, join_boxes
from .coverage_edges import Edges
from .point_in_polygon import EdgeSlabs
from .wkb import bounding_boxes, polygons_from_wkb

_BATCH = 4096


@dataclass(frozen=True)
class Faces:
    """Bounded faces of the arrangement of some edges; no edge crosses a face.

    :ivar geometries: the faces as single polygons
    :ivar polygons: the same as arrays, one feature a face
    :ivar boxes: float64 (faces, 4)
    :ivar points: float64 (faces, 2), a point inside each face
    """

    geometries: list[QgsGeometry]
    polygons: PolygonArrays
    boxes: NDArray[np.float64]
    points: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of faces."""
        return len(self.geometries)


def enclosed_faces(edges: Edges, feedback: Feedback) -> Faces:
    """Return the faces that the edges enclose.

    :raises LandPlanError: when GEOS cannot node the lines
    :raises Cancelled: when the user cancels
    """
    collection = QgsGeometry()
    if len(edges):
        lines = QgsGeometry()
        lines.fromWkb(_lines_wkb(edges))
        noded = QgsGeometry.unaryUnion([lines])
        raise_if_cancelled(feedback)
        if noded.isNull():
            raise LandPlanError(
                translatable(
                    "Coverage",
                    "The borders of the layer could not be joined ({reason}). "
                    "Repair the geometries found by the geometry check and run again.",
                    reason=noded.lastError(),
                )
            )
        collection = QgsGeometry.polygonize([noded])
        raise_if_cancelled(feedback)
    geometries = collection.asGeometryCollection() if not collection.isEmpty() else []
    data = bytes(collection.asWkb()) if geometries else b""
    # a collection of polygons and a multipolygon differ in the type number only
    whole = polygons_from_wkb([data[:1] + b"\x06\x00\x00\x00" + data[5:]] if geometries else [])
    polygons = PolygonArrays(
        x=whole.x,
        y=whole.y,
        ring_offsets=whole.ring_offsets,
        part_offsets=whole.part_offsets,
        feature_offsets=np.arange(len(geometries) + 1),
        fids=np.arange(len(geometries)),
        states=np.zeros(len(geometries), dtype=np.uint8),
    )
    points = np.empty((len(geometries), 2))
    for index, geometry in enumerate(geometries):
        if not index % _BATCH:
            raise_if_cancelled(feedback)
        point = geometry.pointOnSurface().asPoint()
        points[index] = point.x(), point.y()
    return Faces(geometries, polygons, bounding_boxes(polygons), points)


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


def reaching_features(
    windows: NDArray[np.float64], polygons: PolygonArrays, boxes: NDArray[np.float64]
) -> Pairs:
    """Return the (window, feature) pairs of all features with an edge in a window, ordered by window.

    :param windows: float64 (n, 4); ``boxes``: as for `covering_features`
    """
    window, feature = join_boxes(windows, boxes)
    if not len(window):
        return window, feature
    reached = EdgeSlabs(polygons, feature).reach(feature, windows[window])
    return window[reached], feature[reached]


def _lines_wkb(edges: Edges) -> bytes:
    """Return the edges as one multi-line, each stretch of edges that follow each other as a line.

    Every border is drawn once, whichever features it belongs to.
    """
    low, high = np.minimum(edges.start, edges.end), np.maximum(edges.start, edges.end)
    _, firsts = np.unique(low * len(edges.node_x) + high, return_index=True)
    firsts.sort()
    single = edges.where(firsts)
    single = single.where(np.argsort(single.order, kind="stable"))
    begins = np.ones(len(single), dtype=bool)
    begins[1:] = single.end[:-1] != single.start[1:]
    line_starts = np.flatnonzero(begins)
    counts = np.diff(np.append(line_starts, len(single))) + 1
    # nodes line by line: the start of every edge, and the end of the last edge of each line
    nodes = np.insert(
        single.start,
        np.append(line_starts[1:], len(single)),
        single.end[np.append(line_starts[1:], len(single)) - 1],
    )
    data = np.column_stack((single.node_x[nodes], single.node_y[nodes])).astype("<f8").tobytes()
    heads = np.zeros((len(counts), 9), dtype=np.uint8)
    heads[:, 0] = 1
    heads[:, 1] = 2
    heads[:, 5:9] = counts.astype("<u4")[:, None].view(np.uint8).reshape(-1, 4)
    head_bytes = heads.tobytes()
    ends = (np.cumsum(counts) * 16).tolist()
    pieces = [b"\x01\x05\x00\x00\x00" + len(counts).to_bytes(4, "little")]
    begin = 0
    for number, end in enumerate(ends):
        pieces.append(head_bytes[number * 9 : number * 9 + 9])
        pieces.append(data[begin:end])
        begin = end
    return b"".join(pieces)
