"""Zones of responsibility for basic farmland (责任保护区): town, village and group (陕·二(二)3).

Every parcel of basic farmland belongs to the village its location code names; where that is no village of the layer,
to the village it has the largest part of its area in. The parcels of a village that lie side by side form a protection
block (保护片块), the blocks of a town a protection zone (保护区). Numbers are the code of the unit and a serial number,
given from north to south and from west to east. Parcels of no village stay outside and are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsGeometry

from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..geometry.adjacency import shared_borders
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import sound_polygons
from ..geometry.dissolve import dissolved
from ..geometry.grouping import group_rows
from ..geometry.plane import metres_per_unit, plane_crs
from ..geometry.reproject import reprojected
from ..geometry.wkb import polygons_from_wkb
from ..message import Message, translatable
from ..rulepack.zones_rules import ResponsibilityRules
from .blocks import blocks
from .model import Units
from .units_layer import unit_of_each

Texts = NDArray[np.object_]

_NAMED = 8  # units listed by name in a sentence


@dataclass(frozen=True)
class FarmlandParcels:
    """The basic farmland that is divided (基本农田图斑).

    :ivar keys: text (n,)
    :ivar is_farmland: bool (n,), cultivated land
    :ivar net_m2: float64 (n,), area that counts as basic farmland
    :ivar quality: text (n,), code of the quality grade, empty where not known
    :ivar location: text (n,), location code; ``location_name`` its name
    """

    keys: Texts
    polygons: PolygonArrays
    crs: QgsCoordinateReferenceSystem
    land_class: Texts
    is_farmland: NDArray[np.bool_]
    net_m2: NDArray[np.float64]
    quality: Texts
    location: Texts
    location_name: Texts

    def __len__(self) -> int:
        """Return the number of parcels."""
        return len(self.keys)


@dataclass(frozen=True)
class Responsibility:
    """Who answers for what; arrays of one entry per parcel where not said otherwise.

    :ivar village: text (n,), code of the village, empty for none; ``town`` and ``group`` likewise
    :ivar zone: int64 (n,), -1 for none; ``block`` likewise
    :ivar zone_numbers: number of every zone, ascending; ``zone_towns`` the code of its town
    :ivar block_numbers: number of every block, ascending; ``block_villages`` the code of its village
    :ivar names: names of towns, villages and groups by code
    """

    parcels: FarmlandParcels
    town: Texts
    village: Texts
    group: Texts
    zone: NDArray[np.int64]
    block: NDArray[np.int64]
    zone_numbers: tuple[str, ...]
    zone_towns: tuple[str, ...]
    zone_shapes: list[QgsGeometry]
    block_numbers: tuple[str, ...]
    block_villages: tuple[str, ...]
    block_shapes: list[QgsGeometry]
    names: dict[str, str]
    notes: tuple[Message, ...]

    def name(self, code: str) -> str:
        """Return the name of a unit, its code where it has none."""
        return self.names.get(code) or code


def divide(
    rules: ResponsibilityRules,
    parcels: FarmlandParcels,
    towns: Optional[Units],
    villages: Optional[Units],
    groups: Optional[Units],
    tolerance_m: float,
    one_part_zones: bool = False,
    feedback: Feedback = Silent(),  # noqa: B008
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> Responsibility:
    """Divide basic farmland among towns, villages and groups.

    :param towns: units with codes of towns; None: the towns the villages' codes name
    :param villages: units with codes of villages; None: the villages that the location codes name
    :param groups: villagers' groups; None: the groups that the location codes name
    :param tolerance_m: metres within which borders count as the same
    :param one_part_zones: whether a town has a zone for each contiguous part instead of one zone in all
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    :raises LandPlanError: when a unit has more blocks than numbers
    :raises Cancelled: when the user cancels
    """
    notes: list[Message] = []
    village = _villages(rules, parcels, villages, notes, Span(feedback, 0, 20), transforms)
    group = _groups(rules, parcels, groups, village, Span(feedback, 20, 30), transforms)
    town = _towns(rules, parcels, towns, village, notes, Span(feedback, 30, 40), transforms)
    plane = plane_crs(parcels.crs, parcels.polygons)
    flat = reprojected(parcels.polygons, parcels.crs, plane, translatable("Responsibility", "The basic farmland"))
    borders = shared_borders(flat, tolerance_m / metres_per_unit(plane), Span(feedback, 40, 60))
    sound = sound_polygons(parcels.polygons, Silent())
    shapeless = np.diff(sound.feature_offsets) == 0
    if shapeless.any():
        notes.append(
            translatable(
                "Responsibility",
                "{count} parcels have no shape: they are in no block and no zone, for example {keys}.",
                count=int(shapeless.sum()),
                keys=", ".join(map(str, parcels.keys[shapeless][:_NAMED])),
            )
        )
    placed = (village != "") & ~shapeless
    _, numbers = np.unique(village.astype(str), return_inverse=True)
    same = numbers[borders.pairs[:, 0]] == numbers[borders.pairs[:, 1]]
    block_of = blocks(placed, borders.pairs[same])
    members = np.flatnonzero(block_of >= 0)
    old, first = np.unique(block_of[members], return_index=True)
    shapes = dissolved(sound, block_of, len(old), Span(feedback, 60, 85))
    first = members[first]
    block, block_shapes, block_villages = _ordered(village[first], block_of, shapes)
    if one_part_zones:
        towns_same = town[borders.pairs[:, 0]] == town[borders.pairs[:, 1]]
        zone_of = blocks(placed, borders.pairs[towns_same])
    else:
        zone_of = np.where(placed, group_rows(town.astype(str))[0], -1)
    # a zone is made of whole blocks: their shapes are far fewer than those of the parcels
    _, zone_first, zone_of_block = np.unique(zone_of[first], return_index=True, return_inverse=True)
    joined = dissolved(
        polygons_from_wkb([bytes(shape.asWkb().data()) for shape in shapes]), zone_of_block, len(zone_first),
        Span(feedback, 85, 100),
    )
    zone, zone_shapes, zone_towns = _ordered(
        town[first[zone_first]], np.append(zone_of_block, -1)[block_of], joined
    )
    names = _names(rules, parcels, (towns, villages, groups), village)
    return Responsibility(
        parcels, town, village, group, zone, block,
        _serial_numbers(zone_towns, rules, names), zone_towns, zone_shapes,
        _serial_numbers(block_villages, rules, names), block_villages, block_shapes, names, tuple(notes),
    )


def _villages(
    rules: ResponsibilityRules,
    parcels: FarmlandParcels,
    villages: Optional[Units],
    notes: list[Message],
    feedback: Feedback,
    transforms: Optional[QgsCoordinateTransformContext],
) -> Texts:
    """Return the code of the village of every parcel, empty for none."""
    digits, town_digits = rules.level("village").digits, rules.level("town").digits
    declared = _prefixes(parcels.location, digits, town_digits)
    if villages is None:
        return _without(declared, declared == "", parcels, notes)
    index = unit_of_each(parcels.polygons, parcels.crs, villages, feedback, transforms)
    drawn = np.empty(len(parcels), dtype=object)
    drawn[:] = [villages.codes[number] if number >= 0 else "" for number in index.tolist()]
    known = np.isin(declared.astype(str), list(villages.codes))
    village = np.where(known, declared, drawn).astype(object)
    differs = known & (drawn != "") & (declared != drawn)
    if differs.any():
        first = int(np.flatnonzero(differs)[0])
        notes.append(
            translatable(
                "Responsibility",
                "{count} parcels lie in another village than their location code names, for example {key}: code "
                "{code}, map {village}. They were put down to the village of the code; check them.",
                count=int(differs.sum()),
                key=str(parcels.keys[first]),
                code=str(declared[first]),
                village=str(drawn[first]),
            )
        )
    return _without(village, village == "", parcels, notes)


def _without(
    village: Texts, missing: NDArray[np.bool_], parcels: FarmlandParcels, notes: list[Message]
) -> Texts:
    if missing.any():
        notes.append(
            translatable(
                "Responsibility",
                "{count} parcels ({area} m²) are in no village: they are in no block and no zone, for example {keys}.",
                count=int(missing.sum()),
                area=round(float(parcels.net_m2[missing].sum()), 2),
                keys=", ".join(map(str, parcels.keys[missing][:_NAMED])),
            )
        )
    return village


def _groups(
    rules: ResponsibilityRules,
    parcels: FarmlandParcels,
    groups: Optional[Units],
    village: Texts,
    feedback: Feedback,
    transforms: Optional[QgsCoordinateTransformContext],
) -> Texts:
    """Return the code of the villagers' group of every parcel, empty for none."""
    level, village_digits = rules.level("group"), rules.level("village").digits
    if groups is None:
        declared = _prefixes(parcels.location, level.digits, village_digits)
        same = np.array([code[:village_digits] == of for code, of in zip(declared, village)], dtype=bool)
        return np.where(same, declared, "").astype(object)
    index = unit_of_each(parcels.polygons, parcels.crs, groups, feedback, transforms)
    found = np.empty(len(parcels), dtype=object)
    found[:] = [groups.codes[number] if number >= 0 else "" for number in index.tolist()]
    # a group whose code begins with another village's lies across the border: the village counts
    fits = [not code or code[:village_digits] == of for code, of in zip(found, village)]
    return np.where(np.array(fits, dtype=bool), found, "").astype(object)


