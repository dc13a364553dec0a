"""Long work in the background: computed in a thread of QGIS's task manager, told on the main thread."""

from __future__ import annotations

import traceback
from typing import Callable, Optional

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal

from ..algorithms.errors import Cancelled, LandPlanError
from ..algorithms.message import Message

LOG = "Land Plan Toolbox"

Work = Callable[["BackgroundTask"], object]

_running: set[BackgroundTask] = set()


class BackgroundTask(QgsTask):
    """Runs one function in the background; it is given the task itself as its `Feedback`.

    Whoever is no longer interested calls `abandon`: the work is cancelled and says nothing any more.
    """

    succeeded = pyqtSignal(object)  # what the function returned
    refused = pyqtSignal(str)  # the sentence to show
    ended = pyqtSignal()  # after any of: succeeded, refused, cancelled
    step = pyqtSignal(object)  # whatever the function emits on its way

    def __init__(self, description: str, work: Work) -> None:
        """:param description: shown by QGIS's task manager
        :param work: called in the background thread; touches no widget and no project
        """
        super().__init__(description, QgsTask.Flag.CanCancel)
        self._work: Optional[Work] = work  # None once it has ended
        self._result: object = None
        self._refusal: Optional[Message] = None
        self._details = ""
        self._percent = -1
        self._abandoned = False

    def run(self) -> bool:
        """Do the work; called by the task manager in its thread."""
        work = self._work
        if work is None:
            return False
        try:
            self._result = work(self)
            return True
        except Cancelled:
            return False
        except LandPlanError as error:
            self._refusal = error.message
        except Exception as error:  # noqa: BLE001  (whatever happens must reach the user as a sentence)
            self._details = f"{type(error).__name__}: {error}"
            QgsMessageLog.logMessage(traceback.format_exc(), LOG, Qgis.MessageLevel.Critical)
        return False

    def finished(self, result: bool) -> None:
        """Tell the outcome; called by the task manager on the main thread."""
        self._work = None  # lets go of layers and data held by the function
        _running.discard(self)
        if self._abandoned:
            return
        if result:
            self.succeeded.emit(self._result)
        elif self._refusal is not None:
            self.refused.emit(str(LandPlanError(self._refusal)))
        elif self._details:
            text = QCoreApplication.translate(
                "BackgroundTask",
                "The work stopped because of an unexpected error ({details}). The log panel, tab {log}, has the rest.",
            )
            self.refused.emit(text.format(details=self._details, log=LOG))
        self._result = None
        self.ended.emit()

    def tell(self, step: object) -> None:
        """Let the views know of a step of the work; called by the function."""
        if not self._abandoned:
            self.step.emit(step)

    def abandon(self) -> None:
        """Cancel the work without hearing of it again."""
        self._abandoned = True
        self.cancel()

    def setProgress(self, progress: float) -> None:  # noqa: N802
        """Report progress from 0 to 100; each whole percent is told once."""
        if int(progress) != self._percent and not self._abandoned:
            self._percent = int(progress)
            super().setProgress(progress)


def start(task: BackgroundTask) -> None:
    """Hand a task to QGIS's task manager, and hold it until it has ended: QGIS alone does not."""
    _running.add(task)
    QgsApplication.taskManager().addTask(task)


def stop(task: Optional[BackgroundTask], patience: int = 5000) -> None:
    """Abandon a task and wait until its thread has left it.

    :param patience: milliseconds to wait at most
    """
    if task is not None and task.status() in (
        QgsTask.TaskStatus.Queued,
        QgsTask.TaskStatus.OnHold,
        QgsTask.TaskStatus.Running,
    ):
        task.abandon()
        task.waitForFinished(patience)
