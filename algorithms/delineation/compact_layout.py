"""Whole choices for a cut problem: a start made admissible, then improved move by move.

A move lets one parcel in or out, or swaps two of one unit. Every move is weighed exactly; limits are never
left once they are kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, raise_if_cancelled
from .cut_problem import CutProblem, Floats, Integers

_SWAPPED = 48  # parcels of each side that are tried against each other
_LEAST_GAIN = 1e-6  # metres; smaller gains are rounding
_PASSES = 6


class Layout:
    """A choice under change.

    :ivar x: bool (n,), what is chosen
    :ivar barred: bool (n,), parcels that must not enter
    """

    def __init__(
        self, problem: CutProblem, unit: Integers, x: NDArray[np.bool_], fallback: NDArray[np.bool_]
    ) -> None:
        """:param unit: int64 (n,), unit of each variable; swaps stay within one

        :param x: bool (n,), the start
        :param fallback: bool (n,), an admissible choice: a unit that cannot be mended is locked in its state
        """
        self._problem = problem
        self._fallback = fallback
        self._members = {int(number): np.flatnonzero(unit == number) for number in np.unique(unit)}
        ends = np.concatenate((problem.one, problem.two))
        order = np.argsort(ends, kind="stable")
        self._near = np.concatenate((problem.two, problem.one))[order]
        self._near_weight = np.concatenate((problem.weight, problem.weight))[order]
        self._offsets = np.zeros(len(problem) + 1, dtype=np.int64)
        np.cumsum(np.bincount(ends, minlength=len(problem)), out=self._offsets[1:])
        self.barred = np.zeros(len(problem), dtype=bool)
        self._scales = [float(np.abs(limit.weight).mean()) or 1.0 for limit in problem.limits]
        self.set(x)

    def set(self, x: NDArray[np.bool_]) -> None:
        """Start from another choice."""
        problem = self._problem
        self.x = x.copy()
        outside = np.where(x, -1.0, 1.0)
        self._margin = problem.cost + np.bincount(
            problem.one, weights=problem.weight * outside[problem.two], minlength=len(problem)
        )
        self._margin += np.bincount(
            problem.two, weights=problem.weight * outside[problem.one], minlength=len(problem)
        )
        self._sums = [limit.sums(x) for limit in problem.limits]

    def value(self) -> float:
        """Return what is minimised."""
        return self._problem.value(self.x)

    def admissible(self) -> bool:
        """Return whether all limits are kept, added up afresh."""
        return self._problem.keeps_limits(self.x)

    def flip(self, parcel: int) -> None:
        """Let a parcel in or out."""
        change = -1.0 if self.x[parcel] else 1.0
        self.x[parcel] = not self.x[parcel]
        near = slice(self._offsets[parcel], self._offsets[parcel + 1])
        np.subtract.at(self._margin, self._near[near], 2 * change * self._near_weight[near])
        for limit, sums in zip(self._problem.limits, self._sums):
            sums[limit.group[parcel]] += change * limit.weight[parcel]

    def open_units(self) -> list[int]:
        """Return the units that are not locked."""
        return list(self._members)

    def lock(self, unit: int) -> None:
        """Put a unit into its state by the fallback for good."""
        members = self._members.pop(unit)
        self.barred[members] = False
        self._fall_back(members)

    def _fall_back(self, members: Integers) -> None:
        """Put parcels into their state by the fallback, without those that must not enter."""
        state = self._fallback[members] & ~self.barred[members]
        for parcel in members[self.x[members] != state].tolist():
            self.flip(parcel)

    def repair(self, feedback: Feedback = Silent()) -> None:
        """Make the choice admissible by the moves that cost least for what they mend; lock units if need be."""
        for unit, members in list(self._members.items()):
            raise_if_cancelled(feedback)
            if not self._mended(members):
                self._fall_back(members)
                if not self._mended(members):
                    self.lock(unit)
        # what the whole still lacks, units that can spare it make up for; then units are locked one by one
        for again in (self._mended, lambda members: False):
            for unit, members in list(self._members.items()):
                raise_if_cancelled(feedback)
                if self.admissible():
                    return
                if not again(members):
                    self.lock(unit)

    def _mended(self, members: Integers) -> bool:
        """Mend a unit; return whether its limits are kept."""
        for _ in range(2 * len(members)):
            if self._beyond(members)[0] <= 0:
                return True
            if not (self._mend_by_flip(members) or self._mend_by_swap(members)):
                return False
        return bool(self._beyond(members)[0] <= 0)

    def improve(self, feedback: Feedback = Silent()) -> None:
        """Make moves that shorten the boundary and keep the limits, until there are none."""
        for _ in range(_PASSES):
            moved = False
            for members in self._members.values():
                raise_if_cancelled(feedback)
                for _ in range(4 * len(members)):
                    if not (self._better_flip(members) or self._better_swap(members)):
                        break
                    moved = True
            if not moved:
                return

    def _beyond(self, members: Integers, *changes: Floats) -> Floats:
        """Return how far the sums of a unit lie beyond their limits, after changes of the sums if given."""
        total = np.zeros(1)
        first = members[0]
        for number, limit in enumerate(self._problem.limits):
            group = limit.group[first]
            after = self._sums[number][group] + (changes[number] if changes else 0.0)
            over = np.maximum(np.maximum(limit.low[group] - after, after - limit.high[group]), 0.0)
            total = total + over / self._scales[number]
        return total

    def _changes(self, parcels: Integers) -> list[Floats]:
        """Return how the sums change when parcels flip, each alone."""
        sign = np.where(self.x[parcels], -1.0, 1.0)
        return [limit.weight[parcels] * sign for limit in self._problem.limits]

    def _flips(self, members: Integers) -> tuple[Integers, Floats]:
        """Return the parcels of a unit that may flip, and what each costs."""
        parcels = members[self.x[members] | ~self.barred[members]]
        return parcels, np.where(self.x[parcels], -self._margin[parcels], self._margin[parcels])

    def _mend_by_flip(self, members: Integers) -> bool:
        parcels, cost = self._flips(members)
        if not len(parcels):
            return False
        mended = self._beyond(members) - self._beyond(members, *self._changes(parcels))
        helping = np.flatnonzero(mended > 1e-12)
        if not len(helping):
            return False
        # gains first, then the least cost for what is mended
        cost, mended = cost[helping], mended[helping]
        worth = np.where(cost < 0, cost * mended, cost / mended)
        self.flip(int(parcels[helping[np.argmin(worth)]]))
        return True

    def _better_flip(self, members: Integers) -> bool:
        parcels, cost = self._flips(members)
        parcels, cost = parcels[cost < -_LEAST_GAIN], cost[cost < -_LEAST_GAIN]
        if not len(parcels):
            return False
        fits = self._beyond(members, *self._changes(parcels)) <= 0
        if not fits.any():
            return False
        self.flip(int(parcels[fits][np.argmin(cost[fits])]))
        return True

    def _mend_by_swap(self, members: Integers) -> bool:
        entering, leaving = (self._most_mending(members, side) for side in (False, True))
        if not len(entering) or not len(leaving):
            return False
        cost, beyond = self._swaps(members, entering, leaving)
        mended = self._beyond(members)[0] - beyond
        if mended.max() <= 1e-12:
            return False
        self._swap(entering, leaving, int(np.argmin(np.where(mended >= 0.99 * mended.max(), cost, np.inf))))
        return True

    def _better_swap(self, members: Integers) -> bool:
        entering, leaving = self._sides(members)
        if not len(entering) or not len(leaving):
            return False
        cost, beyond = self._swaps(members, entering, leaving)
        cost = np.where(beyond <= 0, cost, np.inf)
        best = int(np.argmin(cost))
        if cost.flat[best] >= -_LEAST_GAIN:
            return False
        self._swap(entering, leaving, best)
        return True

    def _sides(self, members: Integers) -> tuple[Integers, Integers]:
        """Return parcels that enter and leave at least cost."""
        out = members[~self.x[members] & ~self.barred[members]]
        inside = members[self.x[members]]
        entering = out[np.argsort(self._margin[out], kind="stable")[:_SWAPPED]]
        return entering, inside[np.argsort(-self._margin[inside], kind="stable")[:_SWAPPED]]

    def _most_mending(self, members: Integers, inside: bool) -> Integers:
        """Return parcels of one side that bring the sums nearest to their limits, and some of least cost."""
        parcels, cost = self._flips(members)
        side = self.x[parcels] == inside
        parcels, cost = parcels[side], cost[side]
        found = [np.argsort(cost, kind="stable")[:_SWAPPED]]
        # every limit has its own best parcels: which of them fit together, the swaps show
        for limit in self._problem.limits:
            weight = limit.weight[parcels]
            found += [np.argsort(sign * weight, kind="stable")[:_SWAPPED] for sign in (1, -1)]
        return parcels[np.unique(np.concatenate(found))]

    def _swaps(self, members: Integers, entering: Integers, leaving: Integers) -> tuple[Floats, Floats]:
        """Return cost and excess over the limits of every swap: float64 (entering, leaving)."""
        cost = self._margin[entering][:, None] - self._margin[leaving][None, :]
        place = {parcel: number for number, parcel in enumerate(leaving.tolist())}
        for row, parcel in enumerate(entering.tolist()):
            near = slice(self._offsets[parcel], self._offsets[parcel + 1])
            for other, weight in zip(self._near[near].tolist(), self._near_weight[near].tolist()):
                if other in place:  # the border between the two stays a border
                    cost[row, place[other]] += 2 * weight
        one, two = self._changes(entering), self._changes(leaving)
        return cost, self._beyond(members, *(a[:, None] + b[None, :] for a, b in zip(one, two)))

    def _swap(self, entering: Integers, leaving: Integers, number: int) -> None:
        self.flip(int(leaving[number % len(leaving)]))
        self.flip(int(entering[number // len(leaving)]))
