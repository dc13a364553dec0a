"""Handing a target down in its dialog, and the history of a value."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from indicator_plan import A1, COUNTY, A, B, C, key, plan_sheet, put, value
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import Distribution, ValueKind
from landplan_toolbox.algorithms.workspace.indicator_store import ValueVersion
from landplan_toolbox.ui.indicators.decompose_dialog import DecomposeDialog
from landplan_toolbox.ui.indicators.history_dialog import HistoryDialog
from landplan_toolbox.ui.indicators.shares_model import NOW, PROPOSED, SHARE, WEIGHT
from landplan_toolbox.ui.indicators.value_words import amount_text
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLineEdit

ENGLISH = Language("en")
TARGET = key(COUNTY, "01", "a")


class Hands:
    """A dialog that hands the county's farmland down to its three towns."""

    def __init__(self, qtbot, sheet, at=TARGET, **more):
        self.dialog = DecomposeDialog(sheet, at, ENGLISH, "李四", **more)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.model = self.dialog.model

    def column(self, number):
        return [self.model.index(row, number).data() for row in range(self.model.rowCount())]

    def choose(self, rule):
        self.dialog.rule.setCurrentIndex(self.dialog.rule.findData(rule.value))

    def type(self, row, text, column=PROPOSED):
        return self.model.setData(self.model.index(row, column), text)

    def amounts(self):
        return {change.key.unit: change.value.quantity for change in self.dialog.changes()}


@pytest.fixture
def hands(qtbot):
    sheet = plan_sheet()
    put(sheet, COUNTY, "01", "a", "901")
    return Hands(qtbot, sheet)


def test_shares_by_base_add_up_and_those_that_change_are_returned(hands):
    assert hands.column(0) == ["东镇", "西镇", "南镇"]
    assert hands.column(NOW) == ["450.00", "270.00", "180.00"]
    assert hands.column(WEIGHT) == ["500.00", "300.00", "200.00"]
    assert hands.column(PROPOSED) == ["450.50", "270.30", "180.20"]
    assert hands.column(SHARE) == ["50.00 %", "30.00 %", "20.00 %"]
    assert hands.dialog.rest.text() == "Handed out 901.00 of 901.00 ha · left 0.00"
    changes = hands.dialog.changes()
    assert [change.key for change in changes] == [key(unit, "01", "a") for unit in (A, B, C)]
    assert sum(change.value.quantity.exact for change in changes) == 901 * 10_000
    assert {change.value.origin.person for change in changes} == {"李四"}
    assert ENGLISH.render(changes[0].value.origin.source) == "Handed down from 甲县"


def test_a_typed_share_is_fixed_and_the_rest_follows(hands):
    assert hands.type(0, "500")
    assert hands.column(PROPOSED) == ["500.00", "240.60", "160.40"]
    assert hands.model.index(0, PROPOSED).data(Qt.ItemDataRole.CheckStateRole) == 2
    assert hands.type(0, "")
    assert hands.column(PROPOSED) == ["450.50", "270.30", "180.20"]
    hands.model.setData(hands.model.index(1, PROPOSED), 2, Qt.ItemDataRole.CheckStateRole)
    assert set(hands.model.way.fixed) == {B}
    hands.dialog.release.click()
    assert not hands.model.way.fixed


def test_a_share_is_typed_with_real_keys(hands):
    hands.dialog.begin_at(1)
    QTest.keyClicks(hands.dialog.table, "3")
    editor = hands.dialog.table.viewport().findChild(QLineEdit)
    assert editor.text() == "3"
    editor.insert("00亩")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert hands.model.way.fixed[B] == Quantity(Decimal("300"), "mu")
    assert hands.column(PROPOSED)[1] == "20.00"


def test_what_is_no_share_is_said_and_changes_nothing(hands):
    assert not hands.type(0, "many")
    assert "many" in hands.dialog.problem.text() and hands.column(PROPOSED)[0] == "450.50"


def test_more_than_there_is_cannot_be_handed_down(hands):
    hands.type(0, "1000")
    assert not hands.dialog.ok_button.isEnabled() and hands.dialog.problem.text()
    assert hands.dialog.rest.text() == "Handed out 1,000.00 of 901.00 ha · left -99.00"
    assert hands.dialog.changes() == []


def test_equal_parts_leave_no_remainder(hands):
    hands.choose(Distribution.EQUAL)
    assert sorted(hands.column(PROPOSED)) == ["300.33", "300.33", "300.34"]
    assert hands.dialog.table.isColumnHidden(WEIGHT)


def test_by_hand_starts_from_what_is_there_and_must_add_up(hands):
    hands.choose(Distribution.BY_HAND)
    assert hands.column(PROPOSED) == ["450.00", "270.00", "180.00"]
    assert not hands.dialog.ok_button.isEnabled() and "left 1" in hands.dialog.rest.text()
    hands.type(2, "181")
    assert hands.dialog.ok_button.isEnabled()
    assert hands.amounts() == {C: Quantity(Decimal("181"), "ha")}


