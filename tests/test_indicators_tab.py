"""The Indicators tab as a person uses it, on the sample county."""

from __future__ import annotations

import shutil
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from dock_support import Desktop, make_delivery, make_pack
from landplan_toolbox.algorithms.indicators.model import ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.workspace.model import FindingQuery
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.indicators.decompose_dialog import DecomposeDialog
from landplan_toolbox.ui.indicators.live_work import LiveState
from landplan_toolbox.ui.indicators.loading import author
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtWidgets import QDialog, QFileDialog, QInputDialog

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
COUNTY = "690121"
TOWN = "690121100"


@pytest.fixture
def desktop(qtbot, tmp_path, provider):
    """The dock with the farmland sample, its workspace in the test's folder."""
    one = Desktop(qtbot).show()
    source = tmp_path / "县 数据.gpkg"
    shutil.copy(SAMPLE / "farmland_clean.gpkg", source)
    one.open(Path("farmland"), source)
    one.session.choose_workspace(str(tmp_path / "成果.gpkg"))
    one.dock.tabs.setCurrentWidget(one.dock.indicators)
    rest(one)
    yield one
    one.close()


def rest(desktop):
    """Wait until the tab has read, measured or checked what it wanted."""
    work = desktop.dock.indicators.work
    desktop.wait()
    desktop.qtbot.waitUntil(lambda: not work.running and work.sheet is not None, timeout=60_000)
    return work


def key(unit=COUNTY, indicator="01", year=2020, kind=ValueKind.PLANNED):
    """Return a key of the sample."""
    return ValueKey(unit, indicator, year, kind)


def stored(desktop):
    """Return the values in the workspace by key."""
    with Workspace.open(desktop.session.workspace_path, create=False) as kept:
        return {value.key: value for value in kept.indicators("farmland").values()}


def test_the_tree_begins_with_the_county_and_the_tables_are_offered(desktop):
    tab = desktop.dock.indicators
    assert tab.work.sheet.tree.roots == (COUNTY,)
    assert tab.work.sheet.tree.levels == {"county", "town", "village"}
    assert not len(tab.work.sheet)
    assert tab.work.offered > 100
    assert tab.state.isVisibleTo(tab) and str(tab.work.offered) in tab.state.text.text()
    tab.state.button.click()
    rest(desktop)
    assert len(tab.work.sheet) == len(stored(desktop)) > 100
    assert {value.origin.person for value in stored(desktop).values()} == {author()}
    assert not tab.state.isVisibleTo(tab)


def test_values_are_there_again_when_the_project_is(desktop):
    desktop.dock.indicators.work.take_over()
    before = {value.key: value.quantity for value in rest(desktop).sheet}
    desktop.session.reload()
    after = {value.key: value.quantity for value in rest(desktop).sheet}
    assert after == before and before


def test_a_change_is_kept_with_its_author_and_can_be_taken_back(desktop):
    tab = desktop.dock.indicators
    change = written(tab, key(), "1234.5600", "mu")
    tab.grid.apply([change], "typed")
    kept = stored(desktop)[key()]
    assert kept.quantity == Quantity(Decimal("1234.5600"), "mu")
    assert kept.origin.person == author()
    tab.grid.undo_stack.undo()
    assert key() not in stored(desktop)
    tab.grid.undo_stack.redo()
    assert stored(desktop)[key()].quantity.amount == Decimal("1234.5600")
    with Workspace.open(desktop.session.workspace_path, create=False) as opened:
        versions = opened.indicators("farmland").history(key())
    assert [version.value is None for version in versions] == [False, True, False]


def written(tab, where, amount, unit="ha"):
    """Return a change as the grid makes it when somebody types a value."""
    from datetime import datetime, timezone

    from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin
    from landplan_toolbox.algorithms.message import translatable

    origin = Origin(translatable("Indicators", "Entered by hand"), author(), datetime.now(timezone.utc))
    return ValueChange(where, IndicatorValue(where, Quantity(Decimal(amount), unit), origin))


