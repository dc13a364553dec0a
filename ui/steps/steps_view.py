"""Steps one below the other, with a notice where there are none and a line for the work under way."""

from __future__ import annotations

from functools import partial
from typing import Optional, Sequence

from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ..progress_line import ProgressLine
from .step_box import StepBox


class StepsView(QWidget):
    """The frame of a tab that walks through steps."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make an empty frame; `set_steps` fills it."""
        super().__init__(parent)
        self.notice = QLabel(self)
        self.notice.setWordWrap(True)
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notice.setMargin(8)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.progress = ProgressLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.notice)
        column.addWidget(self.scroll_area, 1)
        column.addWidget(self.progress)

    def set_steps(self, steps: Sequence[StepBox]) -> None:
        """Put the steps below each other."""
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in steps:
            column.addWidget(box)
        column.addStretch(1)
        self.scroll_area.setWidget(inside)

    def say(self, notice: str) -> None:
        """Show a notice in the place of the steps; the steps where it is empty."""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.scroll_area.setVisible(not notice)

    def bring_up(self, box: StepBox, part: Optional[QWidget] = None) -> None:
        """Open a step and scroll to it.

        :param part: of the step, to be seen rather than its head
        """
        box.set_open(True)
        QTimer.singleShot(0, partial(self._scroll_to, box if part is None else part))

    def _scroll_to(self, part: QWidget) -> None:
        """Show a step or a part of one from its head down; what is seen whole stays where it is."""
        area, inside = self.scroll_area.verticalScrollBar(), self.scroll_area.widget()
        top = part.mapTo(inside, QPoint(0, 0)).y()
        if top < area.value() or top + part.height() > area.value() + self.scroll_area.viewport().height():
            area.setValue(top)
