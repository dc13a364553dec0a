"""Reads what zones of responsibility are made from: basic farmland and the units of each level."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ..dataset.dataset import Dataset
from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.area import ellipsoidal_areas
from ..geometry.projection import area_frame
from ..geometry.reproject import reprojected
from ..geometry.wkb import select
from ..message import Message, translatable
from ..rulepack.model import GeometryKind, Pack
from ..rulepack.zones_rules import ResponsibilityRules
from ..units.codes import plain_code
from .class_codes import selects_classes
from .model import Units
from .parcel_columns import ParcelColumns, known_codes, numbers, texts
from .responsibility import FarmlandParcels
from .units_layer import read_units


def responsibility_rules(pack: Pack) -> ResponsibilityRules:
    """Return the rules of a pack for zones of responsibility.

    :raises LandPlanError: when the pack has none
    """
    if pack.zones is None or pack.zones.responsibility is None:
        raise LandPlanError(
            translatable(
                "Responsibility",
                "The rule pack {pack} knows no zones of responsibility: it has no responsibility in zones.yaml. Choose "
                "another pack.",
                pack=pack.id,
            )
        )
    return pack.zones.responsibility


def read_farmland(
    pack: Pack, layer: SourceLayer, notes: list[Message], feedback: Feedback = Silent()  # noqa: B008
) -> FarmlandParcels:
    """Read the basic farmland.

    :param notes: takes what a person should know
    :raises LandPlanError: when the layer holds no polygons, has no CRS or two parcels of one key
    :raises Cancelled: when the user cancels
    """
    rules = responsibility_rules(pack).parcels
    role = pack.layers[rules.role]
    if layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
        raise LandPlanError(
            translatable(
                "Responsibility",
                "{layer} cannot serve as basic farmland: it has to hold polygons and to have a coordinate reference "
                "system.",
                layer=layer.name,
            )
        )
    data = layer.read(Span(feedback, 0, 40))
    if not len(data):
        raise LandPlanError(translatable("Responsibility", "{layer} holds no parcel.", layer=layer.name))
    columns = ParcelColumns(layer, data, role)

    def column(name: Optional[str]) -> np.ndarray:
        if name is None or name not in columns:
            empty = np.empty(len(data), dtype=object)
            empty[:] = ""
            return empty
        return texts(columns[name])

    keys = column(rules.key)
    for index in np.flatnonzero(keys == "").tolist():
        keys[index] = f"fid {data.fids[index]}"
    distinct, counts = np.unique(keys.astype(str), return_counts=True)
    if len(distinct) < len(keys):
        raise LandPlanError(
            translatable(
                "Responsibility",
                "In {layer} {count} values of the field {field} belong to several parcels each, for example {key}: "
                "nobody could tell who answers for which. Correct them first.",
                layer=layer.name,
                count=int((counts > 1).sum()),
                field=rules.key,
                key=str(distinct[int(np.argmax(counts > 1))]),
            )
        )
    net = np.full(len(data), np.nan)
    if rules.net_area in columns:
        net = numbers(columns[rules.net_area])
        net[net < 0] = np.nan
    unknown = np.isnan(net)
    if unknown.any():
        areas = ellipsoidal_areas(data.polygons, area_frame(layer.crs), feedback=Span(feedback, 40, 100))
        net = np.where(unknown, np.nan_to_num(areas), net)
        notes.append(
            translatable(
                "Responsibility",
                "{count} parcels of {layer} have no area in the field {field}; they count with their whole area on the "
                "ellipsoid.",
                count=int(unknown.sum()),
                layer=layer.name,
                field=rules.net_area,
            )
        )
    codes = role.fields[rules.land_class].codes
    land_class = known_codes(column(rules.land_class), pack.code_lists.get(codes) if codes else None)
    return FarmlandParcels(
        keys=keys,
        polygons=data.polygons,
        crs=layer.crs,
        land_class=land_class,
        is_farmland=selects_classes(land_class, rules.farmland),
        net_m2=net,
        quality=column(rules.quality),
        location=np.array([plain_code(code) for code in column(rules.location).tolist()], dtype=object),
        location_name=column(rules.location_name),
    )


def units_of_level(
    pack: Pack, layer: SourceLayer, level: str, notes: list[Message], feedback: Feedback = Silent()  # noqa: B008
) -> Optional[Units]:
    """Return the units of a level that a layer holds, None where it holds none of that level.

    :param level: town, village or group
    :param notes: takes how many units of another level were left out
    :raises LandPlanError: when the layer cannot serve as a layer of units
    """
    rules = responsibility_rules(pack)
    units = read_units(pack, layer, feedback=feedback)
    digits = rules.level(level).digits
    fits = [
        code.isdigit() and (len(code) >= digits if level == "group" else len(code) == digits) for code in units.codes
    ]
    chosen = np.flatnonzero(fits)
    if len(chosen) and len(chosen) < len(fits):
        notes.append(
            translatable(
                "Responsibility",
                "{count} units of {layer} have a code that has not {digits} digits, for example {code}; they were left "
                "out.",
                count=len(fits) - len(chosen),
                layer=layer.name,
                digits=digits,
                code=units.codes[fits.index(False)],
            )
        )
    if not len(chosen):
        return None
    return replace(
        units,
        codes=tuple(units.codes[index] for index in chosen.tolist()),
        names=tuple(units.names[index] for index in chosen.tolist()),
        polygons=None if units.polygons is None else select(units.polygons, chosen),
    )


def land_names(
    pack: Pack,
    dataset: Dataset,
    crs: QgsCoordinateReferenceSystem,
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> Optional[Units]:
    """Return the land-use parcels with the Chinese names of their classes, None where the plan has none.

    They say what lies beside an area, so a database in Chinese gets Chinese names whatever the language of QGIS.

    :param crs: of the result
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when the layer cannot be read or reprojected
    """
    layer = None if pack.delineation is None else dataset.layer(pack.delineation.parcels.role)
    if pack.delineation is None or layer is None or not layer.crs.isValid():
        return None
    fields = pack.delineation.parcels
    data = layer.read()
    columns = ParcelColumns(layer, data, pack.layers[fields.role])
    if fields.land_class not in columns:
        return None
    code_list = pack.code_lists[fields.land_classes]
    codes = known_codes(texts(columns[fields.land_class]), code_list).tolist()
    return Units(
        codes=tuple(str(fid) for fid in data.fids.tolist()),
        names=tuple(code_list.names[code].zh if code in code_list.names else code for code in codes),
        polygons=reprojected(data.polygons, layer.crs, crs, layer.name, transforms),
        crs=crs,
    )
