"""A point in each administrative unit, so that a finding on its indicators can be shown on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np

from ..errors import LandPlanError
from ..rulepack.model import GeometryKind
from ..selfcheck.context import CheckContext
from ..selfcheck.findings import crs_name, point_in
from ..units.codes import unit_code, without_zeros
from ..units.tree import UnitTree


@dataclass(frozen=True)
class UnitPlace:
    """Where a unit lies.

    :ivar geometry: a point inside it as WKB
    """

    geometry: bytes
    crs: str


def unit_place(context: CheckContext, tree: UnitTree, code: str) -> Optional[UnitPlace]:
    """Return a point inside a unit, or inside the first unit within it that is drawn; None where none is."""
    if code not in tree:
        return None
    for unit in (code, *tree.walk(code)):
        place = context.once(("place of unit", unit), lambda unit=unit: _place(context, unit))  # type: ignore[misc]
        if place is not None:
            return place
    return None


def _place(context: CheckContext, code: str) -> Optional[UnitPlace]:
    for role, features in context.once("features of units", lambda: _features(context)).items():
        index = features.get(code)
        point = None if index is None else point_in(context, role, index)
        if point is not None:
            return UnitPlace(point, crs_name(context, role))
    return None


def _features(context: CheckContext) -> Mapping[str, Mapping[str, int]]:
    """Return the index of the largest feature of each unit, by role and code."""
    rules = context.pack.indicators
    found: dict[str, dict[str, int]] = {}
    if rules is None:
        return found
    for role in rules.units.roles:
        try:
            if context.layer(role).geometry is not GeometryKind.POLYGON:
                continue
            column = context.column(role, rules.units.code_of(role))
            boxes = context.polygons(role)
        except LandPlanError:  # without the layer or its codes findings have no place; its own checks say so
            continue
        sizes = np.diff(boxes.feature_offsets) if len(boxes) else np.zeros(0)
        of_role: dict[str, int] = {}
        for index, cell in enumerate(np.ma.asarray(column).tolist()):
            text = unit_code(cell)
            code = None if text is None else without_zeros(text)
            if code is not None and (code not in of_role or sizes[index] > sizes[of_role[code]]):
                of_role[code] = index
        found[role] = of_role
    return found
