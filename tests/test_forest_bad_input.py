"""The algorithms of forest land on data as they come: a right result or a plain sentence, and no input changed."""

from __future__ import annotations

import re

import pytest
from bad_input_support import PROGRAM_WORDS, content
from bad_layers import GEOMETRIES, HTML, first, in_degrees, remade, save, with_heights
from feedback_support import Log
from qgis.core import (
    QgsField,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import EAST, NORTH, memory_layer
from small_forest import layers

TEMPORARY = "TEMPORARY_OUTPUT"
GIVEN = {  # parameter → layer, of algorithms that take layers
    "planningbase": {"SURVEY": "DLTB", "ONE_MAP": "LDXB", "ADMIN": "XZQ", "PLANNED": "GHFZLY",
                     "BASIC_FARMLAND": "YJJBNTTB"},
    "compareeditions": {"BEFORE": "LDXB_Q", "AFTER": "LDXB", "ADMIN": "XZQ"},
}
SINKS = {
    "planningbase": ("OUTPUT", "DISAGREEMENTS", "MATRIX", "CHECKSUM", "PLANNED_LAND"),
    "forestgrades": ("OUTPUT", "TABLE"),
    "checkforestquota": ("OUTPUT", "PROJECTS", "QUOTA", "WORKS"),
    "compareeditions": ("OUTPUT", "MATRIX", "UNITS", "INDICATORS", "PROBLEMS"),
    "evaluatestatus": ("FIGURES",),
    "measureindicators": ("OUTPUT", "OUTPUT_UNITS", "FALLOUT"),
}
OPTIONS = {"checkforestquota": {"PERIODS": "2021-2025"}, "measureindicators": {"YEARS": "2020,2025"}}
READ = {  # the layers that each algorithm reads
    "planningbase": ("DLTB", "LDXB", "XZQ", "GHFZLY", "YJJBNTTB"),
    "forestgrades": ("LDXB", "ZRBHD", "ZYSTKJ", "LYJD"),
    "checkforestquota": ("LDXB", "SYLDXM", "ZDGC"),
    "compareeditions": ("LDXB", "LDXB_Q", "XZQ"),
    "evaluatestatus": ("LDXB", "XZQ", "ZRBHD", "SYLDXM", "STBHHX"),
    "measureindicators": ("LDXB", "XZQ", "SYLDXM"),
}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture(scope="module", autouse=True)
def pack_loaded_once(provider):
    """Most of a run on ten sub-compartments is reading the rule pack, which is the same each time."""
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
    from landplan_toolbox.processing_provider import pack_algorithm

    pack = load_pack("forest", kind_specs())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_algorithm, "load_pack",
                      lambda name, specs: pack if name == "forest" else load_pack(name, specs))
        yield


@pytest.fixture(autouse=True)
def clean_project():
    yield
    QgsProject.instance().clear()


def parameters_of(algorithm, county, **changed):
    """Return the parameters of a run on layers by name; those the algorithm finds by itself go into the project."""
    made = {"PACK": "forest", **dict.fromkeys(SINKS[algorithm], TEMPORARY), **OPTIONS.get(algorithm, {})}
    if algorithm in GIVEN:
        made.update({name: county[layer] for name, layer in GIVEN[algorithm].items() if layer in county})
    elif "SOURCE" not in changed:
        QgsProject.instance().clear()
        QgsProject.instance().addMapLayers([layer for name, layer in county.items() if name != "LDXB_Q"])
    made.update(changed)
    return made


def run(algorithm, county, feedback=None, **changed):
    """Run an algorithm; return results, log and the refusal, '' for none; all in plain words."""
    import processing

    log, result, refusal = feedback or Log(), {}, ""
    try:
        result = processing.run(f"landplan:{algorithm}", parameters_of(algorithm, county, **changed), feedback=log)
    except QgsProcessingException as error:
        refusal = str(error).strip()
    for text in (log.text(), refusal):
        assert not PROGRAM_WORDS.search(text), text
    assert not refusal or refusal.endswith((".", ")")), refusal
    return result, log.text(), refusal


