"""The report on the change of indicators as one HTML file without anything outside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Iterable, Sequence, Union

from ..indicators.amount_words import level_title
from ..indicators.differences import DIFFERENCE_KINDS, DIFFERENCE_PAIRS, DifferenceRow
from ..language import Language
from ..rulepack.indicator_rules import Obligation, ValueKind
from ..rulepack.model import Severity
from .change_report import ChangeReport, ChangeRow, Missing, UnitSection, UnitTable
from .change_words import (
    NOTHING,
    amount,
    difference_title,
    indicator_text,
    judgement,
    kind_text,
    measure_text,
    nature_text,
    percent,
    signed,
    unit_text,
)
from .difference_table import judgement_text
from .files import replacing
from .markup import Content, Markup, element, joined, table
from .report_style import STYLE
from .words import severity_word

_OWN_STYLE = """tr.sum td, tr.own td { font-weight: 600; background: #f7f9fa; }
.lack { color: #8a5a00; font-weight: 600; }
th.num { white-space: normal; } .name { min-width: 12em; }
"""


def write_change_report(report: ChangeReport, path: Union[str, Path], language: Language, now: datetime) -> None:
    """Write the report; the same values give the same bytes, apart from the time.

    :param path: an existing file is replaced only when the new one is complete
    :param now: the time that is stated
    :raises LandPlanError: when the folder does not exist or is read-only
    """
    with replacing(Path(path)) as temporary:
        temporary.write_text(change_report_html(report, language, now), encoding="utf-8", newline="\n")


def change_report_html(report: ChangeReport, language: Language, now: datetime) -> str:
    """Return the report as HTML."""
    return _Html(report, language, now).document()


class _Html:
    """Writes one report in one language."""

    def __init__(self, report: ChangeReport, language: Language, now: datetime) -> None:
        self._report, self._language, self._now = report, language, now
        self._measured = any(row.measured is not None for section in report.sections for row in _rows(section))

    def document(self) -> str:
        """Return the whole file."""
        title = self._language.translate("Report", "Report on the change of indicators")
        head = [
            Markup('<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
            element("title", f"{title} – {', '.join(unit_text(unit) for unit in self._report.roots)}"),
            element("style", Markup(STYLE + _OWN_STYLE)),
        ]
        body = [self._header(title), self._figures(), self._missing()]
        body += [self._section(section) for section in self._report.sections]
        if self._report.differences:
            body.append(self._differences())
        body += [self._deviations(), self._provenance(), self._signature()]
        language = "zh-Hans" if self._language.code == "zh" else "en"
        document = element("html", [element("head", head), element("body", body)], lang=language)
        return f"<!DOCTYPE html>\n{document}\n"

    def _header(self, title: str) -> Markup:
        report, translate = self._report, self._language.translate
        facts = [
            (translate("Report", "Administrative units"), ", ".join(unit_text(unit) for unit in report.roots)),
            (translate("Report", "Data"), report.source),
            (translate("Report", "Rule pack"), f"{self._language.title(report.pack.title)} {report.pack.version}"),
            (translate("Report", "Made on"), f"{self._now:%Y-%m-%d %H:%M}"),
        ]
        what = [
            element("h1", title),
            element("p", self._language.title(report.pack.source_document), class_="pack"),
            element("dl", [part for name, value in facts for part in (element("dt", name), element("dd", value))]),
        ]
        errors = sum(one.severity is Severity.ERROR for one in report.deviations)
        lacking = report.partial or any(one.required for one in report.missing)
        if errors:
            word, css_class = translate("Report", "Deviations found"), "failed"
        elif lacking:
            word, css_class = translate("Report", "Incomplete"), "incomplete"
        elif report.deviations:
            word, css_class = translate("Report", "No errors"), "passed"
        else:
            word, css_class = translate("Report", "No deviations"), "passed"
        verdict = [
            element("div", translate("Report", "Indicators"), class_="label"), element("div", word, class_="word"),
        ]
        return element(
            "header",
            [element("div", what, class_="what"), element("div", verdict, class_=f"verdict {css_class}")],
            class_="head",
        )

    def _figures(self) -> Markup:
        report, translate = self._report, self._language.translate
        errors = sum(one.severity is Severity.ERROR for one in report.deviations)
        first = next((one for one in report.sections if one.unit in report.roots), None)
        figures = [
            (0 if first is None else len(first.main), translate("Report", "main indicators")),
            (0 if first is None else len(first.others), translate("Report", "other indicators")),
            (errors, translate("Report", "errors")),
            (len(report.deviations) - errors, translate("Report", "warnings")),
            (sum(len(one.units) for one in report.missing if one.required), translate("Report", "values missing")),
        ]
        boxes = [element("div", [element("b", str(count)), element("span", name)]) for count, name in figures]
        return element("section", boxes, class_="figures")

    def _missing(self) -> Markup:
        """What is not there, before anything else: no number below covers it."""
        report, language = self._report, self._language
        parts = [element("h2", language.translate("Report", "What is missing"))]
        if report.notes:
            notes = [element("p", language.render(note)) for note in report.notes]
            parts.append(element("div", notes, class_="notice"))
        if not report.missing:
            parts.append(element("p", language.translate("Report", "All values that the report is about are there.")))
            return element("section", parts)
        head = [
            language.translate("Report", "Indicator"), language.translate("Report", "Value"),
            language.translate("Report", "Must be stated"), language.translate("Report", "Units without it"),
        ]
        # What the same units lack of an indicator is one line; what has to be there comes first.
        lines: dict[tuple[bool, str, int, tuple[str, ...]], list[Missing]] = {}
        for one in sorted(report.missing, key=lambda one: not one.required):
            units = tuple(unit_text(unit) for unit in one.units)
            lines.setdefault((one.required, one.rule.code, one.year, units), []).append(one)
        rows: list[list[Content]] = [
            [
                indicator_text(kinds[0].rule, language), ", ".join(self._kind(one.kind, one.year) for one in kinds),
                language.translate("Report", "yes") if required else language.translate("Report", "no"),
                ", ".join(units),
            ]
            for (required, _, _, units), kinds in lines.items()
        ]
        parts.append(table(head, rows, ["name", "", "short", "wide"]))
        return element("section", parts)

    def _kind(self, kind: ValueKind, year: int) -> str:
        if kind is ValueKind.ASSIGNED:
            return self._language.translate("Report", "Assigned or planned {year}").format(year=year)
        if kind is ValueKind.BASE:
            return kind_text(kind, self._language, self._report.pack.base_year)
        return kind_text(kind, self._language, year)

    def _section(self, section: UnitSection) -> Markup:
        translate = self._language.translate
        level = self._language.title(level_title(section.unit.level))
        heading = translate("Report", "{unit}, {level}, target year {year}").format(
            unit=unit_text(section.unit), level=level, year=section.year)
        parts = [element("h2", heading)]
        for title, rows in (
            (translate("Report", "Main indicators"), section.main),
            (translate("Report", "Other indicators"), section.others),
        ):
            parts.append(element("h3", title))
            if rows:
                parts.append(self._indicators(rows))
            else:
                parts.append(element("p", translate("Report", "The level of this unit has none."), class_="quiet"))
        for one in section.tables:
            parts += [element("h3", self._table_title(one)), self._units(one)]
        return element("section", parts)

    def _differences(self) -> Markup:
        """Return the differences of the largest units: values side by side, and what is to be said of them."""
        language, translate = self._language, self._language.translate
        parts = [element("h2", translate("Report", "Differences of indicators"))]
        for unit in self._report.roots:
            rows = [row for row in self._report.differences if row.unit.code == unit.code]
            if not rows:
                continue
            heads = [
                translate("Report", "Indicator"), translate("Report", "Year"), translate("Report", "Unit of measure"),
                *(kind_text(kind, language) for kind in DIFFERENCE_KINDS),
                *(difference_title(one, other, language) for one, other in DIFFERENCE_PAIRS),
                translate("Report", "Judgement"),
            ]
            lines: list[list[Content]] = [
                [indicator_text(row.rule, language), str(row.year), measure_text(row.rule, language),
                 *(amount(row.amounts.get(kind), row.rule) for kind in DIFFERENCE_KINDS),
                 *(_difference(row, one, other) for one, other in DIFFERENCE_PAIRS), judgement_text(row, language)]
                for row in rows
            ]
            numbers = ["num"] * (len(DIFFERENCE_KINDS) + len(DIFFERENCE_PAIRS))
            parts += [element("h3", unit_text(unit)), table(heads, lines, ["name", "short", "short", *numbers, "wide"])]
        return element("section", parts)

    def _table_title(self, one: UnitTable) -> str:
        return self._language.translate("Report", "{indicator} by units ({measure})").format(
            indicator=indicator_text(one.own.rule, self._language), measure=measure_text(one.own.rule, self._language))

    def _value_heads(self, year: int) -> list[str]:
        language, report = self._language, self._report
        heads = [kind_text(ValueKind.BASE, language, report.pack.base_year)]
        if report.before is not ValueKind.BASE:
            heads.append(kind_text(report.before, language))
        heads += [kind_text(ValueKind.ASSIGNED, language, year), kind_text(ValueKind.PLANNED, language, year),
                  language.translate("Report", "Change"), language.translate("Report", "Change (%)")]
        return [*heads, kind_text(ValueKind.MEASURED, language)] if self._measured else heads

    def _values(self, row: ChangeRow) -> list[Content]:
        cells: list[Content] = [self._amount(row, row.base)]
        if self._report.before is not ValueKind.BASE:
            cells.append(self._amount(row, row.before))
        # One of the two is enough for a target.
        cells += [
            self._amount(row, row.assigned, row.target is None), self._amount(row, row.planned, row.target is None),
            signed(row.change, row.rule), percent(row.percent),
        ]
        return [*cells, amount(row.measured, row.rule)] if self._measured else cells

    def _amount(self, row: ChangeRow, exact: object, must: bool = True) -> Content:
        if exact is None and must and row.obligation is Obligation.REQUIRED:
            return element("span", self._language.translate("Report", "missing"), class_="lack")
        return amount(exact, row.rule)  # type: ignore[arg-type]

    def _judged(self, row: ChangeRow) -> Content:
        words = judgement(row, self._language)
        errors = any(one.severity is Severity.ERROR for one in row.deviations)
        css_class = "failed-word" if errors else "not_run-word"
        return words if words == NOTHING else element("span", words, class_=css_class)

    def _indicators(self, rows: Sequence[ChangeRow]) -> Markup:
        translate, year = self._language.translate, rows[0].year
        heads = [
            translate("Report", "Indicator"), translate("Report", "Nature"), translate("Report", "Unit of measure"),
            *self._value_heads(year), translate("Report", "Deviations"),
        ]
        lines: list[list[Content]] = [
            [indicator_text(row.rule, self._language), nature_text(row.rule, self._language),
             measure_text(row.rule, self._language), *self._values(row), self._judged(row)]
            for row in rows
        ]
        return table(heads, lines, ["name", "short", "short", *(["num"] * len(self._value_heads(year))), "short"])

    def _units(self, one: UnitTable) -> Markup:
        """Return the units below with their sum and the unit itself."""
        translate, year = self._language.translate, one.own.year
        numbers = len(self._value_heads(year))
        heads = [translate("Report", "Unit"), *self._value_heads(year), translate("Report", "Deviations")]
        lines: list[list[Content]] = [[unit_text(row.unit), *self._values(row), self._judged(row)] for row in one.rows]
        body = table(heads, lines, ["name", *(["num"] * numbers), "short"])
        closing: list[Markup] = []
        if one.own.rule.children is not None:
            closing.append(self._closing("sum", translate("Report", "Sum of the units"), self._sums(one), NOTHING))
        closing.append(self._closing("own", unit_text(one.own.unit), self._values(one.own), self._judged(one.own)))
        return Markup(body.replace("</tbody>", f"{joined(closing)}</tbody>"))

    def _sums(self, one: UnitTable) -> list[Content]:
        """Return the sums of the columns; a column in which a unit has no value has none."""
        summed = ChangeRow(
            one.own.unit, one.own.rule, one.own.year, one.sums["base"], one.sums["before"], one.sums["assigned"],
            one.sums["planned"], one.sums["measured"],
        )
        return self._values(summed)

    @staticmethod
    def _closing(css_class: str, name: str, values: Iterable[Content], judged: Content) -> Markup:
        cells = [element("td", name), *(element("td", value, class_="num") for value in values),
                 element("td", judged, class_="short")]
        return element("tr", cells, class_=css_class)

    def _deviations(self) -> Markup:
        report, language = self._report, self._language
        parts = [element("h2", language.translate("Report", "Deviations"))]
        if not report.deviations:
            parts.append(element("p", language.translate("Report", "The values do not contradict each other.")))
            return element("section", parts)
        heads = [language.translate("Report", "Severity"), language.translate("Report", "Unit"),
                 language.translate("Report", "Indicator"), language.translate("Report", "Clause"),
                 language.translate("Report", "Deviation")]
        rules = report.pack.indicators.indicators if report.pack.indicators is not None else {}
        rows: list[list[Content]] = [
            [severity_word(one.severity, language), unit_text(report.tree[one.key.unit]),
             indicator_text(rules[one.key.indicator], language), one.clause, language.render(one.message)]
            for one in report.deviations
        ]
        parts.append(table(heads, rows, ["short", "", "", "", "wide"]))
        return element("section", parts)

    def _provenance(self) -> Markup:
        report, language = self._report, self._language
        heads = [language.translate("Report", "Source"), language.translate("Report", "Values"),
                 language.translate("Report", "Entered by")]
        rows: list[list[Content]] = [
            [language.render(line.source), str(line.count), ", ".join(line.persons) or NOTHING]
            for line in report.sources
        ]
        facts = [
            (language.translate("Report", "Rule pack"), f"{report.pack.id} {report.pack.version}"),
            (language.translate("Report", "Rule pack hash"), report.pack.content_hash),
            (language.translate("Report", "Change is counted from"), kind_text(report.before, language)),
        ]
        return element("section", [
            element("h2", language.translate("Report", "Sources of the values")),
            table(heads, rows, ["wide", "num", ""]),
            element("dl", [part for name, value in facts for part in (element("dt", name), element("dd", value))],
                    class_="facts"),
        ])

    def _signature(self) -> Markup:
        translate = self._language.translate
        lines = [translate("Report", "Made by, date"), translate("Report", "Reviewed by, date"),
                 translate("Report", "Organisation, seal")]
        end = translate("Report", "Land Plan Toolbox · {time}").format(time=f"{self._now:%Y-%m-%d %H:%M:%S}")
        return element("footer", [
            element("div", [element("div", line) for line in lines], class_="sign"), element("p", end, class_="end")])


def _rows(section: UnitSection) -> Iterable[ChangeRow]:
    """Return all rows of a section."""
    below = [row for one in section.tables for row in one.rows]
    return (*section.main, *section.others, *below)


def _difference(row: DifferenceRow, one: ValueKind, other: ValueKind) -> str:
    """Return a difference with its share in brackets."""
    share = row.percent(one, other)
    text = signed(row.difference(one, other), row.rule)
    return text if share is None else f"{text} ({percent(share)} %)"
