"""Another project is opened while something runs: nothing of it lands there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.indicators import loading
from landplan_toolbox.ui.project_state import OPEN_PROJECT, ProjectState
from landplan_toolbox.ui.workspace_place import default_workspace
from other_user import another_user, open_the_way_to, require_other_user
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from test_indicator_keeping import KEY, locked, stored, type_in
from test_indicators_tab import desktop, rest

__all__ = ["desktop"]

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "farmland_clean.gpkg"


def other_project(desktop, tmp_path):
    """Open another project with a plan of the same kind; its workspace is another one."""
    source = tmp_path / "another.gpkg"
    if not source.exists():
        shutil.copy(SAMPLE, source)
    QgsProject.instance().clear()
    desktop.open(Path("farmland"), source)
    desktop.session.choose_workspace(str(tmp_path / "another results.gpkg"))


def settled(desktop):
    """Wait until nothing runs any more, also of the project before."""
    desktop.qtbot.waitUntil(lambda: not QgsApplication.taskManager().countActiveTasks(), timeout=60_000)
    return rest(desktop)


@pytest.mark.parametrize("begin", [lambda work: work.measure([2014, 2020]), lambda work: work.take_over()])
def test_what_is_measured_or_taken_over_does_not_land_in_another_project(desktop, tmp_path, begin):
    work = rest(desktop)
    first = desktop.session.workspace_path
    found, reported = [], []
    work.found.connect(lambda *one: found.append(one))
    work.reported.connect(lambda *one: reported.append(one))
    begin(work)
    assert work.running in ("measure", "take_over")
    other_project(desktop, tmp_path)
    work = settled(desktop)
    assert not found and not reported and not len(work.sheet) and not work.unsaved
    assert not Path(first).exists() and not (tmp_path / "another results.gpkg").exists()


def test_another_project_that_comes_while_values_are_read_shows_its_own(desktop, tmp_path):
    type_in(desktop, "7")
    work = rest(desktop)
    work._shown = ()
    work.renew()
    assert work.running == "load"
    other_project(desktop, tmp_path)
    assert settled(desktop).sheet.value(KEY) is None


def test_a_check_of_the_project_before_ends_without_a_word_and_lets_go_of_the_workspace(desktop, tmp_path):
    work = rest(desktop)
    checked = []
    work.checked.connect(lambda: checked.append(True))
    work.check()
    assert work.running == "check" and not desktop.session.may_decide
    other_project(desktop, tmp_path)
    work = settled(desktop)
    desktop.qtbot.waitUntil(lambda: not work.running, timeout=30_000)
    assert not checked and desktop.session.may_decide
    type_in(desktop, "3")
    assert stored(tmp_path / "another results.gpkg") == "3"


def test_of_two_projects_whose_data_are_their_own_layers_each_keeps_its_values(desktop, tmp_path):
    def inside(name):
        QgsProject.instance().clear()
        for table in ("XZQ", "CJXZQ", "GHZB"):
            QgsProject.instance().addMapLayer(QgsVectorLayer(f"{SAMPLE}|layername={table}", table, "ogr"))
        desktop.session.choose_pack("farmland")
        # What another test kept of a project without a file would go along into the file that is chosen.
        Path(default_workspace(QgsProject.instance(), ProjectState(source=OPEN_PROJECT))).unlink(missing_ok=True)
        desktop.session.choose_source(OPEN_PROJECT)
        desktop.session.choose_workspace(str(tmp_path / name))
        return rest(desktop)

    inside("one.gpkg")
    type_in(desktop, "1")
    with locked(tmp_path / "one.gpkg"):
        type_in(desktop, "2")
        work = inside("two.gpkg")
        assert work.sheet.value(KEY) is None and len(work.unsaved) == 1
    work.flush()
    assert stored(tmp_path / "one.gpkg") == "2" and not (tmp_path / "two.gpkg").exists()


def test_the_dialog_of_the_units_of_a_project_that_is_gone_changes_nothing(desktop, tmp_path, monkeypatch):
    from landplan_toolbox.ui.indicators.units_dialog import UnitsDialog

    type_in(desktop, "7")
    rest(desktop)

    def leave(dialog):
        dialog._decided = True
        other_project(desktop, tmp_path)
        settled(desktop)
        return UnitsDialog.DialogCode.Accepted

    monkeypatch.setattr(UnitsDialog, "exec", leave)
    desktop.dock.indicators.unit_deeds.show()
    assert not (tmp_path / "another results.gpkg").exists()


def test_values_in_a_folder_nobody_may_enter_are_said_to_be_out_of_reach(desktop, tmp_path):
    require_other_user()
    type_in(desktop, "7")
    work = rest(desktop)
    pack, path = work.pack, desktop.session.workspace_path
    open_the_way_to(tmp_path)
    tmp_path.chmod(0o700)
    try:
        with another_user(), pytest.raises(LandPlanError, match="cannot be reached"):
            loading.load(pack, pack.indicators, None, path, Silent())
    finally:
        tmp_path.chmod(0o755)
    assert loading.load(pack, pack.indicators, None, path, Silent()).sheet.value(KEY) is not None
    with Workspace.open(path, create=False) as opened:
        assert {one.key.kind for one in opened.indicators("farmland").values()} == {ValueKind.PLANNED}
