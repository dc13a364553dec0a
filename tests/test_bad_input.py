"""Bad input through the whole chain: a plain sentence, nothing green that did not run, no file touched."""

from __future__ import annotations

import math
import shutil
import sqlite3
import struct
import tempfile
from pathlib import Path

import numpy as np
import pytest
from bad_input_support import FIELDS, PROGRAM_WORDS, check, content, delivery, pack_folder, row, run
from feedback_support import Log
from osgeo import gdal, ogr
from other_user import another_user, require_other_user
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)
from selfcheck_support import EAST, NORTH, square

SOUND = [row(square(0, 0)), row(square(100, 0), BSM=2)]
ATTRIBUTES = {f"{number}" for number in range(1007, 1015)}


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture(scope="module")
def pack(tmp_path_factory) -> Path:
    """The pack of all families on disk."""
    return pack_folder(tmp_path_factory.mktemp("规则 包"))


@pytest.fixture
def source(tmp_path) -> Path:
    """A sound delivery under a path with blanks and Chinese."""
    return delivery(tmp_path / "周至县 成果" / "第 1 批", SOUND)


def refusal(algorithm: str, **parameters) -> str:
    """Return the sentence with which an algorithm refuses."""
    with pytest.raises(QgsProcessingException) as caught:
        run(algorithm, **parameters)
    sentence = str(caught.value)
    assert sentence.strip() and not PROGRAM_WORDS.search(sentence), sentence
    return sentence


def test_sound_delivery_under_a_path_with_blanks_and_chinese_passes(pack, source, tmp_path):
    told = check(pack, source, tmp_path / "结果 1")
    assert told.result["VERDICT"] == "passed"
    assert set(told.outcomes().values()) == {"passed"}


# --- sources that cannot be read ---------------------------------------------------------------------


def missing(folder):
    return folder / "缺失 数据.gpkg"


def text_file(folder):
    path = folder / "说明.txt"
    path.write_text("不是数据", encoding="utf-8")
    return path


def text_named_geopackage(folder):
    path = folder / "说明.gpkg"
    path.write_text("不是数据", encoding="utf-8")
    return path


def truncated_geopackage(folder):
    whole = delivery(folder, SOUND)
    path = folder / "残缺.gpkg"
    path.write_bytes(whole.read_bytes()[:30_000])
    whole.unlink()
    return path


def plain_folder_named_gdb(folder):
    path = folder / "假.gdb"
    path.mkdir()
    (path / "说明.txt").write_text("x", encoding="utf-8")
    return path


def empty_shapefile(folder):
    path = folder / "DLTB.shp"
    path.write_bytes(b"")
    return path


def raster(folder):
    path = folder / "高程.tif"
    gdal.GetDriverByName("GTiff").Create(str(path), 4, 4)
    return path


def project_file(folder):
    path = folder / "工程.qgz"
    QgsProject().write(str(path))
    return path


def archive(folder):
    path = folder / "交付.zip"
    path.write_bytes(b"PK\x03\x04")
    return path


@pytest.mark.parametrize(("make", "sentence"), [
    (missing, "缺失 数据.gpkg does not exist"),
    (text_file, "说明.txt is not a GIS file"),
    (text_named_geopackage, "说明.gpkg is named .gpkg but is no GeoPackage"),
    (truncated_geopackage, "残缺.gpkg is cut off"),
    (plain_folder_named_gdb, "假.gdb is named .gdb but holds no geodatabase"),
    (empty_shapefile, "DLTB.shp is empty"),
    (raster, "高程.tif is not a GIS file"),
    (project_file, "工程.qgz is not a GIS file"),
    (archive, "交付.zip is an archive"),
])
def test_sources_that_cannot_be_read(make, sentence, pack, tmp_path):
    folder, results = tmp_path / "交付 数据", tmp_path / "结果"
    folder.mkdir()
    results.mkdir()
    path = make(folder)
    before = content(folder)
    said = refusal("runselfcheck", PACK=str(pack), SOURCE=str(path), WORKSPACE=str(results / "w.gpkg"),
                   REPORT=str(results / "r.html"))
    assert sentence in said
    assert content(folder) == before
    assert list(results.iterdir()) == []  # nothing half done is left
    for family in ("checkstructure", "checkattributes"):
        assert sentence in refusal(family, PACK=str(pack), SOURCE=str(path), OUTPUT="memory:")


def test_a_workspace_is_no_delivery(pack, source, tmp_path):
    check(pack, source, tmp_path / "r")
    workspace = tmp_path / "r" / "工作区.gpkg"
    assert "工作区.gpkg is a workspace" in refusal("runselfcheck", PACK=str(pack), SOURCE=str(workspace))


