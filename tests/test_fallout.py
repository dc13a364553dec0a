"""Sub-compartments that fall out of the indicators unseen: number and area by hand, per unit and indicator."""

from __future__ import annotations

import pytest
from editions_support import FIELDS, TOWN_A, TOWN_B, forest, stand
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.delivery.fallout_table import fallen_whole, fallout_table
from landplan_toolbox.algorithms.indicators.fallout import FallReason
from landplan_toolbox.algorithms.indicators.measuring import measure
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.algorithms.units.read_tree import tree_of_dataset
from selfcheck_support import memory_layer, square

PLANNED = {**FIELDS, "BCLD": "text", "GH_SLLB": "text", "GH_LZ": "text"}
PROJECT = {"XMMC": "text", "SYLDMJ": "real", "SYND": "integer", "SYXZ": "text"}
A, B = "".join(TOWN_A[:2]), "".join(TOWN_B[:2])
COUNTY = "520111"


def sound_row(number, x, **other):
    """Return a sub-compartment with all that any indicator asks for."""
    return stand(number, x, BCLD="1", GH_SLLB="11", GH_LZ="111", **other)


def delivery(rows, projects=()):
    """Return towns and sub-compartments bound to the forest pack."""
    towns = memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real"}, [
        {"XZQDM": A, "XZQMC": "甲镇", "DCMJ": 200_000.0, "wkt": square(0, 0, 1000, 100)},
        {"XZQDM": B, "XZQMC": "乙镇", "DCMJ": 100_000.0, "wkt": square(1000, 0, 500, 100)},
    ])
    layers = [towns, memory_layer("LDXB", PLANNED, list(rows))]
    if projects:
        layers.append(memory_layer("SYLDXM", PROJECT, list(projects)))
    return bind(forest(), [layer_source(layer) for layer in layers], "test")


def measured(rows, years=(2020,), projects=(), indicators=()):
    """Measure the indicators."""
    dataset = delivery(rows, projects)
    return measure(dataset, tree_of_dataset(dataset).tree, years, indicators)


def falls(rows, unit, **options):
    """Return (indicator, field, reason) → (features, hectares) in a unit."""
    found = measured(rows, **options)
    place = found.units.index(unit)
    return {
        (one.indicator, "+".join(one.fall.fields), one.fall.reason): (
            round(one.fall.count[place]), round(one.fall.area[place] / 10_000, 4))
        for one in found.fallen if one.fall.count[place]}


def test_nothing_falls_out_of_sound_data():
    assert measured([sound_row("1", 0), sound_row("2", 100)], (2020, 2025, 2035)).fallen == []


def test_origin_counts_for_natural_forest_only():
    rows = [sound_row("1", 0), sound_row("2", 100, QI_YUAN=None), sound_row("3", 200, QI_YUAN=" "),
            sound_row("4", 300, QI_YUAN="77"), sound_row("5", 1000, unit=TOWN_B, QI_YUAN=None),
            sound_row("6", 400, land_class="0250", QI_YUAN=None)]  # not forest: no origin is wanted
    assert falls(rows, A) == {("04", "QI_YUAN", FallReason.EMPTY): (2, 2.0), ("04", "QI_YUAN", FallReason.UNKNOWN): (1, 1.0)}
    assert falls(rows, COUNTY)["04", "QI_YUAN", FallReason.EMPTY] == (3, 3.0)


def test_a_class_counts_for_every_indicator():
    rows = [sound_row("1", 0), sound_row("2", 100, land_class=None), sound_row("3", 200, land_class="9999"),
            sound_row("99999", 300, land_class=None)]  # not in use
    found = falls(rows, A)
    for indicator in ("01", "02", "04", "05", "06", "07"):
        assert found[indicator, "DI_LEI", FallReason.EMPTY] == (1, 1.0)
        assert found[indicator, "DI_LEI", FallReason.UNKNOWN] == (1, 1.0)


def test_codes_of_other_generations_are_known():
    rows = [sound_row("1", 0, land_class="111"), sound_row("2", 100, land_class="030100"),
            sound_row("3", 200, SEN_LIN_LB="011")]
    assert falls(rows, A) == {}


def test_category_and_stock():
    rows = [sound_row("1", 0, SEN_LIN_LB=None), sound_row("2", 100, HUO_LMGQXJ=None),
            sound_row("3", 200, HUO_LMGQXJ=-5.0), sound_row("4", 300, land_class="0171", HUO_LMGQXJ=None)]
    assert falls(rows, A) == {
        ("05", "SEN_LIN_LB", FallReason.EMPTY): (1, 1.0),
        ("06", "HUO_LMGQXJ", FallReason.EMPTY): (1, 1.0),
        ("06", "HUO_LMGQXJ", FallReason.UNKNOWN): (1, 1.0),
    }


