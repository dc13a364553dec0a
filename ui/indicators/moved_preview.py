"""What a change of units would do to the values, before it is done."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from ...algorithms.indicators.amount_words import plain, unit_name
from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.model import IndicatorValue, ValueChange, ValueKey
from ...algorithms.indicators.moved_values import MovedValues
from ...algorithms.indicators.quantity import unit_title
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.units.tree import UnitTree

_MOST = 1000  # rows; a preview is to be looked at


class MovedPreview(QWidget):
    """A row for each value that would be another one, and sentences on what would stay."""

    def __init__(self, language: Language, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._language = language
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        self.table = QTableWidget(0, 4, self)
        self.table.setHorizontalHeaderLabels([self.tr("Unit"), self.tr("Value"), self.tr("Now"), self.tr("Then")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Values that would change"))
        self.notes = QLabel(self)
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.heading, self.table, self.notes):
            column.addWidget(widget)

    def show_moved(self, sheet: IndicatorSheet, tree: UnitTree, before: UnitTree, moved: MovedValues) -> None:
        """Show what changes would do.

        :param tree: the units now; ``before`` gives the names of former ones
        """
        last: dict[ValueKey, ValueChange] = {change.key: change for change in moved.changes}
        changes = [change for change in last.values() if change.value is not sheet.value(change.key)]
        changes.sort(key=lambda one: (len(one.key.unit), *one.key[1:3], one.key.kind.value, one.key.unit))
        self.heading.setText(self.tr("Values that change: {count}. They can be taken back with Ctrl+Z.").format(
            count=len(changes)))
        self.notes.setText("\n".join(self._language.render(note) for note in moved.notes))
        self.notes.setVisible(bool(moved.notes))
        shown = changes[:_MOST]
        self.table.setRowCount(len(shown))
        for row, change in enumerate(shown):
            key = change.key
            names = tree if key.unit in tree else before
            name = unit_name(names, key.unit)
            texts = (name if name == key.unit else f"{name} {key.unit}", self._what(sheet, key),
                     self._amount(sheet.value(key)), self._amount(change.value))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column >= 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()

    def _what(self, sheet: IndicatorSheet, key: ValueKey) -> str:
        rule = sheet.rules.indicators.get(key.indicator)
        name = key.indicator if rule is None else self._language.title(rule.title)
        return f"{name} · {key.year} · {self._language.title(KIND_TITLES[key.kind])}"

    def _amount(self, value: Optional[IndicatorValue]) -> str:
        if value is None:
            return "–"
        return f"{plain(value.quantity.amount)} {self._language.title(unit_title(value.quantity.unit))}"
