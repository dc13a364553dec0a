"""Measured values of indicators: amounts by unit, what they lack, and the features behind them."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from decimal import Decimal
from threading import Thread

import numpy as np
import pytest
from adjustment_support import TOWNS, pack
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.adjustment.checks.measures import measured_m2
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.indicators.feature_codes import UnitCodes, joined_code
from landplan_toolbox.algorithms.indicators.measuring import Measurer, features_behind, measure
from landplan_toolbox.algorithms.indicators.model import ValueKey
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Title
from landplan_toolbox.algorithms.rulepack.indicator_rules import (
    IndicatorRule,
    IndicatorRules,
    LimitSense,
    Measure,
    MeasureTerm,
    Nature,
    UnitSources,
    ValueKind,
)
from landplan_toolbox.algorithms.rulepack.model import FieldRule, FieldType
from landplan_toolbox.algorithms.selfcheck.context import CheckContext
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from qgis.core import QgsFeature, QgsGeometry, QgsProject
from selfcheck_support import CRS, EAST, NORTH, make_dataset, memory_layer, square

COUNTY = "690121"
EAST_TOWN, WEST_TOWN = TOWNS
VILLAGES = (f"{EAST_TOWN}001", f"{EAST_TOWN}002", f"{WEST_TOWN}001")
TREE = UnitTree([
    AdminUnit(COUNTY, "测试县", "county"),
    *(AdminUnit(code, code, "town", COUNTY) for code in TOWNS),
    *(AdminUnit(code, code, "village", code[:9]) for code in VILLAGES),
])
ENGLISH = Language("en")
UNITS = UnitSources(("admin_area", "village"), "XZQDM", "XZQMC", {"county": 6, "town": 9, "village": 12})


def indicator(code, *measures, unit="ha", decimals=2):
    """Return an indicator that is measured in some ways."""
    return IndicatorRule(code, Title(code), unit, decimals, Nature.BINDING, LimitSense.AT_LEAST, "", {},
                         measures=measures)


def rules_of(*indicators):
    """Return the rules of some indicators."""
    return IndicatorRules({one.code: one for one in indicators}, UNITS)


def fields_of(role_id, extra=()):
    """Return the fields of a role of the farmland pack for a memory layer."""
    return {name: {FieldType.TEXT: "text(60)"}.get(rule.type, rule.type.value)
            for name, rule in pack().layers[role_id].fields.items()} | dict(extra)


def layer(role_id, rows, geometry="Polygon", crs=CRS):
    """Return a memory layer in a role."""
    role = pack().layers[role_id]
    fields = fields_of(role_id) or {"MC": "text"}
    return memory_layer(role.names[0], fields, rows, geometry, crs)


def towns():
    """Return two towns of 500 m × 300 m beside each other."""
    return layer("admin_area", [{"XZQDM": code, "wkt": square(500.0 * number, 0, 500, 300)}
                                for number, code in enumerate(TOWNS)])


def data(rules, *layers, with_pack=None):
    """Bind layers to the farmland pack with other indicators."""
    return make_dataset(replace(with_pack or pack(), indicators=rules), *layers)


def amounts(measurement, code="01"):
    """Return the measured amounts of an indicator by unit."""
    return {value.key.unit: value.amount for value in measurement.values if value.key.indicator == code}


def said(measurement, unit, code="01"):
    """Return the reservations of a value in English."""
    return [ENGLISH.render(message) for value in measurement.values for message in value.reservations
            if value.key.unit == unit and value.key.indicator == code]


def parcels(*rows):
    """Return land-use parcels given as (code of the unit, net area, WKT[, class])."""
    return layer("land_use", [
        {"BSM": number, "ZLDWDM": row[0], "TBDLMJ": row[1], "wkt": row[2], "DLBM": row[3] if len(row) > 3 else "011"}
        for number, row in enumerate(rows, 1)])


BY_CODE = MeasureTerm("land_use", "TBDLMJ", unit=("ZLDWDM",))
BY_PLACE = MeasureTerm("land_use", "TBDLMJ")
KEY = ValueKey(COUNTY, "01", 2020, ValueKind.MEASURED)


# --- by code ---------------------------------------------------------------------------------


def test_features_count_in_the_unit_they_name_and_in_all_above():
    land = parcels(
        (f"{VILLAGES[0]}0000000", 100.0, None), (VILLAGES[1], 20.0, None), (f"{WEST_TOWN}000", 3.0, None),
        (VILLAGES[2], 7.0, None, "203"))
    farmland = replace(BY_CODE, where="\"DLBM\" LIKE '01%'")
    found = measure(data(rules_of(indicator("01", Measure((farmland,)))), land), TREE, [2020])
    assert amounts(found) == {COUNTY: 123.0, EAST_TOWN: 120.0, WEST_TOWN: 3.0, VILLAGES[0]: 100.0, VILLAGES[1]: 20.0}
    # the one parcel of the western town is of no village, so nothing is known of the village
    assert [(gap.indicator, gap.year, gap.units) for gap in found.gaps] == [("01", 2020, (VILLAGES[2],))]
    assert "does not reach down" in ENGLISH.render(found.gaps[0].reason)
    value = found.values[0]
    assert value.key == KEY and value.quantity.amount == Decimal("0.01230000") and value.quantity.unit == "ha"
    assert ENGLISH.render(value.source) == (
        "DLTB: Net area of the class (TBDLMJ), where \"DLBM\" LIKE '01%'; unit by ZLDWDM")


def test_what_is_known_of_the_town_only_is_said_at_its_villages():
    land = parcels((VILLAGES[0], 40_000.0, None), (EAST_TOWN, 10_000.0, None), (VILLAGES[2], 1.0, None))
    found = measure(data(rules_of(indicator("01", Measure((BY_CODE,)))), land), TREE, [2020])
    assert amounts(found)[EAST_TOWN] == 50_000.0 and amounts(found)[VILLAGES[1]] == 0.0
    assert said(found, VILLAGES[0]) == [
        "1 features of DLTB (1 ha) are known to be in a unit above only; some of them may belong here."]
    assert said(found, EAST_TOWN) == [] and said(found, VILLAGES[2]) == []


def test_a_city_of_which_the_data_hold_one_county_says_so():
    units = [AdminUnit("6901", "测试市", "city"), *(replace(unit, parent=unit.parent or "6901")
                                                  for unit in TREE.units.values())]
    rules = rules_of(indicator("01", Measure((BY_CODE,))))
    found = measure(data(rules, parcels((VILLAGES[0], 1.0, None))), UnitTree(units), [2020])
    assert said(found, "6901") == ["The data hold only one unit of 测试市: the value is that of 测试县."]
    assert said(found, COUNTY) == []


def test_features_without_or_with_strange_codes_are_said():
    land = parcels((VILLAGES[0], 1.0, None), (None, 20_000.0, None), (" ", 10_000.0, None), ("510100", 5_000.0, None))
    found = measure(data(rules_of(indicator("01", Measure((BY_CODE,)))), land), TREE, [2020])
    assert amounts(found)[COUNTY] == 1.0
    blank = "2 features of DLTB (3 ha) name no unit in ZLDWDM and are counted in none."
    assert said(found, COUNTY) == [
        blank, "1 features of DLTB (0.5 ha) have codes of no known unit, for example 510100, and are counted in none."]
    assert said(found, VILLAGES[0]) == [blank]  # it may belong to any unit


def test_null_values_are_said_where_they_are():
    land = parcels((VILLAGES[0], None, square(0, 0)), (VILLAGES[0], 5.0, None), (VILLAGES[2], 6.0, None))
    found = measure(data(rules_of(indicator("01", Measure((BY_CODE,)))), land), TREE, [2020])
    sentence = "1 features of DLTB have no usable value in TBDLMJ and are not counted; their shapes measure 0.9999 ha."
    assert said(found, VILLAGES[0]) == said(found, EAST_TOWN) == said(found, COUNTY) == [sentence]
    assert said(found, WEST_TOWN) == [] and amounts(found)[COUNTY] == 11.0


@pytest.mark.parametrize(("parts", "code"), [
    (("520111", "101", "203"), "520111101203"),
    (("520111", "520111101", "520111101203"), "520111101203"),
    (("520111", 101, 3), "520111101003"),
    (("５２０１１１", "101", None), "520111101"),
    (("520111", None, "203"), "520111"),
    ((None, None), ""),
    (("", "520111101"), "520111101"),
    (("520111", "520112101"), "520111 520112101"),
    ((520111.0,), "520111"),
])
def test_codes_in_several_fields_are_joined(parts, code):
    assert joined_code(parts) == code


def test_the_unit_of_a_code_is_the_smallest_it_begins_with():
    units = UnitCodes(TREE)
    found = {code: units.place(code) for code in (
        "6901211000010000000", "690121100999", "690121999", "69012", "690121", "", "690121 690122001", "6901ab")}
    named = {code: None if place < 0 else units.codes[place] for code, place in found.items()}
    assert named == {
        "6901211000010000000": VILLAGES[0], "690121100999": EAST_TOWN, "690121999": COUNTY, "69012": None,
        "690121": COUNTY, "": None, "690121 690122001": None, "6901ab": None}


# --- by place --------------------------------------------------------------------------------


def test_parcels_that_cross_a_border_are_divided():
    # a tenth of the parcel lies in the eastern town; another half outside of all
    land = parcels((None, 1000.0, square(490, 0)), (None, 600.0, square(950, 100)))
    found = measure(data(rules_of(indicator("01", Measure((BY_PLACE,)))), towns(), land), TREE, [2020])
    assert amounts(found) == pytest.approx({EAST_TOWN: 100.0, WEST_TOWN: 1200.0, COUNTY: 1300.0})
    assert {unit for gap in found.gaps for unit in gap.units} == set(VILLAGES)  # they have no borders
    assert said(found, WEST_TOWN) == []
    least = indicator("01", Measure((BY_PLACE,)), decimals=4)
    found = measure(data(rules_of(least), towns(), land), TREE, [2020])
    assert said(found, COUNTY) == [
        "1 features of DLTB lie outside all units, at least with a part: 0.03 ha are counted in none."]


def test_features_without_a_place_are_said_at_every_unit():
    land = parcels((None, 7.0, None), (None, 3.0, square(0, 0)))
    found = measure(data(rules_of(indicator("01", Measure((BY_PLACE,)))), towns(), land), TREE, [2020])
    assert amounts(found)[COUNTY] == pytest.approx(3.0)
    for unit in (COUNTY, *TOWNS):
        assert said(found, unit) == ["1 features of DLTB have no shape that can be used and are not counted."]
    assert "no borders of its own" in ENGLISH.render(found.gaps[0].reason)


def test_villages_come_first_and_the_rest_of_a_parcel_goes_to_the_town():
    villages = layer("village", [{"XZQDM": VILLAGES[0], "wkt": square(0, 0, 300, 300)}])
    land = parcels((None, 1000.0, square(250, 0)), (None, 10.0, square(600, 0)))
    dataset = data(rules_of(indicator("01", Measure((BY_PLACE,)))), towns(), villages, land)
    found = measure(dataset, TREE, [2020])
    assert amounts(found)[VILLAGES[0]] == pytest.approx(500.0)
    assert amounts(found)[EAST_TOWN] == pytest.approx(1000.0) and amounts(found)[COUNTY] == pytest.approx(1010.0)
    assert amounts(found)[VILLAGES[1]] == 0.0  # all that is left may be its
    assert {unit for gap in found.gaps for unit in gap.units} == {VILLAGES[2]}


def test_village_borders_that_jut_out_of_the_town_count_nothing_twice():
    villages = layer("village", [{"XZQDM": VILLAGES[0], "wkt": square(0, 0, 520, 300)}])
    land = parcels((None, 1000.0, square(450, 0)))
    found = measure(data(rules_of(indicator("01", Measure((BY_PLACE,)))), towns(), villages, land), TREE, [2020])
    assert amounts(found)[COUNTY] == pytest.approx(1000.0)
    assert amounts(found)[EAST_TOWN] == pytest.approx(700.0) and amounts(found)[WEST_TOWN] == pytest.approx(300.0)


def test_units_that_overlap_each_other_are_said():
    overlapping = layer("admin_area", [{"XZQDM": EAST_TOWN, "wkt": square(0, 0, 550, 300)},
                                       {"XZQDM": WEST_TOWN, "wkt": square(500, 0, 500, 300)}])
    land = parcels((None, 100.0, square(450, 0)))
    found = measure(data(rules_of(indicator("01", Measure((BY_PLACE,)))), overlapping, land), TREE, [2020])
    assert amounts(found)[COUNTY] == pytest.approx(150.0)
    assert "counts twice" in said(found, COUNTY)[0] and "counts twice" in said(found, WEST_TOWN)[0]


def test_a_unit_in_several_parts_is_one_unit():
    parts = layer("admin_area", [
        {"XZQDM": EAST_TOWN, "wkt": square(0, 0, 100)}, {"XZQDM": WEST_TOWN, "wkt": square(100, 0, 100)},
        {"XZQDM": EAST_TOWN, "wkt": square(200, 0, 100)}, {"XZQDM": None, "wkt": square(300, 0, 100)}])
    land = parcels((None, 400.0, square(0, 0, 400, 100)))
    found = measure(data(rules_of(indicator("01", Measure((BY_PLACE,)), decimals=8)), parts, land), TREE, [2020])
    assert amounts(found)[EAST_TOWN] == pytest.approx(200.0) and amounts(found)[WEST_TOWN] == pytest.approx(100.0)
    assert "0.01 ha are counted in none" in said(found, COUNTY)[0]


def test_towns_without_borders_have_no_value_and_the_county_says_so():
    one = layer("admin_area", [{"XZQDM": EAST_TOWN, "wkt": square(0, 0, 500, 300)}])
    land = parcels((VILLAGES[0], 100.0, square(0, 0)))
    found = measure(data(rules_of(indicator("01", Measure((BY_PLACE,)))), one, land), TREE, [2020])
    assert WEST_TOWN not in amounts(found) and amounts(found)[COUNTY] == pytest.approx(100.0)
    assert said(found, COUNTY) == [
        "1 units within it have no borders, so what features of DLTB count there is missing."]
    assert any(WEST_TOWN in gap.units for gap in found.gaps)


def test_without_any_layer_of_units_nothing_is_measured_by_place():
    found = measure(data(rules_of(indicator("01", Measure((BY_PLACE,)))), parcels((None, 1.0, square(0, 0)))), TREE,
                    [2020])
    assert not found.values and len(found.not_measured) == 1
    assert "The layer of administrative units" in ENGLISH.render(found.not_measured[0].reason)


# --- less, within, times, ratios, sums of indicators -------------------------------------------


def test_less_and_within_are_exact_at_the_border_of_units():
    # the parcel lies half in each town; the project takes its eastern quarter, the fringe covers its middle half
    land = parcels((None, 1000.0, square(450, 0)))
    project = layer("new_construction", [{"BSM": 1, "wkt": square(450, 0, 25, 100)}])
    fringe = layer("urban_fringe", [{"wkt": square(470, 0, 60, 100)}, {"wkt": square(470, 0, 60, 100)}])
    rules = rules_of(
        indicator("01", Measure((replace(BY_PLACE, less=("new_construction",)),))),
        indicator("02", Measure((replace(BY_PLACE, within=("urban_fringe",)),))),
        indicator("03", Measure((replace(BY_PLACE, less=("new_construction",), within=("urban_fringe",)),))))
    found = measure(data(rules, towns(), land, project, fringe), TREE, [2020])
    assert amounts(found, "01") == pytest.approx({COUNTY: 750.0, EAST_TOWN: 250.0, WEST_TOWN: 500.0})
    assert amounts(found, "02") == pytest.approx({COUNTY: 600.0, EAST_TOWN: 300.0, WEST_TOWN: 300.0})
    assert amounts(found, "03") == pytest.approx({COUNTY: 550.0, EAST_TOWN: 250.0, WEST_TOWN: 300.0})


def test_a_missing_layer_of_less_is_said_and_one_of_within_refuses():
    land = parcels((VILLAGES[0], 1000.0, square(0, 0)))
    rules = rules_of(indicator("01", Measure((replace(BY_CODE, less=("new_construction",)),))),
                     indicator("02", Measure((replace(BY_CODE, within=("urban_fringe",)),))))
    found = measure(data(rules, land), TREE, [2020])
    assert said(found, COUNTY) == [
        "The layer New construction land is missing, so DLTB is counted as if it had no features."]
    assert [(one.indicator, one.year) for one in found.not_measured] == [("02", 2020)]
    assert "Urban fringe is missing" in ENGLISH.render(found.not_measured[0].reason)


def test_features_without_shape_are_said_where_a_cover_is_laid_over_them():
    land = parcels((VILLAGES[0], 1000.0, None), (VILLAGES[0], 1.0, square(0, 0)), (VILLAGES[1], 1.0, None),
                   (VILLAGES[2], 1.0, None))
    project = layer("new_construction", [{"BSM": 1, "wkt": square(50, 0)}])
    found = measure(data(rules_of(indicator("01", Measure((replace(BY_CODE, less=("new_construction",)),)))), land,
                         project), TREE, [2020])
    assert amounts(found)[VILLAGES[0]] == pytest.approx(0.5)
    assert said(found, VILLAGES[0]) == [
        "1 features of DLTB have no shape that can be used and are not counted."]


def test_area_on_the_ellipsoid_of_features_without_shape_is_said():
    land = parcels((VILLAGES[0], None, square(0, 0)), (VILLAGES[0], 5.0, None))
    found = measure(data(rules_of(indicator("01", Measure((replace(BY_CODE, field=None),)))), land), TREE, [2020])
    assert amounts(found)[COUNTY] == pytest.approx(9999.4, abs=0.1)
    assert said(found, COUNTY) == ["1 features of DLTB have no shape that can be used and are not counted."]


def stock_pack():
    """Return the farmland pack with a number field of stock per hectare."""
    role = pack().layers["land_use"]
    stock = FieldRule("TKXS", Title("蓄积"), FieldType.REAL, unit="m3/ha")
    hectares = replace(role.fields["TBDLMJ"], unit="ha")
    changed = replace(role, fields={**role.fields, "TKXS": stock, "TBDLMJ": hectares})
    return replace(pack(), layers={**pack().layers, "land_use": changed})


def test_stock_per_hectare_and_ratios_are_of_sums():
    land = layer("land_use", [
        {"BSM": 1, "ZLDWDM": VILLAGES[0], "TBDLMJ": 2.0, "TKXS": 100.0},
        {"BSM": 2, "ZLDWDM": VILLAGES[0], "TBDLMJ": 6.0, "TKXS": 20.0},
        {"BSM": 3, "ZLDWDM": VILLAGES[1], "TBDLMJ": 2.0, "TKXS": None}])
    stock = MeasureTerm("land_use", "TBDLMJ", unit=("ZLDWDM",), times="TKXS")
    rules = rules_of(
        indicator("01", Measure((stock,)), unit="m3"),
        indicator("02", Measure((stock,), (BY_CODE,)), unit="m3/ha"),
        indicator("03", Measure((replace(BY_CODE, where='"BSM" = 1'),), (BY_CODE,), factor=100.0), unit="percent"))
    dataset = data(rules, land, with_pack=stock_pack())
    found = measure(dataset, TREE, [2020])
    assert amounts(found, "01")[COUNTY] == pytest.approx(320.0)
    assert amounts(found, "02")[EAST_TOWN] == pytest.approx(32.0)
    assert amounts(found, "02")[VILLAGES[0]] == pytest.approx(40.0)
    assert amounts(found, "03")[VILLAGES[0]] == pytest.approx(25.0)
    assert said(found, VILLAGES[1], "01") == ["1 features of DLTB have no usable value in TBDLMJ × TKXS and are not counted."]
    assert WEST_TOWN not in amounts(found, "02")  # 0 ÷ 0
    gap = next(one for one in found.gaps if one.indicator == "02")
    assert set(gap.units) == {WEST_TOWN, VILLAGES[2]} and "divided by is 0" in ENGLISH.render(gap.reason)
    parts = features_behind(dataset, TREE, ValueKey(EAST_TOWN, "02", 2020, ValueKind.MEASURED))
    above, below = (sum(part.amounts.sum() for part in parts if part.divisor is which) for which in (False, True))
    assert above / below == pytest.approx(32.0)


def test_sums_of_indicators_name_what_is_missing_and_never_go_in_circles():
    land = parcels((VILLAGES[0], 30.0, None), (VILLAGES[0], 12.0, None, "203"), (VILLAGES[1], 1.0, None),
                   (VILLAGES[2], 2.0, None))
    rules = rules_of(
        indicator("01", Measure((replace(BY_CODE, where="\"DLBM\" = '011'"),))),
        indicator("02", Measure((replace(BY_CODE, where="\"DLBM\" = '203'"),))),
        indicator("03", Measure(indicators=("01", "02"))),
        indicator("04", Measure((MeasureTerm("planned_land_use", "GHDLMJ"),))),
        indicator("05", Measure(indicators=("01", "04"))),
        indicator("06", Measure(indicators=("07",))), indicator("07", Measure(indicators=("06",))),
        indicator("08", Measure((BY_CODE, replace(BY_CODE, where="\"DLBM\" = '203'", subtract=True)))))
    dataset = data(rules, land)
    found = measure(dataset, TREE, [2020])
    assert amounts(found, "03")[VILLAGES[0]] == 42.0 and amounts(found, "03")[COUNTY] == 45.0
    assert amounts(found, "08")[VILLAGES[0]] == 30.0
    reasons = {one.indicator: ENGLISH.render(one.reason) for one in found.not_measured}
    assert set(reasons) == {"04", "05", "06", "07"}
    assert "04, which is part of it, is not measured" in reasons["05"] and "sum of itself" in reasons["06"]
    behind = features_behind(dataset, TREE, ValueKey(VILLAGES[0], "03", 2020, ValueKind.MEASURED))
    assert [part.fids.tolist() for part in behind] == [[1], [2]]
    taken = features_behind(dataset, TREE, ValueKey(VILLAGES[0], "08", 2020, ValueKind.MEASURED))
    assert [part.amounts.tolist() for part in taken] == [[30.0, 12.0], [-12.0]]


def test_base_year_and_target_year_are_measured_from_their_own_layers():
    rules = rules_of(indicator("01", Measure((BY_CODE,)),
                               Measure((MeasureTerm("base_land_use", "TBDLMJ", unit=("XZQDM",)),), years=(2014,))),
                     indicator("02", Measure((BY_CODE,), years=(2020,))))
    base = layer("base_land_use", [{"BSM": 1, "XZQDM": EAST_TOWN, "TBDLMJ": 70.0}])
    found = measure(data(rules, base, parcels((VILLAGES[0], 5.0, None))), TREE, [2014, 2020, 2035])
    county = {(value.key.indicator, value.key.year): value.amount for value in found.values if value.key.unit == COUNTY}
    assert county == {("01", 2014): 70.0, ("01", 2020): 5.0, ("01", 2035): 5.0, ("02", 2020): 5.0}
    assert [(one.indicator, one.year) for one in found.not_measured] == [("02", 2014), ("02", 2035)]
    assert "does not say how 02 is measured in 2014" in ENGLISH.render(found.not_measured[0].reason)


def test_a_table_of_facts_is_a_layer_like_others():
    facts = layer("unit_statistics", [{"XZQDM": EAST_TOWN, "CZRK": 300}, {"XZQDM": WEST_TOWN, "CZRK": 700},
                                      {"XZQDM": EAST_TOWN, "CZRK": None}], "NoGeometry", "")
    rules = rules_of(
        indicator("01", Measure((MeasureTerm("unit_statistics", "CZRK", unit=("XZQDM",)),)), unit="person"),
        indicator("02", Measure((BY_CODE,), (MeasureTerm("unit_statistics", "CZRK", unit=("XZQDM",)),)),
                  unit="m2/person"))
    found = measure(data(rules, facts, parcels((VILLAGES[0], 60_000.0, None), (VILLAGES[2], 0.0, None))), TREE, [2020])
    assert amounts(found) == {COUNTY: 1000.0, EAST_TOWN: 300.0, WEST_TOWN: 700.0}
    assert amounts(found, "02") == {COUNTY: 60.0, EAST_TOWN: 200.0, WEST_TOWN: 0.0}
    assert said(found, EAST_TOWN) == ["1 features of XZQJBQK have no usable value in CZRK and are not counted."]


# --- what is refused, background, cancel -------------------------------------------------------


def test_missing_fields_and_unknown_indicators_are_named():
    fields = {name: kind for name, kind in fields_of("land_use").items() if name != "TBDLMJ"}
    land = memory_layer("DLTB", fields, [{"BSM": 1, "wkt": square(0, 0)}])
    dataset = data(rules_of(indicator("01", Measure((BY_CODE,)))), land)
    found = measure(dataset, TREE, [2020])
    assert "TBDLMJ" in ENGLISH.render(found.not_measured[0].reason)
    with pytest.raises(LandPlanError) as refusal:
        measure(dataset, TREE, [2020], ["99"])
    assert "no indicator 99" in ENGLISH.render(refusal.value.message)
    for key, words in ((KEY, "TBDLMJ"), (KEY._replace(unit="1"), "no administrative unit 1")):
        with pytest.raises(LandPlanError) as refusal:
            features_behind(dataset, TREE, key)
        assert words in ENGLISH.render(refusal.value.message)
    with pytest.raises(LandPlanError) as refusal:
        measure(data(None, land), TREE, [2020])
    assert "no indicators.yaml" in ENGLISH.render(refusal.value.message)


def test_an_edit_buffer_counts_as_it_is_and_measuring_works_in_another_thread():
    land = parcels((VILLAGES[0], 10.0, square(0, 0)), (VILLAGES[1], 20.0, square(200, 0)))
    QgsProject.instance().addMapLayer(land, False)
    assert land.startEditing()
    fid = next(feature.id() for feature in land.getFeatures() if feature["BSM"] == 1)
    land.changeAttributeValue(fid, land.fields().lookupField("TBDLMJ"), 11.5)
    added = QgsFeature(land.fields())
    added["ZLDWDM"], added["TBDLMJ"], added["DLBM"] = VILLAGES[2], 4.0, "011"
    added.setGeometry(QgsGeometry.fromWkt(square(600, 0)))
    land.addFeature(added)
    dataset = data(rules_of(indicator("01", Measure((BY_CODE,))), indicator("02", Measure((BY_PLACE,)))), towns(), land)
    results = []
    thread = Thread(target=lambda: results.append(measure(dataset, TREE, [2020])))
    thread.start()
    thread.join()
    assert amounts(results[0])[COUNTY] == 35.5 and amounts(results[0])[VILLAGES[2]] == 4.0
    assert amounts(results[0], "02")[WEST_TOWN] == pytest.approx(4.0)
    parts = features_behind(dataset, TREE, KEY)
    assert parts[0].fids.min() < 0 and parts[0].amounts.sum() == 35.5  # the new feature has its id of the buffer
    land.rollBack()
    QgsProject.instance().removeMapLayer(land)


def test_cancel_stops_measuring():
    class Cancelling:
        """A feedback that is cancelled from the beginning."""

        def isCanceled(self):  # noqa: N802
            return True

        def setProgress(self, progress):  # noqa: N802
            raise AssertionError(progress)

    dataset = data(rules_of(indicator("01", Measure((BY_CODE,)))), parcels((VILLAGES[0], 1.0, None)))
    with pytest.raises(Cancelled):
        measure(dataset, TREE, [2020], feedback=Cancelling())


# --- oracle: sums by plain Python and GEOS ------------------------------------------------------


def shape(wkt):
    """Return a geometry."""
    return QgsGeometry.fromWkt(wkt)


def turned(chance, x, y, size):
    """Return the WKT of a random quadrangle or triangle around a place, valid by its angles."""
    angles = sorted(chance.uniform(0, 2 * math.pi) for _ in range(chance.choice((3, 4, 6))))
    ring = [(EAST + x + size * math.cos(angle), NORTH + y + size * math.sin(angle)) for angle in angles]
    return "Polygon((" + ", ".join(f"{a!r} {b!r}" for a, b in (*ring, ring[0])) + "))"


def union(rows):
    """Return the union of rows' shapes."""
    return QgsGeometry.unaryUnion([shape(row["wkt"]) for row in rows]) if rows else QgsGeometry()


