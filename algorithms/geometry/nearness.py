"""Which features hang together when those not further apart than a distance count as joined."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_boxes import join_boxes
from .coverage_input import geometries
from .grouping import connected
from .wkb import bounding_boxes

_BATCH = 1024


def joined_within(
    polygons: PolygonArrays,
    labels: NDArray[np.int64],
    distance: float,
    joined: NDArray[np.int64],
    feedback: Feedback = Silent(),  # noqa: B008
) -> NDArray[np.int64]:
    """Return for every feature the lowest feature it hangs together with, by steps of at most a distance.

    Distances are measured only between features that no other steps have joined yet, the nearest first.

    :param polygons: sound polygons (`coverage_input.sound_polygons`)
    :param labels: int64 (n,), only features of one label are joined; a negative label joins nothing
    :param distance: layer units, not negative
    :param joined: int64 (pairs, 2), features that are known to touch each other
    :return: int64 (n,)
    :raises ValueError: when the distance is negative or not finite
    :raises Cancelled: when the user cancels
    """
    if not np.isfinite(distance) or distance < 0:
        raise ValueError(f"distance {distance}")
    count = len(labels)
    same = (labels[joined[:, 0]] == labels[joined[:, 1]]) & (labels[joined[:, 0]] >= 0)
    lowest = connected(count, joined[same, 0], joined[same, 1])
    if distance == 0.0:
        return lowest
    boxes = bounding_boxes(polygons)
    boxes[labels < 0] = np.nan
    wide = boxes + np.array([-distance, -distance, distance, distance])
    first, second = join_boxes(wide, boxes)
    open_ = (first < second) & (labels[first] == labels[second]) & (lowest[first] != lowest[second])
    first, second = first[open_], second[open_]
    gap = np.maximum(boxes[first, :2] - boxes[second, 2:], boxes[second, :2] - boxes[first, 2:]).max(axis=1)
    order = np.lexsort((second, first, np.maximum(gap, 0.0)))
    first, second = first[order], second[order]
    parents = lowest.tolist()
    shapes: dict[int, QgsGeometry] = {}
    for start in range(0, len(first), _BATCH):
        raise_if_cancelled(feedback)
        feedback.setProgress(100.0 * start / len(first))
        batch = [
            (one, other)
            for one, other in zip(first[start : start + _BATCH].tolist(), second[start : start + _BATCH].tolist())
            if _root(parents, one) != _root(parents, other)
        ]
        missing = np.array(sorted({index for pair in batch for index in pair} - set(shapes)), dtype=np.int64)
        shapes.update(geometries(polygons, missing))
        for one, other in batch:
            low, high = sorted((_root(parents, one), _root(parents, other)))
            if low != high and _near(shapes[one], shapes[other], distance):
                parents[high] = low
    return np.array([_root(parents, index) for index in range(count)], dtype=np.int64)


def _near(one: QgsGeometry, other: QgsGeometry, distance: float) -> bool:
    apart = one.distance(other)
    return 0.0 <= apart <= distance  # -1 where GEOS cannot tell


def _root(parents: list[int], index: int) -> int:
    """Return the lowest feature of the group, shortening the way to it."""
    root = index
    while parents[root] != root:
        root = parents[root]
    while parents[index] != root:
        parents[index], index = root, parents[index]
    return root
