"""The Delineation tab: inputs, screening, targets, run and ledger, one below the other."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...algorithms.rulepack.model import Pack
from ..ledger_model import Row
from ..map_link import MapLink
from ..session import Session
from ..steps.steps_tab import StepsTab, missing_text
from .field_lines import FieldLines
from .ledger_step import LedgerStep
from .run_step import RunStep
from .screening_step import ScreeningStep
from .targets_step import TargetsStep
from .unit_targets import place_of_units
from .work import DelineationWork


class DelineationTab(StepsTab):
    """Walks through a delineation of basic farmland; every step can be repeated at any time."""

    checked = pyqtSignal()  # the adjustment was checked, its findings are in the workspace
    export_wanted = pyqtSignal()  # ledger and screening are to be written as a spreadsheet

    work: DelineationWork

    def __init__(self, session: Session, map_link: MapLink, parent: Optional[QWidget] = None) -> None:
        """:param session: gives pack, data source and bindings
        :param map_link: where units are shown
        """
        work = DelineationWork(session)
        super().__init__(session, map_link, work, parent)
        self._stale = True  # targets have to be read anew
        self.fields = FieldLines(self)
        self.inputs.content.addWidget(self.fields)
        self.screening = ScreeningStep(work, self)
        self.targets = TargetsStep(work, self)
        self.run = RunStep(work, self)
        self.ledger = LedgerStep(work, self)
        self.steps = (self.inputs, self.screening, self.targets, self.run, self.ledger)
        self.set_steps(self.steps[1:])
        self.fields.changed.connect(work.choose)
        self.screening.map_button.clicked.connect(lambda: self._show_on_map("screening"))
        self.ledger.map_button.clicked.connect(lambda: self._show_on_map("delineation"))
        self.ledger.unit_wanted.connect(self._zoom_to_unit)
        self.ledger.export_wanted.connect(self.export_wanted)
        self._refresh()

    def tables(self) -> list[tuple[str, Sequence[Row]]]:
        """Return ledger and screening with all their fields, each with its title."""
        return [
            (self.tr("Ledger"), self.ledger.table.whole),
            (self.tr("Screening"), self.screening.table.whole),
        ]

    # --- what is shown -----------------------------------------------------------------------

    def _opened(self) -> None:
        self._stale = True
        super()._opened()

    def _chosen(self, name: str, value: str) -> None:
        self._stale = True
        super()._chosen(name, value)

    def _why_nothing(self, pack: Pack) -> str:
        if self.work.rules is None:
            return self.tr("This rule pack delineates no basic farmland, so there is nothing to do here.")
        return ""

    def _show_inputs(self) -> None:
        super()._show_inputs()
        work = self.work
        self.fields.show_fields(work.input_layer("PARCELS"), work.state.inputs, work.rules, work.pack)
        labels = [*self.form.labels(), *self.fields.labels]
        for label in labels:  # two forms, one edge
            label.setMinimumWidth(max(label.sizeHint().width() for label in labels))

    def _show_steps(self) -> None:
        if self._stale:
            self._stale = False
            self.targets.read()
        else:
            self.targets.renew()
        self.screening.renew()
        self.run.renew()
        self.ledger.renew()

    def _key_chains(self) -> list[tuple[QWidget, ...]]:
        return [(self.inputs.head, *self.form.lines.values(), *self.fields.lines.values())]

    def _show_busy(self) -> None:
        running = self.work.running
        words = {"screening": self.tr("Screening…"), "delineation": self.tr("Delineating…"),
                 "check": self.tr("Checking the adjustment…")}
        self.view.progress.show_work(bool(running), words.get(running, ""))
        missing = self._missing()
        ready = not running and not missing
        said = missing_text(missing)
        self.screening.run_button.setEnabled(ready)
        self.screening.run_button.setToolTip(said)
        self.run.enable(ready, bool(self.targets.model.targets()))
        self.ledger.check_button.setEnabled(ready and bool(self.ledger.table.whole))

    # --- deeds -------------------------------------------------------------------------------

    def _show_on_map(self, step: str) -> None:
        self.screening.filter_button.setChecked(False)
        super()._show_on_map(step)

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
