"""Gaps: faces that no feature covers, with their neighbours and their exact shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry, QgsRectangle

from ..feedback import Feedback, Span, raise_if_cancelled
from .coverage_boxes import join_boxes
from .coverage_edges import Edges
from .coverage_faces import Faces
from .coverage_input import polygon_parts
from .coverage_model import CoverageError
from .overlay_geometry import OverlayGeometries, mean_width, position, remainder, shared

_BATCH = 1024
Place = tuple[int, QgsGeometry]


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
    snapped: dict[int, list[QgsGeometry]] = {}
    found: dict[tuple[float, ...], tuple[QgsGeometry, set[int]]] = {}

    def add(piece: QgsGeometry, gap: int) -> None:
        """Note a piece; the same free space may be found from several faces."""
        if mean_width(piece) > tolerance:
            key = (*position(piece), piece.area())
            found.setdefault(key, (piece, set()))[1].update(neighbours.get(gap, ()))

    for number, (gap, outline) in enumerate(faces.geometries(gaps.tolist())):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(50.0 * number / len(gaps))
        if faces.moved[gap]:
            snapped[gap] = outline
        else:
            for piece in outline:
                add(piece, gap)
    exact, trimmed = _free_spaces(snapped, faces.boxes, shapes, tolerance, Span(feedback, 50, 100))
    for gap, piece in exact:
        add(piece, gap)
    for gap, piece in _not_within(trimmed, exact):
        add(piece, gap)
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


def _free_spaces(
    snapped: dict[int, list[QgsGeometry]],
    boxes: NDArray[np.float64],
    shapes: OverlayGeometries,
    tolerance: float,
    feedback: Feedback,
) -> tuple[list[Place], list[Place]]:
    """Return what the features, as they are, leave free where snapped faces lie.

    Free space may run on past a face, through a slit that was snapped shut, so a larger window is
    tried where it does. Where it leaks out of that too, the face bounds it.

    :param snapped: the outlines of the faces
    :param boxes: float64 (faces, 4)
    :return: (face, whole free space), and (face, its part of a free space that runs on)
    """
    exact: list[Place] = []
    trimmed: list[Place] = []
    faces = np.array(sorted(snapped), dtype=np.int64)
    sizes = boxes[faces, 2:] - boxes[faces, :2]
    for attempt in (0, 1):
        growth = attempt * sizes
        windows = np.hstack((boxes[faces, :2] - growth, boxes[faces, 2:] + growth))
        windows += 4 * tolerance * np.array([-1.0, -1.0, 1.0, 1.0])
        window, feature = join_boxes(windows, shapes.boxes)
        near = np.split(feature, np.searchsorted(window, np.arange(1, len(faces))))
        again = np.zeros(len(faces), dtype=bool)
        for number, face in enumerate(faces.tolist()):
            if not number % _BATCH:
                raise_if_cancelled(feedback)
                feedback.setProgress(50.0 * attempt + 50.0 * number / len(faces))
            whole, parts = _free(snapped[face], windows[number], near[number], shapes, tolerance)
            if parts and not attempt:
                again[number] = True
                continue
            exact.extend((face, piece) for piece in whole)
            trimmed.extend((face, piece) for piece in parts)
        faces, sizes = faces[again], sizes[again]
    return exact, trimmed


def _not_within(parts: list[Place], spaces: list[Place]) -> list[Place]:
    """Leave out the parts that lie in a free space found from another face."""
    if not parts or not spaces:
        return parts
    part_boxes, space_boxes = (np.array([position(piece) for _, piece in some]) for some in (parts, spaces))
    kept = np.ones(len(parts), dtype=bool)
    for part, space in zip(*(ids.tolist() for ids in join_boxes(part_boxes, space_boxes))):
        common = shared(parts[part][1], spaces[space][1]).area()
        kept[part] &= common < parts[part][1].area() / 2
    return [parts[place] for place in np.flatnonzero(kept).tolist()]


def _free(
    face: list[QgsGeometry],
    window: NDArray[np.float64],
    near: NDArray[np.int64],
    shapes: OverlayGeometries,
    tolerance: float,
) -> tuple[list[QgsGeometry], list[QgsGeometry]]:
    """Return the free spaces of a window that lie in a face, and the face's part of those that leak.

    :param near: the features whose boxes meet the window
    :return: whole free spaces; and, of the spaces that reach the border of the window, what lies in
        the face
    """
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
