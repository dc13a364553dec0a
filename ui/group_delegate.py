"""Headings over the whole width of the tree, with their count at the right end."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QPainter, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .findings_model import GROUP

MARGIN = 6


class GroupDelegate(QStyledItemDelegate):
    """Draws a heading so that its count is never cut, only its title; other rows as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw a row."""
        group = index.data(GROUP)
        if group is None or not (group.total or group.result is None):  # a side of a comparison counts even nothing
            super().paint(painter, option, index)
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        count = f"{group.total:,}"
        style = row.widget.style() if row.widget else QApplication.style()
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, row, row.widget)
        room = area.width() - row.fontMetrics.horizontalAdvance(count) - 2 * MARGIN
        row.text = row.fontMetrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        selected = bool(row.state & QStyle.StateFlag.State_Selected)
        active = bool(row.state & QStyle.StateFlag.State_Active)
        painter.save()
        painter.setFont(row.font)
        painter.setPen(
            row.palette.color(
                QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive,
                QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text,
            )
        )
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row.rect.adjusted(0, 0, -MARGIN, 0), flags, count)
        painter.restore()