def numbers(result):
    return {name: value for name, value in result.items() if isinstance(value, (int, float))}


def column(layer, field, change, kind=None, only_first=False):
    """Return a layer with the values of a column changed; ``kind`` is its new type."""
    at = layer.fields().lookupField(field)

    def changed(number, values, own):
        values = list(values)
        old = None if values[at] == QVariant() else values[at]
        if not only_first or number == 0:
            values[at] = change(old)
        return values, own

    def fields(own):
        return [QgsField(each.name(), kind) if kind is not None and number == at else QgsField(each)
                for number, each in enumerate(own)]

    return remade(layer, changed, fields=fields)


def without(layer, field):
    at = layer.fields().lookupField(field)
    return remade(layer, lambda number, values, own: ([value for n, value in enumerate(values) if n != at], own),
                  fields=lambda own: [each for n, each in enumerate(own) if n != at])


def emptied(layer):
    made = QgsVectorLayer("Polygon?crs=EPSG:4545", layer.name(), "memory")
    made.dataProvider().addAttributes(list(layer.fields()))
    made.updateFields()
    return made


def shapeless(layer):
    return remade(layer, first(None))


def told(algorithm, name, change, **options):
    """Return result and all sentences of a run in which one layer is changed."""
    county = layers()
    county[name] = change(county[name])
    result, log, refusal = run(algorithm, county, **options)
    return result, log + "\n" + refusal


# Every layer meets one of the ways, every way several layers.
PLACES = [(algorithm, name) for algorithm, names in READ.items() for name in names]
BAD = [(*place, list(GEOMETRIES)[number % len(GEOMETRIES)]) for number, place in enumerate(PLACES)]


@pytest.mark.parametrize(("algorithm", "name", "what"), BAD)
def test_bad_geometry_gives_a_result_or_a_sentence(algorithm, name, what):
    result, said = told(algorithm, name, GEOMETRIES[what])
    assert result or said.strip()
    if result and what in ("null", "empty") and (algorithm, name) not in (
            ("measureindicators", "LDXB"), ("evaluatestatus", "SYLDXM"), ("evaluatestatus", "XZQ")):
        # these count by codes and declared areas, or tell what lies in no unit
        assert re.search(r"no (usable )?shape|no borders", said), said


@pytest.mark.parametrize("algorithm", READ)
def test_heights_and_lower_case_change_nothing(algorithm):
    expected, _, refusal = run(algorithm, layers())
    assert not refusal and numbers(expected)

    def lower(layer):
        def names(own):
            made = [QgsField(each) for each in own]
            for each in made:
                each.setName(each.name().lower())
            return made

        return remade(layer, lambda number, values, own: (values, own), fields=names)

    county = {name: lower(layer) for name, layer in layers().items()}
    for name in READ[algorithm]:
        county[name] = remade(county[name], with_heights, "PolygonZM")
    result, _, refusal = run(algorithm, county)
    assert not refusal
    assert numbers(result) == pytest.approx(numbers(expected), rel=1e-6, abs=0.011)


@pytest.mark.parametrize(("algorithm", "name", "verdict"), [
    ("planningbase", "DLTB", "incomplete"), ("planningbase", "LDXB", "incomplete"),
    ("forestgrades", "LDXB", "incomplete"), ("checkforestquota", "LDXB", None), ("checkforestquota", "SYLDXM", None),
])
def test_an_empty_layer_has_passed_nothing(algorithm, name, verdict):
    result, said = told(algorithm, name, emptied)
    assert result.get("VERDICT") == verdict
    assert re.search(f"{name} has no features", said), said


@pytest.mark.parametrize("change", [
    lambda code: None, lambda code: "ZZ", lambda code: code.translate(WIDE), lambda code: f" {code} "])
