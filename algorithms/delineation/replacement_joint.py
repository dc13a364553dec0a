"""Several demands of replacement on few parcels, solved by trying all ways to share them out."""

from __future__ import annotations

from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from .fill_order import ROUNDING_M2
from .replacement_pool import Pool

_MOST_PARCELS = 12
_NODES = 600_000  # every way to share 12 parcels out to two demands


def joint_choice(
    parcels: NDArray[np.int64], pools: Sequence[Pool], needed_m2: Sequence[float]
) -> Optional[list[tuple[int, int]]]:
    """Return (parcel, number of the demand it serves) such that all demands are met, or None.

    Exact for up to 12 parcels and two demands; with more demands the search ends after 600 000 steps, with
    more parcels nothing is tried.

    :param parcels: int64, all parcels that may serve
    :param pools: for each demand the parcels that may serve it
    """
    if len(parcels) > _MOST_PARCELS:
        return None
    area: list[dict[int, float]] = []
    burden: list[dict[int, float]] = []
    for pool in pools:
        area.append(dict(zip(pool.parcels.tolist(), pool.area_m2.tolist())))
        burden.append(dict(zip(pool.parcels.tolist(), pool.burden.tolist())))
    # demands as (missing area, burden); a branch that cannot gather the missing area any more is cut
    names = parcels.tolist()
    size = [max((of.get(name, 0.0) for of in area), default=0.0) for name in names]
    after = [sum(size[number:]) for number in range(len(size) + 1)]
    start = tuple((needed, 0.0) for needed in needed_m2)
    stack: list[tuple[int, tuple[tuple[float, float], ...], tuple[tuple[int, int], ...]]] = [(0, start, ())]
    for _ in range(_NODES):
        if not stack:
            return None
        at, state, chosen = stack.pop()
        if all(missing <= ROUNDING_M2 and burdened <= ROUNDING_M2 for missing, burdened in state):
            return list(chosen)
        if at == len(names) or sum(max(missing, 0.0) for missing, _ in state) > after[at] + ROUNDING_M2:
            continue
        name = names[at]
        stack.append((at + 1, state, chosen))
        for number in range(len(pools)):
            if name in area[number]:
                missing, burdened = state[number]
                changed = (missing - area[number][name], burdened + burden[number][name])
                after_it = (*state[:number], changed, *state[number + 1 :])
                stack.append((at + 1, after_it, (*chosen, (name, number))))
    return None
