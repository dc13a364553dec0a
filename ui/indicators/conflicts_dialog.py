"""Values that were changed here and, meanwhile, in another window: which are to hold."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.indicators.amount_words import plain, unit_name
from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.model import IndicatorValue, ValueKey
from ...algorithms.indicators.quantity import unit_title
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.workspace.meanwhile import MeanwhileChange
from ..dialog_buttons import Standard, standard_buttons

UNIT, WHAT, MINE, THEIRS = range(4)


class ConflictsDialog(QDialog):
    """Shows both contents of each value, who has written the other one and when; the stored one holds unless ticked."""

    def __init__(
        self,
        conflicts: Sequence[MeanwhileChange],
        sheet: IndicatorSheet,
        language: Language,
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param conflicts: at least one"""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Changed in two windows"))
        self._conflicts = tuple(conflicts)
        self._language = language
        text = QLabel(self.tr("These values were changed here, and meanwhile by somebody else. Tick those that are to "
                              "be as you wrote them; the others stay as they are stored. What does not hold is in the "
                              "history or can be taken back with Ctrl+Z."), self)
        text.setWordWrap(True)
        self.table = QTableWidget(len(self._conflicts), 4, self)
        self.table.setHorizontalHeaderLabels([self.tr("Unit"), self.tr("Value"), self.tr("Written here"),
                                              self.tr("Stored by somebody else")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Values changed in two windows"))
        text.setBuddy(self.table)
        for row, conflict in enumerate(self._conflicts):
            self._fill(row, conflict, sheet)
        self.table.resizeColumnsToContents()
        self.table.resizeRowsToContents()
        buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        mine = buttons.addButton(self.tr("Tick all"), QDialogButtonBox.ButtonRole.ActionRole)
        mine.setAutoDefault(False)
        mine.clicked.connect(self._tick_all)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (text, self.table, buttons):
            column.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 96, self.fontMetrics().height() * 20)

    def mine(self) -> set[ValueKey]:
        """Return the values that are to be as they were written here."""
        return {
            conflict.wanted.key for row, conflict in enumerate(self._conflicts)
            if self.table.item(row, MINE).checkState() == Qt.CheckState.Checked
        }

    def _fill(self, row: int, conflict: MeanwhileChange, sheet: IndicatorSheet) -> None:
        key, language = conflict.wanted.key, self._language
        rule = sheet.rules.indicators.get(key.indicator)
        name = key.indicator if rule is None else language.title(rule.title)
        what = f"{name} · {key.year} · {language.title(KIND_TITLES[key.kind])}"
        when = conflict.at.astimezone().strftime("%Y-%m-%d %H:%M")
        theirs = f"{self._amount(conflict.stored)}\n{conflict.person} · {when}"
        for column, text in ((UNIT, unit_name(sheet.tree, key.unit)), (WHAT, what),
                             (MINE, self._amount(conflict.wanted.value)), (THEIRS, theirs)):
            item = QTableWidgetItem(text)
            if column == MINE:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
            self.table.setItem(row, column, item)

    def _amount(self, value: Optional[IndicatorValue]) -> str:
        if value is None:
            return self.tr("(removed)")
        return f"{plain(value.quantity.amount)} {self._language.title(unit_title(value.quantity.unit))}"

    def _tick_all(self) -> None:
        for row in range(self.table.rowCount()):
            self.table.item(row, MINE).setCheckState(Qt.CheckState.Checked)
