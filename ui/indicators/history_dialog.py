"""The versions of a value: who wrote it, when, where it came from."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QDialog,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.indicators.amount_words import unit_name
from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.model import ValueKey
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.clipboard import to_block
from ...algorithms.language import Language
from ...algorithms.workspace.indicator_store import ValueVersion
from ..dialog_buttons import Standard, standard_buttons
from ..wording import plain_tip, time_text
from .grid.amount_text import grouped
from .grid.words import unit_word

WIDEST = 48  # letters of a column


class HistoryDialog(QDialog):
    """What a value was, the newest version first."""

    def __init__(
        self,
        sheet: IndicatorSheet,
        key: ValueKey,
        versions: Sequence[ValueVersion],
        language: Language,
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param versions: newest first"""
        super().__init__(parent)
        self.setWindowTitle(self.tr("History of a value"))
        rule = sheet.rules.indicators.get(key.indicator)
        heading = QLabel(" · ".join((
            unit_name(sheet.tree, key.unit), language.title(rule.title) if rule is not None else key.indicator,
            f"{language.title(KIND_TITLES[key.kind])} {key.year}")))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.list = QTreeWidget(self)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setAccessibleName(self.tr("Versions of the value, the newest first"))
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.setHeaderLabels(
            [self.tr("When"), self.tr("Who"), self.tr("Value"), self.tr("Where from"), self.tr("Note")])
        for version in versions:
            item = QTreeWidgetItem(self._cells(version, language))
            item.setTextAlignment(2, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
            for column in range(item.columnCount()):
                item.setToolTip(column, plain_tip(item.text(column)))
            self.list.addTopLevelItem(item)
        letter = self.fontMetrics().averageCharWidth()
        for column in range(self.list.columnCount()):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, min(self.list.columnWidth(column) + 8, WIDEST * letter))
        self.nothing = QLabel(self.tr("Nothing has been kept of this value yet."), self)
        self.nothing.setVisible(not versions)
        self.list.setVisible(bool(versions))
        copy = QAction(self.tr("Copy"), self.list)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda _=False: self.copy_rows())
        self.list.addAction(copy)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        buttons = standard_buttons(self, Standard.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(letter * 104, self.fontMetrics().height() * 18)

    def _cells(self, version: ValueVersion, language: Language) -> list[str]:
        value = version.value
        if value is None:
            return [time_text(version.at), version.person, self.tr("removed"), "", ""]
        amount = f"{grouped(f'{value.quantity.amount:f}')} {unit_word(value.quantity.unit, language)}"
        return [time_text(version.at), version.person, amount, language.render(value.origin.source), value.origin.note]

    def copy_rows(self) -> None:
        """Copy the chosen versions, or all, as a table."""
        items = self.list.selectedItems() or [
            self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount())]
        cells = [[item.text(column) for column in range(self.list.columnCount())] for item in items]
        QApplication.clipboard().setText(to_block(cells))
