"""Slope classes (坡度级别) by the scheme of a pack."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..errors import LandPlanError
from ..message import translatable
from ..rulepack.model import Pack, SlopeScheme


def slope_scheme(pack: Pack) -> SlopeScheme:
    """Return the slope classes of a pack.

    :raises LandPlanError: when the pack has none
    """
    if pack.slope is None:
        raise LandPlanError(
            translatable(
                "SlopeClasses",
                "The rule pack {pack} has no slope classes: add slope to its pack.yaml, or choose another pack.",
                pack=pack.id,
            )
        )
    return pack.slope


def slope_classes(mean_slope: NDArray[np.float64], scheme: SlopeScheme) -> NDArray[np.object_]:
    """Return the code of the slope class of every parcel, text (n,); empty where the slope is not known.

    A slope at a break belongs to the class below where intervals are right-closed (farmland, 25° is class 4)
    and to the class above where they are left-closed (forestry, 25° is class 4 of 25°–35°).

    :param mean_slope: float64 (n,), degrees, NaN when not known
    """
    slopes = np.asarray(mean_slope, dtype=np.float64)
    numbers = np.searchsorted(
        np.array(scheme.breaks), slopes, side="left" if scheme.right_closed else "right"
    )
    codes = np.array([*scheme.codes, ""], dtype=object)
    return codes[np.where(np.isnan(slopes), len(scheme.codes), numbers)]
