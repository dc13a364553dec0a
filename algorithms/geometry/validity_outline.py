"""The rings of some features, cleaned for the search of crossings and touches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays, are_places
from .grouping import group_rows

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

_MOST_COMPARED = 16  # rings of one box and number of vertices, visits of one place: more is scribble


@dataclass(frozen=True)
class Outline:
    """Rings without closing and repeated vertices; edge i runs from vertex i to vertex ``after[i]``.

    Rings with a coordinate that is not finite or with fewer than three different vertices in a row are
    left out: they are reported by themselves and bound no area.

    :ivar x: float64 (vertices), ``y`` likewise, in layer units
    :ivar after: int64 (vertices), the next vertex of the ring, ``before`` the previous one
    :ivar stored: int64 (vertices), index of the vertex in the polygons the outline was made of
    :ivar ring: int64 (vertices), index of the ring in this outline
    :ivar ring_offsets: int64 (rings + 1) into the vertices
    :ivar ring_stored: int64 (rings), index of the ring in the polygons
    :ivar ring_part: int64 (rings), index of the part in the polygons
    :ivar ring_feature: int64 (rings), index of the feature in the polygons
    :ivar ring_shell: bool (rings), whether it is the first ring of its part
    """

    x: Floats
    y: Floats
    after: Integers
    before: Integers
    stored: Integers
    ring: Integers
    ring_offsets: Integers
    ring_stored: Integers
    ring_part: Integers
    ring_feature: Integers
    ring_shell: NDArray[np.bool_]


def outline_of(polygons: PolygonArrays) -> Outline:
    """Return the cleaned rings of all features."""
    x, y, offsets = polygons.x, polygons.y, polygons.ring_offsets
    rings = len(offsets) - 1
    ring = np.repeat(np.arange(rings), np.diff(offsets))
    keep = ~repeats_previous(x, y, offsets)
    filled = np.flatnonzero(np.diff(offsets))
    ends = _last_kept(keep, offsets[filled], offsets[filled + 1])
    starts = offsets[filled]
    closing = (ends > starts) & (x[ends] == x[starts]) & (y[ends] == y[starts])
    keep[ends[closing]] = False
    counts = np.bincount(ring[keep], minlength=rings)
    finite = are_places(x, y)
    bad_rings = (counts < 3) | (np.bincount(ring[~finite], minlength=rings) > 0)
    keep &= ~bad_rings[ring]
    stored = np.flatnonzero(keep)
    ring_stored = np.flatnonzero(~bad_rings)
    ring_offsets = np.zeros(len(ring_stored) + 1, dtype=np.int64)
    np.cumsum(counts[ring_stored], out=ring_offsets[1:])
    after = np.arange(1, len(stored) + 1)
    before = np.arange(-1, len(stored) - 1)
    after[ring_offsets[1:] - 1] = ring_offsets[:-1]
    before[ring_offsets[:-1]] = ring_offsets[1:] - 1
    part = np.repeat(np.arange(len(polygons.part_offsets) - 1), np.diff(polygons.part_offsets))
    feature = np.repeat(np.arange(len(polygons)), np.diff(polygons.feature_offsets))
    return Outline(
        x=x[stored],
        y=y[stored],
        after=after,
        before=before,
        stored=stored,
        ring=np.repeat(np.arange(len(ring_stored)), np.diff(ring_offsets)),
        ring_offsets=ring_offsets,
        ring_stored=ring_stored,
        ring_part=part[ring_stored],
        ring_feature=feature[part[ring_stored]],
        ring_shell=np.isin(ring_stored, polygons.part_offsets[:-1]),
    )


def repeats_previous(x: Floats, y: Floats, ring_offsets: Integers) -> NDArray[np.bool_]:
    """Return which vertices equal the one before them in their ring."""
    repeated = np.zeros(len(x), dtype=bool)
    np.equal(x[1:], x[:-1], out=repeated[1:])
    repeated[1:] &= y[1:] == y[:-1]
    starts = ring_offsets[:-1]
    repeated[starts[starts < len(x)]] = False
    return repeated


def _last_kept(keep: NDArray[np.bool_], starts: Integers, ends: Integers) -> Integers:
    """Return the last kept vertex of each ring (its first vertex is always kept)."""
    latest = np.maximum.accumulate(np.where(keep, np.arange(len(keep)), -1))
    return latest[ends - 1] if len(starts) else starts


def without_copies(outline: Outline) -> tuple[Outline, Integers]:
    """Leave out rings equal to an earlier ring of their feature, in either direction.

    :return: the outline without them, and the indices of the rings left out
    """
    copies = _copies(outline)
    if not len(copies):
        return outline, copies
    keep_ring = np.ones(len(outline.ring_stored), dtype=bool)
    keep_ring[copies] = False
    keep = keep_ring[outline.ring]
    renumbered = np.cumsum(keep) - 1
    ring_offsets = np.zeros(int(keep_ring.sum()) + 1, dtype=np.int64)
    np.cumsum(np.diff(outline.ring_offsets)[keep_ring], out=ring_offsets[1:])
    rest = Outline(
        x=outline.x[keep],
        y=outline.y[keep],
        after=renumbered[outline.after[keep]],
        before=renumbered[outline.before[keep]],
        stored=outline.stored[keep],
        ring=(np.cumsum(keep_ring) - 1)[outline.ring[keep]],
        ring_offsets=ring_offsets,
        ring_stored=outline.ring_stored[keep_ring],
        ring_part=outline.ring_part[keep_ring],
        ring_feature=outline.ring_feature[keep_ring],
        ring_shell=outline.ring_shell[keep_ring],
    )
    return rest, copies


def _copies(outline: Outline) -> Integers:
    """Return the rings equal to an earlier ring of their feature."""
    starts = outline.ring_offsets[:-1]
    if not len(starts):
        return starts
    x, y = outline.x, outline.y
    boxes = [extreme.reduceat(values, starts) for extreme in (np.minimum, np.maximum) for values in (x, y)]
    labels, count = group_rows(outline.ring_feature, np.diff(outline.ring_offsets), *boxes)
    alike = np.bincount(labels, minlength=count) > 1
    originals: dict[int, list[int]] = {}
    copies = []
    for ring in np.flatnonzero(alike[labels]).tolist():
        known = originals.setdefault(int(labels[ring]), [])
        if any(_equal(outline, ring, other) for other in known[:_MOST_COMPARED]):
            copies.append(ring)
        else:
            known.append(ring)
    return np.array(copies, dtype=np.int64)


def _equal(outline: Outline, ring: int, other: int) -> bool:
    """Return whether two rings with the same number of vertices run through the same places."""
    first, second = (
        np.column_stack((outline.x[begin:end], outline.y[begin:end]))
        for begin, end in (outline.ring_offsets[index : index + 2] for index in (ring, other))
    )
    begins = np.flatnonzero((second == first[0]).all(axis=1))
    for direction in (second, second[::-1]):
        for begin in begins[:_MOST_COMPARED].tolist():
            at = begin if direction is second else len(second) - 1 - begin
            if np.array_equal(first, np.roll(direction, -at, axis=0)):
                return True
    return False
