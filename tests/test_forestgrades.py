"""landplan:forestgrades as scripts and the toolbox call it."""

from __future__ import annotations

import pytest
from feedback_support import Log
from forest_grades_support import AREAS, RESERVES, area, reserve, stand, stands
from qgis.core import QgsProcessingException, QgsProject, QgsVectorFileWriter
from selfcheck_support import memory_layer, square

pytestmark = pytest.mark.usefixtures("provider")


def layers(without=()):
    """Return the layers of a small plan: drinking water over half of one stand, a core zone over another."""
    rows = [stand(0, square(0, 0)), stand(1, square(200, 0), BH_DJ="1"), stand(2, square(400, 0), DI_LEI="0210"),
            stand(3, square(600, 0), BH_DJ="5")]
    found = [
        stands(rows),
        memory_layer("ZRBHD", RESERVES, [reserve(square(150, -50, 250, 300))]),
        memory_layer("ZYSTKJ", AREAS, [area(square(0, 0, 50, 100), "08")]),
        memory_layer("LYJD", AREAS, []),
    ]
    return [layer for layer in found if layer.name() not in without]


@pytest.fixture
def plan(tmp_path):
    """A GeoPackage with the plan."""
    path = str(tmp_path / "plan.gpkg")
    for number, layer in enumerate(layers()):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = layer.name()
        if number:
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
    return path


def run(log=None, **parameters):
    """Run the algorithm; its layers come back as layers."""
    import processing

    parameters = {"OUTPUT": "memory:", "TABLE": "memory:", **parameters}
    return processing.run("landplan:forestgrades", parameters, feedback=log or Log())


def rows_of(layer):
    """Return the rows of a layer as dictionaries."""
    names = [field.name() for field in layer.fields()]
    return [dict(zip(names, feature.attributes())) for feature in layer.getFeatures()]


def test_the_numbers_and_layers_of_a_run(plan):
    log = Log()
    results = run(log, SOURCE=plan)  # the pack of the forest plan is the default
    assert {name: results[name] for name in (
        "GRADED_COUNT", "NOT_GRADED_COUNT", "DIFFERENT_COUNT", "WEAKER_COUNT", "STRICTER_COUNT", "NOT_JUDGED_COUNT",
        "ERROR_COUNT", "WARNING_COUNT", "VERDICT")} == {
        "GRADED_COUNT": 3, "NOT_GRADED_COUNT": 1, "DIFFERENT_COUNT": 1, "WEAKER_COUNT": 0, "STRICTER_COUNT": 0,
        "NOT_JUDGED_COUNT": 1, "ERROR_COUNT": 1, "WARNING_COUNT": 0, "VERDICT": "failed"}
    assert [results[f"GRADE_{grade}_HA"] for grade in (1, 2, 3, 4)] == [0.9999, 0.0, 0.0, 1.9999]
    rows = rows_of(results["OUTPUT"])
    assert [(row["grade"], row["rule"], row["difference"]) for row in rows] == [
        ("4", "rest", "agrees"), ("1", "reserve_core", "agrees"), ("4", "rest", "unknown")]
    assert results["OUTPUT"].crs().authid() == "EPSG:4545"
    assert {row["part"] for row in rows_of(results["TABLE"])} == {"matrix", "grade", "rule", "not_graded"}
    assert any("5" in warning for warning in log.warnings)


def test_variant_and_division_are_switches(plan):
    results = run(SOURCE=plan, VARIANT="jiangxi")
    first = [row for row in rows_of(results["OUTPUT"]) if row["source_id"] == rows_of(results["OUTPUT"])[0]["source_id"]]
    assert {(row["grade"], row["rule"], row["difference"], row["whole"]) for row in first} == {
        ("1", "drinking_water_1", "weaker", 0), ("4", "rest", "agrees", 0)}
    assert results["WEAKER_COUNT"] == 1
    whole = run(SOURCE=plan, VARIANT="jiangxi", DIVISION=2)
    assert [(row["grade"], row["whole"]) for row in rows_of(whole["OUTPUT"])] == [("1", 1), ("1", 1), ("4", 1)]
    planned = run(SOURCE=plan, RECORDED=1)
    assert {row["difference"] for row in rows_of(planned["OUTPUT"])} == {"missing"}
    assert planned["WARNING_COUNT"] == 3 and planned["ERROR_COUNT"] == 0


def test_the_open_project_is_graded_and_a_missing_layer_told():
    project = QgsProject.instance()
    project.clear()
    project.addMapLayers(layers(without=("ZRBHD",)))
    try:
        log = Log()
        results = run(log)
    finally:
        project.clear()
    assert results["VERDICT"] == "failed" and results["NOT_JUDGED_COUNT"] == 6
    told = [warning for warning in log.warnings if "ZRBHD" in warning]
    assert len(told) == 1 and "Core and buffer zone" in told[0]
    rows = rows_of(results["OUTPUT"])
    assert rows[1]["difference"] == "open"
    assert all(row["not_excluded"] for row in rows)


def test_it_is_never_passed_without_a_source_layer(tmp_path):
    project = QgsProject.instance()
    project.clear()
    sound = layers(without=("ZRBHD", "LDXB"))
    project.addMapLayers([*sound, stands([stand(0, square(0, 300))])])
    try:
        results = run()
    finally:
        project.clear()
    assert (results["ERROR_COUNT"], results["VERDICT"]) == (0, "incomplete")


@pytest.mark.parametrize(("parameters", "told"), [
    ({"VARIANT": "jiangxl"}, "did you mean jiangxi"), ({"PACK": "farmland"}, "no grades.yaml"),
    ({"SOURCE": "/no/such/file.gpkg"}, "file.gpkg"),
])
def test_what_cannot_be_done_is_refused_in_a_sentence(plan, parameters, told):
    with pytest.raises(QgsProcessingException) as caught:
        run(**{"SOURCE": plan, **parameters})
    assert told in str(caught.value)


def test_no_result_replaces_the_data(plan):
    with pytest.raises(QgsProcessingException):
        run(SOURCE=plan, OUTPUT=plan)
    assert len(rows_of(run(SOURCE=plan)["OUTPUT"])) == 3


def test_an_empty_project_is_refused():
    QgsProject.instance().clear()
    with pytest.raises(QgsProcessingException) as caught:
        run()
    assert "no vector layer" in str(caught.value)
