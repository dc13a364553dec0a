"""landplan:consolidationreserve."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...algorithms.dataset.dataset import Dataset
from ...algorithms.dataset.source import SourceLayer
from ...algorithms.delineation.consolidation import Consolidation, consolidate, reserve_rules
from ...algorithms.delineation.inputs import delineation_rules, read_parcels, read_units
from ...algorithms.delineation.reserve import ReserveOptions
from ...algorithms.delineation.reserve_tables import ledger_table, parcel_table, reserve_table
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Span
from ...algorithms.geometry.area_units import hectares
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.model import Pack
from ...algorithms.rulepack.zones_rules import ReserveRules
from ..result_styles import style_on_load
from ..result_tables import write_table
from .delineation_algorithm import DelineationAlgorithm


class ConsolidationReserve(DelineationAlgorithm):
    """Consolidation reserves of a county's towns (基本农田整备区)."""

    PARCELS = "PARCELS"
    CURRENT = "CURRENT"
    UNITS = "UNITS"
    MAX_GAP = "MAX_GAP"
    MIN_AREA = "MIN_AREA"
    MIN_BLOCKS = "MIN_BLOCKS"
    MIN_FARMLAND_SHARE = "MIN_FARMLAND_SHARE"
    SMALL_BLOCK = "SMALL_BLOCK"
    MAX_SLOPE_CLASS = "MAX_SLOPE_CLASS"
    OUTPUT = "OUTPUT"
    ZONE_PARCELS = "ZONE_PARCELS"
    LEDGER = "LEDGER"
    ZONE_COUNT = "ZONE_COUNT"
    AREA_HA = "AREA_HA"
    FARMLAND_HA = "FARMLAND_HA"
    CONVERTIBLE_HA = "CONVERTIBLE_HA"

    def name(self) -> str:
        """Return the fixed id."""
        return "consolidationreserve"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Draw consolidation reserves")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("basic farmland,consolidation,reserve,scattered farmland,land readjustment,town plan").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Draws the areas in which scattered farmland can be brought together and improved.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Scattered farmland is farmland that is not basic farmland, and basic farmland in contiguous farmland that "
            "is too small. Scattered farmland of one town that is not further apart than the gap forms a group. Land "
            "that can be converted (by the pack's list of land classes) joins a group where it lies between blocks of "
            "its farmland or is enclosed by it, as long as the share of farmland stays above the limit. Groups that "
            "are large enough are reserves. Parcels under a ban of the pack (redline, flood way, areas for "
            "construction and others), parcels that are too steep and parcels across the border of a town stay out; "
            "no parcel is split. The log names the layers of bans that were not there."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(
            QgsProcessingParameterFeatureSource(self.PARCELS, self.tr("Land-use parcels"), [polygons]),
            self.tr("The land-use parcels (DLTB) of the county with their land classes."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.CURRENT, self.tr("Basic farmland"), [polygons], optional=True
            ),
            self.tr(
                "The basic farmland, after its delineation where there is one. Left empty: the layer of the plan, else "
                "all farmland counts as not being basic farmland."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.UNITS, self.tr("Towns"), [polygons], optional=True),
            self.tr(
                "Administrative areas with their codes; a reserve lies in one of them. Left empty: those of the plan."
            ),
        )
        self.add_pack_parameters()
        self._add_limits()
        self.add_terrain_parameters(self.PARCELS)
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Consolidation reserves"), polygons),
            self.tr("The reserves with their areas, share of farmland, blocks before, mean quality and slope class."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.ZONE_PARCELS, self.tr("Parcels of the reserves"), polygons, None, True
            ),
            self.tr("Their parcels (farmland, convertible), and the scattered farmland left out with the reason."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.LEDGER, self.tr("Ledger of the towns"), QgsProcessing.SourceType.TypeVector, None, True
            ),
            self.tr("Table with the areas of each town in hectares."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ZONE_COUNT, self.tr("Reserves")))
        self.addOutput(QgsProcessingOutputNumber(self.AREA_HA, self.tr("Area (ha)")))
        self.addOutput(QgsProcessingOutputNumber(self.FARMLAND_HA, self.tr("Farmland in reserves (ha)")))
        self.addOutput(QgsProcessingOutputNumber(self.CONVERTIBLE_HA, self.tr("Land to be converted (ha)")))

    def _add_limits(self) -> None:
        number = QgsProcessingParameterNumber.Type.Double
        for name, title, help_text, highest in (
            (self.MAX_GAP, self.tr("Largest gap (m)"),
             self.tr("Farmland not further apart than this is brought together."), 1e6),
            (self.MIN_AREA, self.tr("Smallest reserve (m²)"), self.tr("Smaller groups are no reserve."), 1e12),
            (self.MIN_FARMLAND_SHARE, self.tr("Least share of farmland"),
             self.tr("Share (0 to 1) of a reserve's area that is farmland already."), 1.0),
            (self.SMALL_BLOCK, self.tr("Small block (m²)"),
             self.tr("Basic farmland in contiguous farmland smaller than this counts as scattered, too."), 1e12),
        ):
            self.add(
                QgsProcessingParameterNumber(name, title, number, None, True, 0.0, highest),
                help_text + " " + self.tr("Left empty: the limit of the rule pack."),
                advanced=True,
            )
        self.add(
            QgsProcessingParameterNumber(
                self.MIN_BLOCKS, self.tr("Fewest blocks"), QgsProcessingParameterNumber.Type.Integer, None, True, 1
            ),
            self.tr("Contiguous blocks of farmland that a reserve brings together at least.")
            + " " + self.tr("Left empty: the limit of the rule pack."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.MAX_SLOPE_CLASS, self.tr("Steepest slope class"), optional=True),
            self.tr("Code of the steepest slope class that may be part of a reserve; all: any slope. Left empty: the "
                    "limit of the rule pack."),
            advanced=True,
        )

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw the reserves and write them."""
        layer = self.source_layer(parameters, self.PARCELS, context)
        language = Language.current()
        pack, dataset = self.pack_and_layers(parameters, context)
        rules = reserve_rules(pack)
        self.require_sinks_apart(parameters, (self.OUTPUT, self.ZONE_PARCELS, self.LEDGER))
        work = self._work(parameters, context, pack, dataset, layer, feedback)
        for note in work.notes:
            feedback.pushWarning(language.render(note))
        self.warn_of_shapeless(feedback, self._plan_layers)
        self._say(work, feedback)
        outputs = {
            name: write_table(self, parameters, name, context, table, layer.crs, feedback)
            for name, table in (
                (self.OUTPUT, reserve_table(work, rules.mark)),
                (self.ZONE_PARCELS, parcel_table(work, rules.mark, language)),
                (self.LEDGER, ledger_table(work)),
            )
        }
        style_on_load(context, outputs[self.OUTPUT], "consolidation_reserve")
        style_on_load(context, outputs[self.ZONE_PARCELS], "reserve_parcels")
        area, reserves = work.parcels.area_m2, work.reserves
        return {
            **{name: sink for name, sink in outputs.items() if sink is not None},
            self.ZONE_COUNT: len(work.numbers),
            self.AREA_HA: hectares(area[reserves.zone >= 0].sum()),
            self.FARMLAND_HA: hectares(area[reserves.farmland].sum()),
            self.CONVERTIBLE_HA: hectares(area[reserves.convertible].sum()),
        }

    def _work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        pack: Pack,
        dataset: Dataset,
        layer: SourceLayer,
        feedback: QgsProcessingFeedback,
    ) -> Consolidation:
        """Read the layers and draw the reserves."""
        rules, general = reserve_rules(pack), delineation_rules(pack)
        unit_layer = self.optional_source_layer(parameters, self.UNITS, context)
        if unit_layer is None:
            unit_layer = dataset.first_layer(*general.units.roles)
        if unit_layer is None:
            raise LandPlanError(
                translatable(
                    "ConsolidationReserve",
                    "Reserves are drawn town by town: choose the layer of towns, or add it to the layers of the plan.",
                )
            )
        current = self.optional_source_layer(parameters, self.CURRENT, context)
        if current is None:
            current = dataset.first_layer(general.result_role, general.current_role)
        if current is None:
            feedback.pushWarning(
                self.tr("No basic farmland was given: all farmland counts as not being basic farmland.")
            )
        else:
            feedback.pushInfo(self.tr("Basic farmland: {layer}").format(layer=current.name))
        units = read_units(pack, unit_layer, feedback=Span(feedback, 0, 5))
        parcels = read_parcels(
            pack, layer, current=current, units=units,
            quality_field=self.field_name(layer, self.parameterAsString(parameters, self.QUALITY_FIELD, context)),
            slope_field=self.field_name(layer, self.parameterAsString(parameters, self.SLOPE_FIELD, context)),
            terrain=self.terrain(parameters, context, pack, layer, Span(feedback, 5, 20)),
            transforms=context.transformContext(),
            feedback=Span(feedback, 20, 50),
        )
        return consolidate(
            pack, dataset, parcels, units, self._options(parameters, context, rules),
            self._steepest(parameters, context, rules), Span(feedback, 50, 95), context.transformContext(),
        )

    def _options(
        self, parameters: dict[str, Any], context: QgsProcessingContext, rules: ReserveRules
    ) -> ReserveOptions:
        def limit(name: str, otherwise: float) -> float:
            return self.number_or(parameters, name, context, otherwise)

        return ReserveOptions(
            max_gap_m=limit(self.MAX_GAP, rules.max_gap_m),
            min_area_m2=limit(self.MIN_AREA, rules.min_area_m2),
            min_farmland_share=limit(self.MIN_FARMLAND_SHARE, rules.min_farmland_share),
            small_block_m2=limit(self.SMALL_BLOCK, rules.small_block_m2),
            enclosed_share=rules.enclosed_share,
            min_blocks=round(limit(self.MIN_BLOCKS, rules.min_blocks)),
        )

    def _steepest(
        self, parameters: dict[str, Any], context: QgsProcessingContext, rules: ReserveRules
    ) -> Optional[str]:
        text = self.parameterAsString(parameters, self.MAX_SLOPE_CLASS, context).strip()
        if not text:
            return rules.steepest_class
        return None if text.casefold() == "all" else text

    def _say(self, work: Consolidation, feedback: QgsProcessingFeedback) -> None:
        """Tell the log which limits were used and what kept farmland out."""
        options = work.options
        feedback.pushInfo(
            self.tr(
                "Limits: gap {gap} m, area {area} m², blocks {blocks}, share of farmland {share}, small block "
                "{block} m²"
            ).format(
                gap=f"{options.max_gap_m:.10g}", area=f"{options.min_area_m2:.10g}",
                share=f"{options.min_farmland_share:.10g}", block=f"{options.small_block_m2:.10g}",
                blocks=options.min_blocks,
            )
        )
        language = Language.current()
        for ban in work.bans:
            count = int((ban.barred & work.parcels.is_farmland).sum())
            if count:
                feedback.pushInfo(
                    self.tr("{count} farmland parcels stay out: {reason}").format(
                        count=count, reason=language.render(ban.reason)
                    )
                )
        feedback.pushInfo(
            self.tr(
                "{count} parcels of scattered farmland are in groups too small for a reserve, or of too few blocks."
            ).format(count=int(work.reserves.left_small.sum()))
        )
