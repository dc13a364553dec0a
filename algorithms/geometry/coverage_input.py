"""Polygons made fit for topology: closed finite rings, invalid features repaired."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry, QgsWkbTypes

from ..feedback import Feedback, raise_if_cancelled
from .arrays import PolygonArrays, are_places
from .coverage_boxes import expand_ranges
from .wkb import concatenate, polygons_from_wkb, select, wkb_of

_BATCH = 4096


def sound_polygons(polygons: PolygonArrays, feedback: Feedback) -> PolygonArrays:
    """Return the same features with rings that topology can work with.

    Rings with coordinates that are no place on Earth (`are_places`) or with fewer than three corners
    are left out (a shell takes its part with it), rings are closed, invalid features are replaced by
    their repaired shape: each part as GEOS repairs it (a bow-tie becomes its lobes), overlapping parts
    merged.

    :raises Cancelled: when the user cancels
    """
    return sound_and_repaired(polygons, feedback)[0]


def sound_and_repaired(polygons: PolygonArrays, feedback: Feedback) -> tuple[PolygonArrays, NDArray[np.int64]]:
    """Return what `sound_polygons` does, and which features were repaired, ascending.

    :raises Cancelled: when the user cancels
    """
    polygons = _closed(_usable(polygons))
    invalid = _invalid_features(polygons, feedback)
    if not len(invalid):
        return polygons, invalid
    shapes = []
    for index in invalid.tolist():
        raise_if_cancelled(feedback)
        shapes.append(repaired(polygons, index))
    repairs = polygons_from_wkb(shapes, polygons.fids[invalid])
    order = np.arange(len(polygons))
    order[invalid] = len(polygons) + np.arange(len(invalid))
    return select(concatenate((polygons, repairs)), order), invalid


def invalid_features(polygons: PolygonArrays, feedback: Feedback) -> NDArray[np.int64]:
    """Return the features that have a usable shape which GEOS calls invalid, ascending.

    :raises Cancelled: when the user cancels
    """
    return _invalid_features(_closed(_usable(polygons)), feedback)


def repaired(polygons: PolygonArrays, index: int) -> bytes:
    """Return the valid shape of an invalid feature as WKB; an empty polygon when nothing is left."""
    parts = []
    for part in range(int(polygons.feature_offsets[index]), int(polygons.feature_offsets[index + 1])):
        rings = polygons.part_offsets[part : part + 2]
        alone = replace(
            polygons,
            ring_offsets=polygons.ring_offsets[rings[0] : rings[1] + 1],
            part_offsets=rings - rings[0],
            feature_offsets=np.array([0, 1]),
        )
        geometry = QgsGeometry()
        geometry.fromWkb(wkb_of(alone, 0))
        if not geometry.isGeosValid():
            geometry = geometry.makeValid()
        parts.extend(polygon_parts(geometry))
    whole = parts[0] if len(parts) == 1 else QgsGeometry.unaryUnion(parts)
    pieces = polygon_parts(whole)
    return bytes(QgsGeometry.collectGeometry(pieces).asWkb()) if pieces else b""


def polygon_parts(geometry: QgsGeometry) -> list[QgsGeometry]:
    """Return the polygons of a geometry as single geometries, leaving out its lines and points."""
    if geometry.isNull() or geometry.isEmpty():
        return []
    kind = QgsWkbTypes.flatType(geometry.wkbType())
    if kind == QgsWkbTypes.Type.Polygon:
        return [geometry]
    if kind not in (QgsWkbTypes.Type.MultiPolygon, QgsWkbTypes.Type.GeometryCollection):
        return []
    return [piece for member in geometry.asGeometryCollection() for piece in polygon_parts(member)]


def geometries(
    polygons: PolygonArrays, indices: NDArray[np.int64]
) -> Iterator[tuple[int, QgsGeometry]]:
    """Yield (index, geometry) of features with closed rings; fast for the common single ring."""
    parts = polygons.feature_offsets[indices]
    single = polygons.feature_offsets[indices + 1] - parts == 1
    rings = polygons.part_offsets[np.minimum(parts, max(len(polygons.part_offsets) - 2, 0))]
    single[single] &= (polygons.part_offsets[parts[single] + 1] - rings[single]) == 1
    for start in range(0, len(indices), _BATCH):
        chosen, alone = indices[start : start + _BATCH], single[start : start + _BATCH]
        ring = rings[start : start + _BATCH][alone]
        begins = polygons.ring_offsets[ring]
        counts = polygons.ring_offsets[ring + 1] - begins
        _, vertices = expand_ranges(begins, counts)
        data = np.column_stack((polygons.x[vertices], polygons.y[vertices])).astype("<f8").tobytes()
        heads = np.zeros((len(ring), 13), dtype=np.uint8)
        heads[:, 0] = 1
        heads[:, 1] = 3
        heads[:, 5] = 1
        heads[:, 9:13] = counts.astype("<u4")[:, None].view(np.uint8).reshape(-1, 4)
        head_bytes = heads.tobytes()
        at, number = 0, 0
        sizes = (counts * 16).tolist()
        for index, simple in zip(chosen.tolist(), alone.tolist()):
            geometry = QgsGeometry()
            if simple:
                end = at + sizes[number]
                geometry.fromWkb(head_bytes[number * 13 : number * 13 + 13] + data[at:end])
                at, number = end, number + 1
            elif polygons.feature_offsets[index + 1] > polygons.feature_offsets[index]:
                geometry.fromWkb(wkb_of(polygons, index))
            yield index, geometry


def ring_areas(polygons: PolygonArrays) -> NDArray[np.float64]:
    """Return the signed plane area of every closed ring (positive: counter-clockwise)."""
    if not len(polygons.ring_offsets) - 1:
        return np.empty(0)
    begins = polygons.ring_offsets[:-1]
    counts = np.diff(polygons.ring_offsets)
    x = polygons.x - np.repeat(polygons.x[begins], counts)
    y = polygons.y - np.repeat(polygons.y[begins], counts)
    terms = np.zeros(len(x))
    terms[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    terms[polygons.ring_offsets[1:] - 1] = 0.0
    return np.add.reduceat(terms, begins) / 2.0


def coordinate_rounding(*layers: PolygonArrays) -> float:
    """Return the distance below which coordinates of some sound layers cannot be told apart."""
    largest = max(
        (float(np.abs(values).max()) for layer in layers for values in (layer.x, layer.y) if len(values)),
        default=0.0,
    )
    # a point computed on an edge is off by some units in the last place
    return 8.0 * float(np.spacing(max(largest, 1e-9)))


def _usable(polygons: PolygonArrays) -> PolygonArrays:
    """Leave out rings without three corners or with coordinates that are no place on Earth."""
    if len(polygons.ring_offsets) < 2:
        return polygons
    offsets = polygons.ring_offsets
    counts = np.diff(offsets)
    good = counts >= 3
    filled = np.flatnonzero(counts)
    begins = offsets[filled]
    finite = are_places(polygons.x, polygons.y)
    if len(filled):
        good[filled] &= np.logical_and.reduceat(finite, begins)
        small = np.flatnonzero(good & (counts <= 5))
        _, vertices = expand_ranges(offsets[small], counts[small])
        # three corners: the smallest ring that is an area, closed (4 vertices) or not (3)
        distinct = np.ones(len(vertices), dtype=np.int64)
        same = (polygons.x[vertices[1:]] == polygons.x[vertices[:-1]]) & (
            polygons.y[vertices[1:]] == polygons.y[vertices[:-1]]
        )
        distinct[1:][same] = 0
        firsts = np.cumsum(counts[small]) - counts[small]
        if len(small):
            distinct[firsts] = 1
            corners = np.add.reduceat(distinct, firsts)
            ends = offsets[small + 1] - 1
            closed = (polygons.x[offsets[small]] == polygons.x[ends]) & (
                polygons.y[offsets[small]] == polygons.y[ends]
            )
            good[small] &= corners - closed >= 3
    if good.all():
        return polygons
    ring_parts = np.repeat(np.arange(len(polygons.part_offsets) - 1), np.diff(polygons.part_offsets))
    part_features = np.repeat(np.arange(len(polygons)), np.diff(polygons.feature_offsets))
    shells = polygons.part_offsets[:-1]
    part_kept = good[np.minimum(shells, len(good) - 1)] & (np.diff(polygons.part_offsets) > 0)
    kept = np.flatnonzero(good & part_kept[ring_parts])
    _, vertices = expand_ranges(offsets[kept], counts[kept])
    rings_of_part = np.bincount(ring_parts[kept], minlength=len(part_kept))[part_kept]
    parts_of_feature = np.bincount(part_features[part_kept], minlength=len(polygons))
    return replace(
        polygons,
        x=polygons.x[vertices],
        y=polygons.y[vertices],
        ring_offsets=_offsets(counts[kept]),
        part_offsets=_offsets(rings_of_part),
        feature_offsets=_offsets(parts_of_feature),
    )


def _closed(polygons: PolygonArrays) -> PolygonArrays:
    """Close the rings that are stored without their last vertex."""
    if len(polygons.ring_offsets) < 2:
        return polygons
    begins, ends = polygons.ring_offsets[:-1], polygons.ring_offsets[1:] - 1
    x, y = polygons.x, polygons.y
    open_rings = np.flatnonzero((x[begins] != x[ends]) | (y[begins] != y[ends]))
    if not len(open_rings):
        return polygons
    at = polygons.ring_offsets[open_rings + 1]
    counts = np.diff(polygons.ring_offsets)
    counts[open_rings] += 1
    return replace(
        polygons,
        x=np.insert(x, at, x[begins[open_rings]]),
        y=np.insert(y, at, y[begins[open_rings]]),
        ring_offsets=_offsets(counts),
    )


def _invalid_features(polygons: PolygonArrays, feedback: Feedback) -> NDArray[np.int64]:
    """Return the features that GEOS calls invalid."""
    parts = np.diff(polygons.feature_offsets)
    doubtful = np.flatnonzero((parts > 0) & ~_star_shaped(polygons))
    invalid = []
    for position, (index, geometry) in enumerate(geometries(polygons, doubtful)):
        if not position % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * position / len(doubtful))
        if not geometry.isGeosValid():
            invalid.append(index)
    return np.array(invalid, dtype=np.int64)


def _star_shaped(polygons: PolygonArrays) -> NDArray[np.bool_]:
    """Return which features are one ring seen whole from its middle, so certainly valid.

    From the middle of its vertices every edge must turn the same way, and the ring must go round once.
    Edges that turn by next to nothing are left to GEOS, so rounding cannot prove a ring.
    """
    star = np.zeros(len(polygons), dtype=bool)
    rings = len(polygons.ring_offsets) - 1
    if not rings:
        return star
    begins, ends = polygons.ring_offsets[:-1], polygons.ring_offsets[1:]
    counts = ends - begins
    x, y = np.empty_like(polygons.x), np.empty_like(polygons.y)
    for source, target in ((polygons.x, x), (polygons.y, y)):
        # rounding of the mean only moves the point the ring is looked at from
        middle = (np.add.reduceat(source, begins) - source[begins]) / (counts - 1)
        np.subtract(source, np.repeat(middle, counts), out=target)
    turn = np.zeros(len(x))
    turn[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    reach = x * x
    reach += y * y
    least = 1e-12 * np.maximum.reduceat(reach, begins)
    turn[ends - 1] = turn[begins]
    one_way = (np.minimum.reduceat(turn, begins) > least) | (np.maximum.reduceat(turn, begins) < -least)
    up = np.zeros(len(x), dtype=np.int8)
    below = y < 0
    up[:-1] = below[:-1] & ~below[1:]
    up[ends - 1] = 0
    proven = one_way & (np.add.reduceat(up, begins, dtype=np.int64) == 1)
    single_ring = np.diff(polygons.part_offsets) == 1
    part_proven = np.zeros(len(single_ring), dtype=bool)
    part_proven[single_ring] = proven[polygons.part_offsets[:-1][single_ring]]
    single_part = np.diff(polygons.feature_offsets) == 1
    star[single_part] = part_proven[polygons.feature_offsets[:-1][single_part]]
    return star


def _offsets(counts: NDArray) -> NDArray[np.int64]:
    offsets = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets
