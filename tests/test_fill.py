"""Choosing land by the fill order: small cases by hand, the rules on random counties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from choice_cases import block_area_by_walking, made_situation, random_situation, reordered, shuffled, status
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delineation.blocks import block_areas, blocks
from landplan_toolbox.algorithms.delineation.fill import FillOptions, fill
from landplan_toolbox.algorithms.delineation.fill_order import fill_order
from landplan_toolbox.algorithms.delineation.model import STATUSES, STEPS
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status

SEEDS = st.integers(0, 10**6)
MINIMUMS = st.sampled_from([0.0, 3000.0, 15_000.0, 60_000.0, 1e9])


def steps(selection):
    """Return the steps as names."""
    return [STEPS[number] for number in selection.step.tolist()]


def test_near_before_far_then_good_before_poor_then_rank():
    situation = made_situation(
        6, 1, ring=np.array([1, 0, 0, 0, 1, 0]), quality=np.array([1.0, 7.0, np.nan, 6.0, 1.0, 6.0]),
        rank=np.array([5, 4, 3, 2, 1, 0]), targets_m2=np.array([30_000.0]))
    assert fill_order(situation).tolist() == [5, 3, 1, 2, 4, 0]
    selection = fill(situation)
    assert np.flatnonzero(selection.chosen).tolist() == [1, 3, 5]
    assert steps(selection) == ["not_needed", "filled", "not_needed", "filled", "not_needed", "filled"]
    assert selection.shortfall_m2.tolist() == [0.0]


def test_the_last_parcel_crosses_the_target_and_a_met_one_takes_no_more():
    situation = made_situation(4, 1, area=[0.1, 0.2, 0.3, 0.4], targets_m2=np.array([0.3]))
    assert fill(situation).chosen.tolist() == [True, True, False, False]  # 0.1 + 0.2 is met, rounding or not
    situation = replace(situation, targets_m2=np.array([0.31]))
    assert fill(situation).chosen.tolist() == [True, True, True, False]


def test_must_goes_before_the_target_and_frozen_before_must():
    situation = made_situation(
        6, 1, status=status("must_leave", "must_leave", "must_enter", "must_enter", "not_eligible", "keep"),
        is_current=np.array([1, 1, 0, 0, 0, 1], dtype=bool), frozen=np.array([0, 1, 0, 1, 0, 0], dtype=bool),
        targets_m2=np.array([60_000.0]))
    selection = fill(situation)
    assert steps(selection) == ["must_leave", "frozen", "must_enter", "frozen", "outside", "kept"]
    assert selection.chosen.tolist() == [False, True, True, False, False, True]
    assert selection.shortfall_m2.tolist() == [30_000.0]


def test_surplus_leaves_worst_first_and_only_what_fits():
    situation = made_situation(
        5, 1, area=[100, 40, 30, 20, 1000], ring=np.array([2, 1, 1, 0, 0]), quality=np.array([5.0, 8, 9, 9, 1]),
        status=status("may_leave", "may_leave", "may_leave", "may_leave", "keep"), is_current=np.ones(5, dtype=bool),
        targets_m2=np.array([1120.0]))
    selection = fill(situation)
    # 70 m² to spare: the far 100 do not fit, the poorer 30 go, then the 40; 20 would break the target
    assert steps(selection) == ["kept", "released", "released", "kept", "kept"]
    assert fill(situation, FillOptions(release_surplus=False)).chosen.all()


def test_units_without_target_only_follow_the_musts():
    situation = made_situation(
        5, 1, status=status("may_enter", "must_enter", "may_leave", "must_leave", "may_enter"),
        is_current=np.array([0, 0, 1, 1, 0], dtype=bool), unit=np.array([0, 0, 0, 0, -1]),
        targets_m2=np.array([np.nan]))
    selection = fill(situation)
    assert steps(selection) == ["not_needed", "must_enter", "kept", "must_leave", "not_needed"]
    assert selection.shortfall_m2.tolist() == [0.0]


def test_land_waits_until_its_block_is_large_enough():
    # a row: 0 1 2 . 4 5 6; 6 is there already and makes 5 and 4 fit, 0 and 1 do not come to three
    situation = made_situation(
        7, 1, status=status("may_enter", "may_enter", "not_eligible", "not_eligible", "may_enter", "may_enter", "keep"),
        is_current=np.array([0, 0, 0, 0, 0, 0, 1], dtype=bool), targets_m2=np.array([40_000.0]))
    selection = fill(situation, FillOptions(min_block_m2=30_000.0))
    assert steps(selection)[:2] == ["block_too_small"] * 2
    assert selection.chosen.tolist() == [False, False, False, False, True, True, True]
    assert selection.shortfall_m2.tolist() == [10_000.0]
    # 4 comes before 5 in the order, but only 5 beside it makes its block
    assert steps(selection)[4:6] == ["filled", "filled"]


def test_a_small_existing_block_opens_the_land_behind_it():
    # 1 is there; 0 waits beside it, 2 on the other side; 2 and 3 together make the block, 0 follows at once
    situation = made_situation(
        4, 1, rank=np.array([0, 1, 2, 3]), status=status("may_enter", "keep", "may_enter", "may_enter"),
        is_current=np.array([0, 1, 0, 0], dtype=bool), quality=np.array([1.0, 5, 5, 3]), targets_m2=np.array([40_000.0]))
    selection = fill(situation, FillOptions(min_block_m2=40_000.0))
    assert selection.chosen.all()


def test_blocks_cross_units_and_wait_for_nobody_who_has_enough():
    situation = made_situation(
        4, 1, unit=np.array([0, 1, 1, 0]), targets_m2=np.array([10_000.0, 10_000.0]))
    selection = fill(situation, FillOptions(min_block_m2=20_000.0))
    assert selection.chosen.tolist() == [True, True, False, False]
    assert steps(selection) == ["filled", "filled", "not_needed", "not_needed"]


def test_existing_and_must_enter_land_stays_in_small_blocks():
    situation = made_situation(
        3, 1, status=status("keep", "not_eligible", "must_enter"), is_current=np.array([1, 0, 0], dtype=bool),
        targets_m2=np.array([1e6]))
    assert fill(situation, FillOptions(min_block_m2=1e5)).chosen.tolist() == [True, False, True]


@settings(max_examples=250, deadline=None, derandomize=True)
@given(SEEDS, MINIMUMS, st.booleans())
def test_the_rules_hold_on_random_counties(seed, minimum, release):
    situation = random_situation(seed)
    selection = fill(situation, FillOptions(minimum, release))
    chosen, step = selection.chosen, np.array(STEPS, dtype=object)[selection.step]
    of = {name: situation.status == STATUSES.index(Status(name)) for name in (
        "must_enter", "may_enter", "keep", "may_leave", "must_leave", "not_eligible")}
    current, free = situation.is_current, ~situation.frozen
    assert (chosen[~free] == current[~free]).all()
    assert not chosen[free & current & of["must_leave"]].any()
    assert chosen[free & of["must_enter"]].all()
    assert chosen[free & of["keep"] & current].all()
    assert not chosen[free & ~current & of["not_eligible"]].any()
    changed = free & (chosen != current)
    assert not changed[~(of["must_enter"] | of["may_enter"] | of["may_leave"] | of["must_leave"])].any()
    in_target = ~np.isnan(np.append(situation.targets_m2, np.nan)[situation.unit])
    assert set(step[changed & ~in_target]) <= {"must_enter", "must_leave"}
    # the step tells the state
    assert chosen[np.isin(step, ["kept", "must_enter", "filled"])].all()
    assert not chosen[np.isin(step, ["outside", "must_leave", "released", "not_needed", "block_too_small"])].any()
    for unit, target in enumerate(situation.targets_m2):
        here = situation.unit == unit
        area = situation.area_m2[here & chosen].sum()
        missing = 0.0 if np.isnan(target) else max(0.0, target - area)
        assert selection.shortfall_m2[unit] == pytest.approx(missing, abs=1e-3)
        left = here & free & current & of["may_leave"] & ~chosen
        if left.any():
            assert area >= target - 1e-3
            assert not (here & (step == "filled")).any()
    if not release:
        assert not (step == "released").any()


@settings(max_examples=250, deadline=None, derandomize=True)
@given(SEEDS, MINIMUMS)
def test_order_and_blocks_on_random_counties(seed, minimum):
    situation = random_situation(seed)
    selection = fill(situation, FillOptions(minimum))
    chosen, step = selection.chosen, np.array(STEPS, dtype=object)[selection.step]
    place = np.argsort(fill_order(situation))
    for parcel in np.flatnonzero(step == "filled").tolist():
        assert block_area_by_walking(situation, chosen, parcel) >= minimum - 1e-3
    waiting = step == "block_too_small"
    short = np.append(selection.shortfall_m2 > 0, False)[situation.unit]
    for unit in range(len(situation.targets_m2)):
        here = situation.unit == unit
        filled = np.flatnonzero(here & (step == "filled"))
        if len(filled):
            skipped = here & (step == "not_needed") & (situation.area_m2 > 0)
            assert not (place[skipped] < place[filled].max()).any()
            # without the last one, and what came with it for its block, the target was not met
            if not minimum:
                last = filled[np.argmax(place[filled])]
                area = situation.area_m2[here & chosen].sum() - situation.area_m2[last]
                assert area < situation.targets_m2[unit]
        if selection.shortfall_m2[unit] > 0:
            # nothing admissible is left: whatever may still enter waits for a block it cannot get
            assert not (here & (step == "not_needed") & (situation.area_m2 > 0)).any()
    with_waiting = chosen | (waiting & short)
    for parcel in np.flatnonzero(waiting & short).tolist():
        assert block_area_by_walking(situation, with_waiting, parcel) < minimum
    # worse land that may leave but stayed did not fit
    for unit, target in enumerate(situation.targets_m2):
        here = situation.unit == unit
        spare = situation.area_m2[here & chosen].sum() - target
        stayed = here & chosen & ~situation.frozen & situation.is_current
        stayed &= situation.status == STATUSES.index(Status.MAY_LEAVE)
        if not np.isnan(target) and spare >= 0 and not (here & (step == "filled")).any():
            assert (situation.area_m2[stayed] > spare - 1e-3).all()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SEEDS, MINIMUMS)
def test_shuffled_parcels_give_the_same_selection(seed, minimum):
    situation = random_situation(seed)
    mixed, order = shuffled(situation, seed + 1)
    one = fill(situation, FillOptions(minimum))
    two = reordered(fill(mixed, FillOptions(minimum)), order)
    assert one.chosen.tolist() == two.chosen.tolist()
    assert one.step.tolist() == two.step.tolist()
    assert one.shortfall_m2.tolist() == two.shortfall_m2.tolist()


@settings(max_examples=50, deadline=None, derandomize=True)
@given(SEEDS)
def test_blocks_are_what_a_walk_finds(seed):
    situation = random_situation(seed)
    chosen = np.random.default_rng(seed).random(len(situation)) < 0.5
    block = blocks(chosen, situation.neighbours)
    areas = block_areas(block, situation.area_m2)
    assert ((block >= 0) == chosen).all()
    assert (areas[~chosen] == 0).all()
    for parcel in np.flatnonzero(chosen).tolist():
        assert areas[parcel] == pytest.approx(block_area_by_walking(situation, chosen, parcel))


def test_nothing_to_choose_from():
    nothing = fill(made_situation(0, 0), FillOptions(1000.0))
    assert len(nothing.chosen) == 0
    assert nothing.shortfall_m2.tolist() == [0.0]
    without_units = made_situation(3, 1, unit=np.full(3, -1), targets_m2=np.empty(0))
    assert not fill(without_units).chosen.any()


def test_contradicting_arrays_are_refused():
    good = made_situation(3, 1)
    for bad in (
        {"area_m2": np.array([1.0, np.nan, 1.0])},
        {"area_m2": np.array([1.0, -1.0, 1.0])},
        {"unit": np.array([0, 1, 0])},
        {"rank": np.zeros(3, dtype=np.int64)},
        {"targets_m2": np.array([np.inf])},
        {"quality": np.ones(2)},
    ):
        with pytest.raises(ValueError):
            fill(replace(good, **bad))
    for minimum in (-1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError):
            fill(good, FillOptions(minimum))


def test_cancelling():
    with pytest.raises(Cancelled):
        fill(made_situation(3, 1, targets_m2=np.array([1e5])), FillOptions(1000.0), Watch(0))
