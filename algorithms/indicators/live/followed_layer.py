"""An edited layer that is followed: passes over it, edits of it, and changes of the layers it is measured with."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Collection, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...dataset.dataset import Dataset
from ...errors import LandPlanError
from ...feedback import Feedback, Silent
from ...message import Message, translatable
from ...units.tree import UnitTree
from ..sheet import IndicatorSheet
from .depends import ledger_roles, measure_roles
from .edited_layers import state_of
from .kept_ledger import KeptLedger
from .kept_measures import MOST_AT_ONCE, KeptMeasures
from .live_state import LiveState, ledger_rules, ledger_year
from .other_layers import OtherLayers, Renewal, renewal_of
from .passes import PassRequest, PassTask, in_background
from .rows import LedgerRow
from .setup import FullPass
from .touched_pass import Caught, TouchedPass
from .watch import EditWatch


class FollowedLayer(QObject):
    """Keeps the ledger of one edited layer true, whatever is edited; `LiveSession` says what is in it.

    Edits of the layer itself are taken in at once, very many of them in the background. Where another layer that the
    figures depend on changes, the rows stay and are said to be outdated, and everything is measured anew, likewise.

    :ivar changed: the rows may have changed, or what is to be said of them
    :ivar resetting: a new pass over the layer began; until `changed` there are no rows
    :ivar progressed: how far a pass is, 0 to 100
    :ivar saved: the layer as it is saved may be another one: edits were saved, or more than features changed
    :ivar others_changed: layers of other roles changed, and their edits have paused: the roles
    """

    changed = pyqtSignal()
    resetting = pyqtSignal()
    progressed = pyqtSignal(float)
    saved = pyqtSignal()
    others_changed = pyqtSignal(object)

    def __init__(
        self,
        dataset: Dataset,
        tree: UnitTree,
        sheet: IndicatorSheet,
        role: str,
        layer: QgsVectorLayer,
        year: Optional[int] = None,
        parent: Optional[QObject] = None,
        from_project: bool = False,
        also_watched: Collection[str] = (),
    ) -> None:
        """
        :param sheet: for the targets; may be changed later by `set_sheet`
        :param role: role of the edited layer; the pack must keep a ledger of it
        :param layer: the layer of the project that is edited
        :param year: year of the targets; where None, the first target year the indicator is measured for
        :param from_project: the dataset was opened from the project, not from files
        :param also_watched: further roles `others_changed` tells of, besides those the figures depend on
        :raises LandPlanError: when the pack keeps no ledger of the role, or nothing can be counted in the layer
        """
        super().__init__(parent)
        self.rules = ledger_rules(dataset, role)
        self.role = role
        self.year = ledger_year(dataset, self.rules) if year is None else year
        self.state = LiveState.STOPPED
        self.problem: Optional[Message] = None
        self._opened = dataset
        self._dataset = dataset  # with the other layers as they stand
        self._from_project = from_project
        self._tree = tree
        self._sheet = sheet
        self._layer: Optional[QgsVectorLayer] = layer
        self._background = True
        self._task: Optional[PassTask] = None
        self._catching: Optional[TouchedPass] = None  # what the task measures, where it is no pass over everything
        self._caught_shapes: set[int] = set()  # those of its features whose geometry may be another one
        self._kept: Optional[KeptLedger] = None
        self._rows: Optional[tuple[LedgerRow, ...]] = None
        self._waiting: set[int] = set()  # touched since the pass under way began
        self._renew: set[str] = set()  # roles whose layers changed, and which the next pass will read again
        self._outdated: dict[str, str] = {}  # names of changed layers that the figures do not know yet, by role
        self._renewing: dict[str, str] = {}  # those that the pass under way takes in
        self._other_notes: tuple[Message, ...] = ()
        self._was_saved = False  # while very many edits were taken in
        self._was_rolled_back = False  # likewise
        self._measures = KeptMeasures(role, self.year, self)
        self._measures.ready.connect(self.changed)
        self._ledger_roles = ledger_roles(dataset, self.rules)
        self._measure_roles = measure_roles(dataset, role, self.year)
        state_of(layer)  # refuses what can be seen at once
        self._watch = EditWatch(layer, self)
        self._watch.touched.connect(self._on_touched)
        self._watch.valued.connect(self._on_valued)
        self._watch.reset.connect(self._on_reset)
        self._watch.saved.connect(self._on_saved)
        self._watch.rolled_back.connect(self._on_rolled_back)
        self._watch.gone.connect(self._on_gone)
        watched = {*self._ledger_roles, *self._measure_roles, *also_watched}
        self._others = OtherLayers(dataset, watched, layer, role, QgsProject.instance(), self)
        self._others.touched.connect(self._on_other_touched)
        self._others.paused.connect(self._on_others_paused)

    # --- life --------------------------------------------------------------------------------

    def start(self, background: bool = True) -> None:
        """Watch the layer and measure it.

        :param background: measure in a background task; `changed` tells when it is done. False: before returning
        """
        if self._layer is None or self.state in (LiveState.PREPARING, LiveState.READY):
            return
        self._background = background
        self._watch.start()
        self._others.start()
        self._renew = {*self._ledger_roles, *self._measure_roles}  # the data may have been opened long ago
        self._begin_pass()

    def stop(self) -> None:
        """End to watch; the rows are gone."""
        self._watch.stop()
        self._others.stop()
        self._abandon()
        self._measures.drop()
        self._kept, self._rows = None, None
        self._outdated, self._renewing = {}, {}
        self.state = LiveState.STOPPED

    def shut_down(self) -> None:
        """Stop, and wait until no other thread reads the layers any more."""
        task = self._task
        self._measures.shut_down()
        self.stop()
        if task is not None:
            task.wait()

    def flush(self) -> None:
        """Take in at once what was edited, without waiting for the event loop; very many edits follow later."""
        self._watch.flush()

    def set_sheet(self, sheet: IndicatorSheet) -> None:
        """Take the targets from another sheet, or again from this one after it was changed.

        A sheet with another tree of units calls for a new pass.
        """
        same_tree = sheet.tree is self._sheet.tree
        self._sheet = sheet
        if not same_tree:
            self._tree, self._kept = sheet.tree, None
            if self.state in (LiveState.PREPARING, LiveState.READY):
                self._begin_pass()
                return
        self._tell()

    @property
    def opened(self) -> Dataset:
        """The layers in their roles as they were opened."""
        return self._opened

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The edited layer, None once it is gone."""
        return self._layer

    # --- passes ------------------------------------------------------------------------------

    def _begin_pass(self, keep_rows: bool = False) -> None:
        """Measure the whole layer anew.

        :param keep_rows: go on to show the rows, which edits of the layer go on to change, until the new ones are there
        """
        self._abandon()
        keep_rows = keep_rows and self.state is LiveState.READY and self._kept is not None
        if not keep_rows:
            self._rows = None
            self.state, self.problem = LiveState.PREPARING, None
            self.resetting.emit()
            if self.state is not LiveState.PREPARING:  # who heard of it has stopped it
                return
        if self._layer is None:
            return
        try:
            state = state_of(self._layer)
        except LandPlanError as error:
            self._fail(error.message)
            return
        renewal = self._renewal(self._renew)
        setup = None if self._kept is None or self._renew else self._kept.done.setup
        self._renewing, self._outdated = {**self._renewing, **self._outdated}, {}
        dataset, tree, rules = self._dataset, self._tree, self.rules

        def work(feedback: Feedback) -> tuple[Dataset, FullPass]:
            renewed = renewal.of(dataset)
            return renewed, PassRequest(renewed, tree, rules, state, setup).run(feedback)

        title = translatable("Indicators", "Live ledger of {layer}", layer=self._name())
        self._do(title, work, partial(self._on_pass, renewal))

    def _renewal(self, roles: Collection[str]) -> Renewal:
        return renewal_of(self._opened, roles, QgsProject.instance(), self._from_project, self._layer)

    def _do(self, title: Message, work: Callable[[Feedback], Any], done: Callable[[Any], None]) -> None:
        """Do heavy work, in the background or at once.

        :param done: called with the result
        """
        if not self._background:
            try:
                result = work(Silent())
            except LandPlanError as error:
                self._fail(error.message)
                return
            done(result)
            return

        def ended(task: PassTask, result: Any, problem: Optional[Message]) -> None:
            if task is self._task:
                self._watch.flush()  # what was edited and not told of yet is newer than the result
            if task is not self._task:
                return
            self._task = None
            if result is None:
                self._fail(problem or translatable("Indicators", "Preparing the ledger was cancelled."))
            else:
                done(result)

        self._task = in_background(title, work, ended)
        self._task.progressChanged.connect(self.progressed)

    def _on_pass(self, renewal: Renewal, result: tuple[Dataset, FullPass]) -> None:
        """Take over the result of a pass, then what was touched in the meantime."""
        self._dataset, done = result
        self._other_notes = renewal.notes
        self._renew, self._renewing = {role for role in self._renew if role in self._outdated}, {}
        self._kept = KeptLedger(self.rules, self.year, done)
        self._watch.look_at(None if done.setup.fields.whole else done.setup.fields.columns)
        self.state = LiveState.READY
        waiting, self._waiting = self._waiting, set()
        self._measures.drop()
        if waiting:
            self._on_touched(waiting, waiting)
        else:
            self._tell()

    def _abandon(self) -> None:
        """End the pass that is under way, or to take in very many edits."""
        task, self._task = self._task, None
        if task is not None:
            task.abandon()
        self._catching, self._caught_shapes, self._waiting = None, set(), set()
        self._was_saved = self._was_rolled_back = False

    def _fail(self, problem: Message) -> None:
        self._abandon()
        self._measures.drop()
        self.state, self.problem, self._rows, self._kept = LiveState.FAILED, problem, None, None
        self._renew = {*self._ledger_roles, *self._measure_roles}
        self.changed.emit()

    # --- edits -------------------------------------------------------------------------------

    def _on_touched(self, fids: set[int], reshaped: set[int]) -> None:
        if self.state is LiveState.PREPARING:
            self._waiting |= fids
            return
        if self.state is not LiveState.READY or self._layer is None or self._kept is None:
            return
        self._measures.touch(fids)
        if self._task is not None:
            self._waiting |= fids
        if len(fids) > MOST_AT_ONCE:
            if self._task is None or self._catching is not None:
                self._catch_up(fids, reshaped)
            else:  # a pass is under way: they are taken in after it
                self._tell()
            return
        try:
            self._kept.measure(self._layer, fids, reshaped)
        except LandPlanError as error:
            self._fail(error.message)
            return
        self._after_edits()

    def _on_valued(self, fids: set[int]) -> None:
        """Take note of values that the ledger does not count by: indicators and rules may look at them."""
        if self.state is LiveState.READY:
            self._measures.touch(fids)
            self._tell()

    def _after_edits(self) -> None:
        if self._layer is not None and self._kept is not None and self._task is None and self._kept.count_differs(
            self._layer
        ):
            self._begin_pass()
        else:
            self._tell()

    def _catch_up(self, fids: set[int], reshaped: set[int]) -> None:
        """Take in very many edits, together with those that are being taken in."""
        if self._layer is None or self._kept is None:
            return
        was_saved, rolled_back = self._was_saved, self._was_rolled_back
        if self._catching is not None:
            fids, reshaped = fids | self._catching.fids, reshaped | self._caught_shapes
        self._abandon()
        self._was_saved, self._was_rolled_back = was_saved, rolled_back and not was_saved
        work = self._kept.touched_pass(self._layer, fids, reshaped)
        self._catching, self._caught_shapes = work, reshaped
        self._tell()
        title = translatable("Indicators", "Taking in {count} edited features of {layer}", count=len(fids),
                             layer=self._name())
        self._do(title, work.run, self._on_caught)

    def _on_caught(self, caught: Caught) -> None:
        catching, self._catching, self._caught_shapes = self._catching, None, set()
        newer, self._waiting = frozenset(self._waiting), set()
        was_saved, self._was_saved = self._was_saved, False
        rolled_back, self._was_rolled_back = self._was_rolled_back, False
        if catching is None or self._kept is None or self._layer is None:
            return
        self._kept.take(catching.fids, caught, newer)
        if was_saved:
            self._kept.was_saved(self._layer)
        elif rolled_back and self._kept.sums() != self._kept.saved:
            self._begin_pass()
            return
        if self._renew:  # layers changed meanwhile
            self._on_others_paused(frozenset(self._renew))
        self._after_edits()

    def _on_saved(self) -> None:
        if self.state is LiveState.READY and self._kept is not None and self._layer is not None:
            if self._catching is not None:  # it may have read part of what was saved
                self._was_saved = True
                self._catch_up(set(), set())
            elif self._task is not None:  # likewise
                self._begin_pass(keep_rows=True)
            else:
                self._kept.was_saved(self._layer)
                if self._measures.running:  # likewise
                    self._measures.drop()
                self._tell()
        elif self.state is LiveState.PREPARING:  # likewise
            self._begin_pass()
        self.saved.emit()

    def _on_rolled_back(self) -> None:
        if self._catching is not None:  # seen to once they are taken in
            self._was_rolled_back = True
            return
        if self.state is LiveState.PREPARING:
            self._begin_pass()
        elif self._task is not None:
            self._begin_pass(keep_rows=True)
        elif self.state is LiveState.READY and self._kept is not None and self._kept.sums() != self._kept.saved:
            self._begin_pass()

    def _on_reset(self) -> None:
        if self.state is not LiveState.STOPPED:
            self._begin_pass()
            self.saved.emit()

    def _on_gone(self) -> None:
        self._layer = None
        self._others.stop()
        self._fail(translatable("Indicators", "The edited layer was removed from the project."))

    # --- the other layers --------------------------------------------------------------------

    def _on_other_touched(self, role: str, name: str) -> None:
        if role != self.role:  # another view of the edited layer counts once it was saved
            self._outdated[role] = name
            self._tell()

    def _on_others_paused(self, roles: frozenset[str]) -> None:
        self._renew |= roles & (self._ledger_roles | self._measure_roles)
        if self.role in roles and self._layer is not None:
            self._layer.reload()  # another view of it was saved, and QGIS still counts its features as they were
            self._watch.flush()
        elif roles & self._ledger_roles or self.state is LiveState.FAILED:
            self._begin_pass(keep_rows=True)
        elif roles & self._measure_roles:
            self._renew_measures()
        self._outdated = {role: name for role, name in self._outdated.items() if role in self._renew}
        self.others_changed.emit(roles)

    def _renew_measures(self) -> None:
        """Take layers anew that only the measured values depend on."""
        if self.state is not LiveState.READY or self._task is not None:
            if self._catching is None and self._task is not None:
                self._begin_pass(keep_rows=True)  # it began with the layers as they were
            return
        try:
            self._dataset = self._renewal(self._renew).of(self._dataset)
        except LandPlanError as error:
            self._fail(error.message)
            return
        self._renew, self._outdated = set(), {}
        self._measures.drop()
        self._tell()

    def _stale(self, roles: Collection[str]) -> bool:
        """Return whether layers of some roles changed that the figures do not know of."""
        return any(role in self._outdated or role in self._renewing for role in roles)

    def _there(self) -> QgsVectorLayer:
        if self._layer is None:
            raise LandPlanError(translatable("Indicators", "The edited layer was removed from the project."))
        return self._layer

    def _tell(self) -> None:
        self._rows = None
        self.changed.emit()

    def _name(self) -> str:
        return "" if self._layer is None else str(self._layer.name())