def test_land_whose_class_cannot_be_read_is_not_passed_over(change):
    def all_of(layer):
        return column(layer, "DI_LEI", change)

    result, said = told("forestgrades", "LDXB", all_of)
    assert result["VERDICT"] == "incomplete" and "10 sub-compartments of LDXB have no class that is a known code" in said
    result, said = told("checkforestquota", "LDXB", all_of)
    assert result["VERDICT"] == "incomplete" and "DI_LEI is no known code" in said and "for example 路" in said
    result, said = told("compareeditions", "LDXB", all_of)
    assert "10 features of LDXB have no known code in DI_LEI" in said
    result, said = told("measureindicators", "LDXB", all_of)
    assert result["FALLOUT_COUNT"] == 10 and "fall out of this indicator" in said


def test_a_class_nobody_reads_off_the_projects_is_no_doubt_about_them():
    county = layers()
    rows = [number for number, feature in enumerate(county["LDXB"].getFeatures()) if feature["XIAO_BAN"] == "00010"]
    county["LDXB"] = remade(county["LDXB"], lambda number, values, own: (
        [None if field.name() == "DI_LEI" and number in rows else value
         for field, value in zip(county["LDXB"].fields(), values)], own))
    _, log, _ = run("checkforestquota", county)
    assert "no known code" not in log


def test_a_survey_in_full_width_digits_is_read_as_meant():
    expected, _, _ = run("planningbase", layers())
    result, _ = told("planningbase", "DLTB", lambda layer: column(layer, "DLBM", lambda code: code.translate(WIDE)))
    assert numbers(result) == pytest.approx(numbers(expected))


@pytest.mark.parametrize(("name", "field", "change", "words"), [
    ("ZRBHD", "GNFQ", lambda code: code.translate(WIDE), "do not say what they are"),
    ("ZRBHD", "BHDLX", lambda code: "ZZ", "do not say what they are"),
    ("LYJD", "LX", lambda code: " 1 ", "do not say what they are"),
    ("LDXB", "SEN_LIN_LB", lambda code: code and code.translate(WIDE), "a code in SEN_LIN_LB that its code list"),
    ("LDXB", "SHI_QUAN_D", lambda code: code and "9Z", "a code in SHI_QUAN_D that its code list"),
])
def test_codes_no_list_knows_leave_a_doubt_about_the_grades(name, field, change, words):
    result, said = told("forestgrades", name, lambda layer: column(layer, field, change))
    assert words in said and "could not be excluded" in said
    assert result["VERDICT"] != "passed"


def test_a_reserve_without_a_shape_leaves_a_doubt():
    result, said = told("forestgrades", "ZRBHD", shapeless)
    assert "1 features of ZRBHD have no usable shape, so what lies in them is not known" in said
    assert result["STRICTER_COUNT"] == 0  # the first is recorded stricter, and nobody can tell whether it must be


@pytest.mark.parametrize(("name", "change", "words"), [
    ("SYLDXM", shapeless, "1 projects of SYLDXM have no usable shape, for example 路"),
    ("LDXB", shapeless, "1 features of LDXB that are forest land have no usable shape"),
    ("LDXB", lambda layer: column(layer, "BH_DJ", lambda code: None), ""),
])
def test_use_that_cannot_be_judged_has_not_passed(name, change, words):
    result, said = told("checkforestquota", name, change)
    assert result["VERDICT"] == "incomplete" and words in said


@pytest.mark.parametrize(("name", "change", "words", "verdict"), [
    ("XZQ", shapeless, "The administrative area lacks them", "passed"),
    ("YJJBNTTB", shapeless, "Supplementary forest land may lie on them", "incomplete"),
    ("GHFZLY", shapeless, "They do not become supplementary forest land", "passed"),
    ("GHFZLY", lambda layer: column(layer, "LX", lambda code: "ZZ"), "for example “ZZ” in LX", "passed"),
    ("GHFZLY", lambda layer: column(layer, "PZWH", lambda text: None), "no number of an approval (PZWH)", "passed"),
])
def test_what_the_base_leaves_out_is_told(name, change, words, verdict):
    result, said = told("planningbase", name, change)
    assert words in said and result["VERDICT"] == verdict


