"""planningbase.yaml: what is wrong in it is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack, pack_hash
from landplan_toolbox.algorithms.rulepack.planning_base_rules import Decision, DisagreementKind
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

FILE = "planningbase.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the forest pack."""
    copied = tmp_path / "forest"
    shutil.copytree(shipped_packs_folder() / "forest", copied)
    return copied


def changed(folder: Path, old: str, new: str) -> int:
    """Replace a text once and return the line it stood in."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(folder: Path) -> list[tuple[str, int, str]]:
    """Return the problems of the pack."""
    with pytest.raises(PackError) as caught:
        load_pack(folder, kind_specs())
    return [(one.file, one.line, one.message.text.format(**one.message.values)) for one in caught.value.problems]


@pytest.mark.parametrize(("old", "new", "told"), [
    ("survey: {layer: land_use", "survey: {layer: land_us", "did you mean land_use"),
    ("class: DLBM, unit", "class: DLB, unit", "did you mean DLBM"),
    ("class: DLBM, unit", "class: TBBH, unit", "which has no code list"),
    ("unit_name: ZLDWMC, area: TBMJ", "unit_name: ZLDWMC, area: TBBH", "holds no numbers"),
    ("area: MIAN_JI", "area: HAI_BA", "whose unit in layers.yaml is not ha"),
    ("unit: [XIAN, XIANG, CUN]", "unit: [XIAN, XIANGG, CUN]", "did you mean XIANG"),
    ("forest_land: forest_land  ", "forest_land: forestland  ", "has no set forestland"),
    ('where: "NOT @in_use"', 'where: "NOT @inuse"', "did you mean @in_use"),
    ("areas: [DCMJ, JSMJ]", "areas: [DCMJ, XZQMC]", "holds no numbers"),
    ("slivers: {area_m2: 10,", "slivers: {area_m2: -1,", "must not be negative"),
    ("slivers: {area_m2: 10, width_m: 1}", "slivers: {area_m2: 10}", "width_m"),
    ('forest_land: ["03*"]', 'forest_land: ["33*"]', "33* is no code"),
    ('survey: ["0303"], one_map: ["0112"]', 'survey: ["0404"], one_map: ["0112"]', "which forest_land does not"),
    ('one_map: ["0112"], becomes: "0112"', 'one_map: ["0112"], becomes: "0111"', "one of the classes of one_map"),
    ('one_map: ["0112"], becomes: "0112"', 'one_map: ["0119"], becomes: "0112"', "0119 is no code"),
    ('one_map: ["0112"], becomes: "0112"', 'one_map: []', "is empty"),
    ("  survey_only:\n", "  survey_onl:\n", "did you mean survey_only"),
    ("    decision: undecided", "    decision: undecidd", "did you mean undecided"),
    ("  - id: retired_farmland", "  - id: garden_economic_forest", "is used twice"),
    ("    kind: one_map_only", "    kind: one_map", "kind cannot be one_map"),
    ("\\\"LIN_ZHONG\\\" LIKE", "\\\"LIN_ZHON\\\" LIKE", "LIN_ZHON"),
    ("undecided: [待定,", "undecided: [采用三调,", "stands for another decision already"),
    ("type: LX", "type: MC", "which has no code list"),
    ('types: ["1"]', 'types: ["7"]', "7 is no code"),
    ("needs_approval: true", "needs_approval: ja", "must be true or false"),
    ("not_on: {layer: basic_farmland}", "not_on: {layer: indicator_value}", "geometry"),
    ("clause: 花·二(一)\n", "claus: 花\n", "did you mean clause"),
])
def test_each_problem_names_file_line_and_what_to_do(folder, old, new, told):
    line = changed(folder, old, new)
    found = problems(folder)
    assert any(file == FILE and told in sentence for file, _, sentence in found), found
    assert any(file == FILE and abs(at - line) <= old.count("\n") + 2 for file, at, _ in found) or "kinds" in old, found


def test_a_list_instead_of_a_mapping_is_told(folder):
    (folder / FILE).write_text("- a\n", encoding="utf-8")
    assert [(file, line) for file, line, _ in problems(folder)] == [(FILE, 1)]


def test_a_pack_may_do_without(folder):
    (folder / FILE).unlink()
    assert load_pack(folder, kind_specs()).planning_base is None
    assert load_pack("farmland", kind_specs()).planning_base is None


def test_the_file_is_part_of_the_packs_hash(folder):
    before = pack_hash(folder)
    changed(folder, "width_m: 1", "width_m: 2")
    assert pack_hash(folder) != before


def test_the_shipped_rules():
    rules = load_pack("forest", kind_specs()).planning_base
    assert {kind: rule.decision for kind, rule in rules.kinds.items()} == {
        DisagreementKind.ONE_MAP_ONLY: Decision.ACCEPT_SURVEY, DisagreementKind.SURVEY_ONLY: Decision.ACCEPT_SURVEY,
        DisagreementKind.CLASS_DIFFERS: Decision.ACCEPT_SURVEY, DisagreementKind.UNKNOWN_CLASS: Decision.UNDECIDED}
    assert "0307K" in rules.forest_land and "0404" not in rules.forest_land
    known = {code for pair in rules.pairs for code in pair.survey}
    assert known == rules.forest_land  # every class of forest land has its counterpart
    assert rules.words["采用三调"] is Decision.ACCEPT_SURVEY and rules.words["undecided"] is Decision.UNDECIDED
    assert rules.supplement.sources[1].survey == {"1201", "1204", "1205", "1206", "1207"}
