"""The building blocks of the coverage topology against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from coverage_cases import RandomLayer, from_wkt, square
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.geometry.coverage_boxes import chunks, expand_ranges, join_boxes
from landplan_toolbox.algorithms.geometry.coverage_contacts import contacts
from landplan_toolbox.algorithms.geometry.coverage_edges import VertexCells
from landplan_toolbox.algorithms.geometry.coverage_faces import enclosed_faces
from landplan_toolbox.algorithms.geometry.coverage_input import sound_polygons
from landplan_toolbox.algorithms.geometry.coverage_junctions import arranged
from landplan_toolbox.algorithms.geometry.overlay_geometry import OverlayGeometries, remainder
from landplan_toolbox.algorithms.geometry.point_in_polygon import EdgeSlabs
from landplan_toolbox.algorithms.geometry.wkb import bounding_boxes, geometry_of
from qgis.core import QgsGeometry, QgsPointXY

SEEDS = st.integers(0, 10**6)


def random_boxes(random, count):
    """Return boxes of very different sizes, some of them points, some on integers, some NaN."""
    low = random.uniform(-1000, 1000, (count, 2))
    size = 10.0 ** random.uniform(-3, 3, (count, 2)) * (random.random((count, 1)) < 0.8)
    boxes = np.concatenate((low, low + size), axis=1)
    rounded = random.random(count) < 0.3
    boxes[rounded] = np.round(boxes[rounded])
    boxes[random.random(count) < 0.05] = np.nan
    return boxes


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SEEDS, st.integers(0, 60), st.integers(0, 60))
def test_join_boxes_finds_what_all_pairs_find(seed, count_a, count_b):
    random = np.random.default_rng(seed)
    a, b = random_boxes(random, count_a), random_boxes(random, count_b)
    meets = (a[:, None, 0] <= b[None, :, 2]) & (a[:, None, 2] >= b[None, :, 0])
    meets &= (a[:, None, 1] <= b[None, :, 3]) & (a[:, None, 3] >= b[None, :, 1])
    first, second = join_boxes(a, b)
    expected = np.nonzero(meets)
    assert first.tolist() == expected[0].tolist()
    assert second.tolist() == expected[1].tolist()


def test_indices_have_64_bits_where_whole_numbers_have_32_by_default(monkeypatch):
    """As on Windows with numpy 1: pairs of indices are made keys, which 32 bits do not hold."""
    arange = np.arange
    monkeypatch.setattr(np, "arange", lambda *sizes, dtype=np.int32: arange(*sizes, dtype=dtype))
    owners, members = expand_ranges(np.array([5, 0], dtype=np.int64), np.array([2, 1], dtype=np.int64))
    assert owners.dtype == members.dtype == np.int64


def test_expand_ranges_and_chunks():
    owners, members = expand_ranges(np.array([5, 0, 7]), np.array([2, 0, 3]))
    assert owners.tolist() == [0, 0, 2, 2, 2]
    assert members.tolist() == [5, 6, 7, 8, 9]
    counts = np.array([3, 3, 3, 50, 1, 1])
    slices = chunks(counts, 6)
    assert [index for part in slices for index in range(6)[part]] == [0, 1, 2, 3, 4, 5]
    assert chunks(np.empty(0, dtype=np.int64), 6) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SEEDS)
def test_slabs_hold_the_points_that_geos_holds(seed):
    polygons = sound_polygons(RandomLayer(seed).polygons(), Silent())
    random = np.random.default_rng(seed)
    features = np.flatnonzero(np.diff(polygons.feature_offsets))
    asked = random.choice(features, 60)
    boxes = bounding_boxes(polygons)[asked]
    points = boxes[:, :2] + random.uniform(-0.1, 1.1, (60, 2)) * (boxes[:, 2:] - boxes[:, :2])
    inside = EdgeSlabs(polygons, asked).hold(asked, points[:, 0], points[:, 1])
    for feature, point, held in zip(asked.tolist(), points.tolist(), inside.tolist()):
        assert held == geometry_of(polygons, feature).contains(QgsPointXY(*point))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SEEDS)
def test_slabs_find_the_edges_in_a_box(seed):
    polygons = sound_polygons(RandomLayer(seed).polygons(), Silent())
    random = np.random.default_rng(seed)
    asked = random.choice(np.flatnonzero(np.diff(polygons.feature_offsets)), 40)
    around = bounding_boxes(polygons)[asked]
    low = around[:, :2] + random.uniform(-0.5, 1, (40, 2)) * (around[:, 2:] - around[:, :2])
    boxes = np.concatenate((low, low + random.uniform(0, 5, (40, 2))), axis=1)
    query, _ = EdgeSlabs(polygons, asked).edges_in(asked, boxes)
    for number, (feature, box) in enumerate(zip(asked.tolist(), boxes.tolist())):
        shape = geometry_of(polygons, feature)
        border = QgsGeometry(shape.constGet().boundary())
        window = QgsGeometry.fromWkt(square(box[0], box[1], box[2] - box[0], box[3] - box[1]))
        assert (number in query) == border.intersects(window)


def test_contacts_of_lines():
    segments = np.array([[0.0, 0, 10, 0], [5, -5, 5, 5], [2, 0.0005, 2, 8], [10, 0, 12, 3]])
    ends = np.array([[0, 1], [2, 3], [4, 5], [1, 6]])
    fresh = np.ones(4, dtype=bool)
    found = contacts(segments, ends, fresh, 0.001)
    assert [values.tolist() for values in found.touching] == [[0], [4]]
    # the touched line is cut first; what crosses it is looked at afterwards
    assert len(found.x) == 0
    found = contacts(segments, ends, fresh, 1e-6)
    assert [values.tolist() for values in found.crossing] == [[0], [1]]
    assert (found.x.tolist(), found.y.tolist()) == ([5.0], [0.0])
    assert len(contacts(segments, ends, np.array([False, False, False, True]), 1e-6).x) == 0


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SEEDS)
def test_faces_tile_what_the_features_enclose(seed):
    polygons = sound_polygons(RandomLayer(seed).polygons(), Silent())
    cells = VertexCells(polygons, 1e-6)
    mask = cells.edge_mask(np.zeros(len(polygons), dtype=bool))
    faces = enclosed_faces(arranged(cells.edges(np.flatnonzero(mask)), 1e-6, 1e-7, Silent()))
    shapes = [geometry_of(polygons, index) for index in range(len(polygons))]
    total = 0.0
    for face, pieces in faces.geometries(range(len(faces))):
        assert all(piece.isGeosValid() for piece in pieces)
        area = sum(piece.area() for piece in pieces)
        total += area * faces.depths[face]
        point = QgsPointXY(*faces.points[face].tolist())
        if area > 1e-3:
            assert any(piece.contains(point) for piece in pieces)
            assert faces.depths[face] == sum(not shape.isNull() and shape.contains(point) for shape in shapes)
    assert total == pytest.approx(sum(shape.area() for shape in shapes if not shape.isNull()), rel=1e-6)


def test_a_large_geometry_near_a_box_is_the_geometry_there():
    around = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
    reach = 1000 + 20 * np.sin(around * 50)
    xs, ys = (reach * np.cos(around)).tolist(), (reach * np.sin(around)).tolist()
    points = ", ".join(f"{x!r} {y!r}" for x, y in zip([*xs, xs[0]], [*ys, ys[0]]))
    layer = from_wkt(f"Polygon (({points}))", square(0, 0))
    shapes = OverlayGeometries(layer, bounding_boxes(layer))
    whole = shapes.whole(0)
    random = np.random.default_rng(5)
    for _ in range(200):
        low = random.uniform(-1050, 1050, 2)
        box = np.concatenate((low, low + 10.0 ** random.uniform(-1, 2.5, 2)))
        window = QgsGeometry.fromWkt(square(*low.tolist(), *(box[2:] - low).tolist()))
        near = shapes.near(0, box)
        area = 0.0 if near.isEmpty() else near.intersection(window).area()
        assert area == pytest.approx(whole.intersection(window).area(), rel=1e-9, abs=1e-6)
    near = shapes.near(0, np.array([998.0, 0, 1002.0, 4.0]))
    assert near.constGet().nCoordinates() < 600


def test_remainder_takes_away_what_is_shared():
    one, two = (QgsGeometry.fromWkt(text) for text in (square(0, 0), square(4, 0)))
    assert remainder(one, two, 1e-9).area() == pytest.approx(40.0)
    assert remainder(one, one, 1e-9).isEmpty()
