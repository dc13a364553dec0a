"""Grading (林地保护等级划分): every sub-compartment by the rules of a pack, the strictest rule that holds wins."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...dataset.dataset import Dataset
from ...errors import LandPlanError
from ...feedback import CancelOnly, Feedback, Silent, Span, raise_if_cancelled
from ...geometry.area import area_frame, ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import sound_polygons
from ...geometry.overlap_sums import StripLayer
from ...geometry.plane import metres_per_unit, plane_crs
from ...geometry.reproject import reprojected
from ...geometry.wkb import select
from ...message import Message, translatable
from ...rulepack.grade_rules import AppliesBy, GradeRule, GradeRules, GradeSource, Occasion, RecordedGrade
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import feature_keys
from ..classes.generations import FOREST_LAND_CLASS
from ..classes.unread import unread_by
from ..classes.unread_codes import unread_codes
from .comparison import main_rules, piece_differences, strictest_grades, whole_differences, whole_grades
from .division import Cover
from .layer_values import declared_areas, recorded_grades, recorded_notes, recorded_rule
from .model import REST, Division, GradePieces, Grades, RuleOutcome
from .pieces import Pieces
from .recorded import Recorded
from .variants import chosen_variant, grade_rules


def grades_of(
    dataset: Dataset,
    variant: Optional[str] = None,
    feedback: Feedback = Silent(),  # noqa: B008
    *,
    occasion: Occasion = Occasion.PRESENT,
    division: Division = Division.RULES,
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> Grades:
    """Grade the forest land of a dataset.

    :param variant: id or title of a variant of the rules; None: the one in force in the pack
    :param occasion: which grade is computed and compared, the present or the planned one
    :param division: what becomes of a sub-compartment that lies in a source layer in part
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when the pack has no such rules, or the sub-compartments cannot be used
    :raises Cancelled: when the user cancels
    """
    context = CheckContext(dataset, (), CancelOnly(feedback))
    return graded(context, variant, occasion, division, feedback, transforms)


def graded(
    context: CheckContext,
    variant: Optional[str] = None,
    occasion: Occasion = Occasion.PRESENT,
    division: Division = Division.RULES,
    feedback: Feedback = Silent(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> Grades:
    """Return what `grades_of` does, of the layers of a self-check; its doubt is left as it is.

    The grades are computed once for all checks of a run.
    """
    name = chosen_variant(grade_rules(context.pack), variant).id

    def compute() -> Grades:
        doubt, context.doubt = context.doubt, None
        try:
            return _Grading(context, name, occasion, division, feedback, transforms).run()
        finally:
            context.doubt = doubt

    if transforms is not None:
        return compute()
    return context.once(("grades", name, occasion, division), compute)


class _Grading:
    """One run over the rules."""

    def __init__(
        self,
        context: CheckContext,
        variant: Optional[str],
        occasion: Occasion,
        division: Division,
        feedback: Feedback,
        transforms: Optional[QgsCoordinateTransformContext],
    ) -> None:
        self._context = context
        self._rules: GradeRules = grade_rules(context.pack)
        self._variant = chosen_variant(self._rules, variant)
        self._occasion = occasion
        self._division = division
        self._feedback = feedback
        self._transforms = transforms
        self._notes: list[Message] = []
        self._covers: dict[tuple[str, Optional[str]], Cover] = {}
        self._record: RecordedGrade = recorded_rule(context.pack, self._rules, occasion)
        self._layer = context.polygon_layer(self._rules.role)
        self._crs = QgsCoordinateReferenceSystem()

    def run(self) -> Grades:
        """Apply all rules; one that cannot be applied does not keep the others from it."""
        context, role = self._context, self._rules.role
        context.frame(role)  # refuses a layer without CRS
        count = len(context.data(role))
        chosen = context.selection(role, self._record.land)
        self._take_doubt()
        recorded, note = recorded_grades(context, self._rules, self._record)
        self._notes += [] if note is None else [note]
        whole = context.polygons(role)
        self._crs = plane_crs(self._layer.crs, whole)
        plane = reprojected(
            select(whole, chosen), self._layer.crs, self._crs, self._layer.name, self._transforms)
        polygons = sound_polygons(plane, Span(self._feedback, 0, 12))
        own_areas = ellipsoidal_areas(
            select(whole, chosen), context.frame(role), feedback=Span(self._feedback, 12, 25))
        rules = self._variant.rules
        pieces = Pieces(polygons, len(rules), self._rules.sliver_width_m / metres_per_unit(self._crs))
        outcomes = []
        for number, rule in enumerate(rules):
            raise_if_cancelled(self._feedback)
            step = Span(self._feedback, 25 + 65.0 * number / len(rules), 25 + 65.0 * (number + 1) / len(rules))
            outcomes.append(self._applied(number, rule, chosen, pieces, own_areas, step))
        grades = self._assembled(pieces, chosen, own_areas, count, recorded, tuple(outcomes))
        self._feedback.setProgress(100)
        return grades

    # --- rules -------------------------------------------------------------------------------

    def _take_doubt(self) -> Optional[Message]:
        """Return why a condition could not be decided everywhere, and note it."""
        doubt, self._context.doubt = self._context.doubt, None
        if doubt is not None and doubt not in self._notes:
            self._notes.append(doubt)
        return doubt

    def _applied(
        self, number: int, rule: GradeRule, chosen: NDArray[np.int64], pieces: Pieces,
        areas: NDArray[np.float64], feedback: Feedback,
    ) -> RuleOutcome:
        """Apply a rule to the pieces; a layer or field that is missing is its reason not to run."""
        try:
            concerned, doubt = self._concerned(rule, chosen)
            if rule.overlay is None:
                pieces.hold(number, concerned)
                shares = concerned.astype(np.float64)
                return RuleOutcome(rule, doubt=doubt, area_m2=_area(areas, shares))
            cover, features = self._cover(rule.overlay)
            doubt = self._take_doubt() or doubt or self._without_shape(rule.overlay)
            unclear = self._unclear(rule.overlay)
            by, share = self._by(rule.overlay)
            if by is AppliesBy.SHARE:
                shares = pieces.hold_by_share(number, concerned, cover, share, feedback)
            else:
                shares = pieces.hold_inside(number, concerned, cover, feedback)
            return RuleOutcome(rule, None, features, unclear, doubt, area_m2=_area(areas, shares))
        except LandPlanError as error:  # a layer that is missing, has no CRS or cannot be read; a missing field
            return RuleOutcome(rule, error.message)

    def _concerned(self, rule: GradeRule, chosen: NDArray[np.int64]) -> tuple[NDArray[np.bool_], Optional[Message]]:
        """Return bool (chosen): the condition of a rule is true; and why it cannot be told everywhere."""
        where = rule.condition(self._occasion)
        if where is None:
            return np.ones(len(chosen), dtype=bool), None
        selected = self._context.selection(self._rules.role, where)
        doubt = self._take_doubt() or self._strange_codes(where, chosen)
        return np.isin(chosen, selected, assume_unique=True), doubt

    def _strange_codes(self, where: str, chosen: NDArray[np.int64]) -> Optional[Message]:
        """Return which sub-compartments have codes that a condition cannot read, None where all can be read."""
        for field, example, features in unread_codes(self._context, self._rules.role, [where], [FOREST_LAND_CLASS]):
            count = int(np.isin(features, chosen, assume_unique=True).sum())
            if count:
                return translatable(
                    "Grades", "{count} sub-compartments of {layer} have a code in {field} that its code list does not "
                    "have, for example “{code}”: correct it.", count=count, layer=self._layer.name, field=field,
                    code=example)
        return None

    def _without_shape(self, overlay: GradeSource) -> Optional[Message]:
        """Return that features of a source layer have no shape, so that nobody knows what they cover."""
        polygons = self._context.polygons(overlay.role, overlay.where)
        lost = int(np.count_nonzero(np.diff(polygons.feature_offsets) == 0))
        if not lost:
            return None
        return translatable(
            "Grades", "{count} features of {layer} have no usable shape, so what lies in them is not known: check "
            "their geometry.", count=lost, layer=self._context.layer(overlay.role).name)

    def _by(self, overlay: GradeSource) -> tuple[AppliesBy, float]:
        if self._division is Division.PIECES:
            return AppliesBy.PIECES, overlay.share
        return overlay.by, overlay.share

    def _cover(self, overlay: GradeSource) -> tuple[Cover, int]:
        """Return the features of a source layer in the CRS of the grades, and their number."""
        layer = self._context.polygon_layer(overlay.role)
        polygons = self._context.polygons(overlay.role, overlay.where)
        key = (overlay.role, overlay.where)
        if key not in self._covers:
            moved = reprojected(polygons, layer.crs, self._crs, layer.name, self._transforms)
            self._covers[key] = Cover(sound_polygons(moved, CancelOnly(self._feedback)))
        return self._covers[key], len(polygons)

    def _unclear(self, overlay: GradeSource) -> int:
        """Return the number of features nobody can tell about: by the rule itself, and for codes no list knows."""
        conditions = [one for one in (overlay.where, overlay.unclear) if one]
        unclear = [one.features for one in unread_codes(self._context, overlay.role, conditions)]
        if overlay.unclear is not None:
            unclear.append(self._context.selection(overlay.role, overlay.unclear))
        self._take_doubt()
        return len(np.unique(np.concatenate(unclear))) if unclear else 0

    # --- result ------------------------------------------------------------------------------

    def _assembled(
        self, made: Pieces, chosen: NDArray[np.int64], own_areas: NDArray[np.float64], count: int,
        recorded: Recorded, outcomes: tuple[RuleOutcome, ...],
    ) -> Grades:
        rules, variant = self._rules, self._variant
        source, polygons, holds, is_whole = made.assembled()
        numbers = np.array([*(rules.number(rule.grade) for rule in variant.rules), rules.number(rules.rest.grade)])
        rule = _first_rule(holds)
        grade = numbers[rule].astype(np.int8)  # -1 is the rest
        areas = self._piece_areas(source, polygons, is_whole, own_areas)
        plane_areas = StripLayer(polygons).areas  # shares are those of the plane, here and where rules apply by share
        row_grade = whole_grades(source, grade, plane_areas, len(chosen), len(rules.grades), rules.share)
        row_rule = main_rules(source, grade, rule, plane_areas, row_grade)
        if self._division is Division.WHOLE:
            grade, rule = row_grade, row_rule
            holds = _any_piece(source, holds, len(chosen))
            source, polygons, areas = np.arange(len(chosen)), made.polygons, own_areas
            is_whole = np.ones(len(chosen), dtype=bool)
        row_strictest = strictest_grades(source, grade, len(chosen))
        all_grade, strictest = np.zeros(count, dtype=np.int8), np.zeros(count, dtype=np.int8)
        all_rule = np.full(count, REST, dtype=np.int16)
        area_m2 = np.full(count, np.nan)
        all_grade[chosen], all_rule[chosen], area_m2[chosen] = row_grade, row_rule, own_areas
        strictest[chosen] = row_strictest
        doubtful = [rules.number(outcome.rule.grade) for outcome in outcomes if outcome.leaves_doubt]
        features = chosen[source]
        difference = piece_differences(features, grade, strictest, recorded, doubtful)
        outcomes = tuple(
            replace(outcome, count=len(np.unique(source[held]))) for outcome, held in zip(outcomes, holds))
        declared, note = declared_areas(self._context, rules)
        self._notes += [] if note is None else [note]
        with np.errstate(invalid="ignore", divide="ignore"):
            part = np.where(is_whole, 1.0, areas / own_areas[source])
        polygons = replace(polygons, fids=np.arange(len(source), dtype=np.int64))
        shapeless = int(np.count_nonzero((np.diff(made.polygons.feature_offsets) == 0) | ~np.isfinite(own_areas)))
        self._notes += recorded_notes(recorded, chosen, self._layer.name, rules)
        return Grades(
            rules=rules,
            variant=variant,
            occasion=self._occasion,
            layer=self._layer.name,
            crs=self._crs,
            fids=self._context.data(rules.role).fids,
            keys=feature_keys(self._context, rules.role),
            grade=all_grade,
            rule=all_rule,
            strictest=strictest,
            recorded=recorded,
            difference=whole_differences(features, difference, count),
            area_m2=area_m2,
            declared_m2=declared,
            pieces=GradePieces(
                features, grade, rule, holds, difference, polygons, areas, declared[features] * part, is_whole),
            outcomes=outcomes,
            class_unknown=self._class_unknown(),
            shapeless=shapeless,
            notes=tuple(self._notes),
        )

    def _piece_areas(
        self, source: NDArray[np.int64], polygons: PolygonArrays, is_whole: NDArray[np.bool_],
        own_areas: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Return the areas of pieces in m²; those of a sub-compartment add up to its own."""
        areas = own_areas[source].copy()
        parts = np.flatnonzero(~is_whole)
        if len(parts):
            measured = ellipsoidal_areas(select(polygons, parts), area_frame(self._crs), rounding=False)
            sums = np.bincount(source[parts], weights=measured, minlength=len(own_areas))[source[parts]]
            areas[parts] *= np.divide(measured, sums, out=np.zeros(len(parts)), where=sums > 0)
        return areas

    def _class_unknown(self) -> int:
        """Return how many sub-compartments were passed over only because their class is no code as it is written."""
        found = unread_by(self._context, self._rules.role, self._record.land)
        return 0 if found is None else len(found)


def _area(areas: NDArray[np.float64], shares: NDArray[np.float64]) -> float:
    """Return how much land the shares of some areas are, in m²."""
    return float(np.nan_to_num(areas * shares).sum())


def _first_rule(holds: NDArray[np.bool_]) -> NDArray[np.int16]:
    """Return for each piece the first rule that holds, `REST` where none does."""
    if not len(holds):
        return np.full(holds.shape[1], REST, dtype=np.int16)
    return np.where(holds.any(axis=0), np.argmax(holds, axis=0), REST).astype(np.int16)


def _any_piece(source: NDArray[np.int64], holds: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Return bool (rules, count): a rule holds on any piece of the sub-compartment."""
    result = np.zeros((len(holds), count), dtype=bool)
    for number, row in enumerate(holds):
        result[number, source[row]] = True
    return result
