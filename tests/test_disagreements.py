"""The list of disagreements between land survey and one-map: filters, order, decisions."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.workspace.base_decisions import BaseDecision
from landplan_toolbox.ui.forest_land.disagreements_model import DisagreementFilter, DisagreementsModel
from landplan_toolbox.ui.forest_land.disagreements_panel import DisagreementsPanel
from landplan_toolbox.ui.ledger_model import LedgerColumn
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtWidgets import QInputDialog

COLUMNS = (LedgerColumn("kind_title", "Kind"), LedgerColumn("dlmc", "Survey"), LedgerColumn("area_ha", "Area", 2),
           LedgerColumn("applied", "Decision"), LedgerColumn("note", "Note"))
KINDS = (("one_map_only", "only in the one-map"), ("survey_only", "only in the survey"))
ROWS = [
    {"key": "1|a", "kind": "one_map_only", "kind_title": "only in the one-map", "dlmc": "旱地", "area_ha": 1.5,
     "applied": "accept_survey"},
    {"key": "2|b", "kind": "survey_only", "kind_title": "only in the survey", "dlmc": "乔木林地", "area_ha": 7.25,
     "applied": "undecided"},
    {"key": "3|c", "kind": "one_map_only", "kind_title": "only in the one-map", "dlmc": "裸地", "area_ha": None,
     "applied": "accept_one_map"},
]


@pytest.fixture
def model():
    made = DisagreementsModel(COLUMNS)
    made.set_rows(ROWS)
    return made


def keys(model):
    return [model.row(place)["key"] for place in range(model.rowCount())]


def shown(model, place, title):
    column = [one.title for one in model.columns].index(title)
    return model.index(place, column).data()


def test_the_largest_comes_first_and_what_has_no_area_last(model):
    assert keys(model) == ["2|b", "1|a", "3|c"]
    model.sort(2, Qt.SortOrder.AscendingOrder)
    assert keys(model) == ["1|a", "2|b", "3|c"]


def test_filters_by_kind_text_and_what_nobody_has_decided(model):
    model.set_filter(DisagreementFilter(kind="one_map_only"))
    assert keys(model) == ["1|a", "3|c"]
    model.set_filter(DisagreementFilter(undecided=True))
    assert keys(model) == ["2|b"]
    model.set_filter(DisagreementFilter(text="旱"))
    assert keys(model) == ["1|a"]
    assert model.counts() == (3, 1)


def test_a_decision_of_a_person_stands_over_that_of_the_run(model):
    model.set_decisions({"2|b": BaseDecision("2|b", "accept_one_map", "影像", "张三", "2022-03-01T10:00:00+08:00")})
    assert shown(model, 0, "Decision") == "one-map" and shown(model, 0, "Note") == "影像"
    tip = model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "张三" in tip and "2022-03-01" in tip
    assert "by the rule" in model.index(1, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert model.counts() == (3, 0)


def test_the_survey_may_be_put_back_to_undecided(model):
    model.set_decisions({"1|a": BaseDecision("1|a", "undecided")})
    assert model.counts() == (3, 2)


@pytest.fixture
def panel(qtbot):
    made = DisagreementsPanel(COLUMNS, KINDS)
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.show()
    return made


def choose(panel, *places):
    selection = panel.table.selectionModel()
    selection.clear()
    for place in places:
        selection.select(panel.model.index(place, 0), QItemSelectionModel.SelectionFlag.Select
                         | QItemSelectionModel.SelectionFlag.Rows)


def test_several_rows_are_decided_together_with_a_note(panel, qtbot, monkeypatch):
    assert not panel.survey_button.isEnabled()
    choose(panel, 0, 1)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (" 影像 ", True))
    with qtbot.waitSignal(panel.decided) as told:
        panel.one_map_button.click()
    assert told.args == [["2|b", "1|a"], "accept_one_map", "影像"]


def test_a_cancelled_question_decides_nothing(panel, qtbot, monkeypatch):
    choose(panel, 0)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("", False))
    with qtbot.assertNotEmitted(panel.decided):
        panel.survey_button.click()


def test_decisions_are_taken_back_without_a_question(panel, qtbot):
    choose(panel, 2)
    with qtbot.waitSignal(panel.decided) as told:
        panel.back_button.click()
    assert told.args == [["3|c"], "", ""]


def test_nothing_is_decided_while_a_run_is_under_way(panel):
    choose(panel, 0)
    panel.allow(False)
    assert not panel.survey_button.isEnabled() and not panel.back_button.isEnabled()
    panel.allow(True)
    assert panel.survey_button.isEnabled()


def test_the_line_counts_what_is_shown_undecided_and_chosen(panel, qtbot):
    choose(panel, 0)
    assert panel.count.text() == "3 of 3, undecided: 1, chosen: 1"
    panel.undecided.setChecked(True)
    assert panel.count.text().startswith("1 of 3")


def test_a_search_waits_for_the_typing_to_end(panel, qtbot):
    panel.search.setText("裸地")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert keys(panel.model) == ["3|c"]


def test_a_row_is_wanted_on_the_map_by_double_click_and_enter(panel, qtbot):
    with qtbot.waitSignal(panel.row_wanted) as told:
        panel.table.doubleClicked.emit(panel.model.index(1, 0))
    assert told.args[0]["key"] == "1|a"
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    with qtbot.waitSignal(panel.row_wanted) as told:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert told.args[0]["key"] == "2|b"


def test_without_rows_the_list_is_not_there(panel):
    panel.set_rows([])
    assert not panel.isVisible()
