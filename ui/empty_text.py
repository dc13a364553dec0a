"""The sentence that stands in the list of findings while it has no row."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication

from .finding_sources import Counts, FindingSource
from .session import Session


def empty_text(
    session: Session, source: Optional[FindingSource], counts: Counts, search: str, run_checks: Optional[int]
) -> str:
    """Return why there is nothing to see, and what to do.

    :param search: what is searched for, empty for nothing
    :param run_checks: checks the pack had in the earlier run shown, None while the current results are shown
    """
    if session.pack is None or (session.content is None and source is None):
        if session.pack_problem or session.source_problem:
            return QCoreApplication.translate(
                "ChecksTab", "The rule pack or the source cannot be used: see the Data tab."
            )
        return QCoreApplication.translate("ChecksTab", "Choose a rule pack and a source on the Data tab.")
    if session.running:
        return QCoreApplication.translate("ChecksTab", "The checks are running…")
    if source is None:
        return QCoreApplication.translate("ChecksTab", "Not checked yet. Press “Run checks”.")
    if search:
        return QCoreApplication.translate("ChecksTab", "No finding has “{text}” in it.").format(text=search)
    return _nothing_left(counts, len(session.pack.checks) if run_checks is None else run_checks)


def _nothing_left(counts: Counts, every: int) -> str:
    settled = counts.unfinished == 0 and counts.passed + counts.accepted == counts.checks
    if settled and counts.checks < every:
        text = QCoreApplication.translate("ChecksTab", "No finding so far: {done} of {all} checks have run.")
        return text.format(done=counts.checks, all=every)
    if settled and counts.accepted:
        text = QCoreApplication.translate(
            "ChecksTab",
            "No finding is open. Checks passed: {passed}, with accepted exceptions only: {accepted}.",
        )
        return text.format(passed=counts.passed, accepted=counts.accepted)
    if settled:
        text = QCoreApplication.translate("ChecksTab", "No finding: all {count} checks passed.")
        return text.format(count=counts.checks)
    if counts.errors + counts.warnings == 0:
        return QCoreApplication.translate("ChecksTab", "No open finding is left.")
    return QCoreApplication.translate(
        "ChecksTab", "The filter hides everything: press a count above to show its findings."
    )
