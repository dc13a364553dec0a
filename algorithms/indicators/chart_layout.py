"""Where things of a bar chart stand: ticks of its axis, groups and bars one below the other. No drawing here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable, Optional, Sequence

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_LEAST = 1e-12


@dataclass(frozen=True)
class Scale:
    """An axis of numbers that has the zero on it.

    :ivar low: the number it begins with; ``high`` the one it ends with
    :ivar ticks: ascending; exact multiples of the step
    :ivar decimals: decimals the ticks need to be told apart
    """

    low: float
    high: float
    ticks: tuple[Decimal, ...]
    decimals: int

    def place(self, value: float, length: float) -> float:
        """Return how far from the beginning of an axis of some length (pixels) a value lies."""
        return (value - self.low) / (self.high - self.low) * length

    def label(self, tick: Decimal) -> str:
        """Return a tick as it is written, with commas between thousands."""
        return f"{tick:,.{self.decimals}f}"


def scale_of(values: Iterable[float], most_ticks: int = 6) -> Scale:
    """Return an axis for bars of some values: from zero, for a bar is as long as its value is large, to the largest.

    The step is 1, 2, 2.5 or 5 times a power of ten (Heckbert's nice numbers), the smallest with at most
    ``most_ticks`` ticks; there are always two, the zero and another.

    :raises ValueError: for NaN or an infinite value
    """
    known = list(values)
    if not all(math.isfinite(value) for value in known):
        raise ValueError("an axis needs finite numbers")
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = 1.0
    if high - low < _LEAST:  # too small to be told from zero
        low, high = (0.0, _LEAST) if high > -low else (-_LEAST, 0.0)
    step = _nice_step(Decimal(low), Decimal(high), max(2, most_ticks))
    first, last = _ticks_within(step, Decimal(low), Decimal(high))
    exponent = step.normalize().as_tuple().exponent
    return Scale(
        low,
        high,
        tuple(step * number for number in range(first, last + 1)),
        max(0, -exponent) if isinstance(exponent, int) else 0,
    )


def _ticks_within(step: Decimal, low: Decimal, high: Decimal) -> tuple[int, int]:
    """Return the smallest and the largest multiple of a step on an axis."""
    return math.ceil(low / step), math.floor(high / step)


def _nice_step(low: Decimal, high: Decimal, most_ticks: int) -> Decimal:
    """Return the smallest nice step that gives no more than some ticks; the zero never stands alone."""
    power = Decimal(10) ** ((high - low) / most_ticks).adjusted()
    best = power
    for step in (factor * scale for scale in (power, power * 10) for factor in _STEPS):
        first, last = _ticks_within(step, low, high)
        if first == last:
            break
        best = step
        if last - first < most_ticks:
            break
    return best


@dataclass(frozen=True)
class Sizes:
    """Heights in pixels.

    :ivar title: line with the name of a group
    :ivar bar: line of one bar
    :ivar gap: free space below a group
    :ivar axis: the axis above the groups of a section
    """

    title: int
    bar: int
    gap: int
    axis: int


class ChartLayout:
    """Groups of bars one below the other, in sections that each begin with an axis; y grows downwards from 0."""

    def __init__(self, sections: Sequence[int], bars: int, sizes: Sizes) -> None:
        """:param sections: how many groups each has; :param bars: of a group"""
        self.sizes = sizes
        self.bars = bars
        self.group_height = sizes.title + bars * sizes.bar + sizes.gap
        self._first: list[int] = []  # first group of each section
        self._top: list[int] = []  # where the axis of each section begins
        count = top = 0
        for groups in sections:
            self._first.append(count)
            self._top.append(top)
            count += groups
            top += sizes.axis + groups * self.group_height
        self.count = count
        self.sections = len(self._first)
        self.height = top

    def section_of(self, group: int) -> int:
        """Return the section a group belongs to."""
        return max(i for i, first in enumerate(self._first) if first <= group)

    def axis_top(self, section: int) -> int:
        """Return where the axis of a section begins."""
        return self._top[section]

    def group_top(self, group: int) -> int:
        """Return where a group begins."""
        section = self.section_of(group)
        return self._top[section] + self.sizes.axis + (group - self._first[section]) * self.group_height

    def bar_top(self, group: int, bar: int) -> int:
        """Return where the line of a bar begins."""
        return self.group_top(group) + self.sizes.title + bar * self.sizes.bar

    def group_at(self, y: float) -> Optional[int]:
        """Return the group at a height, None on an axis and outside."""
        if not 0 <= y < self.height:
            return None
        section = max(i for i, top in enumerate(self._top) if top <= y)
        below = y - self._top[section] - self.sizes.axis
        return None if below < 0 else self._first[section] + int(below // self.group_height)

    def visible(self, top: float, bottom: float) -> range:
        """Return the groups of which something lies between two heights."""
        if not self.count:
            return range(0)
        shown = [
            group for section in range(len(self._first)) for group in self._ends_within(section, top, bottom)
        ]
        return range(min(shown), max(shown) + 1) if shown else range(0)

    def _ends_within(self, section: int, top: float, bottom: float) -> tuple[int, ...]:
        """Return the first and the last group of a section between two heights."""
        first = self._first[section]
        last = self._first[section + 1] if section + 1 < len(self._first) else self.count
        begin = self._top[section] + self.sizes.axis
        from_group = max(first, first + int((top - begin) // self.group_height))
        to_group = min(last - 1, first + int((math.ceil(bottom) - 1 - begin) // self.group_height))
        return () if from_group > to_group else (from_group, to_group)

    def sticky_axis(self, section: int, scrolled: int) -> int:
        """Return where an axis is drawn so that it stays in sight while its groups do.

        :param scrolled: height at the upper edge of what is seen
        """
        end = self._top[section + 1] if section + 1 < len(self._top) else self.height
        return max(self._top[section], min(scrolled, end - self.sizes.axis))
