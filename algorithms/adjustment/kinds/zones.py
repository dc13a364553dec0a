"""Checks on zones: the urban fringe (范围不变、面积不减、质量不降), and areas whose layout must not change."""

from __future__ import annotations

from typing import Iterator

import numpy as np
from qgis.core import QgsGeometry

from ...delineation.evidence import read_evidence
from ...geometry.area_units import hectares
from ...geometry.coverage_input import geometries, polygon_parts
from ...geometry.overlap_areas import covered_shares
from ...geometry.overlay import parts_outside
from ...geometry.plane import metres_per_unit
from ...geometry.wkb import concatenate, geometry_of
from ...message import Message, Value, translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import feature_finding, feature_of, text_of
from ...selfcheck.model import Feature, Finding
from ...selfcheck.one_crs import in_crs, in_crs_of
from ...selfcheck.registry import check_kind
from ..checks.balance import side
from ..checks.changes import changes
from ..checks.land import land
from ..checks.needs import adjustment_rules, delineation_rules
from ..checks.places import Place, Sentence, cut_features, parcel_key, place_findings
from ..checks.reasons import joined
from ..checks.zones import InZones, in_zones
from .balance import LEAST_M2, quality_doubt, worse

ROLE = ParameterSpec(ParameterType.ROLE, required=True)


def _zone_name(context: CheckContext, check: CheckRule, zone: int) -> str:
    """Return the name of a zone for a sentence, its feature id without one."""
    role, layer = context.role(check.layer), context.layer(check.layer)
    for rule in role.fields.values():
        if layer.field_name(rule) is not None:
            name = text_of(context.column(check.layer, rule.name)[zone]).strip()
            if name:
                return name
    return f"#{int(context.data(check.layer).fids[zone])}"


