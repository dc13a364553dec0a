"""A label in one line that cuts long text and tells all of it in its tooltip."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextOption
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QWidget

from .wording import plain_tip


class ElidedLabel(QLabel):
    """Plain text, cut to the room there is."""

    def __init__(self, mode: Qt.TextElideMode, parent: Optional[QWidget] = None) -> None:
        """:param mode: where long text is cut"""
        super().__init__(parent)
        self._mode = mode
        self._option = QTextOption(Qt.AlignmentFlag.AlignVCenter)
        self._option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text."""
        super().setText(text)
        self._tell_all()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a small width: the text can always be cut."""
        return QSize(self.fontMetrics().horizontalAdvance("…") * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the width with the tooltip."""
        super().resizeEvent(event)
        self._tell_all()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, cut to fit."""
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._mode, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(room), text, self._option)
        painter.end()

    def _tell_all(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(plain_tip(self.text()) if cut else "")
