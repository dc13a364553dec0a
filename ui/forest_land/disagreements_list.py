"""The table of disagreements: keys that decide, and selections of any size."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QWidget

from ..pasting_table import PastingTable
from .disagreement_table import UNDECIDED
from .disagreements_model import DisagreementsModel

KEYS = {
    Qt.Key.Key_1: "accept_survey",
    Qt.Key.Key_2: "accept_one_map",
    Qt.Key.Key_0: UNDECIDED,
    Qt.Key.Key_Delete: "",
    Qt.Key.Key_Backspace: "",
}
"""What a key decides on the chosen rows; empty = the rule decides again."""
MEASURED = 100  # rows that columns are made wide enough for
MOST_KEPT = 5_000  # chosen rows that stay chosen when others are shown


class DisagreementsList(PastingTable):
    """Whole rows are chosen; they stay chosen while the list is sorted, filtered and decided."""

    decided_by_key = pyqtSignal(str)

    def __init__(self, model: DisagreementsModel, parent: Optional[QWidget] = None) -> None:
        """:param model: the rows"""
        super().__init__(parent=parent)
        self._rows_shown = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSortingEnabled(True)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        # Of its own, always empty: to draw the header Qt would ask row by row whether whole columns are chosen.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self._kept: tuple[list[str], str, int] = ([], "", -1)  # keys chosen, key and row of the current one
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def chosen(self) -> list[int]:
        """Return the chosen rows, from the top down."""
        places: set[int] = set()
        for span in self.selectionModel().selection():
            places.update(range(span.top(), span.bottom() + 1))
        return sorted(places)

    def chosen_count(self) -> int:
        """Return how many rows are chosen; rows are chosen whole, so that their ranges do not overlap."""
        return sum(span.height() for span in self.selectionModel().selection())

    def choose(self, places: Sequence[int], current: int = -1) -> None:
        """Choose rows.

        :param places: in ascending order
        :param current: the row that the keys go on from, -1 for the first chosen one
        """
        model, marks = self.selectionModel(), QItemSelectionModel.SelectionFlag
        right = self._rows_shown.columnCount() - 1
        chosen, first = QItemSelection(), None
        for place, following in zip(places, [*places[1:], -1]):
            first = place if first is None else first
            if following != place + 1:
                chosen.select(self._rows_shown.index(first, 0), self._rows_shown.index(place, right))
                first = None
        at = current if current >= 0 else (places[0] if places else -1)
        if at >= 0:
            model.setCurrentIndex(self._rows_shown.index(at, 0), marks.NoUpdate)
        model.select(chosen, marks.ClearAndSelect)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that decide from the deeds the desktop has for them."""
        if event.type() == QEvent.Type.ShortcutOverride and self._decision(event) is not None:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Decide the chosen rows by one key."""
        decision = self._decision(event)
        if decision is not None:
            self.decided_by_key.emit(decision)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _decision(event: QKeyEvent) -> Optional[str]:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return KEYS.get(event.key()) if plain else None

    def _keep(self) -> None:
        """Remember by key what is chosen before other rows are shown."""
        model, current = self._rows_shown, self.currentIndex().row()
        shown = range(model.rowCount())
        places = self.chosen() if self.chosen_count() <= MOST_KEPT else []
        self._kept = ([model.key(place) for place in places if place in shown],
                      model.key(current) if current in shown else "", current)

    def _restore(self) -> None:
        """Choose what was chosen; where nothing of it is shown any more, the row that took its place."""
        model, (keys, current, place) = self._rows_shown, self._kept
        self._kept = ([], "", -1)
        records = [record for record in map(model.table.place, keys) if record >= 0]
        places = model.places(records)
        if places:
            record = model.table.place(current)
            at = model.places([record]) if record >= 0 else []
            self.choose(places, at[0] if at else -1)
            self.scrollTo(self.currentIndex())
        elif records and model.rowCount():
            self.choose([min(max(place, 0), model.rowCount() - 1)])
            self.scrollTo(self.currentIndex())
