"""The step of the targets: typed, pasted, or taken from the table of the data."""

from __future__ import annotations

from typing import Mapping, Optional

from qgis.core import Qgis
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ...algorithms.delineation.model import Units
from ...algorithms.errors import LandPlanError
from ..icons import icon
from ..pasting_table import PastingTable
from ..steps.result_table import MOST_ROWS
from ..steps.step_box import StepBox
from .targets_model import TargetsModel
from .unit_targets import table_targets, unit_rows, units_of
from .work import DelineationWork


class TargetsStep(StepBox):
    """Shows the targets of the units and takes other ones."""

    def __init__(self, work: DelineationWork, parent: Optional[QWidget] = None) -> None:
        """:param work: keeps the targets"""
        super().__init__(3, parent)
        self.set_title(self.tr("Targets"))
        self._work = work
        self.units: Optional[Units] = None
        self._of_table: Mapping[str, float] = {}
        self._trouble = ""
        self.model = TargetsModel(self)
        self.table = PastingTable(self.model.paste, self.model.undo, self.model.redo, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Targets of the units"))
        self.back_button = QPushButton(icon("reopen"), self.tr("Back to the table"), self)
        self.back_button.setToolTip(self.tr("Drops what was typed and takes the targets of the table again."))
        self.content.addWidget(self.text_label(self.tr(
            "Type targets, or paste a column from a spreadsheet; Ctrl+Z takes it back. An empty target means: "
            "nothing is filled up there.")))
        self.content.addWidget(self.table)
        self.add_buttons(self.back_button)
        self.model.edited.connect(self._edited)
        self.model.refused.connect(lambda text: work.tell(text, Qgis.MessageLevel.Warning))
        self.back_button.clicked.connect(self._back)

    def read(self) -> None:
        """Read units and targets; what stands in the way is said in the step's line."""
        work, rows = self._work, []
        self._trouble, self._of_table, self.units = "", {}, None
        layer = work.input_layer("UNITS")
        if layer is not None and work.pack is not None:
            try:
                self.units = units_of(work.pack, layer)
                rows = unit_rows(self.units, work.state.targets)
                self._of_table = table_targets(work.pack, self.units, work.input_layer("TARGETS"))
                if not work.state.targets:
                    rows = unit_rows(self.units, self._of_table)
            except LandPlanError as error:
                self._trouble = work.sentence(error)
        self.model.set_rows(rows)
        self.table.fit(MOST_ROWS)
        self.renew()

    def renew(self) -> None:
        """Show how many targets there are."""
        typed = bool(self._work.state.targets)
        self.back_button.setEnabled(typed)
        self.set_problem(self._trouble)
        if self._trouble:
            self.set_state("warning", self._trouble)
            return
        count = len(self.model.targets())
        text = self.tr("{count} units, {area} ha").format(count=count, area=f"{self.model.total():,.2f}")
        if not count:
            text = self.tr("no target yet")
        self.set_state("passed" if count else "missing", text + (self.tr(", typed") if typed and count else ""))

    def _edited(self, targets: Mapping[str, float]) -> None:
        """Take what was typed; the same as in the table is the table's."""
        self._work.set_targets({} if targets == self._of_table else targets)
        self.renew()

    def _back(self) -> None:
        self.model.remember()
        self._work.set_targets({})
        self.read()
