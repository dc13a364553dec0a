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
from .coverage_model import CoverageError
from .coverage_segments import points_on_segments
from .overlay_geometry import OverlayGeometries, mean_width, overlaid, position

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
    found: dict[tuple[float, ...], tuple[QgsGeometry, set[int]]] = {}
    for number, gap in enumerate(gaps.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(gaps))
        if faces.moved[gap]:
            pieces = _exact(faces.geometries(gap), faces.boxes[gap], shapes, tolerance)
        else:
            pieces = faces.geometries(gap)
        for piece in pieces:
            if mean_width(piece) > tolerance:
                # a gap whose neck was snapped shut is found from each of its faces
                place = (*position(piece), piece.area())
                found.setdefault(place, (piece, set()))[1].update(neighbours.get(gap, ()))
    errors = []
    for piece, features in found.values():
        around = tuple(sorted(features))
        first, second = (*around, -1, -1)[:2]
        errors.append(CoverageError("gap", first, second, piece, around))
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


def _exact(
    face: list[QgsGeometry], box: NDArray[np.float64], shapes: OverlayGeometries, tolerance: float
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
        inner = [part for member in face for part in _overlap(piece, member) if mean_width(part) > tolerance]
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
