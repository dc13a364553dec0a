"""One click from a measured number to the features it is made of: selected in their layers and shown on the map."""

from __future__ import annotations

from functools import partial
from typing import Optional, Sequence

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.live.edited_layers import shows
from ...algorithms.indicators.measuring import BehindLayer, features_behind
from ...algorithms.indicators.model import ValueKey
from ...algorithms.units.tree import UnitTree
from ..data_layers import add_layer
from ..jobs import SourceRequest, open_and_bind
from ..session import Session
from ..tasks import BackgroundTask, start, stop


class FeaturesBehind(QObject):
    """Finds the features behind a number in the background and selects them."""

    def __init__(self, session: Session, canvas: QgsMapCanvas, parent: Optional[QObject] = None) -> None:
        """:param canvas: zoomed to the features"""
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._task: Optional[BackgroundTask] = None

    def show(self, tree: UnitTree, key: ValueKey) -> None:
        """Look for the features behind a measured value and show them."""
        try:
            request = self._session.source_request()
        except LandPlanError as error:
            self._tell(self._session.language.render(error.message), Qgis.MessageLevel.Critical)
            return
        if self._task is not None:
            self._task.abandon()
        task = BackgroundTask(self.tr("Looking for the features"), partial(_find, request, tree, key))
        self._task = task
        task.succeeded.connect(self._found)
        task.refused.connect(lambda sentence: self._tell(sentence, Qgis.MessageLevel.Critical))
        task.ended.connect(self._ended)
        start(task)

    def shut_down(self) -> None:
        """End the background work."""
        task, self._task = self._task, None
        stop(task)

    def _ended(self) -> None:
        self._task = None

    def _found(self, result: object) -> None:
        found: Sequence[BehindLayer] = result if isinstance(result, list) else []
        project = QgsProject.instance()
        shown: list[QgsVectorLayer] = []
        count = 0
        for behind in found:
            if not len(behind.fids):
                continue
            layer = next((one for one in _vector_layers(project) if shows(one, behind.layer)), None)
            if layer is None and self._session.content is not None:
                layer = add_layer(project, self._session.content.dataset, behind.role, self._session.language)
            if layer is None:
                continue
            layer.selectByIds([int(fid) for fid in behind.fids])
            count += len(behind.fids)
            shown.append(layer)
        if not shown:
            self._tell(self.tr("No feature of a layer lies behind this value."), Qgis.MessageLevel.Info)
            return
        extent = None
        settings = self._canvas.mapSettings()
        for layer in shown:
            if layer.isSpatial() and not layer.boundingBoxOfSelected().isEmpty():
                box = settings.layerExtentToOutputExtent(layer, layer.boundingBoxOfSelected())
                extent = box if extent is None else extent
                extent.combineExtentWith(box)
        if extent is not None:
            extent.scale(1.05)
            self._canvas.setExtent(extent)
            self._canvas.refresh()
        names = ", ".join(layer.name() for layer in shown)
        self._tell(self.tr("{count} features selected in {layers}.").format(count=count, layers=names),
                   Qgis.MessageLevel.Info)

    def _tell(self, sentence: str, level: Qgis.MessageLevel) -> None:
        self._session.told.emit(sentence, level)


def _find(request: SourceRequest, tree: UnitTree, key: ValueKey, feedback: Feedback) -> list[BehindLayer]:
    content = open_and_bind(request)
    found = list(features_behind(content.dataset, tree, key, feedback))
    for layer in content.layers:
        layer.forget()
    return found


def _vector_layers(project: QgsProject) -> list[QgsVectorLayer]:
    return [layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer) and layer.isValid()]
