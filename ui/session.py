"""What the dock works on: the pack, source, bindings and workspace of the open project."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import Any, Callable, Optional, Sequence

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithms.dataset.source import project_layers
from ..algorithms.errors import LandPlanError
from ..algorithms.language import Language
from ..algorithms.rulepack.available import PackSummary, available_packs
from ..algorithms.rulepack.model import Pack
from ..algorithms.workspace.model import RunSummary
from ..algorithms.workspace.workspace import Workspace
from . import settings
from .finding_layers import shown_layers
from .jobs import Opened, RunReport, SourceContent, SourceRequest, open_pack_and_source, run_and_save
from .project_state import OPEN_PROJECT, ProjectState, read_state, write_state
from .results_store import ResultsStore
from .steps.result_layers import OWNERS, result_layers_of
from .tasks import BackgroundTask, start, stop
from .workspace_place import default_workspace


class Session(QObject):
    """Keeps one project's state, does the long work in the background and tells the views.

    Nothing is read from or written to a project that has no state of the plugin, and nothing is opened
    before `activate`, that is before the dock is shown.
    """

    opened = pyqtSignal()  # pack, source, bindings or a problem with them have changed
    results_changed = pyqtSignal()  # other results are to be shown
    busy_changed = pyqtSignal()  # background work has begun or ended
    run_began = pyqtSignal()
    stepped = pyqtSignal(object)  # a CheckStep of the run under way
    progressed = pyqtSignal(float)  # 0 to 100
    run_ended = pyqtSignal(object)  # the CheckRun, None where there is none
    told = pyqtSignal(str, object)  # a sentence for the message bar, no markup, and its Qgis.MessageLevel
    written = pyqtSignal(str)  # path of a file that the user asked for

    def __init__(self, parent: Optional[QObject] = None) -> None:
        """Follow the open project."""
        super().__init__(parent)
        self.language = Language.current()
        self.state = ProjectState()
        self.pack: Optional[Pack] = None
        self.pack_problem = ""
        self.content: Optional[SourceContent] = None
        self.source_problem = ""
        self._results = ResultsStore(self.told.emit)
        self._active = False
        self._packs: list[PackSummary] = []
        self._opening: Optional[BackgroundTask] = None
        self._running: Optional[BackgroundTask] = None
        self._helping: Optional[BackgroundTask] = None
        self._held = False  # an algorithm writes to the workspace
        self._project = QgsProject.instance()
        self._project.readProject.connect(self._project_read)
        self._project.cleared.connect(self._project_cleared)
        self._project.writeProject.connect(self._project_saved)

    # --- state -------------------------------------------------------------------------------

    @property
    def workspace(self) -> Optional[Workspace]:
        """The workspace that keeps the results, None while there is none."""
        return self._results.workspace

    @property
    def workspace_problem(self) -> str:
        """Why the workspace cannot be opened, empty where it can."""
        return self._results.problem

    @property
    def opening(self) -> bool:
        """True while a pack or source is being opened."""
        return self._opening is not None

    @property
    def running(self) -> bool:
        """True while checks run."""
        return self._running is not None

    @property
    def ready(self) -> bool:
        """True when checks can be run."""
        return self.pack is not None and self.content is not None and not self.opening and self.may_decide

    @property
    def may_decide(self) -> bool:
        """True while nothing else writes to the workspace."""
        return not self.running and self._helping is None and not self._held

    @property
    def inside_project(self) -> bool:
        """True when the source is the open project."""
        return self.state.source == OPEN_PROJECT

    @property
    def source_name(self) -> str:
        """The name under which results of the source are kept and reported."""
        if not self.inside_project:
            return self.state.source
        return self._project.fileName() or self.language.translate("PackCheck", "open project")

    @property
    def workspace_path(self) -> str:
        """The file that keeps the results, whether it exists already or not."""
        return self.state.workspace or default_workspace(self._project, self.state)

    def packs(self) -> list[tuple[str, str, bool]]:
        """Return the packs at hand: how to name each, its title, and whether it is shipped."""
        shipped = {summary.id for summary in self._packs if summary.shipped}
        return [
            (
                str(summary.folder) if summary.id in shipped and not summary.shipped else summary.id,
                self.language.title(summary.title),
                summary.shipped,
            )
            for summary in self._packs
        ]

    def activate(self) -> None:
        """Begin to work: called when the dock is shown."""
        if not self._active:
            self._active = True
            self._packs = available_packs()
            self._project_read()

    def choose_pack(self, pack: str) -> None:
        """Use another rule pack.

        :param pack: id of a pack, or a folder; empty = none
        """
        if self._refuse_while_running():
            return
        self._change(replace(self.state, pack=pack, preset="", overrides={}))

    def choose_source(self, source: str) -> None:
        """Use another data source.

        :param source: absolute path, or `OPEN_PROJECT`
        """
        if self._refuse_while_running():
            return
        if source and source != OPEN_PROJECT:
            settings.remember_source(source)
        overrides = self.state.overrides if source == self.state.source else {}
        self._change(replace(self.state, source=source, overrides=overrides))

    def choose_layer(self, role: str, layer: Optional[str], automatic: bool = False) -> None:
        """Bind a role by hand.

        :param layer: name of the layer, None = no layer
        :param automatic: forget the choice made by hand
        """
        if self._refuse_while_running():
            return
        overrides = dict(self.state.overrides)
        if automatic:
            overrides.pop(role, None)
        else:
            overrides[role] = layer
        self._change(replace(self.state, overrides=overrides))

    def choose_preset(self, preset: str) -> None:
        """Choose which checks the run button runs.

        :param preset: id of a preset of the pack, empty = all checks
        """
        self.state = replace(self.state, preset=preset)
        write_state(self._project, self.state)

    def choose_workspace(self, path: str) -> None:
        """Keep the results in another file; those there are so far go along when it is a new file."""
        if self._refuse_while_running():
            return
        moved = self.workspace is None or os.path.exists(path) or self._results.copy_to(self.workspace_path, path)
        if not moved:
            path = self.state.workspace
        self.state = replace(self.state, workspace=path)
        write_state(self._project, self.state)
        self._open_workspace()
        self.opened.emit()

    def hold_workspace(self, held: bool) -> None:
        """Keep checks and decisions off the workspace while an algorithm writes to it."""
        if held != self._held:
            self._held = held
            self.busy_changed.emit()

    def show_new_results(self) -> None:
        """Show what was written to the workspace by others, for example by an algorithm."""
        if not self.state.workspace and os.path.exists(self.workspace_path):
            self.state = replace(self.state, workspace=self.workspace_path)
            write_state(self._project, self.state)
        self._open_workspace()
        self.opened.emit()

    def reload(self) -> None:
        """Read pack and source anew."""
        if not self._refuse_while_running():
            self._packs = available_packs()
            self._open()

    # --- an earlier submission ---------------------------------------------------------------

    def earlier_submission(self) -> str:
        """Return the source whose findings may go on with this one, empty where there is none."""
        if self.pack is None or self.content is None:
            return ""
        return self._results.earlier_source(self.pack.id, self.source_name)

    def continue_findings(self, earlier: str) -> None:
        """Let the findings and decisions of an earlier submission go on with this source."""
        if self._refuse_while_running() or self.pack is None:
            return
        self._results.continue_source(self.pack.id, earlier, self.source_name)
        self.opened.emit()
        self.results_changed.emit()

    # --- running -----------------------------------------------------------------------------

    def preset_checks(self) -> tuple[str, ...]:
        """Return what the run button runs: the chosen preset, empty = all checks of the pack."""
        if self.pack is None or self.state.preset not in self.pack.presets:
            return ()
        return (self.state.preset,)

    def run(self, selected: Sequence[str] = ()) -> None:
        """Run checks in the background and keep the run.

        :param selected: ids of checks or presets, empty = all checks of the pack
        """
        if not self.ready:
            return
        try:
            request = self.source_request()
        except LandPlanError as error:
            self._run_refused(str(error))
            return
        work = partial(run_and_save, request, tuple(selected), self.workspace_path, self.language)
        task = BackgroundTask(self.tr("Checking {source}").format(source=self.source_name), work)
        self._running = task
        task.step.connect(self.stepped)
        task.progressChanged.connect(self.progressed)
        task.succeeded.connect(self._run_succeeded)
        task.refused.connect(self._run_refused)
        task.ended.connect(self._run_ended)
        self.run_began.emit()
        self.busy_changed.emit()
        start(task)

    def cancel(self) -> None:
        """Cancel the run under way."""
        if self._running is not None:
            self._running.cancel()

    def help_out(self, description: str, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        """Do something with the workspace that takes a while in the background.

        :param work: called in the background; opens the workspace for itself
        :param done: called on the main thread with what ``work`` returned
        """
        task = BackgroundTask(description, lambda _: work())
        self._helping = task
        task.succeeded.connect(done)
        task.refused.connect(self._run_refused)
        task.ended.connect(self._helped)
        self.busy_changed.emit()
        start(task)

    def _helped(self) -> None:
        self._helping = None
        self.busy_changed.emit()

    def shut_down(self) -> None:
        """Let go of the project, end the background work and close the workspace."""
        self._project.readProject.disconnect(self._project_read)
        self._project.cleared.disconnect(self._project_cleared)
        self._project.writeProject.disconnect(self._project_saved)
        tasks = (self._running, self._opening, self._helping)
        self._forget_work()
        for task in tasks:
            stop(task)
        self._results.close()

    # --- the project -------------------------------------------------------------------------

    def _project_read(self, *_: object) -> None:
        if not self._active:
            return
        self._forget_work()
        self.state = read_state(self._project)
        self._open()

    def _project_cleared(self) -> None:
        if not self._active:
            return
        self._forget_work()
        self.state = ProjectState()
        self._open()

    def _project_saved(self, *_: object) -> None:
        if self._active and not self.state.empty:
            write_state(self._project, self.state)

    def _forget_work(self) -> None:
        """Cancel work that belongs to the project as it was; what it still says is not heard."""
        for task in (self._running, self._opening, self._helping):
            if task is not None:
                task.abandon()
        was_running = self._running
        self._running = self._opening = self._helping = None
        self.busy_changed.emit()
        if was_running is not None:
            self.run_ended.emit(None)

    # --- opening -----------------------------------------------------------------------------

    def _change(self, state: ProjectState) -> None:
        self.state = state
        write_state(self._project, state)
        self._open()

    def source_request(self) -> SourceRequest:
        """Return what to open; the layers of the open project are taken here, on the main thread.

        :raises LandPlanError: when the source is the open project and it has no vector layer
        """
        inside = self.inside_project
        return SourceRequest(
            pack=self.pack,
            name=self.source_name,
            path="" if inside else self.state.source,
            layers=project_layers(self._project, self._data_layers()) if inside else None,
            overrides=dict(self.state.overrides),
        )

    def _data_layers(self) -> list[str]:
        """Return the ids of the project's layers that are data, not findings or results shown on the map."""
        findings = {layer.id() for layer in (*shown_layers(self._project), *result_layers_of(self._project, OWNERS))}
        return [layer for layer in self._project.mapLayers() if layer not in findings]

    def _open(self) -> None:
        """Open pack and source of the state in the background; the views hear ``opened`` twice."""
        if self._opening is not None:
            self._opening.abandon()
            self._opening = None
        self.content = None
        self.source_problem = ""
        self.pack_problem = ""
        if not self.state.pack:
            self.pack = None
        self._open_workspace()
        if self.state.pack:
            try:
                request = self.source_request() if self.state.source else None
            except LandPlanError as error:
                self.source_problem = str(error)
                request = None
            task = BackgroundTask(
                self.tr("Opening the data source"), partial(open_pack_and_source, self.state.pack, request)
            )
            self._opening = task
            task.succeeded.connect(self._opened)
            task.refused.connect(self._opening_refused)
            task.ended.connect(self._opening_ended)
            start(task)
        self.opened.emit()
        self.busy_changed.emit()

    def _opened(self, result: Opened) -> None:
        self._opening = None
        self.pack = result.pack
        self.content = result.content
        self.pack_problem = self._sentence(result.pack_problem)
        self.source_problem = self.source_problem or self._sentence(result.source_problem)
        self.opened.emit()
        self.results_changed.emit()
        self.busy_changed.emit()

    def _opening_refused(self, sentence: str) -> None:
        self._opening = None
        self.source_problem = sentence
        self.opened.emit()
        self.busy_changed.emit()

    def _opening_ended(self) -> None:
        if self._opening is not None:  # cancelled in QGIS's list of tasks
            self._opening_refused(self.tr("Opening was cancelled. Press “Read again” to go on."))

    def _sentence(self, error: Optional[LandPlanError]) -> str:
        return "" if error is None else self.language.render(error.message)

    # --- workspace ---------------------------------------------------------------------------

    def _open_workspace(self) -> None:
        """Open the workspace for reading where it exists; a project without state has none."""
        self._results.open("" if self.state.empty else self.workspace_path)
        self.results_changed.emit()

    def runs(self) -> list[RunSummary]:
        """Return the runs in the workspace, newest first; none where it cannot be read, which is said."""
        return self._results.runs()

    # --- the run -----------------------------------------------------------------------------

    def _run_succeeded(self, report: RunReport) -> None:
        self.content = report.content
        if not self.state.workspace:
            self.state = replace(self.state, workspace=self.workspace_path)
            write_state(self._project, self.state)
        if self.workspace is None:
            self._open_workspace()
        self._end_run(report)

    def _run_refused(self, sentence: str) -> None:
        self.told.emit(sentence, Qgis.MessageLevel.Critical)

    def _end_run(self, report: RunReport) -> None:
        self._running = None
        self.run_ended.emit(report.run)
        self.opened.emit()
        self.results_changed.emit()
        self.busy_changed.emit()

    def _run_ended(self) -> None:
        if self._running is not None:  # refused, or cancelled before it began
            self._running = None
            self.run_ended.emit(None)
            self.busy_changed.emit()

    def _refuse_while_running(self) -> bool:
        if not self.may_decide:
            text = self.tr("Checks are running: cancel them first, or wait for their end.")
            self.told.emit(text, Qgis.MessageLevel.Info)
        return not self.may_decide