def test_a_damaged_layer_of_a_geodatabase_does_not_stop_the_rest(pack, tmp_path):
    source = delivery(tmp_path / "d", SOUND, "OpenFileGDB")
    table = sorted(source.glob("a0000000[9a-f]*.gdbtable"))[-1]  # the towns, written last
    table.write_bytes(table.read_bytes()[:-200])
    told = check(pack, source, tmp_path / "r")
    assert told.found("1001") == [("unreadable_layer",)]
    assert "交付.gdb is damaged or incomplete" in told.sentences("1001")[0]
    assert told.not_run() == {"1014", "1020"}
    assert "交付.gdb is damaged or incomplete" in told.sentences("1020")[0]
    assert told.outcomes()["1016"] == "passed"


def test_a_damaged_file_among_others_does_not_stop_the_rest(pack, tmp_path):
    folder = tmp_path / "交付"
    delivery(folder / "县", SOUND)
    (folder / "县" / "坏.shp").write_bytes(b"")
    told = check(pack, folder / "县", tmp_path / "r")
    assert told.found("1001") == [("unreadable_layer",)]
    assert "坏.shp is empty" in told.sentences("1001")[0]
    assert told.outcomes()["1016"] == "passed" and told.result["VERDICT"] == "failed"


# --- coordinate reference systems --------------------------------------------------------------------


@pytest.mark.parametrize("driver", ["GPKG", "OpenFileGDB"])
def test_layers_without_crs(driver, pack, tmp_path):
    told = check(pack, delivery(tmp_path / "d", SOUND, driver, epsg=None, towns_epsg=None), tmp_path / "r")
    assert told.found("1005") == [("missing_crs",), ("missing_crs",)]
    assert "DLTB has no coordinate reference system" in told.sentences("1005")[0]
    assert told.not_run() == {"1019", "1021"}  # those that need areas on the ellipsoid
    assert "DLTB has no coordinate reference system" in told.sentences("1021")[0]
    assert told.outcomes()["1016"] == "passed" and told.outcomes()["1009"] == "passed"


@pytest.mark.parametrize("driver", ["GPKG", "OpenFileGDB", "ESRI Shapefile"])
def test_single_layer_without_crs_has_no_areas(driver, tmp_path):
    path = str(delivery(tmp_path / "d", [row(square(0, 0)), row(square(0, 0))], driver, epsg=None))
    layer = path if driver == "ESRI Shapefile" else f"{path}|layername=DLTB"
    assert run("checktopology", INPUT=layer, OUTPUT="memory:")["DUPLICATE_COUNT"] == 1
    assert "coordinate reference system" in refusal("checktopology", INPUT=layer, MIN_AREA=5, OUTPUT="memory:")
    assert "coordinate reference system" in refusal("checkareas", INPUT=layer, OUTPUT="memory:")


def test_layers_in_different_crs(pack, tmp_path):
    told = check(pack, delivery(tmp_path / "d", SOUND, towns_epsg=4524), tmp_path / "r")
    assert {kind for kind, in told.found("1005")} == {"unaccepted_crs"}
    assert "XZQ is in EPSG:4524" in told.sentences("1005")[0]
    assert told.not_run() == {"1020"}
    assert "DLTB is in EPSG:4545 and XZQ is in EPSG:4524" in told.sentences("1020")[0]
    assert told.outcomes()["1021"] == "passed"


def test_swapped_axes_are_found_not_passed(pack, tmp_path):
    swapped = "POLYGON ((34 108, 34.001 108, 34.001 108.001, 34 108.001, 34 108))"
    told = check(pack, delivery(tmp_path / "d", [row(swapped)], epsg=4490, towns_epsg=4490), tmp_path / "r")
    assert told.found("1021") == [("area_unknown", "1")] == told.found("1019")
    assert "x = 34, y = 108" in told.sentences("1021")[0] and "EPSG:4490" in told.sentences("1021")[0]
    path = f"{tmp_path / 'd' / '交付 数据.gpkg'}|layername=DLTB"
    result = run("checkareas", INPUT=path, TOLERANCE=1e9, OUTPUT="memory:")
    assert (result["ERROR_COUNT"], result["VERDICT"]) == (1, "failed")
    assert [feature["computed_m2"] for feature in result["OUTPUT"].getFeatures()] == [None]


def test_geographic_coordinates_keep_the_tolerance_in_metres(tmp_path):
    def parcel(number, west, east):
        return row(f"POLYGON (({west:.10f} 34, {east:.10f} 34, {east:.10f} 34.001, {west:.10f} 34.001, {west:.10f} 34))",
                   BSM=number)

    rows = [parcel(1, 108, 108.001), parcel(2, 108.001 - 4e-9, 108.002), parcel(3, 108.002 - 3e-8, 108.003)]
    path = delivery(tmp_path / "d", rows, epsg=4490)
    result = run("checktopology", INPUT=f"{path}|layername=DLTB", KEY_FIELD="BSM", OUTPUT="memory:")
    found = [(feature["key_a"], feature["key_b"]) for feature in result["OUTPUT"].getFeatures()]
    assert found == [("2", "3")]  # 3 mm, not 0.4 mm


# --- geometry type and fields ------------------------------------------------------------------------


