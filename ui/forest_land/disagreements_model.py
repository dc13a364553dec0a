"""The disagreements between land survey and one-map as rows that are filtered, sorted and decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QBrush, QFont, QPalette
from qgis.PyQt.QtWidgets import QApplication

from ...algorithms.workspace.base_decisions import BaseDecision
from ..ledger_model import LedgerColumn, Row

_NO_PARENT = QModelIndex()
KEY, KIND, AREA, NOTE = "key", "kind", "area_ha", "note"
APPLIED = "applied"  # the decision that held in the run
UNDECIDED = "undecided"


@dataclass(frozen=True)
class DisagreementFilter:
    """Which disagreements are shown.

    :ivar kind: one kind only, empty = all
    :ivar undecided: only those without a decision
    :ivar text: what a shown cell has to contain, whatever its case
    """

    kind: str = ""
    undecided: bool = False
    text: str = ""


class DisagreementsModel(QAbstractTableModel):
    """One row for each disagreement of the last run; decisions of the workspace stand over those of the run."""

    def __init__(self, columns: Sequence[LedgerColumn], parent: Optional[QObject] = None) -> None:
        """:param columns: from left to right; fields of the layer"""
        super().__init__(parent)
        self._wanted = tuple(columns)
        self.columns: tuple[LedgerColumn, ...] = ()
        self._all: list[Row] = []
        self._order: list[int] = []  # rows shown, by their place in _all
        self._sorted: tuple[str, bool] = (AREA, True)  # field, descending
        self._decisions: Mapping[str, BaseDecision] = {}
        self.filter = DisagreementFilter()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show the disagreements of a run."""
        self.beginResetModel()
        names = set(rows[0]) if rows else set()
        self.columns = tuple(column for column in self._wanted if column.field in names or column.field == NOTE)
        self._all = list(rows)
        self._arrange()
        self.endResetModel()

    def set_decisions(self, decisions: Mapping[str, BaseDecision]) -> None:
        """Take the decisions of the workspace, by key."""
        self._decisions = dict(decisions)
        self.set_filter(self.filter)

    def set_filter(self, wanted: DisagreementFilter) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.filter = wanted
        self._arrange()
        self.endResetModel()

    def row(self, place: int) -> Row:
        """Return a row with all its fields."""
        return self._all[self._order[place]]

    @property
    def whole(self) -> Sequence[Row]:
        """All rows, shown or not."""
        return self._all

    def decision_of(self, row: Row) -> str:
        """Return the word of the decision that holds: the person's, else that of the run."""
        taken = self._decisions.get(str(row.get(KEY)))
        return taken.decision if taken is not None else str(row.get(APPLIED) or UNDECIDED)

    def is_undecided(self, row: Row) -> bool:
        """Return whether nobody, and no rule, has decided a row."""
        return self.decision_of(row) == UNDECIDED

    def counts(self) -> tuple[int, int]:
        """Return how many disagreements there are, and how many of them nobody has decided."""
        return len(self._all), sum(self.is_undecided(row) for row in self._all)

    # --- Qt ----------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
        ):
            return self.columns[section].title
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, column = self.row(index.row()), self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column, role)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.decimals is not None:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        by_person = str(row.get(KEY)) in self._decisions
        if column.field == APPLIED and role == Qt.ItemDataRole.FontRole and by_person:
            font = QFont()
            font.setBold(True)
            return font
        if column.field == APPLIED and role == Qt.ItemDataRole.ForegroundRole and not by_person:
            palette = QApplication.palette()
            return QBrush(palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if 0 <= column < len(self.columns):
            self.beginResetModel()
            self._sorted = (self.columns[column].field, order == Qt.SortOrder.DescendingOrder)
            self._arrange()
            self.endResetModel()

    def _text(self, row: Row, column: LedgerColumn, role: int) -> Any:
        taken = self._decisions.get(str(row.get(KEY)))
        if column.field == APPLIED:
            word = decision_word(self.decision_of(row))
            if role != Qt.ItemDataRole.ToolTipRole:
                return word
            if taken is None:
                return QCoreApplication.translate("Disagreements", "{decision}, by the rule of the plan").format(
                    decision=word)
            return QCoreApplication.translate("Disagreements", "{decision}, by {person} on {date}").format(
                decision=word, person=taken.person or "–", date=taken.at[:10])
        value = taken.note if column.field == NOTE and taken is not None else row.get(column.field)
        if role == Qt.ItemDataRole.EditRole:
            return value
        if value is None:
            return "" if role == Qt.ItemDataRole.ToolTipRole else "–"
        return f"{value:,.{column.decimals}f}" if column.decimals is not None else str(value)

    def _arrange(self) -> None:
        wanted, text = self.filter, self.filter.text.strip().casefold()
        places = [
            place for place, row in enumerate(self._all)
            if (not wanted.kind or row.get(KIND) == wanted.kind)
            and (not wanted.undecided or self.is_undecided(row))
            and (not text or any(text in str(row.get(column.field) or "").casefold() for column in self.columns))
        ]
        field, descending = self._sorted
        if field == APPLIED:
            places.sort(key=lambda place: self.decision_of(self._all[place]), reverse=descending)
        else:
            known = [place for place in places if self._all[place].get(field) is not None]
            known.sort(key=lambda place: self._all[place][field], reverse=descending)
            places = known + [place for place in places if self._all[place].get(field) is None]
        self._order = places


def decision_word(decision: str) -> str:
    """Return the words for a decision."""
    words = {
        "accept_survey": QCoreApplication.translate("Disagreements", "land survey"),
        "accept_one_map": QCoreApplication.translate("Disagreements", "one-map"),
        UNDECIDED: QCoreApplication.translate("Disagreements", "undecided"),
    }
    return words.get(decision, decision)
