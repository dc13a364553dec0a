"""Steps that can be taken back: each typing, pasting, filling or outside change is one."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

from ....algorithms.indicators.model import ValueChange
from ....algorithms.indicators.sheet import IndicatorSheet

try:  # Qt 6 has them there
    from qgis.PyQt.QtGui import QUndoCommand, QUndoStack
except ImportError:
    from qgis.PyQt.QtWidgets import QUndoCommand, QUndoStack

__all__ = ("ChangeCommand", "QUndoStack")
Told = Callable[[Sequence[ValueChange]], None]


class ChangeCommand(QUndoCommand):
    """Some values of a sheet, changed together."""

    def __init__(self, sheet: IndicatorSheet, changes: Sequence[ValueChange], text: str, told: Told) -> None:
        """:param told: called with what was applied, after it was done, taken back or done again"""
        super().__init__(text)
        self._sheet = sheet
        self._changes = list(changes)
        self._back: Optional[list[ValueChange]] = None
        self._told = told

    def redo(self) -> None:
        """Write the values."""
        self._back = self._sheet.put(self._changes)
        self._told(self._changes)

    def undo(self) -> None:
        """Write what was there before."""
        back = self._back or []
        self._sheet.put(back)
        self._told(back)
