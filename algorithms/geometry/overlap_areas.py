"""Area that features of two layers share, and the share of each feature that a cover takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_boxes import chunks, expand_ranges, join_boxes
from .coverage_input import coordinate_rounding, sound_polygons
from .overlap_sums import StripLayer, shared_areas
from .overlay_geometry import OverlayGeometries, shared
from .wkb import bounding_boxes, select

__all__ = ["OverlapAreas", "covered_shares", "near_features", "overlap_areas", "sound_overlaps", "sound_shares",
           "strip_overlaps"]

_BATCH = 1 << 16
_CHUNK = 1 << 20
_GEOS_BATCH = 1024
_EXACT = 1e-9  # relative difference up to which a shared area is the area of the whole feature


@dataclass(frozen=True)
class OverlapAreas:
    """Pairs of features that share an area, ordered by first, then second.

    :ivar first: int64 (pairs), index into the first layer
    :ivar second: int64 (pairs), index into the second layer
    :ivar area: float64 (pairs), shared area in square layer units, above 0
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    area: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.first)

    def largest(self) -> NDArray[np.int64]:
        """Return the pair with the largest area of each first feature that has any, ascending by that feature.

        Of equal areas the one with the lowest second feature.
        """
        order = np.lexsort((self.second, -self.area, self.first))
        return order[np.unique(self.first[order], return_index=True)[1]]


def overlap_areas(
    first: PolygonArrays, second: PolygonArrays, tolerance: float = 0.0, feedback: Feedback = Silent()  # noqa: B008
) -> OverlapAreas:
    """Return how much area each feature of one layer shares with each feature of another.

    Invalid features take part with their repaired shape, features without polygon do not. Features of a
    layer may overlap each other; every pair stands for itself.

    :param tolerance: layer units; overlaps that a strip of this width along both sides of the box common to the
        two features could hold are left out, as borders that differ by less. Overlaps that the rounding of the
        coordinates can make are left out always.
    :raises ValueError: when the tolerance is negative or not finite
    :raises Cancelled: when the user cancels
    """
    if not np.isfinite(tolerance) or tolerance < 0:
        raise ValueError(f"tolerance {tolerance}")
    one = sound_polygons(first, Span(feedback, 0, 15))
    two = one if second is first else sound_polygons(second, Span(feedback, 15, 30))
    return sound_overlaps(one, two, tolerance, Span(feedback, 30, 100))


def covered_shares(
    polygons: PolygonArrays, cover: PolygonArrays, feedback: Feedback = Silent()  # noqa: B008
) -> NDArray[np.float64]:
    """Return float64 (features), the share from 0 to 1 of each feature's area that a cover takes.

    Where features of the cover overlap each other they count once. 0 for a feature without area.

    :raises LandPlanError: when GEOS cannot unite features of the cover that overlap
    :raises Cancelled: when the user cancels
    """
    cover = sound_polygons(cover, Span(feedback, 0, 10))
    near = near_features(polygons, cover)
    shares = np.zeros(len(polygons))
    sound = sound_polygons(select(polygons, near), Span(feedback, 10, 25))
    shares[near] = sound_shares(sound, cover, Span(feedback, 25, 100))
    return shares


def near_features(polygons: PolygonArrays, cover: PolygonArrays) -> NDArray[np.int64]:
    """Return the features, ascending, that may share an area with some of a cover: their boxes meet.

    :param polygons: sound or not; a feature whose box is not known is among those returned
    :param cover: sound polygons
    """
    boxes = bounding_boxes(polygons)
    near = ~np.isfinite(boxes).all(axis=1) & (np.diff(polygons.feature_offsets) > 0)
    near[join_boxes(boxes, bounding_boxes(cover))[0]] = True
    return np.flatnonzero(near)


def sound_shares(sound: PolygonArrays, cover: PolygonArrays, feedback: Feedback) -> NDArray[np.float64]:
    """Return what `covered_shares` does, of polygons that are sound already (`sound_polygons`)."""
    layer, covers = StripLayer(sound), StripLayer(cover)
    shares = np.zeros(len(sound))
    found = strip_overlaps(layer, covers, 0.0, Span(feedback, 0, 45))
    if not len(found):
        return shares
    used = np.unique(found.second)  # what lies elsewhere need not be looked at
    lying = covers if len(used) == len(cover) else StripLayer(select(cover, used))
    among = strip_overlaps(lying, lying, 0.0, Span(feedback, 45, 75))
    one, two = used[among.first], used[among.second]
    spare = _spare(one, two, among.area, covers.areas, len(cover))
    kept = ~spare[found.second]
    owner, by, area = found.first[kept], found.second[kept], found.area[kept]
    # a feature that one of the cover takes whole needs no union
    whole = np.zeros(len(sound), dtype=bool)
    whole[owner[area >= layer.areas[owner] * (1 - _EXACT)]] = True
    clash = _clashing(owner, by, one, two, spare, len(cover)) & ~whole[owner]
    taken = np.bincount(owner[~clash], weights=area[~clash], minlength=len(sound)).astype(np.float64)
    taken += _united(owner[clash], by[clash], sound, cover, Span(feedback, 75, 100))
    sized = layer.areas > 0
    shares[sized] = np.clip(taken[sized] / layer.areas[sized], 0.0, 1.0)
    shares[whole] = 1.0
    return shares


