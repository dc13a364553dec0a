"""The elevation model beside the parcels: geographic coordinates, 1 arc second, with places that have no height."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from .arcs import Point
from .county import County
from .landscape import Cover
from .terrain import CELL

gdal.UseExceptions()

CRS = 4610  # Xi'an 1980, geographic: the datum of the farmland plan, but degrees instead of metres
SECOND = 1 / 3600
NO_DATA = -32768.0
STEP = 0.125  # m; heights are kept to it, which makes the file small
MARGIN = 12  # cells around the county
CORNER = 1_300.0  # m; so far around the north-western corner there are no heights
RIM = 50.0  # m around the parcel without heights: every cell that touches it


def missing_heights(county: County) -> list[tuple[float, float, float]]:
    """Return places without heights: one woodland parcel amid woodland, and a corner beyond the county.

    :return: easting, northing and radius in m
    """
    wild = (Cover.FOREST, Cover.SHRUB, Cover.ROCK)
    inner = [
        parcel
        for parcel in range(county.count)
        if county.cover[parcel] == Cover.FOREST
        and all(county.cover[other] in wild for other in county.neighbours[parcel])
        and len(county.neighbours[parcel]) > 2
    ]
    parcel = min(inner, key=lambda each: (float(county.areas[each]), each))
    points = np.array(county.polygons[parcel][0])
    centre = (points.min(axis=0) + points.max(axis=0)) / 2
    reach = float(np.hypot(*(points - centre).T).max()) + RIM
    west, _, _, north = county.bounds()
    return [(float(centre[0]), float(centre[1]), reach), (west, north, CORNER)]


def write_dem(
    height: NDArray[np.float32],
    origin: Point,
    epsg: int,
    bounds: tuple[float, float, float, float],
    voids: list[tuple[float, float, float]],
    path: Path,
) -> None:
    """Write the heights of the county as a GeoTIFF of 1 arc second cells.

    :param height: (rows, columns), metres, on the grid of the land cover
    :param origin: easting and northing of its upper left corner in the CRS ``epsg``
    :param bounds: west, south, east, north of the county in that CRS
    :param voids: easting, northing and radius in m of round places without data
    """
    projected, geographic = _reference(epsg), _reference(CRS)
    rows, columns = height.shape
    source = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Float32)
    source.SetGeoTransform((origin[0], CELL, 0, origin[1], 0, -CELL))
    source.SetProjection(projected.ExportToWkt())
    band = source.GetRasterBand(1)
    band.SetNoDataValue(NO_DATA)
    band.WriteArray(_with_voids(height, origin, voids))
    transform = osr.CoordinateTransformation(projected, geographic)
    west, south, east, north = transform.TransformBounds(*bounds, 21)
    extent = (
        (np.floor(west / SECOND) - MARGIN) * SECOND, (np.floor(south / SECOND) - MARGIN) * SECOND,
        (np.ceil(east / SECOND) + MARGIN) * SECOND, (np.ceil(north / SECOND) + MARGIN) * SECOND,
    )  # fmt: skip
    warped = gdal.Warp(
        "", source, format="MEM", dstSRS=geographic.ExportToWkt(), outputBounds=extent, xRes=SECOND, yRes=SECOND,
        resampleAlg="cubic", dstNodata=NO_DATA,
    )  # fmt: skip
    heights = warped.ReadAsArray()
    valid = heights != NO_DATA
    heights[valid] = np.round(heights[valid] / STEP) * STEP
    path.unlink(missing_ok=True)
    target = gdal.GetDriverByName("GTiff").Create(
        str(path), warped.RasterXSize, warped.RasterYSize, 1, gdal.GDT_Float32,
        ["COMPRESS=DEFLATE", "ZLEVEL=9", "PREDICTOR=3", "TILED=YES"],
    )  # fmt: skip
    target.SetGeoTransform(warped.GetGeoTransform())
    target.SetProjection(geographic.ExportToWkt())
    target.GetRasterBand(1).SetNoDataValue(NO_DATA)
    target.GetRasterBand(1).WriteArray(heights)
    target = None


def _reference(epsg: int) -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _with_voids(
    height: NDArray[np.float32], origin: Point, voids: list[tuple[float, float, float]]
) -> NDArray[np.float32]:
    rows, columns = np.indices(height.shape)
    east = origin[0] + (columns + 0.5) * CELL
    north = origin[1] - (rows + 0.5) * CELL
    result = height.copy()
    for x, y, radius in voids:
        result[np.hypot(east - x, north - y) < radius] = NO_DATA
    return result
