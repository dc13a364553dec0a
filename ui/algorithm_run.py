"""One algorithm of the toolbox run in the background, its layers written to a file of their own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMessageLog,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithms.errors import LandPlanError
from ..algorithms.message import translatable
from .tasks import LOG

_TRACEBACK = "Traceback (most recent call last)"


class _Log(QgsProcessingFeedback):
    """Keeps what an algorithm says; it is called from the background thread."""

    def __init__(self) -> None:
        super().__init__(False)
        self.errors: list[str] = []
        self.infos: list[str] = []
        self.warnings: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803
        """Keep an error."""
        self.errors.append(error)
        super().reportError(error, fatalError)

    def pushWarning(self, warning: str) -> None:  # noqa: N802
        """Keep a warning."""
        self.warnings.append(warning)
        super().pushWarning(warning)

    def pushInfo(self, info: str) -> None:  # noqa: N802
        """Keep what is reported."""
        self.infos.append(info)
        super().pushInfo(info)


# What the tasks under way work with, by task. It must outlive a run whose window is closed while the algorithm is
# still on its way to the next place where it can be cancelled: QGIS's task refers to it without holding it.
_under_way: dict[int, tuple[QgsTask, QgsProcessingContext, QgsProcessingFeedback]] = {}


class AlgorithmRun(QObject):
    """A run of one algorithm; tells its end once, by ``succeeded`` or ``refused``, then ``ended``."""

    progressed = pyqtSignal(float)  # 0 to 100
    succeeded = pyqtSignal(object)  # the results of the algorithm by name
    refused = pyqtSignal(str)  # the sentence to show; empty when it was cancelled
    ended = pyqtSignal()

    def __init__(
        self, algorithm: str, parameters: Mapping[str, Any], parent: Optional[QObject] = None
    ) -> None:
        """Prepare the run; layers are taken over here, on the main thread.

        :param algorithm: id, for example ``landplan:screenparcels``
        :raises LandPlanError: when QGIS does not know the algorithm, as long as the plugin's provider is off
        """
        super().__init__(parent)
        found: Optional[QgsProcessingAlgorithm] = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        if found is None:
            raise LandPlanError(
                translatable(
                    "AlgorithmRun",
                    "The algorithm {algorithm} is not there: switch on the provider Land Plan Toolbox in the "
                    "options of Processing.",
                    algorithm=algorithm,
                )
            )
        self._algorithm = found
        self._parameters = dict(parameters)
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._log = _Log()
        self._task = QgsProcessingAlgRunnerTask(found, self._parameters, self._context, self._log)
        self._task.executed.connect(self._executed)
        self._task.progressChanged.connect(self.progressed)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the algorithm warned of, in order."""
        return tuple(self._log.warnings)

    @property
    def log(self) -> tuple[str, ...]:
        """What the algorithm reported, in order."""
        return tuple(self._log.infos)

    def start(self) -> None:
        """Hand the run to QGIS's task manager."""
        number = id(self._task)
        _under_way[number] = (self._task, self._context, self._log)
        self._task.executed.connect(lambda *_: _under_way.pop(number, None))
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Ask the algorithm to stop."""
        self._log.cancel()
        if not sip.isdeleted(self._task):
            self._task.cancel()

    def wait(self, patience: int = 5000) -> None:
        """Wait until the thread has left the algorithm.

        :param patience: milliseconds to wait at most
        """
        if not sip.isdeleted(self._task) and self._task.status() in (
            QgsTask.TaskStatus.Queued, QgsTask.TaskStatus.OnHold, QgsTask.TaskStatus.Running
        ):
            self._task.waitForFinished(patience)

    def _executed(self, done: bool, results: Mapping[str, Any]) -> None:
        if self._log.isCanceled():
            self.refused.emit("")
        elif done:
            self.succeeded.emit(dict(results))
        else:
            self.refused.emit(self._sentence())
        self.ended.emit()

    def _sentence(self) -> str:
        """Return why the algorithm stopped; what no user can read goes to the log panel."""
        told = "\n".join(self._log.errors).strip()
        if told and _TRACEBACK not in told:
            return told
        if told:
            QgsMessageLog.logMessage(told, LOG, Qgis.MessageLevel.Critical)
        text = self.tr("The work stopped because of an unexpected error ({details}). The log panel, tab {log}, has "
                       "the rest.")
        return text.format(details=told.splitlines()[-1] if told else self._algorithm.displayName(), log=LOG)


def sink_in(file: str, table: str) -> str:
    """Return the destination of an output layer: a table of a GeoPackage."""
    escaped = file.replace("\\", "/").replace("'", "\\'")
    return f"ogr:dbname='{escaped}' table=\"{table}\" (geom)"


def free_file(folder: str, name: str) -> str:
    """Return the path of a GeoPackage that does not exist yet, numbered where the name is taken."""
    number, path = 1, Path(folder) / f"{name}.gpkg"
    while path.exists():
        number += 1
        path = Path(folder) / f"{name}_{number}.gpkg"
    return str(path)


def discard(file: str, companions: Sequence[str] = ()) -> bool:
    """Remove a GeoPackage of an earlier run with what belongs to it; False when something still holds it.

    :param companions: endings of further files of the run, for example ``.html``
    """
    gone = True
    stem = os.path.splitext(file)[0]
    for path in (file, f"{file}-wal", f"{file}-shm", *(stem + ending for ending in companions)):
        try:
            os.remove(path)
        except FileNotFoundError:
            continue
        except OSError:
            gone = False
    return gone
