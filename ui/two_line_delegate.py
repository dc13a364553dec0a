"""Rows of two lines: a name, and below it a dimmer line that says the rest."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRect, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

SECOND_LINE = Qt.ItemDataRole.UserRole + 1
DIMMED = Qt.ItemDataRole.UserRole + 2


class TwoLineDelegate(QStyledItemDelegate):
    """Draws the display text and below it the text of the role `SECOND_LINE`; both are cut to fit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        """Return the size of a row of one or two lines."""
        size = super().sizeHint(option, index)
        if index.data(SECOND_LINE):
            size.setHeight(2 * option.fontMetrics.height() + 6)
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the row with the style's own background, icon and selection."""
        second = index.data(SECOND_LINE)
        if not second:
            super().paint(painter, option, index)
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        first = row.text
        row.text = ""
        style = row.widget.style() if row.widget else QApplication.style()
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, row, row.widget)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        if not row.icon.isNull():
            area.setLeft(row.rect.left() + row.decorationSize.width() + 8)
        area = area.adjusted(2, 0, -2, 0)

        selected = bool(row.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        active = bool(row.state & QStyle.StateFlag.State_Active)
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        colour = row.palette.color(group, role)
        painter.save()
        painter.setFont(row.font)
        height = row.fontMetrics.height()
        top = QRect(area.left(), row.rect.top() + 2, area.width(), height)
        dimmed = bool(index.data(DIMMED)) and not selected
        colour.setAlphaF(0.6 if dimmed else 1.0)
        painter.setPen(colour)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, row.fontMetrics.elidedText(first, elide, top.width()))
        colour.setAlphaF(0.5 if dimmed else 0.75)
        painter.setPen(colour)
        below = top.translated(0, height + 1)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, row.fontMetrics.elidedText(second, elide, below.width()))
        painter.restore()
