"""The fast path and the path through QGIS give the same arrays, whatever the format holds."""

from __future__ import annotations

import gc
import math
import struct
from pathlib import Path

import numpy as np
import pytest
from benchmarks.read_data import write_parcels
from dataset_files import SUFFIXES, differences, square, write_layer
from feedback_support import Watch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.dataset import file_layer
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.geometry.arrays import GeometryState
from landplan_toolbox.algorithms.rulepack.model import FieldType, GeometryKind
from osgeo import gdal, ogr
from qgis.core import QgsFeatureRequest

DRIVERS = ("GPKG", "ESRI Shapefile", "FlatGeobuf", "OpenFileGDB", "GeoJSON")

texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
days = st.dates().filter(lambda day: day.year >= 1900).map(lambda day: day.strftime("%Y/%m/%d"))
rows = st.lists(
    st.tuples(
        st.sampled_from([None, square(1), "POLYGON EMPTY", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"]),
        st.none() | texts,
        st.none() | st.integers(-(2**31), 2**31 - 1),
        st.none() | st.integers(-(2**53), 2**53),
        st.none() | st.floats(-1e9, 1e9, allow_subnormal=False),
        st.none() | days,
        st.none() | st.just("2016/08/08 12:30:15"),
        st.none() | st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def fields():
    boolean = ogr.FieldDefn("flag", ogr.OFTInteger)
    boolean.SetSubType(ogr.OFSTBoolean)
    return [
        ("text", ogr.OFTString),
        ("whole", ogr.OFTInteger),
        ("long", ogr.OFTInteger64),
        ("real", ogr.OFTReal),
        ("day", ogr.OFTDate),
        ("moment", ogr.OFTDateTime),
        boolean,
    ]


def read_both(path: Path):
    layer = open_source(str(path))[0]
    return layer, layer.read(), layer._read_slowly(Silent())


@pytest.mark.parametrize("driver", DRIVERS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(rows=rows)
def test_both_paths_give_the_same(driver, rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("layer") / f"layer{SUFFIXES[driver]}"
    if driver == "FlatGeobuf":  # takes no other geometry than its layer's, and no NULL
        rows = [(square(index), *row[1:]) for index, row in enumerate(rows)]
    options = ["ENCODING=UTF-8"] if driver == "ESRI Shapefile" else []
    write_layer(path, driver, fields(), rows, options=options)
    layer, fast, slow = read_both(path)
    assert differences(fast, slow) == []
    assert fast.digest() == slow.digest()
    assert len(fast) == layer.feature_count


def test_values_come_back_as_written(tmp_path):
    rows = [
        (square(0), "汉字", 1, 2**53 + 1, 0.1, "2016/08/08", "2016/08/08 01:02:03", True),
        (None, "", -1, -5, -0.5, "1950/01/31", "1950/01/31 23:59:59", False),
        (square(2), None, None, None, None, None, None, None),
    ]
    layer, data, _ = read_both(write_layer(tmp_path / "a.gpkg", "GPKG", fields(), rows))
    assert data.column("text").tolist() == ["汉字", "", None]
    assert data.column("whole").tolist() == [1, -1, None]
    assert data.column("long").tolist() == [2**53 + 1, -5, None]
    assert data.column("real").tolist() == [0.1, -0.5, None]
    assert data.column("flag").tolist() == [True, False, None]
    assert data.column("day").astype(str).tolist() == ["2016-08-08", "1950-01-31", None]
    assert str(data.column("moment")[1]) == "1950-01-31T23:59:59.000"
    assert [data.column(name).dtype.str for name in ("text", "whole", "long", "real", "day", "moment", "flag")] == [
        "<U2", "<i8", "<i8", "<f8", "<M8[D]", "<M8[ms]", "|b1"
    ]  # fmt: skip
    assert data.polygons.states.tolist() == [0, int(GeometryState.NULL), 0]
    assert [field.type for field in layer.fields] == [
        FieldType.TEXT, FieldType.INTEGER, FieldType.INTEGER, FieldType.REAL, FieldType.DATE, FieldType.DATE, None
    ]  # fmt: skip


def test_a_long_text_does_not_widen_the_others(tmp_path):
    rows = [(None, "短"), (None, "x" * 300_000)] + [(None, "a")] * 2_000
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [("remark", ogr.OFTString)], rows)
    column = open_source(str(path))[0].read().column("remark")
    assert column.dtype == object and column.nbytes < 1_000_000
    assert column[0] == "短" and len(column[1]) == 300_000 and column[-1] == "a"


def test_features_are_in_order_of_their_ids(tmp_path):
    path = tmp_path / "a.fgb"  # FlatGeobuf stores features along a curve through the plane
    rows = [(square((7 * index) % 50), index) for index in range(50)]
    write_layer(path, "FlatGeobuf", [("n", ogr.OFTInteger)], rows)
    _, fast, slow = read_both(path)
    assert (np.diff(fast.fids) > 0).all()
    assert differences(fast, slow) == []
    assert sorted(fast.column("n").tolist()) == list(range(50))


def test_ids_with_holes_are_kept(tmp_path):
    path = write_layer(
        tmp_path / "a.gpkg", "GPKG", [("n", ogr.OFTInteger)], [(square(i), i) for i in range(6)]
    )
    dataset = ogr.Open(str(path), update=1)
    for fid in (1, 4):
        dataset.GetLayer(0).DeleteFeature(fid)
    del dataset
    _, fast, slow = read_both(path)
    assert fast.fids.tolist() == [2, 3, 5, 6] and fast.polygons.fids.tolist() == [2, 3, 5, 6]
    assert differences(fast, slow) == []


@pytest.mark.parametrize("driver", ["GPKG", "FlatGeobuf"])
def test_not_finite_coordinates_and_numbers(driver, tmp_path):
    ring = (0.0, 0.0, math.nan, 1.0, 5.0, math.inf, 0.0, 0.0)
    wkb = struct.pack("<BIII8d", 1, 3, 1, 4, *ring)
    path = write_layer(tmp_path / f"a{SUFFIXES[driver]}", driver, [("real", ogr.OFTReal)], [(wkb, 1.0), (square(0), 2.0)],
                       options=["SPATIAL_INDEX=NO"])  # fmt: skip
    _, fast, slow = read_both(path)
    assert differences(fast, slow) == []
    assert np.isnan(fast.polygons.x).any() and np.isinf(fast.polygons.y).any()


@pytest.mark.parametrize(
    ("wkt", "kind", "name", "state"),
    [
        ("POLYGON Z ((0 0 1, 1 0 2, 1 1 3, 0 0 1))", ogr.wkbPolygon25D, "PolygonZ", GeometryState.HAS_Z),
        ("MULTIPOLYGON M (((0 0 1, 1 0 2, 1 1 3, 0 0 1)))", ogr.wkbMultiPolygonM, "MultiPolygonM", GeometryState.HAS_M),
        ("CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 1 -1, 0 0))", ogr.wkbCurvePolygon, "CurvePolygon", GeometryState.CURVED),
        ("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))", ogr.wkbPolygon, "Polygon", GeometryState.ORDINARY),
    ],
)  # fmt: skip
def test_other_geometries(wkt, kind, name, state, tmp_path):
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [("n", ogr.OFTInteger)], [(wkt, 1)], geometry_type=kind)
    layer, fast, slow = read_both(path)
    assert layer.geometry_name == name
    assert fast.polygons.states.tolist() == [int(state)]
    assert differences(fast, slow) == []


@pytest.mark.parametrize("driver", ["GPKG", "GeoJSON", "MapInfo File"])
@pytest.mark.parametrize(
    ("shapes", "kind", "states"),
    [
        (["POINT (1 2)", square(0)], None, [int(GeometryState.NOT_POLYGON), 0]),
        ([square(0), None], GeometryKind.POLYGON, [0, int(GeometryState.NULL)]),
        (["LINESTRING (0 0, 1 1)"], GeometryKind.LINE, []),
        (
            ["MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))", square(0)],
            GeometryKind.POLYGON,
            [0, 0],
        ),
    ],
)
def test_layers_that_declare_no_geometry_type(driver, shapes, kind, states, tmp_path):
    path = tmp_path / f"a{SUFFIXES[driver]}"
    write_layer(
        path, driver, [("n", ogr.OFTInteger)], [(wkt, 1) for wkt in shapes], geometry_type=ogr.wkbUnknown
    )
    layer, fast, slow = read_both(path)
    assert layer.geometry is kind
    assert fast.polygons.states.tolist() == states
    assert differences(fast, slow) == []


@pytest.mark.parametrize(
    ("wkt", "kind", "expected"),
    [
        ("POINT (1 2)", ogr.wkbPoint, GeometryKind.POINT),
        ("LINESTRING Z (1 2 3, 4 5 6)", ogr.wkbLineString25D, GeometryKind.LINE),
        (None, ogr.wkbNone, GeometryKind.NONE),
    ],
)
def test_layers_without_polygons(wkt, kind, expected, tmp_path):
    path = write_layer(
        tmp_path / "a.gpkg", "GPKG", [("n", ogr.OFTInteger)], [(wkt, 1), (None, 2)], geometry_type=kind
    )
    layer, fast, slow = read_both(path)
    assert layer.geometry is expected
    assert len(fast) == 2 and len(fast.polygons) == 0
    assert len(fast.geometries) == 2 and (fast.geometries[0] is None) == (wkt is None)
    assert fast.digest() == slow.digest()


def test_a_feature_with_a_million_vertices(tmp_path):
    angles = np.linspace(0.0, 2 * math.pi, 1_000_001)
    ring = np.column_stack((1e5 * np.cos(angles), 1e5 * np.sin(angles)))
    ring[-1] = ring[0]
    wkb = struct.pack("<BIII", 1, 3, 1, len(ring)) + ring.tobytes()
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [("n", ogr.OFTInteger)], [(wkb, 1), (square(0), 2)])
    data = open_source(str(path))[0].read()
    assert len(data.polygons.x) == 1_000_001 + 5
    assert data.polygons.x[500_000] == ring[500_000, 0]


def test_layers_of_several_batches(tmp_path):
    path = tmp_path / "a.fgb"
    write_parcels(path, 70_000, "FlatGeobuf", points=5)  # a batch holds 65,536 features
    _, fast, slow = read_both(path)
    assert len(fast) == 70_000
    assert differences(fast, slow) == []
    assert fast.column("BSM").mask.sum() > 0


@pytest.mark.parametrize("driver", DRIVERS)
def test_empty_layer(driver, tmp_path):
    _, fast, slow = read_both(write_layer(tmp_path / f"a{SUFFIXES[driver]}", driver, fields(), []))
    assert len(fast) == 0 and differences(fast, slow) == []


def test_times_lists_and_binary_come_as_text(tmp_path):
    path = write_layer(
        tmp_path / "a.geojson",
        "GeoJSON",
        [("list", ogr.OFTStringList), ("clock", ogr.OFTTime)],
        [(square(0), ["a", "乙"], "12:00:01"), (square(1), None, None)],
    )
    _, fast, slow = read_both(path)
    assert fast.column("list").tolist() == ['["a", "乙"]', None]
    assert fast.column("clock").tolist() == ["12:00:01.000", None]
    assert differences(fast, slow) == []


def test_aliases_and_lengths_of_a_geodatabase(tmp_path):
    field = ogr.FieldDefn("DLMC", ogr.OFTString)
    field.SetAlternativeName("地类名称")
    field.SetWidth(60)
    path = write_layer(tmp_path / "a.gdb", "OpenFileGDB", [field], [(square(0), "水田")])
    layer = open_source(str(path))[0]
    assert (layer.fields[0].alias, layer.fields[0].length) == ("地类名称", 60)


def test_layer_without_crs_is_kept(tmp_path):
    for driver in ("GPKG", "ESRI Shapefile"):
        path = write_layer(
            tmp_path / f"a{SUFFIXES[driver]}", driver, [("n", ogr.OFTInteger)], [(square(0), 1)], epsg=None
        )
        layer = open_source(str(path))[0]
        assert not layer.crs.isValid() and len(layer.read()) == 1


def test_features_outlive_their_layer(tmp_path):
    path = write_layer(
        tmp_path / "a.gpkg", "GPKG", [("n", ogr.OFTInteger)], [(square(i), i) for i in range(200)]
    )
    features = open_source(str(path))[0].features(QgsFeatureRequest())
    gc.collect()
    assert [feature.attribute("n") for feature in features] == list(range(200))


def test_reading_stops_when_cancelled(tmp_path):
    path = write_layer(tmp_path / "a.gpkg", "GPKG", [("n", ogr.OFTInteger)], [(square(0), 1)])
    layer = open_source(str(path))[0]
    with pytest.raises(Cancelled):
        layer.read(Watch(0))
    assert len(layer.read()) == 1  # a cancelled reading leaves nothing half read behind


def test_without_arrow_everything_still_works(tmp_path, monkeypatch):
    path = write_layer(tmp_path / "a.gpkg", "GPKG", fields(), [(square(0), "a", 1, 2, 3.0, None, None, True)])
    expected = open_source(str(path))[0].read()
    monkeypatch.setattr(file_layer, "arrow_is_available", lambda: False)  # as before GDAL 3.6
    assert differences(open_source(str(path))[0].read(), expected) == []


def test_reading_does_not_depend_on_gdal_exceptions(tmp_path):
    path = write_layer(tmp_path / "a.gpkg", "GPKG", fields(), [(square(0), "a", 1, 2, 3.0, None, None, True)])
    before = gdal.GetUseExceptions()
    try:
        for switch in (gdal.UseExceptions, gdal.DontUseExceptions):
            switch()
            assert len(open_source(str(path))[0].read()) == 1
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()
