"""The findings in the report, check by check."""

from __future__ import annotations

from typing import Optional, Sequence

from ..language import Language
from ..selfcheck.model import CheckResult, CheckRun, Finding
from ..workspace.model import Standing, Standings, State
from .figures import Places, area_text, feature_names, value_text
from .markup import Content, Markup, element, escaped, table
from .words import state_word

ROWS_PER_CHECK = 200  # the correction list holds all
FEATURES_PER_ROW = 6
LONGEST_KEY = 26

_Column = tuple[str, str, list[Content]]  # head, class, cells


def finding_sections(run: CheckRun, language: Language, standings: Optional[Standings]) -> Markup:
    """Return the findings of each check that has any, numbered as in the correction list."""
    title = element("h2", language.translate("Report", "Findings"))
    places = Places()
    sections: list[Markup] = []
    number = 1
    for result in run.results:
        if result.findings:
            sections.append(_section(run, result, number, language, standings, places))
            number += len(result.findings)
    if not sections:
        sections.append(element("p", language.translate("Report", "The checks that ran found nothing.")))
    return element("section", [title, *sections])


def _section(
    run: CheckRun,
    result: CheckResult,
    first_number: int,
    language: Language,
    standings: Optional[Standings],
    places: Places,
) -> Markup:
    rule = result.check
    heading = element(
        "h3",
        [element("span", rule.id, class_="id"), escaped(language.title(rule.title))],
        id_=f"check-{rule.id}",
    )
    facts = (
        [language.translate("Report", "Clause: {clause}").format(clause=rule.clause)] if rule.clause else []
    )
    layers = list(dict.fromkeys(finding.layer_name for finding in result.findings if finding.layer_name))
    if layers:
        facts.append(language.translate("Report", "Layer: {layer}").format(layer=", ".join(layers)))
    facts.append(language.translate("Report", "Findings: {count}").format(count=len(result.findings)))
    parts = [heading, element("p", " · ".join(facts), class_="meta")]
    if rule.help is not None:
        parts.append(element("p", language.title(rule.help), class_="meta"))
    shown = result.findings[:ROWS_PER_CHECK]
    found = None
    if standings is not None:
        found = [standings.get((rule.id, position)) for position in range(len(shown))]
    parts.append(_table(shown, first_number, language, found, places, several_layers=len(layers) > 1))
    if len(shown) < len(result.findings):
        text = language.translate(
            "Report", "The first {shown} of {count} findings; the correction list holds all."
        )
        parts.append(element("p", text.format(shown=len(shown), count=len(result.findings)), class_="meta"))
    return element("section", parts)


def _table(
    findings: Sequence[Finding],
    first_number: int,
    language: Language,
    standings: Optional[Sequence[Optional[Standing]]],
    places: Places,
    several_layers: bool,
) -> Markup:
    """Return the table of findings without the columns that are empty for all of them."""
    coordinates = [places.texts(finding) for finding in findings]
    columns: list[_Column] = [
        (
            language.translate("Report", "No."),
            "num",
            [str(first_number + position) for position in range(len(findings))],
        ),
        (
            language.translate("Report", "Layer"),
            "",
            [finding.layer_name if several_layers else "" for finding in findings],
        ),
        (language.translate("Report", "Features"), "key", [_features(finding) for finding in findings]),
        (language.translate("Report", "Field"), "short", [finding.field for finding in findings]),
        (
            language.translate("Report", "Finding"),
            "wide",
            [language.render(finding.message) for finding in findings],
        ),
        (
            language.translate("Report", "Measured"),
            "num",
            [value_text(finding.measured) for finding in findings],
        ),
        (language.translate("Report", "Limit"), "num", [value_text(finding.limit) for finding in findings]),
        (
            language.translate("Report", "Area m²"),
            "num",
            [area_text(finding.area_m2) for finding in findings],
        ),
        (
            language.translate("Report", "X, Y"),
            "num",
            [[escaped(x), Markup("<br>"), escaped(y)] if x else "" for x, y in coordinates],
        ),
    ]
    if standings is not None:
        columns.append(
            (language.translate("Report", "State"), "", [_state(item, language) for item in standings])
        )
    filled = [column for column in columns if any(column[2])]
    return table(
        [head for head, _, _ in filled],
        zip(*(cells for _, _, cells in filled)),
        [_class(class_, cells) for _, class_, cells in filled],
    )


def _features(finding: Finding) -> Content:
    """Return the features of a finding, each unbroken unless it is too long for its column."""
    names = feature_names(finding)
    more = len(names) - FEATURES_PER_ROW
    if more > 0:
        names = [*names[:FEATURES_PER_ROW], f"… +{more}"]
    parts: list[Markup] = []
    for index, name in enumerate(names):
        text = name if index == 0 else f"× {name}"
        parts.append(element("i", text) if len(text) <= LONGEST_KEY else element("span", text, class_="long"))
        parts.append(Markup(" "))
    return parts


def _class(class_: str, cells: Sequence[Content]) -> str:
    """Return the class of a column; long texts in a column of numbers may break."""
    if class_ in ("num", "short") and any(isinstance(cell, str) and len(cell) > 24 for cell in cells):
        return ""
    return class_


def _state(standing: Optional[Standing], language: Language) -> str:
    """Return the state of a finding, for an exception with its reason."""
    if standing is None:
        return ""
    word = state_word(standing.state, language)
    if standing.state is not State.EXCEPTION:
        return word
    signed = " ".join(filter(None, (standing.person, f"{standing.date:%Y-%m-%d}" if standing.date else "")))
    return language.translate("Report", "{state}: {reason} ({signed})").format(
        state=word, reason=standing.reason, signed=signed
    )
