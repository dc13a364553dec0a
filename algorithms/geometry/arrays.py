"""Polygons of a layer as flat arrays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray


class GeometryState(IntFlag):
    """What was seen while the geometry of a feature was read; 0 is an ordinary 2D polygon."""

    ORDINARY = 0
    NULL = 1
    EMPTY = 2
    CURVED = 4  # straightened while reading
    HAS_Z = 8
    HAS_M = 16
    NOT_POLYGON = 32  # another geometry type: read as no polygon at all
    BROKEN = 64  # bytes that are no geometry: read as no polygon at all


FARTHEST = 1e11
"""No coordinate on Earth is larger, in whatever unit; beyond it a double no longer tells millimetres apart."""


def are_places(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which coordinates can be a place on Earth: finite and not absurdly large.

    :param x: float64 (n), ``y`` likewise, in layer units
    """
    return (np.abs(x) <= FARTHEST) & (np.abs(y) <= FARTHEST)  # false for NaN, too


@dataclass(frozen=True)
class PolygonArrays:
    """Polygons as flat arrays: feature → part → ring → vertex, each level by offsets.

    Rings are kept as stored (closed or not, any orientation); the first ring of a part is its shell.
    A feature without polygon (NULL, empty, broken) has no parts.

    :ivar x: float64 (vertices), easting or longitude
    :ivar y: float64 (vertices), northing or latitude
    :ivar ring_offsets: int64 (rings + 1) into the vertices
    :ivar part_offsets: int64 (parts + 1) into the rings
    :ivar feature_offsets: int64 (features + 1) into the parts
    :ivar fids: int64 (features), feature ids of the source
    :ivar states: uint8 (features), `GeometryState` flags
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    ring_offsets: NDArray[np.int64]
    part_offsets: NDArray[np.int64]
    feature_offsets: NDArray[np.int64]
    fids: NDArray[np.int64]
    states: NDArray[np.uint8]

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.feature_offsets) - 1