@pytest.mark.parametrize(("factor", "unit"), [(1e4, "m²"), (15.0, "mu")])
def test_areas_in_another_unit_are_told_by_their_ratio(factor, unit):
    def scaled(layer):
        return column(layer, "MIAN_JI", lambda area: area * factor)

    for algorithm in ("measureindicators", "evaluatestatus"):
        _, said = told(algorithm, "LDXB", scaled)
        assert f"it seems to be written in {unit}, but must be in ha" in said


FIELDS = {
    "planningbase": {"DLTB": ("BSM", "DLBM", "ZLDWDM", "TBMJ"), "LDXB": ("XIAN", "XIAO_BAN", "MIAN_JI", "DI_LEI"),
                     "XZQ": ("XZQDM", "DCMJ"), "GHFZLY": ("LX",)},
    "forestgrades": {"LDXB": ("DI_LEI", "BH_DJ", "SEN_LIN_LB", "MIAN_JI"), "ZRBHD": ("GNFQ",), "LYJD": ("LX",)},
    "checkforestquota": {"LDXB": ("DI_LEI", "BH_DJ", "XIANG"), "SYLDXM": ("XMLX", "PZJB", "SYND", "SYLDMJ"),
                         "ZDGC": ("GCLX",), "GHZB": ("ND", "ZBZ")},
    "compareeditions": {"LDXB": ("XIAN", "DI_LEI", "XIAO_BAN"), "LDXB_Q": ("DI_LEI",)},
    "evaluatestatus": {"LDXB": ("MIAN_JI", "DI_LEI", "BH_DJ", "QI_YUAN"), "SYLDXM": ("SYND",)},
    "measureindicators": {"LDXB": ("MIAN_JI", "DI_LEI", "QI_YUAN"), "SYLDXM": ("SYND",)},
}


@pytest.mark.parametrize(("algorithm", "name", "field"), [
    (algorithm, name, field) for algorithm, each in FIELDS.items() for name, names in each.items() for field in names])
def test_a_missing_field_is_named(algorithm, name, field):
    _, said = told(algorithm, name, lambda layer: without(layer, field))
    if name == "GHZB":
        field = "03"  # without it no value can be read: the indicator is named
    assert field in said, said


@pytest.mark.parametrize(("algorithm", "name"), [
    ("planningbase", "DLTB"), ("planningbase", "XZQ"), ("forestgrades", "LDXB"), ("checkforestquota", "SYLDXM"),
    ("checkforestquota", "LDXB"), ("compareeditions", "LDXB_Q"), ("measureindicators", "XZQ"),
])
def test_without_a_reference_system_the_layer_is_named(algorithm, name):
    _, said = told(algorithm, name, lambda layer: remade(layer, lambda number, values, own: (values, own), crs=""))
    assert "coordinate reference system" in said and name in said


@pytest.mark.parametrize(("algorithm", "name"), [("planningbase", "DLTB"), ("compareeditions", "LDXB")])
def test_data_in_degrees_of_another_datum_are_refused_by_names_people_know(algorithm, name):
    """Xi'an 1980 beside CGCS2000: the plane the data would be measured in has no name of its own."""
    _, _, refusal = run(algorithm, {**layers(), name: in_degrees(layers()[name])})
    assert "no transformation between these datums" in refusal
    assert "PROJCRS" not in refusal and "Custom" not in refusal


@pytest.mark.parametrize("algorithm", READ)
def test_strange_texts_in_every_column(algorithm):
    county = layers()
    for name in READ[algorithm]:
        county[name] = remade(county[name], lambda number, values, own: ([HTML] * len(values), own),
                              fields=lambda own: [QgsField(each.name(), QVariant.String) for each in own])
    result, said, refusal = run(algorithm, county)
    assert (result and said.strip()) or refusal
    assert result.get("VERDICT") != "passed"


