"""What would close the shortfall of a unit: land that waits for proof, small blocks, bans, surplus elsewhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..geometry.area_units import hectares
from ..message import Message, translatable
from ..rulepack.delineation_rules import NO_CRITERION_CODE, Status
from .model import STATUSES
from .reasons import ENTER, first_criterion
from .result import Delineation

_MOST_REASONS = 3


def remedies(delineation: Delineation, unit: int, surplus_elsewhere_m2: float) -> tuple[Message, ...]:
    """Return the sentences for a target unit that falls short.

    :param surplus_elsewhere_m2: what other units have above their targets
    """
    it = delineation
    parcels, screening = it.parcels, it.screening
    outside = (it.target_unit == unit) & ~it.selection.chosen & ~it.situation.frozen
    not_eligible = screening.has(Status.NOT_ELIGIBLE)
    said: list[Message] = []

    waiting = outside & ~parcels.is_current & not_eligible & _waits_for_evidence(it)
    if waiting.any():
        said.append(
            translatable(
                "Ledger", "{area} ha would be free to enter with the evidence that is missing.", area=_ha(it, waiting)
            )
        )
    small = outside & it.has_step("block_too_small")
    if small.any():
        said.append(
            translatable(
                "Ledger", "{area} ha may enter but lie in blocks that are too small.", area=_ha(it, small)
            )
        )
    farmland = outside & not_eligible & parcels.is_farmland & ~parcels.is_current & ~waiting
    rows = np.flatnonzero(farmland)
    first = first_criterion(screening, (Status.NOT_ELIGIBLE,), rows)
    sums = {
        number: float(np.sort(parcels.net_area_m2[rows[first == number]]).sum()) for number in np.unique(first).tolist()
    }
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
            said.append(
                translatable(
                    "Ledger", "{area} ha of farmland are not eligible: {code} {title}.",
                    area=hectares(area), code=screening.criteria[number].code, title=screening.criteria[number].title,
                )
            )
    left = (it.target_unit == unit) & it.is_out
    if left.any():
        said.append(translatable("Ledger", "{area} ha leave.", area=_ha(it, left)))
    frozen = (it.target_unit == unit) & ~it.selection.chosen & it.situation.frozen & _could_enter(it)
    if frozen.any():
        said.append(
            translatable("Ledger", "{area} ha could enter but are frozen.", area=_ha(it, frozen))
        )
    if surplus_elsewhere_m2 > 0:
        said.append(
            translatable(
                "Ledger", "Other units have {area} ha above their targets.", area=hectares(surplus_elsewhere_m2)
            )
        )
    if not said:
        said.append(translatable("Ledger", "The unit has no further farmland."))
    return tuple(said)


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


def _ha(it: Delineation, mask: NDArray[np.bool_]) -> float:
    return hectares(float(np.sort(it.parcels.net_area_m2[mask]).sum()))
