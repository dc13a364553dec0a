"""A declared ledger of kept, entered and removed land (划入划出) held against the true difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext

from ..dataset.layer import SourceLayer
from ..delineation.parcel_columns import numbers, texts
from ..delineation.result_layers import CHANGE_TYPE, ENTERED, REMOVED
from ..delineation.result_layers import KEPT as KEPT_CODE
from ..delineation.schema import ResultTable, plain_fields
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.area import ellipsoidal_areas
from ..geometry.area_units import known, rounded
from ..geometry.coverage_input import sound_polygons
from ..geometry.openings import perimeters
from ..geometry.overlap_areas import sound_overlaps
from ..geometry.overlap_sums import StripLayer
from ..geometry.reproject import reprojected
from ..geometry.wkb import concatenate, select
from ..message import translatable
from ..rulepack.model import GeometryKind, Pack
from .comparison import CHANGES, IN, KEPT, OUT
from .layer_comparison import LayerComparison

CODES = {KEPT_CODE: KEPT, REMOVED: OUT, ENTERED: IN}
_FIELDS = (
    ("kind", "text"), ("key", "text"), ("declared", "text"), ("true_change", "text"), ("area_m2", "real"),
    ("declared_m2", "real"), ("kept_m2", "real"), ("out_m2", "real"), ("in_m2", "real"), ("neither_m2", "real"),
    ("unit_code", "text"),
)
NEITHER = "neither"


@dataclass(frozen=True)
class DeclaredLedger:
    """What a declared ledger says, and where the shapes say something else.

    :ivar areas_m2: float64 (units + 1, 3): declared kept, out and in by unit, the last for no unit
    :ivar differences: features whose declared type is not that of their land, and changes nobody declared
    """

    areas_m2: NDArray[np.float64]
    differences: ResultTable


def declared_ledger(
    pack: Pack,
    layer: SourceLayer,
    result: LayerComparison,
    context: Optional[QgsCoordinateTransformContext] = None,
    feedback: Feedback = Silent(),
) -> DeclaredLedger:
    """Hold a declared ledger against a comparison.

    A feature differs where more of it than a strip of half the sliver width along its border is land of another
    kind than it declares; a change is not declared where more of it than such a strip lies in no feature that
    declares it.

    :raises LandPlanError: when the layer has no polygons, no CRS or no field with the type
    :raises Cancelled: when the user cancels
    """
    if layer.geometry is not GeometryKind.POLYGON:
        raise LandPlanError(
            translatable("Comparison", "{layer} holds no polygons: choose a polygon layer.", layer=layer.name)
        )
    role = pack.layers[pack.delineation.ledger_role] if pack.delineation is not None else None
    type_field = layer.field_name(role.fields[CHANGE_TYPE]) if role and CHANGE_TYPE in role.fields else None
    if type_field is None:
        raise LandPlanError(
            translatable(
                "Comparison",
                "{layer} has no field {field}, so it is not known which land it declares as kept, entered or "
                "removed.",
                layer=layer.name,
                field=CHANGE_TYPE,
            )
        )
    data = layer.read(Span(feedback, 0, 10))
    key_field = next((layer.field_name(role.fields[name]) for name in role.key), None) if role else None
    area_field = None
    if pack.adjustment is not None and role is not None and pack.adjustment.gross_area in role.fields:
        area_field = layer.field_name(role.fields[pack.adjustment.gross_area])
    keys = texts(data.column(key_field)) if key_field else np.array([str(fid) for fid in data.fids], dtype=object)
    types = texts(data.column(type_field))
    polygons = sound_polygons(
        reprojected(data.polygons, layer.crs, result.crs, layer.name, context), Span(feedback, 10, 20)
    )
    true_m2 = np.nan_to_num(ellipsoidal_areas(polygons, result.frame))
    said_m2 = numbers(data.column(area_field)) if area_field else np.full(len(data), np.nan)
    counted_m2 = np.where(np.isnan(said_m2), true_m2, said_m2)
    found = sound_overlaps(polygons, result.polygons, 0.0, Span(feedback, 20, 70))
    plane = StripLayer(polygons).areas
    scale = np.where(plane > 0, true_m2 / np.where(plane > 0, plane, 1.0), 0.0)
    shares = np.zeros((len(data), 3))
    np.add.at(shares, (found.first, result.change[found.second]), found.area * scale[found.first])
    change = np.array([CODES.get(code, -1) for code in types.tolist()], dtype=np.int64)
    unit = _units_of(found.first, found.second, found.area, result, len(data))
    areas = np.zeros((len(result.units.codes) + 1, 3))
    typed = change >= 0
    np.add.at(areas, (unit[typed], change[typed]), counted_m2[typed])
    strip = 0.5 * result.sliver_width * perimeters(polygons) * scale
    agreeing = np.where(typed, shares[np.arange(len(data)), np.maximum(change, 0)], 0.0)
    wrong = np.flatnonzero(~typed | (true_m2 - agreeing > np.maximum(strip, 1e-6 * true_m2)))
    missing = _undeclared(result, found.first, found.second, found.area, change)
    rows: list[list[Any]] = []
    neither = np.maximum(true_m2 - shares.sum(axis=1), 0.0)
    for index in wrong.tolist():
        kinds = [*shares[index].tolist(), float(neither[index])]
        largest = int(np.argmax(kinds))
        rows.append([
            "type_differs" if typed[index] else "type_unknown", keys[index] or None, types[index] or None,
            (*CHANGES, NEITHER)[largest], rounded(true_m2[index], 2),
            known(rounded(said_m2[index], 2)), *(rounded(value, 2) for value in kinds),
            _code(result, int(unit[index])),
        ])
    for index in missing.tolist():
        kind = int(result.change[index])
        area = rounded(result.area_m2[index], 2)
        rows.append([
            "not_declared", result.key_before[index] or result.key_after[index] or None, None, CHANGES[kind], area,
            None, *(area if kind == other else 0.0 for other in (KEPT, OUT, IN)), 0.0,
            _code(result, int(result.unit[index])),
        ])
    columns = [list(column) for column in zip(*rows)] if rows else [[] for _ in _FIELDS]
    shapes = concatenate((select(polygons, wrong), select(result.polygons, missing)))
    return DeclaredLedger(areas, ResultTable(plain_fields(*_FIELDS), columns, shapes))


def _undeclared(
    result: LayerComparison,
    feature: NDArray[np.int64],
    piece: NDArray[np.int64],
    area: NDArray[np.float64],
    change: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the pieces that left or entered and are not declared so."""
    whole = StripLayer(result.polygons).areas
    right = change[feature] == result.change[piece]
    declared = np.bincount(piece[right], weights=area[right], minlength=len(result))
    strip = 0.5 * result.sliver_width * perimeters(result.polygons)
    open_ = (result.change != KEPT) & (whole - declared > np.maximum(strip, 1e-6 * whole))
    # a piece so narrow that the strip takes it whole is not declared where nothing of it is
    open_ |= (result.change != KEPT) & (declared <= 1e-6 * whole) & (whole > 0)
    return np.flatnonzero(open_)


def _units_of(
    feature: NDArray[np.int64], piece: NDArray[np.int64], area: NDArray[np.float64], result: LayerComparison, count: int
) -> NDArray[np.int64]:
    """Return int64 (features), the unit most of each feature's land lies in, -1 for none."""
    units = len(result.units.codes) + 1
    sums = np.bincount(feature * units + result.unit[piece] % units, weights=area, minlength=count * units)
    most = np.argmax(sums.reshape(count, units), axis=1) if count else np.empty(0, dtype=np.int64)
    covered = np.bincount(feature, minlength=count) > 0
    return np.where(covered & (most < units - 1), most, -1)


def _code(result: LayerComparison, unit: int) -> Optional[str]:
    return result.units.codes[unit] if unit >= 0 else None
