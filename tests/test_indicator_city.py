"""A city worked out by hand: the self-check and the grid say the same of it, with unit, clause, amount and limit.

The city 6101 has the counties 甲 (610101) with the towns 001, 002, 003 and 乙 (610102) with the towns 001 and 002; 甲 001
has two villages, 乙 001 one. Every area is a number per share, and the towns have 5, 3, 2 | 6, 4 shares, so each county
has 10 and the city 20. Per share, in ha, base 2014 → former → assigned 2020 (planned = assigned):

==  ===================    ==  ===================    ==  ==================    ==  =================
01  100 → 95 → 90          05  2 → 2 → 2              09  4 → 4.5 → 5           13  0 → 1.5 → 2.5
02  80 → 76 → 70           06  20 → 22 → 25           10  0 → 3 → 5             15  5.5 → 6 → 7
03  6 → 6 → 5.8            07  16 → 17.5 → 20         11  0 → 2.5 → 4           51  2 → 2 → 2
04  30 → 30 → 31           08  9 → 10 → 12            12  0 → 2 → 3             14  95 → 94 → 93 m² per head
==  ===================    ==  ===================    ==  ==================    ==  =================

06 = 07 + 09: 16 + 4 = 20, 17.5 + 4.5 = 22, 20 + 5 = 25. 14 is the same everywhere, and no sum. The villages of 甲 001
share its basic farmland 3 : 2, that of 乙 001 has all of it. Layers measure 02 in the towns as it is planned, and 01
of the base year in the counties as it is stated.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from indicator_plan import ORIGIN
from indicator_support import farmland, layer, value_row
from landplan_toolbox.algorithms.delivery.change_report import change_report
from landplan_toolbox.algorithms.delivery.change_report_html import change_report_html
from landplan_toolbox.algorithms.indicators.plan_data import PlanData, read_plan
from landplan_toolbox.algorithms.indicators.quantity import amount_in
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.ui.indicators.grid.judged import Judged
from selfcheck_support import make_dataset, square

CITY, JIA, YI = "6101", "610101", "610102"
SHARES = {"610101001": 5, "610101002": 3, "610101003": 2, "610102001": 6, "610102002": 4, JIA: 10, YI: 10, CITY: 20}
VILLAGES = {"610101001001": 3, "610101001002": 2, "610102001001": 6}
J1, J2, J3, Y1, Y2 = list(SHARES)[:5]
PER_SHARE = {
    "01": "100 95 90", "02": "80 76 70", "03": "6 6 5.8", "04": "30 30 31", "05": "2 2 2", "06": "20 22 25",
    "07": "16 17.5 20", "08": "9 10 12", "09": "4 4.5 5", "10": "0 3 5", "11": "0 2.5 4", "12": "0 2 3",
    "13": "0 1.5 2.5", "15": "5.5 6 7", "51": "2 2 2",
}
KINDS = {"b": ValueKind.BASE, "f": ValueKind.FORMER, "a": ValueKind.ASSIGNED, "p": ValueKind.PLANNED,
         "m": ValueKind.MEASURED}
PLAN, FARMLAND = "陕·二(一)1", "陕·一; 陕·二(一)2; 陕·三(一)"


class Told(NamedTuple):
    """A deviation as it has to be told: amounts in the unit of the indicator, None where nothing is compared."""

    kind: str
    unit: str
    value: str  # indicator/year/kind
    measured: object
    limit: object
    severity: str
    clause: str


def amounts() -> dict[tuple[str, str, str], Decimal]:
    """Return the plan by unit, indicator and first letter of the kind."""
    found = {}
    for unit, shares in {**SHARES, **VILLAGES}.items():
        for code, text in PER_SHARE.items():
            if unit in VILLAGES and code != "02":
                continue
            for kind, amount in zip("bfa", text.split()):
                found[unit, code, kind] = Decimal(amount) * shares
            found[unit, code, "p"] = found[unit, code, "a"]
        if unit in SHARES:
            for kind, amount in zip("bfap", (95, 94, 93, 93)):
                found[unit, "14", kind] = Decimal(amount)
    for town in (J1, J2, J3, Y1, Y2):
        found[town, "02", "m"] = found[town, "02", "p"]
    for county in (JIA, YI):
        found[county, "01", "M"] = found[county, "01", "b"]  # measured in the base year
    return found


def city(changed=()):
    """Return the delivery, some amounts changed or, where None, taken away."""
    plan = amounts()
    for key, amount in dict(changed).items():
        plan[key] = amount
    names = {CITY: "某市", JIA: "甲县", YI: "乙县"}
    units = [{"XZQDM": code, "XZQMC": names.get(code, f"{code}镇"), "wkt": square(3000 * number, 0, 2000, 1000)}
             for number, code in enumerate(SHARES)]
    villages = [{"XZQDM": code, "XZQMC": f"{code}村", "wkt": square(3000 * number, 0, 200, 100)}
                for number, code in enumerate(VILLAGES)]
    table = [
        value_row(unit, code, ValueKind.MEASURED if kind == "M" else KINDS[kind], 2014 if kind in "bM" else 2020,
                  float(amount), "m2/person" if code == "14" else "公顷")
        for (unit, code, kind), amount in plan.items() if amount is not None]
    return make_dataset(farmland(), layer("admin_area", units), layer("village", villages),
                        layer("indicator_value", table))


def of_the_checks(dataset) -> list[Told]:
    """Return what the self-check finds."""
    run = run_selfcheck(dataset, ["67*"], fingerprint=False)
    return sorted(
        Told(one.kind, one.features[0].key, one.features[1].key, one.measured, one.limit, one.severity.value, one.clause)
        for result in run.results for one in result.findings if one.kind != "alone")


def of_the_grid(plan: PlanData) -> list[Told]:
    """Return what the grid colours."""
    judged, rules = Judged(plan.sheet), plan.sheet.rules.indicators
    found = []
    for unit in plan.sheet.tree.walk():
        for code in rules:
            for year in (2014, 2020):
                for one in judged.deviations(unit, code, year):
                    if one.key.indicator == code:  # a relation is found in each of its indicators
                        both = [None if exact is None else float(amount_in(exact, rules[code].unit))
                                for exact in (one.measured, one.limit)]
                        value = f"{one.key.indicator}/{one.key.year}/{one.key.kind.value}"
                        found.append(Told(one.kind.value, one.key.unit, value, *both, one.severity.value, one.clause))
    return sorted(found)


def of_the_report(plan: PlanData) -> list[Told]:
    """Return what the change report lists."""
    rules = plan.sheet.rules.indicators
    return sorted(
        Told(one.kind.value, one.key.unit, f"{one.key.indicator}/{one.key.year}/{one.key.kind.value}",
             *(None if exact is None else float(amount_in(exact, rules[one.key.indicator].unit))
               for exact in (one.measured, one.limit)), one.severity.value, one.clause)
        for one in change_report(farmland(), plan, "city").deviations)


def test_the_city_is_right():
    dataset = city()
    assert of_the_checks(dataset) == of_the_grid(read_plan(dataset)) == []


def both(kind: str, unit: str, code: str, measured, limit, severity: str, clause: str) -> list[Told]:
    """Return a deviation of the assigned and of the planned value."""
    return [Told(kind, unit, f"{code}/2020/{of}", measured, limit, severity, clause) for of in ("assigned", "planned")]


# What is changed, and what has to be told of it.
CASES = {
    # 甲: 350 + 209 + 140 = 699 of 700
    "children have less than a floor": (
        {(J2, "02", "a"): 209, (J2, "02", "p"): 209, (J2, "02", "m"): 209},
        both("children_sum", JIA, "02", 699.0, 700.0, "error", FARMLAND)),
    # 乙: 72 + 50 = 122 of 120; 50 <= 07 with 80, >= 15 with 28
    "children have more than a ceiling": (
        {(Y2, "08", "a"): 50, (Y2, "08", "p"): 50},
        both("children_sum", YI, "08", 122.0, 120.0, "warning", f"{PLAN}; 陕·三(三)")),
    # the city: 1399 of 1400 while each county is right: 甲 699 = 350 + 209 + 140
    "a county has less than the city hands down": (
        {(JIA, "02", "a"): 699, (JIA, "02", "p"): 699},
        both("children_sum", CITY, "02", 1399.0, 1400.0, "error", FARMLAND)),
    # 甲 001: 209 + 140 = 349 of 350
    "villages have less than their town": (
        {("610101001001", "02", "a"): 209, ("610101001001", "02", "p"): 209},
        both("children_sum", J1, "02", 349.0, 350.0, "error", FARMLAND)),
    # 31 + 18 + 12 = 61, stated 60
    "base values that do not add up": (
        {(J1, "03", "b"): 31}, [Told("children_sum", JIA, "03/2014/base", 61.0, 60.0, "warning", "陕·三(三)")]),
    # 06 of 甲 002 falls from 76 to 75; 003 makes up for it: 110 + 76 + 34 = 220, and 07: 87.5 + 62.5 + 25 = 175
    "one that may only grow is cut": (
        {(J2, "06", "f"): 76, (J2, "07", "f"): Decimal("62.5"), (J3, "06", "f"): 34, (J3, "07", "f"): 25},
        both("wrong_direction", J2, "06", 75.0, 76.0, "warning", f"陕·一; {PLAN}; 陕·三(一)")),
    # 01 of 乙 001 grows from 539 to 540; 002 makes up for it: 539 + 411 = 950
    "one that may only be cut grows": (
        {(Y1, "01", "f"): 539, (Y2, "01", "f"): 411},
        both("wrong_direction", Y1, "01", 540.0, 539.0, "error", FARMLAND)),
    # 07 of 甲 003 is stated nowhere
    "a child without a target": (
        {(J3, "07", "a"): None, (J3, "07", "p"): None},
        [Told("missing_value", J3, "07/2020/assigned", None, None, "error", f"{PLAN}; 陕·三(三)"),
         *both("missing_children", JIA, "07", None, None, "warning", f"{PLAN}; 陕·三(三)")]),
    # 乙 001 plans 419 of 420, so 乙 has 419 + 280 = 699 of 700; the layers keep the plan with 420
    "a plan below its target": (
        {(Y1, "02", "p"): 419},
        [Told("planned_against_assigned", Y1, "02/2020/planned", 419.0, 420.0, "error", FARMLAND),
         Told("children_sum", YI, "02/2020/planned", 699.0, 700.0, "error", FARMLAND)]),
    "layers below the plan": (
        {(J1, "02", "m"): 349},
        [Told("measured_against_planned", J1, "02/2020/measured", 349.0, 350.0, "error", FARMLAND)]),
    # 乙 002 has no plan, so its assigned 280 count, and the sum of plans in 乙 is not complete
    "layers below the target of a town without a plan": (
        {(Y2, "02", "p"): None, (Y2, "02", "m"): 279},
        [Told("measured_against_assigned", Y2, "02/2020/measured", 279.0, 280.0, "error", FARMLAND),
         Told("missing_children", YI, "02/2020/planned", None, None, "warning", FARMLAND)]),
    "a base value that was not there": (
        {(JIA, "01", "M"): 999}, [Told("base_against_measured", JIA, "01/2014/base", 1000.0, 999.0, "warning", FARMLAND)]),
    # 100 against 80 + 19.5
    "parts that do not make up the whole": (
        {(Y2, "09", "a"): Decimal("19.5"), (Y2, "09", "p"): Decimal("19.5")},
        both("relation", Y2, "06", 100.0, 99.5, "warning", "陕·五(三)")),
}


@pytest.mark.parametrize("name", CASES)
def test_each_deviation_is_told_once_and_everywhere_alike(name):
    changed, expected = CASES[name]
    dataset = city(changed)
    plan = read_plan(dataset)
    assert of_the_grid(plan) == sorted(expected)
    assert of_the_checks(dataset) == sorted(expected)
    assert of_the_report(plan) == sorted(expected)


def test_all_deviations_at_once_are_those_of_each():
    """Those that do not touch each other, in one delivery."""
    chosen = ("children have more than a ceiling", "villages have less than their town", "base values that do not add up",
              "one that may only grow is cut", "one that may only be cut grows", "a base value that was not there",
              "parts that do not make up the whole", "layers below the plan")
    changed = {key: amount for name in chosen for key, amount in CASES[name][0].items()}
    dataset = city(changed)
    expected = sorted(told for name in chosen for told in CASES[name][1])
    assert of_the_checks(dataset) == of_the_grid(read_plan(dataset)) == expected


def test_counties_without_their_city_are_reported_each_and_together():
    """01: 1000 → 950 → 900 each, 2000 → 1900 → 1800 together; the city itself states nothing."""
    changed = {key: None for key in amounts() if key[0] == CITY}
    report = change_report(farmland(), read_plan(city(changed)), "city")
    assert [unit.code for unit in report.roots] == [JIA, YI] and report.silent == ()
    total = {one.rule.code: one for one in report.together}
    sums = {name: None if amount is None else float(amount) / 10_000 for name, amount in total["01"].sums.items()}
    assert sums == {"base": 2000.0, "before": 1900.0, "assigned": 1800.0, "planned": 1800.0, "measured": None}
    assert float(total["01"].change) == -100 * 10_000 and total["14"].target is None
    text = change_report_html(report, Language("en"), ORIGIN.at)
    assert "All units together" in text and "1800.00" in text


def test_a_county_that_states_nothing_is_named_and_counted_in_no_sum():
    changed = {key: None for key in amounts() if key[0].startswith(YI) or key[0] == CITY}
    report = change_report(farmland(), read_plan(city(changed)), "city")
    assert [unit.code for unit in report.roots] == [JIA] and [unit.code for unit in report.silent] == [YI]
    text = change_report_html(report, Language("en"), ORIGIN.at)
    assert "These units state nothing and are in no sum: 乙县 (610102)." in text and ">Incomplete</div>" in text


def test_a_county_without_one_target_leaves_the_sum_open():
    changed = {key: None for key in amounts() if key[0] == CITY}
    changed.update({(YI, "01", "a"): None, (YI, "01", "p"): None})
    report = change_report(farmland(), read_plan(city(changed)), "city")
    table = next(one for one in report.together if one.rule.code == "01")
    assert (table.target, table.change, table.sums["assigned"]) == (None, None, None)
    assert [unit.code for unit in table.lacking] == [YI] and table.sums["before"] == 1900 * 10_000
    text = change_report_html(report, Language("en"), ORIGIN.at)
    assert "Without a target, and not counted as 0: 乙县 (610102)." in text


def test_what_every_level_makes_of_its_indicators_is_counted():
    changed = {**CASES["one that may only be cut grows"][0], **CASES["a child without a target"][0]}
    report = change_report(farmland(), read_plan(city(changed)), "city")
    counts = {one.level: (one.units, one.kept, one.errors, one.lacking, one.warnings) for one in report.levels}
    assert counts == {"city": (1, 1, 0, 0, 0), "county": (2, 1, 0, 0, 1), "town": (5, 3, 2, 0, 0),
                      "village": (3, 3, 0, 0, 0)}
