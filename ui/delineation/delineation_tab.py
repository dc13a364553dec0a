"""The Delineation tab: inputs, screening, targets, run and ledger, one below the other."""

from __future__ import annotations

import math
from functools import partial
from typing import Optional

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.errors import LandPlanError
from ..flow_layout import FlowLayout
from ..icons import icon
from ..session import Session
from .field_lines import FieldLines
from .inputs_form import InputsForm
from .ledger_model import LedgerModel, Row, rows_of
from .option_lines import OptionLines
from .pasting_table import PastingTable
from .step_box import StepBox
from .summary_columns import ledger_columns, screening_columns, screening_rows
from .targets_model import TargetsModel
from .tools_menu import tools_menu
from .unit_targets import table_targets, unit_rows, units_of
from .work import DelineationWork

MOST_ROWS = 12  # of a table shown at once


class DelineationTab(QWidget):
    """Walks through a delineation of basic farmland; every step can be repeated at any time."""

    checked = pyqtSignal()  # the adjustment was checked, its findings are in the workspace

    def __init__(self, session: Session, parent: Optional[QWidget] = None) -> None:
        """:param session: gives pack, data source and bindings"""
        super().__init__(parent)
        self._session = session
        self.work = DelineationWork(session, self)
        self._stale = True  # targets have to be read anew
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh)
        self._notice = QLabel(self)
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notice.setMargin(8)
        self.inputs_box, self.screening_box, self.targets_box, self.run_box, self.ledger_box = self._boxes()
        self._make_inputs()
        self._make_screening()
        self._make_targets()
        self._make_run()
        self._make_ledger()
        self._scroll = self._scrolled()
        self._progress_line = self._progress()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self._notice)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._progress_line)
        self._connect()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the project anew: layers may have come and gone."""
        super().showEvent(event)
        self._later()

    # --- parts -------------------------------------------------------------------------------

    def _boxes(self) -> tuple[StepBox, StepBox, StepBox, StepBox, StepBox]:
        titles = (
            self.tr("Inputs"), self.tr("Screening"), self.tr("Targets"), self.tr("Delineation"), self.tr("Ledger")
        )
        boxes = [StepBox(number, title, self) for number, title in enumerate(titles, 1)]
        boxes[0].set_open(True)
        return boxes[0], boxes[1], boxes[2], boxes[3], boxes[4]

    def _make_inputs(self) -> None:
        self.form = InputsForm(self)
        self.fields = FieldLines(self)
        self.inputs_box.content.addWidget(self.form)
        self.inputs_box.content.addWidget(self.fields)

    def _make_screening(self) -> None:
        self.screening = LedgerModel(screening_columns(), self)
        self.screening_table = PastingTable(None, self)
        self.screening_table.setModel(self.screening)
        self.screening_table.stretch_first()
        self.screening_table.setAccessibleName(self.tr("Summary of the screening"))
        self.screen_button = self._button("run", self.tr("Screen the parcels"))
        self.screening_map = self._button("zoom", self.tr("Show on the map"))
        self._fill(self.screening_box, self.screening_table, (self.screen_button, self.screening_map), self.tr(
            "Judges each parcel by the criteria of the plan: must it enter, may it stay, has it to leave?"))

    def _make_targets(self) -> None:
        self.targets = TargetsModel(self)
        self.targets_table = PastingTable(self.targets.paste, self)
        self.targets_table.setModel(self.targets)
        self.targets_table.setAccessibleName(self.tr("Targets of the units"))
        self.back_to_table = self._button("reopen", self.tr("Back to the table"))
        self.back_to_table.setToolTip(self.tr("Drops what was typed and takes the targets of the table again."))
        self._fill(self.targets_box, self.targets_table, (self.back_to_table,), self.tr(
            "Type targets, or paste a column from a spreadsheet. An empty target means: nothing is filled up there."))

    def _make_run(self) -> None:
        self.options = OptionLines(self)
        self.run_box.content.addWidget(self.options)
        self.run_button = self._button("run", self.tr("Delineate"))
        row = QHBoxLayout()
        row.addWidget(self.run_button)
        row.addStretch(1)
        self.run_box.content.addLayout(row)

    def _make_ledger(self) -> None:
        self.ledger = LedgerModel(ledger_columns(), self)
        self.ledger_table = PastingTable(None, self)
        self.ledger_table.setModel(self.ledger)
        self.ledger_table.setAccessibleName(self.tr("Ledger of the units"))
        self.ledger_notes = QLabel(self)
        self.ledger_notes.setWordWrap(True)
        self.ledger_notes.setTextFormat(Qt.TextFormat.PlainText)
        self.ledger_notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ledger_map = self._button("zoom", self.tr("Show on the map"))
        self.check_button = self._button("recheck", self.tr("Check the adjustment"))
        self.tools_button = QToolButton(self)
        self.tools_button.setText(self.tr("Further tools"))
        self.tools_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.tools_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.tools_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill(
            self.ledger_box, self.ledger_table, (self.ledger_map, self.check_button, self.tools_button), ""
        )
        self.ledger_box.content.addWidget(self.ledger_notes)

    def _fill(self, box: StepBox, table: PastingTable, buttons: tuple[QWidget, ...], text: str) -> None:
        if text:
            words = QLabel(text, self)
            words.setWordWrap(True)
            box.content.addWidget(words)
        box.content.addWidget(table)
        row = FlowLayout()
        for button in buttons:
            row.addWidget(button)
        box.content.addLayout(row)

    def _button(self, name: str, text: str) -> QPushButton:
        return QPushButton(icon(name), text, self)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in (self.inputs_box, self.screening_box, self.targets_box, self.run_box, self.ledger_box):
            column.addWidget(box)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _progress(self) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.progress_text = QLabel(line)
        self.progress = QProgressBar(line)
        self.progress.setRange(0, 100)
        self.cancel_button = QPushButton(icon("stop"), self.tr("Cancel"), line)
        row.addWidget(self.progress_text)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        line.hide()
        return line

    def _connect(self) -> None:
        work, project = self.work, QgsProject.instance()
        self.form.changed.connect(self._chosen)
        self.fields.changed.connect(work.choose)
        self.targets.edited.connect(work.set_targets)
        self.targets.refused.connect(lambda text: self._session.told.emit(text, Qgis.MessageLevel.Warning))
        self.back_to_table.clicked.connect(self._back_to_table)
        self.screen_button.clicked.connect(lambda: work.run("screening"))
        self.run_button.clicked.connect(lambda: work.run("delineation"))
        self.cancel_button.clicked.connect(work.cancel)
        self.screening_map.clicked.connect(lambda: self._show_on_map("screening"))
        self.ledger_map.clicked.connect(lambda: self._show_on_map("delineation"))
        self.check_button.clicked.connect(lambda: work.run("check"))
        self.options.changed.connect(work.set_option)
        work.changed.connect(self._later)
        work.busy_changed.connect(self._show_busy)
        work.progressed.connect(lambda percent: self.progress.setValue(int(percent)))
        work.finished.connect(self._finished)
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
        work = self.work
        missing_pack = self._why_nothing()
        self._notice.setText(missing_pack)
        self._notice.setVisible(bool(missing_pack))
        self._scroll.setVisible(not missing_pack)
        if missing_pack:
            return
        self.form.show_inputs(work.inputs, work.state.inputs, work.content, QgsProject.instance())
        self.fields.show_fields(work.input_layer("PARCELS"), work.state.inputs, work.rules, work.pack)
        labels = [*self.form.labels(), *self.fields.labels]
        for label in labels:  # two forms, one edge
            label.setMinimumWidth(max(label.sizeHint().width() for label in labels))
        self.options.show_options(work.state.options, work.rules)
        missing = self.form.missing(work.state.inputs, work.content)
        if missing:
            self.inputs_box.set_state("missing", self.tr("missing: {inputs}").format(inputs=", ".join(missing)))
        else:
            given = len(work.input_values())
            self.inputs_box.set_state("passed", self.tr("{given} of {all} given").format(
                given=given, all=len(work.inputs)))
        if self._stale:
            self._read_targets()
        elif not self.targets_box.toolTip():  # no problem to be told
            self._show_total()
        self._show_results()
        self._show_busy()
        if self.tools_button.menu() is None:  # the provider may come later than the panel
            self.tools_button.setMenu(tools_menu(work, self))

    def _why_nothing(self) -> str:
        if self.work.pack is None:
            return self.tr("Choose a rule pack and a source on the Data tab.")
        if self.work.rules is None:
            return self.tr("This rule pack delineates no basic farmland, so there is nothing to do here.")
        return ""

    def _read_targets(self) -> None:
        """Read units and targets; what stands in the way is said in the step's line."""
        work, rows, problem = self.work, [], ""
        units_layer = work.input_layer("UNITS")
        if units_layer is not None and work.pack is not None:
            try:
                units = units_of(work.pack, units_layer)
                rows = unit_rows(units, work.state.targets)
                if not work.state.targets:
                    rows = unit_rows(units, table_targets(work.pack, units, work.input_layer("TARGETS")))
            except LandPlanError as error:
                problem = self._session.language.render(error.message)
        self._stale = False
        self.targets.set_rows(rows)
        self.targets_table.fit(MOST_ROWS)
        self.targets_box.setToolTip(problem)
        if problem:
            self.targets_box.set_state("warning", problem)
        else:
            self._show_total()

    def _show_total(self) -> None:
        count = len(self.targets.targets())
        typed = self.tr(", typed") if self.work.state.targets else ""
        text = self.tr("{count} units, {area} ha").format(count=count, area=f"{self.targets.total():,.2f}") + typed
        self.targets_box.set_state("passed" if count else "", text if count else self.tr("no target yet"))
        self.back_to_table.setEnabled(bool(self.work.state.targets))

    def _show_results(self) -> None:
        work = self.work
        summary = screening_rows(rows_of(work.result("screening", "SUMMARY")))
        self.screening.set_rows(summary, is_total=lambda row: row["is_total"])
        self.screening_table.setVisible(bool(summary))
        self.screening_table.fit(MOST_ROWS)
        self.screening_map.setEnabled(bool(summary))
        parcels = sum(row["parcel_count"] for row in summary if row["is_total"])
        self.screening_box.set_state(*self._screening_state(parcels))
        ledger = rows_of(work.result("delineation", "LEDGER"))
        self.ledger.set_rows(ledger, falls_short, is_total)
        self.ledger_table.setVisible(bool(ledger))
        self.ledger_table.fit(MOST_ROWS)
        self.ledger_map.setEnabled(bool(ledger))
        self.ledger_notes.setText("\n".join(work.warnings.get("delineation", ())))
        self.ledger_notes.setVisible(bool(self.ledger_notes.text()))
        self._show_ledger_state(bool(ledger))
        self.run_box.set_state("", "" if ledger else self.tr("not run yet"))

    def _screening_state(self, parcels: float) -> tuple[str, str]:
        if not parcels:
            return "", self.tr("not run yet")
        warnings = self.work.warnings.get("screening", ())
        if warnings:
            return "warning", warnings[0]
        return "passed", self.tr("{count} parcels").format(count=f"{parcels:,.0f}")

    def _show_ledger_state(self, done: bool) -> None:
        short = self.ledger.short_rows() if done else 0
        if not done:
            self.ledger_box.set_state("", self.tr("nothing delineated yet"))
        elif short:
            self.ledger_box.set_state("warning", self.tr("{count} units fall short").format(count=short))
        else:
            self.ledger_box.set_state("passed", self.tr("all targets are met"))

    def _show_busy(self) -> None:
        running = self.work.running
        words = {"screening": self.tr("Screening…"), "delineation": self.tr("Delineating…"),
                 "check": self.tr("Checking the adjustment…")}
        self._progress_line.setVisible(bool(running))
        self.progress_text.setText(words.get(running, ""))
        if not running:
            self.progress.setValue(0)
        ready = not running and not self.form.missing(self.work.state.inputs, self.work.content)
        self.screen_button.setEnabled(ready)
        self.check_button.setEnabled(ready and bool(self.ledger.rowCount()))
        self.run_button.setEnabled(ready and bool(self.targets.targets()))
        self.run_button.setToolTip("" if self.targets.targets() else self.tr("Give at least one target first."))

    # --- deeds -------------------------------------------------------------------------------

    def _back_to_table(self) -> None:
        self._stale = True
        self.work.set_targets({})

    def _show_on_map(self, step: str) -> None:
        if not self.work.show(step):
            self._session.told.emit(
                self.tr("The file of these results is no longer there: run the step again."), Qgis.MessageLevel.Warning
            )

    def _finished(self, step: str) -> None:
        if step == "check":
            self.checked.emit()
            return
        box = self.screening_box if step == "screening" else self.ledger_box
        box.set_open(True)
        self._refresh()
        QTimer.singleShot(0, partial(self._scroll.ensureWidgetVisible, box, 0, 0))


def falls_short(row: Row) -> bool:
    """Return whether a row of the ledger misses its target."""
    value = row.get("shortfall_ha")
    return isinstance(value, (int, float)) and not math.isnan(value) and value > 0


def is_total(row: Row) -> bool:
    """Return whether a row of the ledger is the sum of all units."""
    return not row.get("unit_code")
