"""Indicators on data as they come: a right result or a plain sentence, nothing half done, and no input changed."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from adjustment_support import TOWNS, county, layer, layers, pack, without_indicators
from bad_input_support import PROGRAM_WORDS, content
from bad_layers import GEOMETRIES, as_full_width, first, in_degrees, remade, save, with_heights
from feedback_support import Log
from indicator_plan import BASE_YEAR, COUNTY, YEAR, A, B, C, key, plan_values, tree, value
from indicator_support import delivery, value_row
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from other_user import another_user, require_other_user
from qgis.core import NULL, QgsField, QgsGeometry, QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import memory_layer, square

BASE, FORMER, ASSIGNED, PLANNED, MEASURED = ValueKind
EAST, WEST = TOWNS
MEASURED_COUNTY = "690121"
PACK_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "rulepacks" / "farmland"
EVERY = ("measureindicators", "checkindicators", "changereport")


@pytest.fixture(scope="module", autouse=True)
def farmland_pack(provider):
    """The rule pack, read once: most of a small run is reading it."""
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.processing_provider import pack_algorithm

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_algorithm, "load_pack",
                      lambda name, specs: pack() if name == "farmland" else load_pack(name, specs))
        yield


@pytest.fixture(autouse=True)
def empty_project():
    """No test sees the layers of another."""
    QgsProject.instance().clear()
    yield
    QgsProject.instance().clear()


def tried(algorithm: str, log: Any = None, **parameters: Any) -> tuple[dict[str, Any], Log, str]:
    """Run an algorithm that may refuse; return results, log and refusal, all of which must be in plain words."""
    import processing

    log, result, refusal = log or Log(), {}, ""
    try:
        result = processing.run(f"landplan:{algorithm}", {"PACK": "farmland", **parameters}, feedback=log)
    except QgsProcessingException as error:
        refusal = str(error).strip()
    said = "\n".join(line for line in log.text().splitlines() if "'None'" not in line and ": None" not in line)
    assert not PROGRAM_WORDS.search(re.sub(r"\bNone of\b", "", said + refusal)), said + refusal
    return result, log, refusal


def measured(layers_: list, log: Any = None, **parameters: Any) -> tuple[dict[tuple[str, str], tuple], Log, str]:
    """Measure the open project; return value and reservation by unit and indicator."""
    QgsProject.instance().addMapLayers(layers_)
    result, log, refusal = tried("measureindicators", log, **{"YEARS": "2020", "OUTPUT": "memory:", **parameters})
    rows = result["OUTPUT"].getFeatures() if "OUTPUT" in result else ()
    plain = [{name: None if row[name] == NULL else row[name] for name in ("unit", "indicator", "value", "reservation")}
             for row in rows]
    return {(row["unit"], row["indicator"]): (row["value"], row["reservation"] or "") for row in plain}, log, refusal


def facts() -> list[QgsVectorLayer]:
    """Return the layers of a county that can be measured: 02 = 6 ha, 3 in each town; 10 is in the west."""
    statistics = layer("unit_statistics", [{"XZQDM": EAST, "ZRK": 100}, {"XZQDM": WEST, "ZRK": 300}])
    return [one for one in layers(county()) if one.featureCount()] + [statistics]


def with_changed(role: str, change: Any) -> list[QgsVectorLayer]:
    """Return the layers of the county, that of a role changed."""
    name = pack().layers[role].names[0]
    return [change(one) if one.name() == name else one for one in facts()]


def with_field(source: QgsVectorLayer, name: str, change: Any, kind: Any = None) -> QgsVectorLayer:
    """Return a layer with another content of a field, and another type where one is given."""
    at = source.fields().lookupField(name)

    def fields(own):
        made = [QgsField(field) for field in own]
        if kind is not None:
            made[at] = QgsField(name, kind)
        return made

    return remade(source, lambda number, values, own: (
        [change(number, one) if place == at else one for place, one in enumerate(values)], own), fields=fields)


def shown(rows: Any) -> None:
    """Show a delivery in the open project."""
    QgsProject.instance().addMapLayers([layer(role, content) for role, content in rows.items()])


# The checks that need no layers: deliveries here have tables only.
OF_TABLES = "6701,6702,6711,6712,6713,6715,6716,6721,6722,6723,6725,6726,6731"


def checked(rows: Any, **parameters: Any) -> tuple[dict[str, Any], str]:
    """Check a delivery; return the outputs and the sentences of its findings."""
    QgsProject.instance().clear()
    if isinstance(rows, dict):
        shown(rows)
    else:
        QgsProject.instance().addMapLayers(rows)
    result, _, refusal = tried("checkindicators", **{"OUTPUT": "memory:", "CHECKS": OF_TABLES, **parameters})
    assert not refusal, refusal
    return result, "\n".join(row["message"] for row in result["OUTPUT"].getFeatures())


def table_of_texts(row: int = 0, **cells: str) -> list[QgsVectorLayer]:
    """Return the delivery with a table of values all of whose fields are texts, some cells of a row changed."""
    rows = delivery()
    source = layer("indicator_value", rows.pop("indicator_value"))
    names = [field.name() for field in source.fields()]

    def texts(number, values, own):
        found = [None if one is None or one == NULL else str(one) for one in values]
        for name, text in cells.items() if number == row else ():
            found[names.index(name)] = text
        return found, own

    table = remade(source, texts, fields=lambda own: [QgsField(one.name(), QVariant.String) for one in own])
    return [layer(role, content) for role, content in rows.items()] + [table]


def kept(path: Path, *values: Any) -> Path:
    """Write a workspace with the units of the plan and one value, that of the south town's planned farmland."""
    with Workspace.open(path) as opened:
        store = opened.indicators("farmland")
        store.save([ValueChange(one.key, one) for one in values or [value(key(C, "02", "p"), "129.5")]])
        store.save_units(tree().units.values())
    return path


