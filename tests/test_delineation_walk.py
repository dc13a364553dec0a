"""The Delineation tab driven as planning staff do it, on the sample county, with the algorithms themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dock_support import Desktop
from landplan_toolbox.ui.delineation.result_layers import PROPERTY, shown_results
from landplan_toolbox.ui.delineation.state import NOTHING
from landplan_toolbox.ui.delineation.targets_model import TARGET
from landplan_toolbox.ui.delineation.tools_menu import TOOLS, tool_parameters
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"


@pytest.fixture(scope="module")
def provider(qgis_application):
    from landplan_toolbox.processing_provider.provider import LandPlanProvider

    registry = QgsApplication.processingRegistry()
    made = LandPlanProvider()
    registry.addProvider(made)
    yield made
    registry.removeProvider(made)


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
    assert shown_results(QgsProject.instance(), "screening")
    first = tab.work.state.results["screening"]

    run(qtbot, tab, tab.run.run_button)
    assert tab.ledger.table.ledger.rowCount() >= 5
    titles = {layer.customProperty(PROPERTY) for layer in shown_results(QgsProject.instance(), "delineation")}
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
    given = tab.targets.model.targets()["690121102"]
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


@pytest.mark.parametrize("tool", TOOLS)
def test_further_tools_are_there_and_filled_in(tab, tool):
    parameters = tool_parameters(tool, tab.work)
    algorithm = QgsApplication.processingRegistry().algorithmById(tool)
    assert algorithm is not None
    assert set(parameters) <= {definition.name() for definition in algorithm.parameterDefinitions()}
    assert parameters
