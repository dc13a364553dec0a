"""Every attribute rule of the shipped packs can fire and can stay silent, on minimal made-up features.

Rules between fields and layers have their features in ``pack_rule_cases.yaml``, the selections of the rules
between layers in ``pack_selection_cases.yaml``; rules on the values of one field get theirs from the pack itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence

import pytest
import yaml
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import CheckRule, FieldRule, FieldType, LayerRole, Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.context import CheckContext
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import CheckResult, Outcome
from qgis.core import QgsVectorLayer
from selfcheck_support import make_dataset, memory_layer

HERE = Path(__file__).resolve().parent
CASES = yaml.safe_load((HERE / "pack_rule_cases.yaml").read_text(encoding="utf-8"))
SELECTIONS = yaml.safe_load((HERE / "pack_selection_cases.yaml").read_text(encoding="utf-8"))
PACKS = ("farmland", "forest")
TABLE_KINDS = ("attributes.condition", "attributes.key_prefix", "attributes.reference", "attributes.key_reference",
               "attributes.code_name", "areas.arithmetic")

# A value for every form used in the packs, and one that breaks it.
FORMS = {
    "[0-9]{2}": ("69", "6"),
    "[0-9]{3}": ("100", "10"),
    "[0-9]{6}": ("690121", "69012"),
    "[0-9]{9}": ("690121100", "69012110"),
    "[0-9]{10}": ("2001010100", "200101010X"),
    "[0-9]{12}": ("690121100001", "69012110000"),
    "[0-9]{13}": ("6901211000001", "690121100000"),
    "[0-9]{16}": ("6901211000010006", "690121100001000A"),
    "[0-9]{19}": ("6901211000010000000", "690121100001"),
    "[0-9]{3}|[0-9]{9}": ("690121100", "690121"),
    "[0-9]{3}|[0-9]{12}": ("690121100001", "690121100"),
    "[0-9]{9}|[0-9]{12}": ("690121100001", "690121"),
    "[0-9]{12}|[0-9]{19}": ("690121100001", "690121"),
    "[0-9]{6}|[0-9]{9}|[0-9]{12}": ("690121", "69"),
    "0[1-9]|[1-9][0-9]": ("02", "00"),
    "(19|20)[0-9]{2}": ("2020", "1820"),
}

# When the conditional fields are mandatory, and when they are not.
REQUIRED_WHEN = {
    ("farmland", "land_use", "GDPDJ"): ({"DLBM": "013"}, {"DLBM": "031"}),
    ("farmland", "protection_block", "ZLDJDM"): ({"GDMJ": 10.0}, {"GDMJ": 0.0}),
    ("farmland", "basic_farmland", "PDJB"): ({"DLBM": "011"}, {"DLBM": "021"}),
    ("farmland", "adjustment_ledger", "HCYY"): ({"HRHCLXDM": "2"}, {"HRHCLXDM": "1"}),
    ("forest", "land_use", "GDPDJB"): ({"DLBM": "0101"}, {"DLBM": "0201"}),
    ("forest", "basic_farmland", "GDPDJB"): ({"DLBM": "0101"}, {"DLBM": "0201"}),
    ("forest", "subcompartment", "LD_QS"): ({"DI_LEI": "0111"}, {"DI_LEI": "0210"}),
    ("forest", "subcompartment", "SEN_LIN_LB"): ({"DI_LEI": "1631"}, {"DI_LEI": "0254"}),
    ("forest", "subcompartment", "SHI_QUAN_D"): ({"SEN_LIN_LB": "011"}, {"SEN_LIN_LB": "21"}),
    ("forest", "subcompartment", "GJGYL_BHDJ"): ({"SHI_QUAN_D": "10"}, {"SHI_QUAN_D": "20"}),
    ("forest", "subcompartment", "BH_DJ"): ({"DI_LEI": "030405"}, {"DI_LEI": "240"}),
}

Row = Mapping[str, Any]


def load(name: str) -> Pack:
    """Return a shipped pack, loaded once."""
    if name not in _LOADED:
        _LOADED[name] = load_pack(name, kind_specs())
    return _LOADED[name]


_LOADED: dict[str, Pack] = {}


def role_layer(pack: Pack, role: LayerRole, rows: Iterable[Row]) -> QgsVectorLayer:
    """Return a memory layer with every field of a role."""
    fields = {name: f"{rule.type.value}({max(rule.length or 254, 60)})" if rule.type is FieldType.TEXT
              else rule.type.value for name, rule in role.fields.items()}
    return memory_layer(role.names[0], fields, rows, crs=pack.crs.accepted[-1])


def run(pack: Pack, check: CheckRule, rows: Sequence[Row], target: Optional[Sequence[Row]] = None) -> CheckResult:
    """Run one check of a pack on made-up rows of its layer, and of the layer it refers to."""
    layers = [role_layer(pack, pack.layers[check.layer], rows)]
    if target is not None:
        layers.append(role_layer(pack, pack.layers[check.parameters["target"]], target))
    return run_selfcheck(make_dataset(pack, *layers), [check.id], fingerprint=False).results[0]


def found(result: CheckResult) -> list[int]:
    """Return the numbers (from 0) of the rows with a finding."""
    return sorted({finding.features[0].fid - 1 for finding in result.findings})


def rules(*kinds: str) -> Iterator[Any]:
    """Yield the checks of these kinds of both packs as test parameters."""
    for name in PACKS:
        path = HERE.parent / "resources" / "rulepacks" / name / "checks.yaml"
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            if entry["kind"] in kinds:
                yield pytest.param(name, entry["id"], id=f"{name}-{entry['id']}")


def chosen(pack: Pack, check: CheckRule, has: str) -> list[FieldRule]:
    """Return the fields a check looks at: those it names, else all that have what it is about."""
    fields = pack.layers[check.layer].fields
    names = check.parameters.get("fields") or [name for name, rule in fields.items() if getattr(rule, has) is not None]
    return [fields[name] for name in names]


@pytest.mark.parametrize(("name", "check_id"), rules(*TABLE_KINDS))
def test_rule_fires_and_stays_silent(name: str, check_id: str) -> None:
    """Each broken feature is found and nothing else; without them the check passes."""
    pack = load(name)
    check = pack.checks[check_id]
    case = CASES[name][check_id]
    unknown = {field for row in case["met"] + case["broken"] for field in row} - set(pack.layers[check.layer].fields)
    assert not unknown
    assert case["met"]
    assert case["broken"]

    result = run(pack, check, case["met"] + case["broken"], case.get("target"))
    assert result.outcome is Outcome.FAILED, result.details or result.reason
    assert found(result) == list(range(len(case["met"]), len(case["met"]) + len(case["broken"])))
    assert run(pack, check, case["met"], case.get("target")).outcome is Outcome.PASSED


def test_the_table_holds_no_rule_that_is_gone() -> None:
    """A case without its rule would prove nothing."""
    known = {(parameter.values[0], parameter.values[1]) for parameter in rules(*TABLE_KINDS)}
    assert {(name, check_id) for name in PACKS for check_id in CASES[name]} == known


def selected(pack: Pack, role_id: str, expression: str, rows: Sequence[Row]) -> list[int]:
    """Return the numbers of the rows an expression of a check selects, as the engine selects them."""
    dataset = make_dataset(pack, role_layer(pack, pack.layers[role_id], rows))
    return [int(index) for index in CheckContext(dataset, [], Silent()).selection(role_id, expression)]


@pytest.mark.parametrize(("name", "check_id"), rules("topology.not_overlap", "topology.covered_by"))
def test_rules_between_layers_look_at_the_right_features(name: str, check_id: str) -> None:
    """What a rule between layers selects on either side is what its title says."""
    pack = load(name)
    check = pack.checks[check_id]
    case = SELECTIONS[name].get(check_id, {})
    sides = {"where": (check.layer, check.where),
             "target_where": (check.parameters["target"], check.parameters.get("target_where"))}
    assert set(case) == {side for side, (_, expression) in sides.items() if expression}
    for side, rows in case.items():
        role_id, expression = sides[side]
        assert selected(pack, role_id, expression, rows["in"] + rows["out"]) == list(range(len(rows["in"])))


def test_forest_land_is_told_from_other_land() -> None:
    """The smallest sub-compartment concerns forest land of every generation of codes."""
    pack = load("forest")
    rows = SELECTIONS["forest"]["4304"]["where"]
    where = pack.checks["4304"].where
    assert selected(pack, "subcompartment", where, rows["in"] + rows["out"]) == list(range(len(rows["in"])))
    codes = pack.code_lists["forest_land_class"]
    every = [*codes.names, *codes.aliases]
    forest = {every[index] for index in selected(pack, "subcompartment", where, [{"DI_LEI": code} for code in every])}
    assert forest == {code for code in every if not codes.aliases.get(code, code).startswith("02")}


@pytest.mark.parametrize(("name", "codes"), [("farmland", "land_class_2007"), ("forest", "land_class_2019")])
def test_every_land_class_has_one_smallest_area(name: str, codes: str) -> None:
    """The checks of the smallest area mapped share out the classes without overlap and without gap."""
    pack = load(name)
    classes = list(pack.code_lists[codes].names)
    shares = [selected(pack, "land_use", check.where or "", [{"DLBM": code} for code in classes])
              for check in pack.checks.values() if check.kind == "topology.min_area" and check.layer == "land_use"]
    assert sorted(index for share in shares for index in share) == list(range(len(classes)))
    assert all(shares)


@pytest.mark.parametrize(("name", "check_id"), rules("attributes.domain"))
def test_domain_knows_its_codes(name: str, check_id: str) -> None:
    """Every code and alias passes in every field; a foreign code is found in every field."""
    pack = load(name)
    check = pack.checks[check_id]
    fields = chosen(pack, check, "codes")
    assert fields
    good = [{rule.name: code} for rule in fields
            for code in (*pack.code_lists[rule.codes].names, *pack.code_lists[rule.codes].aliases)]
    bad = [{rule.name: "Z"} for rule in fields]
    assert run(pack, check, good).outcome is Outcome.PASSED
    assert found(run(pack, check, good + bad)) == list(range(len(good), len(good) + len(bad)))


@pytest.mark.parametrize(("name", "check_id"), rules("attributes.pattern"))
def test_pattern_accepts_and_refuses(name: str, check_id: str) -> None:
    """A value of the form passes, a value that misses it is found, in every field."""
    pack = load(name)
    check = pack.checks[check_id]
    fields = chosen(pack, check, "pattern")
    assert fields
    good = [{rule.name: FORMS[rule.pattern][0]} for rule in fields]
    bad = [{rule.name: FORMS[rule.pattern][1]} for rule in fields]
    assert run(pack, check, good).outcome is Outcome.PASSED
    assert found(run(pack, check, good + bad)) == list(range(len(good), len(good) + len(bad)))


@pytest.mark.parametrize(("name", "check_id"), rules("attributes.range"))
def test_range_has_both_ends(name: str, check_id: str) -> None:
    """The ends of a range count as they should, in every field that has limits."""
    pack = load(name)
    check = pack.checks[check_id]
    good, bad = [], []
    for rule in pack.layers[check.layer].fields.values():
        number = int if rule.type is FieldType.INTEGER else float
        if rule.minimum is not None:
            good.append({rule.name: number(rule.minimum)})
            bad.append({rule.name: number(rule.minimum - 1)})
        if rule.exclusive_minimum is not None:
            good.append({rule.name: number(rule.exclusive_minimum + 1)})
            bad.append({rule.name: number(rule.exclusive_minimum)})
        if rule.maximum is not None:
            good.append({rule.name: number(rule.maximum)})
            bad.append({rule.name: number(rule.maximum + 1)})
    assert bad
    assert run(pack, check, good).outcome is Outcome.PASSED
    assert found(run(pack, check, good + bad)) == list(range(len(good), len(good) + len(bad)))


def filled(rule: FieldRule, number: int) -> Any:
    """Return some value of a field."""
    if rule.type is FieldType.TEXT:
        return f"{number}"
    return "2016-08-08" if rule.type is FieldType.DATE else number


@pytest.mark.parametrize(("name", "check_id"), rules("attributes.required"))
def test_required_fields_are_all_missed(name: str, check_id: str) -> None:
    """A feature without any value misses every mandatory field; conditional ones follow their condition."""
    pack = load(name)
    check = pack.checks[check_id]
    fields = pack.layers[check.layer].fields
    always = {rule.name for rule in fields.values() if rule.required}
    assert always
    full = {rule.name: filled(rule, 1) for rule in fields.values()}
    assert run(pack, check, [full]).outcome is Outcome.PASSED
    assert {finding.field for finding in run(pack, check, [{}]).findings} == always
    for rule in fields.values():
        if rule.required_when is not None:
            holds, fails = REQUIRED_WHEN[name, check.layer, rule.name]
            assert rule.name in {finding.field for finding in run(pack, check, [holds]).findings}
            assert rule.name not in {finding.field for finding in run(pack, check, [fails]).findings}


@pytest.mark.parametrize(("name", "check_id"), rules("attributes.unique"))
def test_unique_finds_the_second(name: str, check_id: str) -> None:
    """Two equal features are found, two different ones are not."""
    pack = load(name)
    check = pack.checks[check_id]
    fields = pack.layers[check.layer].fields
    names = check.parameters.get("fields") or [rule.name for rule in fields.values() if rule.unique]
    assert names
    first, second = ({field: filled(fields[field], number) for field in names} for number in (1, 2))
    assert run(pack, check, [first, second]).outcome is Outcome.PASSED
    assert run(pack, check, [first, second, first]).outcome is Outcome.FAILED


def test_compartments_without_forest_may_share_their_number() -> None:
    """99999 is given to every compartment that is not forest land."""
    pack = load("forest")
    row = {"XIAN": "690121", "XIANG": "100", "CUN": "001", "LIN_BAN": "0001", "XIAO_BAN": "99999"}
    assert run(pack, pack.checks["3704"], [row, row]).outcome is Outcome.PASSED


@pytest.mark.parametrize(("name", "check_id"), rules("attributes.length"))
def test_length_counts_characters(name: str, check_id: str) -> None:
    """Text as long as the field passes, one character more is found, Chinese or not."""
    pack = load(name)
    check = pack.checks[check_id]
    fields = [rule for rule in pack.layers[check.layer].fields.values()
              if rule.type is FieldType.TEXT and rule.length is not None and rule.length < 60]
    assert fields
    good = [{rule.name: "村" * rule.length} for rule in fields]
    bad = [{rule.name: "1" * (rule.length + 1)} for rule in fields]
    assert run(pack, check, good).outcome is Outcome.PASSED
    assert found(run(pack, check, good + bad)) == list(range(len(good), len(good) + len(bad)))


@pytest.mark.parametrize(("name", "check_id"), rules("attributes.clean_text"))
def test_clean_text_sees_every_code_field(name: str, check_id: str) -> None:
    """A full-width digit, a blank and an invisible character are found in every code and key."""
    pack = load(name)
    check = pack.checks[check_id]
    role = pack.layers[check.layer]
    fields = [rule.name for rule in role.fields.values()
              if rule.type is FieldType.TEXT and (rule.name in role.key or rule.codes or rule.pattern)]
    assert fields
    for defect in ("１２", "1 2", "12\u200b"):
        good = [{field: "12"} for field in fields]
        bad = [{field: defect} for field in fields]
        assert found(run(pack, check, good + bad)) == list(range(len(good), len(good) + len(bad))), defect
