"""Tables of units by groups of features: every feature is in one row and one column, so that all totals agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...geometry.area_units import hectares_text
from ...indicators.measure_words import measure_source
from ...indicators.quantity import AREA_UNITS
from ...indicators.term_sums import borders_of, sentences, term_sums
from ...indicators.terms import TermParts, term_parts
from ...indicators.unit_sums import UnitIndex, placed_sums, units_known_above
from ...message import Message, different, translatable
from ...rulepack.indicator_rules import Measure, UnitSources
from ...rulepack.status_rules import SEPARATOR, Block, Grouping, RatioColumn, Split, StatusTable
from ...selfcheck.context import CheckContext
from .groupings import Classified, LeafKind, Said, classified, strange_note
from .model import Column, ColumnKind, Row, RowKind, TableResult

Values = NDArray[np.float64]


class Places:
    """The units that have rows, and where what lies in any unit is counted.

    :ivar codes: codes of the units that have rows, parents before their children
    :ivar parent: int64 (rows), nearest unit above that has a row, -1 for none
    :ivar nearest: int64 (units of the tree), place of the nearest unit with a row: itself or above; -1 for none
    """

    def __init__(self, index: UnitIndex, levels: Sequence[str]) -> None:
        """:param levels: administrative levels that have rows"""
        self.index = index
        tree = index.tree
        own = [place for place, code in enumerate(index.codes) if tree[code].level in levels]
        self.codes = tuple(index.codes[place] for place in own)
        self.unit = np.array(own, dtype=np.int64)
        number = {place: row for row, place in enumerate(own)}
        self.nearest = np.full(len(index), -1, dtype=np.int64)
        self.parent = np.full(len(own), -1, dtype=np.int64)
        for place in range(len(index)):
            above = int(index.parent[place])
            inherited = int(self.nearest[above]) if above >= 0 else -1
            row = number.get(place, -1)
            self.nearest[place] = row if row >= 0 else inherited
            if row >= 0:
                self.parent[row] = inherited
        self.has_below = np.zeros(len(own), dtype=bool)
        self.has_below[self.parent[self.parent >= 0]] = True

    def __len__(self) -> int:
        """Return the number of units that have rows."""
        return len(self.codes)

    def up(self, own: Values) -> Values:
        """Return (rows, …): what a unit has itself and what those below it have."""
        total = own.copy()
        for row in range(len(self) - 1, -1, -1):
            if self.parent[row] >= 0:
                total[self.parent[row]] += total[row]
        return total


@dataclass(frozen=True)
class Counted:
    """What the features of a block count, before it is divided into rows and columns.

    :ivar feature: int64 (parts), array index
    :ivar place: int64 (parts), row of the unit, -1 for none
    :ivar amount: float64 (parts), in the base unit
    :ivar unreached: bool (rows), units the data do not reach down to
    """

    feature: NDArray[np.int64]
    place: NDArray[np.int64]
    amount: Values
    unreached: NDArray[np.bool_]
    notes: tuple[Message, ...]


class Tabulator:
    """Makes the tables of one delivery; what several need is worked out once."""

    def __init__(
        self, context: CheckContext, places: Places, units: UnitSources, groupings: Mapping[str, Grouping]
    ) -> None:
        """:param groupings: of the pack, by id"""
        self._context, self._places, self._units = context, places, units
        self._groupings = groupings

    def table(self, rule: StatusTable) -> TableResult:
        """Return a table; what could not be measured has no values, and a note says why.

        :raises Cancelled: when the user cancels
        """
        notes: list[Message] = []
        rows_by = self._row_groupings(rule, notes)
        blocks = [self._block(block, rows_by, notes) for block in rule.blocks]
        combos = _combos(rows_by)
        rows, pick = self._rows(rows_by, combos, blocks)
        columns: list[Column] = []
        parts: list[Values] = []
        for block in blocks:
            shown = block.shown()
            columns += [block.columns[number] for number in shown]
            parts.append(block.rows(pick)[:, shown] if len(shown) else np.empty((len(rows), 0)))
        values = np.hstack(parts) if parts else np.empty((len(rows), 0))
        ratios = [self._ratio(ratio, rows, columns, values) for ratio in rule.ratios]
        columns += [column for column, _ in ratios]
        if ratios:
            values = np.column_stack((values, *(ratio for _, ratio in ratios)))
        source = tuple(
            measure_source(self._context, Measure((block.term,)))
            for block in _different_terms(rule.blocks) if self._is_there(block.term.role))
        titles = tuple(one.grouping.title for one in rows_by)
        return TableResult(rule, titles, tuple(rows), tuple(columns), values, source, different(notes))

    def _is_there(self, role: str) -> bool:
        return self._context.binding(role).layer is not None

    # --- rows --------------------------------------------------------------------------------

    def _row_groupings(self, rule: StatusTable, notes: list[Message]) -> list[Classified]:
        found = []
        for name in rule.rows:
            grouping = self._groupings[name]
            try:
                one = classified(self._context, grouping)
            except LandPlanError as error:
                notes.append(translatable(
                    "Status", "There are no rows by {grouping}: {reason}", grouping=grouping.title,
                    reason=error.message))
                continue
            found.append(one)
        return found

    def _rows(
        self, rows_by: Sequence[Classified], combos: list[tuple[int, ...]], blocks: Sequence[_BlockValues]
    ) -> tuple[list[Row], list[tuple[int, NDArray[np.int64]]]]:
        """Return the rows that are shown, and of each its place and which combinations of groups it holds."""
        places = self._places
        count = len(places)
        found = _RowList(rows_by, combos, blocks, 2 * count + 2)
        found.add(RowKind.TOTAL, "", 0, True)
        for row in range(count):
            found.add(RowKind.UNIT, places.codes[row], 1 + row, True)
        for row in np.flatnonzero(places.has_below).tolist():
            found.add(RowKind.REMAINDER, places.codes[row], 1 + count + row, False)
        found.add(RowKind.UNPLACED, "", 2 * count + 1, False)
        return found.rows, found.pick

    # --- columns -----------------------------------------------------------------------------

    def _block(self, block: Block, rows_by: Sequence[Classified], notes: list[Message]) -> _BlockValues:
        total = Column((block.id,), (block.title,), block.unit, block.decimals, ColumnKind.TOTAL)
        try:
            counted = self._counted(block)
        except LandPlanError as error:
            notes.append(translatable(
                "Status", "{column} is not there: {reason}", column=block.title, reason=error.message))
            return _BlockValues((total,), None, np.ones((1, 1)), np.zeros((0, 0), dtype=bool), False)
        notes += counted.notes
        features = len(self._context.data(block.term.role))
        leaves: list[_LeafColumn] = [_LeafColumn((), (), LeafKind.GROUP)]
        which = np.zeros(features, dtype=np.int64)
        if block.split is not None:
            try:
                leaves, which = self._divided(block.split, np.unique(counted.feature), notes)
            except LandPlanError as error:
                notes.append(translatable(
                    "Status", "{column} is not divided: {reason}", column=block.title, reason=error.message))
        own_rows = bool(rows_by) and all(one.grouping.role == block.term.role for one in rows_by)
        combo = np.zeros(features, dtype=np.int64)
        sizes = 1
        for one in rows_by:
            combo = combo * len(one.leaves) + (one.index if own_rows else 0)
            sizes *= len(one.leaves)
        cells = self._cells(counted, combo, sizes, which, len(leaves))
        notes += self._dropped(block, counted, rows_by if own_rows else ())
        columns, members = _columns(total, leaves)
        return _BlockValues(columns, cells, members, np.abs(np.nan_to_num(cells)).sum(axis=2) > 0, own_rows)

    def _cells(
        self, counted: Counted, combo: NDArray[np.int64], combos: int, which: NDArray[np.int64], leaves: int
    ) -> Values:
        """Return float64 (places, combinations, leaf columns).

        Places: the total; the units; what is of a unit but of none below it; what is of no unit.
        """
        count = len(self._places)
        place = np.where(counted.place < 0, count, counted.place)
        flat = (place * combos + combo[counted.feature]) * leaves + which[counted.feature]
        summed = np.bincount(flat, weights=counted.amount, minlength=(count + 1) * combos * leaves)
        own: Values = summed.astype(np.float64).reshape(count + 1, combos, leaves)
        units = self._places.up(own[:count])
        units[counted.unreached] = np.nan
        remainder = own[:count].copy()
        return np.concatenate((own.sum(axis=0)[None], units, remainder, own[count:]))

    def _divided(
        self, split: Split, features: NDArray[np.int64], notes: list[Message]
    ) -> tuple[list[_LeafColumn], NDArray[np.int64]]:
        """Return the smallest columns of a split, and which of them each feature is in.

        :param features: int64, those that count, for what is said of their values
        """
        found = classified(self._context, self._groupings[split.grouping])
        note = strange_note(self._context, found, features)
        notes += [] if note is None else [note]
        columns: list[_LeafColumn] = []
        which = np.zeros(len(found.index), dtype=np.int64)
        for number, leaf in enumerate(found.leaves):
            members = found.index == number
            then = next((split.then[name] for name in reversed(leaf.path) if name in split.then), None)
            if then is None:
                which[members] = len(columns)
                columns.append(_LeafColumn(leaf.path, leaf.titles, leaf.kind))
                continue
            below, inner = self._divided(then, features[members[features]], notes)
            which[members] = len(columns) + inner[members]
            columns += [
                _LeafColumn((*leaf.path, *one.path), (*leaf.titles, *one.titles), one.kind, one.reach + len(leaf.path))
                for one in below]
        return columns, which

    # --- amounts -----------------------------------------------------------------------------

    def _counted(self, block: Block) -> Counted:
        term = block.term
        context = self._context
        parts = context.once(
            ("status parts", term), lambda: term_parts(context, term, borders_of(context, term, self._units)))
        sums = placed_sums(self._places.index, parts)
        place = np.full(len(parts.feature), -1, dtype=np.int64)
        known = sums.unit_of_part >= 0
        place[known] = self._places.nearest[sums.unit_of_part[known]]
        feature, amount = parts.feature, parts.amount
        if block.count:
            feature, place, amount = _once_each(parts, place)
        else:
            outside = np.flatnonzero(parts.outside)
            feature = np.concatenate((feature, outside))
            place = np.concatenate((place, np.full(len(outside), -1, dtype=np.int64)))
            amount = np.concatenate((amount, parts.outside[outside]))
        unreached, _, _ = units_known_above(self._places.index, sums)
        return Counted(feature, place, amount, unreached[self._places.unit], tuple(self._reservations(block)))

    def _reservations(self, block: Block) -> list[Message]:
        """Return what is said of the sums of the largest units: unknown amounts, doubtful filters …"""
        term = block.term
        found = term_sums(self._context, term, self._places.index, self._units)
        least = 0.5 * 10.0**-block.decimals * float(AREA_UNITS.get(block.unit, 1))
        said = [message for place in np.flatnonzero(self._places.index.roots).tolist()
                for message in sentences(found, place, least)]
        unknown = term_parts(self._context, term, borders_of(self._context, term, self._units)).values.unknown
        if not len(self._places.index) and len(unknown):
            said.append(translatable(
                "Status", "{count} features of {layer} have no amount and are not counted.", count=len(unknown),
                layer=self._context.layer(term.role).name))
        return list(different(said))

    def _dropped(self, block: Block, counted: Counted, rows_by: Sequence[Classified]) -> list[Message]:
        """Return what has no value in a grouping of the rows: tables of the trade leave it out."""
        found = []
        for one in rows_by:
            note = strange_note(self._context, one, np.unique(counted.feature))
            found += [] if note is None else [note]
            blank = next(number for number, leaf in enumerate(one.leaves) if leaf.kind is LeafKind.NOT_STATED)
            rows = np.flatnonzero(one.index[counted.feature] == blank)
            if len(rows):
                found.append(dropped_note(
                    self._context, block, one, float(counted.amount[rows].sum()),
                    len(np.unique(counted.feature[rows]))))
        return found

    @staticmethod
    def _ratio(
        ratio: RatioColumn, rows: Sequence[Row], columns: Sequence[Column], values: Values
    ) -> tuple[Column, Values]:
        place = {column.id: number for number, column in enumerate(columns)}
        divided = {column.path[0] for column in columns if len(column.path) > 1}

        def summed(paths: Sequence[str]) -> Values:
            total = np.zeros(len(rows))
            for path in paths:
                if path in place:
                    total = total + values[:, place[path]]
                elif path.split(SEPARATOR, 1)[0] not in divided:
                    total = total + np.nan  # the block is not divided, so what is asked for is not known
            return total

        over = summed(ratio.over)
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.where(over != 0, ratio.factor * summed(ratio.of) / over, np.nan)
        found = found / _per_base(ratio.unit)
        if not ratio.sub_rows:
            found[[bool(row.groups) for row in rows]] = np.nan
        found[[row.kind in (RowKind.REMAINDER, RowKind.UNPLACED) for row in rows]] = np.nan
        return Column((ratio.id,), (ratio.title,), ratio.unit, ratio.decimals, ColumnKind.RATIO), found


class _RowList:
    """The rows of a table: those of units, and below each those of the groups that have anything."""

    def __init__(
        self, rows_by: Sequence[Classified], combos: list[tuple[int, ...]], blocks: Sequence[_BlockValues], places: int
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


@dataclass(frozen=True)
class _LeafColumn:
    """A smallest column of a block.

    :ivar reach: number of ids before those of its own grouping
    """

    path: tuple[str, ...]
    titles: tuple[Said, ...]
    kind: LeafKind
    reach: int = 0


@dataclass(frozen=True)
class _BlockValues:
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


def _columns(total: Column, leaves: Sequence[_LeafColumn]) -> tuple[tuple[Column, ...], Values]:
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


def _combos(rows_by: Sequence[Classified]) -> list[tuple[int, ...]]:
    """Return all combinations of groups of the rows, the last grouping fastest."""
    found: list[tuple[int, ...]] = [()]
    for one in rows_by:
        found = [(*before, leaf) for before in found for leaf in range(len(one.leaves))]
    return found


def _once_each(parts: TermParts, place: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], Values]:
    """Return every chosen feature once, in the unit most of it lies in."""
    order = np.lexsort((-parts.share, parts.feature))
    feature, first = np.unique(parts.feature[order], return_index=True)
    where = place[order[first]]
    rest = np.setdiff1d(parts.values.chosen, feature)
    return (np.concatenate((feature, rest)), np.concatenate((where, np.full(len(rest), -1, dtype=np.int64))),
            np.ones(len(feature) + len(rest)))


def _different_terms(blocks: Sequence[Block]) -> list[Block]:
    return list({block.term: block for block in blocks}.values())


def _per_base(unit: str) -> float:
    """Return what Σ ÷ Σ in base units is divided by: m3/ha is asked for, m³/m² is what there is."""
    above, _, below = unit.partition("/")
    return float(AREA_UNITS.get(above, 1)) / float(AREA_UNITS.get(below, 1)) if below else 1.0


def dropped_note(
    context: CheckContext, block: Block, found: Classified, amount: float, count: int
) -> Message:
    """Return what is said of features without a value in a grouping of the rows."""
    layer, field = context.layer(found.grouping.role).name, found.grouping.field or ""
    if block.count or block.unit not in AREA_UNITS:
        return translatable(
            "Status", "{count} features of {layer} have no {field} though they should: they stand in the rows “not "
            "stated”.", count=count, layer=layer, field=field)
    return translatable(
        "Status", "{area} ha ({count} features of {layer}) have no {field} though they should: they stand in the rows "
        "“not stated”.", area=hectares_text(amount), count=count, layer=layer, field=field)
