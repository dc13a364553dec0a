"""Land that makes way as soon as it can be replaced: approved projects (指标跟着项目走, 现状基本农田划出须补划)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent
from ..rulepack.delineation_rules import Status
from .fill import FillOptions, fill
from .fill_order import ROUNDING_M2, step_number
from .model import STATUSES, Screening, Selection, Situation


def replaceable(screening: Screening) -> NDArray[np.bool_]:
    """Return which parcels may leave by a criterion that asks for no more than their replacement, bool (n,)."""
    wanted = np.array([criterion.once_replaced for criterion in screening.criteria], dtype=bool)
    holds = screening.holds[wanted].any(axis=0) if wanted.any() else np.zeros(len(screening.status), dtype=bool)
    return np.asarray(holds & screening.has(Status.MAY_LEAVE))


def with_land_making_way(
    situation: Situation,
    candidates: NDArray[np.bool_],
    options: FillOptions,
    feedback: Feedback = Silent(),  # noqa: B008
) -> tuple[Situation, NDArray[np.bool_]]:
    """Let land leave wherever its unit reaches the target all the same (陕·二(二)1: 补划数量相同).

    A unit that would fall short keeps all such land; there only a surplus sets some of it free, as the fill order
    does with all land that may leave.

    :param candidates: bool (n,), land that may leave and need only be replaced
    :return: the situation in which that land has to leave, and which parcels these are
    :raises Cancelled: when the user cancels
    """
    none = np.zeros(len(situation), dtype=bool)
    moving = candidates & situation.is_current & ~situation.frozen & (situation.unit >= 0)
    moving[moving] = np.isfinite(situation.targets_m2[situation.unit[moving]])
    if not moving.any():
        return situation, none
    leaving = _leaving(situation, moving)
    short = fill(leaving, options, feedback).shortfall_m2 > ROUNDING_M2
    kept = moving & np.append(short, True)[situation.unit]
    moving &= ~kept
    return (_leaving(situation, moving), moving) if moving.any() else (situation, none)


def told_as_released(selection: Selection, moved: NDArray[np.bool_]) -> Selection:
    """Return a selection in which the land that made way is released, not banned from staying."""
    step = selection.step.copy()
    step[moved & (step == step_number("must_leave"))] = step_number("released")
    return replace(selection, step=step)


def _leaving(situation: Situation, moving: NDArray[np.bool_]) -> Situation:
    status = situation.status.copy()
    status[moving] = STATUSES.index(Status.MUST_LEAVE)
    return replace(situation, status=status, waits_for_target=situation.waits_for_target & ~moving)
