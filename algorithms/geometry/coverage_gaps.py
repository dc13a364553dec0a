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
    edges: Edges,
    shapes: OverlayGeometries,
    tolerance: float,
    feedback: Feedback,
) -> list[CoverageError]:
    """Return the gaps among the faces.

    :param edges: the edges that enclose the faces
    :param tolerance: mean width up to which a gap is none, layer units
    """
    empty = faces.depths == 0
    gaps = np.flatnonzero(empty)
    if not len(gaps):
        return []
    neighbours = _neighbours(empty, faces, edges)
    found: dict[tuple[float, ...], tuple[QgsGeometry, set[int]]] = {}
    for number, (gap, outline) in enumerate(faces.geometries(gaps.tolist())):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(gaps))
        pieces = outline
        if faces.moved[gap]:
            owners = np.array(sorted(neighbours.get(gap, ())), dtype=np.int64)
            pieces = _exact(outline, faces.boxes[gap], owners, shapes, tolerance)
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
    box: NDArray[np.float64],
    neighbours: NDArray[np.int64],
    shapes: OverlayGeometries,
    tolerance: float,
) -> list[QgsGeometry]:
    """Return what the features, as they are, leave free where a snapped face lies.

    Free space may run on, through a slit that was snapped shut, past the face; so a window around the
    neighbours is tried as well. Where it leaks out of that too, the face bounds it.

    :param box: the bounding box of the face
    """
    around = shapes.boxes[neighbours]
    everything = np.vstack((around, box[None, :]))
    wide = np.concatenate((everything[:, :2].min(axis=0), everything[:, 2:].max(axis=0)))
    margin = 4 * tolerance * np.array([-1.0, -1.0, 1.0, 1.0])
    pieces, leaking = _free(face, box + margin, shapes, tolerance)
    if leaking:
        pieces, leaking = _free(face, wide + margin, shapes, tolerance)
    return pieces + leaking


def _free(
    face: list[QgsGeometry], window: NDArray[np.float64], shapes: OverlayGeometries, tolerance: float
) -> tuple[list[QgsGeometry], list[QgsGeometry]]:
    """Return the free spaces of a window that lie in a face, and the face's part of those that leak.

    :return: whole free spaces; and, of the spaces that reach the border of the window, what lies in
        the face
    """
    _, near = join_boxes(window[None, :], shapes.boxes)
    rectangle = QgsGeometry.fromRect(QgsRectangle(*window.tolist()))
    pieces = [shapes.near(index, window) for index in near.tolist()]
    covers = [piece for piece in pieces if not piece.isEmpty()]
    free = rectangle
    if covers:
        free = remainder(rectangle, QgsGeometry.unaryUnion(covers), shapes.rounding)
    enclosed, leaking = [], []
    for piece in polygon_parts(free):
        overlaps = [part for member in face for part in polygon_parts(shared(piece, member))]
        inner = [part for part in overlaps if mean_width(part) > tolerance]
        reach = piece.boundingBox()
        leaks = (
            reach.xMinimum() <= window[0]
            or reach.yMinimum() <= window[1]
            or reach.xMaximum() >= window[2]
            or reach.yMaximum() >= window[3]
        )
        if inner:
            leaking.extend(inner if leaks else [])
            enclosed.extend([] if leaks else [piece])
    return enclosed, leaking
