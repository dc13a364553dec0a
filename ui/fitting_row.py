"""Buttons that give up their words where the dock is narrow, and keep icon, tooltip and accessible name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Optional

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QToolButton, QWidget

from .flow_layout import FlowLayout


@dataclass
class _Entry:
    button: QToolButton
    words: str
    short: str
    rank: int
    wide: int = 0
    narrow: int = 0


class WordFit:
    """Decides which of a row's buttons show their words in the room there is."""

    def __init__(self, gap: int) -> None:
        """:param gap: pixels between two buttons"""
        self._gap = gap
        self._entries: list[_Entry] = []

    def add(self, button: QToolButton, words: str, short: str = "", rank: int = 0) -> None:
        """Take a button.

        :param short: what is left of the words in a narrow row, empty = the icon alone
        :param rank: buttons of the lowest rank lose their words first, those of one rank together
        """
        entry = _Entry(button, words, short, rank)
        self._entries.append(entry)
        self._measure(entry)

    def set_words(self, button: QToolButton, words: str, short: str = "") -> None:
        """Give a button other words; the next `fit` shows as much of them as there is room for."""
        entry = next(entry for entry in self._entries if entry.button is button)
        if (entry.words, entry.short) != (words, short):
            entry.words, entry.short = words, short
            self._measure(entry)

    def measure(self) -> None:
        """Measure all buttons anew after font or style have changed."""
        for entry in self._entries:
            self._measure(entry)

    def fit(self, width: int) -> None:
        """Show the words there is room for in a width."""
        narrow = self._narrow_at(width)
        for entry in self._entries:
            self._show(entry, entry.rank not in narrow)

    def widths_at(self, width: int) -> list[int]:
        """Return how wide the visible buttons would be in a width, without changing them."""
        narrow = self._narrow_at(width)
        return [entry.narrow if entry.rank in narrow else entry.wide for entry in self._shown()]

    def _shown(self) -> list[_Entry]:
        return [entry for entry in self._entries if entry.button.isVisibleTo(entry.button.parentWidget())]

    def _narrow_at(self, width: int) -> set[int]:
        """Return the ranks that give up their words in a width."""
        shown = self._shown()
        narrow: set[int] = set()
        for rank in sorted({entry.rank for entry in shown}):
            if self._width(shown, narrow) <= width + self._gap:
                break
            narrow.add(rank)
        return narrow

    def narrowest(self) -> int:
        """Return the width of all visible buttons without their words."""
        shown = self._shown()
        return max(self._width(shown, {entry.rank for entry in shown}) - self._gap, 0)

    def _width(self, entries: Iterable[_Entry], narrow: set[int]) -> int:
        return sum((entry.narrow if entry.rank in narrow else entry.wide) + self._gap for entry in entries)

    def _measure(self, entry: _Entry) -> None:
        self._show(entry, False)
        entry.narrow = entry.button.sizeHint().width()
        self._show(entry, True)
        entry.wide = entry.button.sizeHint().width()
        entry.button.setAccessibleName(entry.words)

    @staticmethod
    def _show(entry: _Entry, in_words: bool) -> None:
        text = entry.words if in_words else entry.short
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
        button = entry.button
        if button.text() != text:
            button.setText(text)
        if button.toolButtonStyle() != style:
            button.setToolButtonStyle(style)


class FittingRow(QWidget):
    """A row of buttons: in words where there is room, else shorter, and in two lines when even that is too long."""

    def __init__(self, parent: Optional[QWidget] = None, gap: int = 3) -> None:
        """:param gap: pixels between two buttons"""
        super().__init__(parent)
        self._words = WordFit(gap)
        self._flow = FlowLayout(self, gap)

    def add(self, button: QToolButton, words: str, short: str = "", rank: int = 0) -> None:
        """Put a button at the end of the row; see `WordFit.add`."""
        self._words.add(button, words, short, rank)
        self._flow.addWidget(button)

    def set_words(self, button: QToolButton, words: str, short: str = "") -> None:
        """Give a button other words."""
        self._words.set_words(button, words, short)

    def refit(self) -> None:
        """Fit the words again after words or visible buttons have changed."""
        self._words.fit(self.width())
        self.updateGeometry()

    def narrowest(self) -> int:
        """Return the width at which all buttons still stand in one line, without their words."""
        return self._words.narrowest()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return True: a narrow row may need a second line."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at a width, with the words there is room for."""
        # Only asked, not set: layouts ask for widths that the row never gets.
        return self._flow.height_of(self._words.widths_at(width), width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the width with the words."""
        super().resizeEvent(event)
        self._words.fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow font and style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._words.measure()
            self.refit()
