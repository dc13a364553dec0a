"""Layers that cover a part of a unit only: the value says so, and nothing is judged by it.

Two towns of 500 m × 300 m make a county. The planned land use is given as declared areas, by town. On the ellipsoid
a town has 14.9991 ha, a little less than on the map.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from adjustment_support import TOWNS, pack
from landplan_toolbox.algorithms.indicators.measured_origin import is_measured, is_partial
from landplan_toolbox.algorithms.indicators.measuring import measure
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import CoverRule, IndicatorRules, Measure, MeasureTerm
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from selfcheck_support import memory_layer, square
from test_measuring import UNITS, data, indicator, layer, said, towns

COUNTY = "690121"
EAST, WEST = TOWNS
TREE = UnitTree([AdminUnit(COUNTY, "测试县", "county"),
                 *(AdminUnit(code, name, "town", COUNTY) for code, name in zip(TOWNS, ("东镇", "西镇")))])
TERM = MeasureTerm("planned_land_use", "GHDLMJ", where="\"GHDLDM\" LIKE '13%'", unit=("XZQDM",))
COVER = CoverRule(MeasureTerm("planned_land_use", "GHDLMJ", unit=("XZQDM",)), 0.98, 0.005)
WHOLE = 149_991.0


def rules(*indicators, cover=(COVER,)):
    """Return rules with layers that should fill the units."""
    found = indicators or (indicator("04", Measure((TERM,))),)
    return IndicatorRules({one.code: one for one in found}, UNITS, coverage=tuple(cover))


def planned(*rows):
    """Return planned land use given as (town, area in m², class)."""
    return layer("planned_land_use", [
        {"BSM": number, "XZQDM": town, "GHDLMJ": area, "GHDLDM": code, "wkt": square(0, 0, 10, 10)}
        for number, (town, area, code) in enumerate(rows, 1)])


def measured(*rows, given=None, **options):
    """Measure forest land of 2020."""
    return measure(data(given or rules(**options), towns(), planned(*rows)), TREE, [2020])


def by_unit(measurement):
    """Return amount in ha, covered share and whether it is of a part only, by unit."""
    return {value.key.unit: (round(value.amount / 1e4, 6), None if value.covered is None else round(value.covered, 3),
                             value.partial) for value in measurement.values}


def test_layers_that_fill_the_units_have_no_reservation():
    found = measured((EAST, WHOLE, "131"), (WEST, WHOLE, "111"))
    assert by_unit(found) == {COUNTY: (14.9991, 1.0, False), EAST: (14.9991, 1.0, False), WEST: (0.0, 1.0, False)}
    assert all(value.reservations == () for value in found.values)


def test_a_layer_of_one_town_is_not_that_of_the_county():
    """The town that nobody planned has nothing, and the county only what the other one has."""
    found = measured((EAST, WHOLE, "131"))
    assert by_unit(found) == {COUNTY: (14.9991, 0.5, True), EAST: (14.9991, 1.0, False), WEST: (0.0, 0.0, True)}
    county = said(found, COUNTY, "04")
    assert "TDGHDL covers only 50.00 % of the unit (14.9991 ha are missing)" in county[0] and "西镇" in county[1]
    assert ["nothing was measured there (14.9991 ha are missing)" in one for one in said(found, WEST, "04")] == [True]
    assert said(found, EAST, "04") == []


def test_a_part_of_a_town_is_told_there_and_above():
    found = measured((EAST, WHOLE * 0.9, "131"), (WEST, WHOLE, "111"))
    assert by_unit(found) == {COUNTY: (13.49919, 0.95, True), EAST: (13.49919, 0.9, True), WEST: (0.0, 1.0, False)}
    assert "90.00 %" in said(found, EAST, "04")[0] and "1.4999 ha" in said(found, EAST, "04")[0]


@pytest.mark.parametrize(("area", "partial"), [(0.979, True), (0.981, False), (1.0, False), (1.019, False)])
def test_the_share_of_the_pack_decides(area, partial):
    found = measured((EAST, WHOLE * area, "131"), (WEST, WHOLE, "111"))
    assert by_unit(found)[EAST][2] is partial
    assert by_unit(measured((EAST, WHOLE * area, "131"), (WEST, WHOLE, "111"), cover=(replace(COVER, least=0.5),)))[
        EAST][2] is False


def test_a_town_that_is_missing_is_told_also_where_the_county_is_nearly_full():
    """1 % of the county: its share would pass, but a town of it has nothing."""
    shapes = [{"XZQDM": EAST, "wkt": square(0, 0, 990, 300)}, {"XZQDM": WEST, "wkt": square(990, 0, 10, 300)}]
    found = measure(data(rules(), layer("admin_area", shapes), planned((EAST, 297_000.0, "131"))), TREE, [2020])
    assert by_unit(found)[COUNTY] == (29.7, 0.99, True)
    assert said(found, COUNTY, "04") == ["TDGHDL has no feature in: 西镇."]


def test_what_lies_upon_each_other_is_told():
    """Every area twice: the value counts it twice, and says so."""
    found = measured((EAST, WHOLE, "131"), (EAST, WHOLE, "131"), (WEST, WHOLE, "111"))
    assert by_unit(found)[EAST] == (29.9982, 2.0, False)
    assert "14.9991 ha more than the unit (200.00 %" in said(found, EAST, "04")[0]
    assert said(found, WEST, "04") == []


def test_only_what_is_measured_from_the_layer_is_concerned():
    other = indicator("02", Measure((MeasureTerm("basic_farmland", "JBNTMJ", unit=("ZLDWDM",)),)))
    farmland = layer("basic_farmland", [{"BSM": 1, "ZLDWDM": EAST, "JBNTMJ": 1e4, "wkt": square(0, 0, 100, 100)}])
    found = measure(data(rules(other), towns(), farmland, planned((EAST, WHOLE, "131"))), TREE, [2020])
    assert by_unit(found) == {COUNTY: (1.0, None, False), EAST: (1.0, None, False), WEST: (0.0, None, False)}


def test_a_sum_of_indicators_and_a_ratio_inherit_it():
    part, whole = indicator("04", Measure((TERM,))), indicator("06", Measure(indicators=("04",)))
    ratio = indicator("07", Measure((TERM,), over=(MeasureTerm("admin_area", "JSMJ", unit=("XZQDM",)),)),
                      unit="percent")
    units = layer("admin_area", [{"XZQDM": code, "JSMJ": WHOLE, "wkt": square(500.0 * number, 0, 500, 300)}
                                 for number, code in enumerate(TOWNS)])
    found = measure(data(rules(part, whole, ratio), units, planned((EAST, WHOLE, "131"))), TREE, [2020])
    assert {(value.key.indicator, value.key.unit) for value in found.values if value.partial} == {
        (code, unit) for code in ("04", "06", "07") for unit in (COUNTY, WEST)}


def test_without_the_field_of_the_area_the_shapes_count():
    role = pack().layers["planned_land_use"]
    fields = {name: "text(60)" for name in role.fields if name != "GHDLMJ"}
    shapes = memory_layer(role.names[0], fields, [
        {"BSM": "1", "XZQDM": EAST, "GHDLDM": "131", "wkt": square(0, 0, 500, 300)},
        {"BSM": "2", "XZQDM": WEST, "GHDLDM": "131", "wkt": square(500, 0, 250, 300)}])
    term = replace(TERM, field=None)
    found = measure(data(rules(indicator("04", Measure((term,)))), towns(), shapes), TREE, [2020])
    assert {unit: (share, partial) for unit, (_, share, partial) in by_unit(found).items()} == {
        COUNTY: (0.75, True), EAST: (1.0, False), WEST: (0.5, True)}


def test_units_without_borders_can_only_be_bare():
    """The tree is from a table: nobody knows how large the towns are."""
    found = measure(data(rules(), planned((EAST, 10.0, "131"))), TREE, [2020])
    assert by_unit(found) == {COUNTY: (0.001, None, True), EAST: (0.001, None, False), WEST: (0.0, None, True)}
    assert said(found, COUNTY, "04") == ["TDGHDL has no feature in: 西镇."]


def test_a_town_whose_features_are_known_only_above_is_no_bare_one():
    """Codes that reach down to the county only: what the towns have is not known, but the county is full."""
    found = measured((COUNTY, 2 * WHOLE, "131"))
    assert by_unit(found) == {COUNTY: (29.9982, 1.0, False)}


def test_a_share_of_what_another_layer_has():
    """Forest land of the survey: 10 ha in each town; the plan has 8 ha and nothing."""
    of = MeasureTerm("land_use", "TBMJ", where="\"DLBM\" LIKE '03%'", unit=("ZLDWDM",))
    survey = layer("land_use", [
        {"BSM": number, "ZLDWDM": town, "TBMJ": 1e5, "DLBM": "031", "wkt": square(0, 0, 10, 10)}
        for number, town in enumerate(TOWNS)])
    cover = (replace(COVER, least=0.7, of=(of,)),)
    both = data(rules(cover=cover), towns(), survey, planned((EAST, 8e4, "131")))
    found = measure(both, TREE, [2020])
    assert by_unit(found) == {COUNTY: (8.0, 0.4, True), EAST: (8.0, 0.8, False), WEST: (0.0, 0.0, True)}
    assert "has only 40.00 % of what DLTB has in the unit (12 ha are missing)" in said(found, COUNTY, "04")[0]
    none_there = layer("land_use", [{"BSM": 1, "ZLDWDM": EAST, "TBMJ": 1e5, "DLBM": "031", "wkt": square(0, 0, 9, 9)}])
    found = measure(data(rules(cover=cover), towns(), none_there, planned((EAST, 8e4, "131"))), TREE, [2020])
    assert by_unit(found)[WEST] == (0.0, None, False)  # no forest there in the survey, none in the plan
    found = measure(data(rules(cover=cover), towns(), planned((EAST, 8e4, "131"))), TREE, [2020])
    assert by_unit(found) == {COUNTY: (8.0, None, True), EAST: (8.0, None, False), WEST: (0.0, None, True)}


def test_the_source_that_is_kept_says_that_it_is_a_part():
    values = {value.key.unit: value for value in measured((EAST, WHOLE, "131")).values}
    assert is_partial(values[COUNTY].origin) and is_measured(values[COUNTY].origin)
    assert not is_partial(values[EAST].origin) and is_measured(values[EAST].origin)
    for code in ("en", "zh"):
        assert "{" not in Language(code).render(values[COUNTY].origin)
    assert Language("en").render(values[COUNTY].origin).startswith("Measured for a part of the unit only: TDGHDL")


def test_both_packs_say_which_layers_should_fill_the_units():
    assert {one.term.role: one.least for one in pack().indicators.coverage} == {
        "land_use": 0.98, "base_land_use": 0.98, "planned_land_use": 0.98}
