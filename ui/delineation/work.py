"""The work behind the Delineation tab: what was chosen, the runs, and where their results are."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from typing import Any, Mapping, Optional, Sequence

from qgis.core import Qgis, QgsApplication, QgsFeature, QgsField, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, QVariant, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.rulepack.delineation_rules import DelineationRules
from ...algorithms.rulepack.model import Pack
from ..algorithm_run import AlgorithmRun, discard, free_file, sink_in
from ..jobs import SourceContent
from ..session import Session
from ..workspace_place import SUFFIX, make_default_folder, results_folder
from .inputs import Input, inputs_of, parameter_values
from .option_lines import option_values
from .result_layers import PROPERTY, STEPS, result_layer, show_results, shown_results
from .run_note import RunNote, fingerprint
from .state import DelineationState, read_delineation, write_delineation

ALGORITHMS = {
    "screening": "landplan:screenparcels",
    "delineation": "landplan:delineatefarmland",
    "check": "landplan:checkadjustment",  # its findings go to the workspace
}
TARGETS = "TARGETS"
_FIELDS = ("QUALITY_FIELD", "SLOPE_FIELD")


class DelineationWork(QObject):
    """Keeps one project's delineation and runs its steps in the background."""

    changed = pyqtSignal()  # inputs, options, targets or results
    busy_changed = pyqtSignal()
    progressed = pyqtSignal(float)  # 0 to 100
    finished = pyqtSignal(str)  # the step whose results are new
    failed = pyqtSignal(str)  # the step that was refused; `problems` says why

    def __init__(self, session: Session, parent: Optional[QObject] = None) -> None:
        """:param session: gives pack, data source and bindings, and says sentences"""
        super().__init__(parent)
        self._session = session
        self._project = QgsProject.instance()
        self.state = DelineationState()
        self.running = ""  # the step under way
        self.problems: dict[str, str] = {}  # why the last run of a step was refused
        self._plan = ("", "")  # pack and source the problems are about
        self._given = ""
        self._run: Optional[AlgorithmRun] = None
        self._file = ""
        self._typed: Optional[QgsVectorLayer] = None
        session.opened.connect(self._opened)
        self._project.cleared.connect(self._forget_run)

    # --- what there is -----------------------------------------------------------------------

    @property
    def rules(self) -> Optional[DelineationRules]:
        """How the pack delineates, None when it does not."""
        return None if self.pack is None else self.pack.delineation

    @property
    def pack(self) -> Optional[Pack]:
        """The rule pack in use."""
        return self._session.pack

    @property
    def content(self) -> Optional[SourceContent]:
        """The bound data source."""
        return self._session.content

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs the pack asks for."""
        return inputs_of(self.pack)

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
        wanted = f"{step}/{output}"
        layers = shown_results(self._project, step)
        return next((layer.id() for layer in layers if layer.customProperty(PROPERTY) == wanted), "")

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
        """Return whether inputs, options or targets are others than those of the last run of a step."""
        given = self.note(step).given
        return bool(given) and given != self._fingerprint(step)

    # --- choices -----------------------------------------------------------------------------

    def choose(self, name: str, value: str) -> None:
        """Take a layer, file or field for an input."""
        self._change(replace(self.state, inputs={**self.state.inputs, name: value}))

    def set_option(self, name: str, value: Any) -> None:
        """Take an option of the delineation."""
        if self.state.options.get(name) != value:
            self._change(replace(self.state, options={**self.state.options, name: value}))

    def set_targets(self, targets: Mapping[str, float]) -> None:
        """Take targets that were typed, in ha by unit code; none means those of the table."""
        self._change(replace(self.state, targets=dict(targets)))

    # --- runs --------------------------------------------------------------------------------

    def run(self, step: str) -> None:
        """Run a step; its layers go to a new file, which replaces the earlier one when all went well."""
        if self.running or self.pack is None:
            return
        if not self._session.may_decide:
            self.tell(self.tr("Checks are running: cancel them first, or wait for their end."), Qgis.MessageLevel.Info)
            return
        if step not in STEPS and self.result("delineation", "OUTPUT") is None:
            self._refuse(step, self.tr("There is no delineation to check: delineate first."))
            return
        self._given = self._fingerprint(step)
        try:
            if step not in STEPS:
                make_default_folder(self._session.workspace_path)
            folder = results_folder(self._session.workspace_path)
            self._file = free_file(folder, f"{self._stem()}_{step}")
            self._run = AlgorithmRun(ALGORITHMS[step], self._parameters(step), self)
        except (LandPlanError, OSError) as error:
            self._refuse(step, str(error))
            return
        self.problems.pop(step, None)
        self.running = step
        self._run.progressed.connect(self.progressed)
        self._run.succeeded.connect(self._succeeded)
        self._run.refused.connect(self._refused)
        self._run.ended.connect(self._ended)
        self._session.hold_workspace(step not in STEPS)
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
            discard(file)

    def show(self, step: str) -> bool:
        """Put the results of a step on the map; False when their file is gone."""
        file = self.state.results.get(step, "")
        return bool(show_results(self._project, step, file, self._session.language))

    def _fingerprint(self, step: str) -> str:
        """Return what a run of a step would be given; paths as the project keeps them, so that it can be moved."""
        given = {name: self._project.writePath(value) if os.path.isabs(value) else value
                 for name, value in {"SOURCE": self.source, **self.input_values()}.items()}
        fields = {name: self.state.inputs.get(name, "") for name in _FIELDS}
        chosen: dict[str, Any] = {}
        if step != "screening":
            chosen = {"options": option_values(self.state.options, self.rules), "targets": dict(self.state.targets)}
        return fingerprint({"PACK": self.pack_name, **given, **fields, **chosen})

    def _parameters(self, step: str) -> dict[str, Any]:
        values: dict[str, Any] = dict(self.input_values())
        if self.state.targets:
            self._typed = self._typed_targets()
            values[TARGETS] = self._typed
        values["PACK"] = self.pack_name
        if self.source:
            values["SOURCE"] = self.source
        if step == "check":
            values["BEFORE"] = values.get("CURRENT")
            delineated = self.state.results["delineation"]
            values["AFTER"] = f"{delineated}|layername=OUTPUT"
            values["DECLARED"] = f"{delineated}|layername=ADJUSTMENT_LEDGER"
            values["WORKSPACE"] = self._session.workspace_path
        for name in _FIELDS:
            if self.state.inputs.get(name):
                values[name] = self.state.inputs[name]
        if step == "delineation":
            values.update(self.state.options)
        for wanted in STEPS.get(step, ()):
            values[wanted.output] = sink_in(self._file, wanted.output)
        known = {definition.name() for definition in _definitions(ALGORITHMS[step])}
        return {name: value for name, value in values.items() if name in known and value is not None}

    def _typed_targets(self) -> QgsVectorLayer:
        """Return the targets that were typed as a table in memory."""
        rules = self.rules
        code, area = ("XZQDM", "RWMJ") if rules is None else (rules.targets.unit, rules.targets.area_ha)
        layer = QgsVectorLayer("NoGeometry", self.tr("Targets"), "memory")
        layer.dataProvider().addAttributes([QgsField(code, QVariant.String), QgsField(area, QVariant.Double)])
        layer.updateFields()
        features = []
        for unit, target in sorted(self.state.targets.items()):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([unit, target])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return layer

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
        step, earlier = self.running, self.state.results.get(self.running, "")
        if step not in STEPS:
            self.finished.emit(step)
            return
        ended = f"{datetime.now(timezone.utc).astimezone():%Y-%m-%d %H:%M}"
        note = RunNote(ended, self._given, self._run.log, self._run.warnings)
        self._change(replace(
            self.state, results={**self.state.results, step: self._file}, notes={**self.state.notes, step: note},
        ))
        self.show(step)
        if earlier and earlier != self._file and self._owns(earlier):
            discard(earlier)
        self.finished.emit(step)

    def _refused(self, sentence: str) -> None:
        if sentence:
            self._refuse(self.running, sentence)
        else:
            self.tell(self.tr("Cancelled; the earlier results stay."), Qgis.MessageLevel.Info)

    def _refuse(self, step: str, sentence: str) -> None:
        self.problems[step] = sentence
        self.tell(sentence, Qgis.MessageLevel.Critical)
        self.failed.emit(step)

    def _ended(self) -> None:
        unused = self._file if self.running in STEPS and self.state.results.get(self.running) != self._file else ""
        run = self._run
        self.running, self._run, self._typed = "", None, None
        if run is not None:
            run.deleteLater()  # with its context, which holds the new file open
        self._session.hold_workspace(False)
        self.busy_changed.emit()
        if unused:  # once the run has let go of it
            QTimer.singleShot(0, partial(discard, unused))

    def _forget_run(self) -> None:
        """Cancel a run that belongs to the project as it was; what it still says is not heard."""
        run, file = self._run, self._file
        if run is None:
            return
        for told in (run.progressed, run.succeeded, run.refused, run.ended):
            told.disconnect()
        run.ended.connect(run.deleteLater)
        run.ended.connect(partial(discard, file))
        self.running, self._run, self._typed = "", None, None
        run.cancel()
        self._session.hold_workspace(False)
        self.busy_changed.emit()

    def sentence(self, error: LandPlanError) -> str:
        """Return a refusal in the language of the panel."""
        return self._session.language.render(error.message)

    def tell(self, sentence: str, level: Qgis.MessageLevel) -> None:
        """Say a sentence in the message bar."""
        self._session.told.emit(sentence, level)

    def _change(self, state: DelineationState) -> None:
        self.state = state
        write_delineation(self._project, state)
        self.changed.emit()

    def _opened(self) -> None:
        state = DelineationState() if self._session.state.empty else read_delineation(self._project)
        if (self._session.state.pack, self._session.state.source) != self._plan:
            self._plan = (self._session.state.pack, self._session.state.source)
            self.problems = {}
        self.state = state
        self.changed.emit()


def _definitions(algorithm: str) -> Sequence[Any]:
    found = QgsApplication.processingRegistry().algorithmById(algorithm)
    return [] if found is None else found.parameterDefinitions()
