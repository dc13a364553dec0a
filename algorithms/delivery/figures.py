"""How numbers, places and features of findings are written in documents."""

from __future__ import annotations

import math
from typing import Optional, Union

from qgis.core import QgsGeometry, QgsWkbTypes

from ..selfcheck.model import Finding
from ..workspace.placing import crs_of, placed_geometry

METRE_DECIMALS = 2
DEGREE_DECIMALS = 7  # about 1 cm


def number(value: float) -> str:
    """Return a number without noise: up to four decimals, more only for very small ones, no exponent."""
    value = float(value)
    if not math.isfinite(value):
        return str(value)
    decimals = 4 if abs(value) >= 0.001 or value == 0 else 9
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def value_text(value: Union[float, str, None]) -> str:
    """Return a measured value or limit as text; empty for none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else number(value)


def area_text(area: Optional[float]) -> str:
    """Return an area in m² with two decimals, more where that would show nothing; empty for none."""
    if area is None or not math.isfinite(area):
        return ""
    return f"{area:.2f}" if abs(area) >= 0.005 or area == 0 else number(area)


def feature_names(finding: Finding) -> list[str]:
    """Return the business key of each feature of a finding, or its id (``#5``) where it has no key."""
    return [feature.key or f"#{feature.fid}" for feature in finding.features]


class Places:
    """A point on each finding, with coordinates as its CRS wants them."""

    def __init__(self) -> None:
        """Start without knowing any CRS."""
        self._decimals: dict[str, int] = {}

    def point(self, finding: Finding) -> Optional[tuple[float, float]]:
        """Return x and y of a point on the error geometry, in the CRS of the finding; None without place."""
        placed = placed_geometry(finding.geometry)
        if placed is None:
            return None
        geometry, box = placed
        inside = _inside(geometry) if geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry else None
        x, y = inside or ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        decimals = self.decimals(finding.crs)
        return round(x, decimals), round(y, decimals)

    def decimals(self, crs: str) -> int:
        """Return the decimals of a coordinate in a CRS."""
        if crs not in self._decimals:
            system = crs_of(crs)
            self._decimals[crs] = (
                DEGREE_DECIMALS if system.isValid() and system.isGeographic() else METRE_DECIMALS
            )
        return self._decimals[crs]

    def texts(self, finding: Finding) -> tuple[str, str]:
        """Return x and y as text, empty without place."""
        point = self.point(finding)
        if point is None:
            return "", ""
        decimals = self.decimals(finding.crs)
        return f"{point[0]:.{decimals}f}", f"{point[1]:.{decimals}f}"


def _inside(geometry: QgsGeometry) -> Optional[tuple[float, float]]:
    """Return a point inside a polygon; None where an invalid one has none."""
    surface = geometry.pointOnSurface()
    if surface.isNull() or surface.isEmpty():
        return None
    point = surface.asPoint()
    return (point.x(), point.y()) if math.isfinite(point.x()) and math.isfinite(point.y()) else None
