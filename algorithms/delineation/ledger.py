"""The ledger of a delineation (台账): per unit and in total what was, stays, leaves and enters, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..geometry.area_units import M2_PER_HA
from ..message import Message, translatable
from ..rulepack.delineation_rules import Status
from .blocks import blocks
from .model import STATUSES
from .remedies import Remedies
from .result import Delineation

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
TOTAL = "TOTAL"  # in the place of the unit code


@dataclass(frozen=True)
class Layout:
    """Quality, mix and shape of the basic farmland of a unit, before or after.

    :ivar quality: mean quality grade weighted by net area, NaN where no grade is known
    :ivar classes: net area by land class, m²
    :ivar slopes: net area by slope class, m²
    :ivar blocks: contiguous blocks that reach into the unit
    :ivar boundary_m: length of the outer border
    """

    area_m2: float
    quality: float
    classes: dict[str, float]
    slopes: dict[str, float]
    blocks: int
    boundary_m: float

    @property
    def mean_block_m2(self) -> float:
        """Mean area of a block, NaN without any."""
        return self.area_m2 / self.blocks if self.blocks else float("nan")

    @property
    def boundary_per_ha(self) -> float:
        """Metres of outer border per ha, NaN without land."""
        return self.boundary_m / (self.area_m2 / M2_PER_HA) if self.area_m2 > 0 else float("nan")


@dataclass(frozen=True)
class LedgerRow:
    """One unit; areas in m², net.

    :ivar target_m2: NaN where the unit has none
    :ivar known: False for a unit of the table of targets that the layer of units does not have
    :ivar notes: what would close a shortfall
    :ivar of_units_m2: of the total: the surplus of all units, which does not make up for a shortfall elsewhere
    """

    code: str
    name: str
    target_m2: float
    kept_m2: float
    must_leave_m2: float
    out_m2: float
    in_m2: float
    shortfall_m2: float
    before: Layout
    after: Layout
    notes: tuple[Message, ...] = ()
    known: bool = True
    of_units_m2: Optional[float] = None

    @property
    def surplus_m2(self) -> float:
        """What lies above the target, 0 where there is none; of the total: the sum of the units."""
        if self.of_units_m2 is not None:
            return self.of_units_m2
        return max(self.after.area_m2 - self.target_m2, 0.0) if self.target_m2 == self.target_m2 else 0.0


def ledger(delineation: Delineation) -> list[LedgerRow]:
    """Return the rows of all units in ascending order of their codes, then the total.

    Land outside all units is a row of its own without code, where there is any basic farmland.
    """
    made = _Ledger(delineation)
    targets = delineation.targets
    rows = [made.row(index) for index in range(len(targets.codes))]
    for code, area in sorted(targets.unknown_ha.items()):
        rows.append(made.unknown(code, area * M2_PER_HA))
    outside = made.row(-1)
    if outside.before.area_m2 > 0 or outside.after.area_m2 > 0:
        rows.append(outside)
    surplus = sum(row.surplus_m2 for row in rows)
    rows = [made.advised(row, surplus) for row in rows]
    return [*rows, made.total(rows)]


class _Ledger:
    def __init__(self, delineation: Delineation) -> None:
        self._it = delineation
        parcels = delineation.parcels
        # summed in the order of rank, so that the order of the features does not move the last digit
        self._order = np.argsort(delineation.situation.rank)
        self._by_unit = self._order[np.argsort(delineation.target_unit[self._order], kind="stable")]
        units = np.arange(-1, len(delineation.targets.codes) + 1)
        self._starts = np.searchsorted(delineation.target_unit[self._by_unit], units)
        self._remedies = Remedies(delineation)
        self._before = _Shape(delineation, parcels.is_current)
        self._after = _Shape(delineation, delineation.selection.chosen)
        self._kept, self._out, self._in = delineation.is_kept, delineation.is_out, delineation.is_in
        self._must = parcels.is_current & (delineation.screening.status == STATUSES.index(Status.MUST_LEAVE))

    def row(self, unit: int) -> LedgerRow:
        """Return the row of a target unit, -1 for land in none."""
        it = self._it
        rows = self._rows(unit)
        target = float(it.targets.area_m2[unit]) if unit >= 0 else float("nan")
        return LedgerRow(
            code=it.targets.codes[unit] if unit >= 0 else "",
            name=it.targets.names[unit] if unit >= 0 else "",
            target_m2=target,
            kept_m2=self._sum(rows, self._kept),
            must_leave_m2=self._sum(rows, self._must),
            out_m2=self._sum(rows, self._out),
            in_m2=self._sum(rows, self._in),
            shortfall_m2=float(it.selection.shortfall_m2[unit]) if unit >= 0 else 0.0,
            before=self._layout(rows, self._before),
            after=self._layout(rows, self._after),
        )

    def unknown(self, code: str, target_m2: float) -> LedgerRow:
        """Return the row of a unit that has a target but does not exist."""
        nothing = Layout(0.0, float("nan"), {}, {}, 0, 0.0)
        note = translatable("Ledger", "The layer of units has no such unit.")
        return LedgerRow(code, "", target_m2, 0.0, 0.0, 0.0, 0.0, target_m2, nothing, nothing, (note,), False)

    def advised(self, row: LedgerRow, surplus_m2: float) -> LedgerRow:
        """Return a row with what would close its shortfall."""
        if row.shortfall_m2 <= 0 or not row.known:
            return row
        unit = self._it.targets.codes.index(row.code)
        return replace(row, notes=self._remedies.of(self._rows(unit), surplus_m2))

    def total(self, rows: list[LedgerRow]) -> LedgerRow:
        """Return the total of all rows."""
        targets = [row.target_m2 for row in rows if row.target_m2 == row.target_m2]
        return LedgerRow(
            code=TOTAL,
            name="",
            target_m2=sum(targets) if targets else float("nan"),
            kept_m2=self._sum(self._order, self._kept),
            must_leave_m2=self._sum(self._order, self._must),
            out_m2=self._sum(self._order, self._out),
            in_m2=self._sum(self._order, self._in),
            shortfall_m2=sum(row.shortfall_m2 for row in rows),
            before=self._layout(self._order, self._before),
            after=self._layout(self._order, self._after),
            of_units_m2=sum(row.surplus_m2 for row in rows),
        )

    def _rows(self, unit: int) -> Rows:
        """Return the parcels of a target unit in the order of rank, -1 for those in none."""
        return self._by_unit[self._starts[unit + 1] : self._starts[unit + 2]]

    def _sum(self, rows: Rows, mask: Mask) -> float:
        return float(self._it.parcels.net_area_m2[rows[mask[rows]]].sum())

    def _layout(self, rows: Rows, shape: _Shape) -> Layout:
        parcels = self._it.parcels
        chosen = rows[shape.mask[rows]]
        area = parcels.net_area_m2[chosen]
        graded = np.isfinite(parcels.quality[chosen]) & (area > 0)
        weight = float(area[graded].sum())
        graded_sum = float((area[graded] * parcels.quality[chosen][graded]).sum())
        return Layout(
            area_m2=float(area.sum()),
            quality=graded_sum / weight if weight else float("nan"),
            classes=_by_code(parcels.land_class[chosen], area),
            slopes=_by_code(parcels.slope_class[chosen], area),
            blocks=len(np.unique(shape.block[chosen])),
            boundary_m=float(shape.boundary_m[chosen].sum()),
        )


class _Shape:
    """Blocks and outer border of a layout.

    :ivar boundary_m: float64 (n,), what of a parcel's border no other chosen parcel shares
    """

    def __init__(self, delineation: Delineation, mask: Mask) -> None:
        situation = delineation.situation
        self.mask = mask
        self.block = blocks(mask, situation.neighbours)
        first, second = situation.neighbours[:, 0], situation.neighbours[:, 1]
        both = mask[first] & mask[second]
        order = np.lexsort((situation.rank[second[both]], situation.rank[first[both]]))
        length = situation.shared_m[both][order]
        inner = np.zeros(len(mask))
        for side in (first[both][order], second[both][order]):
            inner += np.bincount(side, weights=length, minlength=len(mask))
        self.boundary_m = np.where(mask, np.maximum(situation.perimeter_m - inner, 0.0), 0.0)


def _by_code(codes: NDArray[np.object_], area: NDArray[np.float64]) -> dict[str, float]:
    names, numbers = np.unique(codes.astype(str), return_inverse=True)
    sums = np.bincount(numbers, weights=area, minlength=len(names))
    return {name: float(sum_) for name, sum_ in zip(names.tolist(), sums.tolist()) if sum_ > 0}
