"""The report on the change of indicators, and the two algorithms that use values of tables and workspace."""

from __future__ import annotations

import re
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any, Iterator

import pytest
from indicator_plan import A1, A2, COUNTY, YEAR, A, B, C, key, plan_values, tree, value
from indicator_support import change, dataset, delivery, farmland, layer, value_row
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.delivery.change_report import ChangeReport, change_report
from landplan_toolbox.algorithms.delivery.change_report_html import change_report_html
from landplan_toolbox.algorithms.delivery.change_report_tables import change_sheets, write_change_tables
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.indicators.plan_data import read_plan
from landplan_toolbox.algorithms.indicators.values_layer import with_values
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.workspace.model import FindingQuery
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from qgis.core import QgsProcessingException, QgsProject

HA = 10_000
BASE, FORMER, ASSIGNED, PLANNED, MEASURED = ValueKind
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=timezone.utc)
ENGLISH = Language("en")


def report(rows: Any = None, unit: str = "", kept: Any = ()) -> ChangeReport:
    """Return the report on a delivery."""
    bound = with_values(dataset(delivery() if rows is None else rows), list(kept))
    return change_report(farmland(), read_plan(bound), "delivery.gpkg", unit)


def html(found: ChangeReport, language: Language = ENGLISH) -> str:
    """Return the report as HTML."""
    return change_report_html(found, language, NOW)


def section_of(found: ChangeReport, unit: str):
    """Return the section of a unit."""
    return next(one for one in found.sections if one.unit.code == unit)


def row_of(found: ChangeReport, unit: str, indicator: str):
    """Return a row of a unit's own tables."""
    section = section_of(found, unit)
    return next(row for row in (*section.main, *section.others) if row.rule.code == indicator)


# --- what it says --------------------------------------------------------------------------------


def test_the_change_of_the_main_indicators():
    """01: 950 → 900, −50, −5.26 %; 02: 760 → 700, −60, −7.89 %; 06: 220 → 250, +30, +13.64 %."""
    found = report()
    county = section_of(found, COUNTY)
    assert [row.rule.code for row in county.main] == ["01", "02", "06"]
    assert [(row.base / HA, row.before / HA, row.target / HA, row.change / HA) for row in county.main] == [
        (1000, 950, 900, -50), (800, 760, 700, -60), (200, 220, 250, 30)]
    assert [row.percent for row in county.main] == [Fraction(-100, 19), Fraction(-150, 19), Fraction(150, 11)]
    text = html(found)
    for cell in ("950.00", "−50.00", "−5.26", "−7.89", "+30.00", "+13.64"):
        assert f'<td class="num">{cell}</td>' in text
    assert found.deviations == () and found.before is FORMER


def test_all_other_indicators_are_there_whether_they_have_values_or_not():
    county = section_of(report(), COUNTY)
    codes = [row.rule.code for row in county.others]
    assert codes == [code for code in farmland().indicators.indicators if code not in ("01", "02", "06")]
    assert set(codes) > {"03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"}
    assert row_of(report(), COUNTY, "04").change == 10 * HA and row_of(report(), COUNTY, "53").target is None


def test_units_below_with_their_sum():
    found = report()
    table = next(one for one in section_of(found, COUNTY).tables if one.own.rule.code == "02")
    assert [(row.unit.code, row.target / HA) for row in table.rows] == [(A, 350), (B, 220), (C, 130)]
    assert {name: None if amount is None else amount / HA for name, amount in table.sums.items()} == {
        "base": 800, "before": 760, "assigned": 700, "planned": 700, "measured": None}
    villages = next(one for one in section_of(found, A).tables if one.own.rule.code == "02")
    assert [row.unit.code for row in villages.rows] == [A1, A2] and villages.sums["assigned"] == 350 * HA
    assert [one.unit.code for one in found.sections] == [COUNTY, A]
    text = html(found)
    assert text.count("Sum of the units") >= 2 and "西镇 (610101002)" in text


