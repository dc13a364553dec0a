"""One family of a pack's checks as an algorithm of its own."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from ...algorithms.language import Language
from ...algorithms.rulepack.model import Pack
from ..finding_sink import finding_fields, write_findings
from .pack_check import PackCheck, data_files


class FamilyCheck(PackCheck):
    """Runs the checks of one family and writes their findings as a layer."""

    OUTPUT = "OUTPUT"
    FAMILY = ""
    SINK_TYPE = QgsProcessing.SourceType.TypeVectorPoint
    WKB_TYPE = QgsWkbTypes.Type.Point

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        translate = Language.current().translate
        self.add_delivery_parameters()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, translate("PackCheck", "Findings"), self.SINK_TYPE, None, True
            ),
            translate("PackCheck", "One row per finding, with the check, the clause, what was measured and the limit."),
        )
        self.add_verdict_outputs()

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the family's checks and write their findings."""
        dataset, chosen = self.bound_delivery(parameters, context, self._family)
        self.require_sinks_apart(parameters, (self.OUTPUT,), data_files(dataset))
        run = self.run_checks(dataset, chosen, feedback)
        fields = finding_fields(numeric=False)
        crs = QgsCoordinateReferenceSystem(run.crs)
        sink, sink_id = self.parameterAsSink(parameters, self.OUTPUT, context, fields, self.WKB_TYPE, crs)
        if sink is not None:
            write_findings(run.findings, sink, fields, Language.current(), crs)
        return {self.OUTPUT: sink_id, **self.verdict_outputs(run)}

    def _family(self, pack: Pack) -> Sequence[str]:
        checks = [check.id for check in pack.checks.values() if check.family == self.FAMILY]
        if not checks:
            raise QgsProcessingException(
                Language.current().translate("PackCheck", "The rule pack has no checks of this kind.")
            )
        return checks
