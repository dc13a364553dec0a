"""The typed model of ``delineation.yaml``: how permanent basic farmland (永久基本农田) is delineated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

from ..message import Title


class Status(Enum):
    """What a plan says about one parcel (划入调出判定)."""

    MUST_ENTER = "must_enter"  # 应划入
    MAY_ENTER = "may_enter"  # 可划入
    KEEP = "keep"  # 保留: basic farmland that nothing asks to leave
    MAY_LEAVE = "may_leave"  # 可调出
    MUST_LEAVE = "must_leave"  # 应调出
    NOT_ELIGIBLE = "not_eligible"  # 不得划入


# Reason code of land outside that meets no criterion for entering; a pack's own codes must differ.
NO_CRITERION_CODE = "N00"


class AppliesTo(Enum):
    """Which parcels a criterion looks at."""

    CURRENT = "current"  # parcels that are basic farmland now
    OTHER = "other"  # parcels that are not
    ANY = "any"


class WithoutEvidence(Enum):
    """What becomes of a parcel whose criterion needs evidence that was not found."""

    FLAG = "flag"  # the criterion holds; the missing evidence is reported
    IGNORE = "ignore"  # the criterion does not hold until the evidence is there


@dataclass(frozen=True)
class OverlayCondition:
    """A criterion holds where a layer covers the parcel by at least (or less than) a share of its area.

    :ivar role: layer role of the pack
    :ivar share: of the parcel's area, 0 to 1; a parcel cut by a line is judged as a whole by this share
    :ivar below: True where the criterion holds for a share *below* the limit
    :ivar where: QGIS expression that chooses among the features of the layer
    """

    role: str
    share: float
    below: bool = False
    where: Optional[str] = None


@dataclass(frozen=True)
class Criterion:
    """One reason to enter, leave or stay out (划入条件, 调出条件, 禁入条件).

    :ivar code: reason code written to the results, unique in the pack
    :ivar where: QGIS expression over the fields of the parcels and `MEASURES`
    :ivar evidence: kinds of evidence (codes of the evidence code list), one of which is needed; empty = none
    :ivar only_when_target_met: a parcel may leave only once the unit's target is met without it
    :ivar exempt_evidence: kinds of evidence of which one lifts the criterion (a ban that proof overcomes); a kind that
        is in ``evidence`` as well is asked for while the criterion holds, and lifts it once it is there
    :ivar once_replaced: a parcel that may leave does leave as soon as its unit can fill up the area again (补划)
    :ivar removal_reason: code of the removal reason (划出原因, HCYY) for the ledger, None where none fits
    """

    id: str
    code: str
    title: Title
    status: Status
    applies_to: AppliesTo
    clause: str
    where: Optional[str] = None
    overlay: Optional[OverlayCondition] = None
    evidence: tuple[str, ...] = ()
    without_evidence: WithoutEvidence = WithoutEvidence.FLAG
    exempt_evidence: tuple[str, ...] = ()
    only_when_target_met: bool = False
    once_replaced: bool = False
    removal_reason: Optional[str] = None
    help: Optional[Title] = None


# What is measured for every parcel before the criteria are judged; expressions use these names like fields.
MEASURES = (
    "net_area_m2",  # area that counts as basic farmland
    "area_m2",  # area on the ellipsoid
    "mean_slope",  # degrees, NULL without terrain
    "steep_share",  # share of the area steeper than the scheme's steep limit, NULL without terrain
    "slope_class",  # code of the slope scheme, NULL when not known
    "quality_grade",  # number, NULL when not known
    "mean_quality_grade",  # area-weighted mean of the county's farmland, NULL when not known
    "land_group",  # agricultural, construction or unused
    "is_farmland",  # 1 for farmland by its land class, else 0
    "is_current",  # 1 for basic farmland now, else 0
    "current_share",  # share of the area that is basic farmland now
    "cluster_area_m2",  # net area of the connected farmland the parcel is part of
)


@dataclass(frozen=True)
class ParcelFields:
    """Which role the parcels have and which of its fields mean what.

    :ivar deductions: fields in m² that do not count (线状地物, 零星地物, 田坎)
    :ivar smaller_is_better: quality grades (耕地质量等别): 1 is best
    """

    role: str
    key: str
    land_class: str
    land_classes: str  # code list with the three-way grouping
    farmland: tuple[str, ...]  # codes of farmland (耕地); prefixes end with *
    location: str  # code of the administrative unit a parcel lies in (座落单位代码)
    location_name: str
    gross_area: str
    deductions: tuple[str, ...]
    slope_class: Optional[str]
    quality: Optional[str]
    smaller_is_better: bool = True


@dataclass(frozen=True)
class FillOrder:
    """The order in which land enters: near → far, then high → low quality (由近及远、由高到低).

    :ivar rings: distances in m, ascending; ring k holds what is nearer than rings[k]
    :ivar centres: roles of the built-up areas and main roads that distance is reckoned from
    :ivar centre_classes: land classes of the parcels that serve where no such layer is given
    """

    rings: tuple[float, ...]
    centres: tuple[str, ...]
    centre_classes: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceTable:
    """The table of evidence (举证材料): one row per parcel and document."""

    role: str
    parcel: str  # field with the parcel's key
    kind: str  # field with the kind of evidence
    kinds: str  # code list of the kinds
    document: str  # field naming the document; a row without it is no evidence


@dataclass(frozen=True)
class TargetTable:
    """The table of targets handed down (保护任务): unit code and area."""

    role: str
    unit: str
    area_ha: str


@dataclass(frozen=True)
class UnitLayers:
    """The layers of administrative units and the fields of code and name."""

    roles: tuple[str, ...]  # from large to small: towns, villages
    code: str
    name: str


@dataclass(frozen=True)
class DelineationRules:
    """Content of ``delineation.yaml``.

    :ivar current_role: layer role of the basic farmland before the delineation
    :ivar current_share: from this share of its area on a parcel counts as basic farmland now
    :ivar min_block_m2: smallest contiguous block that newly entering land must be part of
    :ivar frozen_role: role of areas whose layout must not change (不得随意调整)
    :ivar criteria: entering, bans, leaving, each in the order of the file
    """

    parcels: ParcelFields
    current_role: str
    current_share: float
    result_role: str
    ledger_role: str
    units: UnitLayers
    targets: TargetTable
    evidence: EvidenceTable
    order: FillOrder
    min_block_m2: float
    frozen_role: Optional[str]
    criteria: tuple[Criterion, ...]
