"""Sums and deviations of the rows: worked out when they are wanted, kept until a value they hang on changes."""

from __future__ import annotations

from time import perf_counter
from typing import Iterable, Iterator, Mapping, Optional

from ....algorithms.indicators.judgement import Deviation, DeviationKind, deviations_of
from ....algorithms.indicators.model import ValueKey
from ....algorithms.indicators.sheet import ChildSum, IndicatorSheet
from ....algorithms.rulepack.model import Severity

Slot = tuple[str, str, int]  # unit, indicator, year
_NOTHING: tuple[Deviation, ...] = ()


class Judged:
    """What is known of a sheet's sums and deviations."""

    def __init__(self, sheet: IndicatorSheet) -> None:
        """Know nothing yet."""
        self._sheet = sheet
        self._deviations: dict[Slot, tuple[Deviation, ...]] = {}
        self._flagged: dict[Slot, tuple[Deviation, ...]] = {}  # those of them that have some
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
            new = slot not in self._deviations
            if new:
                self._work_out(slot)
            if (new or count % 256 == 0) and perf_counter() > end:
                return False
        self._done = True
        return True

    def flagged(self) -> Mapping[Slot, tuple[Deviation, ...]]:
        """Return the deviations that are known so far."""
        return self._flagged

    # --- changes ----------------------------------------------------------------------------

    def forget(self, keys: Iterable[ValueKey]) -> set[str]:
        """Forget what hangs on some values: of their units, of those above, beside and below them.

        :return: the units concerned
        """
        tree, concerned, slots = self._sheet.tree, set(), set()
        years = {slot[2] for slot in self._deviations}
        for key in keys:
            units = {key.unit}
            if key.unit in tree:
                parent = tree.parent(key.unit)
                units.update(tree.children(key.unit), tree.children(parent) if parent is not None else ())
                if parent is not None:
                    units.add(parent)
                    self._sums.pop(key._replace(unit=parent), None)
            concerned |= units
            indicators = self._related.get(key.indicator, {key.indicator})
            slots |= {(unit, indicator, year) for unit in units for indicator in indicators for year in years}
        known = [slot for slot in slots if self._deviations.pop(slot, None) is not None]
        for slot in known:
            if self._flagged.pop(slot, None) is not None or self._done:
                self._work_out(slot)
        return concerned

    def forget_all(self) -> None:
        """Forget everything."""
        self._deviations.clear()
        self._flagged.clear()
        self._sums.clear()
        self._waiting, self._done = iter(()), True
        self._related = _related(self._sheet)

    def _work_out(self, slot: Slot) -> tuple[Deviation, ...]:
        unit, indicator, year = slot
        known = indicator in self._sheet.rules.indicators and unit in self._sheet.tree
        found = deviations_of(self._sheet, unit, indicator, year) if known else _NOTHING
        self._deviations[slot] = found
        if found:
            self._flagged[slot] = found
        else:
            self._flagged.pop(slot, None)
        return found


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
