"""Sums and deviations of the rows: worked out when they are wanted, kept until a value they hang on changes."""

from __future__ import annotations

from time import perf_counter
from typing import Iterable, Iterator, Mapping, Optional

from ....algorithms.indicators.judgement import Deviation, DeviationKind, deviations_of
from ....algorithms.indicators.model import ValueKey
from ....algorithms.indicators.sheet import ChildSum, IndicatorSheet
from ....algorithms.rulepack.model import Severity

Slot = tuple[str, str, int]  # unit, indicator, year
Count = tuple[int, int]  # errors, warnings
_NOTHING: tuple[Deviation, ...] = ()
_NONE: Count = (0, 0)
_KEPT = 20_000  # rows whose sentences are kept
_AT_ONCE = 200  # rows that are judged anew while the user waits


class Judged:
    """What is known of a sheet's sums and deviations."""

    def __init__(self, sheet: IndicatorSheet) -> None:
        """Know nothing yet."""
        self._sheet = sheet
        self._deviations: dict[Slot, tuple[Deviation, ...]] = {}  # of the rows that were looked at lately
        # Of all rows only how many there are: tens of thousands of sentences would cost memory, and time with it.
        self._counts: dict[Slot, Count] = {}
        self._flagged: dict[Slot, Count] = {}  # those that have some
        self._sums: dict[ValueKey, Optional[ChildSum]] = {}
        self._waiting: Iterator[Slot] = iter(())
        self._done = True
        self._related = _related(sheet)

    def sum_of(self, key: ValueKey) -> Optional[ChildSum]:
        """Return what the units below have together, None where there are none or values do not add up."""
        if key not in self._sums:
            self._sums[key] = self._sheet.child_sum(key)
        return self._sums[key]

    def deviations(self, unit: str, indicator: str, year: int) -> tuple[Deviation, ...]:
        """Return what is wrong with the values of a unit, indicator and year."""
        slot = (unit, indicator, year)
        known = self._deviations.get(slot)
        return self._work_out(slot) if known is None else known

    def at(self, key: ValueKey) -> tuple[Deviation, ...]:
        """Return what is wrong with one value, the worst first; a broken relation is that of all its values."""
        found = [one for one in self.deviations(key.unit, key.indicator, key.year)
                 if one.key == key or (one.kind is DeviationKind.RELATION and key in one.other)]
        return worst_first(found) if len(found) > 1 else tuple(found)

    # --- all of them, in slices -------------------------------------------------------------

    @property
    def done(self) -> bool:
        """True when everything that was asked for with `want` has been looked at."""
        return self._done

    def want(self, indicators: Iterable[str], years: Iterable[int]) -> None:
        """Ask for all units' deviations of some indicators and years; `work` looks for them."""
        pairs = [(indicator, year) for year in years for indicator in indicators]
        units = list(self._sheet.tree.walk())
        self._waiting = ((unit, *pair) for unit in units for pair in pairs)
        self._done = False

    def work(self, seconds: float) -> bool:
        """Look for deviations for some time.

        :return: True when all that was asked for is known
        """
        end = perf_counter() + seconds
        for count, slot in enumerate(self._waiting):
            new = slot not in self._counts
            if new:
                self._count(slot, self._judge(slot))
            if (new or count % 256 == 0) and perf_counter() > end:
                return False
        self._done = True
        return True

    def flagged(self) -> Mapping[Slot, Count]:
        """Return how many deviations there are, as far as they are known; rows without any are left out."""
        return self._flagged

    # --- changes ----------------------------------------------------------------------------

    def forget(self, keys: Iterable[ValueKey]) -> set[str]:
        """Forget what hangs on some values: a row is judged by its own values and those of the units directly below.

        A few rows are judged anew at once; of many it is left to `want` and `work`.

        :return: the units concerned
        """
        tree, concerned, slots = self._sheet.tree, set(), set()
        years = {slot[2] for slot in self._counts} | {slot[2] for slot in self._deviations}
        for key in keys:
            units = [key.unit]
            parent = tree.parent(key.unit) if key.unit in tree else None
            if parent is not None:
                units.append(parent)
                self._sums.pop(key._replace(unit=parent), None)
            concerned.update(units)
            indicators = self._related.get(key.indicator, {key.indicator})
            slots |= {(unit, indicator, year) for unit in units for indicator in indicators for year in years}
        few = len(slots) <= _AT_ONCE
        for slot in slots:
            self._deviations.pop(slot, None)
            if self._counts.pop(slot, None) is not None:
                self._flagged.pop(slot, None)
                if few:
                    self._count(slot, self._judge(slot))
                else:
                    self._done = False
        return concerned

    def forget_all(self) -> None:
        """Forget everything."""
        self._deviations.clear()
        self._counts.clear()
        self._flagged.clear()
        self._sums.clear()
        self._waiting, self._done = iter(()), True
        self._related = _related(self._sheet)

    def _work_out(self, slot: Slot) -> tuple[Deviation, ...]:
        found = self._judge(slot)
        if len(self._deviations) > _KEPT:
            self._deviations.clear()
        self._deviations[slot] = found
        self._count(slot, found)
        return found

    def _judge(self, slot: Slot) -> tuple[Deviation, ...]:
        unit, indicator, year = slot
        known = indicator in self._sheet.rules.indicators and unit in self._sheet.tree
        return deviations_of(self._sheet, unit, indicator, year) if known else _NOTHING

    def _count(self, slot: Slot, found: tuple[Deviation, ...]) -> None:
        if not found:
            self._counts[slot] = _NONE
            self._flagged.pop(slot, None)
            return
        # A broken relation is found in each of its indicators, but is one deviation.
        own = [one.severity is Severity.ERROR for one in found if one.key.indicator == slot[1]]
        self._counts[slot] = self._flagged[slot] = (sum(own), len(own) - sum(own))


def worst_first(deviations: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """Return deviations, errors before warnings, what differs before what is merely missing."""
    return tuple(sorted(deviations, key=lambda one: (one.severity is not Severity.ERROR, one.difference is None)))


def is_missing(deviation: Deviation) -> bool:
    """Return whether a deviation says that the value itself is missing."""
    return deviation.kind is DeviationKind.MISSING_VALUE


def _related(sheet: IndicatorSheet) -> Mapping[str, set[str]]:
    """Return for each indicator those that a relation joins it with, itself included."""
    related: dict[str, set[str]] = {}
    for relation in sheet.rules.relations:
        together = {*relation.left, *relation.right}
        for code in together:
            related.setdefault(code, {code}).update(together)
    return related
