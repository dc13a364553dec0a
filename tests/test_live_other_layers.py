"""Edits of the layers a ledger counts by, besides the edited one: said at once, taken in, equal to a full recomputation."""

from __future__ import annotations

import pytest
from adjustment_support import layer as role_layer
from adjustment_support import pack
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.file_layer import file_layers
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.indicators.live.depends import ledger_roles, measure_roles
from landplan_toolbox.algorithms.indicators.live.edited_layers import snapshot_of
from landplan_toolbox.algorithms.indicators.live.live_measures import measures_of
from landplan_toolbox.algorithms.indicators.live.other_layers import renewal_of
from landplan_toolbox.algorithms.indicators.live.reading import with_layer
from landplan_toolbox.algorithms.indicators.live.session import LiveSession, LiveState
from live_support import (
    TOWNS,
    VILLAGES,
    RandomEditor,
    basic_farmland,
    construction,
    cut_layers,
    fringe,
    layers_besides,
    settle,
    sheet,
    stored_in,
    tree,
)
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsVectorLayer
from selfcheck_support import make_dataset, square


@pytest.fixture(autouse=True)
def project():
    """An empty project, emptied afterwards."""
    one = QgsProject.instance()
    one.clear()
    yield one
    for layer in one.mapLayers().values():
        if layer.isEditable():
            layer.rollBack()
    one.clear()


class County:
    """Edited basic farmland with the other layers, on the map and in a file or in memory alone."""

    def __init__(self, project, folder=None, edited=None, others=None, from_project=False, start=True):
        layers = [edited or basic_farmland(), *(others or [*layers_besides(), fringe()])]
        if folder is None:
            self.dataset = make_dataset(pack(), *layers)
        else:
            layers = stored_in(layers, folder)
            self.dataset = bind(pack(), file_layers(str(folder / "县.gpkg")), "县.gpkg")
        project.addMapLayers(layers, False)
        self.layers = {role: layer for role, bound in self.dataset.bound_layers.items() for layer in layers
                       if bound.name == layer.name()}
        self.role = "new_construction" if edited is not None else "basic_farmland"
        self.session = LiveSession.prepare(
            self.dataset, tree(), self.role, self.layers[self.role], sheet(), from_project=from_project)
        if start:
            self.session.start(background=False)

    def pause(self):
        """Let the edits of the other layers pause."""
        settle()
        self.session._others.flush()
        settle()

    def is_exact(self, steps=()):
        """See that rows and measured values are those of a full recomputation."""
        session = self.session
        assert session.state is LiveState.READY, (steps, session.problem)
        assert session.outdated() == (), steps
        assert session.rows() == session.recomputed(), steps
        roles = measure_roles(self.dataset, self.role, session.year)
        now = renewal_of(self.dataset, roles, QgsProject.instance(), session._from_project, session.layer).of(
            self.dataset)
        now = with_layer(now, self.role, snapshot_of(session.layer))
        full = measures_of(now, tree(), self.role, snapshot_of(session.layer), session.year, Silent())
        assert dict(session.measured()) == full.values(), steps


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_random_edits_of_all_layers_at_once(project, seed, stored, tmp_path):
    county = County(project, tmp_path if stored else None, from_project=not stored)
    editors = {role: RandomEditor(layer, seed) for role, layer in county.layers.items()}
    steps, seen = [], set()
    for number in range(30):
        role = ["basic_farmland", "previous_farmland", "village", "urban_fringe", "admin_area"][(number * 7 + seed) % 5]
        steps.append((role, editors[role].step()))
        settle()
        seen.add(county.session.rows()[0].now.entered)
        if number % 2:
            county.pause()
            county.is_exact(steps)
    assert len(seen) > 3
    for layer in county.layers.values():
        if layer.isEditable():
            layer.rollBack()
    county.pause()
    county.is_exact(steps)


def test_layers_that_are_cut_and_cut_are_followed_too(project):
    county = County(project, edited=construction(), others=cut_layers(), from_project=True)
    editors = {role: RandomEditor(layer, 3) for role, layer in county.layers.items()}
    first, steps = dict(county.session.measured()), []
    for number in range(12):
        role = ["land_use", "previous_construction", "new_construction", "village"][number % 4]
        editors[role].step()
        steps.append((role, editors[role].step()))
        county.pause()
        county.is_exact(steps)
    assert dict(county.session.measured()) != first


