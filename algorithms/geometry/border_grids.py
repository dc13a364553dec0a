"""Which boxes the border of a polygon keeps away from, for many boxes in few polygons at once.

A grid over the box of a polygon says in which cells its border may run. Sums over the cells tell in a few steps
whether it may run anywhere in a box, however many edges the polygon has; a box without border is inside or outside
with all that lies in it. An edge counts in all cells of its own box, so nothing is ever missed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_boxes import expand_ranges
from .wkb import vertex_offsets

_FEWEST = 16  # boxes of a polygon from which on a grid is worth its making
_CELLS = 16  # cells per box: some for each side of a box
_SIDES = (16, 32, 64, 128)  # cells a side
_EDGES = 32  # edges per box up to which the grid is worth going through all edges


def boxes_without_border(
    polygons: PolygonArrays, bounds: NDArray[np.float64], features: NDArray[np.int64], boxes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return bool (n), in which boxes certainly no edge of their polygon runs; False: there may be one.

    Of polygons with few boxes, or with far more edges than boxes, nothing is said: it costs more than it saves.

    :param polygons: closed rings of finite coordinates
    :param bounds: float64 (polygons, 4): xmin, ymin, xmax, ymax of each polygon
    :param features: int64 (n), the polygon asked for in each box
    :param boxes: float64 (n, 4), closed, each within the bounds of its polygon
    """
    free = np.zeros(len(features), dtype=bool)
    asked = np.bincount(features, minlength=len(polygons))
    offsets = vertex_offsets(polygons)
    edges = np.diff(offsets)
    side = np.zeros(len(polygons), dtype=np.int64)
    for cells in _SIDES:
        side[asked * _CELLS >= cells * cells] = cells
    side[(asked < _FEWEST) | (edges > asked * _EDGES)] = 0
    last = np.zeros(len(polygons.x), dtype=bool)
    last[polygons.ring_offsets[1:] - 1] = True
    for cells in _SIDES:
        members = np.flatnonzero(side == cells)
        rows = np.flatnonzero(side[features] == cells)
        if not len(rows):
            continue
        place = np.zeros(len(polygons), dtype=np.int64)
        place[members] = np.arange(len(members))
        owner, edge = expand_ranges(offsets[members], edges[members])
        kept = ~last[edge]
        owner, edge = owner[kept], edge[kept]
        x, y = polygons.x, polygons.y
        around = np.column_stack((np.minimum(x[edge], x[edge + 1]), np.minimum(y[edge], y[edge + 1]),
                                  np.maximum(x[edge], x[edge + 1]), np.maximum(y[edge], y[edge + 1])))
        sums = _border_sums(owner, _cells(around, bounds[members][owner], cells), len(members), cells)
        low_x, low_y, high_x, high_y = _cells(boxes[rows], bounds[features[rows]], cells).T
        grid = place[features[rows]]
        inside = sums[grid, high_x + 1, high_y + 1] - sums[grid, low_x, high_y + 1]
        inside -= sums[grid, high_x + 1, low_y] - sums[grid, low_x, low_y]
        free[rows] = inside == 0
    return free


def _cells(boxes: NDArray[np.float64], bounds: NDArray[np.float64], side: int) -> NDArray[np.int64]:
    """Return int64 (n, 4): first column and row, last column and row of the cells that boxes touch.

    Rounding does no harm: of two coordinates the larger never gets the lower cell, so what meets shares a cell.
    """
    sizes = bounds[:, 2:] - bounds[:, :2]
    scale = np.tile(side / np.where(sizes > 0, sizes, 1.0), 2)
    found = np.floor((boxes - np.tile(bounds[:, :2], 2)) * scale)
    return np.clip(found, 0, side - 1).astype(np.int64)


def _border_sums(
    owner: NDArray[np.int64], cells: NDArray[np.int64], count: int, side: int
) -> NDArray[np.int64]:
    """Return int64 (grids, side + 1, side + 1): how many cells with border there are left of and below a corner.

    :param owner: int64 (edges), the grid of each edge; ``cells``: the cells it may run in
    """
    low_x, low_y, high_x, high_y = cells.T
    size = side + 1
    marks = np.zeros(count * size * size, dtype=np.int64)
    for column, row, weight in (
        (low_x, low_y, 1), (high_x + 1, low_y, -1), (low_x, high_y + 1, -1), (high_x + 1, high_y + 1, 1)
    ):
        marks += weight * np.bincount((owner * size + column) * size + row, minlength=len(marks))
    edges = marks.reshape(count, size, size).cumsum(axis=1).cumsum(axis=2)
    sums = np.zeros((count, size, size), dtype=np.int64)
    sums[:, 1:, 1:] = (edges[:, :-1, :-1] > 0).cumsum(axis=1).cumsum(axis=2)
    return sums