@pytest.mark.parametrize(("wkt", "geometry_type", "word"), [
    (f"POINT ({EAST} {NORTH})", ogr.wkbPoint, "points"),
    (f"LINESTRING ({EAST} {NORTH}, {EAST + 9} {NORTH})", ogr.wkbLineString, "lines"),
    (f"GEOMETRYCOLLECTION (POINT ({EAST} {NORTH}))", ogr.wkbGeometryCollection, "mixed geometry"),
    (None, ogr.wkbNone, "no geometry"),
])
def test_wrong_geometry_type(wkt, geometry_type, word, pack, tmp_path):
    told = check(pack, delivery(tmp_path / "d", [row(wkt)], geometry_type=geometry_type), tmp_path / "r")
    assert told.found("1003") == [("wrong_geometry_type",)]
    assert "DLTB" in told.sentences("1003")[0] and word in told.sentences("1003")[0]
    assert {"1015", "1016", "1021"} <= told.not_run()
    assert not told.not_run() & ATTRIBUTES
    path = f"{tmp_path / 'd' / '交付 数据.gpkg'}|layername=DLTB"
    for algorithm in ("checktopology", "checkgeometry", "checkareas"):
        refusal(algorithm, INPUT=path, OUTPUT="memory:")


def test_missing_fields_are_named_and_the_others_checked(pack, tmp_path):
    source = delivery(tmp_path / "d", [row(square(0, 0), DLBM="０３１")], fields={"TBMJ": None, "ZLDWDM": None})
    told = check(pack, source, tmp_path / "r")
    assert {"TBMJ", "ZLDWDM"} <= {finding.field for finding in told.run.findings if finding.check_id == "1004"}
    assert {"1014", "1021", "1022"} <= told.not_run()
    assert "DLTB has no field TBMJ (图斑面积)" in told.sentences("1021")[0]
    assert told.found("1009") == [("unknown_code", "1")] and told.found("1011") == [("full_width", "1")]


def test_layer_without_any_field(pack, tmp_path):
    source = delivery(tmp_path / "d", [row(square(0, 0))], fields=dict.fromkeys(FIELDS))
    told = check(pack, source, tmp_path / "r")
    assert len(told.found("1004")) == len(FIELDS)
    assert {"1007", "1009", "1021"} <= told.not_run()
    assert told.outcomes()["1016"] == "passed"


def test_a_layer_with_more_fields_than_sqlite_passes_at_once(pack, tmp_path):
    more = {f"F{number}": (ogr.OFTInteger, 0, 0) for number in range(200)}
    told = check(pack, delivery(tmp_path / "d", [row(square(0, 0), F199=7)], fields=more), tmp_path / "r")
    assert told.result["VERDICT"] == "passed"


def test_features_count_whatever_the_file_says_of_their_number(pack, tmp_path):
    source = delivery(tmp_path / "d", [row(square(0, 0), DLBM="099")])
    with sqlite3.connect(source) as connection:
        connection.execute("UPDATE gpkg_ogr_contents SET feature_count = 0")
    connection.close()
    more = pack_folder(tmp_path / "p", [
        {"kind": "structure.not_empty", "layer": "parcels"}, {"kind": "attributes.domain", "layer": "parcels"},
    ])
    told = check(more, source, tmp_path / "r")
    assert told.outcomes() == {"1001": "passed", "1002": "failed"}


@pytest.mark.parametrize(("kind", "value", "name"), [
    ((ogr.OFTString, 20, 0), "约 15 亩", "String"),
    ((ogr.OFTDate, 0, 0), "2020/01/01", "Date"),
    ((ogr.OFTBinary, 0, 0), None, "Binary"),
])
def test_area_field_without_numbers(kind, value, name, pack, tmp_path):
    source = delivery(tmp_path / "d", [row(square(0, 0), TBMJ=value)], fields={"TBMJ": kind})
    told = check(pack, source, tmp_path / "r")
    assert ("wrong_field_type",) in told.found("1004")
    assert "1021" in told.not_run()
    assert f"The field TBMJ (图斑面积) of DLTB is {name} and holds no numbers" in told.sentences("1021")[0]
    assert told.outcomes()["1016"] == "passed"
    assert "TBMJ" in refusal("checkareas", INPUT=f"{source}|layername=DLTB", OUTPUT="memory:")


@pytest.mark.parametrize("fields", [
    {"DLBM": (ogr.OFTInteger, 0, 0)}, {"DLBM": (ogr.OFTReal, 0, 0)}, {"DLBM": (ogr.OFTDateTime, 0, 0)},
    {"BSM": (ogr.OFTReal, 0, 0)}, {"BSM": (ogr.OFTString, 20, 0)}, {"TBMJ": (ogr.OFTInteger, 0, 0)},
])
def test_mistyped_fields(fields, pack, tmp_path):
    values = {ogr.OFTInteger: 31, ogr.OFTReal: 31.0, ogr.OFTString: "31", ogr.OFTDateTime: "2020/01/02 03:04:05"}
    field, kind = next(iter(fields.items()))
    source = delivery(tmp_path / "d", [row(square(0, 0), **{field: values[kind[0]]})], fields=fields)
    told = check(pack, source, tmp_path / "r")
    assert [finding.field for finding in told.run.findings if finding.kind == "wrong_field_type"] == [field]
    assert f"The field {field}" in told.sentences("1004")[0]
    assert not told.not_run()
    if field == "BSM":  # the key reads the same whatever its type
        assert told.found("1014") == [] and told.result["ERROR_COUNT"] == 1


