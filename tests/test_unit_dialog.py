"""The dialog of the units: borders the workspace kept, a layer of former borders, by hand; seen before it is done."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from fractions import Fraction

import pytest
from landplan_toolbox.algorithms.dataset.project_layers import project_layers
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.indicators.model import ValueChange, ValueKey
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.changes import UnitChange, UnitChangeKind
from landplan_toolbox.algorithms.units.former_layer import FormerLayer
from landplan_toolbox.algorithms.units.read_tree import UnitRow, tree_of_rows
from landplan_toolbox.algorithms.units.unit_overlaps import UnitOverlaps
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.indicators.former_layer_dialog import FormerLayerDialog
from landplan_toolbox.ui.indicators.unit_by_hand import UnitByHandDialog
from landplan_toolbox.ui.indicators.unit_changes_view import SHARE, WHAT, UnitChangesView
from landplan_toolbox.ui.indicators.units_dialog import UnitsDialog, UnitsShown
from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QFileDialog, QLineEdit
from test_indicators_tab import desktop, rest, stored

__all__ = ["desktop"]

TOWN, WEST, EAST = "690121100", "690121110", "690121111"
FARMLAND = ValueKey(TOWN, "01", 2020, ValueKind.PLANNED)
ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected


def split_town(path, west=WEST, east=EAST):
    """Divide a town of the sample at its middle, its villages go where their middle lies."""
    file = ogr.Open(str(path), update=1)
    layer = file.GetLayerByName("XZQ")
    layer.SetAttributeFilter(f"XZQDM = '{TOWN}'")
    (town,) = list(layer)
    whole = town.geometry().Clone()
    left, right, south, north = whole.GetEnvelope()
    middle = (left + right) / 2
    half = ogr.CreateGeometryFromWkt(
        f"POLYGON(({left} {south},{middle} {south},{middle} {north},{left} {north},{left} {south}))")
    other = town.Clone()
    town.SetField("XZQDM", west)
    town.SetField("XZQMC", "砚西镇")
    town.SetGeometry(whole.Intersection(half))
    layer.SetFeature(town)
    other.SetFID(-1)
    other.SetField("XZQDM", east)
    other.SetField("XZQMC", "砚东镇")
    other.SetGeometry(whole.Difference(half))
    layer.CreateFeature(other)
    villages = file.GetLayerByName("CJXZQ")
    for village in list(villages):
        if village["XZQDM"].startswith(TOWN):
            now = west if village.geometry().Centroid().GetX() < middle else east
            village.SetField("XZQDM", now + village["XZQDM"][len(TOWN):])
            villages.SetFeature(village)
    file.FlushCache()
    del town, other, villages, layer, file


def totals(values):
    """Return the sum of farmland of all towns and the county by kind of value, exact."""
    sums: dict[tuple, Fraction] = {}
    for one in values:
        if one.key.indicator == "01" and len(one.key.unit) == 9 and one.key.kind is not ValueKind.MEASURED:
            at = (one.key.year, one.key.kind)
            sums[at] = sums.get(at, Fraction(0)) + one.quantity.exact
    return sums


def with_values(desktop):
    """Take over the values of the tables; units and borders are kept with them."""
    desktop.dock.indicators.work.take_over()
    return rest(desktop)


@pytest.fixture
def answer(monkeypatch):
    """Answer the dialog by a function that is given it."""
    def put(deed=lambda dialog: None, result=ACCEPTED):
        def run(dialog):
            deed(dialog)
            return result

        monkeypatch.setattr(UnitsDialog, "exec", run)

    return put


def test_the_workspace_keeps_the_borders_and_tells_what_became_of_a_unit(desktop, answer):
    with_values(desktop)
    tab = desktop.dock.indicators
    with Workspace.open(desktop.session.workspace_path, create=False) as opened:
        assert len(opened.indicators("farmland").borders()) == 25
    before = totals(tab.work.sheet)
    assert tab.work.sheet.value(FARMLAND) is not None and not tab.work.proposals
    split_town(desktop.session.state.source)
    desktop.session.reload()
    rest(desktop)
    change = next(one for one in tab.work.proposals if one.before == (TOWN,))
    assert (change.kind, change.after) == (UnitChangeKind.SPLIT, (WEST, EAST))
    assert "no longer there" in tab.state_text.text()
    seen = []

    def look(dialog):
        item = dialog.changes.topLevelItem(dialog.changes.changes.index(change))
        seen.append([item.child(0).text(column) for column in range(4)])
        seen.append(dialog.preview.table.rowCount())
        assert TOWN in item.text(WHAT) and "砚西镇" in item.text(WHAT)

    answer(look)
    tab.state_button.click()
    (name, area, part, share), rows = seen
    assert WEST in name and float(area.replace(",", "")) > 100 and 20 < float(part) < 80 and abs(
        float(share) - float(part)) < 0.02 and rows > 20
    after = totals(tab.work.sheet)
    assert after == before  # nothing is lost, to the last decimal
    kept = stored(desktop)
    assert FARMLAND not in kept and {FARMLAND._replace(unit=code) for code in (WEST, EAST)} <= set(kept)
    assert not tab.work.proposals and not tab.work.unsaved
    with Workspace.open(desktop.session.workspace_path, create=False) as opened:
        store = opened.indicators("farmland")
        assert WEST in {border.code for border in store.borders().borders}
        recorded = next(one for one in store.unit_changes() if one.before == (TOWN,))
        assert recorded.shares == change.shares and recorded.person and recorded.at is not None
    tab.grid.undo_stack.undo()
    assert totals(tab.work.sheet) == before and FARMLAND in stored(desktop)
    desktop.session.reload()
    rest(desktop)
    assert not tab.work.proposals  # it was said; but it can be done again

    def again(dialog):
        (row,) = [row for row, one in enumerate(dialog.changes.changes) if one.before == (TOWN,)]
        assert dialog.chosen() == []
        dialog.changes.topLevelItem(row).setCheckState(WHAT, Qt.CheckState.Checked)

    answer(again)
    tab.unit_deeds.show()
    assert FARMLAND not in stored(desktop) and totals(tab.work.sheet) == before


def test_a_double_click_opens_one_editor_for_the_share(qtbot, qtlog):
    towns = tree_of_rows([UnitRow(WEST, "砚西镇"), UnitRow(EAST, "砚东镇")], {"county": 6, "town": 9}).tree
    view = UnitChangesView(Language("en"))
    qtbot.addWidget(view)
    change = UnitChange(UnitChangeKind.SPLIT, (TOWN,), (WEST, EAST))
    view.show_changes([change], towns, towns, UnitOverlaps())
    view.resize(600, 300)
    view.show()
    place = view.visualItemRect(view.topLevelItem(0).child(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view.itemActivated.emit(view.topLevelItem(0).child(0), SHARE)  # as a desktop does that opens by a double click
    (editor,) = view.viewport().findChildren(QLineEdit)
    qtbot.keyClicks(editor, "40")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.changes[0].shares == {WEST: Fraction(2, 5), EAST: Fraction(3, 5)})
    assert not [one.message for one in qtlog.records if "editing failed" in one.message]


def test_a_split_is_divided_as_one_says_and_seen_before(desktop, answer):
    with_values(desktop)
    tab = desktop.dock.indicators
    whole = tab.work.sheet.value(FARMLAND).quantity.exact
    split_town(desktop.session.state.source)
    desktop.session.reload()
    rest(desktop)

    def divide(dialog):
        view = dialog.changes
        row = next(number for number, one in enumerate(view.changes) if one.before == (TOWN,))
        view.setCurrentItem(view.topLevelItem(row))
        titles = [dialog.rule.itemText(place) for place in range(dialog.rule.count())]
        assert len(titles) >= 2 and titles[0] != titles[1]
        assert dialog.rule.currentIndex() == 0  # by area, as it was proposed
        dialog.rule.setCurrentIndex(1)
        dialog.rule.activated.emit(1)
        assert view.changes[row].shares == {WEST: Fraction(1, 2), EAST: Fraction(1, 2)}
        assert dialog.rule.currentIndex() == 1
        view.topLevelItem(row).child(0).setText(SHARE, "25")
        assert view.changes[row].shares == {WEST: Fraction(1, 4), EAST: Fraction(3, 4)}
        assert dialog.rule.currentIndex() == -1  # typed
        for text in ("many", "1e999999999", "101"):
            view.topLevelItem(row).child(0).setText(SHARE, text)
            assert text in dialog.problem.text() and view.changes[row].shares[WEST] == Fraction(1, 4)
        view.topLevelItem(row).child(0).setText(SHARE, "")
        assert not any(one.before == (TOWN,) for one in dialog.chosen())
        view.topLevelItem(row).child(0).setText(SHARE, "25%")

    answer(divide)
    tab.unit_deeds.show()
    sheet = tab.work.sheet
    west, east = (sheet.value(FARMLAND._replace(unit=code)).quantity.exact for code in (WEST, EAST))
    assert west + east == whole and abs(west - whole / 4) <= 100


def test_nothing_is_done_when_the_dialog_is_left(desktop, answer):
    with_values(desktop)
    tab, before = desktop.dock.indicators, stored(desktop)
    split_town(desktop.session.state.source)
    desktop.session.reload()
    rest(desktop)
    proposals = tab.work.proposals
    answer(result=REJECTED)
    tab.unit_deeds.show()
    assert stored(desktop) == before and tab.work.proposals == proposals


def dialog_of(desktop, qtbot):
    """Return the dialog of the plan shown."""
    work = desktop.dock.indicators.work
    shown = UnitsShown(work.sheet, work.notes, work.proposals, work.before, work.overlaps, desktop.session.content.dataset)
    dialog = UnitsDialog(shown, bool(work.proposals), Language("en"))
    qtbot.addWidget(dialog)
    return dialog


def test_a_layer_of_former_borders_is_compared_in_the_background(desktop, qtbot, tmp_path, monkeypatch):
    with_values(desktop)
    former = str(tmp_path / "县 数据.gpkg")
    now = tmp_path / "now.gpkg"
    now.write_bytes((tmp_path / "县 数据.gpkg").read_bytes())
    split_town(now)
    with sqlite3.connect(desktop.session.workspace_path) as connection:  # a workspace of an earlier version
        connection.execute("DELETE FROM unit_border")
        connection.execute("DELETE FROM unit_border_state")
    desktop.session.choose_source(str(now))
    rest(desktop)
    dialog = dialog_of(desktop, qtbot)
    assert not any(len(one.after) == 2 and one.shares for one in dialog.changes.changes if one.before == (TOWN,))
    ask = FormerLayerDialog(desktop.dock.indicators.work.rules.units, Language("en"), dialog)
    qtbot.addWidget(ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (former, ""))
    ask._ask_file()
    assert (ask.layer.currentText(), ask.code.currentText(), ask.name.currentText()) == ("XZQ", "XZQDM", "XZQMC")
    dialog.compare(ask.former())
    assert dialog.progress.isVisibleTo(dialog) and not dialog.compare_button.isEnabled()
    qtbot.waitUntil(lambda: dialog._task is None, timeout=30_000)
    change = next(one for one in dialog.chosen() if one.before == (TOWN,))
    assert change.after == (WEST, EAST) and len(change.shares) == 2 and dialog.decided
    assert dialog.moved.changes and not dialog.problem.isVisibleTo(dialog)


def test_borders_of_another_datum_leave_names_and_codes(desktop, qtbot):
    with_values(desktop)
    with sqlite3.connect(desktop.session.workspace_path) as connection:
        connection.execute("UPDATE unit_border SET crs = 'EPSG:4524'")
    split_town(desktop.session.state.source)
    desktop.session.reload()
    work = rest(desktop)
    assert not work.problem and work.sheet.value(FARMLAND) is not None
    assert any("CGCS2000" in Language("en").render(note) for note in work.notes)
    assert any(one.before == (TOWN,) for one in work.proposals)  # its villages tell


@pytest.mark.parametrize(("layer", "code", "said"), [
    ("XZDW", "BSM", "no polygons"), ("DLTB", "DLMC", "no codes"), ("EPSG:2381", "XZQDM", "lies nowhere"),
    ("EPSG:4524", "XZQDM", "CGCS2000"), ("", "XZQDM", "has no coordinate reference system"),
])
def test_a_layer_that_tells_nothing_is_refused_in_a_sentence(desktop, qtbot, tmp_path, layer, code, said):
    with_values(desktop)
    if not layer.isalpha():
        made = QgsVectorLayer("Polygon?field=XZQDM:string", "former", "memory")
        made.setCrs(QgsCoordinateReferenceSystem(layer))
        feature = QgsFeature(made.fields())
        feature.setAttributes(["690121100"])
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(36_100_000, 3_000_000, 36_100_900, 3_000_900)))
        made.dataProvider().addFeatures([feature])
        QgsProject.instance().addMapLayer(made)
        (chosen,) = project_layers(QgsProject.instance(), [made.id()])
    else:
        chosen = next(one for one in open_source(str(tmp_path / "县 数据.gpkg")) if one.name == layer)
    dialog = dialog_of(desktop, qtbot)
    dialog.compare(FormerLayer(chosen, code))
    qtbot.waitUntil(lambda: dialog._task is None, timeout=30_000)
    assert said in dialog.problem.text() and not dialog.decided


def test_a_name_with_signs_of_markup_is_shown_as_it_is(desktop, qtbot, tmp_path):
    with_values(desktop)
    dialog = dialog_of(desktop, qtbot)
    dialog.read_table(str(tmp_path / "A&B <b>.csv"))
    assert "A&B <b>.csv" in dialog.problem.text()
    assert dialog.problem.textFormat() == Qt.TextFormat.PlainText


def test_what_became_of_a_unit_is_said_by_hand(desktop, qtbot):
    work = with_values(desktop)
    sheet, gone = work.sheet, "690121999"
    value = sheet.value(FARMLAND)
    at = FARMLAND._replace(unit=gone)
    sheet.put([ValueChange(at, replace(value, key=at))])
    dialog = dialog_of(desktop, qtbot)
    assert dialog.hand_button.isEnabled() and gone in dialog.text.toPlainText()
    ask = UnitByHandDialog(sheet, sheet.tree, work.before, dialog)
    qtbot.addWidget(ask)
    assert ask.former.currentData() == gone and ask.units.count() == 5 and ask.change() is None
    ask.search.setText("砚溪")
    (shown,) = [ask.units.item(row) for row in range(5) if not ask.units.item(row).isHidden()]
    shown.setSelected(True)
    dialog.add_change(ask.change())
    assert [(one.kind, one.before, one.after) for one in dialog.chosen()] == [
        (UnitChangeKind.MERGED, (gone, TOWN), (TOWN,))]
    assert dialog.decided and len(dialog.moved.changes) == 2
    ask.search.clear()
    for row in range(5):
        ask.units.item(row).setSelected(True)
    split = ask.change()
    assert split.kind is UnitChangeKind.SPLIT and len(split.after) == 5 and sum(split.shares.values()) == 1
    assert split.sources == (gone,)
    dialog.add_change(split)
    assert dialog.chosen() == [split]
