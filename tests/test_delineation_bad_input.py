"""Delineation and adjustment on data as they come: a right result or a plain sentence, and never an input changed."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest
from bad_input_support import PROGRAM_WORDS, content
from bad_layers import (
    GEOMETRIES,
    HTML,
    as_full_width,
    first,
    in_degrees,
    remade,
    save,
    with_heights,
)
from elevation_files import write_dem
from farmland_county import (
    CRS,
    EAST,
    NORTH,
    PARCELS,
    TOWN_A,
    VILLAGE,
    centres_layer,
    current_layer,
    frozen_layer,
    parcels_layer,
    rectangle,
    shape,
    targets_layer,
    units_layer,
    write_plan,
)
from feedback_support import Log
from qgis.core import (
    QgsApplication,
    QgsField,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsTask,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import memory_layer

TEMPORARY = "TEMPORARY_OUTPUT"


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture(scope="module", autouse=True)
def pack_loaded_once(provider):
    """Most of a run on twenty parcels is reading the rule pack, which is the same each time."""
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
    from landplan_toolbox.processing_provider import pack_algorithm

    pack = load_pack("farmland", kind_specs())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_algorithm, "load_pack", lambda name, specs: pack)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with blanks and other letters in its name: the plan, an elevation model and the county in a file."""
    made = tmp_path_factory.mktemp("数据 夹")
    write_plan(made / "plan.gpkg")
    heights = np.add.outer(np.arange(60.0), 2 * np.arange(160.0))
    write_dem(made / "dem.tif", heights, (EAST - 300, 20.0, 0, NORTH + 500, 0, -20.0), crs=2381)
    QgsRasterLayer(str(made / "dem.tif"))  # QGIS keeps the statistics of a raster it opens in a file beside it
    for layer in (parcels_layer(), current_layer(), units_layer()):
        save(layer, made / "县 数据.gpkg")
    return made


def run(algorithm, feedback=None, **parameters):
    """Run an algorithm and require plain words in its log and its refusal; return results and log."""
    import processing

    log = feedback or Log()
    result = processing.run(f"landplan:{algorithm}", parameters, feedback=log)
    assert not PROGRAM_WORDS.search(log.text()), log.text()
    for value in result.values():
        assert not isinstance(value, float) or value == value
    return result, log


def tried(algorithm, **parameters):
    """Run an algorithm that may refuse; return results, log and the refusal, which must be in plain words."""
    refusal, result, log = "", {}, Log()
    try:
        result, log = run(algorithm, log, **parameters)
    except QgsProcessingException as error:
        refusal = str(error).strip()
    assert not PROGRAM_WORDS.search(refusal), refusal
    assert not refusal or refusal.endswith((".", ";", ")")), refusal
    return result, log, refusal


def farmland_layer():
    """Return basic farmland after a delineation, numbered."""
    rows = []
    for number, name in enumerate([name for name, parcel in PARCELS.items() if parcel[0] < "02"], 1):
        village = VILLAGE[name[0]]
        rows.append({"BSM": number, "JBNTTBBH": f"{village}{number:06d}", "XZQDM": village, "DLBM": PARCELS[name][0],
                     "ZLDWDM": village + "0" * 7, "JBNTMJ": 19000.0, "wkt": shape(name)})
    fields = {"BSM": "integer", "JBNTTBBH": "text(20)", "XZQDM": "text(12)", "DLBM": "text(4)", "ZLDWDM": "text(19)",
              "JBNTMJ": "real"}
    return memory_layer("JBNTBHTB", fields, rows, crs=CRS)


def after_layer():
    rows = [{"JBNTTBBH": name, "XZQDM": VILLAGE[name[0]], "wkt": shape(name)} for name in ("A11", "A21", "A22", "B11")]
    return memory_layer("JBNTBHTB", {"JBNTTBBH": "text(20)", "XZQDM": "text(12)"}, rows, crs=CRS)


def removed_layer():
    rows = [{"MC": "甲", "wkt": rectangle(0, 0, 200, 100)}, {"MC": "乙", "wkt": rectangle(200, 0, 200, 100)}]
    return memory_layer("拆除", {"MC": "text"}, rows, crs=CRS)


def persons_layer():
    return memory_layer("责任人", {"单位代码": "text", "责任人": "text"}, [{"单位代码": TOWN_A, "责任人": HTML}], "None")