def test_field_names_in_other_case_are_the_same_fields(pack, tmp_path):
    source = delivery(tmp_path / "d", [row(square(0, 0))])
    connection = sqlite3.connect(source)
    for field in FIELDS:
        connection.execute(f'ALTER TABLE DLTB RENAME COLUMN "{field}" TO "{field.lower()}"')
    connection.commit()
    connection.close()
    assert check(pack, source, tmp_path / "r").result["VERDICT"] == "passed"
    layer = f"{source}|layername=DLTB"
    result = run("checkareas", INPUT=layer, AREA_FIELD="TBMJ", KEY_FIELD="Bsm", OUTPUT="memory:")
    assert (result["ERROR_COUNT"], result["VERDICT"]) == (0, "passed")
    for algorithm in ("checktopology", "checkgeometry"):
        assert run(algorithm, INPUT=layer, KEY_FIELD="BSM", OUTPUT="memory:")["VERDICT"] == "passed"
        assert "has no field 缺" in refusal(algorithm, INPUT=layer, KEY_FIELD="缺", OUTPUT="memory:")


# --- values ------------------------------------------------------------------------------------------


def test_blanks_full_width_digits_and_null_in_codes(pack, tmp_path):
    rows = [row(square(100 * number, 0), BSM=number, DLBM=code)
            for number, code in enumerate(("031", " 031", "03１", "０３１", None, "", "03\u200b1"))]
    told = check(pack, delivery(tmp_path / "d", rows), tmp_path / "r")
    assert told.found("1011") == [("stray_blank", "1"), ("full_width", "2"), ("full_width", "3"),
                                  ("control_character", "6")]
    assert told.found("1009") == [("unknown_code", str(number)) for number in (1, 2, 3, 6)]
    assert told.found("1007") == [("null_value", "4"), ("null_value", "5")]
    assert "03１" in " ".join(told.sentences("1009"))


