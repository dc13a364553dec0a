"""landplan:proposereplacement."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...algorithms.delineation.replacement import Proposal, not_available, propose
from ...algorithms.delineation.replacement_choice import ReplacementOptions
from ...algorithms.delineation.replacement_tables import balance, mean, proposed_parcels
from ...algorithms.delineation.sources import PlanSources
from ...algorithms.feedback import Span
from ...algorithms.geometry.area_units import hectares, hectares_text, known, rounded
from ...algorithms.language import Language
from ..pack_algorithm import words_of
from ..result_styles import style_on_load
from ..result_tables import write_table
from .delineation_algorithm import DelineationAlgorithm


class ProposeReplacement(DelineationAlgorithm):
    """Land that can replace basic farmland taken out (补划)."""

    REMOVED = "REMOVED"
    REMOVED_KEYS = "REMOVED_KEYS"
    PARCELS = "PARCELS"
    CURRENT = "CURRENT"
    UNITS = "UNITS"
    EVIDENCE = "EVIDENCE"
    FROZEN = "FROZEN"
    ALTERNATIVES = "ALTERNATIVES"
    OTHER_UNITS = "OTHER_UNITS"
    OUTPUT = "OUTPUT"
    LEDGER = "LEDGER"
    REMOVED_HA = "REMOVED_HA"
    PROPOSED_HA = "PROPOSED_HA"
    MISSING_HA = "MISSING_HA"
    REMOVED_QUALITY = "REMOVED_QUALITY"
    PROPOSED_QUALITY = "PROPOSED_QUALITY"
    ALTERNATIVE_COUNT = "ALTERNATIVE_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "proposereplacement"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Propose replacement")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("replacement,permanent basic farmland,balance,occupied,quality,compact").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Finds land of equal area and not lower quality for basic farmland that is taken out.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Measures the net area and the mean quality grade of the basic farmland that is taken out, unit by unit, "
            "and finds land to replace it: parcels that the criteria of the rule pack let enter, that are no basic "
            "farmland yet and not frozen, of at least the same area and of a mean grade that is not worse, in the same "
            "unit first, then in those beside it, and with borders as short as possible. Several alternatives are "
            "offered, the best first. What cannot be replaced is said, and whether area or quality is missing."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygon = QgsProcessing.SourceType.TypeVectorPolygon
        source, sink = QgsProcessingParameterFeatureSource, QgsProcessingParameterFeatureSink
        self.add(
            source(self.REMOVED, self.tr("Land to be removed"), [polygon], None, True),
            self.tr("Areas that are taken out: drawn, a project, or the selected features of the basic farmland. What "
                    "of them is no basic farmland does not count."),
        )
        self.add(
            QgsProcessingParameterString(
                self.REMOVED_KEYS, self.tr("Numbers of the land to be removed"), optional=True
            ),
            self.tr("Numbers of basic-farmland parcels or identifiers of land-use parcels, separated by commas, "
                    "instead of or besides the areas."),
        )
        self.add(
            source(self.PARCELS, self.tr("Land-use parcels"), [polygon]),
            self.tr("All parcels of the county with their land class; fields are found by the names of the rule pack."),
        )
        self.add(
            source(self.CURRENT, self.tr("Basic farmland"), [polygon], None, True),
            self.tr("The basic farmland that land is taken out of. Left empty: the layer of the plan."),
        )
        self.add(
            source(self.UNITS, self.tr("Administrative units"), [polygon], None, True),
            self.tr("Towns or villages within which land is replaced first. Left empty: the layer of the plan."),
        )
        self.add_pack_parameters()
        self.add_terrain_parameters(self.PARCELS)
        self.add(
            source(self.EVIDENCE, self.tr("Evidence"), [QgsProcessing.SourceType.TypeVector], None, True),
            self.tr("Table of documents by parcel. Left empty: the table of the plan."),
        )
        self.add(
            source(self.FROZEN, self.tr("Frozen areas"), [polygon], None, True),
            self.tr("Areas whose layout must not change, besides those of the plan."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.ALTERNATIVES, self.tr("Alternatives"), QgsProcessingParameterNumber.Type.Integer, 3, False, 1, 20
            ),
            self.tr("How many alternatives at most; they differ by a third of their area."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.OTHER_UNITS, self.tr("Take land of other units where need be"), True),
            self.tr("Otherwise what a unit cannot replace itself is missing."),
        )
        self.add(
            sink(self.OUTPUT, self.tr("Proposed parcels"), polygon),
            self.tr("The parcels of all alternatives, with the unit whose loss they replace, reasons and clause."),
        )
        self.add(
            sink(self.LEDGER, self.tr("Balance"), QgsProcessing.SourceType.TypeVector, None, True),
            self.tr("Removed and replaced area and quality by alternative and unit, and what is not available."),
        )
        for name, title in (
            (self.REMOVED_HA, self.tr("Removed (ha)")), (self.PROPOSED_HA, self.tr("Proposed, best alternative (ha)")),
            (self.MISSING_HA, self.tr("Not available (ha)")), (self.REMOVED_QUALITY, self.tr("Mean grade removed")),
            (self.PROPOSED_QUALITY, self.tr("Mean grade proposed")), (self.ALTERNATIVE_COUNT, self.tr("Alternatives")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Look for land and write the alternatives."""
        language = Language.current()
        pack, dataset = self.pack_and_layers(parameters, context)
        parcels = self.source_layer(parameters, self.PARCELS, context)
        layers = {
            name: self.optional_source_layer(parameters, name, context)
            for name in (self.REMOVED, self.CURRENT, self.UNITS, self.EVIDENCE, self.FROZEN)
        }
        self.require_sinks_apart(parameters, (self.OUTPUT, self.LEDGER))
        terrain = self.terrain(parameters, context, pack, parcels, Span(feedback, 0, 10))
        sources = PlanSources(
            parcels, units=layers[self.UNITS], current=layers[self.CURRENT], evidence=layers[self.EVIDENCE],
            frozen=layers[self.FROZEN], dataset=dataset, terrain=terrain,
            transforms=context.transformContext(),
        )
        proposal = propose(
            pack, sources, layers[self.REMOVED],
            words_of(self.parameterAsString(parameters, self.REMOVED_KEYS, context)),
            ReplacementOptions(
                alternatives=self.parameterAsInt(parameters, self.ALTERNATIVES, context),
                other_units=self.parameterAsBoolean(parameters, self.OTHER_UNITS, context),
            ),
            self.field_name(parcels, self.parameterAsString(parameters, self.QUALITY_FIELD, context)),
            self.field_name(parcels, self.parameterAsString(parameters, self.SLOPE_FIELD, context)),
            Span(feedback, 10, 95),
            lambda note: self.tell(note, feedback, language),
        )
        self.warn_of_shapeless(feedback, self._plan_layers)
        for message in not_available(proposal):
            feedback.pushWarning(language.render(message))
        output = write_table(
            self, parameters, self.OUTPUT, context, proposed_parcels(proposal, language), proposal.parcels.crs,
            feedback,
        )
        table = write_table(
            self, parameters, self.LEDGER, context, balance(proposal, language), proposal.parcels.crs, feedback
        )
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        style_on_load(context, output, "replacement")
        return {self.OUTPUT: output, self.LEDGER: table, **self._numbers(proposal, feedback)}

    def _numbers(self, proposal: Proposal, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Return the figures of the best alternative, and say those of all."""
        alternatives = proposal.replacement.alternatives
        for number, found in enumerate(alternatives, 1):
            feedback.pushInfo(
                self.tr("Alternative {number}: {count} parcels, {area} ha, mean grade {quality}, border {boundary} m "
                        "longer, {elsewhere} ha in other units").format(
                    number=number, count=len(found.parcels), area=hectares_text(float(found.area_m2.sum())),
                    quality=known(rounded(proposal.sign * mean(found.quality, found.area_m2), 3)) or "–",
                    boundary=rounded(found.added_boundary_m, 1), elsewhere=hectares_text(found.other_units_m2),
                )
            )
        best = alternatives[0] if alternatives else None
        needed, nowhere = float(proposal.needed_m2.sum()), proposal.in_no_unit_m2
        return {
            self.REMOVED_HA: hectares(needed + nowhere),
            self.PROPOSED_HA: hectares(float(best.area_m2.sum())) if best is not None else 0.0,
            self.MISSING_HA: hectares((float(best.missing_m2.sum()) if best is not None else needed) + nowhere),
            self.REMOVED_QUALITY: known(rounded(mean(proposal.removed_quality, proposal.needed_m2), 4)),
            self.PROPOSED_QUALITY: (
                known(rounded(proposal.sign * mean(best.quality, best.area_m2), 4)) if best is not None else None
            ),
            self.ALTERNATIVE_COUNT: len(alternatives),
        }
