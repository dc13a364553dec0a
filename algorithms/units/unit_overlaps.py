"""Area that units before and after a change share, from the borders before and after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..feedback import Feedback, Silent, Span
from ..geometry.area import area_frame, ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.overlap_areas import overlap_areas
from ..geometry.reproject import reprojected
from ..rulepack.indicator_rules import UnitSources
from ..rulepack.model import LayerRole
from .unit_areas import UnitAreas, areas_of_layer


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
    old = areas_of_layer(old_layer, role, sources, Span(feedback, 0, 20))
    new = areas_of_layer(new_layer, role, sources, Span(feedback, 20, 40))
    return overlaps_of([old], [new], Span(feedback, 40, 100))


def overlaps_of(
    before: Sequence[UnitAreas], after: Sequence[UnitAreas], feedback: Feedback = Silent()  # noqa: B008
) -> UnitOverlaps:
    """Return the areas that units before and after a change share.

    :param before: the units before, layer by layer; ``after`` likewise. Units of different levels share areas, too.
    :raises LandPlanError: when one cannot be brought into the CRS of another
    :raises Cancelled: when the user cancels
    """
    shared: dict[str, dict[str, float]] = {}
    old_sums: dict[str, float] = {}
    new_sums: dict[str, float] = {}
    for old in before:
        _add(old_sums, old.codes, ellipsoidal_areas(old.polygons, area_frame(old.crs), rounding=False))
    for number, new in enumerate(after):
        new_areas = ellipsoidal_areas(new.polygons, area_frame(new.crs), rounding=False)
        _add(new_sums, new.codes, new_areas)
        scale = _scale(new.polygons, new_areas)
        for place, old in enumerate(before):
            done = 100.0 / (len(after) * len(before))
            step = done * (number * len(before) + place)
            shapes = reprojected(old.polygons, old.crs, new.crs, old.name)
            found = overlap_areas(shapes, new.polygons, feedback=Span(feedback, step, step + done))
            for one, other, area in zip(found.first.tolist(), found.second.tolist(), found.area.tolist()):
                was, now = old.codes[one], new.codes[other]
                if was and now:
                    row = shared.setdefault(was, {})
                    row[now] = row.get(now, 0.0) + area * scale[other]
    return UnitOverlaps(shared, old_sums, new_sums)


def _scale(shapes: PolygonArrays, areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return float64 (features), m² on the ellipsoid for a square unit of the layer."""
    own = overlap_areas(shapes, shapes)
    diagonal = own.first == own.second
    plane = np.zeros(len(shapes))
    plane[own.first[diagonal]] = own.area[diagonal]
    scale = np.zeros(len(shapes))
    np.divide(np.nan_to_num(areas), plane, out=scale, where=plane > 0)
    return scale


def _add(sums: dict[str, float], codes: Sequence[str], areas: NDArray[np.float64]) -> None:
    for code, area in zip(codes, np.nan_to_num(areas).tolist()):
        if code:
            sums[code] = sums.get(code, 0.0) + area
