"""The unit all values of a table are of, chosen by hand where the table does not say it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QCompleter, QWidget

from ...algorithms.indicators.tables.mapping import ColumnRole, TableMapping
from ...algorithms.units.tree import UnitTree

_CHARACTERS = 14  # of the field; the list is as wide as its names


class UnitField(QComboBox):
    """The units of a tree, to be searched by any part of name or code."""

    chosen = pyqtSignal(object)  # code, None where the table is of no unit

    def __init__(self, tree: UnitTree, parent: QWidget) -> None:
        """Offer every unit, each above those in it."""
        super().__init__(parent)
        self._code: Optional[str] = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_CHARACTERS)
        self.addItem(QCoreApplication.translate("PartsFields", "not said"), "")
        for code in tree.walk():
            self.addItem(f"{tree[code].name} {code}".strip(), code)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 30)
        completer = self.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.activated.connect(self._tell)
        self.lineEdit().editingFinished.connect(self._typed)

    def show_unit(self, code: Optional[str]) -> None:
        """Show the unit all values are of now."""
        self._code = code
        self.setCurrentIndex(max(self.findData(code or ""), 0))

    def _typed(self) -> None:
        """Take a name or code that was typed; what is no unit, or several, goes back to what was chosen."""
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place < 0:
            found = [row for row in range(1, self.count()) if typed in self.itemText(row).split()]
            place = found[0] if len(found) == 1 else self.findData(self._code or "")
        self.setCurrentIndex(max(place, 0))
        self._tell()

    def _tell(self, _: int = 0) -> None:
        code = self.currentData() or None
        if code != self._code:
            self._code = code
            self.chosen.emit(code)


def says_units(mapping: Optional[TableMapping]) -> bool:
    """Return whether rows or columns of a table say which unit their values are of."""
    if mapping is None:
        return False
    return bool(mapping.of_role(ColumnRole.UNIT)) or any(
        mapping.columns[column].parts.unit is not None for column in mapping.of_role(ColumnRole.VALUE))
