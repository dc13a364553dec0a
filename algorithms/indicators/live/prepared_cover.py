"""Polygons prepared once to be asked, again and again, how much of some features they cover.

What a feature is told does not depend on which others are asked for with it: one feature after an edit gets the very
number that a pass over the whole layer gives.
"""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...feedback import Feedback, Silent, Span, raise_if_cancelled
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_boxes import join_boxes
from ...geometry.coverage_input import coordinate_rounding, sound_polygons
from ...geometry.overlap_areas import OverlapAreas, sound_overlaps
from ...geometry.overlap_sums import StripLayer, shared_areas
from ...geometry.overlay_geometry import OverlayGeometries, shared
from ...geometry.wkb import bounding_boxes

_FEW = 24  # features for which looking at all boxes is faster than joining them
_BATCH = 1 << 16
_WHOLE = 1e-9  # relative difference up to which a shared area is the area of the whole feature


class SoundFeatures:
    """Features that a cover is asked about: repaired where they are invalid, with their plane areas."""

    def __init__(self, polygons: PolygonArrays, feedback: Feedback = Silent()) -> None:  # noqa: B008
        """:raises Cancelled: when the user cancels"""
        self.polygons = sound_polygons(polygons, feedback)
        self.boxes = bounding_boxes(self.polygons)
        self.strips = StripLayer(self.polygons)

    @cached_property
    def shapes(self) -> OverlayGeometries:
        """The geometries of the features."""
        return OverlayGeometries(self.polygons, self.boxes)


class PreparedCover:
    """A layer of polygons with its boxes, its edges and the overlaps within it."""

    def __init__(self, polygons: PolygonArrays, feedback: Feedback = Silent()) -> None:  # noqa: B008
        """:raises Cancelled: when the user cancels"""
        sound = SoundFeatures(polygons, Span(feedback, 0, 50))
        self._sound = sound
        self._boxes = sound.boxes
        self._lock = Lock()  # its geometries are made as they are asked for
        self._rounding = coordinate_rounding(sound.polygons)
        self._shapes = sound.shapes
        among = sound_overlaps(sound.polygons, sound.polygons, 0.0, Span(feedback, 50, 100))
        other = among.first != among.second
        self._clashes = np.unique(among.first[other] * len(sound.polygons) + among.second[other])

    def __len__(self) -> int:
        """Return the number of features of the cover."""
        return len(self._sound.polygons)

    def overlaps(self, features: SoundFeatures, feedback: Feedback = Silent()) -> OverlapAreas:  # noqa: B008
        """Return how much area each feature shares with each of the cover, in square layer units.

        What the rounding of the coordinates can make is left out.

        :raises Cancelled: when the user cancels
        """
        first, second = self._meeting(features.boxes)
        a, b = features.boxes[first], self._boxes[second]
        windows = np.column_stack((np.maximum(a[:, :2], b[:, :2]), np.minimum(a[:, 2:], b[:, 2:])))
        sizes = windows[:, 2:] - windows[:, :2]
        wide = (sizes > self._rounding).all(axis=1)
        first, second, windows, sizes = first[wide], second[wide], windows[wide], sizes[wide]
        area = np.zeros(len(first))
        for begin in range(0, len(first), _BATCH):
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * begin / len(first))
            some = slice(begin, begin + _BATCH)
            area[some] = shared_areas(features.strips, self._sound.strips, first[some], second[some], windows[some])
        area = np.minimum(area, np.minimum(features.strips.areas[first], self._sound.strips.areas[second]))
        found = area > self._rounding * sizes.sum(axis=1)
        return OverlapAreas(first[found], second[found], area[found])

    def largest(self, features: SoundFeatures, feedback: Feedback = Silent()) -> NDArray[np.int64]:  # noqa: B008
        """Return int64 (features): which of the cover each feature has the largest part of its area in, -1: none."""
        found = self.overlaps(features, feedback)
        place = np.full(len(features.polygons), -1, dtype=np.int64)
        rows = found.largest() if len(found) else np.empty(0, dtype=np.int64)
        place[found.first[rows]] = found.second[rows]
        return place

    def shares(self, features: SoundFeatures, feedback: Feedback = Silent()) -> NDArray[np.float64]:  # noqa: B008
        """Return float64 (features), the share from 0 to 1 of each feature's area that the cover takes.

        Where features of the cover overlap each other they count once.

        :raises LandPlanError: when GEOS cannot unite features of the cover that overlap
        :raises Cancelled: when the user cancels
        """
        count = len(features.polygons)
        shares = np.zeros(count)
        found = self.overlaps(features, Span(feedback, 0, 80))
        if not len(found):
            return shares
        areas = features.strips.areas
        whole = np.zeros(count, dtype=bool)
        whole[found.first[found.area >= areas[found.first] * (1 - _WHOLE)]] = True
        taken = np.bincount(found.first, weights=found.area, minlength=count).astype(np.float64)
        for feature, members in self._overlapping(found, whole):
            raise_if_cancelled(feedback)
            taken[feature] = self._united(features, feature, members)
        sized = areas > 0
        shares[sized] = np.clip(taken[sized] / areas[sized], 0.0, 1.0)
        shares[whole | (shares > 1 - _WHOLE)] = 1.0
        return shares

    def _meeting(self, boxes: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        if len(boxes) > _FEW:
            return join_boxes(boxes, self._boxes)
        rows = []
        for xmin, ymin, xmax, ymax in boxes.tolist():  # NaN meets nothing
            near = (self._boxes[:, 0] <= xmax) & (self._boxes[:, 2] >= xmin)
            near &= (self._boxes[:, 1] <= ymax) & (self._boxes[:, 3] >= ymin)
            rows.append(np.flatnonzero(near))
        first = np.repeat(np.arange(len(rows), dtype=np.int64), [len(row) for row in rows])
        return first, np.concatenate([np.empty(0, dtype=np.int64), *rows])

    def _overlapping(
        self, found: OverlapAreas, whole: NDArray[np.bool_]
    ) -> list[tuple[int, NDArray[np.int64]]]:
        """Return the features on which members of the cover overlap, each with the members on it."""
        if not len(self._clashes):
            return []
        features, starts, counts = np.unique(found.first, return_index=True, return_counts=True)
        several = (counts > 1) & ~whole[features]
        result = []
        for feature, start, count in zip(features[several], starts[several], counts[several]):
            members = found.second[start : start + count]
            keys = (members[:, None] * len(self) + members[None, :]).ravel()
            if np.isin(keys, self._clashes).any():
                result.append((int(feature), members))
        return result

    def _united(self, features: SoundFeatures, feature: int, members: NDArray[np.int64]) -> float:
        box = features.boxes[feature]
        with self._lock:
            near = [self._shapes.near(index, box) for index in members.tolist()]
            union = QgsGeometry.unaryUnion([shape for shape in near if not shape.isEmpty()])
            return float(shared(features.shapes.whole(feature), union).area())


def cover_of(polygons: Optional[PolygonArrays], feedback: Feedback = Silent()) -> Optional[PreparedCover]:  # noqa: B008
    """Return a prepared cover, None where there are no polygons.

    :raises Cancelled: when the user cancels
    """
    return None if polygons is None or not len(polygons) else PreparedCover(polygons, feedback)
