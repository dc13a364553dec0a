"""The compact choice against all admissible choices of small counties, and its bound."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from choice_cases import block_area_by_walking, made_situation, random_situation, reordered, shuffled, status
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delineation.bound import dual_value
from landplan_toolbox.algorithms.delineation.boundary import boundary_length
from landplan_toolbox.algorithms.delineation.compact import CompactOptions, compact
from landplan_toolbox.algorithms.delineation.compact_problem import compact_problem, ranked
from landplan_toolbox.algorithms.delineation.fill import FillOptions, fill
from landplan_toolbox.algorithms.delineation.model import STATUSES, STEPS
from landplan_toolbox.algorithms.delineation.total_variation import relaxed
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status

SEEDS = st.integers(0, 10**6)
SLACK = 1e-3  # m²


def boundary_by_loops(situation, chosen):
    """Return the boundary of chosen land by plain loops."""
    length = sum(situation.perimeter_m[chosen].tolist())
    for (one, two), shared in zip(situation.neighbours.tolist(), situation.shared_m.tolist()):
        length -= 2 * shared * (chosen[one] and chosen[two])
    return length


def mean(situation, mask):
    """Return the area-weighted mean grade, None without any."""
    known = mask & ~np.isnan(situation.quality) & (situation.area_m2 > 0)
    area = situation.area_m2[known]
    return (area * situation.quality[known]).sum() / area.sum() if known.any() else None


def broken_rules(situation, before, chosen):
    """Return which parcels changed that are not free to."""
    enter = situation.status == STATUSES.index(Status.MAY_ENTER)
    leave = situation.status == STATUSES.index(Status.MAY_LEAVE)
    broken = []
    for parcel in np.flatnonzero(chosen != before.chosen).tolist():
        place = situation.unit[parcel]
        if situation.frozen[parcel] or place < 0 or np.isnan(situation.targets_m2[place]):
            broken.append("fixed")
        elif situation.is_current[parcel] and (not leave[parcel] or before.shortfall_m2[place] > 0):
            broken.append("must stay")
        elif not situation.is_current[parcel] and not enter[parcel]:
            broken.append("must not enter")
    return broken


def broken_sums(situation, before, chosen, share):
    """Return which limits of area and quality are not kept."""
    broken = []
    area = situation.area_m2
    for number in [*range(len(situation.targets_m2)), None]:
        here = np.ones(len(area), dtype=bool) if number is None else situation.unit == number
        old, new = mean(situation, here & before.chosen), mean(situation, here & chosen)
        if old is not None and new is not None and new > old + 1e-6:
            broken.append(f"quality {number}")
        if number is None or np.isnan(situation.targets_m2[number]):
            continue
        target, had = situation.targets_m2[number], area[here & before.chosen].sum()
        has = area[here & chosen].sum()
        if has < min(target, had) - SLACK or has > max(had, target * (1 + share)) + SLACK:
            broken.append(f"area {number}")
        none = here & np.isnan(situation.quality)
        if area[none & chosen].sum() > area[none & before.chosen].sum() + SLACK:
            broken.append(f"unknown {number}")
    return broken


def broken_limits(situation, before, chosen, share, minimum):
    """Return which conditions of an admissible choice do not hold, said independently of the code."""
    broken = broken_rules(situation, before, chosen) + broken_sums(situation, before, chosen, share)
    if minimum:
        enter = situation.status == STATUSES.index(Status.MAY_ENTER)
        for parcel in np.flatnonzero(chosen & enter & ~situation.is_current & ~situation.frozen).tolist():
            if block_area_by_walking(situation, chosen, parcel) < minimum - SLACK:
                broken.append("block")
    return broken


def best_of_all(situation, before, free, share, minimum):
    """Return the shortest boundary of all admissible choices, by trying them."""
    best = np.inf
    chosen = before.chosen.copy()
    for states in product((False, True), repeat=len(free)):
        chosen[free] = states
        length = boundary_by_loops(situation, chosen)
        if length < best - 1e-9 and not broken_limits(situation, before, chosen, share, minimum):
            best = length
    return best


@settings(max_examples=50, deadline=None, derandomize=True)
@given(SEEDS, st.sampled_from([0.0, 0.001, 0.2]), st.sampled_from([0.0, 0.0, 12_000.0]))
def test_bound_optimum_and_result_of_small_counties(seed, share, minimum):
    situation = random_situation(seed, columns=4, rows=4, units=2)
    before = fill(situation, FillOptions(minimum))
    ordered, order = ranked(situation)
    in_order = replace(before, chosen=before.chosen[order], step=before.step[order])
    free = order[compact_problem(ordered, in_order, share, True).free]
    if len(free) > 10:
        situation = replace(situation, frozen=situation.frozen | (situation.rank >= 8))
        before = fill(situation, FillOptions(minimum))
        ordered, order = ranked(situation)
        in_order = replace(before, chosen=before.chosen[order], step=before.step[order])
        free = order[compact_problem(ordered, in_order, share, True).free]
    result = compact(situation, before, CompactOptions(minimum, area_share=share))
    best = best_of_all(situation, before, free, share, minimum)
    assert broken_limits(situation, before, result.selection.chosen, share, minimum) == []
    assert result.boundary_m == pytest.approx(boundary_by_loops(situation, result.selection.chosen), rel=1e-9)
    assert result.bound_m <= best + 1e-6
    assert best <= result.boundary_m + 1e-6
    assert result.boundary_m <= result.fill_boundary_m + 1e-6
    assert 0 <= result.gap


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SEEDS, st.sampled_from([0.0, 15_000.0, 60_000.0]))
def test_the_rules_hold_on_larger_counties(seed, minimum):
    situation = random_situation(seed, columns=12, rows=10, units=4)
    before = fill(situation, FillOptions(minimum))
    result = compact(situation, before, CompactOptions(minimum, max_iterations=600))
    assert broken_limits(situation, before, result.selection.chosen, 0.001, minimum) == []
    assert result.bound_m <= result.boundary_m + 1e-6
    assert result.boundary_m <= result.fill_boundary_m + 1e-6
    assert result.boundary_m == pytest.approx(boundary_length(situation, result.selection.chosen))
    chosen, step = result.selection.chosen, np.array(STEPS, dtype=object)[result.selection.step]
    assert chosen[np.isin(step, ["kept", "must_enter", "filled"])].all()
    assert not chosen[np.isin(step, ["outside", "must_leave", "released", "not_needed", "block_too_small"])].any()
    assert result.changed == (chosen != before.chosen).sum()
    assert (result.selection.shortfall_m2 <= before.shortfall_m2 + SLACK).all()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SEEDS)
def test_any_point_of_the_dual_is_a_bound(seed):
    random = np.random.default_rng(seed)
    situation, _ = ranked(random_situation(seed, columns=5, rows=5))
    before = fill(situation)
    problem = compact_problem(situation, before, 0.01, True)
    assert problem.cut.value(problem.start) == pytest.approx(boundary_length(situation, before.chosen), abs=1e-6)
    for size in (0.0, 1.0, 1e3, 1e8):
        flow = random.normal(0, size, len(problem.cut.one))
        prices = [random.normal(0, size, len(limit.low)) for limit in problem.cut.limits]
        value = dual_value(problem.wide, flow, prices)
        assert value <= problem.cut.value(problem.start) + 1e-9


def test_the_relaxation_of_a_checkerboard_is_solved():
    # 100 cells, 50 wanted, no other difference: the relaxation takes half of every cell, a layout cannot
    situation, _ = ranked(made_situation(10, 10, targets_m2=np.array([500_000.0])))
    before = fill(situation)
    problem = compact_problem(situation, before, 0.0, True)
    scattered = (np.arange(100) + np.arange(100) // 10) % 2 == 0
    found = relaxed(problem.wide, scattered.astype(float), 1e-6, 5000)
    # the whole square has a boundary of 4000 m
    assert found.bound == pytest.approx(2000.0, rel=1e-3)
    result = compact(situation, replace(before, chosen=scattered), CompactOptions(area_share=0.0))
    assert result.boundary_m <= 3000.0  # 10 × 5 cells
    assert result.fill_boundary_m == 20_000.0


def test_compact_closes_a_hole_instead_of_opening_a_far_field():
    # protected: a ring of 8 cells; the hole in it is poorer in order but costs no new border
    current = np.zeros(35, dtype=bool)
    current[[0, 1, 2, 7, 9, 14, 15, 16]] = True
    situation = made_situation(
        7, 5, is_current=current, status=np.where(current, status("keep"), status("may_enter")),
        ring=np.where(np.arange(35) == 8, 1, 0), targets_m2=np.array([90_000.0]))
    before = fill(situation)
    assert not before.chosen[8]
    result = compact(situation, before)
    assert np.flatnonzero(result.selection.chosen & ~current).tolist() == [8]
    assert result.boundary_m == 1200.0
    assert result.gap < 0.01
    assert STEPS[result.selection.step[8]] == "filled"


def test_quality_is_not_given_up_for_a_shorter_boundary():
    current = np.zeros(35, dtype=bool)
    current[[0, 1, 2, 7, 9, 14, 15, 16]] = True
    quality = np.full(35, 5.0)
    quality[8] = 6.0
    situation = made_situation(
        7, 5, is_current=current, status=np.where(current, status("keep"), status("may_enter")), quality=quality,
        targets_m2=np.array([90_000.0]))
    result = compact(situation, fill(situation))
    assert not result.selection.chosen[8]
    assert result.mean_quality == result.fill_mean_quality == 5.0
    unknown = replace(situation, quality=np.where(np.arange(35) == 8, np.nan, 5.0))
    assert not compact(unknown, fill(unknown)).selection.chosen[8]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(SEEDS)
def test_shuffled_parcels_give_the_same_choice_and_bound(seed):
    situation = random_situation(seed, columns=8, rows=8)
    mixed, order = shuffled(situation, seed + 1)
    one = compact(situation, fill(situation, FillOptions(5000.0)), CompactOptions(5000.0))
    two = compact(mixed, fill(mixed, FillOptions(5000.0)), CompactOptions(5000.0))
    back = reordered(two.selection, order)
    assert one.selection.chosen.tolist() == back.chosen.tolist()
    assert one.selection.step.tolist() == back.step.tolist()
    assert one.bound_m == two.bound_m
    assert one.boundary_m == two.boundary_m


def test_nothing_free():
    situation = made_situation(3, 3, status=np.repeat(status("keep"), 9), is_current=np.ones(9, dtype=bool))
    result = compact(situation, fill(situation))
    assert result.selection.chosen.all()
    assert result.boundary_m == result.fill_boundary_m == 1200.0
    assert result.bound_m == pytest.approx(1200.0)
    assert compact(made_situation(0, 0), fill(made_situation(0, 0))).gap == 0.0


def test_cancelling():
    situation = made_situation(3, 1, targets_m2=np.array([1e4]))
    with pytest.raises(Cancelled):
        compact(situation, fill(situation), CompactOptions(), Watch(0))
