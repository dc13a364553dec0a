"""Checks on land that enters basic farmland (划入), on what was left out, and on steep land."""

from __future__ import annotations

from functools import partial
from typing import Iterator

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...delineation.evidence import read_evidence
from ...delineation.model import Screening
from ...geometry.overlay import parts_outside
from ...geometry.plane import metres_per_unit
from ...geometry.wkb import select
from ...message import Message, translatable
from ...rulepack.delineation_rules import Status
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import feature_of
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from ..checks.changes import changes
from ..checks.land import ENTERING, entered_cuts, entering, land, not_judged, rows_of, with_reservation
from ..checks.needs import adjustment_rules, delineation_rules, expect_layer
from ..checks.overlays import parcel_places
from ..checks.places import Place, cut_places, parcel_key, parts_of_check, place_findings, unit_title
from ..checks.reasons import criterion_list, joined, of_parts

BANNED = (Status.NOT_ELIGIBLE, Status.MUST_LEAVE)


def _banned(screening: Screening) -> NDArray[np.bool_]:
    """Return which parcels a ban holds on, bool (parcels)."""
    return np.asarray(screening.holds[rows_of(screening, BANNED)].any(axis=0))


@check_kind("adjustment.entered_criterion", rules="adjustment")
def entered_criterion(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every piece that became basic farmland meets a criterion to enter; what is banned is another check's business."""
    expect_layer(check, context, adjustment_rules(context).after)
    cuts, screening = entered_cuts(context), entering(context)
    rows = rows_of(screening, ENTERING)
    # what holds without its proof holds here, too; a criterion that only proof brings about (E08, E09) does not
    fits = screening.holds[rows].any(axis=0)
    wrong = parts_of_check(check, context, cuts) & ~of_parts(cuts, fits | _banned(screening), False)
    open_criteria = not_judged(screening, ENTERING)

    def sentence(part: int, area: float) -> Message:
        parcel = int(cuts.parcel[part])
        if parcel < 0:
            told = translatable("Adjustment", "{area} m² became basic farmland where there is no land-use parcel, so "
                                "nobody knows what land it is.", area=round(area, 2))
        else:
            told = translatable(
                "Adjustment", "{area} m² of parcel {parcel} (class {land_class}, unit {unit}) became basic "
                "farmland, but meet none of the criteria to enter.",
                area=round(area, 2), parcel=parcel_key(context, parcel),
                land_class=str(land(context).parcels.land_class[parcel]) or "?", unit=unit_title(context, parcel))
        return with_reservation(told, open_criteria)

    places = cut_places(context, cuts, wrong, lambda part: "no_criterion",
                        partial(partial, sentence))
    yield from place_findings(context, check, places, changes(context).crs)


@check_kind("adjustment.entered_ban", rules="adjustment")
def entered_ban(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No piece that became basic farmland lies on land that must not be basic farmland."""
    expect_layer(check, context, adjustment_rules(context).after)
    cuts, screening = entered_cuts(context), entering(context)
    wrong = parts_of_check(check, context, cuts) & of_parts(cuts, _banned(screening), False)
    rows = rows_of(screening, BANNED)

    def sentence(part: int, area: float) -> Message:
        parcel = int(cuts.parcel[part])
        return translatable(
            "Adjustment", "{area} m² of parcel {parcel} (class {land_class}, unit {unit}) became basic "
            "farmland, although the plan forbids it:\n{reasons}",
            area=round(area, 2), parcel=parcel_key(context, parcel),
            land_class=str(land(context).parcels.land_class[parcel]) or "?", unit=unit_title(context, parcel),
            reasons=criterion_list([screening.criteria[int(row)] for row in rows if screening.holds[row, parcel]]))

    places = cut_places(context, cuts, wrong, lambda part: "banned", partial(partial, sentence))
    yield from place_findings(context, check, places, changes(context).crs)
    context.doubt = context.doubt or not_judged(screening, BANNED)


@check_kind("adjustment.must_enter", rules="adjustment")
def must_enter(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Land that has to enter was not left out (应划未划)."""
    rules = delineation_rules(context)
    expect_layer(check, context, rules.parcels.role)
    found, screening, changed = land(context), entering(context), changes(context)
    chosen = np.zeros(len(found.parcels), dtype=bool)
    chosen[context.selection(check.layer, check.where)] = True
    parcels = np.flatnonzero(screening.has(Status.MUST_ENTER) & ~found.parcels.is_current & chosen)
    context.examined = int(np.count_nonzero(chosen))
    tolerance = float(context.pack.tolerances.get("topology", 0.001)) / metres_per_unit(changed.crs)
    errors = parts_outside(select(found.polygons, parcels), changed.after, tolerance, context.feedback)
    parts: dict[int, list[QgsGeometry]] = {}
    for error in errors:
        parts.setdefault(int(parcels[error.feature_a]), []).append(error.geometry)
    rows = rows_of(screening, (Status.MUST_ENTER,))

    def sentence(parcel: int, area: float) -> Message:
        return translatable(
            "Adjustment", "{area} m² of parcel {parcel} (class {land_class}, unit {unit}) should enter, but are "
            "not basic farmland:\n{reasons}", area=round(area, 2), parcel=parcel_key(context, parcel),
            land_class=str(found.parcels.land_class[parcel]) or "?", unit=unit_title(context, parcel),
            reasons=criterion_list([screening.criteria[int(row)] for row in rows if screening.holds[row, parcel]]))

    places = [
        Place("left_out", (feature_of(context, check.layer, parcel),), shapes, partial(sentence, parcel))
        for parcel, shapes in parts.items()
    ]
    yield from place_findings(context, check, places, changed.crs)
    context.doubt = context.doubt or not_judged(screening, (Status.MUST_ENTER,))


@check_kind("adjustment.steep", rules="adjustment")
def steep(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Steep basic farmland has proof that it is terraced or irrigated."""
    rules, table = adjustment_rules(context), delineation_rules(context).evidence
    expect_layer(check, context, rules.after)
    found, changed = land(context), changes(context)
    evidence = read_evidence(context.pack, table, context.layer(table.role), found.parcels.keys, context.feedback)
    if not np.any(found.parcels.slope_class != ""):
        context.column(delineation_rules(context).parcels.role, delineation_rules(context).parcels.slope_class or "")
    is_steep = found.parcels.is_farmland & np.isin(found.parcels.slope_class.astype(str), rules.steep.classes)
    parcels = np.flatnonzero(is_steep & ~evidence.any_of(rules.steep.evidence))
    context.examined = int(np.count_nonzero(is_steep))
    names = context.pack.code_lists[table.kinds].names
    needed = joined([names[kind] for kind in rules.steep.evidence if kind in names])

    def sentence(parcel: int, area: float) -> Message:
        return translatable(
            "Adjustment", "{area} m² of basic farmland on parcel {parcel} (unit {unit}) have the slope class "
            "{slope_class}, but {layer} has no {needed} for it.", area=round(area, 2),
            parcel=parcel_key(context, parcel), unit=unit_title(context, parcel),
            slope_class=str(found.parcels.slope_class[parcel]), layer=context.layer(table.role).name, needed=needed)

    indexes = context.selection(rules.after, check.where)
    places = parcel_places(context, parcels, select(changed.after, indexes), indexes, rules.after, "steep", sentence)
    yield from place_findings(context, check, places, changed.crs)
