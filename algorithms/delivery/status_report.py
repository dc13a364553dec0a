"""The status evaluation as one HTML file without anything outside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Optional, Sequence, Union

from ..forest_land.status.model import FigureResult, StatusEvaluation, TableResult, written
from ..indicators.kind_titles import KIND_TITLES
from ..language import Language
from ..message import Message
from ..rulepack.status_rules import Aspect, Weight
from .files import replacing
from .markup import Content, Markup, element, joined, table
from .report_style import STYLE
from .status_charts import COLOURS, Bar, bar_chart
from .status_grid import status_grid
from .status_long import size_text
from .status_spaces import spaces_table
from .status_words import (
    NOTHING,
    aspect_text,
    measure,
    said_of,
    signed,
    table_title,
    target_amount,
    target_word,
    text,
    unit_name,
    weight_text,
)

_OWN_STYLE = """@page { size: A4 landscape; }
body { max-width: 1320px; }
.scroll { overflow-x: auto; margin: 8px 0 4px; }
.scroll th.num { white-space: normal; min-width: 9em; }
.scroll .name { white-space: nowrap; }
.scroll table { width: auto; min-width: 60%; }
.grid { font-size: 11.5px; min-width: 0 !important; }
.grid th { text-align: center; border: 1px solid #d5dce1; white-space: normal; min-width: 3.6em; }
.grid td { border: 1px solid #e3e8eb; white-space: nowrap; }
.grid td.name { white-space: nowrap; }
.grid tr.total td { font-weight: 600; background: #f1f4f6; }
.grid tr.unit td { font-weight: 600; background: #f7f9fa; }
.grid tr.apart td { background: #fdf8ec; }
.chart { max-width: 820px; display: block; height: auto; }
.notes { color: #8a5a00; font-size: 12.5px; margin: 4px 0 0; padding-left: 1.3em; }
@media print { .scroll { overflow: visible; } .scroll table { width: auto; min-width: 60%; }
.grid { font-size: 6.5pt; } .grid th, .grid td { padding: .5mm .8mm;
  min-width: 0; } }
"""
_MOST_UNITS = 400  # rows of figures by unit in the report; the tables hold all of them


def write_status_report(
    evaluation: StatusEvaluation, path: Union[str, Path], language: Language, now: datetime
) -> None:
    """Write the report; the same data give the same bytes, apart from the time.

    :param path: an existing file is replaced only when the new one is complete
    :param now: the time that is stated
    :raises LandPlanError: when the folder does not exist or is read-only
    """
    with replacing(Path(path)) as temporary:
        temporary.write_text(status_report_html(evaluation, language, now), encoding="utf-8", newline="\n")


def status_report_html(evaluation: StatusEvaluation, language: Language, now: datetime) -> str:
    """Return the report as HTML."""
    return _Html(evaluation, language, now).document()


class _Html:
    """Writes one report in one language."""

    def __init__(self, evaluation: StatusEvaluation, language: Language, now: datetime) -> None:
        self._evaluation, self._language, self._now = evaluation, language, now

    def document(self) -> str:
        """Return the whole file."""
        title = self._language.translate("Report", "Evaluation of the present state of forest land")
        head = [
            Markup('<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
            element("title", title), element("style", Markup(STYLE + _OWN_STYLE)),
        ]
        body = [self._header(title), self._counts(), self._statements(), self._lacking(), self._figures(),
                self._targets(), self._spaces(), self._patches(), self._tables(), self._provenance(),
                self._signature()]
        language = "zh-Hans" if self._language.code == "zh" else "en"
        document = element("html", [element("head", head), element("body", body)], lang=language)
        return f"<!DOCTYPE html>\n{document}\n"

    def _header(self, title: str) -> Markup:
        evaluation, language = self._evaluation, self._language
        roots = evaluation.tree.roots
        facts = [
            (language.translate("Report", "Administrative units"),
             ", ".join(unit_name(evaluation, code) for code in roots) or NOTHING),
            (language.translate("Report", "Data"), evaluation.source),
            (language.translate("Report", "Rule pack"),
             f"{language.title(evaluation.pack.title)} {evaluation.pack.version}"),
            (language.translate("Report", "Base year"), str(evaluation.pack.base_year)),
            (language.translate("Report", "Made on"), f"{self._now:%Y-%m-%d %H:%M}"),
        ]
        what = [
            element("h1", title),
            element("p", language.title(evaluation.pack.source_document), class_="pack"),
            element("dl", [part for name, value in facts for part in (element("dt", name), element("dd", value))]),
        ]
        missed = [one for one in evaluation.targets if one.met is False]
        if evaluation.statements or missed:
            word, css_class = language.translate("Report", "Problems found"), "failed"
        elif evaluation.incomplete:
            word, css_class = language.translate("Report", "Incomplete"), "incomplete"
        else:
            word, css_class = language.translate("Report", "No problems"), "passed"
        verdict = [element("div", language.translate("Report", "Present state"), class_="label"),
                   element("div", word, class_="word")]
        return element("header", [element("div", what, class_="what"),
                                  element("div", verdict, class_=f"verdict {css_class}")], class_="head")

    def _counts(self) -> Markup:
        evaluation, language = self._evaluation, self._language
        weights = [one.rule.weight for one in evaluation.statements]
        missed = sum(one.met is False for one in evaluation.targets)
        figures = [
            (weights.count(Weight.PROBLEM), language.translate("Report", "problems")),
            (weights.count(Weight.RISK), language.translate("Report", "risks")),
            (missed, language.translate("Report", "targets missed")),
            (len(evaluation.targets) - missed, language.translate("Report", "other targets")),
            (evaluation.not_measured, language.translate("Report", "figures not measured")),
        ]
        boxes = [element("div", [element("b", str(count)), element("span", name)]) for count, name in figures]
        return element("section", boxes, class_="figures")

    def _statements(self) -> Markup:
        evaluation, language = self._evaluation, self._language
        parts = [element("h2", language.translate("Report", "Problems and risks"))]
        if evaluation.statements:
            heads = [language.translate("Report", "Problem or risk"), language.translate("Report", "Statement"),
                     language.translate("Report", "Clause")]
            rows: list[list[Content]] = [
                [element("span", weight_text(one.rule.weight, language),
                         class_="failed-word" if one.rule.weight is Weight.PROBLEM else "not_run-word"),
                 language.render(one.message), one.rule.clause]
                for one in evaluation.statements]
            parts.append(table(heads, rows, ["short", "wide", "short"]))
        else:
            parts.append(element("p", language.translate("Report", "No figure is beyond the limits of the rule pack.")))
        if evaluation.not_judged:
            parts.append(element("h3", language.translate("Report", "Not judged")))
            heads = [language.translate("Report", "Statement"), language.translate("Report", "Reason"),
                     language.translate("Report", "Units")]
            lines: list[list[Content]] = [
                [language.title(one.rule.title), language.render(one.reason),
                 ", ".join(unit_name(evaluation, code) for code in one.units)] for one in evaluation.not_judged]
            parts.append(table(heads, lines, ["", "wide", ""]))
        return element("section", parts)

    def _lacking(self) -> Markup:
        """What is said of the data: each sentence once, with the tables it concerns."""
        evaluation, language = self._evaluation, self._language
        concerned: list[tuple[Message, list[str]]] = []
        for one in evaluation.tables:
            for note in one.notes:
                name = one.rule.number or language.title(one.rule.title)
                known = next((tables for message, tables in concerned if message == note), None)
                if known is None:
                    concerned.append((note, [name]))
                else:
                    known.append(name)
        parts = [element("h2", language.translate("Report", "What the data lack"))]
        if evaluation.notes:
            parts.append(element("div", [element("p", language.render(note)) for note in evaluation.notes],
                                 class_="notice"))
        if concerned:
            heads = [language.translate("Report", "Reservation"), language.translate("Report", "Tables")]
            rows: list[list[Content]] = [[language.render(note), ", ".join(tables)] for note, tables in concerned]
            parts.append(table(heads, rows, ["wide", ""]))
        if not concerned and not evaluation.notes:
            parts.append(element("p", language.translate("Report", "All tables hold everything they should.")))
        return element("section", parts)

    def _figures(self) -> Markup:
        evaluation, language = self._evaluation, self._language
        parts = [element("h2", language.translate("Report", "Figures"))]
        codes = evaluation.units[:_MOST_UNITS]
        for aspect in Aspect:
            figures = [figure for figure in evaluation.figures if figure.rule.aspect is aspect]
            if figures:
                parts += [element("h3", aspect_text(aspect, language)), self._figure_table(figures, codes)]
        if len(evaluation.units) > _MOST_UNITS:
            parts.append(element("p", language.translate(
                "Report", "The first {count} units are shown; the spreadsheet holds all.").format(count=_MOST_UNITS),
                class_="quiet"))
        return element("section", parts)

    def _figure_table(self, figures: Sequence[FigureResult], codes: Sequence[str]) -> Markup:
        evaluation, language = self._evaluation, self._language
        heads = [language.translate("Report", "Unit"), *(
            f"{language.title(figure.rule.title)} ({measure(figure.rule.unit, language)})" for figure in figures)]
        rows: list[list[Content]] = []
        for code in codes:
            row: list[Content] = [unit_name(evaluation, code)]
            for figure in figures:
                value = figure.values.get(code)
                row.append(text(None if value is None else written(
                    value.amount, figure.rule.unit, figure.rule.decimals)))
            rows.append(row)
        parts = [element("div", table(heads, rows, ["name", *(["num"] * len(figures))]), class_="scroll")]
        said: list[str] = []
        for figure in figures:
            messages = [] if figure.reason is None else [figure.reason]
            for code in evaluation.tree.roots:  # what is lacking below is lacking there, too
                value = figure.values.get(code)
                messages += () if value is None else value.reservations
            said += [said_of(language.title(figure.rule.title), language.render(one), language) for one in messages]
        if said:
            parts.append(element("ul", [element("li", one) for one in dict.fromkeys(said)], class_="notes"))
        return joined(parts)

    def _targets(self) -> Markup:
        evaluation, language = self._evaluation, self._language
        parts = [element("h2", language.translate("Report", "Targets of the plan before"))]
        if not evaluation.targets:
            parts.append(element("p", language.translate("Report", "There are none to judge."), class_="quiet"))
            return element("section", parts)
        heads = [
            language.translate("Report", "Unit"), language.translate("Report", "Indicator"),
            language.translate("Report", "Year"), language.translate("Report", "Kind of target"),
            language.translate("Report", "Unit of measure"), language.translate("Report", "Target"),
            language.translate("Report", "Reached"), language.translate("Report", "Difference"),
            language.translate("Report", "Result"), language.translate("Report", "Remark")]
        rows: list[list[Content]] = []
        for one in evaluation.targets:
            css_class = {True: "passed-word", False: "failed-word", None: "not_run-word"}[one.met]
            rows.append([
                unit_name(evaluation, one.unit), f"{one.rule.code} {language.title(one.rule.title)}", str(one.year),
                language.title(KIND_TITLES[one.kind]), measure(one.rule.unit, language),
                text(target_amount(one.target, one)), text(target_amount(one.reached, one)),
                signed(target_amount(one.difference, one)),
                element("span", target_word(one, language), class_=css_class),
                language.paragraph(one.notes)])
        classes = ["name", "", "short", "short", "short", "num", "num", "num", "short", ""]
        return element("section", [*parts, table(heads, rows, classes)])

    def _spaces(self) -> Markup:
        language, spaces = self._language, self._evaluation.spaces
        if spaces is None:
            return Markup("")
        return element("section", [
            element("h2", language.translate("Report", "Nature reserves and other ecological space")),
            element("div", spaces_table(spaces, language), class_="scroll"),
            self._notes(spaces.notes)])

    def _patches(self) -> Markup:
        language, patches = self._language, self._evaluation.patches
        if patches is None:
            return Markup("")
        parts: list[Optional[Markup]] = [element("h2", language.translate("Report", "Patches of forest"))]
        if patches.classes:
            heads = [language.translate("Report", "Size of the patch"), language.translate("Report", "Patches"),
                     f"{language.translate('Report', 'Area')} ({measure('ha', language)})"]
            rows: list[list[Content]] = [
                [size_text(one.low, one.high, language), str(one.count), text(written(one.area_m2, "ha", 2))]
                for one in patches.classes]
            rows.append([language.translate("Report", "Total"), str(patches.count),
                         text(written(patches.area_m2, "ha", 2))])
            parts.append(table(heads, rows, ["", "num", "num"]))
            said = language.translate(
                "Report", "{features} sub-compartments make {count} patches; the largest has {area} ha.").format(
                features=patches.features, count=patches.count, area=text(written(patches.largest_m2, "ha", 2)))
            parts.append(element("p", said, class_="quiet"))
        parts.append(self._notes([*patches.notes, *([] if patches.reason is None else [patches.reason])]))
        return element("section", [part for part in parts if part is not None])

    def _notes(self, notes: Sequence[Message]) -> Markup:
        if not notes:
            return Markup("")
        return element("ul", [element("li", self._language.render(note)) for note in notes], class_="notes")

    def _tables(self) -> Markup:
        language = self._language
        said = language.translate(
            "Report", "Numbers are rounded when they are written, so the last digit of a sum of rounded numbers may "
            "differ from the total. What has no value, another value or needs none stands in rows and columns of its "
            "own, so every table adds up to its total.")
        parts = [element("h2", language.translate("Report", "Tables")), element("p", said, class_="quiet")]
        for number, one in enumerate(self._evaluation.tables):
            parts += [element("h3", table_title(one, language)),
                      element("p", self._meta(one), class_="meta"),
                      element("div", status_grid(one, self._evaluation, language), class_="scroll")]
            chart = self._chart(one, COLOURS[number % len(COLOURS)])
            if chart is not None:
                parts.append(chart)
            parts.append(self._notes(one.notes))
        return element("section", parts)

    def _meta(self, one: TableResult) -> str:
        pack = self._evaluation.pack.status
        clause = one.rule.clause or ("" if pack is None else pack.clause)
        return " · ".join(part for part in (aspect_text(one.rule.aspect, self._language), clause) if part)

    def _chart(self, one: TableResult, colour: str) -> Optional[Markup]:
        """Return the total by the outermost groups of the first block that is divided."""
        language = self._language
        block = next((column.path[0] for column in one.columns if len(column.path) > 1), None)
        places = [place for place, column in enumerate(one.columns)
                  if column.path[0] == block and len(column.path) == 2]
        bars = []
        for place in places:
            column = one.columns[place]
            amount = written(float(one.values[0, place]), column.unit, column.decimals)
            if amount:
                bars.append(Bar(language.said(column.titles[-1]), float(amount), f"{amount:f}"))
        if len(bars) < 2:
            return None
        unit = one.columns[places[0]].unit
        title = language.said(one.columns[places[0]].titles[0])
        title = said_of(language.title(one.rule.title), title, language)
        return bar_chart(title, bars, colour, measure(unit, language))

    def _provenance(self) -> Markup:
        evaluation, language = self._evaluation, self._language
        heads = [language.translate("Report", "Table or figure"), language.translate("Report", "Measured from")]
        rows: list[list[Content]] = []
        for one in evaluation.tables:
            rows += [[table_title(one, language), language.render(source)] for source in one.source]
        rows += [[language.title(figure.rule.title), language.render(figure.source)] for figure in evaluation.figures]
        facts = [
            (language.translate("Report", "Rule pack"), f"{evaluation.pack.id} {evaluation.pack.version}"),
            (language.translate("Report", "Rule pack hash"), evaluation.pack.content_hash),
        ]
        return element("section", [
            element("h2", language.translate("Report", "Sources of the values")),
            table(heads, rows, ["", "wide"]),
            element("dl", [part for name, value in facts for part in (element("dt", name), element("dd", value))],
                    class_="facts")])

    def _signature(self) -> Markup:
        lines = [self._language.translate("Report", "Made by, date"),
                 self._language.translate("Report", "Reviewed by, date"),
                 self._language.translate("Report", "Organisation, seal")]
        end = self._language.translate("Report", "Land Plan Toolbox · {time}").format(
            time=f"{self._now:%Y-%m-%d %H:%M:%S}")
        return element("footer", [
            element("div", [element("div", line) for line in lines], class_="sign"), element("p", end, class_="end")])
