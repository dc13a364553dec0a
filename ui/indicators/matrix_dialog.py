"""Asks which values a table for the printer holds: kinds, years, levels of units, and the unit of areas."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.delivery.indicator_matrix import matrix_title
from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.amount_words import level_title
from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.quantity import unit_title
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.shown_amounts import AREA_UNIT_CHOICES
from ...algorithms.indicators.tables.matrix import MatrixChoice, matrix
from ...algorithms.language import Language
from ..dialog_buttons import Standard, standard_buttons
from ..flow_layout import FlowLayout


class MatrixDialog(QDialog):
    """Says at once how large the table will be; what there is nothing of is not offered."""

    def __init__(
        self, sheet: IndicatorSheet, language: Language, area_unit: str = "", parent: Optional[QWidget] = None
    ) -> None:
        """:param sheet: the values there are
        :param area_unit: chosen at first; empty: that of each indicator
        """
        super().__init__(parent)
        self._sheet, self._language = sheet, language
        self.setWindowTitle(self.tr("Table for printing"))
        keys = [value.key for value in sheet]
        kinds, years = {key.kind for key in keys}, sorted({key.year for key in keys})
        levels = {sheet.tree[key.unit].level for key in keys if key.unit in sheet.tree}
        in_order = list(dict.fromkeys(sheet.tree[code].level for code in sheet.tree.walk()))
        self.title = QLineEdit(matrix_title(sheet, language), self)
        self.kinds, kind_row = self._boxes(
            [(language.title(title), kind) for kind, title in KIND_TITLES.items() if kind in kinds])
        self.years, year_row = self._boxes([(str(year), year) for year in years])
        self.levels, level_row = self._boxes(
            [(language.title(level_title(level)), level) for level in in_order if level in levels])
        self.area_unit = QComboBox(self)
        self.area_unit.addItem(self.tr("As in the plan"), "")
        for unit in AREA_UNIT_CHOICES:
            self.area_unit.addItem(language.title(unit_title(unit)), unit)
        self.area_unit.setCurrentIndex(max(self.area_unit.findData(area_unit), 0))
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self._buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self._ok = self._buttons.button(Standard.Ok)
        self._ok.setText(self.tr("Write"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        for text, field in (
            (self.tr("&Title"), self.title), (self.tr("Kinds of values"), kind_row), (self.tr("Years"), year_row),
            (self.tr("Levels of units"), level_row), (self.tr("&Area unit"), self.area_unit),
        ):
            form.addRow(text, field)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self._buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self.area_unit.activated.connect(self._tell)
        self._tell()

    def choice(self) -> MatrixChoice:
        """Return which values are wanted."""
        return MatrixChoice(
            tuple(self._ticked(self.kinds)), tuple(self._ticked(self.years)), tuple(self._ticked(self.levels)),
            area_unit=str(self.area_unit.currentData() or ""))

    def _boxes(self, entries: Sequence[tuple[str, Any]]) -> tuple[list[tuple[QCheckBox, Any]], QWidget]:
        """Return ticked boxes with what they stand for, and the row they stand in."""
        row = QWidget(self)
        layout = FlowLayout(row)
        boxes = []
        for text, value in entries:
            box = QCheckBox(text, row)
            box.setChecked(True)
            box.toggled.connect(self._tell)
            layout.addWidget(box)
            boxes.append((box, value))
        return boxes, row

    @staticmethod
    def _ticked(boxes: Sequence[tuple[QCheckBox, Any]]) -> list[Any]:
        return [value for box, value in boxes if box.isChecked()]

    def _tell(self, *_: object) -> None:
        """Say how large the table is, or why there is none."""
        complete = all(self._ticked(boxes) for boxes in (self.kinds, self.years, self.levels) if boxes)
        if not complete:
            self.summary.setText(self.tr("Choose at least one of each."))
            self._ok.setEnabled(False)
            return
        try:
            found = matrix(self._sheet, self.choice(), self._language)
        except LandPlanError as error:
            self.summary.setText(self._language.render(error.message))
            self._ok.setEnabled(False)
            return
        self._ok.setEnabled(True)
        text = self.tr("Units: {rows}. Columns with values: {columns}.").format(
            rows=f"{len(found.rows):,}", columns=f"{len(found.columns):,}")
        if found.has_own_units:
            text += " " + self.tr("Amounts that cannot be written exactly in this unit keep their own.")
        self.summary.setText(text)
