"""The live ledger as a table: units as rows; what changed stands out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Callable, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QPalette
from qgis.PyQt.QtWidgets import QApplication

from ...algorithms.indicators.live.rows import TOTAL, LedgerFigures, LedgerRow, TargetState
from ...algorithms.indicators.quantity import amount_in, rounded, unit_title
from ...algorithms.indicators.shown_amounts import grouped_amount
from ...algorithms.language import Language
from ..ledger_model import short_colour

_NO_PARENT = QModelIndex()
DECIMALS = {"m2": 1, "ha": 4, "mu": 3, "wan_mu": 7}
_GRADE_DECIMALS = 3
INDENT = "   "

Figure = Callable[[LedgerRow], Optional[Fraction]]


@dataclass(frozen=True)
class LiveColumn:
    """A column of the ledger.

    :ivar figure: what it shows; None for the name of the unit
    :ivar signed: differences show their sign
    :ivar is_area: False for mean grades
    """

    title: str
    tip: str
    figure: Optional[Figure]
    signed: bool = False
    is_area: bool = True


def live_columns(
    with_balance: bool, with_quality: bool, supposed: bool = False, year: Optional[int] = None
) -> tuple[LiveColumn, ...]:
    """Return the columns from left to right.

    :param with_balance: the layer before the adjustment is known
    :param with_quality: features have a grade
    :param supposed: the rows are those of a supposition, their differences to the layer with its edits
    :param year: of the targets
    """
    translate = QCoreApplication.translate
    target = translate("LiveLedger", "Target")
    difference = translate("LiveLedger", "Edits"), translate("LiveLedger", "What the edits not saved yet change")
    if supposed:
        difference = translate("LiveLedger", "Supposed"), translate(
            "LiveLedger", "What would change, beyond the edits, if the selected features left or entered")
    columns = [
        LiveColumn(translate("LiveLedger", "Unit"), "", None),
        LiveColumn(translate("LiveLedger", "Area"), translate("LiveLedger", "Area with the edits"),
                   lambda row: row.now.area),
        LiveColumn(*difference, lambda row: row.now.area - row.before.area, signed=True),
        LiveColumn(translate("LiveLedger", "To target"),
                   translate("LiveLedger", "Area less target: what is missing is negative"), _to_target, signed=True),
        LiveColumn(target if year is None else f"{target} {year}", translate("LiveLedger", "Assigned value"),
                   lambda row: row.target),
    ]
    if with_balance:
        columns += [
            LiveColumn(translate("LiveLedger", "Entered"),
                       translate("LiveLedger", "Area that was not in the layer before the adjustment"),
                       lambda row: row.now.entered),
            LiveColumn(translate("LiveLedger", "Left"),
                       translate("LiveLedger", "Area of the layer before the adjustment that is no longer there"),
                       lambda row: row.now.left),
            LiveColumn(translate("LiveLedger", "Balance"), translate("LiveLedger", "Entered less left"),
                       lambda row: row.now.balance, signed=True),
        ]
    if with_quality:
        columns.append(LiveColumn(translate("LiveLedger", "Grade"),
                                  translate("LiveLedger", "Mean quality grade by area"),
                                  lambda row: row.now.quality, is_area=False))
        if with_balance:
            columns += [
                LiveColumn(translate("LiveLedger", "Grade entered"),
                           translate("LiveLedger", "Mean grade of what entered"),
                           lambda row: row.now.entered_quality, is_area=False),
                LiveColumn(translate("LiveLedger", "Grade left"), translate("LiveLedger", "Mean grade of what left"),
                           lambda row: row.now.left_quality, is_area=False),
            ]
    return tuple(columns)


def without_double_total(rows: Sequence[LedgerRow]) -> Sequence[LedgerRow]:
    """Return the rows of a ledger without the total where the first unit, the whole county, says the same."""
    if len(rows) < 2 or rows[0].unit != TOTAL:
        return rows
    total, first = rows[0], rows[1]
    same = (total.now, total.before, total.target) == (first.now, first.before, first.target)
    return rows[1:] if same else rows


def marked_ground(palette: QPalette) -> QColor:
    """Return the ground of a row that the edits changed: the table's own with a little of its highlight."""
    base, mark = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Highlight)
    return QColor(*(round(0.84 * one + 0.16 * other) for one, other in zip(base.getRgb()[:3], mark.getRgb()[:3])))


def _to_target(row: LedgerRow) -> Optional[Fraction]:
    return None if row.target is None else row.now.area - row.target


