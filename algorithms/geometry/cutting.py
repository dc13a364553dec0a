"""Polygons cut by the features of another layer, borders that differ by little taken as one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_input import coordinate_rounding, polygon_parts
from .narrow_overlaps import wide_overlaps
from .openings import holds_disc, opened
from .overlap_areas import OverlapAreas, sound_overlaps
from .overlap_sums import StripLayer, shared_areas
from .overlay_geometry import OverlayGeometries, remainder, shared
from .wkb import bounding_boxes, concatenate, polygons_from_wkb, select

_BATCH = 1024
_WHOLE = 1e-6  # share of a feature that may lie outside of a polygon it is said to lie in


@dataclass(frozen=True)
class Cut:
    """Pieces of polygons.

    :ivar source: int64 (pieces), ascending, the polygon a piece is of
    :ivar cutter: int64 (pieces), the feature it lies in, -1 for none
    :ivar polygons: the pieces; together those of a source are the source
    """

    source: NDArray[np.int64]
    cutter: NDArray[np.int64]
    polygons: PolygonArrays

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.source)


def cut_by(
    polygons: PolygonArrays,
    cutters: PolygonArrays,
    width: float,
    feedback: Feedback,
    overlaps: Optional[OverlapAreas] = None,
    *,
    leave_uncovered: bool = False,
    whole_features: bool = False,
) -> Cut:
    """Cut each polygon by the features it lies in.

    Parts that are narrower than the width stay with the feature that takes most of the polygon. Where
    features of the cutting layer overlap, the land goes to the one that takes more of the polygon.

    :param polygons: sound polygons, ``cutters`` likewise
    :param width: layer units; narrow is where no disc of this diameter fits
    :param overlaps: what `sound_overlaps` finds between the two, where it is known already
    :param leave_uncovered: parts in no feature at all become pieces of their own, when they are not narrow
    :param whole_features: a feature that lies in a polygon whole is a piece of its own, however narrow it is
    :raises LandPlanError: when GEOS fails
    :raises Cancelled: when the user cancels
    """
    if overlaps is None:
        overlaps = sound_overlaps(polygons, cutters, 0.0, Span(feedback, 0, 30))
    areas = StripLayer(polygons).areas
    disc = 0.25 * math.pi * width * width
    main = _main(overlaps, bounding_boxes(cutters), len(polygons))
    cutter = np.full(len(polygons), -1, dtype=np.int64)
    filled = main >= 0
    cutter[filled] = overlaps.second[main[filled]]
    other = np.ones(len(overlaps), dtype=bool)
    other[main[filled]] = False
    inside = np.zeros(len(overlaps), dtype=bool)
    if whole_features:
        inside = other & (overlaps.area >= StripLayer(cutters).areas[overlaps.second] * (1 - _WHOLE))
    wide = wide_overlaps(polygons, cutters, overlaps, other & ~inside, width, Span(feedback, 30, 60)) | inside
    cut = np.zeros(len(polygons), dtype=bool)
    cut[overlaps.first[wide]] = True
    if leave_uncovered:
        covered = np.bincount(overlaps.first, weights=overlaps.area, minlength=len(polygons)).astype(np.float64)
        covered -= _counted_twice(overlaps, cutters, len(polygons), disc)
        slack = coordinate_rounding(polygons, cutters) * np.sqrt(np.maximum(areas, 0.0)) * 64
        cut |= filled & (areas - covered > np.maximum(disc, slack))
    chosen = np.flatnonzero(cut)
    whole = np.flatnonzero(~cut & (np.diff(polygons.feature_offsets) > 0))
    starts = np.searchsorted(overlaps.first, np.arange(len(polygons) + 1))
    shapes = OverlayGeometries(polygons, bounding_boxes(polygons))
    knives = OverlayGeometries(cutters, bounding_boxes(cutters))
    source, of_cutter, pieces = [], [], []
    span = Span(feedback, 60, 100)
    for number, index in enumerate(chosen.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            span.setProgress(100.0 * number / len(chosen))
            batch = chosen[number : number + _BATCH]
            shapes.prefetch(batch)
            knives.prefetch(cutter[batch], *(overlaps.second[starts[one] : starts[one + 1]] for one in batch))
        rows = np.arange(starts[index], starts[index + 1])
        rows = rows[wide[rows]]
        rows = rows[np.lexsort((overlaps.second[rows], -overlaps.area[rows]))]
        others = [(knife, 0.0 if whole else width) for knife, whole in zip(
            overlaps.second[rows].tolist(), inside[rows].tolist()
        )]
        found = _pieces(index, int(cutter[index]), others, shapes, knives, width if leave_uncovered else None)
        for knife, piece in found:
            source.append(index)
            of_cutter.append(knife)
            pieces.append(bytes(piece.asWkb()))
    made = polygons_from_wkb(pieces)
    sources = np.concatenate((whole, np.array(source, dtype=np.int64)))
    order = np.argsort(sources, kind="stable")
    return Cut(
        sources[order],
        np.concatenate((cutter[whole], np.array(of_cutter, dtype=np.int64)))[order],
        select(concatenate((select(polygons, whole), made)), order),
    )


def _without(shape: QgsGeometry, taken: QgsGeometry, rounding: float) -> QgsGeometry:
    """Return a polygon less another; lines and points that are left over are dropped."""
    if taken.isEmpty():
        return shape
    parts = polygon_parts(remainder(shape, taken, rounding))
    return QgsGeometry.collectGeometry(parts) if parts else QgsGeometry()


def _main(overlaps: OverlapAreas, boxes: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Return int64 (polygons): the overlap that takes most of each polygon, -1 where there is none.

    Of equal ones the one whose feature lies lowest and farthest left, so the order of features does not matter.
    """
    second = overlaps.second
    order = np.lexsort((second, boxes[second, 0], boxes[second, 1], -overlaps.area, overlaps.first))
    first = overlaps.first[order]
    main = np.full(count, -1, dtype=np.int64)
    begins = np.flatnonzero(np.concatenate(([True], first[1:] != first[:-1]))) if len(first) else first
    main[first[begins]] = order[begins]
    return main