def sound_overlaps(
    one: PolygonArrays, two: PolygonArrays, tolerance: float, feedback: Feedback
) -> OverlapAreas:
    """Return what `overlap_areas` does, of polygons that are sound already (`sound_polygons`)."""
    layer_one = StripLayer(one)
    return strip_overlaps(layer_one, layer_one if two is one else StripLayer(two), tolerance, feedback)


def strip_overlaps(
    layer_one: StripLayer, layer_two: StripLayer, tolerance: float, feedback: Feedback
) -> OverlapAreas:
    """Return what `sound_overlaps` does, of polygons that are prepared already; of one layer twice, say it twice."""
    one, two = layer_one.polygons, layer_two.polygons
    boxes_one, boxes_two = bounding_boxes(one), bounding_boxes(two)
    first, second = join_boxes(boxes_one, boxes_two)
    raise_if_cancelled(feedback)
    rounding = coordinate_rounding(one, two)
    a, b = boxes_one[first], boxes_two[second]
    windows = np.column_stack((np.maximum(a[:, :2], b[:, :2]), np.minimum(a[:, 2:], b[:, 2:])))
    sizes = windows[:, 2:] - windows[:, :2]
    wide = (sizes > max(tolerance, rounding)).all(axis=1)
    first, second, windows, sizes = first[wide], second[wide], windows[wide], sizes[wide]
    area = np.zeros(len(first))
    # most features of a county lie well within one unit, and need no sums
    full, empty = layer_two.settled(boxes_two, second, windows)
    full &= (windows == boxes_one[first]).all(axis=1)
    if layer_two is layer_one:
        full |= first == second
    area[full] = layer_one.areas[first[full]]
    open_ = np.flatnonzero(~full & ~empty)
    for begin in range(0, len(open_), _BATCH):
        raise_if_cancelled(feedback)
        feedback.setProgress(100.0 * begin / len(open_))
        some = open_[begin : begin + _BATCH]
        area[some] = shared_areas(layer_one, layer_two, first[some], second[some], windows[some])
    area = np.minimum(area, np.minimum(layer_one.areas[first], layer_two.areas[second]))
    found = area > max(tolerance, rounding) * sizes.sum(axis=1)
    return OverlapAreas(first[found], second[found], area[found])


def _spare(
    one: NDArray[np.int64],
    two: NDArray[np.int64],
    shared_area: NDArray[np.float64],
    areas: NDArray[np.float64],
    count: int,
) -> NDArray[np.bool_]:
    """Return which features of a cover lie in another whole, of equal ones all but the first."""
    spare = np.zeros(count, dtype=bool)
    other = one != two
    one, two, shared_area = one[other], two[other], shared_area[other]
    inside = shared_area >= areas[one] * (1 - 1e-12)
    equal = inside & (shared_area >= areas[two] * (1 - 1e-12))
    spare[one[inside & (~equal | (one > two))]] = True
    return spare


def _clashing(
    owner: NDArray[np.int64],
    by: NDArray[np.int64],
    one: NDArray[np.int64],
    two: NDArray[np.int64],
    spare: NDArray[np.bool_],
    count: int,
) -> NDArray[np.bool_]:
    """Return which rows of ``owner`` and ``by`` have another one of the owner that overlaps within the cover.

    :param owner: int64, ascending, then ``by`` ascending; ``one``, ``two``: pairs of the cover that overlap
    """
    clash = np.zeros(len(owner), dtype=bool)
    pairs = (one != two) & ~spare[one] & ~spare[two]
    one, two = one[pairs], two[pairs]
    if not len(one) or not len(owner):
        return clash
    keys = owner * count + by
    rows = np.argsort(by, kind="stable")
    begins = np.searchsorted(by[rows], one, side="left")
    counts = np.searchsorted(by[rows], one, side="right") - begins
    for chunk in chunks(counts, _CHUNK):
        pair, place = expand_ranges(begins[chunk], counts[chunk])
        row = rows[place]
        wanted = owner[row] * count + two[chunk][pair]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        clash[row[keys[at] == wanted]] = True
    return clash


def _united(
    owner: NDArray[np.int64],
    by: NDArray[np.int64],
    polygons: PolygonArrays,
    cover: PolygonArrays,
    feedback: Feedback,
) -> NDArray[np.float64]:
    """Return float64 (features), the area of each feature that the union of some of the cover takes.

    :param owner: int64, ascending: features; ``by``: what of the cover lies on each
    """
    taken = np.zeros(len(polygons))
    features, starts = np.unique(owner, return_index=True)
    bounds = np.append(starts, len(owner))
    shapes = OverlayGeometries(polygons, bounding_boxes(polygons))
    covers = OverlayGeometries(cover, bounding_boxes(cover))
    for number, feature in enumerate(features.tolist()):
        if not number % _GEOS_BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(features))
            last = bounds[min(number + _GEOS_BATCH, len(features))]
            shapes.prefetch(features[number : number + _GEOS_BATCH])
            covers.prefetch(by[bounds[number] : last])
        box = shapes.boxes[feature]
        near = [covers.near(index, box) for index in by[bounds[number] : bounds[number + 1]].tolist()]
        union = QgsGeometry.unaryUnion([shape for shape in near if not shape.isEmpty()])
        taken[feature] = shared(shapes.whole(feature), union).area()
    return taken
