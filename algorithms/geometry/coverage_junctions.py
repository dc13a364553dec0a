"""Borders that run together but have different vertices: snap them within the tolerance.

Neighbours often carry different vertices along one border: a vertex where only one of them has a
corner (T-junction), or the same vertex with other rounding. Both are made one here, so that the edges
can cancel. Nothing moves further than the tolerance; the shapes of errors come from the originals.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, raise_if_cancelled
from .coverage_boxes import Pairs, chunks, expand_ranges
from .coverage_edges import Edges, cancelled

_CHUNK = 1 << 21
_ROUNDS = 32


def snapped(edges: Edges, tolerance: float, rounding: float, feedback: Feedback) -> Edges:
    """Return the edges that remain once nodes within the tolerance of nodes and edges are joined.

    :param tolerance: layer units
    :param rounding: distance below which a vertex counts as lying on an edge exactly
    """
    edges = cancelled(edges)
    for _ in range(_ROUNDS):
        raise_if_cancelled(feedback)
        before = len(edges)
        edges = cancelled(_merge_nodes(edges, tolerance))
        split = _split(edges, tolerance, rounding)
        if split is edges and len(edges) == before:
            break
        edges = cancelled(split)
    return edges


def points_on_segments(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    segments: NDArray[np.float64],
    distance: float,
) -> Pairs:
    """Return the (point, segment) pairs that lie no further apart than ``distance``.

    :param x: float64 (points); ``y``: float64 (points)
    :param segments: float64 (segments, 4): x0, y0, x1, y1
    """
    if not len(x) or not len(segments):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    reach = np.maximum(np.abs(segments[:, 2] - segments[:, 0]), np.abs(segments[:, 3] - segments[:, 1]))
    cell = max(float(np.median(reach)), float(reach.mean()) / 2, 4 * distance)
    low_x, low_y = float(x.min()), float(y.min())
    points = _cell(x - low_x, y - low_y, cell)
    order = np.argsort(points, kind="stable")
    points = points[order]
    pieces = np.ceil(reach / cell).astype(np.int64)
    found_points, found_segments = [], []
    for chunk in chunks(pieces, _CHUNK):
        segment, number = expand_ranges(np.zeros(chunk.stop - chunk.start, dtype=np.int64), pieces[chunk])
        segment += chunk.start
        owner, cells = _piece_cells(segments, segment, number, pieces, cell, distance, (low_x, low_y))
        begins = np.searchsorted(points, cells, side="left")
        counts = np.searchsorted(points, cells, side="right") - begins
        hit = np.flatnonzero(counts)
        query, member = expand_ranges(begins[hit], counts[hit])
        point, line = order[member], owner[hit][query]
        near = _distances(x[point], y[point], segments[line]) <= distance
        found_points.append(point[near])
        found_segments.append(line[near])
    pairs = np.unique(np.concatenate(found_points) * len(segments) + np.concatenate(found_segments))
    return pairs // len(segments), pairs % len(segments)


def _cell(x: NDArray[np.float64], y: NDArray[np.float64], cell: float) -> NDArray[np.int64]:
    return (np.floor(x / cell).astype(np.int64) << 32) + np.floor(y / cell).astype(np.int64)


def _piece_cells(
    segments: NDArray[np.float64],
    segment: NDArray[np.int64],
    number: NDArray[np.int64],
    pieces: NDArray[np.int64],
    cell: float,
    distance: float,
    origin: tuple[float, float],
) -> Pairs:
    """Return (segment, cell) for all cells within the distance of the pieces of some segments."""
    ranges = []
    share = 1.0 / pieces[segment]
    for axis in (0, 1):
        begin = segments[segment, axis] - origin[axis]
        step = (segments[segment, axis + 2] - segments[segment, axis]) * share
        one, two = begin + step * number, begin + step * (number + 1)
        low = np.floor((np.minimum(one, two) - distance) / cell).astype(np.int64)
        high = np.floor((np.maximum(one, two) + distance) / cell).astype(np.int64)
        ranges.append((low, high - low + 1))
    (column, wide), (row, high) = ranges
    piece, at = expand_ranges(np.zeros(len(segment), dtype=np.int64), wide * high)
    columns = column[piece] + at % wide[piece]
    rows = row[piece] + at // wide[piece]
    return segment[piece], (columns << 32) + rows


def _distances(
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


def _merge_nodes(edges: Edges, tolerance: float) -> Edges:
    """Join nodes within the tolerance of each other; each joins the lowest that itself stays."""
    used = np.unique(np.concatenate((edges.start, edges.end)))
    x, y = edges.node_x[used], edges.node_y[used]
    one, two = _near_nodes(x, y, tolerance)
    if not len(one):
        return edges
    target = np.arange(len(edges.node_x))
    moved = edges.moved.copy()
    for node, other in zip(*_to_representatives(one, two, len(used))):
        target[used[node]] = used[other]
        moved[used[other]] = True
    return replace(edges, start=target[edges.start], end=target[edges.end], moved=moved)


def _near_nodes(x: NDArray[np.float64], y: NDArray[np.float64], tolerance: float) -> Pairs:
    """Return the pairs (lower, higher) of points within the tolerance of each other."""
    found = []
    low_x, low_y = (float(x.min()), float(y.min())) if len(x) else (0.0, 0.0)
    for shift_x in (0.0, tolerance):
        for shift_y in (0.0, tolerance):
            # two points that near share a cell of twice the size in one of the four shifted grids
            column = ((x - low_x + shift_x) / (2 * tolerance)).astype(np.int64)
            row = ((y - low_y + shift_y) / (2 * tolerance)).astype(np.int64)
            order = np.lexsort((row, column))
            same = (column[order][1:] == column[order][:-1]) & (row[order][1:] == row[order][:-1])
            group = np.concatenate(([0], np.cumsum(~same))) if len(order) else np.empty(0, dtype=np.int64)
            sizes = np.bincount(group) if len(group) else np.empty(0, dtype=np.int64)
            ends = np.cumsum(sizes)
            place = np.arange(len(order))
            followers = ends[group] - place - 1 if len(group) else place
            first, second = expand_ranges(place + 1, followers)
            one, two = order[first], order[second]
            near = np.hypot(x[one] - x[two], y[one] - y[two]) <= tolerance
            found.append(np.column_stack((np.minimum(one, two)[near], np.maximum(one, two)[near])))
    pairs = np.unique(np.concatenate(found), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _to_representatives(
    one: NDArray[np.int64], two: NDArray[np.int64], count: int
) -> tuple[list[int], list[int]]:
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


def _split(edges: Edges, tolerance: float, rounding: float) -> Edges:
    """Split edges at the nodes that lie on them; return the same object when there is none."""
    if not len(edges):
        return edges
    used = np.unique(np.concatenate((edges.start, edges.end)))
    pairs = np.unique(
        np.minimum(edges.start, edges.end) * len(edges.node_x) + np.maximum(edges.start, edges.end),
        return_inverse=True,
    )
    ends = np.column_stack((pairs[0] // len(edges.node_x), pairs[0] % len(edges.node_x)))
    segments = np.column_stack(
        (edges.node_x[ends[:, 0]], edges.node_y[ends[:, 0]], edges.node_x[ends[:, 1]], edges.node_y[ends[:, 1]])
    )
    point, line = points_on_segments(edges.node_x[used], edges.node_y[used], segments, tolerance)
    node = used[point]
    inner = (node != ends[line, 0]) & (node != ends[line, 1])
    node, line = node[inner], line[inner]
    if not len(node):
        return edges
    away = _distances(edges.node_x[node], edges.node_y[node], segments[line]) > rounding
    moved = edges.moved.copy()
    moved[node[away]] = True
    dx, dy = segments[line, 2] - segments[line, 0], segments[line, 3] - segments[line, 1]
    along = (edges.node_x[node] - segments[line, 0]) * dx + (edges.node_y[node] - segments[line, 1]) * dy
    order = np.lexsort((along, line))
    node, line = node[order], line[order]
    number = np.bincount(line, minlength=len(ends))
    firsts = np.cumsum(number) - number
    return _with_stops(edges, pairs[1], ends, node, firsts, number, moved)


def _with_stops(
    edges: Edges,
    line: NDArray[np.int64],
    ends: NDArray[np.int64],
    stops: NDArray[np.int64],
    firsts: NDArray[np.int64],
    number: NDArray[np.int64],
    moved: NDArray[np.bool_],
) -> Edges:
    """Return the edges with those on a line with stops cut at them, in the direction of the edge."""
    owner, piece = expand_ranges(np.zeros(len(edges), dtype=np.int64), number[line] + 1)
    backward = edges.start[owner] != ends[line[owner], 0]
    last = number[line[owner]]
    first = firsts[line[owner]]

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
        moved=moved,
    )
