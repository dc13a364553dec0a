"""What every choice of land starts from: the order of entering, sums per unit, what the rules fix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..rulepack.delineation_rules import Status
from .model import STATUSES, STEPS, Situation

ROUNDING_M2 = 1e-4
"""Sums this close to a target meet it: adding up doubles is not exact, and areas are recorded to 0.01 m²."""


def step_number(name: str) -> int:
    """Return the place of a step in `STEPS`.

    :raises ValueError: when there is no such step
    """
    return STEPS.index(name)


def fill_order(situation: Situation) -> NDArray[np.int64]:
    """Return all parcels in the order in which land enters: int64 (n,), indices.

    Near → far by ring, high → low quality within a ring (陕·二(二)2 由近及远、由高到低; a smaller grade is
    better, land without a grade comes last in its ring), then by rank.
    """
    quality = np.where(np.isnan(situation.quality), np.inf, situation.quality)
    return np.lexsort((situation.rank, quality, situation.ring))


def unit_sums(situation: Situation, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the area chosen in every unit: float64 (units,), m², whatever the order of the parcels."""
    members = np.flatnonzero(chosen & (situation.unit >= 0))
    members = members[np.argsort(situation.rank[members])]
    return np.bincount(
        situation.unit[members], weights=situation.area_m2[members], minlength=len(situation.targets_m2)
    ).astype(np.float64, copy=False)


def shortfalls(situation: Situation, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what is missing to the target of every unit: float64 (units,), m²; 0 without a target."""
    missing = np.nan_to_num(situation.targets_m2 - unit_sums(situation, chosen), nan=0.0)
    return np.where(missing > ROUNDING_M2, missing, 0.0)


def stable_layout(situation: Situation) -> tuple[NDArray[np.bool_], NDArray[np.int8]]:
    """Return (chosen, step) of every parcel before anything is filled or released.

    Frozen parcels keep their state (成果不得随意调整, 陕·二(二)2); of the others, what must leave leaves, even
    from a unit below its target, and what must enter enters, whatever the size of its block and in units
    without target, too. Everything else stays as it is.
    """
    current, frozen, status = situation.is_current, situation.frozen, situation.status
    leaving = current & ~frozen & (status == STATUSES.index(Status.MUST_LEAVE))
    entering = ~current & ~frozen & (status == STATUSES.index(Status.MUST_ENTER))
    step = np.where(current, step_number("kept"), step_number("outside")).astype(np.int8)
    step[frozen] = step_number("frozen")
    step[leaving] = step_number("must_leave")
    step[entering] = step_number("must_enter")
    return (current & ~leaving) | entering, step


def free_to_enter(situation: Situation) -> NDArray[np.bool_]:
    """Return which parcels may enter, whether or not their unit needs them: bool (n,)."""
    may = situation.status == STATUSES.index(Status.MAY_ENTER)
    return np.asarray(may & ~situation.is_current & ~situation.frozen)


def free_to_leave(situation: Situation) -> NDArray[np.bool_]:
    """Return which parcels may leave, whether or not their unit can do without them: bool (n,)."""
    may = situation.status == STATUSES.index(Status.MAY_LEAVE)
    return np.asarray(may & situation.is_current & ~situation.frozen)


def has_target(situation: Situation) -> NDArray[np.bool_]:
    """Return which parcels lie in a unit with a target: bool (n,)."""
    targets = np.append(situation.targets_m2, np.nan)  # unit -1: no target
    return ~np.isnan(targets[situation.unit])


def require_sound(situation: Situation) -> None:
    """Raise ValueError when the arrays cannot be what `Situation` says, so no wrong sum is ever reported."""
    count, units = len(situation), len(situation.targets_m2)
    per_parcel = ("quality", "ring", "unit", "status", "is_current", "waits_for_target", "rank")
    for name in (*per_parcel, "perimeter_m", "frozen"):
        if len(getattr(situation, name)) != count:
            raise ValueError(f"{name}: {len(getattr(situation, name))} entries for {count} parcels")
    if not (np.isfinite(situation.area_m2).all() and (situation.area_m2 >= 0).all()):
        raise ValueError("area_m2: not finite or negative")
    if count and not (-1 <= situation.unit.min() and situation.unit.max() < units):
        raise ValueError("unit: no such unit")
    if np.isinf(situation.quality).any() or np.isinf(situation.targets_m2).any():
        raise ValueError("quality or targets_m2: infinite")
    if len(np.unique(situation.rank)) != count:
        raise ValueError("rank: not different for all parcels")
