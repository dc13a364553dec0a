"""The main roads of the county: from the county seat to the other towns along what is built."""

from __future__ import annotations

import heapq
from typing import Iterator

import numpy as np
from numpy.typing import NDArray

from .arcs import thinned
from .grids import Labels

BUILT = 2  # land cover: developed
OFF_ROAD = 7.0  # effort of a cell without a road, where one with a road is 1
STEEP = 8.0  # degrees; ground so steep takes twice the effort

Cell = tuple[int, int]


def main_roads(
    cover: NDArray[np.uint8],
    slope: NDArray[np.float32],
    county: NDArray[np.bool_],
    seats: Labels,
    town: NDArray[np.int64],
    factor: int,
) -> Iterator[NDArray[np.float64]]:
    """Yield the courses of the main roads, each up to where it meets one before it.

    :param cover: (rows, columns), land cover
    :param slope: (rows, columns), degrees: roads keep to the valleys
    :param county: (rows, columns), where roads are drawn
    :param seats: (villages, 2), row and column of the village seats, the county seat first
    :param town: (villages,), town number
    :param factor: cells of the fine grid per cell of the land cover
    :return: (points, 2) rows and columns on the fine grid
    """
    before = _ways(np.where(county, _effort(cover, slope), np.inf), (int(seats[0][0]), int(seats[0][1])))
    drawn: set[Cell] = set()
    for number in sorted(set(town.tolist())):
        members = np.flatnonzero(town == number)
        far = members[np.argmax(np.hypot(*(seats[members] - seats[0]).T))]
        cell: Cell = (int(seats[far][0]), int(seats[far][1]))
        course = [cell]
        while cell not in drawn and cell in before:
            drawn.add(cell)
            cell = before[cell]
            course.append(cell)
        if len(course) > 2:
            yield thinned(np.array(course, np.float64), 0.9) * factor + factor // 2


def _effort(cover: NDArray[np.uint8], slope: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return what it takes to cross each cell."""
    effort: NDArray[np.float64] = np.where(cover == BUILT, 1.0, OFF_ROAD * (1 + (slope / STEEP) ** 2))
    return effort


def _ways(ground: NDArray[np.float64], start: Cell) -> dict[Cell, Cell]:
    """Return for every cell the next one on its easiest way to the start (Dijkstra)."""
    rows, columns = ground.shape
    effort = ground.tolist()
    spent = {start: 0.0}
    before: dict[Cell, Cell] = {}
    heap = [(0.0, start)]
    done: set[Cell] = set()
    while heap:
        cost, cell = heapq.heappop(heap)
        if cell in done:
            continue
        done.add(cell)
        for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)):
            row, column = cell[0] + down, cell[1] + right
            if not (0 <= row < rows and 0 <= column < columns):
                continue
            step = effort[row][column] * (1.4142 if down and right else 1.0)
            if cost + step < spent.get((row, column), np.inf):
                spent[row, column] = cost + step
                before[row, column] = cell
                heapq.heappush(heap, (cost + step, (row, column)))
    return before
