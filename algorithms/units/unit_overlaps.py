"""Area that units before and after a change share, from the borders before and after it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..dataset.layer import SourceLayer
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area import area_frame, ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import ring_areas
from ..geometry.overlap_areas import overlap_areas
from ..geometry.reproject import reprojected
from ..geometry.wkb import polygons_from_wkb, select
from ..geometry.wkb_write import wkb_of_all
from ..rulepack.indicator_rules import UnitSources
from ..rulepack.model import LayerRole
from .unit_areas import UnitAreas, areas_of_layer

_MOST_VERTICES = 200_000  # of the units that are drawn otherwise; more are compared by simpler shapes
_TOLERANCE = 1.0  # m
_METRES_OF_A_DEGREE = 111_000.0


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
    done = 100.0 / max(1, len(after) * len(before))
    for number, new in enumerate(after):
        new_areas = np.nan_to_num(ellipsoidal_areas(new.polygons, area_frame(new.crs), rounding=False))
        _add(new_sums, new.codes, new_areas)
        scale = _scale(new.polygons, new_areas)
        for place, old in enumerate(before):
            step = done * (number * len(before) + place)
            shapes = reprojected(old.polygons, old.crs, new.crs, old.name)
            for one, other, area in _pairs(shapes, new, scale, new_areas, Span(feedback, step, step + done)):
                was, now = old.codes[one], new.codes[other]
                if was and now:
                    row = shared.setdefault(was, {})
                    row[now] = row.get(now, 0.0) + area
    return UnitOverlaps(shared, old_sums, new_sums)


def _pairs(
    shapes: PolygonArrays, new: UnitAreas, scale: NDArray[np.float64], areas: NDArray[np.float64], feedback: Feedback
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of features before and after, with the area on the ellipsoid that they share.

    Features that are drawn alike before and after are no work: of a county mostly a few units change.

    :param shapes: the features before, in the CRS of those after
    """
    one, other = _same(shapes, new.polygons)
    yield from zip(one.tolist(), other.tolist(), areas[other].tolist())
    left = np.setdiff1d(np.arange(len(shapes)), one)
    right = np.setdiff1d(np.arange(len(new.polygons)), other)
    first, second = select(shapes, left), select(new.polygons, right)
    if len(first.x) + len(second.x) > _MOST_VERTICES:
        first, second = _simpler(first, new.crs, feedback), _simpler(second, new.crs, feedback)
    found = overlap_areas(first, second, feedback=feedback)
    shared = found.area * scale[right[found.second]]
    yield from zip(left[found.first].tolist(), right[found.second].tolist(), shared.tolist())


def _same(one: PolygonArrays, other: PolygonArrays) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the features that one in each layer has alone, as pairs of indexes."""
    first, second = (_by_shape(polygons) for polygons in (one, other))
    pairs = [
        (rows[0], second[shape][0]) for shape, rows in first.items()
        if len(rows) == 1 and len(second.get(shape, ())) == 1
    ]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _by_shape(polygons: PolygonArrays) -> dict[bytes, list[int]]:
    """Return the features by a digest of their shape; those without one are left out."""
    found: dict[bytes, list[int]] = {}
    for index, shape in enumerate(wkb_of_all(polygons)):
        if polygons.feature_offsets[index] < polygons.feature_offsets[index + 1]:
            found.setdefault(hashlib.sha256(shape).digest(), []).append(index)
    return found


def _simpler(polygons: PolygonArrays, crs: QgsCoordinateReferenceSystem, feedback: Feedback) -> PolygonArrays:
    """Return polygons without what is smaller than a metre; the shares of a unit's area are the same."""
    tolerance = _TOLERANCE / _METRES_OF_A_DEGREE if crs.isGeographic() else _TOLERANCE
    shapes = []
    for number, wkb in enumerate(wkb_of_all(polygons)):
        if not number % 256:
            raise_if_cancelled(feedback)
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        simple = geometry.simplify(tolerance)
        shapes.append(wkb if simple.isNull() or simple.isEmpty() else bytes(simple.asWkb()))
    return polygons_from_wkb(shapes)


def _scale(shapes: PolygonArrays, areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return float64 (features), m² on the ellipsoid for a square unit of the layer; that of most for odd shapes."""
    counts = np.diff(shapes.part_offsets)
    holes = np.ones(len(shapes.ring_offsets) - 1)
    holes[shapes.part_offsets[:-1][counts > 0]] = -1.0  # the first ring of a part is its shell
    rings = np.append(0.0, np.cumsum(np.abs(ring_areas(shapes)) * -holes))
    ends = shapes.part_offsets[shapes.feature_offsets]
    plane = rings[ends[1:]] - rings[ends[:-1]]
    scale = np.zeros(len(shapes))
    np.divide(areas, plane, out=scale, where=plane > 0)
    usual = float(np.median(scale[scale > 0])) if np.any(scale > 0) else 0.0
    scale[(scale < 0.5 * usual) | (scale > 2.0 * usual)] = usual
    return scale


def _add(sums: dict[str, float], codes: Sequence[str], areas: NDArray[np.float64]) -> None:
    for code, area in zip(codes, np.nan_to_num(areas).tolist()):
        if code:
            sums[code] = sums.get(code, 0.0) + area
