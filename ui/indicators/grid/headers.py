"""The heads of the grid: indicators above their columns, and the tree of units that stays at the left."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QEvent, QPoint, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QWidget

from ....algorithms.rulepack.indicator_rules import Nature
from .colours import blend, faded
from .model import GridModel

PADDING = 4
INDENT = 12
ARROW = 14
_GRIP = 4  # pixels at the edge that drag the width
NARROWEST, WIDEST = 60, 480


class IndicatorHeader(QHeaderView):
    """Two rows: the indicator with its unit over its columns, and year and kind of each column below."""

    def __init__(self, model: GridModel, parent: Optional[QWidget] = None) -> None:
        """Show the columns of a model."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(28)
        self.sectionResized.connect(lambda *_: self.viewport().update())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of both rows: of the indicator in one line or two, of year and kind in one."""
        line = self.fontMetrics().height()
        lines = 3 if self._is_cramped() else 2
        return QSize(super().sizeHint().width(), lines * line + 3 * PADDING)

    def _is_cramped(self) -> bool:
        """Return whether the title of an indicator needs a second line."""
        font = plain_font(self)
        font.setBold(True)
        metrics = QFontMetrics(font)
        columns = self._grid.columns
        if len(columns) != self.count():
            return False
        first = 0
        while first < len(columns):
            after, width = first, -2 * PADDING
            while after < len(columns) and columns[after].rule is columns[first].rule:
                width += self.sectionSize(after)
                after += 1
            if metrics.horizontalAdvance(self._grid.group_text(first)) > width:
                return True
            first = after
        return False

    def setOffset(self, offset: int) -> None:  # noqa: N802
        """Follow the scrolling; titles stay in sight, so all of them are drawn anew."""
        super().setOffset(offset)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the columns in sight, then the titles over them."""
        painter = QPainter(self.viewport())
        palette = ground_palette(self)
        painter.fillRect(self.viewport().rect(), ground(palette))
        if self.count() and len(self._grid.columns) == self.count():
            first = max(self.visualIndexAt(0), 0)
            last = self.visualIndexAt(self.viewport().width() - 1)
            last = self.count() - 1 if last < 0 else last
            for section in range(first, last + 1):
                self._paint_column(painter, section)
            section = first
            while section <= last:
                section = self._paint_title(painter, section)
        painter.setPen(line_colour(palette))
        bottom = self.viewport().height() - 1
        painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()

    def _split(self) -> int:
        return self.viewport().height() - self.fontMetrics().height() - PADDING

    def _paint_column(self, painter: QPainter, section: int) -> None:
        column = self._grid.columns[section]
        left, width = self.sectionViewportPosition(section), self.sectionSize(section)
        rectangle = QRect(left, self._split(), width, self.viewport().height() - self._split())
        selection = self.selectionModel()
        if selection is not None and selection.currentIndex().column() == section:
            painter.fillRect(rectangle, marked_ground(ground_palette(self)))
        painter.setPen(line_colour(ground_palette(self)))
        painter.drawLine(rectangle.topRight(), rectangle.bottomRight())
        painter.setPen(faded(ground_palette(self), 0.8 if column.read_only else 1.0))
        painter.setFont(plain_font(self))
        room = rectangle.adjusted(PADDING, 0, -PADDING, 0)
        text = str(self._grid.headerData(section, Qt.Orientation.Horizontal) or "")
        text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_title(self, painter: QPainter, section: int) -> int:
        """Draw the title over the columns of an indicator, where they are in sight; return the next section."""
        columns = self._grid.columns
        rule = columns[section].rule
        first = section
        while first > 0 and columns[first - 1].rule is rule:
            first -= 1
        after = section
        while after < len(columns) and columns[after].rule is rule:
            after += 1
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(after - 1) + self.sectionSize(after - 1)
        whole = QRect(left, 0, right - left, self._split())
        painter.setPen(line_colour(ground_palette(self)))
        painter.drawLine(whole.right(), 0, whole.right(), self.viewport().height())
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        seen = whole.intersected(self.viewport().rect()).adjusted(PADDING, 2, -PADDING, -1)
        font = plain_font(self)
        font.setBold(rule.nature is Nature.BINDING)
        painter.setFont(font)
        painter.setPen(ground_palette(self).color(QPalette.ColorRole.Text))
        metrics, text = QFontMetrics(font), self._grid.group_text(section)
        lines = two_lines(text, metrics, seen.width())
        if seen.height() < 2 * metrics.height() - 2:  # one line is enough where all of it is in sight
            lines = [metrics.elidedText(text, Qt.TextElideMode.ElideRight, seen.width())]
        flags = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(seen, flags, "\n".join(lines))
        return after


