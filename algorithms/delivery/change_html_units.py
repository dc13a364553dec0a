"""The units in the change report as HTML: the indicators of each, and each indicator in the units below."""

from __future__ import annotations

from typing import Iterator, Sequence

from ..indicators.amount_words import level_title
from .change_html_page import Page, line, titled_table
from .change_model import ChangeRow, UnitSection, UnitTable
from .change_words import NOTHING, direction, indicator_text, measure_text, nature_text, remarks_text, unit_text
from .markup import Content, Markup, element


def section_pieces(page: Page, section: UnitSection) -> Iterator[Markup]:
    """Yield what is said of a unit in a year, piece by piece."""
    language = page.language
    heading = language.translate("Report", "{unit}, {level}, target year {year}").format(
        unit=unit_text(section.unit, language), level=language.title(level_title(section.unit.level)),
        year=section.year)
    yield element("h2", heading, class_="unit")
    yield _indicators(page, section)
    for one in section.tables:
        yield _units(page, one)


def together_pieces(page: Page) -> Iterator[Markup]:
    """Yield what several units that the report begins with have together; nothing where it begins with one."""
    language = page.language
    if not page.report.together:
        return
    yield element("h2", language.translate("Report", "All units together"))
    for one in page.report.together:
        yield _units(page, one)


def _indicators(page: Page, section: UnitSection) -> Markup:
    """Return the indicators of a unit: those the adjustment is about, and all others."""
    translate, year = page.language.translate, section.year
    numbers = page.value_heads(year)
    heads: list[Content] = [
        translate("Report", "Indicator"), translate("Report", "Nature"), translate("Report", "Unit of measure"),
        *numbers, translate("Report", "Direction"), translate("Report", "Deviations"),
        translate("Report", "Reason, who and when"),
    ]
    classes = ["name", "short", "short", *["num"] * len(numbers), "short", "short", "remark"]
    rows = []
    wide = str(len(heads))
    for title, group in (
        (translate("Report", "Main indicators"), section.main),
        (translate("Report", "Other indicators"), section.others),
    ):
        rows.append(element("tr", element("td", title, colspan=wide), class_="group"))
        if not group:
            none = translate("Report", "The level of this unit has none.")
            rows.append(element("tr", element("td", none, class_="quiet", colspan=wide)))
        rows += [line(_indicator_cells(page, row), classes) for row in group]
    return titled_table("", heads, classes, rows)


def _indicator_cells(page: Page, row: ChangeRow) -> Sequence[Content]:
    language = page.language
    return [
        indicator_text(row.rule, language), nature_text(row.rule, language), measure_text(row.rule, language),
        *page.values(row), direction(row.change, row.rule, language), page.judged(row),
        remarks_text(row.remarks, language),
    ]


def _units(page: Page, one: UnitTable) -> Markup:
    """Return an indicator in some units, with their sum and the unit they make up."""
    translate = page.language.translate
    numbers = page.value_heads(one.year)
    heads: list[Content] = [translate("Report", "Unit"), *numbers, translate("Report", "Deviations")]
    classes = ["name", *["num"] * len(numbers), "short"]
    rows = [line([page.unit(row.unit), *page.values(row), page.judged(row)], classes) for row in one.rows]
    if one.rule.children is not None:
        rows.append(line([translate("Report", "Sum of the units"), *page.sums(one), NOTHING], classes, "sum"))
    if one.own is not None:
        rows.append(line([page.unit(one.own.unit), *page.values(one.own), page.judged(one.own)], classes, "own"))
    title = translate("Report", "{indicator} by units ({measure})").format(
        indicator=indicator_text(one.rule, page.language), measure=measure_text(one.rule, page.language))
    table = titled_table(title, heads, classes, rows, "units")
    if not one.lacking:
        return table
    note = translate("Report", "Without a target, and not counted as 0: {units}.").format(units=page.units(one.lacking))
    return Markup(table + element("p", note, class_="meta"))
