"""The typed model of ``zones.yaml``: consolidation reserves and zones of responsibility (整备区、责任保护区)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from ..message import Title
from .delineation_rules import OverlayCondition


@dataclass(frozen=True)
class Mark:
    """The field by which a plan database marks a parcel as part of a reserve (整备区标识)."""

    role: str
    field: str
    value: str


@dataclass(frozen=True)
class ReserveRules:
    """How consolidation reserves (基本农田整备区) are drawn.

    :ivar max_gap_m: farmland not further apart than this is brought together
    :ivar min_area_m2: smallest reserve
    :ivar min_blocks: fewest contiguous blocks of farmland that a reserve brings together; 1 admits a single one
    :ivar min_farmland_share: of the area of a reserve that is farmland already
    :ivar small_block_m2: basic farmland in contiguous farmland smaller than this counts as scattered, too
    :ivar min_town_share: of a parcel's area that must lie in its town, so that a reserve stays inside the town
    :ivar enclosed_share: convertible land enters when this share of its border lies along the reserve
    :ivar steepest_class: code of the steepest slope class that may enter, None for any
    :ivar convertible: land classes that can be turned into farmland; prefixes end with *
    :ivar exclusions: land that no reserve may hold: parcels that a layer covers by at least a share of their area
    """

    clause: str
    max_gap_m: float
    min_area_m2: float
    min_blocks: int
    min_farmland_share: float
    small_block_m2: float
    enclosed_share: float
    min_town_share: float
    steepest_class: Optional[str]
    convertible: tuple[str, ...]
    exclusions: tuple[OverlayCondition, ...]
    mark: Optional[Mark]


@dataclass(frozen=True)
class ResponsibilityLevel:
    """One level of the responsibility for basic farmland (三级负责制).

    :ivar unit: administrative level: town, village or group
    :ivar digits: length of the unit's code; a group's code is at least this long
    :ivar title: what the responsible person is called
    """

    unit: str
    digits: int
    title: Title


@dataclass(frozen=True)
class ZoneFields:
    """Fields of the protection zones (基本农田保护区)."""

    role: str
    number: str
    unit: str
    name: str
    net_area: Optional[str]
    feature_code: str  # value of the feature code (要素代码)
    since: Optional[str]


@dataclass(frozen=True)
class BlockFields:
    """Fields of the protection blocks (基本农田保护片块)."""

    role: str
    number: str
    unit: str
    name: str
    area: str
    net_area: Optional[str]
    farmland_area: str
    quality: Optional[str]
    bounds: Optional[str]
    feature_code: str


@dataclass(frozen=True)
class FarmlandFields:
    """Fields of the basic-farmland parcels that are divided among the zones (基本农田图斑)."""

    role: str
    key: str
    land_class: str
    farmland: tuple[str, ...]  # codes of farmland (耕地); prefixes end with *
    location: str
    location_name: str
    net_area: str
    quality: Optional[str]


@dataclass(frozen=True)
class PersonColumns:
    """Names by which the columns of a table of responsible persons are found, first match first."""

    unit: tuple[str, ...]
    name: tuple[str, ...]
    phone: tuple[str, ...]
    households: tuple[str, ...]
    since: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ResponsibilityRules:
    """How basic farmland is divided among those who answer for it (责任保护区).

    :ivar levels: town, village, group
    :ivar serial_digits: digits of the serial number behind the code of the unit in zone and block numbers
    """

    clause: str
    levels: tuple[ResponsibilityLevel, ...]
    serial_digits: int
    zones: ZoneFields
    blocks: BlockFields
    parcels: FarmlandFields
    persons: PersonColumns

    def level(self, unit: str) -> ResponsibilityLevel:
        """Return the level of a kind of unit (the reader guarantees town, village and group)."""
        return next(level for level in self.levels if level.unit == unit)


@dataclass(frozen=True)
class ZonesRules:
    """Content of ``zones.yaml``; a part that the plan does not know is None."""

    reserve: Optional[ReserveRules]
    responsibility: Optional[ResponsibilityRules]
