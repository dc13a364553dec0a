"""The work behind the Indicators tab: the sheet of values, kept in the workspace, measured and taken over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from typing import Callable, Collection, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.amount_words import unit_name
from ...algorithms.indicators.dataset_values import ReadValues
from ...algorithms.indicators.measured_changes import measured_changes
from ...algorithms.indicators.measuring import Measurement
from ...algorithms.indicators.model import IndicatorValue, ValueChange, ValueKey
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.message import Message
from ...algorithms.rulepack.indicator_rules import IndicatorRules
from ...algorithms.rulepack.model import Pack
from ...algorithms.units.changes import UnitChange
from ...algorithms.units.kept_borders import KeptBorders
from ...algorithms.units.tree import UnitTree
from ...algorithms.units.tree_builder import UnitRow
from ...algorithms.units.unit_overlaps import UnitOverlaps
from ...algorithms.workspace.meanwhile import MeanwhileChange
from ..algorithm_run import AlgorithmRun
from ..session import Session
from ..tasks import BackgroundTask, start, stop
from ..workspace_place import make_default_folder
from .keeping import Keeper
from .loading import Loaded, author, load, measured, taken_over
from .notes import NoteGroup, notes_of_measurement


class IndicatorsWork(QObject):
    """Keeps the indicators of one project: loads them, saves each change, measures in the background."""

    loaded = pyqtSignal()  # another sheet
    busy_changed = pyqtSignal()
    progressed = pyqtSignal(float)  # 0 to 100
    found = pyqtSignal(list, str)  # changes that measuring or taking over brings, and what they are called
    reported = pyqtSignal(str, tuple)  # a headline and NoteGroups: what could not be measured or taken over
    checked = pyqtSignal()  # the findings are in the workspace
    saving_changed = pyqtSignal()  # changes wait to be kept, or are kept

    def __init__(self, session: Session, parent: Optional[QObject] = None) -> None:
        """:param session: gives pack, data source and workspace, and says sentences"""
        super().__init__(parent)
        self._session = session
        self.sheet: Optional[IndicatorSheet] = None
        self.notes: tuple[Message, ...] = ()
        self.proposals: tuple[UnitChange, ...] = ()
        self.offered = 0  # values in the tables of the data source, while none is kept
        self.before = UnitTree(())  # the units that were kept
        self.borders = KeptBorders()  # of the units as they are now
        self.overlaps = UnitOverlaps()  # what they share with those that were kept
        self.given: tuple[UnitRow, ...] = ()  # units that came from a table or another workspace
        self.again: tuple[UnitChange, ...] = ()  # what was said to have become of units before
        self.problem = ""  # why the values cannot be read
        self._keeper = Keeper(session, lambda: () if self.sheet is None else self.sheet, self)
        self._keeper.changed.connect(self.saving_changed)
        self._since: list[ValueChange] = []  # made since the values that are being read were asked for
        self._task: Optional[BackgroundTask] = None
        self._doing = ""  # load, measure or take_over
        self._run: Optional[AlgorithmRun] = None
        self._ending: set[AlgorithmRun] = set()  # of plans that are gone
        self._shown: tuple[object, ...] = ()
        session.opened.connect(self.renew)

    @property
    def pack(self) -> Optional[Pack]:
        """The rule pack in use."""
        return self._session.pack

    @property
    def rules(self) -> Optional[IndicatorRules]:
        """The indicators of the pack, None where it has none."""
        return None if self.pack is None else self.pack.indicators

    @property
    def years(self) -> tuple[int, ...]:
        """The base year and the target years of the plan."""
        return () if self.pack is None else (self.pack.base_year, *self.pack.target_years)

    @property
    def running(self) -> str:
        """What is under way: load, measure, take_over or check; empty where nothing is."""
        return self._doing or ("" if self._run is None else "check")

    @property
    def unsaved(self) -> Sequence[ValueChange]:
        """The changes that are not kept yet."""
        return self._keeper.unsaved

    @property
    def save_problem(self) -> str:
        """Why they could not be kept, empty where they only wait."""
        if self.conflicts and self.sheet is not None:
            first = self.conflicts[0]
            key, render = first.wanted.key, self._session.language.title
            rule = self.sheet.rules.indicators.get(key.indicator)
            return self.tr(
                "{person} has changed {count} of these values meanwhile in another window, the first {unit}, "
                "{indicator} {year}. Nothing was overwritten: decide which holds.").format(
                    person=first.person or "?", count=len(self.conflicts), unit=unit_name(self.sheet.tree, key.unit),
                    indicator=key.indicator if rule is None else render(rule.title), year=key.year)
        return self._keeper.problem

    @property
    def conflicts(self) -> Sequence[MeanwhileChange]:
        """Values that were changed here and, meanwhile, by somebody else."""
        return self._keeper.conflicts

    # --- loading -----------------------------------------------------------------------------

    def renew(self) -> None:
        """Read units and values again where pack, data source or workspace are others."""
        session = self._session
        if session.opening:
            return
        key = (session.pack, session.content, session.workspace_path)
        if key == self._shown:
            return
        self._shown = key
        self.problem = ""
        if self._keeper.move():  # nobody shall write into values of a plan that is gone
            self._drop()
            self._show(None)
        rules = self.rules
        if session.pack is None or rules is None:
            self._drop()
            self._show(None)
            return
        dataset = None if session.content is None else session.content.dataset
        work = partial(load, session.pack, rules, dataset, session.workspace_path)
        if self._doing in ("measure", "take_over"):
            session.told.emit(self.tr("The data have changed: measure or take over again."), Qgis.MessageLevel.Warning)
        self._since = []
        self._start("load", self.tr("Reading units and indicators"), work, self._loaded)

    def _loaded(self, result: object) -> None:
        """Show what was read, with the changes that were made meanwhile or could not be kept yet."""
        if isinstance(result, Loaded):
            result.sheet.put([*self._keeper.waiting_here, *self._since])
            lost = self._keeper.see(result.stored, self._since)
            self._since = []
            self._show(result)
            if lost:
                self._session.told.emit(
                    self.tr("Values that could not be kept when QGIS was last closed are back: {count}.").format(
                        count=len(lost)), Qgis.MessageLevel.Info)
                self.found.emit(list(lost), self.tr("Values that could not be kept"))
            self._keeper.taken()

    def _drop(self) -> None:
        """End what is under way for a plan that is gone."""
        task, self._task, self._doing = self._task, None, ""
        if task is not None:
            task.abandon()
        run, self._run = self._run, None
        if run is not None:  # it writes to the workspace of the plan that is gone, not to the one that comes
            self._ending.add(run)
            run.cancel()
            self._session.hold_workspace(False)
        self.busy_changed.emit()

    def _show(self, loaded: Optional[Loaded]) -> None:
        sheet = None if loaded is None else loaded.sheet
        same = sheet is not None and self.sheet is not None and _same(sheet, self.sheet)
        self.notes = () if loaded is None else loaded.notes
        self.proposals = () if loaded is None else loaded.proposals
        self.offered = 0 if loaded is None else loaded.offered
        self.before = UnitTree(()) if loaded is None else loaded.before
        self.borders = KeptBorders() if loaded is None else loaded.borders
        self.overlaps = UnitOverlaps() if loaded is None else loaded.overlaps
        self.again = () if loaded is None else loaded.again
        self.given = () if loaded is None else loaded.given
        if not same:
            self.sheet = sheet
        if self.sheet is not None and loaded is not None and not loaded.proposals:
            self._keeper.keep_tree(self.sheet.tree, loaded.borders)
        if not same:
            self.loaded.emit()

    # --- keeping -----------------------------------------------------------------------------

    def keep(self, changes: Sequence[ValueChange]) -> None:
        """Keep changes in the workspace; those that cannot be kept now wait."""
        if self._doing == "load":
            self._since.extend(changes)
        self.offered = 0
        self._keeper.keep(changes)

    def flush(self) -> None:
        """Keep what waits; a refusal is said and the changes wait on."""
        self._keeper.flush()

    def use_units(self, tree: UnitTree, given: Sequence[UnitRow]) -> None:
        """Take another tree of units; `settle_units` keeps it.

        :param given: the units of it that came from a table or another workspace
        """
        if self.sheet is not None:
            self.sheet = self.sheet.with_tree(tree)
            self.given = tuple(given)
            self.proposals = ()
            self.loaded.emit()

    def settle_units(self, changes: Sequence[UnitChange]) -> None:
        """Take the units as they are now for those of the plan: what became of the former ones has been said."""
        if self.sheet is not None:
            self.proposals = ()
            self.again = (*self.again, *(replace(change, sure=False) for change in changes))
            self._keeper.settle(self.sheet.tree, changes, self.borders, self.given)

    def decide(self, mine: Collection[ValueKey]) -> None:
        """Settle values that were changed here and elsewhere.

        :param mine: those that are to be as they were changed here; the others become what is stored
        """
        theirs = self._keeper.decide(mine)
        if theirs:
            self.found.emit(theirs, self.tr("Values of another window"))

    # --- measuring and taking over -----------------------------------------------------------

    def measure(self, years: Sequence[int]) -> None:
        """Measure the indicators of some years in the layers, in the background."""
        self._with_source("measure", self.tr("Measuring indicators"), measured, tuple(years), self._measured)

    def take_over(self) -> None:
        """Take over what the tables of the data source say."""
        self._with_source("take_over", self.tr("Reading the tables of indicators"), taken_over, None, self._taken_over)

    def check(self) -> None:
        """Check the indicators of the data source and of the workspace; the findings go to the workspace."""
        session = self._session
        if self.running or session.pack is None:
            return
        if not session.may_decide:
            session.told.emit(self.tr("Checks are running: cancel them first, or wait for their end."),
                              Qgis.MessageLevel.Info)
            return
        self.flush()
        if self._keeper.waiting_here:  # a verdict on what was kept before would be taken for one on what is shown
            return
        parameters = {"PACK": session.state.pack, "WORKSPACE": session.workspace_path}
        if not session.inside_project:
            parameters["SOURCE"] = session.state.source
        try:
            make_default_folder(session.workspace_path)
            run = AlgorithmRun("landplan:checkindicators", parameters, self)
        except (LandPlanError, OSError) as error:
            session.told.emit(str(error), Qgis.MessageLevel.Critical)
            return
        self._run = run
        run.progressed.connect(self.progressed)
        run.succeeded.connect(partial(self._check_succeeded, run))
        run.refused.connect(partial(self._check_refused, run))
        run.ended.connect(partial(self._check_ended, run))
        session.hold_workspace(True)
        self.busy_changed.emit()
        run.start()

    def _check_succeeded(self, run: AlgorithmRun, _: object) -> None:
        if run is self._run:
            self.checked.emit()

    def _check_refused(self, run: AlgorithmRun, sentence: str) -> None:
        if run is not self._run:  # of a plan that is gone
            return
        level = Qgis.MessageLevel.Critical if sentence else Qgis.MessageLevel.Info
        self._session.told.emit(sentence or self.tr("Cancelled."), level)

    def _check_ended(self, run: AlgorithmRun) -> None:
        self._ending.discard(run)
        run.deleteLater()
        if run is self._run:
            self._run = None
            self._session.hold_workspace(False)
            self.busy_changed.emit()

    def cancel(self) -> None:
        """Stop what runs; the values stay as they are."""
        if self._task is not None:
            self._task.cancel()
        if self._run is not None:
            self._run.cancel()

    def shut_down(self) -> None:
        """End the background work."""
        task, self._task = self._task, None
        stop(task)
        for run in (*self._ending, *([] if self._run is None else [self._run])):
            run.cancel()
            run.wait()
        self._keeper.shut_down()

    def _with_source(
        self, name: str, title: str, work: Callable[..., object], years: Optional[tuple[int, ...]],
        done: Callable[[object], None],
    ) -> None:
        if self.sheet is None or self.running:
            return
        try:
            request = self._session.source_request()
        except LandPlanError as error:
            self._session.told.emit(self._session.language.render(error.message), Qgis.MessageLevel.Critical)
            return
        given = (request, self.sheet.tree) if years is None else (request, self.sheet.tree, years)
        self._start(name, title, partial(work, *given), done)

    def _measured(self, result: object) -> None:
        if not isinstance(result, Measurement) or self.sheet is None:
            return
        changes = measured_changes(result, self.sheet, author(), datetime.now(timezone.utc))
        self._offer(changes, self.tr("Measure indicators"))
        self.reported.emit(self.tr("Values measured: {count}").format(count=len(result.values)),
                           notes_of_measurement(result, self.sheet, self._session.language))

    def _taken_over(self, result: object) -> None:
        if not isinstance(result, ReadValues):
            return
        render = self._session.language.render
        changes = [ValueChange(value.key, _taken_by(value, author())) for value in result.values]
        self._offer(changes, self.tr("Take over from the data"))
        problems = tuple(dict.fromkeys(render(problem.message) for problem in result.problems))
        self.reported.emit(self.tr("Values taken over: {count}").format(count=len(result.values)),
                           (NoteGroup(self.tr("Not taken over"), problems),))

    def _offer(self, changes: Sequence[ValueChange], text: str) -> None:
        """Hand on the changes that say something new."""
        sheet = self.sheet
        if sheet is None:
            return
        news = [change for change in changes if _says_news(sheet.value(change.key), change.value)]
        if news:
            self.found.emit(news, text)

    # --- the background ----------------------------------------------------------------------

    def _start(self, name: str, title: str, work: Callable[..., object], done: Callable[[object], None]) -> None:
        if self._task is not None:
            self._task.abandon()
        task = BackgroundTask(title, work)
        self._task, self._doing = task, name
        task.progressChanged.connect(self.progressed)
        task.succeeded.connect(done)
        task.refused.connect(partial(self._refused, name))
        task.ended.connect(partial(self._ended, task))
        self.busy_changed.emit()
        start(task)

    def _refused(self, name: str, sentence: str) -> None:
        if name == "load":
            self.problem = sentence
            self._show(None)
        self._session.told.emit(sentence, Qgis.MessageLevel.Critical)

    def _ended(self, task: BackgroundTask) -> None:
        if task is self._task:  # else its end has begun something else
            self._task, self._doing = None, ""
            self.busy_changed.emit()


def _same(one: IndicatorSheet, other: IndicatorSheet) -> bool:
    """Return whether two sheets show the same."""
    return (
        one.rules is other.rules
        and dict(one.tree.units) == dict(other.tree.units)
        and {value.key: value for value in one} == {value.key: value for value in other}
    )


def _says_news(known: Optional[IndicatorValue], value: Optional[IndicatorValue]) -> bool:
    """Return whether a value says something else than the one that is known."""
    if known is None or value is None:
        return known is not value
    return (known.quantity, known.origin.source) != (value.quantity, value.origin.source)


def _taken_by(value: IndicatorValue, person: str) -> IndicatorValue:
    """Return a value with who took it over; a table does not say who wrote it."""
    return value if value.origin.person else replace(value, origin=replace(value.origin, person=person))
