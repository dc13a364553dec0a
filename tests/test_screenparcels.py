"""``landplan:screenparcels`` as scripts call it: fields, tables, numbers, log and refusals."""

from __future__ import annotations

import pytest
from feedback_support import Log
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from screening_support import CRS, EAST, NORTH, STEP, MadeCounty, rectangle
from selfcheck_support import memory_layer

FIELDS = [
    "status", "status_name", "reason_codes", "reasons", "clauses", "evidence_needed", "evidence_found",
    "evidence_missing", "waits_for_target", "unit", "unit_name", "is_farmland", "is_current", "current_share",
    "quality", "mean_slope", "steep_share", "slope_class", "area_m2", "net_area_m2", "cluster_m2",
]


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture
def county():
    """Seven parcels in two towns, one for each status and one that waits for the target."""
    county = MadeCounty()
    county.anchor(8)
    county.parcel(GDDB=5, cover={"good_farmland_area": 1.0})  # 2: must enter
    county.parcel(GDDB=5)  # 3: may enter
    county.parcel(current=1.0, GDDB=8)  # 4: keep
    county.parcel(current=1.0, GDDB=8, GDPDJ="5")  # 5: may leave
    county.parcel(current=1.0, GDDB=8, GDPDJ="4", evidence=["07"])  # 6: may leave, waits
    county.parcel(current=1.0, GDDB=8, cover={"polluted_land": 0.75})  # 7: must leave
    return county


@pytest.fixture
def source(county, tmp_path):
    """A GeoPackage with all layers of the plan but the parcels."""
    path = str(tmp_path / "plan.gpkg")
    rows = [
        {"XZQDM": "610124101", "XZQMC": "A", "wkt": rectangle(0, -500, 6_500, 30_000)},
        {"XZQDM": "610124102", "XZQMC": "B", "wkt": rectangle(6_500, -500, 10_000, 30_000)},
    ]
    layers = county.layers(without=("land_use",))
    layers["admin_area"] = county.layer("admin_area", rows)
    layers["farmland_target"] = county.layer(
        "farmland_target", [{"XZQDM": "610124101", "RWMJ": 10.0}, {"XZQDM": "610124102", "RWMJ": 100.0}]
    )
    for number, layer in enumerate(layers.values()):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "GPKG", layer.name()
        if number:
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
        assert error[0] == QgsVectorFileWriter.WriterError.NoError, error
    return path


def run(log=None, **parameters):
    """Run the algorithm; all outputs are temporary layers where nothing else is asked for."""
    import processing

    values = {"OUTPUT": "TEMPORARY_OUTPUT", "SUMMARY": "TEMPORARY_OUTPUT", "GATES": "TEMPORARY_OUTPUT", **parameters}
    return processing.run("landplan:screenparcels", values, feedback=log, context=QgsProcessingContext())


def rows_of(layer):
    """Return the features of a layer as dictionaries, NULL as None."""
    from qgis.core import NULL

    names = layer.fields().names()
    return [
        {name: None if value == NULL else value for name, value in zip(names, feature.attributes())}
        for feature in layer.getFeatures()
    ]


def test_every_status_with_its_reasons_and_numbers(county, source):
    parcels = county.layers()["land_use"]
    result = run(PACK="farmland", SOURCE=source, PARCELS=parcels)
    output = result["OUTPUT"]
    assert output.fields().names()[:len(parcels.fields())] == parcels.fields().names()
    added = output.fields().names()[len(parcels.fields()):]
    assert added[:len(FIELDS)] == FIELDS and all(name.startswith("share_") for name in added[len(FIELDS):])
    assert {"share_E01", "share_B10", "share_L02"} <= set(added) and "share_E02" not in added
    rows = {row["BSM"]: row for row in rows_of(output)}
    found = {key: (row["status"], row["reason_codes"], row["unit"]) for key, row in rows.items() if key != 999_999}
    assert found == {
        2: ("must_enter", "E02,E03", "610124101"),
        3: ("may_enter", "E02", "610124101"),
        4: ("keep", None, "610124101"),
        5: ("may_leave", "L11", "610124101"),
        6: ("may_leave", "L14", "610124101"),
        7: ("must_leave", "L02", "610124102"),
    }
    assert rows[7]["share_L02"] == pytest.approx(0.75) and rows[7]["clauses"] == "陕·二(二)1"
    assert rows[7]["evidence_missing"].startswith("L02: 02 ") and rows[6]["evidence_found"].startswith("L14: 07 ")
    assert [rows[key]["waits_for_target"] for key in (5, 6)] == [0, 1]
    assert rows[2]["area_m2"] == pytest.approx(40_000, abs=0.1) and rows[2]["quality"] == 5.0
    assert rows[2]["unit_name"] == "A" and rows[2]["is_current"] == 0 and rows[4]["current_share"] == 1.0
    assert {status.value: result[f"{status.name}_COUNT"] for status in Status} == {
        "must_enter": 1, "may_enter": 1, "keep": 1, "may_leave": 2, "must_leave": 1, "not_eligible": 1}
    assert result["PARCEL_COUNT"] == 7 and result["NOT_JUDGED_COUNT"] == 0
    assert result["EVIDENCE_MISSING_COUNT"] == 1 and result["WAITING_COUNT"] == 1
    assert result["MEAN_QUALITY"] == pytest.approx(8.0, abs=0.02)
    shapes = {feature["BSM"]: feature.geometry().area() for feature in output.getFeatures()}
    assert shapes[2] == pytest.approx(40_000.0)


