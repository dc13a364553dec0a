"""The words for outcomes, verdicts, states, severities and numbers."""

from __future__ import annotations

from datetime import datetime
from html import escape
from itertools import takewhile
from typing import Union

from qgis.PyQt.QtCore import QCoreApplication

from ..algorithms.rulepack.model import Severity
from ..algorithms.selfcheck.model import Outcome, Verdict
from ..algorithms.workspace.acceptance import Settlement
from ..algorithms.workspace.model import DecisionKind, FindingRow, State

LONG_KEY = 14  # letters; identifiers of the newer standards have 18 and begin with the district


def outcome_word(outcome: Outcome) -> str:
    """Return the word for how a check ended."""
    words = {
        Outcome.PASSED: QCoreApplication.translate("Wording", "passed"),
        Outcome.FAILED: QCoreApplication.translate("Wording", "failed"),
        Outcome.NOT_RUN: QCoreApplication.translate("Wording", "not run"),
        Outcome.CRASHED: QCoreApplication.translate("Wording", "crashed"),
        Outcome.CANCELLED: QCoreApplication.translate("Wording", "cancelled"),
    }
    return words[outcome]


def settlement_words(settlement: Settlement) -> str:
    """Return what is said of a check whose findings are settled, empty where they are not."""
    words = {
        Settlement.NONE: "",
        Settlement.ACCEPTED: QCoreApplication.translate("Wording", "exceptions only"),
        Settlement.TO_RECHECK: QCoreApplication.translate("Wording", "marked as fixed, to be re-checked"),
    }
    return words[settlement]


def verdict_word(verdict: Verdict, by_exceptions: bool = False) -> str:
    """Return the word for a verdict.

    :param by_exceptions: it is passed only because exceptions are accepted
    """
    if by_exceptions:
        return QCoreApplication.translate("Wording", "Passed with exceptions")
    words = {
        Verdict.PASSED: QCoreApplication.translate("Wording", "Passed"),
        Verdict.FAILED: QCoreApplication.translate("Wording", "Failed"),
        Verdict.INCOMPLETE: QCoreApplication.translate("Wording", "Incomplete"),
    }
    return words[verdict]


def state_word(state: State) -> str:
    """Return the word for where a finding stands."""
    words = {
        State.OPEN: QCoreApplication.translate("Wording", "open"),
        State.REOPENED: QCoreApplication.translate("Wording", "reopened"),
        State.EXCEPTION: QCoreApplication.translate("Wording", "exception"),
        State.FIXED: QCoreApplication.translate("Wording", "fixed"),
    }
    return words[state]


def decision_word(kind: DecisionKind) -> str:
    """Return the words for what a person decided."""
    words = {
        DecisionKind.EXCEPTION: QCoreApplication.translate("Wording", "marked as exception"),
        DecisionKind.FIXED: QCoreApplication.translate("Wording", "marked as fixed"),
        DecisionKind.REOPENED: QCoreApplication.translate("Wording", "reopened"),
    }
    return words[kind]


def severity_word(severity: Severity) -> str:
    """Return the word for a severity."""
    words = {
        Severity.ERROR: QCoreApplication.translate("Wording", "error"),
        Severity.WARNING: QCoreApplication.translate("Wording", "warning"),
    }
    return words[severity]


def number_text(value: Union[float, int, str, None]) -> str:
    """Return a measured value or limit as people read it: grouped digits, no noise behind the point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) or (float(value).is_integer() and abs(value) < 1e15):
        return f"{int(value):,}"
    if abs(value) >= 0.01:
        return f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) < 10 else f"{value:,.2f}"
    return f"{value:.3g}"


def area_text(square_metres: float) -> str:
    """Return an area in m², or in hectares where it is large."""
    if square_metres >= 100_000:
        return f"{square_metres / 10_000:,.2f} ha"
    return f"{number_text(round(square_metres, 4))} m²"


def features_text(row: FindingRow) -> str:
    """Return the features of a finding in one line: their keys, else their ids, else the layer."""
    if not row.features:
        return row.layer_name or row.check_title
    unnamed = QCoreApplication.translate("Wording", "feature {fid}")
    names = [feature.key or unnamed.format(fid=feature.fid) for feature in row.features[:2]]
    if len(names) == 2:
        names[1] = _short_beside(names[0], names[1])
    text = " × ".join(names)
    if len(row.features) > 2:
        more = QCoreApplication.translate("Wording", "{features} and {count} more")
        text = more.format(features=text, count=len(row.features) - 2)
    return f"{text} · {row.field}" if row.field else text


def _short_beside(first: str, second: str) -> str:
    """Return a long key without what it has in common with the one before it, so that both fit into a row."""
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second)))
    if len(second) < LONG_KEY or len(first) != len(second) or first == second:
        return second
    kept = max(len(second) - common, 4)
    return "…" + second[-kept:] if kept + 4 < len(second) else second


def measured_text(row: FindingRow) -> str:
    """Return what the list shows as measured: the area of the error, else the measured value."""
    if row.area_m2 is not None:
        return area_text(row.area_m2)
    return number_text(row.measured)


def time_text(moment: datetime) -> str:
    """Return a moment in local time as the report writes it too, the same in every language."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text from data as it is: Qt would take tags in it for formatting."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>") if "<" in text else text
