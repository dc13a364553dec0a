"""The grid of indicator values: worked with real keys, as a spreadsheet is."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from indicator_plan import A1, A2, COUNTY, ORIGIN, YEAR, A, B, C, key, plan_sheet, put, rules, tree, value
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from landplan_toolbox.ui.indicators.grid.clip import joined
from landplan_toolbox.ui.indicators.grid.columns import Shown
from landplan_toolbox.ui.indicators.grid.delegate import AmountEditor
from landplan_toolbox.ui.indicators.grid.edits import Place
from landplan_toolbox.ui.indicators.grid.grid import IndicatorGrid
from landplan_toolbox.ui.indicators.grid.headers import two_lines
from landplan_toolbox.ui.indicators.grid.outline import STRANGERS, Outline
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QInputMethodEvent, QMouseEvent, QPalette
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


# --- what is shown ---------------------------------------------------------------------------


def test_units_and_columns_come_in_the_order_of_the_plan(bench):
    assert bench.units() == [COUNTY, A, A1, A2, B, C]
    first = [(column.rule.code, column.year, column.kind) for column in bench.model.columns[:5]]
    assert first == [("01", 2014, ValueKind.BASE), ("01", 2020, ValueKind.ASSIGNED), ("01", 2020, ValueKind.PLANNED),
                     ("01", 2020, ValueKind.MEASURED), ("02", 2014, ValueKind.BASE)]
    assert len(bench.model.columns) == 15 * 4
    assert bench.model.group_text(0) == "★ Indicator 01 (ha)"
    assert bench.model.group_text(8) == "Indicator 03 (ha)"


def test_rows_have_one_line_until_sums_are_wanted(bench):
    tall = bench.view.rowHeight(0)
    bench.show(sums=False)
    assert bench.view.rowHeight(0) == bench.view.rowHeight(bench.model.rowCount() - 1) < tall
    assert bench.cell(assigned(COUNTY)).below == "", "the unit has its own value"
    bench.go(assigned(COUNTY))
    bench.press(Qt.Key.Key_Delete)
    cell = bench.cell(assigned(COUNTY))
    assert (cell.text, cell.below) == ("", "Σ 900.00"), "without a value of its own the sum stands for it"
    assert bench.model.edit_text(bench.model.index_of(assigned(COUNTY))) == ""


def test_a_double_click_on_a_name_asks_for_the_unit(bench):
    asked = []
    bench.grid.unit_wanted.connect(asked.append)
    header = bench.view.units
    before = bench.units()
    row = before.index(A)
    place = QPoint(70, header.sectionViewportPosition(row) + header.sectionSize(row) // 2)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [A] and bench.units() == before


def test_search_and_buttons_share_a_line_where_there_is_room(bench):
    filters = bench.grid.filters
    bench.grid.resize(1000, 500)
    QApplication.processEvents()
    low = filters.height()
    bench.grid.resize(380, 500)
    bench.qtbot.waitUntil(lambda: filters.width() == 380, timeout=2_000)
    for button in (filters.columns_button, filters.deviations_button, filters.undo_button):
        bench.qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width() and filters.rect(
            ).contains(QRect(button.mapTo(filters, QPoint(0, 0)), button.size())), timeout=2_000)
    assert filters.height() > low


def test_a_narrow_grid_leaves_room_for_the_values(bench):
    wide = bench.view.units.wide
    bench.grid.resize(360, 500)
    QApplication.processEvents()
    assert bench.view.units.wide < wide
    bench.view.units.set_wide(200)
    bench.grid.resize(340, 500)
    QApplication.processEvents()
    assert bench.view.units.wide == 200, "a width that somebody chose stays"


def test_a_unit_shows_its_value_and_the_sum_of_those_below(bench):
    cell = bench.cell(assigned(COUNTY))
    assert (cell.text, cell.below, cell.sign) == ("900.00", "Σ 900.00", "")
    assert bench.cell(assigned(A)).below == ""  # the villages have no farmland of their own: nothing to add up
    assert bench.cell(key(COUNTY, "14", "a")).below == ""  # a ratio does not add up


@pytest.mark.parametrize(("unit", "text", "whole"), [
    ("", "900.00", "900"), ("ha", "900.00", "900"), ("m2", "9,000,000", "9000000"), ("mu", "13,500.0", "13500"),
    ("wan_mu", "1.35000", "1.35"),
])
def test_areas_are_shown_in_the_unit_chosen_and_ratios_in_their_own(bench, unit, text, whole):
    bench.show(area_unit=unit)
    assert bench.cell(assigned(COUNTY)).text == text
    assert bench.model.edit_text(bench.model.index_of(assigned(COUNTY))) == whole
    assert bench.cell(key(COUNTY, "14", "a")).text == "93.00"


def test_an_amount_that_does_not_end_in_the_unit_shown_stays_what_it_is(bench):
    put(bench.sheet, A, "01", "a", "100", "mu")
    bench.grid.refresh([assigned(A)])
    bench.go(assigned(A))
    assert bench.cell(assigned(A)).text == "6.67"
    bench.press(Qt.Key.Key_F2)
    assert bench.editor().text() == "6.666666666667"
    QTest.keyClick(bench.editor(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert bench.amount(assigned(A)) == Quantity(Decimal("100"), "mu") and not bench.told


# --- typing ----------------------------------------------------------------------------------


def test_typing_writes_a_value_with_its_origin_and_goes_down(bench):
    bench.go(assigned(B))
    bench.type("271.5")
    found = bench.sheet.value(assigned(B))
    assert found.quantity == Quantity(Decimal("271.5"), "ha")
    assert found.origin.person and ENGLISH.render(found.origin.source) == "Entered by hand"
    assert bench.told == [[ValueChange(assigned(B), found)]]
    assert bench.grid.current_key() == assigned(C)
    assert bench.cell(assigned(COUNTY)).below == "Σ 901.50"


@pytest.mark.parametrize(("text", "quantity"), [
    ("１２．５", Quantity(Decimal("12.5"), "ha")), ("1,234.5", Quantity(Decimal("1234.5"), "ha")),
    ("300亩", Quantity(Decimal("300"), "mu")), ("0", Quantity(Decimal("0"), "ha")),
])
def test_amounts_as_people_write_them(bench, text, quantity):
    bench.go(assigned(B))
    bench.press(Qt.Key.Key_F2)
    bench.editor().setText(text)
    QTest.keyClick(bench.editor(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert bench.amount(assigned(B)) == quantity


def test_what_is_no_amount_is_told_beside_the_cell_and_kept(bench):
    bench.go(assigned(B))
    bench.type("12 oxen")
    assert "12 oxen" in bench.bubble() and "西镇" in bench.bubble()
    assert bench.editor().text() == "12 oxen"
    assert bench.amount(assigned(B)) == Quantity(Decimal("270"), "ha") and not bench.told
    assert bench.grid.current_key() == assigned(B)
    bench.editor().setText("12")
    QTest.keyClick(bench.editor(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert bench.amount(assigned(B)) == Quantity(Decimal("12"), "ha")
    assert bench.editor() is None and bench.bubble() == ""


def test_escape_gives_up_what_was_typed(bench):
    bench.go(assigned(B))
    bench.type("1x", Qt.Key.Key_Return)
    QTest.keyClick(bench.editor(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert bench.editor() is None and bench.bubble() == ""
    assert bench.amount(assigned(B)) == Quantity(Decimal("270"), "ha")


def test_a_refused_cell_comes_before_the_next_one(bench):
    bench.go(assigned(B))
    bench.type("1x")
    bench.go(assigned(C))
    bench.double_click(assigned(C))
    editors = [one for one in bench.view.viewport().findChildren(AmountEditor) if one.isVisible()]
    assert [one.text() for one in editors] == ["1x"]
    assert bench.amount(assigned(C)) == Quantity(Decimal("180"), "ha")


def test_an_amount_of_another_sort_is_refused(bench):
    bench.go(key(COUNTY, "14", "a"))
    bench.type("5亩")
    assert "cannot be converted" in bench.bubble() and not bench.told


def test_tab_in_the_editor_writes_and_goes_on(bench):
    bench.go(assigned(B))
    bench.type("5", Qt.Key.Key_Tab)
    assert bench.amount(assigned(B)) == Quantity(Decimal("5"), "ha")
    assert bench.grid.current_key() == key(B, "01", "p")


def test_down_in_the_editor_writes_and_goes_on(bench):
    bench.go(assigned(B))
    bench.type("5", Qt.Key.Key_Down)
    assert bench.amount(assigned(B)) == Quantity(Decimal("5"), "ha") and bench.editor() is None
    assert bench.grid.current_key() == assigned(C)


def test_measured_values_cannot_be_typed_and_the_grid_says_why(bench):
    bench.go(key(A, "01", "m"))
    QTest.keyClicks(bench.view, "5")
    assert bench.editor() is None
    assert "come from the layers" in bench.bubble() and "东镇" in bench.bubble()
    bench.double_click(key(B, "01", "m"))
    assert bench.editor() is None and "西镇" in bench.bubble()


def test_a_double_click_edits(bench):
    bench.double_click(assigned(B))
    assert bench.editor().text() == "270" and bench.editor().selectedText() == "270"


def test_typing_the_same_value_changes_nothing(bench):
    bench.go(assigned(B))
    bench.type("270")
    assert not bench.told and bench.grid.undo_stack.count() == 0


def test_an_input_method_opens_the_editor(bench):
    bench.go(assigned(B))
    event = QInputMethodEvent()
    event.setCommitString("１２")
    QApplication.sendEvent(bench.view, event)
    assert bench.editor().text() == "１２"
    QTest.keyClick(bench.editor(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert bench.amount(assigned(B)) == Quantity(Decimal("12"), "ha")


def test_a_typed_blank_clears(bench):
    bench.go(assigned(B))
    bench.press(Qt.Key.Key_F2)
    bench.editor().clear()
    QTest.keyClick(bench.editor(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert bench.amount(assigned(B)) is None
    assert bench.cell(assigned(COUNTY)).below == "Σ 630.00 …"


def test_delete_clears_what_can_be_typed_and_says_what_stays(bench):
    put(bench.sheet, B, "01", "m", "270")
    bench.grid.refresh([key(B, "01", "m")])
    bench.go(assigned(B))
    bench.go(key(B, "01", "m"), extend=True)
    bench.press(Qt.Key.Key_Delete)
    assert bench.amount(assigned(B)) is None and bench.amount(key(B, "01", "p")) is None
    assert bench.amount(key(B, "01", "m")) is not None
    assert "1 measured" in bench.bubble()
    assert bench.grid.undo_stack.count() == 1


def test_delete_on_measured_values_alone_says_why_nothing_happens(bench):
    put(bench.sheet, B, "01", "m", "270")
    bench.grid.refresh(None)
    bench.go(key(B, "01", "m"))
    bench.press(Qt.Key.Key_Delete)
    assert "come from the layers" in bench.bubble() and not bench.told


# --- undo ------------------------------------------------------------------------------------


def test_each_step_is_taken_back_and_done_again_and_told(bench):
    before = bench.sheet.value(assigned(B))
    bench.go(assigned(B))
    bench.type("1")
    after = bench.sheet.value(assigned(B))
    bench.press(Qt.Key.Key_Z, CONTROL)
    assert bench.sheet.value(assigned(B)) == before
    bench.press(Qt.Key.Key_Y, CONTROL)
    assert bench.sheet.value(assigned(B)) == after
    assert [told[0].value for told in bench.told] == [after, before, after]
    assert bench.grid.undo_stack.undoText() == "Enter 西镇 · Indicator 01 · Assigned 2020"
    assert bench.grid.filters.undo_button.isEnabled() and not bench.grid.filters.redo_button.isEnabled()


def test_outside_changes_are_one_step(bench):
    changes = [ValueChange(assigned(unit), value(assigned(unit), 1)) for unit in (A, B, C)]
    bench.grid.apply(changes, "Hand down")
    assert bench.grid.undo_stack.count() == 1 and bench.cell(assigned(COUNTY)).below.startswith("Σ 3.00")
    bench.grid.filters.undo_button.click()
    assert [str(bench.amount(assigned(unit)).amount) for unit in (A, B, C)] == ["450", "270", "180"]


def test_another_sheet_forgets_the_steps_of_the_last(bench):
    bench.go(assigned(B))
    bench.type("1")
    bench.grid.set_sheet(plan_sheet(), ENGLISH)
    assert not bench.grid.undo_stack.canUndo()
    assert bench.cell(assigned(B)).text == "270.00"


# --- clipboard -------------------------------------------------------------------------------


def test_what_is_copied_is_read_by_spreadsheets(bench):
    bench.go(assigned(A))
    bench.go(key(A2, "01", "p"), extend=True)
    bench.press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "450\t450\n\t\n\t\n"


def test_a_range_is_pasted_as_one_step(bench):
    bench.go(assigned(B))
    bench.paste("1\t2\r\n3亩\t\r\n")
    assert [bench.amount(at) for at in (assigned(B), key(B, "01", "p"), assigned(C), key(C, "01", "p"))] == [
        Quantity(Decimal("1"), "ha"), Quantity(Decimal("2"), "ha"), Quantity(Decimal("3"), "mu"), None]
    assert bench.grid.undo_stack.count() == 1 and len(bench.told) == 1 and len(bench.told[0]) == 4
    bench.press(Qt.Key.Key_Z, CONTROL)
    assert bench.amount(key(C, "01", "p")) == Quantity(Decimal("180"), "ha")


def test_one_cell_goes_into_all_that_is_chosen_and_rows_are_repeated(bench):
    bench.go(assigned(A))
    bench.go(key(C, "01", "p"), extend=True)
    bench.paste("7")
    assert all(bench.amount(key(unit, "01", kind)) == Quantity(Decimal("7"), "ha")
               for unit in (A, A1, A2, B, C) for kind in "ap")
    bench.go(assigned(B))
    bench.go(key(C, "01", "p"), extend=True)
    bench.paste("1\t2")
    assert [str(bench.amount(key(unit, "01", kind)).amount) for unit in (B, C) for kind in "ap"] == list("1212")


@pytest.mark.parametrize(("start", "text", "said"), [
    (assigned(B), "1\n2\n3", "only 2 rows"),
    (key(B, "15", "p"), "1\t2\t3", "only 2 are shown"),
    (key(B, "01", "p"), "1\t2", "come from the layers"),
    (assigned(A), "1\n2\nmany", "many"),
    (key(A, "14", "a"), "5亩", "cannot be converted"),
])
def test_a_paste_that_does_not_fit_changes_nothing_and_says_where(bench, start, text, said):
    before = {one.key: one for one in bench.sheet}
    bench.go(start)
    bench.paste(text)
    assert said in bench.bubble()
    assert {one.key: one for one in bench.sheet} == before and not bench.told


def test_the_cell_that_cannot_be_pasted_is_named(bench):
    bench.go(assigned(A))
    bench.paste("1\n2\nmany")
    assert "下村 · Indicator 01 · Assigned 2020" in bench.bubble()


def test_nothing_on_the_clipboard_is_said(bench):
    QApplication.clipboard().clear()
    bench.go(assigned(A))
    bench.press(Qt.Key.Key_V, CONTROL)
    assert "nothing on the clipboard" in bench.bubble() and not bench.told


def test_within_the_grid_amounts_are_copied_with_all_their_decimals(bench):
    put(bench.sheet, A, "01", "a", "100", "mu")
    bench.grid.refresh([assigned(A)])
    bench.go(assigned(A))
    bench.press(Qt.Key.Key_C, CONTROL)
    bench.go(assigned(B))
    bench.press(Qt.Key.Key_V, CONTROL)
    assert bench.amount(assigned(B)) == Quantity(Decimal("100"), "mu")


def test_cut_copies_and_clears(bench):
    bench.go(assigned(B))
    bench.press(Qt.Key.Key_X, CONTROL)
    assert bench.amount(assigned(B)) is None and QApplication.clipboard().text() == "270\n"
    assert bench.grid.undo_stack.undoText() == "Cut"


def test_a_block_from_elsewhere_that_only_looks_like_ours_is_read_as_text(bench):
    from landplan_toolbox.ui.indicators.grid.clip import MIME
    from qgis.PyQt.QtCore import QMimeData

    for made in (b"no json", b"[[1]]", b"[[[\"x\", \"ha\"]]]", b"[[null, null]]", b"7"):
        data = QMimeData()
        data.setText("12")
        data.setData(MIME, made)
        QApplication.clipboard().setMimeData(data)
        bench.go(assigned(B))
        bench.press(Qt.Key.Key_V, CONTROL)
        assert bench.amount(assigned(B)) == Quantity(Decimal("12"), "ha")
        bench.press(Qt.Key.Key_Z, CONTROL)


def test_rows_chosen_one_by_one_are_one_area():
    from landplan_toolbox.ui.indicators.grid.edits import Area

    assert joined([Area(0, 0, 0, 3), Area(1, 0, 1, 3)]) == [Area(0, 0, 1, 3)]
    assert len(joined([Area(0, 0, 0, 3), Area(2, 0, 2, 3)])) == 2


def test_fill_down_and_right(bench):
    bench.go(assigned(A))
    bench.go(assigned(B), extend=True)
    bench.press(Qt.Key.Key_D, CONTROL)
    assert [bench.amount(assigned(unit)) for unit in (A1, A2, B)] == [Quantity(Decimal("450"), "ha")] * 3
    bench.go(key(C, "01", "p"))
    put(bench.sheet, C, "01", "a", "33")
    bench.press(Qt.Key.Key_R, CONTROL)  # one cell takes over what stands to its left
    assert bench.amount(key(C, "01", "p")) == Quantity(Decimal("33"), "ha")
    assert [bench.grid.undo_stack.text(number) for number in range(2)] == ["Fill down", "Fill right"]


def test_nothing_is_filled_over_measured_values(bench):
    bench.go(key(A, "01", "p"))
    bench.go(key(A, "01", "m"), extend=True)
    bench.press(Qt.Key.Key_R, CONTROL)
    assert "come from the layers" in bench.bubble() and not bench.told


# --- keys ------------------------------------------------------------------------------------


def test_the_keyboard_walks_as_in_a_spreadsheet(bench):
    last = len(bench.model.columns) - 1
    steps = [
        (Qt.Key.Key_Right, None, (0, 1)), (Qt.Key.Key_Down, None, (1, 1)), (Qt.Key.Key_End, None, (1, last)),
        (Qt.Key.Key_Home, None, (1, 0)), (Qt.Key.Key_End, CONTROL, (5, last)), (Qt.Key.Key_Home, CONTROL, (0, 0)),
        (Qt.Key.Key_Tab, None, (0, 1)), (Qt.Key.Key_Backtab, SHIFT, (0, 0)), (Qt.Key.Key_Return, None, (1, 0)),
        (Qt.Key.Key_Return, SHIFT, (0, 0)), (Qt.Key.Key_PageDown, None, (5, 0)), (Qt.Key.Key_PageUp, None, (0, 0)),
        (Qt.Key.Key_Down, CONTROL, (1, 0)), (Qt.Key.Key_Down, CONTROL, (4, 0)), (Qt.Key.Key_Up, CONTROL, (1, 0)),
        (Qt.Key.Key_Left, None, (1, 0)),
    ]
    bench.view.go(Place(0, 0))
    for code, modifiers, place in steps:
        bench.press(code, modifiers or Qt.KeyboardModifier.NoModifier)
        assert bench.view.here() == place, (code, modifiers)


def test_tab_goes_to_the_next_row_and_leaves_at_the_end(bench):
    last = len(bench.model.columns) - 1
    bench.view.go(Place(0, last))
    bench.press(Qt.Key.Key_Tab)
    assert bench.view.here() == (1, 0)
    bench.view.go(Place(5, last))
    bench.press(Qt.Key.Key_Tab)
    assert bench.view.here() == (5, last) and not bench.view.hasFocus()


def test_shift_chooses_a_rectangle_and_control_a_all(bench):
    bench.view.go(Place(1, 1))
    bench.press(Qt.Key.Key_Down, SHIFT)
    bench.press(Qt.Key.Key_Right, SHIFT)
    assert bench.view.areas() == [(1, 1, 2, 2)]
    assert bench.grid.selected_keys() == [assigned(A), key(A, "01", "p"), assigned(A1), key(A1, "01", "p")]
    QTest.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, SHIFT,
                     bench.view.visualRect(bench.model.index(4, 1)).center())
    assert bench.view.areas() == [(1, 1, 4, 1)]
    bench.press(Qt.Key.Key_A, CONTROL)
    assert bench.view.areas() == [(0, 0, 5, len(bench.model.columns) - 1)]


def test_rows_are_opened_and_closed_by_keys_and_clicks(bench):
    bench.view.go(bench.place(assigned(A1)))
    bench.press(Qt.Key.Key_Left, ALT)  # a village closes its town
    assert bench.units() == [COUNTY, A, B, C] and bench.grid.current_key() == assigned(A)
    bench.press(Qt.Key.Key_Right, ALT)
    assert bench.units() == [COUNTY, A, A1, A2, B, C]
    header = bench.view.units
    place = QPoint(8, header.sectionViewportPosition(0) + header.sectionSize(0) // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.units() == [COUNTY] and bench.view.here() == (0, bench.place(assigned(COUNTY)).column)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.units() == [COUNTY, A, A1, A2, B, C]


def test_the_units_stay_in_step_with_their_rows(bench):
    view = bench.view
    bench.grid.resize(420, 260)
    QApplication.processEvents()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    bench.model.close(bench.units().index(A))
    QApplication.processEvents()
    for row in range(bench.model.rowCount()):
        cell = view.visualRect(bench.model.index(row, len(bench.model.columns) - 1))
        assert view.units.sectionViewportPosition(row) == cell.top()
        assert view.units.sectionSize(row) == cell.height() + 1  # with the line below
    assert view.units.viewport().width() == view.units.wide and view.units.isVisible()
    assert view.rowHeight(0) > view.rowHeight(bench.model.rowCount() - 1)  # room for the sum


def test_the_width_of_the_units_is_dragged(bench):
    header, before = bench.view.units, bench.view.units.wide
    edge = QPoint(header.viewport().width() - 1, 40)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QApplication.sendEvent(header.viewport(), QMouseEvent(
        QEvent.Type.MouseMove, QPointF(edge + QPoint(30, 0)), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(30, 0))
    assert header.wide == before + 30


# --- deviations ------------------------------------------------------------------------------


def test_a_sum_that_misses_is_marked_by_sign_and_tone_and_explained(bench):
    assert bench.cell(assigned(COUNTY)).tone.value == "plain"
    bench.go(assigned(B))
    bench.type("200")
    cell = bench.cell(assigned(COUNTY))
    assert (cell.sign, cell.tone.value, cell.below) == ("▼", "error", "Σ 830.00 ▼")
    tip = bench.tip(assigned(COUNTY))
    for part in ("甲县 (610101)", "Value: 900 ha", "Sum of 3 units below: 830 ha", "Difference of the sum: -70 ha",
                 "陕·三(一)", "李四", "error"):
        assert part in tip, part
    bench.press(Qt.Key.Key_Z, CONTROL)
    assert bench.cell(assigned(COUNTY)).sign == ""


def test_only_what_hangs_on_an_edit_is_worked_out_anew(bench, monkeypatch):
    from landplan_toolbox.ui.indicators.grid import judged

    bench.go(assigned(A1, "02"))
    bench.view.grab()  # all cells in sight are known
    seen, real = set(), judged.deviations_of
    monkeypatch.setattr(judged, "deviations_of", lambda sheet, *slot: seen.add(slot) or real(sheet, *slot))
    bench.type("1")
    bench.wait()
    assert {(unit, indicator) for unit, indicator, _ in seen} == {(A1, "02"), (A, "02")}


def test_missing_units_are_named(bench):
    put(bench.sheet, B, "01", "a", None)
    bench.grid.refresh([assigned(B)])
    assert "Without a value: 西镇" in bench.tip(assigned(COUNTY))
    assert bench.cell(assigned(B)).wanted is False  # its plan is there
    put(bench.sheet, B, "01", "p", None)
    bench.grid.refresh([key(B, "01", "p")])
    assert bench.cell(assigned(B)).wanted is True


def test_a_broken_relation_is_shown_in_all_its_indicators(bench):
    put(bench.sheet, COUNTY, "07", "a", "250")
    bench.grid.refresh([key(COUNTY, "07", "a")])
    assert all(bench.cell(key(COUNTY, code, "a")).sign for code in ("06", "07", "09"))


def test_deviations_have_a_column_when_wanted(bench):
    put(bench.sheet, B, "01", "a", "200")
    bench.grid.refresh(None)
    bench.show(deviations=True)
    column = next(number for number, one in enumerate(bench.model.columns) if one.kind is None)
    assert bench.model.cell(0, column).text == "-70.00" and bench.model.cell(0, column).sign == "▼"
    assert bench.model.cell(bench.units().index(C), column).text == "✓"
    assert bench.model.key(bench.model.index(0, column)) is None
    bench.view.go(Place(0, column))
    QTest.keyClicks(bench.view, "5")
    assert "deviations are worked out" in bench.bubble()


def test_signs_differ_by_shape_not_by_colour_alone():
    from landplan_toolbox.algorithms.rulepack.model import Severity
    from landplan_toolbox.ui.indicators.grid.colours import sign_of

    signs = [sign_of(severity, over) for severity in Severity for over in (Fraction(1), Fraction(-1), None)]
    assert len(set(signs)) == 6


@pytest.mark.parametrize("dark", [False, True])
def test_every_tone_is_readable_on_its_ground(dark):
    from landplan_toolbox.ui.indicators.grid.colours import Tone, ink

    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#2a2a2a" if dark else "#ffffff"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#dddddd" if dark else "#000000"))
    for tone in Tone:
        text, ground = ink(tone, palette)
        lights = sorted(luminance(one) for one in (text, ground or palette.color(QPalette.ColorRole.Base)))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, tone


def luminance(colour):
    """Return the relative luminance of a colour (WCAG)."""
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
             for part in (colour.redF(), colour.greenF(), colour.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_what_comes_from_data_is_not_taken_for_formatting(qtbot):
    units = [AdminUnit("1", "<img src=x>县", "county"), AdminUnit("11", "<b>镇", "town", "1")]
    sheet = IndicatorSheet(rules(), UnitTree(units))
    sheet.put([ValueChange(assigned("1"), value(assigned("1"), 5))])
    bench = Bench(qtbot, sheet)
    tip = bench.tip(assigned("1"))
    assert "<img" not in tip and "&lt;img" in tip and "&lt;b&gt;镇" in tip
    head = bench.model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in head


def test_the_draft_of_an_edited_layer_stands_beside_what_is_kept(bench):
    at = key(A, "01", "m")
    put(bench.sheet, A, "01", "m", "500")
    bench.grid.refresh([at])
    bench.grid.set_draft({at: Fraction(4_900_000)})
    cell = bench.cell(at)
    assert (cell.text, cell.below, cell.sign) == ("490.00", "-10.00", "✎")
    assert "not saved: 490 ha" in bench.tip(at)
    bench.grid.set_draft({})
    assert bench.cell(at).text == "500.00"


# --- filters ---------------------------------------------------------------------------------


def test_search_finds_units_by_name_and_code_and_shows_where_they_lie(bench):
    bench.show(text="下村")
    assert bench.units() == [COUNTY, A, A2]
    bench.show(text="东镇")
    assert bench.units() == [COUNTY, A]  # its villages can be opened
    bench.model.open(1)
    assert bench.units() == [COUNTY, A, A1, A2]
    bench.show(text=A)
    assert bench.units() == [COUNTY, A, A1, A2]  # the codes of the villages begin with it
    bench.show(text="")
    assert bench.units() == [COUNTY, A, A1, A2, B, C]


def test_a_search_without_result_says_what_to_do(bench):
    bench.show(text="nowhere")
    assert bench.units() == [] and "nowhere" in bench.view._empty_text
    QTest.keyClick(bench.grid.filters.search, Qt.Key.Key_Escape)
    assert len(bench.units()) == 6 and bench.view._empty_text == ""


def test_a_search_for_what_the_level_hides_says_so(bench):
    bench.show(level="town", text="下村")
    assert bench.units() == [] and "smaller than the level" in bench.view._empty_text


def test_search_waits_for_the_end_of_typing(bench):
    QTest.keyClicks(bench.grid.filters.search, A2)
    assert len(bench.units()) == 6
    bench.qtbot.waitUntil(lambda: bench.units() == [COUNTY, A, A2])


def test_the_level_hides_smaller_units(bench):
    combo = bench.grid.filters.level
    assert [combo.itemData(number) for number in range(combo.count())] == ["", "county", "town", "village"]
    combo.setCurrentIndex(2)
    combo.activated.emit(2)
    assert bench.units() == [COUNTY, A, B, C]


def test_only_units_with_deviations(bench):
    put(bench.sheet, A1, "02", "a", "1000")
    bench.grid.refresh(None)
    bench.wait()
    bench.grid.filters.deviations_button.click()
    bench.wait()
    assert A in bench.units() and B not in bench.units() and COUNTY in bench.units()
    assert "▲" in bench.grid.filters.deviations_button.text() or "△" in bench.grid.filters.deviations_button.text()


def test_a_row_that_is_set_right_stays_until_the_filter_is_chosen_again(bench):
    put(bench.sheet, B, "01", "p", "1")
    bench.grid.refresh(None)
    bench.show(only_deviations=True)
    assert B in bench.units()
    bench.go(key(B, "01", "p"))
    bench.type("270")
    bench.wait()
    assert B in bench.units()
    bench.show(only_deviations=False)
    bench.show(only_deviations=True)
    assert B not in bench.units()


def test_no_deviation_is_said(bench):
    bench.show(only_deviations=True, indicators=("01",))
    assert bench.units() == [] and "No deviation" in bench.view._empty_text


def test_columns_follow_binding_kinds_years_and_indicators(bench):
    bench.show(binding_only=True)
    assert {column.rule.code for column in bench.model.columns} == {"01", "02", "06", "07", "12", "14"}
    bench.show(binding_only=False, kinds=(ValueKind.FORMER, ValueKind.ASSIGNED), indicators=("03", "01"))
    assert [(one.rule.code, one.kind) for one in bench.model.columns] == [
        ("01", ValueKind.FORMER), ("01", ValueKind.ASSIGNED), ("03", ValueKind.FORMER), ("03", ValueKind.ASSIGNED)]
    bench.show(kinds=())
    assert "No column" in bench.view._empty_text


def test_years_are_chosen(qtbot):
    sheet = plan_sheet(target_years=(2020, 2025))
    bench = Bench(qtbot, sheet)
    assert {column.year for column in bench.model.columns} == {2014, 2025}  # the last target year to begin with
    bench.show(years=())
    assert {column.year for column in bench.model.columns} == {2014, 2020, 2025}


def test_another_plan_is_shown_without_the_choices_of_the_last(bench):
    bench.show(indicators=("01",), level="town")
    other = plan_sheet(target_years=(2025, 2035), base_year=2014)
    other = IndicatorSheet(replace(other.rules, indicators={"02": other.rules.indicators["02"]}),
                           UnitTree([AdminUnit("5", "区", "county")]))
    bench.grid.set_sheet(other, ENGLISH)
    assert bench.grid.shown.years == (2035,) and bench.grid.shown.indicators == () and bench.grid.shown.level == ""
    assert [(one.rule.code, one.year) for one in bench.model.columns] == [("02", 2014), *[("02", 2035)] * 3]


def test_the_menu_of_columns_changes_what_is_shown(bench):
    menu = bench.grid.filters.columns_menu
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    next(action for action in menu.actions() if action.text() == "Before the adjustment").trigger()
    assert ValueKind.FORMER in bench.grid.shown.kinds
    next(action for action in menu.actions() if action.text().endswith("03 Indicator 03")).trigger()
    assert "03" not in {column.rule.code for column in bench.model.columns} and "★ 01 Indicator 01" in texts


def test_the_current_cell_stays_when_rows_and_columns_change(bench):
    bench.go(assigned(B, "06"))
    bench.show(binding_only=True, level="town")
    assert bench.grid.current_key() == assigned(B, "06")
    bench.show(level="", text="下村")
    assert bench.grid.current_key().unit == COUNTY  # the unit above it that is still seen


# --- nothing is lost -------------------------------------------------------------------------


def test_units_that_are_not_in_the_tree_keep_their_values(qtbot):
    sheet = plan_sheet()
    at = assigned("619999001")
    sheet.put([ValueChange(at, value(at, 12))])
    bench = Bench(qtbot, sheet)
    assert bench.units()[-2:] == [STRANGERS, "619999001"]
    assert bench.cell(at).text == "12.00"
    bench.view.go(Place(len(bench.units()) - 2, 1))
    QTest.keyClicks(bench.view, "5")
    assert "heading" in bench.bubble()
    bench.go(at)
    bench.press(Qt.Key.Key_Delete)
    assert STRANGERS not in bench.units() and bench.amount(at) is None
    bench.press(Qt.Key.Key_Z, CONTROL)
    assert bench.cell(at).text == "12.00"


def test_an_empty_grid_says_what_to_do(qtbot):
    grid = IndicatorGrid()
    qtbot.addWidget(grid)
    assert "no indicators" in grid.view._empty_text
    grid.set_sheet(IndicatorSheet(rules(), UnitTree(())), ENGLISH)
    assert grid.view._empty_text.startswith("No units yet")
    grid.set_sheet(None, ENGLISH)
    assert "no indicators" in grid.view._empty_text and grid.current_key() is None and grid.selected_keys() == []


def test_how_it_is_shown_comes_back(bench, qtbot):
    bench.show(area_unit="mu", kinds=(ValueKind.ASSIGNED, ValueKind.PLANNED), deviations=True, level="town")
    bench.model.close(0)
    bench.view.units.set_wide(222)
    bench.view.horizontalHeader().resizeSection(0, 133)
    state = json.loads(json.dumps(bench.grid.state()))
    other = Bench(qtbot, plan_sheet())
    other.grid.restore(state)
    assert other.grid.shown == bench.grid.shown and other.grid.area_unit == "mu"
    assert other.units() == [COUNTY] and other.view.units.wide == 222
    assert other.view.horizontalHeader().sectionSize(0) == 133
    assert other.grid.filters.area_unit.currentData() == "mu"


@pytest.mark.parametrize("state", [
    {}, {"kinds": "x", "level": 3, "widths": {"a": "b"}, "open": 5, "years": [1], "area_unit": "acre",
         "unit_width": None, "sums": "no", "indicators": ["99"]},
])
def test_a_state_nobody_can_read_changes_nothing(bench, state):
    before = bench.grid.shown
    bench.grid.restore(state)
    assert bench.grid.shown == before


def test_a_unit_is_gone_to_from_outside(bench):
    bench.model.close_all()
    bench.grid.show_unit(A2)
    assert bench.grid.current_key().unit == A2
    bench.show(text="南镇")
    bench.grid.show_unit(A2)
    assert bench.grid.current_key().unit == A2 and bench.grid.shown.text == ""
    assert bench.grid.show_value(key(B, "06", "p")) and bench.grid.current_key() == key(B, "06", "p")


# --- menu and heads --------------------------------------------------------------------------


def test_the_menu_offers_what_can_be_done(bench, qtbot):
    bench.go(assigned(COUNTY))
    deeds = {action.text(): action for action in bench.grid.menu().actions()}
    assert deeds["Hand down to the units below…"].isEnabled()
    with qtbot.waitSignal(bench.grid.decompose_wanted) as told:
        deeds["Hand down to the units below…"].trigger()
    assert told.args == [assigned(COUNTY)]
    with qtbot.waitSignal(bench.grid.history_wanted):
        deeds["History…"].trigger()
    bench.go(assigned(C))
    deeds = {action.text(): action for action in bench.grid.menu().actions()}
    assert not deeds["Hand down to the units below…"].isEnabled()
    assert not deeds["Show the features behind the number"].isEnabled()


def test_entering_a_cell_is_told(bench, qtbot):
    bench.view.go(Place(0, 0))
    with qtbot.waitSignal(bench.grid.cell_entered) as told:
        bench.press(Qt.Key.Key_Right)
    assert told.args == [assigned(COUNTY)]


def test_heads_explain_the_star(bench):
    tip = bench.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "★ binding" in tip and "陕·三(一)" in tip
    assert "expected" in bench.model.headerData(8, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_long_titles_break_where_their_language_breaks(qapp):
    metrics = QFontMetrics(qapp.font())
    text = "★ Agricultural land taken (ha)"
    lines = two_lines(text, metrics, metrics.horizontalAdvance("★ Agricultural land"))
    assert lines == ["★ Agricultural land", "taken (ha)"]
    zh = two_lines("★ 新增建设占用农用地规模 (公顷)", metrics, metrics.horizontalAdvance("★ 新增建设占用农"))
    assert "".join(zh).replace(" ", "").startswith("★新增建设占用农用地") and len(zh) == 2


def test_the_accessible_text_names_unit_indicator_and_value(bench):
    text = bench.model.data(bench.model.index_of(assigned(A)), Qt.ItemDataRole.AccessibleTextRole)
    assert text == "东镇 · Indicator 01 · Assigned 2020 450.00"


def test_two_thousand_units_with_fifteen_indicators(qtbot):
    units = [AdminUnit("61", "省", "province")]
    for city in range(100, 120):
        units.append(AdminUnit(f"61{city}", f"县{city}", "county", "61"))
        units += [AdminUnit(f"61{city}{town}", f"镇{town}", "town", f"61{city}") for town in range(100, 200)]
    sheet = IndicatorSheet(rules(), UnitTree(units))
    sheet.put([ValueChange(assigned(unit.code, code), value(assigned(unit.code, code), 1)) for unit in units
               for code in sheet.rules.indicators if code != "14"])
    grid = IndicatorGrid()
    qtbot.addWidget(grid)
    grid.resize(600, 500)
    grid.show()
    grid.set_sheet(sheet, ENGLISH)
    grid.model.open_all()
    assert (grid.model.rowCount(), grid.model.columnCount()) == (2021, 60)
    grid.view.go(Place(2020, 1))
    assert grid.view.rowAt(grid.view.viewport().height() - 2) >= 2018
    assert not grid.view.viewport().findChildren(AmountEditor)  # no widget stands in a cell


def test_the_outline_opens_and_closes_in_blocks():
    outline = Outline(tree(), ["9"])
    assert [row.code for row in outline.rows] == [COUNTY, STRANGERS, "9"]
    step = outline.open(0)
    assert (step.first, step.count) == (1, 3)
    assert outline.open(0).count == 0
    outline.open(outline.place(A))
    step = outline.close(0)
    assert (step.first, step.count) == (1, 5) and outline.place(A1) is None
    assert outline.reveal(A1) and outline.place(A1) == 2
    assert not outline.reveal("nobody")


def test_shown_is_usual_to_begin_with():
    assert Shown().kinds == (ValueKind.BASE, ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED)
    assert YEAR == 2020 and ORIGIN.person


@pytest.mark.parametrize("seed", range(4))
def test_after_any_deeds_the_grid_shows_what_a_new_one_would(qtbot, seed):
    """What is kept of sums and deviations is forgotten where it must be, whatever was done in between."""
    chance = random.Random(seed)
    bench = Bench(qtbot, plan_sheet())
    first = {one.key: one.quantity for one in bench.sheet}
    units, codes = [COUNTY, A, B, C, A1, A2, "619999"], list(bench.sheet.rules.indicators)
    kinds = list(ValueKind)

    def some_changes():
        keys = {key(chance.choice(units), chance.choice(codes), chance.choice("bfapm"))
                for _ in range(chance.choice((1, 1, 3, 40)))}
        return [ValueChange(at, None if chance.random() < 0.3 else value(at, chance.randrange(1000))) for at in keys]

    deeds = [
        lambda: bench.grid.apply(some_changes(), "change"),
        lambda: bench.grid.apply(some_changes(), "change"),
        bench.grid.undo_stack.undo,
        bench.grid.undo_stack.redo,
        lambda: bench.model.toggle(chance.randrange(bench.model.rowCount())) if bench.model.rowCount() else None,
        lambda: bench.grid.set_shown(replace(
            bench.grid.shown, text=chance.choice(("", "", "镇", A2)), only_deviations=chance.random() < 0.3,
            level=chance.choice(("", "", "town")), binding_only=chance.random() < 0.3,
            kinds=tuple(kind for kind in kinds if chance.random() < 0.7), deviations=chance.random() < 0.5,
            area_unit=chance.choice(("", "mu", "m2")))),
        lambda: bench.view.grab(),
        bench.model.open_all,
    ]
    for _ in range(60):
        chance.choice(deeds)()
    bench.wait()
    fresh = IndicatorGrid()
    qtbot.addWidget(fresh)
    fresh.set_sheet(IndicatorSheet(bench.sheet.rules, bench.sheet.tree, list(bench.sheet)), ENGLISH)
    fresh.set_shown(bench.grid.shown)
    qtbot.waitUntil(lambda: fresh.model.judged.done)
    assert [one.name for one in bench.model.columns] == [one.name for one in fresh.model.columns]
    wanted = {(column.rule.code, column.year) for column in bench.model.columns}
    for model in (bench.model, fresh.model):
        assert model.judged.done
    flagged = [{slot: count for slot, count in model.judged.flagged().items() if slot[1:] in wanted}
               for model in (bench.model, fresh.model)]
    assert flagged[0] == flagged[1]
    for place in range(bench.model.rowCount()):
        code = bench.model.row(place).code
        if not bench.model.row(place).is_heading:
            for number, column in enumerate(bench.model.columns):
                assert bench.model.cell(place, number) == fresh.model._maker.cell(code, column), (code, column.name)
    while bench.grid.undo_stack.canUndo():
        bench.grid.undo_stack.undo()
    assert {one.key: one.quantity for one in bench.sheet} == first
