"""Exceptions and corrections in the verdict: accepted, never silently green; said to be fixed is not yet fixed."""

from __future__ import annotations

import made_runs
import pytest
from dock_support import CHECKS, Desktop, make_delivery, make_pack
from landplan_toolbox.algorithms.delivery.report import report_html
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.model import Outcome, Verdict
from landplan_toolbox.algorithms.workspace.acceptance import Settlement, settled_verdict, settlement_of
from landplan_toolbox.algorithms.workspace.model import Decision, DecisionKind, FindingQuery, State
from landplan_toolbox.ui.findings_model import GROUP

THREE = CHECKS[: CHECKS.index('- id: "6503"')]
ACCEPT = Decision(DecisionKind.EXCEPTION, "县政府批文", "张三")
FIXED = Decision(DecisionKind.FIXED, "", "张三")


@pytest.fixture
def desktop(qtbot):
    made = Desktop(qtbot)
    yield made.show()
    made.close()


def checked(desktop, tmp_path, checks=THREE):
    desktop.open(make_pack(tmp_path / "pack", checks), make_delivery(tmp_path / "delivery.gpkg"))
    desktop.run()
    return desktop


def all_rows(desktop, check_id=None):
    checks = None if check_id is None else (check_id,)
    return list(desktop.session.workspace.findings(FindingQuery(check_ids=checks)))


def groups(desktop):
    model = desktop.checks.model
    return {model.index(row, 0).data(GROUP).key: model.index(row, 0).data(GROUP) for row in range(model.rowCount())}


@pytest.mark.parametrize(
    ("outcome", "count", "states", "expected"),
    [
        (Outcome.FAILED, 2, {State.EXCEPTION: 2}, Settlement.ACCEPTED),
        (Outcome.FAILED, 2, {State.EXCEPTION: 2, State.FIXED: 5}, Settlement.ACCEPTED),  # five went in earlier runs
        (Outcome.FAILED, 2, {State.EXCEPTION: 1, State.OPEN: 1}, Settlement.NONE),
        (Outcome.FAILED, 2, {State.EXCEPTION: 1, State.REOPENED: 1}, Settlement.NONE),
        (Outcome.FAILED, 2, {State.EXCEPTION: 1, State.FIXED: 1}, Settlement.TO_RECHECK),
        (Outcome.FAILED, 2, {State.FIXED: 2}, Settlement.TO_RECHECK),
        (Outcome.FAILED, 2, {State.EXCEPTION: 1}, Settlement.NONE),
        (Outcome.FAILED, 0, {}, Settlement.NONE),
        (Outcome.PASSED, 0, {State.FIXED: 2}, Settlement.NONE),
        (Outcome.NOT_RUN, 0, {State.EXCEPTION: 2}, Settlement.NONE),
        (Outcome.CRASHED, 2, {State.EXCEPTION: 2}, Settlement.NONE),
    ],
)
def test_settlement(outcome, count, states, expected):
    assert settlement_of(outcome, count, states) is expected
    assert settlement_of(outcome, count, states, complete=False) is Settlement.NONE


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ((True, Severity.ERROR, Outcome.PASSED, Settlement.NONE), (Verdict.PASSED, True)),
        ((True, Severity.ERROR, Outcome.FAILED, Settlement.NONE), (Verdict.FAILED, False)),
        ((True, Severity.ERROR, Outcome.FAILED, Settlement.TO_RECHECK), (Verdict.FAILED, False)),
        ((True, Severity.ERROR, Outcome.NOT_RUN, Settlement.NONE), (Verdict.INCOMPLETE, False)),
        ((False, Severity.WARNING, Outcome.CANCELLED, Settlement.NONE), (Verdict.INCOMPLETE, False)),
    ],
)
def test_an_accepted_check_does_not_hide_another(second, expected):
    accepted = (True, Severity.ERROR, Outcome.FAILED, Settlement.ACCEPTED)
    assert settled_verdict([accepted, second]) == expected


def test_a_verdict_without_exceptions_is_as_ever():
    assert settled_verdict([(True, Severity.ERROR, Outcome.PASSED, Settlement.NONE)]) == (Verdict.PASSED, False)
    assert settled_verdict([]) == (Verdict.INCOMPLETE, False)


