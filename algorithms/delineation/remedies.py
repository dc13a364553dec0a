"""What would close the shortfall of a unit: land that waits for proof, small blocks, bans, surplus elsewhere."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..geometry.area_units import hectares
from ..message import Message, translatable
from ..rulepack.delineation_rules import NO_CRITERION_CODE, Status
from .model import STATUSES
from .reasons import ENTER, first_criterion
from .result import Delineation

_MOST_REASONS = 3


class Remedies:
    """What would close the shortfalls of the units of a delineation; everything that no unit changes is found once."""

    def __init__(self, delineation: Delineation) -> None:
        self._it = it = delineation
        parcels = it.parcels
        left_out = ~it.selection.chosen & ~it.situation.frozen
        not_eligible = it.screening.has(Status.NOT_ELIGIBLE)
        self._waiting = left_out & ~parcels.is_current & not_eligible & _waits_for_evidence(it)
        self._small = left_out & it.has_step("block_too_small")
        self._barred = left_out & not_eligible & parcels.is_farmland & ~parcels.is_current & ~self._waiting
        self._out = it.is_out
        self._frozen = ~it.selection.chosen & it.situation.frozen & _could_enter(it)

    def of(self, rows: NDArray[np.int64], surplus_elsewhere_m2: float) -> tuple[Message, ...]:
        """Return the sentences for a target unit that falls short.

        :param rows: int64, the parcels of the unit
        :param surplus_elsewhere_m2: what other units have above their targets
        """
        said: list[Message] = []
        waiting = self._hectares(rows, self._waiting)
        if waiting is not None:
            said.append(
                translatable(
                    "Ledger", "{area} ha would be free to enter with the evidence that is missing.", area=waiting
                )
            )
        small = self._hectares(rows, self._small)
        if small is not None:
            said.append(translatable("Ledger", "{area} ha may enter but lie in blocks that are too small.", area=small))
        said += self._bans(rows)
        left = self._hectares(rows, self._out)
        if left is not None:
            said.append(translatable("Ledger", "{area} ha leave.", area=left))
        frozen = self._hectares(rows, self._frozen)
        if frozen is not None:
            said.append(translatable("Ledger", "{area} ha could enter but are frozen.", area=frozen))
        if surplus_elsewhere_m2 > 0:
            said.append(
                translatable(
                    "Ledger", "Other units have {area} ha above their targets.", area=hectares(surplus_elsewhere_m2)
                )
            )
        return tuple(said) or (translatable("Ledger", "The unit has no further farmland."),)

    def _bans(self, rows: NDArray[np.int64]) -> list[Message]:
        """Return what keeps most of the farmland out."""
        screening, net = self._it.screening, self._it.parcels.net_area_m2
        rows = rows[self._barred[rows]]
        first = first_criterion(screening, (Status.NOT_ELIGIBLE,), rows)
        sums = {number: float(np.sort(net[rows[first == number]]).sum()) for number in np.unique(first).tolist()}
        said = []
        for number, area in sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:_MOST_REASONS]:
            if area <= 0:
                continue
            if number < 0:
                said.append(
                    translatable(
                        "Ledger", "{area} ha of farmland meet no criterion for entering ({code}).",
                        area=hectares(area), code=NO_CRITERION_CODE,
                    )
                )
            else:
                criterion = screening.criteria[number]
                said.append(
                    translatable(
                        "Ledger", "{area} ha of farmland are not eligible: {code} {title}.",
                        area=hectares(area), code=criterion.code, title=criterion.title,
                    )
                )
        return said

    def _hectares(self, rows: NDArray[np.int64], mask: NDArray[np.bool_]) -> Optional[float]:
        """Return the area of some parcels, None where there are none."""
        chosen = rows[mask[rows]]
        return hectares(float(np.sort(self._it.parcels.net_area_m2[chosen]).sum())) if len(chosen) else None


def _waits_for_evidence(it: Delineation) -> NDArray[np.bool_]:
    """Return which parcels would enter with evidence: a reason to enter waits for it, or it would lift every ban."""
    screening = it.screening
    waits = np.zeros(len(it.parcels), dtype=bool)
    banned, fixed = np.zeros_like(waits), np.zeros_like(waits)
    enters = np.zeros_like(waits)
    for number, criterion in enumerate(screening.criteria):
        holds = screening.holds[number]
        if criterion.status in ENTER:
            waits |= screening.evidence_missing[number] & ~holds
            enters |= holds | screening.evidence_missing[number]
        elif criterion.status is Status.NOT_ELIGIBLE:
            banned |= holds
            if not criterion.exempt_evidence:
                fixed |= holds
    return np.asarray(~fixed & ((~banned & waits) | (banned & enters)))


def _could_enter(it: Delineation) -> NDArray[np.bool_]:
    status = it.screening.status
    return np.asarray(np.isin(status, [STATUSES.index(Status.MAY_ENTER), STATUSES.index(Status.MUST_ENTER)]))
