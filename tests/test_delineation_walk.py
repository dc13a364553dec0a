"""The Delineation tab driven as planning staff do it, on the sample county, with the algorithms themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dock_support import Desktop
from landplan_toolbox.ui.delineation.result_layers import GROUPS
from landplan_toolbox.ui.delineation.targets_model import TARGET
from landplan_toolbox.ui.delineation.tools_menu import TOOLS, tool_parameters
from landplan_toolbox.ui.steps.state import NOTHING
from osgeo import ogr
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QLineEdit

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"


@pytest.fixture
def desktop(qtbot, provider, tmp_path):
    made = Desktop(qtbot)
    made.show()
    shutil.copy(SAMPLE / "farmland_clean.gpkg", tmp_path / "county.gpkg")
    QgsProject.instance().setFileName(str(tmp_path / "county.qgz"))
    made.open("farmland", tmp_path / "county.gpkg")
    made.dock.tabs.setCurrentWidget(made.dock.delineation)
    yield made
    made.close()


@pytest.fixture
def tab(desktop):
    return desktop.dock.delineation


def run(qtbot, tab, button):
    assert button.isEnabled()
    button.click()
    assert tab.work.running
    qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)


def cells(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_inputs_are_found_and_targets_read(tab):
    values = tab.work.input_values()
    assert {"PARCELS", "UNITS", "CURRENT", "EVIDENCE", "TARGETS", "FROZEN", "CENTRES"} <= set(values)
    assert values["PARCELS"].endswith("|layername=DLTB")
    assert len(tab.targets.model.targets()) == 5
    assert tab.run.run_button.isEnabled()
    assert not tab.ledger.check_button.isEnabled()  # nothing delineated yet


def test_an_elevation_model_in_the_project_is_taken_and_can_be_left_out(tab, qtbot):
    model = QgsRasterLayer(str(SAMPLE / "dem.tif"), "数字高程模型")
    QgsProject.instance().addMapLayer(model)
    assert tab.work.input_values()["DEM"] == model.id()
    tab.work.choose("DEM", NOTHING)
    assert "DEM" not in tab.work.input_values()


def test_the_walk_from_screening_to_the_findings(tab, desktop, qtbot):
    run(qtbot, tab, tab.screening.run_button)
    assert "must enter" in cells(tab.screening.table.ledger, 0)
    assert GROUPS.shown(QgsProject.instance(), "screening")
    first = tab.work.state.results["screening"]

    run(qtbot, tab, tab.run.run_button)
    assert tab.ledger.table.ledger.rowCount() >= 5
    titles = {layer.customProperty(GROUPS.property_name) for layer in GROUPS.shown(QgsProject.instance(), "delineation")}
    assert {"delineation/OUTPUT", "delineation/ADJUSTMENT_LEDGER", "delineation/LEDGER"} <= titles
    assert tab.ledger.table.ledger.short_rows() == 0

    run(qtbot, tab, tab.screening.run_button)  # again: the new file takes the place of the old one
    assert tab.work.state.results["screening"] != first
    assert not Path(first).exists()

    run(qtbot, tab, tab.ledger.check_button)
    assert desktop.dock.tabs.currentWidget() is desktop.checks
    assert desktop.session.runs()[0].partial
    assert {summary.check_id[0] for summary in desktop.checks.model.source.results} >= {"7"}


def test_a_target_nobody_can_meet_is_shown_as_missed(tab, qtbot):
    row = cells(tab.targets.model, 0).index("690121102")
    handed_down = tab.targets.model.targets()["690121102"]
    assert tab.targets.model.setData(tab.targets.model.index(row, TARGET), "5000")
    assert tab.work.state.targets["690121102"] == 5000.0
    run(qtbot, tab, tab.run.run_button)
    assert tab.ledger.table.ledger.short_rows() == 1
    short = [place for place in range(tab.ledger.table.ledger.rowCount())
             if tab.ledger.table.ledger.index(place, 0).data(Qt.ItemDataRole.ForegroundRole) is not None]
    assert any(tab.ledger.table.ledger.index(place, 0).data() == "麦垄镇" for place in short)
    assert tab.ledger.state
    tab.targets.back_button.click()
    assert tab.work.state.targets == {}
    qtbot.waitUntil(lambda: tab.targets.model.targets().get("690121102") == handed_down)


def test_a_refusal_keeps_the_earlier_results(tab, desktop, qtbot):
    run(qtbot, tab, tab.run.run_button)
    kept = dict(tab.work.state.results)
    tab.work.choose("PARCELS", str(SAMPLE / "dem.tif"))
    tab.work.run("delineation")
    qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)
    assert tab.work.state.results == kept
    assert Path(kept["delineation"]).exists()
    assert desktop.messages()


def test_the_state_comes_back_with_the_project(tab, desktop, qtbot, tmp_path):
    run(qtbot, tab, tab.screening.run_button)
    tab.work.set_option("ORDER", 1)
    project = QgsProject.instance()
    assert project.write()
    project.clear()
    desktop.wait()
    assert tab.work.state.results == {}
    assert project.read(str(tmp_path / "county.qgz"))
    desktop.wait()
    assert tab.run.options.order.currentIndex() == 1
    assert tab.screening.table.ledger.rowCount() > 6


def test_further_tools_are_there_and_filled_in(tab):
    for tool in TOOLS:
        parameters = tool_parameters(tool, tab.work)
        algorithm = QgsApplication.processingRegistry().algorithmById(tool)
        assert algorithm is not None, tool
        assert set(parameters) <= {definition.name() for definition in algorithm.parameterDefinitions()}, tool
        assert parameters, tool


def test_reports_stay_with_the_project_and_call_layers_by_their_names(tab, desktop, qtbot, tmp_path):
    tab.work.set_option("ORDER", 1)
    run(qtbot, tab, tab.run.run_button)
    said = tab.ledger.notes.text()
    assert "Compact:" in said
    assert "Near to far:" in said
    assert "JCQ" in said
    assert not tab.work.outdated("delineation")
    tab.work.set_option("SPLIT_AT_UNITS", True)
    assert tab.work.outdated("delineation")
    tab.work.set_option("SPLIT_AT_UNITS", False)
    assert not tab.work.outdated("delineation")
    project = QgsProject.instance()
    assert project.write()
    project.clear()
    desktop.wait()
    assert project.read(str(tmp_path / "county.qgz"))
    desktop.wait()
    assert tab.ledger.notes.text() == said
    assert not tab.work.outdated("delineation")


def test_cancelling_keeps_the_earlier_results_and_leaves_no_file(tab, desktop, qtbot, tmp_path):
    run(qtbot, tab, tab.run.run_button)
    kept, files = dict(tab.work.state.results), sorted(tmp_path.glob("*.gpkg"))
    tab.run.run_button.click()
    tab.view.progress.cancel_button.click()
    assert not (tab.work.running and tab.view.progress.cancel_button.isEnabled())  # a run that waits for its turn ends at once
    qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)
    assert tab.work.state.results == kept
    qtbot.waitUntil(lambda: sorted(tmp_path.glob("*.gpkg")) == files)
    assert tab.ledger.table.ledger.rowCount() >= 5


def test_a_run_of_a_project_that_was_closed_leaves_the_next_one_alone(tab, desktop, qtbot, tmp_path):
    tab.run.run_button.click()
    assert tab.work.running
    QgsProject.instance().clear()
    assert not tab.work.running
    desktop.wait()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=60_000)
    assert tab.work.state.results == {}
    assert not GROUPS.shown(QgsProject.instance(), "delineation")
    qtbot.waitUntil(lambda: [path.name for path in tmp_path.glob("*.gpkg")] == ["county.gpkg"])


def test_a_refusal_stays_in_the_step_until_it_goes_well(tab, desktop, qtbot):
    tab.work.choose("TARGETS", str(SAMPLE / "nowhere.gpkg"))
    tab.work.run("delineation")
    qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)
    assert tab.run.problem
    assert tab.run.state.startswith("refused")
    assert tab.run.is_open
    tab.work.choose("TARGETS", "")
    qtbot.waitUntil(lambda: tab.run.run_button.isEnabled())
    run(qtbot, tab, tab.run.run_button)
    assert not tab.run.problem


def test_results_whose_file_is_gone_are_told(tab, desktop, qtbot):
    run(qtbot, tab, tab.screening.run_button)
    file = Path(tab.work.state.results["screening"])
    QgsProject.instance().removeAllMapLayers()
    file.unlink()
    qtbot.waitUntil(lambda: "gone" in tab.screening.state)
    assert not tab.screening.map_button.isEnabled()
    tab.work.run("check")
    assert "delineate first" in tab.ledger.problem


def test_only_the_parcels_of_the_chosen_rows_are_shown(tab, qtbot):
    run(qtbot, tab, tab.screening.run_button)
    model, table = tab.screening.table.ledger, tab.screening.table
    layer = GROUPS.shown(QgsProject.instance(), "screening")[0]
    every = len(list(layer.getFeatures()))
    for place in range(model.rowCount()):
        table.selectRow(place)
        table.row_wanted.emit(place)
        assert len(list(layer.getFeatures())) == model.row(place)["parcel_count"], model.row(place)
    tab.screening.filter_button.setChecked(False)
    assert len(list(layer.getFeatures())) == every


def test_a_row_of_the_ledger_leads_to_its_unit(tab, desktop, qtbot):
    run(qtbot, tab, tab.run.run_button)
    model = tab.ledger.table.ledger
    whole = None
    for place in range(model.rowCount() - 1, -1, -1):
        tab.ledger.table.row_wanted.emit(place)
        extent = desktop.canvas.extent()
        whole = whole or extent  # the total comes last
        assert whole.contains(extent)
    assert extent.width() < whole.width()


def test_ledger_and_screening_are_exported(tab, desktop, qtbot, tmp_path, monkeypatch):
    run(qtbot, tab, tab.screening.run_button)
    run(qtbot, tab, tab.run.run_button)
    for name in ("台账.xlsx", "表格.ods"):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        tab.ledger.export_button.click()
        file = ogr.Open(str(path))
        assert [file.GetLayer(number).GetName() for number in range(file.GetLayerCount())] == ["Ledger", "Screening"]
        rows = [row.items() for row in file.GetLayer(0)]
        assert len(rows) == tab.ledger.table.ledger.rowCount()
        assert rows[-1]["Target (ha)"] == pytest.approx(tab.targets.model.total())
        assert any(path.name in message for message in desktop.messages())


def test_a_pack_without_delineation_has_no_such_tab(desktop):
    desktop.open("forest", SAMPLE / "forest_clean.gpkg")
    assert desktop.dock.tabs.indexOf(desktop.dock.delineation) < 0
    desktop.open("farmland", SAMPLE / "farmland_clean.gpkg")
    assert desktop.dock.tabs.indexOf(desktop.dock.delineation) == 2


def test_a_folder_with_quotes_and_one_that_is_read_only(desktop, tab, qtbot, tmp_path, monkeypatch):
    folder = tmp_path / "it's \"new\" 新"
    folder.mkdir()
    QgsProject.instance().setFileName(str(folder / "county's.qgz"))
    run(qtbot, tab, tab.screening.run_button)
    assert Path(tab.work.state.results["screening"]).parent == folder
    assert tab.screening.table.whole
    assert GROUPS.shown(QgsProject.instance(), "screening")
    monkeypatch.setattr("landplan_toolbox.ui.workspace_place.os.access", lambda path, mode: str(path) != str(folder))
    run(qtbot, tab, tab.screening.run_button)
    assert Path(tab.work.state.results["screening"]).parent.name == "workspaces"
    assert (folder / "county's_screening.gpkg").exists()  # another place's file is not taken away


def test_results_are_no_data_of_the_project(tab, desktop, qtbot):
    run(qtbot, tab, tab.run.run_button)
    shown = {layer.id() for layer in GROUPS.shown(QgsProject.instance(), "delineation")}
    assert shown
    assert not shown & set(desktop.session._data_layers())


def test_typing_undoing_and_pasting_by_the_keyboard(tab, desktop, qtbot):
    tab.targets.set_open(True)
    table, model = tab.targets.table, tab.targets.model
    given = dict(model.targets())
    table.setFocus()
    table.setCurrentIndex(model.index(0, TARGET))
    qtbot.keyClicks(table, "7")
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, ".5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.work.state.targets != {})
    assert model.index(0, TARGET).data() == "7.5000"
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert model.index(1, TARGET).data() == ""
    QApplication.clipboard().setText("单位\t任务\n690121102\t1,234.5\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert model.targets()["690121102"] == 1234.5
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert model.targets() == given
    assert tab.work.state.targets == {}  # as in the table: nothing is typed
    qtbot.keyClick(table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert tab.work.state.targets[model.index(0, 0).data()] == 7.5
    tab.targets.back_button.click()
    qtbot.waitUntil(lambda: model.targets() == given)
    model.undo()
    assert model.index(0, TARGET).data() == "7.5000"
    table.selectAll()
    QApplication.clipboard().setText("3")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert set(model.targets().values()) == {3.0}
    table.selectionModel().select(model.index(1, TARGET), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "3.0000"
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_tab_walks_through_the_steps_from_the_top_down(tab, desktop, qtbot):
    for step in tab.steps:
        step.set_open(True)
    desktop.dock.resize(430, 3000)
    places, widget = [], tab.inputs.head
    while widget is not tab.inputs.head or not places:
        if tab.view.scroll_area.widget().isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            number = next(place for place, step in enumerate(tab.steps) if step.isAncestorOf(widget))
            places.append((number, widget.mapTo(tab, widget.rect().topLeft()).y()))
        widget = widget.nextInFocusChain()
    assert len(places) > 20
    assert [number for number, _ in places] == sorted(number for number, _ in places)
    inputs = [y for number, y in places if number == 0]
    assert inputs == sorted(inputs)


def test_the_wheel_scrolls_and_changes_no_input(tab, desktop, qtbot):
    line = tab.run.options.order
    line.clearFocus()
    wheel = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(line, wheel)
    assert line.currentIndex() == 0
    assert not wheel.isAccepted()


def test_no_checks_are_run_while_the_adjustment_is_checked(tab, desktop, qtbot):
    run(qtbot, tab, tab.run.run_button)
    assert desktop.session.ready
    tab.ledger.check_button.click()
    assert not desktop.session.ready
    desktop.session.run()
    assert not desktop.session.running
    qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)
    desktop.wait()
    assert desktop.session.ready
