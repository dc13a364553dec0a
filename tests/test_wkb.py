"""Reading and writing WKB: every dialect, every truncation, exact coordinates."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.geometry.arrays import GeometryState
from landplan_toolbox.algorithms.geometry.wkb import (
    bounding_boxes,
    concatenate,
    geometry_of,
    polygons_from_wkb,
    select,
    wkb_of,
    wkb_of_all,
)
from osgeo import ogr
from qgis.core import QgsGeometry

SQUARE = "POLYGON((0 0,10 0,10 10,0 10,0 0))"
HOLES = "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,2 1,2 2,1 1),(4 4,5 4,5 5,4 4))"
PARTS = f"MULTIPOLYGON({HOLES[7:]},((20 0,30 0,30 10,20 0)),((40 0,50 0,50 10,40 0),(44 1,46 1,46 2,44 1)))"


def wkb(text: str) -> bytes:
    return QgsGeometry.fromWkt(text).asWkb().data()


def flags(polygons) -> list[GeometryState]:
    return [GeometryState(int(state)) for state in polygons.states]


def polygon_wkb(order: str, code: int, dimensions: int, rings, srid=None) -> bytes:
    """Build WKB by hand: order ``<`` or ``>``."""
    data = struct.pack("B", order == "<") + struct.pack(order + "I", code)
    if srid is not None:
        data += struct.pack(order + "I", srid)
    data += struct.pack(order + "I", len(rings))
    for ring in rings:
        data += struct.pack(order + "I", len(ring))
        for x, y in ring:
            data += struct.pack(f"{order}{dimensions}d", x, y, *([7.0] * (dimensions - 2)))
    return data


RINGS = [[(0, 0), (9, 0), (9, 9), (0, 0)], [(1.5, 1), (2, 1), (2, 2), (1.5, 1)]]


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(
    "code, dimensions, srid, state",
    [
        (3, 2, None, GeometryState.ORDINARY),
        (1003, 3, None, GeometryState.HAS_Z),
        (2003, 3, None, GeometryState.HAS_M),
        (3003, 4, None, GeometryState.HAS_Z | GeometryState.HAS_M),
        (0x80000003, 3, None, GeometryState.HAS_Z),
        (0x40000003, 3, None, GeometryState.HAS_M),
        (0xC0000003, 4, None, GeometryState.HAS_Z | GeometryState.HAS_M),
        (0x20000003, 2, 4545, GeometryState.ORDINARY),
        (0xE0000003, 4, 4545, GeometryState.HAS_Z | GeometryState.HAS_M),
    ],
)
def test_every_dialect_of_polygon(order, code, dimensions, srid, state):
    polygons = polygons_from_wkb([polygon_wkb(order, code, dimensions, RINGS, srid)])
    assert polygons.x.tolist() == [0, 9, 9, 0, 1.5, 2, 2, 1.5]
    assert polygons.y.tolist() == [0, 0, 9, 0, 1, 1, 2, 1]
    assert polygons.ring_offsets.tolist() == [0, 4, 8]
    assert flags(polygons) == [state]


def test_mixed_dialects_in_one_layer_and_in_one_multipolygon():
    parts = [polygon_wkb(">", 1003, 3, RINGS), polygon_wkb("<", 3, 2, RINGS[:1])]
    multi = struct.pack("<BII", 1, 6, 2) + b"".join(parts)
    polygons = polygons_from_wkb([polygon_wkb("<", 3003, 4, RINGS), multi, parts[0]])
    assert polygons.feature_offsets.tolist() == [0, 1, 3, 4]
    assert polygons.part_offsets.tolist() == [0, 2, 4, 5, 7]
    ring = [0, 9, 9, 0, 1.5, 2, 2, 1.5]
    assert polygons.x.tolist() == ring + ring + ring[:4] + ring


@pytest.mark.parametrize("text", [SQUARE, HOLES, PARTS])
@pytest.mark.parametrize("suffix", ["", "Z", "M", "ZM"])
def test_round_trip_through_qgis(text, suffix):
    geometry = QgsGeometry.fromWkt(text)
    if "Z" in suffix:
        geometry.get().addZValue(5)
    if "M" in suffix:
        geometry.get().addMValue(6)
    polygons = polygons_from_wkb([None, geometry.asWkb().data(), b""])
    assert geometry_of(polygons, 1).asWkt() == QgsGeometry.fromWkt(text).asWkt()
    assert wkb_of(polygons, 1) == wkb(text)
    assert flags(polygons)[0] == flags(polygons)[2] == GeometryState.NULL
    assert geometry_of(polygons, 0).isNull()


def test_qbytearray_memoryview_and_object_array_are_read():
    geometries = np.empty(3, dtype=object)
    geometries[:] = [QgsGeometry.fromWkt(SQUARE).asWkb(), memoryview(wkb(HOLES)), None]
    polygons = polygons_from_wkb(geometries, np.array([7, 8, 9]))
    assert polygons.feature_offsets.tolist() == [0, 1, 2, 2]
    assert polygons.fids.tolist() == [7, 8, 9]


def test_fixed_length_array_with_padding_nulls_and_mask():
    items = [wkb(SQUARE), wkb("POLYGON((0 0,1 0,1 1,0 0))"), b""]
    fixed = np.array(items, dtype="V200")
    polygons = polygons_from_wkb(fixed)
    assert np.diff(polygons.ring_offsets).tolist() == [5, 4]
    assert flags(polygons) == [GeometryState.ORDINARY, GeometryState.ORDINARY, GeometryState.NULL]
    masked = np.ma.masked_array(fixed, mask=[True, False, False])
    assert flags(polygons_from_wkb(masked))[0] == GeometryState.NULL
    assert len(polygons_from_wkb(fixed[::2]).ring_offsets) == 2


@pytest.mark.parametrize(
    "text, state",
    [
        ("POLYGON EMPTY", GeometryState.EMPTY),
        ("MULTIPOLYGON EMPTY", GeometryState.EMPTY),
        ("CURVEPOLYGON EMPTY", GeometryState.EMPTY),
        ("POINT(1 2)", GeometryState.NOT_POLYGON),
        ("MULTILINESTRING((0 0,1 1))", GeometryState.NOT_POLYGON),
        ("COMPOUNDCURVE((0 0,1 1))", GeometryState.NOT_POLYGON),
        (f"GEOMETRYCOLLECTION({SQUARE})", GeometryState.NOT_POLYGON),
    ],
)
def test_features_without_polygon(text, state):
    polygons = polygons_from_wkb([wkb(SQUARE), wkb(text), wkb(SQUARE)])
    assert flags(polygons)[1] == state
    assert polygons.feature_offsets.tolist() == [0, 1, 1, 2]


def test_curves_are_straightened_and_flagged():
    circle = "CURVEPOLYGON(CIRCULARSTRING(0 0,10 0,0 0))"
    surface = f"MULTISURFACE({circle},((20 0,30 0,30 10,20 0)))"
    straight = "MULTISURFACE(((20 0,30 0,30 10,20 0)))"
    polygons = polygons_from_wkb([wkb(SQUARE), wkb(circle), wkb(surface), wkb(straight), None])
    assert flags(polygons) == [
        GeometryState.ORDINARY,
        GeometryState.CURVED,
        GeometryState.CURVED,
        GeometryState.ORDINARY,
        GeometryState.NULL,
    ]
    assert polygons.feature_offsets.tolist() == [0, 1, 2, 4, 5, 5]
    assert geometry_of(polygons, 1).area() == pytest.approx(np.pi * 25, rel=1e-4)
    assert geometry_of(polygons, 0).asWkt() == QgsGeometry.fromWkt(SQUARE).asWkt()


def test_triangle_is_a_polygon():
    polygons = polygons_from_wkb([polygon_wkb("<", 17, 2, RINGS[:1])])
    assert flags(polygons) == [GeometryState.ORDINARY]
    assert len(polygons.x) == 4


def test_empty_parts_are_left_out_and_unclosed_rings_closed_when_written():
    multi = struct.pack("<BII", 1, 6, 3) + polygon_wkb("<", 3, 2, []) + polygon_wkb("<", 3, 2, [RINGS[0][:3]])
    multi += polygon_wkb("<", 3, 2, [[], []])
    polygons = polygons_from_wkb([multi])
    assert polygons.feature_offsets.tolist() == [0, 1]
    assert polygons.ring_offsets.tolist() == [0, 3]
    assert wkb_of(polygons, 0) == polygon_wkb("<", 3, 2, RINGS[:1])


def test_empty_hole_is_kept_as_ring_without_vertices():
    polygons = polygons_from_wkb([polygon_wkb("<", 3, 2, [RINGS[0], [], RINGS[1]])])
    assert polygons.ring_offsets.tolist() == [0, 4, 4, 8]


@pytest.mark.parametrize("text", [SQUARE, HOLES, PARTS, "CURVEPOLYGON(CIRCULARSTRING(0 0,10 0,0 0))"])
def test_every_truncation_is_broken(text):
    whole = wkb(text)
    pieces = [whole[:length] for length in range(1, len(whole))]
    polygons = polygons_from_wkb([*pieces, whole])
    assert set(flags(polygons)[:-1]) == {GeometryState.BROKEN}
    assert len(polygons.part_offsets) - 1 == polygons.feature_offsets[-1]
    assert polygons.feature_offsets[-2] == 0
    assert geometry_of(polygons, len(pieces)).isGeosValid()


def test_few_and_many_features_are_walked_alike():
    texts = [SQUARE, HOLES, PARTS]
    few = polygons_from_wkb([wkb(text) for text in texts])
    many = polygons_from_wkb([wkb(text) for text in texts * 40])
    for index in range(120):
        assert wkb_of(many, index) == wkb_of(few, index % 3)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    base=st.sampled_from([SQUARE, HOLES, PARTS, "MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(0 0,9 0,0 0)))"]),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6),
    copies=st.sampled_from([1, 60]),
)
def test_garbage_never_raises_and_never_leaves_its_feature(base, changes, copies):
    data = bytearray(wkb(base))
    for position, value in changes:
        data[position % min(len(data), 120)] = value
    guard = wkb("POLYGON((5 5,6 5,6 6,5 5))")
    polygons = polygons_from_wkb([guard, *([bytes(data)] * copies), guard])
    assert len(polygons) == copies + 2
    assert wkb_of(polygons, 0) == wkb_of(polygons, copies + 1) == guard
    assert polygons.ring_offsets[-1] == len(polygons.x)
    for state, first, last in zip(flags(polygons), polygons.feature_offsets, polygons.feature_offsets[1:]):
        nothing = GeometryState.NULL | GeometryState.EMPTY | GeometryState.NOT_POLYGON | GeometryState.BROKEN
        assert bool(state & nothing) == (first == last)


def test_huge_counts_do_not_allocate():
    header = struct.pack("<BI", 1, 3) + struct.pack("<I", 0xFFFFFFFF)
    ring = struct.pack("<BIII", 1, 3, 1, 0xFFFFFFFF) + b"\0" * 40
    multi = struct.pack("<BII", 1, 6, 0x7FFFFFFF) + b"\0" * 40
    curve = struct.pack("<BIIBII", 1, 10, 1, 1, 8, 0xFFFFFFF0) + b"\0" * 40
    assert set(flags(polygons_from_wkb([header, ring, multi, curve]))) == {GeometryState.BROKEN}


def test_feature_of_a_hundred_thousand_parts():
    part = polygon_wkb("<", 3, 2, RINGS)
    multi = struct.pack("<BII", 1, 6, 100_000) + part * 100_000
    polygons = polygons_from_wkb([multi])
    assert polygons.feature_offsets.tolist() == [0, 100_000]
    assert len(polygons.x) == 800_000
    assert polygons.x[-8:].tolist() == [0, 9, 9, 0, 1.5, 2, 2, 1.5]


def test_concatenate_select_and_boxes():
    first = polygons_from_wkb([wkb(SQUARE), None, wkb(PARTS)], np.array([1, 2, 3]))
    second = polygons_from_wkb([wkb(HOLES)], np.array([4]))
    both = concatenate([first, second])
    assert both.fids.tolist() == [1, 2, 3, 4]
    assert [wkb_of(both, i) for i in (0, 2, 3)] == [wkb(SQUARE), wkb(PARTS), wkb(HOLES)]
    chosen = select(both, np.array([3, 1, 2, 3]))
    assert chosen.fids.tolist() == [4, 2, 3, 4]
    assert wkb_of(chosen, 2) == wkb(PARTS) and wkb_of(chosen, 3) == wkb(HOLES)
    assert select(both, np.array([True, False, False, True])).fids.tolist() == [1, 4]
    boxes = bounding_boxes(both)
    assert boxes[0].tolist() == [0, 0, 10, 10] and boxes[2].tolist() == [0, 0, 50, 10]
    assert np.isnan(boxes[1]).all()


def test_nothing_at_all():
    for empty in ([], np.empty(0, dtype=object), np.empty(0, dtype="V20")):
        polygons = polygons_from_wkb(empty)
        assert len(polygons) == 0 and len(polygons.ring_offsets) == 1
    nothing = concatenate([])
    assert len(nothing) == 0
    assert bounding_boxes(nothing).shape == (0, 4)
    assert len(select(polygons_from_wkb([None]), np.array([], dtype=int))) == 0


def test_all_at_once_is_as_one_by_one():
    unclosed = polygon_wkb("<", 3, 2, [RINGS[0][:3], [], RINGS[1][:2]])
    layer = [wkb(SQUARE), None, wkb(PARTS), unclosed, wkb("POLYGON EMPTY"), wkb(HOLES), wkb(PARTS), None]
    polygons = polygons_from_wkb(layer)
    assert wkb_of_all(polygons) == [wkb_of(polygons, index) for index in range(len(layer))]
    assert wkb_of_all(polygons_from_wkb([None, None])) == [wkb("POLYGON EMPTY")] * 2
    assert wkb_of_all(polygons_from_wkb([])) == []


def test_number_of_ids_must_fit():
    with pytest.raises(ValueError, match="2 feature ids for 1 geometries"):
        polygons_from_wkb([None], np.array([1, 2]))


def test_boxes_pass_over_nan():
    polygons = polygons_from_wkb([polygon_wkb("<", 3, 2, [[(0, 0), (float("nan"), 5), (3, 4), (0, 0)]])])
    assert bounding_boxes(polygons).tolist() == [[0, 0, 3, 5]]


def test_same_as_ogr_on_random_layers():
    random = np.random.default_rng(3)
    geometries = []
    for _ in range(300):
        polygon = ogr.Geometry(ogr.wkbMultiPolygon if random.random() < 0.5 else ogr.wkbPolygon25D)
        targets = [polygon]
        if polygon.GetGeometryType() == ogr.wkbMultiPolygon:
            targets = [ogr.Geometry(ogr.wkbPolygon) for _ in range(random.integers(1, 5))]
        for target in targets:
            for _ in range(random.integers(1, 6)):
                ring = ogr.Geometry(ogr.wkbLinearRing)
                for point in random.random((random.integers(3, 30), 2)):
                    ring.AddPoint(*point) if target is polygon else ring.AddPoint_2D(*point)
                ring.CloseRings()
                target.AddGeometry(ring)
            if target is not polygon:
                polygon.AddGeometry(target)
        geometries.append(polygon)
    orders = [ogr.wkbNDR if random.random() < 0.5 else ogr.wkbXDR for _ in geometries]
    data = [bytes(g.ExportToIsoWkb(order)) for g, order in zip(geometries, orders)]
    polygons = polygons_from_wkb(data)
    for index, geometry in enumerate(geometries):
        flat = geometry.Clone()
        flat.FlattenTo2D()
        back = ogr.CreateGeometryFromWkb(wkb_of(polygons, index))
        if flat.GetGeometryCount() == 1 and flat.GetGeometryName() == "MULTIPOLYGON":
            flat = flat.GetGeometryRef(0).Clone()
        assert back.ExportToWkt() == flat.ExportToWkt()
