"""What all algorithms of the toolbox share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Iterable, Optional, Sequence

from qgis.core import (
    QgsDataSourceUri,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QIcon

from ..algorithms.dataset.source import SourceLayer, layer_source, processing_source
from ..algorithms.delivery.destinations import require_apart, require_writable_folder
from ..algorithms.errors import Cancelled, LandPlanError
from ..algorithms.language import Language
from ..algorithms.message import translatable

ROOT = Path(__file__).resolve().parent.parent
ICONS = ROOT / "resources" / "icons"
HELP = ROOT / "docs" / "algorithms.html"
_LAYER = "|layername="


class LandPlanAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the toolbox: identity, icon, help and translation."""

    def __init__(self) -> None:
        """Start without layers; they are taken over when the algorithm is prepared."""
        super().__init__()
        self._layers: dict[str, SourceLayer] = {}
        self._input_files: list[str] = []

    def createInstance(self) -> QgsProcessingAlgorithm:  # noqa: N802
        """Return a fresh copy, as Processing asks for."""
        return type(self)()

    def tr(self, text: str) -> str:
        """Return the translation of a text in the context of the algorithm's class."""
        return QCoreApplication.translate(type(self).__name__, text)

    def icon(self) -> QIcon:
        """Return the algorithm's own icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:  # noqa: N802
        """Return the path of the algorithm's own icon, of the toolbox's where it has none."""
        own = ICONS / f"{self.name()}.svg"
        return str(own if own.exists() else ICONS / "icon.svg")

    def helpUrl(self) -> str:  # noqa: N802
        """Return the address of the local documentation of this algorithm."""
        url = QUrl.fromLocalFile(str(HELP))
        url.setFragment(self.name())
        return url.toString()

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str, advanced: bool = False) -> None:
        """Add a parameter with its help text."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_layer_parameter(self, name: str, title: str, help_text: str) -> None:
        """Add a polygon layer that may be given by hand in the place of one found by its name."""
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(name, title, polygons, None, True), help_text)

    def number_or(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, otherwise: float
    ) -> float:
        """Return the value of a number parameter, another one where it was left empty."""
        found = self.optional_number(parameters, name, context)
        return otherwise if found is None else found

    def optional_number(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> Optional[float]:
        """Return the value of a number parameter, None where it was left empty."""
        if parameters.get(name) in (None, ""):
            return None
        return float(self.parameterAsDouble(parameters, name, context))

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take over whole layers in the main thread: they are read much faster than through Processing."""
        for definition in self.parameterDefinitions():
            name = definition.name()
            if not isinstance(definition, QgsProcessingParameterFeatureSource):
                continue
            value = parameters.get(name)
            restricted, whole = False, parameters
            if isinstance(value, QgsProcessingFeatureSourceDefinition):  # a selection or a filter
                restricted, whole = True, {name: value.source.staticValue()}
            layer = self.parameterAsVectorLayer(whole, name, context)
            if layer is None:
                continue
            _call_by_layer(layer, whole[name], context)
            parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
            self._input_files.append(str(parts.get("path") or ""))
            if not restricted:
                self._layers[name] = layer_source(layer)
        return True

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the algorithm; a refusal is raised as Processing shows it."""
        try:
            return self.results(parameters, context, feedback)
        except LandPlanError as error:
            raise QgsProcessingException(Language.current().render(error.message)) from error
        except Cancelled:
            return self.cancelled_results()

    def results(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work and return outputs by name; refusals and cancelling are left to the base.

        :raises LandPlanError: when parameters or data cannot be used
        :raises Cancelled: when the user cancels
        """
        raise TypeError(f"{type(self).__name__} computes no results")

    def cancelled_results(self) -> dict[str, Any]:
        """Return what a cancelled run hands out: nothing, unless the algorithm knows better."""
        return {}

    def source_layer(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> SourceLayer:
        """Return the layer of a required source parameter.

        :raises QgsProcessingException: when there is no such layer
        """
        layer = self.optional_source_layer(parameters, name, context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return layer

    def optional_source_layer(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> Optional[SourceLayer]:
        """Return the layer of a source parameter, None when it was left empty."""
        if parameters.get(name) in (None, ""):
            return None
        if name in self._layers:
            return self._layers[name]
        source: Optional[QgsProcessingFeatureSource] = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        self._layers[name] = processing_source(source, source.sourceName())
        return self._layers[name]

    def warn_of_shapeless(
        self, feedback: QgsProcessingFeedback, others: Iterable[SourceLayer] = (), but: Sequence[str] = ()
    ) -> None:
        """Name the layers that were read and have features without a usable shape, which take no part.

        :param others: layers besides those of the parameters
        :param but: parameters whose features are told about otherwise
        """
        given = [layer for name, layer in self._layers.items() if name not in but]
        for layer in dict.fromkeys((*given, *others)):
            lost = layer.shapeless()
            if len(lost):
                sentence = Language.current().translate(
                    "LandPlanAlgorithm",
                    "{count} features of {layer} have no shape that can be used and take no part, for example the "
                    "feature with the id {fid}. Check its geometry.",
                )
                feedback.pushWarning(sentence.format(count=len(lost), layer=layer.name, fid=int(lost[0])))

    def field_name(self, layer: SourceLayer, name: Optional[str]) -> Optional[str]:
        """Return the field of a layer as the layer spells it, None when no field was asked for.

        :raises QgsProcessingException: when the layer has no such field
        """
        if not name:
            return None
        for wanted in (str, str.casefold):
            for field in layer.fields:
                if wanted(field.name) == wanted(name):
                    return field.name
        raise QgsProcessingException(
            Language.current().translate("LandPlanAlgorithm", "The layer {layer} has no field {field}.")
            .format(layer=layer.name, field=name)
        )

    def chosen_language(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> Language:
        """Return the language of a result: that of the parameter, left empty that of QGIS.

        :raises LandPlanError: for a language that the toolbox does not have
        """
        code = self.parameterAsString(parameters, name, context).strip()
        if not code:
            return Language.current()
        if re.split("[-_]", code.lower())[0] not in ("zh", "en"):
            raise LandPlanError(translatable(
                "LandPlanAlgorithm",
                "“{code}” is no language of the results. Write zh or en, or leave it empty for that of QGIS.",
                code=code))
        return Language(code)

    def require_sinks_apart(
        self, parameters: dict[str, Any], names: Sequence[str], data: Iterable[str] = (), others: Sequence[str] = ()
    ) -> None:
        """Refuse output layers that would replace or change the data they are made from, or another result.

        Call it before the sinks are made: making one replaces the file.

        :param names: the sink parameters
        :param data: files the data come from, besides those of the layer parameters
        :param others: files of the results that are no layers, such as the workspace; empty ones are passed over
        :raises LandPlanError: when an output would
        """
        sources = [*self._input_files, *data]
        places = [place for name in names for place in _sink_places(parameters.get(name))]
        require_apart([*others, *(file for file, is_database in places if not is_database)], sources)
        for file in filter(None, (file for file, _ in places)):
            require_writable_folder(file)
        for database in (file for file, is_database in places if is_database):
            require_apart([*others, database], sources)


def _sink_places(value: Any) -> list[tuple[str, bool]]:
    """Return the files an output layer may go to, each with whether other layers share it; none for one in no file."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    text = value if isinstance(value, str) else ""
    if text.startswith("ogr:"):
        return [(QgsDataSourceUri(text[len("ogr:"):]).database(), True)]
    if text == QgsProcessing.TEMPORARY_OUTPUT or re.match(r"\w{2,}:", text) or not text:  # one letter is a drive
        return []
    if QgsVectorFileWriter.driverForExtension(text.rpartition(".")[2]):
        return [(text, False)]
    return [(text, False), (text + ".gpkg", False)]  # what Processing makes of an ending that means no format


def _call_by_layer(layer: QgsVectorLayer, value: Any, context: QgsProcessingContext) -> None:
    """Call a layer that was opened as ``file|layername=…`` by its own name; QGIS calls it after the file."""
    project = context.project()
    if isinstance(value, str) and _LAYER in value and (project is None or project.mapLayer(layer.id()) is None):
        layer.setName(value.split(_LAYER, 1)[1].split("|", 1)[0] or layer.name())
