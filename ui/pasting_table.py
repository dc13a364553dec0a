"""A table view with clipboard and undo: copy any range, paste into what can be edited, take it back."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

Deed = Callable[[], object]
Paste = Callable[[Sequence[Sequence[str]], Sequence[int]], bool]


class PastingTable(QTableView):
    """Rows of a model; Ctrl+C copies the selected cells, Ctrl+V hands the clipboard to ``paste``.

    Tab leaves the table, so that the panel can be walked through by the keyboard.
    """

    row_wanted = pyqtSignal(int)  # a row was double-clicked, or Enter pressed on it

    def __init__(
        self,
        paste: Optional[Paste] = None,
        undo: Optional[Deed] = None,
        redo: Optional[Deed] = None,
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param paste: takes the cells of the clipboard and the selected rows; None = read only
        :param undo: takes the last change back
        :param redo: makes it again
        """
        super().__init__(parent)
        self._paste, self._undo, self._redo = paste, undo, redo
        self._stretched = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(lambda index: self.row_wanted.emit(index.row()))

    def stretch_first(self) -> None:
        """Give the first column the room the others leave; long text is cut and told in the tooltip."""
        self._stretched = True
        self.horizontalHeader().setStretchLastSection(False)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of clipboard and undo while the table has the focus; the desktop has deeds of its own."""
        if event.type() == QEvent.Type.ShortcutOverride and self._own_key(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy, paste, clear, undo and redo."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.selected_text())
        elif self._paste is not None and event.matches(QKeySequence.StandardKey.Paste):
            cells = [line.split("\t") for line in QApplication.clipboard().text().rstrip("\r\n").splitlines()]
            if cells:
                self._paste(cells, self._rows() or [0])
        elif self._paste is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._paste([[""]], self._rows())
        elif self._undo is not None and event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif self._redo is not None and _redoes(event):
            self._redo()
        elif self._paste is None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.row_wanted.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Go on to the next row after Enter, as in a spreadsheet."""
        here = self.currentIndex()
        super().closeEditor(editor, hint)
        below = here.siblingAtRow(here.row() + 1)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.selectionModel().setCurrentIndex(below, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_text(self) -> str:
        """Return the selected cells, columns separated by tabs, numbers without thousands commas."""
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        rows: dict[int, list[QModelIndex]] = {}
        for index in chosen:
            rows.setdefault(index.row(), []).append(index)
        return "\n".join("\t".join(_copied(cell) for cell in row) for row in rows.values())

    def fit(self, rows: int) -> None:
        """Make the table as high as it has rows, within limits, and the columns as wide as their text.

        :param rows: most rows shown at once
        """
        model = self.model()
        header = self.horizontalHeader()
        if self._stretched and header.count():
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        else:
            self.resizeColumnsToContents()
        shown = min(max(model.rowCount(), 1), rows) if model is not None else 1
        frame = 2 * self.frameWidth() + self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height() + shown * self.verticalHeader().defaultSectionSize() + frame
        )

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectedIndexes()})

    def _own_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            return True
        if self._paste is not None and (
            event.matches(QKeySequence.StandardKey.Paste) or event.key() == Qt.Key.Key_Delete
        ):
            return True
        return self._undo is not None and (event.matches(QKeySequence.StandardKey.Undo) or _redoes(event))


def _redoes(event: QKeyEvent) -> bool:
    """Return whether a key means redo: the platform's, and Ctrl+Y everywhere."""
    control = Qt.KeyboardModifier.ControlModifier
    return bool(event.matches(QKeySequence.StandardKey.Redo)) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == control
    )


def _copied(cell: QModelIndex) -> str:
    value = cell.data(Qt.ItemDataRole.EditRole)
    return "" if value is None else str(value)
