"""landplan:delineatefarmland."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...algorithms.delineation.compact import CompactResult
from ...algorithms.delineation.farmland import delineate
from ...algorithms.delineation.ledger import LedgerRow, ledger
from ...algorithms.delineation.ledger_table import ledger_table
from ...algorithms.delineation.parcel_lists import in_parcels, out_parcels
from ...algorithms.delineation.result import Delineation, FarmlandOptions, Order
from ...algorithms.delineation.result_layers import ResultLayers
from ...algorithms.delineation.schema import ResultTable
from ...algorithms.delineation.sources import PlanSources
from ...algorithms.feedback import Span
from ...algorithms.geometry.area_units import hectares, hectares_text, known, rounded
from ...algorithms.language import Language
from ..pack_algorithm import words_of
from ..result_styles import style_on_load
from ..result_tables import write_table
from .delineation_algorithm import DelineationAlgorithm

ORDERS = (Order.FILL, Order.COMPACT)


class DelineateFarmland(DelineationAlgorithm):
    """Permanent basic farmland to targets per unit (永久基本农田划定)."""

    PARCELS = "PARCELS"
    CURRENT = "CURRENT"
    UNITS = "UNITS"
    TARGETS = "TARGETS"
    CENTRES = "CENTRES"
    EVIDENCE = "EVIDENCE"
    FROZEN = "FROZEN"
    FROZEN_UNITS = "FROZEN_UNITS"
    ORDER = "ORDER"
    MIN_BLOCK = "MIN_BLOCK"
    RELEASE_SURPLUS = "RELEASE_SURPLUS"
    SPLIT_AT_UNITS = "SPLIT_AT_UNITS"
    TARGET_UNIT_FIELD = "TARGET_UNIT_FIELD"
    TARGET_AREA_FIELD = "TARGET_AREA_FIELD"
    OUTPUT = "OUTPUT"
    LEDGER = "LEDGER"
    OUT_PARCELS = "OUT_PARCELS"
    IN_PARCELS = "IN_PARCELS"
    ADJUSTMENT_LEDGER = "ADJUSTMENT_LEDGER"
    TARGET_HA = "TARGET_HA"
    DELINEATED_HA = "DELINEATED_HA"
    SHORTFALL_HA = "SHORTFALL_HA"
    BEFORE_HA = "BEFORE_HA"
    KEPT_HA = "KEPT_HA"
    OUT_HA = "OUT_HA"
    IN_HA = "IN_HA"
    MEAN_QUALITY_BEFORE = "MEAN_QUALITY_BEFORE"
    MEAN_QUALITY_AFTER = "MEAN_QUALITY_AFTER"
    UNITS_SHORT = "UNITS_SHORT"

    def name(self) -> str:
        """Return the fixed id."""
        return "delineatefarmland"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Delineate basic farmland")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("permanent basic farmland,delineation,target,town,fill order,ledger,quality,compact").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Delineates permanent basic farmland up to the target of every town or village.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Screens the parcels against the criteria of the rule pack, keeps what is stable, takes out what must "
            "leave, takes in what must enter, and fills up every unit to its target: from near to far (rings around "
            "built-up areas and main roads), within a ring from high to low quality. The order “compact” chooses land "
            "with the shortest borders instead, at equal area and not lower quality, and says how far that is from a "
            "proven bound. Filled land lies in contiguous blocks of at least the minimum; frozen land stays as it is; "
            "parcels are not split unless you ask for it at the borders of units. Nothing enters against the rules: "
            "where a target cannot be met, the log and the ledger say how much is missing and what would close it. "
            "All areas are net areas on the ellipsoid."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self._add_inputs()
        self._add_options()
        self._add_outputs()

    def _add_inputs(self) -> None:
        polygon = QgsProcessing.SourceType.TypeVectorPolygon
        table = QgsProcessing.SourceType.TypeVector
        source = QgsProcessingParameterFeatureSource
        self.add_pack_parameters()
        self.add(
            source(self.PARCELS, self.tr("Land-use parcels"), [polygon]),
            self.tr("All parcels of the county with their land class; fields are found by the names of the rule pack."),
        )
        self.add(
            source(self.CURRENT, self.tr("Basic farmland before"), [polygon], None, True),
            self.tr("A parcel counts as basic farmland when at least the pack's share of it lies in this layer. Left "
                    "empty: the layer of the plan, if there is one."),
        )
        self.add(
            source(self.UNITS, self.tr("Administrative units"), [polygon], None, True),
            self.tr("Towns or villages with their codes. Left empty: the layer of the plan that has the codes of the "
                    "targets."),
        )
        self.add(
            source(self.TARGETS, self.tr("Targets"), [table], None, True),
            self.tr("Table with a unit code and an area in hectares; one row for the whole county works, too. Left "
                    "empty: the table of the plan."),
        )
        self.add_terrain_parameters(self.PARCELS)
        self.add(
            source(self.CENTRES, self.tr("Built-up areas or main roads"), [
                polygon, QgsProcessing.SourceType.TypeVectorLine, QgsProcessing.SourceType.TypeVectorPoint,
            ], None, True),
            self.tr("Distances are reckoned from these. Left empty: the layers of the plan, else the parcels of "
                    "built-up classes."),
        )
        self.add(
            source(self.EVIDENCE, self.tr("Evidence"), [table], None, True),
            self.tr("Table of documents by parcel. Left empty: the table of the plan."),
        )
        self.add(
            source(self.FROZEN, self.tr("Frozen areas"), [polygon], None, True),
            self.tr("Areas whose layout must not change, besides those of the plan. A parcel belongs to them from the "
                    "same share on that makes it basic farmland."),
        )

    def _add_options(self) -> None:
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterEnum(
                self.ORDER, self.tr("Order"),
                [self.tr("near to far, high to low quality"), self.tr("compact: shortest borders")], False, 0,
            ),
            self.tr("How land is chosen where there is a choice."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MIN_BLOCK, self.tr("Smallest contiguous block (m²)"), number, None, True, 0.0
            ),
            self.tr("Land that is filled in must be part of a block of at least this area. Left empty: the rule "
                    "pack's; 0: none."),
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.SPLIT_AT_UNITS, self.tr("Cut parcels at the borders of units"), False
            ),
            self.tr("Otherwise a parcel belongs to the unit that holds the largest part of it."),
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.RELEASE_SURPLUS, self.tr("Let land leave that may, where the target is met without it"), True
            ),
            self.tr("Otherwise only what must leave leaves."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.FROZEN_UNITS, self.tr("Frozen units"), optional=True),
            self.tr("Codes of units whose layout must not change, separated by commas."),
            advanced=True,
        )
        for name, title in (
            (self.TARGET_UNIT_FIELD, self.tr("Field with the unit code of a target")),
            (self.TARGET_AREA_FIELD, self.tr("Field with the area of a target (ha)")),
        ):
            self.add(
                QgsProcessingParameterField(name, title, None, self.TARGETS, optional=True),
                self.tr("Left empty: the field of the rule pack, else the one whose values fit."),
                advanced=True,
            )

    def _add_outputs(self) -> None:
        polygon = QgsProcessing.SourceType.TypeVectorPolygon
        table = QgsProcessing.SourceType.TypeVector
        sink = QgsProcessingParameterFeatureSink
        self.add(
            sink(self.OUTPUT, self.tr("Basic farmland"), polygon),
            self.tr("The basic farmland after the delineation, in the schema of the rule pack."),
        )
        self.add(
            sink(self.LEDGER, self.tr("Ledger of the units"), table, None, True),
            self.tr("A row per unit and the total: target, before, kept, out, in, after, shortfall and what would "
                    "close it, quality, mix of classes and slopes, blocks and borders."),
        )
        self.add(
            sink(self.OUT_PARCELS, self.tr("Parcels that leave"), polygon, None, True),
            self.tr("With reasons, clause and evidence."),
        )
        self.add(
            sink(self.IN_PARCELS, self.tr("Parcels that enter"), polygon, None, True),
            self.tr("With reasons, clause and evidence."),
        )
        self.add(
            sink(self.ADJUSTMENT_LEDGER, self.tr("Kept, entered and removed"), polygon, None, True, False),
            self.tr("The ledger layer of the rule pack (JBNTHRHC): parcels kept, entered and removed."),
        )
        for name, title in (
            (self.TARGET_HA, self.tr("Target (ha)")), (self.DELINEATED_HA, self.tr("Delineated (ha)")),
            (self.SHORTFALL_HA, self.tr("Shortfall (ha)")), (self.BEFORE_HA, self.tr("Before (ha)")),
            (self.KEPT_HA, self.tr("Kept (ha)")), (self.OUT_HA, self.tr("Out (ha)")), (self.IN_HA, self.tr("In (ha)")),
            (self.MEAN_QUALITY_BEFORE, self.tr("Mean quality grade before")),
            (self.MEAN_QUALITY_AFTER, self.tr("Mean quality grade after")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))
        self.addOutput(QgsProcessingOutputString(self.UNITS_SHORT, self.tr("Units below their target")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Delineate and write the results."""
        language = Language.current()
        pack, dataset = self.pack_and_layers(parameters, context)
        parcels = self.source_layer(parameters, self.PARCELS, context)
        layers = {
            name: self.optional_source_layer(parameters, name, context)
            for name in (self.UNITS, self.TARGETS, self.CURRENT, self.CENTRES, self.EVIDENCE, self.FROZEN)
        }
        sinks = (self.OUTPUT, self.LEDGER, self.OUT_PARCELS, self.IN_PARCELS, self.ADJUSTMENT_LEDGER)
        self.require_sinks_apart(parameters, sinks)
        terrain = self.terrain(parameters, context, pack, parcels, Span(feedback, 0, 10))
        sources = PlanSources(
            parcels, layers[self.UNITS], layers[self.TARGETS], layers[self.CURRENT], layers[self.CENTRES],
            layers[self.EVIDENCE], layers[self.FROZEN], dataset, terrain, context.transformContext(),
        )
        options = self._options(parameters, context, layers)
        done = delineate(
            pack, sources, options, Span(feedback, 10, 75), lambda note: self.tell(note, feedback, language)
        )
        rows = ledger(done)
        self.warn_of_shapeless(feedback, self._plan_layers, (self.PARCELS,))
        self._log(done, rows, feedback, language)
        return {
            **self._written(parameters, context, done, rows, feedback, language),
            **self._numbers(rows),
        }

    def _options(
        self, parameters: dict[str, Any], context: QgsProcessingContext, layers: dict[str, Any]
    ) -> FarmlandOptions:
        parcels = self.source_layer(parameters, self.PARCELS, context)
        targets = layers[self.TARGETS]
        text = self.parameterAsString
        given = parameters.get(self.MIN_BLOCK) not in (None, "")
        min_block = self.parameterAsDouble(parameters, self.MIN_BLOCK, context) if given else None
        return FarmlandOptions(
            order=ORDERS[self.parameterAsEnum(parameters, self.ORDER, context)],
            min_block_m2=min_block,
            release_surplus=self.parameterAsBoolean(parameters, self.RELEASE_SURPLUS, context),
            split_at_units=self.parameterAsBoolean(parameters, self.SPLIT_AT_UNITS, context),
            slope_field=self.field_name(parcels, text(parameters, self.SLOPE_FIELD, context)),
            quality_field=self.field_name(parcels, text(parameters, self.QUALITY_FIELD, context)),
            target_unit_field=_field(self, targets, text(parameters, self.TARGET_UNIT_FIELD, context)),
            target_area_field=_field(self, targets, text(parameters, self.TARGET_AREA_FIELD, context)),
            frozen_units=tuple(words_of(text(parameters, self.FROZEN_UNITS, context))),
        )

    def _written(
        self, parameters: dict[str, Any], context: QgsProcessingContext, done: Delineation, rows: list[LedgerRow],
        feedback: QgsProcessingFeedback, language: Language,
    ) -> dict[str, Any]:
        """Write the output layers, those that were asked for."""
        layers = ResultLayers(done, Span(feedback, 75, 82))
        entered = layers.chosen_rows[~done.parcels.is_current[layers.chosen_rows]]
        numbers = dict(zip(layers.chosen_rows.tolist(), layers.numbers))
        made: dict[str, Any] = {}

        def write(name: str, table: ResultTable, style: str, progress: float) -> None:
            made[name] = write_table(self, parameters, name, context, table, done.crs, feedback)
            style_on_load(context, made[name], style)
            feedback.setProgress(progress)

        write(self.OUTPUT, layers.basic_farmland(), "basic_farmland", 90)
        if parameters.get(self.ADJUSTMENT_LEDGER) is not None:
            write(self.ADJUSTMENT_LEDGER, layers.adjustment_ledger(feedback), "farmland_change", 95)
        if parameters.get(self.OUT_PARCELS) is not None:
            former = layers.former_numbers(layers.out_rows)
            write(self.OUT_PARCELS, out_parcels(done, layers.out_rows, former, language), "parcels_out", 97)
        if parameters.get(self.IN_PARCELS) is not None:
            given = [numbers[row] for row in entered.tolist()]
            write(self.IN_PARCELS, in_parcels(done, entered, given, language), "parcels_in", 99)
        if parameters.get(self.LEDGER) is not None:
            write(self.LEDGER, ledger_table(done, rows, language), "", 100)
        for note in layers.notes:
            self.tell(note, feedback, language)
        if made[self.OUTPUT] is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        return made

    def _log(
        self, done: Delineation, rows: list[LedgerRow], feedback: QgsProcessingFeedback, language: Language
    ) -> None:
        """Say what was reached, unit by unit where it was not."""
        total = rows[-1]
        feedback.pushInfo(
            self.tr("Before {before} ha, kept {kept} ha, out {out} ha, in {entered} ha, after {after} ha; mean quality "
                    "grade {quality_before} → {quality_after}").format(
                before=hectares_text(total.before.area_m2), kept=hectares_text(total.kept_m2),
                out=hectares_text(total.out_m2), entered=hectares_text(total.in_m2),
                after=hectares_text(total.after.area_m2),
                quality_before=known(rounded(total.before.quality, 3)) or "–",
                quality_after=known(rounded(total.after.quality, 3)) or "–",
            )
        )
        for row in rows[:-1]:
            if row.shortfall_m2 <= 0:
                continue
            feedback.pushWarning(
                self.tr("Unit {code} {name} lies {missing} ha below its target of {target} ha. {remedies}").format(
                    code=row.code, name=row.name, missing=hectares_text(row.shortfall_m2),
                    target=hectares_text(row.target_m2), remedies=language.paragraph(row.notes),
                )
            )
        if done.compact is not None:
            self._log_compact(done.compact, feedback)

    def _log_compact(self, result: CompactResult, feedback: QgsProcessingFeedback) -> None:
        """Compare both orders."""
        feedback.pushInfo(
            self.tr("Near to far: {area} ha, mean grade {quality}, border {boundary} km").format(
                area=hectares_text(result.fill_area_m2), quality=known(rounded(result.fill_mean_quality, 4)) or "–",
                boundary=rounded(result.fill_boundary_m / 1000, 3),
            )
        )
        feedback.pushInfo(
            self.tr("Compact: {area} ha, mean grade {quality}, border {boundary} km; no choice has less than {bound} "
                    "km (proven, gap {gap} %); {changed} parcels differ").format(
                area=hectares_text(result.area_m2), quality=known(rounded(result.mean_quality, 4)) or "–",
                boundary=rounded(result.boundary_m / 1000, 3), bound=rounded(result.bound_m / 1000, 3),
                gap=rounded(100 * result.gap, 2), changed=result.changed,
            )
        )

    def _numbers(self, rows: list[LedgerRow]) -> dict[str, Any]:
        total = rows[-1]
        return {
            self.TARGET_HA: known(hectares(total.target_m2)),
            self.DELINEATED_HA: hectares(total.after.area_m2),
            self.SHORTFALL_HA: hectares(total.shortfall_m2),
            self.BEFORE_HA: hectares(total.before.area_m2),
            self.KEPT_HA: hectares(total.kept_m2),
            self.OUT_HA: hectares(total.out_m2),
            self.IN_HA: hectares(total.in_m2),
            self.MEAN_QUALITY_BEFORE: known(rounded(total.before.quality, 4)),
            self.MEAN_QUALITY_AFTER: known(rounded(total.after.quality, 4)),
            self.UNITS_SHORT: ", ".join(row.code for row in rows[:-1] if row.shortfall_m2 > 0),
        }


def _field(algorithm: DelineateFarmland, layer: Optional[Any], name: str) -> Optional[str]:
    """Return a field of the table of targets as it is spelt; the name itself where the table comes from the plan."""
    if not name:
        return None
    return name if layer is None else algorithm.field_name(layer, name)
