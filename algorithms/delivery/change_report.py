"""The report on how the indicators of a plan change (指标变更报告, 陕·三(三)): what it says, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Iterable, Iterator, Mapping, Optional

from ..errors import LandPlanError
from ..indicators.decomposition import base_key
from ..indicators.differences import DifferenceRow, difference_rows
from ..indicators.judgement import Deviation, all_deviations, target_years
from ..indicators.model import IndicatorValue, ValueKey
from ..indicators.plan_data import PlanData
from ..indicators.sheet import IndicatorSheet
from ..indicators.table_problems import ProblemKind
from ..message import Message, translatable
from ..rulepack.indicator_rules import IndicatorRule, Obligation, ValueKind
from ..rulepack.model import Pack
from ..units.tree import AdminUnit, UnitTree


@dataclass(frozen=True)
class ChangeRow:
    """An indicator of a unit in a target year; amounts in the base of the indicator's unit, None where missing.

    :ivar before: what the change is counted from: the former target, or the base value where the plan has none
    :ivar obligation: whether the level of the unit must state it; None: the level does not have the indicator
    """

    unit: AdminUnit
    rule: IndicatorRule
    year: int
    base: Optional[Fraction]
    before: Optional[Fraction]
    assigned: Optional[Fraction]
    planned: Optional[Fraction]
    measured: Optional[Fraction]
    obligation: Optional[Obligation] = None
    deviations: tuple[Deviation, ...] = ()

    @property
    def target(self) -> Optional[Fraction]:
        """The planned value, else the assigned one."""
        return self.assigned if self.planned is None else self.planned

    @property
    def change(self) -> Optional[Fraction]:
        """By how much the target differs from what was before."""
        return None if self.target is None or self.before is None else self.target - self.before

    @property
    def percent(self) -> Optional[Fraction]:
        """The change in per cent of what was before; None where that is 0."""
        return None if self.change is None or not self.before else 100 * self.change / self.before


@dataclass(frozen=True)
class UnitTable:
    """An indicator in a unit and in the units directly below it.

    :ivar own: the unit itself
    :ivar rows: the units below
    :ivar sums: what those below have together, by name of the amount; None where one of them has no value, or
        values do not add up
    """

    own: ChangeRow
    rows: tuple[ChangeRow, ...]
    sums: Mapping[str, Optional[Fraction]]


@dataclass(frozen=True)
class UnitSection:
    """What is said of a unit in a target year.

    :ivar main: the indicators the adjustment is about (一增两减)
    :ivar others: the other indicators that its level has, or that it states
    :ivar tables: the indicators that are handed down, with the units below
    """

    unit: AdminUnit
    year: int
    main: tuple[ChangeRow, ...]
    others: tuple[ChangeRow, ...]
    tables: tuple[UnitTable, ...]


@dataclass(frozen=True)
class Missing:
    """A value that is not there.

    :ivar kind: of the value; assigned stands for a target of either kind
    :ivar units: the units that lack it
    :ivar required: whether the level of one of them must have it
    """

    rule: IndicatorRule
    year: int
    kind: ValueKind
    units: tuple[AdminUnit, ...]
    required: bool


@dataclass(frozen=True)
class SourceLine:
    """Where some values come from.

    :ivar persons: who wrote them
    """

    source: Message
    count: int
    persons: tuple[str, ...]


@dataclass(frozen=True)
class ChangeReport:
    """The whole report.

    :ivar source: what was opened
    :ivar before: kind of the value that changes are counted from
    :ivar notes: what a person should know about units and rows that were not understood
    :ivar differences: base, assigned, planned and measured values side by side (指标差异), of a plan that has no former
        one to be compared with
    :ivar partial: there are values that the report leaves out, because they could not be read or are of no known unit
    """

    pack: Pack
    source: str
    roots: tuple[AdminUnit, ...]
    before: ValueKind
    sections: tuple[UnitSection, ...]
    deviations: tuple[Deviation, ...]
    missing: tuple[Missing, ...]
    sources: tuple[SourceLine, ...]
    notes: tuple[Message, ...]
    tree: UnitTree
    partial: bool = False
    differences: tuple[DifferenceRow, ...] = ()


def change_report(pack: Pack, plan: PlanData, source: str, unit: str = "") -> ChangeReport:
    """Return the report on the change of the indicators.

    Every indicator that the level of a unit has is there, whether it has values or not; what is missing is listed.

    :param source: what was opened, for the head
    :param unit: code or name of the unit to begin with; empty: the largest units that state anything
    :raises LandPlanError: when there is no such unit, or no values at all
    """
    sheet = plan.sheet
    roots = _roots(sheet, unit)
    inside = [code for root in roots for code in (root, *sheet.tree.walk(root))]
    within = frozenset(inside)
    found = [one for one in all_deviations(sheet) if one.key.unit in within]
    before = _before(sheet)
    builder = _Builder(sheet, before, found)
    sections = tuple(
        builder.section(code, year) for year in target_years(sheet) for code in inside
        if code in roots or (sheet.tree.children(code) and _says_anything(sheet, code))
    )
    return ChangeReport(
        pack=pack, source=source, roots=tuple(sheet.tree[code] for code in roots), before=before, sections=sections,
        deviations=tuple(found), missing=tuple(_missing(sections, before, pack.base_year)),
        sources=tuple(_sources(plan, within)), notes=(*plan.notes, *_not_understood(plan)), tree=sheet.tree,
        partial=_is_partial(plan),
        differences=() if before is not ValueKind.BASE else tuple(difference_rows(sheet, dict.fromkeys(inside))),
    )


def _roots(sheet: IndicatorSheet, unit: str) -> tuple[str, ...]:
    """Return the units to begin with.

    :raises LandPlanError: when there are none
    """
    tree, wanted = sheet.tree, unit.strip()
    if wanted:
        named = [code for code in tree.walk() if wanted in (code, tree[code].name)]
        if not named:
            raise LandPlanError(translatable(
                "ChangeReport", "There is no administrative unit {unit}. Give the code or name of one that "
                "the delivery has, or nothing for the largest.", unit=wanted))
        if len(named) > 1:
            raise LandPlanError(translatable(
                "ChangeReport", "Several administrative units are called {unit}: {codes}. Give the code.",
                unit=wanted,
                codes=", ".join(named)))
        return tuple(named)
    roots: list[str] = []
    waiting = list(reversed(tree.roots))
    while waiting:
        code = waiting.pop()
        if sheet.is_stated(code):
            roots.append(code)
        else:
            waiting.extend(reversed(tree.children(code)))
    if not roots:
        raise LandPlanError(translatable(
            "ChangeReport", "There are no values of indicators to report on. Add a table of values to the "
            "delivery, or choose the workspace that keeps them."))
    return tuple(roots)


def _before(sheet: IndicatorSheet) -> ValueKind:
    """Return what changes are counted from: the former plan, or the base where a plan has none."""
    adjusts = any(rule.change is not None for rule in sheet.rules.indicators.values())
    return ValueKind.FORMER if adjusts or sheet.years(ValueKind.FORMER) else ValueKind.BASE


def _says_anything(sheet: IndicatorSheet, code: str) -> bool:
    return any(sheet.is_stated(child) for child in sheet.tree.children(code))


class _Builder:
    """Puts the rows together."""

    def __init__(self, sheet: IndicatorSheet, before: ValueKind, deviations: Iterable[Deviation]) -> None:
        self._sheet, self._before = sheet, before
        self._deviations: dict[tuple[str, str, int], list[Deviation]] = {}
        for one in deviations:
            self._deviations.setdefault((one.key.unit, one.key.indicator, one.key.year), []).append(one)

    def section(self, code: str, year: int) -> UnitSection:
        """Return what is said of a unit in a year."""
        rows = [self._row(code, rule, year) for rule in self._sheet.rules.indicators.values()]
        shown = [row for row in rows if row.obligation is not None or _has_any(row)]
        tables = [table for table in (self._table(row) for row in rows) if table is not None]
        return UnitSection(
            self._sheet.tree[code], year, tuple(row for row in shown if row.rule.main),
            tuple(row for row in shown if not row.rule.main), tuple(tables),
        )

    def _row(self, code: str, rule: IndicatorRule, year: int) -> ChangeRow:
        unit, sheet = self._sheet.tree[code], self._sheet
        at = ValueKey(code, rule.code, year, ValueKind.ASSIGNED)
        base = sheet.exact(base_key(sheet, at))
        return ChangeRow(
            unit=unit, rule=rule, year=year, base=base,
            before=base if self._before is ValueKind.BASE else sheet.exact(at._replace(kind=ValueKind.FORMER)),
            assigned=sheet.exact(at), planned=sheet.exact(at._replace(kind=ValueKind.PLANNED)),
            measured=sheet.exact(at._replace(kind=ValueKind.MEASURED)), obligation=rule.levels.get(unit.level),
            deviations=tuple(self._deviations.get((code, rule.code, year), ())),
        )

    def _table(self, own: ChangeRow) -> Optional[UnitTable]:
        """Return an indicator in the units below, None where their levels neither have nor state it."""
        rows = [self._row(child, own.rule, own.year) for child in self._sheet.tree.children(own.unit.code)]
        if not any(_has_any(row) or row.obligation is Obligation.REQUIRED for row in rows):
            return None
        rows = [row for row in rows if row.obligation is not None or _has_any(row)]
        names = ("base", "before", "assigned", "planned", "measured")
        sums = {name: _sum(own.rule, [getattr(row, name) for row in rows]) for name in names}
        return UnitTable(own, tuple(rows), sums)


def _has_any(row: ChangeRow) -> bool:
    return any(amount is not None for amount in (row.base, row.before, row.assigned, row.planned, row.measured))


def _sum(rule: IndicatorRule, amounts: Iterable[Optional[Fraction]]) -> Optional[Fraction]:
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    return sum(known, Fraction(0)) if rule.children is not None and known and len(known) == len(given) else None


def _missing(sections: Iterable[UnitSection], before: ValueKind, base_year: int) -> Iterator[Missing]:
    """Yield what is not there, by year, indicator and kind, with the units that lack it.

    A base value is missing once, not once for each target year, and not where the pack says why there is none.
    """
    lacking: dict[tuple[int, str, ValueKind], dict[str, ChangeRow]] = {}
    rules: dict[str, IndicatorRule] = {}
    for section in sections:
        for row in (*section.main, *section.others, *(row for table in section.tables for row in table.rows)):
            rules[row.rule.code] = row.rule
            for kind, amount in ((ValueKind.BASE, row.base), (before, row.before), (ValueKind.ASSIGNED, row.target)):
                if amount is not None or (kind is ValueKind.BASE and base_year in row.rule.not_measured):
                    continue
                year = base_year if kind is ValueKind.BASE else row.year
                lacking.setdefault((year, row.rule.code, kind), {})[row.unit.code] = row
    for (year, code, kind), rows in lacking.items():
        required = any(row.obligation is Obligation.REQUIRED for row in rows.values())
        yield Missing(rules[code], year, kind, tuple(row.unit for row in rows.values()), required)


def _sources(plan: PlanData, within: frozenset[str]) -> Iterator[SourceLine]:
    """Yield where the values of some units come from; the rows of one table and field are one source."""
    lines: dict[str, tuple[Message, list[IndicatorValue]]] = {}
    for value in plan.sheet:
        if value.key.unit not in within:
            continue
        place = plan.read.places.get(value.key)
        source = value.origin.source
        if place is not None:
            source = translatable("ChangeReport", "Table {layer}, field {field}",
                                  layer=str(value.origin.source.values.get("layer", place.role)), field=place.field)
        lines.setdefault(repr(source.to_json()), (source, []))[1].append(value)
    for source, values in lines.values():
        persons = dict.fromkeys(value.origin.person for value in values if value.origin.person)
        yield SourceLine(source, len(values), tuple(persons))


def _is_partial(plan: PlanData) -> bool:
    """Return whether values are left out; what the workspace has in the place of a table's value is not."""
    lost = any(problem.kind is not ProblemKind.OVERRIDDEN for problem in plan.read.problems)
    return lost or bool(plan.sheet.strangers())


def _not_understood(plan: PlanData) -> Iterator[Message]:
    """Yield the rows that could not be read, and units with values that the tree does not have."""
    for problem in plan.read.problems:
        yield problem.message
    told = {problem.key.unit for problem in plan.read.problems if problem.key is not None}
    for code, count in plan.sheet.strangers().items():
        if code not in told:
            yield translatable(
                "ChangeReport", "{count} values are of the unit {code}, which is none of the "
                "administrative units; they are not part of this report.", count=count, code=code)
