"""What the features of a layer count for the terms of indicators, kept by difference and exact."""

from __future__ import annotations

from typing import Iterable, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...rulepack.indicator_rules import MeasureTerm, UnitSources
from ...selfcheck.context import CheckContext
from ..term_sums import borders_of
from ..terms import term_parts
from ..unit_sums import UnitIndex, placed_sums
from .ledger import PER_M2, Contributions

Parts = tuple[tuple[int, int], ...]  # (number of the unit, amount in 0.0001 of the base unit) of one feature
_MOST = float(1 << 62)


class CountedParts(NamedTuple):
    """What features count for a term, a feature once for each unit it counts in.

    Arrays, not an object for each feature: Python would look through all of these for garbage while others wait.

    :ivar fids: int64 (n), ids of the features, ascending
    :ivar units: int64 (n), number of the unit
    :ivar amounts: int64 (n), in 0.0001 of the base unit
    """

    fids: NDArray[np.int64]
    units: NDArray[np.int64]
    amounts: NDArray[np.int64]

    def of(self, fid: int) -> Parts:
        """Return what a feature counts."""
        begin, end = np.searchsorted(self.fids, (fid, fid + 1))
        return tuple(zip(self.units[begin:end].tolist(), self.amounts[begin:end].tolist()))


class TermLedger:
    """What each feature counts for one term in each unit, and the sums by unit."""

    def __init__(self, unit_count: int, counted: CountedParts) -> None:
        """:param counted: what features count; those that count nothing need not be there"""
        self._counted = counted
        self._changed: dict[int, Parts] = {}
        whole = Contributions(counted.fids, counted.units, counted.amounts.reshape(-1, 1))
        self._sums = [row[0] for row in whole.sums(unit_count)[:unit_count]]

    def set(self, fids: Iterable[int], counted: CountedParts) -> None:
        """Say what some features count from now on; those not in ``counted`` count nothing (any more)."""
        for fid in fids:
            before = self._changed[fid] if fid in self._changed else self._counted.of(fid)
            now = counted.of(fid)
            if now != before:
                self._add(before, -1)
                self._add(now, 1)
                self._changed[fid] = now

    def sums(self) -> list[int]:
        """Return the sums by unit, without what lies in the units within it, in 0.0001 of the base unit."""
        return list(self._sums)

    def _add(self, parts: Parts, sign: int) -> None:
        for unit, amount in parts:
            self._sums[unit] += sign * amount


def counted_parts(context: CheckContext, term: MeasureTerm, index: UnitIndex, units: UnitSources) -> CountedParts:
    """Return what each feature of the term's layer counts; features that count nothing are left out.

    :raises NotRunnable: when a layer or field is missing
    :raises Cancelled: when the user cancels
    """
    parts = term_parts(context, term, borders_of(context, term, units))
    unit = placed_sums(index, parts).unit_of_part
    amounts: NDArray[np.int64] = np.rint(np.clip(parts.amount * PER_M2, -_MOST, _MOST)).astype(np.int64)
    rows = np.flatnonzero((unit >= 0) & (amounts != 0))
    fids = context.data(term.role).fids[parts.feature[rows]]
    order = np.argsort(fids, kind="stable")
    rows = rows[order]
    return CountedParts(fids[order], unit[rows].astype(np.int64), amounts[rows])
