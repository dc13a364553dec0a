"""How much of the quota of forest land to be occupied is used, against the time that is over (花·二(三)3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterable, Optional

import numpy as np

from ...errors import LandPlanError
from ...indicators.measure_words import measure_source
from ...indicators.model import IndicatorValue, ValueKey
from ...indicators.plan_data import PlanData
from ...indicators.term_sums import sentences, term_sums
from ...indicators.unit_sums import UnitIndex
from ...message import Message, translatable
from ...rulepack.indicator_rules import Measure, MeasureTerm, ValueKind
from ...rulepack.status_rules import QUOTA_FIGURES, Aspect, Figure, UseRules
from ...selfcheck.context import CheckContext
from .model import FigureResult, FigureValue

_KINDS = (ValueKind.ASSIGNED, ValueKind.PLANNED)


def quota_figures(context: CheckContext, plan: PlanData, index: UnitIndex, rules: UseRules) -> list[FigureResult]:
    """Return the share of the quota used, and that share less the share of the term that is over; both in per cent.

    The quota of a unit is the value assigned, else planned, of the first year not before the last year in which land
    was taken; the term begins after the base year of the plan.

    :raises Cancelled: when the user cancels
    """
    measure = Measure((rules.land,))
    source = measure_source(context, measure)
    try:
        years = context.numbers(rules.land.role, rules.year)
        chosen = context.selection(rules.land.role, rules.land.where)
    except LandPlanError as error:
        return [FigureResult(_figure(name, rules, rules.land), {}, source, error.message) for name in QUOTA_FIGURES]
    base = context.pack.base_year
    known = years[chosen].compressed()
    known = known[known > base]
    last = int(known.max()) if len(known) else None
    undated = int(np.ma.count_masked(years[chosen]))
    quotas = _quotas(plan, rules.indicator, base, last)
    if not quotas:
        reason = translatable(
            "Status", "There is no quota: {indicator} has no value assigned or planned.",
            indicator=plan.sheet.rules.indicators[rules.indicator].title)
        return [FigureResult(_figure(name, rules, rules.land), {}, source, reason) for name in QUOTA_FIGURES]
    used_share: dict[str, FigureValue] = {}
    ahead: dict[str, FigureValue] = {}
    for year in sorted({year for year, _ in quotas.values()}):
        term = replace(rules.land, where=_within(rules, base, year))
        try:
            sums = term_sums(context, term, index, plan.sheet.rules.units)
        except LandPlanError as error:
            return [FigureResult(_figure(name, rules, term), {}, source, error.message) for name in QUOTA_FIGURES]
        for place, code in enumerate(index.codes):
            if code not in quotas or quotas[code][0] != year or not np.isfinite(sums.total[place]):
                continue
            said = list(sentences(sums, place, 50.0))
            if undated:
                said.append(translatable(
                    "Status", "{count} projects have no year and are not counted.", count=undated))
            share = 100.0 * float(sums.total[place]) / quotas[code][1]
            used_share[code] = FigureValue(code, share, tuple(said))
            if last is not None:
                over = 100.0 * (min(last, year) - base) / (year - base)
                ahead[code] = FigureValue(code, share - over, tuple(said))
    late: Optional[Message] = None
    if not ahead:
        late = translatable("Status", "No project takes land after {year}, so how far the use is ahead of time cannot "
                            "be told.", year=base)
    return [
        FigureResult(_figure("quota_used", rules, rules.land), used_share, source),
        FigureResult(_figure("quota_ahead", rules, rules.land), ahead, source, late)]


def _within(rules: UseRules, base: int, year: int) -> str:
    """Return the filter for land taken after the base year up to a year."""
    name = rules.year.replace('"', '""')
    own = f'"{name}" > {base} AND "{name}" <= {year}'
    return own if rules.land.where is None else f"({rules.land.where}) AND {own}"


def _quotas(plan: PlanData, code: str, base: int, last: Optional[int]) -> dict[str, tuple[int, float]]:
    """Return year and quota in m² by unit."""
    found: dict[str, tuple[int, float]] = {}
    for unit in plan.sheet.tree.walk():
        values: dict[int, float] = {}
        for value in _values(plan, unit, code):
            amount = float(value.quantity.exact)
            if value.key.year > base and amount > 0:
                values.setdefault(value.key.year, amount)
        if values:
            later = [year for year in values if last is None or year >= last]
            year = min(later) if later else max(values)
            found[unit] = year, values[year]
    return found


def _values(plan: PlanData, unit: str, code: str) -> Iterable[IndicatorValue]:
    years = plan.sheet.years()
    for year in years:
        for kind in _KINDS:
            value = plan.sheet.value(ValueKey(unit, code, year, kind))
            if value is not None:
                yield value
                break


def _figure(name: str, rules: UseRules, term: MeasureTerm) -> Figure:
    title = rules.used if name == QUOTA_FIGURES[0] else rules.ahead
    return Figure(name, title, Aspect.EFFICIENCY, "percent", 2, rules.clause, Measure((term,)))
