"""Each check kind of indicators fires where it should and stays silent on the plan worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from indicator_plan import A1, COUNTY, YEAR, A, B, C, key, plan_sheet, plan_values, put, value
from indicator_support import change, dataset, delivery, farmland, keys, layer, result, value_row
from landplan_toolbox.algorithms.indicators.dataset_values import values_of_dataset
from landplan_toolbox.algorithms.indicators.plan_data import read_plan
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.table_problems import ProblemKind
from landplan_toolbox.algorithms.indicators.values_layer import KeptValues, values_layer, with_values
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.algorithms.workspace.identity import mark_of
from qgis.core import QgsGeometry
from selfcheck_support import square

BASE, FORMER, ASSIGNED, PLANNED, MEASURED = ValueKind
ENGLISH = Language("en")
HA = 10_000.0
NAMES = ("XZQDM", "ZBDM", "ND", "ZBZLX", "ZBZ", "DW")


def text(found) -> str:
    """Return the sentences of a result in English, reason included."""
    parts = [one.message for one in found.findings] + ([found.reason] if found.reason else [])
    sentences = [ENGLISH.render(part) for part in parts] + [Language("zh").render(part) for part in parts]
    assert not any("{" in sentence for sentence in sentences)
    return "\n".join(sentences)


# --- the plan is right ---------------------------------------------------------------------------


def test_the_plan_worked_by_hand_passes_every_check_that_can_run():
    run = run_selfcheck(dataset(delivery()), ["indicators"], fingerprint=False)
    outcomes = {one.check.id: one.outcome for one in run.results}
    assert all(one.findings == () for one in run.results)
    assert {check for check, outcome in outcomes.items() if outcome is not Outcome.PASSED} == {
        "6714", "6719", "6724", "6732"}  # nothing is measured without the layers
    assert all(one.examined for one in run.results if one.outcome is Outcome.PASSED)


def test_without_any_values_nothing_runs_and_says_what_to_do():
    run = run_selfcheck(dataset(delivery(indicator_value=None)), ["67*"], fingerprint=False)
    assert {one.outcome for one in run.results} == {Outcome.NOT_RUN}
    assert "GHZB" in text(run.results[0]) and "enter the values" in text(run.results[2])


# --- sums, missing values, plan and target -------------------------------------------------------


def test_children():
    rows = change(change(delivery(), B, "02", ASSIGNED, 219.5), B, "02", PLANNED, 219.5)
    found = result(rows, "6711")
    assert found.outcome is Outcome.FAILED
    assert keys(found.findings) == [
        ("children_sum", COUNTY, "02/2020/assigned"), ("children_sum", COUNTY, "02/2020/planned")]
    one = found.findings[0]
    assert (one.measured, one.limit, one.severity, one.field) == (699.5, 700.0, Severity.ERROR, "02")
    assert one.clause == farmland().indicators.indicators["02"].clause
    assert "0.5 ha are missing" in text(found)
    assert result(rows, "6721").outcome is Outcome.PASSED


def test_a_finding_lies_in_its_unit_and_is_the_same_in_the_next_run():
    """The county is drawn by its towns only: it is shown in the first of them."""
    rows = change(delivery(), C, "02", PLANNED, 100)
    found = next(one for one in result(rows, "6713").findings if one.features[0].key == C)
    place = QgsGeometry()
    place.fromWkb(found.geometry)
    assert QgsGeometry.fromWkt(square(4000, 0, 2000, 1000)).contains(place) and found.crs == "EPSG:4545"
    county = result(rows, "6711").findings[0]
    place.fromWkb(county.geometry)
    assert county.features[0].key == COUNTY and QgsGeometry.fromWkt(square(0, 0, 2000, 1000)).contains(place)
    later = result(change(rows, C, "02", PLANNED, 90), "6713").findings
    again = next(one for one in later if one.features[0].key == C)
    assert mark_of(again, None) == mark_of(found, None)
    assert result(delivery(admin_area=None, village=None, indicator_value=rows["indicator_value"]),
                  "6713").findings[0].geometry is None


def test_missing():
    rows = delivery()
    for kind in (ASSIGNED, PLANNED):
        change(rows, B, "07", kind, None)
    assert keys(result(rows, "6712").findings) == [("missing_value", B, "07/2020/assigned")]
    assert result(rows, "6722").findings == ()
    found = result(rows, "6731")
    assert keys(found.findings) == [
        ("missing_children", COUNTY, "07/2020/assigned"), ("missing_children", COUNTY, "07/2020/planned")]
    assert "西镇 (610101002)" in text(found) and found.findings[0].severity is Severity.WARNING
    rows["indicator_value"].append(value_row("61", "52", ASSIGNED, YEAR, 1, "m2/person"))
    assert result(rows, "6731").examined > 0


def test_planned():
    found = result(change(delivery(), C, "12", PLANNED, 6.01), "6713")
    assert keys(found.findings) == [("planned_against_assigned", C, "12/2020/planned")]
    assert "0.01 ha are too much" in text(found)
    rows = delivery()
    rows["indicator_value"] = [row for row in rows["indicator_value"] if row["ZBZLX"] != "3"]
    assert result(rows, "6713").outcome is Outcome.NOT_RUN and "Enter both" in text(result(rows, "6713"))


def test_direction():
    rows = change(change(delivery(), A, "01", FORMER, 449), A, "06", FORMER, 126)
    assert keys(result(rows, "6715").findings) == [
        ("wrong_direction", A, "01/2020/assigned"), ("wrong_direction", A, "01/2020/planned")]
    found = result(rows, "6725")
    assert {one.features[1].key for one in found.findings} == {"06/2020/assigned", "06/2020/planned"}
    assert found.findings[0].severity is Severity.WARNING
    rows["indicator_value"] = [row for row in rows["indicator_value"] if row["ZBZLX"] != "1"]
    assert result(rows, "6715").outcome is Outcome.NOT_RUN


def test_relation():
    found = result(change(delivery(), COUNTY, "09", ASSIGNED, 49), "6726")
    assert keys(found.findings) == [("relation", COUNTY, "06/2020/assigned")]
    assert found.findings[0].clause == farmland().indicators.relations[0].clause
    assert (found.findings[0].measured, found.findings[0].limit) == (250.0, 249.0)
    found = result(change(delivery(), B, "12", ASSIGNED, 12.5), "6716")
    assert keys(found.findings) == [("relation", B, "12/2020/assigned")]
    rows = delivery()
    rows["indicator_value"] = [row for row in rows["indicator_value"] if row["ZBDM"] in ("01", "02")]
    assert result(rows, "6726").outcome is Outcome.NOT_RUN


def test_years(monkeypatch):
    """The forest pack: a later target of forest must not fall behind an earlier one."""
    from landplan_toolbox.algorithms.dataset.binding import bind
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    forest = load_pack("forest", kind_specs())
    def run(later):
        values = [value(key("520111", "02", "a", year), amount) for year, amount in ((2025, 100), (2035, later))]
        bound = bind(forest, [values_layer(forest, values)], "memory")
        return run_selfcheck(bound, ["6717"], fingerprint=False).results[0]

    assert run(100).outcome is Outcome.PASSED and run(100).examined == 2
    found = run(99)
    assert keys(found.findings) == [("over_time", "520111", "02/2035/assigned")] and "1 ha are missing" in text(found)
    one_year = bind(forest, [values_layer(forest, [value(key("520111", "02", "a", 2025), 1)])], "memory")
    assert run_selfcheck(one_year, ["6717"], fingerprint=False).results[0].outcome is Outcome.NOT_RUN


# --- what the layers measure ---------------------------------------------------------------------


def farmland_rows(**hectares):
    """Return basic farmland of the towns as the layer has it, in m²."""
    return [{"BSM": number, "ZLDWDM": f"{town}0000000000", "JBNTMJ": hectares[name] * HA, "wkt": square(
        {A: 0, B: 2000, C: 4000}[town], 0, 100, 100)} for number, (name, town) in enumerate(zip("abc", (A, B, C)))]


def test_measured_against_the_plan():
    """A and B have what they plan, C has 129.99 ha of 130: so has the county 699.99 of 700."""
    found = result(delivery(basic_farmland=farmland_rows(a=350, b=220, c=129.99)), "6714")
    assert keys(found.findings) == [
        ("measured_against_planned", COUNTY, "02/2020/measured"), ("measured_against_planned", C, "02/2020/measured")]
    one = found.findings[1]
    assert (one.measured, one.limit) == (pytest.approx(129.99), 130.0)
    assert "Measured:" in text(found) and "0.01 ha are missing" in text(found)
    # 01, 07, 12 and 14 have targets, but their layers are missing: the check says that it could not see all
    assert found.outcome is Outcome.FAILED and "DLTB" in ENGLISH.render(found.reason)
    found = result(delivery(basic_farmland=farmland_rows(a=350, b=220, c=130)), "6714")
    assert found.findings == () and found.outcome is Outcome.NOT_RUN


def test_measured_against_the_target_where_there_is_no_plan():
    rows = delivery(basic_farmland=farmland_rows(a=350, b=220, c=100))
    change(rows, C, "02", PLANNED, None)
    change(rows, COUNTY, "02", PLANNED, 600)
    assert keys(result(rows, "6714").findings) == [("measured_against_assigned", C, "02/2020/measured")]


def test_what_a_table_calls_measured_counts_where_the_layers_are_missing():
    rows = delivery()
    rows["indicator_value"].append(value_row(C, "02", MEASURED, YEAR, 129))
    assert keys(result(rows, "6714").findings) == [("measured_against_planned", C, "02/2020/measured")]
    rows["basic_farmland"] = farmland_rows(a=350, b=220, c=130)
    assert result(rows, "6714").findings == ()


def test_base_against_the_layers_of_the_base_year():
    rows = [dict(row, JBNTMJ=amount * HA) for row, amount in zip(farmland_rows(a=0, b=0, c=0), (400, 250, 151))]
    found = result(delivery(previous_farmland=rows), "6732")
    told = keys(found.findings)
    assert {("base_against_measured", unit, "02/2014/base") for unit in (COUNTY, C)} <= set(told)
    assert A not in {unit for _, unit, _ in told}
    assert found.findings[0].severity is Severity.WARNING


# --- tables --------------------------------------------------------------------------------------


def problems(rows, **options):
    """Return the problems of the tables of a delivery, and the values that were read."""
    bound = dataset(rows, **options)
    read = values_of_dataset(bound, read_plan(bound).sheet.tree)
    return [(one.kind, one.row) for one in read.problems], {one.key: one.quantity for one in read.values}


def table(*rows):
    """Return a delivery with some rows in its table of values."""
    return delivery(indicator_value=list(rows))


@pytest.mark.parametrize(("changed", "kind"), [
    ({"XZQDM": None}, ProblemKind.NO_UNIT), ({"XZQDM": "610101009"}, ProblemKind.UNKNOWN_UNIT),
    ({"ZBDM": "77"}, ProblemKind.UNKNOWN_INDICATOR), ({"ZBDM": None}, ProblemKind.UNKNOWN_INDICATOR),
    ({"ND": 20}, ProblemKind.NO_YEAR), ({"ND": None}, ProblemKind.NO_YEAR),
    ({"ZBZLX": "9"}, ProblemKind.UNKNOWN_KIND), ({"DW": "斤"}, ProblemKind.UNKNOWN_MEASURE),
    ({"DW": "%"}, ProblemKind.OTHER_SORT), ({"ZBZ": -1.0}, ProblemKind.NEGATIVE),
    ({"ZBDM": "14"}, ProblemKind.OTHER_SORT),
])
def test_rows_that_cannot_be_understood(changed, kind):
    rows = table(value_row(A, "02", ASSIGNED, YEAR, 350), {**value_row(B, "02", ASSIGNED, YEAR, 220), **changed})
    told, values = problems(rows)
    assert told == [(kind, 1)]
    assert (key(A, "02", "a") in values) and (len(values) == (2 if kind is ProblemKind.UNKNOWN_UNIT else 1))
    found = result(rows, "6701")
    assert [one.kind for one in found.findings] == [kind.value] and "Row 2 of GHZB" in text(found)
    assert found.findings[0].features[0].fid > 0 and found.findings[0].field


def test_rows_that_can():
    """Rows of totals and empty cells are passed over; codes, kinds, years and units may be written as people do."""
    told, values = problems(table(
        value_row("合计", "02", ASSIGNED, YEAR, 700), value_row(A, "02", ASSIGNED, YEAR, None),
        value_row("610101001000", "2", ASSIGNED, YEAR, 5250.0, "亩"),
        {**value_row(B, "０２", PLANNED, YEAR, 0.033, "万亩"), "ZBZLX": "3"},
        value_row("610101", "14", ASSIGNED, YEAR, 93.0, None), value_row(C, "02", BASE, 2014, 1500000.0, "m²"),
    ))
    assert told == []
    assert {at: (str(quantity.amount), quantity.unit) for at, quantity in values.items()} == {
        key(A, "02", "a"): ("5250", "mu"), key(B, "02", "p"): ("0.033", "wan_mu"),
        key(COUNTY, "14", "a"): ("93", "m2/person"), key(C, "02", "b"): ("1500000", "m2")}
    assert values[key(A, "02", "a")].exact == 350 * 10_000


def test_numbers_are_read_as_they_are_written():
    """The column of the table declares five decimals: what 0.1 + 0.2 leaves behind them is noise, a sixth one is not."""
    _, values = problems(table(
        value_row(A, "02", ASSIGNED, YEAR, 0.1 + 0.2), value_row(B, "02", ASSIGNED, YEAR, 0.000001),
        value_row(C, "02", ASSIGNED, YEAR, 66666.67), value_row(COUNTY, "02", ASSIGNED, YEAR, 700.0)))
    assert [str(quantity.amount) for quantity in values.values()] == ["0.3", "0.000001", "66666.67", "700"]


def test_numbers_that_no_area_has():
    """They are told; the check does not break off."""
    told, values = problems(table(
        value_row(A, "02", ASSIGNED, YEAR, 1e300), value_row(B, "02", ASSIGNED, YEAR, float("inf")),
        value_row(C, "02", ASSIGNED, YEAR, float("nan"))))
    assert told == [(ProblemKind.NO_AMOUNT, 0), (ProblemKind.NO_AMOUNT, 1)] and not values
    assert "not finite" in text(result(table(value_row(B, "02", ASSIGNED, YEAR, float("inf"))), "6701"))


def test_the_same_value_twice():
    twice = [value_row(A, "02", ASSIGNED, YEAR, 350), value_row(A, "02", ASSIGNED, YEAR, 5250.0, "亩")]
    assert problems(table(*twice))[0] == []
    other = value_row(A, "02", ASSIGNED, YEAR, 349)
    told, values = problems(table(*twice, other))
    assert told == [(ProblemKind.DOUBLE, 2)] and values[key(A, "02", "a")].amount == 350
    rows = {**table(*twice), "farmland_target": [{"XZQDM": A, "RWMJ": 351.0}, {"XZQDM": B, "RWMJ": 220.0}],
            "assigned_change": [{"XZQDM": COUNTY, "ZBDM": "02", "TZQ": 760.0, "TZH": 700.0}]}
    told, values = problems(rows)
    assert told == [(ProblemKind.DOUBLE, 0)]
    assert {(at.unit, at.year, at.kind.value): str(one.amount) for at, one in values.items()} == {
        (A, 2020, "assigned"): "350", (B, 2020, "assigned"): "220", (COUNTY, 2020, "former"): "760",
        (COUNTY, 2020, "assigned"): "700"}
    found = result(rows, "6701")
    assert "The latter counts" in text(found) and found.findings[0].role == "farmland_target"


def test_a_table_without_a_field_it_needs():
    rows = delivery()
    told, values = problems(rows, without={"indicator_value": ("ND",)})
    assert told == [(ProblemKind.NO_FIELD, None)] and values == {}
    assert "has no field ND" in text(result(rows, "6701", without={"indicator_value": ("ND",)}))
    told, values = problems(rows, without={"indicator_value": ("DW", "XZQMC")})
    assert told == [] and len(values) == len(plan_values())


# --- values of the workspace ---------------------------------------------------------------------


def test_values_of_the_workspace_count_before_those_of_the_tables():
    kept = [value(key(B, "02", "a"), "219.5"), value(key(B, "02", "p"), 220)]
    bound = with_values(dataset(delivery()), kept)
    plan = read_plan(bound)
    assert plan.sheet.value(key(B, "02", "a")) is kept[0] and plan.read.kept == 2
    assert len(plan.sheet) == len(plan_values())
    assert [one.kind for one in plan.read.problems] == [ProblemKind.OVERRIDDEN]
    results = {one.check.id: one for one in run_selfcheck(bound, ["6701", "6702", "6711"], fingerprint=False).results}
    assert results["6701"].outcome is Outcome.PASSED
    assert keys(results["6702"].findings) == [("overridden", B, "02/2020/assigned")]
    assert "The workspace counts" in text(results["6702"])
    assert keys(results["6711"].findings) == [("children_sum", COUNTY, "02/2020/assigned")]


def test_values_as_a_layer_keep_every_digit():
    exact = value(key(A, "02", "a"), "350.000000000000000001")
    made = values_layer(farmland(), [exact, value(key(COUNTY, "14", "a"), 93)], plan_sheet().tree)
    assert isinstance(made, KeptValues) and made.values[1].quantity == exact.quantity
    data = made.read()
    rows = [{name: data.column(name)[index] for name in ("XZQDM", "XZQMC", "ZBDM", "ND", "ZBZLX", "ZBZ", "DW")}
            for index in range(2)]
    assert rows[1] == {"XZQDM": A, "XZQMC": "东镇", "ZBDM": "02", "ND": 2020, "ZBZLX": "2", "ZBZ": 350.0, "DW": "公顷"}
    assert rows[0]["DW"] == "平方米/人"
    assert with_values(dataset(delivery()), []).layer("indicator_value") is not made


def test_a_layer_of_values_reads_back_what_it_was_made_of():
    """Also without what it keeps beside its rows: the units and kinds it writes are understood."""
    made = values_layer(farmland(), plan_values())
    bound = dataset(delivery(indicator_value=None))
    plain = layer("indicator_value", [
        dict(zip(NAMES, cells)) for cells in zip(*(made.read().column(name).tolist() for name in NAMES))])
    from landplan_toolbox.algorithms.dataset.rebind import with_layers
    from landplan_toolbox.algorithms.dataset.source import layer_source

    read = values_of_dataset(with_layers(bound, {"indicator_value": layer_source(plain)}), plan_sheet().tree)
    assert read.problems == []
    assert {one.key: one.quantity.exact for one in read.values} == {
        one.key: one.quantity.exact for one in plan_values()}


def test_units_come_from_the_tables_where_no_layer_has_them():
    plan = read_plan(dataset(delivery(admin_area=None, village=None)))
    assert set(plan.sheet.tree.units) >= {COUNTY, A, B, C, A1} and plan.sheet.tree[A1].level == "village"
    assert any("has no layer of administrative units" in ENGLISH.render(note) for note in plan.notes)
    assert plan.read.problems == []


def test_a_quantity_can_be_replaced_without_keeping_what_was_worked_out():
    one = Quantity(plan_values()[0].quantity.amount, "ha")
    before = one.exact
    assert replace(one, unit="m2").exact * 10_000 == before
    sheet = plan_sheet()
    put(sheet, A, "02", "a", 1)
    assert sheet.exact(key(A, "02", "a")) == 10_000
