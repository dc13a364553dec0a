"""Reads what delineation works on: the county's parcels and its administrative units."""

from __future__ import annotations

from typing import Collection, Mapping, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.area import ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.overlap_areas import covered_shares
from ..geometry.projection import area_frame
from ..geometry.reproject import reprojected
from ..geometry.terrain import Terrain
from ..message import translatable
from ..rulepack.delineation_rules import DelineationRules, ParcelFields
from ..rulepack.model import GeometryKind, LayerRole, Pack, SlopeScheme
from ..units.codes import plain_code
from .class_codes import selects_classes
from .model import Parcels, Units
from .parcel_columns import ParcelColumns, known_codes, numbers, texts
from .slope import slope_classes
from .units_layer import read_units, unit_of_each

__all__ = ["SHARE_ROUNDING", "delineation_rules", "read_parcels", "read_units"]

SHARE_ROUNDING = 1e-9
"""Shares are computed from coordinates: one of exactly the limit must not fail by binary rounding."""


def delineation_rules(pack: Pack) -> DelineationRules:
    """Return the delineation rules of a pack.

    :raises LandPlanError: when the pack has none
    """
    if pack.delineation is None:
        raise LandPlanError(
            translatable(
                "Delineation",
                "The rule pack {pack} delineates no basic farmland: it has no delineation.yaml. Choose another pack.",
                pack=pack.id,
            )
        )
    return pack.delineation


def read_parcels(
    pack: Pack,
    layer: SourceLayer,
    *,
    current: Optional[SourceLayer] = None,
    units: Optional[Units] = None,
    quality_field: Optional[str] = None,
    slope_field: Optional[str] = None,
    terrain: Optional[Terrain] = None,
    shared_keys: bool = False,
    transforms: Optional[QgsCoordinateTransformContext] = None,
    feedback: Feedback = Silent(),  # noqa: B008
) -> Parcels:
    """Read the county's parcels (地类图斑).

    The unit of a parcel is the one it has the largest part of its area in; where the units have no shapes, the one
    whose code begins the parcel's location code. The slope class comes from the terrain, where that is not known
    from the field.

    :param layer: polygons with the fields the pack names; deductions that are missing count 0
    :param current: basic farmland now; None: none
    :param quality_field: field of the layer with the quality grade; None: the pack's, where the layer has it
    :param slope_field: field of the layer with the slope: texts and whole numbers are codes of slope classes, other
        numbers degrees; None: the pack's, where the layer has it
    :param terrain: slope measured on a terrain model, parcels in the order of their feature ids
    :param shared_keys: let parcels of the same key through, for checks that go on where data are wrong
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when the layer has no polygons, no CRS, no land class or parcels of the same key
    :raises Cancelled: when the user cancels
    """
    rules = delineation_rules(pack)
    fields, role = rules.parcels, pack.layers[rules.parcels.role]
    _check_polygons(layer)
    data = layer.read(Span(feedback, 0, 20))
    if not len(data):
        raise LandPlanError(
            translatable("Delineation", "The parcel layer {layer} holds no parcel.", layer=layer.name)
        )
    columns = ParcelColumns(layer, data, role)
    polygons = data.polygons
    gross = ellipsoidal_areas(polygons, area_frame(layer.crs), feedback=Span(feedback, 20, 30))
    gross = np.where(np.isfinite(gross), gross, 0.0)
    land_class = _land_classes(pack, fields, layer, columns)
    groups = pack.code_lists[fields.land_classes].groups
    mean_slope, steep_share, slope_class = _slopes(pack, fields, layer, columns, slope_field, terrain)
    share = np.zeros(len(data))
    if current is not None:
        share = _current_share(layer, polygons, current, transforms, Span(feedback, 30, 60))
    return Parcels(
        keys=_keys(fields.key, layer, columns, data.fids, shared_keys),
        polygons=polygons,
        crs=layer.crs,
        area_m2=gross,
        net_area_m2=_net_areas(fields, columns, gross),
        land_class=land_class,
        land_group=_looked_up(land_class, groups),
        is_farmland=selects_classes(land_class, fields.farmland),
        quality=_quality(fields, role, layer, columns, quality_field),
        mean_slope=mean_slope,
        steep_share=steep_share,
        slope_class=slope_class,
        unit=_units(layer, polygons, units, fields, columns, transforms, Span(feedback, 60, 100)),
        current_share=share,
        is_current=share >= rules.current_share - SHARE_ROUNDING,
        values=columns,
    )


