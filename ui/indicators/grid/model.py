"""The sheet as a model of Qt: rows of the outline, columns of indicators."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Iterable, Mapping, Optional

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal

from ....algorithms.indicators.model import ValueKey
from ....algorithms.indicators.sheet import IndicatorSheet
from ....algorithms.language import Language
from ....algorithms.message import bracketed
from ....algorithms.rulepack.indicator_rules import IndicatorRule, IndicatorRules, Nature, UnitSources
from ....algorithms.units.tree import UnitTree
from .amount_text import shown_unit, whole_text
from .cells import EMPTY, Cell, CellMaker
from .columns import Column, Shown, Years, columns_of, years_of
from .judged import Judged
from .outline import Outline, Row
from .tips import cell_tip, column_tip, unit_tip
from .words import column_word, place_text, unit_word

_NO_PARENT = QModelIndex()


class GridModel(QAbstractTableModel):
    """Units by row, indicator × year × kind by column; reads the sheet, never writes it."""

    columns_changed = pyqtSignal()
    rows_changed = pyqtSignal()  # other rows are seen: opened, closed, filtered

    def __init__(self, language: Language, parent: Optional[QObject] = None) -> None:
        """Start with an empty sheet."""
        super().__init__(parent)
        self.language = language
        self.shown = Shown()
        self._take(_empty_sheet())

    def set_sheet(self, sheet: Optional[IndicatorSheet], language: Language) -> None:
        """Show a sheet, None = nothing; what is open stays open."""
        self.beginResetModel()
        opened = self.outline.opened()
        known = len(self.sheet.tree) > 0
        self.language = language
        self._take(_empty_sheet() if sheet is None else sheet)
        if known:
            self.outline.open_these(opened)
        elif len(self.sheet.tree.roots) == 1:
            self.outline.open(0)
        self._apply_filter()
        self.endResetModel()
        self.columns_changed.emit()
        self.rows_changed.emit()

    def _take(self, sheet: IndicatorSheet) -> None:
        self.sheet = sheet
        self._draft: Mapping[ValueKey, Fraction] = {}
        self.judged = Judged(sheet)
        self.outline = Outline(sheet.tree, sheet.strangers())
        self._renew_columns()

    def _renew_columns(self) -> None:
        self.years: Years = years_of(self.sheet)
        self.columns: tuple[Column, ...] = columns_of(self.sheet, self.years, self.shown)
        self._cells: dict[tuple[str, int], Cell] = {}
        self._maker = CellMaker(self.sheet, self.judged, self.shown, self._draft)

    # --- what is shown ----------------------------------------------------------------------

    def set_shown(self, shown: Shown) -> None:
        """Show other rows and columns of the sheet."""
        before, self.shown = self.shown, shown
        if shown == before:
            return
        self.beginResetModel()
        self._renew_columns()
        if (before.level, before.text, before.only_deviations) != (shown.level, shown.text, shown.only_deviations) or (
            shown.only_deviations
        ):
            self._apply_filter()
        self.endResetModel()
        self.columns_changed.emit()
        self.rows_changed.emit()

    def refilter(self) -> None:
        """Show the rows the filters let through now, after more deviations are known."""
        before = list(self.outline.rows)
        self._apply_filter()
        after = list(self.outline.rows)
        if after != before:
            self.beginResetModel()
            self.endResetModel()
            self.rows_changed.emit()

    def _apply_filter(self) -> None:
        outline, shown = self.outline, self.shown
        outline.show_only(
            shown.level,
            outline.matches(shown.text) if shown.text.strip() else None,
            self._deviating() if shown.only_deviations else None,
        )

    def _deviating(self) -> set[str]:
        slots = {(column.rule.code, column.year) for column in self.columns}
        return {unit for unit, indicator, year in self.judged.flagged() if (indicator, year) in slots}

    def want_deviations(self) -> None:
        """Ask for the deviations of all that is shown; `Judged.work` looks for them."""
        indicators = dict.fromkeys(column.rule.code for column in self.columns)
        years = dict.fromkeys(column.year for column in self.columns)
        self.judged.want(indicators, years)

    # --- opening and closing ----------------------------------------------------------------

    def toggle(self, place: int) -> None:
        """Open a row that is closed, or close it."""
        if self.outline.is_open(self.outline.rows[place].code):
            self.close(place)
        else:
            self.open(place)

    def open(self, place: int) -> None:
        """Show what is below a row."""
        count = self.outline.coming(place)
        if count:
            self.beginInsertRows(QModelIndex(), place + 1, place + count)
            self.outline.open(place)
            self.endInsertRows()
            self.rows_changed.emit()

    def close(self, place: int) -> None:
        """Hide what is below a row."""
        count = self.outline.going(place)
        if count and self.outline.is_open(self.outline.rows[place].code):
            self.beginRemoveRows(QModelIndex(), place + 1, place + count)
            self.outline.close(place)
            self.endRemoveRows()
            self.rows_changed.emit()

    def open_all(self, down_to: Optional[str] = None) -> None:
        """Open the tree, as a whole or as far as a level is seen."""
        self.beginResetModel()
        self.outline.open_all(down_to)
        self.endResetModel()
        self.rows_changed.emit()

    def close_all(self) -> None:
        """Show the largest units only."""
        self.beginResetModel()
        self.outline.close_all()
        self.endResetModel()
        self.rows_changed.emit()

    def open_these(self, codes: Iterable[str]) -> None:
        """Let exactly these units be open."""
        self.beginResetModel()
        self.outline.open_these(codes)
        self.endResetModel()
        self.rows_changed.emit()

    def reveal(self, code: str) -> bool:
        """Open what is above a unit; False where the filters hide it."""
        if self.outline.place(code) is not None:
            return True
        self.beginResetModel()
        seen = self.outline.reveal(code)
        self.endResetModel()
        self.rows_changed.emit()
        return seen

    # --- changes ----------------------------------------------------------------------------

    def values_changed(self, keys: Optional[Iterable[ValueKey]]) -> None:
        """Show what the sheet says now.

        :param keys: of the values that changed; None = any
        """
        if keys is None:
            self.judged.forget_all()
            self._renew_after()
            return
        keys = list(keys)
        outside = any(key.unit not in self.sheet.tree for key in keys)
        strangers = outside and set(self.sheet.strangers()) != set(self.outline.strangers)
        new_years = any(key.year not in (*self.years.base, *self.years.targets) for key in keys)
        concerned = self.judged.forget(keys)
        if strangers or new_years:
            self._renew_after()
            return
        self._show_again(concerned)

    def _show_again(self, units: Iterable[str]) -> None:
        """Work out the cells of some units anew."""
        units = list(units)
        for number in range(len(self.columns)):
            for unit in units:
                self._cells.pop((unit, number), None)
        places = [place for unit in units if (place := self.outline.place(unit)) is not None]
        if places and self.columns:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))

    def set_draft(self, draft: Mapping[ValueKey, Fraction]) -> None:
        """Show measured values as the edited layer has them now, beside those that are kept.

        :param draft: in the base of each unit (m² for areas); empty = nothing is being edited
        """
        changed = [key for key in {*draft, *self._draft} if draft.get(key) != self._draft.get(key)]
        self._draft = dict(draft)
        self._maker = CellMaker(self.sheet, self.judged, self.shown, self._draft)
        self._show_again({key.unit for key in changed})

    def draft(self, key: Optional[ValueKey]) -> Optional[Fraction]:
        """Return the measured value of the draft, None where there is none."""
        return None if key is None else self._draft.get(key)

    def _renew_after(self) -> None:
        self.beginResetModel()
        opened = self.outline.opened()
        self.outline = Outline(self.sheet.tree, self.sheet.strangers())
        self.outline.open_these(opened)
        self._renew_columns()
        self._apply_filter()
        self.endResetModel()
        self.columns_changed.emit()
        self.rows_changed.emit()

    # --- cells ------------------------------------------------------------------------------

    def row(self, place: int) -> Row:
        """Return a row."""
        return self.outline.rows[place]

    def cell(self, place: int, column: int) -> Cell:
        """Return what a cell shows."""
        code = self.outline.rows[place].code
        known = self._cells.get((code, column))
        if known is None:
            row = self.outline.rows[place]
            known = EMPTY if row.is_heading else self._maker.cell(code, self.columns[column])
            self._cells[code, column] = known
        return known

    def key(self, index: QModelIndex) -> Optional[ValueKey]:
        """Return what the value of a cell is of, None for a cell that holds none."""
        if not index.isValid() or self.outline.rows[index.row()].is_heading:
            return None
        return self.columns[index.column()].key(self.outline.rows[index.row()].code)

    def index_of(self, key: ValueKey) -> QModelIndex:
        """Return the cell of a value, invalid while it is not seen."""
        rule = self.sheet.rules.indicators.get(key.indicator)
        place = self.outline.place(key.unit)
        number = None if rule is None else next(
            (number for number, column in enumerate(self.columns) if column.key(key.unit) == key), None
        )
        return QModelIndex() if place is None or number is None else self.index(place, number)

    def unit_of(self, column: Column) -> str:
        """Return the unit amounts of a column are shown and typed in."""
        return shown_unit(column.rule, self.shown.area_unit)

    def edit_text(self, index: QModelIndex) -> str:
        """Return the value of a cell with all its decimals, empty where there is none."""
        key = self.key(index)
        value = None if key is None else self.sheet.value(key)
        return "" if value is None else whole_text(value.quantity, self.unit_of(self.columns[index.column()]))

    def place_text(self, place: int, column: int) -> str:
        """Return where a cell is, in one line."""
        return place_text(self.outline.name(self.outline.rows[place].code), self.columns[column], self.language)

    def group_text(self, column: int) -> str:
        """Return the head above the columns of an indicator: its title with its unit."""
        rule = self.columns[column].rule
        star = "★ " if rule.nature is Nature.BINDING else ""
        unit = unit_word(self.unit_of(self.columns[column]), self.language)
        return star + self.language.title(bracketed(self.language.title(rule.title), unit))

    # --- what Qt asks for -------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of rows seen."""
        return 0 if parent.isValid() else len(self.outline.rows)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Return whether a cell can be chosen and typed into."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.key(index) is not None and not self.columns[index.column()].read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a unit, or the head of a column."""
        if orientation == Qt.Orientation.Vertical:
            if not 0 <= section < len(self.outline.rows):
                return None
            code = self.outline.rows[section].code
            if role == Qt.ItemDataRole.DisplayRole:
                return self.row_text(section)
            return unit_tip(self.outline, code, self.language) if role == Qt.ItemDataRole.ToolTipRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column_word(column, self.language)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column_tip(column, self.unit_of(column), self.language)
        return None

    def row_text(self, place: int) -> str:
        """Return the name of the unit of a row."""
        row = self.outline.rows[place]
        return self.tr("Not in the tree") if row.is_heading else self.outline.name(row.code) or row.code

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says and holds; the view paints from `cell`."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.EditRole:
            return self.edit_text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.outline.rows[index.row()]
            if row.is_heading:
                return unit_tip(self.outline, row.code, self.language)
            column = self.columns[index.column()]
            return cell_tip(self.sheet, self.judged, row.code, column, self.unit_of(column), self.language,
                            self.draft(self.key(index)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self.cell(index.row(), index.column())
            parts = (self.place_text(index.row(), index.column()), cell.sign, cell.text, cell.below)
            return " ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


def _empty_sheet() -> IndicatorSheet:
    none: Mapping[str, IndicatorRule] = {}
    return IndicatorSheet(IndicatorRules(none, UnitSources((), "", "", {})), UnitTree(()))
