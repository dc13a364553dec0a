"""What helps in the grid beside typing: sums of a choice, the next deviation, copies with heads, one indicator alone."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from indicator_bench import CONTROL, SHIFT, Bench, assigned, bench
from indicator_plan import A1, COUNTY, YEAR, A, B, C, key, plan_sheet, put, rules, tree, value
from landplan_toolbox.algorithms.indicators.quantity import AREA_UNITS
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.indicators.tables.clipboard import parse_block
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.ui.indicators.grid.edits import Place
from landplan_toolbox.ui.indicators.grid.jumps import next_deviation
from landplan_toolbox.ui.indicators.grid.legend import legend_html
from landplan_toolbox.ui.indicators.grid.menus import column_menu
from landplan_toolbox.ui.indicators.grid.selection_sum import selection_sum
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

__all__ = ["bench"]


def said(one):
    """Return the line below the grid once the choice was added up."""
    one.qtbot.waitUntil(lambda: not one.grid._sum_timer.isActive(), timeout=5_000)
    return one.grid.status.text.text()


# --- the line below the grid -------------------------------------------------------------------


def test_what_is_chosen_is_added_up_in_the_unit_shown(bench):
    bench.go(assigned(A))
    bench.go(assigned(C), extend=True)
    assert said(bench) == "3 values · sum 900.00 ha · mean 300.00"
    bench.show(area_unit="mu")
    bench.go(assigned(A))
    bench.go(assigned(C), extend=True)
    assert said(bench) == "3 values · sum 13,500.0 mu · mean 4,500.0"


def test_a_unit_counted_with_the_one_it_lies_in_is_told(bench):
    bench.go(assigned(COUNTY))
    bench.go(assigned(C), extend=True)
    assert "sum 1,800.00 ha" in said(bench) and "both counted" in said(bench)


def test_ratios_have_no_sum_and_no_mean(bench):
    put(bench.sheet, A, "14", "a", "90")
    bench.grid.refresh()
    bench.go(key(COUNTY, "14", "a"))
    bench.go(key(A, "14", "a"), extend=True)
    assert "from 90" in said(bench) and "to 93" in said(bench) and "sum" not in said(bench)


def test_amounts_of_different_sorts_are_counted_only(bench):
    bench.press(Qt.Key.Key_A, CONTROL)
    assert said(bench).endswith("values · of different sorts")


def test_a_single_cell_says_how_many_units_the_filters_leave(bench):
    bench.go(assigned(B))
    assert said(bench) == "6 units"
    bench.show(text="西镇")
    assert said(bench) == "2 of 6 units shown"


def test_the_sum_follows_an_edit(bench):
    bench.go(assigned(A))
    bench.go(assigned(B), extend=True)
    before = said(bench)
    put(bench.sheet, A, "01", "a", "451")
    bench.grid.refresh([assigned(A)])
    assert said(bench) != before and "721.00" in said(bench)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(st.tuples(st.decimals(0, 10**9, places=6), st.sampled_from(sorted(AREA_UNITS))), min_size=1, max_size=5))
def test_the_sum_of_a_choice_is_exact(amounts):
    units = [COUNTY, A, B, C, A1]
    keys = [assigned(unit) for unit, _ in zip(units, amounts)]
    sheet = IndicatorSheet(rules(), tree(), [value(at, *amount) for at, amount in zip(keys, amounts)])
    found = selection_sum(sheet, keys)
    exact = [Fraction(amount) * AREA_UNITS[unit] for amount, unit in amounts]
    assert found.total == sum(exact) and (found.least, found.most) == (min(exact), max(exact))
    assert found.size == len(amounts) and found.unit == "m2"
    assert found.nested == (len(amounts) > 1)


def test_the_legend_has_every_sign_in_both_themes():
    light, dark = QPalette(), QPalette()
    light.setColor(QPalette.ColorRole.Base, QColor("white"))
    dark.setColor(QPalette.ColorRole.Base, QColor("#222222"))
    for palette in (light, dark):
        text = legend_html(palette)
        assert all(sign in text for sign in "▲▼△▽‼!✓Σ✎★#")
    assert legend_html(light) != legend_html(dark)


def test_the_legend_opens_by_key(bench):
    opened = []
    bench.grid.status.signs.menu().aboutToShow.connect(lambda: opened.append(True))
    bench.grid.status.signs.menu().popup(QPoint(0, 0))
    assert opened and "Binding" in bench.grid.status.legend.text()
    QTest.keyClick(bench.grid.status.signs.menu(), Qt.Key.Key_Escape)
    assert not bench.grid.status.signs.menu().isVisible()


# --- the next deviation ------------------------------------------------------------------------


def walk(one, forward=True):
    found = []
    while one.grid.go_to_deviation(forward):
        found.append(one.grid.current_key())
        assert len(found) < 100
    return found


def test_all_deviations_are_walked_forth_and_back_also_in_closed_units(bench):
    put(bench.sheet, A1, "02", "p", "1")
    put(bench.sheet, B, "01", "p", "1")
    put(bench.sheet, C, "06", "p", "500")
    bench.grid.refresh()
    bench.wait()
    bench.model.close_all()
    bench.view.go(Place(0, 0))
    forth = walk(bench)
    assert {(at.unit, at.indicator) for at in forth} >= {(A1, "02"), (B, "01"), (C, "06")}
    ranks = [list(bench.sheet.tree.walk()).index(at.unit) for at in forth]
    assert ranks == sorted(ranks)
    slots = {(unit, indicator) for unit, indicator, _ in bench.model.judged.flagged()}
    here = {(at.unit, at.indicator) for at in forth}
    assert slots - here <= {(COUNTY, bench.model.columns[0].rule.code)}  # where the walk began
    bench.view.go(Place(bench.model.rowCount() - 1, bench.model.columnCount() - 1))
    back = walk(bench, forward=False)
    assert [(at.unit, at.indicator) for at in reversed(back)][-len(forth):] == [(at.unit, at.indicator) for at in forth]


def test_the_cell_that_is_wrong_is_gone_to(bench):
    put(bench.sheet, B, "01", "p", "1")
    bench.grid.refresh()
    bench.wait()
    bench.go(assigned(A))
    assert bench.grid.go_to_deviation(True)
    assert bench.grid.current_key() in (key(B, "01", "p"), key(B, "01", "a"))
    assert bench.model.judged.at(bench.grid.current_key())


def test_what_filters_hide_is_left_out(bench):
    put(bench.sheet, B, "01", "p", "1")
    put(bench.sheet, C, "01", "p", "1")
    bench.grid.refresh()
    bench.show(text="南镇", indicators=("01",))
    bench.view.go(Place(0, 0))
    assert [at.unit for at in walk(bench)] == [C] or [at.unit for at in walk(bench, False)] == [COUNTY]
    assert next_deviation(bench.model, None, True) is not None
    assert bench.grid.shown.text == "南镇"  # no filter was taken off


def test_without_deviations_there_is_nowhere_to_go(bench):
    bench.show(indicators=("03",))
    here = bench.view.here()
    assert not bench.grid.go_to_deviation(True) and not bench.grid.go_to_deviation(False)
    assert bench.view.here() == here


# --- keys --------------------------------------------------------------------------------------


def test_control_f_goes_to_the_search_and_down_comes_back(bench):
    bench.go(assigned(B))
    bench.press(Qt.Key.Key_F, CONTROL)
    search = bench.grid.filters.search
    bench.qtbot.waitUntil(lambda: bench.grid.window().focusWidget() is search)
    QTest.keyClicks(search, A1)
    QTest.keyClick(search, Qt.Key.Key_Down)
    bench.qtbot.waitUntil(lambda: bench.grid.window().focusWidget() is bench.view)
    assert bench.units() == [COUNTY, A, A1]


def test_typing_over_a_cell_goes_on_by_all_arrows(bench):
    at = key(A, "01", "a")
    bench.go(at)
    bench.type("451", Qt.Key.Key_Right)
    assert str(bench.amount(at).amount) == "451" and bench.grid.current_key() == key(A, "01", "p")
    bench.type("452", Qt.Key.Key_Left)
    assert str(bench.amount(key(A, "01", "p")).amount) == "452" and bench.grid.current_key() == at
    bench.type("453", Qt.Key.Key_Up)
    assert str(bench.amount(at).amount) == "453" and bench.grid.current_key() == key(COUNTY, "01", "a")


def test_correcting_a_cell_keeps_the_arrows_for_the_text(bench):
    bench.go(assigned(A))
    bench.press(Qt.Key.Key_F2)
    QTest.keyClick(bench.editor(), Qt.Key.Key_End)
    QTest.keyClick(bench.editor(), Qt.Key.Key_Left)
    assert bench.editor() is not None and bench.grid.current_key() == assigned(A)
    QTest.keyClick(bench.editor(), Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_7)
    QTest.keyClick(bench.editor(), Qt.Key.Key_F2)
    QTest.keyClick(bench.editor(), Qt.Key.Key_Left)
    assert bench.editor() is not None, "F2 sets out to correct"


def test_an_arrow_does_not_leave_what_cannot_be_taken(bench):
    bench.go(assigned(A))
    bench.type("many", Qt.Key.Key_Right)
    assert bench.editor() is not None and "many" in bench.bubble()
    assert bench.grid.current_key() == assigned(A)


# --- copies with heads, menus ------------------------------------------------------------------


def test_a_copy_with_heads_is_a_table_of_its_own(bench):
    bench.go(assigned(A))
    bench.go(key(B, "01", "p"), extend=True)
    bench.press(Qt.Key.Key_C, CONTROL | SHIFT)
    rows = parse_block(QApplication.clipboard().text())
    assert rows[1][:2] == ["Unit", "Code"] and rows[1][2:] == [f"Assigned {YEAR}", f"Planned {YEAR}"]
    assert "ha" in rows[0][2] and rows[0][2] == rows[0][3] and "★" not in rows[0][2]
    assert rows[2] == ["东镇", A, "450", "450"] and rows[-1] == ["西镇", B, "270", "270"]
    assert [row[1] for row in rows[2:]] == bench.units()[1:5]


def trigger(menu, text):
    action = next(action for action in menu.actions() if action.text().startswith(text))
    assert action.isEnabled(), text
    action.trigger()


def test_one_indicator_alone_from_its_head_and_all_again(bench):
    number = next(place for place, column in enumerate(bench.model.columns) if column.rule.code == "02")
    before = bench.model.columns
    trigger(column_menu(bench.grid, number), "Only")
    assert {column.rule.code for column in bench.model.columns} == {"02"}
    menu = column_menu(bench.grid, 0)
    assert not next(action for action in menu.actions() if action.text().startswith("Hide")).isEnabled()
    trigger(menu, "All indicators")
    assert bench.model.columns == before
    trigger(column_menu(bench.grid, number), "Hide")
    assert "02" not in {column.rule.code for column in bench.model.columns}
    assert "01" in {column.rule.code for column in bench.model.columns}


def test_a_kind_is_hidden_from_its_head(bench):
    number = next(place for place, column in enumerate(bench.model.columns) if column.kind is ValueKind.PLANNED)
    trigger(column_menu(bench.grid, number), "Hide “Planned")
    assert ValueKind.PLANNED not in bench.grid.shown.kinds and ValueKind.ASSIGNED in bench.grid.shown.kinds


def test_a_double_click_at_the_edge_of_a_head_gives_the_room_numbers_need(bench):
    number = bench.place(assigned(COUNTY)).column
    header = bench.view.horizontalHeader()
    put(bench.sheet, COUNTY, "01", "a", "123456789.25")
    bench.grid.refresh()
    header.resizeSection(number, 30)
    bench.view.resizeColumnToContents(number)
    wide = header.sectionSize(number)
    font = bench.view.font()
    font.setBold(True)
    bench.view.setFont(font)
    assert wide >= bench.view.fontMetrics().horizontalAdvance("123,456,789.25")
    bench.grid.forget_widths()
    assert header.sectionSize(number) == bench.view.usual_width(number)


def test_the_current_cell_is_there_again(bench, qtbot):
    bench.go(key(A1, "02", "a"))
    state = bench.grid.state()
    other = Bench(qtbot, plan_sheet())
    other.model.close_all()
    other.grid.restore(state)
    assert other.grid.current_key() == key(A1, "02", "a")
    other.grid.restore({**state, "at": ["nowhere", 5]})
    assert other.grid.current_key() is not None


def test_a_number_that_has_no_room_is_left_out_not_cut(bench):
    bench.go(assigned(A))
    bench.go(assigned(C), extend=True)
    whole = said(bench)
    status = bench.grid.status
    bench.grid.resize(bench.grid.minimumSizeHint().width(), 500)
    QApplication.processEvents()
    room = status.fontMetrics().horizontalAdvance("3 values · sum 900.00 ha …") + 4
    status.resize(room + status.width() - status.text.width(), status.height())
    assert status.text.text() == "3 values · sum 900.00 ha …"
    assert "mean 300.00" in status.text.toolTip()
    bench.grid.resize(700, 500)
    QApplication.processEvents()
    assert status.text.text() == whole
