"""Rows of the live ledger: area, quality, balance and state of the target by administrative unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, Optional, Sequence

from ...rulepack.indicator_rules import IndicatorRules, LedgerRules, LimitSense, ValueKind
from ...units.tree import AdminUnit, UnitTree
from ..model import ValueKey
from ..quantity import AREA_UNITS
from ..sheet import IndicatorSheet
from .contributions import AREA, GRADED, KEPT, KEPT_GRADED, KEPT_QUALITY, QUALITY
from .ledger import PER_M2, Sums

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
        self._place = {code: place for place, code in enumerate(self._codes)}
        self._year = year
        self._before = before
        self._sheet_rules: Optional[IndicatorRules] = None  # of the sheet the kept rows were made with
        self._kept: dict[int, _KeptRow] = {}

    def rows(self, sheet: IndicatorSheet, now: Sums, saved: Sums) -> tuple[LedgerRow, ...]:
        """Return the rows: the total, then every unit, parents before their children.

        A row whose sums, target and unit are what they were is the very one that was returned last: an edit makes few
        objects, so Python seldom has to look through all of them for garbage, which takes longer than the edit.

        :param now: sums as the layer stands, by unit; ``saved``: before the edits
        """
        if sheet.rules is not self._sheet_rules:
            self._sheet_rules, self._kept = sheet.rules, {}
        tree = sheet.tree
        one, two = self._wholes(tree, now), self._wholes(tree, saved)
        before = None if self._before is None else self._wholes(tree, self._before)
        roots = tree.roots
        total = len(self._codes)
        target = self._target(sheet, roots[0]) if len(roots) == 1 else None
        rows = [self._row(sheet, total, None, target, one, two, before)]
        for place, code in enumerate(self._codes):
            rows.append(self._row(sheet, place, tree[code], self._target(sheet, code), one, two, before))
        return tuple(rows)

    def _row(
        self, sheet: IndicatorSheet, place: int, unit: Optional[AdminUnit], target: Optional[Fraction],
        now: Sums, saved: Sums, before: Optional[Sums],
    ) -> LedgerRow:
        """Return the row of a unit, or of the total where there is none, made anew only where it is another one."""
        last = None if before is None else before[place]
        asked = (now[place], saved[place], last, target, unit)
        kept = self._kept.get(place)
        if kept is not None and kept.asked == asked:
            return kept.row
        figures = self._figures(sheet, now[place], last, target)
        same = now[place] == saved[place]
        earlier = figures if same else self._figures(sheet, saved[place], last, target)
        if unit is None:
            row = LedgerRow(TOTAL, "", "", target, figures, earlier)
        else:
            row = LedgerRow(unit.code, unit.name, unit.level, target, figures, earlier)
        self._kept[place] = _KeptRow(asked, row)
        return row

    def _wholes(self, tree: UnitTree, sums: Sums) -> Sums:
        """Return what each unit has together with all below it, and last the total."""
        wholes = [list(row) for row in sums]
        for place in range(len(self._codes) - 1, -1, -1):  # children come after their parents
            parent = tree.parent(self._codes[place])
            whole = wholes[-1 if parent is None else self._place[parent]]
            for column, amount in enumerate(wholes[place]):
                whole[column] += amount
        return wholes

    def _figures(
        self, sheet: IndicatorSheet, row: Sequence[int], before: Optional[Sequence[int]], target: Optional[Fraction]
    ) -> LedgerFigures:
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


class _KeptRow(NamedTuple):
    """A row, and what it was made of: sums now, as saved and of the layer before, its target and its unit."""

    asked: tuple[list[int], list[int], Optional[list[int]], Optional[Fraction], Optional[AdminUnit]]
    row: LedgerRow


def _mean(product: int, area: int) -> Optional[Fraction]:
    return Fraction(product, area) if area > 0 else None
