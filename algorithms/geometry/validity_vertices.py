"""Errors seen by looking along the rings, vertex by vertex, for many features at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Collection, Optional

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays, are_places
from .orientation import orientation
from .validity_model import GeometryError, errors_at
from .validity_outline import Floats, outline_of, repeats_previous
from .wkb import vertex_offsets

_FEWEST = 3  # different vertices in a row that a ring needs


@dataclass(frozen=True)
class VertexLimits:
    """What is demanded of vertices and edges: degrees, layer units, layer units."""

    min_angle: float
    min_segment: float
    tolerance: float


def vertex_errors(
    polygons: PolygonArrays, first_feature: int, kinds: Collection[str], limits: VertexLimits
) -> tuple[list[GeometryError], NDArray[np.bool_]]:
    """Find not_finite, ring_too_few_points, unclosed_ring, duplicate_vertex, short_segment and spike.

    Edges of a ring with too few points are not looked at. An edge not longer than the tolerance is a
    duplicate vertex, never a short segment. A vertex at which the border turns straight back is a spike of
    0°; it is left to self_intersection where that kind is asked for, too.

    :param first_feature: what is added to the index of the feature in the errors
    :return: the errors, and which features have rings that cannot be built (bool, features)
    """
    x, y, offsets = polygons.x, polygons.y, polygons.ring_offsets
    counts = np.diff(offsets)
    filled = np.flatnonzero(counts)
    starts, ends = offsets[filled], offsets[filled + 1] - 1
    repeated = repeats_previous(x, y, offsets)
    different = counts.copy()
    if repeated.any():
        different -= np.bincount(_rings_of(polygons, np.flatnonzero(repeated)), minlength=len(counts))
    closed = np.zeros(len(counts), dtype=bool)
    closed[filled] = (x[starts] == x[ends]) & (y[starts] == y[ends])
    different -= closed & (different > 1)
    few = different < _FEWEST
    finite = are_places(x, y)
    bad_vertices = np.empty(0, dtype=np.int64) if finite.all() else np.flatnonzero(~finite)
    found = _Finder(polygons, first_feature, kinds)
    bad_rings = _rings_of(polygons, bad_vertices)
    if len(bad_vertices):
        found.add("not_finite", bad_rings, bad_vertices, _nearest_finite(polygons, bad_vertices, finite))
    whole = ~_marked(len(counts), bad_rings)
    short_rings = np.flatnonzero(few & whole)
    if len(short_rings):
        measured = different[short_rings].astype(np.float64)
        none = np.full(len(short_rings), -1)
        place = _ring_places(polygons, short_rings)
        found.add("ring_too_few_points", short_rings, none, place, measured, float(_FEWEST))
    unclosed = np.flatnonzero(~closed & ~few & whole)
    last = offsets[unclosed + 1] - 1
    found.add("unclosed_ring", unclosed, last, (x[last], y[last]))
    if "duplicate_vertex" in kinds or "short_segment" in kinds:
        _find_short_edges(found, few, repeated, limits)
    if "spike" in kinds and (limits.min_angle > 0 or "self_intersection" not in kinds):
        _find_spikes(found, limits, "self_intersection" not in kinds)
    spoilt = np.union1d(bad_rings, np.flatnonzero(few))
    part = np.searchsorted(polygons.part_offsets, spoilt, side="right") - 1
    feature = np.searchsorted(polygons.feature_offsets, part, side="right") - 1
    return found.errors, _marked(len(polygons), feature)


class _Finder:
    """Collects the errors of the kinds asked for."""

    def __init__(self, polygons: PolygonArrays, first_feature: int, kinds: Collection[str]) -> None:
        self.polygons = polygons
        self.errors: list[GeometryError] = []
        self._first_feature = first_feature
        self._kinds = kinds

    def add(
        self,
        kind: str,
        rings: NDArray[np.int64],
        vertices: NDArray[np.int64],
        place: tuple[Floats, Floats],
        measured: Optional[Floats] = None,
        limit: Optional[float] = None,
    ) -> None:
        """Add errors at places known by ring and vertex."""
        if kind in self._kinds and len(rings):
            x, y = place
            self.errors.extend(
                errors_at(kind, self.polygons, self._first_feature, rings, vertices, x, y, measured, limit)
            )


def _find_short_edges(
    found: _Finder, few: NDArray[np.bool_], repeated: NDArray[np.bool_], limits: VertexLimits
) -> None:
    """Add edges that are too short, and vertices that repeat the one before them."""
    polygons = found.polygons
    x, y = polygons.x, polygons.y
    longest = max(limits.min_segment, limits.tolerance)
    if longest <= 0:
        at = np.flatnonzero(repeated)
    else:
        with np.errstate(invalid="ignore", over="ignore"):
            dx, dy = np.diff(x), np.diff(y)
            at = np.flatnonzero(dx * dx + dy * dy <= longest * longest * (1 + 1e-12)) + 1
        inner = np.ones(len(x) + 1, dtype=bool)
        inner[polygons.ring_offsets[:-1]] = False  # the first vertex of a ring ends no edge
        at = at[inner[at]]
    rings = _rings_of(polygons, at)
    at, rings = at[~few[rings]], rings[~few[rings]]
    length = np.hypot(x[at] - x[at - 1], y[at] - y[at - 1])
    double = length <= limits.tolerance
    twin = at[double]
    found.add("duplicate_vertex", rings[double], twin, (x[twin], y[twin]), length[double], limits.tolerance)
    short = ~double & (length < limits.min_segment)
    at, rings = at[short], rings[short]
    middle = ((x[at] + x[at - 1]) / 2, (y[at] + y[at - 1]) / 2)
    found.add("short_segment", rings, at - 1, middle, length[short], limits.min_segment)


def _find_spikes(found: _Finder, limits: VertexLimits, with_exact: bool) -> None:
    """Add vertices with a sharp angle; exact spikes (0°) only if asked."""
    outline = outline_of(found.polygons)
    x, y = outline.x, outline.y
    ux, uy = x[outline.before] - x, y[outline.before] - y
    wx, wy = x[outline.after] - x, y[outline.after] - y
    along = ux * wx + uy * wy
    across = np.abs(ux * wy - uy * wx)
    widest = math.tan(math.radians(limits.min_angle))
    sharp = np.flatnonzero((along > 0) & (across <= along * max(widest * (1 + 1e-9), 1e-9)))
    before, after = outline.before[sharp], outline.after[sharp]
    exact = orientation(x[before], y[before], x[sharp], y[sharp], x[after], y[after]) == 0
    angle = np.where(exact, 0.0, np.degrees(np.arctan2(across[sharp], along[sharp])))
    reported = np.where(exact, with_exact, angle < limits.min_angle)
    vertex = sharp[reported]
    rings, stored = outline.ring_stored[outline.ring[vertex]], outline.stored[vertex]
    found.add("spike", rings, stored, (x[vertex], y[vertex]), angle[reported], limits.min_angle)


def _rings_of(polygons: PolygonArrays, vertices: NDArray[np.int64]) -> NDArray[np.int64]:
    rings: NDArray[np.int64] = np.searchsorted(polygons.ring_offsets, vertices, side="right") - 1
    return rings


def _marked(count: int, indices: NDArray[np.int64]) -> NDArray[np.bool_]:
    marked = np.zeros(count, dtype=bool)
    marked[indices] = True
    return marked


def _ring_places(polygons: PolygonArrays, rings: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return the first vertex of rings, for rings without vertices that of the feature."""
    offsets = vertex_offsets(polygons)
    part = np.searchsorted(polygons.part_offsets, rings, side="right") - 1
    feature = np.searchsorted(polygons.feature_offsets, part, side="right") - 1
    empty = polygons.ring_offsets[rings] == polygons.ring_offsets[rings + 1]
    vertex = np.where(empty, offsets[feature], polygons.ring_offsets[rings])
    return polygons.x[vertex], polygons.y[vertex]


def _nearest_finite(
    polygons: PolygonArrays, vertices: NDArray[np.int64], finite: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Return the coordinates of the finite vertex before each (or else after it) in its feature, or NaN."""
    offsets = vertex_offsets(polygons)
    feature = np.searchsorted(offsets, vertices, side="right") - 1
    number = np.arange(len(finite))
    previous = np.maximum.accumulate(np.where(finite, number, -1))[vertices]
    following = np.minimum.accumulate(np.where(finite, number, len(finite))[::-1])[::-1][vertices]
    use = np.where(previous >= offsets[feature], previous, following)
    known = (use >= offsets[feature]) & (use < offsets[feature + 1])
    use = np.where(known, use, 0)
    return np.where(known, polygons.x[use], np.nan), np.where(known, polygons.y[use], np.nan)
