"""Two delineations digitised independently: what is kept, what left and what entered (保留、调出、划入).

Borders drawn twice never agree to the last decimetre. What only lies between two drawings of one border,
everywhere narrower than a set width, is no change: it stays with the kept land beside it. So the pieces
kept and out together are the land before, exactly; and the land after is kept land, less what of it lies
in such slivers, plus slivers beyond it, plus what entered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area import AreaFrame, ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import coordinate_rounding, polygon_parts, sound_polygons
from ..geometry.cutting import Cut, cut_by
from ..geometry.openings import perimeters
from ..geometry.overlap_areas import OverlapAreas, sound_overlaps
from ..geometry.overlap_sums import StripLayer
from ..geometry.overlay_geometry import OverlayGeometries, remainder
from ..geometry.two_layers import two_layer_faces
from ..geometry.wkb import bounding_boxes, concatenate, polygons_from_wkb, select
from .change_regions import Slivers, Visible, change_regions, counted_once

__all__ = ["CHANGES", "IN", "KEPT", "OUT", "Comparison", "compare"]

CHANGES = ("kept", "out", "in")
KEPT, OUT, IN = 0, 1, 2  # places in CHANGES

_SAME = 1e-9  # relative difference of areas up to which two features are one shape
_BATCH = 1024


@dataclass(frozen=True)
class Comparison:
    """Pieces of two delineations, and the sums on the ellipsoid.

    Always: ``before_m2`` = ``kept_m2`` + ``out_m2``, and ``after_m2`` = ``kept_m2`` - ``slivers_out_m2`` +
    ``slivers_in_m2`` + ``in_m2``.

    :ivar change: int8 (pieces), place in `CHANGES`
    :ivar before: int64 (pieces), feature before, -1 for land that entered
    :ivar after: int64 (pieces), feature after, -1 for land that left
    :ivar polygons: the pieces, in the order of change, feature before, feature after and place
    :ivar area_m2: float64 (pieces), on the ellipsoid, land that features share counted once
    :ivar slivers: differences that are no change, by place
    :ivar before_m2: land before, overlaps counted once; ``after_m2``: land after
    :ivar slivers_out_m2: kept land that the features after leave out by a sliver
    :ivar slivers_in_m2: slivers of the features after beyond the land before
    """

    change: NDArray[np.int8]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    polygons: PolygonArrays
    area_m2: NDArray[np.float64]
    slivers: Slivers
    before_m2: float
    after_m2: float
    kept_m2: float
    out_m2: float
    in_m2: float
    slivers_out_m2: float
    slivers_in_m2: float

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.change)


def compare(
    before: PolygonArrays,
    after: PolygonArrays,
    frame: AreaFrame,
    sliver_width: float,
    feedback: Feedback = Silent(),
) -> Comparison:
    """Compare two delineations in one coordinate reference system.

    Invalid features take part with their repaired shape, those without polygon do not. Where features of
    one delineation overlap each other, the land counts once. The order of the features does not matter.

    :param before: any polygons in layer units, ``after`` likewise
    :param frame: how coordinates come to the ellipsoid
    :param sliver_width: layer units; land into which no disc of this diameter fits is no change where it lies
        beside kept land. A feature that overlaps none of the other delineation is a change however narrow it is.
        0 lists everything.
    :raises ValueError: when the width is negative or not finite
    :raises LandPlanError: when GEOS fails on features that cannot be overlaid
    :raises Cancelled: when the user cancels
    """
    if not np.isfinite(sliver_width) or sliver_width < 0:
        raise ValueError(f"sliver width {sliver_width}")
    one, two = sound_polygons(before, Span(feedback, 0, 4)), sound_polygons(after, Span(feedback, 4, 8))
    overlaps = sound_overlaps(one, two, 0.0, Span(feedback, 8, 25))
    settled = _settled(overlaps, StripLayer(one).areas, StripLayer(two).areas)
    first, second = overlaps.first[settled], overlaps.second[settled]
    rest_one, rest_two = _others(len(one), first), _others(len(two), second)
    left_one, left_two = select(one, rest_one), select(two, rest_two)
    left = _among(overlaps, rest_one, rest_two, len(one), len(two))
    faces = two_layer_faces(left_one, left_two, Span(feedback, 25, 50))
    regions = change_regions(
        faces, left_one, left_two, left, frame, sliver_width, Span(feedback, 50, 62)
    )
    touched = np.unique(sound_overlaps(left_one, regions.out, 0.0, Span(feedback, 62, 63)).first)
    visible = counted_once(faces, left_one, touched, frame, sliver_width, Span(feedback, 63, 65))
    gone = sound_overlaps(visible.polygons, regions.out, 0.0, Span(feedback, 65, 66))
    out = cut_by(regions.out, visible.polygons, sliver_width, Span(feedback, 66, 70), whole_features=True)
    entered = cut_by(regions.entered, left_two, sliver_width, Span(feedback, 70, 75), whole_features=True)
    kept = _kept(visible, left, left_two, regions.out, gone, sliver_width, Span(feedback, 75, 92))
    shapes = concatenate((select(one, first), kept.polygons, out.polygons, entered.polygons))
    sizes = (len(first), len(kept), len(out), len(entered))
    nothing = np.full(len(entered), -1, dtype=np.int64)
    of_before = np.concatenate(
        (first, rest_one[kept.source], _named(rest_one, out.cutter), nothing)
    )
    of_after = np.concatenate(
        (second, _named(rest_two, kept.cutter), np.full(len(out), -1), _named(rest_two, entered.cutter))
    )
    change = np.repeat(np.array([KEPT, KEPT, OUT, IN], dtype=np.int8), sizes)
    sized = np.flatnonzero(StripLayer(shapes).areas > coordinate_rounding(one, two) * perimeters(shapes))
    shapes, change = select(shapes, sized), change[sized]  # without what only rounding has made
    of_before, of_after = of_before[sized], of_after[sized]
    areas = ellipsoidal_areas(shapes, frame, feedback=Span(feedback, 92, 96))
    official = ellipsoidal_areas(one, frame, feedback=Span(feedback, 96, 98))
    hidden = np.zeros(len(one))
    hidden[rest_one] = visible.hidden_m2
    whole = official - hidden
    adjusted = np.ones(len(one), dtype=bool)
    adjusted[rest_one[visible.changed]] = False
    adjusted[rest_one[_sharing(gone)]] = False
    areas = _adjusted(areas, of_before, whole, adjusted)
    return _summed(change, of_before, of_after, shapes, areas, regions.slivers)


def _settled(overlaps: OverlapAreas, one: NDArray[np.float64], two: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the pairs that are one shape and have no part in any other overlap.

    Such a feature overlaps none of its own layer either: that one would overlap its twin as well.
    """
    first, second = overlaps.first, overlaps.second
    alone = np.bincount(first, minlength=len(one))[first] == 1
    alone &= np.bincount(second, minlength=len(two))[second] == 1
    return np.asarray(alone & (overlaps.area >= np.maximum(one[first], two[second]) * (1 - _SAME)))


