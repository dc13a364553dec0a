"""The report of a self-check run: one HTML file without anything outside it, to be handed over or printed."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Optional, Union

from ..language import Language
from ..rulepack.model import Severity
from ..selfcheck.model import CheckResult, CheckRun, Outcome
from ..workspace.acceptance import Settlement, settlements_of_run
from ..workspace.model import Standings, State
from .files import replacing
from .map_picture import draw_map_picture
from .markup import Content, Markup, element, escaped, joined, table
from .report_findings import finding_sections
from .report_provenance import provenance
from .report_style import STYLE
from .words import check_outcome, partial_words, severity_word, shown_verdict, state_word

_UNFINISHED = (Outcome.NOT_RUN, Outcome.CRASHED, Outcome.CANCELLED)


def write_report(
    run: CheckRun,
    path: Union[str, Path],
    language: Language,
    picture: Optional[bytes] = None,
    standings: Optional[Standings] = None,
) -> None:
    """Write the report of a run.

    The same run gives the same bytes, apart from its time stamps and its id.

    :param path: file to write; an existing one is replaced only when the new one is complete
    :param picture: PNG of where the findings are (`draw_map_picture` with borders behind it, say); drawn from
        the findings alone when None
    :param standings: states and decisions of the findings, from `Workspace.standings`
    :raises LandPlanError: when the folder does not exist or is read-only
    """
    target = Path(path)
    shown = picture if picture is not None else draw_map_picture(run, standings=standings)
    with replacing(target) as temporary:
        temporary.write_text(report_html(run, language, shown, standings), encoding="utf-8", newline="\n")


def report_html(
    run: CheckRun, language: Language, picture: Optional[bytes], standings: Optional[Standings] = None
) -> str:
    """Return the report as HTML, with the picture inside it."""
    title = language.translate("Report", "Self-check report")
    head = [
        Markup(
            '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        ),
        element("title", f"{title} – {language.title(run.pack_title)}"),
        element("style", Markup(STYLE)),
    ]
    body = [
        _header(run, language, title, standings),
        _figures(run, language, standings),
        _unfinished(run, language),
        _checks(run, language, standings),
        _map(run, language, picture, standings),
        finding_sections(run, language, standings),
        provenance(run, language),
        _signature(run, language),
    ]
    document = element(
        "html",
        [element("head", head), element("body", body)],
        lang="zh-Hans" if language.code == "zh" else "en",
    )
    return f"<!DOCTYPE html>\n{document}\n"


def _header(run: CheckRun, language: Language, title: str, standings: Optional[Standings]) -> Markup:
    """What was checked, by which rules, when, and the verdict."""
    facts = [
        (language.translate("Report", "Data checked"), run.source),
        (language.translate("Report", "Rule pack"), f"{language.title(run.pack_title)} {run.pack_version}"),
        (language.translate("Report", "Checked on"), f"{run.started:%Y-%m-%d %H:%M}"),
    ]
    what = [
        element("h1", title),
        element("p", language.title(run.pack_title), class_="pack"),
        element(
            "dl", [part for name, value in facts for part in (element("dt", name), element("dd", value))]
        ),
    ]
    shown = shown_verdict(run, language, standings)
    verdict = [
        element("div", language.translate("Report", "Verdict"), class_="label"),
        element("div", shown.words, class_="word"),
    ]
    partial = partial_words(run, language)
    if partial:
        verdict.append(element("div", partial, class_="note"))
    return element(
        "header",
        [element("div", what, class_="what"), element("div", verdict, class_=f"verdict {shown.css_class}")],
        class_="head",
    )


def _figures(run: CheckRun, language: Language, standings: Optional[Standings]) -> Markup:
    """The run in a few numbers, and what they mean in a sentence."""
    excepted = list(settlements_of_run(run, standings or {}).values()).count(Settlement.ACCEPTED)
    figures = [
        (run.count(Severity.ERROR), language.translate("Report", "errors")),
        (run.count(Severity.WARNING), language.translate("Report", "warnings")),
    ]
    if standings is not None:
        accepted = sum(standing.state is State.EXCEPTION for standing in standings.values())
        figures.append((accepted, language.translate("Report", "of these accepted as exceptions")))
    figures += [
        (run.count_outcome(Outcome.PASSED), language.translate("Report", "checks passed")),
        (run.count_outcome(Outcome.FAILED) - excepted, language.translate("Report", "checks failed")),
        (run.count_outcome(*_UNFINISHED), language.translate("Report", "checks not carried out")),
    ]
    if excepted:
        figures.insert(-1, (excepted, language.translate("Report", "checks with exceptions only")))
    boxes = [element("div", [element("b", str(count)), element("span", name)]) for count, name in figures]
    return element("section", boxes, class_="figures")


def _unfinished(run: CheckRun, language: Language) -> Markup:
    """What was not checked and why: before anything else, because no verdict covers it."""
    title = element("h2", language.translate("Report", "What was not checked"))
    parts: list[Markup] = []
    if run.partial:
        parts.append(
            element(
                "p",
                language.translate(
                    "Report",
                    "Only {count} of the {total} checks of the rule pack were asked for. This report says nothing "
                    "about the others and is no proof that the delivery is in order.",
                ).format(count=len(run.results), total=run.check_count),
                class_="notice",
            )
        )
    missing = [result for result in run.results if result.outcome in _UNFINISHED]
    if missing:
        parts.append(
            table(
                [
                    language.translate("Report", "Check"),
                    language.translate("Report", "Title"),
                    language.translate("Report", "Outcome"),
                    language.translate("Report", "Required"),
                    language.translate("Report", "Reason"),
                ],
                [
                    [
                        result.check.id,
                        language.title(result.check.title),
                        _outcome(result, language),
                        language.translate("Report", "yes")
                        if result.check.required
                        else language.translate("Report", "no"),
                        _reason(result, language),
                    ]
                    for result in missing
                ],
                ["key short", "", "short", "short", "wide"],
            )
        )
    if not parts:
        parts.append(
            element("p", language.translate("Report", "All checks of the rule pack ran to their end."))
        )
    return element("section", [title, *parts])


def _reason(result: CheckResult, language: Language) -> str:
    """Return why a check did not end; for a crash without a sentence the last line of its log."""
    if result.reason is not None:
        return language.render(result.reason)
    lines = result.details.strip().splitlines()
    return lines[-1] if lines else ""


def _outcome(
    result: CheckResult, language: Language, settlement: Settlement = Settlement.NONE
) -> Markup:
    css_class, word = check_outcome(result, language, settlement)
    return element("span", word, class_=css_class)


def _checks(run: CheckRun, language: Language, standings: Optional[Standings]) -> Markup:
    """Every check of the run with how it ended and what it found."""
    layers = {binding.role: language.title(binding.title) for binding in run.bindings}
    head = [
        language.translate("Report", "Check"),
        language.translate("Report", "Title"),
        language.translate("Report", "Layer"),
        language.translate("Report", "Clause"),
        language.translate("Report", "Severity"),
        language.translate("Report", "Outcome"),
        language.translate("Report", "Examined"),
        language.translate("Report", "Findings"),
    ]
    classes = ["key short", "", "", "", "short", "short", "num", "num"]
    if standings is not None:
        head.append(language.translate("Report", "Exceptions"))
        classes.append("num")
    settled = settlements_of_run(run, standings or {})
    rows = []
    for result in run.results:
        rule = result.check
        name = element("a", rule.id, href=f"#check-{rule.id}") if result.findings else escaped(rule.id)
        row = [
            name,
            _titled(result, language),
            layers.get(rule.layer or "", rule.layer or ""),
            rule.clause,
            severity_word(rule.severity, language),
            _outcome(result, language, settled[rule.id]),
            str(result.examined) if result.outcome in (Outcome.PASSED, Outcome.FAILED) else "–",
            str(len(result.findings)) if result.findings or result.outcome not in _UNFINISHED else "–",
        ]
        if standings is not None:
            row.append(str(_exceptions(result, standings) or "–"))
        rows.append(row)
    return element(
        "section", [element("h2", language.translate("Report", "Checks")), table(head, rows, classes)]
    )


def _titled(result: CheckResult, language: Language) -> Content:
    """Return the title of a check, with what it has to say besides its findings."""
    title = language.title(result.check.title)
    if result.note is None:
        return title
    return [escaped(title), element("div", language.render(result.note), class_="note")]


def _exceptions(result: CheckResult, standings: Standings) -> int:
    positions = range(len(result.findings))
    found = (standings.get((result.check.id, position)) for position in positions)
    return sum(standing is not None and standing.state is State.EXCEPTION for standing in found)


def _map(
    run: CheckRun, language: Language, picture: Optional[bytes], standings: Optional[Standings]
) -> Markup:
    """The picture with its legend."""
    title = element("h2", language.translate("Report", "Where the findings are"))
    if picture is None:
        text = language.translate("Report", "No finding has a place on the map.")
        return element("section", [title, element("p", text)])
    source = "data:image/png;base64," + base64.b64encode(picture).decode("ascii")
    alternative = escaped(language.translate("Report", "Map of the findings"))
    legend = [
        element("span", "", class_="dot error"),
        escaped(language.translate("Report", "errors")),
        element("span", "", class_="dot warning"),
        escaped(language.translate("Report", "warnings")),
    ]
    if standings is not None:
        legend += [
            element("span", "", class_="dot exception"),
            escaped(state_word(State.EXCEPTION, language)),
        ]
    if run.crs:
        legend.append(
            escaped(" · " + language.translate("Report", "Coordinates in {crs}").format(crs=run.crs))
        )
    image = Markup(f'<img src="{source}" alt="{alternative}">')
    return element("section", [title, element("figure", [image, element("figcaption", joined(legend))])])


def _signature(run: CheckRun, language: Language) -> Markup:
    """Lines to sign on paper, and which run this is."""
    lines = [
        language.translate("Report", "Checked by, date"),
        language.translate("Report", "Reviewed by, date"),
        language.translate("Report", "Organisation, seal"),
    ]
    end = language.translate("Report", "Land Plan Toolbox · run {run} · {time}").format(
        run=run.id, time=f"{run.started:%Y-%m-%d %H:%M:%S}"
    )
    return element(
        "footer",
        [
            element("div", [element("div", line) for line in lines], class_="sign"),
            element("p", end, class_="end"),
        ],
    )
