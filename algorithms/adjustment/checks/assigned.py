"""The table of the assigned change (指标调整分解): what every unit has of an indicator before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...geometry.area_units import SQUARE_METRES
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import text_of
from ...units.codes import unit_code
from .needs import adjustment_rules


@dataclass(frozen=True)
class AssignedRow:
    """A row of the table, areas in m²; None where the table has none.

    :ivar index: feature of the table
    :ivar unit: code of the unit
    :ivar indicator: code of the indicator
    """

    index: int
    unit: str
    indicator: str
    before: Optional[float]
    after: Optional[float]


def assigned_rows(context: CheckContext) -> list[AssignedRow]:
    """Return the rows of the table that name a unit.

    :raises NotRunnable: when the table or one of its fields is missing
    """
    table = adjustment_rules(context).assigned
    units = context.column(table.role, table.unit)
    codes = context.column(table.role, table.indicator)
    fields = context.role(table.role).fields
    sizes = [
        (context.numbers(table.role, name), SQUARE_METRES[fields[name].unit or "ha"])
        for name in (table.before, table.after)
    ]
    rows = []
    for index in range(len(units)):
        unit = unit_code(None if units[index] is np.ma.masked else units[index])
        if unit is not None:
            before, after = (
                None if column[index] is np.ma.masked else float(column[index]) * factor for column, factor in sizes
            )
            rows.append(AssignedRow(index, unit, text_of(codes[index]).strip().zfill(2), before, after))
    return rows
