"""The units that have rows in a table, and where what lies in any unit is counted."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from numpy.typing import NDArray

from ...indicators.unit_sums import UnitIndex


class Places:
    """The units that have rows, and where what lies in any unit is counted.

    :ivar codes: codes of the units that have rows, parents before their children
    :ivar parent: int64 (rows), nearest unit above that has a row, -1 for none
    :ivar nearest: int64 (units of the tree), place of the nearest unit with a row: itself or above; -1 for none
    """

    def __init__(self, index: UnitIndex, levels: Sequence[str]) -> None:
        """:param levels: administrative levels that have rows"""
        self.index = index
        tree = index.tree
        own = [place for place, code in enumerate(index.codes) if tree[code].level in levels]
        self.codes = tuple(index.codes[place] for place in own)
        self.unit = np.array(own, dtype=np.int64)
        number = {place: row for row, place in enumerate(own)}
        self.nearest = np.full(len(index), -1, dtype=np.int64)
        self.parent = np.full(len(own), -1, dtype=np.int64)
        for place in range(len(index)):
            above = int(index.parent[place])
            inherited = int(self.nearest[above]) if above >= 0 else -1
            row = number.get(place, -1)
            self.nearest[place] = row if row >= 0 else inherited
            if row >= 0:
                self.parent[row] = inherited
        self.has_below = np.zeros(len(own), dtype=bool)
        self.has_below[self.parent[self.parent >= 0]] = True

    def __len__(self) -> int:
        """Return the number of units that have rows."""
        return len(self.codes)

    def up(self, own: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (rows, …): what a unit has itself and what those below it have."""
        total = own.copy()
        for row in range(len(self) - 1, -1, -1):
            if self.parent[row] >= 0:
                total[self.parent[row]] += total[row]
        return total
