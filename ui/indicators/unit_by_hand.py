"""Saying by hand what became of a unit that has values and is no longer there."""

from __future__ import annotations

from fractions import Fraction
from typing import Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.indicators.amount_words import unit_name
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.message import translatable
from ...algorithms.units.changes import UnitChange, UnitChangeKind, with_shares
from ...algorithms.units.tree import UnitTree
from ..dialog_buttons import Standard, standard_buttons

_CODE = int(Qt.ItemDataRole.UserRole)


class UnitByHandDialog(QDialog):
    """A former unit, and the units it has become: one, or several among which its values are divided."""

    def __init__(
        self, sheet: IndicatorSheet, tree: UnitTree, before: UnitTree, parent: Optional[QWidget] = None
    ) -> None:
        """:param tree: the units now; ``before`` gives names and levels of former ones"""
        super().__init__(parent)
        self.setWindowTitle(self.tr("What became of a unit"))
        self._sheet, self._tree, self._before = sheet, tree, before
        self.former = QComboBox(self)
        for code, count in sorted(sheet.with_tree(tree).strangers().items()):
            self.former.addItem(self.tr("{unit} (values: {count})").format(unit=self._name(code, before), count=count),
                                code)
        former_label = QLabel(self.tr("&Former unit:"), self)
        former_label.setBuddy(self.former)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search by name or code"))
        self.search.setClearButtonEnabled(True)
        self.units = QListWidget(self)
        self.units.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        units_label = QLabel(self.tr("&Became (choose several where it was split):"), self)
        units_label.setBuddy(self.units)
        self.buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (former_label, self.former, units_label, self.search, self.units, self.buttons):
            column.addWidget(widget)
        self.former.currentIndexChanged.connect(self._list_units)
        self.search.textChanged.connect(self._filter)
        self.units.itemSelectionChanged.connect(self._enable)
        self._list_units()

    def change(self) -> Optional[UnitChange]:
        """Return what was said, None where nothing was chosen."""
        former = self.former.currentData()
        after = tuple(item.data(_CODE) for item in self.units.selectedItems())
        if former is None or not after:
            return None
        reason = translatable("UnitChanges", "Said by hand.")
        if len(after) == 1:
            taken = any(value.key.unit == after[0] for value in self._sheet)
            if taken:  # it has values of its own: those of the former unit are added
                return UnitChange(UnitChangeKind.MERGED, (former, *after), after, reason=reason)
            return UnitChange(UnitChangeKind.RENAMED, (former,), after, reason=reason)
        own = tuple(code for code in after if any(value.key.unit == code for value in self._sheet))
        split = UnitChange(UnitChangeKind.SPLIT, (former, *own), after, reason=reason)
        return with_shares(split, {code: Fraction(1) for code in after})

    def _list_units(self, *_: object) -> None:
        """List the units of the former unit's level, all where that is not known."""
        former = self.former.currentData()
        level = None
        if former is not None and former in self._before:
            level = self._before[former].level
        elif former is not None:
            level = next((name for name, digits in self._sheet.rules.units.digits.items() if digits == len(former)),
                         None)
        self.units.clear()
        for code in self._tree.walk():
            if level is None or self._tree[code].level == level:
                item = QListWidgetItem(self._name(code, self._tree))
                item.setData(_CODE, code)
                self.units.addItem(item)
        self._filter()
        self._enable()

    def _filter(self, *_: object) -> None:
        words = self.search.text().casefold().split()
        for row in range(self.units.count()):
            item = self.units.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words) and not item.isSelected())

    def _enable(self) -> None:
        self.buttons.button(Standard.Ok).setEnabled(bool(self.units.selectedItems()))

    @staticmethod
    def _name(code: str, tree: UnitTree) -> str:
        name = unit_name(tree, code)
        return code if name == code else f"{name} {code}"
