"""The cores of choosing land on arrays: shared borders, fill order, compact order with its bound, replacement.

``python3 bench_choice.py``: 130,321 parcels in 20 units, one process. "grown" is a county where about half of the
land is farmland and two thirds of that protected already, as in a real revision; "open" is one where nothing is
protected yet and all farmland is free, which is the harder case for the compact order.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any, Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conftest  # noqa: F401  (makes the repository importable under its installed name)
import numpy as np
from benchmarks.choice_data import county_situation
from benchmarks.coverage_data import synthetic_coverage
from landplan_toolbox.algorithms.delineation.compact import CompactOptions, compact
from landplan_toolbox.algorithms.delineation.fill import FillOptions, fill
from landplan_toolbox.algorithms.delineation.model import STATUSES, Situation
from landplan_toolbox.algorithms.delineation.replacement_choice import choose_replacement
from landplan_toolbox.algorithms.geometry.adjacency import shared_borders
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status

SIDE = 361
MAY_ENTER = STATUSES.index(Status.MAY_ENTER)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds some work takes, and what it returns."""
    begin = perf_counter()
    result = work()
    return perf_counter() - begin, result


def open_county(situation: Situation) -> Situation:
    """Return the same county before anything was protected, all farmland free, 70 % of it wanted."""
    farmland = situation.status != STATUSES.index(Status.NOT_ELIGIBLE)
    status = np.where(farmland, MAY_ENTER, situation.status).astype(np.int8)
    total = np.bincount(situation.unit, weights=situation.area_m2 * farmland, minlength=len(situation.targets_m2))
    nothing = np.zeros(len(situation), dtype=bool)
    return replace(situation, status=status, is_current=nothing, waits_for_target=nothing, targets_m2=total * 0.7)


def borders() -> None:
    """Time shared borders on clean and on mismatched coverages."""
    print(f"{'shared borders':32}{'vertices':>12}{'pairs':>10}{'seconds':>10}")
    for name, share in (("clean", 0.0), ("every tenth border mismatched", 0.1), ("all borders mismatched", 1.0)):
        polygons = synthetic_coverage(SIDE, SIDE, mismatched=share).polygons
        seconds, found = timed(lambda polygons=polygons: shared_borders(polygons, 0.001))
        print(f"{name:32}{len(polygons.x):>12,}{len(found.pairs):>10,}{seconds:>10.2f}")


def orders(name: str, situation: Situation) -> None:
    """Time fill and compact order on one county, without and with a minimum block of 5 ha."""
    for minimum in (0.0, 50_000.0):
        filling, filled = timed(lambda minimum=minimum: fill(situation, FillOptions(minimum)))
        options = CompactOptions(minimum)
        seconds, result = timed(lambda filled=filled, options=options: compact(situation, filled, options))
        print(
            f"{name:8}{minimum / 1e4:>8.0f} ha{filling:>11.2f}{seconds:>11.1f}{result.iterations:>11}"
            f"{result.fill_boundary_m / 1000:>11.0f}{result.boundary_m / 1000:>11.0f}{result.bound_m / 1000:>11.0f}"
            f"{result.gap:>11.2%}"
        )


def replacements(situation: Situation) -> None:
    """Time the search for land that replaces what three units lose."""
    available = (situation.status == MAY_ENTER) & ~situation.is_current & ~situation.frozen
    print(f"\n{'replacement, ha in each of 3':32}{'parcels':>9}{'excess m²':>11}{'other units ha':>16}{'seconds':>10}")
    for hectares in (10, 100, 500):
        needed = np.zeros(len(situation.targets_m2))
        needed[[3, 8, 15]] = hectares * 10_000.0
        worst = np.full(len(needed), 8.5)
        seconds, found = timed(
            lambda needed=needed, worst=worst: choose_replacement(
                situation, available, situation.is_current.copy(), needed, worst
            )
        )
        best = found.alternatives[0]
        print(
            f"{hectares:<32}{len(best.parcels):>9}{best.excess_m2:>11,.0f}{best.other_units_m2 / 1e4:>16,.1f}"
            f"{seconds:>10.1f}"
        )


def main() -> None:
    """Print the tables."""
    borders()
    situation = county_situation(SIDE, SIDE)
    columns = ("block", "fill s", "compact s", "iterations", "fill km", "km", "bound km", "gap")
    print(f"\n{'county':8}" + "".join(f"{column:>11}" for column in columns))
    orders("grown", situation)
    orders("open", open_county(situation))
    replacements(situation)


if __name__ == "__main__":
    main()
