"""Where keys lead in the grid, as in a spreadsheet."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeyEvent

from .edits import Place

Filled = Callable[[Place], bool]

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class Moves:
    """Works out the cell a key leads to."""

    def __init__(self, rows: int, columns: int, page: int, filled: Filled) -> None:
        """:param page: rows seen at once
        :param filled: whether a cell holds a value
        """
        self._rows, self._columns = rows, columns
        self._page = max(page, 1)
        self._filled = filled

    def target(self, event: QKeyEvent, here: Place) -> Optional[Place]:
        """Return the cell a key leads to from a cell, None for a key that does not move."""
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt or not self._rows or not self._columns:
            return None
        if key in _ARROWS:
            step = _ARROWS[key]
            return self._jump(here, *step) if control else self._step(here, *step)
        if key == Qt.Key.Key_Home:
            return Place(0 if control else here.row, 0)
        if key == Qt.Key.Key_End:
            return Place(self._rows - 1 if control else here.row, self._columns - 1)
        if key == Qt.Key.Key_PageUp:
            return self._step(here, -self._page, 0)
        if key == Qt.Key.Key_PageDown:
            return self._step(here, self._page, 0)
        return None

    def next(self, here: Place, forward: bool) -> Optional[Place]:
        """Return the next cell of the row, then of the next row; None at the end, where Tab leaves the grid."""
        number = here.row * self._columns + here.column + (1 if forward else -1)
        if not 0 <= number < self._rows * self._columns:
            return None
        return Place(*divmod(number, self._columns))

    def beside(self, event: QKeyEvent, here: Place) -> Optional[Place]:
        """Return the cell an arrow leads to from a cell, None for another key."""
        step = _ARROWS.get(event.key())
        return None if step is None or not self._rows or not self._columns else self._step(here, *step)

    def below(self, here: Place, down: bool) -> Place:
        """Return the cell below, else above."""
        return self._step(here, 1 if down else -1, 0)

    def _step(self, here: Place, down: int, right: int) -> Place:
        return Place(min(max(here.row + down, 0), self._rows - 1), min(max(here.column + right, 0), self._columns - 1))

    def _jump(self, here: Place, down: int, right: int) -> Place:
        """Go to the last of a run of values, from its end to the next value, else to the edge."""
        place = self._step(here, down, right)
        if place == here:
            return here
        run = self._filled(here) and self._filled(place)
        while True:
            following = self._step(place, down, right)
            if following == place or (not run and self._filled(place)) or (run and not self._filled(following)):
                return place
            place = following
