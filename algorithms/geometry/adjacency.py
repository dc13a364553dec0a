"""Which features of a coverage share a border, and how long it is.

Edges that two features carry with the same vertices pair by one sort (`coverage_edges`). What remains,
where one long edge faces several short ones or the vertices differ within the tolerance, is laid along
each other piece by piece.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_contacts import near_pairs
from .coverage_edges import VertexCells
from .coverage_input import coordinate_rounding, sound_polygons

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Adjacency:
    """Borders between the features of a layer.

    :ivar pairs: int64 (m, 2), features that share a border, lower index first, ascending
    :ivar length: float64 (m,), length of the shared border in layer units
    :ivar perimeter: float64 (n,), whole border of every feature with its holes, in layer units
    """

    pairs: NDArray[np.int64]
    length: NDArray[np.float64]
    perimeter: NDArray[np.float64]


def shared_borders(
    polygons: PolygonArrays, tolerance: float = 0.0, feedback: Feedback = Silent()
) -> Adjacency:
    """Return which features lie side by side along a border, and the length of it.

    A border is shared where two features lie on opposite sides of it and their edges are not further
    apart than the tolerance; a common corner is no border, neither is contact shorter than twice the
    tolerance. Features that lie over each other share nothing by that. The result does not depend on
    the order of the features.

    :param polygons: features in plane coordinates; invalid ones count with their repaired shape
    :param tolerance: layer units; 0 means the rounding of the coordinates
    :param feedback: progress and cancel
    :raises ValueError: when the tolerance is negative or not finite
    :raises Cancelled: when the user cancels
    """
    if not np.isfinite(tolerance) or tolerance < 0:
        raise ValueError(f"tolerance {tolerance}")
    count = len(polygons)
    polygons = sound_polygons(polygons, Span(feedback, 0, 50))
    if not len(polygons.x):
        empty = np.empty(0, dtype=np.int64)
        return Adjacency(empty.reshape(0, 2), np.empty(0), np.zeros(count))
    tolerance = max(tolerance, coordinate_rounding(polygons))
    cells = VertexCells(polygons, tolerance)
    mask = cells.edge_mask(np.zeros(count, dtype=bool))
    raise_if_cancelled(feedback)
    feedback.setProgress(60)
    first, second = cells.paired(mask)
    lengths = np.zeros(len(polygons.x))
    lengths[:-1] = np.hypot(np.diff(polygons.x), np.diff(polygons.y))
    lengths[polygons.ring_offsets[1:] - 1] = 0.0
    around = np.add.reduceat(lengths, polygons.ring_offsets[:-1])
    perimeter = np.bincount(cells.ring_features, weights=around, minlength=count).astype(np.float64, copy=False)
    owners = np.repeat(cells.ring_features, np.diff(polygons.ring_offsets))
    mask[first] = False
    mask[second] = False
    raise_if_cancelled(feedback)
    feedback.setProgress(75)
    one, two, along = _facing(cells, np.flatnonzero(mask), owners, tolerance, Span(feedback, 75, 95))
    pairs, length = _summed(
        np.concatenate((owners[first], one)),
        np.concatenate((owners[second], two)),
        np.concatenate(((lengths[first] + lengths[second]) / 2, along)),
        2 * tolerance,
    )
    feedback.setProgress(100)
    return Adjacency(pairs, length, perimeter)


def _facing(
    cells: VertexCells,
    vertices: NDArray[np.int64],
    owners: NDArray[np.int64],
    tolerance: float,
    feedback: Feedback,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return (feature, feature, length) where the edges that begin at some vertices face each other."""
    turned = cells.reversed[np.searchsorted(cells.ring_offsets, vertices, side="right") - 1]
    start, end = np.where(turned, vertices + 1, vertices), np.where(turned, vertices, vertices + 1)
    segments = np.column_stack((cells.x[start], cells.y[start], cells.x[end], cells.y[end]))
    portions = near_pairs(segments, np.ones(len(segments), dtype=bool), tolerance) if len(segments) else []
    owner = owners[vertices]
    found = [np.empty(0, dtype=np.int64)]
    for number, (one, two) in enumerate(portions):
        raise_if_cancelled(feedback)
        feedback.setProgress(100.0 * number / len(portions))
        apart = owner[one] != owner[two]
        low, high = np.minimum(one[apart], two[apart]), np.maximum(one[apart], two[apart])
        found.append(np.unique(low * len(segments) + high))
    keys = np.unique(np.concatenate(found))  # a pair is met in every cell that both pass
    one, two = keys // max(len(segments), 1), keys % max(len(segments), 1)
    along = np.empty(len(one))
    for begin in range(0, len(one), _CHUNK):
        chunk = slice(begin, begin + _CHUNK)
        along[chunk] = _common_length(segments[one[chunk]], segments[two[chunk]], tolerance)
    met = along > 0
    return owner[one[met]], owner[two[met]], along[met]


