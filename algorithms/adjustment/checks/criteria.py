"""What the criteria say about every parcel, whichever of them count as basic farmland so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...delineation.model import Screening
from ...rulepack.delineation_rules import AppliesTo, Criterion


@dataclass(frozen=True)
class Criteria:
    """The judgement of parcels, once as if all were basic farmland and once as if none was.

    A criterion looks at a parcel by itself, and at the county only by what does not depend on the delineation
    (mean quality, connected farmland). So any choice of basic farmland is put together from the two.
    """

    inside: Screening
    outside: Screening

    def some(self, parcels: NDArray[np.int64]) -> Criteria:
        """Return what they say about some of the parcels, in the order given."""
        return Criteria(_of_some(self.inside, parcels), _of_some(self.outside, parcels))

    def of(self, is_current: NDArray[np.bool_]) -> Screening:
        """Return the judgement for a choice of the parcels that count as basic farmland so far.

        :param is_current: bool (parcels)
        """
        rows = [
            (one, two, criterion)
            for one, criterion in enumerate(self.inside.criteria)
            for two in (_place(self.outside, criterion),)
            if two is not None
        ]
        first = np.array([one for one, _, _ in rows], dtype=np.int64)
        second = np.array([two for _, two, _ in rows], dtype=np.int64)

        def mixed(one: NDArray[np.bool_], two: NDArray[np.bool_]) -> NDArray[np.bool_]:
            return np.where(is_current, one[first], two[second])

        refused = [
            pair
            for screening, elsewhere in ((self.inside, AppliesTo.OTHER), (self.outside, AppliesTo.CURRENT))
            for pair in screening.not_judged
            if pair[0].applies_to is not elsewhere
        ]
        return replace(
            self.inside,
            status=np.where(is_current, self.inside.status, self.outside.status),
            criteria=tuple(criterion for _, _, criterion in rows),
            holds=mixed(self.inside.holds, self.outside.holds),
            evidence_missing=mixed(self.inside.evidence_missing, self.outside.evidence_missing),
            waits_for_target=np.where(is_current, self.inside.waits_for_target, self.outside.waits_for_target),
            not_judged=tuple({criterion.id: (criterion, reason) for criterion, reason in refused}.values()),
            evidence_found=None,
            exempted=None,
        )


def _place(screening: Screening, criterion: Criterion) -> Optional[int]:
    """Return the place of a criterion in a screening, None where it could not be judged."""
    return next((place for place, one in enumerate(screening.criteria) if one.id == criterion.id), None)


def _of_some(screening: Screening, parcels: NDArray[np.int64]) -> Screening:
    cluster = screening.cluster_area_m2
    return replace(
        screening,
        status=screening.status[parcels],
        holds=screening.holds[:, parcels],
        shares={},
        evidence_missing=screening.evidence_missing[:, parcels],
        waits_for_target=screening.waits_for_target[parcels],
        evidence_found=None,
        exempted=None,
        cluster_area_m2=None if cluster is None else cluster[parcels],
    )