def test_areas_and_units_are_always_told():
    rows = [sound_row("1", 0, MIAN_JI=None), sound_row("2", 100, MIAN_JI=0.0), sound_row("3", 200, MIAN_JI=-1.0),
            sound_row("4", 300, unit=(None, None, None)), sound_row("5", 400, unit=("520999", "101", "001")),
            sound_row("6", 500)]
    in_town = falls(rows, A, indicators=("01",))
    assert {key: count for key, (count, _) in in_town.items()} == {("01", "MIAN_JI", FallReason.NO_AMOUNT): 3}
    assert in_town["01", "MIAN_JI", FallReason.NO_AMOUNT][1] == pytest.approx(3.0, abs=0.01)  # by shape
    in_county = falls(rows, COUNTY, indicators=("01",))
    assert in_county["01", "XIAN+XIANG+CUN", FallReason.NO_UNIT] == (1, 1.0)
    assert in_county["01", "XIAN+XIANG+CUN", FallReason.UNKNOWN_UNIT] == (1, 1.0)


def test_planned_fields_count_for_the_last_year():
    rows = [sound_row("1", 0), stand("2", 100, BCLD="1", GH_SLLB=None),
            stand("3", 200, land_class="0250", BCLD="2", GH_SLLB="11", GH_LZ=None)]
    found = falls(rows, A, years=(2035,))
    assert found == {
        ("02", "GH_LZ", FallReason.EMPTY): (1, 1.0), ("05", "GH_SLLB", FallReason.EMPTY): (1, 1.0),
        ("07", "GH_LZ", FallReason.EMPTY): (1, 1.0),
    }


def test_projects_by_year():
    projects = [
        {"XMMC": "a", "SYLDMJ": 1.0, "SYND": 2020, "SYXZ": "1", "wkt": square(0, 0)},
        {"XMMC": "b", "SYLDMJ": 2.0, "SYND": 2023, "SYXZ": "1", "wkt": square(100, 0)},
        {"XMMC": "c", "SYLDMJ": 4.0, "SYND": 2030, "SYXZ": None, "wkt": square(200, 0)},
        {"XMMC": "d", "SYLDMJ": 8.0, "SYND": None, "SYXZ": "1", "wkt": square(300, 0)},
        {"XMMC": "e", "SYLDMJ": 16.0, "SYND": 2023, "SYXZ": "2", "wkt": square(400, 0)},  # temporary
    ]
    found = measured([sound_row("1", 0)], (2025, 2035), projects, ("03",))
    values = {one.key.year: float(one.quantity.amount) for one in found.values if one.key.unit == COUNTY}
    assert values == {2025: 2.0, 2035: 14.0}
    (fallen,) = found.fallen
    assert (fallen.year, fallen.fall.fields, fallen.fall.reason) == (2025, ("SYND",), FallReason.EMPTY)
    place = found.units.index(A)
    assert round(fallen.fall.count[place]) == 1 and fallen.fall.area[place] == pytest.approx(80_000.0)


def test_all_seven_indicators_by_hand():
    rows = [
        sound_row("1", 0, HUO_LMGQXJ=120.0),  # natural key welfare forest
        sound_row("2", 100, QI_YUAN="21", SEN_LIN_LB="21", HUO_LMGQXJ=60.0),  # planted commercial forest
        stand("3", 200, land_class="0141", BCLD="1", QI_YUAN="21", SEN_LIN_LB="12", GH_SLLB="12", GH_LZ="111",
              HUO_LMGQXJ=None),  # young: forest in 2035
        stand("4", 300, land_class="0250", BCLD="2", GH_SLLB="11", GH_LZ="111", SEN_LIN_LB=None, QI_YUAN=None),
        stand("5", 400, BCLD="3", GH_SLLB=None, HUO_LMGQXJ=30.0),  # given up
    ]
    found = measured(rows, (2020, 2025, 2035))
    values = {(one.key.indicator, one.key.year): float(one.quantity.amount) for one in found.values
              if one.key.unit == A}
    assert values == {
        ("01", 2020): 4.0, ("01", 2035): 4.0, ("02", 2020): 3.0, ("02", 2035): 4.0, ("04", 2020): 2.0,
        ("04", 2035): 1.0, ("05", 2020): 50.0, ("05", 2035): 75.0, ("06", 2020): 52.5,
        ("07", 2020): 15.0, ("07", 2035): 20.0,
    }
    english = Language("en")
    why = {(one.indicator, one.year): english.render(one.reason) for one in found.not_measured}
    assert "BCLD" in why["01", 2025] and "growing stock" in why["06", 2035]
    productivity = next(one for one in found.values if one.key.indicator == "06")
    assert "Per hectare of all forest land" in english.render(productivity.source)


