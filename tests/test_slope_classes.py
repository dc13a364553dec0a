"""Slope classes: the schemes of the packs, the pack reader, and landplan:slopeclasses."""

from __future__ import annotations

import numpy as np
import pytest
from elevation_files import CELL, NORTH, WEST, plane, write_dem
from feedback_support import Log
from landplan_toolbox.algorithms.delineation.slope import slope_classes
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsRasterLayer,
    QgsVectorLayer,
)

FLAT = "Polygon(({x} {y}, {x2} {y}, {x2} {y2}, {x} {y2}, {x} {y}))"


pytestmark = pytest.mark.usefixtures("provider")


def run(feedback=None, **parameters):
    import processing

    parameters = {"OUTPUT": "memory:", **parameters}
    return processing.run("landplan:slopeclasses", parameters, feedback=feedback)


def square(column, row, columns=1.0, rows=1.0):
    """Return a rectangle in cells of the standard grid."""
    x, y = WEST + column * CELL, NORTH - row * CELL
    return FLAT.format(x=x, y=y, x2=x + columns * CELL, y2=y - rows * CELL)


def parcels(shapes, fields="field=BSM:integer&field=PDJB:string(2)", crs="EPSG:4524"):
    """Return a memory layer; BSM counts from 1."""
    layer = QgsVectorLayer(f"MultiPolygon?crs={crs}&{fields}", "DLTB", "memory")
    features = []
    for number, shape in enumerate(shapes, 1):
        feature = QgsFeature(layer.fields())
        feature.setAttribute(0, number)
        if shape is not None:
            geometry = QgsGeometry.fromWkt(shape)
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def by_number(layer):
    return {feature["BSM"]: feature for feature in layer.getFeatures()}


@pytest.mark.parametrize(("slope", "code"), [
    (0.0, "1"), (2.0, "1"), (2.0000001, "2"), (6.0, "2"), (np.nextafter(6.0, 7.0), "3"), (15.0, "3"), (15.1, "4"),
    (25.0, "4"), (25.0000001, "5"), (90.0, "5"), (np.nan, ""),
])
def test_farmland_is_right_closed(slope, code):
    scheme = load_pack("farmland", kind_specs()).slope
    assert (scheme.breaks, scheme.right_closed, scheme.steep) == ((2.0, 6.0, 15.0, 25.0), True, 25.0)
    assert slope_classes(np.array([slope]), scheme).tolist() == [code]


@pytest.mark.parametrize(("slope", "code"), [
    (0.0, "1"), (4.9999999, "1"), (5.0, "2"), (15.0, "3"), (24.9999999, "3"), (25.0, "4"), (35.0, "5"), (45.0, "6"),
    (np.nan, ""),
])
def test_forestry_is_left_closed(slope, code):
    scheme = load_pack("forest", kind_specs()).slope
    assert slope_classes(np.array([slope]), scheme).tolist() == [code]


def test_codes_are_those_of_the_code_list():
    for name in ("farmland", "forest"):
        pack = load_pack(name, kind_specs())
        assert set(pack.slope.codes) == set(pack.code_lists[pack.slope.code_list].names)


def test_no_parcels_have_no_classes():
    assert slope_classes(np.empty(0), load_pack("farmland", kind_specs()).slope).tolist() == []


@pytest.fixture
def hillside(tmp_path):
    """A model whose west half rises 1 : 5 (11.31°) and whose last columns have no heights."""
    heights = plane(40, 20, 0.2, 0.0)
    heights[:, 30:] = -9999
    return write_dem(tmp_path / "hill.tif", heights, nodata=-9999, kind=gdal.GDT_Float32)


