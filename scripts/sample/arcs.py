"""Borders of a label raster as shared arcs: smooth polygons whose neighbours agree in every vertex."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .grids import Labels

Point = tuple[float, float]
Ring = list[Point]  # closed: the first point is repeated at the end
Polygon = list[Ring]  # shell, then holes

_STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))  # right, down, left, up on the lattice of cell corners


@dataclass(frozen=True)
class Arc:
    """A border between two regions, walked so that ``left`` lies to the left (row axis downward).

    :ivar corners: (points, 2) rows and columns of cell corners from node to node
    """

    left: int
    right: int
    corners: NDArray[np.int64]


def trace_arcs(labels: Labels) -> list[Arc]:
    """Trace the borders of a label raster between the nodes where three regions meet.

    :param labels: (rows, columns), region numbers; -1 outside; without crossings of four borders
    """
    padded = np.pad(labels, 1, constant_values=-1)
    # border[d][r, c]: a border leaves corner (r, c) in direction d; corners lie between padded cells
    right = padded[:-1, 1:] != padded[1:, 1:]
    down = padded[1:, :-1] != padded[1:, 1:]
    left = padded[:-1, :-1] != padded[1:, :-1]
    up = padded[:-1, :-1] != padded[:-1, 1:]
    border = np.stack([right, down, left, up])
    degree = border.sum(axis=0)
    if (degree == 4).any():
        raise ValueError("the label raster has a corner where four borders cross")
    used = np.zeros_like(border)

    def walk(row: int, column: int, direction: int) -> Arc:
        corners = [(row, column)]
        start = (row, column)
        # the cells on both sides of the first step
        sides = {
            0: (padded[row, column + 1], padded[row + 1, column + 1]),
            1: (padded[row + 1, column + 1], padded[row + 1, column]),
            2: (padded[row + 1, column], padded[row, column]),
            3: (padded[row, column], padded[row, column + 1]),
        }[direction]
        while True:
            used[direction, row, column] = True
            row, column = row + _STEPS[direction][0], column + _STEPS[direction][1]
            back = (direction + 2) % 4
            used[back, row, column] = True
            corners.append((row, column))
            if degree[row, column] != 2 or (row, column) == start:
                return Arc(int(sides[0]), int(sides[1]), np.array(corners))
            direction = next(d for d in range(4) if d != back and border[d, row, column])

    # first from the nodes, then the closed borders without a node
    corners = np.concatenate([np.argwhere(degree == 3), np.argwhere(degree == 2)]).tolist()
    starts = ((row, column, direction) for row, column in corners for direction in range(4))
    return [walk(r, c, d) for r, c, d in starts if border[d, r, c] and not used[d, r, c]]


def smooth_arc(arc: Arc, tolerance: float) -> NDArray[np.float64]:
    """Return the arc as a smooth line in lattice units: edge middles between fixed ends, thinned.

    :param tolerance: largest distance (cells) a left-out point may have from the line
    """
    corners = arc.corners.astype(np.float64)
    if (arc.corners[0] == arc.corners[-1]).all() and len(corners) > 4:
        middles = (corners[1:] + corners[:-1]) / 2
        line = np.vstack([middles, middles[:1]])
        far = int(np.argmax(((line - line[0]) ** 2).sum(axis=1)))
        first, second = thinned(line[: far + 1], tolerance), thinned(line[far:], tolerance)
        return np.vstack([first, second[1:]])
    line = np.vstack([corners[:1], (corners[1:] + corners[:-1]) / 2, corners[-1:]])
    return thinned(line, tolerance)


def thinned(line: NDArray[np.float64], tolerance: float) -> NDArray[np.float64]:
    """Douglas and Peucker's line generalisation."""
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    stack = [(0, len(line) - 1)]
    while stack:
        start, end = stack.pop()
        if end - start < 2:
            continue
        chord = line[end] - line[start]
        length = np.hypot(*chord)
        between = line[start + 1 : end] - line[start]
        if length == 0:
            distance = np.hypot(between[:, 0], between[:, 1])
        else:
            distance = np.abs(between[:, 0] * chord[1] - between[:, 1] * chord[0]) / length
        worst = int(np.argmax(distance))
        if distance[worst] > tolerance:
            keep[start + 1 + worst] = True
            stack += [(start, start + 1 + worst), (start + 1 + worst, end)]
    return line[keep]


