"""The area of administrative units in one layer: their codes beside their polygons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..geometry.arrays import PolygonArrays
from ..geometry.wkb import polygons_from_wkb
from ..message import translatable
from ..rulepack.indicator_rules import UnitSources
from ..rulepack.model import GeometryKind, LayerRole
from .codes import unit_code, without_zeros


@dataclass(frozen=True)
class UnitAreas:
    """Polygons of units; those of one code count together.

    :ivar codes: one for each feature, '' for one of no unit
    :ivar name: of the layer, for refusals
    """

    codes: tuple[str, ...]
    polygons: PolygonArrays
    crs: QgsCoordinateReferenceSystem
    name: str

    @classmethod
    def of_wkb(
        cls, codes: Sequence[str], shapes: Sequence[bytes], crs: QgsCoordinateReferenceSystem, name: str
    ) -> UnitAreas:
        """Make it of polygons as WKB, one for each code."""
        return cls(tuple(codes), polygons_from_wkb(list(shapes)), crs, name)


def has_codes(layer: SourceLayer, role: LayerRole, sources: UnitSources) -> bool:
    """Return whether a layer has the field of the units' codes."""
    rule = role.fields.get(sources.code_of(role.id))
    return rule is not None and layer.field_name(rule) is not None


def codes_of(
    layer: SourceLayer, role: LayerRole, sources: UnitSources, feedback: Feedback = Silent()  # noqa: B008
) -> tuple[str, ...]:
    """Return the code of the unit of each feature as the tree of units writes it, '' where there is none.

    :raises LandPlanError: when the layer has no field of codes, or cannot be read
    """
    rule = role.fields.get(sources.code_of(role.id))
    column = None if rule is None else layer.field_name(rule)
    if column is None:
        raise _cannot_tell(layer, sources.code_of(role.id))
    values = layer.read(feedback).column(column)
    missing = np.ma.getmaskarray(values).tolist()
    lengths = tuple(sources.digits.values())
    return tuple(
        "" if void else without_zeros((unit_code(value) or "")[: max(lengths)], lengths)
        for value, void in zip(np.asarray(values.data).tolist(), missing)
    )


def areas_of_layer(
    layer: SourceLayer, role: LayerRole, sources: UnitSources, feedback: Feedback = Silent()  # noqa: B008
) -> UnitAreas:
    """Return the units of a layer.

    :param role: what the layer is in the pack
    :raises LandPlanError: when the layer has no polygons, no CRS or no field of codes, or cannot be read
    :raises Cancelled: when the user cancels
    """
    if layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
        raise _cannot_tell(layer, sources.code_of(role.id))
    codes = codes_of(layer, role, sources, feedback)
    return UnitAreas(codes, layer.read(feedback).polygons, layer.crs, layer.name)


def _cannot_tell(layer: SourceLayer, field: str) -> LandPlanError:
    return LandPlanError(
        translatable(
            "UnitChanges",
            "{layer} cannot tell what became of administrative units: it has to hold polygons, the field {field} "
            "with their codes, and to have a coordinate reference system.",
            layer=layer.name, field=field,
        )
    )
