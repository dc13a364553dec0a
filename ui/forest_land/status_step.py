"""The step of the status evaluation: figures, statements, and the report and tables that are written."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ..icons import icon
from ..ledger_model import LedgerColumn, Row
from ..steps.algorithm_step import AlgorithmStep, StepTable, StepWords
from .steps import number, part_rows
from .work import STATUS, ForestLandWork

_CONTEXT = "ForestLandSteps"


class StatusStep(AlgorithmStep):
    """Evaluates the present state; report and tables are files beside the results."""

    def __init__(self, place: int, work: ForestLandWork, parent: Optional[QWidget] = None) -> None:
        """:param place: number of the step"""
        self._forest = work
        super().__init__(place, STATUS, work, _words(), _tables(), parent=parent)
        self.map_button.hide()  # there is nothing but tables
        self.report_button = QPushButton(icon("export"), self.tr("Open the report"), self)
        self.tables_button = QPushButton(icon("table"), self.tr("Open the tables"), self)
        self.export_button.hide()  # the spreadsheet that is written has all tables
        self.add_to_buttons(self.report_button, self.tables_button)
        self.report_button.clicked.connect(lambda: self._open("REPORT"))
        self.tables_button.clicked.connect(lambda: self._open("TABLES"))

    def renew(self) -> None:
        """Show the results of the last run, and what it said."""
        super().renew()
        for name, button in (("REPORT", self.report_button), ("TABLES", self.tables_button)):
            path = self._path(name)
            button.setEnabled(os.path.isfile(path))
            button.setToolTip(path if os.path.isfile(path) else "")

    def _path(self, name: str) -> str:
        file = self._forest.state.results.get(STATUS, "")
        return self._forest.file_beside(file, name) if file else ""

    def _open(self, name: str) -> None:
        path = self._path(name)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._forest.tell(
                self.tr("No program opens {file}: it lies beside the workspace.").format(file=path),
                Qgis.MessageLevel.Warning)


def _words() -> StepWords:
    translate = QCoreApplication.translate

    def done(figures: Mapping[str, Any]) -> str:
        return translate(_CONTEXT, "targets missed: {missed}, problems: {problems}, risks: {risks}; tables: {tables}"
                         ).format(tables=number(figures, "TABLE_COUNT"), problems=number(figures, "PROBLEM_COUNT"),
                                  risks=number(figures, "RISK_COUNT"), missed=number(figures, "MISSED_COUNT"))

    return StepWords(
        translate(_CONTEXT, "Status evaluation"),
        translate(_CONTEXT, "Quantity, quality, layout, structure and efficiency of the forest land, targets of the "
                            "last plan against what was reached, nature reserves and other ecological areas."),
        translate(_CONTEXT, "Evaluate the status"),
        done,
    )


def _tables() -> Sequence[StepTable]:
    translate = QCoreApplication.translate
    value = LedgerColumn("value", translate(_CONTEXT, "Value"), 2)
    measure = LedgerColumn("measure", translate(_CONTEXT, "Unit of measure"))
    note = LedgerColumn("note", translate(_CONTEXT, "Note"))
    return (
        StepTable("statements", "FIGURES", translate(_CONTEXT, "Problems and risks"),
                  (LedgerColumn("text", translate(_CONTEXT, "What")),), _statement_rows, wrapped=True),
        StepTable("targets", "FIGURES", translate(_CONTEXT, "Targets of the last plan"),
                  (LedgerColumn("title", translate(_CONTEXT, "Indicator")),
                   LedgerColumn("unit_name", translate(_CONTEXT, "Unit")),
                   LedgerColumn("row", translate(_CONTEXT, "Year")),
                   LedgerColumn("target", translate(_CONTEXT, "Target"), 2),
                   LedgerColumn("reached", translate(_CONTEXT, "Reached"), 2),
                   LedgerColumn("difference", translate(_CONTEXT, "Difference"), 2), measure, note),
                  _target_rows, lambda row: row.get("met") == 0),
        StepTable("figures", "FIGURES", translate(_CONTEXT, "Figures"),
                  (LedgerColumn("title", translate(_CONTEXT, "Figure")),
                   LedgerColumn("unit_name", translate(_CONTEXT, "Unit")), value, measure, note),
                  part_rows("figure")),
    )


def _statement_rows(whole: Sequence[Row]) -> list[Row]:
    """Return the statements as one text each: what is said, with its title unless it begins with that."""
    rows: list[Row] = []
    for row in part_rows("statement")(whole):
        title, said = str(row.get("title") or ""), str(row.get("note") or "")
        text = said if said.startswith(title) else f"{title}: {said}" if said else title
        rows.append({**row, "text": text})
    return rows


def _target_rows(whole: Sequence[Row]) -> list[Row]:
    """Return a row per target: what was to be reached, what was, and the difference side by side."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in whole:
        if row.get("part") == "target":
            key = (row.get("id"), row.get("unit"), row.get("row"))
            made = rows.setdefault(key, {**row, "target": None, "reached": None, "difference": None, "met": None})
            made[str(row.get("column"))] = row.get("value")
            if row.get("note"):
                made["note"] = row["note"]
    return list(rows.values())
