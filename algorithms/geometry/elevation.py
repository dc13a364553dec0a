"""An elevation model (DEM) as GDAL reads it: its grid, its ground scale and its heights in metres."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem

from ..errors import LandPlanError
from ..message import Message, translatable

LOWEST, HIGHEST = -1000.0, 9000.0
"""No land lies outside of these heights in m: what does is an undeclared void (-32768, -9999, 3.4e38)."""

_FEET = {"ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "us survey foot": 1200.0 / 3937.0, "us-ft": 1200.0 / 3937.0}
_OTHER_UNITS = {"dm": 0.1, "cm": 0.01, "mm": 0.001, "km": 1000.0}


@dataclass
class Elevation:
    """An open elevation model.

    :ivar name: what sentences call it
    :ivar columns: number of cells west to east in the file, ``rows`` north to south
    :ivar affine: (x0, dx/dcol, dx/drow, y0, dy/dcol, dy/drow): from columns and rows, counted from the outer
        corner of the first cell, to coordinates of the CRS
    :ivar height_unit: metres per unit of height
    :ivar voids: cells read so far whose height no land can have
    """

    name: str
    dataset: gdal.Dataset
    band: gdal.Band
    columns: int
    rows: int
    affine: tuple[float, float, float, float, float, float]
    crs: QgsCoordinateReferenceSystem
    height_unit: float
    voids: int = 0

    def heights(self, row: int, column: int, rows: int, columns: int) -> NDArray[np.float64]:
        """Return float64 (rows, columns) heights in m; NaN outside of the model and where it has no height.

        :param row: first row, may be negative; ``column`` likewise
        :raises LandPlanError: when the file cannot be read
        """
        heights = np.full((rows, columns), np.nan)
        top, bottom = max(row, 0), min(row + rows, self.rows)
        left, right = max(column, 0), min(column + columns, self.columns)
        if bottom <= top or right <= left:
            return heights
        place = (left, top, right - left, bottom - top)
        values = _read(self.band, place, self.name)
        unknown = ~np.isfinite(values)
        flags = self.band.GetMaskFlags()
        if not flags & gdal.GMF_ALL_VALID:
            unknown |= _read(self.band.GetMaskBand(), place, self.name) == 0
        nodata = self.band.GetNoDataValue()
        if nodata is not None:  # a mask of its own may hide the nodata value
            unknown |= values == (np.float32(nodata) if self.band.DataType == gdal.GDT_Float32 else nodata)
        values *= (self.band.GetScale() or 1.0) * self.height_unit
        values += (self.band.GetOffset() or 0.0) * self.height_unit
        with np.errstate(invalid="ignore"):
            absurd = ~unknown & ~((values >= LOWEST) & (values <= HIGHEST))
        self.voids += int(np.count_nonzero(absurd))
        values[unknown | absurd] = np.nan
        heights[top - row : bottom - row, left - column : right - column] = values
        return heights

    def cells(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return column and row of coordinates of the model's CRS, counted from the outer corner."""
        x0, a, b, y0, c, d = self.affine
        determinant = a * d - b * c
        dx, dy = x - x0, y - y0
        with np.errstate(invalid="ignore"):  # of what is no place in the CRS of the model
            return (dx * d - dy * b) / determinant, (dy * a - dx * c) / determinant


