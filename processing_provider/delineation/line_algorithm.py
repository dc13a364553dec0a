"""What urban boundary and ecological space share: limits, layers given by hand, the ledger."""

from __future__ import annotations

from typing import Any, Iterable, Mapping

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from ...algorithms.dataset.dataset import Dataset
from ...algorithms.dataset.rebind import with_layers
from ...algorithms.delineation.line_layers import LineLayer
from ...algorithms.delineation.line_ledger import LedgerRow
from ...algorithms.geometry.area_units import hectares_text
from ...algorithms.language import Language
from ...algorithms.message import Message
from ...algorithms.rulepack.lines_rules import PieceLimits
from .delineation_algorithm import DelineationAlgorithm


class LineAlgorithm(DelineationAlgorithm):
    """An algorithm that draws one of the lines from layers of the plan."""

    FARMLAND = "FARMLAND"
    MIN_AREA = "MIN_AREA"
    MIN_WIDTH = "MIN_WIDTH"
    MIN_HOLE = "MIN_HOLE"
    OUTPUT = "OUTPUT"
    LEDGER = "LEDGER"
    PIECE_COUNT = "PIECE_COUNT"
    AREA_HA = "AREA_HA"
    MISSING_COUNT = "MISSING_COUNT"

    def add_limit_parameters(self) -> None:
        """Define what is too small."""
        translate = Language.current().translate
        number = QgsProcessingParameterNumber.Type.Double
        for name, title, help_text in (
            (self.MIN_AREA, translate("LineAlgorithm", "Smallest piece (m²)"),
             translate("LineAlgorithm", "Smaller pieces that stand alone are dropped and listed.")),
            (self.MIN_WIDTH, translate("LineAlgorithm", "Smallest mean width (m)"),
             translate("LineAlgorithm", "Narrower pieces are dropped and listed (width: 2 · area / perimeter).")),
            (self.MIN_HOLE, translate("LineAlgorithm", "Smallest hole (m²)"),
             translate("LineAlgorithm", "Smaller holes are closed where nothing keeps the land out.")),
        ):
            self.add(
                QgsProcessingParameterNumber(name, title, number, None, True, 0.0),
                help_text + " " + translate("LineAlgorithm", "Left empty: the limit of the rule pack."),
                advanced=True,
            )

    def add_ledger(self) -> None:
        """Define the ledger and the numbers both algorithms report."""
        translate = Language.current().translate
        self.add(
            QgsProcessingParameterFeatureSink(
                self.LEDGER, translate("LineAlgorithm", "Ledger"), QgsProcessing.SourceType.TypeVector, None, True
            ),
            translate("LineAlgorithm", "Table with what each layer gave or took, in m² and hectares, with the clause."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PIECE_COUNT, translate("LineAlgorithm", "Pieces")))
        self.addOutput(QgsProcessingOutputNumber(self.AREA_HA, translate("LineAlgorithm", "Area (ha)")))
        self.addOutput(QgsProcessingOutputNumber(self.MISSING_COUNT, translate("LineAlgorithm", "Layers missing")))

    def limits(
        self, parameters: dict[str, Any], context: QgsProcessingContext, given: PieceLimits
    ) -> PieceLimits:
        """Return the limits of the run: those asked for, else the pack's."""
        return PieceLimits(
            self.number_or(parameters, self.MIN_AREA, context, given.min_area_m2),
            self.number_or(parameters, self.MIN_WIDTH, context, given.min_width_m),
            self.number_or(parameters, self.MIN_HOLE, context, given.min_hole_m2),
        )

    def with_given_layers(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        dataset: Dataset,
        roles: Mapping[str, str],
    ) -> Dataset:
        """Return the dataset with the layers given by hand in their roles.

        :param roles: layer role by name of the parameter
        """
        return with_layers(
            dataset, {role: self.optional_source_layer(parameters, name, context) for name, role in roles.items()}
        )

    def say(
        self,
        limits: PieceLimits,
        ledger: Iterable[LedgerRow],
        missing: Iterable[LineLayer],
        notes: Iterable[Message],
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Tell the log the limits, what each layer gave or took, and what is missing."""
        language = Language.current()
        translate = language.translate
        feedback.pushInfo(
            translate("LineAlgorithm", "Limits: piece {area} m², width {width} m, hole {hole} m²").format(
                area=f"{limits.min_area_m2:.10g}", width=f"{limits.min_width_m:.10g}", hole=f"{limits.min_hole_m2:.10g}"
            )
        )
        for note in notes:
            feedback.pushWarning(language.render(note))
        self.warn_of_shapeless(feedback, self._plan_layers)
        for layer in missing:
            reason = "" if layer.note is None else language.render(layer.note)
            feedback.pushWarning(
                translate("LineAlgorithm", "{layer} took no part, because it is missing. {reason}").format(
                    layer=language.title(layer.title), reason=reason
                )
            )
        for row in ledger:
            if row.area_m2 is not None:
                feedback.pushInfo(
                    translate("LineAlgorithm", "{step} · {title}: {area}").format(
                        step=_steps(language).get(row.step, row.step), title=language.said(row.title),
                        area=f"{hectares_text(row.area_m2)} ha",
                    )
                )


def _steps(language: Language) -> dict[str, str]:
    """Return what the steps of the ledger are called in the log."""
    translate = language.translate
    return {
        "base": translate("LineAlgorithm", "base"),
        "plan": translate("LineAlgorithm", "plan"),
        "avoid": translate("LineAlgorithm", "avoided"),
        "closed": translate("LineAlgorithm", "closed"),
        "dropped": translate("LineAlgorithm", "dropped"),
        "source": translate("LineAlgorithm", "source"),
        "conflict": translate("LineAlgorithm", "conflict"),
        "result": translate("LineAlgorithm", "result"),
    }
