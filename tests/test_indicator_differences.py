"""Differences of indicators: values side by side, by how much they differ, what is said of it; worked by hand."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from editions_support import FIELDS, TOWN_A, forest, stand
from indicator_plan import key, value
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.delivery.change_report import change_report
from landplan_toolbox.algorithms.delivery.change_report_html import change_report_html
from landplan_toolbox.algorithms.delivery.change_report_tables import change_sheets
from landplan_toolbox.algorithms.delivery.difference_table import difference_table
from landplan_toolbox.algorithms.indicators.differences import difference_rows
from landplan_toolbox.algorithms.indicators.measured_sheet import measured_plan
from landplan_toolbox.algorithms.indicators.plan_data import read_plan
from landplan_toolbox.algorithms.indicators.values_layer import values_layer
from landplan_toolbox.algorithms.language import Language
from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer
from selfcheck_support import memory_layer, square

A = "".join(TOWN_A[:2])
ENGLISH = Language("en")


def plan_of(*values, stands=(), survey=()):
    """Return a delivery of the forest pack, and its values."""
    layers = [values_layer(forest(), list(values))]
    layers.append(layer_source(memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real"}, [
        {"XZQDM": A, "XZQMC": "甲镇", "DCMJ": 200_000.0, "wkt": square(0, 0, 1000, 100)}])))
    if stands:
        layers.append(layer_source(memory_layer("LDXB", {**FIELDS, "BCLD": "text"}, list(stands))))
    if survey:
        layers.append(layer_source(memory_layer("DLTB", {"ZLDWDM": "text", "DLBM": "text", "TBMJ": "real"}, [
            {"ZLDWDM": A, "DLBM": code, "TBMJ": area, "wkt": square(0, 0, 10, 10)} for code, area in survey])))
    dataset = bind(forest(), layers, "m")
    return dataset, read_plan(dataset)


def rows_of(*values, stands=(), survey=(), language=ENGLISH):
    """Return the rows of the table by unit, indicator and year."""
    dataset, plan = plan_of(*values, stands=stands, survey=survey)
    table = difference_table(difference_rows(measured_plan(dataset, plan)), language)
    names = [field.name() for field in table.fields]
    found = [dict(zip(names, row)) for row in zip(*table.columns)]
    return {(row["unit"], row["indicator"], row["year"]): row for row in found}


def test_values_side_by_side():
    row = rows_of(
        value(key(A, "01", "b", 2020), 100), value(key(A, "01", "a", 2035), 104), value(key(A, "01", "p", 2035), 110),
    )[A, "01", 2035]
    assert (row["base"], row["assigned"], row["planned"], row["measured"]) == (100.0, 104.0, 110.0, None)
    assert (row["plan_base"], row["plan_base_pct"]) == (10.0, 10.0)
    assert (row["plan_assigned"], row["plan_assigned_pct"]) == (6.0, round(600 / 104, 4))
    assert (row["meas_plan"], row["meas_base"]) == (None, None)
    assert row["judgement"] == ("Planned: 10.00 ha more than in the base year. The plan keeps the assigned target "
                                "(at least).")


@pytest.mark.parametrize(
    ("base", "assigned", "planned", "said"),
    [
        (100, None, 90, "Planned: 10.00 ha less than in the base year."),
        (100, None, 100, "Planned: as in the base year."),
        (100, 95, None, "Assigned: 5.00 ha less than in the base year."),
        (None, 95, 94, "The plan misses the assigned target (at least) by 1.00 ha."),
    ],
)
def test_what_is_said(base, assigned, planned, said):
    given = [("b", 2020, base), ("a", 2025, assigned), ("p", 2025, planned)]
    values = [value(key(A, "01", kind, year), amount) for kind, year, amount in given if amount is not None]
    row = rows_of(*values)[A, "01", 2025]
    assert said in row["judgement"]
    assert (row["errors"] > 0) == ("misses" in said)


def test_the_layers_are_measured():
    stands = [stand("1", 0, BCLD="1"), stand("2", 100, BCLD="3")]
    row = rows_of(value(key(A, "01", "b", 2020), 2), value(key(A, "01", "p", 2035), 3), stands=stands)[A, "01", 2035]
    assert (row["measured"], row["meas_plan"], row["meas_base"]) == (1.0, -2.0, -1.0)
    assert "What the layers measure misses the target (Planned, at least) by 2.00 ha." in row["judgement"]
    assert row["errors"] == 1


def test_what_is_measured_of_a_part_is_not_compared():
    """The survey has 10 ha of forest land where the sub-compartments have 2 ha."""
    values = [value(key(A, "01", "b", 2020), 2), value(key(A, "01", "p", 2035), 3)]
    stands = [stand("1", 0, BCLD="1"), stand("2", 100, BCLD="1")]
    part = rows_of(*values, stands=stands, survey=[("0301", 1e5), ("0101", 5e5)])[A, "01", 2035]
    assert part["measured"] == 2.0 and part["errors"] == 0
    assert "The layers cover a part of the unit only" in part["judgement"] and "misses" not in part["judgement"]
    whole = rows_of(*values, stands=stands, survey=[("0301", 2e4)])[A, "01", 2035]
    assert "misses the target" in whole["judgement"] and whole["errors"] == 1


def test_a_measured_value_without_any_target_is_said_to_have_none():
    row = rows_of(value(key(A, "02", "b", 2020), 2), stands=[stand("1", 0)])[A, "01", 2035]
    assert row["judgement"] == "There is no target to compare with."


def test_nothing_without_values():
    assert rows_of(value(key(A, "01", "b", 2020), 2)) == {}


def test_the_change_report_of_a_plan_without_a_former_one_has_them():
    _, plan = plan_of(value(key(A, "01", "b", 2020), 100), value(key(A, "01", "p", 2025), 110))
    report = change_report(forest(), plan, "m")
    assert [(row.unit.code, row.rule.code, row.year) for row in report.differences] == [(A, "01", 2025)]
    text = change_report_html(report, ENGLISH, datetime(2026, 3, 4, tzinfo=timezone.utc))
    assert "Differences of indicators" in text and "+10.00 (+10.00 %)" in text
    sheet = next(one for one in change_sheets(report, ENGLISH) if one.title == "Differences of indicators")
    assert len(list(sheet.rows)) == 1


def test_through_processing(provider, tmp_path):
    import processing

    towns = memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real"}, [
        {"XZQDM": A, "XZQMC": "甲镇", "DCMJ": 200_000.0, "wkt": square(0, 0, 1000, 100)}])
    fields = {"XZQDM": "text", "ZBDM": "text", "ND": "integer", "ZBZLX": "text", "ZBZ": "real", "DW": "text"}
    table = memory_layer("GHZB", fields, [
        {"XZQDM": A, "ZBDM": "01", "ND": 2020, "ZBZLX": "0", "ZBZ": 100.0, "DW": "公顷"},
        {"XZQDM": A, "ZBDM": "01", "ND": 2035, "ZBZLX": "3", "ZBZ": 90.0, "DW": "公顷"},
    ], "NoGeometry", "")
    path = str(tmp_path / "plan.gpkg")
    for layer in (towns, table):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName, options.driverName = layer.name(), "GPKG"
        if layer is table:
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        assert QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, path, QgsCoordinateTransformContext(), options)[0] == 0
    result = processing.run(
        "landplan:checkindicators", {"PACK": "forest", "SOURCE": path, "DIFFERENCES": "memory:"})
    (row,) = result["DIFFERENCES"].getFeatures()
    assert isinstance(result["DIFFERENCES"], QgsVectorLayer)
    assert (row["base"], row["planned"], row["plan_base"]) == (100.0, 90.0, -10.0)
