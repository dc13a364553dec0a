"""Units renamed, split and merged: what is proposed, and values that move exactly or stay where they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.measured_origin import measured_source
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueKey
from landplan_toolbox.algorithms.indicators.moved_values import move_all, move_origin, move_values, moved
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Title, translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import (
    IndicatorRule,
    IndicatorRules,
    LimitSense,
    Nature,
    UnitSources,
    ValueKind,
)
from landplan_toolbox.algorithms.units.changes import UnitChange, UnitChangeKind, new_names, proposals, with_shares
from landplan_toolbox.algorithms.units.read_tree import UnitRow, tree_of_rows
from landplan_toolbox.algorithms.units.tree import UnitTree
from landplan_toolbox.algorithms.units.unit_overlaps import UnitOverlaps

FIXED = settings(deadline=None, max_examples=150, derandomize=True)
DIGITS = {"county": 6, "town": 9, "village": 12}
AT = datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc)
ENTERED = Origin(translatable("Indicators", "Entered by hand."), "王", AT)
MOVE = Origin(translatable("UnitChanges", "Moved."), "李", AT)
RENAMED, SPLIT, MERGED = UnitChangeKind.RENAMED, UnitChangeKind.SPLIT, UnitChangeKind.MERGED
HALF = {"c": Fraction(1, 2), "d": Fraction(1, 2)}


def rule(code, unit="ha", children=LimitSense.AT_LEAST):
    """Return an indicator; one without ``children`` is a ratio."""
    return IndicatorRule(code, Title(code), unit, 2, Nature.BINDING, LimitSense.AT_LEAST, "§", {}, children=children)


RULES = IndicatorRules(
    {"01": rule("01"), "02": rule("02"), "14": rule("14", "m2/person", None), "20": rule("20", "person")},
    UnitSources(("admin_area",), "XZQDM", "XZQMC", DIGITS),
)


def value(unit, amount, indicator="01", kind=ValueKind.ASSIGNED, area_unit="ha", note=""):
    """Return a value of 2020."""
    key = ValueKey(unit, indicator, 2020, kind)
    return IndicatorValue(key, Quantity(Decimal(amount), area_unit), replace(ENTERED, note=note))


def sheet(*values):
    """Return a sheet of values without a tree."""
    return IndicatorSheet(RULES, UnitTree(()), values)


def after(before, change):
    """Return amounts by unit and indicator after a change, and the sentences on what stayed."""
    done = move_values(before, change, MOVE)
    before.put(done.changes)
    return {(one.key.unit, one.key.indicator): str(one.quantity.amount) for one in before}, done.notes


def tree(*rows):
    """Return the tree of rows of code and name."""
    return tree_of_rows([UnitRow(*row) for row in rows], DIGITS).tree


# --- moving values -------------------------------------------------------------------------------


def test_renamed_values_move_with_all_they_say():
    content = sheet(value("a", "12.50", note="批复"), value("a", "3", "14"), value("a", "9", "99"), value("x", "1"))
    changes = moved(content, UnitChange(RENAMED, ("a",), ("b",)), MOVE)
    content.put(changes)
    assert {one.key.unit for one in content} == {"b", "x"}
    (mine,) = (one for one in content if one.key == ValueKey("b", "01", 2020, ValueKind.ASSIGNED))
    assert str(mine.quantity.amount) == "12.50"
    assert (mine.origin.person, mine.origin.note, mine.origin.source) == ("李", "批复", MOVE.source)


def test_a_new_name_alone_moves_nothing():
    assert moved(sheet(value("a", "1")), UnitChange(RENAMED, ("a",), ("a",)), MOVE) == []


def test_what_is_there_already_is_never_overwritten():
    content = sheet(value("a", "1"), value("b", "2"), value("a", "5", "02"), value("b", "5.0", "02"))
    amounts, notes = after(content, UnitChange(RENAMED, ("a",), ("b",)))
    assert amounts == {("a", "01"): "1", ("b", "01"): "2", ("b", "02"): "5.0"}
    (note,) = notes
    assert note.values["what"] == "01 2020" and "already has other values" in note.text


def test_merged_values_add_up_exactly_and_ratios_stay():
    content = sheet(value("a", "0.10"), value("b", "0.25"), value("a", "80", "14"), value("b", "90", "14"))
    amounts, notes = after(content, UnitChange(MERGED, ("a", "b"), ("c",)))
    assert amounts == {("c", "01"): "0.35", ("a", "14"): "80", ("b", "14"): "90"}
    (note,) = notes
    assert "do not add up" in note.text and note.values["what"] == "14 2020"


def test_merged_into_a_unit_that_keeps_its_code():
    amounts, notes = after(sheet(value("a", "1.5"), value("b", "2")), UnitChange(MERGED, ("a", "b"), ("a",)))
    assert amounts == {("a", "01"): "3.5"} and notes == ()


def test_merged_in_several_units_of_area():
    content = sheet(value("a", "1", area_unit="ha"), value("b", "1", area_unit="mu"))
    content.put(moved(content, UnitChange(MERGED, ("a", "b"), ("c",)), MOVE))
    (only,) = content
    assert only.quantity.exact == Fraction(10_000) * 16 / 15  # 16 mu, which no number of hectares is
    assert only.quantity == Quantity(Decimal("16"), "mu")


def test_a_missing_part_keeps_the_sum_from_being_made():
    amounts, (note,) = after(sheet(value("a", "1")), UnitChange(MERGED, ("a", "b"), ("c",)))
    assert amounts == {("a", "01"): "1"} and "has no value" in note.text
    amounts, (note,) = after(sheet(value("a", "1"), value("b", "1", area_unit="persons")),
                             UnitChange(MERGED, ("a", "b"), ("c",)))
    assert len(amounts) == 2 and "cannot be added" in note.text
    amounts, (note,) = after(sheet(value("a", "1", "99"), value("b", "1", "99")), UnitChange(MERGED, ("a", "b"), ("c",)))
    assert len(amounts) == 2 and "no such indicator" in note.text


def test_split_without_shares_says_what_is_needed():
    amounts, (note,) = after(sheet(value("a", "1")), UnitChange(SPLIT, ("a",), ("c", "d")))
    assert amounts == {("a", "01"): "1"} and "give the share" in note.text
    assert move_values(sheet(), UnitChange(SPLIT, ("a",), ("c", "d")), MOVE).notes == ()


def test_split_by_shares():
    shares = {"c": Fraction(1, 3), "d": Fraction(2, 3)}
    content = sheet(value("a", "10"), value("a", "80", "14"), value("a", "7", "02", ValueKind.MEASURED))
    amounts, notes = after(content, UnitChange(SPLIT, ("a",), ("c", "d"), shares))
    assert amounts == {("c", "01"): "3.33", ("d", "01"): "6.67", ("a", "14"): "80", ("a", "02"): "7"}
    assert sorted(note.values["what"] for note in notes) == ["02 2020", "14 2020"]


def test_split_off_from_a_unit_that_keeps_its_code():
    change = UnitChange(SPLIT, ("a",), ("a", "c"), {"a": Fraction(3, 4), "c": Fraction(1, 4)})
    assert after(sheet(value("a", "-10.00")), change)[0] == {("a", "01"): "-7.50", ("c", "01"): "-2.50"}


def test_dissolved_into_units_that_keep_what_they_have():
    change = UnitChange(SPLIT, ("a", "c", "d"), ("c", "d"), HALF)
    amounts, notes = after(sheet(value("a", "10"), value("c", "1"), value("d", "2.005")), change)
    assert amounts == {("c", "01"): "6.00", ("d", "01"): "7.005"} and notes == ()
    amounts, (note,) = after(sheet(value("a", "10"), value("c", "1")), change)
    assert amounts == {("a", "01"): "10", ("c", "01"): "1"} and "has no value" in note.text


@pytest.mark.parametrize("change", [
    UnitChange(RENAMED, ("a", "b"), ("c",)), UnitChange(MERGED, ("a",), ("c",)), UnitChange(SPLIT, ("a",), ("c",)),
    UnitChange(MERGED, ("a", "a"), ("c",)), UnitChange(SPLIT, (), ("c", "d")), UnitChange(SPLIT, ("a",), ("c", "c")),
    UnitChange(SPLIT, ("a",), ("c", "d"), {"c": Fraction(-1), "d": Fraction(2)}),
    UnitChange(SPLIT, ("a",), ("c", "d"), {**HALF, "e": Fraction(1)}),
])
def test_impossible_changes_are_refused(change):
    with pytest.raises(LandPlanError):
        moved(sheet(value("a", "1")), change, MOVE)


def amounts_with(places):
    """Return amounts with some decimals."""
    return st.decimals(-10**9, 10**9, places=places)


AMOUNT = st.integers(0, 11).flatmap(amounts_with)
AREA = st.sampled_from(["m2", "ha", "mu", "wan_mu", "km2"])
ITEMS = st.lists(st.tuples(AMOUNT, AREA), min_size=2, max_size=5)


@FIXED
@given(ITEMS)
def test_merged_values_keep_the_exact_total(items):
    codes = tuple(f"u{number}" for number in range(len(items)))
    content = sheet(*(value(code, *item[:1], area_unit=item[1]) for code, item in zip(codes, items)))
    total = sum((one.quantity.exact for one in content), Fraction(0))
    content.put(moved(content, UnitChange(MERGED, codes, ("new",)), MOVE))
    (only,) = content
    assert only.key.unit == "new" and only.quantity.exact == total


@FIXED
@given(st.lists(st.tuples(AMOUNT, AREA), min_size=1, max_size=3),
       st.lists(st.tuples(st.fractions(0, 50), st.none() | AMOUNT), min_size=2, max_size=6), st.booleans())
def test_split_values_keep_the_exact_total(items, parts, stays):
    sources = [f"u{number}" for number in range(len(items))]
    fresh = [f"n{number}" for number in range(len(parts))]
    kept = [code for code, (_, own) in zip(fresh, parts) if own is not None]
    if stays and len(sources) == 1 and not kept:
        fresh[0] = sources[0]
    amounts = {code: share for code, (share, _) in zip(fresh, parts)}
    change = with_shares(UnitChange(SPLIT, (*sources, *kept), tuple(fresh)), amounts)
    content = sheet(
        *(value(code, amount, area_unit=unit) for code, (amount, unit) in zip(sources, items)),
        *(value(code, own) for code, (_, own) in zip(fresh, parts) if own is not None),
    )
    total = sum((one.quantity.exact for one in content), Fraction(0))
    back = content.put(moved(content, change, MOVE))
    assert sum((one.quantity.exact for one in content), Fraction(0)) == total
    if set(sources) - set(kept) - set(fresh) and sum(amounts.values()) > 0:
        assert {one.key.unit for one in content} == set(fresh)
    content.put(back)
    assert {one.key.unit for one in content} == {*sources, *kept}


def test_what_moved_values_say_of_themselves():
    origin = move_origin(UnitChange(MERGED, ("a", "b"), ("c",)), "李", AT, "区划调整")
    assert origin.source.values == {"before": "a, b", "after": "c"}
    assert (origin.person, origin.at, origin.note) == ("李", AT, "区划调整")


@pytest.mark.parametrize("turned", [False, True])
def test_a_code_is_given_up_before_another_unit_gets_it(turned):
    """The former b is divided, its code goes to the former a; the values of both are equal and none is lost."""
    before = sheet(value("a", "4"), value("b", "4"), value("e", "1"), value("f", "2"))
    changes = [
        UnitChange(RENAMED, ("a",), ("b",)), UnitChange(SPLIT, ("b",), ("c", "d"), HALF),
        UnitChange(MERGED, ("e", "f"), ("a",)),
    ]
    done = move_all(before, changes[::-1] if turned else changes, "李", AT)
    before.put(done.changes)
    assert not done.notes
    assert {one.key.unit: str(one.quantity.amount) for one in before} == {
        "a": "3", "b": "4", "c": "2.00", "d": "2.00"}


def test_what_is_given_up_in_a_circle_stays_and_is_said():
    before = sheet(value("a", "4"), value("b", "6"))
    changes = [UnitChange(RENAMED, ("a",), ("b",)), UnitChange(SPLIT, ("b",), ("a", "c"),
                                                               {"a": Fraction(1, 2), "c": Fraction(1, 2)})]
    total = sum(one.quantity.exact for one in before)
    done = move_all(before, changes, "李", AT)
    before.put(done.changes)
    assert done.notes and sum(one.quantity.exact for one in before) == total


def part(unit, amount, why):
    """Return a value that was measured for a part of its unit only."""
    source = measured_source(translatable("Indicators", "land"), (translatable("Indicators", why),), partial=True)
    return replace(value(unit, amount, kind=ValueKind.MEASURED), origin=replace(ENTERED, source=source))


@pytest.mark.parametrize("change", [
    UnitChange(RENAMED, ("a",), ("c",)), UnitChange(MERGED, ("a", "b"), ("c",)),
], ids=["renamed", "merged"])
def test_a_value_of_a_part_of_a_unit_stays_one_wherever_it_goes(change):
    before = sheet(part("a", "4", "half is missing"), value("b", "6", kind=ValueKind.MEASURED))
    before.put(move_all(before, [change], "李", AT).changes)
    key = ValueKey("c", "01", 2020, ValueKind.MEASURED)
    assert before.is_partial(key)
    said = Language("en").render(before.value(key).origin.source)
    assert said.startswith("Measured for a part of the unit only: ") and said.endswith("\nhalf is missing")


def test_units_that_exchange_their_codes_take_the_parts_along():
    before = sheet(part("a", "4", "half is missing"), value("b", "6", kind=ValueKind.MEASURED))
    changes = [UnitChange(RENAMED, ("a",), ("b",)), UnitChange(RENAMED, ("b",), ("a",))]
    before.put(move_all(before, changes, "李", AT).changes)
    keys = [ValueKey(unit, "01", 2020, ValueKind.MEASURED) for unit in "ab"]
    assert [str(before.value(key).quantity.amount) for key in keys] == ["6", "4"]
    assert [before.is_partial(key) for key in keys] == [False, True]


# --- proposals -----------------------------------------------------------------------------------


def proposed(old, new, *codes, overlaps=None, values=()):
    """Return kind, before and after of what is proposed, for units with values."""
    found = proposals(old, new, [*(value(code, "1") for code in codes), *values], overlaps)
    return [(change.kind, change.before, change.after) for change in found]


OLD = tree(("610125", "户县"), ("610125100", "甘亭镇"), ("610125101", "余下镇"), ("610125102", "涝店镇"))


def test_nothing_is_proposed_where_nothing_is_gone():
    assert proposals(OLD, OLD, [value("610125100", "1"), value("999", "1")]) == []
    assert proposals(UnitTree(()), OLD, [value("610125100", "1")]) == []
    assert proposals(OLD, UnitTree(()), [value("610125100", "1")]) == []


def test_a_county_with_a_new_code_takes_its_towns_along():
    new = tree(("610118", "鄠邑区"), ("610118001", "甘亭街道"), ("610118002", "余下街道"), ("610118102", "改名镇"))
    assert proposed(OLD, new, "610125", *OLD.children("610125")) == [
        (RENAMED, ("610125",), ("610118",)), (RENAMED, ("610125100",), ("610118001",)),
        (RENAMED, ("610125101",), ("610118002",)), (RENAMED, ("610125102",), ("610118102",)),
    ]
    assert proposed(OLD, tree(("610118", "鄠邑区"), ("610118100", "甲"), ("610118101", "乙")), "610125101") == [
        (RENAMED, ("610125101",), ("610118101",))]


def test_only_units_with_values_are_proposed_and_each_says_why():
    new = tree(("610125", "户县"), ("610125001", "甘亭镇"), ("610125101", "余下镇"), ("610125002", "涝店街道"))
    assert proposed(OLD, new, "610125100") == [(RENAMED, ("610125100",), ("610125001",))]
    both = proposals(OLD, new, [value("610125100", "1"), value("610125102", "1")])
    assert ["name is the same:" in change.reason.text for change in both] == [True, False]
    assert "but for the kind of unit" in both[1].reason.text


def test_names_that_several_units_have_prove_nothing():
    old = tree(("610125", "甲县"), ("610126", "乙县"), ("610125100", "城关镇"), ("610126100", "城关镇"))
    new = tree(("610125", "甲县"), ("610126", "乙县"), ("610125200", "城关镇"), ("610126200", "城关镇"))
    assert proposed(old, new, "610125100", "610126100") == [
        (RENAMED, ("610125100",), ("610125200",)), (RENAMED, ("610126100",), ("610126200",)),
    ]
    two = tree(("610125", "甲县"), ("610126", "乙县"), ("610125200", "城关镇"), ("610125201", "城关乡"))
    assert proposed(old, two, "610126100") == []


def test_a_town_that_moves_to_another_county_is_known_by_its_name():
    old = tree(("610125", "甲县"), ("610126", "乙县"), ("610125100", "草堂镇"))
    new = tree(("610125", "甲县"), ("610126", "乙县"), ("610126105", "草堂镇"))
    assert proposed(old, new, "610125100") == [(RENAMED, ("610125100",), ("610126105",))]


VILLAGES = tree(("610125", "甲县"), ("610125100", "子镇"), ("610125101", "丑镇"), ("610125102", "寅镇"),
                ("610125100201", "一村"), ("610125100202", "二村"), ("610125101201", "三村"), ("610125102201", "四村"))


def test_a_town_is_found_by_its_villages():
    merged = tree(("610125", "甲县"), ("610125101", "丑镇"), ("610125102", "寅镇"), ("610125101203", "一村"),
                  ("610125101204", "二村"), ("610125101201", "三村"), ("610125102201", "四村"))
    assert proposed(VILLAGES, merged, "610125100") == [(MERGED, ("610125100", "610125101"), ("610125101",))]
    dissolved = tree(("610125", "甲县"), ("610125101", "丑镇"), ("610125102", "寅镇"), ("610125101203", "一村"),
                     ("610125102204", "二村"), ("610125101201", "三村"), ("610125102201", "四村"))
    (change,) = proposals(VILLAGES, dissolved, [value("610125100", "1")])
    assert change.kind is SPLIT and change.shares == {}
    assert (change.before, change.after) == (("610125100", "610125101", "610125102"), ("610125101", "610125102"))


def test_several_units_that_become_one_new_unit():
    new = tree(("610125", "甲县"), ("610125110", "卯镇"), ("610125102", "寅镇"), ("610125110201", "一村"),
               ("610125110202", "二村"), ("610125110203", "三村"), ("610125102201", "四村"))
    assert proposed(VILLAGES, new, "610125100", "610125101") == [
        (MERGED, ("610125100", "610125101"), ("610125110",))]


def overlaps(**shared):
    """Return overlaps from code before → code after → area; whole areas are their sums."""
    before = {old: sum(parts.values()) for old, parts in shared.items()}
    areas: dict[str, float] = {}
    for parts in shared.values():
        for new, area in parts.items():
            areas[new] = areas.get(new, 0.0) + area
    strip = {f"61012510{name[1:]}": {f"61012510{new[1:]}": area for new, area in parts.items()}
             for name, parts in shared.items()}
    return UnitOverlaps(strip, {f"61012510{name[1:]}": area for name, area in before.items()},
                        {f"61012510{name[1:]}": area for name, area in areas.items()})


def towns(*numbers):
    """Return a tree of towns without telling names."""
    return tree(("610125", "甲县"), *((f"61012510{number}", f"镇{number}甲") for number in numbers))


def test_borders_tell_splits_with_shares_by_area():
    found = overlaps(t0={"t1": 60.0, "t2": 39.5, "t5": 0.5}, t5={"t5": 100.0})
    (change,) = proposals(towns(0, 5), towns(1, 2, 5), [value("610125100", "1")], found)
    assert (change.kind, change.before, change.after) == (SPLIT, ("610125100",), ("610125101", "610125102"))
    assert sum(change.shares.values()) == 1 and change.shares["610125101"] == Fraction(60) / Fraction(99.5)


def test_borders_tell_merged_renamed_and_dissolved_units():
    assert proposed(towns(0, 1), towns(2), "610125100", overlaps=overlaps(t0={"t2": 5.0}, t1={"t2": 7.0})) == [
        (MERGED, ("610125100", "610125101"), ("610125102",))]
    assert proposed(towns(0, 1), towns(1), "610125100", overlaps=overlaps(t0={"t1": 5.0}, t1={"t1": 7.0})) == [
        (MERGED, ("610125100", "610125101"), ("610125101",))]
    assert proposed(towns(0, 1), towns(2, 1), "610125100", overlaps=overlaps(t0={"t2": 5.0}, t1={"t1": 7.0})) == [
        (RENAMED, ("610125100",), ("610125102",))]
    assert proposed(towns(0, 1), towns(2, 1), "610125100",
                    overlaps=overlaps(t0={"t2": 5.0, "t1": 3.0}, t1={"t1": 7.0})) == [
        (SPLIT, ("610125100", "610125101"), ("610125101", "610125102"))]


def test_borders_tell_what_left_a_unit_that_keeps_its_code():
    found = overlaps(t0={"t0": 99.0, "t2": 1.0}, t1={"t1": 100.0, "t0": 5.0})
    assert proposed(towns(0, 1), towns(0, 1, 2), "610125100", "610125101", overlaps=found) == [
        (SPLIT, ("610125100",), ("610125100", "610125102"))]


def test_a_unit_divided_among_one_that_is_new_and_one_that_others_have_become():
    found = overlaps(t0={"t2": 5.0}, t1={"t2": 4.0, "t3": 6.0})
    changes = proposals(towns(0, 1), towns(2, 3), [value("610125100", "1"), value("610125101", "1")], found)
    assert [(change.kind, change.before, change.after) for change in changes] == [
        (RENAMED, ("610125100",), ("610125102",)),
        (SPLIT, ("610125101", "610125102"), ("610125102", "610125103")),
    ]
    content = sheet(value("610125100", "10"), value("610125101", "20"), value("610125101", "1", "14"))
    other = sheet(*content)
    for change in changes:
        content.put(moved(content, change, MOVE))
    done = move_all(other, changes, "李", AT, "批复")
    assert len(done.notes) == 1 and done.changes[-1].value.origin.note == "批复"
    back = other.put(done.changes)
    for one in (content, other):
        assert {value.key.unit: value.quantity.amount for value in one if value.key.indicator == "01"} == {
            "610125102": 18, "610125103": 12}
    other.put(back)
    assert sorted(one.quantity.amount for one in other) == [1, 10, 20]
    with pytest.raises(LandPlanError):
        move_all(other, [*changes, UnitChange(MERGED, ("x",), ("y",))], "李", AT)


def test_shares_by_base_values_of_the_new_units():
    new = tree(("610125", "甲县"), ("610125101", "丑镇"), ("610125102", "寅镇"), ("610125103", "卯镇"),
               ("610125104", "辰镇"), ("610125103201", "一村"), ("610125104202", "二村"), ("610125101201", "三村"),
               ("610125102201", "四村"))
    base = [value("610125103", "1", "02", ValueKind.BASE), value("610125104", "3", "02", ValueKind.BASE)]
    (change,) = proposals(VILLAGES, new, [value("610125100", "1"), *base])
    assert change.shares == {"610125103": Fraction(1, 4), "610125104": Fraction(3, 4)}


def test_new_names_are_for_the_record():
    (change,) = new_names(OLD, tree(("610125", "鄠邑区"), ("610125100", "甘亭镇"), ("610125101", "")))
    assert (change.kind, change.before, change.after) == (RENAMED, ("610125",), ("610125",))


@FIXED
@given(st.lists(st.tuples(st.sampled_from("0123456"), st.sampled_from("0123456"), st.floats(0.1, 9))),
       st.sets(st.sampled_from("0123456"), min_size=1), st.sets(st.sampled_from("0123456"), min_size=1))
def test_any_proposals_can_be_carried_out_and_lose_nothing(pieces, before, later):
    shared: dict[str, dict[str, float]] = {}
    for old, new, area in pieces:
        if old in before and new in later:
            shared.setdefault(f"t{old}", {})[f"t{new}"] = area
    content = sheet(*(value(f"61012510{number}", str(3 + 7 * int(number))) for number in before))
    total = sum((one.quantity.exact for one in content), Fraction(0))
    for change in proposals(towns(*sorted(before)), towns(*sorted(later)), list(content), overlaps(**shared)):
        content.put(moved(content, change, MOVE))
        assert sum((one.quantity.exact for one in content), Fraction(0)) == total


NAMES = st.sampled_from(["城关镇", "城关街道", "甲镇", "甲乡", "乙镇", "", "一村", "二村", "三村"])
CODES = st.sampled_from([
    "610125", "610126", *(f"61012{county}10{town}" for county in "56" for town in "012"),
    *(f"61012{county}10{town}20{village}" for county in "56" for town in "01" for village in "012"),
])


def tree_of(names):
    """Return the tree of names by code."""
    return tree(*names.items())


TREES = st.dictionaries(CODES, NAMES, max_size=14).map(tree_of)


@FIXED
@given(TREES, TREES, st.data())
def test_any_two_trees_give_changes_that_can_be_and_lose_nothing(old, new, data):
    codes = data.draw(st.lists(st.sampled_from(sorted(old.units)), unique=True)) if len(old) else []
    content = sheet(*(value(code, str(1 + place)) for place, code in enumerate(codes)))
    total = sum((one.quantity.exact for one in content), Fraction(0))
    changes = proposals(old, new, list(content))
    for change in changes:
        assert set(change.after) <= set(new.units) and set(change.sources) <= set(old.units) - set(new.units)
        assert set(change.sources) & set(codes) and change.reason is not None
    sources = [code for change in changes for code in change.sources]
    assert len(sources) == len(set(sources))
    content.put(move_all(content, changes, "李", AT).changes)
    assert sum((one.quantity.exact for one in content), Fraction(0)) == total
