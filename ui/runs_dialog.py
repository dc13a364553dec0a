"""Asks for an earlier run: to open it, or to compare it with another."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.language import Language
from ..algorithms.workspace.model import RunSummary
from .dialog_buttons import Standard, standard_buttons
from .icons import icon
from .wording import time_text, verdict_word


def run_title(run: RunSummary) -> str:
    """Return a run in one line: number, time, verdict, and of a partial one how many checks it had."""
    parts = [str(run.number), time_text(run.started), verdict_word(run.verdict)]
    if run.partial:
        parts.append(f"{run.result_count} / {run.check_count}")
    return " · ".join(parts)


class RunsDialog(QDialog):
    """The list of runs, newest first."""

    def __init__(self, runs: Sequence[RunSummary], language: Language, parent: Optional[QWidget] = None) -> None:
        """Show the runs."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open an earlier run"))
        self._list = QTreeWidget(self)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setHeaderLabels(
            [
                self.tr("No."),
                self.tr("Begun"),
                self.tr("Verdict"),
                self.tr("Checks"),
                self.tr("Errors"),
                self.tr("Warnings"),
                self.tr("Not run"),
                self.tr("Rule pack"),
                self.tr("Source"),
            ]
        )
        for run in runs:
            checks = f"{run.result_count} / {run.check_count}" if run.partial else f"{run.check_count}"
            unfinished = run.not_run_count + run.crashed_count + run.cancelled_count
            cells = [
                str(run.number),
                time_text(run.started),
                verdict_word(run.verdict),
                checks,
                f"{run.error_count:,}",
                f"{run.warning_count:,}",
                f"{unfinished:,}",
                f"{language.title(run.pack_title)} {run.pack_version}",
                run.source,
            ]
            item = QTreeWidgetItem(cells)
            item.setIcon(2, icon(run.verdict.value if not run.partial else "not_run"))
            item.setData(0, Qt.ItemDataRole.UserRole, run.id)
            item.setToolTip(8, run.source)
            self._list.addTopLevelItem(item)
        for column in range(self._list.columnCount()):
            self._list.resizeColumnToContents(column)
        self._list.setCurrentItem(self._list.topLevelItem(0))
        self._list.itemActivated.connect(lambda *_: self.accept())
        buttons = standard_buttons(self, Standard.Open, Standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._list)
        column.addWidget(buttons)
        self.resize(760, 320)

    def run_id(self) -> str:
        """Return the id of the run chosen, empty for none."""
        item = self._list.currentItem()
        return str(item.data(0, Qt.ItemDataRole.UserRole)) if item is not None else ""


class CompareDialog(QDialog):
    """Two runs: an earlier and a later one."""

    def __init__(self, runs: Sequence[RunSummary], parent: Optional[QWidget] = None) -> None:
        """Propose the last two complete runs, where there are two; else the last two.

        :param runs: at least two, newest first
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare two runs"))
        self._order = {run.id: run.number for run in runs}
        self.earlier = QComboBox(self)
        self.later = QComboBox(self)
        for combo in (self.earlier, self.later):
            for run in runs:
                combo.addItem(run_title(run), run.id)
            combo.currentIndexChanged.connect(self._check)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self._buttons.button(Standard.Ok).setText(self.tr("Compare"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Earlier run"), self.earlier)
        form.addRow(self.tr("Later run"), self.later)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(self._buttons)
        complete = [position for position, run in enumerate(runs) if not run.partial]
        later, earlier = complete[:2] if len(complete) > 1 else (0, 1)
        self.later.setCurrentIndex(later)
        self.earlier.setCurrentIndex(earlier)
        self._check()
        self.setMinimumWidth(400)

    def run_ids(self) -> tuple[str, str]:
        """Return the ids of the earlier and the later run."""
        return str(self.earlier.currentData()), str(self.later.currentData())

    def _check(self) -> None:
        earlier, later = self.run_ids()
        right = self._order.get(earlier, 0) < self._order.get(later, 0)
        self._note.setText("" if right else self.tr("The earlier run must be older than the later one."))
        self._buttons.button(Standard.Ok).setEnabled(right)