def test_reservations_say_what_fell_out():
    found = measured([sound_row("1", 0), sound_row("2", 100, QI_YUAN=None)])
    natural = next(one for one in found.values if (one.key.unit, one.key.indicator) == (A, "04"))
    said = "\n".join(Language("en").render(message) for message in natural.reservations)
    assert "1 features of LDXB (1 ha) have no value in Origin (QI_YUAN)" in said
    other_town = next(one for one in found.values if (one.key.unit, one.key.indicator) == (B, "04"))
    said = [Language("en").render(message) for message in other_town.reservations]
    assert len(said) == 1 and "LDXB has no feature in this unit" in said[0]  # nothing of it fell out there


def test_each_feature_counts_once_in_the_whole():
    found = measured([sound_row("1", 0), sound_row("2", 100, land_class=None, QI_YUAN=None, SEN_LIN_LB=None)])
    assert len(found.fallen) == 6
    assert fallen_whole(found.fallen) == (1, pytest.approx(10_000.0))
    assert fallen_whole([]) == (0, 0.0)


def test_table():
    dataset = delivery([sound_row("1", 0), sound_row("2", 100, QI_YUAN=None)])
    tree = tree_of_dataset(dataset).tree
    found = measure(dataset, tree, (2020,))
    table = fallout_table(found, forest().indicators, tree, Language("zh"))
    rows = [dict(zip([field.name() for field in table.fields], row)) for row in zip(*table.columns)]
    assert [(row["unit"], row["indicator"], row["features"], row["area_ha"]) for row in rows] == [
        (COUNTY, "04", 1, 1.0), (A, "04", 1, 1.0)]
    assert rows[0]["reason_title"] == "字段为空"
    assert len(fallout_table(found, forest().indicators, tree, Language("zh"), "town")) == 1


def test_self_check():
    rows = [sound_row("1", 0), sound_row("2", 100, QI_YUAN=None), sound_row("3", 200, QI_YUAN=None),
            sound_row("4", 1000, unit=TOWN_B, land_class="9999")]
    result = run_selfcheck(delivery(rows), ["6741"], fingerprint=False).results[0]
    found = [(one.kind, one.features[0].key, one.field, one.measured) for one in result.findings]
    assert found == [("fallout_empty", A, "QI_YUAN", 2.0), ("fallout_unknown", B, "DI_LEI", 1.0)]
    said = Language("en").render(result.findings[0].message)
    assert "2 features of LDXB (2 ha) in 甲镇 have no value in Origin (QI_YUAN)" in said and "(04)" in said
    assert all(one.geometry for one in result.findings)
    assert run_selfcheck(delivery([sound_row("1", 0)]), ["6741"], fingerprint=False).results[0].findings == ()


def test_a_check_of_an_indicator_that_cannot_be_measured_has_not_run():
    project = {"XMMC": "路", "SYLDMJ": 1.0, "SYND": 2022, "SYXZ": "1", "wkt": square(0, 0, 100, 100)}
    checked = run_selfcheck(delivery([sound_row("1", 0)], [project]), ["6742"], fingerprint=False).results[0]
    assert checked.outcome is Outcome.PASSED
    plain = {name: kind for name, kind in PROJECT.items() if name != "SYLDMJ"}  # no field tells the area
    layers = [memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real"}, [
        {"XZQDM": A, "XZQMC": "甲镇", "DCMJ": 200_000.0, "wkt": square(0, 0, 1000, 100)}]),
        memory_layer("LDXB", PLANNED, [sound_row("1", 0)]),
        memory_layer("SYLDXM", plain, [{name: value for name, value in project.items() if name != "SYLDMJ"}])]
    dataset = bind(forest(), [layer_source(layer) for layer in layers], "test")
    result = run_selfcheck(dataset, ["6742"], fingerprint=False).results[0]
    assert result.outcome is Outcome.NOT_RUN and "SYLDMJ" in Language("zh").render(result.reason)
