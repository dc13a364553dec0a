"""The tree of findings as a Qt model: checks above, their findings below, fetched page by page."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QFont

from ..algorithms.errors import LandPlanError
from ..algorithms.language import Language
from ..algorithms.workspace.model import FindingRow, SortColumn, State
from ..algorithms.workspace.queries import FindingRows
from .finding_sources import FindingSource, Group, Order, Shown
from .icons import icon
from .tasks import LOG
from .wording import features_text, measured_text, plain_tip, state_word

PAGE = 200
LABEL, MEASURED = 0, 1
FINDING = Qt.ItemDataRole.UserRole + 20
GROUP = Qt.ItemDataRole.UserRole + 21
MESSAGE = Qt.ItemDataRole.UserRole + 22  # the sentence of a finding
ROLES = frozenset(
    (
        FINDING,
        MESSAGE,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)
SORTS = {LABEL: SortColumn.KEY, MEASURED: SortColumn.MEASURED}

RIGHT = Qt.AlignmentFlag(0x0082)  # right and vertically centred, as one flag for Qt 5 and 6
_NO_PARENT = 0  # internal id of a heading; a finding's is its heading's row + 1


class FindingsModel(QAbstractItemModel):
    """Shows a `FindingSource`; filtering and sorting are questions to it, never loops over rows."""

    def __init__(self, language: Language, parent: Optional[QObject] = None) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self._language = language
        self._source: Optional[FindingSource] = None
        self._shown = Shown()
        self._order = Order()
        self._groups: Sequence[Group] = ()
        self._lists: list[Optional[FindingRows]] = []  # of each heading once it is looked into
        self._loaded: list[int] = []  # rows of each heading that the view knows of

    # --- what is shown -----------------------------------------------------------------------

    def set_source(self, source: Optional[FindingSource]) -> None:
        """Show other findings, none for None."""
        self._source = source
        self._reset()

    def set_shown(self, shown: Shown) -> None:
        """Filter."""
        if shown != self._shown:
            self._shown = shown
            self._reset()

    def set_order(self, order: Order) -> None:
        """Sort the findings within each heading."""
        if order != self._order:
            self._order = order
            self._reset()

    @property
    def source(self) -> Optional[FindingSource]:
        """What is shown."""
        return self._source

    @property
    def shown(self) -> Shown:
        """The filter."""
        return self._shown

    @property
    def order(self) -> Order:
        """The order within a heading."""
        return self._order

    def _reset(self) -> None:
        self.beginResetModel()
        try:
            self._groups = self._source.groups(self._shown) if self._source is not None else ()
        except LandPlanError as error:
            QgsMessageLog.logMessage(str(error), LOG, Qgis.MessageLevel.Warning)
            self._groups = ()
        self._lists = [None] * len(self._groups)
        self._loaded = [0] * len(self._groups)
        self.endResetModel()

    # --- finding one's way -------------------------------------------------------------------

    def group_index(self, key: str) -> QModelIndex:
        """Return the heading of a key, an invalid index where it is not shown."""
        for row, group in enumerate(self._groups):
            if group.key == key:
                return self.index(row, 0)
        return QModelIndex()

    def has_findings(self) -> bool:
        """Return True when the filter leaves any finding."""
        return any(group.total for group in self._groups)

    def loaded(self, index: QModelIndex) -> int:
        """Return how many findings of a heading the view knows of."""
        return self._loaded[index.row()]

    def load(self, index: QModelIndex, count: int) -> None:
        """Let the view know of the findings of a heading until so many are there, or all.

        This costs next to nothing: the rows themselves are read when they are drawn.
        """
        number = index.row()
        have = self._loaded[number]
        want = min(count, len(self._list(number)))
        if want > have:
            self.beginInsertRows(self.index(number, 0), have, want - 1)
            self._loaded[number] = want
            self.endInsertRows()

    def _list(self, number: int) -> FindingRows:
        """Return the findings of a heading, none when the workspace cannot be read any more."""
        rows, source = self._lists[number], self._source
        if rows is None:
            rows = FindingRows((), lambda _: {})
            try:
                if source is not None:
                    rows = source.rows(self._groups[number], self._shown, self._order)
            except LandPlanError as error:
                QgsMessageLog.logMessage(str(error), LOG, Qgis.MessageLevel.Warning)
            self._lists[number] = rows
        return rows

    def _row(self, group: int, row: int) -> Optional[FindingRow]:
        """Return a finding, None when the workspace cannot be read any more."""
        try:
            return self._list(group)[row]
        except (LandPlanError, IndexError) as error:
            QgsMessageLog.logMessage(str(error), LOG, Qgis.MessageLevel.Warning)
            return None

    def neighbour(self, index: QModelIndex, step: int) -> QModelIndex:
        """Return the finding after (``step`` 1) or before (-1) an index, over the borders of headings."""
        if not index.isValid():
            group, row = (0, 0) if step > 0 else (len(self._groups) - 1, -1)
        elif index.internalId() == _NO_PARENT:
            group, row = (index.row(), 0) if step > 0 else (index.row() - 1, -1)
        else:
            group, row = int(index.internalId()) - 1, index.row() + step
            if row < 0:
                group, row = group - 1, -1
        while 0 <= group < len(self._groups):
            total = self._groups[group].total
            wanted = total - 1 if row == -1 else row
            if 0 <= wanted < total:
                heading = self.index(group, 0)
                self.load(heading, wanted + 1 + (PAGE if step > 0 else 0))
                if wanted < self._loaded[group]:
                    return self.index(wanted, 0, heading)
            group, row = (group + 1, 0) if step > 0 else (group - 1, -1)
        return QModelIndex()

    def find(self, group_key: str, finding_id: int) -> QModelIndex:
        """Return a finding by its id, an invalid index where the filter does not show it."""
        heading = self.group_index(group_key)
        if not heading.isValid():
            return QModelIndex()
        ids = self._list(heading.row()).ids
        if finding_id not in ids:
            return QModelIndex()
        row = ids.index(finding_id)
        self.load(heading, row + 1)
        return self.index(row, 0, heading)

    # --- the Qt model ------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a heading or of a loaded finding."""
        if column not in (LABEL, MEASURED) or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, _NO_PARENT) if row < len(self._groups) else QModelIndex()
        if parent.internalId() == _NO_PARENT and row < self._loaded[parent.row()]:
            return self.createIndex(row, column, parent.row() + 1)
        return QModelIndex()

    def parent(self, index: QModelIndex) -> QModelIndex:
        """Return the heading of a finding."""
        if not index.isValid() or index.internalId() == _NO_PARENT:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, _NO_PARENT)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of headings or of loaded findings."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == _NO_PARENT and parent.column() == 0:
            return self._loaded[parent.row()]
        return 0

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Return 2: the finding, and what was measured."""
        return 2

    def hasChildren(self, parent: QModelIndex = QModelIndex()) -> bool:  # noqa: N802, B008
        """Return True for headings with findings, loaded or not."""
        if not parent.isValid():
            return bool(self._groups)
        return parent.internalId() == _NO_PARENT and parent.column() == 0 and self._groups[parent.row()].total > 0

    def canFetchMore(self, parent: QModelIndex) -> bool:  # noqa: N802
        """Return True while findings of a heading are not loaded."""
        if not parent.isValid() or parent.internalId() != _NO_PARENT:
            return False
        return self._loaded[parent.row()] < len(self._list(parent.row()))

    def fetchMore(self, parent: QModelIndex) -> None:  # noqa: N802
        """Load the next page of a heading."""
        self.load(parent, self._loaded[parent.row()] + PAGE)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the titles of the columns."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.tr("Check and finding") if section == LABEL else self.tr("Measured")
            if role == Qt.ItemDataRole.TextAlignmentRole and section == MEASURED:
                return RIGHT
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if index.column() == MEASURED:
                return RIGHT
            return None
        if index.internalId() == _NO_PARENT:
            return self._group_data(self._groups[index.row()], index.column(), role)
        if role not in ROLES:
            return None
        row = self._row(int(index.internalId()) - 1, index.row())
        return None if row is None else self._finding_data(row, index.column(), role)

    def _group_data(self, group: Group, column: int, role: int) -> object:
        if role == GROUP:
            return group
        if role == Qt.ItemDataRole.FontRole and group.total:
            font = QFont()
            font.setBold(True)
            return font
        if column == MEASURED:
            return f"{group.total:,}" if role == Qt.ItemDataRole.DisplayRole and group.total else None
        if role == Qt.ItemDataRole.DisplayRole:
            return group.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(part for part in (group.title, group.clause) if part))
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(group.icon)
        return None

    def _label(self, row: FindingRow) -> str:
        names_check = self._source is not None and self._source.names_check
        return f"{row.check_id} · {features_text(row)}" if names_check else features_text(row)

    def _finding_data(self, row: FindingRow, column: int, role: int) -> object:
        if role == FINDING:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._label(row) if column == LABEL else measured_text(row)
        if role == MESSAGE:
            return self._language.render(row.message)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._language.render(row.message))
        if column == LABEL:
            if role == Qt.ItemDataRole.DecorationRole:
                settled = row.state in (State.EXCEPTION, State.FIXED)
                return icon(row.state.value if settled else row.severity.value)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._label(row)}, {state_word(row.state)}, {row.text}"
        if role == Qt.ItemDataRole.FontRole and row.state is State.FIXED:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None
