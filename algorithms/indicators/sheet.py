"""The sheet of all values of a plan in memory: reading, writing with a way back, sums of the units below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Iterable, Iterator, Mapping, Optional, Sequence

from ..rulepack.indicator_rules import IndicatorRules, ValueKind
from ..units.tree import UnitTree
from .exact_sums import exact_sum
from .measured_origin import is_partial
from .model import IndicatorValue, ValueChange, ValueKey

Row = tuple[str, str, int]  # unit, indicator, year


@dataclass(frozen=True)
class ChildSum:
    """What the units directly below a unit have together.

    :ivar total: in the base of the indicator's unit (m² for areas)
    :ivar missing: codes of the units below without a value
    :ivar present: how many of them have one
    """

    total: Fraction
    missing: tuple[str, ...]
    present: int


class IndicatorSheet:
    """Values by key; knows tree and rules, but neither the workspace nor a window."""

    def __init__(self, rules: IndicatorRules, tree: UnitTree, values: Iterable[IndicatorValue] = ()) -> None:
        """:param values: of any units and indicators, also of such that tree and rules do not have"""
        self.rules = rules
        self.tree = tree
        self._values: dict[ValueKey, IndicatorValue] = {value.key: value for value in values}
        # Judging a row asks for `years` and `is_stated` each time.
        self._counts = Counter((key.year, key.kind) for key in self._values)
        self._stated = Counter(key.unit for key in self._values if key.kind is not ValueKind.MEASURED)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[IndicatorValue]:
        return iter(self._values.values())

    def value(self, key: ValueKey) -> Optional[IndicatorValue]:
        """Return a value, None where there is none."""
        return self._values.get(key)

    def exact(self, key: ValueKey) -> Optional[Fraction]:
        """Return the amount in the base of its unit (m² for areas), None where there is no value."""
        value = self._values.get(key)
        return None if value is None else value.quantity.exact

    def is_partial(self, key: ValueKey) -> bool:
        """Return whether a value was measured for a part of its unit only, so that it tells nothing of the whole."""
        value = self._values.get(key)
        return value is not None and is_partial(value.origin.source)

    def put(self, changes: Sequence[ValueChange]) -> list[ValueChange]:
        """Write and remove values and return the changes that take it back, in the order to apply them."""
        back = []
        for change in changes:
            before, when = self._values.get(change.key), (change.key.year, change.key.kind)
            back.append(ValueChange(change.key, before))
            if change.value is None:
                self._values.pop(change.key, None)
            else:
                self._values[change.key] = change.value
            more = (change.value is not None) - (before is not None)
            self._counts[when] += more
            if change.key.kind is not ValueKind.MEASURED:
                self._stated[change.key.unit] += more
        return back[::-1]

    def with_tree(self, tree: UnitTree) -> IndicatorSheet:
        """Return a sheet of the same values with another tree."""
        return IndicatorSheet(self.rules, tree, self._values.values())

    def rows(self) -> dict[Row, dict[ValueKind, Fraction]]:
        """Return all amounts by unit, indicator and year, in the base of their unit (m² for areas).

        Whoever looks at all values finds them faster so than one by one; made anew at each call.
        """
        rows: dict[Row, dict[ValueKind, Fraction]] = {}
        for (unit, indicator, year, kind), value in self._values.items():
            rows.setdefault((unit, indicator, year), {})[kind] = value.quantity.exact
        return rows

    def child_sum(self, key: ValueKey) -> Optional[ChildSum]:
        """Return what the units directly below have together, None where there are none or values do not add up."""
        children = self.tree.children(key.unit) if key.unit in self.tree else ()
        rule = self.rules.indicators.get(key.indicator)
        if not children or rule is None or rule.children is None:
            return None
        _, indicator, year, kind = key
        amounts = [self.exact(ValueKey(code, indicator, year, kind)) for code in children]
        missing = tuple(code for code, amount in zip(children, amounts) if amount is None)
        return ChildSum(
            exact_sum(amount for amount in amounts if amount is not None), missing, len(children) - len(missing))

    def strangers(self) -> Mapping[str, int]:
        """Return the units that have values but are not in the tree, each with the number of its values."""
        found: dict[str, int] = {}
        for key in self._values:
            if key.unit not in self.tree:
                found[key.unit] = found.get(key.unit, 0) + 1
        return found

    def is_stated(self, unit: str) -> bool:
        """Return whether a unit has any value that was stated, not measured."""
        return self._stated[unit] > 0

    def years(self, kind: Optional[ValueKind] = None) -> tuple[int, ...]:
        """Return the years there are values of, ascending."""
        return tuple(sorted({
            year for (year, of_kind), count in self._counts.items() if count and kind in (None, of_kind)
        }))
