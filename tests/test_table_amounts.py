"""Amounts as people write them, and cells of the clipboard."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.tables.amounts import is_blank, number_of, parse_amount
from landplan_toolbox.algorithms.indicators.tables.clipboard import parse_block, to_block
from landplan_toolbox.algorithms.indicators.tables.writing_habits import cell_name, cell_place, measure_unit


@pytest.mark.parametrize("text, amount, unit", [
    ("1234.5", "1234.5", "ha"), ("1,234.5", "1234.5", "ha"), ("1 234.5", "1234.5", "ha"),
    ("1\u00a0234\u202f567", "1234567", "ha"), ("１，２３４．５", "1234.5", "ha"), ("１２３", "123", "ha"),
    ("+5", "5", "ha"), ("-5.25", "-5.25", "ha"), ("−5", "-5", "ha"), ("－5", "-5", "ha"), ("–5", "-5", "ha"),
    ("0", "0", "ha"), (".5", "0.5", "ha"), ("5.", "5", "ha"), ("1.2E5", "120000", "ha"), ("1.5e-3", "0.0015", "ha"),
    ("1.2e+05", "120000", "ha"), ("0010", "10", "ha"), ("1234.500", "1234.500", "ha"),
    ("120亩", "120", "mu"), ("120 亩", "120", "mu"), ("1.2万亩", "1.2", "wan_mu"), ("3公顷", "3", "ha"),
    ("3 hm²", "3", "ha"), ("3hm2", "3", "ha"), ("3 ha", "3", "ha"), ("3HA", "3", "ha"), ("500㎡", "500", "m2"),
    ("500 m²", "500", "m2"), ("500平方米", "500", "m2"), ("2.5km²", "2.5", "km2"), ("2.5平方公里", "2.5", "km2"),
    ("2.5 平方千米", "2.5", "km2"), ("1.5万公顷", "15000", "ha"), ("１２０亩", "120", "mu"), ("1,200.50 亩", "1200.50", "mu"),
    ("\u200b12", "12", "ha"), (" 12 \n", "12", "ha"),
])
def test_what_people_write_is_understood_exactly(text, amount, unit):
    assert parse_amount(text, "ha") == Quantity(Decimal(amount), unit)


def test_written_decimals_are_kept():
    assert str(parse_amount("1234.500", "ha").amount) == "1234.500"


@pytest.mark.parametrize("text", ["", " ", "　", "-", "--", "—", "——", "－", "–", "/", "／", "\t", "─"])
def test_dashes_and_blanks_are_no_value(text):
    assert parse_amount(text, "ha") is None
    assert is_blank(text)


@pytest.mark.parametrize("text, part", [
    ("约120", "not a number"), ("120左右", "not a number"), ("120①", "not a number"), ("120²", "not a number"),
    ("5½", "not a number"), ("一百二十", "not a number"), ("120万", "not a number"), ("12亩3分", "not a number"),
    ("120-130", "not a number"), ("120~130", "not a number"), ("≥120", "not a number"), ("nan", "not a number"),
    ("Infinity", "not a number"), ("1_000", "not a number"), ("0x10", "not a number"), ("e5", "not a number"),
    ("1,23", "more than one way"), ("1,2345", "more than one way"), ("1.234,5", "more than one way"),
    ("1.234.567", "more than one way"), ("1 23", "more than one way"), ("1,234 567", "more than one way"),
    ("12 3456", "more than one way"), ("1'234", "more than one way"), ("12,34,567", "more than one way"),
    ("(120)", "negative number or a note"), ("（120）", "negative number or a note"),
    ("=SUM(A1:A3)", "formula without a result"), ("#DIV/0!", "error of a formula"), ("#N/A", "error of a formula"),
    ("2020-01-01", "date"), ("2020/1/1", "date"), ("1e99", "more digits"), ("9" * 80, "more digits"),
    ("12%", "percentage"), ("12％", "percentage"), ("5 平方米/人", "cannot be converted"), ("- 5 -", "not a number"),
    ("5 公里", "not a number"), (".", "not a number"), ("+", "not a number"), ("1e", "not a number"), ("١٢", "not a number"),
])
def test_what_may_mean_another_thing_is_refused(text, part):
    with pytest.raises(LandPlanError) as refusal:
        parse_amount(text, "ha")
    assert part in refusal.value.message.text.replace("{text}", "")


def test_a_percentage_where_one_is_wanted():
    assert parse_amount("12.5%", "percent") == Quantity(Decimal("12.5"), "percent")
    assert parse_amount("12.5", "percent") == Quantity(Decimal("12.5"), "percent")
    with pytest.raises(LandPlanError):
        parse_amount("12 亩", "percent")
    assert parse_amount("80平方米/人", "m2/person") == Quantity(Decimal(80), "m2/person")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**12, max_value=10**12, places=4),
       st.sampled_from(["", "亩", " 公顷", "万亩", "㎡"]))
@settings(deadline=None, max_examples=200, derandomize=True)
def test_every_way_of_writing_a_number_gives_the_number(amount, suffix):
    for text in (f"{amount:f}", f"{amount:,f}", f"{amount:,f}".replace(",", " "), f"{amount:E}"):
        assert parse_amount(text + suffix, "ha").amount == amount
        assert number_of(text + suffix) == amount
    wide = f"{amount:,f}".translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert parse_amount(wide, "ha").amount == amount


@given(st.text(max_size=20))
@settings(deadline=None, max_examples=300, derandomize=True)
def test_any_text_is_an_amount_or_a_sentence(text):
    try:
        quantity = parse_amount(text, "ha")
    except LandPlanError:
        return
    assert quantity is None or quantity.amount.is_finite()


@pytest.mark.parametrize("text, rows", [
    ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
    ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
    ("a\tb\r\n1\t2", [["a", "b"], ["1", "2"]]),
    ("a", [["a"]]), ("", []), ("\t", [["", ""]]), ("a\n\nb\n", [["a"], [""], ["b"]]),
    ('"two\nlines"\tx\n', [["two\nlines", "x"]]),
    ('"tab\there"\tx\n', [["tab\there", "x"]]),
    ('"say ""yes"""\tx\n', [['say "yes"', "x"]]),
    ('5" pipe\tx\n', [['5" pipe', "x"]]),
    ('"open\tx\n', [['"open', "x"]]),
    ('"a" b\tx\n', [['"a" b', "x"]]),
    ("a\n1\t2\n", [["a", ""], ["1", "2"]]),
    ("1\r2\r", [["1"], ["2"]]),
    ("\n", [[""]]),
])
def test_clipboard_of_spreadsheets(text, rows):
    assert parse_block(text) == rows


cells = st.text(st.characters(blacklist_characters="\r\x00", blacklist_categories=("Cs",)), max_size=8)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1,
                                                       max_size=5)))
@settings(deadline=None, max_examples=300, derandomize=True)
def test_cells_come_back_from_the_clipboard(rows):
    assert parse_block(to_block(rows)) == rows


def test_cells_are_called_as_spreadsheets_call_them():
    assert [cell_name(11, 2), cell_name(0, 25), cell_name(0, 26), cell_name(9, 701), cell_name(0, 702)] == [
        "C12", "Z1", "AA1", "ZZ10", "AAA1"]
    assert all(cell_place(cell_name(row, column)) == (row, column) for row in (0, 9, 99) for column in (0, 25, 26, 800))
    assert cell_place("12C") is None


@pytest.mark.parametrize("text, unit", [("公顷", "ha"), ("平方米/人", "m2/person"), ("10,000 mu", "wan_mu"), ("wan_mu", "wan_mu"),
                                        ("％", "percent"), ("ｍ²", "m2"), ("k㎡", "km2"), ("米", None), ("顷", None)])
def test_names_of_units(text, unit):
    found = measure_unit(text)
    assert (found.unit if found else None) == unit
