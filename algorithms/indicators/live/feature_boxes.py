"""Boxes of the features of a layer that is being edited."""

from __future__ import annotations

from typing import Iterable, Optional

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, ...]  # xmin, ymin, xmax, ymax


class FeatureBoxes:
    """The box of each feature by its id: arrays of those it began with, and what has changed since."""

    def __init__(self, fids: NDArray[np.int64], boxes: NDArray[np.float64]) -> None:
        """
        :param fids: int64 (n), each once
        :param boxes: float64 (n, 4), xmin, ymin, xmax, ymax; those of features without a shape are not finite
        """
        found = np.isfinite(boxes).all(axis=1)
        order = np.argsort(fids[found], kind="stable")
        self._fids = fids[found][order]
        self._boxes = boxes[found][order]
        self._there = np.ones(len(self._fids), dtype=bool)  # False: changed since, or gone
        self._changed: dict[int, Box] = {}

    def of(self, fid: int) -> Optional[Box]:
        """Return the box of a feature, None where it has none."""
        if fid in self._changed:
            return self._changed[fid]
        place = self._place(fid)
        return tuple(self._boxes[place].tolist()) if place >= 0 else None

    def set(self, fids: Iterable[int], found: NDArray[np.int64], boxes: NDArray[np.float64]) -> None:
        """Say where some features lie now.

        :param fids: all of them
        :param found: int64 (n), those that are somewhere
        :param boxes: float64 (n, 4), where they are
        """
        for fid in fids:
            self._changed.pop(fid, None)
            place = self._place(fid)
            if place >= 0:
                self._there[place] = False
        self._changed.update(zip(found.tolist(), map(tuple, boxes.tolist())))

    def fids(self) -> frozenset[int]:
        """Return the features that have a box."""
        return frozenset(self._fids[self._there].tolist()) | frozenset(self._changed)

    def near(self, places: NDArray[np.float64]) -> frozenset[int]:
        """Return the features whose box meets the box around some boxes, float64 (n, 4)."""
        low, high = places[:, :2].min(axis=0), places[:, 2:].max(axis=0)
        meets = self._there & ((self._boxes[:, :2] <= high) & (self._boxes[:, 2:] >= low)).all(axis=1)
        (left, bottom), (right, top) = low.tolist(), high.tolist()
        moved = (fid for fid, box in self._changed.items()
                 if box[0] <= right and box[1] <= top and box[2] >= left and box[3] >= bottom)
        return frozenset(self._fids[meets].tolist()) | frozenset(moved)

    def _place(self, fid: int) -> int:
        """Return where a feature is among those that have not changed, -1 where it is not."""
        place = int(np.searchsorted(self._fids, fid))
        there = place < len(self._fids) and self._fids[place] == fid and self._there[place]
        return place if there else -1
