"""The line that says what is under way, how far it is, and cancels it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from .icons import icon


class ProgressLine(QWidget):
    """Visible only while something runs."""

    cancelled = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make a hidden line."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.text = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 100)
        self.cancel_button = QPushButton(icon("stop"), self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self._cancel)
        row.addWidget(self.text)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def show_work(self, running: bool, text: str) -> None:
        """Say what is under way.

        :param running: False hides the line
        """
        self.setVisible(running)
        self.text.setText(text)
        self.cancel_button.setEnabled(True)
        if not running:
            self.bar.setValue(0)

    def set_progress(self, percent: float) -> None:
        """Show how far the work is, 0 to 100."""
        self.bar.setValue(int(percent))

    def _cancel(self) -> None:
        self.text.setText(self.tr("Cancelling…"))
        self.cancel_button.setEnabled(False)
        self.cancelled.emit()
