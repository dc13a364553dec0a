"""Very many features edited at once: the rows follow without a new pass, and are those of a full recomputation."""

from __future__ import annotations

import numpy as np
import pytest
from landplan_toolbox.algorithms.indicators.live import kept_measures
from landplan_toolbox.algorithms.indicators.live.conditions import Condition
from landplan_toolbox.algorithms.indicators.live.contributions import NOT_ASKED, ShapeFacts
from landplan_toolbox.algorithms.indicators.live.ledger import Contributions, LiveLedger
from landplan_toolbox.algorithms.indicators.live.session import LiveState
from landplan_toolbox.algorithms.indicators.live.shape_store import ShapeStore
from live_support import RandomEditor, basic_farmland, session_of, settle, stored
from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsField, QgsFields, QgsGeometry
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import square

FEW = 5  # features that already count as very many in these tests


@pytest.fixture(autouse=True)
def many(monkeypatch):
    """Let few features be very many."""
    from landplan_toolbox.algorithms.indicators.live import followed_layer, kept_ledger, session, touched_pass

    for module in (kept_measures, followed_layer, session):
        monkeypatch.setattr(module, "MOST_AT_ONCE", FEW)
    monkeypatch.setattr(kept_ledger, "_FEW", 2)
    monkeypatch.setattr(touched_pass, "_LISTED", 8)


def calculate(layer, name, values):
    """Set a field of all features in one command, as the field calculator does."""
    index = layer.fields().lookupField(name)
    layer.beginEditCommand("field calculator")
    for place, fid in enumerate(sorted(layer.allFeatureIds())):
        layer.changeAttributeValue(fid, index, values[place % len(values)])
    layer.endEditCommand()


def passes_of(session):
    """Return a list that grows with every new pass over the layer."""
    told = []
    session.resetting.connect(lambda: told.append(True))
    return told


