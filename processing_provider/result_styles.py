"""Gives the layers an algorithm makes the toolbox's own style once Processing loads them.

Only layers that are to be loaded get one, so `qgis_process`, scripts and the inner steps of models see nothing
of it. The styles are made by ``scripts/build_styles.py``, one file per language.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any, Optional

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)
from qgis.PyQt import sip

from ..algorithms.language import Language

_CATEGORIES = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling
STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"


def style_path(style_name: str, language: Language) -> Path:
    """Return the file of a style in a language."""
    return STYLES / f"{style_name}_{language.code}.qml"


def style_on_load(
    context: QgsProcessingContext, layer_id: Optional[str], style_name: str, title: str = ""
) -> None:
    """Have a result layer drawn in a style of the toolbox when it is loaded into the project.

    Nothing happens for a layer that is not going to be loaded (``qgis_process``, inner steps of a model), for
    a sink that was left out, and for a style that does not exist: a result without colours is still a result.

    :param layer_id: id of the layer as ``parameterAsSink`` returns it, None for a sink that was left out
    :param style_name: name of a style without language and ending, for example ``screening``
    :param title: name of the layer in the language of QGIS where nobody has given it one
    """
    if not layer_id or not context.willLoadLayerOnCompletion(layer_id):
        return
    details = context.layerToLoadOnCompletionDetails(layer_id)
    if title and not details.name:
        details.name = title
    details.setPostProcessor(_Styler.make(style_name))


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Loads a style into one layer.

    The context deletes it when it goes away, so every layer needs one of its own; until then nobody but Python
    keeps it alive.
    """

    _kept: list[_Styler] = []
    _lock = Lock()

    def __init__(self, style_name: str) -> None:
        super().__init__()
        self._style_name = style_name

    @classmethod
    def make(cls, style_name: str) -> _Styler:
        """Return a new one that lives as long as the context it is given to."""
        styler = cls(style_name)
        with cls._lock:  # algorithms run in several threads
            cls._kept = [kept for kept in cls._kept if not sip.isdeleted(kept)] + [styler]
        return styler

    def postProcessLayer(  # noqa: N802
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Load the style; called in the main thread when the layer has been added to the project."""
        language = Language.current()
        path = style_path(self._style_name, language)
        if not isinstance(layer, QgsVectorLayer) or not layer.isSpatial() or not path.is_file():
            return
        kept: Any = layer.renderer().clone() if layer.renderer() is not None else None
        # Colours and labels only: what a format keeps of its own (field widgets, map tips) stays.
        message, done = layer.loadNamedStyle(str(path), _CATEGORIES)
        if done:
            layer.triggerRepaint()
            layer.emitStyleChanged()
            return
        if kept is not None:
            layer.setRenderer(kept)
        feedback.pushWarning(
            language.translate("ResultStyles", "{layer} keeps its plain colours: {reason}").format(
                layer=layer.name(), reason=message
            )
        )
