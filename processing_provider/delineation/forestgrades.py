"""landplan:forestgrades."""

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
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from ...algorithms.feedback import Span
from ...algorithms.forest_land.grades.grading import grades_of
from ...algorithms.forest_land.grades.model import DIFFERENT, Difference, Division, Grades
from ...algorithms.forest_land.grades.sentences import DIFFERENCE_TITLES, doubts, grade_title
from ...algorithms.forest_land.grades.summary import count_of, differing, differing_m2, matrix, verdict
from ...algorithms.forest_land.grades.tables import pieces_table, sums_table
from ...algorithms.geometry.area_units import hectares, hectares_text
from ...algorithms.language import Language
from ...algorithms.rulepack.available import available_packs, grade_variant_ids
from ...algorithms.rulepack.grade_rules import Occasion
from ...algorithms.rulepack.model import Pack, Severity
from ..result_styles import style_on_load
from ..result_tables import write_table
from .delineation_algorithm import DelineationAlgorithm

_OCCASIONS = (Occasion.PRESENT, Occasion.PLANNED)
_DIVISIONS = (Division.RULES, Division.PIECES, Division.WHOLE)
_GRADES = 4  # Ⅰ to Ⅳ; a pack with more has them in the table


class ForestGrades(DelineationAlgorithm):
    """The protection grade of every sub-compartment, and how it agrees with the recorded one (林地保护等级)."""

    default_pack = "forest"
    VARIANT = "VARIANT"
    RECORDED = "RECORDED"
    DIVISION = "DIVISION"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    GRADED_COUNT = "GRADED_COUNT"
    NOT_GRADED_COUNT = "NOT_GRADED_COUNT"
    DIFFERENT_COUNT = "DIFFERENT_COUNT"
    DIFFERENT_HA = "DIFFERENT_HA"
    WEAKER_COUNT = "WEAKER_COUNT"
    STRICTER_COUNT = "STRICTER_COUNT"
    NOT_JUDGED_COUNT = "NOT_JUDGED_COUNT"
    ERROR_COUNT = "ERROR_COUNT"
    WARNING_COUNT = "WARNING_COUNT"
    VERDICT = "VERDICT"

    def name(self) -> str:
        """Return the fixed id."""
        return "forestgrades"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Protection grades of forest land")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("forest,protection grade,nature reserve,public-welfare forest,sub-compartment").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Gives forest land its protection grade by the rules of the pack and compares the recorded one.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Gives every sub-compartment of forest land its protection grade by the rules of the pack: by its own "
            "attributes, and by the layers it lies in, such as nature reserves, other ecological areas and planned "
            "bases. The strictest rule that holds wins; each row says which rule gave the grade, with its clause, and "
            "which others hold too. A sub-compartment that lies in such an area in part is divided at the border, or "
            "judged as a whole by the share of its area. The computed grades are compared with the recorded ones: land "
            "recorded too weak is an error, land recorded stricter than any part of the sub-compartment needs is a "
            "warning. A layer that is missing is named, the grades it could give are not excluded, and the verdict is "
            "incomplete then. Land that is no forest land has no grade and is counted in the table."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_pack_parameter()
        self.add_source_parameter(
            self.tr("Layers of the plan"),
            self.tr("File geodatabase, GeoPackage or folder with the sub-compartments and the layers that give a "
                    "grade, found by their names. Left empty: the layers of the open project."),
        )
        known = sorted({name for summary in available_packs() for name in grade_variant_ids(summary.folder)})
        variant = QgsProcessingParameterString(self.VARIANT, self.tr("Variant of the rules"), None, optional=True)
        variant.setMetadata({"widget_wrapper": {"value_hints": known}})
        self.add(
            variant,
            self.tr("{variants}, or a variant of your own pack. Left empty: the one the pack has in force.")
            .format(variants=", ".join(known)),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.RECORDED, self.tr("Grade"), [self.tr("Present grade"), self.tr("Planned grade")], False, 0),
            self.tr("The planned grade is that of the forest land of the plan, supplementary land included."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.DIVISION, self.tr("Sub-compartments that lie in an area in part"),
                [self.tr("As each rule says"), self.tr("Always divided at the border"),
                 self.tr("Never divided: judged as a whole by the share of their area")], False, 0),
            self.tr("The pack says from which share on, and which parts are too narrow to count."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Graded forest land"), QgsProcessing.SourceType.TypeVectorPolygon),
            self.tr("One row per sub-compartment, or per part of it, with grade, rule and recorded grade."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.TABLE, self.tr("Grades and rules"), QgsProcessing.SourceType.TypeVector, None, True),
            self.tr("Recorded against computed grades, areas by grade, what became of each rule, what was not graded."),
        )
        for name, title in (
            (self.GRADED_COUNT, self.tr("Sub-compartments graded")),
            (self.NOT_GRADED_COUNT, self.tr("Sub-compartments not graded")),
            (self.DIFFERENT_COUNT, self.tr("Sub-compartments whose grade differs")),
            (self.DIFFERENT_HA, self.tr("Land whose grade differs (ha)")),
            (self.WEAKER_COUNT, self.tr("Sub-compartments recorded too weak")),
            (self.STRICTER_COUNT, self.tr("Sub-compartments recorded stricter")),
            *((_area_name(grade), self.tr("Grade {number} (ha)").format(number=grade))
              for grade in range(1, _GRADES + 1)),
            (self.NOT_JUDGED_COUNT, self.tr("Rules that were not applied")),
            (self.ERROR_COUNT, self.tr("Errors")),
            (self.WARNING_COUNT, self.tr("Warnings")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, self.tr("Verdict")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Grade the forest land and write the result."""
        if self.project_refusal is not None:
            raise self.project_refusal
        pack, dataset = self.pack_and_layers(parameters, context)
        self.require_sinks_apart(parameters, (self.OUTPUT, self.TABLE))
        grades = grades_of(
            dataset,
            self.parameterAsString(parameters, self.VARIANT, context),
            Span(feedback, 0, 80),
            occasion=_OCCASIONS[self.parameterAsEnum(parameters, self.RECORDED, context)],
            division=_DIVISIONS[self.parameterAsEnum(parameters, self.DIVISION, context)],
            transforms=context.transformContext(),
        )
        self._say(pack, grades, feedback)
        language = Language.current()
        output = write_table(
            self, parameters, self.OUTPUT, context, pieces_table(pack, grades, language), grades.crs, feedback)
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        table = write_table(
            self, parameters, self.TABLE, context, sums_table(pack, grades, language), QgsCoordinateReferenceSystem(),
            feedback)
        style_on_load(context, output, "forest_grades")
        return {
            self.OUTPUT: output,
            **({} if table is None else {self.TABLE: table}),
            **self._numbers(pack, grades),
        }

    def _numbers(self, pack: Pack, grades: Grades) -> dict[str, Any]:
        areas = list(grades.areas_by_grade().values())
        areas += [0.0] * (_GRADES - len(areas))
        graded = int(np.count_nonzero(grades.grade))
        return {
            self.GRADED_COUNT: graded,
            self.NOT_GRADED_COUNT: len(grades) - graded,
            self.DIFFERENT_COUNT: int(np.count_nonzero(differing(grades, *DIFFERENT))),
            self.DIFFERENT_HA: hectares(differing_m2(grades)),
            self.WEAKER_COUNT: int(np.count_nonzero(differing(grades, Difference.WEAKER))),
            self.STRICTER_COUNT: int(np.count_nonzero(differing(grades, Difference.STRICTER))),
            **{_area_name(grade): hectares(areas[grade - 1]) for grade in range(1, _GRADES + 1)},
            self.NOT_JUDGED_COUNT: sum(not outcome.ran for outcome in grades.outcomes),
            self.ERROR_COUNT: count_of(pack, grades, Severity.ERROR),
            self.WARNING_COUNT: count_of(pack, grades, Severity.WARNING),
            self.VERDICT: verdict(pack, grades).value,
        }

    def _say(self, pack: Pack, grades: Grades, feedback: QgsProcessingFeedback) -> None:
        """Tell the log which rules were applied, which were not, and how recorded and computed grades agree."""
        language = Language.current()
        feedback.pushInfo(self.tr("Rules: {variant}").format(variant=language.title(grades.variant.title)))
        for outcome in grades.outcomes:
            title = language.title(outcome.rule.title)
            grade = language.title(grade_title(pack, grades, grades.rules.number(outcome.rule.grade)))
            if outcome.reason is not None and not outcome.leaves_doubt:  # those that do are among the doubts
                feedback.pushInfo(
                    self.tr("{grade} {title} was not applied: {reason}").format(
                        grade=grade, title=title, reason=language.render(outcome.reason)))
            elif outcome.ran and (outcome.count or outcome.area_m2):
                feedback.pushInfo(
                    self.tr("{grade} {title}: {count} sub-compartments, {area} ha").format(
                        grade=grade, title=title, count=outcome.count, area=hectares_text(outcome.area_m2)))
        for note in (*grades.notes, *doubts(pack, grades)):
            feedback.pushWarning(language.render(note))
        for cell in matrix(grades):
            feedback.pushInfo(
                self.tr("Recorded {recorded}, computed {grade} ({difference}): {count} sub-compartments, {area} ha")
                .format(
                    recorded=language.title(grade_title(pack, grades, cell.recorded)),
                    grade=language.title(grade_title(pack, grades, cell.grade)),
                    difference=language.title(DIFFERENCE_TITLES[cell.difference]), count=cell.count,
                    area=hectares_text(cell.area_m2)))
        self.warn_of_shapeless(feedback, self._plan_layers)


def _area_name(grade: int) -> str:
    return f"GRADE_{grade}_HA"
