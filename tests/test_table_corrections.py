"""Corrections of the meaning of a table, kept for the next one with the same head."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from landplan_toolbox.algorithms.indicators.tables.corrections import corrected, correction_of, from_plain, to_plain
from landplan_toolbox.algorithms.indicators.tables.guess import propose
from landplan_toolbox.algorithms.indicators.tables.mapping import ColumnRole, Parts
from landplan_toolbox.algorithms.indicators.tables.names import NameBook
from landplan_toolbox.algorithms.indicators.tables.writing_habits import MeasureUnit
from table_support import TREE, F, P, farmland_rules, raw

FORM = """
    {year}年规划指标 | | | |
    指标 | 甲数 | 乙数 | 丙数 | 丁数
    耕地保有量 | {number} | 2 | 3 | 4
"""
CHOSEN = Parts("610524101", "01", 2035, P, MeasureUnit("ha", Decimal(10_000)))


def table(year=2020, number=1):
    return raw(FORM.format(year=year, number=number))


def chosen(sheet):
    mapping = propose(sheet, farmland_rules(), TREE)
    mapping = mapping.with_column(1, ColumnRole.VALUE, CHOSEN).with_column(2, ColumnRole.VALUE, Parts(kind=F))
    return mapping.with_column_skipped(3, True).with_column_skipped(4, True)


def test_a_correction_is_kept_as_texts_and_numbers_and_comes_back_the_same():
    sheet = table()
    correction = correction_of(sheet, propose(sheet, farmland_rules(), TREE), chosen(sheet))
    assert correction.columns[1] == (ColumnRole.VALUE, CHOSEN) and correction.skipped_columns == {3, 4}
    assert from_plain(json.loads(json.dumps(to_plain(correction)))) == correction


def test_the_next_table_with_the_same_head_is_taken_so():
    sheet, other = table(), table(2035, 9)
    book = NameBook(farmland_rules(), TREE)
    correction = correction_of(sheet, propose(sheet, farmland_rules(), TREE), chosen(sheet))
    found = corrected(other, propose(other, farmland_rules(), TREE), correction, book)
    assert found.columns[1].parts == CHOSEN and found.columns[2].parts == Parts(kind=F)
    assert found.skipped_columns == {3, 4} and found.defaults.year == 2035


def test_defaults_are_taken_over_only_where_the_table_says_the_same():
    book = NameBook(farmland_rules(), TREE)
    first = propose(table(2020), farmland_rules(), TREE)
    by_hand = replace(first, defaults=replace(first.defaults, year=2025, measure=MeasureUnit("mu")))
    correction = correction_of(table(2020), first, by_hand)
    same = corrected(table(2020), propose(table(2020), farmland_rules(), TREE), correction, book)
    other = corrected(table(2035), propose(table(2035), farmland_rules(), TREE), correction, book)
    assert (same.defaults.year, other.defaults.year) == (2025, 2035)
    assert same.defaults.measure == other.defaults.measure == MeasureUnit("mu")


def test_another_head_and_what_is_not_known_any_more_stay_as_proposed():
    sheet = table()
    book = NameBook(farmland_rules(), TREE)
    proposed = propose(sheet, farmland_rules(), TREE)
    correction = correction_of(sheet, proposed, chosen(sheet))
    other = raw(FORM.format(year=2020, number=1).replace("甲数", "己数"))
    plain = propose(other, farmland_rules(), TREE)
    assert corrected(other, plain, correction, book) is plain
    stranger = correction_of(sheet, proposed, proposed.with_column(1, ColumnRole.VALUE, Parts(unit="999999")))
    assert corrected(sheet, proposed, stranger, book) is proposed


def test_what_cannot_be_understood_is_nothing():
    good = to_plain(correction_of(table(), propose(table(), farmland_rules(), TREE), chosen(table())))
    assert from_plain(good) is not None
    for bad in (None, 3, {}, {**good, "columns": {"1": ["no role", {}]}}, {**good, "defaults": {"measure": [None, ["ha", "x"]]}},
                {**good, "skipped": ["x"]}):
        assert from_plain(bad) is None
