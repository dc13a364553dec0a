"""Values that somebody else has changed in the workspace since they were seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Optional, Sequence

from ..errors import LandPlanError
from ..indicators.model import IndicatorValue, ValueChange
from ..message import translatable


@dataclass(frozen=True)
class MeanwhileChange:
    """A value that two people have changed at once.

    :ivar wanted: what is to be saved
    :ivar stored: what the other one has saved, None where it was removed
    :ivar person: who has saved or removed it; ``at`` when, with time zone
    """

    wanted: ValueChange
    stored: Optional[IndicatorValue]
    person: str
    at: datetime


class ChangedMeanwhile(LandPlanError):
    """Somebody else has changed values that are to be saved.

    :ivar changes: one for each of these values
    """

    def __init__(self, changes: Sequence[MeanwhileChange]) -> None:
        """:param changes: at least one"""
        first = changes[0]
        super().__init__(translatable(
            "IndicatorStore",
            "Another window or program has changed {count} of these values meanwhile, the first ({unit}, indicator "
            "{indicator}, {year}) by {person} at {time}. Nothing was overwritten: decide what is to hold.",
            count=len(changes), unit=first.wanted.key.unit, indicator=first.wanted.key.indicator,
            year=str(first.wanted.key.year), person=first.person or "?",
            time=first.at.astimezone().strftime("%Y-%m-%d %H:%M"),
        ))
        self.changes = tuple(changes)
