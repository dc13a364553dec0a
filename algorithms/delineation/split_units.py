"""Cuts parcels at the borders of units, where that is asked for; else the largest share decides on their unit."""

from __future__ import annotations

from dataclasses import replace
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext, QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.area import ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import polygon_parts, sound_polygons
from ..geometry.overlap_areas import overlap_areas
from ..geometry.projection import area_frame
from ..geometry.reproject import reprojected
from ..geometry.wkb import concatenate, geometry_of, polygons_from_wkb, select
from .model import Parcels, Screening, Units

_Part = tuple[int, QgsGeometry]  # unit, shape


def split_at_units(
    parcels: Parcels,
    screening: Screening,
    units: Units,
    smallest_m2: float = 0.0,
    feedback: Feedback = Silent(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> tuple[Parcels, Screening, NDArray[np.int64], int]:
    """Return the parcels cut at the borders of units, each part with what was judged of the whole parcel.

    The parts of a parcel share its net area by their areas. Their keys are the parcel's key with ``_1``, ``_2`` …
    in the order of the units.

    :param smallest_m2: parts up to this area stay with the largest part of their parcel: borders that were
        digitised twice make such slivers
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :return: parcels, screening, int64 (parts,) the parcel each part was cut from, how many parcels were cut
    :raises Cancelled: when the user cancels
    """
    row = np.arange(len(parcels))
    if units.polygons is None:
        return parcels, screening, row, 0
    borders = units.polygons
    if units.crs is not None:
        borders = reprojected(borders, units.crs, parcels.crs, units.layer, transforms)
    borders = sound_polygons(borders, Span(feedback, 0, 10))
    found = overlap_areas(parcels.polygons, borders, feedback=Span(feedback, 10, 70))
    cut: list[int] = []
    shapes: list[bytes] = []
    parts_unit: list[int] = []
    crossing = np.flatnonzero(np.bincount(found.first, minlength=len(parcels)) > 1)
    sound = sound_polygons(select(parcels.polygons, crossing), feedback)
    starts = np.searchsorted(found.first, crossing)
    ends = np.searchsorted(found.first, crossing, side="right")
    frame = area_frame(parcels.crs)
    for number, (parcel, begin, end) in enumerate(zip(crossing.tolist(), starts.tolist(), ends.tolist())):
        raise_if_cancelled(feedback)
        over = {int(unit): geometry_of(borders, int(unit)) for unit in found.second[begin:end].tolist()}
        parts = _parts(geometry_of(sound, number), over)
        wkb = [bytes(shape.asWkb()) for _, shape in parts]
        areas = ellipsoidal_areas(polygons_from_wkb(wkb), frame)
        if np.count_nonzero(areas > smallest_m2) < 2:
            continue
        parts = _without_slivers(parts, areas, smallest_m2)
        cut += [parcel] * len(parts)
        parts_unit += [unit for unit, _ in parts]
        shapes += [bytes(shape.asWkb()) for _, shape in parts]
    if not cut:
        return parcels, screening, row, 0
    divided = np.array(cut, dtype=np.int64)
    whole = np.setdiff1d(row, divided)
    row = np.concatenate((whole, divided))
    polygons = concatenate((
        select(parcels.polygons, whole), polygons_from_wkb(shapes, parcels.polygons.fids[divided])
    ))
    made = _made(parcels, row, len(whole), polygons, np.array(parts_unit, dtype=np.int64))
    order = np.lexsort((np.arange(len(row)), row))  # the parts where their parcel was
    return _taken(made, order), _screened(screening, row[order]), row[order], len(np.unique(divided))


def _parts(parcel: QgsGeometry, units: Mapping[int, QgsGeometry]) -> list[_Part]:
    """Return the parts of a parcel by unit, and what lies in none (-1) at the end."""
    parts: list[_Part] = []
    for unit in sorted(units):
        pieces = polygon_parts(parcel.intersection(units[unit]))
        if pieces:
            parts.append((unit, QgsGeometry.collectGeometry(pieces)))
    rest = polygon_parts(parcel.difference(QgsGeometry.unaryUnion(list(units.values()))))
    if rest:
        parts.append((-1, QgsGeometry.collectGeometry(rest)))
    return parts


def _without_slivers(parts: list[_Part], areas: NDArray[np.float64], smallest_m2: float) -> list[_Part]:
    """Return the parts, those that are too small joined to the largest."""
    large = [part for part, area in zip(parts, areas.tolist()) if area > smallest_m2]
    small = [shape for (_, shape), area in zip(parts, areas.tolist()) if area <= smallest_m2]
    if not small:
        return parts
    unit, shape = parts[int(np.argmax(areas))]
    pieces = polygon_parts(QgsGeometry.unaryUnion([shape, *small]))
    joined = (unit, QgsGeometry.collectGeometry(pieces))
    return [joined if part[0] == unit else part for part in large]


def _made(
    parcels: Parcels, row: NDArray[np.int64], whole: int, polygons: PolygonArrays, parts_unit: NDArray[np.int64]
) -> Parcels:
    """Return whole parcels and parts of parcels as parcels of their own."""
    area = parcels.area_m2[row]
    frame = area_frame(parcels.crs)
    area[whole:] = ellipsoidal_areas(select(polygons, np.arange(whole, len(row))), frame)
    total = np.bincount(row, weights=area, minlength=len(parcels))[row]
    share = np.where(total > 0, area / np.where(total > 0, total, 1.0), 0.0)
    share[:whole] = 1.0
    unit = parcels.unit[row]
    unit[whole:] = parts_unit
    keys = parcels.keys[row]
    seen: dict[int, int] = {}
    for place, parcel in enumerate(row[whole:].tolist(), whole):
        seen[parcel] = seen.get(parcel, 0) + 1
        keys[place] = f"{keys[place]}_{seen[parcel]}"
    return replace(
        _taken(parcels, row), keys=keys, polygons=polygons, area_m2=area, unit=unit,
        net_area_m2=parcels.net_area_m2[row] * share,
    )


def _taken(parcels: Parcels, rows: NDArray[np.int64]) -> Parcels:
    """Return some parcels, in the order of ``rows``."""
    names = ("keys", "area_m2", "net_area_m2", "land_class", "land_group", "is_farmland", "quality", "mean_slope",
             "steep_share", "slope_class", "unit", "current_share", "is_current")
    taken = {name: getattr(parcels, name)[rows] for name in names}
    values = {name: column[rows] for name, column in parcels.values.items()}
    return replace(parcels, polygons=select(parcels.polygons, rows), values=values, **taken)


def _screened(screening: Screening, rows: NDArray[np.int64]) -> Screening:
    """Return the screening of some parcels, in the order of ``rows``."""
    return replace(
        screening,
        status=screening.status[rows],
        holds=screening.holds[:, rows],
        shares={name: share[rows] for name, share in screening.shares.items()},
        evidence_missing=screening.evidence_missing[:, rows],
        waits_for_target=screening.waits_for_target[rows],
        evidence_found=None if screening.evidence_found is None else screening.evidence_found[:, rows],
        exempted=None if screening.exempted is None else screening.exempted[:, rows],
        cluster_area_m2=None if screening.cluster_area_m2 is None else screening.cluster_area_m2[rows],
    )
