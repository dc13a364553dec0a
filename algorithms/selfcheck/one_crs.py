"""Layers of a delivery in one coordinate reference system, for checks that compare two layers."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem

from ..geometry.arrays import PolygonArrays
from ..geometry.reproject import reprojected
from .context import CheckContext


def in_crs_of(
    context: CheckContext, role_id: Optional[str], other_id: str, polygons: PolygonArrays
) -> PolygonArrays:
    """Return polygons of one layer in the CRS of another; unchanged where neither has one.

    :param polygons: of the layer ``other_id``
    :raises LandPlanError: when they cannot be brought into that CRS, naming the layer
    """
    return in_crs(context, other_id, polygons, context.layer(role_id).crs)


def in_crs(
    context: CheckContext, role_id: str, polygons: PolygonArrays, crs: QgsCoordinateReferenceSystem
) -> PolygonArrays:
    """Return polygons of a layer in a CRS; unchanged where neither has one.

    :raises LandPlanError: when they cannot be brought into that CRS, naming the layer
    """
    layer = context.layer(role_id)
    if not layer.crs.isValid() and not crs.isValid():
        return polygons
    return reprojected(polygons, layer.crs, crs, layer.name)