def _check_polygons(layer: SourceLayer) -> None:
    if layer.geometry is not GeometryKind.POLYGON:
        raise LandPlanError(
            translatable("Delineation", "{layer} holds no polygons: choose a polygon layer.", layer=layer.name)
        )
    if not layer.crs.isValid():
        raise LandPlanError(
            translatable(
                "Delineation",
                "{layer} has no coordinate reference system, so no area can be computed: assign its CRS.",
                layer=layer.name,
            )
        )


def _keys(
    field: str, layer: SourceLayer, columns: ParcelColumns, fids: NDArray[np.int64], shared_keys: bool
) -> NDArray[np.object_]:
    if field not in columns:
        keys = np.empty(len(fids), dtype=object)
        keys[:] = [str(fid) for fid in fids.tolist()]
        return keys
    keys = texts(columns[field])
    for index in np.flatnonzero(keys == "").tolist():
        keys[index] = f"fid {fids[index]}"
    distinct, counts = np.unique(keys.astype(str), return_counts=True)
    if len(distinct) < len(keys) and not shared_keys:
        raise LandPlanError(
            translatable(
                "Delineation",
                "In {layer} {count} keys in the field {field} belong to several parcels each, for example {key}. "
                "Parcels are told apart by this field: correct it first.",
                layer=layer.name,
                count=int(np.count_nonzero(counts > 1)),
                field=columns.source_name(field),
                key=str(distinct[int(np.argmax(counts > 1))]),
            )
        )
    return keys


def _land_classes(
    pack: Pack, fields: ParcelFields, layer: SourceLayer, columns: ParcelColumns
) -> NDArray[np.object_]:
    if fields.land_class not in columns:
        raise LandPlanError(
            translatable(
                "Delineation",
                "The parcel layer {layer} has no field {field} ({title}), so it cannot be told what is farmland.",
                layer=layer.name,
                field=fields.land_class,
                title=pack.layers[fields.role].fields[fields.land_class].title,
            )
        )
    return known_codes(texts(columns[fields.land_class]), pack.code_lists[fields.land_classes])


def _looked_up(codes: NDArray[np.object_], table: Mapping[str, str]) -> NDArray[np.object_]:
    result = np.empty(len(codes), dtype=object)
    result[:] = [table.get(code, "") for code in codes.tolist()]
    return result


def _net_areas(fields: ParcelFields, columns: ParcelColumns, gross: NDArray[np.float64]) -> NDArray[np.float64]:
    net = gross.copy()
    for name in fields.deductions:
        if name in columns:
            deduction = numbers(columns[name])
            net -= np.where(deduction > 0, deduction, 0.0)  # a negative one is an error of the data, and NaN none
    return np.maximum(net, 0.0)


def _quality(
    fields: ParcelFields, role: LayerRole, layer: SourceLayer, columns: ParcelColumns, chosen: Optional[str]
) -> NDArray[np.float64]:
    """Return the quality grades; those outside the range of the pack's field are not known."""
    if chosen is None and (fields.quality is None or fields.quality not in columns):
        return np.full(len(columns[fields.land_class]), np.nan)
    column = _chosen_column(layer, columns, chosen) if chosen else columns[fields.quality or ""]
    grades = numbers(column)
    if chosen and np.isnan(grades).all() and not np.ma.getmaskarray(column).all():
        raise LandPlanError(
            translatable(
                "Delineation",
                "The field {field} of {layer} holds no quality grade: none of its values is a number, for example "
                "“{text}”. Choose another field.",
                field=chosen, layer=layer.name, text=min(filter(None, texts(column).tolist()), default=""),
            )
        )
    if fields.quality is not None:
        rule = role.fields[fields.quality]
        grades[grades < (-np.inf if rule.minimum is None else rule.minimum)] = np.nan
        grades[grades > (np.inf if rule.maximum is None else rule.maximum)] = np.nan
    return grades


