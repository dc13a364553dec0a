"""landplan:checkgeometry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...algorithms.geometry.validity import INVALIDITY_KINDS
from ...algorithms.language import Language
from ...algorithms.rulepack.model import Severity
from ...algorithms.selfcheck.model import Finding
from ...algorithms.selfcheck.single_layer import check_rule
from ..finding_sink import finding_fields, write_findings
from .selfcheck_algorithm import SelfCheckAlgorithm
from .single_layer import run_on_layers

# A feature without usable polygon is as bad as an invalid one.
UNUSABLE_KINDS = INVALIDITY_KINDS | {"null_geometry", "empty_geometry", "not_polygon"}


class CheckGeometry(SelfCheckAlgorithm):
    """Every error location of every invalid or suspicious polygon (几何检查)."""

    INPUT = "INPUT"
    KEY_FIELD = "KEY_FIELD"
    MIN_ANGLE = "MIN_ANGLE"
    MIN_SEGMENT = "MIN_SEGMENT"
    OUTPUT = "OUTPUT"
    INVALID_COUNT = "INVALID_COUNT"
    ERROR_COUNT = "ERROR_COUNT"
    VERDICT = "VERDICT"

    def name(self) -> str:
        """Return the fixed id."""
        return "checkgeometry"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check geometry")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("geometry,valid,self-intersection,duplicate vertex,spike,multipart,bow-tie").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Finds every place where a polygon is invalid or suspicious.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Finds every place where a polygon is invalid (crossing or touching borders, holes outside, parts "
            "over one another, missing or broken geometry) or suspicious (duplicate vertices, spikes, short "
            "segments, several parts). All places of a feature are listed, not only the first. Places that make a "
            "polygon invalid count as errors, the others as warnings."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Polygon layer"), polygons),
            self.tr("The layer to check, for example land-use parcels."),
        )
        self.add(
            QgsProcessingParameterField(self.KEY_FIELD, self.tr("Key field"), None, self.INPUT, optional=True),
            self.tr("Field whose value names a feature in the result, for example BSM."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MIN_ANGLE, self.tr("Smallest angle (degrees)"), number, 0.0, False, 0.0, 180.0
            ),
            self.tr("Corners sharper than this are reported as spikes; 0 reports only borders that turn "
                    "straight back."),
        )
        self.add(
            QgsProcessingParameterNumber(self.MIN_SEGMENT, self.tr("Shortest segment (m)"), number, 0.0, False, 0.0),
            self.tr("Segments shorter than this are reported; 0 turns this off."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Error places"), QgsProcessing.SourceType.TypeVectorPoint, None, True
            ),
            self.tr("One point per error place; features without geometry are listed without a point."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.INVALID_COUNT, self.tr("Invalid features")))
        self.addOutput(QgsProcessingOutputNumber(self.ERROR_COUNT, self.tr("Error places")))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, self.tr("Verdict")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the check and write its findings."""
        layer = self.source_layer(parameters, self.INPUT, context)
        key_field = self.field_name(layer, self.parameterAsString(parameters, self.KEY_FIELD, context))
        self.require_sinks_apart(parameters, (self.OUTPUT,))
        check = check_rule(
            "geometry.valid", "input",
            min_angle=self.parameterAsDouble(parameters, self.MIN_ANGLE, context),
            min_segment=self.parameterAsDouble(parameters, self.MIN_SEGMENT, context),
        )
        run = run_on_layers({"input": layer}, {"input": key_field}, [check], feedback)
        fields = finding_fields(numeric=True)
        sink, sink_id = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.Point, layer.crs
        )
        findings = [_graded(finding) for finding in run.findings]
        if sink is not None:
            write_findings(findings, sink, fields, Language.current(), layer.crs)
        invalid = {finding.features[0].fid for finding in findings if finding.severity is Severity.ERROR}
        return {
            self.OUTPUT: sink_id,
            self.INVALID_COUNT: len(invalid),
            self.ERROR_COUNT: len(findings),
            self.VERDICT: run.verdict.value,
        }


def _graded(finding: Finding) -> Finding:
    """Return a finding as error where it makes the polygon unusable, else as warning."""
    severity = Severity.ERROR if finding.kind in UNUSABLE_KINDS else Severity.WARNING
    return replace(finding, check_id="geometry.valid", severity=severity)
