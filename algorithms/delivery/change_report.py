"""Puts together the report on how the indicators of a plan change (指标变更报告, 陕·三(三))."""

from __future__ import annotations

from fractions import Fraction
from typing import Iterable, Iterator, Mapping, Optional, Sequence

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..indicators.decomposition import base_key
from ..indicators.differences import difference_rows
from ..indicators.exact_sums import exact_sum
from ..indicators.judgement import Deviation, all_deviations, target_years
from ..indicators.model import IndicatorValue, ValueKey
from ..indicators.plan_data import PlanData
from ..indicators.sheet import IndicatorSheet, Row
from ..indicators.table_problems import ProblemKind
from ..message import Message, listed, translatable
from ..rulepack.indicator_rules import IndicatorRule, Obligation, ValueKind
from ..rulepack.model import Pack, Severity
from ..units.tree import AdminUnit
from .change_model import ChangeReport, ChangeRow, LevelCount, Missing, Remark, SourceLine, UnitSection, UnitTable

_NO_AMOUNTS: Mapping[ValueKind, Fraction] = {}


def change_report(
    pack: Pack, plan: PlanData, source: str, unit: str = "", feedback: Feedback = Silent()  # noqa: B008
) -> ChangeReport:
    """Return the report on the change of the indicators.

    Every indicator that the level of a unit has is there, whether it has values or not; what is missing is listed.

    :param source: what was opened, for the head
    :param unit: code or name of the unit to begin with; empty: the largest units that state anything
    :raises LandPlanError: when there is no such unit, or no values at all
    :raises Cancelled: when the user cancels
    """
    sheet = plan.sheet
    roots, silent = _roots(sheet, unit)
    inside = [code for root in roots for code in (root, *sheet.tree.walk(root))]
    within = frozenset(inside)
    found = [one for one in all_deviations(sheet, Span(feedback, 0, 40)) if one.key.unit in within]
    before = _before(sheet)
    builder = _Builder(sheet, before, found)
    heads = [code for code in inside if code in roots or (sheet.tree.children(code) and _says_anything(sheet, code))]
    years = target_years(sheet)
    sections = []
    for year in years:
        for code in heads:
            raise_if_cancelled(feedback)
            sections.append(builder.section(code, year))
            feedback.setProgress(40 + 60 * len(sections) / (len(years) * len(heads)))
    lacking = tuple(_missing(sections, before, pack.base_year))
    return ChangeReport(
        pack=pack, source=source, roots=tuple(sheet.tree[code] for code in roots), before=before,
        sections=tuple(sections), deviations=tuple(found), missing=lacking,
        sources=tuple(_sources(plan, within)), notes=(*plan.notes, *_not_understood(plan)), tree=sheet.tree,
        partial=_is_partial(plan), silent=tuple(sheet.tree[code] for code in silent),
        differences=() if before is not ValueKind.BASE else tuple(difference_rows(sheet, dict.fromkeys(inside))),
        together=tuple(builder.together(roots, years)) if len(roots) > 1 else (),
        levels=tuple(_levels(sheet, inside, found, lacking)),
    )


