"""Random counties as arrays for the tests of choosing land, and a shuffle that must change nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from landplan_toolbox.algorithms.delineation.model import STATUSES, Selection, Situation
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status


def status(*names):
    """Return the numbers of some statuses."""
    return np.array([STATUSES.index(Status(name)) for name in names], dtype=np.int8)


def grid_neighbours(columns, rows):
    """Return the pairs of cells of a grid that share a side, lower index first."""
    cell = np.arange(columns * rows).reshape(rows, columns)
    flat = np.column_stack((cell[:, :-1].ravel(), cell[:, 1:].ravel()))
    upright = np.column_stack((cell[:-1].ravel(), cell[1:].ravel()))
    return np.concatenate((flat, upright))


def made_situation(columns, rows, *, area=None, **values):
    """Return a grid of cells with sides of 100 m; everything may enter, nothing is there, one unit."""
    count = columns * rows
    neighbours = grid_neighbours(columns, rows)
    made = {
        "area_m2": np.full(count, 10_000.0) if area is None else np.asarray(area, dtype=np.float64),
        "quality": np.full(count, 5.0),
        "ring": np.zeros(count, dtype=np.int64),
        "unit": np.zeros(count, dtype=np.int64),
        "status": np.full(count, STATUSES.index(Status.MAY_ENTER), dtype=np.int8),
        "is_current": np.zeros(count, dtype=bool),
        "waits_for_target": np.zeros(count, dtype=bool),
        "rank": np.arange(count),
        "neighbours": neighbours,
        "shared_m": np.full(len(neighbours), 100.0),
        "perimeter_m": np.full(count, 400.0),
        "targets_m2": np.array([0.0]),
        "frozen": np.zeros(count, dtype=bool),
    }
    made.update(values)
    return Situation(**made)


def random_situation(seed, columns=6, rows=6, units=3):
    """Return a county of every kind of parcel: all statuses, unknown grades, frozen land, units without target."""
    random = np.random.default_rng(seed)
    count = columns * rows
    current = random.random(count) < random.choice([0.1, 0.5, 0.9])
    chances = np.array([0.1, 0.5, 0.4]) if random.random() < 0.7 else np.array([0.0, 0.9, 0.1])
    outside = random.choice(status("must_enter", "may_enter", "not_eligible"), count, p=chances)
    inside = random.choice(status("keep", "may_leave", "must_leave"), count, p=[0.5, 0.35, 0.15])
    whole = random.random() < 0.5  # areas that add up exactly
    area = random.integers(0, 9, count) * 1000.0 if whole else np.round(random.lognormal(8, 1, count), 2)
    quality = random.integers(4, 9, count).astype(np.float64)
    quality[random.random(count) < 0.1] = np.nan
    unit = np.repeat(np.arange(units), -(-count // units))[:count]
    unit[random.random(count) < 0.03] = -1
    neighbours = grid_neighbours(columns, rows)
    neighbours = neighbours[random.random(len(neighbours)) < 0.9]
    shared = random.integers(20, 120, len(neighbours)).astype(np.float64)
    own = np.bincount(neighbours.ravel(), weights=np.repeat(shared, 2), minlength=count)
    total = np.bincount(unit[unit >= 0], weights=area[unit >= 0], minlength=units)
    targets = total * random.uniform(0, 1.1, units)
    targets = np.round(targets, -3) if whole else targets
    targets[random.random(units) < 0.15] = np.nan
    return Situation(
        area_m2=area,
        quality=quality,
        ring=random.integers(0, 3, count),
        unit=unit,
        status=np.where(current, inside, outside).astype(np.int8),
        is_current=current,
        waits_for_target=random.random(count) < 0.5,
        rank=random.permutation(count),
        neighbours=neighbours,
        shared_m=shared,
        perimeter_m=own + random.integers(0, 60, count),
        targets_m2=targets,
        frozen=random.random(count) < 0.1,
    )


def shuffled(situation, seed):
    """Return the same county with its parcels in another order, and that order (old index of every new one)."""
    random = np.random.default_rng(seed)
    order = random.permutation(len(situation))
    new = np.argsort(order)
    pairs = np.sort(new[situation.neighbours], axis=1)
    mixed = random.permutation(len(pairs))
    per_parcel = {
        name: getattr(situation, name)[order]
        for name in ("area_m2", "quality", "ring", "unit", "status", "is_current", "waits_for_target", "rank",
                     "perimeter_m", "frozen")
    }
    return replace(situation, neighbours=pairs[mixed], shared_m=situation.shared_m[mixed], **per_parcel), order


def reordered(selection, order):
    """Return a selection made on shuffled parcels in the order they had before."""
    back = np.argsort(order)
    return Selection(selection.chosen[back], selection.step[back], selection.shortfall_m2)


def block_area_by_walking(situation, chosen, parcel):
    """Return the area of the block of a chosen parcel, by a plain walk."""
    near = {}
    for one, two in situation.neighbours.tolist():
        near.setdefault(one, []).append(two)
        near.setdefault(two, []).append(one)
    seen, stack = {parcel}, [parcel]
    while stack:
        for other in near.get(stack.pop(), []):
            if chosen[other] and other not in seen:
                seen.add(other)
                stack.append(other)
    return float(situation.area_m2[sorted(seen)].sum())
