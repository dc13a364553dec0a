"""landplan:checkindicators."""

from __future__ import annotations

from typing import Any, Callable, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ...algorithms.adjustment.scope import with_essential
from ...algorithms.dataset.binding import Dataset
from ...algorithms.delivery.difference_table import difference_table
from ...algorithms.errors import Cancelled, LandPlanError
from ...algorithms.feedback import Span
from ...algorithms.indicators.differences import difference_rows
from ...algorithms.indicators.measured_sheet import measured_plan
from ...algorithms.indicators.plan_data import read_plan, rules_of_pack
from ...algorithms.indicators.values_layer import KeptValues, value_table
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.model import Pack, Severity
from ...algorithms.selfcheck.model import CheckRun
from ...algorithms.workspace.kept_values import with_kept_values
from ..result_tables import write_table
from .adjustment_check import AdjustmentCheck

FAMILY = "indicators"
# Without these nothing can be said about the indicators of a plan.
_ESSENTIAL_KINDS = ("indicators.table", "indicators.missing", "indicators.children", "indicators.compared")


class CheckIndicators(AdjustmentCheck):
    """Every check of the indicators of a plan (规划指标审查)."""

    VALUES = "VALUES"
    DIFFERENCES = "DIFFERENCES"
    LAYERS = (VALUES,)

    def __init__(self) -> None:
        """Start without a delivery; the differences are those of the one that was checked."""
        super().__init__()
        self._checked: Optional[Dataset] = None

    def name(self) -> str:
        """Return the fixed id."""
        return "checkindicators"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check indicators")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("indicators,targets,assigned,planned,measured,hand down,decomposition,units,sum").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Judges the indicators of a plan: sums, targets, plan, layers, direction of change.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Judges the values of the indicators of all administrative units: rows of the tables can be read; units "
            "below add up to what their unit has; no value is missing that a level must state; the plan keeps what is "
            "assigned, and what the layers measure keeps the plan; indicators change in the direction the adjustment "
            "allows, go together, and do not fall behind over the years. Values come from the tables of the delivery "
            "and from the workspace, which counts where both have one. Each finding lies in its unit. The verdict is "
            "“incomplete” while the tables, the sums or the missing values could not be judged, or a binding target "
            "was not compared with the plan, and with the layers where the rule pack measures it. Nothing is changed."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_delivery_parameters()
        self.add(
            QgsProcessingParameterFeatureSource(
                self.VALUES, self.tr("Table of values"), [QgsProcessing.SourceType.TypeVector], None, True
            ),
            self.tr("Long table with unit, indicator, year, kind and value. Empty: the table of the delivery."),
        )
        self.add_selection_parameter()
        self.add_result_parameters()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.DIFFERENCES, self.tr("Differences of indicators"), QgsProcessing.SourceType.TypeVector, None, True,
                False,
            ),
            self.tr("A row per unit, indicator and target year: base, assigned, planned and measured values, their "
                    "differences, and what is to be said of them."),
        )

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the checks, write their findings and the differences."""
        results = super().results(parameters, context, feedback)
        if self._checked is None or parameters.get(self.DIFFERENCES) is None:
            return results
        try:
            plan = read_plan(self._checked, Span(feedback, 0, 20))
            sheet = measured_plan(self._checked, plan, Span(feedback, 20, 90))
            table = difference_table(difference_rows(sheet), Language.current())
            results[self.DIFFERENCES] = write_table(
                self, parameters, self.DIFFERENCES, context, table, QgsCoordinateReferenceSystem(), feedback)
        except Cancelled:
            return results
        return results

    def check_sinks(self, parameters: dict[str, Any], data: Sequence[str], others: Sequence[str]) -> None:
        """Refuse output layers that would replace the data, or workspace, report and correction list."""
        self.require_sinks_apart(parameters, (self.OUTPUT, self.POINTS, self.DIFFERENCES), data, others)

    def adapted_pack(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> Pack:
        """Return the pack with the checks required without which indicators are not judged."""
        rules_of_pack(pack)
        essential = [
            check.id for check in pack.checks.values()
            if check.kind in _ESSENTIAL_KINDS and check.severity is Severity.ERROR
        ]
        return with_essential(pack, essential)

    def roles_of_layers(self, pack: Pack) -> dict[str, str]:
        """Return the role of each parameter that gives a layer by hand."""
        return {self.VALUES: value_table(pack).role}

    def chosen_checks(
        self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Sequence[str]:
        """Return the checks of the indicators, or those of them that were asked for.

        :raises LandPlanError: when the pack has none, or others were asked for
        """
        allowed = [check.id for check in pack.checks.values() if check.family == FAMILY]
        if not allowed:
            raise LandPlanError(translatable(
                "CheckIndicators", "The rule pack {pack} has no checks of indicators. Choose another one.",
                pack=pack.title))
        return self.only_of(pack, allowed, parameters, context)

    def bound_delivery(
        self, parameters: dict[str, Any], context: QgsProcessingContext, choose: Callable[[Pack], Sequence[str]]
    ) -> tuple[Dataset, Sequence[str]]:
        """Return the delivery with the values of the workspace, and the checks.

        :raises LandPlanError: when pack, checks, delivery or workspace cannot be used
        """
        dataset, chosen = super().bound_delivery(parameters, context, choose)
        return with_kept_values(dataset, self.parameterAsFileOutput(parameters, self.WORKSPACE, context)), chosen

    def run_checks(  # type: ignore[override]
        self, dataset: Dataset, chosen: Sequence[str], feedback: QgsProcessingFeedback
    ) -> CheckRun:
        """Run the checks; say in the log how many values come from the workspace."""
        self._checked = dataset
        for layer in dataset.bound_layers.values():
            if isinstance(layer, KeptValues):
                feedback.pushInfo(
                    self.tr("{count} values of the workspace count before those of the tables.").format(
                        count=len(layer.values)))
        return super().run_checks(dataset, chosen, feedback)
