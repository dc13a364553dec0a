"""Two editions laid over each other: pieces of land with the feature before and the feature after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...feedback import Feedback, Span
from ...geometry.area import AreaFrame, ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import sound_polygons
from ...geometry.cutting import cut_by
from ...geometry.overlap_areas import OverlapAreas, sound_overlaps
from ...geometry.overlap_sums import StripLayer
from ...geometry.wkb import concatenate, select
from .twins import near_shapes, same_shapes

Indexes = NDArray[np.int64]


@dataclass(frozen=True)
class Match:
    """The land of both editions in pieces; the pieces with a feature before are all land before.

    :ivar before: int64 (pieces), feature before, -1 for land that is covered now only
    :ivar after: int64 (pieces), feature after, -1 for land that is covered no more
    :ivar polygons: the pieces, in the plane both editions were brought to
    :ivar area_m2: float64 (pieces), on the ellipsoid
    :ivar same_shape: bool (pieces), the shapes of both features are the same
    :ivar main_after: int64 (features before), the feature after that has most of each, -1 for none
    :ivar main_before: int64 (features after), the feature before that has most of each, -1 for none
    :ivar before_m2: float64 (features before), area on the ellipsoid; ``after_m2`` likewise
    """

    before: Indexes
    after: Indexes
    polygons: PolygonArrays
    area_m2: NDArray[np.float64]
    same_shape: NDArray[np.bool_]
    main_after: Indexes
    main_before: Indexes
    before_m2: NDArray[np.float64]
    after_m2: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.before)


def match_editions(
    before: PolygonArrays, after: PolygonArrays, frame: AreaFrame, width: float, least_share: float,
    same_key: tuple[Indexes, Indexes], feedback: Feedback,
) -> Match:
    """Lay two editions over each other.

    Parts narrower than the width stay with the feature that takes most: two drawings of one border are no change.

    :param before: polygons on a plane, ``after`` on the same
    :param width: coordinate units
    :param same_key: features before and after that have one key; each at most once
    :param least_share: share of the smaller of two features they have to have in common to be related
    :raises Cancelled: when the user cancels
    """
    before_m2 = ellipsoidal_areas(before, frame, rounding=False, feedback=Span(feedback, 0, 8))
    after_m2 = ellipsoidal_areas(after, frame, rounding=False, feedback=Span(feedback, 8, 16))
    twin_before, twin_after = _twins(before, after, width, same_key)
    main_after, main_before = np.full(len(before), -1, dtype=np.int64), np.full(len(after), -1, dtype=np.int64)
    main_after[twin_before], main_before[twin_after] = twin_after, twin_before
    rest_before, rest_after = np.flatnonzero(main_after < 0), np.flatnonzero(main_before < 0)
    one = sound_polygons(select(before, rest_before), Span(feedback, 16, 22))
    two = sound_polygons(select(after, rest_after), Span(feedback, 22, 28))
    overlaps = sound_overlaps(one, two, 0.0, Span(feedback, 28, 45))
    _find_main(overlaps, one, two, least_share, (rest_before, rest_after), (main_after, main_before))
    kept = cut_by(one, two, width, Span(feedback, 45, 75), overlaps, leave_uncovered=True)
    new = cut_by(two, one, width, Span(feedback, 75, 92), _turned(overlaps), leave_uncovered=True)
    only = np.flatnonzero(new.cutter < 0)
    cut = concatenate((kept.polygons, select(new.polygons, only)))
    areas = ellipsoidal_areas(cut, frame, rounding=False, feedback=Span(feedback, 92, 100))
    place = np.append(rest_after, -1)
    twins = len(twin_before)
    none = np.full(len(only), -1, dtype=np.int64)
    return Match(
        before=np.concatenate((twin_before, rest_before[kept.source], none)),
        after=np.concatenate((twin_after, place[kept.cutter], rest_after[new.source[only]])),
        polygons=concatenate((select(before, twin_before), cut)),
        area_m2=np.concatenate((before_m2[twin_before], areas)),
        same_shape=np.arange(twins + len(areas)) < twins,
        main_after=main_after,
        main_before=main_before,
        before_m2=before_m2,
        after_m2=after_m2,
    )


def _twins(
    before: PolygonArrays, after: PolygonArrays, width: float, same_key: tuple[Indexes, Indexes]
) -> tuple[Indexes, Indexes]:
    """Return pairs of features of one shape: the same vertices, or those of one key within half the sliver width."""
    first, second = same_shapes(before, after)
    if width <= 0 or not len(same_key[0]):
        return first, second
    open_ = ~np.isin(same_key[0], first) & ~np.isin(same_key[1], second)
    pairs = same_key[0][open_], same_key[1][open_]
    # vertices that move by this much in x and in y leave no room for a disc of the sliver width between two borders
    near = near_shapes(before, after, pairs, width / 3.0)
    first, second = np.concatenate((first, pairs[0][near])), np.concatenate((second, pairs[1][near]))
    order = np.argsort(first, kind="stable")
    return first[order], second[order]


def _turned(overlaps: OverlapAreas) -> OverlapAreas:
    """Return overlaps with the layers exchanged."""
    order = np.lexsort((overlaps.first, overlaps.second))
    return OverlapAreas(overlaps.second[order], overlaps.first[order], overlaps.area[order])


def _find_main(
    overlaps: OverlapAreas, one: PolygonArrays, two: PolygonArrays, least_share: float,
    rest: tuple[Indexes, Indexes], main: tuple[Indexes, Indexes],
) -> None:
    """Write for each feature the one of the other edition that has most of it, where they are related at all.

    :param rest: places of the features of both layers in their editions
    :param main: what is written to, by feature of the editions
    """
    areas_one, areas_two = StripLayer(one).areas, StripLayer(two).areas
    smaller = np.minimum(areas_one[overlaps.first], areas_two[overlaps.second])
    related = np.flatnonzero(overlaps.area >= least_share * smaller)
    some = OverlapAreas(overlaps.first[related], overlaps.second[related], overlaps.area[related])
    best = some.largest()
    main[0][rest[0][some.first[best]]] = rest[1][some.second[best]]
    turned = _turned(some)
    best = turned.largest()
    main[1][rest[1][turned.first[best]]] = rest[0][turned.second[best]]
