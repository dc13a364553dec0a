"""From the layers of a county to its consolidation reserves (基本农田整备区): bans, slope, reserves, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext, QgsGeometry

from ..dataset.dataset import Dataset
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.coverage_input import sound_polygons
from ..geometry.dissolve import dissolved
from ..geometry.overlap_areas import overlap_areas
from ..geometry.plane import metres_per_unit, plane_crs
from ..geometry.reproject import reprojected
from ..message import Message, translatable
from ..rulepack.model import Pack
from ..rulepack.zones_rules import ReserveRules
from ..selfcheck.context import NotRunnable
from .class_codes import selects_classes
from .covers import Covers
from .inputs import SHARE_ROUNDING
from .model import Parcels, Units
from .reserve import ReserveOptions, Reserves, draw_reserves

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ban:
    """Why parcels may not be part of a reserve.

    :ivar barred: bool (n,), parcels the ban concerns
    """

    reason: Message
    barred: NDArray[np.bool_]


@dataclass(frozen=True)
class Consolidation:
    """The reserves of a county.

    :ivar numbers: number of every reserve: code of the town and a serial number
    :ivar shapes: shape of every reserve in the CRS of the parcels
    :ivar bans: in order of precedence
    :ivar notes: what a person should know, first what limits the result
    """

    parcels: Parcels
    units: Units
    options: ReserveOptions
    reserves: Reserves
    numbers: tuple[str, ...]
    shapes: list[QgsGeometry]
    bans: tuple[Ban, ...]
    notes: tuple[Message, ...]

    def sums(self, values: Floats, chosen: NDArray[np.bool_]) -> Floats:
        """Return the sum of a value over the chosen parcels of every reserve, float64 (zones,)."""
        zone = self.reserves.zone
        return _sums(values, np.where(chosen, zone, -1), len(self.numbers))

    def unit_sums(self, values: Floats, chosen: NDArray[np.bool_]) -> Floats:
        """Return the sum of a value over the chosen parcels of every unit, float64 (units,)."""
        return _sums(values, np.where(chosen, self.parcels.unit, -1), len(self.units.codes))


def reserve_rules(pack: Pack) -> ReserveRules:
    """Return the rules of a pack for reserves.

    :raises LandPlanError: when the pack has none
    """
    if pack.zones is None or pack.zones.reserve is None:
        raise LandPlanError(
            translatable(
                "Reserve",
                "The rule pack {pack} draws no consolidation reserves: it has no reserve in zones.yaml. Choose another "
                "pack.",
                pack=pack.id,
            )
        )
    return pack.zones.reserve


def consolidate(
    pack: Pack,
    dataset: Dataset,
    parcels: Parcels,
    units: Units,
    options: ReserveOptions,
    steepest_class: Optional[str],
    feedback: Feedback = Silent(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> Consolidation:
    """Draw the reserves of a county.

    :param dataset: layers of the plan, among them those of the bans; a ban whose layer is missing is noted
    :param parcels: with the unit each lies in and, where there is one, the present basic farmland
    :param steepest_class: code of the steepest slope class that may be part of a reserve, None for any
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when a layer cannot be used
    :raises Cancelled: when the user cancels
    """
    rules = reserve_rules(pack)
    notes: list[Message] = []
    bans = [
        _outside(parcels),
        *_border_ban(rules, parcels, units, transforms, Span(feedback, 0, 10)),
        *_slope_ban(pack, parcels, steepest_class, notes),
        *_layer_bans(rules, dataset, parcels, notes, transforms, Span(feedback, 10, 40)),
    ]
    barred = np.logical_or.reduce([ban.barred for ban in bans])
    convertible = selects_classes(parcels.land_class, rules.convertible)
    target = plane_crs(parcels.crs, parcels.polygons)
    plane = reprojected(parcels.polygons, parcels.crs, target, translatable("Reserve", "The parcels"))
    metre = 1.0 / metres_per_unit(target)
    reserves = draw_reserves(
        parcels, plane, metre, convertible, barred, options, pack.tolerances.get("topology", 0.0) * metre,
        Span(feedback, 40, 90),
    )
    sound = sound_polygons(parcels.polygons, Silent())
    shapes = dissolved(sound, reserves.zone, len(reserves.unit), Span(feedback, 90, 100))
    return Consolidation(
        parcels, units, options, reserves, _zone_numbers(reserves, units), shapes, tuple(bans), tuple(notes)
    )


def _outside(parcels: Parcels) -> Ban:
    return Ban(translatable("Reserve", "lies in no town of the layer of towns"), parcels.unit < 0)


def _border_ban(
    rules: ReserveRules,
    parcels: Parcels,
    units: Units,
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> list[Ban]:
    """Return the parcels that lie in two towns."""
    if units.polygons is None:
        return []
    shapes = units.polygons
    if units.crs is not None:
        shapes = reprojected(shapes, units.crs, parcels.crs, units.layer, transforms)
    found = overlap_areas(parcels.polygons, shapes, feedback=feedback)
    own = parcels.unit[found.first] == found.second
    inside = np.bincount(found.first[own], weights=found.area[own], minlength=len(parcels))
    elsewhere = np.bincount(found.first[~own], weights=found.area[~own], minlength=len(parcels))
    total = inside + elsewhere
    share = np.divide(inside, total, out=np.ones(len(parcels)), where=total > 0)
    return [
        Ban(
            translatable("Reserve", "lies across the border of a town"),
            share < rules.min_town_share - SHARE_ROUNDING,
        )
    ]


def _slope_ban(
    pack: Pack, parcels: Parcels, steepest: Optional[str], notes: list[Message]
) -> list[Ban]:
    if steepest is None or pack.slope is None:
        return []
    if steepest not in pack.slope.codes:
        raise LandPlanError(
            translatable(
                "Reserve",
                "{code} is no slope class of the rule pack {pack}; its classes: {codes}.",
                code=steepest,
                pack=pack.id,
                codes=", ".join(pack.slope.codes),
            )
        )
    steeper = pack.slope.codes[pack.slope.codes.index(steepest) + 1 :]
    unknown = parcels.is_farmland & (parcels.slope_class == "")
    if unknown.any():
        notes.append(
            translatable(
                "Reserve",
                "The slope of {count} farmland parcels is not known; they count as not too steep. Give an elevation "
                "model or a field with the slope.",
                count=int(unknown.sum()),
            )
        )
    too_steep = np.isin(parcels.slope_class.astype(str), list(steeper))
    return [Ban(translatable("Reserve", "is steeper than slope class {code}", code=steepest), too_steep)]


def _layer_bans(
    rules: ReserveRules,
    dataset: Dataset,
    parcels: Parcels,
    notes: list[Message],
    transforms: Optional[QgsCoordinateTransformContext],
    feedback: Feedback,
) -> list[Ban]:
    """Return the parcels the layers of the pack's exclusions cover."""
    covers = Covers(parcels, dataset, feedback, transforms)
    bans = []
    span = 100.0 / max(len(rules.exclusions), 1)
    for number, exclusion in enumerate(rules.exclusions):
        title = dataset.pack.layers[exclusion.role].title
        try:  # a ban needs shapes only: a layer that lacks fields of its role serves all the same
            shares = covers.share(exclusion, Span(feedback, number * span, (number + 1) * span))
        except NotRunnable as missing:
            notes.append(
                translatable(
                    "Reserve", "Reserves were not kept out of “{layer}”: {reason}", layer=title, reason=missing.message
                )
            )
            continue
        barred = shares >= exclusion.share - SHARE_ROUNDING
        bans.append(Ban(translatable("Reserve", "lies in {layer}", layer=title), barred))
    notes += covers.notes
    return bans


def _zone_numbers(reserves: Reserves, units: Units) -> tuple[str, ...]:
    """Return the town's code and a serial number within the town for every reserve."""
    numbers, last, serial = [], -1, 0
    for unit in reserves.unit.tolist():
        serial = serial + 1 if unit == last else 1
        last = unit
        numbers.append(f"{units.codes[unit]}-{serial:04d}")
    return tuple(numbers)


def _sums(values: Floats, groups: NDArray[np.int64], count: int) -> Floats:
    """Return sums by group that do not depend on the order of the rows; a group below 0 counts nowhere."""
    members = np.flatnonzero(groups >= 0)
    members = members[np.argsort(values[members], kind="stable")]
    return np.bincount(groups[members], weights=values[members], minlength=count).astype(np.float64)
