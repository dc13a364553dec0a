"""What changed in each piece of land between two editions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Sequence

import numpy as np
from numpy.typing import NDArray

from ...geometry.lookups import taken
from ...message import Title
from .edition import Edition, Texts
from .matching import Match

Flags = NDArray[np.bool_]


class Change(IntEnum):
    """Kind of change of a piece; what stands first is named first where several hold."""

    NEW_LAND = 0  # forest land that was none
    LOST_LAND = 1  # no forest land any more
    CLASS = 2  # another class
    FACTORS = 3  # another value in one of the compared fields
    NEW_OTHER = 4  # land that was not covered and is no forest land
    LEFT_OTHER = 5  # land that is not covered any more and was no forest land
    SPLIT = 6
    MERGED = 7
    RENUMBERED = 8
    SHAPE = 9
    UNCHANGED = 10


CODES = ("new_land", "lost_land", "class", "factors", "new_other", "left_other", "split", "merged", "renumbered",
         "shape", "unchanged")

TITLES = {
    Change.NEW_LAND: Title("新增林地", "New forest land"),
    Change.LOST_LAND: Title("减少林地", "Lost forest land"),
    Change.CLASS: Title("地类变化", "Class changed"),
    Change.FACTORS: Title("因子变化", "Factors changed"),
    Change.NEW_OTHER: Title("新增非林地图斑", "New land that is not forest land"),
    Change.LEFT_OTHER: Title("减少非林地图斑", "Land left out that was not forest land"),
    Change.SPLIT: Title("分割", "Split"),
    Change.MERGED: Title("合并", "Merged"),
    Change.RENUMBERED: Title("重新编号", "Renumbered"),
    Change.SHAPE: Title("仅图形变化", "Only the shape changed"),
    Change.UNCHANGED: Title("未变化", "Unchanged"),
}


@dataclass(frozen=True)
class PieceChanges:
    """What changed, by piece.

    :ivar kind: int8, `Change`
    :ivar relation: int8, how the features of the piece are related: split, merged, renumbered, shape or unchanged
    :ivar fields: text, names of the compared fields whose values differ, separated by commas
    """

    kind: NDArray[np.int8]
    relation: NDArray[np.int8]
    fields: Texts


def piece_changes(before: Edition, after: Edition, match: Match) -> PieceChanges:
    """Return what changed in each piece.

    A field that one of the editions does not have is not compared.
    """
    had, has = match.before >= 0, match.after >= 0
    both = had & has
    relation = _relations(before, after, match)
    land_before, land_after = taken(before.land, match.before, False), taken(after.land, match.after, False)
    other_class = both & (taken(before.class_code, match.before, "") != taken(after.class_code, match.after, ""))
    different = {
        field: both & (taken(before.values[field], match.before, "") != taken(after.values[field], match.after, ""))
        for field in before.values if field in after.values
    }
    factors = np.zeros(len(match), dtype=bool)
    for flags in different.values():
        factors |= flags
    kind = relation.copy()
    for change, flags in (  # the last one written counts
        (Change.LEFT_OTHER, had & ~has), (Change.NEW_OTHER, has & ~had), (Change.FACTORS, factors),
        (Change.CLASS, other_class), (Change.LOST_LAND, land_before & ~land_after),
        (Change.NEW_LAND, land_after & ~land_before),
    ):
        kind[flags] = change
    return PieceChanges(kind, relation, _names(different, len(match)))


def _names(different: dict[str, Flags], count: int) -> Texts:
    """Return the names of the fields whose values differ in each piece."""
    names = list(different)
    number = np.zeros(count, dtype=np.int64)
    for bit, name in enumerate(names):
        number |= different[name].astype(np.int64) << bit
    distinct, places = np.unique(number, return_inverse=True)
    texts = [",".join(name for bit, name in enumerate(names) if one >> bit & 1) for one in distinct.tolist()]
    return np.array(texts, dtype=object)[places.reshape(-1)] if count else np.empty(0, dtype=object)


def _relations(before: Edition, after: Edition, match: Match) -> NDArray[np.int8]:
    """Return how the features of each piece are related.

    Feature i is split where it is the main one of several features after, merged where several features before have
    their most in one. A piece of two features that are not each other's main ones lies at a border that moved.
    """
    relation = np.full(len(match), Change.SHAPE, dtype=np.int8)
    both = (match.before >= 0) & (match.after >= 0)
    i, j = np.where(both, match.before, 0), np.where(both, match.after, 0)
    if not both.any():
        return relation
    from_i, to_j = both & (match.main_before[j] == i), both & (match.main_after[i] == j)
    heirs = np.bincount(match.main_before[match.main_before >= 0], minlength=len(before))
    sources = np.bincount(match.main_after[match.main_after >= 0], minlength=len(after))
    pair = from_i & to_j
    whole = np.bincount(match.before[match.before >= 0], minlength=len(before))[i] == 1
    whole &= np.bincount(match.after[match.after >= 0], minlength=len(after))[j] == 1
    relation[pair & (match.same_shape | whole)] = Change.UNCHANGED
    key_before, key_after = before.key[i], after.key[j]
    renumbered = (key_before != "") & (key_after != "") & (key_before != key_after)
    relation[pair & renumbered] = Change.RENUMBERED
    relation[to_j & (sources[j] > 1)] = Change.MERGED
    relation[from_i & (heirs[i] > 1)] = Change.SPLIT
    return relation


def chosen_kinds(changes: PieceChanges, kinds: Sequence[Change]) -> Flags:
    """Return bool (pieces): those of some kinds of change."""
    return np.isin(changes.kind, np.array([int(kind) for kind in kinds], dtype=np.int8))
