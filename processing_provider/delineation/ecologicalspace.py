"""landplan:ecologicalspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from ...algorithms.delineation.ecological_space import draw_ecological_space
from ...algorithms.delineation.line_layers import LineLayers
from ...algorithms.delineation.line_ledger import ledger_table
from ...algorithms.delineation.line_tables import conflict_table, space_table
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Span
from ...algorithms.geometry.area_units import hectares
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.lines_rules import EcologicalSpaceRules
from ...algorithms.rulepack.model import Pack
from ..result_styles import style_on_load
from ..result_tables import write_table
from .line_algorithm import LineAlgorithm


class EcologicalSpace(LineAlgorithm):
    """The ecological space from its source layers (生态保护空间)."""

    URBAN_BOUNDARY = "URBAN_BOUNDARY"
    CONFLICTS = "CONFLICTS"
    CONFLICT_HA = "CONFLICT_HA"

    def name(self) -> str:
        """Return the fixed id."""
        return "ecologicalspace"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Draw ecological space")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("ecological space,protection,redline,scenic area,water source,three lines").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Unites the areas of ecological protection and reports where other lines overlap them.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Unites important ecological function areas, ecologically sensitive areas, core zones of scenic areas, "
            "water source protection areas and, where there is one, the ecological redline. Each piece says which "
            "layers cover it; land that several cover counts once. Overlaps with permanent basic farmland and the "
            "urban growth boundary are written as polygons with their area and stay in the space. A source layer "
            "that is missing is told; it never counts as empty."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_pack_parameters()
        self.add_layer_parameter(
            self.FARMLAND, self.tr("Permanent basic farmland"),
            self.tr("For example a delineation just made. Left empty: the layer of the plan."),
        )
        self.add_layer_parameter(
            self.URBAN_BOUNDARY, self.tr("Urban growth boundary"),
            self.tr("For example one just drawn. Left empty: the layer of the plan."),
        )
        self.add_limit_parameters()
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Ecological space"), polygons),
            self.tr("One polygon per piece and set of source layers."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.CONFLICTS, self.tr("Conflicts"), polygons, None, True),
            self.tr("Where permanent basic farmland or the urban growth boundary overlap the space."),
        )
        self.add_ledger()
        self.addOutput(QgsProcessingOutputNumber(self.CONFLICT_HA, self.tr("Conflicts (ha)")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw the space and write it."""
        language = Language.current()
        pack, dataset = self.pack_and_layers(parameters, context)
        rules = _rules(pack)
        self.require_sinks_apart(parameters, (self.OUTPUT, self.CONFLICTS, self.LEDGER))
        roles = {}
        if pack.delineation is not None:
            roles[self.FARMLAND] = pack.delineation.result_role
        if pack.lines is not None and pack.lines.urban_boundary is not None:
            roles[self.URBAN_BOUNDARY] = pack.lines.urban_boundary.result.role
        dataset = self.with_given_layers(parameters, context, dataset, roles)
        limits = self.limits(parameters, context, rules.limits)
        layers = LineLayers(dataset, feedback, context.transformContext())
        space = draw_ecological_space(rules, limits, layers, Span(feedback, 5, 90))
        self.say(limits, space.ledger, space.missing, space.notes, feedback)
        outputs = {
            name: write_table(self, parameters, name, context, table, space.crs, feedback)
            for name, table in (
                (self.OUTPUT, space_table(space, pack, language, rules.clause)),
                (self.CONFLICTS, conflict_table(space, language)),
                (self.LEDGER, ledger_table(list(space.ledger), language)),
            )
        }
        style_on_load(context, outputs[self.OUTPUT], "ecological_space")
        conflicts = sum(row.area_m2 or 0.0 for row in space.ledger if row.step == "conflict")
        return {
            **{name: sink for name, sink in outputs.items() if sink is not None},
            self.PIECE_COUNT: len(space.pieces),
            self.AREA_HA: hectares(space.area_m2),
            self.CONFLICT_HA: hectares(conflicts),
            self.MISSING_COUNT: len(space.missing),
        }


def _rules(pack: Pack) -> EcologicalSpaceRules:
    if pack.lines is None or pack.lines.ecological_space is None:
        raise LandPlanError(
            translatable(
                "Lines",
                "The rule pack {pack} does not say what ecological space is made of: add ecological_space to its "
                "lines.yaml, or choose another pack.",
                pack=pack.id,
            )
        )
    return pack.lines.ecological_space
