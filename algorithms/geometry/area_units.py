"""Units that areas are written in, and numbers rounded as tables write them."""

from __future__ import annotations

from typing import Optional

import numpy as np

from .area import round_half_up

# 1 ha = 15 mu (亩); wan_mu = 10 000 mu (万亩)
SQUARE_METRES = {"m2": 1.0, "ha": 10_000.0, "mu": 10_000.0 / 15.0, "wan_mu": 1e8 / 15.0, "km2": 1_000_000.0}
M2_PER_HA = SQUARE_METRES["ha"]
M2_PER_MU = SQUARE_METRES["mu"]


def rounded(value: float, decimals: int) -> float:
    """Return a number with some decimals, halves away from zero; NaN stays NaN, -0 becomes 0."""
    return float(round_half_up(np.asarray(value, dtype=np.float64), decimals)) + 0.0


def hectares(area_m2: float) -> float:
    """Return an area in ha with 4 decimals, halves away from zero; NaN stays NaN."""
    return rounded(area_m2 / M2_PER_HA, 4)


def hectares_text(area_m2: float) -> str:
    """Return an area in ha for a sentence: as many decimals as it needs, four at most; a dash for NaN."""
    return "–" if np.isnan(area_m2) else f"{hectares(area_m2):.10g}"


def known(value: float) -> Optional[float]:
    """Return a number as a table holds it: None (NULL) for NaN."""
    return None if np.isnan(value) else value
