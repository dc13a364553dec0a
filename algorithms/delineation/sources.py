"""The layers that screening, delineation and replacement work on, and the administrative units among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsCoordinateTransformContext

from ..dataset.dataset import Dataset
from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback
from ..geometry.terrain import Terrain
from ..message import translatable
from ..rulepack.model import Pack
from .inputs import delineation_rules
from .model import Units
from .parcel_columns import texts
from .units_layer import read_units


@dataclass(frozen=True)
class PlanSources:
    """The layers of a plan; those that are None are looked for in ``dataset``, then done without.

    :ivar dataset: the other layers of the plan (redline, projects, retirement plan …)
    :ivar terrain: slope measured on an elevation model, parcels in the order of their feature ids
    :ivar transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    """

    parcels: SourceLayer
    units: Optional[SourceLayer] = None
    targets: Optional[SourceLayer] = None
    current: Optional[SourceLayer] = None
    centres: Optional[SourceLayer] = None
    evidence: Optional[SourceLayer] = None
    frozen: Optional[SourceLayer] = None
    dataset: Optional[Dataset] = None
    terrain: Optional[Terrain] = None
    transforms: Optional[QgsCoordinateTransformContext] = None

    def of_role(self, given: Optional[SourceLayer], *roles: Optional[str]) -> Optional[SourceLayer]:
        """Return a layer that was given, else the first bound one of some roles."""
        if given is not None or self.dataset is None:
            return given
        return self.dataset.first_layer(*roles)


def units_found(
    pack: Pack, sources: PlanSources, table: Optional[SourceLayer], feedback: Feedback
) -> Optional[Units]:
    """Return the units of the layer given, else of the first of the pack's that has codes of the targets.

    :param table: table of targets, None where there are no targets
    :return: None where there is no layer of units
    :raises LandPlanError: when a layer cannot serve as one of units
    """
    codes = _codes_of(table, feedback)
    if sources.units is not None:
        return read_units(pack, sources.units, None, codes, feedback)
    first: Optional[Units] = None
    for role in delineation_rules(pack).units.roles:
        layer = sources.of_role(None, role)
        if layer is None:
            continue
        units = read_units(pack, layer, None, codes, feedback)
        if not codes or codes & set(units.codes):
            return units
        first = first or units
    return first


def units_needed(pack: Pack, sources: PlanSources, table: Optional[SourceLayer], feedback: Feedback) -> Units:
    """Return what `units_found` does.

    :raises LandPlanError: when there is no layer of units, or one cannot serve
    """
    units = units_found(pack, sources, table, feedback)
    if units is None:
        raise LandPlanError(
            translatable(
                "Farmland",
                "There are no administrative units. Give the layer of towns or villages, or a data source that has "
                "{layers}.",
                layers=", ".join(pack.layers[role].names[0] for role in delineation_rules(pack).units.roles),
            )
        )
    return units


def _codes_of(table: Optional[SourceLayer], feedback: Feedback) -> frozenset[str]:
    """Return whatever may be a unit code in a table: all its texts and whole numbers."""
    if table is None:
        return frozenset()
    data = table.read(feedback)
    return frozenset(text for name in data.column_names for text in texts(data.column(name)).tolist() if text)
