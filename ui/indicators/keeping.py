"""Keeps changes of values in the workspace; what cannot be written now waits for the file it belongs to."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from time import monotonic
from typing import Callable, Iterable, NamedTuple, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.model import IndicatorValue, ValueChange
from ...algorithms.units.changes import UnitChange
from ...algorithms.units.tree import UnitTree
from ..session import Session
from .loading import save

PATIENCE = 10.0  # seconds after a refusal


class Place(NamedTuple):
    """Where the values of a plan are kept.

    :ivar pack: id of the rule pack
    :ivar source: the data source
    :ivar workspace: path of the file, empty while there is none to write to
    """

    pack: str
    source: str
    workspace: str


@dataclass
class _Waiting:
    """What waits to be kept at one place.

    :ivar changes: in the order they were made
    :ivar tree: the units, kept with the next change
    :ivar settled: what became of former units
    :ivar settling: the units are to be kept even without a change
    """

    place: Place
    changes: list[ValueChange] = field(default_factory=list)
    tree: Optional[UnitTree] = None
    settled: list[UnitChange] = field(default_factory=list)
    settling: bool = False

    @property
    def pending(self) -> bool:
        """True when something is to be written."""
        return self.settling or bool(self.changes)


class Keeper(QObject):
    """Writes changes as soon as they may be written, each to the workspace of the plan it was made in."""

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
        self._held: set[str] = set()  # workspaces that held the values of a plan
        self._tree: Optional[UnitTree] = None  # units of the plan shown
        self.problem = ""  # why changes could not be kept
        self._patient_until = 0.0  # after a refusal changes wait until then, unless somebody tries again
        self._current: Optional[_Waiting] = None
        self._left: list[_Waiting] = []  # of plans that are no longer shown
        # Later, not at once: a session that lets go of a project tells so before it has let go.
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.flush)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(int(PATIENCE * 1000))
        self._later.timeout.connect(self.flush)
        session.busy_changed.connect(self._free)

    @property
    def unsaved(self) -> Sequence[ValueChange]:
        """The changes that wait, those of plans no longer shown included."""
        return [change for one in (*self._left, *self._here()) for change in one.changes]

    @property
    def waiting_here(self) -> Sequence[ValueChange]:
        """The changes of the plan shown that wait, in the order they were made."""
        return [change for one in self._here() for change in one.changes]

    def move(self) -> bool:
        """Follow the session; True when it has come to another plan, to which what waits does not belong."""
        place, current = place_of(self._session), self._current
        if current is not None and place is not None and place[:2] == current.place[:2]:
            self.flush()
            return False
        if current is not None and current.pending:
            self._left.append(current)
        self._current, self._tree = (None if place is None else _Waiting(place)), None
        self.flush()
        return True

    def keep(self, changes: Sequence[ValueChange]) -> None:
        """Write changes of values."""
        if self._current is not None:
            self._current.changes.extend(changes)
            if self.problem and monotonic() < self._patient_until:
                self._later.start()  # the window shall not wait for a locked file at each value that is typed
                self.changed.emit()
            else:
                self.flush()

    def keep_tree(self, tree: UnitTree) -> None:
        """Write the units along with the next change of a value."""
        if self._current is not None:
            self._current.tree = self._tree = tree
            if os.path.isfile(self._current.place.workspace):
                self._held.add(self._current.place.workspace)

    def settle(self, tree: UnitTree, changes: Sequence[UnitChange]) -> None:
        """Write the units, and what became of former ones."""
        if self._current is not None:
            self._current.tree = self._tree = tree
            self._current.settling = True
            self._current.settled.extend(changes)
            self.flush()

    def flush(self) -> None:
        """Write what waits, each plan in one step; a refusal is said, and the changes wait on."""
        if not any(one.pending for one in (*self._left, *self._here())):
            return
        if self._session.may_decide:  # else a run is writing: its end brings us back
            self._write_all()
        self.changed.emit()

    def shut_down(self) -> None:
        """Write what waits, for there is no later."""
        self._again.stop()
        self._later.stop()
        self._write_all()

    def _here(self) -> tuple[_Waiting, ...]:
        return () if self._current is None else (self._current,)

    def _free(self) -> None:
        self._again.start()

    def _write_all(self) -> None:
        self.problem = ""
        self._left = [one for one in self._left if not self._written(one)]
        here, place = self._current, place_of(self._session)
        if here is None or not here.pending:
            return
        shown = place is not None and place[:2] == here.place[:2] and not self._session.opening
        if place is not None and shown:  # the file may be another one: the user has chosen it for the results
            here.place = place
        if self._written(here):
            self._current = _Waiting(here.place)
            if shown and self._session.workspace is None:
                self._session.show_new_results()

    def _written(self, one: _Waiting) -> bool:
        language = self._session.language
        if not one.place.workspace:
            self._refused(self.tr("There is no file to keep the values in: save the project, or choose a file for the "
                                  "results on the Data tab."))
            return False
        last = {change.key: change for change in one.changes}
        lost = one.place.workspace in self._held and _is_gone(one.place.workspace)
        if lost and one is self._current:  # somebody took the file away: what is shown must not be lost with it
            one.tree = one.tree or self._tree
            last = {**{value.key: ValueChange(value.key, value) for value in self._values()}, **last}
        try:
            save(one.place.workspace, one.place.pack, list(last.values()), one.tree, one.settled)
            self._held.add(one.place.workspace)
        except LandPlanError as error:
            self._refused(language.render(error.message))
            return False
        except OSError as error:  # the folder in the profile cannot be made
            self._refused(str(error))
            return False
        return True

    def _refused(self, sentence: str) -> None:
        self.problem, self._patient_until = sentence, monotonic() + PATIENCE
        self._session.told.emit(sentence, Qgis.MessageLevel.Critical)


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
