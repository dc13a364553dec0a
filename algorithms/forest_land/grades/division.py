"""Polygons divided at the border of a cover into what lies inside and what outside, strips left where they belong."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...feedback import Feedback, Span, raise_if_cancelled
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import polygon_parts
from ...geometry.openings import holds_disc
from ...geometry.overlap_areas import near_features, sound_overlaps, sound_shares
from ...geometry.overlap_sums import StripLayer
from ...geometry.overlay_geometry import OverlayGeometries, remainder, shared
from ...geometry.regions import merged
from ...geometry.wkb import bounding_boxes, polygons_from_wkb, select

_EVERY = 512


@dataclass(frozen=True)
class Division:
    """Where polygons lie in regard to a cover.

    :ivar inside: bool (polygons), lies inside as a whole; false for those that are divided
    :ivar source: int64 (parts), ascending, the divided polygon a part is of; none for a polygon that is left whole
    :ivar part_inside: bool (parts)
    :ivar parts: the parts; together those of a polygon are the polygon
    """

    inside: NDArray[np.bool_]
    source: NDArray[np.int64]
    part_inside: NDArray[np.bool_]
    parts: PolygonArrays


def divided(polygons: PolygonArrays, cover: PolygonArrays, width: float, feedback: Feedback) -> Division:
    """Divide polygons into what a cover takes and what it leaves.

    A part in which no disc of the width fits is a border drawn twice: it stays with the land on its other side. A
    polygon that is no wider itself goes where the larger part of it lies.

    :param polygons: sound polygons, ``cover`` likewise; features of the cover may overlap each other
    :param width: layer units; 0 divides at every border
    :raises LandPlanError: when GEOS fails
    :raises Cancelled: when the user cancels
    """
    near, areas, shares = _shares(polygons, cover, Span(feedback, 0, 40))
    inside = np.zeros(len(polygons), dtype=bool)
    disc = 0.25 * math.pi * width * width
    taken, left = areas * shares, areas * (1.0 - shares)
    # of less area than the disc, no part of it can hold one
    may_take = (taken >= disc) & (shares > 0)
    may_leave = (left >= disc) & (shares < 1)
    tiny = ~may_take & ~may_leave
    inside[near[(may_take & ~may_leave) | (tiny & (shares >= 0.5))]] = True
    open_ = near[may_take & may_leave]
    source, part_inside, shapes = [], [], []
    for row, halves in _overlaid(polygons, cover, open_, width, Span(feedback, 40, 100)):
        taken_part, left_part = halves
        if left_part is None:
            inside[row] = True
        elif taken_part is not None:
            for is_inside, shape in ((True, taken_part), (False, left_part)):
                source.append(row)
                part_inside.append(is_inside)
                shapes.append(bytes(shape.asWkb()))
    return Division(
        inside, np.array(source, dtype=np.int64), np.array(part_inside, dtype=bool), polygons_from_wkb(shapes)
    )


def insides(polygons: PolygonArrays, cover: PolygonArrays, share: float, feedback: Feedback) -> NDArray[np.bool_]:
    """Return bool (polygons): a cover takes at least a share of the polygon's area.

    :param polygons: sound polygons, ``cover`` likewise
    :raises Cancelled: when the user cancels
    """
    near, _, shares = _shares(polygons, cover, feedback)
    result = np.zeros(len(polygons), dtype=bool)
    result[near[(shares >= share - _ROUNDING) & (shares > 0)]] = True
    return result


_ROUNDING = 1e-9  # what sums of areas may be off, as a share


def _shares(
    polygons: PolygonArrays, cover: PolygonArrays, feedback: Feedback
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the polygons near a cover, their areas and the share of each that the cover takes."""
    if not len(cover.x):
        return np.empty(0, dtype=np.int64), np.empty(0), np.empty(0)
    near = near_features(polygons, cover)
    some = select(polygons, near)
    return near, StripLayer(some).areas, sound_shares(some, cover, feedback)


def _overlaid(
    polygons: PolygonArrays, cover: PolygonArrays, rows: NDArray[np.int64], width: float, feedback: Feedback
) -> list[tuple[int, tuple[Optional[QgsGeometry], Optional[QgsGeometry]]]]:
    """Return for some polygons what a cover takes and what it leaves, None for nothing."""
    some = select(polygons, rows)
    overlaps = sound_overlaps(some, cover, 0.0, Span(feedback, 0, 20))
    starts = np.searchsorted(overlaps.first, np.arange(len(rows) + 1))
    shapes = OverlayGeometries(some, bounding_boxes(some))
    covers = OverlayGeometries(cover, bounding_boxes(cover))
    rounding = max(shapes.rounding, covers.rounding)
    span = Span(feedback, 20, 100)
    found = []
    for number, row in enumerate(rows.tolist()):
        if not number % _EVERY:
            raise_if_cancelled(feedback)
            span.setProgress(100.0 * number / len(rows))
            last = min(number + _EVERY, len(rows))
            shapes.prefetch(np.arange(number, last))
            covers.prefetch(overlaps.second[starts[number] : starts[last]])
        by = overlaps.second[starts[number] : starts[number + 1]]
        near = [covers.near(index, shapes.boxes[number]) for index in by.tolist()]
        near = [shape for shape in near if not shape.isEmpty()]
        if not near:
            continue
        whole = shapes.whole(number)
        taker = near[0] if len(near) == 1 else QgsGeometry.collectGeometry(merged(near))
        taken = polygon_parts(shared(whole, taker))
        left = polygon_parts(remainder(whole, taker, rounding))
        found.append((row, _settled(taken, left, width)))
    return found


def _settled(
    taken: list[QgsGeometry], left: list[QgsGeometry], width: float
) -> tuple[Optional[QgsGeometry], Optional[QgsGeometry]]:
    """Return both halves of a polygon, narrow parts given to the other one; None for a half that is nothing."""
    wide_taken, narrow_taken = _by_width(taken, width)
    wide_left, narrow_left = _by_width(left, width)
    if not wide_taken and not wide_left:
        inner, outer = (sum(part.area() for part in parts) for parts in (taken, left))
        return (_one(taken + left), None) if inner >= outer else (None, _one(taken + left))
    if not wide_left:
        return _one(wide_taken), None
    if not wide_taken:
        return None, _one(wide_left)
    return _joined(wide_taken, narrow_left), _joined(wide_left, narrow_taken)


def _by_width(parts: list[QgsGeometry], width: float) -> tuple[list[QgsGeometry], list[QgsGeometry]]:
    """Return the parts that a disc of the width fits in, and the others."""
    if width <= 0:
        return parts, []
    disc = 0.25 * math.pi * width * width
    wide = [part.area() >= disc and holds_disc(part, width) for part in parts]
    return (
        [part for part, fits in zip(parts, wide) if fits],
        [part for part, fits in zip(parts, wide) if not fits],
    )


def _joined(parts: list[QgsGeometry], strips: list[QgsGeometry]) -> QgsGeometry:
    return _one(merged([*parts, *strips]) if strips else parts)


def _one(parts: list[QgsGeometry]) -> QgsGeometry:
    return parts[0] if len(parts) == 1 else QgsGeometry.collectGeometry(parts)
