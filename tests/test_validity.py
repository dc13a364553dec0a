"""Geometry errors: every kind, every place, and nothing else; checked against GEOS on nasty polygons."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.geometry.arrays import PolygonArrays
from landplan_toolbox.algorithms.geometry.orientation import orientation
from landplan_toolbox.algorithms.geometry.validity import (
    GEOMETRY_ERROR_KINDS,
    INVALIDITY_KINDS,
    _place_by_geos,
    find_geometry_errors,
    locate_topology_errors,
)
from landplan_toolbox.algorithms.geometry.validity_contacts import MOST_CROSSINGS
from landplan_toolbox.algorithms.geometry.wkb import geometry_of, polygons_from_wkb
from qgis.core import QgsGeometry

SQUARE = "(0 0,10 0,10 10,0 10,0 0)"


def read(*texts) -> PolygonArrays:
    """Read WKT, WKB or None."""
    data = [QgsGeometry.fromWkt(t).asWkb().data() if isinstance(t, str) else t for t in texts]
    return polygons_from_wkb(data)


def found(*texts, **options) -> list[tuple]:
    errors = find_geometry_errors(read(*texts), **options)
    return [(e.feature, e.kind, round(e.x, 9), round(e.y, 9), e.part, e.ring, e.vertex) for e in errors]


def places(text, **options) -> list[tuple]:
    return [error[1:4] for error in found(text, **options)]


def arrays(features) -> PolygonArrays:
    """Build arrays from features → parts → rings (float arrays of points)."""
    rings = [ring for feature in features for part in feature for ring in part]
    parts = [part for feature in features for part in feature]
    points = np.concatenate(rings)

    def offsets(counts):
        return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)

    return PolygonArrays(
        points[:, 0].copy(),
        points[:, 1].copy(),
        offsets([len(r) for r in rings]),
        offsets([len(p) for p in parts]),
        offsets([len(f) for f in features]),
        np.arange(len(features)),
        np.zeros(len(features), dtype=np.uint8),
    )


def closed(points) -> np.ndarray:
    points = np.asarray(points, dtype=float)
    return np.vstack((points, points[:1]))


@pytest.mark.parametrize(
    "text",
    [
        f"POLYGON({SQUARE})",
        f"POLYGON({SQUARE},(2 2,4 2,4 4,2 4,2 2))",
        f"POLYGON({SQUARE},(0 5,5 3,5 7,0 5))",  # hole touches its shell in one point
        f"POLYGON({SQUARE},(0 0,2 1,1 2,0 0))",  # in a vertex of the shell
        f"POLYGON({SQUARE},(2 2,4 2,4 4,2 2),(4 4,6 4,6 6,4 4))",  # two holes touch in a point
        f"POLYGON({SQUARE},(1 5,5 5,3 7,1 5),(5 5,9 5,7 7,5 5),(5 5,6 1,4 1,5 5))",  # three in one point
        f"POLYGON({SQUARE},(0 5,3 4,3 6,0 5),(3 4,6 3,6 5,3 4))",  # chain that does not come back
        "POLYGON((0 0,10 0,10 10,5 5,0 10,0 0),(5 5,6 3,4 3,5 5))",
    ],
)
def test_sound_polygons_have_no_error(text):
    assert geometry_of(read(text), 0).isGeosValid()
    assert found(text) == []
    assert locate_topology_errors(read(text)) == ([], frozenset())


@pytest.mark.parametrize(
    "text",
    [
        f"MULTIPOLYGON(({SQUARE}),((10 10,20 10,20 20,10 10)))",  # parts touch in a point
        f"MULTIPOLYGON(({SQUARE}),((10 2,20 0,20 10,10 8,15 5,10 2)))",  # in two points
        f"MULTIPOLYGON(({SQUARE},(2 2,8 2,8 8,2 8,2 2)),((3 3,7 3,7 7,3 7,3 3)))",  # island in a hole
        f"MULTIPOLYGON(({SQUARE},(2 2,8 2,8 8,2 8,2 2)),((2 2,8 3,7 7,3 7,2 2)))",  # and touching it
    ],
)
def test_sound_parts_are_only_multipart(text):
    assert geometry_of(read(text), 0).isGeosValid()
    errors = find_geometry_errors(read(text))
    assert [(e.kind, e.part, e.measured, e.limit) for e in errors] == [("multipart", 1, 2.0, 1.0)]


INVALID = {
    "bow-tie": ("POLYGON((0 0,10 10,10 0,0 10,0 0))", [("self_intersection", 5, 5)]),
    "two crossings": (
        "POLYGON((0 0,4 0,4 2,2 -1,0 2,0 0))",
        [("self_intersection", 2.666666667, 0), ("self_intersection", 1.333333333, 0)],
    ),
    "figure eight in a vertex": (
        "POLYGON((0 0,10 0,5 5,10 10,0 10,5 5,0 0))",
        [("ring_self_touch", 5, 5)],
    ),
    "crossing in a vertex": (
        "POLYGON((0 0,5 5,10 0,10 10,5 5,0 10,0 0))",
        [("ring_self_touch", 5, 5)],
    ),
    "crossing itself in a vertex": (
        "POLYGON((0 0,5 5,10 10,10 0,5 5,0 10,0 0))",
        [("self_intersection", 5, 5)],
    ),
    "touching an edge of its own": (
        "POLYGON((0 0,10 0,10 10,5 0,0 10,0 0))",
        [("ring_self_touch", 5, 0)],
    ),
    "spike": (
        "POLYGON((0 0,10 0,10 10,5 10,5 15,5 10,0 10,0 0))",
        [("self_intersection", 5, 15)],
    ),
    "spike of several edges": (
        "POLYGON((0 0,10 0,10 10,5 10,5 12,6 15,5 12,5 10,0 10,0 0))",
        [("self_intersection", 6, 15)],
    ),
    "spike along the border": (
        "POLYGON((0 0,10 0,10 10,10 4,10 12,0 10,0 0))",
        [("self_intersection", 10, 10), ("self_intersection", 10, 4)],
    ),
    "hole crosses shell": (
        f"POLYGON({SQUARE},(8 4,12 4,12 6,8 6,8 4))",
        [("self_intersection", 10, 4), ("self_intersection", 10, 6)],
    ),
    "hole shares an edge": (
        f"POLYGON({SQUARE},(10 4,10 6,8 6,8 4,10 4))",
        [("self_intersection", 10, 5)],
    ),
    "hole shares three edges": (
        f"POLYGON({SQUARE},(10 4,10 5,10 8,10 9,8 6,10 4))",
        [("self_intersection", 10, 6.5)],
    ),
    "hole outside": (f"POLYGON({SQUARE},(20 0,21 0,21 1,20 0))", [("hole_outside", 20, 0)]),
    "hole outside touching": (f"POLYGON({SQUARE},(10 5,12 4,12 6,10 5))", [("hole_outside", 10, 5)]),
    "hole around the shell": (
        f"POLYGON({SQUARE},(-1 -1,11 -1,11 11,-1 11,-1 -1))",
        [("hole_outside", -1, -1)],
    ),
    "hole in hole": (
        f"POLYGON({SQUARE},(1 1,9 1,9 9,1 9,1 1),(4 4,5 4,5 5,4 4))",
        [("nested_hole", 4, 4)],
    ),
    "hole in hole touching": (
        f"POLYGON({SQUARE},(1 1,9 1,9 9,1 9,1 1),(1 1,5 4,5 5,1 1))",
        [("nested_hole", 1, 1)],
    ),
    "equal holes": (
        f"POLYGON({SQUARE},(1 1,9 1,9 9,1 9,1 1),(9 9,9 1,1 1,1 9,9 9))",
        [("duplicate_ring", 9, 9)],
    ),
    "hole equal to shell": (f"POLYGON({SQUARE},{SQUARE})", [("duplicate_ring", 0, 0)]),
    "hole touches shell twice": (
        f"POLYGON({SQUARE},(0 5,5 4,10 5,5 6,0 5))",
        [("disconnected_interior", 10, 5)],
    ),
    "chain of holes cuts": (
        f"POLYGON({SQUARE},(0 5,3 4,3 6,0 5),(3 4,10 3,6 5,3 4))",
        [("disconnected_interior", 10, 3)],
    ),
    "ring of holes": (
        f"POLYGON({SQUARE},(2 2,5 1,5 3,2 2),(5 3,8 4,6 6,5 3),(6 6,2 8,2 2,6 6))",
        [("disconnected_interior", 6, 6)],
    ),
    "flat ring": ("POLYGON((0 0,10 0,4 0,0 0))", [("self_intersection", 0, 0), ("self_intersection", 10, 0)]),
}


@pytest.mark.parametrize("name", INVALID)
def test_every_place_of_invalid_polygons(name):
    text, expected = INVALID[name]
    assert not geometry_of(read(text), 0).isGeosValid()
    assert sorted(places(text)) == sorted(expected)


PARTS = {
    "part in part": (f"({SQUARE}),((2 2,3 2,3 3,2 2))", [("nested_parts", 2, 2)]),
    "part in part touching": (f"({SQUARE}),((0 5,3 2,3 3,0 5))", [("nested_parts", 0, 5)]),
    "part around part": (f"((2 2,3 2,3 3,2 2)),({SQUARE})", [("nested_parts", 2, 2)]),
    "part with its corners on the other": (
        f"({SQUARE}),((0 5,5 0,10 5,5 10,0 5))",
        [("nested_parts", 0, 5)],
    ),
    "parts overlap": (
        f"({SQUARE}),((5 5,15 5,15 15,5 15,5 5))",
        [("self_intersection", 10, 5), ("self_intersection", 5, 10)],
    ),
    "parts share a border of three edges": (
        f"({SQUARE}),((10 0,20 0,20 10,10 10,10 7,10 1,10 0))",
        [("self_intersection", 10, 4)],
    ),
    "equal parts": (f"({SQUARE}),((10 10,0 10,0 0,10 0,10 10))", [("duplicate_ring", 10, 10)]),
    "part in part beside a hole": (
        f"({SQUARE},(2 2,4 2,4 4,2 4,2 2)),((6 6,7 6,7 7,6 6))",
        [("nested_parts", 6, 6)],
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_every_place_of_invalid_parts(name):
    text, expected = PARTS[name]
    text = f"MULTIPOLYGON({text})"
    assert not geometry_of(read(text), 0).isGeosValid()
    assert sorted(place for place in places(text) if place[0] != "multipart") == sorted(expected)


def test_place_names_part_ring_and_vertex():
    text = f"MULTIPOLYGON(((20 0,30 0,30 10,20 0)),({SQUARE},(1 1,2 1,2 2,1 1),(4 4,6 6,6 4,4 6,4 4)))"
    assert found(text, kinds=["self_intersection"]) == [(0, "self_intersection", 5, 5, 1, 2, 0)]
    assert found(f"POLYGON({SQUARE})", text, kinds=INVALIDITY_KINDS)[0][0] == 1


def test_features_without_a_sound_polygon():
    nan, inf = float("nan"), float("inf")
    good = closed([(0, 0), (10, 0), (10, 10), (0, 10)])
    data = QgsGeometry.fromWkt(f"POLYGON({SQUARE})").asWkb().data()
    polygons = read(
        None, "POLYGON EMPTY", "POINT(1 2)", data[:-4], "CURVEPOLYGON(CIRCULARSTRING(0 0,10 0,0 0))", data
    )
    errors = find_geometry_errors(polygons)
    assert [(e.feature, e.kind) for e in errors] == [
        (0, "null_geometry"),
        (1, "empty_geometry"),
        (2, "not_polygon"),
        (3, "broken_geometry"),
        (4, "curved_geometry"),
    ]
    assert all(math.isnan(e.x) for e in errors[:4])
    assert (errors[4].x, errors[4].y) == pytest.approx((5, 0), abs=1e-9)

    bad = good.copy()
    bad[2] = (nan, 10)
    worse = good.copy()
    worse[0] = worse[-1] = (inf, -inf)
    lost = np.full((4, 2), nan)
    bow_tie = closed([(2, 2), (4, 4), (4, 2), (2, 4)])
    errors = find_geometry_errors(arrays([[[good]], [[bad]], [[worse]], [[lost]], [[bad, bow_tie]]]))
    listed = [(e.feature, e.kind, e.ring, e.vertex) for e in errors]
    assert listed == [
        (1, "not_finite", 0, 2),
        (2, "not_finite", 0, 0),
        (2, "not_finite", 0, 4),
        *[(3, "not_finite", 0, vertex) for vertex in range(4)],
        (4, "not_finite", 0, 2),
        (4, "self_intersection", 1, 0),
    ]
    assert (errors[0].x, errors[0].y) == (10, 0)
    assert (errors[1].x, errors[1].y) == (10, 0)
    assert math.isnan(errors[3].x)


def test_rings_with_too_few_points_and_open_rings():
    good = closed([(0, 0), (10, 0), (10, 10), (0, 10)])
    few = [
        [(1, 1), (2, 2), (1, 1)],
        [(1, 1), (1, 1), (1, 1), (1, 1)],
        [(1, 1)],
        [(1, 1), (2, 2)],
        [(1, 1), (2, 2), (2, 2), (1, 1)],
    ]
    errors = find_geometry_errors(arrays([[[good, np.array(ring, dtype=float)]] for ring in few]))
    assert [(e.feature, e.kind, e.x, e.y, e.ring) for e in errors] == [
        (index, "ring_too_few_points", 1, 1, 1) for index in range(5)
    ]
    assert [e.measured for e in errors] == [2, 1, 1, 2, 2] and errors[0].limit == 3
    errors = find_geometry_errors(arrays([[[good[:-1]]], [[good]], [[good, good[:3] / 10 + 1]]]))
    assert [(e.feature, e.kind, e.ring, e.vertex) for e in errors] == [
        (0, "unclosed_ring", 0, 3),
        (2, "unclosed_ring", 1, 2),
    ]


def test_duplicate_vertices_and_short_segments():
    text = "POLYGON((0 0,5 0,5 0,10 0,10 0.0005,10 10,9.99 10,0 10,0 0,0 0))"
    assert places(text) == [("duplicate_vertex", 5, 0), ("duplicate_vertex", 0, 0)]
    assert geometry_of(read(text), 0).isGeosValid()
    errors = find_geometry_errors(read(text), tolerance=0.001, min_segment=0.02)
    assert [(e.kind, e.vertex) for e in errors] == [
        ("duplicate_vertex", 2),
        ("duplicate_vertex", 4),
        ("duplicate_vertex", 9),
        ("short_segment", 5),
    ]
    assert errors[1].measured == pytest.approx(0.0005) and errors[1].limit == 0.001
    assert (errors[3].x, errors[3].measured, errors[3].limit) == (
        pytest.approx(9.995),
        pytest.approx(0.01),
        0.02,
    )
    assert places(text, kinds=["short_segment"], min_segment=0.0001) == []


def test_the_edge_that_closes_the_ring_counts():
    text = "POLYGON((0 0,10 0,10 10,0 10,0 0.01,0 0))"
    errors = find_geometry_errors(read(text), min_segment=0.1)
    assert [(e.kind, e.vertex, e.y) for e in errors] == [("short_segment", 4, pytest.approx(0.005))]


def test_spikes():
    text = "POLYGON((0 0,10 0,10 10,5.1 10,5 20,4.9 10,0 10,0 0))"
    angle = 2 * math.degrees(math.atan(0.01))
    assert places(text) == []
    errors = find_geometry_errors(read(text), min_angle=5)
    assert [(e.kind, e.x, e.y, e.vertex, e.limit) for e in errors] == [("spike", 5, 20, 4, 5)]
    assert errors[0].measured == pytest.approx(angle)
    assert places(text, min_angle=angle * 0.999) == []
    assert places(text, min_angle=angle * 1.001) == [("spike", 5, 20)]
    first = "POLYGON((5 20,4.9 10,0 10,0 0,10 0,10 10,5.1 10,5 20))"  # at the vertex that closes the ring
    assert places(first, min_angle=5) == [("spike", 5, 20)]
    doubled = "POLYGON((0 0,10 0,10 10,5.1 10,5 20,5 20,4.9 10,0 10,0 0))"
    assert places(doubled, kinds=["spike"], min_angle=5) == [("spike", 5, 20)]


def test_exact_spike_is_one_error():
    text = "POLYGON((0 0,10 0,10 10,5 10,5 15,5 10,0 10,0 0))"
    assert places(text, min_angle=5) == [("self_intersection", 5, 15)]
    errors = find_geometry_errors(read(text), kinds=["spike"])
    assert [(e.x, e.y, e.measured, e.limit) for e in errors] == [(5, 15, 0, 0)]


def test_tilted_exact_spike_is_found_exactly():
    # 0.3 is not 3 * 0.1 in doubles: this spike is not quite exact and is no error, the second one is
    almost = "POLYGON((0 0,10 0,10 10,0 10,0.1 0.1,0.3 0.3,0 0))"
    for text in (almost, "POLYGON((0 0,10 0,10 10,0 10,0.25 0.25,0.5 0.5,0 0))"):
        valid = geometry_of(read(text), 0).isGeosValid()
        assert bool(places(text)) != valid


def test_only_the_kinds_asked_for():
    text = "MULTIPOLYGON(((0 0,10 10,10 0,0 10,0 0)),((20 0,30 0,30 0,30 10,20 0)))"
    assert {kind for kind, *_ in places(text)} == {"multipart", "self_intersection", "duplicate_vertex"}
    for kind in GEOMETRY_ERROR_KINDS:
        assert {found_kind for found_kind, *_ in places(text, kinds=[kind])} <= {kind}
    assert places(text, kinds=[]) == []


def test_refusals():
    with pytest.raises(ValueError, match="unknown kinds of geometry error: bow_tie"):
        found(kinds=["bow_tie"])
    for options in ({"min_angle": 90}, {"min_angle": -1}, {"tolerance": -1}, {"min_segment": float("nan")}):
        with pytest.raises(ValueError, match="min_angle must be"):
            found(**options)


def test_no_feature_at_all():
    assert find_geometry_errors(polygons_from_wkb([])) == []
    assert locate_topology_errors(read(None)) == ([], frozenset())


def test_order_and_features_far_apart_in_the_layer():
    sound, bow_tie, outside = f"POLYGON({SQUARE})", INVALID["bow-tie"][0], INVALID["hole outside"][0]
    layer = [sound] * 7000
    layer[0], layer[3500], layer[6999] = bow_tie, outside, bow_tie
    errors = found(*layer)
    assert [error[:2] for error in errors] == [
        (0, "self_intersection"),
        (3500, "hole_outside"),
        (6999, "self_intersection"),
    ]


# --- against GEOS -------------------------------------------------------------------------------------


def random_ring(draw: random.Random) -> list[tuple[float, float]]:
    """Return a ring on a small lattice (touches, overlaps, equal rings) or with arbitrary coordinates."""
    style = draw.randrange(7)
    x, y = draw.randint(0, 6), draw.randint(0, 6)
    if style == 0:
        ring = [(draw.randint(0, 6), draw.randint(0, 6)) for _ in range(draw.randint(3, 9))]
    elif style == 1:
        ring = [(draw.random() * 6, draw.random() * 6) for _ in range(draw.randint(3, 7))]
    elif style <= 3:
        w, h = draw.randint(1, 3), draw.randint(1, 3)
        ring = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    elif style == 4:
        size = draw.randint(1, 2)
        ring = [(x - size, y), (x, y - size), (x + size, y), (x, y + size)]
    elif style == 5:
        ring = [(x, y), (x + draw.randint(1, 2), y), (x, y + draw.randint(1, 2))]
    else:
        count, size = draw.randint(3, 9), draw.uniform(0.2, 3)
        turns = [2 * math.pi * k / count for k in range(count)]
        ring = [(x + size * math.cos(t), y + size * math.sin(t)) for t in turns]
    turn = draw.randrange(len(ring))
    ring = ring[turn:] + ring[:turn]
    if draw.random() < 0.1:
        ring.insert(turn, ring[turn])
    return ring[::-1] if draw.random() < 0.3 else ring


def random_layer(seed: int, features: int) -> list:
    """Return features → parts → closed rings."""
    draw = random.Random(seed)
    layer = []
    for _ in range(features):
        factor, *origin = draw.choice([(1, 0, 0), (1 / 3, 0.3, 0.7), (0.1, 500000.1, 3e6), (1, 36e6, 3e6)])
        feature = []
        for _ in range(draw.choice([1, 1, 1, 2, 3])):
            rings = [[(0, 0), (6, 0), (6, 6), (0, 6)] if draw.random() < 0.5 else random_ring(draw)]
            rings += [random_ring(draw) for _ in range(draw.choice([0, 0, 1, 1, 2, 4]))]
            feature.append([closed(np.array(points) * factor + origin) for points in rings])
        layer.append(feature)
    return layer


@settings(max_examples=14, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_invalid_exactly_when_geos_says_so(seed):
    layer = random_layer(seed, 200)
    polygons = arrays(layer)
    errors, stopped = locate_topology_errors(polygons)
    assert not stopped
    everything = find_geometry_errors(polygons)
    unbuildable = {error.feature for error in everything if error.kind == "ring_too_few_points"}
    located = {error.feature for error in errors}
    reported = {error.feature for error in everything if error.kind in INVALIDITY_KINDS}
    for index in set(range(len(layer))) - unbuildable:
        geometry = geometry_of(polygons, index)
        assert (index in located) == (index in reported) == (not geometry.isGeosValid()), geometry.asWkt()
    for error in errors:
        box = np.concatenate([ring for rings in layer[error.feature] for ring in rings])
        assert box[:, 0].min() <= error.x <= box[:, 0].max() and box[:, 1].min() <= error.y <= box[:, 1].max()


@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_features_do_not_influence_each_other(seed):
    layer = random_layer(seed, 25)
    together = find_geometry_errors(arrays(layer), min_angle=20, min_segment=0.5)
    alone = [
        replace(error, feature=index)
        for index, feature in enumerate(layer)
        for error in find_geometry_errors(arrays([feature]), min_angle=20, min_segment=0.5)
    ]
    assert repr(together) == repr(alone)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32), count=st.integers(4, 16))
def test_every_crossing_of_a_scribble_is_listed(seed, count):
    """All crossings, found by trying every pair of edges with rational numbers."""
    draw = random.Random(seed)
    points = [(Fraction(draw.randrange(10**6)), Fraction(draw.randrange(10**6))) for _ in range(count)]
    edges = list(zip(points, points[1:] + points[:1]))
    expected = []
    for i, ((ax, ay), (bx, by)) in enumerate(edges):
        for (cx, cy), (dx, dy) in edges[i + 1 :]:
            turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
            if turn:
                along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
                other = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
                if 0 < along < 1 and 0 < other < 1:
                    expected.append((float(ax + along * (bx - ax)), float(ay + along * (by - ay))))
    errors, _ = locate_topology_errors(arrays([[[closed([(float(x), float(y)) for x, y in points])]]]))
    crossings = sorted((error.x, error.y) for error in errors)
    assert {error.kind for error in errors} <= {"self_intersection"}
    assert np.allclose(crossings, sorted(expected), rtol=0, atol=1e-6)


def test_orientation_is_exact_where_doubles_are_not():
    # a point one unit in the last place off a long line, to both sides
    x = np.full(3, 12.0)
    y = np.array([np.nextafter(12.0, 13.0), np.nextafter(12.0, 11.0), 12.0])
    ones = np.ones(3)
    assert orientation(0.1 * ones, 0.1 * ones, 24.1 * ones, 24.1 * ones, x, y).tolist() == [1, -1, 0]
    far = 36_000_000.0
    assert orientation(far * ones, ones, far + 2 * ones, 3 * ones, far + ones, 2 * ones).tolist() == [0, 0, 0]


# --- size ---------------------------------------------------------------------------------------------


def test_a_large_feature_with_two_hidden_crossings_and_many_holes():
    angle = np.linspace(0, 2 * np.pi, 60_000, endpoint=False)
    shell = np.column_stack((np.cos(angle), np.sin(angle))) * (1000 + 5 * np.sin(angle * 500))[:, np.newaxis]
    shell[[500, 501]] = shell[[501, 500]]
    shell[[40_000, 40_001]] = shell[[40_001, 40_000]]
    corner = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    order = np.random.default_rng(5).permutation(900)
    holes = [closed(corner + np.array((2 * (k % 30) - 30, 2 * (k // 30) - 30))) for k in order]
    holes[7] = closed(corner * 2.5 + holes[7][0])  # crosses or swallows its neighbours
    errors, stopped = locate_topology_errors(arrays([[[closed(shell), *holes]]]))
    assert not stopped
    on_shell = sorted(e.vertex for e in errors if e.ring == 0)
    assert len(on_shell) == 2 and abs(on_shell[0] - 500) < 3 and abs(on_shell[1] - 40_000) < 3
    inner = [e for e in errors if e.ring != 0]
    assert 2 <= len(inner) <= 9
    assert all(math.hypot(e.x - holes[7][0, 0], e.y - holes[7][0, 1]) < 5 for e in inner)


def test_a_long_shared_border_is_one_error():
    angle = np.linspace(0, 2 * np.pi, 30_000, endpoint=False)
    shell = np.column_stack((np.cos(angle), np.sin(angle))) * 1000
    hole = np.vstack((shell[:20_000], [(0, 0)]))
    errors, stopped = locate_topology_errors(arrays([[[closed(shell), closed(hole)]]]))
    assert [e.kind for e in errors] == ["self_intersection"] and not stopped
    errors, stopped = locate_topology_errors(
        arrays([[[closed(shell), closed(np.roll(shell, 77, axis=0)[::-1])]]])
    )
    assert [(e.kind, e.ring) for e in errors] == [("duplicate_ring", 1)] and not stopped


def test_scribble_ends_and_says_that_there_is_more():
    scribble = closed(np.random.default_rng(1).random((3000, 2)))
    sound = closed([(0, 0), (1, 0), (0, 1)])
    errors = find_geometry_errors(arrays([[[scribble]], [[sound]]]))
    assert len(errors) == MOST_CROSSINGS
    assert [error.more for error in errors[-2:]] == [False, True]
    assert {error.feature for error in errors} == {0}


def test_star_through_one_point_is_one_error():
    spokes = []
    for k in range(200):
        a = 2 * math.pi * k / 200
        spokes += [(math.cos(a), math.sin(a)), (math.cos(a + 0.01), math.sin(a + 0.01)), (0.0, 0.0)]
    errors = find_geometry_errors(arrays([[[closed(spokes)]]]))
    assert [(e.kind, e.x, e.y) for e in errors] == [("ring_self_touch", 0, 0)]


def test_what_geos_alone_finds_is_placed_by_geos():
    error = _place_by_geos(read(f"POLYGON({SQUARE})", "POLYGON((0 0,10 10,10 0,0 10,0 0))"), 1)
    assert (error.kind, error.feature, error.x, error.y) == ("self_intersection", 1, 5, 5)


def test_cancel_and_progress():
    class Watch:
        def __init__(self, cancelled):
            self.cancelled, self.progress = cancelled, []

        def isCanceled(self):
            return self.cancelled

        def setProgress(self, progress):
            self.progress.append(progress)

    layer = read(*[INVALID["bow-tie"][0]] * 20_000)
    watch = Watch(False)
    assert len(find_geometry_errors(layer, feedback=watch)) == 20_000
    assert watch.progress[-1] == 100 and watch.progress == sorted(watch.progress) and len(watch.progress) > 2
    with pytest.raises(Cancelled):
        find_geometry_errors(layer, feedback=Watch(True))
