"""The list of disagreements between land survey and one-map: filters, order, decisions."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.workspace.base_decisions import BaseDecision
from landplan_toolbox.ui.forest_land.disagreements_model import DisagreementFilter, DisagreementsModel
from landplan_toolbox.ui.forest_land.disagreements_panel import DisagreementsPanel
from landplan_toolbox.ui.ledger_model import LedgerColumn
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtWidgets import QMessageBox

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
    model.set_filter(DisagreementFilter(settled="undecided"))
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


def test_several_rows_are_decided_together_with_a_note(panel, qtbot):
    assert not panel.bar.survey.isEnabled()
    choose(panel, 0, 1)
    panel.bar.note.setText(" 影像 ")
    with qtbot.waitSignal(panel.decided) as told:
        panel.bar.one_map.click()
    assert told.args == [["2|b", "1|a"], "accept_one_map", "影像"]


def test_many_are_decided_only_after_a_question(panel, qtbot, monkeypatch):
    panel.set_rows([{**ROWS[0], "key": f"{number}|a"} for number in range(101)])
    panel.table.selectAll()
    asked = []

    def answer(box):
        asked.append(box.text())
        standard = QMessageBox.StandardButton
        box.button(standard.Cancel if len(asked) == 1 else standard.Yes).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    with qtbot.assertNotEmitted(panel.decided):
        panel.bar.survey.click()
    with qtbot.waitSignal(panel.decided) as told:
        panel.bar.survey.click()
    assert "101" in asked[0] and len(told.args[0]) == 101


def test_keys_decide_the_chosen_rows(panel, qtbot):
    choose(panel, 0)
    for key, decision in ((Qt.Key.Key_1, "accept_survey"), (Qt.Key.Key_2, "accept_one_map"),
                          (Qt.Key.Key_0, "undecided"), (Qt.Key.Key_Delete, "")):
        with qtbot.waitSignal(panel.decided) as told:
            qtbot.keyClick(panel.table, key)
        assert told.args[:2] == [["2|b"], decision]
    with qtbot.assertNotEmitted(panel.decided):
        qtbot.keyClick(panel.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)


def test_rows_stay_chosen_while_the_list_is_sorted_and_filtered(panel):
    choose(panel, 1)
    assert panel.chosen_keys() == ["1|a"]
    panel.model.sort(2, Qt.SortOrder.AscendingOrder)
    assert panel.chosen_keys() == ["1|a"] and panel.table.chosen() == [0]
    panel.model.set_filter(DisagreementFilter(kind="one_map_only"))
    assert panel.chosen_keys() == ["1|a"]
    panel.set_rows(list(reversed(ROWS)))  # a new run
    assert panel.chosen_keys() == ["1|a"]


def test_after_a_decision_the_row_that_took_its_place_is_chosen(panel):
    panel.set_rows([{**row, "applied": "undecided"} for row in ROWS])
    panel.model.set_filter(DisagreementFilter(settled="undecided"))
    choose(panel, 0)
    panel.set_decisions({"2|b": BaseDecision("2|b", "accept_survey")})
    assert panel.chosen_keys() == ["1|a"]
    panel.set_decisions({key: BaseDecision(key, "accept_survey") for key in ("2|b", "1|a", "3|c")})
    assert panel.chosen_keys() == [] and panel.model.rowCount() == 0


def test_a_decision_leaves_rows_in_their_places_though_they_are_sorted_by_it(panel):
    column = [one.field for one in panel.model.columns].index("applied")
    panel.model.sort(column, Qt.SortOrder.AscendingOrder)
    before = keys(panel.model)
    choose(panel, 0)
    panel.set_decisions({before[0]: BaseDecision(before[0], "accept_one_map")})
    assert keys(panel.model) == before and panel.chosen_keys() == before[:1]


def test_the_next_and_the_previous_undecided_row_are_wanted_on_the_map(panel, qtbot):
    panel.set_rows([{**ROWS[0], "key": str(number), "area_ha": -number,
                     "applied": "undecided" if number in (1, 3) else "accept_survey"} for number in range(5)])
    seen = []
    panel.row_wanted.connect(lambda row: seen.append(row["key"]))
    assert panel.go(1) and panel.go(1) and panel.go(1) and panel.go(-1)
    assert seen == ["1", "3", "1", "3"] and panel.chosen_keys() == ["3"]
    panel.set_decisions({key: BaseDecision(key, "accept_survey") for key in ("1", "3")})
    assert not panel.go(1) and not panel.bar.next.isEnabled()


def test_details_say_whose_decision_it_is_and_what_was_decided_before(qtbot):
    history = [BaseDecision("2|b", "accept_one_map", "影像", "李四", "2022-03-02T10:00:00+08:00"),
               BaseDecision("2|b", "accept_survey", "", "张三", "2022-03-01T10:00:00+08:00")]
    panel = DisagreementsPanel(COLUMNS, KINDS, lambda key: history if key == "2|b" else [],
                               lambda field, code: {"0301": "乔木林地"}.get(code, ""))
    qtbot.addWidget(panel)
    panel.set_rows([{**row, "DLBM": "0301", "BSM": "7", "DI_LEI": "0161"} for row in ROWS])
    assert "double-click" in panel.details.text()
    panel.set_decisions({"2|b": history[0]})
    choose(panel, 0)
    said = panel.details.text()
    assert "0301 乔木林地 (parcel 7)" in said and "0161 (sub-compartment b)" in said
    assert said.count("李四") == 2 and "2022-03-01 10:00 · land survey · 张三" in said
    choose(panel, 1)
    assert "by the rule" in panel.details.text() and "李四" not in panel.details.text()
    choose(panel, 0, 1)
    assert panel.details.text().startswith("2 disagreements")


def test_what_was_taken_back_says_so_until_the_next_run(panel):
    panel.set_rows([{**ROWS[0], "source": "list"}])
    assert "taken back" in panel.model.standing(0)


def test_decisions_are_taken_back_without_a_question(panel, qtbot):
    choose(panel, 2)
    with qtbot.waitSignal(panel.decided) as told:
        panel.bar.back.click()
    assert told.args == [["3|c"], "", ""]


def test_nothing_is_decided_while_a_run_is_under_way(panel):
    choose(panel, 0)
    panel.allow(False)
    assert not panel.bar.survey.isEnabled() and not panel.bar.back.isEnabled()
    panel.allow(True)
    assert panel.bar.survey.isEnabled()


def test_the_line_counts_what_is_shown_undecided_and_chosen(panel, qtbot):
    choose(panel, 0)
    assert panel.count.text() == "undecided: 1 · shown: 3 of 3 · chosen: 1"
    panel.settled.setCurrentIndex(panel.settled.findData("undecided"))
    panel.settled.activated.emit(panel.settled.currentIndex())
    assert "shown: 1 of 3" in panel.count.text()


def test_a_search_waits_for_the_typing_to_end(panel, qtbot):
    panel.search.setText("裸地")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert keys(panel.model) == ["3|c"]
    panel.search.setText("zzz")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert "fits the filters" in panel.details.text()


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
