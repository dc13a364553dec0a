"""landplan:checkthreelines."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.core import QgsProcessingContext, QgsProcessingParameterString

from ...algorithms.adjustment.scope import lines_of, with_essential, with_rule_set
from ...algorithms.rulepack.available import available_packs, rule_set_ids
from ...algorithms.rulepack.model import Pack
from .adjustment_check import AdjustmentCheck


class CheckThreeLines(AdjustmentCheck):
    """Conflicts between the three lines (三线冲突检查)."""

    FARMLAND = "FARMLAND"
    REDLINE = "REDLINE"
    URBAN_BOUNDARY = "URBAN_BOUNDARY"
    RULE_SET = "RULE_SET"
    LAYERS = (FARMLAND, REDLINE, URBAN_BOUNDARY)

    def name(self) -> str:
        """Return the fixed id."""
        return "checkthreelines"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check three lines")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("three lines,basic farmland,ecological redline,urban growth boundary,conflict").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Finds where basic farmland, ecological redline and urban growth boundary conflict.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Finds every place where two of the three lines overlap (permanent basic farmland, ecological "
            "redline, urban growth boundary), and where the urban growth boundary takes land it has to avoid, "
            "with the shape and area of the conflict. The rule set says which line has to give way: the plan of "
            "2016 puts farmland and redline first without order among them, the rules of 2022 put farmland "
            "before the redline and the redline before the urban growth boundary. The findings keep their "
            "identity from run to run in the workspace."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_delivery_parameters()
        self.add_layer_parameter(
            self.FARMLAND, self.tr("Permanent basic farmland"), self.tr("Empty: the layer of the delivery.")
        )
        self.add_layer_parameter(
            self.REDLINE, self.tr("Ecological redline"), self.tr("Empty: the layer of the delivery.")
        )
        self.add_layer_parameter(
            self.URBAN_BOUNDARY, self.tr("Urban growth boundary"), self.tr("Empty: the layer of the delivery.")
        )
        known = sorted({name for summary in available_packs() for name in rule_set_ids(summary.folder)})
        rule_set = QgsProcessingParameterString(self.RULE_SET, self.tr("Rule set"), None, optional=True)
        rule_set.setMetadata({"widget_wrapper": {"value_hints": known}})
        self.add(
            rule_set,
            self.tr("Which line gives way: {rules}, or a rule set of your own pack. Empty: the default of the pack.")
            .format(rules=", ".join(known)),
        )
        self.add_selection_parameter()
        self.add_result_parameters()

    def adapted_pack(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> Pack:
        """Return the pack with the rule set in force and the pairs of lines required."""
        pack = with_rule_set(pack, self.parameterAsString(parameters, self.RULE_SET, context))
        return with_essential(pack, lines_of(pack).essential)

    def roles_of_layers(self, pack: Pack) -> dict[str, str]:
        """Return the role of each parameter that gives a layer by hand."""
        lines = lines_of(pack)
        return {self.FARMLAND: lines.farmland, self.REDLINE: lines.redline, self.URBAN_BOUNDARY: lines.urban_boundary}

    def chosen_checks(
        self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Sequence[str]:
        """Return the checks of the three lines, or those of them that were asked for."""
        return self.only_of(pack, lines_of(pack).checks, parameters, context)
