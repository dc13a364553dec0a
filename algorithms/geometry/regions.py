"""Regions as lists of single polygons that do not overlap: united, divided by a cover, freed of what is too small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, raise_if_cancelled
from ..message import translatable
from .area import ellipsoidal_areas
from .arrays import PolygonArrays
from .coverage_input import coordinate_rounding, geometries, polygon_parts, sound_polygons
from .overlap_areas import overlap_areas
from .overlay_geometry import OverlayGeometries, mean_width, position, remainder, shared
from .projection import AreaFrame
from .wkb import bounding_boxes, polygons_from_wkb

Region = list[QgsGeometry]

_EVERY = 256


@dataclass(frozen=True)
class Division:
    """A region divided by a cover: what the cover takes, and the rest."""

    inside: Region
    outside: Region


@dataclass(frozen=True)
class Sorted:
    """A region by the size of its pieces: those that stay, too small ones, and too narrow ones."""

    kept: Region
    small: Region
    narrow: Region


def united(polygons: PolygonArrays, feedback: Feedback = Silent()) -> Region:  # noqa: B008
    """Return the union of polygons as single polygons, ordered by place.

    Invalid features take part with their repaired shape.

    :raises LandPlanError: when GEOS cannot unite them
    :raises Cancelled: when the user cancels
    """
    sound = sound_polygons(polygons, feedback)
    present = np.flatnonzero(np.diff(sound.feature_offsets))
    # in order of place, so that the result does not depend on the order of the features
    boxes = bounding_boxes(sound)[present]
    present = present[np.lexsort(boxes.T[::-1])] if len(present) else present
    shapes = [shape for _, shape in geometries(sound, present)]
    raise_if_cancelled(feedback)
    return merged(shapes)


def merged(shapes: Sequence[QgsGeometry]) -> Region:
    """Return the union of valid polygons as single polygons, ordered by place.

    :raises LandPlanError: when GEOS cannot unite them
    """
    if not shapes:
        return []
    whole = QgsGeometry.unaryUnion(list(shapes))
    if whole.isNull():
        whole = QgsGeometry.unaryUnion([shape.makeValid() for shape in shapes])
    if whole.isNull():
        place = shapes[0].boundingBox().center()
        raise LandPlanError(
            translatable(
                "Regions",
                "Polygons around {x}, {y} could not be united ({reason}). Repair the geometries found by the "
                "geometry check and run again.",
                x=round(place.x(), 3),
                y=round(place.y(), 3),
                reason=whole.lastError(),
            )
        )
    return in_order(polygon_parts(whole))


def in_order(region: Iterable[QgsGeometry]) -> Region:
    """Return pieces ordered by their place."""
    return sorted(region, key=position)


def arrays_of(region: Sequence[QgsGeometry]) -> PolygonArrays:
    """Return pieces as arrays, in the same order."""
    return polygons_from_wkb([bytes(piece.asWkb()) for piece in region], np.arange(len(region)))


def areas_of(region: Sequence[QgsGeometry], frame: AreaFrame) -> NDArray[np.float64]:
    """Return the official area of every piece in m²."""
    return ellipsoidal_areas(arrays_of(region), frame) if region else np.zeros(0)


def area_of(region: Sequence[QgsGeometry], frame: AreaFrame) -> float:
    """Return the official area of a region in m²."""
    return float(areas_of(region, frame).sum())


def divided(region: Region, cover: PolygonArrays, feedback: Feedback = Silent()) -> Division:  # noqa: B008
    """Divide a region by the union of a cover.

    Only the features of the cover that share an area with a piece are overlaid with it. What is narrower than
    the rounding of the coordinates is left out on both sides.

    :raises LandPlanError: when GEOS cannot overlay two polygons
    :raises Cancelled: when the user cancels
    """
    if not region:
        return Division([], [])
    pieces = arrays_of(region)
    sound = sound_polygons(cover, feedback)
    found = overlap_areas(pieces, sound, feedback=feedback)
    shapes = OverlayGeometries(sound, bounding_boxes(sound))
    boxes = bounding_boxes(pieces)
    rounding = coordinate_rounding(pieces, sound)
    starts = np.searchsorted(found.first, np.arange(len(region) + 1))
    inside: Region = []
    outside: Region = []
    for index, piece in enumerate(region):
        if not index % _EVERY:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * index / len(region))
        by = found.second[starts[index] : starts[index + 1]]
        if not len(by):
            outside.append(piece)
            continue
        shapes.prefetch(by)
        near = [shapes.near(number, boxes[index]) for number in by.tolist()]
        taker = QgsGeometry.unaryUnion([shape for shape in near if not shape.isEmpty()])
        inside += polygon_parts(shared(piece, taker))
        outside += polygon_parts(remainder(piece, taker, rounding))
    return Division(_wide(inside, rounding), _wide(outside, rounding))


def holes_of(region: Region) -> Region:
    """Return the holes of the pieces, ordered by place."""
    holes: Region = []
    for piece in region:
        rings = piece.asPolygon()
        holes += [QgsGeometry.fromPolygonXY([ring]) for ring in rings[1:]]
    return in_order(holes)


def sorted_by_size(
    region: Region, frame: AreaFrame, min_area_m2: float, min_width_m: float
) -> Sorted:
    """Sort pieces by their size: a piece that is too small counts as such whatever its width."""
    result = Sorted([], [], [])
    for piece, area, width in zip(region, areas_of(region, frame).tolist(), widths_of(region, frame).tolist()):
        if area < min_area_m2:
            result.small.append(piece)
        elif width < min_width_m:
            result.narrow.append(piece)
        else:
            result.kept.append(piece)
    return result


def widths_of(region: Sequence[QgsGeometry], frame: AreaFrame) -> NDArray[np.float64]:
    """Return the mean width of every piece in m, 2 · area / perimeter, also for coordinates in degrees."""
    plane = np.array([piece.area() for piece in region])
    widths = np.array([mean_width(piece) for piece in region])
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.sqrt(areas_of(region, frame) / plane)
    return np.nan_to_num(widths * scale)


def _wide(region: Region, rounding: float) -> Region:
    return in_order(piece for piece in region if mean_width(piece) > rounding)
