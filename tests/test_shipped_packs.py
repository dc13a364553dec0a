"""The packs that come with the plugin load, and every rule names things that exist and can fire."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.rulepack.folders import shipped_code_lists_folder
from landplan_toolbox.algorithms.rulepack.loader import available_packs, load_pack, pack_hash
from landplan_toolbox.algorithms.rulepack.problems import ProblemList
from landplan_toolbox.algorithms.rulepack.read_codes import read_code_list
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("farmland", "forest")


@pytest.fixture(scope="module", params=SHIPPED)
def pack(request, qgis_application):
    """Each shipped pack."""
    return load_pack(request.param, kind_specs())


def test_both_packs_are_on_offer():
    assert tuple(summary.id for summary in available_packs() if summary.shipped) == SHIPPED


def test_pack_is_complete(pack):
    assert pack.folder.name == pack.id
    assert len(pack.layers) >= 6 and len(pack.checks) >= 40 and pack.presets
    assert pack.title.zh and pack.title.en and pack.description.en and pack.source_document.zh
    assert pack.crs.accepted and pack.tolerances["topology"] > 0


def test_every_code_list_a_rule_names_is_loaded(pack):
    named = {rule.codes for role in pack.layers.values() for rule in role.fields.values() if rule.codes}
    named |= {check.parameters["codes"] for check in pack.checks.values() if "codes" in check.parameters}
    assert named and named <= set(pack.code_lists)
    assert all(pack.code_lists[name].names for name in named)


def test_every_check_names_its_clause_and_both_titles(pack):
    for check in pack.checks.values():
        assert check.title.zh and check.title.en and check.clause, check.id


def test_every_layer_a_delivery_must_have_is_checked_for(pack):
    present = {check.layer for check in pack.checks.values() if check.kind == "structure.layer_present"}
    assert {role.id for role in pack.layers.values() if role.presence.value == "required"} <= present


def test_every_code_fits_into_its_field(pack):
    for role in pack.layers.values():
        for rule in role.fields.values():
            if rule.codes and rule.length:
                longest = max(map(len, pack.code_lists[rule.codes].names))
                assert longest <= rule.length, f"{role.id}.{rule.name}: {rule.codes} has codes of {longest} characters"


def test_shipped_code_lists_are_all_in_order():
    paths = sorted(shipped_code_lists_folder().glob("*.yaml"))
    problems = ProblemList()
    lists = [read_code_list(path, problems) for path in paths]
    assert lists and not problems.items


def test_hashes_differ_between_packs():
    assert len({pack_hash(summary.folder) for summary in available_packs()}) == len(SHIPPED)


def test_the_command_for_pack_authors_prints_problems_and_fails(tmp_path):
    (tmp_path / "pack.yaml").write_text("id: mine\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "check_pack.py")]
    good = subprocess.run([*command, *SHIPPED], capture_output=True, text=True, check=False)
    assert good.returncode == 0 and good.stdout.count("no problem") == len(SHIPPED), good.stdout + good.stderr
    bad = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    assert bad.returncode == 1 and "pack.yaml:1: pack.yaml: the key version is missing." in bad.stdout
    assert "layers.yaml: The file is missing." in bad.stdout


def test_the_documentation_lists_every_check_kind_with_its_parameters():
    documented = {}
    for line in (ROOT / "docs" / "rule-packs.md").read_text("utf-8").splitlines():
        row = re.match(r"\| `(\w+\.\w+)` \| (yes|no|optional) \| (.*?) ?\| ", line)
        if row:
            text = re.sub(r"\([^()]*\)", "", row.group(3))
            documented[row.group(1)] = (row.group(2) == "yes", {name.strip() for name in text.split(",")} - {""})
    known = {
        name: (spec.needs_layer, {f"{key}*" if parameter.required else key for key, parameter in spec.parameters.items()})
        for name, spec in kind_specs().items()
    }
    assert documented == known


def test_the_documentation_lists_every_geometry_error():
    choices = kind_specs()["geometry.valid"].parameters["kinds"].choices
    assert f"default all: {', '.join(choices)})" in (ROOT / "docs" / "rule-packs.md").read_text("utf-8")
