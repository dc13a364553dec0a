"""What can be done with the results as a whole: show them on the map, export them, open earlier runs."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from .fitting_row import WordFit
from .icons import icon

GAP = 3  # pixels between two buttons


class ResultsBar(QWidget):
    """What can be done with the results as a whole."""

    map_wanted = pyqtSignal()
    report_wanted = pyqtSignal()
    corrections_wanted = pyqtSignal()
    earlier_wanted = pyqtSignal()
    compare_wanted = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make the buttons."""
        super().__init__(parent)
        self.map = self._button("add_layers", self.tr("Show on map"), self.tr("Add the findings to the map as layers"))
        self.map.clicked.connect(self.map_wanted)
        self.export = self._button("export", self.tr("Export"), self.tr("Write the report or the correction list"))
        menu = QMenu(self.export)
        menu.addAction(self.tr("Report (HTML)…"), self.report_wanted.emit)
        menu.addAction(self.tr("Correction list (XLSX)…"), self.corrections_wanted.emit)
        self.export.setMenu(menu)
        self.runs = self._button("history", self.tr("Runs"), self.tr("Open an earlier run or compare two runs"))
        runs_menu = QMenu(self.runs)
        self._earlier = runs_menu.addAction(self.tr("Open an earlier run…"), self.earlier_wanted.emit)
        self._compare = runs_menu.addAction(self.tr("Compare two runs…"), self.compare_wanted.emit)
        self.runs.setMenu(runs_menu)
        for button in (self.export, self.runs):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._words = WordFit(GAP)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for button in (self.map, self.export, self.runs):
            self._words.add(button, button.text())
            row.addWidget(button)
        self.fit(0)
        self.enable(results=False, runs=0)

    def fit(self, width: int) -> None:
        """Show the buttons in words where there is room for all of them, else as icons."""
        self._words.fit(width)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the buttons as icons, so that words never keep the dock from being made narrow."""
        return QSize(self._words.narrowest(), super().minimumSizeHint().height())

    def enable(self, results: bool, runs: int) -> None:
        """Enable what there are results for.

        :param runs: number of runs in the workspace
        """
        self.map.setEnabled(results)
        self.export.setEnabled(results)
        self.runs.setEnabled(runs > 0)
        self._earlier.setEnabled(runs > 0)
        self._compare.setEnabled(runs > 1)

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(f"{text}\n{tip}")
        button.setIcon(icon(name))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
