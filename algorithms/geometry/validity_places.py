"""From the contacts of edges to the errors they are: crossings, touches, shared stretches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .grouping import connected, first_of_groups, group_rows
from .orientation import orientation
from .validity_contacts import Contacts
from .validity_outline import Floats, Integers, Outline


@dataclass(frozen=True)
class Places:
    """Places of errors of one kind.

    :ivar vertices: int64 (n), vertex of the outline, or the vertex an edge begins at
    """

    kind: str
    vertices: Integers
    x: Floats
    y: Floats

    def where(self, keep: NDArray[np.bool_]) -> Places:
        """Return some of the places."""
        return Places(self.kind, self.vertices[keep], self.x[keep], self.y[keep])


@dataclass(frozen=True)
class RingRelations:
    """What the contacts tell about pairs of different rings.

    :ivar conflicts: int64 (n, 2), rings that cross or share a stretch; the lower first
    :ivar touches: int64 (n, 2), positions (see `Contacts`) at which two other rings touch in a point
    :ivar touch_points: int64 (n), a vertex at that point
    """

    conflicts: Integers
    touches: Integers
    touch_points: Integers


def places_of_contacts(outline: Outline, contacts: Contacts) -> tuple[list[Places], RingRelations]:
    """Return the places of self_intersection and ring_self_touch.

    A stretch of line that is passed twice is one error, however many edges it has: at its tip where the
    border turns straight back, else in the middle of its longest edge. Two rings that are equal are one
    error, too. A point at which a ring meets itself several times is one error.
    """
    overlaps, overlap_ends = contacts.overlaps, contacts.overlap_ends
    tips = np.arange(len(overlaps)) >= len(overlaps) - len(contacts.tips)
    touch_pairs = _ring_pairs(outline, contacts.touches // 2)
    free = ~_at_overlap_ends(outline, overlaps, overlap_ends, touch_pairs, contacts.touch_points)
    touches, points, touch_pairs = contacts.touches[free], contacts.touch_points[free], touch_pairs[free]
    crossed = _cross_at_node(outline, touches, points)
    rings = outline.ring[touches // 2]
    same = rings[:, 0] == rings[:, 1]

    meeting = [
        _crossing_points(outline, contacts.crossings),
        _overlap_places(outline, overlaps, overlap_ends, tips),
        _at_vertices(outline, points[crossed]),
    ]
    vertices, x, y = (np.concatenate(column) for column in zip(*meeting))
    features = outline.ring_feature[outline.ring[vertices]]
    first = np.sort(first_of_groups(*group_rows(features, x, y)))
    found = [Places("self_intersection", vertices[first], x[first], y[first])]
    known = np.concatenate((points[crossed & same], points[same & ~crossed]))
    labels, count = group_rows(outline.ring[known], outline.x[known], outline.y[known])
    touching = np.sort(first_of_groups(labels, count))
    touching = touching[touching >= int((crossed & same).sum())]
    found.append(Places("ring_self_touch", *_at_vertices(outline, known[touching])))

    conflicts = np.unique(
        np.concatenate(
            (_ring_pairs(outline, overlaps), _ring_pairs(outline, contacts.crossings), touch_pairs[crossed])
        )
    )
    count = max(len(outline.ring_stored), 1)
    lower, higher = conflicts // count, conflicts % count
    different = lower != higher
    plain = ~same & ~np.isin(touch_pairs, conflicts)
    return found, RingRelations(np.column_stack((lower, higher))[different], touches[plain], points[plain])


def arms(outline: Outline, positions: Integers) -> tuple[Integers, Integers]:
    """Return the vertices before and after a position on a ring."""
    vertex = positions // 2
    inside = positions % 2 == 1
    return np.where(inside, vertex, outline.before[vertex]), outline.after[vertex]


def in_sector(outline: Outline, point: Integers, u: Integers, v: Integers, d: Integers) -> NDArray[np.bool_]:
    """Return whether the direction point → d lies in the counter-clockwise turn from point → u to point → v.

    False throughout where u and v lie in the same direction.
    """
    turn = _side(outline, point, u, v)
    after_u, before_v = _side(outline, point, u, d), _side(outline, point, d, v)
    convex = (turn > 0) & (after_u > 0) & (before_v > 0)
    reflex = (turn < 0) & ~((before_v <= 0) & (after_u <= 0))
    ux, uy = outline.x[u] - outline.x[point], outline.y[u] - outline.y[point]
    vx, vy = outline.x[v] - outline.x[point], outline.y[v] - outline.y[point]
    straight = (turn == 0) & (ux * vx + uy * vy < 0) & (after_u > 0)
    inside: NDArray[np.bool_] = convex | reflex | straight
    return inside


def _side(outline: Outline, point: Integers, a: Integers, b: Integers) -> NDArray[np.int8]:
    x, y = outline.x, outline.y
    return orientation(x[point], y[point], x[a], y[a], x[b], y[b])


def _ring_pairs(outline: Outline, edges: Integers) -> Integers:
    """Return one number for the two rings of pairs of edges (or vertices)."""
    rings = outline.ring[edges]
    return rings.min(axis=1) * len(outline.ring_stored) + rings.max(axis=1)


def _at_overlap_ends(
    outline: Outline, overlaps: Integers, overlap_ends: Integers, touch_pairs: Integers, points: Integers
) -> NDArray[np.bool_]:
    """Return which touches lie at the end of a stretch the same two rings share: they belong to it."""
    ends = overlap_ends.T.reshape(-1)
    vertices = np.concatenate((ends, points))
    pairs = np.concatenate((np.tile(_ring_pairs(outline, overlaps), 2), touch_pairs))
    labels, count = group_rows(pairs, outline.x[vertices], outline.y[vertices])
    ended = np.zeros(count, dtype=bool)
    ended[labels[: len(ends)]] = True
    return ended[labels[len(ends) :]]


def _cross_at_node(outline: Outline, touches: Integers, points: Integers) -> NDArray[np.bool_]:
    """Return whether the two passes through a point change sides of each other there."""
    before_a, after_a = arms(outline, touches[:, 0])
    before_b, after_b = arms(outline, touches[:, 1])
    one = in_sector(outline, points, before_a, after_a, before_b)
    two = in_sector(outline, points, before_a, after_a, after_b)
    return one != two


def _crossing_points(outline: Outline, crossings: Integers) -> tuple[Integers, Floats, Floats]:
    i, j = crossings.T
    x, y, after = outline.x, outline.y, outline.after
    rx, ry = x[after[i]] - x[i], y[after[i]] - y[i]
    sx, sy = x[after[j]] - x[j], y[after[j]] - y[j]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = ((x[j] - x[i]) * sy - (y[j] - y[i]) * sx) / (rx * sy - ry * sx)
    share = np.clip(np.where(np.isfinite(share), share, 0.5), 0.0, 1.0)
    return i, x[i] + share * rx, y[i] + share * ry


def _overlap_places(
    outline: Outline, overlaps: Integers, ends: Integers, tips: NDArray[np.bool_]
) -> tuple[Integers, Floats, Floats]:
    """Return a place for each stretch passed twice: its tips, else the middle of its longest edge."""
    x, y = outline.x, outline.y
    vertices = ends.T.reshape(-1)
    pairs = np.tile(_ring_pairs(outline, overlaps), 2)
    nodes, count = group_rows(pairs, x[vertices], y[vertices])
    stretch = connected(count, nodes[: len(ends)], nodes[len(ends) :])[nodes[: len(ends)]]
    tipped = np.isin(stretch, stretch[tips])
    length = np.hypot(x[ends[:, 0]] - x[ends[:, 1]], y[ends[:, 0]] - y[ends[:, 1]])
    rest = np.flatnonzero(~tipped)
    rest = rest[np.lexsort((overlaps[rest, 0], -length[rest], stretch[rest]))]
    first = np.ones(len(rest), dtype=bool)
    first[1:] = stretch[rest][1:] != stretch[rest][:-1]
    rest = rest[first]
    low, high = ends[rest].T
    tip_vertices = overlaps[tips, 1]
    return (
        np.concatenate((tip_vertices, overlaps[rest, 0])),
        np.concatenate((x[tip_vertices], (x[low] + x[high]) / 2)),
        np.concatenate((y[tip_vertices], (y[low] + y[high]) / 2)),
    )


def _at_vertices(outline: Outline, vertices: Integers) -> tuple[Integers, Floats, Floats]:
    return vertices, outline.x[vertices], outline.y[vertices]