def test_null_and_hostile_keys(pack, tmp_path):
    keys = ["<b>1</b>", "a'\"b", "c\nd", "=1+1", None, "e;f|g"]
    rows = [row(square(100 * number, 0), BSM=key, DLBM="099") for number, key in enumerate(keys)]
    source = delivery(tmp_path / "d", rows, fields={"BSM": (ogr.OFTString, 30, 0)})
    told = check(pack, source, tmp_path / "r")
    assert [key for _, key in told.found("1009")] == ["<b>1</b>", "a'\"b", "c\nd", "=1+1", "", "e;f|g"]
    assert "<b>1</b>" not in (tmp_path / "r" / "报告.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "outcome"), [(None, ["encoding"]), ("GBK", []), ("UTF-8", ["encoding"])])
def test_gbk_shapefile_with_and_without_code_page(page, outcome, pack, tmp_path):
    rows = [row(square(0, 0)), row(square(100, 0), BSM=2, DLMC="旱地")]
    source = delivery(tmp_path / "d", rows, "ESRI Shapefile", options=["ENCODING=GBK"])
    source.with_suffix(".cpg").unlink(missing_ok=True)
    if page:
        source.with_suffix(".cpg").write_text(page)
    told = check(pack, source, tmp_path / "r")
    assert [kind for kind, in told.found("1006")] == outcome
    assert all("DLTB.dbf" in sentence and "GBK" in sentence for sentence in told.sentences("1006"))
    assert told.found("1013") == [("code_name_mismatch", "2")]
    assert "旱地 in DLMC" in told.sentences("1013")[0]


@pytest.mark.parametrize("name", ["DLTB|x", "a|layername=XZQ|DLTB", "DLTB\"q", "DLTB'q", "DLTB;1", "DLTB 空格"])
def test_layer_names_with_signs(name, pack, tmp_path):
    told = check(pack, delivery(tmp_path / "d", [row(square(0, 0), DLMC=None)], name=name), tmp_path / "r")
    assert not told.not_run()
    assert told.found("1012") == [("condition_not_met", "1")]


@pytest.mark.parametrize("name", ["a|b", "a'b", "a;b", "a#b?c", "百分%20号", "a=b|layername=XZQ"])
def test_folder_names_with_signs(name, pack, tmp_path):
    told = check(pack, delivery(tmp_path / name, SOUND), tmp_path / "r")
    if told.not_run():  # QGIS itself cannot open such a path; what needs it says so
        assert "%" in name or "|layername" in name
        assert all("rename" in told.sentences(number)[0] for number in told.not_run())
    assert told.outcomes()["1016"] == "passed" and told.outcomes()["1009"] == "passed"


# --- geometry ----------------------------------------------------------------------------------------


def wkb(*points) -> bytes:
    """Return a polygon as bytes: text has no NaN."""
    return struct.pack("<BIII", 1, 3, 1, len(points)) + b"".join(struct.pack("<dd", *point) for point in points)


BOW_TIE = (
    f"POLYGON (({EAST} {NORTH + 300}, {EAST + 100} {NORTH + 400}, {EAST + 100} {NORTH + 300}, {EAST} {NORTH + 400},"
    f" {EAST} {NORTH + 300}))"
)
CURVE = (
    f"CURVEPOLYGON (CIRCULARSTRING ({EAST} {NORTH}, {EAST + 50} {NORTH + 50}, {EAST + 100} {NORTH},"
    f" {EAST + 50} {NORTH - 50}, {EAST} {NORTH}))"
)


def corner(east=0.0, north=0.0):
    return EAST + east, NORTH + north


@pytest.mark.parametrize(("shape", "geometry_type", "kind"), [
    (None, ogr.wkbPolygon, "null_geometry"),
    ("POLYGON EMPTY", ogr.wkbPolygon, "empty_geometry"),
    (wkb(corner(0, 500), corner(100, 500), (float("nan"), NORTH + 600), corner(0, 500)), ogr.wkbPolygon, "not_finite"),
    (wkb(corner(0, 500), corner(100, 500), (EAST, math.inf), corner(0, 500)), ogr.wkbPolygon, "not_finite"),
    ("POLYGON ((1e300 1e300, 2e300 1e300, 2e300 2e300, 1e300 1e300))", ogr.wkbPolygon, "not_finite"),
    ("POLYGON ((1e15 1e15, 2e15 1e15, 2e15 2e15, 1e15 1e15))", ogr.wkbPolygon, "not_finite"),
    (BOW_TIE, ogr.wkbPolygon, "self_intersection"),
    (CURVE, ogr.wkbCurvePolygon, "curved_geometry"),
    (f"POLYGON (({EAST} {NORTH}, {EAST + 1} {NORTH}, {EAST} {NORTH}))", ogr.wkbPolygon, "ring_too_few_points"),
])
def test_bad_geometry_is_found_and_hides_nothing(shape, geometry_type, kind, pack, tmp_path):
    rows = [row(shape, BSM=9), row(square(1000, 0)), row(square(1099, 0), BSM=2), row(square(1000, 300), BSM=3),
            row(square(1000, 300), BSM=4)]
    told = check(pack, delivery(tmp_path / "d", rows, geometry_type=geometry_type), tmp_path / "r")
    assert set(told.found("1015")) == {(kind, "9")}
    assert told.found("1016") == [("overlap", "1", "2")]
    assert told.found("1018") == [("duplicate", "3", "4")]
    assert not told.not_run() and told.result["VERDICT"] == "failed"


@pytest.mark.parametrize(("dimension", "geometry_type"), [
    ("Z", ogr.wkbPolygon25D), ("M", ogr.wkbPolygonM), ("ZM", ogr.wkbPolygonZM),
])
def test_heights_and_measures_are_no_defect(dimension, geometry_type, pack, tmp_path):
    more = " 7" * len(dimension)
    ring = ", ".join(f"{EAST + x} {NORTH + y}{more}" for x, y in ((0, 0), (100, 0), (100, 100), (0, 100), (0, 0)))
    shape = f"POLYGON {dimension} (({ring}))"
    told = check(pack, delivery(tmp_path / "d", [row(shape)], geometry_type=geometry_type), tmp_path / "r")
    assert told.result["VERDICT"] == "passed"


def test_a_layer_of_bow_ties(pack, tmp_path):
    rows = [
        row(f"POLYGON (({EAST + x} {NORTH}, {EAST + x + 90} {NORTH + 90}, {EAST + x + 90} {NORTH}, {EAST + x} {NORTH + 90},"
            f" {EAST + x} {NORTH}))", BSM=x)
        for x in range(0, 1000, 100)
    ]
    told = check(pack, delivery(tmp_path / "d", rows), tmp_path / "r")
    assert told.found("1015") == [("self_intersection", str(x)) for x in range(0, 1000, 100)]
    assert told.found("1016") == [] and not told.not_run()


def test_a_feature_with_very_many_vertices(tmp_path):
    count = 300_000
    steps = np.linspace(0, 2 * math.pi, count)
    points = np.column_stack((EAST + 50_000 * np.cos(steps), NORTH + 50_000 * np.sin(steps)))
    points[-1] = points[0]
    circle = struct.pack("<BIII", 1, 3, 1, count) + points.astype("<f8").tobytes()
    source = delivery(tmp_path / "d", [row(circle), row(square(0, 0), BSM=2)])
    pack = pack_folder(tmp_path / "p", [
        {"kind": "geometry.valid", "layer": "parcels"}, {"kind": "topology.no_overlap", "layer": "parcels"},
        {"kind": "areas.ellipsoidal", "layer": "parcels", "field": "TBMJ"},
    ])
    told = check(pack, source, tmp_path / "r")
    assert told.found("1001") == []
    assert told.found("1002") == [("overlap", "1", "2")]
    assert told.found("1003") == [("area_differs", "1")]


def test_feature_ids_zero_negative_and_huge(pack, tmp_path):
    source = delivery(tmp_path / "d", [])
    dataset = ogr.Open(str(source), 1)
    layer = dataset.GetLayerByName("DLTB")
    for number, (fid, x) in enumerate(((0, 0), (-5, 100), (2**40, 200), (7, 250))):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetFID(fid)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(square(x, 0)))
        for field, value in row(None, BSM=number)[1].items():
            if value is not None:
                feature.SetField(field, value)
        layer.CreateFeature(feature)
        feature = None
    layer = dataset = None
    told = check(pack, source, tmp_path / "r")
    overlap, = (finding for finding in told.run.findings)
    assert {(feature.fid, feature.key) for feature in overlap.features} == {(2**40, "2"), (7, "3")}


