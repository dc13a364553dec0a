"""Area that units before and after a change share, from both editions of a layer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.area import area_frame, ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.overlap_areas import overlap_areas
from ..geometry.reproject import reprojected
from ..message import translatable
from ..rulepack.indicator_rules import UnitSources
from ..rulepack.model import GeometryKind, LayerRole
from .codes import unit_code, without_zeros


@dataclass(frozen=True)
class UnitOverlaps:
    """Areas on the ellipsoid, m².

    :ivar shared: by code before, then code after
    :ivar before: whole area by code before; ``after`` likewise
    """

    shared: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)


def unit_overlaps(
    old_layer: SourceLayer,
    new_layer: SourceLayer,
    role: LayerRole,
    sources: UnitSources,
    feedback: Feedback = Silent(),  # noqa: B008
) -> UnitOverlaps:
    """Return the areas units of two editions of a layer share; features of one code count together.

    :param role: what both layers are in the pack
    :raises LandPlanError: when a layer has no polygons, no CRS or no field of codes, or cannot be read
    :raises Cancelled: when the user cancels
    """
    old_codes, old_shapes = _codes_and_shapes(old_layer, role, sources, Span(feedback, 0, 20))
    new_codes, new_shapes = _codes_and_shapes(new_layer, role, sources, Span(feedback, 20, 40))
    old_shapes = reprojected(old_shapes, old_layer.crs, new_layer.crs, old_layer.name)
    frame = area_frame(new_layer.crs)
    old_areas = ellipsoidal_areas(old_shapes, frame, rounding=False)
    new_areas = ellipsoidal_areas(new_shapes, frame, rounding=False)
    scale = _scale(new_shapes, new_areas)
    found = overlap_areas(old_shapes, new_shapes, feedback=Span(feedback, 40, 100))
    shared: dict[str, dict[str, float]] = {}
    for one, other, area in zip(found.first.tolist(), found.second.tolist(), found.area.tolist()):
        old, new = old_codes[one], new_codes[other]
        if old and new:
            row = shared.setdefault(old, {})
            row[new] = row.get(new, 0.0) + area * scale[other]
    return UnitOverlaps(shared, _sums(old_codes, old_areas), _sums(new_codes, new_areas))


def _scale(shapes: PolygonArrays, areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return float64 (features), m² on the ellipsoid for a square unit of the layer."""
    own = overlap_areas(shapes, shapes)
    diagonal = own.first == own.second
    plane = np.zeros(len(shapes))
    plane[own.first[diagonal]] = own.area[diagonal]
    scale = np.zeros(len(shapes))
    np.divide(np.nan_to_num(areas), plane, out=scale, where=plane > 0)
    return scale


def _codes_and_shapes(
    layer: SourceLayer, role: LayerRole, sources: UnitSources, feedback: Feedback
) -> tuple[list[str], PolygonArrays]:
    rule = role.fields.get(sources.code_of(role.id))
    column = None if rule is None else layer.field_name(rule)
    if layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid() or column is None:
        raise LandPlanError(
            translatable(
                "UnitChanges",
                "{layer} cannot tell what became of administrative units: it has to hold polygons, the field {field} "
                "with their codes, and to have a coordinate reference system.",
                layer=layer.name, field=sources.code_of(role.id),
            )
        )
    data = layer.read(feedback)
    values = data.column(column)
    missing = np.ma.getmaskarray(values).tolist()
    lengths = tuple(sources.digits.values())
    codes = [
        "" if void else without_zeros((unit_code(value) or "")[: max(lengths)], lengths)
        for value, void in zip(np.asarray(values.data).tolist(), missing)
    ]
    return codes, data.polygons


def _sums(codes: Sequence[str], areas: NDArray[np.float64]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for code, area in zip(codes, np.nan_to_num(areas).tolist()):
        if code:
            sums[code] = sums.get(code, 0.0) + area
    return sums
