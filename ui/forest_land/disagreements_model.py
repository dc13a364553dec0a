"""The disagreements between land survey and one-map as rows that are filtered, sorted and decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.PyQt.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QBrush, QFont
from qgis.PyQt.QtWidgets import QApplication

from ...algorithms.workspace.base_decisions import BaseDecision
from ..ledger_model import LedgerColumn, Row, short_colour
from .disagreement_table import APPLIED, AREA, KEY, KIND, NOTE, UNDECIDED, DisagreementTable, table_of

_NO_PARENT = QModelIndex()
_WORDS = (UNDECIDED, "accept_survey", "accept_one_map")  # arrays of decisions hold places in it
BY_PERSON, BY_RULE = "person", "rule"  # what a filter may ask for besides UNDECIDED


@dataclass(frozen=True)
class DisagreementFilter:
    """Which disagreements are shown.

    :ivar kind: one kind only, empty = all
    :ivar settled: `UNDECIDED`, `BY_PERSON` or `BY_RULE`, empty = whoever has decided
    :ivar text: what a shown cell has to contain, whatever its case
    """

    kind: str = ""
    settled: str = ""
    text: str = ""


class DisagreementsModel(QAbstractTableModel):
    """One row for each disagreement of the last run; decisions of the workspace stand over those of the run.

    Rows are named by their record, which is their place in the table and the same however they are shown.
    """

    def __init__(self, columns: Sequence[LedgerColumn], parent: Optional[QObject] = None) -> None:
        """:param columns: from left to right; fields of the layer"""
        super().__init__(parent)
        self._wanted = tuple(columns)
        self.columns: tuple[LedgerColumn, ...] = ()
        self.table = DisagreementTable({})
        self._order: NDArray[np.int64] = np.zeros(0, np.int64)  # records shown, from the top down
        self._sorted: tuple[str, bool] = (AREA, True)  # field, descending
        self._decisions: Mapping[str, BaseDecision] = {}
        self._by_run: NDArray[np.int8] = np.zeros(0, np.int8)  # place in _WORDS by record
        self._held: NDArray[np.int8] = self._by_run
        self._person: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.filter = DisagreementFilter()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show disagreements given row by row."""
        self.set_table(table_of(rows))

    def set_table(self, table: DisagreementTable) -> None:
        """Show the disagreements of a run."""
        self.beginResetModel()
        self.table = table
        self.columns = tuple(
            column for column in self._wanted if len(table) and (column.field in table.columns or column.field == NOTE))
        self._by_run = np.zeros(len(table), np.int8)
        for number, word in enumerate(_WORDS):
            self._by_run[table.holding(APPLIED, word)] = number
        self._hold()
        self._order = self._arranged()
        self.endResetModel()

    def set_decisions(self, decisions: Mapping[str, BaseDecision]) -> None:
        """Take the decisions of the workspace, by key; rows stay where they are as long as the filter lets them."""
        self._decisions = dict(decisions)
        self._hold()
        passing = self._passing()
        kept = self._order[passing[self._order]]
        if len(kept) == len(self._order) and len(kept) == int(passing.sum()):
            if len(kept):
                self.dataChanged.emit(self.index(0, 0), self.index(len(kept) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._order = kept if len(kept) == int(passing.sum()) else self._arranged()
        self.endResetModel()

    def set_filter(self, wanted: DisagreementFilter) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.filter = wanted
        self._order = self._arranged()
        self.endResetModel()

    def row(self, place: int) -> Row:
        """Return a row with all its fields."""
        return self.table.row(int(self._order[place]))

    def record(self, place: int) -> int:
        """Return the record that a row shows."""
        return int(self._order[place])

    def key(self, place: int) -> str:
        """Return the key of the disagreement that a row shows."""
        return str(self.table.value(int(self._order[place]), KEY))

    def places(self, records: Sequence[int]) -> list[int]:
        """Return the rows that show records, from the top down; those that are not shown are left out."""
        wanted = np.zeros(len(self.table), np.bool_)
        wanted[list(records)] = True
        found: list[int] = np.flatnonzero(wanted[self._order]).tolist()
        return found

    def next_undecided(self, place: int, step: int) -> int:
        """Return the nearest undecided row after a row (``step`` 1) or before it (-1), going round; -1 for none.

        :param place: a row, -1 to begin at the end one comes from
        """
        found = np.flatnonzero(self._held[self._order] == 0)
        if not len(found):
            return -1
        if step > 0:
            later = found[found > place]
            return int(later[0] if len(later) else found[0])
        earlier = found[found < place]
        return int(earlier[-1] if len(earlier) else found[-1])

    def taken(self, row: Row) -> Optional[BaseDecision]:
        """Return the decision of a person on a disagreement, None where nobody has decided."""
        return self._decisions.get(str(row.get(KEY)))

    def decision_of(self, row: Row) -> str:
        """Return the word of the decision that holds: the person's, else that of the run."""
        taken = self.taken(row)
        return taken.decision if taken is not None else str(row.get(APPLIED) or UNDECIDED)

    def standing(self, record: int) -> str:
        """Return the decision that holds on a disagreement, and whose it is."""
        row = self.table.row(record)
        taken, word = self.taken(row), decision_word(_WORDS[self._held[record]])
        if taken is not None:
            return QCoreApplication.translate("Disagreements", "{decision}, by {person} on {date}").format(
                decision=word, person=taken.person or "–", date=taken.at[:10])
        if row.get("source") == "list":  # the run knew a decision that has been taken back since
            return QCoreApplication.translate(
                "Disagreements", "{decision} in the last run, taken back since: the rule decides in the next run"
            ).format(decision=word)
        if row.get("source") == "parameter":
            return QCoreApplication.translate("Disagreements", "{decision}, as chosen above for its kind").format(
                decision=word)
        return QCoreApplication.translate("Disagreements", "{decision}, by the rule of the plan").format(decision=word)

    def counts(self) -> tuple[int, int]:
        """Return how many disagreements there are, and how many of them nobody has decided."""
        return len(self.table), int((self._held == 0).sum())

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
        record, column = int(self._order[index.row()]), self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole):
            return self._text(record, column, role)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.decimals is not None:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if column.field != APPLIED:
            return None
        if role == Qt.ItemDataRole.FontRole:  # a person's word is bold, that of a rule is not
            font = QFont()
            font.setBold(bool(self._person[record]))
            font.setItalic(not self._person[record])
            return font
        if role == Qt.ItemDataRole.ForegroundRole and self._held[record] == 0:
            return QBrush(short_colour(QApplication.palette()))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if 0 <= column < len(self.columns):
            self.beginResetModel()
            self._sorted = (self.columns[column].field, order == Qt.SortOrder.DescendingOrder)
            self._order = self._arranged()
            self.endResetModel()

    def _text(self, record: int, column: LedgerColumn, role: int) -> Any:
        table = self.table
        taken = self._decisions.get(str(table.value(record, KEY))) if column.field in (APPLIED, NOTE) else None
        if column.field == APPLIED:
            word = decision_word(_WORDS[self._held[record]])
            return self.standing(record) if role == Qt.ItemDataRole.ToolTipRole else word
        value = taken.note if column.field == NOTE and taken is not None else table.value(record, column.field)
        if role == Qt.ItemDataRole.EditRole:
            return value
        if value is None or value == "":
            return "" if role == Qt.ItemDataRole.ToolTipRole else "–"
        return f"{value:,.{column.decimals}f}" if column.decimals is not None else str(value)

    def _hold(self) -> None:
        """Put the decisions of persons over those of the run."""
        self._held, self._person = self._by_run.copy(), np.zeros(len(self.table), np.bool_)
        number = {word: place for place, word in enumerate(_WORDS)}
        for key, taken in self._decisions.items():
            record = self.table.place(key)
            if record >= 0:
                self._held[record] = number.get(taken.decision, 0)
                self._person[record] = True

    def _passing(self) -> NDArray[np.bool_]:
        wanted, text = self.filter, self.filter.text.strip()
        passing = np.ones(len(self.table), np.bool_)
        if wanted.kind:
            passing &= self.table.holding(KIND, wanted.kind)
        if wanted.settled == UNDECIDED:
            passing &= self._held == 0
        elif wanted.settled:
            passing &= self._person == (wanted.settled == BY_PERSON)
        if text:
            found = self.table.containing(text, [column.field for column in self.columns if column.field != APPLIED])
            sought = text.casefold()
            said = (self.table.place(key) for key, taken in self._decisions.items()
                    if sought in f"{taken.note}\n{taken.person}".casefold())
            found[[record for record in said if record >= 0]] = True
            passing &= found
        return passing

    def _arranged(self) -> NDArray[np.int64]:
        records = np.flatnonzero(self._passing())
        field, descending = self._sorted
        ranks = self._held if field == APPLIED else self.table.ranks(field)
        ranks = ranks[records].astype(np.int64)
        unknown = ranks < 0  # last, whichever way it is sorted
        by = np.where(unknown, np.iinfo(np.int64).max, -ranks if descending else ranks)
        arranged: NDArray[np.int64] = records[np.argsort(by, kind="stable")]
        return arranged


def decision_word(decision: str) -> str:
    """Return the words for a decision."""
    words = {
        "accept_survey": QCoreApplication.translate("Disagreements", "land survey"),
        "accept_one_map": QCoreApplication.translate("Disagreements", "one-map"),
        UNDECIDED: QCoreApplication.translate("Disagreements", "undecided"),
        "": QCoreApplication.translate("Disagreements", "taken back"),
    }
    return words.get(decision, decision)
