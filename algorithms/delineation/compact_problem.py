"""Compact choice as a cut problem: free parcels, what their borders cost, what sums they keep to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .cut_problem import CutProblem, Limit
from .fill_order import ROUNDING_M2, free_to_enter, free_to_leave, has_target, unit_sums
from .model import Selection, Situation


@dataclass(frozen=True)
class CompactProblem:
    """The free parcels of a situation as variables.

    :ivar free: int64 (variables,), parcels
    :ivar unit: int64 (variables,), their units
    :ivar cut: the problem; its value is the boundary of all chosen land in m
    :ivar start: bool (variables,), the state by the fill order
    :ivar wide: the same problem with limits a little wider, for the bound: rounding must not exclude a
        layout that is accepted
    """

    free: NDArray[np.int64]
    unit: NDArray[np.int64]
    cut: CutProblem
    wide: CutProblem
    start: NDArray[np.bool_]


def ranked(situation: Situation) -> tuple[Situation, NDArray[np.int64]]:
    """Return the situation with its parcels in the order of their ranks, and the old index of every parcel.

    What is computed from it is the same to the last bit, whatever order the parcels came in.
    """
    order = np.argsort(situation.rank)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    pairs = np.sort(place[situation.neighbours], axis=1)
    by_pair = np.lexsort((pairs[:, 1], pairs[:, 0]))
    names = ("area_m2", "quality", "ring", "unit", "status", "is_current", "waits_for_target", "rank")
    columns = {name: getattr(situation, name)[order] for name in (*names, "perimeter_m", "frozen")}
    return (
        replace(situation, neighbours=pairs[by_pair], shared_m=situation.shared_m[by_pair], **columns),
        order,
    )


def compact_problem(
    situation: Situation, selection: Selection, area_share: float, release_surplus: bool
) -> CompactProblem:
    """Return the problem whose admissible choices `compact.compact` describes.

    :param situation: parcels in the order of their ranks
    :param selection: the choice by the fill order
    :param area_share: by which share of the target a unit may exceed it
    :param release_surplus: whether land that may leave is free to do so
    """
    chosen = selection.chosen
    may_leave = free_to_leave(situation) & release_surplus
    # what is short of its target cannot spare anything
    met = np.append(selection.shortfall_m2 <= 0, False)[situation.unit]
    free_mask = (free_to_enter(situation) | (may_leave & met)) & has_target(situation)
    free_mask &= situation.area_m2 > 0
    free = np.flatnonzero(free_mask)
    limits = _limits(situation, chosen, free, area_share)
    cut = _cut(situation, chosen, free_mask, free, _widened(limits, ROUNDING_M2))
    wide = replace(cut, limits=_widened(limits, 2 * ROUNDING_M2))
    return CompactProblem(free, situation.unit[free], cut, wide, chosen[free])


def _cut(
    situation: Situation,
    chosen: NDArray[np.bool_],
    free_mask: NDArray[np.bool_],
    free: NDArray[np.int64],
    limits: tuple[Limit, ...],
) -> CutProblem:
    """Return the cut between free parcels, borders to fixed ones taken into the costs and the constant."""
    count, shared = len(situation), situation.shared_m
    one, two = situation.neighbours[:, 0], situation.neighbours[:, 1]
    variable = np.full(count, -1, dtype=np.int64)
    variable[free] = np.arange(len(free))
    # the part of the border of a parcel with no neighbour
    outer = situation.perimeter_m - np.bincount(one, weights=shared, minlength=count)
    outer = outer - np.bincount(two, weights=shared, minlength=count)
    cost, constant = outer[free], float(outer[chosen & ~free_mask].sum())
    fixed = ~free_mask[one] & ~free_mask[two]
    constant += float(shared[fixed & (chosen[one] != chosen[two])].sum())
    for mine, other in ((one, two), (two, one)):
        half = free_mask[mine] & ~free_mask[other]
        inside = chosen[other[half]]
        signed = np.where(inside, -shared[half], shared[half])
        cost = cost + np.bincount(variable[mine[half]], weights=signed, minlength=len(free))
        constant += float(shared[half][inside].sum())
    both = free_mask[one] & free_mask[two]
    return CutProblem(cost, variable[one[both]], variable[two[both]], shared[both], limits, constant)


def _limits(
    situation: Situation, chosen: NDArray[np.bool_], free: NDArray[np.int64], area_share: float
) -> tuple[Limit, ...]:
    """Return the limits of area, mean quality and area of unknown quality per unit, and of the whole mean."""
    units, targets = len(situation.targets_m2), situation.targets_m2
    unit, area, quality = situation.unit, situation.area_m2, situation.quality
    start = chosen[free].astype(np.float64)
    sums = unit_sums(situation, chosen)
    low, high = np.minimum(targets, sums), np.maximum(sums, targets * (1 + area_share))
    areas = Limit(unit[free], area[free], low, high)
    from_fixed = sums - areas.sums(start)
    # a unit without target has no free parcels, and no limit
    low, high = np.nan_to_num(low - from_fixed, nan=-np.inf), np.nan_to_num(high - from_fixed, nan=np.inf)
    known = ~np.isnan(quality)
    grade = np.where(known, quality, 0.0)
    counted = chosen & known
    everywhere = np.zeros(len(unit), dtype=np.int64)
    limits = [replace(areas, low=low, high=high)]
    for group, count in ((np.where(unit < 0, units, unit), units + 1), (everywhere, 1)):
        weight = np.bincount(group[counted], weights=area[counted], minlength=count)
        total = np.bincount(group[counted], weights=(area * grade)[counted], minlength=count)
        mean = np.divide(total, weight, out=np.zeros(count), where=weight > 0)
        # land without a grade says nothing; without any grade there is no mean to keep to
        says = known & (weight > 0)[group]
        worse = np.where(says, area * (grade - mean[group]), 0.0)
        limits.append(_at_most_as_now(group[free], worse[free], count, start))
    unknown = np.where(known, 0.0, area)
    limits.append(_at_most_as_now(unit[free], unknown[free], units, start))
    return tuple(limits)


def _widened(limits: tuple[Limit, ...], slack: float) -> tuple[Limit, ...]:
    return tuple(replace(limit, low=limit.low - slack, high=limit.high + slack) for limit in limits)


def _at_most_as_now(
    group: NDArray[np.int64], weight: NDArray[np.float64], groups: int, start: NDArray[np.float64]
) -> Limit:
    """Return a limit that keeps every sum from rising above what it is at the start."""
    limit = Limit(group, weight, np.full(groups, -np.inf), np.zeros(groups))
    return replace(limit, high=limit.sums(start))
