"""landplan:responsibilityzones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDate

from ...algorithms.dataset.dataset import Dataset
from ...algorithms.dataset.source import SourceLayer
from ...algorithms.delineation.bounds import bounds_of
from ...algorithms.delineation.model import Units
from ...algorithms.delineation.persons import PersonFields, Persons, read_persons
from ...algorithms.delineation.responsibility import Responsibility, divide
from ...algorithms.delineation.responsibility_inputs import (
    land_names,
    read_farmland,
    responsibility_rules,
    units_of_level,
)
from ...algorithms.delineation.responsibility_tables import (
    block_table,
    parcel_table,
    plan_table,
    responsible_table,
    zone_table,
)
from ...algorithms.feedback import Span
from ...algorithms.geometry.plane import metres_per_unit
from ...algorithms.geometry.reproject import reprojected
from ...algorithms.geometry.wkb import polygons_from_wkb
from ...algorithms.language import Language
from ...algorithms.message import Message
from ...algorithms.rulepack.model import Pack
from ..result_styles import style_on_load
from ..result_tables import write_table
from .delineation_algorithm import DelineationAlgorithm

LEVELS = ("town", "village", "group")
BEYOND = 1.0  # metres outside of a block at which its neighbour is looked up
_NAMED = 8  # units without a person listed in one sentence


class ResponsibilityZones(DelineationAlgorithm):
    """Zones and blocks of responsibility for basic farmland (责任保护区、保护片块)."""

    BASIC_FARMLAND = "BASIC_FARMLAND"
    UNITS = "UNITS"
    VILLAGES = "VILLAGES"
    GROUPS = "GROUPS"
    PERSONS = "PERSONS"
    PERSON_UNIT_FIELD = "PERSON_UNIT_FIELD"
    PERSON_NAME_FIELD = "PERSON_NAME_FIELD"
    PERSON_PHONE_FIELD = "PERSON_PHONE_FIELD"
    SINCE = "SINCE"
    ONE_PART_ZONES = "ONE_PART_ZONES"
    ZONES = "ZONES"
    BLOCKS = "BLOCKS"
    PARCELS = "PARCELS"
    RESPONSIBLE = "RESPONSIBLE"
    RESPONSIBILITY_TABLE = "RESPONSIBILITY_TABLE"
    ZONE_COUNT = "ZONE_COUNT"
    BLOCK_COUNT = "BLOCK_COUNT"
    PARCEL_COUNT = "PARCEL_COUNT"
    WITHOUT_VILLAGE_COUNT = "WITHOUT_VILLAGE_COUNT"
    WITHOUT_PERSON_COUNT = "WITHOUT_PERSON_COUNT"

    def name(self) -> str:
        """Return the fixed id."""
        return "responsibilityzones"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Draw responsibility zones")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("basic farmland,responsibility,protection zone,protection block,town,village,group").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Divides basic farmland among towns, villages and groups and those who answer for it.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Every parcel of basic farmland belongs to the village its location code names, else to the village it "
            "lies in. Parcels of a village that lie side by side form a protection block, the blocks of a town its "
            "protection zone; numbers are the code of the unit and a serial number from north to south and west to "
            "east. Zones and blocks have the fields of the rule pack, with areas, the quality grade of most of the "
            "farmland and what lies on each side. The table of persons gives each town, village and group the person "
            "who answers for it; the last table is the table of protection responsibility, in mu. Parcels in no "
            "village and units without a person are named in the log."
        )

    def initAlgorithm(self, configuration: Any = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        polygons, table = QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVector
        self.add(
            QgsProcessingParameterFeatureSource(self.BASIC_FARMLAND, self.tr("Basic farmland"), [polygons]),
            self.tr("Parcels of basic farmland with number, location code and net area."),
        )
        for name, title, help_text in (
            (self.UNITS, self.tr("Towns"),
             self.tr("Administrative areas with 9-digit codes. Left empty: those of the plan.")),
            (self.VILLAGES, self.tr("Villages"),
             self.tr("Villages with 12-digit codes. Left empty: those of the plan, else the location codes alone.")),
            (self.GROUPS, self.tr("Villagers' groups"),
             self.tr("Groups with codes that begin with the village's. Left empty: those the location codes name.")),
        ):
            self.add(QgsProcessingParameterFeatureSource(name, title, [polygons], optional=True), help_text)
        self.add(
            QgsProcessingParameterFeatureSource(self.PERSONS, self.tr("Responsible persons"), [table], optional=True),
            self.tr("Table with a row per unit: its code, the person, telephone, households, start, remarks."),
        )
        for name, title, help_text in (
            (self.PERSON_UNIT_FIELD, self.tr("Field with the unit's code"),
             self.tr("Left empty: found by the headings the rule pack knows.")),
            (self.PERSON_NAME_FIELD, self.tr("Field with the person"),
             self.tr("Left empty: found by the headings the rule pack knows.")),
            (self.PERSON_PHONE_FIELD, self.tr("Field with the telephone"),
             self.tr("Left empty: found by the headings the rule pack knows.")),
        ):
            self.add(
                QgsProcessingParameterField(name, title, None, self.PERSONS, optional=True), help_text, advanced=True
            )
        self.add_pack_parameters()
        self.add(
            QgsProcessingParameterString(self.SINCE, self.tr("Protected since"), optional=True),
            self.tr("Day (YYYY-MM-DD) written to the zones; may be left empty."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.ONE_PART_ZONES, self.tr("One zone for each contiguous part"), False
            ),
            self.tr("Off: a town has one zone, of several parts where its farmland is apart."),
            advanced=True,
        )
        for name, title, kind, help_text in (
            (self.ZONES, self.tr("Protection zones"), polygons, self.tr("One zone per town, in the pack's fields.")),
            (self.BLOCKS, self.tr("Protection blocks"), polygons,
             self.tr("Contiguous basic farmland of a village, in the pack's fields.")),
            (self.PARCELS, self.tr("Parcels with their responsible persons"), polygons,
             self.tr("The parcels with zone, block, units, persons and areas in m² and mu.")),
            (self.RESPONSIBLE, self.tr("Responsible persons by unit"), table,
             self.tr("A row per town, village and group with title, person and area.")),
            (self.RESPONSIBILITY_TABLE, self.tr("Table of protection responsibility"), table,
             self.tr("The table of the annex, a row per block and group, in mu.")),
        ):
            self.add(
                QgsProcessingParameterFeatureSink(
                    name, title, kind, None, name not in (self.ZONES, self.BLOCKS)
                ),
                help_text,
            )
        for name, title in (
            (self.ZONE_COUNT, self.tr("Zones")),
            (self.BLOCK_COUNT, self.tr("Blocks")),
            (self.PARCEL_COUNT, self.tr("Parcels")),
            (self.WITHOUT_VILLAGE_COUNT, self.tr("Parcels in no village")),
            (self.WITHOUT_PERSON_COUNT, self.tr("Units without a person")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Divide the farmland and write zones, blocks, parcels and tables."""
        language = Language.current()
        layer = self.source_layer(parameters, self.BASIC_FARMLAND, context)
        since = self._since(parameters, context)
        sinks = (self.ZONES, self.BLOCKS, self.PARCELS, self.RESPONSIBLE, self.RESPONSIBILITY_TABLE)
        notes: list[Message] = []
        pack, dataset = self.pack_and_layers(parameters, context)
        rules = responsibility_rules(pack)
        self.require_sinks_apart(parameters, sinks)
        farmland = read_farmland(pack, layer, notes, Span(feedback, 0, 10))
        units = {
            level: self._units(parameters, context, pack, dataset, level, notes) for level in LEVELS
        }
        work = divide(
            rules, farmland, units["town"], units["village"], units["group"],
            pack.tolerances.get("topology", 0.0),
            self.parameterAsBoolean(parameters, self.ONE_PART_ZONES, context), Span(feedback, 10, 80),
            context.transformContext(),
        )
        persons = self._persons(parameters, context, pack, work, feedback)
        bounds = _bounds(
            work, units, land_names(pack, dataset, work.parcels.crs, context.transformContext()),
            context.transformContext(),
        )
        tables = {
            self.ZONES: zone_table(pack, work, since),
            self.BLOCKS: block_table(pack, work, bounds),
            self.PARCELS: parcel_table(pack, work, persons, language),
            self.RESPONSIBLE: responsible_table(pack, work, persons, language),
            self.RESPONSIBILITY_TABLE: plan_table(pack, work, persons, bounds),
        }
        for note in (*notes, *work.notes):
            feedback.pushWarning(language.render(note))
        self.warn_of_shapeless(feedback, self._plan_layers, (self.BASIC_FARMLAND,))
        outputs = {
            name: write_table(self, parameters, name, context, table, layer.crs, feedback)
            for name, table in tables.items()
        }
        for name, style in (
            (self.PARCELS, "responsibility_parcels"), (self.ZONES, "responsibility_zone"),
            (self.BLOCKS, "responsibility_block"),
        ):
            style_on_load(context, outputs[name], style)
        return {
            **{name: sink for name, sink in outputs.items() if sink is not None},
            self.ZONE_COUNT: len(work.zone_numbers),
            self.BLOCK_COUNT: len(work.block_numbers),
            self.PARCEL_COUNT: len(farmland),
            self.WITHOUT_VILLAGE_COUNT: int((work.block < 0).sum()),
            self.WITHOUT_PERSON_COUNT: self._without_person(parameters, work, persons, feedback),
        }

    def _since(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Optional[str]:
        text = self.parameterAsString(parameters, self.SINCE, context).strip()
        if text and not QDate.fromString(text, "yyyy-MM-dd").isValid():
            raise QgsProcessingException(
                self.tr("“{text}” is no day of the form YYYY-MM-DD, for example 2016-12-31.").format(text=text)
            )
        return text or None

    def _units(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        pack: Pack,
        dataset: Dataset,
        level: str,
        notes: list[Message],
    ) -> Optional[Units]:
        """Return the units of a level: of the layer that was chosen, else of the plan's layers."""
        name = {"town": self.UNITS, "village": self.VILLAGES, "group": self.GROUPS}[level]
        chosen = self.optional_source_layer(parameters, name, context)
        if chosen is not None:
            units = units_of_level(pack, chosen, level, notes)
            if units is None:
                raise QgsProcessingException(
                    self.tr("{layer} holds no unit with a code of {digits} digits.").format(
                        layer=chosen.name, digits=responsibility_rules(pack).level(level).digits
                    )
                )
            return units
        if level == "group" or pack.delineation is None:
            return None
        layers: list[SourceLayer] = [
            layer for layer in map(dataset.layer, pack.delineation.units.roles) if layer is not None
        ]
        others: list[Message] = []  # a plan's layer of towns holds no villages, which nobody has to be told
        found = (units_of_level(pack, layer, level, others) for layer in layers)
        return next((units for units in found if units is not None), None)

    def _persons(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        pack: Pack,
        work: Responsibility,
        feedback: QgsProcessingFeedback,
    ) -> Persons:
        table = self.optional_source_layer(parameters, self.PERSONS, context)
        if table is None:
            return Persons({})
        chosen = PersonFields(*(
            self.field_name(table, self.parameterAsString(parameters, name, context))
            for name in (self.PERSON_UNIT_FIELD, self.PERSON_NAME_FIELD, self.PERSON_PHONE_FIELD)
        ))
        codes = {code for level in (work.town, work.village, work.group) for code in level.tolist() if code}
        persons = read_persons(table, responsibility_rules(pack).persons, codes, chosen)
        strange = sorted(set(persons.by_unit) - codes)
        if strange:
            feedback.pushWarning(
                self.tr("The table of persons names units without basic farmland: {codes}").format(
                    codes=_listed(strange)
                )
            )
        if persons.rows_without_unit:
            feedback.pushWarning(
                self.tr("{count} rows of the table of persons name no unit or no person; they were left out.").format(
                    count=persons.rows_without_unit
                )
            )
        return persons

    def _without_person(
        self, parameters: dict[str, Any], work: Responsibility, persons: Persons, feedback: QgsProcessingFeedback
    ) -> int:
        """Return how many units nobody answers for, and name them in the log when there is a table of persons."""
        missing = [
            code
            for level in (work.town, work.village, work.group)
            for code in sorted(set(level[work.block >= 0].tolist()) - {""})
            if persons.of(code) is None
        ]
        if missing and parameters.get(self.PERSONS) in (None, ""):
            feedback.pushInfo(self.tr("No table of persons was given: the columns of persons are empty."))
        elif missing:
            feedback.pushWarning(
                self.tr("Nobody answers for {count} units: {units}").format(
                    count=len(missing), units=_listed([f"{work.name(code)} ({code})" for code in missing])
                )
            )
        return len(missing)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _bounds(
    work: Responsibility,
    units: dict[str, Optional[Units]],
    land: Optional[Units],
    transforms: QgsCoordinateTransformContext,
) -> list[Optional[str]]:
    """Return what lies on each side of every block; nothing is known without a layer of villages or towns."""
    crs = work.parcels.crs
    layers = []
    for level in ("village", "town"):
        layer = units[level]
        if layer is not None and layer.polygons is not None:
            shapes = layer.polygons
            if layer.crs is not None:
                shapes = reprojected(shapes, layer.crs, crs, layer.layer, transforms)
            layers.append(replace(layer, polygons=shapes, crs=crs))
    if not layers:
        return [None] * len(work.block_numbers)
    areas = polygons_from_wkb([bytes(shape.asWkb().data()) for shape in work.block_shapes])
    own = [work.name(code) for code in work.block_villages]
    return bounds_of(areas, own, layers, land, BEYOND / metres_per_unit(crs))
