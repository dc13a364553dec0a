"""The union of the features of each group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, raise_if_cancelled
from ..message import translatable
from .arrays import PolygonArrays
from .coverage_input import geometries, polygon_parts


def dissolved(
    polygons: PolygonArrays, groups: NDArray[np.int64], count: int, feedback: Feedback = Silent()  # noqa: B008
) -> list[QgsGeometry]:
    """Return the union of every group's features; an empty geometry for a group without any.

    :param polygons: sound polygons (`coverage_input.sound_polygons`), n features
    :param groups: int64 (n,), 0 … count - 1, negative for features of no group
    :raises LandPlanError: when GEOS cannot unite a group
    :raises Cancelled: when the user cancels
    """
    members = np.flatnonzero(groups >= 0)
    members = members[np.argsort(groups[members], kind="stable")]
    ends = np.searchsorted(groups[members], np.arange(count), side="right")
    shapes = geometries(polygons, members)
    united = []
    begin = 0
    for number, end in enumerate(ends.tolist()):
        raise_if_cancelled(feedback)
        feedback.setProgress(100.0 * number / max(count, 1))
        pieces = [shape for _, shape in (next(shapes) for _ in range(begin, end)) if not shape.isNull()]
        begin = end
        united.append(_union(pieces))
    return united


def _union(pieces: list[QgsGeometry]) -> QgsGeometry:
    if len(pieces) < 2:
        return pieces[0] if pieces else QgsGeometry()
    whole = QgsGeometry.unaryUnion(pieces)
    if whole.isNull() or whole.isEmpty():
        whole = QgsGeometry.unaryUnion([piece.makeValid() for piece in pieces])
    if whole.isNull():
        place = pieces[0].boundingBox().center()
        raise LandPlanError(
            translatable(
                "Dissolve",
                "Features near {x}, {y} could not be united ({reason}). Repair the geometries found by the geometry "
                "check and run again.",
                x=round(place.x(), 3),
                y=round(place.y(), 3),
                reason=whole.lastError(),
            )
        )
    parts = polygon_parts(whole)  # without the lines and points where features only touch
    return parts[0] if len(parts) == 1 else QgsGeometry.collectGeometry(parts)