LAYERS = {
    "PARCELS": parcels_layer, "CURRENT": current_layer, "UNITS": units_layer, "TARGETS": targets_layer,
    "CENTRES": centres_layer, "FROZEN": frozen_layer, "REMOVED": removed_layer, "INPUT": parcels_layer,
    "BASIC_FARMLAND": farmland_layer, "PERSONS": persons_layer, "BEFORE": current_layer, "AFTER": after_layer,
}
USES = {
    "slopeclasses": ("INPUT",),
    "screenparcels": ("PARCELS", "CURRENT", "UNITS", "TARGETS"),
    "delineatefarmland": ("PARCELS", "CURRENT", "UNITS", "TARGETS", "CENTRES", "FROZEN"),
    "proposereplacement": ("PARCELS", "CURRENT", "UNITS", "REMOVED", "FROZEN"),
    "consolidationreserve": ("PARCELS", "CURRENT", "UNITS"),
    "responsibilityzones": ("BASIC_FARMLAND", "UNITS", "PERSONS"),
    "comparedelineations": ("BEFORE", "AFTER", "PARCELS", "UNITS"),
}
SINKS = {
    "slopeclasses": ("OUTPUT", "WITHOUT_DEM"),
    "screenparcels": ("OUTPUT", "SUMMARY", "GATES"),
    "delineatefarmland": ("OUTPUT", "LEDGER", "OUT_PARCELS", "IN_PARCELS", "ADJUSTMENT_LEDGER"),
    "proposereplacement": ("OUTPUT", "LEDGER"),
    "consolidationreserve": ("OUTPUT", "ZONE_PARCELS", "LEDGER"),
    "responsibilityzones": ("ZONES", "BLOCKS", "PARCELS", "RESPONSIBLE", "RESPONSIBILITY_TABLE"),
    "comparedelineations": ("OUTPUT", "LEDGER", "MATRIX"),
}
EVERY = [(algorithm, name) for algorithm, names in USES.items() for name in names]
SPATIAL = [(algorithm, name) for algorithm, name in EVERY if name not in ("TARGETS", "PERSONS")]


def parameters_of(algorithm, folder, **changed):
    """Return the parameters of a sound run, some changed."""
    made = {name: LAYERS[name]() for name in USES[algorithm]}
    made.update(dict.fromkeys(SINKS[algorithm], TEMPORARY), PACK="farmland")
    if algorithm == "slopeclasses":
        made["DEM"] = str(folder / "dem.tif")
    elif algorithm != "comparedelineations":
        made["SOURCE"] = str(folder / "plan.gpkg")
    if algorithm == "consolidationreserve":
        made.update(MIN_AREA=1000, MIN_BLOCKS=1)
    made.update(changed)
    return made


# Every layer meets one of the ways, every way several layers.
BAD = [(*place, list(GEOMETRIES)[number % len(GEOMETRIES)]) for number, place in enumerate(SPATIAL)]


@pytest.mark.parametrize(("algorithm", "name", "what"), BAD)
def test_bad_geometry_gives_a_result_or_a_sentence(folder, algorithm, name, what):
    before = content(folder)
    bad = GEOMETRIES[what](LAYERS[name]())
    _, log, refusal = tried(algorithm, **parameters_of(algorithm, folder, **{name: bad}))
    if not refusal and what in ("null", "all null", "empty", "nan"):
        told = re.search(r"no shape|no net area|no heights|in no unit|no administrative unit|no town", log.text())
        assert told, log.text()
    assert content(folder) == before


@pytest.mark.parametrize(("algorithm", "name"), SPATIAL)
def test_without_a_reference_system_the_layer_is_refused(folder, algorithm, name):
    layer = LAYERS[name]()
    bare = remade(layer, lambda number, values, own: (values, own), crs="")
    with pytest.raises(QgsProcessingException, match="coordinate reference system") as caught:
        run(algorithm, **parameters_of(algorithm, folder, **{name: bare}))
    assert layer.name() in str(caught.value)


