"""Result tables of the use of forest land: pieces, projects, quota, layout of works."""

from __future__ import annotations

from typing import Any, Optional, Sequence, Union

import numpy as np
from numpy.typing import NDArray

from ...delineation.schema import ResultTable, described_table
from ...geometry.area_units import hectares
from ...geometry.wkb import polygons_from_wkb
from ...indicators.amount_words import level_title
from ...indicators.feature_codes import feature_codes
from ...indicators.kind_titles import KIND_TITLES
from ...language import Language
from ...message import Message, Title, translatable
from ...rulepack.model import Pack
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.findings import feature_keys
from .authority import authorities
from .forest_use import ForestUse
from .judgement import OUTCOME_NAMES, UseOutcome
from .quota import QuotaState, QuotaUse
from .wording import OUTCOME_TITLES, UseWords, clause_of, rules_of
from .works import WorksLayout
from .works_words import conflict_sentence

STATE_TITLES = {
    QuotaState.KEPT: translatable("ForestUse", "kept"),
    QuotaState.EXCEEDED: translatable("ForestUse", "exceeded"),
    QuotaState.EXCEEDED_MEASURED: translatable("ForestUse", "exceeded by what is measured"),
    QuotaState.NO_QUOTA: translatable("ForestUse", "no quota"),
}
NO_FOREST_LAND = "no_forest_land"
# The outcome of a project is the worst of its pieces.
_WORST = (UseOutcome.FORBIDDEN, UseOutcome.NEEDS_APPROVAL, UseOutcome.NOT_JUDGED, UseOutcome.ALLOWED)


def piece_table(context: CheckContext, use: ForestUse, language: Language) -> ResultTable:
    """Return the pieces of project and sub-compartment with what the rules say of them, in the CRS of the land.

    Areas in m² and, with four decimals, in ha; ``counted_m2`` is what counts once where projects overlap; ``slight``
    is 1 for pieces that are not judged, because they are two drawings of one border.
    """
    words = UseWords(context.pack, use.rules)
    first = use.pieces.first.tolist()
    facts = [use.combination(piece) for piece in range(len(use.pieces))]
    judged = [use.judgement(piece) for piece in range(len(use.pieces))]
    reasons = _by_combination(use, [
        language.render(words.reason(judgement, one))
        for judgement, one in zip(use.judgements, use.combinations)])
    units = _units(context, use)
    columns: list[tuple[str, str, Sequence[Any]]] = [
        ("project", "text", [use.projects.called(project) for project in first]),
        ("number", "text", [use.projects.numbers[project] or None for project in first]),
        ("type", "text", [one.type for one in facts]),
        ("type_name", "text", [_said(words.type(one.type), language) for one in facts]),
        ("approval", "text", [one.approval for one in facts]),
        ("nature", "text", [one.nature for one in facts]),
        ("year", "integer", [int(use.projects.year[project]) or None for project in first]),
        ("land", "text", _land_keys(context, use)),
        ("unit_code", "text", units),
        ("grade", "text", [one.grade for one in facts]),
        ("class", "text", [one.land_class for one in facts]),
        ("class_name", "text", [_said(words.kind(one.land_class), language) for one in facts]),
        ("marks", "text", [",".join(sorted(one.marks)) or None for one in facts]),
        ("outcome", "text", [OUTCOME_NAMES[one.outcome] for one in judged]),
        ("outcome_name", "text", [language.render(OUTCOME_TITLES[one.outcome]) for one in judged]),
        ("needed", "text", [one.needed_level for one in judged]),
        ("needed_name", "text", [_said(words.approval(one.needed_level), language) for one in judged]),
        ("rule", "text", [rules_of(one) or None for one in judged]),
        ("clause", "text", [clause_of(one, "") or None for one in judged]),
        ("reason", "text", reasons),
        ("grounded", "integer", [int(one.grounded) for one in judged]),
        ("missing", "text", [",".join(fact.value for fact in one.missing) or None for one in judged]),
        ("slight", "integer", use.slight.astype(int).tolist()),
        ("area_m2", "real", use.pieces.area_m2.tolist()),
        ("area_ha", "real", [hectares(area) for area in use.pieces.area_m2.tolist()]),
        ("counted_m2", "real", use.pieces.counted_m2.tolist()),
    ]
    return described_table(columns, use.pieces.polygons)


