"""Features of two layers that have the same shape, vertex for vertex."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...geometry.arrays import PolygonArrays
from ...geometry.wkb import bounding_boxes, vertex_offsets

Indexes = NDArray[np.int64]


def same_shapes(before: PolygonArrays, after: PolygonArrays) -> tuple[Indexes, Indexes]:
    """Return pairs of features with the same rings, in the same order from the same vertex on.

    A yearly update leaves most shapes alone, and these need no overlay. Of several equal shapes in one layer each is
    in one pair at most. Shapes that begin at another vertex are not seen here; an overlay finds them.

    :return: int64 (pairs), indexes into the first layer, ascending, and into the second
    """
    one, two = _labels(before), _labels(after)
    table = np.concatenate((one, two))
    order = np.lexsort(table.T[::-1])
    ranked = table[order]
    same = np.all(ranked[1:, :] == ranked[:-1, :], axis=1)
    group = np.concatenate(([0], np.cumsum(~same))) if len(ranked) else np.empty(0, dtype=np.int64)
    label = np.empty(len(table), dtype=np.int64)
    label[order] = group
    first, second = _in_pairs(label[: len(one)], label[len(one):])
    filled = one[first, 4] > 0  # vertices
    first, second = first[filled], second[filled]
    alike = _same_vertices(before, after, first, second, 0.0)
    chosen = np.argsort(first[alike], kind="stable")
    return first[alike][chosen], second[alike][chosen]


def near_shapes(
    before: PolygonArrays, after: PolygonArrays, pairs: tuple[Indexes, Indexes], tolerance: float
) -> NDArray[np.bool_]:
    """Return bool (pairs): whether two features have the same vertices but for a distance.

    An edition that was written with other decimals, or went through another CRS and back, moves every vertex by
    little; its borders are no change, and need no overlay.

    :param pairs: indexes into both layers
    :param tolerance: coordinate units, in x and in y
    """
    first, second = pairs
    one, two = _sizes(before)[first], _sizes(after)[second]
    alike = (one == two).all(axis=1) & (one[:, 0] > 0)
    rows = np.flatnonzero(alike)
    alike[rows] = _same_vertices(before, after, first[rows], second[rows], tolerance)
    return alike


def _sizes(polygons: PolygonArrays) -> NDArray[np.int64]:
    """Return int64 (features, 3): vertices, rings and parts."""
    rings = np.diff(polygons.part_offsets[polygons.feature_offsets])
    return np.column_stack((np.diff(vertex_offsets(polygons)), rings, np.diff(polygons.feature_offsets)))


def _labels(polygons: PolygonArrays) -> NDArray[np.float64]:
    """Return float64 (features, 8): box, vertices, rings, parts, and a sum that tells rings of one box apart."""
    offsets = vertex_offsets(polygons)
    boxes = bounding_boxes(polygons)
    counts = np.diff(offsets)
    feature = np.repeat(np.arange(len(polygons)), counts)
    step = np.arange(len(feature)) - np.repeat(np.cumsum(counts) - counts, counts)
    at = np.repeat(offsets[:-1], counts) + step
    far = (polygons.x[at] - boxes[feature, 0]) * (step + 1.0) + (polygons.y[at] - boxes[feature, 1]) / (step + 1.0)
    mark = np.bincount(feature, weights=far, minlength=len(polygons))
    return np.column_stack((boxes, _sizes(polygons), mark)).astype(np.float64)


def _in_pairs(one: Indexes, two: Indexes) -> tuple[Indexes, Indexes]:
    """Return the n-th feature of a label in one layer with the n-th of the same label in the other."""
    def numbered(labels: Indexes) -> tuple[Indexes, Indexes]:
        order = np.argsort(labels, kind="stable")
        ranked = labels[order]
        begins = np.concatenate(([True], ranked[1:] != ranked[:-1])) if len(ranked) else np.empty(0, dtype=bool)
        start = np.maximum.accumulate(np.where(begins, np.arange(len(ranked)), 0))
        return order, ranked * (len(one) + len(two) + 1) + (np.arange(len(ranked)) - start)

    first, keys_one = numbered(one)
    second, keys_two = numbered(two)
    _, at_one, at_two = np.intersect1d(keys_one, keys_two, assume_unique=True, return_indices=True)
    return first[at_one], second[at_two]


def _same_vertices(
    before: PolygonArrays, after: PolygonArrays, first: Indexes, second: Indexes, tolerance: float
) -> NDArray[np.bool_]:
    """Return bool (pairs): whether all vertices (but for a tolerance) and the lengths of all rings are the same.

    :param first: features with as many vertices as those of ``second``
    """
    counts = np.diff(vertex_offsets(before))[first]
    pair = np.repeat(np.arange(len(first)), counts)
    step = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    a = vertex_offsets(before)[first][pair] + step
    b = vertex_offsets(after)[second][pair] + step
    different = ~(np.abs(before.x[a] - after.x[b]) <= tolerance) | ~(np.abs(before.y[a] - after.y[b]) <= tolerance)
    # a ring that ends elsewhere has its last vertex elsewhere
    different |= _ring_ends(before)[a] != _ring_ends(after)[b]
    wrong = np.bincount(pair[different], minlength=len(first)) > 0
    return ~wrong


def _ring_ends(polygons: PolygonArrays) -> NDArray[np.bool_]:
    ends = np.zeros(len(polygons.x), dtype=bool)
    last = polygons.ring_offsets[1:] - 1
    ends[last[np.diff(polygons.ring_offsets) > 0]] = True
    return ends
