"""Features that fall out of measured indicators unseen, as a table (漏统)."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np

from ..delineation.schema import ResultTable, described_table
from ..geometry.area_units import hectares, rounded
from ..indicators.fallout import FALL_TITLES
from ..indicators.measuring import Fallen, Measurement
from ..language import Language
from ..rulepack.indicator_rules import IndicatorRules
from ..units.tree import UnitTree

_FIELDS = (
    ("unit", "text"), ("unit_name", "text"), ("level", "text"), ("indicator", "text"), ("indicator_title", "text"),
    ("year", "integer"), ("layer", "text"), ("field", "text"), ("reason", "text"), ("reason_title", "text"),
    ("features", "integer"), ("area_ha", "real"), ("area_m2", "real"),
)


def fallout_table(
    measurement: Measurement, rules: IndicatorRules, tree: UnitTree, language: Language, level: Optional[str] = None
) -> ResultTable:
    """Return a row per unit, indicator, year, field and reason, where any feature falls out.

    Features that name no unit count in the largest ones.

    :param level: only units of this administrative level; None: all
    """
    rows: list[list[Any]] = []
    for fallen in measurement.fallen:
        fall = fallen.fall
        for place in np.flatnonzero(np.round(fall.count)).tolist():
            unit = tree[measurement.units[place]]
            if level is not None and unit.level != level:
                continue
            area = float(fall.area[place])
            rows.append([
                unit.code, unit.name or None, unit.level, fallen.indicator,
                language.title(rules.indicators[fallen.indicator].title), fallen.year, fallen.layer,
                " + ".join(fall.fields), fall.reason.value, language.title(FALL_TITLES[fall.reason]),
                round(float(fall.count[place])), hectares(area), rounded(area, 2),
            ])
    columns = [list(column) for column in zip(*rows)] if rows else [[] for _ in _FIELDS]
    return described_table([(name, kind, values) for (name, kind), values in zip(_FIELDS, columns)])


def fallen_whole(fallen: list[Fallen]) -> tuple[int, float]:
    """Return how many features fall out of at least one indicator, and their area in m², each counted once."""
    count, area = 0, 0.0
    for role in dict.fromkeys(one.fall.role for one in fallen):
        of_role = [one for one in fallen if one.fall.role == role]
        fids, first = np.unique(np.concatenate([one.fids for one in of_role]), return_index=True)
        count += len(fids)
        area += float(np.concatenate([one.fall.areas for one in of_role])[first].sum())
    return count, area
