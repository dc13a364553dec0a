"""Reads the values of indicators from the tables of a delivery (规划指标表, 规划指标调整表, 保护任务…).

Which tables and fields these are the rule pack says (`IndicatorRules.tables`). Numbers are taken as they are written:
a floating-point number by the fewest digits that mean it, without the noise behind the decimals its column declares.
What a row cannot be understood in is told, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Mapping, NamedTuple, Optional, Union

import numpy as np

from ..dataset.dataset import BindingState, Dataset
from ..dataset.source import SourceField, SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..message import Message, listed, translatable
from ..rulepack.indicator_rules import IndicatorRule, IndicatorRules, IndicatorTable, ValueKind
from ..rulepack.model import LayerRole
from ..selfcheck.context import CheckContext
from ..units.codes import unit_code, without_zeros
from ..units.tree import UnitTree
from .kept_problems import usable_values
from .kind_titles import KIND_TITLES
from .model import IndicatorValue, Origin, ValueKey
from .quantity import Quantity, is_area, unit_title
from .table_cells import cell_number, cell_text, cell_word, is_blank_cell, shown
from .table_problems import ProblemKind, ValueProblem, double_value, missing_column, overridden_value, row_message
from .tables.amounts import in_unit, written_amount
from .tables.writing_habits import MeasureUnit, measure_unit
from .values_layer import KeptValues

_LOOK_EVERY = 4096  # rows between two looks at the cancel button


class Place(NamedTuple):
    """Where a value was read.

    :ivar row: index of the row in its table
    :ivar field: name of the field in the pack
    """

    role: str
    row: int
    field: str


@dataclass
class ReadValues:
    """The values of a delivery.

    :ivar values: at most one of a key
    :ivar problems: what could not be read, in the order of tables and rows
    :ivar places: where each value stands; those of the workspace have none
    :ivar tables: roles that were read
    :ivar kept: how many values come from the workspace
    """

    values: list[IndicatorValue] = field(default_factory=list)
    problems: list[ValueProblem] = field(default_factory=list)
    places: dict[ValueKey, Place] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    kept: int = 0


def values_of_dataset(
    dataset: Union[Dataset, CheckContext], tree: UnitTree, feedback: Feedback = Silent()  # noqa: B008
) -> ReadValues:
    """Return the values of all tables of a delivery that hold some.

    A value that two rows give in the same way counts once. Where they differ, the first table of the pack and the
    first row of a table count, values kept in the workspace before all, and the difference is told. Rows of totals
    and empty cells are passed over.

    :param tree: the administrative units; a value of a unit it does not have is told and kept
    :raises Cancelled: when the user cancels
    """
    bound = dataset.dataset if isinstance(dataset, CheckContext) else dataset
    rules = bound.pack.indicators
    found = ReadValues()
    for number, table in enumerate(() if rules is None else rules.tables):
        raise_if_cancelled(feedback)
        binding = bound.bindings.get(table.role)
        if rules is None or binding is None or binding.state is BindingState.MISSING:
            continue
        layer = None if binding.state is BindingState.AMBIGUOUS else binding.layer
        if layer is None:
            reason = binding.note or translatable(
                "IndicatorTables", "{layer} cannot be read.", layer=binding.role.title)
            found.problems.append(ValueProblem(ProblemKind.NOT_READABLE, table.role, "", None, "", reason))
            continue
        step = Span(feedback, 100.0 * number / len(rules.tables), 100.0 * (number + 1) / len(rules.tables))
        delivered: Optional[SourceLayer] = layer
        if isinstance(layer, KeptValues):
            delivered = layer.delivered
            kept, problems = usable_values(layer.values, rules, tree, table.role, layer.name)
            found.values += kept
            found.problems += problems
            found.kept += len(kept)
        if delivered is not None:
            try:
                _TableReader(bound, rules, table, binding.role, delivered, tree, found).read(step)
            except LandPlanError as error:  # the table cannot be read at all
                found.problems.append(ValueProblem(
                    ProblemKind.NOT_READABLE, table.role, delivered.name, None, "", error.message))
        found.tables.append(table.role)
    return found


class _Field(NamedTuple):
    """A column that is there.

    :ivar name: in the pack
    """

    name: str
    source: SourceField
    cells: list[Any]


class _TableReader:
    """Reads one table."""

    def __init__(
        self, dataset: Dataset, rules: IndicatorRules, table: IndicatorTable, role: LayerRole, layer: SourceLayer,
        tree: UnitTree, found: ReadValues,
    ) -> None:
        self._rules, self._table, self._role, self._layer, self._tree = rules, table, role, layer, tree
        self._found = found
        self._by_key = {value.key: value for value in found.values}
        self._kinds = _kind_words(dataset, role, table)
        self._target_year = max(dataset.pack.target_years, default=dataset.pack.base_year)
        self._base_year = dataset.pack.base_year
        self._now = datetime.now().astimezone()
        self._codes: dict[Any, Optional[str]] = {}
        self._measures: dict[str, Optional[MeasureUnit]] = {}

    def read(self, feedback: Feedback) -> None:
        """Read all rows.

        :raises LandPlanError: when the layer cannot be read
        """
        table = self._table
        needed = [table.unit, *(name for name in (table.indicator, table.year, table.kind) if name is not None)]
        absent = [name for name in needed if self._layer.field_name(self._role.fields[name]) is None]
        fields = {name: self._layer.field_name(self._role.fields[name]) for name in table.values}
        absent += [name for name, column in fields.items() if column is None] if not any(fields.values()) else []
        if absent:
            for name in absent:
                self._problem(ProblemKind.NO_FIELD, None, name, missing_column(self._layer.name, name))
            return
        data = self._layer.read(feedback)
        count = len(data)
        columns: dict[str, _Field] = {}
        for name in (*needed, *table.values, *([table.value_unit] if table.value_unit else [])):
            column = self._layer.field_name(self._role.fields[name])
            source = None if column is None else self._layer.field(column)
            if column is not None and source is not None:
                columns[name] = _Field(name, source, np.ma.asarray(data.column(column)).tolist())
        for row in range(count):
            if row % _LOOK_EVERY == 0:
                raise_if_cancelled(feedback)
            self._row(row, columns)

    def _row(self, row: int, columns: Mapping[str, _Field]) -> None:
        table = self._table
        given = {name: columns[name].cells[row] for name in table.values if name in columns}
        if all(is_blank_cell(cell) for cell in given.values()):
            return
        cell = columns[table.unit].cells[row]
        unit = self._unit(cell)
        if unit is None:
            if is_blank_cell(cell):
                self._cell_problem(ProblemKind.NO_UNIT, row, table.unit, cell)
            return  # a row of totals
        indicator = self._indicator(row, columns)
        if indicator is None:
            return
        year = self._year(row, columns)
        of_row = self._kind(row, columns)
        if (table.year is not None and year is None) or (table.kind is not None and of_row is None):
            return
        if unit not in self._tree:
            self._cell_problem(ProblemKind.UNKNOWN_UNIT, row, table.unit, cell, ValueKey(
                unit, indicator.code, year or self._target_year, of_row or ValueKind.ASSIGNED))
        for name, amount in given.items():
            kind = table.values[name] or of_row
            if kind is None or is_blank_cell(amount):
                continue
            default = self._base_year if kind is ValueKind.BASE else self._target_year
            key = ValueKey(unit, indicator.code, default if year is None else year, kind)
            quantity = self._quantity(row, columns, columns[name], key, indicator)
            if quantity is not None:
                self._put(key, quantity, Place(table.role, row, name))

    def _put(self, key: ValueKey, quantity: Quantity, place: Place) -> None:
        """Keep a value; of two that differ the first counts."""
        before = self._by_key.get(key)
        if before is None:
            source = translatable("IndicatorTables", "{layer}, row {row}, {field}", layer=self._layer.name,
                                  row=place.row + 1, field=place.field)
            value = IndicatorValue(key, quantity, Origin(source, "", self._now))
            self._by_key[key] = value
            self._found.values.append(value)
            self._found.places[key] = place
            return
        if before.quantity.exact == quantity.exact:
            return
        kept, other = shown(before.quantity), shown(quantity)
        first = self._found.places.get(key)
        if first is None:
            message = overridden_value(self._layer.name, place.row + 1, kept, other, place.field)
            self._problem(ProblemKind.OVERRIDDEN, place.row, place.field, message, key)
            return
        message = double_value(self._layer.name, place.row + 1, kept, other, before.origin.source, place.field)
        self._problem(ProblemKind.DOUBLE, place.row, place.field, message, key)

    def _unit(self, cell: Any) -> Optional[str]:
        if cell not in self._codes:
            code = unit_code(cell, self._tree.units)
            if code is not None and code not in self._tree:
                code = next((one for one in (without_zeros(code),) if one in self._tree), code)
            self._codes[cell] = code
        return self._codes[cell]

    def _indicator(self, row: int, columns: Mapping[str, _Field]) -> Optional[IndicatorRule]:
        known = self._rules.indicators
        if self._table.indicator is None:
            return known.get(self._table.code or "")
        cell = columns[self._table.indicator].cells[row]
        text = cell_word(cell)
        rule = known.get(text) or known.get(text.zfill(2))
        if rule is None:
            rule = next((one for one in known.values() if text and text in (one.title.zh, one.title.en)), None)
        if rule is None:
            self._cell_problem(ProblemKind.UNKNOWN_INDICATOR, row, self._table.indicator, cell)
        return rule

    def _year(self, row: int, columns: Mapping[str, _Field]) -> Optional[int]:
        if self._table.year is None:
            return None
        cell = columns[self._table.year].cells[row]
        match = re.fullmatch(r"(\d{4})(年|年度)?", cell_word(cell))
        if match is None:
            self._cell_problem(ProblemKind.NO_YEAR, row, self._table.year, cell)
            return None
        return int(match[1])

    def _kind(self, row: int, columns: Mapping[str, _Field]) -> Optional[ValueKind]:
        if self._table.kind is None:
            return None
        cell = columns[self._table.kind].cells[row]
        kind = self._kinds.get(cell_word(cell).casefold())
        if kind is None:
            known = listed(self._table.kinds)
            self._cell_problem(ProblemKind.UNKNOWN_KIND, row, self._table.kind, cell, known=known)
        return kind

    def _quantity(
        self, row: int, columns: Mapping[str, _Field], column: _Field, key: ValueKey, indicator: IndicatorRule
    ) -> Optional[Quantity]:
        """Return the amount of a cell in the unit it is written in, None (and a problem) where there is none."""
        written = self._written_in(row, columns, column.name, key, indicator)
        cell = column.cells[row]
        if written is None:
            return None
        try:
            if isinstance(cell, str):
                read = written_amount(cell)
                if read is None:
                    return None
                quantity = in_unit(read, written, cell)
            else:
                number = cell_number(cell, column.source.decimals)
                quantity = Quantity(number * written.scale, written.unit)
        except LandPlanError as error:
            self._cell_problem(ProblemKind.NO_AMOUNT, row, column.name, cell, key, reason=error.message)
            return None
        if quantity.unit != indicator.unit and not (is_area(quantity.unit) and is_area(indicator.unit)):
            reason = translatable("IndicatorTables", "{indicator} is written in {wanted}, not in {given}. Correct the "
                                  "unit.", indicator=indicator.title, wanted=unit_title(indicator.unit),
                                  given=unit_title(quantity.unit))
            self._cell_problem(ProblemKind.OTHER_SORT, row, column.name, cell, key, reason=reason)
            return None
        if quantity.amount < 0:
            self._cell_problem(ProblemKind.NEGATIVE, row, column.name, cell, key)
            return None
        return quantity

    def _written_in(
        self, row: int, columns: Mapping[str, _Field], name: str, key: ValueKey, indicator: IndicatorRule
    ) -> Optional[MeasureUnit]:
        """Return the unit a number is written in: what its row says, else its field, else the indicator."""
        field_name = self._table.value_unit
        if field_name is not None and field_name in columns:
            cell = columns[field_name].cells[row]
            if not is_blank_cell(cell):
                text = str(cell)
                if text not in self._measures:
                    self._measures[text] = measure_unit(text)
                if self._measures[text] is None:
                    self._cell_problem(ProblemKind.UNKNOWN_MEASURE, row, field_name, cell, key)
                return self._measures[text]
        declared = self._role.fields[name].unit
        # A ratio has no place in a column of areas but its own unit.
        if declared is None or (declared != indicator.unit and is_area(declared) and not is_area(indicator.unit)):
            return MeasureUnit(indicator.unit)
        return MeasureUnit(declared)

    def _cell_problem(
        self, kind: ProblemKind, row: int, field_name: str, cell: Any, key: Optional[ValueKey] = None,
        **more: Union[str, Message],
    ) -> None:
        message = row_message(kind, layer=self._layer.name, row=row + 1, field=field_name, text=cell_text(cell), **more)
        self._problem(kind, row, field_name, message, key)

    def _problem(
        self, kind: ProblemKind, row: Optional[int], field_name: str, message: Message, key: Optional[ValueKey] = None
    ) -> None:
        self._found.problems.append(
            ValueProblem(kind, self._table.role, self._layer.name, row, field_name, message, key))


def _kind_words(dataset: Dataset, role: LayerRole, table: IndicatorTable) -> dict[str, ValueKind]:
    """Return the kinds by what a table may call them: their codes and their names."""
    words = {code.casefold(): kind for code, kind in table.kinds.items()}
    if table.kind is not None:
        codes = dataset.pack.code_lists.get(role.fields[table.kind].codes or "")
        names = {} if codes is None else codes.names
        for code, kind in table.kinds.items():
            titles = [KIND_TITLES[kind], *([names[code]] if code in names else [])]
            for title in titles:
                words.setdefault(cell_word(title.zh).casefold(), kind)
                words.setdefault(cell_word(title.en).casefold(), kind)
    return words
