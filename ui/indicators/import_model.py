"""The cells of a sheet that is imported, with what they mean; and the row of meanings above them."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QGuiApplication, QPalette
from qgis.PyQt.QtWidgets import QApplication

from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.quantity import unit_title
from ...algorithms.indicators.tables.mapping import ColumnMeaning, ColumnRole, Confidence, Parts, TableMapping
from ...algorithms.indicators.tables.preview import ImportPreview
from ...algorithms.indicators.tables.raw_sheet import RawSheet
from ...algorithms.indicators.tables.writing_habits import MeasureUnit, column_name
from ...algorithms.language import Language
from ...algorithms.rulepack.indicator_rules import IndicatorRules
from ...algorithms.units.tree import UnitTree
from ..wording import plain_tip

_NO_PARENT = QModelIndex()
_SHOWN_TEXT = 200  # characters of a cell
_RED, _AMBER = QColor(214, 48, 39), QColor(230, 150, 20)


class SheetModel(QAbstractTableModel):
    """All rows of a sheet; head rows, what is left out and problems can be told apart."""

    def __init__(self, language: Language, parent: Optional[Any] = None) -> None:
        """:param language: of the sentences of problems"""
        super().__init__(parent)
        self._language = language
        self._sheet = RawSheet("", [])
        self._mapping = TableMapping(0, (), ())
        self._problems: dict[tuple[Optional[int], Optional[int]], str] = {}

    def show_sheet(self, sheet: RawSheet, mapping: TableMapping) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self._sheet, self._mapping, self._problems = sheet, mapping, {}
        self.endResetModel()

    def show_mapping(self, mapping: TableMapping, preview: Optional[ImportPreview]) -> None:
        """Show what rows and columns mean now, and the problems there are."""
        self._mapping = mapping
        self._problems = {}
        for problem in preview.problems if preview is not None else ():
            if problem.sheet:
                continue
            self._problems.setdefault((problem.row, problem.column), self._language.render(problem.message))
        if self._sheet.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._sheet.rows) - 1, self._sheet.width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._sheet.rows) - 1)

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of rows of the sheet."""
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns of the sheet."""
        return 0 if parent.isValid() else self._sheet.width

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return letters and numbers as spreadsheets have them."""
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, colours and what is to be said about a cell."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._sheet.rows[row][column]
            return (text if len(text) <= _SHOWN_TEXT else text[:_SHOWN_TEXT] + "…").replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.problem_at(row, column) or self._sheet.rows[row][column]) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.problem_at(row, column) or None
        if role == Qt.ItemDataRole.FontRole:
            return self._font(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and (self._is_out(row, column) or row < self._mapping.first_row):
            return mixed(_contrast(), 0.5) if self._is_out(row, column) else None
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, column)
        return None

    def problem_at(self, row: int, column: int) -> str:
        """Return what stands against a cell, '' where nothing does."""
        return self._problems.get((row, column), "") or (
            self._problems.get((None, column), "") if row in self._mapping.head_rows else "")

    def _is_out(self, row: int, column: int) -> bool:
        mapping = self._mapping
        return row in mapping.skipped_rows or column in mapping.skipped_columns or (
            column < len(mapping.columns) and mapping.columns[column].role is ColumnRole.IGNORED)

    def _font(self, row: int, column: int) -> Optional[QFont]:
        font = QFont(QApplication.font())
        if row in self._mapping.skipped_rows or column in self._mapping.skipped_columns:
            font.setStrikeOut(True)
            return font
        if row < self._mapping.first_row:
            font.setBold(True)
            return font
        return None

    def _ground(self, row: int, column: int) -> Optional[QColor]:
        if self.problem_at(row, column):
            return mixed(_RED, 0.35)
        return mixed(_contrast(), 0.08) if row < self._mapping.first_row else None


