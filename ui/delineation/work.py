"""The work behind the Delineation tab: targets that were typed, and what each step is given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Optional

from qgis.core import QgsFeature, QgsField, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QVariant

from ...algorithms.rulepack.delineation_rules import DelineationRules
from ..session import Session
from ..steps.inputs import Input
from ..steps.step_work import StepWork
from .inputs import inputs_of
from .option_lines import option_values
from .result_layers import GROUPS

TARGETS = "TARGETS"
_FIELDS = ("QUALITY_FIELD", "SLOPE_FIELD")


class DelineationWork(StepWork):
    """Keeps one project's delineation and runs its steps in the background."""

    entry = "/delineation"
    algorithms = {
        "screening": "landplan:screenparcels",
        "delineation": "landplan:delineatefarmland",
        "check": "landplan:checkadjustment",  # its findings go to the workspace
    }

    def __init__(self, session: Session, parent: Optional[QObject] = None) -> None:
        """:param session: gives pack, data source and bindings, and says sentences"""
        super().__init__(session, GROUPS, parent)
        self._typed: Optional[QgsVectorLayer] = None

    @property
    def rules(self) -> Optional[DelineationRules]:
        """How the pack delineates, None when it does not."""
        return None if self.pack is None else self.pack.delineation

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs the pack asks for."""
        return inputs_of(self.pack)

    def set_targets(self, targets: Mapping[str, float]) -> None:
        """Take targets that were typed, in ha by unit code; none means those of the table."""
        self.change(replace(self.state, targets=dict(targets)))

    def obstacle(self, step: str) -> str:
        """Return why a step cannot run yet, empty when it can."""
        if step == "check" and self.result("delineation", "OUTPUT") is None:
            return self.tr("There is no delineation to check: delineate first.")
        return ""

    def given_to(self, step: str) -> dict[str, Any]:
        """Return what else than the inputs decides about a step: fields, options and targets."""
        fields = {name: self.state.inputs.get(name, "") for name in _FIELDS}
        if step == "screening":
            return fields
        options = option_values(self.state.options, self.rules)
        return {**fields, "options": options, "targets": dict(self.state.targets)}

    def parameters(self, step: str) -> dict[str, Any]:
        """Return the parameters of a step besides its sinks."""
        values = super().parameters(step)
        if self.state.targets:
            self._typed = self._typed_targets()
            values[TARGETS] = self._typed
        if step == "check":
            values["BEFORE"] = values.get("CURRENT")
            delineated = self.state.results["delineation"]
            values["AFTER"] = f"{delineated}|layername=OUTPUT"
            values["DECLARED"] = f"{delineated}|layername=ADJUSTMENT_LEDGER"
            values["WORKSPACE"] = self._session.workspace_path
        for name in _FIELDS:
            if self.state.inputs.get(name):
                values[name] = self.state.inputs[name]
        if step == "delineation":
            values.update(self.state.options)
        return values

    def run_over(self) -> None:
        """Let go of the table of typed targets."""
        self._typed = None

    def _typed_targets(self) -> QgsVectorLayer:
        """Return the targets that were typed as a table in memory."""
        rules = self.rules
        code, area = ("XZQDM", "RWMJ") if rules is None else (rules.targets.unit, rules.targets.area_ha)
        layer = QgsVectorLayer("NoGeometry", self.tr("Targets"), "memory")
        layer.dataProvider().addAttributes([QgsField(code, QVariant.String), QgsField(area, QVariant.Double)])
        layer.updateFields()
        features = []
        for unit, target in sorted(self.state.targets.items()):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([unit, target])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return layer
