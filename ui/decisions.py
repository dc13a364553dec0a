"""Asks for decisions on findings, records them and takes them back."""

from __future__ import annotations

from functools import partial
from typing import Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ..algorithms.errors import LandPlanError
from ..algorithms.workspace.model import Decision, DecisionKind, FindingRow
from .decision_dialog import DecisionDialog
from .jobs import record_decision
from .session import Session

MANY = 500  # decisions on more findings are recorded in the background; of a larger selection so many are looked at


class Decisions(QObject):
    """The way of decisions into the workspace of a session."""

    recorded = pyqtSignal()  # decisions were recorded or taken back

    def __init__(self, session: Session, window: QWidget) -> None:
        """:param window: above which the dialog opens"""
        super().__init__(window)
        self._session = session
        self._window = window

    def ask(self, kind: DecisionKind, rows: Sequence[FindingRow]) -> None:
        """Ask for what the decision needs and record it on findings."""
        session = self._session
        if not rows or session.workspace is None or not session.may_decide:
            return
        dialog = DecisionDialog(kind, len(rows), session.language.render(rows[0].message), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.record(rows, dialog.decision())

    def record(self, rows: Sequence[FindingRow], decision: Decision) -> None:
        """Record a decision on findings, on many of them in the background."""
        session, ids = self._session, [row.id for row in rows]
        if len(ids) > MANY:
            work = partial(record_decision, session.workspace_path, ids, decision)
            title = QCoreApplication.translate("ChecksTab", "Recording the decision")
            session.help_out(title, work, lambda _: self.recorded.emit())
            return
        if session.workspace is None:
            return
        try:
            session.workspace.decide(ids, decision)
        except LandPlanError as error:
            session.told.emit(str(error), Qgis.MessageLevel.Critical)
            return
        self.recorded.emit()

    def take_back(self, rows: Sequence[FindingRow]) -> None:
        """Take back the last decision on each finding."""
        session = self._session
        if session.workspace is None or not session.may_decide:
            return
        try:
            undone = session.workspace.undo_decision([row.id for row in rows])
        except LandPlanError as error:
            session.told.emit(str(error), Qgis.MessageLevel.Critical)
            return
        if not undone:
            text = QCoreApplication.translate(
                "ChecksTab", "There is no decision to take back on the selected findings."
            )
            session.told.emit(text, Qgis.MessageLevel.Info)
        self.recorded.emit()
