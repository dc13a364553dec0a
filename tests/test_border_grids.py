"""Boxes that the border of a polygon keeps away from, and areas shared with what lies well within a polygon."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from coverage_cases import from_wkt, square
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.geometry.border_grids import boxes_without_border
from landplan_toolbox.algorithms.geometry.overlap_areas import overlap_areas
from landplan_toolbox.algorithms.geometry.overlap_sums import StripLayer
from landplan_toolbox.algorithms.geometry.wkb import bounding_boxes, geometry_of
from qgis.core import QgsGeometry, QgsRectangle, QgsWkbTypes


def ragged(chance, x, y, corners, hole=False):
    """Return a star of many corners as WKT, in some cases with a hole."""
    def ring(size):
        points = []
        for corner in range(corners):
            angle, reach = 2 * math.pi * corner / corners, size * chance.uniform(0.7, 1.0)
            points.append(f"{x + reach * math.cos(angle)!r} {y + reach * math.sin(angle)!r}")
        return f"({', '.join((*points, points[0]))})"
    return f"POLYGON ({ring(1000.0)}{', ' + ring(300.0) if hole else ''})"


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_no_edge_runs_in_a_free_box(seed):
    chance = random.Random(seed)
    offset = chance.choice([0.0, 36_400_000.0])
    polygons = from_wkt(*(ragged(chance, offset + 2500.0 * number, 0, chance.choice([70, 300, 900]), chance.random() < 0.5)
                          for number in range(3)))
    bounds = bounding_boxes(polygons)
    features = np.array([chance.randrange(3) for _ in range(400)])
    features[0] = 2
    low = np.array([[chance.uniform(bounds[one, side], bounds[one, side + 2]) for side in (0, 1)] for one in features])
    size = np.array([[chance.uniform(0, 200), chance.uniform(0, 200)] for _ in features])
    boxes = np.column_stack((low, np.minimum(low + size, bounds[features, 2:])))
    boxes[0] = bounds[2]
    free = boxes_without_border(polygons, bounds, features, boxes)
    assert free.any() and not free[0]
    for index in np.flatnonzero(free).tolist():
        box = QgsGeometry.fromRect(QgsRectangle(*boxes[index].tolist()))
        border = geometry_of(polygons, int(features[index])).convertToType(QgsWkbTypes.GeometryType.LineGeometry, True)
        assert not border.isNull() and not border.intersects(box), boxes[index]


def test_few_boxes_or_far_more_edges_than_boxes_are_not_looked_at():
    chance = random.Random(1)
    polygons = from_wkt(ragged(chance, 0, 0, 80), ragged(chance, 5000, 5000, 900))
    bounds = bounding_boxes(polygons)
    few = np.tile([-10.0, -10.0, 10.0, 10.0], (15, 1))
    assert not boxes_without_border(polygons, bounds, np.zeros(15, dtype=np.int64), few).any()
    many = np.tile([-10.0, -10.0, 10.0, 10.0], (16, 1))
    assert boxes_without_border(polygons, bounds, np.zeros(16, dtype=np.int64), many).all()
    assert not boxes_without_border(polygons, bounds, np.ones(16, dtype=np.int64), many + 5000.0).any()


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_areas_shared_with_large_polygons_are_those_of_geos(seed):
    chance = random.Random(seed)
    offset = chance.choice([0.0, 36_400_000.0])
    large = from_wkt(ragged(chance, offset, 0, 400, True), ragged(chance, offset + 700, 0, 90))
    small = from_wkt(*(square(offset + chance.uniform(-1100, 1700), chance.uniform(-1100, 1000), chance.uniform(1, 120),
                              chance.uniform(1, 120)) for _ in range(120)))
    found = overlap_areas(small, large)
    areas = dict(zip(zip(found.first.tolist(), found.second.tolist()), found.area.tolist()))
    for one in range(len(small)):
        for two in range(len(large)):
            expected = geometry_of(small, one).intersection(geometry_of(large, two)).area()
            assert areas.get((one, two), 0.0) == pytest.approx(expected, rel=1e-8, abs=1e-3), (one, two)


def test_what_lies_well_within_has_its_whole_area_to_the_last_digit():
    large = from_wkt(ragged(random.Random(3), 0, 0, 200))
    small = from_wkt(*(f"POLYGON (({x} {y}, {x + 7.3} {y + 1.1}, {x + 3.1} {y + 6.7}, {x} {y}))"
                       for x in range(-300, 300, 40) for y in range(-300, 300, 40)))
    found = overlap_areas(small, large)
    assert len(found) == len(small) == 225
    assert found.area.tolist() == StripLayer(small).areas.tolist()
