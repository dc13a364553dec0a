"""Checks on basic farmland that leaves (调出): reasons, evidence, the target first, and what has to leave."""

from __future__ import annotations

from functools import partial
from typing import Iterator

import numpy as np

from ...geometry.wkb import select
from ...message import Message, translatable
from ...rulepack.delineation_rules import Status
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from ..checks.changes import changes
from ..checks.land import LEAVING, land, leaving, not_judged, removed_cuts, rows_of, with_reservation
from ..checks.needs import adjustment_rules, delineation_rules, expect_layer
from ..checks.overlays import parcel_places
from ..checks.places import cut_places, parcel_key, parts_of_check, place_findings, unit_title
from ..checks.reasons import criterion_list, needed_evidence, of_parts, reasons_of
from ..checks.targets import units_below_target


@check_kind("adjustment.removed_reason", rules="adjustment")
def removed_reason(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every piece of basic farmland that was removed has a reason the plan allows."""
    expect_layer(check, context, adjustment_rules(context).before)
    cuts = removed_cuts(context)
    screening = leaving(context)
    wrong = parts_of_check(check, context, cuts) & ~of_parts(cuts, reasons_of(screening).any, False)
    open_criteria = not_judged(screening, LEAVING)

    def sentence(part: int, area: float) -> Message:
        parcel = int(cuts.parcel[part])
        if parcel < 0:
            told = translatable(
                "Adjustment", "{area} m² of basic farmland were removed where there is no land-use parcel, so "
                "they have no reason to leave.", area=round(area, 2))
        else:
            told = translatable(
                "Adjustment", "{area} m² of basic farmland were removed, but parcel {parcel} (class "
                "{land_class}, unit {unit}) has no reason to leave that the plan allows. Keep it, or prove a reason.",
                area=round(area, 2), parcel=parcel_key(context, parcel),
                land_class=str(land(context).parcels.land_class[parcel]) or "?", unit=unit_title(context, parcel))
        return with_reservation(told, open_criteria)

    places = cut_places(context, cuts, wrong, lambda part: "no_reason", partial(partial, sentence))
    yield from place_findings(context, check, places, changes(context).crs)


@check_kind("adjustment.removed_evidence", rules="adjustment")
def removed_evidence(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Where the reason to leave needs evidence, the table of evidence has it."""
    expect_layer(check, context, adjustment_rules(context).before)
    table = delineation_rules(context).evidence
    context.layer(table.role)
    cuts = removed_cuts(context)
    reasons = reasons_of(leaving(context))
    lacking = reasons.any & ~reasons.proven().any(axis=0)
    kinds = dict(context.pack.code_lists[table.kinds].names)
    wrong = parts_of_check(check, context, cuts) & of_parts(cuts, lacking, False)

    def sentence(part: int, area: float) -> Message:
        parcel = int(cuts.parcel[part])
        return translatable(
            "Adjustment", "{area} m² of basic farmland of parcel {parcel} (unit {unit}) were removed without the "
            "evidence that the reason needs. Enter it in {layer}:\n{needed}", area=round(area, 2),
            parcel=parcel_key(context, parcel), unit=unit_title(context, parcel),
            layer=context.layer(table.role).name, needed=needed_evidence(reasons.lacking(parcel), kinds))

    places = cut_places(context, cuts, wrong, lambda part: "no_evidence",
                        partial(partial, sentence))
    yield from place_findings(context, check, places, changes(context).crs)


@check_kind("adjustment.removed_before_target", rules="adjustment")
def removed_before_target(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """What may leave only once the target is met has not left before."""
    expect_layer(check, context, adjustment_rules(context).before)
    below = units_below_target(context)
    cuts, found = removed_cuts(context), land(context)
    reasons = reasons_of(leaving(context))
    numbers = range(len(reasons.rows))
    gated = np.array([reasons.criterion(number).only_when_target_met for number in numbers], dtype=bool)
    applies = reasons.holds | reasons.missing
    waits = applies[gated].any(axis=0) & ~applies[~gated].any(axis=0)
    early = np.zeros(len(found.parcels), dtype=bool)
    for parcel in np.flatnonzero(waits).tolist():
        early[parcel] = below.of(found.unit_of(parcel)) is not None
    wrong = parts_of_check(check, context, cuts) & of_parts(cuts, early, False)

    def sentence(part: int, area: float) -> Message:
        parcel = int(cuts.parcel[part])
        applying = [reasons.criterion(reason) for reason in np.flatnonzero(applies[:, parcel]).tolist()]
        missed = below.of(found.unit_of(parcel))
        return translatable(
            "Adjustment", "{area} m² of basic farmland of parcel {parcel} (unit {unit}) were removed, which is "
            "allowed only once the target is met; unit {target_unit} lacks {shortfall} ha.\n{reasons}",
            area=round(area, 2),
            parcel=parcel_key(context, parcel), unit=unit_title(context, parcel),
            target_unit="" if missed is None else missed.unit,
            shortfall=0.0 if missed is None else missed.shortfall_ha, reasons=criterion_list(applying))

    places = cut_places(context, cuts, wrong, lambda part: "too_early", partial(partial, sentence))
    yield from place_findings(context, check, places, changes(context).crs)


@check_kind("adjustment.must_leave", rules="adjustment")
def must_leave(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Land that has to leave is not basic farmland any more (应调出未调出)."""
    rules = adjustment_rules(context)
    expect_layer(check, context, rules.after)
    screening = leaving(context)
    rows = rows_of(screening, (Status.MUST_LEAVE,))
    parcels = np.flatnonzero(screening.holds[rows].any(axis=0))
    context.examined = len(land(context).parcels)

    def sentence(parcel: int, area: float) -> Message:
        holding = [screening.criteria[int(row)] for row in rows if screening.holds[row, parcel]]
        return translatable(
            "Adjustment", "{area} m² of parcel {parcel} (class {land_class}, unit {unit}) are still basic "
            "farmland, but the plan demands that they leave:\n{reasons}",
            area=round(area, 2), parcel=parcel_key(context, parcel),
            land_class=str(land(context).parcels.land_class[parcel]) or "?", unit=unit_title(context, parcel),
            reasons=criterion_list(holding))

    after = select(changes(context).after, context.selection(rules.after, check.where))
    places = parcel_places(context, parcels, after, context.selection(rules.after, check.where), rules.after,
                           "must_leave", sentence)
    yield from place_findings(context, check, places, changes(context).crs)
    context.doubt = context.doubt or not_judged(screening, (Status.MUST_LEAVE,))
