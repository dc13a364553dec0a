"""The list of disagreements with its filters, what is known of the chosen one, and the bar that decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.workspace.base_decisions import BaseDecision
from ..dialog_buttons import is_confirmed
from ..elided_label import ElidedLabel
from ..icons import icon
from ..ledger_model import LedgerColumn, Row
from ..steps.result_table import narrow_columns
from ..steps.wheel_guard import WheelGuard
from .decision_bar import DecisionBar
from .disagreement_details import ClassName, DisagreementDetails, History
from .disagreement_table import AREA, UNDECIDED, DisagreementTable, table_of
from .disagreements_list import DisagreementsList
from .disagreements_model import BY_PERSON, BY_RULE, DisagreementsModel, decision_word

ROWS = 10  # shown at once
MANY = 100  # so many disagreements are not decided by one key without a question
TYPING_PAUSE = 200  # milliseconds after the last key before the search runs


class DisagreementsPanel(QWidget):
    """Chosen rows are decided together, for the survey or for the one-map, with a note why."""

    decided = pyqtSignal(list, str, str)  # keys, word of the decision (empty = taken back), note
    row_wanted = pyqtSignal(dict)  # the row to be shown on the map
    row_chosen = pyqtSignal(dict)  # the only row chosen, empty where none or several are

    def __init__(
        self,
        columns: Sequence[LedgerColumn],
        kinds: Sequence[tuple[str, str]],
        history: History = lambda _: (),
        class_name: ClassName = lambda field, code: "",
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param columns: of the table
        :param kinds: code and words of each kind of disagreement
        """
        super().__init__(parent)
        self._may_decide = True
        self.model = DisagreementsModel(columns, self)
        self.heading = QLabel(self.tr("Disagreements"), self)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.kind = self._choice(self.tr("Kind of disagreement"), (("", self.tr("all kinds")), *kinds))
        self.settled = self._choice(self.tr("Who has decided"), (
            ("", self.tr("decided or not")), (UNDECIDED, self.tr("only undecided")),
            (BY_PERSON, self.tr("decided by a person")), (BY_RULE, self.tr("not decided by a person"))))
        self._wheel = WheelGuard(self)
        self._wheel.guard(self.kind)
        self._wheel.guard(self.settled)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search…"))
        self.search.setAccessibleName(self.tr("Search in the disagreements"))
        self.count = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table = DisagreementsList(self.model, self)
        self.table.setAccessibleName(self.tr("Disagreements between land survey and one-map"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.heading.setBuddy(self.table)
        self.details = DisagreementDetails(history, class_name, self)
        self.bar = DecisionBar(self)
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._connect()
        self._show_chosen()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show disagreements given row by row."""
        self.set_table(table_of(rows))

    def set_table(self, table: DisagreementTable) -> None:
        """Show the disagreements of a run."""
        self.model.set_table(table)
        area = next((place for place, column in enumerate(self.model.columns) if column.field == AREA), 0)
        self.table.horizontalHeader().setSortIndicator(area, Qt.SortOrder.DescendingOrder)  # sorts, too
        self.table.fit(ROWS)
        narrow_columns(self.table)
        self.setVisible(len(table) > 0)

    def set_decisions(self, decisions: Mapping[str, BaseDecision]) -> None:
        """Take the decisions of the workspace, by key."""
        self.model.set_decisions(decisions)
        self._show_chosen()

    def allow(self, may_decide: bool) -> None:
        """Enable the buttons while decisions can be written."""
        self._may_decide = may_decide
        self._show_count()

    def chosen_keys(self) -> list[str]:
        """Return the keys of the chosen rows, from the top down."""
        return [self.model.key(place) for place in self.table.chosen()]

    def shown_rows(self) -> list[Row]:
        """Return the rows that are shown, from the top down."""
        return [self.model.row(place) for place in range(self.model.rowCount())]

    def go(self, step: int) -> bool:
        """Choose the next (1) or previous (-1) undecided row and ask for it on the map; False where there is none."""
        place = self.model.next_undecided(self.table.currentIndex().row(), step)
        if place < 0:
            return False
        self.table.choose([place])
        self.table.scrollTo(self.table.currentIndex())
        self.row_wanted.emit(dict(self.model.row(place)))
        return True

    def decide(self, decision: str) -> None:
        """Decide the chosen rows; many only after a question."""
        chosen = self.table.chosen()
        if not chosen or not self._may_decide:
            return
        if len(chosen) > MANY and not self._sure(len(chosen), decision):
            return
        note = self.bar.note.text().strip() if decision else ""
        self.decided.emit([self.model.key(place) for place in chosen], decision, note)

    def _sure(self, count: int, decision: str) -> bool:
        question = self.tr("Decide {count} disagreements at once: {decision}?").format(
            count=f"{count:,}", decision=decision_word(decision))
        return is_confirmed(self, self.tr("Disagreements"), question, self.tr("Decide"))

    def _choice(self, name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
        choice = QComboBox(self)
        for code, words in entries:
            choice.addItem(words, code)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(6)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        return choice

    def _lay_out(self) -> None:
        top, filters = QHBoxLayout(), QHBoxLayout()
        for line in (top, filters):
            line.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.heading)
        top.addWidget(self.count, 1)
        for widget in (self.kind, self.settled, self.search):
            filters.addWidget(widget, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(filters)
        for widget in (self.table, self.details, self.bar):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.kind.activated.connect(self._filter)
        self.settled.activated.connect(self._filter)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._filter)
        self.table.row_wanted.connect(lambda place: self.row_wanted.emit(dict(self.model.row(place))))
        self.table.decided_by_key.connect(self.decide)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.model.modelReset.connect(self._show_chosen)
        self.bar.decided.connect(self.decide)
        self.bar.step_wanted.connect(self.go)

    def _filter(self, *_: object) -> None:
        self._typing.stop()
        self.model.set_filter(replace(
            self.model.filter, kind=str(self.kind.currentData() or ""),
            settled=str(self.settled.currentData() or ""), text=self.search.text()))

    def _show_chosen(self) -> None:
        """Show what is known of the chosen rows."""
        self._show_count()
        count = self.table.chosen_count()
        if count == 1 and len(self.model.table):
            place = self.table.chosen()[0]
            row = self.model.row(place)
            self.details.show_row(row, self.model.key(place), self.model.standing(self.model.record(place)))
            self.row_chosen.emit(dict(row))
            return
        if count:
            self.details.show_many(count)
        else:
            self.details.show_hint(self.model.rowCount())
        self.row_chosen.emit({})

    def _show_count(self) -> None:
        total, undecided = self.model.counts()
        chosen = self.table.chosen_count()
        self.count.setText(self.tr("undecided: {undecided} · shown: {shown} of {all} · chosen: {chosen}").format(
            shown=f"{self.model.rowCount():,}", all=f"{total:,}", undecided=f"{undecided:,}", chosen=f"{chosen:,}"))
        self.bar.enable(bool(chosen), self._may_decide, self.model.next_undecided(-1, 1) >= 0)

    def _show_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        row = index.row()
        menu.addAction(icon("zoom"), self.tr("Show on the map") + "\tEnter").triggered.connect(
            lambda: self.row_wanted.emit(dict(self.model.row(row))))
        menu.addSeparator()
        for decision, words, key in (
            ("accept_survey", self.tr("Survey is right"), "1"), ("accept_one_map", self.tr("One-map is right"), "2"),
            (UNDECIDED, self.tr("Undecided"), "0"), ("", self.tr("By the rule again"), "Del"),
        ):
            action = menu.addAction(f"{words}\t{key}")
            action.setEnabled(self._may_decide)
            action.triggered.connect(lambda _, decision=decision: self.decide(decision))
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()
