"""landplan:checktopology."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...algorithms.language import Language
from ...algorithms.selfcheck.model import Finding
from ...algorithms.selfcheck.single_layer import check_rule
from ..finding_sink import add_feature, finding_feature, finding_fields, place_of
from .selfcheck_algorithm import SelfCheckAlgorithm
from .single_layer import run_on_layers


class CheckTopology(SelfCheckAlgorithm):
    """Overlaps, gaps, duplicates and slivers of a polygon layer, and whether it fills a boundary (拓扑检查)."""

    INPUT = "INPUT"
    TOLERANCE = "TOLERANCE"
    MIN_AREA = "MIN_AREA"
    BOUNDARY = "BOUNDARY"
    KEY_FIELD = "KEY_FIELD"
    OUTPUT = "OUTPUT"
    POINTS = "POINTS"
    OVERLAP_COUNT = "OVERLAP_COUNT"
    GAP_COUNT = "GAP_COUNT"
    DUPLICATE_COUNT = "DUPLICATE_COUNT"
    SLIVER_COUNT = "SLIVER_COUNT"
    UNCOVERED_COUNT = "UNCOVERED_COUNT"
    OUTSIDE_COUNT = "OUTSIDE_COUNT"
    ERROR_COUNT = "ERROR_COUNT"
    VERDICT = "VERDICT"

    def name(self) -> str:
        """Return the fixed id."""
        return "checktopology"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check topology")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("topology,overlap,gap,duplicate,sliver,coverage,hole,boundary").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Finds overlaps, gaps, duplicates and slivers of a polygon layer.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Finds every overlap, gap and duplicate of a polygon layer, features smaller than a limit, and where "
            "the layer leaves a boundary uncovered or reaches beyond it. Each error is written with its true "
            "geometry, both features and its area on the ellipsoid. Differences narrower than the tolerance are "
            "ignored. Invalid features do not stop the check and do not hide other errors; use “Check geometry” "
            "to find their places."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Polygon layer"), polygons),
            self.tr("The layer to check, for example land-use parcels."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.TOLERANCE, self.tr("Tolerance (m)"), QgsProcessingParameterNumber.Type.Double, 0.001, False, 0.0
            ),
            self.tr("Overlaps and gaps narrower than this are not errors."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MIN_AREA, self.tr("Smallest area (m²)"), QgsProcessingParameterNumber.Type.Double, 0.0, False, 0.0
            ),
            self.tr("Features smaller than this are reported as slivers; 0 turns this off."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.BOUNDARY, self.tr("Boundary to be filled"), polygons, None, True),
            self.tr("Polygons the layer has to cover exactly, for example the administrative area. May be left empty."),
        )
        self.add(
            QgsProcessingParameterField(self.KEY_FIELD, self.tr("Key field"), None, self.INPUT, optional=True),
            self.tr("Field whose value names a feature in the result, for example BSM."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Error areas"), QgsProcessing.SourceType.TypeVectorPolygon, None, True
            ),
            self.tr("One polygon per error."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.POINTS, self.tr("Error points"), QgsProcessing.SourceType.TypeVectorPoint, None, True, False
            ),
            self.tr("One point inside each error, easier to see on a small-scale map."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.OVERLAP_COUNT, self.tr("Overlaps")))
        self.addOutput(QgsProcessingOutputNumber(self.GAP_COUNT, self.tr("Gaps")))
        self.addOutput(QgsProcessingOutputNumber(self.DUPLICATE_COUNT, self.tr("Duplicates")))
        self.addOutput(QgsProcessingOutputNumber(self.SLIVER_COUNT, self.tr("Slivers")))
        self.addOutput(QgsProcessingOutputNumber(self.UNCOVERED_COUNT, self.tr("Uncovered places of the boundary")))
        self.addOutput(QgsProcessingOutputNumber(self.OUTSIDE_COUNT, self.tr("Places outside the boundary")))
        self.addOutput(QgsProcessingOutputNumber(self.ERROR_COUNT, self.tr("Errors")))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, self.tr("Verdict")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the check and write its findings."""
        layer = self.source_layer(parameters, self.INPUT, context)
        boundary = self.optional_source_layer(parameters, self.BOUNDARY, context)
        tolerance = self.parameterAsDouble(parameters, self.TOLERANCE, context)
        min_area = self.parameterAsDouble(parameters, self.MIN_AREA, context)
        if boundary is not None and boundary.crs.isValid() and layer.crs.isValid() and boundary.crs != layer.crs:
            raise QgsProcessingException(
                self.tr("The layer is in {layer} and the boundary in {boundary}: bring both into one coordinate "
                        "reference system.").format(layer=layer.crs.authid(), boundary=boundary.crs.authid())
            )
        checks = [
            check_rule(kind, "input", tolerance=tolerance)
            for kind in ("topology.no_overlap", "topology.no_duplicate", "topology.no_gap")
        ]
        if min_area > 0:
            checks.append(check_rule("topology.min_area", "input", min_area=min_area))
        layers = {"input": layer}
        if boundary is not None:
            layers["boundary"] = boundary
            checks.append(check_rule("topology.covered_by", "boundary", target="input", tolerance=tolerance))
            checks.append(check_rule("topology.covered_by", "input", target="boundary", tolerance=tolerance))

        key_field = self.field_name(layer, self.parameterAsString(parameters, self.KEY_FIELD, context))
        self.require_sinks_apart(parameters, (self.OUTPUT, self.POINTS))
        run = run_on_layers(layers, {"input": key_field}, checks, feedback)
        fields = finding_fields(numeric=True)
        output, output_id = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.MultiPolygon, layer.crs
        )
        points, points_id = self.parameterAsSink(
            parameters, self.POINTS, context, fields, QgsWkbTypes.Type.Point, layer.crs
        )

        language = Language.current()
        counts: Counter[str] = Counter()
        for finding in map(_named, run.findings):
            counts[finding.kind] += 1
            place = place_of(finding)
            if output is not None:
                polygon = place
                if polygon is not None:
                    polygon.convertToMultiType()
                add_feature(output, finding_feature(finding, fields, language, polygon))
            if points is not None and place is not None:
                add_feature(points, finding_feature(finding, fields, language, place.pointOnSurface()))
        return {
            self.OUTPUT: output_id,
            self.POINTS: points_id,
            self.OVERLAP_COUNT: counts["overlap"],
            self.GAP_COUNT: counts["gap"],
            self.DUPLICATE_COUNT: counts["duplicate"],
            self.SLIVER_COUNT: counts["sliver"],
            self.UNCOVERED_COUNT: counts["uncovered"],
            self.OUTSIDE_COUNT: counts["outside"],
            self.ERROR_COUNT: sum(counts.values()),
            self.VERDICT: run.verdict.value,
        }


def _named(finding: Finding) -> Finding:
    """Return a finding with its check as a plain word; a boundary's part outside the layer is uncovered."""
    kind = "uncovered" if finding.role == "boundary" else finding.kind
    return replace(finding, check_id=finding.check_id.rsplit(".", 1)[0], kind=kind)
