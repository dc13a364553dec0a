"""Checks of what projects that use forest land state: their area, their year, and that they do not overlap."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from ....geometry.area_units import hectares
from ....message import translatable
from ....rulepack.model import CheckRule
from ....selfcheck.context import CheckContext
from ....selfcheck.findings import feature_finding
from ....selfcheck.model import Finding
from ....selfcheck.registry import check_kind
from ..forest_use import counting_rank, forest_use_of
from ..overlapping import project_overlaps
from ..quota import quota_use_of
from .findings import Place, placed_finding


@check_kind("forest_use.declared_area", rules="forest_use")
def declared_area(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The forest land a project states it uses is the forest land under it."""
    use = forest_use_of(context)
    measured, declared = use.measured_m2(), use.projects.declared_m2
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    allowed = np.maximum(use.rules.area_tolerance_m2, use.rules.area_share * measured)
    for project in selected.tolist():
        if not np.isfinite(declared[project]):
            if measured[project] > use.rules.area_tolerance_m2:
                yield feature_finding(
                    context, check, project, "no_declared_area",
                    translatable("ForestUse", "The project {project} states no area of forest land; the layers show "
                                 "{measured} ha under it.", project=use.projects.called(project),
                                 measured=hectares(measured[project])),
                    use.rules.projects.area, None, hectares(measured[project]))
            continue
        difference = float(declared[project] - measured[project])
        if abs(difference) > allowed[project]:
            yield feature_finding(
                context, check, project, "declared_area",
                translatable("ForestUse", "The project {project} states {declared} ha of forest land, but the layers "
                             "show {measured} ha under it: a difference of {difference} ha.",
                             project=use.projects.called(project), declared=hectares(declared[project]),
                             measured=hectares(measured[project]), difference=hectares(difference)),
                use.rules.projects.area, hectares(declared[project]), hectares(measured[project]))


@check_kind("forest_use.projects_overlap", rules="forest_use")
def projects_overlap(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No two projects use the same land; what they have in common counts once against the quota."""
    use = forest_use_of(context)
    selected = np.zeros(len(use.projects), dtype=bool)
    selected[context.selection(check.layer, check.where)] = True
    context.examined = int(selected.sum())
    rank = counting_rank(use.rules, use.projects)
    role = use.rules.projects.role
    for place in project_overlaps(context, use, rank, context.feedback):
        if not (selected[place.first] or selected[place.second]):
            continue
        yield placed_finding(
            context, check, "projects_overlap",
            translatable("ForestUse", "The projects {first} and {second} overlap here on {area} m². The land counts "
                         "once, for {first}.", first=use.projects.called(place.first),
                         second=use.projects.called(place.second), area=round(place.area_m2, 2)),
            ((role, place.first), (role, place.second)), Place(place.shape, use.crs, place.area_m2), limit=0.0,
            measured=round(place.area_m2, 4))


@check_kind("forest_use.years", rules="forest_use")
def years(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every project that counts against the quota states a year of one of its periods."""
    quota = quota_use_of(context)
    use = forest_use_of(context)
    selected = set(context.selection(check.layer, check.where).tolist())
    context.examined = len(selected)
    spans = ", ".join(f"{period.first}–{period.last}" for period in quota.periods)
    for project in quota.no_year:
        if project not in selected:
            continue
        area, called = hectares(quota.used_m2[project]), use.projects.called(project)
        if quota.period_of[project] < 0:
            message = translatable(
                "ForestUse", "The project {project} states no year, so its {area} ha count in no period of the quota "
                "({periods}).", project=called, area=area, periods=spans)
        else:
            message = translatable(
                "ForestUse", "The project {project} states no year, so its {area} ha count in the last period of the "
                "quota only ({periods}).", project=called, area=area, periods=spans)
        yield feature_finding(context, check, project, "no_year", message, use.rules.projects.year)
    for project in quota.outside:
        if project in selected:
            year = int(use.projects.year[project])
            yield feature_finding(
                context, check, project, "outside_periods",
                translatable("ForestUse", "The project {project} is of {year}, so its {area} ha count in no period of "
                             "the quota ({periods}).", project=use.projects.called(project), year=year,
                             area=hectares(quota.used_m2[project]), periods=spans),
                use.rules.projects.year, year, spans)
