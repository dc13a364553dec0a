"""The areas of result layers to the cent: gross, deductions and net add up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

import numpy as np
from numpy.typing import NDArray

from .parcel_columns import numbers
from .result import Delineation
from .schema import cents

Cents = NDArray[np.int64]


@dataclass(frozen=True)
class ParcelAreas:
    """Areas in hundredths of a square metre, int64 (n,).

    :ivar gross: area on the ellipsoid (TBMJ)
    :ivar deductions: by field (XZDWMJ, LXDWMJ, TKMJ)
    :ivar net: gross less deductions, never below 0 (JBNTMJ)
    """

    gross: Cents
    deductions: Mapping[str, Cents]
    net: Cents

    @property
    def deducted(self) -> Cents:
        """What net lacks to gross."""
        return self.gross - self.net


def parcel_areas(delineation: Delineation) -> ParcelAreas:
    """Return the areas of all parcels; the parts of a parcel that was cut share its deductions by their areas."""
    parcels = delineation.parcels
    gross = cents(parcels.area_m2)
    row = delineation.row
    total = np.bincount(row, weights=parcels.area_m2)[row]
    share = np.where(total > 0, parcels.area_m2 / np.where(total > 0, total, 1.0), 0.0)
    share[np.bincount(row)[row] == 1] = 1.0  # exactly
    deductions: dict[str, Cents] = {}
    net = gross.copy()
    for name in delineation.rules.parcels.deductions:
        if name not in parcels.values:
            continue
        declared = numbers(parcels.values[name])
        deductions[name] = cents(np.where(declared > 0, declared, 0.0) * share)
        net -= deductions[name]
    return ParcelAreas(gross, deductions, np.maximum(net, 0))