class Fabric:
    """All borders of the county once, in map coordinates; polygons are put together from them."""

    def __init__(self, labels: Labels, cell: float, origin: Point, tolerance: float) -> None:
        """:param origin: easting and northing of the upper left corner of the raster"""
        self._arcs = trace_arcs(labels)
        self._origin = origin
        self._cell = cell
        self.lines: list[Ring] = []
        for arc in self._arcs:
            allowed = tolerance
            line = smooth_arc(arc, allowed)
            while len(line) < 4 and (line[0] == line[-1]).all() and allowed > 0.01:
                allowed /= 2
                line = smooth_arc(arc, allowed)
            self.lines.append([self.place(row, column) for row, column in line.tolist()])

    def roughen(self, arcs: Iterable[int]) -> None:
        """Take arcs back to their unthinned course, where thinning made borders meet."""
        for index in arcs:
            line = smooth_arc(self._arcs[index], 0.0)
            self.lines[index] = [self.place(row, column) for row, column in line.tolist()]

    def arcs_of(self, region: int) -> list[int]:
        """Return the indices of the arcs around a region."""
        return [i for i, arc in enumerate(self._arcs) if region in (arc.left, arc.right)]

    def place(self, row: float, column: float) -> Point:
        """Return the map coordinates of a lattice point, moved a little so that no grid shows.

        The shift (at most 1.6 m) depends on the place only, so every line through it agrees.
        """
        digest = hashlib.sha256(f"{row:.3f},{column:.3f}".encode()).digest()
        east = int.from_bytes(digest[:4], "big") / 2**32 - 0.5
        north = int.from_bytes(digest[4:8], "big") / 2**32 - 0.5
        return (
            round(self._origin[0] + column * self._cell + 3.2 * east, 4),
            round(self._origin[1] - row * self._cell + 3.2 * north, 4),
        )

    def polygons(self, groups: Sequence[Hashable]) -> dict[Hashable, list[Polygon]]:
        """Dissolve the regions into groups.

        :param groups: group of each region; None leaves the region out
        :return: per group its polygons (shell counter-clockwise, holes clockwise), largest first;
            more than one where the group is not connected
        """
        starts: dict[Hashable, dict[Point, Ring]] = defaultdict(dict)
        closed: dict[Hashable, list[Ring]] = defaultdict(list)
        for arc, line in zip(self._arcs, self.lines):
            left = groups[arc.left] if arc.left >= 0 else None
            right = groups[arc.right] if arc.right >= 0 else None
            if left == right:
                continue
            for group, course in ((left, line), (right, line[::-1])):
                if group is None:
                    continue
                if course[0] == course[-1]:
                    closed[group].append(list(course))
                else:
                    starts[group][course[0]] = list(course)
        result = {}
        for group in {**starts, **closed}:
            rings = closed.get(group, [])
            open_lines = starts.get(group, {})
            while open_lines:
                first, ring = open_lines.popitem()
                while ring[-1] != first:
                    ring += open_lines.pop(ring[-1])[1:]
                rings.append(ring)
            result[group] = _nest([_from_lowest(ring) for ring in rings])
        return result


def ring_area(ring: Sequence[Point]) -> float:
    """Return the area of a closed ring, positive when counter-clockwise (east, north)."""
    points = np.array(ring) - np.array(ring[0])
    x, y = points[:, 0], points[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Return whether a closed ring surrounds a point (even-odd rule)."""
    points = np.array(ring)
    x, y = point
    crosses = (points[:-1, 1] > y) != (points[1:, 1] > y)
    low, high = points[:-1][crosses], points[1:][crosses]
    at = low[:, 0] + (y - low[:, 1]) / (high[:, 1] - low[:, 1]) * (high[:, 0] - low[:, 0])
    return bool((at > x).sum() % 2)


def _from_lowest(ring: Ring) -> Ring:
    """Start the ring at its lowest point, so that its text does not depend on the tracing order."""
    start = min(range(len(ring) - 1), key=lambda i: ring[i])
    return ring[start:-1] + ring[: start + 1]


def _nest(rings: list[Ring]) -> list[Polygon]:
    areas = [ring_area(ring) for ring in rings]
    shells = sorted((i for i, area in enumerate(areas) if area > 0), key=lambda i: -areas[i])
    polygons = {i: [rings[i]] for i in shells}
    for i in sorted((i for i, area in enumerate(areas) if area < 0), key=lambda i: rings[i][0]):
        around = [s for s in shells if contains(rings[s], rings[i][0]) or rings[i][0] in rings[s]]
        polygons[around[-1]].append(rings[i])
    return [polygons[i] for i in shells]
