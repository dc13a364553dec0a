"""The view of the findings: fetches pages as they are scrolled to, moves, copies and sorts."""

from __future__ import annotations

from itertools import islice
from typing import Iterator, Optional

from qgis.PyQt.QtCore import QEvent, QModelIndex, QPoint, QRectF, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QTextOption
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTreeView, QWidget

from ..algorithms.workspace.model import FindingRow, SortColumn
from .finding_sources import Group, Order
from .findings_model import FINDING, GROUP, LABEL, MEASURED, MESSAGE, PAGE, SORTS, FindingsModel
from .group_delegate import GroupDelegate

FEW = 30  # so few findings of the only check are shown at once
KEPT = 2000  # findings of an open heading that are loaded again after a refresh


class FindingsTree(QTreeView):
    """Checks and their findings."""

    current_changed = pyqtSignal()
    zoom_wanted = pyqtSignal()  # double-click or Enter on a finding
    menu_wanted = pyqtSignal(QPoint)  # global position

    def __init__(self, model: FindingsModel, parent: Optional[QWidget] = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self._findings = model
        self._empty_text = ""
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setItemDelegateForColumn(LABEL, GroupDelegate(self))
        self.setIconSize(QSize(16, 16))
        self.setIndentation(14)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(60)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(MEASURED, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(MEASURED, self.fontMetrics().horizontalAdvance("00,000.00 m²") + 12)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_clicked)
        header.setToolTip(self.tr("Click to sort, right-click for more ways to sort"))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_sort_menu)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place)))
        self._fetch_timer = QTimer(self)
        self._fetch_timer.setSingleShot(True)
        self._fetch_timer.setInterval(0)
        self._fetch_timer.timeout.connect(self._fetch_what_is_seen)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._fetch_timer.start())
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._fetch_timer.start())
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())
        model.modelReset.connect(self._after_reset)

    # --- the current finding -----------------------------------------------------------------

    def current_finding(self) -> Optional[FindingRow]:
        """Return the finding of the current row, None on a heading or without one."""
        return self.currentIndex().data(FINDING) if self.currentIndex().isValid() else None

    def current_group(self) -> Optional[Group]:
        """Return the heading of the current row, or the current heading."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        heading = index.parent() if index.parent().isValid() else index
        return heading.data(GROUP)

    def selected_findings(self, limit: Optional[int] = None) -> list[FindingRow]:
        """Return the findings of the selected rows; on a heading alone none.

        :param limit: look at so many rows only
        """
        rows = (index.data(FINDING) for index in islice(self.selected_indexes(), limit))
        return [row for row in rows if row is not None]

    def selected_indexes(self) -> Iterator[QModelIndex]:
        """Yield the selected rows without making a list of what may be a hundred thousand."""
        for part in self.selectionModel().selection():
            if part.left() == LABEL:
                for row in range(part.top(), part.bottom() + 1):
                    yield self._findings.index(row, LABEL, part.parent())

    def selected_count(self) -> int:
        """Return the number of selected findings, headings not counted."""
        parts = self.selectionModel().selection()
        return sum(part.height() for part in parts if part.left() == LABEL and part.parent().isValid())

    def move(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) finding.

        :return: False at the end of the list
        """
        index = self._findings.neighbour(self.currentIndex().siblingAtColumn(LABEL), step)
        if not index.isValid():
            return False
        self.expand(index.parent())
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def _after_reset(self) -> None:
        """Give headings the whole width."""
        for row in range(self._findings.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self.current_changed.emit()

    # --- refreshing --------------------------------------------------------------------------

    def keep_place(self) -> Place:
        """Return what is open and current, for `restore_place` after the rows have changed."""
        open_groups = {}
        for row in range(self._findings.rowCount()):
            heading = self._findings.index(row, 0)
            if self.isExpanded(heading):
                open_groups[heading.data(GROUP).key] = min(self._findings.loaded(heading), KEPT)
        group, finding = self.current_group(), self.current_finding()
        index = self.currentIndex()
        return Place(open_groups, group.key if group else "", finding.id if finding else 0, index.row())

    def restore_place(self, place: Place) -> None:
        """Open what was open; a finding that has gone leaves its neighbour current."""
        for key, loaded in place.open_groups.items():
            heading = self._findings.group_index(key)
            if heading.isValid():
                self._findings.load(heading, max(loaded, PAGE))
                self.expand(heading)
        index = self._findings.find(place.group, place.finding) if place.finding else QModelIndex()
        heading = self._findings.group_index(place.group)
        if not index.isValid() and heading.isValid():
            below = self._findings.loaded(heading)
            wanted = min(place.row, below - 1)
            index = self._findings.index(wanted, 0, heading) if place.finding and below else heading
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.current_changed.emit()

    def open_small(self) -> None:
        """Open the headings of a short list, so that nothing needs to be clicked to be seen."""
        groups = [self._findings.index(row, 0) for row in range(self._findings.rowCount())]
        total = sum(index.data(GROUP).total for index in groups)
        if total <= FEW:
            for index in groups:
                self.expand(index)

    def set_empty_text(self, text: str) -> None:
        """Say why there is nothing to see."""
        self._empty_text = text
        self.viewport().update()

    # --- the widget --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows, or the sentence that stands for them."""
        super().paintEvent(event)
        if self._findings.rowCount() or not self._empty_text:
            return
        painter = QPainter(self.viewport())
        colour = self.palette().color(QPalette.ColorRole.Text)
        colour.setAlphaF(0.7)
        painter.setPen(colour)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.drawText(QRectF(self.viewport().rect().adjusted(16, 24, -16, -16)), self._empty_text, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter zooms, Ctrl+C copies the selected rows; the rest is the tree's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_finding() is not None:
                self.zoom_wanted.emit()
            else:
                self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C for the list while it has the focus; the desktop copies features with it."""
        if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def copy_rows(self) -> None:
        """Copy the selected rows as text, one line each, columns parted by tabs."""
        lines = []
        for index in self.selected_indexes():
            row = index.data(FINDING)
            cells = [index.data(), index.siblingAtColumn(MEASURED).data() or ""]
            if row is not None:
                cells = [row.check_id, *cells, index.data(MESSAGE), row.layer_name, row.clause]
            lines.append("\t".join(cells))
        if lines:
            QApplication.clipboard().setText("\n".join(lines))

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.parent().isValid():
            self.zoom_wanted.emit()

    def _fetch_what_is_seen(self) -> None:
        """Load the next page of every open heading whose last loaded finding is in sight."""
        index = self.indexAt(QPoint(1, 1))
        bottom = self.viewport().rect().bottom()
        wanted = []
        while index.isValid() and self.visualRect(index).top() <= bottom:
            heading = index.parent()
            is_last = heading.isValid() and index.row() == self._findings.loaded(heading) - 1
            if is_last and self._findings.canFetchMore(heading):
                wanted.append(heading.row())
            index = self.indexBelow(index)
        for row in wanted:
            self._findings.fetchMore(self._findings.index(row, 0))

    # --- sorting -----------------------------------------------------------------------------

    def _sort_clicked(self, section: int) -> None:
        column = SORTS[section]
        order = self._findings.order
        again = order.column is column
        if again and order.descending:
            self.sort_by(Order())
        else:
            self.sort_by(Order(column, again))

    def sort_by(self, order: Order) -> None:
        """Sort the findings below each heading."""
        place = self.keep_place()
        self._findings.set_order(order)
        header = self.header()
        section = next((section for section, column in SORTS.items() if column is order.column), None)
        header.setSortIndicatorShown(section is not None)
        if section is not None:
            down = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(section, down)
        self.restore_place(place)

    def _show_sort_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        titles = {
            SortColumn.CHECK: self.tr("As found"),
            SortColumn.KEY: self.tr("By feature"),
            SortColumn.LAYER: self.tr("By layer"),
            SortColumn.FIELD: self.tr("By field"),
            SortColumn.MEASURED: self.tr("By measured value"),
            SortColumn.AREA: self.tr("By area"),
            SortColumn.STATE: self.tr("By state"),
        }
        current = self._findings.order
        for column, title in titles.items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(column is current.column)
            action.triggered.connect(lambda _, column=column: self.sort_by(Order(column, current.descending)))
        menu.addSeparator()
        down = menu.addAction(self.tr("Largest or last first"))
        down.setCheckable(True)
        down.setChecked(current.descending)
        down.triggered.connect(lambda checked: self.sort_by(Order(current.column, checked)))
        menu.exec(self.header().mapToGlobal(position))


class Place:
    """What was open and current in the tree."""

    def __init__(self, open_groups: dict[str, int], group: str, finding: int, row: int) -> None:
        """:param open_groups: heading → findings loaded; ``row`` of the current finding below its heading"""
        self.open_groups = open_groups
        self.group = group
        self.finding = finding
        self.row = row
