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

Cell = tuple[int, int]


def main_roads(
    cover: NDArray[np.uint8], seats: Labels, town: NDArray[np.int64], factor: int
) -> Iterator[NDArray[np.float64]]:
    """Yield the courses of the main roads, each up to where it meets one before it.

    :param cover: (rows, columns), land cover
    :param seats: (villages, 2), row and column of the village seats, the county seat first
    :param town: (villages,), town number
    :param factor: cells of the fine grid per cell of the land cover
    :return: (points, 2) rows and columns on the fine grid
    """
    before = _ways(cover, (int(seats[0][0]), int(seats[0][1])))
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


def _ways(cover: NDArray[np.uint8], start: Cell) -> dict[Cell, Cell]:
    """Return for every cell the next one on its easiest way to the start (Dijkstra)."""
    rows, columns = cover.shape
    effort = np.where(cover == BUILT, 1.0, OFF_ROAD).tolist()
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
