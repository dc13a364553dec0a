"""The measured values of the indicators while a layer is edited: prepared in the background, followed on request."""

from __future__ import annotations

from fractions import Fraction
from typing import Mapping, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...dataset.dataset import Dataset
from ...errors import LandPlanError
from ...feedback import Feedback, Silent
from ...message import Message, translatable
from ...units.tree import UnitTree
from ..model import ValueKey
from .edited_layers import snapshot_of
from .live_measures import LiveMeasures, measures_of
from .passes import PassTask, in_background

MOST_AT_ONCE = 4000
"""Features touched at once that are measured while the user waits; more are measured in the background."""


class KeptMeasures(QObject):
    """Measured values that depend on one edited layer; lives in the main thread.

    :ivar ready: they are there, or why they are not is known
    """

    ready = pyqtSignal()

    def __init__(self, role: str, year: int, parent: Optional[QObject] = None) -> None:
        """:param role: of the edited layer"""
        super().__init__(parent)
        self._role = role
        self._year = year
        self._measures: Optional[LiveMeasures] = None
        self._task: Optional[PassTask] = None
        self._problem: Optional[Message] = None
        self._pending: set[int] = set()  # touched since the indicators were measured

    @property
    def running(self) -> bool:
        """Whether they are being measured in the background."""
        return self._task is not None

    def touch(self, fids: set[int]) -> None:
        """Say that features were edited."""
        self._pending |= fids

    def begin(self, dataset: Dataset, tree: UnitTree, layer: QgsVectorLayer, background: bool) -> None:
        """Measure everything anew.

        :param background: in a background task; `ready` tells when it is done
        """
        self.drop()
        source = snapshot_of(layer)

        def work(feedback: Feedback) -> LiveMeasures:
            return measures_of(dataset, tree, self._role, source, self._year, feedback)

        if background:
            title = translatable("Indicators", "Measured values while {layer} is edited", layer=str(layer.name()))
            self._task = in_background(title, work, self._on_done)
            return
        try:
            self._measures = work(Silent())
        except LandPlanError as error:
            self._problem = error.message

    def values(
        self, dataset: Dataset, tree: UnitTree, layer: QgsVectorLayer, background: bool
    ) -> Mapping[ValueKey, Fraction]:
        """Return the values as the layer stands, empty while they are not known (`LiveSession.measured`).

        The first time they are asked for they are measured, so that nobody waits for what nobody looks at. What was
        edited since they were last asked for is measured here, where it is much in the background.
        """
        many = background and len(self._pending) > MOST_AT_ONCE
        if not self.running and (many or (self._measures is None and self._problem is None)):
            self.begin(dataset, tree, layer, background)
        if self._measures is None:
            return {}
        pending, self._pending = self._pending, set()
        try:
            self._measures.update(layer, frozenset(pending))
        except LandPlanError as error:
            self._problem, self._measures = error.message, None
            return {}
        return self._measures.values()

    def problems(self) -> Mapping[str, Message]:
        """Return why indicators are not measured, by their codes; '' for all."""
        found = {} if self._measures is None else dict(self._measures.problems)
        return found if self._problem is None else {**found, "": self._problem}

    def drop(self) -> None:
        """Forget the values, and end what measures them."""
        task, self._task = self._task, None
        if task is not None:
            task.abandon()
        self._measures, self._problem, self._pending = None, None, set()

    def shut_down(self) -> None:
        """Drop them, and wait until no other thread measures any more."""
        task = self._task
        self.drop()
        if task is not None:
            task.wait()

    def _on_done(self, task: PassTask, done: Optional[LiveMeasures], problem: Optional[Message]) -> None:
        if task is self._task:
            self._task = None
            self._measures, self._problem = done, problem
            self.ready.emit()
