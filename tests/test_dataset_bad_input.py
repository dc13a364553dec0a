"""Every data source that cannot be read ends in a sentence; no data source is changed by reading."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import pytest
from dataset_files import SUFFIXES, square, write_layer
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.language import Language
from osgeo import ogr
from other_user import another_user, require_other_user
from qgis.core import QgsFeatureRequest

FIELDS = [("BSM", ogr.OFTInteger), ("DLMC", ogr.OFTString, 60, 0)]
ROWS = [(square(index), index, "水田") for index in range(400)]


def refusal(path) -> str:
    """Return the sentence with which a source is refused, in English."""

    def read_all():
        for layer in open_source(str(path)):
            layer.read()

    with pytest.raises(LandPlanError) as caught:
        read_all()
    return Language("en").render(caught.value.message)


def layer_file(folder: Path, driver: str = "GPKG", name: str = "县", rows=ROWS) -> Path:
    return write_layer(folder / f"{name}{SUFFIXES[driver]}", driver, FIELDS, rows, name=name)


def test_nothing_given():
    assert "No data source was given" in refusal("  ")


def test_missing_file(tmp_path):
    sentence = refusal(tmp_path / "没有.gpkg")
    assert "没有.gpkg does not exist" in sentence and "Check the spelling" in sentence


@pytest.mark.parametrize(
    "name", ["a.txt", "a.gpkg", "a.shp", "a.fgb", "a.geojson", "a.tab", "a.mdb", "a.dbf"]
)
@pytest.mark.parametrize("content", [b"", b"This is no GIS file at all.\n" * 20, bytes(range(256)) * 4])
def test_not_a_gis_file(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)
    sentence = refusal(tmp_path / name)
    assert name in sentence and sentence.endswith(".")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_truncated_geopackage(share, tmp_path):
    path = layer_file(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    sentence = refusal(path)
    assert "县.gpkg is cut off" in sentence and str(len(whole)) in sentence and "copy it again" in sentence


@pytest.mark.parametrize("slow", [False, True])
def test_damaged_pages_inside_a_geopackage(slow, tmp_path):
    path = layer_file(tmp_path, rows=ROWS * 3)
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle : middle + 12 * 4096] = b"\xff" * (12 * 4096)
    path.write_bytes(raw)

    def read_all():
        for layer in open_source(str(path)):
            data = layer._read_slowly(Silent()) if slow else layer.read()
            data.column("BSM")

    with pytest.raises(LandPlanError) as caught:
        read_all()
    assert "县.gpkg" in Language("en").render(caught.value.message)


@pytest.mark.parametrize("suffix", [".shp", ".dbf", ".shx"])
def test_truncated_shapefile(suffix, tmp_path):
    part = layer_file(tmp_path, "ESRI Shapefile").with_suffix(suffix)
    part.write_bytes(part.read_bytes()[: part.stat().st_size // 2])
    sentence = refusal(tmp_path / "县.shp")
    assert f"县{suffix} is cut off" in sentence


@pytest.mark.parametrize("driver", ["FlatGeobuf", "GeoJSON"])
def test_other_truncated_files(driver, tmp_path):
    path = layer_file(tmp_path, driver)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert path.name in refusal(path)


@pytest.mark.parametrize("suffix", [".shx", ".dbf"])
def test_incomplete_shapefile(suffix, tmp_path):
    path = layer_file(tmp_path, "ESRI Shapefile")
    path.with_suffix(suffix).unlink()
    sentence = refusal(path)
    assert f"县.shp lacks its {suffix} file" in sentence and "copy them all" in sentence


def test_plain_folder_named_gdb(tmp_path):
    (tmp_path / "县.gdb").mkdir()
    (tmp_path / "县.gdb" / "readme.txt").write_text("x")
    assert "县.gdb is named .gdb but holds no geodatabase" in refusal(tmp_path / "县.gdb")


def test_damaged_geodatabase(tmp_path):
    path = layer_file(tmp_path, "OpenFileGDB")
    for table in path.glob("*.gdbtable"):
        table.write_bytes(table.read_bytes()[:50])
    assert "县.gdb" in refusal(path)


def test_folder_without_data(tmp_path):
    (tmp_path / "说明.docx").write_text("x")
    (tmp_path / "空").mkdir()
    assert "holds no data that can be read here" in refusal(tmp_path)


def test_archive(tmp_path):
    path = layer_file(tmp_path, "GeoJSON")
    with zipfile.ZipFile(tmp_path / "县.zip", "w") as archive:
        archive.write(path, path.name)
    assert "县.zip is an archive. Unpack it first" in refusal(tmp_path / "县.zip")


def test_geopackage_without_layers(tmp_path):
    path = tmp_path / "a.gpkg"
    ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    assert "holds no layer" in refusal(path)


@pytest.fixture
def public_folder():
    """A folder that every user may enter."""
    require_other_user()
    with tempfile.TemporaryDirectory(prefix="landplan-public-") as name:
        os.chmod(name, 0o755)
        yield Path(name)


def test_file_without_permission(public_folder):
    path = layer_file(public_folder)
    path.chmod(0)
    with another_user():
        sentence = refusal(path)
    assert "县.gpkg may not be read" in sentence and "access is denied" in sentence


def test_geopackage_locked_by_another_program(tmp_path):
    path = layer_file(tmp_path)
    other = sqlite3.connect(str(path))
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        sentence = refusal(path)
    finally:
        other.close()
    assert "县.gpkg" in sentence and "locked" in sentence and "try again" in sentence


def test_a_bad_file_in_a_folder_is_told_and_does_not_stop_the_rest(tmp_path):
    layer_file(tmp_path, "ESRI Shapefile", "DLTB")
    (tmp_path / "XZQ.shp").write_bytes(b"nothing")
    layers = {layer.name: layer for layer in open_source(str(tmp_path))}
    assert layers["DLTB"].problem is None and len(layers["DLTB"].read()) == 400
    assert "XZQ.shp is named .shp but is no shapefile" in Language("en").render(layers["XZQ"].problem)
    with pytest.raises(LandPlanError, match=r"XZQ\.shp"):
        layers["XZQ"].read()
    with pytest.raises(LandPlanError, match=r"XZQ\.shp"):
        layers["XZQ"].features(QgsFeatureRequest())


def test_folder_with_everything_in_it(tmp_path):
    inner = tmp_path / "610124 周至县" / "矢量 数据"
    inner.mkdir(parents=True)
    layer_file(inner, "ESRI Shapefile", "DLTB", ROWS[:1])
    layer_file(inner, "GPKG", "XZQ", ROWS[:1])
    layer_file(inner.parent, "OpenFileGDB", "JBNTBHTB", ROWS[:1])
    shutil.copy(inner / "DLTB.dbf", tmp_path / "指标.dbf")  # a table of its own
    (inner / "._DLTB.shp").write_bytes(b"left by another system")
    found = [(layer.name, layer.provider) for layer in open_source(str(tmp_path))]
    assert sorted(found) == [
        ("DLTB", "ESRI Shapefile"), ("JBNTBHTB", "OpenFileGDB"), ("XZQ", "GPKG"), ("指标", "ESRI Shapefile")
    ]  # fmt: skip
    assert found == [(layer.name, layer.provider) for layer in open_source(str(tmp_path))]


def test_our_own_workspace_beside_the_data_is_no_part_of_it(tmp_path):
    layer_file(tmp_path, "GPKG", "DLTB", ROWS[:1])
    path = write_layer(
        tmp_path / "检查.gpkg", "GPKG", FIELDS, [], name="check_run", geometry_type=ogr.wkbNone
    )
    write_layer(path, "GPKG", FIELDS, [], name="check_result", geometry_type=ogr.wkbNone, append=True)
    assert [layer.name for layer in open_source(str(tmp_path))] == ["DLTB"]


def test_any_part_of_a_shapefile_opens_it(tmp_path):
    path = layer_file(tmp_path, "ESRI Shapefile", "DLTB", ROWS[:2])
    assert [len(layer.read()) for layer in open_source(str(path.with_suffix(".dbf")))] == [2]
    assert open_source(f'"{path}"')[0].geometry is not None


def snapshot(folder: Path) -> dict:
    """Return names, bytes and times of everything in a folder."""
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


@pytest.mark.parametrize("driver", list(SUFFIXES))
def test_reading_leaves_the_files_alone(driver, tmp_path):
    layer_file(tmp_path, driver, "DLTB", ROWS[:5])
    before = snapshot(tmp_path)
    layer = open_source(str(tmp_path))[0]
    layer.read().digest()
    features = layer.features(QgsFeatureRequest())
    next(features)
    assert snapshot(tmp_path) == before  # also while it is open
    del features, layer
    assert snapshot(tmp_path) == before


def make_write_ahead(path: Path) -> None:
    database = sqlite3.connect(str(path))
    database.execute("PRAGMA journal_mode=WAL")
    database.close()


def test_geopackage_in_write_ahead_mode_is_left_alone(tmp_path):
    path = layer_file(tmp_path, rows=ROWS[:5])
    make_write_ahead(path)
    before = snapshot(tmp_path)
    layer = open_source(str(path))[0]
    assert len(layer.read()) == 5
    features = layer.features(QgsFeatureRequest())
    assert next(features).attribute("DLMC") == "水田"
    assert snapshot(tmp_path) == before


def test_what_another_program_has_just_written_is_read(tmp_path):
    path = layer_file(tmp_path, rows=ROWS[:5])
    make_write_ahead(path)
    other = sqlite3.connect(str(path))
    other.execute("CREATE TABLE note (text TEXT)")  # stays in the log while the connection is open
    other.execute("DROP TRIGGER IF EXISTS rtree_县_geom_update3")
    other.execute("UPDATE gpkg_contents SET identifier = 'later'")
    other.commit()
    try:
        assert path.with_name("县.gpkg-wal").stat().st_size > 0
        layer = open_source(str(path))[0]
        assert len(layer.read()) == 5
        assert sum(1 for _ in layer.features(QgsFeatureRequest())) == 5
    finally:
        other.close()


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile", "OpenFileGDB"])
def test_read_only_folder(driver, public_folder):
    folder = public_folder / "只读"
    folder.mkdir()
    path = layer_file(folder, driver, rows=ROWS[:5])
    if driver == "GPKG":
        make_write_ahead(path)
    for item in folder.rglob("*"):
        item.chmod(0o555 if item.is_dir() else 0o444)
    folder.chmod(0o555)
    with another_user():
        layer = open_source(str(folder))[0]
        assert len(layer.read()) == 5
        assert sum(1 for _ in layer.features(QgsFeatureRequest())) == 5


def test_file_that_vanishes_after_opening(tmp_path):
    path = layer_file(tmp_path)
    layer = open_source(str(path))[0]
    path.unlink()
    with pytest.raises(LandPlanError, match=r"县\.gpkg"):
        layer.read()


def test_file_that_gets_other_fields_after_opening(tmp_path):
    path = layer_file(tmp_path)
    layer = open_source(str(path))[0]
    path.unlink()
    write_layer(path, "GPKG", [("X", ogr.OFTInteger)], [], name="县")
    with pytest.raises(LandPlanError, match="other fields"):
        layer.read()
