"""The work behind the live ledger: which layer it follows, and the rules judged on the draft."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Mapping, Optional, Sequence

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.dataset.binding import Dataset
from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.live.edited_layers import layers_of_role
from ...algorithms.indicators.live.rows import LedgerRow
from ...algorithms.indicators.live.session import LiveSession
from ...algorithms.indicators.live.session import LiveState as SessionState
from ...algorithms.indicators.model import ValueKey
from ...algorithms.rulepack.indicator_rules import LedgerRules
from ..data_layers import add_layer
from ..session import Session
from .draft_judge import DraftJudge
from .what_if_selection import WhatIfSelection
from .work import IndicatorsWork

MOST_ENTERING = 4000  # features measured while the user waits


class LiveState(Enum):
    """How it stands with the live ledger."""

    NOTHING = "nothing"  # no pack, no units, or nothing bound to the role
    NO_LAYER = "no_layer"  # the layer is not on the map
    NOT_EDITED = "not_edited"
    PREPARING = "preparing"
    LIVE = "live"
    FAILED = "failed"


class LiveWork(QObject):
    """Follows one layer of the project: whenever it is edited there is a ledger."""

    state_changed = pyqtSignal()
    rows_changed = pyqtSignal()
    findings_changed = pyqtSignal()
    progressed = pyqtSignal(float)

    def __init__(self, session: Session, indicators: IndicatorsWork, parent: Optional[QObject] = None) -> None:
        """:param indicators: has units and targets"""
        super().__init__(parent)
        self._session = session
        self._indicators = indicators
        self._project = QgsProject.instance()
        self.role = ""
        self.state = LiveState.NOTHING
        self.area_unit = "ha"
        self.rows: Sequence[LedgerRow] = ()
        self._problem = ""
        self._live: Optional[LiveSession] = None
        self._layer: Optional[QgsVectorLayer] = None
        self._candidates: list[QgsVectorLayer] = []  # all layers on the map that show the role
        self._what_if = False
        self.supposed = False  # the rows are those of the question “what if”
        self._chosen = WhatIfSelection(self)
        self._chosen.changed.connect(self._show_rows)
        self.judge = DraftJudge(session, self)
        self.judge.changed.connect(self.findings_changed)
        self._project.layersAdded.connect(self._layers_changed)
        self._project.layerWillBeRemoved.connect(self._layer_goes)
        self._project.layersRemoved.connect(self._layers_changed)

    # --- what there is -----------------------------------------------------------------------

    def ledgers(self) -> Sequence[LedgerRules]:
        """Return the ledgers of the pack whose layers the data source has."""
        rules, dataset = self._indicators.rules, self._dataset()
        if rules is None or dataset is None:
            return ()
        return [ledger for ledger in rules.ledgers if dataset.layer(ledger.role) is not None]

    def roles(self) -> list[tuple[str, str]]:
        """Return the layers a ledger can be kept of: role and title."""
        dataset = self._dataset()
        if dataset is None:
            return []
        return [(one.role, self._session.language.title(dataset.pack.layers[one.role].title)) for one in self.ledgers()]

    def depths(self) -> dict[str, int]:
        """Return how deep each unit lies in the tree."""
        sheet = self._indicators.sheet
        if sheet is None:
            return {}
        depths: dict[str, int] = {}
        for code in sheet.tree.walk():
            parent = sheet.tree.parent(code)
            depths[code] = 0 if parent is None else depths[parent] + 1
        return depths

    def measured(self) -> Mapping[ValueKey, Fraction]:
        """Return what the draft makes of the measured values of the indicators."""
        return {} if self._live is None or self.state is not LiveState.LIVE else self._live.measured()

    def sentence(self) -> str:
        """Return how it stands, in the language of the panel."""
        if self.state is LiveState.NOTHING:
            return self._problem or self.tr("Bind a layer that the plan keeps a ledger of on the Data tab.")
        if self.state is LiveState.NO_LAYER:
            return self.tr("The layer is not on the map yet.")
        if self.state is LiveState.NOT_EDITED:
            return self.tr("The ledger follows the layer while it is edited.")
        if self.state is LiveState.PREPARING:
            return self.tr("Measuring the layer once; the edits you make meanwhile are taken in.")
        if self.state is LiveState.FAILED:
            return self._problem
        return self._live_sentence()

    def _live_sentence(self) -> str:
        live = self._live
        if live is None:
            return ""
        parts = [self._session.language.render(one) for one in live.outdated()]
        parts.append(self.tr("Edited features: {count}").format(count=len(live.touched())))
        if self._what_if:
            leave, enter = self._chosen.of(self._layer)
            leaving, entering = len(leave), sum(len(fids) for _, fids in enter)
            if leaving or entering:
                parts.append(self.tr("supposed to leave: {leaving}, to enter: {entering}").format(
                    leaving=leaving, entering=entering))
            else:
                parts.append(self.tr("select on the map what is supposed to leave or enter"))
        parts.append(self.judge.sentence())
        parts += [self._session.language.render(note) for note in live.reservations()]
        parts.append(self._problem)
        return " · ".join(part for part in parts if part)

    @property
    def smaller_is_better(self) -> bool:
        """Whether of the grades of quality of the layer that is followed the smaller is the better."""
        return self._live is not None and self._live.rules.smaller_is_better

    @property
    def outdated(self) -> bool:
        """Whether the rows are from before something that changed, and are being worked out anew."""
        return self._live is not None and self.state is LiveState.LIVE and bool(self._live.outdated())

    @property
    def year(self) -> Optional[int]:
        """The year of the targets, None while no layer is followed."""
        return None if self._live is None else self._live.year

    def button_words(self) -> tuple[str, str]:
        """Return what the button says, and its icon; empty for no button."""
        if self.state is LiveState.NO_LAYER:
            return self.tr("Add it to the map"), "add_layers"
        if self.state is LiveState.NOT_EDITED:
            return self.tr("Start editing"), "edit"
        if self.state is LiveState.FAILED:
            return self.tr("Try again"), "recheck"
        return "", ""

    # --- deeds -------------------------------------------------------------------------------

    def press(self) -> None:
        """Do what the button says."""
        dataset = self._dataset()
        if self.state is LiveState.NO_LAYER and dataset is not None:
            if add_layer(self._project, dataset, self.role, self._session.language) is None:
                self._tell(self.tr("The layer cannot be opened."), Qgis.MessageLevel.Warning)
            self._find_layer()
        elif self.state is LiveState.NOT_EDITED and self._layer is not None:
            if not self._layer.startEditing():
                self._tell(self.tr("The layer {layer} cannot be edited: it is read-only.").format(
                    layer=self._layer.name()), Qgis.MessageLevel.Warning)
        elif self.state is LiveState.FAILED:
            self.renew()

    def follow(self, role: str) -> None:
        """Follow the layer of another role."""
        if role and role != self.role:
            self.role = role
            self.renew()

    def renew(self) -> None:
        """Begin anew: other data, other units."""
        self._let_go()
        roles = [role for role, _ in self.roles()]
        if self.role not in roles:
            self.role = roles[0] if roles else ""
        self._find_layer()

    def sheet_changed(self) -> None:
        """Take the targets from the sheet as it is now."""
        if self._live is not None and self._indicators.sheet is not None:
            self._live.set_sheet(self._indicators.sheet)

    def set_what_if(self, wanted: bool) -> None:
        """Show the ledger as it would be with the selection, or as it is."""
        self._what_if = wanted
        self._watch_selections(wanted)
        self._show_rows()

    def shut_down(self) -> None:
        """Let go of the layer and end the background work."""
        self._project.layersAdded.disconnect(self._layers_changed)
        self._project.layerWillBeRemoved.disconnect(self._layer_goes)
        self._project.layersRemoved.disconnect(self._layers_changed)
        live = self._live
        self.judge.shut_down()
        if live is not None:
            live.shut_down()
        self._let_go()

    # --- the layer ---------------------------------------------------------------------------

    def _dataset(self) -> Optional[Dataset]:
        return None if self._session.content is None else self._session.content.dataset

    def _layers_changed(self, *_: object) -> None:
        if self.state in (LiveState.NO_LAYER, LiveState.NOT_EDITED):
            self._find_layer()
        elif self._what_if:
            self._watch_selections(True)
            self._show_rows()

    def _layer_goes(self, layer_id: str) -> None:
        """Let go of a layer while it is still there; those that stay are looked at once it is gone."""
        if self._layer is not None and self._layer.id() == layer_id:
            self._forget_layer()
            self._set_state(LiveState.NO_LAYER)
            self.rows_changed.emit()
            return
        for layer in [one for one in self._candidates if one.id() == layer_id]:
            layer.editingStarted.disconnect(self._editing_started)
            self._candidates.remove(layer)
        self._chosen.let_go(layer_id)

    def _find_layer(self) -> None:
        """Look for the layer on the map, and begin where it is being edited already."""
        dataset, sheet = self._dataset(), self._indicators.sheet
        self._forget_layer()
        if dataset is None or sheet is None or not self.role:
            self._set_state(LiveState.NOTHING)
            return
        layers = layers_of_role(dataset, self.role, self._project)
        if not layers:
            self._set_state(LiveState.NO_LAYER)
            return
        self._candidates = layers
        for layer in layers:
            layer.editingStarted.connect(self._editing_started)
        self._layer = layers[0]
        self._layer.editingStopped.connect(self._editing_stopped)
        if self._layer.isEditable():
            self._begin()
        else:
            self._set_state(LiveState.NOT_EDITED)

    def _editing_started(self) -> None:
        """Follow the layer that is being edited, of several that show the role."""
        if self._live is None:
            self._find_layer()

    def _begin(self) -> None:
        dataset, sheet = self._dataset(), self._indicators.sheet
        if dataset is None or sheet is None or self._layer is None:
            return
        self._end_session()
        try:
            self._live = LiveSession.prepare(
                dataset, sheet.tree, self.role, self._layer, sheet, parent=self,
                from_project=self._session.inside_project, also_watched=tuple(dataset.bound_layers))
        except LandPlanError as error:
            self._problem = self._session.language.render(error.message)
            self._set_state(LiveState.FAILED)
            return
        self._live.changed.connect(self._changed)
        self._live.resetting.connect(self._resetting)
        self._live.progressed.connect(self.progressed)
        self._live.start()

    def _resetting(self) -> None:
        self._set_state(LiveState.PREPARING)
        self.progressed.emit(0.0)

    def _editing_stopped(self) -> None:
        self._end_session()
        self._find_layer()
        self.rows_changed.emit()

    def _changed(self) -> None:
        live = self._live
        if live is None:
            return
        if live.state is SessionState.FAILED:
            self._problem = "" if live.problem is None else self._session.language.render(live.problem)
            self._set_state(LiveState.FAILED)
            return
        if live.state is not SessionState.READY:
            return
        if self._what_if and not self._chosen.watching:
            self._watch_selections(True)
        self.state = LiveState.LIVE
        if self.judge.live is not live:  # the rows first, then the rules
            self.judge.follow(live)
        self.judge.ask()
        self._show_rows()

    def _show_rows(self) -> None:
        live = self._live
        if live is None or self.state is not LiveState.LIVE:
            return
        self._problem, self.rows, self.supposed = "", live.rows(), False
        if self._what_if:
            leave, enter = self._chosen.of(self._layer)
            if sum(len(fids) for _, fids in enter) > MOST_ENTERING:
                self._problem = self.tr("Too many selected features to suppose that they enter: the ledger is that of "
                                        "the edits alone. Select at most {count}.").format(count=MOST_ENTERING)
            else:
                self._suppose(live, leave, enter)
        self.rows_changed.emit()

    def _suppose(
        self, live: LiveSession, leave: Sequence[int], enter: Sequence[tuple[QgsVectorLayer, list[int]]]
    ) -> None:
        try:
            self.rows, self.supposed = live.what_if(leave, enter), True
        except LandPlanError as error:
            self._problem = self._session.language.render(error.message)

    def _let_go(self) -> None:
        self._forget_layer()
        self._set_state(LiveState.NOTHING)
        self.rows_changed.emit()

    def _forget_layer(self) -> None:
        self._end_session()
        candidates, self._candidates = self._candidates, []
        for candidate in candidates:
            candidate.editingStarted.disconnect(self._editing_started)
        layer, self._layer = self._layer, None
        if layer is not None:
            layer.editingStopped.disconnect(self._editing_stopped)

    def _end_session(self) -> None:
        self._watch_selections(False)
        self.judge.stop()
        live, self._live = self._live, None
        if live is not None:
            live.stop()
            live.deleteLater()
        self.rows, self._problem, self.supposed = (), "", False

    def _set_state(self, state: LiveState) -> None:
        self.state = state
        self.state_changed.emit()

    # --- what if -----------------------------------------------------------------------------

    def _watch_selections(self, wanted: bool) -> None:
        dataset = self._dataset()
        if not wanted or dataset is None or self._layer is None:
            self._chosen.watch(())
            return
        # What may enter is land: the parcels, not zones or units that happen to be selected.
        roles = [] if dataset.pack.delineation is None else [dataset.pack.delineation.parcels.role]
        others = [layer for role in roles if role != self.role for layer in layers_of_role(
            dataset, role, self._project)]
        self._chosen.watch([self._layer, *others])

    def _tell(self, sentence: str, level: Qgis.MessageLevel) -> None:
        self._session.told.emit(sentence, level)
