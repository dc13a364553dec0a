"""Elevation models for tests: grids of heights written as GeoTIFF."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, osr

WEST, NORTH, CELL = 36_500_000.0, 3_800_000.0, 30.0
NORTH_UP = (WEST, CELL, 0.0, NORTH, 0.0, -CELL)


def write_dem(path, heights, affine=NORTH_UP, crs=4524, nodata=None, kind=gdal.GDT_Float64, unit=None):
    """Write heights and return the path as text; ``crs`` an EPSG number, None for none."""
    rows, columns = heights.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, 1, kind)
    if affine is not None:
        dataset.SetGeoTransform(affine)
    if crs is not None:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(crs)
        dataset.SetProjection(reference.ExportToWkt())
    band = dataset.GetRasterBand(1)
    if nodata is not None:
        band.SetNoDataValue(nodata)
    if unit is not None:
        band.SetUnitType(unit)
    band.WriteArray(heights)
    band = dataset = None
    return str(path)


def middles(columns, rows, affine=NORTH_UP):
    """Return x and y of the middles of the cells."""
    column, row = np.meshgrid(np.arange(columns) + 0.5, np.arange(rows) + 0.5)
    x0, a, b, y0, c, d = affine
    return x0 + a * column + b * row, y0 + c * column + d * row


def plane(columns, rows, east, north, affine=NORTH_UP, base=500.0):
    """Return heights that rise by ``east`` and ``north`` per unit of the coordinates."""
    x, y = middles(columns, rows, affine)
    return base + east * (x - WEST) + north * (y - NORTH)
