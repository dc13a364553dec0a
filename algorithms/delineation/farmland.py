"""Delineates permanent basic farmland (永久基本农田划定): from the layers of a county to the chosen parcels.

One pass, the same for the algorithm, the panel and scripts: read and measure the parcels, screen them against the
pack's criteria, fix what is frozen, order the rest by distance and quality, choose up to the targets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area import ellipsoidal_areas
from ..geometry.area_units import hectares
from ..geometry.arrays import PolygonArrays
from ..geometry.inner_points import inner_points
from ..geometry.projection import area_frame
from ..message import Message, translatable
from ..rulepack.delineation_rules import Status
from ..rulepack.model import Pack
from .compact import CompactOptions, CompactResult, compact
from .fill import FillOptions, fill
from .inputs import delineation_rules, read_parcels
from .making_way import replaceable, told_as_released, with_land_making_way
from .model import Parcels, Screening, Selection, Situation, Units
from .preparation import frozen_parcels, made_situation, parcels_in_plane
from .result import Delineation, FarmlandOptions, Note, Order
from .rings import Rings, distance_rings
from .screening import screen
from .sources import PlanSources, units_needed
from .split_units import split_at_units
from .targets import Targets, read_targets

Say = Callable[[Note], None]
_TELLING_SHARE = 0.001  # of the area before: a smaller difference comes from digitising


def delineate(
    pack: Pack,
    sources: PlanSources,
    options: FarmlandOptions = FarmlandOptions(),  # noqa: B008
    feedback: Feedback = Silent(),  # noqa: B008
    say: Optional[Say] = None,
) -> Delineation:
    """Delineate the basic farmland of a county.

    :param pack: a pack with delineation rules
    :param sources: the layers; ``sources.dataset`` supplies those not given
    :param say: called with every sentence for the log as soon as it is known
    :raises LandPlanError: when a layer or field that is needed is missing or cannot be meant
    :raises Cancelled: when the user cancelled
    """
    return _Run(pack, sources, options, feedback, say or (lambda note: None)).delineation()


class _Run:
    """One delineation under way."""

    def __init__(
        self, pack: Pack, sources: PlanSources, options: FarmlandOptions, feedback: Feedback, say: Say
    ) -> None:
        self._pack = pack
        self._rules = delineation_rules(pack)
        self._sources = sources
        self._options = options
        self._feedback = feedback
        self._say = say
        self._notes: list[Note] = []

    def delineation(self) -> Delineation:
        """Do all steps."""
        rules, sources, options = self._rules, self._sources, self._options
        units, targets = self._units_and_targets()
        current = sources.of_role(sources.current, rules.current_role)
        if current is None:
            self._note(translatable("Farmland", "There is no basic farmland before: every parcel chosen enters."))
        parcels = self._parcels(current, units)
        screening = self._screening(parcels)
        row = np.arange(len(parcels))
        if options.split_at_units:
            parcels, screening, row, divided = split_at_units(
                parcels, screening, units, self._pack.tolerances.get("sliver", 0.0), self._span(45, 50),
                sources.transforms,
            )
            self._note(
                translatable("Farmland", "{count} parcels were cut at the borders of units.", count=divided)
            )
        target_unit = self._target_units(parcels, units, targets)
        frozen = self._frozen(parcels, units, screening)
        situation = self._situation(parcels, screening, target_unit, targets, frozen)
        current_m2 = self._current_area(current, parcels)
        selection, compacted = self._choice(situation, replaceable(screening))
        self._feedback.setProgress(100)
        return Delineation(
            self._pack, rules, replace(sources, current=current), options, parcels.crs, parcels, row, screening, units,
            targets, target_unit, situation, selection, current_m2, compacted, tuple(self._notes),
        )

    def _note(self, message: Message, warning: bool = False) -> None:
        note = Note(message, warning)
        self._notes.append(note)
        self._say(note)

    def _span(self, start: float, end: float) -> Span:
        raise_if_cancelled(self._feedback)
        return Span(self._feedback, start, end)

    def _units_and_targets(self) -> tuple[Units, Targets]:
        rules, sources, options = self._rules, self._sources, self._options
        table = sources.of_role(sources.targets, rules.targets.role)
        if table is None:
            raise LandPlanError(
                translatable(
                    "Farmland",
                    "There are no targets. Give a table with unit codes and areas in hectares, or a data source that "
                    "has the layer {layer}.",
                    layer=self._pack.layers[rules.targets.role].title,
                )
            )
        units = units_needed(self._pack, sources, table, self._span(0, 2))
        targets = read_targets(
            self._pack, rules.targets, table, units, options.target_unit_field, options.target_area_field,
            self._span(2, 3),
        )
        for note in targets.notes:
            self._note(note, warning=True)
        return units, targets

    def _parcels(self, current: Optional[SourceLayer], units: Units) -> Parcels:
        sources, options = self._sources, self._options
        terrain = sources.terrain
        for note in () if terrain is None else terrain.notes:
            self._note(note, warning=True)
        outside = 0 if terrain is None else int((terrain.covered_share <= 0).sum())
        if outside:
            self._note(
                translatable("Farmland", "The elevation model does not cover {count} parcels.", count=outside), True
            )
        parcels = read_parcels(
            self._pack, sources.parcels, current=current, units=units, quality_field=options.quality_field,
            slope_field=options.slope_field, terrain=terrain, transforms=sources.transforms, feedback=self._span(3, 25),
        )
        nothing = np.flatnonzero(parcels.net_area_m2 <= 0)
        if len(nothing):
            self._note(
                translatable(
                    "Farmland",
                    "{count} parcels have no net area and count for nothing, for example {key}: their geometry is "
                    "missing or broken, or the deductions take all of it.",
                    count=len(nothing), key=str(min(parcels.keys[nothing].tolist())),
                ),
                warning=True,
            )
        return parcels

    def _screening(self, parcels: Parcels) -> Screening:
        sources = self._sources
        evidence = sources.of_role(sources.evidence, self._rules.evidence.role)
        screening = screen(self._pack, parcels, sources.dataset, evidence, self._span(25, 45), sources.transforms)
        for message in screening.notes:
            self._note(message, warning=True)
        for criterion, reason in screening.not_judged:
            self._note(
                translatable(
                    "Farmland", "Not judged: {code} {title}. {reason}",
                    code=criterion.code, title=criterion.title, reason=reason,
                ),
                warning=True,
            )
        if np.isfinite(screening.mean_quality):
            self._note(
                translatable(
                    "Farmland", "Mean quality grade of the county's farmland: {grade}",
                    grade=round(screening.mean_quality, 3),
                )
            )
        return screening

    def _target_units(self, parcels: Parcels, units: Units, targets: Targets) -> NDArray[np.int64]:
        """Return the target unit of every parcel, and say what lies in no unit and which unit has no parcel."""
        found = np.append(targets.of_unit, -1)[parcels.unit]
        nowhere = found < 0
        if nowhere.any():
            self._note(
                translatable(
                    "Farmland",
                    "{count} parcels ({area} ha) lie in no unit: what is basic farmland there is kept, and nothing "
                    "enters.",
                    count=int(nowhere.sum()), area=hectares(parcels.net_area_m2[nowhere].sum()),
                ),
                warning=True,
            )
        empty = np.setdiff1d(np.flatnonzero(targets.area_m2 > 0), found)
        for index in empty.tolist():
            self._note(
                translatable(
                    "Farmland", "Unit {code} {name} has a target of {area} ha but no parcel lies in it.",
                    code=targets.codes[index], name=targets.names[index], area=hectares(targets.area_m2[index]),
                ),
                warning=True,
            )
        return np.asarray(found, dtype=np.int64)

    def _frozen(self, parcels: Parcels, units: Units, screening: Screening) -> NDArray[np.bool_]:
        """Return which parcels must stay as they are, and say what that goes against."""
        frozen = frozen_parcels(
            self._rules, self._sources, parcels, units, self._options.frozen_units, self._span(50, 53)
        )
        if frozen.any():
            self._note(
                translatable(
                    "Farmland", "{count} parcels ({area} ha) are frozen and stay as they are.",
                    count=int(frozen.sum()), area=hectares(parcels.net_area_m2[frozen].sum()),
                )
            )
        against = frozen & screening.has(Status.MUST_LEAVE)
        if against.any():
            self._note(
                translatable(
                    "Farmland", "{count} of them ({area} ha) would have to leave by the criteria.",
                    count=int(against.sum()), area=hectares(parcels.net_area_m2[against].sum()),
                ),
                warning=True,
            )
        return frozen

    def _situation(
        self, parcels: Parcels, screening: Screening, target_unit: NDArray[np.int64], targets: Targets,
        frozen: NDArray[np.bool_],
    ) -> Situation:
        shapes, plane = parcels_in_plane(parcels, self._sources.parcels.name, self._span(53, 56))
        points = inner_points(shapes)
        rings = self._rings(parcels, shapes, plane, points)
        return made_situation(
            self._pack, parcels, screening.status, screening.waits_for_target, target_unit, targets.area_m2, frozen,
            rings.ring, shapes, plane, points, self._span(60, 72),
        )

    def _rings(
        self, parcels: Parcels, shapes: PolygonArrays, plane: QgsCoordinateReferenceSystem,
        points: tuple[NDArray[np.float64], NDArray[np.float64]],
    ) -> Rings:
        order = self._rules.order
        rings = distance_rings(
            order, parcels, shapes, plane, points, self._sources.centres, self._sources.dataset, self._span(56, 60),
            self._sources.transforms,
        )
        counts = np.bincount(rings.ring, minlength=len(order.rings) + 1)
        self._note(
            translatable(
                "Farmland", "Distances ({rings} m) are reckoned from {centres}; parcels by ring: {counts}",
                rings=", ".join(f"{distance:g}" for distance in order.rings), centres=rings.centres,
                counts=", ".join(map(str, counts.tolist())),
            )
        )
        return rings

    def _current_area(self, current: Optional[SourceLayer], parcels: Parcels) -> float:
        """Return the true area of the basic farmland before, and say how far the parcels are from it."""
        if current is None:
            return float("nan")
        polygons = current.read(self._feedback).polygons
        true = float(np.nansum(ellipsoidal_areas(polygons, area_frame(current.crs), feedback=self._span(72, 74))))
        partly = (parcels.current_share > 0) & (parcels.current_share < 1)
        within = float((parcels.current_share * parcels.area_m2).sum())
        counted = float(parcels.area_m2[parcels.is_current].sum())
        self._note(
            translatable(
                "Farmland",
                "Basic farmland before: {true} ha by its own layer; {count} parcels of {area} ha count as such "
                "(gross), {partly} parcels are so only in part.",
                true=hectares(true), count=int(parcels.is_current.sum()), area=hectares(counted),
                # parcels that share no more than a sliver with it are not worth a word
                partly=int((partly & (np.minimum(parcels.current_share, 1 - parcels.current_share) > 0.01)).sum()),
            )
        )
        if true - within > max(_TELLING_SHARE * true, 1.0):
            self._note(
                translatable(
                    "Farmland",
                    "{area} ha of the basic farmland before ({layer}) lie on no parcel or overlap each other; they are "
                    "not part of the sums.",
                    area=hectares(true - within), layer=current.name,
                ),
                warning=True,
            )
        return true

    def _choice(
        self, situation: Situation, candidates: NDArray[np.bool_]
    ) -> tuple[Selection, Optional[CompactResult]]:
        options = self._options
        min_block = self._rules.min_block_m2 if options.min_block_m2 is None else options.min_block_m2
        filling = FillOptions(min_block_m2=min_block, release_surplus=options.release_surplus)
        moved = np.zeros(len(situation), dtype=bool)
        if options.release_surplus:
            situation, moved = with_land_making_way(situation, candidates, filling, self._span(74, 76))
        if options.order is Order.FILL:
            return told_as_released(fill(situation, filling, self._span(76, 100)), moved), None
        filled = fill(situation, filling, self._span(76, 78))
        compacting = CompactOptions(min_block_m2=min_block, release_surplus=options.release_surplus)
        result = compact(situation, filled, compacting, self._span(78, 100))
        return told_as_released(result.selection, moved), result
