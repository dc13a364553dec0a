"""landplan:comparedelineations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from ...algorithms.adjustment.comparison_tables import (
    LedgerRow,
    ledger_rows,
    ledger_table,
    matrix_table,
    piece_table,
)
from ...algorithms.adjustment.declared_ledger import declared_ledger
from ...algorithms.adjustment.layer_comparison import (
    DEFAULT_SLIVER_WIDTH,
    ComparedLayers,
    LayerComparison,
    compare_layers,
)
from ...algorithms.feedback import Span
from ...algorithms.geometry.area import round_half_up
from ...algorithms.geometry.area_units import M2_PER_HA
from ...algorithms.geometry.reproject import reprojected
from ...algorithms.language import Language
from ...algorithms.rulepack.model import Pack
from ..pack_algorithm import PackAlgorithm
from ..result_styles import style_on_load
from ..result_tables import write_table
from .adjustment_algorithm import AdjustmentAlgorithm


class CompareDelineations(AdjustmentAlgorithm, PackAlgorithm):
    """Kept, removed and entered land of two delineations (划定成果对比)."""

    QUALITY_FIELD = "QUALITY_FIELD"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    PARCELS = "PARCELS"
    UNITS = "UNITS"
    DECLARED = "DECLARED"
    SLIVER_WIDTH = "SLIVER_WIDTH"
    OUTPUT = "OUTPUT"
    LEDGER = "LEDGER"
    MATRIX = "MATRIX"
    DECLARED_DIFFERENCES = "DECLARED_DIFFERENCES"
    BEFORE_AREA = "BEFORE_AREA"
    KEPT_AREA = "KEPT_AREA"
    OUT_AREA = "OUT_AREA"
    IN_AREA = "IN_AREA"
    AFTER_AREA = "AFTER_AREA"
    SLIVERS_OUT_AREA = "SLIVERS_OUT_AREA"
    SLIVERS_IN_AREA = "SLIVERS_IN_AREA"
    DECLARED_DIFFERENCE_COUNT = "DECLARED_DIFFERENCE_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "comparedelineations"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Compare delineations")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("comparison,change,kept,removed,entered,transfer matrix,ledger,before,after,sliver").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Finds the land that two delineations share, that left and that entered.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Lays two delineations over each other that were digitised independently and writes the land that is "
            "kept, that left and that entered, with its area on the ellipsoid. What is narrower than the sliver width "
            "is two drawings of one border and no change: it stays with the kept land and its sum is reported, so that "
            "before = kept + out and after = kept − slivers out + slivers in + in. Overlapping features count once. "
            "With parcels the pieces are cut by them and carry class, quality and slope; with units the ledger has a "
            "row for each. The transfer matrix says which classes, grades, slopes and units changed into which. A "
            "declared ledger (JBNTHRHC) is held against the true difference."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygon = [QgsProcessing.SourceType.TypeVectorPolygon]
        source = QgsProcessingParameterFeatureSource
        self.add(
            source(self.BEFORE, self.tr("Delineation before"), polygon),
            self.tr("Polygons, for example the basic farmland before the adjustment."),
        )
        self.add(
            source(self.AFTER, self.tr("Delineation after"), polygon),
            self.tr("Polygons; another coordinate reference system is no obstacle."),
        )
        self.add(
            source(self.PARCELS, self.tr("Land-use parcels"), polygon, None, True),
            self.tr("Say class, quality and slope of every piece. Left empty: the fields of both delineations do."),
        )
        self.add(
            QgsProcessingParameterField(
                self.QUALITY_FIELD, self.tr("Field with the quality grade"), None, self.PARCELS, optional=True
            ),
            self.tr("Of the parcels, or of the delineations where no parcels are given. Left empty: the field of the "
                    "rule pack, where the layer has it."),
        )
        self.add(
            source(self.UNITS, self.tr("Administrative units"), polygon, None, True),
            self.tr("Towns or villages with their codes. Left empty: the codes in the fields of the delineations."),
        )
        self.add(
            source(self.DECLARED, self.tr("Declared ledger"), polygon, None, True),
            self.tr("Polygons declared as kept, entered or removed (JBNTHRHC with HRHCLXDM 0, 1, 2), to be held "
                    "against the true difference."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.SLIVER_WIDTH, self.tr("Sliver width (m)"), QgsProcessingParameterNumber.Type.Double, None, True,
                0.0,
            ),
            self.tr("Differences into which no circle of this diameter fits are no change. Left empty: the rule "
                    "pack's; 0: everything is listed."),
        )
        self.add_pack_parameter()
        self._add_outputs()

    def _add_outputs(self) -> None:
        polygon, table = QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVector
        sink = QgsProcessingParameterFeatureSink
        self.add(
            sink(self.OUTPUT, self.tr("Kept, out and in"), polygon),
            self.tr("One polygon per piece; change is kept, out or in. Kept and out together are the land before."),
        )
        self.add(
            sink(self.LEDGER, self.tr("Ledger of the units"), table, None, True),
            self.tr("A row per unit and the total: before, kept, out, in, after, slivers, and the area-weighted mean "
                    "grades of the land before, out, in and after."),
        )
        self.add(
            sink(self.MATRIX, self.tr("Transfer matrix"), table, None, True),
            self.tr("A row per dimension (class, quality, slope, unit), change and pair of values."),
        )
        self.add(
            sink(self.DECLARED_DIFFERENCES, self.tr("Differences to the declared ledger"), polygon, None, True, False),
            self.tr("Features whose land is not what they declare, and changes that nobody declared."),
        )
        for name, title in (
            (self.BEFORE_AREA, self.tr("Before (m²)")), (self.KEPT_AREA, self.tr("Kept (m²)")),
            (self.OUT_AREA, self.tr("Out (m²)")), (self.IN_AREA, self.tr("In (m²)")),
            (self.AFTER_AREA, self.tr("After (m²)")), (self.SLIVERS_OUT_AREA, self.tr("Slivers out (m²)")),
            (self.SLIVERS_IN_AREA, self.tr("Slivers in (m²)")),
            (self.DECLARED_DIFFERENCE_COUNT, self.tr("Differences to the declared ledger")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compare and write the results."""
        pack = self.chosen_pack(parameters, context)
        layers = ComparedLayers(
            self.source_layer(parameters, self.BEFORE, context),
            self.source_layer(parameters, self.AFTER, context),
            self.optional_source_layer(parameters, self.PARCELS, context),
            self.optional_source_layer(parameters, self.UNITS, context),
        )
        declared = self.optional_source_layer(parameters, self.DECLARED, context)
        if declared is None and parameters.get(self.DECLARED_DIFFERENCES) is not None:
            feedback.pushWarning(
                self.tr("There is no declared ledger, so there are no differences to it: the layer of differences is "
                        "left out.")
            )
        self.require_sinks_apart(parameters, (self.OUTPUT, self.LEDGER, self.MATRIX, self.DECLARED_DIFFERENCES))
        quality_field = self.parameterAsString(parameters, self.QUALITY_FIELD, context) or None
        result = compare_layers(
            pack, layers, self._width(parameters, context, pack), quality_field, context.transformContext(),
            Span(feedback, 0, 70),
        )
        said = None
        if declared is not None:
            said = declared_ledger(
                pack, declared, result, context.transformContext(), Span(feedback, 70, 78)
            )
        rows = ledger_rows(result, None if said is None else said.areas_m2)
        self.warn_of_shapeless(feedback)
        self._log(rows[-1], result, feedback)
        language = Language.current()
        crs = layers.before.crs
        back = reprojected(result.polygons, result.crs, crs, layers.before.name, context.transformContext())
        output = write_table(self, parameters, self.OUTPUT, context, piece_table(result, back), crs, feedback)
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        style_on_load(context, output, "comparison")
        feedback.setProgress(95)
        made: dict[str, Any] = {self.OUTPUT: output}
        if parameters.get(self.LEDGER) is not None:
            table = ledger_table(result, rows, language)
            made[self.LEDGER] = write_table(self, parameters, self.LEDGER, context, table, crs, feedback)
        if parameters.get(self.MATRIX) is not None:
            made[self.MATRIX] = write_table(
                self, parameters, self.MATRIX, context, matrix_table(result), crs, feedback
            )
        if said is not None and parameters.get(self.DECLARED_DIFFERENCES) is not None:
            shapes = said.differences.polygons
            if shapes is not None:
                shapes = reprojected(shapes, result.crs, crs, layers.before.name, context.transformContext())
            made[self.DECLARED_DIFFERENCES] = write_table(
                self, parameters, self.DECLARED_DIFFERENCES, context, replace(said.differences, polygons=shapes), crs,
                feedback,
            )
        return {
            **made,
            **self._numbers(rows[-1]),
            self.DECLARED_DIFFERENCE_COUNT: 0 if said is None else len(said.differences),
        }

    def _width(self, parameters: dict[str, Any], context: QgsProcessingContext, pack: Pack) -> float:
        """Return the sliver width in metres."""
        otherwise = DEFAULT_SLIVER_WIDTH if pack.adjustment is None else pack.adjustment.sliver_width_m
        return self.number_or(parameters, self.SLIVER_WIDTH, context, otherwise)

    def _numbers(self, total: LedgerRow) -> dict[str, float]:
        """Return the sums, rounded once; kept and out add up to before."""
        kept, out, entered, less, more = (
            float(value)
            for value in round_half_up(
                np.array([total.kept, total.out, total.entered, total.slivers_out, total.slivers_in]), 2)
        )
        return {
            self.BEFORE_AREA: round(kept + out, 2),
            self.KEPT_AREA: kept,
            self.OUT_AREA: out,
            self.IN_AREA: entered,
            self.AFTER_AREA: round(kept - less + more + entered, 2),
            self.SLIVERS_OUT_AREA: less,
            self.SLIVERS_IN_AREA: more + 0.0,
        }

    def _log(self, total: LedgerRow, result: LayerComparison, feedback: QgsProcessingFeedback) -> None:
        """Say the sums and that they add up."""
        numbers = {name.lower(): f"{value:,.2f}" for name, value in self._numbers(total).items()}
        feedback.pushInfo(
            self.tr("Before {before_area} m² = kept {kept_area} m² + out {out_area} m²").format(**numbers)
        )
        feedback.pushInfo(
            self.tr("After {after_area} m² = kept {kept_area} m² − slivers out {slivers_out_area} m² + slivers in "
                    "{slivers_in_area} m² + in {in_area} m²").format(**numbers)
        )
        feedback.pushInfo(Language.current().render(result.frame.description))
        self._warn_ungraded(total, feedback)

    def _warn_ungraded(self, total: LedgerRow, feedback: QgsProcessingFeedback) -> None:
        whole: Optional[float] = total.before or total.after
        if whole and max(total.ungraded) > 0:
            feedback.pushWarning(
                self.tr("No quality grade is known of {before} ha before and {after} ha after; the mean grades leave "
                        "them out.").format(
                    before=f"{total.ungraded[0] / M2_PER_HA:.4f}", after=f"{total.ungraded[1] / M2_PER_HA:.4f}"
                )
            )
