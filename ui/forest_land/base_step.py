"""The step of the planning base: the overlay, its disagreements, and the decisions on them."""

from __future__ import annotations

import os
from functools import partial
from typing import Any, Mapping, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QWidget

from ...algorithms.errors import LandPlanError
from ...algorithms.forest_land.planning_base.decision_file import LAYER_ENDINGS, read_decision_file
from ...algorithms.forest_land.planning_base.model import DecisionList
from ...algorithms.indicators.tables.reading import TABLE_ENDINGS
from ...algorithms.rulepack.planning_base_rules import DisagreementKind
from .. import settings
from ..ledger_model import LedgerColumn, Row
from ..steps.algorithm_step import AlgorithmStep, Place, StepTable, StepWords
from ..tasks import BackgroundTask, start, stop
from .class_names import class_name
from .decision_import import ask_import, import_plan
from .disagreement_table import APPLIED, AREA, KIND, NOTE, DisagreementTable, read_disagreements
from .disagreements_model import decision_word
from .disagreements_panel import DisagreementsPanel
from .steps import number
from .work import BASE, ForestLandWork

_CONTEXT = "ForestLandSteps"


class BaseStep(AlgorithmStep):
    """Makes the planning base; disagreements are decided in its list and count from the next run on."""

    disagreement_wanted = pyqtSignal(dict)  # the row that is to be shown on the map
    disagreement_chosen = pyqtSignal(dict)  # the only row chosen, empty where none or several are
    list_wanted = pyqtSignal(list, dict)  # the list shown, to be written as a spreadsheet: title and rows, titles

    def __init__(self, place: int, work: ForestLandWork, parent: Optional[QWidget] = None) -> None:
        """:param place: number of the step"""
        self._forest = work
        super().__init__(
            place, BASE, work, _words(), self._step_tables(), ("FOREST_ONLY", "SURVEY_ONLY", "CLASS_DIFFERS"),
            parent=parent)
        self._reading: Optional[BackgroundTask] = None
        self.agreed = QLabel(self.tr("Survey and one-map agree everywhere: there is nothing to decide."), self)
        self.agreed.setWordWrap(True)
        self.disagreements = DisagreementsPanel(
            _columns(), _kinds(), work.history, partial(class_name, work), self)
        for widget in (self.agreed, self.disagreements):
            self.content.insertWidget(self.content.indexOf(self.tables_from), widget)
            widget.hide()
        self._shown: tuple[str, float] = ("", 0.0)
        self.disagreements.decided.connect(work.decide)
        self.disagreements.row_wanted.connect(self.disagreement_wanted)
        self.disagreements.row_chosen.connect(self.disagreement_chosen)
        self.disagreements.bar.import_wanted.connect(self._import)
        self.disagreements.bar.export_wanted.connect(self._export_list)
        work.decided.connect(self._show_decisions)

    def renew(self) -> None:
        """Show options, results, disagreements and decisions."""
        super().renew()
        file = self._forest.state.results.get(BASE, "")
        key = (file, os.path.getmtime(file)) if os.path.isfile(file) else ("", 0.0)
        if key != self._shown:
            self._shown = key
            table = self._read(file) if key[0] else DisagreementTable({})
            words = dict(_kinds())
            if KIND in table.columns:
                table.columns["kind_word"] = [words.get(kind, kind) for kind in table.columns[KIND]]
            self.disagreements.set_table(table)
            self.agreed.setVisible(bool(key[0]) and not len(table))
        self._show_decisions()

    def whole_tables(self) -> list[tuple[str, Sequence[Row]]]:
        """Return the list of disagreements and the tables with all their fields, each with its title."""
        return [(self.tr("Disagreements"), self._list()), *super().whole_tables()]

    def shut_down(self) -> None:
        """End the background work."""
        stop(self._reading)

    def _read(self, file: str) -> DisagreementTable:
        try:
            return read_disagreements(file, "DISAGREEMENTS")
        except LandPlanError as error:
            self._forest.tell(self._forest.sentence(error), Qgis.MessageLevel.Warning)
            return DisagreementTable({})

    def _show_decisions(self) -> None:
        self.disagreements.set_decisions({one.disagreement: one for one in self._forest.decisions()})

    # --- decisions by spreadsheet ------------------------------------------------------------

    def _list(self) -> list[Row]:
        """Return the rows shown as a table that can be filled in and given back: what is decided stands first."""
        rows: list[Row] = []
        for row in self.disagreements.shown_rows():
            taken = self.disagreements.model.taken(row)
            said = ("", "", "", "") if taken is None else (taken.decision, taken.person, taken.at[:10], taken.note)
            decided = dict(zip(("decision", "person", "date", "note"), said))
            rows.append({"key": row.get("key"), **decided, **{
                column.field: decision_word(str(row.get(APPLIED) or "")) if column.field == APPLIED
                else row.get(column.field) for column in self.disagreements.model.columns if column.field != NOTE}})
        return rows

    def _export_list(self) -> None:
        titles = {column.field: column.title for column in _columns() if column.field != NOTE}
        titles[APPLIED] = self.tr("In the last run right is")
        self.list_wanted.emit([(self.tr("Disagreements"), self._list())], titles)

    def _import(self) -> None:
        """Ask for a file and read it in the background."""
        rules = None if self._forest.pack is None else self._forest.pack.planning_base
        if rules is None or self._reading is not None:
            return
        endings = " ".join(f"*{ending}" for ending in (*TABLE_ENDINGS, *LAYER_ENDINGS))
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import decisions"), settings.last_folder(),
            f"{self.tr('Tables and layers')} ({endings});;{self.tr('All files')} (*)")
        if not path:
            return
        settings.remember_folder(path)
        words = rules.words
        self._reading = BackgroundTask(
            self.tr("Reading decisions"), lambda task: read_decision_file(path, words, task))
        self._reading.succeeded.connect(lambda read: self._take(read, os.path.basename(path)))
        self._reading.refused.connect(lambda said: self._forest.tell(said, Qgis.MessageLevel.Critical))
        self._reading.ended.connect(self._read_over)
        start(self._reading)

    def _read_over(self) -> None:
        self._reading = None

    def _take(self, read: DecisionList, file: str) -> None:
        table = self.disagreements.model.table
        held = {one.disagreement: one for one in self._forest.decisions()}
        plan = import_plan(read, lambda key: table.place(key) >= 0, held, self._forest.language)
        wanted = ask_import(plan, file, self)
        if wanted and self._forest.save_decisions(wanted):
            self._forest.tell(
                self.tr("{count} decisions taken from {file}.").format(count=f"{len(wanted):,}", file=file),
                Qgis.MessageLevel.Success)

    def _step_tables(self) -> Sequence[StepTable]:
        translate = QCoreApplication.translate
        return (
            StepTable(
                "matrix", "MATRIX", translate(_CONTEXT, "Transfer matrix: where they disagree"),
                (LedgerColumn("kind_title", translate(_CONTEXT, "Forest land in")),
                 LedgerColumn("survey_class", translate(_CONTEXT, "Survey")),
                 LedgerColumn("one_map_class", translate(_CONTEXT, "One-map")),
                 LedgerColumn("decision_title", translate(_CONTEXT, "Right is")),
                 LedgerColumn("count", translate(_CONTEXT, "Count"), 0),
                 LedgerColumn("area_ha", translate(_CONTEXT, "Area (ha)"), 4)),
                self._matrix_rows, lambda row: row.get("decision") == "undecided", place=_matrix_place,
            ),
            StepTable(
                "checksum", "CHECKSUM", translate(_CONTEXT, "Area checksum"),
                (LedgerColumn("title", translate(_CONTEXT, "Item")),
                 LedgerColumn("count", translate(_CONTEXT, "Count"), 0),
                 LedgerColumn("area_m2", translate(_CONTEXT, "Area (m²)"), 2)),
                lambda rows: [row for row in rows if not row.get("town")],
                lambda row: str(row.get("item", "")).endswith("_unexplained") and abs(row.get("area_m2") or 0.0) >= 1.0,
                lambda row: row.get("item") == "base",
            ),
            StepTable(
                "planned", "PLANNED_LAND", translate(_CONTEXT, "Land planned for forestry"),
                (LedgerColumn("name", translate(_CONTEXT, "Name")),
                 LedgerColumn("title", translate(_CONTEXT, "What became of it")),
                 LedgerColumn("area_m2", translate(_CONTEXT, "Area (m²)"), 2)),
                stands_out=lambda row: row.get("reason") == "needs_evidence",
            ),
        )

    def _matrix_rows(self, whole: Sequence[Row]) -> list[Row]:
        """Return the classes on which the sources disagree, of the whole county, the largest first."""
        titles = dict(_kinds())
        rows = [
            {**row, "kind_title": titles.get(str(row["kind"]), str(row["kind"])),
             "decision_title": decision_word(str(row.get("decision") or ""))}
            for row in whole if not row.get("town") and row.get("kind")
        ]
        return sorted(rows, key=lambda row: -(row.get(AREA) or 0.0))


