"""What is done with the chosen disagreements: a note why, the buttons that decide, and the way to the next one."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from ..fitting_row import FittingRow
from ..icons import icon
from .disagreement_table import UNDECIDED

_RANKS = ("more", "previous", "next", "back", "open", "survey", "one_map")  # the first loses its words first


class DecisionBar(QWidget):
    """Says what was pressed; the note stays for the decisions that follow."""

    decided = pyqtSignal(str)  # word of the decision, empty = taken back
    step_wanted = pyqtSignal(int)  # 1: to the next undecided disagreement, -1: to the one before
    import_wanted = pyqtSignal()
    export_wanted = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make the bar with all decisions disabled."""
        super().__init__(parent)
        self.note = QLineEdit(self)
        self.note.setClearButtonEnabled(True)
        self.note.setPlaceholderText(self.tr("Decided by: image, field visit, document (may stay empty)"))
        self.note.setToolTip(self.tr("Written to every decision that is taken from now on, until it is changed."))
        self.note.setAccessibleName(self.tr("What the decision rests on"))
        self._row = FittingRow(self)
        self._buttons: dict[str, QToolButton] = {}
        self.survey = self._add("survey", "passed", self.tr("Survey is right"), self.tr("For the chosen rows (key 1)"))
        self.one_map = self._add(
            "one_map", "passed", self.tr("One-map is right"), self.tr("For the chosen rows (key 2)"))
        self.open = self._add(
            "open", "not_run", self.tr("Undecided"), self.tr("Somebody has still to look at the chosen rows (key 0)"))
        self.back = self._add(
            "back", "reopen", self.tr("By the rule again"),
            self.tr("Takes the decisions on the chosen rows back; the history keeps them (key Delete)"))
        self.next = self._add("next", "next", self.tr("Next undecided"), self.tr("Shown on the map (F8)"))
        self.previous = self._add(
            "previous", "previous", self.tr("Previous undecided"), self.tr("Shown on the map (Shift+F8)"))
        self.more = self._add("more", "table", self.tr("List"), self.tr("Decide in a spreadsheet, or by a colleague"))
        self._menu()
        for button, decision in ((self.survey, "accept_survey"), (self.one_map, "accept_one_map"),
                                 (self.open, UNDECIDED), (self.back, "")):
            button.clicked.connect(lambda _, decision=decision: self.decided.emit(decision))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.note)
        column.addWidget(self._row)

    def enable(self, chosen: bool, may_decide: bool, undecided: bool) -> None:
        """Enable what can be done.

        :param chosen: whether rows are chosen
        :param may_decide: whether decisions can be written now
        :param undecided: whether a row that is shown is undecided
        """
        for button in (self.survey, self.one_map, self.open, self.back):
            button.setEnabled(chosen and may_decide)
        for button in (self.next, self.previous):
            button.setEnabled(undecided)
        self.import_action.setEnabled(may_decide)

    def _add(self, name: str, picture: str, words: str, tip: str) -> QToolButton:
        button = QToolButton(self._row)
        button.setObjectName(f"disagreement_{name}")
        button.setIcon(icon(picture))
        button.setToolTip(f"{words}\n{tip}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.add(button, words, rank=_RANKS.index(name))
        return button

    def _menu(self) -> None:
        menu = QMenu(self)
        self.export_action = QAction(icon("export"), self.tr("Export the list shown…"), self)
        self.export_action.setToolTip(self.tr("With a column decision for a colleague to fill in and send back"))
        self.import_action = QAction(icon("folder"), self.tr("Import decisions…"), self)
        self.import_action.setToolTip(self.tr("From a spreadsheet or layer with the columns key and decision"))
        self.export_action.triggered.connect(self.export_wanted)
        self.import_action.triggered.connect(self.import_wanted)
        menu.setToolTipsVisible(True)
        menu.addActions([self.export_action, self.import_action])
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
