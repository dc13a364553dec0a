"""Two delineations compared: hand-worked squares, slivers, overlaps, and random layers against GEOS."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.coverage_data import synthetic_coverage
from coverage_cases import RandomLayer, from_wkt, noise, shapes_of, square
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.adjustment.comparison import CHANGES, IN, KEPT, OUT, compare
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.geometry.area import ellipsoidal_areas
from landplan_toolbox.algorithms.geometry.overlap_areas import overlap_areas
from landplan_toolbox.algorithms.geometry.projection import area_frame
from landplan_toolbox.algorithms.geometry.wkb import concatenate, geometry_of, polygons_from_wkb, select
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from test_coverage_overlay import two_layers

FRAME = area_frame(QgsCoordinateReferenceSystem("EPSG:4524"))
X, Y = 36_500_000, 3_800_000  # on the central meridian a square metre of the plane is one of the ellipsoid


def layer(*shapes):
    """Return polygons from (x, y, width, height) or WKT with X and Y added."""
    return from_wkt(*(shape if isinstance(shape, str) else square(X + shape[0], Y + shape[1], *shape[2:])
                      for shape in shapes))


def pieces(result):
    """Return (change, before, after, plane area) of all pieces."""
    areas = [geometry_of(result.polygons, index).area() for index in range(len(result))]
    kinds = [CHANGES[kind] for kind in result.change]
    return list(zip(kinds, result.before.tolist(), result.after.tolist(), np.round(areas, 3).tolist()))


def check_identities(result, before=None, after=None):
    """Check that the sums add up, and that they are the areas of the layers where these overlap nowhere."""
    assert result.before_m2 == pytest.approx(result.kept_m2 + result.out_m2, abs=1e-6)
    assert result.after_m2 == pytest.approx(
        result.kept_m2 - result.slivers_out_m2 + result.slivers_in_m2 + result.in_m2, abs=1e-6
    )
    assert (result.area_m2 > 0).all() and result.slivers_out_m2 >= 0
    for polygons, total in ((before, result.before_m2), (after, result.after_m2)):
        if polygons is not None:
            assert total == pytest.approx(ellipsoidal_areas(polygons, FRAME).sum(), rel=1e-7, abs=0.05)


def test_squares_worked_out_by_hand():
    before = layer((0, 0, 100, 100), (100, 0, 100, 100), (300, 0, 50, 50))
    after = layer((0, 0, 100, 100), (160, 0, 100, 100))
    result = compare(before, after, FRAME, 1.0)
    assert pieces(result) == [
        ("kept", 0, 0, 10000.0), ("kept", 1, 1, 4000.0),
        ("out", 1, -1, 6000.0), ("out", 2, -1, 2500.0), ("in", -1, 1, 6000.0),
    ]
    assert result.slivers_out_m2 == result.slivers_in_m2 == 0
    assert (result.kept_m2, result.out_m2, result.in_m2) == pytest.approx((14000, 8500, 6000), rel=1e-4)
    check_identities(result, before, after)


def test_narrow_strip_along_a_border_is_no_change_and_is_counted():
    before, after = layer((0, 0, 100, 100)), layer((0.4, 0, 100.3, 100))
    result = compare(before, after, FRAME, 1.0)
    assert pieces(result) == [("kept", 0, 0, 10000.0)]
    assert result.slivers_out_m2 == pytest.approx(40, rel=1e-3)
    assert result.slivers_in_m2 == pytest.approx(70, rel=1e-3)
    assert sorted(result.slivers.change.tolist()) == [OUT, IN]
    check_identities(result, before, after)


def test_width_decides_not_area():
    # a road 2 m wide and 1000 m long is a change, a strip 0.6 m wide of the same area is none
    before = layer((0, 0, 1000, 100), (0, 200, 3400, 100))
    after = layer((0, 2, 1000, 98), (0, 200.6, 3400, 99.4))
    result = compare(before, after, FRAME, 1.0)
    assert [piece for piece in pieces(result) if piece[0] == "out"] == [("out", 0, -1, 2000.0)]
    assert result.slivers_out_m2 == pytest.approx(2040, rel=1e-3)
    everything = compare(before, after, FRAME, 0.0)
    assert everything.out_m2 == pytest.approx(4040, rel=1e-3) and everything.slivers_out_m2 < 1e-6


def test_tongue_of_a_change_along_a_border_is_cut_off():
    before = layer((0, 0, 100, 100))
    after = layer(f"Polygon (({X} {Y + 0.5}, {X + 60} {Y + 0.5}, {X + 60} {Y + 20}, {X + 80} {Y + 20}, "
                  f"{X + 80} {Y + 0.5}, {X + 100} {Y + 0.5}, {X + 100} {Y + 100}, {X} {Y + 100}, {X} {Y + 0.5}))")
    result = compare(before, after, FRAME, 1.0)
    # the bay of 20 m x 20 m; the strip of 0.5 m on both sides of it (80 m) is no change
    assert result.out_m2 == pytest.approx(400, abs=1.0)
    assert result.slivers_out_m2 == pytest.approx(40, abs=1.0)
    check_identities(result, before, after)


def test_feature_that_overlaps_nothing_is_a_change_however_narrow():
    before, after = layer((0, 0, 100, 100), (0, 200, 500, 0.5)), layer((0, 0, 100, 100), (900, 0, 0.4, 50))
    result = compare(before, after, FRAME, 1.0)
    assert pieces(result)[1:] == [("out", 1, -1, 250.0), ("in", -1, 1, 20.0)]


def test_overlapping_features_count_once():
    before = layer((0, 0, 100, 100), (50, 0, 100, 100), (0, 0, 100, 100), (149.7, 0, 50.3, 100))
    after = layer((0, 0, 60, 100), (40, 0, 60, 100), (20, 50, 10, 10))
    result = compare(before, after, FRAME, 1.0)
    assert result.before_m2 == pytest.approx(20000, rel=1e-4)
    assert result.after_m2 == pytest.approx(10000, rel=1e-4)
    assert (result.kept_m2, result.out_m2, result.in_m2) == pytest.approx((10000, 10000, 0), rel=1e-4)
    check_identities(result)


def test_kept_land_is_cut_by_what_it_became():
    before = layer((0, 0, 100, 100))
    after = layer((0, 0, 30, 100), (30, 0, 69.5, 100), (99.5, 0, 40, 100))
    result = compare(before, after, FRAME, 1.0)
    # the last half metre goes with the middle one, and of the third feature enters what lies beyond
    assert pieces(result) == [("kept", 0, 0, 3000.0), ("kept", 0, 1, 7000.0), ("in", -1, 2, 3950.0)]
    check_identities(result, before, after)


def test_invalid_null_and_empty_features():
    bow_tie = f"Polygon (({X} {Y}, {X + 10} {Y + 10}, {X + 10} {Y}, {X} {Y + 10}, {X} {Y}))"
    result = compare(layer(bow_tie, "", (50, 0, 10, 10)), layer("", (0, 0, 10, 10)), FRAME, 0.1)
    assert result.kept_m2 == pytest.approx(50, rel=1e-3)
    assert (result.out_m2, result.in_m2) == pytest.approx((100, 50), rel=1e-3)


@pytest.mark.parametrize("empty", [polygons_from_wkb([]), from_wkt("", "")])
def test_empty_layers(empty):
    cells = layer((0, 0, 10, 10), (10, 0, 10, 10))
    gone, come, nothing = (compare(*pair, FRAME, 1.0) for pair in ((cells, empty), (empty, cells), (empty, empty)))
    assert gone.out_m2 == pytest.approx(200, rel=1e-3) and gone.kept_m2 == gone.in_m2 == 0
    assert come.in_m2 == pytest.approx(200, rel=1e-3) and come.before_m2 == 0
    assert len(nothing) == 0 and nothing.before_m2 == nothing.after_m2 == 0
    assert [piece[1] for piece in pieces(gone)] == [0, 1] and [piece[2] for piece in pieces(come)] == [0, 1]


def redigitised(polygons, deviation, seed=0):
    """Return a coverage with every corner moved, the same way in all features that share it."""
    random = np.random.default_rng(seed)
    _, corner = np.unique(np.round(np.column_stack((polygons.x, polygons.y)), 4), axis=0, return_inverse=True)
    moves = np.clip(random.normal(0, deviation, (int(corner.max()) + 1, 2)), -0.4, 0.4)[corner.ravel()]
    return replace(polygons, x=polygons.x + moves[:, 0], y=polygons.y + moves[:, 1])


def test_redigitised_coverage_has_the_planted_changes_only():
    cells = synthetic_coverage(20, 20).polygons
    left, entered = [45, 46, 210], [133, 371]
    before = select(cells, np.setdiff1d(np.arange(400), entered))
    after = select(redigitised(cells, 0.2), np.setdiff1d(np.arange(400), left))
    result = compare(before, after, FRAME, 1.0)
    out, come = result.change == OUT, result.change == IN
    assert before.fids[result.before[out]].tolist() == left
    assert after.fids[result.after[come]].tolist() == entered
    for kind, ids in ((OUT, left), (IN, entered)):
        whole = ellipsoidal_areas(select(cells, np.array(ids)), FRAME)
        assert result.area_m2[result.change == kind] == pytest.approx(whole, rel=0.02)
    kept = result.change == KEPT
    main = np.isin(before.fids[result.before[kept]], after.fids)
    assert (before.fids[result.before[kept]] == after.fids[result.after[kept]])[main].all()
    check_identities(result, before, after)


def test_neighbours_digitised_one_by_one():
    # gaps and overlaps along every border after; nothing of it is a change
    cells, dirty = (synthetic_coverage(12, 12, mismatched=share, seed=4).polygons for share in (0.0, 1.0))
    after = replace(dirty, x=cells.x + np.clip(dirty.x - cells.x, -0.4, 0.4), y=cells.y + np.clip(dirty.y - cells.y, -0.4, 0.4))
    result = compare(cells, after, FRAME, 1.5)
    assert (result.change == KEPT).all() and np.array_equal(result.before, result.after) and len(result) == 144
    assert result.slivers_out_m2 > 100
    check_identities(result, cells)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_sums_of_random_layers_are_those_of_geos(seed):
    first, second = two_layers(seed)
    shift = X - first.x[np.isfinite(first.x)].min().round(-3), Y - first.y[np.isfinite(first.y)].min().round(-3)
    first, second = (replace(one, x=one.x + shift[0], y=one.y + shift[1]) for one in (first, second))
    result = compare(first, second, FRAME, 0.0)
    unions = []
    for one in (first, second):
        united = QgsGeometry()
        for shape in shapes_of(one):
            if not shape.isNull():
                united = united.combine(shape) if not united.isNull() else shape
        unions.append(united)
    before, after = unions
    if before.isNull() or after.isNull():
        return
    expected = before.intersection(after).area(), before.difference(after).area(), after.difference(before).area()
    slack = noise(first) + 1e-3
    plane = [0.0, 0.0, 0.0]
    for kind, *_, area in pieces(result):
        plane[CHANGES.index(kind)] += area
    assert plane == pytest.approx(expected, rel=1e-4, abs=slack + 0.02)
    check_identities(result)
    # no piece overlaps another, and none of what left or entered lies in the other delineation
    shared = overlap_areas(result.polygons, result.polygons, 1e-6)
    same = shared.first == shared.second
    assert shared.area[~same].sum() <= 0.02 + slack


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.floats(0.05, 3.0))
def test_identities_hold_for_any_width(seed, width):
    first, second = two_layers(seed)
    shift = X - first.x[np.isfinite(first.x)].min().round(-3), Y - first.y[np.isfinite(first.y)].min().round(-3)
    first, second = (replace(one, x=one.x + shift[0], y=one.y + shift[1]) for one in (first, second))
    result, everything = compare(first, second, FRAME, width), compare(first, second, FRAME, 0.0)
    check_identities(result)
    assert result.before_m2 == pytest.approx(everything.before_m2, abs=0.05)
    assert result.after_m2 == pytest.approx(everything.after_m2, abs=0.05)
    assert result.out_m2 <= everything.out_m2 + 0.01 and result.in_m2 <= everything.in_m2 + 0.01


def test_order_of_features_does_not_matter():
    cells = synthetic_coverage(10, 10, overlaps=3, gaps=3, seed=2).polygons
    before, after = select(cells, np.arange(95)), redigitised(select(cells, np.arange(5, 100)), 0.2)
    one = compare(before, after, FRAME, 1.0)
    shuffle_one, shuffle_two = (np.random.default_rng(seed).permutation(95) for seed in (1, 2))
    two = compare(select(before, shuffle_one), select(after, shuffle_two), FRAME, 1.0)

    def named(result, names_one, names_two):
        return sorted(
            (int(kind), int(names_one[a]) if a >= 0 else -1, int(names_two[b]) if b >= 0 else -1, round(area, 4))
            for kind, a, b, area in zip(result.change, result.before, result.after, result.area_m2)
        )

    assert named(one, np.arange(95), np.arange(95)) == named(two, shuffle_one, shuffle_two)
    assert (one.kept_m2, one.slivers_out_m2) == pytest.approx((two.kept_m2, two.slivers_out_m2), abs=1e-6)


def test_large_features_with_many_holes():
    cells = synthetic_coverage(30, 30).polygons
    whole = QgsGeometry.unaryUnion(shapes_of(cells))
    keep = np.setdiff1d(np.arange(900), np.arange(31, 860, 7))
    result = compare(polygons_from_wkb([bytes(whole.asWkb())]), select(cells, keep), FRAME, 1.0)
    gone = ellipsoidal_areas(select(cells, np.arange(31, 860, 7)), FRAME).sum()
    assert result.out_m2 == pytest.approx(gone, rel=1e-6)
    check_identities(result)


def test_bad_width_and_cancel():
    cells = synthetic_coverage(3, 3).polygons
    for width in (-1.0, float("nan")):
        with pytest.raises(ValueError, match="sliver width"):
            compare(cells, cells, FRAME, width)

    with pytest.raises(Cancelled):
        compare(cells, cells, FRAME, 1.0, Watch(0))


def test_random_layer_against_itself_is_kept():
    for seed in range(12):
        cells = RandomLayer(seed).polygons()
        cells = replace(cells, x=cells.x + X - np.nanmin(cells.x), y=cells.y + Y - np.nanmin(cells.y))
        result = compare(cells, concatenate((cells, cells)), FRAME, 0.0)
        assert result.out_m2 == pytest.approx(0, abs=0.01) and result.in_m2 == pytest.approx(0, abs=0.01)
