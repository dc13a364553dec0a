"""What the shapes of features say, kept so that features whose attributes alone change are not measured anew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .contributions import NOT_ASKED, ShapeFacts


class ShapeStore:
    """Facts by the id of the feature; what is not known is said to be so."""

    def __init__(self, fids: NDArray[np.int64], facts: ShapeFacts) -> None:
        """:param fids: int64 (n), each once, of the features the facts are of"""
        order = np.argsort(fids, kind="stable")
        self._fids = fids[order]
        self._facts = ShapeFacts(facts.areas[order], facts.shares[order], facts.places[order])
        self._stale: set[int] = set()  # features whose shape is another one by now

    def forget(self, fids: set[int]) -> None:
        """Say that the shapes of some features are no longer the same, or that they are gone."""
        self._stale |= fids

    def put(self, fids: NDArray[np.int64], facts: ShapeFacts) -> None:
        """Keep what was measured of features, among many that are known."""
        old = ~np.isin(self._fids, fids)
        if self._stale:
            old &= ~np.isin(self._fids, np.fromiter(self._stale, dtype=np.int64, count=len(self._stale)))
        every = np.concatenate((self._fids[old], fids))
        order = np.argsort(every, kind="stable")
        self._fids = every[order]
        self._facts = ShapeFacts(*(
            np.concatenate((one[old], other))[order] for one, other in zip(self._facts, facts)))
        self._stale = set()

    def of(self, fids: NDArray[np.int64]) -> ShapeFacts:
        """Return what is known of features, int64 (n); areas are NaN where nothing is."""
        areas, shares = np.full(len(fids), np.nan), np.full(len(fids), np.nan)
        places = np.full(len(fids), NOT_ASKED, dtype=np.int64)
        if len(self._fids):
            at = np.minimum(np.searchsorted(self._fids, fids), len(self._fids) - 1)
            known = self._fids[at] == fids
            if self._stale:
                known &= ~np.isin(fids, np.fromiter(self._stale, dtype=np.int64, count=len(self._stale)))
            areas[known], shares[known] = self._facts.areas[at[known]], self._facts.shares[at[known]]
            places[known] = self._facts.places[at[known]]
        return ShapeFacts(areas, shares, places)