# --- packs -------------------------------------------------------------------------------------------


def test_pack_with_ten_errors_names_them_all(source, tmp_path):
    folder = pack_folder(tmp_path / "坏 包")
    (folder / "checks.yaml").write_text(
        """
- {id: "1001", title: {zh: 甲}, kind: nonsense, layer: parcels, clause: x}
- {id: "1002", title: {zh: 乙}, kind: structure.fields, layer: nowhere, clause: x}
- {id: "1002", title: {zh: 丙}, kind: structure.fields, layer: parcels, clause: x}
- {id: 1003, title: {zh: 丁}, kind: structure.fields, layer: parcels, clause: x}
- {id: "1004", title: {en: x}, kind: structure.fields, layer: parcels, clause: x}
- {id: "1005", title: {zh: 戊}, kind: attributes.condition, layer: parcels, must: '"DLBM" =', clause: x}
- {id: "1006", title: {zh: 己}, kind: attributes.condition, layer: parcels, must: '"NICHTS" = 1', clause: x}
- {id: "1007", title: {zh: 庚}, kind: attributes.unique, layer: parcels, fields: [NICHTS], clause: x}
- {id: "1008", title: {zh: 辛}, kind: topology.min_area, layer: parcels, min_area: -1, clause: x}
- {id: "1009", title: {zh: 壬}, kind: structure.fields, layer: parcels, severity: dreadful, clause: x}
""",
        encoding="utf-8",
    )
    said = refusal("runselfcheck", PACK=str(folder), SOURCE=str(source), WORKSPACE=str(tmp_path / "w.gpkg"))
    assert "坏 包" in said
    for line in range(2, 12):
        assert f"checks.yaml:{line}" in said, said
    assert not (tmp_path / "w.gpkg").exists()


def test_expressions_that_break_on_a_feature_are_told(source, tmp_path):
    pack = pack_folder(tmp_path / "p", [
        {"kind": "attributes.condition", "layer": "parcels", "must": "to_int(\"DLMC\") > 1"},
        {"kind": "attributes.domain", "layer": "parcels", "where": "to_int(\"DLMC\") > 1"},
        {"kind": "attributes.domain", "layer": "parcels", "where": "\"TBMJ\" / 0 > 1 OR \"DLBM\" = '031'"},
        {"kind": "topology.no_overlap", "layer": "parcels"},
    ])
    told = check(pack, source, tmp_path / "r")
    assert told.found("1001") == [("not_evaluated", "1"), ("not_evaluated", "2")]
    assert "林地" in told.sentences("1001")[0]
    assert told.not_run() == {"1002"}  # which features it concerns is not known: that is not passed
    assert "2 features of DLTB" in told.sentences("1002")[0] and "林地" in told.sentences("1002")[0]
    assert told.outcomes()["1003"] == "passed" and told.outcomes()["1004"] == "passed"


@pytest.mark.parametrize(("checks", "sentence"), [
    ("1001,99*", "no check and no preset 99*"),
    ("'; drop table--", "no check and no preset '"),
    (" ，; ", "names no check"),
])
def test_checks_that_are_none(checks, sentence, pack, source, tmp_path):
    workspace = tmp_path / "w.gpkg"
    assert sentence in refusal("runselfcheck", PACK=str(pack), SOURCE=str(source), CHECKS=checks,
                               WORKSPACE=str(workspace))
    assert not workspace.exists()


def test_checks_in_full_width_digits(pack, source):
    result = run("runselfcheck", PACK=str(pack), SOURCE=str(source), CHECKS="１００１，1016")
    assert result["NOT_RUN_COUNT"] == 0 and result["ERROR_COUNT"] == 0


