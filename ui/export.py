"""Writes report and correction list of a run kept in the workspace."""

from __future__ import annotations

from typing import Callable

from ..algorithms.delivery.corrections import write_corrections
from ..algorithms.delivery.destinations import require_apart
from ..algorithms.delivery.report import write_report
from ..algorithms.language import Language
from ..algorithms.selfcheck.model import CheckRun
from ..algorithms.workspace.model import Standings
from ..algorithms.workspace.workspace import Workspace


def export_report(workspace: str, run_id: str, path: str, language: Language) -> None:
    """Write the HTML report of a run, with the decisions on its findings.

    :raises LandPlanError: when the workspace cannot be read or the file not be written
    """
    _export(workspace, run_id, path, lambda run, standings: write_report(run, path, language, standings=standings))


def export_corrections(workspace: str, run_id: str, path: str, language: Language) -> None:
    """Write the correction list of a run, with the decisions on its findings.

    :raises LandPlanError: when the workspace cannot be read or the file not be written
    """
    _export(workspace, run_id, path, lambda run, standings: write_corrections(run, path, language, standings=standings))


def _export(workspace: str, run_id: str, path: str, write: Callable[[CheckRun, Standings], None]) -> None:
    with Workspace.open(workspace, create=False) as kept:
        run = kept.whole_run(run_id)
        require_apart([workspace, path], [run.source])
        write(run, kept.standings(run_id))
