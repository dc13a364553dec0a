"""The end of the change report as HTML: differences, deviations, what need not be stated, sources, signatures."""

from __future__ import annotations

from datetime import datetime
from typing import Iterator

from ..indicators.differences import DIFFERENCE_KINDS, DIFFERENCE_PAIRS, DifferenceRow
from ..rulepack.indicator_rules import ValueKind
from .change_html_page import Page, line, titled_table
from .change_html_summary import missing_table
from .change_model import SourceLine
from .change_words import (
    NOTHING,
    amount,
    difference_title,
    indicator_text,
    kind_text,
    measure_text,
    percent,
    signed,
)
from .difference_table import judgement_text
from .markup import Markup, element
from .words import severity_word

MOST_DEVIATIONS = 1000  # in the file; a browser shows no hundred thousand sentences


def differences(page: Page) -> Iterator[Markup]:
    """Yield the differences of the largest units: values side by side, and what is to be said of them."""
    language, translate = page.language, page.language.translate
    if not page.report.differences:
        return
    yield element("h2", translate("Report", "Differences of indicators"))
    heads = [
        translate("Report", "Indicator"), translate("Report", "Year"), translate("Report", "Unit of measure"),
        *(kind_text(kind, language) for kind in DIFFERENCE_KINDS),
        *(difference_title(one, other, language) for one, other in DIFFERENCE_PAIRS),
        translate("Report", "Judgement"),
    ]
    classes = ["name", "short", "short", *["num"] * (len(DIFFERENCE_KINDS) + len(DIFFERENCE_PAIRS)), "wide"]
    codes = {unit.code for unit in page.report.roots}
    of_unit: dict[str, list[DifferenceRow]] = {}
    for row in page.report.differences:
        if row.unit.code in codes:
            of_unit.setdefault(row.unit.code, []).append(row)
    for unit in page.report.roots:
        rows = [
            line([indicator_text(row.rule, language), str(row.year), measure_text(row.rule, language),
                  *(amount(row.amounts.get(kind), row.rule) for kind in DIFFERENCE_KINDS),
                  *(_difference(row, one, other) for one, other in DIFFERENCE_PAIRS), judgement_text(row, language)],
                 classes)
            for row in of_unit.get(unit.code, ())
        ]
        if rows:
            yield titled_table(page.unit(unit), heads, classes, rows)


def _difference(row: DifferenceRow, one: ValueKind, other: ValueKind) -> str:
    """Return a difference with its share in brackets."""
    share = row.percent(one, other)
    text = signed(row.difference(one, other), row.rule)
    return text if share is None else f"{text} ({percent(share)} %)"


def deviations(page: Page) -> Iterator[Markup]:
    """Yield what is wrong with the values, each with its clause; of very many the first."""
    report, language = page.report, page.language
    yield element("h2", language.translate("Report", "Deviations"))
    if not report.deviations:
        yield element("p", language.translate("Report", "The values do not contradict each other."))
        return
    heads = [language.translate("Report", "Severity"), language.translate("Report", "Unit"),
             language.translate("Report", "Indicator"), language.translate("Report", "Clause"),
             language.translate("Report", "Deviation")]
    rules = report.pack.indicators.indicators if report.pack.indicators is not None else {}
    classes = ["short", "", "", "", "wide"]
    rows = [
        line([severity_word(one.severity, language), page.unit(report.tree[one.key.unit]),
              indicator_text(rules[one.key.indicator], language), one.clause, language.render(one.message)], classes)
        for one in report.deviations[:MOST_DEVIATIONS]
    ]
    if len(report.deviations) > MOST_DEVIATIONS:
        yield element("p", language.translate(
            "Report", "The first {count} of {total} deviations; all of them are in the tables of this report and among "
            "the findings of the check of indicators.").format(count=MOST_DEVIATIONS, total=len(report.deviations)),
            class_="notice")
    yield titled_table("", heads, classes, rows)


def optional_missing(page: Page) -> Iterator[Markup]:
    """Yield what is not there and need not be."""
    lacking = [one for one in page.report.missing if not one.required]
    if lacking:
        yield element("h2", page.language.translate("Report", "Not stated, and need not be"))
        yield missing_table(page, lacking)


def provenance(page: Page) -> Markup:
    """Return where the values come from, who entered them and when, and by which rules they were judged."""
    report, language = page.report, page.language
    heads = [language.translate("Report", "Source"), language.translate("Report", "Values"),
             language.translate("Report", "Entered by"), language.translate("Report", "Entered on")]
    classes = ["wide", "num", "", ""]
    rows = [
        line([language.render(one.source), str(one.count), language.listed(one.persons) or NOTHING, when(one)], classes)
        for one in report.sources
    ]
    facts = [
        (language.translate("Report", "Rule pack"), f"{report.pack.id} {report.pack.version}"),
        (language.translate("Report", "Rule pack hash"), report.pack.content_hash),
        (language.translate("Report", "Change is counted from"), kind_text(report.before, language)),
    ]
    return element("section", [
        element("h2", language.translate("Report", "Sources of the values")),
        titled_table("", heads, classes, rows),
        element("dl", [part for name, value in facts for part in (element("dt", name), element("dd", value))],
                class_="facts"),
    ])


def when(one: SourceLine) -> str:
    """Return the days on which persons wrote the values of a source."""
    if one.first is None or one.last is None:
        return NOTHING
    days = dict.fromkeys(f"{time.astimezone():%Y-%m-%d}" for time in (one.first, one.last))
    return " – ".join(days)


def signature(page: Page, now: datetime) -> Markup:
    """Return the places for signatures."""
    translate = page.language.translate
    lines = [translate("Report", "Made by, date"), translate("Report", "Reviewed by, date"),
             translate("Report", "Organisation, seal")]
    end = translate("Report", "Land Plan Toolbox · {time}").format(time=f"{now:%Y-%m-%d %H:%M:%S}")
    return element("footer", [
        element("div", [element("div", line) for line in lines], class_="sign"), element("p", end, class_="end")])
