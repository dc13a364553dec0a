"""Slope of polygons on an elevation model: known planes, gdaldem and GEOS as oracles, grids of every kind."""

from __future__ import annotations

import numpy as np
import pytest
from elevation_files import CELL, NORTH, NORTH_UP, WEST, middles, plane, write_dem
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.geometry import terrain as terrain_module
from landplan_toolbox.algorithms.geometry.ground_scale import Jacobian
from landplan_toolbox.algorithms.geometry.slope_grid import slopes
from landplan_toolbox.algorithms.geometry.terrain import terrain_of
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb
from landplan_toolbox.algorithms.geometry.zonal import add_sums, borders_of
from landplan_toolbox.algorithms.language import Language
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)

GRID = QgsCoordinateReferenceSystem("EPSG:4524")  # CGCS2000, 3-degree zone 36 with prefix, 108° east


def arrays(shapes):
    """Return geometries (or WKT, or None) as arrays."""
    shapes = [QgsGeometry.fromWkt(shape) if isinstance(shape, str) else shape for shape in shapes]
    return polygons_from_wkb([None if shape is None else bytes(shape.asWkb()) for shape in shapes])


def rectangle(column, row, columns=1.0, rows=1.0):
    """Return a rectangle in cells from the north-west corner of the standard grid."""
    west, north = WEST + column * CELL, NORTH - row * CELL
    return QgsGeometry.fromRect(QgsRectangle(west, north - rows * CELL, west + columns * CELL, north))


def blob(x, y, size):
    """Return a polygon with eight corners around a place."""
    return QgsGeometry.fromPointXY(QgsPointXY(x, y)).buffer(size, 2)


def degrees(rise):
    return float(np.degrees(np.arctan(rise)))


def sentences(terrain):
    return [Language("en").render(note) for note in terrain.notes]


def test_a_plane_has_its_slope_in_parcels_of_every_size(tmp_path):
    dem = write_dem(tmp_path / "plane.tif", plane(80, 60, 0.1, 0.05))
    random = np.random.default_rng(1)
    shapes = [
        blob(WEST + random.uniform(-50, 2450), NORTH - random.uniform(-50, 1850), size)
        for size in random.uniform(0.1, 200, 300)  # cells of 30 m: many parcels see no middle of a cell
    ]
    terrain = terrain_of(arrays(shapes), GRID, dem, 6.0)
    whole = QgsGeometry.fromRect(QgsRectangle(WEST, NORTH - 1800, WEST + 2400, NORTH))
    covered = np.array([shape.intersection(whole).area() / shape.area() for shape in shapes])
    assert terrain.covered_share == pytest.approx(covered, abs=1e-8)
    on = covered > 0
    assert 0 < np.count_nonzero(~on) < 20
    assert terrain.mean_slope[on] == pytest.approx(degrees(np.hypot(0.1, 0.05)), abs=1e-7)
    assert terrain.steep_share[on] == pytest.approx(1.0)
    assert np.isnan(terrain.mean_slope[~on]).all() and np.isnan(terrain.steep_share[~on]).all()
    assert terrain.notes == ()


def test_slope_and_shares_agree_with_gdaldem_and_geos(tmp_path, monkeypatch):
    """The oracle: gdaldem's slope, weighed by the intersection of the parcel with every cell as GEOS has it."""
    random = np.random.default_rng(2)
    heights = random.uniform(0, 30, (30, 40))
    heights[10:14, 20:25] = -9999
    dem = write_dem(tmp_path / "rough.tif", heights, nodata=-9999)
    slope = gdal.DEMProcessing(str(tmp_path / "slope.tif"), dem, "slope").ReadAsArray()
    shapes = []
    for _ in range(120):
        x, y = WEST + random.uniform(60, 1100), NORTH - random.uniform(60, 800)
        ring = blob(x, y, random.uniform(1, 90)).difference(blob(x + 5, y + 5, random.uniform(0.5, 40)))
        shapes.append(blob(x, y, 20) if ring.isEmpty() else ring)
    monkeypatch.setattr(terrain_module, "_CELLS", 40 * 7)  # several blocks of rows
    terrain = terrain_of(arrays(shapes), GRID, dem, 40.0)
    compared = 0
    for index, shape in enumerate(shapes):
        expected = _by_intersection(shape, slope, 40.0)
        if expected is None:
            continue
        compared += 1
        assert terrain.covered_share[index] == pytest.approx(1.0)
        assert (terrain.mean_slope[index], terrain.steep_share[index]) == pytest.approx(expected, abs=2e-5)
    assert compared > 70


