"""How long the boundary of chosen land is: the measure of compactness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .model import Situation


def boundary_length(situation: Situation, chosen: NDArray[np.bool_]) -> float:
    """Return the boundary of the chosen land in metres: perimeters less twice what chosen parcels share.

    :param chosen: bool (n,)
    """
    inner = chosen[situation.neighbours].all(axis=1)
    # added up by size, so rounding does not depend on the order of the parcels
    outer, shared = np.sort(situation.perimeter_m[chosen]), np.sort(situation.shared_m[inner])
    return float(outer.sum() - 2 * shared.sum())


def mean_quality(situation: Situation, chosen: NDArray[np.bool_]) -> float:
    """Return the area-weighted mean quality grade of the chosen land that has one; NaN where none has."""
    known = np.flatnonzero(chosen & ~np.isnan(situation.quality) & (situation.area_m2 > 0))
    if not len(known):
        return float("nan")
    known = known[np.argsort(situation.rank[known])]
    area = situation.area_m2[known]
    return float((area * situation.quality[known]).sum() / area.sum())
