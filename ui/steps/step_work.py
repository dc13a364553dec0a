"""The work behind a tab of steps: what was chosen, the runs, and where their results are."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from typing import Any, Mapping, Optional, Sequence

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.rulepack.model import Pack
from ..algorithm_run import AlgorithmRun, discard, free_file, sink_in
from ..jobs import SourceContent
from ..session import Session
from ..workspace_place import SUFFIX, make_default_folder, results_folder
from .inputs import Input, parameter_values
from .result_layers import ResultGroups, result_layer
from .run_note import RunNote, fingerprint
from .state import StepsState, read_steps, write_steps


class StepWork(QObject):
    """Keeps the steps of one project and runs each as an algorithm in the background.

    A tab says in a subclass which algorithm a step is, what it is given, and which inputs there are. A step
    without result layers puts its findings into the workspace instead.
    """

    changed = pyqtSignal()  # inputs, options or results
    busy_changed = pyqtSignal()
    progressed = pyqtSignal(float)  # 0 to 100
    finished = pyqtSignal(str)  # the step whose results are new
    failed = pyqtSignal(str)  # the step that was refused; `problems` says why

    entry = ""  # of the project, where the state is kept
    algorithms: Mapping[str, str] = {}  # step → id of its algorithm

    def __init__(self, session: Session, groups: ResultGroups, parent: Optional[QObject] = None) -> None:
        """:param session: gives pack, data source and bindings, and says sentences
        :param groups: the layers each step writes
        """
        super().__init__(parent)
        self._session = session
        self._groups = groups
        self._project = QgsProject.instance()
        self.state = StepsState()
        self.running = ""  # the step under way
        self.problems: dict[str, str] = {}  # why the last run of a step was refused
        self._plan = ("", "")  # pack and source the problems are about
        self._given = ""
        self._run: Optional[AlgorithmRun] = None
        self._file = ""
        session.opened.connect(self._opened)
        self._project.cleared.connect(self._forget_run)

    # --- what a tab says of its steps --------------------------------------------------------

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs the pack asks for."""
        return ()

    def given_to(self, step: str) -> dict[str, Any]:
        """Return what else than the inputs decides about a step: options, targets, decisions."""
        return {}

    def obstacle(self, step: str) -> str:
        """Return why a step cannot run yet, empty when it can."""
        return ""

    def parameters(self, step: str) -> dict[str, Any]:
        """Return the parameters of a step besides its sinks; those its algorithm does not know are left out."""
        values: dict[str, Any] = {**self.input_values(), "PACK": self.pack_name}
        if self.source:
            values["SOURCE"] = self.source
        return values

    # --- what there is -----------------------------------------------------------------------

    @property
    def pack(self) -> Optional[Pack]:
        """The rule pack in use."""
        return self._session.pack

    @property
    def content(self) -> Optional[SourceContent]:
        """The bound data source."""
        return self._session.content

    def input_values(self) -> dict[str, str]:
        """Return the layers of the inputs as Processing takes them, by parameter."""
        session = self._session
        return parameter_values(
            self.inputs, self.state.inputs, session.content, self._project, session.inside_project
        )

    def input_layer(self, name: str) -> Optional[QgsVectorLayer]:
        """Open the vector layer of an input, None when it is not there."""
        value = self.input_values().get(name)
        if value is None:
            return None
        layer: Optional[QgsMapLayer] = self._project.mapLayer(value)
        if layer is None:
            layer = QgsVectorLayer(value, name, "ogr")
        return layer if isinstance(layer, QgsVectorLayer) and layer.isValid() else None

    @property
    def pack_name(self) -> str:
        """Id or folder of the rule pack, as the algorithms take it."""
        return self._session.state.pack

    @property
    def source(self) -> str:
        """Path of the data source, empty for the layers of the open project."""
        return "" if self._session.inside_project else self._session.state.source

    def shown_layer(self, step: str, output: str) -> str:
        """Return the id of a result layer in the project, empty when it is not there."""
        return self._groups.layer_id(self._project, step, output)

    def result(self, step: str, output: str) -> Optional[QgsVectorLayer]:
        """Open a layer of the last run of a step, None when there is none."""
        return result_layer(self.state.results.get(step, ""), output)

    def note(self, step: str) -> RunNote:
        """Return what the last run of a step said; empty before the first one."""
        return self.state.notes.get(step, RunNote())

    def lost(self, step: str) -> bool:
        """Return whether the results of a step were there once and their file is gone."""
        file = self.state.results.get(step, "")
        return bool(file) and not os.path.isfile(file)

    def outdated(self, step: str) -> bool:
        """Return whether a step would be given something else than in its last run."""
        given = self.note(step).given
        return bool(given) and given != self._fingerprint(step)

    # --- choices -----------------------------------------------------------------------------

    def choose(self, name: str, value: str) -> None:
        """Take a layer, file or field for an input."""
        self.change(replace(self.state, inputs={**self.state.inputs, name: value}))

    def set_option(self, name: str, value: Any) -> None:
        """Take an option of a step."""
        if self.state.options.get(name) != value:
            self.change(replace(self.state, options={**self.state.options, name: value}))

    def change(self, state: StepsState) -> None:
        """Take another state and keep it with the project."""
        self.state = state
        write_steps(self._project, self.entry, state)
        self.changed.emit()

    # --- runs --------------------------------------------------------------------------------

    def run(self, step: str) -> None:
        """Run a step; its layers go to a new file, which replaces the earlier one when all went well."""
        if self.running or self.pack is None:
            return
        if not self._session.may_decide:
            self.tell(QCoreApplication.translate(
                "StepWork", "Checks are running: cancel them first, or wait for their end."), Qgis.MessageLevel.Info)
            return
        obstacle = self.obstacle(step)
        if obstacle:
            self._refuse(step, obstacle)
            return
        self._given = self._fingerprint(step)
        try:
            if step not in self._groups.steps:
                make_default_folder(self._session.workspace_path)
            folder = results_folder(self._session.workspace_path)
            self._file = free_file(folder, f"{self._stem()}_{step}")
            self._run = AlgorithmRun(self.algorithms[step], self._known(step), self)
        except (LandPlanError, OSError) as error:
            self._refuse(step, str(error))
            return
        self.problems.pop(step, None)
        self.running = step
        self._run.progressed.connect(self.progressed)
        self._run.succeeded.connect(self._succeeded)
        self._run.refused.connect(self._refused)
        self._run.ended.connect(self._ended)
        self._session.hold_workspace(step not in self._groups.steps)
        self.busy_changed.emit()
        self._run.start()

    def cancel(self) -> None:
        """Stop the step under way; the earlier results stay."""
        if self._run is not None:
            self._run.cancel()

    def shut_down(self) -> None:
        """Let go of the project and end the run under way."""
        self._project.cleared.disconnect(self._forget_run)
        run, file = self._run, self._file
        self._forget_run()
        if run is not None:
            run.wait()
            self._discard(file)

    def show(self, step: str) -> bool:
        """Put the results of a step on the map; False when their file is gone."""
        file = self.state.results.get(step, "")
        return bool(self._groups.show(self._project, step, file, self._session.language))

    def sentence(self, error: LandPlanError) -> str:
        """Return a refusal in the language of the panel."""
        return self._session.language.render(error.message)

    def tell(self, sentence: str, level: Qgis.MessageLevel) -> None:
        """Say a sentence in the message bar."""
        self._session.told.emit(sentence, level)

    def _fingerprint(self, step: str) -> str:
        """Return what a run of a step would be given; paths as the project keeps them, so that it can be moved."""
        given = {name: self._project.writePath(value) if os.path.isabs(value) else value
                 for name, value in {"SOURCE": self.source, **self.input_values()}.items()}
        return fingerprint({"PACK": self.pack_name, **given, **self.given_to(step)})

    def _known(self, step: str) -> dict[str, Any]:
        values = self.parameters(step)
        for wanted in self._groups.steps.get(step, ()):
            values[wanted.output] = sink_in(self._file, wanted.output)
        known = {definition.name() for definition in _definitions(self.algorithms[step])}
        return {name: value for name, value in values.items() if name in known and value is not None}

    def _stem(self) -> str:
        """Return how the files of results begin: with the name of the project, so that copies keep to their own."""
        project = os.path.splitext(os.path.basename(self._project.fileName()))[0]
        name = os.path.basename(self._session.workspace_path)
        return project or (name[: -len(SUFFIX)] if name.endswith(SUFFIX) else os.path.splitext(name)[0]) or "landplan"

    def _owns(self, file: str) -> bool:
        """Return whether a file of results was made for this project, not for the one it is a copy of."""
        return os.path.dirname(file) == os.path.dirname(self._file) and os.path.basename(file).startswith(
            f"{self._stem()}_{self.running}")

    def _succeeded(self, results: Mapping[str, Any]) -> None:
        step, earlier, run = self.running, self.state.results.get(self.running, ""), self._run
        if run is None or step not in self._groups.steps:
            self.finished.emit(step)
            return
        ended = f"{datetime.now(timezone.utc).astimezone():%Y-%m-%d %H:%M}"
        note = RunNote(ended, self._given, run.log, run.warnings, _figures(results))
        self.change(replace(
            self.state, results={**self.state.results, step: self._file}, notes={**self.state.notes, step: note},
        ))
        self.show(step)
        if earlier and earlier != self._file and self._owns(earlier):
            self._discard(earlier)
        self.finished.emit(step)

    def _refused(self, sentence: str) -> None:
        if sentence:
            self._refuse(self.running, sentence)
        else:
            self.tell(QCoreApplication.translate("StepWork", "Cancelled; the earlier results stay."),
                      Qgis.MessageLevel.Info)

    def _refuse(self, step: str, sentence: str) -> None:
        self.problems[step] = sentence
        self.tell(sentence, Qgis.MessageLevel.Critical)
        self.failed.emit(step)

    def _ended(self) -> None:
        layered = self.running in self._groups.steps
        unused = self._file if layered and self.state.results.get(self.running) != self._file else ""
        run = self._run
        self.running, self._run = "", None
        self.run_over()
        if run is not None:
            run.deleteLater()  # with its context, which holds the new file open
        self._session.hold_workspace(False)
        self.busy_changed.emit()
        if unused:  # once the run has let go of it
            QTimer.singleShot(0, partial(self._discard, unused))

    @property
    def companions(self) -> Sequence[str]:
        """Endings of the files that a run may write beside its layers."""
        return ()

    def _discard(self, file: str) -> None:
        discard(file, self.companions)

    def run_over(self) -> None:
        """Let go of what was made for a run."""

    def _forget_run(self) -> None:
        """Cancel a run that belongs to the project as it was; what it still says is not heard."""
        run, file = self._run, self._file
        if run is None:
            return
        for told in (run.progressed, run.succeeded, run.refused, run.ended):
            told.disconnect()
        run.ended.connect(run.deleteLater)
        run.ended.connect(partial(self._discard, file))
        self.running, self._run = "", None
        self.run_over()
        run.cancel()
        self._session.hold_workspace(False)
        self.busy_changed.emit()

    def _opened(self) -> None:
        state = StepsState() if self._session.state.empty else read_steps(self._project, self.entry)
        if (self._session.state.pack, self._session.state.source) != self._plan:
            self._plan = (self._session.state.pack, self._session.state.source)
            self.problems = {}
        self.state = state
        self.changed.emit()


def _definitions(algorithm: str) -> Sequence[Any]:
    found = QgsApplication.processingRegistry().algorithmById(algorithm)
    return [] if found is None else found.parameterDefinitions()


def _figures(results: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers and words a run gave back, without its layers and files."""
    return {name: value for name, value in results.items()
            if isinstance(value, (int, float)) or (name == "VERDICT" and isinstance(value, str))}
