"""What a self-check run yields: outcomes, results and findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Iterable, Mapping, Optional, Union

from ..message import Message, Title
from ..rulepack.model import CheckRule, Severity


class Outcome(Enum):
    """How a check ended; only ``passed`` is green."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"
    CRASHED = "crashed"
    CANCELLED = "cancelled"


class Verdict(Enum):
    """The verdict over a run; ``passed`` only when every required check passed."""

    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Feature:
    """A feature a finding is about."""

    fid: int
    key: str  # business key (BSM, 小班 key); empty where the layer has none


@dataclass(frozen=True)
class Finding:
    """One defect: where, what was measured, what the limit was, which clause demands it.

    :ivar kind: what kind of defect, a fixed English word (``overlap``, ``null_value``…)
    :ivar features: the features concerned, none for a finding on a whole layer
    :ivar field: name of the field concerned, empty for geometry
    :ivar measured: what was found (a number in the unit of ``limit``, or the offending value)
    :ivar area_m2: ellipsoidal area of the error geometry in m², None where it has none
    :ivar geometry: true error geometry as ISO WKB in ``crs``, None for a finding without place
    :ivar crs: authority id (or WKT) of the layer's CRS, empty where the layer has none
    """

    check_id: str
    role: str
    layer_name: str
    kind: str
    severity: Severity
    clause: str
    message: Message
    features: tuple[Feature, ...] = ()
    field: str = ""
    measured: Union[float, str, None] = None
    limit: Union[float, str, None] = None
    area_m2: Optional[float] = None
    geometry: Optional[bytes] = None
    crs: str = ""


@dataclass(frozen=True)
class CheckResult:
    """How one check of a run ended."""

    check: CheckRule
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: Optional[Message] = None  # why it did not run, crashed, was cancelled, or failed without seeing all
    details: str = ""  # traceback of a crash, for the log
    seconds: float = 0.0
    examined: int = 0  # features looked at
    note: Optional[Message] = None  # what it has to say besides its findings, such as how it read a layer

    @property
    def complete(self) -> bool:
        """True when it looked at all it should: only then is a finding it no longer has gone."""
        return self.outcome in (Outcome.PASSED, Outcome.FAILED) and self.reason is None


@dataclass(frozen=True)
class LayerBindingRecord:
    """How a role was bound in this run, for the report."""

    role: str
    title: Title
    layer_name: str  # empty when not bound
    feature_count: int
    crs: str
    note: Optional[Message] = None  # why it is missing, ambiguous or wrong


@dataclass(frozen=True)
class CheckRun:
    """A self-check run with everything needed to reproduce it."""

    id: str
    started: datetime
    finished: datetime
    pack_id: str
    pack_version: str
    pack_title: Title
    pack_hash: str
    source: str
    fingerprint: str  # SHA-256 over the content of all bound layers
    crs: str  # of the delivery; findings of other CRSs are transformed for the map
    ellipsoid: str
    area_method: Message
    tolerances: Mapping[str, float]
    selected: tuple[str, ...]  # ids of the checks asked for; empty = all of the pack
    check_count: int  # checks in the pack
    bindings: tuple[LayerBindingRecord, ...]
    results: tuple[CheckResult, ...]
    extra_layers: tuple[str, ...] = ()  # layers of the source no role claims
    outline: tuple[bytes, ...] = ()  # borders that show where one is, WKB in ``crs``, simplified for pictures
    versions: Mapping[str, str] = field(default_factory=dict)  # plugin, QGIS, GDAL, GEOS, PROJ

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the run, in the order of the checks."""
        return tuple(finding for result in self.results for finding in result.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity is severity for result in self.results for finding in result.findings)

    def count_outcome(self, *outcomes: Outcome) -> int:
        """Return the number of checks that ended so."""
        return sum(result.outcome in outcomes for result in self.results)

    @property
    def partial(self) -> bool:
        """True when only some of the pack's checks were asked for; such a run is never shown green."""
        return len(self.results) < self.check_count

    @property
    def verdict(self) -> Verdict:
        """The verdict: incomplete while a required check did not end, failed when one failed."""
        return verdict_of((result.check.required, result.check.severity, result.outcome) for result in self.results)


def verdict_of(outcomes: Iterable[tuple[bool, Severity, Outcome]]) -> Verdict:
    """Return the verdict over checks: of each whether it is required, its severity and how it ended.

    Incomplete while a required check did not end or any check crashed or was cancelled, and where no
    check ran at all; failed when a required check failed or any check found an error.
    """
    ended = list(outcomes)
    if all(outcome is Outcome.NOT_RUN for _, _, outcome in ended):
        return Verdict.INCOMPLETE
    if any(required and outcome is Outcome.NOT_RUN for required, _, outcome in ended):
        return Verdict.INCOMPLETE
    if any(outcome in (Outcome.CRASHED, Outcome.CANCELLED) for _, _, outcome in ended):
        return Verdict.INCOMPLETE
    failed = (
        required or severity is Severity.ERROR
        for required, severity, outcome in ended
        if outcome is Outcome.FAILED
    )
    return Verdict.FAILED if any(failed) else Verdict.PASSED