@pytest.mark.parametrize("algorithm", USES)
def test_other_ways_to_store_the_same_land_give_the_same_numbers(folder, algorithm):
    """Degrees, heights and measures, lower-case fields, texts of full-width digits, another order of features."""
    expected, _ = run(algorithm, **parameters_of(algorithm, folder))
    numbers = {key: value for key, value in expected.items() if isinstance(value, (int, float))}
    assert numbers

    def shuffled(layer):
        features = list(layer.getFeatures())
        random.Random(5).shuffle(features)
        return remade(layer, lambda number, values, own: (features[number].attributes(), features[number].geometry()))

    def lower(layer):
        def names(fields):
            made = [QgsField(field) for field in fields]
            for field in made:
                field.setName(field.name().lower())
            return made

        return remade(layer, lambda number, values, own: (values, own), fields=names)

    ways = {"lower": lower, "shuffled": shuffled, "heights": lambda layer: remade(layer, with_heights, "PolygonZM"),
            "degrees": in_degrees}
    for way, change in ways.items():
        plain = way in ("lower", "shuffled")
        changed = {name: change(layer()) for name, layer in LAYERS.items() if name in USES[algorithm]
                   and (plain or name not in ("TARGETS", "PERSONS"))}
        result, _ = run(algorithm, **parameters_of(algorithm, folder, **changed))
        found = {key: result[key] for key in numbers}
        assert found == pytest.approx(numbers, rel=1e-6, abs=0.011), way


@pytest.mark.parametrize("algorithm", USES)
def test_full_width_digits_and_blanks_are_read_as_meant(folder, algorithm):
    expected, _ = run(algorithm, **parameters_of(algorithm, folder))
    wide = {name: as_full_width(LAYERS[name]()) for name in USES[algorithm]}
    result, log = run(algorithm, **parameters_of(algorithm, folder, **wide))
    lost_evidence = "parcels that do not exist" in log.text()  # the documents name the keys in usual digits
    for key, value in expected.items():
        if isinstance(value, (int, float)) and not lost_evidence:
            assert result[key] == pytest.approx(value, abs=0.011), key


@pytest.mark.parametrize(("algorithm", "name"), EVERY)
def test_no_features_no_fields_and_strange_texts(folder, algorithm, name):
    """Each layer meets one of four."""
    layer = LAYERS[name]()
    empty = QgsVectorLayer(
        ("Polygon?crs=" + CRS) if layer.isSpatial() else "NoGeometry", layer.name(), "memory")
    empty.dataProvider().addAttributes(list(layer.fields()))
    empty.updateFields()
    strange = remade(
        layer, lambda number, values, own: ([HTML] * len(values), own),
        fields=lambda own: [QgsField(field.name(), QVariant.String) for field in own],
    )
    bare = remade(layer, lambda number, values, own: ([], own), fields=lambda own: [])
    nothing = remade(layer, lambda number, values, own: ([None] * len(values), own))
    bad = (empty, strange, bare, nothing)[EVERY.index((algorithm, name)) % 4]
    result, _, refusal = tried(algorithm, **parameters_of(algorithm, folder, **{name: bad}))
    assert result or refusal


