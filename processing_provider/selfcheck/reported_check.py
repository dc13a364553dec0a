"""What the algorithms share that keep a run: workspace, report and correction list."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import Any, Callable, Iterator, Optional, Sequence

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...algorithms.delivery.corrections import write_corrections
from ...algorithms.delivery.destinations import require_apart, require_writable_place
from ...algorithms.delivery.report import write_report
from ...algorithms.errors import LandPlanError
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.model import Pack
from ...algorithms.selfcheck.model import CheckRun
from ...algorithms.workspace.workspace import Workspace
from ..pack_algorithm import words_of
from .pack_check import PackCheck, data_files

REPORT_ENDINGS = (".html", ".htm")
CORRECTIONS_ENDINGS = (".xlsx", ".ods")


class ReportedCheck(PackCheck):
    """An algorithm that runs checks and keeps the run in a workspace, a report and a correction list."""

    WORKSPACE = "WORKSPACE"
    REPORT = "REPORT"
    CORRECTIONS = "CORRECTIONS"
    LANGUAGE = "LANGUAGE"

    def add_selection_parameter(self) -> None:
        """Define the parameter that chooses among the checks."""
        translate = Language.current().translate
        self.add(
            QgsProcessingParameterString(
                self.CHECKS, translate("RunSelfCheck", "Only these checks"), optional=True
            ),
            translate(
                "RunSelfCheck",
                "Ids of checks or presets, separated by commas; a * stands for any ending. Empty: all checks.",
            ),
            advanced=True,
        )

    def add_report_parameters(self) -> None:
        """Define where the run is kept and reported."""
        translate = Language.current().translate
        self.add(
            QgsProcessingParameterFileDestination(
                self.WORKSPACE, translate("RunSelfCheck", "Workspace"),
                translate("RunSelfCheck", "GeoPackage (*.gpkg)"),
                None, True, False,
            ),
            translate(
                "RunSelfCheck", "GeoPackage that keeps runs and findings; an existing workspace is continued."
            ),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REPORT, translate("RunSelfCheck", "Report"), translate("RunSelfCheck", "HTML files (*.html)"),
                None, True, True,
            ),
            translate("RunSelfCheck", "One HTML file to hand over."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.CORRECTIONS, translate("RunSelfCheck", "Correction list"),
                translate("RunSelfCheck", "Excel files (*.xlsx);;OpenDocument files (*.ods)"),
                None, True, False,
            ),
            translate("RunSelfCheck", "Spreadsheet with one row per finding and columns for the answer."),
        )
        self.add(
            QgsProcessingParameterString(self.LANGUAGE, translate("RunSelfCheck", "Language"), optional=True),
            translate("RunSelfCheck", "zh or en; empty: the language of QGIS."),
            advanced=True,
        )

    def run_and_report(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[CheckRun, dict[str, Any]]:
        """Run the checks, write workspace, report and correction list, and return the run with the outputs.

        :raises LandPlanError: when something cannot be used
        :raises QgsProcessingException: when something cannot be written
        """
        workspace_path, report_path, corrections_path = (
            self.parameterAsFileOutput(parameters, name, context)
            for name in (self.WORKSPACE, self.REPORT, self.CORRECTIONS)
        )
        language = self.chosen_language(parameters, self.LANGUAGE, context)
        dataset, chosen = self.bound_delivery(
            parameters, context, lambda pack: self.chosen_checks(pack, parameters, context)
        )
        # What cannot be written must not cost a whole run.
        require_apart(
            (workspace_path, report_path, corrections_path), [*data_files(dataset), *self._input_files]
        )
        self.check_sinks(
            parameters, data_files(dataset), (workspace_path, report_path, corrections_path))
        for path, endings in ((report_path, REPORT_ENDINGS), (corrections_path, CORRECTIONS_ENDINGS)):
            if path:
                require_writable_place(path, endings)
        with _open_workspace(workspace_path) as workspace:
            run = self.run_checks(dataset, chosen, feedback)
            writers: list[Callable[[], None]] = []
            if workspace is not None:
                writers.append(partial(workspace.save_run, run, language))
            if report_path:
                writers.append(partial(write_report, run, report_path, language))
            if corrections_path:
                writers.append(partial(write_corrections, run, corrections_path, language))
            _write_all(writers)
        results = self.verdict_outputs(run)
        for name, path in (
            (self.WORKSPACE, workspace_path), (self.REPORT, report_path), (self.CORRECTIONS, corrections_path)
        ):
            if path:
                results[name] = path
        return run, results

    def check_sinks(self, parameters: dict[str, Any], data: Sequence[str], others: Sequence[str]) -> None:
        """Refuse output layers that would replace the data or another result, where the algorithm has any."""

    def chosen_checks(
        self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Sequence[str]:
        """Return the checks asked for, none for all of the pack.

        :raises LandPlanError: when the text names no check
        """
        text = self.parameterAsString(parameters, self.CHECKS, context)
        words = words_of(text)
        if text.strip() and not words:
            raise LandPlanError(
                translatable("RunSelfCheck", "“{text}” names no check. Give ids separated by commas, or nothing "
                             "for all checks.", text=text)
            )
        return words


def _write_all(writers: Sequence[Callable[[], None]]) -> None:
    """Write every result; one that cannot be written does not keep the others from it.

    :raises QgsProcessingException: with the sentence of each result that could not be written
    """
    refusals = []
    for write in writers:
        try:
            write()
        except LandPlanError as error:
            refusals.append(str(error))
    if refusals:
        raise QgsProcessingException("\n".join(refusals))


@contextmanager
def _open_workspace(path: str) -> Iterator[Optional[Workspace]]:
    """Open the workspace, which must be free to be written, and close it whatever happens."""
    if not path:
        yield None
        return
    with Workspace.open(path) as workspace:
        workspace.require_unlocked()
        yield workspace