def _roots(sheet: IndicatorSheet, unit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units to begin with, and the largest units beside them in which nothing is stated.

    :raises LandPlanError: when there are none to begin with
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
                codes=listed(named)))
        return tuple(named), ()
    stating = {code for code in tree.walk() if sheet.is_stated(code)}
    above: set[str] = set()  # units in which something is stated
    for code in stating:
        parent = tree.parent(code)
        while parent is not None and parent not in above:
            above.add(parent)
            parent = tree.parent(parent)
    roots: list[str] = []
    silent: list[str] = []
    waiting = list(reversed(tree.roots))
    while waiting:
        code = waiting.pop()
        if code in stating:
            roots.append(code)
        elif code in above:
            waiting.extend(reversed(tree.children(code)))
        else:
            silent.append(code)
    if not roots:
        raise LandPlanError(translatable(
            "ChangeReport", "There are no values of indicators to report on. Add a table of values to the "
            "delivery, or choose the workspace that keeps them."))
    return tuple(roots), tuple(silent)


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
        self._amounts = sheet.rows()
        self._deviations: dict[Row, list[Deviation]] = {}
        for one in deviations:
            self._deviations.setdefault((one.key.unit, one.key.indicator, one.key.year), []).append(one)
        self._base_years: dict[int, int] = {}

    def section(self, code: str, year: int) -> UnitSection:
        """Return what is said of a unit in a year."""
        rows = {rule.code: self._row(code, rule, year, True) for rule in self._sheet.rules.indicators.values()}
        shown = [row for row in rows.values() if row.obligation is not None or _has_any(row)]
        children = self._sheet.tree.children(code)
        tables = [self._table(row, row.rule, year, children) for row in rows.values()] if children else []
        return UnitSection(
            self._sheet.tree[code], year, tuple(row for row in shown if row.rule.main),
            tuple(row for row in shown if not row.rule.main), tuple(table for table in tables if table is not None),
        )

    def together(self, codes: Sequence[str], years: Iterable[int]) -> Iterator[UnitTable]:
        """Yield the indicators in units that lie in no unit of the report."""
        for year in years:
            for rule in self._sheet.rules.indicators.values():
                table = self._table(None, rule, year, codes)
                if table is not None:
                    yield table

    def _row(self, code: str, rule: IndicatorRule, year: int, own: bool = False) -> ChangeRow:
        """Return an indicator of a unit.

        :param own: with what was noted with its values
        """
        sheet, unit = self._sheet, self._sheet.tree[code]
        amounts = self._amounts.get((code, rule.code, year), _NO_AMOUNTS)
        base = self._amounts.get((code, rule.code, self._base_year(year)), _NO_AMOUNTS).get(ValueKind.BASE)
        measured = amounts.get(ValueKind.MEASURED)
        return ChangeRow(
            unit=unit, rule=rule, year=year, base=base,
            before=base if self._before is ValueKind.BASE else amounts.get(ValueKind.FORMER),
            assigned=amounts.get(ValueKind.ASSIGNED), planned=amounts.get(ValueKind.PLANNED), measured=measured,
            obligation=rule.levels.get(unit.level), deviations=tuple(self._deviations.get((code, rule.code, year), ())),
            partial=measured is not None and sheet.is_partial(ValueKey(code, rule.code, year, ValueKind.MEASURED)),
            remarks=tuple(self._remarks(code, rule, year)) if own else (),
        )

    def _is_shown(self, code: str, rule: IndicatorRule, year: int) -> bool:
        """Return whether a unit has or states an indicator."""
        if rule.levels.get(self._sheet.tree[code].level) is not None or (code, rule.code, year) in self._amounts:
            return True
        return ValueKind.BASE in self._amounts.get((code, rule.code, self._base_year(year)), _NO_AMOUNTS)

    def _base_year(self, year: int) -> int:
        if year not in self._base_years:
            self._base_years[year] = base_key(self._sheet, ValueKey("", "", year, ValueKind.ASSIGNED)).year
        return self._base_years[year]

    def _remarks(self, code: str, rule: IndicatorRule, year: int) -> Iterator[Remark]:
        """Yield what was noted with targets, each note of a person once."""
        seen = set()
        for kind in (ValueKind.PLANNED, ValueKind.ASSIGNED, ValueKind.FORMER):
            value = self._sheet.value(ValueKey(code, rule.code, year, kind))
            if value is not None and (value.origin.note or value.origin.person):
                one = Remark(value.origin.note, value.origin.person, value.origin.at)
                if (one.note, one.person) not in seen:
                    seen.add((one.note, one.person))
                    yield one

    def _table(
        self, own: Optional[ChangeRow], rule: IndicatorRule, year: int, codes: Sequence[str]
    ) -> Optional[UnitTable]:
        """Return an indicator in some units, None where their levels neither have nor state it."""
        rows = tuple(self._row(code, rule, year) for code in codes if self._is_shown(code, rule, year))
        if not any(_has_any(row) or row.obligation is Obligation.REQUIRED for row in rows):
            return None
        names = ("base", "before", "assigned", "planned", "measured")
        sums = {name: _sum(rule, [getattr(row, name) for row in rows]) for name in names}
        if any(row.partial for row in rows):
            sums["measured"] = None  # what was measured of a part of a unit is no value of the whole
        return UnitTable(rule, year, own, rows, sums, _sum(rule, [row.target for row in rows]))


