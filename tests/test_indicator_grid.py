"""The grid of indicator values: what it shows of a sheet, and what it keeps."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from indicator_bench import CONTROL, ENGLISH, Bench, assigned, bench
from indicator_plan import A1, A2, COUNTY, ORIGIN, YEAR, A, B, C, key, plan_sheet, put, rules, tree, value
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from landplan_toolbox.ui.indicators.grid.columns import Shown
from landplan_toolbox.ui.indicators.grid.delegate import AmountEditor
from landplan_toolbox.ui.indicators.grid.edits import Place
from landplan_toolbox.ui.indicators.grid.grid import IndicatorGrid
from landplan_toolbox.ui.indicators.grid.outline import STRANGERS, Outline
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

__all__ = ["bench"]


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
