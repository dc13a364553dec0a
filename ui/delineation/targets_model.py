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

    def set_rows(self, rows: Sequence[UnitRow]) -> None:
        """Show units, ordered by code."""
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda row: row.code)
        self.endResetModel()

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

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Code"), self.tr("Unit"), self.tr("Target (ha)"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
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
        return self.paste([[str(value)]], index.row())

    def paste(self, lines: Sequence[Sequence[str]], first: int) -> bool:
        """Take the targets of a range of a spreadsheet, all of them or none.

        A range of one column goes into the rows from the chosen one down; of wider ranges the first
        column names the unit by code or name and the last one holds the target.

        :param first: row of the upper cell
        """
        changes: dict[int, Optional[float]] = {}
        for offset, cells in enumerate(lines):
            row = first + offset if len(cells) == 1 else self._row_of(cells[0])
            if row is None or row >= len(self._rows):
                self.refused.emit(self.tr("“{text}” is no unit of this layer; nothing was taken over.").format(
                    text=cells[0].strip() if len(cells) > 1 else str(first + offset + 1)))
                return False
            text = cells[-1]
            target = parsed_area(text)
            if target is None and text.strip():
                self.refused.emit(
                    self.tr("“{text}” is no area in hectares; nothing was taken over.").format(text=text.strip())
                )
                return False
            changes[row] = target
        for row, target in changes.items():
            self._rows[row] = UnitRow(self._rows[row].code, self._rows[row].name, target)
        if changes:
            self.dataChanged.emit(self.index(min(changes), TARGET), self.index(max(changes), TARGET))
            self.edited.emit(dict(self.targets()))
        return True

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
