"""Land for one demand of replacement (补划): can it be met from a pool, and by which parcels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional

import numpy as np
from numpy.typing import NDArray

from .compact_layout import Layout
from .cut_problem import CutProblem, Limit
from .fill_order import ROUNDING_M2

_NODES = 50_000  # of the search for the largest area; enough for every choice among 14 parcels
Score = Callable[[NDArray[np.int64], NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Pool:
    """Parcels that one demand may be met from, in the order of their ranks.

    :ivar parcels: int64 (n,), index in the situation
    :ivar area_m2: float64 (n,), above 0
    :ivar burden: float64 (n,), area times how much worse than demanded the quality is; their sum must not
        be above 0
    :ivar tier: int64 (n,), 0 in the unit of the demand, 1 in units next to it, and so on
    :ivar cost: float64 (n,), boundary in m that the parcel adds to the land that stays
    :ivar one: int64 (pairs,), neighbours within the pool
    :ivar two: int64 (pairs,)
    :ivar shared_m: float64 (pairs,), length of their border
    """

    parcels: NDArray[np.int64]
    area_m2: NDArray[np.float64]
    burden: NDArray[np.float64]
    tier: NDArray[np.int64]
    cost: NDArray[np.float64]
    one: NDArray[np.int64]
    two: NDArray[np.int64]
    shared_m: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.parcels)

    def where(self, kept: NDArray[np.bool_]) -> Pool:
        """Return the pool with only some of its parcels."""
        number = np.cumsum(kept) - 1
        both = kept[self.one] & kept[self.two]
        return Pool(
            self.parcels[kept],
            self.area_m2[kept],
            self.burden[kept],
            self.tier[kept],
            self.cost[kept],
            number[self.one[both]],
            number[self.two[both]],
            self.shared_m[both],
        )

    def meets(self, x: NDArray[np.bool_], needed_m2: float) -> bool:
        """Return whether a choice is large and good enough."""
        enough = float(self.area_m2[x].sum()) >= needed_m2 - ROUNDING_M2
        return enough and float(self.burden[x].sum()) <= ROUNDING_M2


def largest_choice(pool: Pool, needed_m2: float) -> NDArray[np.bool_]:
    """Return the choice of largest area that is good enough, or the first one found that is large enough.

    What is not worse than demanded is taken; of the rest the largest area whose burden the good land
    carries is a knapsack, searched by branch and bound with the fractional bound. It is exact unless more
    than 50 000 branches would be needed, which no pool with up to 14 parcels of lower quality does.

    :return: bool (n,)
    """
    x = pool.burden <= 0
    rest = np.flatnonzero(~x)
    rest = rest[np.argsort(pool.burden[rest] / pool.area_m2[rest], kind="stable")]
    area, burden = pool.area_m2[rest].tolist(), pool.burden[rest].tolist()
    spare = ROUNDING_M2 - float(pool.burden[x].sum())
    lacking = needed_m2 - float(pool.area_m2[x].sum())
    x[rest[_knapsack(area, burden, spare, lacking - ROUNDING_M2)]] = True
    return x


def _knapsack(area: list[float], burden: list[float], spare: float, enough: float) -> list[int]:
    """Return the items of most area whose burden is spared; items ordered by burden per area."""
    best: list[int] = []
    best_area, nodes = 0.0, 0
    after = [0.0] * (len(area) + 1)
    for item in range(len(area) - 1, -1, -1):
        after[item] = after[item + 1] + area[item]
    stack: list[tuple[int, float, float, tuple]] = [(0, 0.0, spare, ())]
    while stack and best_area < enough and nodes < _NODES:
        item, got, left, chain = stack.pop()
        nodes += 1
        # as much as fits in order; on the way every choice met is a candidate
        while item < len(area) and burden[item] <= left:
            if got + after[item] <= best_area:
                break
            stack.append((item + 1, got, left, chain))
            got, left, chain = got + area[item], left - burden[item], (chain, item)
            item += 1
            nodes += 1
        if got > best_area:
            best_area, best = got, _unchained(chain)
        passed = item < len(area) and burden[item] > left
        # the one that does not fit is passed by; what follows can bring no more than its share of it
        if passed and got + min(after[item], area[item] * left / burden[item]) > best_area:
            stack.append((item + 1, got, left, chain))
    return best


def _unchained(chain: tuple) -> list[int]:
    """Return the items of a chain of (chain, item)."""
    items = []
    while chain:
        chain, item = chain
        items.append(item)
    return items


def grown_choice(pool: Pool, needed_m2: float, score: Score) -> Optional[NDArray[np.bool_]]:
    """Return a choice that is large and good enough, grown parcel by parcel, or None where that fails.

    Nearer units go first, within a unit the lowest score. A parcel of lower quality is taken only while
    the rest of the pool can still, by the fractional bound, make up for it.

    :param score: called with candidates (indices) and the boundary in m that each adds now
    """
    size = len(pool)
    x, open_ = np.zeros(size, dtype=bool), np.ones(size, dtype=bool)
    margin = pool.cost.copy()
    near = _NeighbourWeights(pool)
    area, burden = 0.0, 0.0
    order = np.argsort(pool.burden / pool.area_m2, kind="stable")
    while not (area >= needed_m2 - ROUNDING_M2 and burden <= ROUNDING_M2):
        usable = open_ if area < needed_m2 - ROUNDING_M2 else open_ & (pool.burden < 0)
        candidates = np.flatnonzero(usable)
        if not len(candidates):
            return None
        candidates = candidates[pool.tier[candidates] == pool.tier[candidates].min()]
        best = int(candidates[np.argmin(score(candidates, margin[candidates]))])
        open_[best] = False
        if pool.burden[best] > 0:
            possible = _fractional(pool, order, open_, burden + float(pool.burden[best]))
            if area + float(pool.area_m2[best]) + possible < needed_m2 - ROUNDING_M2:
                continue
        x[best] = True
        area, burden = area + float(pool.area_m2[best]), burden + float(pool.burden[best])
        near.entered(best, margin)
    return x


def _fractional(
    pool: Pool, order: NDArray[np.int64], open_: NDArray[np.bool_], burden: float
) -> float:
    """Return the area that open parcels can add, shares of parcels allowed; -inf if the burden stays."""
    left = order[open_[order]]
    burdens, areas = pool.burden[left], pool.area_m2[left]
    good = burdens <= 0
    spare = ROUNDING_M2 - burden - float(burdens[good].sum())
    if spare < 0:
        return -np.inf
    total = float(areas[good].sum())
    bad, bad_area = np.cumsum(burdens[~good]), areas[~good]
    whole = int(np.searchsorted(bad, spare, side="right"))
    total += float(bad_area[:whole].sum())
    if whole < len(bad):
        before = float(bad[whole - 1]) if whole else 0.0
        total += float(bad_area[whole]) * (spare - before) / float(bad[whole] - before)
    return total


class _NeighbourWeights:
    """The borders of each parcel of a pool."""

    def __init__(self, pool: Pool) -> None:
        ends = np.concatenate((pool.one, pool.two))
        order = np.argsort(ends, kind="stable")
        self._others = np.concatenate((pool.two, pool.one))[order]
        self._shared = np.concatenate((pool.shared_m, pool.shared_m))[order]
        self._offsets = np.zeros(len(pool) + 1, dtype=np.int64)
        np.cumsum(np.bincount(ends, minlength=len(pool)), out=self._offsets[1:])

    def entered(self, parcel: int, margin: NDArray[np.float64]) -> None:
        """Lower what the neighbours of a parcel that enters add to the boundary."""
        near = slice(self._offsets[parcel], self._offsets[parcel + 1])
        np.subtract.at(margin, self._others[near], 2 * self._shared[near])


def improved_choice(pool: Pool, x: NDArray[np.bool_], needed_m2: float) -> NDArray[np.bool_]:
    """Return a choice with nothing superfluous and a shorter boundary, no larger and from no farther away."""
    x = _pruned(pool, x, needed_m2)
    far = pool.area_m2 * pool.tier
    alone = np.zeros(len(pool), dtype=np.int64)
    nowhere = np.full(1, -np.inf)
    limits = (
        Limit(
            alone,
            pool.area_m2,
            np.array([needed_m2 - ROUNDING_M2]),
            pool.area_m2[x].sum(keepdims=True) + ROUNDING_M2,
        ),
        Limit(alone, pool.burden, nowhere, np.array([ROUNDING_M2])),
        Limit(alone, far, nowhere, far[x].sum(keepdims=True) + ROUNDING_M2),
    )
    outer = pool.cost - np.bincount(pool.one, pool.shared_m, len(pool)) - np.bincount(
        pool.two, pool.shared_m, len(pool)
    )
    layout = Layout(CutProblem(outer, pool.one, pool.two, pool.shared_m, limits, 0.0), alone, x, x)
    layout.improve()
    return _pruned(pool, layout.x, needed_m2)


def _pruned(pool: Pool, x: NDArray[np.bool_], needed_m2: float) -> NDArray[np.bool_]:
    """Return the choice without parcels that it can do without: far ones first, then by boundary."""
    x = x.copy()
    margin = pool.cost.copy()
    near = _NeighbourWeights(pool)
    for parcel in np.flatnonzero(x).tolist():
        near.entered(parcel, margin)
    members = np.flatnonzero(x)
    area, burden = float(pool.area_m2[x].sum()), float(pool.burden[x].sum())
    for parcel in members[np.lexsort((members, -margin[members], -pool.tier[members]))].tolist():
        left, borne = area - float(pool.area_m2[parcel]), burden - float(pool.burden[parcel])
        if left >= needed_m2 - ROUNDING_M2 and borne <= ROUNDING_M2:
            x[parcel] = False
            area, burden = left, borne
    return x
