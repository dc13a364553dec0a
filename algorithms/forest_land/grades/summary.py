"""Sums over computed grades: recorded × computed, what differs, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np
from numpy.typing import NDArray

from ...rulepack.grade_rules import Occasion
from ...rulepack.model import Pack, Severity
from ...selfcheck.model import Verdict
from .model import DIFFERENT, Difference, Grades

KIND = "grades.recorded"  # check kind whose checks say how bad a difference is
_WORDS = {
    Difference.WEAKER: "weaker",
    Difference.STRICTER: "stricter",
    Difference.MISSING: "missing",
    Difference.UNKNOWN: "unknown",
}


@dataclass(frozen=True)
class MatrixCell:
    """Land of one recorded and one computed grade.

    :ivar recorded: 1 for the strictest, 0 for none; ``grade`` likewise
    :ivar count: sub-compartments it lies in
    :ivar declared_m2: its part of the declared areas, NaN where nothing is declared
    """

    recorded: int
    grade: int
    difference: Difference
    count: int
    area_m2: float
    declared_m2: float


def severities(pack: Pack, occasion: Occasion) -> Mapping[Difference, Severity]:
    """Return how bad each kind of difference is: as the checks of the pack say, else weaker is an error.

    :param occasion: present or planned grade
    """
    found = {
        difference: Severity.WARNING if difference is Difference.STRICTER else Severity.ERROR for difference in _WORDS
    }
    for check in pack.checks.values():
        if check.kind != KIND or bool(check.parameters.get("planned", False)) != (occasion is Occasion.PLANNED):
            continue
        for difference, word in _WORDS.items():
            if word in check.parameters["differences"]:
                found[difference] = check.severity
    return found


def matrix(grades: Grades) -> list[MatrixCell]:
    """Return recorded × computed by land: the pieces where sub-compartments are divided; ordered by both grades."""
    pieces = grades.pieces
    held = grades.recorded.grade[pieces.source].astype(np.int64)
    levels, kinds = len(grades.rules.grades) + 1, len(Difference)
    cell = (held * levels + pieces.grade) * kinds + pieces.difference
    size = levels * levels * kinds
    area = np.bincount(cell, weights=np.nan_to_num(pieces.area_m2), minlength=size)
    declared = np.bincount(cell, weights=np.nan_to_num(pieces.declared_m2), minlength=size)
    known = np.bincount(cell, weights=np.isfinite(pieces.declared_m2), minlength=size)
    count = np.bincount(np.unique(cell * len(grades) + pieces.source) // len(grades), minlength=size)
    found = []
    for number in np.flatnonzero(count).tolist():
        rest, difference = divmod(number, kinds)
        recorded, grade = divmod(rest, levels)
        found.append(MatrixCell(
            recorded, grade, Difference(difference), int(count[number]), float(area[number]),
            float(declared[number]) if known[number] else float("nan"),
        ))
    return found


def differing(grades: Grades, *differences: Difference) -> NDArray[np.bool_]:
    """Return bool (sub-compartments): any part of it differs in one of some ways."""
    result = np.zeros(len(grades), dtype=bool)
    result[grades.pieces.source[np.isin(grades.pieces.difference, [int(one) for one in differences])]] = True
    return result


def differing_m2(grades: Grades) -> float:
    """Return how much land has a recorded grade that differs from the computed one, or none."""
    chosen = np.isin(grades.pieces.difference, [int(one) for one in DIFFERENT])
    return float(np.nan_to_num(grades.pieces.area_m2[chosen]).sum())


def count_of(pack: Pack, grades: Grades, severity: Severity) -> int:
    """Return the number of sub-compartments with a difference of a severity."""
    of_severity = [one for one, found in severities(pack, grades.occasion).items() if found is severity]
    return int(np.count_nonzero(differing(grades, *of_severity)))


def verdict(pack: Pack, grades: Grades) -> Verdict:
    """Return the verdict: passed only where all rules were applied and no error was found.

    Without a field of recorded grades nothing is compared, which is incomplete.
    """
    if count_of(pack, grades, Severity.ERROR):
        return Verdict.FAILED
    return Verdict.PASSED if grades.complete and grades.recorded.field else Verdict.INCOMPLETE
