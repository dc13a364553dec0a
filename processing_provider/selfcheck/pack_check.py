"""What the algorithms that check a delivery against a rule pack share."""

from __future__ import annotations

from typing import Any, Callable, Optional, Sequence

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...algorithms.dataset.binding import Dataset, bind
from ...algorithms.dataset.rebind import with_layers
from ...algorithms.dataset.source import SourceLayer
from ...algorithms.language import Language
from ...algorithms.rulepack.model import CheckRule, Pack, Severity
from ...algorithms.selfcheck.engine import run_selfcheck, select_checks
from ...algorithms.selfcheck.model import CheckResult, CheckRun, Outcome
from ..pack_algorithm import PackAlgorithm
from .selfcheck_algorithm import SelfCheckAlgorithm


class PackCheck(PackAlgorithm, SelfCheckAlgorithm):
    """An algorithm that runs checks of a rule pack on a delivery or on the open project."""

    CHECKS = "CHECKS"
    ERROR_COUNT = "ERROR_COUNT"
    WARNING_COUNT = "WARNING_COUNT"
    NOT_RUN_COUNT = "NOT_RUN_COUNT"
    VERDICT = "VERDICT"

    def add_delivery_parameters(self) -> None:
        """Define the parameters that say what is checked against which pack."""
        translate = Language.current().translate
        self.add_pack_parameter()
        self.add_source_parameter(
            translate("PackCheck", "Delivery to check"),
            translate(
                "PackCheck",
                "File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty, the "
                "layers of the open project are checked, unsaved edits included.",
            ),
        )

    def add_verdict_outputs(self) -> None:
        """Define the numbers and the verdict that scripts gate on."""
        translate = Language.current().translate
        self.addOutput(QgsProcessingOutputNumber(self.ERROR_COUNT, translate("PackCheck", "Errors")))
        self.addOutput(QgsProcessingOutputNumber(self.WARNING_COUNT, translate("PackCheck", "Warnings")))
        self.addOutput(QgsProcessingOutputNumber(self.NOT_RUN_COUNT, translate("PackCheck", "Checks not run")))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, translate("PackCheck", "Verdict")))

    def bound_delivery(
        self, parameters: dict[str, Any], context: QgsProcessingContext, choose: Callable[[Pack], Sequence[str]]
    ) -> tuple[Dataset, Sequence[str]]:
        """Load the pack, bind the delivery and return it with the checks ``choose`` picks (none = all).

        :raises LandPlanError: when the pack, the checks or the delivery cannot be used
        """
        chosen_layers = self.chosen_layers(parameters, context)
        if self.project_refusal is not None and not chosen_layers:
            raise self.project_refusal
        pack = self.adapted_pack(self.chosen_pack(parameters, context), parameters, context)
        chosen = choose(pack)
        select_checks(pack, chosen)  # refuses what is no check before the data are touched
        layers, name = self.plan_layers(parameters, context)
        roles = self.roles_of_layers(pack) if chosen_layers else {}
        by_role = {roles[parameter]: layer for parameter, layer in chosen_layers.items()}
        return with_layers(bind(pack, layers, name), by_role), chosen

    def adapted_pack(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> Pack:
        """Return the pack as the parameters want it.

        :raises LandPlanError: when the pack has not what the algorithm needs
        """
        return pack

    def chosen_layers(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, SourceLayer]:
        """Return the layers that were given by hand, by the name of their parameter."""
        return {}

    def roles_of_layers(self, pack: Pack) -> dict[str, str]:
        """Return the role of each parameter that gives a layer by hand."""
        return {}

    @staticmethod
    def run_checks(dataset: Dataset, chosen: Sequence[str], feedback: QgsProcessingFeedback) -> CheckRun:
        """Run checks on a bound delivery and say in the log how each ended."""
        log = _RunLog(feedback)
        return run_selfcheck(dataset, chosen, feedback, log.on_result, log.on_start)

    def verdict_outputs(self, run: CheckRun) -> dict[str, Any]:
        """Return the numbers and the verdict of a run."""
        return {
            self.ERROR_COUNT: run.count(Severity.ERROR),
            self.WARNING_COUNT: run.count(Severity.WARNING),
            self.NOT_RUN_COUNT: run.count_outcome(Outcome.NOT_RUN, Outcome.CRASHED, Outcome.CANCELLED),
            self.VERDICT: run.verdict.value,
        }


class _RunLog:
    """Says in the log of Processing how each check ended."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._language = Language.current()

    def on_start(self, check: CheckRule) -> None:
        self._feedback.setProgressText(f"{check.id} {self._language.title(check.title)}")

    def on_result(self, result: CheckResult) -> None:
        translate = self._language.translate
        words = {
            Outcome.PASSED: translate("PackCheck", "passed"),
            Outcome.FAILED: translate("PackCheck", "{count} findings").format(count=len(result.findings)),
            Outcome.NOT_RUN: translate("PackCheck", "not run"),
            Outcome.CRASHED: translate("PackCheck", "broke off"),
            Outcome.CANCELLED: translate("PackCheck", "cancelled"),
        }
        reason: Optional[str] = self._language.render(result.reason) if result.reason else None
        line = f"{result.check.id} {words[result.outcome]}"
        if reason:
            line = self._said(line, reason)
        if result.note is not None:
            self._feedback.pushInfo(self._said(result.check.id, self._language.render(result.note)))
        if result.outcome is Outcome.CRASHED:
            self._feedback.reportError(f"{line}\n{result.details}")
        elif result.outcome is Outcome.PASSED:
            self._feedback.pushDebugInfo(line)
        else:
            self._feedback.pushInfo(line)

    def _said(self, check: str, sentence: str) -> str:
        return self._language.translate("PackCheck", "{check}: {sentence}").format(check=check, sentence=sentence)


def data_files(dataset: Dataset) -> list[str]:
    """Return the files a delivery is read from: results must not be written over them."""
    bound = [layer for binding in dataset.bindings.values() for layer in binding.candidates]
    return [dataset.source, *(layer.path for layer in (*bound, *dataset.extra_layers))]