def _towns(
    rules: ResponsibilityRules,
    parcels: FarmlandParcels,
    towns: Optional[Units],
    village: Texts,
    notes: list[Message],
    feedback: Feedback,
    transforms: Optional[QgsCoordinateTransformContext],
) -> Texts:
    """Return the code of the town of every parcel: its village's, for a parcel of no village the town it lies in."""
    digits = rules.level("town").digits
    town = np.empty(len(parcels), dtype=object)
    town[:] = [code[:digits] for code in village.tolist()]
    missing = village == ""
    if towns is None:
        return town
    if missing.any():
        index = unit_of_each(parcels.polygons, parcels.crs, towns, feedback, transforms)
        for row in np.flatnonzero(missing & (index >= 0)).tolist():
            town[row] = towns.codes[index[row]]
    strange = sorted(set(town.tolist()) - set(towns.codes) - {""})
    if strange:
        notes.append(
            translatable(
                "Responsibility",
                "The layer of towns does not have the towns {codes}, which villages with basic farmland belong to; "
                "they are named by their codes.",
                codes=", ".join(strange[:_NAMED]),
            )
        )
    return town


def _prefixes(codes: Texts, digits: int, parent_digits: int) -> Texts:
    """Return the first digits of codes that name a unit below the parent level, empty for others."""
    found = np.empty(len(codes), dtype=object)
    found[:] = [
        code[:digits]
        if len(code) >= digits and code[:digits].isdigit() and code[parent_digits:digits].strip("0")
        else ""
        for code in codes.tolist()
    ]
    return found


