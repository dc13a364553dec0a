"""Topology of one coverage: every overlap, duplicate and enclosed gap, with its true shape.

Shared borders cancel (`coverage_edges`), borders with other vertices are snapped within the tolerance
and cancel too (`coverage_junctions`), the rest bounds faces (`coverage_faces`). Only features at faces
covered twice or not at all go to GEOS, which gives the shapes of the errors from the features as they
are. The idea of reading errors off unpaired edges follows the coverage validation of JTS; the area
between them is not derived from snapped lines but overlaid exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_boxes import Pairs, expand_ranges, join_boxes
from .coverage_duplicates import Groups, equal_shapes
from .coverage_edges import VertexCells
from .coverage_faces import Faces, covering_features, enclosed_faces, reaching_features
from .coverage_gaps import gap_errors
from .coverage_input import polygon_parts, sound_polygons
from .coverage_junctions import snapped
from .coverage_model import CoverageError
from .overlay_geometry import OverlayGeometries, mean_width, overlaid, position
from .wkb import bounding_boxes

__all__ = ["CoverageError", "check_coverage"]

_FEW = 32
_BATCH = 1024


def check_coverage(
    polygons: PolygonArrays, tolerance: float, feedback: Feedback = Silent()
) -> list[CoverageError]:
    """Find every overlap, duplicate and enclosed gap of one layer.

    Differences whose mean width (2 · area / perimeter) is not above the tolerance are no errors.
    Features of the same shape within the tolerance are duplicates, each reported with the first of
    them. Invalid features take part with their repaired shape; features without polygon do not.

    :param polygons: polygons in plane or geographic coordinates
    :param tolerance: layer units; 0 means the rounding of the coordinates
    :param feedback: progress and cancel
    :return: one error for each connected place, ordered by features, kind and position
    :raises ValueError: when the tolerance is negative or not finite
    :raises Cancelled: when the user cancels
    """
    if not np.isfinite(tolerance) or tolerance < 0:
        raise ValueError(f"tolerance {tolerance}")
    polygons = sound_polygons(polygons, Span(feedback, 0, 30))
    if not len(polygons.x):
        return []
    rounding = coordinate_rounding(polygons)
    tolerance = max(tolerance, rounding)
    cells = VertexCells(polygons, tolerance)
    edges = cells.edge_mask(np.zeros(len(polygons), dtype=bool))
    firsts, copies = equal_shapes(polygons, cells, edges)
    skipped = np.zeros(len(polygons), dtype=bool)
    skipped[copies] = True
    if len(copies):
        edges = cells.edge_mask(skipped)
    raise_if_cancelled(feedback)
    feedback.setProgress(40)
    remaining = snapped(cells.edges(cells.unpaired(edges)), tolerance, rounding, feedback)
    feedback.setProgress(60)
    faces = enclosed_faces(remaining, feedback)
    feedback.setProgress(70)
    boxes = bounding_boxes(polygons)
    boxes[skipped] = np.nan
    shapes = OverlayGeometries(polygons, boxes)
    covered, covering = covering_features(faces.points, polygons, boxes)
    depths = np.bincount(covered, minlength=len(faces))
    pairs = overlapping_pairs(faces, depths, (covered, covering), polygons, boxes)
    duplicates = Groups()
    for first, copy in zip(firsts.tolist(), copies.tolist()):
        duplicates.join(first, copy)
    errors = _overlap_errors(
        pairs, shapes, cells.feature_areas, tolerance, duplicates, Span(feedback, 70, 90)
    )
    errors.extend(gap_errors(faces, depths == 0, remaining, shapes, tolerance, Span(feedback, 90, 100)))
    everything = OverlayGeometries(polygons, bounding_boxes(polygons)) if len(copies) else shapes
    for copy in duplicates.joined():
        errors.append(CoverageError("duplicate", duplicates.root(copy), copy, everything.whole(copy)))
    return in_order(errors)


def coordinate_rounding(*layers: PolygonArrays) -> float:
    """Return the distance below which coordinates of some sound layers cannot be told apart."""
    largest = max(
        (float(np.abs(values).max()) for layer in layers for values in (layer.x, layer.y) if len(values)),
        default=0.0,
    )
    # a point computed on an edge is off by some units in the last place
    return 8.0 * float(np.spacing(max(largest, 1e-9)))


def in_order(errors: list[CoverageError]) -> list[CoverageError]:
    """Return the errors ordered by features, kind and position."""
    return sorted(
        errors, key=lambda error: (error.feature_a, error.feature_b, error.kind, position(error.geometry))
    )


def overlapping_pairs(
    faces: Faces,
    depths: NDArray[np.int64],
    cover: Pairs,
    polygons: PolygonArrays,
    boxes: NDArray[np.float64],
) -> Pairs:
    """Return all pairs of features that may overlap in faces that are covered more than once.

    Where borders inside a face cancel, the covering features change within it. So besides the features
    that hold the point of the face all features count that send an edge through its box: whoever
    covers part of the face only has an edge in it.

    :param cover: (face, feature) of the features that hold the points of the faces
    """
    deep = np.flatnonzero(depths >= 2)
    window, feature = reaching_features(faces.boxes[deep], polygons, boxes)
    chosen = depths[cover[0]] >= 2
    members = np.unique(
        np.concatenate((cover[0][chosen], deep[window])) * len(polygons)
        + np.concatenate((cover[1][chosen], feature))
    )
    face, feature = members // len(polygons), members % len(polygons)
    sizes = np.bincount(face, minlength=len(faces))
    firsts = np.cumsum(sizes) - sizes
    few = np.flatnonzero(sizes[face] <= _FEW)
    later = firsts[face[few]] + sizes[face[few]] - few - 1
    owner, follower = expand_ranges(few + 1, later)
    one, two, at = [feature[few[owner]]], [feature[follower]], [face[follower]]
    for crowded in np.flatnonzero(sizes > _FEW).tolist():
        crowd = feature[firsts[crowded] : firsts[crowded] + sizes[crowded]]
        first, second = join_boxes(boxes[crowd], boxes[crowd])
        upper = first < second
        one.append(crowd[first[upper]])
        two.append(crowd[second[upper]])
        at.append(np.full(int(upper.sum()), crowded))
    a, b, c = np.concatenate(one), np.concatenate(two), np.concatenate(at)
    low = np.maximum(np.maximum(boxes[a, :2], boxes[b, :2]), faces.boxes[c, :2])
    high = np.minimum(np.minimum(boxes[a, 2:], boxes[b, 2:]), faces.boxes[c, 2:])
    meet = (high > low).all(axis=1)
    pairs = np.unique(a[meet] * len(polygons) + b[meet])
    return pairs // len(polygons), pairs % len(polygons)


def _overlap_errors(
    pairs: Pairs,
    shapes: OverlayGeometries,
    areas: NDArray[np.float64],
    tolerance: float,
    duplicates: Groups,
    feedback: Feedback,
) -> list[CoverageError]:
    """Return the overlaps of the pairs; pairs of the same shape are put into ``duplicates`` instead."""
    copies: dict[int, list[int]] = {}
    for copy in duplicates.joined():
        copies.setdefault(duplicates.root(copy), []).append(copy)
    found = []
    for number, (first, second) in enumerate(zip(pairs[0].tolist(), pairs[1].tolist())):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(pairs[0]))
        pieces = [piece for piece in shapes.overlap(first, second) if mean_width(piece) > tolerance]
        if not pieces:
            continue
        total = sum(piece.area() for piece in pieces)
        if _same_shape(first, second, total, areas, shapes, tolerance):
            duplicates.join(first, second)
        else:
            found.append((first, second, pieces))
    errors = []
    for first, second, pieces in found:
        # exact copies did not take part themselves: they overlap what the first of them overlaps
        for one in [first, *copies.get(first, [])]:
            for two in [second, *copies.get(second, [])]:
                if duplicates.root(one) != duplicates.root(two):
                    errors.extend(
                        CoverageError("overlap", min(one, two), max(one, two), piece) for piece in pieces
                    )
    return errors


def _same_shape(
    first: int,
    second: int,
    overlap: float,
    areas: NDArray[np.float64],
    shapes: OverlayGeometries,
    tolerance: float,
) -> bool:
    """Return whether two features differ by nothing wider than the tolerance.

    :param overlap: area of their overlap
    """
    larger = max(areas[first], areas[second])
    one, two = shapes.whole(first), shapes.whole(second)
    # cheap bound first: strips no wider than the tolerance along both borders
    if larger - overlap > 1e-9 * larger and larger - overlap > tolerance * (one.length() + two.length()):
        return False
    for a, b in ((one, two), (two, one)):
        rest = polygon_parts(overlaid(a, b, QgsGeometry.difference))
        if any(mean_width(piece) > tolerance for piece in rest):
            return False
    return True
