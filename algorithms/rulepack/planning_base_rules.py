"""The rules of the planning base (规划基数) as ``planningbase.yaml`` states them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Mapping, Optional

from ..message import Title


class Decision(Enum):
    """Which of the two sources a disagreement is settled by."""

    ACCEPT_SURVEY = "accept_survey"
    ACCEPT_ONE_MAP = "accept_one_map"
    UNDECIDED = "undecided"


class DisagreementKind(Enum):
    """How land survey and one-map disagree about a piece of land."""

    ONE_MAP_ONLY = "one_map_only"  # forest land in the one-map, none in the survey
    SURVEY_ONLY = "survey_only"  # forest land in the survey, none in the one-map
    CLASS_DIFFERS = "class_differs"  # forest land in both, of classes that do not belong together
    UNKNOWN_CLASS = "unknown_class"  # a class that no code list knows, or none at all


@dataclass(frozen=True)
class SurveySource:
    """The land survey (三调).

    :ivar role: layer role; ``land_class``: field of the land class; ``area``: declared area, m²
    :ivar unit: field with the code of town and village; ``unit_name``: empty where there is none
    """

    role: str
    land_class: str
    unit: str
    unit_name: str
    area: str


@dataclass(frozen=True)
class OneMapSource:
    """The forest one-map (森林资源管理"一张图").

    :ivar land_class: field of the forest land class; ``area``: declared area, ha
    :ivar unit: fields with the parts of the unit's code, from the county on
    :ivar code_list: id of the code list of the classes, ``forest_land``: its set of what is forest land
    :ivar excluded: expression for sub-compartments that are no forest land whatever their class, None for none
    """

    role: str
    land_class: str
    unit: tuple[str, ...]
    area: str
    code_list: str
    forest_land: str
    excluded: Optional[str]


@dataclass(frozen=True)
class AdminSource:
    """The administrative area: field of the code and name, and fields that state its area (m²)."""

    role: str
    unit: str
    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class ClassPair:
    """Classes of both sources that mean the same.

    :ivar survey: land classes of the survey; ``one_map``: forest land classes, canonical codes
    :ivar becomes: forest land class where only the survey counts; empty where it cannot be told
    """

    survey: frozenset[str]
    one_map: frozenset[str]
    becomes: str


@dataclass(frozen=True)
class KindRule:
    """What a kind of disagreement is called and by what it is settled."""

    title: Title
    decision: Decision


@dataclass(frozen=True)
class CaseRule:
    """A kind of disagreement seen so often that it has a name and a rule of its own; the first that fits counts.

    :ivar survey: land classes of the survey, ``one_map``: forest land classes; empty: any
    :ivar where: expression over the one-map, None: any sub-compartment
    """

    id: str
    title: Title
    kind: DisagreementKind
    survey: frozenset[str]
    one_map: frozenset[str]
    where: Optional[str]
    decision: Decision
    clause: str


@dataclass(frozen=True)
class SupplementSource:
    """Land that may become supplementary forest land (补充林地).

    :ivar types: types of planned land; ``survey``: land classes it may be taken from
    :ivar needs_approval: whether the planned land has to name its approval
    """

    types: frozenset[str]
    survey: frozenset[str]
    needs_approval: bool
    clause: str


@dataclass(frozen=True)
class SupplementRules:
    """Where supplementary forest land comes from.

    :ivar role: layer role of the land planned for forestry, with the fields ``type``, ``name``, ``approval``
    :ivar farmland_role: layer role of the permanent basic farmland, which is never taken; empty: none
    """

    role: str
    type: str
    name: str
    approval: str
    farmland_role: str
    sources: tuple[SupplementSource, ...]


@dataclass(frozen=True)
class PlanningBaseRules:
    """Content of ``planningbase.yaml``.

    :ivar sliver_area_m2: parts of a parcel smaller than this, or ``sliver_width_m``: narrower, go to a neighbour
    :ivar forest_land: land classes of the survey that are forest land
    :ivar kinds: a rule for every `DisagreementKind`
    :ivar words: what people write for a decision → the decision; in small letters
    """

    clause: str
    survey: SurveySource
    one_map: OneMapSource
    admin: Optional[AdminSource]
    sliver_area_m2: float
    sliver_width_m: float
    forest_land: frozenset[str]
    pairs: tuple[ClassPair, ...]
    kinds: Mapping[DisagreementKind, KindRule]
    cases: tuple[CaseRule, ...]
    words: Mapping[str, Decision]
    supplement: Optional[SupplementRules]
