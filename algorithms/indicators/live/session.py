"""A live session: an edited layer, its ledger, and the targets the edits serve."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence, Union

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...dataset.dataset import Dataset
from ...errors import LandPlanError
from ...feedback import Feedback, Silent
from ...language import Language
from ...message import Message, translatable
from ...rulepack.indicator_rules import LedgerRules
from ...units.tree import UnitTree
from ..model import ValueKey
from ..sheet import IndicatorSheet
from .contributions import WIDTH
from .draft import Draft, draft_of
from .edited_layers import LayerState, present_of, state_of, touched_of
from .entering import Entering, entering_features
from .ledger import Contribution, LiveLedger, Sums
from .live_measures import LiveMeasures, measures_of
from .passes import Done, PassRequest, PassTask, begin
from .reading import FeatureReader
from .reservations import reservations_of
from .rows import LedgerRow, RowMaker
from .setup import Doubts, FullPass, attributes_only, doubts_of, notes_on, reader_of
from .watch import EditWatch

_MOST_AT_ONCE = 4000
"""Features touched at once that are measured while the user waits; more are a new pass in the background."""


class LiveState(Enum):
    """How it stands with a live session."""

    PREPARING = "preparing"  # a pass over the layer is under way; there are no rows until it is done
    READY = "ready"
    FAILED = "failed"  # `LiveSession.problem` says why
    STOPPED = "stopped"


class LiveSession(QObject):
    """Keeps the ledger of one edited layer; lives in the main thread.

    :ivar changed: the rows may have changed
    :ivar resetting: a new pass over the layer began; until `changed` there are no rows
    :ivar progressed: how far that pass is, 0 to 100
    """

    changed = pyqtSignal()
    resetting = pyqtSignal()
    progressed = pyqtSignal(float)

    def __init__(
        self,
        dataset: Dataset,
        tree: UnitTree,
        sheet: IndicatorSheet,
        role: str,
        layer: QgsVectorLayer,
        year: Optional[int] = None,
        parent: Optional[QObject] = None,
    ) -> None:
        """
        :param sheet: for the targets; may be changed later by `set_sheet`
        :param role: role of the edited layer; the pack must keep a ledger of it
        :param layer: the layer of the project that is edited
        :param year: year of the targets; the pack's first target year where None
        :raises LandPlanError: when the pack keeps no ledger of the role, or nothing can be counted in the layer
        """
        super().__init__(parent)
        self.rules = ledger_rules(dataset, role)
        self.role = role
        self.year = dataset.pack.target_years[0] if year is None else year
        self.state = LiveState.STOPPED
        self.problem: Optional[Message] = None
        self._dataset = dataset
        self._tree = tree
        self._sheet = sheet
        self._layer: Optional[QgsVectorLayer] = layer
        self._background = True
        self._task: Optional[PassTask] = None
        self._pass: Optional[FullPass] = None
        self._ledger = LiveLedger(0, WIDTH)
        self._saved: Sums = []
        self._rows: Optional[tuple[LedgerRow, ...]] = None
        self._row_maker: Optional[RowMaker] = None
        self._reader: Optional[FeatureReader] = None
        self._snapshot: Optional[LayerState] = None
        self._doubts = Doubts()
        self._waiting: set[int] = set()  # touched while a pass is under way
        self._measures: Optional[LiveMeasures] = None
        self._measures_task: Optional[PassTask] = None
        self._measures_problem: Optional[Message] = None
        self._pending: set[int] = set()  # touched since the indicators were measured
        state_of(layer)  # refuses what can be seen at once
        self._watch = EditWatch(layer, self)
        self._watch.touched.connect(self._on_touched)
        self._watch.reset.connect(self._on_reset)
        self._watch.saved.connect(self._on_saved)
        self._watch.rolled_back.connect(self._on_rolled_back)
        self._watch.gone.connect(self._on_gone)

    @classmethod
    def prepare(
        cls,
        dataset: Dataset,
        tree: UnitTree,
        role: str,
        layer: QgsVectorLayer,
        sheet: IndicatorSheet,
        year: Optional[int] = None,
        parent: Optional[QObject] = None,
    ) -> LiveSession:
        """Return a session that is not started yet (see the class); the heavy part runs after `start`."""
        return cls(dataset, tree, sheet, role, layer, year, parent)

    # --- life --------------------------------------------------------------------------------

    def start(self, background: bool = True) -> None:
        """Watch the layer and measure it.

        :param background: measure in a background task; `changed` tells when it is done. False: before returning
        """
        if self._layer is None or self.state in (LiveState.PREPARING, LiveState.READY):
            return
        self._background = background
        self._watch.start()
        self._begin_pass()

    def stop(self) -> None:
        """End to watch; the rows are gone."""
        self._watch.stop()
        self._abandon()
        self._pass, self._rows, self._reader, self._snapshot = None, None, None, None
        self._ledger = LiveLedger(0, WIDTH)
        self.state = LiveState.STOPPED

    def shut_down(self) -> None:
        """Stop, and wait until no other thread reads the layers any more."""
        tasks = [task for task in (self._task, self._measures_task) if task is not None]
        self.stop()
        for task in tasks:
            task.wait()

    def flush(self) -> None:
        """Take in at once what was edited, without waiting for the event loop."""
        self._watch.flush()

    def set_sheet(self, sheet: IndicatorSheet) -> None:
        """Take the targets from another sheet, or again from this one after it was changed.

        A sheet with another tree of units calls for a new pass.
        """
        same_tree = sheet.tree is self._sheet.tree
        self._sheet = sheet
        if not same_tree:
            self._tree, self._pass = sheet.tree, None
            if self.state in (LiveState.PREPARING, LiveState.READY):
                self._begin_pass()
                return
        self._tell()

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The edited layer, None once it is gone."""
        return self._layer

    # --- what it says ------------------------------------------------------------------------

    def rows(self) -> tuple[LedgerRow, ...]:
        """Return the total and the units as the layer stands now; empty unless the state is `LiveState.READY`."""
        if self.state is not LiveState.READY or self._row_maker is None:
            return ()
        if self._rows is None:
            self._rows = self._row_maker.rows(self._sheet, self._ledger.sums(), self._saved)
        return self._rows

    def measured(self) -> Mapping[ValueKey, Fraction]:
        """Return the measured values of the indicators that depend on the edited layer, as it stands now.

        In the base of each indicator's unit (m² for areas), for `year`. Empty until they are known: they are measured
        in the background once the rows are there; `changed` tells. What was edited since is measured when it is asked
        for, so an edit costs nothing here.
        """
        self.flush()
        if self.state is not LiveState.READY or self._layer is None:
            return {}
        if self._measures is None:
            if not self._background and self._measures_task is None:
                self._begin_measures()
            if self._measures is None:
                return {}
        pending, self._pending = self._pending, set()
        try:
            self._measures.update(self._layer, frozenset(pending))
        except LandPlanError as error:
            self._measures_problem = error.message
            self._measures = None
            return {}
        return self._measures.values()

    def not_measured(self) -> Mapping[str, Message]:
        """Return why indicators that depend on the edited layer are not measured, by their codes; '' for all."""
        found = {} if self._measures is None else dict(self._measures.problems)
        return found if self._measures_problem is None else {**found, "": self._measures_problem}

    def touched(self) -> frozenset[int]:
        """Return the ids of the features with uncommitted edits, added and deleted ones included."""
        return frozenset() if self._layer is None else touched_of(self._layer)

    def what_if(
        self,
        leave: Iterable[int] = (),
        enter: Sequence[Entering] = (),
        attributes: Union[Mapping[str, Any], Sequence[Mapping[str, Any]]] = (),
    ) -> tuple[LedgerRow, ...]:
        """Return the rows as they would be, without changing anything; their ``before`` is as the layer stands.

        :param leave: ids of features of the edited layer that would be deleted
        :param enter: geometries in the CRS of the edited layer, or (layer, ids) of features of another layer, which
            bring the values of fields of the same name along
        :param attributes: values by field for the geometries among ``enter``: one for all, or one for each
        :raises LandPlanError: when features of another layer cannot be brought into the CRS of the edited one
        """
        self.flush()
        if self.state is not LiveState.READY or self._layer is None or self._row_maker is None or self._pass is None:
            return ()
        gone: dict[int, Optional[Contribution]] = dict.fromkeys(leave)
        features = entering_features(self._layer, enter, attributes)
        batch = self._current_reader().read(features)
        come = self._pass.setup.maker.measure(batch).contributions.each().values()
        return self._row_maker.rows(self._sheet, self._ledger.sums_with(gone, come), self._ledger.sums())

    def draft(self) -> Draft:
        """Return the features with uncommitted edits as they stand, and the shapes they had before.

        :raises LandPlanError: when the layer is gone
        """
        if self._layer is None:
            raise LandPlanError(translatable("Indicators", "The edited layer was removed from the project."))
        return draft_of(self._layer)

    def reservations(self) -> tuple[Message, ...]:
        """Return what a person should know about the rows: what does not count, or not as it should."""
        if self._pass is None or self.state is not LiveState.READY:
            return ()
        return (*notes_on(self._pass.setup, self._name()), *reservations_of(self._name(), self._doubts))

    def recomputed(self, feedback: Feedback = Silent()) -> tuple[LedgerRow, ...]:  # noqa: B008
        """Return the rows by a new pass over the layer as it stands, whatever was kept; to compare with `rows`.

        :raises LandPlanError: when the layer is gone or nothing can be counted in it
        :raises Cancelled: when the user cancels
        """
        if self._layer is None:
            raise LandPlanError(translatable("Indicators", "The edited layer was removed from the project."))
        done = PassRequest(self._dataset, self._tree, self.rules, state_of(self._layer), None).run(feedback)
        ledger, saved = self._loaded(done)
        return self._row_maker_of(done).rows(self._sheet, ledger.sums(), saved)

    # --- passes ------------------------------------------------------------------------------

    def _begin_pass(self) -> None:
        """Measure the whole layer anew."""
        self._abandon()
        self._waiting = set()
        self._rows = None
        self.state, self.problem = LiveState.PREPARING, None
        self.resetting.emit()
        if self._layer is None or self.state is not LiveState.PREPARING:
            return
        try:
            self._snapshot = state_of(self._layer)
        except LandPlanError as error:
            self._fail(error.message)
            return
        setup = None if self._pass is None else self._pass.setup
        request = PassRequest(self._dataset, self._tree, self.rules, self._snapshot, setup)
        if self._background:
            title = translatable("Indicators", "Live ledger of {layer}", layer=self._name())
            self._task = self._in_background(title, request.run, self._on_pass)
            self._task.progressChanged.connect(self.progressed)
            return
        try:
            self._adopt(request.run(Silent()))
        except LandPlanError as error:
            self._fail(error.message)

    @staticmethod
    def _in_background(title: Message, work: Callable[[Feedback], Any], done: Done) -> PassTask:
        task = PassTask(Language.current().render(title), work, done)
        begin(task)
        return task

    def _on_pass(self, task: PassTask, done: Optional[FullPass], problem: Optional[Message]) -> None:
        if task is not self._task:
            return
        self._task = None
        if done is not None:
            self._adopt(done)
        else:
            self._fail(problem or translatable("Indicators", "Preparing the ledger was cancelled."))

    def _adopt(self, done: FullPass) -> None:
        """Take over the result of a pass, then what was touched in the meantime."""
        self._pass = done
        self._ledger, self._saved = self._loaded(done)
        self._doubts = done.doubts
        self._row_maker = self._row_maker_of(done)
        self._reader = None
        self._watch.look_at(None if done.setup.fields.whole else done.setup.fields.columns)
        self.state = LiveState.READY
        waiting, self._waiting = self._waiting, set()
        if self._background:
            self._begin_measures()
        if waiting:
            self._on_touched(waiting)
        else:
            self._tell()

    def _begin_measures(self) -> None:
        """Measure the indicators that depend on the layer."""
        self._drop_measures()
        if self._layer is None:
            return
        try:
            source = state_of(self._layer).source
        except LandPlanError as error:
            self._measures_problem = error.message
            return

        def work(feedback: Feedback) -> LiveMeasures:
            return measures_of(self._dataset, self._tree, self.role, source, self.year, feedback)

        if self._background:
            title = translatable("Indicators", "Measured values while {layer} is edited", layer=self._name())
            self._measures_task = self._in_background(title, work, self._on_measures)
            return
        try:
            self._measures = work(Silent())
        except LandPlanError as error:
            self._measures_problem = error.message

    def _on_measures(self, task: PassTask, done: Optional[LiveMeasures], problem: Optional[Message]) -> None:
        if task is not self._measures_task:
            return
        self._measures_task = None
        self._measures, self._measures_problem = done, problem
        self.changed.emit()

    def _drop_measures(self) -> None:
        task, self._measures_task = self._measures_task, None
        if task is not None:
            task.abandon()
        self._measures, self._measures_problem, self._pending = None, None, set()

    def _loaded(self, done: FullPass) -> tuple[LiveLedger, Sums]:
        """Return the ledger of a pass, and the sums of the layer as it is saved."""
        ledger = LiveLedger(len(done.setup.codes.codes), WIDTH)
        ledger.load(done.now)
        saved = done.saved.each()
        return ledger, ledger.sums_with({fid: saved.get(fid) for fid in done.touched})

    def _row_maker_of(self, done: FullPass) -> RowMaker:
        return RowMaker(self.rules, done.setup.codes.codes, self.year, done.setup.before)

    def _abandon(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.abandon()
        self._drop_measures()

    def _fail(self, problem: Message) -> None:
        self.state, self.problem, self._rows = LiveState.FAILED, problem, None
        self.changed.emit()

    # --- edits -------------------------------------------------------------------------------

    def _on_touched(self, fids: set[int]) -> None:
        if self.state is LiveState.PREPARING:
            self._waiting |= fids
            return
        if self.state is not LiveState.READY or self._layer is None or self._pass is None:
            return
        if len(fids) > _MOST_AT_ONCE:
            self._begin_pass()
            return
        try:
            self._measure(fids)
        except LandPlanError as error:
            self._fail(error.message)
            return
        if self._count_differs():
            self._begin_pass()
        else:
            self._tell()

    def _measure(self, fids: set[int]) -> None:
        """Measure some features as they are now."""
        if self._layer is None or self._pass is None or self._snapshot is None:
            return
        request = QgsFeatureRequest().setFilterFids(sorted(present_of(self._layer, fids)))
        request = attributes_only(request, self._pass.setup.fields, self._snapshot.source)
        batch = self._current_reader().read(self._layer.getFeatures(request))
        measured = self._pass.setup.maker.measure(batch)
        counted = measured.contributions.each()
        for fid in fids:
            self._ledger.set(fid, counted.get(fid))
        self._pending |= fids
        self._doubts = self._doubts.after(fids, doubts_of(batch, measured))

    def _current_reader(self) -> FeatureReader:
        if self._reader is None:
            if self._snapshot is None or self._pass is None:
                raise LandPlanError(translatable("Indicators", "The edited layer was removed from the project."))
            self._reader = reader_of(self._snapshot.source, self._pass.setup.fields)
        return self._reader

    def _count_differs(self) -> bool:
        """Return whether the layer has more or fewer features than the edits that were told of explain."""
        if self._layer is None or self._pass is None or self._pass.count < 0:
            return False
        count = int(self._layer.featureCount())
        return count >= 0 and count - self._pass.count != len(self._ledger) - len(self._pass.now)

    def _on_saved(self) -> None:
        if self.state is LiveState.READY:
            self._saved = self._ledger.sums()
            if self._measures_task is not None:  # it may have read part of what was saved
                self._begin_measures()
            self._tell()
        elif self.state is LiveState.PREPARING:  # the pass may have read part of what was saved
            self._begin_pass()

    def _on_rolled_back(self) -> None:
        if self.state is LiveState.PREPARING or (
            self.state is LiveState.READY and self._ledger.sums() != self._saved
        ):
            self._begin_pass()

    def _on_reset(self) -> None:
        if self.state is not LiveState.STOPPED:
            self._begin_pass()

    def _on_gone(self) -> None:
        self._layer = None
        self._abandon()
        self._fail(translatable("Indicators", "The edited layer was removed from the project."))

    def _tell(self) -> None:
        self._rows = None
        self.changed.emit()

    def _name(self) -> str:
        return "" if self._layer is None else str(self._layer.name())


def ledger_rules(dataset: Dataset, role: str) -> LedgerRules:
    """Return what the pack keeps of a role while it is edited.

    :raises LandPlanError: when it keeps no ledger of it
    """
    indicators = dataset.pack.indicators
    for rules in () if indicators is None else indicators.ledgers:
        if rules.role == role:
            return rules
    known = dataset.pack.layers.get(role)
    raise LandPlanError(translatable(
        "Indicators", "The pack keeps no ledger of the layer {layer}.", layer=role if known is None else known.title))
