"""The Forest land tab driven as planning staff do it, on the sample county, with the algorithms themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dock_support import Desktop
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.tables.reading import read_sheets
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.workspace.base_decisions import BaseDecisionStore
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.dock import ROWS_AT_ONCE
from landplan_toolbox.ui.forest_land.result_layers import GROUPS
from landplan_toolbox.ui.forest_land.tools_menu import TOOLS, tool_parameters
from landplan_toolbox.ui.steps.state import NOTHING
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QItemSelectionModel
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"


@pytest.fixture
def desktop(qtbot, provider, tmp_path):
    made = Desktop(qtbot)
    made.show()
    shutil.copy(SAMPLE / "forest_clean.gpkg", tmp_path / "county.gpkg")
    QgsProject.instance().setFileName(str(tmp_path / "county.qgz"))
    made.open("forest", tmp_path / "county.gpkg")
    made.dock.tabs.setCurrentWidget(made.dock.forest_land)
    yield made
    made.close()


@pytest.fixture
def tab(desktop):
    return desktop.dock.forest_land


def run(qtbot, tab, step):
    assert step.run_button.isEnabled()
    step.run_button.click()
    assert tab.work.running == step.step
    qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)
    assert step.problem == ""


def cells(table, title):
    model = table.ledger
    column = [one.title for one in model.columns].index(title)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(panel, *places):
    selection = panel.table.selectionModel()
    selection.clear()
    for place in places:
        selection.select(panel.model.index(place, 0), QItemSelectionModel.SelectionFlag.Select
                         | QItemSelectionModel.SelectionFlag.Rows)


def test_inputs_are_found_and_one_that_is_left_out_is_named(tab):
    assert set(tab.work.input_values()) == {"SURVEY", "ONE_MAP", "ADMIN", "PLANNED", "BASIC_FARMLAND", "BEFORE"}
    tab.work.choose("SURVEY", NOTHING)
    tab._refresh()
    assert not tab.base.run_button.isEnabled() and "Land survey" in tab.base.run_button.toolTip()
    assert tab.grades.run_button.isEnabled()
    assert "Land survey" in tab.inputs.state


def test_disagreements_are_decided_and_count_from_the_next_run_on(tab, desktop, qtbot):
    run(qtbot, tab, tab.base)
    panel = tab.base.disagreements
    total, undecided = panel.model.counts()
    assert total == 5 and undecided == 0 and panel.isVisible()
    before = tab.work.note("base").figures["FOREST_LAND_HA"]
    panel.bar.note.setText("核实")
    choose(panel, 0)
    key = panel.chosen_keys()[0]
    panel.bar.open.click()
    with Workspace.open(desktop.dock.session.workspace_path) as workspace:
        (kept,) = workspace.base_decisions("forest").decisions()
    assert (kept.disagreement, kept.decision, kept.note) == (key, "undecided", "核实")
    assert panel.model.counts() == (5, 1)
    tab._refresh()
    assert "changed since" in tab.base.state
    run(qtbot, tab, tab.base)
    figures = tab.work.note("base").figures
    assert figures["UNDECIDED_COUNT"] == 1 and figures["VERDICT"] == "incomplete"
    assert figures["FOREST_LAND_HA"] < before
    choose(panel, 0)
    panel.bar.back.click()
    assert tab.work.decisions() == []
    run(qtbot, tab, tab.base)
    assert tab.work.note("base").figures["FOREST_LAND_HA"] == pytest.approx(before)


def test_a_decision_needs_a_workspace_that_can_be_written(tab, desktop, qtbot):
    run(qtbot, tab, tab.base)
    told = []
    desktop.dock.session.told.connect(lambda text, level: told.append(text))
    desktop.dock.session.state = desktop.dock.session.state.__class__(
        **{**desktop.dock.session.state.__dict__, "workspace": "/nowhere/at all.gpkg"})
    choose(tab.base.disagreements, 0)
    tab.base.disagreements.bar.survey.click()
    assert len(told) == 1 and "/nowhere" in told[0]


def test_a_disagreement_and_a_row_of_a_table_are_shown_on_the_map(tab, desktop, qtbot):
    run(qtbot, tab, tab.base)
    before = desktop.canvas.extent()
    panel = tab.base.disagreements
    panel.table.doubleClicked.emit(panel.model.index(0, 0))
    assert desktop.canvas.extent() != before
    nearer = desktop.canvas.extent()
    table = tab.base.tables["matrix"]
    table.doubleClicked.emit(table.ledger.index(0, 0))
    assert desktop.canvas.extent() != nearer


def test_grades_use_and_editions_show_their_tables(tab, qtbot):
    run(qtbot, tab, tab.grades)
    assert set(cells(tab.grades.tables["matrix"], "Judgement")) and tab.grades.tables["rules"].ledger.rowCount() > 10
    run(qtbot, tab, tab.use)
    assert "2021–2025" in cells(tab.use.tables["quota"], "Period")
    assert len(cells(tab.use.tables["projects"], "Project")) > 5
    run(qtbot, tab, tab.editions)
    assert tab.editions.tables["matrix"].ledger.rowCount() and tab.editions.tables["indicators"].ledger.rowCount()
    empty = not tab.editions.tables["problems"].ledger.rowCount()
    assert ("Reasons to see to" in tab.editions.empty.text()) == empty == tab.editions.empty.isVisible()
    shown = {layer.customProperty(GROUPS.property_name) for layer in GROUPS.shown(QgsProject.instance(), "use")}
    assert {"use/OUTPUT", "use/PROJECTS", "use/QUOTA", "use/WORKS"} == shown


def test_a_variant_of_the_grades_is_chosen_and_an_old_result_says_so(tab, qtbot):
    run(qtbot, tab, tab.grades)
    line = tab.grades.options.lines["VARIANT"]
    assert line.count() >= 3  # by the pack, the national rules, those of a province
    line.setCurrentIndex(line.count() - 1)
    line.activated.emit(line.count() - 1)
    tab._refresh()
    assert tab.work.state.options["grades/VARIANT"] == line.currentData() != ""
    assert "changed since" in tab.grades.state


def test_the_status_writes_report_and_tables_beside_its_results(tab, qtbot, tmp_path):
    run(qtbot, tab, tab.status)
    report, tables = tab.status._path("REPORT"), tab.status._path("TABLES")
    assert Path(report).parent == tmp_path and Path(report).read_text("utf-8").startswith("<!DOCTYPE html>")
    assert Path(tables).read_bytes()[:2] == b"PK"
    assert tab.status.report_button.isEnabled()
    said = [row["text"] for row in tab.status.tables["statements"].ledger._whole]
    assert said and all(said) and len(set(said)) == len(said)
    targets = tab.status.tables["targets"].ledger
    assert targets.rowCount() and all(
        targets.row(place)["reached"] - targets.row(place)["target"]
        == pytest.approx(targets.row(place)["difference"], abs=0.011)
        for place in range(targets.rowCount()) if targets.row(place)["reached"] is not None)
    run(qtbot, tab, tab.status)
    assert not Path(report).exists()  # the files of the earlier run went with its layers
    assert Path(tab.status._path("REPORT")).exists()


def test_without_the_edition_before_the_monitoring_says_what_is_missing(tab, qtbot):
    tab.work.choose("BEFORE", NOTHING)
    tab._refresh()
    tab.editions.run_button.click()
    assert not tab.work.running and "year before" in tab.editions.problem
    assert tab.editions.is_open


def test_results_are_there_again_when_the_project_is_opened_anew(tab, desktop, qtbot):
    run(qtbot, tab, tab.grades)
    rows = tab.grades.tables["matrix"].ledger.rowCount()
    desktop.dock.session.opened.emit()
    assert tab.grades.tables["matrix"].ledger.rowCount() == rows > 0
    Path(tab.work.state.results["grades"]).unlink()
    tab._refresh()
    assert "gone" in tab.grades.state and not tab.grades.map_button.isEnabled()


def test_a_run_is_cancelled_and_leaves_no_file(tab, qtbot, tmp_path):
    tab.base.run_button.click()
    tab.view.progress.cancel_button.click()
    qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)
    qtbot.waitUntil(lambda: not list(tmp_path.glob("*_base*.gpkg")), timeout=5_000)
    assert tab.base.problem == "" and "not run" in tab.base.state


def test_the_tables_of_a_step_are_exported(tab, desktop, qtbot, tmp_path, monkeypatch):
    run(qtbot, tab, tab.use)
    path = tmp_path / "占用.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "*.xlsx"))
    tab.use.export_button.click()
    assert path.read_bytes()[:2] == b"PK"


def test_long_tables_are_written_in_the_background(tab, desktop, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "长表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "*.xlsx"))
    rows = [{"key": str(number)} for number in range(ROWS_AT_ONCE + 1)]
    tab.export_wanted.emit([("分歧", rows)], {})
    assert desktop.dock._exporting is not None
    qtbot.waitUntil(lambda: desktop.dock._exporting is None, timeout=20_000)
    assert len(read_sheets(path)[0].rows) == len(rows) + 1


def test_a_plan_without_forest_land_has_no_such_tab(desktop, qtbot, tmp_path):
    shutil.copy(SAMPLE / "farmland_clean.gpkg", tmp_path / "farmland.gpkg")
    desktop.open("farmland", tmp_path / "farmland.gpkg")
    assert desktop.dock.tabs.indexOf(desktop.dock.forest_land) < 0
    assert desktop.dock.tabs.indexOf(desktop.dock.delineation) > 0


def test_a_base_is_not_made_without_the_decisions_that_cannot_be_read(tab, desktop, qtbot, monkeypatch):
    run(qtbot, tab, tab.base)
    choose(tab.base.disagreements, 0)
    tab.base.disagreements.bar.survey.click()
    told = []
    desktop.dock.session.told.connect(lambda text, level: told.append(text))

    def locked(store):
        raise LandPlanError(translatable("Test", "The workspace is locked."))

    with monkeypatch.context() as patch:
        patch.setattr(BaseDecisionStore, "decisions", locked)
        tab.base.run_button.click()
        assert not tab.work.running and "locked" in tab.base.problem
        tab.work.forget_decisions()
        tab._refresh()
        assert told.count("The workspace is locked.") == 2  # the refusal, and once that decisions are not shown
    run(qtbot, tab, tab.base)
    assert len(tab.work.decisions()) == 1


def test_decisions_go_to_a_colleague_and_come_back(tab, desktop, qtbot, tmp_path, monkeypatch):
    run(qtbot, tab, tab.base)
    panel = tab.base.disagreements
    choose(panel, 0)
    panel.bar.survey.click()
    mine = panel.model.key(0)
    path = tmp_path / "分歧.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "*.xlsx"))
    panel.bar.export_action.trigger()
    (sheet,) = read_sheets(path)
    head = sheet.rows[0]
    assert head[:5] == ["key", "decision", "person", "date", "note"] and len(sheet.rows) == panel.model.rowCount() + 1
    assert sheet.rows[1][:2] == [mine, "accept_survey"] and sheet.rows[2][1] == ""
    theirs = sheet.rows[2][0]
    filled = tmp_path / "意见.csv"
    filled.write_text(f"key,decision,person,date,note\n{mine},三调,,,\n{theirs},一张图,李四,2022-03-01,影像\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(filled), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: next(
        one for one in box.buttons() if box.buttonRole(one) == QMessageBox.ButtonRole.AcceptRole).click())
    panel.bar.import_action.trigger()
    qtbot.waitUntil(lambda: len(tab.work.decisions()) == 2, timeout=10_000)
    (taken,) = [one for one in tab.work.decisions() if one.disagreement == theirs]
    assert (taken.decision, taken.person, taken.note, taken.at[:10]) == ("accept_one_map", "李四", "影像", "2022-03-01")
    assert "李四" in panel.model.standing(panel.model.table.place(theirs))


def test_the_next_undecided_disagreement_by_the_keys_of_the_findings(tab, desktop, qtbot):
    told = []
    desktop.dock.session.told.connect(lambda text, level: told.append(text))
    desktop.dock._next.trigger()
    assert len(told) == 1 and "make the planning base" in told[0]
    run(qtbot, tab, tab.base)
    panel = tab.base.disagreements
    choose(panel, 0, 1)
    panel.bar.open.click()
    choose(panel, 2)
    before = desktop.canvas.extent()
    desktop.dock._next.trigger()
    assert panel.table.chosen() == [0] and desktop.canvas.extent() != before
    desktop.dock._previous.trigger()
    assert panel.table.chosen() == [1]


def test_a_chosen_disagreement_is_marked_on_the_map_as_long_as_the_tab_is_seen(tab, desktop, qtbot):
    run(qtbot, tab, tab.base)
    before = desktop.canvas.extent()
    choose(tab.base.disagreements, 1)
    assert desktop.dock.map_link._band is not None and desktop.canvas.extent() == before
    desktop.dock.tabs.setCurrentWidget(desktop.dock.data)
    assert desktop.dock.map_link._band is None


def test_further_tools_are_filled_in_with_what_the_tab_knows(tab):
    offered = [action.text() for action in tab.tools_button.menu().actions()]
    for tool in TOOLS:
        algorithm = QgsApplication.processingRegistry().algorithmById(tool)
        parameters = tool_parameters(tool, tab.work)
        names = {definition.name() for definition in algorithm.parameterDefinitions()}
        assert parameters and set(parameters) <= names, tool
        for name in {"PACK", "SURVEY", "ONE_MAP", "BEFORE", "AFTER"} & names:
            assert parameters[name], (tool, name)
        assert algorithm.displayName() + "…" in offered


def test_nothing_is_cut_off_in_a_narrow_panel(tab, desktop, qtbot):
    run(qtbot, tab, tab.base)
    for step in tab.runs:
        step.set_open(True)
    choose(tab.base.disagreements, 0)
    letters = tab.view.scroll_area.widget().minimumSizeHint().width() / tab.fontMetrics().averageCharWidth()
    assert letters < 51  # 360 pixels in the usual font of a desktop: a panel of 400 without frames and scroll bar


def test_tab_walks_through_inputs_options_and_buttons_where_they_stand(tab, desktop, qtbot):
    tab._refresh()
    wanted = [tab.inputs.head, *tab.form.lines.values(), tab.tools_button, tab.base.head,
              *tab.base.options.lines.values(), tab.base.run_button]
    seen, widget = [], tab.inputs.head
    for _ in range(400):
        if widget in wanted:
            seen.append(widget)
        widget = widget.nextInFocusChain()
        if widget is tab.inputs.head:
            break
    assert seen == wanted


def test_the_base_says_what_became_of_the_land_planned_for_forestry(tab, qtbot):
    run(qtbot, tab, tab.base)
    planned = tab.base.tables["planned"].ledger
    rows = [planned.row(place) for place in range(planned.rowCount())]
    taken = sum(row["area_m2"] for row in rows if row["reason"] == "taken")
    assert taken > 0 and taken / 10_000 == pytest.approx(tab.work.note("base").figures["SUPPLEMENT_HA"], abs=0.01)