def _by_intersection(shape, slope, steep):
    """Return mean slope and share of steep land, None where a parcel meets a cell gdaldem gives no slope."""
    box = shape.boundingBox()
    area = total = above = 0.0
    for column in range(int((box.xMinimum() - WEST) // CELL), int((box.xMaximum() - WEST) // CELL) + 1):
        for row in range(int((NORTH - box.yMaximum()) // CELL), int((NORTH - box.yMinimum()) // CELL) + 1):
            common = shape.intersection(rectangle(column, row)).area()
            if common <= 0:
                continue
            if not (1 <= row < 29 and 1 <= column < 39) or slope[row, column] < 0:
                return None
            area += common
            total += common * slope[row, column]
            above += common * (slope[row, column] > steep)
    return total / area, above / area


def test_horn_agrees_with_gdaldem_cell_by_cell(tmp_path):
    heights = np.random.default_rng(3).uniform(0, 50, (25, 20))
    dem = write_dem(tmp_path / "rough.tif", heights)
    expected = gdal.DEMProcessing(str(tmp_path / "slope.tif"), dem, "slope").ReadAsArray()
    found = slopes(heights, Jacobian(CELL, 0.0, 0.0, -CELL))
    assert found == pytest.approx(expected[1:-1, 1:-1], abs=1e-4)  # gdaldem works in single precision


def test_a_cone_has_one_slope(tmp_path):
    x, y = middles(101, 101)
    dem = write_dem(tmp_path / "cone.tif", 900.0 - 0.3 * np.hypot(x - x[50, 50], y - y[50, 50]))
    ring = blob(x[50, 50], y[50, 50], 1400).difference(blob(x[50, 50], y[50, 50], 600))
    terrain = terrain_of(arrays([ring]), GRID, dem, 16.0)
    assert terrain.mean_slope[0] == pytest.approx(degrees(0.3), abs=0.02)
    assert terrain.steep_share[0] == pytest.approx(1.0)


def test_half_steep(tmp_path):
    """Level in the west, 1 : 1 in the east; the cells on both sides of the edge lean by half."""
    x, _ = middles(20, 10)
    dem = write_dem(tmp_path / "edge.tif", np.maximum(x - (WEST + 10 * CELL), 0.0))
    terrain = terrain_of(arrays([rectangle(2, 3, 16, 4), rectangle(2, 3, 5, 4), rectangle(13, 3, 0.1, 0.1)]), GRID, dem, 25)
    # by hand: heights of columns 9, 10, 11 are 0, 15, 45: column 9 rises 15 in 60 m, column 10 rises 45 in 60 m
    steps = [0.0] * 7 + [degrees(0.25), degrees(0.75)] + [45.0] * 7
    assert terrain.mean_slope[0] == pytest.approx(np.mean(steps))
    assert terrain.steep_share[0] == pytest.approx(8 / 16)
    assert terrain.mean_slope[1:] == pytest.approx([0.0, 45.0])
    assert terrain.steep_share[1:] == pytest.approx([0.0, 1.0])


@pytest.mark.parametrize("affine", [
    (WEST, CELL, 0.0, NORTH - 1800, 0.0, CELL),  # south up
    (WEST + 2400, -CELL, 0.0, NORTH, 0.0, -CELL),  # east to west
    (WEST, 30.0, 0.0, NORTH, 0.0, -10.0),  # cells that are no squares
    (WEST, 24.0, -18.0, NORTH, 18.0, 24.0),  # rotated
    (WEST, 24.0, 18.0, NORTH, -18.0, 24.0),
])
def test_grids_that_are_not_north_up(tmp_path, affine):
    dem = write_dem(tmp_path / "plane.tif", plane(80, 60, 0.2, -0.1, affine), affine)
    x, y = middles(80, 60, affine)
    shapes = [blob(x[30, 40], y[30, 40], 90), blob(x[20, 20], y[20, 20], 3)]
    terrain = terrain_of(arrays(shapes), GRID, dem, 25)
    assert terrain.mean_slope == pytest.approx(degrees(np.hypot(0.2, 0.1)), abs=1e-7)
    assert terrain.covered_share == pytest.approx(1.0)


@pytest.mark.parametrize(("crs", "cell"), [
    ("EPSG:4490", 1 / 3600),  # degrees: a cell is 31 m high and 25 m wide
    ("EPSG:4326", 1 / 3600),
    ("EPSG:3857", 36.0),  # Web Mercator: its metre is 0.83 m on the ground here
    ("EPSG:32649", 30.0),  # UTM: true enough, taken as it is
    ("ESRI:54009", 30.0),  # Mollweide: not even conformal
])
def test_models_in_another_crs(tmp_path, crs, cell):
    other = QgsCoordinateReferenceSystem(crs)
    way = QgsCoordinateTransform(GRID, other, QgsCoordinateTransformContext())
    middle = way.transform(QgsPointXY(WEST + 3000, NORTH - 3000))
    columns = rows = 90
    affine = (middle.x() - cell * columns / 2, cell, 0.0, middle.y() + cell * rows / 2, 0.0, -cell)
    x, y = middles(columns, rows, affine)
    back = QgsCoordinateTransform(other, GRID, QgsCoordinateTransformContext())
    points = [back.transform(QgsPointXY(*point)) for point in zip(x.ravel().tolist(), y.ravel().tolist())]
    heights = np.array([800 + 0.2 * (point.x() - WEST) + 0.1 * (point.y() - NORTH) for point in points])
    dem = write_dem(tmp_path / "plane.tif", heights.reshape(x.shape), affine, None)
    terrain = terrain_of(
        arrays([blob(WEST + 3000, NORTH - 3000, 300), blob(WEST + 3050, NORTH - 2900, 2)]), GRID, dem, 25, dem_crs=other
    )
    # a projection may be off by its scale: 0.0004 for UTM, and the grid of the parcels itself by as little
    assert terrain.mean_slope == pytest.approx(degrees(np.hypot(0.2, 0.1)), rel=6e-4)
    assert terrain.covered_share == pytest.approx(1.0)


def test_feet_on_the_ground_and_in_height(tmp_path):
    affine = (2_000_000.0, 100.0, 0.0, 700_000.0, 0.0, -100.0)
    x, _ = middles(40, 30, affine)
    heights = 100.0 + 0.1 * (x - 2_000_000)  # feet per foot
    crs = QgsCoordinateReferenceSystem("EPSG:2264")  # North Carolina, US survey feet
    place = arrays([blob(2_002_000, 698_500, 300)])
    in_feet = write_dem(tmp_path / "feet.tif", heights, affine, 2264, unit="US survey foot")
    terrain = terrain_of(place, crs, in_feet, 25)
    assert terrain.mean_slope[0] == pytest.approx(degrees(0.1), abs=1e-6)
    assert "US survey foot" in sentences(terrain)[0]
    in_metres = write_dem(tmp_path / "metres.tif", heights, affine, 2264)
    assert terrain_of(place, crs, in_metres, 25).mean_slope[0] == pytest.approx(degrees(0.1 * 3937 / 1200), abs=1e-6)


def test_a_hole_in_the_model_is_not_part_of_the_mean(tmp_path):
    heights = plane(20, 20, 0.1, 0.0)
    heights[5:10, 5:10] = np.nan
    dem = write_dem(tmp_path / "hole.tif", heights)
    shapes = [rectangle(3, 3, 4, 4), rectangle(6, 6, 2, 2), rectangle(4, 5, 1, 1), rectangle(9.5, 7, 1, 1)]
    terrain = terrain_of(arrays(shapes), GRID, dem, 2)
    assert terrain.covered_share == pytest.approx([12 / 16, 0.0, 1.0, 0.5])
    # beside the hole, too, the plane has its slope
    assert terrain.mean_slope[[0, 2, 3]] == pytest.approx(degrees(0.1))
    assert np.isnan(terrain.mean_slope[1])


def test_a_cell_alone_and_a_model_of_one_row(tmp_path):
    alone = np.full((5, 5), np.nan)
    alone[2, 2] = 100.0
    terrain = terrain_of(arrays([rectangle(0, 0, 5, 5)]), GRID, write_dem(tmp_path / "alone.tif", alone), 2)
    assert terrain.covered_share[0] == 0.0 and np.isnan(terrain.mean_slope[0])
    row = write_dem(tmp_path / "row.tif", plane(20, 1, 0.1, 0.3))
    terrain = terrain_of(arrays([rectangle(3.2, 0.1, 9, 0.5)]), GRID, row, 2)
    assert terrain.mean_slope[0] == pytest.approx(degrees(0.1))  # nothing tells the slope to the north


@pytest.mark.parametrize(("kind", "void", "nodata"), [
    (gdal.GDT_Int16, -32768, None), (gdal.GDT_Int16, -9999, None), (gdal.GDT_Float32, 3.4e38, None),
    (gdal.GDT_UInt16, 65535, None), (gdal.GDT_Float32, -3.4028234663852886e38, -3.4028234663852886e38),
    (gdal.GDT_Float32, -3.4028234663852886e38, -3.4028235e38), (gdal.GDT_Int16, 0, 0), (gdal.GDT_Float32, np.inf, None),
])
def test_voids_however_they_are_written(tmp_path, kind, void, nodata):
    heights = plane(20, 20, 0.1, 0.0, base=498.5)  # whole numbers
    heights[:, 10:] = void
    dem = write_dem(tmp_path / "void.tif", heights, nodata=nodata, kind=kind)
    terrain = terrain_of(arrays([rectangle(2, 2, 16, 4), rectangle(12, 2, 2, 2)]), GRID, dem, 2)
    assert terrain.covered_share == pytest.approx([0.5, 0.0])
    assert terrain.mean_slope[0] == pytest.approx(degrees(0.1))
    declared = nodata is not None or void == np.inf
    assert bool(terrain.notes) is not declared


def test_scale_and_offset_of_the_band(tmp_path):
    path = write_dem(tmp_path / "scaled.tif", plane(20, 20, 1.0, 0.0, base=0.0))  # decimetres above 300 m
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetScale(0.1)
    dataset.GetRasterBand(1).SetOffset(300.0)
    dataset = None
    assert terrain_of(arrays([rectangle(5, 5, 3, 3)]), GRID, path, 2).mean_slope[0] == pytest.approx(degrees(0.1))


def test_a_band_can_be_chosen(tmp_path):
    path = str(tmp_path / "two.tif")
    first = gdal.Open(write_dem(tmp_path / "one.tif", plane(20, 20, 0.1, 0.0)))
    dataset = gdal.GetDriverByName("GTiff").Create(path, 20, 20, 2, gdal.GDT_Float64)
    dataset.SetGeoTransform(NORTH_UP)
    dataset.SetProjection(first.GetProjection())
    dataset.GetRasterBand(2).WriteArray(first.ReadAsArray())
    dataset = None
    place = arrays([rectangle(5, 5)])
    assert terrain_of(place, GRID, path, 2).mean_slope[0] == 0.0
    assert terrain_of(place, GRID, path, 2, band=2).mean_slope[0] == pytest.approx(degrees(0.1))


def test_features_that_are_no_sound_polygons(tmp_path):
    dem = write_dem(tmp_path / "plane.tif", plane(40, 40, 0.1, 0.0))
    bow_tie = f"Polygon(({WEST + 60} {NORTH - 60}, {WEST + 120} {NORTH - 120}, {WEST + 120} {NORTH - 60}, " \
        f"{WEST + 60} {NORTH - 120}, {WEST + 60} {NORTH - 60}))"
    clockwise = rectangle(2, 2, 3, 3).difference(rectangle(3, 3))
    turned = QgsGeometry(clockwise)
    turned.get().forceRHR()
    shapes = [
        None, "Polygon EMPTY", f"Point({WEST + 50} {NORTH - 50})", bow_tie, clockwise, turned,
        QgsGeometry.collectGeometry([rectangle(4, 4), rectangle(50, 50)]), rectangle(3, 3, 1, 0),
        "Polygon((1e300 0, 1 1e300, 5 5, 1e300 0))",
    ]
    terrain = terrain_of(arrays(shapes), GRID, dem, 25)
    assert np.isnan(terrain.covered_share[[0, 1, 2, 7, 8]]).all()
    assert terrain.covered_share[3:7] == pytest.approx([1, 1, 1, 0.5])
    assert terrain.mean_slope[3:7] == pytest.approx(degrees(0.1))


def test_places_beyond_the_model_s_crs_do_not_stop_the_others(tmp_path):
    dem = write_dem(tmp_path / "plane.tif", plane(40, 40, 0.1, 0.0))
    far = QgsGeometry.fromWkt("Polygon((-100 5, -99 5, -99 6, -100 5))")
    here = QgsCoordinateTransform(GRID, QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateTransformContext())
    near = rectangle(4, 4, 3, 3)
    near.transform(here)
    terrain = terrain_of(arrays([far, near, far]), QgsCoordinateReferenceSystem("EPSG:4490"), dem, 25)
    assert terrain.covered_share[1] == pytest.approx(1.0)
    assert not (terrain.covered_share[[0, 2]] > 0).any()
    assert np.isnan(terrain.mean_slope[[0, 2]]).all()


def test_a_guessed_datum_is_told(tmp_path):
    dem = write_dem(tmp_path / "plane.tif", plane(40, 40, 0.1, 0.0))
    xian = QgsCoordinateReferenceSystem("EPSG:2360")  # Xi'an 1980, the same zone
    terrain = terrain_of(arrays([rectangle(10, 10, 5, 5)]), xian, dem, 25)
    assert terrain.mean_slope[0] == pytest.approx(degrees(0.1), abs=1e-3)
    assert "No transformation between the datums" in sentences(terrain)[0]


def test_blocks_and_order_do_not_matter(tmp_path, monkeypatch):
    random = np.random.default_rng(5)
    dem = write_dem(tmp_path / "rough.tif", random.uniform(0, 30, (60, 50)))
    shapes = arrays([
        blob(WEST + random.uniform(0, 1500), NORTH - random.uniform(0, 1800), random.uniform(1, 300)) for _ in range(60)
    ])
    whole = terrain_of(shapes, GRID, dem, 25)
    for cells in (50, 333, 1700):
        monkeypatch.setattr(terrain_module, "_CELLS", cells)
        again = terrain_of(shapes, GRID, dem, 25)
        assert again.mean_slope == pytest.approx(whole.mean_slope, abs=1e-9, nan_ok=True)
        assert again.covered_share == pytest.approx(whole.covered_share, abs=1e-9)


def test_only_the_window_of_the_polygons_is_read(tmp_path, monkeypatch):
    """A model of 400 million cells that takes no room: written sparse, read where the parcels are."""
    path = str(tmp_path / "huge.tif")
    options = ["SPARSE_OK=TRUE", "TILED=YES", "COMPRESS=DEFLATE"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, 20_000, 20_000, 1, gdal.GDT_Float32, options)
    dataset.SetGeoTransform(NORTH_UP)
    dataset.SetProjection(GRID.toWkt())
    dataset.GetRasterBand(1).WriteArray(plane(60, 60, 0.1, 0.0).astype(np.float32), 9000, 9000)
    dataset = None
    asked = []
    heights = terrain_module.Elevation.heights

    def counted(self, row, column, rows, columns):
        asked.append(rows * columns)
        return heights(self, row, column, rows, columns)

    monkeypatch.setattr(terrain_module.Elevation, "heights", counted)
    terrain = terrain_of(arrays([rectangle(9010, 9010, 20, 20), rectangle(9030.2, 9020.3, 0.2, 0.2)]), GRID, path, 2)
    assert terrain.mean_slope == pytest.approx(degrees(0.1), abs=1e-3)
    assert sum(asked) < 1000


SHAPES = st.lists(
    st.tuples(st.floats(-3, 13), st.floats(-3, 13), st.floats(0.001, 6), st.integers(3, 9), st.floats(0, 6.3)),
    min_size=1, max_size=6,
)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(SHAPES, st.integers(1, 11), st.integers(1, 11), st.integers(0, 1000))
def test_sums_of_any_grid_over_any_star(shapes, columns, rows, seed):
    """Property: a grid's sums are those of GEOS's intersections with its cells."""
    random = np.random.default_rng(seed)
    grids = random.uniform(-1, 1, (rows, columns, 2))
    stars = []
    for x, y, size, corners, turn in shapes:
        angles = turn + np.arange(corners) * 2 * np.pi / corners
        reach = size * random.uniform(0.3, 1.0, corners)
        ring = [QgsPointXY(x + r * np.cos(a), y + r * np.sin(a)) for r, a in zip(reach, angles)]
        stars.append(QgsGeometry.fromPolygonXY([[*ring, ring[0]]]))
    stars = [star for star in stars if star.isGeosValid() and star.area() > 1e-9]
    borders = borders_of(arrays(stars))
    assert borders.area == pytest.approx([star.area() for star in stars])
    sums = np.zeros((len(stars), 2))
    add_sums(borders, grids, 2, 1, sums)
    for star, found in zip(stars, sums):
        expected = np.zeros(2)
        for row in range(rows):
            for column in range(columns):
                cell = QgsGeometry.fromRect(QgsRectangle(column + 1, row + 2, column + 2, row + 3))
                expected += star.intersection(cell).area() * grids[row, column]
        assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("make", "sentence"), [
    (lambda folder: str(folder / "none.tif"), "cannot be opened as a raster"),
    (lambda folder: _text(folder / "text.tif"), "cannot be opened as a raster"),
    (lambda folder: write_dem(folder / "a.tif", plane(5, 5, 0, 0), crs=None), "no coordinate reference system"),
    (lambda folder: write_dem(folder / "b.tif", plane(5, 5, 0, 0), affine=None), "no georeference"),
    (lambda folder: _truncated(folder), "cannot be read"),
    (lambda folder: _coloured(folder), "holds colours"),
])
def test_models_that_cannot_be_used(tmp_path, make, sentence):
    with pytest.raises(LandPlanError) as caught:
        terrain_of(arrays([rectangle(1, 1)]), GRID, make(tmp_path), 25)
    assert sentence in Language("en").render(caught.value.message)


def _text(path):
    path.write_text("no raster")
    return str(path)


def _truncated(folder):
    path = folder / "cut.tif"
    write_dem(path, plane(300, 300, 0, 0))
    path.write_bytes(path.read_bytes()[:6000])
    dataset = gdal.Open(str(path))
    dataset = None if dataset is None else dataset.RasterCount
    return str(path)


def _coloured(folder):
    path = write_dem(folder / "map.tif", np.ones((5, 5)), kind=gdal.GDT_Byte)
    dataset = gdal.Open(path, gdal.GA_Update)
    table = gdal.ColorTable()
    table.SetColorEntry(1, (255, 0, 0))
    dataset.GetRasterBand(1).SetColorTable(table)
    dataset = None
    return path


def test_refusals_about_band_and_crs(tmp_path):
    dem = write_dem(tmp_path / "plane.tif", plane(5, 5, 0.1, 0.0))
    with pytest.raises(LandPlanError, match="no band 2"):
        terrain_of(arrays([rectangle(1, 1)]), GRID, dem, 25, band=2)
    with pytest.raises(LandPlanError, match="no coordinate reference system"):
        terrain_of(arrays([rectangle(1, 1)]), QgsCoordinateReferenceSystem(), dem, 25)


def test_no_polygons_and_none_on_the_model(tmp_path):
    dem = write_dem(tmp_path / "plane.tif", plane(5, 5, 0.1, 0.0))
    assert len(terrain_of(arrays([]), GRID, dem, 25).mean_slope) == 0
    away = terrain_of(arrays([rectangle(-50, 2), rectangle(50, 2), rectangle(2, -50), rectangle(2, 50)]), GRID, dem, 25)
    assert (away.covered_share == 0).all() and np.isnan(away.mean_slope).all()


def test_cancel(tmp_path):
    dem = write_dem(tmp_path / "plane.tif", plane(5, 5, 0.1, 0.0))
    with pytest.raises(Cancelled):
        terrain_of(arrays([rectangle(1, 1)]), GRID, dem, 25, Watch(0))
