"""What the evaluation of the present state finds: tables, figures, targets, spaces, statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Mapping, NamedTuple, Optional

import numpy as np
from numpy.typing import NDArray

from ...indicators.quantity import AREA_UNITS, amount_in, rounded
from ...message import Message, Title
from ...rulepack.indicator_rules import IndicatorRule, LimitSense, ValueKind
from ...rulepack.model import Pack
from ...rulepack.status_rules import SEPARATOR, Figure, Statement, StatusTable
from ...units.tree import UnitTree
from .groupings import LeafKind, Said
from .patches import PatchResult

_NOISE_DECIMALS = 4  # of the base unit: sums of declared areas are exact to far less than 0.0001 m²


def written(amount: float, unit: str, decimals: int) -> Optional[Decimal]:
    """Return a measured amount as it is written, halves away from zero; None for NaN.

    What the last binary digits of a sum add is taken off first, so that a half stays one.

    :param amount: in the base of the unit: m² for areas
    """
    if not np.isfinite(amount):
        return None
    exact = Fraction(str(round(float(amount), _NOISE_DECIMALS + (0 if unit in AREA_UNITS else 5))))
    return rounded(amount_in(exact, unit), decimals)


class RowKind(Enum):
    """What a row of a table is of."""

    TOTAL = "total"  # everything there is: the control total
    UNIT = "unit"
    REMAINDER = "remainder"  # of a unit, but of no unit below it that has a row
    UNPLACED = "unplaced"  # of no unit


class Row(NamedTuple):
    """A row of a table.

    :ivar unit: code; '' for the total and for what is of no unit
    :ivar groups: names of the groups the row is of, the outer first; empty for the whole unit
    :ivar group_ids: ids likewise
    """

    kind: RowKind
    unit: str
    groups: tuple[Said, ...] = ()
    group_ids: tuple[str, ...] = ()


class ColumnKind(Enum):
    """What a column of a table is."""

    TOTAL = "total"  # of a block
    GROUP = "group"
    RATIO = "ratio"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    :ivar path: ids from the block down; of a ratio its own
    :ivar titles: names likewise
    :ivar unit: unit of measure values are written in
    :ivar leaf: why features stand in it, for a group
    """

    path: tuple[str, ...]
    titles: tuple[Said, ...]
    unit: str
    decimals: int
    kind: ColumnKind = ColumnKind.GROUP
    leaf: LeafKind = LeafKind.GROUP

    @property
    def id(self) -> str:
        """The path as one text."""
        return SEPARATOR.join(self.path)


