"""landplan:evaluatestatus: report, spreadsheet and long table; what it refuses."""

from __future__ import annotations

import html
import re
import zipfile
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from feedback_support import Log
from landplan_toolbox.algorithms.delivery.markup import Markup
from landplan_toolbox.algorithms.delivery.status_charts import Bar, bar_chart
from landplan_toolbox.algorithms.delivery.status_long import long_table
from landplan_toolbox.algorithms.delivery.status_report import status_report_html
from landplan_toolbox.algorithms.delivery.status_sheets import status_sheets, write_status_sheets
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Message
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
)
from status_support import COUNTY, HA, A, county, evaluation

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "forest_clean.gpkg"
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=timezone.utc)
ENGLISH, CHINESE = Language("en"), Language("zh")
ID = "landplan:evaluatestatus"


@pytest.fixture(scope="module")
def found():
    """Return the evaluation of the county worked by hand."""
    return evaluation()


pytestmark = pytest.mark.usefixtures("provider")


def run(**parameters):
    """Run the algorithm; return results and what was pushed."""
    context, log = QgsProcessingContext(), Log()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ID)
    results, good = algorithm.run(
        {"PACK": "forest", "SOURCE": str(SAMPLE), **parameters}, context, log, {}, False)
    assert good
    results["_layers"] = context.temporaryLayerStore()
    results["_log"] = log.said
    return results


def test_whole_run(tmp_path):
    report, tables = tmp_path / "status.html", tmp_path / "status.xlsx"
    figures = tmp_path / "figures.gpkg"
    results = run(REPORT=str(report), TABLES=str(tables), FIGURES=str(figures), LANGUAGE="zh")
    assert results["TABLE_COUNT"] == 16 and results["NOT_MEASURED_COUNT"] == 0
    assert results["PROBLEM_COUNT"] >= 1
    page = report.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and "林地现状" in page and "<svg" in page and "2145.84" in page
    assert "<script" not in page and "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    with zipfile.ZipFile(tables) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert len(names) == 16 + 6 and len({name.casefold() for name in names}) == len(names)
    assert all(len(html.unescape(name)) <= 31 for name in names)
    source = ogr.Open(str(figures))
    layer = source.GetLayer(0)
    rows = [(row["part"], row["id"], row["unit"], row["row"], row["column"], row["value"]) for row in layer]
    assert ("table", "quality", "690121", "unit", "forest_land", 2145.84) in rows
    assert {part for part, *_ in rows} == {"table", "figure", "target", "space", "patch", "statement"}


def test_only_numbers_are_wanted():
    results = run(LEVELS="county")
    assert "REPORT" not in results and "TABLES" not in results and results["TABLE_COUNT"] == 16
    assert any("Productivity is low" in sentence for sentence in results["_log"])


@pytest.mark.parametrize(("parameters", "told"), [
    ({"PACK": "farmland"}, "status.yaml"),
    ({"LEVELS": "county, hamlet"}, "hamlet"),
    ({"WORKSPACE": "/nowhere/kept.gpkg"}, "/nowhere/kept.gpkg"),
    ({"TABLES": "/tmp/status.csv"}, ".xlsx"),
    ({"REPORT": "/nowhere/at/all/report.html"}, "/nowhere/at/all"),
    ({"REPORT": str(SAMPLE)}, "forest_clean.gpkg"),
    ({"SOURCE": "/nowhere/data.gpkg"}, "/nowhere/data.gpkg"),
])
def test_refusals(parameters, told):
    with pytest.raises(QgsProcessingException) as caught:
        run(**parameters)
    assert told in str(caught.value)


def test_one_file_for_two_results(tmp_path):
    place = str(tmp_path / "same.html")
    with pytest.raises(QgsProcessingException):
        run(REPORT=place, FIGURES=place)


