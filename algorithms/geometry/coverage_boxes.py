"""Which bounding boxes meet: a join of two sets of boxes by a hierarchy of grids."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_CHUNK = 1 << 21
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


def join_boxes(first: NDArray[np.float64], second: NDArray[np.float64]) -> Pairs:
    """Return the index pairs of all boxes that meet (touching counts), ordered by first, then second.

    Each box is put on the grid whose cells are just larger than the box, so a box of any size takes
    at most four cells and the cost follows the number of boxes and of pairs.

    :param first: float64 (n, 4): xmin, ymin, xmax, ymax; boxes with NaN meet nothing
    :param second: float64 (m, 4)
    """
    ids_a, ids_b = (np.flatnonzero(np.isfinite(boxes).all(axis=1)) for boxes in (first, second))
    if not len(ids_a) or not len(ids_b):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    a, b = first[ids_a], second[ids_b]
    inside = _within(b, a)
    ids_b, b = ids_b[inside], b[inside]
    inside = _within(a, b) if len(b) else np.zeros(len(a), dtype=bool)
    ids_a, a = ids_a[inside], a[inside]
    if not len(a):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    origin = np.minimum(a[:, :2].min(axis=0), b[:, :2].min(axis=0))
    a, b = a - np.tile(origin, 2), b - np.tile(origin, 2)
    level_a, level_b, base = _levels(a, b)
    found = []
    for level in np.unique(np.concatenate((level_a, level_b))).tolist():
        cell = base * 2.0**level
        for of_a, of_b in (
            (level_a == level, level_b <= level),
            (level_a < level, level_b == level),
        ):
            chosen_a, chosen_b = np.flatnonzero(of_a), np.flatnonzero(of_b)
            if len(chosen_a) and len(chosen_b):
                found.extend(_join_level(a, b, chosen_a, chosen_b, cell))
    pair_a = ids_a[np.concatenate([pair[0] for pair in found])] if found else np.empty(0, dtype=np.int64)
    pair_b = ids_b[np.concatenate([pair[1] for pair in found])] if found else np.empty(0, dtype=np.int64)
    order = np.lexsort((pair_b, pair_a))
    return pair_a[order], pair_b[order]


def expand_ranges(begins: NDArray[np.int64], counts: NDArray[np.int64]) -> Pairs:
    """Return (owner, member) of all integers of the ranges begin … begin + count - 1, range by range."""
    # of 64 bits on every platform: callers make keys of pairs from them, which 32 bits do not hold
    owners = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    ends = np.cumsum(counts)
    members = np.arange(len(owners), dtype=np.int64) + np.repeat(begins - (ends - counts), counts)
    return owners, members


def _within(boxes: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which boxes meet the common box of the others."""
    low, high = others[:, :2].min(axis=0), others[:, 2:].max(axis=0)
    return ((boxes[:, :2] <= high) & (boxes[:, 2:] >= low)).all(axis=1)


def _levels(a: NDArray[np.float64], b: NDArray[np.float64]) -> tuple[NDArray, NDArray, float]:
    """Return the grid level of every box and the cell size of level 0."""
    sizes_a, sizes_b = (np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]) for box in (a, b))
    extent = float(max(a[:, 2:].max(), b[:, 2:].max()))
    sizes = np.concatenate((sizes_a, sizes_b))
    positive = sizes[sizes > 0]
    base = float(np.median(positive)) if len(positive) else extent
    # 2**20 cells a side keep the cell numbers far from overflow; a zero extent is one point
    base = max(base, extent / 2.0**20) or 1.0

    def level(values: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.ceil(np.log2(np.maximum(values / base, 1.0))).astype(np.int64)

    return level(sizes_a), level(sizes_b), base


def _cells(boxes: NDArray[np.float64], ids: NDArray[np.int64], cell: float) -> Pairs:
    """Return (cell number, box id) of every cell that a box lies in."""
    corners = np.floor(boxes[ids] / cell).astype(np.int64)
    wide, high = corners[:, 2] > corners[:, 0], corners[:, 3] > corners[:, 1]
    both = wide & high
    columns = np.concatenate((corners[:, 0], corners[wide, 2], corners[high, 0], corners[both, 2]))
    rows = np.concatenate((corners[:, 1], corners[wide, 1], corners[high, 3], corners[both, 3]))
    return (columns << 32) + rows, np.concatenate((ids, ids[wide], ids[high], ids[both]))


def _join_level(
    a: NDArray[np.float64], b: NDArray[np.float64], ids_a: NDArray, ids_b: NDArray, cell: float
) -> list[Pairs]:
    """Return the meeting pairs of the chosen boxes on one grid, each pair once."""
    if len(ids_a) > len(ids_b):
        return [(i, j) for j, i in _join_level(b, a, ids_b, ids_a, cell)]
    cells_a, owners_a = _cells(a, ids_a, cell)
    order = np.argsort(cells_a, kind="stable")
    cells_a, owners_a = cells_a[order], owners_a[order]
    cells_b, owners_b = _cells(b, ids_b, cell)
    begins = np.searchsorted(cells_a, cells_b, side="left")
    counts = np.searchsorted(cells_a, cells_b, side="right") - begins
    hit = np.flatnonzero(counts)
    begins, counts, owners_b, cells_b = begins[hit], counts[hit], owners_b[hit], cells_b[hit]
    found = []
    (left_a, bottom_a, right_a, top_a), (left_b, bottom_b, right_b, top_b) = (np.ascontiguousarray(x.T) for x in (a, b))
    for chunk in chunks(counts, _CHUNK):
        queries, members = expand_ranges(begins[chunk], counts[chunk])
        i, j = owners_a[members], owners_b[chunk][queries]
        meets = (left_a[i] <= right_b[j]) & (left_b[j] <= right_a[i])
        meets &= (bottom_a[i] <= top_b[j]) & (bottom_b[j] <= top_a[i])
        i, j, queries = i[meets], j[meets], queries[meets]
        # a pair met in several cells is kept in the one that holds the lower left corner of both
        column, row = (
            np.floor(np.maximum(low_a[i], low_b[j]) / cell).astype(np.int64)
            for low_a, low_b in ((left_a, left_b), (bottom_a, bottom_b))
        )
        once = (column << 32) + row == cells_b[chunk][queries]
        found.append((i[once], j[once]))
    return found


def chunks(counts: NDArray[np.int64], limit: int) -> list[slice]:
    """Return slices over the items so that the counts within each add up to about ``limit``."""
    if not len(counts):
        return []
    number = np.cumsum(counts) // limit
    borders = np.flatnonzero(np.diff(number)) + 1
    edges = [0, *borders.tolist(), len(counts)]
    return [slice(begin, end) for begin, end in zip(edges, edges[1:])]
