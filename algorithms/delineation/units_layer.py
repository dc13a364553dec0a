"""Reads the administrative units (行政区) that targets are handed down to."""

from __future__ import annotations

from dataclasses import replace
from typing import Collection, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..geometry.arrays import PolygonArrays
from ..geometry.overlap_areas import overlap_areas
from ..geometry.reproject import reprojected
from ..geometry.wkb import select
from ..message import translatable
from ..rulepack.model import GeometryKind, LayerRole, Pack
from ..units.codes import unit_code
from .model import Units
from .parcel_columns import texts


def read_units(
    pack: Pack,
    layer: SourceLayer,
    code_field: Optional[str] = None,
    codes: Collection[str] = (),
    feedback: Feedback = Silent(),  # noqa: B008
) -> Units:
    """Read administrative units; features of the same code are one unit, features without a code are left out.

    :param code_field: field of the layer with the code; None: the pack's, else the field whose values are most often
        among ``codes``
    :param codes: codes that are expected, for example those of the targets
    :raises LandPlanError: when the layer is no polygon layer with a CRS, or no code is found
    """
    if layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
        raise LandPlanError(
            translatable(
                "Delineation",
                "{layer} cannot serve as the layer of administrative units: it has to hold polygons and to have a "
                "coordinate reference system.",
                layer=layer.name,
            )
        )
    data = layer.read(feedback)
    field = _code_field(pack, layer, code_field, codes)
    read = [unit_code(text, codes) or "" for text in texts(data.column(field)).tolist()]
    found = sorted(set(read) - {""})
    if not found:
        raise LandPlanError(
            translatable(
                "Delineation",
                "The field {field} of {layer} holds no code of an administrative unit.",
                field=field,
                layer=layer.name,
            )
        )
    place = {code: number for number, code in enumerate(found)}
    unit = np.array([place.get(code, -1) for code in read], dtype=np.int64)
    name_column = _role_field(pack, layer, rules_name(pack, "name"))
    names = texts(data.column(name_column)) if name_column is not None else np.full(len(data), "", dtype=object)
    named: dict[int, str] = {}
    for number, name in zip(unit.tolist(), names.tolist()):
        if name:
            named.setdefault(number, name)
    return Units(
        codes=tuple(found),
        names=tuple(named.get(number, code) for number, code in enumerate(found)),
        polygons=_united(data.polygons, unit, len(found)),
        crs=layer.crs,
        layer=layer.name,
    )


def unit_of_each(
    polygons: PolygonArrays,
    crs: QgsCoordinateReferenceSystem,
    units: Units,
    feedback: Feedback = Silent(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> NDArray[np.int64]:
    """Return the unit each feature has the largest part of its area in, int64 (n,), -1 for none.

    :param crs: of the polygons
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when the units cannot be brought into that CRS
    :raises Cancelled: when the user cancels
    """
    unit = np.full(len(polygons), -1, dtype=np.int64)
    if units.polygons is None:
        return unit
    shapes = units.polygons
    if units.crs is not None:
        shapes = reprojected(shapes, units.crs, crs, units.layer, transforms)
    found = overlap_areas(polygons, shapes, feedback=feedback)
    rows = found.largest()
    unit[found.first[rows]] = found.second[rows]
    return unit


def rules_name(pack: Pack, which: str) -> str:
    """Return the pack's field of the code or the name of units, empty when the pack delineates nothing."""
    if pack.delineation is None:
        return ""
    return pack.delineation.units.code if which == "code" else pack.delineation.units.name


def _code_field(pack: Pack, layer: SourceLayer, chosen: Optional[str], codes: Collection[str]) -> str:
    if chosen is not None:
        if layer.field(chosen) is None:
            raise LandPlanError(
                translatable("Delineation", "{layer} has no field {field}.", layer=layer.name, field=chosen)
            )
        return chosen
    column = _role_field(pack, layer, rules_name(pack, "code"))
    if column is not None:
        return column
    wanted = set(codes)
    data = layer.read()
    hits = [
        (sum(unit_code(text, wanted) in wanted for text in texts(data.column(field.name)).tolist()), field.name)
        for field in layer.fields
        if wanted and field.name in data.column_names
    ]
    best = max(hits, default=(0, ""), key=lambda hit: hit[0])
    if not best[0]:
        raise LandPlanError(
            translatable(
                "Delineation",
                "{layer} has no field {field} with the codes of the administrative units. Choose the field.",
                layer=layer.name,
                field=rules_name(pack, "code"),
            )
        )
    return best[1]


def _role_field(pack: Pack, layer: SourceLayer, name: str) -> Optional[str]:
    """Return the column of a field that the unit layers of the pack have."""
    if pack.delineation is None:
        return None
    roles: list[LayerRole] = [pack.layers[role] for role in pack.delineation.units.roles]
    for role in roles:
        column = layer.field_name(role.fields[name]) if name in role.fields else None
        if column is not None:
            return column
    return None


def _united(polygons: PolygonArrays, unit: NDArray[np.int64], count: int) -> PolygonArrays:
    """Return one feature per unit that holds the parts of all features of the unit."""
    order = np.argsort(unit, kind="stable")
    order = order[unit[order] >= 0]
    chosen = select(polygons, order)
    starts = np.searchsorted(unit[order], np.arange(count + 1))
    return replace(
        chosen,
        feature_offsets=chosen.feature_offsets[starts],
        fids=chosen.fids[starts[:-1]],
        states=np.bitwise_or.reduceat(chosen.states, starts[:-1]),
    )
