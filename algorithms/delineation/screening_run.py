"""A whole screening, from the layers of the plan to the gates of the units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.area_units import hectares
from ..message import Message, translatable
from ..rulepack.model import Pack
from .gate import Gates, gates
from .inputs import delineation_rules, read_parcels
from .model import Parcels, Screening, Units
from .screening import screen
from .sources import PlanSources, units_found
from .targets import Targets, read_targets


@dataclass(frozen=True)
class ScreeningRun:
    """What a screening was made from and what it found.

    :ivar units: None where there is no layer of units
    :ivar targets: None where there are none; ``gates`` likewise
    :ivar notes: what a person should know
    """

    pack: Pack
    sources: PlanSources
    units: Optional[Units]
    targets: Optional[Targets]
    parcels: Parcels
    screening: Screening
    gates: Optional[Gates]
    notes: tuple[Message, ...]

    def gate_sentences(self) -> list[Message]:
        """Return for every unit with a target whether land that waits for it may leave."""
        if self.targets is None or self.gates is None:
            return []
        sentences = []
        for number, name in enumerate(self.targets.names):
            target = float(self.gates.target_m2[number])
            sure = float(self.gates.staying_m2[number] + self.gates.entering_m2[number])
            if np.isnan(target):
                sentences.append(
                    translatable("Delineation", "{unit} has no target, so waiting land must not leave.", unit=name)
                )
            elif self.gates.is_open[number]:
                sentences.append(
                    translatable(
                        "Delineation",
                        "{unit}: {sure} ha are sure, the target of {target} ha is met; up to {spare} ha of waiting "
                        "land may leave.",
                        unit=name,
                        sure=hectares(sure),
                        target=hectares(target),
                        spare=hectares(float(self.gates.releasable_m2[number])),
                    )
                )
            else:
                sentences.append(
                    translatable(
                        "Delineation",
                        "{unit}: {sure} ha are sure, {missing} ha are missing to the target of {target} ha; no waiting "
                        "land may leave.",
                        unit=name,
                        sure=hectares(sure),
                        missing=hectares(target - sure),
                        target=hectares(target),
                    )
                )
        return sentences


def run_screening(
    pack: Pack,
    sources: PlanSources,
    quality_field: Optional[str] = None,
    slope_field: Optional[str] = None,
    feedback: Feedback = Silent(),  # noqa: B008
) -> ScreeningRun:
    """Read the layers and judge every parcel.

    :param quality_field: see `read_parcels`, ``slope_field`` likewise
    :raises LandPlanError: when the pack has no delineation rules or a layer that was given cannot be used
    :raises Cancelled: when the user cancels
    """
    rules = delineation_rules(pack)
    notes: list[Message] = []
    if sources.terrain is not None:
        notes += sources.terrain.notes
        outside = int(np.count_nonzero(~(sources.terrain.covered_share > 0)))
        if outside:
            notes.append(
                translatable("Delineation", "The elevation model does not cover {count} parcels.", count=outside)
            )
    table = sources.of_role(sources.targets, rules.targets.role)
    units = units_found(pack, sources, table, Span(feedback, 0, 5))
    targets = None
    if table is not None and units is not None:
        targets = read_targets(pack, rules.targets, table, units, feedback=Span(feedback, 5, 8))
        notes += targets.notes
    elif sources.targets is not None:
        raise LandPlanError(
            translatable(
                "Delineation",
                "There are targets in {layer} but no administrative units they belong to: give the layer of units.",
                layer=sources.targets.name,
            )
        )
    current = sources.of_role(sources.current, rules.current_role)
    if current is None:
        notes.append(
            translatable("Delineation", "There is no basic farmland now, so no parcel was judged for leaving.")
        )
    parcels = read_parcels(
        pack,
        sources.parcels,
        current=current,
        units=units,
        quality_field=quality_field,
        slope_field=slope_field,
        terrain=sources.terrain,
        transforms=sources.transforms,
        feedback=Span(feedback, 8, 50),
    )
    if units is not None and (parcels.unit < 0).any():
        notes.append(
            translatable(
                "Delineation",
                "{count} parcels lie in no administrative unit.",
                count=int(np.count_nonzero(parcels.unit < 0)),
            )
        )
    evidence = sources.of_role(sources.evidence, rules.evidence.role)
    screening = screen(pack, parcels, sources.dataset, evidence, Span(feedback, 50, 100), sources.transforms)
    found = None if targets is None else gates(parcels, screening, targets.area_m2, targets.of_unit)
    return ScreeningRun(
        pack, sources, units, targets, parcels, screening, found, (*notes, *screening.notes)
    )
