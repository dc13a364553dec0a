"""The typed model of ``indicators.yaml``: the indicators of a plan (规划指标), how each is judged and measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Mapping, Optional

from ..message import Title


class ValueKind(Enum):
    """What a value of an indicator is (指标值类型)."""

    BASE = "base"  # what there was in the base year (基期现状)
    FORMER = "former"  # target of the plan before its adjustment (调整前, 原规划)
    ASSIGNED = "assigned"  # target handed down by the level above (下达)
    PLANNED = "planned"  # what the unit's own plan says (规划)
    MEASURED = "measured"  # what the layers say (实测)

    # Every value is looked up by its kind; Enum hashes by name, in Python.
    __hash__ = object.__hash__


class Nature(Enum):
    """How an indicator obliges: 约束性 must be kept, 预期性 is striven for."""

    BINDING = "binding"
    EXPECTED = "expected"


class LimitSense(Enum):
    """What a target is for what the plan reaches, and what a unit's target is for the sum of those below it."""

    AT_LEAST = "at_least"  # a floor: not less
    AT_MOST = "at_most"  # a ceiling: not more
    EQUAL = "equal"


class ChangeDirection(Enum):
    """Which way an assigned change of an indicator goes (一增两减)."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Obligation(Enum):
    """Whether the plan of an administrative level must state an indicator (M/O of the database standards)."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Distribution(Enum):
    """The rule a target is handed down by (分解方式)."""

    BASE_SHARE = "base_share"  # in proportion to the base values
    CANDIDATE_SHARE = "candidate_share"  # in proportion to what each unit could have at most, see ``candidates``
    EQUAL = "equal"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class MeasureTerm:
    """One term of a measured indicator: the sum of some features of a layer.

    :ivar field: number field, in the unit layers.yaml gives it; None = area on the ellipsoid
    :ivar where: QGIS expression that chooses features
    :ivar unit: fields that together hold the code of the administrative unit; empty = by where the feature lies
    :ivar less: roles of layers whose area does not count, where they are there
    :ivar within: roles of layers; only area inside one of them counts. Without the layers nothing is measured
    :ivar times: number field the value is multiplied with, e.g. stock per hectare (公顷蓄积)
    :ivar subtract: True where the term is taken off the sum
    """

    role: str
    field: Optional[str] = None
    where: Optional[str] = None
    unit: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    times: Optional[str] = None
    subtract: bool = False


@dataclass(frozen=True)
class Need:
    """A field whose value decides whether a feature counts, so that one without it falls out silently (漏统).

    :ivar where: QGIS expression: the features that would count if the field were filled in rightly; None: all
    """

    role: str
    field: str
    where: Optional[str] = None


@dataclass(frozen=True)
class Measure:
    """How an indicator is measured from layers: Σ terms, or factor × Σ terms ÷ Σ over.

    :ivar terms: empty where it is the sum of the measured values of other ``indicators``
    :ivar over: the divisor of a ratio; empty for a sum
    :ivar years: years it holds for; empty = every year that no other measure of the indicator names
    :ivar needs: fields without which features fall out of it
    :ivar variant: which of several ways to measure it this is, for the reports; None where there is one only
    """

    terms: tuple[MeasureTerm, ...] = ()
    over: tuple[MeasureTerm, ...] = ()
    factor: float = 1.0
    indicators: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    needs: tuple[Need, ...] = ()
    variant: Optional[Title] = None

    @property
    def roles(self) -> frozenset[str]:
        """The roles of all layers it looks at."""
        parts = (*self.terms, *self.over)
        return frozenset(role for term in parts for role in (term.role, *term.less, *term.within))


@dataclass(frozen=True)
class IndicatorRule:
    """One indicator (指标).

    :ivar code: code in the tables (指标代码)
    :ivar unit: unit values are written in; areas: m2, ha, mu, wan_mu, km2, others: percent, m3/ha, m2/person …
    :ivar decimals: decimals of a value in that unit, in tables and when a target is handed down
    :ivar limit: what a target is for the planned and measured value
    :ivar change: which way the adjustment moves it; None = free
    :ivar children: what a unit's value is for the sum of the units below; None = values do not add up (a ratio)
    :ivar levels: obligation by administrative level; a level that is not there does not have the indicator
    :ivar main: one of the indicators the adjustment is about (一增两减), not one of the others that are reported
    :ivar over_time: what the target of a later year is for that of an earlier one; None = either way
    :ivar candidates: what a unit could have of it at most: what there is and may stay, and what it could still bring
        in; by this a target is handed down with `Distribution.CANDIDATE_SHARE`
    :ivar not_measured: why no layer tells its value, by year
    """

    code: str
    title: Title
    unit: str
    decimals: int
    nature: Nature
    limit: LimitSense
    clause: str
    levels: Mapping[str, Obligation]
    change: Optional[ChangeDirection] = None
    children: Optional[LimitSense] = None
    main: bool = False
    distribution: Distribution = Distribution.BASE_SHARE
    measures: tuple[Measure, ...] = ()
    help: Optional[Title] = None
    over_time: Optional[LimitSense] = None
    candidates: tuple[MeasureTerm, ...] = ()
    not_measured: Mapping[int, Title] = field(default_factory=dict)

    def measure_of(self, year: int) -> Optional[Measure]:
        """Return how it is measured for a year, None where it cannot be."""
        named = next((one for one in self.measures if year in one.years), None)
        return named or next((one for one in self.measures if not one.years), None)


