"""What the coverage topology finds."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsGeometry


@dataclass(frozen=True)
class CoverageError:
    """One connected place where a coverage is wrong.

    :ivar kind: ``overlap``, ``duplicate``, ``gap`` or ``outside``
    :ivar feature_a: index into the polygons; for a gap the lowest of its neighbours, or -1
    :ivar feature_b: the other feature (higher index); for a gap a second neighbour or -1; for
        ``outside`` -1
    :ivar geometry: true shape of the error, polygons only
    :ivar covering: for a gap all neighbours
    """

    kind: str
    feature_a: int
    feature_b: int
    geometry: QgsGeometry
    covering: tuple[int, ...] = ()
