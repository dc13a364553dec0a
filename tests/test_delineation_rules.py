"""Delineation rules: problems of delineation.yaml are found at their line, and the shipped criteria do what they say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from landplan_toolbox.algorithms.delineation.measures import ConditionTable
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack import folders
from landplan_toolbox.algorithms.rulepack.delineation_rules import MEASURES, AppliesTo, Status, WithoutEvidence
from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack, pack_hash
from landplan_toolbox.algorithms.rulepack.problems import ProblemList
from landplan_toolbox.algorithms.rulepack.read_delineation import read_delineation
from landplan_toolbox.algorithms.rulepack.reader import Reader
from landplan_toolbox.algorithms.rulepack.vocabulary import Vocabulary
from landplan_toolbox.algorithms.rulepack.yaml_lines import read_yaml
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from screening_support import MadeCounty, farmland_pack, place

FILE = "delineation.yaml"
SHIPPED = folders.shipped_packs_folder() / "farmland" / FILE
CASES = yaml.safe_load((Path(__file__).parent / "delineation_cases.yaml").read_text(encoding="utf-8"))

RULES = """\
parcels:
  layer: land_use
  key: BSM
  land_class: DLBM
  land_classes: land_class_2007
  farmland: ["01*"]
  location: ZLDWDM
  location_name: ZLDWMC
  gross_area: TBMJ
  deductions: [TKMJ]
current: {layer: previous_farmland, share: 0.5}
results: {layer: basic_farmland, ledger: adjustment_ledger}
units: {layers: [admin_area], code: XZQDM, name: XZQMC}
targets: {layer: farmland_target, unit: XZQDM, area_ha: RWMJ}
evidence: {layer: evidence, parcel: TBBSM, kind: ZMLX, kinds: evidence_type, document: CLMC}
order: {rings: [1000, 3000], centres: [built_up_area], centre_classes: ["201"]}
min_block_m2: 10000
enter:
  - id: good
    code: E01
    title: {zh: 优质, en: Good}
    status: may_enter
    clause: 陕·二(二)1
    where: >
      "quality_grade" <= "mean_quality_grade" AND "DLBM" = '011'
    overlay: {layer: control_zone, share: 0.5, where: "\\"GZQLXDM\\" = '010'"}
    evidence: ["10"]
    without_evidence: ignore
ban:
  - id: redline
    code: B01
    title: {zh: 红线}
    clause: 陕·二(一)3
    overlay: {layer: redline, share: 0.05}
    exempt_evidence: ["06"]
leave:
  - id: scattered
    code: L01
    title: {zh: 零星}
    status: may_leave
    clause: 陕·二(二)1
    where: >
      "cluster_area_m2" < 10000
    evidence: ["07"]
    only_when_target_met: true
    removal_reason: "01"
