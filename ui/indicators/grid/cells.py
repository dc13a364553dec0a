"""What a cell of the grid shows: number, sum of the units below, sign and tone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Mapping, Optional

from ....algorithms.indicators.judgement import Deviation, misses, rounding
from ....algorithms.indicators.model import ValueKey
from ....algorithms.indicators.sheet import ChildSum, IndicatorSheet
from ....algorithms.rulepack.indicator_rules import LimitSense, ValueKind
from .amount_text import amount_text
from .colours import Tone, sign_of, tone_of
from .columns import Column, Shown
from .judged import Judged, is_missing, worst_first


@dataclass(frozen=True)
class Cell:
    """A cell as it is painted.

    :ivar text: the value
    :ivar below: the sum of the units below, empty where there is none to show
    :ivar sign: empty where nothing is wrong
    :ivar wanted: True where a value must be there and is not
    :ivar foreign: True where the plans of this level do not have the indicator
    """

    text: str = ""
    below: str = ""
    sign: str = ""
    tone: Tone = Tone.PLAIN
    below_tone: Tone = Tone.INFORMATION
    wanted: bool = False
    foreign: bool = False
    read_only: bool = False


EMPTY = Cell(read_only=True)


class CellMaker:
    """Makes the cells of a sheet."""

    def __init__(
        self, sheet: IndicatorSheet, judged: Judged, shown: Shown, draft: Mapping[ValueKey, Fraction]
    ) -> None:
        """:param draft: measured values as the layer that is being edited has them"""
        self._sheet = sheet
        self._judged = judged
        self._area_unit = shown.area_unit
        self._sums = shown.sums
        self._draft = draft

    def cell(self, unit: str, column: Column) -> Cell:
        """Return the cell of a unit in a column."""
        key = column.key(unit)
        return self._of_deviations(unit, column) if key is None else self._of_value(key, column)

    def _of_value(self, key: ValueKey, column: Column) -> Cell:
        exact = self._sheet.exact(key)
        draft = self._draft.get(key)
        if draft is not None and draft != exact:
            return self._of_draft(draft, exact, column)
        found = self._judged.at(key)
        wrong = [one for one in found if not is_missing(one)]
        below, below_tone = "", Tone.INFORMATION
        total = self._judged.sum_of(key)
        if (self._sums or exact is None) and total is not None and total.present:
            sign = sum_sign(self._sheet, exact, total, column)
            below = f"Σ {amount_text(total.total, column.rule, self._area_unit)}{sign}"
            if sign and wrong:
                below_tone = tone_of(wrong[0].severity)
            elif exact is not None and not sign:
                below_tone = Tone.PLAIN  # says nothing new
        return Cell(
            text="" if exact is None else amount_text(exact, column.rule, self._area_unit),
            below=below,
            sign=deviation_sign(wrong[0]) if wrong else "",
            tone=tone_of(wrong[0].severity) if wrong else Tone.PLAIN,
            below_tone=below_tone,
            wanted=exact is None and len(wrong) < len(found),
            foreign=self._foreign(key.unit, column),
            read_only=column.read_only,
        )

    def _of_draft(self, draft: Fraction, kept: Optional[Fraction], column: Column) -> Cell:
        text = amount_text(draft, column.rule, self._area_unit)
        change = "" if kept is None else amount_text(draft - kept, column.rule, self._area_unit)
        below = change if change.startswith("-") or not change else f"+{change}"
        return Cell(text=text, below=below, sign="✎", tone=Tone.INFORMATION, read_only=True)

    def _of_deviations(self, unit: str, column: Column) -> Cell:
        found = worst_first(self._judged.deviations(unit, column.rule.code, column.year))
        if not found:
            judged = bool(self._targets(unit, column))  # a measured value alone keeps and misses nothing
            return Cell(text="✓" if judged else "", tone=Tone.OK, read_only=True)
        worst = found[0]
        text = ""
        if worst.measured is not None and worst.limit is not None:
            text = amount_text(worst.measured - worst.limit, column.rule, self._area_unit)
            text = text if text.startswith("-") else f"+{text}"
        more = f" (+{len(found) - 1})" if len(found) > 1 else ""
        return Cell(text=f"{text}{more}".strip(), sign=deviation_sign(worst), tone=tone_of(worst.severity),
                    read_only=True)

    def _targets(self, unit: str, column: Column) -> list[ValueKey]:
        keys = (ValueKey(unit, column.rule.code, column.year, kind) for kind in (ValueKind.ASSIGNED, ValueKind.PLANNED))
        return [key for key in keys if self._sheet.value(key) is not None]

    def _foreign(self, unit: str, column: Column) -> bool:
        tree = self._sheet.tree
        return unit in tree and bool(column.rule.levels) and tree[unit].level not in column.rule.levels


def sum_sign(sheet: IndicatorSheet, exact: Optional[Fraction], total: ChildSum, column: Column) -> str:
    """Return how the sum of the units below stands to the unit's own value: nothing where it keeps it.

    A sum with values missing is not yet judged: it gets an ellipsis.
    """
    if total.missing:
        return " …"
    sense = LimitSense.EQUAL if column.kind is ValueKind.BASE else column.rule.children
    if exact is None or sense is None:
        return ""
    if misses(total.total, sense, exact) <= rounding(sheet, column.rule, total.present):
        return ""
    return " ▲" if total.total > exact else " ▼"


def deviation_sign(deviation: Deviation) -> str:
    """Return the sign of a deviation, which says its severity and whether it lies above or below its limit."""
    compared = deviation.measured is not None and deviation.limit is not None
    over = deviation.measured - deviation.limit if compared else None  # type: ignore[operator]
    return sign_of(deviation.severity, over)
