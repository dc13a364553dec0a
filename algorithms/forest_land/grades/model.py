"""What grading finds: the grade of every sub-compartment and of its parts, and how it agrees with the recorded one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ...geometry.arrays import PolygonArrays
from ...message import Message
from ...rulepack.grade_rules import GradeRule, GradeRules, GradeVariant, Occasion
from .recorded import Recorded

REST = -1  # in the place of a rule: no rule concerns the land


class Division(Enum):
    """What becomes of a sub-compartment that lies in a source layer in part."""

    RULES = "rules"  # as each rule says
    PIECES = "pieces"  # always divided at the border
    WHOLE = "whole"  # never divided: one grade for the whole


class Difference(IntEnum):
    """How a recorded grade stands to the computed one."""

    AGREES = 0
    WEAKER = 1  # the land needs a stricter grade than the recorded one
    STRICTER = 2  # no part of the sub-compartment needs so strict a grade
    INCLUDED = 3  # the recorded grade is stricter than this part needs, but another part needs it
    OPEN = 4  # recorded stricter than computed, which a rule that did not run could explain
    MISSING = 5  # no grade is recorded
    UNKNOWN = 6  # what is recorded is no grade
    NOT_COMPARED = 7  # the layer has no field of recorded grades


DIFFERENT = (Difference.WEAKER, Difference.STRICTER, Difference.MISSING, Difference.UNKNOWN)


@dataclass(frozen=True)
class RuleOutcome:
    """What became of a rule.

    :ivar reason: why it did not run; None: it ran
    :ivar features: features of the source layer it looked at, None for a rule without one
    :ivar unclear: number of features of the source layer that nobody can tell about, ``doubt`` says so
    :ivar count: sub-compartments it holds in, wholly or in part; ``area_m2``: how much land
    """

    rule: GradeRule
    reason: Optional[Message] = None
    features: Optional[int] = None
    unclear: int = 0
    doubt: Optional[Message] = None
    count: int = 0
    area_m2: float = 0.0

    @property
    def ran(self) -> bool:
        """Whether the rule was applied."""
        return self.reason is None

    @property
    def leaves_doubt(self) -> bool:
        """Whether its grade cannot be excluded where it was not found."""
        return (not self.ran and self.rule.required) or self.unclear > 0 or self.doubt is not None


@dataclass(frozen=True)
class GradePieces:
    """Land of one grade within a sub-compartment: a part of it, or all of it; arrays of one entry per piece.

    :ivar source: int64, ascending: index of the sub-compartment in its layer
    :ivar grade: int8, 1 for the strictest
    :ivar rule: int16, index of the rule that gave it among those of the variant, `REST` for none
    :ivar holds: bool (rules, pieces), all rules that hold there
    :ivar difference: int8, a `Difference`
    :ivar polygons: in the CRS of the grades
    :ivar area_m2: float64, on the ellipsoid; NaN where it has none
    :ivar declared_m2: float64, its part of the declared area; NaN where none is declared
    :ivar whole: bool, whether it is all of the sub-compartment
    """

    source: NDArray[np.int64]
    grade: NDArray[np.int8]
    rule: NDArray[np.int16]
    holds: NDArray[np.bool_]
    difference: NDArray[np.int8]
    polygons: PolygonArrays
    area_m2: NDArray[np.float64]
    declared_m2: NDArray[np.float64]
    whole: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.source)


@dataclass(frozen=True)
class Grades:
    """The grades of a layer of sub-compartments; arrays of one entry per feature, in the order of its arrays.

    :ivar layer: name of the layer
    :ivar fids: int64, feature ids
    :ivar grade: int8, of the sub-compartment as a whole: the strictest that a share of its area (`GradeRules.share`)
        needs at least; 1 for the strictest, 0 where it is not graded
    :ivar rule: int16, index of the rule that gave it in ``variant.rules``, `REST` for none
    :ivar strictest: int8, the strictest grade of any of its parts, 0 where it is not graded
    :ivar recorded: the grades in the data
    :ivar difference: int8, a `Difference`: WEAKER where any part needs a stricter grade than the recorded one
    :ivar area_m2: float64, on the ellipsoid
    :ivar declared_m2: float64, declared area in m², NaN where there is none
    :ivar outcomes: of the rules of the variant, in their order
    :ivar class_unknown: number of sub-compartments that are not graded because their class is no known code
    :ivar shapeless: number of graded sub-compartments without a usable shape: no source layer says anything of them
    """

    rules: GradeRules
    variant: GradeVariant
    occasion: Occasion
    layer: str
    crs: QgsCoordinateReferenceSystem
    fids: NDArray[np.int64]
    keys: NDArray[np.object_]
    grade: NDArray[np.int8]
    rule: NDArray[np.int16]
    strictest: NDArray[np.int8]
    recorded: Recorded
    difference: NDArray[np.int8]
    area_m2: NDArray[np.float64]
    declared_m2: NDArray[np.float64]
    pieces: GradePieces
    outcomes: tuple[RuleOutcome, ...]
    class_unknown: int
    shapeless: int
    notes: tuple[Message, ...]

    def __len__(self) -> int:
        """Return the number of sub-compartments, those not graded included."""
        return len(self.grade)

    def rule_at(self, index: int) -> GradeRule:
        """Return a rule by its index in ``rule``."""
        return self.rules.rest if index < 0 else self.variant.rules[index]

    def code_of(self, grade: int) -> Optional[str]:
        """Return the code of a grade, None for 0."""
        return self.rules.grades[grade - 1] if grade > 0 else None

    def not_excluded(self, grade: int) -> tuple[RuleOutcome, ...]:
        """Return the rules of a stricter grade that cannot be excluded on land of a grade."""
        return tuple(
            outcome for outcome in self.outcomes
            if outcome.leaves_doubt and self.rules.number(outcome.rule.grade) < grade
        )

    @property
    def complete(self) -> bool:
        """Whether every rule was applied to every sub-compartment that may be forest land."""
        doubts = any(outcome.leaves_doubt for outcome in self.outcomes)
        return len(self) > 0 and not doubts and not self.class_unknown and not self.shapeless

    def areas_by_grade(self) -> Mapping[str, float]:
        """Return how much land each grade has, in m² by the code of the grade."""
        sums = np.bincount(
            self.pieces.grade, weights=np.nan_to_num(self.pieces.area_m2), minlength=len(self.rules.grades) + 1)
        return {code: float(sums[number]) for number, code in enumerate(self.rules.grades, 1)}
