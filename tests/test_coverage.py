"""Overlaps, duplicates and gaps of a coverage."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.coverage_data import single_rings, synthetic_coverage
from coverage_cases import (
    RandomLayer,
    expected_gaps,
    expected_overlaps,
    from_wkt,
    noise,
    same_shape,
    shapes_of,
    square,
)
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.geometry.coverage import check_coverage
from landplan_toolbox.algorithms.geometry.wkb import select

TOLERANCE = 0.001
CHAMBERS = (
    "Polygon ((0 0, 40 0, 40 5, 35 5, 35 2, 30 2, 30 5, 25 5, 25 2, 20 2, 20 5, "
    "15 5, 15 2, 10 2, 10 5, 0 5, 0 0))",
    square(0, 5.0001, 40, 5),
    square(-5, 0, 5, 10.0001),
)


def found(polygons, tolerance=TOLERANCE):
    """Return (kind, a, b, rounded area) of all errors."""
    return [
        (error.kind, error.feature_a, error.feature_b, round(error.geometry.area(), 6))
        for error in check_coverage(polygons, tolerance)
    ]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_random_layer_gives_what_pairwise_overlay_gives(seed):
    polygons = RandomLayer(seed).polygons()
    shapes = shapes_of(polygons)
    tolerance = 1e-6
    errors = check_coverage(polygons, tolerance)
    overlaps = expected_overlaps(shapes, tolerance)
    alike = [pair for pair in overlaps if same_shape(shapes[pair[0]], shapes[pair[1]], tolerance)]
    for pair in alike:
        del overlaps[pair]
    pieces: dict[tuple[int, int], list[float]] = {}
    for error in errors:
        assert error.geometry.isGeosValid()
        if error.kind == "overlap":
            pieces.setdefault((error.feature_a, error.feature_b), []).append(error.geometry.area())
    slack = noise(polygons) + 1e-5
    assert set(pieces) == set(overlaps)
    for pair, areas in overlaps.items():
        assert sorted(pieces[pair]) == pytest.approx(areas, rel=1e-7, abs=slack)
    copies = {high for _, high in alike}
    assert sorted(error.feature_b for error in errors if error.kind == "duplicate") == sorted(copies)
    gaps = sorted(error.geometry.area() for error in errors if error.kind == "gap")
    assert gaps == pytest.approx(expected_gaps(shapes, tolerance), rel=1e-7, abs=slack)


def test_planted_errors_are_found_with_their_areas():
    made = synthetic_coverage(40, 40, overlaps=12, gaps=12, duplicates=12, bow_ties=12)
    errors = check_coverage(made.polygons, TOLERANCE)
    by_kind = {kind: [error for error in errors if error.kind == kind] for kind in ("overlap", "gap")}
    for kind, planted in (("overlap", made.overlaps), ("gap", made.gaps)):
        places = {tuple(sorted((cell, below))): area for cell, below, area in planted}
        assert {(error.feature_a, error.feature_b) for error in by_kind[kind]} == set(places)
        for error in by_kind[kind]:
            assert error.geometry.area() == pytest.approx(places[error.feature_a, error.feature_b], abs=1e-4)
    copies = [(error.feature_a, error.feature_b) for error in errors if error.kind == "duplicate"]
    assert copies == sorted(made.duplicates)
    assert len(errors) == 36


def test_clean_coverage_has_no_errors():
    assert found(synthetic_coverage(30, 30).polygons) == []


def test_overlap_in_two_places_is_two_errors():
    comb = "Polygon ((0 0, 30 0, 30 10, 20 10, 20 4, 10 4, 10 10, 0 10, 0 0))"
    assert found(from_wkt(comb, square(0, 9, 30, 10))) == [
        ("gap", 0, 1, 50.0),
        ("overlap", 0, 1, 10.0),
        ("overlap", 0, 1, 10.0),
    ]


def test_copies_are_paired_with_the_first_only():
    # another start, the other way round, one vertex more
    turned = "Polygon ((10 10, 0 10, 0 0, 5 0, 10 0, 10 10))"
    layer = from_wkt(square(0, 0), turned, square(0, 0), square(10, 0), square(0, 0))
    assert found(layer) == [
        ("duplicate", 0, 1, 100.0),
        ("duplicate", 0, 2, 100.0),
        ("duplicate", 0, 4, 100.0),
    ]


def test_copies_overlap_what_the_first_overlaps():
    layer = from_wkt(square(0, 0), square(0, 0), square(8, 0))
    assert found(layer) == [
        ("duplicate", 0, 1, 100.0),
        ("overlap", 0, 2, 20.0),
        ("overlap", 1, 2, 20.0),
    ]


def test_a_small_notch_is_no_duplicate():
    notched = "Polygon ((0 0, 10 0, 10 10, 5.01 10, 5.01 9.99, 5 9.99, 5 10, 0 10, 0 0))"
    kinds = [kind for kind, *_ in found(from_wkt(square(0, 0), notched))]
    assert kinds == ["overlap"]


def test_feature_within_another_overlaps_it():
    assert found(from_wkt(square(0, 0, 30, 30), square(10, 10))) == [("overlap", 0, 1, 100.0)]


def test_clean_block_lying_on_another_shows_every_pair():
    cells = [square(10 * i, 10 * j) for i in range(4) for j in range(4)]
    block = [square(5 + 10 * i, 5 + 10 * j) for i in range(3) for j in range(3)]
    overlaps = found(from_wkt(*cells, *block))
    assert len(overlaps) == 9 * 4
    assert {(kind, area) for kind, _, _, area in overlaps} == {("overlap", 25.0)}


def test_whole_coverage_twice_and_shifted():
    made = synthetic_coverage(12, 12).polygons
    rings = np.diff(made.ring_offsets)
    twice = single_rings(
        np.concatenate((made.x, made.x + 20.0)),
        np.concatenate((made.y, made.y - 10.0)),
        np.concatenate((rings, rings)),
    )
    shapes = shapes_of(twice)
    expected = expected_overlaps(shapes, TOLERANCE)
    pieces: dict[tuple[int, int], float] = {}
    for error in check_coverage(twice, TOLERANCE):
        if error.kind == "overlap":
            pair = (error.feature_a, error.feature_b)
            pieces[pair] = pieces.get(pair, 0.0) + error.geometry.area()
    assert pieces == pytest.approx({pair: sum(areas) for pair, areas in expected.items()}, rel=1e-7)


def test_whole_coverage_twice_in_one_place_is_duplicates_only():
    made = synthetic_coverage(10, 10).polygons
    twice = select(made, np.concatenate((np.arange(100), np.arange(100))))
    expected = [("duplicate", index, 100 + index) for index in range(100)]
    assert [error[:3] for error in found(twice)] == expected


def test_shared_border_with_other_vertices_is_clean():
    left = "Polygon ((0 0, 10 0, 10 3, 10 3.3333333, 10 10, 0 10, 0 0))"
    right = "Polygon ((10 0, 20 0, 20 10, 10 10, 10 7.1, 10 0))"
    assert found(from_wkt(left, right)) == []


def test_border_vertices_off_by_less_than_the_tolerance():
    left = "Polygon ((0 0, 10 0, 10.0004 3, 9.9996 6, 10 10, 0 10, 0 0))"
    right = "Polygon ((10.0003 0, 20 0, 20 10, 10 10.0003, 10 0.0001, 10.0003 0))"
    assert found(from_wkt(left, right)) == []
    kinds = {kind for kind, *_ in found(from_wkt(left, right), 1e-6)}
    assert kinds == {"overlap", "gap"}


def test_vertices_closer_than_the_tolerance_hide_nothing():
    # a dense arc: chains of near vertices must not collapse into one
    angles = np.linspace(0, 2 * np.pi, 40001)
    arc_x, arc_y = 5 + 3 * np.cos(angles), 5 + 3 * np.sin(angles)
    arc_x[-1], arc_y[-1] = arc_x[0], arc_y[0]
    ring_x = np.concatenate((arc_x, [4.0, 20.0, 20.0, 4.0, 4.0]))
    ring_y = np.concatenate((arc_y, [4.0, 4.0, 6.0, 6.0, 4.0]))
    layer = single_rings(ring_x, ring_y, np.array([40001, 5]))
    (error,) = check_coverage(layer, TOLERANCE)
    one, two = shapes_of(layer)
    assert error.kind == "overlap"
    assert error.geometry.area() == pytest.approx(one.intersection(two).area(), rel=1e-9)


@pytest.mark.parametrize("seed", [18, 25, 205, 311])
@pytest.mark.parametrize("tolerance", [1.0, 3.0])
def test_tolerance_above_the_details_comes_to_an_end(seed, tolerance):
    # vertices 1 m apart and less: snapping alone would bend the borders for ever
    polygons = RandomLayer(seed).polygons()
    for error in check_coverage(polygons, tolerance):
        geometry = error.geometry
        assert error.kind == "duplicate" or 2 * geometry.area() / geometry.length() > tolerance


def test_gap_names_all_its_neighbours():
    ring = [square(0, 0, 30, 10), square(0, 20, 30, 10), square(0, 10), square(20, 10)]
    (error,) = check_coverage(from_wkt(*ring), TOLERANCE)
    assert (error.kind, error.feature_a, error.feature_b, error.covering) == ("gap", 0, 1, (0, 1, 2, 3))
    assert error.geometry.area() == 100.0


def test_hole_of_a_feature_with_nobody_inside_is_a_gap():
    holed = "Polygon ((0 0, 30 0, 30 30, 0 30, 0 0), (10 10, 20 10, 20 20, 10 20, 10 10))"
    assert found(from_wkt(holed)) == [("gap", 0, -1, 100.0)]
    assert found(from_wkt(holed, square(10, 10))) == []


def test_gap_around_an_island_leaves_the_island_out():
    holed = "Polygon ((0 0, 30 0, 30 30, 0 30, 0 0), (5 5, 5 25, 25 25, 25 5, 5 5))"
    (error,) = check_coverage(from_wkt(holed, square(10, 10)), TOLERANCE)
    assert (error.feature_a, error.feature_b, error.geometry.area()) == (0, 1, 300.0)


def test_gap_between_the_parts_of_one_feature():
    u_shape = "((0 0, 30 0, 30 30, 20 30, 20 10, 10 10, 10 30, 0 30, 0 0))"
    lid = "((0 30, 30 30, 30 40, 0 40, 0 30))"
    # the parts share edges, so the feature is invalid and takes part repaired
    assert found(from_wkt(f"MultiPolygon ({u_shape}, {lid})")) == [("gap", 0, -1, 200.0)]


def test_open_bay_is_no_gap():
    assert found(from_wkt(square(0, 0, 30, 10), square(0, 10), square(20, 10))) == []


def test_gap_and_overlap_narrower_than_the_tolerance_are_none():
    layer = from_wkt(
        square(0, 0, 10, 30), square(10.0008, 0, 10, 30), square(0, 30, 30, 10), square(0, -10, 30, 10)
    )
    assert found(layer) == []
    assert [kind for kind, *_ in found(layer, 0.0001)] == ["gap"]


def test_gap_behind_a_slit_narrower_than_the_tolerance_is_enclosed():
    left = "Polygon ((0 0, 10 0, 10 8, 8 8, 8 4, 4 4, 4 8, 9.9999 8.0001, 9.9999 12, 0 12, 0 0))"
    layer = from_wkt(left, square(10, 0, 5, 12))
    kinds = found(layer)
    assert [kind for kind, *_ in kinds] == ["gap"]
    assert kinds[0][3] == pytest.approx(16.0, abs=0.01)


def test_several_gaps_behind_slits_are_each_reported_once():
    # three chambers in a row, joined to each other and to the outside by slits of 0.1 mm
    layer = from_wkt(*CHAMBERS)
    gaps = [error for error in check_coverage(layer, TOLERANCE) if error.kind == "gap"]
    assert [error.covering for error in gaps] == [(0, 1)] * 3
    assert [error.geometry.area() for error in gaps] == pytest.approx([15.0] * 3, abs=0.02)
    # closed at the end, and by a tolerance below the slits they are one space
    joined = check_coverage(from_wkt(*CHAMBERS, square(40, 0)), 1e-5)
    (joined,) = [error for error in joined if error.kind == "gap"]
    assert joined.geometry.area() == pytest.approx(45.0, abs=0.02)


def test_snapped_gap_keeps_its_exact_shape():
    # corners differ by 0.4 mm: the face is snapped, the area is that of the free space itself
    layer = from_wkt(
        square(0, 0, 30, 10),
        square(0, 20, 30, 10),
        "Polygon ((0 10, 10 10.0004, 10.0004 20, 0 20, 0 10))",
        square(20, 10),
    )
    (gap,) = [error for error in check_coverage(layer, TOLERANCE) if error.kind == "gap"]
    (expected,) = expected_gaps(shapes_of(layer), TOLERANCE)
    assert gap.geometry.area() == pytest.approx(expected, abs=1e-9)


def test_bow_tie_hides_nothing_and_does_not_overlap_itself():
    bow_tie = "Polygon ((30 0, 40 10, 40 0, 30 10, 30 0))"
    layer = from_wkt(square(0, 0), square(8, 0), bow_tie, square(30, 0, 2, 10))
    assert found(layer) == [("overlap", 0, 1, 20.0), ("overlap", 2, 3, 16.0)]


def test_parts_of_one_feature_that_overlap_are_its_own_matter():
    layer = from_wkt(
        "MultiPolygon (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 0, 15 0, 15 10, 5 10, 5 0)))", square(15, 0)
    )
    assert found(layer) == []


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "Polygon EMPTY",
        "LineString (0 0, 5 5)",
        "Polygon ((0 0, 5 5, 0 0))",
        "Polygon ((0 0, 5 5, 5 5, 0 0))",
        "Polygon ((3 3, 3 3, 3 3, 3 3))",
        "Polygon ((0 0, 5 0, 10 0, 0 0))",
    ],
)
def test_features_without_area_are_passed_over(bad):
    assert found(from_wkt(bad, square(0, 0), bad, square(9, 0), bad)) == [("overlap", 1, 3, 10.0)]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_coordinates_that_are_not_finite_are_passed_over(value):
    layer = from_wkt(square(100, 100), square(0, 0), square(9, 0))
    layer.x[1] = value
    assert found(layer) == [("overlap", 1, 2, 10.0)]


def test_layer_without_any_polygon():
    assert check_coverage(from_wkt(), TOLERANCE) == []
    assert check_coverage(from_wkt("", ""), TOLERANCE) == []


def test_rings_that_are_not_closed_or_turn_the_other_way():
    x = np.array([0.0, 10, 10, 0, 10, 10, 20, 20])
    y = np.array([0.0, 0, 10, 10, 0, 10, 10, 0])
    assert found(single_rings(x, y, np.array([4, 4]))) == []


def test_order_does_not_depend_on_the_errors_found():
    made = synthetic_coverage(20, 20, overlaps=6, gaps=6, duplicates=6, mismatched=0.1).polygons
    errors = check_coverage(made, TOLERANCE)
    assert [(e.feature_a, e.feature_b) for e in errors] == sorted((e.feature_a, e.feature_b) for e in errors)
    again = check_coverage(made, TOLERANCE)
    assert [bytes(e.geometry.asWkb()) for e in errors] == [bytes(e.geometry.asWkb()) for e in again]


def test_mismatched_borders_give_what_overlay_gives():
    made = synthetic_coverage(14, 14, mismatched=0.3).polygons
    shapes = shapes_of(made)
    errors = check_coverage(made, TOLERANCE)
    expected = expected_overlaps(shapes, TOLERANCE)
    overlaps = sum(error.geometry.area() for error in errors if error.kind == "overlap")
    assert overlaps == pytest.approx(sum(map(sum, expected.values())), rel=1e-8)
    gaps = sorted(error.geometry.area() for error in errors if error.kind == "gap")
    assert gaps == pytest.approx(expected_gaps(shapes, TOLERANCE), rel=1e-6, abs=1e-5)


@pytest.mark.parametrize("tolerance", [-1.0, np.nan, np.inf])
def test_tolerance_must_be_a_length(tolerance):
    with pytest.raises(ValueError):
        check_coverage(from_wkt(square(0, 0)), tolerance)


@pytest.mark.parametrize("patience", [0, 2, 5])
def test_cancel_is_heard(patience):
    with pytest.raises(Cancelled):
        check_coverage(synthetic_coverage(8, 8, mismatched=0.3).polygons, TOLERANCE, Watch(patience))


def test_progress_rises_to_the_end():
    feedback = Watch(10**6)
    check_coverage(synthetic_coverage(8, 8, mismatched=0.3).polygons, TOLERANCE, feedback)
    assert feedback.progress == sorted(feedback.progress)
    assert 0 <= feedback.progress[0] and feedback.progress[-1] <= 100


def test_geographic_coordinates():
    cells = [square(106.5 + 0.001 * i, 26.4, 0.001, 0.001) for i in range(3)]
    shifted = square(106.503 - 1e-6, 26.4, 0.001, 0.001)
    errors = check_coverage(from_wkt(*cells, shifted), 1e-8)
    assert [(e.kind, e.feature_a, e.feature_b) for e in errors] == [("overlap", 2, 3)]
    assert errors[0].geometry.area() == pytest.approx(1e-9, rel=1e-6)
