"""Asks for what a decision on findings needs: reason, person, date and evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import (
    QDateEdit,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.workspace.model import Decision, DecisionKind
from . import settings
from .dialog_buttons import Standard, standard_buttons


class DecisionDialog(QDialog):
    """Records an exception, a fix or a reopening; an exception cannot be without a reason."""

    def __init__(self, kind: DecisionKind, count: int, about: str, parent: Optional[QWidget] = None) -> None:
        """:param count: number of findings decided on
        :param about: the finding in a line, shown when there is only one
        """
        super().__init__(parent)
        self._kind = kind
        titles = {
            DecisionKind.EXCEPTION: self.tr("Mark as exception"),
            DecisionKind.FIXED: self.tr("Mark as fixed"),
            DecisionKind.REOPENED: self.tr("Reopen"),
        }
        self.setWindowTitle(titles[kind])
        heading = QLabel(about if count == 1 else self.tr("{count} findings").format(count=f"{count:,}"))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(self.fontMetrics().height() * 4)
        if kind is DecisionKind.EXCEPTION:
            self.reason.setPlaceholderText(self.tr("Why this is no defect, or why it may stay (required)"))
        self.person = QLineEdit(settings.person(), self)
        self.date = QDateEdit(QDate.currentDate(), self)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.date.setMaximumDate(QDate.currentDate())
        self.evidence = QgsFileWidget(self)
        self.evidence.setDialogTitle(self.tr("Choose the document that supports the decision"))
        self._buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self._buttons.button(Standard.Ok).setText(titles[kind])
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Reason"), self.reason)
        form.addRow(self.tr("Person"), self.person)
        form.addRow(self.tr("Date"), self.date)
        form.addRow(self.tr("Evidence (file)"), self.evidence)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.setMinimumWidth(420)
        self.reason.textChanged.connect(self._check)
        self.person.textChanged.connect(self._check)
        self._check()
        (self.person if not self.person.text() else self.reason).setFocus()
        if kind is DecisionKind.EXCEPTION:
            self.reason.setFocus()

    def decision(self) -> Decision:
        """Return what was entered."""
        day = self.date.date()
        now = datetime.now().astimezone()
        moment = now if day == QDate.currentDate() else datetime(day.year(), day.month(), day.day(), 12).astimezone()
        return Decision(
            self._kind,
            self.reason.toPlainText().strip(),
            self.person.text().strip(),
            self.evidence.filePath().strip(),
            moment,
        )

    def accept(self) -> None:
        """Remember the person and close."""
        settings.remember_person(self.person.text().strip())
        super().accept()

    def _check(self) -> None:
        complete = bool(self.person.text().strip())
        if self._kind is DecisionKind.EXCEPTION:
            complete = complete and bool(self.reason.toPlainText().strip())
        self._buttons.button(Standard.Ok).setEnabled(complete)
