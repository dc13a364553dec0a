"""The self-check engine: runs the checks of a pack on a dataset and keeps every promise about outcomes."""

from __future__ import annotations

import time
import traceback
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Callable, Iterator, Optional, Sequence

from ..dataset.binding import Dataset
from ..errors import Cancelled, LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.projection import area_frame
from ..message import Message, translatable
from ..rulepack.model import CheckRule, Pack
from ..versions import versions
from .catalogue import check_kinds
from .context import CheckContext
from .model import CheckResult, CheckRun, Finding, LayerBindingRecord, Outcome
from .outline import outline
from .registry import CheckKind

# Share of the progress bar for each family: topology is what people wait for.
FAMILY_WEIGHT = {
    "structure": 1, "attributes": 2, "geometry": 8, "topology": 20, "areas": 4, "lines": 20, "adjustment": 10,
    "indicators": 4, "forest_use": 4,
}


@dataclass(frozen=True)
class _Observers:
    """Whoever wants to be told about each check as it starts and ends."""

    on_start: Callable[[CheckRule], None]
    on_result: Callable[[CheckResult], None]


def select_checks(pack: Pack, selected: Sequence[str]) -> tuple[CheckRule, ...]:
    """Return the checks asked for, in the order of the pack; all of them without a selection.

    :param selected: check ids, prefixes ending with ``*``, or ids of presets
    :raises LandPlanError: when a word selects nothing
    """
    if not selected:
        return tuple(pack.checks.values())
    chosen: set[str] = set()
    for word in selected:
        patterns = pack.presets[word].checks if word in pack.presets else (word,)
        matching = {check_id for check_id in pack.checks for pattern in patterns if _matches(check_id, pattern)}
        if not matching:
            raise LandPlanError(
                translatable("SelfCheck", "The rule pack {pack} has no check and no preset {word}.", pack=pack.title,
                             word=word)
            )
        chosen |= matching
    return tuple(check for check in pack.checks.values() if check.id in chosen)


def _matches(check_id: str, pattern: str) -> bool:
    return check_id.startswith(pattern[:-1]) if pattern.endswith("*") else check_id == pattern


def run_selfcheck(
    dataset: Dataset,
    selected: Sequence[str] = (),
    feedback: Optional[Feedback] = None,
    on_result: Callable[[CheckResult], None] = lambda result: None,
    on_start: Callable[[CheckRule], None] = lambda check: None,
    fingerprint: bool = True,
) -> CheckRun:
    """Run checks on a dataset in the calling thread.

    A check that raises ends as ``crashed`` and the others go on; after a cancel the running and the
    remaining checks end as ``cancelled``.

    :param selected: check ids, prefixes ending with ``*`` or preset ids; empty = every check of the pack
    :param on_result: called with each result as it is known
    :param on_start: called with each check before it runs
    :param fingerprint: whether to record the fingerprint of the data (for runs that are kept)
    :raises LandPlanError: when ``selected`` names a check the pack does not have
    """
    feedback = feedback or Silent()
    pack = dataset.pack
    checks = select_checks(pack, selected)
    started = datetime.now(timezone.utc)
    results = _run_checks(dataset, checks, Span(feedback, 0, 95), _Observers(on_start, on_result))
    data_fingerprint = _fingerprint(dataset, Span(feedback, 95, 100)) if fingerprint else ""
    feedback.setProgress(100)
    return CheckRun(
        id=uuid.uuid4().hex,
        started=started,
        finished=datetime.now(timezone.utc),
        pack_id=pack.id,
        pack_version=pack.version,
        pack_title=pack.title,
        pack_hash=pack.content_hash,
        source=dataset.source,
        fingerprint=data_fingerprint,
        crs=dataset.crs.authid() or dataset.crs.toWkt() if dataset.crs.isValid() else "",
        ellipsoid=pack.crs.ellipsoid,
        area_method=_area_method(dataset),
        tolerances=dict(pack.tolerances),
        selected=tuple(check.id for check in checks) if selected else (),
        check_count=len(pack.checks),
        bindings=tuple(_records(dataset)),
        results=tuple(results),
        extra_layers=tuple(layer.name for layer in dataset.extra_layers),
        outline=outline(dataset),
        versions=versions(),
    )