def counted(piece, less, within):
    """Return the area of a piece that lies in one geometry and not in another."""
    if not within.isNull():
        piece = piece.intersection(within)
    return (piece if less.isNull() else piece.difference(less)).area()


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.booleans(), st.booleans(), st.booleans())
def test_sums_by_place_agree_with_geos(seed, with_less, with_within, with_villages):
    chance = random.Random(seed)
    line = chance.uniform(300, 700)  # the border of the towns
    areas = [(EAST_TOWN, square(0, 0, line, 600)), (WEST_TOWN, square(line, 0, 1000 - line, 600))]
    smaller = [(VILLAGES[0], square(0, 0, line / 2, 600)), (VILLAGES[2], square(line, 100, 200, 300))]
    if not with_villages:
        smaller = []
    rows = [{"BSM": number, "TBDLMJ": chance.choice((None, chance.uniform(1, 1e5), chance.uniform(1, 1e5))),
             "wkt": turned(chance, chance.uniform(-50, 1050), chance.uniform(-50, 650), chance.uniform(20, 200))}
            for number in range(30)]
    cover = {role: [{"wkt": turned(chance, chance.uniform(0, 1000), chance.uniform(0, 600), 250)} for _ in range(5)]
             for role in ("new_construction", "urban_fringe")}
    term = replace(BY_PLACE, less=("new_construction",) if with_less else (),
                   within=("urban_fringe",) if with_within else ())
    layers = [layer("admin_area", [{"XZQDM": code, "wkt": wkt} for code, wkt in areas]), layer("land_use", rows),
              *(layer(role, content) for role, content in cover.items())]
    if smaller:
        layers.append(layer("village", [{"XZQDM": code, "wkt": wkt} for code, wkt in smaller]))
    dataset = data(rules_of(indicator("01", Measure((term,)))), *layers)
    measurer = Measurer(dataset, TREE)
    found = amounts(measurer.measure([2020]))
    less = union(cover["new_construction"]) if with_less else QgsGeometry()
    within = union(cover["urban_fringe"]) if with_within else QgsGeometry()
    expected = dict.fromkeys((COUNTY, *TOWNS, *VILLAGES), 0.0)
    for row in rows:
        if row["TBDLMJ"] is None:
            continue
        whole = shape(row["wkt"])
        rest = QgsGeometry(whole)
        for code, wkt in (*smaller, *areas):
            amount = row["TBDLMJ"] * counted(rest.intersection(shape(wkt)), less, within) / whole.area()
            for unit in {code, code[:9], COUNTY}:
                expected[unit] += amount
            rest = rest.difference(shape(wkt))
    for unit, amount in found.items():
        assert amount == pytest.approx(expected[unit], rel=1e-6, abs=1e-3), unit
        parts = measurer.behind(KEY._replace(unit=unit))
        assert sum(part.amounts.sum() for part in parts) == pytest.approx(amount, rel=1e-12, abs=1e-9)
    assert COUNTY in found and EAST_TOWN in found


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_sums_by_code_agree_with_plain_python(seed):
    chance = random.Random(seed)
    codes = (*VILLAGES, f"{VILLAGES[0]}0001234", f"{EAST_TOWN}000", f"{COUNTY}777", COUNTY, "510101", "", None)
    rows = [{"BSM": number, "ZLDWDM": chance.choice(codes), "TBDLMJ": chance.choice((None, chance.uniform(0, 1e6))),
             "DLBM": chance.choice(("011", "013", "031"))} for number in range(chance.randrange(60))]
    farmland = replace(BY_CODE, where="\"DLBM\" LIKE '01%'")
    dataset = data(rules_of(indicator("01", Measure((farmland,)))), layer("land_use", rows))
    measurer = Measurer(dataset, TREE)
    found = amounts(measurer.measure([2020]))
    for unit, amount in found.items():
        mine = [row for row in rows if (row["ZLDWDM"] or "").startswith(unit) and row["DLBM"] < "02"
                and row["TBDLMJ"] is not None]
        assert amount == pytest.approx(math.fsum(row["TBDLMJ"] for row in mine), rel=1e-12)
        behind = measurer.behind(KEY._replace(unit=unit))[0]
        counting = {row["BSM"] for row in mine if row["TBDLMJ"]}
        keys = np.asarray(behind.layer.read().column("BSM"))[np.searchsorted(behind.layer.read().fids, behind.fids)]
        assert set(keys.tolist()) == counting and behind.amounts.sum() == pytest.approx(amount, rel=1e-12)
    assert COUNTY in found


