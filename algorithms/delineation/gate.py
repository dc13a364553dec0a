"""The gate for scattered and poor land: it may leave only once the target is met (陕·二(二)1).

在确保全域永久基本农田保护目标任务完成的前提下: what a unit is sure to keep is its basic farmland without what must
leave, and what must enter. The gate is open where that reaches the target; then as much may leave as lies above the
target.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..rulepack.delineation_rules import Status
from .model import Parcels, Screening

_NOISE_M2 = 1e-6  # sums of areas differ by so much with the order of the parcels


@dataclass(frozen=True)
class Gates:
    """How far each target unit is from its target, before anything is chosen; float64 (units,), m² of net area.

    :ivar target_m2: NaN where a unit has no target: its gate stays closed
    :ivar staying_m2: basic farmland that does not have to leave, what waits for the target included
    :ivar entering_m2: land that must enter
    :ivar waiting_m2: land that may leave only once the target is met
    :ivar releasable_m2: how much of the waiting land may leave at most
    :ivar is_open: bool (units,)
    """

    target_m2: NDArray[np.float64]
    staying_m2: NDArray[np.float64]
    entering_m2: NDArray[np.float64]
    waiting_m2: NDArray[np.float64]
    releasable_m2: NDArray[np.float64]
    is_open: NDArray[np.bool_]


def gates(
    parcels: Parcels, screening: Screening, target_m2: NDArray[np.float64], of_unit: NDArray[np.int64]
) -> Gates:
    """Say for every target unit whether land that waits for the target may leave.

    :param target_m2: float64 (target units,), NaN where there is none
    :param of_unit: int64 (administrative units,), the target unit of each, -1 for none
    """
    count = len(target_m2)
    unit = np.full(len(parcels), -1, dtype=np.int64)
    placed = parcels.unit >= 0
    unit[placed] = of_unit[parcels.unit[placed]]

    def total(chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        chosen = chosen & (unit >= 0)
        return np.bincount(unit[chosen], weights=parcels.net_area_m2[chosen], minlength=count).astype(np.float64)

    staying = total(parcels.is_current & ~screening.has(Status.MUST_LEAVE))
    entering = total(screening.has(Status.MUST_ENTER))
    waiting = total(screening.waits_for_target)
    spare = staying + entering - target_m2
    is_open = spare >= -_NOISE_M2  # False where there is no target
    releasable = np.where(is_open, np.minimum(waiting, np.where(is_open, np.maximum(spare, 0.0), 0.0)), 0.0)
    return Gates(np.asarray(target_m2, dtype=np.float64), staying, entering, waiting, releasable, is_open)