def test_what_is_outdated_is_said_at_once_and_edits_made_meanwhile_are_kept(project, qtbot):
    county = County(project, start=False, from_project=True)
    session = county.session
    session.start()
    qtbot.waitUntil(lambda: session.state is LiveState.READY, timeout=20_000)
    before, edited = county.layers["previous_farmland"], county.layers["basic_farmland"]
    rows = session.rows()
    before.startEditing()
    before.deleteFeatures(sorted(before.allFeatureIds())[:5])
    (said,) = session.outdated()  # at once
    assert said.values["layers"] == before.name() and session.rows() == rows
    edited.startEditing()
    edited.deleteFeature(sorted(edited.allFeatureIds())[0])
    session.flush()
    assert session.rows()[0].area == rows[0].area - 9000 and session.outdated()
    session._others.flush()
    edited.deleteFeature(sorted(edited.allFeatureIds())[0])  # while it is worked out
    assert session.outdated() and session.rows()
    qtbot.waitUntil(lambda: session.outdated() == (), timeout=20_000)
    assert session.rows() == session.recomputed()
    assert session.rows()[0].area == rows[0].area - 18_000
    assert session.rows()[0].now.left != rows[0].now.left
    session.stop()


def test_only_the_measured_values_depend_on_the_fringe(project):
    county = County(project, from_project=True)
    assert "urban_fringe" in measure_roles(county.dataset, "basic_farmland", county.session.year)
    assert ledger_roles(county.dataset, county.session.rules) == {"previous_farmland", "admin_area", "village"}
    told = []
    county.session.resetting.connect(lambda: told.append(True))
    values, layer = dict(county.session.measured()), county.layers["urban_fringe"]
    layer.startEditing()
    layer.deleteFeature(sorted(layer.allFeatureIds())[0])
    settle()
    assert county.session.outdated() == ()  # the rows are true all the same
    assert county.session.measured() == {}  # nothing rather than what is no longer true
    county.pause()
    assert not told and dict(county.session.measured()) != values
    county.is_exact()
    layer.rollBack()
    county.pause()
    assert dict(county.session.measured()) == values


def test_a_second_layer_is_edited_when_the_ledger_begins(project):
    county = County(project, start=False)
    layer = county.layers["previous_farmland"]
    layer.startEditing()
    layer.deleteFeatures(sorted(layer.allFeatureIds())[:10])
    county.session.start(background=False)
    county.is_exact()
    left = county.session.rows()[0].now.left
    layer.rollBack()
    county.pause()
    county.is_exact()
    assert county.session.rows()[0].now.left != left


def test_what_was_saved_since_the_data_were_opened_counts(project, tmp_path):
    county = County(project, tmp_path, start=False)
    county.dataset.layer("previous_farmland").read()  # kept, as it was then
    layer = county.layers["previous_farmland"]
    layer.startEditing()
    layer.deleteFeatures(sorted(layer.allFeatureIds())[:10])
    assert layer.commitChanges()
    county.session.start(background=False)
    left = county.session.rows()[0].now.left
    county.is_exact()
    project.clear()
    assert County(project, tmp_path / "other").session.rows()[0].now.left > left


def test_a_layer_removed_and_one_put_in_its_place(project):
    county = County(project, from_project=True)
    layer = county.layers["previous_farmland"]
    name = layer.name()
    assert county.session.rows()[0].now.entered is not None
    project.removeMapLayer(layer.id())
    assert county.session.outdated()
    county.pause()
    assert county.session.rows()[0].now.entered is None
    assert any(message.values.get("layer") == pack().layers["previous_farmland"].title
               for message in county.session.reservations())
    county.is_exact()
    other = role_layer("previous_farmland", [{"wkt": square(0, 0, 300), "JBNTMJ": 90_000.0, "TBMJ": 90_000.0}])
    assert other.name() == name
    project.addMapLayer(other, False)
    assert county.session.outdated()
    county.pause()
    assert county.session.rows()[0].now.entered is not None
    county.is_exact()


