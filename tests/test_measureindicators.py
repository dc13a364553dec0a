"""landplan:measureindicators as scripts and the toolbox call it."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

import pytest
from adjustment_support import TOWNS, county, layer, layers, pack
from feedback_support import Log
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from osgeo import ogr
from qgis.core import (
    NULL,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from selfcheck_support import memory_layer, square

COUNTY = "690121"
EAST, WEST = TOWNS


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture
def delivery(tmp_path):
    """A GeoPackage of the county of ten squares, with the table of facts."""
    path = tmp_path / "county.gpkg"
    rows = county()
    facts = layer("unit_statistics", [{"XZQDM": EAST, "ZRK": 100, "CZRK": 50}, {"XZQDM": WEST, "ZRK": 300}])
    for source in (*layers(rows), facts):
        if not source.featureCount():
            continue
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = source.name()
        if path.exists():
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        error = QgsVectorFileWriter.writeAsVectorFormatV3(
            source, str(path), QgsProject.instance().transformContext(), options)
        assert error[0] == QgsVectorFileWriter.WriterError.NoError, error
    return path


def run(**parameters):
    """Run the algorithm."""
    import processing

    return processing.run("landplan:measureindicators", {"PACK": "farmland", "OUTPUT": "memory:", **parameters})


def rows_of(result, name="OUTPUT"):
    """Return the rows of an output as dictionaries."""
    output = result[name]
    found = output if isinstance(output, QgsVectorLayer) else QgsVectorLayer(str(output), "o", "ogr")
    assert found.isValid()
    names = found.fields().names()
    return [{**dict(zip(names, (None if value == NULL else value for value in feature.attributes()))),
             "shape": feature.geometry()} for feature in found.getFeatures()]


def test_values_of_all_units_and_reasons_of_those_without(delivery):
    result = run(SOURCE=str(delivery), YEARS="2020")
    rows = rows_of(result)
    values = {(row["unit"], row["indicator"]): row for row in rows if row["unit"] and row["value"] is not None}
    assert values[COUNTY, "02"]["value"] == 6.0 and values[COUNTY, "02"]["area_m2"] == 60000.0
    assert values[EAST, "02"]["value"] == 3.0 and values[EAST, "02"]["unit_name"] == "东镇"
    assert values[EAST, "02"]["level"] == "town" and values[EAST, "02"]["year"] == 2020
    assert "JBNTMJ" in values[EAST, "02"]["source"] and "ZLDWDM" in values[EAST, "02"]["source"]
    assert values[EAST, "02"]["reservation"] is None
    assert {unit for unit, _ in values} == {COUNTY, EAST, WEST}  # no province and city, of which nothing is known
    per_head = values[EAST, "52"]
    assert per_head["value"] == pytest.approx(99.994, abs=0.001) and per_head["area_m2"] is None
    missing = [row for row in rows if row["value"] is None]
    assert "TDGHDL" in next(row["reservation"] for row in missing if row["indicator"] == "07")
    assert result["MEASURED_COUNT"] == len(values)
    assert result["NOT_MEASURED_COUNT"] == len({row["indicator"] for row in missing if not row["unit"]})
    no_projects = next(row for row in rows if row["indicator"] == "13")
    assert no_projects["unit"] is None and "ZLFKKFXM" in no_projects["reservation"]


def test_a_layer_of_a_part_is_told_in_table_log_and_number(delivery):
    """The survey has 10 squares of 1 ha in two towns of 15 ha: 01 is that of a third of the county."""
    import processing

    log = Log()
    result = processing.run("landplan:measureindicators", {
        "PACK": "farmland", "SOURCE": str(delivery), "YEARS": "2020", "INDICATORS": "01,02", "OUTPUT": "memory:",
        "OUTPUT_UNITS": "memory:"}, feedback=log, context=QgsProcessingContext())
    rows = {(row["unit"], row["indicator"]): row for row in rows_of(result)}
    county = rows[COUNTY, "01"]
    assert (county["covered_percent"], county["partial"]) == (pytest.approx(33.34, abs=0.01), 1)
    assert "covers only 33.34 % of the unit" in county["reservation"]
    assert (rows[COUNTY, "02"]["covered_percent"], rows[COUNTY, "02"]["partial"]) == (None, 0)
    assert result["PARTIAL_COUNT"] == 3 and "should fill the unit does not: 3, in " in log.text()
    units = {row["unit"]: row["partial"] for row in rows_of(result, "OUTPUT_UNITS")}
    assert units == {EAST: "I01", WEST: "I01"}


def test_villages_drawn_as_lines_do_not_keep_the_towns_from_the_layer_of_units(delivery):
    import processing

    file = ogr.Open(str(delivery), update=1)
    lines = file.CreateLayer("CJXZQ", file.GetLayerByName("XZQ").GetSpatialRef(), ogr.wkbLineString)
    lines.CreateField(ogr.FieldDefn("XZQDM", ogr.OFTString))
    line = ogr.Feature(lines.GetLayerDefn())
    line.SetField("XZQDM", EAST + "201")
    line.SetGeometry(ogr.CreateGeometryFromWkt("LINESTRING(0 0,1 1)"))
    lines.CreateFeature(line)
    file.FlushCache()
    del line, lines, file
    log = Log()
    result = processing.run("landplan:measureindicators", {
        "PACK": "farmland", "SOURCE": str(delivery), "YEARS": "2020", "INDICATORS": "02", "OUTPUT": "memory:",
        "OUTPUT_UNITS": "memory:"}, feedback=log, context=QgsProcessingContext())
    assert {row["unit"] for row in rows_of(result, "OUTPUT_UNITS")} == {EAST, WEST}
    assert "The layer CJXZQ has no polygons" in log.text()


def test_what_can_no_longer_be_measured_goes_to_the_history(delivery, tmp_path):
    """A layer that is gone takes its values with it; what a person wrote as measured stays."""
    path = tmp_path / "workspace.gpkg"
    run(SOURCE=str(delivery), YEARS="2020", INDICATORS="02,10", WORKSPACE=str(path))
    county, typed = (ValueKey(COUNTY, code, 2020, ValueKind.MEASURED) for code in ("02", "07"))
    with Workspace.open(path) as workspace:
        by_hand = Origin(translatable("Indicators", "entered by hand"), "李工", datetime.now(timezone.utc))
        workspace.indicators("farmland").save(
            [ValueChange(typed, IndicatorValue(typed, Quantity(Decimal(5), "ha"), by_hand))], "李工")
    without = tmp_path / "without.gpkg"
    without.write_bytes(delivery.read_bytes())
    data = ogr.Open(str(without), 1)
    data.DeleteLayer("JBNTBHTB")
    del data
    result = run(SOURCE=str(without), YEARS="2020", INDICATORS="02,07,10", WORKSPACE=str(path), PERSON="王工")
    assert result["NOT_MEASURED_COUNT"] == 2
    with Workspace.open(path) as workspace:
        store = workspace.indicators("farmland")
        kept = {value.key for value in store.values()}
        history = store.history(county)
    assert county not in kept and typed in kept and county._replace(indicator="10") in kept
    assert [None if one.value is None else float(one.value.quantity.amount) for one in history] == [None, 6.0]


def test_one_level_some_indicators_and_units_as_a_layer(delivery, tmp_path):
    path = tmp_path / "units.gpkg"
    result = run(SOURCE=str(delivery), YEARS="2014, 2020", INDICATORS="02,10", LEVEL="乡", OUTPUT_UNITS=str(path))
    rows = rows_of(result)
    assert {row["unit"] for row in rows if row["value"] is not None} == {EAST, WEST}
    units = {row["unit"]: row for row in rows_of(result, "OUTPUT_UNITS")}
    assert set(units) == {EAST, WEST}
    assert units[WEST]["I02_2014"] == 3.0 and units[WEST]["I02_2020"] == 3.0
    assert units[EAST]["I10_2020"] == 0.0 and units[WEST]["I10_2020"] == pytest.approx(0.99994, abs=1e-5)
    assert units[EAST]["shape"].area() == pytest.approx(150_000.0)


def test_a_level_without_borders_is_made_of_the_units_within(delivery):
    result = run(SOURCE=str(delivery), YEARS="2020", INDICATORS="02", LEVEL="county", OUTPUT_UNITS="memory:")
    (row,) = rows_of(result, "OUTPUT_UNITS")
    assert row["unit"] == COUNTY and row["I02"] == 6.0 and row["shape"].area() == pytest.approx(300_000.0)


def test_units_chosen_by_hand_replace_those_of_the_source(delivery):
    fields = {"XZQDM": "text", "XZQMC": "text"}
    whole = memory_layer("mine", fields, [{"XZQDM": EAST, "XZQMC": "全镇", "wkt": square(0, -50, 1000, 300)}])
    result = run(SOURCE=str(delivery), UNITS=whole, YEARS="2020", INDICATORS="10")
    values = {row["unit"]: row["value"] for row in rows_of(result) if row["unit"]}
    assert values[EAST] == pytest.approx(0.99994, abs=1e-5) and WEST not in values


def test_values_are_kept_in_the_workspace_with_history(delivery, tmp_path):
    path = tmp_path / "workspace.gpkg"
    first = run(SOURCE=str(delivery), YEARS="2020", INDICATORS="02,52", WORKSPACE=str(path), PERSON="王工")
    assert first["WORKSPACE"] == str(path)
    with Workspace.open(path) as workspace:
        store = workspace.indicators("farmland")
        stored = {value.key: value for value in store.values()}
        assert {key.kind for key in stored} == {ValueKind.MEASURED}
        assert {unit.code for unit in store.units()} == {COUNTY, EAST, WEST}
        county_value = next(value for key, value in stored.items() if key.unit == COUNTY and key.indicator == "02")
    assert float(county_value.quantity.amount) == 6.0 and county_value.origin.person == "王工"
    assert "JBNTMJ" in str(county_value.origin.source)
    parcels = QgsVectorLayer(f"{delivery}|layername=JBNTBHTB", "t", "ogr")
    with_less = next(feature.id() for feature in parcels.getFeatures())
    assert parcels.dataProvider().deleteFeatures([with_less])
    del parcels
    run(SOURCE=str(delivery), YEARS="2020", INDICATORS="02", WORKSPACE=str(path), PERSON="李工")
    with Workspace.open(path) as workspace:
        store = workspace.indicators("farmland")
        history = store.history(county_value.key)
    assert [float(version.value.quantity.amount) for version in history] == [5.0, 6.0]
    assert [version.person for version in history] == ["李工", "王工"]


def test_the_open_project_is_measured_with_its_edits():
    project = QgsProject.instance()
    shown = [one for one in layers(county()) if one.featureCount()]
    project.addMapLayers(shown)
    farmland = next(one for one in shown if one.name() == pack().layers["basic_farmland"].names[0])
    assert farmland.startEditing()
    for feature in farmland.getFeatures():
        farmland.changeAttributeValue(feature.id(), farmland.fields().lookupField("JBNTMJ"), 1000.0)
    try:
        values = {row["unit"]: row["value"] for row in rows_of(run(YEARS="2020", INDICATORS="02"))}
    finally:
        farmland.rollBack()
        project.clear()
    assert values[COUNTY] == pytest.approx(0.6)


@pytest.mark.parametrize(("parameters", "words"), [
    ({"YEARS": "20xx"}, "20xx"), ({"INDICATORS": "99"}, "99"), ({"INDICATORS": "，"}, "names nothing"), ({"LEVEL": "moon"}, "moon"),
    ({"PACK": "no_such_pack"}, "no_such_pack"), ({"SOURCE": "/no/such/place"}, "place"),
])
def test_what_cannot_be_meant_is_refused(delivery, parameters, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(**{"SOURCE": str(delivery), **parameters})
    assert words in str(refusal.value)


def test_results_never_replace_the_data(delivery):
    for name in ("OUTPUT", "OUTPUT_UNITS", "WORKSPACE"):
        with pytest.raises(QgsProcessingException):
            run(**{"SOURCE": str(delivery), name: str(delivery)})
    assert QgsVectorLayer(f"{delivery}|layername=DLTB", "t", "ogr").featureCount() == 10


def test_without_units_nothing_is_measured(tmp_path):
    QgsProject.instance().addMapLayer(layer("basic_farmland", []))
    try:
        with pytest.raises(QgsProcessingException) as refusal:
            run(YEARS="2020")
    finally:
        QgsProject.instance().clear()
    assert "no administrative units" in str(refusal.value)
