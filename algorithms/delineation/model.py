"""What delineation works on: parcels, units and judgements as arrays of one entry per parcel or unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ..geometry.arrays import PolygonArrays
from ..message import Message
from ..rulepack.delineation_rules import Criterion, Status

STATUSES = tuple(Status)  # a status as a number is its place here


@dataclass(frozen=True)
class Units:
    """Administrative units that targets are handed down to (乡镇 or 村).

    :ivar codes: administrative codes, ascending
    :ivar names: names, same order
    :ivar polygons: one feature per unit, same order; None where units are only codes
    :ivar crs: of the polygons; None: that of the parcels
    :ivar layer: name of the layer they are from, for sentences to the user
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    polygons: Optional[PolygonArrays] = None
    crs: Optional[QgsCoordinateReferenceSystem] = None
    layer: str = ""


@dataclass(frozen=True)
class Parcels:
    """The county's parcels (地类图斑).

    :ivar keys: text (n,), business key (标识码), unique; the fid as text where there is none
    :ivar polygons: n features
    :ivar area_m2: float64 (n,), area on the ellipsoid
    :ivar net_area_m2: float64 (n,), area less deductions: what counts as basic farmland
    :ivar land_class: text (n,), empty when not known
    :ivar land_group: text (n,), agricultural, construction, unused or empty
    :ivar is_farmland: bool (n,)
    :ivar quality: float64 (n,), NaN when not known; a smaller number is better where the pack says so
    :ivar mean_slope: float64 (n,), degrees, NaN when not known
    :ivar steep_share: float64 (n,), 0 to 1, NaN when not known
    :ivar slope_class: text (n,), empty when not known
    :ivar unit: int64 (n,), index into the units, -1 for none
    :ivar current_share: float64 (n,), share of the area that is basic farmland now
    :ivar is_current: bool (n,)
    :ivar values: the other columns of the layer by name, masked where NULL
    """

    keys: NDArray[np.object_]
    polygons: PolygonArrays
    crs: QgsCoordinateReferenceSystem
    area_m2: NDArray[np.float64]
    net_area_m2: NDArray[np.float64]
    land_class: NDArray[np.object_]
    land_group: NDArray[np.object_]
    is_farmland: NDArray[np.bool_]
    quality: NDArray[np.float64]
    mean_slope: NDArray[np.float64]
    steep_share: NDArray[np.float64]
    slope_class: NDArray[np.object_]
    unit: NDArray[np.int64]
    current_share: NDArray[np.float64]
    is_current: NDArray[np.bool_]
    values: Mapping[str, np.ma.MaskedArray]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True)
class Screening:
    """What the pack's criteria say about every parcel (划入调出筛查).

    :ivar status: int8 (n,), places in `STATUSES`
    :ivar criteria: the criteria that were judged, in the pack's order
    :ivar holds: bool (criteria, n), which criteria hold, evidence taken into account
    :ivar shares: by criterion id with an overlay, float64 (n,): share of the parcel's area that is covered
    :ivar evidence_missing: bool (criteria, n), the criterion applies but the evidence it needs was not found
    :ivar waits_for_target: bool (n,), may leave only once the unit's target is met without the parcel
    :ivar not_judged: criteria that could not be judged, each with the input that is missing
    :ivar mean_quality: area-weighted mean quality grade of the county's farmland, NaN when not known
    :ivar evidence_found: bool (criteria, n), the criterion applies and evidence it needs was found
    :ivar exempted: bool (criteria, n), the criterion would apply, but evidence lifts it
    :ivar cluster_area_m2: float64 (n,), net area of the connected farmland, where a criterion asks for it
    :ivar notes: what a person should know: evidence that fits nothing, values that are not known
    """

    status: NDArray[np.int8]
    criteria: tuple[Criterion, ...]
    holds: NDArray[np.bool_]
    shares: Mapping[str, NDArray[np.float64]]
    evidence_missing: NDArray[np.bool_]
    waits_for_target: NDArray[np.bool_]
    not_judged: tuple[tuple[Criterion, Message], ...]
    mean_quality: float
    evidence_found: Optional[NDArray[np.bool_]] = None
    exempted: Optional[NDArray[np.bool_]] = None
    cluster_area_m2: Optional[NDArray[np.float64]] = None
    notes: tuple[Message, ...] = ()

    def has(self, status: Status) -> NDArray[np.bool_]:
        """Return which parcels have a status, bool (n,)."""
        return np.asarray(self.status == STATUSES.index(status))


@dataclass(frozen=True)
class Situation:
    """All that the choice of land depends on, without names or shapes; arrays of one entry per parcel.

    :ivar area_m2: float64 (n,), what counts towards the target
    :ivar quality: float64 (n,), NaN when not known; smaller is better
    :ivar ring: int64 (n,), distance ring, 0 is nearest
    :ivar unit: int64 (n,), unit of the parcel, -1 for none
    :ivar status: int8 (n,), places in `STATUSES`
    :ivar is_current: bool (n,), basic farmland now
    :ivar waits_for_target: bool (n,)
    :ivar rank: int64 (n,), breaks ties; a permutation that does not depend on the order of the input
    :ivar neighbours: int64 (pairs, 2), parcels that share a border, lower index first
    :ivar shared_m: float64 (pairs,), length of the shared border
    :ivar perimeter_m: float64 (n,), whole border of the parcel
    :ivar targets_m2: float64 (units,), NaN where a unit has none
    :ivar frozen: bool (n,), parcels whose state must not change
    """

    area_m2: NDArray[np.float64]
    quality: NDArray[np.float64]
    ring: NDArray[np.int64]
    unit: NDArray[np.int64]
    status: NDArray[np.int8]
    is_current: NDArray[np.bool_]
    waits_for_target: NDArray[np.bool_]
    rank: NDArray[np.int64]
    neighbours: NDArray[np.int64]
    shared_m: NDArray[np.float64]
    perimeter_m: NDArray[np.float64]
    targets_m2: NDArray[np.float64]
    frozen: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.area_m2)


@dataclass(frozen=True)
class Selection:
    """Which parcels are basic farmland after the delineation, and why.

    :ivar chosen: bool (n,)
    :ivar step: int8 (n,), place in `STEPS`: at which step a parcel got its state
    :ivar shortfall_m2: float64 (units,), what is missing to the target, 0 where it is met
    """

    chosen: NDArray[np.bool_]
    step: NDArray[np.int8]
    shortfall_m2: NDArray[np.float64]


STEPS = (
    "outside",  # never basic farmland, no reason to become it
    "kept",  # 保留
    "frozen",  # 不得调整: stays as it is
    "must_leave",  # 应调出
    "must_enter",  # 应划入
    "filled",  # 补足: entered by the fill order
    "released",  # 目标完成后调出
    "not_needed",  # may enter, but the target was met without it
    "block_too_small",  # may enter, but would not be part of a block that is large enough
)
