"""Which fields the live ledger follows: virtual and joined ones, and those that only indicators and rules look at."""

from __future__ import annotations

from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.indicators.live.edited_layers import snapshot_of
from landplan_toolbox.algorithms.indicators.live.live_measures import measures_of
from landplan_toolbox.algorithms.indicators.live.reading import with_layer
from landplan_toolbox.algorithms.indicators.live.session import LiveSession
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from live_support import COUNTY, RandomEditor, basic_farmland, session_of, settle, tree
from qgis.core import QgsFeature, QgsField, QgsProject, QgsVectorLayer, QgsVectorLayerJoinInfo
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import make_dataset, memory_layer, square


def with_virtual_area(layer, expression):
    """Give a layer a virtual field in the place of its net area."""
    at = layer.fields().lookupField("JBNTMJ")
    layer.startEditing()
    layer.deleteAttribute(at)
    assert layer.commitChanges()
    layer.addExpressionField(expression, QgsField("JBNTMJ", QVariant.Double))
    return layer


def test_virtual_fields_follow_the_fields_they_are_worked_out_of():
    layer = with_virtual_area(basic_farmland(), "coalesce(\"XZDWMJ\", 0) * 2 + 4000")  # a field nobody counts by
    session = session_of(layer)
    assert session.rows()[0].area == 44 * 4000
    layer.startEditing()
    fid, at = sorted(layer.allFeatureIds())[3], layer.fields().lookupField("XZDWMJ")
    layer.changeAttributeValue(fid, at, 1000.0)
    session.flush()
    assert session.rows()[0].area == 44 * 4000 + 2000 and session.rows() == session.recomputed()
    assert session.rows()[0].before.area == 44 * 4000  # as it is saved
    editor = RandomEditor(layer, 4)
    for _ in range(20):
        editor.step()
        settle()
        session.flush()
        assert session.rows() == session.recomputed()
    session.stop()


def test_joined_fields_follow_the_joined_layer():
    layer = basic_farmland()
    net = QgsVectorLayer("NoGeometry?field=KEY:integer&field=NET:double", "净面积", "memory")
    for row in list(layer.getFeatures()):
        feature = QgsFeature(net.fields())
        feature["KEY"], feature["NET"] = row["BSM"], 4000.0
        net.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayers([layer, net], False)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(net)
    join.setJoinFieldName("KEY")
    join.setTargetFieldName("BSM")
    join.setPrefix("")
    layer.addJoin(join)
    session = session_of(with_virtual_area(layer, "\"NET\""))
    assert session.rows()[0].area == 44 * 4000
    net.startEditing()
    net.changeAttributeValue(sorted(net.allFeatureIds())[8], 1, 1.0)
    settle()
    assert session.rows()[0].area == 43 * 4000 + 1 and session.rows() == session.recomputed()
    net.rollBack()
    QgsProject.instance().removeMapLayer(net.id())
    settle()
    assert session.rows() == session.recomputed() and session.rows()[0].area != 44 * 4000
    session.stop()
    QgsProject.instance().clear()


def test_measured_values_follow_columns_the_ledger_does_not_read():
    """The origin of the forest decides on natural forest, and on no area of the ledger."""
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    forest, units = load_pack("forest", kind_specs()), tree()
    role = forest.layers["subcompartment"]
    common = {"XIAN": COUNTY, "XIANG": "100", "XIAO_BAN": "00001", "MIAN_JI": 1.0, "DI_LEI": "0111", "QI_YUAN": "11",
              "GH_SLLB": "11"}
    layer = memory_layer(role.names[0], {name: rule.type.value for name, rule in role.fields.items()}, [
        {**common, "CUN": f"00{1 + place % 2}", "wkt": square(100 * place, 0)} for place in range(6)])
    session = LiveSession.prepare(make_dataset(forest, layer), units, "subcompartment", layer,
                                  IndicatorSheet(forest.indicators, units), 2035)
    session.start(background=False)
    assert session.measured()
    told = []
    session.changed.connect(lambda: told.append(True))
    layer.startEditing()
    fid = sorted(layer.allFeatureIds())[3]
    for name, value in (("QI_YUAN", "21"), ("GH_SLLB", "21"), ("QI_YUAN", "12"), ("BCLD", "3")):
        before = dict(session.measured())
        layer.changeAttributeValue(fid, layer.fields().lookupField(name), value)
        told.clear()
        settle()
        assert told, name  # rules and grid look again
        source = snapshot_of(layer)
        now = with_layer(session.opened, "subcompartment", source)
        assert dict(session.measured()) == measures_of(now, units, "subcompartment", source, 2035, Silent()).values()
        assert session.measured() != before, name
        layer.undoStack().undo()
        settle()
        assert dict(session.measured()) == before
        layer.undoStack().redo()
    layer.rollBack()
    session.stop()
