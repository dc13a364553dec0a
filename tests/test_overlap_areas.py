"""Area shared by features of two layers, the share a cover takes, and polygons in another CRS."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from benchmarks.coverage_data import synthetic_coverage
from coverage_cases import from_wkt, noise, shapes_of, square
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.geometry.overlap_areas import covered_shares, overlap_areas
from landplan_toolbox.algorithms.geometry.reproject import reprojected
from landplan_toolbox.algorithms.geometry.wkb import concatenate, geometry_of, polygons_from_wkb, select
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from test_coverage_overlay import two_layers

CGCS2000_36 = QgsCoordinateReferenceSystem("EPSG:4524")
CGCS2000_37 = QgsCoordinateReferenceSystem("EPSG:4525")


def found(first, second, tolerance=0.0):
    """Return the areas by pair."""
    result = overlap_areas(first, second, tolerance)
    pairs = list(zip(result.first.tolist(), result.second.tolist()))
    assert pairs == sorted(set(pairs))
    return dict(zip(pairs, result.area.tolist()))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_areas_of_random_layers_are_those_of_geos(seed):
    first, second = two_layers(seed)
    areas = found(first, second)
    slack = noise(first) + 1e-5
    for a, one in enumerate(shapes_of(first)):
        for b, two in enumerate(shapes_of(second)):
            meet = not one.isNull() and not two.isNull()
            expected = one.intersection(two).area() if meet else 0.0
            assert areas.get((a, b), 0.0) == pytest.approx(expected, rel=1e-9, abs=slack), (a, b)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_shares_of_random_layers_are_those_of_a_union(seed):
    first, second = two_layers(seed)
    shares = covered_shares(first, second)
    covers = [shape for shape in shapes_of(second) if not shape.isNull()]
    for share, shape in zip(shares.tolist(), shapes_of(first)):
        rest = QgsGeometry(shape)
        for cover in covers:
            rest = rest.difference(cover) if not rest.isNull() else rest
        area = 0.0 if shape.isNull() else shape.area()
        expected = (area - (0.0 if rest.isNull() else rest.area())) / area if area > 0 else 0.0
        assert share == pytest.approx(expected, rel=1e-7, abs=(noise(first) + 1e-5) / max(area, 1e-9))


def test_squares_worked_out_by_hand():
    first = from_wkt(square(0, 0), square(10, 0), "", square(100, 100))
    second = from_wkt(square(5, 5), square(2, 2, 3, 3), square(20, 0), square(0, 0))
    assert found(first, second) == pytest.approx(
        {(0, 0): 25.0, (0, 1): 9.0, (0, 3): 100.0, (1, 0): 25.0}
    )


def test_a_shared_border_is_no_overlap():
    cells = synthetic_coverage(12, 12).polygons
    result = overlap_areas(cells, cells)
    assert np.array_equal(result.first, result.second) and len(result) == 144


def test_tolerance_leaves_out_narrow_overlaps():
    first, second = from_wkt(square(0, 0)), from_wkt(square(9.95, 0), square(9, 9))
    assert set(found(first, second)) == {(0, 0), (0, 1)}
    assert set(found(first, second, 0.1)) == {(0, 1)}
    with pytest.raises(ValueError, match="tolerance"):
        overlap_areas(first, second, -1.0)


def test_holes_parts_and_invalid_features():
    ring = "Polygon ((0 0, 10 0, 10 10, 0 10, 0 0),(2 2, 8 2, 8 8, 2 8, 2 2))"
    two_parts = "MultiPolygon (((0 0, 1 0, 1 1, 0 1, 0 0)),((9 9, 12 9, 12 12, 9 12, 9 9)))"
    bow_tie = "Polygon ((0 0, 10 10, 10 0, 0 10, 0 0))"
    areas = found(from_wkt(ring, two_parts, bow_tie), from_wkt(ring, square(3, 3, 2, 2), square(0, 0)))
    assert areas[0, 0] == pytest.approx(64.0) and (0, 1) not in areas
    assert areas[1, 0] == pytest.approx(2.0)
    assert areas[2, 2] == pytest.approx(50.0)


def _star(x, y, corners, radius):
    """Return the WKT of a star of many corners."""
    points = [
        (x + r * math.cos(angle), y + r * math.sin(angle))
        for angle, r in (
            (2 * math.pi * i / corners, radius * (0.5 + 0.5 * (i % 2))) for i in range(corners)
        )
    ]
    points.append(points[0])
    return "Polygon ((" + ", ".join(f"{x!r} {y!r}" for x, y in points) + "))"


def test_features_of_many_vertices_are_divided():
    one, two = from_wkt(_star(1e6, 2e6, 3000, 800.0)), from_wkt(_star(1e6 + 90, 2e6 - 40, 2600, 700.0))
    expected = geometry_of(one, 0).intersection(geometry_of(two, 0)).area()
    assert found(one, two)[0, 0] == pytest.approx(expected, rel=1e-9)
    cells = synthetic_coverage(20, 20).polygons
    star = from_wkt(_star(36_501_000.0, 3_801_000.0, 2000, 900.0))
    star_shape = geometry_of(star, 0)
    for (cell, _), area in found(cells, star).items():
        assert area == pytest.approx(geometry_of(cells, cell).intersection(star_shape).area(), rel=1e-7, abs=1e-5)


def test_share_counts_overlapping_covers_once():
    parcels = from_wkt(square(0, 0), square(20, 0), "", "Polygon ((5 5, 6 6, 5 5))")
    cover = from_wkt(square(0, 0, 6), square(4, 0, 4), square(0, 0, 6), square(20, 0), square(22, 2, 2, 2), "")
    assert covered_shares(parcels, cover).tolist() == pytest.approx([0.8, 1.0, 0.0, 0.0])


def test_no_cover_and_no_parcels():
    parcels, nothing = from_wkt(square(0, 0)), polygons_from_wkb([])
    assert covered_shares(parcels, nothing).tolist() == [0.0]
    assert covered_shares(parcels, from_wkt("")).tolist() == [0.0]
    assert len(covered_shares(nothing, parcels)) == 0
    assert len(overlap_areas(nothing, parcels)) == len(overlap_areas(parcels, from_wkt("", ""))) == 0


def test_coordinates_that_are_no_place_do_not_spoil_the_rest():
    broken = from_wkt(square(0, 0), square(3, 3))
    broken.x[1] = np.nan
    assert found(broken, from_wkt(square(5, 5))) == pytest.approx({(1, 0): 64.0})


def test_order_of_features_does_not_matter():
    cells = synthetic_coverage(15, 15).polygons
    noisy = synthetic_coverage(15, 15, mismatched=1.0).polygons
    shuffle = np.random.default_rng(3).permutation(225)
    areas = found(cells, noisy)
    turned = found(select(cells, shuffle), select(noisy, shuffle))
    assert {(int(shuffle[a]), int(shuffle[b])): area for (a, b), area in turned.items()} == areas


def test_cancel():
    cells = synthetic_coverage(3, 3).polygons
    with pytest.raises(Cancelled):
        overlap_areas(cells, cells, feedback=Watch(0))
    with pytest.raises(Cancelled):
        covered_shares(cells, cells, Watch(0))


def test_same_crs_returns_the_same_polygons():
    cells = synthetic_coverage(2, 2).polygons
    assert reprojected(cells, CGCS2000_36, QgsCoordinateReferenceSystem("EPSG:4524"), "DLTB") is cells


def test_neighbouring_zone_there_and_back():
    cells = synthetic_coverage(4, 4).polygons
    there = reprojected(cells, CGCS2000_36, CGCS2000_37, "DLTB")
    assert np.abs(there.x - cells.x).min() > 1e5
    back = reprojected(there, CGCS2000_37, CGCS2000_36, "DLTB")
    assert back.x == pytest.approx(cells.x, abs=1e-5) and back.y == pytest.approx(cells.y, abs=1e-5)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("", "EPSG:4524", "Assign the coordinate reference system"),
        ("EPSG:4524", "", "Assign the coordinate reference system"),
        ("EPSG:2360", "EPSG:4524", "knows no transformation"),  # Xi'an 1980
    ],
)
def test_refusals_name_the_layer(source, target, words):
    cells = synthetic_coverage(2, 2).polygons
    source, target = (QgsCoordinateReferenceSystem(name) if name else QgsCoordinateReferenceSystem() for name in (source, target))
    with pytest.raises(LandPlanError) as refusal:
        reprojected(cells, source, target, "地类图斑")
    text = str(refusal.value)
    assert "地类图斑" in text and words in text


def test_place_that_cannot_be_transformed_is_named():
    degrees = from_wkt(square(108, 34, 1, 1))
    wrong = concatenate((degrees, from_wkt(square(108, 400, 1, 1))))
    with pytest.raises(LandPlanError, match="no such place as 108"):
        reprojected(wrong, QgsCoordinateReferenceSystem("EPSG:4490"), CGCS2000_36, "DLTB")
    lost = replace(degrees, x=degrees.x.copy(), y=degrees.y.copy())
    lost.x[2] = np.nan
    moved = reprojected(lost, QgsCoordinateReferenceSystem("EPSG:4490"), CGCS2000_36, "DLTB")
    assert np.isnan(moved.x[2]) and moved.x[0] > 3.5e7


def test_web_mercator_comes_to_cgcs2000():
    cells = from_wkt(square(12_022_000, 4_030_000, 100, 100))
    moved = reprojected(cells, QgsCoordinateReferenceSystem("EPSG:3857"), CGCS2000_36, "DLTB")
    assert 3.59e7 < moved.x[0] < 3.65e7
