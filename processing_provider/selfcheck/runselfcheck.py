"""landplan:runselfcheck."""

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
from ...algorithms.workspace.workspace import Workspace
from .pack_check import PackCheck, data_files, words_of

REPORT_ENDINGS = (".html", ".htm")
CORRECTIONS_ENDINGS = (".xlsx", ".ods")


class RunSelfCheck(PackCheck):
    """Every check of a pack on a delivery (成果自检)."""

    WORKSPACE = "WORKSPACE"
    REPORT = "REPORT"
    CORRECTIONS = "CORRECTIONS"
    LANGUAGE = "LANGUAGE"

    def name(self) -> str:
        """Return the fixed id."""
        return "runselfcheck"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Run self-check")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("self-check,quality,inspection,delivery,report,rule pack").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Runs every check of a rule pack on a delivery and writes report and correction list.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Runs the checks of a rule pack on a delivery or on the open project. The findings go to a workspace "
            "GeoPackage, where they keep their identity from run to run, to a report for handing over and to a "
            "correction list. The verdict is “passed” only when every required check ran and passed; it is "
            "“incomplete” while one did not run, and the report says which and why. The delivery itself is never "
            "changed."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_delivery_parameters()
        self.add(
            QgsProcessingParameterString(self.CHECKS, self.tr("Only these checks"), optional=True),
            self.tr("Ids of checks or presets, separated by commas; a * stands for any ending. Empty: all checks."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.WORKSPACE, self.tr("Workspace"), self.tr("GeoPackage (*.gpkg)"), None, True, False
            ),
            self.tr("GeoPackage that keeps runs and findings; an existing workspace is continued."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REPORT, self.tr("Report"), self.tr("HTML files (*.html)"), None, True, True
            ),
            self.tr("One HTML file to hand over."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.CORRECTIONS, self.tr("Correction list"),
                self.tr("Excel files (*.xlsx);;OpenDocument files (*.ods)"),
                None, True, False,
            ),
            self.tr("Spreadsheet with one row per finding and columns for the answer."),
        )
        self.add(
            QgsProcessingParameterString(self.LANGUAGE, self.tr("Language"), optional=True),
            self.tr("zh or en; empty: the language of QGIS."),
            advanced=True,
        )
        self.add_verdict_outputs()

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the checks and write workspace, report and correction list."""
        code = self.parameterAsString(parameters, self.LANGUAGE, context)
        language = Language(code) if code else Language.current()
        workspace_path, report_path, corrections_path = (
            self.parameterAsFileOutput(parameters, name, context)
            for name in (self.WORKSPACE, self.REPORT, self.CORRECTIONS)
        )
        try:
            dataset, chosen = self.bound_delivery(
                parameters, context, lambda pack: self._chosen(parameters, context)
            )
            # What cannot be written must not cost a whole run.
            require_apart((workspace_path, report_path, corrections_path), data_files(dataset))
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
                self._write_all(writers)
        except LandPlanError as error:
            raise self.refusal(error) from error
        results = self.verdict_outputs(run)
        for name, path in (
            (self.WORKSPACE, workspace_path), (self.REPORT, report_path), (self.CORRECTIONS, corrections_path)
        ):
            if path:
                results[name] = path
        return results

    def _chosen(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        text = self.parameterAsString(parameters, self.CHECKS, context)
        words = words_of(text)
        if text.strip() and not words:
            raise LandPlanError(
                translatable("RunSelfCheck", "“{text}” names no check. Give ids separated by commas, or nothing "
                             "for all checks.", text=text)
            )
        return words

    @staticmethod
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
