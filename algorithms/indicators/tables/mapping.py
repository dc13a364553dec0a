"""What the rows and columns of a table mean: found out by `guess.propose`, corrected by a person, used by `preview`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Optional

from ...message import Message, translatable
from ...rulepack.indicator_rules import ValueKind
from .writing_habits import MeasureUnit


class ColumnRole(Enum):
    """What a column of a table is."""

    UNKNOWN = "unknown"  # it holds numbers, and nobody has said what they are
    IGNORED = "ignored"
    UNIT = "unit"  # codes or names of administrative units
    INDICATOR = "indicator"  # codes or titles
    YEAR = "year"
    KIND = "kind"
    MEASURE = "measure"  # the units amounts are written in
    VALUE = "value"
    TOTAL = "total"  # the sum of the columns with values in the row


class Confidence(Enum):
    """How sure a guess is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


class Layout(Enum):
    """How a table is laid out."""

    LONG = "long"  # a row is one value
    WIDE = "wide"  # a row is a unit, a column an indicator
    TRANSPOSED = "transposed"  # a row is an indicator, a column a unit
    MIXED = "mixed"  # a row is an indicator of a unit, a column a year or kind


@dataclass(frozen=True)
class Parts:
    """What a column, a row or the whole table says of its values; None = it does not say.

    :ivar unit: code of an administrative unit
    :ivar indicator: code of an indicator
    :ivar measure: unit the amounts are written in
    """

    unit: Optional[str] = None
    indicator: Optional[str] = None
    year: Optional[int] = None
    kind: Optional[ValueKind] = None
    measure: Optional[MeasureUnit] = None

    def over(self, other: Parts) -> Parts:
        """Return what these say, and where they say nothing, what the other ones do."""
        return Parts(
            self.unit if self.unit is not None else other.unit,
            self.indicator if self.indicator is not None else other.indicator,
            self.year if self.year is not None else other.year,
            self.kind if self.kind is not None else other.kind,
            self.measure if self.measure is not None else other.measure,
        )


@dataclass(frozen=True)
class ColumnMeaning:
    """What a column means.

    :ivar parts: what its head says of its values, for the role VALUE
    :ivar reason: why it was taken so
    """

    role: ColumnRole
    parts: Parts = field(default_factory=Parts)
    reason: Optional[Message] = None
    confidence: Confidence = Confidence.CERTAIN


@dataclass(frozen=True)
class TableMapping:
    """What a table means.

    :ivar first_row: first row of data, counted from 0; all above it is head
    :ivar head_rows: the rows of the head that name columns
    :ivar defaults: what holds for all values whose row and column say nothing else
    :ivar skipped_rows: rows a person has left out; ``skipped_columns`` likewise
    :ivar notes: what the person should know about the guess
    """

    first_row: int
    head_rows: tuple[int, ...]
    columns: tuple[ColumnMeaning, ...]
    defaults: Parts = field(default_factory=Parts)
    skipped_rows: frozenset[int] = frozenset()
    skipped_columns: frozenset[int] = frozenset()
    notes: tuple[Message, ...] = ()

    def of_role(self, *roles: ColumnRole) -> tuple[int, ...]:
        """Return the columns of some roles that are not left out, from left to right."""
        return tuple(
            column for column, meaning in enumerate(self.columns)
            if meaning.role in roles and column not in self.skipped_columns
        )

    @property
    def layout(self) -> Layout:
        """How the table is laid out, by its columns."""
        values = [self.columns[column].parts for column in self.of_role(ColumnRole.VALUE)]
        rows_are_indicators = bool(self.of_role(ColumnRole.INDICATOR))
        if rows_are_indicators and any(parts.unit is not None for parts in values):
            return Layout.TRANSPOSED
        if rows_are_indicators and len(values) > 1:
            return Layout.MIXED
        return Layout.LONG if rows_are_indicators else Layout.WIDE

    def with_column(self, column: int, role: ColumnRole, parts: Optional[Parts] = None) -> TableMapping:
        """Return the mapping with another meaning of a column, as a person has chosen it."""
        meaning = ColumnMeaning(
            role, parts if parts is not None else Parts(), translatable("Tables", "Chosen by hand.")
        )
        columns = (*self.columns[:column], meaning, *self.columns[column + 1:])
        return replace(self, columns=columns, skipped_columns=self.skipped_columns - {column})

    def with_row_skipped(self, row: int, skipped: bool) -> TableMapping:
        """Return the mapping with a row left out, or in again."""
        return replace(self, skipped_rows=self.skipped_rows | {row} if skipped else self.skipped_rows - {row})

    def with_column_skipped(self, column: int, skipped: bool) -> TableMapping:
        """Return the mapping with a column left out, or in again."""
        columns = self.skipped_columns | {column} if skipped else self.skipped_columns - {column}
        return replace(self, skipped_columns=columns)
