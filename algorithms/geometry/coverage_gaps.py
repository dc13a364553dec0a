"""Gaps: faces that no feature covers, with their neighbours and their exact shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry, QgsRectangle

from ..feedback import Feedback, raise_if_cancelled
from .coverage_boxes import expand_ranges, join_boxes
from .coverage_edges import Edges
from .coverage_faces import Faces
from .coverage_input import polygon_parts
from .coverage_junctions import points_on_segments
from .coverage_model import CoverageError
from .overlay_geometry import OverlayGeometries, mean_width, overlaid

_BATCH = 1024


def gap_errors(
    faces: Faces,
    empty: NDArray[np.bool_],
    edges: Edges,
    shapes: OverlayGeometries,
    tolerance: float,
    feedback: Feedback,
) -> list[CoverageError]:
    """Return the gaps among the faces.

    :param empty: bool (faces), faces that no feature covers
    :param edges: the edges that enclose the faces
    :param tolerance: mean width up to which a gap is none, layer units
    """
    gaps = np.flatnonzero(empty)
    if not len(gaps):
        return []
    neighbours = _neighbours(gaps, faces, edges, tolerance)
    snapped = _touches_moved(faces, edges)
    errors = []
    for number, gap in enumerate(gaps.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(gaps))
        pieces = [faces.geometries[gap]]
        if snapped[gap]:
            pieces = _exact(pieces[0], faces.boxes[gap], shapes, tolerance)
        around = neighbours.get(gap, ())
        first, second = (*around, -1, -1)[:2]
        errors.extend(
            CoverageError("gap", first, second, piece, around)
            for piece in pieces
            if mean_width(piece) > tolerance
        )
    return errors


def _neighbours(
    gaps: NDArray[np.int64], faces: Faces, edges: Edges, tolerance: float
) -> dict[int, tuple[int, ...]]:
    """Return for each gap the features, ascending, that own an edge along it."""
    polygons = faces.polygons
    begins = polygons.ring_offsets[polygons.part_offsets[gaps]]
    counts = polygons.ring_offsets[polygons.part_offsets[gaps + 1]] - begins
    owner, vertex = expand_ranges(begins, counts)
    last = np.zeros(len(polygons.x) + 1, dtype=bool)
    last[polygons.ring_offsets[1:] - 1] = True
    keep = ~last[vertex]
    owner, vertex = owner[keep], vertex[keep]
    point, segment = points_on_segments(
        (polygons.x[vertex] + polygons.x[vertex + 1]) / 2,
        (polygons.y[vertex] + polygons.y[vertex + 1]) / 2,
        np.column_stack(
            (
                edges.node_x[edges.start],
                edges.node_y[edges.start],
                edges.node_x[edges.end],
                edges.node_y[edges.end],
            )
        ),
        tolerance,
    )
    found: dict[int, set[int]] = {}
    for gap, feature in zip(gaps[owner[point]].tolist(), edges.owner[segment].tolist()):
        found.setdefault(gap, set()).add(feature)
    return {gap: tuple(sorted(features)) for gap, features in found.items()}


def _touches_moved(faces: Faces, edges: Edges) -> NDArray[np.bool_]:
    """Return which faces have a corner where vertices of several coordinates were made one."""
    moved = edges.node_x[edges.moved] + 1j * edges.node_y[edges.moved]
    corners = faces.polygons.x + 1j * faces.polygons.y
    begins = faces.polygons.ring_offsets[faces.polygons.part_offsets[:-1]]
    return np.logical_or.reduceat(np.isin(corners, moved), begins)


def _exact(
    face: QgsGeometry, box: NDArray[np.float64], shapes: OverlayGeometries, tolerance: float
) -> list[QgsGeometry]:
    """Return what the features, as they are, leave free where a snapped face lies.

    Where the free space leaks out through a slit that was snapped shut, the face bounds it.
    """
    margin = 4 * tolerance
    window = box + np.array([-margin, -margin, margin, margin])
    _, near = join_boxes(window[None, :], shapes.boxes)
    rectangle = QgsGeometry.fromRect(QgsRectangle(*window.tolist()))
    covers = [shape for shape in (shapes.near(index, window) for index in near.tolist()) if not shape.isEmpty()]
    free = overlaid(rectangle, QgsGeometry.unaryUnion(covers), QgsGeometry.difference) if covers else rectangle
    pieces = []
    for piece in polygon_parts(free):
        inner = [part for part in _overlap(piece, face) if mean_width(part) > tolerance]
        if not inner:
            continue
        reach = piece.boundingBox()
        leaks = (
            reach.xMinimum() <= window[0]
            or reach.yMinimum() <= window[1]
            or reach.xMaximum() >= window[2]
            or reach.yMaximum() >= window[3]
        )
        pieces.extend(inner if leaks else [piece])
    return pieces


def _overlap(piece: QgsGeometry, face: QgsGeometry) -> list[QgsGeometry]:
    """Return the polygons that two geometries share."""
    return polygon_parts(overlaid(piece, face, QgsGeometry.intersection))
