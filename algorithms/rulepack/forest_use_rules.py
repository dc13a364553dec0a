"""The typed model of ``forestuse.yaml``: which projects may use which forest land, the quota, the layout of works.

占用林地的分级分类管理、定额与工程布局: what the rules of the pack say, never what the data hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

from ..message import Title


class GradeSource(Enum):
    """Which protection grade of the land counts."""

    RECORDED = "recorded"  # what the sub-compartment says (BH_DJ)
    COMPUTED = "computed"  # what the rules of grades.yaml give it


class CountedArea(Enum):
    """Which area of a project is held against the quota."""

    DECLARED = "declared"  # what the project states, else what is measured
    MEASURED = "measured"  # forest land under the project, on the ellipsoid


class Demand(Enum):
    """What a rule of the layout demands of works (工程)."""

    AVOID = "avoid"  # they must not lie there
    INSIDE = "inside"  # they must lie there


@dataclass(frozen=True)
class ProjectFields:
    """The layer of projects that use forest land, and its fields (使用林地项目).

    :ivar type: code of the type of project; ``approval``: who approved it; ``nature``: permanent, temporary …
    :ivar year: in which the land is used; ``area``: forest land the project states it uses
    :ivar document: number of the approval to use forest land
    :ivar blank_nature: nature of a project that states none
    """

    role: str
    name: str
    type: str
    approval: str
    nature: str
    year: str
    area: str
    number: Optional[str] = None
    document: Optional[str] = None
    blank_nature: str = ""


@dataclass(frozen=True)
class LandKind:
    """A class of land or a mark on it, told by an expression over the layer of forest land."""

    id: str
    title: Title
    where: str


@dataclass(frozen=True)
class UsedLand:
    """The forest land that projects use.

    :ivar where: which features are forest land now
    :ivar grade: field of the protection grade
    :ivar grade_source: which grade counts; ``variant``: of the rules of the grades where they are computed
    :ivar unit: fields that together hold the code of the administrative unit
    :ivar classes: of public-welfare forest; the first that holds is the class of a feature, none: it is not known
    :ivar marks: properties that a feature has or has not, e.g. that it is 有林地
    """

    role: str
    grade: str
    unit: tuple[str, ...]
    where: Optional[str] = None
    grade_source: GradeSource = GradeSource.RECORDED
    variant: str = ""
    classes: tuple[LandKind, ...] = ()
    marks: tuple[LandKind, ...] = ()

    def title_of(self, kind_id: str) -> Title:
        """Return the title of a class or mark (the reader guarantees those that rules name)."""
        return next(kind.title for kind in (*self.classes, *self.marks) if kind.id == kind_id)


@dataclass(frozen=True)
class LandCondition:
    """Land a rule allows: of one of some grades, and neither of the classes nor with the marks of ``without``."""

    grades: tuple[str, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class UseRule:
    """Projects that may use some land.

    :ivar types: codes of the types of project
    :ivar approvals: codes of who approved the project; empty: that is not asked
    :ivar natures: codes of the natures of use it is about; empty: all
    :ivar land: on any of these
    :ivar grounded: False where the rule does not stand in a text at hand, so that it is a default to be confirmed
    """

    id: str
    title: Title
    clause: str
    types: tuple[str, ...]
    land: tuple[LandCondition, ...]
    approvals: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    grounded: bool = True


@dataclass(frozen=True)
class UseBan:
    """Land that no project may use, whoever approved it.

    :ivar except_types: types of project it is not about; ``except_natures``: likewise natures of use
    """

    id: str
    title: Title
    clause: str
    grades: tuple[str, ...]
    except_types: tuple[str, ...] = ()
    except_natures: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuthorityRule:
    """From which area of some land on an authority has to approve the use itself (审核审批级别).

    :ivar level: code of the level of approval
    :ivar at_least_ha: forest land of these grades and classes that a project uses; empty lists: of all
    """

    level: str
    at_least_ha: float
    clause: str
    natures: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Period:
    """Years that a quota is for, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class QuotaRules:
    """The quota of forest land that may be occupied (占用林地定额).

    :ivar indicator: code of the indicator whose assigned values are the quota
    :ivar cumulative: whether the value of a year is for all years since the base year, not for its period only
    :ivar periods: empty: from one target year of the pack to the next
    :ivar natures: codes of the natures of use that count against it
    :ivar counted: which area counts
    :ivar without_year: whether a project that states no year counts in the last period: it is of some year of the term
    """

    indicator: str
    clause: str
    natures: tuple[str, ...]
    cumulative: bool = True
    counted: CountedArea = CountedArea.DECLARED
    periods: tuple[Period, ...] = ()
    without_year: bool = False


@dataclass(frozen=True)
class LandChoice:
    """Some features of a layer of areas."""

    role: str
    where: Optional[str] = None


@dataclass(frozen=True)
class LayoutRule:
    """Where works of some types must or must not lie.

    :ivar lands: the land, taken together
    :ivar share: of the area of the works: at most (avoid) or at least (inside) so much of it may, must lie there
    """

    id: str
    title: Title
    clause: str
    types: tuple[str, ...]
    demand: Demand
    lands: tuple[LandChoice, ...]
    share: float


@dataclass(frozen=True)
class WorksRules:
    """The layout of engineering works (重大工程布局).

    :ivar first_year: field of the year they begin in, ``last_year`` of the year they end in
    :ivar area: field of the area they state
    """

    role: str
    name: str
    type: str
    first_year: str
    last_year: str
    area: str
    clause: str
    rules: tuple[LayoutRule, ...]


@dataclass(frozen=True)
class ForestUseRules:
    """Content of ``forestuse.yaml``.

    :ivar levels: codes of who approves, the highest first
    :ivar sliver_width_m: pieces whose mean width is less are how borders were drawn, and not judged
    :ivar min_piece_m2: smaller pieces are not judged either
    :ivar area_tolerance_m2: by which a stated area may differ from the measured one
    :ivar area_share: share of the measured area by which it may differ; the larger of both counts
    """

    projects: ProjectFields
    land: UsedLand
    levels: tuple[str, ...]
    rules: tuple[UseRule, ...]
    bans: tuple[UseBan, ...]
    quota: Optional[QuotaRules]
    works: Optional[WorksRules]
    authorities: tuple[AuthorityRule, ...] = ()
    sliver_width_m: float = 0.0
    min_piece_m2: float = 0.0
    area_tolerance_m2: float = 0.0
    area_share: float = 0.0