def values_in(path: Path) -> dict[Any, Any]:
    """Return what a workspace keeps."""
    with Workspace.open(path, create=False) as opened:
        return {one.key: one.quantity.amount for one in opened.indicators("farmland").values()}


def by_hand(path: Path, statement: str) -> None:
    """Change a workspace as another program would."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def source(tmp_path):
    """The county that can be measured, in a file whose path has blanks and other letters."""
    path = tmp_path / "县 数据.gpkg"
    for one in facts():
        save(one, path)
    return path


# --- where results go ----------------------------------------------------------------------------


def test_no_result_replaces_the_workspace(tmp_path, source):
    path = kept(tmp_path / "w.gpkg")
    before = content(tmp_path)
    for name in ("OUTPUT", "OUTPUT_UNITS"):
        for place in (str(path), str(path)[:-len(".gpkg")], f"ogr:dbname='{path}' table=\"t\" (geom)"):
            _, _, refusal = tried("measureindicators", SOURCE=str(source), WORKSPACE=str(path),
                                  **{"OUTPUT": "memory:", name: place})
            assert "two results" in refusal
    new = tmp_path / "new.gpkg"
    assert "two results" in tried("measureindicators", SOURCE=str(source), WORKSPACE=str(new), OUTPUT=str(new))[2]
    shown(delivery())
    for name in ("OUTPUT", "POINTS"):
        for one in ("WORKSPACE", "REPORT", "CORRECTIONS"):
            file = {"WORKSPACE": path, "REPORT": tmp_path / "r.html", "CORRECTIONS": tmp_path / "c.xlsx"}[one]
            other = {one: str(file), name: str(file) if one != "REPORT" else f"ogr:dbname='{file}' table=\"t\" (geom)"}
            assert "two results" in tried("checkindicators", **other)[2]
    assert content(tmp_path).keys() == before.keys() and len(values_in(path)) == 1


def test_a_result_without_ending_does_not_replace_the_data(tmp_path, source):
    """Processing puts .gpkg behind a name whose ending means no format."""
    shutil.copy(source, tmp_path / "d.qqq.gpkg")
    before = content(tmp_path)
    for place, given in ((source.with_suffix(""), source), (tmp_path / "d.qqq", tmp_path / "d.qqq.gpkg")):
        _, _, refusal = tried("measureindicators", SOURCE=str(given), OUTPUT=str(place))
        assert "belongs to the data" in refusal and ".gpkg" in refusal
    assert content(tmp_path) == before


def test_layers_of_the_source_that_play_no_part_are_not_replaced_either(tmp_path):
    folder = tmp_path / "资料"
    folder.mkdir()
    for one in [*facts(), memory_layer("其他", {"A": "text"}, [{"A": "x", "wkt": square(0, 0)}])]:
        save(one, folder / f"{one.name()}.gpkg")
    before = content(folder)
    for name in ("OUTPUT", "WORKSPACE"):
        _, _, refusal = tried("measureindicators", SOURCE=str(folder),
                              **{"OUTPUT": "memory:", name: str(folder / "其他.gpkg")})
        assert "belongs to the data" in refusal
    assert content(folder) == before


@pytest.mark.parametrize("place", ["no/x.gpkg", "x.txt", "plain", "."])
def test_places_that_cannot_be(tmp_path, source, place):
    shown(delivery())
    path = str(tmp_path / place)
    before = content(tmp_path)
    refusals = [tried("measureindicators", SOURCE=str(source), OUTPUT="memory:", WORKSPACE=path)[2],
                tried("checkindicators", WORKSPACE=path)[2],
                tried("changereport", OUTPUT=str(tmp_path / "r.html"), WORKSPACE=path)[2],
                tried("changereport", OUTPUT=path)[2],
                tried("changereport", OUTPUT=str(tmp_path / "r.html"), TABLE=path)[2]]
    assert all(refusals), refusals
    assert content(tmp_path) == before


def test_whoever_cancels_finds_the_workspace_as_it_was_and_no_half_layers(tmp_path, source):
    path = kept(tmp_path / "w.gpkg")
    sinks = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "OUTPUT_UNITS")}
    whole, log, _ = tried("measureindicators", SOURCE=str(source), YEARS="2020", INDICATORS="02,10", **sinks)
    counts = {name: QgsVectorLayer(whole[name]).featureCount() for name in sinks}
    assert counts["OUTPUT"] and log.looks > 10
    for at in (0, log.looks // 2, *range(log.looks - 5, log.looks + 1)):
        for file in sinks.values():
            Path(file).unlink(missing_ok=True)
        result, _, refusal = tried("measureindicators", Log(at), SOURCE=str(source), YEARS="2020", INDICATORS="02,10",
                                   WORKSPACE=str(path), **sinks)
        assert not refusal
        for name, file in sinks.items():
            assert not Path(file).exists() or QgsVectorLayer(file).featureCount() == counts[name]
        if not result:
            assert list(values_in(path)) == [key(C, "02", "p")]
    new = tmp_path / "new.gpkg"
    assert tried("measureindicators", Log(log.looks // 2), SOURCE=str(source), WORKSPACE=str(new), **sinks)[0] == {}
    assert not new.exists()


def test_a_cancelled_check_has_passed_nothing_and_a_cancelled_report_is_not_written(tmp_path):
    shown(delivery())
    looks = tried("checkindicators")[1].looks
    for at in (0, looks // 2):
        assert tried("checkindicators", Log(at))[0]["VERDICT"] == "incomplete"
    places = {"OUTPUT": str(tmp_path / "r.html"), "TABLE": str(tmp_path / "r.xlsx")}
    looks = tried("changereport", **places)[1].looks
    for at in range(looks):
        for file in places.values():
            Path(file).unlink(missing_ok=True)
        assert tried("changereport", Log(at), **places)[0] == {} and not any(tmp_path.iterdir())


def test_nothing_is_written_before_all_is_known(tmp_path, source):
    """The layer of units cannot be made, so neither the table nor the values are written."""
    copy = tmp_path / "bare.gpkg"
    for one in with_changed("admin_area", GEOMETRIES["all null"]):
        save(one, copy)
    path = kept(tmp_path / "w.gpkg")
    _, _, refusal = tried("measureindicators", SOURCE=str(copy), WORKSPACE=str(path), OUTPUT=str(tmp_path / "o.gpkg"),
                          OUTPUT_UNITS=str(tmp_path / "u.gpkg"))
    assert "No administrative unit has borders" in refusal
    assert not (tmp_path / "o.gpkg").exists() and len(values_in(path)) == 1


# --- what is measured ----------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["null", "empty", "nan"])
def test_a_unit_without_a_shape_has_no_value_by_place(what):
    """The land of the east is in no unit then; 0 ha would be a lie."""
    found, _log, _ = measured(with_changed("admin_area", GEOMETRIES[what]), INDICATORS="02,10")
    assert found[EAST, "10"][0] is None and "no borders" in found[EAST, "10"][1]
    assert found[WEST, "10"] == (pytest.approx(0.99994, abs=1e-5), "")
    assert "1 units within it have no borders" in found[MEASURED_COUNTY, "10"][1]
    assert found[EAST, "02"] == (3.0, "")  # its features name their unit


@pytest.mark.parametrize(("change", "words"), [
    (in_degrees, "no transformation"),
    (lambda one: remade(one, lambda number, values, own: (values, own), crs=""), "coordinate reference system"),
    (GEOMETRIES["metres called degrees"], "no transformation"),
])
def test_units_whose_place_cannot_be_known(change, words):
    found, _log, _ = measured(with_changed("admin_area", change), INDICATORS="02,10")
    assert found[EAST, "02"] == (3.0, "") and (EAST, "10") not in found
    assert words in found[None, "10"][1] and pack().layers["admin_area"].names[0] in found[None, "10"][1]


@pytest.mark.parametrize(("change", "kind"), [
    (lambda number, code: code.translate(str.maketrans("0123456789", "０１２３４５６７８９")) + " ", None),
    (lambda number, code: code + "000", None),
    (lambda number, code: int(code), QVariant.LongLong),
    (lambda number, code: float(code), QVariant.Double),
])
def test_codes_as_people_write_them(change, kind):
    found, _, _ = measured(with_changed("admin_area", lambda one: with_field(one, "XZQDM", change, kind)),
                           INDICATORS="02,10")
    assert found[EAST, "02"] == (3.0, "") and found[WEST, "10"][0] == pytest.approx(0.99994, abs=1e-5)


@pytest.mark.parametrize(("change", "words"), [
    (lambda number, code: None, "no code"),
    (lambda number, code: code if number else "　", "东镇"),
    (lambda number, code: EAST, "several names"),
    (lambda number, code: "70" + code[2:] if number else code, "known from the codes"),
])
def test_units_that_are_not_there_or_twice(change, words):
    found, log, refusal = measured(with_changed("admin_area", lambda one: with_field(one, "XZQDM", change)),
                                   INDICATORS="02")
    assert words in log.text()
    if found:  # what is counted in no unit is said
        assert any("no known unit" in said or "unit above" in said for _, said in found.values())
    else:
        assert "no administrative units" in refusal


@pytest.mark.parametrize("given", ["no layer", "no feature", "no field"])
def test_without_units_nothing_is_measured(given):
    admin = {"no layer": lambda one: layer("evidence", []), "no feature": lambda one: layer("admin_area", []),
             "no field": lambda one: remade(one, lambda number, values, own: ([], own), fields=lambda own: [])}[given]
    found, _log, refusal = measured(with_changed("admin_area", admin), OUTPUT_UNITS="memory:")
    assert not found and "no administrative units" in refusal


@pytest.mark.parametrize(("amount", "said"), [
    (None, "no usable value in JBNTMJ"), (float("nan"), "no usable value in JBNTMJ"),
    (float("inf"), "no usable value in JBNTMJ"), (1e308, "no usable value in JBNTMJ"),
    (-5.0, "negative value in JBNTMJ"),
])
def test_areas_that_cannot_be(amount, said):
    found, log, _ = measured(with_changed("basic_farmland", lambda one: with_field(
        one, "JBNTMJ", lambda number, area: amount if number == 0 else area)), INDICATORS="02")
    value_, why = found[EAST, "02"]
    assert value_ == (1.9995 if amount == -5 else 2.0) and why.startswith("1 features of JBNTBHTB") and said in why
    assert said in log.text() and found[WEST, "02"] == (3.0, "")


def test_areas_as_texts_are_named():
    found, _, _ = measured(with_changed("basic_farmland", lambda one: with_field(
        one, "JBNTMJ", lambda number, area: "约1公顷", QVariant.String)), INDICATORS="02")
    assert set(found) == {(None, "02")} and "JBNTMJ" in found[None, "02"][1]


@pytest.mark.parametrize(("what", "said"), [
    *((one, "no shape that can be used") for one in ("null", "empty", "nan", "far")), ("bow-tie", "cross themselves"),
])
def test_shapes_that_cannot_be_measured_are_said_in_every_unit_they_may_belong_to(what, said):
    found, _, _ = measured(with_changed("new_construction", GEOMETRIES[what]), INDICATORS="10")
    assert said in found[MEASURED_COUNTY, "10"][1]
    if what != "bow-tie":
        assert said in found[EAST, "10"][1] and said in found[WEST, "10"][1]


def test_a_filter_of_the_map_is_said_with_the_values_it_leaves():
    layers_ = facts()
    name = pack().layers["basic_farmland"].names[0]
    next(one for one in layers_ if one.name() == name).setSubsetString('"BSM" < 0')
    found = measured(layers_)[0]
    amount, said = found[MEASURED_COUNTY, "02"]
    assert amount == 0 and f"{name} is filtered on the map" in said
    assert not any("filtered" in said for (_, code), (_, said) in found.items() if code == "10")


def test_heights_curves_and_another_order_of_the_map():
    found, _, _ = measured(with_changed("new_construction", lambda one: remade(one, with_heights, "PolygonZM")),
                           INDICATORS="10")
    assert found[WEST, "10"][0] == pytest.approx(0.99994, abs=1e-5)

    def curved(number, values, own):
        box = own.boundingBox()
        west, south, east, north = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
        return values, QgsGeometry.fromWkt(
            f"CurvePolygon(CompoundCurve(({west} {south},{west} {north},{east} {north},{east} {south}),"
            f"({east} {south},{west} {south})))")

    QgsProject.instance().clear()
    found, _, _ = measured(with_changed("admin_area", lambda one: remade(one, curved, "CurvePolygon")),
                           INDICATORS="10")
    assert found[WEST, "10"][0] == pytest.approx(0.99994, abs=1e-5)


def test_features_in_no_unit_and_in_two(tmp_path):
    def wide(one):
        return remade(one, lambda number, values, own: (values, QgsGeometry.fromWkt(square(0, -50, 1000, 300))))

    found, _, _ = measured(with_changed("admin_area", wide), INDICATORS="10")
    assert "overlap each other" in found[WEST, "10"][1]
    QgsProject.instance().clear()
    far = with_changed("new_construction", lambda one: remade(
        one, first(QgsGeometry.fromWkt(square(5000, 0)))))
    found, _log, _ = measured(far, INDICATORS="10")
    assert found[MEASURED_COUNTY, "10"][0] == 0.0
    assert "lie outside all units" in found[MEASURED_COUNTY, "10"][1]


def test_measuring_again_writes_no_history_and_a_part_leaves_the_rest(tmp_path, source):
    path = tmp_path / "工作 区.gpkg"
    for _ in range(2):
        tried("measureindicators", SOURCE=str(source), YEARS="2020", OUTPUT="memory:", WORKSPACE=str(path))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM indicator_history").fetchone() == (0,)
    connection.close()
    before = values_in(path)
    assert before[(WEST, "02", 2020, MEASURED)] == 3
    part = memory_layer("东", {"XZQDM": "text", "XZQMC": "text"},
                        [{"XZQDM": EAST, "XZQMC": "东镇", "wkt": square(0, -50, 500, 300)}])
    tried("measureindicators", SOURCE=str(source), UNITS=part, YEARS="2020", INDICATORS="02", OUTPUT="memory:",
          WORKSPACE=str(path))
    assert {unit for unit, code, *_ in values_in(path) if code == "02"} >= {EAST, WEST}


# --- what the tables say -------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["约900", "1.000,5", "inf", "-900", "1e308", "九百", "=1+1", "<script>", "9 0 0", "0x10"])
def test_texts_that_are_no_amount_are_named(text):
    result, said = checked(table_of_texts(2, ZBZ=text))
    assert result["VERDICT"] == "failed" and said.startswith("Row 3 of GHZB") and "ZBZ" in said


@pytest.mark.parametrize("text", ["900", "９００", "900.00", "9E+2", "900公顷", "13500亩", "1.35万亩", " 900 ", "9000000 m2"])
def test_amounts_as_people_write_them(text):
    result, said = checked(table_of_texts(2, ZBZ=text))
    assert (result["VERDICT"], said) == ("passed", "")


@pytest.mark.parametrize(("cells", "words"), [
    ({"XZQDM": "999999"}, "there is no administrative unit 999999"), ({"XZQDM": ""}, "names no administrative unit"),
    ({"XZQDM": "甲县"}, "甲县"), ({"XZQDM": "=HYPERLINK(\"x\")"}, "HYPERLINK"), ({"ND": "二〇一四"}, "is no year"),
    ({"ND": "14"}, "is no year"), ({"ND": ""}, "is no year"), ({"ZBZLX": "9"}, "is no kind of value"),
    ({"ZBZLX": ""}, "is no kind of value"), ({"DW": "顷"}, "is no unit of measurement"), ({"DW": "人"}, "人"),
    ({"DW": "%"}, "Farmland retained is written in"), ({"ZBDM": "99"}, "no indicator “99”"),
    ({"ZBDM": ""}, "no indicator"),
])
def test_cells_that_mean_nothing_are_named(cells, words):
    result, said = checked(table_of_texts(2, **cells))
    assert result["VERDICT"] == "failed" and "Row 3 of GHZB" in said and words in said


def test_a_row_of_totals_is_no_unit_and_the_same_twice_is_once():
    rows = delivery()
    rows["indicator_value"].append(value_row("合计", "02", ASSIGNED, YEAR, 1400))
    rows["indicator_value"].append(dict(rows["indicator_value"][2]))
    result, said = checked(rows)
    assert (result["VERDICT"], said) == ("passed", "")


def test_tables_that_contradict_each_other():
    rows = delivery(assigned_change=[{"XZQDM": COUNTY, "ZBDM": "01", "TZQ": 951.0, "TZH": 899.0}],
                    farmland_target=[{"XZQDM": A, "RWMJ": 349.0}])
    rows["indicator_value"].append(value_row(COUNTY, "01", BASE, BASE_YEAR, 1001))
    result, said = checked(rows)
    assert result["ERROR_COUNT"] == 4 and said.count("The latter counts") == 4
    for words in ("Row 1 of ZBTZ, TZH", "GHZB, row 3, ZBZ says 900 ha", "Row 1 of JBNTRW, RWMJ", "1001 ha"):
        assert words in said


@pytest.mark.parametrize("amount", [1e308, -1e308, float("inf"), 1e31])
def test_numbers_no_plan_has(tmp_path, amount):
    rows = delivery()
    rows["indicator_value"][2].update(ZBZ=amount, DW="万亩")
    result, said = checked(rows)
    assert result["VERDICT"] == "failed" and "Row 3 of GHZB" in said and len(said) < 400
    outcome, _, refusal = tried("changereport", OUTPUT=str(tmp_path / "r.html"), TABLE=str(tmp_path / "r.xlsx"))
    assert not refusal and "0000000000000000" not in Path(outcome["OUTPUT"]).read_text("utf-8")


@pytest.mark.parametrize(("keep", "verdict"), [
    (lambda row: False, "incomplete"),
    (lambda row: row["ZBZLX"] == "0", "failed"),  # only what there was: the targets that must be stated are missing
    (lambda row: row["XZQDM"] == COUNTY, "incomplete"), (lambda row: len(row["XZQDM"]) == 12, "incomplete"),
])
def test_what_cannot_be_judged_is_not_passed(keep, verdict):
    rows = delivery()
    rows["indicator_value"] = [row for row in rows["indicator_value"] if keep(row)]
    result, _ = checked(rows)
    assert result["VERDICT"] == verdict and result["NOT_RUN_COUNT"]
    without_plan = [row for row in delivery()["indicator_value"] if row["ZBZLX"] != "3"]
    assert checked(delivery(indicator_value=without_plan), CHECKS="6713")[0]["VERDICT"] == "incomplete"


@pytest.mark.parametrize("what", GEOMETRIES)
def test_findings_of_units_whose_shape_is_broken(what):
    """A coordinate that is no number once kept the outline of a report from ever being finished."""
    rows = delivery()
    next(row for row in rows["indicator_value"] if (row["XZQDM"], row["ZBDM"], row["ZBZLX"]) == (C, "02", "3"))[
        "ZBZ"] = 100
    name = pack().layers["admin_area"].names[0]
    broken = [layer(role, content) for role, content in rows.items()]
    result, said = checked([GEOMETRIES[what](one) if one.name() == name else one for one in broken])
    assert result["ERROR_COUNT"] == 2 and "30 ha are missing" in said


def test_names_and_notes_cannot_break_reports_and_tables(tmp_path):
    rows = delivery()
    for number, name in enumerate(("=HYPERLINK(\"http://x\",\"y\")", "<script>alert(1)</script>", "+cmd|'/C calc'!A0\x07")):
        rows["admin_area"][number]["XZQMC"] = name
    shown(rows)
    note = value(key(C, "02", "p"), "120")
    note = type(note)(note.key, note.quantity, type(note.origin)(
        note.origin.source, "=1+1", note.origin.at, "<script>=HYPERLINK(\"x\")"))
    with Workspace.open(tmp_path / "w.gpkg") as opened:
        opened.indicators("farmland").save([ValueChange(note.key, note)])
    outcome, _, refusal = tried("changereport", OUTPUT=str(tmp_path / "r.html"), TABLE=str(tmp_path / "r.xlsx"),
                                WORKSPACE=str(tmp_path / "w.gpkg"), LANGUAGE="zh")
    assert not refusal and outcome["DEVIATION_COUNT"]
    text = Path(outcome["OUTPUT"]).read_text("utf-8")
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text and "\x07" not in text
    with zipfile.ZipFile(outcome["TABLE"]) as book:
        formulas = [found for name in book.namelist() for found in re.findall(rb"<f[ >].*?</f>", book.read(name))]
    assert formulas and all(re.fullmatch(rb"<f>SUM\([A-Z]+\d+:[A-Z]+\d+\)</f>", found) for found in formulas)


# --- the workspace -------------------------------------------------------------------------------


def substance(path: Path) -> Any:
    """Return the rows of a workspace, its bytes where it is none."""
    connection = sqlite3.connect(path)
    try:
        return [connection.execute(f"SELECT * FROM {name}").fetchall()
                for name in ("landplan_workspace", "indicator_value", "indicator_history", "admin_unit")]
    except sqlite3.Error:
        return path.read_bytes()
    finally:
        connection.close()


def refusals(path: Path, source: Path, folder: Path) -> list[str]:
    """Return what the three algorithms say of a workspace, empty where they work."""
    shown(delivery())
    return [tried("measureindicators", SOURCE=str(source), YEARS="2020", INDICATORS="02", OUTPUT="memory:",
                  WORKSPACE=str(path))[2],
            tried("checkindicators", WORKSPACE=str(path))[2],
            tried("changereport", OUTPUT=str(folder / "r.html"), WORKSPACE=str(path))[2]]


@pytest.mark.parametrize(("spoil", "words"), [
    (lambda path: path.write_bytes(b""), "not a workspace"),
    (lambda path: path.write_bytes(path.read_bytes()[:30_000]), "damaged"),
    (lambda path: path.write_bytes(path.read_bytes()[:4096] + os.urandom(50_000)), "damaged"),
    (lambda path: (path.unlink(), save(facts()[0], path)), "not a workspace"),
    (lambda path: by_hand(path, "UPDATE landplan_workspace SET value = '99' WHERE name = 'schema_version'"), "newer"),
    (lambda path: by_hand(path, "UPDATE indicator_value SET amount = 'abc'"), "id 1"),
    (lambda path: by_hand(path, "UPDATE indicator_value SET amount = '1E+400'"), "id 1"),
    (lambda path: by_hand(path, "UPDATE indicator_value SET source_json = '[broken'"), "id 1"),
    (lambda path: by_hand(path, 'UPDATE indicator_value SET source_json = \'{"context": "", "text": "", "values": 1}\''),
     "id 1"),
    (lambda path: by_hand(path, "UPDATE admin_unit SET parent = code"), "lie in each other"),
])
def test_workspaces_that_cannot_be_used(tmp_path, source, spoil, words):
    path = kept(tmp_path / "w.gpkg")
    spoil(path)
    before = substance(path)
    for sentence in refusals(path, source, tmp_path):
        assert words in sentence, sentence
    assert substance(path) == before and not (tmp_path / "r.html").exists()


def test_a_workspace_that_another_program_writes(tmp_path, source, monkeypatch):
    monkeypatch.setattr("landplan_toolbox.algorithms.workspace.database.LOCK_TIMEOUT", 0.1)
    path = kept(tmp_path / "w.gpkg")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = refusals(path, source, tmp_path)
    other.execute("ROLLBACK")
    other.close()
    assert "written by another program" in said[0] and "written by another program" in said[1]
    assert said[2] == ""  # the report only reads
    assert len(values_in(path)) == 1


def test_a_read_only_workspace(tmp_path, source):
    require_other_user()
    path = kept(tmp_path / "w.gpkg")
    with Workspace.open(path) as opened:
        store = opened.indicators("farmland")
        path.chmod(0o444)
        with another_user(), pytest.raises(LandPlanError):
            Workspace.open(path).indicators("farmland").save([ValueChange(key(C, "02", "p"), None)])
        path.chmod(0o644)
        assert len(store.values()) == 1 and len(store.history(key(C, "02", "p"))) == 1


def test_values_of_another_pack_are_not_those_of_this(tmp_path):
    with Workspace.open(tmp_path / "w.gpkg") as opened:
        one = value(key(C, "02", "p"), "1")
        opened.indicators("forest").save([ValueChange(one.key, one)])
    result, said = checked(delivery(), WORKSPACE=str(tmp_path / "w.gpkg"))
    assert (result["VERDICT"], said) == ("passed", "")


def test_kept_values_that_mean_nothing_are_told(tmp_path):
    path = kept(tmp_path / "w.gpkg", value(key("699999", "02", "p"), 1), value(key("699999", "01", "p"), 1),
                value(key(C, "02", "p"), 1, "percent"), value(key(C, "99", "p"), 1), value(key(B, "02", "p"), 220),
                value(key(A, "02", "p"), -350))
    result, said = checked(delivery(), WORKSPACE=str(path))
    assert result["VERDICT"] == "failed" and result["ERROR_COUNT"] == 4
    assert "negative value of Basic farmland protected for 610101001, 2020: -350 ha" in said
    assert "699999, which is none of the administrative units (2)" in said
    assert "the indicator 99, which the rule pack does not have (1)" in said
    assert "is written in ha; it does not count" in said


def test_two_windows_write_one_workspace(tmp_path):
    path = kept(tmp_path / "w.gpkg")
    failures = []

    def write(name):
        try:
            with Workspace.open(path) as opened:
                store = opened.indicators("farmland")
                for number in range(15):
                    changes = [ValueChange(one.key, one) for one in (
                        value(key(unit, "01", "p"), f"{number}.{name}") for unit in (A, B, C))]
                    store.save(changes, str(name))
        except Exception as error:  # told by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in (1, 2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not failures
    with Workspace.open(path, create=False) as opened:
        store = opened.indicators("farmland")
        last = [store.history(key(unit, "01", "p")) for unit in (A, B, C)]
    assert [len(one) for one in last] == [30, 30, 30]
    assert len({one[0].value.quantity.amount for one in last}) == 1  # each save is whole


# --- rule packs ----------------------------------------------------------------------------------


def own_pack(folder: Path, change: Any) -> str:
    """Return a copy of the farmland pack with other indicators."""
    shutil.copytree(PACK_FOLDER, folder)
    path = folder / "indicators.yaml"
    rules = yaml.safe_load(path.read_text("utf-8"))
    change(rules)
    path.write_text(yaml.safe_dump(rules, allow_unicode=True, sort_keys=False), "utf-8")
    return str(folder)


def test_a_pack_without_indicators(tmp_path, source):
    shutil.copytree(PACK_FOLDER, tmp_path / "own")
    without_indicators(tmp_path / "own")
    for algorithm in EVERY:
        output = str(tmp_path / "r.html") if algorithm == "changereport" else "memory:"
        refusal = tried(algorithm, PACK=str(tmp_path / "own"), SOURCE=str(source), OUTPUT=output)[2]
        assert "indicators.yaml" in refusal
    assert not (tmp_path / "r.html").exists()


def test_a_pack_without_tables_measures_and_leaves_open_what_it_cannot_check(tmp_path, source):
    own = own_pack(tmp_path / "own", lambda rules: rules.pop("tables"))
    assert tried("measureindicators", PACK=own, SOURCE=str(source), OUTPUT="memory:")[0]["MEASURED_COUNT"]
    assert tried("checkindicators", PACK=own, SOURCE=str(source))[0]["VERDICT"] == "incomplete"
    assert "no values of indicators" in tried("changereport", PACK=own, SOURCE=str(source),
                                              OUTPUT=str(tmp_path / "r.html"))[2]
    given = layer("indicator_value", delivery()["indicator_value"])
    assert "tables of indicators.yaml" in tried("checkindicators", PACK=own, VALUES=given)[2]


def test_a_pack_that_measures_nothing_and_relates_nothing(tmp_path, source):
    def bare(rules):
        rules.pop("relations")
        rules.pop("ledgers")
        for one in rules["indicators"]:
            one.pop("measures", None)

    own = own_pack(tmp_path / "own", bare)
    result, log, _ = tried("measureindicators", PACK=own, SOURCE=str(source), OUTPUT="memory:")
    assert result["MEASURED_COUNT"] == 0 and "does not say how" in log.text()
    shown(delivery())
    result, _, refusal = tried("checkindicators", PACK=own)
    assert not refusal and result["VERDICT"] == "passed" and result["NOT_RUN_COUNT"]


@pytest.mark.parametrize(("text", "words"), [("", "empty"), ("- 1\n", "mapping"), ("a: [", "not valid YAML")])
def test_packs_that_are_broken_are_named_with_file_and_line(tmp_path, source, text, words):
    shutil.copytree(PACK_FOLDER, tmp_path / "own")
    (tmp_path / "own" / "indicators.yaml").write_text(text, "utf-8")
    refusal = tried("measureindicators", PACK=str(tmp_path / "own"), SOURCE=str(source), OUTPUT="memory:")[2]
    assert "indicators.yaml" in refusal and words in refusal


def test_full_width_tables_and_units_are_read_as_meant():
    rows = delivery()
    wide = [as_full_width(layer(role, content)) for role, content in rows.items()]
    result, said = checked(wide)
    assert (result["VERDICT"], said) == ("passed", "")
    assert len(plan_values()) == len(rows["indicator_value"])
