"""Walking through the grid by keys and mouse, and its menus and heads."""

from __future__ import annotations

from indicator_bench import ALT, CONTROL, SHIFT, assigned, bench
from indicator_plan import A1, A2, COUNTY, A, B, C, key
from landplan_toolbox.ui.indicators.grid.edits import Place
from landplan_toolbox.ui.indicators.grid.headers import two_lines
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QFontMetrics, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

__all__ = ["bench"]


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
