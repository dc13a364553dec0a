"""How many metres on the ground a step of one cell is, by the CRS of a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Union

import numpy as np
from numpy.typing import NDArray
from osgeo import osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
)

from .elevation import Elevation
from .ellipsoid import Ellipsoid
from .projection import spatial_reference
from .reproject import transformed

Floats = NDArray[np.float64]
Scale = Union[float, Floats]

TRUE_ENOUGH = 0.01
"""A projection whose unit is off the ground by no more than this share is taken as it is, as surveys do."""

_STEP = 64  # cells from one point to the next where the scale of a projection is looked at


@dataclass(frozen=True)
class Jacobian:
    """Metres east and north per step of one column and one row; scalars or arrays that broadcast to the cells."""

    east_column: Scale
    east_row: Scale
    north_column: Scale
    north_row: Scale

    def gradient(self, column: Floats, row: Floats) -> Floats:
        """Return the steepness (rise over run) of a surface that rises so many metres per column and row."""
        determinant = self.east_column * self.north_row - self.east_row * self.north_column
        east = (self.north_row * column - self.north_column * row) / determinant
        north = (self.east_column * row - self.east_row * column) / determinant
        return np.hypot(east, north)


class GroundScale:
    """The ground scale of an elevation model.

    Geographic coordinates: radii of curvature of the ellipsoid at the latitude of each cell. A projection:
    its unit in metres; one that is off by more than `TRUE_ENOUGH` in the window that is looked at (Web
    Mercator, for example) is measured against the ellipsoid.
    """

    def __init__(self, elevation: Elevation, window: tuple[int, int, int, int]) -> None:
        """:param window: first row, first column, rows and columns of the cells that will be asked for

        :raises LandPlanError: when the CRS cannot be read
        """
        self._affine = elevation.affine
        reference = spatial_reference(elevation.crs)
        self._ellipsoid = Ellipsoid.matching("", reference.GetSemiMajor(), reference.GetInvFlattening())
        self._geographic = bool(reference.IsGeographic())
        self._unit = reference.GetAngularUnits() if self._geographic else reference.GetLinearUnits()
        self._inverse: Optional[QgsCoordinateTransform] = None
        if not self._geographic and reference.IsProjected():
            self._look_at(elevation.crs, reference, window)

    @property
    def measured(self) -> bool:
        """Whether the projection was measured against the ellipsoid."""
        return self._inverse is not None

    def at(self, row: int, column: int, rows: int, columns: int) -> Jacobian:
        """Return the scale of some cells, by their middles."""
        _, a, b, y0, c, d = self._affine
        if self._inverse is not None:
            return self._interpolated(row, column, rows, columns)
        if not self._geographic:
            unit = self._unit
            return Jacobian(a * unit, b * unit, c * unit, d * unit)
        latitude = y0 + d * (np.arange(row, row + rows) + 0.5)[:, np.newaxis]
        if c:
            latitude = latitude + c * (np.arange(column, column + columns) + 0.5)[np.newaxis]
        east, north = self._radii(latitude * self._unit)
        east, north = east * self._unit, north * self._unit
        return Jacobian(a * east, b * east, c * north, d * north)

    def _radii(self, latitude: Floats) -> tuple[Floats, Floats]:
        """Return metres per radian of longitude and of latitude: N cos B and M."""
        ellipsoid = self._ellipsoid
        root = np.sqrt(1.0 - ellipsoid.e2 * np.sin(latitude) ** 2)
        return ellipsoid.a / root * np.cos(latitude), ellipsoid.a * (1.0 - ellipsoid.e2) / root**3

    def _look_at(
        self, crs: QgsCoordinateReferenceSystem, reference: osr.SpatialReference, window: tuple[int, int, int, int]
    ) -> None:
        geographic = reference.CloneGeogCS()
        target = QgsCoordinateReferenceSystem.fromWkt(geographic.ExportToWkt())
        if not target.isValid():
            return
        self._inverse = QgsCoordinateTransform(crs, target, QgsCoordinateTransformContext())
        self._angle = geographic.GetAngularUnits()
        row, column, rows, columns = window
        at_rows = np.array([row, row + rows / 2.0, row + rows])
        at_columns = np.array([column, column + columns / 2.0, column + columns])
        measured = self._measured(at_rows[:, np.newaxis], at_columns[np.newaxis])
        plain = np.array(self._affine)[[1, 2, 4, 5]].reshape(2, 2) * self._unit
        with np.errstate(all="ignore"):
            # how far measured steps are from plain ones, as lengths: a turn of the axes does not matter
            lengths = np.hypot(measured[0], measured[2]) / np.hypot(*plain[:, 0]), np.hypot(
                measured[1], measured[3]
            ) / np.hypot(*plain[:, 1])
        off = np.abs(np.stack(lengths) - 1.0)
        if not np.isfinite(off).any() or float(np.nanmax(off)) <= TRUE_ENOUGH:
            self._inverse = None

    def _measured(self, row: Floats, column: Floats) -> Floats:
        """Return float64 (4, …): metres east per column and row, north per column and row, at some places."""
        row, column = np.broadcast_arrays(row, column)
        points = []
        for down, right in ((-0.5, 0.0), (0.5, 0.0), (0.0, -0.5), (0.0, 0.5), (0.0, 0.0)):
            x0, a, b, y0, c, d = self._affine
            across, along = column + right, row + down
            points.append(np.stack((x0 + a * across + b * along, y0 + c * across + d * along), axis=-1))
        flat = np.concatenate([some.reshape(-1, 2) for some in points])
        geographic = transformed(flat, self._inverse) * self._angle
        up, down_, left, right_, middle = geographic.reshape(5, *row.shape, 2)
        east, north = self._radii(middle[..., 1])
        return np.stack(
            (
                (right_[..., 0] - left[..., 0]) * east,
                (down_[..., 0] - up[..., 0]) * east,
                (right_[..., 1] - left[..., 1]) * north,
                (down_[..., 1] - up[..., 1]) * north,
            )
        )

    def _interpolated(self, row: int, column: int, rows: int, columns: int) -> Jacobian:
        """Measure at every `_STEP`-th cell of the grid (whatever the window) and interpolate between."""
        first = np.array([row // _STEP, column // _STEP])
        last = np.array([(row + rows) // _STEP + 2, (column + columns) // _STEP + 2])
        lattice = self._measured(
            (np.arange(first[0], last[0]) * _STEP)[:, np.newaxis].astype(np.float64),
            (np.arange(first[1], last[1]) * _STEP)[np.newaxis].astype(np.float64),
        )
        along = (np.arange(row, row + rows) + 0.5) / _STEP - first[0]
        across = (np.arange(column, column + columns) + 0.5) / _STEP - first[1]
        i, j = along.astype(np.int64), across.astype(np.int64)
        lower, right = (along - i)[:, np.newaxis], (across - j)[np.newaxis]
        values = []
        for grid in lattice:
            between = grid[i] * (1.0 - lower) + grid[i + 1] * lower
            values.append(between[:, j] * (1.0 - right) + between[:, j + 1] * right)
        return Jacobian(*values)
