"""Typing, taking back, copying and filling in the grid, as in a spreadsheet."""

from __future__ import annotations

from decimal import Decimal

import pytest
from indicator_bench import CONTROL, ENGLISH, assigned, bench
from indicator_plan import A1, A2, COUNTY, A, B, C, key, plan_sheet, put, value
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.ui.indicators.grid.clip import joined
from landplan_toolbox.ui.indicators.grid.delegate import AmountEditor
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QInputMethodEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

__all__ = ["bench"]


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