def test_everything_accepted_passes_with_exceptions_and_is_not_red(desktop, tmp_path):
    checked(desktop, tmp_path)
    assert desktop.dock.verdict.text().startswith("Failed")
    desktop.checks.decisions.record(all_rows(desktop), ACCEPT)
    assert desktop.dock.verdict.text() == "Passed with exceptions Exceptions 5 · Errors 0 · Warnings 0"
    assert groups(desktop) == {}
    assert desktop.checks.tree._empty_text == (
        "No finding is open. Checks passed: 1, with accepted exceptions only: 2."
    )
    desktop.checks.filters.button("exceptions").click()
    shown = groups(desktop)["4101"]
    assert (shown.icon, shown.settlement, shown.total) == ("exception", Settlement.ACCEPTED, 2)
    assert shown.title.endswith("exceptions only")
    desktop.checks.decisions.record(all_rows(desktop, "4101")[:1], Decision(DecisionKind.REOPENED, "", "李四"))
    assert desktop.dock.verdict.text().startswith("Failed Errors 1")
    assert groups(desktop)["4101"].icon == "error"


def test_exceptions_stay_accepted_in_the_next_run(desktop, tmp_path):
    checked(desktop, tmp_path)
    desktop.checks.decisions.record(all_rows(desktop), ACCEPT)
    desktop.run()
    assert desktop.dock.verdict.text().startswith("Passed with exceptions")


def test_exceptions_do_not_make_up_for_a_check_that_did_not_run(desktop, tmp_path):
    required = CHECKS.replace("  target: red_line\n", "  target: red_line\n  required: true\n")
    checked(desktop, tmp_path, required)
    desktop.checks.decisions.record(all_rows(desktop), ACCEPT)
    assert desktop.dock.verdict.text().startswith("Incomplete Not run 1")


def test_exceptions_do_not_make_up_for_checks_nobody_asked_for(desktop, tmp_path):
    desktop.open(make_pack(tmp_path / "pack", THREE), make_delivery(tmp_path / "delivery.gpkg"))
    desktop.run(("4101",))
    desktop.checks.decisions.record(all_rows(desktop), ACCEPT)
    assert desktop.dock.verdict.text().startswith("Incomplete 1 of 3 checks")


def test_what_is_said_to_be_fixed_waits_for_the_re_check(desktop, tmp_path):
    checked(desktop, tmp_path)
    desktop.checks.decisions.record(all_rows(desktop), FIXED)
    assert desktop.dock.verdict.text() == "Failed Errors 0 · Warnings 0 · To re-check 2"
    shown = groups(desktop)
    assert {key: group.settlement for key, group in shown.items()} == {
        "3101": Settlement.TO_RECHECK,
        "4101": Settlement.TO_RECHECK,
    }
    assert desktop.checks.details.button("recheck").isEnabled() is False
    desktop.checks.tree.setCurrentIndex(desktop.checks.model.group_index("4101"))
    desktop.checks.details.button("recheck").click()
    desktop.wait()
    assert desktop.dock.verdict.text().startswith("Failed Errors 2")  # nothing was mended: found again


def test_an_earlier_run_is_not_asked_to_be_re_checked(desktop, tmp_path):
    checked(desktop, tmp_path)
    desktop.checks.decisions.record(all_rows(desktop), FIXED)
    desktop.checks.open_run(desktop.session.workspace.runs()[0].id)
    assert desktop.checks.counts().to_recheck == 0


def test_the_report_says_passed_with_exceptions(tmp_path):
    from landplan_toolbox.algorithms.workspace.workspace import Workspace

    english = Language("en")
    run = made_runs.run(
        "one",
        [
            made_runs.result(made_runs.rule("4101"), [made_runs.overlap("4101", ("A", "B"), made_runs.square(0, 0))]),
            made_runs.result(made_runs.rule("4102")),
        ],
        check_count=2,
    )
    with Workspace.open(tmp_path / "w.gpkg") as workspace:
        workspace.save_run(run, english)
        assert 'class="verdict failed"' in report_html(run, english, None, workspace.standings("one"))
        workspace.decide([row.id for row in workspace.findings(FindingQuery())], ACCEPT)
        html = report_html(run, english, None, workspace.standings("one"))
    assert 'class="verdict accepted"' in html and "Passed with exceptions" in html
    assert '<span class="accepted-word">exceptions only</span>' in html
    assert 'class="verdict passed"' not in html and 'failed-word">' not in html
