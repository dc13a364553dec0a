"""The Forest land tab driven as planning staff do it, on the sample county, with the algorithms themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dock_support import Desktop
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.forest_land.result_layers import GROUPS
from landplan_toolbox.ui.steps.state import NOTHING
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QItemSelectionModel
from qgis.PyQt.QtWidgets import QInputDialog

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


@pytest.mark.parametrize("name", ["base", "grades", "use", "editions", "status"])
def test_every_step_runs_on_the_sample(tab, qtbot, name):
    step = getattr(tab, name)
    run(qtbot, tab, step)
    print(name, step.state, [(n, t.ledger.rowCount()) for n, t in step.tables.items()], tab.work.note(name).warnings[:3])
    assert step.is_open and step.state
