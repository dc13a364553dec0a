"""Overlaps between two layers, and parts outside of a cover."""

from __future__ import annotations

import random

import numpy as np
import pytest
from benchmarks.coverage_data import synthetic_coverage
from coverage_cases import RandomLayer, from_wkt, noise, shapes_of, square, wide_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.geometry.overlay import overlaps_between, parts_outside
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb, select
from qgis.core import QgsGeometry

TOLERANCE = 0.001


def two_layers(seed):
    """Return two random layers: versions of one, unrelated, or a layer and its merged features."""
    first = RandomLayer(seed).polygons()
    choose = random.Random(seed)
    how = choose.choice(("same", "other", "some", "merged"))
    if how == "other":
        other = RandomLayer(seed + 1)
        other.offset = first.x.min().round(-4)
        return first, other.polygons()
    if how == "some":
        return first, select(first, np.array([choose.random() < 0.7 for _ in range(len(first))]))
    if how == "merged":
        shapes = [shape for shape in shapes_of(first) if not shape.isNull()]
        halves = shapes[: len(shapes) // 2 + 1], shapes[len(shapes) // 2 :]
        merged = [QgsGeometry.unaryUnion(half) for half in halves]
        return first, polygons_from_wkb([bytes(shape.asWkb()) for shape in merged])
    return first, first


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_overlaps_between_random_layers(seed):
    first, second = two_layers(seed)
    pieces: dict[tuple[int, int], list[float]] = {}
    for error in overlaps_between(first, second, 1e-6):
        pieces.setdefault((error.feature_a, error.feature_b), []).append(error.geometry.area())
    slack = noise(first) + 1e-5
    ones, twos = shapes_of(first), shapes_of(second)
    for a, one in enumerate(ones):
        for b, two in enumerate(twos):
            meet = not one.isNull() and not two.isNull()
            expected = wide_parts(one.intersection(two), 1e-6) if meet else []
            assert sorted(pieces.get((a, b), [])) == pytest.approx(expected, rel=1e-7, abs=slack)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_parts_of_random_layers_outside(seed):
    first, second = two_layers(seed)
    pieces: dict[int, list[float]] = {}
    for error in parts_outside(first, second, 1e-6):
        assert (error.kind, error.feature_b) == ("outside", -1)
        pieces.setdefault(error.feature_a, []).append(error.geometry.area())
    slack = noise(first) + 1e-5
    covers = [shape for shape in shapes_of(second) if not shape.isNull()]
    for index, shape in enumerate(shapes_of(first)):
        rest = QgsGeometry(shape)
        # one by one: GEOS at times takes away nothing when the cover is one large union
        for cover in covers:
            rest = rest.difference(cover) if not rest.isNull() else rest
        expected = wide_parts(rest, 1e-6)
        assert sorted(pieces.get(index, [])) == pytest.approx(expected, rel=1e-7, abs=slack)


@pytest.fixture(scope="module")
def parcels():
    """A clean coverage of 40 x 40 cells."""
    return synthetic_coverage(40, 40).polygons


@pytest.fixture(scope="module")
def towns(parcels):
    """Four towns that are the union of their cells, with dense borders."""
    cells = np.arange(1600)
    town = (cells % 40) // 20 + 2 * (cells // 40 // 20)
    shapes = shapes_of(parcels)
    merged = [QgsGeometry.unaryUnion([shapes[cell] for cell in np.flatnonzero(town == i)]) for i in range(4)]
    return polygons_from_wkb([bytes(shape.densifyByCount(3).asWkb()) for shape in merged])


def test_parcels_that_share_the_border_of_a_town_are_inside(parcels, towns):
    assert parts_outside(parcels, towns, TOLERANCE) == []
    assert parts_outside(towns, parcels, TOLERANCE) == []


def test_parcels_overlap_their_own_town_only(parcels, towns):
    errors = overlaps_between(parcels, towns, TOLERANCE)
    column, row = np.arange(1600) % 40, np.arange(1600) // 40
    expected = list(enumerate((column // 20 + 2 * (row // 20)).tolist()))
    assert [(error.feature_a, error.feature_b) for error in errors] == expected


def test_large_town_is_cut_exactly(parcels, towns):
    assert np.diff(towns.ring_offsets).min() > 512  # large enough to be cut into windows
    moved = select(towns, np.arange(4))
    moved.x[:] += 31.0
    moved.y[:] += 17.0
    shapes, town_shapes = shapes_of(parcels), shapes_of(moved)
    checked = 0
    for error in overlaps_between(parcels, moved, TOLERANCE):
        if error.feature_a % 7:
            continue
        whole = wide_parts(shapes[error.feature_a].intersection(town_shapes[error.feature_b]), TOLERANCE)
        assert any(error.geometry.area() == pytest.approx(area, rel=1e-9) for area in whole)
        checked += 1
    assert checked > 200
    outside = sum(error.geometry.area() for error in parts_outside(parcels, moved, TOLERANCE))
    union = QgsGeometry.unaryUnion(town_shapes)
    beyond = [shape.difference(union).area() for shape in shapes]
    assert outside == pytest.approx(sum(beyond), rel=1e-8)


def test_two_versions_of_a_layer(parcels):
    after = select(parcels, np.arange(1600))
    changed = 3 * 40 + 5
    begin = after.ring_offsets[changed]
    after.x[begin + 2] += 7.0
    after.y[begin + 2] += 11.0
    pairs = {(error.feature_a, error.feature_b) for error in overlaps_between(parcels, after, TOLERANCE)}
    assert {(index, index) for index in range(1600)} <= pairs
    assert all(a == b or changed in (a, b) for a, b in pairs)


def test_part_outside_is_reported_by_piece():
    cross = "Polygon ((0 4, 4 4, 4 0, 6 0, 6 4, 10 4, 10 6, 6 6, 6 10, 4 10, 4 6, 0 6, 0 4))"
    errors = parts_outside(from_wkt(cross), from_wkt(square(2, 2, 6, 6)), TOLERANCE)
    assert [(e.feature_a, round(e.geometry.area(), 9)) for e in errors] == [(0, 4.0)] * 4
    assert [e.geometry.boundingBox().xMinimum() for e in errors] == [0, 4, 4, 8]


def test_feature_far_from_the_cover_is_outside_whole():
    layer = from_wkt(square(0, 0), square(100, 0))
    errors = parts_outside(layer, from_wkt(square(-5, -5, 20, 20)), TOLERANCE)
    assert [(e.feature_a, e.geometry.area()) for e in errors] == [(1, 100.0)]


def test_overlapping_features_and_overlapping_cover():
    layer = from_wkt(square(0, 0), square(5, 0), square(0, 0))
    cover = from_wkt(square(0, 0, 8, 10), square(4, 0, 8, 10), square(4, 0, 8, 10))
    errors = parts_outside(layer, cover, TOLERANCE)
    assert [(e.feature_a, round(e.geometry.area(), 9)) for e in errors] == [(1, 30.0)]


def test_without_a_cover_everything_is_outside():
    errors = parts_outside(from_wkt(square(0, 0), "", square(10, 0)), from_wkt(), TOLERANCE)
    assert [(e.feature_a, e.geometry.area()) for e in errors] == [(0, 100.0), (2, 100.0)]
    assert parts_outside(from_wkt(), from_wkt(square(0, 0)), TOLERANCE) == []
    assert overlaps_between(from_wkt(square(0, 0)), from_wkt(""), TOLERANCE) == []


def test_strips_narrower_than_the_tolerance_are_left_out():
    layer, cover = from_wkt(square(0, 0)), from_wkt(square(0.0006, 0, 9.999, 10))
    assert parts_outside(layer, cover, TOLERANCE) == []
    assert len(parts_outside(layer, cover, 1e-5)) == 2
    assert overlaps_between(layer, from_wkt(square(9.9995, 0)), TOLERANCE) == []


def test_bow_tie_in_either_layer():
    bow_tie = "Polygon ((0 0, 10 10, 10 0, 0 10, 0 0))"
    layer = from_wkt(bow_tie, square(0, 0, 5, 10))
    errors = overlaps_between(layer, from_wkt(square(5, 0), bow_tie), TOLERANCE)
    areas = [(e.feature_a, e.feature_b, round(e.geometry.area(), 6)) for e in errors]
    assert areas == [(0, 0, 25.0), (0, 1, 25.0), (0, 1, 25.0), (1, 1, 25.0)]
    outside = parts_outside(from_wkt(square(0, 0)), from_wkt(bow_tie), TOLERANCE)
    assert [round(e.geometry.area(), 6) for e in outside] == [25.0, 25.0]


@pytest.mark.parametrize("function", [overlaps_between, parts_outside])
def test_cancel_and_bad_tolerance(function, parcels, towns):
    class Stop:
        def isCanceled(self):  # noqa: N802
            return True

        def setProgress(self, progress):  # noqa: N802
            raise AssertionError("cancelled before any progress")

    with pytest.raises(Cancelled):
        function(parcels, towns, TOLERANCE, Stop())
    with pytest.raises(ValueError):
        function(parcels, towns, -1.0)
