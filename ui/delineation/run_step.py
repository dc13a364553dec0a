"""The step of the delineation itself: its options and the button."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ..icons import icon
from ..steps.step_box import StepBox
from .option_lines import OptionLines
from .work import DelineationWork

STEP = "delineation"


class RunStep(StepBox):
    """Asks for the options of a delineation and starts it."""

    def __init__(self, work: DelineationWork, parent: Optional[QWidget] = None) -> None:
        """:param work: runs the delineation"""
        super().__init__(4, parent)
        self.set_title(self.tr("Delineation"))
        self._work = work
        self.options = OptionLines(self)
        self.run_button = QPushButton(icon("run"), self.tr("Delineate"), self)
        self.content.addWidget(self.options)
        self.add_buttons(self.run_button)
        self.options.changed.connect(work.set_option)
        self.run_button.clicked.connect(lambda: work.run(STEP))

    def renew(self) -> None:
        """Show the options, and how far the step is."""
        work = self._work
        self.options.show_options(work.state.options, work.rules)
        self.set_problem(work.problems.get(STEP, ""))
        self.set_state(*self._how_far())

    def enable(self, ready: bool, has_targets: bool) -> None:
        """Enable the button once there is everything it needs, and say what is missing."""
        self.run_button.setEnabled(ready and has_targets)
        self.run_button.setToolTip("" if has_targets else self.tr("Give at least one target first."))

    def _how_far(self) -> tuple[str, str]:
        work = self._work
        if self.problem:
            return "error", self.tr("refused: {reason}").format(reason=self.problem)
        if not work.state.results.get(STEP) or work.lost(STEP):
            return "", self.tr("not run yet")
        if work.outdated(STEP):
            return "warning", self.tr("inputs, targets or options have changed since: delineate again")
        return "passed", self.tr("done")
