"""The planning base (规划基数, 花·二(一)): land survey × forest one-map, decided, supplemented, checked by sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Optional

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...dataset.dataset import Dataset
from ...dataset.layer import SourceLayer
from ...dataset.rebind import with_layers
from ...delineation.parcel_columns import numbers, texts
from ...errors import LandPlanError
from ...feedback import Feedback, Silent, Span
from ...geometry.area import AreaFrame, area_frame
from ...geometry.plane import metres_per_unit, plane_crs
from ...indicators.feature_codes import feature_codes
from ...message import Message, translatable
from ...rulepack.model import Pack
from ...rulepack.planning_base_rules import AdminSource, Decision, DisagreementKind, PlanningBaseRules
from ...selfcheck.context import CheckContext
from .checksum import AdminArea, checksum, town_of
from .decision_list import read_decisions
from .disagreements import judged
from .model import DecisionList, Floats, PlanningBase
from .overlay import overlay
from .sides import empty_note, left_out_note, placed, read_one_map, read_survey, require_polygons
from .supplement import no_supplement, supplemented


@dataclass(frozen=True)
class BaseInputs:
    """What the base is made from.

    :ivar survey: land survey (地类图斑); ``one_map``: sub-compartments (林地小班)
    :ivar admin: administrative area, for the checksum; ``planned``: land planned for forestry
    :ivar farmland: permanent basic farmland, which is never supplementary forest land
    :ivar decisions: table or layer with the columns key and decision
    """

    survey: SourceLayer
    one_map: SourceLayer
    admin: Optional[SourceLayer] = None
    planned: Optional[SourceLayer] = None
    farmland: Optional[SourceLayer] = None
    decisions: Optional[SourceLayer] = None


@dataclass(frozen=True)
class BaseOptions:
    """What the user may set in the place of the pack's rules.

    :ivar chosen: decision for a whole kind of disagreement
    :ivar sliver_area_m2: None: the pack's; ``sliver_width_m`` likewise
    """

    chosen: Mapping[DisagreementKind, Decision] = field(default_factory=dict)
    sliver_area_m2: Optional[float] = None
    sliver_width_m: Optional[float] = None


def planning_base_rules(pack: Pack) -> PlanningBaseRules:
    """Return the pack's rules of the planning base.

    :raises LandPlanError: when it has none
    """
    if pack.planning_base is None:
        raise LandPlanError(
            translatable(
                "PlanningBase",
                "The rule pack {pack} has no rules for a planning base (planningbase.yaml): choose the forest pack.",
                pack=pack.title,
            )
        )
    return pack.planning_base


def planning_base(
    pack: Pack,
    inputs: BaseInputs,
    options: BaseOptions = BaseOptions(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
    feedback: Feedback = Silent(),  # noqa: B008
) -> PlanningBase:
    """Return the planning base.

    Pieces of each survey parcel add up to its official area; land of the one-map outside the survey is no part of the
    base and stands in the checksum. Layers in other coordinate reference systems are brought into that of the survey;
    a geographic one is brought into a transverse Mercator plane through the middle of the data.

    :param transforms: the datum transformations chosen by the user
    :raises LandPlanError: when a layer or field that is needed is missing
    :raises Cancelled: when the user cancels
    """
    rules = planning_base_rules(pack)
    for layer in (inputs.survey, inputs.one_map, inputs.admin, inputs.planned, inputs.farmland):
        if layer is not None:
            require_polygons(layer)
    context = CheckContext(_dataset(pack, rules, inputs), (), Span(feedback, 0, 5))
    decisions = DecisionList()
    if inputs.decisions is not None:
        decisions = read_decisions(inputs.decisions, rules.words, Span(feedback, 0, 2))
    crs = plane_crs(inputs.survey.crs, inputs.survey.read(Span(feedback, 2, 5)).polygons)
    frame = area_frame(crs)
    survey = read_survey(context, rules, crs, frame, transforms, Span(feedback, 5, 12))
    one_map = read_one_map(context, rules, crs, frame, transforms, Span(feedback, 12, 18))
    unit = metres_per_unit(crs)
    least = rules.sliver_area_m2 if options.sliver_area_m2 is None else options.sliver_area_m2
    width = (rules.sliver_width_m if options.sliver_width_m is None else options.sliver_width_m) / unit
    laid = overlay(survey, one_map, least / unit**2, width, frame, Span(feedback, 18, 75))
    found = judged(context, rules, survey, one_map, laid.survey, laid.one_map, options.chosen, decisions)
    notes = [*empty_note(inputs.survey, survey), *empty_note(inputs.one_map, one_map)]
    notes += [*survey.notes, *one_map.notes, *decisions.notes, *found.notes]
    split = no_supplement(len(laid.survey), laid.polygons, laid.area_m2)
    if inputs.planned is not None and rules.supplement is not None:
        split = supplemented(
            context, rules.supplement, laid.polygons, laid.area_m2, survey.land_class[laid.survey], found.forest, crs,
            frame, width, transforms, Span(feedback, 75, 92),
        )
        notes += split.supplement.notes
    admin = None
    if inputs.admin is not None and rules.admin is not None:
        admin, more = _admin(context, rules.admin, crs, frame, transforms, Span(feedback, 92, 97))
        notes += more
    at = split.source
    lines, unexplained = checksum(
        survey, one_map, laid.survey[at], laid.one_map[at], split.area_m2, laid.extras, admin
    )
    notes += _sum_notes(survey.layer, one_map.layer, laid.extras.survey_overlap, laid.extras.one_map_overlap,
                        laid.extras.gap_count, laid.extras.gap_m2, laid.extras.outside)
    if context.doubt is not None:
        notes.append(context.doubt)
    feedback.setProgress(100)
    return PlanningBase(
        crs=crs, survey_side=survey, one_map_side=one_map, polygons=split.polygons, survey=laid.survey[at],
        one_map=laid.one_map[at], area_m2=split.area_m2, kind=found.kind[at], case=found.case[at],
        keys=found.keys[at], decision=found.decision[at], source=found.source[at], listed=found.listed,
        forest=found.forest[at], base_class=found.base_class[at], supplementary=split.planned,
        planned=split.supplement, checksum=lines, unexplained_m2=unexplained, notes=tuple(notes),
    )


def _dataset(pack: Pack, rules: PlanningBaseRules, inputs: BaseInputs) -> Dataset:
    """Return the layers in the roles that the rules speak of."""
    chosen = {rules.survey.role: inputs.survey, rules.one_map.role: inputs.one_map}
    if rules.admin is not None and inputs.admin is not None:
        chosen[rules.admin.role] = inputs.admin
    if rules.supplement is not None:
        if inputs.planned is not None:
            chosen[rules.supplement.role] = inputs.planned
        if inputs.farmland is not None:
            chosen[rules.supplement.farmland_role] = inputs.farmland
    return with_layers(Dataset(pack, "", {}), chosen)


def _admin(
    context: CheckContext,
    rules: AdminSource,
    crs: QgsCoordinateReferenceSystem,
    frame: AreaFrame,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> tuple[AdminArea, list[Message]]:
    layer = context.layer(rules.role)
    _, areas, _ = placed(layer, crs, frame, transforms, feedback)
    units = feature_codes(context, rules.role, [rules.unit])
    codes = np.array(units.names or [""], dtype=object)[units.index]
    declared: dict[str, Floats] = {}
    notes = left_out_note(layer, areas, translatable(
        "PlanningBase", "The administrative area lacks them, and so does what the base is compared with."))
    for name in rules.areas:
        if layer.field_name(context.role(rules.role).fields[name]) is None:
            notes.append(
                translatable(
                    "PlanningBase",
                    "{layer} has no field {field}, so the base is not compared with the area it declares.",
                    layer=layer.name, field=name,
                )
            )
        else:
            declared[name] = numbers(context.column(rules.role, name))
    names = np.full(len(areas), "", dtype=object)
    if rules.name and layer.field_name(context.role(rules.role).fields[rules.name]) is not None:
        names = texts(context.column(rules.role, rules.name))
    return AdminArea(layer.name, town_of(codes), names, areas, declared), notes


def _sum_notes(
    survey: str,
    one_map: str,
    survey_overlap: np.ndarray,
    one_map_overlap: np.ndarray,
    gap_count: int,
    gap_m2: float,
    outside: np.ndarray,
) -> list[Message]:
    """Return what is wrong with the inputs themselves: overlaps, gaps, land outside."""
    notes = []
    for layer, overlap in ((survey, survey_overlap), (one_map, one_map_overlap)):
        if overlap.any():
            notes.append(
                translatable(
                    "PlanningBase",
                    "{layer}: {count} features lie over others, {area} m² in all. That land counts once, for the "
                    "larger feature. Run the topology check.",
                    layer=layer, count=int(np.count_nonzero(overlap)), area=f"{overlap.sum():.2f}",
                )
            )
    if gap_count:
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} gaps are enclosed by parcels, {area} m² in all. They are no part of the base. Run "
                "the topology check.",
                layer=survey, count=gap_count, area=f"{gap_m2:.2f}",
            )
        )
    if outside.any():
        notes.append(
            translatable(
                "PlanningBase",
                "{count} features of {layer} reach beyond the land survey, by {area} m² in all. That land is no part "
                "of the base and stands in the checksum.",
                layer=one_map, count=int(np.count_nonzero(outside)), area=f"{outside.sum():.2f}",
            )
        )
    return notes
