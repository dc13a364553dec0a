"""The Forest land tab: inputs, planning base, protection grades, use and quota, monitoring and status."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ..icons import icon
from ..ledger_model import Row
from ..map_link import MapLink
from ..session import Session
from ..steps.algorithm_step import AlgorithmStep
from ..steps.inputs_form import InputsForm
from ..steps.row_place import place_of
from ..steps.step_box import StepBox
from ..steps.steps_view import StepsView
from .base_step import BaseStep
from .inputs import has_forest_land
from .status_step import StatusStep
from .steps import editions_step, grades_step, use_step
from .tools_menu import tools_menu
from .work import BASE, EDITIONS, GRADES, STATUS, USE, ForestLandWork

_NEEDED = {BASE: ("SURVEY", "ONE_MAP"), GRADES: ("ONE_MAP",), USE: ("ONE_MAP",), EDITIONS: ("ONE_MAP",),
           STATUS: ("ONE_MAP",)}


class ForestLandTab(QWidget):
    """Walks through the forest-land plan; every step can be repeated at any time."""

    export_wanted = pyqtSignal(list, dict)  # tables with their titles, titles of their fields

    def __init__(self, session: Session, map_link: MapLink, parent: Optional[QWidget] = None) -> None:
        """:param session: gives pack, data source and bindings
        :param map_link: where places are shown
        """
        super().__init__(parent)
        self._session = session
        self._map = map_link
        self.work = work = ForestLandWork(session, self)
        self._ordered: list[tuple[QWidget, ...]] = []  # widgets whose place in the order of Tab is known
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh)
        self.inputs = StepBox(1, self)
        self.inputs.set_title(self.tr("Inputs"))
        self.inputs.set_open(True)
        self.form = InputsForm(self)
        self.inputs.content.addWidget(self.form)
        self.tools_button = QToolButton(self)
        self.tools_button.setText(self.tr("Further tools"))
        self.tools_button.setIcon(icon("options"))
        self.tools_button.setToolTip(self.tr("The tools of QGIS's toolbox, filled in with these inputs"))
        self.tools_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tools_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.inputs.add_buttons(self.tools_button)
        self.base = BaseStep(2, work, self)
        self.grades = grades_step(3, work, self)
        self.use = use_step(4, work, self)
        self.editions = editions_step(5, work, self)
        self.status = StatusStep(6, work, self)
        self.runs: tuple[AlgorithmStep, ...] = (self.base, self.grades, self.use, self.editions, self.status)
        self.view = StepsView(self)
        self.view.set_steps((self.inputs, *self.runs))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.view)
        self._connect()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the project anew: layers may have come and gone."""
        super().showEvent(event)
        self.work.forget_decisions()
        self._later()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Take the mark of the chosen disagreement off the map."""
        super().hideEvent(event)
        self._map.clear()

    def go(self, step: int) -> None:
        """Show the next (1) or previous (-1) undecided disagreement in list and map."""
        if not self.base.disagreements.go(step):
            self.work.tell(self.tr("No undecided disagreement in the list: make the planning base first, or look at "
                                   "the filters above the list."), Qgis.MessageLevel.Info)
            return
        self.base.set_open(True)
        self.view.bring_up(self.base, self.base.disagreements)

    def shut_down(self) -> None:
        """End the background work."""
        self.base.shut_down()
        self.work.shut_down()

    def _connect(self) -> None:
        work, project = self.work, QgsProject.instance()
        self.form.changed.connect(work.choose)
        self.view.progress.cancelled.connect(work.cancel)
        work.changed.connect(self._later)
        work.decided.connect(self._later)
        work.busy_changed.connect(self._show_busy)
        work.progressed.connect(self.view.progress.set_progress)
        work.finished.connect(self._finished)
        work.failed.connect(self._finished)
        for step in self.runs:
            step.map_button.clicked.connect(lambda _, name=step.step: self._show_on_map(name))
            step.export_wanted.connect(lambda step=step: self._export(step))
            step.place_wanted.connect(lambda output, values, name=step.step: self._zoom(name, output, values))
        self.base.disagreement_wanted.connect(
            lambda row: self._zoom(BASE, "DISAGREEMENTS", _where(row)))
        self.base.disagreement_chosen.connect(self._mark)
        self.base.list_wanted.connect(self.export_wanted)
        self._session.opened.connect(self._refresh)
        self._session.busy_changed.connect(self._show_busy)
        # Methods, not lambdas: Qt forgets them with the tab, and the project lives on.
        project.layersAdded.connect(self._later)
        project.layersRemoved.connect(self._later)

    # --- what is shown -----------------------------------------------------------------------

    def _later(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()

    def _refresh(self) -> None:
        """Show inputs and results as they are now."""
        notice = self._why_nothing()
        self.view.say(notice)
        if notice:
            return
        if self.tools_button.menu() is None:  # the provider of the algorithms may come later than the panel
            self.tools_button.setMenu(tools_menu(self.work, self))
        self._show_inputs()
        for step in self.runs:
            step.renew()
        self._order_keys()
        self._show_busy()

    def _why_nothing(self) -> str:
        pack = self.work.pack
        if pack is None:
            return self.tr("Choose a rule pack and a source on the Data tab.")
        if not has_forest_land(pack):
            return self.tr("This rule pack has no rules of forest land, so there is nothing to do here.")
        return ""

    def _show_inputs(self) -> None:
        work = self.work
        self.form.show_inputs(work.inputs, work.state.inputs, work.content, QgsProject.instance())
        missing = self.form.missing(work.state.inputs, work.content)
        if missing:
            self.inputs.set_state("missing", self.tr("missing: {inputs}").format(inputs=", ".join(missing)))
        else:
            self.inputs.set_state("passed", self.tr("{given} of {all} given").format(
                given=len(work.input_values()), all=len(work.inputs)))

    def _order_keys(self) -> None:
        """Let Tab walk through inputs and options where they stand: their lines were made after all the rest."""
        chains = [(self.inputs.head, *self.form.lines.values(), self.tools_button)]
        chains += [(step.head, *step.options.lines.values()) for step in self.runs]
        if chains == self._ordered:
            return
        self._ordered = chains
        for chain in chains:
            for before, after in zip(chain, chain[1:]):
                self.setTabOrder(before, after)

    def _show_busy(self) -> None:
        running = self.work.running
        words = {
            BASE: self.tr("Making the planning base…"), GRADES: self.tr("Grading the forest land…"),
            USE: self.tr("Checking use and quota…"), EDITIONS: self.tr("Comparing the editions…"),
            STATUS: self.tr("Evaluating the status…"),
        }
        self.view.progress.show_work(bool(running), words.get(running, ""))
        given = self.work.input_values()
        titles = {needed.name: needed.title for needed in self.work.inputs}
        for step in self.runs:
            missing = [titles.get(name, name) for name in _NEEDED[step.step] if name not in given]
            reason = self.tr("missing: {inputs}").format(inputs=", ".join(missing)) if missing else ""
            step.enable(not running and not missing and self._session.may_decide, reason)
        self.base.disagreements.allow(self.work.may_decide)

    # --- deeds -------------------------------------------------------------------------------

    def _finished(self, name: str) -> None:
        self._refresh()
        self.view.bring_up(next(step for step in self.runs if step.step == name))

    def _show_on_map(self, step: str) -> None:
        if not self.work.show(step):
            self.work.tell(
                self.tr("The file of these results is no longer there: run the step again."), Qgis.MessageLevel.Warning
            )

    def _zoom(self, step: str, output: str, values: Mapping[str, object]) -> None:
        layer = self.work.result(step, output)
        place = place_of(layer, values)
        if layer is None or place is None or not self._map.show(place, layer.crs()):
            self.work.tell(self.tr("This row has no place on the map."), Qgis.MessageLevel.Info)

    def _mark(self, row: Mapping[str, object]) -> None:
        """Mark the disagreement that is chosen on the map, which stays where it is."""
        if not row or not self.isVisible():
            return
        layer = self.work.result(BASE, "DISAGREEMENTS")
        place = place_of(layer, _where(row))
        if layer is None or place is None or not self._map.mark(place, layer.crs()):
            self._map.clear()

    def _export(self, step: AlgorithmStep) -> None:
        tables: list[tuple[str, Sequence[Row]]] = step.whole_tables()
        self.export_wanted.emit(tables, step.field_titles())


def _where(row: Mapping[str, object]) -> dict[str, object]:
    """Return by which field the shape of a disagreement is found fastest."""
    name = "key" if row.get("fid") is None else "fid"
    return {name: row.get(name)}
