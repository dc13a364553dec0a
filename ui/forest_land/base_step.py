"""The step of the planning base: the overlay, its disagreements, and the decisions on them."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...algorithms.rulepack.planning_base_rules import DisagreementKind
from ..ledger_model import LedgerColumn, Row, rows_of
from ..steps.algorithm_step import AlgorithmStep, Place, StepTable, StepWords
from .disagreements_model import APPLIED, AREA, NOTE, decision_word
from .disagreements_panel import DisagreementsPanel
from .steps import number
from .work import BASE, ForestLandWork

_CONTEXT = "ForestLandSteps"


class BaseStep(AlgorithmStep):
    """Makes the planning base; disagreements are decided in its list and count from the next run on."""

    disagreement_wanted = pyqtSignal(dict)  # the row that was double-clicked

    def __init__(self, place: int, work: ForestLandWork, parent: Optional[QWidget] = None) -> None:
        """:param place: number of the step"""
        self._forest = work
        super().__init__(
            place, BASE, work, _words(), self._step_tables(), ("FOREST_ONLY", "SURVEY_ONLY", "CLASS_DIFFERS"),
            parent=parent)
        self.disagreements = DisagreementsPanel(_columns(), _kinds(), self)
        self.content.insertWidget(self.content.indexOf(self.tables_from), self.disagreements)
        self.disagreements.hide()
        self._shown: tuple[str, float] = ("", 0.0)
        self.disagreements.decided.connect(work.decide)
        self.disagreements.row_wanted.connect(self.disagreement_wanted)
        work.decided.connect(self._show_decisions)

    def renew(self) -> None:
        """Show options, results, disagreements and decisions."""
        super().renew()
        file = self._forest.state.results.get(BASE, "")
        key = (file, os.path.getmtime(file)) if os.path.isfile(file) else ("", 0.0)
        if key != self._shown:
            self._shown = key
            layer = self._forest.result(BASE, "DISAGREEMENTS") if key[0] else None
            words = dict(_kinds())
            self.disagreements.set_rows([
                {**row, "kind_word": words.get(str(row.get("kind")), str(row.get("kind")))} for row in rows_of(layer)])
        self._show_decisions()

    def _show_decisions(self) -> None:
        taken = {one.disagreement: one for one in self._forest.decisions()}
        self.disagreements.model.set_decisions(taken)

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
        return translate(_CONTEXT, "forest land {area} ha; disagreements: {count}, undecided: {undecided}").format(
            area=number(figures, "FOREST_LAND_HA", 2), count=number(figures, "DISAGREEMENT_COUNT"),
            undecided=number(figures, "UNDECIDED_COUNT"))

    return StepWords(
        translate(_CONTEXT, "Planning base"),
        translate(_CONTEXT, "Lays the land survey over the forest one-map and agrees on the base of the base year. "
                            "Decide the disagreements in the list, then run again."),
        translate(_CONTEXT, "Make the planning base"),
        done,
    )


def _columns() -> tuple[LedgerColumn, ...]:
    translate = QCoreApplication.translate
    return (
        LedgerColumn("kind_word", translate(_CONTEXT, "Forest land in")),
        LedgerColumn("DLBM", translate(_CONTEXT, "Survey")),
        LedgerColumn("DI_LEI", translate(_CONTEXT, "One-map")),
        LedgerColumn(AREA, translate(_CONTEXT, "Area (ha)"), 4),
        LedgerColumn(APPLIED, translate(_CONTEXT, "Right is")),
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
