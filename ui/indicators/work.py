"""The work behind the Indicators tab: the sheet of values, kept in the workspace, measured and taken over."""

from __future__ import annotations

from datetime import datetime, timezone
from functools import partial
from typing import Callable, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.dataset_values import ReadValues
from ...algorithms.indicators.measured_changes import measured_changes
from ...algorithms.indicators.measuring import Measurement
from ...algorithms.indicators.model import IndicatorValue, ValueChange
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.message import Message
from ...algorithms.rulepack.indicator_rules import IndicatorRules
from ...algorithms.rulepack.model import Pack
from ...algorithms.units.changes import UnitChange
from ...algorithms.units.tree import UnitTree
from ..algorithm_run import AlgorithmRun
from ..session import Session
from ..tasks import BackgroundTask, start, stop
from ..workspace_place import make_default_folder
from .loading import Loaded, author, load, measured, save, taken_over


class IndicatorsWork(QObject):
    """Keeps the indicators of one project: loads them, saves each change, measures in the background."""

    loaded = pyqtSignal()  # another sheet
    busy_changed = pyqtSignal()
    progressed = pyqtSignal(float)  # 0 to 100
    found = pyqtSignal(list, str)  # changes that measuring or taking over brings, and what they are called
    reported = pyqtSignal(str, list)  # a headline and sentences: what could not be measured or taken over
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
        self.running = ""  # load, measure or take_over
        self.problem = ""  # why the values cannot be read
        self.unsaved: list[ValueChange] = []
        self.save_problem = ""
        self._unsaved_tree: Optional[UnitTree] = None
        self._task: Optional[BackgroundTask] = None
        self._run: Optional[AlgorithmRun] = None
        self._shown: tuple[object, ...] = ()
        session.opened.connect(self.renew)
        session.busy_changed.connect(self._free)

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

    # --- loading -----------------------------------------------------------------------------

    def renew(self) -> None:
        """Read units and values again where pack, data source or workspace are others."""
        session = self._session
        if session.opening:
            return
        key = (session.pack, session.content, session.workspace_path)
        if key == self._shown:
            return
        if self.unsaved:
            self.flush()
        self._shown = key
        self.problem = ""
        rules = self.rules
        if session.pack is None or rules is None:
            self._show(None)
            return
        dataset = None if session.content is None else session.content.dataset
        work = partial(load, session.pack, rules, dataset, session.workspace_path)
        self._start("load", self.tr("Reading units and indicators"), work, self._loaded)

    def _loaded(self, result: object) -> None:
        if isinstance(result, Loaded):
            self._show(result)

    def _show(self, loaded: Optional[Loaded]) -> None:
        sheet = None if loaded is None else loaded.sheet
        same = sheet is not None and self.sheet is not None and _same(sheet, self.sheet)
        self.notes = () if loaded is None else loaded.notes
        self.proposals = () if loaded is None else loaded.proposals
        self.offered = 0 if loaded is None else loaded.offered
        if not same:
            self.sheet = sheet
        if self.sheet is not None and loaded is not None and not loaded.proposals:
            self._unsaved_tree = self.sheet.tree
        if not same:
            self.loaded.emit()

    # --- keeping -----------------------------------------------------------------------------

    def keep(self, changes: Sequence[ValueChange]) -> None:
        """Keep changes in the workspace; those that cannot be kept now wait."""
        self.unsaved.extend(changes)
        self.offered = 0
        self.flush()

    def flush(self) -> None:
        """Keep what waits, in one step; a refusal is said and the changes wait on."""
        session = self._session
        if not self.unsaved or session.pack is None:
            return
        if not session.may_decide:  # a run is writing: its end brings us back
            self.saving_changed.emit()
            return
        path, first = session.workspace_path, session.workspace is None
        last = {change.key: change for change in self.unsaved}
        try:
            save(path, session.pack.id, list(last.values()), self._unsaved_tree)
        except LandPlanError as error:
            self.save_problem = session.language.render(error.message)
            session.told.emit(self.save_problem, Qgis.MessageLevel.Critical)
            self.saving_changed.emit()
            return
        self.unsaved, self.save_problem, self._unsaved_tree = [], "", None
        if first:
            session.show_new_results()
            self._shown = (session.pack, session.content, session.workspace_path)
        self.saving_changed.emit()

    def use_units(self, tree: UnitTree) -> None:
        """Take another tree of units, read from a table."""
        if self.sheet is not None:
            self.sheet = self.sheet.with_tree(tree)
            self._unsaved_tree = tree
            self.proposals = ()
            self.loaded.emit()

    def settle_units(self, changes: Sequence[UnitChange]) -> None:
        """Take the units as they are now for those of the plan: what became of the former ones has been said."""
        if self.sheet is None or self.pack is None:
            return
        self.proposals = ()
        try:
            save(self._session.workspace_path, self.pack.id, (), self.sheet.tree, changes)
            self._unsaved_tree = None
        except LandPlanError as error:
            self._session.told.emit(self._session.language.render(error.message), Qgis.MessageLevel.Warning)
        self.saving_changed.emit()

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
        self.flush()
        if not session.may_decide:
            session.told.emit(self.tr("Checks are running: cancel them first, or wait for their end."),
                              Qgis.MessageLevel.Info)
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
        self._run, self.running = run, "check"
        run.progressed.connect(self.progressed)
        run.succeeded.connect(lambda _: self.checked.emit())
        run.refused.connect(self._check_refused)
        run.ended.connect(self._check_ended)
        session.hold_workspace(True)
        self.busy_changed.emit()
        run.start()

    def _check_refused(self, sentence: str) -> None:
        level = Qgis.MessageLevel.Critical if sentence else Qgis.MessageLevel.Info
        self._session.told.emit(sentence or self.tr("Cancelled."), level)

    def _check_ended(self) -> None:
        run, self._run = self._run, None
        self.running = ""
        if run is not None:
            run.deleteLater()
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
        if self._run is not None:
            self._run.cancel()
            self._run.wait()

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
        self.reported.emit(self.tr("Measured values: {count}").format(count=len(result.values)),
                           self._sentences(result))

    def _taken_over(self, result: object) -> None:
        if not isinstance(result, ReadValues):
            return
        render = self._session.language.render
        changes = [ValueChange(value.key, value) for value in result.values]
        self._offer(changes, self.tr("Take over from the data"))
        self.reported.emit(self.tr("Values in the tables: {count}").format(count=len(result.values)),
                           [render(problem.message) for problem in result.problems])

    def _offer(self, changes: Sequence[ValueChange], text: str) -> None:
        """Hand on the changes that say something new."""
        sheet = self.sheet
        if sheet is None:
            return
        news = [change for change in changes if _says_news(sheet.value(change.key), change.value)]
        if news:
            self.found.emit(news, text)

    def _sentences(self, measurement: Measurement) -> list[str]:
        render, rules = self._session.language.render, self.rules
        names = {} if rules is None else {
            code: self._session.language.title(rule.title) for code, rule in rules.indicators.items()}
        missing: list[str] = []
        unmeasurable: dict[int, list[str]] = {}
        for code, year, reason in measurement.not_measured:
            if rules is not None and code in rules.indicators and rules.indicators[code].measure_of(year) is None:
                unmeasurable.setdefault(year, []).append(names[code])
            else:
                missing.append(self.tr("{indicator} {year} was not measured: {reason}").format(
                    indicator=names.get(code, code), year=year, reason=render(reason)))
        missing += [
            self.tr("The rules of the plan do not say how to measure for {year}: {indicators}.").format(
                year=year, indicators=", ".join(found))
            for year, found in sorted(unmeasurable.items())
        ]
        doubts = {render(doubt) for value in measurement.values for doubt in value.reservations}
        gaps = {render(gap.reason) for gap in measurement.gaps}
        return missing + sorted(gaps) + sorted(doubts - gaps)

    # --- the background ----------------------------------------------------------------------

    def _start(self, name: str, title: str, work: Callable[..., object], done: Callable[[object], None]) -> None:
        if self._task is not None:
            self._task.abandon()
        task = BackgroundTask(title, work)
        self._task, self.running = task, name
        task.progressChanged.connect(self.progressed)
        task.succeeded.connect(done)
        task.refused.connect(partial(self._refused, name))
        task.ended.connect(self._ended)
        self.busy_changed.emit()
        start(task)

    def _refused(self, name: str, sentence: str) -> None:
        if name == "load":
            self.problem = sentence
            self._show(None)
        self._session.told.emit(sentence, Qgis.MessageLevel.Critical)

    def _ended(self) -> None:
        self._task, self.running = None, ""
        self.busy_changed.emit()

    def _free(self) -> None:
        if self.unsaved and self._session.may_decide:
            self.flush()


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
