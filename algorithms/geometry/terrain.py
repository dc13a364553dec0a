"""Mean slope of polygons on an elevation model (DEM), on the model's own grid.

The polygons are brought to the grid, not the grid to the polygons: resampled heights have another slope. Each
cell counts by the share of it that lies inside the polygon, so a parcel smaller than a cell has a value, too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCoordinateTransformContext

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..message import Message, translatable
from .arrays import PolygonArrays
from .coverage_input import sound_polygons
from .elevation import HIGHEST, LOWEST, Elevation, open_elevation, unit_note
from .ground_scale import GroundScale
from .reproject import transformation_known, transformed
from .slope_grid import slopes
from .wkb import select
from .zonal import Borders, add_sums, borders_of

_CELLS = 1 << 21  # cells of the model in memory at once
_LEAST_SHARE = 1e-9  # of a polygon's area: less than that is rounding, not a model under it


@dataclass(frozen=True)
class Terrain:
    """Slope of polygons.

    :ivar mean_slope: float64 (n,), degrees, mean over the part with heights; NaN without any
    :ivar steep_share: float64 (n,), 0 to 1, share of that part steeper than the limit; NaN without any
    :ivar covered_share: float64 (n,), 0 to 1, share of the polygon with heights; NaN where a feature is no
        polygon or cannot be brought to the model's CRS
    :ivar notes: what a person should know about how the model was read
    """

    mean_slope: NDArray[np.float64]
    steep_share: NDArray[np.float64]
    covered_share: NDArray[np.float64]
    notes: tuple[Message, ...] = ()


def terrain_of(
    polygons: PolygonArrays,
    crs: QgsCoordinateReferenceSystem,
    dem: str,
    steep: float,
    feedback: Feedback = Silent(),
    *,
    band: int = 1,
    dem_crs: Optional[QgsCoordinateReferenceSystem] = None,
    context: Optional[QgsCoordinateTransformContext] = None,
) -> Terrain:
    """Measure the slope of polygons.

    Slope by Horn's method with the cell size in metres on the ground; cells count by the area of theirs that
    lies inside. Heights are metres unless the band says otherwise. Only the window of the polygons is read.

    :param crs: of the polygons
    :param dem: anything GDAL opens as a raster
    :param steep: degrees; the share of area steeper than this is measured
    :param band: of the heights, from 1
    :param dem_crs: where the model has been given another CRS than its file says
    :param context: the transformations chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when the model cannot be used or the polygons have no CRS
    :raises Cancelled: when the user cancels
    """
    elevation = open_elevation(dem, band, dem_crs)
    if not crs.isValid():
        raise LandPlanError(
            translatable(
                "Terrain",
                "The polygons have no coordinate reference system, so their place on the elevation model is not "
                "known. Assign the one they were made in.",
            )
        )
    notes = [note for note in (unit_note(elevation),) if note is not None]
    sound = sound_polygons(polygons, Span(feedback, 0, 20))
    placed, note = _on_grid(sound, crs, elevation, context or QgsCoordinateTransformContext())
    if note is not None:
        notes.append(note)
    feedback.setProgress(30)
    borders = borders_of(placed)
    sums = _sums(borders, elevation, steep, Span(feedback, 30, 100))
    if elevation.voids:
        notes.append(
            translatable(
                "Terrain",
                "{count} cells of {file} have heights no land has (below {lowest} m or above {highest} m); they "
                "count as without height.",
                count=elevation.voids,
                file=elevation.name,
                lowest=LOWEST,
                highest=HIGHEST,
            )
        )
    area = borders.area
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = np.clip(np.where(area > 0, sums[:, 0] / area, np.nan), 0.0, 1.0)
        known = covered > _LEAST_SHARE
        covered[~known & ~np.isnan(covered)] = 0.0
        mean = np.where(known, np.clip(sums[:, 1] / sums[:, 0], 0.0, 90.0), np.nan)
        share = np.where(known, np.clip(sums[:, 2] / sums[:, 0], 0.0, 1.0), np.nan)
    return Terrain(mean, share, covered, tuple(notes))


def _on_grid(
    polygons: PolygonArrays,
    crs: QgsCoordinateReferenceSystem,
    elevation: Elevation,
    context: QgsCoordinateTransformContext,
) -> tuple[PolygonArrays, Optional[Message]]:
    """Return sound polygons with columns and rows of the model as coordinates.

    A feature that cannot be brought to the CRS of the model becomes one without polygon.
    """
    x, y = polygons.x, polygons.y
    note = None
    if crs != elevation.crs:
        transform = QgsCoordinateTransform(crs, elevation.crs, context)
        if not transform.isValid():
            raise LandPlanError(
                translatable(
                    "Terrain",
                    "There is no way from {crs} to {dem_crs}, the coordinate reference system of {file}. Bring "
                    "the elevation model to the coordinate reference system of the polygons.",
                    crs=crs.userFriendlyIdentifier(),
                    dem_crs=elevation.crs.userFriendlyIdentifier(),
                    file=elevation.name,
                )
            )
        if not context.hasTransform(crs, elevation.crs) and not transformation_known(crs, elevation.crs):
            note = translatable(
                "Terrain",
                "No transformation between the datums of {crs} and {dem_crs} is known: the parcels may lie up to "
                "150 m off on {file}. Choose a transformation in the project's properties, or bring the elevation "
                "model to the coordinate reference system of the parcels.",
                crs=crs.userFriendlyIdentifier(),
                dem_crs=elevation.crs.userFriendlyIdentifier(),
                file=elevation.name,
            )
        points = transformed(np.column_stack((x, y)), transform)
        x, y = points[:, 0], points[:, 1]
    columns, rows = elevation.cells(x, y)
    placed = replace(polygons, x=columns, y=rows)
    lost = ~(np.isfinite(columns) & np.isfinite(rows))
    if not lost.any():
        return placed, note
    offsets = polygons.ring_offsets[polygons.part_offsets[polygons.feature_offsets]]
    counts = np.concatenate(([0], np.cumsum(lost)))
    bad = counts[offsets[1:]] > counts[offsets[:-1]]
    # the features keep their places; those that are lost keep no part
    kept = select(placed, ~bad)
    parts = np.zeros(len(polygons), dtype=np.int64)
    parts[~bad] = np.diff(kept.feature_offsets)
    feature_offsets = np.concatenate(([0], np.cumsum(parts)))
    return replace(kept, feature_offsets=feature_offsets, fids=polygons.fids, states=polygons.states), note


def _sums(borders: Borders, elevation: Elevation, steep: float, feedback: Feedback) -> NDArray[np.float64]:
    """Return float64 (features, 3): cells with slope, sum of slopes, cells that are steep."""
    sums = np.zeros((len(borders.area), 3))
    if not len(borders.x0):
        return sums
    west, north, east, south = borders.box()
    left, right = max(int(np.floor(west)), 0), min(int(np.ceil(east)), elevation.columns)
    top, bottom = max(int(np.floor(north)), 0), min(int(np.ceil(south)), elevation.rows)
    if right <= left or bottom <= top:
        return sums
    scale = GroundScale(elevation, (top, left, bottom - top, right - left))
    step = max(_CELLS // (right - left), 1)
    for row in range(top, bottom, step):
        raise_if_cancelled(feedback)
        feedback.setProgress(100.0 * (row - top) / (bottom - top))
        rows = min(step, bottom - row)
        near = borders.within(row, row + rows)
        if not len(near.x0):
            continue
        west, _, east, _ = near.box()
        first, last = max(int(np.floor(west)), 0), min(int(np.ceil(east)), elevation.columns)
        if last <= first:
            continue
        heights = elevation.heights(row - 1, first - 1, rows + 2, last - first + 2)
        slope = slopes(heights, scale.at(row, first, rows, last - first))
        known = np.isfinite(slope)
        grids = np.empty((*slope.shape, 3))
        grids[..., 0] = known
        grids[..., 1] = np.where(known, slope, 0.0)
        grids[..., 2] = np.where(known, slope > steep, False)
        add_sums(near, grids, row, first, sums)
    return sums
