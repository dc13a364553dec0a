"""Why land left basic farmland, and which proof is lacking, for the parts of removed pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...delineation.model import Screening
from ...message import Message, Title, translatable
from ...rulepack.delineation_rules import Criterion
from .cuts import Cuts
from .land import LEAVING, rows_of


@dataclass(frozen=True)
class Reasons:
    """The reasons to leave that the parcels have.

    :ivar rows: int64 (reasons), places of the criteria to leave in the screening
    :ivar holds: bool (reasons, parcels)
    :ivar missing: bool (reasons, parcels), it applies but its proof was not found
    """

    screening: Screening
    rows: NDArray[np.int64]
    holds: NDArray[np.bool_]
    missing: NDArray[np.bool_]

    def criterion(self, reason: int) -> Criterion:
        """Return the criterion of a reason."""
        return self.screening.criteria[int(self.rows[reason])]

    @property
    def any(self) -> NDArray[np.bool_]:
        """Which parcels have a reason, proven or not, bool (parcels)."""
        return np.asarray((self.holds | self.missing).any(axis=0))

    def proven(self) -> NDArray[np.bool_]:
        """Return which reasons hold with the proof they need, bool (reasons, parcels).

        A reason that holds only because a proof is lacking does not count where another one asks for that proof:
        a built-up parcel is not lawfully handled because nobody showed that it is.
        """
        proven = self.holds & ~self.missing
        for reason in range(len(self.rows)):
            lifted_by = set(self.criterion(reason).exempt_evidence)
            for other in range(len(self.rows)) if lifted_by else ():
                if lifted_by & set(self.criterion(other).evidence):
                    proven[reason] &= ~self.missing[other]
        return proven

    def lacking(self, parcel: int) -> list[Criterion]:
        """Return the criteria that apply to a parcel and whose proof was not found."""
        return [self.criterion(reason) for reason in np.flatnonzero(self.missing[:, parcel]).tolist()]


def reasons_of(screening: Screening) -> Reasons:
    """Return the reasons to leave of a screening."""
    rows = rows_of(screening, LEAVING)
    return Reasons(screening, rows, screening.holds[rows], screening.evidence_missing[rows])


def of_parts(cuts: Cuts, of_parcel: NDArray[np.bool_], without_parcel: bool) -> NDArray[np.bool_]:
    """Return bool (parts) from bool (parcels).

    :param without_parcel: what counts for parts that lie on no parcel
    """
    if not len(of_parcel):
        return np.full(len(cuts), without_parcel)
    return np.where(cuts.parcel >= 0, of_parcel[np.maximum(cuts.parcel, 0)], without_parcel)


def criterion_list(criteria: list[Criterion]) -> tuple[Message, ...]:
    """Return criteria as lines of a sentence."""
    return tuple(
        translatable("Adjustment", "{code} {title} ({clause})", code=one.code, title=one.title, clause=one.clause)
        for one in criteria
    )


def needed_evidence(criteria: list[Criterion], kinds: dict[str, Title]) -> tuple[Message, ...]:
    """Return for each criterion the kinds of evidence of which one is needed, as lines of a sentence."""
    return tuple(
        translatable("Adjustment", "{code} {title}: {kinds}", code=one.code, title=one.title,
                     kinds=joined([kinds.get(kind, Title(kind)) for kind in one.evidence]))
        for one in criteria
    )


def joined(titles: list[Title]) -> Title:
    """Return names joined for a sentence, in both languages."""
    return Title("或".join(title.zh for title in titles), " or ".join(title.text("en") for title in titles))
