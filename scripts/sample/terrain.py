"""What is taken from the open data: land cover and height of a window, slope, streams."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

gdal.UseExceptions()

CELL = 31.5  # m; the land cover has 31.53 × 31.52, taken as square
WINDOW = (410, 940, 420, 415)  # column, row, columns, rows of the land cover raster


@dataclass(frozen=True)
class Terrain:
    """A window of the real landscape on the grid of the land cover.

    :ivar cover: (rows, columns) uint8, 1 water 2 developed 3 barren 4 forest 5 shrub 6 herbaceous
        7 cultivated 8 wetland
    :ivar height: (rows, columns) float32, metres
    :ivar slope: (rows, columns) float32, degrees
    """

    cover: NDArray[np.uint8]
    height: NDArray[np.float32]
    slope: NDArray[np.float32]


def read_terrain(data: Path) -> Terrain:
    """Read the window of land cover (NLCD) and terrain (SRTM) out of the folder of open data."""
    folder = data / "us_zion_nlcd_srtm"
    column, row, columns, rows = WINDOW
    source = gdal.Open(str(folder / "nlcd.tif"))
    cover = source.ReadAsArray(column, row, columns, rows)
    origin_x, width, _, origin_y, _, height = source.GetGeoTransform()
    bounds = (
        origin_x + column * width,
        origin_y + (row + rows) * height,
        origin_x + (column + columns) * width,
        origin_y + row * height,
    )
    heights = gdal.Warp(
        "",
        str(folder / "srtm.tif"),
        format="MEM",
        dstSRS=source.GetProjection(),
        outputBounds=bounds,
        width=columns,
        height=rows,
        resampleAlg="cubicspline",
        outputType=gdal.GDT_Float32,
        srcNodata=65535,
        dstNodata=-1,
    ).ReadAsArray()
    heights[heights < 0] = heights.max()  # beyond the rim of the data: far outside the county
    return Terrain(cover, heights, slope_of(heights))


def slope_of(height: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the slope in degrees after Horn's third-order differences."""
    padded = np.pad(height.astype(np.float64), 1, mode="edge")
    rows, columns = height.shape

    def shifted(down: int, right: int) -> NDArray[np.float64]:
        return padded[1 + down : 1 + down + rows, 1 + right : 1 + right + columns]

    east = shifted(-1, 1) + 2 * shifted(0, 1) + shifted(1, 1)
    west = shifted(-1, -1) + 2 * shifted(0, -1) + shifted(1, -1)
    north = shifted(-1, -1) + 2 * shifted(-1, 0) + shifted(-1, 1)
    south = shifted(1, -1) + 2 * shifted(1, 0) + shifted(1, 1)
    gradient = np.hypot((east - west) / (8 * CELL), (south - north) / (8 * CELL))
    return np.degrees(np.arctan(gradient)).astype(np.float32)


def aspect_of(height: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the aspect in degrees clockwise from north, the direction water runs to."""
    south, east = np.gradient(height.astype(np.float64), CELL)
    return (np.degrees(np.arctan2(-east, south)) % 360).astype(np.float32)


def drainage(height: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each cell drains to and how many cells drain through it.

    Priority flood from the rim inward gives every cell a way out (Barnes and others 2014).

    :return: (cells) flat index of the next cell, -1 on the rim; (cells) number of cells upstream
    """
    rows, columns = height.shape
    flat = height.ravel().astype(float).tolist()
    target = [-2] * len(flat)
    heap: list[tuple[float, int]] = []
    for index in range(len(flat)):
        row, column = divmod(index, columns)
        if row in (0, rows - 1) or column in (0, columns - 1):
            target[index] = -1
            heap.append((flat[index], index))
    heapq.heapify(heap)
    order = []
    while heap:
        level, index = heapq.heappop(heap)
        order.append(index)
        row, column = divmod(index, columns)
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                other_row, other_column = row + down, column + right
                if not (0 <= other_row < rows and 0 <= other_column < columns):
                    continue
                other = other_row * columns + other_column
                if target[other] == -2:
                    target[other] = index
                    heapq.heappush(heap, (max(level, flat[other]), other))
    upstream = np.ones(len(flat), np.int64)
    for index in reversed(order):
        if target[index] >= 0:
            upstream[target[index]] += upstream[index]
    return np.array(target), upstream