def project_table(
    pack: Pack, use: ForestUse, quota: Optional[QuotaUse], language: Language
) -> ResultTable:
    """Return a row for each project: what it states, what is measured, and how much of it has which outcome."""
    words = UseWords(pack, use.rules)
    projects = use.projects
    count = len(projects)
    measured = use.measured_m2()
    outcomes = use.outcomes
    by_outcome = {outcome: _sums(use, (outcomes == outcome) & ~use.slight) for outcome in UseOutcome}
    worst = [next((one for one in _WORST if by_outcome[one][project] > 0), None) for project in range(count)]
    needed = [_needed(use, project) for project in range(count)]
    approving = authorities(use)
    places = np.full(count, -1) if quota is None else quota.period_of
    periods = () if quota is None else quota.periods
    declared = [None if value != value else hectares(value) for value in projects.declared_m2.tolist()]
    columns: list[tuple[str, str, Sequence[Any]]] = [
        ("project", "text", [projects.called(project) for project in range(count)]),
        ("number", "text", [number or None for number in projects.numbers]),
        ("type", "text", [projects.type.code(project) for project in range(count)]),
        ("type_name", "text", [_said(words.type(projects.type.code(one)), language) for one in range(count)]),
        ("approval", "text", [projects.approval.code(project) for project in range(count)]),
        ("approval_name", "text", [
            _said(words.approval(projects.approval.code(one)), language) for one in range(count)]),
        ("nature", "text", [projects.nature.code(project) for project in range(count)]),
        ("nature_name", "text", [_said(words.nature(projects.nature.code(one)), language) for one in range(count)]),
        ("year", "integer", [int(year) or None for year in projects.year.tolist()]),
        ("period", "text", [
            f"{periods[place].first}–{periods[place].last}" if place >= 0 else None for place in places.tolist()]),
        ("document", "text", [document or None for document in projects.documents]),
        ("outcome", "text", [NO_FOREST_LAND if one is None else OUTCOME_NAMES[one] for one in worst]),
        ("outcome_name", "text", [
            language.render(translatable("ForestUse", "no forest land") if one is None else OUTCOME_TITLES[one])
            for one in worst]),
        ("needed", "text", needed),
        ("needed_name", "text", [_said(words.approval(level), language) for level in needed]),
        ("authority", "text", [None if rule is None else rule.level for rule in approving]),
        ("authority_name", "text", [
            None if rule is None else _said(words.approval(rule.level), language) for rule in approving]),
        ("declared_ha", "real", declared),
        ("measured_ha", "real", [hectares(area) for area in measured.tolist()]),
        ("difference_ha", "real", [
            None if value != value else hectares(value)
            for value in (projects.declared_m2 - measured).tolist()]),
        ("allowed_ha", "real", _hectares(by_outcome[UseOutcome.ALLOWED])),
        ("needs_approval_ha", "real", _hectares(by_outcome[UseOutcome.NEEDS_APPROVAL])),
        ("forbidden_ha", "real", _hectares(by_outcome[UseOutcome.FORBIDDEN])),
        ("not_judged_ha", "real", _hectares(by_outcome[UseOutcome.NOT_JUDGED])),
        ("slight_ha", "real", _hectares(_sums(use, use.slight))),
        ("counts", "integer", [None] * count if quota is None else quota.counting.astype(int).tolist()),
        ("counted_ha", "real", [None] * count if quota is None else _hectares(quota.used_m2)),
    ]
    return described_table(columns)


