"""Where the edges of a feature meet, other than neighbours at their common vertex; decided exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, raise_if_cancelled
from .grouping import first_of_groups, group_rows
from .orientation import orientation
from .segment_forest import SegmentForest, spatial_order
from .validity_outline import Floats, Integers, Outline

MOST_CROSSINGS = 10_000
"""Crossings searched in one feature; one with more is scribble, and is reported as having more."""

_MOST_OF_BATCH = 1_000_000  # crossings of all features searched together
_LEAST_CROSSINGS = 200


@dataclass(frozen=True)
class Contacts:
    """Where edges meet. Positions: 2 v for vertex v, 2 e + 1 for the inside of edge e.

    :ivar crossings: int64 (n, 2), pairs of edges that cross inside both
    :ivar overlaps: int64 (n, 2), pairs of edges that share a stretch of a line
    :ivar overlap_ends: int64 (n, 2), the two vertices at the ends of that stretch
    :ivar tips: int64, vertices at which the border turns straight back (those edges overlap as well)
    :ivar touches: int64 (n, 2), pairs of positions at the same point, the lower first
    :ivar touch_points: int64 (n), a vertex at that point
    :ivar stopped: features (indices of the polygons) in which the search was stopped
    """

    crossings: Integers
    overlaps: Integers
    overlap_ends: Integers
    tips: Integers
    touches: Integers
    touch_points: Integers
    stopped: Integers


def find_contacts(outline: Outline, feedback: Feedback) -> Contacts:
    """Find where edges of a feature meet.

    :raises Cancelled: when the user cancels
    """
    edges = _edges_by_place(outline)
    features = outline.ring_feature[outline.ring[edges]]
    starts = np.flatnonzero(np.concatenate(([True], features[1:] != features[:-1]))[: len(features)])
    offsets = np.append(starts, len(edges))
    far = outline.after[edges]
    forest = SegmentForest(outline.x[edges], outline.y[edges], outline.x[far], outline.y[far], offsets)
    trees = len(starts)
    room = _room(np.diff(offsets))
    finished = np.zeros(trees, dtype=bool)
    crossings, overlaps, overlap_ends, touches = [], [], [], []
    for first, second in forest.pairs(finished):
        raise_if_cancelled(feedback)
        i, j = np.minimum(edges[first], edges[second]), np.maximum(edges[first], edges[second])
        neighbours = (outline.after[i] == j) | (outline.after[j] == i)
        i, j = i[~neighbours], j[~neighbours]
        crossing, overlap, ends, touch = _meetings(outline, i, j)
        kept = []
        for found, left in zip((crossing[:, 0], overlap[:, 0], touch[:, 0] // 2), room):
            tree = np.searchsorted(features[starts], outline.ring_feature[outline.ring[found]])
            kept.append(_within_limit(tree, left))
            np.subtract(left, np.bincount(tree, minlength=trees), out=left)
            finished |= left < 0
        crossings.append(crossing[kept[0]])
        overlaps.append(overlap[kept[1]])
        overlap_ends.append(ends[kept[1]])
        touches.append(touch[kept[2]])
    tips, tip_edges, tip_ends = _tips(outline)
    touch = _stacked(touches, 3)
    touch = touch[first_of_groups(*group_rows(touch[:, 0], touch[:, 1]))]
    return Contacts(
        crossings=_stacked(crossings, 2),
        overlaps=_stacked([*overlaps, tip_edges], 2),
        overlap_ends=_stacked([*overlap_ends, tip_ends], 2),
        tips=tips,
        touches=touch[:, :2],
        touch_points=touch[:, 2],
        stopped=features[starts][finished],
    )


def _room(edges: Integers) -> tuple[Integers, Integers, Integers]:
    """Return how many crossings, overlaps and touches are kept of each feature.

    Crossings may grow with the square of the edges. Overlaps and touches grow with the edges in anything
    but scribble, as when two rings share thousands of edges, and are needed to see that as one error.
    """
    most = int(np.clip(_MOST_OF_BATCH // max(len(edges), 1), _LEAST_CROSSINGS, MOST_CROSSINGS))
    return np.full(len(edges), most), most + edges, most + 4 * edges


def _within_limit(trees: Integers, room: Integers) -> NDArray[np.bool_]:
    """Return which contacts are among the first of their tree for which there is room."""
    counts = np.bincount(trees, minlength=len(room))
    if (counts <= room).all():
        return np.ones(len(trees), dtype=bool)
    order = np.argsort(trees, kind="stable")
    rank = np.empty(len(trees), dtype=np.int64)
    rank[order] = np.arange(len(trees)) - np.repeat(np.cumsum(counts) - counts, counts)
    keep: NDArray[np.bool_] = rank < room[trees]
    return keep


def edge_forest(outline: Outline) -> SegmentForest:
    """Return one tree of edges for each ring of the outline."""
    far = outline.after
    return SegmentForest(outline.x, outline.y, outline.x[far], outline.y[far], outline.ring_offsets)


def _edges_by_place(outline: Outline) -> Integers:
    """Return the edges ring by ring, rings of a feature that lie close together one after the other."""
    starts = outline.ring_offsets[:-1]
    if not len(starts):
        return np.empty(0, dtype=np.int64)
    middle_x = (np.minimum.reduceat(outline.x, starts) + np.maximum.reduceat(outline.x, starts)) / 2
    middle_y = (np.minimum.reduceat(outline.y, starts) + np.maximum.reduceat(outline.y, starts)) / 2
    order = spatial_order(middle_x, middle_y, outline.ring_feature)
    counts = np.diff(outline.ring_offsets)[order]
    begins = np.cumsum(counts) - counts
    return np.arange(len(outline.x)) + np.repeat(starts[order] - begins, counts)


def _meetings(outline: Outline, i: Integers, j: Integers) -> tuple[Integers, Integers, Integers, Integers]:
    """Return crossings, overlaps, their ends, and touches (two positions and a vertex) of pairs of edges."""
    after = outline.after
    side_0 = _sides(outline, i, j)
    side_1 = _sides(outline, i, after[j])
    apart = side_0 * side_1 > 0
    i, j, side_0, side_1 = i[~apart], j[~apart], side_0[~apart], side_1[~apart]
    side_2 = _sides(outline, j, i)
    side_3 = _sides(outline, j, after[i])
    meet = side_2 * side_3 <= 0
    i, j, side_0, side_1 = i[meet], j[meet], side_0[meet], side_1[meet]
    side_2, side_3 = side_2[meet], side_3[meet]
    crossing = (side_0 * side_1 < 0) & (side_2 * side_3 < 0)
    collinear = (side_0 == 0) & (side_1 == 0)
    one_point = ~crossing & ~collinear
    at = np.select([side_0 == 0, side_1 == 0, side_2 == 0], [j, after[j], i], after[i])
    along_i, along_j = i[collinear], j[collinear]
    low, high, length = _common_stretch(outline, along_i, along_j)
    shared, single = length > 0, length == 0
    touch_i = np.concatenate((i[one_point], along_i[single]))
    touch_j = np.concatenate((j[one_point], along_j[single]))
    vertex = np.concatenate((at[one_point], low[single]))
    a, b = _position(outline, touch_i, vertex), _position(outline, touch_j, vertex)
    a, b = np.minimum(a, b), np.maximum(a, b)
    return (
        np.column_stack((i[crossing], j[crossing])),
        np.column_stack((along_i[shared], along_j[shared])),
        np.column_stack((low[shared], high[shared])),
        np.column_stack((a, b, np.where(a % 2 == 0, a // 2, b // 2))),
    )


def _sides(outline: Outline, edge: Integers, vertex: Integers) -> NDArray[np.int8]:
    far = outline.after[edge]
    x, y = outline.x, outline.y
    return orientation(x[edge], y[edge], x[far], y[far], x[vertex], y[vertex])


def _common_stretch(outline: Outline, i: Integers, j: Integers) -> tuple[Integers, Integers, Floats]:
    """Return what edges on one line share: the vertices at its ends and its extent (negative: nothing)."""
    x, y, after = outline.x, outline.y, outline.after
    vertical = x[i] == x[after[i]]

    def place(vertex: Integers) -> Floats:
        return np.where(vertical, y[vertex], x[vertex])

    def ordered(edge: Integers) -> tuple[Integers, Integers]:
        far = after[edge]
        forward = place(edge) < place(far)
        return np.where(forward, edge, far), np.where(forward, far, edge)

    (low_i, high_i), (low_j, high_j) = ordered(i), ordered(j)
    low = np.where(place(low_i) >= place(low_j), low_i, low_j)
    high = np.where(place(high_i) <= place(high_j), high_i, high_j)
    return low, high, place(high) - place(low)


def _position(outline: Outline, edge: Integers, vertex: Integers) -> Integers:
    """Return where on an edge a vertex lies that is known to lie on it."""
    far = outline.after[edge]
    x, y = outline.x, outline.y
    at_begin = (x[edge] == x[vertex]) & (y[edge] == y[vertex])
    at_end = (x[far] == x[vertex]) & (y[far] == y[vertex])
    return np.where(at_begin, 2 * edge, np.where(at_end, 2 * far, 2 * edge + 1))


def _tips(outline: Outline) -> tuple[Integers, Integers, Integers]:
    """Return vertices at which the border turns straight back, their edges and the ends of the overlap."""
    vertex = np.arange(len(outline.x))
    before, after = outline.before, outline.after
    ux, uy = outline.x[before] - outline.x, outline.y[before] - outline.y
    wx, wy = outline.x[after] - outline.x, outline.y[after] - outline.y
    back = ux * wx + uy * wy > 0
    vertex = vertex[back]
    straight = _sides(outline, before[vertex], after[vertex]) == 0
    tips = vertex[straight]
    shorter = np.where(
        np.hypot(ux[tips], uy[tips]) <= np.hypot(wx[tips], wy[tips]), before[tips], after[tips]
    )
    return tips, np.column_stack((before[tips], tips)), np.column_stack((tips, shorter))


def _stacked(blocks: list[Integers], width: int) -> Integers:
    return np.concatenate([np.empty((0, width), dtype=np.int64), *blocks])
