"""What entered against what was removed: area and area-weighted quality, by unit and in total (补划)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...selfcheck.context import CheckContext
from ...units.codes import TOWN_DIGITS
from .assigned import assigned_rows
from .cuts import Cuts
from .land import land
from .measures import covers
from .needs import adjustment_rules


@dataclass(frozen=True)
class Side:
    """The land on one side of a balance.

    :ivar area_m2: all of it
    :ivar graded_m2: farmland whose quality is known
    :ivar ungraded_m2: farmland whose quality is not known
    :ivar mean_quality: area-weighted mean grade of the graded farmland, NaN without any
    """

    area_m2: float
    graded_m2: float
    ungraded_m2: float
    mean_quality: float


def side(context: CheckContext, cuts: Cuts, chosen: NDArray[np.bool_]) -> Side:
    """Return the sums over some parts of pieces.

    :param chosen: bool (parts)
    """
    parcels = land(context).parcels
    area, parcel = cuts.net_m2[chosen], cuts.parcel[chosen]
    at = np.maximum(parcel, 0)
    farmland = (parcel >= 0) & parcels.is_farmland[at] if len(parcels) else np.zeros(len(parcel), dtype=bool)
    quality = parcels.quality[at] if len(parcels) else np.full(len(parcel), np.nan)
    graded = farmland & np.isfinite(quality)
    weight = float(area[graded].sum())
    mean = float((area[graded] * quality[graded]).sum() / weight) if weight > 0 else float("nan")
    return Side(float(area.sum()), weight, float(area[farmland & ~graded].sum()), mean)


def town_of_parts(context: CheckContext, cuts: Cuts) -> NDArray[np.object_]:
    """Return the code of the town each part lies in, text (parts); empty where it is not known.

    Units smaller than towns count for their town.
    """
    found = land(context)
    codes = np.array([*([] if found.units is None else [code[:TOWN_DIGITS] for code in found.units.codes]), ""],
                     dtype=object)
    unit = np.where(cuts.parcel >= 0, found.parcels.unit[np.maximum(cuts.parcel, 0)], -1)
    towns: NDArray[np.object_] = codes[unit]
    return towns


def assigned_reduction_m2(context: CheckContext, unit: Optional[str]) -> float:
    """Return by how much basic farmland may shrink without replacement, m²: the reduction handed down.

    0 without a table of the assigned change. In total the rows of the largest units count, so that county and
    towns are not added up.

    :param unit: code of a town; None: in total
    :raises NotRunnable: when the table has not the fields it needs
    """
    table = adjustment_rules(context).assigned
    if context.dataset.layer(table.role) is None:
        return 0.0
    rows = [
        (row.unit, row.before - row.after)
        for row in assigned_rows(context)
        if row.indicator == table.farmland and row.before is not None and row.after is not None
        and (unit is None or covers(unit, row.unit))
    ]
    if not rows:
        return 0.0
    largest = min(len(code) for code, _ in rows)
    return max(0.0, sum(change for code, change in rows if len(code) == largest))
