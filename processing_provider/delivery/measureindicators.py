"""landplan:measureindicators."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...algorithms.dataset.binding import Dataset, bind
from ...algorithms.dataset.rebind import with_layers, without_layers
from ...algorithms.delivery.destinations import require_writable_place
from ...algorithms.delivery.fallout_table import fallen_whole, fallout_table
from ...algorithms.delivery.measured_tables import roles_without_borders, unit_table, value_table
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Span, raise_if_cancelled
from ...algorithms.geometry.area_units import hectares
from ...algorithms.indicators.amount_words import LEVEL_TITLES, plain
from ...algorithms.indicators.measured_changes import measured_changes
from ...algorithms.indicators.measuring import Measurement, measure
from ...algorithms.indicators.quantity import rounded, unit_title
from ...algorithms.language import Language
from ...algorithms.message import listed, translatable
from ...algorithms.rulepack.indicator_rules import IndicatorRules
from ...algorithms.rulepack.model import Pack
from ...algorithms.units.read_tree import tree_of_dataset
from ...algorithms.units.tree import UnitTree
from ...algorithms.workspace.workspace import Workspace
from ..pack_algorithm import PackAlgorithm, words_of
from ..result_tables import write_table
from ..selfcheck.pack_check import data_files
from .delivery_algorithm import DeliveryAlgorithm

_MOST_NAMED = 8  # units that a line of the log names
_MOST_VALUES = 4  # indicators and years it names


class MeasureIndicators(DeliveryAlgorithm, PackAlgorithm):
    """What the layers say of every indicator, unit and year (指标实测)."""

    UNITS = "UNITS"
    YEARS = "YEARS"
    INDICATORS = "INDICATORS"
    LEVEL = "LEVEL"
    WORKSPACE = "WORKSPACE"
    PERSON = "PERSON"
    OUTPUT = "OUTPUT"
    OUTPUT_UNITS = "OUTPUT_UNITS"
    FALLOUT = "FALLOUT"
    FALLOUT_HA = "FALLOUT_HA"
    FALLOUT_COUNT = "FALLOUT_COUNT"
    MEASURED_COUNT = "MEASURED_COUNT"
    NOT_MEASURED_COUNT = "NOT_MEASURED_COUNT"
    PARTIAL_COUNT = "PARTIAL_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "measureindicators"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Measure indicators")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("indicator,measured,area,administrative unit,sum,statistics,target,base year").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Measures the indicators of a plan from its layers, for every administrative unit.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Measures the indicators of a rule pack from the layers of the plan, for every administrative unit and "
            "year. The table names for every value the layers, fields and filters it comes from, and what it lacks: "
            "features without a value or without a unit, layers that are missing, layers that cover only a part of "
            "the unit. Features count in the unit whose "
            "code they hold; where the rules name no field for it, they are divided at the borders of the units. "
            "Ratios are ratios of the sums in a unit. An indicator that cannot be measured is listed with the reason."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add_pack_parameter()
        self.add_source_parameter(
            self.tr("Layers of the plan"),
            self.tr("File geodatabase or folder, or the path of a GeoPackage or shapefile. Left empty, the layers of "
                    "the open project are measured, unsaved edits included."),
        )
        self.add_layer_parameter(
            self.UNITS, self.tr("Administrative units"),
            self.tr("Polygons with the codes of the units, in the place of those found by their name."),
        )
        text = QgsProcessingParameterString
        self.add(
            text(self.YEARS, self.tr("Years"), optional=True),
            self.tr("Separated by commas. Left empty: the base year and the target years of the rule pack."),
        )
        self.add(
            text(self.INDICATORS, self.tr("Indicators"), optional=True),
            self.tr("Codes separated by commas. Left empty: all indicators of the rule pack."),
        )
        self.add(
            text(self.LEVEL, self.tr("Administrative level"), optional=True),
            self.tr("Lists only the units of one level: province, city, county, town or village. Left empty: all."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.WORKSPACE, self.tr("Workspace"), self.tr("GeoPackage (*.gpkg)"), None, True, False),
            self.tr("GeoPackage that keeps the values of all units as measured ones, whatever level is listed; what "
                    "was measured before goes to their history."),
        )
        self.add(
            text(self.PERSON, self.tr("Person"), optional=True),
            self.tr("Who is kept in the workspace as having measured."), advanced=True,
        )
        table, polygon = QgsProcessing.SourceType.TypeVector, QgsProcessing.SourceType.TypeVectorPolygon
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Measured values"), table),
            self.tr("A row per unit, indicator and year; where there is no value, reservation says why. "
                    "covered_percent says how much of the unit the layers cover that should fill it, partial is 1 "
                    "where that is too little for a value of the whole unit."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_UNITS, self.tr("Units with their values"), polygon, None, True, False),
            self.tr("The units with a column per indicator; with several years one per indicator and year. partial "
                    "names the columns whose value is that of a part of the unit only."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.FALLOUT, self.tr("Left out unseen"), table, None, True, False),
            self.tr("Features that fall out of an indicator because a field, their amount or their unit is missing: "
                    "number and area per unit, indicator, field and reason."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.FALLOUT_HA, self.tr("Left out unseen (ha)")))
        self.addOutput(QgsProcessingOutputNumber(self.FALLOUT_COUNT, self.tr("Features left out unseen")))
        self.addOutput(QgsProcessingOutputNumber(self.MEASURED_COUNT, self.tr("Measured values")))
        self.addOutput(QgsProcessingOutputNumber(self.NOT_MEASURED_COUNT, self.tr("Indicators not measured")))
        self.addOutput(QgsProcessingOutputNumber(self.PARTIAL_COUNT, self.tr("Values of a part of a unit only")))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure and write the results."""
        pack = self.chosen_pack(parameters, context)
        rules = _rules(pack)
        codes = self._words(parameters, self.INDICATORS, context)
        years = self._years(pack, parameters, context)
        level = self._level(parameters, context)
        dataset = self._dataset(pack, rules, parameters, context)
        workspace = self.parameterAsFileOutput(parameters, self.WORKSPACE, context)
        self.require_sinks_apart(
            parameters, (self.OUTPUT, self.OUTPUT_UNITS, self.FALLOUT), data_files(dataset), (workspace,))
        if workspace:
            _require_usable(workspace, pack)
        reading = tree_of_dataset(dataset, Span(feedback, 0, 10))
        language = Language.current()
        for note in reading.notes:
            feedback.pushWarning(language.render(note))
        tree = reading.tree
        if not len(tree):
            raise LandPlanError(
                translatable("MeasureIndicators", "There are no administrative units to measure for. Add their layer "
                             "to the data, or choose it by hand."))
        found = measure(dataset, tree, years, codes, Span(feedback, 10, 85))
        self._log(found, rules, tree, feedback)
        left_out = fallen_whole(found.fallen)
        results: dict[str, Any] = {
            self.MEASURED_COUNT: len(found.values),
            self.NOT_MEASURED_COUNT: len({(one.indicator, one.year) for one in found.not_measured}),
            self.FALLOUT_HA: hectares(left_out[1]),
            self.FALLOUT_COUNT: left_out[0],
            self.PARTIAL_COUNT: sum(value.partial for value in found.values),
        }
        rows = value_table(found, rules, tree, language, level)
        wants_units = parameters.get(self.OUTPUT_UNITS) is not None
        units = unit_table(dataset, tree, found, level, Span(feedback, 85, 95)) if wants_units else None
        results[self.OUTPUT] = write_table(
            self, parameters, self.OUTPUT, context, rows, QgsCoordinateReferenceSystem(), feedback)
        if results[self.OUTPUT] is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        if units is not None:
            for role in roles_without_borders(dataset):
                feedback.pushWarning(self.tr(
                    "The layer {layer} has no polygons or no coordinate reference system, so its units are not in the "
                    "layer of units. Repair it.").format(layer=dataset.pack.layers[role].names[0]))
            results[self.OUTPUT_UNITS] = write_table(
                self, parameters, self.OUTPUT_UNITS, context, *units, feedback)
        if parameters.get(self.FALLOUT) is not None:
            lost = fallout_table(found, rules, tree, language, level)
            results[self.FALLOUT] = write_table(
                self, parameters, self.FALLOUT, context, lost, QgsCoordinateReferenceSystem(), feedback)
        if workspace:  # last: who cancels before finds it as it was
            raise_if_cancelled(feedback)
            self._keep(workspace, pack, tree, found, self.parameterAsString(parameters, self.PERSON, context), feedback)
            results[self.WORKSPACE] = workspace
        return results

    def _dataset(
        self, pack: Pack, rules: IndicatorRules, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Dataset:
        """Return the layers of the plan in their roles; units chosen by hand are the only ones.

        :raises LandPlanError: when the data source cannot be used
        """
        if self.project_refusal is not None:
            raise self.project_refusal
        layers, name = self.plan_layers(parameters, context)
        units = self.optional_source_layer(parameters, self.UNITS, context)
        if units is None:
            return bind(pack, layers, name)
        dataset = with_layers(bind(pack, layers, name), {rules.units.roles[0]: units})
        return without_layers(dataset, rules.units.roles[1:])

    def _words(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> list[str]:
        """Return the words of a list; none where it was left empty.

        :raises LandPlanError: for a text without any word
        """
        text = self.parameterAsString(parameters, name, context)
        words = words_of(text)
        if text.strip() and not words:
            raise LandPlanError(
                translatable("MeasureIndicators", "“{text}” names nothing. Give words separated by commas, or leave "
                             "it empty.", text=text))
        return words

    def _years(self, pack: Pack, parameters: dict[str, Any], context: QgsProcessingContext) -> list[int]:
        words = self._words(parameters, self.YEARS, context)
        wrong = [word for word in words if not (word.isdigit() and len(word) == 4)]
        if wrong:
            raise LandPlanError(
                translatable("MeasureIndicators", "“{text}” is no year. Give years of four digits separated by "
                             "commas, or nothing for those of the rule pack.", text=wrong[0]))
        return [int(word) for word in words] or [pack.base_year, *pack.target_years]

    def _level(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Optional[str]:
        text = self.parameterAsString(parameters, self.LEVEL, context).strip()
        if not text:
            return None
        for level, title in LEVEL_TITLES.items():
            if text.casefold() in (level, title.zh, title.en.casefold(), title.zh.rstrip("级")):
                return level
        raise LandPlanError(
            translatable("MeasureIndicators", "“{text}” is no administrative level; there are {levels}.", text=text,
                         levels=listed(LEVEL_TITLES)))

    def _log(
        self, found: Measurement, rules: IndicatorRules, tree: UnitTree, feedback: QgsProcessingFeedback
    ) -> None:
        """Say what the largest units have, and what is not measured."""
        language = Language.current()
        said: dict[tuple[str, str], list[str]] = {}  # by unit and reservation
        for value in found.values:
            if value.key.unit not in tree.roots:
                continue
            rule, unit = rules.indicators[value.key.indicator], tree[value.key.unit].name or value.key.unit
            feedback.pushInfo(
                self.tr("{unit}, {indicator} {year}: {value} {unit_of_value}").format(
                    unit=unit, indicator=language.title(rule.title), year=value.key.year,
                    value=plain(rounded(Fraction(value.quantity.amount), rule.decimals)),
                    unit_of_value=language.title(unit_title(rule.unit))))
            for message in value.reservations:
                values = said.setdefault((unit, language.render(message)), [])
                values.append(f"{language.title(rule.title)} {value.key.year}")
        for (unit, sentence), values in said.items():
            feedback.pushWarning(self.tr("{unit}, {values}: {sentence}").format(
                unit=unit, values=language.listed(values, _MOST_VALUES), sentence=sentence))
        partial = [value for value in found.values if value.partial]
        if partial:
            units = [tree[code].name or code for code in dict.fromkeys(value.key.unit for value in partial)]
            feedback.pushWarning(
                self.tr("Values of a part of a unit only, because a layer that should fill the unit does not: {count}, "
                        "in {units}. The table names layer and share.").format(
                    count=len(partial), units=language.listed(units, _MOST_NAMED)))
        for missing in found.not_measured:
            feedback.pushInfo(
                self.tr("{indicator} {year} is not measured: {reason}").format(
                    indicator=language.title(rules.indicators[missing.indicator].title), year=missing.year,
                    reason=language.render(missing.reason)))

    def _keep(
        self, path: str, pack: Pack, tree: UnitTree, found: Measurement, person: str, feedback: QgsProcessingFeedback
    ) -> None:
        """Write the values to the workspace, and the units where it has none yet.

        :raises LandPlanError: when the workspace cannot be written
        """
        with Workspace.open(path) as workspace:
            workspace.require_unlocked()
            store = workspace.indicators(pack.id)
            if not store.units():
                store.save_units(tree.units.values())
            changes = measured_changes(found, store.values(), person, datetime.now().astimezone())
            store.save(changes, person)
        removed = sum(change.value is None for change in changes)
        if removed:
            feedback.pushWarning(
                self.tr("{count} values that the workspace held as measured are removed: they can no longer be "
                        "measured. Their history is kept.").format(count=removed))


def _require_usable(path: str, pack: Pack) -> None:
    """Return when the values can be kept, so that what cannot be written does not cost a whole run.

    :raises LandPlanError: when the workspace cannot be made, read or written
    """
    if not Path(path).exists():
        require_writable_place(path, (".gpkg",))
        return
    with Workspace.open(path, create=False) as workspace:
        workspace.require_unlocked()
        store = workspace.indicators(pack.id)
        store.units()
        store.values()


def _rules(pack: Pack) -> IndicatorRules:
    """Return the indicators of a pack.

    :raises LandPlanError: when it has none
    """
    if pack.indicators is None:
        raise LandPlanError(
            translatable("Indicators", "The rule pack {pack} has no indicators.yaml, so nothing can be measured.",
                         pack=pack.title))
    return pack.indicators
