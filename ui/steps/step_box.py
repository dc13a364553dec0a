"""One step of a tab: a title that says how far it is, and what there is to do below it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..elided_label import ElidedLabel
from ..flow_layout import FlowLayout
from ..icons import icon


class StepBox(QFrame):
    """A step that opens and closes; its line of state is always visible."""

    toggled = pyqtSignal(bool)  # opened or closed by hand

    def __init__(self, number: int, parent: Optional[QWidget] = None) -> None:
        """:param number: of the step, from 1; `set_title` names it"""
        super().__init__(parent)
        self._number = number
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._arrow = QToolButton(self)
        self._arrow.setAutoRaise(True)
        self._arrow.setCheckable(True)
        self._arrow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = self._arrow.font()
        font.setBold(True)
        self._arrow.setFont(font)
        self._arrow.toggled.connect(self._show)
        self._arrow.clicked.connect(self.toggled)
        self._mark = QLabel(self)
        self._state = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._arrow)
        head.addWidget(self._state, 1)
        head.addWidget(self._mark)
        self.body = QWidget(self)
        self.content = QVBoxLayout(self.body)
        self.content.setContentsMargins(4, 0, 4, 4)
        self.content.setSpacing(4)
        self._problem_mark, self._problem = QLabel(self.body), self.text_label()
        self._problem_mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._problem_line = QWidget(self.body)
        row = QHBoxLayout(self._problem_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._problem_mark)
        row.addWidget(self._problem, 1)
        self.content.addWidget(self._problem_line)
        self._problem_line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.body, 1)  # the head is never higher than its line
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_open(False)

    def set_title(self, title: str) -> None:
        """Name the step."""
        self._arrow.setText(f"{self._number}  {title}")
        self._arrow.setAccessibleName(f"{self._number} {title}")

    def set_open(self, is_open: bool) -> None:
        """Open or close the step."""
        self._arrow.setChecked(is_open)
        self._show(is_open)

    @property
    def head(self) -> QWidget:
        """What opens and closes the step."""
        return self._arrow

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return bool(self._arrow.isChecked())

    def set_state(self, mark: str, text: str) -> None:
        """Say how far the step is.

        :param mark: name of an icon, empty for none
        """
        size = self.fontMetrics().height()
        self._mark.setPixmap(icon(mark).pixmap(QSize(size, size)))
        self._mark.setVisible(bool(mark))
        self._state.setText(text)

    def set_problem(self, text: str) -> None:
        """Say above all else why the last run was refused, empty for nothing; the message bar soon forgets it."""
        size = self.fontMetrics().height()
        self._problem_mark.setPixmap(icon("error").pixmap(QSize(size, size)))
        self._problem.setText(text)
        self._problem_line.setVisible(bool(text))

    @property
    def problem(self) -> str:
        """Why the last run was refused."""
        return str(self._problem.text())

    def text_label(self, text: str = "") -> QLabel:
        """Return a label for sentences that can be selected and copied."""
        label = QLabel(text, self.body)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def add_buttons(self, *buttons: QWidget) -> FlowLayout:
        """Put buttons below each other or side by side, as the width allows; return their row."""
        row = FlowLayout()
        for button in buttons:
            row.addWidget(button)
        self.content.addLayout(row)
        return row

    @property
    def state(self) -> str:
        """The line of state."""
        return str(self._state.text())

    def _show(self, is_open: bool) -> None:
        self._arrow.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.body.setVisible(is_open)
