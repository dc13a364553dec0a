"""The fixed words of reports: outcomes, verdicts, severities and states in the language of the report."""

from __future__ import annotations

from ..language import Language
from ..rulepack.model import Severity
from ..selfcheck.model import CheckRun, Outcome, Verdict
from ..workspace.model import State


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


def verdict_class(run: CheckRun) -> str:
    """Return the verdict as shown: a partial run is never shown as passed."""
    if run.partial and run.verdict is Verdict.PASSED:
        return Verdict.INCOMPLETE.value
    return run.verdict.value
