"""The live ledger in the dock at the edges: several layers of one role, what-if over several edits, ends of all kinds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dock_support import Desktop
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.ui.indicators import draft_judge, live_work
from landplan_toolbox.ui.indicators.live_work import LiveState
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"


@pytest.fixture
def desktop(qtbot, tmp_path):
    """The dock with the farmland sample, its Indicators tab in front."""
    one = Desktop(qtbot).show()
    source = tmp_path / "county.gpkg"
    shutil.copy(SAMPLE / "farmland_clean.gpkg", source)
    one.open(Path("farmland"), source)
    one.session.choose_workspace(str(tmp_path / "results.gpkg"))
    tab = one.dock.indicators
    one.dock.tabs.setCurrentWidget(tab)
    one.qtbot.waitUntil(lambda: not tab.work.running and tab.work.sheet is not None, timeout=60_000)
    tab.pages.setCurrentWidget(tab.live)
    yield one
    for layer in QgsProject.instance().mapLayers().values():
        if layer.isEditable():
            layer.rollBack()
    one.close()


def on_the_map(desktop, name):
    """Put the delineation on the map once more, under a name."""
    layer = QgsVectorLayer(f"{desktop.session.state.source}|layername=JBNTBHTB", name, "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def live_of(desktop):
    """Return the work of the ledger."""
    return desktop.dock.indicators.live.work


def wait_live(desktop):
    """Wait until the ledger follows an edited layer."""
    live = live_of(desktop)
    desktop.qtbot.waitUntil(lambda: live.state is LiveState.LIVE, timeout=30_000)
    return live


def test_the_ledger_follows_whichever_of_two_layers_is_edited(desktop):
    first, second = on_the_map(desktop, "A"), on_the_map(desktop, "B")
    live = live_of(desktop)
    assert live.state is LiveState.NOT_EDITED
    for layer in (second, first):
        layer.startEditing()
        assert wait_live(desktop)._layer is layer
        layer.rollBack()
        assert live.state is LiveState.NOT_EDITED and not live.rows


def test_the_ledger_goes_on_with_the_layer_that_stays(desktop):
    first, second = on_the_map(desktop, "A"), on_the_map(desktop, "B")
    QgsProject.instance().removeMapLayer(first.id())
    live = live_of(desktop)
    assert live.state is LiveState.NOT_EDITED and live._layer is second
    second.startEditing()
    wait_live(desktop)


def test_what_if_is_followed_in_the_next_editing_too(desktop):
    layer = on_the_map(desktop, "A")
    layer.startEditing()
    live = wait_live(desktop)
    desktop.dock.indicators.live.what_if.setChecked(True)
    layer.rollBack()
    layer.startEditing()
    wait_live(desktop)
    before = live.rows[0].now.area
    layer.selectByIds([next(layer.getFeatures()).id()])
    assert live.rows[0].now.area < before


def test_the_column_of_differences_says_whether_they_are_supposed(desktop):
    layer = on_the_map(desktop, "A")
    layer.startEditing()
    wait_live(desktop)
    panel = desktop.dock.indicators.live

    def told():
        head = panel.model.headerData(2, Qt.Orientation.Horizontal)
        return head.split("\n")[0], "supposed" in panel.summary.text()

    edits = told()
    assert edits == ("Edits", False)
    target = panel.model.headerData(4, Qt.Orientation.Horizontal).split("\n")[0]
    assert target == f"Target {panel.work.year}"  # a plan may have targets of several years
    panel.what_if.setChecked(True)
    assert told() == ("Supposed", True)
    panel.only_changed.setChecked(True)
    assert told() == ("Supposed", True)
    panel.what_if.setChecked(False)
    assert told() == edits


def test_more_than_can_be_measured_at_once_is_not_supposed_to_enter(desktop, monkeypatch):
    layer = on_the_map(desktop, "A")
    parcels = QgsVectorLayer(f"{desktop.session.state.source}|layername=DLTB", "parcels", "ogr")
    QgsProject.instance().addMapLayer(parcels)
    layer.startEditing()
    live = wait_live(desktop)
    desktop.dock.indicators.live.what_if.setChecked(True)
    monkeypatch.setattr(live_work, "MOST_ENTERING", 2)
    fids = [feature.id() for feature in parcels.getFeatures()]
    before = live.rows
    parcels.selectByIds(fids[:2])
    assert live.rows[0].now.area > before[0].now.area
    parcels.selectByIds(fids[:3])
    assert live.rows == before and "2" in live._problem
    QgsProject.instance().removeMapLayer(parcels.id())  # its selection goes with it
    layer.selectByIds([next(layer.getFeatures()).id()])
    assert not live._problem and live.rows[0].now.area < before[0].now.area


def test_checks_that_could_not_judge_the_draft_are_named(desktop):
    live = wait_for_rules(desktop)
    live.judge._judged(([], {"7101": translatable("Indicators", "Entered by hand")}))
    assert "7101" in live.sentence()


def wait_for_rules(desktop):
    """Begin to edit and wait until the rules are ready."""
    on_the_map(desktop, "A").startEditing()
    live = wait_live(desktop)
    desktop.qtbot.waitUntil(lambda: live.judge._rules is not None, timeout=60_000)
    desktop.qtbot.waitUntil(lambda: not live.judge._soon.isActive(), timeout=5_000)
    return live


def test_a_cancelled_judgement_is_said_to_be_none(desktop):
    live = wait_for_rules(desktop)
    layer, judge = live._layer, live.judge
    layer.deleteFeature(next(layer.getFeatures()).id())
    desktop.qtbot.waitUntil(lambda: judge._judging is not None, timeout=10_000)
    judge._judging.cancel()
    desktop.qtbot.waitUntil(lambda: judge._judging is None, timeout=20_000)
    if judge.problem:  # else it was done before it could be cancelled
        assert not judge.findings and judge.problem in judge.sentence()
    else:
        assert judge.findings


def test_after_a_save_only_what_was_saved_is_prepared_again(desktop):
    live = wait_for_rules(desktop)
    layer, judge, first = live._layer, live.judge, live.judge._rules
    layer.deleteFeature(next(layer.getFeatures()).id())
    desktop.qtbot.waitUntil(lambda: bool(judge.findings), timeout=20_000)
    assert layer.commitChanges(False)
    assert not judge.findings  # what was saved is no draft any more
    desktop.qtbot.waitUntil(lambda: judge._rules is not None and judge._judging is None, timeout=20_000)
    second = judge._rules
    assert second is not first and second._county is first._county
    for role, bound in first.dataset.bound_layers.items():
        assert (second.dataset.layer(role) is bound) == (role != "basic_farmland"), role
    assert second.dataset.layer("basic_farmland").feature_count == first.dataset.layer(
        "basic_farmland").feature_count - 1
    layer.deleteFeature(next(layer.getFeatures()).id())
    desktop.qtbot.waitUntil(lambda: bool(judge.findings), timeout=20_000)


def test_edits_of_another_layer_are_followed_by_rows_and_rules(desktop):
    live = wait_for_rules(desktop)
    parcels = QgsVectorLayer(f"{desktop.session.state.source}|layername=TZQJBNTTB", "before", "ogr")
    QgsProject.instance().addMapLayer(parcels)
    desktop.qtbot.waitUntil(lambda: live.state is LiveState.LIVE and live.judge._rules is not None, timeout=60_000)
    panel, rows = desktop.dock.indicators.live, live.rows
    parcels.startEditing()
    parcels.deleteFeatures(sorted(parcels.allFeatureIds())[:3])
    assert live.outdated and "before" in live.sentence()
    assert panel.model._outdated and not panel.summary.isEnabled() and live.rows == rows
    live._live._others.flush()
    assert live.judge._rules is None
    desktop.qtbot.waitUntil(lambda: not live.outdated and live.judge._rules is not None, timeout=60_000)
    assert live.rows != rows and live.rows == live._live.recomputed()
    assert not panel.model._outdated and panel.summary.isEnabled() and panel.summary.text()
    assert live.judge._rules.dataset.layer("previous_farmland").feature_count == parcels.featureCount()


def test_more_edits_than_can_be_judged_are_said_to_be_too_many(desktop, monkeypatch):
    live = wait_for_rules(desktop)
    monkeypatch.setattr(draft_judge, "MOST_JUDGED", 2)
    layer = live._layer
    layer.deleteFeatures(sorted(layer.allFeatureIds())[:3])
    desktop.qtbot.waitUntil(lambda: bool(live.judge.problem), timeout=10_000)
    assert "3" in live.judge.problem and live.judge.problem in live.sentence() and not live.judge.findings
    layer.undoStack().setIndex(0)
    layer.deleteFeature(sorted(layer.allFeatureIds())[0])
    desktop.qtbot.waitUntil(lambda: bool(live.judge.findings), timeout=20_000)
    assert not live.judge.problem


def test_the_progress_of_the_first_pass_is_shown(desktop):
    live = live_of(desktop)
    told = []
    live.progressed.connect(told.append)
    on_the_map(desktop, "A").startEditing()
    wait_live(desktop)
    assert max(told) > 0


def test_nothing_runs_on_after_the_end(desktop):
    on_the_map(desktop, "A").startEditing()
    live = live_of(desktop)
    session = live._live
    task = session._task
    assert task is not None
    live.shut_down()
    assert session._task is None and task.status() not in (task.TaskStatus.Queued, task.TaskStatus.Running)
    live._project.layersAdded.connect(live._layers_changed)  # as the end of the dock expects them
    live._project.layerWillBeRemoved.connect(live._layer_goes)
    live._project.layersRemoved.connect(live._layers_changed)


def test_measured_values_of_the_draft_stand_in_the_grid_when_it_is_looked_at(desktop):
    tab = desktop.dock.indicators
    layer = on_the_map(desktop, "A")
    layer.startEditing()
    live = wait_live(desktop)
    desktop.qtbot.waitUntil(lambda: bool(live.measured()), timeout=60_000)
    layer.deleteFeature(next(layer.getFeatures()).id())
    desktop.qtbot.waitUntil(lambda: any(row.changed for row in live.rows), timeout=5_000)
    assert not tab.grid.model._draft
    tab.pages.bar.setCurrentIndex(0)
    assert tab.grid.model._draft == live.measured() != {}
    layer.rollBack()
    assert not tab.grid.model._draft
