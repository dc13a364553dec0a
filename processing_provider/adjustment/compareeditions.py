"""landplan:compareeditions."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
)

from ...algorithms.feedback import Span
from ...algorithms.forest_land.classes.kinds import generation_name
from ...algorithms.forest_land.editions.changes import CODES, TITLES, Change, chosen_kinds
from ...algorithms.forest_land.editions.comparison import EditionComparison, compare_editions, pieces_in
from ...algorithms.forest_land.editions.tables import (
    indicator_table,
    matrix_table,
    piece_table,
    problem_table,
    unit_table,
)
from ...algorithms.geometry.area import round_half_up
from ...algorithms.language import Language
from ..pack_algorithm import PackAlgorithm
from ..result_styles import style_on_load
from ..result_tables import write_table
from .adjustment_algorithm import AdjustmentAlgorithm


class CompareEditions(AdjustmentAlgorithm, PackAlgorithm):
    """What changed between two editions of the forest one-map (一张图年度对比)."""

    default_pack = "forest"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ADMIN = "ADMIN"
    SLIVER_WIDTH = "SLIVER_WIDTH"
    YEAR = "YEAR"
    UNCHANGED = "UNCHANGED"
    OUTPUT = "OUTPUT"
    MATRIX = "MATRIX"
    UNITS = "UNITS"
    INDICATORS = "INDICATORS"
    PROBLEMS = "PROBLEMS"
    CHANGED_COUNT = "CHANGED_COUNT"
    PROBLEM_COUNT = "PROBLEM_COUNT"
    NEW_LAND_AREA = "NEW_LAND_AREA"
    LOST_LAND_AREA = "LOST_LAND_AREA"
    CLASS_CHANGED_AREA = "CLASS_CHANGED_AREA"

    def name(self) -> str:
        """Return the fixed id."""
        return "compareeditions"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Compare editions of the one-map")

    def tags(self) -> list[str]:
        """Return words people search for."""
        words = self.tr("forest,one-map,edition,year,update,monitoring,change,transfer matrix,sub-compartment")
        return words.split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Finds what changed between two editions of the forest one-map, year on year.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Lays two editions of the sub-compartments over each other and writes every piece of land that changed: "
            "new and lost forest land, another class, another category, grade, origin or ownership, and what was only "
            "split, merged, renumbered or drawn anew. Classes are compared whichever generation of codes an edition "
            "writes. Differences narrower than the sliver width are two drawings of one border and no change. Areas "
            "are those on the ellipsoid. The transfer matrices say which class, category and grade changed into which, "
            "the table of indicators what each unit gained or lost. Changes without a reason, reasons that contradict "
            "the change and fields that repeat the former edition wrongly are listed."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygon, table = QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVector
        source, sink = QgsProcessingParameterFeatureSource, QgsProcessingParameterFeatureSink
        number = QgsProcessingParameterNumber
        self.add(
            source(self.BEFORE, self.tr("Edition before"), [polygon]),
            self.tr("Sub-compartments of the former edition, for example those of the year before."),
        )
        self.add(
            source(self.AFTER, self.tr("Edition after"), [polygon]),
            self.tr("Sub-compartments of the later edition; another coordinate reference system is no obstacle."),
        )
        self.add(
            source(self.ADMIN, self.tr("Towns"), [polygon], None, True),
            self.tr("Names of the units, and their areas for the forest cover. Left empty: units are those the "
                    "sub-compartments name."),
        )
        self.add_pack_parameter()
        self.add(
            number(self.SLIVER_WIDTH, self.tr("Sliver width (m)"), number.Type.Double, None, True, 0.0),
            self.tr("Differences into which no circle of this diameter fits are no change. Left empty: the rule "
                    "pack's; 0: everything is listed."),
            advanced=True,
        )
        self.add(
            number(self.YEAR, self.tr("Year of the later edition"), number.Type.Integer, None, True, 1949, 2100),
            self.tr("Reasons of another year are listed. Left empty: years are not looked at."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.UNCHANGED, self.tr("Unchanged land, too"), False),
            self.tr("Whether the layer of pieces holds the land that did not change."), advanced=True,
        )
        self.add(
            sink(self.OUTPUT, self.tr("Changes"), polygon),
            self.tr("A polygon per piece of land that changed, with the kind of change, the values before and after."),
        )
        self.add(
            sink(self.MATRIX, self.tr("Transfer matrices"), table, None, True),
            self.tr("Areas by value before and value after, of the class and of every field that is compared."),
        )
        self.add(
            sink(self.UNITS, self.tr("Ledger of the units"), table, None, True),
            self.tr("Forest land and forest of every unit: before, new, lost, after."),
        )
        self.add(
            sink(self.INDICATORS, self.tr("Indicators of both editions"), table, None, True, False),
            self.tr("The indicators of the present state, measured in both editions, and their difference by unit."),
        )
        self.add(
            sink(self.PROBLEMS, self.tr("Problems with reasons"), polygon, None, True),
            self.tr("Changes without a reason or with one that contradicts them, and former values repeated wrongly."),
        )
        for name, title in (
            (self.CHANGED_COUNT, self.tr("Changed pieces")), (self.PROBLEM_COUNT, self.tr("Problems with reasons")),
            (self.NEW_LAND_AREA, self.tr("New forest land (m²)")),
            (self.LOST_LAND_AREA, self.tr("Lost forest land (m²)")),
            (self.CLASS_CHANGED_AREA, self.tr("Class changed (m²)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compare and write the results."""
        pack = self.chosen_pack(parameters, context)
        before = self.source_layer(parameters, self.BEFORE, context)
        after = self.source_layer(parameters, self.AFTER, context)
        admin = self.optional_source_layer(parameters, self.ADMIN, context)
        outputs = (self.OUTPUT, self.MATRIX, self.UNITS, self.INDICATORS, self.PROBLEMS)
        self.require_sinks_apart(parameters, outputs)
        year = self.optional_number(parameters, self.YEAR, context)
        result = compare_editions(
            pack, before, after, admin=admin,
            sliver_width_m=self.optional_number(parameters, self.SLIVER_WIDTH, context),
            year=None if year is None else int(year), context=context.transformContext(),
            feedback=Span(feedback, 0, 88),
        )
        self.warn_of_shapeless(feedback)
        self._log(result, feedback)
        return self._written(result, parameters, context, feedback)

    def _written(
        self, result: EditionComparison, parameters: dict[str, Any], context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        language, crs = Language.current(), result.after.layer.crs
        changed = ~chosen_kinds(result.changes, (Change.UNCHANGED,))
        every = self.parameterAsBoolean(parameters, self.UNCHANGED, context)
        rows = np.arange(len(changed)) if every else np.flatnonzero(changed)
        pieces = piece_table(pieces_in(result, crs, rows, context.transformContext()), language)
        output = write_table(self, parameters, self.OUTPUT, context, pieces, crs, feedback)
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        style_on_load(context, output, "editions", self.tr("Changes of the one-map"))
        feedback.setProgress(94)
        made: dict[str, Any] = {self.OUTPUT: output}
        for name, table in ((self.MATRIX, matrix_table), (self.UNITS, unit_table), (self.INDICATORS, indicator_table),
                            (self.PROBLEMS, problem_table)):
            if parameters.get(name) is not None:
                place = crs if name == self.PROBLEMS else QgsCoordinateReferenceSystem()
                made[name] = write_table(self, parameters, name, context, table(result, language), place, feedback)
        return {**made, **self._numbers(result)}

    def _numbers(self, result: EditionComparison) -> dict[str, Any]:
        """Return the counts and sums, rounded once."""
        kinds, area = result.changes.kind, result.match.area_m2

        def of(kind: Change) -> float:
            return float(round_half_up(area[kinds == kind].sum(), 2))

        return {
            self.CHANGED_COUNT: int((kinds != Change.UNCHANGED).sum()),
            self.PROBLEM_COUNT: len(result.problems),
            self.NEW_LAND_AREA: of(Change.NEW_LAND),
            self.LOST_LAND_AREA: of(Change.LOST_LAND),
            self.CLASS_CHANGED_AREA: of(Change.CLASS),
        }

    def _log(self, result: EditionComparison, feedback: QgsProcessingFeedback) -> None:
        """Say how classes are written in both editions, and what changed."""
        language = Language.current()
        for edition in (result.before, result.after):
            feedback.pushInfo(
                self.tr("{layer}: {count} features, classes written as {generation}").format(
                    layer=edition.layer.name, count=len(edition),
                    generation=language.render(generation_name(edition.classes.main))))
            for note in edition.notes:
                feedback.pushWarning(language.render(note))
            if edition.repeated_keys:
                feedback.pushWarning(
                    self.tr("{count} features of {layer} share their key with another one: they are matched by place "
                            "only.").format(count=edition.repeated_keys, layer=edition.layer.name))
        kinds, area = result.changes.kind, result.match.area_m2
        for number in range(len(CODES)):
            at = kinds == number
            if at.any():
                feedback.pushInfo(
                    self.tr("{change}: {count} pieces, {area} m²").format(
                        change=language.title(TITLES[Change(number)]), count=int(at.sum()),
                        area=f"{float(round_half_up(area[at].sum(), 2)):,.2f}"))
        feedback.pushInfo(language.render(result.frame.description))
