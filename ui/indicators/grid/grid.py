"""The grid of indicator values with its filters, its steps back, and its menu."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any, Mapping, Optional, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from ....algorithms.indicators.model import ValueChange, ValueKey
from ....algorithms.indicators.sheet import IndicatorSheet
from ....algorithms.language import Language
from ... import settings
from .columns import Shown
from .edits import Edits, Place
from .filters import GridFilters
from .grid_state import place_from, shown_from, state_of, widths_from
from .jumps import next_deviation
from .menus import cell_menu, column_menu
from .model import GridModel
from .selection_sum import selection_sum
from .status import GridStatus
from .undo import ChangeCommand, QUndoStack
from .view import GridView

_SUM_PAUSE = 80  # milliseconds after the last change of the choice before it is added up
_SLICE = 0.012  # seconds of work on deviations before the desktop goes on
_PAUSE = 25  # milliseconds between two slices
STEPS_BACK = 200


class IndicatorGrid(QWidget):
    """Units as a tree × indicators, years and kinds; the one who stores listens to `edited`."""

    edited = pyqtSignal(list)  # list[ValueChange] as they were applied, also by undo and redo
    cell_entered = pyqtSignal(object)  # ValueKey, or None where the cell holds no value
    features_wanted = pyqtSignal(object)  # ValueKey
    history_wanted = pyqtSignal(object)
    decompose_wanted = pyqtSignal(object)
    chart_wanted = pyqtSignal(object)
    unit_wanted = pyqtSignal(str)  # a unit is to be shown on the map
    area_unit_changed = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Start without a sheet."""
        super().__init__(parent)
        self._language = Language.current()
        self.model = GridModel(self._language, self)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(STEPS_BACK)
        self.filters = GridFilters(self)
        self.view = GridView(self.model, Edits(self.model, person), self)
        self.view.setAccessibleName(self.tr("Values of the indicators"))
        self._widths: dict[str, int] = {}
        self._resizing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filters)
        column.addWidget(self.view, 1)
        self.status = GridStatus(self)
        column.addWidget(self.status)
        self._sum_timer = QTimer(self)
        self._sum_timer.setSingleShot(True)
        self._sum_timer.setInterval(_SUM_PAUSE)
        self._sum_timer.timeout.connect(self._show_sum)
        self._work_timer = QTimer(self)
        self._work_timer.setInterval(_PAUSE)
        self._work_timer.timeout.connect(self._work)
        self.filters.changed.connect(self.set_shown)
        self.filters.undo_wanted.connect(self.undo_stack.undo)
        self.filters.redo_wanted.connect(self.undo_stack.redo)
        self.filters.left.connect(self.view.setFocus)
        self.view.undo_wanted.connect(self.undo_stack.undo)
        self.view.redo_wanted.connect(self.undo_stack.redo)
        self.view.changes_made.connect(self.apply)
        self.view.current_changed.connect(self._entered)
        self.view.choice_changed.connect(self._sum_timer.start)
        self.view.search_wanted.connect(self.filters.find)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.horizontalHeader().customContextMenuRequested.connect(self._show_column_menu)
        self.view.units.unit_wanted.connect(lambda place: self.unit_wanted.emit(self.model.row(place).code))
        self.view.horizontalHeader().sectionResized.connect(self._resized)
        self.model.columns_changed.connect(self._fit_columns)
        self.model.rows_changed.connect(self._sum_timer.start)
        self.undo_stack.indexChanged.connect(self._show_steps)
        self._show_steps()
        self._show_empty_text()

    @property
    def language(self) -> Language:
        """The language of titles and sentences."""
        return self._language

    # --- the sheet ---------------------------------------------------------------------------

    @property
    def sheet(self) -> IndicatorSheet:
        """The sheet that is shown."""
        return self.model.sheet

    @property
    def shown(self) -> Shown:
        """What of the sheet is shown."""
        return self.model.shown

    @property
    def area_unit(self) -> str:
        """The area unit chosen, empty = as the rules of each indicator say."""
        return self.model.shown.area_unit

    @property
    def target_year(self) -> int:
        """The last target year that is shown, 0 without any: a base value is looked at beside what it leads to."""
        years = self.shown.years or self.model.years.targets
        return years[-1] if years else 0

    def set_sheet(self, sheet: Optional[IndicatorSheet], language: Language) -> None:
        """Show a sheet, None = nothing; the steps of another sheet cannot be taken back.

        :param language: of titles and sentences
        """
        self.undo_stack.clear()
        self._language = language
        first = not self.model.sheet.rules.indicators
        self.model.set_sheet(sheet, language)
        self.model.set_shown(self._still_there(self.shown, first))
        self.filters.set_sheet(self.model.sheet, self.model.years, language)
        self.filters.show_shown(self.shown)
        self._show_empty_text()
        self._look_for_deviations()
        if self.view.here() is None and self.model.rowCount() and self.model.columnCount():
            self.view.go(Place(0, 0))

    def _still_there(self, shown: Shown, first: bool) -> Shown:
        """Return what is shown without what another plan had; to begin with the last target year is shown."""
        sheet, targets = self.model.sheet, self.model.years.targets
        years = tuple(year for year in shown.years if year in targets)
        if not years and (first or shown.years):
            years = targets[-1:]
        return replace(
            shown,
            years=years,
            indicators=tuple(code for code in shown.indicators if code in sheet.rules.indicators),
            level=shown.level if shown.level in sheet.tree.levels else "",
        )

    def refresh(self, keys: Optional[Sequence[ValueKey]] = None) -> None:
        """Show the sheet as it is now, after it was written by others.

        :param keys: of the values that changed; None = any
        """
        self.model.values_changed(keys)
        if self.model.judged.done and keys is not None:
            self._show_count()
        else:
            self._look_for_deviations()
        self._show_empty_text()
        self._sum_timer.start()

    def apply(self, changes: Sequence[ValueChange], text: str) -> None:
        """Write changes of any origin (import, decomposition, measuring) as one step that can be taken back.

        :param text: what the step is called
        """
        if changes:
            self.undo_stack.push(ChangeCommand(self.sheet, changes, text, self._applied))

    def set_draft(self, draft: Mapping[ValueKey, Fraction]) -> None:
        """Show measured values as the layer that is being edited has them, beside those that are kept.

        :param draft: in the base of each unit (m² for areas); empty = nothing is being edited
        """
        self.model.set_draft(draft)

    def _applied(self, changes: Sequence[ValueChange]) -> None:
        self.refresh([change.key for change in changes])
        self.edited.emit(list(changes))

    # --- place -------------------------------------------------------------------------------

    def current_key(self) -> Optional[ValueKey]:
        """Return what the current cell's value is of, None where it holds none."""
        return self.model.key(self.view.currentIndex())

    def selected_keys(self) -> list[ValueKey]:
        """Return what the chosen cells are of, row by row."""
        rows, columns = self.model.outline.rows, self.model.columns
        areas = self.view.areas()
        keys = [column.key(row.code)
                for area in areas
                for row in rows[area.top:area.bottom + 1] if not row.is_heading
                for column in columns[area.left:area.right + 1]]
        chosen = [key for key in keys if key is not None]
        return chosen if len(areas) == 1 else list(dict.fromkeys(chosen))

    def show_unit(self, code: str) -> None:
        """Go to a unit, opening what is above it; filters that hide it are taken off."""
        here = self.view.here()
        if not self.model.reveal(code):
            self.filters.reset()
            self.model.reveal(code)
        row = self.model.outline.place(code)
        if row is not None:
            self.view.go(Place(row, here.column if here is not None else 0))

    def show_value(self, key: ValueKey) -> bool:
        """Go to the cell of a value; False where the columns shown do not have it."""
        self.show_unit(key.unit)
        index = self.model.index_of(key)
        if index.isValid():
            self.view.go(Place(index.row(), index.column()))
        return bool(index.isValid())

    def _entered(self) -> None:
        self.cell_entered.emit(self.current_key())

    def go_to_deviation(self, forward: bool) -> bool:
        """Go to the next deviation in the columns and units the filters let through, else the one before.

        :return: False where there is none any more in that direction
        """
        target = next_deviation(self.model, self.view.here(), forward)
        if target is None or not self.model.reveal(target.unit):
            return False
        row = self.model.outline.place(target.unit)
        if row is None:
            return False
        self.view.go(Place(row, target.column))
        return True

    def _show_sum(self) -> None:
        """Say below the grid what the chosen values come to, and beside a single one how many units are shown."""
        areas = self.view.areas()
        if not areas or (len(areas) == 1 and areas[0].height == areas[0].width == 1):
            outline, units = self.model.outline, self.sheet.tree.units
            self.status.show_units(sum(map(outline.passes, units)), len(units))
        else:
            keys = self.selected_keys()
            first = next((key for key in keys if self.sheet.value(key) is not None), None)
            rule = None if first is None else self.sheet.rules.indicators.get(first.indicator)
            self.status.show_sum(selection_sum(self.sheet, keys), rule, self.area_unit, self._language)

    # --- what is shown -----------------------------------------------------------------------

    def set_shown(self, shown: Shown) -> None:
        """Show other rows and columns."""
        before = self.shown
        if shown == before:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.model.set_shown(shown)
            if shown.level != before.level and shown.level:
                self.model.open_all(shown.level)
            self.filters.show_shown(shown)
            self._look_for_deviations()
            self._show_empty_text()
            if self.view.here() is None and self.model.rowCount() and self.model.columnCount():
                self.view.go(Place(0, 0))
        finally:
            QApplication.restoreOverrideCursor()
        if shown.area_unit != before.area_unit:
            self.area_unit_changed.emit(shown.area_unit)

    def state(self) -> dict[str, Any]:
        """Return how the grid is shown: filters, widths, open units, current cell; plain values for `restore`."""
        here = self.view.here()
        at = ("", "")
        if here is not None and here.row < self.model.rowCount() and here.column < len(self.model.columns):
            at = (self.model.row(here.row).code, self.model.columns[here.column].name)
        return state_of(self.shown, self._widths, self.view.units.chosen, self.model.outline.opened(), at)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the grid as `state` said; what cannot be read, or is no longer there, is passed over."""
        if not state:
            return
        self._widths = widths_from(state)
        wide = state.get("unit_width")
        if isinstance(wide, int) and wide > 0:
            self.view.units.set_wide(wide)
        self.set_shown(shown_from(state, self.shown, self.sheet, self.model.years))
        opened = state.get("open")
        if isinstance(opened, list):
            self.model.open_these([str(code) for code in opened])
        self._fit_columns()
        code, name = place_from(state)
        row = self.model.outline.place(code)
        number = next((place for place, column in enumerate(self.model.columns) if column.name == name), None)
        if row is not None and number is not None:
            self.view.go(Place(row, number))

    def _fit_columns(self) -> None:
        """Give each column the width it was given before, else the usual one."""
        self._resizing = True
        header = self.view.horizontalHeader()
        for number, column in enumerate(self.model.columns):
            width = self._widths.get(column.name) or self.view.usual_width(number)
            if header.sectionSize(number) != width:
                header.resizeSection(number, width)
        self._resizing = False

    def forget_widths(self) -> None:
        """Give all columns the usual width again."""
        self._widths.clear()
        self._fit_columns()

    def _resized(self, number: int, _: int, width: int) -> None:
        if not self._resizing and number < len(self.model.columns):
            self._widths[self.model.columns[number].name] = width

    def _show_empty_text(self) -> None:
        shown, sheet = self.shown, self.sheet
        text = ""
        if not sheet.rules.indicators:
            text = self.tr("There are no indicators to show: choose a rule pack that has some on the Data tab.")
        elif not len(sheet.tree) and not len(sheet):
            text = self.tr("No units yet: bind the layer of administrative areas on the Data tab, or read the units "
                           "from a table.")
        elif not self.model.columns:
            text = self.tr("No column is shown: choose kinds of values, years and indicators under “Columns”.")
        elif not self.model.rowCount() and shown.text:
            hidden = self.model.outline.matches(shown.text) and shown.level and not shown.only_deviations
            if hidden:
                text = self.tr("Units with “{text}” are smaller than the level shown: choose “All levels”.")
            else:
                text = self.tr(
                    "No unit shown has “{text}” in its name or code. Press Escape in the search box to see all.")
            text = text.format(text=shown.text)
        elif not self.model.rowCount() and shown.only_deviations:
            text = self.tr("Still looking for deviations…") if not self.model.judged.done else self.tr(
                "No deviation in the columns shown. Press “Deviations” again to see all units.")
        self.view.set_empty_text(text)

    # --- deviations --------------------------------------------------------------------------

    def _look_for_deviations(self) -> None:
        self.model.want_deviations()
        self._work_timer.start()
        self._work()

    def _work(self) -> None:
        """Look for deviations in slices, so that the desktop goes on meanwhile."""
        done = self.model.judged.work(_SLICE)
        if done:
            self._work_timer.stop()
        # A row that is set right stays until the filter is chosen again: it is just being worked on.
        if self.shown.only_deviations and not self.view.is_editing():
            self.model.refilter()
            self._show_empty_text()
        self._show_count()

    def _show_count(self) -> None:
        self.filters.show_count(self._count_text() if self.model.judged.done else "")

    def _count_text(self) -> str:
        slots = {(column.rule.code, column.year) for column in self.model.columns}
        errors = warnings = 0
        for (_, indicator, year), (bad, doubtful) in self.model.judged.flagged().items():
            if (indicator, year) in slots:
                errors += bad
                warnings += doubtful
        parts = [f"‼{errors:,}"] if errors else []  # not ▲ or △: in the cells these say above
        parts += [f"!{warnings:,}"] if warnings else []
        return " ".join(parts) or "0"

    # --- steps and menu ----------------------------------------------------------------------

    def _show_steps(self, _: int = 0) -> None:
        self.filters.show_steps(self.undo_stack.undoText() if self.undo_stack.canUndo() else "",
                                self.undo_stack.redoText() if self.undo_stack.canRedo() else "")

    def _show_menu(self, position: QPoint) -> None:
        _show(self.menu(), position)

    def menu(self) -> QMenu:
        """Return the menu of what is chosen."""
        return cell_menu(self)

    def _show_column_menu(self, position: QPoint) -> None:
        header = self.view.horizontalHeader()
        number = header.logicalIndexAt(position)
        if 0 <= number < len(self.model.columns):
            _show(column_menu(self, number), header.viewport().mapToGlobal(position))


def _show(menu: QMenu, position: QPoint) -> None:
    menu.exec(position)
    menu.deleteLater()


def person() -> str:
    """Return who writes values: the name decisions are made under, else that of the computer's user."""
    return settings.person() or QgsApplication.userFullName() or QgsApplication.userLoginName()
