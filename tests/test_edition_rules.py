"""editions.yaml and the parts of indicators.yaml about fall-out and variants: each problem once, with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.edition_rules import LandEvent
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs


def changed(tmp_path, file, old, new):
    """Return a copy of the forest pack with one text replaced, and the line it stands in."""
    folder = tmp_path / "pack"
    shutil.copytree(Path(shipped_packs_folder()) / "forest", folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return folder, text[: text.index(old)].count("\n") + 1


def problems(folder):
    """Return (file, line, sentence) of the problems of a pack."""
    with pytest.raises(LandPlanError) as refused:
        load_pack(folder, kind_specs())
    return [(one.file, one.line, Language("en").render(one.message)) for one in refused.value.problems]


def test_the_forest_pack():
    rules = load_pack("forest", kind_specs()).editions
    assert rules.land_class.previous == "Q_DI_LEI" and rules.land == "forest_land"
    assert {one.field for one in rules.compared} >= {"SEN_LIN_LB", "BH_DJ", "QI_YUAN", "LD_QS"}
    occupied = next(rule for rule in rules.reasons if rule.covers("41"))
    assert LandEvent.STILL_FOREST in occupied.never and not occupied.covers("11")
    assert load_pack("farmland", kind_specs()).editions is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("layer: subcompartment", "layer: subcompartmnt", "did you mean subcompartment?"),
        ("layer: subcompartment", "layer: indicator_value", "indicator_value"),
        ("{field: DI_LEI, previous", "{field: DI_LEJ, previous", "did you mean DI_LEI?"),
        ("{field: DI_LEI, previous", "{field: MIAN_JI, previous", "MIAN_JI has no code list"),
        ("land: forest_land ", "land: forest_lnd ", "names the condition forest_lnd, which subcompartment does not have; did you mean"),
        ("forest: forest\n", "forest: zzz\n", "its conditions: "),
        ("  - {field: QI_YUAN}", "  - {field: LD_QS}", "names LD_QS twice"),
        ("sliver_width: 0.5 ", "sliver_width: -1 ", "must not be negative"),
        ("least_share: 0.02 ", "least_share: 2 ", "must be more than 0 and at most 1"),
        ("needed_for: [new_land,", "needed_for: [new_lnd,", "did you mean new_land?"),
        ("needed_for: [new_land,", "needed_for: [still_forest,", "cannot be still_forest"),
        ('codes: ["1*"]', 'codes: ["6*"]', "the code list forest_change_reason has no code 6*"),
        ("never: [lost_land, lost_forest]", "never: [gone]", "cannot be gone"),
        ("  field: BHYY\n", "", "the key field is missing"),
        ("sliver_width: 0.5", "slivr_width: 0.5", "did you mean sliver_width?"),
    ],
)
def test_problems_of_editions(tmp_path, old, new, said):
    folder, line = changed(tmp_path, "editions.yaml", old, new)
    found = problems(folder)
    assert any(said in sentence for _, _, sentence in found), found
    if old.count("\n") == 0 and "layer" not in old:
        assert any(file == "editions.yaml" and abs(at - line) <= 1 and said in text for file, at, text in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("field: QI_YUAN, where", "field: QI_YUN, where", "did you mean QI_YUAN?"),
        ('field: QI_YUAN, where: "@forest"', 'field: QI_YUAN, where: "@forst"', "did you mean @forest?"),
        ("{layer: forest_use_project, field: SYND, where: \"@counts_in_quota\"}", "{layer: land_use, field: DLBM}",
         "names the layer land_use, of which nothing is summed up here"),
        ("variant: forest_land", "variant: whole", "cannot be whole; possible: forest_land, arboreal"),
        ("    variant: forest_land\n", "", "variant and variants go together"),
        ("      - id: arboreal", "      - id: forest_land", "names forest_land twice"),
        ("      - years: [2025, 2035]\n        because:\n          zh: 没有图层记载将来的蓄积",
         "      - years: [2020, 2035]\n        because:\n          zh: 没有图层记载将来的蓄积", "two measures hold for 2020"),
        ("      - years: [2025, 2035]\n        because:\n          zh: 没有图层记载将来的蓄积",
         "      - because:\n          zh: 没有图层记载将来的蓄积", "the key years is missing"),
    ],
)
def test_problems_of_indicators(tmp_path, old, new, said):
    folder, _ = changed(tmp_path, "indicators.yaml", old, new)
    found = problems(folder)
    assert any(file == "indicators.yaml" and said in sentence for file, _, sentence in found), found


def test_the_other_variant_counts_where_the_pack_says_so(tmp_path):
    folder, _ = changed(tmp_path, "indicators.yaml", "variant: forest_land", "variant: arboreal")
    rule = load_pack(folder, kind_specs()).indicators.indicators["06"]
    assert [measure.variant.zh for measure in rule.measures] == ["按乔木林面积计"]
    assert len(rule.measures[0].needs) == 2


def test_a_pack_without_editions(tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(Path(shipped_packs_folder()) / "forest", folder)
    (folder / "editions.yaml").unlink()
    assert load_pack(folder, kind_specs()).editions is None
    (folder / "editions.yaml").write_text("[]\n", "utf-8")
    assert problems(folder)[0][0] == "editions.yaml"
