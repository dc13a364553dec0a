"""What exceptions and corrections mean for a check that failed, and for the verdict.

A bureau accepts a finding as an exception by a decision with a reason and a name. A check all of whose findings
are accepted no longer stands in the way of the verdict, but it never counts as passed without saying so. A
finding marked as fixed by hand does: only running the check again can tell whether it is gone.
"""

from __future__ import annotations

from enum import Enum
from typing import Iterable, Mapping

from ..rulepack.model import Severity
from ..selfcheck.model import CheckRun, Outcome, Verdict, verdict_of
from .model import Standings, State


class Settlement(Enum):
    """What has become of the findings of a check since it ended."""

    NONE = "none"  # it did not fail, or findings are open
    ACCEPTED = "accepted"  # every finding is accepted as an exception
    TO_RECHECK = "to_recheck"  # none is open any more, some are said to be fixed; the check has not run since


def settlement_of(
    outcome: Outcome, finding_count: int, states: Mapping[State, int], complete: bool = True
) -> Settlement:
    """Return what has become of the findings of a check.

    :param finding_count: findings of the check's newest result
    :param states: state → number of the check's findings in that state; gone ones may be among the fixed
    :param complete: whether the check looked at all it should; otherwise nobody knows what else there is
    """
    unsettled = states.get(State.OPEN, 0) + states.get(State.REOPENED, 0)
    if outcome is not Outcome.FAILED or not complete or unsettled or not finding_count:
        return Settlement.NONE
    accepted = states.get(State.EXCEPTION, 0)
    if accepted >= finding_count:
        return Settlement.ACCEPTED
    return Settlement.TO_RECHECK if accepted + states.get(State.FIXED, 0) >= finding_count else Settlement.NONE


def settled_verdict(ended: Iterable[tuple[bool, Severity, Outcome, Settlement]]) -> tuple[Verdict, bool]:
    """Return the verdict over checks, and whether it is passed only because exceptions are accepted.

    :param ended: of each check whether it is required, its severity, how it ended and its settlement
    """
    checks = list(ended)
    strict = verdict_of((required, severity, outcome) for required, severity, outcome, _ in checks)
    lenient = verdict_of(
        (required, severity, Outcome.PASSED if settlement is Settlement.ACCEPTED else outcome)
        for required, severity, outcome, settlement in checks
    )
    return lenient, lenient is Verdict.PASSED and strict is not Verdict.PASSED


def settlements_of_run(run: CheckRun, standings: Standings) -> dict[str, Settlement]:
    """Return check id → what has become of its findings, for the report of a run."""
    settlements = {}
    for result in run.results:
        states: dict[State, int] = {}
        for position in range(len(result.findings)):
            standing = standings.get((result.check.id, position))
            state = State.OPEN if standing is None else standing.state
            states[state] = states.get(state, 0) + 1
        settlements[result.check.id] = settlement_of(
            result.outcome, len(result.findings), states, result.complete
        )
    return settlements
