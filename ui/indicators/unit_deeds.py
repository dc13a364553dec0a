"""What can be done with the units as a whole: see what became of them, and which of two contents of a value holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.units.changes import UnitChange
from ..session import Session
from .conflicts_dialog import ConflictsDialog
from .loading import author
from .notes import NoteGroup
from .units_dialog import UnitsDialog, UnitsShown
from .work import IndicatorsWork


class UnitDeeds(QObject):
    """Does it; changes of values go through the grid, so that they can be taken back."""

    found = pyqtSignal(list, str)  # changes of values, and what they are called
    reported = pyqtSignal(str, tuple)  # a headline and NoteGroups

    def __init__(self, session: Session, work: IndicatorsWork, window: QWidget) -> None:
        """:param window: dialogs stand before it"""
        super().__init__(window)
        self._session, self._work, self._window = session, work, window

    def show(self) -> None:
        """Show the units and what became of former ones, and do what was decided."""
        work, sheet = self._work, self._work.sheet
        if sheet is None:
            return
        dataset = None if self._session.content is None else self._session.content.dataset
        again = [change for change in work.again if _can_be_done(change, sheet)
                 and not any(set(change.sources) & set(one.sources) for one in work.proposals)]
        shown = UnitsShown(sheet, work.notes, (*work.proposals, *again), work.before, work.overlaps, dataset,
                           work.given, work.pack, self._session.workspace_path)
        dialog = UnitsDialog(shown, bool(work.proposals), self._session.language, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted and work.sheet is sheet:  # else another plan has come meanwhile
            self._take(dialog)
        dialog.deleteLater()

    def _take(self, dialog: UnitsDialog) -> None:
        """Do what a dialog says."""
        moved, chosen = dialog.moved, dialog.chosen()
        if dialog.has_other_tree:
            self._work.use_units(dialog.tree, dialog.given)
        elif not chosen and not dialog.decided:
            return  # nothing was decided
        if dialog.added:
            self.found.emit(list(dialog.added), self.tr("Another plan"))
        if moved.changes:
            self.found.emit(list(moved.changes), self.tr("Units changed"))
        now = datetime.now(timezone.utc)
        self._work.settle_units([replace(change, person=author(), at=now) for change in chosen])
        if moved.changes or moved.notes:
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
        dialog.deleteLater()


def _can_be_done(change: UnitChange, sheet: IndicatorSheet) -> bool:
    """Return whether a change that was carried out once can be again: it was taken back, or values were left."""
    gone = [code for code in change.sources if code not in sheet.tree]
    return bool(set(gone) & set(sheet.strangers())) and all(code in sheet.tree for code in change.after)
