"""What the report on the change of indicators says (指标变更报告), before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Mapping, Optional

from ..indicators.differences import DifferenceRow
from ..indicators.judgement import Deviation
from ..message import Message
from ..rulepack.indicator_rules import IndicatorRule, Obligation, ValueKind
from ..rulepack.model import Pack
from ..units.tree import AdminUnit, UnitTree

_UNCHANGED = Fraction(0)


def change_of(target: Optional[Fraction], before: Optional[Fraction]) -> Optional[Fraction]:
    """Return by how much a target differs from what was before, None where one of them is missing."""
    if target is None or before is None:
        return None
    return _UNCHANGED if target == before else target - before


def percent_of(change: Optional[Fraction], before: Optional[Fraction]) -> Optional[Fraction]:
    """Return a change in per cent of what was before, None where that is 0 or missing."""
    return None if change is None or not before else 100 * change / before if change else _UNCHANGED


@dataclass(frozen=True)
class Remark:
    """Why a target is what it is, who wrote it and when.

    :ivar at: as it is kept, with time zone
    """

    note: str
    person: str
    at: datetime


@dataclass(frozen=True)
class ChangeRow:
    """An indicator of a unit in a target year; amounts in the base of the indicator's unit, None where missing.

    :ivar before: what the change is counted from: the former target, or the base value where the plan has none
    :ivar obligation: whether the level of the unit must state it; None: the level does not have the indicator
    :ivar partial: the measured value is that of a part of the unit
    :ivar remarks: what was noted with the values; only where the row is one of a unit's own
    """

    unit: AdminUnit
    rule: IndicatorRule
    year: int
    base: Optional[Fraction]
    before: Optional[Fraction]
    assigned: Optional[Fraction]
    planned: Optional[Fraction]
    measured: Optional[Fraction]
    obligation: Optional[Obligation] = None
    deviations: tuple[Deviation, ...] = ()
    partial: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def target(self) -> Optional[Fraction]:
        """The planned value, else the assigned one."""
        return self.assigned if self.planned is None else self.planned

    @cached_property
    def change(self) -> Optional[Fraction]:
        """By how much the target differs from what was before."""
        return change_of(self.target, self.before)

    @cached_property
    def percent(self) -> Optional[Fraction]:
        """The change in per cent of what was before; None where that is 0."""
        return percent_of(self.change, self.before)


@dataclass(frozen=True)
class UnitTable:
    """An indicator in some units, and in the unit they make up.

    :ivar own: the unit itself, None where the report knows of none that they make up
    :ivar rows: the units below
    :ivar sums: what they have together, by name of the amount; None where one of them has no value, or values do not
        add up
    :ivar target: what their targets come to, planned before assigned; None likewise
    """

    rule: IndicatorRule
    year: int
    own: Optional[ChangeRow]
    rows: tuple[ChangeRow, ...]
    sums: Mapping[str, Optional[Fraction]]
    target: Optional[Fraction] = None

    @property
    def change(self) -> Optional[Fraction]:
        """By how much the targets together differ from what was before."""
        return change_of(self.target, self.sums["before"])

    @property
    def percent(self) -> Optional[Fraction]:
        """The change in per cent of what was before; None where that is 0."""
        return percent_of(self.change, self.sums["before"])

    @property
    def lacking(self) -> tuple[AdminUnit, ...]:
        """The units below without a target, which no sum of targets counts."""
        return tuple(row.unit for row in self.rows if row.target is None)


@dataclass(frozen=True)
class UnitSection:
    """What is said of a unit in a target year.

    :ivar main: the indicators the adjustment is about (一增两减)
    :ivar others: the other indicators that its level has, or that it states
    :ivar tables: the indicators that are handed down, with the units below
    """

    unit: AdminUnit
    year: int
    main: tuple[ChangeRow, ...]
    others: tuple[ChangeRow, ...]
    tables: tuple[UnitTable, ...]


@dataclass(frozen=True)
class Missing:
    """A value that is not there.

    :ivar kind: of the value; assigned stands for a target of either kind
    :ivar units: the units that lack it
    :ivar required: whether their level must have it
    """

    rule: IndicatorRule
    year: int
    kind: ValueKind
    units: tuple[AdminUnit, ...]
    required: bool


@dataclass(frozen=True)
class SourceLine:
    """Where some values come from.

    :ivar persons: who wrote them
    :ivar first: when the first of the values that a person wrote was written, ``last`` the last; None: none was
    """

    source: Message
    count: int
    persons: tuple[str, ...]
    first: Optional[datetime] = None
    last: Optional[datetime] = None


@dataclass(frozen=True)
class LevelCount:
    """How the units of a level keep their indicators; each unit counts once, for the worst that is to be said of it.

    :ivar units: those that state anything, or must
    :ivar errors: units with an error, ``lacking`` without a value they must have, ``warnings`` with warnings only
    """

    level: str
    units: int
    errors: int
    lacking: int
    warnings: int

    @property
    def kept(self) -> int:
        """Units of which nothing is to be said."""
        return self.units - self.errors - self.lacking - self.warnings


@dataclass(frozen=True)
class ChangeReport:
    """The whole report.

    :ivar source: what was opened
    :ivar before: kind of the value that changes are counted from
    :ivar notes: what a person should know about units and rows that were not understood
    :ivar silent: units beside those of the report that state nothing at all, so that nothing here counts them
    :ivar together: what several units that the report begins with have together
    :ivar levels: how the units keep their indicators, larger ones first
    :ivar differences: base, assigned, planned and measured values side by side (指标差异), of a plan that has no former
        one to be compared with
    :ivar partial: there are values that the report leaves out, because they could not be read or are of no known unit
    """

    pack: Pack
    source: str
    roots: tuple[AdminUnit, ...]
    before: ValueKind
    sections: tuple[UnitSection, ...]
    deviations: tuple[Deviation, ...]
    missing: tuple[Missing, ...]
    sources: tuple[SourceLine, ...]
    notes: tuple[Message, ...]
    tree: UnitTree
    partial: bool = False
    differences: tuple[DifferenceRow, ...] = ()
    silent: tuple[AdminUnit, ...] = ()
    together: tuple[UnitTable, ...] = ()
    levels: tuple[LevelCount, ...] = ()

    def has_base(self, rule: IndicatorRule) -> bool:
        """Return whether an indicator has base values; the pack may say why it has none."""
        return self.pack.base_year not in rule.not_measured

    def has_before(self, rule: IndicatorRule) -> bool:
        """Return whether there is anything the change of an indicator can be counted from."""
        return self.before is not ValueKind.BASE or self.has_base(rule)
