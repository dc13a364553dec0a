"""What is left of a large feature, looked for only at the places where something can be left."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry, QgsRectangle

from .coverage_boxes import join_boxes
from .coverage_duplicates import Groups
from .coverage_input import polygon_parts
from .overlay_geometry import OverlayGeometries, mean_width, remainder, shared

_MARGIN = 0.1  # of the size of a place, so that its pieces keep clear of the window's border


def uncovered_at(
    feature: int,
    places: NDArray[np.float64],
    covers: NDArray[np.int64],
    shapes: OverlayGeometries,
    tolerance: float,
) -> Optional[list[QgsGeometry]]:
    """Return the pieces of a feature that its cover leaves uncovered, all of which lie in some places.

    :param places: float64 (places, 4), bounding boxes of the places
    :param covers: int64, the features of the cover near the feature
    :return: None when the whole feature has to be overlaid: a piece runs on beyond its place, or the places
        take in most of the cover
    """
    windows = _apart(_widened(places, tolerance))
    window, near = join_boxes(windows, shapes.boxes[covers])
    if 2 * len(near) > len(covers):
        return None
    shapes.prefetch(covers[near])
    starts = np.searchsorted(window, np.arange(len(windows) + 1))
    found: list[QgsGeometry] = []
    for number, box in enumerate(windows):
        rectangle = QgsGeometry.fromRect(QgsRectangle(*box.tolist()))
        mine = QgsGeometry.collectGeometry(polygon_parts(shared(shapes.near(feature, box), rectangle)))
        if mine.isEmpty():
            continue
        around = [shapes.near(index, box) for index in covers[near[starts[number] : starts[number + 1]]].tolist()]
        around = [shape for shape in around if not shape.isEmpty()]
        left = remainder(mine, QgsGeometry.unaryUnion(around), shapes.rounding) if around else mine
        pieces = [piece for piece in polygon_parts(left) if mean_width(piece) > tolerance]
        if any(_reaches(piece, box) for piece in pieces):
            return None
        found.extend(pieces)
    return found


def _widened(boxes: NDArray[np.float64], tolerance: float) -> NDArray[np.float64]:
    sizes = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    margins = (4 * tolerance + _MARGIN * sizes)[:, None]
    return boxes + margins * np.array([-1.0, -1.0, 1.0, 1.0])


def _apart(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return boxes that do not meet: those that do are made one."""
    while True:
        groups = Groups()
        for one, two in zip(*(side.tolist() for side in join_boxes(boxes, boxes))):
            groups.join(one, two)
        group = np.array([groups.root(index) for index in range(len(boxes))], dtype=np.int64)
        roots, members = np.unique(group, return_inverse=True)
        if len(roots) == len(boxes):
            return boxes
        merged = np.full((len(roots), 4), np.inf) * np.array([1.0, 1.0, -1.0, -1.0])
        np.minimum.at(merged[:, :2], members, boxes[:, :2])
        np.maximum.at(merged[:, 2:], members, boxes[:, 2:])
        boxes = merged


def _reaches(piece: QgsGeometry, window: NDArray[np.float64]) -> bool:
    """Return whether a piece comes to the border of its window."""
    reach = piece.boundingBox()
    return bool(
        reach.xMinimum() <= window[0]
        or reach.yMinimum() <= window[1]
        or reach.xMaximum() >= window[2]
        or reach.yMaximum() >= window[3]
    )
