"""The dock driven as a user drives it: choose, run, cancel, walk, decide, re-check, come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from dock_support import CHECKS, Desktop, make_delivery, make_pack, mend
from landplan_toolbox.algorithms.dataset.binding import BindingState
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.algorithms.workspace.model import Decision, DecisionKind, State
from landplan_toolbox.ui.bindings_view import ROLE_ID
from landplan_toolbox.ui.finding_layers import shown_layers
from landplan_toolbox.ui.findings_model import FINDING, GROUP
from landplan_toolbox.ui.project_state import OPEN_PROJECT, SCOPE
from landplan_toolbox.ui.two_line_delegate import SECOND_LINE
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDropEvent


@pytest.fixture
def desktop(qtbot):
    made = Desktop(qtbot)
    yield made.show()
    made.close()


@pytest.fixture
def pack(tmp_path):
    return make_pack(tmp_path / "规则 包")


@pytest.fixture
def delivery(tmp_path):
    return make_delivery(tmp_path / "交付 数据.gpkg")


@pytest.fixture
def checked(desktop, pack, delivery):
    desktop.open(pack, delivery)
    desktop.run()
    return desktop


def groups(desktop):
    model = desktop.checks.model
    return {model.index(row, 0).data(GROUP).key: model.index(row, 0) for row in range(model.rowCount())}


def role_line(desktop, role):
    model = desktop.data.roles.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data(ROLE_ID) == role:
            return model.index(row, 0).data(SECOND_LINE)
    return None


# --- Data ------------------------------------------------------------------------------------


def test_it_says_what_to_do_first(desktop):
    assert desktop.dock.verdict.text() == "Choose a rule pack and a source on the Data tab"
    assert desktop.data.summary.text().startswith("Choose the rule pack")
    assert not desktop.checks.run_bar.run.isEnabled()


def test_pack_and_source_bind_the_roles(desktop, pack, delivery):
    desktop.open(pack, delivery)
    bindings = desktop.session.content.dataset.bindings
    assert {role: binding.state for role, binding in bindings.items()} == {
        "land_use": BindingState.BOUND,
        "district": BindingState.BOUND,
        "red_line": BindingState.MISSING,
    }
    assert role_line(desktop, "land_use") == "DLTB · 36 features · EPSG:4524"
    assert "STBHHX" in role_line(desktop, "red_line")
    assert desktop.data.summary.text() == "2 of 3 layers found"
    model = desktop.data.roles.model()
    last = model.index(model.rowCount() - 1, 0)
    assert last.data() == "Other layers of the source (1)"
    assert model.index(0, 0, last).data().startswith("ZJ ")
    assert desktop.dock.verdict.text() == "Not checked yet"
    assert desktop.checks.run_bar.run.isEnabled()


def test_a_bad_pack_shows_all_its_problems_selectable(desktop, tmp_path, delivery):
    bad = make_pack(tmp_path / "bad", CHECKS.replace("target: red_line", "target: red_lin").replace("kind: attributes.required", "kind: attributes.requird"))
    desktop.open(bad, delivery)
    text = desktop.data.problem.toPlainText()
    assert desktop.data.problem.isVisible()
    assert "checks.yaml:22" in text and "red_lin" in text and "attributes.requird" in text
    assert desktop.data.problem.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert not desktop.checks.run_bar.run.isEnabled()
    assert desktop.data.reload.isEnabled()


def test_a_mended_pack_is_read_again(desktop, tmp_path, delivery):
    bad = make_pack(tmp_path / "bad", CHECKS.replace("target: red_line", "target: red_lin"))
    desktop.open(bad, delivery)
    assert desktop.session.pack_problem
    (bad / "checks.yaml").write_text(CHECKS, encoding="utf-8")
    desktop.data.reload.click()
    desktop.wait()
    assert not desktop.data.problem.isVisible()
    assert desktop.checks.run_bar.run.isEnabled()


def test_a_missing_source_is_said_in_a_sentence(desktop, pack, tmp_path):
    desktop.open(pack, tmp_path / "没有.gpkg")
    assert "没有.gpkg" in desktop.data.problem.toPlainText()
    assert desktop.data.summary.text() == "The source cannot be used."
    assert desktop.dock.verdict.text() == "Rule pack or source cannot be used: see the Data tab"
    assert not desktop.checks.run_bar.run.isEnabled()


def test_a_role_is_bound_by_hand_and_back(desktop, pack, delivery):
    desktop.open(pack, delivery)
    desktop.session.choose_layer("district", None)
    desktop.wait()
    assert desktop.session.content.dataset.bindings["district"].layer is None
    assert "by hand" in role_line(desktop, "district")
    desktop.session.choose_layer("district", None, automatic=True)
    desktop.wait()
    assert desktop.session.content.dataset.bindings["district"].state is BindingState.BOUND


def test_a_dropped_file_becomes_the_source(desktop, pack, delivery):
    desktop.session.choose_pack(str(pack))
    desktop.wait()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(delivery))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    desktop.dock.dropEvent(event)
    desktop.wait()
    assert event.isAccepted()
    assert desktop.session.state.source == str(delivery)
    assert desktop.session.content is not None


def test_a_dropped_text_file_is_not_taken(desktop, tmp_path):
    note = tmp_path / "readme.txt"
    note.write_text("x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(note))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    desktop.dock.dropEvent(event)
    assert desktop.session.state.source == ""


def test_bound_layers_come_to_the_map_once(desktop, pack, delivery):
    desktop.open(pack, delivery)
    desktop.data.add_layers.click()
    names = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    assert names == ["DLTB Land-use parcels", "XZQ Districts"]
    desktop.data.add_layers.click()
    assert len(QgsProject.instance().mapLayers()) == 2
    assert any("on the map already" in text for text in desktop.messages())


def test_the_open_project_as_source_sees_unsaved_edits(desktop, pack, delivery):
    layer = QgsVectorLayer(f"{delivery}|layername=DLTB", "DLTB", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    for feature in layer.getFeatures("\"DLBM\" IS NULL"):
        layer.changeAttributeValue(feature.id(), layer.fields().indexOf("DLBM"), "011")
    desktop.open(pack, OPEN_PROJECT)
    desktop.run()
    assert "3101" not in groups(desktop)
    assert groups(desktop)["4101"].data(GROUP).total == 2
    layer.rollBack()


def test_an_open_project_without_layers_is_said(desktop, pack):
    desktop.open(pack, OPEN_PROJECT)
    assert "no vector layer" in desktop.data.problem.toPlainText()


# --- Checks ----------------------------------------------------------------------------------


def test_a_run_to_its_end(checked):
    found = groups(checked)
    assert list(found) == ["3101", "4101", "6503"]
    assert found["4101"].data(GROUP).total == 2
    assert found["3101"].data(GROUP).total == 3
    not_run = found["6503"].data(GROUP)
    assert not_run.outcome is Outcome.NOT_RUN and not_run.reason
    assert checked.dock.verdict.text() == "Incomplete Not run 1 · Errors 2 · Warnings 3"
    assert checked.checks.filters.button("errors").accessibleName() == "Errors 2"
    assert checked.checks.filters.button("only_unfinished").accessibleName() == "Not run 1"
    assert checked.dock.tabs.currentWidget() is checked.checks
    assert Path(checked.session.workspace_path).is_file()


def test_the_filter_buttons_and_the_search_narrow_the_list(checked):
    filters = checked.checks.filters
    filters.button("warnings").click()
    assert list(groups(checked)) == ["4101", "6503"]
    filters.button("only_unfinished").click()
    assert list(groups(checked)) == ["6503"]
    filters.reset()
    filters.search.setText("610000006")
    filters.search.returnPressed.emit()
    assert list(groups(checked)) == ["3101"]
    assert groups(checked)["3101"].data(GROUP).total == 1


def test_next_goes_through_all_findings_zooms_and_marks(checked):
    seen, extents = [], set()
    for _ in range(5):
        checked.checks.go(1)
        seen.append(checked.checks.tree.current_finding())
        extents.add(checked.canvas.extent().toString(1))
    assert [row.check_id for row in seen] == ["3101"] * 3 + ["4101"] * 2
    overlap = seen[-1]
    detail = checked.session.workspace.finding(overlap.id)
    assert checked.canvas.extent().contains(detail.geometry.boundingBox())
    assert checked.canvas.extent().width() < 300
    assert [item for item in checked.canvas.scene().items() if isinstance(item, QgsRubberBand)]
    checked.checks.go(1)
    assert any("last finding" in text for text in checked.messages())
    checked.checks.go(-1)
    assert checked.checks.tree.current_finding().id == seen[-2].id
    assert len(extents) == 5


def test_a_finding_is_found_in_a_project_of_another_crs(checked):
    checked.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
    checked.checks.filters.button("warnings").click()
    checked.checks.go(1)
    extent = checked.canvas.extent()
    detail = checked.session.workspace.finding(checked.checks.tree.current_finding().id)
    place = QgsGeometry(detail.geometry)
    place.transform(
        QgsCoordinateTransform(QgsCoordinateReferenceSystem(detail.crs), extent_crs(checked), QgsProject.instance())
    )
    assert extent.contains(place.boundingBox())
    assert 0 < extent.width() < 0.01


def extent_crs(desktop):
    return desktop.canvas.mapSettings().destinationCrs()


def test_opening_cancelled_in_the_list_of_tasks_is_said(desktop, pack, delivery):
    desktop.session.choose_pack(str(pack))
    desktop.wait()
    desktop.session.choose_source(str(delivery))
    QgsApplication.taskManager().cancelAll()
    desktop.wait()
    assert desktop.session.content is not None or "cancelled" in desktop.data.problem.toPlainText()
    desktop.data.reload.click()
    desktop.wait()
    assert desktop.session.content is not None


def test_the_details_say_what_was_measured_and_which_clause(checked):
    for _ in range(4):
        checked.checks.go(1)
    text = checked.checks.details.text.toPlainText()
    row = checked.checks.tree.current_finding()
    assert "测·四" in text and "100" in text
    for feature in row.features:
        assert feature.key in text


def test_the_details_of_a_check_not_run_give_the_reason(checked):
    checked.checks.tree.setCurrentIndex(groups(checked)["6503"])
    text = checked.checks.details.text.toPlainText()
    assert ("not run" in text and "STBHHX" in text) or "red line" in text
    assert not checked.checks.details.button("exception").isEnabled()


def test_an_exception_survives_a_reload_and_a_new_run(checked, pack, delivery):
    checked.checks.go(1)
    row = checked.checks.tree.current_finding()
    checked.checks.decisions.record([row], Decision(DecisionKind.EXCEPTION, "县政府批文", "张三"))
    assert "Exceptions 1" in checked.dock.verdict.text()
    assert groups(checked)["3101"].data(GROUP).total == 2
    checked.session.reload()
    checked.wait()
    checked.run()
    assert checked.checks.counts().exceptions == 1
    checked.checks.filters.button("exceptions").click()
    checked.checks.filters.button("warnings").click()
    heading = groups(checked)["3101"]
    checked.checks.model.fetchMore(heading)
    again = checked.checks.model.index(0, 0, heading).data(FINDING)
    assert (again.id, again.state) == (row.id, State.EXCEPTION)
    checked.checks.tree.setCurrentIndex(checked.checks.model.index(0, 0, heading))
    assert "县政府批文" in checked.checks.details.text.toPlainText()
    assert checked.checks.details.button("reopen").isVisibleTo(checked.checks.details)


def test_a_rechecked_finding_is_fixed(checked, delivery):
    mend(delivery, "UPDATE DLTB SET DLBM = '011' WHERE BSM = 610000006")
    checked.checks.tree.setCurrentIndex(groups(checked)["3101"])
    checked.checks.details.button("recheck").click()
    checked.wait()
    counts = checked.checks.counts()
    assert (counts.warnings, counts.fixed, counts.errors) == (2, 1, 2)
    assert checked.session.workspace.runs()[0].result_count == 1
    assert checked.dock.verdict.text().startswith("Incomplete Not run 1 · Errors 2 · Warnings 2")


def test_a_preset_runs_its_checks_only_and_is_never_green(desktop, pack, tmp_path):
    good = make_delivery(tmp_path / "good.gpkg", overlaps=0, blanks=0)
    desktop.open(pack, good)
    presets = desktop.checks.run_bar.presets
    presets.setCurrentIndex(presets.findData("attributes"))
    presets.activated.emit(presets.currentIndex())
    desktop.checks.run_bar.run.click()
    desktop.wait()
    assert desktop.dock.verdict.text().startswith("Incomplete 1 of 4 checks")
    assert desktop.checks.tree._empty_text == "No finding so far: 1 of 4 checks have run."
    assert not desktop.checks.details.button("next").isEnabled()


def test_a_clean_delivery_is_green_and_says_so(desktop, tmp_path):
    three = CHECKS[: CHECKS.index('- id: "6503"')]
    desktop.open(make_pack(tmp_path / "three", three), make_delivery(tmp_path / "good.gpkg", overlaps=0, blanks=0))
    desktop.run()
    assert desktop.dock.verdict.text() == "Passed Errors 0 · Warnings 0"
    assert desktop.checks.tree._empty_text == "No finding: all 3 checks passed."


def test_cancel_keeps_what_has_ended_and_is_not_green(desktop, pack, tmp_path):
    desktop.open(pack, make_delivery(tmp_path / "large.gpkg", 120, 120))
    desktop.session.stepped.connect(lambda step: desktop.session.cancel())
    desktop.run()
    assert desktop.session.workspace.runs()[0].cancelled_count >= 1
    assert desktop.dock.verdict.text().startswith("Incomplete")
    assert any("cancelled" in text for text in desktop.messages())
    assert desktop.checks.run_bar.run.isEnabled()


def test_pack_and_source_stay_while_checks_run(desktop, pack, delivery):
    desktop.open(pack, delivery)
    desktop.session.run()
    desktop.session.choose_source("/elsewhere.gpkg")
    assert desktop.session.state.source == str(delivery)
    assert any("Checks are running" in text for text in desktop.messages())
    assert not desktop.data.source.isEnabled()
    desktop.wait()


def test_an_earlier_run_is_opened_and_left(checked, delivery):
    mend(delivery, "UPDATE DLTB SET DLBM = '011'")
    checked.run()
    first = checked.session.workspace.runs()[-1]
    assert "3101" not in groups(checked)
    checked.checks.open_run(first.id)
    assert checked.checks.banner.isVisible()
    assert checked.checks.model.source.counts().fixed == 3
    checked.checks.filters.button("fixed").click()
    assert groups(checked)["3101"].data(GROUP).total == 3
    checked.checks.banner.back.click()
    assert not checked.checks.banner.isVisible()
    assert checked.checks.shown_run is None


def test_two_runs_are_compared(checked, delivery):
    mend(delivery, "UPDATE DLTB SET DLBM = '011'")
    checked.run()
    later, earlier = checked.session.workspace.runs()
    checked.checks.compare_runs(earlier.id, later.id)
    checked.qtbot.waitUntil(lambda: checked.checks.banner.isVisible())
    totals = {key: index.data(GROUP).total for key, index in groups(checked).items()}
    assert totals == {"new": 0, "gone": 3, "still": 2}
    assert not checked.checks.filters.isVisible()
    checked.checks.banner.back.click()
    assert checked.checks.filters.isVisible()


def test_findings_on_the_map_follow_decisions(checked):
    checked.checks.results_bar.map.click()
    layers = {layer.customProperty("landplan_toolbox/findings"): layer for layer in shown_layers(QgsProject.instance())}
    assert set(layers) == {"finding_point", "finding_line", "finding_polygon"}
    assert QgsProject.instance().layerTreeRoot().children()[0].name() == "Check findings"
    polygons = layers["finding_polygon"]
    assert polygons.renderer().type() == "RuleRenderer"
    assert [rule.label() for rule in polygons.renderer().rootRule().children()] == ["Exception", "Warning", "Error"]
    before = sum(1 for _ in polygons.getFeatures("\"check_id\" = '4101'"))
    assert before == 2
    checked.checks.filters.button("warnings").click()
    checked.checks.go(1)
    checked.checks.decisions.record([checked.checks.tree.current_finding()], Decision(DecisionKind.FIXED, "", "张三"))
    assert sum(1 for _ in polygons.getFeatures("\"check_id\" = '4101'")) == 1
    checked.checks.results_bar.map.click()
    assert len(shown_layers(QgsProject.instance())) == 3


def test_findings_on_the_map_do_not_hinder_the_next_run(checked, delivery):
    checked.checks.results_bar.map.click()
    checked.canvas.setLayers(shown_layers(QgsProject.instance()))
    checked.canvas.zoomToFullExtent()
    checked.canvas.waitWhileRendering()
    mend(delivery, "UPDATE DLTB SET DLBM = '011'")
    checked.run()
    assert len(checked.session.workspace.runs()) == 2
    assert not any("written by another program" in text for text in checked.messages())


def test_the_report_is_written(checked, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("landplan_toolbox.ui.dock.QDesktopServices.openUrl", lambda url: opened.append(url))
    path = tmp_path / "报告.html"
    monkeypatch.setattr(checked.dock, "_ask_path", lambda *_: str(path))
    checked.checks.report_wanted.emit()
    checked.qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert path.stat().st_size > 0
    assert opened[0].toLocalFile() == str(path)
    assert any("报告.html" in text for text in checked.messages())


def test_a_workspace_folder_that_is_gone_is_said(desktop, pack, delivery, tmp_path):
    desktop.open(pack, delivery)
    desktop.session.choose_workspace(str(tmp_path / "gone" / "w.gpkg"))
    desktop.run()
    assert any("gone" in text for text in desktop.messages())
    assert desktop.session.ready


def test_a_decision_on_very_many_findings_does_not_block(checked, monkeypatch):
    monkeypatch.setattr("landplan_toolbox.ui.decisions.MANY", 2)
    rows = [checked.checks.model.find("3101", number).data(FINDING) for number in (1, 2, 3)]
    checked.checks.decisions.record(rows, Decision(DecisionKind.EXCEPTION, "批文", "张三"))
    assert not checked.checks.run_bar.run.isEnabled()
    checked.qtbot.waitUntil(lambda: checked.checks.counts().exceptions == 3)
    checked.qtbot.waitUntil(checked.checks.run_bar.run.isEnabled)


def test_a_decision_is_taken_back(checked):
    checked.checks.go(1)
    checked.checks.decisions.record([checked.checks.tree.current_finding()], Decision(DecisionKind.FIXED, "", "张三"))
    assert checked.checks.counts().fixed == 1
    checked.checks.filters.button("fixed").click()
    checked.checks.filters.button("warnings").click()
    checked.checks.tree.setCurrentIndex(QModelIndex())
    checked.checks.go(1)
    assert checked.checks.tree.current_finding().state is State.FIXED
    checked.checks._take_back()
    assert (checked.checks.counts().fixed, checked.checks.counts().warnings) == (0, 3)


def test_a_delivery_handed_in_again_goes_on_with_its_findings(checked, tmp_path):
    checked.checks.go(1)
    checked.checks.decisions.record([checked.checks.tree.current_finding()], Decision(DecisionKind.EXCEPTION, "批文", "张三"))
    second = make_delivery(tmp_path / "第二次提交.gpkg", overlaps=1)
    checked.session.choose_source(str(second))
    checked.wait()
    assert checked.checks.model.source is None
    assert checked.data.again.isVisibleTo(checked.data)
    assert "交付 数据.gpkg" in checked.data._again_text.text()
    checked.data.go_on.click()
    assert not checked.data.again.isVisibleTo(checked.data)
    assert checked.checks.counts().exceptions == 1
    checked.run()
    counts = checked.checks.counts()
    assert (counts.errors, counts.fixed, counts.exceptions, counts.warnings) == (1, 1, 1, 2)


def test_the_results_go_along_to_another_file(checked, tmp_path):
    old = checked.session.workspace_path
    checked.checks.results_bar.map.click()
    checked.session.choose_workspace(str(tmp_path / "别处.gpkg"))
    assert checked.checks.counts().errors == 2
    assert Path(old).exists()
    checked.run()
    assert len(checked.session.workspace.runs()) == 2
    assert checked.session.workspace.path == tmp_path / "别处.gpkg"


def test_results_stay_where_they_are_when_the_new_place_is_no_folder(checked, tmp_path):
    old = checked.session.workspace_path
    checked.session.choose_workspace(str(tmp_path / "nowhere" / "w.gpkg"))
    assert checked.session.workspace_path == old
    assert checked.checks.counts().errors == 2
    assert any("stay where they are" in text for text in checked.messages())


# --- the project -----------------------------------------------------------------------------


def test_an_unrelated_project_is_not_touched(desktop, tmp_path):
    project = QgsProject.instance()
    path = tmp_path / "other.qgs"
    assert project.write(str(path))
    before, files = path.read_bytes(), sorted(tmp_path.iterdir())
    project.clear()
    assert project.read(str(path))
    desktop.wait()
    assert not project.isDirty()
    assert project.entryList(SCOPE, "") == [] and project.subkeyList(SCOPE, "") == []
    assert desktop.session.state.empty
    assert desktop.session.workspace is None
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files


def test_the_state_comes_back_with_the_project(checked, pack, delivery, tmp_path):
    project = QgsProject.instance()
    checked.session.choose_preset("attributes")
    checked.session.choose_layer("red_line", None)
    checked.wait()
    path = tmp_path / "项目.qgs"
    assert project.write(str(path))
    assert "./交付 数据.gpkg" in path.read_text(encoding="utf-8")
    project.clear()
    checked.wait()
    assert checked.session.state.empty
    assert checked.dock.verdict.text() == "Choose a rule pack and a source on the Data tab"
    assert project.read(str(path))
    checked.wait()
    assert not project.isDirty()
    state = checked.session.state
    assert (state.pack, state.source, state.preset) == (str(pack), str(delivery), "attributes")
    assert state.overrides == {"red_line": None}
    assert checked.checks.counts().errors == 2
    assert checked.checks.run_bar.presets.currentData() == "attributes"


def test_a_project_moved_with_its_data_finds_both(checked, tmp_path, pack, delivery):
    project = QgsProject.instance()
    old = tmp_path / "project.qgs"
    assert project.write(str(old))
    project.clear()
    checked.wait()
    moved = tmp_path.parent / f"{tmp_path.name} moved"
    tmp_path.rename(moved)
    assert project.read(str(moved / "project.qgs"))
    checked.wait()
    assert checked.session.state.source == str(moved / delivery.name)
    assert checked.session.content is not None
    project.clear()
    checked.wait()


def test_closing_the_project_while_checks_run_ends_the_run(desktop, pack, tmp_path):
    desktop.open(pack, make_delivery(tmp_path / "large.gpkg", 100, 100))
    desktop.session.run()
    QgsProject.instance().clear()
    desktop.wait()
    assert desktop.session.state.empty
    assert not desktop.session.running
    assert desktop.dock.verdict.text() == "Choose a rule pack and a source on the Data tab"


def test_a_hidden_dock_opens_nothing(qtbot, tmp_path, pack, delivery):
    made = Desktop(qtbot)
    try:
        made.dock.hide()
        made.window.show()
        project = QgsProject.instance()
        project.writeEntry(SCOPE, "/pack", str(pack))
        project.writeEntry(SCOPE, "/source", str(delivery))
        path = tmp_path / "p.qgs"
        project.write(str(path))
        project.clear()
        project.read(str(path))
        assert not made.session.opening
        assert made.session.pack is None
        made.dock.show()
        qtbot.waitUntil(lambda: made.session.content is not None, timeout=20_000)
    finally:
        made.close()
