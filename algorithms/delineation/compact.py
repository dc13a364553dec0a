"""The compact choice: the shortest boundary at equal area and not lower quality (集中连片, 布局优化)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .blocks import block_areas, blocks
from .boundary import boundary_length, mean_quality
from .compact_layout import Layout
from .compact_problem import CompactProblem, compact_problem, ranked
from .fill_order import ROUNDING_M2, free_to_enter, require_sound, shortfalls, step_number
from .model import Selection, Situation
from .total_variation import Relaxed, relaxed

_ROUNDS = 12  # in which land in too small blocks is taken out and made up for elsewhere
_FEW = 5000  # parcels


@dataclass(frozen=True)
class CompactOptions:
    """How the compact choice is made.

    :ivar min_block_m2: land that enters must be part of a contiguous block of at least this area
    :ivar release_surplus: whether land that may leave is free to do so
    :ivar area_share: by which share of its target a unit may exceed it
    :ivar precision: the relaxation stops when it is solved to this share of its value
    :ivar max_iterations: the relaxation stops at the latest after so many
    """

    min_block_m2: float = 0.0
    release_surplus: bool = True
    area_share: float = 0.001
    precision: float = 1e-4
    max_iterations: int = 3000


@dataclass(frozen=True)
class CompactResult:
    """The compact choice, how good it is, and the fill order's own for comparison.

    :ivar selection: the choice; the fill order's own where nothing shorter was found
    :ivar boundary_m: boundary of the chosen land in m
    :ivar bound_m: no admissible choice has a shorter boundary (proven)
    :ivar fill_boundary_m: boundary of the fill order's choice in m
    :ivar gap: share of ``boundary_m`` above ``bound_m``: 0 is proven best
    :ivar iterations: of the relaxation
    :ivar area_m2: counted area chosen, all units
    :ivar fill_area_m2: the same by the fill order
    :ivar mean_quality: area-weighted mean grade of what has one, NaN where nothing has
    :ivar fill_mean_quality: the same by the fill order
    :ivar changed: parcels whose state differs from the fill order's
    """

    selection: Selection
    boundary_m: float
    bound_m: float
    fill_boundary_m: float
    gap: float
    iterations: int
    area_m2: float
    fill_area_m2: float
    mean_quality: float
    fill_mean_quality: float
    changed: int


def compact(
    situation: Situation,
    selection: Selection,
    options: CompactOptions = CompactOptions(),
    feedback: Feedback = Silent(),
) -> CompactResult:
    """Choose land of the shortest boundary at the area and the quality that the fill order reaches.

    Free are the parcels that the rules leave free: land that may enter, and land that may leave in units
    that meet their target, of some area, not frozen, in units with a target. All else is as in the
    selection. A choice is admissible when

    - in every unit its area is not below the target (or, where the target is out of reach, not below what
      the fill order reached) and not above the fill order's area or the target plus ``area_share``,
      whichever is larger;
    - in every unit and in total the area-weighted mean quality grade is not worse than by the fill order,
      and in every unit the area of unknown quality is not larger;
    - land that enters lies in blocks of at least ``min_block_m2``.

    Sums within `fill_order.ROUNDING_M2` of a limit keep it. The boundary of a choice is Σ perimeter −
    2 · Σ shared border; minimising it under these limits is a cut problem (`cut_problem`). The bound is a
    dual value of its convex relaxation with the same limits (`bound`); the minimum block is left out of
    it, which can only lower it. The choice is made from the solution of the relaxation by rounding, repair
    and improvement (`compact_layout`), and is never worse than the fill order's own.

    :param selection: what `fill.fill` chose with the same minimum block and release
    :raises ValueError: when the arrays contradict each other
    :raises Cancelled: when the user cancels
    """
    require_sound(situation)
    situation, order = ranked(situation)
    selection = Selection(selection.chosen[order], selection.step[order], selection.shortfall_m2)
    problem = compact_problem(situation, selection, options.area_share, options.release_surplus)
    solution = relaxed(
        problem.wide,
        problem.start.astype(np.float64),
        options.precision,
        options.max_iterations if len(problem.free) else 0,
        Span(feedback, 0, 70),
    )
    search = _Search(situation, selection, problem, options, Span(feedback, 70, 100))
    chosen, barred = selection.chosen, np.zeros(len(situation), dtype=bool)
    best = boundary_length(situation, chosen)
    for start in _starts(problem, solution):
        if best - solution.bound <= options.precision * best:
            break
        found = search.from_start(start)
        if found is not None and boundary_length(situation, found[0]) < best:
            chosen, barred = found
            best = boundary_length(situation, chosen)
    return _result(situation, selection, chosen, barred, solution.bound, solution.iterations, order)


def _starts(problem: CompactProblem, solution: Relaxed) -> list[NDArray[np.bool_]]:
    """Return the choices that the search begins from: level sets of the relaxation, the fill order's own.

    The first is the best for many parcels; for few, all are worth their time.
    """
    levels = [solution.whole >= 0.5]
    if len(problem.free) <= _FEW:
        levels += [solution.x >= 0.5, solution.x >= 0.999, solution.x >= 0.001, problem.start]
    starts: list[NDArray[np.bool_]] = []
    for start in levels:
        if len(start) and not any(np.array_equal(start, other) for other in starts):
            starts.append(start)
    return starts


class _Search:
    """Finds admissible choices near a start."""

    def __init__(
        self,
        situation: Situation,
        selection: Selection,
        problem: CompactProblem,
        options: CompactOptions,
        feedback: Feedback,
    ) -> None:
        self._situation, self._selection, self._problem = situation, selection, problem
        self._minimum = options.min_block_m2
        self._feedback = feedback
        self._enters = free_to_enter(situation)

    def from_start(self, start: NDArray[np.bool_]) -> Optional[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
        """Return (chosen, kept out because of too small blocks) of an admissible choice, or None.

        Land in too small blocks is barred and made up for elsewhere; a unit where that does not come to an
        end keeps the fill order's choice, and so do the units that its blocks reach into.
        """
        problem = self._problem
        layout = Layout(problem.cut, problem.unit, start, problem.start)
        for number in range(_ROUNDS + len(layout.open_units())):
            raise_if_cancelled(self._feedback)
            self._feedback.setProgress(min(100.0 * number / _ROUNDS, 100.0))
            layout.repair(self._feedback)
            layout.improve(self._feedback)
            chosen = self._selection.chosen.copy()
            chosen[problem.free] = layout.x
            small = self.in_small_blocks(chosen)[problem.free]
            if not small.any():
                barred = np.zeros(len(chosen), dtype=bool)
                barred[problem.free] = layout.barred
                return (chosen, barred) if layout.admissible() else None
            still_open = set(layout.open_units())
            in_locked = small & ~np.isin(problem.unit, layout.open_units())
            locking = self._reached_by(in_locked)
            if number >= _ROUNDS:
                locking |= set(problem.unit[small].tolist())
            for unit in sorted(locking & still_open):
                layout.lock(unit)
            small &= np.isin(problem.unit, layout.open_units())
            layout.barred |= small
            layout.set(layout.x & ~small)
        return None

    def _reached_by(self, parcels: NDArray[np.bool_]) -> set[int]:
        """Return the units that the fill order's blocks of some free parcels reach into."""
        if not parcels.any():
            return set()
        members = blocks(self._selection.chosen, self._situation.neighbours)[self._problem.free]
        same = np.isin(members, np.unique(members[parcels])) & (members >= 0)
        return set(self._problem.unit[same].tolist())

    def in_small_blocks(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which parcels enter without being part of a block that is large enough."""
        if self._minimum <= 0:
            return np.zeros(len(chosen), dtype=bool)
        areas = block_areas(blocks(chosen, self._situation.neighbours), self._situation.area_m2)
        return np.asarray(chosen & self._enters & (areas < self._minimum - ROUNDING_M2))


def _result(
    situation: Situation,
    selection: Selection,
    chosen: NDArray[np.bool_],
    barred: NDArray[np.bool_],
    bound: float,
    iterations: int,
    order: NDArray[np.int64],
) -> CompactResult:
    """Return the result with the parcels in the order they came in."""
    step = selection.step.copy()
    changed = chosen != selection.chosen
    current = situation.is_current
    step[changed & chosen & ~current] = step_number("filled")
    step[changed & chosen & current] = step_number("kept")
    step[changed & ~chosen & current] = step_number("released")
    step[changed & ~chosen & ~current] = step_number("not_needed")
    step[barred & ~chosen & ~current] = step_number("block_too_small")
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    boundary, before = boundary_length(situation, chosen), boundary_length(situation, selection.chosen)
    return CompactResult(
        selection=Selection(chosen[back], step[back], shortfalls(situation, chosen)),
        boundary_m=boundary,
        bound_m=bound,
        fill_boundary_m=before,
        gap=max(boundary - bound, 0.0) / boundary if boundary > 0 else 0.0,
        iterations=iterations,
        area_m2=float(situation.area_m2[chosen].sum()),
        fill_area_m2=float(situation.area_m2[selection.chosen].sum()),
        mean_quality=mean_quality(situation, chosen),
        fill_mean_quality=mean_quality(situation, selection.chosen),
        changed=int(changed.sum()),
    )
