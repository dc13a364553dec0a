"""What delineation and replacement both need before land is chosen: frozen land, order and borders."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ..errors import LandPlanError
from ..feedback import Feedback
from ..geometry.adjacency import shared_borders
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import sound_polygons
from ..geometry.overlap_areas import covered_shares
from ..geometry.plane import metres_per_unit, plane_crs
from ..geometry.reproject import reprojected
from ..message import translatable
from ..rulepack.delineation_rules import DelineationRules
from ..rulepack.model import Pack
from ..units.codes import is_within
from .inputs import SHARE_ROUNDING, delineation_rules
from .model import Parcels, Situation, Units
from .sources import PlanSources

Points = tuple[NDArray[np.float64], NDArray[np.float64]]


def parcels_in_plane(
    parcels: Parcels, name: str, feedback: Feedback
) -> tuple[PolygonArrays, QgsCoordinateReferenceSystem]:
    """Return the parcels as sound polygons in a CRS that lengths can be measured in."""
    shapes = sound_polygons(parcels.polygons, feedback)
    plane = plane_crs(parcels.crs, shapes)
    return reprojected(shapes, parcels.crs, plane, name), plane


def ranks(parcels: Parcels, points: tuple[NDArray[np.float64], NDArray[np.float64]]) -> NDArray[np.int64]:
    """Return a permutation of the parcels by place, then area, then key: it does not depend on their order.

    :param points: float64 (n,) x and y inside the parcels
    """
    x, y = (np.nan_to_num(values) for values in points)
    order = np.lexsort((parcels.keys.astype(str), parcels.area_m2, x, -y))
    rank = np.empty(len(parcels), dtype=np.int64)
    rank[order] = np.arange(len(parcels))
    return rank


def frozen_parcels(
    rules: DelineationRules,
    sources: PlanSources,
    parcels: Parcels,
    units: Units,
    frozen_units: Sequence[str],
    feedback: Feedback,
) -> NDArray[np.bool_]:
    """Return which parcels must stay as they are: those in the areas given, in those of the plan, in frozen units.

    A parcel belongs to an area from the same share on from which it is basic farmland.

    :param frozen_units: codes of units; a town's takes in its villages
    :raises LandPlanError: when a layer cannot be used or there is no such unit
    """
    frozen = np.zeros(len(parcels), dtype=bool)
    for layer in (sources.frozen, sources.of_role(None, rules.frozen_role)):
        if layer is not None:
            areas = reprojected(layer.read(feedback).polygons, layer.crs, parcels.crs, layer.name, sources.transforms)
            shares = covered_shares(parcels.polygons, areas, feedback)
            frozen |= shares >= rules.current_share - SHARE_ROUNDING
    inside = np.zeros(len(units.codes), dtype=bool)
    for wanted in frozen_units:
        found = np.array([code == wanted or is_within(code, wanted) for code in units.codes], dtype=bool)
        if not found.any():
            raise LandPlanError(
                translatable(
                    "Farmland", "There is no unit {code} that could be frozen. The units are {units}.",
                    code=wanted, units=", ".join(units.codes[:20]),
                )
            )
        inside |= found
    return np.asarray(frozen | np.append(inside, False)[parcels.unit])


def made_situation(
    pack: Pack,
    parcels: Parcels,
    status: NDArray[np.int8],
    waits_for_target: NDArray[np.bool_],
    unit: NDArray[np.int64],
    targets_m2: NDArray[np.float64],
    frozen: NDArray[np.bool_],
    ring: NDArray[np.int64],
    shapes: PolygonArrays,
    plane: QgsCoordinateReferenceSystem,
    points: Points,
    feedback: Feedback,
) -> Situation:
    """Return all that the choice of land depends on, with the borders between the parcels measured.

    :param unit: int64 (n,), the unit each parcel counts for
    :param shapes: the parcels as sound polygons in ``plane``
    :param points: float64 (n,) x and y inside the parcels
    """
    scale = metres_per_unit(plane)
    borders = shared_borders(shapes, pack.tolerances.get("topology", 0.0) / scale, feedback)
    smaller_is_better = delineation_rules(pack).parcels.smaller_is_better
    return Situation(
        area_m2=parcels.net_area_m2,
        quality=parcels.quality if smaller_is_better else -parcels.quality,
        ring=ring,
        unit=unit,
        status=status,
        is_current=parcels.is_current,
        waits_for_target=waits_for_target,
        rank=ranks(parcels, points),
        neighbours=borders.pairs,
        shared_m=borders.length * scale,
        perimeter_m=borders.perimeter * scale,
        targets_m2=targets_m2,
        frozen=frozen,
    )