@dataclass(frozen=True)
class TableResult:
    """A table.

    :ivar row_titles: names of the groupings of the rows
    :ivar values: float64 (rows, columns), in the base of the column's unit (m² for areas), not rounded; NaN where
        there is none
    :ivar source: what it was measured from, by block
    :ivar notes: what it lacks or holds that it should not
    """

    rule: StatusTable
    row_titles: tuple[Title, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    values: NDArray[np.float64]
    source: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()

    def place(self, column: str) -> int:
        """Return the place of a column by its path, -1 where the table has none."""
        return next((number for number, one in enumerate(self.columns) if one.id == column), -1)

    def row(self, unit: str, *groups: str) -> int:
        """Return the place of a row by unit ('' = total) and ids of groups, -1 where there is none."""
        wanted = RowKind.UNIT if unit else RowKind.TOTAL
        return next((number for number, one in enumerate(self.rows)
                     if one.kind is wanted and one.unit == unit and one.group_ids == groups), -1)

    def value(self, unit: str, column: str, *groups: str) -> float:
        """Return a cell in the base of its unit, NaN where there is none."""
        row, place = self.row(unit, *groups), self.place(column)
        return float("nan") if row < 0 or place < 0 else float(self.values[row, place])


@dataclass(frozen=True)
class FigureValue:
    """A figure of a unit.

    :ivar amount: in the base of the figure's unit (m² for areas), not rounded
    :ivar reservations: what it lacks, or holds that it should not
    """

    unit: str
    amount: float
    reservations: tuple[Message, ...] = ()


@dataclass(frozen=True)
class FigureResult:
    """A figure in all units, or why there is none.

    :ivar rule: for figures of the quota made as if from the pack
    :ivar reason: why it could not be measured, None where it could
    """

    rule: Figure
    values: Mapping[str, FigureValue]
    source: Message
    reason: Optional[Message] = None


@dataclass(frozen=True)
class TargetResult:
    """A target of the plan before and what was reached.

    :ivar target: exact, in the base of the indicator's unit; ``reached`` likewise, None where it was not measured
    :ivar met: None where that cannot be told
    :ivar notes: what the value reached lacks, or why it was not measured
    """

    rule: IndicatorRule
    unit: str
    year: int
    kind: ValueKind
    target: Fraction
    reached: Optional[Fraction]
    met: Optional[bool]
    source: Message
    notes: tuple[Message, ...] = ()

    @property
    def difference(self) -> Optional[Fraction]:
        """Reached less target, in the base of the unit."""
        return None if self.reached is None else self.reached - self.target

    @property
    def sense(self) -> LimitSense:
        """What the target is for the value reached."""
        return self.rule.limit


@dataclass(frozen=True)
class SpaceRow:
    """What lies in some ecological space.

    :ivar role: role of the layer; '' for all layers together
    :ivar type: code in the field that tells types apart; '' for the whole layer
    :ivar features: number of features; None for all together
    :ivar area_m2: on the ellipsoid, overlaps counted once; None where not measured
    :ivar land: float64 (columns of the result), m² of declared area inside, overlaps counted once
    :ivar reason: why it could not be measured
    """

    role: str
    title: Said
    type: str = ""
    type_title: Optional[Said] = None
    features: Optional[int] = None
    area_m2: Optional[float] = None
    land: Optional[NDArray[np.float64]] = None
    clause: str = ""
    reason: Optional[Message] = None


@dataclass(frozen=True)
class SpaceResult:
    """Nature reserves and other important ecological space.

    :ivar columns: what the land inside is divided by; the first is all land
    """

    rows: tuple[SpaceRow, ...]
    columns: tuple[Column, ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Stated:
    """A problem or risk that a figure shows.

    :ivar amount: of the figure, in the base of its unit
    """

    rule: Statement
    figure: Figure
    unit: str
    amount: float
    message: Message


@dataclass(frozen=True)
class NotJudged:
    """A statement that could not be judged in some units, or in any."""

    rule: Statement
    reason: Message
    units: tuple[str, ...] = ()


@dataclass
class StatusEvaluation:
    """Everything the evaluation found.

    :ivar units: codes of the units that have rows
    :ivar notes: what concerns all of it
    """

    pack: Pack
    tree: UnitTree
    source: str
    units: tuple[str, ...] = ()
    tables: list[TableResult] = field(default_factory=list)
    figures: list[FigureResult] = field(default_factory=list)
    targets: list[TargetResult] = field(default_factory=list)
    spaces: Optional[SpaceResult] = None
    patches: Optional[PatchResult] = None
    statements: list[Stated] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    @property
    def not_measured(self) -> int:
        """How many figures could not be measured in any unit."""
        return sum(figure.reason is not None for figure in self.figures)

    @property
    def incomplete(self) -> bool:
        """Whether something could not be measured or judged."""
        blank = any(np.isnan(table.values[0]).any() for table in self.tables if len(table.rows))
        space = self.spaces is not None and any(row.reason is not None for row in self.spaces.rows)
        patches = self.patches is not None and self.patches.reason is not None
        targets = any(one.met is None for one in self.targets)
        return bool(self.not_measured or self.not_judged or blank or space or patches or targets)

    def table(self, name: str) -> TableResult:
        """Return a table by its id.

        :raises KeyError: when there is none
        """
        for table in self.tables:
            if table.rule.id == name:
                return table
        raise KeyError(name)

    def figure(self, name: str) -> FigureResult:
        """Return a figure by its id.

        :raises KeyError: when there is none
        """
        for figure in self.figures:
            if figure.rule.id == name:
                return figure
        raise KeyError(name)
