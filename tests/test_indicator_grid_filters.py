"""What the grid is told to show: search, level, deviations, columns."""

from __future__ import annotations

from dataclasses import replace

from indicator_bench import ENGLISH, Bench, assigned, bench
from indicator_plan import A1, A2, COUNTY, A, B, C, key, plan_sheet, put
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

__all__ = ["bench"]


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
    assert any(sign in bench.grid.filters.deviations_button.text() for sign in "‼!")


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
