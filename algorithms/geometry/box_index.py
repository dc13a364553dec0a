"""Bounding boxes that are asked again and again which of them meet a place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .coverage_boxes import expand_ranges

_PER_CELL = 8  # boxes
_CELLS_OF_A_BOX = 4


class BoxIndex:
    """Boxes by the cells of a grid; asking costs what lies near, not what there is."""

    def __init__(self, boxes: NDArray[np.float64]) -> None:
        """:param boxes: float64 (n, 4): xmin, ymin, xmax, ymax; boxes with NaN meet nothing"""
        self.boxes = boxes
        known = np.flatnonzero(np.isfinite(boxes).all(axis=1))
        found = boxes[known]
        self._origin = found[:, :2].min(axis=0) if len(known) else np.zeros(2)
        extent = found[:, 2:].max(axis=0) - self._origin if len(known) else np.ones(2)
        self._size = float(np.sqrt(max(float(extent[0] * extent[1]), 0.0) * _PER_CELL / max(len(known), 1)))
        self._size = max(self._size, float(extent.max()) / 65536, 1e-12)
        first, last = self._cells(found[:, :2]), self._cells(found[:, 2:])
        spans = last - first + 1
        small = (spans[:, 0] * spans[:, 1]) <= _CELLS_OF_A_BOX
        self._large = known[~small]
        self._across = int(last[:, 0].max()) + 1 if len(known) else 1
        owner, step = expand_ranges(np.zeros(int(small.sum()), dtype=np.int64), (spans[:, 0] * spans[:, 1])[small])
        wide = spans[small][owner, 0]
        cells = first[small][owner] + np.column_stack((step % wide, step // wide))
        key = cells[:, 1] * self._across + cells[:, 0]
        order = np.argsort(key, kind="stable")
        self._keys, self._members = key[order], known[small][owner[order]]

    def meeting(self, boxes: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the boxes that meet one of some others (touching counts), ascending.

        :param boxes: float64 (m, 4)
        """
        found = [self._meeting(*box) for box in boxes[np.isfinite(boxes).all(axis=1)].tolist()]
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)

    def _cells(self, points: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.floor((points - self._origin) / self._size).astype(np.int64)

    def _meeting(self, xmin: float, ymin: float, xmax: float, ymax: float) -> NDArray[np.int64]:
        first, last = self._cells(np.array([[xmin, ymin], [xmax, ymax]]))
        left, right = max(int(first[0]), 0), min(int(last[0]), self._across - 1)
        lowest = int(self._keys[0]) // self._across if len(self._keys) else 0
        highest = int(self._keys[-1]) // self._across if len(self._keys) else -1
        rows = np.arange(max(int(first[1]), lowest), min(int(last[1]), highest) + 1) * self._across
        begins = np.searchsorted(self._keys, rows + left)
        counts = np.maximum(np.searchsorted(self._keys, rows + right, side="right") - begins, 0)
        near = np.concatenate((self._members[expand_ranges(begins, counts)[1]], self._large))
        boxes = self.boxes[near]
        meets = (boxes[:, 0] <= xmax) & (boxes[:, 2] >= xmin) & (boxes[:, 1] <= ymax) & (boxes[:, 3] >= ymin)
        return np.asarray(near[meets])
