"""Keeps changes of values in the workspace; what cannot be written now waits for the file it belongs to."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Callable, Collection, Iterable, Mapping, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.model import IndicatorValue, ValueChange, ValueKey
from ...algorithms.units.changes import UnitChange
from ...algorithms.units.kept_borders import KeptBorders
from ...algorithms.units.tree import UnitTree
from ...algorithms.units.tree_builder import UnitRow
from ...algorithms.workspace.meanwhile import ChangedMeanwhile, MeanwhileChange
from ..session import Session
from .loading import save
from .unsaved_files import Place, UnsavedFiles

PATIENCE = 0.25  # seconds the window waits for a file that somebody else is writing
LAST_PATIENCE = 2.0  # when there is no later
AGAIN = 2.0, 30.0  # seconds until it is tried again without waiting: first, and at most
_NOBODY = KeptBorders()


@dataclass
class _Waiting:
    """What waits to be kept at one place.

    :ivar changes: in the order they were made
    :ivar tree: the units, kept with the next change
    :ivar borders: theirs
    :ivar settled: what became of former units
    :ivar settling: the units are to be kept even without a change
    :ivar given: units that came from elsewhere; None = as before
    :ivar seen: the values as they are known to be stored; None while that is not known
    """

    place: Place
    changes: list[ValueChange] = field(default_factory=list)
    tree: Optional[UnitTree] = None
    borders: KeptBorders = _NOBODY
    settled: list[UnitChange] = field(default_factory=list)
    settling: bool = False
    given: Optional[Sequence[UnitRow]] = None
    seen: Optional[dict[ValueKey, IndicatorValue]] = None

    @property
    def pending(self) -> bool:
        """True when something is to be written."""
        return self.settling or bool(self.changes)

    def believed(self) -> Optional[dict[ValueKey, Optional[IndicatorValue]]]:
        """Return what is believed to be stored of what is to be changed."""
        seen = self.seen
        return None if seen is None else {change.key: seen.get(change.key) for change in self.changes}

    def written(self) -> None:
        """Know that everything is stored."""
        if self.seen is not None:
            for change in self.changes:
                _remember(self.seen, change.key, change.value)
        self.changes, self.settled = [], []
        self.tree, self.settling, self.borders, self.given = None, False, _NOBODY, None


class Keeper(QObject):
    """Writes changes as soon as they may be written, each to the workspace of the plan it was made in.

    What waits is also written to a file in the profile, so that it outlives QGIS.
    """

    changed = pyqtSignal()  # changes wait, or are kept

    def __init__(
        self, session: Session, values: Callable[[], Iterable[IndicatorValue]], parent: Optional[QObject] = None
    ) -> None:
        """
        :param session: tells when something else writes to the workspace, and says sentences
        :param values: gives all values of the plan shown
        """
        super().__init__(parent)
        self._session = session
        self._values = values
        self._files = UnsavedFiles()
        self._held: set[str] = set()  # workspaces that held the values of a plan
        self._tree: Optional[UnitTree] = None  # units of the plan shown
        self._borders = _NOBODY
        self.problem = ""  # why changes could not be kept
        self._conflicts: tuple[MeanwhileChange, ...] = ()
        self._current: Optional[_Waiting] = None
        self._left: list[_Waiting] = []  # of plans that are no longer shown
        # Later, not at once: a session that lets go of a project tells so before it has let go.
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.flush)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(int(AGAIN[0] * 1000))
        self._later.timeout.connect(self._try_again)
        session.busy_changed.connect(self._free)

    @property
    def unsaved(self) -> Sequence[ValueChange]:
        """The changes that wait, those of plans no longer shown included."""
        return [change for one in (*self._left, *self._here()) for change in one.changes]

    @property
    def waiting_here(self) -> Sequence[ValueChange]:
        """The changes of the plan shown that wait, in the order they were made."""
        return [change for one in self._here() for change in one.changes]

    @property
    def conflicts(self) -> Sequence[MeanwhileChange]:
        """The values of the plan shown that somebody else has changed, too; nothing is written before `decide`."""
        return self._conflicts

    def move(self) -> bool:
        """Follow the session; True when it has come to another plan, to which what waits does not belong."""
        place, current = place_of(self._session), self._current
        if current is not None and place is not None and place[:2] == current.place[:2]:
            self._follow(current)
            self.flush()
            return False
        if current is not None and current.pending:
            self._left.append(current)
        self._current, self._tree, self._borders, self._conflicts = None, None, _NOBODY, ()
        if place is not None:
            back = next((one for one in self._left if one.place == place), None)
            self._left = [one for one in self._left if one is not back]
            self._current = back or _Waiting(place)
        self.flush()
        return True

    def see(
        self, stored: Mapping[ValueKey, IndicatorValue], since: Sequence[ValueChange] = ()
    ) -> Sequence[ValueChange]:
        """Know the values of the plan shown as they are stored now.

        :param since: changes that were kept while they were read
        :return: changes an earlier QGIS could not keep, to be made again
        """
        if self._current is None:
            return []
        here, lost = self._current, self._files.take(self._current.place)
        waiting = {change.key for change in here.changes}
        earlier, here.seen = here.seen, dict(stored)
        for change in since:
            if change.key not in waiting:
                _remember(here.seen, change.key, change.value)
        if earlier is not None:
            for key in waiting:  # what was changed meanwhile is still a surprise
                _remember(here.seen, key, earlier.get(key))
        for one in lost:
            if one.believed:
                _remember(here.seen, one.change.key, one.was)
        return [one.change for one in lost]

    def taken(self) -> None:
        """Forget the files of what `see` has returned: it is kept, or waits here."""
        self._files.forget_taken()

    def keep(self, changes: Sequence[ValueChange]) -> None:
        """Write changes of values."""
        if self._current is not None:
            self._current.changes.extend(changes)
            self._write(0.0 if self.problem else PATIENCE, quietly=bool(self.problem))

    def keep_tree(self, tree: UnitTree, borders: KeptBorders = _NOBODY) -> None:
        """Write the units along with the next change of a value."""
        if self._current is not None:
            self._current.tree = self._tree = tree
            self._current.borders = self._borders = borders
            if os.path.isfile(self._current.place.workspace):
                self._held.add(self._current.place.workspace)

    def settle(
        self, tree: UnitTree, changes: Sequence[UnitChange], borders: KeptBorders = _NOBODY,
        given: Optional[Sequence[UnitRow]] = None,
    ) -> None:
        """Write the units, and what became of former ones.

        :param given: units that came from elsewhere; None = as before
        """
        if self._current is not None:
            self._current.tree = self._tree = tree
            self._current.borders = self._borders = borders
            self._current.settling = True
            self._current.given = self._current.given if given is None else given
            self._current.settled.extend(changes)
            self.flush()

    def decide(self, mine: Collection[ValueKey]) -> list[ValueChange]:
        """Settle the conflicts.

        :param mine: the values that are to be as they were changed here; the others stay as they are stored
        :return: what brings the others to what is stored
        """
        conflicts, self._conflicts, here = self._conflicts, (), self._current
        if here is None or here.seen is None:
            return []
        theirs = []
        for conflict in conflicts:
            key = conflict.wanted.key
            _remember(here.seen, key, conflict.stored)
            if key not in mine:
                theirs.append(ValueChange(key, conflict.stored))
        keys = {change.key for change in theirs}
        here.changes = [change for change in here.changes if change.key not in keys]
        self.flush()
        self.changed.emit()
        return theirs

    def flush(self) -> None:
        """Write what waits, each plan in one step; a refusal is said, and the changes wait on."""
        self._write(PATIENCE, quietly=False)

    def shut_down(self) -> None:
        """Write what waits, for there is no later; what cannot be written stays in its file for the next time."""
        self._again.stop()
        self._later.stop()
        if self._is_pending():
            self._write_all(LAST_PATIENCE)
        if self.unsaved:
            self._session.told.emit(
                self.tr("Changes of values that could not be kept: {count}. They are offered again when this plan is "
                        "opened next time.").format(count=len(self.unsaved)), Qgis.MessageLevel.Warning)
        self._later.stop()
        self._files.close()
        self._left, self._current = [], None

    def _here(self) -> tuple[_Waiting, ...]:
        return () if self._current is None else (self._current,)

    def _is_pending(self) -> bool:
        return any(one.pending for one in (*self._left, *self._here()))

    def _free(self) -> None:
        self._again.start()

    def _try_again(self) -> None:
        self._later.setInterval(min(2 * self._later.interval(), int(AGAIN[1] * 1000)))
        self._write(0.0, quietly=True)

    def _write(self, patience: float, quietly: bool) -> None:
        if not self._is_pending():
            return
        if self._session.may_decide:  # else a run is writing: its end brings us back
            problem = self._write_all(patience)
            if problem and not quietly:
                self._session.told.emit(problem, Qgis.MessageLevel.Critical)
        else:
            self._write_down()
        self.changed.emit()

    def _write_all(self, patience: float) -> str:
        """Write what can be written and return why something could not."""
        self.problem = ""
        self._left = [one for one in self._left if not self._written(one, patience)]
        here = self._current
        if here is not None and here.pending:
            shown = self._follow(here)
            if self._written(here, patience) and shown and self._session.workspace is None:
                self._session.show_new_results()
        self._write_down()
        if self.problem and not self._conflicts:
            self._later.start()
        elif not self.problem:
            self._later.stop()
            self._later.setInterval(int(AGAIN[0] * 1000))
        return self.problem

    def _follow(self, here: _Waiting) -> bool:
        """Write to the file the user has chosen for the plan shown; False when another plan is shown."""
        place = place_of(self._session)
        if place is None or place[:2] != here.place[:2] or self._session.opening:
            return False
        if place != here.place:
            self._files.forget(here.place)
            here.place, here.seen, self._conflicts = place, None, ()
        return True

    def _write_down(self) -> None:
        """Keep what waits in the profile, too."""
        for one in (*self._left, *self._here()):
            if one.changes:
                self._files.write(one.place, one.changes, one.believed())
            else:
                self._files.forget(one.place)

    def _written(self, one: _Waiting, patience: float) -> bool:
        """Write what waits at a place; a refusal becomes the problem."""
        here = one is self._current
        if here and self._conflicts:
            self.problem = self._conflict_words()
            return False
        if not one.place.workspace:
            self.problem = self.tr("There is no file to keep the values in: save the project, or choose a file for the "
                                   "results on the Data tab.")
            return False
        last = {change.key: change for change in one.changes}
        believed = one.believed()
        lost = one.place.workspace in self._held and _is_gone(one.place.workspace)
        if lost and here:  # somebody took the file away: what is shown must not be lost with it
            one.tree, one.borders = one.tree or self._tree, one.borders if one.tree else self._borders
            shown = {value.key: value for value in self._values()}
            last = {**{key: ValueChange(key, value) for key, value in shown.items()}, **last}
            believed, one.seen = None, shown
        borders = one.borders if len(one.borders) else None
        try:
            save(one.place.workspace, one.place.pack, list(last.values()), one.tree, one.settled, borders, one.given,
                 believed, patience)
        except ChangedMeanwhile as error:
            if here:
                self._conflicts = error.changes
                self.problem = self._conflict_words()
            else:
                self.problem = self._session.language.render(error.message)
            return False
        except LandPlanError as error:
            self.problem = self._session.language.render(error.message)
            return False
        except OSError as error:  # the folder in the profile cannot be made
            self.problem = str(error)
            return False
        self._held.add(one.place.workspace)
        self._files.forget(one.place)
        one.written()
        return True

    def _conflict_words(self) -> str:
        return self._session.language.render(ChangedMeanwhile(self._conflicts).message)


def _remember(
    seen: dict[ValueKey, IndicatorValue], key: ValueKey, value: Optional[IndicatorValue]
) -> None:
    if value is None:
        seen.pop(key, None)
    else:
        seen[key] = value


def _is_gone(file: str) -> bool:
    """Return whether a file is surely not there; one that nobody can reach may still be."""
    try:
        os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def place_of(session: Session) -> Optional[Place]:
    """Return where the values of a session's plan are kept, None without a pack."""
    return None if session.pack is None else Place(session.pack.id, session.state.source, session.workspace_path)
