"""Filling land in so that it always lies in blocks of a minimum size (集中连片)."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, raise_if_cancelled
from ..geometry.grouping import first_of_groups
from .blocks import block_areas, blocks
from .fill_order import ROUNDING_M2
from .model import Situation

_BATCH = 4096


class NeighbourLists:
    """The neighbours of every parcel, for walks from parcel to parcel."""

    def __init__(self, count: int, neighbours: NDArray[np.int64]) -> None:
        """:param neighbours: int64 (pairs, 2)"""
        one = np.concatenate((neighbours[:, 0], neighbours[:, 1]))
        two = np.concatenate((neighbours[:, 1], neighbours[:, 0]))
        self._others: list[int] = two[np.argsort(one, kind="stable")].tolist()
        offsets = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(one, minlength=count), out=offsets[1:])
        self._offsets: list[int] = offsets.tolist()

    def of(self, parcel: int) -> list[int]:
        """Return the neighbours of a parcel."""
        return self._others[self._offsets[parcel] : self._offsets[parcel + 1]]


class Forest:
    """Parcels joined into blocks, each with the sum of its area."""

    def __init__(self, area_m2: NDArray[np.float64], block: NDArray[np.int64]) -> None:
        """:param area_m2: float64 (n,), m²

        :param block: int64 (n,), blocks at first; a parcel of block -1 is alone
        """
        parents = np.arange(len(block))
        sums = area_m2.copy()
        inside = np.flatnonzero(block >= 0)
        firsts = first_of_groups(block[inside], int(block.max(initial=-1)) + 1)
        parents[inside] = inside[firsts[block[inside]]]
        sums[inside] = block_areas(block, area_m2)[inside]
        self._parent: list[int] = parents.tolist()
        self._area: list[float] = sums.tolist()

    def root(self, parcel: int) -> int:
        """Return the parcel that stands for the block of a parcel."""
        parent = self._parent
        while parent[parcel] != parcel:
            parent[parcel] = parent[parent[parcel]]
            parcel = parent[parcel]
        return parcel

    def area(self, parcel: int) -> float:
        """Return the area of the block of a parcel in m²."""
        return self._area[self.root(parcel)]

    def join(self, one: int, two: int) -> None:
        """Make one block of two; the larger one takes the smaller one in."""
        one, two = self.root(one), self.root(two)
        if one == two:
            return
        if self._area[one] < self._area[two]:
            one, two = two, one
        self._parent[two] = one
        self._area[one] += self._area[two]


def fill_in_blocks(
    situation: Situation,
    chosen: NDArray[np.bool_],
    queue: NDArray[np.int64],
    needs: NDArray[np.float64],
    min_block_m2: float,
    feedback: Feedback,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (parcels that enter, parcels left out because their block is too small).

    :param chosen: bool (n,), the layout that is filled up
    :param queue: int64, free parcels of units below their targets in the fill order
    :param needs: float64 (units,), m² missing to the targets
    :raises Cancelled: when the user cancels
    """
    work = _BlockFill(situation, chosen, queue, needs, min_block_m2)
    for number, parcel in enumerate(queue.tolist()):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(queue))
        work.offer(parcel)
    return np.array(work.entered, dtype=np.int64), np.array(work.left_out(), dtype=np.int64)


