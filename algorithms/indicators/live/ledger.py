"""The sums of the live ledger: what each feature counts, by unit, kept by difference and exact to the last digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Mapping, NamedTuple, Optional

import numpy as np
from numpy.typing import NDArray

PER_M2 = 10_000
"""Amounts are whole numbers of 0.0001 m² (of area × quality: 0.0001 m² × grade), so no order of edits changes a sum."""

NO_UNIT = -1
_LOW = (1 << 31) - 1
_EXACT = 1 << 20  # so few numbers below 2³² have a sum that a binary number of 53 digits holds

Sums = list[list[int]]  # by unit, then by amount; the last one is of the features without a unit


class Contribution(NamedTuple):
    """What one feature counts.

    :ivar unit: number of its administrative unit, `NO_UNIT` where it has none
    :ivar amounts: whole numbers of 0.0001
    """

    unit: int
    amounts: tuple[int, ...]


@dataclass(frozen=True)
class Contributions:
    """What many features count.

    :ivar fids: int64 (n), each once
    :ivar units: int64 (n), number of the administrative unit, `NO_UNIT` where a feature has none
    :ivar amounts: int64 (n, amounts), in 0.0001
    """

    fids: NDArray[np.int64]
    units: NDArray[np.int64]
    amounts: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.fids)

    def some(self, chosen: NDArray[np.bool_]) -> Contributions:
        """Return some of them, chosen by bool (n)."""
        return Contributions(self.fids[chosen], self.units[chosen], self.amounts[chosen])

    def each(self) -> dict[int, Contribution]:
        """Return what each feature counts, by its id."""
        rows = zip(self.fids.tolist(), self.units.tolist(), self.amounts.tolist())
        return {fid: Contribution(unit, tuple(amounts)) for fid, unit, amounts in rows}

    def sums(self, unit_count: int) -> Sums:
        """Return the exact sums by unit; the last row is of the features without a unit."""
        place = np.where(self.units < 0, unit_count, self.units)
        result = [[0] * self.amounts.shape[1] for _ in range(unit_count + 1)]
        for column in range(self.amounts.shape[1]):
            values = self.amounts[:, column]
            # two halves, so that no sum leaves 64 bits however large a unit is
            high, low = values >> 31, values & _LOW
            for half, factor in ((high, 1 << 31), (low, 1)):
                totals = _totals(place, half, unit_count + 1)
                for unit in np.flatnonzero(totals).tolist():
                    result[unit][column] += int(totals[unit]) * factor
        return result


class LiveLedger:
    """What every feature of a layer counts, and the sums of it by unit.

    The state is that of the features alone: whatever was set before, the same features give the same sums.
    """

    def __init__(self, unit_count: int, width: int) -> None:
        """
        :param unit_count: number of the administrative units
        :param width: number of amounts a feature has
        """
        self.unit_count = unit_count
        self.width = width
        self._fids: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._table: Optional[Contributions] = None
        self._changed: dict[int, Optional[Contribution]] = {}
        self._sums: Sums = self._empty()
        self._count = 0

    def __len__(self) -> int:
        """Return the number of features."""
        return self._count

    def load(self, contributions: Contributions) -> None:
        """Forget everything and begin with these features.

        :raises ValueError: when a feature is given twice
        """
        order = np.argsort(contributions.fids, kind="stable")
        fids = contributions.fids[order]
        if np.any(fids[1:] == fids[:-1]):
            raise ValueError("a feature is given twice")
        self._table = Contributions(fids, contributions.units[order], contributions.amounts[order])
        self._fids = fids
        self._changed = {}
        self._sums = contributions.sums(self.unit_count)
        self._count = len(fids)

    def get(self, fid: int) -> Optional[Contribution]:
        """Return what a feature counts, None where there is no such feature."""
        if fid in self._changed:
            return self._changed[fid]
        place = int(np.searchsorted(self._fids, fid))
        if self._table is None or place == len(self._fids) or self._fids[place] != fid:
            return None
        return Contribution(int(self._table.units[place]), tuple(self._table.amounts[place].tolist()))

    def set(self, fid: int, contribution: Optional[Contribution]) -> None:
        """Say what a feature counts from now on; None: there is no such feature (any more)."""
        before = self.get(fid)
        if before == contribution:
            return
        _add(self._sums, before, -1)
        _add(self._sums, contribution, 1)
        self._count += (contribution is not None) - (before is not None)
        self._changed[fid] = contribution

    def set_many(self, fids: NDArray[np.int64], contributions: Contributions) -> None:
        """Say at once what many features count from now on.

        :param fids: int64 (n), each once; those that have no contribution are no longer there
        """
        if self._table is None:
            self.load(contributions)
            return
        changed = [(fid, one) for fid, one in self._changed.items() if one is not None]
        gone = np.concatenate((fids, np.fromiter(self._changed, dtype=np.int64, count=len(self._changed))))
        kept = ~np.isin(self._fids, gone)
        late = ~np.isin(np.array([fid for fid, _ in changed], dtype=np.int64), fids)
        some = [one for one, wanted in zip(changed, late.tolist()) if wanted]
        self.load(Contributions(
            np.concatenate((self._fids[kept], np.array([fid for fid, _ in some], dtype=np.int64), contributions.fids)),
            np.concatenate((
                self._table.units[kept], np.array([one.unit for _, one in some], dtype=np.int64), contributions.units)),
            np.concatenate((
                self._table.amounts[kept],
                np.array([one.amounts for _, one in some], dtype=np.int64).reshape(-1, self.width),
                contributions.amounts)),
        ))

    def sums(self) -> Sums:
        """Return a copy of the sums, by unit, then by amount; the last row is of the features without a unit."""
        return [list(row) for row in self._sums]

    def sums_with(
        self, changes: Mapping[int, Optional[Contribution]], more: Iterable[Contribution] = ()
    ) -> Sums:
        """Return the sums as they would be after some changes, without making them.

        :param changes: what features would count, None for those that would be gone
        :param more: further features
        """
        sums = self.sums()
        for fid, contribution in changes.items():
            _add(sums, self.get(fid), -1)
            _add(sums, contribution, 1)
        for contribution in more:
            _add(sums, contribution, 1)
        return sums

    def _empty(self) -> Sums:
        return [[0] * self.width for _ in range(self.unit_count + 1)]


def _totals(place: NDArray[np.int64], half: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return int64 (count), the sums of numbers below 2³² by place."""
    if len(half) < _EXACT:
        return np.bincount(place, weights=half, minlength=count).astype(np.int64)
    totals = np.zeros(count, dtype=np.int64)
    np.add.at(totals, place, half)
    return totals


def _add(sums: Sums, contribution: Optional[Contribution], sign: int) -> None:
    if contribution is None:
        return
    row = sums[contribution.unit]  # -1, no unit, is the last row
    for column, amount in enumerate(contribution.amounts):
        if amount:
            row[column] += sign * amount
