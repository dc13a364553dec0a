"""Which columns the grid has: indicator × year × kind, and one for the deviations of an indicator and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional

from ....algorithms.indicators.model import ValueKey
from ....algorithms.indicators.sheet import IndicatorSheet
from ....algorithms.rulepack.indicator_rules import IndicatorRule, Nature, ValueKind

BASE_KINDS = frozenset((ValueKind.BASE,))
USUAL_KINDS = (ValueKind.BASE, ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED)
KINDS_IN_ORDER = (ValueKind.BASE, ValueKind.FORMER, ValueKind.ASSIGNED, ValueKind.PLANNED, ValueKind.MEASURED)
READ_ONLY_KINDS = frozenset((ValueKind.MEASURED,))


class Column(NamedTuple):
    """A column: the values of a kind, or the deviations of an indicator in a year where ``kind`` is None."""

    rule: IndicatorRule
    year: int
    kind: Optional[ValueKind]

    def key(self, unit: str) -> Optional[ValueKey]:
        """Return what the value of a unit in this column is of, None in a column of deviations."""
        return None if self.kind is None else ValueKey(unit, self.rule.code, self.year, self.kind)

    @property
    def name(self) -> str:
        """The column in one word, to remember its width by."""
        return f"{self.rule.code}|{self.year}|{'deviation' if self.kind is None else self.kind.value}"

    @property
    def read_only(self) -> bool:
        """True where nothing can be typed."""
        return self.kind is None or self.kind in READ_ONLY_KINDS


@dataclass(frozen=True)
class Shown:
    """What of a sheet is shown.

    :ivar level: the smallest administrative level shown, empty = all
    :ivar text: part of a unit's name or code that is searched for
    :ivar indicators: codes of the indicators, empty = all
    :ivar years: target years, empty = all; base values are always those of the base year
    :ivar area_unit: m2, ha, mu, wan_mu; empty = as the rules of each indicator say
    :ivar deviations: whether each indicator has a column of its deviations
    :ivar sums: whether a unit's row has the sums of the units below in a second line; without it a sum stands
        only where the unit has no value of its own
    """

    level: str = ""
    text: str = ""
    only_deviations: bool = False
    binding_only: bool = False
    kinds: tuple[ValueKind, ...] = USUAL_KINDS
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    area_unit: str = ""
    deviations: bool = False
    sums: bool = False


@dataclass(frozen=True)
class Years:
    """The years of a plan.

    :ivar base: of the base values
    :ivar targets: of all others, ascending
    """

    base: tuple[int, ...]
    targets: tuple[int, ...]


def years_of(sheet: IndicatorSheet) -> Years:
    """Return the years of the plan and those its values are of besides."""
    rules = sheet.rules
    base = set() if rules.base_year is None else {rules.base_year}
    targets = set(rules.target_years)
    for kind in ValueKind:
        (base if kind in BASE_KINDS else targets).update(sheet.years(kind))
    return Years(tuple(sorted(base)), tuple(sorted(targets)))


def columns_of(sheet: IndicatorSheet, years: Years, shown: Shown) -> tuple[Column, ...]:
    """Return the columns, in the plan's order of indicators, then by year, then by kind."""
    columns: list[Column] = []
    for rule in sheet.rules.indicators.values():
        if shown.indicators and rule.code not in shown.indicators:
            continue
        if shown.binding_only and rule.nature is not Nature.BINDING:
            continue
        kinds = [kind for kind in KINDS_IN_ORDER if kind in shown.kinds]
        columns += [Column(rule, year, kind) for year in years.base for kind in kinds if kind in BASE_KINDS]
        for year in years.targets:
            if shown.years and year not in shown.years:
                continue
            columns += [Column(rule, year, kind) for kind in kinds if kind not in BASE_KINDS]
            if shown.deviations:
                columns.append(Column(rule, year, None))
    return tuple(columns)
