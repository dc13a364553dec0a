"""Classes of a map of values: by equal count or at round numbers, on both sides of a middle where there is one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Optional, Sequence

import numpy as np

from .chart_layout import scale_of


class Classing(Enum):
    """How values are divided into classes."""

    EQUAL_COUNT = "equal_count"  # about as many units in each
    PRETTY = "pretty"  # at round numbers


@dataclass(frozen=True)
class MapClass:
    """A class of values.

    :ivar low: smallest value, ``high`` the largest; a class of one value has both the same
    :ivar with_low: whether the smallest value belongs to it; the largest does unless ``with_high`` is False
    :ivar step: with a middle: 0 for the middle itself, −1, −2 … below, 1, 2 … above; without: 0, 1, 2 … upwards
    """

    low: float
    high: float
    step: int
    with_low: bool = False
    with_high: bool = True

    def holds(self, value: float) -> bool:
        """Return whether a value belongs to the class."""
        above = value >= self.low if self.with_low else value > self.low
        return above and (value <= self.high if self.with_high else value < self.high)


def map_classes(
    values: Sequence[float], count: int = 5, classing: Classing = Classing.PRETTY, middle: Optional[float] = None
) -> tuple[MapClass, ...]:
    """Return classes from the smallest value to the largest; every value is in exactly one.

    :param values: finite; none gives no class
    :param count: classes wanted, of both sides together; equal values may leave fewer
    :param middle: value that has a class of its own, with as wide classes below it as above; None = no such value
    :raises ValueError: for a count below 1 or a value that is not finite
    """
    if count < 1 or not all(math.isfinite(value) for value in values):
        raise ValueError("classes need finite values and a count")
    if not values:
        return ()
    if middle is not None:
        return _around(values, max(1, count // 2), classing, middle)
    low, high = min(values), max(values)
    if low == high:
        return (MapClass(low, high, 0, True),)
    edges = [low, *(edge for edge in _edges(values, count, classing) if low < edge < high), high]
    return tuple(MapClass(a, b, step, step == 0) for step, (a, b) in enumerate(zip(edges, edges[1:])))


def _around(values: Sequence[float], count: int, classing: Classing, middle: float) -> tuple[MapClass, ...]:
    """Return classes below and above a middle; only those that reach from it to the farthest value of their side."""
    away = [abs(value - middle) for value in values if value != middle]
    if not away:
        return (MapClass(middle, middle, 0, True),)
    inner = [edge for edge in _edges([0.0, *away], count, classing) if 0 < edge < max(away)]
    lowest, highest, far = min(values), max(values), max(away)
    downwards = [middle, *(middle - edge for edge in inner), min(middle - far, lowest)]
    upwards = [middle, *(middle + edge for edge in inner), max(middle + far, highest)]
    classes = [
        MapClass(low, high, -step, True, False)
        for step, (high, low) in reversed(list(enumerate(zip(downwards, downwards[1:]), start=1))) if high > lowest
    ]
    if any(value == middle for value in values):
        classes.append(MapClass(middle, middle, 0, True))
    classes += [
        MapClass(low, high, step)
        for step, (low, high) in enumerate(zip(upwards, upwards[1:]), start=1) if low < highest
    ]
    return tuple(classes)


def _edges(values: Sequence[float], count: int, classing: Classing) -> list[float]:
    """Return numbers between which classes lie, ascending, each once."""
    if classing is Classing.EQUAL_COUNT:
        places = np.arange(1, count) / count
        return sorted(set(np.quantile(np.array(values), places, method="inverted_cdf").tolist()))
    low, high = min(values), max(values)
    ticks = scale_of([high - low], count + 1).ticks  # as wide as on an axis of the same length
    step = float(ticks[1] - ticks[0])
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