def test_summary_and_gates(county, source):
    log = Log()
    result = run(log, PACK="farmland", SOURCE=source, PARCELS=county.layers()["land_use"])
    summary = rows_of(result["SUMMARY"])
    totals = [row for row in summary if row["reason_code"] is None]
    assert sum(row["parcel_count"] for row in totals) == 7
    waiting = [row for row in summary if row["reason_code"] == "L14"]
    assert [(row["unit"], row["status"], row["parcel_count"], row["clause"]) for row in waiting] == [
        ("610124101", "may_leave", 1, "陕·二(二)1")]
    assert waiting[0]["area_ha"] == pytest.approx(4.0, abs=1e-4)
    gates = {row["unit"]: row for row in rows_of(result["GATES"])}
    # A: 4, 5 and 6 stay and 2 enters: 16 ha against 10; B: nothing against 100
    assert gates["610124101"]["gate_open"] == 1 and gates["610124102"]["gate_open"] == 0
    assert gates["610124101"]["staying_ha"] == pytest.approx(12.0, abs=1e-3)
    assert gates["610124101"]["must_enter_ha"] == pytest.approx(4.0, abs=1e-3)
    assert gates["610124101"]["releasable_ha"] == pytest.approx(4.0, abs=1e-3)
    assert any(line.startswith("B: 0 ha are sure, 100 ha are missing") for line in log.infos)


def test_own_layers_go_before_those_of_the_plan(county, source):
    evidence = memory_layer(
        "proofs", {"TBBSM": "text(20)", "ZMLX": "text(2)", "CLMC": "text(50)"}, [], geometry="NoGeometry", crs="",
    )
    targets = memory_layer(
        "tasks", {"XZQDM": "text(12)", "RWMJ": "real"}, [{"XZQDM": "610124101", "RWMJ": 17.0}],
        geometry="NoGeometry", crs="",
    )
    result = run(
        PACK="farmland", SOURCE=source, PARCELS=county.layers()["land_use"], EVIDENCE=evidence, TARGETS=targets,
        CURRENT=county.layer("previous_farmland", county.covers["previous_farmland"][:1]),
    )
    assert result["KEEP_COUNT"] == 1 and result["WAITING_COUNT"] == 0 and result["MUST_LEAVE_COUNT"] == 0
    gates = {row["unit"]: row for row in rows_of(result["GATES"])}
    assert gates["610124101"]["gate_open"] == 0 and gates["610124101"]["staying_ha"] == pytest.approx(4.0, abs=1e-3)


def test_without_the_plan_what_cannot_be_judged_is_named(county):
    log = Log()
    result = run(log, PACK="farmland", PARCELS=county.layers()["land_use"])
    overlays = [item for item in county.pack.delineation.criteria if item.overlay is not None]
    assert result["NOT_JUDGED_COUNT"] == len(overlays)
    named = [line for line in log.warnings if "was not judged" in line]
    assert len(named) == len(overlays) and any(line.startswith("B10 ") for line in named)
    assert any("There is no basic farmland now" in line for line in log.warnings)
    assert any("There are no targets" in line for line in log.warnings)
    assert result["MUST_LEAVE_COUNT"] == 0 and result.get("GATES") is None
    assert {row["unit"] for row in rows_of(result["OUTPUT"])} == {None}


def test_layers_of_the_open_project_are_used(county):
    import processing

    project = QgsProject.instance()
    layers = county.layers(without=("land_use",))
    project.addMapLayers(list(layers.values()))
    try:
        result = processing.run("landplan:screenparcels", {
            "PACK": "farmland", "PARCELS": county.layers()["land_use"], "OUTPUT": "TEMPORARY_OUTPUT"})
        assert result["NOT_JUDGED_COUNT"] == 0 and result["MUST_LEAVE_COUNT"] == 1
    finally:
        project.removeAllMapLayers()


