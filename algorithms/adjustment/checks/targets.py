"""Which units do not reach their target of basic farmland after the adjustment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, NamedTuple, Optional

import numpy as np

from ...geometry.area_units import M2_PER_HA, hectares
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import text_of
from ...units.codes import unit_code
from .measures import covers, farmland_term, measured_m2
from .needs import delineation_rules

ROUNDING_HA = 0.005  # half of the last digit targets are written with


class TargetRow(NamedTuple):
    """A target and what was reached, ha.

    :ivar row: feature of the table
    """

    row: int
    unit: str
    target_ha: float
    measured_ha: float

    @property
    def shortfall_ha(self) -> float:
        """What is missing, ha with 4 decimals; 0 where the target is met."""
        missing = self.target_ha - self.measured_ha
        return hectares(missing * M2_PER_HA) if missing > ROUNDING_HA else 0.0


@dataclass(frozen=True)
class MissedTargets:
    """The targets that are not met."""

    rows: tuple[TargetRow, ...]

    def of(self, unit: str) -> Optional[TargetRow]:
        """Return a target not met that a unit belongs to, None where there is none."""
        return next((row for row in self.rows if unit and (covers(row.unit, unit) or covers(unit, row.unit))), None)


def target_rows(context: CheckContext) -> Iterator[TargetRow]:
    """Yield every target with the basic farmland measured in its unit.

    :raises NotRunnable: when the table of targets or a field is missing
    """
    table = delineation_rules(context).targets
    units = context.column(table.role, table.unit)
    sizes = context.numbers(table.role, table.area_ha)
    terms = (farmland_term(context),)
    for index in range(len(units)):
        unit = unit_code(text_of(units[index]))
        if unit is not None and sizes[index] is not np.ma.masked:
            yield TargetRow(index, unit, float(sizes[index]), measured_m2(context, terms, unit) / M2_PER_HA)


def units_below_target(context: CheckContext) -> MissedTargets:
    """Return the targets that are not met after the adjustment.

    :raises NotRunnable: when the table of targets or a field is missing
    """
    return MissedTargets(tuple(row for row in target_rows(context) if row.shortfall_ha > 0))
