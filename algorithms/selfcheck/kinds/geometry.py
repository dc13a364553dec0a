"""Geometry checks (几何检查): every place of every error of a polygon."""

from __future__ import annotations

from typing import Iterator, Optional

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY

from ...geometry.plane import metres_per_unit
from ...geometry.validity import GEOMETRY_ERROR_KINDS, GeometryError, find_geometry_errors
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ..context import CheckContext
from ..findings import feature_finding
from ..geometry_messages import geometry_message
from ..model import Finding
from ..registry import check_kind

NUMBER = ParameterSpec(ParameterType.NUMBER)


@check_kind(
    "geometry.valid",
    kinds=ParameterSpec(ParameterType.CHOICES, choices=GEOMETRY_ERROR_KINDS),
    min_angle=NUMBER,
    min_segment=NUMBER,
    tolerance=NUMBER,
)
def valid(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Polygons are sound: every place of every error, not only the first of a feature."""
    layer = context.polygon_layer(check.layer)
    unit = metres_per_unit(layer.crs)
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    errors = find_geometry_errors(
        context.polygons(check.layer, check.where),
        kinds=check.parameters.get("kinds"),
        min_angle=context.number(check, "min_angle", 0.0),
        min_segment=context.number(check, "min_segment", 0.0) / unit,
        tolerance=context.number(check, "tolerance", 0.0) / unit,
        feedback=context.feedback,
    )
    for error in errors:
        yield feature_finding(
            context, check, int(selected[error.feature]), error.kind, geometry_message(error, unit), "",
            _metres(error, error.measured, unit), _metres(error, error.limit, unit), geometry=_place(error),
        )


def _place(error: GeometryError) -> Optional[bytes]:
    if not np.isfinite([error.x, error.y]).all():
        return None
    return bytes(QgsGeometry.fromPointXY(QgsPointXY(error.x, error.y)).asWkb())


def _metres(error: GeometryError, value: Optional[float], unit: float) -> Optional[float]:
    """Turn lengths into metres; angles and counts stay as they are."""
    if value is None or error.kind not in ("short_segment", "duplicate_vertex"):
        return value
    return value * unit
