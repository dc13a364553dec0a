"""Proposes replacement (补划) for basic farmland taken out: equal area, not lower quality, same town first, compact.

陕·二(二)1: what leaves the basic farmland is replaced by land of equal quantity and quality. Land serves that the
criteria of the pack let enter, that is no basic farmland yet, is not taken out itself and is not frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area_units import hectares
from ..geometry.inner_points import inner_points
from ..message import Message, translatable
from ..rulepack.delineation_rules import Status
from ..rulepack.model import Pack
from .inputs import delineation_rules, read_parcels
from .model import Parcels, Screening, Situation, Units
from .preparation import frozen_parcels, made_situation, parcels_in_plane
from .removed_land import RemovedLand, removed_land
from .replacement_choice import Alternative, Replacement, ReplacementOptions, choose_replacement
from .result import Note
from .screening import screen
from .sources import PlanSources, units_needed


@dataclass(frozen=True)
class Proposal:
    """What is taken out and what can replace it.

    :ivar needed_m2: float64 (units,), net area taken out
    :ivar removed_quality: float64 (units,), its mean grade, NaN where no grade is known
    :ivar candidates: bool (n,), land that could serve
    :ivar replacement: the alternatives; grades in it count as `Situation.quality` does
    """

    pack: Pack
    parcels: Parcels
    screening: Screening
    units: Units
    situation: Situation
    removed: RemovedLand
    needed_m2: NDArray[np.float64]
    removed_quality: NDArray[np.float64]
    candidates: NDArray[np.bool_]
    replacement: Replacement
    notes: tuple[Note, ...]

    @property
    def in_no_unit_m2(self) -> float:
        """Net area taken out that lies in no unit, so that nothing is looked for."""
        return float(np.sort(self.removed.net_m2[self.parcels.unit < 0]).sum())

    @property
    def sign(self) -> float:
        """1 where a smaller grade is better, -1 where a larger one is: grades of the choice times this are grades."""
        return 1.0 if delineation_rules(self.pack).parcels.smaller_is_better else -1.0


def propose(
    pack: Pack,
    sources: PlanSources,
    drawn: Optional[SourceLayer],
    keys: Sequence[str] = (),
    options: ReplacementOptions = ReplacementOptions(),  # noqa: B008
    quality_field: Optional[str] = None,
    slope_field: Optional[str] = None,
    feedback: Feedback = Silent(),  # noqa: B008
    say: Optional[Callable[[Note], None]] = None,
) -> Proposal:
    """Find land that can replace what is taken out.

    :param sources: the layers; targets and centres are not looked at
    :param drawn: the land to be removed as polygons
    :param keys: the land to be removed as numbers of basic farmland or keys of parcels
    :param say: called with every sentence for the log
    :raises LandPlanError: when a layer is missing, a key is unknown or nothing of it is basic farmland
    :raises Cancelled: when the user cancels
    """
    rules = delineation_rules(pack)
    notes: list[Note] = []

    def note(message: Message, warning: bool = False) -> None:
        notes.append(Note(message, warning))
        if say is not None:
            say(notes[-1])

    units = units_needed(pack, sources, None, Span(feedback, 0, 2))
    current = sources.of_role(sources.current, rules.current_role)
    parcels = read_parcels(
        pack, sources.parcels, current=current, units=units, quality_field=quality_field, slope_field=slope_field,
        terrain=sources.terrain, transforms=sources.transforms, feedback=Span(feedback, 2, 30),
    )
    removed = removed_land(pack, parcels, drawn, keys, current, Span(feedback, 30, 35), sources.transforms)
    evidence = sources.of_role(sources.evidence, rules.evidence.role)
    screening = screen(pack, parcels, sources.dataset, evidence, Span(feedback, 35, 60), sources.transforms)
    for message in screening.notes:
        note(message, True)
    for criterion, reason in screening.not_judged:
        note(
            translatable(
                "Farmland", "Not judged: {code} {title}. {reason}",
                code=criterion.code, title=criterion.title, reason=reason,
            ),
            True,
        )
    frozen = frozen_parcels(rules, sources, parcels, units, (), Span(feedback, 60, 63))
    raise_if_cancelled(feedback)
    shapes, plane = parcels_in_plane(parcels, sources.parcels.name, Span(feedback, 63, 66))
    situation = made_situation(
        pack, parcels, screening.status, screening.waits_for_target, parcels.unit, np.full(len(units.codes), np.nan),
        frozen, np.zeros(len(parcels), dtype=np.int64), shapes, plane, inner_points(shapes), Span(feedback, 66, 75),
    )
    admitted = screening.has(Status.MAY_ENTER) | screening.has(Status.MUST_ENTER)
    candidates = admitted & ~parcels.is_current & ~frozen & (removed.share == 0)
    remaining = parcels.is_current & (removed.share < rules.current_share)
    needed, quality = removed.needs(parcels, len(units.codes))
    _describe(parcels, units, removed, needed, quality, note)
    sign = 1.0 if rules.parcels.smaller_is_better else -1.0
    found = choose_replacement(
        situation, candidates, remaining, needed, sign * quality, options, Span(feedback, 75, 100)
    )
    return Proposal(
        pack, parcels, screening, units, situation, removed, needed, quality, candidates, found, tuple(notes)
    )


def _describe(
    parcels: Parcels,
    units: Units,
    removed: RemovedLand,
    needed: NDArray[np.float64],
    quality: NDArray[np.float64],
    note: Callable[..., None],
) -> None:
    """Say what is taken out, and what of it cannot be replaced by rule."""
    if removed.outside_m2 > max(1.0, 1e-4 * removed.area_m2):
        note(
            translatable(
                "Replacement", "{area} ha of the land to be removed are no basic farmland and need no replacement.",
                area=hectares(removed.outside_m2),
            ),
            True,
        )
    nowhere = float(removed.net_m2[parcels.unit < 0].sum())
    if nowhere > 0:
        note(
            translatable(
                "Replacement",
                "{area} ha of the land to be removed lie in no unit and are not replaced. Complete the layer of units.",
                area=hectares(nowhere),
            ),
            True,
        )
    for unit in np.flatnonzero((needed > 0) & np.isnan(quality)).tolist():
        note(
            translatable(
                "Replacement",
                "The land removed from {code} {name} has no quality grade: any quality is taken as equal.",
                code=units.codes[unit], name=units.names[unit],
            ),
            True,
        )


def not_available(proposal: Proposal) -> list[Message]:
    """Return what cannot be replaced, unit by unit, and whether area or quality is missing; empty when all can."""
    best: Optional[Alternative] = next(iter(proposal.replacement.alternatives), None)
    said = []
    for unit in np.flatnonzero(proposal.needed_m2 > 0).tolist():
        needed = float(proposal.needed_m2[unit])
        missing = needed if best is None else float(best.missing_m2[unit])
        if missing <= 0:
            continue
        available = float(proposal.replacement.available_m2[unit])
        fitting = float(proposal.replacement.fitting_m2[unit])
        names = {"code": proposal.units.codes[unit], "name": proposal.units.names[unit]}
        if available < needed:
            said.append(
                translatable(
                    "Replacement",
                    "{code} {name}: {missing} ha of {needed} ha cannot be replaced. Only {available} ha may enter.",
                    missing=hectares(missing), needed=hectares(needed), available=hectares(available), **names,
                )
            )
        elif fitting < needed:
            said.append(
                translatable(
                    "Replacement",
                    "{code} {name}: {missing} ha of {needed} ha cannot be replaced at a mean grade of {grade}. "
                    "{available} ha may enter, but of them only {fitting} ha together are good enough.",
                    missing=hectares(missing), needed=hectares(needed), available=hectares(available),
                    fitting=hectares(fitting), grade=round(float(proposal.removed_quality[unit]), 3), **names,
                )
            )
        else:
            said.append(
                translatable(
                    "Replacement",
                    "{code} {name}: {missing} ha of {needed} ha cannot be replaced, because the land that is good "
                    "enough also serves other units.",
                    missing=hectares(missing), needed=hectares(needed), **names,
                )
            )
    return said
