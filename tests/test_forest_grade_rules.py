"""grades.yaml: what is wrong in it is told with file and line; variants add, replace and leave out rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.forest_land.grades.variants import chosen_variant, grade_rules
from landplan_toolbox.algorithms.rulepack.available import grade_variant_ids
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.grade_rules import AppliesBy, Occasion
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack, pack_hash
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

FILE = "grades.yaml"
PACK = load_pack("forest", kind_specs())


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


def problems(folder: Path) -> list[str]:
    """Return the problems of the pack as file:line: sentence."""
    with pytest.raises(PackError) as caught:
        load_pack(folder, kind_specs())
    return [f"{one.file}:{one.line}: {one.message.text.format(**one.message.values)}" for one in caught.value.problems]


@pytest.mark.parametrize(("old", "new", "told"), [
    ("layer: subcompartment", "layer: subcompartmnt", "did you mean subcompartment"),
    ("codes: forest_protection_grade", "codes: forest_protection", "code list forest_protection, which does not exist"),
    ('grades: ["1", "2", "3", "4"]', 'grades: ["1", "2", "3"]', "leaves out 4 of the code list"),
    ('grades: ["1", "2", "3", "4"]', 'grades: ["1", "2", "3", "4", "5"]', "5 is no code of the code list"),
    ("field: GH_BHDJ", "field: GH_BHD", "did you mean GH_BHDJ"),
    ("area: MIAN_JI", "area: DI_LEI", "which is of the type text and holds no numbers"),
    ("\nshare: 0.5", "\nshare: 1.5", "must be more than 0 and at most 1"),
    ("sliver_width_m: 1.0", "sliver_width_m: -1.0", "must not be negative"),
    ("default: national", "default: nationl", "did you mean national"),
    ('id: military\n    grade: "2"', 'id: military\n    grade: "7"', "cannot be 7; possible: 1, 2, 3, 4"),
    ("- id: military", "- id: river_source", "is used twice; the first time in line"),
    ("by: share, share: 0.5", "by: pieces, share: 0.5", "says nothing where the rule applies by pieces"),
    ("by: share, share: 0.5", "by: shares, share: 0.5", "did you mean share"),
    ("required: false", "required: no_", "must be true or false"),
    ('where: >-\n      "SHI_QUAN_D" LIKE \'2%\'', 'where: >-\n      "SHI_QUAN" LIKE \'2%\'', "did you mean SHI_QUAN_D"),
    ("@forest_land AND", "@forest_lnd AND", "did you mean @forest_land"),
    ('"\\"LX\\" = \'05\'"', '"\\"LXX\\" = \'05\'"', "names the field LXX"),
    ("overlay: {layer: forest_base,", "overlay: {layer: indicator_value,", "whose geometry is none"),
    ("  - id: jiangxi", "  - id: national", "names national twice"),
    ("    rules:\n      - id: drinking_water_1", "    leave_out: [no_such]\n    rules:\n      - id: drinking_water_1",
     "cannot be no_such"),
    ("    rules:\n      - id: drinking_water_1",
     "    leave_out: [reserve_core]\n    rules:\n      - id: drinking_water_1", "do one of the two"),
    ("clause: 花·二(三)1; 花·二(三)3\n", "claus: 花\n", "did you mean clause"),
    ("  - id: military\n", "  - id: military\n    evidence: x\n", "the key evidence is not known"),
])
def test_a_mistake_is_told_with_its_file(folder: Path, old: str, new: str, told: str) -> None:
    line = changed(folder, old, new)
    found = [one for one in problems(folder) if told in one]
    assert found, problems(folder)
    assert all(one.startswith(f"{FILE}:") for one in found)
    lines = [int(one.split(":")[1]) for one in found]
    assert min(abs(number - line) for number in lines) <= 12  # in the entry it is about


def test_a_rule_without_condition_and_layer_would_be_the_rest(folder: Path) -> None:
    changed(folder, '    overlay: {layer: ecological_area, where: "\\"LX\\" = \'05\'", '
                    'unclear: "coalesce(trim(\\"LX\\"), \'\') = \'\'"}\n', "")
    (found,) = problems(folder)
    assert "rules.military concerns all forest land" in found


def test_the_file_must_be_a_mapping_with_variants(folder: Path) -> None:
    (folder / FILE).write_text("- a\n", encoding="utf-8")
    assert any(one.startswith(f"{FILE}:1: ") for one in problems(folder))
    shutil.copy(shipped_packs_folder() / "forest" / FILE, folder / FILE)
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text[: text.index("\nvariants:")] + "\nvariants: []\n", encoding="utf-8")
    assert any("variants is empty" in one for one in problems(folder))


def test_checks_of_grades_need_the_file(folder: Path) -> None:
    (folder / FILE).unlink()
    assert any("grades.recorded needs the rules grades.yaml" in one for one in problems(folder))


def test_a_variant_adds_and_replaces_and_leaves_out(folder: Path) -> None:
    changed(folder, "    rules:\n      - id: drinking_water_1",
            "    leave_out: [military]\n    rules:\n      - id: drinking_water_1")
    rules = load_pack(folder, kind_specs()).grades
    national, jiangxi = (rules.variants[name] for name in ("national", "jiangxi"))
    assert rules.variant is national
    by_id = {rule.id: rule for rule in jiangxi.rules}
    assert "military" not in by_id and "military" in {rule.id for rule in national.rules}
    assert (by_id["drinking_water_1"].grade, by_id["drinking_water_2"].grade) == ("1", "2")
    assert "drinking_water_1" not in {rule.id for rule in national.rules}
    core = {rule.id: rule for rule in national.rules}["reserve_core"]
    assert "BHDJB" in by_id["reserve_core"].overlay.where and "BHDJB" not in core.overlay.where
    for variant in (national, jiangxi):  # strictest first: that is how the first rule that holds wins
        grades = [rules.number(rule.grade) for rule in variant.rules]
        assert grades == sorted(grades)


def test_the_national_text_is_there() -> None:
    rules = {rule.id: rule for rule in PACK.grades.variants["national"].rules}
    of_grade = {
        grade: {name for name, rule in rules.items() if rule.grade == grade and "INF" not in rule.source}
        for grade in "123"
    }
    assert of_grade["1"] == {"river_source", "reserve_core", "world_heritage", "water_conservation", "alpine_limit"}
    assert of_grade["2"] == {"national_welfare", "military", "reserve_experimental", "national_forest_park",
                             "closed_sandy_land", "coastal_belt"} - {""}
    assert of_grade["3"] == {"local_welfare", "timber_base", "grain_and_oil_base", "biomass_base"}
    assert PACK.grades.rest.grade == "4"
    assert rules["national_welfare_layer"].overlay.by is AppliesBy.SHARE
    assert not rules["national_welfare_layer"].required
    assert rules["reserve_core"].overlay.by is AppliesBy.PIECES
    for rule in rules.values():
        assert rule.title.zh and rule.title.en and rule.clause.startswith("花·")


def test_planned_conditions_stand_in_for_present_ones() -> None:
    rule = next(rule for rule in PACK.grades.variant.rules if rule.id == "national_welfare")
    assert "GH_GJJBHDJ" in rule.condition(Occasion.PLANNED) and "GH_" not in rule.condition(Occasion.PRESENT)
    other = next(rule for rule in PACK.grades.variant.rules if rule.id == "military")
    assert other.condition(Occasion.PLANNED) is None


def test_the_variant_in_force_can_be_chosen() -> None:
    rules = grade_rules(PACK)
    assert chosen_variant(rules, None).id == chosen_variant(rules, " ").id == "national"
    for wanted in ("jiangxi", "Jiangxi", "江西省标准", " jiangxi "):
        assert chosen_variant(rules, wanted).id == "jiangxi"
    with pytest.raises(LandPlanError) as caught:
        chosen_variant(rules, "jiangx")
    assert caught.value.message.values["suggestion"] == "jiangxi"
    with pytest.raises(LandPlanError) as caught:
        chosen_variant(rules, "火星")
    assert caught.value.message.values["variants"] == "national, jiangxi"
    farmland = load_pack("farmland", kind_specs())
    with pytest.raises(LandPlanError):
        grade_rules(farmland)


def test_variants_are_known_without_loading_a_pack(folder: Path, tmp_path: Path) -> None:
    assert grade_variant_ids(folder) == ("national", "jiangxi")
    assert grade_variant_ids(tmp_path) == ()
    (tmp_path / FILE).write_text("variants: 3\n", encoding="utf-8")
    assert grade_variant_ids(tmp_path / "none") == ()


def test_the_rules_count_in_the_hash(folder: Path) -> None:
    before = pack_hash(folder)
    changed(folder, "\nshare: 0.5", "\nshare: 0.6")
    assert pack_hash(folder) != before
