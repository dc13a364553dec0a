"""Layers of the open project and of Processing parameters."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from dataset_files import SUFFIXES, differences, square, write_layer
from landplan_toolbox.algorithms.dataset.file_layer import FileLayer
from landplan_toolbox.algorithms.dataset.source import (
    layer_source,
    open_source,
    processing_source,
    project_layers,
)
from landplan_toolbox.algorithms.errors import LandPlanError
from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

FIELDS = [("BSM", ogr.OFTInteger), ("DLMC", ogr.OFTString, 60, 0), ("TBMJ", ogr.OFTReal, 15, 2)]
ROWS = [(square(0), 1, "水田", 1.5), (square(1), 2, "", None), (None, 3, None, 3.0)]


@pytest.fixture
def path(tmp_path):
    return write_layer(tmp_path / "县 一.gpkg", "GPKG", FIELDS, ROWS)


@pytest.fixture
def project():
    project = QgsProject()
    yield project
    project.clear()


def open_layer(path, name="图斑") -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), name, "ogr")
    assert layer.isValid()
    return layer


@pytest.mark.parametrize("driver", list(SUFFIXES))
def test_a_layer_that_shows_a_file_is_read_from_the_file(driver, tmp_path):
    path = write_layer(tmp_path / f"a{SUFFIXES[driver]}", driver, FIELDS, [ROWS[0], ROWS[1]], name="a")
    layer = open_layer(path)
    source = layer_source(layer)
    assert isinstance(source, FileLayer) and source.name == "图斑"
    assert source.path == str(path)
    assert differences(source.read(), open_source(str(path))[0].read()) == []


@pytest.mark.parametrize("driver", list(SUFFIXES))
def test_a_snapshot_gives_the_same_as_the_file(driver, tmp_path):
    path = write_layer(tmp_path / f"a{SUFFIXES[driver]}", driver, FIELDS, [ROWS[0], ROWS[1]], name="a")
    layer = open_layer(path)
    layer.setSubsetString('"BSM" > 0')
    source, expected = layer_source(layer), open_source(str(path))[0]
    assert not isinstance(source, FileLayer)
    assert source.fields == expected.fields
    assert (source.geometry, source.provider, source.path) == (
        expected.geometry,
        expected.provider,
        str(path),
    )
    assert differences(source.read(), expected.read()) == []
    assert source.read().digest() == expected.read().digest()


def test_edits_are_honoured_and_frozen(path):
    layer = open_layer(path)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().lookupField("DLMC"), "改了")
    layer.deleteFeature(3)
    new = QgsFeature(layer.fields())
    new.setAttribute("BSM", 99)
    new.setGeometry(QgsGeometry.fromWkt(square(7)))
    layer.addFeature(new)
    source = layer_source(layer)
    layer.changeAttributeValue(1, layer.fields().lookupField("DLMC"), "后来")
    data = source.read()
    layer.rollBack()
    assert sorted(data.column("BSM").tolist()) == [1, 2, 99]
    assert "改了" in data.column("DLMC").tolist() and "后来" not in data.column("DLMC").tolist()
    assert (
        data.fids[0] < 0 and data.column("BSM")[0] == 99
    )  # a new feature has a negative id until it is saved
    assert data.polygons.x.max() == 150.0
    assert len(open_source(str(path))[0].read()) == 3


def test_a_filter_is_honoured(path):
    layer = open_layer(path)
    layer.setSubsetString('"BSM" >= 2')
    source = layer_source(layer)
    assert source.read().column("BSM").tolist() == [2, 3] and source.feature_count == 2


def test_virtual_fields_are_read_through_qgis(path):
    layer = open_layer(path)
    layer.addExpressionField('"BSM" * 10', QgsField("TEN", QVariant.Int))
    source = layer_source(layer)
    assert not isinstance(source, FileLayer)
    assert source.read().column("TEN").tolist() == [10, 20, 30]


def test_memory_layer():
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4524&field=n:integer&field=t:string(10)&field=d:date", "内存", "memory"
    )
    for index in range(3):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([index, None if index == 1 else f"乙{index}", None])
        feature.setGeometry(QgsGeometry.fromWkt(square(index)))
        layer.dataProvider().addFeature(feature)
    source = layer_source(layer)
    assert (source.path, source.provider, source.crs.authid()) == ("", "memory", "EPSG:4524")
    data = source.read()
    assert data.column("t").tolist() == ["乙0", None, "乙2"] and data.column("d").mask.all()
    assert len(data.polygons) == 3


def test_the_crs_and_name_set_in_the_project_count(path):
    layer = open_layer(path, "改名")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4525"))
    source = layer_source(layer)
    assert (source.name, source.crs.authid()) == ("改名", "EPSG:4525")


def test_the_right_layer_of_a_file_with_several(tmp_path):
    path = write_layer(tmp_path / "a.gpkg", "GPKG", FIELDS, ROWS[:1], name="甲")
    write_layer(path, "GPKG", FIELDS, ROWS[:2], name="乙", append=True)
    assert len(layer_source(open_layer(f"{path}|layername=乙")).read()) == 2
    assert len(layer_source(open_layer(f"{path}|layername=甲")).read()) == 1
    assert len(layer_source(open_layer(f"{path}|layerid=1")).read()) == 2


def test_layers_of_a_project(project, path):
    first, second = open_layer(path, "乙"), open_layer(path, "甲")
    project.addMapLayers([first, second, QgsVectorLayer("/没有/x.gpkg", "坏", "ogr")])
    layers = project_layers(project)
    assert [layer.name for layer in layers] == sorted(["乙", "甲", "坏"])
    broken = next(layer for layer in layers if layer.name == "坏")
    with pytest.raises(LandPlanError, match="坏"):
        broken.read()
    assert [layer.name for layer in project_layers(project, [second.id()])] == ["甲"]


def test_empty_project(project):
    with pytest.raises(LandPlanError, match="no vector layer"):
        project_layers(project)


@pytest.mark.parametrize("editing", [False, True])
def test_layers_are_used_in_another_thread(editing, path):
    layer = open_layer(path)
    if editing:
        layer.startEditing()
        layer.changeAttributeValue(1, layer.fields().lookupField("DLMC"), "改了")
    source = layer_source(layer)
    found = {}

    def work():
        found["text"] = source.read().column("DLMC").tolist()
        context = source.expression_context()
        expression = QgsExpression("\"BSM\" = 1 AND @layer_name = '图斑'")
        expression.prepare(context)
        found["fids"] = []
        for feature in source.features(QgsFeatureRequest()):
            context.setFeature(feature)
            if expression.evaluate(context):
                found["fids"].append(feature.id())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    layer.rollBack()
    assert found == {"text": ["改了" if editing else "水田", "", None], "fids": [1]}


class _Probe(QgsProcessingAlgorithm):
    """An algorithm that hands its source to the test."""

    def createInstance(self):
        return type(self)()

    def name(self):
        return "probe"

    def displayName(self):
        return "probe"

    def initAlgorithm(self, configuration=None):
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "INPUT", "input", [QgsProcessing.SourceType.TypeVectorPolygon]
            )
        )

    def processAlgorithm(self, parameters, context, feedback):
        source = processing_source(self.parameterAsSource(parameters, "INPUT", context), "输入")
        data = source.read()
        return {"data": data, "source": source, "layers": (source.name, source.path)}


def test_processing_source_keeps_invalid_geometries_and_the_selection(tmp_path, project):
    bow_tie = "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"
    rows = [(bow_tie, 1, "坏", 1.0), *[(square(index), index, "好", 1.0) for index in range(2, 6)]]
    layer = open_layer(write_layer(tmp_path / "a.gpkg", "GPKG", FIELDS, rows))
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(project)
    project.addMapLayer(layer)
    results, ok = _Probe().run({"INPUT": layer.id()}, context, feedback)
    assert ok and results["data"].column("BSM").tolist() == [1, 2, 3, 4, 5]
    assert np.array_equal(results["data"].polygons.x[:5], [0, 10, 10, 0, 0])
    assert "fid" in results["data"].column_names  # Processing shows the id column as any other
    layer.selectByIds([2, 4])
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    results, ok = _Probe().run({"INPUT": chosen}, context, feedback)
    assert ok and results["data"].fids.tolist() == [2, 4]
