"""A line above the list that says that not the current results are shown."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from .elided_label import ElidedLabel


class Banner(QFrame):
    """Says that not the current results are shown, and leads back to them."""

    closed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Stay hidden until there is something to say."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._text = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.back = QToolButton(self)
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back to the current results"))
        self.back.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 2, 2)
        row.addWidget(self._text, 1)
        row.addWidget(self.back)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the banner."""
        self._text.setText(text)
        self.show()
