"""One step of the Delineation tab: a title that says how far it is, and what there is to do below it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..elided_label import ElidedLabel
from ..icons import icon


class StepBox(QFrame):
    """A step that opens and closes; its line of state is always visible."""

    toggled = pyqtSignal(bool)  # opened or closed by hand

    def __init__(self, number: int, title: str, parent: Optional[QWidget] = None) -> None:
        """:param number: of the step, from 1"""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._arrow = QToolButton(self)
        self._arrow.setAutoRaise(True)
        self._arrow.setCheckable(True)
        self._arrow.setText(f"{number}  {title}")
        self._arrow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = self._arrow.font()
        font.setBold(True)
        self._arrow.setFont(font)
        self._arrow.setAccessibleName(f"{number} {title}")
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
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """Open or close the step."""
        self._arrow.setChecked(is_open)
        self._show(is_open)

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

    @property
    def state(self) -> str:
        """The line of state."""
        return str(self._state.text())

    def _show(self, is_open: bool) -> None:
        self._arrow.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.body.setVisible(is_open)
