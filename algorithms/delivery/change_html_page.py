"""What all parts of the change report as HTML share: rows of numbers, heads, names, the look."""

from __future__ import annotations

from fractions import Fraction
from typing import Iterable, Optional, Sequence

from ..language import Language
from ..message import named
from ..rulepack.indicator_rules import IndicatorRule, Obligation, ValueKind
from ..rulepack.model import Severity
from ..units.tree import AdminUnit
from .change_model import ChangeReport, ChangeRow, UnitTable
from .change_words import NOTHING, amount, judgement, kind_text, percent, signed, unit_text
from .markup import Content, Markup, element, escaped, joined

MOST_NAMES = 40  # of units in one sentence or cell
MOST_UNBROKEN = 18  # rows of a table that goes to the next page rather than being broken

OWN_STYLE = """@page { size: A4 landscape; margin: 13mm 12mm 15mm 12mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #5d6b76; } }
body { max-width: 1280px; }
tr.sum td, tr.own td { font-weight: 600; background: #f7f9fa; }
tr.group td { font-weight: 600; background: #eff5f8; color: #1f5673; }
.lack { color: #8a5a00; font-weight: 600; }
th.num { line-height: 1.3; } th.title { background: none; color: #1c2329; font-size: 14px; padding: 14px 0 4px; }
.name { min-width: 15em; } .remark { white-space: pre-line; min-width: 9em; }
.units .name { width: 30%; } .units .num { width: auto; }
.bars { width: 26%; min-width: 200px; } .bars div { height: 9px; margin: 3px 0; background: #8a949b; min-width: 1px; }
.bars div.after { background: #1f5673; } .bars div.wrong { background: #a3241c; }
.key-before, .key-after { display: inline-block; width: 22px; height: 9px; margin: 0 6px 0 14px; background: #8a949b; }
.key-after { background: #1f5673; }
table.short-table { break-inside: avoid; }
@media print { h2.unit { break-before: page; margin-top: 0; }
  th.title { font-size: 10pt; padding-top: 5mm; } body { font-size: 9pt; } }
"""


class Page:
    """A report in one language, with the pieces that several of its parts need."""

    def __init__(self, report: ChangeReport, language: Language) -> None:
        """:param language: of the report"""
        self.report, self.language = report, language
        self.measured = any(row.measured is not None for row in _all_rows(report))
        self._lack = element("span", language.translate("Report", "missing"), class_="lack")
        self._names: dict[str, Markup] = {}

    def unit(self, unit: AdminUnit) -> Markup:
        """Return name and code of a unit."""
        if unit.code not in self._names:
            self._names[unit.code] = escaped(unit_text(unit, self.language))
        return self._names[unit.code]

    def units(self, units: Sequence[AdminUnit]) -> str:
        """Return the names of some units, of very many the first and how many more there are."""
        names = self.language.listed(named(unit.name, unit.code) for unit in units[:MOST_NAMES])
        if len(units) <= MOST_NAMES:
            return names
        return self.language.translate("Report", "{units} and {count} more").format(
            units=names, count=len(units) - MOST_NAMES)

    def value_heads(self, year: int) -> list[Markup]:
        """Return the heads of `values`, the year below the kind."""
        language, report = self.language, self.report
        kinds = [(ValueKind.BASE, str(report.pack.base_year))]
        if report.before is not ValueKind.BASE:
            kinds.append((report.before, str(year)))
        kinds += [(ValueKind.ASSIGNED, str(year)), (ValueKind.PLANNED, str(year))]
        heads = [joined([kind_text(kind, language), Markup("<br>"), when]) for kind, when in kinds]
        heads += [escaped(language.translate("Report", "Change")),
                  joined([language.translate("Report", "Change"), Markup("<br>"), "%"])]
        if self.measured:
            heads.append(joined([kind_text(ValueKind.MEASURED, language), Markup("<br>"), str(year)]))
        return heads

    def values(self, row: ChangeRow) -> list[Markup]:
        """Return the amounts of a row; of what its level must state, a word says that it is missing."""
        must = row.obligation is Obligation.REQUIRED
        no_target = must and row.target is None  # one of the two is enough
        return self._cells(
            row.rule, row.base, row.before, row.assigned, row.planned, row.change, row.percent, row.measured,
            (must and self.report.has_base(row.rule), must, no_target, no_target), row.partial)

    def sums(self, one: UnitTable) -> list[Markup]:
        """Return the sums of a table of units; a column in which a unit has no value has none."""
        sums = one.sums
        return self._cells(one.rule, sums["base"], sums["before"], sums["assigned"], sums["planned"], one.change,
                           one.percent, sums["measured"], (False,) * 4, False)

    def _cells(
        self, rule: IndicatorRule, base: Optional[Fraction], before: Optional[Fraction], assigned: Optional[Fraction],
        planned: Optional[Fraction], change: Optional[Fraction], share: Optional[Fraction],
        measured: Optional[Fraction], must: Sequence[bool], partial: bool,
    ) -> list[Markup]:
        amounts = [base, assigned, planned] if self.report.before is ValueKind.BASE else [
            base, before, assigned, planned]
        needed = (must[0], *must[2:]) if self.report.before is ValueKind.BASE else must
        cells = [self._lack if exact is None and lacking else Markup(amount(exact, rule))
                 for exact, lacking in zip(amounts, needed)]
        cells += [Markup(signed(change, rule)), Markup(percent(share))]
        if self.measured:
            text = amount(measured, rule)
            if partial:
                text = self.language.translate("Report", "{amount} (part of the unit)").format(amount=text)
            cells.append(escaped(text))
        return cells

    def judged(self, row: ChangeRow) -> Markup:
        """Return how many deviations a row has."""
        if not row.deviations:
            return Markup(NOTHING)
        errors = any(one.severity is Severity.ERROR for one in row.deviations)
        words = judgement(row, self.language)
        return element("span", words, class_="failed-word" if errors else "not_run-word")


def line(cells: Iterable[Content], classes: Sequence[str], class_: str = "") -> Markup:
    """Return a row of a table from cells that cannot break it."""
    parts = [f'<td class="{css}">{joined(cell)}</td>' if css else f"<td>{joined(cell)}</td>"
             for cell, css in zip(cells, classes)]
    start = f'<tr class="{class_}">' if class_ else "<tr>"
    return Markup(f"{start}{''.join(parts)}</tr>\n")


def titled_table(
    title: Content, heads: Sequence[Content], classes: Sequence[str], rows: Sequence[Markup], class_: str = ""
) -> Markup:
    """Return a table whose title is part of the head, so that it stands on every printed page."""
    first = f'<tr><th class="title" colspan="{len(heads)}">{joined(title)}</th></tr>' if title else ""
    second = joined([element("th", head, class_=css) for head, css in zip(heads, classes)])
    short = f"{class_} short-table".strip() if len(rows) <= MOST_UNBROKEN else class_
    return Markup(f'<table class="{short}"><thead>{first}<tr>{second}</tr></thead>\n'
                  f"<tbody>{''.join(rows)}</tbody></table>\n")


def _all_rows(report: ChangeReport) -> Iterable[ChangeRow]:
    for section in report.sections:
        yield from section.main
        yield from section.others
        for one in section.tables:
            yield from one.rows
