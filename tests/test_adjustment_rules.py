"""adjustment.yaml: what is wrong in it is told with file and line, and what it says is what the checks use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.rulepack.available import rule_set_ids
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack, pack_hash
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

FILE = "adjustment.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the farmland pack."""
    copied = tmp_path / "farmland"
    shutil.copytree(shipped_packs_folder() / "farmland", copied)
    return copied


def problems(folder: Path, old: str, new: str, file: str = FILE) -> list[str]:
    """Return the problems of the pack after a text was replaced, as file:line: sentence."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(folder, kind_specs())
    return [f"{one.file}:{one.line}: {one.message.text.format(**one.message.values)}" for one in caught.value.problems]


def line_of(folder: Path, text: str) -> int:
    """Return the line a text stands in."""
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(("old", "new", "told"), [
    ("before: previous_farmland", "before: previous_farmlnd", "did you mean previous_farmland"),
    ("net_area: JBNTMJ", "net_area: JBNTM", "names the field JBNTM"),
    ("sliver_width: 1.0", "sliver_width: -1", "must not be negative"),
    ("changed_share: 0.10", "changed_share: 10", "from 0 to 1"),
    ("area: net", "area: nett", "did you mean net"),
    ("projects: [key_project]", "projects: [no_such]", "names the layer no_such"),
    ('essential: ["7101"', 'essential: ["7999"', "no check has such an id"),
    ('essential: ["7101"', 'essential: ["x"', "must be an id of four digits"),
    ('default: "2016"', 'default: "2017"', "cannot be 2017"),
    ("order: [[basic_farmland, redline]", "order: [[basic_farmland, basic_farmland]", "twice"),
    ("urban_boundary: urban_boundary", "urban_boundary: border", "names the layer border"),
    ("kind: adjustment.frozen", "kind: adjustment.frosen", "did you mean adjustment.frozen"),
    ("  per_unit: true", "  per_unit: 1", "must be true or false"),
    ("  evidence: [\"08\", \"09\"]", "  evidence: [\"08\", \"99\"]", "evidence_type has no code 99"),
    ("steep:", "steap:", "did you mean steep"),
])
def test_a_mistake_is_told_where_it_stands(folder: Path, old: str, new: str, told: str) -> None:
    line = line_of(folder, old)
    found = problems(folder, old, new)  # a field of two layers is lacking in both
    assert len(found) == (2 if old.startswith("net_area") else 1)
    for one in found:
        assert one.startswith(f"{FILE}:") and told in one
        assert abs(int(one.split(":")[1]) - line) <= 1


def test_an_id_is_used_in_one_file_only(folder: Path) -> None:
    (only,) = problems(folder, '"6505"', '"7001"', "checks.yaml")
    assert only.startswith("checks.yaml:") and "The id 7001 is used in adjustment.yaml, too." in only


def test_kinds_that_need_the_rules_are_refused_without_them(folder: Path) -> None:
    (folder / FILE).unlink()
    path = folder / "pack.yaml"
    told = problems(folder, 'checks: ["7*"]', 'checks: ["6*"]', path.name)
    assert sum("lines.conflict needs the rules adjustment.yaml: three_lines" in one for one in told) == 6


def test_the_rules_count_in_the_hash_of_the_pack(folder: Path) -> None:
    before = pack_hash(folder)
    path = folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("min_piece: 10", "min_piece: 20"), encoding="utf-8")
    assert pack_hash(folder) != before
    assert load_pack(folder, kind_specs()).adjustment.min_piece_m2 == 20


def test_what_the_file_says_is_what_the_checks_use() -> None:
    pack = load_pack("farmland", kind_specs())
    rules = pack.adjustment
    assert (rules.before, rules.after, rules.sliver_width_m) == ("previous_farmland", "basic_farmland", 1.0)
    assert set(rules.essential) <= set(rules.checks) <= set(pack.checks)
    assert rules.three_lines.checks == ("6601", "6602", "6603", "6604", "6605", "6606", "6607")
    assert rule_set_ids(pack.folder) == ("2016", "2022") == tuple(rules.three_lines.rule_sets)
    plan, later = (rules.three_lines.rule_sets[name] for name in ("2016", "2022"))
    assert plan.gives_way("basic_farmland", "redline") is None
    assert later.gives_way("basic_farmland", "redline") == "redline"
    assert plan.gives_way("urban_boundary", "redline") == later.gives_way("redline", "urban_boundary") == "urban_boundary"
    assert plan.gives_way("flood_detention", "urban_boundary") == "urban_boundary"
    assert load_pack("forest", kind_specs()).adjustment is None
    assert rule_set_ids(load_pack("forest", kind_specs()).folder) == ()
