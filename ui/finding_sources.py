"""Where the tree of findings has its rows from: current results, one run, or two runs compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Mapping, Optional, Protocol, Sequence

from qgis.PyQt.QtCore import QCoreApplication

from ..algorithms.language import Language
from ..algorithms.rulepack.model import Severity
from ..algorithms.selfcheck.model import Outcome, Verdict
from ..algorithms.workspace.acceptance import Settlement, settled_verdict, settlement_of
from ..algorithms.workspace.model import Comparison, FindingQuery, SortColumn, State, StoredResult
from ..algorithms.workspace.queries import FindingRows
from ..algorithms.workspace.workspace import Workspace
from .wording import outcome_word, settlement_words

OPEN_STATES = (State.OPEN, State.REOPENED)
UNFINISHED = (Outcome.NOT_RUN, Outcome.CRASHED, Outcome.CANCELLED)


@dataclass(frozen=True)
class Shown:
    """What the filter buttons and the search box let through."""

    errors: bool = True
    warnings: bool = True
    exceptions: bool = False
    fixed: bool = False
    only_unfinished: bool = False
    passed: bool = False
    text: str = ""

    def states(self, severity: Severity) -> tuple[State, ...]:
        """Return the states shown of the findings of a severity."""
        states: list[State] = []
        if self.errors if severity is Severity.ERROR else self.warnings:
            states.extend(OPEN_STATES)
        if self.exceptions:
            states.append(State.EXCEPTION)
        if self.fixed:
            states.append(State.FIXED)
        return tuple(states)


@dataclass(frozen=True)
class Order:
    """The order of the findings within their check."""

    column: SortColumn = SortColumn.CHECK
    descending: bool = False


@dataclass(frozen=True)
class Group:
    """A heading of the tree: a check, or one side of a comparison.

    :ivar key: check id, or the name of the side
    :ivar total: findings below it that the filter lets through
    :ivar reason: why the check did not end, empty where it did
    :ivar states: states asked for below it
    :ivar settlement: what has become of its findings since it ended
    """

    key: str
    title: str
    icon: str
    total: int
    outcome: Optional[Outcome] = None
    reason: str = ""
    clause: str = ""
    result: Optional[StoredResult] = None
    states: tuple[State, ...] = ()
    settlement: Settlement = Settlement.NONE


@dataclass(frozen=True)
class Counts:
    """What stands on the filter buttons; the search box has no part in it.

    :ivar accepted: checks all of whose findings are accepted as exceptions
    :ivar to_recheck: checks whose findings are said to be fixed but that have not run since
    """

    errors: int = 0
    warnings: int = 0
    exceptions: int = 0
    fixed: int = 0
    unfinished: int = 0
    passed: int = 0
    checks: int = 0
    accepted: int = 0
    to_recheck: int = 0


class FindingSource(Protocol):
    """What the tree's model needs."""

    names_check: ClassVar[bool]  # whether a row must name its check because its heading does not

    def counts(self) -> Counts:
        """Return the counts over everything."""

    def groups(self, shown: Shown) -> Sequence[Group]:
        """Return the headings with the counts the filter leaves."""

    def rows(self, group: Group, shown: Shown, order: Order) -> FindingRows:
        """Return the findings of a heading; they are read as they are looked at."""


