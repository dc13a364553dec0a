"""Screening (划入调出筛查): each parcel against the criteria of the pack.

Land outside: a ban that holds makes it not eligible; else what must enter goes before what may; land that meets no
criterion is not eligible (reason N00). Basic farmland: what must leave goes before what may; land that no criterion
asks to leave is kept. A parcel cut by the border of an overlay is judged as a whole, by the share of its area.
"""

from __future__ import annotations

import math
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext

from ..dataset.dataset import Dataset
from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.adjacency import shared_borders
from ..geometry.plane import metres_per_unit
from ..message import Message, Title, translatable
from ..rulepack.delineation_rules import AppliesTo, Criterion, Status, WithoutEvidence
from ..rulepack.model import Pack
from .blocks import blocks
from .covers import Covers
from .evidence import Evidence, read_evidence
from .inputs import SHARE_ROUNDING, delineation_rules
from .measures import ConditionTable, measures_of
from .model import STATUSES, Parcels, Screening

_MEAN_DECIMALS = 9

MEASURE_TITLES = {
    "mean_slope": Title("平均坡度", "mean slope"),
    "steep_share": Title("陡坡面积比例", "share of steep land"),
    "slope_class": Title("坡度级别", "slope class"),
    "quality_grade": Title("耕地质量等别", "quality grade"),
    "mean_quality_grade": Title("全县平均等别", "the county's mean quality grade"),
    "land_group": Title("三大类", "group of the land class"),
    "cluster_area_m2": Title("连片耕地面积", "area of connected farmland"),
}


