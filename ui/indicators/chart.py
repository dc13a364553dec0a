"""The chart of an indicator: the values of a unit and of the units below it side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtCore import QEvent, QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QHelpEvent, QImage, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QAbstractScrollArea, QAction, QApplication, QFileDialog, QFrame, QToolTip, QWidget

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.chart_content import ChartContent
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ..icons import icon
from .chart_colours import chart_colours, paper_palette
from .chart_painter import ChartPainter, Pointed
from .chart_picture import chart_image, formats, save_chart
from .chart_texts import chart_name


class IndicatorChart(QAbstractScrollArea):
    """Bars by kind for a unit and each unit directly below it; the target is a line across them.

    Up and down (or left and right) step through the units, Return opens one, Ctrl+C copies the picture.
    """

    unit_clicked = pyqtSignal(str)  # code of the unit
    saved = pyqtSignal(str)  # path of the picture
    refused = pyqtSignal(str)  # why a picture was not saved

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._shown: Optional[tuple[IndicatorSheet, str, str, int, str, Language]] = None
        self._painter: Optional[ChartPainter] = None
        self._current: Optional[int] = None
        self._hovered: Optional[int] = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(chart_name())
        self.copy_action = self._action(icon("copy"), self.tr("Copy as picture"), self.copy_picture)
        self.copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.save_action = self._action(icon("export"), self.tr("Save picture…"), self.ask_and_save)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.clear()

    def _action(self, picture: Any, text: str, deed: Any) -> QAction:
        action = QAction(picture, text, self)
        action.triggered.connect(lambda _checked=False: deed())
        self.addAction(action)
        return action

    # --- content -------------------------------------------------------------------------------

    def show_indicator(
        self, sheet: IndicatorSheet, unit: str, indicator: str, year: int, area_unit: str, language: Language
    ) -> None:
        """Show an indicator of a unit and those directly below it.

        :param area_unit: unit areas are shown in
        """
        before = self.current_unit
        self._shown = (sheet, unit, indicator, year, area_unit, language)
        self._remake()
        units = self._painter.content.units if self._painter else ()
        self._go_to(units.index(before) if before in units else None, scroll=False)

    def refresh(self) -> None:
        """Show the values the sheet has by now; place and current unit stay."""
        self._remake()

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self._shown = self._painter = None
        self._current = self._hovered = None
        self._settle()

    @property
    def current_unit(self) -> Optional[str]:
        """The unit the keyboard is at."""
        if self._painter is None or self._current is None:
            return None
        return self._painter.content.units[self._current]

    def _remake(self) -> None:
        if self._shown is None:
            return
        sheet, unit, indicator, year, area_unit, language = self._shown
        content = ChartContent(sheet, unit, indicator, year, area_unit)
        self._painter = ChartPainter(content, language, self.font(), chart_colours(self.palette()))
        count = 0 if content.empty else len(content.units)
        self._current = self._current if self._current is not None and self._current < count else None
        self._hovered = None
        self._settle()

    def _settle(self) -> None:
        """Bring scroll bar, actions and description in line with what is shown."""
        drawn = self._painter is not None and self._painter.content.empty is None
        for action in (self.copy_action, self.save_action):
            action.setEnabled(drawn)
        bar = self.verticalScrollBar()
        if self._painter is not None and drawn:
            room = max(self.viewport().height() - self._header_height(), 20)
            bar.setRange(0, max(0, self._painter.layout.height - room))
            bar.setPageStep(room)
            bar.setSingleStep(max(10, self._painter.layout.group_height // 3))
        else:
            bar.setRange(0, 0)
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        """Tell screen readers what is shown, and the unit the keyboard is at."""
        if self._painter is None or self._painter.content.empty is not None:
            self.setAccessibleDescription(self.empty_text())
            return
        texts, content = self._painter.texts, self._painter.content
        unit = texts.spoken(content.group(self._current or 0))
        self.setAccessibleDescription(f"{texts.title}. {unit}")

    def empty_text(self) -> str:
        """Return the sentence that stands in the place of the bars, empty where there are bars."""
        if self._painter is None:
            return self.tr("Choose an indicator and a unit in the grid to see their values side by side.")
        return self._painter.texts.empty()

    # --- pictures ------------------------------------------------------------------------------

    def picture(self) -> Optional[QImage]:
        """Return the whole chart, dark on white, as wide as it is seen; None while there is nothing to show."""
        painter = self._on_paper()
        return None if painter is None else chart_image(painter, self._paper_width())

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        image = self.picture()
        if image is not None:
            QApplication.clipboard().setImage(image)

    def save_picture(self, path: str) -> None:
        """Write the picture as PNG or, by the ending of the name, as SVG.

        :raises LandPlanError: when there is nothing to show, or the file cannot be written
        """
        save_chart(self._on_paper(), self._paper_width(), Path(path))

    def ask_and_save(self) -> None:
        """Ask for a file and write the picture; says so by `saved` or `refused`."""
        filters = ";;".join(f"{ending.upper()} (*.{ending})" for ending in formats())
        path, chosen = QFileDialog.getSaveFileName(self, self.tr("Save the chart as a picture"), "", filters)
        if not path:
            return
        if not Path(path).suffix:
            path += "." + chosen.split(" ")[0].lower()
        try:
            self.save_picture(path)
        except LandPlanError as refusal:
            self.refused.emit(str(refusal))
        else:
            self.saved.emit(path)

    def _on_paper(self) -> Optional[ChartPainter]:
        if self._painter is None or self._shown is None or self._painter.content.empty is not None:
            return None
        return ChartPainter(self._painter.content, self._shown[-1], self.font(), chart_colours(paper_palette()))

    def _paper_width(self) -> int:
        return min(max(self.viewport().width(), 480), 1200)

    # --- looking -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size at which a county with its towns can be seen."""
        return QSize(420, 360)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the smallest size that still says something."""
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw what is in sight."""
        view = self.viewport()
        painter = QPainter(view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        colours = chart_colours(self.palette())
        painter.fillRect(view.rect(), colours.ground)
        text = self.empty_text()
        if text or self._painter is None:
            painter.setPen(colours.dim)
            wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(view.rect().adjusted(16, 8, -16, -8), wrapped, text)
            return
        header, scrolled = self._header_height(), self.verticalScrollBar().value()
        painter.save()
        painter.translate(0, header - scrolled)
        pointed = Pointed(self._current if self.hasFocus() else None, self._hovered)
        self._painter.paint_body(painter, view.width(), scrolled, scrolled + view.height() - header, pointed)
        painter.restore()
        self._painter.paint_header(painter, view.width())

    def _header_height(self) -> int:
        return 0 if self._painter is None else self._painter.header_height(self.viewport().width())

    def _at(self, place: QPoint) -> Optional[int]:
        """Return the group at a place of the viewport."""
        header = self._header_height()
        if self._painter is None or self._painter.content.empty is not None or place.y() < header:
            return None
        scrolled = self.verticalScrollBar().value()
        layout = self._painter.layout
        y = place.y() - header + scrolled
        covered = any(
            0 <= y - layout.sticky_axis(section, scrolled) < layout.sizes.axis for section in range(layout.sections)
        )
        return None if covered else layout.group_at(y)

    def resizeEvent(self, event: Any) -> None:  # noqa: N802
        """Follow the size of the window."""
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow theme and font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._remake()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Explain the unit under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            group = self._at(event.pos())
            if group is None or self._painter is None:
                QToolTip.hideText()
            else:
                text = self._painter.texts.hover(self._painter.content.group(group))
                QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    # --- hands ---------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the unit under the pointer stand out."""
        self._hover(self._at(event.pos()))

    def _hover(self, group: Optional[int]) -> None:
        if group != self._hovered:
            self._hovered = group
            over = Qt.CursorShape.ArrowCursor if group is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(over)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the unit that was clicked."""
        group = self._at(event.pos()) if event.button() == Qt.MouseButton.LeftButton else None
        if group is not None:
            self._go_to(group, scroll=False)
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step through the units; everything else goes on its usual way."""
        last = -1
        if self._painter is not None and self._painter.content.empty is None:
            last = len(self._painter.content.units) - 1
        at = self._current
        places = {
            Qt.Key.Key_Down: 0 if at is None else at + 1,
            Qt.Key.Key_Right: 0 if at is None else at + 1,
            Qt.Key.Key_Up: 0 if at is None else at - 1,
            Qt.Key.Key_Left: 0 if at is None else at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in places:
            self._go_to(min(max(places[event.key()], 0), last))
        elif last >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at is not None:
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:  # noqa: N802
        """Show the unit the keyboard is at."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:  # noqa: N802
        """Show no unit of the keyboard's."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _go_to(self, group: Optional[int], scroll: bool = True) -> None:
        self._current = group
        if group is not None and scroll and self._painter is not None:
            layout, bar = self._painter.layout, self.verticalScrollBar()
            top, end = layout.group_top(group), layout.group_top(group) + layout.group_height
            if top - layout.sizes.axis < bar.value():
                bar.setValue(top - layout.sizes.axis)
            elif end > bar.value() + bar.pageStep():
                bar.setValue(end - bar.pageStep())
        self._describe()
        self.viewport().update()

    def _open(self) -> None:
        unit = self.current_unit
        if unit is not None:
            self.unit_clicked.emit(unit)
