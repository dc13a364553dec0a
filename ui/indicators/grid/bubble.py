"""A sentence beside a cell: why what was typed or pasted is not taken."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QFrame, QLabel, QWidget

from .colours import Tone, ink

_WIDEST = 360


class Bubble(QLabel):
    """Stands below a cell, or above it where there is no room, until something else is done."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden.

        :param parent: the viewport it lies on
        """
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(5)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str, cell: QRect, tone: Tone = Tone.ERROR) -> None:
        """Show a sentence beside a cell.

        :param cell: in the coordinates of the viewport; empty = in the middle at the top
        """
        colours = ink(tone, self.parentWidget().palette())
        palette = QPalette(self.parentWidget().palette())
        palette.setColor(QPalette.ColorRole.WindowText, colours.text)
        ground = colours.ground or palette.color(QPalette.ColorRole.ToolTipBase)
        palette.setColor(QPalette.ColorRole.Window, ground)
        self.setPalette(palette)
        # A style sheet of the desktop goes before the palette.
        self.setStyleSheet(f"QLabel {{ color: {_css(colours.text)}; background: {_css(ground)};"
                           f" border: 1px solid {_css(colours.text)}; }}")
        self.setText(sentence)
        self.setAccessibleName(sentence)
        room = self.parentWidget().rect()
        width = min(_WIDEST, max(room.width() - 8, 80))
        self.setFixedWidth(min(width, self.fontMetrics().horizontalAdvance(sentence) + 18))
        self.setFixedHeight(self.heightForWidth(self.width()))
        left = min(max(cell.left(), 4), max(room.right() - self.width() - 4, 4))
        top = cell.bottom() + 3
        if top + self.height() > room.bottom():
            top = max(cell.top() - self.height() - 3, 2)
        self.move(left, top if not cell.isEmpty() else 4)
        self.raise_()
        self.show()


def _css(colour: QColor) -> str:
    return colour.name()
