"""landplan:checkforestquota."""

from __future__ import annotations

from typing import Any, Optional

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
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...algorithms.dataset.binding import Dataset, bind
from ...algorithms.dataset.rebind import with_layers
from ...algorithms.feedback import Span
from ...algorithms.forest_land.use.assessment import UseAssessment, assess_use, with_grades, with_periods
from ...algorithms.forest_land.use.forest_use import use_rules
from ...algorithms.forest_land.use.judgement import UseOutcome
from ...algorithms.forest_land.use.tables import piece_table, project_table, quota_table, works_table
from ...algorithms.geometry.area_units import hectares
from ...algorithms.language import Language
from ...algorithms.rulepack.forest_use_rules import GradeSource
from ...algorithms.rulepack.model import Pack
from ...algorithms.selfcheck.model import Outcome
from ...algorithms.workspace.kept_values import with_chosen_values
from ..pack_algorithm import PackAlgorithm
from ..result_styles import style_on_load
from ..result_tables import write_table
from ..selfcheck.pack_check import data_files
from .adjustment_algorithm import AdjustmentAlgorithm


class CheckForestQuota(AdjustmentAlgorithm, PackAlgorithm):
    """Projects on forest land against the limits of its use and the quota (林地使用与定额审查)."""

    default_pack = "forest"
    USE = "USE"
    ONE_MAP = "ONE_MAP"
    WORKSPACE = "WORKSPACE"
    PERIODS = "PERIODS"
    GRADES = "GRADES"
    VARIANT = "VARIANT"
    OUTPUT = "OUTPUT"
    PROJECTS = "PROJECTS"
    QUOTA = "QUOTA"
    WORKS = "WORKS"
    ERROR_COUNT = "ERROR_COUNT"
    WARNING_COUNT = "WARNING_COUNT"
    NOT_RUN_COUNT = "NOT_RUN_COUNT"
    FORBIDDEN_HA = "FORBIDDEN_HA"
    NEEDS_APPROVAL_HA = "NEEDS_APPROVAL_HA"
    NOT_JUDGED_HA = "NOT_JUDGED_HA"
    USED_HA = "USED_HA"
    REMAINING_HA = "REMAINING_HA"
    VERDICT = "VERDICT"
    _GRADES = (GradeSource.RECORDED, GradeSource.COMPUTED)

    def name(self) -> str:
        """Return the fixed id."""
        return "checkforestquota"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check use and quota of forest land")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr(
            "forest land,quota,occupation,project,protection grade,public-welfare forest,approval,works").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Says which forest land projects may use, what is used of the quota, and where works conflict.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Lays the projects that use forest land over the sub-compartments and says of every piece, by the rules of "
            "the pack for type, approval, nature of use, protection grade and class of the land: allowed and by which "
            "rule; allowed only with the approval of a higher level, and of which; forbidden and why; or not to be "
            "judged and what is missing for it. Sums up what is used of the quota per period and administrative unit "
            "and what remains; a project across a border is divided by area, land under several projects counts once, "
            "temporary use does not count where the pack says so. Checks that engineering works lie where their "
            "purpose allows. The verdict is “failed” where land is used against the limits or a quota is exceeded, "
            "and “incomplete” where that could not be judged. Nothing is changed."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_pack_parameter()
        self.add_source_parameter(
            self.tr("Delivery"),
            self.tr("File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty: the layers of "
                    "the open project, unsaved edits included."),
        )
        self.add_layer_parameter(
            self.USE, self.tr("Projects that use forest land"), self.tr("Left empty: the layer of the delivery."))
        self.add_layer_parameter(
            self.ONE_MAP, self.tr("Forest sub-compartments"), self.tr("Left empty: the layer of the delivery."))
        self.add(
            QgsProcessingParameterFile(
                self.WORKSPACE, self.tr("Workspace with the quotas"), QgsProcessingParameterFile.Behavior.File, "gpkg",
                None, True),
            self.tr("Values kept in it count before those of the delivered tables. It is only read."),
        )
        self.add(
            QgsProcessingParameterString(self.PERIODS, self.tr("Periods of the quota"), None, optional=True),
            self.tr("First and last year of each, for example 2021-2025, 2026-2035. Left empty: those of the rule "
                    "pack, else from one target year to the next."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.GRADES, self.tr("Protection grades"),
                [self.tr("As recorded"), self.tr("Computed by the rules of the grades")], False, None, True),
            self.tr("Which protection grade of the land counts. Left empty: as the rule pack says."),
        )
        self.add(
            QgsProcessingParameterString(self.VARIANT, self.tr("Variant of the grades"), None, optional=True),
            self.tr("Of computed grades: the national rules or those of a province, as grades.yaml of the pack names "
                    "them. Left empty: the one in force in the pack."),
            advanced=True,
        )
        self._add_outputs()

    def _add_outputs(self) -> None:
        polygon, table = QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVector
        sink = QgsProcessingParameterFeatureSink
        self.add(
            sink(self.OUTPUT, self.tr("Forest land used"), polygon),
            self.tr("One polygon for each project and sub-compartment with the outcome, the rule and its clause."),
        )
        self.add(
            sink(self.PROJECTS, self.tr("Projects"), table, None, True),
            self.tr("A row per project: stated and measured area, area by outcome, approval needed, what counts."),
        )
        self.add(
            sink(self.QUOTA, self.tr("Quota"), table, None, True),
            self.tr("A row per unit and period: quota, used, used to date, remaining."),
        )
        self.add(
            sink(self.WORKS, self.tr("Conflicts of works"), polygon, None, True, False),
            self.tr("Places where engineering works lie where they should not, or do not lie where they should."),
        )
        for name, title in (
            (self.ERROR_COUNT, self.tr("Errors")), (self.WARNING_COUNT, self.tr("Warnings")),
            (self.NOT_RUN_COUNT, self.tr("Checks not run")), (self.FORBIDDEN_HA, self.tr("Forbidden (ha)")),
            (self.NEEDS_APPROVAL_HA, self.tr("Needs a higher approval (ha)")),
            (self.NOT_JUDGED_HA, self.tr("Not judged (ha)")), (self.USED_HA, self.tr("Used of the quota (ha)")),
            (self.REMAINING_HA, self.tr("Remaining of the last quota (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))
        self.addOutput(QgsProcessingOutputString(self.VERDICT, self.tr("Verdict")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Judge the projects and write the results."""
        dataset = self._dataset(parameters, context)
        workspace = self.parameterAsString(parameters, self.WORKSPACE, context)
        self.require_sinks_apart(
            parameters, (self.OUTPUT, self.PROJECTS, self.QUOTA, self.WORKS), [*data_files(dataset), workspace])
        dataset = with_chosen_values(dataset, workspace)
        found = assess_use(dataset, Span(feedback, 0, 85))
        language = Language.current()
        self.warn_of_shapeless(feedback, found.layers)
        self._log(found, feedback)
        pack, crs, nowhere = dataset.pack, found.use.crs, QgsCoordinateReferenceSystem()
        pieces = piece_table(found.context, found.use, language)
        made: dict[str, Any] = {
            self.OUTPUT: write_table(self, parameters, self.OUTPUT, context, pieces, crs, feedback)}
        if made[self.OUTPUT] is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        style_on_load(context, made[self.OUTPUT], "forest_use", self.tr("Forest land used"))
        if parameters.get(self.PROJECTS) is not None:
            table = project_table(pack, found.use, found.quota, language)
            made[self.PROJECTS] = write_table(self, parameters, self.PROJECTS, context, table, nowhere, feedback)
        if parameters.get(self.QUOTA) is not None and found.quota is not None:
            table = quota_table(found.quota, language)
            made[self.QUOTA] = write_table(self, parameters, self.QUOTA, context, table, nowhere, feedback)
        if parameters.get(self.WORKS) is not None and found.works is not None:
            table = works_table(pack, found.works, language)
            made[self.WORKS] = write_table(
                self, parameters, self.WORKS, context, table, found.works.crs, feedback)
            style_on_load(context, made[self.WORKS], "works_conflicts", self.tr("Conflicts of works"))
        return {**made, **self._numbers(found)}

    def _dataset(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Dataset:
        """Return the layers of the plan in their roles, layers given by hand in the place of others.

        :raises LandPlanError: when pack, periods or data source cannot be used
        """
        pack = self._pack(parameters, context)
        rules = use_rules(pack)
        by_hand = {
            role: layer for role, layer in (
                (rules.projects.role, self.optional_source_layer(parameters, self.USE, context)),
                (rules.land.role, self.optional_source_layer(parameters, self.ONE_MAP, context)))
            if layer is not None
        }
        if self.project_refusal is not None and len(by_hand) < 2:
            raise self.project_refusal
        layers, name = self.plan_layers(parameters, context)
        return with_layers(bind(pack, layers, name), by_hand)

    def _pack(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Pack:
        """Return the pack with the periods and grades that were asked for."""
        pack = self.chosen_pack(parameters, context)
        pack = with_periods(pack, self.parameterAsString(parameters, self.PERIODS, context))
        source: Optional[GradeSource] = None
        if parameters.get(self.GRADES) not in (None, ""):
            source = self._GRADES[self.parameterAsEnum(parameters, self.GRADES, context)]
        return with_grades(pack, source, self.parameterAsString(parameters, self.VARIANT, context))

    def _numbers(self, found: UseAssessment) -> dict[str, Any]:
        remaining = None if found.quota is None else found.quota.total_remaining()
        return {
            self.ERROR_COUNT: found.errors,
            self.WARNING_COUNT: found.warnings,
            self.NOT_RUN_COUNT: found.not_run,
            self.FORBIDDEN_HA: hectares(found.use.area_of(UseOutcome.FORBIDDEN)),
            self.NEEDS_APPROVAL_HA: hectares(found.use.area_of(UseOutcome.NEEDS_APPROVAL)),
            self.NOT_JUDGED_HA: hectares(found.use.area_of(UseOutcome.NOT_JUDGED)),
            self.USED_HA: 0.0 if found.quota is None else hectares(found.quota.total_used()),
            self.REMAINING_HA: None if remaining is None else hectares(remaining),
            self.VERDICT: found.verdict.value,
        }

    def _log(self, found: UseAssessment, feedback: QgsProcessingFeedback) -> None:
        """Say what the results rest on, and how each check ended."""
        language = Language.current()
        for note in found.notes:
            feedback.pushWarning(language.render(note))
        for result in found.results:
            name = f"{result.check.id} {language.title(result.check.title)}"
            if result.outcome is Outcome.CRASHED:
                feedback.reportError(f"{name}\n{result.details}")
                continue
            line = self.tr("{check}: {count} findings").format(check=name, count=len(result.findings))
            if result.reason is not None:
                feedback.pushWarning(f"{line}\n{language.render(result.reason)}")
            else:
                feedback.pushInfo(line)
        for row in () if found.quota is None else found.quota.rows:
            if found.quota is not None and row.unit in found.quota.roots and row.remaining is not None:
                feedback.pushInfo(
                    self.tr("{unit} until {year}: quota {quota} ha, used {used} ha, remaining {remaining} ha").format(
                        unit=row.name or row.unit, year=row.period.last, quota=hectares(float(row.quota or 0)),
                        used=hectares(row.to_date), remaining=hectares(row.remaining)))
