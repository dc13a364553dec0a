"""A row of widgets that goes on in the next line where the dock is narrow."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets out from left to right and wraps at the width of the parent."""

    def __init__(self, parent: Optional[QWidget] = None, gap: int = 4) -> None:
        """:param gap: pixels between two widgets and between two lines"""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Take an item; called by ``addWidget``."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> Optional[QLayoutItem]:  # noqa: N802
        """Return an item, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> Optional[QLayoutItem]:  # noqa: N802
        """Remove and return an item, None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Return no direction: the row takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return True: a narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height the row needs at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def height_of(self, widths: Sequence[int], width: int) -> int:
        """Return the height the row needs at a width while its widgets are so wide."""
        shown = [item for item in self._items if self._is_shown(item)]
        height = max((item.sizeHint().height() for item in shown), default=0)
        lines, x = 1, 0
        for one in widths:
            if x and x + one > width:
                lines, x = lines + 1, 0
            x += one + self._gap
        return lines * height + (lines - 1) * self._gap if widths else 0

    def setGeometry(self, rectangle: QRect) -> None:  # noqa: N802
        """Place the widgets."""
        super().setGeometry(rectangle)
        self._place(rectangle, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the smallest size that shows every widget."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the largest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    @staticmethod
    def _is_shown(item: QLayoutItem) -> bool:
        widget = item.widget()
        return widget is None or widget.isVisibleTo(widget.parentWidget())

    def _place(self, rectangle: QRect, move: bool) -> int:
        shown = [item for item in self._items if self._is_shown(item)]
        height = max((item.sizeHint().height() for item in shown), default=0)  # all alike, so that a line is even
        x, y, line_height = rectangle.x(), rectangle.y(), 0
        for item in shown:
            size = QSize(item.sizeHint().width(), height)
            if x + size.width() > rectangle.right() + 1 and line_height > 0:
                x, y = rectangle.x(), y + line_height + self._gap
                line_height = 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line_height = max(line_height, size.height())
        return y + line_height - rectangle.y()
