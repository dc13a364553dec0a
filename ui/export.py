"""Writes report and correction list of a run kept in the workspace."""

from __future__ import annotations

from ..algorithms.delivery.corrections import write_corrections
from ..algorithms.delivery.report import write_report
from ..algorithms.language import Language
from ..algorithms.workspace.workspace import Workspace


def export_report(workspace: str, run_id: str, path: str, language: Language) -> None:
    """Write the HTML report of a run, with the decisions on its findings.

    :raises LandPlanError: when the workspace cannot be read or the file not be written
    """
    with Workspace.open(workspace, create=False) as kept:
        write_report(kept.whole_run(run_id), path, language, standings=kept.standings(run_id))


def export_corrections(workspace: str, run_id: str, path: str, language: Language) -> None:
    """Write the correction list of a run, with the decisions on its findings.

    :raises LandPlanError: when the workspace cannot be read or the file not be written
    """
    with Workspace.open(workspace, create=False) as kept:
        write_corrections(kept.whole_run(run_id), path, language, standings=kept.standings(run_id))
