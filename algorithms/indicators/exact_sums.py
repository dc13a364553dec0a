"""Exact sums of many amounts without the cost of adding fractions one by one."""

from __future__ import annotations

from fractions import Fraction
from typing import Iterable


def exact_sum(amounts: Iterable[Fraction]) -> Fraction:
    """Return the exact sum of amounts, 0 for none.

    Amounts of one indicator mostly share their denominator, as they are written with the same decimals; those are
    added as whole numbers.
    """
    given = list(amounts)
    if len(given) == 1:
        return given[0]
    parts: dict[int, int] = {}
    for amount in given:
        denominator = amount.denominator
        parts[denominator] = parts.get(denominator, 0) + amount.numerator
    sums = [Fraction(number, denominator) for denominator, number in parts.items()]
    return sums[0] if len(sums) == 1 else sum(sums, Fraction(0))
