"""The arrangement of the edges that remain: borders snapped within the tolerance, crossings made nodes.

Neighbours often carry different vertices along one border: a vertex where only one of them has a
corner (T-junction), or the same vertex with other rounding. Both are made one here, so that the edges
can cancel. Nothing moves further than the tolerance in one round; the shapes of errors come from the
features as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..errors import LandPlanError
from ..feedback import Feedback, raise_if_cancelled
from ..message import translatable
from .coverage_boxes import Pairs, expand_ranges
from .coverage_crossings import crossings
from .coverage_edges import Edges, cancelled
from .coverage_segments import distances, points_on_segments

_ROUNDS = 100


def arranged(edges: Edges, tolerance: float, rounding: float, feedback: Feedback) -> Edges:
    """Return the edges that remain, on nodes that make them a planar graph.

    No two nodes lie within the tolerance of each other, no node lies within it of an edge it does not
    end, and no edges cross.

    :param tolerance: layer units, not below ``rounding``
    :param rounding: distance below which a vertex counts as lying on an edge exactly
    :raises LandPlanError: when snapping does not come to an end
    """
    edges = cancelled(edges)
    known: NDArray[np.int64] = np.empty(0, dtype=np.int64)
    for _ in range(_ROUNDS):
        raise_if_cancelled(feedback)
        edges = cancelled(_merge_nodes(edges, tolerance))
        lines = Lines.of(edges)
        line, node, beside = _touching(lines, edges, tolerance, rounding)
        if len(node):
            moved = edges.moved.copy()
            moved[beside] = True
            edges = replace(edges, moved=moved)
        else:
            # nodes keep their places, so lines tested against each other before need no second look
            keys = lines.keys()
            line, node, edges = _crossing(lines, edges, ~np.isin(keys, known, assume_unique=True))
            known = keys
        if not len(node):
            return edges
        edges = cancelled(_split(edges, lines, line, node))
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
        segments = np.column_stack((edges.node_x[low], edges.node_y[low], edges.node_x[high], edges.node_y[high]))
        return cls(low, high, of_edge, segments)

    def keys(self) -> NDArray[np.int64]:
        """Return a number for each line that stays while nodes are only added."""
        return (self.low << 32) + self.high


def _merge_nodes(edges: Edges, tolerance: float) -> Edges:
    """Join nodes within the tolerance of each other; each joins the lowest that itself stays."""
    used = np.unique(np.concatenate((edges.start, edges.end)))
    one, two = _near_nodes(edges.node_x[used], edges.node_y[used], tolerance)
    if not len(one):
        return edges
    target = np.arange(len(edges.node_x))
    moved = edges.moved.copy()
    for node, other in zip(*_to_representatives(one, two)):
        target[used[node]] = used[other]
        moved[used[other]] = True
    return replace(edges, start=target[edges.start], end=target[edges.end], moved=moved)


def _near_nodes(x: NDArray[np.float64], y: NDArray[np.float64], tolerance: float) -> Pairs:
    """Return the pairs (lower, higher) of points within the tolerance of each other."""
    if not len(x):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    found = []
    for shift_x in (0.0, tolerance):
        column = ((x - x.min() + shift_x) / (2 * tolerance)).astype(np.int64)
        for shift_y in (0.0, tolerance):
            # two points that near share a cell of twice the size in one of the four shifted grids
            row = ((y - y.min() + shift_y) / (2 * tolerance)).astype(np.int64)
            order = np.lexsort((row, column))
            same = (column[order][1:] == column[order][:-1]) & (row[order][1:] == row[order][:-1])
            if not same.any():
                continue
            group = np.concatenate(([0], np.cumsum(~same)))
            place = np.arange(len(order))
            followers = np.cumsum(np.bincount(group))[group] - place - 1
            first, second = expand_ranges(place + 1, followers)
            one, two = order[first], order[second]
            near = np.hypot(x[one] - x[two], y[one] - y[two]) <= tolerance
            found.append(np.minimum(one, two)[near] * len(x) + np.maximum(one, two)[near])
    pairs = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
    return pairs // len(x), pairs % len(x)


def _to_representatives(one: NDArray[np.int64], two: NDArray[np.int64]) -> tuple[list[int], list[int]]:
    """Return (node, representative) so that every node joined lies next to its representative.

    A node stays when no lower node next to it stays: chains of near nodes do not collapse into one.
    """
    lower: dict[int, list[int]] = {}
    for low, high in zip(one.tolist(), two.tolist()):
        lower.setdefault(high, []).append(low)
    joined: dict[int, int] = {}
    for node in sorted(lower):
        for other in lower[node]:
            if other not in joined:
                joined[node] = other
                break
    return list(joined), list(joined.values())


def _touching(
    lines: Lines, edges: Edges, tolerance: float, rounding: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return (line, node) of the nodes that lie on lines they do not end, and those of them that lie
    beside it by more than the rounding."""
    used = np.unique(np.concatenate((lines.low, lines.high)))
    point, line = points_on_segments(edges.node_x[used], edges.node_y[used], lines.segments, tolerance)
    node = used[point]
    inner = (node != lines.low[line]) & (node != lines.high[line])
    node, line = node[inner], line[inner]
    away = distances(edges.node_x[node], edges.node_y[node], lines.segments[line]) > rounding
    return line, node, node[away]


def _crossing(
    lines: Lines, edges: Edges, fresh: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Edges]:
    """Return (line, node) for new nodes where lines cross, and the edges with these nodes added."""
    one, two, x, y = crossings(lines.segments, fresh)
    node = len(edges.node_x) + np.arange(len(one))
    edges = replace(
        edges,
        node_x=np.concatenate((edges.node_x, x)),
        node_y=np.concatenate((edges.node_y, y)),
        moved=np.concatenate((edges.moved, np.zeros(len(one), dtype=bool))),
    )
    return np.concatenate((one, two)), np.concatenate((node, node)), edges


def _split(edges: Edges, lines: Lines, line: NDArray[np.int64], node: NDArray[np.int64]) -> Edges:
    """Return the edges with the given lines cut at the given nodes."""
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
