"""Topology of one coverage: every overlap, duplicate and enclosed gap, with its true shape.

Shared borders cancel (`coverage_edges`), borders with other vertices are snapped within the tolerance
and cancel too (`coverage_junctions`), the rest bounds faces (`coverage_faces`), each covered by some
number of features (`coverage_cover`). A face covered by none is a gap (`coverage_gaps`), one covered
more than once holds overlaps (`coverage_overlaps`); where a face was snapped or borders cancel within
it, GEOS overlays the features as they are.
"""

from __future__ import annotations

import numpy as np

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_duplicates import Groups, equal_shapes
from .coverage_edges import VertexCells
from .coverage_faces import enclosed_faces
from .coverage_gaps import gap_errors
from .coverage_input import coordinate_rounding, sound_polygons
from .coverage_junctions import arranged
from .coverage_model import CoverageError
from .coverage_overlaps import overlap_candidates, overlap_errors
from .overlay_geometry import OverlayGeometries, position
from .wkb import bounding_boxes

__all__ = ["CoverageError", "check_coverage"]


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
    remaining = arranged(cells.edges(cells.unpaired(edges)), tolerance, rounding, feedback)
    feedback.setProgress(55)
    faces = enclosed_faces(remaining)
    raise_if_cancelled(feedback)
    feedback.setProgress(65)
    boxes = bounding_boxes(polygons)
    boxes[skipped] = np.nan
    shapes = OverlayGeometries(polygons, boxes)
    duplicates = Groups()
    for first, copy in zip(firsts.tolist(), copies.tolist()):
        duplicates.join(first, copy)
    candidates = overlap_candidates(faces, polygons, boxes, rounding, tolerance)
    raise_if_cancelled(feedback)
    feedback.setProgress(70)
    overlaps = overlap_errors(
        candidates, faces, shapes, cells.feature_areas, tolerance, duplicates, Span(feedback, 70, 90)
    )
    gaps = gap_errors(faces, remaining, shapes, tolerance, Span(feedback, 90, 100))
    errors = overlaps + gaps
    everything = OverlayGeometries(polygons, bounding_boxes(polygons)) if len(copies) else shapes
    for copy in duplicates.joined():
        errors.append(CoverageError("duplicate", duplicates.root(copy), copy, everything.whole(copy)))
    return in_order(errors)


def in_order(errors: list[CoverageError]) -> list[CoverageError]:
    """Return the errors ordered by features, kind and position."""
    return sorted(
        errors, key=lambda error: (error.feature_a, error.feature_b, error.kind, position(error.geometry))
    )
