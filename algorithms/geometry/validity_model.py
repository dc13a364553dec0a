"""What is found wrong with a polygon, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays

GEOMETRY_ERROR_KINDS: tuple[str, ...] = (
    "null_geometry",
    "empty_geometry",
    "not_polygon",
    "broken_geometry",
    "curved_geometry",
    "multipart",
    "not_finite",
    "ring_too_few_points",
    "unclosed_ring",
    "self_intersection",
    "ring_self_touch",
    "duplicate_ring",
    "hole_outside",
    "nested_hole",
    "nested_parts",
    "disconnected_interior",
    "duplicate_vertex",
    "short_segment",
    "spike",
)
"""All kinds, in the order in which the errors of a feature are listed."""

TOPOLOGY_KINDS: frozenset[str] = frozenset(
    (
        "self_intersection",
        "ring_self_touch",
        "duplicate_ring",
        "hole_outside",
        "nested_hole",
        "nested_parts",
        "disconnected_interior",
    )
)
"""Kinds that take a look at all edges of a feature together."""

INVALIDITY_KINDS: frozenset[str] = TOPOLOGY_KINDS | {
    "not_finite",
    "ring_too_few_points",
    "unclosed_ring",
    "broken_geometry",
}
"""Kinds that make a polygon invalid in the sense of OGC 06-103r4 (Simple features access), 6.1.11."""


@dataclass(frozen=True)
class GeometryError:
    """One error of a polygon and its place.

    :ivar kind: one of `GEOMETRY_ERROR_KINDS`
    :ivar feature: index of the feature
    :ivar x: place in layer coordinates, with ``y``; NaN where there is none (a NULL geometry)
    :ivar part: index of the part in the feature, -1 for an error of the whole feature
    :ivar ring: index of the ring in its part, 0 is the shell
    :ivar vertex: index of the vertex in the ring as stored, or of the vertex at which the edge begins
    :ivar measured: spike: angle in degrees; short_segment, duplicate_vertex: length in layer units;
        multipart: number of parts; ring_too_few_points: different vertices in a row
    :ivar limit: what was demanded, in the unit of ``measured``
    :ivar more: the search was stopped here, the feature has more places of this kind
    """

    kind: str
    feature: int
    x: float
    y: float
    part: int = -1
    ring: int = -1
    vertex: int = -1
    measured: Optional[float] = None
    limit: Optional[float] = None
    more: bool = False


def errors_at(
    kind: str,
    polygons: PolygonArrays,
    first_feature: int,
    rings: NDArray[np.int64],
    vertices: NDArray[np.int64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    measured: Optional[NDArray[np.float64]] = None,
    limit: Optional[float] = None,
) -> list[GeometryError]:
    """Make errors of places known by ring and vertex of the arrays.

    :param first_feature: what is added to the index of the feature
    :param rings: int64 (n), ring of each place
    :param vertices: int64 (n), vertex of each place, -1 for the ring as a whole
    """
    parts = np.searchsorted(polygons.part_offsets, rings, side="right") - 1
    features = np.searchsorted(polygons.feature_offsets, parts, side="right") - 1
    columns = (
        features + first_feature,
        x,
        y,
        parts - polygons.feature_offsets[features],
        rings - polygons.part_offsets[parts],
        np.where(vertices >= 0, vertices - polygons.ring_offsets[rings], -1),
    )
    values = [None] * len(rings) if measured is None else measured.tolist()
    return [
        GeometryError(kind, feature, at_x, at_y, part, ring, vertex, value, limit)
        for feature, at_x, at_y, part, ring, vertex, value in zip(
            *(column.tolist() for column in columns), values
        )
    ]


def sort_key(error: GeometryError) -> tuple[int, int, int, int, int, float, float]:
    """Return what errors are ordered by: feature, kind, then place."""
    return (
        error.feature,
        _ORDER[error.kind],
        error.part,
        error.ring,
        error.vertex,
        error.x if error.x == error.x else 0.0,
        error.y if error.y == error.y else 0.0,
    )


_ORDER = {kind: position for position, kind in enumerate(GEOMETRY_ERROR_KINDS)}
