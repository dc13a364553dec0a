"""The ecological space (生态保护空间): the union of its source layers, every piece with its sources.

Source: 陕·二(一)3 (在重要生态功能区、生态敏感区、风景名胜核心区、水源地保护区等区域划定生态保护空间).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area import area_frame
from ..geometry.coverage_boxes import join_boxes
from ..geometry.overlay_geometry import mean_width
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
    widths_of,
)
from ..geometry.wkb import bounding_boxes
from ..message import Message, Title, translatable
from ..rulepack.lines_rules import EcologicalSpaceRules, PieceLimits
from .line_layers import LayerState, LineLayer, LineLayers
from .line_ledger import TRIFLES, LedgerRow, layer_row


@dataclass(frozen=True)
class Piece:
    """A piece of the space.

    :ivar sources: roles of the layers that cover it, in the pack's order; empty for a hole that was closed
    """

    shape: QgsGeometry
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """A part of the space that another line or land overlaps."""

    role: str
    title: Title
    shape: QgsGeometry
    clause: str


@dataclass(frozen=True)
class EcologicalSpace:
    """The space and where it comes from.

    :ivar pieces: single polygons that do not overlap, ordered by place
    :ivar missing: source layers that are missing
    """

    crs: QgsCoordinateReferenceSystem
    frame: AreaFrame
    pieces: tuple[Piece, ...]
    conflicts: tuple[Conflict, ...]
    ledger: tuple[LedgerRow, ...]
    missing: tuple[LineLayer, ...]
    notes: tuple[Message, ...]

    @property
    def area_m2(self) -> float:
        """The area of the space, m² on the ellipsoid, overlaps counted once."""
        return area_of([piece.shape for piece in self.pieces], self.frame)


def draw_ecological_space(
    rules: EcologicalSpaceRules,
    limits: PieceLimits,
    layers: LineLayers,
    feedback: Feedback = Silent(),  # noqa: B008
) -> EcologicalSpace:
    """Draw the space.

    A sliver between two sources joins the neighbour it shares the longest border with; a trifle that stands
    alone is dropped. Both limits are those of `PieceLimits`.

    :raises LandPlanError: when no source layer is there
    :raises Cancelled: when the user cancels
    """
    crs = next((found for found in (layers.crs_of(rule.role) for rule in rules.sources) if found is not None), None)
    if crs is None:
        raise LandPlanError(
            translatable(
                "Lines",
                "None of the layers the ecological space is made of is there: add one of {layers}.",
                layers=layers.titles(rule.role for rule in rules.sources),
            )
        )
    frame = area_frame(crs)
    sources = [layers.read(rule, crs) for rule in rules.sources]
    part = 40.0 / len(sources)
    regions = {
        layer.rule.role: united(layer.polygons, Span(feedback, number * part, (number + 1) * part))
        for number, layer in enumerate(sources)
    }
    pieces = _overlaid(regions, Span(feedback, 40, 60))
    pieces, closed = _closed(pieces, frame, limits)
    kept, small, narrow = _without_trifles(pieces, frame, limits)
    raise_if_cancelled(feedback)
    rows = [_source_row(layer, regions[layer.rule.role], kept, frame) for layer in sources]
    for step, reason, region in (
        ("closed", "small_hole", closed), ("dropped", "too_small", small), ("dropped", "too_narrow", narrow)
    ):
        rows.append(
            LedgerRow(
                step, reason, TRIFLES[reason], area_m2=area_of(region, frame), pieces=len(region), clause=rules.clause
            )
        )
    whole = [piece.shape for piece in kept]
    conflicts: list[Conflict] = []
    for number, rule in enumerate(rules.conflicts):
        layer = layers.read(rule, crs)
        span = Span(feedback, 70 + 30 * number / len(rules.conflicts), 70 + 30 * (number + 1) / len(rules.conflicts))
        found = divided(whole, layer.polygons, span).inside
        known = None if layer.state is LayerState.MISSING else area_of(found, frame)
        rows.append(layer_row("conflict", layer, area_m2=known, pieces=None if known is None else len(found)))
        conflicts += [Conflict(rule.role, layer.title, shape, rule.clause) for shape in found]
    rows.append(
        LedgerRow(
            "result", "ecological_space", translatable("Lines", "Ecological space"), area_m2=area_of(whole, frame),
            pieces=len(kept), clause=rules.clause,
        )
    )
    missing = tuple(layer for layer in sources if layer.state is LayerState.MISSING)
    return EcologicalSpace(
        crs, frame, tuple(kept), tuple(conflicts), tuple(rows), missing, tuple(layers.notes)
    )


def _overlaid(regions: dict[str, Region], feedback: Feedback) -> list[Piece]:
    """Return the pieces every set of sources covers; they do not overlap."""
    pieces: list[Piece] = []
    for role, region in regions.items():
        raise_if_cancelled(feedback)
        if not region:
            continue
        cover = arrays_of(region)
        following: list[Piece] = []
        by_sources: dict[tuple[str, ...], Region] = {}
        for piece in pieces:
            by_sources.setdefault(piece.sources, []).append(piece.shape)
        for sources, shapes in by_sources.items():
            parts = divided(shapes, cover, feedback)
            following += [Piece(shape, (*sources, role)) for shape in parts.inside]
            following += [Piece(shape, sources) for shape in parts.outside]
        fresh = divided(region, arrays_of([piece.shape for piece in pieces]), feedback).outside if pieces else region
        pieces = [*following, *(Piece(shape, (role,)) for shape in fresh)]
    return _in_order(pieces)


def _closed(pieces: list[Piece], frame: AreaFrame, limits: PieceLimits) -> tuple[list[Piece], Region]:
    """Close small holes of the space as a whole."""
    holes = holes_of(merged([piece.shape for piece in pieces]))
    small = [
        hole for hole, area in zip(holes, areas_of(holes, frame).tolist()) if area < limits.min_hole_m2
    ]
    # what lies in a hole as an island of its own stays as it is
    free = divided(small, arrays_of([piece.shape for piece in pieces])).outside if small else []
    return _in_order([*pieces, *(Piece(shape, ()) for shape in free)]), free


def _without_trifles(
    pieces: list[Piece], frame: AreaFrame, limits: PieceLimits
) -> tuple[list[Piece], Region, Region]:
    """Return the pieces with slivers joined to neighbours, and what was dropped as too small and too narrow."""
    shapes = [piece.shape for piece in pieces]
    areas, widths = areas_of(shapes, frame), widths_of(shapes, frame)
    trifle = (areas < limits.min_area_m2) | (widths < limits.min_width_m)
    trifle |= np.array([not piece.sources for piece in pieces], dtype=bool)
    host = _hosts(shapes, trifle)
    joined: dict[int, Region] = {}
    for index in np.flatnonzero(host >= 0).tolist():
        joined.setdefault(int(host[index]), []).append(shapes[index])
    kept: list[Piece] = []
    for index in np.flatnonzero(~trifle).tolist():
        guests = joined.get(index, [])
        parts = merged([shapes[index], *guests]) if guests else [shapes[index]]
        kept += [Piece(part, pieces[index].sources) for part in parts]
    alone = [shapes[index] for index in np.flatnonzero(trifle & (host < 0)).tolist()]
    found = sorted_by_size(alone, frame, limits.min_area_m2, limits.min_width_m)
    kept += [Piece(part, ()) for part in found.kept]
    return _in_order(kept), found.small, found.narrow


def _hosts(shapes: Region, trifle: np.ndarray) -> np.ndarray:
    """Return for each trifle the kept piece it shares the longest border with, -1 for none and for the others."""
    host = np.full(len(shapes), -1, dtype=np.int64)
    small, large = np.flatnonzero(trifle), np.flatnonzero(~trifle)
    if not len(small) or not len(large):
        return host
    boxes = bounding_boxes(arrays_of(shapes))
    first, second = join_boxes(boxes[small], boxes[large])
    longest = np.zeros(len(shapes))
    for one, two in zip(small[first].tolist(), large[second].tolist()):
        # a ribbon around the sliver: rounding keeps common borders from being the very same lines
        ribbon = shapes[one].buffer(max(mean_width(shapes[one]), 1e-6) / 2.0, 2)
        length = ribbon.intersection(shapes[two]).area()
        if length > longest[one]:
            longest[one], host[one] = length, two
    return host


def _source_row(layer: LineLayer, region: Region, kept: list[Piece], frame: AreaFrame) -> LedgerRow:
    """Return what a source covers in all, and how much of that other sources cover as well."""
    if layer.state is LayerState.MISSING:
        return layer_row("source", layer)
    role = layer.rule.role
    shared = area_of([piece.shape for piece in kept if role in piece.sources and len(piece.sources) > 1], frame)
    return layer_row("source", layer, area_m2=area_of(region, frame), overlap_m2=shared, pieces=len(region))


def _in_order(pieces: list[Piece]) -> list[Piece]:
    def key(piece: Piece) -> tuple[float, ...]:
        box = piece.shape.boundingBox()
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    return sorted(pieces, key=key)
