"""The verdict on indicators is never green by silence: one sound plan, and every way to leave something out of it.

Three towns of 200 ha each make a county. Two indicators: 02 basic farmland, at least 100 ha in each town, and 07
construction land, at most 50 ha in each. Plans repeat what is assigned, and the layers hold exactly that.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from indicator_plan import COUNTY, YEAR, A, B, C, key, value
from indicator_support import NAMES, PLACES, farmland, layer, value_row
from landplan_toolbox.algorithms.indicators.values_layer import with_values
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import Nature, ValueKind
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.processing_provider.adjustment.checkindicators import CheckIndicators
from selfcheck_support import make_dataset, square

BASE, FORMER, ASSIGNED, PLANNED, MEASURED = ValueKind
HA = 10_000.0
TOWNS = (A, B, C)
TARGETS = {"02": 100, "07": 50}
REVIEW, DELIVERY = "review", "delivery"


def pack_of(*codes, **changed):
    """Return the farmland pack with some of its indicators, parts of them changed."""
    rules = farmland().indicators
    kept = {code: replace(rules.indicators[code], **changed.get(f"i{code}", {})) for code in codes or TARGETS}
    return replace(farmland(), indicators=replace(rules, indicators=kept, relations=(), ledgers=()))


def table():
    """Return the rows of the table of values."""
    return [value_row(unit, code, kind, YEAR, amount * (3 if unit == COUNTY else 1))
            for code, amount in TARGETS.items() for unit in (COUNTY, *TOWNS) for kind in (ASSIGNED, PLANNED)]


def plan():
    """Return the rows of all layers by role."""
    return {
        "admin_area": [{"XZQDM": code, "XZQMC": NAMES[code], "wkt": square(*PLACES[code], 2000, 1000)}
                       for code in TOWNS],
        "indicator_value": table(),
        "basic_farmland": [
            {"BSM": number, "ZLDWDM": f"{town}0000000000", "JBNTMJ": 100 * HA, "wkt": square(*PLACES[town], 100, 100)}
            for number, town in enumerate(TOWNS, 1)],
        "planned_land_use": [
            {"BSM": number, "XZQDM": town, "GHDLDM": code, "GHDLMJ": area * HA, "wkt": square(*PLACES[town], 9, 9)}
            for number, (town, code, area) in enumerate(
                (town, code, area) for town in TOWNS for code, area in (("211", 50), ("111", 150)))],
    }


def judged(rows, pack=None, kept=()):
    """Return verdict, outcomes by check and what is said, for a review of the indicators and for a self-check."""
    pack = pack or pack_of()
    found = {}
    for name in (REVIEW, DELIVERY):
        of = CheckIndicators().adapted_pack(pack, {}, None) if name == REVIEW else pack
        bound = make_dataset(of, *(layer(role, content) for role, content in rows.items()))
        run = run_selfcheck(with_values(bound, list(kept)) if kept else bound, ["67*"], fingerprint=False)
        sentences = [part for one in run.results
                     for part in ([one.reason] if one.reason else []) + [each.message for each in one.findings]]
        found[name] = (run.verdict.value, {one.check.id: one.outcome for one in run.results},
                       "\n".join(Language("en").render(part) for part in sentences))
        assert not any("{" in Language("zh").render(part) for part in sentences)
    return found


def verdicts(rows, **options):
    """Return the verdicts of review and self-check."""
    found = judged(rows, **options)
    return found[REVIEW][0], found[DELIVERY][0]


def without(rows, role, keep=lambda row: False):
    """Leave rows out of a layer."""
    rows[role] = [row for row in rows[role] if keep(row)]
    return rows


def kinds_but(*kinds):
    """Return a test for rows of values of other kinds."""
    marks = {"0": BASE, "1": FORMER, "2": ASSIGNED, "3": PLANNED, "4": MEASURED}
    return lambda row: marks[row["ZBZLX"]] not in kinds


def test_a_whole_plan_passes():
    found = judged(plan())
    assert (found[REVIEW][0], found[DELIVERY][0]) == ("passed", "passed")
    assert {check for check, outcome in found[REVIEW][1].items() if outcome is not Outcome.PASSED} == {
        "6715", "6716", "6721", "6723", "6724", "6725", "6726", "6732"}  # of what the plan does not have


def test_values_that_only_the_workspace_has_count():
    kept = [value(key(row["XZQDM"], row["ZBDM"], {"2": "a", "3": "p"}[row["ZBZLX"]]), row["ZBZ"]) for row in table()]
    rows = plan()
    del rows["indicator_value"]
    assert verdicts(rows, kept=kept) == ("passed", "passed")


# --- nothing to judge ----------------------------------------------------------------------------


def no_table(rows):
    del rows["indicator_value"]


def empty_table(rows):
    rows["indicator_value"] = []


def blank_amounts(rows):
    for row in rows["indicator_value"]:
        row["ZBZ"] = None


def only_totals(rows):
    for row in rows["indicator_value"]:
        row["XZQDM"] = "合计"


@pytest.mark.parametrize("spoil", [no_table, empty_table, blank_amounts, only_totals])
def test_without_values_nothing_is_green(spoil):
    rows = plan()
    spoil(rows)
    found = judged(rows)
    for name in (REVIEW, DELIVERY):
        verdict, outcomes, _ = found[name]
        assert verdict == "incomplete" and set(outcomes.values()) == {Outcome.NOT_RUN}


def unreadable_years(rows):
    for row in rows["indicator_value"]:
        row["ND"] = 20


def strange_units(rows):
    for row in rows["indicator_value"]:
        row["XZQDM"] = "999999"


def strange_kinds(rows):
    for row in rows["indicator_value"]:
        row["ZBZLX"] = "9"


def all_measured(rows):
    for row in rows["indicator_value"]:
        row["ZBZLX"] = "4"


def all_base(rows):
    for row in rows["indicator_value"]:
        row["ZBZLX"] = "0"


def another_year(rows):
    for row in rows["indicator_value"]:
        row["ND"] = 2019


def no_indicator(rows):
    for row in rows["indicator_value"]:
        row["ZBDM"] = "13"


@pytest.mark.parametrize("spoil", [
    unreadable_years, strange_units, strange_kinds, all_measured, all_base, another_year, no_indicator])
def test_values_that_say_nothing_of_the_targets_are_never_green(spoil):
    rows = plan()
    spoil(rows)
    assert set(verdicts(rows)) <= {"failed", "incomplete"}


# --- the plan is not compared --------------------------------------------------------------------


def test_without_planned_values_only_the_layers_speak():
    """A review wants the plan; a delivery is judged by its layers against what was assigned."""
    found = judged(without(plan(), "indicator_value", kinds_but(PLANNED)))
    assert (found[REVIEW][0], found[DELIVERY][0]) == ("incomplete", "passed")
    assert found[DELIVERY][1]["6713"] is Outcome.NOT_RUN and found[DELIVERY][1]["6714"] is Outcome.PASSED
    assert "(07) 2020: no value of the kind “Planned” in 甲县" in found[REVIEW][2]


def test_without_plan_and_layers_nothing_was_compared():
    rows = without(plan(), "indicator_value", kinds_but(PLANNED))
    del rows["planned_land_use"]
    found = judged(rows)
    assert (found[REVIEW][0], found[DELIVERY][0]) == ("incomplete", "incomplete")
    assert "Urban and rural construction land (07) 2020, 甲县: its target was compared neither with" in found[DELIVERY][2]
    assert "Basic farmland protected (02) 2020, 甲县: its target" not in found[DELIVERY][2]


def test_a_town_without_a_plan_is_named():
    rows = without(plan(), "indicator_value", lambda row: (row["XZQDM"], row["ZBDM"], row["ZBZLX"]) != (C, "07", "3"))
    found = judged(rows)
    assert found[REVIEW][0] == "incomplete" and found[REVIEW][1]["6713"] is Outcome.NOT_RUN
    assert "Urban and rural construction land (07) 2020: no value of the kind “Planned” in 南镇" in found[REVIEW][2]
    assert found[DELIVERY][0] == "passed"  # the county was compared, and its layers with the town's target


def test_towns_that_make_no_plan_are_judged_by_the_county():
    """Nobody asks a level for plans that none of its units makes."""
    rows = without(plan(), "indicator_value", lambda row: row["XZQDM"] == COUNTY or row["ZBZLX"] == "2")
    found = judged(rows)
    assert (found[REVIEW][0], found[DELIVERY][0]) == ("passed", "passed")
    assert found[REVIEW][1]["6713"] is Outcome.PASSED


def test_a_county_whose_towns_plan_all_of_it_has_a_plan():
    rows = without(plan(), "indicator_value",
                   lambda row: not (row["XZQDM"] == COUNTY and row["ZBZLX"] == "3"))
    assert verdicts(rows) == ("passed", "passed")


def test_plans_of_another_year_are_no_plans_of_this():
    rows = plan()
    for row in rows["indicator_value"]:
        row["ND"] = 2019 if row["ZBZLX"] == "3" else YEAR
    found = judged(rows)
    assert found[REVIEW][0] == "incomplete" and "2020: no value of the kind “Planned”" in found[REVIEW][2]


# --- the layers are not compared -----------------------------------------------------------------


def test_a_missing_layer_stops_a_review_and_not_a_delivery_that_never_had_it():
    rows = plan()
    del rows["planned_land_use"]
    found = judged(rows)
    assert (found[REVIEW][0], found[DELIVERY][0]) == ("incomplete", "passed")
    assert found[DELIVERY][1]["6714"] is Outcome.NOT_RUN  # listed, never green
    assert "Urban and rural construction land (07) 2020" in found[REVIEW][2] and "TDGHDL" in found[REVIEW][2]


@pytest.mark.parametrize("spoil", [
    lambda row: row["XZQDM"] == A,  # of one town
    lambda row: False,  # of none
    lambda row: row["GHDLDM"] == "211",  # construction land only
])
def test_a_layer_of_a_part_is_compared_with_nothing(spoil):
    rows = without(plan(), "planned_land_use", spoil)
    found = judged(rows)
    verdict, outcomes, said = found[REVIEW]
    assert verdict == "incomplete" and outcomes["6714"] is Outcome.NOT_RUN and outcomes["6719"] is Outcome.NOT_RUN
    assert "(07) 2020, " in said and ("covers only" in said or "has no feature" in said)
    assert found[DELIVERY][1]["6718"] is Outcome.PASSED  # the plan was compared


def test_a_ceiling_that_a_part_breaks_alone_is_broken():
    rows = without(plan(), "planned_land_use", lambda row: row["XZQDM"] == A)
    rows["planned_land_use"] = [dict(row, GHDLMJ=160 * HA) if row["GHDLDM"] == "211" else row
                                for row in rows["planned_land_use"]]
    found = judged(rows)
    assert found[REVIEW][1]["6714"] is Outcome.FAILED
    assert "160" in found[REVIEW][2]


def test_codes_of_no_unit_are_a_layer_of_nothing():
    rows = plan()
    for row in rows["planned_land_use"]:
        row["XZQDM"] = "999999999"
    assert verdicts(rows)[0] == "incomplete"


def test_no_farmland_at_all_is_a_missed_target():
    assert verdicts(without(plan(), "basic_farmland"))[0] == "failed"
    assert "100 ha are missing" in judged(without(plan(), "basic_farmland", lambda row: row["BSM"] == 1))[REVIEW][2]


def test_a_ratio_over_nothing_is_not_compared():
    rows = plan()
    rows["indicator_value"] += [value_row(COUNTY, "14", kind, YEAR, 93, "m2/person") for kind in (ASSIGNED, PLANNED)]
    rows["unit_statistics"] = [{"XZQDM": town, "CZRK": 0} for town in TOWNS]
    found = judged(rows, pack=pack_of(*TARGETS, "14"))
    assert found[REVIEW][0] == "incomplete" and "What it would be divided by is 0" in found[REVIEW][2]


def test_what_the_pack_does_not_measure_is_not_asked_of_the_layers():
    rows = plan()
    del rows["planned_land_use"]
    assert verdicts(rows, pack=pack_of(i07={"measures": ()})) == ("passed", "passed")


def test_a_plan_without_binding_indicators_has_nothing_to_keep():
    expected = {f"i{code}": {"nature": Nature.EXPECTED} for code in TARGETS}
    found = judged(plan(), pack=pack_of(**expected))
    assert found[DELIVERY][1]["6718"] is Outcome.PASSED and found[DELIVERY][1]["6724"] is Outcome.PASSED


def test_what_would_be_taken_off_by_a_missing_layer_is_not_taken_as_nothing():
    """01 is the farmland of the survey less projects and retirement: without their layers it is too much."""
    rows = plan()
    rows["indicator_value"] += [value_row(unit, "01", kind, YEAR, 300 if unit == COUNTY else 100)
                                for unit in (COUNTY, *TOWNS) for kind in (ASSIGNED, PLANNED)]
    rows["land_use"] = [
        {"BSM": number, "ZLDWDM": f"{town}0000000000", "DLBM": code, "TBMJ": 100 * HA, "TBDLMJ": 100 * HA,
         "wkt": square(*PLACES[town], 9, 9)}
        for number, (town, code) in enumerate((town, code) for town in TOWNS for code in ("011", "031"))]
    found = judged(rows, pack=pack_of(*TARGETS, "01"))
    assert found[REVIEW][0] == "incomplete" and found[DELIVERY][0] == "passed"
    assert "(01) 2020: The layer New construction land is missing, so DLTB is counted" in found[REVIEW][2]
    rows.update(new_construction=[], retirement_plan=[])
    assert verdicts(rows, pack=pack_of(*TARGETS, "01")) == ("passed", "passed")


# --- the former plan -----------------------------------------------------------------------------


def test_a_direction_that_is_known_of_some_only_is_not_passed():
    rows = plan()
    rows["indicator_value"] += [value_row(unit, "02", FORMER, YEAR, 300 if unit == COUNTY else 100)
                                for unit in (COUNTY, A, B)]
    found = judged(rows)
    assert found[REVIEW][1]["6715"] is Outcome.NOT_RUN
    assert "(02) 2020: no value of the kind “Before the adjustment” in 南镇" in found[REVIEW][2]
    rows["indicator_value"].append(value_row(C, "02", FORMER, YEAR, 100))
    assert judged(rows)[REVIEW][1]["6715"] is Outcome.PASSED


# --- what is measured may be less, or more, than there is ------------------------------------------


def built(area, wkt=None, **changed):
    """Return a parcel of construction land beside those of the plan."""
    return {"BSM": 99, "XZQDM": A, "GHDLDM": "211", "GHDLMJ": area, "wkt": wkt or square(*PLACES[A], 173, 173), **changed}


@pytest.mark.parametrize("parcel", [
    built(None), built(float("nan")), built(-3 * HA), built(3 * HA, XZQDM=None), built(3 * HA, XZQDM="999999999"),
    built(None, wkt="")])
def test_a_ceiling_is_not_kept_by_leaving_parcels_out(parcel):
    rows = plan()
    rows["planned_land_use"].append(parcel)
    found = judged(rows)
    verdict, outcomes, said = found[REVIEW]
    assert verdict == "incomplete" and outcomes["6714"] is outcomes["6719"] is Outcome.NOT_RUN
    assert "(07) 2020, " in said and "1 features of TDGHDL" in said and "could be missed" in said
    without(rows, "indicator_value", kinds_but(PLANNED))
    assert judged(rows)[DELIVERY][0] == "incomplete"  # neither plan nor layers were compared


def test_a_ceiling_with_room_for_what_is_left_out_is_kept():
    rows = plan()
    rows["planned_land_use"].append(built(None))
    for row in rows["indicator_value"]:
        if row["ZBDM"] == "07":
            row["ZBZ"] *= 1.1
    assert verdicts(rows) == ("passed", "passed")


def test_a_floor_is_reached_whatever_is_left_out():
    rows = plan()
    rows["basic_farmland"].append({"BSM": 99, "ZLDWDM": f"{A}0000000000", "JBNTMJ": None, "wkt": square(0, 0, 99, 99)})
    assert verdicts(rows) == ("passed", "passed")


def test_a_floor_is_not_reached_by_counting_twice():
    rows = plan()
    rows["indicator_value"] += [value_row(unit, "03", kind, YEAR, 150 if unit == COUNTY else 50)
                                for unit in (COUNTY, *TOWNS) for kind in (ASSIGNED, PLANNED)]
    garden = [dict(row, BSM=row["BSM"] + 20, GHDLDM="121", GHDLMJ=30 * HA) for row in rows["planned_land_use"]
              if row["GHDLDM"] == "211"]
    rows["planned_land_use"] = [dict(row, GHDLMJ=120 * HA) if row["GHDLDM"] == "111" else row
                                for row in rows["planned_land_use"]]
    pack = pack_of(*TARGETS, "03", i03={"nature": Nature.BINDING})
    rows["planned_land_use"] += garden
    assert judged(rows, pack=pack)[REVIEW][1]["6714"] is Outcome.FAILED  # 30 of 50 ha
    rows["planned_land_use"] += [dict(row, BSM=row["BSM"] + 20) for row in garden]
    found = judged(rows, pack=pack)
    assert found[REVIEW][0] == "incomplete" and found[REVIEW][1]["6714"] is Outcome.NOT_RUN
    assert "counted twice" in found[REVIEW][2]


def central_town(*shapes):
    """Return the sound plan with a target of 15 in the county: 30 ha of what is built lie in the range."""
    rows = plan()
    rows["indicator_value"] += [value_row(unit, "15", kind, YEAR, 150 if unit == COUNTY else 50)
                                for unit in (COUNTY, *TOWNS) for kind in (ASSIGNED, PLANNED)]
    rows["central_town"] = [{"MC": "中心城区", "wkt": shape} for shape in shapes]
    return rows


RANGE = square(*PLACES[A], 5, 9)


@pytest.mark.parametrize(("shapes", "verdict", "word"), [
    ((RANGE,), "passed", ""), ((), "incomplete", "ZXCQFW has no features"), (("",), "incomplete", "1 features of ZXCQFW"),
    ((RANGE, ""), "incomplete", "1 features of ZXCQFW have no shape")])
def test_a_range_that_nobody_has_drawn_keeps_no_ceiling(shapes, verdict, word):
    found = judged(central_town(*shapes), pack=pack_of(*TARGETS, "15"))
    assert found[REVIEW][0] == verdict and word in found[REVIEW][2]


def test_where_nothing_is_allowed_an_empty_range_is_right():
    rows = central_town()
    for row in rows["indicator_value"]:
        if row["ZBDM"] == "15":
            row["ZBZ"] = 0
    assert verdicts(rows, pack=pack_of(*TARGETS, "15")) == ("passed", "passed")
