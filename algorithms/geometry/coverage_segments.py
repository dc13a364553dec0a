"""Segments on a grid: which cells they pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .coverage_boxes import Pairs, expand_ranges


def grid_size(segments: NDArray[np.float64], distance: float) -> float:
    """Return a cell size at which segments pass few cells and cells hold few segments."""
    reach = np.maximum(np.abs(segments[:, 2] - segments[:, 0]), np.abs(segments[:, 3] - segments[:, 1]))
    return max(float(np.median(reach)), float(reach.mean()) / 2, 4 * distance)


def segment_cells(segments: NDArray[np.float64], distance: float) -> Pairs:
    """Return (segment, cell number) of the cells within the distance of each segment.

    Cells are of `grid_size`, counted from the lower left of all segments. A long segment is cut into
    pieces, so the cells follow its course; a cell may come twice.
    """
    size = grid_size(segments, distance)
    origin = segments.reshape(-1, 2).min(axis=0)
    reach = np.maximum(np.abs(segments[:, 2] - segments[:, 0]), np.abs(segments[:, 3] - segments[:, 1]))
    pieces = np.maximum(np.ceil(reach / size), 1).astype(np.int64)
    owner, number = expand_ranges(np.zeros(len(segments), dtype=np.int64), pieces)
    share = 1.0 / pieces[owner]
    ranges = []
    for axis in (0, 1):
        begin = segments[owner, axis] - origin[axis]
        step = (segments[owner, axis + 2] - segments[owner, axis]) * share
        one, two = begin + step * number, begin + step * (number + 1)
        # a hair more than the distance: rounding must not lose the cell that a piece ends in
        margin = distance + 1e-9 * size
        low = np.floor((np.minimum(one, two) - margin) / size).astype(np.int64)
        high = np.floor((np.maximum(one, two) + margin) / size).astype(np.int64)
        ranges.append((low, high - low + 1))
    (column, wide), (row, high) = ranges
    piece, at = expand_ranges(np.zeros(len(owner), dtype=np.int64), wide * high)
    return owner[piece], ((column[piece] + at % wide[piece]) << 32) + row[piece] + at // wide[piece]


def distances(
    x: NDArray[np.float64], y: NDArray[np.float64], segments: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the distance of each point from its segment."""
    dx, dy = segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]
    px, py = x - segments[:, 0], y - segments[:, 1]
    square = dx * dx + dy * dy
    with np.errstate(invalid="ignore", divide="ignore"):
        at = np.where(square > 0, (px * dx + py * dy) / square, 0.0)
    at = np.clip(at, 0.0, 1.0)
    return np.hypot(px - at * dx, py - at * dy)
