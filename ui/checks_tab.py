"""The Checks tab: run, watch, filter, walk the findings, decide on them."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import Optional

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsMessageLog
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QMenu, QSplitter, QVBoxLayout, QWidget

from ..algorithms.errors import LandPlanError
from ..algorithms.selfcheck.model import CheckRun, Outcome
from ..algorithms.workspace.model import (
    Comparison,
    DecisionKind,
    FindingDetail,
    FindingRow,
    RunSummary,
    State,
)
from . import settings
from .banner import Banner
from .decisions import MANY, Decisions
from .empty_text import empty_text
from .filter_bar import FilterBar
from .finding_details import FindingDetails
from .finding_sources import ComparedFindings, Counts, FindingSource, Shown, StoredFindings
from .findings_model import GROUP, FindingsModel
from .findings_tree import FindingsTree
from .icons import icon
from .jobs import CheckStep
from .map_link import MapLink
from .results_bar import ResultsBar
from .run_bar import RunBar
from .runs_dialog import CompareDialog, RunsDialog, run_title
from .session import Session
from .tasks import LOG
from .wording import features_text


class ChecksTab(QWidget):
    """Results of a `Session` and everything one does with them."""

    source_changed = pyqtSignal()  # other findings are shown: the verdict line follows
    report_wanted = pyqtSignal()
    corrections_wanted = pyqtSignal()
    map_wanted = pyqtSignal()  # the layers of findings are to be added to the map
    decided = pyqtSignal()  # decisions were recorded or taken back

    def __init__(self, session: Session, map_link: MapLink, parent: Optional[QWidget] = None) -> None:
        """Show the results of a session.

        :param map_link: where findings are shown
        """
        super().__init__(parent)
        self._session = session
        self._map = map_link
        self.shown_run: Optional[RunSummary] = None  # None = the current results
        self.results_bar = ResultsBar(self)
        self.run_bar = RunBar(session, self.results_bar, self)
        self.filters = FilterBar(self)
        self.banner = Banner(self)
        self.model = FindingsModel(session.language, self)
        self.tree = FindingsTree(self.model, self)
        self.tree.setAccessibleName(self.tr("Checks and findings"))
        self.details = FindingDetails(session.language, self)
        self.decisions = Decisions(session, self)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(settings.list_and_details() or [300, self.fontMetrics().height() * 8])
        self.splitter.splitterMoved.connect(lambda *_: settings.remember_list_and_details(self.splitter.sizes()))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.run_bar)
        column.addWidget(self.filters)
        column.addWidget(self.banner)
        column.addWidget(self.splitter, 1)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        session = self._session
        self.run_bar.run_wanted.connect(self._run)
        self.filters.changed.connect(self._filter)
        self.banner.closed.connect(self.show_current)
        self.tree.current_changed.connect(self._show_details)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._show_details())
        self.tree.zoom_wanted.connect(self.zoom)
        self.tree.menu_wanted.connect(self._show_menu)
        self.details.pressed.connect(self._pressed)
        self.decisions.recorded.connect(self._recorded)
        self.results_bar.map_wanted.connect(self.map_wanted)
        self.results_bar.report_wanted.connect(self.report_wanted)
        self.results_bar.corrections_wanted.connect(self.corrections_wanted)
        self.results_bar.earlier_wanted.connect(self._open_earlier)
        self.results_bar.compare_wanted.connect(self._compare)
        session.opened.connect(self._opened)
        session.results_changed.connect(self.refresh)
        session.busy_changed.connect(self._show_busy)
        session.stepped.connect(self._log_crash)
        session.run_ended.connect(self._run_ended)

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the results as they are in the workspace now; stay where the user was."""
        place = self.tree.keep_place()
        self.model.set_source(self._source())
        self.filters.show_counts(self.counts())
        self.filters.setVisible(self.model.source is not None and not isinstance(self.model.source, ComparedFindings))
        self.tree.open_small()
        self.tree.restore_place(place)
        self._show_empty_text()
        self._show_results_bar()
        self.source_changed.emit()

    def counts(self) -> Counts:
        """Return the counts of what is shown."""
        try:
            return self.model.source.counts() if self.model.source is not None else Counts()
        except LandPlanError as error:
            self._session.told.emit(str(error), Qgis.MessageLevel.Warning)
            return Counts()

    def show_current(self) -> None:
        """Go back from an earlier run or a comparison to the current results."""
        self.shown_run = None
        self.banner.hide()
        self.refresh()

    def _source(self) -> Optional[FindingSource]:
        session = self._session
        if session.workspace is None or session.pack is None:
            return None
        try:
            if self.shown_run is not None:
                return StoredFindings.of_run(session.workspace, session.language, self.shown_run.id)
            source = StoredFindings.current(session.workspace, session.language, session.pack.id, session.source_name)
            return source if source.results else None
        except LandPlanError as error:
            session.told.emit(str(error), Qgis.MessageLevel.Warning)
            return None

    def _opened(self) -> None:
        if self.shown_run is not None or isinstance(self.model.source, ComparedFindings):
            self.shown_run = None
            self.banner.hide()
        self._show_empty_text()
        self._show_results_bar()

    def _filter(self, shown: Shown) -> None:
        place = self.tree.keep_place()
        self.model.set_shown(shown)
        if shown.text:
            self.tree.open_small()
        self.tree.restore_place(place)
        self._show_empty_text()

    def _show_empty_text(self) -> None:
        every = None if self.shown_run is None else self.shown_run.check_count
        self.tree.set_empty_text(
            empty_text(self._session, self.model.source, self.counts(), self.filters.shown.text, every)
        )

    def _show_results_bar(self) -> None:
        session = self._session
        runs = session.runs()
        free = session.may_decide
        self.results_bar.enable(results=self.model.source is not None and free, runs=len(runs) if free else 0)

    def _show_busy(self) -> None:
        self._show_empty_text()
        self._show_results_bar()
        self._show_details()

    # --- details -----------------------------------------------------------------------------

    def _show_details(self) -> None:
        selected = self.tree.selected_findings(MANY)
        row, group = self.tree.current_finding(), self.tree.current_group()
        detail: Optional[FindingDetail] = None
        if len(selected) > 1:
            self.details.show_selection(self.tree.selected_count())
        elif row is not None:
            detail = self._detail(row)
            if detail is None:
                self.details.show_nothing()
            else:
                self.details.show_finding(detail)
        elif group is not None:
            self.details.show_group(group, self._session.pack)
        else:
            self.details.show_nothing()
        decidable = bool(selected) and self._session.may_decide
        settled = bool(selected) and all(row.state in (State.EXCEPTION, State.FIXED) for row in selected)
        walk = self.model.has_findings()
        self.details.enable(
            zoom=row is not None,
            previous=walk,
            next=walk,
            exception=decidable and not all(row.state is State.EXCEPTION for row in selected),
            fixed=decidable and not settled,
            reopen=decidable and settled,
            recheck=self._session.ready and bool(self._selected_checks()),
        )
        if detail is not None and detail.geometry is not None and len(selected) <= 1:
            self._map.mark(detail.geometry, QgsCoordinateReferenceSystem(detail.crs))
        else:
            self._map.clear()

    def _detail(self, row: FindingRow) -> Optional[FindingDetail]:
        if self._session.workspace is None:
            return None
        try:
            return self._session.workspace.finding(row.id)
        except LandPlanError as error:
            self._session.told.emit(str(error), Qgis.MessageLevel.Warning)
            return None

    def _selected_checks(self) -> list[str]:
        """Return the checks of the selected rows that the pack has, in the order of the list."""
        pack = self._session.pack
        if pack is None:
            return []
        checks = [row.check_id for row in self.tree.selected_findings(MANY)]
        for index in islice(self.tree.selected_indexes(), MANY):
            group = index.data(GROUP)
            if group is not None and group.result is not None:
                checks.append(group.result.check_id)
        return [check for check in dict.fromkeys(checks) if check in pack.checks]

    # --- deeds -------------------------------------------------------------------------------

    def zoom(self) -> None:
        """Show the place of the current finding on the map."""
        row = self.tree.current_finding()
        detail = self._detail(row) if row is not None else None
        if row is None or detail is None:
            return
        if detail.geometry is None:
            text = self.tr("{finding}: this finding has no place on the map.").format(finding=features_text(row))
            self._session.told.emit(text, Qgis.MessageLevel.Info)
        elif not self._map.show(detail.geometry, QgsCoordinateReferenceSystem(detail.crs)):
            text = self.tr("{finding}: its place cannot be shown in the map's coordinate reference system.")
            self._session.told.emit(text.format(finding=features_text(row)), Qgis.MessageLevel.Warning)

    def go(self, step: int) -> None:
        """Go to the next (1) or previous (-1) finding and show it on the map."""
        if self.tree.move(step):
            self.zoom()
        else:
            text = self.tr("This was the last finding.") if step > 0 else self.tr("This was the first finding.")
            self._session.told.emit(text, Qgis.MessageLevel.Info)

    def _recorded(self) -> None:
        self.refresh()
        self.decided.emit()

    def _pressed(self, name: str) -> None:
        deeds = {
            "zoom": self.zoom,
            "previous": lambda: self.go(-1),
            "next": lambda: self.go(1),
            "exception": lambda: self.decisions.ask(DecisionKind.EXCEPTION, self.tree.selected_findings()),
            "fixed": lambda: self.decisions.ask(DecisionKind.FIXED, self.tree.selected_findings()),
            "reopen": lambda: self.decisions.ask(DecisionKind.REOPENED, self.tree.selected_findings()),
            "recheck": self.recheck,
        }
        deeds[name]()

    def _take_back(self) -> None:
        self.decisions.take_back(self.tree.selected_findings())

    def recheck(self) -> None:
        """Run the checks of the selected rows again."""
        checks = self._selected_checks()
        if checks:
            self.show_current_quietly()
            self._session.run(checks)

    def show_current_quietly(self) -> None:
        """Leave an earlier run or a comparison without losing the selection needed for a run."""
        if self.shown_run is not None or isinstance(self.model.source, ComparedFindings):
            self.show_current()

    def _run(self, what: str) -> None:
        session = self._session
        if what == "selected":
            self.recheck()
            return
        self.show_current_quietly()
        session.run(session.preset_checks() if what == "preset" else ())

    def _run_ended(self, run: Optional[CheckRun]) -> None:
        if run is not None and run.count_outcome(Outcome.CANCELLED):
            text = self.tr("The run was cancelled: {count} checks did not end.")
            count = run.count_outcome(Outcome.CANCELLED)
            self._session.told.emit(text.format(count=count), Qgis.MessageLevel.Warning)

    def _log_crash(self, step: CheckStep) -> None:
        if step.result is not None and step.result.outcome is Outcome.CRASHED:
            text = f"{step.check.id} {step.result.details}"
            QgsMessageLog.logMessage(text, LOG, Qgis.MessageLevel.Critical)

    # --- earlier runs ------------------------------------------------------------------------

    def open_run(self, run_id: str) -> None:
        """Show the findings of an earlier run."""
        run = next((run for run in self._session.runs() if run.id == run_id), None)
        if run is not None:
            self.shown_run = run
            self.banner.show_text(self.tr("Run {run}").format(run=run_title(run)))
            self.refresh()

    def compare_runs(self, earlier: str, later: str) -> None:
        """Show what is new, gone and still there between two runs; the work is done in the background."""
        workspace = self._session.workspace
        if workspace is None:
            return
        work = partial(workspace.compare, earlier, later)
        self._session.help_out(self.tr("Comparing two runs"), work, self._show_comparison)

    def _show_comparison(self, comparison: Comparison) -> None:
        self.shown_run = None
        self.model.set_source(ComparedFindings(comparison))
        self.filters.hide()
        self.banner.show_text(
            self.tr("Run {later} compared with run {earlier}").format(
                later=comparison.later.number, earlier=comparison.earlier.number
            )
        )
        self.tree.open_small()
        self._show_details()
        self._show_results_bar()

    def _open_earlier(self) -> None:
        dialog = RunsDialog(self._session.runs(), self._session.language, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.run_id():
            self.open_run(dialog.run_id())

    def _compare(self) -> None:
        dialog = CompareDialog(self._session.runs(), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.compare_runs(*dialog.run_ids())

    # --- menu --------------------------------------------------------------------------------

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        for name in ("zoom", "previous", "next", "", "exception", "fixed", "reopen", "", "recheck"):
            if not name:
                menu.addSeparator()
                continue
            button = self.details.button(name)
            if button.isEnabled():
                menu.addAction(button.icon(), button.accessibleName(), lambda name=name: self._pressed(name))
            if name == "reopen" and self.tree.current_finding() is not None:
                menu.addAction(self.tr("Take back the last decision"), self._take_back)
        menu.addSeparator()
        menu.addAction(icon("copy"), self.tr("Copy rows"), self.tree.copy_rows)
        menu.addAction(self.tr("Expand all"), self.tree.expandAll)
        menu.addAction(self.tr("Collapse all"), self.tree.collapseAll)
        menu.exec(position)
