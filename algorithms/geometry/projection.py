"""From layer coordinates to the ellipsoid: how a CRS is read for the official area.

A Gauss-Kruger CRS is inverted by the official series, geographic coordinates are used as they are, and
any other projection is inverted by PROJ to the geographic CRS of its own datum, so no datum shift ever
enters an area.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from osgeo import osr
from qgis.core import QgsCoordinateReferenceSystem

from ..errors import LandPlanError
from ..message import Message, translatable
from .ellipsoid import Ellipsoid
from .projection_inverse import GaussKruger, Geographic, Projection, Transformed


@dataclass(frozen=True)
class AreaFrame:
    """Everything an official area needs to know of a CRS.

    :ivar central_meridian: degrees, None unless Gauss-Kruger
    :ivar description: method, ellipsoid and central meridian, for reports
    """

    ellipsoid: Ellipsoid
    projection: Projection
    description: Message
    central_meridian: Optional[float] = None


def area_frame(crs: QgsCoordinateReferenceSystem) -> AreaFrame:
    """Read how coordinates of a CRS come to the ellipsoid.

    :raises LandPlanError: for an invalid CRS and for one that is neither geographic nor projected
    """
    if not crs.isValid():
        raise LandPlanError(
            translatable(
                "Area",
                "The layer has no valid coordinate reference system, so its areas on the ellipsoid cannot "
                "be computed. Assign the coordinate reference system the data were made in.",
            )
        )
    reference = spatial_reference(crs)
    if not (reference.IsProjected() or reference.IsGeographic()):
        raise LandPlanError(
            translatable(
                "Area",
                "The coordinate reference system {crs} is neither geographic nor projected, so areas on the "
                "ellipsoid cannot be computed. Assign the coordinate reference system the data were made in.",
                crs=crs.userFriendlyIdentifier(),
            )
        )
    name = reference.GetAttrValue("SPHEROID") or reference.GetAttrValue("DATUM") or "?"
    ellipsoid = Ellipsoid.matching(name, reference.GetSemiMajor(), reference.GetInvFlattening())
    if reference.IsGeographic():
        return AreaFrame(
            ellipsoid,
            Geographic(ellipsoid, reference.GetAngularUnits()),
            translatable(
                "Area",
                "area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), from longitude "
                "and latitude, edges longer than 70 m divided",
                ellipsoid=ellipsoid.name,
            ),
        )
    meridian = _gauss_kruger_meridian(reference)
    if meridian is not None:
        return AreaFrame(
            ellipsoid,
            GaussKruger(
                ellipsoid,
                reference.GetLinearUnits(),
                reference.GetNormProjParm("false_easting", 0.0),
                reference.GetNormProjParm("false_northing", 0.0),
                meridian,
            ),
            translatable(
                "Area",
                "area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), inverse "
                "Gauss-Kruger projection with central meridian {meridian}°, edges longer than 70 m divided",
                ellipsoid=ellipsoid.name,
                meridian=meridian,
            ),
            meridian,
        )
    return AreaFrame(
        ellipsoid,
        Transformed(crs, reference),
        translatable(
            "Area",
            "area on the ellipsoid {ellipsoid} by the official method (国土调查办发〔2008〕32号), coordinates of "
            "{crs} brought to longitude and latitude by PROJ, edges longer than 70 m divided",
            ellipsoid=ellipsoid.name,
            crs=crs.userFriendlyIdentifier(),
        ),
    )


def spatial_reference(crs: QgsCoordinateReferenceSystem) -> osr.SpatialReference:
    """Return the CRS as OGR sees it; by PROJ string where old WKT cannot say it (3D geographic)."""
    reference = osr.SpatialReference()
    for read, text in ((reference.ImportFromWkt, crs.toWkt()), (reference.ImportFromProj4, crs.toProj())):
        try:
            if text and read(text) == 0:
                return reference
        except RuntimeError:  # when some other plugin switched OSR to exceptions
            continue
    raise LandPlanError(
        translatable(
            "Area",
            "The coordinate reference system {crs} cannot be read, so areas on the ellipsoid cannot be "
            "computed. Assign the coordinate reference system the data were made in.",
            crs=crs.userFriendlyIdentifier(),
        )
    )


def _gauss_kruger_meridian(reference: osr.SpatialReference) -> Optional[float]:
    """Return the central meridian in degrees, None when the projection is not Gauss-Kruger."""
    if reference.GetAttrValue("PROJECTION") != "Transverse_Mercator":
        return None
    directions = {reference.GetAxisOrientation(None, axis) for axis in range(2)}
    if directions - {osr.OAO_East, osr.OAO_North, osr.OAO_Other}:
        return None
    scale = reference.GetNormProjParm("scale_factor", 1.0)
    origin = reference.GetNormProjParm("latitude_of_origin", 0.0)
    if abs(scale - 1.0) > 1e-12 or abs(origin) > 1e-12:
        return None
    return float(reference.GetNormProjParm("central_meridian", 0.0))
