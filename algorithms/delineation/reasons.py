"""Why a parcel has its status: the criteria behind it as codes, clauses and evidence, by parcel."""

from __future__ import annotations

from typing import Callable, Collection, Optional

import numpy as np
from numpy.typing import NDArray

from ..language import Language
from ..rulepack.delineation_rules import Criterion, Status
from ..rulepack.model import CodeList
from .model import Screening

Mask = NDArray[np.bool_]
ENTER = (Status.MUST_ENTER, Status.MAY_ENTER)
LEAVE = (Status.MUST_LEAVE, Status.MAY_LEAVE)


def joined(
    screening: Screening,
    statuses: Collection[Status],
    text: Callable[[Criterion], str],
    rows: NDArray[np.int64],
    only: Optional[NDArray[np.bool_]] = None,
) -> list[str]:
    """Return what the criteria of some statuses that hold say, joined by semicolons; the same text once.

    :param text: what a criterion says; empty texts are left out
    :param rows: int64, the parcels
    :param only: bool (criteria, n) instead of `Screening.holds`
    """
    holds = screening.holds if only is None else only
    chosen = [
        (number, text(criterion)) for number, criterion in enumerate(screening.criteria) if criterion.status in statuses
    ]
    chosen = [(number, said) for number, said in chosen if said]
    if not chosen:
        return [""] * len(rows)
    # few different combinations: each is written once
    table = np.stack([holds[number][rows] for number, _ in chosen], axis=1)
    combinations, numbers = np.unique(table, axis=0, return_inverse=True)
    texts = [
        "; ".join(dict.fromkeys(said for held, (_, said) in zip(combination, chosen) if held))
        for combination in combinations.tolist()
    ]
    return [texts[number] for number in np.ravel(numbers).tolist()]


def first_criterion(
    screening: Screening, statuses: Collection[Status], rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the number of the first criterion of some statuses that holds, -1 for none: int64 (rows,)."""
    found = np.full(len(rows), -1, dtype=np.int64)
    for number in range(len(screening.criteria) - 1, -1, -1):
        if screening.criteria[number].status in statuses:
            found[screening.holds[number][rows]] = number
    return found


def evidence_missing(
    screening: Screening, statuses: Collection[Status], rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return for which parcels a criterion of some statuses holds without the evidence it needs, bool (rows,)."""
    missing = np.zeros(len(rows), dtype=bool)
    for number, criterion in enumerate(screening.criteria):
        if criterion.status in statuses:
            missing |= screening.evidence_missing[number][rows] & screening.holds[number][rows]
    return missing


def evidence_kinds(criterion: Criterion, kinds: Optional[CodeList], language: Language) -> str:
    """Return the kinds of evidence of which a criterion needs one, by code and name.

    :param kinds: the code list of the kinds
    """
    names = {} if kinds is None else kinds.names
    return " / ".join(f"{kind} {language.title(names[kind])}" if kind in names else kind for kind in criterion.evidence)


def removal_reasons(screening: Screening, rows: NDArray[np.int64]) -> list[Optional[str]]:
    """Return the code of the removal reason (划出原因) by parcel: of the first criterion that holds and has one.

    What must leave comes before what may leave. None where the pack knows no code for the reason.
    """
    found = np.full(len(rows), None, dtype=object)
    for statuses in ((Status.MAY_LEAVE,), (Status.MUST_LEAVE,)):
        for number in range(len(screening.criteria) - 1, -1, -1):
            criterion = screening.criteria[number]
            if criterion.status in statuses and criterion.removal_reason is not None:
                found[screening.holds[number][rows]] = criterion.removal_reason
    return list(found)
