"""Official area of parcels on the ellipsoid (图斑椭球面积).

Source: 国土调查办发〔2008〕32号. Every edge contributes the trapezoid on the ellipsoid between it and a
meridian: S = 2b²ΔL [A sin½ΔB cos Bm − B sin(3/2)ΔB cos 3Bm + C sin(5/2)ΔB cos 5Bm − …], Bm the mean
latitude, ΔL the mean longitude from the reference meridian. By 2 sin(n/2)ΔB cos nBm = sin nB₂ − sin nB₁
this is b²ΔL [F(B₂) − F(B₁)] with F(B) = A sin B − B sin 3B + C sin 5B − D sin 7B + E sin 9B, so F is
computed once per vertex; it is the same sum to the last digits of a double.
"""

from __future__ import annotations

from typing import Iterator

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, raise_if_cancelled
from .arrays import GeometryState, PolygonArrays
from .ellipsoid import CGCS2000, XIAN80, Ellipsoid
from .projection import AreaFrame, area_frame
from .projection_inverse import Floats
from .wkb import polygons_from_wkb

__all__ = [
    "CGCS2000",
    "XIAN80",
    "AreaFrame",
    "Ellipsoid",
    "area_frame",
    "ellipsoidal_areas",
    "geometry_area",
    "round_half_up",
]

LONGEST_EDGE = 70.0
"""Edges longer than this many metres get int(length / 70) points, for the calculation only."""

_BLOCK = 1 << 13  # vertices worked on at once: what fits the cache of one core


def ellipsoidal_areas(
    polygons: PolygonArrays,
    frame: AreaFrame,
    *,
    rounding: bool = True,
    feedback: Feedback = Silent(),  # noqa: B008
) -> NDArray[np.float64]:
    """Return the official area of every feature in m², not rounded itself: round sums once, at the end.

    Rings count by their absolute value, the first ring of a part adds, the others subtract; the direction
    of rings does not matter. A ring not closed is closed. 0 for a feature that is NULL or empty; NaN where
    no area can be known: coordinates that are not finite or not on the ellipsoid (a latitude beyond the
    pole, as swapped axes give), broken bytes, and features that are no polygon.

    :param rounding: take the rounding steps of the official procedure: plane coordinates to 4 decimals,
        inserted points to 6, longitude and latitude to 6 decimals of a second, halves upward
    :raises Cancelled: when the user cancels
    """
    rings = len(polygons.ring_offsets) - 1
    ring_areas = np.zeros(rings)
    for first, last in _ring_blocks(polygons.ring_offsets):
        raise_if_cancelled(feedback)
        ring_areas[first:last] = _ring_areas(polygons, first, last, frame, rounding)
        feedback.setProgress(100.0 * last / rings)
    areas = _feature_areas(polygons, np.abs(ring_areas))
    unknown = int(GeometryState.BROKEN | GeometryState.NOT_POLYGON)
    areas[(polygons.states & unknown) != 0] = np.nan
    return areas


def geometry_area(geometry: QgsGeometry, frame: AreaFrame) -> float:
    """Return the official area of one geometry in m² (see `ellipsoidal_areas`)."""
    data = None if geometry.isNull() else geometry.asWkb().data()
    return float(ellipsoidal_areas(polygons_from_wkb([data]), frame)[0])


def round_half_up(values: NDArray[np.float64], decimals: int) -> NDArray[np.float64]:
    """Round as the official tables do: halves away from zero, not to the even neighbour.

    A value a few units of its last binary digit below a half counts as a half: 0.285 as a double lies
    below 0.285, but was written as that.
    """
    factor = 10.0**decimals
    scaled = np.abs(np.asarray(values, dtype=np.float64)) * factor
    whole = np.floor(scaled + 4 * np.spacing(scaled) + 0.5)
    return np.copysign(whole / factor, values)