def test_a_filter_counts_where_the_map_is_the_data_and_not_where_a_file_is(project, tmp_path):
    for from_project in (True, False):
        project.clear()
        county = County(project, tmp_path / str(from_project), from_project=from_project)
        layer, left = county.layers["previous_farmland"], county.session.rows()[0].now.left
        layer.setSubsetString('"fid" < 9')
        county.pause()
        county.is_exact()
        assert (county.session.rows()[0].now.left != left) == from_project
        layer.startEditing()
        layer.deleteFeature(sorted(layer.allFeatureIds())[0])
        county.pause()
        county.is_exact()
        notes = [message.text for message in county.session.reservations()]
        assert any("only once they are saved" in text for text in notes) == (not from_project)
        layer.rollBack()


def test_another_crs_and_another_source(project, tmp_path):
    county = County(project, from_project=True)
    layer = county.layers["previous_farmland"]
    rows = county.session.rows()
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4544"))
    assert county.session.outdated()
    county.pause()
    county.is_exact()
    assert county.session.rows()[0].now.entered != rows[0].now.entered
    layer.setCrs(QgsCoordinateReferenceSystem())  # nothing can be brought into the CRS of the other
    county.pause()
    assert county.session.state is LiveState.FAILED and layer.name() in str(county.session.problem.values)
    layer.setCrs(county.layers["basic_farmland"].crs())
    county.pause()
    assert county.session.rows() == rows


def test_another_view_of_the_edited_layer_is_saved(project, tmp_path):
    county = County(project, tmp_path)
    layer = county.layers["basic_farmland"]
    view = QgsVectorLayer(layer.source(), "view", "ogr")
    project.addMapLayer(view, False)
    area = county.session.rows()[0].area
    view.startEditing()
    view.deleteFeature(sorted(view.allFeatureIds())[0])
    county.pause()
    assert county.session.rows()[0].area == area  # a draft of another view
    assert view.commitChanges()
    county.pause()
    county.is_exact()
    assert county.session.rows()[0].area == area - 9000
    layer.startEditing()  # both at once
    layer.deleteFeature(sorted(layer.allFeatureIds())[5])
    view.startEditing()
    view.deleteFeature(sorted(view.allFeatureIds())[0])
    assert view.commitChanges()
    county.pause()
    county.is_exact()
    assert county.session.rows()[0].area == area - 3 * 9000
    layer.undoStack().undo()
    settle()
    county.is_exact()
    assert county.session.rows()[0].area == area - 2 * 9000


def test_units_that_are_drawn_anew_move_what_lies_in_them(project):
    county = County(project, from_project=True)
    edited, villages = county.layers["basic_farmland"], county.layers["village"]
    edited.startEditing()
    index = edited.fields().lookupField("ZLDWDM")
    for fid in sorted(edited.allFeatureIds()):
        edited.changeAttributeValue(fid, index, None)  # only the place tells
    county.pause()
    county.is_exact()
    areas = {row.unit: row.area for row in county.session.rows()}
    villages.startEditing()
    fids = sorted(villages.allFeatureIds())
    villages.deleteFeature(fids[0])
    villages.changeGeometry(fids[1], QgsGeometry.fromWkt(square(0, -500, 600, 3000)))
    county.pause()
    county.is_exact()
    now = {row.unit: row.area for row in county.session.rows()}
    assert now[VILLAGES[0]] == 0 and now[VILLAGES[1]] == areas[VILLAGES[0]] + areas[VILLAGES[1]]
    assert now[TOWNS[0]] == areas[TOWNS[0]]


def test_nothing_is_watched_after_the_end(project):
    county = County(project, from_project=True)
    county.session.stop()
    layer = county.layers["previous_farmland"]
    layer.startEditing()
    layer.deleteFeature(sorted(layer.allFeatureIds())[0])
    project.removeMapLayer(county.layers["village"].id())
    county.pause()
    assert county.session.state is LiveState.STOPPED and not county.session.outdated()
