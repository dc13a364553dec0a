"""Which basic farmland is taken out: drawn or selected areas, or keys of parcels; with its net area and quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback
from ..geometry.area import ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.overlap_areas import covered_shares
from ..geometry.projection import area_frame
from ..geometry.reproject import reprojected
from ..geometry.wkb import concatenate, select
from ..message import translatable
from ..rulepack.model import GeometryKind, Pack
from .inputs import delineation_rules
from .model import Parcels
from .parcel_columns import texts

SLIVER_SHARE = 1e-6  # of a parcel: less than that is not taken out


@dataclass(frozen=True)
class RemovedLand:
    """What is taken out.

    :ivar share: float64 (n,), share of each parcel that is taken out, whether it is basic farmland or not
    :ivar net_m2: float64 (n,), net area of basic farmland taken out of each parcel
    :ivar area_m2: area of the land named, on the ellipsoid
    :ivar outside_m2: area of it that is no basic farmland and needs no replacement
    """

    share: NDArray[np.float64]
    net_m2: NDArray[np.float64]
    area_m2: float
    outside_m2: float

    def needs(self, parcels: Parcels, units: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the net area taken out of every unit and its mean grade, NaN where no grade is known."""
        inside = np.flatnonzero((self.net_m2 > 0) & (parcels.unit >= 0))
        inside = inside[np.lexsort((parcels.keys[inside].astype(str), self.net_m2[inside]))]
        unit, area = parcels.unit[inside], self.net_m2[inside]
        needed = np.bincount(unit, weights=area, minlength=units).astype(np.float64, copy=False)
        graded = np.isfinite(parcels.quality[inside])
        weight = np.bincount(unit[graded], weights=area[graded], minlength=units)
        sums = np.bincount(unit[graded], weights=(area * parcels.quality[inside])[graded], minlength=units)
        with np.errstate(invalid="ignore", divide="ignore"):
            return needed, np.where(weight > 0, sums / np.where(weight > 0, weight, 1.0), np.nan)


def removed_land(
    pack: Pack,
    parcels: Parcels,
    drawn: Optional[SourceLayer],
    keys: Sequence[str],
    current: Optional[SourceLayer],
    feedback: Feedback,
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> RemovedLand:
    """Measure what is taken out of the basic farmland.

    :param drawn: polygons, or the selected features of the basic farmland
    :param keys: numbers of basic farmland (JBNTTBBH) or keys of parcels
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when nothing is named, a key is unknown or nothing of it is basic farmland
    """
    shapes = _shapes(pack, parcels, drawn, keys, current, feedback, transforms)
    share = covered_shares(parcels.polygons, shapes, feedback)
    share = np.where(share < SLIVER_SHARE, 0.0, np.where(share > 1 - SLIVER_SHARE, 1.0, share))
    net = np.where(parcels.is_current, share * parcels.net_area_m2, 0.0)
    area = float(np.nansum(ellipsoidal_areas(shapes, area_frame(parcels.crs))))
    inside = float((share * parcels.area_m2)[parcels.is_current].sum())
    if not net.any():
        raise LandPlanError(
            translatable(
                "Replacement",
                "Nothing of the land to be removed is basic farmland, so nothing has to be replaced. Check that the "
                "areas and the layer of basic farmland belong together.",
            )
        )
    return RemovedLand(share, net, area, max(area - inside, 0.0))


def _shapes(
    pack: Pack, parcels: Parcels, drawn: Optional[SourceLayer], keys: Sequence[str], current: Optional[SourceLayer],
    feedback: Feedback, transforms: Optional[QgsCoordinateTransformContext],
) -> PolygonArrays:
    """Return the polygons that are taken out, in the CRS of the parcels."""
    shapes: list[PolygonArrays] = []
    if drawn is not None:
        if drawn.geometry is not GeometryKind.POLYGON:
            raise LandPlanError(
                translatable(
                    "Replacement", "{layer} holds no polygons: draw the land to be removed as areas.", layer=drawn.name
                )
            )
        shapes.append(reprojected(drawn.read(feedback).polygons, drawn.crs, parcels.crs, drawn.name, transforms))
    if keys:
        shapes += _listed(pack, parcels, keys, current, feedback, transforms)
    if not any(len(polygons.x) for polygons in shapes):
        raise LandPlanError(
            translatable(
                "Replacement",
                "There is no land to be removed. Give a layer of areas, select features of the basic farmland, or list "
                "their numbers.",
            )
        )
    return shapes[0] if len(shapes) == 1 else concatenate(shapes)


def _listed(
    pack: Pack, parcels: Parcels, keys: Sequence[str], current: Optional[SourceLayer], feedback: Feedback,
    transforms: Optional[QgsCoordinateTransformContext],
) -> list[PolygonArrays]:
    """Return the features of some keys: of the basic farmland where it has them, else parcels."""
    shapes = []
    open_ = list(dict.fromkeys(keys))
    role = pack.layers[delineation_rules(pack).current_role]
    name = None if current is None or not role.key else current.field_name(role.fields[role.key[0]])
    if current is not None and name is not None:
        data = current.read(feedback)
        numbers = texts(data.column(name))
        found = np.isin(numbers.astype(str), open_)
        polygons = select(data.polygons, np.flatnonzero(found))
        shapes.append(reprojected(polygons, current.crs, parcels.crs, current.name, transforms))
        known = set(numbers[found].tolist())
        open_ = [key for key in open_ if key not in known]
    found = np.isin(parcels.keys.astype(str), open_)
    shapes.append(select(parcels.polygons, np.flatnonzero(found)))
    known = set(parcels.keys[found].tolist())
    unknown = [key for key in open_ if key not in known]
    if unknown:
        raise LandPlanError(
            translatable(
                "Replacement",
                "Neither the basic farmland nor the parcels have {keys}. Correct the list of what is to be removed.",
                keys=", ".join(unknown[:10]) + (" …" if len(unknown) > 10 else ""),
            )
        )
    return shapes
