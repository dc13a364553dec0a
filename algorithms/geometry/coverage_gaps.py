"""Gaps: faces that no feature covers, with their neighbours and their exact shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry, QgsRectangle

from ..feedback import Feedback, raise_if_cancelled
from .coverage_boxes import join_boxes
from .coverage_edges import Edges
from .coverage_faces import Faces
from .coverage_input import polygon_parts
from .coverage_model import CoverageError
from .overlay_geometry import OverlayGeometries, mean_width, position, remainder, shared

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
    neighbours = _neighbours(empty, faces, edges)
    margin = 4 * tolerance
    snapped = gaps[faces.moved[gaps]]
    windows = faces.boxes[snapped] + np.array([-margin, -margin, margin, margin])
    window, feature = join_boxes(windows, shapes.boxes)
    near = np.split(feature, np.searchsorted(window, np.arange(1, len(snapped))))
    found: dict[tuple[float, ...], tuple[QgsGeometry, set[int]]] = {}
    place_of = {gap: place for place, gap in enumerate(snapped.tolist())}
    for number, (gap, pieces) in enumerate(faces.geometries(gaps.tolist())):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(gaps))
        place = place_of.get(gap)
        if place is not None:
            pieces = _exact(pieces, windows[place], near[place], shapes, tolerance)
        for piece in pieces:
            if mean_width(piece) > tolerance:
                # a gap whose neck was snapped shut is found from each of its faces
                key = (*position(piece), piece.area())
                found.setdefault(key, (piece, set()))[1].update(neighbours.get(gap, ()))
    errors = []
    for piece, features in found.values():
        around = tuple(sorted(features))
        first, second = (*around, -1, -1)[:2]
        errors.append(CoverageError("gap", first, second, piece, around))
    return errors


def _neighbours(empty: NDArray[np.bool_], faces: Faces, edges: Edges) -> dict[int, set[int]]:
    """Return for each empty face the features that own an edge along it."""
    beside = faces.sides[faces.line_of_edge]
    found: dict[int, set[int]] = {}
    for side in (0, 1):
        face = beside[:, side]
        chosen = (face >= 0) & empty[face]
        for gap, feature in zip(face[chosen].tolist(), edges.owner[chosen].tolist()):
            found.setdefault(gap, set()).add(feature)
    return found


def _exact(
    face: list[QgsGeometry],
    window: NDArray[np.float64],
    near: NDArray[np.int64],
    shapes: OverlayGeometries,
    tolerance: float,
) -> list[QgsGeometry]:
    """Return what the features, as they are, leave free where a snapped face lies.

    Where the free space leaks out through a slit that was snapped shut, the face bounds it.

    :param window: the box of the face with a margin; ``near``: the features in it
    """
    rectangle = QgsGeometry.fromRect(QgsRectangle(*window.tolist()))
    covers = [shape for shape in (shapes.near(index, window) for index in near.tolist()) if not shape.isEmpty()]
    free = (
        remainder(rectangle, QgsGeometry.unaryUnion(covers), shapes.rounding) if covers else rectangle
    )
    pieces = []
    for piece in polygon_parts(free):
        overlaps = [part for member in face for part in polygon_parts(shared(piece, member))]
        inner = [part for part in overlaps if mean_width(part) > tolerance]
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
