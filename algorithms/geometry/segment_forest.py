"""Which edges of a feature may meet: a tree of bounding boxes over the edges of every feature.

Neighbours along a ring lie close together, so the boxes of runs of 2, 4, 8… edges in stored order are a
good tree, whatever the lengths of the edges; it takes twice the memory of the edges. All features are
searched side by side, and in blocks, so memory stays bounded however many boxes overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Pairs = tuple[Integers, Integers]

_BLOCK = 1 << 16  # pairs looked at together: what fits the cache


@dataclass(frozen=True)
class _Level:
    """Boxes over runs of edges, by tree; ``children`` is the first of one or two boxes a level below."""

    xmin: Floats
    ymin: Floats
    xmax: Floats
    ymax: Floats
    children: Integers
    twins: NDArray[np.bool_]  # whether there is a second child
    offsets: Integers  # the boxes of each tree


class SegmentForest:
    """One tree of bounding boxes per feature."""

    def __init__(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, offsets: Integers) -> None:
        """:param x0: float64 (edges), where an edge begins, ``x1`` where it ends

        :param offsets: int64 (trees + 1), the edges of each tree; no tree is empty
        """
        counts = np.diff(offsets)
        nothing = np.empty(0, dtype=np.int64)
        low_x, low_y, high_x, high_y = (
            np.minimum(x0, x1),
            np.minimum(y0, y1),
            np.maximum(x0, x1),
            np.maximum(y0, y1),
        )
        level = _Level(low_x, low_y, high_x, high_y, nothing, nothing != 0, offsets)
        self._levels = [level]
        while len(counts) and counts.max() > 1:
            above = (counts + 1) // 2
            above_offsets = np.concatenate(([0], np.cumsum(above)))
            tree = np.repeat(np.arange(len(counts)), above)
            children = offsets[tree] + 2 * (np.arange(len(tree)) - above_offsets[tree])
            level = _Level(
                np.minimum.reduceat(level.xmin, children),
                np.minimum.reduceat(level.ymin, children),
                np.maximum.reduceat(level.xmax, children),
                np.maximum.reduceat(level.ymax, children),
                children,
                children + 1 < offsets[tree + 1],
                above_offsets,
            )
            self._levels.append(level)
            counts, offsets = above, above_offsets
        self._trees = len(counts)

    def pairs(self, finished: NDArray[np.bool_]) -> Iterator[Pairs]:
        """Yield blocks of pairs of edges i < j of one tree whose bounding boxes meet.

        :param finished: bool (trees), set by the caller between blocks: trees to be left alone from now on
        """
        roots = np.arange(self._trees)
        waiting = [(len(self._levels) - 1, roots, roots)]
        while waiting:
            depth, first, second = waiting.pop()
            if finished.any():
                tree = np.searchsorted(self._levels[depth].offsets, first, side="right") - 1
                first, second = first[~finished[tree]], second[~finished[tree]]
            if len(first) > _BLOCK:
                half = len(first) // 2
                waiting.append((depth, first[half:], second[half:]))
                waiting.append((depth, first[:half], second[:half]))
                continue
            if depth == 0:
                different = first != second
                yield first[different], second[different]
                continue
            first, second = self._below(depth, first, second)
            below = self._levels[depth - 1]
            meet = below.xmin[first] <= below.xmax[second]
            meet &= below.xmin[second] <= below.xmax[first]
            meet &= below.ymin[first] <= below.ymax[second]
            meet &= below.ymin[second] <= below.ymax[first]
            waiting.append((depth - 1, first[meet], second[meet]))

    def _below(self, depth: int, first: Integers, second: Integers) -> Pairs:
        """Return the pairs of children of pairs of boxes, each pair once."""
        level = self._levels[depth]
        a, b = level.children[first], level.children[second]
        a_twin, b_twin = level.twins[first], level.twins[second]
        same = first == second
        crossed = a_twin & ~same
        left = (a, a[b_twin], a[crossed] + 1, a[a_twin & b_twin] + 1)
        right = (b, b[b_twin] + 1, b[crossed], b[a_twin & b_twin] + 1)
        return np.concatenate(left), np.concatenate(right)

    def rays(self, trees: Integers, px: Floats, py: Floats) -> Iterator[Pairs]:
        """Yield blocks of (query, edge): edges that a ray from a point to the east may cross.

        :param trees: int64 (queries), the tree each point is asked of
        """
        return self._found(trees, px, py, np.full(len(px), np.inf))

    def stabs(self, trees: Integers, px: Floats, py: Floats) -> Iterator[Pairs]:
        """Yield blocks of (query, edge): edges whose bounding box holds a point."""
        return self._found(trees, px, py, px)

    def _found(self, trees: Integers, west: Floats, py: Floats, east: Floats) -> Iterator[Pairs]:
        waiting = [(len(self._levels) - 1, np.arange(len(trees)), trees)]
        while waiting:
            depth, query, box = waiting.pop()
            if len(query) > _BLOCK:
                half = len(query) // 2
                waiting.append((depth, query[half:], box[half:]))
                waiting.append((depth, query[:half], box[:half]))
                continue
            level = self._levels[depth]
            hit = level.ymin[box] <= py[query]
            hit &= level.ymax[box] >= py[query]
            hit &= level.xmax[box] >= west[query]
            hit &= level.xmin[box] <= east[query]
            query, box = query[hit], box[hit]
            if depth == 0:
                yield query, box
                continue
            child, twins = level.children[box], level.twins[box]
            query = np.concatenate((query, query[twins]))
            waiting.append((depth - 1, query, np.concatenate((child, child[twins] + 1))))


def spatial_order(x: Floats, y: Floats, groups: Integers) -> Integers:
    """Return the order by group and, within it, along a Z-curve, so that neighbours stand together.

    :param groups: int64, ascending
    """
    if not len(x):
        return np.empty(0, dtype=np.int64)
    starts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    counts = np.diff(np.append(starts, len(x)))
    code = np.zeros(len(x), dtype=np.int64)
    for shift, values in enumerate((x, y)):
        low = np.repeat(np.minimum.reduceat(values, starts), counts)
        high = np.repeat(np.maximum.reduceat(values, starts), counts)
        extent = np.where(high > low, high - low, 1.0)
        code |= _spread(((values - low) / extent * 65535.0).astype(np.int64)) << shift
    return np.lexsort((code, groups))


def _spread(number: Integers) -> Integers:
    """Put a zero bit between the 16 bits of numbers."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        number = (number | (number << shift)) & mask
    return number
