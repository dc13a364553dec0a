"""Which field of a layer says what a comparison wants to know: key, land class, quality, slope, unit, net area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..dataset.layerdata import LayerData
from ..delineation.parcel_columns import known_codes, numbers, texts
from ..errors import LandPlanError
from ..message import translatable
from ..rulepack.model import FieldRule, LayerRole, Pack

Texts = NDArray[np.object_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LandFields:
    """What is known of each feature of a layer.

    :ivar key: text (n,), the fid where there is no key
    :ivar land_class: text (n,), empty where not known; ``slope`` and ``unit`` likewise
    :ivar quality: float64 (n,), NaN where not known
    :ivar net_share: float64 (n,), share of the area that counts as basic farmland, 1 where nothing is deducted
    """

    key: Texts
    land_class: Texts
    slope: Texts
    unit: Texts
    quality: Floats
    net_share: Floats


def land_fields(pack: Pack, layer: SourceLayer, data: LayerData, quality_field: Optional[str] = None) -> LandFields:
    """Return what the fields of a layer say, found by the names the pack gives them in any of its farmland layers.

    :param quality_field: field of the layer with the quality grade; None: the pack's, where the layer has it
    :raises LandPlanError: when the layer has no such quality field
    """
    count = len(data)
    none = np.full(count, "", dtype=object)
    rules = pack.delineation
    key = none
    for role in _roles(pack):
        found = [layer.field_name(role.fields[name]) for name in role.key if name in role.fields]
        if found and found[0] is not None:
            key = texts(data.column(found[0]))
            break
    key = np.array(
        [text or str(fid) for text, fid in zip(key.tolist(), data.fids.tolist())], dtype=object
    ).reshape(count)
    if rules is None:
        quality = numbers(data.column(quality_field)) if quality_field else np.full(count, np.nan)
        return LandFields(key, none, none, none, quality, np.ones(count))
    parcels = rules.parcels
    slope_codes = None
    if parcels.slope_class is not None:
        slope_codes = pack.layers[parcels.role].fields[parcels.slope_class].codes
    quality = np.full(count, np.nan)
    quality_rule = next(_rules(pack, parcels.quality), None) if parcels.quality else None
    column = quality_field or _column(pack, layer, parcels.quality)
    if column is not None:
        quality = numbers(data.column(column))
        if quality_rule is not None:
            quality[quality < (-np.inf if quality_rule.minimum is None else quality_rule.minimum)] = np.nan
            quality[quality > (np.inf if quality_rule.maximum is None else quality_rule.maximum)] = np.nan
    return LandFields(
        key=key,
        land_class=_coded(pack, layer, data, _column(pack, layer, parcels.land_class), parcels.land_classes),
        slope=_coded(pack, layer, data, _slope_column(pack, layer, slope_codes), slope_codes),
        unit=_coded(pack, layer, data, _column(pack, layer, rules.units.code, parcels.location), None),
        quality=quality,
        net_share=_net_shares(pack, layer, data),
    )


def require_field(layers: list[SourceLayer], name: str) -> None:
    """Refuse a field that none of some layers has.

    :raises LandPlanError: naming the layers
    """
    if not any(_spelt(layer, name) for layer in layers):
        raise LandPlanError(
            translatable(
                "Comparison",
                "{layers} has no field {field}.",
                layers=", ".join(layer.name for layer in layers),
                field=name,
            )
        )


def own_field(layer: SourceLayer, name: Optional[str]) -> Optional[str]:
    """Return a field as the layer spells it, None where the layer does not have it or none is asked for."""
    return _spelt(layer, name) if name else None


def _spelt(layer: SourceLayer, name: str) -> Optional[str]:
    for wanted in (str, str.casefold):
        for field in layer.fields:
            if wanted(field.name) == wanted(name):
                return field.name
    return None


def _roles(pack: Pack) -> Iterator[LayerRole]:
    """Yield the roles a layer of farmland may be of."""
    if pack.delineation is not None:
        rules = pack.delineation
        for name in (rules.current_role, rules.result_role, rules.parcels.role):
            if name in pack.layers:
                yield pack.layers[name]


def _rules(pack: Pack, name: Optional[str]) -> Iterator[FieldRule]:
    for role in _roles(pack):
        if name is not None and name in role.fields:
            yield role.fields[name]


def _column(pack: Pack, layer: SourceLayer, *names: Optional[str]) -> Optional[str]:
    """Return the field of a layer that one of some fields of the pack means."""
    for name in names:
        for rule in _rules(pack, name):
            column = layer.field_name(rule)
            if column is not None:
                return column
    return None


def _slope_column(pack: Pack, layer: SourceLayer, codes: Optional[str]) -> Optional[str]:
    """Return the field of a layer whose domain are the slope classes."""
    for role in _roles(pack):
        for rule in role.fields.values():
            column = layer.field_name(rule) if codes is not None and rule.codes == codes else None
            if column is not None:
                return column
    return None


def _coded(
    pack: Pack, layer: SourceLayer, data: LayerData, column: Optional[str], codes: Optional[str]
) -> Texts:
    if column is None:
        return np.full(len(data), "", dtype=object)
    return known_codes(texts(data.column(column)), pack.code_lists.get(codes) if codes else None)


def _net_shares(pack: Pack, layer: SourceLayer, data: LayerData) -> Floats:
    """Return which share of each feature counts: by its own net area, else by its deductions."""
    rules = pack.delineation
    shares = np.ones(len(data))
    if rules is None:
        return shares
    gross_column = _column(pack, layer, rules.parcels.gross_area)
    if gross_column is None:
        return shares
    gross = numbers(data.column(gross_column))
    net = gross.copy()
    for name in rules.parcels.deductions:
        column = _column(pack, layer, name)
        if column is not None:
            deduction = numbers(data.column(column))
            net -= np.where(deduction > 0, deduction, 0.0)
    net_column = None if pack.adjustment is None else _column(pack, layer, pack.adjustment.net_area)
    if net_column is not None:
        declared = numbers(data.column(net_column))
        net = np.where(np.isfinite(declared), declared, net)
    known = (gross > 0) & np.isfinite(net)
    shares[known] = np.clip(net[known] / gross[known], 0.0, 1.0)
    return shares
