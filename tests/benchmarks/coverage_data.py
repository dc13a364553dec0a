"""Synthetic coverages with planted errors, for tests and benchmarks.

A grid of cells with crooked borders: neighbours share every vertex, so without planted errors the
coverage is clean. Every planted error lies in a cell of its own, away from the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from landplan_toolbox.algorithms.geometry.arrays import PolygonArrays
from numpy.typing import NDArray

CELL = 100.0  # metres
ORIGIN = (36_500_000.0, 3_800_000.0)  # a 3-degree Gauss-Krueger zone with its prefix


@dataclass(frozen=True)
class SyntheticCoverage:
    """A coverage and what was planted in it.

    :ivar polygons: the features; copies and bow-ties come after the cells
    :ivar overlaps: (cell, neighbour, area in m²) of every planted overlap
    :ivar gaps: (cell, neighbour, area in m²) of every planted gap
    :ivar duplicates: (cell, index of its copy)
    :ivar bow_ties: indices of features that cross themselves, away from the cells
    """

    polygons: PolygonArrays
    overlaps: list[tuple[int, int, float]]
    gaps: list[tuple[int, int, float]]
    duplicates: list[tuple[int, int]]
    bow_ties: list[int]


def synthetic_coverage(
    columns: int,
    rows: int,
    *,
    side_points: int = 4,
    overlaps: int = 0,
    gaps: int = 0,
    duplicates: int = 0,
    bow_ties: int = 0,
    mismatched: float = 0.0,
    seed: int = 0,
) -> SyntheticCoverage:
    """Return a coverage of ``columns`` × ``rows`` cells of 4 · ``side_points`` corners each.

    :param mismatched: share of the borders whose inner vertices are moved by about 0.5 m in one of the
        two cells
    :raises ValueError: when the grid is too small for the errors wanted
    """
    random = np.random.default_rng(seed)
    x, y = _cell_rings(columns, rows, side_points, random)
    cells = np.arange(columns * rows)
    if mismatched:
        _mismatch(x, y, columns, side_points, mismatched, random)
    wanted = overlaps + gaps + duplicates
    # inside the grid, every other row and column: no two errors share a cell or a neighbour
    column, row = cells % columns, cells // columns
    places = cells[(column % 2 == 1) & (row % 2 == 1) & (column < columns - 1) & (row < rows - 1)]
    if len(places) < wanted:
        raise ValueError(f"{columns} x {rows} cells have no room for {wanted} errors")
    places = np.sort(random.choice(places, wanted, replace=False))
    chosen = random.permutation(places)
    overlapping, gaping, copied = np.split(chosen, [overlaps, overlaps + gaps])
    planted_overlaps = _bulge(x, y, overlapping, columns, side_points, -0.2 * CELL)
    planted_gaps = _bulge(x, y, gaping, columns, side_points, 0.2 * CELL)
    corners = x.shape[1]
    all_x = np.concatenate((x[:, :].ravel(), x[copied].ravel()))
    all_y = np.concatenate((y[:, :].ravel(), y[copied].ravel()))
    counts = [corners] * (len(cells) + duplicates)
    ties_x, ties_y = _bow_tie_rings(bow_ties, columns)
    all_x, all_y = np.concatenate((all_x, ties_x)), np.concatenate((all_y, ties_y))
    counts += [5] * bow_ties
    first_tie = len(cells) + duplicates
    return SyntheticCoverage(
        polygons=single_rings(all_x, all_y, np.array(counts, dtype=np.int64)),
        overlaps=planted_overlaps,
        gaps=planted_gaps,
        duplicates=[(int(cell), len(cells) + number) for number, cell in enumerate(copied)],
        bow_ties=list(range(first_tie, first_tie + bow_ties)),
    )


def single_rings(x: NDArray[np.float64], y: NDArray[np.float64], counts: NDArray[np.int64]) -> PolygonArrays:
    """Return features of one closed ring each, ``counts`` vertices long."""
    features = len(counts)
    return PolygonArrays(
        x=np.ascontiguousarray(x),
        y=np.ascontiguousarray(y),
        ring_offsets=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        part_offsets=np.arange(features + 1),
        feature_offsets=np.arange(features + 1),
        fids=np.arange(features),
        states=np.zeros(features, dtype=np.uint8),
    )


def _cell_rings(
    columns: int, rows: int, points: int, random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y (cells, 4 · points + 1) of the closed rings, counter-clockwise from lower left."""
    node = random.uniform(-0.15, 0.15, (2, rows + 1, columns + 1)) * CELL
    node[0] += np.arange(columns + 1) * CELL + ORIGIN[0]
    node[1] += np.arange(rows + 1)[:, None] * CELL + ORIGIN[1]
    share = np.arange(points) / points
    wobble = 0.16 * CELL / points * (share > 0)  # below half the spacing: sides never cross themselves
    flat = node[:, :, :-1, None] * (1 - share) + node[:, :, 1:, None] * share
    flat = flat + random.uniform(-1, 1, flat.shape) * wobble
    upright = node[:, :-1, :, None] * (1 - share) + node[:, 1:, :, None] * share
    upright = upright + random.uniform(-1, 1, upright.shape) * wobble
    flat, upright, node = np.round(flat, 4), np.round(upright, 4), np.round(node, 4)
    flat[..., 0], upright[..., 0] = node[:, :, :-1], node[:, :-1, :]
    rings = []
    for axis in (0, 1):
        bottom, right = flat[axis, :-1], upright[axis, :, 1:]
        # backwards: the far node first, then the inner points in reverse
        top = np.concatenate((node[axis, 1:, 1:, None], flat[axis, 1:, :, :0:-1]), axis=2)
        left = np.concatenate((node[axis, 1:, :-1, None], upright[axis, :, :-1, :0:-1]), axis=2)
        ring = np.concatenate((bottom, right, top, left, bottom[..., :1]), axis=2)
        rings.append(ring.reshape(columns * rows, 4 * points + 1))
    return rings[0], rings[1]


def _bulge(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    cells: NDArray[np.int64],
    columns: int,
    points: int,
    shift: float,
) -> list[tuple[int, int, float]]:
    """Move the middle vertex of the lower side of some cells; return cell, neighbour below and area."""
    planted = []
    middle = points // 2
    for cell in sorted(cells.tolist()):
        before = y[cell, middle]
        y[cell, middle] = before + shift
        width = x[cell, middle + 1] - x[cell, middle - 1]
        planted.append((cell, cell - columns, abs(float(y[cell, middle] - before) * float(width)) / 2))
    return planted


def _mismatch(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    columns: int,
    points: int,
    share: float,
    random: np.random.Generator,
) -> None:
    """Move the inner vertices of a share of the borders in the cell above or right of the border."""
    for side in (0, 3):  # the lower and the left side: every inner border belongs to one of the two
        chosen = np.flatnonzero(random.random(len(x)) < share)
        inner = np.arange(side * points + 1, (side + 1) * points)
        for values in (x, y):
            values[chosen[:, None], inner] += random.normal(0, 0.35, (len(chosen), len(inner)))


def _bow_tie_rings(count: int, columns: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the vertices of bow-ties in a row below the cells."""
    left = ORIGIN[0] + (np.arange(count) % max(columns, 1)) * CELL
    low = ORIGIN[1] - (2 + 2 * (np.arange(count) // max(columns, 1))) * CELL
    x = left[:, None] + np.array([0.0, 60.0, 60.0, 0.0, 0.0])
    y = low[:, None] + np.array([0.0, 40.0, 0.0, 40.0, 0.0])
    return x.ravel(), y.ravel()
