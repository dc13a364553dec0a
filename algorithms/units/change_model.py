"""What can become of administrative units (行政区划调整): renamed, split, merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from fractions import Fraction
from typing import Mapping, Optional

from ..message import Message


class UnitChangeKind(Enum):
    """What became of units."""

    RENAMED = "renamed"  # another name or another code (更名, 代码变更)
    SPLIT = "split"  # divided among several units (拆分)
    MERGED = "merged"  # joined to one unit (合并)


@dataclass(frozen=True)
class UnitChange:
    """A change of administrative units.

    What is handed on are the values of the units that are in ``before`` only, or of all of ``before`` where each of
    them is in ``after``, too. A unit in both that is not handed on keeps its own values and gets its part on top.

    :ivar before: codes of the units before the change
    :ivar after: codes of the units after it; a unit may keep its code
    :ivar shares: by code of ``after``, what part falls to it of what is handed on; needed to split values only
    :ivar note: the person's remark
    :ivar person: who has accepted it
    :ivar at: when, with time zone
    :ivar reason: why it is proposed
    :ivar handed: the units whose values are handed on, where ``before`` and ``after`` do not tell: a border that moved
    :ivar sure: whether it should be done; a moved border may or may not move values
    """

    kind: UnitChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    note: str = ""
    person: str = ""
    at: Optional[datetime] = None
    reason: Optional[Message] = None
    handed: tuple[str, ...] = ()
    sure: bool = True

    @property
    def sources(self) -> tuple[str, ...]:
        """The units whose values are handed on."""
        return self.handed or tuple(code for code in self.before if code not in self.after) or self.before

    @property
    def kept(self) -> tuple[str, ...]:
        """The units that keep their own values and get their part on top."""
        return tuple(code for code in self.before if code not in self.sources)