def _fingerprint(dataset: Dataset, feedback: Feedback) -> str:
    try:
        return dataset.fingerprint(feedback)
    except (Cancelled, LandPlanError):  # a cancelled run, or a layer that cannot be read, has none
        return ""


def _area_method(dataset: Dataset) -> Message:
    try:
        return area_frame(dataset.crs).description
    except LandPlanError as refusal:
        return refusal.message


def _records(dataset: Dataset) -> Iterator[LayerBindingRecord]:
    for binding in dataset.bindings.values():
        layer = binding.layer
        yield LayerBindingRecord(
            role=binding.role.id,
            title=binding.role.title,
            layer_name=layer.name if layer else "",
            feature_count=layer.feature_count if layer else 0,
            crs=layer.crs.authid() if layer else "",
            note=binding.note,
        )


def _run_checks(
    dataset: Dataset, checks: Sequence[CheckRule], feedback: Feedback, observers: _Observers
) -> list[CheckResult]:
    kinds = check_kinds()
    total = sum(FAMILY_WEIGHT.get(check.family, 1) for check in checks) or 1
    done = 0
    context = CheckContext(dataset, checks, feedback)
    results = []
    for check in checks:
        weight = FAMILY_WEIGHT.get(check.family, 1)
        context.feedback = Span(feedback, 100 * done / total, 100 * (done + weight) / total)
        observers.on_start(check)
        result = _run_check(check, kinds.get(check.kind), context)
        observers.on_result(result)
        results.append(result)
        done += weight
        context.feedback.setProgress(100)
    return results


def run_in(
    context: CheckContext, checks: Sequence[CheckRule],
    on_result: Callable[[CheckResult], None] = lambda result: None,
) -> list[CheckResult]:
    """Run checks on a context, so that what they work out is at hand for whoever made it.

    How a check ends is as in `run_selfcheck`. The context keeps its own feedback.
    """
    kinds = check_kinds()
    results = []
    for check in checks:
        results.append(_run_check(check, kinds.get(check.kind), context))
        on_result(results[-1])
    return results


def _require_features(check: CheckRule, context: CheckContext) -> None:
    """Refuse to check the features of a layer that has none: where nothing was looked at, nothing passed.

    :raises LandPlanError: when the layer is empty (or missing)
    """
    if check.layer is not None and not len(context.data(check.layer)):
        raise LandPlanError(
            translatable(
                "SelfCheck", "The layer {layer} has no features, so there is nothing to check.",
                layer=context.layer(check.layer).name,
            )
        )


def _run_check(check: CheckRule, kind: Optional[CheckKind], context: CheckContext) -> CheckResult:
    """Run one check; whatever happens ends in one of the five outcomes."""
    began = time.perf_counter()
    context.examined = 0
    context.doubt = context.note = None
    findings: list[Finding] = []
    outcome, reason, details = Outcome.PASSED, None, ""
    try:
        raise_if_cancelled(context.feedback)
        if kind is None:
            raise LandPlanError(
                translatable("SelfCheck", "This version does not know the check kind {kind}.", kind=check.kind)
            )
        if kind.spec.selects:
            _require_features(check, context)
        for finding in kind.run(check, context):
            findings.append(finding)
            if len(findings) % 1000 == 0:
                raise_if_cancelled(context.feedback)
        if context.doubt is not None:
            raise LandPlanError(context.doubt)
        outcome = Outcome.FAILED if findings else Outcome.PASSED
    except Cancelled:
        outcome, reason = Outcome.CANCELLED, translatable("SelfCheck", "The run was cancelled.")
    except LandPlanError as refusal:
        # What it found before it had to stop stands; the reason is kept either way.
        outcome, reason = (Outcome.FAILED if findings else Outcome.NOT_RUN), refusal.message
    except Exception as error:  # one crashing check never stops the others
        outcome, reason, details = Outcome.CRASHED, _crash_reason(error), traceback.format_exc()
    return CheckResult(
        check=check,
        outcome=outcome,
        findings=tuple(findings),
        reason=reason,
        details=details,
        seconds=time.perf_counter() - began,
        examined=context.examined,
        note=context.note,
    )


def _crash_reason(error: Exception) -> Message:
    return translatable(
        "SelfCheck", "The check broke off with an error of the program ({error}); the details are in the log.",
        error=f"{type(error).__name__}: {error}",
    )