def _ring_blocks(ring_offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield ranges of rings with about `_BLOCK` vertices each."""
    rings = len(ring_offsets) - 1
    first = 0
    while first < rings:
        last = int(np.searchsorted(ring_offsets, ring_offsets[first] + _BLOCK, side="right")) - 1
        last = min(max(last, first + 1), rings)
        yield first, last
        first = last


def _ring_areas(polygons: PolygonArrays, first: int, last: int, frame: AreaFrame, rounding: bool) -> Floats:
    """Return the signed areas of some rings, counter-clockwise positive."""
    offsets = polygons.ring_offsets[first : last + 1]
    base = int(offsets[0])
    counts = np.diff(offsets)
    areas = np.zeros(last - first)
    filled = np.flatnonzero(counts)
    if not len(filled):
        return areas
    starts = offsets[filled] - base
    counts = counts[filled]
    ends = starts + counts - 1
    projection = frame.projection
    with np.errstate(all="ignore"):  # what is not finite ends as NaN
        x, y = polygons.x[base : offsets[-1]], polygons.y[base : offsets[-1]]
        shift = projection.shifts(x[starts])
        if np.ndim(shift):
            same = bool((shift == shift[0]).all())  # type: ignore[index]
            shift = float(shift[0]) if same else np.repeat(shift, counts)  # type: ignore[index]
        x, y = projection.local(x, y, shift, rounding)
        longitude, latitude = _on_ellipsoid(x, y, frame, rounding)
        reference = np.repeat(longitude[starts], counts)
        longitude = longitude - reference
        step = _next(latitude, starts, ends) - latitude
        terms = longitude + _next(longitude, starts, ends)
        terms *= step
        dx, dy = _next(x, starts, ends) - x, _next(y, starts, ends) - y
        squared = projection.squared_lengths(dx, dy, y)
        long = np.flatnonzero(squared > LONGEST_EDGE**2)
        if len(long):
            following = _next(longitude, starts, ends)[long]
            points = (np.sqrt(squared[long]) / LONGEST_EDGE).astype(np.int64)
            lines = np.stack((x[long], y[long], dx[long], dy[long], reference[long]))
            both = np.stack((longitude[long], following, latitude[long], latitude[long] + step[long]))
            terms[long] = _divided_terms(lines, both, points, frame, rounding)
        areas[filled] = np.add.reduceat(terms, starts)
        areas *= 0.5 * frame.ellipsoid.b**2
    return areas


def _divided_terms(
    lines: Floats, ends: Floats, points: NDArray[np.int64], frame: AreaFrame, rounding: bool
) -> Floats:
    """Return the terms of edges longer than 70 m, with points inserted evenly.

    :param lines: (5, edges): local x and y of the beginning, dx, dy, longitude reckoned from
    :param ends: (4, edges): longitude of beginning and end, latitude function of beginning and end
    :param points: number of points to insert by edge, at least 1
    """
    terms = np.empty(len(points))
    reach = np.concatenate(([0], np.cumsum(points + 2)))
    first = 0
    while first < len(points):
        last = max(int(np.searchsorted(reach, reach[first] + _BLOCK, side="right")) - 1, first + 1)
        widths = points[first:last] + 2
        offsets = reach[first : last + 1] - reach[first]
        x, y, dx, dy, reference = np.repeat(lines[:, first:last], widths, axis=1)
        share = np.arange(len(x)) - np.repeat(offsets[:-1], widths)
        share = share / np.repeat(widths - 1, widths)
        x, y = frame.projection.inserted(x + dx * share, y + dy * share, rounding)
        longitude, latitude = _on_ellipsoid(x, y, frame, rounding)
        longitude -= reference
        begins, finals = offsets[:-1], offsets[1:] - 1
        longitude[begins], longitude[finals], latitude[begins], latitude[finals] = ends[:, first:last]
        pieces = np.zeros(len(x))
        pieces[:-1] = (longitude[1:] + longitude[:-1]) * (latitude[1:] - latitude[:-1])
        pieces[finals] = 0.0
        terms[first:last] = np.add.reduceat(pieces, begins)
        first = last
    return terms


def _on_ellipsoid(x: Floats, y: Floats, frame: AreaFrame, rounding: bool) -> tuple[Floats, Floats]:
    """Return longitude in radians and the latitude function F of local coordinates."""
    longitude, latitude = np.empty(len(x)), np.empty(len(x))
    p0, p1, p2, p3, p4 = frame.ellipsoid.area_powers
    for begin in range(0, len(x), _BLOCK):
        some = slice(begin, begin + _BLOCK)
        longitude[some], sine = frame.projection.longitude_and_sine(x[some], y[some], rounding)
        s2 = sine * sine
        latitude[some] = sine * (p0 + s2 * (p1 + s2 * (p2 + s2 * (p3 + s2 * p4))))
    return longitude, latitude


def _next(values: Floats, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Floats:
    """Return the value of the next vertex of the ring, after the last vertex the first."""
    following = np.empty(len(values))
    following[:-1] = values[1:]
    following[ends] = values[starts]
    return following


def _feature_areas(polygons: PolygonArrays, ring_areas: Floats) -> Floats:
    """Return shells minus holes by feature."""
    signed = -ring_areas
    shells = polygons.part_offsets[:-1]
    signed[shells] = ring_areas[shells]
    ring_counts = np.diff(polygons.part_offsets[polygons.feature_offsets])
    feature_of_ring = np.repeat(np.arange(len(polygons)), ring_counts)
    sums = np.bincount(feature_of_ring, weights=signed, minlength=len(polygons))
    return np.abs(sums).astype(np.float64)  # of integers when there is no ring at all
