"""Live sessions on real layers: after every edit the rows are those of a full recomputation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from adjustment_support import layer as role_layer
from adjustment_support import pack
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.indicators.live.edited_layers import layers_of_role, snapshot_of, state_of
from landplan_toolbox.algorithms.indicators.live.live_measures import measures_of
from landplan_toolbox.algorithms.indicators.live.reading import with_layer
from landplan_toolbox.algorithms.indicators.live.rows import TOTAL, TargetState
from landplan_toolbox.algorithms.indicators.live.session import LiveSession, LiveState
from landplan_toolbox.algorithms.indicators.measuring import measure
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from live_support import (
    COUNTY,
    TOWNS,
    VILLAGES,
    RandomEditor,
    area_of,
    basic_farmland,
    construction,
    cut_dataset,
    dataset_of,
    fringe,
    parcel_row,
    session_of,
    settle,
    sheet,
    stored,
    tree,
)
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsFeature, QgsField, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import make_dataset, memory_layer, square


def make_layer(kind, folder):
    memory = basic_farmland()
    return memory if kind == "memory" else stored(memory, folder / "县 数据", kind)


def wait_for(condition, qtbot):
    qtbot.waitUntil(condition, timeout=20_000)


def row_of(session_or_rows, unit):
    rows = session_or_rows if isinstance(session_or_rows, tuple) else session_or_rows.rows()
    return next(row for row in rows if row.unit == unit)


def nows(rows):
    return [(row.unit, row.now) for row in rows]


@pytest.mark.parametrize("kind", ["memory", "GPKG", "ESRI Shapefile"])
@pytest.mark.parametrize("seed", range(2))
def test_after_every_edit_the_rows_are_those_of_a_full_recomputation(kind, seed, tmp_path):
    layer = make_layer(kind, tmp_path)
    session = session_of(layer)
    editor = RandomEditor(layer, seed)
    steps, changed = [], 0
    for _ in range(30):
        steps.append(editor.step())
        settle()
        assert session.state is LiveState.READY, (steps, session.problem)
        assert session.rows() == session.recomputed(), steps
        changed += any(row.changed for row in session.rows())
    assert changed > 5  # the edits did something


def test_measured_values_follow_the_edits():
    layer = basic_farmland()
    dataset = dataset_of(layer, more=[fringe()])
    session = LiveSession.prepare(dataset, tree(), "basic_farmland", layer, sheet())
    session.start(background=False)
    check_measured(session, dataset, RandomEditor(layer, 10), {"02", "51"})


def test_measured_values_of_layers_the_edited_one_cuts_follow_the_edits():
    layer = construction()
    dataset = cut_dataset(layer)
    session = LiveSession.prepare(dataset, tree(), "new_construction", layer, sheet())
    session.start(background=False)
    check_measured(session, dataset, RandomEditor(layer, 20), {"01", "10", "11", "12"})


def check_measured(session, dataset, editor, indicators):
    first = dict(session.measured())
    assert {key.indicator for key in first} >= indicators
    steps, moved = [], 0
    for _ in range(12):
        steps.append(editor.step())
        settle()
        values = dict(session.measured())
        now = with_layer(dataset, session.role, snapshot_of(session.layer))
        full = measures_of(dataset, tree(), session.role, snapshot_of(session.layer), session.year, Silent())
        assert values == full.values(), steps
        theirs = {one.key: one.amount for one in measure(now, tree(), [session.year]).values}
        for key, value in values.items():
            assert float(value) == pytest.approx(theirs[key], abs=0.01), (key, steps)
        moved += values != first
    assert moved > 2


def test_what_if_features_leave_is_what_deleting_them_does():
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    before = session.rows()
    fids = sorted(layer.allFeatureIds())[3:9]
    expected = session.what_if(leave=fids)
    assert session.rows() == before
    layer.beginEditCommand("leave")
    layer.deleteFeatures(fids)
    layer.endEditCommand()
    settle()
    assert nows(session.rows()) == nows(expected) != nows(before)
    layer.undoStack().undo()
    settle()
    assert session.rows() == before


def test_what_if_geometries_enter_is_what_adding_them_does():
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    shapes = [QgsGeometry.fromWkt(square(20 + 90 * number, 30, 80, 70)) for number in range(6)]
    attributes = {"TBMJ": round(area_of(square(20, 30, 80, 70)), 2), "JBNTMJ": 5000.0, "ZLDJDM": "7"}
    before = session.rows()
    expected = session.what_if(enter=shapes, attributes=attributes)
    assert session.rows() == before
    for shape in shapes:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(shape)
        for name, value in attributes.items():
            feature[name] = value
        layer.addFeature(feature)
    settle()
    assert nows(session.rows()) == nows(expected)
    assert row_of(session, TOTAL).area - row_of(before, TOTAL).area == 6 * 5000


def test_what_if_land_parcels_of_another_layer_enter_and_others_leave():
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    land = memory_layer("DLTB", {"ZLDWDM": "text(19)", "zldjdm": "text"}, [
        {"ZLDWDM": f"{VILLAGES[0]}0000000", "zldjdm": "3", "wkt": square(0, 0, 100)}])
    rows = session.what_if(leave=[sorted(layer.allFeatureIds())[0]], enter=[(land, land.allFeatureIds())])
    village = row_of(rows, VILLAGES[0])
    gone = row_of(session, VILLAGES[0]).area - 9000  # one parcel counts 9000 m², the new one all of its area
    assert village.area - gone == pytest.approx(Fraction(9999), abs=5)
    # both lie on land that was basic farmland before but for a strip of 7.5 m
    assert float(village.now.entered - row_of(session, VILLAGES[0]).now.entered) == pytest.approx(75, abs=1)


def test_quality_balance_and_target_of_a_unit():
    layer = basic_farmland()
    session = session_of(layer)
    west, east = (row_of(session, code) for code in TOWNS)
    # five columns of four parcels of 0.9 ha against six before: 20 ha are asked for
    assert west.area == 5 * 4 * 9000 and west.target == 200_000
    assert west.now.state is TargetState.MISSING and west.now.missing == 20_000
    assert east.now.state is TargetState.MET and east.now.surplus == 16_000
    assert float(west.quality) == pytest.approx(5.5)
    assert west.now.left - west.now.entered == (6 - 5) * 4 * 9000  # one column more than now
    for row in session.rows():
        assert row.now.balance == row.now.entered - row.now.left
    total = row_of(session, COUNTY)
    assert total.area == west.area + east.area == row_of(session, TOTAL).area


def test_declared_areas_count_while_they_are_those_of_the_geometry():
    exact = [area_of(square(100 * column, 0)) for column in range(4)]
    rows = [parcel_row(0, 0, JBNTMJ=7000.0),  # agrees: what is declared
            parcel_row(1, 0, TBMJ=5000.0, JBNTMJ=4000.0),  # does not: four fifths of the geometry
            parcel_row(2, 0, TBMJ=None, JBNTMJ=4000.0),  # not known: the geometry
            parcel_row(3, 0, TBMJ=round(exact[3] + 0.01, 2), JBNTMJ=6000.0)]
    layer = role_layer("basic_farmland", rows)
    session = session_of(layer, before=False)
    areas = [row_of(session, code).area for code in VILLAGES]
    assert areas[0] == 7000 + Fraction(round(exact[1] * 8000) + round(exact[2] * 10_000), 10_000)
    assert areas[1] == 6000
    assert row_of(session, TOTAL).now.entered is None  # nothing to compare with


def test_a_feature_without_code_belongs_where_its_largest_part_lies():
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    before = row_of(session, VILLAGES[2]).area
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(square(560, 0, 100)))  # 40 m in the second village, 60 m in the third
    layer.addFeature(feature)
    settle()
    assert float(row_of(session, VILLAGES[2]).area - before) == pytest.approx(10_000, abs=10)
    feature.setGeometry(QgsGeometry.fromWkt(square(560, 9000, 100)))  # in no village
    layer.addFeature(feature)
    settle()
    assert any(message.text.startswith("{count} features of {layer} lie in no") for message in session.reservations())
    assert row_of(session, TOTAL).area > row_of(session, COUNTY).area


def test_broken_and_empty_geometries_count_nothing_and_are_listed():
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    fids = sorted(layer.allFeatureIds())
    layer.changeGeometry(fids[0], QgsGeometry())
    layer.changeGeometry(fids[1], QgsGeometry.fromWkt("Polygon((nan nan, 1 1, 2 2, nan nan))"))
    settle()
    assert row_of(session, TOTAL).area == (len(fids) - 2) * 9000
    (said,) = session.reservations()
    assert said.values["count"] == 2
    layer.undoStack().undo()
    layer.undoStack().undo()
    settle()
    assert session.reservations() == ()


def test_a_pass_in_the_background_takes_in_what_is_edited_meanwhile(qtbot):
    layer = basic_farmland()
    layer.startEditing()
    layer.deleteFeature(sorted(layer.allFeatureIds())[0])  # edited before the session begins
    session = session_of(layer, start=False)
    session.start()
    assert session.state is LiveState.PREPARING and session.rows() == ()
    layer.deleteFeature(sorted(layer.allFeatureIds())[5])
    wait_for(lambda: session.state is LiveState.READY, qtbot)
    assert session.rows() == session.recomputed()
    assert row_of(session, TOTAL).before.area - row_of(session, TOTAL).area == 2 * 9000
    wait_for(lambda: bool(session.measured()), qtbot)
    assert {key.indicator for key in session.measured()} == {"02"}
    assert session.touched() == set(layer.editBuffer().deletedFeatureIds())
    session.stop()


def test_the_layer_may_be_removed_while_it_is_measured_and_after(qtbot):
    layer = basic_farmland()
    QgsProject.instance().addMapLayer(layer)
    session = session_of(layer, start=False)
    session.start()
    QgsProject.instance().removeMapLayer(layer)
    assert session.state is LiveState.FAILED and session.problem is not None
    wait_for(lambda: not QgsApplication.taskManager().activeTasks(), qtbot)
    assert session.rows() == () and session.touched() == frozenset() and not session.measured()
    other = basic_farmland()
    QgsProject.instance().addMapLayer(other)
    again = session_of(other)
    QgsProject.instance().clear()
    assert again.state is LiveState.FAILED
    with pytest.raises(LandPlanError):
        again.recomputed()
    again.stop()


def test_another_crs_is_measured_anew():
    layer = basic_farmland()
    session = session_of(layer)
    area = row_of(session, TOTAL).area
    assert area
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4544"))  # the neighbouring zone: declared areas no longer agree
    settle()
    assert session.state is LiveState.READY and session.rows() == session.recomputed()
    layer.setCrs(QgsCoordinateReferenceSystem())
    settle()
    assert session.state is LiveState.FAILED and "CRS" in session.problem.text
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4545"))
    settle()
    assert row_of(session, TOTAL).area == area


def test_a_field_that_counts_may_be_removed_and_come_back():
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    before = session.rows()
    layer.addAttribute(QgsField("BZ2", QVariant.String))
    settle()
    assert session.rows() == before
    layer.deleteAttribute(layer.fields().lookupField("JBNTMJ"))
    settle()
    assert session.state is LiveState.FAILED and session.problem.values["field"] == "JBNTMJ"
    layer.undoStack().undo()
    settle()
    assert session.state is LiveState.READY and session.rows() == before
    layer.deleteAttribute(layer.fields().lookupField("ZLDJDM"))  # optional
    settle()
    assert row_of(session, TOTAL).quality is None and session.reservations()


def test_a_filter_of_the_layer_calls_for_a_new_pass():
    layer = basic_farmland()
    session = session_of(layer)
    layer.setSubsetString("\"BSM\" < 20")
    settle()
    assert session.rows() == session.recomputed()
    assert row_of(session, TOTAL).area == layer.featureCount() * 9000


def test_targets_of_another_sheet_and_another_tree():
    layer = basic_farmland()
    session = session_of(layer)
    empty = IndicatorSheet(pack().indicators, session._sheet.tree)
    session.set_sheet(empty)
    assert row_of(session, TOWNS[0]).now.state is TargetState.NO_TARGET
    small = UnitTree([AdminUnit(COUNTY, "县", "county")])
    session.set_sheet(IndicatorSheet(pack().indicators, small))
    assert [row.unit for row in session.rows()] == [TOTAL, COUNTY]
    assert row_of(session, COUNTY).area == row_of(session, TOTAL).area


def test_the_draft_holds_what_was_touched_under_its_ids(tmp_path):
    layer = make_layer("GPKG", tmp_path)
    session = session_of(layer)
    layer.startEditing()
    fids = sorted(layer.allFeatureIds())
    layer.deleteFeature(fids[0])
    layer.changeGeometry(fids[1], QgsGeometry.fromWkt(square(0, 900, 50)))
    layer.changeAttributeValue(fids[2], layer.fields().lookupField("DLBM"), "011")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(square(0, 800, 50)))
    layer.addFeature(feature)
    draft = session.draft()
    data = draft.touched.read()
    added = set(layer.editBuffer().addedFeatures())
    assert set(data.fids.tolist()) == {fids[1], fids[2], *added}
    assert data.column("DLBM")[data.fids.tolist().index(fids[2])] == "011"
    assert sorted(draft.removed.fids.tolist()) == fids[:3]
    assert session.touched() == {*fids[:3], *added}
    layer.rollBack()


def test_refusals_name_the_layer():
    good = basic_farmland()
    for layer, word in (
        (memory_layer("点", {"BSM": "integer"}, [], geometry="Point"), "polygons"),
        (memory_layer("无坐标", {"BSM": "integer"}, [], crs=""), "CRS"),
    ):
        with pytest.raises(LandPlanError) as refused:
            LiveSession.prepare(dataset_of(good), tree(), "basic_farmland", layer, sheet())
        assert word in refused.value.message.text and refused.value.message.values["layer"] == layer.name()
    with pytest.raises(LandPlanError):
        LiveSession.prepare(dataset_of(good), tree(), "redline", good, sheet())


def test_a_layer_without_units_has_a_total_only():
    layer = memory_layer("JBNTBHTB", {"TBMJ": "real", "JBNTMJ": "real"}, [
        {"TBMJ": 10_000.0, "JBNTMJ": 9000.0, "wkt": square(0, 0)}])
    dataset = make_dataset(pack(), layer)
    session = LiveSession.prepare(dataset, tree(), "basic_farmland", layer, sheet())
    session.start(background=False)
    assert row_of(session, COUNTY).area == 0 < row_of(session, TOTAL).area
    assert len(session.reservations()) >= 3


def test_the_layer_of_a_role_is_found_in_the_project(tmp_path):
    memory, project = basic_farmland(), QgsProject()
    file = stored(basic_farmland(), tmp_path / "县", "GPKG")
    project.addMapLayers([file, memory])
    file.startEditing()
    from landplan_toolbox.algorithms.dataset.binding import bind
    from landplan_toolbox.algorithms.dataset.source import open_source

    bound = bind(pack(), open_source(str(tmp_path / "县" / "基本农田.gpkg")), "x")
    assert layers_of_role(bound, "basic_farmland", project) == [file]
    assert layers_of_role(make_dataset(pack(), memory), "basic_farmland", project) == [memory]
    assert layers_of_role(make_dataset(pack(), memory), "redline", project) == []
    file.rollBack()


def test_a_layer_that_cannot_be_read_in_full_gives_no_ledger():
    layer = basic_farmland()
    session = session_of(layer)
    state = state_of(layer)
    from landplan_toolbox.algorithms.indicators.live.passes import PassRequest

    request = PassRequest(session._dataset, tree(), session.rules, replace(state, count=state.count + 1), None)
    with pytest.raises(LandPlanError) as refused:
        request.run(Silent())
    assert refused.value.message.values["count"] == state.count + 1


def test_forest_subcompartments_by_codes_in_three_fields():
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    forest = load_pack("forest", kind_specs())
    fields = {"XIAN": "text", "XIANG": "text", "CUN": "text", "XIAO_BAN": "text", "DI_LEI": "text", "BCLD": "text",
              "MIAN_JI": "real"}
    common = {"XIAN": COUNTY, "XIANG": "100", "CUN": "001", "XIAO_BAN": "00001", "MIAN_JI": 1.0}
    layer = memory_layer(forest.layers["subcompartment"].names[0], fields, [
        {**common, "DI_LEI": "0111", "wkt": square(0, 0)},
        {**common, "DI_LEI": "0111", "CUN": "002", "wkt": square(100, 0)},
        {**common, "DI_LEI": "0111", "MIAN_JI": 2.0, "wkt": square(200, 0)},  # drawn half as large: the geometry
        {**common, "DI_LEI": "0101", "BCLD": "3", "wkt": square(300, 0)},  # filtered out
    ])
    units = tree()
    dataset = make_dataset(forest, layer)
    session = LiveSession.prepare(dataset, units, "subcompartment", layer, IndicatorSheet(forest.indicators, units))
    assert session.year == 2035  # the planned state these hold; nothing is measured for the target of 2025
    session.start(background=False)
    assert row_of(session, VILLAGES[1]).area == 10_000  # what is declared, in hectares
    assert float(row_of(session, VILLAGES[0]).area) == pytest.approx(10_000 + area_of(square(200, 0)), abs=0.01)
    layer.startEditing()
    layer.changeAttributeValue(sorted(layer.allFeatureIds())[3], layer.fields().lookupField("BCLD"), "2")
    settle()
    assert session.rows() == session.recomputed()
    assert float(row_of(session, TOTAL).area) == pytest.approx(40_000, abs=10)
    layer.rollBack()
