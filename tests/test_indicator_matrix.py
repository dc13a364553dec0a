"""Values written as a table of a plan, ready for the printer, come back to the last digit."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delivery.indicator_matrix import write_matrix
from landplan_toolbox.algorithms.delivery.printed_parts import PrintedColumn, PrintedTable, Span, sheet_name
from landplan_toolbox.algorithms.delivery.printed_table import write_printed
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.indicators.tables.matrix import MatrixChoice, matrix
from landplan_toolbox.algorithms.indicators.tables.reading import read_sheets
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from table_support import ORIGIN, TREE, A, B, F, P, farmland_rules, forest_rules, read, sentences, values
from test_table_writing import sheets

TOWNS = values(
    ("610524101", "01", 2014, B, "12345.67", "ha"), ("610524101", "01", 2020, F, "12345", "ha"),
    ("610524101", "01", 2020, P, "12000", "ha"), ("610524101", "02", 2020, P, "9800.5", "ha"),
    ("610524102", "01", 2014, B, "345.67", "ha"), ("610524102", "01", 2020, P, "1", "mu"),
    ("610524102", "14", 2020, P, "118.5", "m2/person"), ("610524103", "02", 2020, P, "7100", "ha"))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("code", ["zh", "en"])
@given(sheet=sheets(), unit=st.sampled_from(["", "m2", "ha", "mu", "wan_mu"]))
@settings(deadline=None, max_examples=10, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back_to_the_last_digit(tmp_path, ending, code, sheet, unit):
    path = tmp_path / f"table.{ending}"
    assert write_matrix(path, sheet, MatrixChoice(area_unit=unit), Language(code)) > 0
    [raw_sheet] = read_sheets(path)
    _, result = read(raw_sheet)
    assert sentences(result.problems) == [] and result.totals_notes == ()
    assert {change.key: change.value.quantity.exact for change in result.changes} == {
        value.key: value.quantity.exact for value in sheet}


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("rules", [farmland_rules, forest_rules])
def test_every_indicator_of_the_packs_is_known_again_by_its_head(tmp_path, rules, code):
    found = [IndicatorValue(ValueKey("610524101", name, year, kind), Quantity(Decimal("1.25"), rule.unit), ORIGIN)
             for name, rule in rules().indicators.items() for year in (2014, 2035) for kind in (B, F, A, P)]
    sheet = IndicatorSheet(rules(), TREE, found)
    path = tmp_path / "table.xlsx"
    write_matrix(path, sheet, MatrixChoice(), Language(code))
    _, result = read(read_sheets(path)[0], sheet, rules=rules())
    assert sentences(result.problems) == [] and result.unchanged == len(found) == len(sheet)


def test_the_form_of_the_table(tmp_path):
    path = tmp_path / "table.xlsx"
    assert write_matrix(path, TOWNS, MatrixChoice(), Language("zh"), "合阳县指标分解表") == 3
    [sheet] = read_sheets(path)
    assert sheet.rows[0][0] == "合阳县指标分解表" and sheet.rows[1][0].endswith("公顷")
    assert sheet.rows[2][2:] == ["耕地保有量", "", "", "基本农田保护面积", "人均城镇工矿用地 (平方米/人)"]
    assert sheet.rows[3][2:5] == ["2014年基期现状", "2020年调整前", "2020年规划"]
    assert {(2, 2, 2, 4), (2, 0, 3, 0), (0, 0, 0, 6)} <= {tuple(merged) for merged in sheet.merged}
    assert sheet.rows[5][4] == "1 亩"  # a mu does not end in hectares
    assert sheet.rows[7][2:] == ["12691.34", "12345", "", "16900.5", ""]  # no sum of a ratio, and none of mixed units


def test_the_table_is_ready_for_the_printer(tmp_path):
    path = tmp_path / "table.xlsx"
    write_matrix(path, TOWNS, MatrixChoice(), Language("zh"))
    with zipfile.ZipFile(path) as archive:
        sheet, book, styles = (archive.read(f"xl/{part}.xml").decode()
                               for part in ("worksheets/sheet1", "workbook", "styles"))
    assert 'orientation="landscape" fitToWidth="1"' in sheet and 'state="frozen"' in sheet
    assert re.search(r"Print_Titles.*\$A:\$B,.*\$3:\$4<", book)
    assert 'formatCode="#,##0.00"' in styles and "<f>SUM(C5:C7)</f><v>12691.34</v>" in sheet
    write_matrix(tmp_path / "again.xlsx", TOWNS, MatrixChoice(), Language("zh"))
    assert path.read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    write_matrix(tmp_path / "table.ods", TOWNS, MatrixChoice(), Language("zh"))
    with zipfile.ZipFile(tmp_path / "table.ods") as archive:
        assert archive.infolist()[0].filename == "mimetype"
        content = archive.read("content.xml").decode()
    assert "<table:table-header-rows>" in content and "of:=SUM([.C5:.C7])" in content


def test_a_choice_of_kinds_years_levels_indicators_and_unit():
    sheet = values(
        ("610524", "01", 2020, P, "30", "ha"), ("610524101", "01", 2020, P, "10", "ha"),
        ("610524101001", "01", 2020, P, "4", "ha"), ("610524101", "01", 2014, B, "11", "ha"),
        ("610524101", "02", 2020, P, "9", "ha"), ("610524102", "01", 2020, P, "20", "ha"))
    found = matrix(sheet, MatrixChoice((P,), (2020,), ("town",), ("01",), "mu"), Language("zh"))
    assert [(row.code, row.cells) for row in found.rows] == [
        ("610524101", [Decimal(150)]), ("610524102", [Decimal(300)])]
    assert found.measure == "亩" and found.totals == [Decimal(450)]
    whole = matrix(sheet, MatrixChoice(), Language("zh"))
    assert [row.depth for row in whole.rows] == [0, 1, 2, 1] and whole.totals == []  # units within each other
    with pytest.raises(LandPlanError, match="choice"):
        matrix(sheet, MatrixChoice(years=(1999,)), Language("en"))


@pytest.mark.parametrize("code", ["zh", "en"])
def test_ten_thousand_mu_over_the_table_are_one_unit(tmp_path, code):
    write_matrix(tmp_path / "a.xlsx", values(("610524101", "01", 2020, P, "3", "wan_mu")), MatrixChoice(area_unit="wan_mu"),
                 Language(code))
    [sheet] = read_sheets(tmp_path / "a.xlsx")
    assert "mu" in sheet.rows[1][0] or "万亩" in sheet.rows[1][0]
    assert [str(change.value.quantity.unit) for change in read(sheet)[1].changes] == ["wan_mu"]


def test_what_the_rules_do_not_know_is_no_head():
    key = ValueKey("610524101", "99", 2020, P)
    sheet = IndicatorSheet(farmland_rules(), TREE, [IndicatorValue(key, Quantity(Decimal(1), "ha"), ORIGIN)])
    with pytest.raises(LandPlanError, match="no indicator 99"):
        matrix(sheet, MatrixChoice(), Language("en"))


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
def test_names_that_look_like_markup_or_formulas_are_texts(tmp_path, ending):
    tree = UnitTree([AdminUnit("610524101", "=HYPERLINK(1)", "town"), AdminUnit("610524102", '<b>&"镇\x01', "town")])
    sheet = IndicatorSheet(farmland_rules(), tree, [
        IndicatorValue(ValueKey(code, "01", 2020, P), Quantity(Decimal(5), "ha"), ORIGIN) for code in tree.units])
    path = tmp_path / f"table.{ending}"
    write_matrix(path, sheet, MatrixChoice(), Language("en"), "+1")
    rows = read_sheets(path)[0].rows
    assert rows[0][0] == "+1" and [row[1] for row in rows[4:6]] == ["=HYPERLINK(1)", '<b>&"镇\ufffd']
    assert rows[6][2] == "10"


@pytest.mark.parametrize("name", ["table.txt", "missing/table.csv", "missing/table.ods"])
def test_places_that_cannot_be_written(tmp_path, name):
    with pytest.raises(LandPlanError):
        write_matrix(tmp_path / name, TOWNS, MatrixChoice(), Language("en"))
    assert list(tmp_path.iterdir()) == []


def test_names_of_sheets_and_heads_that_need_several_lines(tmp_path):
    assert sheet_name("a[1]:*?/\\b" + "x" * 40) == "a_1______b" + "x" * 21 and sheet_name("''") == "Sheet1"
    table = PrintedTable("O'x", "t", "", [PrintedColumn(10), PrintedColumn(10, 0)], [["耕" * 12, "b"], ["", "c"]],
                         [Span(0, 0, 1, 0)], [["x", Decimal(1)]], fixed_columns=1)
    assert table.head_lines == [2, 2] and table.pages_across == 1
    write_printed(tmp_path / "a.xlsx", table)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert "O&#x27;&#x27;x" in archive.read("xl/workbook.xml").decode()


def test_the_title_of_a_table_of_several_pages_lies_over_the_first(tmp_path):
    columns = [PrintedColumn(16), *[PrintedColumn(11, 2)] * 60]
    head = [["Unit", *(str(number) for number in range(60))]]
    row = ["610524101001", *[Decimal(number) for number in range(60)]]
    table = PrintedTable("Values", "Title", "Unit: ha", columns, head, [], [row], notes=["A note"])
    assert table.pages_across == 4 and table.title_columns == 14  # 16 + 13 × 11 of 676 / 4 characters
    assert PrintedTable("Values", "T", "", columns[:3], head, [], []).title_columns == 3
    write_printed(tmp_path / "table.xlsx", table)
    write_printed(tmp_path / "table.ods", table)
    with zipfile.ZipFile(tmp_path / "table.xlsx") as file:
        merged = re.findall('mergeCell ref="([^"]+)"', file.read("xl/worksheets/sheet1.xml").decode())
    assert merged == ["A1:N1", "A2:N2", "A5:N5"]
    with zipfile.ZipFile(tmp_path / "table.ods") as file:
        assert file.read("content.xml").decode().count('number-columns-spanned="14"') == 3


def test_a_village_needs_no_second_line(tmp_path):
    write_matrix(tmp_path / "table.xlsx", plan_of_a_village(), MatrixChoice(), Language("zh"))
    with zipfile.ZipFile(tmp_path / "table.xlsx") as file:
        heights = re.findall(r'<row r="[56]" ht="(\d+)"', file.read("xl/worksheets/sheet1.xml").decode())
    assert len(heights) == 2 and len(set(heights)) == 1


def plan_of_a_village():
    tree = UnitTree([AdminUnit("610524101", "东镇", "town"),
                     AdminUnit("610524101001", "墨池村", "village", "610524101")])
    return IndicatorSheet(farmland_rules(), tree, values(
        ("610524101", "01", 2014, B, "12.5", "ha"), ("610524101001", "01", 2014, B, "1.5", "ha")))
