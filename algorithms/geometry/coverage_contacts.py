"""Where lines come together away from their common ends: ends that touch a line, lines that cross."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, raise_if_cancelled
from .coverage_boxes import Pairs, chunks, expand_ranges
from .coverage_segments import distances, segment_cells

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Contacts:
    """How some lines meet.

    :ivar touching: (line, node) of nodes within the tolerance of a line that they do not end
    :ivar crossing: (one, two) of lines that cross in their interiors, neither of them touched
    :ivar x: float64 (crossings), where they cross
    :ivar y: float64 (crossings)
    """

    touching: Pairs
    crossing: Pairs
    x: NDArray[np.float64]
    y: NDArray[np.float64]


def contacts(
    segments: NDArray[np.float64],
    ends: NDArray[np.int64],
    fresh: NDArray[np.bool_],
    tolerance: float,
    feedback: Feedback = Silent(),  # noqa: B008
) -> Contacts:
    """Return how the segments meet.

    An end nearer than the tolerance is a touch, so whatever crosses does so by more than the rounding
    of the coordinates, and the signs that show it are certain.

    :param segments: float64 (n, 4): x0, y0, x1, y1
    :param ends: int64 (n, 2), the nodes at the ends
    :param fresh: bool (n); pairs of which neither is fresh are left out
    :param tolerance: layer units, at least some units in the last place of the coordinates
    :raises Cancelled: when the user cancels
    """
    touches, crosses = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    count = len(segments)
    nodes = int(ends.max()) + 1 if count else 1
    for one, two in near_pairs(segments, fresh, tolerance, feedback):
        raise_if_cancelled(feedback)
        a, b = segments[one], segments[two]
        reach_a = tolerance * (np.abs(a[:, 2] - a[:, 0]) + np.abs(a[:, 3] - a[:, 1]))
        reach_b = tolerance * (np.abs(b[:, 2] - b[:, 0]) + np.abs(b[:, 3] - b[:, 1]))
        turns_b = [_turn(a, b[:, at], b[:, at + 1]) for at in (0, 2)]
        turns_a = [_turn(b, a[:, at], a[:, at + 1]) for at in (0, 2)]
        for line, other, turns, reach in ((one, two, turns_b, reach_a), (two, one, turns_a, reach_b)):
            for end in (0, 1):
                close = np.flatnonzero(np.abs(turns[end]) <= reach)
                touches.append(_touches(segments, ends, line[close], other[close], end, tolerance, nodes))
        proper = (turns_a[0] * turns_a[1] < 0) & (turns_b[0] * turns_b[1] < 0)
        proper &= (ends[one][:, :, None] != ends[two][:, None, :]).all(axis=(1, 2))
        low, high = np.minimum(one[proper], two[proper]), np.maximum(one[proper], two[proper])
        crosses.append(low * count + high)
    touch, cross = np.unique(np.concatenate(touches)), np.unique(np.concatenate(crosses))
    touched = np.zeros(count, dtype=bool)
    touched[touch // nodes] = True
    one, two = cross // max(count, 1), cross % max(count, 1)
    free = ~(touched[one] | touched[two])
    one, two = one[free], two[free]
    a, b = segments[one], segments[two]
    before, after = _turn(b, a[:, 0], a[:, 1]), _turn(b, a[:, 2], a[:, 3])
    share = before / (before - after)
    return Contacts(
        touching=(touch // nodes, touch % nodes),
        crossing=(one, two),
        x=a[:, 0] + share * (a[:, 2] - a[:, 0]),
        y=a[:, 1] + share * (a[:, 3] - a[:, 1]),
    )


def near_pairs(
    segments: NDArray[np.float64],
    fresh: NDArray[np.bool_],
    distance: float,
    feedback: Feedback = Silent(),  # noqa: B008
) -> list[Pairs]:
    """Return, in portions, pairs of segments whose boxes come within the distance; pairs may repeat.

    :param fresh: bool (segments); pairs of which neither is fresh are left out
    :raises Cancelled: when the user cancels
    """
    if not fresh.any():
        return []
    raise_if_cancelled(feedback)
    owner, cell = segment_cells(segments, distance)
    raise_if_cancelled(feedback)
    order = np.argsort(cell, kind="stable")
    owner, cell = owner[order], cell[order]
    # within a cell each entry is paired with those after it
    firsts = np.flatnonzero(np.concatenate(([True], cell[1:] != cell[:-1])))
    sizes = np.diff(np.append(firsts, len(cell)))
    if not fresh.all():
        wanted = np.logical_or.reduceat(fresh[owner], firsts)
        owner, sizes = owner[np.repeat(wanted, sizes)], sizes[wanted]
        firsts = np.cumsum(sizes) - sizes
    raise_if_cancelled(feedback)
    place = np.arange(len(owner))
    followers = np.repeat(firsts + sizes, sizes) - place - 1
    x_low, y_low = (np.minimum(segments[:, at], segments[:, at + 2]) - distance for at in (0, 1))
    x_high, y_high = (np.maximum(segments[:, at], segments[:, at + 2]) for at in (0, 1))
    portions = []
    for chunk in chunks(followers, _CHUNK):
        raise_if_cancelled(feedback)
        entry, member = expand_ranges(place[chunk] + 1, followers[chunk])
        one, two = owner[chunk][entry], owner[member]
        # each test sees only what the one before has left
        left = np.flatnonzero((fresh[one] | fresh[two]) & (one != two))
        one, two = one[left], two[left]
        left = np.flatnonzero((x_low[one] <= x_high[two]) & (x_low[two] <= x_high[one]))
        one, two = one[left], two[left]
        left = np.flatnonzero((y_low[one] <= y_high[two]) & (y_low[two] <= y_high[one]))
        one, two = one[left], two[left]
        portions.append((one, two))
    return portions


def _touches(
    segments: NDArray[np.float64],
    ends: NDArray[np.int64],
    line: NDArray[np.int64],
    other: NDArray[np.int64],
    end: int,
    tolerance: float,
    nodes: int,
) -> NDArray[np.int64]:
    """Return line · nodes + node where one end of the other segment lies on a line without ending it."""
    node = ends[other, end]
    strange = (node != ends[line, 0]) & (node != ends[line, 1])
    line, node, other = line[strange], node[strange], other[strange]
    x, y = segments[other, 2 * end], segments[other, 2 * end + 1]
    near = distances(x, y, segments[line]) <= tolerance
    return line[near] * nodes + node[near]


def _turn(
    segments: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return twice the signed area of each segment and point: positive to the left of the segment."""
    dx, dy = segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]
    return dx * (y - segments[:, 1]) - dy * (x - segments[:, 0])
