"""Which overlaps of two features are narrow everywhere, told without making the shape of the overlap.

Where a disc of diameter w fits into what a and b share, a moved by v, |v| < w, still shares with b what
two such discs share that lie |v| apart. So where moving one feature away from the other by a little less
than w leaves them next to nothing in common, the overlap is narrower than w.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, raise_if_cancelled
from .arrays import PolygonArrays
from .openings import LENS, MOVE, holds_disc
from .overlap_areas import OverlapAreas
from .overlap_sums import StripLayer, shared_areas
from .overlay_geometry import OverlayGeometries
from .wkb import bounding_boxes

_BATCH = 1024
_PAIRS = 1 << 16
_DIRECTIONS = [(math.cos(math.pi * n / 4), math.sin(math.pi * n / 4)) for n in range(8)]


def wide_overlaps(
    one: PolygonArrays,
    two: PolygonArrays,
    overlaps: OverlapAreas,
    asked: NDArray[np.bool_],
    width: float,
    feedback: Feedback,
) -> NDArray[np.bool_]:
    """Return bool (pairs): the overlaps asked for into which a disc of a diameter fits.

    :param one: sound polygons, ``two`` likewise: the layers the overlaps are of
    :param asked: bool (pairs)
    :param width: diameter, layer units; 0 calls every overlap wide
    :raises LandPlanError: when GEOS fails
    :raises Cancelled: when the user cancels
    """
    if width <= 0:
        return asked.copy()
    wide = asked & (overlaps.area >= 0.25 * math.pi * width * width * (1 - 1e-9))
    boxes_one, boxes_two = bounding_boxes(one), bounding_boxes(two)
    open_ = np.flatnonzero(wide)
    a, b = boxes_one[overlaps.first[open_]], boxes_two[overlaps.second[open_]]
    common = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
    fits = common.min(axis=1) >= width * (1 - 1e-9)
    # where one lies in the other, moving away by the width cannot clear it unless it is narrow itself
    open_, common = open_[fits], common[fits]
    away = (boxes_two[:, :2] + boxes_two[:, 2:])[overlaps.second[open_]]
    away = away - (boxes_one[:, :2] + boxes_one[:, 2:])[overlaps.first[open_]]
    narrow = _cleared(one, two, overlaps, open_, common, away, width, feedback)
    wide[:] = False
    wide[open_] = ~narrow
    shapes_one, shapes_two = OverlayGeometries(one, boxes_one), OverlayGeometries(two, boxes_two)
    doubtful = np.flatnonzero(wide)
    for number, pair in enumerate(doubtful.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(50 + 50.0 * number / len(doubtful))
            batch = doubtful[number : number + _BATCH]
            shapes_one.prefetch(overlaps.first[batch])
            shapes_two.prefetch(overlaps.second[batch])
        pieces = shapes_one.overlap(int(overlaps.first[pair]), int(overlaps.second[pair]), shapes_two)
        wide[pair] = any(holds_disc(piece, width) for piece in pieces)
    return wide


def _cleared(
    one: PolygonArrays,
    two: PolygonArrays,
    overlaps: OverlapAreas,
    pairs: NDArray[np.int64],
    common: NDArray[np.float64],
    away: NDArray[np.float64],
    width: float,
    feedback: Feedback,
) -> NDArray[np.bool_]:
    """Return which overlaps are gone when the second feature is moved away from the first.

    :param common: float64 (pairs, 2), size of the box the two have in common; the move across the shorter
        side is tried first, then those next to it
    :param away: float64 (pairs, 2), from the first to the second
    """
    cleared = np.zeros(len(pairs), dtype=bool)
    if not len(pairs):
        return cleared
    layer = StripLayer(one)
    boxes_one, boxes_two = bounding_boxes(one), bounding_boxes(two)
    across = np.where(
        common[:, 0] <= common[:, 1], np.where(away[:, 0] < 0, 4, 0), np.where(away[:, 1] < 0, 6, 2)
    )
    aside = np.array(_DIRECTIONS)[(across + 1) % 8]
    turn = np.where((aside * away).sum(axis=1) >= 0, 1, -1)
    for attempt in range(3):
        direction = (across + turn * attempt) % 8
        for number, (x, y) in enumerate(_DIRECTIONS):
            some = np.flatnonzero(~cleared & (direction == number))
            if not len(some):
                continue
            step = np.array([x, y]) * width * MOVE
            moved = StripLayer(replace(two, x=two.x + step[0], y=two.y + step[1]))
            for begin in range(0, len(some), _PAIRS):
                raise_if_cancelled(feedback)
                chosen = some[begin : begin + _PAIRS]
                first, second = overlaps.first[pairs[chosen]], overlaps.second[pairs[chosen]]
                a, b = boxes_one[first], boxes_two[second] + np.tile(step, 2)
                windows = np.column_stack((np.maximum(a[:, :2], b[:, :2]), np.minimum(a[:, 2:], b[:, 2:])))
                meet = (windows[:, 2:] > windows[:, :2]).all(axis=1)
                left = np.zeros(len(chosen))
                left[meet] = shared_areas(layer, moved, first[meet], second[meet], windows[meet])
                cleared[chosen] = left < LENS * width * width
        feedback.setProgress(15.0 * (attempt + 1))
    return cleared
