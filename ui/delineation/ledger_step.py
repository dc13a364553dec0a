"""The step of the ledger: what was reached unit by unit, and what can be done with it."""

from __future__ import annotations

import math
import os
from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QToolButton, QWidget

from ..icons import icon
from ..ledger_model import Row
from ..steps.report_lines import ReportLines
from ..steps.result_table import ResultTable
from ..steps.run_note import RunNote
from ..steps.step_box import StepBox
from .summary_columns import ledger_columns
from .tools_menu import tools_menu
from .work import DelineationWork

STEP = "delineation"
NO_UNIT = "-"  # code of the row for land in no unit


class LedgerStep(StepBox):
    """Shows the ledger of the units and what the run said."""

    unit_wanted = pyqtSignal(str)  # code of the unit to be shown on the map, empty = all units
    export_wanted = pyqtSignal()

    def __init__(self, work: DelineationWork, parent: Optional[QWidget] = None) -> None:
        """:param work: runs the delineation and the check"""
        super().__init__(5, parent)
        self.set_title(self.tr("Ledger"))
        self._work = work
        self.table = ResultTable(STEP, "LEDGER", ledger_columns(), self)
        self.table.setAccessibleName(self.tr("Ledger of the units"))
        self.table.setToolTip(self.tr("Double-click a row to zoom to the unit."))
        self.map_button = QPushButton(icon("zoom"), self.tr("Show on the map"), self)
        self.check_button = QPushButton(icon("recheck"), self.tr("Check the adjustment"), self)
        self.check_button.setToolTip(self.tr(
            "Judges every change by the rules of the plan; the findings are on the Checks tab."))
        self.export_button = QPushButton(icon("export"), self.tr("Export…"), self)
        self.export_button.setToolTip(self.tr("Write ledger and screening as a spreadsheet"))
        self.tools_button = QToolButton(self)
        self.tools_button.setText(self.tr("Further tools"))
        self.tools_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.tools_button.setFocusPolicy(self.map_button.focusPolicy())
        self.notes = ReportLines(True, self)
        self._place = self.text_label()
        self.content.addWidget(self.table)
        self.add_buttons(self.map_button, self.check_button, self.export_button, self.tools_button)
        self.content.addWidget(self.notes)
        self.content.addWidget(self._place)
        self.check_button.clicked.connect(lambda: work.run("check"))
        self.export_button.clicked.connect(self.export_wanted)
        self.table.row_wanted.connect(self._row_wanted)

    def renew(self) -> None:
        """Show the results of the last run, and what it said."""
        work, note = self._work, self._work.note(STEP)
        self.table.renew(work, list, falls_short, is_total)
        done = bool(self.table.whole)
        self.map_button.setEnabled(done)
        self.export_button.setEnabled(done)
        self.set_problem(work.problems.get("check", ""))
        self.notes.show_note(note if done else RunNote())
        self._show_place(note.ended if done else "")
        self.set_state(*self._how_far(done))
        if self.tools_button.menu() is None:  # the provider may come later than the panel
            self.tools_button.setMenu(tools_menu(work, self))

    def _show_place(self, ended: str) -> None:
        file = self._work.state.results.get(STEP, "")
        text = self.tr("Run on {time}, kept in {file}.").format(time=ended, file=os.path.basename(file))
        self._place.setText(text if ended else "")
        self._place.setToolTip(file)
        self._place.setVisible(bool(ended))

    def _how_far(self, done: bool) -> tuple[str, str]:
        short = self.table.ledger.short_rows()
        if self._work.lost(STEP):
            return "warning", self.tr("the file of the results is gone: delineate again")
        if not done:
            return "", self.tr("nothing delineated yet")
        if short:
            return "warning", self.tr("Units that fall short: {count}").format(count=short)
        return "passed", self.tr("all targets are met")

    def _row_wanted(self, place: int) -> None:
        row = self.table.ledger.row(place)
        if row.get("unit_code") != NO_UNIT:
            self.unit_wanted.emit(str(row.get("unit_code") or ""))


def falls_short(row: Row) -> bool:
    """Return whether a row of the ledger misses its target."""
    value = row.get("shortfall_ha")
    return isinstance(value, (int, float)) and not math.isnan(value) and value > 0


def is_total(row: Row) -> bool:
    """Return whether a row of the ledger is the sum of all units."""
    return not row.get("unit_code")
