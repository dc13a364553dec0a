"""The algorithms as scripts and the toolbox call them: contract of ids, parameters, outputs and refusals."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.processing_provider.finding_sink import finding_fields, write_findings
from made_runs import blank
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeatureStore,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingAlgRunnerTask,
    QgsProcessingException,
    QgsVectorLayer,
)
from selfcheck_support import PARCELS, make_pack, memory_layer, parcel, parcel_layer, square, town_layer

BOW_TIE = "Polygon((450300 3800000, 450400 3800100, 450400 3800000, 450300 3800100, 450300 3800000))"

SELFCHECK = {
    "checktopology": (
        {"INPUT", "TOLERANCE", "MIN_AREA", "BOUNDARY", "KEY_FIELD", "OUTPUT", "POINTS"},
        {"OUTPUT", "POINTS", "OVERLAP_COUNT", "GAP_COUNT", "DUPLICATE_COUNT", "SLIVER_COUNT", "ERROR_COUNT", "VERDICT"},
    ),
    "checkgeometry": (
        {"INPUT", "KEY_FIELD", "MIN_ANGLE", "MIN_SEGMENT", "OUTPUT"}, {"OUTPUT", "INVALID_COUNT", "ERROR_COUNT"},
    ),
    "checkareas": (
        {"INPUT", "AREA_FIELD", "KEY_FIELD", "TOLERANCE", "RELATIVE_TOLERANCE", "OUTPUT"},
        {"OUTPUT", "ERROR_COUNT", "TOTAL_M2"},
    ),
    "runselfcheck": (
        {"PACK", "SOURCE", "WORKSPACE", "REPORT", "CORRECTIONS", "CHECKS"},
        {"ERROR_COUNT", "WARNING_COUNT", "NOT_RUN_COUNT", "VERDICT"},
    ),
    "checkstructure": ({"PACK", "SOURCE", "OUTPUT"}, {"OUTPUT", "ERROR_COUNT", "WARNING_COUNT", "VERDICT"}),
    "checkattributes": ({"PACK", "SOURCE", "OUTPUT"}, {"OUTPUT", "ERROR_COUNT", "WARNING_COUNT", "VERDICT"}),
}
DELINEATION = {
    "consolidationreserve": (
        {"PARCELS", "CURRENT", "UNITS", "PACK", "SOURCE", "MAX_GAP", "MIN_AREA", "MIN_BLOCKS", "MIN_FARMLAND_SHARE",
         "SMALL_BLOCK", "MAX_SLOPE_CLASS", "DEM", "SLOPE_FIELD", "QUALITY_FIELD", "OUTPUT", "ZONE_PARCELS", "LEDGER"},
        {"OUTPUT", "ZONE_PARCELS", "LEDGER", "ZONE_COUNT", "AREA_HA", "FARMLAND_HA", "CONVERTIBLE_HA"},
    ),
    "delineatefarmland": (
        {"PACK", "SOURCE", "PARCELS", "CURRENT", "UNITS", "TARGETS", "DEM", "SLOPE_FIELD", "QUALITY_FIELD", "CENTRES",
         "EVIDENCE", "FROZEN", "OUTPUT", "LEDGER", "OUT_PARCELS", "IN_PARCELS", "ADJUSTMENT_LEDGER"},
        {"OUTPUT", "LEDGER", "OUT_PARCELS", "IN_PARCELS", "ADJUSTMENT_LEDGER", "TARGET_HA", "DELINEATED_HA",
         "SHORTFALL_HA", "BEFORE_HA", "KEPT_HA", "OUT_HA", "IN_HA", "MEAN_QUALITY_BEFORE", "MEAN_QUALITY_AFTER"},
    ),
    "screenparcels": (
        {"PACK", "SOURCE", "PARCELS", "CURRENT", "UNITS", "TARGETS", "DEM", "SLOPE_FIELD", "QUALITY_FIELD", "EVIDENCE",
         "OUTPUT", "SUMMARY", "GATES"},
        {"OUTPUT", "SUMMARY", "GATES", "PARCEL_COUNT", "MUST_ENTER_COUNT", "MAY_ENTER_COUNT", "KEEP_COUNT",
         "MAY_LEAVE_COUNT", "MUST_LEAVE_COUNT", "NOT_ELIGIBLE_COUNT", "MEAN_QUALITY", "NOT_JUDGED_COUNT",
         "EVIDENCE_MISSING_COUNT", "WAITING_COUNT"},
    ),
    "responsibilityzones": (
        {"BASIC_FARMLAND", "UNITS", "VILLAGES", "GROUPS", "PERSONS", "PACK", "SOURCE", "SINCE", "ONE_PART_ZONES",
         "ZONES", "BLOCKS", "PARCELS", "RESPONSIBLE", "RESPONSIBILITY_TABLE"},
        {"ZONES", "BLOCKS", "PARCELS", "RESPONSIBLE", "RESPONSIBILITY_TABLE", "ZONE_COUNT", "BLOCK_COUNT",
         "PARCEL_COUNT", "WITHOUT_VILLAGE_COUNT", "WITHOUT_PERSON_COUNT"},
    ),
    "proposereplacement": (
        {"PACK", "SOURCE", "REMOVED", "REMOVED_KEYS", "PARCELS", "CURRENT", "UNITS", "DEM", "SLOPE_FIELD",
         "QUALITY_FIELD", "EVIDENCE", "FROZEN", "ALTERNATIVES", "OTHER_UNITS", "OUTPUT", "LEDGER"},
        {"OUTPUT", "LEDGER", "REMOVED_HA", "PROPOSED_HA", "MISSING_HA", "REMOVED_QUALITY", "PROPOSED_QUALITY",
         "ALTERNATIVE_COUNT"},
    ),
    "slopeclasses": (
        {"INPUT", "DEM", "BAND", "PACK", "OUTPUT", "WITHOUT_DEM"},
        {"OUTPUT", "WITHOUT_DEM", "PARCEL_COUNT", "WITHOUT_DEM_COUNT", "PARTLY_COVERED_COUNT", "STEEP_COUNT"},
    ),
    "urbanboundary": (
        {"PACK", "SOURCE", "AGREEMENT", "FARMLAND", "UNITS", "MIN_AREA", "MIN_WIDTH", "MIN_HOLE", "OUTPUT", "TAKEN",
         "LEDGER"},
        {"OUTPUT", "TAKEN", "LEDGER", "PIECE_COUNT", "AREA_HA", "AVOIDED_HA", "DROPPED_HA", "MISSING_COUNT"},
    ),
    "planningbase": (
        {"PACK", "SURVEY", "ONE_MAP", "ADMIN", "PLANNED", "BASIC_FARMLAND", "FOREST_ONLY", "SURVEY_ONLY",
         "CLASS_DIFFERS", "DECISIONS", "SLIVER_AREA", "SLIVER_WIDTH", "LANGUAGE", "OUTPUT", "DISAGREEMENTS", "MATRIX",
         "CHECKSUM", "PLANNED_LAND"},
        {"OUTPUT", "DISAGREEMENTS", "MATRIX", "CHECKSUM", "PLANNED_LAND", "DISAGREEMENT_COUNT", "UNDECIDED_COUNT",
         "FOREST_LAND_HA", "SUPPLEMENT_HA", "UNDECIDED_HA", "SURVEY_DIFFERENCE_M2", "ONE_MAP_DIFFERENCE_M2",
         "ADMIN_DIFFERENCE_M2", "UNEXPLAINED_M2", "VERDICT"},
    ),
    "forestgrades": (
        {"PACK", "SOURCE", "VARIANT", "RECORDED", "DIVISION", "OUTPUT", "TABLE"},
        {"OUTPUT", "TABLE", "GRADED_COUNT", "NOT_GRADED_COUNT", "DIFFERENT_COUNT", "DIFFERENT_HA", "WEAKER_COUNT",
         "STRICTER_COUNT", "GRADE_1_HA", "GRADE_2_HA", "GRADE_3_HA", "GRADE_4_HA", "NOT_JUDGED_COUNT", "ERROR_COUNT",
         "WARNING_COUNT", "VERDICT"},
    ),
    "ecologicalspace": (
        {"PACK", "SOURCE", "FARMLAND", "URBAN_BOUNDARY", "MIN_AREA", "MIN_WIDTH", "MIN_HOLE", "OUTPUT", "CONFLICTS",
         "LEDGER"},
        {"OUTPUT", "CONFLICTS", "LEDGER", "PIECE_COUNT", "AREA_HA", "CONFLICT_HA", "MISSING_COUNT"},
    ),
}
ADJUSTMENT = {
    "comparedelineations": (
        {"BEFORE", "AFTER", "PARCELS", "QUALITY_FIELD", "UNITS", "DECLARED", "SLIVER_WIDTH", "PACK", "OUTPUT", "LEDGER",
         "MATRIX", "DECLARED_DIFFERENCES"},
        {"OUTPUT", "LEDGER", "MATRIX", "DECLARED_DIFFERENCES", "BEFORE_AREA", "KEPT_AREA", "OUT_AREA", "IN_AREA",
         "AFTER_AREA", "SLIVERS_OUT_AREA", "SLIVERS_IN_AREA", "DECLARED_DIFFERENCE_COUNT"},
    ),
    "compareeditions": (
        {"BEFORE", "AFTER", "ADMIN", "PACK", "SLIVER_WIDTH", "YEAR", "UNCHANGED", "OUTPUT", "MATRIX", "UNITS",
         "INDICATORS", "PROBLEMS"},
        {"OUTPUT", "MATRIX", "UNITS", "INDICATORS", "PROBLEMS", "CHANGED_COUNT", "PROBLEM_COUNT", "NEW_LAND_AREA",
         "LOST_LAND_AREA", "CLASS_CHANGED_AREA"},
    ),
    "checkadjustment": (
        {"PACK", "SOURCE", "BEFORE", "AFTER", "DECLARED", "CHECKS", "WORKSPACE", "REPORT", "CORRECTIONS", "OUTPUT",
         "POINTS"},
        {"OUTPUT", "POINTS", "ERROR_COUNT", "WARNING_COUNT", "NOT_RUN_COUNT", "VERDICT"},
    ),
    "checkindicators": (
        {"PACK", "SOURCE", "VALUES", "CHECKS", "WORKSPACE", "REPORT", "CORRECTIONS", "LANGUAGE", "OUTPUT", "POINTS",
         "DIFFERENCES"},
        {"OUTPUT", "POINTS", "DIFFERENCES", "ERROR_COUNT", "WARNING_COUNT", "NOT_RUN_COUNT", "VERDICT"},
    ),
    "checkforestquota": (
        {"PACK", "SOURCE", "USE", "ONE_MAP", "WORKSPACE", "PERIODS", "GRADES", "VARIANT", "OUTPUT", "PROJECTS", "QUOTA",
         "WORKS"},
        {"OUTPUT", "PROJECTS", "QUOTA", "WORKS", "ERROR_COUNT", "WARNING_COUNT", "NOT_RUN_COUNT", "FORBIDDEN_HA",
         "NEEDS_APPROVAL_HA", "NOT_JUDGED_HA", "USED_HA", "REMAINING_HA", "VERDICT"},
    ),
    "checkthreelines": (
        {"PACK", "SOURCE", "FARMLAND", "REDLINE", "URBAN_BOUNDARY", "RULE_SET", "CHECKS", "WORKSPACE", "REPORT",
         "CORRECTIONS", "OUTPUT", "POINTS"},
        {"OUTPUT", "POINTS", "ERROR_COUNT", "WARNING_COUNT", "NOT_RUN_COUNT", "VERDICT"},
    ),
}
DELIVERY = {
    "changereport": (
        {"PACK", "SOURCE", "VALUES", "WORKSPACE", "UNIT", "LANGUAGE", "OUTPUT", "TABLE"},
        {"OUTPUT", "TABLE", "DEVIATION_COUNT", "ERROR_COUNT", "MISSING_COUNT"},
    ),
    "evaluatestatus": (
        {"PACK", "SOURCE", "WORKSPACE", "LEVELS", "LANGUAGE", "REPORT", "TABLES", "FIGURES"},
        {"REPORT", "TABLES", "FIGURES", "PROBLEM_COUNT", "RISK_COUNT", "MISSED_COUNT", "NOT_MEASURED_COUNT",
         "TABLE_COUNT"},
    ),
    "measureindicators": (
        {"PACK", "SOURCE", "UNITS", "YEARS", "INDICATORS", "LEVEL", "WORKSPACE", "PERSON", "OUTPUT", "OUTPUT_UNITS",
         "FALLOUT"},
        {"WORKSPACE", "OUTPUT", "OUTPUT_UNITS", "FALLOUT", "MEASURED_COUNT", "NOT_MEASURED_COUNT", "FALLOUT_HA",
         "FALLOUT_COUNT"},
    ),
}
GROUPS = {"selfcheck": SELFCHECK, "delineation": DELINEATION, "adjustment": ADJUSTMENT, "delivery": DELIVERY}
CONTRACT = {name: contract for group in GROUPS.values() for name, contract in group.items()}
TOPOLOGY_FIELDS = [
    "check", "kind", "severity", "key_a", "key_b", "fid_a", "fid_b", "area_m2", "measured", "limit", "message",
]


pytestmark = pytest.mark.usefixtures("provider")


def run(name, **parameters):
    """Run an algorithm of the toolbox."""
    import processing

    return processing.run(f"landplan:{name}", parameters)


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_contract(provider, name):
    algorithm = provider.algorithm(name)
    parameters, outputs = CONTRACT[name]
    assert parameters <= {parameter.name() for parameter in algorithm.parameterDefinitions()}
    assert outputs <= {output.name() for output in algorithm.outputDefinitions()}
    assert name in GROUPS[algorithm.groupId()]
    assert algorithm.shortHelpString() and algorithm.shortDescription() and algorithm.tags()
    assert algorithm.svgIconPath().endswith(f"{name}.svg")
    assert not algorithm.icon().isNull()
    assert algorithm.helpUrl().startswith("file:") and algorithm.helpUrl().endswith(f"#{name}")
    for parameter in algorithm.parameterDefinitions():
        assert parameter.help(), parameter.name()


def test_help_page_holds_every_algorithm_in_both_languages(tmp_path):
    page = tmp_path / "algorithms.html"
    script = Path(__file__).resolve().parent.parent / "scripts" / "write_algorithm_docs.py"
    subprocess.run([sys.executable, str(script), "--output", str(page)], check=True, capture_output=True)
    text = page.read_text(encoding="utf-8")
    for name in CONTRACT:
        assert f'<h2 id="{name}">' in text and f'<h2 id="{name}-zh">' in text
    assert "Overlaps and gaps narrower than this are not errors." in text
    assert "拓扑" in text and "容差" in text


def test_provider_offers_nothing_else(provider):
    assert provider.id() == "landplan"
    assert {algorithm.name() for algorithm in provider.algorithms()} == set(CONTRACT)


def test_checktopology():
    rows = [
        parcel(1, square(0, 0)), parcel(2, square(99, 0, 101, 100)),  # overlap of 1 m
        parcel(3, square(0, 100, 200, 50)), parcel(4, square(0, 100, 200, 50)),  # duplicate
        parcel(5, BOW_TIE), parcel(6, square(500, 0, 2, 2)), parcel(7, None),
    ]
    result = run("checktopology", INPUT=parcel_layer(rows), KEY_FIELD="BSM", MIN_AREA=10, OUTPUT="memory:",
                 POINTS="memory:")
    assert [result[f"{kind}_COUNT"] for kind in ("OVERLAP", "GAP", "DUPLICATE", "SLIVER", "ERROR")] == [1, 0, 1, 1, 3]
    assert result["VERDICT"] == "failed"
    errors = {feature["kind"]: feature for feature in result["OUTPUT"].getFeatures()}
    assert [field for field in TOPOLOGY_FIELDS if result["OUTPUT"].fields().lookupField(field) < 0] == []
    assert {errors["overlap"]["key_a"], errors["overlap"]["key_b"]} == {"1", "2"}
    assert errors["overlap"].geometry().area() == pytest.approx(100.0)
    assert errors["overlap"]["measured"] == pytest.approx(99.99385, abs=1e-3)
    assert errors["sliver"]["limit"] == 10
    assert result["POINTS"].featureCount() == 3
    for point in result["POINTS"].getFeatures():
        assert errors[point["kind"]].geometry().intersects(point.geometry())


def test_only_the_selected_features():
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject

    layer = parcel_layer([parcel(1, square(0, 0)), parcel(2, square(50, 0)), parcel(3, square(60, 0))])
    QgsProject.instance().addMapLayer(layer)
    try:
        layer.selectByExpression('"BSM" < 3')
        chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
        assert run("checktopology", INPUT=chosen, OUTPUT="memory:")["OVERLAP_COUNT"] == 1
        assert run("checktopology", INPUT=layer, OUTPUT="memory:")["OVERLAP_COUNT"] == 3
    finally:
        QgsProject.instance().clear()


def test_checktopology_boundary():
    rows = [parcel(1, square(0, 0)), parcel(2, square(100, 0, 150, 100))]
    boundary = town_layer([{"XZQDM": "1", "wkt": square(0, 0, 200, 120)}])
    result = run("checktopology", INPUT=parcel_layer(rows), BOUNDARY=boundary, OUTPUT="memory:")
    areas = {feature["kind"]: feature.geometry().area() for feature in result["OUTPUT"].getFeatures()}
    assert areas == {"outside": pytest.approx(5000), "uncovered": pytest.approx(4000)}
    assert (result["OUTSIDE_COUNT"], result["UNCOVERED_COUNT"]) == (1, 1)


def test_checktopology_refuses_a_boundary_in_another_crs():
    with pytest.raises(QgsProcessingException, match="EPSG:4524"):
        run("checktopology", INPUT=parcel_layer([parcel(1, square(0, 0))]), BOUNDARY=town_layer([], crs="EPSG:4524"),
            OUTPUT="memory:")


def test_checkgeometry():
    rows = [parcel(1, square(0, 0)), parcel(2, BOW_TIE), parcel(3, None)]
    result = run("checkgeometry", INPUT=parcel_layer(rows), KEY_FIELD="BSM", OUTPUT="memory:")
    assert (result["INVALID_COUNT"], result["ERROR_COUNT"], result["VERDICT"]) == (2, 2, "failed")
    places = {feature["kind"]: feature for feature in result["OUTPUT"].getFeatures()}
    crossing = places["self_intersection"].geometry().asPoint()
    assert (crossing.x(), crossing.y()) == (pytest.approx(450350), pytest.approx(3800050))
    assert places["self_intersection"]["key_a"] == "2"
    assert not places["null_geometry"].hasGeometry()


@pytest.mark.parametrize("name", ["checktopology", "checkgeometry", "checkareas"])
def test_a_refusal_leaves_an_earlier_result_alone(tmp_path, name):
    fields = {field: rule["type"] for field, rule in PARCELS["fields"].items()}
    points = memory_layer("DLTB", fields, [], geometry="Point")
    earlier = tmp_path / "earlier.gpkg"
    earlier.write_bytes(b"an earlier result")
    with pytest.raises(QgsProcessingException):
        run(name, INPUT=points, OUTPUT=str(earlier))
    assert earlier.read_bytes() == b"an earlier result"


@pytest.mark.parametrize("name", ["checktopology", "checkgeometry", "checkareas"])
def test_where_nothing_was_looked_at_nothing_passed(name):
    assert run(name, INPUT=parcel_layer([]), OUTPUT="memory:")["VERDICT"] == "incomplete"
    sound = parcel_layer([parcel(1, square(0, 0))])
    extra = {"TOLERANCE": 0.02} if name == "checkareas" else {}
    assert run(name, INPUT=sound, OUTPUT="memory:", **extra)["VERDICT"] == "passed"


def test_an_output_that_takes_nothing_is_told():
    from landplan_toolbox.processing_provider.finding_sink import add_feature
    from qgis.core import QgsFeature

    layer = memory_layer("out", {"BSM": "integer"}, [])
    closed = layer.clone()
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        add_feature(closed, QgsFeature())  # a layer that is not in edit mode takes nothing


def test_checkgeometry_limits():
    spike = "Polygon((450000 3800000, 450100 3800000, 450100 3800100, 450000 3800100, 450000 3800000.5, 449900 3800000.25, " \
            "450000 3800000))"
    layer = parcel_layer([parcel(1, spike)])
    assert run("checkgeometry", INPUT=layer, OUTPUT="memory:")["ERROR_COUNT"] == 0
    result = run("checkgeometry", INPUT=layer, MIN_ANGLE=5, MIN_SEGMENT=1, OUTPUT="memory:")
    assert [feature["kind"] for feature in result["OUTPUT"].getFeatures()] == ["spike"]
    assert result["INVALID_COUNT"] == 0


def test_checkareas():
    rows = [parcel(1, square(0, 0)), parcel(2, square(100, 0), TBMJ=10000.0), parcel(3, square(200, 0), TBMJ=None)]
    result = run("checkareas", INPUT=parcel_layer(rows), KEY_FIELD="BSM", TOLERANCE=0.02, OUTPUT="memory:")
    assert result["ERROR_COUNT"] == 2
    assert result["TOTAL_M2"] == pytest.approx(3 * 9999.385, abs=0.02)
    second, third = result["OUTPUT"].getFeatures()
    assert second["key"] == "2" and second["declared_m2"] == 10000.0
    assert second["computed_m2"] == pytest.approx(9999.385, abs=0.006)
    assert second["difference_m2"] == pytest.approx(0.615, abs=0.006)
    assert third["declared_m2"] is None or str(third["declared_m2"]) == "NULL"


def test_checkareas_refusals():
    fields = {field: rule["type"] for field, rule in PARCELS["fields"].items()}
    no_crs = memory_layer("DLTB", fields, [parcel(1, square(0, 0))], crs="")
    with pytest.raises(QgsProcessingException, match="coordinate reference system"):
        run("checkareas", INPUT=no_crs, OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="MJ"):
        run("checkareas", INPUT=parcel_layer([]), AREA_FIELD="MJ", OUTPUT="memory:")


@pytest.fixture
def pack_folder(tmp_path):
    """A small pack on disk."""
    folder = tmp_path / "规则 包"
    make_pack(folder, [
        {"kind": "structure.layer_present", "layer": "towns"},
        {"kind": "attributes.domain", "layer": "parcels"},
        {"kind": "attributes.unique", "layer": "parcels", "severity": "warning"},
        {"kind": "topology.no_overlap", "layer": "parcels"},
    ])
    return folder


def delivery(tmp_path, *layers: QgsVectorLayer):
    """Write layers to a GeoPackage."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    path = tmp_path / "交付 1.gpkg"
    for layer in layers:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = layer.name()
        if path.exists():
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(path), QgsCoordinateTransformContext(), options)
        assert error == QgsVectorFileWriter.WriterError.NoError, message
    return path


