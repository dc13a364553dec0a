"""landplan:evaluatestatus."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...algorithms.dataset.binding import Dataset, bind
from ...algorithms.delivery.destinations import require_apart, require_writable_place
from ...algorithms.delivery.status_long import long_table
from ...algorithms.delivery.status_report import write_status_report
from ...algorithms.delivery.status_sheets import write_status_sheets
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Span
from ...algorithms.forest_land.status.evaluation import evaluate_status, status_rules
from ...algorithms.forest_land.status.model import StatusEvaluation
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.model import Pack
from ...algorithms.rulepack.status_rules import Weight
from ...algorithms.workspace.kept_values import with_chosen_values
from ..pack_algorithm import PackAlgorithm, words_of
from ..result_tables import write_table
from ..selfcheck.pack_check import data_files
from .delivery_algorithm import DeliveryAlgorithm

_REPORT_ENDINGS = (".html", ".htm")
_TABLE_ENDINGS = (".xlsx", ".ods")


class EvaluateStatus(DeliveryAlgorithm, PackAlgorithm):
    """The evaluation of the present state (现状分析与评价)."""

    default_pack = "forest"
    WORKSPACE = "WORKSPACE"
    LEVELS = "LEVELS"
    LANGUAGE = "LANGUAGE"
    REPORT = "REPORT"
    TABLES = "TABLES"
    FIGURES = "FIGURES"
    PROBLEM_COUNT = "PROBLEM_COUNT"
    RISK_COUNT = "RISK_COUNT"
    MISSED_COUNT = "MISSED_COUNT"
    NOT_MEASURED_COUNT = "NOT_MEASURED_COUNT"
    TABLE_COUNT = "TABLE_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "evaluatestatus"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Evaluate the present state")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("status,present state,evaluation,statistics,annex tables,forest land,quality").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Evaluates quantity, quality, layout, structure and efficiency of forest land, by unit.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Evaluates the present state of forest land by the rule pack: the annex tables by administrative unit, "
            "ownership and origin, figures of quantity, quality, layout, structure and efficiency, nature reserves and "
            "other ecological space, the targets of the plan before against what was reached, problems and risks. "
            "Every feature stands in exactly one row and column of a table; what has no value stands in a row or "
            "column of its own, so every table adds up to its total. What a missing layer or field would tell has no "
            "number, and the result says what was not there."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_pack_parameter()
        self.add_source_parameter(
            self.tr("Layers of the plan"),
            self.tr("File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty, the layers of "
                    "the open project are evaluated, unsaved edits included."),
        )
        file = QgsProcessingParameterFile
        self.add(
            file(self.WORKSPACE, self.tr("Workspace"), file.Behavior.File, "gpkg", None, True),
            self.tr("GeoPackage that keeps values of indicators, such as the targets of the plan before. It is only "
                    "read."),
        )
        text = QgsProcessingParameterString
        self.add(
            text(self.LEVELS, self.tr("Administrative levels"), optional=True),
            self.tr("Levels that have rows in the tables, separated by commas: county, town, village. Left empty: "
                    "those of the rule pack."),
        )
        self.add(
            text(self.LANGUAGE, self.tr("Language"), optional=True), self.tr("zh or en; empty: the language of QGIS."),
            advanced=True,
        )
        destination = QgsProcessingParameterFileDestination
        self.add(
            destination(self.REPORT, self.tr("Report"), self.tr("HTML files (*.html)"), None, True),
            self.tr("One HTML file to hand over."),
        )
        self.add(
            destination(self.TABLES, self.tr("Tables"),
                        self.tr("Excel files (*.xlsx);;OpenDocument files (*.ods)"), None, True, False),
            self.tr("A sheet per table, then figures, targets, ecological space, statements and sources."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.FIGURES, self.tr("All numbers"), QgsProcessing.SourceType.TypeVector, None, True),
            self.tr("A row per number: table, unit, row, column, value, unit of measure; note says what is missing."),
        )
        for name, title in (
            (self.PROBLEM_COUNT, self.tr("Problems")), (self.RISK_COUNT, self.tr("Risks")),
            (self.MISSED_COUNT, self.tr("Targets missed")),
            (self.NOT_MEASURED_COUNT, self.tr("Figures not measured")), (self.TABLE_COUNT, self.tr("Tables")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Evaluate and write the results."""
        pack = self.chosen_pack(parameters, context)
        language = self.chosen_language(parameters, self.LANGUAGE, context)
        dataset = self._dataset(pack, parameters, context)
        rules = status_rules(dataset)
        levels = self._levels(pack, parameters, context)
        workspace = self.parameterAsString(parameters, self.WORKSPACE, context)
        places = {name: self.parameterAsFileOutput(parameters, name, context) for name in (self.REPORT, self.TABLES)}
        data = data_files(dataset)
        require_apart(tuple(places.values()), [dataset.source, *data, *self._input_files, workspace])
        for name, endings in ((self.REPORT, _REPORT_ENDINGS), (self.TABLES, _TABLE_ENDINGS)):
            if places[name]:
                require_writable_place(places[name], endings)
        self.require_sinks_apart(
            parameters, (self.FIGURES,), [*data, workspace], tuple(place for place in places.values() if place))
        found = evaluate_status(with_chosen_values(dataset, workspace), levels or rules.levels, Span(feedback, 0, 85))
        now = datetime.now().astimezone()
        if places[self.REPORT]:
            write_status_report(found, places[self.REPORT], language, now)
        feedback.setProgress(90)
        if places[self.TABLES]:
            write_status_sheets(found, places[self.TABLES], language)
        feedback.setProgress(95)
        results: dict[str, Any] = {name: path for name, path in places.items() if path}
        if parameters.get(self.FIGURES) is not None:
            results[self.FIGURES] = write_table(
                self, parameters, self.FIGURES, context, long_table(found, language), QgsCoordinateReferenceSystem(),
                feedback)
            if results[self.FIGURES] is None:
                raise QgsProcessingException(self.invalidSinkError(parameters, self.FIGURES))
        self._log(found, feedback)
        weights = [one.rule.weight for one in found.statements]
        return {
            **results,
            self.PROBLEM_COUNT: weights.count(Weight.PROBLEM),
            self.RISK_COUNT: weights.count(Weight.RISK),
            self.MISSED_COUNT: sum(one.met is False for one in found.targets),
            self.NOT_MEASURED_COUNT: found.not_measured,
            self.TABLE_COUNT: len(found.tables),
        }

    def _dataset(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> Dataset:
        """Return the layers of the plan in their roles.

        :raises LandPlanError: when the data source cannot be used
        """
        if self.project_refusal is not None:
            raise self.project_refusal
        layers, name = self.plan_layers(parameters, context)
        return bind(pack, layers, name)

    def _levels(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[str, ...]:
        """Return the levels that were asked for.

        :raises LandPlanError: for a level the plan does not have
        """
        words = words_of(self.parameterAsString(parameters, self.LEVELS, context))
        known = () if pack.indicators is None else tuple(pack.indicators.units.digits)
        for word in words:
            if word not in known:
                raise LandPlanError(translatable(
                    "EvaluateStatus", "The plan has no administrative level {level}; it has {levels}.", level=word,
                    levels=", ".join(known)))
        return tuple(words)

    def _log(self, found: StatusEvaluation, feedback: QgsProcessingFeedback) -> None:
        """Say what was found and what was not there."""
        language = Language.current()
        said: list[str] = [language.render(note) for note in found.notes]
        said += [language.render(note) for table in found.tables for note in table.notes]
        for part in (found.spaces, found.patches):
            if part is not None:
                said += [language.render(note) for note in part.notes]
        said += [language.render(one.message) for one in found.statements]
        said += [f"{language.title(one.rule.title)}: {language.render(one.reason)}" for one in found.figures
                 if one.reason is not None]
        for sentence in dict.fromkeys(said):
            feedback.pushWarning(sentence)
        feedback.pushInfo(self.tr("{tables} tables and {figures} figures for {units} administrative units.").format(
            tables=len(found.tables), figures=len(found.figures), units=len(found.units)))
