"""The numeric core of compact choice: a weighted cut with sums that must stay within limits.

With x_i in {0, 1}, minimise Σ cost_i · x_i + Σ weight_e · |x_one(e) - x_two(e)| such that
low ≤ Σ weight_i · x_i ≤ high for every group of every limit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Limit:
    """Sums over groups that must stay within limits; every variable is in one group.

    :ivar group: int64 (n,)
    :ivar weight: float64 (n,), 0 where a variable does not count
    :ivar low: float64 (groups,), -inf for no limit
    :ivar high: float64 (groups,), inf for no limit
    """

    group: Integers
    weight: Floats
    low: Floats
    high: Floats

    def sums(self, values: NDArray) -> Floats:
        """Return the sum of every group: float64 (groups,)."""
        return np.bincount(self.group, weights=self.weight * values, minlength=len(self.low)).astype(
            np.float64, copy=False
        )

    def scaled(self, factor: float) -> Limit:
        """Return the same limit in other units."""
        return Limit(self.group, self.weight * factor, self.low * factor, self.high * factor)


@dataclass(frozen=True)
class CutProblem:
    """A problem of n variables.

    :ivar cost: float64 (n,), m
    :ivar one: int64 (edges,), variable
    :ivar two: int64 (edges,), variable
    :ivar weight: float64 (edges,), m, not negative
    :ivar limits: what sums must keep to
    :ivar constant: added to the value, m
    """

    cost: Floats
    one: Integers
    two: Integers
    weight: Floats
    limits: tuple[Limit, ...]
    constant: float

    def __len__(self) -> int:
        return len(self.cost)

    def value(self, x: NDArray) -> float:
        """Return what is minimised, for whole or fractional variables."""
        x = np.asarray(x, dtype=np.float64)
        cut = self.weight * np.abs(x[self.one] - x[self.two])
        return float(self.constant + (self.cost * x).sum() + cut.sum())

    def outflow(self, flow: Floats) -> Floats:
        """Return per variable what edges carry away less what they bring: float64 (n,)."""
        size = len(self)
        out = np.bincount(self.one, weights=flow, minlength=size)
        back = np.bincount(self.two, weights=flow, minlength=size)
        return np.subtract(out, back, dtype=np.float64)

    def keeps_limits(self, x: NDArray) -> bool:
        """Return whether all sums are within their limits."""
        return all(
            bool(((sums >= limit.low) & (sums <= limit.high)).all())
            for limit, sums in ((limit, limit.sums(x)) for limit in self.limits)
        )
