"""The typed model of ``status.yaml``: how the present state of forest land is evaluated (现状分析与评价)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator, Mapping, Optional

from ..message import Title
from .indicator_rules import Measure, MeasureTerm, ValueKind

SEPARATOR = "/"  # between the ids of a column and of the columns it is part of


class Aspect(Enum):
    """What a table or figure tells about (花·二(三)1: 数量、质量、布局、结构、效率)."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    LAYOUT = "layout"
    STRUCTURE = "structure"
    EFFICIENCY = "efficiency"


class Comparison(Enum):
    """On which side of its limit a figure is a problem."""

    BELOW = "below"
    ABOVE = "above"


class Weight(Enum):
    """What is stated about a figure beyond its limit (问题、风险)."""

    PROBLEM = "problem"
    RISK = "risk"


@dataclass(frozen=True)
class Group:
    """A group of features, by the value of one field or by an expression.

    :ivar codes: codes of the field's code list, or prefixes ending with ``*``; aliases count as the code they stand for
    :ivar minimum: lower end of a range of numbers, itself in it; None = no end
    :ivar below: upper end, not in it
    :ivar where: QGIS expression that chooses its features
    :ivar groups: the groups it consists of; then it has no codes, range or expression of its own
    """

    id: str
    title: Title
    codes: tuple[str, ...] = ()
    minimum: Optional[float] = None
    below: Optional[float] = None
    where: Optional[str] = None
    groups: tuple[Group, ...] = ()

    def leaves(self) -> Iterator[Group]:
        """Yield the smallest groups within it, itself where it consists of none."""
        if not self.groups:
            yield self
        for group in self.groups:
            yield from group.leaves()


@dataclass(frozen=True)
class Grouping:
    """How the features of a layer fall into groups; a feature is in the first group that takes it.

    :ivar field: the field it goes by; None: by the expressions of the groups
    :ivar groups: none: every value that occurs is a group of its own, named by the field's code list
    :ivar applies: QGIS expression that chooses the features that must have a value; None = all
    :ivar outside: name for features without a value that need none, or that no expression takes
    """

    id: str
    title: Title
    role: str
    field: Optional[str]
    groups: tuple[Group, ...] = ()
    applies: Optional[str] = None
    outside: Optional[Title] = None

    def leaves(self) -> tuple[Group, ...]:
        """Return the smallest groups, in order."""
        return tuple(leaf for group in self.groups for leaf in group.leaves())


@dataclass(frozen=True)
class Split:
    """Columns by a grouping.

    :ivar then: how the columns of some groups are divided further, by the id of a group (of those below it, too)
    """

    grouping: str
    then: Mapping[str, Split] = field(default_factory=dict)

    def groupings(self) -> Iterator[str]:
        """Yield the ids of all groupings it uses."""
        yield self.grouping
        for split in self.then.values():
            yield from split.groupings()


@dataclass(frozen=True)
class Block:
    """Columns of a table that divide one total among them.

    :ivar term: what is summed up
    :ivar unit: unit of measure of its columns
    :ivar count: whether features are counted instead
    """

    id: str
    title: Title
    term: MeasureTerm
    unit: str
    decimals: int
    split: Optional[Split] = None
    count: bool = False


@dataclass(frozen=True)
class RatioColumn:
    """A column that is factor × Σ some columns ÷ Σ others.

    :ivar of: paths of columns (block/group/group)
    :ivar sub_rows: whether rows by ownership, origin … have it, too, not only those of units
    """

    id: str
    title: Title
    of: tuple[str, ...]
    over: tuple[str, ...]
    factor: float
    unit: str
    decimals: int
    sub_rows: bool = False


@dataclass(frozen=True)
class StatusTable:
    """A table of the evaluation: rows are units with rows by some groupings below each.

    :ivar number: its number among the annex tables; empty for others
    :ivar source: for those who read the pack
    :ivar rows: ids of groupings of the rows, the outer one first
    """

    id: str
    title: Title
    aspect: Aspect
    clause: str
    blocks: tuple[Block, ...]
    ratios: tuple[RatioColumn, ...] = ()
    rows: tuple[str, ...] = ()
    number: str = ""
    source: str = ""


@dataclass(frozen=True)
class Figure:
    """One number per unit: a sum or a ratio of sums, measured as an indicator is."""

    id: str
    title: Title
    aspect: Aspect
    unit: str
    decimals: int
    clause: str
    measure: Measure
    source: str = ""
    help: Optional[Title] = None


@dataclass(frozen=True)
class SpaceSource:
    """A layer of ecological space.

    :ivar by: field whose values are told apart; None = none
    """

    role: str
    title: Title
    clause: str
    where: Optional[str] = None
    by: Optional[str] = None


@dataclass(frozen=True)
class SpaceRules:
    """Nature reserves and other important ecological space (自然保护地等): what of the land lies in them.

    :ivar land: what is measured inside (field and filter of the land)
    :ivar columns: ids of groupings the land inside is divided by
    """

    clause: str
    sources: tuple[SpaceSource, ...]
    land: MeasureTerm
    columns: tuple[str, ...]


@dataclass(frozen=True)
class UseRules:
    """How land taken by projects is judged over time (占用林地定额).

    :ivar indicator: code of the indicator that is the quota
    :ivar land: what a project takes
    :ivar year: number field of the year it is taken in
    :ivar used: name of the share of the quota used
    :ivar ahead: name of that share less the share of the term that is over
    :ivar reused: name of the land that more than one project takes; None: it is not measured
    """

    clause: str
    indicator: str
    land: MeasureTerm
    year: str
    used: Title
    ahead: Title
    reused: Optional[Title] = None


@dataclass(frozen=True)
class PatchRules:
    """Sizes of patches: land of the layer that hangs together.

    :ivar land: which land
    :ivar sizes: m², ends of the classes of size, ascending
    """

    clause: str
    land: MeasureTerm
    sizes: tuple[float, ...]


@dataclass(frozen=True)
class TargetRules:
    """Which targets of the plan before are judged by what was reached.

    :ivar kinds: kinds of values that are targets, the first that is there counts
    """

    clause: str
    kinds: tuple[ValueKind, ...]


@dataclass(frozen=True)
class Statement:
    """A problem or risk that is stated when a figure is beyond its limit.

    :ivar figure: id of a figure, or of one that the part ``use`` gives (`QUOTA_FIGURES`, `REUSED`)
    :ivar levels: administrative levels of the units it is stated for
    :ivar source: where the limit comes from
    """

    id: str
    title: Title
    figure: str
    when: Comparison
    limit: float
    weight: Weight
    clause: str
    source: Title
    levels: tuple[str, ...] = ()


# Figures that the part `use` gives: share of the quota used, that share less the share of the term that is over,
# and the land that more than one project takes.
QUOTA_FIGURES = ("quota_used", "quota_ahead")
REUSED = "reused"


@dataclass(frozen=True)
class StatusRules:
    """Content of ``status.yaml``.

    :ivar levels: administrative levels that have rows in the tables, the largest first
    :ivar subject: what is added up where a table names nothing else
    :ivar scope: id of the grouping that says what the tables are about; who is in no group of it is told
    """

    clause: str
    levels: tuple[str, ...]
    subject: MeasureTerm
    groupings: Mapping[str, Grouping]
    tables: tuple[StatusTable, ...]
    figures: Mapping[str, Figure]
    statements: tuple[Statement, ...]
    spaces: Optional[SpaceRules] = None
    use: Optional[UseRules] = None
    patches: Optional[PatchRules] = None
    targets: Optional[TargetRules] = None
    scope: Optional[str] = None
