"""What all delineation algorithms share."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
    QgsRasterLayer,
)

from ...algorithms.dataset.binding import Dataset, bind
from ...algorithms.dataset.source import SourceLayer, open_source, project_layers
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.geometry.terrain import Terrain, terrain_of
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.loader import available_packs, load_pack
from ...algorithms.rulepack.model import Pack
from ...algorithms.selfcheck.catalogue import kind_specs
from ..base import LandPlanAlgorithm


class DelineationAlgorithm(LandPlanAlgorithm):
    """An algorithm of the group delineation (划定).

    The group's algorithms take a rule pack and the other layers of the plan from a file or folder, or from the open
    project; many take an elevation model, or a field of the parcels with the slope.
    """

    PACK = "PACK"
    SOURCE = "SOURCE"
    DEM = "DEM"
    SLOPE_FIELD = "SLOPE_FIELD"
    QUALITY_FIELD = "QUALITY_FIELD"

    def __init__(self) -> None:
        """Start without layers; they are taken over when the algorithm is prepared."""
        super().__init__()
        self._project_layers: Sequence[SourceLayer] = ()
        self._plan_layers: Sequence[SourceLayer] = ()
        self._rasters: dict[str, QgsRasterLayer] = {}

    def group(self) -> str:
        """Return the translated group."""
        return Language.current().translate("DelineationAlgorithm", "Delineation")

    def groupId(self) -> str:  # noqa: N802
        """Return the fixed id of the group."""
        return "delineation"

    def add_pack_parameter(self) -> None:
        """Define the rule pack."""
        translate = Language.current().translate
        packs = [summary.id for summary in available_packs()]
        pack = QgsProcessingParameterString(
            self.PACK, translate("DelineationAlgorithm", "Rule pack"), "farmland" if "farmland" in packs else None
        )
        pack.setMetadata({"widget_wrapper": {"value_hints": packs}})
        self.add(
            pack,
            translate("DelineationAlgorithm", "Id of a rule pack ({packs}) or the folder of your own.").format(
                packs=", ".join(packs)
            ),
        )

    def add_pack_parameters(self) -> None:
        """Define the rule pack and where the other layers of the plan are."""
        translate = Language.current().translate
        self.add_pack_parameter()
        # Behaviour "folder" takes files too; behaviour "file" would refuse every geodatabase.
        source = QgsProcessingParameterFile(
            self.SOURCE,
            translate("DelineationAlgorithm", "Other layers of the plan"),
            QgsProcessingParameterFile.Behavior.Folder,
            optional=True,
        )
        self.add(
            source,
            translate(
                "DelineationAlgorithm",
                "File geodatabase, GeoPackage or folder with the layers the rules of the pack look at, found by "
                "their names. Left empty: the layers of the open project.",
            ),
        )

    def add_terrain_parameters(self, parcels: str) -> None:
        """Define where slope and quality of the parcels come from.

        :param parcels: name of the parameter with the parcels
        """
        translate = Language.current().translate
        self.add(
            QgsProcessingParameterRasterLayer(
                self.DEM, translate("DelineationAlgorithm", "Elevation model (DEM)"), None, True
            ),
            translate(
                "DelineationAlgorithm",
                "Heights in metres, in any coordinate reference system. Left empty: the slope comes from the field.",
            ),
        )
        self.add(
            QgsProcessingParameterField(
                self.SLOPE_FIELD,
                translate("DelineationAlgorithm", "Field with the slope"),
                None,
                parcels,
                optional=True,
            ),
            translate(
                "DelineationAlgorithm",
                "Texts and whole numbers are codes of slope classes, decimal numbers are degrees. Left empty: the "
                "field of the rule pack, where the parcels have it.",
            ),
        )
        self.add(
            QgsProcessingParameterField(
                self.QUALITY_FIELD,
                translate("DelineationAlgorithm", "Field with the quality grade"),
                None,
                parcels,
                optional=True,
            ),
            translate(
                "DelineationAlgorithm",
                "Left empty: the field of the rule pack, where the parcels have it.",
            ),
        )

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take over rasters and the layers of the open project, which only the main thread may do."""
        for definition in self.parameterDefinitions():
            if not isinstance(definition, QgsProcessingParameterRasterLayer):
                continue
            layer = self.parameterAsRasterLayer(parameters, definition.name(), context)
            if layer is not None:
                self._rasters[definition.name()] = layer.clone()
                self._input_files.append(layer.source())
        takes_project = self.parameterDefinition(self.SOURCE) is not None
        if takes_project and not self.parameterAsString(parameters, self.SOURCE, context):
            try:
                self._project_layers = project_layers(context.project() or QgsProject.instance())
            except LandPlanError:  # an empty project: whatever needs a layer says which one is missing
                self._project_layers = ()
        return super().prepareAlgorithm(parameters, context, feedback)

    def pack_and_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[Pack, Dataset]:
        """Return the rule pack and the layers of the plan bound to its roles.

        :raises LandPlanError: when the pack or the data source cannot be used
        """
        pack = load_pack(self.parameterAsString(parameters, self.PACK, context), kind_specs())
        source = self.parameterAsString(parameters, self.SOURCE, context)
        layers = open_source(source) if source else self._project_layers
        self._plan_layers = layers
        self._input_files += [layer.path for layer in layers if layer.path]
        project = context.project() or QgsProject.instance()
        name = source or project.fileName() or Language.current().translate("DelineationAlgorithm", "open project")
        return pack, bind(pack, layers, name)

    def terrain(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        pack: Pack,
        parcels: SourceLayer,
        feedback: Feedback,
    ) -> Optional[Terrain]:
        """Return the slope of the parcels on the elevation model, None where none was given.

        :raises LandPlanError: when the model cannot be used, or the pack has no slope classes
        :raises Cancelled: when the user cancels
        """
        if parameters.get(self.DEM) in (None, ""):
            return None
        dem = self._rasters.get(self.DEM)
        if dem is None or dem.providerType() != "gdal":
            raise LandPlanError(
                translatable(
                    "DelineationAlgorithm",
                    "The elevation model {layer} cannot be opened as a file. Save it as a file first (Export > "
                    "Save As).",
                    layer=str(parameters[self.DEM]) if dem is None else dem.name(),
                )
            )
        if pack.slope is None:
            raise LandPlanError(
                translatable(
                    "DelineationAlgorithm",
                    "The rule pack {pack} has no slope classes, so an elevation model is of no use: add slope to its "
                    "pack.yaml, or leave the elevation model out.",
                    pack=pack.id,
                )
            )
        return terrain_of(
            parcels.read(feedback).polygons,
            parcels.crs,
            dem.source(),
            pack.slope.steep,
            feedback,
            dem_crs=dem.crs(),
            context=context.transformContext(),
        )
