"""The Delineation tab: inputs, screening, targets, run and ledger, one below the other."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..ledger_model import Row
from ..map_link import MapLink
from ..session import Session
from ..steps.inputs_form import InputsForm
from ..steps.step_box import StepBox
from ..steps.steps_view import StepsView
from .field_lines import FieldLines
from .ledger_step import LedgerStep
from .run_step import RunStep
from .screening_step import ScreeningStep
from .targets_step import TargetsStep
from .unit_targets import place_of_units
from .work import DelineationWork


class DelineationTab(QWidget):
    """Walks through a delineation of basic farmland; every step can be repeated at any time."""

    checked = pyqtSignal()  # the adjustment was checked, its findings are in the workspace
    export_wanted = pyqtSignal()  # ledger and screening are to be written as a spreadsheet

    def __init__(self, session: Session, map_link: MapLink, parent: Optional[QWidget] = None) -> None:
        """:param session: gives pack, data source and bindings
        :param map_link: where units are shown
        """
        super().__init__(parent)
        self._session = session
        self._map = map_link
        self.work = work = DelineationWork(session, self)
        self._stale = True  # targets have to be read anew
        self._ordered: tuple[QWidget, ...] = ()  # lines whose place in the order of Tab is known
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh)
        self.view = StepsView(self)
        self.inputs = StepBox(1, self)
        self.inputs.set_title(self.tr("Inputs"))
        self.inputs.set_open(True)
        self.form = InputsForm(self)
        self.fields = FieldLines(self)
        self.inputs.content.addWidget(self.form)
        self.inputs.content.addWidget(self.fields)
        self.screening = ScreeningStep(work, self)
        self.targets = TargetsStep(work, self)
        self.run = RunStep(work, self)
        self.ledger = LedgerStep(work, self)
        self.steps = (self.inputs, self.screening, self.targets, self.run, self.ledger)
        self.view.set_steps(self.steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.view)
        self._connect()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the project anew: layers may have come and gone."""
        super().showEvent(event)
        self._later()

    def tables(self) -> list[tuple[str, Sequence[Row]]]:
        """Return ledger and screening with all their fields, each with its title."""
        return [
            (self.tr("Ledger"), self.ledger.table.whole),
            (self.tr("Screening"), self.screening.table.whole),
        ]

    def shut_down(self) -> None:
        """End the background work."""
        self.work.shut_down()

    def _connect(self) -> None:
        work, project = self.work, QgsProject.instance()
        self.form.changed.connect(self._chosen)
        self.fields.changed.connect(work.choose)
        self.view.progress.cancelled.connect(work.cancel)
        self.screening.map_button.clicked.connect(lambda: self._show_on_map("screening"))
        self.ledger.map_button.clicked.connect(lambda: self._show_on_map("delineation"))
        self.ledger.unit_wanted.connect(self._zoom_to_unit)
        self.ledger.export_wanted.connect(self.export_wanted)
        work.changed.connect(self._later)
        work.busy_changed.connect(self._show_busy)
        work.progressed.connect(self.view.progress.set_progress)
        work.finished.connect(self._finished)
        work.failed.connect(self._failed)
        self._session.opened.connect(self._opened)
        # Methods, not lambdas: Qt forgets them with the tab, and the project lives on.
        project.layersAdded.connect(self._later)
        project.layersRemoved.connect(self._later)

    # --- what is shown -----------------------------------------------------------------------

    def _later(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()

    def _opened(self) -> None:
        self._stale = True
        self._refresh()

    def _chosen(self, name: str, value: str) -> None:
        self._stale = True
        self.work.choose(name, value)

    def _refresh(self) -> None:
        """Show inputs, targets and results as they are now."""
        notice = self._why_nothing()
        self.view.say(notice)
        if notice:
            return
        self._show_inputs()
        if self._stale:
            self._stale = False
            self.targets.read()
        else:
            self.targets.renew()
        self.screening.renew()
        self.run.renew()
        self.ledger.renew()
        self._show_busy()

    def _why_nothing(self) -> str:
        if self.work.pack is None:
            return self.tr("Choose a rule pack and a source on the Data tab.")
        if self.work.rules is None:
            return self.tr("This rule pack delineates no basic farmland, so there is nothing to do here.")
        return ""

    def _show_inputs(self) -> None:
        work = self.work
        self.form.show_inputs(work.inputs, work.state.inputs, work.content, QgsProject.instance())
        self.fields.show_fields(work.input_layer("PARCELS"), work.state.inputs, work.rules, work.pack)
        self._order_keys()
        labels = [*self.form.labels(), *self.fields.labels]
        for label in labels:  # two forms, one edge
            label.setMinimumWidth(max(label.sizeHint().width() for label in labels))
        missing = self.form.missing(work.state.inputs, work.content)
        if missing:
            self.inputs.set_state("missing", self.tr("missing: {inputs}").format(inputs=", ".join(missing)))
        else:
            self.inputs.set_state("passed", self.tr("{given} of {all} given").format(
                given=len(work.input_values()), all=len(work.inputs)))

    def _order_keys(self) -> None:
        """Let Tab walk through the inputs where they stand: their lines were made after all the rest."""
        lines = (*self.form.lines.values(), *self.fields.lines.values())
        if lines == self._ordered:
            return
        self._ordered = lines
        for before, after in zip((self.inputs.head, *lines), lines):
            self.setTabOrder(before, after)

    def _show_busy(self) -> None:
        running = self.work.running
        words = {"screening": self.tr("Screening…"), "delineation": self.tr("Delineating…"),
                 "check": self.tr("Checking the adjustment…")}
        self.view.progress.show_work(bool(running), words.get(running, ""))
        missing = self.form.missing(self.work.state.inputs, self.work.content)
        ready = not running and not missing
        said = self.tr("missing: {inputs}").format(inputs=", ".join(missing)) if missing else ""
        self.screening.run_button.setEnabled(ready)
        self.screening.run_button.setToolTip(said)
        self.run.enable(ready, bool(self.targets.model.targets()))
        self.ledger.check_button.setEnabled(ready and bool(self.ledger.table.whole))

    # --- deeds -------------------------------------------------------------------------------

    def _show_on_map(self, step: str) -> None:
        self.screening.filter_button.setChecked(False)
        if not self.work.show(step):
            self.work.tell(
                self.tr("The file of these results is no longer there: run the step again."), Qgis.MessageLevel.Warning
            )

    def _zoom_to_unit(self, code: str) -> None:
        units = self.targets.units
        place = None if units is None else place_of_units(units, code)
        if units is None or place is None or units.crs is None or not self._map.show(place, units.crs):
            self.work.tell(self.tr("This unit has no place on the map."), Qgis.MessageLevel.Info)

    def _finished(self, step: str) -> None:
        if step == "check":
            self.checked.emit()
            return
        if step == "screening":
            self.screening.filter_button.setChecked(False)
        self._refresh()
        self.view.bring_up(self.screening if step == "screening" else self.ledger)

    def _failed(self, step: str) -> None:
        self._refresh()
        boxes = {"screening": self.screening, "delineation": self.run, "check": self.ledger}
        self.view.bring_up(boxes[step])