# --- places to write to ------------------------------------------------------------------------------


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile", "OpenFileGDB"])
@pytest.mark.parametrize("parameter", ["WORKSPACE", "REPORT", "CORRECTIONS"])
def test_no_result_is_written_over_the_data(driver, parameter, pack, tmp_path):
    source = delivery(tmp_path / "d", SOUND, driver)
    before = content(tmp_path)
    targets = {
        "GPKG": [source, source.parent / ".." / "d" / source.name],
        "ESRI Shapefile": [source, source.with_suffix(".dbf"), source.with_suffix(".DBF")],
        "OpenFileGDB": [source, source / "结果.gpkg", source / "结果.html", source / "a00000001.gdbtable"],
    }
    for target in targets[driver]:
        for given in {source, source.parent}:
            said = refusal("runselfcheck", PACK=str(pack), SOURCE=str(given), **{parameter: str(target)})
            assert "must not be written over" in said
            assert target.name in said
    assert content(tmp_path) == before


def test_links_to_the_data_are_the_data(pack, source, tmp_path):
    link = tmp_path / "报告.html"
    link.symlink_to(source)
    before = content(source.parent)
    assert "must not be written over" in refusal("runselfcheck", PACK=str(pack), SOURCE=str(source), REPORT=str(link))
    assert content(source.parent) == before


@pytest.mark.parametrize("form", ["{}", "ogr:dbname='{}' table=\"x\" (geom)"])
def test_no_output_layer_is_written_over_the_input(form, pack, source):
    before = source.read_bytes()
    target = form.format(source)
    layer = f"{source}|layername=DLTB"
    for algorithm in ("checktopology", "checkgeometry", "checkareas"):
        assert "must not be written over" in refusal(algorithm, INPUT=layer, OUTPUT=target)
        selected = QgsProcessingFeatureSourceDefinition(layer, False, 1)
        assert "must not be written over" in refusal(algorithm, INPUT=selected, OUTPUT=target)
    for family in ("checkstructure", "checkattributes"):
        assert "must not be written over" in refusal(family, PACK=str(pack), SOURCE=str(source), OUTPUT=target)
    names = [layer.GetName() for layer in ogr.Open(str(source))]
    assert names == ["DLTB", "XZQ"] and len(source.read_bytes()) == len(before)


def test_results_are_not_written_over_one_another(pack, source, tmp_path):
    target = str(tmp_path / "同.xlsx")
    said = refusal("runselfcheck", PACK=str(pack), SOURCE=str(source), REPORT=target, CORRECTIONS=target)
    assert "given for two results" in said and "同.xlsx" in said
    target = str(tmp_path / "同.shp")
    layer = f"{source}|layername=DLTB"
    assert "given for two results" in refusal("checktopology", INPUT=layer, OUTPUT=target, POINTS=target)
    shared = tmp_path / "两层.gpkg"  # two layers of one GeoPackage are fine
    tables = {name: f"ogr:dbname='{shared}' table=\"{name}\" (geom)" for name in ("OUTPUT", "POINTS")}
    assert run("checktopology", INPUT=layer, **tables)["VERDICT"] == "passed"
    assert [layer.GetName() for layer in ogr.Open(str(shared))] == ["OUTPUT", "POINTS"]


@pytest.mark.parametrize(("parameter", "name", "sentence"), [
    ("REPORT", "缺/r.html", "缺 does not exist"),
    ("CORRECTIONS", "缺/c.xlsx", "缺 does not exist"),
    ("CORRECTIONS", "c.csv", "must end with .xlsx / .ods"),
    ("REPORT", "r.gpkg", "must end with .html / .htm"),
    ("REPORT", "文件.txt/r.html", "文件.txt does not exist"),
    ("WORKSPACE", "缺/w.gpkg", "缺 does not exist"),
    ("WORKSPACE", "文件.txt", "文件.txt is not a workspace"),
])
def test_places_that_cannot_be_are_told_before_the_run(parameter, name, sentence, pack, source, tmp_path):
    (tmp_path / "文件.txt").write_text("x" * 50)
    targets = {"WORKSPACE": str(tmp_path / "w.gpkg"), parameter: str(tmp_path / name)}
    assert sentence in refusal("runselfcheck", PACK=str(pack), SOURCE=str(source), **targets)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["周至县 成果", "文件.txt"]


def test_another_geopackage_is_no_workspace_and_stays_as_it_is(pack, source, tmp_path):
    other = delivery(tmp_path / "其他", SOUND)
    before = content(other.parent)
    assert "not a workspace" in refusal("runselfcheck", PACK=str(pack), SOURCE=str(source), WORKSPACE=str(other))
    assert content(other.parent) == before


