"""One click from a measured number to the features it is made of: selected in their layers and shown on the map."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import NamedTuple, Optional, Sequence

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.live.edited_layers import shows
from ...algorithms.indicators.measuring import BehindLayer, features_behind
from ...algorithms.indicators.model import ValueKey
from ...algorithms.indicators.quantity import is_area
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.units.tree import UnitTree
from ..data_layers import add_layer
from ..jobs import SourceRequest, open_and_bind
from ..session import Session
from ..tasks import BackgroundTask, start, stop
from .grid.amount_text import amount_text, shown_unit
from .grid.words import unit_word


class _Asked(NamedTuple):
    """What features were looked for."""

    plan: tuple[object, ...]
    sheet: IndicatorSheet
    key: ValueKey
    area_unit: str


class FeaturesBehind(QObject):
    """Finds the features behind a number in the background and selects them."""

    def __init__(self, session: Session, canvas: QgsMapCanvas, parent: Optional[QObject] = None) -> None:
        """:param canvas: zoomed to the features"""
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._task: Optional[BackgroundTask] = None

    def show(self, sheet: IndicatorSheet, key: ValueKey, area_unit: str = "") -> None:
        """Look for the features behind a measured value and show them.

        :param area_unit: unit areas are told in, empty = that of the indicator
        """
        try:
            request = self._session.source_request()
        except LandPlanError as error:
            self._tell(self._session.language.render(error.message), Qgis.MessageLevel.Critical)
            return
        if self._task is not None:
            self._task.abandon()
        task = BackgroundTask(self.tr("Looking for the features"), partial(_find, request, sheet.tree, key))
        self._task = task
        task.succeeded.connect(partial(self._found, _Asked(self._plan(), sheet, key, area_unit)))
        task.refused.connect(lambda sentence: self._tell(sentence, Qgis.MessageLevel.Critical))
        task.ended.connect(self._ended)
        start(task)

    def shut_down(self) -> None:
        """End the background work."""
        task, self._task = self._task, None
        stop(task)

    def _ended(self) -> None:
        self._task = None

    def _plan(self) -> tuple[object, ...]:
        """Return what the features belong to: pack, data source and project."""
        session, project = self._session, QgsProject.instance()
        return session.pack, session.content, project.fileName()

    def _found(self, asked: _Asked, result: object) -> None:
        if self._plan() != asked.plan:  # its layers are not those of this project
            self._tell(self.tr("The plan has changed meanwhile, so no features were selected."),
                       Qgis.MessageLevel.Warning)
            return
        found: Sequence[BehindLayer] = result if isinstance(result, list) else []
        project = QgsProject.instance()
        shown: list[QgsVectorLayer] = []
        selected: dict[str, set[int]] = {}  # a layer may hold terms of several sorts
        for behind in found:
            if not len(behind.fids):
                continue
            layer = next((one for one in _vector_layers(project) if shows(one, behind.layer)), None)
            if layer is None and self._session.content is not None:
                layer = add_layer(project, self._session.content.dataset, behind.role, self._session.language)
            if layer is None:
                continue
            if layer not in shown:
                shown.append(layer)
            selected.setdefault(layer.id(), set()).update(int(fid) for fid in behind.fids)
        for layer in shown:
            layer.selectByIds(sorted(selected[layer.id()]))
        count = sum(map(len, selected.values()))
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
        names = Language.current().listed(layer.name() for layer in shown)
        text = self.tr("{count} features selected in {layers}.").format(count=count, layers=names)
        self._tell(" ".join(part for part in (text, self._sum(asked, found)) if part), Qgis.MessageLevel.Info)

    def _sum(self, asked: _Asked, found: Sequence[BehindLayer]) -> str:
        """Return what the features count together, and whether that is the value that is kept; empty for a ratio."""
        rule = asked.sheet.rules.indicators.get(asked.key.indicator)
        if rule is None or not is_area(rule.unit) or any(behind.divisor for behind in found):
            return ""
        total = Fraction(sum(float(behind.amounts.sum()) for behind in found))
        unit = unit_word(shown_unit(rule, asked.area_unit), self._session.language)
        amount = amount_text(total, rule, asked.area_unit)
        kept = asked.sheet.exact(asked.key)
        if kept is None or amount_text(kept, rule, asked.area_unit) == amount:
            return self.tr("They count {amount} {unit}.").format(amount=amount, unit=unit)
        text = self.tr("They count {amount} {unit} now, not the {kept} {unit} that were measured: measure again.")
        return text.format(amount=amount, unit=unit, kept=amount_text(kept, rule, asked.area_unit))

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
