"""Overlaps: features that share a face, and the exact shape of what they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_boxes import expand_ranges, join_boxes
from .coverage_cover import covering_features, entering_features, entering_slack
from .coverage_duplicates import Groups
from .coverage_faces import Faces
from .coverage_input import polygon_parts
from .coverage_model import CoverageError
from .overlay_geometry import OverlayGeometries, mean_width, remainder

_FEW = 32
_BATCH = 1024


@dataclass(frozen=True)
class OverlapCandidates:
    """Pairs of features that overlap or may do so.

    :ivar first: int64 (pairs), ascending
    :ivar second: int64 (pairs), above ``first``
    :ivar faces: for a pair whose overlap is known, its faces; other pairs are overlaid
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    faces: dict[tuple[int, int], list[int]]


def overlap_candidates(
    faces: Faces,
    polygons: PolygonArrays,
    boxes: NDArray[np.float64],
    rounding: float,
    tolerance: float,
) -> OverlapCandidates:
    """Return all pairs of features that may overlap in faces that are covered more than once.

    A face on its own that exactly two features cover, that no other feature enters and where nothing
    was snapped, is their overlap itself.

    :param boxes: float64 (features, 4), bounding boxes; NaN leaves a feature out
    :param rounding: distance below which coordinates cannot be told apart
    :param tolerance: distance within which borders were snapped
    """
    depths = faces.depths
    deep = np.flatnonzero(depths >= 2)
    point, holder = covering_features(faces.points[deep], polygons, boxes)
    cover = deep[point], holder
    slack = entering_slack(faces, cover, np.ones(len(polygons), dtype=np.int64), rounding, tolerance)
    entering = entering_features(faces, deep, cover, polygons, boxes, slack)
    size = max(len(polygons), 1)
    members = np.unique(
        np.concatenate((cover[0], entering[0])) * size + np.concatenate((cover[1], entering[1]))
    )
    face, feature = members // size, members % size
    one, two, at = _pairs_of_faces(face, feature, faces, boxes)
    alone = (depths == 2) & ~faces.moved & (np.bincount(cover[0], minlength=len(faces)) == 2)
    alone[entering[0]] = False
    sided = faces.sides[(faces.sides >= 0).all(axis=1)]
    beside_deep = sided[(depths[sided] >= 2).all(axis=1)]
    alone[beside_deep.ravel()] = False
    keys = one * size + two
    overlaid_pairs = np.unique(keys[~alone[at]])
    known = alone[at] & ~np.isin(keys, overlaid_pairs)
    known_faces: dict[tuple[int, int], list[int]] = {}
    for a, b, c in zip(one[known].tolist(), two[known].tolist(), at[known].tolist()):
        known_faces.setdefault((a, b), []).append(c)
    pairs = np.unique(keys)
    return OverlapCandidates(pairs // size, pairs % size, known_faces)


def _pairs_of_faces(
    face: NDArray[np.int64], feature: NDArray[np.int64], faces: Faces, boxes: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return (one, two, face) of the features of each face whose boxes meet within its box."""
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
    return a[meet], b[meet], c[meet]


def overlap_errors(
    candidates: OverlapCandidates,
    faces: Faces,
    shapes: OverlayGeometries,
    areas: NDArray[np.float64],
    tolerance: float,
    duplicates: Groups,
    feedback: Feedback,
) -> list[CoverageError]:
    """Return the overlaps; pairs of the same shape are put into ``duplicates`` instead.

    :param areas: float64 (features), plane areas
    :param duplicates: exact copies so far; they do not take part themselves
    """
    copies: dict[int, list[int]] = {}
    for copy in duplicates.joined():
        copies.setdefault(duplicates.root(copy), []).append(copy)
    known = [face for found in candidates.faces.values() for face in found]
    known_shapes = dict(faces.geometries(known))
    found = []
    pairs = list(zip(candidates.first.tolist(), candidates.second.tolist()))
    open_pairs = np.array([pair not in candidates.faces for pair in pairs], dtype=bool)
    for number, pair in enumerate(pairs):
        if not number % _BATCH:
            batch = number + np.flatnonzero(open_pairs[number : number + _BATCH])
            shapes.prefetch(candidates.first[batch], candidates.second[batch])
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(candidates.first))
        if pair in candidates.faces:
            pieces = [piece for face in candidates.faces[pair] for piece in known_shapes[face]]
        else:
            pieces = shapes.overlap(*pair)
        pieces = [piece for piece in pieces if mean_width(piece) > tolerance]
        if not pieces:
            continue
        if _same_shape(*pair, pieces, areas, shapes, tolerance):
            duplicates.join(*pair)
        else:
            found.append((*pair, pieces))
    errors: list[CoverageError] = []
    for first, second, pieces in found:
        # exact copies overlap what the first of them overlaps
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
    pieces: list[QgsGeometry],
    areas: NDArray[np.float64],
    shapes: OverlayGeometries,
    tolerance: float,
) -> bool:
    """Return whether two features differ by nothing wider than the tolerance.

    :param pieces: the pieces of their overlap
    """
    larger = max(areas[first], areas[second])
    rest = larger - sum(piece.area() for piece in pieces)
    if rest > larger / 2:
        return False
    one, two = shapes.whole(first), shapes.whole(second)
    # cheap bound first: strips no wider than the tolerance along both borders
    if rest > 1e-9 * larger and rest > tolerance * (one.length() + two.length()):
        return False
    for a, b in ((one, two), (two, one)):
        left = polygon_parts(remainder(a, b, shapes.rounding))
        if any(mean_width(piece) > tolerance for piece in left):
            return False
    return True
