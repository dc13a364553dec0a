"""The ledger after edits by QGIS's own tools (rings, parts, vertices, splits, copies): rows as of a new pass."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.indicators.live.session import LiveState
from live_support import EAST, NORTH, RandomEditor, basic_farmland, session_of, settle, stored
from qgis.core import (
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsLineString,
    QgsPoint,
    QgsPointXY,
    QgsProject,
    QgsVectorLayerEditUtils,
    QgsVectorLayerUtils,
)

TOOLS = ("ring", "part", "split", "split_parts", "translate", "move_vertex", "move_vertex", "insert_vertex",
         "delete_vertex", "topological", "reshape", "copy", "duplicate", "form", "delete_chosen", "add_several",
         "delete_ring", "delete_part", "explode")


class ToolEditor(RandomEditor):
    """Edits a layer by what QGIS's editing tools call."""

    def __init__(self, layer, seed):
        super().__init__(layer, seed)
        self.worked = set()  # tools that changed the layer

    def step(self):
        if not self.layer.isEditable():
            self.layer.startEditing()
            return "start"
        kind = self.random.choice([*TOOLS, *TOOLS, "undo", "undo", "undo", "redo", "redo", "several", "commit", "save",
                                   "rollback"])
        if kind in TOOLS:
            self._tool(kind)
        else:
            getattr(self, f"_{kind}")()
        return kind

    def _tool(self, kind):
        before = self.layer.undoStack().index()
        self.layer.beginEditCommand(kind)
        getattr(self, f"_{kind}")()
        self.layer.endEditCommand()
        if self.layer.undoStack().index() != before:
            self.worked.add(kind)

    def _several(self):
        self.layer.beginEditCommand("several")
        for _ in range(4):
            getattr(self, f"_{self.random.choice(TOOLS)}")()
        if self.random.random() < 0.3:
            self.layer.destroyEditCommand()
        else:
            self.layer.endEditCommand()

    @property
    def tools(self):
        return QgsVectorLayerEditUtils(self.layer)

    def place(self):
        return EAST + self.random.uniform(0, 1200), NORTH + self.random.uniform(0, 400)

    def some(self):
        """Return a feature with a shape, None where there is none."""
        fid = self.fid()
        feature = None if fid is None else self.layer.getFeature(fid)
        return None if feature is None or feature.geometry().isEmpty() else feature

    def triangle(self, size):
        """Return a small closed curve inside some feature, or anywhere."""
        feature = self.some()
        inside = feature.geometry().pointOnSurface() if feature is not None else None
        x, y = self.place() if inside is None or inside.isEmpty() else inside.asPoint()
        return [QgsPointXY(x, y), QgsPointXY(x + size, y), QgsPointXY(x, y + size), QgsPointXY(x, y)]

    def _ring(self):
        self.tools.addRing(self.triangle(self.random.uniform(0.5, 20)))

    def _part(self):
        feature = self.some()
        if feature is not None:
            x, y = self.place()
            self.tools.addPart(
                [QgsPointXY(x, y), QgsPointXY(x + 30, y), QgsPointXY(x, y + 40), QgsPointXY(x, y)], feature.id())

    def cut(self):
        x = EAST + self.random.uniform(0, 1200)
        return [QgsPointXY(x, NORTH - 200), QgsPointXY(x + 30, NORTH + 700)]

    def _split(self):
        self.tools.splitFeatures(self.cut(), self.random.random() < 0.5)

    def _split_parts(self):
        self.tools.splitParts(self.cut(), self.random.random() < 0.5)

    def _translate(self):
        feature = self.some()
        if feature is not None:
            self.tools.translateFeature(feature.id(), self.random.uniform(-300, 300), self.random.uniform(-100, 100))

    def vertex(self):
        feature = self.some()
        if feature is None:
            return None, 0
        return feature.id(), self.random.randrange(sum(1 for _ in feature.geometry().vertices()))

    def _move_vertex(self):
        fid, at = self.vertex()
        if fid is not None:
            self.tools.moveVertex(*self.place(), fid, at)

    def _insert_vertex(self):
        fid, at = self.vertex()
        if fid is not None:
            self.tools.insertVertex(*self.place(), fid, at)

    def _delete_vertex(self):
        fid, at = self.vertex()
        if fid is not None:
            self.tools.deleteVertex(fid, at)

    def _topological(self):
        feature = self.some()
        if feature is not None:
            self.tools.addTopologicalPoints(feature.geometry())

    def _reshape(self):
        feature = self.some()
        if feature is None:
            return
        box, geometry = feature.geometry().boundingBox(), feature.geometry()
        if not geometry.isGeosValid():  # QGIS throws an exception without a name at some of these
            return
        y = self.random.uniform(box.yMinimum(), box.yMaximum())
        line = QgsLineString([QgsPoint(box.xMinimum() - 5, y), QgsPoint(box.center().x(), y + 9),
                              QgsPoint(box.xMaximum() + 5, y)])
        if geometry.reshapeGeometry(line) == QgsGeometry.OperationResult.Success:
            self.layer.changeGeometry(feature.id(), geometry)

    def _copy(self):
        feature = self.some()
        if feature is None:
            return
        copy = QgsFeature(feature)
        made = QgsVectorLayerUtils.createFeature(
            self.layer, copy.geometry(), dict(enumerate(copy.attributes())), self.layer.createExpressionContext())
        self.layer.addFeature(made)

    def _duplicate(self):
        feature = self.some()
        if feature is not None:
            QgsVectorLayerUtils.duplicateFeature(self.layer, feature, QgsProject.instance())

    def _form(self):
        """Change several values of a feature at once, or all of it, as a form does."""
        feature = self.some()
        if feature is None:
            return
        index = self.layer.fields().lookupField("JBNTMJ")
        if self.random.random() < 0.5:
            self.layer.changeAttributeValues(feature.id(), {index: self.random.choice([None, 123.4, 8000.0])})
        else:
            feature[index] = 4321.0
            geometry = feature.geometry()
            geometry.translate(5, 5)
            feature.setGeometry(geometry)
            self.layer.updateFeature(feature)

    def _delete_chosen(self):
        self.layer.selectByIds([fid for fid in (self.fid(), self.fid()) if fid is not None])
        self.layer.deleteSelectedFeatures()

    def _add_several(self):
        made = [QgsVectorLayerUtils.QgsFeatureData(self._fitting(self.shape()), {}) for _ in range(3)]
        context = self.layer.createExpressionContext()
        context.appendScope(QgsExpressionContextUtils.projectScope(QgsProject.instance()))
        self.layer.addFeatures(QgsVectorLayerUtils.createFeatures(self.layer, made, context))

    def _delete_ring(self):
        feature = self.some()
        if feature is not None:
            geometry = feature.geometry()
            if geometry.deleteRing(1, 0):
                self.layer.changeGeometry(feature.id(), geometry)

    def _delete_part(self):
        feature = self.some()
        if feature is not None:
            geometry = feature.geometry()
            if geometry.isMultipart() and geometry.deletePart(0):
                self.layer.changeGeometry(feature.id(), geometry)

    def _explode(self):
        """Make a feature of each part but the first."""
        feature = self.some()
        if feature is None:
            return
        first, *others = feature.geometry().asGeometryCollection()
        self.layer.changeGeometry(feature.id(), self._fitting(first))
        for part in others:
            copy = QgsVectorLayerUtils.createFeature(
                self.layer, self._fitting(part), dict(enumerate(feature.attributes())))
            self.layer.addFeature(copy)


@pytest.mark.parametrize("kind", ["memory", "GPKG", "ESRI Shapefile"])
def test_after_every_tool_the_rows_are_those_of_a_full_recomputation(kind, tmp_path):
    worked = set()
    for seed in range(2):
        layer = basic_farmland() if kind == "memory" else stored(basic_farmland(), tmp_path / f"县{seed}", kind)
        session = session_of(layer)
        editor = ToolEditor(layer, 500 + seed)
        steps = []
        for _ in range(36):
            steps.append(editor.step())
            settle()
            assert session.state is LiveState.READY, (steps, session.problem)
            assert session.rows() == session.recomputed(), steps
            draft = session.draft()
            there = session.touched() & set(layer.allFeatureIds())
            assert set(draft.touched.read().fids.tolist()) == there, steps
        worked |= editor.worked
        session.stop()
        layer.rollBack()
    assert len(worked) > len(set(TOOLS)) * 0.7, sorted(set(TOOLS) - worked)