def _common_length(
    a: NDArray[np.float64], b: NDArray[np.float64], tolerance: float
) -> NDArray[np.float64]:
    """Return how far two segments of opposite direction run within the tolerance of each other.

    Measured along the longer of the two; of equal ones along the one that begins further left or below,
    so it does not matter which comes first.
    """
    squares = [(s[:, 2] - s[:, 0]) ** 2 + (s[:, 3] - s[:, 1]) ** 2 for s in (a, b)]
    swap = squares[1] > squares[0]
    even = squares[1] == squares[0]
    swap |= even & ((b[:, 0] < a[:, 0]) | ((b[:, 0] == a[:, 0]) & (b[:, 1] < a[:, 1])))
    base, other = np.where(swap[:, None], b, a), np.where(swap[:, None], a, b)
    size = np.sqrt(np.maximum(squares[0], squares[1]))
    ux, uy = (base[:, 2] - base[:, 0]) / size, (base[:, 3] - base[:, 1]) / size
    at, off = [], []
    for end in (0, 2):
        px, py = other[:, end] - base[:, 0], other[:, end + 1] - base[:, 1]
        at.append(px * ux + py * uy)
        off.append(ux * py - uy * px)
    # the other one runs backwards: from the far end (share 0) to the near end (share 1)
    run = at[0] - at[1]
    opposite = run > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        low = np.where(opposite, (at[0] - size) / run, 1.0)
        high = np.where(opposite, at[0] / run, 0.0)
        drift = off[1] - off[0]
        near = [(sign * tolerance - off[0]) / drift for sign in (-1.0, 1.0)]
        level = drift == 0
        inside = np.abs(off[0]) <= tolerance
        low_near = np.where(level, np.where(inside, 0.0, 1.0), np.minimum(near[0], near[1]))
        high_near = np.where(level, np.where(inside, 1.0, 0.0), np.maximum(near[0], near[1]))
    low = np.maximum(np.maximum(low, low_near), 0.0)
    high = np.minimum(np.minimum(high, high_near), 1.0)
    return np.where(opposite, np.maximum(high - low, 0.0) * np.maximum(run, 0.0), 0.0)


def _summed(
    one: NDArray[np.int64], two: NDArray[np.int64], along: NDArray[np.float64], shortest: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs of different features, each once, with the sum of their lengths."""
    apart = one != two
    low, high = np.minimum(one[apart], two[apart]), np.maximum(one[apart], two[apart])
    # summed by size, so rounding does not depend on the order of the features
    order = np.lexsort((along[apart], high, low))
    low, high, along = low[order], high[order], along[apart][order]
    new = np.ones(len(low), dtype=bool)
    new[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    firsts = np.flatnonzero(new)
    sums = np.bincount(np.cumsum(new) - 1, weights=along, minlength=len(firsts)).astype(np.float64)
    long_enough = sums > shortest
    firsts = firsts[long_enough]
    return np.column_stack((low[firsts], high[firsts])), sums[long_enough]
