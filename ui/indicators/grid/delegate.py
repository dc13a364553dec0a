"""Paints the cells and gives them their editor."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QModelIndex, QObject, QRect, Qt
from qgis.PyQt.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPalette
from qgis.PyQt.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from .colours import Tone, blend, faded, ink
from .headers import PADDING, row_ground
from .model import GridModel

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
SMALL = 0.85  # of the font: the sum of the units below


class AmountEditor(QLineEdit):
    """Takes what is typed; knows what stood there before.

    :ivar over_typed: True while it was opened by typing over a cell: as in a spreadsheet all arrows then lead on to
        the next cell, until F2, Home, End or the mouse sets out to correct what was typed
    """

    def __init__(self, parent: QWidget) -> None:
        """Stand in a cell."""
        super().__init__(parent)
        self.before = ""
        self.refused = False
        self.over_typed = False
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAutoFillBackground(True)
        self.setMaxLength(200)

    def begin(self, text: str) -> None:
        """Start with the value of the cell."""
        self.before = text
        self.setText(text)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the arrows to the grid while a cell is typed over."""
        key = event.key()
        if key in (Qt.Key.Key_F2, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.over_typed = False
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if sideways and self.over_typed and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Set out to correct what was typed."""
        self.over_typed = False
        super().mousePressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Draws number, sign and sum of a cell without asking for a dozen roles each."""

    def __init__(self, model: GridModel, parent: Optional[QObject] = None) -> None:
        """:param model: whose cells are painted"""
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw a cell."""
        row, cell = self._model.row(index.row()), self._model.cell(index.row(), index.column())
        palette, rectangle = option.palette, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = ink(cell.tone, palette)
        text = colours.text
        if selected:
            active = bool(option.state & QStyle.StateFlag.State_Active)
            group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
            painter.fillRect(rectangle, palette.color(group, QPalette.ColorRole.Highlight))
            text = palette.color(group, QPalette.ColorRole.HighlightedText)
        else:
            painter.fillRect(rectangle, colours.ground or self._ground(palette, row.opens, cell.read_only))
        if cell.foreign and not selected:
            painter.fillRect(rectangle, _hatch(palette))
        font = QFont(option.font)
        font.setBold(row.opens)
        room = rectangle.adjusted(PADDING, 0, -PADDING, 0)
        alone = bool(cell.below) and not cell.text  # the sum stands for the value that is missing
        second = bool(cell.below) and not alone and room.height() >= 2 * option.fontMetrics.height() - 2
        upper = room.adjusted(0, 1, 0, -room.height() // 2) if second else room
        if cell.wanted:
            self._paint_wanted(painter, upper, text if selected else ink(Tone.WARNING, palette).text)
        if cell.sign:
            painter.setFont(option.font)
            painter.setPen(text)
            painter.drawText(upper, _LEFT, cell.sign)
        if cell.text:
            muted = cell.read_only and cell.tone is Tone.PLAIN and not selected
            painter.setFont(font)
            painter.setPen(faded(palette, 0.85) if muted else text)
            used = option.fontMetrics.horizontalAdvance(cell.sign + " ") if cell.sign else 0
            self._paint_number(painter, upper.adjusted(used, 0, 0, 0), cell.text)
        if second or alone:
            small = QFont(option.font)
            small.setPointSizeF(max(small.pointSizeF() * SMALL, 6.0))
            painter.setFont(small)
            quiet = faded(palette) if cell.below_tone is Tone.PLAIN else ink(cell.below_tone, palette).text
            painter.setPen(text if selected else quiet)
            self._paint_number(painter, room if alone else room.adjusted(0, room.height() // 2, 0, -1), cell.below)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            painter.drawRect(rectangle.adjusted(0, 0, -1, -1))

    def _ground(self, palette: QPalette, is_parent: bool, read_only: bool) -> QColor:
        ground = row_ground(palette, is_parent)
        return blend(palette.color(QPalette.ColorRole.Text), ground, 0.035) if read_only else ground

    def _paint_number(self, painter: QPainter, room: QRect, text: str) -> None:
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > room.width():
            text = "###" if room.width() > metrics.horizontalAdvance("###") else "#"  # a cut number is a wrong one
        painter.drawText(room, _RIGHT, text)

    def _paint_wanted(self, painter: QPainter, room: QRect, colour: QColor) -> None:
        """A dotted line where a required value is to be written."""
        pen = painter.pen()
        pen.setColor(colour)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        bottom = room.bottom() - 3
        painter.drawLine(room.left() + room.width() // 3, bottom, room.right(), bottom)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)

    # --- editing ----------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:  # noqa: N802
        """Return the editor of a cell."""
        editor = AmountEditor(parent)
        editor.setAccessibleName(self._model.place_text(index.row(), index.column()))
        editor.setProperty("unit", self._model.row(index.row()).code)
        editor.setProperty("column", self._model.columns[index.column()].name)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:  # noqa: N802
        """Put the whole value into the editor, once: what is typed is not overwritten by later changes."""
        if isinstance(editor, AmountEditor) and not editor.isModified():
            editor.begin(self._model.edit_text(index))

    def setModelData(self, editor: QWidget, model: object, index: QModelIndex) -> None:  # noqa: N802
        """Write nothing: the view takes what is typed, and keeps the editor open when it refuses."""

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Give the editor the cell, and more to the left where a whole number needs it."""
        room = option.rect
        wanted = 0
        if isinstance(editor, AmountEditor):
            wanted = editor.fontMetrics().horizontalAdvance(editor.text() or editor.before) + 6 * PADDING
        editor.setGeometry(room.adjusted(-max(wanted - room.width(), 0), 0, 0, 0))


def _hatch(palette: QPalette) -> QColor:
    """Return what is laid over the cells of an indicator that the plans of a level do not have."""
    colour = palette.color(QPalette.ColorRole.Text)
    colour.setAlphaF(0.06)
    return colour