def test_what_is_missing_is_listed():
    rows = change(change(delivery(), B, "02", FORMER, None), COUNTY, "07", ASSIGNED, None)
    change(rows, COUNTY, "07", PLANNED, None)
    found = report(rows)
    missing = {(one.rule.code, one.kind): one for one in found.missing}
    assert [unit.code for unit in missing["02", FORMER].units] == [B]
    assert missing["07", ASSIGNED].required and [unit.code for unit in missing["07", ASSIGNED].units] == [COUNTY]
    assert not missing["51", BASE].required and ("53", BASE) not in missing  # the pack says why there is none
    table = next(one for one in section_of(found, COUNTY).tables if one.own.rule.code == "02")
    assert table.sums["before"] is None
    text = html(found)
    assert "What is missing" in text and '<span class="lack">missing</span>' in text
    assert "缺" in html(found, Language("zh")) or "missing" in html(found, Language("zh"))


def test_deviations_and_rows_that_were_not_understood():
    rows = change(delivery(), C, "02", PLANNED, 100)
    rows["indicator_value"].append(value_row(C, "77", ASSIGNED, YEAR, 1))
    rows["indicator_value"].append(value_row("690101", "02", ASSIGNED, YEAR, 1))
    found = report(rows)
    kinds = [one.kind.value for one in found.deviations]
    assert sorted(kinds) == ["children_sum", "planned_against_assigned"]
    notes = [ENGLISH.render(note) for note in found.notes]
    assert any("no indicator “77”" in note for note in notes) and any("690101" in note for note in notes)
    text = html(found)
    assert "30 ha are missing" in text and "no indicator “77”" in text and ">Deviations found</div>" in text
    assert "errors: 1" in text


def test_a_report_that_leaves_values_out_is_not_without_deviations():
    rows = delivery()
    whole = replace(report(rows), missing=())
    assert not whole.partial and ">No deviations</div>" in html(whole)
    rows["indicator_value"].append(value_row(C, "77", ASSIGNED, YEAR, 1))
    found = replace(report(rows), missing=())
    assert found.partial and not found.deviations
    assert ">Incomplete</div>" in html(found)


def test_a_report_with_warnings_alone_has_no_errors_but_deviations():
    found = report(change(delivery(), C, "02", PLANNED, 100))
    warnings = tuple(replace(one, severity=Severity.WARNING) for one in found.deviations)
    assert warnings
    assert ">No errors</div>" in html(replace(found, missing=(), deviations=warnings))


def test_values_that_the_workspace_has_in_the_place_of_the_tables_leave_nothing_out():
    assert not report(kept=[value(key(C, "02", "a"), 130)]).partial


def test_sources_of_the_values():
    found = report(kept=[value(key(C, "02", "a"), 130)])
    lines = {ENGLISH.render(line.source): (line.count, line.persons) for line in found.sources}
    assert lines == {"Table GHZB, field ZBZ": (len(plan_values()) - 1, ()), "entered by hand": (1, ("李四",))}


def test_the_unit_to_begin_with():
    assert [one.unit.code for one in report(unit="东镇").sections] == [A]
    assert [one.unit.code for one in report(unit=B).sections] == [B]
    with pytest.raises(LandPlanError, match="no administrative unit"):
        report(unit="北镇")
    with pytest.raises(LandPlanError, match="no values"):
        report(delivery(indicator_value=None))
    rows = delivery()
    rows["admin_area"][1]["XZQMC"] = "东镇"
    with pytest.raises(LandPlanError, match="Several"):
        report(rows, unit="东镇")