def test_own_fields_of_the_same_name_are_kept_under_another(county, source):
    log = Log()
    rows = [{"BSM": 1, "DLBM": "013", "Status": "own", "wkt": rectangle(0, 0, 100, 100)}]
    parcels = memory_layer("DLTB", {"BSM": "integer", "DLBM": "text(4)", "Status": "text(9)"}, rows, crs=CRS)
    output = run(log, PACK="farmland", SOURCE=source, PARCELS=parcels)["OUTPUT"]
    row = rows_of(output)[0]
    assert row["Status_input"] == "own" and row["status"] == "not_eligible"
    assert any("Status_input" in line for line in log.warnings)


def test_a_selection_is_screened_alone(county, source):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    parcels = county.layers()["land_use"]
    QgsProject.instance().addMapLayer(parcels)
    try:
        parcels.selectByExpression("\"BSM\" IN (2, 7)")
        chosen = QgsProcessingFeatureSourceDefinition(parcels.id(), True)
        import processing

        result = processing.run("landplan:screenparcels", {
            "PACK": "farmland", "SOURCE": source, "PARCELS": chosen, "OUTPUT": "TEMPORARY_OUTPUT"})
        assert sorted(row["BSM"] for row in rows_of(result["OUTPUT"])) == [2, 7]
        assert result["MUST_LEAVE_COUNT"] == 1
    finally:
        QgsProject.instance().removeAllMapLayers()


@pytest.fixture
def elevation(tmp_path):
    """An elevation model rising 1 m per m to the east: 45 degrees, and its file."""
    import numpy as np
    from osgeo import gdal, osr

    path = str(tmp_path / "dem.tif")
    cells = np.tile(np.arange(60, dtype=np.float32) * 50.0, (12, 1))
    dataset = gdal.GetDriverByName("GTiff").Create(path, 60, 12, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((EAST + STEP - 200, 50, 0, NORTH + 400, 0, -50))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(int(CRS.split(":")[1]))
    dataset.SetProjection(reference.ExportToWkt())
    dataset.GetRasterBand(1).WriteArray(cells)
    dataset.FlushCache()
    return path


def test_an_elevation_model_decides_the_slope(source, elevation):
    county = MadeCounty()
    county.parcel(GDPDJ="1", current=1.0)
    far = county.parcel(GDPDJ="5", current=1.0, at=(20_000, 0))
    log = Log()
    output = run(log, PACK="farmland", SOURCE=source, PARCELS=county.layers()["land_use"],
                 CURRENT=county.layers()["previous_farmland"], DEM=QgsRasterLayer(elevation, "dem"))["OUTPUT"]
    rows = {row["BSM"]: row for row in rows_of(output)}
    assert rows[1]["mean_slope"] == pytest.approx(45.0, abs=0.1) and rows[1]["slope_class"] == "5"
    assert rows[1]["steep_share"] == 1.0 and "L11" in rows[1]["reason_codes"]
    assert rows[far]["mean_slope"] is None and rows[far]["slope_class"] == "5"
    assert any("does not cover 1 parcels" in line for line in log.warnings)


def test_refusals(county, source, tmp_path):
    parcels = county.layers()["land_use"]
    with pytest.raises(QgsProcessingException, match="forest"):
        run(PACK="forest", SOURCE=source, PARCELS=parcels)
    with pytest.raises(QgsProcessingException, match=r"nothing\.gpkg"):
        run(PACK="farmland", SOURCE=str(tmp_path / "nothing.gpkg"), PARCELS=parcels)
    with pytest.raises(QgsProcessingException):
        run(PACK="farmland", SOURCE=source, PARCELS=parcels, QUALITY_FIELD="NONE")
    with pytest.raises(QgsProcessingException, match="has no field"):
        run(PACK="farmland", SOURCE=source, PARCELS=memory_layer("x", {"A": "text"}, county.rows, crs=CRS))
    with pytest.raises(QgsProcessingException, match="no administrative units"):
        run(PACK="farmland", PARCELS=parcels, TARGETS=county.layer("farmland_target", [{"XZQDM": "610124", "RWMJ": 1.0}]))


def test_the_plan_itself_is_not_written_over(county, source):
    with pytest.raises(QgsProcessingException):
        run(PACK="farmland", SOURCE=source, PARCELS=county.layers()["land_use"], OUTPUT=source)
    assert QgsVectorLayer(f"{source}|layername=WRGD", "kept", "ogr").featureCount() == 1


def test_a_shapefile_can_hold_the_result(county, source, tmp_path):
    path = str(tmp_path / "screened.shp")
    run(PACK="farmland", SOURCE=source, PARCELS=county.layers()["land_use"], OUTPUT=path)
    layer = QgsVectorLayer(path, "screened", "ogr")
    assert layer.featureCount() == 7
    assert {feature["status"] for feature in layer.getFeatures()} >= {"must_enter", "keep", "must_leave"}
