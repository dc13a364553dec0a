"""What can be done with the units as a whole: see what became of them, and which of two contents of a value holds."""

from __future__ import annotations

from datetime import datetime, timezone

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.moved_values import move_all
from ..session import Session
from .conflicts_dialog import ConflictsDialog
from .loading import author
from .notes import NoteGroup
from .units_dialog import UnitsDialog
from .work import IndicatorsWork


class UnitDeeds(QObject):
    """Does it; changes of values go through the grid, so that they can be taken back."""

    found = pyqtSignal(list, str)  # changes of values, and what they are called
    reported = pyqtSignal(str, tuple)  # a headline and NoteGroups

    def __init__(self, session: Session, work: IndicatorsWork, window: QWidget) -> None:
        """:param window: dialogs stand before it"""
        super().__init__(window)
        self._session, self._work, self._window = session, work, window

    def shut_down(self) -> None:
        """End the background work."""

    def show(self) -> None:
        """Show the units and what became of former ones, and do what was decided."""
        sheet = self._work.sheet
        if sheet is None:
            return
        dialog = UnitsDialog(sheet, self._work.notes, self._work.proposals, self._session.language, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if dialog.has_other_tree:
            self._work.use_units(dialog.tree)
        elif not self._work.proposals:
            return  # nothing was decided
        chosen = dialog.chosen()
        try:
            moved = move_all(self._work.sheet or sheet, chosen, author(), datetime.now(timezone.utc))
        except LandPlanError as error:
            self._session.told.emit(self._session.language.render(error.message), Qgis.MessageLevel.Warning)
            return
        if moved.changes:
            self.found.emit(list(moved.changes), self.tr("Units changed"))
        self._work.settle_units(chosen)
        if moved.notes:
            render = self._session.language.render
            self.reported.emit(
                self.tr("Values moved: {count}").format(count=len(moved.changes)),
                (NoteGroup(self.tr("About the units"), tuple(render(note) for note in moved.notes)),))

    def settle_conflicts(self) -> None:
        """Show the values that two windows have changed, and let a person decide."""
        sheet, conflicts = self._work.sheet, self._work.conflicts
        if sheet is None or not conflicts:
            return
        dialog = ConflictsDialog(conflicts, sheet, self._session.language, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._work.decide(dialog.mine())
