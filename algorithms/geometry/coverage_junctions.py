"""The arrangement of the edges that remain: borders snapped within the tolerance, crossings made nodes.

Neighbours often carry different vertices along one border: a vertex where only one of them has a
corner (T-junction), or the same vertex with other rounding. Both are made one here, so that the edges
can cancel. Nothing moves further than the tolerance in one round; the shapes of errors come from the
features as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator

import numpy as np
from numpy.typing import NDArray

from ..errors import LandPlanError
from ..feedback import Feedback, raise_if_cancelled
from ..message import translatable
from .coverage_boxes import expand_ranges
from .coverage_contacts import Contacts, contacts
from .coverage_edges import Edges, cancelled
from .coverage_segments import distances

_ROUNDS = 100
_FULL_ROUNDS = 6


def arranged(edges: Edges, tolerance: float, rounding: float, feedback: Feedback) -> Edges:
    """Return the edges that remain, on nodes that make them a planar graph.

    No two nodes lie within the tolerance of each other, no node lies within it of an edge it does not
    end, and no edges cross. Snapping bends edges, so there may be more to snap; where details are
    smaller than the tolerance that could go on for ever. So after some rounds the distance is halved
    in every round: what is not snapped then shows as a narrow face, and its true width decides.

    :param tolerance: layer units, not below ``rounding``
    :param rounding: distance below which a vertex counts as lying on an edge exactly
    :raises LandPlanError: when snapping does not come to an end
    """
    distance = tolerance
    edges = cancelled(edges)
    known: NDArray[np.int64] = np.empty(0, dtype=np.int64)
    for number in range(_ROUNDS):
        raise_if_cancelled(feedback)
        if number >= _FULL_ROUNDS:
            distance = max(distance / 2, rounding)
        lines = Lines.of(edges)
        raise_if_cancelled(feedback)
        # nodes keep their places, so lines tested against each other before need no second look
        keys = lines.keys()
        fresh = ~np.isin(keys, known, assume_unique=True)
        found = contacts(lines.segments, np.column_stack((lines.low, lines.high)), fresh, distance, feedback)
        if not len(found.touching[0]) and not len(found.x):
            return edges
        raise_if_cancelled(feedback)
        # what crosses a touched line was not looked at
        known = np.delete(keys, np.unique(found.touching[0]))
        edges = _joined(edges, lines, found, distance, rounding)
        raise_if_cancelled(feedback)
        edges = cancelled(edges)
    raise LandPlanError(
        translatable(
            "Coverage",
            "The borders of the layer lie too close together for a tolerance of {tolerance}. "
            "Give a smaller tolerance.",
            tolerance=tolerance,
        )
    )


@dataclass(frozen=True)
class Lines:
    """The places of edges, each once, whichever features walk along it.

    :ivar low: int64 (lines), lower node; ``high``: the other
    :ivar of_edge: int64 (edges), the line of every edge
    :ivar segments: float64 (lines, 4): x and y of the lower node, then of the higher
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    of_edge: NDArray[np.int64]
    segments: NDArray[np.float64]

    @classmethod
    def of(cls, edges: Edges) -> Lines:
        """Return the lines of some edges."""
        nodes = max(len(edges.node_x), 1)
        keys, of_edge = np.unique(
            np.minimum(edges.start, edges.end) * nodes + np.maximum(edges.start, edges.end),
            return_inverse=True,
        )
        low, high = keys // nodes, keys % nodes
        x, y = edges.node_x, edges.node_y
        segments = np.column_stack((x[low], y[low], x[high], y[high]))
        return cls(low, high, of_edge, segments)

    def keys(self) -> NDArray[np.int64]:
        """Return a number for each line that stays while nodes are only added."""
        return (self.low << 32) + self.high


def _joined(edges: Edges, lines: Lines, found: Contacts, tolerance: float, rounding: float) -> Edges:
    """Return the edges with near nodes made one, and cut where nodes touch or lines cross."""
    line, node = found.touching
    x, y, segments = edges.node_x[node], edges.node_y[node], lines.segments[line]
    moved = edges.moved.copy()
    moved[node[distances(x, y, segments) > rounding]] = True
    to_low = np.hypot(x - segments[:, 0], y - segments[:, 1]) <= tolerance
    to_high = np.hypot(x - segments[:, 2], y - segments[:, 3]) <= tolerance
    one = np.concatenate((node[to_low], node[to_high]))
    two = np.concatenate((lines.low[line[to_low]], lines.high[line[to_high]]))
    target = np.arange(len(edges.node_x) + len(found.x), dtype=np.int64)
    for joined, other in _to_representatives(np.minimum(one, two), np.maximum(one, two)):
        target[joined] = other
        moved[other] = True
    inner = ~(to_low | to_high)
    crossing = len(edges.node_x) + np.arange(len(found.x), dtype=np.int64)
    cut = replace(
        edges,
        node_x=np.concatenate((edges.node_x, found.x)),
        node_y=np.concatenate((edges.node_y, found.y)),
        moved=np.concatenate((moved, np.zeros(len(found.x), dtype=bool))),
    )
    cut = _split(
        cut,
        lines,
        np.concatenate((line[inner], *found.crossing)),
        np.concatenate((node[inner], crossing, crossing)),
    )
    return replace(cut, start=target[cut.start], end=target[cut.end])


def _to_representatives(one: NDArray[np.int64], two: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield (node, representative) so that every node joined lies next to its representative.

    A node stays when no lower node next to it stays: chains of near nodes do not collapse into one.

    :param one: int64 (pairs), the lower nodes of near pairs; ``two``: the higher
    """
    lower: dict[int, list[int]] = {}
    for low, high in zip(one.tolist(), two.tolist()):
        lower.setdefault(high, []).append(low)
    joined: set[int] = set()
    for node in sorted(lower):
        representative = min((other for other in lower[node] if other not in joined), default=None)
        if representative is not None:
            joined.add(node)
            yield node, representative


def _split(edges: Edges, lines: Lines, line: NDArray[np.int64], node: NDArray[np.int64]) -> Edges:
    """Return the edges with the given lines cut at the given nodes."""
    if not len(line):
        return edges
    segments = lines.segments[line]
    dx, dy = segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]
    along = (edges.node_x[node] - segments[:, 0]) * dx + (edges.node_y[node] - segments[:, 1]) * dy
    order = np.lexsort((along, line))
    stops = node[order]
    number = np.bincount(line, minlength=len(lines.low))
    firsts = np.cumsum(number) - number
    owner, piece = expand_ranges(np.zeros(len(edges), dtype=np.int64), number[lines.of_edge] + 1)
    of_owner = lines.of_edge[owner]
    backward = edges.start[owner] != lines.low[of_owner]
    last, first = number[of_owner], firsts[of_owner]

    def stop(place: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the stop before piece ``place`` of each edge, counted from 1."""
        at = np.where(backward, last - place, place - 1)
        return stops[np.clip(first + at, 0, len(stops) - 1)]

    return replace(
        edges,
        start=np.where(piece == 0, edges.start[owner], stop(piece)),
        end=np.where(piece == last, edges.end[owner], stop(piece + 1)),
        owner=edges.owner[owner],
        order=edges.order[owner],
    )