@check_kind("adjustment.fringe_range", rules="adjustment", target=ROLE)
def fringe_range(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The urban fringe is what it was before the adjustment; ``target`` is the layer of what it was."""
    target = check.parameters["target"]
    crs = context.layer(check.layer).crs
    now = context.polygons(check.layer, check.where)
    before = in_crs_of(context, check.layer, target, context.polygons(target))
    indexes = context.selection(check.layer, check.where)
    context.examined = len(now)
    tolerance = context.topology_tolerance(check) / metres_per_unit(crs)

    def lost(area: float) -> Message:
        return translatable("Adjustment", "{area} m² were urban fringe before the adjustment and are no longer; "
                            "its range must not change.", area=round(area, 2))

    def added(area: float) -> Message:
        return translatable("Adjustment", "{area} m² are urban fringe that were not before the adjustment; its "
                            "range must not change.", area=round(area, 2))

    places = [
        Place("range_lost", (feature_of(context, target, error.feature_a),), [error.geometry], lost)
        for error in parts_outside(before, now, tolerance, context.feedback)
    ] + [
        Place("range_added", (feature_of(context, check.layer, int(indexes[error.feature_a])),), [error.geometry],
              added)
        for error in parts_outside(now, before, tolerance, context.feedback)
    ]
    yield from place_findings(context, check, places, crs)


@check_kind("adjustment.fringe_area", rules="adjustment")
def fringe_area(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every part of the urban fringe has as much basic farmland after the adjustment as before."""
    removed, entered = in_zones(context, check.layer or "", check.where)
    field = adjustment_rules(context).net_area
    for zone in _zones(check, context):
        out, into = (float(one.pieces.net_m2[one.zone == zone].sum()) for one in (removed, entered))
        if out - into <= LEAST_M2:
            continue
        message = translatable(
            "Adjustment", "Urban fringe {zone}: {removed} ha of basic farmland were removed and only {entered} "
            "ha entered; {missing} ha are missing.", zone=_zone_name(context, check, zone), removed=hectares(out),
            entered=hectares(into), missing=hectares(out - into))
        yield feature_finding(context, check, zone, "area_missing", message, field, hectares(into), hectares(out),
                              _place(context, check, removed, zone))


@check_kind("adjustment.fringe_quality", rules="adjustment")
def fringe_quality(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """In every part of the urban fringe, what entered is on the mean no worse than what was removed."""
    removed, entered = in_zones(context, check.layer or "", check.where)
    unknown = [0.0, 0.0]
    for zone in _zones(check, context):
        out, into = (side(context, one.cuts, one.parts_in(zone)) for one in (removed, entered))
        unknown = [unknown[0] + out.ungraded_m2, unknown[1] + into.ungraded_m2]
        scope = translatable("Adjustment", "Urban fringe {zone}", zone=_zone_name(context, check, zone))
        message = worse(context, out, into, scope)
        if message is not None:
            yield feature_finding(
                context, check, zone, "quality_lower", message, delineation_rules(context).parcels.quality or "",
                round(into.mean_quality, 4), round(out.mean_quality, 4), _place(context, check, removed, zone))
    context.doubt = context.doubt or quality_doubt(context, *unknown)


@check_kind("adjustment.fringe_evidence", rules="adjustment")
def fringe_evidence(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every change within the urban fringe has its evidence, or a project that it serves."""
    rule, table = adjustment_rules(context).fringe, delineation_rules(context).evidence
    parcels, crs = land(context).parcels, changes(context).crs
    proven = read_evidence(
        context.pack, table, context.layer(table.role), parcels.keys, context.feedback).any_of(rule.evidence)
    names = context.pack.code_lists[table.kinds].names
    needed = joined([names[kind] for kind in rule.evidence if kind in names])
    bound = [role for role in rule.projects if context.dataset.layer(role) is not None]
    projects = [in_crs(context, role, context.polygons(role), crs) for role in bound]
    for changed, is_removed in zip(in_zones(context, check.layer or "", check.where), (True, False)):
        cuts = changed.cuts
        context.examined += len(changed.pieces)
        shown = (cuts.parcel >= 0) & proven[np.maximum(cuts.parcel, 0)]
        if projects and len(changed.pieces):
            served = covered_shares(changed.pieces.polygons, concatenate(projects), context.feedback)
            shown |= served[cuts.piece] >= rule.project_share - 1e-9
        kind = "removed_unproven" if is_removed else "entered_unproven"
        places = []
        for part, shapes in cuts.shapes(np.flatnonzero(~shown)):
            parcel = int(cuts.parcel[part])
            values: dict[str, Value] = {
                "parcel": parcel_key(context, parcel) if parcel >= 0 else "?",
                "zone": _zone_name(context, check, int(changed.zone[cuts.piece[part]])),
                "layer": context.layer(table.role).name,
                "needed": needed,
            }
            places.append(
                Place(kind, cut_features(context, cuts, part), shapes, _unproven(values, is_removed))
            )
        yield from place_findings(context, check, places, crs)


def _unproven(values: dict[str, Value], is_removed: bool) -> Sentence:
    """Return what makes the sentence of a change within the fringe that nothing justifies."""

    def removed(area: float) -> Message:
        return translatable(
            "Adjustment", "{area} m² of basic farmland of parcel {parcel} were removed within the urban fringe "
            "{zone}, but {layer} has no {needed} for it.", area=round(area, 2), **values)

    def entered(area: float) -> Message:
        return translatable(
            "Adjustment", "{area} m² of parcel {parcel} became basic farmland within the urban fringe {zone}, but "
            "{layer} has no {needed} for it.", area=round(area, 2), **values)

    return removed if is_removed else entered


@check_kind("adjustment.frozen", rules="adjustment")
def frozen(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Nothing was removed and nothing entered where the layout must not change."""
    context.examined = len(context.selection(check.layer, check.where))
    for changed, is_removed in zip(in_zones(context, check.layer or "", check.where), (True, False)):
        places = []
        for piece, shape in geometries(changed.pieces.polygons, np.arange(len(changed.pieces))):
            zone = int(changed.zone[piece])
            features = (
                feature_of(context, check.layer, zone),
                feature_of(context, changed.pieces.role, int(changed.pieces.source[piece])),
            )
            places.append(Place("removed" if is_removed else "entered", _known(features), polygon_parts(shape),
                                _frozen_sentence(_zone_name(context, check, zone), is_removed)))
        yield from place_findings(context, check, places, changes(context).crs)


def _frozen_sentence(zone: str, is_removed: bool) -> Sentence:
    """Return what makes the sentence of a change where nothing may change."""

    def removed(area: float) -> Message:
        return translatable("Adjustment", "{area} m² of basic farmland were removed within {zone}, where the "
                            "layout must not change.", area=round(area, 2), zone=zone)

    def entered(area: float) -> Message:
        return translatable("Adjustment", "{area} m² became basic farmland within {zone}, where the layout must not "
                            "change.", area=round(area, 2), zone=zone)

    return removed if is_removed else entered


def _known(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    """Return features, those with a key first: the key is what a finding is told by."""
    return tuple(sorted(features, key=lambda feature: not feature.key))


def _zones(check: CheckRule, context: CheckContext) -> list[int]:
    zones: list[int] = context.selection(check.layer, check.where).tolist()
    context.examined = len(zones)
    return zones


def _place(context: CheckContext, check: CheckRule, removed: InZones, zone: int) -> bytes:
    """Return the land removed in a zone as WKB in the CRS of the zones; the zone itself where that is another one."""
    crs = context.layer(check.layer).crs
    if crs != changes(context).crs:
        return bytes(geometry_of(context.data(check.layer).polygons, zone).asWkb())
    chosen = np.flatnonzero(removed.zone == zone)
    parts = [part for _, shape in geometries(removed.pieces.polygons, chosen) for part in polygon_parts(shape)]
    return bytes(QgsGeometry.collectGeometry(parts).asWkb())
