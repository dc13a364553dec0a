"""The typed model of a rule pack (规则包)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Mapping, Optional

from ..message import Title
from .adjustment_rules import AdjustmentRules
from .delineation_rules import DelineationRules
from .edition_rules import EditionRules
from .forest_use_rules import ForestUseRules
from .grade_rules import GradeRules
from .indicator_rules import IndicatorRules
from .lines_rules import LinesRules
from .planning_base_rules import PlanningBaseRules
from .status_rules import StatusRules
from .zones_rules import ZonesRules


class Severity(Enum):
    """How bad a finding is: an error blocks delivery, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class Presence(Enum):
    """Whether a delivery must contain a layer (M/C/O of the database standards)."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class FieldType(Enum):
    """Field types of the database standards."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    DATE = "date"


class GeometryKind(Enum):
    """Geometry type of a layer role."""

    POINT = "point"
    LINE = "line"
    POLYGON = "polygon"
    NONE = "none"


@dataclass(frozen=True)
class CodeList:
    """A code list (值域): codes with names and, for land classes, the three-way grouping (三大类).

    :ivar sets: named sets of its codes, for what has to be told apart again and again
    :ivar generations: ids of lists of other generations for the same thing, too unlike to be aliases
    :ivar generation_of: of such a list: the id of the list it stands beside
    :ivar same_as: of such a list: its code → code of the list it stands beside
    """

    id: str
    title: Title
    source: str
    names: Mapping[str, Title]
    groups: Mapping[str, str] = field(default_factory=dict)  # code → agricultural/construction/unused
    aliases: Mapping[str, str] = field(default_factory=dict)  # code of another generation → our code
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    generations: tuple[str, ...] = ()
    generation_of: Optional[str] = None
    same_as: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldRule:
    """What the standard demands of one field (字段)."""

    name: str
    title: Title
    type: FieldType
    length: Optional[int] = None
    decimals: Optional[int] = None
    required: bool = False
    required_when: Optional[str] = None  # QGIS expression; C fields
    presence: Presence = Presence.REQUIRED  # whether the column itself must exist
    unique: bool = False
    codes: Optional[str] = None  # id of a code list
    pattern: Optional[str] = None  # regular expression the whole value must match
    minimum: Optional[float] = None
    exclusive_minimum: Optional[float] = None
    maximum: Optional[float] = None
    unit: Optional[str] = None
    aliases: tuple[str, ...] = ()  # other names the field is known by


@dataclass(frozen=True)
class Condition:
    """A condition on the features of a layer that expressions of the pack name by ``@name``.

    :ivar expression: QGIS expression, conditions it names put in
    """

    name: str
    expression: str
    title: Optional[Title] = None


@dataclass(frozen=True)
class LayerRole:
    """A layer the plan knows (图层), found in a delivery by one of its names."""

    id: str
    title: Title
    names: tuple[str, ...]
    geometry: GeometryKind
    presence: Presence
    fields: Mapping[str, FieldRule]
    key: tuple[str, ...] = ()  # business key (标识码, or several fields together)
    source: str = ""
    feature_code: Optional[str] = None  # of the features (要素代码, YSDM), for results in this schema
    conditions: Mapping[str, Condition] = field(default_factory=dict)  # by name


@dataclass(frozen=True)
class CheckRule:
    """One check of a pack's self-check list (质检规则)."""

    id: str
    title: Title
    kind: str
    layer: Optional[str]  # role id; None for checks of the whole delivery
    severity: Severity
    clause: str
    required: bool
    parameters: Mapping[str, Any]
    where: Optional[str] = None  # QGIS expression: only these features are checked
    help: Optional[Title] = None

    @property
    def family(self) -> str:
        """The part of the kind before the dot: structure, attributes, geometry, topology, areas."""
        return self.kind.split(".", 1)[0]


@dataclass(frozen=True)
class CrsRule:
    """Coordinate reference systems a delivery may use."""

    accepted: tuple[str, ...]  # authority ids, e.g. EPSG:4524; empty = any that is not missing
    datum: Title
    ellipsoid: str  # cgcs2000 or xian80


@dataclass(frozen=True)
class Preset:
    """A named choice of checks for a stage of the work (检查方案)."""

    id: str
    title: Title
    checks: tuple[str, ...]  # check ids, or prefixes ending with *


@dataclass(frozen=True)
class SlopeScheme:
    """Slope classes (坡度级别): class k holds (break k-1, break k], or [ , ) where left-closed.

    :ivar breaks: degrees, ascending; n breaks make n + 1 classes
    :ivar codes: n + 1 codes of the code list
    :ivar code_list: id of the code list that names the classes
    """

    id: str
    title: Title
    breaks: tuple[float, ...]
    codes: tuple[str, ...]
    right_closed: bool
    steep: float  # degrees; the share of area above it is measured
    code_list: str = ""


@dataclass(frozen=True)
class Pack:
    """A rule pack: one kind of plan as data."""

    id: str
    version: str
    title: Title
    description: Title
    source_document: Title
    base_year: int
    target_years: tuple[int, ...]
    admin_levels: tuple[str, ...]
    crs: CrsRule
    tolerances: Mapping[str, float]
    area_units: tuple[str, ...]
    severity_titles: Mapping[str, Title]
    layers: Mapping[str, LayerRole]
    code_lists: Mapping[str, CodeList]
    checks: Mapping[str, CheckRule]
    presets: Mapping[str, Preset]
    folder: Path
    outline: Optional[str] = None  # role whose borders show where one is, in pictures
    content_hash: str = ""  # SHA-256 over the files of the pack and the code lists it uses
    slope: Optional[SlopeScheme] = None
    delineation: Optional[DelineationRules] = None  # None for a plan without basic farmland
    adjustment: Optional[AdjustmentRules] = None  # None for a plan whose adjustment is not judged
    zones: Optional[ZonesRules] = None  # None for a plan without reserves and zones of responsibility
    lines: Optional[LinesRules] = None  # None for a plan that draws neither urban boundary nor ecological space
    indicators: Optional[IndicatorRules] = None  # None for a plan without indicators
    editions: Optional[EditionRules] = None  # None for a plan without a one-map that is updated
    status: Optional[StatusRules] = None  # None for a plan whose present state is not evaluated
    forest_use: Optional[ForestUseRules] = None  # None for a plan that does not limit the use of forest land
    grades: Optional[GradeRules] = None  # None for a plan without protection grades of forest land
    planning_base: Optional[PlanningBaseRules] = None  # None for a plan without land survey and forest one-map

    def tolerance(self, name: str) -> float:
        """Return a named tolerance of the pack (the loader guarantees those that checks name)."""
        return self.tolerances[name]
