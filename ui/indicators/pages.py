"""Pages one behind the other: their names and the buttons of the page in front share one row."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget


class Pages(QWidget):
    """Like a tab widget, with the tools of each page beside the names: a low panel keeps its height for the page."""

    currentChanged = pyqtSignal(int)  # noqa: N815 - as QTabWidget calls it

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Begin without pages."""
        super().__init__(parent)
        self.bar = QTabBar(self)
        self.bar.setDocumentMode(True)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tools: list[Optional[QWidget]] = []
        self._stack = QStackedWidget(self)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        self._row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(self._stack, 1)
        self.bar.currentChanged.connect(self._turned)

    def addTab(self, page: QWidget, name: str, tools: Optional[QWidget] = None) -> int:  # noqa: N802
        """Add a page.

        :param tools: its buttons, shown beside the names while the page is in front
        """
        self._stack.addWidget(page)
        self._tools.append(tools)
        if tools is not None:
            self._row.addWidget(tools, 1)
        place = self.bar.addTab(name)
        self._turned(self.bar.currentIndex())
        return place

    def setTabText(self, place: int, text: str) -> None:  # noqa: N802
        """Give a page another name."""
        self.bar.setTabText(place, text)
        self.bar.updateGeometry()

    def indexOf(self, page: QWidget) -> int:  # noqa: N802
        """Return the place of a page, -1 where it is none of these."""
        return int(self._stack.indexOf(page))

    def currentWidget(self) -> QWidget:  # noqa: N802
        """Return the page in front."""
        return self._stack.currentWidget()

    def setCurrentWidget(self, page: QWidget) -> None:  # noqa: N802
        """Bring a page to the front."""
        self.bar.setCurrentIndex(self._stack.indexOf(page))

    def _turned(self, place: int) -> None:
        for number, tools in enumerate(self._tools):
            if tools is not None:
                tools.setVisible(number == place)
        if 0 <= place < self._stack.count():
            self._stack.setCurrentIndex(place)
            self.currentChanged.emit(place)
