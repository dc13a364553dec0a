"""A table view with the clipboard: copy any range, paste into what can be edited."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

Paste = Callable[[Sequence[Sequence[str]], int], bool]


class PastingTable(QTableView):
    """Rows of a model; Ctrl+C copies the selected cells, Ctrl+V hands the clipboard to ``paste``."""

    def __init__(self, paste: Optional[Paste] = None, parent: Optional[QWidget] = None) -> None:
        """:param paste: takes the cells of the clipboard and the first selected row; None = read only"""
        super().__init__(parent)
        self._paste = paste
        self._stretched = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)

    def stretch_first(self) -> None:
        """Give the first column the room the others leave; long text is cut and told in the tooltip."""
        self._stretched = True
        self.horizontalHeader().setStretchLastSection(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy and paste."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.Paste) and self._paste is not None:
            cells = [line.split("\t") for line in QApplication.clipboard().text().rstrip("\r\n").splitlines()]
            if cells:
                self._paste(cells, max(self._first_row(), 0))
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """Return the selected cells, columns separated by tabs."""
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        rows: dict[int, list[QModelIndex]] = {}
        for index in chosen:
            rows.setdefault(index.row(), []).append(index)
        return "\n".join("\t".join(str(cell.data() or "") for cell in row) for row in rows.values())

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

    def _first_row(self) -> int:
        return min((index.row() for index in self.selectedIndexes()), default=-1)
