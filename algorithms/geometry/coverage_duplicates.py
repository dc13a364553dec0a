"""Features of the same shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_boxes import expand_ranges
from .coverage_edges import VertexCells
from .wkb import vertex_offsets


class Groups:
    """Features joined into groups, each known by its lowest member (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def root(self, member: int) -> int:
        """Return the lowest member of the group of a feature."""
        path = []
        while member in self._parents:
            path.append(member)
            member = self._parents[member]
        for passed in path:
            self._parents[passed] = member
        return member

    def join(self, one: int, two: int) -> None:
        """Make one group of the groups of two features."""
        low, high = sorted((self.root(one), self.root(two)))
        if low != high:
            self._parents[high] = low

    def joined(self) -> list[int]:
        """Return all members, ascending, that are not the lowest of their group."""
        return sorted(self._parents)


def equal_shapes(
    polygons: PolygonArrays, cells: VertexCells, edges: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (first, copy) of features whose rings have the same edges, tolerance cell by cell.

    Rings may start anywhere and run either way. Copies with other vertices along the same lines are
    not seen here; their overlap shows them.

    :param edges: bool (vertices), which vertices begin an edge that counts
    """
    hashes = cells.shape_hashes(polygons, edges)
    offsets = vertex_offsets(polygons)
    counts = np.diff(offsets)
    order = np.argsort(hashes, kind="stable")
    sorted_hashes = hashes[order]
    same = np.zeros(len(order) + 1, dtype=bool)
    same[1:-1] = (sorted_hashes[1:] == sorted_hashes[:-1]) & (counts[order[1:]] > 0)
    if not same.any():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    group = np.cumsum(~same[:-1])
    involved = np.flatnonzero(same[:-1] | same[1:])
    features, groups = order[involved], group[involved]
    firsts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    first = np.repeat(features[firsts], np.diff(np.append(firsts, len(features))))
    copies = np.flatnonzero(features != first)
    one, two = first[copies], features[copies]
    alike = _same_edges(one, two, cells, edges, offsets)
    return one[alike], two[alike]


def _same_edges(
    one: NDArray[np.int64],
    two: NDArray[np.int64],
    cells: VertexCells,
    edges: NDArray[np.bool_],
    offsets: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return for each pair of features whether their sorted edges are the same one by one."""
    lists = []
    for features in (one, two):
        begins = offsets[features]
        pair, vertex = expand_ranges(begins, offsets[features + 1] - begins)
        counted = edges[vertex]
        pair, vertex = pair[counted], vertex[counted]
        start, end = cells.numbers[vertex], cells.numbers[vertex + 1]
        low, high = np.minimum(start, end), np.maximum(start, end)
        order = np.lexsort((high, low, pair))
        lists.append((pair[order], low[order], high[order]))
    number_one, number_two = (np.bincount(pairs, minlength=len(one)) for pairs, _, _ in lists)
    alike = number_one == number_two
    chosen_one, chosen_two = alike[lists[0][0]], alike[lists[1][0]]
    differs = (lists[0][1][chosen_one] != lists[1][1][chosen_two]) | (
        lists[0][2][chosen_one] != lists[1][2][chosen_two]
    )
    alike[lists[0][0][chosen_one][differs]] = False
    return alike
