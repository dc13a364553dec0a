"""The bars of the Checks tab: run and progress, what is shown, and what to do with the results."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.rulepack.model import CheckRule
from .elided_label import ElidedLabel
from .flow_layout import FlowLayout
from .icons import icon
from .jobs import CheckStep
from .session import Session


class RunBar(QWidget):
    """Run button with its menu, cancel, presets, and the progress of the run under way."""

    run_wanted = pyqtSignal(str)  # preset, all, selected

    def __init__(self, session: Session, parent: Optional[QWidget] = None) -> None:
        """Run the checks of a session."""
        super().__init__(parent)
        self._session = session
        self.run = QToolButton(self)
        self.run.setText(self.tr("Run checks"))
        self.run.setToolTip(self.tr("Run the checks of the preset beside"))
        self.run.setIcon(icon("run"))
        self.run.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.run.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.run.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.run.clicked.connect(lambda: self.run_wanted.emit("preset"))
        menu = QMenu(self.run)
        menu.addAction(self.tr("Checks of the preset"), lambda: self.run_wanted.emit("preset"))
        menu.addAction(self.tr("All checks of the rule pack"), lambda: self.run_wanted.emit("all"))
        menu.addAction(self.tr("Checks of the selected rows"), lambda: self.run_wanted.emit("selected"))
        self.run.setMenu(menu)
        self.cancel = QToolButton(self)
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Cancel the run; what has ended by now is kept"))
        self.cancel.setIcon(icon("stop"))
        self.cancel.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.cancel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cancel.clicked.connect(self._cancel)
        self.presets = QComboBox(self)
        self.presets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.presets.setMinimumContentsLength(8)
        self.presets.setAccessibleName(self.tr("Preset"))
        self.presets.setToolTip(self.tr("Which checks are run"))
        self.presets.activated.connect(lambda position: session.choose_preset(self.presets.itemData(position)))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(self.fontMetrics().height())
        self.step = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        row = QHBoxLayout()
        row.addWidget(self.run)
        row.addWidget(self.cancel)
        row.addWidget(self.presets, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addWidget(self.step)
        session.opened.connect(self._opened)
        session.busy_changed.connect(self._show_busy)
        session.progressed.connect(lambda percent: self.progress.setValue(int(percent)))
        session.stepped.connect(self._stepped)
        session.run_began.connect(self._began)
        self._opened()

    def _opened(self) -> None:
        pack, language = self._session.pack, self._session.language
        self.presets.clear()
        if pack is not None:
            text = self.tr("All {count} checks").format(count=len(pack.checks))
            self.presets.addItem(text, "")
            for preset in pack.presets.values():
                if preset.checks == ("*",):
                    continue  # the same as the first entry
                self.presets.addItem(language.title(preset.title), preset.id)
                self.presets.setItemData(
                    self.presets.count() - 1, language.title(preset.title), Qt.ItemDataRole.ToolTipRole
                )
            self.presets.setCurrentIndex(max(self.presets.findData(self._session.state.preset), 0))
        self._show_busy()

    def _show_busy(self) -> None:
        running = self._session.running
        self.run.setEnabled(self._session.ready)
        self.run.setVisible(not running)
        self.cancel.setVisible(running)
        self.presets.setEnabled(self._session.pack is not None and not running)
        self.progress.setVisible(running)
        self.step.setVisible(running)

    def _began(self) -> None:
        self.cancel.setEnabled(True)
        self.progress.setValue(0)
        self.step.setText(self.tr("Opening the data source…"))

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.step.setText(self.tr("Cancelling…"))
        self._session.cancel()

    def _stepped(self, step: CheckStep) -> None:
        if step.result is None and self.cancel.isEnabled():
            self.step.setText(self._check_title(step.check))

    def _check_title(self, check: CheckRule) -> str:
        return f"{check.id} {self._session.language.title(check.title)}"


class Banner(QFrame):
    """Says that not the current results are shown, and leads back to them."""

    closed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Stay hidden until there is something to say."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._text = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.back = QToolButton(self)
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back to the current results"))
        self.back.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 2, 2)
        row.addWidget(self._text, 1)
        row.addWidget(self.back)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the banner."""
        self._text.setText(text)
        self.show()


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
        flow = FlowLayout(self, 3)
        for button in (self.map, self.export, self.runs):
            flow.addWidget(button)
        self.enable(results=False, runs=0)

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
        button.setToolTip(tip)
        button.setIcon(icon(name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
