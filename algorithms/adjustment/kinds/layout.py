"""Checks of the whole layout: the declared ledger against the true change, and how much of the layout changed."""

from __future__ import annotations

from typing import Iterator

from ...geometry.area_units import hectares
from ...geometry.overlay import parts_outside
from ...geometry.plane import metres_per_unit
from ...message import Message, translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import feature_of, layer_finding
from ...selfcheck.model import Finding
from ...selfcheck.one_crs import in_crs
from ...selfcheck.registry import check_kind
from ..checks.changes import Pieces, changes
from ..checks.needs import adjustment_rules, expect_layer
from ..checks.places import Place, Sentence, place_findings

NUMBER = ParameterSpec(ParameterType.NUMBER)


@check_kind("adjustment.ledger_removed", rules="adjustment", tolerance=NUMBER)
def ledger_removed(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """What the ledger lists as removed (the features ``where`` selects) is what was removed."""

    def undeclared(area: float) -> Message:
        return translatable("Adjustment", "{area} m² of basic farmland were removed here, but the ledger does "
                            "not list them as removed.", area=round(area, 2))

    def untrue(area: float) -> Message:
        return translatable("Adjustment", "The ledger lists {area} m² as removed that were not basic farmland "
                            "before, or still are.", area=round(area, 2))

    yield from _ledger(check, context, changes(context).removed, (undeclared, untrue), "removed")


@check_kind("adjustment.ledger_entered", rules="adjustment", tolerance=NUMBER)
def ledger_entered(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """What the ledger lists as added (the features ``where`` selects) is what entered."""

    def undeclared(area: float) -> Message:
        return translatable("Adjustment", "{area} m² became basic farmland here, but the ledger does not list "
                            "them as added.", area=round(area, 2))

    def untrue(area: float) -> Message:
        return translatable("Adjustment", "The ledger lists {area} m² as added that were basic farmland before, "
                            "or are not now.", area=round(area, 2))

    yield from _ledger(check, context, changes(context).entered, (undeclared, untrue), "entered")


def _ledger(
    check: CheckRule, context: CheckContext, pieces: Pieces, sentences: tuple[Sentence, Sentence], word: str
) -> Iterator[Finding]:
    crs = changes(context).crs
    indexes = context.selection(check.layer, check.where)
    declared = in_crs(context, check.layer or "", context.polygons(check.layer, check.where), crs)
    context.examined = len(indexes) + len(pieces)
    tolerance = context.topology_tolerance(check) / metres_per_unit(crs)
    places = [
        Place(f"{word}_undeclared", (feature_of(context, pieces.role, int(pieces.source[error.feature_a])),),
              [error.geometry], sentences[0])
        for error in parts_outside(pieces.polygons, declared, tolerance, context.feedback)
    ] + [
        Place(f"not_{word}", (feature_of(context, check.layer, int(indexes[error.feature_a])),),
              [error.geometry], sentences[1])
        for error in parts_outside(declared, pieces.polygons, tolerance, context.feedback)
    ]
    yield from place_findings(context, check, places, crs)


@check_kind("adjustment.layout_change", rules="adjustment")
def layout_change(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No more of the former basic farmland was removed than a small adjustment removes (总体稳定、局部微调)."""
    rules = adjustment_rules(context)
    expect_layer(check, context, rules.before)
    found = changes(context)
    context.examined = len(found.before)
    before, removed = found.before_m2, float(found.removed.area_m2.sum())
    share = removed / before if before > 0 else 0.0
    if share <= rules.changed_share:
        return
    yield layer_finding(
        check, "layout_changed",
        translatable(
            "Adjustment", "{removed} ha of the {before} ha of former basic farmland were removed and {entered} "
            "ha entered: {share} % of the layout changed, more than the {limit} % of a small adjustment. "
            "Explain the change.",
            removed=hectares(removed), before=hectares(before),
            entered=hectares(float(found.entered.area_m2.sum())), share=round(100 * share, 2),
            limit=round(100 * rules.changed_share, 2),
        ),
        context.layer(check.layer).name, measured=round(100 * share, 4), limit=round(100 * rules.changed_share, 4),
    )
