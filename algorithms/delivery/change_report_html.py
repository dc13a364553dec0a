"""The report on the change of indicators as one HTML file without anything outside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Iterator, Union

from ..feedback import Feedback, Silent, raise_if_cancelled
from ..language import Language
from . import change_html_end as end
from . import change_html_summary as beginning
from .change_html_page import OWN_STYLE, Page
from .change_html_units import section_pieces, together_pieces
from .change_model import ChangeReport
from .files import replacing
from .markup import Markup, element
from .report_style import STYLE


def write_change_report(
    report: ChangeReport, path: Union[str, Path], language: Language, now: datetime,
    feedback: Feedback = Silent(),  # noqa: B008
) -> None:
    """Write the report; the same values give the same bytes, apart from the time.

    :param path: an existing file is replaced only when the new one is complete
    :param now: the time that is stated
    :raises LandPlanError: when the folder does not exist or is read-only
    :raises Cancelled: when the user cancels; nothing is written then
    """
    with replacing(Path(path)) as temporary:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            for piece in _pieces(report, language, now, feedback):
                file.write(piece)
        raise_if_cancelled(feedback)


def change_report_html(report: ChangeReport, language: Language, now: datetime) -> str:
    """Return the report as HTML."""
    return "".join(_pieces(report, language, now, Silent()))


def _pieces(report: ChangeReport, language: Language, now: datetime, feedback: Feedback) -> Iterator[str]:
    """Yield the file piece by piece.

    :raises Cancelled: when the user cancels
    """
    page = Page(report, language)
    title = language.translate("Report", "Report on the change of indicators")
    head = [
        Markup('<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
        element("title", f"{title} – {page.units(report.roots)}"),
        element("style", Markup(STYLE + OWN_STYLE)),
    ]
    code = "zh-Hans" if language.code == "zh" else "en"
    yield f'<!DOCTYPE html>\n<html lang="{code}">{element("head", head)}<body>\n'
    yield beginning.header(page, title, now)
    yield beginning.figures(page)
    yield from beginning.summary(page)
    yield from beginning.missing(page)
    yield from together_pieces(page)
    for number, section in enumerate(report.sections):
        feedback.setProgress(100.0 * number / len(report.sections))
        for piece in section_pieces(page, section):
            raise_if_cancelled(feedback)
            yield piece
    yield from end.differences(page)
    yield from end.deviations(page)
    yield from end.optional_missing(page)
    yield end.provenance(page)
    yield end.signature(page, now)
    yield "</body></html>\n"
