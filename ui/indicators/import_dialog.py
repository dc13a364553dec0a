"""Imports values of indicators from a table: shows what it is taken to mean, and what stands against it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from typing import Optional, Sequence

from qgis.PyQt.QtCore import QModelIndex, QSize, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.feedback import Silent
from ...algorithms.indicators.model import Origin, ValueChange
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.guess import describe, propose
from ...algorithms.indicators.tables.mapping import ColumnRole, Parts, TableMapping
from ...algorithms.indicators.tables.names import NameBook
from ...algorithms.indicators.tables.preview import ImportPreview, TableProblem, preview
from ...algorithms.indicators.tables.raw_sheet import RawSheet
from ...algorithms.indicators.tables.reading import TABLE_ENDINGS, read_sheets
from ...algorithms.indicators.tables.writing_habits import column_name
from ...algorithms.language import Language
from ...algorithms.message import translatable
from .. import settings
from ..tasks import BackgroundTask, start
from ..wording import plain_tip
from .import_fields import MeaningDelegate, PartsFields, SentenceDelegate
from .import_model import MeaningModel, SheetModel

_AT_ONCE = 8000  # cells that are looked through without a background task
_MOST_PROBLEMS = 500  # lines of the list
_NARROWEST, _WIDEST = 60, 260  # of a column, in pixels
_WIDEST_MEANING = 150  # the rest is told in the tooltip
_SAMPLE = 50  # rows that columns are made wide enough for


class ImportDialog(QDialog):
    """Chooses a table, lets a person correct what it means, and gives the changes: all of them or none."""

    def __init__(
        self, sheet: IndicatorSheet, language: Language, person: str, parent: Optional[QWidget] = None
    ) -> None:
        """:param sheet: the values there are
        :param person: who imports
        """
        super().__init__(parent)
        self._sheet, self._language, self._person = sheet, language, person
        self._book = NameBook(sheet.rules, sheet.tree)
        self._path = ""
        self._sheets: list[RawSheet] = []
        self._mapping: Optional[TableMapping] = None
        self._preview: Optional[ImportPreview] = None
        self._task: Optional[BackgroundTask] = None
        self.setWindowTitle(self.tr("Import values"))
        self._make_fields()
        self._make_tables()
        self._arrange()
        self._connect()
        self._clear(self.tr("Choose a table: XLSX, ODS, CSV or XLS."))
        self.resize(900, 600)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size that shows some rows and problems."""
        return QSize(900, 600)

    def changes(self) -> list[ValueChange]:
        """Return the changes to apply; none while anything stands against the import."""
        return [] if self._preview is None else self._preview.changes

    @property
    def preview(self) -> Optional[ImportPreview]:
        """What the import would do, None while there is no table or it is being looked through."""
        return self._preview

    @property
    def mapping(self) -> Optional[TableMapping]:
        """What the table is taken to mean, None without one."""
        return self._mapping

    def open_file(self, path: str) -> None:
        """Read a table in the background and show its first sheet."""
        self._path = path
        settings.remember_folder(path)
        self._clear(self.tr("Reading {file}…").format(file=os.path.basename(path)))
        self.file_label.setText(os.path.basename(path))
        self.file_label.setToolTip(path)
        task = self._begin(BackgroundTask(self.tr("Read a table"), lambda _task: read_sheets(path)))
        task.succeeded.connect(self._show_sheets)
        task.refused.connect(self._clear)
        start(task)

    def reject(self) -> None:
        """Close without a change."""
        self._end()
        super().reject()

    def accept(self) -> None:
        """Close with the changes; nothing while a problem remains."""
        if self._preview is not None and not self._preview.problems:
            self._end()
            super().accept()

    def _make_fields(self) -> None:
        self.file_label = QLabel(self)
        self.file_label.setTextFormat(Qt.TextFormat.PlainText)
        self.file_button = QPushButton(self.tr("Choose &table…"), self)
        self.sheet_combo = QComboBox(self)
        self.sheet_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet_label = QLabel(self.tr("&Sheet"), self)
        self.sheet_label.setBuddy(self.sheet_combo)
        self.first_row = QSpinBox(self)
        self.first_row.setKeyboardTracking(False)
        self.first_label = QLabel(self.tr("&Data from row"), self)
        self.first_label.setBuddy(self.first_row)
        years = self._years()
        self.defaults = PartsFields(years, self._language, True, self)
        self.column_label = QLabel(self)
        self.column_label.setTextFormat(Qt.TextFormat.PlainText)
        self.column_fields = PartsFields(years, self._language, False, self)
        self.about = QLabel(self)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.problems = QListWidget(self)
        self.problems.setWordWrap(True)
        self.problems.setItemDelegate(SentenceDelegate(self.problems))
        self.problems.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.problems.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.problems.setAlternatingRowColors(True)
        self.problems.setAccessibleName(self.tr("Problems and notes"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        self.import_button = self.buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _years(self) -> list[int]:
        rules = self._sheet.rules
        years = {*self._sheet.years(), *rules.target_years, *([rules.base_year] if rules.base_year else [])}
        return sorted(years)

    def _make_tables(self) -> None:
        self.meaning_model = MeaningModel(self._sheet.rules, self._sheet.tree, self._language, self)
        self.sheet_model = SheetModel(self._language, self)
        self.meanings = QTableView(self)
        self.cells = QTableView(self)
        self.meanings.setModel(self.meaning_model)
        self.cells.setModel(self.sheet_model)
        self.meanings.setItemDelegate(MeaningDelegate(self.meanings))
        self.meanings.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.meanings.setAccessibleName(self.tr("What the columns are"))
        self.cells.setAccessibleName(self.tr("Cells of the table"))
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        margin = self.fontMetrics().horizontalAdvance("0000000")
        for view in (self.meanings, self.cells):
            view.setTabKeyNavigation(False)
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.verticalHeader().setFixedWidth(margin)
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        height = self.fontMetrics().height()
        self.cells.verticalHeader().setDefaultSectionSize(height + 6)
        self.meanings.verticalHeader().setDefaultSectionSize(height + 12)
        self.meanings.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.meanings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells.horizontalHeader().hide()
        self.row_action = self._action(self.tr("Leave this row out"), "Ctrl+R")
        self.column_action = self._action(self.tr("Leave this column out"), "Ctrl+K")
        self.cells.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.cells.addActions([self.row_action, self.column_action])

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self.cells)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setCheckable(True)
        return action

    def _arrange(self) -> None:
        file_row = QHBoxLayout()
        for part in (self.file_button, self.file_label):
            file_row.addWidget(part)
        file_row.addStretch(1)
        for part in (self.sheet_label, self.sheet_combo, self.first_label, self.first_row):
            file_row.addWidget(part)
        whole = QHBoxLayout()
        whole.addWidget(QLabel(self.tr("Whole table:"), self))
        whole.addWidget(self.defaults)
        whole.addStretch(1)
        column_row = QHBoxLayout()
        column_row.addWidget(self.column_label)
        column_row.addWidget(self.column_fields)
        column_row.addStretch(1)
        upper = QWidget(self)
        table = QVBoxLayout(upper)
        table.setContentsMargins(0, 0, 0, 0)
        table.setSpacing(0)
        table.addWidget(self.meanings)
        table.addWidget(self.cells, 1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(upper)
        splitter.addWidget(self.problems)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([280, 130])
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        for layout in (file_row, whole):
            column.addLayout(layout)
        column.addWidget(self.about)
        column.addWidget(splitter, 1)
        column.addLayout(column_row)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.file_button.clicked.connect(self._ask)
        self.sheet_combo.activated.connect(self._show_sheet)
        self.first_row.valueChanged.connect(self._begin_data)
        self.defaults.changed.connect(self._set_defaults)
        self.column_fields.changed.connect(self._set_column_parts)
        self.meaning_model.chosen.connect(self._set_column)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.row_action.triggered.connect(self._skip_row)
        self.column_action.triggered.connect(self._skip_column)
        self.problems.itemActivated.connect(self._go_to)
        self.problems.itemClicked.connect(self._go_to)
        self.cells.selectionModel().currentChanged.connect(self._cell_entered)
        self.meanings.selectionModel().currentChanged.connect(
            lambda index, _before: self._column_entered(index.column()))
        self.meanings.activated.connect(self.meanings.edit)
        self.meanings.clicked.connect(self.meanings.edit)
        self.meanings.horizontalHeader().sectionResized.connect(
            lambda column, _before, width: self.cells.setColumnWidth(column, width))
        self.cells.horizontalScrollBar().valueChanged.connect(self.meanings.horizontalScrollBar().setValue)
        self.meanings.horizontalScrollBar().valueChanged.connect(self.cells.horizontalScrollBar().setValue)

    def _ask(self) -> None:
        endings = " ".join(f"*{ending}" for ending in TABLE_ENDINGS)
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import values"), settings.last_folder(),
            f"{self.tr('Tables')} ({endings});;{self.tr('All files')} (*)")
        if path:
            self.open_file(path)

    def _begin(self, task: BackgroundTask) -> BackgroundTask:
        self._end()
        self._task = task
        task.ended.connect(lambda: self._forget(task))
        return task

    def _forget(self, task: BackgroundTask) -> None:
        """Let go of a task that has ended: QGIS deletes it."""
        if self._task is task:
            self._task = None

    def _end(self) -> None:
        """Let go of what is under way without waiting for it: the window goes on."""
        task, self._task = self._task, None
        if task is not None:
            task.abandon()

    def _clear(self, sentence: str) -> None:
        """Show no table, only a sentence."""
        self._sheets, self._mapping, self._preview = [], None, None
        self.sheet_combo.clear()
        empty = RawSheet("", [])
        self.sheet_model.show_sheet(empty, TableMapping(0, (), ()))
        self.meaning_model.show_mapping(TableMapping(0, (), ()))
        self.problems.clear()
        self.about.setText("")
        self.summary.setText(sentence)
        self._enable()

    def _show_sheets(self, sheets: Sequence[RawSheet]) -> None:
        self._sheets = list(sheets)
        self.sheet_combo.clear()
        for sheet in self._sheets:
            self.sheet_combo.addItem(self.tr("{sheet} (hidden)").format(sheet=sheet.name) if sheet.hidden
                                     else sheet.name)
        self.sheet_combo.setCurrentIndex(0)
        self._show_sheet(0)
        self.cells.setFocus()

    def _show_sheet(self, place: int) -> None:
        sheet = self._sheets[place]
        self.first_row.blockSignals(True)
        self.first_row.setRange(1, len(sheet.rows) + 1)
        self.first_row.blockSignals(False)
        self._take_proposal(sheet, None)
        self.sheet_model.show_sheet(sheet, self._mapping or TableMapping(0, (), ()))
        self._refresh()
        self._fit_columns(sheet)

    def _fit_columns(self, sheet: RawSheet) -> None:
        """Make columns as wide as their meaning, head and first values need; titles above run over."""
        mapping, metrics = self._mapping, self.fontMetrics()
        if mapping is None:
            return
        rows = [*mapping.head_rows, *range(mapping.first_row, min(mapping.first_row + _SAMPLE, len(sheet.rows)))]
        for column in range(sheet.width):
            texts = [sheet.rows[row][column] for row in rows]
            meaning = str(self.meaning_model.index(0, column).data()) + "00000"  # the arrow of the combo box
            wanted = min(metrics.horizontalAdvance(meaning), _WIDEST_MEANING)
            wanted = max([wanted, *(metrics.horizontalAdvance(text[:_WIDEST]) for text in texts)])
            self.meanings.setColumnWidth(column, min(max(wanted + 14, _NARROWEST), _WIDEST))
        header = self.meanings.horizontalHeader()
        self.meanings.setFixedHeight(
            header.sizeHint().height() + self.meanings.rowHeight(0) + 2 * self.meanings.frameWidth())

    def _take_proposal(self, sheet: RawSheet, first_row: Optional[int]) -> None:
        self._mapping = propose(sheet, self._sheet.rules, self._sheet.tree, first_row, self._book)
        self.first_row.blockSignals(True)
        self.first_row.setValue(self._mapping.first_row + 1)
        self.first_row.blockSignals(False)

    def _begin_data(self, row: int) -> None:
        if self._mapping is not None:
            self._take_proposal(self._current(), row - 1)
            self._refresh()

    def _set_defaults(self, parts: Parts) -> None:
        if self._mapping is not None:
            self._change(replace(self._mapping, defaults=parts))

    def _set_column(self, column: int, role: ColumnRole, parts: Parts) -> None:
        if self._mapping is not None:
            self._change(self._mapping.with_column(column, role, parts))
            self.meanings.setCurrentIndex(self.meaning_model.index(0, column))

    def _set_column_parts(self, parts: Parts) -> None:
        column = self._column()
        if self._mapping is not None and 0 <= column < len(self._mapping.columns):
            self._change(self._mapping.with_column(column, self._mapping.columns[column].role, parts))

    def _skip_row(self, skipped: bool) -> None:
        if self._mapping is not None:
            mapping = self._mapping
            for row in {index.row() for index in self.cells.selectedIndexes()} or {self.cells.currentIndex().row()}:
                mapping = mapping.with_row_skipped(row, skipped)
            self._change(mapping)

    def _skip_column(self, skipped: bool) -> None:
        if self._mapping is not None:
            mapping = self._mapping
            chosen = {index.column() for index in self.cells.selectedIndexes()}
            for column in chosen or {self.cells.currentIndex().column()}:
                mapping = mapping.with_column_skipped(column, skipped)
            self._change(mapping)

    def _change(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self._refresh()

    def _current(self) -> RawSheet:
        return self._sheets[self.sheet_combo.currentIndex()]

    def _column(self) -> int:
        return self.cells.currentIndex().column()

    def _refresh(self) -> None:
        """Look the table through under the mapping as it is now."""
        mapping = self._mapping
        if mapping is None:
            return
        self._end()
        sheet, self._preview = self._current(), None
        column = max(self._column(), 0)
        self.meaning_model.show_mapping(mapping)
        self.defaults.show_parts(mapping.defaults)
        self.about.setText(
            self._language.paragraph(describe(mapping, self._sheet.rules, self._sheet.tree)))
        self._show_column(column)
        source = translatable("Tables", "{file}, sheet {sheet}", file=os.path.basename(self._path), sheet=sheet.name)
        origin = Origin(source, self._person, datetime.now().astimezone())
        rules, tree, current, book = self._sheet.rules, self._sheet.tree, self._sheet, self._book
        if len(sheet.rows) * sheet.width <= _AT_ONCE:
            self._show_preview(preview(sheet, mapping, rules, tree, current, origin, book, Silent()))
            return
        self.summary.setText(self.tr("Looking through {count} rows…").format(count=f"{len(sheet.rows):,}"))
        self._enable()
        task = self._begin(BackgroundTask(
            self.tr("Look through a table"),
            lambda task: preview(sheet, mapping, rules, tree, current, origin, book, task)))
        task.succeeded.connect(self._show_preview)
        task.refused.connect(self.summary.setText)
        start(task)

    def _show_preview(self, found: ImportPreview) -> None:
        self._preview = found
        if self._mapping is not None:
            self.sheet_model.show_mapping(self._mapping, found)
        self.problems.clear()
        for problem in found.problems[:_MOST_PROBLEMS]:
            self._add_line(self._language.render(problem.message), problem)
        if len(found.problems) > _MOST_PROBLEMS:
            self._add_line(self.tr("There are {count} more problems.").format(
                count=f"{len(found.problems) - _MOST_PROBLEMS:,}"), None)
        for note in (*found.totals_notes, *found.notes):
            self._add_line(self.tr("Note: {text}").format(text=self._language.render(note)), None)
        self.summary.setText(
            self.tr("{new} values new, {changed} changed, {unchanged} unchanged; problems: {problems}").format(
                new=f"{found.new:,}", changed=f"{found.changed:,}", unchanged=f"{found.unchanged:,}",
                problems=f"{len(found.problems):,}"))
        self._enable()

    def _add_line(self, text: str, problem: Optional[TableProblem]) -> None:
        # No icon: with one, Qt does not give a sentence of two lines the room for them.
        item = QListWidgetItem(text if problem is None else f"⚠ {text}", self.problems)
        item.setToolTip(plain_tip(text))
        item.setData(Qt.ItemDataRole.UserRole, problem)

    def _enable(self) -> None:
        there = self._mapping is not None
        for widget in (self.sheet_combo, self.first_row, self.defaults, self.column_fields):
            widget.setEnabled(there)
        found = self._preview
        self.import_button.setEnabled(found is not None and bool(found.changes))

    def _go_to(self, item: QListWidgetItem) -> None:
        problem = item.data(Qt.ItemDataRole.UserRole)
        if not isinstance(problem, TableProblem) or self._mapping is None:
            return
        column = problem.column if problem.column is not None else 0
        if problem.row is None:
            self.cells.setCurrentIndex(self.sheet_model.index(min(self._mapping.first_row,
                                                                  self.sheet_model.rowCount() - 1), column))
            self.meanings.setCurrentIndex(self.meaning_model.index(0, column))
            return
        place = self.sheet_model.index(problem.row, column)
        self.cells.setCurrentIndex(place)
        self.cells.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _cell_entered(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._mapping is not None and index.isValid():
            self.row_action.setChecked(index.row() in self._mapping.skipped_rows)
            self.column_action.setChecked(index.column() in self._mapping.skipped_columns)
            self._show_column(index.column())

    def _column_entered(self, column: int) -> None:
        if column >= 0 and column != self._column():
            row = max(self.cells.currentIndex().row(), 0)
            self.cells.setCurrentIndex(self.sheet_model.index(row, column))

    def _show_column(self, column: int) -> None:
        """Show year, kind and unit of amounts of a column; only values have them."""
        mapping = self._mapping
        if mapping is None or not 0 <= column < len(mapping.columns):
            return
        meaning = mapping.columns[column]
        is_value = meaning.role is ColumnRole.VALUE and column not in mapping.skipped_columns
        self.column_label.setText(self.tr("Column {column}:").format(column=column_name(column)))
        self.column_label.setToolTip(plain_tip(self.meaning_model.reason(column)))
        self.column_fields.show_parts(meaning.parts)
        self.column_fields.setEnabled(is_value)
        self.row_action.setChecked(self.cells.currentIndex().row() in mapping.skipped_rows)
        self.column_action.setChecked(column in mapping.skipped_columns)
