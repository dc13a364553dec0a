"""Numbers of parcels in the results: 12 digits of the village and 6 serial digits, with HC for removed land.

What stays keeps its number (JBNTTBBH), what enters goes on after the highest number its village has ever had. What
leaves is listed under its former number with HC at the end, or under a new one (HRHCTBBH; 基本农田划入划出属性结构
描述表).
"""

from __future__ import annotations

import re
from typing import Any, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..units.codes import VILLAGE_DIGITS

SERIAL_DIGITS = 6
REMOVED = "HC"
_NUMBER = re.compile(rf"(\d{{{VILLAGE_DIGITS}}})(\d{{{SERIAL_DIGITS}}})")


class Numbering:
    """Hands out numbers, none twice."""

    def __init__(self, former: Sequence[Any]) -> None:
        """:param former: all numbers of the basic farmland before"""
        self._used: set[str] = set()
        self._highest: dict[str, int] = {}
        for value in former:
            self._note(text_of(value))

    def kept(
        self,
        villages: Sequence[str],
        former: Optional[Sequence[Any]],
        inherits: NDArray[np.bool_],
        rank: NDArray[np.int64],
    ) -> list[str]:
        """Return the numbers of parcels that are basic farmland.

        :param villages: 12 digits of the village of every parcel, what else tells it apart, or empty
        :param former: former numbers, None where there are none
        :param inherits: which parcels keep the former number
        :param rank: the order in which new numbers are handed out
        """
        numbers = [""] * len(villages)
        given: set[str] = set()
        order = np.argsort(rank).tolist()
        for index in order:
            number = text_of(former[index]) if former is not None and inherits[index] else ""
            if number and number not in given:
                given.add(number)
                numbers[index] = number
        self._used |= given
        for index in order:
            if not numbers[index]:
                numbers[index] = self._next(villages[index])
        return numbers

    def removed(self, villages: Sequence[str], former: Optional[Sequence[Any]], rank: NDArray[np.int64]) -> list[str]:
        """Return the numbers of parcels that are no basic farmland any more."""
        numbers = [""] * len(villages)
        given: set[str] = set()
        for index in np.argsort(rank).tolist():
            number = text_of(former[index]) if former is not None else ""
            match = _NUMBER.fullmatch(number)
            if match is None or match.group(1) != villages[index] or number in given:
                number = self._next(villages[index])
            given.add(number)
            numbers[index] = number + REMOVED
        return numbers

    def _note(self, number: str) -> None:
        self._used.add(number)
        match = _NUMBER.match(number)
        if match is not None:
            village, serial = match.group(1), int(match.group(2))
            self._highest[village] = max(self._highest.get(village, 0), serial)

    def _next(self, village: str) -> str:
        while True:
            serial = self._highest.get(village, 0) + 1
            self._highest[village] = serial
            number = f"{village}{serial:0{SERIAL_DIGITS}d}"
            if number not in self._used:
                self._used.add(number)
                return number


def text_of(value: Any) -> str:
    """Return a number as text without blanks around it, whole numbers without decimals, '' for NULL."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
