"""The targets of the units as a table that can be typed into and pasted over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal

CODE, NAME, TARGET = range(3)
_NO_PARENT = QModelIndex()


@dataclass(frozen=True)
class UnitRow:
    """A unit with its target in ha, None where none was handed down."""

    code: str
    name: str
    target: Optional[float]


class TargetsModel(QAbstractTableModel):
    """Units by row; the target can be edited."""

    edited = pyqtSignal(object)  # all targets by unit code, in ha, after an edit
    refused = pyqtSignal(str)  # why a text was not taken

    def __init__(self, parent: Optional[QObject] = None) -> None:
        """Start without units."""
        super().__init__(parent)
        self._rows: list[UnitRow] = []
        self._done: list[Mapping[str, float]] = []  # the targets before each edit
        self._undone: list[Mapping[str, float]] = []

    def set_rows(self, rows: Sequence[UnitRow]) -> None:
        """Show units, ordered by code; edits can be taken back as long as the units stay the same."""
        if [row.code for row in self._rows] != sorted(row.code for row in rows):
            self._done, self._undone = [], []
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda row: row.code)
        self.endResetModel()

    def remember(self) -> None:
        """Let the targets as they are now come back with `undo`: called before they are replaced."""
        self._done.append(self.targets())
        self._undone = []

    def undo(self) -> bool:
        """Take the last edit back; False where there is none."""
        return self._step(self._done, self._undone)

    def redo(self) -> bool:
        """Make the edit again that was taken back; False where there is none."""
        return self._step(self._undone, self._done)

    def _step(self, taken: list[Mapping[str, float]], kept: list[Mapping[str, float]]) -> bool:
        if not taken:
            return False
        kept.append(self.targets())
        wanted = taken.pop()
        self._take({place: wanted.get(row.code) for place, row in enumerate(self._rows)})
        return True

    def _take(self, changes: Mapping[int, Optional[float]]) -> None:
        for row, target in changes.items():
            self._rows[row] = UnitRow(self._rows[row].code, self._rows[row].name, target)
        if changes:
            self.dataChanged.emit(self.index(min(changes), TARGET), self.index(max(changes), TARGET))
            self.edited.emit(dict(self.targets()))

    def targets(self) -> Mapping[str, float]:
        """Return the targets in ha by unit code, without units that have none."""
        return {row.code: row.target for row in self._rows if row.target is not None}

    def total(self) -> float:
        """Return the sum of all targets in ha."""
        return math.fsum(self.targets().values())

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of units."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Code"), self.tr("Unit"), self.tr("Target (ha)"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Return that targets can be edited."""
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return kept | Qt.ItemFlag.ItemIsEditable if index.column() == TARGET else kept

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if index.column() == TARGET:
                if row.target is None:
                    return ""
                return f"{row.target:,.4f}" if role == Qt.ItemDataRole.DisplayRole else f"{row.target:.4f}"
            return row.code if index.column() == CODE else row.name
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == TARGET:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Take a typed target; empty means none."""
        if role != Qt.ItemDataRole.EditRole or index.column() != TARGET:
            return False
        if str(value) == self.data(index, role):  # left as it is: the decimals that are not shown stay
            return True
        return self.paste([[str(value)]], [index.row()])

    def paste(self, lines: Sequence[Sequence[str]], rows: Sequence[int]) -> bool:
        """Take the targets of a range of a spreadsheet, all of them or none.

        A range of one column goes into the rows from the first chosen one down, a single cell into all
        chosen rows; of wider ranges the first column names the unit by code or name and the last one holds
        the target, and a head above them is passed over.

        :param rows: chosen rows, ascending
        """
        placed: list[tuple[Optional[int], Sequence[str]]]
        if len(lines) == 1 and len(lines[0]) == 1:
            placed = [(row, lines[0]) for row in rows]
        elif all(len(cells) == 1 for cells in lines):
            placed = [(rows[0] + offset, cells) for offset, cells in enumerate(lines)]
        else:
            placed = [(self._row_of(cells[0]), cells) for cells in lines if not self._is_head(cells, lines)]
        changes: dict[int, Optional[float]] = {}
        for row, cells in placed:
            if row is None or row >= len(self._rows):
                self.refused.emit(self.tr("“{text}” is no unit of this layer; nothing was taken over.").format(
                    text=cells[0].strip()) if row is None else self.tr(
                    "There are more targets than units from here down; nothing was taken over."))
                return False
            target = parsed_area(cells[-1])
            if target is None and cells[-1].strip():
                self.refused.emit(self.tr("“{text}” is no area in hectares; nothing was taken over.").format(
                    text=cells[-1].strip()))
                return False
            changes[row] = target
        if any(self._rows[row].target != target for row, target in changes.items()):
            self.remember()
            self._take(changes)
        return True

    def _is_head(self, cells: Sequence[str], lines: Sequence[Sequence[str]]) -> bool:
        """Return whether a line is the head of a range: the first one, neither a unit nor a number in it."""
        return cells is lines[0] and self._row_of(cells[0]) is None and parsed_area(cells[-1]) is None

    def _row_of(self, text: str) -> Optional[int]:
        wanted = text.strip()
        for place, row in enumerate(self._rows):
            if wanted in (row.code, row.name):
                return place
        return None


def parsed_area(text: str) -> Optional[float]:
    """Return the number a person wrote, full-width digits and thousands commas included; None where it is none."""
    plain = text.strip().translate(_HALF_WIDTH).replace(",", "").replace(" ", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


_HALF_WIDTH = {**{0xFF10 + digit: ord("0") + digit for digit in range(10)}, 0xFF0E: ord("."), 0xFF0C: ord(",")}
