"""The line below the grid: what the chosen values come to, and what the signs mean."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget, QWidgetAction

from ....algorithms.language import Language
from ....algorithms.rulepack.indicator_rules import IndicatorRule
from ...wording import plain_tip
from .amount_text import amount_text, shown_unit
from .legend import legend_html
from .selection_sum import SelectionSum
from .words import unit_word

_DOT = " · "


class GridStatus(QWidget):
    """One line; the legend opens at its end."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._parts: tuple[str, ...] = ()
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setAccessibleName(self.tr("What the chosen values come to"))
        self.signs = QToolButton(self)
        self.signs.setObjectName("grid_signs")
        self.signs.setText(self.tr("Signs"))
        self.signs.setToolTip(self.tr("What the signs and colours mean"))
        self.signs.setAutoRaise(True)
        self.signs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.signs.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        self.legend.setMargin(8)
        self.legend.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
        menu = QMenu(self.signs)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(self.legend)
        menu.addAction(holder)
        menu.aboutToShow.connect(self._write_legend)
        self.signs.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.text, 1)
        row.addWidget(self.signs)

    def say(self, *parts: str) -> None:
        """Say something in parts; those that have no room are in the tip alone: a number that is cut is a wrong one."""
        self._parts = parts
        self.text.setToolTip(plain_tip(_DOT.join(parts)))
        self._fit()

    def _fit(self) -> None:
        shown = list(self._parts)
        text = _DOT.join(shown)
        while len(shown) > 1 and self.text.fontMetrics().horizontalAdvance(text) > self.text.width():
            shown.pop()
            text = _DOT.join(shown) + " …"
        self.text.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the width."""
        super().resizeEvent(event)
        self.layout().activate()
        self._fit()

    def show_units(self, shown: int, every: int) -> None:
        """Say how many units there are and how many of them the filters let through."""
        if shown == every:
            self.say(self.tr("{count} units").format(count=f"{every:,}"))
        else:
            self.say(self.tr("{shown} of {count} units shown").format(shown=f"{shown:,}", count=f"{every:,}"))

    def show_sum(self, found: SelectionSum, rule: Optional[IndicatorRule], area_unit: str, language: Language) -> None:
        """Say what some values come to.

        :param rule: of one of the values: its unit and decimals are used
        :param area_unit: unit areas are shown in, empty = that of the rule
        """
        words = [self.tr("{count} values").format(count=f"{found.size:,}")]
        if rule is not None and found.size and found.least is not None and found.most is not None:
            name = unit_word(shown_unit(rule, area_unit), language)
            if found.total is not None:
                words.append(self.tr("sum {amount} {unit}").format(
                    amount=amount_text(found.total, rule, area_unit), unit=name))
                if found.nested:  # said before the mean: it must not be what is left out first
                    words.append(self.tr("units and their parts both counted"))
                words.append(self.tr("mean {amount}").format(
                    amount=amount_text(found.total / found.size, rule, area_unit)))
            else:
                words.append(self.tr("from {least} to {most} {unit}").format(
                    least=amount_text(found.least, rule, area_unit),
                    most=amount_text(found.most, rule, area_unit), unit=name))
        elif found.size:
            words.append(self.tr("of different sorts"))
        self.say(*words)

    def _write_legend(self) -> None:
        self.legend.setText(legend_html(self.palette()))
        self.legend.adjustSize()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.legend.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
