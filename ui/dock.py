"""The dock panel: verdict line and tabs, wired to the session, the map and the message bar."""

from __future__ import annotations

import os
from html import escape
from typing import Callable, Mapping, Optional, Sequence

from qgis.core import Qgis, QgsMimeDataUtils, QgsProject, QgsProviderRegistry
from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QSize, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QAction, QFileDialog, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from ..algorithms.delivery.destinations import require_apart
from ..algorithms.errors import LandPlanError
from ..algorithms.language import Language
from ..algorithms.selfcheck.model import CheckRun, Verdict
from ..algorithms.workspace.model import RunSummary
from . import settings
from .checks_tab import ChecksTab
from .data_layers import add_data_layers
from .data_tab import DataTab
from .delineation.delineation_tab import DelineationTab
from .delineation.summary_columns import field_titles
from .export import export_corrections, export_report
from .finding_layers import refresh_findings, show_findings, shown_layers
from .finding_sources import ComparedFindings, StoredFindings
from .forest_land.forest_land_tab import ForestLandTab
from .forest_land.inputs import has_forest_land
from .icons import icon
from .indicators.indicators_tab import IndicatorsTab
from .ledger_model import Row
from .map_link import MapLink
from .session import Session
from .steps.export_tables import export_tables
from .tasks import BackgroundTask, start, stop
from .verdict_line import VerdictLine

DROPPED = (".gdb", ".gpkg", ".shp", ".fgb", ".geojson", ".tab", ".mdb")
MESSAGE_SECONDS = 8
ROWS_AT_ONCE = 3_000  # of tables; more are written in the background