def _others(count: int, without: NDArray[np.int64]) -> NDArray[np.int64]:
    left = np.ones(count, dtype=bool)
    left[without] = False
    return np.flatnonzero(left)


def _among(
    overlaps: OverlapAreas, one: NDArray[np.int64], two: NDArray[np.int64], count_one: int, count_two: int
) -> OverlapAreas:
    """Return the overlaps between some features, by their places among those."""
    place_one, place_two = np.full(count_one, -1), np.full(count_two, -1)
    place_one[one], place_two[two] = np.arange(len(one)), np.arange(len(two))
    first, second = place_one[overlaps.first], place_two[overlaps.second]
    kept = (first >= 0) & (second >= 0)
    return OverlapAreas(first[kept], second[kept], overlaps.area[kept])


def _named(indices: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the index at each place, -1 for place -1."""
    named = np.full(len(places), -1, dtype=np.int64)
    named[places >= 0] = indices[places[places >= 0]]
    return named


def _kept(
    visible: Visible,
    overlaps: OverlapAreas,
    after: PolygonArrays,
    out: PolygonArrays,
    gone: OverlapAreas,
    width: float,
    feedback: Feedback,
) -> Cut:
    """Return the land before without what left, cut by the features after.

    :param overlaps: between the land before, features as they are given, and the features after
    :param out: the regions that left; ``gone``: their overlaps with the land before
    """
    polygons = visible.polygons
    touched = np.unique(gone.first)
    starts = np.searchsorted(gone.first, touched)
    bounds = np.append(starts, len(gone))
    left_m2 = StripLayer(polygons).areas - np.bincount(gone.first, weights=gone.area, minlength=len(polygons))
    shapes = OverlayGeometries(polygons, bounding_boxes(polygons))
    regions = OverlayGeometries(out, bounding_boxes(out))
    wkb: list[Optional[bytes]] = []
    for number, feature in enumerate(touched.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(30.0 * number / len(touched))
            shapes.prefetch(touched[number : number + _BATCH])
        if left_m2[feature] <= _SAME * shapes.whole(feature).area():
            wkb.append(None)
            continue
        near = gone.second[bounds[number] : bounds[number + 1]].tolist()
        pieces = [regions.near(region, shapes.boxes[feature]) for region in near]
        taken = pieces[0] if len(pieces) == 1 else QgsGeometry.unaryUnion(pieces)
        parts = polygon_parts(remainder(shapes.whole(feature), taken, shapes.rounding))
        wkb.append(bytes(QgsGeometry.collectGeometry(parts).asWkb()) if parts else None)
    rests = polygons_from_wkb(wkb)
    again = np.zeros(len(polygons), dtype=bool)
    again[touched] = again[visible.changed] = True
    place = np.arange(len(polygons))
    place[touched] = len(polygons) + np.arange(len(touched))
    polygons = select(concatenate((polygons, rests)), place)
    unchanged = ~again[overlaps.first]
    fresh_features = np.flatnonzero(again)
    fresh = sound_overlaps(select(polygons, fresh_features), after, 0.0, Span(feedback, 30, 40))
    joined = (
        np.concatenate((overlaps.first[unchanged], fresh_features[fresh.first])),
        np.concatenate((overlaps.second[unchanged], fresh.second)),
        np.concatenate((overlaps.area[unchanged], fresh.area)),
    )
    rows = np.lexsort((joined[1], joined[0]))
    known = OverlapAreas(*(column[rows] for column in joined))
    return cut_by(polygons, after, width, Span(feedback, 40, 100), known)


def _sharing(gone: OverlapAreas) -> NDArray[np.int64]:
    """Return the features before that lie in a region of change with others: a strip of one may go to another."""
    regions = np.bincount(gone.second)
    return np.unique(gone.first[regions[gone.second] > 1])


def _adjusted(
    areas: NDArray[np.float64],
    feature: NDArray[np.int64],
    whole: NDArray[np.float64],
    adjusted: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Return the areas of pieces, those of a feature brought to add up to the area of the feature.

    The official procedure rounds coordinates and divides long edges, so pieces measured one by one miss the
    whole by some square centimetres.

    :param feature: int64 (pieces), the feature a piece is of, -1 for none
    :param whole: float64 (features); ``adjusted``: bool (features)
    """
    mine = feature >= 0
    sums = np.bincount(feature[mine], weights=areas[mine], minlength=len(whole))
    factors = np.ones(len(whole))
    good = adjusted & (sums > 0) & (whole > 0)
    factors[good] = whole[good] / sums[good]
    areas = areas.copy()
    areas[mine] *= factors[feature[mine]]
    return areas


def _summed(
    change: NDArray[np.int8],
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    polygons: PolygonArrays,
    areas: NDArray[np.float64],
    slivers: Slivers,
) -> Comparison:
    """Return the comparison with its pieces in order and its sums."""
    boxes = bounding_boxes(polygons)
    order = np.lexsort((*boxes.T[::-1], after, before, change))
    change, before, after, areas = change[order], before[order], after[order], areas[order]
    polygons = select(polygons, order)
    polygons = replace(polygons, fids=np.arange(len(order)), states=np.zeros(len(order), dtype=np.uint8))
    kept, out, entered = (float(areas[change == kind].sum()) for kind in (KEPT, OUT, IN))
    slivers_out, slivers_in = (float(slivers.area_m2[slivers.change == kind].sum()) for kind in (OUT, IN))
    return Comparison(
        change=change,
        before=before,
        after=after,
        polygons=polygons,
        area_m2=areas,
        slivers=slivers,
        before_m2=kept + out,
        after_m2=kept - slivers_out + slivers_in + entered,
        kept_m2=kept,
        out_m2=out,
        in_m2=entered,
        slivers_out_m2=slivers_out,
        slivers_in_m2=slivers_in,
    )
