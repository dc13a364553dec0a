"""The way from a unit in a table to its place on the map."""

from __future__ import annotations

from functools import partial
from typing import Optional

from qgis.core import Qgis, QgsGeometry
from qgis.PyQt.QtCore import QObject

from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.unit_shapes import UnitShapes, unit_shapes
from ...algorithms.units.tree import UnitTree
from ..jobs import SourceRequest, open_and_bind
from ..map_link import MapLink
from ..session import Session
from ..tasks import BackgroundTask, start, stop


class UnitPlace(QObject):
    """Zooms to administrative units; the shapes of a level are read once, in the background."""

    def __init__(self, session: Session, map_link: MapLink, parent: Optional[QObject] = None) -> None:
        """:param map_link: shows the unit"""
        super().__init__(parent)
        self._session = session
        self._map = map_link
        self._task: Optional[BackgroundTask] = None
        self._known: dict[str, UnitShapes] = {}
        self._known_of: tuple[object, object] = (None, None)

    def show(self, tree: UnitTree, code: str) -> None:
        """Zoom to a unit of the tree, or say that it has no place."""
        if code not in tree:
            self._no_place()
            return
        session, level = self._session, tree[code].level
        if self._known_of != (session.content, tree):
            self._known, self._known_of = {}, (session.content, tree)
        if level in self._known:
            self._zoom(self._known[level], code)
            return
        try:
            request = session.source_request()
        except LandPlanError as error:
            session.told.emit(session.language.render(error.message), Qgis.MessageLevel.Warning)
            return
        if self._task is not None:
            self._task.abandon()
        task = BackgroundTask(self.tr("Looking for the unit"), partial(_shapes, request, tree, level))
        self._task = task
        task.succeeded.connect(partial(self._found, level, code))
        task.refused.connect(lambda sentence: session.told.emit(sentence, Qgis.MessageLevel.Warning))
        task.ended.connect(self._ended)
        start(task)

    def shut_down(self) -> None:
        """End the background work."""
        task, self._task = self._task, None
        stop(task)

    def _ended(self) -> None:
        self._task = None

    def _found(self, level: str, code: str, shapes: object) -> None:
        if isinstance(shapes, UnitShapes):
            self._known[level] = shapes
            self._zoom(shapes, code)

    def _zoom(self, shapes: UnitShapes, code: str) -> None:
        if code not in shapes.codes:
            self._no_place()
            return
        shape = QgsGeometry()
        shape.fromWkb(shapes.shapes[shapes.codes.index(code)])
        if not self._map.show(shape, shapes.crs):
            self._no_place()

    def _no_place(self) -> None:
        self._session.told.emit(self.tr("This unit has no place on the map."), Qgis.MessageLevel.Info)


def _shapes(request: SourceRequest, tree: UnitTree, level: str, feedback: Feedback) -> UnitShapes:
    content = open_and_bind(request)
    try:
        return unit_shapes(content.dataset, tree, level, feedback)
    finally:
        for layer in content.layers:
            layer.forget()
