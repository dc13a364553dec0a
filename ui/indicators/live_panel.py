"""The live ledger: what the edits of a layer do to area, quality, balance and target of every unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Mapping, Optional, Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.indicators.live.rows import TOTAL, LedgerRow
from ...algorithms.indicators.model import ValueKey
from ...algorithms.selfcheck.model import Finding
from ..icons import icon
from ..map_link import MapLink
from ..session import Session
from .live_model import LiveModel
from .live_summary import summary_of
from .live_table import LedgerTable
from .live_work import LiveState, LiveWork
from .work import IndicatorsWork

FINDING = Qt.ItemDataRole.UserRole
MOST_FINDINGS = 200  # shown at once
_FITTED = 24  # rows that say how wide a column is: the largest numbers are those of the wholes, above their parts


class LivePanel(QWidget):
    """Follows one layer while it is edited."""

    measured_changed = pyqtSignal()  # measured values of the draft are others
    unit_wanted = pyqtSignal(str)  # a row was double-clicked

    def __init__(
        self, session: Session, indicators: IndicatorsWork, map_link: MapLink, parent: Optional[QWidget] = None
    ) -> None:
        """:param indicators: has units and targets
        :param map_link: where findings on the draft are shown
        """
        super().__init__(parent)
        self._session = session
        self._indicators = indicators
        self._map = map_link
        self._news = -1  # row that the last edit changed
        self.work = LiveWork(session, indicators, self)
        self.layers = QComboBox(self)
        self.layers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layers.setMinimumContentsLength(8)
        self.layers.setAccessibleName(self.tr("Layer the ledger follows"))
        self.layers.setToolTip(self.tr("Layer the ledger follows while it is edited"))
        self.button = QPushButton(self)
        self.what_if = QCheckBox(self.tr("What if"), self)
        self.what_if.setToolTip(self.tr(
            "Shows the ledger as if the selected features of the layer left, and the features selected in other "
            "layers entered. Nothing is changed."))
        self.only_changed = QCheckBox(self.tr("Only changed units"), self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.model = LiveModel(self)
        self.table = LedgerTable(parent=self)
        self.table.setModel(self.model)
        self.table.setColumnHidden(0, True)  # the names stand in the head of the rows, which stays in sight
        self._name_rows()
        self.table.setAccessibleName(self.tr("Live ledger of the units"))
        self.table.row_wanted.connect(self._row_wanted)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary.setToolTip(self.tr("About the unit that is chosen in the table."))
        self.findings = QListWidget(self)
        self.findings.setAccessibleName(self.tr("What the rules say about the edited features"))
        self.findings.setWordWrap(True)
        self.findings.setToolTip(self.tr("Double-click a line to see the place on the map."))
        self.findings.itemActivated.connect(self._show_finding)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.findings)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.layers, 1)
        top.addWidget(self.button)
        options = QHBoxLayout()
        options.setContentsMargins(0, 0, 0, 0)
        options.addWidget(self.what_if)
        options.addWidget(self.only_changed)
        options.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.state)
        column.addWidget(self.progress)
        column.addLayout(options)
        column.addWidget(self.summary)
        column.addWidget(self.splitter, 1)
        column.addStretch(0)  # while there is no table the sentence stays at the top
        self.layers.activated.connect(lambda place: self.work.follow(self.layers.itemData(place)))
        self.button.clicked.connect(self.work.press)
        self.what_if.toggled.connect(self.work.set_what_if)
        self.only_changed.toggled.connect(self._show_rows)
        self.work.state_changed.connect(self._show_state)
        self.work.rows_changed.connect(self._rows_changed)
        self.work.findings_changed.connect(self._show_findings)
        self.work.progressed.connect(lambda percent: self.progress.setValue(int(percent)))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_summary())
        self._show_state()

    def renew(self) -> None:
        """Follow the layers of another plan."""
        roles = self.work.roles()
        self.layers.clear()
        for role, title in roles:
            self.layers.addItem(title, role)
        self.work.renew()

    def in_order(self) -> list[QWidget]:
        """Return what can be reached by Tab, from top to bottom."""
        return [self.layers, self.button, self.what_if, self.only_changed, self.table, self.findings]

    def targets_changed(self) -> None:
        """Show other targets."""
        self.work.sheet_changed()

    def set_area_unit(self, unit: str) -> None:
        """Show areas in another unit."""
        self.work.area_unit = unit
        self._show_rows()

    def shut_down(self) -> None:
        """Let go of the layer and end the background work."""
        self.work.shut_down()

    def measured(self) -> Mapping[ValueKey, Fraction]:
        """Return what the draft makes of the measured values."""
        return self.work.measured()

    # --- what is shown -----------------------------------------------------------------------

    def _show_state(self) -> None:
        work = self.work
        self.state.setText(work.sentence())
        text, picture = work.button_words()
        self.button.setText(text)
        self.button.setIcon(icon(picture))
        self.button.setVisible(bool(text))
        self.progress.setVisible(work.state is LiveState.PREPARING)
        live = work.state is LiveState.LIVE
        self.splitter.setVisible(live)
        self.summary.setVisible(live)
        self.what_if.setVisible(live)
        self.only_changed.setVisible(live)
        appears = bool(work.judge.findings) and self.findings.isHidden()
        self.findings.setVisible(bool(work.judge.findings))
        if appears:  # the table becomes lower
            QTimer.singleShot(0, self._show_news)
        place = self.layers.findData(work.role)
        if place >= 0:
            self.layers.setCurrentIndex(place)

    def _rows_changed(self) -> None:
        self._show_rows()
        self._show_state()
        self.measured_changed.emit()

    def _show_rows(self, *_: object) -> None:
        rows: Sequence[LedgerRow] = self.work.rows
        if self.only_changed.isChecked():
            rows = [row for row in rows if row.changed or row.unit == TOTAL]
        fresh = not self.model.rowCount()
        before = self.model.changed_units()
        self.model.show(rows, self.work.depths(), self.work.area_unit, self.work.outdated,
                        self.work.supposed, self.work.year)
        self._show_summary()
        if fresh and rows:
            self._fit_columns()
        news = [place for place, unit in self.model.changed_units().items() if unit not in before.values()]
        if news:
            self._news = news[-1]
            self._show_news()

    def _show_summary(self) -> None:
        """Say in words what the ledger has of the chosen unit, of the whole where none is chosen."""
        if not self.model.rowCount():
            self.summary.clear()
            return
        place = max(self.table.currentIndex().row(), 0)
        name = str(self.model.headerData(place, Qt.Orientation.Vertical) or "").strip()
        self.summary.setText(summary_of(
            self.model.row(place), name, self.work.area_unit, self.work.smaller_is_better,
            self.work.supposed))
        self.summary.setEnabled(not self.work.outdated)

    def _show_news(self) -> None:
        """Bring into sight what an edit changed, the smallest unit of it."""
        if self._news >= 0:
            self.table.scrollTo(self.model.index(self._news, max(self.table.columnAt(1), 1)))

    def _fit_columns(self) -> None:
        """Give each column the room its numbers may need while the edits go on."""
        self.table.setColumnHidden(0, True)
        self.table.horizontalHeader().setResizeContentsPrecision(_FITTED)
        self.table.resizeColumnsToContents()
        least = self.table.fontMetrics().horizontalAdvance("+1,234.5678 ")
        for column in range(1, self.model.columnCount()):
            self.table.setColumnWidth(column, max(least, self.table.columnWidth(column)))

    def _name_rows(self) -> None:
        """Let the names of the units stand in the head of the rows, and lead to the map."""
        names = self.table.verticalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setSectionsClickable(True)
        names.setMaximumWidth(self.fontMetrics().averageCharWidth() * 26)
        names.setToolTip(self.tr("Double-click a unit to see it on the map."))
        names.sectionDoubleClicked.connect(self._row_wanted)
        names.show()

    def _show_findings(self) -> None:
        work = self.work
        self.findings.clear()
        for finding in work.judge.findings[:MOST_FINDINGS]:
            lines = self._session.language.render(finding.message).splitlines()
            text = "\n".join(line.strip() for line in lines if line.strip())
            item = QListWidgetItem(icon(finding.severity.value), text)
            item.setToolTip(f"{finding.check_id} · {finding.clause}" if finding.clause else finding.check_id)
            item.setData(FINDING, finding)
            self.findings.addItem(item)
        more = len(work.judge.findings) - MOST_FINDINGS
        if more > 0:
            self.findings.addItem(self.tr("{count} more: run the checks to see them all").format(count=more))
        self._show_state()

    # --- deeds -------------------------------------------------------------------------------

    def _row_wanted(self, place: int) -> None:
        row = self.model.row(place)
        if row.unit != TOTAL:
            self.unit_wanted.emit(row.unit)

    def _show_finding(self, item: QListWidgetItem) -> None:
        finding: Optional[Finding] = item.data(FINDING)
        if finding is None or finding.geometry is None:
            return
        shape = QgsGeometry()
        shape.fromWkb(finding.geometry)
        self._map.show(shape, QgsCoordinateReferenceSystem(finding.crs))
