"""How two editions of the one-map are compared (森林资源"一张图"年度更新监测)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase
from typing import Optional

from ..message import Title


class LandEvent(Enum):
    """What happened to a place between two editions, as reasons of change are judged by."""

    NEW_LAND = "new_land"  # forest land that was none
    LOST_LAND = "lost_land"  # no forest land any more
    NEW_FOREST = "new_forest"
    LOST_FOREST = "lost_forest"
    CLASS_CHANGED = "class_changed"
    CLASS_KEPT = "class_kept"
    STILL_FOREST = "still_forest"


@dataclass(frozen=True)
class ComparedField:
    """A field whose values are compared.

    :ivar previous: field of the later edition that repeats what the earlier one said; None: there is none
    """

    field: str
    previous: Optional[str] = None


@dataclass(frozen=True)
class ReasonRule:
    """What cannot have happened where some reason of change is given.

    :ivar codes: codes of the reason, a * stands for any digits
    """

    codes: tuple[str, ...]
    never: tuple[LandEvent, ...]
    title: Title
    clause: str

    def covers(self, code: str) -> bool:
        """Return whether a reason is one of its codes."""
        return any(fnmatchcase(code, pattern) for pattern in self.codes)


@dataclass(frozen=True)
class EditionRules:
    """What is compared between two editions of a layer.

    :ivar role: the layer role of both editions
    :ivar land_class: the field of the class, with the one that repeats the former class
    :ivar land: condition of the role: forest land; ``forest``: forest
    :ivar numbered: condition of the role: features whose key is their own; None: all
    :ivar unit: fields that together hold the code of the administrative unit
    :ivar compared: other fields that are compared
    :ivar reason: field with the reason of a change, ``year``: with its year; None: there is none
    :ivar needed_for: changes that need a reason
    :ivar sliver_width_m: differences into which no circle of this diameter fits are no change
    :ivar least_share: share of the smaller of two features they have to have in common to be related
    """

    role: str
    land_class: ComparedField
    land: str
    forest: str
    unit: tuple[str, ...]
    compared: tuple[ComparedField, ...]
    sliver_width_m: float
    least_share: float
    numbered: Optional[str] = None
    reason: Optional[str] = None
    year: Optional[str] = None
    needed_for: tuple[LandEvent, ...] = ()
    reasons: tuple[ReasonRule, ...] = ()