def _has_any(row: ChangeRow) -> bool:
    return any(amount is not None for amount in (row.base, row.before, row.assigned, row.planned, row.measured))


def _sum(rule: IndicatorRule, amounts: Iterable[Optional[Fraction]]) -> Optional[Fraction]:
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    return exact_sum(known) if rule.children is not None and known and len(known) == len(given) else None


def _levels(
    sheet: IndicatorSheet, codes: Iterable[str], deviations: Iterable[Deviation], missing: Iterable[Missing]
) -> Iterator[LevelCount]:
    """Yield how the units of each level keep their indicators."""
    errors = {one.key.unit for one in deviations if one.severity is Severity.ERROR}
    warned = {one.key.unit for one in deviations}
    lacking = {unit.code for one in missing if one.required for unit in one.units}
    levels: dict[str, list[str]] = {}
    for code in codes:
        if sheet.is_stated(code) or code in warned or code in lacking:
            levels.setdefault(sheet.tree[code].level, []).append(code)
    for level, units in levels.items():
        failed = [code for code in units if code in errors]
        without = [code for code in units if code in lacking and code not in errors]
        told = [code for code in units if code in warned and code not in errors and code not in lacking]
        yield LevelCount(level, len(units), len(failed), len(without), len(told))


def _missing(sections: Iterable[UnitSection], before: ValueKind, base_year: int) -> Iterator[Missing]:
    """Yield what is not there, by year, indicator and kind, with the units that lack it.

    A base value is missing once, not once for each target year, and not where the pack says why there is none.
    """
    lacking: dict[tuple[int, str, ValueKind, bool], dict[str, AdminUnit]] = {}
    rules: dict[str, IndicatorRule] = {}
    for section in sections:
        for row in (*section.main, *section.others, *(row for table in section.tables for row in table.rows)):
            rules[row.rule.code] = row.rule
            for kind, amount in ((ValueKind.BASE, row.base), (before, row.before), (ValueKind.ASSIGNED, row.target)):
                if amount is not None or (kind is ValueKind.BASE and base_year in row.rule.not_measured):
                    continue
                year = base_year if kind is ValueKind.BASE else row.year
                required = row.obligation is Obligation.REQUIRED
                lacking.setdefault((year, row.rule.code, kind, required), {})[row.unit.code] = row.unit
    for (year, code, kind, required), units in lacking.items():
        yield Missing(rules[code], year, kind, tuple(units.values()), required)


def _sources(plan: PlanData, within: frozenset[str]) -> Iterator[SourceLine]:
    """Yield where the values of some units come from; the rows of one table and field are one source."""
    lines: dict[str, tuple[Message, list[IndicatorValue]]] = {}
    tables: dict[tuple[str, str, str], list[IndicatorValue]] = {}
    for value in plan.sheet:
        if value.key.unit not in within:
            continue
        place = plan.read.places.get(value.key)
        source = value.origin.source
        if place is None:
            lines.setdefault(repr(source.to_json()), (source, []))[1].append(value)
            continue
        table = (place.role, str(source.values.get("layer", place.role)), place.field)
        if table not in tables:
            tables[table] = []
            said = translatable("ChangeReport", "Table {layer}, field {field}", layer=table[1], field=place.field)
            lines[repr(table)] = (said, tables[table])
        tables[table].append(value)
    for source, values in lines.values():
        written = [value.origin for value in values if value.origin.person]
        persons = dict.fromkeys(origin.person for origin in written)
        times = [origin.at for origin in written]
        yield SourceLine(source, len(values), tuple(persons), min(times, default=None), max(times, default=None))


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
