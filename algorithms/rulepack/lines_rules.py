"""The typed model of ``lines.yaml``: urban growth boundary (城市开发边界) and ecological space (生态保护空间)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class SourceRule:
    """A layer that takes part, with the demand it comes from.

    :ivar where: QGIS expression that chooses among its features
    """

    role: str
    clause: str
    where: Optional[str] = None


@dataclass(frozen=True)
class ZoneRule:
    """The construction control zones (建设用地管制区) an urban boundary is drawn from.

    :ivar field: field with the type of a zone
    :ivar codes: code list of the types, whose aliases count as the code they stand for
    :ivar allowed: codes of land where construction is allowed (允许建设区)
    :ivar conditional: codes of land where it is under conditions (有条件建设区)
    """

    role: str
    field: str
    codes: str
    allowed: tuple[str, ...]
    conditional: tuple[str, ...]


@dataclass(frozen=True)
class PieceLimits:
    """What is too small to be a piece.

    :ivar min_area_m2: smaller pieces are dropped
    :ivar min_width_m: pieces whose mean width (2 · area / perimeter) is smaller are dropped
    :ivar min_hole_m2: smaller holes are closed where nothing keeps the land out
    """

    min_area_m2: float
    min_width_m: float
    min_hole_m2: float


@dataclass(frozen=True)
class ResultFields:
    """The layer role a result is written in, and which of its fields hold what.

    :ivar area_unit: one of the pack's area units
    """

    role: str
    number: str
    unit: Optional[str]
    name: Optional[str]
    area: str
    area_unit: str


@dataclass(frozen=True)
class UrbanBoundaryRules:
    """How the urban growth boundary is drawn.

    :ivar plans: areas of the plans it is agreed with (城市规划, 产业规划)
    :ivar avoid: what it must avoid, in order: an area is put down to the first layer that takes it
    """

    clause: str
    result: ResultFields
    zones: ZoneRule
    plans: tuple[SourceRule, ...]
    avoid: tuple[SourceRule, ...]
    limits: PieceLimits


@dataclass(frozen=True)
class EcologicalSpaceRules:
    """What the ecological space is made of.

    :ivar conflicts: layers it should not overlap; overlaps are reported and stay in it
    """

    clause: str
    sources: tuple[SourceRule, ...]
    conflicts: tuple[SourceRule, ...]
    limits: PieceLimits


@dataclass(frozen=True)
class LinesRules:
    """Content of ``lines.yaml``."""

    urban_boundary: Optional[UrbanBoundaryRules]
    ecological_space: Optional[EcologicalSpaceRules]
