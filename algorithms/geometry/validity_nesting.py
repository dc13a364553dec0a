"""Rings in the wrong place: holes outside, holes in holes, parts in parts, interiors cut in two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, raise_if_cancelled
from .grouping import first_of_groups, group_rows
from .orientation import orientation
from .segment_forest import SegmentForest, spatial_order
from .validity_contacts import edge_forest
from .validity_outline import Integers, Outline
from .validity_places import Places, RingRelations, arms, in_sector


def places_of_nesting(outline: Outline, relations: RingRelations, feedback: Feedback) -> list[Places]:
    """Return the places of hole_outside, nested_hole, nested_parts and disconnected_interior.

    Rings that cross, overlap or equal each other are left out of each comparison: that error is reported
    by itself. A hole or part is placed at its first vertex, a cut interior at the touch that closes it.

    :raises Cancelled: when the user cancels
    """
    rings = len(outline.ring_stored)
    inside = _inside_pairs(outline, relations, feedback)
    conflicts = np.concatenate((relations.conflicts, relations.conflicts[:, ::-1]))
    shell, part = outline.ring_shell, outline.ring_part
    shell_of = np.full(int(part.max(initial=-1)) + 1, -1, dtype=np.int64)
    shell_of[part[shell]] = np.flatnonzero(shell)

    holes = np.flatnonzero(~shell)
    holes = holes[shell_of[part[holes]] >= 0]
    own_shell = holes * rings + shell_of[part[holes]]
    outside = holes[~np.isin(own_shell, np.concatenate((_keys(inside, rings), _keys(conflicts, rings))))]

    inner, outer = inside.T
    in_hole = ~shell[inner] & ~shell[outer] & (part[inner] == part[outer])
    nested_holes = np.setdiff1d(inner[in_hole], outside)

    covered = np.concatenate((inside, conflicts))
    excused = covered[shell[covered[:, 0]] & ~shell[covered[:, 1]]]
    excused = excused[shell_of[part[excused[:, 1]]] >= 0]
    excuses = excused[:, 0] * rings + shell_of[part[excused[:, 1]]]
    in_part = shell[inner] & shell[outer] & ~np.isin(_keys(inside, rings), excuses)
    nested_parts = np.unique(inner[in_part])

    misplaced = np.concatenate((outside, nested_holes, nested_parts))
    cuts = _cuts(outline, relations, misplaced)
    found = [
        (kind, outline.ring_offsets[which])
        for kind, which in (
            ("hole_outside", outside),
            ("nested_hole", nested_holes),
            ("nested_parts", nested_parts),
        )
    ]
    found.append(("disconnected_interior", cuts))
    return [Places(kind, vertices, outline.x[vertices], outline.y[vertices]) for kind, vertices in found]


def _keys(pairs: Integers, rings: int) -> Integers:
    return pairs[:, 0] * rings + pairs[:, 1]


def _inside_pairs(outline: Outline, relations: RingRelations, feedback: Feedback) -> Integers:
    """Return int64 (n, 2): ring and a ring around it, as far as the two matter to each other."""
    rings = len(outline.ring_stored)
    touching = _inside_by_touch(outline, relations)
    ring_touches = outline.ring[relations.touches // 2]
    settled = np.concatenate(
        (relations.conflicts, relations.conflicts[:, ::-1], ring_touches, ring_touches[:, ::-1])
    )
    candidates = _box_candidates(outline, feedback)
    candidates = candidates[~np.isin(_keys(candidates, rings), _keys(settled, rings))]
    return np.concatenate((touching, candidates[_inside_by_ray(outline, candidates, feedback)]))


def _box_candidates(outline: Outline, feedback: Feedback) -> Integers:
    """Return ring and other ring of the feature whose box holds its first vertex, where nesting matters."""
    starts = outline.ring_offsets[:-1]
    nothing = np.empty((0, 2), dtype=np.int64)
    if not len(starts):
        return nothing
    xmin, xmax = np.minimum.reduceat(outline.x, starts), np.maximum.reduceat(outline.x, starts)
    ymin, ymax = np.minimum.reduceat(outline.y, starts), np.maximum.reduceat(outline.y, starts)
    order = spatial_order((xmin + xmax) / 2, (ymin + ymax) / 2, outline.ring_feature)
    feature = outline.ring_feature
    begins = np.flatnonzero(np.concatenate(([True], feature[1:] != feature[:-1])))
    offsets = np.append(begins, len(starts))
    several = np.repeat(np.diff(offsets) > 1, np.diff(offsets))
    forest = SegmentForest(xmin[order], ymin[order], xmax[order], ymax[order], offsets)
    tree = np.repeat(np.arange(len(begins)), np.diff(offsets))
    asked = np.flatnonzero(several)
    found = [nothing]
    for query, box in forest.stabs(tree[asked], outline.x[starts[asked]], outline.y[starts[asked]]):
        raise_if_cancelled(feedback)
        ring, other = asked[query], order[box]
        same_part = outline.ring_part[ring] == outline.ring_part[other]
        # holes against their shell and its other holes, shells against the shells and holes of other parts
        matters = (ring != other) & (same_part != outline.ring_shell[ring])
        found.append(np.column_stack((ring[matters], other[matters])))
    return np.concatenate(found)


def _inside_by_ray(outline: Outline, pairs: Integers, feedback: Feedback) -> NDArray[np.bool_]:
    """Return whether the first vertex of a ring lies inside another ring (even-odd, exact)."""
    inside = np.zeros(len(pairs), dtype=bool)
    if not len(pairs):
        return inside
    x, y = outline.x, outline.y
    vertex = outline.ring_offsets[pairs[:, 0]]
    for queries, edges in edge_forest(outline).rays(pairs[:, 1], x[vertex], y[vertex]):
        raise_if_cancelled(feedback)
        upward = y[edges] <= y[vertex[queries]]
        spans = upward != (y[outline.after[edges]] <= y[vertex[queries]])
        query, edge, upward = queries[spans], edges[spans], upward[spans]
        point, far = vertex[query], outline.after[edge]
        side = orientation(x[edge], y[edge], x[far], y[far], x[point], y[point])
        east = side == np.where(upward, 1, -1)
        inside ^= np.bincount(query[east], minlength=len(pairs)) % 2 == 1
    return inside


def _inside_by_touch(outline: Outline, relations: RingRelations) -> Integers:
    """Return which of two rings that touch in points lies inside the other, by the angles at a touch."""
    if not len(relations.touches):
        return np.empty((0, 2), dtype=np.int64)
    rings = outline.ring[relations.touches // 2]
    lower, higher = rings.min(axis=1), rings.max(axis=1)
    first = first_of_groups(*group_rows(lower, higher))
    points = relations.touch_points[first]
    found = []
    for one, two in ((0, 1), (1, 0)):
        ring, other = relations.touches[first, one], relations.touches[first, two]
        before, after = arms(outline, other)
        left = _counter_clockwise(outline, outline.ring[other // 2])
        u, v = np.where(left, after, before), np.where(left, before, after)
        within = in_sector(outline, points, u, v, arms(outline, ring)[1])
        found.append(np.column_stack((outline.ring[ring // 2], outline.ring[other // 2]))[within])
    return np.concatenate(found)


def _counter_clockwise(outline: Outline, rings: Integers) -> NDArray[np.bool_]:
    """Return whether simple rings run counter-clockwise, by the turn at their westernmost vertex."""
    order = np.lexsort((outline.y, outline.x, outline.ring))
    extreme = order[outline.ring_offsets[rings]]
    before, after = outline.before[extreme], outline.after[extreme]
    x, y = outline.x, outline.y
    side = orientation(x[before], y[before], x[extreme], y[extreme], x[after], y[after])
    left: NDArray[np.bool_] = side > 0
    return left


def _cuts(outline: Outline, relations: RingRelations, misplaced: Integers) -> Integers:
    """Return vertices at the touches that cut the interior of a part.

    Rings and the points at which they touch form a graph; as long as it has no circle, one can walk around
    every ring. Each touch that closes a circle cuts off a piece of the interior.
    """
    rings = outline.ring[relations.touches // 2]
    same = outline.ring_part[rings[:, 0]] == outline.ring_part[rings[:, 1]]
    same &= ~np.isin(rings, misplaced).any(axis=1)
    rings, points = rings[same], relations.touch_points[same]
    if not len(points):
        return points
    labels, count = group_rows(outline.ring_part[rings[:, 0]], outline.x[points], outline.y[points])
    vertex_of = points[first_of_groups(labels, count)]
    incidences = np.unique(
        np.concatenate((rings[:, 0], rings[:, 1])) + np.tile(labels, 2) * len(outline.ring_stored)
    )
    joined: dict[int, int] = {}

    def root(thing: int) -> int:
        while (above := joined.get(thing, thing)) != thing:
            joined[thing] = joined.get(above, above)
            thing = joined[thing]
        return thing

    closing = []
    for incidence in incidences.tolist():
        label, ring = divmod(incidence, len(outline.ring_stored))
        one, two = root(ring), root(-1 - label)
        if one == two:
            closing.append(label)
        else:
            joined[two] = one
    return vertex_of[np.unique(np.array(closing, dtype=np.int64))]
