"""How wide a polygon is: whether a disc fits, and what is left when everything narrower is taken away."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsGeometry

from .arrays import PolygonArrays
from .coverage_boxes import chunks, expand_ranges
from .coverage_input import polygon_parts
from .overlap_sums import StripLayer, shared_areas
from .wkb import bounding_boxes, select

MOVE = 0.9  # of a width
LENS = 0.029  # of a squared width: less than what two discs of that diameter share so far apart (0.0294)
MOVES = tuple((math.cos(math.pi * n / 8), math.sin(math.pi * n / 8)) for n in range(8))
_CORNERS = 64  # up to which a polygon is measured across each of its edges
_CHUNK = 1 << 20
_SEGMENTS = 16  # of a quarter circle
_MITRE = 10.0
_SLACK = 1e-9
_TIP = 0.05  # of the squared width: what a shape may lose and is given back


def certainly_narrow(polygons: PolygonArrays, chosen: NDArray[np.int64], width: float) -> NDArray[np.bool_]:
    """Return polygons that certainly are too narrow for a disc of a diameter.

    They have less area than the disc, lie between two parallel lines closer than the width, or have next to
    nothing in common with themselves moved by a little less than the width (see `narrow_overlaps`).

    :param polygons: features of one part and closed rings, as the faces of an arrangement are
    :param chosen: int64 (n), features
    :param width: layer units
    :return: bool (n); False says nothing
    """
    narrow = np.zeros(len(chosen), dtype=bool)
    begins = polygons.ring_offsets[polygons.part_offsets[polygons.feature_offsets[chosen]]]
    counts = polygons.ring_offsets[polygons.part_offsets[polygons.feature_offsets[chosen]] + 1] - begins - 1
    small = np.flatnonzero(counts <= _CORNERS)
    for chunk in chunks(counts[small] ** 2, _CHUNK):
        at = small[chunk]
        shape, edge = expand_ranges(begins[at], counts[at])
        dx, dy = polygons.x[edge + 1] - polygons.x[edge], polygons.y[edge + 1] - polygons.y[edge]
        length = np.hypot(dx, dy)
        with np.errstate(invalid="ignore", divide="ignore"):
            dx, dy = dx / length, dy / length
        line, corner = expand_ranges(begins[at][shape], counts[at][shape])
        aside = dx[line] * (polygons.y[corner] - polygons.y[edge][line])
        aside -= dy[line] * (polygons.x[corner] - polygons.x[edge][line])
        firsts = np.cumsum(counts[at][shape]) - counts[at][shape]
        extent = np.maximum.reduceat(aside, firsts) - np.minimum.reduceat(aside, firsts)
        close = extent < width  # false for an edge without length
        narrow[at] = np.bincount(shape[close], minlength=len(at)) > 0
    layer = StripLayer(select(polygons, chosen))
    narrow |= layer.areas < 0.25 * math.pi * width * width * (1 - _SLACK)
    boxes = bounding_boxes(layer.polygons)
    for x, y in MOVES:
        open_ = np.flatnonzero(~narrow)
        if not len(open_):
            break
        step = np.array([x, y]) * width * MOVE
        moved = StripLayer(replace(layer.polygons, x=layer.polygons.x + step[0], y=layer.polygons.y + step[1]))
        a, b = boxes[open_], boxes[open_] + np.tile(step, 2)
        windows = np.column_stack((np.maximum(a[:, :2], b[:, :2]), np.minimum(a[:, 2:], b[:, 2:])))
        meet = (windows[:, 2:] > windows[:, :2]).all(axis=1)
        left = np.zeros(len(open_))
        left[meet] = shared_areas(layer, moved, open_[meet], open_[meet], windows[meet])
        narrow[open_] = left < LENS * width * width
    return narrow


def core(shape: QgsGeometry, width: float) -> QgsGeometry:
    """Return where the middle of a disc of a diameter can lie within a polygon; empty where none fits."""
    inner = shape.buffer(
        -0.5 * width * (1 - _SLACK), _SEGMENTS, Qgis.EndCapStyle.Round,
        Qgis.JoinStyle.Round, _MITRE,
    )
    return QgsGeometry() if inner.isNull() else inner


def holds_disc(shape: QgsGeometry, width: float) -> bool:
    """Return whether a disc of a diameter fits into a polygon."""
    return not core(shape, width).isEmpty()


def opened(shape: QgsGeometry, width: float) -> list[QgsGeometry]:
    """Return the parts of a polygon that are at least as wide as a disc, corners kept sharp.

    Tongues that are narrower are cut off; a shape that has none comes back as it is.

    :param width: diameter of the disc, layer units; 0 takes nothing away
    """
    if width <= 0:
        return polygon_parts(shape)
    inner = core(shape, width)
    if inner.isEmpty():
        return []
    outer = inner.buffer(
        0.5 * width * (1 + 1e-3), _SEGMENTS, Qgis.EndCapStyle.Round,
        Qgis.JoinStyle.Miter, _MITRE,
    )
    kept = shape.intersection(outer)
    if kept.isNull() or shape.area() - kept.area() <= _TIP * width * width:
        return polygon_parts(shape)  # nothing but rounding was cut off
    return polygon_parts(kept)


def perimeters(polygons: PolygonArrays) -> NDArray[np.float64]:
    """Return float64 (features), the length of all rings, layer units."""
    lengths = np.zeros(len(polygons.x))
    lengths[:-1] = np.hypot(np.diff(polygons.x), np.diff(polygons.y))
    lengths[polygons.ring_offsets[1:] - 1] = 0.0
    rings = np.diff(polygons.part_offsets[polygons.feature_offsets])
    vertices = np.diff(polygons.ring_offsets)
    feature = np.repeat(np.repeat(np.arange(len(polygons)), rings), vertices)
    return np.bincount(feature, weights=lengths, minlength=len(polygons)).astype(np.float64)
