"""landplan:screenparcels."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ...algorithms.delineation.screening_run import ScreeningRun, run_screening
from ...algorithms.delineation.screening_tables import gate_table, parcel_table, summary_table
from ...algorithms.delineation.sources import PlanSources
from ...algorithms.feedback import Span
from ...algorithms.language import Language
from ...algorithms.rulepack.delineation_rules import Status
from ..result_styles import style_on_load
from ..result_tables import write_table
from ..unfinished import whole_or_nothing
from .delineation_algorithm import DelineationAlgorithm
from .own_fields import multi_type, with_own_fields, write_with_own_fields


class ScreenParcels(DelineationAlgorithm):
    """Each parcel against the criteria of the pack (划入调出筛查)."""

    PARCELS = "PARCELS"
    CURRENT = "CURRENT"
    UNITS = "UNITS"
    TARGETS = "TARGETS"
    EVIDENCE = "EVIDENCE"
    OUTPUT = "OUTPUT"
    SUMMARY = "SUMMARY"
    GATES = "GATES"
    PARCEL_COUNT = "PARCEL_COUNT"
    MEAN_QUALITY = "MEAN_QUALITY"
    NOT_JUDGED_COUNT = "NOT_JUDGED_COUNT"
    EVIDENCE_MISSING_COUNT = "EVIDENCE_MISSING_COUNT"
    WAITING_COUNT = "WAITING_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "screenparcels"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Screen parcels")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("screening,basic farmland,criteria,enter,leave,evidence,delineation").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Says of each parcel whether it must or may enter or leave the basic farmland, and why.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Judges each parcel by the criteria of the rule pack and adds the field status (must_enter, may_enter, "
            "keep, may_leave, must_leave, not_eligible), the reasons with their clauses, and the evidence that is "
            "needed, found and missing. Land outside: a ban goes before what must enter, that before what may enter; "
            "farmland that meets no criterion is not eligible (N00). Basic farmland: what must leave goes before what "
            "may leave; all other stays. A parcel that the border of an overlay cuts is judged as a whole by the share "
            "of its area that is covered; the shares are written, one field per criterion. Land that may leave only "
            "once the target is met has waits_for_target = 1; with targets the table of gates says for each unit "
            "whether it is met. A criterion whose layer or field is missing is named in the log and counted, it is "
            "never taken as not met."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        tables = [QgsProcessing.SourceType.TypeVector]
        self.add(
            QgsProcessingParameterFeatureSource(self.PARCELS, self.tr("Parcels"), polygons),
            self.tr("Land-use parcels of the whole county: the mean quality grade is reckoned from them."),
        )
        self.add_pack_parameters()
        for name, title, kinds, help_text in (
            (self.CURRENT, self.tr("Basic farmland now"), polygons,
             self.tr("Left empty: the layer among the other layers of the plan, where there is one.")),
            (self.UNITS, self.tr("Administrative units"), polygons,
             self.tr("Towns or villages. Left empty: the layer among the other layers of the plan.")),
            (self.TARGETS, self.tr("Targets"), tables,
             self.tr("Table with unit code and area in ha. Left empty: the table among the other layers of the plan.")),
            (self.EVIDENCE, self.tr("Evidence"), tables,
             self.tr("Table with parcel, kind of evidence and document. Left empty: the table among the other layers "
                     "of the plan.")),
        ):
            self.add(QgsProcessingParameterFeatureSource(name, title, kinds, None, True), help_text)
        self.add_terrain_parameters(self.PARCELS)
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Screened parcels"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr("The parcels with their own fields and the result."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.SUMMARY, self.tr("Summary"), QgsProcessing.SourceType.TypeVector, None, True, False
            ),
            self.tr("Number and area of the parcels by unit, status and reason."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.GATES, self.tr("Targets and waiting land"), QgsProcessing.SourceType.TypeVector, None, True, False
            ),
            self.tr("For each unit with a target: what surely stays and enters, and whether waiting land may leave."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PARCEL_COUNT, self.tr("Parcels")))
        for status, title in (
            (Status.MUST_ENTER, self.tr("Parcels that must enter")),
            (Status.MAY_ENTER, self.tr("Parcels that may enter")),
            (Status.KEEP, self.tr("Parcels that are kept")),
            (Status.MAY_LEAVE, self.tr("Parcels that may leave")),
            (Status.MUST_LEAVE, self.tr("Parcels that must leave")),
            (Status.NOT_ELIGIBLE, self.tr("Parcels that are not eligible")),
        ):
            self.addOutput(QgsProcessingOutputNumber(_count_name(status), title))
        self.addOutput(QgsProcessingOutputNumber(self.MEAN_QUALITY, self.tr("Mean quality grade")))
        self.addOutput(QgsProcessingOutputNumber(self.NOT_JUDGED_COUNT, self.tr("Criteria that could not be judged")))
        self.addOutput(
            QgsProcessingOutputNumber(self.EVIDENCE_MISSING_COUNT, self.tr("Parcels whose evidence is missing"))
        )
        self.addOutput(QgsProcessingOutputNumber(self.WAITING_COUNT, self.tr("Parcels that wait for the target")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Screen the parcels and write the result."""
        layer = self.source_layer(parameters, self.PARCELS, context)
        slope, quality = (
            self.field_name(layer, self.parameterAsString(parameters, name, context))
            for name in (self.SLOPE_FIELD, self.QUALITY_FIELD)
        )
        pack, dataset = self.pack_and_layers(parameters, context)
        self.require_sinks_apart(parameters, (self.OUTPUT, self.SUMMARY, self.GATES))
        terrain = self.terrain(parameters, context, pack, layer, Span(feedback, 0, 20))
        sources = PlanSources(
            parcels=layer,
            dataset=dataset,
            terrain=terrain,
            transforms=context.transformContext(),
            **{
                name.lower(): self.optional_source_layer(parameters, name, context)
                for name in (self.CURRENT, self.UNITS, self.TARGETS, self.EVIDENCE)
            },
        )
        run = run_screening(pack, sources, quality, slope, Span(feedback, 20, 80))
        self.warn_of_shapeless(feedback, self._plan_layers)
        self._say(run, feedback)
        return {**self._written(parameters, context, run, Span(feedback, 80, 100), feedback), **self._numbers(run)}

    def _written(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        run: ScreeningRun,
        progress: Span,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        language = Language.current()
        layer = run.sources.parcels
        added = parcel_table(run.pack, run.parcels, run.screening, run.units, language)
        fields, renamed = with_own_fields(layer.qgs_fields(), added.fields)
        for own, name in renamed:
            feedback.pushWarning(
                self.tr("The parcels have a field {field} of their own: it is called {name} in the result.").format(
                    field=own, name=name
                )
            )
        output, output_id = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, multi_type(layer), layer.crs
        )
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        with whole_or_nothing(context, output, output_id):
            write_with_own_fields(output, fields, layer, run.parcels.polygons.fids.tolist(), added, progress)
        style_on_load(context, output_id, "screening")
        nowhere = QgsCoordinateReferenceSystem()
        summary = summary_table(run.parcels, run.screening, run.units, language)
        results = {
            self.OUTPUT: output_id,
            self.SUMMARY: write_table(self, parameters, self.SUMMARY, context, summary, nowhere, feedback),
        }
        if run.gates is not None and run.targets is not None:
            table = gate_table(run.targets, run.gates)
            results[self.GATES] = write_table(self, parameters, self.GATES, context, table, nowhere, feedback)
        elif parameters.get(self.GATES):
            feedback.pushWarning(self.tr("There are no targets, so the table of targets and waiting land is left out."))
        return results

    def _numbers(self, run: ScreeningRun) -> dict[str, Any]:
        screening = run.screening
        flagged = (screening.holds & screening.evidence_missing).any(axis=0)
        mean: Optional[float] = screening.mean_quality if np.isfinite(screening.mean_quality) else None
        return {
            self.PARCEL_COUNT: len(run.parcels),
            **{_count_name(status): int(screening.has(status).sum()) for status in Status},
            self.MEAN_QUALITY: mean,
            self.NOT_JUDGED_COUNT: len(screening.not_judged),
            self.EVIDENCE_MISSING_COUNT: int(flagged.sum()),
            self.WAITING_COUNT: int(screening.waits_for_target.sum()),
        }

    def _say(self, run: ScreeningRun, feedback: QgsProcessingFeedback) -> None:
        """Tell the log what was judged, and what was not."""
        language = Language.current()
        for note in run.notes:
            feedback.pushWarning(language.render(note))
        for criterion, message in run.screening.not_judged:
            feedback.pushWarning(
                self.tr("{code} {title} was not judged: {reason}").format(
                    code=criterion.code, title=language.title(criterion.title), reason=language.render(message)
                )
            )
        for criterion, holds in zip(run.screening.criteria, run.screening.holds):
            feedback.pushInfo(
                self.tr("{code} {title}: {count} parcels").format(
                    code=criterion.code, title=language.title(criterion.title), count=int(holds.sum())
                )
            )
        if np.isfinite(run.screening.mean_quality):
            feedback.pushInfo(
                self.tr("Mean quality grade of the county's farmland: {grade}").format(
                    grade=round(run.screening.mean_quality, 4)
                )
            )
        for sentence in run.gate_sentences():
            feedback.pushInfo(language.render(sentence))


def _count_name(status: Status) -> str:
    return f"{status.name}_COUNT"
