"""The values of the blocks of a table by place, group and column, and the rows that show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from .groupings import Classified, LeafKind, Said
from .model import Column, ColumnKind, Row, RowKind

Values = NDArray[np.float64]


@dataclass(frozen=True)
class LeafColumn:
    """A smallest column of a block.

    :ivar reach: number of ids before those of its own grouping
    """

    path: tuple[str, ...]
    titles: tuple[Said, ...]
    kind: LeafKind
    reach: int = 0


@dataclass(frozen=True)
class BlockValues:
    """The values of a block.

    :ivar cells: float64 (places, combinations, leaf columns); None where it could not be measured
    :ivar members: float64 (leaf columns, columns), 1 where a leaf is part of a column
    :ivar touched: bool (places, combinations), where there is anything
    :ivar own_rows: whether rows by groups are of the same layer
    """

    columns: tuple[Column, ...]
    cells: Optional[Values]
    members: Values
    touched: NDArray[np.bool_]
    own_rows: bool

    def shown(self) -> list[int]:
        """Return which columns are shown: what is not stated, other or outside only where there is any."""
        if self.cells is None:
            return [0]
        used = (np.abs(np.nan_to_num(self.cells)).sum(axis=(0, 1)) @ self.members) > 0
        return [number for number, column in enumerate(self.columns)
                if column.leaf is LeafKind.GROUP or used[number]]

    def rows(self, pick: Sequence[tuple[int, NDArray[np.int64]]]) -> Values:
        """Return float64 (rows, columns)."""
        found = np.full((len(pick), len(self.columns)), np.nan)
        if self.cells is None:
            return found
        combos = self.cells.shape[1]
        for number, (place, members) in enumerate(pick):
            if len(members) == combos or self.own_rows:
                found[number] = self.cells[place, members].sum(axis=0) @ self.members
        return found


def columns_of(total: Column, leaves: Sequence[LeafColumn]) -> tuple[tuple[Column, ...], Values]:
    """Return the columns of a block, wholes before their parts, and which leaf is part of which."""
    columns = [total]
    parts: list[set[int]] = [set(range(len(leaves)))]
    known: dict[tuple[str, ...], int] = {}
    for number, leaf in enumerate(leaves):
        for depth in range(1, len(leaf.path) + 1):
            path = leaf.path[:depth]
            if path not in known:
                known[path] = len(columns)
                kind = leaf.kind if depth == len(leaf.path) else LeafKind.GROUP
                if depth <= leaf.reach and path[-1] in ("not_stated", "other", "outside"):
                    kind = LeafKind.OUTSIDE
                columns.append(Column(
                    (*total.path, *path), (*total.titles, *leaf.titles[:depth]), total.unit, total.decimals,
                    ColumnKind.GROUP, kind))
                parts.append(set())
            parts[known[path]].add(number)
    members = np.zeros((len(leaves), len(columns)))
    for number, part in enumerate(parts):
        members[sorted(part), number] = 1.0
    return tuple(columns), members


class RowList:
    """The rows of a table: those of units, and below each those of the groups that have anything."""

    def __init__(
        self, rows_by: Sequence[Classified], combos: list[tuple[int, ...]], blocks: Sequence[BlockValues], places: int
    ) -> None:
        self.rows: list[Row] = []
        self.pick: list[tuple[int, NDArray[np.int64]]] = []
        self._by = rows_by
        self._table = np.array(combos, dtype=np.int64).reshape(len(combos), len(rows_by))
        self._used = np.zeros((places, len(combos)), dtype=bool)
        self._used_at_all = np.zeros(places, dtype=bool)
        for block in blocks:
            if block.cells is not None:
                self._used_at_all |= block.touched.any(axis=1)
                if block.own_rows:
                    self._used |= block.touched

    def add(self, kind: RowKind, code: str, place: int, always: bool) -> None:
        """Add the rows of a place.

        :param always: also where there is nothing
        """
        if always or self._used_at_all[place]:
            everything = np.arange(len(self._table))
            self.rows.append(Row(kind, code))
            self.pick.append((place, everything))
            self._below(kind, code, place, (), everything)

    def _below(
        self, kind: RowKind, code: str, place: int, chosen: tuple[int, ...], within: NDArray[np.int64]
    ) -> None:
        depth = len(chosen)
        if depth == len(self._by):
            return
        for leaf in range(len(self._by[depth].leaves)):
            members = within[self._table[within, depth] == leaf]
            if not self._used[place, members].any():
                continue
            here = (*chosen, leaf)
            leaves = [one.leaves[number] for one, number in zip(self._by, here)]
            names, ids = tuple(one.titles[-1] for one in leaves), tuple(one.id for one in leaves)
            self.rows.append(Row(kind, code, names, ids))
            self.pick.append((place, members))
            self._below(kind, code, place, here, members)


def combinations_of(rows_by: Sequence[Classified]) -> list[tuple[int, ...]]:
    """Return all combinations of groups of the rows, the last grouping fastest."""
    found: list[tuple[int, ...]] = [()]
    for one in rows_by:
        found = [(*before, leaf) for before in found for leaf in range(len(one.leaves))]
    return found
