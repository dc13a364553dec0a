"""All borders of two layers form faces; each knows its feature of either layer, and faces put together are the pieces."""

from __future__ import annotations

import numpy as np
import pytest
from coverage_cases import RandomLayer, from_wkt, square
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.geometry.coverage_input import polygon_parts, ring_areas, sound_polygons
from landplan_toolbox.algorithms.geometry.joint_faces import joint_faces, united
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb, select
from landplan_toolbox.algorithms.geometry.wkb_write import geometry_of
from qgis.core import QgsGeometry


def shapes_of(polygons):
    return [geometry_of(polygons, index) if np.diff(polygons.feature_offsets)[index] else QgsGeometry()
            for index in range(len(polygons))]


def pieces_of(first, second):
    """Return the polygons by (feature of the first, feature of the second)."""
    joint = joint_faces(first, second, Silent())
    pairs, label = np.unique(joint.feature, axis=0, return_inverse=True)
    shapes = united(joint, label.reshape(-1), len(pairs))
    return {(int(a), int(b)): geometry_of(shapes, at) for at, (a, b) in enumerate(pairs.tolist())}


def owned(shapes):
    """Return what is left of each shape once larger ones (of equal ones: earlier ones) have taken theirs."""
    order = sorted((at for at, shape in enumerate(shapes) if not shape.isNull()),
                   key=lambda at: (-round(shapes[at].area(), 9), at))
    left, taken = {}, QgsGeometry()
    for at in order:
        left[at] = shapes[at] if taken.isNull() else shapes[at].difference(taken)
        taken = shapes[at] if taken.isNull() else taken.combine(shapes[at])
    return left


def two_layers(seed):
    """Return two messy layers over each other near the origin, where GEOS computes what is meant."""
    layers = []
    for number in (0, 1):
        layer = RandomLayer(seed * 2 + number, 3)
        layer.offset = 0.0
        layers.append(sound_polygons(layer.polygons(), Silent()))
    return layers


def test_shifted_squares_share_what_they_share():
    found = pieces_of(from_wkt(square(0, 0), square(10, 0)), from_wkt(square(5, 5, 10, 10)))
    assert {pair: shape.area() for pair, shape in found.items()} == {
        (-1, 0): 50.0, (0, -1): 75.0, (0, 0): 25.0, (1, -1): 75.0, (1, 0): 25.0,
    }


def test_one_border_drawn_with_more_corners_makes_no_faces():
    first = from_wkt("Polygon ((0 0, 10 0, 10 10, 0 10, 0 0))")
    second = from_wkt("Polygon ((0 0, 3 0, 10 0, 10 5, 10 10, 0 10, 0 0))")
    joint = joint_faces(first, second, Silent())
    assert len(joint) == 1 and joint.feature.tolist() == [[0, 0]] and joint.depth.tolist() == [[1, 1]]


def test_an_island_deep_inside_knows_what_lies_around_it():
    first = from_wkt(square(0, 0, 100, 100))
    second = from_wkt("Polygon ((20 20, 80 20, 80 80, 20 80, 20 20), (40 40, 60 40, 60 60, 40 60, 40 40))",
                      square(45, 45, 5, 5))
    found = pieces_of(first, second)
    assert {pair: shape.area() for pair, shape in found.items()} == {(0, 0): 3200.0, (0, 1): 25.0, (0, -1): 6775.0}


def test_of_overlapping_features_the_larger_has_the_land_whatever_their_order():
    large, small, second = square(0, 0, 10, 10), square(5, 0, 8, 10), square(0, 0, 20, 10)
    for first, expected in (((large, small), {(0, 0): 100.0, (1, 0): 30.0, (-1, 0): 70.0}),
                            ((small, large), {(1, 0): 100.0, (0, 0): 30.0, (-1, 0): 70.0})):
        found = pieces_of(from_wkt(*first), from_wkt(second))
        assert {pair: shape.area() for pair, shape in found.items()} == expected


def test_two_features_of_one_shape_count_once():
    joint = joint_faces(from_wkt(square(0, 0), square(0, 0)), from_wkt(square(0, 0)), Silent())
    assert joint.depth.tolist() == [[2, 1]] and joint.feature.tolist() == [[0, 0]]


def test_empty_layers_make_no_faces():
    nothing = polygons_from_wkb([])
    assert len(joint_faces(nothing, nothing, Silent())) == 0
    assert pieces_of(from_wkt(square(0, 0), ""), nothing) and len(joint_faces(from_wkt(""), nothing, Silent())) == 0


def test_faces_that_touch_in_a_point_stay_parts_of_a_valid_piece():
    first = from_wkt(square(0, 0, 20, 20))
    second = from_wkt(square(0, 0, 10, 10), square(10, 10, 10, 10), square(12, 2, 3, 3), square(15, 5, 2, 2))
    found = pieces_of(first, second)
    rest = found[0, -1]
    assert rest.isGeosValid() and rest.area() == 400 - 200 - 9 - 4
    assert all(shape.isGeosValid() for shape in found.values())


def test_labels_join_faces_and_leave_the_borders_between_them_out():
    joint = joint_faces(from_wkt(square(0, 0, 30, 10)), from_wkt(square(0, 0), square(10, 0)), Silent())
    order = np.argsort(joint.faces.points[:, 0])
    label = np.empty(3, dtype=np.int64)
    label[order] = (0, 0, 1)
    whole = united(joint, label, 2)
    shape = geometry_of(whole, 0)
    assert len(polygon_parts(shape)) == 1 and shape.area() == 200
    label[order] = (0, -1, 0)
    apart = united(joint, label, 2)
    assert len(polygon_parts(geometry_of(apart, 0))) == 2 and np.diff(apart.feature_offsets).tolist() == [2, 0]


def test_cancel_stops_it():
    with pytest.raises(Cancelled):
        joint_faces(from_wkt(square(0, 0)), from_wkt(square(0, 0)), Watch(0))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_pieces_are_those_of_geos(seed):
    first, second = two_layers(seed)
    found = pieces_of(first, second)
    one, two = owned(shapes_of(first)), owned(shapes_of(second))
    scale = max((abs(ring_areas(first)).max(initial=0.0)), 1.0)
    for a, shape in one.items():
        rest = shape.area()
        for b, other in two.items():
            expected = shape.intersection(other).area()
            assert (found[a, b].area() if (a, b) in found else 0.0) == pytest.approx(expected, abs=1e-6 * scale)
            rest -= expected
        assert (found[a, -1].area() if (a, -1) in found else 0.0) == pytest.approx(rest, abs=1e-6 * scale)
    for shape in found.values():
        assert shape.isGeosValid()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_faces_of_far_coordinates_fill_the_union_without_overlap(seed, other):
    first, second = (sound_polygons(RandomLayer(each, 3).polygons(), Silent()) for each in (seed, other))
    second = select(second, np.arange(len(second)))
    joint = joint_faces(first, second, Silent())
    covered = np.flatnonzero((joint.depth > 0).any(axis=1))
    area = sum(geometry_of(joint.faces.polygons, face).area() for face in covered.tolist())
    shapes = [shape for shape in (*shapes_of(first), *shapes_of(second)) if not shape.isNull()]
    union = QgsGeometry.unaryUnion(shapes)
    assert area == pytest.approx(union.area(), rel=1e-6)
