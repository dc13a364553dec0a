"""Two layers over each other: where their features overlap, and what lies outside of a cover."""

from __future__ import annotations

from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage import check_coverage, in_order
from .coverage_boxes import Pairs, join_boxes
from .coverage_cover import covering_features, entering_features, entering_slack
from .coverage_duplicates import Groups, equal_shapes
from .coverage_edges import VertexCells
from .coverage_faces import Faces, enclosed_faces
from .coverage_input import coordinate_rounding, geometries, polygon_parts, sound_polygons
from .coverage_junctions import arranged
from .coverage_model import CoverageError
from .overlay_geometry import OverlayGeometries, mean_width, remainder
from .overlay_places import uncovered_at
from .point_in_polygon import EdgeSlabs
from .wkb import bounding_boxes, concatenate, polygons_from_wkb, select, vertex_offsets

__all__ = ["overlaps_between", "parts_outside"]

_BATCH = 1024
_MANY = 32  # features of a cover over one feature from which on only places are overlaid


def overlaps_between(
    first: PolygonArrays, second: PolygonArrays, tolerance: float, feedback: Feedback = Silent()
) -> list[CoverageError]:
    """Find every place where a feature of one layer overlaps a feature of another.

    :param tolerance: layer units; overlaps whose mean width is not above it are left out
    :return: errors of kind ``overlap``; ``feature_a`` is an index into ``first``, ``feature_b`` into
        ``second``; one for each connected place, ordered by features and position
    :raises ValueError: when the tolerance is negative or not finite
    :raises Cancelled: when the user cancels
    """
    _check(tolerance)
    one = sound_polygons(first, Span(feedback, 0, 15))
    two = sound_polygons(second, Span(feedback, 15, 25))
    tolerance = max(tolerance, coordinate_rounding(one, two))
    shapes_one = OverlayGeometries(one, bounding_boxes(one))
    shapes_two = OverlayGeometries(two, bounding_boxes(two))
    pairs = join_boxes(shapes_one.boxes, shapes_two.boxes)
    raise_if_cancelled(feedback)
    pairs, alike = _without_neighbours_of_twins(one, two, pairs, tolerance, Span(feedback, 25, 35))
    apart, within = _settled(one, shapes_one.boxes, two, pairs, tolerance)
    within |= alike
    apart &= ~alike
    pairs, within = (pairs[0][~apart], pairs[1][~apart]), within[~apart]
    raise_if_cancelled(feedback)
    feedback.setProgress(40)
    whole = {
        index: polygon_parts(geometry) for index, geometry in geometries(one, np.unique(pairs[0][within]))
    }
    errors: list[CoverageError] = []
    for number, (a, b, inside) in enumerate(zip(pairs[0].tolist(), pairs[1].tolist(), within.tolist())):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(40 + 60.0 * number / len(within))
            batch = number + np.flatnonzero(~within[number : number + _BATCH])
            shapes_one.prefetch(pairs[0][batch])
            shapes_two.prefetch(pairs[1][batch])
        pieces = whole[a] if inside else shapes_one.overlap(a, b, shapes_two)
        wide = [piece for piece in pieces if mean_width(piece) > tolerance]
        errors.extend(CoverageError("overlap", a, b, piece) for piece in wide)
    return in_order(errors)


