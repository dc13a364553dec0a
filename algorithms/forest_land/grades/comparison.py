"""Computed grades: of whole sub-compartments by those of their parts, and against the recorded ones."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from numpy.typing import NDArray

from .model import Difference
from .recorded import Recorded

_ROUNDING = 1e-9  # what sums of areas may be off, as a share


def whole_grades(
    source: NDArray[np.int64], grade: NDArray[np.int8], area: NDArray[np.float64], count: int, grades: int, share: float
) -> NDArray[np.int8]:
    """Return int8 (count), the grade of each sub-compartment as a whole, 0 for one without pieces.

    It is the strictest grade that land of at least a share of the area needs: that grade or a stricter one.

    :param source: int64 (pieces), ascending; ``grade``: int8 (pieces), 1 for the strictest
    :param area: float64 (pieces), not negative; a sub-compartment without area has its strictest grade
    :param grades: number of grades
    """
    sums = np.bincount(source * grades + (grade - 1), weights=area, minlength=count * grades).reshape(count, grades)
    total = sums.sum(axis=1)
    reached = np.cumsum(sums, axis=1) >= total[:, None] * (share - _ROUNDING)
    whole = (np.argmax(reached, axis=1) + 1).astype(np.int8)
    strictest = strictest_grades(source, grade, count)
    return np.where((total > 0) & (strictest > 0), np.maximum(whole, strictest), strictest).astype(np.int8)


def strictest_grades(source: NDArray[np.int64], grade: NDArray[np.int8], count: int) -> NDArray[np.int8]:
    """Return int8 (count), the strictest grade of the pieces of each sub-compartment, 0 for one without."""
    strictest = np.full(count, np.iinfo(np.int8).max, dtype=np.int8)
    np.minimum.at(strictest, source, grade)
    strictest[strictest == np.iinfo(np.int8).max] = 0
    return strictest


def main_rules(
    source: NDArray[np.int64],
    grade: NDArray[np.int8],
    rule: NDArray[np.int16],
    area: NDArray[np.float64],
    whole: NDArray[np.int8],
) -> NDArray[np.int16]:
    """Return int16 (sub-compartments): the rule that gave the grade of the whole, on most of its land.

    :param whole: int8 (sub-compartments), see `whole_grades`; 0 gives -1
    """
    rules = np.full(len(whole), -1, dtype=np.int16)
    same = np.flatnonzero(grade == whole[source])
    order = same[np.lexsort((rule[same], -area[same], source[same]))]
    owners, first = np.unique(source[order], return_index=True)
    rules[owners] = rule[order[first]]
    return rules


def piece_differences(
    source: NDArray[np.int64],
    grade: NDArray[np.int8],
    strictest: NDArray[np.int8],
    recorded: Recorded,
    doubtful: Sequence[int],
) -> NDArray[np.int8]:
    """Return int8 (pieces), a `Difference` each.

    :param strictest: int8 (sub-compartments), strictest grade of any of its pieces
    :param doubtful: grades that rules give which could not be applied everywhere
    """
    if not recorded.field:
        return np.full(len(source), int(Difference.NOT_COMPARED), dtype=np.int8)
    held = recorded.grade[source]
    open_grade = min(doubtful, default=None)
    # a rule that could not be applied may give this land the recorded grade or a stricter one
    can_be_open = np.zeros(len(source), dtype=bool) if open_grade is None else held >= open_grade
    result = np.full(len(source), int(Difference.STRICTER), dtype=np.int8)
    result[can_be_open] = int(Difference.OPEN)
    result[held >= strictest[source]] = int(Difference.INCLUDED)
    result[held == grade] = int(Difference.AGREES)
    result[held > grade] = int(Difference.WEAKER)
    written = np.array([bool(text) for text in recorded.text.tolist()], dtype=bool)[source]
    result[(held == 0) & written] = int(Difference.UNKNOWN)
    result[(held == 0) & ~written] = int(Difference.MISSING)
    return result


# of the pieces of a sub-compartment the first of these counts for the whole
_ORDER = (
    Difference.NOT_COMPARED, Difference.UNKNOWN, Difference.MISSING, Difference.WEAKER, Difference.STRICTER,
    Difference.OPEN, Difference.AGREES, Difference.INCLUDED,
)


def whole_differences(
    source: NDArray[np.int64], difference: NDArray[np.int8], count: int
) -> NDArray[np.int8]:
    """Return int8 (count), a `Difference` of each sub-compartment by those of its pieces; AGREES without pieces."""
    rank = np.zeros(len(Difference), dtype=np.int8)
    for place, member in enumerate(_ORDER):
        rank[int(member)] = place
    found = np.full(count, len(_ORDER), dtype=np.int8)
    np.minimum.at(found, source, rank[difference])
    values = np.array([*map(int, _ORDER), int(Difference.AGREES)], dtype=np.int8)
    return values[found]