"""


def read(text, folder):
    """Return what is read from a text, and its problems as ``line: sentence``."""
    (folder / FILE).write_text(text, encoding="utf-8")
    pack = farmland_pack()
    problems = ProblemList()
    lists = dict(pack.code_lists)
    vocabulary = Vocabulary(pack.tolerances, pack.layers, lists.get, lambda: sorted(lists))
    root = read_yaml(folder / FILE, FILE, problems)
    rules = None if root is None else read_delineation(root, Reader(FILE, problems), vocabulary)
    english = Language("en")
    return rules, [f"{problem.line}: {english.render(problem.message)}" for problem in problems.items]


def test_sound_rules_are_read(tmp_path):
    rules, problems = read(RULES, tmp_path)
    assert problems == []
    assert (rules.parcels.farmland, rules.parcels.deductions, rules.parcels.quality) == (("01*",), ("TKMJ",), None)
    assert rules.parcels.smaller_is_better and rules.frozen_role is None
    assert rules.order.rings == (1000.0, 3000.0) and rules.min_block_m2 == 10000.0
    good, redline, scattered = rules.criteria
    assert (good.status, good.applies_to, good.without_evidence) == (
        Status.MAY_ENTER, AppliesTo.OTHER, WithoutEvidence.IGNORE)
    assert good.overlay.where == "\"GZQLXDM\" = '010'" and not good.overlay.below
    assert (redline.status, redline.where, redline.exempt_evidence) == (Status.NOT_ELIGIBLE, None, ("06",))
    assert scattered.only_when_target_met and scattered.applies_to is AppliesTo.CURRENT
    assert scattered.removal_reason == "01" and scattered.without_evidence is WithoutEvidence.FLAG


# what is replaced, by what, and the problem that must be the only one: its line is found by the text itself
MISTAKES = {
    "unknown key": ("min_block_m2: 10000", "min_block_m2: 10000\nblock: 1", "block: 1", "is not known"),
    "misspelt key": ("min_block_m2:", "min_blok_m2:", "min_blok", "did you mean min_block_m2?"),
    "missing section": ("min_block_m2: 10000\n", "", None, "the key min_block_m2 is missing"),
    "unknown role": ("layer: redline,", "layer: redlin,", "redlin,", "did you mean redline?"),
    "role of another geometry": ("layer: redline,", "layer: main_road,", "main_road", "whose geometry is line"),
    "table as parcels": ("  layer: land_use", "  layer: evidence", "layer: evidence\n", None),
    "unknown field": ("  key: BSM", "  key: BSN", "key: BSN", "did you mean BSM?"),
    "field without numbers": ("gross_area: TBMJ", "gross_area: DLMC", "DLMC", "holds no numbers"),
    "deduction without numbers": ("[TKMJ]", "[TKMJ, DLMC]", "DLMC", "holds no numbers"),
    "unknown code list": ("land_class_2007", "land_class_2008", "land_class_2008", "did you mean land_class_2007?"),
    "classes without groups": (
        "land_classes: land_class_2007", "land_classes: evidence_type", "evidence_type\n", None),
    "farmland no class": ("[\"01*\"]", "[\"09*\"]", "09*", "is no code of the code list land_class_2007"),
    "no farmland": ("[\"01*\"]", "[]", "farmland: []", "is empty"),
    "centre class": ("[\"201\"]", "[\"209\"]", "209", "is no code of the code list land_class_2007"),
    "unknown evidence kind": ("evidence: [\"07\"]", "evidence: [\"77\"]", "77", "is no code of the code list evidence_type"),
    "unknown exempt kind": ("exempt_evidence: [\"06\"]", "exempt_evidence: [\"6\"]", "\"6\"", "did you mean 06?"),
    "evidence as number": ("evidence: [\"07\"]", "evidence: [07]", "[07]", "write \"07\""),
    "share above one": ("redline, share: 0.05", "redline, share: 5", "share: 5}", "more than 0 and at most 1"),
    "share of nothing": ("redline, share: 0.05", "redline, share: 0", "share: 0}", "more than 0 and at most 1"),
    "share no number": ("redline, share: 0.05", "redline, share: half", "share: half", "must be a number"),
    "current share": ("farmland, share: 0.5", "farmland, share: -0.5", "share: -0.5", "more than 0 and at most 1"),
    "rings not ascending": ("[1000, 3000]", "[3000, 1000]", "[3000, 1000]", "must be more than 3000 m"),
    "ring of nothing": ("[1000, 3000]", "[0, 3000]", "[0, 3000]", "must be more than 0 m"),
    "negative block": ("min_block_m2: 10000", "min_block_m2: -1", "min_block_m2: -1", "must not be negative"),
    "duplicate id": ("id: redline", "id: good", None, "The id good is used twice; the first time in line 19"),
    "duplicate code": ("code: B01", "code: E01", None, "The reason code E01 is used twice; the first time in line 20"),
    "reserved code": ("code: B01", "code: N00", "N00", "is kept for land that meets no criterion"),
    "code of another form": ("code: B01", "code: BAN1", "BAN1", "a capital letter and two digits"),
    "status of another list": ("status: may_leave", "status: may_enter", None, "leave.scattered.status cannot be may_enter"),
    "status of a ban": ("    code: B01", "    code: B01\n    status: not_eligible", "status: not_eligible", "is not known"),
    "expression broken": ("\"cluster_area_m2\" < 10000", "\"cluster_area_m2\" <", "where: >\n      \"cluster", "cannot be read"),
    "expression with unknown field": (
        "\"cluster_area_m2\" < 10000", "\"cluster_area\" < 10000", "where: >\n      \"cluster", "did you mean cluster_area_m2?"),
    "expression over the shape": (
        "\"cluster_area_m2\" < 10000", "area($geometry) < 10000", "where: >\n      area", "looks at the shape"),
    "expression without field": ("\"cluster_area_m2\" < 10000", "1 < 2", "where: >\n      1 <", "looks at no field"),
    "overlay expression": ("\\\"GZQLXDM\\\" = '010'", "\\\"DLBM\\\" = '010'", "\\\"DLBM\\\" = '010'", "which control_zone does not have"),
    "always": ("    overlay: {layer: redline, share: 0.05}\n", "", "id: redline", "holds for every parcel"),
    "effect without evidence": (
        "    evidence: [\"10\"]\n    without_evidence: ignore", "    without_evidence: ignore", "without_evidence", "says nothing"),
    "gate of must leave": (
        "status: may_leave", "status: must_leave", "only_when_target_met", "is for criteria of the status may_leave only"),
    "removal reason of a ban": (
        "    exempt_evidence: [\"06\"]", "    exempt_evidence: [\"06\"]\n    removal_reason: \"01\"", "    removal_reason", "of the list leave only"),
    "title without Chinese": ("title: {zh: 红线}", "title: {en: Redline}", "{en: Redline}", "the key zh is missing"),
    "no clause": ("    clause: 陕·二(一)3\n", "", "id: redline", "the key clause is missing"),
    "list as mapping": ("ban:\n  - id", "ban:\n    id", None, "must be a list"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_found_at_their_line(tmp_path, mistake):
    old, new, marked, sentence = MISTAKES[mistake]
    assert old in RULES
    text = RULES.replace(old, new, 1)
    _, problems = read(text, tmp_path)
    assert problems
    if marked is not None:
        line = text[:text.index(marked)].count("\n") + 1
        assert all(problem.startswith(f"{line}: ") for problem in problems[:1]), problems
    if sentence is not None:
        assert len(problems) == 1 and sentence in problems[0], problems


def test_all_problems_come_at_once(tmp_path):
    text = RULES.replace("key: BSM", "key: BSN").replace("share: 0.05", "share: 2").replace("B01", "N00")
    assert len(read(text, tmp_path)[1]) == 3


def test_no_mapping_is_a_problem(tmp_path):
    rules, problems = read("- one\n- two\n", tmp_path)
    assert rules is None and len(problems) == 1


@pytest.fixture
def own_pack(tmp_path):
    """A copy of the farmland pack."""
    folder = tmp_path / "own"
    shutil.copytree(SHIPPED.parent, folder)
    return folder


def test_a_broken_file_refuses_the_pack_with_file_and_line(own_pack):
    text = (own_pack / FILE).read_text(encoding="utf-8").replace("layer: land_use", "layer: land_usage", 1)
    (own_pack / FILE).write_text(text, encoding="utf-8")
    line = text[:text.index("land_usage")].count("\n") + 1
    with pytest.raises(PackError) as refusal:
        load_pack(own_pack, kind_specs())
    assert f"{FILE}:{line}: " in str(refusal.value)


def test_the_hash_follows_the_rules(own_pack):
    before = pack_hash(own_pack)
    text = (own_pack / FILE).read_text(encoding="utf-8")
    (own_pack / FILE).write_text(text.replace("min_block_m2: 10000", "min_block_m2: 20000"), encoding="utf-8")
    assert pack_hash(own_pack) != before
    assert load_pack(own_pack, kind_specs()).delineation.min_block_m2 == 20000.0


def test_the_forest_pack_delineates_nothing():
    assert load_pack("forest", kind_specs()).delineation is None


# --- the shipped criteria ------------------------------------------------------------------------------------------


def test_every_criterion_has_titles_in_both_languages_and_a_clause():
    for criterion in farmland_pack().delineation.criteria:
        assert criterion.title.zh and criterion.title.en, criterion.code
        assert criterion.clause.startswith("陕·"), criterion.code


def test_removal_reasons_have_the_form_the_ledger_demands():
    pattern = farmland_pack().layers["adjustment_ledger"].fields["HCYY"].pattern
    reasons = [criterion.removal_reason for criterion in farmland_pack().delineation.criteria]
    assert sorted(filter(None, reasons)) == ["01", "02"]
    assert all(re.fullmatch(pattern, reason) for reason in filter(None, reasons))


def test_every_measure_can_be_measured():
    county = MadeCounty()
    county.parcel()
    parcels, screening = county.screened()
    table = ConditionTable(county.pack, parcels, 8.0, lambda: screening.cluster_area_m2)
    assert all(len(table.column(measure)) == 1 for measure in MEASURES)


def test_every_criterion_has_cases():
    assert sorted(CASES) == sorted(criterion.code for criterion in farmland_pack().delineation.criteria)
    assert all(CASES[code]["holds"] and CASES[code]["not"] for code in CASES)


@pytest.fixture(scope="module")
def judged():
    """All cases in one county: (code, expected, number of the case) → whether the criterion holds."""
    county = MadeCounty()
    county.anchor(8)
    cases = {}
    for code, sides in CASES.items():
        for side in ("holds", "not"):
            for number, case in enumerate(sides[side]):
                cases[code, side, number] = county.parcel(**case)
    parcels, screening = county.screened()
    assert screening.not_judged == ()
    row = {key: index for index, key in enumerate(parcels.keys.tolist())}
    return {case: bool(screening.holds[place(screening, case[0]), row[str(key)]]) for case, key in cases.items()}


@pytest.mark.parametrize("code", sorted(CASES))
def test_criterion_holds_and_does_not_hold(judged, code):
    wrong = [(case, found) for case, found in judged.items() if case[0] == code and found != (case[1] == "holds")]
    assert wrong == []
