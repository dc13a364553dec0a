"""Edges of a coverage, cancelled against each other where two features share a border.

Every ring is walked with its interior on the left. An edge walked once in each direction separates
nothing: as many features lie on its left as on its right. What remains after cancelling bounds the
areas that are covered by one number of features; in a clean coverage that is the outer border only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_input import ring_areas

_BLOCK = 1 << 17


@dataclass(frozen=True)
class Edges:
    """Directed edges between nodes, the interior of the owner on the left.

    :ivar start: int64 (edges), node
    :ivar end: int64 (edges), node
    :ivar owner: int64 (edges), feature the edge belongs to
    :ivar order: int64 (edges), place of the edge in its ring; consecutive edges follow each other
    :ivar node_x: float64 (nodes), coordinates of the first vertex that lies in the node
    :ivar node_y: float64 (nodes)
    :ivar moved: bool (nodes), whether vertices of other coordinates lie in the node as well
    :ivar weights: int64 (features), how much an owner adds to the number of covering features; None: 1 each
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    owner: NDArray[np.int64]
    order: NDArray[np.int64]
    node_x: NDArray[np.float64]
    node_y: NDArray[np.float64]
    moved: NDArray[np.bool_]
    weights: Optional[NDArray[np.int64]] = None

    def __len__(self) -> int:
        """Return the number of edges."""
        return len(self.start)

    def rises(self) -> NDArray[np.int64]:
        """Return int64 (edges), how much deeper it is on the left of each edge than on its right."""
        return np.ones(len(self), dtype=np.int64) if self.weights is None else self.weights[self.owner]

    def where(self, chosen: NDArray) -> Edges:
        """Return some of the edges (indices or mask) on the same nodes."""
        return replace(
            self,
            start=self.start[chosen],
            end=self.end[chosen],
            owner=self.owner[chosen],
            order=self.order[chosen],
        )


