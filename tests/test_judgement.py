"""What is wrong with the values of indicators, on a plan worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indicator_plan import A1, COUNTY, YEAR, A, B, C, key, plan_sheet, put, rules, tree, value
from landplan_toolbox.algorithms.indicators.judgement import (
    Deviation,
    DeviationKind,
    all_deviations,
    deviations_of,
    target_years,
)
from landplan_toolbox.algorithms.indicators.measured_origin import measured_source
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Title
from landplan_toolbox.algorithms.rulepack.indicator_rules import LimitSense, Nature, Obligation, Relation
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree

HA = 10_000
ENGLISH = Language("en")


def found(sheet, unit=COUNTY, indicator="02", year=YEAR):
    """Return the deviations of a row as (kind, unit of the key, kind of the key, difference in ha)."""
    return [
        (one.kind.value, one.key.unit, one.key.kind.value, None if one.difference is None else one.difference / HA)
        for one in deviations_of(sheet, unit, indicator, year)
    ]


def test_the_plan_worked_by_hand_is_right():
    assert all_deviations(plan_sheet()) == []


def test_towns_that_have_less_basic_farmland_than_the_county():
    sheet = plan_sheet()
    put(sheet, B, "02", "a", "219.5")
    put(sheet, B, "02", "p", "219.5")
    assert found(sheet) == [
        ("children_sum", COUNTY, "assigned", Fraction(1, 2)), ("children_sum", COUNTY, "planned", Fraction(1, 2))]
    one = deviations_of(sheet, COUNTY, "02", YEAR)[0]
    assert one.severity is Severity.ERROR and one.clause == "陕·三(一)"
    assert {other.unit for other in one.other} == {A, B, C}
    assert (one.measured, one.limit) == (Fraction("699.5") * HA, 700 * HA)
    assert ENGLISH.render(one.message) == (
        "甲县 (610101), Indicator 02 2020: the units directly below (3) have 699.5 ha together (Assigned), but at least "
        "700 ha (Assigned) have to be handed down; 0.5 ha are missing. Hand the rest down, or correct the value of "
        "the unit.")


def test_a_floor_may_be_exceeded_below_and_a_ceiling_may_not():
    sheet = plan_sheet()
    put(sheet, A, "02", "a", 360)
    put(sheet, A, "02", "p", 360)
    assert found(sheet) == []
    put(sheet, C, "07", "a", 41)
    put(sheet, C, "07", "p", 41)
    assert ("children_sum", COUNTY, "assigned", Fraction(1)) in found(sheet, indicator="07")
    put(sheet, C, "07", "a", 20)
    put(sheet, C, "07", "p", 20)
    assert found(sheet, indicator="07") == []


def test_base_values_add_up_whatever_the_sense():
    sheet = plan_sheet()
    put(sheet, C, "02", "b", 151)
    assert found(sheet, year=2014) == [("children_sum", COUNTY, "base", Fraction(1))]


@pytest.mark.parametrize(("sense", "wrong"), [
    (LimitSense.AT_LEAST, {699}), (LimitSense.AT_MOST, {701}), (LimitSense.EQUAL, {699, 701})])
def test_the_three_senses_of_a_sum(sense, wrong):
    for total in (699, 700, 701):
        sheet = plan_sheet(r_02={"children": sense})
        put(sheet, C, "02", "a", total - 570)
        put(sheet, C, "02", "p", total - 570)
        kinds = [kind for kind, *_ in found(sheet)]
        assert kinds == (["children_sum"] * 2 if total in wrong else [])


def test_a_ratio_is_no_sum():
    sheet = plan_sheet(r_14={"levels": {"county": Obligation.OPTIONAL, "town": Obligation.OPTIONAL}})
    for town in (A, B, C):
        put(sheet, town, "14", "a", 500)
    assert found(sheet, indicator="14") == []


def test_units_without_a_value_are_named_and_no_sum_is_judged_that_is_not_complete():
    sheet = plan_sheet()
    for kind in "ap":
        put(sheet, B, "01", kind, None)
    kinds = deviations_of(sheet, COUNTY, "01", YEAR)
    assert [(one.kind, one.severity, one.difference) for one in kinds] == [
        (DeviationKind.MISSING_CHILDREN, Severity.WARNING, None)] * 2
    assert [other.unit for other in kinds[0].other] == [B]
    text = ENGLISH.render(kinds[0].message)
    assert "630 ha are handed down" in text and "西镇 (610101002)" in text
    assert found(sheet, B, "01") == [("missing_value", B, "assigned", None)]


def test_what_is_too_much_already_is_told_while_values_are_missing():
    sheet = plan_sheet()
    for kind in "ap":
        put(sheet, B, "06", kind, None)
        put(sheet, A, "06", kind, 220)
    one = next(one for one in deviations_of(sheet, COUNTY, "06", YEAR) if one.kind is DeviationKind.CHILDREN_SUM)
    assert one.difference == 20 * HA
    assert "Units without a value: 西镇 (610101002)" in ENGLISH.render(one.message)


def test_nothing_handed_down_is_told_once_and_only_where_the_level_must_have_it():
    sheet = plan_sheet()
    for town in (A, B, C):
        for kind in "ap":
            put(sheet, town, "01", kind, None)
            put(sheet, town, "09", kind, None)
    assert [kind for kind, *_ in found(sheet, indicator="01")] == ["missing_children"]
    assert found(sheet, indicator="09") == []


def test_towns_with_plans_keep_the_assigned_value_of_a_county_without_plan():
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "p", None)
    for town in (A, B, C):
        put(sheet, town, "02", "a", None)
    assert found(sheet) == []
    put(sheet, C, "02", "p", 120)
    assert found(sheet) == [("children_sum", COUNTY, "assigned", Fraction(10))]


def test_plan_against_target():
    sheet = plan_sheet()
    put(sheet, C, "02", "p", "129.99")
    assert found(sheet, C) == [("planned_against_assigned", C, "planned", Fraction(1, 100))]
    put(sheet, C, "02", "p", "135")
    assert found(sheet, C) == []
    put(sheet, C, "06", "p", "50.01")
    assert found(sheet, C, "06")[0] == ("planned_against_assigned", C, "planned", Fraction(1, 100))
    sheet = plan_sheet(r_02={"limit": LimitSense.EQUAL})
    put(sheet, C, "02", "p", "135")
    assert ("planned_against_assigned", C, "planned", Fraction(5)) in found(sheet, C)


def test_measured_against_the_plan_else_against_the_target():
    sheet = plan_sheet()
    put(sheet, C, "02", "p", 131)
    put(sheet, C, "02", "m", "130.5")
    assert found(sheet, C) == [("measured_against_planned", C, "measured", Fraction(1, 2))]
    put(sheet, C, "02", "p", None)
    assert found(sheet, C) == []
    put(sheet, C, "02", "m", 129)
    assert found(sheet, C) == [("measured_against_assigned", C, "measured", Fraction(1))]
    put(sheet, C, "06", "m", "50.5")
    assert ("measured_against_planned", C, "measured", Fraction(1, 2)) in found(sheet, C, "06")


def test_base_against_what_the_layers_of_the_base_year_say():
    sheet = plan_sheet()
    put(sheet, C, "02", "m", "150.004", year=2014)
    assert found(sheet, C, year=2014) == []
    put(sheet, C, "02", "m", "150.2", year=2014)
    assert found(sheet, C, year=2014) == [("base_against_measured", C, "base", Fraction(1, 5))]
    assert deviations_of(sheet, C, "02", 2014)[0].severity is Severity.WARNING


def test_one_grows_and_two_are_cut():
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "f", 690)
    assert found(sheet)[:2] == [
        ("wrong_direction", COUNTY, "assigned", Fraction(10)), ("wrong_direction", COUNTY, "planned", Fraction(10))]
    assert "rises from 690 ha" in ENGLISH.render(deviations_of(sheet, COUNTY, "02", YEAR)[0].message)
    put(sheet, COUNTY, "02", "f", 700)
    assert not [one for one in found(sheet) if one[0] == "wrong_direction"]
    put(sheet, COUNTY, "06", "f", 251)
    assert found(sheet, indicator="06")[0] == ("wrong_direction", COUNTY, "assigned", Fraction(1))
    put(sheet, COUNTY, "04", "f", 1)
    assert not [one for one in found(sheet, indicator="04") if one[0] == "wrong_direction"]


def test_indicators_that_belong_together():
    sheet = plan_sheet()
    put(sheet, COUNTY, "09", "a", 49)
    for row in ("06", "07", "09"):
        told = [one for one in deviations_of(sheet, COUNTY, row, YEAR) if one.kind is DeviationKind.RELATION]
        assert [(one.key, one.difference / HA) for one in told] == [(key(COUNTY, "06", "a"), 1)]
    assert sum(one.kind is DeviationKind.RELATION for one in all_deviations(sheet)) == 1
    put(sheet, COUNTY, "09", "a", None)
    assert not [one for one in all_deviations(sheet) if one.kind is DeviationKind.RELATION]


def test_a_relation_says_nothing_of_what_was_measured_for_a_part_of_a_unit():
    sheet = plan_sheet()
    for code, amount in (("06", 250), ("07", 150), ("09", 50)):
        put(sheet, COUNTY, code, "m", amount)
    assert [one.key for one in all_deviations(sheet) if one.kind is DeviationKind.RELATION] == [key(COUNTY, "06", "m")]
    seen = sheet.value(key(COUNTY, "09", "m"))
    part = replace(seen.origin, source=measured_source(seen.origin.source, partial=True))
    sheet.put([ValueChange(seen.key, replace(seen, origin=part))])
    assert not [one for one in all_deviations(sheet) if one.kind is DeviationKind.RELATION]


def test_a_relation_of_what_does_not_measure_the_same_is_not_judged():
    relation = Relation("odd", Title("x"), ("01",), LimitSense.EQUAL, ("14",), "c")
    assert all_deviations(plan_sheet(relations=(relation,))) == []


def test_targets_that_a_level_must_have_or_must_not():
    sheet = plan_sheet()
    for kind in "ap":
        put(sheet, COUNTY, "03", kind, None)
        put(sheet, COUNTY, "15", kind, None)
    assert found(sheet, indicator="03") == []
    assert found(sheet, indicator="15") == [("missing_value", COUNTY, "assigned", None)]
    assert deviations_of(sheet, COUNTY, "15", YEAR)[0].severity is Severity.WARNING
    assert found(sheet, A1, "06", 2019) == []


def test_nothing_is_missing_in_units_above_the_plan():
    """The tree knows the city of the county, which has no plan here; what the layers measure there changes nothing."""
    units = [AdminUnit("6101", "市", "city"), *(
        AdminUnit(one.code, one.name, one.level, one.parent or "6101") for one in tree().units.values())]
    sheet = plan_sheet(r_01={"levels": dict.fromkeys(("city", "county", "town"), Obligation.REQUIRED)})
    sheet = sheet.with_tree(UnitTree(units))
    put(sheet, "6101", "01", "m", 900)
    assert all_deviations(sheet) == []
    put(sheet, "6101", "02", "a", 700)
    assert found(sheet, "6101", "01") == [("missing_value", "6101", "assigned", None)]


def test_a_level_that_does_not_have_the_indicator():
    """What lies below all levels that have it is a target divided further, and nothing is said of it."""
    sheet = plan_sheet(r_06={"levels": {"town": Obligation.REQUIRED}})
    assert found(sheet, indicator="06") == [("level_without", COUNTY, "assigned", None)]
    put(sheet, A1, "06", "a", 3)
    assert found(sheet, A1, "06") == []
    sheet = plan_sheet(r_14={"levels": {"village": Obligation.OPTIONAL}})
    put(sheet, A, "14", "p", 3)
    assert found(sheet, A, "14") == [("level_without", A, "planned", None)]


def test_years_without_a_target_are_missing_once_the_rules_name_them():
    sheet = plan_sheet(target_years=(2020, 2035))
    assert found(sheet, year=2035) == [("missing_value", COUNTY, "assigned", None)]
    assert target_years(plan_sheet(target_years=())) == (2020,)


def test_a_later_target_does_not_fall_behind_where_the_rules_say_so():
    sheet = plan_sheet(r_04={"over_time": LimitSense.AT_LEAST})
    put(sheet, COUNTY, "04", "a", 309, year=2035)
    assert found(sheet, indicator="04", year=2035) == [("over_time", COUNTY, "assigned", Fraction(1))]
    put(sheet, COUNTY, "04", "a", 310, year=2035)
    assert found(sheet, indicator="04", year=2035) == []
    sheet = plan_sheet()
    put(sheet, COUNTY, "04", "a", 309, year=2035)
    assert found(sheet, indicator="04", year=2035) == []


def test_what_rounding_explains_is_no_deviation():
    """Three towns with 0.005 ha of rounding each may miss by 0.015 ha; by 0.02 ha they may not."""
    sheet = plan_sheet()
    for town, amount in ((A, "350"), (B, "220"), (C, "129.99")):
        for kind in "ap":
            put(sheet, town, "02", kind, amount)
    assert found(sheet) == []
    put(sheet, B, "02", "a", "219.99")
    assert found(sheet) == [("children_sum", COUNTY, "assigned", Fraction(2, 100))]


def test_amounts_in_other_units_are_compared_exactly():
    sheet = plan_sheet()
    put(sheet, COUNTY, "02", "a", "1.05", "wan_mu")  # 700 ha
    put(sheet, C, "02", "a", "1950", "mu")  # 130 ha
    assert found(sheet) == []
    put(sheet, C, "02", "a", "1949", "mu")
    assert ("children_sum", COUNTY, "assigned", Fraction(1, 15)) in found(sheet)


def test_a_difference_too_small_for_the_decimals_is_still_shown():
    sheet = plan_sheet(tolerance=0.0)
    put(sheet, C, "02", "a", "129.9999")
    text = ENGLISH.render(deviations_of(sheet, COUNTY, "02", YEAR)[0].message)
    assert "have 699.9999 ha together" in text and "0.0001 ha are missing" in text


def test_what_is_expected_only_warns():
    sheet = plan_sheet(r_02={"nature": Nature.EXPECTED})
    put(sheet, C, "02", "a", 100)
    assert {one.severity for one in deviations_of(sheet, COUNTY, "02", YEAR)} == {Severity.WARNING}


def test_units_and_indicators_that_nobody_knows_are_not_judged():
    sheet = plan_sheet()
    put(sheet, "999999", "02", "a", 1)
    put(sheet, COUNTY, "77", "a", 1, "ha")
    assert deviations_of(sheet, "999999", "02", YEAR) == () == deviations_of(sheet, COUNTY, "77", YEAR)
    assert all_deviations(sheet) == []
    assert dict(sheet.strangers()) == {"999999": 1}


def test_every_sentence_can_be_shown_in_both_languages():
    sheet = plan_sheet(r_02={"over_time": LimitSense.AT_LEAST}, target_years=(2020, 2035))
    for unit in (COUNTY, A, C):
        put(sheet, unit, "02", "m", 1)
        put(sheet, unit, "02", "f", 1)
        put(sheet, unit, "02", "a", 2, year=2035)
        put(sheet, unit, "06", "p", "9999")
    put(sheet, COUNTY, "02", "b", 1)
    put(sheet, COUNTY, "02", "m", 2, year=2014)
    put(sheet, COUNTY, "03", "a", None)
    told = all_deviations(sheet)
    assert len({one.kind for one in told}) >= 8
    for language in (Language("zh"), ENGLISH):
        for one in told:
            assert "{" not in language.render(one.message)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(st.decimals(0, 10_000, places=2), min_size=3, max_size=3))
def test_decimals_that_add_up_exactly_are_never_reported(amounts):
    """0.1 + 0.2 is 0.3 here, whatever floats make of it."""
    sheet = IndicatorSheet(rules(tolerance=0.0, relations=(), r_02={"children": LimitSense.EQUAL}), tree())
    for town, amount in zip((A, B, C), amounts):
        put(sheet, town, "02", "a", amount)
    put(sheet, COUNTY, "02", "a", sum(amounts, Decimal(0)))
    assert not [one for one in deviations_of(sheet, COUNTY, "02", YEAR) if one.kind is DeviationKind.CHILDREN_SUM]


def test_all_deviations_are_those_of_the_rows():
    sheet = plan_sheet()
    put(sheet, C, "02", "a", 1)
    put(sheet, COUNTY, "09", "p", 1)
    rows: list[Deviation] = []
    for unit in sheet.tree.walk():
        for year in (2014, 2020):
            for code in sheet.rules.indicators:
                rows += [one for one in deviations_of(sheet, unit, code, year) if one.key.indicator == code]
    assert all_deviations(sheet) == rows and len(rows) == 3


def test_counts_of_years_follow_what_is_written():
    sheet = plan_sheet()
    assert sheet.years() == (2014, 2020)
    back = sheet.put([])
    put(sheet, A, "02", "a", 1, year=2035)
    assert sheet.years() == (2014, 2020, 2035)
    put(sheet, A, "02", "a", 2, year=2035)
    put(sheet, A, "02", "a", None, year=2035)
    put(sheet, A, "02", "a", None, year=2035)
    assert sheet.years() == (2014, 2020) and back == []
    assert value(key(A, "02", "a"), 1).quantity.exact == HA