@pytest.mark.parametrize(("algorithm", "ending"), [
    ("slopeclasses", "shp"), ("screenparcels", "gpkg"), ("consolidationreserve", "shp"), ("responsibilityzones", "gpkg"),
    ("comparedelineations", "gpkg"),
])
def test_cancelled_runs_leave_whole_layers_or_none(folder, tmp_path, algorithm, ending):
    whole, log = run(algorithm, **parameters_of(algorithm, folder))
    counts = {name: whole[name].featureCount() for name in SINKS[algorithm] if isinstance(whole[name], QgsVectorLayer)}
    for step, at in enumerate((log.looks // 2, log.looks - 2, log.looks - 1)):
        place = tmp_path / f"结果 {step}"
        place.mkdir()
        sinks = {name: str(place / f"{name}.{ending}") for name in SINKS[algorithm]}
        result, _ = run(algorithm, Log(at), **parameters_of(algorithm, folder, **sinks))
        written = {path.stem: path for path in place.iterdir() if path.suffix in (".gpkg", ".shp", ".dbf")}
        if not any(name in result for name in SINKS[algorithm]):
            for name, path in written.items():
                assert QgsVectorLayer(str(path), name, "ogr").featureCount() == counts[name]


def test_cancelling_leaves_the_other_tables_of_a_database_alone(folder, tmp_path):
    _, log = run("consolidationreserve", **parameters_of("consolidationreserve", folder))
    database = tmp_path / "all.gpkg"
    save(units_layer(), database)
    sinks = {name: f"ogr:dbname='{database}' table=\"{name}\" (geom)" for name in SINKS["consolidationreserve"]}
    run("consolidationreserve", Log(log.looks - 1), **parameters_of("consolidationreserve", folder, **sinks))
    layer = QgsVectorLayer(str(database), "", "ogr")
    names = layer.dataProvider().subLayers()
    assert any("XZQ" in name for name in names) and not any("LEDGER" in name for name in names)


@pytest.mark.parametrize("algorithm", USES)
def test_outputs_never_replace_inputs(folder, tmp_path, algorithm):
    before = content(folder)
    name = USES[algorithm][0]
    place = tmp_path / "eigen 数据.gpkg"
    save(LAYERS[name](), place)
    bytes_ = place.read_bytes()
    for sink in SINKS[algorithm][:1]:
        targets = [str(place), f"ogr:dbname='{place}' table=\"{LAYERS[name]().name()}\" (geom)"]
        if algorithm == "slopeclasses":
            targets.append(str(folder / "dem.tif"))
        elif algorithm != "comparedelineations":
            targets.append(str(folder / "plan.gpkg"))
        for target in targets:
            with pytest.raises(QgsProcessingException, match="must not be written over"):
                run(algorithm, **parameters_of(algorithm, folder, **{name: str(place), sink: target}))
    assert content(folder) == before and place.read_bytes() == bytes_


def test_outputs_never_replace_layers_of_the_open_project(folder):
    before = content(folder)
    project = QgsProject.instance()
    project.addMapLayer(QgsVectorLayer(f"{folder / 'plan.gpkg'}|layername=STBHHX", "STBHHX", "ogr"))
    try:
        with pytest.raises(QgsProcessingException, match="must not be written over"):
            run("screenparcels", **parameters_of("screenparcels", folder, SOURCE=None, OUTPUT=str(folder / "plan.gpkg")))
    finally:
        project.clear()
    assert content(folder) == before


@pytest.mark.parametrize("algorithm", USES)
def test_folders_that_cannot_be_written_are_refused_before_the_work(folder, tmp_path, algorithm):
    for sink in SINKS[algorithm][-1:]:
        with pytest.raises(QgsProcessingException, match=r"The folder .* does not exist"):
            run(algorithm, **parameters_of(algorithm, folder, **{sink: str(tmp_path / "无" / "x.gpkg")}))
    assert not list(tmp_path.iterdir())


def test_centres_that_are_no_place_are_refused(folder):
    """GEOS dies of the infinite coordinates PROJ gives for them."""
    centres = remade(centres_layer(), lambda number, values, own: (values, own), crs="EPSG:4610")
    with pytest.raises(QgsProcessingException, match=r"JCQ .*no place"):
        run("delineatefarmland", **parameters_of("delineatefarmland", folder, CENTRES=centres))


def test_removed_land_in_no_unit_counts_as_missing(folder):
    units = remade(units_layer(), first(None))
    result, log = run("proposereplacement", **parameters_of("proposereplacement", folder, UNITS=units))
    assert result["REMOVED_HA"] == result["MISSING_HA"] == pytest.approx(3.9)
    rows = [feature.attributes() for feature in result["LEDGER"].getFeatures()]
    total = dict(zip((field.name() for field in result["LEDGER"].fields()), rows[-1]))
    assert total["missing_ha"] == pytest.approx(3.9)
    assert "lie in no unit" in log.text() and "XZQ" in log.text()


def test_a_text_too_long_for_the_result_is_cut_and_told(folder):
    parcels = parcels_layer(changed={"A11": {"QSDWMC": "王" * 60}})
    parcels = remade(
        parcels, lambda number, values, own: ([*values[:6], "王" * 300, *values[7:]], own),
        fields=lambda own: [QgsField(field.name(), QVariant.String if field.name() == "QSDWMC" else field.type())
                            for field in own],
    )
    result, log = run("delineatefarmland", **parameters_of("delineatefarmland", folder, PARCELS=parcels))
    assert "QSDWMC and were cut" in log.text()
    assert result["OUTPUT"].featureCount() > 0


@pytest.mark.parametrize(("field", "word"), [("QUALITY_FIELD", "quality grade"), ("SLOPE_FIELD", "slope")])
def test_a_field_that_holds_something_else_is_refused(folder, field, word):
    for algorithm in ("screenparcels", "delineatefarmland", "proposereplacement", "consolidationreserve"):
        with pytest.raises(QgsProcessingException, match=f"DLMC of DLTB holds no {word}"):
            run(algorithm, **parameters_of(algorithm, folder, **{field: "DLMC"}))


def dem_file(folder, what):
    heights = np.add.outer(np.arange(60.0), 2 * np.arange(160.0))
    affine = (EAST - 300, 20.0, 0, NORTH + 500, 0, -20.0)
    path = folder / f"高程 {what}.tif"
    if what == "no crs":
        write_dem(path, heights, affine, crs=None)
    elif what == "no heights":
        write_dem(path, heights * 0 - 9999, affine, crs=2381, nodata=-9999)
    elif what == "elsewhere":
        write_dem(path, heights, (EAST + 5e5, *affine[1:]), crs=2381)
    elif what == "no place":
        write_dem(path, heights, None, crs=2381)
    elif what == "broken":
        path.write_bytes((folder / "dem.tif").read_bytes()[:3000])
    return str(path)


@pytest.mark.parametrize(("what", "sentence"), [
    ("no crs", "no coordinate reference system"), ("no heights", "No parcel of DLTB has a height"),
    ("elsewhere", "No parcel of DLTB has a height"), ("no place", "says nothing of where it lies"),
    ("broken", "cannot be read"),
])
def test_elevation_models_that_do_not_serve(folder, tmp_path, what, sentence):
    (tmp_path / "dem.tif").write_bytes((folder / "dem.tif").read_bytes())
    with pytest.raises(QgsProcessingException, match=sentence):
        run("slopeclasses", **parameters_of("slopeclasses", folder, DEM=dem_file(tmp_path, what)))
    if what in ("no heights", "elsewhere"):
        result, _ = run(
            "screenparcels", **parameters_of("screenparcels", folder, DEM=dem_file(tmp_path, what)))
        assert result["PARCEL_COUNT"] == 20
    else:
        with pytest.raises(QgsProcessingException, match=sentence):
            run("screenparcels", **parameters_of("screenparcels", folder, DEM=dem_file(tmp_path, what)))


def test_selection_filter_and_unsaved_edits_are_what_is_seen(folder, tmp_path):
    path = tmp_path / "县.gpkg"
    save(parcels_layer(), path)
    layer = QgsVectorLayer(f"{path}|layername=DLTB", "DLTB", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        whole, _ = run("screenparcels", **parameters_of("screenparcels", folder, PARCELS=layer))
        assert whole["PARCEL_COUNT"] == 20
        layer.selectByExpression("\"BSM\" < 200")
        selected = QgsProcessingFeatureSourceDefinition(layer.id(), True)
        some, _ = run("screenparcels", **parameters_of("screenparcels", folder, PARCELS=selected))
        layer.removeSelection()
        layer.setSubsetString("\"BSM\" < 200")
        filtered, _ = run("screenparcels", **parameters_of("screenparcels", folder, PARCELS=layer))
        layer.setSubsetString("")
        assert some["PARCEL_COUNT"] == filtered["PARCEL_COUNT"] == 10
        assert some["MEAN_QUALITY"] == pytest.approx(filtered["MEAN_QUALITY"])
        layer.startEditing()
        layer.deleteFeature(next(layer.getFeatures()).id())
        edited, _ = run("screenparcels", **parameters_of("screenparcels", folder, PARCELS=layer))
        assert edited["PARCEL_COUNT"] == 19 and layer.isEditable()
        layer.rollBack()
    finally:
        QgsProject.instance().clear()


def test_a_shapefile_in_gbk_without_a_code_page(folder, tmp_path):
    path = tmp_path / "DLTB.shp"
    save(parcels_layer(), path, "ESRI Shapefile", "GBK")
    for lost in ("cpg", "prj"):
        before = run("delineatefarmland", **parameters_of("delineatefarmland", folder))[0] if lost == "cpg" else None
        path.with_suffix(f".{lost}").unlink(missing_ok=True)
        if before is not None:
            result, _ = run("delineatefarmland", **parameters_of("delineatefarmland", folder, PARCELS=str(path)))
            assert result["DELINEATED_HA"] == pytest.approx(before["DELINEATED_HA"])


@pytest.mark.parametrize(("name", "sentence"), [
    ("cut.gpkg", "is cut off"), ("empty.gpkg", "is empty"), ("text.gpkg", "is no GeoPackage"), ("不.gpkg", "does not exist"),
])
def test_other_layers_of_the_plan_that_cannot_be_read(folder, tmp_path, name, sentence):
    (tmp_path / "cut.gpkg").write_bytes((folder / "plan.gpkg").read_bytes()[:60_000])
    (tmp_path / "empty.gpkg").write_bytes(b"")
    (tmp_path / "text.gpkg").write_text("hello", encoding="utf-8")
    for algorithm in ("screenparcels", "responsibilityzones"):
        with pytest.raises(QgsProcessingException, match=sentence) as caught:
            run(algorithm, **parameters_of(algorithm, folder, SOURCE=str(tmp_path / name)))
        assert name in str(caught.value)
    for algorithm in ("urbanboundary", "checkadjustment"):
        with pytest.raises(QgsProcessingException, match=sentence) as caught:
            run(algorithm, PACK="farmland", SOURCE=str(tmp_path / name), OUTPUT=TEMPORARY)
        assert name in str(caught.value)


def test_layers_missing_for_the_lines_are_told(folder):
    for algorithm in ("urbanboundary", "ecologicalspace"):
        result, log, refusal = tried(
            algorithm, PACK="farmland", SOURCE=str(folder / "plan.gpkg"), OUTPUT=TEMPORARY)
        told = refusal or log.text()
        assert "missing" in told or "No layer" in told
        assert refusal or result["MISSING_COUNT"] > 0
    for algorithm in ("checkadjustment", "checkthreelines"):
        result, _ = run(algorithm, PACK="farmland", SOURCE=str(folder / "plan.gpkg"), OUTPUT=TEMPORARY)
        assert result["VERDICT"] == "incomplete" and result["NOT_RUN_COUNT"] > 0


def test_numbers_agree_among_the_outputs(folder):
    result, _ = run("delineatefarmland", **parameters_of("delineatefarmland", folder))
    assert result["KEPT_HA"] + result["OUT_HA"] == pytest.approx(result["BEFORE_HA"], abs=1e-4)
    assert result["KEPT_HA"] + result["IN_HA"] == pytest.approx(result["DELINEATED_HA"], abs=1e-4)
    net = sum(feature["JBNTMJ"] for feature in result["OUTPUT"].getFeatures())
    assert net / 10_000 == pytest.approx(result["DELINEATED_HA"], abs=1e-4)
    entered = sum(feature["net_area_m2"] for feature in result["IN_PARCELS"].getFeatures())
    assert entered / 10_000 == pytest.approx(result["IN_HA"], abs=1e-4)
    compared, _ = run("comparedelineations", **parameters_of("comparedelineations", folder))
    pieces = {"kept": 0.0, "out": 0.0, "in": 0.0}
    for feature in compared["OUTPUT"].getFeatures():
        pieces[feature["change"]] += feature["area_m2"]
    assert pieces["kept"] == pytest.approx(compared["KEPT_AREA"], abs=0.01)
    assert pieces["kept"] + pieces["out"] == pytest.approx(compared["BEFORE_AREA"], abs=0.01)
    assert pieces["in"] == pytest.approx(compared["IN_AREA"], abs=0.01)


@pytest.mark.parametrize("algorithm", ["slopeclasses", "delineatefarmland", "comparedelineations"])
def test_in_a_background_thread(folder, algorithm):
    expected, _ = run(algorithm, **parameters_of(algorithm, folder))
    context, feedback = QgsProcessingContext(), Log()
    context.setProject(QgsProject.instance())
    instance = QgsApplication.processingRegistry().createAlgorithmById(f"landplan:{algorithm}")
    parameters = parameters_of(algorithm, folder)
    assert instance.prepare(parameters, context, feedback)
    found = {}

    def work(task):
        own = QgsProcessingContext()
        own.setFeedback(feedback)
        found.update(instance.runPrepared(parameters, own, feedback))

    task = QgsTask.fromFunction("run", work)
    QgsApplication.taskManager().addTask(task)
    assert task.waitForFinished(20_000)
    for key, value in expected.items():
        if isinstance(value, (int, float)):
            assert found[key] == pytest.approx(value), key