def test_a_feature_of_very_many_vertices():
    points = [f"{EAST + x / 100.0:.2f} {NORTH + (0.05 if x % 2 else 0.0):.2f}" for x in range(10001)]
    ring = ", ".join([*points, f"{EAST + 100} {NORTH + 100}", f"{EAST} {NORTH + 100}", points[0]])
    many = QgsGeometry.fromWkt(f"Polygon(({ring}))")
    for algorithm in ("planningbase", "forestgrades", "compareeditions", "checkforestquota"):
        result, _ = told(algorithm, "LDXB", lambda layer: remade(layer, first(many)))
        assert numbers(result)


@pytest.mark.parametrize("text", ["fr", "中文", "en zh", "x"])
@pytest.mark.parametrize("algorithm", ["planningbase", "evaluatestatus"])
def test_a_language_that_is_none_is_refused(algorithm, text):
    _, _, refusal = run(algorithm, layers(), LANGUAGE=text)
    assert f"“{text}” is no language of the results" in refusal


@pytest.mark.parametrize("text", ["zh", "zh-Hans", "zh_CN", "EN", "en_US", " "])
def test_languages_as_people_write_them(text):
    _, _, refusal = run("planningbase", layers(), LANGUAGE=text)
    assert not refusal


@pytest.mark.parametrize(("text", "refused"), [
    ("２０２１－２０２５，２０２６～２０３５", ""), ("2021", "is no period"), ("2021-2025,2024-2030", "must follow"),
    ("2025-2021", "must follow"),
])
def test_periods_as_people_write_them(text, refused):
    result, _, refusal = run("checkforestquota", layers(), PERIODS=text)
    assert bool(result) is not bool(refused) and refused in refusal


@pytest.fixture
def written(tmp_path):
    """Return the county in a GeoPackage in a folder with blanks and other letters in its name."""
    folder = tmp_path / "县 数据"
    folder.mkdir()
    for layer in layers().values():
        save(layer, folder / "规划 成果.gpkg")
    return folder / "规划 成果.gpkg"


@pytest.mark.parametrize("algorithm", READ)
def test_outputs_never_replace_the_data(written, algorithm):
    before = content(written.parent)
    given = {name: f"{written}|layername={layer}" for name, layer in GIVEN.get(algorithm, {}).items()}
    for target in (str(written), f"ogr:dbname='{written}' table=\"LDXB\" (geom)"):
        changed = {**(given or {"SOURCE": str(written)}), SINKS[algorithm][0]: target}
        _, _, refusal = run(algorithm, {}, **changed)
        assert "must not be written over" in refusal
    assert content(written.parent) == before


