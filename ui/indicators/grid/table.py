"""The table below the grid: rows, columns, and the tree of units at the left; what is chosen, and staying there."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import (
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    pyqtSignal,
)
from qgis.PyQt.QtGui import (
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextOption,
)
from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractItemView, QHBoxLayout, QLabel, QTableView, QWidget

from .bubble import Bubble
from .clip import joined
from .delegate import SMALL, CellDelegate
from .edits import Area, Place
from .headers import PADDING, IndicatorHeader, UnitHeader
from .model import GridModel


class GridTable(QTableView):
    """Cells of a `GridModel` and what is chosen of them."""

    current_changed = pyqtSignal()
    choice_changed = pyqtSignal()  # other cells are chosen
    menu_wanted = pyqtSignal(QPoint)  # global position

    def __init__(self, model: GridModel, parent: Optional[QWidget] = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self._grid = model
        self._anchor = Place(0, 0)
        self._empty_text = ""
        self._place_before: tuple[str, str] = ("", "")
        self.setItemDelegate(CellDelegate(model, self))
        self.units = UnitHeader(model, self)
        self.setVerticalHeader(self.units)
        self.setHorizontalHeader(IndicatorHeader(model, self))
        self.setModel(model)
        self.bubble = Bubble(self.viewport())
        self._name_corner()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place)))
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.units.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.units.customContextMenuRequested.connect(self._unit_menu)
        self.units.toggled.connect(self.toggle)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _: self.bubble.hide())
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._restore_place)
        model.rows_changed.connect(self.fit_rows)

    # --- layout ------------------------------------------------------------------------------

    def fit_rows(self) -> None:
        """Give rows with units below the height for the sum of those, where sums are shown."""
        line = self.fontMetrics().height()
        high = line + int(line * SMALL) + 2 * PADDING
        low = line + 2 * PADDING - 1
        header = self.units
        header.setDefaultSectionSize(low)
        header.setMinimumSectionSize(low)
        wanted = self._grid.shown.sums
        for place, row in enumerate(self._grid.outline.rows):
            size = high if wanted and row.opens and not row.is_heading else low
            if header.sectionSize(place) != size:
                header.resizeSection(place, size)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave a narrow grid more room for the values."""
        self.units.fit(event.size().width() + self.units.wide)
        super().resizeEvent(event)

    def usual_width(self, column: int) -> int:
        """Return the width of a column that has not been given one: for a number, and more for its head if need be."""
        metrics = self.fontMetrics()
        worked_out = self._grid.columns[column].kind is None  # the worst deviation and how many there are besides
        number = metrics.horizontalAdvance("▲ +00,000.00 (+0)" if worked_out else "▲ 000,000.00") + 2 * PADDING + 2
        head = str(self._grid.headerData(column, Qt.Orientation.Horizontal) or "")
        return min(max(number, metrics.horizontalAdvance(head) + 3 * PADDING), number * 5 // 4)

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802
        """Return the width that the rows in sight need: a double click at the edge of its head gives it to a column."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = self._grid.rowCount() - 1 if last < 0 else last
        widest = metrics.horizontalAdvance(str(self._grid.headerData(column, Qt.Orientation.Horizontal) or ""))
        for row in range(max(first, 0), last + 1):
            cell = self._grid.cell(row, column)
            text = f"{cell.sign} {cell.text}" if cell.sign else cell.text
            widest = max(widest, metrics.horizontalAdvance(text), metrics.horizontalAdvance(cell.below))
        return int(widest) + 2 * PADDING + 4

    def _name_corner(self) -> None:
        """Write above the units what they are."""
        corner = self.findChild(QAbstractButton)
        if corner is None:
            return
        corner.setToolTip(QCoreApplication.translate("IndicatorGrid", "Choose all"))
        label = QLabel(QCoreApplication.translate("IndicatorGrid", "Unit"), corner)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        label.setMargin(PADDING)
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)

    def set_empty_text(self, text: str) -> None:
        """Say why there is nothing to see."""
        self._empty_text = text
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the cells, or the sentence that stands for them."""
        super().paintEvent(event)
        if not self._empty_text:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.drawText(QRectF(self.viewport().rect().adjusted(16, 24, -16, -16)), self._empty_text, option)
        painter.end()

    # --- place and selection -----------------------------------------------------------------

    def here(self) -> Optional[Place]:
        """Return the current cell, None without one."""
        index = self.currentIndex()
        return Place(index.row(), index.column()) if index.isValid() else None

    def areas(self) -> list[Area]:
        """Return the chosen rectangles, top left first; the current cell where none is chosen."""
        chosen = [Area(part.top(), part.left(), part.bottom(), part.right())
                  for part in self.selectionModel().selection()]
        here = self.here()
        if not chosen and here is not None:
            chosen = [Area(*here, *here)]
        return joined(sorted(chosen))

    def go(self, place: Place, extend: bool = False) -> None:
        """Make a cell the current one.

        :param extend: choose all from where the choice began to there
        """
        index = self._grid.index(*place)
        if not index.isValid():
            return
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        if extend:
            corners = (min(self._anchor.row, place.row), min(self._anchor.column, place.column),
                       max(self._anchor.row, place.row), max(self._anchor.column, place.column))
            rectangle = QItemSelection(self._grid.index(*corners[:2]), self._grid.index(*corners[2:]))
            selection.select(rectangle, flags.ClearAndSelect)
            selection.setCurrentIndex(index, flags.NoUpdate)
        else:
            self._anchor = place
            selection.setCurrentIndex(index, flags.ClearAndSelect)
        self.scrollTo(index)

    def toggle(self, row: int) -> None:
        """Open or close a row."""
        here = self.here()
        self._grid.toggle(row)
        if here is not None and not self.currentIndex().isValid():
            self.go(Place(row, here.column))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: N802
        """Tell of the cell that is entered."""
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()
        self.units.viewport().update()
        self.current_changed.emit()

    def selectionChanged(self, chosen: QItemSelection, left: QItemSelection) -> None:  # noqa: N802
        """Tell that other cells are chosen."""
        super().selectionChanged(chosen, left)
        self.choice_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose from where the choice began, also where the keyboard began it."""
        self.bubble.hide()
        index = self.indexAt(event.pos())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            if shift:
                self.go(Place(index.row(), index.column()), extend=True)
                return
            self._anchor = Place(index.row(), index.column())
        elif index.isValid() and self.selectionModel().isSelected(index):
            return  # the menu is about all that is chosen
        super().mousePressEvent(event)

    def _keep_place(self) -> None:
        here = self.here()
        in_grid = here is not None and here.row < self._grid.rowCount() and here.column < self._grid.columnCount()
        if here is not None and in_grid:
            self._place_before = (self._grid.row(here.row).code, self._grid.columns[here.column].name)

    def _restore_place(self) -> None:
        """Stay at the unit and column, as near as they are still seen."""
        self.bubble.hide()
        code, name = self._place_before
        columns = [column.name for column in self._grid.columns]
        row = self._grid.outline.place(code)
        while row is None and code in self._grid.sheet.tree and self._grid.sheet.tree.parent(code) is not None:
            code = self._grid.sheet.tree.parent(code) or ""
            row = self._grid.outline.place(code)
        if row is not None and columns:
            place = Place(row, columns.index(name) if name in columns else 0)
            self._anchor = place
            index = self._grid.index(*place)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _unit_menu(self, position: QPoint) -> None:
        row = self.units.logicalIndexAt(position)
        here = self.here()
        if row >= 0 and self._grid.columnCount():
            if not any(area.top <= row <= area.bottom for area in self.areas()):
                self.go(Place(row, here.column if here is not None else 0))
            self.menu_wanted.emit(self.units.viewport().mapToGlobal(position))
