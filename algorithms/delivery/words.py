"""The fixed words of reports: outcomes, verdicts, severities and states in the language of the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from ..language import Language
from ..rulepack.model import Severity
from ..selfcheck.model import CheckResult, CheckRun, Outcome, Verdict
from ..workspace.acceptance import Settlement, settled_verdict, settlements_of_run
from ..workspace.model import Standings, State


def outcome_word(outcome: Outcome, language: Language) -> str:
    """Return how a check ended, in one word."""
    return {
        Outcome.PASSED: language.translate("Report", "passed"),
        Outcome.FAILED: language.translate("Report", "failed"),
        Outcome.NOT_RUN: language.translate("Report", "not run"),
        Outcome.CRASHED: language.translate("Report", "crashed"),
        Outcome.CANCELLED: language.translate("Report", "cancelled"),
    }[outcome]


def verdict_word(verdict: Verdict, language: Language) -> str:
    """Return the verdict over a run, in one word."""
    return {
        Verdict.PASSED: language.translate("Report", "Passed"),
        Verdict.FAILED: language.translate("Report", "Failed"),
        Verdict.INCOMPLETE: language.translate("Report", "Incomplete"),
    }[verdict]


def severity_word(severity: Severity, language: Language) -> str:
    """Return a severity, in one word."""
    return {
        Severity.ERROR: language.translate("Report", "error"),
        Severity.WARNING: language.translate("Report", "warning"),
    }[severity]


def state_word(state: State, language: Language) -> str:
    """Return where a finding stands in its life, in one word."""
    return {
        State.OPEN: language.translate("Report", "open"),
        State.REOPENED: language.translate("Report", "reopened"),
        State.EXCEPTION: language.translate("Report", "exception"),
        State.FIXED: language.translate("Report", "fixed"),
    }[state]


def partial_words(run: CheckRun, language: Language) -> str:
    """Return how many of the pack's checks a partial run asked for; empty for a complete run."""
    if not run.partial:
        return ""
    return language.translate("Report", "Partial run: {count} of {total} checks").format(
        count=len(run.results), total=run.check_count
    )


@dataclass(frozen=True)
class ShownVerdict:
    """The verdict of a run as a document states it.

    :ivar css_class: verdict value, or ``accepted`` where it is passed only because exceptions are accepted
    """

    css_class: str
    words: str


def shown_verdict(run: CheckRun, language: Language, standings: Optional[Standings] = None) -> ShownVerdict:
    """Return the verdict of a run in words: a partial run is never shown as passed.

    :param standings: with them, findings accepted as exceptions no longer stand in the way of the verdict
    """
    settled = settlements_of_run(run, standings or {})
    verdict, by_exceptions = settled_verdict(
        (result.check.required, result.check.severity, result.outcome, settled[result.check.id])
        for result in run.results
    )
    if run.partial and verdict is Verdict.PASSED:
        verdict, by_exceptions = Verdict.INCOMPLETE, False
    if by_exceptions:
        return ShownVerdict("accepted", language.translate("Report", "Passed with exceptions"))
    return ShownVerdict(verdict.value, verdict_word(verdict, language))


def check_outcome(
    result: CheckResult, language: Language, settlement: Settlement = Settlement.NONE
) -> tuple[str, str]:
    """Return how a check ended: a CSS class and the word; a check with exceptions only is told from a failed one."""
    if settlement is Settlement.ACCEPTED:
        return "accepted-word", language.translate("Report", "exceptions only")
    return f"{result.outcome.value}-word", outcome_word(result.outcome, language)
