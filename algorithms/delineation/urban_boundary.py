"""The urban growth boundary (城市开发边界): from the construction zones, agreed with plans, minus what it must avoid.

Source: 陕·二(一)3 (以允许建设区和有条件建设区为基础……避让……从严确定). Every square metre of the zones is in the
result or in the ledger, under the layer or the limit that took it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Union

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area import area_frame
from ..geometry.overlap_areas import covered_shares
from ..geometry.projection import AreaFrame
from ..geometry.regions import (
    Region,
    area_of,
    areas_of,
    arrays_of,
    divided,
    holes_of,
    merged,
    sorted_by_size,
    united,
)
from ..geometry.wkb import concatenate
from ..message import Message, Title, translatable
from ..rulepack.lines_rules import PieceLimits, UrbanBoundaryRules
from .line_layers import LayerState, LineLayer, LineLayers
from .line_ledger import TRIFLES, LedgerRow, layer_row

_TOUCHED = 1e-9  # share of a hole from which on a layer counts as lying in it


class Agreement(Enum):
    """How the boundary is agreed with city and industry plans (与城市规划、产业规划充分衔接)."""

    COMPARE = "compare"  # all zones; the plans are compared only
    CONDITIONAL = "conditional"  # allowed zones, and conditional zones where a plan covers them
    WITHIN = "within"  # only where a plan covers the zones


@dataclass(frozen=True)
class Taken:
    """A piece that is not in the boundary, or of a plan outside of the zones.

    :ivar step: avoid, plan (zones no plan covers), dropped, or plan_outside
    :ivar reason: role of the layer, or too_small, too_narrow
    """

    step: str
    reason: str
    title: Union[Title, Message]
    piece: QgsGeometry
    clause: str


@dataclass(frozen=True)
class UrbanBoundary:
    """The boundary and what became of the zones.

    :ivar pieces: single polygons, ordered by place
    :ivar missing: layers to be avoided that are missing
    """

    crs: QgsCoordinateReferenceSystem
    frame: AreaFrame
    pieces: Region
    taken: tuple[Taken, ...]
    ledger: tuple[LedgerRow, ...]
    missing: tuple[LineLayer, ...]
    notes: tuple[Message, ...]

    @property
    def area_m2(self) -> float:
        """The area of the boundary, m² on the ellipsoid."""
        return area_of(self.pieces, self.frame)


_NO_PLAN = translatable("Lines", "Outside of the city and industry plans")


def draw_urban_boundary(
    rules: UrbanBoundaryRules,
    limits: PieceLimits,
    agreement: Agreement,
    layers: LineLayers,
    feedback: Feedback = Silent(),  # noqa: B008
) -> UrbanBoundary:
    """Draw the boundary.

    :raises LandPlanError: when the zones are missing, or a plan is needed and none is there
    :raises Cancelled: when the user cancels
    """
    return _Drawing(rules, limits, layers, feedback).draw(agreement)


class _Drawing:
    """One run."""

    def __init__(
        self, rules: UrbanBoundaryRules, limits: PieceLimits, layers: LineLayers, feedback: Feedback
    ) -> None:
        self._rules = rules
        self._limits = limits
        self._layers = layers
        self._feedback = feedback
        self._rows: list[LedgerRow] = []
        self._taken: list[Taken] = []

    def draw(self, agreement: Agreement) -> UrbanBoundary:
        zones = self._layers.zones(self._rules.zones)
        self._crs, self._frame = zones.crs, area_frame(zones.crs)
        allowed = united(zones.allowed, Span(self._feedback, 0, 8))
        both = united(concatenate((zones.allowed, zones.conditional)), Span(self._feedback, 8, 16))
        # where zones overlap each other, the land counts as allowed
        conditional = divided(both, arrays_of(allowed)).outside
        for title, region in (
            (zones.allowed_title, allowed), (zones.conditional_title, conditional)
        ):
            self._rows.append(
                LedgerRow(
                    "base", self._rules.zones.role, title, zones.name, LayerState.USED,
                    area_of(region, self._frame), pieces=len(region), clause=self._rules.clause,
                )
            )
        base = self._agreed(agreement, allowed, conditional, both)
        avoided = [self._layers.read(rule, self._crs) for rule in self._rules.avoid]
        pieces = base
        for number, layer in enumerate(avoided):
            span = Span(self._feedback, 30 + 50 * number / len(avoided), 30 + 50 * (number + 1) / len(avoided))
            pieces = self._without(layer, pieces, base, span)
        pieces = self._without_trifles(self._closed(pieces, avoided))
        self._rows.append(
            LedgerRow(
                "result", self._rules.result.role, self._layers.title(self._rules.result.role), "", None,
                area_of(pieces, self._frame),
                pieces=len(pieces), clause=self._rules.clause,
            )
        )
        missing = tuple(layer for layer in avoided if layer.state is LayerState.MISSING)
        return UrbanBoundary(
            self._crs, self._frame, pieces, tuple(self._taken), tuple(self._rows), missing,
            tuple(self._layers.notes),
        )

    def _agreed(self, agreement: Agreement, allowed: Region, conditional: Region, both: Region) -> Region:
        """Compare the zones with the plans; return the zones that count."""
        plans = [self._layers.read(rule, self._crs) for rule in self._rules.plans]
        used = [layer for layer in plans if layer.state is LayerState.USED]
        zones = arrays_of(both)
        for layer in plans:
            if layer.state is not LayerState.USED:
                self._rows.append(layer_row("plan", layer))
                continue
            parts = divided(united(layer.polygons), zones, self._feedback)
            self._rows.append(
                layer_row(
                    "plan", layer, area_m2=area_of(parts.inside, self._frame),
                    overlap_m2=area_of(parts.inside, self._frame),
                    outside_m2=area_of(parts.outside, self._frame), pieces=len(parts.inside),
                )
            )
            self._take("plan_outside", layer.rule.role, layer.title, parts.outside, layer.rule.clause)
            raise_if_cancelled(self._feedback)
        if agreement is Agreement.COMPARE:
            return both
        if not used:
            raise LandPlanError(
                translatable(
                    "Lines",
                    "The boundary is to follow the city and industry plans, but none is there: add one of the layers "
                    "{layers}, or choose all zones.",
                    layers=self._layers.titles(layer.rule.role for layer in plans) if plans else "-",
                )
            )
        cover = concatenate([layer.polygons for layer in used])
        whole = both if agreement is Agreement.WITHIN else conditional
        parts = divided(whole, cover, self._feedback)
        self._take("plan", "no_plan", _NO_PLAN, parts.outside, self._rules.clause)
        self._rows.append(
            LedgerRow(
                "plan", "no_plan", _NO_PLAN, "", None, area_of(parts.outside, self._frame),
                pieces=len(parts.outside), clause=self._rules.clause,
            )
        )
        return parts.inside if agreement is Agreement.WITHIN else merged([*allowed, *parts.inside])

    def _without(self, layer: LineLayer, pieces: Region, base: Region, feedback: Feedback) -> Region:
        """Take a layer out of the pieces and note how much that was."""
        raise_if_cancelled(feedback)
        if layer.state is not LayerState.USED:
            known = 0.0 if layer.state is LayerState.EMPTY else None
            self._rows.append(layer_row("avoid", layer, area_m2=known, overlap_m2=known))
            return pieces
        parts = divided(pieces, layer.polygons, feedback)
        area = area_of(parts.inside, self._frame)
        # what an earlier layer has taken already is an overlap with this one all the same
        overlap = area if pieces is base else area_of(divided(base, layer.polygons, feedback).inside, self._frame)
        self._rows.append(layer_row("avoid", layer, area_m2=area, overlap_m2=overlap, pieces=len(parts.inside)))
        self._take("avoid", layer.rule.role, layer.title, parts.inside, layer.rule.clause)
        return parts.outside if parts.inside else pieces

    def _closed(self, pieces: Region, avoided: list[LineLayer]) -> Region:
        """Close small holes that no layer to be avoided reaches into."""
        holes = [
            hole
            for hole, area in zip(holes_of(pieces), areas_of(holes_of(pieces), self._frame).tolist())
            if area < self._limits.min_hole_m2
        ]
        for layer in avoided:
            if holes and layer.state is LayerState.USED:
                shares = covered_shares(arrays_of(holes), layer.polygons, self._feedback)
                holes = [hole for hole, share in zip(holes, shares.tolist()) if share <= _TOUCHED]
        if not holes:
            return pieces
        closed = merged([*pieces, *holes])
        self._rows.append(
            LedgerRow(
                "closed", "small_hole", TRIFLES["small_hole"], "", None,
                area_of(closed, self._frame) - area_of(pieces, self._frame), pieces=len(holes),
                clause=self._rules.clause,
            )
        )
        return closed

    def _without_trifles(self, pieces: Region) -> Region:
        found = sorted_by_size(pieces, self._frame, self._limits.min_area_m2, self._limits.min_width_m)
        for reason, region in (("too_small", found.small), ("too_narrow", found.narrow)):
            title = TRIFLES[reason]
            self._rows.append(
                LedgerRow(
                    "dropped", reason, title, "", None, area_of(region, self._frame), pieces=len(region),
                    clause=self._rules.clause,
                )
            )
            self._take("dropped", reason, title, region, self._rules.clause)
        return found.kept

    def _take(self, step: str, reason: str, title: Union[Title, Message], region: Region, clause: str) -> None:
        self._taken += [Taken(step, reason, title, piece, clause) for piece in region]