BAD_ROWS = [parcel(1, square(0, 0), DLBM="099"), parcel(1, square(50, 0))]


def test_runselfcheck(tmp_path, pack_folder):
    source = delivery(tmp_path, parcel_layer(BAD_ROWS), town_layer([{"XZQDM": "1", "wkt": square(0, 0)}]))
    before = source.read_bytes()
    paths = {name: str(tmp_path / file) for name, file in (
        ("WORKSPACE", "工作 区.gpkg"), ("REPORT", "报告.html"), ("CORRECTIONS", "整改.xlsx"))}
    result = run("runselfcheck", PACK=str(pack_folder), SOURCE=str(source), LANGUAGE="en", **paths)
    assert (result["ERROR_COUNT"], result["WARNING_COUNT"], result["NOT_RUN_COUNT"]) == (2, 1, 0)
    assert result["VERDICT"] == "failed"
    for name, path in paths.items():
        assert result[name] == path
    assert source.read_bytes() == before
    from landplan_toolbox.algorithms.workspace.workspace import Workspace

    with Workspace.open(paths["WORKSPACE"], create=False) as workspace:
        assert [summary.id for summary in workspace.runs()] != []
    assert "EPSG:4545" in (tmp_path / "报告.html").read_text(encoding="utf-8")


def test_runselfcheck_missing_layer_is_incomplete(tmp_path, pack_folder):
    source = delivery(tmp_path, town_layer([{"XZQDM": "1", "wkt": square(0, 0)}]))
    result = run("runselfcheck", PACK=str(pack_folder), SOURCE=str(source))
    assert (result["VERDICT"], result["NOT_RUN_COUNT"]) == ("incomplete", 3)


