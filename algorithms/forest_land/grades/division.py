"""Polygons divided at the border of a cover into what lies inside and what outside, strips left where they belong."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Iterator, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...feedback import Feedback, raise_if_cancelled
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_boxes import join_boxes
from ...geometry.coverage_input import polygon_parts
from ...geometry.openings import holds_disc
from ...geometry.overlap_areas import sound_shares
from ...geometry.overlap_sums import StripLayer
from ...geometry.overlay_geometry import OverlayGeometries, remainder, shared
from ...geometry.regions import merged
from ...geometry.wkb import bounding_boxes, polygons_from_wkb, select

_EVERY = 512


class Cover:
    """Features of a source layer, prepared to be overlaid again and again.

    :ivar polygons: sound polygons; they may overlap each other
    :ivar boxes: float64 (features, 4), their bounding boxes
    :ivar shapes: their geometries, large ones as what lies in a window
    """

    def __init__(self, polygons: PolygonArrays) -> None:
        """:param polygons: sound polygons"""
        self.polygons = polygons
        self.boxes = bounding_boxes(polygons)
        self.shapes = OverlayGeometries(polygons, self.boxes)

    def __len__(self) -> int:
        """Return the number of features that have a shape."""
        return int(np.count_nonzero(np.diff(self.polygons.feature_offsets)))


@dataclass(frozen=True)
class Halves:
    """What a cover takes of polygons and what it leaves.

    :ivar inside: bool (polygons), lies inside as a whole; false for those that are divided
    :ivar source: int64 (parts), ascending, the divided polygon a part is of; none for a polygon that is left whole
    :ivar part_inside: bool (parts)
    :ivar parts: the parts; together those of a polygon are the polygon
    """

    inside: NDArray[np.bool_]
    source: NDArray[np.int64]
    part_inside: NDArray[np.bool_]
    parts: PolygonArrays


def shares_of(
    polygons: PolygonArrays, cover: Cover, boxes: NDArray[np.float64], feedback: Feedback
) -> NDArray[np.float64]:
    """Return float64 (polygons), the share from 0 to 1 of each polygon's area that a cover takes.

    :param polygons: sound polygons
    :param boxes: float64 (polygons, 4), their bounding boxes
    :raises Cancelled: when the user cancels
    """
    shares = np.zeros(len(polygons))
    if len(cover) and len(polygons):
        near = np.unique(join_boxes(boxes, cover.boxes)[0])
        if len(near):
            shares[near] = sound_shares(select(polygons, near), cover.polygons, feedback)
    return shares


def widely_inside(
    shares: NDArray[np.float64], areas: NDArray[np.float64], width: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each polygon whether what is taken may hold a disc of the width, and whether what is left may.

    Of less area than the disc, no part can. A polygon that is too small itself counts where its larger part lies.

    :param areas: float64 (polygons), square layer units
    """
    disc = 0.25 * math.pi * width * width
    taken = (areas * shares >= disc) & (shares > 0)
    left = (areas * (1.0 - shares) >= disc) & (shares < 1)
    tiny = ~taken & ~left
    return taken | (tiny & (shares >= 0.5)), left | (tiny & (shares < 0.5))


def divided(
    polygons: PolygonArrays, shares: NDArray[np.float64], cover: Cover, width: float, feedback: Feedback
) -> Halves:
    """Divide polygons into what a cover takes and what it leaves.

    A part in which no disc of the width fits is a border drawn twice: it stays with the land on its other side. A
    polygon that is no wider itself goes where the larger part of it lies.

    :param polygons: sound polygons
    :param shares: what `shares_of` says of them
    :param width: layer units; 0 divides at every border
    :raises LandPlanError: when GEOS fails
    :raises Cancelled: when the user cancels
    """
    taken, left = widely_inside(shares, StripLayer(polygons).areas, width)
    inside = taken & ~left
    source, part_inside, shapes = [], [], []
    for row, taken_part, left_part in _overlaid(polygons, cover, np.flatnonzero(taken & left), width, feedback):
        if left_part is None:
            inside[row] = True
        elif taken_part is not None:
            for is_inside, shape in ((True, taken_part), (False, left_part)):
                source.append(row)
                part_inside.append(is_inside)
                shapes.append(bytes(shape.asWkb()))
    return Halves(
        inside, np.array(source, dtype=np.int64), np.array(part_inside, dtype=bool), polygons_from_wkb(shapes)
    )


def _overlaid(
    polygons: PolygonArrays, cover: Cover, rows: NDArray[np.int64], width: float, feedback: Feedback
) -> Iterator[tuple[int, Optional[QgsGeometry], Optional[QgsGeometry]]]:
    """Yield for some polygons what a cover takes and what it leaves, None for nothing."""
    some = select(polygons, rows)
    shapes, covers = OverlayGeometries(some, bounding_boxes(some)), cover.shapes
    first, second = join_boxes(shapes.boxes, cover.boxes)
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    starts = np.searchsorted(first, np.arange(len(rows) + 1))
    rounding = max(shapes.rounding, covers.rounding)
    for number, row in enumerate(rows.tolist()):
        if not number % _EVERY:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(rows))
            last = min(number + _EVERY, len(rows))
            shapes.prefetch(np.arange(number, last))
            covers.prefetch(second[starts[number] : starts[last]])
        by = second[starts[number] : starts[number + 1]]
        near = [covers.near(index, shapes.boxes[number]) for index in by.tolist()]
        near = [shape for shape in near if not shape.isEmpty()]
        if not near:
            continue
        whole = shapes.whole(number)
        taker = near[0] if len(near) == 1 else QgsGeometry.collectGeometry(merged(near))
        taken = polygon_parts(shared(whole, taker))
        yield (row, *_settled(taken, _left(whole, taker, taken, rounding), width))


def _left(
    whole: QgsGeometry, taker: QgsGeometry, taken: list[QgsGeometry], rounding: float
) -> list[QgsGeometry]:
    """Return what is left of a polygon; `remainder` only where GEOS does not get the areas right (see there)."""
    area = whole.area()
    left = polygon_parts(whole.difference(taker))
    sums = sum(part.area() for part in taken) + sum(part.area() for part in left)
    if abs(area - sums) <= 1e-7 * area + rounding * whole.length():
        return left
    return polygon_parts(remainder(whole, taker, rounding))


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
    wide = [_holds_disc(part, width) for part in parts]
    return (
        [part for part, fits in zip(parts, wide) if fits],
        [part for part, fits in zip(parts, wide) if not fits],
    )


def _holds_disc(part: QgsGeometry, width: float) -> bool:
    """Return what `holds_disc` does; most polygons are so wide that their area and length of border prove it.

    Without holes a polygon has no more area than its border times the radius of its largest disc
    (Bonnesen's inequality A <= L r - pi r^2; Osserman, Bonnesen-style isoperimetric inequalities, 1979).
    """
    area = part.area()
    if area < 0.25 * math.pi * width * width:
        return False
    if 2.0 * area >= width * part.length() and not part.isMultipart() and not part.constGet().numInteriorRings():
        return True
    return holds_disc(part, width)


def _joined(parts: list[QgsGeometry], strips: list[QgsGeometry]) -> QgsGeometry:
    return _one(merged([*parts, *strips]) if strips else parts)


def _one(parts: list[QgsGeometry]) -> QgsGeometry:
    return parts[0] if len(parts) == 1 else QgsGeometry.collectGeometry(parts)
