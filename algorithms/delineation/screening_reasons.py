"""Why a parcel has its status, and which evidence that takes, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..language import Language
from ..message import Title
from ..rulepack.delineation_rules import NO_CRITERION_CODE, AppliesTo, Criterion, Status
from ..rulepack.model import CodeList
from .model import STATUSES, Screening
from .reasons import evidence_kinds

STATUS_TITLES = {
    Status.MUST_ENTER: Title("应划入", "must enter"),
    Status.MAY_ENTER: Title("可划入", "may enter"),
    Status.KEEP: Title("保留", "keep"),
    Status.MAY_LEAVE: Title("可调出", "may leave"),
    Status.MUST_LEAVE: Title("应调出", "must leave"),
    Status.NOT_ELIGIBLE: Title("不得划入", "not eligible"),
}
NO_CRITERION_TITLE = Title("耕地不符合任何划入条件", "meets no criterion for entering")

# Which of two criteria that hold for a parcel decides.
_RANK = {
    Status.KEEP: 0,
    Status.MAY_LEAVE: 1,
    Status.MUST_LEAVE: 2,
    Status.MAY_ENTER: 1,
    Status.MUST_ENTER: 2,
    Status.NOT_ELIGIBLE: 3,
}


@dataclass(frozen=True)
class ReasonTexts:
    """Texts for every parcel, object (n,), in one language.

    :ivar codes: reason codes, separated by commas; empty for land that is kept
    :ivar titles: the reasons
    :ivar clauses: the clauses of the plan they come from
    :ivar evidence_needed: kinds of evidence the reasons ask for, found or not
    :ivar evidence_found: those that were found
    :ivar evidence_missing: those that were not
    """

    codes: NDArray[np.object_]
    titles: NDArray[np.object_]
    clauses: NDArray[np.object_]
    evidence_needed: NDArray[np.object_]
    evidence_found: NDArray[np.object_]
    evidence_missing: NDArray[np.object_]


def reasons(screening: Screening) -> NDArray[np.bool_]:
    """Return which criteria are the reason of a parcel's status, bool (criteria, n).

    All leaving criteria that hold are reasons to leave. Land outside that is banned has the bans as its reasons, not
    the criteria it would have entered by.
    """
    banned = screening.has(Status.NOT_ELIGIBLE)
    result = screening.holds.copy()
    for number, criterion in enumerate(screening.criteria):
        if criterion.status in (Status.MUST_ENTER, Status.MAY_ENTER):
            result[number] &= ~banned
    return result


def meets_nothing(screening: Screening, of_status: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which parcels stay outside because no criterion holds (reason N00), bool (n,).

    :param of_status: what `reasons` returned
    """
    return np.asarray(screening.has(Status.NOT_ELIGIBLE) & ~of_status.any(axis=0))


def evidence_that_matters(screening: Screening) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which evidence was found and which is missing, where it matters, each bool (criteria, n).

    Missing evidence matters where the criterion holds without it, and where the criterion would change the status of
    the parcel if the evidence were there.
    """
    rank = np.array([_RANK[status] for status in STATUSES])
    met_nothing = screening.has(Status.NOT_ELIGIBLE) & ~_any(screening, Status.NOT_ELIGIBLE)
    current_rank = np.where(met_nothing, 0, rank[screening.status])
    banned = screening.has(Status.NOT_ELIGIBLE) & ~met_nothing
    found = np.zeros_like(screening.holds) if screening.evidence_found is None else screening.evidence_found.copy()
    missing = screening.evidence_missing.copy()
    for number, criterion in enumerate(screening.criteria):
        would_change = _RANK[criterion.status] > current_rank
        missing[number] &= screening.holds[number] | would_change
        if criterion.applies_to is not AppliesTo.CURRENT and criterion.status is not Status.NOT_ELIGIBLE:
            missing[number] &= ~banned
            found[number] &= ~banned
    return found, missing


def reason_texts(screening: Screening, kinds: CodeList, language: Language) -> ReasonTexts:
    """Return the texts of all parcels; alike parcels share theirs.

    :param kinds: code list of the kinds of evidence
    """
    of_status = reasons(screening)
    found, missing = evidence_that_matters(screening)
    nothing = meets_nothing(screening, of_status)
    table = np.concatenate((of_status, found, missing, nothing[None, :])).T
    packed = np.ascontiguousarray(np.packbits(table, axis=1))
    as_one = packed.view(np.dtype((np.void, packed.shape[1]))).reshape(-1)
    _, firsts, places = np.unique(as_one, return_index=True, return_inverse=True)
    places = places.reshape(-1)
    criteria = screening.criteria
    comma, semicolon = ("、", "；") if language.code == "zh" else (", ", "; ")

    def texts(make: Callable[[int], str]) -> NDArray[np.object_]:
        made = np.empty(len(firsts), dtype=object)
        made[:] = [make(int(first)) for first in firsts]
        return np.asarray(made[places], dtype=object)

    def chosen(which: NDArray[np.bool_], parcel: int) -> list[Criterion]:
        return [criterion for criterion, holds in zip(criteria, which[:, parcel].tolist()) if holds]

    def evidence(which: NDArray[np.bool_]) -> Callable[[int], str]:
        return lambda parcel: semicolon.join(
            f"{criterion.code}: {evidence_kinds(criterion, kinds, language)}" for criterion in chosen(which, parcel)
        )

    def codes(parcel: int) -> str:
        return NO_CRITERION_CODE if nothing[parcel] else ",".join(item.code for item in chosen(of_status, parcel))

    def titles(parcel: int) -> str:
        if nothing[parcel]:
            return language.title(NO_CRITERION_TITLE)
        return semicolon.join(language.title(item.title) for item in chosen(of_status, parcel))

    return ReasonTexts(
        codes=texts(codes),
        titles=texts(titles),
        clauses=texts(lambda parcel: comma.join(_clauses(chosen(of_status, parcel)))),
        evidence_needed=texts(evidence(found | missing)),
        evidence_found=texts(evidence(found)),
        evidence_missing=texts(evidence(missing)),
    )


def _any(screening: Screening, status: Status) -> NDArray[np.bool_]:
    rows = [row for row, criterion in zip(screening.holds, screening.criteria) if criterion.status is status]
    return np.any(rows, axis=0) if rows else np.zeros(len(screening.status), dtype=bool)


def _clauses(criteria: Sequence[Criterion]) -> list[str]:
    split = [part.strip() for criterion in criteria for part in criterion.clause.split(";")]
    return list(dict.fromkeys(split))