def test_a_note_is_kept_with_its_value(desktop, monkeypatch):
    tab = desktop.dock.indicators
    tab.grid.apply([written(tab, key(), "947.7")], "typed")
    assert tab.grid.show_value(key())

    def write(text, answer):
        return lambda dialog: dialog.setTextValue(text) or answer

    monkeypatch.setattr(QInputDialog, "exec", write("  按市局意见 \n", QDialog.DialogCode.Accepted))
    tab.details.button("note").click()
    kept = stored(desktop)[key()]
    assert kept.origin.note == "按市局意见" and kept.quantity.amount == Decimal("947.7")
    assert "按市局意见" in tab.details.text.toPlainText()
    monkeypatch.setattr(QInputDialog, "exec", write("另一条", QDialog.DialogCode.Rejected))
    tab.details.button("note").click()
    assert stored(desktop)[key()].origin.note == "按市局意见"


def test_a_target_is_handed_down_by_what_the_towns_could_have(desktop, monkeypatch):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    target = key(indicator="02", kind=ValueKind.ASSIGNED)
    tab.grid.apply([written(tab, target, "700.00")], "typed")
    seen = []

    def agreed(dialog):
        seen.append(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(DecomposeDialog, "exec", agreed)
    tab.deeds.hand_down(target)
    desktop.qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    towns = [stored(desktop)[target._replace(unit=town)].quantity.to("ha")
             for town in tab.work.sheet.tree.children(COUNTY)]
    assert sum(towns) == 700
    assert set(tab.deeds.handing_down._found["02"]) >= set(tab.work.sheet.tree.children(COUNTY))
    tab.deeds.hand_down(target)
    assert len(seen) == 2  # what was measured once is known


def test_a_target_is_handed_down_to_the_villages_in_one_go(desktop):
    tab = desktop.dock.indicators
    tab.work.take_over()
    sheet = rest(desktop).sheet
    target = key(indicator="02", kind=ValueKind.ASSIGNED)
    dialog = DecomposeDialog(sheet, target, desktop.session.language, "张三", tab)
    dialog.rule.setCurrentIndex(dialog.rule.findData("equal"))
    assert dialog.deeper.isVisibleTo(dialog)
    dialog.accept()
    assert {change.key.unit for change in dialog.changes()} <= set(sheet.tree.children(COUNTY))
    dialog.deeper.setChecked(True)
    dialog.accept()
    shares = {change.key.unit: change.value.quantity.exact for change in dialog.changes()}
    for town in sheet.tree.children(COUNTY):
        assert sum(shares[village] for village in sheet.tree.children(town)) == shares[town]
    assert sum(shares[town] for town in sheet.tree.children(COUNTY)) == sheet.exact(target)


def test_changes_wait_while_another_program_writes_the_workspace(desktop):
    tab = desktop.dock.indicators
    tab.grid.apply([written(tab, key(), "1")], "first")
    other = sqlite3.connect(desktop.session.workspace_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    tab.grid.apply([written(tab, key(), "2")], "second")
    assert tab.work.unsaved and "another program" in tab.state.text.text()
    assert any("another program" in text for text in desktop.messages())
    other.execute("ROLLBACK")
    other.close()
    tab.state.button.click()
    assert not tab.work.unsaved
    assert stored(desktop)[key()].quantity.amount == Decimal("2")


def test_measured_values_come_with_their_layer_and_lead_to_their_features(desktop):
    tab = desktop.dock.indicators
    tab.work.measure([2020])
    rest(desktop)
    measured = key(TOWN, "02", kind=ValueKind.MEASURED)
    value = stored(desktop)[measured]
    assert "JBNTBHTB" in desktop.session.language.render(value.origin.source)
    assert tab.below.currentWidget() is tab.details, "the numbers are what was asked for"
    assert "Values measured" in tab.report.text.toPlainText()
    tab.grid.show_value(measured)
    tab._show_value(measured)
    assert "JBNTBHTB" in tab.details.text.toPlainText()
    assert tab.details.button("features").isEnabled()
    tab.details.button("features").click()
    desktop.qtbot.waitUntil(lambda: any(
        layer.selectedFeatureCount() for layer in QgsProject.instance().mapLayers().values()), timeout=30_000)
    layer = next(iter(QgsProject.instance().mapLayers().values()))
    area = sum(feature["JBNTMJ"] for feature in layer.selectedFeatures())
    assert area == pytest.approx(float(value.quantity.exact), abs=0.01)
    assert "They count" in " ".join(desktop.messages()) and f"{float(value.quantity.to('ha')):,.2f} ha" in " ".join(desktop.messages())


def test_measuring_again_writes_nothing_new(desktop):
    tab = desktop.dock.indicators
    tab.work.measure([2020])
    rest(desktop)
    steps = tab.grid.undo_stack.count()
    tab.work.measure([2020])
    rest(desktop)
    assert tab.grid.undo_stack.count() == steps


def test_the_ledger_follows_an_edit_and_its_undo(desktop):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    tab.pages.setCurrentWidget(tab.live)
    live = tab.live.work
    assert live.role == "basic_farmland" and live.state is LiveState.NO_LAYER
    tab.live.button.click()
    assert live.state is LiveState.NOT_EDITED
    tab.live.button.click()
    desktop.qtbot.waitUntil(lambda: live.state is LiveState.LIVE, timeout=30_000)
    layer = live._layer
    before = live.rows
    assert before[0].target is not None
    gone = next(layer.getFeatures())
    layer.deleteFeature(gone.id())
    desktop.qtbot.waitUntil(lambda: any(row.changed for row in live.rows), timeout=5_000)
    assert float(before[0].area - live.rows[0].area) == pytest.approx(gone["JBNTMJ"], abs=0.01)
    layer.undoStack().undo()
    desktop.qtbot.waitUntil(lambda: not any(row.changed for row in live.rows), timeout=5_000)
    assert live.rows == before
    layer.rollBack()
    assert live.state is LiveState.NOT_EDITED and not live.rows


def test_the_ledger_names_its_rows_and_shows_what_an_edit_changed(desktop):
    live = begin_editing(desktop)
    panel = desktop.dock.indicators.live
    names = [panel.model.headerData(row, Qt.Orientation.Vertical) for row in range(panel.model.rowCount())]
    assert names[0] == "砚溪县", "the county stands for the total that is the same"
    assert names[1] == "   砚溪镇"
    assert panel.table.isColumnHidden(0) and panel.table.verticalHeader().isVisibleTo(panel.table)
    layer = live._layer
    layer.deleteFeature(next(layer.getFeatures()).id())
    desktop.qtbot.waitUntil(lambda: any(row.changed for row in live.rows), timeout=5_000)
    changed = panel.model.changed_units()
    last = panel.model.index(max(changed), 1)
    assert COUNTY in changed.values() and len(changed) == 3  # county, town, village
    assert panel.table.viewport().rect().contains(panel.table.visualRect(last).center())
    panel.table.selectRow(max(changed))
    name, area = panel.table.selected_text().split("\t")[:2]
    assert name == panel.model.row(max(changed)).name
    assert float(area) == pytest.approx(float(panel.model.row(max(changed)).area) / 10_000, abs=1e-4)
    layer.rollBack()


def test_a_unit_of_ledger_or_grid_is_shown_on_the_map(desktop):
    tab = desktop.dock.indicators
    canvas = desktop.canvas
    begin_editing(desktop)
    row = next(row for row in range(tab.live.model.rowCount()) if tab.live.model.row(row).unit == TOWN)
    tab.live.table.verticalHeader().sectionDoubleClicked.emit(row)
    desktop.qtbot.waitUntil(lambda: tab.deeds.places._map._band is not None, timeout=30_000)
    shown = canvas.extent()
    tab.deeds.places._map.clear()
    tab.grid.unit_wanted.emit("690121101")
    assert tab.deeds.places._map._band is not None, "the shapes of the level are known now"
    assert canvas.extent() != shown
    tab.live.work._layer.rollBack()
    tab.grid.unit_wanted.emit("999999")
    assert any("no place" in text for text in desktop.messages())


def test_a_measurement_says_what_matters_first_and_once(desktop):
    tab = desktop.dock.indicators
    tab.work.measure(list(tab.work.years))
    rest(desktop)
    groups = tab.report._groups
    assert groups and all(group.minor for group in groups)
    closed = tab.report.text.toPlainText()
    assert not any(sentence in closed for group in groups for sentence in group.sentences)
    tab.report._open_or_close(QUrl("0"))
    assert groups[0].sentences[0] in tab.report.text.toPlainText()
    assert tab.below.bar.tabText(2) == "Notes"


def test_the_tree_stays_open_when_the_data_are_read_again(desktop):
    tab = desktop.dock.indicators
    assert tab.grid.model.rowCount() == 6, "a county begins with its towns"
    tab.grid.model.open_all()
    count = tab.grid.model.rowCount()
    sheet = tab.work.sheet
    for one in (None, sheet):  # nothing is shown while the data are read
        tab.work.sheet = one
        tab._loaded()
    assert tab.grid.model.rowCount() == count
    assert "砚溪县" in tab.details.text.toPlainText(), "what is said is of the cell that is marked"


def test_a_chart_is_given_more_height_than_a_value(desktop):
    tab = desktop.dock.indicators
    before = tab.splitter.sizes()
    tab.below.setCurrentWidget(tab.chart)
    assert tab.splitter.sizes()[1] > before[1]
    tab.below.setCurrentWidget(tab.details)
    assert tab.splitter.sizes() == before
    assert tab.details.tools.isVisible() and not tab.live.isVisible()
    tab.pages.setCurrentWidget(tab.live)
    assert tab.live.isVisible() and not tab.actions.isVisible()


def test_tab_goes_the_way_one_reads(desktop):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    tab.grid.show_value(key())
    found, here = [], tab.pages.bar
    for _ in range(200):
        found.append(here)
        here = here.nextInFocusChain()
        if here is tab.pages.bar:
            break
    seen = [widget for widget in found if widget.isVisible() and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    wanted = [tab.pages.bar, tab.actions.button("measure"), tab.actions.button("units"), tab.grid.filters.search,
              tab.grid.filters.columns_button, tab.grid.view, tab.below.bar, tab.details.button("history")]
    places = [seen.index(widget) for widget in wanted]
    assert places == sorted(places) and places[0] == 0
    inside = [widget for widget in seen if tab.isAncestorOf(widget)]
    assert inside == seen[:len(inside)], "nothing of the tab comes after what lies outside of it"


def test_what_if_changes_nothing(desktop):
    tab = desktop.dock.indicators
    live = begin_editing(desktop)
    layer = live._layer
    before = live.rows
    tab.live.what_if.setChecked(True)
    chosen = [feature.id() for feature in layer.getFeatures()][:5]
    layer.selectByIds(chosen)
    area = sum(feature["JBNTMJ"] for feature in layer.getFeatures(chosen))
    assert float(before[0].area - live.rows[0].area) == pytest.approx(area, abs=0.01)
    assert "5" in tab.live.state.text()
    tab.live.what_if.setChecked(False)
    assert live.rows == before and not layer.isModified()
    layer.rollBack()


def begin_editing(desktop):
    """Put the layer of the ledger on the map, begin to edit it and return the work of the ledger."""
    tab = desktop.dock.indicators
    tab.pages.setCurrentWidget(tab.live)
    live = tab.live.work
    tab.live.button.click()
    tab.live.button.click()
    desktop.qtbot.waitUntil(lambda: live.state is LiveState.LIVE, timeout=30_000)
    return live


def test_rules_judge_what_was_edited(desktop):
    live = begin_editing(desktop)
    desktop.qtbot.waitUntil(lambda: live.judge._rules is not None, timeout=60_000)
    layer = live._layer
    layer.deleteFeature(next(layer.getFeatures()).id())
    desktop.qtbot.waitUntil(lambda: bool(live.judge.findings), timeout=20_000)
    panel = desktop.dock.indicators.live
    assert panel.findings.count() == len(live.judge.findings)
    assert {finding.check_id[:2] for finding in live.judge.findings} <= {"71", "72", "73", "74", "66", "65", "41"}
    panel._show_finding(panel.findings.item(0))
    layer.undoStack().undo()
    desktop.qtbot.waitUntil(lambda: not live.judge.findings, timeout=20_000)
    layer.rollBack()


def test_a_parcel_that_was_split_and_one_that_was_drawn_are_judged(desktop):
    """Features that are not saved yet have texts for numbers that the file will give them."""
    live = begin_editing(desktop)
    desktop.qtbot.waitUntil(lambda: live.judge._rules is not None, timeout=60_000)
    layer = live._layer
    assert QgsProject.instance().layerTreeRoot().layerOrder()[0] is layer, "what is edited lies above the rest"
    parcel = max(layer.getFeatures(), key=lambda feature: feature.geometry().area())
    box = parcel.geometry().boundingBox()
    before = live.rows[0].area
    layer.splitFeatures([QgsPointXY(box.center().x(), box.yMinimum() - 9),
                         QgsPointXY(box.center().x(), box.yMaximum() + 9)], False)
    drawn = QgsFeature(layer.fields())
    drawn.setAttributes(parcel.attributes())
    drawn["fid"] = "Autogenerate" if layer.fields().indexOf("fid") >= 0 else None
    drawn.setGeometry(QgsGeometry.fromRect(QgsRectangle(box.xMaximum() + 5000, 0, box.xMaximum() + 5100, 100)))
    layer.addFeature(drawn)
    assert len(layer.editBuffer().addedFeatures()) >= 2
    desktop.qtbot.waitUntil(lambda: live.rows[0].area != before, timeout=5_000)
    desktop.qtbot.waitUntil(lambda: live.judge._judging is None and not live.judge._soon.isActive(), timeout=20_000)
    assert live.judge.problem == ""
    layer.rollBack()


def test_a_layer_taken_off_the_map_ends_the_ledger(desktop):
    live = begin_editing(desktop)
    live._layer.rollBack()
    QgsProject.instance().removeMapLayer(live._layer.id())
    assert live.state is LiveState.NO_LAYER and live._layer is None


def test_a_project_closed_while_editing_leaves_nothing_behind(desktop):
    live = begin_editing(desktop)
    live._layer.rollBack()
    QgsProject.instance().clear()
    desktop.qtbot.waitUntil(lambda: desktop.dock.indicators.work.sheet is None, timeout=10_000)
    assert live.state is LiveState.NOTHING


def test_findings_of_the_indicators_are_on_the_checks_tab(desktop):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    low = key(TOWN, "02", kind=ValueKind.PLANNED)
    tab.grid.apply([written(tab, low, "1.00")], "typed")
    tab.work.check()
    desktop.qtbot.waitUntil(lambda: not tab.work.running, timeout=60_000)
    assert desktop.dock.tabs.currentWidget() is desktop.checks
    assert desktop.checks.model.source is not None
    assert desktop.checks.counts().errors
    assert {"6702"} < checks_that_found(desktop, TOWN)  # the table says otherwise, and the target is missed


def checks_that_found(desktop, unit):
    """Return the ids of the checks with findings on a unit."""
    query = FindingQuery(pack_id="farmland", source=desktop.session.source_name, text=unit)
    return {row.check_id for row in desktop.session.workspace.findings(query)
            if any(feature.key == unit for feature in row.features)}


def test_values_and_report_are_written(desktop, tmp_path, monkeypatch):
    from landplan_toolbox.ui.indicators import exports

    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    target = tmp_path / "指标.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    tab.exports.values()
    assert target.stat().st_size > 1000
    opened = []
    monkeypatch.setattr(exports.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    report = tmp_path / "变更报告.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(report), ""))
    tab.exports.report()
    desktop.qtbot.waitUntil(lambda: bool(opened), timeout=60_000)
    assert "耕地保有量" in report.read_text("utf-8") or "Farmland retained" in report.read_text("utf-8")


def test_an_export_over_the_data_is_refused(desktop, monkeypatch):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    source = desktop.session.state.source
    size = Path(source).stat().st_size
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (source, ""))
    tab.exports.values()
    assert Path(source).stat().st_size == size
    assert desktop.messages()


def test_a_map_of_the_towns(desktop):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    from landplan_toolbox.algorithms.indicators.unit_map import MapChoice

    menu = tab.deeds.maps.menu(tab.work.sheet, key(), "mu")
    assert len(menu.actions()) == 3
    tab.deeds.maps.make(tab.work.sheet, MapChoice("01", 2020, "town", area_unit="mu"))
    desktop.qtbot.waitUntil(lambda: bool(QgsProject.instance().mapLayers()), timeout=30_000)
    layer = next(iter(QgsProject.instance().mapLayers().values()))
    assert layer.featureCount() == 5


def test_a_pack_without_indicators_has_no_such_tab(qtbot, tmp_path):
    one = Desktop(qtbot).show()
    one.open(make_pack(tmp_path / "pack"), make_delivery(tmp_path / "d.gpkg"))
    assert one.dock.tabs.indexOf(one.dock.indicators) < 0
    assert one.dock.tabs.indexOf(one.dock.delineation) < 0
    one.session.choose_pack("forest")
    one.wait()
    assert [one.dock.tabs.widget(place) for place in range(one.dock.tabs.count())] == [
        one.data, one.dock.indicators, one.dock.forest_land, one.checks]
    one.close()
