"""What the workspace gives back: summaries of runs, findings with their life cycle, comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Mapping, Optional, Union

from ..message import Message, Title
from ..rulepack.model import Severity
from ..selfcheck.model import Feature, Outcome, Verdict

if TYPE_CHECKING:
    from qgis.core import QgsGeometry


class State(Enum):
    """Where a finding stands in its life: open → fixed or exception → reopened."""

    OPEN = "open"
    REOPENED = "reopened"
    EXCEPTION = "exception"
    FIXED = "fixed"


class DecisionKind(Enum):
    """What a person decides about a finding."""

    EXCEPTION = "exception"
    FIXED = "fixed"
    REOPENED = "reopened"


class SortColumn(Enum):
    """Columns the list of findings can be sorted by."""

    CHECK = "check"  # by check id, then in the order the check found them
    SEVERITY = "severity"  # errors before warnings
    STATE = "state"
    LAYER = "layer"
    KEY = "key"
    FIELD = "field"
    AREA = "area"
    MEASURED = "measured"


@dataclass(frozen=True)
class Decision:
    """A decision to be recorded on findings; an exception needs a reason."""

    kind: DecisionKind
    reason: str = ""
    person: str = ""
    evidence: str = ""  # path of the document that supports it
    date: Optional[datetime] = None  # None = now


@dataclass(frozen=True)
class DecisionRecord:
    """A decision as recorded."""

    id: int
    kind: DecisionKind
    reason: str
    person: str
    evidence: str
    date: datetime
    undone: bool


@dataclass(frozen=True)
class RunSummary:
    """A saved run in one line."""

    id: str
    number: int  # 1, 2, 3… in the order of saving
    started: datetime
    finished: datetime
    pack_id: str
    pack_title: Title
    pack_version: str
    source: str
    verdict: Verdict
    partial: bool
    check_count: int  # checks of the pack
    result_count: int  # checks of this run
    error_count: int
    warning_count: int
    not_run_count: int
    crashed_count: int
    cancelled_count: int
    crs: str


@dataclass(frozen=True)
class StoredResult:
    """How one check ended in one run.

    :ivar note: what the check has to say besides its findings, for example which codes a layer uses
    """

    run_id: str
    started: datetime  # start of that run
    check_id: str
    title: Title
    kind: str
    layer: str  # role; empty for a check of the whole delivery
    severity: Severity
    clause: str
    required: bool
    outcome: Outcome
    reason: Optional[Message]
    details: str
    finding_count: int
    examined: int
    note: Optional[Message] = None

    @property
    def complete(self) -> bool:
        """True when it looked at all it should, see `CheckResult.complete`."""
        return self.outcome in (Outcome.PASSED, Outcome.FAILED) and self.reason is None

    @property
    def error_count(self) -> int:
        """Number of findings when they are errors, else 0 (a check has one severity)."""
        return self.finding_count if self.severity is Severity.ERROR else 0

    @property
    def warning_count(self) -> int:
        """Number of findings when they are warnings, else 0."""
        return self.finding_count if self.severity is Severity.WARNING else 0


@dataclass(frozen=True)
class StoredRun:
    """A saved run with the outcome of each of its checks."""

    summary: RunSummary
    results: tuple[StoredResult, ...]


@dataclass(frozen=True)
class FindingQuery:
    """Which findings, in which order.

    With ``run_id`` the findings seen in that run, with the values of that run; without, the current
    ones of ``pack_id`` and ``source`` (or of everything in the workspace where these are None).

    :ivar check_ids: only these checks; None = all
    :ivar severities: only these severities; None = all
    :ivar states: only these states; None = all
    :ivar text: only findings with this text in check, layer, keys, field or message, in any case
    :ivar limit: at most so many; None = all
    """

    run_id: Optional[str] = None
    pack_id: Optional[str] = None
    source: Optional[str] = None
    check_ids: Optional[tuple[str, ...]] = None
    severities: Optional[tuple[Severity, ...]] = None
    states: Optional[tuple[State, ...]] = None
    text: str = ""
    sort: SortColumn = SortColumn.CHECK
    descending: bool = False
    offset: int = 0
    limit: Optional[int] = None


@dataclass(frozen=True)
class FindingRow:
    """A finding as a list shows it.

    :ivar text: the sentence as rendered when it was saved; ``message`` renders in any language
    :ivar features: the features concerned, as they were in the newest run that saw the finding
    """

    id: int
    check_id: str
    check_title: str
    role: str
    layer_name: str
    kind: str
    severity: Severity
    state: State
    clause: str
    text: str
    message: Message
    features: tuple[Feature, ...]
    field: str
    measured: Union[float, str, None]
    limit: Union[float, str, None]
    area_m2: Optional[float]
    has_geometry: bool


@dataclass(frozen=True)
class HistoryEntry:
    """One change of a finding's state: by a run (``run_id``) or by a person (``decision``)."""

    at: datetime
    before: State
    after: State
    run_id: str = ""
    decision: Optional[DecisionRecord] = None


@dataclass(frozen=True)
class FindingDetail:
    """A finding with its place and its history.

    :ivar geometry: true error geometry in ``crs``; None for a finding without place
    :ivar crs: authority id or WKT of the CRS of ``geometry``; empty where the layer has none
    :ivar present: whether the newest finished run of its check still found it
    """

    row: FindingRow
    geometry: Optional[QgsGeometry]
    crs: str
    first_seen: datetime
    first_run_id: str
    last_seen: datetime
    last_run_id: str
    present: bool
    history: tuple[HistoryEntry, ...]
    decisions: tuple[DecisionRecord, ...]


@dataclass(frozen=True)
class Standing:
    """What report and correction list say about a finding beyond the run itself."""

    state: State
    first_seen: datetime
    reason: str = ""
    person: str = ""
    evidence: str = ""
    date: Optional[datetime] = None


# By check id and the finding's place in its `CheckResult.findings`.
Standings = Mapping[tuple[str, int], Standing]


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side; rows are fetched as they are looked at.

    A finding counts as gone or new only when the other run finished its check.

    :ivar new: only in the later run
    :ivar gone: only in the earlier run
    :ivar still: in both, with the values of the later run
    :ivar not_rechecked: in the earlier run; the later one did not finish the check
    :ivar not_checked_before: in the later run; the earlier one did not finish the check
    """

    earlier: RunSummary
    later: RunSummary
    new: Sequence[FindingRow] = field(default=())
    gone: Sequence[FindingRow] = field(default=())
    still: Sequence[FindingRow] = field(default=())
    not_rechecked: Sequence[FindingRow] = field(default=())
    not_checked_before: Sequence[FindingRow] = field(default=())