def test_runselfcheck_chosen_checks(tmp_path, pack_folder):
    source = delivery(tmp_path, parcel_layer(BAD_ROWS))
    result = run("runselfcheck", PACK=str(pack_folder), SOURCE=str(source), CHECKS="1002，1003")
    assert (result["ERROR_COUNT"], result["WARNING_COUNT"]) == (1, 1)


def test_families(tmp_path, pack_folder):
    source = delivery(tmp_path, parcel_layer(BAD_ROWS))
    result = run("checkattributes", PACK=str(pack_folder), SOURCE=str(source), OUTPUT="memory:")
    assert (result["ERROR_COUNT"], result["WARNING_COUNT"], result["VERDICT"]) == (1, 1, "failed")
    assert {feature["kind"] for feature in result["OUTPUT"].getFeatures()} == {"unknown_code", "duplicate_value"}
    result = run("checkstructure", PACK=str(pack_folder), SOURCE=str(source), OUTPUT="memory:")
    assert [feature["kind"] for feature in result["OUTPUT"].getFeatures()] == ["missing_layer"]


def test_open_project_is_checked_with_unsaved_edits(pack_folder):
    from qgis.core import QgsProject

    layer = parcel_layer([parcel(1, square(0, 0))])
    QgsProject.instance().addMapLayer(layer)
    try:
        layer.startEditing()
        layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("DLBM"), "099")
        result = run("runselfcheck", PACK=str(pack_folder), CHECKS="1002")
    finally:
        QgsProject.instance().clear()
    assert result["ERROR_COUNT"] == 1


