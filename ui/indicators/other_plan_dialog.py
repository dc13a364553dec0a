"""What another plan would bring: units, new values, and values that differ from those that are here."""

from __future__ import annotations

from html import escape
from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.indicators.amount_words import plain, unit_name
from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.model import IndicatorValue, ValueChange
from ...algorithms.indicators.quantity import unit_title
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.workspace.other_plan import OtherPlan
from ..dialog_buttons import Standard, standard_buttons

_MOST = 500  # rows


class OtherPlanDialog(QDialog):
    """Values that differ stay as they are here unless one says otherwise."""

    def __init__(
        self,
        other: OtherPlan,
        new: Sequence[ValueChange],
        differing: Sequence[ValueChange],
        sheet: IndicatorSheet,
        language: Language,
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param new: values that are not here yet; ``differing``: those that are otherwise here"""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add from another plan"))
        self._new, self._differing, self._language = list(new), list(differing), language
        units = [code for code in other.tree.walk() if code not in sheet.tree]
        same = len(other.values) - len(new) - len(differing)
        lines = [
            self.tr("{file}: {units} units, {values} values.").format(
                file=other.name, units=len(other.tree), values=len(other.values)),
            self.tr("Units that are not here yet: {count}").format(count=len(units)),
            self.tr("Values that are not here yet: {count}").format(count=len(new)),
            self.tr("Values that are the same here: {count}").format(count=same),
            *(language.render(note) for note in other.notes),
        ]
        text = QLabel("<br>".join(escape(line) for line in lines), self)
        text.setWordWrap(True)
        self.replace = QCheckBox(
            self.tr("&Replace the values that differ from those here ({count})").format(count=len(differing)), self)
        self.table = QTableWidget(min(_MOST, len(differing)), 4, self)
        self.table.setHorizontalHeaderLabels([self.tr("Unit"), self.tr("Value"), self.tr("Here"), self.tr("There")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Values that differ"))
        for row, change in enumerate(self._differing[:_MOST]):
            key = change.key
            rule = sheet.rules.indicators.get(key.indicator)
            name = key.indicator if rule is None else language.title(rule.title)
            tree = sheet.tree if key.unit in sheet.tree else other.tree
            for column, cell in enumerate((
                unit_name(tree, key.unit), f"{name} · {key.year} · {language.title(KIND_TITLES[key.kind])}",
                self._amount(sheet.value(key)), self._amount(change.value),
            )):
                item = QTableWidgetItem(cell)
                if column >= 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()
        for widget in (self.replace, self.table):
            widget.setVisible(bool(differing))
        self.buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column_of_all = QVBoxLayout(self)
        for widget in (text, self.replace, self.table, self.buttons):
            column_of_all.addWidget(widget)
        letter = self.fontMetrics().averageCharWidth()
        needed = self.table.horizontalHeader().length() + letter * 10  # with scroll bar, frame and margins
        self.resize(min(max(letter * 76, needed), letter * 140), self.fontMetrics().height() * 22)

    def changes(self) -> list[ValueChange]:
        """Return what is to be taken over."""
        return self._new + (self._differing if self.replace.isChecked() else [])

    def _amount(self, value: Optional[IndicatorValue]) -> str:
        if value is None:
            return "–"
        return f"{plain(value.quantity.amount)} {self._language.title(unit_title(value.quantity.unit))}"