def _counted_twice(overlaps: OverlapAreas, cutters: PolygonArrays, count: int, least: float) -> NDArray[np.float64]:
    """Return float64 (polygons): at most how much of the covered area is counted twice.

    :param least: overlaps of less area are not looked at
    """
    large = overlaps.area > least
    first, second = overlaps.first[large], overlaps.second[large]
    starts = np.flatnonzero(np.concatenate(([True], first[1:] != first[:-1]))) if len(first) else first
    bounds = np.append(starts, len(first))
    several = np.flatnonzero(np.diff(bounds) > 1)
    low, high, owner = [], [], []
    for begin, end in zip(bounds[several].tolist(), bounds[several + 1].tolist()):
        one, two = np.triu_indices(end - begin, 1)
        low.append(second[begin + one])
        high.append(second[begin + two])
        owner.append(np.full(len(one), first[begin]))
    twice = np.zeros(count)
    if not low:
        return twice
    one, two, owners = np.concatenate(low), np.concatenate(high), np.concatenate(owner)
    boxes = bounding_boxes(cutters)
    windows = np.column_stack(
        (np.maximum(boxes[one, :2], boxes[two, :2]), np.minimum(boxes[one, 2:], boxes[two, 2:]))
    )
    meet = np.flatnonzero((windows[:, 2:] > windows[:, :2]).all(axis=1))
    layer = StripLayer(cutters)
    shared_by = shared_areas(layer, layer, one[meet], two[meet], windows[meet])
    return twice + np.bincount(owners[meet], weights=np.maximum(shared_by, 0.0), minlength=count)


def _pieces(
    index: int,
    main: int,
    others: list[tuple[int, float]],
    shapes: OverlayGeometries,
    knives: OverlayGeometries,
    uncovered: Optional[float],
) -> list[tuple[int, QgsGeometry]]:
    """Return (feature, piece) of one polygon.

    :param main: the feature that gets what is left
    :param others: those that take a part, largest first, and how wide a part has to be
    :param uncovered: how wide a part in no feature has to be; None: the main feature gets it
    """
    box = shapes.boxes[index]
    rest = shapes.whole(index)
    found: list[tuple[int, QgsGeometry]] = []
    of_main = knives.near(main, box)
    for knife, width in others:
        near = knives.near(knife, box)
        both = [] if rest.isEmpty() or near.isEmpty() else polygon_parts(shared(rest, near))
        part = QgsGeometry.collectGeometry(both) if both else QgsGeometry()
        if both and part.intersects(of_main):
            # the main feature takes more of the polygon, so land of both is its own
            part = _without(part, of_main, shapes.rounding)
        parts = [piece for piece in polygon_parts(part) if width <= 0 or holds_disc(piece, width)]
        if parts:
            piece = QgsGeometry.collectGeometry(parts)
            found.append((knife, piece))
            rest = _without(rest, piece, shapes.rounding)
    if uncovered is not None and not rest.isEmpty():
        beyond = _without(rest, of_main, shapes.rounding)
        parts = [piece for part in polygon_parts(beyond) for piece in opened(part, uncovered)]
        if parts:
            piece = QgsGeometry.collectGeometry(parts)
            found.append((-1, piece))
            rest = _without(rest, piece, shapes.rounding)
    parts = polygon_parts(rest)
    if parts:
        found.append((main, QgsGeometry.collectGeometry(parts)))
    return found
