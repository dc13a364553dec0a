"""Draws a bar chart of an indicator: one block of bars per unit, the target as a line across them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from ...algorithms.indicators.chart_content import ChartBar, ChartContent, ChartGroup
from ...algorithms.indicators.chart_layout import ChartLayout, Scale, Sizes, scale_of
from ...algorithms.indicators.judgement import Deviation
from ...algorithms.language import Language
from ...algorithms.rulepack.indicator_rules import ValueKind
from ...algorithms.rulepack.model import Severity
from .chart_colours import ChartColours
from .chart_texts import ChartTexts

MARGIN = 8
LEAST_PLOT = 90  # pixels; below this the numbers at the bars give way to the bars
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Pointed:
    """Units that stand out.

    :ivar current: place of the unit the keyboard is at; ``hovered`` of that under the pointer
    """

    current: Optional[int] = None
    hovered: Optional[int] = None


class ChartPainter:
    """Draws content at a width; y = 0 is the upper edge of the first axis, the header is apart."""

    def __init__(self, content: ChartContent, language: Language, font: QFont, colours: ChartColours) -> None:
        """:param font: of the widget, which has the letters of the user's language"""
        self.content = content
        self.texts = ChartTexts(content, language)
        self._colours = colours
        self._font = QFont(font)
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics = QFontMetrics(self._font)
        line = self._metrics.height()
        sizes = Sizes(title=line + 4, bar=line + 1, gap=line // 2 + 2, axis=line + 8)
        count = len(content.units)
        self._sections = (range(1), range(1, count)) if content.apart else (range(count),)
        self.layout = ChartLayout([len(section) for section in self._sections], len(content.kinds), sizes)
        self._amounts = [content.amounts(section) for section in self._sections]
        self._scales: dict[tuple[int, int], Scale] = {}
        amounts = [amount for section in self._amounts for amount in section]
        self._widest = self._width_of(amounts, content.decimals)
        self._widest_difference = self._width_of(content.differences(), content.decimals)
        whole = max((abs(amount) for amount in amounts), default=0.0) >= 10
        self._widest_tick = self._width_of(amounts, 0 if whole else content.decimals)

    def _width_of(self, amounts: list[float], decimals: int) -> int:
        """Return the room the longest of some numbers takes."""
        ends = (min(amounts), max(amounts)) if amounts else ()
        return max((self._metrics.horizontalAdvance(f"{amount:,.{decimals}f}") for amount in ends), default=0)

    # --- header --------------------------------------------------------------------------------

    def header_height(self, width: int) -> int:
        """Return the height of title and legend."""
        return self._header(None, width)

    def paint_header(self, painter: QPainter, width: int) -> None:
        """Draw title and legend at the upper edge."""
        painter.fillRect(QRectF(0, 0, width, self.header_height(width)), self._colours.ground)
        self._header(painter, width)

    def _header(self, painter: Optional[QPainter], width: int) -> int:
        """Draw or only measure: the same steps, so that both agree."""
        line = self._metrics.height()
        metrics = QFontMetrics(self._bold)
        room = max(width - 2 * MARGIN, 40)
        wrap = int(Qt.TextFlag.TextWordWrap)
        box = metrics.boundingRect(0, 0, room, 10_000, wrap, self.texts.title)
        if painter is not None:
            painter.setFont(self._bold)
            painter.setPen(self._colours.text)
            painter.drawText(QRectF(MARGIN, 4, room, box.height() + 1), wrap, self.texts.title)
            painter.setFont(self._font)
        x, y = MARGIN, 8 + box.height()
        for kind in (*self.content.kinds, None):
            if kind is None and ValueKind.ASSIGNED not in self.content.kinds:
                continue
            text = self.texts.target if kind is None else self.texts.kind(kind)
            needed = line + 4 + self._metrics.horizontalAdvance(text)
            if x > MARGIN and x + needed > width - MARGIN:
                x, y = MARGIN, y + line + 2
            if painter is not None:
                self._legend_entry(painter, x, y, kind, text)
            x += needed + 12
        return y + line + 4

    def _legend_entry(self, painter: QPainter, x: float, y: float, kind: Optional[ValueKind], text: str) -> None:
        line = self._metrics.height()
        if kind is None:
            self._target_line(painter, x + line / 2, y + 1, y + line - 1)
        else:
            self._bar(painter, QRectF(x + 1, y + 3, line - 3, line - 6), kind)
        painter.setPen(self._colours.text)
        painter.drawText(QRectF(x + line + 4, y, 10_000, line), _LEFT, text)

    # --- body ----------------------------------------------------------------------------------

    def paint_body(self, painter: QPainter, width: int, top: int, bottom: int, pointed: Pointed) -> None:
        """Draw what lies between two heights, with the axis of what is shown at the upper edge."""
        painter.setFont(self._font)
        plot, numbers = self._plot(width)
        for place in self.layout.visible(top, bottom):
            self._group(painter, place, width, plot, numbers, pointed)
        for section in range(len(self._sections)):
            y = self.layout.sticky_axis(section, top)
            if y < bottom:
                self._axis(painter, section, y, width, plot)

    def _plot(self, width: int) -> tuple[QRectF, int]:
        """Return the room of the bars (heights without meaning) and how much is written at them.

        The second is 2 for amounts and differences, 1 for amounts, 0 for nothing.
        """
        room = width - 2 * MARGIN
        sign = self._metrics.horizontalAdvance(" ▲ +")
        for numbers, needed in ((2, self._widest + self._widest_difference + sign + 14), (1, self._widest + sign + 14)):
            if room - needed >= LEAST_PLOT:
                return QRectF(MARGIN, 0, room - needed, 0), numbers
        return QRectF(MARGIN, 0, max(room, 20), 0), 0

    def _scale(self, section: int, plot: QRectF) -> Scale:
        """Return the axis of a section with as many ticks as have room."""
        most = min(max(int(plot.width() // (self._widest_tick + 14)), 2), 7)
        if (section, most) not in self._scales:
            self._scales[section, most] = scale_of(self._amounts[section], most)
        return self._scales[section, most]

    def _axis(self, painter: QPainter, section: int, y: float, width: int, plot: QRectF) -> None:
        """Draw the numbers of an axis on a ground of its own, for groups pass below it."""
        scale, height = self._scale(section, plot), self.layout.sizes.axis
        painter.fillRect(QRectF(0, y, width, height), self._colours.ground)
        painter.setPen(self._colours.dim)
        free = -1e9
        for tick in scale.ticks:
            text = scale.label(tick).replace("-", "−")
            wide = self._metrics.horizontalAdvance(text)
            x = plot.left() + scale.place(float(tick), plot.width())
            left = min(max(x - wide / 2, 2.0), width - wide - 2.0)
            painter.drawLine(QPointF(x, y + height - 4), QPointF(x, y + height - 1))
            if left > free:  # a number that would run into the one before is left out
                painter.drawText(QRectF(left, y, wide + 2, height - 5), _LEFT, text)
                free = left + wide + 6
        painter.setPen(self._colours.grid)
        painter.drawLine(QPointF(0, y + height - 0.5), QPointF(width, y + height - 0.5))

    def _group(
        self, painter: QPainter, place: int, width: int, plot: QRectF, numbers: int, pointed: Pointed
    ) -> None:
        group, layout = self.content.group(place), self.layout
        scale, top = self._scale(layout.section_of(place), plot), layout.group_top(place)
        whole = QRectF(2, top + 1, width - 4, layout.group_height - 2)
        if pointed.hovered == place:
            painter.fillRect(whole, self._colours.raised)
        first, last = layout.bar_top(place, 0), layout.bar_top(place, layout.bars)
        painter.setPen(self._colours.grid)
        for tick in scale.ticks:
            x = plot.left() + scale.place(float(tick), plot.width())
            painter.drawLine(QPointF(x, first), QPointF(x, last))
        self._name(painter, group, top, width)
        for number, bar in enumerate(group.bars):
            if bar.amount is not None:
                painter.save()
                self._bar(painter, self._bar_box(scale, plot, layout.bar_top(place, number), bar), bar.kind)
                painter.restore()
        zero = plot.left() + scale.place(0.0, plot.width())
        painter.setPen(self._colours.dim)
        painter.drawLine(QPointF(zero, first), QPointF(zero, last))
        if group.target is not None:
            x = plot.left() + scale.place(float(group.target), plot.width())
            self._target_line(painter, x, first - 1, last + 1)
        ground = self._colours.raised if pointed.hovered == place else self._colours.ground
        for number, bar in enumerate(group.bars if numbers else ()):
            box = self._bar_box(scale, plot, layout.bar_top(place, number), bar)
            self._number(painter, box, bar, numbers > 1, ground)
        if pointed.current == place:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._colours.focus, 1.5))
            painter.drawRoundedRect(whole, 3, 3)

    def _name(self, painter: QPainter, group: ChartGroup, top: float, width: int) -> None:
        line = self._metrics.height()
        x = float(MARGIN)
        if group.deviations:
            worst = self._worst(group.deviations)
            colour = self._colours.wrong[worst]
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            badge = QRectF(x, top + 3, line - 2, line - 2)
            painter.drawEllipse(badge)
            painter.setFont(self._bold)
            painter.setPen(self._colours.ground)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "!")
            painter.restore()
            x += line + 2
        painter.setFont(self._bold)
        painter.setPen(self._colours.text)
        room = width - x - MARGIN
        text = QFontMetrics(self._bold).elidedText(group.name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(x, top + 2, room, line), _LEFT, text)
        painter.setFont(self._font)

    def _bar_box(self, scale: Scale, plot: QRectF, top: float, bar: ChartBar) -> QRectF:
        zero = plot.left() + scale.place(0.0, plot.width())
        end = plot.left() + scale.place(float(bar.amount or 0), plot.width())
        thick = self.layout.sizes.bar - 5
        return QRectF(min(zero, end), top + 2.5, max(abs(end - zero), 1.0), thick)

    def _bar(self, painter: QPainter, box: QRectF, kind: ValueKind) -> None:
        """Draw a bar; the plan before its adjustment is hatched, for it no longer holds."""
        painter.setPen(QPen(self._colours.edges[kind], 1))
        fill = QColor(self._colours.bars[kind])
        painter.setBrush(QBrush(fill, Qt.BrushStyle.BDiagPattern) if kind is ValueKind.FORMER else QBrush(fill))
        painter.drawRect(box)

    def _target_line(self, painter: QPainter, x: float, top: float, bottom: float) -> None:
        """Draw the line of the target with a foot at each end, on a rim of the ground so that it shows on bars."""
        painter.save()
        painter.setPen(QPen(self._colours.ground, 4))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        painter.setPen(QPen(self._colours.text, 2))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.text)
        painter.drawPolygon(QPolygonF([QPointF(x - 4, top), QPointF(x + 4, top), QPointF(x, top + 5)]))
        painter.restore()

    def _number(self, painter: QPainter, box: QRectF, bar: ChartBar, whole: bool, ground: QColor) -> None:
        """Write the amount behind the bar, then what it has more or less than the target.

        :param box: of the bar, from zero to its end; :param whole: there is room for the difference as a number
        """
        top, height = box.top() - 2.5, self.layout.sizes.bar
        amount = self.texts.no_value if bar.amount is None else self.texts.amount(bar.amount)
        x, wide = box.right() + 5, self._metrics.horizontalAdvance(amount)
        painter.fillRect(QRectF(x - 1, top + 1, wide + 2, height - 2), ground)  # the line of the target may pass here
        painter.setPen(self._colours.dim if bar.amount is None else self._colours.text)
        painter.drawText(QRectF(x, top, wide + 2, height), _LEFT, amount)
        against = self.texts.against(bar)
        if not against or not (whole or bar.deviations):
            return
        against = against if whole else against[:1]  # the sign alone
        x, wide = x + wide + 6, self._metrics.horizontalAdvance(against)
        painter.fillRect(QRectF(x - 1, top + 1, wide + 2, height - 2), ground)
        painter.setPen(self._colours.wrong[self._worst(bar.deviations)] if bar.deviations else self._colours.dim)
        painter.drawText(QRectF(x, top, wide + 2, height), _LEFT, against)

    @staticmethod
    def _worst(deviations: tuple[Deviation, ...]) -> Severity:
        errors = any(one.severity is Severity.ERROR for one in deviations)
        return Severity.ERROR if errors else Severity.WARNING
