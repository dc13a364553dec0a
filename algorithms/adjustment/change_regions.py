"""Where two delineations differ: land that left, land that entered, and slivers that are neither."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area import AreaFrame, ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_boxes import join_boxes
from ..geometry.coverage_cover import covering_features
from ..geometry.coverage_input import geometries, polygon_parts
from ..geometry.grouping import connected
from ..geometry.openings import opened
from ..geometry.overlap_areas import OverlapAreas, sound_overlaps
from ..geometry.overlap_sums import StripLayer
from ..geometry.overlay_geometry import OverlayGeometries, remainder
from ..geometry.two_layers import TwoLayerFaces
from ..geometry.wkb import bounding_boxes, concatenate, polygons_from_wkb, select

_BATCH = 1024
_NOTHING = 1e-6  # share of an area, or of a square metre, that only rounding makes
_OUT, _IN = 1, 2  # places in `comparison.CHANGES`


@dataclass(frozen=True)
class Slivers:
    """Differences that are no change, one for each region.

    :ivar change: int8 (n), 1 for land before that the features after leave out, 2 for land beyond it
    :ivar x: float64 (n), with ``y`` a point within
    :ivar area_m2: float64 (n), on the ellipsoid
    """

    change: NDArray[np.int8]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    area_m2: NDArray[np.float64]


@dataclass(frozen=True)
class ChangeRegions:
    """Connected regions of change.

    :ivar out: one feature a region that left; ``entered``: one that entered
    """

    out: PolygonArrays
    entered: PolygonArrays
    slivers: Slivers


@dataclass(frozen=True)
class Visible:
    """Features of a layer with land that several share given to one of them.

    :ivar polygons: the features; overlaps that are narrow stay in the shapes
    :ivar changed: int64, features whose shape is another one now
    :ivar hidden_m2: float64 (features), land in narrow overlaps that counts for another feature
    """

    polygons: PolygonArrays
    changed: NDArray[np.int64]
    hidden_m2: NDArray[np.float64]


def change_regions(
    faces: TwoLayerFaces,
    before: PolygonArrays,
    after: PolygonArrays,
    overlaps: OverlapAreas,
    frame: AreaFrame,
    width: float,
    feedback: Feedback,
) -> ChangeRegions:
    """Return the regions of change that are wide enough, and the slivers.

    :param overlaps: between the two layers, to know features that overlap nothing: they are changes
    :param width: layer units
    :raises Cancelled: when the user cancels
    """
    face_areas = ellipsoidal_areas(faces.faces.polygons, frame, rounding=False)
    sides = (
        (_OUT, (faces.first_depth > 0) & (faces.second_depth <= 0), before, overlaps.first, Span(feedback, 0, 50)),
        (_IN, (faces.second_depth > 0) & (faces.first_depth <= 0), after, overlaps.second, Span(feedback, 50, 100)),
    )
    found, slivers = [], []
    for change, chosen, layer, met, span in sides:
        lone = np.bincount(met, minlength=len(layer)) == 0
        shapes, points, areas = _regions(faces, chosen, select(layer, lone), face_areas, width, span)
        found.append(shapes)
        slivers.append((np.full(len(areas), change, dtype=np.int8), points, areas))
    points = np.concatenate([points for _, points, _ in slivers])
    return ChangeRegions(
        out=found[0],
        entered=found[1],
        slivers=Slivers(
            np.concatenate([change for change, _, _ in slivers]),
            points[:, 0],
            points[:, 1],
            np.concatenate([areas for _, _, areas in slivers]),
        ),
    )


def counted_once(
    faces: TwoLayerFaces,
    before: PolygonArrays,
    exact: NDArray[np.int64],
    frame: AreaFrame,
    width: float,
    feedback: Feedback,
) -> Visible:
    """Return the features before with every piece of land in one of them.

    Of features that overlap the one that lies lowest and farthest left keeps the land. A narrow overlap is
    only taken off the area of the others, a wide one off their shape.

    :param exact: features whose shapes are cut anyway; narrow overlaps are taken off them, too
    :raises Cancelled: when the user cancels
    """
    hidden = np.zeros(len(before))
    deep = faces.first_depth > 1
    if not deep.any():
        return Visible(before, np.empty(0, dtype=np.int64), hidden)
    boxes = bounding_boxes(before)
    rank = np.empty(len(before), dtype=np.int64)
    sizes = np.diff(before.ring_offsets[before.part_offsets[before.feature_offsets]])
    rank[np.lexsort((np.arange(len(before)), sizes, *boxes.T[::-1][:2], boxes[:, 0], boxes[:, 1]))] = np.arange(
        len(before)
    )
    region, narrow = faces.regions(deep, width)
    members = np.flatnonzero(deep)
    thin, wide = members[narrow[region[members]]], members[~narrow[region[members]]]
    of_wide = _overlapping(before, boxes, faces.faces.boxes[wide])
    point, feature = covering_features(faces.faces.points[thin], before, boxes)
    order = np.lexsort((rank[feature], point))
    point, feature = point[order], feature[order]
    later = np.zeros(len(point), dtype=bool)
    later[1:] = point[1:] == point[:-1]
    areas = ellipsoidal_areas(select(faces.faces.polygons, thin), frame, rounding=False)
    hidden += np.bincount(feature[later], weights=areas[point[later]], minlength=len(before))
    changed = np.unique(np.concatenate((of_wide, exact[hidden[exact] > 0])))
    polygons = _without_earlier(before, changed, boxes, rank, feedback) if len(changed) else before
    hidden[changed] = 0.0
    return Visible(polygons, changed, hidden)


def _overlapping(
    before: PolygonArrays, boxes: NDArray[np.float64], places: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the features near some places that share land with another feature.

    Borders cancel within a face, so a point of the face does not tell all features that overlap in it.
    """
    _, near = join_boxes(places, boxes)
    near = np.unique(near)
    some = select(before, near)
    shared = sound_overlaps(some, some, 0.0, Silent())
    return near[np.unique(shared.first[shared.first != shared.second])]