def test_read_only_folder(pack):
    require_other_user()
    with tempfile.TemporaryDirectory(prefix="landplan-read-only-") as name:
        public = Path(name)
        public.chmod(0o755)
        shutil.copytree(pack, public / "pack")
        source = delivery(public / "只读", SOUND)
        for path in [*public.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = content(public)
        parameters = {"PACK": str(public / "pack"), "SOURCE": str(source)}
        with another_user():
            for parameter, target in (("WORKSPACE", "w.gpkg"), ("REPORT", "r.html"), ("CORRECTIONS", "c.xlsx")):
                said = refusal("runselfcheck", **parameters, **{parameter: str(public / "只读" / target)})
                assert "只读" in said and "read-only" in said
            assert run("runselfcheck", **parameters)["VERDICT"] == "passed"
        assert content(public) == before


def test_a_locked_workspace_is_told_before_the_run_and_works_afterwards(pack, source, tmp_path, monkeypatch):
    from landplan_toolbox.algorithms.workspace import database

    monkeypatch.setattr(database, "LOCK_TIMEOUT", 0.1)
    told = check(pack, source, tmp_path / "r")
    assert told.result["VERDICT"] == "passed"
    workspace = tmp_path / "r" / "工作区.gpkg"
    other = sqlite3.connect(workspace, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    report = tmp_path / "later.html"
    try:
        said = refusal("runselfcheck", PACK=str(pack), SOURCE=str(source), WORKSPACE=str(workspace), REPORT=str(report))
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert "工作区.gpkg is being written by another program" in said
    assert not report.exists()
    check(pack, source, tmp_path / "r")
    with database.open_database(workspace, create=False).reading() as connection:
        assert connection.execute("SELECT count(*) FROM check_run").fetchone() == (2,)


def test_a_result_that_cannot_be_written_does_not_keep_the_others_from_it(pack, source, tmp_path, monkeypatch):
    from landplan_toolbox.algorithms.errors import LandPlanError
    from landplan_toolbox.algorithms.message import translatable
    from landplan_toolbox.processing_provider.selfcheck import reported_check

    def full(*_):
        raise LandPlanError(translatable("Delivery", "The disk is full."))

    monkeypatch.setattr(reported_check, "write_report", full)
    targets = {name: str(tmp_path / file) for name, file in (
        ("WORKSPACE", "w.gpkg"), ("REPORT", "r.html"), ("CORRECTIONS", "c.xlsx"))}
    assert refusal("runselfcheck", PACK=str(pack), SOURCE=str(source), **targets) == "The disk is full."
    assert (tmp_path / "w.gpkg").exists() and (tmp_path / "c.xlsx").exists() and not (tmp_path / "r.html").exists()
    assert not (tmp_path / "w.gpkg-wal").exists()


# --- the open project, and cancel --------------------------------------------------------------------


@pytest.fixture
def project():
    """The open project, emptied afterwards."""
    yield QgsProject.instance()
    QgsProject.instance().clear()


def test_findings_shown_in_the_project_are_no_data(pack, source, tmp_path, project):
    check(pack, source, tmp_path / "r")
    workspace = tmp_path / "r" / "工作区.gpkg"
    project.addMapLayer(QgsVectorLayer(f"{source}|layername=DLTB", "DLTB", "ogr"))
    project.addMapLayer(QgsVectorLayer(f"{source}|layername=XZQ", "XZQ", "ogr"))
    project.addMapLayer(QgsVectorLayer(f"{workspace}|layername=finding_polygon", "问题", "ogr"))
    assert run("runselfcheck", PACK=str(pack), WORKSPACE=str(workspace))["VERDICT"] == "passed"
    assert "must not be written over" in refusal("runselfcheck", PACK=str(pack), WORKSPACE=str(source))


def test_a_project_layer_that_cannot_be_read(pack, source, project):
    project.addMapLayer(QgsVectorLayer("/缺/x.gpkg|layername=DLTB", "DLTB", "ogr"))
    project.addMapLayer(QgsVectorLayer(f"{source}|layername=XZQ", "XZQ", "ogr"))
    result = run("checkstructure", PACK=str(pack), OUTPUT="memory:")
    assert result["VERDICT"] == "incomplete"
    messages = {feature["check"]: feature["message"] for feature in result["OUTPUT"].getFeatures()}
    assert "DLTB" in messages["1001"] and "Repair its data source" in messages["1001"]


@pytest.mark.parametrize("patience", [0, 1, 5, 20])
def test_a_cancelled_run_is_never_green(patience, pack, source, tmp_path):
    import processing

    workspace = tmp_path / "w.gpkg"
    result = processing.run(
        "landplan:runselfcheck", {"PACK": str(pack), "SOURCE": str(source), "WORKSPACE": str(workspace)},
        feedback=Log(cancel_at=patience),
    )
    assert result["VERDICT"] == "incomplete" and result["NOT_RUN_COUNT"] > 0
    layer = f"{source}|layername=DLTB"
    for algorithm in ("checktopology", "checkgeometry", "checkareas"):
        cancelled = processing.run(
            f"landplan:{algorithm}", {"INPUT": layer, "OUTPUT": "memory:"}, feedback=Log(cancel_at=0)
        )
        assert cancelled["VERDICT"] == "incomplete"
