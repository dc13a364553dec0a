"""Slope of an elevation grid by Horn's method (B. K. P. Horn, 1981: Hill shading and the reflectance map)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .ground_scale import Jacobian

Floats = NDArray[np.float64]

_WEIGHTS = (1.0, 2.0, 1.0)


def slopes(heights: Floats, scale: Jacobian) -> Floats:
    """Return float64 (rows, columns) slopes in degrees of the cells within a frame of one cell.

    Third-order finite differences over the 3 × 3 neighbours, as gdaldem does. Where neighbours have no
    height, the differences that are left are weighed alike, at an edge from the cell itself to its one
    neighbour, so that a plane has its slope everywhere; a cell without any neighbour in a direction counts as
    level in it, and one without height or without neighbours at all has no slope (NaN).

    :param heights: float64 (rows + 2, columns + 2), m; NaN where there is none
    :param scale: metres per step, for the inner cells
    """
    north, middle, south = heights[:-2], heights[1:-1], heights[2:]
    column = (north[:, 2:] - north[:, :-2]) + 2.0 * (middle[:, 2:] - middle[:, :-2]) + (south[:, 2:] - south[:, :-2])
    row = (south[:, :-2] - north[:, :-2]) + 2.0 * (south[:, 1:-1] - north[:, 1:-1]) + (south[:, 2:] - north[:, 2:])
    column /= 8.0
    row /= 8.0
    here = np.isfinite(heights[1:-1, 1:-1])
    part = here & ~(np.isfinite(column) & np.isfinite(row))
    if part.any():
        rows, columns = np.nonzero(part)
        at = rows, columns
        column[at] = _difference(heights, at, across=True)
        row[at] = _difference(heights, at, across=False)
        lonely = np.isnan(column) & np.isnan(row)
        column[part & np.isnan(column)] = 0.0
        row[part & np.isnan(row)] = 0.0
        column[lonely] = np.nan
    result = np.degrees(np.arctan(scale.gradient(column, row)))
    result[~here] = np.nan
    return result


def _difference(heights: Floats, at: tuple[NDArray, NDArray], across: bool) -> Floats:
    """Return the rise per step at cells with neighbours missing, NaN where nothing tells it.

    :param across: from column to column, else from row to row
    """
    rows, columns = at[0] + 1, at[1] + 1
    total, weights = np.zeros(len(rows)), np.zeros(len(rows))
    for offset, weight in zip((-1, 0, 1), _WEIGHTS):
        before, here, after = (
            heights[rows + offset, columns + step] if across else heights[rows + step, columns + offset]
            for step in (-1, 0, 1)
        )
        rise = (after - before) / 2.0
        rise = np.where(np.isnan(rise), after - here, rise)
        rise = np.where(np.isnan(rise), here - before, rise)
        known = ~np.isnan(rise)
        total[known] += weight * rise[known]
        weights[known] += weight
    with np.errstate(invalid="ignore"):
        return total / weights