def _ordered(
    codes: Texts, groups: NDArray[np.int64], shapes: list[QgsGeometry]
) -> tuple[NDArray[np.int64], list[QgsGeometry], tuple[str, ...]]:
    """Return the group of every parcel, the shapes and the units of the groups, in the order of their numbers.

    :param codes: text (groups,), unit of every group
    :param groups: int64 (n,), 0, 1, 2 …, -1 outside
    """

    def position(number: int) -> tuple[str, float, float, float]:
        box = shapes[number].boundingBox()
        return str(codes[number]), -box.yMaximum(), box.xMinimum(), box.yMinimum()

    order = sorted(range(len(shapes)), key=position)
    rank = np.full(len(shapes) + 1, -1, dtype=np.int64)  # the last entry is for -1
    rank[order] = np.arange(len(order))
    numbered = np.asarray(rank[groups], dtype=np.int64)
    return numbered, [shapes[number] for number in order], tuple(str(codes[number]) for number in order)


def _serial_numbers(codes: tuple[str, ...], rules: ResponsibilityRules, names: dict[str, str]) -> tuple[str, ...]:
    """Return the code of the unit and a serial number within it for zones or blocks ordered by unit."""
    numbers = []
    serial: dict[str, int] = {}
    for code in codes:
        serial[code] = serial.get(code, 0) + 1
        if serial[code] >= 10**rules.serial_digits:
            raise LandPlanError(
                translatable(
                    "Responsibility",
                    "{unit} ({code}) has more than {count} separate areas of basic farmland, more than there are "
                    "numbers of {digits} digits.",
                    unit=names.get(code) or code,
                    code=code,
                    count=10**rules.serial_digits - 1,
                    digits=rules.serial_digits,
                )
            )
        numbers.append(f"{code}{serial[code]:0{rules.serial_digits}d}")
    return tuple(numbers)


def _names(
    rules: ResponsibilityRules,
    parcels: FarmlandParcels,
    layers: tuple[Optional[Units], ...],
    village: Texts,
) -> dict[str, str]:
    """Return the names of units by code: those of the layers, for villages else what the parcels say."""
    digits = rules.level("village").digits
    said: dict[str, dict[str, int]] = {}
    for code, location, name in zip(village.tolist(), parcels.location.tolist(), parcels.location_name.tolist()):
        if code and name and location[:digits] == code:
            counts = said.setdefault(code, {})
            counts[name] = counts.get(name, 0) + 1
    names = {code: min(counts, key=lambda name: (-counts[name], name)) for code, counts in said.items()}
    for units in layers:
        if units is not None:
            names.update(zip(units.codes, units.names))
    return names