def parts_outside(
    polygons: PolygonArrays,
    cover: PolygonArrays,
    tolerance: float,
    feedback: Feedback = Silent(),
    cover_errors: Optional[Sequence[CoverageError]] = None,
) -> list[CoverageError]:
    """Find every part of a feature that the features of a cover, taken together, leave uncovered.

    The borders of the features cancel against those of the cover, so only features at a place where
    the two differ are overlaid.

    :param tolerance: layer units; parts whose mean width is not above it are left out
    :param cover_errors: what `check_coverage` finds in the cover with this tolerance, where it is known already
    :return: errors of kind ``outside``; ``feature_a`` is an index into ``polygons``; one for each
        feature and connected piece, ordered by feature and position
    :raises ValueError: when the tolerance is negative or not finite
    :raises Cancelled: when the user cancels
    """
    _check(tolerance)
    polygons = sound_polygons(polygons, Span(feedback, 0, 20))
    count = len(polygons)
    if not len(polygons.x):
        return []
    # fids may clash between the layers; only positions count here
    cover = sound_polygons(cover, Silent())
    if cover_errors is None:
        cover_errors = check_coverage(cover, tolerance, Span(feedback, 20, 30))
    cover = _without_overlaps(cover, cover_errors)
    both = concatenate((polygons, cover))
    rounding = coordinate_rounding(both)
    tolerance = max(tolerance, rounding)
    counted_off = np.arange(len(both)) >= count
    cells = VertexCells(both, tolerance, counted_off)
    edges = cells.edge_mask(np.zeros(len(both), dtype=bool))
    raise_if_cancelled(feedback)
    feedback.setProgress(40)
    faces = enclosed_faces(arranged(cells.edges(cells.unpaired(edges)), tolerance, rounding, feedback))
    raise_if_cancelled(feedback)
    feedback.setProgress(60)
    boxes = bounding_boxes(both)
    features, known, doubtful = _outside_candidates(faces, both, boxes, counted_off, rounding, tolerance)
    raise_if_cancelled(feedback)
    shapes = OverlayGeometries(both, boxes)
    candidate, near = join_boxes(boxes[features], np.where(counted_off[:, None], boxes, np.nan))
    covers = np.split(near, np.searchsorted(candidate, np.arange(1, len(features))))
    face_shapes = dict(faces.geometries([face for chosen in known.values() for face in chosen]))
    errors: list[CoverageError] = []
    for number, feature in enumerate(features.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(70 + 30.0 * number / len(features))
            overlaid = [
                at for at in range(number, min(number + _BATCH, len(features)))
                if int(features[at]) not in known and len(covers[at]) <= _MANY
            ]
            shapes.prefetch(features[overlaid], *(covers[at] for at in overlaid))
        if feature in known:
            pieces = [piece for face in known[feature] for piece in face_shapes[face]]
        else:
            pieces = _uncovered(feature, covers[number], shapes, faces.boxes[doubtful[feature]], tolerance)
        errors.extend(
            CoverageError("outside", feature, -1, piece) for piece in pieces if mean_width(piece) > tolerance
        )
    return in_order(errors)


def _check(tolerance: float) -> None:
    if not np.isfinite(tolerance) or tolerance < 0:
        raise ValueError(f"tolerance {tolerance}")


def _without_neighbours_of_twins(
    one: PolygonArrays, two: PolygonArrays, pairs: Pairs, tolerance: float, feedback: Feedback
) -> tuple[Pairs, NDArray[np.bool_]]:
    """Leave out pairs that cannot overlap, because one of them has its like in the other layer.

    Returned are the pairs that are left, and which of them are twins.

    A feature with a twin in the other layer overlaps there the twin and what overlaps the twin within
    its layer. So between two versions of a layer only what changed is left to be overlaid.
    """
    both = concatenate((one, two))
    cells = VertexCells(both, tolerance)
    lower, higher = equal_shapes(both, cells, cells.edge_mask(np.zeros(len(both), dtype=bool)))
    across = (lower < len(one)) & (higher >= len(one))
    if not across.any():
        return pairs, np.zeros(len(pairs[0]), dtype=bool)
    kept = np.ones(len(pairs[0]), dtype=bool)
    for layer, mine, other, twin_of, twin in (
        (two, pairs[0], pairs[1], lower[across], higher[across] - len(one)),
        (one, pairs[1], pairs[0], higher[across] - len(one), lower[across]),
    ):
        twins = np.full(int(max(mine.max(initial=0), twin_of.max())) + 1, -1, dtype=np.int64)
        twins[twin_of] = twin
        joined = _overlapping_within(layer, tolerance, feedback)
        stand_in = twins[mine]
        low, high = np.minimum(stand_in, other), np.maximum(stand_in, other)
        known = (low == high) | np.isin(low * len(layer) + high, joined)
        kept &= (stand_in < 0) | known
    pairs = pairs[0][kept], pairs[1][kept]
    twin_keys = lower[across] * len(two) + higher[across] - len(one)
    return pairs, np.isin(pairs[0] * len(two) + pairs[1], twin_keys)


def _overlapping_within(layer: PolygonArrays, tolerance: float, feedback: Feedback) -> NDArray[np.int64]:
    """Return lower · features + higher for all pairs of a layer that overlap or are of one shape."""
    errors = [error for error in check_coverage(layer, tolerance, feedback) if error.kind != "gap"]
    groups = Groups()
    for error in errors:
        if error.kind == "duplicate":
            groups.join(error.feature_a, error.feature_b)
    members: dict[int, list[int]] = {}
    for member in groups.joined():
        members.setdefault(groups.root(member), [groups.root(member)]).append(member)
    keys = [error.feature_a * len(layer) + error.feature_b for error in errors]
    for alike in members.values():
        keys.extend(low * len(layer) + high for low in alike for high in alike if low < high)
    return np.array(sorted(set(keys)), dtype=np.int64)


def _settled(
    one: PolygonArrays,
    boxes: NDArray[np.float64],
    two: PolygonArrays,
    pairs: Pairs,
    margin: float,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each pair whether they certainly are apart, and whether the first lies in the second.

    Where no edge of the second comes into the box of the first, one vertex speaks for all.

    :param margin: distance that an edge must keep from the box, layer units
    """
    apart, within = np.zeros(len(pairs[0]), dtype=bool), np.zeros(len(pairs[0]), dtype=bool)
    if not len(apart):
        return apart, within
    slabs = EdgeSlabs(two, pairs[1])
    clear = np.ones(len(apart), dtype=bool)
    windows = boxes[pairs[0]] + np.array([-margin, -margin, margin, margin])
    clear[slabs.edges_in(pairs[1], windows)[0]] = False
    vertex = vertex_offsets(one)[pairs[0][clear]]
    inside = slabs.hold(pairs[1][clear], one.x[vertex], one.y[vertex])
    within[clear] = inside
    apart[clear] = ~inside
    return apart, within


def _without_overlaps(cover: PolygonArrays, errors: Sequence[CoverageError]) -> PolygonArrays:
    """Return the cover with features that overlap each other merged into one."""
    groups = Groups()
    for error in errors:
        if error.kind != "gap":
            groups.join(error.feature_a, error.feature_b)
    joined = groups.joined()
    if not joined:
        return cover
    members: dict[int, list[int]] = {}
    for member in joined:
        members.setdefault(groups.root(member), []).append(member)
    merged = []
    for root, others in members.items():
        parts = [geometry for _, geometry in geometries(cover, np.array([root, *others]))]
        pieces = polygon_parts(QgsGeometry.unaryUnion(parts))
        merged.append(bytes(QgsGeometry.collectGeometry(pieces).asWkb()))
    alone = np.ones(len(cover), dtype=bool)
    alone[[*joined, *members]] = False
    return concatenate((select(cover, alone), polygons_from_wkb(merged)))


def _outside_candidates(
    faces: Faces,
    both: PolygonArrays,
    boxes: NDArray[np.float64],
    counted_off: NDArray[np.bool_],
    rounding: float,
    tolerance: float,
) -> tuple[NDArray[np.int64], dict[int, list[int]], dict[int, list[int]]]:
    """Return the features that may lie outside in part, and their faces: those known to be the pieces outside,
    and, for the other features, those that hold the pieces.

    The cover counts once at most. So a face where features do not outnumber the cover has nothing
    outside, also where borders cancel within it; in any other face whoever is there may be outside.
    A face on its own with one feature, nothing snapped and no border within is a piece outside itself.
    """
    surplus = faces.depths
    open_faces = np.flatnonzero(surplus >= 1)
    point, feature = covering_features(faces.points[open_faces], both, boxes)
    face = open_faces[point]
    numbers = np.bincount(face, minlength=len(faces))
    slack = entering_slack(faces, (face, feature), np.where(counted_off, -1, 1), rounding, tolerance)
    entering = entering_features(faces, open_faces, (face, feature), both, boxes, slack)
    alone = (surplus == 1) & (numbers == 1) & ~faces.moved
    alone[entering[0]] = False
    sided = faces.sides[(faces.sides >= 0).all(axis=1)]
    alone[sided[(surplus[sided] >= 1).all(axis=1)].ravel()] = False
    at = np.concatenate((face, entering[0]))
    who = np.concatenate((feature, entering[1]))
    mine = ~counted_off[who]
    at, who = at[mine], who[mine]
    overlaid_features = np.unique(who[~alone[at]])
    single = alone[at] & ~np.isin(who, overlaid_features)
    known: dict[int, list[int]] = {}
    for place, owner in zip(at[single].tolist(), who[single].tolist()):
        known.setdefault(owner, []).append(place)
    doubtful: dict[int, list[int]] = {}
    for place, owner in zip(at[~single].tolist(), who[~single].tolist()):
        doubtful.setdefault(owner, []).append(place)
    return np.unique(who), known, doubtful


def _uncovered(
    feature: int,
    covers: NDArray[np.int64],
    shapes: OverlayGeometries,
    places: NDArray[np.float64],
    tolerance: float,
) -> list[QgsGeometry]:
    """Return the pieces of a feature that some features of the cover leave uncovered.

    :param places: float64 (places, 4), the boxes of the faces where the pieces lie
    """
    if len(covers) > _MANY:
        pieces = uncovered_at(feature, places, covers, shapes, tolerance)
        if pieces is not None:
            return pieces
    whole = shapes.whole(feature)
    near = [shapes.near(index, shapes.boxes[feature]) for index in covers.tolist()]
    near = [shape for shape in near if not shape.isEmpty()]
    if not near:
        return polygon_parts(whole)
    cover = near[0] if len(near) == 1 else QgsGeometry.unaryUnion(near)
    return polygon_parts(remainder(whole, cover, shapes.rounding))
