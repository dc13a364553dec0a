"""The shapes of the administrative units of a level, from the layers of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..dataset.dataset import Dataset
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, raise_if_cancelled
from ..geometry.wkb_write import wkb_of_all
from ..message import translatable
from ..rulepack.model import GeometryKind
from ..selfcheck.context import CheckContext
from ..selfcheck.findings import text_of
from ..units.codes import unit_code
from ..units.tree import UnitTree
from .amount_words import level_title


@dataclass(frozen=True)
class UnitShapes:
    """Units with their shapes.

    :ivar shapes: WKB of polygons or multipolygons, by code
    :ivar areas: float64 m² on the ellipsoid, by code
    :ivar crs: of the shapes
    :ivar missing: units of the level that no layer has a shape of
    """

    codes: tuple[str, ...]
    shapes: tuple[bytes, ...]
    areas: NDArray[np.float64]
    crs: QgsCoordinateReferenceSystem
    missing: tuple[str, ...] = ()


def unit_shapes(
    dataset: Dataset, tree: UnitTree, level: str, feedback: Feedback = Silent()  # noqa: B008
) -> UnitShapes:
    """Return the shapes of all units of a level: drawn themselves, else made of the units within them.

    All come from one layer, the one that has the most of them.

    :raises LandPlanError: when the tree has no unit of the level, or no layer of units can be read
    :raises Cancelled: when the user cancels
    """
    wanted = tuple(code for code in tree.walk() if tree[code].level == level)
    if not wanted:
        raise LandPlanError(
            translatable("UnitMap", "There are no units of the {level} level.", level=level_title(level))
        )
    context = CheckContext(dataset, (), feedback)
    best: Optional[UnitShapes] = None
    for role in () if dataset.pack.indicators is None else dataset.pack.indicators.units.roles:
        layer = dataset.layer(role)
        if layer is None or layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
            continue
        raise_if_cancelled(feedback)
        found = _shapes_of(context, role, tree, wanted)
        if best is None or len(found.codes) > len(best.codes):
            best = found
    if best is None:
        raise LandPlanError(
            translatable("UnitMap", "There is no layer of administrative units with polygons and a coordinate "
                         "reference system: bind one on the Data tab.")
        )
    return best


def _shapes_of(context: CheckContext, role: str, tree: UnitTree, wanted: tuple[str, ...]) -> UnitShapes:
    rules = context.pack.indicators
    column = context.column(role, rules.units.code_of(role) if rules is not None else "")
    features: dict[str, list[int]] = {}
    for index, cell in enumerate(np.ma.asarray(column).tolist()):
        code = unit_code(text_of(cell), tree.units) if cell is not None else None
        if code is not None and code in tree:
            features.setdefault(code, []).append(index)
    polygons, areas = wkb_of_all(context.polygons(role)), context.areas(role)
    codes, shapes, sizes, missing = [], [], [], []
    for code in wanted:
        rows = features.get(code) or [index for one in tree.walk(code) for index in features.get(one, ())]
        parts = [_geometry(polygons[index]) for index in rows]
        whole = QgsGeometry.unaryUnion([part for part in parts if not part.isEmpty()]) if len(parts) > 1 else (
            parts[0] if parts else QgsGeometry())
        if whole.isNull() or whole.isEmpty():
            missing.append(code)
            continue
        codes.append(code)
        shapes.append(bytes(whole.asWkb()))
        sizes.append(float(np.nansum(areas[rows])))
    return UnitShapes(tuple(codes), tuple(shapes), np.array(sizes), context.layer(role).crs, tuple(missing))


def _geometry(wkb: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry if geometry.isGeosValid() else geometry.makeValid()