def test_parcels_get_slope_class_and_share(hillside):
    layer = parcels([square(2, 2, 5, 5), square(4.4, 9.3, 0.1, 0.1), square(28, 3, 4, 2), square(33, 3), None])
    log = Log()
    result = run(log, INPUT=layer, DEM=hillside, PACK="farmland", WITHOUT_DEM="memory:")
    assert [field.name() for field in result["OUTPUT"].fields()] == [
        "BSM", "PDJB", "mean_slope", "steep_share", "slope_class", "dem_share",
    ]
    found = by_number(result["OUTPUT"])
    assert len(found) == 5
    for number, share in ((1, 1.0), (2, 1.0), (3, 0.5)):
        assert found[number]["mean_slope"] == pytest.approx(np.degrees(np.arctan(0.2)), abs=1e-3)
        assert found[number]["slope_class"] == "3" and found[number]["steep_share"] == 0.0
        assert found[number]["dem_share"] == pytest.approx(share)
    assert found[4]["dem_share"] == 0.0 and found[4].hasGeometry() and not found[5].hasGeometry()
    for number in (4, 5):
        assert not any(found[number][name] for name in ("mean_slope", "steep_share", "slope_class"))
    assert [result[name] for name in ("PARCEL_COUNT", "WITHOUT_DEM_COUNT", "PARTLY_COVERED_COUNT", "STEEP_COUNT")] == [
        5, 2, 1, 0,
    ]
    listed = by_number(result["WITHOUT_DEM"])
    assert set(listed) == {4, 5} and all(feature["reason"] for feature in listed.values())
    assert listed[4]["reason"] != listed[5]["reason"]
    assert any("50.0 %" in warning for warning in log.warnings)
    assert layer.fields().count() == 2  # the input is as it was


def test_the_pack_decides_the_classes(hillside):
    layer = parcels([square(2, 2, 5, 5)])
    assert by_number(run(INPUT=layer, DEM=hillside, PACK="forest")["OUTPUT"])[1]["slope_class"] == "2"
    with pytest.raises(QgsProcessingException, match="There is no rule pack"):
        run(INPUT=layer, DEM=hillside, PACK="meadow")


def test_steep_parcels_are_counted(tmp_path):
    dem = write_dem(tmp_path / "steep.tif", plane(20, 20, 0.5, 0.0))  # 26.57°
    result = run(INPUT=parcels([square(2, 2), square(4, 4)]), DEM=dem)
    assert result["STEEP_COUNT"] == 2
    first = by_number(result["OUTPUT"])[1]
    assert (first["steep_share"], first["slope_class"]) == (1.0, "5")


def test_own_fields_of_the_same_name_are_kept_beside(hillside):
    layer = parcels([square(2, 2)], "field=BSM:integer&field=Mean_Slope:double&field=reason:string")
    layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), 1, 99.0)
    layer.commitChanges()
    log = Log()
    result = run(log, INPUT=layer, DEM=hillside, WITHOUT_DEM="memory:")
    names = [field.name() for field in result["OUTPUT"].fields()]
    assert names == ["BSM", "Mean_Slope_input", "reason", "mean_slope", "steep_share", "slope_class", "dem_share"]
    written = by_number(result["OUTPUT"])[1]
    assert written["Mean_Slope_input"] == 99.0 and written["mean_slope"] == pytest.approx(11.3, abs=0.1)
    assert [field.name() for field in result["WITHOUT_DEM"].fields()][-1] == "reason_2"
    assert any("Mean_Slope_input" in warning for warning in log.warnings)


def test_only_selected_parcels_and_unsaved_edits(hillside):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject

    layer = parcels([square(2, 2), square(4, 4), square(6, 6)])
    QgsProject.instance().addMapLayer(layer)
    try:
        layer.startEditing()
        layer.changeAttributeValue(2, 0, 20)
        layer.selectByExpression('"BSM" > 2')
        chosen = run(INPUT=QgsProcessingFeatureSourceDefinition(layer.id(), True), DEM=hillside)
        assert set(by_number(chosen["OUTPUT"])) == {3, 20}
        assert chosen["PARCEL_COUNT"] == 2
        layer.rollBack()
    finally:
        QgsProject.instance().clear()


def test_invalid_polygons_are_written_as_they_are(hillside):
    x, y = WEST + 100, NORTH - 100
    bow_tie = f"Polygon(({x} {y}, {x + 50} {y - 50}, {x + 50} {y}, {x} {y - 50}, {x} {y}))"
    result = run(INPUT=parcels([bow_tie, square(5, 5)]), DEM=hillside)
    found = by_number(result["OUTPUT"])
    assert found[1]["slope_class"] == "3" and not found[1].geometry().isGeosValid()


def test_parcels_in_another_crs(hillside):
    layer = parcels([square(2, 2, 5, 5), square(5, 6, 2, 2)])
    import processing

    degrees = processing.run("native:reprojectlayer", {"INPUT": layer, "TARGET_CRS": "EPSG:4490", "OUTPUT": "memory:"})
    result = run(INPUT=degrees["OUTPUT"], DEM=hillside)
    assert [by_number(result["OUTPUT"])[number]["slope_class"] for number in (1, 2)] == ["3", "3"]
    assert result["OUTPUT"].crs().authid() == "EPSG:4490"


