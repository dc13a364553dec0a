"""What all algorithms of the toolbox share."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
)
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QIcon

from ..algorithms.dataset.source import SourceLayer, layer_source, processing_source
from ..algorithms.errors import LandPlanError
from ..algorithms.language import Language

ROOT = Path(__file__).resolve().parent.parent
ICONS = ROOT / "resources" / "icons"
HELP = ROOT / "docs" / "algorithms.html"


class LandPlanAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the toolbox: identity, icon, help and translation."""

    def __init__(self) -> None:
        """Start without layers; they are taken over when the algorithm is prepared."""
        super().__init__()
        self._layers: dict[str, SourceLayer] = {}

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

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take over whole layers in the main thread: they are read much faster than through Processing."""
        for definition in self.parameterDefinitions():
            name = definition.name()
            if not isinstance(definition, QgsProcessingParameterFeatureSource) or isinstance(
                parameters.get(name), QgsProcessingFeatureSourceDefinition  # may hold a selection or a filter
            ):
                continue
            layer = self.parameterAsVectorLayer(parameters, name, context)
            if layer is not None:
                self._layers[name] = layer_source(layer)
        return True

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
        return processing_source(source, source.sourceName())

    @staticmethod
    def refusal(error: LandPlanError) -> QgsProcessingException:
        """Return a refusal as Processing shows it: its sentence in the language of QGIS."""
        return QgsProcessingException(Language.current().render(error.message))
