"""What an edit watch says of the edits of real layers, in this version of QGIS."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.indicators.live.edited_layers import keeps_ids, saved_features, touched_of
from landplan_toolbox.algorithms.indicators.live.session import LiveState
from landplan_toolbox.algorithms.indicators.live.watch import EditWatch
from live_support import basic_farmland, session_of, stored
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsField, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QVariant
from selfcheck_support import square


class Heard:
    """What a watch said, in order."""

    def __init__(self, layer):
        self.said = []
        self.watch = EditWatch(layer)
        self.watch.touched.connect(lambda fids, _shapes: self.said.append(("touched", frozenset(fids))))
        for name in ("reset", "saved", "rolled_back", "gone"):
            getattr(self.watch, name).connect(lambda name=name: self.said.append((name,)))
        self.watch.start()

    def take(self):
        for _ in range(3):
            QCoreApplication.processEvents()
        said, self.said = self.said, []
        return said


def touched(*fids):
    return [("touched", frozenset(fids))]


def new_feature(layer, x=0.0):
    feature = QgsFeature(layer.fields())
    geometry = QgsGeometry.fromWkt(square(x, 900, 50))
    if layer.storageType() == "ESRI Shapefile":
        geometry.convertToMultiType()
    feature.setGeometry(geometry)
    return feature


def added_of(layer):
    return sorted(layer.editBuffer().addedFeatures())


@pytest.fixture(params=["memory", "GPKG", "ESRI Shapefile"])
def layer(request, tmp_path):
    made = basic_farmland()
    if request.param != "memory":
        made = stored(made, tmp_path / "县 数据", request.param)
    made.startEditing()
    yield made
    if made.isEditable():
        made.rollBack()


def test_each_kind_of_edit_and_its_undo_are_said_once_per_turn(layer):
    heard, fids = Heard(layer), sorted(layer.allFeatureIds())
    layer.addFeature(new_feature(layer))
    (added,) = added_of(layer)
    assert heard.take() == touched(added)
    layer.changeGeometry(fids[0], new_feature(layer).geometry())
    assert heard.take() == touched(fids[0])
    layer.changeAttributeValue(fids[1], layer.fields().lookupField("JBNTMJ"), 1.0)
    assert heard.take() == touched(fids[1])
    layer.deleteFeatures(fids[2:5])
    assert heard.take() == touched(*fids[2:5])
    for expected in (*fids[2:5][::-1], fids[1], fids[0], added):
        layer.undoStack().undo()
        said = heard.take()
        assert len(said) == 1 and said[0][0] == "touched" and expected in {*said[0][1], *fids[2:5]}
        if not layer.undoStack().canUndo():
            break
    assert touched_of(layer) == frozenset()
    while layer.undoStack().canRedo():
        layer.undoStack().redo()
    assert heard.take() == touched(added, *fids[:5])


def test_a_command_of_several_edits_is_said_once(layer):
    heard, fids = Heard(layer), sorted(layer.allFeatureIds())
    layer.beginEditCommand("many")
    layer.addFeature(new_feature(layer))
    layer.changeGeometry(fids[0], new_feature(layer, 90).geometry())
    layer.deleteFeature(fids[1])
    layer.endEditCommand()
    (added,) = added_of(layer)
    assert heard.take() == touched(added, *fids[:2])
    layer.undoStack().undo()
    assert heard.take() == touched(added, *fids[:2])
    layer.undoStack().redo()
    assert heard.take() == touched(added, *fids[:2])
    layer.beginEditCommand("given up")
    layer.deleteFeature(fids[3])
    layer.destroyEditCommand()
    assert heard.take() == touched(fids[3])


def test_saving_says_the_old_and_the_new_ids_then_that_it_was_saved(layer):
    heard, fids = Heard(layer), sorted(layer.allFeatureIds())
    layer.addFeature(new_feature(layer))
    (added,) = added_of(layer)
    layer.changeAttributeValue(fids[0], layer.fields().lookupField("JBNTMJ"), 1.0)
    heard.take()
    assert layer.commitChanges(False)
    said = heard.take()
    (final,) = set(layer.allFeatureIds()) - set(fids)
    if said != [("reset",)]:  # a shapefile tells that its data changed
        assert said == [*touched(added, final, fids[0]), ("saved",)]
    assert not touched_of(layer)


def test_formats_that_number_anew_call_for_a_new_pass_when_features_were_deleted(layer):
    heard, fids = Heard(layer), sorted(layer.allFeatureIds())
    layer.deleteFeature(fids[3])
    heard.take()
    assert layer.commitChanges()
    said = heard.take()
    assert (said[-1] == ("reset",)) == (not keeps_ids(layer)) == (layer.storageType() == "ESRI Shapefile")
    if keeps_ids(layer):
        assert said == [("saved",)]


def test_rolling_back_says_what_was_touched_and_that_it_is_over(layer):
    heard, fids = Heard(layer), sorted(layer.allFeatureIds())
    layer.addFeature(new_feature(layer))
    (added,) = added_of(layer)
    layer.deleteFeature(fids[0])
    heard.take()
    layer.rollBack()
    assert heard.take() == [*touched(added, fids[0]), ("rolled_back",)]
    layer.startEditing()
    assert heard.take() == []


def test_columns_that_do_not_matter_are_passed_over(layer):
    heard, fids = Heard(layer), sorted(layer.allFeatureIds())
    heard.watch.look_at(["jbntmj"])
    layer.changeAttributeValue(fids[0], layer.fields().lookupField("DLBM"), "011")
    assert heard.take() == []
    layer.changeAttributeValue(fids[0], layer.fields().lookupField("JBNTMJ"), 5.0)
    assert heard.take() == touched(fids[0])
    layer.addAttribute(QgsField("NEU", QVariant.Int))
    assert heard.take() == [("reset",)]
    layer.changeAttributeValue(fids[1], layer.fields().lookupField("JBNTMJ"), 5.0)
    assert heard.take() == touched(fids[1])


def test_taking_back_the_geometry_of_a_feature_saved_without_one(layer):
    fid = sorted(layer.allFeatureIds())[2]
    layer.changeGeometry(fid, QgsGeometry())
    assert layer.commitChanges(False)
    heard = Heard(layer)
    heard.take()
    layer.changeGeometry(fid, new_feature(layer).geometry())
    assert heard.take() == touched(fid)
    layer.undoStack().undo()  # QGIS says nothing of it
    assert heard.take() == touched(fid)
    layer.undoStack().redo()
    assert heard.take() == touched(fid)
    layer.rollBack()
    assert heard.take() == [*touched(fid), ("rolled_back",)]


def test_what_only_a_new_pass_tells_of():
    layer = basic_farmland()
    heard = Heard(layer)
    for change in (layer.reload, layer.dataProvider().reloadData, lambda: layer.setSubsetString("\"BSM\" < 9"),
                   lambda: layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4544"))):
        change()
        assert heard.take() == [("reset",)]
    heard.watch.stop()
    layer.startEditing()
    layer.deleteFeature(sorted(layer.allFeatureIds())[0])
    assert heard.take() == []
    heard.watch.start()
    layer.deleteFeature(sorted(layer.allFeatureIds())[0])
    assert len(heard.take()) == 1


def test_a_layer_that_is_deleted_is_gone_once():
    layer = basic_farmland()
    heard = Heard(layer)
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    layer.deleteFeature(sorted(layer.allFeatureIds())[0])
    QgsProject.instance().removeMapLayer(layer.id())
    del layer
    assert heard.take() == [("gone",)]
    heard.watch.flush()
    heard.watch.stop()


def test_saved_features_are_those_without_the_edits(layer):
    fids = sorted(layer.allFeatureIds())
    layer.changeAttributeValue(fids[0], layer.fields().lookupField("JBNTMJ"), 1.0)
    layer.deleteFeature(fids[1])
    layer.addFeature(new_feature(layer))
    saved = saved_features(layer, touched_of(layer))
    assert {one.id(): one["JBNTMJ"] for one in saved} == {fids[0]: 9000.0, fids[1]: 9000.0}


def test_edits_within_a_transaction_of_the_database(tmp_path):
    project = QgsProject.instance()
    project.clear()
    project.setAutoTransaction(True)
    try:
        layer = stored(basic_farmland(), tmp_path / "县", "GPKG")
        project.addMapLayer(layer)
        session = session_of(layer)
        before = session.rows()
        layer.startEditing()
        fids = sorted(layer.allFeatureIds())
        layer.addFeature(new_feature(layer))
        layer.deleteFeature(fids[0])
        layer.changeAttributeValue(fids[1], layer.fields().lookupField("JBNTMJ"), 1.0)
        for _ in range(3):
            QCoreApplication.processEvents()
        assert session.state is LiveState.READY and session.rows()[0].area != before[0].area
        assert [row.now for row in session.rows()] == [row.now for row in session.recomputed()]
        layer.undoStack().undo()
        QCoreApplication.processEvents()
        assert [row.now for row in session.rows()] == [row.now for row in session.recomputed()]
        layer.rollBack()
        for _ in range(3):
            QCoreApplication.processEvents()
        assert session.rows() == before
    finally:
        project.setAutoTransaction(False)
        project.clear()
