"""Forest land occupied against the quota, per period and administrative unit (占用林地定额).

A project counts in the year it states. Its stated area is divided among the units as the forest land under it is; land
that several projects take counts once, for the one of the earlier year. Without a stated area what is measured counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Iterator, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...indicators.feature_codes import UnitCodes, feature_codes
from ...indicators.judgement import rounding
from ...indicators.model import ValueKey
from ...indicators.plan_data import PlanData, plan_of
from ...indicators.sheet import IndicatorSheet
from ...message import Message, translatable
from ...rulepack.forest_use_rules import CountedArea, Period, QuotaRules
from ...rulepack.indicator_rules import ValueKind
from ...rulepack.model import Pack
from ...selfcheck.context import CheckContext, NotRunnable
from ...units.tree import UnitTree
from .forest_use import ForestUse, forest_use_of

QUOTA_KINDS = (ValueKind.ASSIGNED, ValueKind.PLANNED)  # what is handed down comes before what the unit plans itself
NO_PERIOD = -1
NO_UNIT = -1


class QuotaState(Enum):
    """How a unit stands in a period."""

    KEPT = "kept"
    EXCEEDED = "exceeded"
    EXCEEDED_MEASURED = "exceeded_measured"  # only by what is measured; what the projects state keeps it
    NO_QUOTA = "no_quota"


@dataclass(frozen=True)
class QuotaRow:
    """A unit in a period; areas in m².

    :ivar unit: code of the unit, ``name`` and ``level`` of it
    :ivar quota: value of the last year of the period, None where there is none; ``kind`` of the value
    :ivar projects: number of projects that count in the period
    :ivar declared: what projects of the period state, ``measured`` what the layers show, ``used`` what counts
    :ivar to_date: what counts since the base year; equal to ``used`` for a quota that is for its period only
    :ivar measured_to_date: likewise of what is measured
    :ivar remaining: quota less what counts against it; None without quota
    """

    unit: str
    name: str
    level: str
    period: Period
    quota: Optional[Fraction]
    kind: Optional[ValueKind]
    projects: int
    declared: float
    measured: float
    used: float
    to_date: float
    measured_to_date: float
    state: QuotaState

    @property
    def remaining(self) -> Optional[float]:
        """What may still be used, below 0 where the quota is exceeded."""
        return None if self.quota is None else float(self.quota) - self.to_date


@dataclass(frozen=True)
class QuotaUse:
    """What is used of the quota.

    :ivar rows: by unit, then period; units without quota and use are left out
    :ivar periods: the periods, in their order
    :ivar period_of: int64 (projects), place in ``periods``, -1 for none
    :ivar counting: bool (projects), whether the nature of use counts
    :ivar used_m2: float64 (projects), what of each counts, whatever its year
    :ivar no_year: projects that count and state no year: in the last period or in none, as the rules say
    :ivar outside: projects that count and are of a year in no period
    :ivar nowhere: projects that count and lie in no unit, at least in part; ``nowhere_m2``: with how much in all
    """

    rows: tuple[QuotaRow, ...]
    periods: tuple[Period, ...]
    period_of: NDArray[np.int64]
    counting: NDArray[np.bool_]
    used_m2: NDArray[np.float64]
    no_year: tuple[int, ...]
    outside: tuple[int, ...]
    nowhere: tuple[int, ...]
    nowhere_m2: float
    roots: tuple[str, ...]
    notes: tuple[Message, ...]

    def total_used(self) -> float:
        """Return what counts in all periods of the largest units, m²."""
        return sum(row.used for row in self.rows if row.unit in self.roots)

    def total_remaining(self) -> Optional[float]:
        """Return what remains of the latest quota of each of the largest units, m²; None where none has one."""
        left = {row.unit: row.remaining for row in self.rows if row.unit in self.roots and row.remaining is not None}
        return sum(left.values()) if left else None


def quota_rules(context: CheckContext, use: ForestUse) -> QuotaRules:
    """Return the rules of the quota.

    :raises NotRunnable: when the pack has none
    """
    if use.rules.quota is None:
        raise NotRunnable(translatable(
            "ForestUse", "The rule pack {pack} says nothing about a quota of forest land.", pack=context.pack.title))
    return use.rules.quota


def quota_periods(pack: Pack, rules: QuotaRules) -> tuple[Period, ...]:
    """Return the periods: those of the rules, else from one target year of the pack to the next."""
    if rules.periods:
        return rules.periods
    starts = (pack.base_year, *pack.target_years[:-1])
    return tuple(Period(start + 1, end) for start, end in zip(starts, pack.target_years))


def term_of(pack: Pack) -> tuple[int, int]:
    """Return the first and the last year of the term of the plan (规划期): after the base year to the last target."""
    return pack.base_year + 1, max(pack.target_years, default=pack.base_year + 1)


def quota_use_of(context: CheckContext) -> QuotaUse:
    """Return what is used of the quota, worked out once in a run.

    :raises NotRunnable: when layers are missing or the pack says nothing about a quota
    """
    use = forest_use_of(context)
    rules = quota_rules(context, use)
    return context.once("use of the quota", lambda: _quota_use(context, use, rules))


def _quota_use(context: CheckContext, use: ForestUse, rules: QuotaRules) -> QuotaUse:
    plan = plan_of(context)
    periods = quota_periods(context.pack, rules)
    projects = use.projects
    natures = [place for place, code in enumerate(projects.nature.codes) if code in rules.natures]
    counting = np.isin(projects.nature.index, natures)
    period_of = np.full(len(projects), NO_PERIOD, dtype=np.int64)
    for number, period in enumerate(periods):
        period_of[(projects.year >= period.first) & (projects.year <= period.last)] = number
    if rules.without_year:
        period_of[projects.year == 0] = len(periods) - 1
    units = UnitCodes(plan.sheet.tree)
    parts = _parts(context, use, rules, plan, units)
    counted = counting[parts.project]
    lost = counted & (parts.unit < 0) & (parts.used > 0)
    sums = _UnitSums(plan.sheet.tree, units, len(periods))
    chosen = counted & (parts.unit >= 0) & (period_of[parts.project] >= 0)
    sums.add(parts, period_of[parts.project], np.flatnonzero(chosen))
    used = np.bincount(parts.project, weights=parts.used, minlength=len(projects)).astype(np.float64)
    return QuotaUse(
        rows=tuple(_rows(sums, periods, rules, plan)), periods=periods, period_of=period_of, counting=counting,
        used_m2=np.where(counting, used, 0.0),
        no_year=tuple(np.flatnonzero(counting & (projects.year == 0)).tolist()),
        outside=tuple(np.flatnonzero(counting & (projects.year > 0) & (period_of < 0)).tolist()),
        nowhere=tuple(np.unique(parts.project[lost]).tolist()), nowhere_m2=float(parts.used[lost].sum()),
        roots=plan.sheet.tree.roots, notes=plan.notes,
    )


@dataclass(frozen=True)
class _Parts:
    """Parts of projects, each in one unit.

    :ivar project: int64 (parts); ``unit``: int64 (parts), place of the unit, -1 for none
    :ivar declared: float64 (parts) m², 0 where the project states nothing; ``measured`` and ``used`` likewise
    """

    project: NDArray[np.int64]
    unit: NDArray[np.int64]
    declared: NDArray[np.float64]
    measured: NDArray[np.float64]
    used: NDArray[np.float64]


def _parts(
    context: CheckContext, use: ForestUse, rules: QuotaRules, plan: PlanData, units: UnitCodes
) -> _Parts:
    pieces, projects = use.pieces, use.projects
    codes = feature_codes(context, use.rules.land.role, use.rules.land.unit)
    place = units.places(codes.names)
    measured_of = use.measured_m2()
    first = pieces.first
    share = np.divide(pieces.counted_m2, measured_of[first], out=np.zeros(len(first)), where=measured_of[first] > 0)
    declared = projects.declared_m2[first] * share
    # A project that states an area but has no forest land under it is in the one largest unit, if there is but one.
    bare = np.flatnonzero((measured_of <= 0) & np.isfinite(projects.declared_m2))
    roots = plan.sheet.tree.roots
    root = units.codes.index(roots[0]) if len(roots) == 1 else NO_UNIT
    project = np.concatenate((first, bare))
    unit = np.concatenate((place[codes.index[pieces.second]], np.full(len(bare), root, dtype=np.int64)))
    declared = np.concatenate((declared, projects.declared_m2[bare]))
    measured = np.concatenate((pieces.counted_m2, np.zeros(len(bare))))
    stated = np.isfinite(declared)
    used = np.where(stated, declared, measured) if rules.counted is CountedArea.DECLARED else measured
    return _Parts(project, unit, np.where(stated, declared, 0.0), measured, used)


class _UnitSums:
    """What is used in each unit and period, units within it included; m² (units, periods)."""

    def __init__(self, tree: UnitTree, units: UnitCodes, periods: int) -> None:
        self.tree = tree
        self.codes = units.codes
        place = {code: number for number, code in enumerate(units.codes)}
        parents = (tree.parent(code) for code in units.codes)
        self._parents = [NO_UNIT if parent is None else place[parent] for parent in parents]
        shape = (len(units.codes), periods)
        self.declared, self.measured, self.used = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        self.projects = np.zeros(shape, dtype=np.int64)

    def add(self, parts: _Parts, period: NDArray[np.int64], chosen: NDArray[np.int64]) -> None:
        """Add some parts to their units and all units these lie in."""
        at = (parts.unit[chosen], period[chosen])
        for sums, values in (
            (self.declared, parts.declared), (self.measured, parts.measured), (self.used, parts.used),
        ):
            np.add.at(sums, at, values[chosen])
            for place in range(len(self.codes) - 1, -1, -1):  # children come after their parents
                if self._parents[place] >= 0:
                    sums[self._parents[place]] += sums[place]
        seen: set[tuple[int, int, int]] = set()
        for smallest, number, project in zip(*(column.tolist() for column in (*at, parts.project[chosen]))):
            unit = smallest
            while unit >= 0 and (unit, number, project) not in seen:
                seen.add((unit, number, project))
                self.projects[unit, number] += 1
                unit = self._parents[unit]


def _rows(
    sums: _UnitSums, periods: Sequence[Period], rules: QuotaRules, plan: PlanData
) -> Iterator[QuotaRow]:
    sheet = plan.sheet
    indicator = sheet.rules.indicators.get(rules.indicator)
    slack = float(rounding(sheet, indicator)) if indicator is not None else 0.0
    for place, code in enumerate(sums.codes):
        quotas = [_quota(sheet, code, rules, period) for period in periods]
        has_level = indicator is None or sums.tree[code].level in indicator.levels
        if not any(amount is not None for amount, _ in quotas) and not (has_level and sums.projects[place].any()):
            continue
        for number, period in enumerate(periods):
            since = slice(0, number + 1) if rules.cumulative else slice(number, number + 1)
            amount, kind = quotas[number]
            to_date = float(sums.used[place, since].sum())
            measured_to_date = float(sums.measured[place, since].sum())
            yield QuotaRow(
                unit=code, name=sums.tree[code].name, level=sums.tree[code].level, period=period, quota=amount,
                kind=kind, projects=int(sums.projects[place, number]), declared=float(sums.declared[place, number]),
                measured=float(sums.measured[place, number]), used=float(sums.used[place, number]), to_date=to_date,
                measured_to_date=measured_to_date, state=_state(amount, to_date, measured_to_date, slack))


def _quota(
    sheet: IndicatorSheet, unit: str, rules: QuotaRules, period: Period
) -> tuple[Optional[Fraction], Optional[ValueKind]]:
    """Return the quota of a unit until the end of a period in m², and which kind of value it is."""
    for kind in QUOTA_KINDS:
        amount = sheet.exact(ValueKey(unit, rules.indicator, period.last, kind))
        if amount is not None:
            return amount, kind
    return None, None


def _state(quota: Optional[Fraction], used: float, measured: float, slack: float) -> QuotaState:
    if quota is None:
        return QuotaState.NO_QUOTA
    if used > float(quota) + slack:
        return QuotaState.EXCEEDED
    return QuotaState.EXCEEDED_MEASURED if measured > float(quota) + slack else QuotaState.KEPT
