"""Findings live in the workspace: open, fixed, exception, reopened; runs are read back and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import made_runs as made
import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.model import Outcome, Verdict
from landplan_toolbox.algorithms.workspace.acceptance import Settlement, settlements_of_run
from landplan_toolbox.algorithms.workspace.model import Decision, DecisionKind, FindingQuery, Standing, State
from landplan_toolbox.algorithms.workspace.workspace import Workspace

OVERLAP = made.overlap("4101", ("610001", "610002"), made.square(0, 0))
OTHER = made.overlap("4101", ("610003", "610004"), made.square(100, 0))
BLANK = made.blank("3201", "610009", "DLBM", made.square(500, 500))
EXCEPTION = Decision(DecisionKind.EXCEPTION, "批准文件", "张三", "批文/2016-8.pdf")


@pytest.fixture
def workspace(tmp_path):
    """Yield a new workspace."""
    with Workspace.open(made.folder_file(tmp_path)) as opened:
        yield opened


def save(workspace, name, *results, day=0, **changes):
    """Save a run of these results."""
    run = made.run(name, results, day, **changes)
    workspace.save_run(run, Language("zh"))
    return run


def overlaps(*findings, outcome=None, **changes):
    """Return a result of check 4101."""
    return made.result(made.rule("4101"), findings, outcome, **changes)


def blanks(*findings, outcome=None, **changes):
    """Return a result of check 3201."""
    return made.result(made.rule("3201", kind="attributes.required"), findings, outcome, **changes)


def states(workspace):
    """Return the state of each current finding by its first key."""
    return {row.features[0].key: row.state for row in workspace.findings(FindingQuery())}


def ids(workspace):
    """Return the id of each current finding by its first key."""
    return {row.features[0].key: row.id for row in workspace.findings(FindingQuery())}


def test_a_run_comes_back_as_it_was_saved(workspace):
    numbers = replace(OTHER, measured=float("inf"), limit="≤ 0.01", area_m2=None, geometry=None)
    three = made.overlap("4101", ("1", "2", "3", ""), made.line(5, 5), fids=(11, 12, 13, 14))
    run = save(
        workspace,
        "one",
        overlaps(OVERLAP, numbers, three),
        blanks(BLANK),
        made.result(
            made.rule("5101", Severity.WARNING), (), Outcome.NOT_RUN, reason=translatable("C", "No {x}", x=1)
        ),
        made.result(made.rule("5102"), (), Outcome.CRASHED, details="Traceback …"),
        extra_layers=("临时",),
    )
    restored = workspace.whole_run("one")
    expected = replace(run.results[0].findings[1], measured="inf")
    assert restored.results[0].findings[1] == replace(
        expected, crs=""
    )  # without geometry there is no CRS to keep
    assert restored.results[0].findings[0] == OVERLAP
    assert restored.results[0].findings[2] == three
    assert restored.results[1:] == run.results[1:]
    assert replace(restored, results=()) == replace(run, results=())


def test_summary_and_results_tell_every_outcome(workspace):
    save(
        workspace,
        "one",
        overlaps(OVERLAP, OTHER),
        blanks(),
        made.result(made.rule("5101"), (), Outcome.NOT_RUN, reason=translatable("C", "No layer")),
        made.result(
            made.rule("5102", Severity.WARNING), (replace(BLANK, severity=Severity.WARNING, check_id="5102"),)
        ),
        made.result(made.rule("5103"), (), Outcome.CANCELLED),
    )
    summary = workspace.runs()[0]
    assert (summary.error_count, summary.warning_count) == (2, 1)
    assert (summary.not_run_count, summary.crashed_count, summary.cancelled_count) == (1, 0, 1)
    assert summary.verdict is Verdict.INCOMPLETE and not summary.partial
    assert summary.pack_title.zh == "永久基本农田划定"
    stored = {result.check_id: result for result in workspace.load_run("one").results}
    assert stored["4101"].outcome is Outcome.FAILED and stored["4101"].error_count == 2
    assert stored["5101"].reason == translatable("C", "No layer")
    assert stored["5102"].warning_count == 1 and stored["5102"].error_count == 0


def test_open_fixed_reopened(workspace):
    save(workspace, "one", overlaps(OVERLAP, OTHER))
    assert states(workspace) == {"610001": State.OPEN, "610003": State.OPEN}
    save(workspace, "two", overlaps(OTHER), day=1)
    assert states(workspace) == {"610001": State.FIXED, "610003": State.OPEN}
    save(workspace, "three", overlaps(OTHER, OVERLAP), day=2)
    assert states(workspace) == {"610001": State.REOPENED, "610003": State.OPEN}
    detail = workspace.finding(ids(workspace)["610001"])
    assert [(entry.before, entry.after, entry.run_id) for entry in detail.history] == [
        (State.OPEN, State.FIXED, "two"),
        (State.FIXED, State.REOPENED, "three"),
    ]
    assert (detail.first_run_id, detail.last_run_id, detail.present) == ("one", "three", True)


@pytest.mark.parametrize("outcome", [Outcome.NOT_RUN, Outcome.CRASHED, Outcome.CANCELLED])
def test_a_check_that_did_not_end_fixes_nothing(workspace, outcome):
    save(workspace, "one", overlaps(OVERLAP, OTHER), blanks(BLANK))
    save(workspace, "two", overlaps(OTHER, outcome=outcome), blanks(), day=1)
    assert states(workspace) == {"610001": State.OPEN, "610003": State.OPEN, "610009": State.FIXED}
    assert workspace.finding(ids(workspace)["610001"]).present


def test_a_check_that_failed_without_seeing_all_fixes_nothing_and_cannot_be_settled(workspace):
    save(workspace, "one", overlaps(OVERLAP, OTHER))
    stopped = overlaps(OTHER, reason=translatable("C", "No column"))
    run = save(workspace, "two", stopped, day=1)
    assert states(workspace) == {"610001": State.OPEN, "610003": State.OPEN}
    assert workspace.finding(ids(workspace)["610001"]).present
    compared = workspace.compare("one", "two")
    assert len(compared.gone) == 0 and len(compared.not_rechecked) == 1
    accepted = {("4101", 0): Standing(State.EXCEPTION, run.started)}
    assert settlements_of_run(run, accepted) == {"4101": Settlement.NONE}
    assert settlements_of_run(replace(run, results=(overlaps(OTHER),)), accepted) == {"4101": Settlement.ACCEPTED}


def test_a_partial_run_touches_only_its_checks(workspace):
    save(workspace, "one", overlaps(OVERLAP), blanks(BLANK))
    save(workspace, "two", blanks(), day=1, check_count=2, selected=("3201",))
    assert states(workspace) == {"610001": State.OPEN, "610009": State.FIXED}
    newest = {result.check_id: result for result in workspace.current_results("farmland", "/交付/测试县.gdb")}
    assert newest["4101"].run_id == "one" and newest["4101"].outcome is Outcome.FAILED
    assert newest["3201"].run_id == "two" and newest["3201"].outcome is Outcome.PASSED
    assert workspace.runs()[0].partial


def test_packs_and_sources_do_not_touch_each_other(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    save(workspace, "other source", overlaps(), day=1, source="/交付/另一县.gdb")
    save(workspace, "other pack", overlaps(OVERLAP), day=2, pack_id="forest")
    found = workspace.findings(FindingQuery(pack_id="farmland", source="/交付/测试县.gdb"))
    assert [row.state for row in found] == [State.OPEN]
    assert workspace.count(FindingQuery()) == 2
    assert workspace.count(FindingQuery(pack_id="farmland", source="/交付/另一县.gdb")) == 0
    assert workspace.current_results("forest", "/交付/没有.gdb") == []


def test_an_exception_stays_while_the_finding_is_there_and_ends_with_it(workspace):
    save(workspace, "one", overlaps(OVERLAP, OTHER))
    workspace.decide([ids(workspace)["610001"]], EXCEPTION)
    for day in (1, 2):
        save(workspace, f"again {day}", overlaps(OVERLAP, OTHER), day=day)
        assert states(workspace)["610001"] is State.EXCEPTION
    save(workspace, "gone", overlaps(OTHER), day=3)
    assert states(workspace)["610001"] is State.FIXED
    save(workspace, "back", overlaps(OVERLAP, OTHER), day=4)
    assert states(workspace)["610001"] is State.REOPENED


def test_an_exception_survives_a_reexport(workspace):
    """Other order, other fids, other vertex noise: the same finding, with its exception."""
    save(workspace, "one", overlaps(OVERLAP, OTHER), blanks(BLANK))
    workspace.decide([ids(workspace)["610001"]], EXCEPTION)
    moved = made.overlap("4101", ("610002", "610001"), made.square(2e-4, -3e-4), fids=(801, 802))
    save(
        workspace,
        "two",
        overlaps(OTHER, moved),
        blanks(replace(BLANK, geometry=made.square(700, 500))),
        day=1,
    )
    assert sorted(row.state.value for row in workspace.findings(FindingQuery())) == [
        "exception",
        "open",
        "open",
    ]
    (row,) = workspace.findings(FindingQuery(states=(State.EXCEPTION,)))
    assert [feature.fid for feature in row.features] == [801, 802]


def test_fixed_by_hand_and_found_again_is_reopened(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    workspace.decide([ids(workspace)["610001"]], Decision(DecisionKind.FIXED, person="李四"))
    assert states(workspace)["610001"] is State.FIXED
    save(workspace, "two", overlaps(OVERLAP), day=1)
    assert states(workspace)["610001"] is State.REOPENED


def test_fixed_by_hand_and_gone_stays_fixed_without_a_second_entry(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    finding = ids(workspace)["610001"]
    workspace.decide([finding], Decision(DecisionKind.FIXED))
    save(workspace, "two", overlaps(), day=1)
    detail = workspace.finding(finding)
    assert detail.row.state is State.FIXED and not detail.present and len(detail.history) == 1


def test_decisions_are_kept_with_person_date_and_evidence_and_can_be_taken_back(workspace):
    save(workspace, "one", overlaps(OVERLAP, OTHER))
    date = datetime(2024, 11, 3, 8, 0, tzinfo=timezone.utc)
    both = list(ids(workspace).values())
    workspace.decide(both, replace(EXCEPTION, date=date))
    detail = workspace.finding(both[0])
    (decision,) = detail.decisions
    assert (decision.reason, decision.person, decision.evidence, decision.date) == (
        "批准文件",
        "张三",
        "批文/2016-8.pdf",
        date,
    )
    assert detail.history[0].decision == decision
    workspace.decide(both[:1], Decision(DecisionKind.REOPENED, "不成立"))
    assert workspace.finding(both[0]).row.state is State.REOPENED
    assert workspace.undo_decision(both) == 2
    assert workspace.finding(both[0]).row.state is State.EXCEPTION
    assert workspace.finding(both[1]).row.state is State.OPEN
    assert workspace.undo_decision(both) == 1
    assert workspace.undo_decision(both) == 0
    assert set(states(workspace).values()) == {State.OPEN}
    assert all(decision.undone for decision in workspace.finding(both[0]).decisions)


def test_a_decision_a_run_has_overtaken_is_not_taken_back(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    finding = ids(workspace)["610001"]
    workspace.decide([finding], EXCEPTION)
    save(workspace, "two", overlaps(), day=1)
    assert workspace.undo_decision([finding]) == 0
    assert workspace.finding(finding).row.state is State.FIXED


def test_bad_decisions_are_refused_and_change_nothing(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    finding = ids(workspace)["610001"]
    with pytest.raises(LandPlanError, match=r"needs a reason"):
        workspace.decide([finding], Decision(DecisionKind.EXCEPTION, "  "))
    with pytest.raises(LandPlanError, match=r"4711"):
        workspace.decide([finding, 4711], EXCEPTION)
    assert states(workspace)["610001"] is State.OPEN
    assert workspace.finding(finding).decisions == ()


def test_a_check_the_pack_has_dropped_leaves_the_current_list_and_may_return(workspace):
    save(workspace, "one", overlaps(OVERLAP), blanks(BLANK))
    save(workspace, "two", overlaps(OVERLAP), day=1)
    assert set(states(workspace)) == {"610001"}
    assert [result.check_id for result in workspace.current_results("farmland", "/交付/测试县.gdb")] == [
        "4101"
    ]
    assert workspace.count(FindingQuery(run_id="one")) == 2
    save(workspace, "three", overlaps(OVERLAP), blanks(BLANK), day=2)
    assert states(workspace) == {"610001": State.OPEN, "610009": State.OPEN}


def test_an_older_run_shows_the_values_it_saw(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    smaller = replace(
        OVERLAP, measured=1.5, area_m2=1.5, severity=Severity.WARNING, geometry=made.square(0, 0, 3)
    )
    save(workspace, "two", overlaps(smaller), day=1)
    save(workspace, "three", overlaps(smaller), day=2)
    assert [row.measured for row in workspace.findings(FindingQuery(run_id="one"))] == [12.41]
    assert [row.measured for row in workspace.findings(FindingQuery(run_id="two"))] == [1.5]
    assert workspace.count(FindingQuery(run_id="one", severities=(Severity.ERROR,))) == 1
    assert workspace.count(FindingQuery(run_id="two", severities=(Severity.ERROR,))) == 0
    assert workspace.whole_run("one").findings == (OVERLAP,)
    assert workspace.whole_run("three").findings == (smaller,)


def test_compare_two_runs_of_one_source(workspace):
    save(workspace, "one", overlaps(OVERLAP, OTHER), blanks(BLANK))
    added = made.overlap("4101", ("7", "8"), made.square(900, 0))
    save(workspace, "two", overlaps(OTHER, added), blanks(outcome=Outcome.NOT_RUN), day=1)
    compared = workspace.compare("one", "two")
    assert [row.features[0].key for row in compared.new] == ["7"]
    assert [row.features[0].key for row in compared.gone] == ["610001"]
    assert [row.features[0].key for row in compared.still] == ["610003"]
    assert [row.features[0].key for row in compared.not_rechecked] == ["610009"]
    back = workspace.compare("two", "one")
    assert [row.features[0].key for row in back.not_checked_before] == ["610009"]
    assert (compared.earlier.id, compared.later.id) == ("one", "two")


def test_compare_a_delivery_with_its_resubmission_elsewhere(workspace):
    save(workspace, "one", overlaps(OVERLAP, OTHER))
    noisy = replace(OTHER, geometry=made.square(100.0004, 0))
    save(workspace, "two", overlaps(noisy), day=1, source="/交付/第二次/测试县.gdb")
    compared = workspace.compare("one", "two")
    assert [len(part) for part in (compared.new, compared.gone, compared.still)] == [0, 1, 1]


def test_a_resubmission_can_go_on_with_the_history_of_the_delivery(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    workspace.continue_source("farmland", "/交付/测试县.gdb", "/交付/第二次.gdb")
    save(workspace, "two", overlaps(), day=1, source="/交付/第二次.gdb")
    assert states(workspace) == {"610001": State.FIXED}
    assert [run.source for run in workspace.runs()] == ["/交付/第二次.gdb", "/交付/测试县.gdb"]
    with pytest.raises(LandPlanError, match=r"没有"):
        workspace.continue_source("farmland", "/没有.gdb", "/x.gdb")
    save(workspace, "three", overlaps(), day=2, source="/c.gdb")
    with pytest.raises(LandPlanError, match=r"cannot be joined"):
        workspace.continue_source("farmland", "/交付/第二次.gdb", "/c.gdb")


def test_standings_tell_state_first_sight_and_decision(workspace):
    save(workspace, "one", overlaps(OVERLAP))
    workspace.decide([ids(workspace)["610001"]], EXCEPTION)
    save(workspace, "two", overlaps(OTHER, OVERLAP), day=1)
    standings = workspace.standings("two")
    assert standings["4101", 0].state is State.OPEN and standings["4101", 0].reason == ""
    assert standings["4101", 1].state is State.EXCEPTION
    assert (standings["4101", 1].reason, standings["4101", 1].person) == ("批准文件", "张三")
    assert standings["4101", 1].first_seen == made.START


def test_findings_without_keys_and_place_live_too(workspace):
    layer = replace(made.blank("1101", "", "DLBM"), features=(), kind="missing_field")
    check = made.rule("1101", kind="structure.fields")
    save(workspace, "one", made.result(check, (layer, replace(layer, field="TBMJ"))))
    save(workspace, "two", made.result(check, (replace(layer, field="TBMJ"),)), day=1)
    found = {row.field: row.state for row in workspace.findings(FindingQuery())}
    assert found == {"DLBM": State.FIXED, "TBMJ": State.OPEN}
    assert not workspace.findings(FindingQuery())[0].has_geometry


def test_odd_data_is_stored(workspace):
    """Half surrogates of broken encodings, NaN, quotes and NUL must not lose a run."""
    odd = made.overlap(
        "4101",
        ("'; DROP TABLE finding; --", "\ud800x\x00"),
        made.square(0, 0),
        measured=float("nan"),
        area_m2=float("nan"),
    )
    broken = replace(odd, geometry=b"\x01\x03", features=())
    save(workspace, "one", overlaps(odd, broken, replace(odd, geometry=made.point(float("nan"), 1.0))))
    rows = workspace.findings(FindingQuery())
    assert len(rows) == 3
    assert rows[0].features[1].key == "?x\x00" and rows[0].measured == "nan" and rows[0].area_m2 is None
    assert workspace.finding(rows[1].id).geometry is None


def test_the_same_run_twice_and_unknown_runs_are_refused(workspace):
    run = save(workspace, "one", overlaps(OVERLAP))
    with pytest.raises(LandPlanError, match=r"already"):
        workspace.save_run(run, Language("zh"))
    for refused in (workspace.load_run, workspace.whole_run, workspace.standings):
        with pytest.raises(LandPlanError, match=r"no run zwei"):
            refused("zwei")
    with pytest.raises(LandPlanError, match=r"4711"):
        workspace.finding(4711)
    assert workspace.count(FindingQuery(run_id="zwei")) == 0


def test_what_a_check_has_to_say_besides_its_findings_is_kept_with_its_result(workspace):
    note = translatable("Test", "All codes are of one generation.")
    told = replace(made.result(made.rule("4101"), []), note=note)
    workspace.save_run(made.run("one", [told, made.result(made.rule("4102"), [])]), Language("en"))
    results = workspace.current_results("farmland", "/交付/测试县.gdb")
    assert {result.check_id: result.note for result in results} == {"4101": note, "4102": None}