def test_a_plan_without_a_former_one_changes_from_its_base():
    from landplan_toolbox.algorithms.dataset.binding import bind
    from landplan_toolbox.algorithms.indicators.values_layer import values_layer
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    forest = load_pack("forest", kind_specs())
    values = [value(key("520111", "01", "b", 2020), 100), value(key("520111", "01", "p", 2025), 110)]
    found = change_report(forest, read_plan(bind(forest, [values_layer(forest, values)], "m")), "m")
    assert found.before is BASE and {one.year for one in found.sections} == {2025, 2035}
    row = next(row for row in found.sections[0].main if row.rule.code == "01")
    assert (row.change, row.percent) == (10 * HA, 10)
    assert "Before the adjustment" not in html(found)
    assert any(one.year == 2035 and one.required for one in found.missing)


def test_nothing_in_the_data_can_break_the_report():
    rows = delivery()
    rows["admin_area"][0]["XZQMC"] = "<script>alert(1)</script>&\x00"
    text = html(report(rows))
    assert "<script>" not in text and "&lt;script&gt;" in text and "\x00" not in text
    assert not re.search(r"(?:src|href)=\"http", text)


def test_the_same_values_give_the_same_report():
    assert html(report()) == html(report())
    assert "{" not in re.sub(r"<style>.*?</style>", "", html(report(), Language("zh")), flags=re.DOTALL)


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_the_tables(tmp_path, ending):
    path = tmp_path / f"change{ending}"
    write_change_tables(report(change(delivery(), C, "02", PLANNED, 100)), path, ENGLISH)
    assert zipfile.is_zipfile(path)
    sheets = change_sheets(report(), ENGLISH)
    assert [sheet.title for sheet in sheets] == [
        "Indicators", "Deviations", "What is missing", "Sources of the values"]
    heads = [head for head, _, _ in sheets[0].columns]
    rows = [dict(zip(heads, row)) for row in sheets[0].rows]
    county = next(row for row in rows if row["Code of the unit"] == COUNTY and row["Code"] == "02")
    assert (county["Base year 2014"], county["Before the adjustment"], county["Assigned"], county["Change"]) == (
        800.0, 760.0, 700.0, -60.0)
    assert county["Change (%)"] == -7.8947
    assert len({(row["Code of the unit"], row["Code"]) for row in rows}) == len(rows)
    for sheet in sheets[1:]:
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    with pytest.raises(LandPlanError):
        write_change_tables(report(), tmp_path / "change.csv", ENGLISH)


# --- the algorithms ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def processing(provider: Any) -> Any:
    """Processing with the provider registered."""
    import processing

    return processing


@contextmanager
def open_project(rows: Any) -> Iterator[None]:
    """Show a delivery in the open project."""
    QgsProject.instance().addMapLayers([layer(role, content) for role, content in rows.items()])
    try:
        yield
    finally:
        QgsProject.instance().clear()


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """A workspace that keeps one value, with the units of the plan."""
    path = str(tmp_path / "work.gpkg")
    with Workspace.open(path) as opened:
        store = opened.indicators("farmland")
        kept = value(key(C, "02", "p"), "129.5")
        store.save([ValueChange(kept.key, kept)])
        store.save_units(tree().units.values())
    return path