def _slopes(
    pack: Pack,
    fields: ParcelFields,
    layer: SourceLayer,
    columns: ParcelColumns,
    chosen: Optional[str],
    terrain: Optional[Terrain],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.object_]]:
    """Return mean slope, steep share and slope class."""
    count = len(columns[fields.land_class])
    mean, steep = np.full(count, np.nan), np.full(count, np.nan)
    if terrain is not None:
        if len(terrain.mean_slope) != count:
            raise ValueError(f"terrain of {len(terrain.mean_slope)} parcels, not of {count}")
        mean, steep = terrain.mean_slope.copy(), terrain.steep_share.copy()
    declared = np.full(count, "", dtype=object)
    name = chosen or (fields.slope_class if fields.slope_class in columns else None)
    if name is not None:
        column = _chosen_column(layer, columns, chosen) if chosen else columns[name]
        if column.dtype.kind == "f" and chosen:
            degrees = numbers(column)
            mean = np.where(np.isnan(mean), np.where((degrees >= 0) & (degrees <= 90), degrees, np.nan), mean)
        else:
            declared = _declared_classes(pack, fields, column)
            if chosen and not any(declared) and not np.ma.getmaskarray(column).all():
                raise LandPlanError(
                    translatable(
                        "Delineation",
                        "The field {field} of {layer} holds no slope: its values are neither codes of slope classes "
                        "nor decimal numbers, for example “{text}”. Choose another field.",
                        field=chosen, layer=layer.name, text=min(filter(None, texts(column).tolist()), default=""),
                    )
                )
    classes = declared if pack.slope is None else _classes(mean, declared, pack.slope)
    return mean, steep, classes


def _classes(
    mean: NDArray[np.float64], declared: NDArray[np.object_], scheme: SlopeScheme
) -> NDArray[np.object_]:
    measured = slope_classes(mean, scheme)
    return np.where(measured == "", declared, measured).astype(object)


def _declared_classes(pack: Pack, fields: ParcelFields, column: np.ma.MaskedArray) -> NDArray[np.object_]:
    """Return codes of slope classes, empty where the code is not one of the list."""
    codes_id = None
    if fields.slope_class is not None:
        codes_id = pack.layers[fields.role].fields[fields.slope_class].codes
    code_list = None if codes_id is None else pack.code_lists.get(codes_id)
    codes = known_codes(texts(column), code_list)
    if code_list is not None:
        codes = _looked_up(codes, {code: code for code in code_list.names})
    return codes


def _chosen_column(layer: SourceLayer, columns: ParcelColumns, name: Optional[str]) -> np.ma.MaskedArray:
    for column in columns:
        if name is not None and columns.source_name(column) == name:
            return columns[column]
    raise LandPlanError(
        translatable("Delineation", "{layer} has no field {field}.", layer=layer.name, field=name)
    )


def _current_share(
    layer: SourceLayer,
    polygons: PolygonArrays,
    current: SourceLayer,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> NDArray[np.float64]:
    _check_polygons(current)
    cover = reprojected(
        current.read(Span(feedback, 0, 20)).polygons, current.crs, layer.crs, current.name, transforms
    )
    return covered_shares(polygons, cover, Span(feedback, 20, 100))


def _units(
    layer: SourceLayer,
    polygons: PolygonArrays,
    units: Optional[Units],
    fields: ParcelFields,
    columns: ParcelColumns,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> NDArray[np.int64]:
    if units is None:
        return np.full(len(polygons), -1, dtype=np.int64)
    if units.polygons is None and fields.location in columns:
        return _units_by_code(texts(columns[fields.location]), units.codes)
    return unit_of_each(polygons, layer.crs, units, feedback, transforms)


def _units_by_code(locations: NDArray[np.object_], codes: Collection[str]) -> NDArray[np.int64]:
    """Return the unit whose code begins a location code; the longest such code where several do."""
    numbers_ = {code: number for number, code in enumerate(codes)}
    lengths = sorted({len(code) for code in codes if code}, reverse=True)
    distinct, places = np.unique(locations.astype(str), return_inverse=True)
    found = [
        next((numbers_[text[:length]] for length in lengths if text[:length] in numbers_), -1)
        for text in map(plain_code, distinct.tolist())
    ]
    return np.asarray(found, dtype=np.int64)[places.reshape(-1)]
