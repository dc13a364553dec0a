"""What the later edition says of its changes: reasons that are missing or contradict, values repeated wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Iterator, Optional

import numpy as np
from numpy.typing import NDArray

from ...geometry.lookups import taken
from ...message import Title
from ...rulepack.edition_rules import EditionRules, LandEvent, ReasonRule
from .changes import Change, PieceChanges
from .edition import Edition
from .matching import Match

Indexes = NDArray[np.int64]


class ProblemKind(Enum):
    """What is wrong with what an edition says of a change."""

    NO_REASON = "no_reason"
    NO_YEAR = "no_year"
    OTHER_YEAR = "other_year"
    CONTRADICTION = "contradiction"
    NO_FEATURE = "no_feature"  # forest land is covered by no feature any more
    PREVIOUS_DIFFERS = "previous_differs"  # Q_ field is not what the former edition says
    PREVIOUS_MISSING = "previous_missing"  # the value changed, but its Q_ field is empty


PROBLEM_TITLES = {
    ProblemKind.NO_REASON: Title("变化无原因", "Change without a reason"),
    ProblemKind.NO_YEAR: Title("变化原因无年度", "Reason without a year"),
    ProblemKind.OTHER_YEAR: Title("变化年度不是本期年度", "Reason of another year"),
    ProblemKind.CONTRADICTION: Title("变化原因与变化不符", "Reason contradicts the change"),
    ProblemKind.NO_FEATURE: Title("减少林地无小班记录", "Lost forest land without a record"),
    ProblemKind.PREVIOUS_DIFFERS: Title("前期因子与上期成果不一致", "Former value is not that of the former edition"),
    ProblemKind.PREVIOUS_MISSING: Title("因子变化未填前期因子", "Changed value without its former value"),
}


@dataclass(frozen=True)
class EditionProblem:
    """Something wrong with what is said of a change.

    :ivar after: feature of the later edition, -1 where there is none; then ``before`` is the feature it is about
    :ivar before: feature of the former edition, -1 where there is none
    :ivar area_m2: on the ellipsoid: of the land that changed, of the feature where the whole is meant
    :ivar field: field that is wrong
    :ivar said: what stands there; ``former``: what the former edition says
    :ivar rule: the rule that is broken
    """

    kind: ProblemKind
    after: int
    before: int
    area_m2: float
    field: str = ""
    said: str = ""
    former: str = ""
    rule: Optional[ReasonRule] = None


def former_features(before: Edition, after: Edition, match: Match) -> Indexes:
    """Return int64 (features after): what each was before: the feature with its key where it lies there, else the one
    that has most of it, -1 for none.
    """
    former = match.main_before.copy()
    both = np.flatnonzero((match.before >= 0) & (match.after >= 0))
    i, j = match.before[both], match.after[both]
    same = (before.key[i] != "") & (before.key[i] == after.key[j])
    former[j[same]] = i[same]
    return former


def edition_problems(
    rules: EditionRules, before: Edition, after: Edition, match: Match, changes: PieceChanges,
    year: Optional[int] = None,
) -> list[EditionProblem]:
    """Return what is wrong, features after in their order, then land that no feature covers any more.

    :param year: year of the later edition; None: years are not compared with it
    """
    former = former_features(before, after, match)
    found = [
        *_missing_reasons(rules, before, after, match, changes, former),
        *_years(rules, after, match, former, year),
        *_contradictions(rules, before, after, match, former),
        *_previous(rules, before, after, match, former),
    ]
    found.sort(key=lambda one: one.after)
    return [*found, *_uncovered(rules, match, changes)]


def _missing_reasons(
    rules: EditionRules, before: Edition, after: Edition, match: Match, changes: PieceChanges, former: Indexes
) -> Iterator[EditionProblem]:
    if after.reason is None or not rules.needed_for:
        return
    events = _piece_events(before, after, match)
    needed = np.zeros(len(match), dtype=bool)
    for event in rules.needed_for:
        needed |= events[event]
    rows = np.flatnonzero(needed & (match.after >= 0))
    rows = rows[after.reason[match.after[rows]] == ""]
    areas = np.bincount(match.after[rows], weights=match.area_m2[rows], minlength=len(after))
    for j in np.unique(match.after[rows]).tolist():
        yield EditionProblem(ProblemKind.NO_REASON, j, int(former[j]), float(areas[j]), rules.reason or "")


def _piece_events(before: Edition, after: Edition, match: Match) -> dict[LandEvent, NDArray[np.bool_]]:
    """Return what happened to each piece that a feature covers now."""
    now = match.after >= 0
    return _events(
        taken(before.land, match.before, False), taken(after.land, match.after, False) & now,
        taken(before.forest, match.before, False), taken(after.forest, match.after, False),
        taken(before.class_code, match.before, ""), taken(after.class_code, match.after, ""), match.before >= 0,
    )


def _events(
    land_before: NDArray[np.bool_], land_after: NDArray[np.bool_], forest_before: NDArray[np.bool_],
    forest_after: NDArray[np.bool_], class_before: NDArray[np.object_], class_after: NDArray[np.object_],
    known: NDArray[np.bool_],
) -> dict[LandEvent, NDArray[np.bool_]]:
    """Return by event where it happened; all arrays have one entry per feature or piece.

    :param known: whether there was something before
    """
    same = np.asarray(class_before == class_after, dtype=bool) & known
    return {
        LandEvent.NEW_LAND: land_after & ~land_before,
        LandEvent.LOST_LAND: land_before & ~land_after,
        LandEvent.NEW_FOREST: forest_after & ~forest_before,
        LandEvent.LOST_FOREST: forest_before & ~forest_after,
        LandEvent.CLASS_CHANGED: known & ~same,
        LandEvent.CLASS_KEPT: same,
        LandEvent.STILL_FOREST: forest_after & forest_before,
    }


def _years(
    rules: EditionRules, after: Edition, match: Match, former: Indexes, year: Optional[int]
) -> Iterator[EditionProblem]:
    if after.reason is None or after.year is None:
        return
    given = after.reason != ""
    for kind, flags in (
        (ProblemKind.NO_YEAR, given & (after.year == "")),
        (ProblemKind.OTHER_YEAR, given & (after.year != "") & (after.year != str(year)) if year is not None else None),
    ):
        for j in [] if flags is None else np.flatnonzero(flags).tolist():
            yield EditionProblem(kind, j, int(former[j]), float(match.after_m2[j]), rules.year or "", after.year[j])


def _contradictions(
    rules: EditionRules, before: Edition, after: Edition, match: Match, former: Indexes
) -> Iterator[EditionProblem]:
    """Yield reasons that cannot go with what happened to the feature as a whole."""
    if after.reason is None:
        return
    events = _events(
        taken(before.land, former, False), after.land, taken(before.forest, former, False), after.forest,
        taken(before.class_code, former, ""), after.class_code, former >= 0,
    )
    reasons = sorted(set(after.reason.tolist()) - {""})
    for rule in rules.reasons:
        covered = [reason for reason in reasons if rule.covers(reason)]
        wrong = np.zeros(len(after), dtype=bool)
        for event in rule.never:
            wrong |= events[event]
        wrong &= np.isin(after.reason.astype(str), covered)
        for j in np.flatnonzero(wrong).tolist():
            yield EditionProblem(ProblemKind.CONTRADICTION, j, int(former[j]), float(match.after_m2[j]),
                                 rules.reason or "", after.reason[j], rule=rule)


def _previous(
    rules: EditionRules, before: Edition, after: Edition, match: Match, former: Indexes
) -> Iterator[EditionProblem]:
    """Yield fields that repeat another value than the former edition has, and changes whose former value is empty."""
    for compared in (rules.land_class, *rules.compared):
        said = after.previous.get(compared.field)
        is_class = compared == rules.land_class
        was_all = before.class_code if is_class else before.values.get(compared.field)
        now = after.class_code if is_class else after.values.get(compared.field)
        if said is None or was_all is None or now is None:
            continue
        was = taken(was_all, former, "")
        known = former >= 0
        differs = known & (said != "") & (said != was)
        missing = known & (said == "") & (was != "") & (was != now)
        for kind, flags in ((ProblemKind.PREVIOUS_DIFFERS, differs), (ProblemKind.PREVIOUS_MISSING, missing)):
            for j in np.flatnonzero(flags).tolist():
                yield EditionProblem(kind, j, int(former[j]), float(match.after_m2[j]), compared.previous or "",
                                     said[j], was[j])


def _uncovered(rules: EditionRules, match: Match, changes: PieceChanges) -> Iterator[EditionProblem]:
    if LandEvent.LOST_LAND not in rules.needed_for:
        return
    rows = np.flatnonzero((changes.kind == Change.LOST_LAND) & (match.after < 0))
    areas = np.bincount(match.before[rows], weights=match.area_m2[rows], minlength=len(match.before_m2))
    for i in np.unique(match.before[rows]).tolist():
        yield EditionProblem(ProblemKind.NO_FEATURE, -1, i, float(areas[i]))
