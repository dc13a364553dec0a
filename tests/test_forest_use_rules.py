"""What can be wrong in ``forestuse.yaml`` is told with file and line, all of it together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.forest_use_rules import CountedArea, Demand, GradeSource, Period
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

FILE = "forestuse.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the forest pack."""
    place = tmp_path_factory.mktemp("packs") / "forest"
    shutil.copytree(shipped_packs_folder() / "forest", place)
    return place


@pytest.fixture
def changed(folder):
    """Loads the pack with one text of the file replaced by another."""
    file: Path = folder / FILE
    original = file.read_text("utf-8")

    def load(old, new):
        assert original.count(old) >= 1, old
        file.write_text(original.replace(old, new, 1), "utf-8")
        return load_pack(folder, kind_specs())

    yield load
    file.write_text(original, "utf-8")


def problems(load, old, new):
    """The problems of a changed pack as sentences with file and line."""
    with pytest.raises(PackError) as error:
        load(old, new)
    return [Language("en").render(problem.sentence) for problem in error.value.problems]


def test_the_shipped_rules(folder):
    rules = load_pack(folder, kind_specs()).forest_use
    assert rules.projects.role == "forest_use_project" and rules.projects.blank_nature == "1"
    assert rules.land.grade_source is GradeSource.RECORDED and rules.land.unit == ("XIAN", "XIANG", "CUN")
    assert "@" not in rules.land.where  # the named condition is put in
    assert [kind.id for kind in rules.land.classes] == ["national_1", "national_2", "national_3", "local", "commercial"]
    assert rules.levels == ("1", "2", "3", "4", "5") and rules.authorities == ()
    assert rules.quota.indicator == "03" and rules.quota.counted is CountedArea.DECLARED and rules.quota.cumulative
    assert rules.area_tolerance_m2 == 50  # of pack.yaml, by its name
    assert [rule.id for rule in rules.rules if not rule.grounded] == ["others"]
    quarry = next(rule for rule in rules.rules if rule.id == "quarry")
    assert [(one.grades, one.without) for one in quarry.land] == [(("2",), ("stocked",)), (("3", "4"), ())]
    shares = {rule.id: (rule.demand, rule.share) for rule in rules.works.rules}
    assert shares["not_on_basic_farmland"] == (Demand.AVOID, 0.0) and shares["return_on_farmland"] == (Demand.INSIDE, 0.9)


def test_every_type_of_project_and_works_has_a_rule_or_is_meant_to_have_none(folder):
    pack = load_pack(folder, kind_specs())
    types = {code for rule in pack.forest_use.rules for code in rule.types}
    assert set(pack.code_lists["forest_project_type"].names) - types == {"51"}
    works = {code for rule in pack.forest_use.works.rules for code in rule.types}
    assert works >= {"11", "12", "13", "15", "16", "21", "22", "23"}


