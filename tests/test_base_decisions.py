"""Decisions on survey and one-map in the workspace."""

from __future__ import annotations

import sqlite3

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.workspace.base_decisions import BaseDecision
from landplan_toolbox.algorithms.workspace.workspace import Workspace

SURVEY, ONE_MAP = "accept_survey", "accept_one_map"


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "林地.gpkg")
    yield opened
    opened.close()


def decided(key, decision, note="", at="2022-03-01T10:00:00+08:00"):
    return BaseDecision(key, decision, note, "张三", at)


def test_what_holds_is_the_last_decision_and_the_earlier_ones_are_kept(workspace):
    store = workspace.base_decisions("forest")
    assert store.save([decided("a|1", SURVEY), decided("b|2", ONE_MAP, "实地")]) == 2
    assert store.save([decided("a|1", ONE_MAP, "影像", "2022-03-02T10:00:00+08:00")]) == 1
    assert store.decisions() == [decided("a|1", ONE_MAP, "影像", "2022-03-02T10:00:00+08:00"),
                                 decided("b|2", ONE_MAP, "实地")]
    assert [each.decision for each in store.history("a|1")] == [ONE_MAP, SURVEY]


def test_the_same_decision_again_is_not_written(workspace):
    store = workspace.base_decisions("forest")
    store.save([decided("a|1", SURVEY)])
    assert store.save([decided("a|1", SURVEY, at="2023-01-01T00:00:00+08:00")]) == 0
    assert store.decisions()[0].at == "2022-03-01T10:00:00+08:00"


def test_a_decision_is_taken_back_and_stays_in_the_history(workspace):
    store = workspace.base_decisions("forest")
    assert store.save([decided("a|1", "")]) == 0  # nothing to take back
    store.save([decided("a|1", SURVEY)])
    assert store.save([decided("a|1", "")]) == 1
    assert store.decisions() == []
    assert [each.decision for each in store.history("a|1")] == ["", SURVEY]


def test_packs_keep_apart(workspace):
    workspace.base_decisions("forest").save([decided("a|1", SURVEY)])
    assert workspace.base_decisions("local").decisions() == []


def test_without_a_time_it_is_now_with_its_zone(workspace):
    store = workspace.base_decisions("forest")
    store.save([BaseDecision("a|1", SURVEY)])
    assert store.decisions()[0].at[10] == "T" and store.decisions()[0].at[-6] in "+-"


def test_all_or_nothing_when_another_program_holds_the_file(workspace, monkeypatch):
    store = workspace.base_decisions("forest")
    store.save([decided("a|1", SURVEY)])
    other = sqlite3.connect(workspace.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LandPlanError, match="林地"):
        store.save([decided("a|1", ONE_MAP), decided("b|2", ONE_MAP)])
    other.execute("ROLLBACK")
    other.close()
    assert store.decisions() == [decided("a|1", SURVEY)]