def _words() -> StepWords:
    translate = QCoreApplication.translate

    def done(figures: Mapping[str, Any]) -> str:
        return translate(_CONTEXT, "undecided: {undecided} of {count} disagreements; forest land {area} ha").format(
            area=number(figures, "FOREST_LAND_HA", 2), count=number(figures, "DISAGREEMENT_COUNT"),
            undecided=number(figures, "UNDECIDED_COUNT"))

    return StepWords(
        translate(_CONTEXT, "Planning base"),
        translate(_CONTEXT, "Lays the land survey over the forest one-map and agrees on the base of the base year. "
                            "Decide the disagreements in the list, then run again: "
                            "decisions count from the next run on."),
        translate(_CONTEXT, "Make the planning base"),
        done,
        translate(_CONTEXT, "decisions, inputs or options have changed since: run again"),
    )


def _columns() -> tuple[LedgerColumn, ...]:
    """Return the columns; those that one decides by come first, where the dock is narrow."""
    translate = QCoreApplication.translate
    return (
        LedgerColumn("DLBM", translate(_CONTEXT, "Survey")),
        LedgerColumn("DI_LEI", translate(_CONTEXT, "One-map")),
        LedgerColumn(AREA, translate(_CONTEXT, "Area (ha)"), 4),
        LedgerColumn(APPLIED, translate(_CONTEXT, "Right is")),
        LedgerColumn("kind_word", translate(_CONTEXT, "Forest land in")),
        LedgerColumn(NOTE, translate(_CONTEXT, "Note")),
        LedgerColumn("case_title", translate(_CONTEXT, "Case")),
        LedgerColumn("town", translate(_CONTEXT, "Town")),
        LedgerColumn("BSM", translate(_CONTEXT, "Parcel")),
        LedgerColumn("XIAO_BAN", translate(_CONTEXT, "Sub-compartment")),
    )


def _kinds() -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    return (
        (DisagreementKind.ONE_MAP_ONLY.value, translate(_CONTEXT, "one-map only")),
        (DisagreementKind.SURVEY_ONLY.value, translate(_CONTEXT, "survey only")),
        (DisagreementKind.CLASS_DIFFERS.value, translate(_CONTEXT, "both, classes differ")),
        (DisagreementKind.UNKNOWN_CLASS.value, translate(_CONTEXT, "class not known")),
    )


def _matrix_place(row: Row) -> Optional[Place]:
    return "DISAGREEMENTS", {"kind": row.get("kind"), "DLBM": row.get("survey_class"),
                             "one_map_class": row.get("one_map_class")}
