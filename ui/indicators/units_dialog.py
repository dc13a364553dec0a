"""The administrative units of the plan: how many there are, what is odd about them, what became of former ones."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.amount_words import level_title
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.reading import read_sheets
from ...algorithms.indicators.tables.unit_rows import unit_rows
from ...algorithms.language import Language
from ...algorithms.message import Message
from ...algorithms.units.changes import UnitChange, UnitChangeKind
from ...algorithms.units.read_tree import tree_of_rows
from ...algorithms.units.tree import UnitTree
from .. import settings


class UnitsDialog(QDialog):
    """Shows the units and lets a person say what became of those that are no longer there."""

    def __init__(
        self,
        sheet: IndicatorSheet,
        notes: Sequence[Message],
        proposals: Sequence[UnitChange],
        language: Language,
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param notes: what is odd about the units
        :param proposals: what may have become of units that have values and are no longer there
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Administrative units"))
        self._sheet = sheet
        self._language = language
        self.tree: UnitTree = sheet.tree
        self._other_tree = False
        self._proposals = tuple(proposals)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(self.tr("The units and what is odd about them"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("What became of former units"))
        self._heading = QLabel(self.tr("Values of units that are no longer there go with these changes:"), self)
        self._heading.setWordWrap(True)
        self._heading.setBuddy(self.list)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        read = QPushButton(self.tr("Read units from a table…"), self)
        read.setToolTip(self.tr("XLSX, ODS or CSV with a code and a name per row; for plans without a layer of units"))
        read.setAutoDefault(False)
        read.clicked.connect(self._ask_table)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self)
        buttons.addButton(read, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.text, self._heading, self.list, self.problem, buttons):
            column.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 76, self.fontMetrics().height() * 26)
        self._show(notes)

    @property
    def has_other_tree(self) -> bool:
        """True when units were read from a table."""
        return self._other_tree

    def chosen(self) -> list[UnitChange]:
        """Return the changes that are ticked."""
        return [
            change for row, change in enumerate(self._proposals)
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def read_table(self, path: str) -> None:
        """Read the units from a table; a problem is said in the dialog and leaves the units as they are."""
        try:
            rows = unit_rows(read_sheets(path))
            reading = tree_of_rows(rows, self._sheet.rules.units.digits)
        except LandPlanError as error:
            self.problem.setText(self._language.render(error.message))
            self.problem.show()
            return
        self.problem.hide()
        self.tree, self._other_tree = reading.tree, True
        self._show(reading.notes)

    def _ask_table(self) -> None:
        filters = self.tr("Tables") + " (*.xlsx *.ods *.csv *.txt *.xls)"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Read units"), settings.last_folder(), filters)
        if path:
            settings.remember_folder(path)
            self.read_table(path)

    def _show(self, notes: Sequence[Message]) -> None:
        counts = Counter(unit.level for unit in self.tree.units.values())
        lines = [
            self.tr("{level}: {count}").format(level=self._language.title(level_title(level)), count=counts[level])
            for level in self._sheet.rules.units.digits if counts[level]
        ] or [self.tr("There are no units yet: bind the layer of administrative areas on the Data tab, or read a "
                      "table.")]
        strangers = {code: count for code, count in self._sheet.strangers().items() if code not in self.tree}
        said = [self._language.render(note) for note in notes]
        said += [
            self.tr("{unit} has {count} values but is not among the units.").format(unit=code, count=count)
            for code, count in sorted(strangers.items())
        ]
        items = "".join(f"<li>{escape(line)}</li>" for line in said)
        self.text.setHtml(f"<p>{escape(' · '.join(lines))}</p><ul>{items}</ul>")
        self.list.clear()
        for change in self._proposals:
            item = QListWidgetItem(self._words(change))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            sure = not change.shares or change.kind is not UnitChangeKind.SPLIT
            item.setCheckState(Qt.CheckState.Checked if sure else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        for widget in (self._heading, self.list):
            widget.setVisible(bool(self._proposals))

    def _words(self, change: UnitChange) -> str:
        words = {
            UnitChangeKind.RENAMED: self.tr("{before} is now {after}"),
            UnitChangeKind.SPLIT: self.tr("{before} was split into {after}"),
            UnitChangeKind.MERGED: self.tr("{before} were merged into {after}"),
        }
        return words[change.kind].format(before=self._units(change.before), after=self._units(change.after))

    def _units(self, codes: Sequence[str]) -> str:
        return ", ".join(f"{self.tree[code].name} {code}" if code in self.tree else code for code in codes)
