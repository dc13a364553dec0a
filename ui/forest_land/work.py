"""The work behind the Forest land tab: decisions on the base, and what each step is given."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any, Optional, Sequence

from qgis.core import Qgis, QgsFeature, QgsField, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QVariant, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.language import Language
from ...algorithms.message import Title
from ...algorithms.workspace.base_decisions import BaseDecision
from ...algorithms.workspace.workspace import Workspace
from ..indicators.loading import author
from ..session import Session
from ..steps.inputs import Input
from ..steps.step_work import StepWork
from ..workspace_place import make_default_folder
from .inputs import inputs_of
from .result_layers import GROUPS

BASE, GRADES, USE, EDITIONS, STATUS = "base", "grades", "use", "editions", "status"


class ForestLandWork(StepWork):
    """Keeps one project's forest-land plan and runs its steps in the background."""

    decided = pyqtSignal()  # decisions on disagreements were written or taken back

    entry = "/forest_land"
    algorithms = {
        BASE: "landplan:planningbase",
        GRADES: "landplan:forestgrades",
        USE: "landplan:checkforestquota",
        EDITIONS: "landplan:compareeditions",
        STATUS: "landplan:evaluatestatus",
    }

    def __init__(self, session: Session, parent: Optional[QObject] = None) -> None:
        """:param session: gives pack, data source and bindings, and says sentences"""
        super().__init__(session, GROUPS, parent)
        self._listed: Optional[QgsVectorLayer] = None
        self._decisions: Optional[Sequence[BaseDecision]] = None  # as they were read last
        session.opened.connect(self.forget_decisions)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs the pack asks for."""
        return inputs_of(self.pack)

    @property
    def language(self) -> Language:
        """The language of the panel."""
        return self._session.language

    def title(self, title: Title) -> str:
        """Return a title of the pack in the language of the panel."""
        return str(self._session.language.title(title))

    @property
    def workspace_path(self) -> str:
        """Path of the workspace, which need not exist yet."""
        return str(self._session.workspace_path)

    def options_of(self, step: str) -> dict[str, Any]:
        """Return the options chosen for a step, by parameter."""
        prefix = f"{step}/"
        return {name[len(prefix):]: value for name, value in self.state.options.items() if name.startswith(prefix)}

    # --- decisions ---------------------------------------------------------------------------

    @property
    def may_decide(self) -> bool:
        """True while decisions can be written."""
        return bool(self._session.may_decide) and not self.running

    def decisions(self) -> Sequence[BaseDecision]:
        """Return what holds now; nothing where the workspace cannot be read, which the session tells once."""
        if self._decisions is None:
            try:
                self._decisions = self._read_decisions()
            except LandPlanError as error:
                self._decisions = []
                self.tell(self.sentence(error), Qgis.MessageLevel.Warning)
        return self._decisions

    def _read_decisions(self) -> Sequence[BaseDecision]:
        workspace = self._session.workspace
        return [] if workspace is None or self.pack is None else workspace.base_decisions(self.pack.id).decisions()

    def forget_decisions(self) -> None:
        """Read the decisions anew when they are asked for next: a colleague may have written some."""
        self._decisions = None

    def history(self, key: str) -> list[BaseDecision]:
        """Return all that was ever decided on a disagreement, the newest first; nothing where it cannot be read."""
        workspace = self._session.workspace
        if workspace is None or self.pack is None:
            return []
        try:
            return workspace.base_decisions(self.pack.id).history(key)
        except LandPlanError:
            return []  # `decisions` has told it already

    def decide(self, keys: Sequence[str], decision: str, note: str) -> None:
        """Write a decision on disagreements; an empty one takes back what was decided."""
        person = author()
        self.save_decisions([BaseDecision(key, decision, note, person) for key in keys])

    def save_decisions(self, decisions: Sequence[BaseDecision]) -> bool:
        """Write decisions; False where that cannot be done, which is told.

        :param decisions: those without a person are taken for one's own
        """
        if self.pack is None or not decisions:
            return False
        if not self.may_decide:
            self.tell(self.tr("Wait until the run under way has ended, then decide."), Qgis.MessageLevel.Info)
            return False
        path, person = self._session.workspace_path, author()
        try:
            make_default_folder(path)
            with Workspace.open(path) as workspace:
                store = workspace.base_decisions(self.pack.id)
                store.save([one if one.person else replace(one, person=person) for one in decisions])
        except (LandPlanError, OSError) as error:
            said = self.sentence(error) if isinstance(error, LandPlanError) else str(error)
            self.tell(said, Qgis.MessageLevel.Critical)
            return False
        self.forget_decisions()
        if self._session.workspace is None:
            self._session.show_new_results()
        self.decided.emit()
        return True

    # --- runs --------------------------------------------------------------------------------

    def given_to(self, step: str) -> dict[str, Any]:
        """Return what else than the inputs decides about a step: its options, and the decisions on the base."""
        prefix = f"{step}/"
        options = {name: value for name, value in self.state.options.items() if name.startswith(prefix)}
        if step != BASE:
            return {"options": options}
        decisions = [(one.disagreement, one.decision) for one in self.decisions()]
        return {"options": options, "decisions": decisions}

    def obstacle(self, step: str) -> str:
        """Return why a step cannot run yet, empty when it can."""
        if step == EDITIONS and "BEFORE" not in self.input_values():
            return self.tr("Choose the one-map of the year before under Inputs first.")
        if step == BASE:
            try:  # a base without the decisions that were taken would be another one
                self._decisions = self._read_decisions()
            except LandPlanError as error:
                return self.sentence(error)
        return ""

    def parameters(self, step: str) -> dict[str, Any]:
        """Return the parameters of a step besides its sinks."""
        values = super().parameters(step)
        values.update(self.options_of(step))
        if step == BASE:
            self._listed = self._decision_table()
            values["DECISIONS"] = self._listed
        elif step == EDITIONS:
            values["AFTER"] = values.get("ONE_MAP")
        elif step == STATUS:
            values.update({name: self.file_beside(self._file, name) for name in ("REPORT", "TABLES")})
        if step in (USE, STATUS) and os.path.isfile(self._session.workspace_path):
            values["WORKSPACE"] = self._session.workspace_path
        return values

    def run_over(self) -> None:
        """Let go of the table of decisions."""
        self._listed = None

    @property
    def companions(self) -> Sequence[str]:
        """Endings of the files that a run may write beside its layers."""
        return (".html", ".xlsx")

    @staticmethod
    def file_beside(file: str, output: str) -> str:
        """Return the path of a report or of tables that belong to a file of results."""
        return os.path.splitext(file)[0] + {"REPORT": ".html", "TABLES": ".xlsx"}[output]

    def _decision_table(self) -> Optional[QgsVectorLayer]:
        """Return the decisions of the workspace as a table in memory, None where there is none."""
        decisions = self.decisions()
        if not decisions:
            return None
        layer = QgsVectorLayer("NoGeometry", self.tr("Decisions"), "memory")
        names = ("key", "decision", "person", "date", "note")
        layer.dataProvider().addAttributes([QgsField(name, QVariant.String) for name in names])
        layer.updateFields()
        features = []
        for one in decisions:
            feature = QgsFeature(layer.fields())
            feature.setAttributes([one.disagreement, one.decision, one.person, one.at[:10], one.note])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return layer
