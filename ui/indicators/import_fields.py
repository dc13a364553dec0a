"""Fields of the import dialog: the row of meanings, and what holds for a column or for the whole table."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIntValidator, QPainter
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.quantity import AREA_UNITS, unit_title
from ...algorithms.indicators.tables.mapping import Parts
from ...algorithms.indicators.tables.writing_habits import MeasureUnit
from ...algorithms.language import Language
from .import_model import MeaningModel, measure_text

_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_MOST_SHOWN = 20


class MeaningDelegate(QStyledItemDelegate):
    """Shows a meaning as a combo box that opens on a click, F2 or Enter."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the ground of the cell and a combo box with the meaning."""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        box = QStyleOptionComboBox()
        box.rect, box.palette, box.fontMetrics = option.rect, option.palette, option.fontMetrics
        box.state = QStyle.StateFlag.State_Enabled | (option.state & QStyle.StateFlag.State_HasFocus)
        box.currentText = option.fontMetrics.elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, max(option.rect.width() - 26, 10))
        painter.save()
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, box, painter, option.widget)
        if ground is not None:
            painter.fillRect(option.rect.adjusted(3, 3, -22, -3), ground)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, box, painter, option.widget)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(option.palette.highlight().color())
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget:
        """Return a combo box with the meanings the column may have."""
        combo = QComboBox(parent)
        combo.setMaxVisibleItems(_MOST_SHOWN)
        model = index.model()
        if isinstance(model, MeaningModel):
            for text, role, parts in model.choices(index.column()):
                combo.addItem(text, (role, parts))
        combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 30)
        combo.activated.connect(lambda _row: self._done(combo))
        return combo

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:  # noqa: N802
        """Choose the meaning the column has."""
        if isinstance(editor, QComboBox):
            wanted = index.data(Qt.ItemDataRole.EditRole)
            rows = [row for row in range(editor.count()) if editor.itemData(row) == wanted]
            editor.setCurrentIndex(rows[0] if rows else -1)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex) -> None:  # noqa: N802
        """Hand over what was chosen."""
        if isinstance(editor, QComboBox) and editor.currentIndex() >= 0:
            model.setData(index, editor.currentData())

    def _done(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class SentenceDelegate(QStyledItemDelegate):
    """Sentences of several lines in a list: Chinese characters of another font are higher than Qt reckons."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        """Return the size Qt reckons with half a line more."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + option.fontMetrics.height() // 2)


class PartsFields(QWidget):
    """Year, kind and unit of amounts, of a column or of all values that say nothing else."""

    changed = pyqtSignal(object)  # Parts

    def __init__(self, years: Sequence[int], language: Language, areas_only: bool, parent: QWidget) -> None:
        """:param years: years to choose from; others can be typed
        :param areas_only: only units of area can be chosen
        """
        super().__init__(parent)
        self._language = language
        self._parts = Parts()
        self.year = QComboBox(self)
        self.year.setEditable(True)
        self.year.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.year.setValidator(QIntValidator(_FIRST_YEAR, _LAST_YEAR, self))
        self.year.addItem("")
        self.year.addItems([str(year) for year in years])
        self.kind = QComboBox(self)
        self.kind.addItem(self.tr("not said"), None)
        for kind, title in KIND_TITLES.items():
            self.kind.addItem(language.title(title), kind)
        self.measure = QComboBox(self)
        self.measure.addItem(self.tr("not said"), None)
        for unit in AREA_UNITS:
            self.measure.addItem(language.title(unit_title(unit)), MeasureUnit(unit))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for text, field in (
            (self.tr("&Year"), self.year), (self.tr("&Kind"), self.kind),
            (self.tr("&Area unit") if areas_only else self.tr("&Unit of measure"), self.measure),
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            label.setMinimumWidth(label.sizeHint().width() + label.fontMetrics().averageCharWidth())
            row.addWidget(label)
            row.addWidget(field)
        self.year.setMinimumContentsLength(6)
        self.year.activated.connect(self._tell)
        self.year.lineEdit().editingFinished.connect(self._tell)
        self.kind.activated.connect(self._tell)
        self.measure.activated.connect(self._tell)

    def show_parts(self, parts: Parts) -> None:
        """Show what is said now."""
        self._parts = parts
        self.year.setEditText("" if parts.year is None else str(parts.year))
        self.kind.setCurrentIndex(max(_place(self.kind, parts.kind), 0))
        if parts.measure is not None and _place(self.measure, parts.measure) < 0:
            self.measure.addItem(measure_text(parts.measure, self._language), parts.measure)
        self.measure.setCurrentIndex(max(_place(self.measure, parts.measure), 0))

    def _tell(self) -> None:
        text = self.year.currentText().strip()
        year: Optional[int] = int(text) if text.isdecimal() and _FIRST_YEAR <= int(text) <= _LAST_YEAR else None
        parts = Parts(self._parts.unit, self._parts.indicator, year, self.kind.currentData(),
                      self.measure.currentData())
        if parts != self._parts:
            self._parts = parts
            self.changed.emit(parts)


def _place(combo: QComboBox, wanted: object) -> int:
    """Return the row of a choice, -1 where it is none; `findData` compares Python objects by identity."""
    return next((row for row in range(combo.count()) if combo.itemData(row) == wanted), -1)
