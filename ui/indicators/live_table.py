"""The table of the live ledger: names of the units in the head of the rows, so that they stay in sight."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QShowEvent

from ..pasting_table import PastingTable


class LedgerTable(PastingTable):
    """A read-only table whose rows are named; what is copied has the names."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Give the rows the height of the font, which a theme sets late."""
        super().showEvent(event)
        self.horizontalHeader().setStretchLastSection(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)

    def selected_text(self) -> str:
        """Return the selected cells with the name of each row before them, columns separated by tabs."""
        text = super().selected_text()
        rows = sorted({index.row() for index in self.selectedIndexes()})
        model = self.model()
        names = [str(model.headerData(row, Qt.Orientation.Vertical) or "").strip() for row in rows]
        return "\n".join(f"{name}\t{line}" for name, line in zip(names, text.split("\n"))) if rows else text