class MeaningModel(QAbstractTableModel):
    """One row above the sheet: what each column means; choosing another meaning is told by `chosen`."""

    chosen = pyqtSignal(int, object, object)  # column, ColumnRole, Parts

    def __init__(
        self, rules: IndicatorRules, tree: UnitTree, language: Language, parent: Optional[Any] = None
    ) -> None:
        """:param rules: the indicators that can be chosen"""
        super().__init__(parent)
        self._rules, self._tree, self._language = rules, tree, language
        self._columns: Sequence[ColumnMeaning] = ()
        self._skipped: frozenset[int] = frozenset()

    def show_mapping(self, mapping: TableMapping) -> None:
        """Show the meanings of a mapping."""
        self.beginResetModel()
        self._columns, self._skipped = mapping.columns, mapping.skipped_columns
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return one row, or none without columns."""
        return 0 if parent.isValid() or not self._columns else 1

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns of the sheet."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Return that a meaning can be chosen."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the letters of columns, and what the row is."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_name(section) if orientation == Qt.Orientation.Horizontal else self.tr("Is")

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the meaning of a column and why it was taken so."""
        meaning = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("left out") if index.column() in self._skipped else self.text(meaning.role, meaning.parts)
        if role == Qt.ItemDataRole.EditRole:
            return meaning.role, meaning.parts
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.reason(index.column()))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.reason(index.column())
        if role == Qt.ItemDataRole.BackgroundRole and index.column() not in self._skipped:
            if meaning.role is ColumnRole.UNKNOWN:
                return mixed(_RED, 0.35)
            return mixed(_AMBER, 0.25) if meaning.confidence is Confidence.GUESS else None
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Tell of a meaning that was chosen; whoever owns the mapping shows it."""
        meaning = self._columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or value is None or value == (meaning.role, meaning.parts):
            return False
        self.chosen.emit(index.column(), *value)
        return True

    def reason(self, column: int) -> str:
        """Return why a column was taken for what it is."""
        meaning = self._columns[column]
        text = self.text(meaning.role, meaning.parts)
        reason = self._language.render(meaning.reason) if meaning.reason else ""
        doubt = {
            Confidence.CERTAIN: "", Confidence.LIKELY: self.tr("Likely; please check."),
            Confidence.GUESS: self.tr("A guess; please check."),
        }[meaning.confidence]
        return "\n".join(filter(None, (text, reason, doubt)))

    def choices(self, column: int) -> list[tuple[str, ColumnRole, Parts]]:
        """Return the meanings a column may have, each with its text; year, kind and unit of amounts stay."""
        parts = self._columns[column].parts
        plain = Parts(year=parts.year, kind=parts.kind, measure=parts.measure)
        found = [(role, Parts()) for role in (
            ColumnRole.IGNORED, ColumnRole.UNIT, ColumnRole.INDICATOR, ColumnRole.YEAR, ColumnRole.KIND,
            ColumnRole.MEASURE, ColumnRole.TOTAL)]
        found.append((ColumnRole.VALUE, plain))
        found += [(ColumnRole.VALUE, plain.over(Parts(indicator=code))) for code in self._rules.indicators]
        if any(meaning.role is ColumnRole.INDICATOR for meaning in self._columns):
            found += [(ColumnRole.VALUE, plain.over(Parts(unit=code))) for code in self._tree.units]
        own = (self._columns[column].role, parts)
        if own not in found:
            found.insert(0, own)
        return [(self.text(role, one, short=True), role, one) for role, one in found]

    def text(self, role: ColumnRole, parts: Parts, short: bool = False) -> str:
        """Return a meaning in words.

        :param short: without year, kind and unit of amounts
        """
        names: Mapping[ColumnRole, str] = {
            ColumnRole.UNKNOWN: self.tr("not known: choose"), ColumnRole.IGNORED: self.tr("nothing"),
            ColumnRole.UNIT: self.tr("unit (code or name)"), ColumnRole.INDICATOR: self.tr("indicator (code or title)"),
            ColumnRole.YEAR: self.tr("year"), ColumnRole.KIND: self.tr("kind of value"),
            ColumnRole.MEASURE: self.tr("unit of measure"), ColumnRole.TOTAL: self.tr("total of the row"),
            ColumnRole.VALUE: self.tr("values"),
        }
        if role is not ColumnRole.VALUE:
            return names[role]
        said = []
        if parts.indicator is not None:
            rule = self._rules.indicators.get(parts.indicator)
            said.append(f"{parts.indicator} {self._language.title(rule.title)}" if rule else parts.indicator)
        if parts.unit is not None:
            unit = self._tree.units.get(parts.unit)
            said.append(unit.name or unit.code if unit is not None else parts.unit)
        said = said or [names[role]]
        if not short:
            said += [str(parts.year)] if parts.year is not None else []
            said += [self._language.title(KIND_TITLES[parts.kind])] if parts.kind is not None else []
            said += [measure_text(parts.measure, self._language)] if parts.measure is not None else []
        return " · ".join(said)


def measure_text(measure: MeasureUnit, language: Language) -> str:
    """Return a unit of amounts in words."""
    text = language.title(unit_title(measure.unit))
    return text if measure.scale == 1 else f"{measure.scale:,f} {text}"


def mixed(colour: QColor, share: float) -> QColor:
    """Return the ground of tables with a share of a colour: readable on light and on dark ground."""
    base = _palette().color(QPalette.ColorRole.Base)
    return QColor(*(
        round(own * share + ground * (1 - share))
        for own, ground in zip(colour.getRgb()[:3], base.getRgb()[:3])
    ))


def _contrast() -> QColor:
    """Return black or white, whichever stands out; dark themes leave the other colours of the palette as they were."""
    return QColor("#ffffff" if _palette().color(QPalette.ColorRole.Base).lightness() < 128 else "#000000")


def _palette() -> QPalette:
    return QGuiApplication.palette()