@pytest.mark.parametrize("kind", ["memory", "GPKG", "ESRI Shapefile"])
@pytest.mark.parametrize("seed", range(2))
def test_after_every_edit_the_rows_are_those_of_a_full_recomputation(kind, seed, tmp_path):
    layer = basic_farmland() if kind == "memory" else stored(basic_farmland(), tmp_path / "县", kind)
    session = session_of(layer)
    editor = RandomEditor(layer, 100 + seed)
    steps = []
    for number in range(24):
        steps.append(editor.step())
        if layer.isEditable() and number % 3 == 0:
            field, values = [("JBNTMJ", [100.5, None, 7000.0]), ("ZLDJDM", ["3", "x", None]),
                             ("ZLDWDM", ["", None, "6901211000010000000"])][number // 3 % 3]
            calculate(layer, field, values)
            steps.append(field)
        settle()
        assert session.state is LiveState.READY, (steps, session.problem)
        assert session.rows() == session.recomputed(), steps
        assert session.outdated() == ()


def test_the_field_calculator_on_all_features_needs_no_new_pass_and_reads_no_shapes(monkeypatch):
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    told = passes_of(session)
    before = session.rows()
    maker = session._kept.done.setup.maker
    monkeypatch.setattr(type(maker), "measure", None)  # whoever measures a shape fails
    calculate(layer, "JBNTMJ", [1000.0])
    settle()
    assert session.rows()[0].area == 1000 * layer.featureCount() != before[0].area
    layer.undoStack().undo()
    settle()
    assert session.rows() == before and not told
    monkeypatch.undo()
    layer.undoStack().redo()
    settle()
    assert session.rows() == session.recomputed()


def test_many_features_added_moved_and_deleted_at_once():
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    told = passes_of(session)
    features = []
    for number in range(40):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(square(number % 10 * 60, number // 10 * 45, 40)))
        features.append(feature)
    layer.addFeatures(features)
    settle()
    assert session.rows() == session.recomputed()
    fids = sorted(layer.allFeatureIds())
    layer.beginEditCommand("move")
    for fid in fids[:30]:
        shape = layer.getFeature(fid).geometry()
        shape.translate(25.0, 10.0)
        layer.changeGeometry(fid, shape)
    layer.endEditCommand()
    layer.deleteFeatures(fids[20:60])
    settle()
    assert session.rows() == session.recomputed()
    assert layer.commitChanges(False)
    settle()
    assert session.rows() == session.recomputed() and not any(row.changed for row in session.rows())
    assert not told


def test_in_the_background_the_rows_stay_and_are_said_to_be_outdated(qtbot):
    layer = basic_farmland()
    session = session_of(layer, start=False)
    session.start()
    qtbot.waitUntil(lambda: session.state is LiveState.READY, timeout=20_000)
    layer.startEditing()
    before = session.rows()
    calculate(layer, "JBNTMJ", [500.0])
    session.flush()
    assert session.rows() == before
    (said,) = session.outdated()
    assert said.values["count"] == layer.featureCount()
    fid = sorted(layer.allFeatureIds())[0]
    layer.changeAttributeValue(fid, layer.fields().lookupField("JBNTMJ"), 700.0)  # meanwhile
    layer.deleteFeature(sorted(layer.allFeatureIds())[1])
    qtbot.waitUntil(lambda: session.outdated() == (), timeout=20_000)
    assert session.rows() == session.recomputed()
    assert session.rows()[0].area == 500 * (layer.featureCount() - 1) + 700
    session.stop()


@pytest.mark.parametrize("then", ["save", "undo", "rollback", "again", "add"])
def test_what_happens_while_many_edits_are_taken_in(then, qtbot, tmp_path):
    layer = stored(basic_farmland(), tmp_path / "县", "GPKG")
    session = session_of(layer, start=False)
    session.start()
    qtbot.waitUntil(lambda: session.state is LiveState.READY, timeout=20_000)
    layer.startEditing()
    calculate(layer, "JBNTMJ", [500.0])
    session.flush()
    assert session.outdated()
    if then == "save":
        assert layer.commitChanges(False)
        layer.changeAttributeValue(sorted(layer.allFeatureIds())[3], layer.fields().lookupField("JBNTMJ"), 900.0)
    elif then == "undo":
        layer.undoStack().undo()
    elif then == "rollback":
        layer.rollBack()
        layer.startEditing()
    elif then == "again":
        calculate(layer, "ZLDJDM", ["7", "2"])
    else:
        feature = QgsFeature(layer.fields())
        shape = QgsGeometry.fromWkt(square(20, 30, 80, 70))
        shape.convertToMultiType()
        feature.setGeometry(shape)
        layer.addFeature(feature)
    settle()
    qtbot.waitUntil(lambda: session.state is LiveState.READY and session.outdated() == (), timeout=20_000)
    settle()
    qtbot.waitUntil(lambda: session.state is LiveState.READY and session.outdated() == (), timeout=20_000)
    assert session.rows() == session.recomputed()
    assert {"save": 1, "undo": 0, "rollback": 0, "again": 2, "add": 2}[then] == (
        0 if not layer.isModified() else 1 if then == "save" else 2)
    session.stop()
    layer.rollBack()


def test_the_measured_values_of_many_edits_come_in_the_background(qtbot):
    layer = basic_farmland()
    session = session_of(layer, start=False)
    session.start()
    qtbot.waitUntil(lambda: bool(session.measured()), timeout=20_000)
    layer.startEditing()
    first = dict(session.measured())
    calculate(layer, "JBNTMJ", [500.0])
    session.flush()
    assert session.measured() == {}  # nothing rather than what is no longer true
    qtbot.waitUntil(lambda: bool(session.measured()), timeout=20_000)
    assert set(session.measured()) == set(first) and dict(session.measured()) != first
    session.stop()


def test_a_shape_that_is_another_one_by_now_is_not_known():
    store = ShapeStore(np.array([5, 3, 9]), ShapeFacts(np.array([50.0, 30, 90]), np.full(3, 0.5), np.array([1, 2, -1])))
    facts = store.of(np.array([3, 4, 9]))
    assert facts.areas.tolist()[::2] == [30, 90] and np.isnan(facts.areas[1])
    assert facts.places.tolist() == [2, NOT_ASKED, -1]
    store.forget({3})
    assert np.isnan(store.of(np.array([3])).areas[0])
    store.put(np.array([3, 4]), ShapeFacts(np.array([31.0, 40]), np.zeros(2), np.array([0, 0])))
    assert store.of(np.array([3, 4, 5, 9])).areas.tolist() == [31, 40, 50, 90]


def test_many_features_set_at_once_give_the_sums_of_setting_each():
    generator = np.random.default_rng(5)

    def some(fids):
        return Contributions(fids, generator.integers(-1, 3, len(fids)),
                             generator.integers(-(10**14), 10**14, (len(fids), 2)))

    ledger, other = LiveLedger(3, 2), LiveLedger(3, 2)
    first = some(np.arange(20))
    for one in (ledger, other):
        one.load(first)
        one.set(3, None)
        one.set(77, first.each()[4])
        one.set(5, first.each()[6])
    touched = np.array([3, 5, 8, 9, 30, 31])
    news = some(np.array([3, 8, 30]))
    ledger.set_many(touched, news)
    for fid in touched.tolist():
        other.set(fid, news.each().get(fid))
    assert ledger.sums() == other.sums() and len(ledger) == len(other)
    assert all(ledger.get(fid) == other.get(fid) for fid in range(90))


def judge(text, *rows):
    fields = QgsFields()
    for name, kind in (("A", QVariant.String), ("N", QVariant.Double)):
        fields.append(QgsField(name, kind))
    context, expression = QgsExpressionContext(), QgsExpression(text)
    context.setFields(fields)
    expression.prepare(context)
    condition = Condition(expression, fields, context)
    verdicts = []
    for number, row in enumerate(rows):
        feature = QgsFeature(fields, number)
        feature.setAttributes(list(row))
        verdicts.append(condition.of(feature, feature.attributes()))
    return condition, verdicts


def test_features_of_the_same_values_are_judged_once_where_the_values_decide():
    rows = [("011", 1.0), ("02", 1.0), (None, 2.0), ("011", 9.0), (None, None), (QVariant(QVariant.String), 1.0)]
    condition, verdicts = judge("\"A\" LIKE '01%'", *rows)
    assert verdicts == [True, False, False, True, False, False]
    assert len(condition._known) <= 4 and not condition.needs_geometry
    assert judge("\"N\" > 1 OR \"A\" = '02'", *rows)[1] == [False, True, True, True, False, False]
    assert judge("\"A\" = '011' AND $id > 0", *rows)[1] == [False, False, False, True, False, False]
    assert judge("to_int(\"A\") > 5", ("7", 0.0), ("x", 0.0), ("7", 1.0), ("x", 2.0))[1] == [True, None, True, None]
    assert judge("$area > 1")[0].needs_geometry