class _BlockFill:
    """The state while land is offered parcel by parcel."""

    def __init__(
        self,
        situation: Situation,
        chosen: NDArray[np.bool_],
        queue: NDArray[np.int64],
        needs: NDArray[np.float64],
        min_block_m2: float,
    ) -> None:
        self.entered: list[int] = []
        self._minimum = max(min_block_m2 - ROUNDING_M2, 0.0)
        self._area: list[float] = situation.area_m2.tolist()
        self._unit: list[int] = situation.unit.tolist()
        self._need: list[float] = needs.tolist()
        self._chosen: list[bool] = chosen.tolist()
        place = np.full(len(chosen), len(queue), dtype=np.int64)
        place[queue] = np.arange(len(queue))
        self._place: list[int] = place.tolist()
        self._waiting: set[int] = set()
        self._given_up: set[int] = set()
        self._near = NeighbourLists(len(chosen), situation.neighbours)
        block = blocks(chosen, situation.neighbours)
        self._large: list[bool] = (block_areas(block, situation.area_m2) >= self._minimum).tolist()
        self._blocks = Forest(situation.area_m2, block)
        # what a block could become with all waiting land: a quick way to see that it cannot be enough yet
        self._hopes = Forest(situation.area_m2, block)

    def offer(self, parcel: int) -> None:
        """Take a parcel in, let it wait, or pass it by because its unit has enough."""
        if not self._short(parcel) or self._chosen[parcel]:
            return
        near = self._near.of(parcel)
        self._waiting.add(parcel)
        for other in near:
            if self._chosen[other] or other in self._waiting:
                self._hopes.join(parcel, other)
        if self._hopes.area(parcel) < self._minimum:
            return
        group = self._group(parcel)
        for member in group:
            self._enter(member)
        if group:
            self._follow(group)

    def left_out(self) -> list[int]:
        """Return the parcels whose block was too small to the end."""
        return sorted(self._waiting | self._given_up)

    def _short(self, parcel: int) -> bool:
        return self._need[self._unit[parcel]] > ROUNDING_M2

    def _group(self, parcel: int) -> list[int]:
        """Return the parcel and the waiting land that it needs to lie in a large enough block, or nothing.

        Chosen land next to it counts first, then waiting land in the fill order.
        """
        area = 0.0
        group: list[int] = []
        seen = {parcel}
        counted: set[int] = set()
        heap = [(-1, parcel)]
        while heap:
            _, member = heappop(heap)
            if self._chosen[member]:
                root = self._blocks.root(member)
                if root not in counted:
                    counted.add(root)
                    area += self._blocks.area(root)
            else:
                group.append(member)
                area += self._area[member]
            if area >= self._minimum:
                return group
            for other in self._near.of(member):
                if other not in seen and (self._chosen[other] or self._still_waits(other)):
                    seen.add(other)
                    heappush(heap, (-1 if self._chosen[other] else self._place[other], other))
        return []

    def _follow(self, group: list[int]) -> None:
        """Take in waiting land next to a block that has become large enough, in the fill order."""
        heap = self._opened(group)
        while heap:
            _, parcel = heappop(heap)
            if self._still_waits(parcel):
                self._enter(parcel)
                for item in self._opened([parcel]):
                    heappush(heap, item)

    def _opened(self, parcels: list[int]) -> list[tuple[int, int]]:
        """Mark the block of some parcels as large enough; return (place, parcel) of waiting land beside it.

        Blocks that are large already were walked before and are left out.
        """
        found, stack = [], parcels
        for parcel in parcels:
            self._large[parcel] = True
        while stack:
            for other in self._near.of(stack.pop()):
                if self._chosen[other]:
                    if not self._large[other]:
                        self._large[other] = True
                        stack.append(other)
                elif other in self._waiting:
                    found.append((self._place[other], other))
        heapify(found)
        return found

    def _still_waits(self, parcel: int) -> bool:
        """Return whether a parcel waits and its unit lacks area; else it waits no longer."""
        if parcel not in self._waiting:
            return False
        if self._short(parcel):
            return True
        self._waiting.discard(parcel)
        self._given_up.add(parcel)
        return False

    def _enter(self, parcel: int) -> None:
        self._chosen[parcel] = True
        self._waiting.discard(parcel)
        self.entered.append(parcel)
        self._need[self._unit[parcel]] -= self._area[parcel]
        for other in self._near.of(parcel):
            if self._chosen[other]:
                self._blocks.join(parcel, other)
                self._hopes.join(parcel, other)
