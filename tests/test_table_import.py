"""Malformed and odd sheets: a clear refusal or a mapping, and nothing half imported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.indicators.tables.guess import describe, propose
from landplan_toolbox.algorithms.indicators.tables.mapping import ColumnRole, Parts
from landplan_toolbox.algorithms.indicators.tables.raw_sheet import MergedRange, RawSheet
from landplan_toolbox.algorithms.indicators.tables.writing_habits import MeasureUnit
from table_support import ORIGIN, TREE, A, P, farmland_rules, planned, raw, read, sentences, values

HEAD = "行政区 | 耕地保有量2020规划（公顷）\n"


def refused(lines, merged="", current=None, head=HEAD):
    """Return the only problem of a table and its sentence; nothing of it is imported."""
    _, result = read(raw(head + lines, merged), current)
    assert result.changes == []
    [problem] = result.problems
    return problem, sentences([problem])[0]


@pytest.mark.parametrize("cell", ["约120", "120左右", "1.234,5", "(120)", "一百", "#REF!", "=B2+1", "12%", "2020-01-01", "120①",
                                  "5 平方米/人", "TRUE"])
def test_a_cell_that_is_no_amount_is_named(cell):
    problem, text = refused(f"城关镇 | 5\n路井镇 | {cell}")
    assert (problem.row, problem.column, problem.text) == (2, 1, cell) and "B3" in text and "Sheet1" in text


def test_nothing_is_imported_while_one_cell_is_wrong_and_all_once_the_row_is_left_out():
    sheet = raw(HEAD + "城关镇 | 5\n路井镇 | 约120\n和家庄乡 | 7")
    mapping, result = read(sheet)
    assert len(result.planned) == 2 and result.changes == []
    _, after = read(sheet, mapping=mapping.with_row_skipped(2, True))
    assert len(after.changes) == 2 and after.problems == ()
    target = IndicatorSheet(farmland_rules(), TREE)
    target.put(after.changes)
    assert len(target) == 2


def test_a_unit_nobody_knows():
    problem, text = refused("城关镇 | 5\n不存在镇 | 6")
    assert (problem.row, problem.column) == (2, 0) and "不存在镇" in text


def test_the_first_row_with_a_unit_nobody_knows_is_no_head():
    problem, text = refused("不存在镇 | 6\n城关镇 | 5")
    assert problem.row == 1 and "不存在镇" in text


def test_a_sheet_of_another_county():
    _, result = read(raw(HEAD + "甲镇 | 1\n乙镇 | 2"))
    assert [problem.row for problem in result.problems] == [1, 2] and result.changes == []


def test_a_name_that_several_units_have():
    problem, text = refused("东街村 | 6")
    assert "610524101001" in text and "610524102001" in text and problem.row == 1


def test_code_and_name_of_different_units():
    problem, text = refused("610524101 | 路井镇 | 6", head="代码 | 行政区 | 耕地保有量2020规划（公顷）\n")
    assert "610524101" in text and "路井镇" in text and problem.row == 1


def test_a_code_shortened_by_the_spreadsheet():
    _, text = refused("6.10524E+11 | 6", head="代码 | 耕地保有量2020规划（公顷）\n")
    assert "shortened" in text


def test_a_row_without_a_unit():
    problem, text = refused("城关镇 | 5\n | 6")
    assert problem.row == 2 and "no administrative unit" in text


def test_two_rows_of_one_unit_with_different_values():
    problem, text = refused("城关镇 | 5\n610524101 | 6")
    assert (problem.row, problem.column) == (2, 1) and "B2" in text and "城关镇" in text


def test_two_rows_of_one_unit_with_the_same_value():
    _, result = read(raw(HEAD + "城关镇 | 5\n城关镇 | 75亩"))
    assert result.problems == () and len(result.changes) == 1 and any("twice" in text for text in sentences(result.notes))


def test_two_columns_of_one_indicator_with_different_values():
    problem, text = refused("城关镇 | 5 | 6", head="行政区 | 耕地保有量2020规划 | 2020年规划耕地保有量\n")
    assert problem.column == 2 and "B2" in text


def test_one_value_for_several_units_in_merged_cells():
    problem, text = refused("城关镇 | 30\n路井镇 | \n和家庄乡 | ", "B2:B4")
    assert (problem.row, problem.column) == (1, 1) and "merged from B2 to B4" in text


def test_merged_names_above_merged_totals():
    _, result = read(raw("""
