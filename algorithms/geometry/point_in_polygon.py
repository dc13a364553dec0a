"""Which polygons hold a point, and which send an edge through a box, for many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .coverage_boxes import Pairs, chunks, expand_ranges
from .wkb import vertex_offsets

_CHUNK = 1 << 21


def meet_boxes(
    x0: NDArray[np.float64], y0: NDArray[np.float64], x1: NDArray[np.float64], y1: NDArray[np.float64],
    boxes: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Return which edges meet their closed box, bool (n).

    :param x0: float64 (n), with ``y0``: where the edges begin; ``x1``, ``y1``: where they end
    :param boxes: float64 (n, 4)
    """
    near = np.minimum(x0, x1) <= boxes[:, 2]
    near &= np.maximum(x0, x1) >= boxes[:, 0]
    near &= np.minimum(y0, y1) <= boxes[:, 3]
    near &= np.maximum(y0, y1) >= boxes[:, 1]
    # signed areas spanned by the edge and the corners of the box; all of one sign: apart
    rise = (x1 - x0) * (boxes[:, 3] - boxes[:, 1])
    fall = (y0 - y1) * (boxes[:, 2] - boxes[:, 0])
    corner = (x1 - x0) * (boxes[:, 1] - y0) - (y1 - y0) * (boxes[:, 0] - x0)
    slack = 1e-9 * (np.abs(rise) + np.abs(fall))
    near &= corner + np.minimum(rise, 0) + np.minimum(fall, 0) <= slack
    near &= corner + np.maximum(rise, 0) + np.maximum(fall, 0) >= -slack
    return near


class EdgeSlabs:
    """The edges of some features, cut into horizontal slabs so that a query sees few of them.

    A feature gets as many slabs as keep the entries below twice its edges, so the memory is linear
    also for a feature with a million vertices, and a query costs about the edges at one height.
    """

    def __init__(self, polygons: PolygonArrays, features: NDArray[np.int64]) -> None:
        """:param polygons: closed rings of finite coordinates

        :param features: int64, the features that will be asked for (each has at least one part)
        """
        self._x, self._y = polygons.x, polygons.y
        self._features = np.unique(features)
        offsets = vertex_offsets(polygons)
        begins = offsets[self._features]
        owners, edges = expand_ranges(begins, offsets[self._features + 1] - begins)
        last = np.zeros(len(self._x) + 1, dtype=bool)
        last[polygons.ring_offsets[1:] - 1] = True
        keep = ~last[edges]
        owners, edges = owners[keep], edges[keep]
        low = np.minimum(self._y[edges], self._y[edges + 1])
        high = np.maximum(self._y[edges], self._y[edges + 1])
        count = len(self._features)
        number = np.bincount(owners, minlength=count)
        firsts = np.cumsum(number) - number
        self._bottom = np.minimum.reduceat(low, firsts) if count else np.empty(0)
        height = (np.maximum.reduceat(high, firsts) if count else np.empty(0)) - self._bottom
        rise = np.bincount(owners, weights=high - low, minlength=count)
        with np.errstate(invalid="ignore", divide="ignore"):
            slabs = np.floor(np.where(rise > 0, number * height / rise, 1.0))
        self._slabs = np.clip(slabs, 1, np.maximum(number, 1)).astype(np.int64)
        self._thickness = np.where(height > 0, height / self._slabs, 1.0)
        self._bases = np.cumsum(self._slabs) - self._slabs
        bottom = self._slab(owners, low)
        entries, slab = expand_ranges(bottom, self._slab(owners, high) - bottom + 1)
        slab += self._bases[owners[entries]]
        order = np.argsort(slab, kind="stable")
        self._entries = edges[entries[order]]
        self._offsets = np.zeros(int(self._slabs.sum()) + 1, dtype=np.int64)
        np.cumsum(np.bincount(slab, minlength=len(self._offsets) - 1), out=self._offsets[1:])

    def _slab(self, owners: NDArray[np.int64], y: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the slab of the owner in which a height lies, counted from the owner's lowest."""
        at = np.floor((y - self._bottom[owners]) / self._thickness[owners])
        return np.clip(at, 0, self._slabs[owners] - 1).astype(np.int64)

    def _ranges(
        self, features: NDArray[np.int64], low: NDArray[np.float64], high: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the begin and the count of the entries of each feature between two heights."""
        owners = np.searchsorted(self._features, features)
        begins = self._offsets[self._bases[owners] + self._slab(owners, low)]
        ends = self._offsets[self._bases[owners] + self._slab(owners, high) + 1]
        return begins, ends - begins

    def hold(
        self, features: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> NDArray[np.bool_]:
        """Return for every (feature, point) whether the point is inside (even-odd rule).

        Edges strictly to the left of the point are counted, so a point that is the leftmost vertex of
        the feature itself is outside.

        :param features: int64 (n); ``x``, ``y``: float64 (n), points
        """
        begins, counts = self._ranges(features, y, y)
        inside = np.zeros(len(features), dtype=bool)
        for chunk in chunks(counts, _CHUNK):
            query, member = expand_ranges(begins[chunk], counts[chunk])
            edge = self._entries[member]
            at_y = y[chunk][query]
            crosses = np.flatnonzero((self._y[edge] <= at_y) != (self._y[edge + 1] <= at_y))
            query, edge, at_y = query[crosses], edge[crosses], at_y[crosses]
            dy = self._y[edge + 1] - self._y[edge]
            side = (self._x[edge + 1] - self._x[edge]) * (at_y - self._y[edge])
            side -= (x[chunk][query] - self._x[edge]) * dy
            left = (side < 0) == (dy > 0)
            left &= side != 0
            inside[chunk] = np.bincount(query[left], minlength=chunk.stop - chunk.start) % 2 == 1
        return inside

    def edges_in(self, features: NDArray[np.int64], boxes: NDArray[np.float64]) -> Pairs:
        """Return (query, edge) of the edges of a feature that meet a closed box, for every query.

        An edge may come twice. It is given by the vertex it begins at.

        :param features: int64 (n)
        :param boxes: float64 (n, 4)
        """
        begins, counts = self._ranges(features, boxes[:, 1], boxes[:, 3])
        queries, edges = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for chunk in chunks(counts, _CHUNK):
            query, member = expand_ranges(begins[chunk], counts[chunk])
            edge = self._entries[member]
            near = meet_boxes(
                self._x[edge], self._y[edge], self._x[edge + 1], self._y[edge + 1], boxes[chunk][query]
            )
            queries.append(query[near] + chunk.start)
            edges.append(edge[near])
        return np.concatenate(queries), np.concatenate(edges)
