"""Contiguous blocks of chosen land (集中连片)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..geometry.grouping import connected


def blocks(chosen: NDArray[np.bool_], neighbours: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the contiguous block of every chosen parcel; a border of a unit does not part a block.

    :param chosen: bool (n,)
    :param neighbours: int64 (pairs, 2), parcels that share a border
    :return: int64 (n,), 0, 1, 2 … by the lowest parcel of the block, -1 for parcels that are not chosen
    """
    both = chosen[neighbours[:, 0]] & chosen[neighbours[:, 1]]
    lowest = connected(len(chosen), neighbours[both, 0], neighbours[both, 1])
    found = np.full(len(chosen), -1, dtype=np.int64)
    found[chosen] = np.unique(lowest[chosen], return_inverse=True)[1]
    return found


def block_areas(block: NDArray[np.int64], area_m2: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the area of the block that every parcel is part of, 0 outside: float64 (n,), m².

    :param block: int64 (n,), as `blocks` returns it
    :param area_m2: float64 (n,), m²
    """
    areas = np.zeros(len(block))
    inside = block >= 0
    # added up by size, so rounding does not depend on the order of the parcels
    members = np.flatnonzero(inside)[np.argsort(area_m2[inside], kind="stable")]
    sums = np.bincount(block[members], weights=area_m2[members])
    areas[inside] = sums[block[inside]]
    return areas
