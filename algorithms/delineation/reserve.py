"""Consolidation reserves (基本农田整备区): where scattered farmland can be brought together (陕·二(二)2).

1. Scattered farmland is farmland that is not basic farmland, and basic farmland in contiguous farmland that is too
   small. Parcels under a ban, too steep, or lying in two towns take no part.
2. Scattered farmland of one town that is not further apart than a gap forms a group.
3. Land that can be converted joins a group, parcel by parcel, where it lies between blocks of the group's farmland or
   is enclosed by the group: those that join most blocks first, then those most enclosed. It joins the group it shares
   the longest border with, and only while the share of farmland stays above the limit. A parcel that has joined may
   enclose others, so this is repeated until nothing is added.
4. Groups that are large enough and bring together enough blocks of farmland are reserves.

Parcels are never split, so reserves never overlap. Everything is worked out in the order of the parcels' keys, so the
order of the input does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.adjacency import Adjacency, shared_borders
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import sound_polygons
from ..geometry.nearness import joined_within
from ..geometry.wkb import select
from .blocks import block_areas, blocks
from .model import Parcels

_SHARE_SLACK = 1e-12  # a share that is met exactly is met, whatever the rounding of sums


@dataclass(frozen=True)
class ReserveOptions:
    """Limits of the reserves.

    :ivar max_gap_m: farmland not further apart than this is brought together
    :ivar min_area_m2: smallest reserve
    :ivar min_farmland_share: 0 to 1, share of a reserve's area that is farmland
    :ivar small_block_m2: basic farmland in contiguous farmland smaller than this is scattered, too
    :ivar enclosed_share: 0 to 1, share of a parcel's border along the reserve from which it is enclosed
    :ivar min_blocks: fewest contiguous blocks of farmland that a reserve brings together
    """

    max_gap_m: float
    min_area_m2: float
    min_farmland_share: float
    small_block_m2: float
    enclosed_share: float
    min_blocks: int = 1


@dataclass(frozen=True)
class Reserves:
    """What was drawn; arrays of one entry per parcel.

    :ivar zone: int64 (n,), reserve of the parcel, -1 outside; ordered by unit, then by the first parcel's key
    :ivar farmland: bool (n,), scattered farmland in a reserve
    :ivar convertible: bool (n,), land in a reserve that is to be converted
    :ivar scattered: bool (n,), all scattered farmland that may be part of a reserve
    :ivar left_small: bool (n,), scattered farmland whose group is too small for a reserve or has too few blocks
    :ivar unit: int64 (zones,), unit of every reserve
    :ivar blocks: int64 (zones,), contiguous blocks of farmland before the consolidation
    """

    zone: NDArray[np.int64]
    farmland: NDArray[np.bool_]
    convertible: NDArray[np.bool_]
    scattered: NDArray[np.bool_]
    left_small: NDArray[np.bool_]
    unit: NDArray[np.int64]
    blocks: NDArray[np.int64]


def draw_reserves(
    parcels: Parcels,
    plane: PolygonArrays,
    metre: float,
    convertible: NDArray[np.bool_],
    barred: NDArray[np.bool_],
    options: ReserveOptions,
    tolerance: float = 0.0,
    feedback: Feedback = Silent(),  # noqa: B008
) -> Reserves:
    """Draw the reserves.

    :param plane: the parcels' polygons in a projected CRS
    :param metre: units of that CRS in a metre
    :param convertible: bool (n,), land that can be turned into farmland
    :param barred: bool (n,), parcels that may not be part of a reserve
    :param tolerance: units of the plane within which borders count as the same
    :raises Cancelled: when the user cancels
    """
    order = np.argsort(parcels.keys.astype(str), kind="stable")
    polygons = sound_polygons(select(plane, order), Span(feedback, 0, 10))
    unit, area = parcels.unit[order], parcels.area_m2[order]
    farmland, current = parcels.is_farmland[order], parcels.is_current[order]
    open_ = ~barred[order] & (unit >= 0) & (area > 0)
    borders = shared_borders(polygons, tolerance, Span(feedback, 10, 40))
    raise_if_cancelled(feedback)
    contiguous = block_areas(blocks(farmland, borders.pairs), area)
    scattered = open_ & farmland & (~current | (contiguous < options.small_block_m2))
    labels = np.where(scattered, unit, -1)
    gap = options.max_gap_m * metre + tolerance  # a gap of exactly the limit counts, whatever the rounding
    group = joined_within(polygons, labels, gap, borders.pairs, Span(feedback, 40, 80))
    group[~scattered] = -1
    growth = _Growth(borders, group, unit, area, scattered, options)
    growth.run(open_ & ~farmland & convertible[order], Span(feedback, 80, 100))
    raise_if_cancelled(feedback)
    return _numbered(growth, order, options)


class _Growth:
    """Groups of farmland that take in the land between them."""

    def __init__(
        self,
        borders: Adjacency,
        group: NDArray[np.int64],
        unit: NDArray[np.int64],
        area: NDArray[np.float64],
        scattered: NDArray[np.bool_],
        options: ReserveOptions,
    ) -> None:
        """:param group: int64 (n,), the lowest parcel of the group of scattered farmland, -1 outside"""
        self.group = group
        self.unit = unit
        self.area = area
        self.scattered = scattered
        self._pairs = np.concatenate((borders.pairs, borders.pairs[:, ::-1]))
        self._length = np.concatenate((borders.length, borders.length))
        self._perimeter = borders.perimeter
        self._options = options
        # the farmland blocks that lie between gaps, as they were before anything joined
        inside = scattered[borders.pairs].all(axis=1) & (
            group[borders.pairs[:, 0]] == group[borders.pairs[:, 1]]
        )
        self.block = blocks(scattered, borders.pairs[inside])
        count = len(area)
        self.group_area = np.zeros(count)
        np.add.at(self.group_area, group[scattered], area[scattered])
        self.farmland_area = self.group_area.copy()

    def run(self, candidates: NDArray[np.bool_], feedback: Feedback) -> None:
        """Let the candidates join until nothing is added."""
        while True:
            raise_if_cancelled(feedback)
            if not self._round(candidates & (self.group < 0)):
                return

    def _round(self, candidates: NDArray[np.bool_]) -> bool:
        """Let candidates join once, best first; return whether any did."""
        added = False
        for parcel, group in self._offers(candidates):
            total = self.group_area[group] + self.area[parcel]
            if self.farmland_area[group] >= (self._options.min_farmland_share - _SHARE_SLACK) * total:
                self.group[parcel] = group
                self.group_area[group] = total
                added = True
        return added

    def _offers(self, candidates: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Return (parcel, group) of the candidates that lie between or are enclosed, best first."""
        one, other = self._pairs[:, 0], self._pairs[:, 1]
        meets = candidates[one] & (self.group[other] >= 0) & (self.unit[one] == self.unit[other])
        one, other, length = one[meets], other[meets], self._length[meets]
        if not len(one):
            return []
        target = self.group[other]
        order = np.lexsort((length, target, one))
        one, other, target, length = one[order], other[order], target[order], length[order]
        first = np.ones(len(one), dtype=bool)
        first[1:] = (one[1:] != one[:-1]) | (target[1:] != target[:-1])
        number = np.cumsum(first) - 1
        along = np.bincount(number, weights=length)
        parcel, group = one[first], target[first]
        joined = self._blocks_met(number, other, len(parcel))
        enclosed = np.divide(along, self._perimeter[parcel], out=np.zeros(len(parcel)),
                             where=self._perimeter[parcel] > 0)
        # for every parcel the group with the longest common border, of equal ones the first
        best = np.lexsort((group, -along, parcel))
        best = best[np.concatenate(([True], parcel[best][1:] != parcel[best][:-1]))]
        best = best[(joined[best] >= 2) | (enclosed[best] >= self._options.enclosed_share)]
        best = best[np.lexsort((parcel[best], -enclosed[best], -joined[best]))]
        return list(zip(parcel[best].tolist(), group[best].tolist()))

    def _blocks_met(
        self, number: NDArray[np.int64], other: NDArray[np.int64], count: int
    ) -> NDArray[np.int64]:
        """Return how many different farmland blocks each offer borders."""
        farmland = self.block[other] >= 0
        seen = np.unique(np.column_stack((number[farmland], self.block[other][farmland])), axis=0)
        return np.bincount(seen[:, 0], minlength=count)


