"""What the features of a layer count for the terms of indicators, kept by difference and exact."""

from __future__ import annotations

from typing import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from ...rulepack.indicator_rules import MeasureTerm, UnitSources
from ...selfcheck.context import CheckContext
from ..term_sums import borders_of
from ..terms import term_parts
from ..unit_sums import UnitIndex, placed_sums
from .ledger import PER_M2

Parts = tuple[tuple[int, int], ...]  # (number of the unit, amount in 0.0001 of the base unit) of one feature
_MOST = float(1 << 62)


class TermLedger:
    """What each feature counts for one term in each unit, and the sums by unit."""

    def __init__(self, unit_count: int, counted: Mapping[int, Parts]) -> None:
        """:param counted: what features count, by their ids; those that count nothing need not be there"""
        self._counted = dict(counted)
        self._sums = [0] * unit_count
        for parts in self._counted.values():
            self._add(parts, 1)

    def set(self, fids: Iterable[int], counted: Mapping[int, Parts]) -> None:
        """Say what some features count from now on; those not in ``counted`` count nothing (any more)."""
        for fid in fids:
            parts = counted.get(fid, ())
            self._add(self._counted.pop(fid, ()), -1)
            if parts:
                self._counted[fid] = parts
                self._add(parts, 1)

    def sums(self) -> list[int]:
        """Return the sums by unit, without what lies in the units within it, in 0.0001 of the base unit."""
        return list(self._sums)

    def _add(self, parts: Parts, sign: int) -> None:
        for unit, amount in parts:
            self._sums[unit] += sign * amount


def counted_parts(
    context: CheckContext, term: MeasureTerm, index: UnitIndex, units: UnitSources
) -> dict[int, Parts]:
    """Return what each feature of the term's layer counts, by its id; features that count nothing are left out.

    :raises NotRunnable: when a layer or field is missing
    :raises Cancelled: when the user cancels
    """
    parts = term_parts(context, term, borders_of(context, term, units))
    unit = placed_sums(index, parts).unit_of_part
    amounts: NDArray[np.int64] = np.rint(np.clip(parts.amount * PER_M2, -_MOST, _MOST)).astype(np.int64)
    rows = np.flatnonzero((unit >= 0) & (amounts != 0))
    fids = context.data(term.role).fids[parts.feature[rows]]
    found: dict[int, list[tuple[int, int]]] = {}
    for fid, place, amount in zip(fids.tolist(), unit[rows].tolist(), amounts[rows].tolist()):
        found.setdefault(fid, []).append((place, amount))
    return {fid: tuple(own) for fid, own in found.items()}
