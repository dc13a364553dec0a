"""What a run warned of and reported: warnings always in view, the report opened and closed by a button."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..icons import icon
from .run_note import MOST_LINES, RunNote


class ReportLines(QWidget):
    """The sentences of a run; they can be selected and copied."""

    def __init__(self, is_open: bool, parent: Optional[QWidget] = None) -> None:
        """:param is_open: whether the report is shown at first"""
        super().__init__(parent)
        self._mark, self._warnings, self._log = QLabel(self), _text(self), _text(self)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._warned = QWidget(self)
        row = QHBoxLayout(self._warned)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._mark)
        row.addWidget(self._warnings, 1)
        self._button = QToolButton(self)
        self._button.setAutoRaise(True)
        self._button.setCheckable(True)
        self._button.setText(self.tr("Report of the run"))
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.toggled.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._warned)
        column.addWidget(self._button)
        column.addWidget(self._log)
        self._button.setChecked(is_open)
        self._open(is_open)

    def show_note(self, note: RunNote) -> None:
        """Show what a run said; nothing before the first one."""
        size = self.fontMetrics().height()
        self._mark.setPixmap(icon("warning").pixmap(QSize(size, size)))
        self._warnings.setText(self._lines(note.warnings))
        self._warned.setVisible(bool(note.warnings))
        self._log.setText(self._lines(note.log))
        self._button.setVisible(bool(note.log))
        self._open(self._button.isChecked())

    def text(self) -> str:
        """Return all that is said."""
        return "\n".join(filter(None, (self._warnings.text(), self._log.text())))

    def _lines(self, lines: tuple[str, ...]) -> str:
        shown = [f"• {line}" for line in lines[:MOST_LINES]] if len(lines) > 1 else list(lines)
        if len(lines) > MOST_LINES:
            shown.append(self.tr("… and {count} more.").format(count=len(lines) - MOST_LINES))
        return "\n".join(shown)

    def _open(self, is_open: bool) -> None:
        self._button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._log.setVisible(is_open and bool(self._log.text()))


def _text(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