def test_targets_from_a_workspace(tmp_path):
    path = tmp_path / "kept.gpkg"
    key = ValueKey("690121", "01", 2020, ValueKind.ASSIGNED)
    kept = IndicatorValue(key, Quantity(Decimal("99999"), "ha"), Origin(Message("Test", "A plan."), "Li", NOW))
    with Workspace.open(path) as workspace:
        workspace.indicators("forest").save([ValueChange(key, kept)])
    assert run()["MISSED_COUNT"] == 0
    assert run(WORKSPACE=str(path))["MISSED_COUNT"] == 1
    with Workspace.open(path, create=False) as workspace:
        assert [one.key for one in workspace.indicators("forest").values()] == [key]


# --- documents -------------------------------------------------------------------------------------


def test_report_states_everything(found):
    page = status_report_html(found, ENGLISH, NOW)
    assert "Annex table 1 Forest land at present" in page and "In no unit" in page
    assert "10.01" in page and "not stated" in page
    assert "53.9 m³/ha" in page and "missed" in page
    assert status_report_html(found, ENGLISH, NOW) == page
    # every head spans as many columns as stand below it
    for grid in re.findall(r'<table class="grid">.*?</table>', page, flags=re.DOTALL):
        width = max(row.count("<td") for row in grid.split("<tr")[1:])
        first = grid.split("</tr>")[0]
        spans = [int(match or 1) for match in re.findall(r'<th(?: rowspan="\d+")?(?: colspan="(\d+)")?>', first)]
        assert sum(spans) == width


def test_names_of_the_data_cannot_break_the_report():
    rows = county()
    rows["admin_area"][0]["XZQMC"] = "<script>alert(1)</script>&\"'"
    rows["subcompartment"][0]["LYFQ"] = "<b>区</b>"
    page = status_report_html(evaluation(rows), CHINESE, NOW)
    assert "<script>" not in page and "&lt;script&gt;" in page and "<b>区" not in page


def test_sheets_hold_numbers_as_they_are_written(found, tmp_path):
    sheets = {sheet.title: sheet for sheet in status_sheets(found, ENGLISH)}
    assert all(len(title) <= 31 for title in sheets)
    quality = next(sheet for title, sheet in sheets.items() if title.startswith("Annex table 4"))
    rows = list(quality.rows)
    heads = [head for head, _, _ in quality.columns]
    assert len(heads) == len(set(heads))
    town = next(row for row in rows if row[0] == A)
    assert town[heads.index("Forest land / I (ha)")] == 10.01
    for ending in (".xlsx", ".ods"):
        write_status_sheets(found, tmp_path / f"status{ending}", ENGLISH)
        assert (tmp_path / f"status{ending}").stat().st_size > 5000


def test_long_table_has_null_where_there_is_no_number(found):
    table = long_table(found, ENGLISH)
    rows = list(zip(*(table.column(name) for name in ("part", "id", "unit", "row", "column", "value", "note"))))
    assert ("figure", "forest_land", COUNTY, None, None, 22.26, None) in [
        (*row[:6], None) for row in rows if row[1] == "forest_land"]
    assert any(row[0] == "space" and row[1] == "ecological_area" and row[5] is None and row[6] for row in rows)
    assert any(row[0] == "table" and row[3] == "unit/state" for row in rows)
    values = found.table("quality").value("", "forest_land") / HA
    assert ("table", "quality", None, "total", "forest_land", 23.26, None) in rows and values == pytest.approx(23.255)


def test_charts():
    chart = bar_chart("标题 <x>", [Bar("很长很长很长很长很长很长很长很长的名称", 5.0, "5.00"), Bar("b", -2.0, "−2.00")], unit="ha")
    assert isinstance(chart, Markup) and "…" in chart and "&lt;x&gt;" in chart and "stroke-width" in chart
    assert chart.count("<rect") == 2
    assert bar_chart("nothing", []) is None


def test_chinese_report_of_a_county_without_anything():
    empty = evaluation(county(subcompartment=None, admin_area=None, indicator_value=None, nature_reserve=None,
                              redline=None, forest_use_project=None))
    page = status_report_html(empty, CHINESE, NOW)
    assert "<table" in page and "nan" not in page.lower().replace("finance", "")
    assert list(status_sheets(empty, CHINESE))