# --- the checks of an adjustment measure the same way -------------------------------------------


def test_the_checks_of_an_adjustment_measure_villages_and_say_what_lies_outside():
    villages = layer("village", [{"XZQDM": VILLAGES[0], "wkt": square(0, 0, 300, 300)}])
    land = parcels((None, 1000.0, square(250, 0)), (None, 10_000.0, square(950, 0)))
    context = CheckContext(data(rules_of(), towns(), villages, land), (), Silent())
    assert measured_m2(context, (BY_PLACE,), VILLAGES[0]) == pytest.approx(500.0)
    assert measured_m2(context, (BY_PLACE,), EAST_TOWN) == pytest.approx(1000.0)
    assert measured_m2(context, (BY_PLACE,), COUNTY) == pytest.approx(6000.0)
    assert "0.5 ha are counted in none" in ENGLISH.render(context.doubt)


@pytest.mark.parametrize("role", ["new_construction", "admin_area"])
def test_a_layer_that_is_there_twice_is_no_missing_layer(role):
    double = [layer(role, [{"BSM": 1, "wkt": square(0, 0)}]) for _ in range(2)]
    term = replace(BY_PLACE, less=("new_construction",))
    others = [] if role == "admin_area" else [towns()]
    dataset = data(rules_of(indicator("01", Measure((term,)))), *others, parcels((None, 1.0, square(0, 0))), *double)
    found = measure(dataset, TREE, [2020])
    assert not found.values and "2 layers may be" in ENGLISH.render(found.not_measured[0].reason)
