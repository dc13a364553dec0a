"""Unit maps from the grid: what the current cell's indicator may show, and the map itself."""

from __future__ import annotations

from functools import partial
from typing import Optional

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMenu, QWidget

from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.amount_words import level_title
from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.model import ValueKey
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.unit_map import MapChoice, MapContent, UnitMap, unit_map
from ...algorithms.indicators.unit_shapes import unit_shapes
from ...algorithms.rulepack.indicator_rules import ValueKind
from ..jobs import SourceRequest, open_and_bind
from ..session import Session
from ..tasks import BackgroundTask, start, stop
from ..workspace_place import results_folder
from .unit_map import maps_file, show_unit_map


class MapMaker(QObject):
    """Offers the maps of an indicator and makes them in the background."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """:param parent: the tab"""
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._task: Optional[BackgroundTask] = None

    def menu(self, sheet: IndicatorSheet, key: ValueKey, area_unit: str) -> QMenu:
        """Return the maps of the indicator of a cell, level by level, the largest units first."""
        menu = QMenu(self._window)
        title = self._session.language.title
        for level in (level for level in sheet.rules.units.digits if level in sheet.tree.levels):
            part = menu.addMenu(title(level_title(level)))
            for kind in (key.kind, *(kind for kind in ValueKind if kind is not key.kind)):
                self._offer(part, sheet, title(KIND_TITLES[kind]),
                            MapChoice(key.indicator, key.year, level, kind=kind, area_unit=area_unit))
            part.addSeparator()
            for text, content in (
                (self.tr("Planned less assigned"), MapContent.DIFFERENCE),
                (self.tr("Measured in % of the target"), MapContent.FULFILMENT),
                (self.tr("Share of the unit's area in %"), MapContent.SHARE_OF_LAND),
            ):
                self._offer(part, sheet, text, MapChoice(
                    key.indicator, key.year, level, content, key.kind, area_unit))
        return menu

    def shut_down(self) -> None:
        """End the background work."""
        task, self._task = self._task, None
        stop(task)

    def _offer(self, menu: QMenu, sheet: IndicatorSheet, text: str, choice: MapChoice) -> None:
        menu.addAction(text, lambda *_: self.make(sheet, choice))

    def make(self, sheet: IndicatorSheet, choice: MapChoice) -> None:
        """Make a map and put it into the project."""
        try:
            request = self._session.source_request()
        except LandPlanError as error:
            self._refused(self._session.language.render(error.message))
            return
        if self._task is not None:
            self._task.abandon()
        as_now = sheet.with_tree(sheet.tree)  # values are typed while the other thread reads
        task = BackgroundTask(self.tr("Making a unit map"), partial(_made, request, as_now, choice))
        self._task = task
        task.succeeded.connect(self._show)
        task.refused.connect(self._refused)
        task.ended.connect(self._ended)
        start(task)

    def _ended(self) -> None:
        self._task = None

    def _show(self, made: object) -> None:
        if not isinstance(made, UnitMap):
            return
        session = self._session
        try:
            file = maps_file(results_folder(session.workspace_path), session.workspace_path)
            show_unit_map(QgsProject.instance(), made, file, session.language)
        except (LandPlanError, OSError) as error:
            sentence = session.language.render(error.message) if isinstance(error, LandPlanError) else str(error)
            self._refused(sentence)
            return
        session.told.emit(self.tr("The map is in the layer panel."),
                          Qgis.MessageLevel.Success)

    def _refused(self, sentence: str) -> None:
        self._session.told.emit(sentence, Qgis.MessageLevel.Critical)


def _made(request: SourceRequest, sheet: IndicatorSheet, choice: MapChoice, feedback: Feedback) -> UnitMap:
    content = open_and_bind(request)
    shapes = unit_shapes(content.dataset, sheet.tree, choice.level, feedback)
    for layer in content.layers:
        layer.forget()
    return unit_map(sheet, choice, shapes)
