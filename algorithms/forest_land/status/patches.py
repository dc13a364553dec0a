"""Sizes of patches (斑块): land that hangs together along a border, whatever sub-compartments it is divided into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...geometry.adjacency import shared_borders
from ...geometry.grouping import connected
from ...geometry.plane import metres_per_unit
from ...geometry.wkb import select
from ...indicators.measure_words import term_source
from ...indicators.terms import term_values
from ...message import Message, translatable
from ...rulepack.status_rules import PatchRules
from ...selfcheck.context import CheckContext


@dataclass(frozen=True)
class PatchClass:
    """Patches of one class of size.

    :ivar low: m², in the class; ``high`` is not, None for no end
    :ivar area_m2: declared area of the patches
    """

    low: float
    high: Optional[float]
    count: int
    area_m2: float


@dataclass(frozen=True)
class PatchResult:
    """The patches of a delivery.

    :ivar classes: by size, ascending; empty where nothing was measured
    :ivar features: number of features they consist of
    :ivar reason: why nothing was measured
    """

    classes: tuple[PatchClass, ...]
    features: int = 0
    largest_m2: float = float("nan")
    source: Optional[Message] = None
    notes: tuple[Message, ...] = ()
    reason: Optional[Message] = None

    @property
    def count(self) -> int:
        """The number of patches."""
        return sum(one.count for one in self.classes)

    @property
    def area_m2(self) -> float:
        """The area of all patches."""
        return sum(one.area_m2 for one in self.classes)


def patches_of(context: CheckContext, rules: PatchRules) -> PatchResult:
    """Return the patches by size; features that touch in a corner only are two patches.

    The size is the sum of what the features declare. Features without a usable shape are in no patch and are told.

    :raises Cancelled: when the user cancels
    """
    try:
        values = term_values(context, rules.land)
        polygons = context.polygons(rules.land.role)
        tolerance = float(context.pack.tolerances.get("topology", 0.001))
    except LandPlanError as error:
        return PatchResult((), reason=error.message)
    layer = context.layer(rules.land.role)
    chosen = values.chosen
    lost = np.isin(context.data(rules.land.role).fids[chosen], layer.shapeless())
    notes: list[Message] = []
    if lost.any():
        notes.append(translatable(
            "Status", "{count} features of {layer} have no usable shape, so they are in no patch.",
            count=int(lost.sum()), layer=layer.name))
    chosen = chosen[~lost]
    tolerance /= metres_per_unit(layer.crs)
    borders = shared_borders(select(polygons, chosen), tolerance, context.feedback)
    patch = connected(len(chosen), borders.pairs[:, 0], borders.pairs[:, 1])
    _, patch = np.unique(patch, return_inverse=True)
    size = np.bincount(patch, weights=values.values[chosen]) if len(chosen) else np.empty(0)
    classes = _classes(size.astype(np.float64), rules)
    largest = float(size.max()) if len(size) else float("nan")
    return PatchResult(classes, len(chosen), largest, term_source(context, rules.land), tuple(notes))


def _classes(size: NDArray[np.float64], rules: PatchRules) -> tuple[PatchClass, ...]:
    place = np.searchsorted(np.array(rules.sizes), size, side="right")
    ends: list[Optional[float]] = [0.0, *rules.sizes, None]
    return tuple(
        PatchClass(float(ends[number] or 0.0), ends[number + 1], int((place == number).sum()),
                   float(size[place == number].sum()))
        for number in range(len(rules.sizes) + 1))
