"""The bar above the list: run, cancel, progress, preset, and what to do with the results."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QMenu, QProgressBar, QToolButton, QVBoxLayout, QWidget

from ..algorithms.rulepack.model import CheckRule
from .elided_label import ElidedLabel
from .icons import icon
from .jobs import CheckStep
from .results_bar import ResultsBar
from .session import Session

GAP = 4  # pixels between two widgets
PRESET_LETTERS = 16  # so many letters of the preset are seen before the buttons beside it get words


class RunBar(QWidget):
    """Run button with its menu, cancel, presets, and the progress of the run under way."""

    run_wanted = pyqtSignal(str)  # preset, all, selected

    def __init__(self, session: Session, results: ResultsBar, parent: Optional[QWidget] = None) -> None:
        """Run the checks of a session.

        :param results: what can be done with the results; takes the right end of the bar
        """
        super().__init__(parent)
        self._session = session
        self._results = results
        self.run = QToolButton(self)
        self.run.setText(self.tr("Run checks"))
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
        self.presets.setMinimumContentsLength(5)
        self.presets.setAccessibleName(self.tr("Preset"))
        self.presets.setToolTip(self.tr("Which checks are run"))
        self.presets.activated.connect(lambda position: session.choose_preset(self.presets.itemData(position)))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(self.fontMetrics().height())
        self.step = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.run)
        row.addWidget(self.cancel)
        row.addWidget(self.presets, 1)
        row.addWidget(self.progress, 1)
        row.addWidget(results)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.step)
        in_order = (self.run, self.cancel, self.presets, results.map, results.export, results.runs)
        for before, after in zip(in_order, in_order[1:]):
            self.setTabOrder(before, after)
        session.opened.connect(self._opened)
        session.busy_changed.connect(self._show_busy)
        session.progressed.connect(lambda percent: self.progress.setValue(int(percent)))
        session.stepped.connect(self._stepped)
        session.run_began.connect(self._began)
        self._opened()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the buttons at the right words when the preset has room enough."""
        super().resizeEvent(event)
        preset = self.fontMetrics().averageCharWidth() * PRESET_LETTERS + 40
        self._results.fit(event.size().width() - self.run.sizeHint().width() - preset - 2 * GAP)

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
        session = self._session
        tip = self.tr("Run the checks of the preset beside")
        if session.pack_problem or session.source_problem:
            tip = QCoreApplication.translate(
                "ChecksTab", "The rule pack or the source cannot be used: see the Data tab."
            )
        self.run.setToolTip(tip)
        self.run.setEnabled(session.ready)
        self.run.setVisible(not running)
        self.cancel.setVisible(running)
        self.presets.setEnabled(self._session.pack is not None)
        self.presets.setVisible(not running)
        self.progress.setVisible(running)
        self.step.setVisible(running)
        self._results.setVisible(not running)

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
