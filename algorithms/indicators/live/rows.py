"""Rows of the live ledger: area, quality, balance and state of the target by administrative unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Optional, Sequence

from ...rulepack.indicator_rules import LedgerRules, LimitSense, ValueKind
from ..model import ValueKey
from ..quantity import AREA_UNITS
from ..sheet import IndicatorSheet
from .contributions import AREA, GRADED, KEPT, KEPT_GRADED, KEPT_QUALITY, QUALITY
from .ledger import PER_M2, Sums, added

TOTAL = ""
"""Unit of the row with the total of the whole layer, features without a unit included."""


class TargetState(Enum):
    """How a unit stands with its target."""

    MET = "met"
    MISSING = "missing"  # less than a target that is to be reached
    EXCEEDED = "exceeded"  # more than a target that may not be exceeded
    NO_TARGET = "no_target"


@dataclass(frozen=True)
class LedgerFigures:
    """What a unit has at one time; areas in m², exact.

    :ivar quality: mean quality by area, None where none is known
    :ivar entered: area that lies on no land of the layer before; None without that layer
    :ivar left: area of the layer before that is no longer there
    :ivar balance: entered less left
    :ivar entered_quality: mean quality of what entered; likewise ``left_quality``
    :ivar missing: what is lacking to the target, 0 where nothing is; None without a target
    :ivar surplus: what is there beyond the target
    """

    area: Fraction
    quality: Optional[Fraction]
    entered: Optional[Fraction]
    left: Optional[Fraction]
    balance: Optional[Fraction]
    entered_quality: Optional[Fraction]
    left_quality: Optional[Fraction]
    missing: Optional[Fraction]
    surplus: Optional[Fraction]
    state: TargetState


@dataclass(frozen=True)
class LedgerRow:
    """One unit of the ledger.

    :ivar unit: code; `TOTAL` for the total of the layer
    :ivar target: assigned value in m², None where there is none
    :ivar now: as the layer stands, edits included
    :ivar before: as it was saved, before the edits
    """

    unit: str
    name: str
    level: str
    target: Optional[Fraction]
    now: LedgerFigures
    before: LedgerFigures

    @property
    def area(self) -> Fraction:
        """Area now, m²."""
        return self.now.area

    @property
    def quality(self) -> Optional[Fraction]:
        """Mean quality now."""
        return self.now.quality

    @property
    def changed(self) -> bool:
        """Whether the edits changed anything here."""
        return self.now != self.before


class RowMaker:
    """Makes rows out of sums."""

    def __init__(
        self, rules: LedgerRules, codes: Sequence[str], year: int, before: Optional[Sums] = None
    ) -> None:
        """
        :param codes: codes of the units by number, parents before their children
        :param year: year of the targets
        :param before: sums of the layer before the adjustment; None where there is none
        """
        self._rules = rules
        self._codes = tuple(codes)
        self._year = year
        self._before = before

    def rows(self, sheet: IndicatorSheet, now: Sums, saved: Sums) -> tuple[LedgerRow, ...]:
        """Return the rows: the total, then every unit, parents before their children.

        :param now: sums as the layer stands, by unit; ``saved``: before the edits
        """
        tree = sheet.tree
        one, two = self._wholes(sheet, now), self._wholes(sheet, saved)
        roots = tree.roots
        total = self._target(sheet, roots[0]) if len(roots) == 1 else None
        rows = [LedgerRow(TOTAL, "", "", total, self._figures(sheet, one[-1], total),
                          self._figures(sheet, two[-1], total))]
        for place, code in enumerate(self._codes):
            unit, target = tree[code], self._target(sheet, code)
            figures = self._figures(sheet, one[place], target)
            before = figures if one[place] == two[place] else self._figures(sheet, two[place], target)
            rows.append(LedgerRow(code, unit.name, unit.level, target, figures, before))
        return tuple(rows)

    def _wholes(self, sheet: IndicatorSheet, sums: Sums) -> list[_Whole]:
        """Return what each unit has together with all below it, and last the total."""
        wholes = [self._own(sums[place], place) for place in range(len(self._codes))]
        total = self._own(sums[-1], len(self._codes))
        number = {code: place for place, code in enumerate(self._codes)}
        for place in range(len(self._codes) - 1, -1, -1):  # children come after their parents
            parent = sheet.tree.parent(self._codes[place])
            if parent is None:
                total = total.plus(wholes[place])
            else:
                wholes[number[parent]] = wholes[number[parent]].plus(wholes[place])
        return [*wholes, total]

    def _own(self, row: Sequence[int], place: int) -> _Whole:
        return _Whole(tuple(row), None if self._before is None else tuple(self._before[place]))

    def _figures(self, sheet: IndicatorSheet, whole: _Whole, target: Optional[Fraction]) -> LedgerFigures:
        row, before = whole.row, whole.before
        area = Fraction(row[AREA], PER_M2)
        missing, surplus, state = self._judged(sheet, area, target)
        if before is None:
            return LedgerFigures(area, _mean(row[QUALITY], row[GRADED]), None, None, None, None, None, missing,
                                 surplus, state)
        entered, left = row[AREA] - row[KEPT], before[AREA] - row[KEPT]
        if left < 0:  # more lies on the land than was there: it lies doubly, or declares more than before
            entered, left = entered - left, 0
        return LedgerFigures(
            area,
            _mean(row[QUALITY], row[GRADED]),
            Fraction(entered, PER_M2),
            Fraction(left, PER_M2),
            Fraction(entered - left, PER_M2),
            _mean(row[QUALITY] - row[KEPT_QUALITY], row[GRADED] - row[KEPT_GRADED]),
            _mean(before[QUALITY] - row[KEPT_QUALITY], before[GRADED] - row[KEPT_GRADED]),
            missing,
            surplus,
            state,
        )

    def _target(self, sheet: IndicatorSheet, code: str) -> Optional[Fraction]:
        return sheet.exact(ValueKey(code, self._rules.indicator, self._year, ValueKind.ASSIGNED))

    def _judged(
        self, sheet: IndicatorSheet, area: Fraction, target: Optional[Fraction]
    ) -> tuple[Optional[Fraction], Optional[Fraction], TargetState]:
        rule = sheet.rules.indicators.get(self._rules.indicator)
        if target is None or rule is None:
            return None, None, TargetState.NO_TARGET
        missing, surplus = max(target - area, Fraction(0)), max(area - target, Fraction(0))
        # what the last decimal of a written target does not tell is no difference
        unit = AREA_UNITS.get(rule.unit, Fraction(1))
        least = Fraction(sheet.rules.tolerance) * unit / 10**rule.decimals
        if missing > least and rule.limit is not LimitSense.AT_MOST:
            return missing, surplus, TargetState.MISSING
        if surplus > least and rule.limit is not LimitSense.AT_LEAST:
            return missing, surplus, TargetState.EXCEEDED
        return missing, surplus, TargetState.MET


@dataclass(frozen=True)
class _Whole:
    """Sums of a unit with all below it: its amounts, and those of the layer before."""

    row: tuple[int, ...]
    before: Optional[tuple[int, ...]] = None

    def plus(self, other: _Whole) -> _Whole:
        """Return both together."""
        before = None
        if self.before is not None and other.before is not None:
            before = tuple(added(self.before, other.before))
        return _Whole(tuple(added(self.row, other.row)), before)


def _mean(product: int, area: int) -> Optional[Fraction]:
    return Fraction(product, area) if area > 0 else None
