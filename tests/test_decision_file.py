"""Decisions on disagreements from files people fill in, and what they mean for the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from landplan_toolbox.algorithms.delivery.spreadsheet import Sheet, write_spreadsheet
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.forest_land.planning_base.decision_file import read_decision_file
from landplan_toolbox.algorithms.forest_land.planning_base.model import DecisionList, ListedDecision
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.planning_base_rules import Decision
from landplan_toolbox.algorithms.workspace.base_decisions import BaseDecision
from landplan_toolbox.ui.forest_land.decision_import import ask_import, import_plan
from osgeo import ogr
from qgis.PyQt.QtWidgets import QMessageBox

WORDS = {"accept_survey": Decision.ACCEPT_SURVEY, "三调": Decision.ACCEPT_SURVEY,
         "一张图": Decision.ACCEPT_ONE_MAP, "undecided": Decision.UNDECIDED}


def sheet(path, *rows):
    columns = [(name, ogr.OFTString, 12) for name in rows[0]]
    write_spreadsheet(path, [Sheet("说明", [("这是说明", ogr.OFTString, 12)], [["请填写"]]),
                             Sheet("分歧", columns, [list(row) for row in rows[1:]])])
    return str(path)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_spreadsheet_is_read_whatever_else_it_holds(tmp_path, ending):
    path = sheet(tmp_path / f"意见.{ending}", ("key", "Decision", "person", "date", "note", "面积"),
                 ("1|a", "三调", "李四", "2022-03-01", "影像", "1.5"), ("2|b", "", "", "", "", "2"),
                 ("3|c", " 一张图 ", "", "", "", "3"))
    read = read_decision_file(path, WORDS, Silent())
    assert dict(read.decisions) == {
        "1|a": ListedDecision(Decision.ACCEPT_SURVEY, "李四", "2022-03-01", "影像"),
        "3|c": ListedDecision(Decision.ACCEPT_ONE_MAP)}
    assert read.notes == ()


def test_a_text_table_with_a_title_above_its_headings(tmp_path):
    path = tmp_path / "意见.csv"
    path.write_bytes("某县分歧意见\ndecision,key\n三调,1|a\n看不清,2|b\n三调,\n".encode("gb18030"))
    read = read_decision_file(str(path), WORDS, Silent())
    assert list(read.decisions) == ["1|a"] and len(read.notes) == 2


def test_a_layer_somebody_has_filled_in(tmp_path):
    path = tmp_path / "分歧.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("DISAGREEMENTS", None, ogr.wkbNone)
    for name in ("key", "decision", "note"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["key"], feature["decision"], feature["note"] = "1|a", "一张图", "实地"
    layer.CreateFeature(feature)
    feature = layer = source = None
    read = read_decision_file(str(path), WORDS, Silent())
    assert dict(read.decisions) == {"1|a": ListedDecision(Decision.ACCEPT_ONE_MAP, note="实地")}


def test_a_file_without_the_columns_is_refused_by_name(tmp_path):
    path = sheet(tmp_path / "别的.xlsx", ("编号", "意见"), ("1|a", "三调"))
    with pytest.raises(LandPlanError, match=r"别的\.xlsx.*key and decision"):
        read_decision_file(path, WORDS, Silent())
    with pytest.raises(LandPlanError, match=r"没有\.csv"):
        read_decision_file(str(tmp_path / "没有.csv"), WORDS, Silent())
    damaged = Path(tmp_path / "坏.gpkg")
    damaged.write_bytes(b"SQLite format 3\x00" + b"\x01" * 600)
    with pytest.raises(LandPlanError, match="坏"):
        read_decision_file(str(damaged), WORDS, Silent())


READ = DecisionList({
    "new": ListedDecision(Decision.ACCEPT_SURVEY, "李四", "2022-03-01T08:00", "影像"),
    "same": ListedDecision(Decision.ACCEPT_SURVEY),
    "other": ListedDecision(Decision.ACCEPT_ONE_MAP, date="昨天"),
    "gone": ListedDecision(Decision.ACCEPT_SURVEY),
})
HELD = {"same": BaseDecision("same", "accept_survey", "旧"), "other": BaseDecision("other", "accept_survey")}


def plan():
    return import_plan(READ, lambda key: key != "gone", HELD, Language("en"))


def test_what_an_import_would_change_is_told_apart():
    found = plan()
    assert found.new == (BaseDecision("new", "accept_survey", "影像", "李四", "2022-03-01"),)
    assert found.other == (BaseDecision("other", "accept_one_map"),)  # a date nobody can read is no date
    assert (found.same, found.unknown) == (1, 1)


@pytest.mark.parametrize("button, taken", [("Take all", ["new", "other"]), ("Take the new", ["new"]),
                                           ("Cancel", [])])
def test_a_person_chooses_what_is_taken(monkeypatch, button, taken):
    shown = []

    def press(box):
        shown.append(box.informativeText())
        next(one for one in box.buttons() if one.text().replace("&", "").startswith(button)).click()

    monkeypatch.setattr(QMessageBox, "exec", press)
    assert [one.disagreement for one in ask_import(plan(), "意见.xlsx", None)] == taken
    assert "otherwise here: 1" in shown[0] and "no such disagreement: 1" in shown[0]