def test_refusals_are_plain_sentences(tmp_path, pack_folder):
    with pytest.raises(QgsProcessingException, match="no vector layer"):
        run("runselfcheck", PACK=str(pack_folder))
    with pytest.raises(QgsProcessingException, match="no_such_pack"):
        run("runselfcheck", PACK="no_such_pack", SOURCE=str(tmp_path))
    with pytest.raises(QgsProcessingException, match=r"missing\.gdb"):
        run("runselfcheck", PACK=str(pack_folder), SOURCE=str(tmp_path / "missing.gdb"))
    (pack_folder / "checks.yaml").write_text("- {id: '12', kind: nonsense}\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=r"checks\.yaml:1"):
        run("runselfcheck", PACK=str(pack_folder), SOURCE=str(tmp_path))


def test_runs_in_the_background_thread_of_the_toolbox(provider, qtbot):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    layer = parcel_layer([parcel(1, square(0, 0)), parcel(2, square(50, 0))])
    task = QgsProcessingAlgRunnerTask(
        provider.algorithm("checktopology"), {"INPUT": layer, "OUTPUT": "memory:"}, context, feedback)
    with qtbot.waitSignal(task.executed, timeout=20000) as executed:
        QgsApplication.taskManager().addTask(task)
    successful, results = executed.args
    assert successful and results["OVERLAP_COUNT"] == 1


def test_findings_of_layers_in_several_crs_lie_in_the_one_of_the_output():
    place = QgsGeometry.fromPointXY(QgsPointXY(500000, 3800000))
    here = blank("3201", "1", "DLBM", bytes(place.asWkb()), crs="EPSG:4545")  # central meridian 108° E
    fields = finding_fields(numeric=False)
    store = QgsFeatureStore(fields, QgsCoordinateReferenceSystem("EPSG:4490"))
    nowhere, unknown = replace(here, geometry=None), replace(here, crs="")
    write_findings([here, nowhere, unknown], store, fields, Language("en"), store.crs())
    moved, none, kept = (feature.geometry() for feature in store.features())
    assert moved.asPoint().x() == pytest.approx(108, abs=1e-6) and 34 < moved.asPoint().y() < 35
    assert none.isNull() and kept.asPoint().x() == 500000