class LiveModel(QAbstractTableModel):
    """Rows of the ledger; the same units keep their places, so that selection and scrolling stay."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self.columns = live_columns(True, True)
        self._rows: tuple[LedgerRow, ...] = ()
        self._depths: dict[str, int] = {}
        self._deepest = 0  # of the rows that are shown
        self._unit = "ha"
        self._outdated = False
        self._supposed = False

    def show(
        self, rows: Sequence[LedgerRow], depths: dict[str, int], area_unit: str, outdated: bool = False,
        supposed: bool = False, year: Optional[int] = None,
    ) -> None:
        """Show rows.

        :param depths: how deep each unit lies in the tree
        :param outdated: they are from before something that changed, and look like that
        :param supposed: they are those of a supposition
        :param year: of the targets
        """
        rows = without_double_total(rows)
        self._deepest = max((depths.get(row.unit, 0) for row in rows), default=0)
        shape = [row.unit for row in rows]
        columns = live_columns(any(row.now.balance is not None for row in rows),
                               any(row.now.quality is not None for row in rows), supposed, year)
        if shape != [row.unit for row in self._rows] or len(columns) != len(self.columns):
            self.beginResetModel()
            self._rows, self._depths, self._unit, self.columns = tuple(rows), depths, area_unit, columns
            self._outdated, self._supposed = outdated, supposed
            self.endResetModel()
            return
        changed = [place for place, row in enumerate(rows) if row != self._rows[place]]
        if area_unit != self._unit or outdated != self._outdated or supposed != self._supposed:
            changed = list(range(len(rows)))
        self._outdated, self._supposed, self.columns = outdated, supposed, columns
        self._rows, self._depths, self._unit = tuple(rows), depths, area_unit
        for place in changed:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        if len(changed) == len(rows):
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def changed_units(self) -> dict[int, str]:
        """Return the units that the edits changed by their rows, from top to bottom."""
        return {place: row.unit for place, row in enumerate(self._rows) if row.changed}

    def row(self, place: int) -> LedgerRow:
        """Return a whole row."""
        return self._rows[place]

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column, the name of a row's unit."""
        if orientation != Qt.Orientation.Horizontal:
            if not 0 <= section < len(self._rows):
                return None
            row = self._rows[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return self._name(row)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            if role == Qt.ItemDataRole.FontRole:
                return self._font(row)
            return self._tip(row) if role == Qt.ItemDataRole.ToolTipRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            unit = Language.current().title(unit_title(self._unit))
            return f"{column.title}\n({unit})" if column.figure is not None and column.is_area else column.title
        return (column.tip or column.title) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(row) if column.figure is None else self._text(column, column.figure(row))
        if role == Qt.ItemDataRole.EditRole:  # what is copied: plain numbers
            text = self._name(row).strip() if column.figure is None else self._text(column, column.figure(row))
            return text if column.figure is None else text.replace(",", "").replace("–", "")
        if role == Qt.ItemDataRole.TextAlignmentRole and column.figure is not None:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role == Qt.ItemDataRole.ForegroundRole and self._outdated:
            return QBrush(QApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        if role == Qt.ItemDataRole.ForegroundRole and self._stands_out(row.now, column):
            return QBrush(short_colour(QApplication.palette()))
        if role == Qt.ItemDataRole.FontRole:
            return self._font(row)
        if role == Qt.ItemDataRole.BackgroundRole and row.changed:
            return QBrush(marked_ground(QApplication.palette()))
        return None

    def _font(self, row: LedgerRow) -> Optional[QFont]:
        """Return the font of a row: of the whole, and of units with others below, it is bold."""
        if row.unit != TOTAL and self._depths.get(row.unit, 0) >= self._deepest:
            return None
        font = QFont()
        font.setBold(True)
        return font

    def _name(self, row: LedgerRow) -> str:
        if row.unit == TOTAL:
            return QCoreApplication.translate("LiveLedger", "In total")
        return INDENT * self._depths.get(row.unit, 0) + (row.name or row.unit)

    def _text(self, column: LiveColumn, value: Optional[Fraction]) -> str:
        if value is None:
            return "–"
        decimals = DECIMALS.get(self._unit, 2) if column.is_area else _GRADE_DECIMALS
        amount = amount_in(value, self._unit) if column.is_area else value
        if not rounded(amount, decimals):
            return "" if column.signed else "0"
        return grouped_amount(amount, decimals, column.signed)

    def _tip(self, row: LedgerRow) -> str:
        states = {
            TargetState.MET: QCoreApplication.translate("LiveLedger", "the target is met"),
            TargetState.MISSING: QCoreApplication.translate("LiveLedger", "the target is missed"),
            TargetState.EXCEEDED: QCoreApplication.translate("LiveLedger", "the target is exceeded"),
            TargetState.NO_TARGET: QCoreApplication.translate("LiveLedger", "there is no target"),
        }
        return " · ".join(part for part in (row.name, row.unit, states[row.now.state]) if part)

    def _stands_out(self, figures: LedgerFigures, column: LiveColumn) -> bool:
        return column.figure is _to_target and figures.state in (TargetState.MISSING, TargetState.EXCEEDED)
