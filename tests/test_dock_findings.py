"""The tree of findings over a real workspace: filter, sort, pages, walking, comparing."""

from __future__ import annotations

import made_runs
import pytest
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.algorithms.workspace.model import Decision, DecisionKind, SortColumn, State
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.finding_sources import ComparedFindings, Order, Shown, StoredFindings
from landplan_toolbox.ui.findings_model import FINDING, GROUP, LABEL, MEASURED, MESSAGE, PAGE, FindingsModel
from landplan_toolbox.ui.findings_tree import FindingsTree
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtWidgets import QApplication

ENGLISH = Language("en")
SOURCE = "/交付/测试县.gdb"


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(tmp_path / "工作 空间.gpkg") as opened:
        yield opened


def small_run(run_id="one", day=0, first=range(3), warnings=range(2)):
    """Return a run with overlaps, warnings, a check that did not run and one that passed."""
    overlaps = [made_runs.overlap("4101", (f"A{n}", f"B{n}"), made_runs.square(n * 20.0, 0), area_m2=10.0 - n,
                                  measured=10.0 - n) for n in first]
    blanks = [made_runs.blank("3101", f"K{n}", "DLBM", severity=Severity.WARNING) for n in warnings]
    results = [
        made_runs.result(made_runs.rule("3101", Severity.WARNING), blanks),
        made_runs.result(made_runs.rule("4101"), overlaps),
        made_runs.result(made_runs.rule("4102")),
        made_runs.result(
            made_runs.rule("6503"), outcome=Outcome.NOT_RUN,
            reason=translatable("SelfCheck", "The layer {layer} is missing.", layer="STBHHX"),
        ),
    ]
    return made_runs.run(run_id, results, day)


def model_over(workspace, run=None, **shown):
    """Return a model over the current findings, after saving a run."""
    if run is not None:
        workspace.save_run(run, ENGLISH)
    model = FindingsModel(ENGLISH)
    model.set_source(StoredFindings.current(workspace, ENGLISH, "farmland", SOURCE))
    if shown:
        model.set_shown(Shown(**shown))
    return model


def group_keys(model):
    return [model.index(row, 0).data(GROUP).key for row in range(model.rowCount())]


def findings_below(model, key):
    heading = model.group_index(key)
    while model.canFetchMore(heading):
        model.fetchMore(heading)
    return [model.index(row, 0, heading).data(FINDING) for row in range(model.rowCount(heading))]


def test_checks_with_findings_and_checks_not_run_are_shown_passed_ones_are_not(workspace):
    model = model_over(workspace, small_run())
    assert group_keys(model) == ["3101", "4101", "6503"]
    not_run = model.group_index("6503")
    assert "not run" in not_run.data() and "The layer STBHHX is missing." in not_run.data()
    assert not model.hasChildren(not_run)
    assert model.group_index("4101").siblingAtColumn(MEASURED).data() == "3"
    counts = model.source.counts()
    assert (counts.errors, counts.warnings, counts.unfinished, counts.passed, counts.checks) == (3, 2, 1, 1, 4)


def test_rows_show_keys_and_measured_area(workspace):
    model = model_over(workspace, small_run())
    heading = model.group_index("4101")
    model.fetchMore(heading)
    first = model.index(0, LABEL, heading)
    assert first.data() == "A0 × B0"
    assert model.index(0, MEASURED, heading).data() == "10 m²"
    assert "Overlaps B0" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert first.parent() == heading
    assert not first.parent().parent().isValid()


@pytest.mark.parametrize(
    ("shown", "keys"),
    [
        ({"errors": False}, ["3101", "6503"]),
        ({"warnings": False}, ["4101", "6503"]),
        ({"passed": True}, ["3101", "4101", "4102", "6503"]),
        ({"only_unfinished": True}, ["6503"]),
        ({"text": "B2"}, ["4101"]),
        ({"text": "6503"}, ["6503"]),
        ({"text": "nothing like it"}, []),
    ],
)
def test_filter(workspace, shown, keys):
    assert group_keys(model_over(workspace, small_run(), **shown)) == keys


