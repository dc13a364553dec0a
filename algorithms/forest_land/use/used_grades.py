"""The forest land that projects use, with the protection grade that counts: as recorded, or as computed by rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...feedback import Feedback
from ...geometry.arrays import PolygonArrays
from ...geometry.reproject import reprojected
from ...geometry.wkb import concatenate, select
from ...message import Message, translatable
from ...rulepack.forest_use_rules import ForestUseRules
from ...selfcheck.context import CheckContext
from ..grades.grading import graded
from ..grades.model import Grades
from .project_columns import UNKNOWN, CodedColumn, coded_column


@dataclass(frozen=True)
class GradedLand:
    """Forest land in parts of one grade each.

    :ivar polygons: the parts, in the CRS of the layer
    :ivar feature: int64 (parts), feature of the layer each is of
    :ivar grade: grade of each part
    :ivar doubt: why the grades are not certain, None where they are
    """

    polygons: PolygonArrays
    feature: NDArray[np.int64]
    grade: CodedColumn
    doubt: Optional[Message] = None


def recorded_land(context: CheckContext, rules: ForestUseRules, selected: NDArray[np.int64]) -> GradedLand:
    """Return forest land with the grade that its features state.

    :param selected: int64, features that are forest land
    :raises NotRunnable: when the layer is missing, or has no column of grades
    """
    role = rules.land.role
    context.column_name(role, rules.land.grade)  # without the column nothing can be judged
    column = coded_column(context, role, rules.land.grade)
    grade = CodedColumn(column.index[selected], column.codes, column.foreign)
    return GradedLand(select(context.polygons(role), selected), selected, grade)


def computed_land(
    context: CheckContext, rules: ForestUseRules, selected: NDArray[np.int64], feedback: Feedback
) -> GradedLand:
    """Return forest land with the grade that the rules of grades.yaml give it, divided where it changes.

    Forest land that could not be graded keeps its shape and has no grade.

    :param selected: int64, features that are forest land
    :raises LandPlanError: when the pack has no such rules or variant, or the layer cannot be graded
    :raises Cancelled: when the user cancels
    """
    role = rules.land.role
    layer = context.polygon_layer(role)
    grades = graded(context, rules.land.variant or None, feedback=feedback)
    codes = tuple(grades.rules.grades)
    chosen = np.flatnonzero(np.isin(grades.pieces.source, selected) & (grades.pieces.grade > 0))
    parts = reprojected(select(grades.pieces.polygons, chosen), grades.crs, layer.crs, layer.name)
    source = grades.pieces.source[chosen]
    bare = np.setdiff1d(selected, source)
    feature = np.concatenate((source, bare))
    index = np.concatenate((
        grades.pieces.grade[chosen].astype(np.int64) - 1, np.full(len(bare), UNKNOWN, dtype=np.int64)))
    polygons = concatenate((parts, select(context.polygons(role), bare)))
    return GradedLand(polygons, feature, CodedColumn(index, codes, {}), _doubt(grades))


def _doubt(grades: Grades) -> Optional[Message]:
    """Return which rules of the grades leave a doubt, None where none does."""
    reasons = tuple(
        translatable("ForestUse", "{rule}: {reason}", rule=outcome.rule.title, reason=outcome.reason or outcome.doubt)
        for outcome in grades.outcomes if outcome.leaves_doubt and (outcome.reason or outcome.doubt)
    )
    if not reasons:
        return None
    return translatable(
        "ForestUse", "The computed grades could be stricter in places, because rules of the grades could not be "
        "applied:\n{rules}", rules=reasons)
