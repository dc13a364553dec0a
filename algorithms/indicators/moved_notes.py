"""Sentences on values that stay under the code of a unit that has changed."""

from __future__ import annotations

from typing import Sequence

from ..message import Message, listed, translatable
from ..units.change_model import UnitChange

OCCUPIED = "occupied"
NO_SUM = "no_sum"
UNKNOWN = "unknown"
MISSING = "missing"
MEASURED = "measured"
UNITS = "units"

_LISTED = 10


def shares_needed(change: UnitChange) -> Message:
    """Return the sentence for a split whose shares are not known."""
    return translatable(
        "UnitChanges",
        "The values of {before} were not divided among {after}: give the share of each of these units, for example by "
        "area or by base values.",
        before=listed(change.before), after=listed(change.after),
    )


def left(change: UnitChange, reason: str, what: Sequence[str]) -> Message:
    """Return the sentence for values that stay where they are.

    :param what: indicators with their years
    """
    shown = listed(what, _LISTED)
    before, after = listed(change.sources), listed(change.after)
    if reason == OCCUPIED:
        return translatable(
            "UnitChanges", "{what}: stays with {before}, because {after} already has other values. Remove one of them.",
            what=shown, before=before, after=after,
        )
    if reason == NO_SUM:
        return translatable(
            "UnitChanges",
            "{what}: stays with {before}, because values of this indicator do not add up. Enter it for {after}.",
            what=shown, before=before, after=after,
        )
    if reason == UNKNOWN:
        return translatable(
            "UnitChanges",
            "{what}: stays with {before}, because the rule pack has no such indicator and does not say whether its "
            "values add up.",
            what=shown, before=before,
        )
    if reason == MISSING:
        return translatable(
            "UnitChanges",
            "{what}: stays with {before}, because one of the units {all} has no value. Enter it, 0 where there is "
            "nothing.",
            what=shown, before=before, all=listed(change.before),
        )
    if reason == MEASURED:
        return translatable(
            "UnitChanges", "{what}: measured values of {before} are not divided. Measure {after} anew.",
            what=shown, before=before, after=after,
        )
    if reason == UNITS:
        return translatable(
            "UnitChanges",
            "{what}: stays with {before}, because the values are written in units that cannot be added. Write them in "
            "one unit.",
            what=shown, before=before,
        )
    raise ValueError(reason)