class VertexCells:
    """The tolerance cell of every vertex as a 64-bit number, and the direction of every ring."""

    def __init__(
        self, polygons: PolygonArrays, cell: float, counted_off: Optional[NDArray[np.bool_]] = None
    ) -> None:
        """:param polygons: sound polygons (closed finite rings)

        :param cell: size of a cell in layer units, above the rounding of the coordinates
        :param counted_off: bool (features), features that are walked the other way round, so that they
            lower the number of covering features instead of raising it
        :ivar feature_areas: float64 (features), plane area of every feature
        """
        self.x, self.y = polygons.x, polygons.y
        self.ring_offsets = polygons.ring_offsets
        self.ring_features = np.repeat(
            np.arange(len(polygons), dtype=np.int64), np.diff(polygons.part_offsets[polygons.feature_offsets])
        )
        shells = np.zeros(len(polygons.ring_offsets) - 1, dtype=bool)
        shells[polygons.part_offsets[:-1]] = True
        areas = ring_areas(polygons)
        self.reversed = (areas > 0) != shells
        if counted_off is not None:
            self.reversed ^= counted_off[self.ring_features]
        self.feature_areas = np.bincount(
            self.ring_features, weights=np.where(shells, 1.0, -1.0) * np.abs(areas), minlength=len(polygons)
        ).astype(np.float64, copy=False)
        self.numbers = _cell_numbers(self.x, self.y, cell)
        self._cell = cell

    def edge_mask(self, skipped: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which vertices begin an edge that counts (bool, vertices).

        Edges within one cell and edges of skipped features do not.
        """
        mask = np.empty(len(self.x), dtype=bool)
        mask[-1:] = False
        np.not_equal(self.numbers[:-1], self.numbers[1:], out=mask[:-1])
        mask[self.ring_offsets[1:] - 1] = False
        for ring in np.flatnonzero(skipped[self.ring_features]).tolist():
            mask[self.ring_offsets[ring] : self.ring_offsets[ring + 1]] = False
        return mask

    def unpaired(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the vertices whose edges are not simply shared by two features lying side by side."""
        first, second = self.paired(mask)
        mask = mask.copy()
        mask[first] = False
        mask[second] = False
        return np.flatnonzero(mask)

    def paired(self, mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (first, second) of the vertices whose edges run along each other in opposite directions.

        Only edges that lie alone with their counterpart are returned, each once.

        :param mask: bool (vertices), which vertices begin an edge that counts
        """
        count = int(mask.sum())
        if not count:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        bits = max(len(self.numbers).bit_length(), 1)
        low = np.uint64((1 << bits) - 1)
        edges = np.flatnonzero(mask)
        keys = np.empty(count, dtype=np.uint64)
        for begin in range(0, count, _BLOCK):
            block = edges[begin : begin + _BLOCK]
            key = self.numbers[block] + self.numbers[block + 1]
            keys[begin : begin + _BLOCK] = (key & ~low) | block.astype(np.uint64)
        # the position rides in the low bits, so one plain sort brings both sides of a border together
        keys.sort()
        same = np.zeros(count + 1, dtype=bool)
        np.less_equal(keys[1:] ^ keys[:-1], low, out=same[1:-1])
        alone_two = np.flatnonzero(same[1:-1] & ~same[:-2] & ~same[2:])
        first = (keys[alone_two] & low).astype(np.int64)
        second = (keys[alone_two + 1] & low).astype(np.int64)
        opposite = self._opposite(first, second)
        return first[opposite], second[opposite]

    def _opposite(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which edge pairs join the same two cells with their interiors on opposite sides."""
        if self.reversed.any() and not self.reversed.all():
            turned = np.repeat(self.reversed, np.diff(self.ring_offsets))
            against = turned[first] == turned[second]
        else:
            against = np.ones(len(first), dtype=bool)
        other_start = np.where(against, second + 1, second)
        other_end = np.where(against, second, second + 1)
        size = self._cell
        fits = np.abs(self.x[first] - self.x[other_start]) <= size
        fits &= np.abs(self.y[first] - self.y[other_start]) <= size
        fits &= np.abs(self.x[first + 1] - self.x[other_end]) <= size
        fits &= np.abs(self.y[first + 1] - self.y[other_end]) <= size
        return fits

    def edges(self, vertices: NDArray[np.int64]) -> Edges:
        """Return the edges that begin at some vertices, with a node for every cell they touch."""
        rings = np.searchsorted(self.ring_offsets, vertices, side="right") - 1
        ends = np.concatenate((vertices, vertices + 1))
        numbers, firsts, nodes = np.unique(self.numbers[ends], return_index=True, return_inverse=True)
        node_x, node_y = self.x[ends[firsts]], self.y[ends[firsts]]
        moved = np.zeros(len(numbers), dtype=bool)
        moved[nodes[(self.x[ends] != node_x[nodes]) | (self.y[ends] != node_y[nodes])]] = True
        start, end = nodes[: len(vertices)], nodes[len(vertices) :]
        turned = self.reversed[rings]
        # in a ring stored the other way round the edges follow each other downwards
        order = np.where(turned, -vertices, vertices)
        return Edges(
            start=np.where(turned, end, start),
            end=np.where(turned, start, end),
            owner=self.ring_features[rings],
            order=order,
            node_x=node_x,
            node_y=node_y,
            moved=moved,
        )

    def shape_hashes(self, features: PolygonArrays, mask: NDArray[np.bool_]) -> NDArray[np.uint64]:
        """Return a number for every feature that is equal for equal shapes, whatever the vertex order.

        It is the sum over the edges that count, so rings may start anywhere and run either way.
        """
        sums = np.zeros(len(features), dtype=np.uint64)
        values = np.zeros(len(self.numbers), dtype=np.uint64)
        at = np.flatnonzero(mask)
        values[at] = mixed(self.numbers[at] + self.numbers[at + 1])
        offsets = self.ring_offsets[features.part_offsets[features.feature_offsets]]
        filled = np.flatnonzero(offsets[1:] > offsets[:-1])
        if len(filled):
            sums[filled] = np.add.reduceat(values, offsets[filled])
        return sums


def cancelled(edges: Edges) -> Edges:
    """Return the edges that remain when edges of opposite direction between two nodes cancel.

    All edges of a group that does not come out even are kept, so every owner stays known.
    """
    edges = edges.where(edges.start != edges.end)
    if not len(edges):
        return edges
    forward = edges.start < edges.end
    key = np.where(forward, edges.start, edges.end) * len(edges.node_x)
    key += np.where(forward, edges.end, edges.start)
    order = np.argsort(key, kind="stable")
    key = key[order]
    firsts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    rises = edges.rises()
    net = np.add.reduceat(np.where(forward, rises, -rises)[order], firsts)
    counts = np.diff(np.append(firsts, len(key)))
    kept = np.zeros(len(edges), dtype=bool)
    kept[order] = np.repeat(net != 0, counts)
    return edges.where(kept)


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the values scrambled by a bijection of 64-bit numbers (the finaliser of SplitMix64)."""
    values = values ^ (values >> np.uint64(30))
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _cell_numbers(x: NDArray[np.float64], y: NDArray[np.float64], cell: float) -> NDArray[np.uint64]:
    """Return a scrambled number of the cell of every vertex.

    Cells are shifted by an odd fraction, because data rounded to the tolerance would otherwise lie on
    the borders of cells. Up to 2**64 cells equal numbers mean equal cells; beyond, for a tolerance near
    the rounding of the coordinates, the number is a hash (one clash in 10**9 runs).
    """
    numbers = np.empty(len(x), dtype=np.uint64)
    if not len(x):
        return numbers
    low_x, low_y = float(x.min()), float(y.min())
    rows = int((float(y.max()) - low_y) / cell) + 2
    columns = int((float(x.max()) - low_x) / cell) + 2
    exact = rows * columns < 1 << 64
    for begin in range(0, len(x), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        column = ((x[block] - low_x) / cell + 0.3183098861837907).astype(np.int64).view(np.uint64)
        row = ((y[block] - low_y) / cell + 0.3183098861837907).astype(np.int64).view(np.uint64)
        numbers[block] = mixed(column * np.uint64(rows) + row if exact else mixed(column) + row)
    return numbers
