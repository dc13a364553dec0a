"""Units that areas are written in."""

from __future__ import annotations

# 1 ha = 15 mu (亩); wan_mu = 10 000 mu (万亩)
SQUARE_METRES = {"m2": 1.0, "ha": 10_000.0, "mu": 10_000.0 / 15.0, "wan_mu": 1e8 / 15.0, "km2": 1_000_000.0}
