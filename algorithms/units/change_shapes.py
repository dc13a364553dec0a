"""What changes of administrative units look like: how many units before and after, what the shares have to be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Mapping

from ..errors import LandPlanError
from ..message import listed, translatable
from .change_model import UnitChange, UnitChangeKind


def require_sound(change: UnitChange) -> None:
    """Return for a change that can be.

    :raises LandPlanError: when it has too few or too many units, one twice, or shares that are none
    """
    before, after = change.before, change.after
    fits = {
        UnitChangeKind.RENAMED: len(before) == 1 and len(after) == 1,
        UnitChangeKind.MERGED: len(before) > 1 and len(after) == 1,
        UnitChangeKind.SPLIT: len(before) > 0 and len(after) > 1,
    }[change.kind]
    handed = (change.kind is UnitChangeKind.SPLIT and set(change.handed) <= set(before)) or not change.handed
    if not fits or not handed or len(set(before)) != len(before) or len(set(after)) != len(after):
        raise LandPlanError(
            translatable(
                "UnitChanges",
                "Units {before} cannot have become {after} that way: one unit is renamed to one, several are merged "
                "to one, one is split into several. Correct the change.",
                before=listed(before), after=listed(after),
            )
        )
    bad = [code for code, share in change.shares.items() if share < 0 or code not in after]
    if bad:
        raise LandPlanError(
            translatable(
                "UnitChanges",
                "The share of unit {code} in the change of {before} is negative or of a unit that is not among those "
                "after the change. Correct it.",
                code=bad[0], before=listed(before),
            )
        )


def has_shares(change: UnitChange) -> bool:
    """Return whether it is known what falls to each unit after a split."""
    return all(code in change.shares for code in change.after) and sum(change.shares.values()) > 0


def with_shares(change: UnitChange, amounts: Mapping[str, Fraction]) -> UnitChange:
    """Return a split with shares in proportion to some amounts of the units after it, e.g. areas or base values.

    Without shares where an amount is missing or negative, or all are 0.

    :param amounts: by code
    """
    given = {code: amounts[code] for code in change.after if code in amounts}
    total = sum(given.values(), Fraction(0))
    if len(given) < len(change.after) or total <= 0 or min(given.values()) < 0:
        return replace(change, shares={})
    return replace(change, shares={code: amount / total for code, amount in given.items()})
