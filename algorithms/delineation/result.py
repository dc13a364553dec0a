"""What a delineation is made from and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ..message import Message
from ..rulepack.delineation_rules import DelineationRules
from ..rulepack.model import Pack
from .compact import CompactResult
from .model import STEPS, Parcels, Screening, Selection, Situation, Units
from .sources import PlanSources
from .targets import Targets


class Order(Enum):
    """How land is chosen up to the target."""

    FILL = "fill"  # near → far, high → low quality (由近及远、由高到低)
    COMPACT = "compact"  # as contiguous as can be, at equal area and not lower mean quality (集中连片)


@dataclass(frozen=True)
class Note:
    """A sentence for the log."""

    message: Message
    warning: bool = False


@dataclass(frozen=True)
class FarmlandOptions:
    """How a delineation is done.

    :ivar min_block_m2: smallest contiguous block of land that is filled in; None: the pack's
    :ivar release_surplus: whether land that may leave does so where the target is met without it
    :ivar split_at_units: whether parcels are cut at the borders of units; else the largest share decides
    :ivar slope_field: field with the mean slope in degrees or the slope class; None: the pack's
    :ivar quality_field: field with the quality grade; None: the pack's
    :ivar target_unit_field: field of the unit codes in the table of targets; None: found
    :ivar target_area_field: field of the areas in ha; None: found
    :ivar frozen_units: codes of units whose layout must not change
    """

    order: Order = Order.FILL
    min_block_m2: Optional[float] = None
    release_surplus: bool = True
    split_at_units: bool = False
    slope_field: Optional[str] = None
    quality_field: Optional[str] = None
    target_unit_field: Optional[str] = None
    target_area_field: Optional[str] = None
    frozen_units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delineation:
    """A delineation: what was chosen, from what, and what a person should know.

    :ivar row: int64 (n,), feature of the parcel layer that a parcel is (a part of)
    :ivar units: the administrative units; the units of `targets` are those of the ledger
    :ivar target_unit: int64 (n,), target unit of every parcel, -1 for none (`Parcels.unit`: administrative unit)
    :ivar current_m2: area of the basic farmland before on the ellipsoid, from its own layer; NaN without one
    :ivar compact: the result of the order compact, None for the order fill
    """

    pack: Pack
    rules: DelineationRules
    sources: PlanSources
    options: FarmlandOptions
    crs: QgsCoordinateReferenceSystem
    parcels: Parcels
    row: NDArray[np.int64]
    screening: Screening
    units: Units
    targets: Targets
    target_unit: NDArray[np.int64]
    situation: Situation
    selection: Selection
    current_m2: float
    compact: Optional[CompactResult]
    notes: tuple[Note, ...]

    @property
    def is_kept(self) -> NDArray[np.bool_]:
        """Which parcels were and stay basic farmland (保留)."""
        return np.asarray(self.parcels.is_current & self.selection.chosen)

    @property
    def is_in(self) -> NDArray[np.bool_]:
        """Which parcels enter (划入)."""
        return np.asarray(~self.parcels.is_current & self.selection.chosen)

    @property
    def is_out(self) -> NDArray[np.bool_]:
        """Which parcels leave (划出)."""
        return np.asarray(self.parcels.is_current & ~self.selection.chosen)

    def has_step(self, name: str) -> NDArray[np.bool_]:
        """Return which parcels got their state at a step, by its name in `STEPS`."""
        return np.asarray(self.selection.step == STEPS.index(name))
