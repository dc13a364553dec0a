"""The full pass over an edited layer as a background task of QGIS."""

from __future__ import annotations

import traceback
from typing import Any, Callable, Optional

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsTask

from ...dataset.dataset import Dataset
from ...errors import Cancelled, LandPlanError
from ...feedback import Feedback, Span
from ...language import Language
from ...message import Message, translatable
from ...rulepack.indicator_rules import LedgerRules
from ...units.tree import UnitTree
from .edited_layers import LayerState
from .setup import FullPass, LedgerSetup, fields_of, full_pass, prepared, with_fields


class PassRequest:
    """What a full pass needs, taken in the main thread; `run` may be called in any."""

    def __init__(
        self, dataset: Dataset, tree: UnitTree, rules: LedgerRules, state: LayerState, setup: Optional[LedgerSetup]
    ) -> None:
        """:param setup: of an earlier pass; made anew where it does not fit the layer any more"""
        self.dataset = dataset
        self.tree = tree
        self.rules = rules
        self.state = state
        self.setup = setup

    def run(self, feedback: Feedback) -> FullPass:
        """Prepare what is missing and measure all features.

        :raises LandPlanError: when a layer or field does not allow it
        :raises Cancelled: when the user cancels
        """
        setup, source = self.setup, self.state.source
        if setup is None or setup.crs != source.crs:
            setup = prepared(self.dataset, self.tree, self.rules, source, Span(feedback, 0, 60))
        else:
            setup = with_fields(setup, fields_of(self.dataset, self.rules.role, source, self.rules))
        return full_pass(setup, self.state, Span(feedback, 60, 100))


class PassTask(QgsTask):
    """Does heavy work of a session; the result is handed over in the main thread."""

    def __init__(self, title: str, work: Callable[[Feedback], Any], done: Done) -> None:
        """
        :param title: what the task is called in QGIS
        :param work: run in another thread
        :param done: called in the main thread with this task and either the result or the reason there is none;
            with neither when it was cancelled
        """
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._done: Optional[Done] = done
        self._result: Any = None
        self._problem: Optional[Message] = None

    def run(self) -> bool:
        """Work; called by QGIS in another thread."""
        try:
            self._result = self._work(self)
        except Cancelled:
            return False
        except LandPlanError as error:
            self._problem = error.message
            return False
        except Exception as error:  # noqa: BLE001  (an exception that leaves a task ends QGIS)
            QgsMessageLog.logMessage(traceback.format_exc(), "Land Plan Toolbox", Qgis.MessageLevel.Warning)
            self._problem = translatable(
                "Indicators", "The ledger could not be prepared because of an error of the program ({reason}). See the "
                "log of messages.", reason=repr(error))
            return False
        return True

    def finished(self, _result: bool) -> None:
        """Hand over the result; called by QGIS in the main thread."""
        _running.discard(self)
        if self._done is not None:
            self._done(self, self._result, self._problem)
        self._result = None

    def abandon(self) -> None:
        """Cancel; nobody wants the result any more."""
        self._done = None
        self.cancel()

    def wait(self, patience: int = 5000) -> None:
        """Wait until the other thread has left the work.

        :param patience: milliseconds to wait at most
        """
        status = QgsTask.TaskStatus
        if self.status() in (status.Queued, status.OnHold, status.Running):
            self.waitForFinished(patience)


_running: set[PassTask] = set()


def in_background(title: Message, work: Callable[[Feedback], Any], done: Done) -> PassTask:
    """Hand work to QGIS's task manager (see `PassTask`), and hold it until it has ended: QGIS alone does not."""
    task = PassTask(Language.current().render(title), work, done)
    _running.add(task)
    QgsApplication.taskManager().addTask(task)
    return task


Done = Callable[[PassTask, Any, Optional[Message]], None]
