"""Sets of codes and lists of other generations: what a code list may say, and every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.code_spelling import clean_code, nearest_code
from landplan_toolbox.algorithms.rulepack.loader import load_pack, pack_hash
from landplan_toolbox.algorithms.rulepack.problems import PackError, ProblemList
from landplan_toolbox.algorithms.rulepack.read_codes import CodeLists, generations_of
from selfcheck_support import make_pack

ENGLISH = Language("en")

BASE = """id: classes
title: {zh: 地类, en: Classes}
source: "test"
generations: [local]
codes:
  "01": {zh: 林地, en: Forest, aliases: ["1"]}
  "02": {zh: 耕地, en: Farmland}
  "03": {zh: 水域, en: Water}
sets:
  land: ["01", "02"]
  everything: [land, "03"]
"""
LOCAL = """id: local
title: {zh: 地方, en: Local}
source: "test"
generation_of: classes
codes:
  "A1": {zh: 林地, en: Forest, same_as: "01"}
  "A2": {zh: 旱地, en: Dry land, same_as: "02"}
"""


def read(folder: Path, base: str = BASE, local: str = LOCAL):
    """Read both lists; return them and the problems as text."""
    folder.mkdir(exist_ok=True)
    (folder / "classes.yaml").write_text(base, encoding="utf-8")
    if local:
        (folder / "local.yaml").write_text(local, encoding="utf-8")
    problems = ProblemList()
    lists = CodeLists(folder, folder / "none", problems)
    lists.read_own()
    return lists.all_read(), [ENGLISH.render(problem.sentence) for problem in problems.items]


def test_sets_and_generations_are_read(tmp_path):
    lists, problems = read(tmp_path)
    assert problems == []
    classes = lists["classes"]
    assert classes.sets == {"land": frozenset({"01", "02"}), "everything": frozenset({"01", "02", "03"})}
    assert classes.generations == ("local",) and classes.generation_of is None and classes.same_as == {}
    assert lists["local"].generation_of == "classes" and lists["local"].same_as == {"A1": "01", "A2": "02"}
    assert generations_of(tmp_path / "classes.yaml") == ("local",) and generations_of(tmp_path / "nothing.yaml") == ()


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('land: ["01", "02"]', 'land: ["01", "09"]',
     "codelists/classes.yaml:10: The set land holds 09, which is neither a code of the list nor a set above it."),
    ("[land,", "[lend,",
     "codelists/classes.yaml:11: The set everything holds lend, which is no set above it; did you mean land?"),
    ('land: ["01", "02"]', 'land: ["1"]',
     "codelists/classes.yaml:10: The set land holds 1, which is neither a code of the list nor a set above it."),
    ('land: ["01", "02"]', "land: []", "codelists/classes.yaml:10: The set land has no code."),
    ('  land: ["01", "02"]', '  Land: ["01"]',
     "codelists/classes.yaml:10: classes.yaml.sets Land must consist of small letters, digits and underscores."),
    ("generations: [local]", "generations: [lokal]",
     "codelists/classes.yaml:4: generations names the code list lokal, which does not exist: there is no "
     "codelists/lokal.yaml."),
    ("generations: [local]", "generations: [classes]",
     "codelists/classes.yaml:4: generations names classes, which does not say generation_of: classes."),
    ('"02": {zh: 耕地, en: Farmland}', '"02": {zh: 耕地, en: Farmland, same_as: "01"}',
     "codelists/classes.yaml:7: 02 has same_as, but the list has no generation_of that would say of which list."),
])
def test_mistakes_in_a_list_with_sets(tmp_path, old, new, sentence):
    assert old in BASE
    _, problems = read(tmp_path, BASE.replace(old, new))
    assert any(sentence.split(": ", 1)[1] in problem and problem.startswith(sentence.split(": ", 1)[0])
               for problem in problems), problems


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('same_as: "02"', 'same_as: "09"', "codelists/local.yaml:7: A2 is same_as 09, which is no code of classes."),
    ('same_as: "02"', 'same_as: "1"', "codelists/local.yaml:7: A2 is same_as 1, which is no code of classes."),
    (', same_as: "02"', "", "codelists/local.yaml:4: A2 has no same_as: say which code of classes it is."),
    ("generation_of: classes", "generation_of: klasses",
     "codelists/local.yaml:4: generation_of names the code list klasses, which does not exist: there is no "
     "codelists/klasses.yaml."),
])
def test_mistakes_in_a_list_of_another_generation(tmp_path, old, new, sentence):
    assert old in LOCAL
    _, problems = read(tmp_path, local=LOCAL.replace(old, new))
    assert sentence in problems


def test_a_broken_list_of_another_generation_reports_itself_only(tmp_path):
    _, problems = read(tmp_path, local=LOCAL.replace("source:", "sauce:"))
    assert problems and all(problem.startswith("codelists/local.yaml:") for problem in problems)


def test_a_pack_reads_the_other_generations_along_and_they_count_for_its_hash(tmp_path):
    make_pack(tmp_path, [{"kind": "attributes.domain", "layer": "parcels", "fields": ["DLBM"]}])
    path = tmp_path / "codelists" / "test_classes.yaml"
    path.write_text(path.read_text("utf-8") + "generations: [other_classes]\n", encoding="utf-8")
    other = tmp_path / "codelists" / "other_classes.yaml"
    other.write_text(LOCAL.replace("id: local", "id: other_classes").replace("of: classes", "of: test_classes")
                     .replace('"01"', '"011"').replace('"02"', '"031"'), encoding="utf-8")
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    pack = load_pack(tmp_path, kind_specs())
    assert pack.code_lists["other_classes"].same_as == {"A1": "011", "A2": "031"}
    before = pack_hash(tmp_path)
    other.write_text(other.read_text("utf-8").replace("旱地", "水田"), encoding="utf-8")
    assert pack_hash(tmp_path) != before
    other.unlink()
    with pytest.raises(PackError) as refused:
        load_pack(tmp_path, kind_specs())
    assert "other_classes" in ENGLISH.render(refused.value.message)


@pytest.mark.parametrize(("value", "code"), [
    ("011", "011"), (" 011", "011"), ("０１１", "011"), ("011.0", "011"), (11.0, "11"), (11, "11"), (11.5, "11.5"),
    (float("nan"), ""), (float("inf"), "inf"), ("", ""), ("\u200b1\u30002\u00a0", "12"), ("１２.０", "12"),
])
def test_values_are_cleaned(value, code):
    assert clean_code(value) == code


@pytest.mark.parametrize(("value", "known", "nearest"), [
    ("0114", ["0111", "0120", "0210"], "0111"), ("０１２０ ", ["0111", "0120"], "0120"), ("5", ["1", "2"], ""),
    ("Z", ["0111"], ""), ("233x", ["233", "112"], "233"), ("", ["1"], ""), ("01", [], ""),
])
def test_the_nearest_code(value, known, nearest):
    assert nearest_code(value, known) == nearest
