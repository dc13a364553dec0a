"""The result layers of consolidation reserves: reserves, their parcels, the ledger of the towns."""

from __future__ import annotations

from typing import Any, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..geometry.area_units import M2_PER_HA, rounded
from ..geometry.wkb import polygons_from_wkb, select
from ..language import Language
from ..rulepack.zones_rules import Mark
from .consolidation import Consolidation
from .schema import ResultTable, numbers_or_null, plain_fields

FARMLAND, CONVERTIBLE, LEFT_OUT = "farmland", "convertible", "left_out"  # what a parcel is, as the style knows it

Floats = NDArray[np.float64]


def reserve_table(work: Consolidation, mark: Optional[Mark]) -> ResultTable:
    """Return one feature per reserve.

    :param mark: the field by which the plan's database marks reserves, None where it has none
    """
    parcels, reserves = work.parcels, work.reserves
    inside = reserves.zone >= 0
    area, farmland = work.sums(parcels.area_m2, inside), work.sums(parcels.area_m2, reserves.farmland)
    count = len(work.numbers)
    described: list[tuple[str, str]] = [
        ("zone", "text"), ("unit_code", "text"), ("unit_name", "text"), ("area_m2", "real"), ("area_ha", "real"),
        ("farmland_m2", "real"), ("convertible_m2", "real"), ("farmland_share", "real"), ("parcels", "integer"),
        ("farmland_parcels", "integer"), ("blocks", "integer"), ("mean_quality", "real"),
        ("mean_slope_class", "real"),
    ]
    share = np.divide(farmland, area, out=np.zeros(count), where=area > 0)
    columns: list[Sequence[Any]] = [
        work.numbers,
        [work.units.codes[unit] for unit in reserves.unit.tolist()],
        [work.units.names[unit] for unit in reserves.unit.tolist()],
        numbers_or_null(area, 2), numbers_or_null(area / M2_PER_HA, 4), numbers_or_null(farmland, 2),
        numbers_or_null(work.sums(parcels.area_m2, reserves.convertible), 2), numbers_or_null(share, 4),
        _counted(work, inside), _counted(work, reserves.farmland), reserves.blocks.tolist(),
        numbers_or_null(_mean(work, parcels.quality), 2),
        numbers_or_null(_mean(work, _class_numbers(parcels.slope_class)), 2),
    ]
    if mark is not None:
        described.append((mark.field, "text"))
        columns.append([mark.value] * count)
    polygons = polygons_from_wkb([bytes(shape.asWkb().data()) for shape in work.shapes])
    return ResultTable(plain_fields(*described), columns, polygons)


def parcel_table(work: Consolidation, mark: Optional[Mark], language: Language) -> ResultTable:
    """Return the parcels of the reserves and the scattered farmland that was left out, each with the reason."""
    parcels, reserves = work.parcels, work.reserves
    barred = np.logical_or.reduce([ban.barred for ban in work.bans])
    left = reserves.left_small | (barred & parcels.is_farmland & ~parcels.is_current)
    rows = np.flatnonzero((reserves.zone >= 0) | left)
    rows = rows[np.argsort(parcels.keys[rows].astype(str), kind="stable")]
    too_small = language.translate(
        "Reserve", "the farmland near it is too small for a reserve, or is of too few blocks"
    )
    reasons = [language.render(ban.reason) for ban in work.bans]
    described: list[tuple[str, str]] = [
        ("key", "text"), ("zone", "text"), ("part", "text"), ("land_class", "text"), ("unit_code", "text"),
        ("area_m2", "real"), ("net_area_m2", "real"), ("quality_grade", "real"), ("slope_class", "text"),
        ("is_current", "integer"), ("reason", "text"),
    ]
    columns: list[list[Any]] = [[] for _ in described]
    for row in rows.tolist():
        zone, unit = int(reserves.zone[row]), int(parcels.unit[row])
        part = FARMLAND if reserves.farmland[row] else CONVERTIBLE if zone >= 0 else LEFT_OUT
        reason = None
        if part == LEFT_OUT:
            reason = next((text for ban, text in zip(work.bans, reasons) if ban.barred[row]), too_small)
        quality = float(parcels.quality[row])
        values = (
            parcels.keys[row], work.numbers[zone] if zone >= 0 else None, part, parcels.land_class[row] or None,
            work.units.codes[unit] if unit >= 0 else None, rounded(parcels.area_m2[row], 2),
            rounded(parcels.net_area_m2[row], 2),
            None if np.isnan(quality) else quality, parcels.slope_class[row] or None, int(parcels.is_current[row]),
            reason,
        )
        for column, value in zip(columns, values):
            column.append(value)
    if mark is not None:
        described.append((mark.field, "text"))
        columns.append([mark.value if reserves.zone[row] >= 0 else None for row in rows.tolist()])
    return ResultTable(plain_fields(*described), columns, select(parcels.polygons, rows))


def ledger_table(work: Consolidation) -> ResultTable:
    """Return one row per town: reserves, their areas, and the scattered farmland that they do not hold."""
    parcels, reserves = work.parcels, work.reserves
    count = len(work.units.codes)
    barred = np.logical_or.reduce([ban.barred for ban in work.bans])
    fields = plain_fields(
        ("unit_code", "text"), ("unit_name", "text"), ("zones", "integer"), ("area_ha", "real"),
        ("farmland_ha", "real"), ("convertible_ha", "real"), ("blocks", "integer"), ("scattered_ha", "real"),
        ("too_small_ha", "real"), ("barred_ha", "real"),
    )
    blocks = np.bincount(reserves.unit, weights=reserves.blocks, minlength=count).astype(np.int64)
    areas = [
        work.unit_sums(parcels.area_m2, chosen) / M2_PER_HA
        for chosen in (
            reserves.zone >= 0, reserves.farmland, reserves.convertible, reserves.scattered, reserves.left_small,
            barred & parcels.is_farmland & ~parcels.is_current,
        )
    ]
    zones, farmland, convertible, scattered, small, out = (numbers_or_null(area, 4) for area in areas)
    columns: list[Sequence[Any]] = [
        work.units.codes, work.units.names, np.bincount(reserves.unit, minlength=count).tolist(), zones, farmland,
        convertible, blocks.tolist(), scattered, small, out,
    ]
    return ResultTable(fields, columns)


def _counted(work: Consolidation, chosen: NDArray[np.bool_]) -> list[int]:
    return np.bincount(work.reserves.zone[chosen], minlength=len(work.numbers)).tolist()


def _mean(work: Consolidation, values: Floats) -> Floats:
    """Return the mean of a value over the farmland of every reserve, weighted by area; NaN where not known."""
    known = work.reserves.farmland & ~np.isnan(values)
    area = work.parcels.area_m2
    weights = work.sums(area, known)
    sums = work.sums(np.where(known, values, 0.0) * area, known)
    return np.divide(sums, weights, out=np.full(len(weights), np.nan), where=weights > 0)


def _class_numbers(codes: NDArray[np.object_]) -> Floats:
    """Return codes of slope classes as numbers, NaN for others."""
    return np.array([float(code) if code.isdigit() else np.nan for code in codes.tolist()], dtype=np.float64)
