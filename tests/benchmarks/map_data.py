"""A land survey and a forest one-map of the same land, as polygons of two rasters, for the planning base.

With a folder of open data the rasters are two classifications of the same mountains (NLCD, eight and sixteen classes);
without it they are thresholds of smooth noise with patches of the same sizes. Each map is cut into parcels of usual
size and drawn apart from the other: every corner is up to 0.5 m off, so common borders leave real slivers.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any, Optional, Sequence

import numpy as np
from landplan_toolbox.algorithms.geometry.area import ellipsoidal_areas, round_half_up
from landplan_toolbox.algorithms.geometry.arrays import PolygonArrays
from landplan_toolbox.algorithms.geometry.projection import area_frame
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb, wkb_of_all
from numpy.typing import NDArray
from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem

gdal.UseExceptions()

EPSG = 4524  # CGCS2000, 3-degree zone 36 with prefix
CELL = 31.5  # m
ORIGIN = (36_560_000.0, 4_160_000.0)  # upper left corner
SURVEY_BLOCK, VILLAGE, TOWN = 8, 112, 336  # cells a side
MAP_BLOCKS = {True: 28, False: 14}  # likewise, of open data and of made-up maps, whose patches are larger
DEVIATION = 0.5  # m a corner is off at most
COUNTY = "610124"
WAVES = 1.4  # how much long waves outweigh short ones in made-up maps: patches as large as those of the open data

Labels = NDArray[np.int64]

#: classes of the survey and of the one-map by those of the rasters
SURVEY_CLASSES = {1: "1101", 2: "0702", 3: "1207", 4: "0301", 5: "0305", 6: "0404", 7: "0102", 8: "1106"}
MAP_CLASSES = {41: "0111", 42: "0111", 43: "0111", 52: "0132", 71: "0171", 90: "0120"}


def rasters(data: Optional[Path]) -> tuple[Labels, Labels]:
    """Return the classes of the survey and of the one-map, cell by cell.

    :param data: folder of the open data; None: made up
    """
    if data is not None:
        folder = data / "us_zion_nlcd_srtm"
        return tuple(  # type: ignore[return-value]
            gdal.Open(str(folder / name)).ReadAsArray().astype(np.int64) for name in ("nlcd.tif", "nlcd2011.tif")
        )
    random = np.random.default_rng(5)
    shape = (1344, 1064)
    ground = _noise(random, shape, WAVES)
    survey = np.digitize(ground, np.quantile(ground, (0.02, 0.04, 0.12, 0.6, 0.94, 0.96, 0.98))) + 1
    other = ground + 0.08 * _noise(random, shape, WAVES)
    order = np.array([11, 21, 31, 42, 52, 71, 81, 90])
    return survey.astype(np.int64), order[np.digitize(other, np.quantile(other, (0.02, 0.04, 0.12, 0.6, 0.94, 0.96, 0.98)))]


def _noise(random: np.random.Generator, shape: tuple[int, int], slope: float) -> NDArray[np.float64]:
    """Return noise with more weight on long waves, mean 0 and deviation 1."""
    spectrum = np.fft.rfft2(random.normal(size=shape))
    rows, columns = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None]
    spectrum /= np.maximum(np.hypot(rows, columns), 0.004) ** slope
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, shape)
    return field / field.std()


def write_maps(path: Path, data: Optional[Path] = None) -> None:
    """Write DLTB, LDXB and XZQ into a GeoPackage with spatial indexes; an unfinished one never has its name."""
    survey, one_map = rasters(data)
    unfinished = path.with_name("unfinished-" + path.name)
    unfinished.unlink(missing_ok=True)
    frame = area_frame(QgsCoordinateReferenceSystem(f"EPSG:{EPSG}"))
    layers = []
    for name, classes, block, codes, seed in (
        ("DLTB", survey, SURVEY_BLOCK, SURVEY_CLASSES, 1), ("LDXB", one_map, MAP_BLOCKS[data is not None], MAP_CLASSES, 2),
    ):  # fmt: skip
        polygons, values, places = _parcels(classes, block, seed)
        chosen = np.flatnonzero(np.isin(values, list(codes)))
        polygons = _selected(polygons, chosen)
        area = round_half_up(ellipsoidal_areas(polygons, frame), 2)
        layers.append((name, polygons, _columns(name, [codes[int(v)] for v in values[chosen]], places[chosen], area)))
    frame_ring = _ring((0, 0), (survey.shape[1], survey.shape[0]))
    town_area = float(ellipsoidal_areas(frame_ring, frame)[0])
    layers.append(("XZQ", frame_ring, {"XZQDM": [f"{COUNTY}100"], "XZQMC": ["镇"], "DCMJ": [town_area], "JSMJ": [town_area]}))
    _write(unfinished, layers)
    unfinished.rename(path)


def _parcels(classes: Labels, block: int, seed: int) -> tuple[PolygonArrays, NDArray[np.int64], NDArray[np.int64]]:
    """Return the parcels of a raster, their classes, and row and column of their village."""
    rows, columns = np.indices(classes.shape)
    blocks = rows // block * 1_000 + columns // block
    labels = blocks * 100 + classes
    raster = gdal.GetDriverByName("MEM").Create("", classes.shape[1], classes.shape[0], 1, gdal.GDT_Int32)
    raster.GetRasterBand(1).WriteArray(labels.astype(np.int32))
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("parcels", None, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("label", ogr.OFTInteger))
    gdal.Polygonize(raster.GetRasterBand(1), None, layer, 0)
    shapes, found = [], []
    for feature in layer:
        shape = feature.GetGeometryRef()
        if not shape.IsValid():  # a ring that meets itself at a corner: the same land as a shell with a hole
            shape = shape.MakeValid()
        shapes.append(bytes(shape.ExportToIsoWkb()))
        found.append(feature["label"])
    polygons = _drawn(polygons_from_wkb(shapes), classes.shape, seed)
    label = np.array(found, dtype=np.int64)
    corner = np.stack([label // 100 // 1_000 * block, label // 100 % 1_000 * block], axis=1)
    return polygons, label % 100, corner // VILLAGE


def _drawn(pixels: PolygonArrays, shape: tuple[int, int], seed: int) -> PolygonArrays:
    """Put a vertex at every cell corner of the borders and draw each a little off, the same for all that share it."""
    rings = len(pixels.ring_offsets) - 1
    lengths = np.diff(pixels.ring_offsets)
    last = pixels.ring_offsets[1:] - 1
    starts = np.ones(len(pixels.x), dtype=bool)
    starts[last] = False
    at = np.flatnonzero(starts)
    east, south = pixels.x[at + 1] - pixels.x[at], pixels.y[at + 1] - pixels.y[at]
    steps = np.rint(np.abs(east) + np.abs(south)).astype(np.int64)
    edge = np.repeat(np.arange(len(at)), steps)
    number = np.arange(len(edge)) - np.repeat(np.cumsum(steps) - steps, steps)
    column = np.rint(pixels.x[at][edge] + np.sign(east)[edge] * number).astype(np.int64)
    row = np.rint(pixels.y[at][edge] + np.sign(south)[edge] * number).astype(np.int64)
    ring = np.repeat(np.arange(rings), lengths - 1)[edge]
    counts = np.bincount(ring, minlength=rings)
    offsets = np.concatenate(([0], np.cumsum(counts + 1)))
    target = np.arange(len(column)) + ring
    random = np.random.default_rng(seed)
    moves = random.uniform(-DEVIATION, DEVIATION, (2, shape[0] + 1, shape[1] + 1))
    moves[:, [0, -1]] = moves[:, :, [0, -1]] = 0.0
    x, y = np.zeros(offsets[-1]), np.zeros(offsets[-1])
    x[target] = np.round(ORIGIN[0] + column * CELL + moves[0, row, column], 4)
    y[target] = np.round(ORIGIN[1] - row * CELL + moves[1, row, column], 4)
    x[offsets[1:] - 1], y[offsets[1:] - 1] = x[offsets[:-1]], y[offsets[:-1]]
    return replace(pixels, x=x, y=y, ring_offsets=offsets.astype(np.int64))


def _selected(polygons: PolygonArrays, chosen: NDArray[np.int64]) -> PolygonArrays:
    from landplan_toolbox.algorithms.geometry.wkb import select

    mask = np.zeros(len(polygons), dtype=bool)
    mask[chosen] = True
    return select(polygons, mask)


def _ring(low: tuple[int, int], high: tuple[int, int]) -> PolygonArrays:
    """Return a rectangle of cells with a vertex at every cell corner."""
    columns, rows = np.arange(low[0], high[0]), np.arange(low[1], high[1])
    x = np.concatenate([columns, np.full(len(rows), high[0]), columns[::-1] + 1, np.full(len(rows), low[0]), [low[0]]])
    y = np.concatenate([np.full(len(columns), high[1]), rows[::-1] + 1, np.full(len(columns), low[1]), rows, [high[1]]])
    one = np.array([0, 1])
    return PolygonArrays(
        x=ORIGIN[0] + x * CELL, y=ORIGIN[1] - y * CELL, ring_offsets=np.array([0, len(x)]), part_offsets=one,
        feature_offsets=one, fids=np.array([0]), states=np.zeros(1, dtype=np.uint8),
    )  # fmt: skip


def _columns(name: str, codes: Sequence[str], places: NDArray[np.int64], area: NDArray[np.float64]) -> dict[str, Any]:
    """Return the attributes of the parcels of a map."""
    ratio = TOWN // VILLAGE
    across = int(places[:, 1].max()) // ratio + 1
    town = places[:, 0] // ratio * across + places[:, 1] // ratio
    village = places[:, 0] % ratio * ratio + places[:, 1] % ratio
    numbers = range(1, len(codes) + 1)
    towns, villages = [f"{100 + each}" for each in town], [f"{200 + each}" for each in village]
    if name == "DLTB":
        place = [f"{COUNTY}{one}{two}0000000" for one, two in zip(towns, villages)]
        return {
            "BSM": [f"{COUNTY}{number:012d}" for number in numbers], "DLBM": list(codes), "ZLDWDM": place,
            "ZLDWMC": ["村"] * len(codes), "TBMJ": area.tolist(), "TBDLMJ": area.tolist(),
        }  # fmt: skip
    return {
        "XIAN": [COUNTY] * len(codes), "XIANG": towns, "CUN": villages, "LIN_BAN": ["0001"] * len(codes),
        "XIAO_BAN": [f"{number:05d}" for number in numbers], "DI_LEI": list(codes),
        "MIAN_JI": (area / 10_000).tolist(), "QI_YUAN": ["11"] * len(codes), "LIN_ZHONG": ["112"] * len(codes),
    }  # fmt: skip


def _write(path: Path, layers: Sequence[tuple[str, PolygonArrays, dict[str, Any]]]) -> None:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path), ["ADD_GPKG_OGR_CONTENTS=NO"])
    for name, _, columns in layers:
        layer = dataset.CreateLayer(name, reference, ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
        for field, values in columns.items():
            layer.CreateField(ogr.FieldDefn(field, ogr.OFTReal if isinstance(values[0], float) else ogr.OFTString))
    dataset = layer = None
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        for name, polygons, columns in layers:
            srs = connection.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (name,)).fetchone()
            head = b"GP\x00\x01" + int(srs[0]).to_bytes(4, "little", signed=True)
            names = ", ".join(f'"{field}"' for field in ("geom", *columns))
            marks = ", ".join("?" * (1 + len(columns)))
            rows = zip((head + shape for shape in wkb_of_all(polygons)), *columns.values())
            connection.executemany(f'INSERT INTO "{name}" ({names}) VALUES ({marks})', rows)
            bounds = [float(bound(values)) for bound in (np.min, np.max) for values in (polygons.x, polygons.y)]
            connection.execute(
                "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?", (*bounds, name)
            )
        connection.commit()
    finally:
        connection.close()
    dataset = ogr.Open(str(path), 1)
    for name, _, _ in layers:
        dataset.ExecuteSQL(f"SELECT CreateSpatialIndex('{name}', 'geom')")