@dataclass(frozen=True)
class Relation:
    """What indicators of one unit, year and kind have to do with each other, e.g. 06 = 07 + 09.

    :ivar left: codes whose sum is compared with the sum of ``right``
    """

    id: str
    title: Title
    left: tuple[str, ...]
    sense: LimitSense
    right: tuple[str, ...]
    clause: str


@dataclass(frozen=True)
class IndicatorTable:
    """A table of a delivery that holds values of indicators.

    :ivar unit: field of the unit's code
    :ivar indicator: field of the indicator's code; None: ``code`` is that of every row
    :ivar year: field of the year; None: the last target year (of the base value: the base year)
    :ivar kind: field of the kind; None: the kinds are those of ``values``
    :ivar values: kind of the value by its field; where ``kind`` is given the one field has the kind None
    :ivar value_unit: field of the unit values are written in; None: that of the field in layers.yaml
    """

    role: str
    unit: str
    values: Mapping[str, Optional[ValueKind]]
    indicator: Optional[str] = None
    code: Optional[str] = None
    year: Optional[str] = None
    kind: Optional[str] = None
    kinds: Mapping[str, ValueKind] = field(default_factory=dict)  # code in the field ``kind`` → kind
    value_unit: Optional[str] = None


@dataclass(frozen=True)
class LedgerRules:
    """What the live ledger keeps per unit while a layer is edited (实时台账).

    :ivar role: the layer that is edited
    :ivar indicator: code of the indicator whose target the edits serve
    :ivar area: number field with what a feature counts for (基本农田面积); None = area on the ellipsoid
    :ivar gross: number field with the whole declared area of a feature (图斑面积)
    :ivar quality: number field whose area-weighted mean is kept; None = none
    :ivar before: role of the layer before the adjustment, for what entered and left; None = no balance
    :ivar checks: ids of the checks that are run on the touched features
    """

    role: str
    indicator: str
    area: Optional[str] = None
    gross: Optional[str] = None
    where: Optional[str] = None
    unit: tuple[str, ...] = ()
    quality: Optional[str] = None
    smaller_is_better: bool = True
    before: Optional[str] = None
    checks: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitSources:
    """Where the administrative units come from (行政区).

    :ivar roles: roles of the layers, the larger units first
    :ivar code: field of the code in them; ``name`` likewise
    :ivar digits: digits of a code by level, the largest unit first, e.g. province 2, city 4, county 6, town 9
    :ivar other_fields: code and name by role where a role calls them otherwise
    :ivar named_by: roles of tables with the same fields that name units the layers do not name
    """

    roles: tuple[str, ...]
    code: str
    name: str
    digits: Mapping[str, int]
    other_fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    named_by: tuple[str, ...] = ()

    def code_of(self, role: str) -> str:
        """Return the field of the code in a role."""
        return self.other_fields.get(role, (self.code, self.name))[0]

    def name_of(self, role: str) -> str:
        """Return the field of the name in a role."""
        return self.other_fields.get(role, (self.code, self.name))[1]


@dataclass(frozen=True)
class CoverRule:
    """A layer that should fill the units it is measured for, so that what is missing of it is no 0 (图层覆盖范围).

    :ivar term: the whole area of its features, by unit
    :ivar least: share, above 0 and at most 1, from which on the layer is taken as complete
    :ivar slight: share of a unit above which one within it, of which there is nothing, makes it a part only, too
    :ivar of: what the shares are of, e.g. the forest land of the land survey; empty: the area of the unit
    """

    term: MeasureTerm
    least: float
    slight: float
    of: tuple[MeasureTerm, ...] = ()


@dataclass(frozen=True)
class IndicatorRules:
    """The indicators of a plan.

    :ivar indicators: by code, in the plan's order
    :ivar tolerance: share of the last decimal written by which sums may differ (half = rounding of one value)
    :ivar base_year: year of the base values
    :ivar target_years: years that must have targets; empty: those that any target is of
    :ivar coverage: layers that should fill the units
    """

    indicators: Mapping[str, IndicatorRule]
    units: UnitSources
    tables: tuple[IndicatorTable, ...] = ()
    relations: tuple[Relation, ...] = ()
    ledgers: tuple[LedgerRules, ...] = ()
    tolerance: float = 0.5
    base_year: Optional[int] = None
    target_years: tuple[int, ...] = ()
    coverage: tuple[CoverRule, ...] = ()