WRONG = [
    ("layer: forest_use_project\n  number", "layer: forest_use_projects\n  number", "did you mean forest_use_project?"),
    ("  type: XMLX", "  type: XMLXX", "names the field XMLXX, which forest_use_project does not have; did you mean XMLX?"),
    ("  type: XMLX", "  type: XMMC", "names the field XMMC, which has no code list"),
    ("  area: SYLDMJ", "  area: XMMC", "which is of the type text and holds no numbers"),
    ("  area: SYLDMJ", "  area: SYND", "whose unit in layers.yaml is not ha"),
    ("  blank_nature: \"1\"", "  blank_nature: \"9\"", "9 is no code of the code list forest_use_nature"),
    ("  grades: recorded", "  grades: recordet", "did you mean recorded?"),
    ("  unit: [XIAN, XIANG, CUN]", "  unit: [XIAN, XIANGG]", "names the field XIANGG"),
    ("  where: \"@forest_land\"\n  grade", "  where: \"@forest_lnd\"\n  grade", "forest_lnd"),
    ("\"SHI_QUAN_D\" LIKE '2%'".replace('"', '\\"'), "SHI_QUAN LIKE '2%'", "SHI_QUAN"),
    ("    - id: national_2", "    - id: national_1", "The id national_1 is used twice"),
    ("    - id: stocked", "    - id: Stocked", "must consist of small letters"),
    ("levels: [\"1\", \"2\"", "levels: [\"1\", \"7\"", "7 is no code of the code list approval_level"),
    ("    types: [\"31\"]", "    types: [\"3\"]", "3 is no code of the code list forest_project_type"),
    ("    types: [\"31\"]", "    types: []", "is empty"),
    ("    types: [\"31\"]", "    types: [31]", "without quotes YAML reads 31 as the number"),
    ("without: [stocked]", "without: [stoked]", "did you mean stocked?"),
    ("without: [stocked]", "without: [xyz]", "xyz is no class and no mark of the land"),
    ("    approvals: [\"4\", \"5\"]", "    approvals: [\"4\", \"6\"]", "6 is no code of the code list approval_level"),
    ("  - id: defence", "  - id: high_public", "The id high_public is used twice"),
    ("    grounded: false", "    grounded: maybe", "must be true or false"),
    ("    land: [{grades: [\"4\"]}]", "    land: [{grade: [\"4\"]}]", "did you mean grades?"),
    ("    grades: [\"1\"]\n    except", "    grades: [\"5\"]\n    except", "5 is no code of the code list forest_protection_grade"),
    ("authorities: []", "authorities: [{level: \"9\", at_least_ha: 1, clause: x}]", "cannot be 9"),
    ("authorities: []", "authorities: [{level: \"1\", at_least_ha: -1, clause: x}]", "must not be negative"),
    ("authorities: []", "authorities: [{level: \"1\", clause: x}]", "the key at_least_ha is missing"),
    ("  indicator: \"03\"", "  indicator: \"33\"", "33 is no indicator of indicators.yaml"),
    ("  counted: declared", "  counted: stated", "cannot be stated"),
    ("  cumulative: true", "  cumulative: true\n  periods: [{first: 2025, last: 2021}]", "must follow the one before it"),
    ("  area_tolerance: forest_area", "  area_tolerance: forest_aera", "did you mean forest_area?"),
    ("  area_tolerance: forest_area", "  area_tolerance: -3", "must not be negative"),
    ("  area_share: 0.01", "  area_shares: 0.01", "did you mean area_share?"),
    ("      demand: inside\n      share: 0.9", "      demand: within\n      share: 0.9", "cannot be within"),
    ("      demand: inside\n      share: 0.9", "      demand: inside\n      share: 1.5", "more than 0 and at most 1"),
    ("      demand: avoid\n      share: 0.05", "      demand: avoid\n      share: 1.0", "from 0 to less than 1"),
    ("      lands: [{layer: redline}]", "      lands: [{layer: indicator_value}]", "whose geometry is none"),
    ("      lands: [{layer: redline}]", "      lands: []", "is empty"),
    ("    - id: saving_not_on_core", "    - id: saving_not_on_redline", "The id saving_not_on_redline is used twice"),
]


@pytest.mark.parametrize(("old", "new", "text"), WRONG)
def test_a_problem_is_told_with_its_line(changed, folder, old, new, text):
    written = (folder / FILE).read_text("utf-8")
    found = problems(changed, old, new)
    first = written[: written.index(old)].count("\n") + 1
    lines = range(first, first + max(old.count("\n"), new.count("\n")) + 1)
    told = [one for one in found if text in one]
    assert told, found
    # an expression in a block, or a list over several lines, is told where it begins or where the entry begins
    assert any(one.startswith(f"{FILE}:{line}:") for one in told for line in (*lines, first - 1, first + 1)), told


def test_all_problems_come_together(changed):
    found = problems(changed, "  grade: BH_DJ\n  grades: recorded", "  grade: BHDJ\n  grades: written\n  wrong: 1")
    assert len([one for one in found if one.startswith(FILE)]) >= 3


def test_periods_and_authorities_that_are_right(changed):
    rules = changed(
        "  cumulative: true", "  cumulative: false\n  periods: [{first: 2021, last: 2022}, {first: 2023, last: 2025}]"
    ).forest_use
    assert rules.quota.periods == (Period(2021, 2022), Period(2023, 2025)) and not rules.quota.cumulative
    rules = changed(
        "authorities: []", "authorities: [{level: \"3\", at_least_ha: 10, kinds: [stocked, local], clause: x}]"
    ).forest_use
    assert rules.authorities[0].kinds == ("stocked", "local") and rules.authorities[0].at_least_ha == 10


def test_parts_may_be_left_out(changed, folder):
    written = (folder / FILE).read_text("utf-8")
    works = written[written.index("works:\n"):]
    assert changed(works, "").forest_use.works is None


def test_a_pack_without_the_file_has_no_such_rules_and_no_such_checks(folder, tmp_path):
    place = tmp_path / "forest"
    shutil.copytree(folder, place)
    (place / FILE).unlink()
    with pytest.raises(PackError) as error:
        load_pack(place, kind_specs())
    assert all("needs the rules forestuse.yaml" in Language("en").render(one.message) for one in error.value.problems)
