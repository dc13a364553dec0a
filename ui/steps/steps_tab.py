"""What the tabs share that walk through the steps of a plan: inputs, progress, and when they are drawn anew."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...algorithms.rulepack.model import Pack
from ..map_link import MapLink
from ..session import Session
from .inputs_form import InputsForm
from .step_box import StepBox
from .step_work import StepWork
from .steps_view import StepsView


class StepsTab(QWidget):
    """Inputs and steps one below the other; every step can be repeated at any time.

    A tab makes its steps, hands them to `set_steps`, and shows in `_show_steps` and `_show_busy` how they are now.
    """

    work: StepWork

    def __init__(self, session: Session, map_link: MapLink, work: StepWork, parent: Optional[QWidget] = None) -> None:
        """:param session: gives pack, data source and bindings
        :param map_link: where places are shown
        :param work: runs the steps
        """
        super().__init__(parent)
        self._session = session
        self._map = map_link
        self.work = work
        work.setParent(self)
        self._chains: list[tuple[QWidget, ...]] = []  # widgets whose place in the order of Tab is known
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh)
        self.view = StepsView(self)
        self.inputs = StepBox(1, self)
        self.inputs.set_title(QCoreApplication.translate("StepsTab", "Inputs"))
        self.inputs.set_open(True)
        self.form = InputsForm(self)
        self.inputs.content.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.view)

    def set_steps(self, steps: Sequence[StepBox]) -> None:
        """Put the steps below the inputs and follow the work and the project."""
        self.view.set_steps((self.inputs, *steps))
        work, project = self.work, QgsProject.instance()
        self.form.changed.connect(self._chosen)
        self.view.progress.cancelled.connect(work.cancel)
        work.changed.connect(self._later)
        work.busy_changed.connect(self._show_busy)
        work.progressed.connect(self.view.progress.set_progress)
        work.finished.connect(self._finished)
        work.failed.connect(self._failed)
        self._session.opened.connect(self._opened)
        # Methods, not lambdas: Qt forgets them with the tab, and the project lives on.
        project.layersAdded.connect(self._later)
        project.layersRemoved.connect(self._later)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the project anew: layers may have come and gone."""
        super().showEvent(event)
        self._later()

    def shut_down(self) -> None:
        """End the background work."""
        self.work.shut_down()

    # --- what is shown -----------------------------------------------------------------------

    def _later(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()

    def _refresh(self) -> None:
        """Show inputs, steps and results as they are now; where the plan has none of them, say why."""
        pack = self.work.pack
        notice = QCoreApplication.translate("StepsTab", "Choose a rule pack and a source on the Data tab.")
        if pack is not None:
            notice = self._why_nothing(pack)
        self.view.say(notice)
        if notice:
            return
        self._show_inputs()
        self._show_steps()
        self._order_keys()
        self._show_busy()

    def _why_nothing(self, pack: Pack) -> str:
        """Return why a plan has nothing to do on this tab; empty where it has."""
        return ""

    def _show_steps(self) -> None:
        """Show the steps as they are now."""

    def _show_busy(self) -> None:
        """Show what runs, and which steps may be started."""

    def _show_inputs(self) -> None:
        work = self.work
        self.form.show_inputs(work.inputs, work.state.inputs, work.content, QgsProject.instance())
        missing = self._missing()
        if missing:
            self.inputs.set_state("missing", missing_text(missing))
        else:
            given = QCoreApplication.translate("StepsTab", "{given} of {all} given")
            self.inputs.set_state("passed", given.format(given=len(work.input_values()), all=len(work.inputs)))

    def _missing(self) -> Sequence[str]:
        """Return the titles of the inputs that are needed and not there."""
        return self.form.missing(self.work.state.inputs, self.work.content)

    def _key_chains(self) -> list[tuple[QWidget, ...]]:
        """Return the widgets that the Tab key walks through one after the other, where their order is not that of
        their making.
        """
        return []

    def _order_keys(self) -> None:
        """Let Tab walk through the lines where they stand: they were made after all the rest."""
        chains = self._key_chains()
        if chains == self._chains:
            return
        self._chains = chains
        for chain in chains:
            for before, after in zip(chain, chain[1:]):
                self.setTabOrder(before, after)

    # --- deeds -------------------------------------------------------------------------------

    def _chosen(self, name: str, value: str) -> None:
        self.work.choose(name, value)

    def _opened(self) -> None:
        self._refresh()

    def _finished(self, step: str) -> None:
        """Show the new results of a step."""

    def _failed(self, step: str) -> None:
        """Show why a step was refused."""

    def _show_on_map(self, step: str) -> None:
        if not self.work.show(step):
            lost = QCoreApplication.translate(
                "StepsTab", "The file of these results is no longer there: run the step again.")
            self.work.tell(lost, Qgis.MessageLevel.Warning)


def missing_text(titles: Sequence[str]) -> str:
    """Return that inputs are missing; nothing where none is."""
    if not titles:
        return ""
    return QCoreApplication.translate("StepsTab", "missing: {inputs}").format(inputs=", ".join(titles))