def test_what_units_can_bring_in_is_typed_or_given(qtbot):
    sheet = plan_sheet()
    hands = Hands(qtbot, sheet)
    hands.choose(Distribution.CANDIDATE_SHARE)
    assert not hands.dialog.ok_button.isEnabled() and hands.dialog.problem.text()
    for row, amount in enumerate(("10", "20", "60")):
        assert hands.type(row, amount, WEIGHT)
    assert hands.column(PROPOSED) == ["100.00", "200.00", "600.00"]
    given = Hands(qtbot, sheet, candidates={A: Fraction(1), B: Fraction(1), C: Fraction(1)})
    given.choose(Distribution.CANDIDATE_SHARE)
    assert given.column(PROPOSED) == ["300.00", "300.00", "300.00"]


def test_shares_are_written_in_the_unit_and_decimals_chosen(hands):
    hands.dialog.area_unit.setCurrentIndex(hands.dialog.area_unit.findData("mu"))
    assert hands.column(PROPOSED) == ["6,757.5", "4,054.5", "2,703.0"]
    assert hands.amounts()[A] == Quantity(Decimal("6757.5"), "mu")
    hands.dialog.decimals.setValue(0)
    assert sum(share.amount for share in hands.model.by_unit().values()) == 13515
    assert all(share.amount == int(share.amount) for share in hands.model.by_unit().values())


def test_without_base_values_the_dialog_says_what_is_missing(qtbot):
    sheet = plan_sheet()
    put(sheet, B, "01", "b", None)
    hands = Hands(qtbot, sheet)
    assert "西镇" in hands.dialog.problem.text() and not hands.dialog.ok_button.isEnabled()


def test_the_plan_of_a_unit_becomes_what_is_assigned_below(qtbot):
    sheet = plan_sheet()
    put(sheet, COUNTY, "01", "p", "1000")
    hands = Hands(qtbot, sheet, key(COUNTY, "01", "p"))
    assert {change.key.kind for change in hands.dialog.changes()} == {ValueKind.ASSIGNED}
    assert sum(share.exact for share in hands.model.by_unit().values()) == 1000 * 10_000


def test_a_note_goes_with_the_values(hands):
    hands.dialog.note.setText("Document 12")
    assert hands.dialog.changes()[0].value.origin.note == "Document 12 (in proportion to the base year)"


def version(amount, person, day):
    at = key(A1, "02", "a")
    written = None if amount is None else value(at, amount)
    return ValueVersion(written, person, datetime(2026, 1, day, 12, tzinfo=timezone.utc))


def test_the_history_lists_what_a_value_was(qtbot):
    dialog = HistoryDialog(plan_sheet(), key(A1, "02", "a"),
                           [version(None, "王五", 3), version("1234.5", "<b>李四", 2)], ENGLISH)
    qtbot.addWidget(dialog)
    rows = [[dialog.list.topLevelItem(row).text(column) for column in range(5)] for row in range(2)]
    assert rows[0][1:3] == ["王五", "removed"]
    assert rows[1][1:4] == ["<b>李四", "1,234.5 ha", "entered by hand"]
    assert "&lt;b&gt;" in dialog.list.topLevelItem(1).toolTip(1)
    dialog.copy_rows()
    assert QApplication.clipboard().text().count("\n") == 2 and "1,234.5 ha" in QApplication.clipboard().text()
    assert dialog.nothing.isHidden()


def test_a_value_without_history_says_so(qtbot):
    dialog = HistoryDialog(plan_sheet(), key(A1, "02", "a"), [], ENGLISH)
    qtbot.addWidget(dialog)
    assert not dialog.nothing.isHidden() and dialog.list.isHidden()


def test_what_is_handed_down_is_one_step_of_the_grid(qtbot, hands):
    from landplan_toolbox.ui.indicators.grid.grid import IndicatorGrid

    grid = IndicatorGrid()
    qtbot.addWidget(grid)
    sheet = plan_sheet()
    put(sheet, COUNTY, "01", "a", "901")
    grid.set_sheet(sheet, ENGLISH)
    changes = hands.dialog.changes()
    grid.apply(changes, "Hand down")
    assert sheet.value(key(A, "01", "a")) == changes[0].value and isinstance(changes[0], ValueChange)
    grid.undo_stack.undo()
    assert sheet.value(key(A, "01", "a")).quantity == Quantity(Decimal("450"), "ha")


def test_small_amounts_are_written_without_exponents():
    assert amount_text(Fraction(0), "ha", 8, Language("en")) == "0.00000000 ha"
    assert amount_text(Fraction(1, 1000), "ha", 7, Language("en")) == "0.0000001 ha"


@pytest.mark.parametrize("width", [420, 700])
def test_a_long_refusal_makes_the_dialog_higher_and_does_not_lie_over_the_shares(qtbot, hands, width):
    dialog = hands.dialog
    dialog.resize(width, dialog.height())
    dialog._show_refusal("A sentence that says which of the units have no base value. " * 8)  # as the model says it
    QApplication.processEvents()
    table, rest, problem = dialog.table.geometry(), dialog.rest.geometry(), dialog.problem.geometry()
    assert table.height() >= dialog.table.minimumHeight()
    assert table.bottom() < rest.top() <= rest.bottom() < problem.top()
    assert problem.height() >= dialog.problem.heightForWidth(problem.width())
