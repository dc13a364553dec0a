"""The self-check says which generation of class codes a layer uses, and finds what is of another."""

from __future__ import annotations

from pathlib import Path

from landplan_toolbox.algorithms.delivery.report import report_html
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import CheckRun, Outcome
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from selfcheck_support import make_dataset, memory_layer

PACK = load_pack("forest", kind_specs())
ENGLISH = Language("en")


def run(codes, kind="text", checks=("3314",)) -> CheckRun:
    """Run checks on sub-compartments with these classes."""
    fields = {"XIAN": "text", "XIANG": "text", "CUN": "text", "LIN_BAN": "text", "XIAO_BAN": "text", "DI_LEI": kind}
    rows = [{"XIAN": "690121", "XIANG": "100", "CUN": "001", "LIN_BAN": "0001", "XIAO_BAN": f"{number:05}", "DI_LEI": code}
            for number, code in enumerate(codes)]
    return run_selfcheck(make_dataset(PACK, memory_layer("LDXB", fields, rows, crs="EPSG:4524")), checks, fingerprint=False)


def sentences(checked: CheckRun) -> list[str]:
    """Return what was found, in English."""
    return [ENGLISH.render(finding.message) for finding in checked.findings]


def note(checked: CheckRun) -> str:
    """Return what the check says besides its findings."""
    return ENGLISH.render(checked.results[0].note)


def test_one_generation_passes_and_is_stated():
    checked = run(["0111", "0120", "1631", None])
    assert checked.results[0].outcome is Outcome.PASSED and checked.results[0].examined == 4
    assert note(checked).startswith("DI_LEI is of the generation LY/T 1955-2011 (four digits): 3 features; of another:")
    assert note(checked).endswith("no value: 1")
    assert note(run(["111", "174"])) == "DI_LEI is of the generation forest inventory (three digits): 2 features."
    assert "refined third land survey" in note(run(["030100", "0301"]))
    assert "local list" in note(run(["1111", "1631"]))
    assert note(run([None, "x"])) == "DI_LEI holds no code of any generation."


def test_another_generation_is_found_once_for_each_code():
    checked = run(["0111", "0120", "0113", "0111", "111", "111", "030301"])
    assert checked.results[0].outcome is Outcome.FAILED
    found = {(finding.kind, finding.measured, finding.limit, finding.features[0].key) for finding in checked.findings}
    assert found == {("other_generation", "111", "0111", "690121-100-001-0001-00004"),
                     ("other_generation", "030301", "0131", "690121-100-001-0001-00006")}
    assert any(text.startswith("DI_LEI is 111 on 2 features: a code of the generation forest inventory (three digits), where "
                               "the layer uses LY/T 1955-2011 (four digits).") for text in sentences(checked))


def test_codes_that_had_to_be_cleaned_are_found():
    checked = run(["0111", "０１１１", "0111 ", "0120.0"])
    assert {(finding.kind, finding.limit) for finding in checked.findings} == {("code_not_clean", "0111"), ("code_not_clean", "0120")}
    assert len(checked.findings) == 3


def test_a_column_of_numbers_is_read():
    checked = run([111, 113, 1631, None], "integer")
    assert {(finding.kind, finding.measured, finding.limit) for finding in checked.findings} == {
        ("code_not_clean", "111", "0111"), ("code_not_clean", "113", "0113")}
    assert "LY/T 1955-2011 (four digits): 3 features" in note(checked)


def test_an_unknown_code_is_left_to_the_domain_which_names_the_nearest():
    assert run(["0111", "0114"]).results[0].outcome is Outcome.PASSED
    checked = run(["0111", "0114", "1111", "Z"], checks=("3304",))
    assert [finding.measured for finding in checked.findings] == ["0114", "Z"]  # 1111 is a code of the local list
    assert sentences(checked)[0].endswith("the nearest code is 0111 (Arboreal forest).")
    assert "nearest" not in sentences(checked)[1]


def test_the_note_stands_in_the_report_also_after_it_was_kept(tmp_path: Path):
    checked = run(["0111", "111", "0120"])
    said = "LY/T 1955-2011 (four digits): 2 features"
    assert said in report_html(checked, ENGLISH, None)
    with Workspace.open(tmp_path / "w.gpkg") as workspace:
        workspace.save_run(checked, ENGLISH)
        assert said in ENGLISH.render(workspace.whole_run(checked.id).results[0].note)


def test_a_condition_is_named_by_its_title_and_its_long_list_of_codes_is_shortened():
    checked = run(["0111"], checks=("6314",))
    assert checked.results[0].outcome is Outcome.PASSED
    fields = {"XIAO_BAN": "text", "DI_LEI": "text"}
    layer = memory_layer("LDXB", fields, [{"XIAO_BAN": "99999", "DI_LEI": "0111"}], crs="EPSG:4524")
    finding = run_selfcheck(make_dataset(PACK, layer), ["6314"], fingerprint=False).findings[0]
    assert "A class of forest land" in ENGLISH.render(finding.message) and len(ENGLISH.render(finding.message)) < 200
    assert "…" in str(finding.limit) and len(str(finding.limit)) < 100
