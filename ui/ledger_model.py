"""A result table as rows: the ledger of the units, the summary of the screening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QPalette
from qgis.PyQt.QtWidgets import QApplication

_NO_PARENT = QModelIndex()
SHORT = QColor("#b3261e")  # on light ground, contrast 6.5:1
SHORT_ON_DARK = QColor("#ff8a80")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LedgerColumn:
    """A column that is shown.

    :ivar field: of the layer
    :ivar decimals: None for text
    """

    field: str
    title: str
    decimals: Optional[int] = None


class LedgerModel(QAbstractTableModel):
    """Some fields of a table without geometry; rows that fall short stand out."""

    def __init__(self, columns: Sequence[LedgerColumn], parent: Optional[QObject] = None) -> None:
        """:param columns: from left to right; those the layer does not have are left out"""
        super().__init__(parent)
        self._wanted = tuple(columns)
        self.columns: tuple[LedgerColumn, ...] = ()
        self._whole: list[Row] = []
        self._rows: list[list[Any]] = []
        self._falls_short: list[bool] = []
        self._total: list[bool] = []

    def set_rows(
        self,
        rows: Sequence[Row],
        falls_short: Callable[[Row], bool] = lambda _: False,
        is_total: Callable[[Row], bool] = lambda _: False,
    ) -> None:
        """Show rows in their order.

        :param falls_short: whether a row stands out as missing something
        :param is_total: whether a row is a sum of others
        """
        self.beginResetModel()
        names = set(rows[0]) if rows else set()
        self.columns = tuple(column for column in self._wanted if column.field in names)
        self._whole = list(rows)
        self._rows = [[row[column.field] for column in self.columns] for row in rows]
        self._falls_short = [falls_short(row) for row in rows]
        self._total = [is_total(row) for row in rows]
        self.endResetModel()

    def short_rows(self) -> int:
        """Return how many rows fall short, the sum of all left out."""
        return sum(short and not total for short, total in zip(self._falls_short, self._total))

    def row(self, place: int) -> Row:
        """Return a whole row, the fields that are not shown included."""
        return self._whole[place]

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].decimals is None:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        value = self._rows[index.row()][index.column()]
        decimals = self.columns[index.column()].decimals
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if value is None:
                return "" if role == Qt.ItemDataRole.ToolTipRole else "–"
            return f"{value:,.{decimals}f}" if decimals is not None else str(value)
        if role == Qt.ItemDataRole.EditRole:  # what is copied: no thousands commas, all decimals
            return value
        if role == Qt.ItemDataRole.TextAlignmentRole and decimals is not None:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and self._falls_short[index.row()]:
            return QBrush(short_colour(QApplication.palette()))
        if role == Qt.ItemDataRole.FontRole and (self._falls_short[index.row()] or self._total[index.row()]):
            font = QFont()
            font.setBold(True)
            return font
        return None


def short_colour(palette: QPalette) -> QColor:
    """Return the colour of what falls short, readable on the ground of a palette."""
    return SHORT_ON_DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else SHORT


def rows_of(layer: Optional[QgsVectorLayer]) -> list[Row]:
    """Return the attributes of all features of a layer, NULL as None; nothing without a layer."""
    if layer is None:
        return []
    names = [field.name() for field in layer.fields()]
    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return [dict(zip(names, map(_plain, feature.attributes()))) for feature in layer.getFeatures(request)]


def _plain(value: Any) -> Any:
    """Return a value of an attribute, None for NULL."""
    return None if value is None or (hasattr(value, "isNull") and value.isNull()) else value
