"""Projects on forest land: every piece with its grade, class and what the rules say of it (林地使用审查)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ...errors import LandPlanError
from ...feedback import Span
from ...geometry.area import AreaFrame
from ...geometry.grouping import first_of_groups, group_rows
from ...geometry.plane import metres_per_unit
from ...geometry.reproject import reprojected
from ...message import Message, translatable
from ...rulepack.forest_use_rules import ForestUseRules, GradeSource
from ...rulepack.model import Pack
from ...selfcheck.context import CheckContext, NotRunnable
from .judgement import Combination, Judgement, UseJudge, UseOutcome
from .pieces import Pieces, pieces_between
from .project_columns import UNKNOWN, CodedColumn, ProjectColumns, foreign_codes, project_columns
from .unjudged import doubled, unjudged
from .used_grades import computed_land, recorded_land

_LAST = np.iinfo(np.int64).max


@dataclass(frozen=True)
class LandFacts:
    """What the layer of forest land says of its features.

    :ivar land_class: int64 (features), place in the classes of the rules, -1 where none is known
    :ivar marks: bool (features, marks)
    :ivar selected: int64, features that are forest land
    """

    land_class: NDArray[np.int64]
    marks: NDArray[np.bool_]
    selected: NDArray[np.int64]


@dataclass(frozen=True)
class ForestUse:
    """The projects of a delivery on its forest land.

    :ivar pieces: project × sub-compartment, in ``crs``; ``first`` is a project, ``second`` a feature of the land
    :ivar grade: protection grade of the land of every piece
    :ivar judgements: what the rules say of each combination of facts that occurs; ``judged`` (pieces): which it is
    :ivar slight: bool (pieces), too narrow or too small to be judged: two drawings of one border
    :ivar frame: how areas are computed
    :ivar notes: what a person should know of the data
    :ivar doubt: why some land could not be told to be forest land or not, None where all could
    """

    rules: ForestUseRules
    projects: ProjectColumns
    land: LandFacts
    pieces: Pieces
    grade: CodedColumn
    judgements: tuple[Judgement, ...]
    combinations: tuple[Combination, ...]
    judged: NDArray[np.int64]
    slight: NDArray[np.bool_]
    crs: QgsCoordinateReferenceSystem
    frame: AreaFrame
    notes: tuple[Message, ...]
    doubt: Optional[Message]

    @property
    def outcomes(self) -> NDArray[np.int8]:
        """The `UseOutcome` of every piece."""
        by_combination = np.array([one.outcome for one in self.judgements], dtype=np.int8)
        return by_combination[self.judged] if len(by_combination) else np.empty(0, dtype=np.int8)

    def judgement(self, piece: int) -> Judgement:
        """Return what the rules say of a piece."""
        return self.judgements[int(self.judged[piece])]

    def combination(self, piece: int) -> Combination:
        """Return the facts of a piece."""
        return self.combinations[int(self.judged[piece])]

    def measured_m2(self) -> NDArray[np.float64]:
        """Return float64 (projects) m²: forest land under each project, land under several counted for each.

        What two sub-compartments of the layer both cover is land that a project uses once.
        """
        areas = np.bincount(self.pieces.first, weights=self.pieces.own_m2, minlength=len(self.projects))
        return areas.astype(np.float64)

    def area_of(self, outcome: UseOutcome) -> float:
        """Return the area in m² of all pieces with an outcome, those too slight to be judged left out."""
        chosen = (self.outcomes == outcome) & ~self.slight
        return float(self.pieces.area_m2[chosen].sum())


def use_rules(pack: Pack) -> ForestUseRules:
    """Return the rules of the use of forest land.

    :raises LandPlanError: when the pack has none
    """
    if pack.forest_use is None:
        raise LandPlanError(translatable(
            "ForestUse", "The rule pack {pack} has no rules for the use of forest land. Choose one with a "
            "forestuse.yaml.", pack=pack.title))
    return pack.forest_use


def forest_use_of(context: CheckContext) -> ForestUse:
    """Return the projects of the delivery on its forest land, worked out once in a run.

    :raises NotRunnable: when a layer is missing, empty or without coordinate reference system
    :raises LandPlanError: when the layers cannot be brought together
    :raises Cancelled: when the user cancels
    """
    use = context.once("use of forest land", lambda: _forest_use(context))
    context.doubt = context.doubt or use.doubt  # every check is to know of it
    return use


def _forest_use(context: CheckContext) -> ForestUse:
    rules = use_rules(context.pack)
    feedback = context.feedback
    projects_layer = context.polygon_layer(rules.projects.role)
    land_layer = context.polygon_layer(rules.land.role)
    if not len(context.data(rules.projects.role)):
        raise NotRunnable(translatable(
            "ForestUse", "The layer {layer} has no features, so there is no use of forest land to judge.",
            layer=projects_layer.name))
    if not len(context.data(rules.land.role)):
        raise NotRunnable(translatable(
            "ForestUse", "The layer {layer} has no features, so there is no forest land that projects could use.",
            layer=land_layer.name))
    frame = context.frame(rules.land.role)
    before, context.doubt = context.doubt, None
    land = _land_facts(context, rules)
    doubt, context.doubt = context.doubt, before
    projects = project_columns(context, rules)
    shapes = reprojected(
        context.polygons(rules.projects.role), projects_layer.crs, land_layer.crs, projects_layer.name)
    if rules.land.grade_source is GradeSource.COMPUTED:
        graded = computed_land(context, rules, land.selected, Span(feedback, 0, 50))
    else:
        graded = recorded_land(context, rules, land.selected)
    doubt = doubt or unjudged(context, rules, projects, shapes, frame)
    among = pieces_between(
        shapes, graded.polygons, counting_rank(rules, projects), frame, Span(feedback, 50, 95))
    pieces = Pieces(
        among.first, graded.feature[among.second], among.polygons, among.area_m2, among.own_m2,
        among.counted_m2, among.width * metres_per_unit(land_layer.crs))
    grade = CodedColumn(graded.grade.index[among.second], graded.grade.codes, graded.grade.foreign)
    combinations, judged = _combinations(rules, projects, land, pieces, grade)
    judge = UseJudge(rules)
    slight = (pieces.width < rules.sliver_width_m) | (pieces.area_m2 < rules.min_piece_m2)
    notes = (
        *projects.notes,
        *foreign_codes(projects.type, projects_layer.name, rules.projects.type),
        *foreign_codes(projects.approval, projects_layer.name, rules.projects.approval),
        *foreign_codes(projects.nature, projects_layer.name, rules.projects.nature),
        *foreign_codes(grade, land_layer.name, rules.land.grade),
        *doubled(context, rules, pieces),
    )
    return ForestUse(
        rules, projects, land, pieces, grade, tuple(judge.judge(facts) for facts in combinations), combinations, judged,
        slight, land_layer.crs, frame, notes, doubt or graded.doubt)


def counting_rank(rules: ForestUseRules, projects: ProjectColumns) -> NDArray[np.int64]:
    """Return int64 (projects): which project land counts for where several lie over it, the lowest first.

    Projects that count against the quota come before others, then the earlier year, then the order of the layer.
    """
    counted = () if rules.quota is None else rules.quota.natures
    places = [place for place, code in enumerate(projects.nature.codes) if code in counted]
    beside = ~np.isin(projects.nature.index, places)
    year = np.where(projects.year > 0, projects.year, _LAST)
    order = np.lexsort((np.arange(len(projects)), year, beside))
    rank = np.empty(len(projects), dtype=np.int64)
    rank[order] = np.arange(len(projects))
    return rank


def _land_facts(context: CheckContext, rules: ForestUseRules) -> LandFacts:
    role = rules.land.role
    selected = context.selection(role, rules.land.where)
    count = len(context.data(role))
    land_class = np.full(count, UNKNOWN, dtype=np.int64)
    for place, kind in reversed(list(enumerate(rules.land.classes))):
        land_class[context.selection(role, kind.where)] = place
    marks = np.zeros((count, len(rules.land.marks)), dtype=bool)
    for place, mark in enumerate(rules.land.marks):
        marks[context.selection(role, mark.where), place] = True
    return LandFacts(land_class, marks, selected)


def _combinations(
    rules: ForestUseRules, projects: ProjectColumns, land: LandFacts, pieces: Pieces, grade: CodedColumn
) -> tuple[tuple[Combination, ...], NDArray[np.int64]]:
    """Return the combinations of facts that occur, and which of them each piece has."""
    first, second = pieces.first, pieces.second
    columns = (
        projects.type.index[first], projects.approval.index[first], projects.nature.index[first],
        grade.index, land.land_class[second],
        *(land.marks[second, place].astype(np.int64) for place in range(land.marks.shape[1])),
    )
    if not len(first):
        return (), np.empty(0, dtype=np.int64)
    labels, count = group_rows(*columns)
    classes, marks = rules.land.classes, rules.land.marks
    found = []
    for piece in first_of_groups(labels, count).tolist():
        project, feature = int(first[piece]), int(second[piece])
        place = int(land.land_class[feature])
        found.append(Combination(
            projects.type.code(project), projects.approval.code(project), projects.nature.code(project),
            grade.code(piece), classes[place].id if place >= 0 else None,
            frozenset(mark.id for number, mark in enumerate(marks) if land.marks[feature, number]),
        ))
    return tuple(found), labels
