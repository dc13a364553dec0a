"""Handing a target down (分解下达): what each unit could have at most is looked up first, then the dialog is shown."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Callable, Mapping, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.candidates import Candidates, candidates
from ...algorithms.indicators.model import ValueChange, ValueKey
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.units.tree import UnitTree
from ..jobs import SourceRequest, open_and_bind
from ..session import Session
from ..tasks import BackgroundTask, start, stop
from .decompose_dialog import DecomposeDialog
from .loading import author

Apply = Callable[[Sequence[ValueChange]], None]
_NONE: Mapping[str, Fraction] = {}


class HandingDown(QObject):
    """Asks how a target is shared out among the units below."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """:param parent: the tab"""
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._task: Optional[BackgroundTask] = None
        self._found: dict[str, Mapping[str, Fraction]] = {}  # by indicator, of the data source as it was opened
        self._content: object = None

    def ask(self, sheet: IndicatorSheet, key: ValueKey, apply: Apply) -> None:
        """Show the dialog for a value; where the pack says what units could have at most, that is measured first.

        :param apply: takes the shares that were agreed to
        """
        rule = sheet.rules.indicators.get(key.indicator)
        if self._task is not None:
            return
        if self._content is not self._session.content:
            self._content, self._found = self._session.content, {}
        if rule is None or not rule.candidates or self._content is None or key.indicator in self._found:
            self._show(sheet, key, apply)
            return
        try:
            request = self._session.source_request()
        except LandPlanError:  # without data the dialog does without
            self._show(sheet, key, apply)
            return
        title = self.tr("Looking for what each unit could have at most")
        task = BackgroundTask(title, partial(_measured, request, sheet.tree, key.indicator))
        self._task = task
        task.succeeded.connect(partial(self._remember, key.indicator))
        task.refused.connect(partial(self._say, Qgis.MessageLevel.Warning))
        task.ended.connect(partial(self._ended, sheet, key, apply))
        self._say(Qgis.MessageLevel.Info, title + "…")
        start(task)

    def shut_down(self) -> None:
        """End the background work."""
        task, self._task = self._task, None
        stop(task)

    def _remember(self, indicator: str, found: object) -> None:
        if isinstance(found, Candidates):
            self._found[indicator] = found.amounts
            for note in found.notes:
                self._say(Qgis.MessageLevel.Warning, self._session.language.render(note))

    def _ended(self, sheet: IndicatorSheet, key: ValueKey, apply: Apply) -> None:
        """Show the dialog once the task has ended: QGIS would wait for a window that opens within the end."""
        self._task = None
        QTimer.singleShot(0, partial(self._show, sheet, key, apply))

    def _show(self, sheet: IndicatorSheet, key: ValueKey, apply: Apply) -> None:
        dialog = DecomposeDialog(
            sheet, key, self._session.language, author(), self._window, self._found.get(key.indicator, _NONE))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            apply(dialog.changes())
        dialog.deleteLater()

    def _say(self, level: Qgis.MessageLevel, sentence: str) -> None:
        self._session.told.emit(sentence, level)


def _measured(request: SourceRequest, tree: UnitTree, indicator: str, feedback: Feedback) -> Candidates:
    content = open_and_bind(request)
    found = candidates(content.dataset, tree, indicator, feedback)
    for layer in content.layers:
        layer.forget()
    return found