def test_refusals(hillside, tmp_path):
    with pytest.raises(QgsProcessingException, match="No parcel of DLTB has a height of hill"):
        run(INPUT=parcels([square(500, 2)]), DEM=hillside)
    nameless = write_dem(tmp_path / "nameless.tif", plane(20, 20, 0.1, 0.0), crs=None)
    with pytest.raises(QgsProcessingException, match="no coordinate reference system"):
        run(INPUT=parcels([square(2, 2)]), DEM=nameless)
    with pytest.raises(QgsProcessingException, match="no coordinate reference system"):
        run(INPUT=parcels([square(2, 2)], crs=""), DEM=hillside)
    with pytest.raises(QgsProcessingException, match="no band 7"):
        run(INPUT=parcels([square(2, 2)]), DEM=hillside, BAND=7)
    with pytest.raises(QgsProcessingException):
        run(INPUT=parcels([square(2, 2)]), DEM=str(tmp_path / "missing.tif"))
    with pytest.raises(QgsProcessingException, match="cannot be opened as a file"):
        run(INPUT=parcels([square(2, 2)]), DEM=QgsRasterLayer("type=xyz&url=http://localhost/{z}/{x}/{y}", "t", "wms"))


def test_a_crs_given_to_the_model_by_hand_counts(tmp_path):
    nameless = write_dem(tmp_path / "nameless.tif", plane(20, 20, 0.1, 0.0), crs=None)
    layer = QgsRasterLayer(nameless, "dem")
    layer.setCrs(parcels([]).crs())
    result = run(INPUT=parcels([square(2, 2)]), DEM=layer)
    assert by_number(result["OUTPUT"])[1]["slope_class"] == "2"


def test_an_empty_layer_gives_an_empty_result(hillside):
    result = run(INPUT=parcels([]), DEM=hillside)
    assert (result["OUTPUT"].featureCount(), result["PARCEL_COUNT"], result["WITHOUT_DEM_COUNT"]) == (0, 0, 0)


def test_the_input_is_not_overwritten(tmp_path, hillside):
    import processing

    path = str(tmp_path / "parcels.gpkg")
    processing.run("native:savefeatures", {"INPUT": parcels([square(2, 2)]), "OUTPUT": path})
    with pytest.raises(QgsProcessingException):
        run(INPUT=path, DEM=hillside, OUTPUT=path)
    assert QgsVectorLayer(path).featureCount() == 1
    written = run(INPUT=path, DEM=hillside, OUTPUT=str(tmp_path / "slope.gpkg"))["OUTPUT"]
    assert next(QgsVectorLayer(written).getFeatures())["slope_class"] == "3"


def test_agreement_with_qgis_zonal_statistics(tmp_path):
    """Agreement with native:zonalstatisticsfb on a slope raster of gdaldem, for parcels of many cells.

    QGIS counts whole cells by their middles, so parcels of 20 cells and more may differ by what their border cuts:
    less than a degree here, where slopes run from 0 to 40°.
    """
    import processing

    column, row = np.meshgrid(np.arange(200), np.arange(150))
    heights = 900 + 200 * np.sin(column / 15.0) * np.cos(row / 11.0)
    dem = write_dem(tmp_path / "dem.tif", heights)
    slope = str(tmp_path / "slope.tif")
    gdal.DEMProcessing(slope, dem, "slope")
    random = np.random.default_rng(7)
    shapes = []
    for _ in range(80):
        x, y = WEST + random.uniform(400, 5600), NORTH - random.uniform(400, 4100)
        shapes.append(QgsGeometry.fromPointXY(QgsPointXY(x, y)).buffer(random.uniform(75, 300), 4).asWkt())
    layer = parcels(shapes)
    ours = by_number(run(INPUT=layer, DEM=dem)["OUTPUT"])
    theirs = by_number(processing.run("native:zonalstatisticsfb", {
        "INPUT": layer, "INPUT_RASTER": slope, "RASTER_BAND": 1, "STATISTICS": [2], "OUTPUT": "memory:",
    })["OUTPUT"])
    difference = np.array([ours[number]["mean_slope"] - theirs[number]["_mean"] for number in ours])
    assert len(difference) == 80
    assert np.abs(difference).max() < 1.0
    assert abs(difference.mean()) < 0.05  # no bias
