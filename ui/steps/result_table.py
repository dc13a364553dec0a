"""The table of a step's results: read again only when its file is another one."""

from __future__ import annotations

import os
from typing import Callable, Optional, Sequence

from qgis.PyQt.QtWidgets import QHeaderView, QTableView, QWidget

from ..ledger_model import LedgerColumn, LedgerModel, Row, rows_of
from ..pasting_table import PastingTable
from .step_work import StepWork

MOST_ROWS = 12  # shown at once
WIDEST = 26  # average letters of a column; what is longer is cut and told in the tooltip


class ResultTable(PastingTable):
    """A read-only table of an output layer of a step."""

    def __init__(
        self,
        step: str,
        output: str,
        columns: Sequence[LedgerColumn],
        parent: Optional[QWidget] = None,
        wrapped: bool = False,
    ) -> None:
        """:param step: that writes it
        :param output: of its algorithm
        :param wrapped: whether text is shown whole, in several lines
        """
        super().__init__(parent=parent)
        self._step, self._output = step, output
        self._shown: tuple[str, float] = ("", 0.0)
        self.whole: list[Row] = []  # the layer as it is, all fields
        self.ledger = LedgerModel(columns, self)
        self.setModel(self.ledger)
        self._wrapped = wrapped
        if wrapped:
            self.setWordWrap(True)
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.hide()

    def renew(
        self,
        work: StepWork,
        shown: Callable[[Sequence[Row]], Sequence[Row]],
        falls_short: Callable[[Row], bool],
        is_total: Callable[[Row], bool],
    ) -> None:
        """Read the results of the last run; selection and scrolling stay where they are the same.

        :param shown: makes the rows that are shown from those of the layer
        """
        file = work.state.results.get(self._step, "")
        key = (file, os.path.getmtime(file)) if os.path.isfile(file) else ("", 0.0)
        if key == self._shown:
            return
        self._shown = key
        self.whole = rows_of(work.result(self._step, self._output)) if key[0] else []
        self.ledger.set_rows(shown(self.whole), falls_short, is_total)
        self.setVisible(bool(self.ledger.rowCount()))
        self.fit(MOST_ROWS)
        narrow_columns(self)
        if self._wrapped:  # two lines a row, the rest is scrolled to
            lines = min(2 * self.ledger.rowCount(), MOST_ROWS) - min(self.ledger.rowCount(), MOST_ROWS)
            self.setFixedHeight(self.minimumHeight() + lines * self.verticalHeader().defaultSectionSize())

    def chosen_rows(self) -> list[Row]:
        """Return the selected rows, from the top down."""
        return [self.ledger.row(place) for place in self._rows()]


def narrow_columns(table: QTableView) -> None:
    """Keep long text from pushing the columns behind it out of a narrow panel."""
    widest = WIDEST * table.fontMetrics().averageCharWidth()
    header = table.horizontalHeader()
    for column in range(header.count() - 1):  # the last one takes the room that is left
        if header.sectionSize(column) > widest:
            header.resizeSection(column, widest)
