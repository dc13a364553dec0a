"""The cells of a table that is imported, under a row that says what each column is."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QAction, QHeaderView, QTableView, QVBoxLayout, QWidget

from ...algorithms.indicators.tables.mapping import TableMapping
from ...algorithms.indicators.tables.raw_sheet import RawSheet
from .import_fields import MeaningDelegate
from .import_model import MeaningModel, SheetModel

_NARROWEST, _WIDEST = 60, 260  # of a column, in pixels
_WIDEST_MEANING = 150  # the rest is told in the tooltip
_SAMPLE = 50  # rows that columns are made wide enough for


class ImportTable(QWidget):
    """Two tables that scroll and widen together."""

    def __init__(self, meaning_model: MeaningModel, sheet_model: SheetModel, parent: QWidget) -> None:
        """:param meaning_model: what the columns are; ``sheet_model``: the cells"""
        super().__init__(parent)
        self._meaning_model = meaning_model
        self.meanings = QTableView(self)
        self.cells = QTableView(self)
        self.meanings.setModel(meaning_model)
        self.cells.setModel(sheet_model)
        self.meanings.setItemDelegate(MeaningDelegate(self.meanings))
        self.meanings.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.meanings.setAccessibleName(self.tr("What the columns are"))
        self.cells.setAccessibleName(self.tr("Cells of the table"))
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        margin = self.fontMetrics().horizontalAdvance("0000000")
        for view in (self.meanings, self.cells):
            view.setTabKeyNavigation(False)
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.verticalHeader().setFixedWidth(margin)
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        height = self.fontMetrics().height()
        self.cells.verticalHeader().setDefaultSectionSize(height + 6)
        self.meanings.verticalHeader().setDefaultSectionSize(height + 12)
        self.meanings.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.meanings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells.horizontalHeader().hide()
        self.row_action = self._action(self.tr("Leave this row out"), "Ctrl+R")
        self.column_action = self._action(self.tr("Leave this column out"), "Ctrl+K")
        self.cells.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.cells.addActions([self.row_action, self.column_action])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.meanings)
        column.addWidget(self.cells, 1)
        self.meanings.activated.connect(self.meanings.edit)
        self.meanings.clicked.connect(self.meanings.edit)
        self.meanings.horizontalHeader().sectionResized.connect(
            lambda column, _before, width: self.cells.setColumnWidth(column, width))
        self.cells.horizontalScrollBar().valueChanged.connect(self.meanings.horizontalScrollBar().setValue)
        self.meanings.horizontalScrollBar().valueChanged.connect(self.cells.horizontalScrollBar().setValue)

    def fit(self, sheet: RawSheet, mapping: TableMapping) -> None:
        """Make columns as wide as their meaning, head and first values need; titles above run over."""
        metrics = self.fontMetrics()
        rows = [*mapping.head_rows, *range(mapping.first_row, min(mapping.first_row + _SAMPLE, len(sheet.rows)))]
        for column in range(sheet.width):
            texts = [sheet.rows[row][column] for row in rows]
            meaning = str(self._meaning_model.index(0, column).data()) + "00000"  # the arrow of the combo box
            wanted = min(metrics.horizontalAdvance(meaning), _WIDEST_MEANING)
            wanted = max([wanted, *(metrics.horizontalAdvance(text[:_WIDEST]) for text in texts)])
            self.meanings.setColumnWidth(column, min(max(wanted + 14, _NARROWEST), _WIDEST))
        header = self.meanings.horizontalHeader()
        self.meanings.setFixedHeight(
            header.sizeHint().height() + self.meanings.rowHeight(0) + 2 * self.meanings.frameWidth())

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self.cells)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setCheckable(True)
        return action
