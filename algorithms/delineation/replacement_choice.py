"""Land that replaces what is taken out (补划): equal area, not lower quality, same unit first, compact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, raise_if_cancelled
from .boundary import boundary_length, mean_quality
from .compact_problem import ranked
from .fill_order import ROUNDING_M2, require_sound
from .model import Situation
from .replacement_joint import joint_choice
from .replacement_pool import Pool, Score, grown_choice, improved_choice, largest_choice

ScoreOf = Callable[[Pool], Score]
_FAR = 1 << 20  # tier of land that no chain of units leads to


@dataclass(frozen=True)
class ReplacementOptions:
    """What is looked for.

    :ivar alternatives: how many alternatives at most
    :ivar other_units: whether land of other units may serve where a unit has not enough of its own
    :ivar difference: share of its area by which an alternative must differ from every better one
    """

    alternatives: int = 3
    other_units: bool = True
    difference: float = 0.3


@dataclass(frozen=True)
class Alternative:
    """One replacement for all demands.

    :ivar parcels: int64 (k,), ascending
    :ivar for_unit: int64 (k,), the unit whose demand each parcel serves
    :ivar area_m2: float64 (units,), counted area for the demand of every unit
    :ivar quality: float64 (units,), its area-weighted mean grade, NaN where nothing has a grade
    :ivar missing_m2: float64 (units,), what is missing to the demand, 0 where it is met
    :ivar other_units_m2: area that lies outside the unit it serves
    :ivar added_boundary_m: by how much the boundary of all basic farmland grows; below 0 it gets shorter
    :ivar excess_m2: area above the demands
    """

    parcels: NDArray[np.int64]
    for_unit: NDArray[np.int64]
    area_m2: NDArray[np.float64]
    quality: NDArray[np.float64]
    missing_m2: NDArray[np.float64]
    other_units_m2: float
    added_boundary_m: float
    excess_m2: float


@dataclass(frozen=True)
class Replacement:
    """What can replace the land taken out.

    :ivar alternatives: best first; where the demands cannot be met, what comes closest
    :ivar available_m2: float64 (units,), area of all land that could serve the demand, whatever its quality
    :ivar fitting_m2: float64 (units,), the largest area among it that is good enough for the demand alone;
        not searched beyond the demand. Less than the demand while enough is available: quality is missing
    """

    alternatives: tuple[Alternative, ...]
    available_m2: NDArray[np.float64]
    fitting_m2: NDArray[np.float64]


def choose_replacement(
    situation: Situation,
    available: NDArray[np.bool_],
    remaining: NDArray[np.bool_],
    needed_m2: NDArray[np.float64],
    worst_quality: NDArray[np.float64],
    options: ReplacementOptions = ReplacementOptions(),
    feedback: Feedback = Silent(),
) -> Replacement:
    """Choose land to replace what was taken out (陕·二(二)1 划出: 质量相当、数量相等).

    The demand of a unit is met when the area chosen for it is not below ``needed_m2`` and the area-weighted
    mean grade not worse than ``worst_quality``. Land without a grade cannot be shown to be good enough and
    serves only where no quality is demanded. A demand is met from the unit's own land if that is possible
    at all, else units next to it are added, then units next to those, and so on. No parcel serves twice.

    Whether a pool of land can meet a demand is a knapsack, solved exactly for pools with up to 14 parcels
    of lower quality (`replacement_pool.largest_choice`); several demands on few parcels are solved jointly
    (`replacement_joint`). Within a pool the choice is grown by one of three orders (least new boundary per
    area, largest parcels, best quality), pruned, and improved by swaps that shorten the boundary without
    more area or farther land. Alternatives come from the three orders, with and without the land that
    earlier ones use; they are ranked by what is missing, area in other units, added boundary, number of
    parcels, excess. Everything is deterministic and does not depend on the order of the parcels.

    :param available: bool (n,), parcels that may enter (no ban, not basic farmland)
    :param remaining: bool (n,), basic farmland that stays; new land should lie beside it
    :param needed_m2: float64 (units,), 0 where nothing was taken out
    :param worst_quality: float64 (units,), mean grade of the land taken out, NaN where no quality is demanded
    :raises ValueError: when the arrays contradict each other
    :raises Cancelled: when the user cancels
    """
    require_sound(situation)
    units = len(situation.targets_m2)
    if len(needed_m2) != units or len(worst_quality) != units:
        raise ValueError("needed_m2, worst_quality: one entry for each unit")
    if not np.isfinite(needed_m2).all() or (available & remaining).any():
        raise ValueError("needed_m2 not finite, or land both available and remaining")
    ordered, order = ranked(situation)
    demands = _Demands(
        ordered, available[order], remaining[order], needed_m2, worst_quality, options.other_units
    )
    found = demands.alternatives(options, feedback)
    back = tuple(demands.alternative(choice, order) for choice in found)
    return Replacement(back, demands.available_m2(), demands.fitting_m2())


def unit_distances(situation: Situation) -> NDArray[np.int64]:
    """Return how many borders of units lie between two units: int64 (units, units); large without a way."""
    units = len(situation.targets_m2)
    one, two = situation.unit[situation.neighbours[:, 0]], situation.unit[situation.neighbours[:, 1]]
    across = (one >= 0) & (two >= 0) & (one != two)
    beside = np.zeros((units, units), dtype=bool)
    beside[one[across], two[across]] = True
    beside |= beside.T
    distance = np.where(np.eye(units, dtype=bool), 0, _FAR)
    reached, step = np.eye(units, dtype=bool), 0
    while True:
        step += 1
        wider = reached | (reached.astype(np.int64) @ beside.astype(np.int64) > 0)
        if (wider == reached).all():
            return distance
        distance[wider & ~reached] = step
        reached = wider


def _by_boundary(pool: Pool) -> Score:
    return lambda candidates, margin: margin / pool.area_m2[candidates]


def _by_size(pool: Pool) -> Score:
    return lambda candidates, margin: -pool.area_m2[candidates]


def _by_quality(pool: Pool) -> Score:
    return lambda candidates, margin: pool.burden[candidates] / pool.area_m2[candidates]


_SCORES = (_by_boundary, _by_size, _by_quality)


class _Demands:
    """The demands of all units on ranked land; a choice is int64 (n,): the unit served, or -1."""

    def __init__(
        self,
        situation: Situation,
        available: NDArray[np.bool_],
        remaining: NDArray[np.bool_],
        needed_m2: NDArray[np.float64],
        worst_quality: NDArray[np.float64],
        other_units: bool,
    ) -> None:
        self._situation, self._remaining = situation, remaining
        self._available = available & (situation.area_m2 > 0)
        self._needed, self._worst = needed_m2, worst_quality
        self._other_units = other_units
        self._distances = unit_distances(situation)
        one, two = situation.neighbours[:, 0], situation.neighbours[:, 1]
        touching = np.bincount(one, situation.shared_m * remaining[two], len(situation))
        touching = touching + np.bincount(two, situation.shared_m * remaining[one], len(situation))
        self._cost = situation.perimeter_m - 2 * touching
        self._units = np.flatnonzero(needed_m2 > ROUNDING_M2).tolist()

    def alternatives(self, options: ReplacementOptions, feedback: Feedback) -> list[NDArray[np.int64]]:
        """Return the best choices that differ enough."""
        tried: list[NDArray[np.int64]] = []
        avoided = np.zeros(len(self._available), dtype=bool)
        rounds = range(options.alternatives) if self._units else range(0)
        for number in rounds:
            for way, score in enumerate(_SCORES):
                raise_if_cancelled(feedback)
                feedback.setProgress(100.0 * (number * len(_SCORES) + way) / (len(rounds) * len(_SCORES)))
                tried.append(self._chosen(score, avoided))
            for choice in tried[-len(_SCORES) :]:
                avoided |= choice >= 0
        area = self._situation.area_m2
        kept: list[NDArray[np.int64]] = []
        for choice in sorted(tried, key=self._key):
            if len(kept) == options.alternatives or (kept and self._missing(choice) > self._missing(kept[0])):
                break
            size = float(area[choice >= 0].sum())
            new = [float(area[(choice >= 0) & (other < 0)].sum()) for other in kept]
            if all(share > 0 and share >= options.difference * size for share in new):
                kept.append(choice)
        return kept

    def alternative(self, choice: NDArray[np.int64], order: NDArray[np.int64]) -> Alternative:
        """Return a choice with its figures, parcels in the order they came in."""
        members = np.flatnonzero(choice >= 0)
        parcels = order[members]
        by_index = np.argsort(parcels)
        area = self._area(choice)
        missing = self._needed - area
        return Alternative(
            parcels=parcels[by_index],
            for_unit=choice[members][by_index],
            area_m2=area,
            quality=np.array([mean_quality(self._situation, choice == unit) for unit in range(len(area))]),
            missing_m2=np.where(missing > ROUNDING_M2, missing, 0.0),
            other_units_m2=self._elsewhere(choice),
            added_boundary_m=self._added(choice),
            excess_m2=float(np.maximum(-missing, 0.0).sum()),
        )

    def available_m2(self) -> NDArray[np.float64]:
        """Return the area that could serve each demand, whatever its quality."""
        found = np.zeros(len(self._needed))
        for unit in self._units:
            reach = self._available & (self._tiers(unit) < self._last_tier())
            found[unit] = float(self._situation.area_m2[reach].sum())
        return found

    def fitting_m2(self) -> NDArray[np.float64]:
        """Return the largest area that is good enough for each demand alone, not searched beyond it."""
        found = np.zeros(len(self._needed))
        for unit in self._units:
            pool = self._pool(unit, self._available)
            found[unit] = float(pool.area_m2[largest_choice(pool, float(self._needed[unit]))].sum())
        return found

    def _chosen(self, score: ScoreOf, avoided: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the choice by an order of growing; demands in each other's way are served in another order."""
        choice, short = self._served(self._units, score, avoided)
        if short and len(self._units) > 1:
            first = [unit for unit in self._units if unit in short]
            rest = [unit for unit in self._units if unit not in short]
            other, _ = self._served(first + rest, score, avoided)
            choice = min(choice, other, key=self._missing)
            if self._missing(choice) > 0:
                joint = self._jointly(avoided)
                choice = choice if joint is None else joint
        return choice

    def _served(
        self, units: Sequence[int], score: ScoreOf, avoided: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], list[int]]:
        """Return the choice that serves units one after the other, and the units that stay short."""
        choice, short = np.full(len(self._available), -1, dtype=np.int64), []
        for unit in units:
            pool = self._pool(unit, self._available & ~avoided & (choice < 0))
            x, met = self._from_pool(pool, float(self._needed[unit]), score)
            choice[pool.parcels[x]] = unit
            if not met:
                short.append(unit)
        return choice, short

    def _from_pool(self, pool: Pool, needed: float, score: ScoreOf) -> tuple[NDArray[np.bool_], bool]:
        """Return the choice from the nearest tiers that can meet the demand, and whether it is met."""
        x = np.zeros(len(pool), dtype=bool)
        for tier in np.unique(pool.tier).tolist():
            near = pool.tier <= tier
            part = pool.where(near)
            largest = largest_choice(part, needed)
            x[:] = False
            x[near] = largest
            if part.meets(largest, needed):
                grown = grown_choice(part, needed, score(part))
                x[near] = improved_choice(part, largest if grown is None else grown, needed)
                return x, True
        return x, False

    def _jointly(self, avoided: NDArray[np.bool_]) -> Optional[NDArray[np.int64]]:
        """Return a choice that meets all demands, where there are few parcels, or None."""
        members = np.flatnonzero(self._available & ~avoided)
        pools = [self._pool(unit, self._available & ~avoided) for unit in self._units]
        found = joint_choice(members, pools, [float(self._needed[unit]) for unit in self._units])
        if found is None:
            return None
        choice = np.full(len(self._available), -1, dtype=np.int64)
        for parcel, number in found:
            choice[parcel] = self._units[number]
        return choice

    def _tiers(self, unit: int) -> NDArray[np.int64]:
        """Return how far each parcel's unit lies from a unit."""
        return np.append(self._distances[unit], _FAR)[self._situation.unit]

    def _last_tier(self) -> int:
        return _FAR + 1 if self._other_units else 1

    def _pool(self, unit: int, usable: NDArray[np.bool_]) -> Pool:
        """Return the land that may serve the demand of a unit."""
        situation, worst = self._situation, float(self._worst[unit])
        tier = self._tiers(unit)
        usable = usable & (tier < self._last_tier())
        if np.isnan(worst):
            burden = np.zeros(len(situation))
        else:
            usable = usable & ~np.isnan(situation.quality)
            burden = situation.area_m2 * (np.nan_to_num(situation.quality) - worst)
        parcels = np.flatnonzero(usable)
        number = np.cumsum(usable) - 1
        both = usable[situation.neighbours].all(axis=1)
        return Pool(
            parcels,
            situation.area_m2[parcels],
            burden[parcels],
            tier[parcels],
            self._cost[parcels],
            number[situation.neighbours[both, 0]],
            number[situation.neighbours[both, 1]],
            situation.shared_m[both],
        )

    def _area(self, choice: NDArray[np.int64]) -> NDArray[np.float64]:
        members = np.flatnonzero(choice >= 0)
        return np.bincount(
            choice[members], weights=self._situation.area_m2[members], minlength=len(self._needed)
        ).astype(np.float64, copy=False)

    def _missing(self, choice: NDArray[np.int64]) -> float:
        missing = self._needed - self._area(choice)
        return float(missing[missing > ROUNDING_M2].sum())

    def _elsewhere(self, choice: NDArray[np.int64]) -> float:
        other = (choice >= 0) & (choice != self._situation.unit)
        return float(self._situation.area_m2[other].sum())

    def _added(self, choice: NDArray[np.int64]) -> float:
        before = boundary_length(self._situation, self._remaining)
        return boundary_length(self._situation, self._remaining | (choice >= 0)) - before

    def _key(self, choice: NDArray[np.int64]) -> tuple[float, ...]:
        area = self._area(choice)
        return (
            round(self._missing(choice), 2),
            round(self._elsewhere(choice), 2),
            round(self._added(choice), 2),
            int((choice >= 0).sum()),
            round(float(np.maximum(area - self._needed, 0.0).sum()), 2),
        )
