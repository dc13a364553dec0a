"""The Indicators tab: the grid of values, and below it the current value, its chart and the live ledger."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import QDialog, QLabel, QSplitter, QVBoxLayout, QWidget

from ...algorithms.indicators.model import ValueChange, ValueKey
from ...algorithms.rulepack.indicator_rules import ValueKind
from .. import settings
from ..map_link import MapLink
from ..progress_line import ProgressLine
from ..session import Session
from .actions_bar import ActionsBar
from .chart import IndicatorChart
from .exports import IndicatorExports
from .grid.grid import IndicatorGrid
from .import_dialog import ImportDialog
from .live_panel import LivePanel
from .loading import author
from .notes import NoteGroup, to_see_to
from .pages import Pages
from .report_page import ReportPage
from .state import read_view, write_view
from .state_line import StateLine
from .unit_deeds import UnitDeeds
from .value_deeds import ValueDeeds
from .value_details import ValueDetails
from .work import IndicatorsWork

CHART_LINES = 18  # height of the page below the grid while it shows a chart


class IndicatorsTab(QWidget):
    """Values of the indicators of a plan, unit by unit."""

    checked = pyqtSignal()  # the indicators were checked, the findings are in the workspace

    def __init__(
        self, session: Session, map_link: MapLink, canvas: QgsMapCanvas, parent: Optional[QWidget] = None
    ) -> None:
        """:param session: gives pack, data source and workspace
        :param map_link: where units are shown
        :param canvas: where features behind a number are shown
        """
        super().__init__(parent)
        self._session = session
        self._plan = ("", "")  # pack and project the grid was shown for
        self._view: dict[str, Any] = {}  # how it was shown
        self.work = work = IndicatorsWork(session, self)
        self.actions = ActionsBar(self)
        self.grid = IndicatorGrid(self)
        self.details = ValueDetails(session.language, self)
        self.chart = IndicatorChart(self)
        self.exports = IndicatorExports(session, work, self, lambda: self.grid.shown.area_unit)
        self.deeds = ValueDeeds(session, work, self.grid, map_link, canvas, self)
        self.unit_deeds = UnitDeeds(session, work, self)
        self.live = LivePanel(session, work, map_link, self)
        self.report = ReportPage(self)
        self._notice = QLabel(self)
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notice.setMargin(8)
        self.state = StateLine(self)
        self.state_text, self.state_button = self.state.text, self.state.button
        self.below = Pages(self)
        self.below.addTab(self.details, self.tr("Value"), self.details.tools)
        self.below.addTab(self.chart, self.tr("Chart"))
        self.below.addTab(self.report, self.tr("Notes"))
        self._before_chart: list[int] = []  # heights of grid and page below, while a chart has more
        self.splitter = self._splitter()
        self.below.currentChanged.connect(self._make_room)
        self.progress = ProgressLine(self)
        self._values = values = QWidget(self)
        inside = QVBoxLayout(values)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.state)
        inside.addWidget(self.splitter, 1)
        inside.addWidget(self.progress)
        self.pages = Pages(self)
        self.pages.addTab(values, self.tr("Values"), self.actions)
        self.pages.addTab(self.live, self.tr("Live ledger"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self._notice)
        column.addWidget(self.pages, 1)
        self._order()
        self._connect()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep how the grid is shown with the project."""
        super().hideEvent(event)
        self.keep_view(("at",))

    def keep_view(self, passing: Sequence[str] = ()) -> None:
        """Keep filters, area unit, widths and current cell with the project.

        :param passing: parts that alone are no reason to change the project
        """
        if self.work.sheet is not None and not self._session.state.empty:
            write_view(QgsProject.instance(), self.grid.state(), passing)

    def _project_saved(self, *_: object) -> None:
        self.keep_view()

    def shut_down(self) -> None:
        """End the background work and leave the layers alone."""
        QgsProject.instance().writeProject.disconnect(self._project_saved)
        self.live.shut_down()
        self.deeds.shut_down()
        self.exports.shut_down()
        self.work.shut_down()

    # --- parts -------------------------------------------------------------------------------

    def _splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.grid)
        splitter.addWidget(self.below)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setCollapsible(0, False)
        splitter.setSizes(settings.indicators_split() or [self.fontMetrics().height() * 18,
                                                          self.fontMetrics().height() * 8])
        splitter.splitterMoved.connect(self._split)
        return splitter

    def _split(self, *_: int) -> None:
        self._before_chart = []
        settings.remember_indicators_split(self.splitter.sizes())

    def _make_room(self, _: int) -> None:
        """Give a chart more height than a value needs, and take it back after; what somebody drags stays."""
        sizes = self.splitter.sizes()
        whole = sum(sizes)
        if self.below.currentWidget() is self.chart:
            wanted = min(self.fontMetrics().height() * CHART_LINES, whole // 2)
            if whole and sizes[1] < wanted:
                self._before_chart = sizes
                self.splitter.setSizes([whole - wanted, wanted])
        elif self._before_chart:
            self.splitter.setSizes(self._before_chart)
            self._before_chart = []

    def _order(self) -> None:
        """Let Tab go the way one reads."""
        order = [self.pages.bar, *self.actions.in_order(), self.state.button, *self.grid.filters.in_order(),
                 self.grid.view, self.grid.status.signs, self.below.bar, *self.details.in_order(), self.chart,
                 self.report.text, self.progress.cancel_button, *self.live.in_order()]
        for one, following in zip(order, order[1:]):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        work, grid = self.work, self.grid
        work.loaded.connect(self._loaded)
        work.busy_changed.connect(self._refresh)
        work.progressed.connect(self.progress.set_progress)
        work.found.connect(self._found)
        work.checked.connect(self.checked)
        work.reported.connect(self._reported)
        self.unit_deeds.found.connect(self._found)
        self.unit_deeds.reported.connect(self._reported)
        work.saving_changed.connect(self._show_state)
        self.progress.cancelled.connect(work.cancel)
        self.state.wanted.connect(self._see_to_state)
        self.actions.pressed.connect(self._pressed)
        self.actions.measure_wanted.connect(work.measure)
        grid.edited.connect(self._edited)
        grid.cell_entered.connect(self._show_value)
        grid.features_wanted.connect(self.deeds.show_features)
        grid.history_wanted.connect(self.deeds.show_history)
        grid.decompose_wanted.connect(self.deeds.hand_down)
        grid.chart_wanted.connect(lambda key: self.below.setCurrentWidget(self.chart))
        grid.unit_wanted.connect(self.deeds.show_place)
        grid.area_unit_changed.connect(lambda unit: self.live.set_area_unit(unit or "ha"))
        self.live.unit_wanted.connect(self.deeds.show_place)
        self.details.pressed.connect(self._details_pressed)
        self.chart.unit_clicked.connect(grid.show_unit)
        self.chart.saved.connect(self._chart_saved)
        self.chart.refused.connect(self._chart_refused)
        self.live.measured_changed.connect(self._draft_measured)
        self.pages.currentChanged.connect(self._draft_measured)
        self._session.opened.connect(self._refresh)
        QgsProject.instance().writeProject.connect(self._project_saved)

    # --- what is shown -----------------------------------------------------------------------

    def _loaded(self) -> None:
        sheet = self.work.sheet
        plan = (self._session.state.pack, QgsProject.instance().fileName())
        if plan != self._plan:
            self._view = read_view(QgsProject.instance())
        elif len(self.grid.sheet.tree):  # while nothing is shown there is no view to keep
            self._view = self.grid.state()
        self._plan = plan
        self.grid.set_sheet(sheet, self._session.language)
        if sheet is not None and self._view:
            self.grid.restore(self._view)
        self.actions.show_years(self.work.years)
        render = self._session.language.render
        notes = tuple(render(note) for note in self.work.notes)
        self._show_notes("", (NoteGroup(self.tr("About the units"), notes),))
        self._show_value(self.grid.current_key())
        self.live.renew()
        self._refresh()

    def _refresh(self) -> None:
        work = self.work
        notice = self._why_nothing()
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        bare = work.sheet is not None and not len(work.sheet.tree) and not len(work.sheet)
        for part in (self.grid, self.below):
            part.setVisible(not notice and not bare)
        self.pages.setVisible(work.rules is not None)
        has_units = work.sheet is not None and len(work.sheet.tree) > 0
        idle = not work.running and not self._session.opening
        self.actions.enable(data=idle and self._session.content is not None, sheet=has_units,
                            units=idle and work.sheet is not None)
        words = {"load": self.tr("Reading…"), "measure": self.tr("Measuring…"),
                 "take_over": self.tr("Reading the tables…"), "check": self.tr("Checking…")}
        self.progress.show_work(bool(work.running), words.get(work.running, ""))
        self._show_state()

    def _why_nothing(self) -> str:
        work = self.work
        if work.pack is None:
            return self.tr("Choose a rule pack and a source on the Data tab.")
        if work.rules is None:
            return self.tr("This rule pack has no indicators, so there is nothing to do here.")
        if work.problem:
            return work.problem
        if work.sheet is None:
            return self.tr("Reading units and indicators…")
        return ""

    def _show_state(self) -> None:
        self.state.show_state(self.work)

    def _show_value(self, key: Optional[ValueKey]) -> None:
        sheet = self.work.sheet
        if sheet is None or key is None:
            self.details.show_nothing()
            return
        self.details.show_value(sheet, key)
        year = (self.grid.target_year if key.kind is ValueKind.BASE else 0) or key.year
        self.chart.show_indicator(sheet, key.unit, key.indicator, year, self.grid.area_unit, self._session.language)

    def _draft_measured(self, *_: object) -> None:
        """Show the measured values of the draft beside those that are kept; nothing is measured that nobody sees."""
        if self.pages.currentWidget() is not self.live:
            self.grid.set_draft(self.live.measured())

    # --- changes -----------------------------------------------------------------------------

    def _edited(self, changes: Sequence[ValueChange]) -> None:
        self.work.keep(changes)
        self.live.targets_changed()
        self._show_value(self.grid.current_key())

    def _found(self, changes: Sequence[ValueChange], text: str) -> None:
        self.grid.apply(list(changes), text)

    def _reported(self, headline: str, groups: tuple[NoteGroup, ...]) -> None:
        self._show_notes(headline, groups)
        count = to_see_to(groups)
        level = Qgis.MessageLevel.Success
        if count:
            level = Qgis.MessageLevel.Info
            headline = self.tr("{headline}. Notes: {count}.").format(headline=headline, count=count)
        self._session.told.emit(headline, level)

    def _show_notes(self, headline: str, groups: tuple[NoteGroup, ...]) -> None:
        """Write the page of notes; its name tells how many there are to see to."""
        self.report.show_notes(headline, groups)
        count = to_see_to(groups)
        name = self.tr("Notes ({count})").format(count=count) if count else self.tr("Notes")
        self.below.setTabText(self.below.indexOf(self.report), name)

    # --- deeds -------------------------------------------------------------------------------

    def _pressed(self, name: str) -> None:
        if name == "take_over":
            self.work.take_over()
        elif name == "import":
            self._import()
        elif name == "units":
            self.unit_deeds.show()
        elif name == "check":
            self.work.check()
        elif name == "export":
            self.exports.values()
        elif name == "report":
            self.exports.report()

    def _details_pressed(self, name: str) -> None:
        key = self.grid.current_key()
        if key is not None:
            self.deeds.do(name, key, self.details.button(name))

    def _see_to_state(self, deed: str) -> None:
        if deed == "compare":
            self.unit_deeds.settle_conflicts()
        elif deed == "keep":
            self.work.flush()
        elif deed == "units":
            self.unit_deeds.show()
        elif deed == "take_over":
            self.work.take_over()

    @property
    def has_values(self) -> bool:
        """Whether there are units with indicators to walk through."""
        return self.work.sheet is not None and len(self.work.sheet.tree) > 0

    def go(self, step: int) -> None:
        """Go to the next (1) or previous (-1) deviation among the values shown."""
        self.pages.setCurrentWidget(self._values)
        if self.grid.go_to_deviation(step > 0):
            self.grid.view.setFocus()
            return
        if not self.grid.model.judged.done:
            self._session.told.emit(self.tr("Still looking for deviations…"), Qgis.MessageLevel.Info)
            return
        text = self.tr("There is no deviation after this cell.") if step > 0 else self.tr(
            "There is no deviation before this cell.")
        self._session.told.emit(text, Qgis.MessageLevel.Info)

    def _chart_saved(self, path: str) -> None:
        self._session.written.emit(path)

    def _chart_refused(self, sentence: str) -> None:
        self._session.told.emit(sentence, Qgis.MessageLevel.Critical)

    def _import(self) -> None:
        sheet = self.work.sheet
        if sheet is None or self.work.pack is None:
            return
        dialog = ImportDialog(sheet, self._session.language, author(), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.grid.apply(dialog.changes(), self.tr("Import"))
