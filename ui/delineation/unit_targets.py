"""Reads the units and the targets of the table for the tab."""

from __future__ import annotations

from typing import Mapping, Optional

import numpy as np
from qgis.core import QgsGeometry, QgsVectorLayer

from ...algorithms.dataset.source import layer_source
from ...algorithms.delineation.model import Units
from ...algorithms.delineation.targets import read_targets
from ...algorithms.delineation.units_layer import read_units
from ...algorithms.geometry.area_units import M2_PER_HA
from ...algorithms.geometry.wkb_write import wkb_of
from ...algorithms.rulepack.model import Pack
from .targets_model import UnitRow


def units_of(pack: Pack, layer: QgsVectorLayer) -> Units:
    """Return the units of a layer.

    :raises LandPlanError: when the layer cannot be read or has no code
    """
    return read_units(pack, layer_source(layer))


def table_targets(pack: Pack, units: Units, layer: Optional[QgsVectorLayer]) -> Mapping[str, float]:
    """Return the targets in ha of a table by unit code; empty without a table.

    :raises LandPlanError: when the table cannot be read as targets
    """
    rules = pack.delineation
    if layer is None or rules is None:
        return {}
    targets = read_targets(pack, rules.targets, layer_source(layer), units)
    return {
        code: float(area) / M2_PER_HA for code, area in zip(targets.codes, targets.area_m2) if not np.isnan(area)
    }


def place_of_units(units: Units, code: str) -> Optional[QgsGeometry]:
    """Return where a unit lies, a larger one as the sum of its parts; None where it is nowhere.

    :param code: empty for all units
    """
    if units.polygons is None:
        return None
    parts = []
    for number, known in enumerate(units.codes):
        if known.startswith(code):
            part = QgsGeometry()
            part.fromWkb(wkb_of(units.polygons, number))
            parts.append(part)
    place = QgsGeometry.unaryUnion(parts) if len(parts) > 1 else next(iter(parts), None)
    return None if place is None or place.isEmpty() else place


def unit_rows(units: Units, targets: Mapping[str, float]) -> list[UnitRow]:
    """Return a row for every unit and for every larger unit that has a target of its own."""
    names = dict(zip(units.codes, units.names))
    codes = {*units.codes, *targets}
    return [UnitRow(code, names.get(code, ""), targets.get(code)) for code in sorted(codes)]
