"""What tables of indicators mean, as offices write them."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.indicators.tables.guess import describe, propose
from landplan_toolbox.algorithms.indicators.tables.mapping import ColumnRole, Confidence, Layout
from landplan_toolbox.algorithms.indicators.tables.names import NameBook
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from table_support import TREE, A, B, F, M, P, farmland_rules, forest_rules, planned, raw, read, sentences


def roles(mapping):
    return [meaning.role.value for meaning in mapping.columns]


def test_a_long_table_with_the_field_names_of_the_delivery():
    mapping, result = read(raw("""
        XZQDM     | XZQMC  | ZBDM | ZBMC       | ND   | ZBZLX | ZBZ     | DW   | BZ
        610524101 | 城关镇 | 01   | 耕地保有量 | 2020 | 2     | 1234.56 | 公顷 |
        610524101 | 城关镇 | 01   | 耕地保有量 | 2014 | 0     | 1300    | 公顷 | 变更调查
        610524102 | 路井镇 | 02   |            | 2020 | 3     | 15000   | 亩   |
    """))
    assert mapping.layout is Layout.LONG
    assert sentences(result.problems) == []
    assert planned(result) == {
        ("610524101", "01", 2020, A): "1234.56 ha", ("610524101", "01", 2014, B): "1300 ha",
        ("610524102", "02", 2020, P): "15000 mu"}


def test_a_long_table_in_words():
    mapping, result = read(raw("""
        行政区 | 指标               | 年份   | 类型   | 指标值
        城关镇 | 耕地保有量（公顷） | 2020年 | 下达   | 1,234.56
        路井   | 基本农田面积(亩)   | 2020年 | 规划   | 15000
        路井镇 | 人均城镇工矿用地   | 2020   | 实测   | 120
    """))
    assert mapping.layout is Layout.LONG and sentences(result.problems) == []
    assert planned(result) == {
        ("610524101", "01", 2020, A): "1234.56 ha", ("610524102", "02", 2020, P): "15000 mu",
        ("610524102", "14", 2020, M): "120 m2/person"}


def test_a_wide_table_with_heads_in_three_rows_merged_cells_title_and_unit():
    mapping, result = read(raw("""
        合阳县土地利用总体规划调整指标表 |  |  |  |  |  |
         |  |  |  |  |  | 单位：公顷
        序号 | 行政区 | 耕地保有量 |  |  | 建设用地总规模 |
         |  | 2014年 | 2020年 |  | 2020年 |
         |  | 基期 | 调整前 | 规划 | 调整前 | 规划
        1 | 城关镇 | 1000 | 990 | 980.5 | 50 | 60
        2 | 路井镇 | 2000 | 1990 | 1980 | 150 | 160
         | 合计 | 3000 | 2980 | 2960.5 | 200 | 220
    """, "A1:G1 A3:A5 B3:B5 C3:E3 F3:G3 D4:E4 F4:G4"))
    assert mapping.layout is Layout.WIDE and mapping.first_row == 5 and mapping.head_rows == (2, 3, 4)
    assert roles(mapping) == ["ignored", "unit"] + ["value"] * 5
    assert sentences(result.problems) == [] and sentences(result.totals_notes) == []
    assert planned(result) == {
        ("610524101", "01", 2014, B): "1000 ha", ("610524101", "01", 2020, F): "990 ha",
        ("610524101", "01", 2020, P): "980.5 ha", ("610524101", "06", 2020, F): "50 ha",
        ("610524101", "06", 2020, P): "60 ha", ("610524102", "01", 2014, B): "2000 ha",
        ("610524102", "01", 2020, F): "1990 ha", ("610524102", "01", 2020, P): "1980 ha",
        ("610524102", "06", 2020, F): "150 ha", ("610524102", "06", 2020, P): "160 ha"}


def test_heads_given_once_without_merged_cells_as_in_text_files():
    _, result = read(raw("""
        行政区代码 | 行政区 | 耕地保有量 |      | 基本农田保护面积 |
                   |        | 2014基期   | 2020规划 | 2014基期     | 2020规划
        610524101  | 城关镇 | 1          | 2    | 3                | 4
    """))
    assert sentences(result.problems) == []
    assert planned(result) == {
        ("610524101", "01", 2014, B): "1 ha", ("610524101", "01", 2020, P): "2 ha",
        ("610524101", "02", 2014, B): "3 ha", ("610524101", "02", 2020, P): "4 ha"}


def test_the_unit_of_amounts_from_title_head_row_and_cell_the_nearest_wins():
    _, result = read(raw("""
        2020年规划指标        |                    |              |
        单位：亩              |                    |              |
        行政区                | 耕地保有量（公顷） | 园地面积     | 林地面积 | 人均城镇工矿用地
        城关镇                | 1                  | 2            | 3公顷    | 4
    """))
    assert sentences(result.problems) == []
    assert planned(result) == {
        ("610524101", "01", 2020, P): "1 ha", ("610524101", "03", 2020, P): "2 mu",
        ("610524101", "04", 2020, P): "3 ha", ("610524101", "14", 2020, P): "4 m2/person"}


def test_a_transposed_table_with_a_column_of_totals():
    mapping, result = read(raw("""
        下达指标（2020年）
        指标名称         | 计量单位 | 合计 | 城关镇 | 路井镇
        耕地保有量       | 公顷     | 30   | 10     | 20
        基本农田保护面积 | 亩       | 40   | 15     | 15
    """))
    assert mapping.layout is Layout.TRANSPOSED and roles(mapping) == ["indicator", "measure", "total", "value", "value"]
    assert sentences(result.problems) == []
    assert planned(result) == {
        ("610524101", "01", 2020, A): "10 ha", ("610524102", "01", 2020, A): "20 ha",
        ("610524101", "02", 2020, A): "15 mu", ("610524102", "02", 2020, A): "15 mu"}
    [note] = sentences(result.totals_notes)
    assert "C4" in note and "40" in note and "30" in note


def test_the_table_of_one_unit_with_years_and_kinds_side_by_side():
    mapping, result = read(raw("""
        合阳县指标调整情况表
        指标 | 2014年现状 | 调整前2020年 | 调整后2020年 | 增减
        一、耕地保有量 | 100 | 110 | 105 | -5
        二、建设用地总规模 | 10 | 12 | 13 | 1
        其中：城乡建设用地规模 | 8 | 9 | 10 | 1
    """))
    assert mapping.layout is Layout.MIXED and roles(mapping) == ["indicator", "value", "value", "value", "ignored"]
    assert sentences(result.problems) == []
    assert len(result.planned) == 9 and planned(result)["610524", "07", 2020, P] == "10 ha"
    assert planned(result)["610524", "01", 2014, B] == "100 ha" and planned(result)["610524", "06", 2020, F] == "12 ha"


def test_indented_names_and_numbered_sections():
    _, result = read(raw("""
        行政区 | 2020年规划耕地保有量
        合阳县 | 30
        （一）城关镇 | 10
        　　东街村 | 4
        2、路井镇 | 20
        　　东街村 | 5
    """))
    assert sentences(result.problems) == []
    assert planned(result)["610524101001", "01", 2020, P] == "4 ha"  # the first village lies in the town above it
    assert planned(result)["610524102001", "01", 2020, P] == "5 ha"


def test_larger_units_in_a_column_of_their_own_given_once():
    sheet = raw("""
        乡镇   | 村     | 耕地保有量2020年规划
        城关镇 | 东街村 | 4
        路井镇 | 东街村 | 5
               | 西街村 | 6
    """, "A3:A4")
    _, result = read(sheet)
    assert sentences(result.problems) == []
    assert {key[0]: text for key, text in planned(result).items()} == {
        "610524101001": "4 ha", "610524102001": "5 ha", "610524102002": "6 ha"}


def test_other_order_of_columns_and_rows_makes_no_difference():
    one = raw("""
        行政区 | 耕地保有量2020规划 | 园地2020规划
        城关镇 | 1 | 2
        路井镇 | 3 | 4
    """)
    other = raw("""
        园地2020规划 | 耕地保有量2020规划 | 行政区
        4 | 3 | 路井镇
        2 | 1 | 城关镇
    """)
    assert planned(read(one)[1]) == planned(read(other)[1]) != {}


def test_numbers_of_columns_under_the_head_are_no_data():
    mapping, result = read(raw("""
        行政区 | 耕地保有量2020规划 | 林地面积2020规划
        甲 | 1 | 2
        城关镇 | 10 | 20
    """))
    assert mapping.first_row == 2 and len(result.planned) == 2 and not result.problems


def test_codes_of_indicators_as_heads():
    mapping, result = read(raw("""
        代码      | 01 | 02 | 10
        610524101 | 5  | 6  | 7
    """), mapping=None)
    assert roles(mapping) == ["unit", "value", "value", "value"]
    assert mapping.defaults.year == 2020  # the pack's target year
    assert any("which kind" in text for text in sentences(result.problems))


def test_the_base_year_of_the_pack_is_that_of_base_values():
    mapping, _ = read(raw("""
        行政区 | 耕地保有量基期 | 耕地保有量规划
        城关镇 | 5 | 6
    """))
    assert [meaning.parts.year for meaning in mapping.columns] == [None, 2014, None] and mapping.defaults.year == 2020


def test_heads_that_nobody_understands_are_asked_about():
    mapping, result = read(raw("""
        行政区 | 耕地保有量2020规划 | 神秘数
        城关镇 | 5 | 6
    """))
    assert mapping.columns[2].role is ColumnRole.UNKNOWN
    assert [problem.column for problem in result.problems] == [2] and "神秘数" in sentences(result.problems)[0]
    assert result.changes == [] and len(result.planned) == 1
    _, after = read(raw("""
        行政区 | 耕地保有量2020规划 | 神秘数
        城关镇 | 5 | 6
    """), mapping=mapping.with_column_skipped(2, True))
    assert after.problems == () and len(after.changes) == 1


def test_differences_and_remarks_are_left_out_with_the_reason():
    mapping, _ = read(raw("""
        行政区 | 耕地保有量2020规划 | 增减变化 | 备注
        城关镇 | 5 | -1 | 某说明
    """))
    assert roles(mapping) == ["unit", "value", "ignored", "ignored"]
    assert "difference" in sentences([mapping.columns[2].reason])[0]


def test_guesses_say_how_sure_they_are():
    mapping, _ = read(raw("""
        行政区 | 永久基本农田面积2020规划 | 耕地保有量2020规划
        城关镇 | 5 | 6
    """))
    assert mapping.columns[1].parts.indicator == "02" and mapping.columns[1].confidence is Confidence.LIKELY
    assert mapping.columns[2].confidence is Confidence.CERTAIN


def test_forest_indicators_with_titles_that_look_like_differences():
    rules = forest_rules()
    tree = UnitTree([AdminUnit("520111", "花溪区", "county"), AdminUnit("520111101", "青岩镇", "town", "520111")])
    mapping, result = read(raw("""
        单位 | 林地保有量（公顷） | 森林覆盖率（%） | 重点公益林林地比率
        花溪区 | 5 | 45.5 | 30%
        青岩镇 | 2 | 50% | 31
    """, name="2025年规划"), rules=rules, tree=tree)
    codes = [meaning.parts.indicator for meaning in mapping.columns]
    titles = {rule.title.zh: code for code, rule in rules.indicators.items()}
    assert codes == [None, titles["林地保有量"], titles["森林覆盖率"], titles["重点公益林林地比率"]]
    assert sentences(result.problems) == []
    assert planned(result)["520111101", titles["森林覆盖率"], 2025, P] == "50 percent"


def test_english_tables():
    mapping, result = read(raw("""
        Unit code | Name | Farmland retained (ha), 2020, planned | Construction land in total, 2020, assigned | Remarks
        610524101 | 城关镇 | 5 | 6 | x
    """))
    assert roles(mapping) == ["unit", "unit", "value", "value", "ignored"] and sentences(result.problems) == []
    assert planned(result) == {("610524101", "01", 2020, P): "5 ha", ("610524101", "06", 2020, A): "6 ha"}


@pytest.mark.parametrize("text, code", [
    ("610524101", "610524101"), ("６１０５２４１０１", "610524101"), ("610524101000", "610524101"), ("610524101.0", "610524101"),
    ("610524000000", "610524"), ("城关镇", "610524101"), (" 城 关 镇 ", "610524101"), ("城关", "610524101"),
    ("610524101城关镇", "610524101"), ("城关镇（610524101）", "610524101"), ("合阳县城关镇", "610524101"),
    ("和家庄", "610524103"), ("其中：城关镇", "610524101"), ("1.城关镇", "610524101"), ("路井镇东街村", "610524102001"),
])
def test_units_in_any_writing(text, code):
    assert NameBook(farmland_rules(), TREE).unit(text).codes == (code,)


@pytest.mark.parametrize("text", ["城关乡", "新镇", "610524101路井镇", "610524999", "县", "", "合计", "6.10524E+8"])
def test_what_is_no_unit(text):
    assert NameBook(farmland_rules(), TREE).unit(text).codes == ()


@pytest.mark.parametrize("text, code", [
    ("01", "01"), ("耕地保有量", "01"), ("01耕地保有量", "01"), ("01 耕地保有量（公顷）", "01"), ("1.耕地保有量", "01"),
    ("（一）耕地保有量", "01"), ("其中：城乡建设用地规模", "07"), ("永久基本农田保护面积", "02"), ("建设用地规模", "06"),
    ("建设用地", "06"), ("新增建设用地", "10"), ("城镇工矿用地", "08"), ("人均城镇工矿用地", "14"), ("Farmland retained", "01"),
    ("中心城区建设用地规模", "15"), ("园地", "03"),
])
def test_indicators_by_code_and_title(text, code):
    assert NameBook(farmland_rules(), TREE).indicator(text).code == code


@pytest.mark.parametrize("text", ["耕地面积", "用地", "99", "02耕地保有量", "面积", "", "土地整治"])
def test_what_is_no_indicator(text):
    assert NameBook(farmland_rules(), TREE).indicator(text) is None


def test_a_table_is_described():
    mapping = propose(raw("""
        单位：亩
        行政区 | 耕地保有量2020规划 | 备注
        城关镇 | 5 | x
    """), farmland_rules(), TREE)
    text = " ".join(sentences(describe(mapping, farmland_rules(), TREE)))
    assert "Every row is an administrative unit" in text and "mu" in text and "columns C" in text


def test_rows_of_indicators_that_name_their_year_and_kind():
    mapping, result = read(raw("""
        指标               | 城关镇 | 路井镇
        耕地保有量2020规划 | 1      | 2
        2014年林地（现状） | 10     | 20
    """))
    assert mapping.first_row == 1 and mapping.layout is Layout.TRANSPOSED and sentences(result.problems) == []
    assert planned(result) == {
        ("610524101", "01", 2020, P): "1 ha", ("610524102", "01", 2020, P): "2 ha",
        ("610524101", "04", 2014, B): "10 ha", ("610524102", "04", 2014, B): "20 ha"}


def test_brackets_of_a_head_are_read_and_not_dropped():
    mapping, _ = read(raw("""
        行政区 | 耕地保有量（调整前） | 林地面积（2014年现状，亩） | 园地面积（增减） | 基本农田保护面积（永久基本农田） | 建设用地总规模（预期性）
        城关镇 | 1                    | 2                          | 3                | 4                                | 5
    """))
    parts = [meaning.parts for meaning in mapping.columns]
    assert (parts[1].indicator, parts[1].kind) == ("01", F)
    assert mapping.columns[3].role is ColumnRole.IGNORED
    assert (parts[4].indicator, parts[5].indicator) == ("02", "06")
    assert NameBook(farmland_rules(), TREE).unit("城关镇（不含开发区）").codes == ()


def test_a_second_row_of_the_head_that_says_nothing_more():
    mapping, _ = read(raw("""
        行政区 | 耕地保有量 |        | 林地面积   |
               | 面积（亩） | 增减   | 面积（亩） | 比例
        城关镇 | 1          | 2      | 3          | 4
    """, "A1:A2 B1:C1 D1:E1"))
    assert roles(mapping) == ["unit", "value", "ignored", "value", "ignored"]
    assert [mapping.columns[column].parts.indicator for column in (1, 3)] == ["01", "04"]


def test_the_name_of_the_plan_in_a_title_is_no_kind_of_value():
    for title, kind in (("合阳县土地利用总体规划指标表", None), ("合阳县土地利用总体规划下达指标", A), ("2020年规划指标", P), ("下达与规划指标", None)):
        mapping = propose(raw(f"{title} | \n行政区 | 耕地保有量\n城关镇 | 1"), farmland_rules(), TREE)
        assert mapping.defaults.kind is kind


@pytest.mark.parametrize(("above", "unit"), [
    (("指标调整情况表（亩）", "单位：公顷"), "ha"), (("指标调整情况表（公顷）", "单位：亩"), "mu"),
    (("单位：亩", "计量单位：公顷"), "ha"), (("耕地保有量（公顷、亩）", "单位：亩、%"), "mu"),
    (("指标调整情况表（亩）", ""), "mu")])
def test_of_several_units_of_area_that_of_a_line_of_its_own_counts(above, unit):
    """A title is typed by hand, and its unit is easily forgotten when the table gets another one."""
    _, result = read(raw(f"""
        {above[0]} | |
        {above[1] or "合阳县"} | |
        代码      | 名称   | 耕地保有量 2020年规划
        610524101 | 城关镇 | 30
        610524102 | 路井镇 | 60
    """))
    assert sentences(result.problems) == []
    assert planned(result)[("610524101", "01", 2020, P)] == f"30 {unit}"
