"""What the forest pack checks beyond single rules: keys in two spellings, layers of the plan, the table of facts."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import yaml
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.forest_land.classes.generations import ClassCodes
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import FieldType, Severity
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.context import CheckContext
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.kinds.attribute_relations import joined_key
from landplan_toolbox.algorithms.selfcheck.model import CheckResult, Outcome
from selfcheck_support import make_dataset, memory_layer

ROOT = Path(__file__).resolve().parent.parent
PACK = load_pack("forest", kind_specs())
ENGLISH = Language("en")
CRS = "EPSG:4524"  # with the zone number before the easting
KEY = {"XIAN": "690121", "XIANG": "100", "CUN": "001", "LIN_BAN": "0001"}
PLAN_LAYERS = ("former_subcompartment", "afforestation_plan", "nature_reserve", "ecological_area", "forest_base",
               "forest_works", "forest_use_project")


def square(x: float, y: float, width: float = 100.0) -> str:
    """Return the WKT of a square whose corner lies (x, y) m from the corner of the test county."""
    e, n = 36_500_000.0 + x, 2_900_000.0 + y
    return f"Polygon(({e} {n}, {e + width} {n}, {e + width} {n + width}, {e} {n + width}, {e} {n}))"


def layer(role_id: str, rows, name: str = ""):
    """Return a memory layer with the fields of a role."""
    role = PACK.layers[role_id]
    fields = {field: "text(200)" if rule.type is FieldType.TEXT else rule.type.value for field, rule in role.fields.items()}
    return memory_layer(name or role.names[0], fields, rows, crs=CRS)


def check(check_id: str, *layers) -> CheckResult:
    """Run one check."""
    return run_selfcheck(make_dataset(PACK, *layers), [check_id], fingerprint=False).results[0]


def keys(result: CheckResult) -> list[str]:
    """Return the keys of the features with findings."""
    return [finding.features[0].key for finding in result.findings]


# --- keys in two spellings -----------------------------------------------------------------------


@pytest.mark.parametrize(("parts", "key"), [
    (["690121", "100", "001"], "690121100001"), (["690121", "690121100", "001"], "690121100001"),
    (["690121", "100", "690121100001"], "690121100001"), (["690121", "690121100", "690121100001"], "690121100001"),
    (["690121", "", "001"], ""), (["690122", "690121100"], "690121100"), ([], ""),
])
def test_a_part_may_be_the_whole_key(parts, key):
    assert joined_key(parts) == key


def test_both_spellings_find_their_town_and_village():
    towns = layer("admin_area", [{"XZQDM": "690121100"}])
    villages = layer("village", [{"ZLDWDM": "6901211000010000000"}])
    compartments = layer("subcompartment", [
        {**KEY, "XIAO_BAN": "00001"}, {**KEY, "XIANG": "690121100", "CUN": "690121100001", "XIAO_BAN": "00002"},
        {**KEY, "XIANG": "101", "XIAO_BAN": "00003"}, {**KEY, "CUN": "690121100002", "XIAO_BAN": "00004"},
    ])
    assert keys(check("6205", towns, compartments)) == ["690121-101-001-0001-00003"]
    assert keys(check("6206", villages, compartments)) == ["690121-100-690121100002-0001-00004"]
    message = ENGLISH.render(check("6205", towns, compartments).findings[0].message)
    assert message == "690121101, made of XIAN+XIANG, is not found in XZQDM of the layer XZQ."


def test_two_spellings_in_one_layer_are_found():
    rows = [{**KEY, "XIAO_BAN": f"{number:05}", "SEN_LIN_LB": "11"} for number in range(3)]
    rows.append({**KEY, "XIANG": "690121100", "XIAO_BAN": "00003", "SEN_LIN_LB": "011"})
    found = check("3464", layer("subcompartment", rows))
    assert {(finding.field, finding.measured, finding.limit) for finding in found.findings} == {
        ("XIANG", 9.0, 3.0), ("SEN_LIN_LB", 3.0, 2.0)}
    assert keys(found) == ["690121-690121100-001-0001-00003"] * 2
    text = ENGLISH.render(found.findings[0].message)
    assert text.startswith("XIANG (Town) has 9 characters on 1 features, such as 690121100, and 3 on 3 others")
    assert check("3464", layer("subcompartment", rows[:3])).outcome is Outcome.PASSED


def test_one_spelling_needs_no_value_and_no_majority():
    """Blank values count for nothing; of two lengths that are equally frequent one is found."""
    blank = [{**KEY, "XIANG": None, "XIAO_BAN": "00001"}, {**KEY, "XIANG": " ", "XIAO_BAN": "00002"}]
    assert check("3464", layer("subcompartment", blank)).outcome is Outcome.PASSED
    even = [{**KEY, "XIAO_BAN": "1"}, {**KEY, "XIAO_BAN": "00002"}]
    found = check("3465", layer("subcompartment", even))
    assert [(finding.field, finding.measured) for finding in found.findings] == [("XIAO_BAN", 5.0)]


def test_numbers_of_compartments_have_one_width():
    rows = [{**KEY, "XIAO_BAN": "00001"}, {**KEY, "XIAO_BAN": "00002"}, {**KEY, "XIAO_BAN": "3"}]
    assert keys(check("3465", layer("subcompartment", rows))) == ["690121-100-001-0001-3"]


def test_a_layer_without_the_field_is_told():
    bare = memory_layer("LDXB", {"XIAN": "text"}, [{"XIAN": "690121"}], crs=CRS)
    result = check("3464", bare)
    assert result.outcome is Outcome.NOT_RUN and "XIANG" in ENGLISH.render(result.reason)


# --- classes of every generation in the conditions of the layer -----------------------------------

CONDITIONS = {"forest_land_class": "forest_land", "not_forest_land_class": "not_forest_land", "forest_class": "forest",
              "wooded_class": "wooded", "stocked_class": "stocked", "arboreal_class": "arboreal", "open_class": "open",
              "young_class": "young", "unstocked_class": "unstocked", "suitable_class": "suitable"}
CODES = ClassCodes(PACK)
LISTS = (PACK.code_lists["forest_land_class"].aliases, PACK.code_lists["forest_land_class_local"].same_as)


def spelt(name: str) -> list[str]:
    """Return the codes of a set in all generations, sorted."""
    members = CODES.members(name)
    others = {code for table in LISTS for code, same in table.items() if same in members}
    return sorted({*members, *others})


SPELT = sorted({*spelt("forest_land"), *spelt("not_forest_land")})


def selected(name: str, values, kind: str) -> list:
    """Return the values of DI_LEI that a condition of the sub-compartments selects."""
    source = memory_layer("LDXB", {"DI_LEI": kind}, [{"DI_LEI": value} for value in values], crs=CRS)
    context = CheckContext(make_dataset(PACK, source), [], Silent())
    where = PACK.layers["subcompartment"].conditions[name].expression
    return [values[index] for index in context.selection("subcompartment", where)]


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_select_the_classes_of_every_generation(name):
    assert selected(name, SPELT, "text") == spelt(CONDITIONS[name])


def test_findings_name_conditions_by_their_titles():
    found = check("6313", layer("subcompartment", [{**KEY, "BCLD": "2", "DI_LEI": "0111", "wkt": square(0, 0)}])).findings
    assert "NOT “地类为林地”" in Language("zh").render(found[0].message)
    assert "NOT “A class of forest land”" in ENGLISH.render(found[0].message)


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_read_columns_of_numbers_as_the_class_codes_do(name):
    """A database that keeps DI_LEI as a number loses the leading zero, not the class."""
    values = sorted({int(code) for code in SPELT})
    canonical = CODES.canonical(np.array(values)).codes
    ambiguous = {112}  # 红树林 that lost its zero, or 混交林 of the inventory
    expected = [value for value, code in zip(values, canonical.tolist()) if code in CODES.members(CONDITIONS[name])]
    assert set(selected(name, values, "integer")) - ambiguous == set(expected) - ambiguous


# --- supplementary forest land -------------------------------------------------------------------


def supplementary(*plans):
    """Check three sub-compartments of supplementary forest land: on bare land, on farmland, half on each."""
    land = layer("land_use", [{"BSM": "1", "DLBM": "1206", "wkt": square(0, 0)}, {"BSM": "2", "DLBM": "0103", "wkt": square(100, 0)}])
    rows = [{**KEY, "XIAO_BAN": "00001", "BCLD": "2", "wkt": square(0, 0)},
            {**KEY, "XIAO_BAN": "00002", "BCLD": "2", "wkt": square(100, 0)},
            {**KEY, "XIAO_BAN": "00003", "BCLD": "2", "wkt": square(50, 0)},
            {**KEY, "XIAO_BAN": "00004", "BCLD": "1", "wkt": square(100, 0)}]
    return check("6503", land, layer("subcompartment", rows), *plans)


def test_supplementary_land_lies_on_land_it_may_come_from():
    result = supplementary()
    assert [(finding.features[0].key[-5:], round(finding.area_m2)) for finding in result.findings] == [
        ("00002", 10_000), ("00003", 5_000)]
    assert "lie outside the layer DLTB." in ENGLISH.render(result.findings[0].message)


def test_land_planned_for_forestry_is_in_order_too():
    plan = layer("afforestation_plan", [{"MC": "退耕", "LX": "1", "wkt": square(100, 0, 60)}])
    result = supplementary(plan)
    assert [finding.features[0].key[-5:] for finding in result.findings] == ["00002", "00003"]
    assert sum(finding.area_m2 for finding in result.findings) == pytest.approx(6_400 + 2_000, rel=1e-3)
    assert "lie outside the layer DLTB / GHFZLY." in ENGLISH.render(result.findings[0].message)
    whole = layer("afforestation_plan", [{"MC": "退耕", "LX": "1", "wkt": square(100, -10, 120)}])
    assert supplementary(whole).outcome is Outcome.PASSED


# --- layers of the plan --------------------------------------------------------------------------


@pytest.mark.parametrize("role_id", PLAN_LAYERS)
def test_layers_of_the_plan_are_looked_at_from_all_sides(role_id):
    kinds = {each.kind for each in PACK.checks.values() if each.layer == role_id}
    assert {"structure.not_empty", "structure.geometry_type", "structure.fields", "attributes.domain", "attributes.required",
            "topology.no_duplicate", "geometry.valid"} <= kinds
    assert not any(each.required for each in PACK.checks.values() if each.layer == role_id)


@pytest.mark.parametrize("role_id", PLAN_LAYERS)
def test_layers_of_the_plan_are_checked(role_id):
    """A feature twice, drawn as a bow tie, without values: found; a sound one: silent, as far as shape and values go."""
    role = PACK.layers[role_id]
    filled = {name: next(iter(PACK.code_lists[rule.codes].names)) if rule.codes else
              {FieldType.TEXT: "690121", FieldType.REAL: 1.0, FieldType.INTEGER: 2022}[rule.type]
              for name, rule in role.fields.items()}
    filled |= {"CUN": "001", "XIANG": "100"} if "CUN" in filled else {}
    ids = [each.id for each in PACK.checks.values() if each.layer == role_id and each.kind in (
        "attributes.domain", "attributes.required", "attributes.range", "attributes.pattern", "geometry.valid",
        "topology.no_duplicate", "topology.no_overlap", "structure.geometry_type", "structure.not_empty")]
    sound = layer(role_id, [{**filled, "wkt": square(0, 0)}])
    results = run_selfcheck(make_dataset(PACK, sound), ids, fingerprint=False).results
    assert {result.outcome for result in results} == {Outcome.PASSED}, [str(each.findings) for each in results]
    e, n = 36_500_000.0, 2_900_000.0
    bow = f"Polygon(({e} {n}, {e + 100} {n + 100}, {e + 100} {n}, {e} {n + 100}, {e} {n}))"
    bad = {name: "Z" if rule.codes else None for name, rule in role.fields.items()}
    rows = [{**filled, "wkt": square(0, 200)}, {**filled, "wkt": square(0, 200)}, {**bad, "wkt": bow}, {"wkt": square(50, 250)}]
    results = run_selfcheck(make_dataset(PACK, layer(role_id, rows)), ids, fingerprint=False).results
    passed = {result.check.kind for result in results if result.outcome is Outcome.PASSED}
    assert passed <= {"structure.geometry_type", "structure.not_empty", "attributes.range", "attributes.pattern"}


def test_declared_areas_of_the_plan_are_compared_with_the_ellipsoid():
    rows = [{"MC": "a", "LX": "1", "MJ": 1.0, "wkt": square(0, 0)}, {"MC": "b", "LX": "1", "MJ": 15.0, "wkt": square(200, 0)}]
    for check_id, role_id in (("5132", "afforestation_plan"), ("5135", "forest_base")):
        assert len(check(check_id, layer(role_id, rows)).findings) == 1


# --- the table of facts --------------------------------------------------------------------------


def facts():
    """Yield (check id, severity) of the table in the documentation."""
    for line in (ROOT / "docs" / "forest-checks.md").read_text("utf-8").splitlines():
        for found, severity in re.findall(r"\b(\d{4}) ([EW])\b", line):
            yield found, {"E": Severity.ERROR, "W": Severity.WARNING}[severity]


def test_the_table_of_facts_names_checks_as_they_are():
    listed = list(facts())
    assert len(listed) > 100
    wrong = [(name, severity.value) for name, severity in listed
             if name not in PACK.checks or PACK.checks[name].severity is not severity]
    assert wrong == []


def test_every_rule_between_fields_is_in_the_table_of_facts():
    listed = {name for name, _ in facts()}
    logic = {each.id for each in PACK.checks.values()
             if each.layer == "subcompartment" and each.family in ("attributes", "topology", "areas", "grades")}
    assert logic - listed == set()


def test_every_check_has_a_test_that_fires():
    """Rules between fields have rows of their own; of the others each kind is tested, and each layer of the plan."""
    cases = set(yaml.safe_load((ROOT / "tests" / "pack_rule_cases.yaml").read_text("utf-8"))["forest"])
    tables = ("attributes.condition", "attributes.key_prefix", "attributes.reference", "attributes.key_reference",
              "attributes.code_name", "areas.arithmetic")
    assert {each.id for each in PACK.checks.values() if each.kind in tables} == cases