@dataclass
class StoredFindings:
    """The current findings of a pack and source, or those of one run."""

    workspace: Workspace
    language: Language
    results: Sequence[StoredResult]
    query: FindingQuery
    names_check: ClassVar[bool] = False
    _tally: Optional[Mapping[str, Mapping[State, int]]] = field(default=None, repr=False)

    @classmethod
    def current(cls, workspace: Workspace, language: Language, pack_id: str, source: str) -> StoredFindings:
        """Return the newest result of every check over all runs."""
        results = workspace.current_results(pack_id, source)
        return cls(workspace, language, results, FindingQuery(pack_id=pack_id, source=source))

    @classmethod
    def of_run(cls, workspace: Workspace, language: Language, run_id: str) -> StoredFindings:
        """Return the findings of one run."""
        return cls(workspace, language, workspace.load_run(run_id).results, FindingQuery(run_id=run_id))

    def counts(self) -> Counts:
        """Return the counts over everything."""
        tally = self._all()
        errors = warnings = exceptions = fixed = 0
        for result in self.results:
            states = tally.get(result.check_id, {})
            unsettled = sum(states.get(state, 0) for state in OPEN_STATES)
            if result.severity is Severity.ERROR:
                errors += unsettled
            else:
                warnings += unsettled
            exceptions += states.get(State.EXCEPTION, 0)
            fixed += states.get(State.FIXED, 0)
        settled = [self.settlement(result) for result in self.results]
        return Counts(
            errors,
            warnings,
            exceptions,
            fixed,
            sum(result.outcome in UNFINISHED for result in self.results),
            sum(result.outcome is Outcome.PASSED for result in self.results),
            len(self.results),
            settled.count(Settlement.ACCEPTED),
            settled.count(Settlement.TO_RECHECK),
        )

    def settlement(self, result: StoredResult) -> Settlement:
        """Return what has become of the findings of a check since it ended."""
        states = self._all().get(result.check_id, {})
        settlement = settlement_of(result.outcome, result.finding_count, states, result.complete)
        if settlement is Settlement.TO_RECHECK and self.query.run_id is not None:
            return Settlement.NONE  # an earlier run: what came later is no affair of its results
        return settlement

    def verdict(self) -> tuple[Verdict, bool]:
        """Return the verdict, and whether it is passed only because exceptions are accepted."""
        return settled_verdict(
            (result.required, result.severity, result.outcome, self.settlement(result)) for result in self.results
        )

    def groups(self, shown: Shown) -> Sequence[Group]:
        """Return the checks with something to show.

        A check that did not end is always among them, unless a search is for something else.
        """
        tally = self._count(shown.text) if shown.text else self._all()
        groups = []
        for result in self.results:
            states = shown.states(result.severity)
            total = 0 if shown.only_unfinished else sum(tally.get(result.check_id, {}).get(s, 0) for s in states)
            if total or self._shown_without_findings(result, shown):
                groups.append(self._group(result, states, total))
        return groups

    def rows(self, group: Group, shown: Shown, order: Order) -> FindingRows:
        """Return the findings of a check."""
        return self.workspace.findings(
            replace(
                self.query,
                check_ids=(group.key,),
                states=group.states,
                text=shown.text,
                sort=order.column,
                descending=order.descending,
            )
        )

    def _shown_without_findings(self, result: StoredResult, shown: Shown) -> bool:
        if shown.text and shown.text.lower() not in f"{result.check_id} {self._title(result)}".lower():
            return False
        if not result.complete:
            return True
        if shown.only_unfinished:
            return False
        settlement = self.settlement(result)
        if settlement is Settlement.TO_RECHECK:
            return shown.errors if result.severity is Severity.ERROR else shown.warnings
        return shown.passed and (result.outcome is Outcome.PASSED or settlement is Settlement.ACCEPTED)

    def _title(self, result: StoredResult) -> str:
        return self.language.title(result.title)

    def _group(self, result: StoredResult, states: tuple[State, ...], total: int) -> Group:
        reason = self.language.render(result.reason) if result.reason else ""
        title = f"{result.check_id} {self._title(result)}"
        if result.outcome in UNFINISHED:
            title = f"{title} — {outcome_word(result.outcome)}" + (f": {reason}" if reason else "")
        name = result.outcome.value
        if result.outcome is Outcome.FAILED:
            name = result.severity.value
        settlement = self.settlement(result)
        if settlement is not Settlement.NONE:
            title = f"{title} — {settlement_words(settlement)}"
            name = "exception" if settlement is Settlement.ACCEPTED else "recheck"
        return Group(
            result.check_id, title, name, total, result.outcome, reason, result.clause, result, states, settlement
        )

    def _all(self) -> Mapping[str, Mapping[State, int]]:
        if self._tally is None:
            self._tally = self._count("")
        return self._tally

    def _count(self, text: str) -> Mapping[str, Mapping[State, int]]:
        query = replace(self.query, text=text)
        tally: dict[str, dict[State, int]] = {}
        for (check_id, _, state), count in self.workspace.counts(query).items():
            states = tally.setdefault(check_id, {})
            states[state] = states.get(state, 0) + count
        return tally


@dataclass
class ComparedFindings:
    """Two runs side by side: what is new, gone and still there."""

    comparison: Comparison
    names_check: ClassVar[bool] = True

    def counts(self) -> Counts:
        """Return no counts: the headings carry them."""
        return Counts()

    def groups(self, shown: Shown) -> Sequence[Group]:
        """Return the sides of the comparison; only those that leave something unsaid may be empty."""
        titles = {
            "new": QCoreApplication.translate("ComparedFindings", "New: only in the later run"),
            "gone": QCoreApplication.translate("ComparedFindings", "Gone: only in the earlier run"),
            "still": QCoreApplication.translate("ComparedFindings", "Still there: in both runs"),
            "not_rechecked": QCoreApplication.translate(
                "ComparedFindings", "Not checked again: the later run did not finish these checks"
            ),
            "not_checked_before": QCoreApplication.translate(
                "ComparedFindings", "Not checked before: the earlier run did not finish these checks"
            ),
        }
        icons = {"new": "error", "gone": "fixed", "still": "warning"}
        groups = []
        for side, title in titles.items():
            total = len(getattr(self.comparison, side))
            if total or side in icons:
                groups.append(Group(side, title, icons.get(side, "not_run"), total))
        return groups

    def rows(self, group: Group, shown: Shown, order: Order) -> FindingRows:
        """Return the findings of one side."""
        return getattr(self.comparison, group.key)
