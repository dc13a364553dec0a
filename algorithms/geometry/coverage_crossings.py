"""Borders that cross: a node where two edges cross away from their ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .coverage_boxes import chunks, expand_ranges
from .coverage_segments import segment_cells

_CHUNK = 1 << 21
Crossings = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]


def crossings(segments: NDArray[np.float64], fresh: NDArray[np.bool_]) -> Crossings:
    """Return (one, two, x, y) of all pairs of segments that cross in their interiors.

    No end may lie on another segment (within the rounding of the coordinates): such ends have been
    made nodes before, so that the signs of the areas spanned are certain.

    :param segments: float64 (n, 4): x0, y0, x1, y1
    :param fresh: bool (n); pairs of which neither is fresh are left out
    """
    empty = np.empty(0, dtype=np.int64)
    if not len(segments) or not fresh.any():
        return empty, empty, np.empty(0), np.empty(0)
    owner, cell = segment_cells(segments, 0.0)
    order = np.argsort(cell, kind="stable")
    owner, cell = owner[order], cell[order]
    asked = np.flatnonzero(fresh[owner])
    begins = np.searchsorted(cell, cell[asked], side="left")
    counts = np.searchsorted(cell, cell[asked], side="right") - begins
    keys = []
    for chunk in chunks(counts, _CHUNK):
        query, member = expand_ranges(begins[chunk], counts[chunk])
        one, two = owner[asked[chunk]][query], owner[member]
        other = one != two
        one, two = np.minimum(one, two)[other], np.maximum(one, two)[other]
        a, b = segments[one], segments[two]
        meets = np.maximum(a[:, 0], a[:, 2]) >= np.minimum(b[:, 0], b[:, 2])
        meets &= np.maximum(b[:, 0], b[:, 2]) >= np.minimum(a[:, 0], a[:, 2])
        meets &= np.maximum(a[:, 1], a[:, 3]) >= np.minimum(b[:, 1], b[:, 3])
        meets &= np.maximum(b[:, 1], b[:, 3]) >= np.minimum(a[:, 1], a[:, 3])
        keys.append(one[meets] * len(segments) + two[meets])
    pairs = np.unique(np.concatenate(keys))
    one, two = pairs // len(segments), pairs % len(segments)
    a, b = segments[one], segments[two]
    begin_a, end_a = _turn(b, a[:, 0], a[:, 1]), _turn(b, a[:, 2], a[:, 3])
    begin_b, end_b = _turn(a, b[:, 0], b[:, 1]), _turn(a, b[:, 2], b[:, 3])
    shared = np.zeros(len(pairs), dtype=bool)
    for i in (0, 2):
        for j in (0, 2):
            shared |= (a[:, i] == b[:, j]) & (a[:, i + 1] == b[:, j + 1])
    proper = (begin_a * end_a < 0) & (begin_b * end_b < 0) & ~shared
    one, two, a = one[proper], two[proper], a[proper]
    share = begin_a[proper] / (begin_a[proper] - end_a[proper])
    return one, two, a[:, 0] + share * (a[:, 2] - a[:, 0]), a[:, 1] + share * (a[:, 3] - a[:, 1])


def _turn(
    segments: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return twice the signed area of each segment and point: positive to the left of the segment."""
    dx, dy = segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]
    return dx * (y - segments[:, 1]) - dy * (x - segments[:, 0])
