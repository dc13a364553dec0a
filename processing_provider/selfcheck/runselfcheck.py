"""landplan:runselfcheck."""

from __future__ import annotations

from typing import Any, Callable, Sequence

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ...algorithms.dataset.binding import Dataset
from ...algorithms.rulepack.model import Pack
from ...algorithms.workspace.kept_values import with_missing_values
from .reported_check import ReportedCheck


class RunSelfCheck(ReportedCheck):
    """Every check of a pack on a delivery (成果自检)."""

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
            "changed. Indicators are judged by the tables of the delivery; where it has none, by the values that the "
            "workspace keeps."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_delivery_parameters()
        self.add_selection_parameter()
        self.add_report_parameters()
        self.add_verdict_outputs()

    def bound_delivery(
        self, parameters: dict[str, Any], context: QgsProcessingContext, choose: Callable[[Pack], Sequence[str]]
    ) -> tuple[Dataset, Sequence[str]]:
        """Return the delivery, with the indicators of the workspace where it has none, and the checks.

        :raises LandPlanError: when pack, checks, delivery or workspace cannot be used
        """
        dataset, chosen = super().bound_delivery(parameters, context, choose)
        return with_missing_values(dataset, self.parameterAsFileOutput(parameters, self.WORKSPACE, context)), chosen

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the checks and write workspace, report and correction list."""
        return self.run_and_report(parameters, context, feedback)[1]
