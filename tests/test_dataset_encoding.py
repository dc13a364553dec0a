"""Shapefiles in GBK and UTF-8, whatever they say about themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from dataset_files import differences, square, write_layer
from landplan_toolbox.algorithms.dataset.dbf import read_header
from landplan_toolbox.algorithms.dataset.encoding import shapefile_encoding
from landplan_toolbox.algorithms.dataset.project_layers import layer_source
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Title
from landplan_toolbox.algorithms.rulepack.model import FieldRule, FieldType
from osgeo import ogr
from qgis.core import QgsFeatureRequest, QgsVectorLayer

ROWS = [(square(0), "水田", "张家村"), (square(1), "旱地", "龘镕村"), (square(2), None, "abc")]


def shapefile(
    folder: Path, encoding: str, code_page, language=None, rows=ROWS, names=("地类名", "ZLDWMC")
) -> Path:
    """Write a shapefile in an encoding, then make it say something about it (None: nothing)."""
    path = folder / "图斑 一.shp"
    fields = [(name, ogr.OFTString, 20, 0) for name in names]
    write_layer(path, "ESRI Shapefile", fields, rows, name=path.stem, options=[f"ENCODING={encoding}"])
    page = path.with_suffix(".cpg")
    page.unlink(missing_ok=True)
    if code_page is not None:
        page.write_text(code_page)
    table = path.with_suffix(".dbf")
    raw = bytearray(table.read_bytes())
    raw[29] = 0 if language is None else language
    table.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("encoding", "code_page", "language", "expected", "noted"),
    [
        ("CP936", None, None, "GB18030", True),
        ("CP936", None, 0x4D, "GB18030", False),
        ("CP936", None, 0x57, "GB18030", True),
        ("CP936", "GBK", None, "GB18030", False),
        ("CP936", "936", None, "GB18030", False),
        ("CP936", "gb2312", 0x57, "GB18030", False),
        ("CP936", "UTF-8", None, "GB18030", True),
        ("CP936", "ISO-8859-1", 0x57, "GB18030", True),
        ("CP936", "nonsense", None, "GB18030", True),
        ("UTF-8", None, None, "UTF-8", True),
        ("UTF-8", "UTF-8", None, "UTF-8", False),
        ("UTF-8", "utf8", None, "UTF-8", False),
        ("UTF-8", "GBK", None, "UTF-8", True),
        ("UTF-8", None, 0x57, "UTF-8", True),
    ],
)
def test_chinese_texts_are_read_whatever_the_file_says(
    encoding, code_page, language, expected, noted, tmp_path
):
    layer = open_source(str(shapefile(tmp_path, encoding, code_page, language)))[0]
    assert layer.encoding == expected
    assert (layer.encoding_note is not None) == noted
    for data in (layer.read(), layer._read_slowly(Silent())):
        assert data.column("地类名").tolist() == ["水田", "旱地", None]
        assert data.column("ZLDWMC").tolist() == ["张家村", "龘镕村", "abc"]
    assert differences(layer.read(), layer._read_slowly(Silent())) == []
    feature = next(layer.features(QgsFeatureRequest()))
    assert feature.attribute("地类名") == "水田"


def test_the_note_says_what_is_wrong_and_what_to_do(tmp_path):
    layer = open_source(str(shapefile(tmp_path, "CP936", "UTF-8")))[0]
    sentence = Language("en").render(layer.encoding_note)
    assert "图斑 一.dbf says UTF-8, but its texts are GBK" in sentence.replace("The .cpg file of ", "")
    assert "Correct the .cpg file" in sentence


def test_plain_ascii_needs_no_note(tmp_path):
    layer = open_source(
        str(shapefile(tmp_path, "CP936", None, rows=[(square(0), "a", "b")], names=("A", "B")))
    )[0]
    assert layer.encoding_note is None and layer.read().column("A").tolist() == ["a"]


def test_western_texts_stay_western(tmp_path):
    rows = [(square(0), "Straße", "Müller"), (square(1), "Höhe", "Ähre")]
    layer = open_source(str(shapefile(tmp_path, "ISO-8859-1", "ISO-8859-1", 0x57, rows, ("A", "B"))))[0]
    assert layer.encoding == "ISO-8859-1" and layer.encoding_note is None
    assert layer.read().column("A").tolist() == ["Straße", "Höhe"]


def test_texts_in_no_encoding_are_noted(tmp_path):
    path = shapefile(tmp_path, "ISO-8859-1", None, rows=[(square(0), "ÿÿ", "ÿ1")], names=("A", "B"))
    layer = open_source(str(path))[0]
    assert layer.encoding == "ISO-8859-1"
    assert "neither valid UTF-8 nor valid GBK" in Language("en").render(layer.encoding_note)
    assert layer.read().column("A").tolist() == ["ÿÿ"]


def test_one_damaged_value_does_not_change_the_encoding(tmp_path):
    rows = [(square(i), f"水田{i}", "x") for i in range(40)]
    path = shapefile(tmp_path, "CP936", "GBK", rows=rows, names=("A", "B"))
    table = path.with_suffix(".dbf")
    raw = table.read_bytes()
    table.write_bytes(raw.replace("水田7 ".encode("gbk"), b"\xff\xff\xff\xff7 ", 1))
    layer = open_source(str(path))[0]
    assert layer.encoding == "GB18030"
    assert "1 of 40 different texts" in Language("en").render(layer.encoding_note)
    assert layer.read().column("A")[8] == "水田8"


def test_a_character_cut_off_by_the_field_width_is_forgiven(tmp_path):
    rows = [(square(0), "耕地耕地耕地耕地", "x")]
    path = tmp_path / "cut.shp"
    write_layer(path, "ESRI Shapefile", [("A", ogr.OFTString, 9, 0), ("B", ogr.OFTString, 9, 0)], rows,
                options=["ENCODING=CP936"])  # fmt: skip
    header = read_header(path.with_suffix(".dbf"))
    assert shapefile_encoding(header, None).name == "GB18030"
    assert open_source(str(path))[0].read().column("A")[0].startswith("耕地耕地")


def test_truncated_field_names_are_found(tmp_path):
    path = shapefile(tmp_path, "CP936", None, names=("ZLDWDAIMAO", "行政村名称"))
    layer = open_source(str(path))[0]

    def rule(name, aliases=()):
        return FieldRule(name, Title(name), FieldType.TEXT, aliases=aliases)

    assert layer.field_name(rule("ZLDWDAIMAO2014")) == "ZLDWDAIMAO"
    assert layer.field_name(rule("zldwdaimao")) == "ZLDWDAIMAO"
    assert layer.field_name(rule("行政村名称及代码")) == "行政村名称"  # ten bytes of GBK
    assert layer.field_name(rule("XZCMC", ("行政村名称",))) == "行政村名称"
    assert layer.field_name(rule("ZLDW")) is None


def test_a_project_layer_shown_in_the_wrong_encoding_is_read_right(tmp_path):
    layer = QgsVectorLayer(str(shapefile(tmp_path, "CP936", "UTF-8")), "图斑", "ogr")
    source = layer_source(layer)
    assert source.read().column("地类名").tolist()[:2] == ["水田", "旱地"]


def test_an_edited_project_layer_in_the_wrong_encoding_is_noted(tmp_path):
    layer = QgsVectorLayer(str(shapefile(tmp_path, "CP936", "UTF-8")), "图斑", "ogr")
    layer.startEditing()
    sentence = Language("en").render(layer_source(layer).encoding_note)
    assert "GBK" in sentence and "图斑" in sentence
    layer.rollBack()
