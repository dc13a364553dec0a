"""landplan:planningbase."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...algorithms.delineation.schema import ResultTable
from ...algorithms.feedback import Span
from ...algorithms.forest_land.planning_base.base import BaseInputs, BaseOptions, planning_base, planning_base_rules
from ...algorithms.forest_land.planning_base.model import DECISIONS, KINDS, PlanningBase
from ...algorithms.forest_land.planning_base.tables import (
    base_table,
    checksum_table,
    disagreement_table,
    matrix_table,
    planned_table,
    sum_of,
)
from ...algorithms.geometry.area_units import hectares
from ...algorithms.language import Language
from ...algorithms.rulepack.planning_base_rules import Decision, DisagreementKind, PlanningBaseRules
from ..result_styles import style_on_load
from ..result_tables import write_table
from .delineation_algorithm import DelineationAlgorithm


class PlanningBaseAlgorithm(DelineationAlgorithm):
    """Land survey × forest one-map → the agreed base, and every disagreement (规划基数)."""

    default_pack = "forest"
    SURVEY = "SURVEY"
    ONE_MAP = "ONE_MAP"
    ADMIN = "ADMIN"
    PLANNED = "PLANNED"
    BASIC_FARMLAND = "BASIC_FARMLAND"
    FOREST_ONLY = "FOREST_ONLY"
    SURVEY_ONLY = "SURVEY_ONLY"
    CLASS_DIFFERS = "CLASS_DIFFERS"
    DECISIONS = "DECISIONS"
    SLIVER_AREA = "SLIVER_AREA"
    SLIVER_WIDTH = "SLIVER_WIDTH"
    LANGUAGE = "LANGUAGE"
    OUTPUT = "OUTPUT"
    DISAGREEMENTS = "DISAGREEMENTS"
    MATRIX = "MATRIX"
    CHECKSUM = "CHECKSUM"
    PLANNED_LAND = "PLANNED_LAND"
    DISAGREEMENT_COUNT = "DISAGREEMENT_COUNT"
    UNDECIDED_COUNT = "UNDECIDED_COUNT"
    FOREST_LAND_HA = "FOREST_LAND_HA"
    SUPPLEMENT_HA = "SUPPLEMENT_HA"
    UNDECIDED_HA = "UNDECIDED_HA"
    SURVEY_DIFFERENCE_M2 = "SURVEY_DIFFERENCE_M2"
    ONE_MAP_DIFFERENCE_M2 = "ONE_MAP_DIFFERENCE_M2"
    ADMIN_DIFFERENCE_M2 = "ADMIN_DIFFERENCE_M2"
    UNEXPLAINED_M2 = "UNEXPLAINED_M2"
    VERDICT = "VERDICT"

    def name(self) -> str:
        """Return the fixed id."""
        return "planningbase"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Planning base of forest land")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("planning base,forest land,land survey,one-map,overlay,disagreement,supplementary").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Brings land survey and forest one-map to one base and lists every disagreement.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Overlays the land survey with the sub-compartments of the forest one-map at full precision. A pair of a "
            "parcel and a sub-compartment is one piece. Parts of a parcel that are smaller or narrower than the limits "
            "are slivers: they go to the part of the same parcel with the longest common border, so no parcel loses "
            "area. Classes of all generations are compared by the pairs of the rule pack. Where the sources disagree "
            "(forest land in one only, or of another class) the decision comes from the list, else from the parameter, "
            "else from the pack. Land the one-map does not hold is no forest land there. To decide case by case, fill "
            "in the column decision of the layer of disagreements (accept_survey, accept_one_map, undecided, or the "
            "words of the pack) and give it as the list in the next run. Land planned for forestry becomes "
            "supplementary forest land where the pack allows its class, off the basic farmland. The checksum compares "
            "the base with both sources and the administrative area and names what makes the difference. The verdict "
            "is passed, incomplete (something undecided or left out) or failed (areas that nothing explains)."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add_pack_parameter()
        self.add(
            QgsProcessingParameterFeatureSource(self.SURVEY, self.tr("Land survey (DLTB)"), polygons),
            self.tr("Parcels of the land survey with their land classes."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.ONE_MAP, self.tr("Forest one-map"), polygons),
            self.tr("Sub-compartments with their forest land classes, of any generation of codes."),
        )
        for name, title, help_text in (
            (self.ADMIN, self.tr("Administrative area"),
             self.tr("Towns with their declared areas, for the checksum. May be left empty.")),
            (self.PLANNED, self.tr("Land planned for forestry"),
             self.tr("Where supplementary forest land comes from. Left empty: there is none.")),
            (self.BASIC_FARMLAND, self.tr("Permanent basic farmland"),
             self.tr("Land on it is never supplementary forest land.")),
        ):
            self.add_layer_parameter(name, title, help_text)
        words = [self.tr("Accept the land survey"), self.tr("Accept the one-map"), self.tr("Undecided")]
        left_empty = self.tr("0: land survey, 1: one-map, 2: undecided. Left empty: the decision of the rule pack.")
        for name, title in (
            (self.FOREST_ONLY, self.tr("Forest land in the one-map only")),
            (self.SURVEY_ONLY, self.tr("Forest land in the survey only")),
            (self.CLASS_DIFFERS, self.tr("Forest land of another class")),
        ):
            self.add(QgsProcessingParameterEnum(name, title, words, False, None, True), left_empty)
        self.add(
            QgsProcessingParameterFeatureSource(
                self.DECISIONS, self.tr("Decisions"), [QgsProcessing.SourceType.TypeVector], None, True
            ),
            self.tr("Table or layer with the columns key and decision, and person, date, note if any: the layer of "
                    "disagreements of an earlier run with its column decision filled in."),
        )
        number = QgsProcessingParameterNumber.Type.Double
        for name, title in (
            (self.SLIVER_AREA, self.tr("Smallest part (m²)")), (self.SLIVER_WIDTH, self.tr("Narrowest part (m)")),
        ):
            self.add(
                QgsProcessingParameterNumber(name, title, number, None, True, 0.0),
                self.tr("What is less is a sliver. Left empty: the limit of the rule pack."), advanced=True,
            )
        self.add(
            QgsProcessingParameterString(self.LANGUAGE, self.tr("Language"), optional=True),
            self.tr("Language of titles in the results, zh or en. Left empty: the language of QGIS."), advanced=True,
        )
        self._add_outputs()

    def _add_outputs(self) -> None:
        polygon, table = QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVector
        for name, title, kind, optional, help_text in (
            (self.OUTPUT, self.tr("Planning base"), polygon, False,
             self.tr("Pieces with both keys and classes, the agreed class, forest land or not, BCLD and area.")),
            (self.DISAGREEMENTS, self.tr("Disagreements"), polygon, True,
             self.tr("Pieces the sources disagree about, with a column for the decision.")),
            (self.MATRIX, self.tr("Transfer matrix"), table, True,
             self.tr("Number and area by class of the survey and of the one-map, in all and for each town.")),
            (self.CHECKSUM, self.tr("Area checksum"), table, True,
             self.tr("Sums of the base, of both sources and of the administrative area, in all and for each town, with "
                     "what makes the difference.")),
            (self.PLANNED_LAND, self.tr("Land planned for forestry: what was taken"), table, True,
             self.tr("For every feature what became supplementary forest land, and why the rest did not.")),
        ):
            self.add(QgsProcessingParameterFeatureSink(name, title, kind, None, optional, not optional), help_text)
        for name, title in (
            (self.DISAGREEMENT_COUNT, self.tr("Disagreements")),
            (self.UNDECIDED_COUNT, self.tr("Undecided disagreements")),
            (self.FOREST_LAND_HA, self.tr("Forest land (ha)")),
            (self.SUPPLEMENT_HA, self.tr("Supplementary forest land (ha)")),
            (self.UNDECIDED_HA, self.tr("Undecided land (ha)")),
            (self.SURVEY_DIFFERENCE_M2, self.tr("Base less survey (m²)")),
            (self.ONE_MAP_DIFFERENCE_M2, self.tr("Base in sub-compartments less one-map (m²)")),
            (self.ADMIN_DIFFERENCE_M2, self.tr("Base less administrative area (m²)")),
            (self.UNEXPLAINED_M2, self.tr("Difference that nothing explains (m²)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, self.tr("Verdict")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Make the base and write it."""
        pack = self.chosen_pack(parameters, context)
        rules = planning_base_rules(pack)
        language = self.chosen_language(parameters, self.LANGUAGE, context)
        self.require_sinks_apart(
            parameters, (self.OUTPUT, self.DISAGREEMENTS, self.MATRIX, self.CHECKSUM, self.PLANNED_LAND)
        )
        inputs = BaseInputs(
            survey=self.source_layer(parameters, self.SURVEY, context),
            one_map=self.source_layer(parameters, self.ONE_MAP, context),
            admin=self.optional_source_layer(parameters, self.ADMIN, context),
            planned=self.optional_source_layer(parameters, self.PLANNED, context),
            farmland=self.optional_source_layer(parameters, self.BASIC_FARMLAND, context),
            decisions=self.optional_source_layer(parameters, self.DECISIONS, context),
        )
        options = self._options(parameters, context)
        base = planning_base(pack, inputs, options, context.transformContext(), Span(feedback, 0, 75))
        results = self._written(parameters, context, base, rules, language, feedback)
        self._say(base, rules, feedback)
        return {**results, **self._numbers(base)}

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> BaseOptions:
        chosen: dict[DisagreementKind, Decision] = {}
        for name, kind in (
            (self.FOREST_ONLY, DisagreementKind.ONE_MAP_ONLY),
            (self.SURVEY_ONLY, DisagreementKind.SURVEY_ONLY),
            (self.CLASS_DIFFERS, DisagreementKind.CLASS_DIFFERS),
        ):
            if parameters.get(name) not in (None, ""):
                chosen[kind] = DECISIONS[self.parameterAsEnum(parameters, name, context)]
        return BaseOptions(
            chosen, self.optional_number(parameters, self.SLIVER_AREA, context),
            self.optional_number(parameters, self.SLIVER_WIDTH, context))

    def _written(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        base: PlanningBase,
        rules: PlanningBaseRules,
        language: Language,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        results: dict[str, Any] = {}

        def write(name: str, table: ResultTable, crs: QgsCoordinateReferenceSystem, progress: float) -> None:
            sink = write_table(self, parameters, name, context, table, crs, feedback)
            if sink is not None:
                results[name] = sink
            feedback.setProgress(progress)

        nowhere = QgsCoordinateReferenceSystem()
        write(self.OUTPUT, base_table(base), base.crs, 88)
        style_on_load(context, results.get(self.OUTPUT), "planning_base")
        if parameters.get(self.DISAGREEMENTS):
            write(self.DISAGREEMENTS, disagreement_table(base, rules, language), base.crs, 97)
            style_on_load(context, results.get(self.DISAGREEMENTS), "disagreements")
        for name, table in (
            (self.MATRIX, matrix_table), (self.CHECKSUM, lambda made: checksum_table(made, language)),
            (self.PLANNED_LAND, lambda made: planned_table(made, language)),
        ):
            if parameters.get(name):
                write(name, table(base), nowhere, 99)
        return results

    def _numbers(self, base: PlanningBase) -> dict[str, Any]:
        return {
            self.DISAGREEMENT_COUNT: base.disagreement_count,
            self.UNDECIDED_COUNT: base.undecided_count,
            self.FOREST_LAND_HA: hectares(base.forest_m2),
            self.SUPPLEMENT_HA: hectares(base.supplement_m2),
            self.UNDECIDED_HA: hectares(float(base.area_m2[base.undecided].sum())),
            self.SURVEY_DIFFERENCE_M2: sum_of(base, "survey_difference"),
            self.ONE_MAP_DIFFERENCE_M2: sum_of(base, "one_map_difference"),
            self.ADMIN_DIFFERENCE_M2: sum_of(base, "admin_difference"),
            self.UNEXPLAINED_M2: base.unexplained_m2,
            self.VERDICT: base.verdict,
        }

    def _say(self, base: PlanningBase, rules: PlanningBaseRules, feedback: QgsProcessingFeedback) -> None:
        """Tell the log what was found, and what is wrong with the data."""
        language = Language.current()
        for note in base.notes:
            feedback.pushWarning(language.render(note))
        for number, kind in enumerate(KINDS):
            mine = base.kind == number
            if mine.any():
                feedback.pushInfo(
                    self.tr("{title}: {count} pieces, {area} ha").format(
                        title=language.title(rules.kinds[kind].title), count=int(mine.sum()),
                        area=f"{hectares(float(base.area_m2[mine].sum())):.4f}",
                    )
                )
        if base.undecided.any():
            feedback.pushWarning(
                self.tr("{count} disagreements are undecided ({area} ha): the base is not complete.").format(
                    count=base.undecided_count, area=f"{hectares(float(base.area_m2[base.undecided].sum())):.4f}",
                )
            )
