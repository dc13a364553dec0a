"""status.yaml: what is wrong in it is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack, pack_hash
from landplan_toolbox.algorithms.rulepack.status_rules import Aspect
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from status_support import forest_pack

FILE = "status.yaml"


@pytest.fixture(scope="module")
def kinds():
    """Return the check kinds, asked for once."""
    return kind_specs()


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


def problems(folder: Path, kinds) -> list[str]:
    """Return the problems of the pack as file:line: sentence."""
    with pytest.raises(PackError) as caught:
        load_pack(folder, kinds)
    return [f"{one.file}:{one.line}: {one.message.text.format(**one.message.values)}" for one in caught.value.problems]


@pytest.mark.parametrize(("old", "new", "lines", "told"), [
    ("levels: [county, town]", "levels: [county, hamlet]", 0, "cannot be hamlet; possible: county, town, village"),
    ("subject: {layer: subcompartment", "subject: {layer: subcompartmnt", 0, "did you mean subcompartment"),
    ("field: QI_YUAN\n", "field: QI_YAN\n", 0, "did you mean QI_YUAN"),
    ("set: arboreal", "set: arborea", 0, "has no set arborea; its sets: arboreal"),
    ('codes: ["0240"]', 'codes: ["0249"]', 0, "0249 is no code of the code list forest_land_class"),
    ('- {id: construction, title: {zh: 建设用地, en: Construction land}, codes: ["0250"]}',
     '- {id: construction, title: {zh: 建设用地, en: Construction land}, codes: ["0240"]}', 0,
     "0240 is in the groups unused and construction"),
    ("{id: collective,", "{id: state,", 0, "the group state is there twice"),
    ('{id: collective, title: {zh: 集体, en: Collective}, codes: ["2*"]}',
     '{id: collective, title: {zh: 集体, en: Collective}}', 0, "a group goes by codes"),
    ('applies: "@forest_land"\n    outside', 'applies: "@forest_lnd"\n    outside', 0, "did you mean @forest_land"),
    ('from: 0.2, below: 0.4', 'from: 0.4, below: 0.2', 0, "is empty"),
    ('{id: state, title: {zh: 国有, en: State}, codes: ["1*"]}',
     '{id: state, title: {zh: 国有, en: State}, from: 1}', 0, "a range needs a field of numbers"),
    ("rows: [ownership, origin]", "rows: [ownership, orign]", 0, "names the grouping orign"),
    ("rows: [protection_grade]", "rows: [project_type]", 0, "another layer than every block"),
    ("split: quality}", "split: qualty}", 0, "names the grouping qualty"),
    ("split: slope}", "split: use_year}", 0, "goes by the layer forest_use_project, but subcompartment is summed up"),
    ("then: {forest_land: forest_class}", "then: {forest: forest_class}", 0, "has no group forest"),
    ("over: [land_total]", "over: [land_totl]", 0, "names the column land_totl"),
    ("aspect: quantity", "aspect: amount", 0, "cannot be amount"),
    ("        measure: m3\n", "        measur: m3\n", 0, "did you mean measure"),
    ("  - id: structure\n", "  - id: present\n", None, "status.yaml.tables: present is there twice"),
    ("id: added_land, title", "id: forest, title", None, "forest is there twice"),
    ("figure: productivity\n", "figure: productivty\n", 0, "names the figure productivty"),
    ("limit: 90 ", "limit: many ", 0, "must be a number"),
    ("- id: low_arboreal", "- id: low_productivity", 0, "is there twice, the first time in line"),
    ("- id: good_quality", "- id: productivity", 0, "is there twice, the first time in line"),
    ('indicator: "03"', 'indicator: "33"', 0, "names the indicator 33"),
    ("year: SYND", "year: XMMC", 0, "holds no numbers"),
    ("{layer: redline}", "{layer: indicator_value}", 0, "whose geometry is none"),
    ("by: BHDLX", "by: BHDLXX", 0, "did you mean BHDLX"),
    ("columns: [forest_class, protection_grade]", "columns: [forest_clas]", 0, "names the grouping forest_clas"),
    ("columns: [forest_class, protection_grade]", "columns: [project_type]", 0, "goes by the layer forest_use_project"),
    ("sizes: [10000, 100000,", "sizes: [100000, 10000,", 0, "must be more than 0 and ascend"),
    ("kinds: [assigned, planned, former]", "kinds: [assigned, wished]", 0, "cannot be wished"),
    ("scope: forest_land", "scope: project_type", 0, "must be a grouping of the layer of the subject"),
    ("within: [redline]", "within: [redlin]", 0, "did you mean redline"),
    ("clause: 花·二(三)1\nlevels", "claus: 花\nlevels", 0, "did you mean clause"),
])
def test_a_problem_names_file_line_and_remedy(folder, kinds, old, new, lines, told):
    line = changed(folder, old, new)
    found = problems(folder, kinds)
    assert any(told in one and one.startswith(f"{FILE}:") for one in found), found
    if lines is not None:
        assert any(one.startswith(f"{FILE}:{line + lines}:") and told in one for one in found), (line, found)


def test_without_indicators_there_are_no_units(folder, kinds):
    (folder / "indicators.yaml").unlink()
    assert any("needs indicators.yaml" in one for one in problems(folder, kinds))


def test_not_a_mapping(folder, kinds):
    (folder / FILE).write_text("- one\n", encoding="utf-8")
    assert any(one.startswith(f"{FILE}:1: ") for one in problems(folder, kinds))


def test_a_pack_may_do_without(folder, kinds):
    before = pack_hash(folder)
    (folder / FILE).unlink()
    assert load_pack(folder, kinds).status is None
    assert pack_hash(folder) != before


def test_shipped_rules():
    rules = forest_pack().status
    assert [table.number for table in rules.tables if table.number] == [str(number) for number in range(1, 9)]
    assert {figure.aspect for figure in rules.figures.values()} == set(Aspect)
    for grouping in rules.groupings.values():
        assert grouping.title.zh and grouping.title.en
    for statement in rules.statements:
        assert statement.source.zh and statement.source.en and statement.clause
