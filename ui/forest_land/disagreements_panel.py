"""The list of disagreements with its filters and the buttons that decide the chosen rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..flow_layout import FlowLayout
from ..icons import icon
from ..ledger_model import LedgerColumn, Row
from ..pasting_table import PastingTable
from ..steps.wheel_guard import WheelGuard
from .disagreements_model import AREA, KEY, UNDECIDED, DisagreementsModel

ROWS = 10  # shown at once
TYPING_PAUSE = 200  # milliseconds after the last key before the search runs


class DisagreementsPanel(QWidget):
    """Chosen rows are decided together, for the survey or for the one-map, with a note why."""

    decided = pyqtSignal(list, str, str)  # keys, word of the decision (empty = taken back), note
    row_wanted = pyqtSignal(dict)  # the row that was double-clicked

    def __init__(
        self, columns: Sequence[LedgerColumn], kinds: Sequence[tuple[str, str]], parent: Optional[QWidget] = None
    ) -> None:
        """:param columns: of the table
        :param kinds: code and words of each kind of disagreement
        """
        super().__init__(parent)
        self.model = DisagreementsModel(columns, self)
        self.kind = QComboBox(self)
        self.kind.addItem(self.tr("all kinds"), "")
        for code, words in kinds:
            self.kind.addItem(words, code)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(8)
        self.kind.setAccessibleName(self.tr("Kind of disagreement"))
        self._wheel = WheelGuard(self)
        self._wheel.guard(self.kind)
        self.undecided = QCheckBox(self.tr("only undecided"), self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search…"))
        self.search.setAccessibleName(self.tr("Search in the disagreements"))
        self.table = PastingTable(parent=self)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSortingEnabled(True)
        self.table.setAccessibleName(self.tr("Disagreements between land survey and one-map"))
        self.table.setToolTip(self.tr("Double-click a row to see it on the map. Several rows are decided together."))
        self.count = QLabel(self)
        self.survey_button = QPushButton(icon("passed"), self.tr("Survey is right"), self)
        self.one_map_button = QPushButton(icon("passed"), self.tr("One-map is right"), self)
        self.open_button = QPushButton(icon("not_run"), self.tr("Undecided"), self)
        self.back_button = QPushButton(icon("reopen"), self.tr("By the rule again"), self)
        self.back_button.setToolTip(self.tr("Takes the decisions on the chosen rows back; the history keeps them."))
        filters = QHBoxLayout()
        filters.setContentsMargins(0, 0, 0, 0)
        filters.addWidget(self.kind, 1)
        filters.addWidget(self.search, 1)
        buttons = FlowLayout()
        for button in (self.survey_button, self.one_map_button, self.open_button, self.back_button):
            buttons.addWidget(button)
        second = QHBoxLayout()
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.undecided)
        second.addWidget(self.count, 1, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(filters)
        column.addLayout(second)
        column.addWidget(self.table)
        column.addLayout(buttons)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._connect()
        self._show_count()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show the disagreements of a run."""
        self.model.set_rows(rows)
        area = next((place for place, column in enumerate(self.model.columns) if column.field == AREA), 0)
        self.table.horizontalHeader().setSortIndicator(area, Qt.SortOrder.DescendingOrder)  # sorts, too
        self.table.fit(ROWS)
        self.setVisible(bool(rows))

    def allow(self, may_decide: bool) -> None:
        """Enable the buttons while decisions can be written."""
        self._may_decide = may_decide
        self._show_count()

    def chosen_keys(self) -> list[str]:
        """Return the keys of the chosen rows, from the top down."""
        places = sorted({index.row() for index in self.table.selectedIndexes()})
        return [str(self.model.row(place)[KEY]) for place in places]

    _may_decide = True

    def _connect(self) -> None:
        self.kind.activated.connect(self._filter)
        self.undecided.toggled.connect(self._filter)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._filter)
        self.table.row_wanted.connect(lambda place: self.row_wanted.emit(dict(self.model.row(place))))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_count())
        self.model.modelReset.connect(self._show_count)
        self.survey_button.clicked.connect(lambda: self._decide("accept_survey"))
        self.one_map_button.clicked.connect(lambda: self._decide("accept_one_map"))
        self.open_button.clicked.connect(lambda: self._decide(UNDECIDED))
        self.back_button.clicked.connect(lambda: self.decided.emit(self.chosen_keys(), "", ""))

    def _filter(self, *_: object) -> None:
        self.model.set_filter(replace(
            self.model.filter, kind=str(self.kind.currentData() or ""), undecided=self.undecided.isChecked(),
            text=self.search.text()))

    def _show_count(self) -> None:
        total, undecided = self.model.counts()
        chosen = len({index.row() for index in self.table.selectedIndexes()})
        self.count.setText(self.tr("{shown} of {all}, undecided: {undecided}, chosen: {chosen}").format(
            shown=f"{self.model.rowCount():,}", all=f"{total:,}", undecided=f"{undecided:,}", chosen=f"{chosen:,}"))
        for button in (self.survey_button, self.one_map_button, self.open_button, self.back_button):
            button.setEnabled(bool(chosen) and self._may_decide)

    def _decide(self, decision: str) -> None:
        keys = self.chosen_keys()
        titles = {
            "accept_survey": self.tr("The land survey is right"),
            "accept_one_map": self.tr("The one-map is right"),
            UNDECIDED: self.tr("Undecided"),
        }
        note, given = QInputDialog.getText(
            self, titles[decision],
            self.tr("What {count} disagreements are decided by (image, field visit, document; may stay empty):").format(
                count=f"{len(keys):,}"))
        if given:
            self.decided.emit(keys, decision, note.strip())
