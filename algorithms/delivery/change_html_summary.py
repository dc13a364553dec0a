"""The beginning of the change report as HTML: head, what came out, what is missing."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Iterable, Iterator, Optional, Union

from ..indicators.amount_words import level_title
from ..rulepack.indicator_rules import IndicatorRule
from ..rulepack.model import Severity
from .change_html_page import Page, line, titled_table
from .change_model import ChangeRow, Missing, UnitTable
from .change_words import (
    NOTHING,
    against_the_way,
    amount,
    indicator_text,
    measure_text,
    missing_text,
    percent,
    signed,
    way_text,
)
from .markup import Content, Markup, element, escaped, joined

_MOST_UNITS = 20  # whose main indicators are in the summary


def header(page: Page, title: str, now: datetime) -> Markup:
    """Return what the report is about, and what came out."""
    report, translate = page.report, page.language.translate
    facts = [
        (translate("Report", "Administrative units"), page.units(report.roots)),
        (translate("Report", "Data"), report.source),
        (translate("Report", "Rule pack"), f"{page.language.title(report.pack.title)} {report.pack.version}"),
        (translate("Report", "Made on"), f"{now:%Y-%m-%d %H:%M}"),
    ]
    what = [
        element("h1", title),
        element("p", page.language.title(report.pack.source_document), class_="pack"),
        element("dl", [part for name, value in facts for part in (element("dt", name), element("dd", value))]),
    ]
    word, css_class = _verdict(page)
    verdict = [
        element("div", translate("Report", "Indicators"), class_="label"), element("div", word, class_="word"),
    ]
    return element(
        "header",
        [element("div", what, class_="what"), element("div", verdict, class_=f"verdict {css_class}")],
        class_="head",
    )


def _verdict(page: Page) -> tuple[str, str]:
    report, translate = page.report, page.language.translate
    if any(one.severity is Severity.ERROR for one in report.deviations):
        return translate("Report", "Deviations found"), "failed"
    if report.partial or report.silent or any(one.required for one in report.missing):
        return translate("Report", "Incomplete"), "incomplete"
    if report.deviations:
        return translate("Report", "No errors"), "passed"
    return translate("Report", "No deviations"), "passed"


def figures(page: Page) -> Markup:
    """Return the counts."""
    report, translate = page.report, page.language.translate
    errors = sum(one.severity is Severity.ERROR for one in report.deviations)
    first = next((one for one in report.sections if one.unit in report.roots), None)
    counts = [
        (0 if first is None else len(first.main), translate("Report", "main indicators")),
        (0 if first is None else len(first.others), translate("Report", "other indicators")),
        (sum(one.units for one in report.levels), translate("Report", "administrative units")),
        (errors, translate("Report", "errors")),
        (len(report.deviations) - errors, translate("Report", "warnings")),
        (sum(len(one.units) for one in report.missing if one.required), translate("Report", "values missing")),
    ]
    boxes = [element("div", [element("b", str(count)), element("span", name)]) for count, name in counts]
    return element("section", boxes, class_="figures")


def summary(page: Page) -> Iterator[Markup]:
    """Yield how the main indicators change, and how many units keep what they have to."""
    translate, report = page.language.translate, page.report
    heads: list[Content] = [
        translate("Report", "Unit"), translate("Report", "Indicator"), translate("Report", "Unit of measure"),
        translate("Report", "Before"), translate("Report", "After"), translate("Report", "Change"),
        joined([translate("Report", "Change"), Markup("<br>"), "%"]), translate("Report", "Direction"),
        joined([Markup('<i class="key-before"></i>'), translate("Report", "Before"),
                Markup('<i class="key-after"></i>'), translate("Report", "After")]),
    ]
    classes = ["", "name", "short", "num", "num", "num", "num", "", "bars"]
    changes = list(_main_changes(page))
    yield element("h2", translate("Report", "Summary"))
    if changes:
        rows = [line(_change_cells(page, *one), classes) for one in changes]
        yield titled_table("", heads, classes, rows)
    shown = {one.unit.code for one in report.sections if one.unit in report.roots}
    if len(shown) > _MOST_UNITS:
        yield element("p", translate("Report", "More units, reported below: {count}.").format(
            count=len(shown) - _MOST_UNITS), class_="meta")
    yield from _levels(page)


_Change = tuple[Content, Union[ChangeRow, UnitTable], Optional[Fraction]]


def _main_changes(page: Page) -> Iterator[_Change]:
    """Yield the main indicators of all units together and of those the report begins with, with what was before."""
    report, translate = page.report, page.language.translate
    for one in report.together:
        if one.rule.main:
            yield translate("Report", "All units together"), one, one.sums["before"]
    codes = {unit.code for unit in report.roots[:_MOST_UNITS]}
    for section in report.sections:
        if section.unit.code in codes:
            for row in section.main:
                yield page.unit(section.unit), row, row.before


def _change_cells(
    page: Page, name: Content, one: Union[ChangeRow, UnitTable], before: Optional[Fraction]
) -> list[Content]:
    rule, language = one.rule, page.language
    wrong = against_the_way(one.change, rule)
    way = way_text(one.change, rule, language)
    if one.change is None and not page.report.has_before(rule):
        way = language.translate("Report", "nothing to compare with: there is no base value")
    return [
        name, f"{indicator_text(rule, language)} {one.year}", measure_text(rule, language), amount(before, rule),
        amount(one.target, rule), signed(one.change, rule), percent(one.percent),
        element("span", way, class_="failed-word") if wrong else way, _bars(before, one.target, wrong, rule),
    ]


def _bars(before: Optional[Fraction], after: Optional[Fraction], wrong: bool, rule: IndicatorRule) -> Markup:
    """Return two bars on one scale; the numbers stand beside them."""
    longest = max((value for value in (before, after) if value is not None), default=Fraction(0))
    if longest <= 0:
        return Markup(NOTHING)
    parts = []
    for value, css in ((before, ""), (after, "after wrong" if wrong else "after")):
        if value is not None:
            width = f"{max(0.0, 100 * float(value / longest)):.1f}%"
            parts.append(element("div", "", class_=css, style=f"width:{width}", title=amount(value, rule)))
    return joined(parts)


def _levels(page: Page) -> Iterator[Markup]:
    translate, language = page.language.translate, page.language
    heads = [
        translate("Report", "Level"), translate("Report", "Units"), translate("Report", "nothing to note"),
        translate("Report", "with errors"), translate("Report", "with values missing"),
        translate("Report", "with warnings only"),
    ]
    classes = ["name", *["num"] * 5]
    rows = [
        line([language.title(level_title(one.level)), str(one.units), str(one.kept), _count(one.errors, "failed-word"),
              _count(one.lacking, "not_run-word"), _count(one.warnings, "not_run-word")], classes)
        for one in page.report.levels
    ]
    yield titled_table(translate("Report", "How the units keep their indicators"), heads, classes, rows)


def _count(number: int, css_class: str) -> Markup:
    return element("span", str(number), class_=css_class) if number else escaped(str(number))


def missing(page: Page) -> Iterator[Markup]:
    """Yield what has to be there and is not, before any other number: none of them covers it."""
    report, language = page.report, page.language
    yield element("h2", language.translate("Report", "What is missing"))
    if report.silent:
        yield element("p", language.translate(
            "Report", "These units state nothing and are in no sum: {units}.").format(
                units=page.units(report.silent)), class_="notice")
    if report.notes:
        notes = [element("p", language.render(note)) for note in report.notes]
        yield element("div", notes, class_="notice")
    needed = [one for one in report.missing if one.required]
    if needed:
        yield missing_table(page, needed)
    elif len(report.missing) > len(needed):
        yield element("p", language.translate(
            "Report", "All values that have to be stated are there; those that need not be are listed at the end."))
    else:
        yield element("p", language.translate("Report", "All values that the report is about are there."))


def missing_table(page: Page, lacking: Iterable[Missing]) -> Markup:
    """Return values that are not there, by indicator; what the same units lack of it is one line."""
    language = page.language
    heads = [language.translate("Report", "Indicator"), language.translate("Report", "Value"),
             language.translate("Report", "Units"), language.translate("Report", "Units without it")]
    lines: dict[tuple[str, int, tuple[str, ...]], list[Missing]] = {}
    for one in lacking:
        lines.setdefault((one.rule.code, one.year, tuple(unit.code for unit in one.units)), []).append(one)
    classes = ["name", "", "num", "wide"]
    rows = [
        line([indicator_text(kinds[0].rule, language),
              language.listed(missing_text(one.kind, one.year, page.report, language) for one in kinds),
              str(len(kinds[0].units)), page.units(kinds[0].units)], classes)
        for kinds in lines.values()
    ]
    return titled_table("", heads, classes, rows)
