"""How much area two polygons share, for many pairs at once and without making the shapes they share.

Within a window a polygon is the sum of the strips below its edges, an edge with the interior below it
counted +1, one with the interior above it -1, and below the top of the window where that lies inside.
The shared area is then the sum, over all pairs of such edges of the two polygons, of what lies below
both: the integral of the lower of two straight lines. No case is special: shared borders, touching
corners and equal polygons are sums like any other, so nothing is snapped and nothing can fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Iterator, Optional

import numpy as np
from numpy.typing import NDArray

from .arrays import PolygonArrays
from .border_grids import boxes_without_border
from .coverage_boxes import chunks, expand_ranges
from .coverage_input import ring_areas
from .point_in_polygon import EdgeSlabs, meet_boxes
from .wkb import vertex_offsets

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_SMALL = 64  # vertices up to which all edges of a feature are looked at, without slabs
_ROWS = 1 << 16  # rows worked on at once: what fits the cache
_PRODUCT = 1 << 12  # edge pairs of a window from which on it is divided
_DEPTH = 20
_WINDOWS = 1 << 14  # windows summed up at once

NearEdges = tuple[Integers, Integers, NDArray[np.bool_]]
Within = tuple[Integers, Integers, Integers]  # window and edge of what was found; of each new window, the larger one


@dataclass(frozen=True)
class _Strips:
    """Straight lines in windows: what lies below them, down to the bottom of the window, counts.

    :ivar window: int64 (n), ascending
    :ivar left: float64 (n), from the left side of the window; ``right`` likewise
    :ivar low: float64 (n), height above the bottom at ``left``; ``high``: at ``right``
    :ivar sign: float64 (n)
    """

    window: Integers
    left: Floats
    right: Floats
    low: Floats
    high: Floats
    sign: Floats


class StripLayer:
    """Sound polygons, ready to be asked what their edges are in a window."""

    def __init__(self, polygons: PolygonArrays) -> None:
        """:param polygons: valid polygons with closed rings (`sound_polygons`)"""
        self.polygons = polygons
        self._x, self._y = polygons.x, polygons.y
        self._offsets = vertex_offsets(polygons)
        self._sizes = np.diff(self._offsets)
        self._shells = np.zeros(len(polygons.ring_offsets) - 1, dtype=bool)
        self._shells[polygons.part_offsets[:-1]] = True
        self._ring_areas = ring_areas(polygons)
        features = np.repeat(np.arange(len(polygons)), np.diff(polygons.part_offsets[polygons.feature_offsets]))
        self.areas: Floats = np.bincount(
            features, weights=np.where(self._shells, 1.0, -1.0) * np.abs(self._ring_areas), minlength=len(polygons)
        ).astype(np.float64)

    @cached_property
    def _signs(self) -> Floats:
        """Float64 (vertices): of the edge that begins there, +1 with the interior below it, -1 above it."""
        # +1 where the ring is walked with its interior on the left
        turn = np.where((self._ring_areas > 0) == self._shells, 1.0, -1.0)
        turn = np.repeat(turn, np.diff(self.polygons.ring_offsets))
        signs = np.zeros(len(self._x))
        signs[:-1] = -np.sign(self._x[1:] - self._x[:-1]) * turn[:-1]
        return signs

    @cached_property
    def _last(self) -> NDArray[np.bool_]:
        """Bool (vertices): the last of its ring, at which no edge begins."""
        last = np.zeros(len(self._x), dtype=bool)
        last[self.polygons.ring_offsets[1:] - 1] = True
        return last

    @cached_property
    def _slabs(self) -> Optional[EdgeSlabs]:
        """The edges of the features with many vertices; None where there are none."""
        large = np.flatnonzero(self._sizes > _SMALL)
        return EdgeSlabs(self.polygons, large) if len(large) else None

    def settled(
        self, bounds: Floats, features: Integers, windows: Floats
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return the windows a feature certainly fills, and those it certainly leaves empty; neither may hold for many.

        :param bounds: float64 (features of the layer, 4), their boxes
        :param features: int64 (n), the feature asked for in each window
        :param windows: float64 (n, 4), each within the box of its feature
        """
        full, empty = np.zeros((2, len(features)), dtype=bool)
        large = np.flatnonzero(self._sizes[features] > _SMALL)
        if self._slabs is None or not len(large):
            return full, empty
        free = large[boxes_without_border(self.polygons, bounds, features[large], windows[large])]
        middle = (windows[free, :2] + windows[free, 2:]) / 2.0
        inside = self._slabs.hold(features[free], middle[:, 0], middle[:, 1])
        full[free], empty[free] = inside, ~inside
        return full, empty

    def edges(self, features: Integers, windows: Floats, within: Optional[Within] = None) -> NearEdges:
        """Return (window, edge) of the edges near each window, by window, and whether its upper left is inside.

        :param features: int64 (n), the feature asked for in each window
        :param windows: float64 (n, 4)
        :param within: what was found in larger windows, so that a feature of a million vertices is not
            searched again for each part of them
        """
        inside = np.zeros(len(features), dtype=bool)
        small = np.flatnonzero(self._sizes[features] <= _SMALL)
        found_window, found_edge = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for chunk in chunks(self._sizes[features[small]], _ROWS):
            at = small[chunk]
            window, edge = self._small_edges(features[at], windows[at], inside, at)
            found_window.append(window)
            found_edge.append(edge)
        if len(small) < len(features) and self._slabs is not None:
            at = np.flatnonzero(self._sizes[features] > _SMALL)
            box = windows[at]
            inside[at] = self._slabs.hold(features[at], box[:, 0], box[:, 3])
            if within is None:
                query, edge = self._slabs.edges_in(features[at], box)
                keys = np.unique(at[query] * len(self._x) + edge)
                found_window.append(keys // len(self._x))
                found_edge.append(keys % len(self._x))
            else:
                for window, edge in self._edges_within(at, windows, within):
                    found_window.append(window)
                    found_edge.append(edge)
            window, edge = np.concatenate(found_window), np.concatenate(found_edge)
            order = np.argsort(window, kind="stable")
            return window[order], edge[order], inside
        return np.concatenate(found_window), np.concatenate(found_edge), inside

    def _edges_within(
        self, at: Integers, windows: Floats, within: Within
    ) -> Iterator[tuple[Integers, Integers]]:
        """Yield (window, edge) near some windows, out of the edges found near the larger windows they are part of."""
        found_window, found_edge, larger = within
        begins = np.searchsorted(found_window, larger[at], side="left")
        counts = np.searchsorted(found_window, larger[at], side="right") - begins
        for chunk in chunks(counts, _ROWS):
            row, member = expand_ranges(begins[chunk], counts[chunk])
            edge, row = found_edge[member], at[chunk][row]
            near = meet_boxes(self._x[edge], self._y[edge], self._x[edge + 1], self._y[edge + 1], windows[row])
            yield row[near], edge[near]

    def _small_edges(
        self, features: Integers, windows: Floats, inside: NDArray[np.bool_], at: Integers
    ) -> tuple[Integers, Integers]:
        """Return (window, edge) near the windows of small features; say in ``inside`` where the corner is."""
        begins = self._offsets[features]
        row, edge = expand_ranges(begins, self._offsets[features + 1] - begins)
        kept = ~self._last[edge]
        row, edge = row[kept], edge[kept]
        x0, y0, x1, y1 = self._x[edge], self._y[edge], self._x[edge + 1], self._y[edge + 1]
        left, bottom, right, top = (windows[row, side] for side in range(4))
        passes = np.flatnonzero((y0 <= top) != (y1 <= top))
        passes = passes[_left_of(x0, y0, x1, y1, left, top, passes)]
        inside[at] = np.bincount(row[passes], minlength=len(features)) % 2 == 1
        near = np.minimum(x0, x1) <= right
        near &= np.maximum(x0, x1) >= left
        near &= np.minimum(y0, y1) <= top
        near &= np.maximum(y0, y1) >= bottom
        return at[row[near]], edge[near]

    def strips(
        self, window: Integers, edge: Integers, inside: NDArray[np.bool_], windows: Floats
    ) -> _Strips:
        """Return the strips of a feature in each window.

        :param window: int64, ascending, with ``edge``: the edges near each window
        :param inside: bool (windows), whether the upper left corner is inside
        """
        box = windows[window]
        left, bottom, top = box[:, 0], box[:, 1], box[:, 3]
        x0, y0, x1, y1 = self._x[edge], self._y[edge], self._x[edge + 1], self._y[edge + 1]
        sign = self._signs[edge]
        width, height = box[:, 2] - left, top - bottom
        above_0, above_1 = y0 > top, y1 > top
        passes = np.flatnonzero(above_0 != above_1)
        xa, ya, xb, yb = x0 - left, y0 - bottom, x1 - left, y1 - bottom
        with np.errstate(invalid="ignore", divide="ignore"):
            at_top = xa + (xb - xa) * ((height - ya) / (yb - ya))
        on_right = passes[~_left_of(x0, y0, x1, y1, left, top, passes)]
        roof = _roof(window[on_right], at_top[on_right], inside, windows[:, 2] - windows[:, 0])
        roof_height = (windows[:, 3] - windows[:, 1])[roof[0]]
        xa, ya = np.where(above_0, at_top, xa), np.where(above_0, height, ya)
        xb, yb = np.where(above_1, at_top, xb), np.where(above_1, height, yb)
        good = (sign != 0) & ~(above_0 & above_1) & ~((ya < 0) & (yb < 0))
        window, sign, width = window[good], sign[good], width[good]
        xa, ya, xb, yb = xa[good], ya[good], xb[good], yb[good]
        xa, ya, xb, yb = _above_ground(xa, ya, xb, yb)
        swap = xa > xb
        xa, xb = np.where(swap, xb, xa), np.where(swap, xa, xb)
        ya, yb = np.where(swap, yb, ya), np.where(swap, ya, yb)
        low, high = np.maximum(xa, 0.0), np.minimum(xb, width)
        good = high > low
        xa, ya, xb, yb, low, high = xa[good], ya[good], xb[good], yb[good], low[good], high[good]
        slope = (yb - ya) / (xb - xa)
        strips = (
            np.concatenate((window[good], roof[0])),
            np.concatenate((low, roof[1])),
            np.concatenate((high, roof[2])),
            np.concatenate((np.where(low > xa, ya + slope * (low - xa), ya), roof_height)),
            np.concatenate((np.where(high < xb, yb - slope * (xb - high), yb), roof_height)),
            np.concatenate((sign[good], np.ones(len(roof[0])))),
        )
        order = np.argsort(strips[0], kind="stable")
        return _Strips(*(column[order] for column in strips))


def shared_areas(
    one: StripLayer, two: StripLayer, first: Integers, second: Integers, windows: Floats
) -> Floats:
    """Return float64 (n), the area that two features share within a window, square layer units.

    :param first: int64 (n), features of ``one``; ``second``: features of ``two``
    :param windows: float64 (n, 4), xmin, ymin, xmax, ymax, of positive size
    """
    areas = np.zeros(len(first))
    owner = np.arange(len(first))
    within_one: Optional[Within] = None
    within_two: Optional[Within] = None
    for depth in range(_DEPTH + 1):
        if not len(owner):
            break
        edges_one = one.edges(first[owner], windows, within_one)
        edges_two = two.edges(second[owner], windows, within_two)
        count_one, count_two = (np.bincount(edges[0], minlength=len(owner)) for edges in (edges_one, edges_two))
        small = count_one * count_two <= _PRODUCT
        if depth == _DEPTH:
            small[:] = True
        for begin in range(0, len(owner), _WINDOWS):
            some = slice(begin, begin + _WINDOWS)
            chosen = begin + np.flatnonzero(small[some])
            if not len(chosen):
                continue
            lower = one.strips(*_of_windows(edges_one, chosen), windows[chosen])
            upper = two.strips(*_of_windows(edges_two, chosen), windows[chosen])
            sums = _below_both(lower, upper, len(chosen))
            areas += np.bincount(owner[chosen], weights=sums, minlength=len(areas))
        larger = np.tile(np.flatnonzero(~small), 4)  # as the quarters come
        within_one, within_two = (*edges_one[:2], larger), (*edges_two[:2], larger)
        owner, windows = _quarters(owner[~small], windows[~small])
    return areas


def _of_windows(edges: NearEdges, chosen: Integers) -> NearEdges:
    """Return the edges of some windows (ascending), numbered anew."""
    window, edge, inside = edges
    low, high = np.searchsorted(window, (chosen[0], chosen[-1] + 1))
    window, edge = window[low:high], edge[low:high]
    number = np.minimum(np.searchsorted(chosen, window), len(chosen) - 1)
    mine = chosen[number] == window
    return number[mine], edge[mine], inside[chosen]


def _left_of(
    x0: Floats, y0: Floats, x1: Floats, y1: Floats, x: Floats, y: Floats, at: Integers
) -> NDArray[np.bool_]:
    """Return which of some edges across the height of a point pass left of it, as `EdgeSlabs.hold` counts."""
    dy = y1[at] - y0[at]
    side: Floats = (x1[at] - x0[at]) * (y[at] - y0[at]) - (x[at] - x0[at]) * dy
    return np.asarray(((side < 0) == (dy > 0)) & (side != 0))


def _roof(
    window: Integers, x: Floats, inside: NDArray[np.bool_], widths: Floats
) -> tuple[Integers, Floats, Floats]:
    """Return (window, left, right) of the stretches of the top of each window that lie inside.

    :param window: int64, ascending: where the border passes the top right of its left end; ``x``: at
    :param inside: bool (windows), whether the left end is inside
    """
    count = len(inside)
    every = np.arange(count)
    windows = np.concatenate((every, window, every))
    place = np.concatenate((np.zeros(count), np.clip(x, 0.0, widths[window]), widths))
    kind = np.repeat(np.array([0, 1, 2]), (count, len(window), count))
    order = np.lexsort((kind, place, windows))
    # the left end is first and the right end last of their window
    order = order[np.lexsort((kind[order], windows[order]))]
    windows, place = windows[order], place[order]
    number = np.bincount(window, minlength=count) + 2
    rank = np.arange(len(order)) - np.repeat(np.cumsum(number) - number, number)
    covered = (rank[:-1] % 2 == 0) == inside[windows[:-1]]
    covered &= (windows[1:] == windows[:-1]) & (place[1:] > place[:-1])
    return windows[:-1][covered], place[:-1][covered], place[1:][covered]


def _above_ground(xa: Floats, ya: Floats, xb: Floats, yb: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return lines cut off where they go below height 0; no line lies wholly below."""
    with np.errstate(invalid="ignore", divide="ignore"):
        at_zero = xa + (xb - xa) * (-ya / (yb - ya))
    under_a, under_b = ya < 0, yb < 0
    return (
        np.where(under_a, at_zero, xa),
        np.where(under_a, 0.0, ya),
        np.where(under_b, at_zero, xb),
        np.where(under_b, 0.0, yb),
    )


def _below_both(one: _Strips, two: _Strips, count: int) -> Floats:
    """Return float64 (windows): the signed sum of the areas below both of two strips."""
    sums = np.zeros(count)
    numbers = np.bincount(two.window, minlength=count)
    begins = np.cumsum(numbers) - numbers
    partners = numbers[one.window]
    for chunk in chunks(partners, 2 * _ROWS):
        a, b = expand_ranges(begins[one.window[chunk]], partners[chunk])
        a += chunk.start
        left = np.maximum(one.left[a], two.left[b])
        right = np.minimum(one.right[a], two.right[b])
        meet = np.flatnonzero(right > left)
        a, b, left, right = a[meet], b[meet], left[meet], right[meet]
        slope_a = (one.high[a] - one.low[a]) / (one.right[a] - one.left[a])
        slope_b = (two.high[b] - two.low[b]) / (two.right[b] - two.left[b])
        low_a = one.low[a] + slope_a * (left - one.left[a])
        high_a = one.low[a] + slope_a * (right - one.left[a])
        low_b = two.low[b] + slope_b * (left - two.left[b])
        high_b = two.low[b] + slope_b * (right - two.left[b])
        low, high = low_a - low_b, high_a - high_b
        below = np.minimum(low, 0.0) + np.minimum(high, 0.0)
        cross = np.flatnonzero(low * high < 0)
        # where the lines cross, the lower one is a until or from there: a triangle of the deeper end
        depth = below[cross]
        below[cross] = -depth * depth / (np.abs(low[cross]) + np.abs(high[cross]))
        values = (right - left) * 0.5 * (low_b + high_b + below)
        values *= one.sign[a] * two.sign[b]
        sums += np.bincount(one.window[a], weights=values, minlength=count)
    return sums


def _quarters(owner: Integers, windows: Floats) -> tuple[Integers, Floats]:
    """Return windows cut into four, each with the owner of the whole."""
    middle = (windows[:, :2] + windows[:, 2:]) / 2
    parts = [
        np.column_stack((windows[:, :2], middle)),
        np.column_stack((middle[:, 0], windows[:, 1], windows[:, 2], middle[:, 1])),
        np.column_stack((windows[:, 0], middle[:, 1], middle[:, 0], windows[:, 3])),
        np.column_stack((middle, windows[:, 2:])),
    ]
    return np.tile(owner, 4), np.concatenate(parts)
