"""Borders of administrative units as they are kept to tell later what became of the units (行政区划调整)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem

from ..dataset.dataset import Dataset
from ..feedback import Feedback, Silent, raise_if_cancelled
from ..geometry.wkb_write import wkb_of_all
from ..rulepack.model import GeometryKind
from .unit_areas import UnitAreas, codes_of, has_codes

MOST_VERTICES = 3_000_000  # 48 MB; of more the layers of the smaller units are left out


@dataclass(frozen=True)
class UnitBorder:
    """A part of a unit's area.

    :ivar crs: authority and number, else WKT
    :ivar wkb: polygon or multipolygon
    """

    code: str
    crs: str
    wkb: bytes


@dataclass(frozen=True)
class KeptBorders:
    """The borders of units; several of one code count together.

    :ivar digest: the same for the same borders, empty for none
    """

    borders: tuple[UnitBorder, ...] = ()
    digest: str = ""

    def __len__(self) -> int:
        """Return the number of parts."""
        return len(self.borders)


def borders_of_dataset(dataset: Dataset, feedback: Feedback = Silent()) -> KeptBorders:  # noqa: B008
    """Return the borders of the units in the layers the pack names for them; layers without borders are left out.

    :raises LandPlanError: when a layer cannot be read
    :raises Cancelled: when the user cancels
    """
    found: list[UnitBorder] = []
    digest = hashlib.sha256()
    vertices = 0
    for areas in areas_of_dataset(dataset, feedback):
        raise_if_cancelled(feedback)
        vertices += len(areas.polygons.x)
        if vertices > MOST_VERTICES:
            break
        crs = crs_text(areas.crs)
        for part in (crs.encode(), "\n".join(areas.codes).encode(), areas.polygons.x.tobytes(),
                     areas.polygons.y.tobytes(), areas.polygons.ring_offsets.tobytes(),
                     areas.polygons.part_offsets.tobytes(), areas.polygons.feature_offsets.tobytes()):
            digest.update(part)
        found += [UnitBorder(code, crs, wkb) for code, wkb in zip(areas.codes, wkb_of_all(areas.polygons)) if code]
    return KeptBorders(tuple(found), digest.hexdigest() if found else "")


def areas_of_dataset(dataset: Dataset, feedback: Feedback = Silent()) -> list[UnitAreas]:  # noqa: B008
    """Return the units of the layers the pack names for them, the larger units first.

    :raises LandPlanError: when a layer cannot be read
    :raises Cancelled: when the user cancels
    """
    rules = dataset.pack.indicators
    found = []
    for role_id in () if rules is None else rules.units.roles:
        layer, role = dataset.bound_layers.get(role_id), dataset.pack.layers[role_id]
        if layer is None or rules is None or not has_codes(layer, role, rules.units):
            continue
        if layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
            continue
        codes = codes_of(layer, role, rules.units, feedback)
        found.append(UnitAreas(codes, layer.read(feedback).polygons, layer.crs, layer.name))
    return found


def areas_of_borders(borders: KeptBorders, name: str) -> list[UnitAreas]:
    """Return borders by their coordinate reference systems.

    :param name: what they are called in a refusal
    """
    by_crs: dict[str, list[UnitBorder]] = {}
    for border in borders.borders:
        by_crs.setdefault(border.crs, []).append(border)
    return [
        UnitAreas.of_wkb([one.code for one in some], [one.wkb for one in some], _crs(text), name)
        for text, some in by_crs.items()
    ]


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a coordinate reference system as text that `QgsCoordinateReferenceSystem` reads again."""
    return crs.authid() or crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2018)


def _crs(text: str) -> QgsCoordinateReferenceSystem:
    crs = QgsCoordinateReferenceSystem()
    if not crs.createFromString(text):
        crs.createFromWkt(text)
    return crs
