"""Geometries of features for exact overlays, cut down to the place that is looked at."""

from __future__ import annotations

from collections import OrderedDict
from typing import Callable, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry, QgsRectangle

from ..errors import LandPlanError
from ..message import translatable
from .arrays import PolygonArrays
from .coverage_input import coordinate_rounding, geometries, polygon_parts
from .wkb import vertex_offsets

_LARGE = 512  # vertices from which a feature is cut down to the window
_LEAF = 256
_CACHED = 1 << 16


class OverlayGeometries:
    """The geometries of sound polygons; large ones are given as what lies in a window.

    GEOS works through every vertex of both geometries, so many small overlays with one large feature
    would cost the product. A large feature is cut into nested, overlapping windows as they are asked
    for; inside its window a piece has the very vertices of the feature.
    """

    def __init__(self, polygons: PolygonArrays, boxes: NDArray[np.float64]) -> None:
        """:param polygons: sound polygons; ``boxes``: float64 (features, 4), their bounding boxes"""
        self.rounding = coordinate_rounding(polygons)
        self._polygons = polygons
        self.boxes = boxes
        self._sizes = np.diff(vertex_offsets(polygons))
        self._whole: OrderedDict[int, QgsGeometry] = OrderedDict()
        self._windows: dict[int, _Window] = {}

    def whole(self, index: int) -> QgsGeometry:
        """Return the geometry of a feature."""
        found = self._whole.get(index)
        if found is None:
            ((_, found),) = geometries(self._polygons, np.array([index]))
            self._whole[index] = found
            if len(self._whole) > _CACHED:
                self._whole.popitem(last=False)
        return found

    def prefetch(self, *features: NDArray[np.int64]) -> None:
        """Make the geometries of many features at once, as the next overlays will need them."""
        wanted = np.unique(np.concatenate(features))
        wanted = wanted[self._sizes[wanted] < _LARGE]
        new = [index for index in wanted.tolist() if index not in self._whole]
        for index, geometry in geometries(self._polygons, np.array(new, dtype=np.int64)):
            self._whole[index] = geometry
        while len(self._whole) > _CACHED:
            self._whole.popitem(last=False)

    def near(self, index: int, box: NDArray[np.float64]) -> QgsGeometry:
        """Return a geometry that is the feature as far as the box goes.

        :param box: xmin, ymin, xmax, ymax in layer units
        """
        if self._sizes[index] < _LARGE:
            return self.whole(index)
        window = self._windows.get(index)
        if window is None:
            window = _Window(self.whole(index), self.boxes[index].tolist())
            self._windows[index] = window
        return window.around(box.tolist())

    def overlap(
        self, first: int, second: int, other: Optional[OverlayGeometries] = None
    ) -> list[QgsGeometry]:
        """Return the connected pieces of the overlap of two features.

        :param other: where the second feature is from, when not from the same polygons
        """
        other = other or self
        one, two = self.boxes[first], other.boxes[second]
        box = np.concatenate((np.maximum(one[:2], two[:2]), np.minimum(one[2:], two[2:])))
        if not (box[2:] > box[:2]).all():
            return []
        a, b = self.near(first, box), other.near(second, box)
        if a.isEmpty() or b.isEmpty():
            return []
        return polygon_parts(shared(a, b))


def shared(first: QgsGeometry, second: QgsGeometry) -> QgsGeometry:
    """Return the intersection of two polygon geometries.

    :raises LandPlanError: when GEOS fails also after both have been repaired
    """
    return _overlaid(first, second, QgsGeometry.intersection)


def remainder(first: QgsGeometry, second: QgsGeometry, rounding: float) -> QgsGeometry:
    """Return the first polygon geometry without the second.

    Where borders differ by the rounding of the coordinates GEOS at times takes away nothing at all
    and does not say so. The area shows it: then both are put on a grid just above the rounding.

    :param rounding: distance below which coordinates cannot be told apart, layer units
    :raises LandPlanError: when GEOS fails also after both have been repaired
    """
    one, two = first, second
    result = _overlaid(one, two, QgsGeometry.difference)
    area = first.area()
    for size in (rounding, 8 * rounding, 64 * rounding):
        if abs(area - result.area() - shared(one, two).area()) <= 1e-7 * area + size * first.length():
            break
        one, two = (shape.snappedToGrid(size, size).makeValid() for shape in (first, second))
        if one.isEmpty() or two.isEmpty():  # a null geometry, too: it was no wider than the grid
            return QgsGeometry() if one.isEmpty() else one
        result = _overlaid(one, two, QgsGeometry.difference)
    return result


def _overlaid(
    first: QgsGeometry, second: QgsGeometry, operation: Callable[[QgsGeometry, QgsGeometry], QgsGeometry]
) -> QgsGeometry:
    """Return the overlay of two polygon geometries by a method of QgsGeometry."""
    result = operation(first, second)
    if result.isNull():
        result = operation(first.makeValid(), second.makeValid())
    if result.isNull():
        place = first.boundingBox().center()
        raise LandPlanError(
            translatable(
                "Coverage",
                "Two features near {x}, {y} could not be overlaid ({reason}). "
                "Repair the geometries found by the geometry check and run again.",
                x=round(place.x(), 3),
                y=round(place.y(), 3),
                reason=result.lastError(),
            )
        )
    return result


def mean_width(geometry: QgsGeometry) -> float:
    """Return 2 · area / perimeter (all rings): the width of a long strip, half the side of a square."""
    perimeter = geometry.length()
    return 2.0 * geometry.area() / perimeter if perimeter > 0 else 0.0


def position(geometry: QgsGeometry) -> tuple[float, float, float, float]:
    """Return a sort key of a geometry by its place."""
    box = geometry.boundingBox()
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


class _Window:
    """A geometry and, made when needed, its four overlapping quarters."""

    def __init__(self, geometry: QgsGeometry, core: list[float]) -> None:
        self._geometry = geometry
        self._core = core
        self._quarters: dict[int, Optional[_Window]] = {}
        self._divides = geometry.constGet().nCoordinates() > _LEAF if not geometry.isEmpty() else False

    def around(self, box: list[float]) -> QgsGeometry:
        """Return the geometry of the smallest window that holds the box."""
        if not self._divides:
            return self._geometry
        xmin, ymin, xmax, ymax = self._core
        middle_x, middle_y = (xmin + xmax) / 2, (ymin + ymax) / 2
        right, upper = (box[0] + box[2]) / 2 > middle_x, (box[1] + box[3]) / 2 > middle_y
        core = [
            middle_x if right else xmin,
            middle_y if upper else ymin,
            xmax if right else middle_x,
            ymax if upper else middle_y,
        ]
        margin_x, margin_y = (core[2] - core[0]) / 4, (core[3] - core[1]) / 4
        # the box stays clear of the border of the window, where the cut leaves new vertices
        if not (
            core[0] - margin_x * 0.9 <= box[0]
            and core[1] - margin_y * 0.9 <= box[1]
            and core[2] + margin_x * 0.9 >= box[2]
            and core[3] + margin_y * 0.9 >= box[3]
        ):
            return self._geometry
        quarter = self._quarters.get(2 * right + upper)
        if quarter is None:
            rectangle = QgsRectangle(
                core[0] - margin_x, core[1] - margin_y, core[2] + margin_x, core[3] + margin_y
            )
            parts = polygon_parts(shared(self._geometry, QgsGeometry.fromRect(rectangle)))
            quarter = _Window(QgsGeometry.collectGeometry(parts) if parts else QgsGeometry(), core)
            self._quarters[2 * right + upper] = quarter
        return quarter.around(box)
