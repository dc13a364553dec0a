"""What the background tasks of the dock do: open and bind a source, run checks and keep the run."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Mapping, Optional, Sequence

from ..algorithms.dataset.binding import Dataset, bind
from ..algorithms.dataset.source import SourceLayer, open_source
from ..algorithms.errors import Cancelled, LandPlanError
from ..algorithms.feedback import Silent, Span, raise_if_cancelled
from ..algorithms.language import Language
from ..algorithms.rulepack.loader import load_pack
from ..algorithms.rulepack.model import CheckRule, Pack
from ..algorithms.selfcheck.catalogue import kind_specs
from ..algorithms.selfcheck.engine import run_selfcheck
from ..algorithms.selfcheck.model import CheckResult, CheckRun
from ..algorithms.workspace.kept_values import with_missing_values
from ..algorithms.workspace.model import Decision
from ..algorithms.workspace.workspace import Workspace
from .tasks import BackgroundTask
from .workspace_place import make_default_folder

SAVE_FROM = 95.0  # progress at which the checks are done and the run is written


@dataclass(frozen=True)
class SourceRequest:
    """A source to open and bind.

    :ivar pack: None while no pack is loaded; then it can be opened, not bound
    :ivar name: how the source is called in runs and reports
    :ivar path: file, geodatabase or folder; empty when ``layers`` are given
    :ivar layers: layers of the open project, taken on the main thread
    :ivar overrides: role id → layer chosen by hand, None = no layer
    """

    pack: Optional[Pack]
    name: str
    path: str = ""
    layers: Optional[Sequence[SourceLayer]] = None
    overrides: Mapping[str, Optional[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckStep:
    """A step of a run: a check begins, or has ended with a result."""

    check: CheckRule
    result: Optional[CheckResult] = None


@dataclass(frozen=True)
class SourceContent:
    """A bound source and all the layers it has."""

    dataset: Dataset
    layers: tuple[SourceLayer, ...]


def open_and_bind(request: SourceRequest) -> SourceContent:
    """Open the source and bind the pack's roles to its layers.

    :raises LandPlanError: when the source cannot be read
    :raises ValueError: when the request has no pack
    """
    if request.pack is None:
        raise ValueError("Without a rule pack there are no roles to bind.")
    layers = open_source(request.path) if request.layers is None else list(request.layers)
    return SourceContent(bind(request.pack, layers, request.name, dict(request.overrides)), tuple(layers))


@dataclass(frozen=True)
class Opened:
    """What opening a pack and a source came to; a problem with either is kept, not raised."""

    pack: Optional[Pack] = None
    pack_problem: Optional[LandPlanError] = None
    content: Optional[SourceContent] = None
    source_problem: Optional[LandPlanError] = None


def open_pack_and_source(pack: str, request: Optional[SourceRequest], task: BackgroundTask) -> Opened:
    """Load a rule pack and, where a source is chosen, bind the pack's roles to its layers.

    :param pack: id or folder of the pack
    :param request: the source, its ``pack`` still open; None = no source chosen yet
    """
    try:
        loaded = load_pack(pack, kind_specs())
    except LandPlanError as problem:
        return Opened(pack_problem=problem)
    raise_if_cancelled(task)
    if request is None:
        return Opened(loaded)
    try:
        return Opened(loaded, content=open_and_bind(replace(request, pack=loaded)))
    except LandPlanError as problem:
        return Opened(loaded, source_problem=problem)


def record_decision(workspace: str, findings: Sequence[int], decision: Decision) -> None:
    """Record a decision on many findings.

    :raises LandPlanError: when the workspace cannot be written
    """
    with Workspace.open(workspace, create=False) as kept:
        kept.decide(findings, decision)


@dataclass(frozen=True)
class RunReport:
    """What a run in the background hands back."""

    content: SourceContent
    run: CheckRun


def run_and_save(
    request: SourceRequest, selected: Sequence[str], workspace: str, language: Language, task: BackgroundTask
) -> RunReport:
    """Open the source anew, run checks on it and keep the run in the workspace.

    A cancelled run is kept too, its unfinished checks as cancelled.

    :param selected: ids of the checks, empty = all of the pack
    :param task: told each `CheckStep`
    :raises LandPlanError: when the source cannot be read or the workspace not be written
    """
    content = open_and_bind(request)
    make_default_folder(workspace)
    dataset = with_missing_values(content.dataset, workspace)
    with Workspace.open(workspace, create=True) as kept:
        run = run_selfcheck(
            dataset,
            selected,
            Span(task, 0.0, SAVE_FROM),
            on_result=lambda result: task.tell(CheckStep(result.check, result)),
            on_start=lambda check: task.tell(CheckStep(check)),
        )
        try:
            kept.save_run(run, language, Silent() if task.isCanceled() else Span(task, SAVE_FROM, 100.0))
        except Cancelled:  # pressed while saving: what was checked is kept all the same
            kept.save_run(run, language, Silent())
    for layer in content.layers:
        layer.forget()
    return RunReport(content, run)
