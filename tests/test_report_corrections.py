"""The correction list: every finding a row, texts stay texts, written whole or not at all."""

from __future__ import annotations

import os
import re
import zipfile
from dataclasses import replace

import made_runs as made
import pytest
from landplan_toolbox.algorithms.delivery import corrections
from landplan_toolbox.algorithms.delivery.corrections import write_corrections
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.algorithms.workspace.model import Standing, State
from osgeo import ogr

EN = Language("en")


def sheets(path):
    """Return the rows of each sheet as mappings, as GDAL reads them back."""
    dataset = ogr.Open(str(path))
    return {
        dataset.GetLayer(i).GetName(): [feature.items() for feature in dataset.GetLayer(i)]
        for i in range(dataset.GetLayerCount())
    }


def sample():
    """Return a run with a placed, a keyless and a text finding, and checks that did not run."""
    results = [
        made.result(
            made.rule("4101"),
            [
                made.overlap("4101", ("0610001", "0610002", "0610003"), made.square(0, 0), fids=(7, 8, 9)),
                made.overlap("4101", ("",), None, fids=(12,), measured=3, area_m2=None),
            ],
        ),
        made.result(
            made.rule("5101", Severity.WARNING),
            [replace(made.blank("5101", "0610009", "TBMJ"), severity=Severity.WARNING, measured=1.25)],
        ),
        made.result(made.rule("6503"), outcome=Outcome.NOT_RUN, reason=translatable("C", "No layer.")),
    ]
    return made.run("r", results)


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_every_finding_is_a_row(tmp_path, extension):
    path = tmp_path / f"整改 清单.{extension}"
    write_corrections(sample(), path, EN)
    rows = sheets(path)["Corrections"]
    assert [row["No."] for row in rows] == [1, 2, 3]
    first = rows[0]
    assert (first["Key"], first["Other keys"], first["Feature id"]) == ("0610001", "0610002; 0610003", 7)
    assert (first["Measured"], first["Limit"], first["Area m²"]) == (12.41, 0.001, 12.41)
    assert (first["X"], first["Y"]) == (made.ORIGIN_X + 2, made.ORIGIN_Y + 2)
    assert (first["Check"], first["Title"], first["Severity"]) == (
        "4101",
        "Land-use parcels must not overlap",
        "error",
    )
    assert first["Finding"] == "Overlaps 0610003 by 12.41 m²." and first["Clause"] == "陕·五(三)"
    assert rows[1]["Key"] is None and rows[1]["X"] is None and rows[1]["Area m²"] is None
    assert rows[2]["Severity"] == "warning" and rows[2]["Field"] == "TBMJ"
    assert {"Correction made", "Corrected by", "Date"} <= set(first)
    assert os.listdir(tmp_path) == [path.name]


def test_the_second_sheet_tells_how_every_check_ended(tmp_path):
    path = tmp_path / "a.xlsx"
    write_corrections(replace(sample(), check_count=9), path, EN)
    rows = sheets(path)["Checks"]
    assert [(row["Check"], row["Outcome"], row["Findings"]) for row in rows[:3]] == [
        ("4101", "failed", 2),
        ("5101", "failed", 1),
        ("6503", "not run", 0),
    ]
    assert rows[2]["Reason"] == "No layer."
    verdict = next(row for row in rows if row["Title"] == "Verdict")
    assert verdict["Outcome"] == "Incomplete" and verdict["Reason"] == "Partial run: 3 of 9 checks"


def test_states_and_reasons_of_exceptions(tmp_path):
    standings = {("4101", 1): Standing(State.EXCEPTION, made.START, "批复", "张三", "", made.START)}
    path = tmp_path / "a.xlsx"
    write_corrections(sample(), path, EN, standings)
    rows = sheets(path)["Corrections"]
    assert rows[0]["State"] is None
    assert (
        rows[1]["State"] == "exception"
        and rows[1]["Exception: reason, person, date"] == "批复, 张三, 2024-11-02"
    )


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_texts_that_look_like_formulas_stay_texts(tmp_path, extension):
    texts = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "of:=1+1",
        "=cmd|' /C calc'!A0",
        '<b>&"',
        "a\x00b\x01\ufffe\ud800",
        "011",
    ]
    findings = [
        made.overlap("4101", (text,), None, measured=text, message=translatable("C", "{text}", text=text))
        for text in texts
    ]
    path = tmp_path / f"a.{extension}"
    write_corrections(made.run("r", [made.result(made.rule("4101"), findings)]), path, EN)
    rows = sheets(path)["Corrections"]
    expected = [" of:=1+1" if text == "of:=1+1" and extension == "ods" else text for text in texts]
    expected[7] = "a\ufffdb" + "\ufffd" * 3
    assert [row["Key"].lstrip() for row in rows] == [text.lstrip() for text in expected]
    assert [row["Measured"] for row in rows] == [row["Key"] for row in rows]
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"<f>" not in content and b"table:formula" not in content


def test_the_workbook_has_widths_a_frozen_bold_head_and_filters(tmp_path):
    path = tmp_path / "a.xlsx"
    write_corrections(sample(), path, EN)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert 'state="frozen"' in sheet and '<autoFilter ref="A1:U4"/>' in sheet
    ranges = re.findall(r'<col min="(\d+)" max="(\d+)"', sheet)
    assert len(ranges) == 21 and all(low == high for low, high in ranges)
    style = int(re.search(r'<c s="(\d+)" r="A1"', sheet)[1])
    formats = re.findall(r"<xf [^>]*", re.search(r"<cellXfs.*?</cellXfs>", styles, re.DOTALL)[0])
    assert 'fontId="1"' in formats[style] and "<b/>" in styles
    assert sheet.count('<c s="') == 21


def test_the_same_run_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_corrections(sample(), tmp_path / name, EN)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_run_without_findings_gives_an_empty_list(tmp_path):
    path = tmp_path / "a.xlsx"
    write_corrections(made.run("r", [made.result(made.rule("4101"))]), path, EN)
    found = sheets(path)
    assert found["Corrections"] == [] or all(
        value is None for row in found["Corrections"] for value in row.values()
    )
    assert found["Checks"][0]["Outcome"] == "passed"


def test_refusals(tmp_path, monkeypatch):
    with pytest.raises(LandPlanError, match=r"must be a file ending with .xlsx or .ods"):
        write_corrections(sample(), tmp_path / "a.csv", EN)
    with pytest.raises(LandPlanError, match=r"folder .*缺 does not exist"):
        write_corrections(sample(), tmp_path / "缺" / "a.xlsx", EN)
    monkeypatch.setattr(corrections, "MOST_ROWS", 2)
    with pytest.raises(LandPlanError, match=r"at most 2 rows, but the run has 3 findings"):
        write_corrections(sample(), tmp_path / "a.xlsx", EN)
    assert os.listdir(tmp_path) == []


def test_a_failing_list_leaves_the_older_one(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"older")
    finding = made.overlap("4101", ("1",), None, message=translatable("C", "{nothing}"))
    with pytest.raises(KeyError):
        write_corrections(made.run("r", [made.result(made.rule("4101"), [finding])]), path, EN)
    assert path.read_bytes() == b"older" and os.listdir(tmp_path) == ["a.xlsx"]
