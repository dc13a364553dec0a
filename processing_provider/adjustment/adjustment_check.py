"""What the algorithms share that judge an adjustment: layers given by hand, findings as layers, essential checks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Iterable, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from ...algorithms.dataset.source import SourceLayer
from ...algorithms.errors import LandPlanError
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.model import Pack
from ...algorithms.rulepack.problems import listing
from ...algorithms.selfcheck.engine import select_checks
from ...algorithms.selfcheck.model import Finding
from ..finding_sink import finding_fields, place_of, write_findings
from ..selfcheck.reported_check import ReportedCheck
from .adjustment_algorithm import AdjustmentAlgorithm


class AdjustmentCheck(AdjustmentAlgorithm, ReportedCheck):
    """Runs some checks of a pack on a delivery in which single layers may be given by hand."""

    OUTPUT = "OUTPUT"
    POINTS = "POINTS"
    LAYERS: tuple[str, ...] = ()  # parameters that give a layer by hand

    def add_result_parameters(self) -> None:
        """Define the findings as layers, the files of the run and the verdict."""
        translate = Language.current().translate
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, translate("AdjustmentCheck", "Findings"),
                QgsProcessing.SourceType.TypeVectorPolygon, None, True,
            ),
            translate("AdjustmentCheck", "One row per finding with the land it is about; a finding on an "
                      "indicator or on the whole has no shape."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.POINTS, translate("AdjustmentCheck", "Finding points"),
                QgsProcessing.SourceType.TypeVectorPoint, None, True, False,
            ),
            translate("AdjustmentCheck", "One point inside each finding that has a place, easier to see on a "
                      "small-scale map."),
        )
        self.add_report_parameters()
        self.add_verdict_outputs()

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the checks and write their findings."""
        run, results = self.run_and_report(parameters, context, feedback)
        fields, language = finding_fields(numeric=False), Language.current()
        crs = QgsCoordinateReferenceSystem(run.crs)
        for name, kind, shaped in (
            (self.OUTPUT, QgsWkbTypes.Type.MultiPolygon, _polygon), (self.POINTS, QgsWkbTypes.Type.Point, _point)
        ):
            sink, sink_id = self.parameterAsSink(parameters, name, context, fields, kind, crs)
            if sink is not None:
                findings: Iterable[Finding] = (_with_place(finding, shaped(finding)) for finding in run.findings)
                if name == self.POINTS:
                    findings = (finding for finding in findings if finding.geometry is not None)
                write_findings(findings, sink, fields, language, crs)
                results[name] = sink_id
        return results

    def check_sinks(self, parameters: dict[str, Any], data: Sequence[str], others: Sequence[str]) -> None:
        """Refuse output layers that would replace the data, or workspace, report and correction list."""
        self.require_sinks_apart(parameters, (self.OUTPUT, self.POINTS), data, others)

    def chosen_layers(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, SourceLayer]:
        """Return the layers that were given by hand, by the name of their parameter."""
        layers = {name: self.optional_source_layer(parameters, name, context) for name in self.LAYERS}
        return {name: layer for name, layer in layers.items() if layer is not None}

    def only_of(
        self, pack: Pack, allowed: Sequence[str], parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Sequence[str]:
        """Return the checks asked for, all that are allowed without a wish.

        :raises LandPlanError: when a check is asked for that is not one of them
        """
        words = super().chosen_checks(pack, parameters, context)
        if not words:
            return allowed
        wanted = [check.id for check in select_checks(pack, words)]
        foreign = [check_id for check_id in wanted if check_id not in allowed]
        if foreign:
            raise LandPlanError(
                translatable("AdjustmentCheck", "{checks} are no checks of this algorithm; it runs {allowed}. "
                             "Use Run self-check for the others.", checks=listing(foreign), allowed=listing(allowed))
            )
        return wanted


def _with_place(finding: Finding, place: Optional[QgsGeometry]) -> Finding:
    return replace(finding, geometry=None if place is None else bytes(place.asWkb()))


def _polygon(finding: Finding) -> Optional[QgsGeometry]:
    """Return the place of a finding as polygons, None where it is none."""
    place = place_of(finding)
    if place is None or place.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return None
    place.convertToMultiType()
    return place


def _point(finding: Finding) -> Optional[QgsGeometry]:
    """Return a point in the place of a finding, None where it has none."""
    place = place_of(finding)
    point = None if place is None else place.pointOnSurface()
    return None if point is None or point.isNull() else point
