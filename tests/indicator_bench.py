"""A grid of indicators with a sheet, and hands to work it with real keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from indicator_plan import key, plan_sheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.ui.indicators.grid.delegate import AmountEditor
from landplan_toolbox.ui.indicators.grid.edits import Place
from landplan_toolbox.ui.indicators.grid.grid import IndicatorGrid
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ENGLISH = Language("en")


class Bench:
    """A grid with a sheet, and hands to work it."""

    def __init__(self, qtbot, sheet):
        self.qtbot, self.sheet = qtbot, sheet
        self.grid = IndicatorGrid()
        self.told = []
        self.grid.edited.connect(self.told.append)
        qtbot.addWidget(self.grid)
        self.grid.resize(700, 600)
        self.grid.show()
        self.grid.set_sheet(sheet, ENGLISH)
        self.grid.set_shown(replace(self.grid.shown, sums=True))
        self.grid.model.open_all()
        self.view, self.model = self.grid.view, self.grid.model
        self.view.setFocus()
        self.wait()

    def wait(self):
        self.qtbot.waitUntil(lambda: self.model.judged.done, timeout=10_000)

    def place(self, at):
        index = self.model.index_of(at)
        assert index.isValid(), f"{at} is not seen"
        return Place(index.row(), index.column())

    def go(self, at, extend=False):
        self.view.go(self.place(at), extend)

    def press(self, code, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.view, code, modifiers)
        QApplication.processEvents()

    def type(self, text, end=Qt.Key.Key_Return):
        """Type a text into the current cell as a person does, and press a key at the end."""
        QTest.keyClicks(self.view, text[0])
        editor = self.editor()
        editor.insert(text[1:])  # QTest cannot type what has no key
        if end is not None:
            QTest.keyClick(editor, end)
        QApplication.processEvents()
        QApplication.processEvents()

    def editor(self):
        editors = [one for one in self.view.viewport().findChildren(AmountEditor) if one.isVisible()]
        return editors[0] if editors else None

    def amount(self, at):
        found = self.sheet.value(at)
        return None if found is None else found.quantity

    def cell(self, at):
        return self.model.cell(*self.place(at))

    def tip(self, at):
        return self.model.data(self.model.index_of(at), Qt.ItemDataRole.ToolTipRole)

    def double_click(self, at):
        place = self.view.visualRect(self.model.index_of(at)).center()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def bubble(self):
        return self.view.bubble.text() if self.view.bubble.isVisible() else ""

    def units(self):
        return [self.model.row(place).code for place in range(self.model.rowCount())]

    def show(self, **shown):
        self.grid.set_shown(replace(self.grid.shown, **shown))
        self.wait()

    def paste(self, text):
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CONTROL)


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, plan_sheet())


def assigned(unit, indicator="01"):
    return key(unit, indicator, "a")
