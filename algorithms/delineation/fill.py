"""The choice of land by the fill order: near → far, high → low quality (由近及远、由高到低)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .block_fill import fill_in_blocks
from .fill_order import (
    ROUNDING_M2,
    fill_order,
    free_to_enter,
    free_to_leave,
    has_target,
    require_sound,
    shortfalls,
    stable_layout,
    step_number,
    unit_sums,
)
from .model import Selection, Situation


@dataclass(frozen=True)
class FillOptions:
    """How land is chosen.

    :ivar min_block_m2: land that is filled in must be part of a contiguous block of at least this area
    :ivar release_surplus: whether land that may leave does so where the target is met without it
    """

    min_block_m2: float = 0.0
    release_surplus: bool = True


def fill(
    situation: Situation, options: FillOptions = FillOptions(), feedback: Feedback = Silent()
) -> Selection:
    """Choose permanent basic farmland to the target of every unit.

    In this order:

    1. Frozen parcels keep their state, must-leave land leaves (even below the target), must-enter land
       enters, everything else stays as it is (`stable_layout`; 陕·二(二)1, 陕·二(二)2).
    2. Where a unit then lies above its target, land that may leave does so (陕·二(二)1 调出), worst first
       (the fill order backwards), each parcel only while the unit meets its target without it. A parcel
       that does not fit into the surplus stays, the next one is looked at. With `waits_for_target` or
       without: nothing that merely may leave ever breaks a target.
    3. Where a unit lies below its target, land that may enter does so in the fill order until the target
       is met: by ring, then quality, then rank (陕·二(二)2). The last parcel crosses the target; parcels
       are not split.
    4. Filled land must be part of a block of at least ``min_block_m2``, together with whatever else is
       chosen, across the borders of units. A parcel whose turn comes while its block is too small waits:
       it enters as soon as land further down the order, or other waiting land with it, makes the block
       large enough and its unit still lacks area; else it stays out (``block_too_small``). Existing and
       must-enter land is never thrown out by this rule.

    Units without target (NaN) and parcels outside all units take part in step 1 only. Land of no area is
    never filled in. The result does not depend on the order of the parcels; ties are broken by rank.

    :param feedback: progress and cancel
    :return: the shortfall of a unit is above 0 only when none of its free land, alone or together, is
        admissible any more
    :raises ValueError: when the arrays contradict each other or the minimum block is negative
    :raises Cancelled: when the user cancels
    """
    require_sound(situation)
    if not options.min_block_m2 >= 0 or np.isinf(options.min_block_m2):
        raise ValueError(f"min_block_m2 {options.min_block_m2}")
    chosen, step = stable_layout(situation)
    order = fill_order(situation)
    if options.release_surplus:
        leaving = released(situation, chosen, order)
        chosen[leaving] = False
        step[leaving] = step_number("released")
    raise_if_cancelled(feedback)
    feedback.setProgress(20)
    free = free_to_enter(situation)
    step[free] = step_number("not_needed")
    needs = np.nan_to_num(situation.targets_m2 - unit_sums(situation, chosen), nan=0.0)
    wanted = free & has_target(situation) & (situation.area_m2 > 0)
    queue = order[wanted[order]]
    queue = queue[needs[situation.unit[queue]] > ROUNDING_M2]
    if options.min_block_m2 > 0:
        entering, waiting = fill_in_blocks(
            situation, chosen, queue, needs, options.min_block_m2, Span(feedback, 20, 95)
        )
        step[waiting] = step_number("block_too_small")
    else:
        entering = queue[_before_target(situation, queue, needs)]
    chosen[entering] = True
    step[entering] = step_number("filled")
    feedback.setProgress(100)
    return Selection(chosen, step, shortfalls(situation, chosen))


def released(
    situation: Situation, chosen: NDArray[np.bool_], order: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the parcels that leave because the target of their unit is met without them (目标完成后调出).

    :param chosen: bool (n,), the layout they leave from
    :param order: int64 (n,), the fill order; the worst land is its last
    """
    surplus = unit_sums(situation, chosen) - situation.targets_m2 + ROUNDING_M2
    may_leave = free_to_leave(situation) & chosen & has_target(situation)
    queue = order[::-1][may_leave[order[::-1]]]
    queue = queue[surplus[situation.unit[queue]] >= 0]
    spare, leaving = surplus.tolist(), []
    for parcel, unit, area in zip(
        queue.tolist(), situation.unit[queue].tolist(), situation.area_m2[queue].tolist()
    ):
        if area <= spare[unit]:
            spare[unit] -= area
            leaving.append(parcel)
    return np.array(leaving, dtype=np.int64)


def _before_target(
    situation: Situation, queue: NDArray[np.int64], needs: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which parcels of the queue come before their unit's need is covered."""
    units = situation.unit[queue]
    by_unit = np.argsort(units, kind="stable")
    areas = situation.area_m2[queue][by_unit]
    taken_before = np.cumsum(areas) - areas
    grouped = units[by_unit]
    new = np.ones(len(queue), dtype=bool)
    new[1:] = grouped[1:] != grouped[:-1]
    starts = np.flatnonzero(new)
    taken_before -= np.repeat(taken_before[starts], np.diff(np.append(starts, len(queue))))
    taken = np.zeros(len(queue), dtype=bool)
    taken[by_unit] = taken_before < needs[grouped] - ROUNDING_M2
    return taken
