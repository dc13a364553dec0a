"""The typed model of ``grades.yaml``: protection grades of forest land (林地保护等级)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Mapping, Optional

from ..message import Title


class Occasion(Enum):
    """Which of the two grades of a sub-compartment is meant."""

    PRESENT = "present"  # 现状
    PLANNED = "planned"  # 规划


class AppliesBy(Enum):
    """What becomes of a sub-compartment that lies in a source layer in part."""

    PIECES = "pieces"  # the part inside gets the grade
    SHARE = "share"  # the whole gets it once enough of it lies inside


@dataclass(frozen=True)
class GradeSource:
    """A layer that gives a grade to the land inside.

    :ivar role: layer role of the pack
    :ivar by: what becomes of a sub-compartment that lies inside in part
    :ivar share: of the sub-compartment's area, from which on the whole gets the grade (`AppliesBy.SHARE`)
    :ivar where: QGIS expression that chooses among the features of the layer
    :ivar unclear: QGIS expression for features of which nobody can tell whether they belong to ``where``
    """

    role: str
    by: AppliesBy
    share: float
    where: Optional[str] = None
    unclear: Optional[str] = None


@dataclass(frozen=True)
class GradeRule:
    """One reason for a grade.

    :ivar grade: code of the grade
    :ivar source: where the rule was found
    :ivar where: QGIS expression over the sub-compartments; with an overlay it limits which of them the rule is about
    :ivar planned_where: the same for the planned grade; None: as for the present one
    :ivar required: False where a county may lack the layer without leaving a doubt
    """

    id: str
    grade: str
    title: Title
    clause: str
    source: str
    where: Optional[str] = None
    planned_where: Optional[str] = None
    overlay: Optional[GradeSource] = None
    required: bool = True

    def condition(self, occasion: Occasion) -> Optional[str]:
        """Return the expression over the sub-compartments that counts for a grade."""
        if occasion is Occasion.PLANNED and self.planned_where is not None:
            return self.planned_where
        return self.where


@dataclass(frozen=True)
class GradeVariant:
    """A set of rules: the national one, or one with what a province adds, changes or leaves out.

    :ivar rules: all rules that count, strictest grade first, within a grade in the order of the file
    """

    id: str
    title: Title
    source: str
    rules: tuple[GradeRule, ...]


@dataclass(frozen=True)
class RecordedGrade:
    """Where the grade stands that the data hold.

    :ivar field: field of the sub-compartments
    :ivar land: QGIS expression that chooses the sub-compartments that have such a grade
    """

    field: str
    land: str


@dataclass(frozen=True)
class GradeRules:
    """Content of ``grades.yaml``.

    :ivar role: layer role of the sub-compartments
    :ivar code_list: id of the code list of the grades
    :ivar grades: its codes, strictest first
    :ivar recorded: by occasion
    :ivar area: field with the declared area in ha, None where none is given
    :ivar share: of a sub-compartment's area, from which on a grade of its parts is the grade of the whole
    :ivar sliver_width_m: parts narrower than this stay with the land beside them
    :ivar rest: grade of the land that no rule concerns
    :ivar variants: by id
    :ivar default: id of the variant in force
    """

    role: str
    code_list: str
    grades: tuple[str, ...]
    recorded: Mapping[Occasion, RecordedGrade]
    area: Optional[str]
    share: float
    sliver_width_m: float
    rest: GradeRule
    variants: Mapping[str, GradeVariant]
    default: str

    @property
    def variant(self) -> GradeVariant:
        """The variant in force."""
        return self.variants[self.default]

    def number(self, grade: str) -> int:
        """Return the place of a grade: 1 for the strictest."""
        return self.grades.index(grade) + 1