def _numbered(growth: _Growth, order: NDArray[np.int64], options: ReserveOptions) -> Reserves:
    """Keep the groups that are large enough, number them, and go back to the order of the input."""
    group, scattered = growth.group, growth.scattered
    heads = np.unique(group[group >= 0])
    pairs = np.unique(np.column_stack((group[scattered], growth.block[scattered])), axis=0)
    number_of_blocks = np.bincount(pairs[:, 0], minlength=len(group))
    fits = (growth.group_area[heads] >= options.min_area_m2) & (number_of_blocks[heads] >= options.min_blocks)
    large = heads[fits]
    large = large[np.lexsort((large, growth.unit[large]))]
    number = np.full(len(group) + 1, -1, dtype=np.int64)  # the last entry is for group -1
    number[large] = np.arange(len(large))
    zone = number[group]
    members = scattered & (zone >= 0)
    block_zone = np.unique(np.column_stack((zone[members], growth.block[members])), axis=0)[:, 0]
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return Reserves(
        zone=zone[back],
        farmland=members[back],
        convertible=((zone >= 0) & ~scattered)[back],
        scattered=scattered[back],
        left_small=(scattered & (zone < 0))[back],
        unit=growth.unit[large],
        blocks=np.bincount(block_zone, minlength=len(large)),
    )