def test_changereport(processing: Any, tmp_path: Path, workspace: str) -> None:
    parameters = {"PACK": "farmland", "OUTPUT": str(tmp_path / "r.html"), "LANGUAGE": "en"}
    with open_project(delivery()):
        outcome = processing.run("landplan:changereport", {**parameters, "TABLE": str(tmp_path / "r.xlsx")})
        assert (outcome["DEVIATION_COUNT"], outcome["ERROR_COUNT"], outcome["MISSING_COUNT"]) == (0, 0, 0)
        assert "No deviations" in Path(outcome["OUTPUT"]).read_text("utf-8") and Path(outcome["TABLE"]).exists()
        outcome = processing.run("landplan:changereport", {**parameters, "WORKSPACE": workspace, "UNIT": COUNTY})
        # C plans 0.5 ha less than it is assigned, so the county lacks 0.5 ha, too
        assert (outcome["DEVIATION_COUNT"], outcome["ERROR_COUNT"]) == (2, 2)
        text = Path(outcome["OUTPUT"]).read_text("utf-8")
        assert "129.50" in text and "李四" in text and "The workspace counts" in text
        for wrong in ({"UNIT": "nobody"}, {"OUTPUT": str(tmp_path / "r.txt")}, {"TABLE": str(tmp_path / "r.csv")},
                      {"WORKSPACE": str(tmp_path / "none.gpkg")}, {"PACK": "nothing"}):
            with pytest.raises(QgsProcessingException):
                processing.run("landplan:changereport", {**parameters, **wrong})
    with open_project(delivery(indicator_value=None)):
        with pytest.raises(QgsProcessingException, match="no values of indicators"):
            processing.run("landplan:changereport", parameters)
        given = layer("indicator_value", delivery()["indicator_value"])
        outcome = processing.run("landplan:changereport", {**parameters, "VALUES": given})
        assert outcome["DEVIATION_COUNT"] == 0


def test_checkindicators(processing: Any, tmp_path: Path, workspace: str) -> None:
    paths = {"REPORT": str(tmp_path / "r.html"), "CORRECTIONS": str(tmp_path / "c.xlsx")}
    with open_project(delivery()):
        outcome = processing.run("landplan:checkindicators", {"PACK": "farmland"})
        assert (outcome["ERROR_COUNT"], outcome["WARNING_COUNT"], outcome["VERDICT"]) == (0, 0, "incomplete")
        assert outcome["NOT_RUN_COUNT"] == 4  # nothing is measured without the layers, so not all was compared
        outcome = processing.run("landplan:checkindicators", {
            "PACK": "farmland", "WORKSPACE": workspace, "OUTPUT": "memory:", "POINTS": "memory:", **paths})
        assert (outcome["ERROR_COUNT"], outcome["WARNING_COUNT"], outcome["VERDICT"]) == (2, 1, "incomplete")
        found = {(row["check"], row["key_a"], row["key_b"]) for row in outcome["POINTS"].getFeatures()}
        assert found == {("6711", COUNTY, "02/2020/planned"), ("6713", C, "02/2020/planned"),
                         ("6702", C, "02/2020/planned")}
        assert all(Path(path).exists() for path in paths.values())
        with Workspace.open(workspace, create=False) as opened:
            assert len(opened.findings(FindingQuery())) == 3
        with pytest.raises(QgsProcessingException, match="6711"):
            processing.run("landplan:checkindicators", {"PACK": "farmland", "CHECKS": "7101"})
        outcome = processing.run("landplan:checkindicators", {"PACK": "farmland", "CHECKS": "6713"})
        assert outcome["VERDICT"] == "passed"
    with open_project(delivery(indicator_value=None)):
        assert processing.run("landplan:checkindicators", {"PACK": "farmland"})["VERDICT"] == "incomplete"
        given = layer("indicator_value", change(delivery(), C, "02", PLANNED, 1)["indicator_value"])
        outcome = processing.run("landplan:checkindicators", {"PACK": "farmland", "VALUES": given})
        assert (outcome["VERDICT"], outcome["ERROR_COUNT"]) == ("incomplete", 2)
        outcome = processing.run("landplan:checkindicators", {"PACK": "farmland", "VALUES": given, "CHECKS": "6711,6713"})
        assert (outcome["VERDICT"], outcome["ERROR_COUNT"]) == ("failed", 2)


def test_nothing_is_missing_in_the_clean_forest_plan_as_the_quota_has_no_base():
    path = str(Path(__file__).resolve().parent.parent / "resources" / "sample" / "forest_clean.gpkg")
    bound = bind(load_pack("forest", kind_specs()), open_source(path), path)
    found = change_report(bound.pack, read_plan(bound), path)
    assert found.differences and not [one for one in found.missing if one.required]
    assert "03" not in {one.rule.code for one in found.missing if one.kind is BASE}