@pytest.mark.parametrize("algorithm", READ)
def test_cancelled_runs_leave_whole_layers_or_none(written, tmp_path, algorithm):
    before = content(written.parent)
    given = {name: f"{written}|layername={layer}" for name, layer in GIVEN.get(algorithm, {}).items()}
    source = given or {"SOURCE": str(written)}
    whole = Log()
    expected, _, refusal = run(algorithm, {}, whole, **source)
    assert not refusal
    counts = {name: expected[name].featureCount() for name in SINKS[algorithm]
              if isinstance(expected.get(name), QgsVectorLayer)}
    for step, at in enumerate((0, whole.looks // 3, whole.looks - 1)):
        place = tmp_path / f"结果 {step}"
        place.mkdir()
        sinks = {name: str(place / f"{name}.gpkg") for name in SINKS[algorithm]}
        result, _, _ = run(algorithm, {}, Log(at), **source, **sinks)
        if not any(name in result for name in SINKS[algorithm]):
            for path in place.glob("*.gpkg"):
                assert QgsVectorLayer(str(path), path.stem, "ogr").featureCount() == counts[path.stem]
        if at == 0:
            assert not list(place.iterdir())
    assert content(written.parent) == before


def test_unsaved_edits_are_what_is_seen(written):
    county = {name: QgsVectorLayer(f"{written}|layername={name}", name, "ogr") for name in layers()}
    before, _, _ = run("forestgrades", county)
    county = {name: QgsVectorLayer(f"{written}|layername={name}", name, "ogr") for name in layers()}
    layer = county["LDXB"]
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    layer.deleteFeature(feature.id())
    after, _, refusal = run("forestgrades", county)
    assert not refusal and after["GRADED_COUNT"] == before["GRADED_COUNT"] - 1
    assert layer.isEditable() and layer.rollBack()


def test_shapefiles_in_gbk_without_a_code_page(tmp_path):
    folder = tmp_path / "交付"
    folder.mkdir()
    for name, layer in layers().items():
        if name not in ("GHZB", "LDXB_Q"):
            save(layer, folder / f"{name}.shp", "ESRI Shapefile", "GBK")
    for path in folder.glob("*.cpg"):
        path.unlink()
    result, _, refusal = run("checkforestquota", {}, SOURCE=str(folder))
    assert not refusal and "路" in " ".join(
        str(value) for feature in result["PROJECTS"].getFeatures() for value in feature.attributes())
    result, _, refusal = run("forestgrades", {}, SOURCE=str(folder))
    assert not refusal and result["GRADED_COUNT"] == 8


DECISIONS = {"key": "text", "decision": "text"}
KEY = "B005|520111-102-201-0001-00006"


@pytest.mark.parametrize(("fields", "rows", "words"), [
    (DECISIONS, [{"key": KEY, "decision": "maybe"}], "a decision that is not understood, for example maybe"),
    (DECISIONS, [{"key": KEY, "decision": "accept_survey"}, {"key": KEY, "decision": "accept_one_map"}],
     "several different decisions"),
    ({"id": "text", "decision": "text"}, [{"id": KEY, "decision": "accept_survey"}], "it has no field key"),
    ({"key": "integer", "decision": "text"}, [{"key": 5, "decision": "accept_survey"}], "do not exist (any more)"),
    ({"key": "text", "decision": "real"}, [{"key": KEY, "decision": 1.0}], "not understood, for example 1"),
    (DECISIONS, [{"key": None, "decision": "accept_survey"}], "a decision but no key"),
    (DECISIONS, [{"key": f"X{n}|510000-1-1-1-{n}", "decision": "三调"} for n in range(9)], "9 decisions of"),
])
def test_lists_of_decisions_that_cannot_be_followed(fields, rows, words):
    _, log, refusal = run("planningbase", layers(), DECISIONS=memory_layer("决定", fields, rows, "None", ""))
    assert words in log + refusal and "决定" in log + refusal


@pytest.mark.parametrize("word", ["accept_one_map", " Accept_One_Map ", "一张图", "ｏｎｅ－ｍａｐ"])
def test_decisions_as_people_write_them(word):
    rows = [{"key": f" {KEY} ", "decision": word}]
    before, _, _ = run("planningbase", layers())
    result, _, _ = run("planningbase", layers(), DECISIONS=memory_layer("决定", DECISIONS, rows, "None", ""))
    assert result["FOREST_LAND_HA"] == pytest.approx(before["FOREST_LAND_HA"] + 0.9999, abs=2e-4)


def test_a_county_without_forest_land():
    county = layers()
    county["LDXB"] = column(county["LDXB"], "DI_LEI", lambda code: "0210")
    county["LDXB"] = column(county["LDXB"], "BCLD", lambda code: None)
    for algorithm in READ:
        result, log, refusal = run(algorithm, dict(county))
        assert result or refusal, algorithm
        assert "NaN" not in log
        county = {**layers(), "LDXB": county["LDXB"].clone()}


def test_a_unit_with_two_copies_of_its_land_counts_the_projects_once():
    """Sub-compartments over each other do not double what a project uses."""
    county = layers()
    expected, _, _ = run("checkforestquota", county)
    county = layers()
    twice = [*county["LDXB"].getFeatures()]
    county["LDXB"].dataProvider().addFeatures(twice)
    result, log, refusal = run("checkforestquota", county)
    assert not refusal and result["USED_HA"] == pytest.approx(expected["USED_HA"])
    assert "LDXB: sub-compartments lie over each other under projects, 0.44 ha in all" in log
