"""Checks of the layout of engineering works: where they lie, their years, their area (重大工程布局)."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from ....geometry.area_units import hectares
from ....message import Message, translatable
from ....rulepack.model import CheckRule
from ....selfcheck.context import CheckContext, NotRunnable
from ....selfcheck.findings import feature_finding
from ....selfcheck.model import Finding
from ....selfcheck.registry import check_kind
from ..forest_use import use_rules
from ..quota import term_of
from ..works import WorksLayout, term_problems, works_layout_of
from ..works_words import conflict_sentence, reason_sentence
from .findings import Place, placed_finding


@check_kind("forest_use.works_layout", rules="forest_use")
def works_layout(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Works lie where their purpose allows, and not where something else has precedence."""
    layout = works_layout_of(context)
    selected = set(context.selection(check.layer, check.where).tolist())
    context.examined = len(selected)
    if layout.not_judged and not layout.judged:
        raise NotRunnable(_not_judged(layout))
    for conflict in layout.conflicts:
        if conflict.works in selected:
            yield placed_finding(
                context, check, f"works_{conflict.rule.demand.value}", conflict_sentence(layout, conflict),
                ((layout.rules.role, conflict.works),), Place(conflict.shape, layout.crs, conflict.area_m2),
                conflict.rule.clause, layout.rules.type, round(conflict.share, 6), conflict.rule.share)
    if layout.not_judged:
        context.doubt = context.doubt or _not_judged(layout)


@check_kind("forest_use.works_term", rules="forest_use")
def works_term(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Works begin and end within the term of the plan (规划期)."""
    layout = works_layout_of(context)
    first, last = term_of(context.pack)
    selected = set(context.selection(check.layer, check.where).tolist())
    context.examined = len(selected)
    for works, kind, year in term_problems(layout, first, last):
        if works not in selected:
            continue
        called = layout.called(works)
        if kind == "no_years":
            message = translatable("ForestUse", "The works {works} do not state the years they begin and end in.",
                                   works=called)
        elif kind == "years_reversed":
            message = translatable("ForestUse", "The works {works} end in {last}, before they begin in {first}.",
                                   works=called, first=int(layout.first_year[works]), last=int(layout.last_year[works]))
        else:
            message = translatable(
                "ForestUse", "The works {works} are of {first}–{last}, not within the term of the plan "
                "({begin}–{end}).", works=called, first=int(layout.first_year[works]),
                last=int(layout.last_year[works]), begin=first, end=last)
        yield feature_finding(context, check, works, kind, message, layout.rules.first_year, year, f"{first}–{last}")


@check_kind("forest_use.works_area", rules="forest_use")
def works_area(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The area that works state is their area on the ellipsoid."""
    layout = works_layout_of(context)
    limits = use_rules(context.pack)
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    for works in selected.tolist():
        stated, measured = float(layout.declared_m2[works]), float(layout.area_m2[works])
        if not np.isfinite(stated) or not np.isfinite(measured):
            continue
        if abs(stated - measured) > max(limits.area_tolerance_m2, limits.area_share * measured):
            yield feature_finding(
                context, check, works, "works_area",
                translatable("ForestUse", "The works {works} state {stated} ha, but have {measured} ha on the "
                             "ellipsoid.", works=layout.called(works), stated=hectares(stated),
                             measured=hectares(measured)),
                layout.rules.area, hectares(stated), hectares(measured))


def _not_judged(layout: WorksLayout) -> Message:
    """Return which rules could not be judged, and why."""
    return translatable(
        "ForestUse", "Rules of the layout that could not be judged:\n{rules}",
        rules=tuple(reason_sentence(one) for one in layout.not_judged))
