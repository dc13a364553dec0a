"""Every check kind fires on what it is for and stays silent on sound data."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.selfcheck.catalogue import check_kinds
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from osgeo import ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsVectorFileWriter
from selfcheck_support import (
    PARCELS,
    found,
    make_pack,
    memory_layer,
    parcel,
    parcel_layer,
    run_check,
    square,
    town_layer,
)

GOOD = [parcel(1, square(0, 0)), parcel(2, square(100, 0)), parcel(3, square(200, 0), DLBM="011", DLMC="水田", GDLX="T")]
TOWNS = [{"XZQDM": "690101001", "wkt": square(0, 0, 200)}, {"XZQDM": "690101002", "wkt": square(200, 0, 100)}]


def changed(index: int, **values):
    """Return the sound parcels with one of them changed."""
    rows = [dict(row) for row in GOOD]
    rows[index].update(values)
    return rows


# check, rows that must make it fire, what it must find
PARCEL_CASES = [
    ("attributes.required", {}, changed(1, TBMJ=None), [("null_value", "2")]),
    ("attributes.required", {}, changed(1, DLBM="  "), [("null_value", "2")]),
    ("attributes.required", {}, changed(2, GDLX=None), [("null_value", "3")]),  # conditional on farmland
    ("attributes.required", {"fields": ["DLMC"]}, changed(0, DLMC=None), [("null_value", "1")]),
    ("attributes.unique", {}, changed(2, BSM=1), [("duplicate_value", "1", "1")]),
    ("attributes.unique", {"fields": ["DLBM", "GDLX"]}, [*GOOD, parcel(4, square(300, 0), DLBM="011", GDLX="T")],
     [("duplicate_value", "3", "4")]),
    ("attributes.domain", {}, changed(0, DLBM="099"), [("unknown_code", "1")]),
    ("attributes.length", {}, changed(0, DLBM="03111"), [("wrong_length", "1")]),
    ("attributes.length", {"fields": ["ZLDWDM"], "exact": True}, changed(0, ZLDWDM="690101001"), [("wrong_length", "1")]),
    ("attributes.pattern", {}, changed(1, DLBM="03A"), [("wrong_form", "2")]),
    ("attributes.range", {}, changed(1, TBMJ=0.0), [("out_of_range", "2")]),
    ("attributes.range", {}, changed(1, KCMJ=-0.5), [("out_of_range", "2")]),
    ("attributes.range", {}, changed(1, TBMJ=float("nan")), [("out_of_range", "2")]),
    ("attributes.clean_text", {}, changed(1, DLBM="０31"), [("full_width", "2")]),
    ("attributes.clean_text", {}, changed(1, DLBM="031 "), [("stray_blank", "2")]),
    ("attributes.clean_text", {}, changed(1, DLBM="031\u200b"), [("control_character", "2")]),
    ("attributes.condition", {"must": "\"TBMJ\" >= \"JMJ\"", "field": "JMJ"}, changed(0, JMJ=20000.0),
     [("condition_not_met", "1")]),
    ("attributes.code_name", {"code": "DLBM", "name": "DLMC", "codes": "test_classes"}, changed(0, DLMC="水田"),
     [("code_name_mismatch", "1")]),
    ("attributes.key_prefix", {"field": "ZLDWDM", "starts_with": "DLBM", "length": 1}, changed(0, ZLDWDM="0"),
     [("wrong_prefix", "2"), ("wrong_prefix", "3")]),
    ("attributes.reference", {"field": "ZLDWDM", "target": "towns", "target_field": "XZQDM", "length": 9},
     changed(0, ZLDWDM="690101009001"), [("unknown_reference", "1")]),
    ("geometry.valid", {}, changed(0, wkt=None), [("null_geometry", "1")]),
    ("geometry.valid", {"kinds": ["self_intersection"]},
     changed(0, wkt="Polygon((450000 3800000, 450100 3800100, 450100 3800000, 450000 3800100, 450000 3800000))"),
     [("self_intersection", "1")]),
    ("topology.no_overlap", {}, changed(1, wkt=square(99, 0)), [("overlap", "1", "2")]),
    ("topology.no_duplicate", {}, [*GOOD, parcel(4, square(0, 0))], [("duplicate", "1", "4")]),
    ("topology.min_area", {"min_area": 400}, [*GOOD, parcel(4, square(0, 200, 19))], [("sliver", "4")]),
    ("topology.covered_by", {"target": "towns"}, changed(2, wkt=square(250, 0)), [("outside", "3")]),
    ("topology.not_overlap", {"target": "towns", "where": "\"BSM\" = 1", "target_where": "\"XZQDM\" = '690101002'"},
     changed(0, wkt=square(150, 0)), [("overlap_with_layer", "1", "690101002")]),
    ("areas.ellipsoidal", {"field": "TBMJ", "tolerance": 0.02}, changed(0, TBMJ=10000.0), [("area_differs", "1")]),
    ("areas.arithmetic", {"field": "JMJ", "formula": "\"TBMJ\" - \"KCMJ\"", "tolerance": 0.01}, changed(1, KCMJ=5.0),
     [("arithmetic", "2")]),
]

# the sound rows for cases in which GOOD itself would be at fault
SOUND = {
    "attributes.key_prefix": [parcel(1, square(0, 0), ZLDWDM="031")],
    "attributes.length": [parcel(1, square(0, 0))],
    "topology.not_overlap": GOOD,
}


def full_check(kind, parameters):
    """Return a check entry on the parcel layer."""
    return {"kind": kind, "layer": "parcels", **parameters}


@pytest.mark.parametrize(("kind", "parameters", "rows", "expected"), PARCEL_CASES)
def test_fires(tmp_path, kind, parameters, rows, expected):
    result = run_check(tmp_path, full_check(kind, parameters), parcel_layer(rows), town_layer(TOWNS))
    assert result.outcome is Outcome.FAILED, (result.reason, result.details)
    assert found(result) == expected
    for finding in result.findings:
        assert "{" not in Language("en").render(finding.message)
        assert finding.clause == "陕·五(三)"


@pytest.mark.parametrize(("kind", "parameters"), [case[:2] for case in PARCEL_CASES])
def test_stays_silent(tmp_path, kind, parameters):
    rows = SOUND.get(kind, GOOD)
    result = run_check(tmp_path, full_check(kind, parameters), parcel_layer(rows), town_layer(TOWNS))
    assert result.outcome is Outcome.PASSED, (result.reason, result.details, found(result))
    assert result.examined > 0


def test_gap(tmp_path):
    ring = [parcel(n, square(100 * (n % 3), 100 * (n // 3))) for n in range(9)]
    check = {"kind": "topology.no_gap", "layer": "parcels"}
    assert run_check(tmp_path / "a", check, parcel_layer(ring)).outcome is Outcome.PASSED
    holed = [row for row in ring if row["BSM"] != 4]
    result = run_check(tmp_path / "b", check, parcel_layer(holed))
    assert [finding.kind for finding in result.findings] == ["gap"]
    assert result.findings[0].area_m2 == pytest.approx(9999.385, abs=0.01)
    intended = run_check(tmp_path / "c", {**check, "max_area": 5000}, parcel_layer(holed))
    assert intended.outcome is Outcome.PASSED


def test_true_error_geometry_and_area(tmp_path):
    result = run_check(tmp_path, {"kind": "topology.no_overlap", "layer": "parcels"},
                       parcel_layer(changed(1, wkt=square(99, 0))))
    from qgis.core import QgsGeometry

    geometry = QgsGeometry()
    geometry.fromWkb(result.findings[0].geometry)
    assert geometry.area() == pytest.approx(100.0, abs=1e-6)
    assert result.findings[0].area_m2 == pytest.approx(99.99385, abs=0.001)
    assert result.findings[0].crs == "EPSG:4545"


def test_layer_present(tmp_path):
    check = {"kind": "structure.layer_present", "layer": "towns"}
    assert run_check(tmp_path / "a", check, parcel_layer(GOOD), town_layer(TOWNS)).outcome is Outcome.PASSED
    assert found(run_check(tmp_path / "b", check, parcel_layer(GOOD))) == [("missing_layer",)]
    twice = run_check(tmp_path / "c", check, town_layer(TOWNS), town_layer(TOWNS))
    assert found(twice) == [("ambiguous_layer",)]


def test_readable(tmp_path):
    delivery = tmp_path / "交付 1"
    delivery.mkdir()
    QgsVectorFileWriter.writeAsVectorFormatV3(
        parcel_layer(GOOD), str(delivery / "DLTB.gpkg"), QgsCoordinateTransformContext(),
        QgsVectorFileWriter.SaveVectorOptions())
    pack = make_pack(tmp_path / "pack", [{"kind": "structure.readable"}])

    def result():
        return run_selfcheck(bind(pack, open_source(str(delivery)), "")).results[0]

    assert result().outcome is Outcome.PASSED
    (delivery / "XZQ.gpkg").write_bytes(b"no database at all" * 100)
    assert found(result()) == [("unreadable_layer",)]
    assert "XZQ.gpkg" in Language("en").render(result().findings[0].message)


@pytest.mark.parametrize(("count", "said", "outcome"), [(0, 5, Outcome.FAILED), (1, 0, Outcome.PASSED)])
def test_not_empty_counts_for_itself(tmp_path, count, said, outcome):
    path = tmp_path / "delivery.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("DLTB", geom_type=ogr.wkbPolygon)
    for _ in range(count):
        layer.CreateFeature(ogr.Feature(layer.GetLayerDefn()))
    layer = source = None  # closes the file
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE gpkg_ogr_contents SET feature_count = ?", (said,))
    pack = make_pack(tmp_path, [{"kind": "structure.not_empty", "layer": "parcels"}])
    run = run_selfcheck(bind(pack, open_source(str(path)), "test"))
    assert run.results[0].outcome is outcome


def test_not_empty(tmp_path):
    check = {"kind": "structure.not_empty", "layer": "parcels"}
    assert run_check(tmp_path / "a", check, parcel_layer(GOOD)).outcome is Outcome.PASSED
    assert found(run_check(tmp_path / "b", check, parcel_layer([]))) == [("empty_layer",)]


def test_geometry_type(tmp_path):
    check = {"kind": "structure.geometry_type", "layer": "parcels"}
    fields = {field: rule["type"] for field, rule in PARCELS["fields"].items()}
    lines = memory_layer("DLTB", fields, [], geometry="LineString")
    assert found(run_check(tmp_path / "a", check, lines)) == [("wrong_geometry_type",)]
    assert run_check(tmp_path / "b", check, parcel_layer(GOOD)).outcome is Outcome.PASSED


def test_fields(tmp_path):
    check = {"kind": "structure.fields", "layer": "parcels"}
    sound = {"DLBM": "text(4)", "DLMC": "text(10)", "ZLDWDM": "text(12)", "GDLX": "text(2)"}
    result = run_check(tmp_path / "a", check, parcel_layer(GOOD, **sound))
    assert result.outcome is Outcome.PASSED, found(result)
    result = run_check(tmp_path / "b", check, parcel_layer([], **{**sound, "TBMJ": "text(20)", "DLBM": "text(3)"}))
    assert sorted((finding.kind, finding.field) for finding in result.findings) == [
        ("wrong_field_length", "DLBM"), ("wrong_field_type", "TBMJ")
    ]
    layer = parcel_layer([], **sound)
    layer.dataProvider().deleteAttributes([layer.fields().lookupField("KCMJ")])
    layer.updateFields()
    assert [f.field for f in run_check(tmp_path / "c", check, layer).findings] == ["KCMJ"]


def test_crs(tmp_path):
    check = {"kind": "structure.crs"}
    assert run_check(tmp_path / "a", check, parcel_layer(GOOD), town_layer(TOWNS)).outcome is Outcome.PASSED
    other = run_check(tmp_path / "b", check, parcel_layer(GOOD), town_layer([], crs="EPSG:3857"))
    assert found(other) == [("unaccepted_crs",)]
    none = parcel_layer(GOOD)
    none.setCrs(QgsCoordinateReferenceSystem())
    assert ("missing_crs",) in found(run_check(tmp_path / "c", check, none, town_layer(TOWNS)))


def test_different_crs(tmp_path):
    run = run_check(tmp_path, {"kind": "structure.crs"}, parcel_layer(GOOD), parcel_layer(GOOD, "other"),
                    town_layer(TOWNS, crs="EPSG:4524"), crs={
                        "accepted": ["EPSG:4545", "EPSG:4524"],
                        "datum": {"zh": "2000国家大地坐标系"}, "ellipsoid": "cgcs2000"})
    assert found(run) == [("different_crs",)]


def test_layers_of_different_crs_are_not_compared(tmp_path):
    result = run_check(tmp_path, {"kind": "topology.covered_by", "layer": "parcels", "target": "towns"},
                       parcel_layer(GOOD), town_layer(TOWNS, crs="EPSG:4524"))
    assert result.outcome is Outcome.NOT_RUN


def test_encoding(tmp_path):
    check = {"kind": "structure.encoding"}
    assert run_check(tmp_path / "a", check, parcel_layer(GOOD)).outcome is Outcome.PASSED
    result = run_check(tmp_path / "b", check, parcel_layer(changed(0, DLMC="\ufffd\ufffd")))
    assert found(result) == [("unreadable_text",)]


def test_condition_null_counts_as_met_and_a_broken_one_is_found(tmp_path):
    check = {"kind": "attributes.condition", "layer": "parcels", "must": "\"TBMJ\" > 0"}
    assert run_check(tmp_path / "a", check, parcel_layer(changed(0, TBMJ=None))).outcome is Outcome.PASSED
    check = {"kind": "attributes.condition", "layer": "parcels", "must": "to_int(\"ZLDWDM\") > 0"}
    result = run_check(tmp_path / "b", check, parcel_layer(changed(0, ZLDWDM="A")))
    assert found(result) == [("not_evaluated", "1")]


def test_arithmetic_allows_exactly_the_tolerance(tmp_path):
    check = {"kind": "areas.arithmetic", "layer": "parcels", "field": "JMJ", "formula": "\"TBMJ\" - \"KCMJ\"",
             "tolerance": 0.01}
    rows = [parcel(1, square(0, 0), TBMJ=0.3, JMJ=0.29), parcel(2, square(100, 0), TBMJ=0.3, JMJ=0.28)]
    assert found(run_check(tmp_path, check, parcel_layer(rows))) == [("arithmetic", "2")]


def test_where_limits_a_check(tmp_path):
    check = {"kind": "attributes.domain", "layer": "parcels", "where": "\"BSM\" > 1"}
    result = run_check(tmp_path, check, parcel_layer(changed(0, DLBM="099")))
    assert result.outcome is Outcome.PASSED
    assert result.examined == 2


def test_no_crs_means_no_area(tmp_path):
    layer = parcel_layer(GOOD)
    layer.setCrs(QgsCoordinateReferenceSystem())
    check = {"kind": "areas.ellipsoidal", "layer": "parcels", "field": "TBMJ"}
    assert run_check(tmp_path, check, layer).outcome is Outcome.NOT_RUN


def test_an_area_in_no_known_unit_is_not_compared(tmp_path, monkeypatch):
    check = {"kind": "areas.ellipsoidal", "layer": "parcels", "field": "TBMJ", "tolerance": 0.02}
    monkeypatch.setitem(PARCELS["fields"]["TBMJ"], "unit", "m3")
    result = run_check(tmp_path / "a", check, parcel_layer(GOOD))
    assert result.outcome is Outcome.NOT_RUN and "m3" in Language("en").render(result.reason)
    monkeypatch.setitem(PARCELS["fields"]["TBMJ"], "unit", "wan_mu")
    in_wan_mu = [dict(row, TBMJ=row["TBMJ"] * 15 / 1e8) for row in GOOD]
    assert run_check(tmp_path / "b", check, parcel_layer(in_wan_mu)).outcome is Outcome.PASSED


def test_every_kind_is_tested_here():
    tested = {case[0] for case in PARCEL_CASES} | {
        "topology.no_gap", "structure.readable", "structure.layer_present", "structure.not_empty", "structure.geometry_type",
        "structure.fields", "structure.crs", "structure.encoding",
        "attributes.generation",  # test_generation_check.py
        "attributes.same_length", "attributes.key_reference",  # test_forest_checks.py, test_pack_rules_fire.py
    }
    # test_adjustment_checks.py, test_indicator_checks.py, and the tests of each part of forest land
    elsewhere = ("adjustment.", "lines.", "indicators.", "grades.", "forest_use.", "editions.")
    assert {name for name in check_kinds() if not name.startswith(elsewhere)} == tested
