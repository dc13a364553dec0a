"""What units could have of an indicator at most, worked out by hand for a county of two towns."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from adjustment_support import TOWNS, pack
from feedback_support import Watch
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.indicators.candidates import candidates
from landplan_toolbox.algorithms.indicators.decomposition import decompose
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import Distribution, LimitSense, MeasureTerm, ValueKind
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from selfcheck_support import CRS, make_dataset, memory_layer, square
from test_measuring import COUNTY, data, indicator, layer, parcels, rules_of, towns

EAST, WEST = TOWNS
TREE = UnitTree([AdminUnit(COUNTY, "测试县", "county"), *(AdminUnit(code, code, "town", COUNTY) for code in TOWNS)])
ENGLISH = Language("en")


def land():
    """Return two towns of 500 m × 300 m side by side with basic farmland, farmland, a redline and land to retire."""
    previous = layer("previous_farmland", [
        {"BSM": 1, "JBNTMJ": 18_000.0, "wkt": square(0, 0, 200, 100)},
        {"BSM": 2, "JBNTMJ": 10_000.0, "wkt": square(450, 0, 100, 100)},  # half in each town
        {"BSM": 3, "JBNTMJ": 9_000.0, "wkt": square(800, 0, 100, 100)},  # half of it is to be retired
    ])
    farmland = parcels(
        (EAST, 40_000.0, square(0, 0, 400, 100)),  # half of it is basic farmland already
        (WEST, 8_000.0, square(600, 0, 100, 100)),  # in the redline
        (WEST, 8_000.0, square(700, 100, 100, 100)),
        (WEST, 5_000.0, square(600, 200, 100, 100), "203"),
    )
    redline = layer("redline", [{"BSM": 1, "wkt": square(590, 0, 110, 100)}])
    retired = layer("retirement_plan", [{"wkt": square(850, 0, 50, 100)}])
    return previous, farmland, redline, retired


def said(found):
    """Return the notes in English."""
    return [ENGLISH.render(note) for note in found.notes]


def test_basic_farmland_that_stays_and_farmland_that_could_enter():
    found = candidates(make_dataset(pack(), towns(), *land()), TREE, "02")
    assert {code: float(amount) for code, amount in found.amounts.items()} == pytest.approx(
        {EAST: 18_000 + 5_000 + 20_000, WEST: 5_000 + 4_500 + 8_000, COUNTY: 60_500})
    assert all(isinstance(amount, Fraction) for amount in found.amounts.values())
    notes = " ".join(said(found))
    missing = pack().layers["polluted_land"].title
    assert ENGLISH.title(missing) in notes and len(said(found)) == len(set(said(found)))


def test_a_target_is_handed_down_by_them():
    found = candidates(make_dataset(pack(), towns(), *land()), TREE, "02")
    key = ValueKey(COUNTY, "02", 2020, ValueKind.ASSIGNED)
    origin = Origin(translatable("Indicators", "Entered by hand"), "", datetime(2026, 1, 1, tzinfo=timezone.utc))
    sheet = IndicatorSheet(pack().indicators, TREE, [IndicatorValue(key, Quantity(Decimal("5.5"), "ha"), origin)])
    shares = decompose(sheet, key, Distribution.CANDIDATE_SHARE, candidates=found.amounts).shares
    assert {code: str(share.amount) for code, share in shares.items()} == {EAST: "3.91", WEST: "1.59"}


def test_farmland_in_the_fringe_only_counts_inside_it():
    fringe = layer("urban_fringe", [{"wkt": square(100, -10, 400, 400)}])
    found = candidates(make_dataset(pack(), towns(), *land(), fringe), TREE, "51")
    # half of the first basic farmland, the eastern half of the second; of the parcel the part beside basic farmland
    assert {code: float(amount) for code, amount in found.amounts.items()} == pytest.approx(
        {EAST: 9_000 + 5_000 + 20_000, WEST: 0, COUNTY: 34_000}, abs=1e-3)


def test_without_a_layer_they_are_refused_by_its_name():
    previous, *others = land()
    with pytest.raises(LandPlanError) as refused:
        candidates(make_dataset(pack(), towns(), *others), TREE, "02")
    assert ENGLISH.title(pack().layers["previous_farmland"].title) in ENGLISH.render(refused.value.message)
    with pytest.raises(LandPlanError) as refused:
        candidates(make_dataset(pack(), towns(), previous, *others), TREE, "51")
    assert ENGLISH.title(pack().layers["urban_fringe"].title) in ENGLISH.render(refused.value.message)


@pytest.mark.parametrize("code, sentence", [("06", "by another rule"), ("99", "no indicator 99")])
def test_indicators_without_candidates_are_refused(code, sentence):
    with pytest.raises(LandPlanError) as refused:
        candidates(make_dataset(pack(), towns(), *land()), TREE, code)
    assert sentence in ENGLISH.render(refused.value.message)


def test_units_the_layers_do_not_tell_of_have_none_and_that_is_said():
    rule = replace(indicator("01"), children=LimitSense.AT_LEAST,
                   candidates=(MeasureTerm("land_use", "TBDLMJ", unit=("ZLDWDM",)),))
    tree = UnitTree([*TREE.units.values(), AdminUnit(f"{EAST}001", "一村", "village", EAST)])
    found = candidates(data(rules_of(rule), parcels((EAST, 5.0, None), (WEST, 3.0, None))), tree, "01")
    assert found.amounts == {COUNTY: 8, EAST: 5, WEST: 3}
    assert any(f"{EAST}001 could have is not known" in note for note in said(found))


def test_what_is_taken_off_again_leaves_nothing_of_the_rounding():
    term = MeasureTerm("land_use", "TBDLMJ", unit=("ZLDWDM",))
    rule = replace(indicator("01"), candidates=(term, replace(term, where="\"TBDLMJ\" < 5", subtract=True)))
    rows = [(EAST, 0.1, None), (EAST, 0.2, None), (EAST, 0.3, None), (WEST, 7.0, None)]
    found = candidates(data(rules_of(rule), parcels(*rows)), TREE, "01")
    assert found.amounts == {COUNTY: 7, EAST: 0, WEST: 7}


def test_forest_land_that_stays_and_vacant_land_that_could_become_forest():
    forest = load_pack("forest", kind_specs())

    def rows_in(role_id, rows):
        role = forest.layers[role_id]
        fields = {name: {"text": "text(60)"}.get(rule.type.value, rule.type.value) for name, rule in role.fields.items()}
        return memory_layer(role.names[0], fields, rows, "Polygon", CRS)

    own = {"XIAN": COUNTY, "XIANG": EAST[6:], "CUN": "001", "XIAO_BAN": "1", "DI_LEI": "0111"}
    stands = rows_in("subcompartment", [
        {**own, "MIAN_JI": 4.0, "BCLD": "1", "wkt": square(0, 0)},
        {**own, "MIAN_JI": 2.0, "BCLD": "3", "wkt": square(100, 0)},  # given up
        {**own, "MIAN_JI": 1.0, "BCLD": "2", "DI_LEI": "0240", "wkt": square(200, 0)},  # counts as vacant land
        {**own, "MIAN_JI": 8.0, "XIANG": WEST[6:], "wkt": square(300, 0)},
    ])
    vacant = rows_in("land_use", [
        {"ZLDWDM": f"{EAST}001", "DLBM": "1206", "TBDLMJ": 10_000.0, "wkt": square(200, 0, 100, 100)},
        {"ZLDWDM": f"{WEST}001", "DLBM": "1204", "TBDLMJ": 6_000.0, "wkt": square(600, 0, 100, 100)},
        {"ZLDWDM": f"{WEST}001", "DLBM": "0301", "TBDLMJ": 6_000.0, "wkt": square(800, 0, 100, 100)},
    ])
    basic = rows_in("basic_farmland", [{"wkt": square(650, 0, 50, 100)}])
    found = candidates(make_dataset(forest, stands, vacant, basic), TREE, "01")
    assert {code: float(amount) for code, amount in found.amounts.items()} == pytest.approx(
        {EAST: 50_000, WEST: 83_000, COUNTY: 133_000})


def test_cancel_stops():
    with pytest.raises(Cancelled):
        candidates(make_dataset(pack(), towns(), *land()), TREE, "02", Watch(0))