class UnitHeader(QHeaderView):
    """The tree of units, drawn in the head of the rows: it cannot get out of step with them."""

    toggled = pyqtSignal(int)  # the arrow of a row was clicked
    width_changed = pyqtSignal(int)  # dragged
    unit_wanted = pyqtSignal(int)  # the name of a row was double-clicked

    def __init__(self, model: GridModel, parent: Optional[QWidget] = None) -> None:
        """Show the rows of a model."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._grid = model
        self._dragged: Optional[int] = None
        self._wide = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._chosen = False  # a width was dragged or restored
        self.fit(0)

    def fit(self, room: int) -> None:
        """Take the usual width, less in a narrow grid, unless somebody chose one.

        :param room: width of the grid in pixels, 0 = not known
        """
        if self._chosen:
            return
        letter = self.fontMetrics().averageCharWidth()
        wanted = letter * 22
        if room:
            wanted = min(wanted, max(letter * 14, room // 3))
        if wanted != self._wide:
            self._set_wide(wanted)

    @property
    def wide(self) -> int:
        """Width in pixels."""
        return self._wide

    @property
    def chosen(self) -> int:
        """Width in pixels that was chosen, 0 where it is the usual one."""
        return self._wide if self._chosen else 0

    def set_wide(self, width: int) -> None:
        """Give the units a width in pixels and keep it."""
        self._chosen = True
        self._set_wide(width)

    def _set_wide(self, width: int) -> None:
        self._wide = min(max(width, NARROWEST), WIDEST)
        self.setFixedWidth(self._wide)
        self.updateGeometry()
        self.geometriesChanged.emit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the width that was given."""
        return QSize(self._wide, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rectangle: QRect, section: int) -> None:  # noqa: N802
        """Draw a unit: indented, with an arrow where there are units below."""
        if not 0 <= section < self._grid.rowCount():
            return
        row = self._grid.row(section)
        palette = ground_palette(self)
        selection = self.selectionModel()
        current = selection is not None and selection.currentIndex().row() == section
        painter.save()
        painter.fillRect(rectangle, marked_ground(palette) if current else row_ground(palette, row.opens))
        painter.setPen(line_colour(palette))
        painter.drawLine(rectangle.bottomLeft(), rectangle.bottomRight())
        painter.drawLine(rectangle.topRight(), rectangle.bottomRight())
        if row.opens:
            self._paint_arrow(painter, self._arrow(rectangle, row.depth), self._grid.outline.is_open(row.code))
        font = plain_font(self)
        font.setBold(row.opens)
        font.setItalic(row.is_heading)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        room = rectangle.adjusted(PADDING + row.depth * INDENT + ARROW, 0, -PADDING, 0)
        metrics = QFontMetrics(font)
        name = metrics.elidedText(self._grid.row_text(section), Qt.TextElideMode.ElideRight, room.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        beside = room.width() - metrics.horizontalAdvance(name) - 2 * PADDING
        if row.opens and rectangle.height() >= 2 * metrics.height() and not row.is_heading:
            half = room.height() // 2
            painter.drawText(room.adjusted(0, 1, 0, -half), flags, name)
            self._paint_code(painter, room.adjusted(0, half, 0, -1), row.code, room.width())
        else:
            painter.drawText(room, flags, name)
            if not row.is_heading and name != row.code:
                right = room.adjusted(room.width() - beside, 0, 0, 0)
                self._paint_code(painter, right, row.code, beside)
        painter.restore()

    def _paint_code(self, painter: QPainter, room: QRect, code: str, width: int) -> None:
        font = plain_font(self)
        font.setPointSizeF(max(font.pointSizeF() * 0.85, 6.0))
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(code) > width:
            return
        painter.setFont(font)
        painter.setPen(faded(ground_palette(self)))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), code)

    def _arrow(self, rectangle: QRect, depth: int) -> QRect:
        return QRect(rectangle.left() + PADDING // 2 + depth * INDENT, rectangle.top(), ARROW, rectangle.height())

    def _paint_arrow(self, painter: QPainter, room: QRect, is_open: bool) -> None:
        option = QStyleOptionViewItem()
        option.initFrom(self)
        option.rect = room
        option.state |= QStyle.StateFlag.State_Children | QStyle.StateFlag.State_Enabled
        if is_open:
            option.state |= QStyle.StateFlag.State_Open
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorBranch, option, painter, self)

    # --- mouse ------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Show that the edge can be dragged."""
        if event.type() == QEvent.Type.MouseMove and self._dragged is None:
            near = self._near_edge(event.pos())
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open or close at an arrow, begin to drag at the edge, else choose the row."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self._near_edge(event.pos()):
                self._dragged = self._wide - event.pos().x()
                return
            section = self.logicalIndexAt(event.pos())
            if section >= 0 and self._on_arrow(event.pos(), section):
                self.toggled.emit(section)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the width."""
        if self._dragged is not None:
            self.set_wide(event.pos().x() + self._dragged)
            self.width_changed.emit(self._wide)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End dragging."""
        if self._dragged is not None:
            self._dragged = None
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the unit by a double click on its name; on its arrow it is two clicks."""
        section = self.logicalIndexAt(event.pos())
        if section < 0 or self._near_edge(event.pos()):
            return
        row = self._grid.row(section)
        if self._on_arrow(event.pos(), section):
            self.mousePressEvent(event)
        elif row.is_heading:
            self.toggled.emit(section)
        else:
            self.unit_wanted.emit(section)

    def _near_edge(self, position: QPoint) -> bool:
        return position.x() >= self.viewport().width() - _GRIP

    def _on_arrow(self, position: QPoint, section: int) -> bool:
        row = self._grid.row(section)
        right = PADDING + row.depth * INDENT + ARROW
        return row.opens and right - ARROW - PADDING <= position.x() <= right


def ground_palette(header: QHeaderView) -> QPalette:
    """Return the palette of the view a head belongs to, so that both have one ground in every theme."""
    view = header.parentWidget()
    return header.palette() if view is None else view.palette()


def plain_font(header: QHeaderView) -> QFont:
    """Return the font of the view a head belongs to: some themes make heads bold, which here means binding."""
    view = header.parentWidget()
    return QFont(header.font() if view is None else view.font())


def ground(palette: QPalette) -> QColor:
    """Return the ground of a head: between window and base, so that text stays readable in every theme."""
    return blend(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), 0.07)


def row_ground(palette: QPalette, is_parent: bool) -> QColor:
    """Return the ground of a unit's row; one with units below stands out a little."""
    share = 0.05 if is_parent else 0.0
    return blend(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), share)


def marked_ground(palette: QPalette) -> QColor:
    """Return the ground of the head of the current row and column."""
    return blend(palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Base), 0.3)


def line_colour(palette: QPalette) -> QColor:
    """Return the colour of the lines between cells."""
    return blend(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), 0.18)


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return a text in one line where it fits, else in two, the second cut where need be.

    The break comes at the last blank or bracket that fits, in Chinese after any letter.
    """
    if metrics.horizontalAdvance(text) <= width or width <= 0:
        return [text]
    fits = 0
    for place in range(1, len(text)):
        if metrics.horizontalAdvance(text[:place].rstrip()) > width:
            break
        between_latin = text[place - 1].isascii() and text[place].isascii()
        if text[place] in " (" or text[place - 1] in " )" or (not between_latin and text[place] not in ")）"):
            fits = place
    if not fits:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    rest = metrics.elidedText(text[fits:].strip(), Qt.TextElideMode.ElideRight, width)
    return [text[:fits].strip(), rest]
