"""Inverse projections for the official area: from layer coordinates to longitude and sine of latitude."""

from __future__ import annotations

import math
import struct
from threading import Lock
from typing import Protocol, Union

import numpy as np
from numpy.typing import NDArray
from osgeo import osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
)

from ..errors import LandPlanError
from ..message import translatable
from .ellipsoid import SECONDS_PER_RADIAN, Ellipsoid

Floats = NDArray[np.float64]
Shift = Union[float, Floats]

_QUARTER_MERIDIAN = 10_002_500.0  # m; a Gauss-Kruger northing cannot be larger
_ZONE = 1_000_000.0  # m; a zone number is written before the easting in whole thousands of km
_FALSE_EASTING = 500_000.0  # m; the Chinese convention that zone numbers go with
_FARTHEST = 1e8  # m; no projected coordinate on Earth is larger
_LINE_STRING = 2


class Projection(Protocol):
    """How layer coordinates come to longitude and latitude.

    Local coordinates are those in which edges are straight and are divided: metres on the Gauss plane,
    radians for geographic layers, layer units for other projections. What cannot lie on the ellipsoid
    becomes NaN.
    """

    def shifts(self, x: Floats) -> Shift:
        """Return what is taken off the eastings of rings that begin at ``x`` (zone numbers)."""

    def local(self, x: Floats, y: Floats, shift: Shift, rounding: bool) -> tuple[Floats, Floats]:
        """Return local coordinates of layer coordinates, rounded to 4 decimals of a metre if asked."""

    def squared_lengths(self, dx: Floats, dy: Floats, y: Floats) -> Floats:
        """Return squared lengths in m² of edges given by local differences and the ``y`` they begin at."""

    def inserted(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return local coordinates of inserted points, rounded to 6 decimals of a metre if asked."""

    def longitude_and_sine(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return longitude (radians, from any meridian) and sine of the latitude of local coordinates.

        With ``rounding``, longitude and latitude are rounded to 6 decimals of a second first.
        """


class GaussKruger:
    """Transverse Mercator with scale 1: the official inverse series.

    B = Bf − ½V²t[(y/N)² − (5+3t²+η²−9η²t²)/12 (y/N)⁴ + (61+90t²+45t⁴)/360 (y/N)⁶],
    l = [y/N − (1+2t²+η²)/6 (y/N)³ + (5+28t²+24t⁴+6η²+8η²t²)/120 (y/N)⁵] / cos Bf,
    with the footpoint latitude Bf from `Ellipsoid.k`.
    """

    def __init__(
        self, ellipsoid: Ellipsoid, unit: float, easting: float, northing: float, meridian: float
    ) -> None:
        """:param unit: metres per layer unit; false easting and northing in m; meridian in degrees"""
        self._ellipsoid = ellipsoid
        self._unit = unit
        self._easting = easting
        self._northing = northing
        self._zoned = easting % _ZONE == _FALSE_EASTING
        self._meridian = math.radians(meridian)

    def shifts(self, x: Floats) -> Shift:
        """Return zone number and false easting: whatever zone number the data really carry."""
        if not self._zoned:
            return self._easting
        zones = np.where(x * self._unit > _ZONE, np.floor(x * (self._unit / _ZONE)), 0.0)
        return zones * _ZONE + _FALSE_EASTING

    def local(self, x: Floats, y: Floats, shift: Shift, rounding: bool) -> tuple[Floats, Floats]:
        """Return metres east of the central meridian and north of the equator."""
        east = x * self._unit - shift
        north = y * self._unit - self._northing
        if rounding:
            _half_up(east, 1e4)
            _half_up(north, 1e4)
        outside = ~((np.abs(east) < _QUARTER_MERIDIAN) & (np.abs(north) < _QUARTER_MERIDIAN))
        if outside.any():
            east[outside] = np.nan
            north[outside] = np.nan
        return east, north

    def squared_lengths(self, dx: Floats, dy: Floats, y: Floats) -> Floats:
        """Return plane lengths."""
        return dx * dx + dy * dy

    def inserted(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return the points as they are or rounded."""
        return (_half_up(x, 1e6), _half_up(y, 1e6)) if rounding else (x, y)

    def longitude_and_sine(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return l + L0 and sin B by the inverse series."""
        ellipsoid = self._ellipsoid
        k1, k2, k3, k4 = ellipsoid.k
        rectifying = y * ellipsoid.k0
        sine, cosine = np.sin(rectifying), np.cos(rectifying)
        s2 = sine * sine
        delta = sine * cosine * (k1 + s2 * (-k2 + s2 * (k3 - s2 * k4)))
        sine, cosine = _turned(sine, cosine, delta)
        foot = rectifying + delta
        c2 = cosine * cosine
        t = sine / cosine
        t2 = t * t
        eta2 = c2 * ellipsoid.ep2
        v2 = eta2 + 1.0
        u = x * np.sqrt(v2)
        u /= ellipsoid.c
        u2 = u * u
        inner = 5.0 + 3.0 * t2 + eta2 * (1.0 - 9.0 * t2)
        down = 1.0 - u2 * (inner * (1 / 12) - u2 * ((61.0 + t2 * (90.0 + 45.0 * t2)) * (1 / 360)))
        down *= u2
        down *= t
        down *= v2
        down *= -0.5  # B − Bf
        inner = 5.0 + t2 * (28.0 + 24.0 * t2) + eta2 * (6.0 + 8.0 * t2)
        longitude = 1.0 - u2 * ((1.0 + 2.0 * t2 + eta2) * (1 / 6) - u2 * (inner * (1 / 120)))
        longitude *= u
        longitude /= cosine
        longitude += self._meridian
        if rounding:
            latitude = foot + down
            _round_seconds(latitude)
            _round_seconds(longitude)
            down = latitude - foot
        return longitude, _turned(sine, cosine, down)[0]


class Geographic:
    """Longitude and latitude as they are; edges are straight in them."""

    def __init__(self, ellipsoid: Ellipsoid, unit: float) -> None:
        """:param unit: radians per layer unit"""
        self._radius = ellipsoid.a
        self._unit = unit

    def shifts(self, x: Floats) -> Shift:
        """Return 0."""
        return 0.0

    def local(self, x: Floats, y: Floats, shift: Shift, rounding: bool) -> tuple[Floats, Floats]:
        """Return longitude and latitude in radians; rounding comes with the seconds."""
        longitude, latitude = x * self._unit, y * self._unit
        outside = ~((np.abs(longitude) < 4 * math.pi) & (np.abs(latitude) <= math.pi / 2 + 1e-12))
        if outside.any():
            longitude[outside] = np.nan
            latitude[outside] = np.nan
        return longitude, latitude

    def squared_lengths(self, dx: Floats, dy: Floats, y: Floats) -> Floats:
        """Return lengths on a sphere of the semi-major axis: within 1 % of the true ones."""
        across = dx * np.cos(y + dy / 2)
        return (across * across + dy * dy) * self._radius**2

    def inserted(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return the points as they are."""
        return x, y

    def longitude_and_sine(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return L and sin B."""
        if rounding:
            x, y = x.copy(), y.copy()
            _round_seconds(x)
            _round_seconds(y)
        return x, np.sin(y)


class Transformed:
    """Any other projection: inverted by PROJ, edges straight on its own plane."""

    def __init__(self, crs: QgsCoordinateReferenceSystem, reference: osr.SpatialReference) -> None:
        geographic = reference.CloneGeogCS()
        target = QgsCoordinateReferenceSystem.fromWkt(geographic.ExportToWkt())
        if not target.isValid():
            raise LandPlanError(
                translatable(
                    "Area",
                    "The coordinate reference system {crs} names no geodetic datum, so areas on the ellipsoid "
                    "cannot be computed. Assign the coordinate reference system the data were made in.",
                    crs=crs.userFriendlyIdentifier(),
                )
            )
        self._transform = QgsCoordinateTransform(crs, target, QgsCoordinateTransformContext())
        self._lock = Lock()  # a transformation is for one thread at a time; held for a block of points only
        self._unit = reference.GetLinearUnits()
        self._angle = geographic.GetAngularUnits()

    def shifts(self, x: Floats) -> Shift:
        """Return 0."""
        return 0.0

    def local(self, x: Floats, y: Floats, shift: Shift, rounding: bool) -> tuple[Floats, Floats]:
        """Return the coordinates in layer units."""
        x, y = x.copy(), y.copy()
        if rounding:
            _half_up(x, 1e4 * self._unit)
            _half_up(y, 1e4 * self._unit)
        outside = ~((np.abs(x) * self._unit < _FARTHEST) & (np.abs(y) * self._unit < _FARTHEST))
        if outside.any():
            x[outside] = np.nan
            y[outside] = np.nan
        return x, y

    def squared_lengths(self, dx: Floats, dy: Floats, y: Floats) -> Floats:
        """Return plane lengths."""
        return (dx * dx + dy * dy) * self._unit**2

    def inserted(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return the points as they are or rounded."""
        return (_half_up(x, 1e6 * self._unit), _half_up(y, 1e6 * self._unit)) if rounding else (x, y)

    def longitude_and_sine(self, x: Floats, y: Floats, rounding: bool) -> tuple[Floats, Floats]:
        """Return L and sin B."""
        points = np.column_stack((x, y))
        known = np.isfinite(points).all(axis=1)
        result = np.full(points.shape, np.nan)
        result[known] = self._inverted(points[known]) * self._angle
        longitude, latitude = result[:, 0], result[:, 1]
        if rounding:
            _round_seconds(longitude)
            _round_seconds(latitude)
        return longitude, np.sin(latitude)

    def _inverted(self, points: Floats) -> Floats:
        """Return longitude and latitude in units of the geographic CRS; NaN where PROJ has none."""
        if not len(points):
            return points
        line = QgsGeometry()  # one line through all points is the fastest way through PyQGIS
        line.fromWkb(struct.pack("<BII", 1, _LINE_STRING, len(points)) + points.astype("<f8").tobytes())
        try:
            with self._lock:
                line.transform(self._transform)
        except QgsCsException:
            if len(points) == 1:
                return np.full((1, 2), np.nan)
            half = len(points) // 2
            return np.concatenate((self._inverted(points[:half]), self._inverted(points[half:])))
        result = np.frombuffer(line.asWkb().data(), dtype="<f8", offset=9).reshape(-1, 2)
        return np.where(np.isfinite(result).all(axis=1)[:, np.newaxis], result, np.nan)


def _half_up(values: Floats, factor: float) -> Floats:
    """Round in place to a multiple of 1 / ``factor``, halves upward; return the same array."""
    values *= factor
    values += 0.5
    np.floor(values, out=values)
    values /= factor
    return values


def _round_seconds(angle: Floats) -> None:
    """Round radians in place to 6 decimals of a second, halves upward."""
    angle *= SECONDS_PER_RADIAN * 1e6
    angle += 0.5
    np.floor(angle, out=angle)
    angle /= SECONDS_PER_RADIAN * 1e6


def _turned(sine: Floats, cosine: Floats, delta: Floats) -> tuple[Floats, Floats]:
    """Return sine and cosine of an angle larger by a small ``delta`` (exact to 1e-17 up to 0.01)."""
    d2 = delta * delta
    small_sine = delta * (1.0 - d2 * ((1.0 - d2 * (1 / 20)) * (1 / 6)))
    small_cosine = 1.0 - d2 * (0.5 - d2 * ((1.0 - d2 * (1 / 30)) * (1 / 24)))
    return sine * small_cosine + cosine * small_sine, cosine * small_cosine - sine * small_sine
