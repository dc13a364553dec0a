"""Some features of a layer, joined with features that were changed or added."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from landplan_toolbox.algorithms.dataset.project_layers import layer_source
from landplan_toolbox.algorithms.dataset.selected_layer import SelectedLayer
from landplan_toolbox.algorithms.geometry.wkb import geometry_of
from qgis.core import QgsFeatureRequest, QgsVectorLayer
from selfcheck_support import memory_layer, square

FIELDS = {"BSM": "integer", "DLBM": "text(4)", "TBMJ": "real", "RQ": "date"}


def rows(*numbers: int, **values: Any) -> list[dict[str, Any]]:
    return [{"BSM": number, "DLBM": f"0{number}", "TBMJ": 10.5 * number, "wkt": square(100.0 * number, 0), **values}
            for number in numbers]


@pytest.fixture
def layer() -> QgsVectorLayer:
    return memory_layer("DLTB", FIELDS, [*rows(1, 2, 3), {"BSM": None, "DLBM": None, "TBMJ": None}, *rows(5)])


def test_features_are_those_of_the_rows(layer: QgsVectorLayer) -> None:
    base = layer_source(layer)
    some = SelectedLayer(base, np.array([3, 1]))
    whole, data = base.read(), some.read()
    assert data.fids.tolist() == whole.fids[[1, 3]].tolist() and some.feature_count == 2
    for name in FIELDS:
        assert data.column(name).tolist() == whole.column(name)[[1, 3]].tolist()
        assert data.column(name).dtype.kind == whole.column(name).dtype.kind
    assert geometry_of(data.polygons, 0).asWkt() == geometry_of(whole.polygons, 1).asWkt()
    assert data.polygons.fids.tolist() == data.fids.tolist() and data.digest() != whole.digest()
    assert some.crs == base.crs and some.geometry is base.geometry and some.fields == base.fields


def test_added_features_join_them(layer: QgsVectorLayer) -> None:
    base = layer_source(layer)
    edited = layer.clone()
    edited.startEditing()
    edited.deleteFeatures([one.id() for one in edited.getFeatures() if one["BSM"] != 2])
    edited.changeAttributeValue(next(edited.getFeatures()).id(), 1, "changed")
    joined = SelectedLayer(base, np.array([0, 4]), layer_source(edited))
    data = joined.read()
    assert data.column("DLBM").tolist() == ["01", "changed", "05"] and len(joined.read().polygons) == 3
    assert data.column("BSM").dtype == np.int64


def test_a_column_that_the_added_features_lack_has_no_value(layer: QgsVectorLayer) -> None:
    other = memory_layer("DLTB", {"BSM": "integer"}, [{"BSM": 9, "wkt": square(900, 0)}])
    added = layer_source(other)
    added.read().fids += 100
    data = SelectedLayer(layer_source(layer), np.array([0]), added).read()
    assert data.column("BSM").tolist() == [1, 9]
    assert data.column("DLBM").tolist() == ["01", None] and data.column("TBMJ").tolist() == [10.5, None]
    assert data.column("RQ").tolist() == [None, None]


def test_features_for_expressions(layer: QgsVectorLayer) -> None:
    some = SelectedLayer(layer_source(layer), np.array([0, 1, 4]))
    assert [one["BSM"] for one in some.features(QgsFeatureRequest())] == [1, 2, 5]
    assert [one["BSM"] for one in some.features(QgsFeatureRequest().setFilterExpression('"BSM" > 1'))] == [2, 5]
    wanted = some.read().fids[0]
    assert [one["BSM"] for one in some.features(QgsFeatureRequest(int(wanted)))] == [1]
    assert some.qgs_fields().names() == list(FIELDS)


def test_nothing_and_tables(layer: QgsVectorLayer) -> None:
    nothing = SelectedLayer(layer_source(layer), np.empty(0, dtype=np.int64))
    assert len(nothing.read()) == 0 and len(nothing.read().polygons) == 0 and list(nothing.features(QgsFeatureRequest())) == []
    table = layer_source(memory_layer("B", {"BSM": "integer"}, [{"BSM": 1}, {"BSM": 2}], "NoGeometry", ""))
    some = SelectedLayer(table, np.array([1]))
    assert some.read().column("BSM").tolist() == [2] and len(some.read().polygons) == 0