def test_decided_findings_leave_the_open_ones_and_are_found_by_their_filter(workspace):
    model = model_over(workspace, small_run())
    rows = findings_below(model, "4101")
    workspace.decide([rows[0].id], Decision(DecisionKind.EXCEPTION, "批准文件", "张三"))
    workspace.decide([rows[1].id], Decision(DecisionKind.FIXED, "", "张三"))
    assert [row.id for row in findings_below(model_over(workspace), "4101")] == [rows[2].id]
    exceptions = model_over(workspace, errors=False, warnings=False, exceptions=True)
    assert [(row.id, row.state) for row in findings_below(exceptions, "4101")] == [(rows[0].id, State.EXCEPTION)]
    fixed = model_over(workspace, errors=False, warnings=False, fixed=True)
    assert [(row.id, row.state) for row in findings_below(fixed, "4101")] == [(rows[1].id, State.FIXED)]
    heading = fixed.group_index("4101")
    assert fixed.index(0, 0, heading).data(Qt.ItemDataRole.FontRole).strikeOut()


def test_sorting_is_within_each_check(workspace):
    model = model_over(workspace, small_run())
    model.set_order(Order(SortColumn.AREA))
    assert [row.area_m2 for row in findings_below(model, "4101")] == [8.0, 9.0, 10.0]
    model.set_order(Order(SortColumn.AREA, descending=True))
    assert [row.area_m2 for row in findings_below(model, "4101")] == [10.0, 9.0, 8.0]


def test_rows_are_fetched_in_pages(workspace):
    model = model_over(workspace, made_runs.many(PAGE * 3, ("4101",)))
    heading = model.group_index("4101")
    assert model.rowCount(heading) == 0
    assert model.canFetchMore(heading)
    model.fetchMore(heading)
    assert model.rowCount(heading) == PAGE
    rows = findings_below(model, "4101")
    assert len({row.id for row in rows}) == PAGE * 3
    assert not model.canFetchMore(heading)


def test_neighbours_go_over_the_borders_of_checks_both_ways(workspace):
    model = model_over(workspace, small_run())
    index, there = QModelIndex(), []
    while (index := model.neighbour(index, 1)).isValid():
        there.append(index.data(FINDING).id)
    assert len(there) == 5
    index, back = QModelIndex(), []
    while (index := model.neighbour(index, -1)).isValid():
        back.append(index.data(FINDING).id)
    assert back == there[::-1]
    heading = model.group_index("4101")
    assert model.neighbour(heading, 1).data(FINDING).check_id == "4101"
    assert model.neighbour(heading, -1).data(FINDING).check_id == "3101"


def test_neighbour_loads_the_page_it_needs(workspace):
    model = model_over(workspace, made_runs.many(PAGE * 2 + 5, ("4101",)))
    last = model.neighbour(QModelIndex(), -1)
    assert last.row() == PAGE * 2 + 4


def test_comparison_names_what_is_new_gone_and_still_there(workspace):
    workspace.save_run(small_run("one"), ENGLISH)
    workspace.save_run(small_run("two", 1, first=range(1, 5)), ENGLISH)
    model = FindingsModel(ENGLISH)
    model.set_source(ComparedFindings(workspace.compare("one", "two")))
    assert group_keys(model) == ["new", "gone", "still"]
    keys = {side: [row.features[0].key for row in findings_below(model, side)] for side in ("new", "gone")}
    assert keys == {"new": ["A3", "A4"], "gone": ["A0"]}
    assert len(findings_below(model, "still")) == 4


def test_an_earlier_run_shows_what_it_saw(workspace):
    workspace.save_run(small_run("one"), ENGLISH)
    workspace.save_run(small_run("two", 1, first=()), ENGLISH)
    model = FindingsModel(ENGLISH)
    model.set_source(StoredFindings.of_run(workspace, ENGLISH, "one"))
    model.set_shown(Shown(fixed=True))
    assert [row.features[0].key for row in findings_below(model, "4101")] == ["A0", "A1", "A2"]
    now = model_over(workspace)
    assert "4101" not in group_keys(now)


# --- the view --------------------------------------------------------------------------------


