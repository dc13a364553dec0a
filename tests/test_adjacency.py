"""Shared borders against GEOS: the length of what two boundaries have in common."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.coverage_data import synthetic_coverage
from coverage_cases import RandomLayer, from_wkt, square
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.geometry.adjacency import shared_borders
from landplan_toolbox.algorithms.geometry.wkb import geometry_of, select
from qgis.core import QgsGeometry


def boundary(polygons, index):
    """Return the boundary of a feature as a line geometry."""
    shape = geometry_of(polygons, index)  # must live as long as what constGet returns is used
    return QgsGeometry(shape.constGet().boundary())


def by_geos(polygons):
    """Return {pair: length} of what the boundaries have in common, for features that do not overlap."""
    lines = [boundary(polygons, index) for index in range(len(polygons))]
    found = {}
    for one in range(len(lines)):
        for two in range(one + 1, len(lines)):
            common = lines[one].intersection(lines[two])
            if common.length() > 1e-6:
                found[(one, two)] = common.length()
    return found


def split_grid(seed):
    """Return a clean coverage of rectangles with T-junctions: strips cut at different places."""
    random = np.random.default_rng(seed)
    offset = (0.0, 3.65e7)[seed % 2]
    heights = np.concatenate(([0], np.cumsum(random.integers(3, 12, 4))))
    texts = []
    for low, high in zip(heights[:-1], heights[1:]):
        cuts = np.unique(np.concatenate(([0, 40], random.integers(1, 40, random.integers(0, 5)))))
        for left, right in zip(cuts[:-1], cuts[1:]):
            texts.append(square(float(left) + offset, float(low), float(right - left), float(high - low)))
    return from_wkt(*(texts[index] for index in random.permutation(len(texts))))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_rectangles_with_junctions_share_what_geos_says(seed):
    polygons = split_grid(seed)
    found = shared_borders(polygons)
    expected = by_geos(polygons)
    assert {tuple(pair) for pair in found.pairs.tolist()} == set(expected)
    for pair, length in zip(found.pairs.tolist(), found.length):
        assert length == pytest.approx(expected[tuple(pair)], abs=1e-5)
    for index in range(len(polygons)):
        assert found.perimeter[index] == pytest.approx(boundary(polygons, index).length(), abs=1e-6)


def test_crooked_cells_share_what_geos_says():
    polygons = synthetic_coverage(7, 5, seed=3).polygons
    found, expected = shared_borders(polygons), by_geos(polygons)
    assert {tuple(pair) for pair in found.pairs.tolist()} == set(expected)
    assert found.length == pytest.approx([expected[tuple(pair)] for pair in found.pairs.tolist()], abs=1e-6)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_messy_layers_give_sound_lengths_in_any_order(seed):
    layer = RandomLayer(seed)
    polygons = layer.polygons()
    found = shared_borders(polygons, 1e-4)
    of_feature = np.bincount(found.pairs.ravel(), weights=np.repeat(found.length, 2), minlength=len(polygons))
    assert (found.length > 0).all() and np.isfinite(found.length).all()
    assert (found.pairs[:, 0] < found.pairs[:, 1]).all()
    order = np.random.default_rng(seed).permutation(len(polygons))
    again = shared_borders(select(polygons, order), 1e-4)
    there = {tuple(sorted(order[pair].tolist())): length for pair, length in zip(again.pairs, again.length)}
    assert there == {tuple(pair): length for pair, length in zip(found.pairs.tolist(), found.length)}
    assert of_feature.shape == (len(polygons),)


def test_one_long_edge_faces_several_short_ones():
    polygons = from_wkt(square(0, 0, 30, 10), square(0, 10, 10, 5), square(10, 10, 7, 5), square(17, 10, 20, 5))
    found = shared_borders(polygons)
    assert found.pairs.tolist() == [[0, 1], [0, 2], [0, 3], [1, 2], [2, 3]]
    assert found.length == pytest.approx([10, 7, 13, 5, 5])
    assert found.perimeter == pytest.approx([80, 30, 24, 50])


def test_vertices_within_the_tolerance_still_share():
    polygons = from_wkt(
        "Polygon ((0 0, 10 0, 10 10, 0 10, 0 0))",
        "Polygon ((10.0004 0.0003, 20 0, 20 10, 9.9997 10, 10 5.0004, 10.0004 0.0003))",
        "Polygon ((9.99 10.01, 0 10.01, 0 20, 9.99 20, 9.99 10.01))",
    )
    found = shared_borders(polygons, 0.001)
    assert found.pairs.tolist() == [[0, 1]]
    assert found.length == pytest.approx([10], abs=0.01)


def test_a_hole_filled_by_another_feature_is_shared_all_round():
    polygons = from_wkt(
        "Polygon ((0 0, 30 0, 30 30, 0 30, 0 0), (10 10, 10 20, 20 20, 20 10, 10 10))", square(10, 10)
    )
    found = shared_borders(polygons)
    assert found.pairs.tolist() == [[0, 1]]
    assert found.length.tolist() == [40]
    assert found.perimeter.tolist() == [160, 40]


def test_what_is_no_shared_border():
    touching_corner = from_wkt(square(0, 0), square(10, 10))
    assert len(shared_borders(touching_corner).pairs) == 0
    twins = from_wkt(square(0, 0), square(0, 0))
    assert len(shared_borders(twins).pairs) == 0
    two_parts = from_wkt("MultiPolygon (((0 0, 10 0, 10 10, 0 10, 0 0)), ((20 0, 30 0, 30 10, 20 10, 20 0)))", "")
    found = shared_borders(two_parts)
    assert len(found.pairs) == 0
    assert found.perimeter.tolist() == [80, 0]


def test_nothing_and_bad_tolerances():
    empty = shared_borders(from_wkt(""))
    assert empty.pairs.shape == (0, 2) and empty.perimeter.tolist() == [0]
    for tolerance in (-1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError):
            shared_borders(from_wkt(square(0, 0)), tolerance)


def test_cancelling():
    with pytest.raises(Cancelled):
        shared_borders(from_wkt(square(0, 0), square(10, 0)), 0.0, Watch(0))