class LandPlanDock(QgsDockWidget):
    """The panel of the toolbox."""

    def __init__(self, canvas: QgsMapCanvas, message_bar: QgsMessageBar, parent: Optional[QWidget] = None) -> None:
        """:param canvas: where findings are shown
        :param message_bar: where sentences are shown
        """
        super().__init__(parent)
        self.setObjectName("LandPlanToolboxDock")
        self.setWindowTitle(self.tr("Land Plan Toolbox"))
        self.setWindowIcon(icon("icon"))
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.setAcceptDrops(True)
        self._canvas = canvas
        self._message_bar = message_bar
        self._exporting: Optional[BackgroundTask] = None
        self.session = Session(self)
        self.map_link = MapLink(canvas)
        self.verdict = VerdictLine(self)
        self.data = DataTab(self.session, self)
        self.checks = ChecksTab(self.session, self.map_link, self)
        self.delineation = DelineationTab(self.session, self.map_link, self)
        self.forest_land = ForestLandTab(self.session, self.map_link, self)
        self.indicators = IndicatorsTab(self.session, self.map_link, canvas, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.data, self.tr("Data"))
        self.tabs.addTab(self.indicators, self.tr("Indicators"))
        self.tabs.addTab(self.delineation, self.tr("Delineation"))
        self.tabs.addTab(self.forest_land, self.tr("Forest land"))
        self.tabs.addTab(self.checks, self.tr("Checks"))
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.verdict)
        column.addWidget(self.tabs, 1)
        self.setWidget(content)
        self._next, self._previous = self._actions()
        self.session.told.connect(self._tell)
        self.session.written.connect(self._say_file)
        self.session.opened.connect(self._show_verdict)
        self.session.opened.connect(self._show_tabs)
        self.session.busy_changed.connect(self._show_verdict)
        self.session.run_ended.connect(self._run_ended)
        self.session.run_began.connect(lambda: self.tabs.setCurrentWidget(self.checks))
        self.checks.source_changed.connect(self._show_verdict)
        self.checks.decided.connect(lambda: refresh_findings(QgsProject.instance()))
        self.checks.map_wanted.connect(self._show_on_map)
        self.checks.report_wanted.connect(self._export_report)
        self.checks.corrections_wanted.connect(self._export_corrections)
        self.data.layers_wanted.connect(self._add_layers)
        self.delineation.checked.connect(self._show_checked)
        self.indicators.checked.connect(self._show_checked)
        self.delineation.export_wanted.connect(
            lambda: self._export_tables(self.delineation.tables(), field_titles()))
        self.forest_land.export_wanted.connect(self._export_tables)
        self.visibilityChanged.connect(self._visibility_changed)
        self._show_verdict()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a width in which all buttons have room."""
        return QSize(self.fontMetrics().averageCharWidth() * 58, 600)

    def window_actions(self) -> list[tuple[QAction, str]]:
        """Return the actions for the desktop's menu, each with its default shortcut."""
        return [(self._next, "F8"), (self._previous, "Shift+F8")]

    def shut_down(self) -> None:
        """End the background work and leave map and project as they are."""
        stop(self._exporting)
        self.delineation.shut_down()
        self.forest_land.shut_down()
        self.indicators.shut_down()
        self.session.shut_down()
        self.map_link.clear()

    def _actions(self) -> tuple[QAction, QAction]:
        following = QAction(icon("next"), self.tr("Next finding"), self)
        following.setObjectName("landplanNextFinding")
        following.triggered.connect(lambda: self._go(1))
        previous = QAction(icon("previous"), self.tr("Previous finding"), self)
        previous.setObjectName("landplanPreviousFinding")
        previous.triggered.connect(lambda: self._go(-1))
        for key, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            local = QAction(self)
            local.setShortcut(key)
            local.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            local.triggered.connect(lambda _, step=step: self._go(step))
            self.addAction(local)
        return following, previous

    def _go(self, step: int) -> None:
        """Go to the next or previous finding.

        On the Forest land tab it is the next undecided disagreement, on the Indicators tab the next deviation.
        """
        if self.tabs.currentWidget() is self.forest_land:
            self.forest_land.go(step)
        elif self.tabs.currentWidget() is self.indicators and self.indicators.has_values:
            self.indicators.go(step)
        else:
            self.checks.go(step)

    # --- the panel ---------------------------------------------------------------------------

    def _visibility_changed(self, visible: bool) -> None:
        if visible:
            self.session.activate()
            if settings.first_time():
                QTimer.singleShot(0, self._take_room)
        else:
            self.map_link.clear()

    def _take_room(self) -> None:
        """Open wide enough for all buttons; afterwards QGIS remembers the user's own width."""
        window = self.parent()
        if isinstance(window, QMainWindow) and not self.isFloating():
            window.resizeDocks([self], [self.sizeHint().width()], Qt.Orientation.Horizontal)

    def _show_tabs(self) -> None:
        """Leave out the tabs of what the rule pack has no rules of."""
        pack = self.session.pack
        kept = [self.data]
        for tab, title, wanted in (
            (self.indicators, self.tr("Indicators"), pack is None or pack.indicators is not None),
            (self.delineation, self.tr("Delineation"), pack is None or pack.delineation is not None),
            (self.forest_land, self.tr("Forest land"), pack is not None and has_forest_land(pack)),
        ):
            place = self.tabs.indexOf(tab)
            if wanted and place < 0:
                self.tabs.insertTab(len(kept), tab, title)
            elif not wanted and place >= 0:
                self.tabs.removeTab(place)
            if wanted:
                kept.append(tab)

    def _show_verdict(self) -> None:
        session, source = self.session, self.checks.model.source
        if session.running:
            self.verdict.show_text("run", self.tr("Checking…"), session.source_name)
        elif session.pack is None or (session.content is None and source is None):
            if session.pack_problem or session.source_problem:
                text = self.tr("Rule pack or source cannot be used: see the Data tab")
                self.verdict.show_text("warning", "", text)
            elif session.opening:
                self.verdict.show_text("", self.tr("Opening…"), session.state.source)
            else:
                self.verdict.show_text("", "", self.tr("Choose a rule pack and a source on the Data tab"))
        elif isinstance(source, StoredFindings):
            self._show_verdict_of(source)
        elif not isinstance(source, ComparedFindings):
            self.verdict.show_text("not_run", self.tr("Not checked yet"))

    def _show_verdict_of(self, source: StoredFindings) -> None:
        verdict, by_exceptions = source.verdict()
        run = self.checks.shown_run
        pack = self.session.pack
        checks = run.check_count if run is not None else len(pack.checks) if pack is not None else 0
        partial = ""
        if len(source.results) < checks:
            partial = self.tr("{done} of {all} checks").format(done=len(source.results), all=checks)
            if verdict is Verdict.PASSED:
                verdict, by_exceptions = Verdict.INCOMPLETE, False
        self.verdict.show_verdict(verdict, self.checks.counts(), partial, by_exceptions)

    def _tell(self, sentence: str, level: Qgis.MessageLevel) -> None:
        title = self.tr("Land Plan Toolbox")
        duration = 0 if level == Qgis.MessageLevel.Critical else MESSAGE_SECONDS
        text = escape(sentence, quote=False)  # a name in the data that looks like markup is shown as it is
        self._message_bar.pushMessage(title, text, level, duration)

    # --- drag and drop -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Accept one folder, geodatabase or data file."""
        if self._dropped_path(event) and not self.session.running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped as the source."""
        path = self._dropped_path(event)
        if path:
            event.acceptProposedAction()
            self.tabs.setCurrentWidget(self.data)
            self.session.choose_source(path)

    @staticmethod
    def _dropped_path(event: QDropEvent) -> str:
        mime = event.mimeData()
        paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        if not paths and QgsMimeDataUtils.isUriList(mime):  # dragged from QGIS's browser
            for uri in QgsMimeDataUtils.decodeUriList(mime):
                parts = QgsProviderRegistry.instance().decodeUri(uri.providerKey, uri.uri)
                paths.append(str(parts.get("path") or ""))
        if len(set(paths)) != 1 or not paths[0]:
            return ""
        path = os.path.normpath(paths[0])
        return path if os.path.isdir(path) or path.lower().endswith(DROPPED) else ""

    # --- the map -----------------------------------------------------------------------------

    def _run_ended(self, run: Optional[CheckRun]) -> None:
        if run is not None and shown_layers(QgsProject.instance()):
            self._show_on_map()

    def _show_on_map(self) -> None:
        session = self.session
        if session.workspace is None or session.pack is None:
            return
        try:
            shown = show_findings(QgsProject.instance(), session.workspace, session.pack.id, session.source_name)
        except LandPlanError as error:
            self._tell(str(error), Qgis.MessageLevel.Critical)
            return
        if not shown:
            text = self.tr("The layers of the workspace {file} cannot be opened.").format(file=session.workspace.path)
            self._tell(text, Qgis.MessageLevel.Critical)

    def _show_checked(self) -> None:
        """Show the findings that a check run from another tab has put into the workspace."""
        self.session.show_new_results()
        self.tabs.setCurrentWidget(self.checks)

    def _add_layers(self) -> None:
        if self.session.content is None:
            return
        added, failed = add_data_layers(QgsProject.instance(), self.session.content, self.session.language)
        if failed:
            text = self.tr("These layers cannot be shown: {layers}.").format(layers=", ".join(failed))
            self._tell(text, Qgis.MessageLevel.Warning)
        elif not added:
            self._tell(self.tr("All bound layers are on the map already."), Qgis.MessageLevel.Info)

    # --- export ------------------------------------------------------------------------------

    def _export_report(self) -> None:
        path = self._ask_path(self.tr("Write the report"), self.tr("Report") + " (*.html)", ".html")
        if path:
            self._export(self.tr("Writing the report"), export_report, path)

    def _export_corrections(self) -> None:
        filters = self.tr("Excel workbook") + " (*.xlsx);;" + self.tr("OpenDocument table") + " (*.ods)"
        path = self._ask_path(self.tr("Write the correction list"), filters, ".xlsx")
        if path:
            self._export(self.tr("Writing the correction list"), export_corrections, path)

    def _export_tables(self, tables: Sequence[tuple[str, Sequence[Row]]], titles: Mapping[str, str]) -> None:
        """Ask for a file and write the tables of a tab's steps to it."""
        filters = self.tr("Excel workbook") + " (*.xlsx);;" + self.tr("OpenDocument table") + " (*.ods)"
        path = self._ask_path(self.tr("Write the tables"), filters, ".xlsx")
        if not path:
            return
        source = self.session.source_name

        def write(*_: object) -> None:
            require_apart([path], [source])
            export_tables(path, tables, titles)

        if sum(len(rows) for _, rows in tables) > ROWS_AT_ONCE:
            task = BackgroundTask(self.tr("Writing the tables"), write)
            self._exporting = task
            task.succeeded.connect(lambda _: self._say_file(path))
            task.refused.connect(lambda sentence: self._tell(sentence, Qgis.MessageLevel.Critical))
            task.ended.connect(self._export_ended)
            start(task)
            return
        try:
            write()
        except LandPlanError as error:
            self._tell(str(error), Qgis.MessageLevel.Critical)
            return
        self._say_file(path)

    def _ask_path(self, title: str, filters: str, suffix: str) -> str:
        name = os.path.splitext(os.path.basename(os.path.normpath(self.session.source_name)))[0] or "selfcheck"
        proposal = os.path.join(settings.last_folder() or os.path.dirname(self.session.workspace_path), name + suffix)
        path, chosen = QFileDialog.getSaveFileName(self, title, proposal, filters)
        if not path:
            return ""
        settings.remember_folder(path)
        if not os.path.splitext(path)[1]:
            path += ".ods" if "*.ods" in chosen else suffix
        return os.path.normpath(path)

    def _export(self, title: str, work: Callable[[str, str, str, Language], None], path: str) -> None:
        """Write a file about the run shown in the background and offer to open it."""
        run = self.checks.shown_run or self._newest_run()
        if run is None:
            return
        place, language = self.session.workspace_path, self.session.language
        task = BackgroundTask(title, lambda _: work(place, run.id, path, language))
        self._exporting = task
        task.succeeded.connect(lambda _: self._exported(path, run))
        task.refused.connect(lambda sentence: self._tell(sentence, Qgis.MessageLevel.Critical))
        task.ended.connect(self._export_ended)
        start(task)

    def _newest_run(self) -> Optional[RunSummary]:
        """Return the newest complete run of pack and source, the newest partial one where there is none.

        A report of one re-checked check would be of no use; what became of the findings since the complete
        run is in it by their states.
        """
        session = self.session
        if session.workspace is None or session.pack is None:
            return None
        try:
            current = session.workspace.current_results(session.pack.id, session.source_name)
        except LandPlanError as error:
            self._tell(str(error), Qgis.MessageLevel.Critical)
            return None
        known = {result.run_id for result in current}
        runs = [run for run in session.runs() if run.id in known]
        return next((run for run in runs if not run.partial), runs[0] if runs else None)

    def _export_ended(self) -> None:
        self._exporting = None

    def _exported(self, path: str, run: RunSummary) -> None:
        self._say_written(self.tr("{file} is written (run {number}).").format(
            file=_link(path), number=run.number))
        if path.lower().endswith(".html"):
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _say_file(self, path: str) -> None:
        self._say_written(self.tr("{file} is written.").format(file=_link(path)))

    def _say_written(self, text: str) -> None:
        self._message_bar.pushMessage(self.tr("Land Plan Toolbox"), text, Qgis.MessageLevel.Success, MESSAGE_SECONDS)


def _link(path: str) -> str:
    return f'<a href="{QUrl.fromLocalFile(path).toString()}">{escape(os.path.basename(path))}</a>'
