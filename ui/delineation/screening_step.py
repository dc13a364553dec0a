"""The step of the screening: each parcel's judgement, summed up, and on the map."""

from __future__ import annotations

from typing import Optional

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ..icons import icon
from ..steps.report_lines import ReportLines
from ..steps.result_table import ResultTable
from ..steps.run_note import RunNote
from ..steps.step_box import StepBox
from .screening_filter import show_only
from .summary_columns import screening_columns, screening_rows
from .work import DelineationWork

STEP = "screening"


class ScreeningStep(StepBox):
    """Screens the parcels and shows which of them the chosen rows stand for."""

    def __init__(self, work: DelineationWork, parent: Optional[QWidget] = None) -> None:
        """:param work: runs the screening"""
        super().__init__(2, parent)
        self.set_title(self.tr("Screening"))
        self._work = work
        self.table = ResultTable(STEP, "SUMMARY", screening_columns(), self)
        self.table.stretch_first()
        self.table.setAccessibleName(self.tr("Summary of the screening"))
        self.table.setToolTip(self.tr("Double-click a row to see only its parcels on the map."))
        self.run_button = QPushButton(icon("run"), self.tr("Screen the parcels"), self)
        self.map_button = QPushButton(icon("zoom"), self.tr("Show on the map"), self)
        self.filter_button = QPushButton(icon("filter"), self.tr("Only the chosen rows"), self)
        self.filter_button.setCheckable(True)
        self.filter_button.setToolTip(self.tr("Shows only the parcels on the map that the chosen rows stand for."))
        self.notes = ReportLines(False, self)
        self.content.addWidget(self.text_label(self.tr(
            "Judges each parcel by the criteria of the plan: must it enter, may it stay, has it to leave?")))
        self.content.addWidget(self.table)
        self.add_buttons(self.run_button, self.map_button, self.filter_button)
        self.content.addWidget(self.notes)
        self.run_button.clicked.connect(lambda: work.run(STEP))
        self.filter_button.toggled.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._filter_again())
        self.table.row_wanted.connect(lambda _: self.filter_button.setChecked(True))

    def renew(self) -> None:
        """Show the results of the last run, and what it said."""
        work, note = self._work, self._work.note(STEP)
        self.table.renew(work, screening_rows, lambda _: False, lambda row: bool(row["is_total"]))
        done = bool(self.table.whole)
        self.map_button.setEnabled(done)
        self.filter_button.setEnabled(done)
        self.set_problem(work.problems.get(STEP, ""))
        self.notes.show_note(note if done else RunNote())
        self.set_state(*self._how_far(done))

    def _how_far(self, done: bool) -> tuple[str, str]:
        work = self._work
        if self.problem:
            return "error", self.tr("refused: {reason}").format(reason=self.problem)
        if work.lost(STEP):
            return "warning", self.tr("the file of the results is gone: screen again")
        if not done:
            return "", self.tr("not run yet")
        if work.outdated(STEP):
            return "warning", self.tr("inputs have changed since: screen again")
        rows = [self.table.ledger.row(place) for place in range(self.table.ledger.rowCount())]
        parcels = sum(row["parcel_count"] for row in rows if row["is_total"])
        text = self.tr("{count} parcels").format(count=f"{parcels:,.0f}")
        warnings = work.note(STEP).warnings
        if not warnings:
            return "passed", text
        return "warning", self.tr("{text}; {warning}").format(text=text, warning=warnings[0])

    # --- the map -----------------------------------------------------------------------------

    def _filter_again(self) -> None:
        if self.filter_button.isChecked():
            self._filter(True)

    def _filter(self, on: bool) -> None:
        work = self._work
        if on and not work.shown_layer(STEP, "OUTPUT"):
            work.show(STEP)
        layer = QgsProject.instance().mapLayer(work.shown_layer(STEP, "OUTPUT"))
        if not isinstance(layer, QgsVectorLayer):
            return
        if not show_only(layer, self.table.chosen_rows() if on else []):
            work.tell(self.tr("The layer {layer} is being edited: end the editing first.").format(
                layer=layer.name()), Qgis.MessageLevel.Warning)
        layer.triggerRepaint()
