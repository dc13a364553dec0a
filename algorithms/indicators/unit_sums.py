"""Sums of what features count, for every unit of the tree at once, and what these sums lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..message import Message
from ..units.tree import UnitTree
from .feature_codes import UnitCodes
from .terms import TermParts

Amounts = NDArray[np.float64]


class UnitIndex:
    """The units of a tree as an array, parents before their children.

    :ivar codes: codes of the units
    :ivar parent: int64 (units), place of the unit each lies in, -1 for roots
    :ivar leaf: bool (units)
    """

    def __init__(self, tree: UnitTree) -> None:
        """:param tree: the units"""
        self.tree = tree
        self.finder = UnitCodes(tree)
        self.codes = self.finder.codes
        place = {code: number for number, code in enumerate(self.codes)}
        parents = [tree.parent(code) for code in self.codes]
        self.parent = np.array([-1 if code is None else place[code] for code in parents], dtype=np.int64)
        self.leaf = np.ones(len(self), dtype=bool)
        self.leaf[self.parent[self.parent >= 0]] = False
        depth = np.zeros(len(self), dtype=np.int64)
        for number, parent in enumerate(self.parent.tolist()):
            depth[number] = depth[parent] + 1 if parent >= 0 else 0
        # units of one depth have nothing to do with each other
        self._levels = [np.flatnonzero(depth == step) for step in range(int(depth.max(initial=0)), 0, -1)]
        self.roots = self.parent < 0

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.codes)

    def up(self, own: Amounts) -> Amounts:
        """Return (units): what a unit has itself and what all units within it have."""
        total = own.copy()
        for units in self._levels:
            np.add.at(total, self.parent[units], total[units])
        return total

    def down(self, own: Amounts) -> Amounts:
        """Return (units): what the units above a unit have together, without its own."""
        above = np.zeros_like(own)
        for units in reversed(self._levels):
            parents = self.parent[units]
            above[units] = above[parents] + own[parents]
        return above

    def within(self, place: int) -> NDArray[np.bool_]:
        """Return bool (units): the unit itself and all within it."""
        inside = np.zeros(len(self), dtype=bool)
        inside[place] = True
        for number in range(place + 1, len(self)):
            inside[number] = self.parent[number] >= 0 and inside[self.parent[number]]
        return inside


@dataclass(frozen=True)
class Reserve:
    """Something a sum lacks or holds twice.

    :ivar say: makes the sentence from the number of features and their amount
    :ivar count: float64 (units), features concerned in each unit; 0: the unit's sum is not concerned
    :ivar amount: float64 (units), what they count, in ``unit``; None where that is not known
    :ivar slight: whether it is left unsaid where the amount is less than what the indicator is written with
    """

    say: Callable[[int, Optional[float]], Message]
    count: Amounts
    amount: Optional[Amounts] = None
    slight: bool = False


@dataclass(frozen=True)
class UnitSums:
    """The sum of a term in every unit.

    :ivar total: float64 (units) in the base unit, NaN where the layer does not tell
    :ivar unit: the base unit
    :ivar gaps: why there is no total, with bool (units): where
    :ivar assumed: what is taken to be nowhere because its layer is missing; part of ``notes``
    """

    total: Amounts
    unit: str
    reserves: tuple[Reserve, ...]
    notes: tuple[Message, ...] = ()
    gaps: tuple[tuple[Message, NDArray[np.bool_]], ...] = ()
    assumed: tuple[Message, ...] = ()


@dataclass(frozen=True)
class PlacedSums:
    """What the parts of features add up to, before anything is said about it.

    :ivar own: float64 (units), of features known to be in a unit but in none within it
    :ivar total: float64 (units), with the units within
    :ivar unit_of_part: int64 (parts), place of the unit, -1 for a code of no unit, -2 for no code
    :ivar count: float64 (units), parts in a unit but in none within it
    """

    own: Amounts
    total: Amounts
    unit_of_part: NDArray[np.int64]
    count: Amounts

    @property
    def known(self) -> NDArray[np.bool_]:
        """The parts that are in a unit of the tree."""
        return self.unit_of_part >= 0


def placed_sums(index: UnitIndex, parts: TermParts) -> PlacedSums:
    """Add up what features count in each unit, and in the units above."""
    of_code = index.finder.places(parts.codes)
    of_code[np.array([code == "" for code in parts.codes], dtype=bool)] = -2
    unit = of_code[parts.place] if len(parts.codes) else np.empty(0, dtype=np.int64)
    known = unit >= 0
    own = np.bincount(unit[known], weights=parts.amount[known], minlength=len(index)).astype(np.float64)
    count = np.bincount(unit[known], minlength=len(index)).astype(np.float64)
    return PlacedSums(own, index.up(own), unit, count)


def counted_features(
    index: UnitIndex, parts: TermParts, sums: PlacedSums, features: NDArray[np.int64]
) -> Amounts:
    """Return float64 (units): how many of some features lie in each unit, at least with a part."""
    rows = np.flatnonzero(np.isin(parts.feature, features) & sums.known)
    pairs = np.unique(np.column_stack((parts.feature[rows], sums.unit_of_part[rows])), axis=0)
    count = np.bincount(pairs[:, 1], minlength=len(index)).astype(np.float64) if len(pairs) else np.zeros(len(index))
    return index.up(count)


def units_known_above(index: UnitIndex, sums: PlacedSums) -> tuple[NDArray[np.bool_], Amounts, Amounts]:
    """Return what is known of larger units only.

    :return: bool (units), whether all a unit above has is known of itself only, so that its parts are not known;
        float64 (units), how many features are known to be in a unit above only, and what they count
    """
    below = index.up(sums.count) - sums.count
    stuck = (sums.count > 0) & (below == 0)
    return index.down(stuck.astype(np.float64)) > 0, index.down(sums.count), index.down(sums.own)


def without_borders(index: UnitIndex, codes: Sequence[str]) -> tuple[NDArray[np.bool_], Amounts]:
    """Return what layers of units lack.

    :param codes: codes of the units that have borders
    :return: bool (units), whether neither a unit nor one above or within it has borders; float64 (units), how many
        of the smallest units within it have none, 0 where it or one above it has
    """
    has = np.zeros(len(index))
    places = index.finder.places(codes)
    has[places[places >= 0]] = 1.0
    covered = (has > 0) | (index.down(has) > 0)
    anywhere = covered | (index.up(has) > 0)
    lacking = index.up((index.leaf & ~covered).astype(np.float64))
    lacking[covered] = 0.0
    return ~anywhere, lacking
