"""Imports values of indicators from a table: shows what it is taken to mean, and what stands against it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Callable, Optional

from qgis.PyQt.QtCore import QCoreApplication, QModelIndex, QSize, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.indicators.model import ValueChange
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.guess import describe
from ...algorithms.indicators.tables.mapping import ColumnRole, Parts, TableMapping
from ...algorithms.indicators.tables.preview import ImportPreview, TableProblem
from ...algorithms.indicators.tables.raw_sheet import RawSheet
from ...algorithms.indicators.tables.reading import TABLE_ENDINGS
from ...algorithms.indicators.tables.writing_habits import column_name
from ...algorithms.language import Language
from .. import settings
from ..dialog_buttons import Standard, standard_buttons
from ..wording import plain_tip
from .import_fields import PartsFields, SentenceDelegate
from .import_model import MeaningModel, SheetModel
from .import_reading import ImportReading
from .import_table import ImportTable
from .import_unit import UnitField, says_units

_MOST_PROBLEMS = 500  # lines of the list


class ImportDialog(QDialog):
    """Chooses a table, lets a person correct what it means, and gives the changes: all of them or none."""

    def __init__(
        self, sheet: IndicatorSheet, language: Language, person: str, parent: Optional[QWidget] = None
    ) -> None:
        """:param sheet: the values there are
        :param person: who imports
        """
        super().__init__(parent)
        self._sheet, self._language = sheet, language
        self.reading = ImportReading(sheet, person, self)
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
        return self.reading.changes()

    @property
    def preview(self) -> Optional[ImportPreview]:
        """What the import would do, None while there is no table or it is being looked through."""
        return self.reading.preview

    @property
    def mapping(self) -> Optional[TableMapping]:
        """What the table is taken to mean, None without one."""
        return self.reading.mapping

    def open_file(self, path: str) -> None:
        """Read a table in the background and show its first sheet."""
        settings.remember_folder(path)
        self._clear(self.tr("Reading {file}…").format(file=os.path.basename(path)))
        self.file_label.setText(os.path.basename(path))
        self.file_label.setToolTip(path)
        self.reading.open_file(path)

    def reject(self) -> None:
        """Close without a change."""
        self.reading.end()
        super().reject()

    def accept(self) -> None:
        """Close with the changes; nothing while a problem remains. What was corrected is kept for the next table."""
        if self.preview is not None and not self.preview.problems:
            self.reading.remember()
            self.reading.end()
            super().accept()

    def _make_fields(self) -> None:
        self.file_label = QLabel(self)
        self.file_label.setTextFormat(Qt.TextFormat.PlainText)
        self.file_button = QPushButton(self.tr("Choose &table…"), self)
        self.sheet_combo = QComboBox(self)
        self.sheet_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet_label = QLabel(self.tr("&Sheet"), self)
        self.sheet_label.setBuddy(self.sheet_combo)
        self.others_box = QCheckBox(self)
        self.others_box.hide()
        self.first_row = QSpinBox(self)
        self.first_row.setKeyboardTracking(False)
        self.first_label = QLabel(self.tr("&Data from row"), self)
        self.first_label.setBuddy(self.first_row)
        years = self._years()
        self.defaults = PartsFields(years, self._language, True, self)
        self.unit_label = QLabel(QCoreApplication.translate("IndicatorGrid", "Unit"), self)
        self.unit = UnitField(self._sheet.tree, self)
        self.unit_label.setBuddy(self.unit)
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
        self.buttons = standard_buttons(self, Standard.Cancel)
        self.import_button = self.buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _years(self) -> list[int]:
        rules = self._sheet.rules
        years = {*self._sheet.years(), *rules.target_years, *([rules.base_year] if rules.base_year else [])}
        return sorted(years)

    def _make_tables(self) -> None:
        self.meaning_model = MeaningModel(self._sheet.rules, self._sheet.tree, self._language, self)
        self.sheet_model = SheetModel(self._language, self)
        self.table = ImportTable(self.meaning_model, self.sheet_model, self)
        self.meanings, self.cells = self.table.meanings, self.table.cells
        self.row_action, self.column_action = self.table.row_action, self.table.column_action

    def _arrange(self) -> None:
        file_row = QHBoxLayout()
        for part in (self.file_button, self.file_label):
            file_row.addWidget(part)
        file_row.addStretch(1)
        for part in (self.sheet_label, self.sheet_combo, self.others_box, self.first_label, self.first_row):
            file_row.addWidget(part)
        whole = QHBoxLayout()
        whole.addWidget(QLabel(self.tr("Whole table:"), self))
        whole.addWidget(self.defaults)
        whole.addStretch(1)
        column_row = QHBoxLayout()
        column_row.addWidget(self.column_label)
        column_row.addWidget(self.column_fields)
        column_row.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.table)
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
        about = QHBoxLayout()
        about.addWidget(self.about, 1)
        about.addWidget(self.unit_label)
        about.addWidget(self.unit)
        column.addLayout(about)
        column.addWidget(splitter, 1)
        column.addLayout(column_row)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.file_button.clicked.connect(self._ask)
        self.sheet_combo.activated.connect(self._show_sheet)
        self.others_box.toggled.connect(self.reading.choose_others)
        self.first_row.valueChanged.connect(lambda row: self.reading.begin_data(row - 1))
        self.reading.opened.connect(self._show_sheets)
        self.reading.mapped.connect(self._show_mapping)
        self.reading.looked.connect(self._show_preview)
        self.reading.looking.connect(self._say_looking)
        self.reading.refused.connect(self._clear)
        self.defaults.changed.connect(self._set_defaults)
        self.unit.chosen.connect(self._set_unit)
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

    def _ask(self) -> None:
        endings = " ".join(f"*{ending}" for ending in TABLE_ENDINGS)
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import values"), settings.last_folder(),
            f"{self.tr('Tables')} ({endings});;{self.tr('All files')} (*)")
        if path:
            self.open_file(path)

    def _clear(self, sentence: str) -> None:
        """Show no table, only a sentence."""
        self.reading.forget()
        self.sheet_combo.clear()
        self.others_box.hide()
        empty = RawSheet("", [])
        self.sheet_model.show_sheet(empty, TableMapping(0, (), ()))
        self.meaning_model.show_mapping(TableMapping(0, (), ()))
        self.problems.clear()
        self.about.setText("")
        self.summary.setText(sentence)
        self._enable()

    def _show_sheets(self) -> None:
        self.sheet_combo.clear()
        for sheet in self.reading.sheets:
            self.sheet_combo.addItem(self.tr("{sheet} (hidden)").format(sheet=sheet.name) if sheet.hidden
                                     else sheet.name)
        self.sheet_combo.setCurrentIndex(0)
        self._show_sheet(0)
        self.cells.setFocus()

    def _show_sheet(self, place: int) -> None:
        sheet = self.reading.sheets[place]
        self._quietly(self.first_row.setRange, 1, len(sheet.rows) + 1)
        self.sheet_model.show_sheet(sheet, TableMapping(0, (), ()))
        self.reading.choose(place)
        self.others_box.setText(self.tr("and others with this head: {count}").format(count=self.reading.others))
        self.others_box.setToolTip(self.tr(
            "Imports the sheets whose columns have the same heads, too: all of them or nothing"))
        self.others_box.setVisible(self.reading.others > 0)
        if self.mapping is not None:
            self.table.fit(sheet, self.mapping)

    def _quietly(self, setter: Callable[..., None], *values: int) -> None:
        """Set the field of the first row without taking that for a choice."""
        self.first_row.blockSignals(True)
        setter(*values)
        self.first_row.blockSignals(False)

    def _set_defaults(self, parts: Parts) -> None:
        if self.mapping is not None:
            self.reading.change(replace(self.mapping, defaults=parts))

    def _set_unit(self, code: Optional[str]) -> None:
        if self.mapping is not None:
            self.reading.change(replace(self.mapping, defaults=replace(self.mapping.defaults, unit=code)))

    def _set_column(self, column: int, role: ColumnRole, parts: Parts) -> None:
        if self.mapping is not None:
            self.reading.change(self.mapping.with_column(column, role, parts))
            self.meanings.setCurrentIndex(self.meaning_model.index(0, column))

    def _set_column_parts(self, parts: Parts) -> None:
        column = self._column()
        if self.mapping is not None and 0 <= column < len(self.mapping.columns):
            self.reading.change(self.mapping.with_column(column, self.mapping.columns[column].role, parts))

    def _skip_row(self, skipped: bool) -> None:
        if self.mapping is not None:
            mapping = self.mapping
            for row in {index.row() for index in self.cells.selectedIndexes()} or {self.cells.currentIndex().row()}:
                mapping = mapping.with_row_skipped(row, skipped)
            self.reading.change(mapping)

    def _skip_column(self, skipped: bool) -> None:
        if self.mapping is not None:
            mapping = self.mapping
            chosen = {index.column() for index in self.cells.selectedIndexes()}
            for column in chosen or {self.cells.currentIndex().column()}:
                mapping = mapping.with_column_skipped(column, skipped)
            self.reading.change(mapping)

    def _column(self) -> int:
        return self.cells.currentIndex().column()

    def _show_mapping(self) -> None:
        """Show what the table is taken to mean."""
        mapping = self.mapping
        if mapping is None:
            return
        self._quietly(self.first_row.setValue, mapping.first_row + 1)
        self.sheet_model.show_mapping(mapping, None)
        self.meaning_model.show_mapping(mapping)
        self.defaults.show_parts(mapping.defaults)
        self.unit.show_unit(mapping.defaults.unit)
        self.about.setText(
            self._language.paragraph(describe(mapping, self._sheet.rules, self._sheet.tree)))
        self._show_column(max(self._column(), 0))
        self._enable()

    def _say_looking(self, rows: int) -> None:
        self.summary.setText(self.tr("Looking through {count} rows…").format(count=f"{rows:,}"))

    def _show_preview(self, found: ImportPreview) -> None:
        if self.mapping is not None:
            self.sheet_model.show_mapping(self.mapping, found)
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
        there = self.mapping is not None
        for widget in (self.sheet_combo, self.first_row, self.defaults, self.column_fields):
            widget.setEnabled(there)
        for widget in (self.unit_label, self.unit):  # only where neither a row nor a column says it
            widget.setVisible(there and not says_units(self.mapping))
        found = self.preview
        self.import_button.setEnabled(found is not None and bool(found.changes))

    def _go_to(self, item: QListWidgetItem) -> None:
        problem = item.data(Qt.ItemDataRole.UserRole)
        if not isinstance(problem, TableProblem) or self.mapping is None:
            return
        if problem.sheet:  # another one of those imported together
            names = [sheet.name for sheet in self.reading.sheets]
            self.sheet_combo.setCurrentIndex(names.index(problem.sheet))
            self._show_sheet(names.index(problem.sheet))
        column = problem.column if problem.column is not None else 0
        if problem.row is None:
            self.cells.setCurrentIndex(self.sheet_model.index(min(self.mapping.first_row,
                                                                  self.sheet_model.rowCount() - 1), column))
            self.meanings.setCurrentIndex(self.meaning_model.index(0, column))
            return
        place = self.sheet_model.index(problem.row, column)
        self.cells.setCurrentIndex(place)
        self.cells.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _cell_entered(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self.mapping is not None and index.isValid():
            self.row_action.setChecked(index.row() in self.mapping.skipped_rows)
            self.column_action.setChecked(index.column() in self.mapping.skipped_columns)
            self._show_column(index.column())

    def _column_entered(self, column: int) -> None:
        if column >= 0 and column != self._column():
            row = max(self.cells.currentIndex().row(), 0)
            self.cells.setCurrentIndex(self.sheet_model.index(row, column))

    def _show_column(self, column: int) -> None:
        """Show year, kind and unit of amounts of a column; only values have them."""
        mapping = self.mapping
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
