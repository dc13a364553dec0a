"""Sums of grid cells over polygons, each cell counted by the very share of it that lies inside.

By Green's theorem the sum of a grid over a polygon is the integral of F dy along its border, F being the sum of
a row of cells from the left up to the border. So only the cells that a border runs through are visited, a
polygon of any size costs what its border costs, and one smaller than a cell has a value like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_boxes import chunks, expand_ranges
from .coverage_input import ring_areas

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_PIECES = 1 << 17  # pieces of borders worked on at once


@dataclass(frozen=True)
class Borders:
    """The borders of polygons on a grid, without what runs along the rows (it adds nothing).

    :ivar x0: columns where an edge begins; ``y0`` rows, ``x1`` and ``y1`` where it ends
    :ivar feature: feature of an edge
    :ivar sign: 1 or -1 by edge, so that shells add and holes subtract whatever their direction
    :ivar base: column left of everything of a feature, for each feature
    :ivar area: area of each feature in cells
    """

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    feature: Integers
    sign: Floats
    base: Integers
    area: Floats

    def box(self) -> tuple[float, float, float, float]:
        """Return xmin, ymin, xmax, ymax of all edges; there must be one."""
        return (
            float(min(self.x0.min(), self.x1.min())),
            float(min(self.y0.min(), self.y1.min())),
            float(max(self.x0.max(), self.x1.max())),
            float(max(self.y0.max(), self.y1.max())),
        )

    def within(self, top: float, bottom: float) -> Borders:
        """Return the edges that have a part between two rows."""
        chosen = np.flatnonzero(
            (np.minimum(self.y0, self.y1) < bottom) & (np.maximum(self.y0, self.y1) > top)
        )
        return Borders(
            self.x0[chosen],
            self.y0[chosen],
            self.x1[chosen],
            self.y1[chosen],
            self.feature[chosen],
            self.sign[chosen],
            self.base,
            self.area,
        )


def borders_of(polygons: PolygonArrays) -> Borders:
    """Return the borders of sound polygons whose coordinates are columns and rows of a grid."""
    areas = ring_areas(polygons)
    part_counts = np.diff(polygons.feature_offsets)
    feature_of_part = np.repeat(np.arange(len(polygons)), part_counts)
    feature_of_ring = np.repeat(feature_of_part, np.diff(polygons.part_offsets))
    signs = -np.sign(areas)
    shells = polygons.part_offsets[:-1]
    signs[shells] = -signs[shells]
    area = np.bincount(feature_of_ring, weights=areas * signs, minlength=len(polygons))
    counts = np.diff(polygons.ring_offsets)
    base = np.full(len(polygons), np.iinfo(np.int64).max)
    feature_of_vertex = np.repeat(feature_of_ring, counts)
    filled = np.flatnonzero(part_counts)
    if len(filled):
        begins = polygons.ring_offsets[polygons.part_offsets[polygons.feature_offsets[filled]]]
        base[filled] = np.floor(np.minimum.reduceat(polygons.x, begins)).astype(np.int64)
    starts = np.ones(len(polygons.x), dtype=bool)
    starts[polygons.ring_offsets[1:] - 1] = False
    starts[:-1] &= polygons.y[1:] != polygons.y[:-1]
    start = np.flatnonzero(starts)
    return Borders(
        polygons.x[start],
        polygons.y[start],
        polygons.x[start + 1],
        polygons.y[start + 1],
        feature_of_vertex[start],
        np.repeat(signs, counts)[start],
        base,
        area.astype(np.float64),
    )


def add_sums(borders: Borders, grids: Floats, row: int, column: int, sums: Floats) -> None:
    """Add to ``sums`` what a window of the grid contributes to each feature.

    :param grids: float64 (rows, columns, values): several values of each cell; cells outside count nothing
    :param row: row of the window's first cell in the whole grid; ``column`` likewise
    :param sums: float64 (features, values), changed in place
    """
    rows, columns, values = grids.shape
    # from the left to the border of each column, one column more than cells
    sums_left = np.zeros((rows, columns + 1, values))
    np.cumsum(grids, axis=1, out=sums_left[:, 1:])
    flat = sums_left.reshape(-1, values)
    base = np.clip(borders.base - column, 0, columns)
    near = borders.within(row, row + rows)
    low = np.maximum(np.minimum(near.y0, near.y1), row)
    high = np.minimum(np.maximum(near.y0, near.y1), row + rows)
    first = np.floor(low).astype(np.int64)
    count = np.maximum(np.ceil(high).astype(np.int64) - first, 1)
    for some in chunks(count, _PIECES):
        edges, at_row = expand_ranges(first[some], count[some])
        edges += some.start
        _add_rows(near, edges, at_row, (low, high), flat, (row, column, rows, columns), base, sums)


def _add_rows(
    near: Borders,
    edges: Integers,
    at_row: Integers,
    reach: tuple[Floats, Floats],
    sums_left: Floats,
    window: tuple[int, int, int, int],
    base: Integers,
    sums: Floats,
) -> None:
    """Add the parts of edges within single rows.

    :param reach: lowest and highest row of each edge within the window
    """
    low = np.maximum(reach[0][edges], at_row)
    high = np.minimum(reach[1][edges], at_row + 1)
    x0, y0 = near.x0[edges], near.y0[edges]
    lean = (near.x1[edges] - x0) / (near.y1[edges] - y0)
    ends = np.stack((x0 + (low - y0) * lean, x0 + (high - y0) * lean))
    # rounding must not carry a part beyond its edge
    west, east = np.minimum(x0, near.x1[edges]), np.maximum(x0, near.x1[edges])
    np.clip(ends, west, east, out=ends)
    rise = (high - low) * np.where(near.y1[edges] > y0, near.sign[edges], -near.sign[edges])
    left, right = ends.min(axis=0), ends.max(axis=0)
    row, column, _, columns = window
    first = np.clip(np.floor(left).astype(np.int64) - column, -1, columns)
    last = np.clip(np.ceil(right).astype(np.int64) - 1 - column, first, columns)
    count = last - first + 1
    for some in chunks(count, _PIECES):
        parts, cell = expand_ranges(first[some], count[some])
        parts += some.start
        begin = np.maximum(left[parts], np.where(cell < 0, -np.inf, cell + column))
        end = np.minimum(right[parts], np.where(cell >= columns, np.inf, cell + column + 1))
        span = right[parts] - left[parts]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(count[parts] == 1, 1.0, (end - begin) / span)
        # mean distance of the part from the left side of its cell; left and right of the window nothing is added
        inner = np.where((cell >= 0) & (cell < columns), (begin + end) / 2.0 - column - cell, 0.0)
        inner = np.clip(inner, 0.0, 1.0)
        owner = near.feature[edges[parts]]
        line = (at_row[parts] - row) * (columns + 1)
        here = line + np.maximum(cell, 0)
        left_sum = sums_left[here]
        whole = sums_left[line + np.clip(cell + 1, 0, columns)] - left_sum
        amounts = left_sum - sums_left[line + base[owner]]
        amounts += inner[:, np.newaxis] * whole
        amounts *= (rise[parts] * share)[:, np.newaxis]
        for value in range(sums.shape[1]):
            sums[:, value] += np.bincount(owner, weights=amounts[:, value], minlength=len(sums))