2020年规划指标 | |
行政区 | | 耕地保有量（公顷）
合计 | | 11
城关镇 | | 5
路井镇 | | 6
    """, "A1:C1 A2:B2 A3:B3 A4:B4 A5:B5"))
    assert result.problems == () and len(result.changes) == 2 and result.totals_notes == ()


@pytest.mark.parametrize("word", ["合计", "合 计", "总计", "全县合计", "小计", "Total", "合计：", "合计（公顷）", "全县"])
def test_totals_are_compared_and_not_imported(word):
    _, good = read(raw(HEAD + f"城关镇 | 5.5\n路井镇 | 6.5\n{word} | 12"))
    assert good.problems == () and len(good.changes) == 2 and good.totals_notes == ()
    _, bad = read(raw(HEAD + f"{word} | 15\n城关镇 | 5.5\n路井镇 | 6.5"))
    assert bad.problems == () and len(bad.changes) == 2
    [note] = sentences(bad.totals_notes)
    assert "B2" in note and "15" in note and "12.0" in note


def test_subtotals_and_totals_of_nested_units():
    _, result = read(raw(HEAD + "城关镇 | 4\n东街村 | 4\n小计 | 4\n路井镇 | 11\n东街村 | 5\n西街村 | 6\n小计 | 11\n合计 | 15"))
    assert result.problems == () and sentences(result.totals_notes) == [] and len(result.changes) == 5


def test_rounded_totals_are_no_difference():
    _, result = read(raw(HEAD + "城关镇 | 5.33\n路井镇 | 6.33\n和家庄乡 | 7.33\n合计 | 19.00"))
    assert result.totals_notes == ()
    _, result = read(raw(HEAD + "城关镇 | 5.33\n路井镇 | 6.33\n和家庄乡 | 7.33\n合计 | 19.02"))
    assert len(result.totals_notes) == 1


def test_ratios_are_not_added_up():
    _, result = read(raw("行政区 | 人均城镇工矿用地2020规划\n城关镇 | 100\n路井镇 | 120\n合计 | 110"))
    assert result.problems == () and result.totals_notes == ()


def test_remarks_and_repeated_heads_below_are_passed_over():
    _, result = read(raw(HEAD + "城关镇 | 5\n行政区 | 耕地保有量2020规划（公顷）\n路井镇 | 6\n注：数据来自变更调查 | \n填表人：李 | "))
    assert result.problems == () and len(result.changes) == 2


def test_empty_cells_and_dashes_leave_what_is_there():
    current = values(("610524101", "01", 2020, P, "5", "ha"))
    _, result = read(raw(HEAD + "城关镇 | —\n路井镇 | /\n和家庄乡 | 7"), current)
    assert result.problems == () and list(planned(result)) == [("610524103", "01", 2020, P)]


def test_what_is_there_already_is_no_change_in_whatever_unit():
    current = values(("610524101", "01", 2020, P, "5", "ha"), ("610524102", "01", 2020, P, "6", "ha"))
    _, result = read(raw(HEAD + "城关镇 | 75亩\n路井镇 | 7\n和家庄乡 | 8"), current)
    assert (result.unchanged, result.changed, result.new) == (1, 1, 1)


def test_other_unit_of_the_head_is_kept_as_written():
    _, result = read(raw("行政区 | 耕地保有量2020规划（万亩）\n城关镇 | 1.5"))
    assert planned(result) == {("610524101", "01", 2020, P): "1.5 wan_mu"}


def test_a_unit_of_another_sort_in_the_head():
    _, result = read(raw("行政区 | 人均城镇工矿用地2020规划（公顷）\n城关镇 | 5"))
    assert result.changes == [] and "cannot be converted" in sentences(result.problems)[0]


def test_numbers_in_mu_where_hectares_are_thought_of_are_noticed():
    current = values(*[(f"61052410{i}", "01", 2020, P, f"{100 * i}", "ha") for i in (1, 2, 3)])
    sheet = raw("行政区 | 耕地保有量2020规划\n城关镇 | 1500\n路井镇 | 3010\n和家庄乡 | 4500")
    mapping, result = read(sheet, current)
    [problem] = result.problems
    assert problem.column == 1 and "in mu" in sentences([problem])[0] and result.changes == []
    parts = mapping.columns[1].parts
    mapping = mapping.with_column(1, ColumnRole.VALUE, Parts(indicator="01", year=2020, kind=P, measure=MeasureUnit("mu")))
    _, result = read(sheet, current, mapping)
    assert result.problems == () and (result.unchanged, result.changed) == (2, 1) and parts.measure is None


def test_a_table_that_says_no_unit_says_what_was_taken():
    _, result = read(raw("行政区 | 耕地保有量2020规划\n城关镇 | 1500"))
    assert result.problems == () and "taken as ha" in sentences(result.notes)[0]


def test_year_and_kind_that_nothing_says_are_asked_for():
    _, result = read(raw("行政区 | 耕地保有量 | 林地面积\n城关镇 | 5 | 6"))
    assert ["which kind" in text for text in sentences(result.problems)] == [True]
    mapping = propose(raw("行政区 | 耕地保有量 | 林地面积\n城关镇 | 5 | 6"), farmland_rules(), TREE)
    from dataclasses import replace
    _, after = read(raw("行政区 | 耕地保有量 | 林地面积\n城关镇 | 5 | 6"), mapping=replace(
        mapping, defaults=Parts(year=2020, kind=A)))
    assert len(after.changes) == 2


def test_a_long_table_with_an_unknown_indicator_year_or_kind():
    head = "行政区 | 指标 | 年份 | 类型 | 指标值 | 计量单位\n城关镇 | 耕地保有量 | 2020 | 规划 | 5 | 公顷\n"
    for line, part in (("路井镇 | 外星指标 | 2020 | 规划 | 5 | 公顷", "外星指标"), ("路井镇 | 01 | 二〇二〇 | 规划 | 5 | 公顷", "二〇二〇"),
                       ("路井镇 | 01 | 2020 | 乱写 | 5 | 公顷", "乱写"), ("路井镇 | 01 | 2020 | 规划 | 5 | 顷", "顷")):
        _, result = read(raw(head + line))
        [text] = sentences(result.problems)
        assert part in text and "Row 3" in text


def test_a_long_table_with_a_blank_year_does_not_take_that_of_the_row_above():
    _, result = read(raw("行政区 | 指标 | 年份 | 类型 | 指标值\n城关镇 | 耕地保有量 | 2020 | 规划 | 5\n路井镇 | 耕地保有量 |  | 规划 | 6"))
    assert result.changes == [] and "which year" in sentences(result.problems)[0]


def test_a_sheet_without_values_or_known_columns():
    for text in ("行政区 | 耕地保有量2020规划\n城关镇 | ", "甲 | 乙\n丙 | 丁", "x"):
        _, result = read(raw(text))
        assert result.changes == [] and result.problems


def test_an_empty_tree_refuses_every_row():
    from landplan_toolbox.algorithms.units.tree import UnitTree
    _, result = read(raw(HEAD + "城关镇 | 5"), tree=UnitTree([]))
    assert result.changes == [] and len(result.problems) == 1


def test_row_and_column_that_name_different_years():
    _, result = read(raw("行政区 | 指标 | 年份 | 规划2020\n城关镇 | 耕地保有量 | 2015 | 5"))
    assert result.changes == [] and "different things" in sentences(result.problems)[0]


def test_negative_values_are_refused():
    _, result = read(raw(HEAD + "城关镇 | -5"))
    assert result.changes == [] and "cannot be negative" in sentences(result.problems)[0]


def test_shares_of_one_where_percentages_are_wanted():
    from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
    from table_support import forest_rules
    tree = UnitTree([AdminUnit(f"52011110{i}", f"{name}镇", "town") for i, name in enumerate(("青岩", "石板", "麦坪"))])
    lines = "\n".join(f"{name}镇 | 0.{i}5" for i, name in enumerate(("青岩", "石板", "麦坪")))
    _, result = read(raw("行政区 | 森林覆盖率2025规划\n" + lines), rules=forest_rules(), tree=tree)
    assert "shares of one" in sentences(result.problems)[0] and result.changes == []


def test_where_every_value_stands_and_where_it_comes_from():
    _, result = read(raw(HEAD + "城关镇 | 5"))
    [change] = result.changes
    assert result.places[change.key] == (1, 1) and change.value.origin is ORIGIN


def test_ten_thousand_rows_are_read_quickly_enough_to_be_used_at_every_change_of_a_mapping():
    lines = "\n".join(f"61052410{i % 3 + 1} | 01 | {1950 + i % 150} | {'规划' if i % 2 else '下达'} | 5" for i in range(10_000))
    _, result = read(raw("代码 | 指标 | 年份 | 类型 | 指标值\n" + lines))
    assert result.problems == () and len(result.changes) <= 900


WORDS = ["", " ", "行政区", "城关镇", "路井镇", "东街村", "610524101", "合计", "小计", "耕地保有量", "林地面积（亩）", "2020年", "2014", "规划", "基期", "调整前",
         "5", "1,234.5", "—", "约5", "12%", "7亩", "=A1", "指标", "年份", "类型", "单位：公顷", "公顷", "01", "10", "序号", "注：x", "(", "（）", "1 2"]


@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), min_size=4, max_size=4), max_size=8),
       st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=2))
@settings(deadline=None, max_examples=300, derandomize=True)
def test_whatever_a_sheet_holds_it_is_imported_whole_or_not_at_all(rows, merges):
    merged = tuple(MergedRange(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merges
                   if min(a, c) < len(rows) and min(b, d) < 4)
    sheet = RawSheet("表", rows, merged)
    mapping, result = read(sheet)
    assert sentences(describe(mapping, farmland_rules(), TREE))
    sentences((*result.problems, *result.totals_notes, *result.notes, *(m.reason for m in mapping.columns if m.reason)))
    assert bool(result.changes) is (bool(result.planned) and not result.problems)
    assert bool(result.problems) or result.planned or result.unchanged
    for change in result.planned:
        assert change.key.unit in TREE and change.key.indicator in farmland_rules().indicators
