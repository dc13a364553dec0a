"""A synthetic county as the arrays that land is chosen on: what is farmland hangs together as it does on maps."""

from __future__ import annotations

import numpy as np
from landplan_toolbox.algorithms.delineation.model import STATUSES, Situation
from landplan_toolbox.algorithms.geometry.adjacency import shared_borders
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status
from numpy.typing import NDArray

from .coverage_data import synthetic_coverage


def county_situation(columns: int = 361, rows: int = 361, units: tuple[int, int] = (5, 4), seed: int = 0) -> Situation:
    """Return a county of ``columns`` × ``rows`` parcels; about half is farmland, two thirds of that protected now.

    The targets ask for about half of the land that may enter.
    """
    random = np.random.default_rng(seed)
    polygons = synthetic_coverage(columns, rows, seed=seed).polygons
    borders = shared_borders(polygons)
    count = columns * rows
    column, row = np.arange(count) % columns, np.arange(count) // columns
    farmland = _patchy(columns, rows, 8, random) + random.normal(0, 0.5, count) > -0.2
    current = farmland & (_patchy(columns, rows, 4, random) + random.normal(0, 0.7, count) > -0.4)
    names = np.where(farmland, "may_enter", "not_eligible").astype(object)
    names[farmland & ~current & (random.random(count) < 0.02)] = "must_enter"
    names[current] = "keep"
    names[current & (random.random(count) < 0.08)] = "may_leave"
    names[current & (random.random(count) < 0.02)] = "must_leave"
    status = np.array([STATUSES.index(Status(name)) for name in names], dtype=np.int8)
    unit = (row * units[1] // rows) * units[0] + column * units[0] // columns
    area = np.round(random.uniform(3_000, 10_000, count), 2)
    grade = 9 + 2 * _patchy(columns, rows, 12, random) + random.normal(0, 0.6, count)
    quality = np.clip(np.round(grade), 5, 14)
    quality[random.random(count) < 0.01] = np.nan
    number = units[0] * units[1]
    stays = np.isin(names, ["keep", "may_leave", "must_enter"])
    kept, free = (
        np.bincount(unit, weights=area * mask, minlength=number) for mask in (stays, names == "may_enter")
    )
    ring = np.minimum(np.hypot(column - columns / 2, row - rows / 2) / (columns / 12), 5).astype(np.int64)
    return Situation(
        area_m2=area,
        quality=quality,
        ring=ring,
        unit=unit,
        status=status,
        is_current=current,
        waits_for_target=status == STATUSES.index(Status.MAY_LEAVE),
        rank=random.permutation(count),
        neighbours=borders.pairs,
        shared_m=borders.length,
        perimeter_m=borders.perimeter,
        targets_m2=np.round(kept + free * random.uniform(0.3, 0.7, number), 2),
        frozen=random.random(count) < 0.01,
    )


def _patchy(columns: int, rows: int, size: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Return noise of mean 0 and deviation 1 that changes over about ``size`` cells."""
    noise = random.normal(0, 1, (rows, columns))
    window = np.hanning(2 * size + 1)
    for axis in (0, 1):
        noise = np.apply_along_axis(np.convolve, axis, noise, window, "same")
    return ((noise - noise.mean()) / noise.std()).ravel()
