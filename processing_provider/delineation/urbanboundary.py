"""landplan:urbanboundary."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
)

from ...algorithms.dataset.dataset import Dataset
from ...algorithms.delineation.line_layers import LineLayers
from ...algorithms.delineation.line_ledger import ledger_table
from ...algorithms.delineation.line_tables import boundary_table, taken_table
from ...algorithms.delineation.model import Units
from ...algorithms.delineation.units_layer import read_units
from ...algorithms.delineation.urban_boundary import Agreement, draw_urban_boundary
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Span
from ...algorithms.geometry.area_units import hectares
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.lines_rules import UrbanBoundaryRules
from ...algorithms.rulepack.model import Pack
from ..result_styles import style_on_load
from ..result_tables import write_table
from .line_algorithm import LineAlgorithm

AGREEMENTS = (Agreement.COMPARE, Agreement.CONDITIONAL, Agreement.WITHIN)


class UrbanBoundary(LineAlgorithm):
    """The urban growth boundary from construction zones, plans and what must be avoided (城市开发边界)."""

    UNITS = "UNITS"
    AGREEMENT = "AGREEMENT"
    TAKEN = "TAKEN"
    AVOIDED_HA = "AVOIDED_HA"
    DROPPED_HA = "DROPPED_HA"

    def name(self) -> str:
        """Return the fixed id."""
        return "urbanboundary"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Draw urban growth boundary")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("urban growth boundary,city,development,construction zone,three lines,avoid").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Draws the urban growth boundary from the construction zones minus all that must be avoided.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Starts from the zones where construction is allowed or conditional, agrees them with the city and "
            "industry plans and takes out what must be avoided: permanent basic farmland, the ecological redline, "
            "flood detention areas, high geological hazard and mined-out areas. The rule pack names the layers and "
            "limits. The ledger accounts for every square metre of the zones: which layer took it, what was too "
            "small or too narrow, what of the plans lies outside of the zones. A layer that is missing is told; it "
            "never counts as empty."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_pack_parameters()
        self.add(
            QgsProcessingParameterEnum(
                self.AGREEMENT, self.tr("Agreement with city and industry plans"),
                [
                    self.tr("All zones; the plans are only compared"),
                    self.tr("Allowed zones, and conditional zones where a plan covers them"),
                    self.tr("Only zones that a plan covers"),
                ],
                defaultValue=0,
            ),
            self.tr("What the plans decide. In each case the ledger says what of the plans lies outside of the zones."),
        )
        self.add_layer_parameter(
            self.FARMLAND, self.tr("Permanent basic farmland"),
            self.tr("For example a delineation just made. Left empty: the layer of the plan."),
        )
        self.add_layer_parameter(
            self.UNITS, self.tr("Administrative areas"),
            self.tr("Code and name of the pieces come from here. Left empty: the layer of the plan."),
        )
        self.add_limit_parameters()
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Urban growth boundary"), polygons),
            self.tr("One polygon per piece, in the structure the rule pack gives."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.TAKEN, self.tr("Land left out"), polygons, None, True
            ),
            self.tr("What of the zones is not in the boundary, each piece with layer, area and clause; and the parts "
                    "of the plans outside of the zones."),
        )
        self.add_ledger()
        self.addOutput(QgsProcessingOutputNumber(self.AVOIDED_HA, self.tr("Avoided (ha)")))
        self.addOutput(QgsProcessingOutputNumber(self.DROPPED_HA, self.tr("Too small or too narrow (ha)")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw the boundary and write it."""
        language = Language.current()
        agreement = AGREEMENTS[self.parameterAsEnum(parameters, self.AGREEMENT, context)]
        pack, dataset = self.pack_and_layers(parameters, context)
        rules = _rules(pack)
        self.require_sinks_apart(parameters, (self.OUTPUT, self.TAKEN, self.LEDGER))
        roles = {self.FARMLAND: pack.delineation.result_role} if pack.delineation is not None else {}
        dataset = self.with_given_layers(parameters, context, dataset, roles)
        limits = self.limits(parameters, context, rules.limits)
        units = self._units(parameters, context, pack, dataset, feedback)
        layers = LineLayers(dataset, feedback, context.transformContext())
        boundary = draw_urban_boundary(rules, limits, agreement, layers, Span(feedback, 5, 90))
        self.say(limits, boundary.ledger, boundary.missing, boundary.notes, feedback)
        outputs = {
            name: write_table(self, parameters, name, context, table, boundary.crs, feedback)
            for name, table in (
                (self.OUTPUT, boundary_table(boundary, rules, pack, units, context.transformContext())),
                (self.TAKEN, taken_table(boundary, language)),
                (self.LEDGER, ledger_table(list(boundary.ledger), language)),
            )
        }
        style_on_load(context, outputs[self.OUTPUT], "urban_boundary")
        sums = {
            step: sum(row.area_m2 or 0.0 for row in boundary.ledger if row.step == step)
            for step in ("avoid", "dropped")
        }
        return {
            **{name: sink for name, sink in outputs.items() if sink is not None},
            self.PIECE_COUNT: len(boundary.pieces),
            self.AREA_HA: hectares(boundary.area_m2),
            self.AVOIDED_HA: hectares(sums["avoid"]),
            self.DROPPED_HA: hectares(sums["dropped"]),
            self.MISSING_COUNT: len(boundary.missing),
        }

    def _units(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        pack: Pack,
        dataset: Dataset,
        feedback: QgsProcessingFeedback,
    ) -> Optional[Units]:
        layer = self.optional_source_layer(parameters, self.UNITS, context)
        if layer is None and pack.delineation is not None:
            layer = dataset.first_layer(*pack.delineation.units.roles)
        if layer is None:
            feedback.pushWarning(
                self.tr("No administrative areas were given: the pieces have no code and name of their unit.")
            )
            return None
        return read_units(pack, layer, feedback=Span(feedback, 0, 5))


def _rules(pack: Pack) -> UrbanBoundaryRules:
    if pack.lines is None or pack.lines.urban_boundary is None:
        raise LandPlanError(
            translatable(
                "Lines",
                "The rule pack {pack} does not say how an urban growth boundary is drawn: add urban_boundary to its "
                "lines.yaml, or choose another pack.",
                pack=pack.id,
            )
        )
    return pack.lines.urban_boundary
