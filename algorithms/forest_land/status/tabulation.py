"""Tables of units by groups of features: every feature is in one row and one column, so that all totals agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...geometry.area_units import hectares_text
from ...indicators.measure_words import measure_source
from ...indicators.quantity import AREA_UNITS
from ...indicators.term_sums import borders_of, sentences, term_sums
from ...indicators.terms import TermParts, term_parts
from ...indicators.unit_sums import placed_sums, units_known_above
from ...message import Message, different, translatable
from ...rulepack.indicator_rules import Measure, UnitSources
from ...rulepack.status_rules import SEPARATOR, Block, Grouping, RatioColumn, Split, StatusTable
from ...selfcheck.context import CheckContext
from .block_values import BlockValues, LeafColumn, RowList, Values, columns_of, combinations_of
from .groupings import Classified, LeafKind, classified, strange_note
from .model import Column, ColumnKind, Row, RowKind, TableResult
from .places import Places


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
        combos = combinations_of(rows_by)
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
        self, rows_by: Sequence[Classified], combos: list[tuple[int, ...]], blocks: Sequence[BlockValues]
    ) -> tuple[list[Row], list[tuple[int, NDArray[np.int64]]]]:
        """Return the rows that are shown, and of each its place and which combinations of groups it holds."""
        places = self._places
        count = len(places)
        found = RowList(rows_by, combos, blocks, 2 * count + 2)
        found.add(RowKind.TOTAL, "", 0, True)
        for row in range(count):
            found.add(RowKind.UNIT, places.codes[row], 1 + row, True)
        for row in np.flatnonzero(places.has_below).tolist():
            found.add(RowKind.REMAINDER, places.codes[row], 1 + count + row, False)
        found.add(RowKind.UNPLACED, "", 2 * count + 1, False)
        return found.rows, found.pick

    # --- columns -----------------------------------------------------------------------------

    def _block(self, block: Block, rows_by: Sequence[Classified], notes: list[Message]) -> BlockValues:
        total = Column((block.id,), (block.title,), block.unit, block.decimals, ColumnKind.TOTAL)
        try:
            counted = self._counted(block)
        except LandPlanError as error:
            notes.append(translatable(
                "Status", "{column} is not there: {reason}", column=block.title, reason=error.message))
            return BlockValues((total,), None, np.ones((1, 1)), np.zeros((0, 0), dtype=bool), False)
        notes += counted.notes
        features = len(self._context.data(block.term.role))
        leaves: list[LeafColumn] = [LeafColumn((), (), LeafKind.GROUP)]
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
        columns, members = columns_of(total, leaves)
        return BlockValues(columns, cells, members, np.abs(np.nan_to_num(cells)).sum(axis=2) > 0, own_rows)

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
    ) -> tuple[list[LeafColumn], NDArray[np.int64]]:
        """Return the smallest columns of a split, and which of them each feature is in.

        :param features: int64, those that count, for what is said of their values
        """
        found = classified(self._context, self._groupings[split.grouping])
        note = strange_note(self._context, found, features)
        notes += [] if note is None else [note]
        columns: list[LeafColumn] = []
        which = np.zeros(len(found.index), dtype=np.int64)
        for number, leaf in enumerate(found.leaves):
            members = found.index == number
            then = next((split.then[name] for name in reversed(leaf.path) if name in split.then), None)
            if then is None:
                which[members] = len(columns)
                columns.append(LeafColumn(leaf.path, leaf.titles, leaf.kind))
                continue
            below, inner = self._divided(then, features[members[features]], notes)
            which[members] = len(columns) + inner[members]
            columns += [
                LeafColumn((*leaf.path, *one.path), (*leaf.titles, *one.titles), one.kind, one.reach + len(leaf.path))
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
