"""landplan:changereport."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...algorithms.dataset.binding import Dataset, bind
from ...algorithms.dataset.rebind import with_layers
from ...algorithms.delivery.change_model import ChangeReport
from ...algorithms.delivery.change_report import change_report
from ...algorithms.delivery.change_report_html import write_change_report
from ...algorithms.delivery.change_report_tables import write_change_tables
from ...algorithms.delivery.destinations import require_apart, require_writable_place
from ...algorithms.delivery.files import replacing
from ...algorithms.feedback import Span
from ...algorithms.indicators.plan_data import read_plan, rules_of_pack
from ...algorithms.indicators.values_layer import value_table
from ...algorithms.language import Language
from ...algorithms.rulepack.model import Pack, Severity
from ...algorithms.workspace.kept_values import with_chosen_values
from ..pack_algorithm import PackAlgorithm
from .delivery_algorithm import DeliveryAlgorithm

_REPORT_ENDINGS = (".html", ".htm")
_TABLE_ENDINGS = (".xlsx", ".ods")
_MOST_LOGGED = 200  # sentences on deviations in the log


class ChangeReportAlgorithm(DeliveryAlgorithm, PackAlgorithm):
    """The report on the change of the indicators of a plan (指标变更报告)."""

    VALUES = "VALUES"
    WORKSPACE = "WORKSPACE"
    UNIT = "UNIT"
    LANGUAGE = "LANGUAGE"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    DEVIATION_COUNT = "DEVIATION_COUNT"
    ERROR_COUNT = "ERROR_COUNT"
    MISSING_COUNT = "MISSING_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "changereport"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Report on the change of indicators")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("indicators,change,adjustment,report,targets,former,assigned,planned,base").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Writes how the indicators of a plan change, by administrative unit, as HTML and spreadsheet.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Reports the change of the main indicators (farmland retained, basic farmland, construction land) and of "
            "all others: value of the base year, former, assigned and planned value, change and change in per cent, "
            "for the unit and for the units below it; deviations with their clauses; where the values come from, who "
            "entered them and when. What is missing is listed before the values, and never counts as 0. Where several "
            "units have values and the unit they lie in has none, they are reported each and together. Values come "
            "from the tables of the delivery and from the workspace, which counts where both have one."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_pack_parameter()
        self.add_source_parameter(
            self.tr("Delivery"),
            self.tr("File geodatabase or folder, or the path of a GeoPackage, with tables of indicators. Left empty, "
                    "the layers and tables of the open project are taken."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.VALUES, self.tr("Table of values"), [QgsProcessing.SourceType.TypeVector], None, True),
            self.tr("Long table with unit, indicator, year, kind and value. Empty: the table of the delivery."),
        )
        file = QgsProcessingParameterFile
        self.add(
            file(self.WORKSPACE, self.tr("Workspace"), file.Behavior.File, "gpkg", None, True),
            self.tr("GeoPackage that keeps values of indicators. It is only read."),
        )
        text = QgsProcessingParameterString
        self.add(
            text(self.UNIT, self.tr("Administrative unit"), optional=True),
            self.tr("Code or name of the unit the report is about. Empty: the largest units that have values."),
        )
        self.add(
            text(self.LANGUAGE, self.tr("Language"), optional=True), self.tr("zh or en; empty: the language of QGIS."),
            advanced=True,
        )
        destination = QgsProcessingParameterFileDestination
        self.add(
            destination(self.OUTPUT, self.tr("Report"), self.tr("HTML files (*.html)")),
            self.tr("One HTML file to hand over."),
        )
        self.add(
            destination(self.TABLE, self.tr("Tables"),
                        self.tr("Excel files (*.xlsx);;OpenDocument files (*.ods)"), None, True, False),
            self.tr("The tables of the annex, ready for the printer (adjustment of the indicators, indicators handed "
                    "down), and lists of all values, deviations, what is missing, and sources."),
        )
        for name, title in (
            (self.DEVIATION_COUNT, self.tr("Deviations")), (self.ERROR_COUNT, self.tr("Errors")),
            (self.MISSING_COUNT, self.tr("Required values missing")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the values and write the report."""
        pack = self.chosen_pack(parameters, context)
        rules_of_pack(pack)
        language = self.chosen_language(parameters, self.LANGUAGE, context)
        places = {name: self.parameterAsFileOutput(parameters, name, context) for name in (self.OUTPUT, self.TABLE)}
        if not places[self.OUTPUT]:
            raise QgsProcessingException(self.tr("Say where the report is to be written."))
        workspace = self.parameterAsString(parameters, self.WORKSPACE, context)
        dataset = self._dataset(pack, parameters, context)
        data = sorted({layer.path for layer in dataset.bound_layers.values() if layer.path})
        require_apart(tuple(places.values()), [dataset.source, *data, *self._input_files, workspace])
        for name, endings in ((self.OUTPUT, _REPORT_ENDINGS), (self.TABLE, _TABLE_ENDINGS)):
            if places[name]:
                require_writable_place(places[name], endings)
        plan = read_plan(with_chosen_values(dataset, workspace), Span(feedback, 0, 40))
        unit = self.parameterAsString(parameters, self.UNIT, context)
        report = change_report(pack, plan, dataset.source, unit, Span(feedback, 40, 60))
        now = datetime.now().astimezone()
        with ExitStack() as stack:  # both files or, when the user cancels or a disk is full, none
            html = stack.enter_context(replacing(Path(places[self.OUTPUT])))
            write_change_report(report, html, language, now, Span(feedback, 60, 80))
            if places[self.TABLE]:
                table = stack.enter_context(replacing(Path(places[self.TABLE])))
                write_change_tables(report, table, language, Span(feedback, 80, 100))
        self._log(report, feedback)
        return {
            **{name: path for name, path in places.items() if path},
            self.DEVIATION_COUNT: len(report.deviations),
            self.ERROR_COUNT: sum(one.severity is Severity.ERROR for one in report.deviations),
            self.MISSING_COUNT: sum(len(one.units) for one in report.missing if one.required),
        }

    def _dataset(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> Dataset:
        """Return the delivery in its roles, with the table of values given by hand.

        :raises LandPlanError: when the data source cannot be used and nothing else was given
        """
        values = self.optional_source_layer(parameters, self.VALUES, context)
        workspace = self.parameterAsString(parameters, self.WORKSPACE, context)
        if self.project_refusal is not None and values is None and not workspace:
            raise self.project_refusal
        layers, name = self.plan_layers(parameters, context)
        dataset = bind(pack, layers, name)
        return dataset if values is None else with_layers(dataset, {value_table(pack).role: values})

    def _log(self, report: ChangeReport, feedback: QgsProcessingFeedback) -> None:
        """Say what is wrong or missing."""
        language = Language.current()
        for message in (*report.notes, *(one.message for one in report.deviations[:_MOST_LOGGED])):
            feedback.pushWarning(language.render(message))
        if len(report.deviations) > _MOST_LOGGED:
            feedback.pushWarning(self.tr("More deviations in the report: {count}.").format(
                count=len(report.deviations) - _MOST_LOGGED))
        feedback.pushInfo(
            self.tr("{units} units and {count} tables of units reported.").format(
                units=len({section.unit.code for section in report.sections}),
                count=sum(len(section.tables) for section in report.sections)))
