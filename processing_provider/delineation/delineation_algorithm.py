"""What all delineation algorithms share."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterField,
    QgsProcessingParameterRasterLayer,
)

from ...algorithms.dataset.binding import Dataset, bind
from ...algorithms.dataset.source import SourceLayer
from ...algorithms.delineation.result import Note
from ...algorithms.delineation.slope import slope_scheme
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.geometry.terrain import Terrain, terrain_of
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.model import Pack
from ..pack_algorithm import PackAlgorithm


class ElevationLayer(NamedTuple):
    """What an elevation model is, taken over from its layer: layers belong to the main thread."""

    name: str
    provider: str
    source: str
    crs: QgsCoordinateReferenceSystem


class DelineationAlgorithm(PackAlgorithm):
    """An algorithm of the group delineation (划定).

    The group's algorithms take a rule pack and the other layers of the plan from a file or folder, or from the open
    project; many take an elevation model, or a field of the parcels with the slope.
    """

    DEM = "DEM"
    SLOPE_FIELD = "SLOPE_FIELD"
    QUALITY_FIELD = "QUALITY_FIELD"

    def __init__(self) -> None:
        """Start without layers; they are taken over when the algorithm is prepared."""
        super().__init__()
        self._elevation: Optional[ElevationLayer] = None

    def group(self) -> str:
        """Return the translated group."""
        return Language.current().translate("DelineationAlgorithm", "Delineation")

    def groupId(self) -> str:  # noqa: N802
        """Return the fixed id of the group."""
        return "delineation"

    def add_pack_parameters(self) -> None:
        """Define the rule pack and where the other layers of the plan are."""
        translate = Language.current().translate
        self.add_pack_parameter()
        self.add_source_parameter(
            translate("DelineationAlgorithm", "Other layers of the plan"),
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
        """Take over what the elevation model is, which only the main thread may ask its layer for."""
        if self.parameterDefinition(self.DEM) is not None:
            layer = self.parameterAsRasterLayer(parameters, self.DEM, context)
            if layer is not None:
                self._elevation = ElevationLayer(layer.name(), layer.providerType(), layer.source(), layer.crs())
                self._input_files.append(layer.source())
        return super().prepareAlgorithm(parameters, context, feedback)

    def pack_and_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[Pack, Dataset]:
        """Return the rule pack and the layers of the plan bound to its roles.

        In an empty project whatever needs a layer says which one is missing.

        :raises LandPlanError: when the pack or the data source cannot be used
        """
        pack = self.chosen_pack(parameters, context)
        layers, name = self.plan_layers(parameters, context)
        self._input_files += [layer.path for layer in layers if layer.path]
        return pack, bind(pack, layers, name)

    def elevation(self, parameters: dict[str, Any]) -> Optional[ElevationLayer]:
        """Return the elevation model, None where none was given.

        :raises LandPlanError: when it is no file that GDAL can open
        """
        if parameters.get(self.DEM) in (None, ""):
            return None
        if self._elevation is None or self._elevation.provider != "gdal":
            raise LandPlanError(
                translatable(
                    "DelineationAlgorithm",
                    "The elevation model {layer} cannot be opened as a file. Save it as a file first (Export > "
                    "Save As).",
                    layer=str(parameters[self.DEM]) if self._elevation is None else self._elevation.name,
                )
            )
        return self._elevation

    @staticmethod
    def require_crs(layer: SourceLayer) -> None:
        """Refuse a layer without a coordinate reference system: nobody knows where on an elevation model it lies.

        :raises LandPlanError: naming the layer
        """
        if not layer.crs.isValid():
            raise LandPlanError(
                translatable(
                    "DelineationAlgorithm",
                    "{layer} has no coordinate reference system, so its place on the elevation model is not known. "
                    "Assign the one its data were made in.",
                    layer=layer.name,
                )
            )

    @staticmethod
    def tell(note: Note, feedback: QgsProcessingFeedback, language: Language) -> None:
        """Write a sentence to the log."""
        sentence = language.render(note.message)
        if note.warning:
            feedback.pushWarning(sentence)
        else:
            feedback.pushInfo(sentence)

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
        dem = self.elevation(parameters)
        if dem is None:
            return None
        self.require_crs(parcels)
        return terrain_of(
            parcels.read(feedback).polygons,
            parcels.crs,
            dem.source,
            slope_scheme(pack).steep,
            feedback,
            dem_crs=dem.crs,
            context=context.transformContext(),
        )
