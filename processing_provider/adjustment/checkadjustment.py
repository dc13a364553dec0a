"""landplan:checkadjustment."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.core import QgsProcessingContext

from ...algorithms.adjustment.scope import ledger_role, require_ledger_role, rules_of, with_essential
from ...algorithms.rulepack.model import Pack
from .adjustment_check import AdjustmentCheck


class CheckAdjustment(AdjustmentCheck):
    """Every rule of a pack on an adjustment of basic farmland (规划调整审查)."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"
    DECLARED = "DECLARED"
    LAYERS = (BEFORE, AFTER, DECLARED)

    def name(self) -> str:
        """Return the fixed id."""
        return "checkadjustment"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check adjustment")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("adjustment,basic farmland,replacement,balance,urban fringe,evidence,indicators").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Judges every change of a delineation of basic farmland by the rules of a plan.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Compares the basic farmland before and after an adjustment and judges every change: land that was "
            "removed needs a reason and its evidence, land that entered a criterion and no ban; as much land as "
            "was removed has to enter, and no worse; the urban fringe keeps range, area and quality; nothing "
            "changes where the layout must not change; indicators change in the direction assigned and are kept "
            "by what the layers measure. The findings keep their identity from run to run in the workspace. The "
            "verdict is “incomplete” while one of the checks did not run without which an adjustment cannot be "
            "judged. The delivery is never changed."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_delivery_parameters()
        self.add_layer_parameter(
            self.BEFORE, self.tr("Basic farmland before"),
            self.tr("Delineation before the adjustment. Empty: the layer of the delivery."),
        )
        self.add_layer_parameter(
            self.AFTER, self.tr("Basic farmland after"),
            self.tr("Delineation after the adjustment. Empty: the layer of the delivery."),
        )
        self.add_layer_parameter(
            self.DECLARED, self.tr("Declared ledger"),
            self.tr("Kept, entered and removed land as declared. Empty: the layer of the delivery."),
        )
        self.add_selection_parameter()
        self.add_result_parameters()

    def adapted_pack(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> Pack:
        """Return the pack with the checks required without which an adjustment is not judged."""
        if parameters.get(self.DECLARED):
            require_ledger_role(pack)
        return with_essential(pack, rules_of(pack).essential)

    def roles_of_layers(self, pack: Pack) -> dict[str, str]:
        """Return the role of each parameter that gives a layer by hand."""
        rules = rules_of(pack)
        roles = {self.BEFORE: rules.before, self.AFTER: rules.after, self.DECLARED: ledger_role(pack)}
        return {name: role for name, role in roles.items() if role}

    def chosen_checks(
        self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Sequence[str]:
        """Return the checks of the adjustment, or those of them that were asked for."""
        return self.only_of(pack, rules_of(pack).checks, parameters, context)
