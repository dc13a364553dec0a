"""landplan:urbanboundary and landplan:ecologicalspace as scripts and the toolbox call them."""

from __future__ import annotations

import shutil

import pytest
from feedback_support import Log
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from line_layers_support import box, farmland, farmland_pack, layer, zones
from qgis.core import (
    QgsProcessingException,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

TOWN_FIELDS = "BSM:integer YSDM:string XZQDM:string XZQMC:string JSMJ:double"
REDLINE = "BSM:string YSDM:string XZQDM:string HXBM:string HXMC:string MJ:double"


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture
def plan(tmp_path):
    """A GeoPackage with zones, towns and most of what must be avoided."""
    path = str(tmp_path / "plan.gpkg")
    towns = layer("XZQ", [box(0, 0, 250, 500), box(250, 0, 250, 500)], TOWN_FIELDS, [
        (1, "1000600100", "610124100", "东镇", 1.0), (2, "1000600100", "610124101", "西镇", 1.0),
    ])
    layers = [
        towns, zones([box(0, 0, 200), box(200, 0, 200), box(0, 400, 50)], ["010", "020", "010"]),
        farmland([box(0, 0)]), layer("STBHHX", [box(50, 0)], REDLINE), layer("XZHQ", [box(900, 900)]),
        layer("KCCKQ", []), layer("CSGHFW", [box(0, 0, 300)]),
        layer("ZYSTGNQ", [box(0, 200, 100)]), layer("STMGQ", [box(50, 200, 100)]),
    ]
    for number, made in enumerate(layers):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = made.name()
        if number:
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        context = QgsProject.instance().transformContext()
        assert QgsVectorFileWriter.writeAsVectorFormatV3(made, path, context, options)[0] == 0
    return path


def run(name, feedback=None, **parameters):
    import processing

    parameters = {"OUTPUT": "memory:", "LEDGER": "memory:", **parameters}
    return processing.run(f"landplan:{name}", parameters, feedback=feedback)


def test_urban_boundary_from_a_geopackage(plan):
    log = Log()
    result = run("urbanboundary", log, SOURCE=plan, TAKEN="memory:")
    features = sorted(result["OUTPUT"].getFeatures(), key=lambda feature: feature["BSM"])
    role = farmland_pack().layers["urban_boundary"]
    assert [field.name() for field in result["OUTPUT"].fields()] == list(role.fields)
    assert [(feature["XZQDM"], feature["XZQMC"]) for feature in features] == [
        ("610124100", "东镇"), ("610124100", "东镇"),
    ]
    assert [feature["BSM"] for feature in features] == ["610124000000000001", "610124000000000002"]
    assert sorted(round(feature.geometry().area()) for feature in features) == [2_500, 65_000]
    assert sum(feature["MJ"] for feature in features) == pytest.approx(67_500, rel=2e-3)
    assert result["AREA_HA"] == pytest.approx(sum(feature["MJ"] for feature in features) / 1e4, abs=1e-3)
    assert (result["PIECE_COUNT"], result["MISSING_COUNT"]) == (2, 1)
    assert result["AVOIDED_HA"] == pytest.approx(1.5, rel=2e-3)
    rows = {(row["step"], row["reason"].split(" ")[0]): row for row in result["LEDGER"].getFeatures()}
    assert rows["avoid", "redline"]["area_m2"] == pytest.approx(5_000, rel=2e-3)
    assert rows["avoid", "redline"]["overlap_m2"] == pytest.approx(10_000, rel=2e-3)
    assert not rows["avoid", "geohazard_area"]["area_m2"] and rows["avoid", "geohazard_area"]["state"] == "missing"
    assert rows["avoid", "mined_out_area"]["state"] == "empty"
    assert rows["plan", "city_plan_area"]["outside_m2"] == pytest.approx(30_000, rel=2e-3)
    assert any("DZZHGWQ" in warning for warning in log.warnings)
    taken = {(feature["step"], feature["reason"]): feature for feature in result["TAKEN"].getFeatures()}
    assert taken["avoid", "basic_farmland"].geometry().area() == pytest.approx(10_000)
    assert result["TAKEN"].crs() == result["OUTPUT"].crs()


def test_a_delineation_just_made_takes_the_place_of_the_plan_s(plan):
    result = run("urbanboundary", SOURCE=plan, FARMLAND=layer("new", [box(0, 0, 200)]), AGREEMENT=1)
    assert sum(feature.geometry().area() for feature in result["OUTPUT"].getFeatures()) == pytest.approx(
        40_000 - 20_000 + 2_500)
    within = run("urbanboundary", SOURCE=plan, AGREEMENT=2, MIN_AREA=6000)
    assert sum(feature.geometry().area() for feature in within["OUTPUT"].getFeatures()) == pytest.approx(45_000)


def test_urban_boundary_of_the_open_project(plan):
    project = QgsProject.instance()
    try:
        for name in ("JSYDGZQ", "JBNTBHTB"):
            project.addMapLayer(QgsVectorLayer(f"{plan}|layername={name}", name, "ogr"))
        log = Log()
        result = run("urbanboundary", log)
        assert result["MISSING_COUNT"] == 4
        assert any("administrative areas" in warning.lower() for warning in log.warnings)
        assert [feature["XZQDM"] or None for feature in result["OUTPUT"].getFeatures()] == [None, None]
    finally:
        project.clear()


def test_ecological_space_from_a_geopackage(plan):
    log = Log()
    result = run("ecologicalspace", log, SOURCE=plan, CONFLICTS="memory:", URBAN_BOUNDARY=layer("drawn", [box(0, 250, 80, 80)]))
    by_sources = {feature["source_ids"]: feature for feature in result["OUTPUT"].getFeatures()}
    assert set(by_sources) == {
        "important_ecological_area", "ecologically_sensitive_area",
        "important_ecological_area,ecologically_sensitive_area", "redline",
    }
    assert by_sources["redline"]["area_ha"] == pytest.approx(1.0, rel=2e-3)
    assert result["AREA_HA"] == pytest.approx(1.5 + 1.0, rel=2e-3)
    conflicts = {feature["layer"]: 0.0 for feature in result["CONFLICTS"].getFeatures()}
    for feature in result["CONFLICTS"].getFeatures():
        conflicts[feature["layer"]] += feature["area_m2"]
    assert conflicts == {
        "basic_farmland": pytest.approx(5_000, rel=2e-3), "urban_boundary": pytest.approx(4_000, rel=2e-3),
    }
    assert result["CONFLICT_HA"] == pytest.approx(0.9, rel=2e-3)
    assert result["MISSING_COUNT"] == 2 and any("FJMSHXQ" in warning for warning in log.warnings)


def test_refusals(plan, tmp_path):
    for name in ("urbanboundary", "ecologicalspace"):
        with pytest.raises(QgsProcessingException, match=r"lines\.yaml"):
            run(name, SOURCE=plan, PACK="forest")
        with pytest.raises(QgsProcessingException):
            run(name, SOURCE=str(tmp_path / "nowhere.gpkg"))
        with pytest.raises(QgsProcessingException):
            run(name)  # an empty project
        with pytest.raises(QgsProcessingException):
            run(name, SOURCE=plan, OUTPUT=plan)


LINES = (
    ("layer: urban_boundary\n", "layer: urban_boundry\n", "did you mean urban_boundary?"),
    ("    area: MJ\n", "    area: XZQMC\n", "holds no numbers"),
    ("    area: MJ\n", "", "the key area is missing"),
    ("    area_unit: m2 ", "    area_unit: acre ", "cannot be acre"),
    ('    allowed: ["010"]', '    allowed: ["01"]', "01 is no code of the code list control_zone_type"),
    ("    field: GZQLXDM ", "    field: SM ", "which has no code list"),
    ("    - {layer: redline}\n    - {layer: flood", "    - {layer: basic_farmland}\n    - {layer: flood", "names basic_farmland twice"),
    ("    - {layer: city_plan_area}", "    - {layer: city_plan_area, where: \"\\\"XX\\\" = 1\"}", "names the field XX"),
    ("    - {layer: city_plan_area}", "    - {layer: main_road}", "whose geometry is line"),
    ("    - {layer: city_plan_area}", "    - {layer: city_plan_area, colour: red}", "the key colour is not known"),
    ("  min_width_m: 5            # half", "  min_width_m: -5            # half", "must not be negative"),
    ("  min_hole_m2: 400          # holes", "  min_hole_m2: many          # holes", "must be a number"),
    ("ecological_space:\n", "ecological_spice:\n", "did you mean ecological_space?"),
)


@pytest.mark.parametrize(("old", "new", "sentence"), LINES)
def test_bad_lines_are_reported_at_their_line(tmp_path, old, new, sentence):
    folder = tmp_path / "pack"
    shutil.copytree(farmland_pack().folder, folder)
    path = folder / "lines.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(folder, kind_specs())
    found = [problem for problem in caught.value.problems if problem.file == "lines.yaml"]
    assert len(found) == len(caught.value.problems) == 1 and found[0].line > 0
    assert sentence in str(caught.value)


def test_lines_count_in_the_hash_of_the_pack(tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(farmland_pack().folder, folder)
    assert load_pack(folder, kind_specs()).content_hash == farmland_pack().content_hash
    path = folder / "lines.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("min_width_m: 5 ", "min_width_m: 6 "), encoding="utf-8")
    assert load_pack(folder, kind_specs()).content_hash != farmland_pack().content_hash
    path.unlink()
    assert load_pack(folder, kind_specs()).lines is None