def quota_table(quota: QuotaUse, language: Language) -> ResultTable:
    """Return a row for each unit and period; areas in ha with four decimals."""
    rows = quota.rows
    columns: list[tuple[str, str, Sequence[Any]]] = [
        ("unit_code", "text", [row.unit for row in rows]),
        ("unit_name", "text", [row.name or None for row in rows]),
        ("level", "text", [language.title(level_title(row.level)) for row in rows]),
        ("period", "text", [f"{row.period.first}–{row.period.last}" for row in rows]),
        ("first_year", "integer", [row.period.first for row in rows]),
        ("last_year", "integer", [row.period.last for row in rows]),
        ("quota_ha", "real", [None if row.quota is None else hectares(float(row.quota)) for row in rows]),
        ("quota_kind", "text", [None if row.kind is None else _said(KIND_TITLES[row.kind], language) for row in rows]),
        ("projects", "integer", [row.projects for row in rows]),
        ("declared_ha", "real", [hectares(row.declared) for row in rows]),
        ("measured_ha", "real", [hectares(row.measured) for row in rows]),
        ("used_ha", "real", [hectares(row.used) for row in rows]),
        ("to_date_ha", "real", [hectares(row.to_date) for row in rows]),
        ("remaining_ha", "real", [None if row.remaining is None else hectares(row.remaining) for row in rows]),
        ("state", "text", [row.state.value for row in rows]),
        ("state_name", "text", [language.render(STATE_TITLES[row.state]) for row in rows]),
    ]
    return described_table(columns)


def works_table(pack: Pack, layout: WorksLayout, language: Language) -> ResultTable:
    """Return the places where works do not lie as the rules of the layout demand, in the CRS of the works."""
    found = layout.conflicts
    codes = pack.code_lists[pack.layers[layout.rules.role].fields[layout.rules.type].codes or ""]
    types = [layout.type.code(conflict.works) for conflict in found]
    columns: list[tuple[str, str, Sequence[Any]]] = [
        ("works", "text", [layout.called(conflict.works) for conflict in found]),
        ("type", "text", types),
        ("type_name", "text", [_said(None if one is None else codes.names[one], language) for one in types]),
        ("rule", "text", [conflict.rule.id for conflict in found]),
        ("rule_name", "text", [language.title(conflict.rule.title) for conflict in found]),
        ("demand", "text", [conflict.rule.demand.value for conflict in found]),
        ("area_m2", "real", [conflict.area_m2 for conflict in found]),
        ("area_ha", "real", [hectares(conflict.area_m2) for conflict in found]),
        ("share", "real", [conflict.share for conflict in found]),
        ("limit", "real", [conflict.rule.share for conflict in found]),
        ("clause", "text", [conflict.rule.clause for conflict in found]),
        ("reason", "text", [language.render(conflict_sentence(layout, conflict)) for conflict in found]),
    ]
    return described_table(columns, polygons_from_wkb([conflict.shape for conflict in found]))


def _land_keys(context: CheckContext, use: ForestUse) -> list[Optional[str]]:
    """Return the business key of the land of each piece as findings have it, None where a part of it is missing."""
    keys = feature_keys(context, use.rules.land.role)[use.pieces.second]
    return [key or None for key in keys.tolist()]


def _units(context: CheckContext, use: ForestUse) -> list[Optional[str]]:
    """Return the code of the unit that the land of each piece names, None where its fields are missing."""
    try:
        codes = feature_codes(context, use.rules.land.role, use.rules.land.unit)
    except NotRunnable:  # without them the pieces are judged all the same; the quota says what is missing
        return [None] * len(use.pieces)
    return [codes.names[place] or None for place in codes.index[use.pieces.second].tolist()]


def _sums(use: ForestUse, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return float64 (projects) m²: the area of some pieces of each."""
    sums = np.bincount(
        use.pieces.first[chosen], weights=use.pieces.area_m2[chosen], minlength=len(use.projects))
    return sums.astype(np.float64)


def _needed(use: ForestUse, project: int) -> Optional[str]:
    """Return the highest level of approval that any piece of a project needs, None where none is asked."""
    rank = {level: place for place, level in enumerate(use.rules.levels)}
    low, high = np.searchsorted(use.pieces.first, (project, project + 1))
    levels = {use.judgements[one].needed_level for one in np.unique(use.judged[low:high][~use.slight[low:high]])}
    return min((level for level in levels if level is not None), key=lambda one: rank.get(one, len(rank)), default=None)


def _by_combination(use: ForestUse, texts: Sequence[str]) -> list[str]:
    return [texts[place] for place in use.judged.tolist()]


def _hectares(areas: NDArray[np.float64]) -> list[float]:
    return [hectares(area) for area in areas.tolist()]


def _said(text: Union[Title, Message, None], language: Language) -> Optional[str]:
    return None if text is None else language.said(text)