def open_elevation(
    dem: str, band: int = 1, crs: Optional[QgsCoordinateReferenceSystem] = None
) -> Elevation:
    """Open an elevation model.

    :param dem: anything GDAL opens as a raster
    :param band: number of the band with the heights, from 1
    :param crs: where the user gave the model another CRS than its file says; None: the file's
    :raises LandPlanError: when it cannot be opened, has no such band, place or CRS
    """
    name = os.path.basename(dem.rstrip("/\\")) or dem
    dataset = _opened(dem)
    if dataset is None:
        raise LandPlanError(
            translatable(
                "Terrain",
                "The elevation model {file} cannot be opened as a raster: {reason}. Choose another file.",
                file=dem,
                reason=gdal.GetLastErrorMsg() or "?",
            )
        )
    if dataset.RasterCount < 1:
        raise LandPlanError(
            translatable(
                "Terrain",
                "{file} holds several rasters or none: choose one of them as the elevation model.",
                file=name,
            )
        )
    if not 1 <= band <= dataset.RasterCount:
        raise LandPlanError(
            translatable(
                "Terrain",
                "The elevation model {file} has no band {band}: it has {count}.",
                file=name,
                band=band,
                count=dataset.RasterCount,
            )
        )
    chosen = dataset.GetRasterBand(band)
    if chosen.GetColorTable() is not None or gdal.DataTypeIsComplex(chosen.DataType):
        raise LandPlanError(
            translatable(
                "Terrain",
                "Band {band} of {file} holds colours or complex numbers, not heights: choose an elevation model.",
                file=name,
                band=band,
            )
        )
    affine = dataset.GetGeoTransform(can_return_null=True)
    if affine is None or abs(affine[1] * affine[5] - affine[2] * affine[4]) == 0.0:
        raise LandPlanError(
            translatable(
                "Terrain",
                "The elevation model {file} says nothing of where it lies (no georeference). Georeference it "
                "first.",
                file=name,
            )
        )
    if crs is None or not crs.isValid():
        crs = _crs_of(dataset)
    if not crs.isValid():
        raise LandPlanError(
            translatable(
                "Terrain",
                "The elevation model {file} has no coordinate reference system. Assign the one it was made in.",
                file=name,
            )
        )
    unit = _height_unit(chosen.GetUnitType() or "")
    return Elevation(name, dataset, chosen, dataset.RasterXSize, dataset.RasterYSize, affine, crs, unit)


def unit_note(elevation: Elevation) -> Optional[Message]:
    """Return the sentence about heights that are not in metres, None where they are."""
    if elevation.height_unit == 1.0:
        return None
    return translatable(
        "Terrain",
        "The heights of {file} are in {unit}: they were taken times {factor}.",
        file=elevation.name,
        unit=elevation.band.GetUnitType(),
        factor=elevation.height_unit,
    )


def _height_unit(text: str) -> float:
    """Return metres per unit of height; what is not known to be something else is metres."""
    word = text.strip().lower()
    return _FEET.get(word, _OTHER_UNITS.get(word, 1.0))


def _opened(dem: str) -> Optional[gdal.Dataset]:
    gdal.ErrorReset()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return gdal.OpenEx(dem, gdal.OF_RASTER | gdal.OF_READONLY)
    except RuntimeError:  # when some other plugin switched GDAL to exceptions
        return None
    finally:
        gdal.PopErrorHandler()


def _read(band: gdal.Band, place: tuple[int, int, int, int], name: str) -> NDArray[np.float64]:
    values = None
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        values = band.ReadAsArray(*place, buf_type=gdal.GDT_Float64)
    except RuntimeError:  # when some other plugin switched GDAL to exceptions
        values = None
    finally:
        gdal.PopErrorHandler()
    if values is None:
        raise LandPlanError(
            translatable(
                "Terrain",
                "The elevation model {file} cannot be read: {reason}. It may be damaged; ask for it again.",
                file=name,
                reason=gdal.GetLastErrorMsg() or "?",
            )
        )
    return values


def _crs_of(dataset: gdal.Dataset) -> QgsCoordinateReferenceSystem:
    """Return the horizontal CRS of a dataset, invalid when it has none."""
    reference: Optional[osr.SpatialReference] = dataset.GetSpatialRef()
    if reference is None:
        return QgsCoordinateReferenceSystem()
    reference = reference.Clone()
    if reference.IsCompound():
        reference.StripVertical()
    authority, code = reference.GetAuthorityName(None), reference.GetAuthorityCode(None)
    if authority and code:
        known = QgsCoordinateReferenceSystem(f"{authority}:{code}")
        if known.isValid():
            return known
    return QgsCoordinateReferenceSystem.fromWkt(reference.ExportToWkt(["FORMAT=WKT2_2018"]))