def _without_earlier(
    before: PolygonArrays,
    changed: NDArray[np.int64],
    boxes: NDArray[np.float64],
    rank: NDArray[np.int64],
    feedback: Feedback,
) -> PolygonArrays:
    """Return the features, from some of them all taken off that ranks before them."""
    shapes = OverlayGeometries(before, boxes)
    one, two = join_boxes(boxes[changed], boxes)
    earlier = rank[two] < rank[changed[one]]
    one, two = one[earlier], two[earlier]
    starts = np.searchsorted(one, np.arange(len(changed) + 1))
    made = []
    for number, feature in enumerate(changed.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(changed))
            shapes.prefetch(changed[number : number + _BATCH], two[starts[number] : starts[number + 1]])
        near = [shapes.near(index, boxes[feature]) for index in two[starts[number] : starts[number + 1]].tolist()]
        near = [shape for shape in near if not shape.isEmpty()]
        whole = shapes.whole(feature)
        if near:
            whole = remainder(whole, QgsGeometry.unaryUnion(near), shapes.rounding)
        parts = polygon_parts(whole)
        made.append(bytes(QgsGeometry.collectGeometry(parts).asWkb()) if parts else None)
    place = np.arange(len(before))
    place[changed] = len(before) + np.arange(len(changed))
    return select(concatenate((before, polygons_from_wkb(made))), place)


def _regions(
    faces: TwoLayerFaces,
    chosen: NDArray[np.bool_],
    lone: PolygonArrays,
    face_areas: NDArray[np.float64],
    width: float,
    feedback: Feedback,
) -> tuple[PolygonArrays, NDArray[np.float64], NDArray[np.float64]]:
    """Return the wide regions of some faces, and a point and the area of every sliver.

    :param lone: features that overlap none of the other layer; all their land is a change
    """
    region, narrow = faces.regions(chosen, width)
    members = np.flatnonzero(chosen)
    members = members[np.argsort(region[members], kind="stable")]
    starts = np.searchsorted(region[members], np.arange(len(narrow) + 1))
    sums = np.bincount(region[members], weights=face_areas[members], minlength=len(narrow))
    open_ = np.flatnonzero(~narrow)
    shapes_of = dict(faces.faces.geometries(members[~narrow[region[members]]].tolist()))
    found: list[QgsGeometry] = []
    for number, at in enumerate(open_.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(open_))
        pieces = [piece for face in members[starts[at] : starts[at + 1]].tolist() for piece in shapes_of[face]]
        whole = pieces[0] if len(pieces) == 1 else QgsGeometry.unaryUnion(pieces)
        found.extend(part for piece in polygon_parts(whole) for part in opened(piece, width))
    regions = _with_lone(polygons_from_wkb([bytes(shape.asWkb()) for shape in found]), lone)
    # what the regions leave of their faces are slivers
    touched = members[~narrow[region[members]]]
    if len(lone):
        near, _ = join_boxes(faces.faces.boxes[members], bounding_boxes(lone))
        touched = np.union1d(touched, members[near])
    some = select(faces.faces.polygons, touched)
    taken = sound_overlaps(some, regions, 0.0, Silent())
    plane = StripLayer(some).areas
    share = np.bincount(taken.first, weights=taken.area, minlength=len(touched)) / np.where(plane > 0, plane, 1.0)
    kept = face_areas[touched] * np.minimum(share, 1.0)
    kept = np.bincount(region[touched], weights=kept, minlength=len(narrow))
    rest = (sums - kept).astype(np.float64)
    sliver = rest > _NOTHING * np.maximum(sums, 1.0)
    return regions, faces.faces.points[members[starts[:-1][sliver]]].reshape(-1, 2), rest[sliver]


def _with_lone(regions: PolygonArrays, lone: PolygonArrays) -> PolygonArrays:
    """Return the regions with features added, those that meet made one."""
    covered = sound_overlaps(lone, regions, 0.0, Silent())
    areas = StripLayer(lone).areas
    inside = np.bincount(covered.first, weights=covered.area, minlength=len(lone)) >= areas * (1 - _NOTHING)
    added = select(lone, ~inside & (areas > 0))
    if not len(added):
        return regions
    both = concatenate((regions, added))
    boxes = bounding_boxes(both)
    one, two = join_boxes(boxes, boxes[len(regions) :])
    lowest = connected(len(both), one, two + len(regions))
    joined = np.unique(lowest[len(regions) :])
    alone = ~np.isin(lowest, joined)
    order = np.flatnonzero(~alone)
    order = order[np.argsort(lowest[order], kind="stable")]
    shapes = [geometry for _, geometry in geometries(both, order)]
    starts = np.searchsorted(lowest[order], joined)
    merged = []
    for begin, end in zip(starts.tolist(), [*starts[1:].tolist(), len(order)]):
        merged.extend(polygon_parts(QgsGeometry.unaryUnion(shapes[begin:end])))
    return concatenate((select(both, alone), polygons_from_wkb([bytes(shape.asWkb()) for shape in merged])))