def screen(
    pack: Pack,
    parcels: Parcels,
    dataset: Optional[Dataset] = None,
    evidence: Optional[SourceLayer] = None,
    feedback: Feedback = Silent(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
    covers: Optional[Covers] = None,
    clusters: Optional[NDArray[np.float64]] = None,
) -> Screening:
    """Judge every parcel by the criteria of a pack.

    :param dataset: the other layers of the plan; without them no criterion with an overlay can be judged
    :param evidence: the table of evidence; None: the dataset's, where it has one
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :param covers: what other layers cover of the same parcels, of an earlier screening; measured where None
    :param clusters: area of connected farmland of the same parcels (`cluster_areas`), likewise
    :raises LandPlanError: when the pack has no delineation rules, or the table of evidence is none
    :raises Cancelled: when the user cancels
    """
    rules = delineation_rules(pack)
    if evidence is None and dataset is not None:
        evidence = dataset.layer(rules.evidence.role)
    found = read_evidence(pack, rules.evidence, evidence, parcels.keys, Span(feedback, 0, 2))
    if covers is None:
        covers = Covers(parcels, dataset, feedback, transforms)
    judge = _Judge(pack, parcels, covers, found, Span(feedback, 2, 98), clusters)
    judge.run(rules.criteria)
    status, waits = _statuses(parcels, judge.judged, judge.holds)
    notes = [*found.notes, *judge.notes]
    asking = [criterion.code for criterion in judge.judged if criterion.evidence or criterion.exempt_evidence]
    if evidence is None and asking:
        notes.append(
            translatable(
                "Delineation",
                "There is no table of evidence, so no parcel has any: {codes} were judged without.",
                codes=", ".join(asking),
            )
        )
    feedback.setProgress(100)
    return Screening(
        status=status,
        criteria=tuple(judge.judged),
        holds=_stacked(judge.holds, parcels),
        shares=judge.shares,
        evidence_missing=_stacked(judge.missing, parcels),
        waits_for_target=waits,
        not_judged=tuple(judge.not_judged),
        mean_quality=judge.mean_quality,
        evidence_found=_stacked(judge.found, parcels),
        exempted=_stacked(judge.exempted, parcels),
        cluster_area_m2=judge.cluster_area,
        notes=tuple(notes),
    )


def mean_quality(parcels: Parcels) -> float:
    """Return the mean quality grade of the farmland, weighted by net area; NaN where no grade is known.

    Only the noise of binary numbers is rounded away: where all land is of one grade, that is the mean.
    """
    known = parcels.is_farmland & np.isfinite(parcels.quality) & (parcels.net_area_m2 > 0)
    weights = parcels.net_area_m2[known]
    if not known.any():
        return float("nan")
    mean = math.fsum(parcels.quality[known] * weights) / math.fsum(weights)
    return round(mean, _MEAN_DECIMALS)


def cluster_areas(pack: Pack, parcels: Parcels, feedback: Feedback = Silent()) -> NDArray[np.float64]:  # noqa: B008
    """Return the net area of the connected farmland each parcel is part of, float64 (n,); NaN outside farmland.

    Connected is what shares a border; roads and ditches that are parcels of their own part farmland.

    :raises Cancelled: when the user cancels
    """
    tolerance = float(pack.tolerances.get("topology", 0.0)) / metres_per_unit(parcels.crs)
    borders = shared_borders(parcels.polygons, tolerance, feedback)
    block = blocks(parcels.is_farmland, borders.pairs)
    areas = np.full(len(parcels), np.nan)
    inside = block >= 0
    areas[inside] = np.bincount(block[inside], weights=parcels.net_area_m2[inside])[block[inside]]
    return areas


class _Judge:
    """Judges the criteria one after the other."""

    def __init__(
        self,
        pack: Pack,
        parcels: Parcels,
        covers: Covers,
        evidence: Evidence,
        feedback: Feedback,
        clusters: Optional[NDArray[np.float64]],
    ) -> None:
        self.judged: list[Criterion] = []
        self.holds: list[NDArray[np.bool_]] = []
        self.missing: list[NDArray[np.bool_]] = []
        self.found: list[NDArray[np.bool_]] = []
        self.exempted: list[NDArray[np.bool_]] = []
        self.shares: dict[str, NDArray[np.float64]] = {}
        self.not_judged: list[tuple[Criterion, Message]] = []
        self.notes: list[Message] = []
        self.mean_quality = mean_quality(parcels)
        self.cluster_area = clusters
        self._pack = pack
        self._parcels = parcels
        self._evidence = evidence
        self._feedback = feedback
        self._step: Feedback = feedback  # progress of the criterion that is being judged
        self._covers = covers
        self._table = ConditionTable(pack, parcels, self.mean_quality, self._clusters)

    def run(self, criteria: tuple[Criterion, ...]) -> None:
        """Judge all criteria; one that cannot be judged does not keep the others from it."""
        self._note_unknown_values(criteria)
        for number, criterion in enumerate(criteria):
            raise_if_cancelled(self._feedback)
            self._step = Span(self._feedback, 100.0 * number / len(criteria), 100.0 * (number + 1) / len(criteria))
            self._step.setProgress(0)
            try:
                self._judge(criterion)
            except LandPlanError as error:  # a layer that is missing, has no CRS or cannot be read
                self.not_judged.append((criterion, error.message))
        self.notes += self._covers.notes

    def _judge(self, criterion: Criterion) -> None:
        parcels = self._parcels
        applies = np.ones(len(parcels), dtype=bool)
        if criterion.applies_to is not AppliesTo.ANY:
            applies = parcels.is_current if criterion.applies_to is AppliesTo.CURRENT else ~parcels.is_current
        hits = applies.copy()
        share = None
        if criterion.overlay is not None:
            share = self._covers.share(criterion.overlay, self._step)
            reached = share >= criterion.overlay.share - SHARE_ROUNDING
            hits &= ~reached if criterion.overlay.below else reached
        if criterion.where is not None:
            hits &= self._where(criterion, criterion.where, hits)
        exempted = hits & self._evidence.any_of(criterion.exempt_evidence)
        hits &= ~exempted
        found = hits & self._evidence.any_of(criterion.evidence)
        missing = hits & ~found if criterion.evidence else np.zeros(len(parcels), dtype=bool)
        if criterion.evidence and criterion.without_evidence is WithoutEvidence.IGNORE:
            hits = found
        if share is not None:
            self.shares[criterion.id] = share
        self.judged.append(criterion)
        self.holds.append(hits)
        self.missing.append(missing)
        self.found.append(found)
        self.exempted.append(exempted)

    def _where(self, criterion: Criterion, where: str, concerned: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for which parcels the condition of a criterion is true, bool (n,).

        :param concerned: bool (n,), the parcels the answer matters for
        """
        lacking = self._table.missing(where)
        if lacking is not None:
            raise LandPlanError(lacking)
        truth = self._table.truth(where, self._step)
        unknown = int(np.count_nonzero(truth.unknown & concerned & self._parcels.is_farmland))
        nowhere = self._table.unknown_everywhere(where) if unknown else ()
        if nowhere:
            raise LandPlanError(
                translatable(
                    "Delineation",
                    "No parcel has a value of {measure}: give the layer, field or elevation model it comes from.",
                    measure=MEASURE_TITLES.get(nowhere[-1], Title(nowhere[-1])),
                )
            )
        if unknown:
            self.notes.append(
                translatable(
                    "Delineation",
                    "{code} {title}: for {count} parcels it cannot be told, because a value is not known; it counts "
                    "as not met there.",
                    code=criterion.code,
                    title=criterion.title,
                    count=unknown,
                )
            )
        if truth.broken:
            self.notes.append(
                translatable(
                    "Delineation",
                    "{code} {title}: the condition cannot be evaluated for {count} parcels ({reason}); it counts as "
                    "not met there.",
                    code=criterion.code,
                    title=criterion.title,
                    count=truth.broken,
                    reason=truth.reason,
                )
            )
        return truth.holds

    def _clusters(self) -> NDArray[np.float64]:
        if self.cluster_area is None:
            self.cluster_area = cluster_areas(self._pack, self._parcels, self._step)
        return self.cluster_area

    def _note_unknown_values(self, criteria: tuple[Criterion, ...]) -> None:
        parcels = self._parcels
        asked = measures_of(criterion.where for criterion in criteria if criterion.where is not None)
        unknown = int(np.count_nonzero(parcels.is_farmland & ~np.isfinite(parcels.quality)))
        if unknown and np.isfinite(self.mean_quality) and asked & {"quality_grade", "mean_quality_grade"}:
            self.notes.append(
                translatable(
                    "Delineation",
                    "{count} parcels of farmland have no quality grade; the county's mean is that of the others.",
                    count=unknown,
                )
            )
        strange = int(np.count_nonzero(parcels.land_group == ""))
        if strange:
            self.notes.append(
                translatable(
                    "Delineation",
                    "{count} parcels have no land class, or one the code list does not know; they are not farmland.",
                    count=strange,
                )
            )


def _statuses(
    parcels: Parcels, criteria: list[Criterion], holds: list[NDArray[np.bool_]]
) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Return the status of every parcel and which wait for the target."""
    inside = parcels.is_current
    status = np.where(inside, STATUSES.index(Status.KEEP), STATUSES.index(Status.NOT_ELIGIBLE)).astype(np.int8)
    by_status = {found: np.zeros(len(parcels), dtype=bool) for found in Status}
    free_to_leave = np.zeros(len(parcels), dtype=bool)
    for criterion, where in zip(criteria, holds):
        by_status[criterion.status] |= where
        if criterion.status is Status.MAY_LEAVE and not criterion.only_when_target_met:
            free_to_leave |= where
    # the later ones win
    for found in (Status.MAY_ENTER, Status.MUST_ENTER, Status.NOT_ELIGIBLE):
        status[~inside & by_status[found]] = STATUSES.index(found)
    for found in (Status.MAY_LEAVE, Status.MUST_LEAVE):
        status[inside & by_status[found]] = STATUSES.index(found)
    waits = (status == STATUSES.index(Status.MAY_LEAVE)) & ~free_to_leave
    return status, waits


def _stacked(rows: list[NDArray[np.bool_]], parcels: Parcels) -> NDArray[np.bool_]:
    return np.array(rows, dtype=bool).reshape(len(rows), len(parcels))