@pytest.fixture
def tree(workspace, qtbot):
    model = model_over(workspace, made_runs.many(PAGE * 12, ("4101", "4102")))
    view = FindingsTree(model)
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.close()
    view.setModel(None)  # the view must not outlive its model


def test_scrolling_to_the_end_fetches_the_next_page(tree, qtbot):
    model = tree.model()
    heading = model.group_index("4101")
    tree.expand(heading)
    qtbot.waitUntil(lambda: model.rowCount(heading) >= PAGE)
    loaded = model.rowCount(heading)
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: model.rowCount(heading) > loaded)


def test_a_decided_finding_makes_room_for_the_next(tree, workspace):
    model = tree.model()
    assert tree.move(1) and tree.move(1)
    decided = tree.current_finding()
    assert tree.move(1)
    following = tree.current_finding()
    assert tree.move(-1)
    place = tree.keep_place()
    workspace.decide([decided.id], Decision(DecisionKind.FIXED, "", "张三"))
    model.set_source(StoredFindings.current(workspace, ENGLISH, "farmland", SOURCE))
    tree.restore_place(place)
    assert tree.isExpanded(model.group_index("4101"))
    assert tree.current_finding().id == following.id


def test_copied_rows_carry_check_feature_value_and_message(tree):
    tree.move(1)
    tree.copy_rows()
    cells = QApplication.clipboard().text().split("\t")
    assert cells[:2] == ["4101", "610000000 × 620000000"]
    assert "Overlaps" in cells[3]


def test_enter_on_a_finding_asks_for_the_map_and_on_a_heading_opens_it(tree, qtbot):
    heading = tree.model().group_index("4102")
    tree.setCurrentIndex(heading)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert tree.isExpanded(heading)
    tree.move(1)
    with qtbot.waitSignal(tree.zoom_wanted):
        qtbot.keyClick(tree, Qt.Key.Key_Return)


def test_the_header_sorts_then_turns_round_then_goes_back(tree):
    model = tree.model()
    tree.header().sectionClicked.emit(MEASURED)
    assert model.order == Order(SortColumn.MEASURED)
    tree.header().sectionClicked.emit(MEASURED)
    assert model.order == Order(SortColumn.MEASURED, descending=True)
    tree.header().sectionClicked.emit(MEASURED)
    assert model.order == Order()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("690121100204000003", "690121100204000025"), "690121100204000003 × …0025"),
        (("690121100204000003", "690122110204000025"), "690121100204000003 × …2110204000025"),
        (("690121100204000003", "390121100204000003"), "690121100204000003 × 390121100204000003"),
        (("690121100204000003", "690121100204000003"), "690121100204000003 × 690121100204000003"),
        (("300171", "300172"), "300171 × 300172"),
        (("690121100204000003", "69012110020400000"), "690121100204000003 × 69012110020400000"),
    ],
)
def test_two_long_keys_fit_into_a_row(workspace, keys, expected):
    overlap = made_runs.overlap("4101", keys, made_runs.square(0, 0))
    workspace.save_run(made_runs.run("one", [made_runs.result(made_runs.rule("4101"), [overlap])]), ENGLISH)
    model = FindingsModel(ENGLISH)
    model.set_source(StoredFindings.current(workspace, ENGLISH, "farmland", SOURCE))
    heading = model.group_index("4101")
    model.fetchMore(heading)
    assert model.index(0, LABEL, heading).data() == expected


def test_data_in_a_tooltip_is_shown_not_formatted(workspace):
    blank = made_runs.blank("3101", "<b>K</b>", "<i>DLBM</i>")
    workspace.save_run(made_runs.run("one", [made_runs.result(made_runs.rule("3101"), [blank])]), ENGLISH)
    model = FindingsModel(ENGLISH)
    model.set_source(StoredFindings.current(workspace, ENGLISH, "farmland", SOURCE))
    heading = model.group_index("3101")
    model.fetchMore(heading)
    tip = model.index(0, LABEL, heading).data(Qt.ItemDataRole.ToolTipRole)
    assert "<i>" not in tip and "&lt;i&gt;" in tip
    assert "<i>DLBM</i>" in model.index(0, LABEL, heading).data(MESSAGE)
