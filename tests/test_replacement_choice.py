"""Replacement land: small cases by hand, feasibility against trying everything, on random counties."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from choice_cases import made_situation, random_situation
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delineation.replacement_choice import (
    ReplacementOptions,
    choose_replacement,
    unit_distances,
)
from landplan_toolbox.algorithms.errors import Cancelled

SEEDS = st.integers(0, 10**6)


def row(count, **values):
    """Return a row of cells, all available, nothing remaining, one unit."""
    return made_situation(count, 1, **values), np.ones(count, dtype=bool), np.zeros(count, dtype=bool)


def one(value):
    """Return an array of one number."""
    return np.array([value], dtype=np.float64)


def fits(situation, chosen, needed, worst):
    """Return whether some parcels meet a demand, said plainly."""
    area, quality = situation.area_m2[chosen], situation.quality[chosen]
    if area.sum() < needed - 1e-3:
        return False
    return bool(np.isnan(worst) or (area * quality).sum() <= worst * area.sum() + 1e-3)


def test_the_cell_beside_remaining_land_replaces_what_was_taken():
    situation, available, remaining = row(6)
    remaining[2], available[2] = True, False
    found = choose_replacement(situation, available, remaining, one(10_000), one(5.0))
    best = found.alternatives[0]
    assert best.parcels.tolist() in ([1], [3])
    assert best.added_boundary_m == 200.0
    assert best.missing_m2.tolist() == [0.0]
    assert best.excess_m2 == 0.0
    assert len(found.alternatives) == 3
    assert sorted(len(other.parcels) for other in found.alternatives) == [1, 1, 1]
    assert len({int(other.parcels[0]) for other in found.alternatives}) == 3


def test_poor_land_is_made_up_for_by_good_land():
    situation, available, remaining = row(3, quality=np.array([7.0, 3.0, 9.0]))
    best = choose_replacement(situation, available, remaining, one(20_000), one(5.0)).alternatives[0]
    assert best.parcels.tolist() == [0, 1]
    assert best.quality.tolist() == [5.0]


def test_missing_quality_is_told_from_missing_area():
    situation, available, remaining = row(3, quality=np.array([7.0, 6.0, np.nan]))
    found = choose_replacement(situation, available, remaining, one(20_000), one(5.0))
    assert found.available_m2.tolist() == [30_000.0]
    assert found.fitting_m2.tolist() == [0.0]
    assert found.alternatives == () or found.alternatives[0].missing_m2.tolist() == [20_000.0]
    without = choose_replacement(situation, available, remaining, one(50_000), one(np.nan))
    assert without.available_m2.tolist() == without.fitting_m2.tolist() == [30_000.0]
    assert without.alternatives[0].missing_m2.tolist() == [20_000.0]
    assert without.alternatives[0].parcels.tolist() == [0, 1, 2]


def test_own_unit_first_then_the_one_next_to_it():
    situation, available, remaining = row(6, unit=np.array([0, 0, 1, 1, 2, 2]), targets_m2=np.zeros(3))
    assert unit_distances(situation).tolist() == [[0, 1, 2], [1, 0, 1], [2, 1, 0]]
    needed, any_quality = np.array([20_000.0, 0, 0]), np.full(3, np.nan)
    own = choose_replacement(situation, available, remaining, needed, any_quality).alternatives[0]
    assert own.parcels.tolist() == [0, 1]
    assert own.other_units_m2 == 0
    more = choose_replacement(situation, available, remaining, needed * 1.5, any_quality).alternatives[0]
    assert more.parcels.tolist() == [0, 1, 2]
    assert more.for_unit.tolist() == [0, 0, 0]
    assert more.other_units_m2 == 10_000.0
    alone = choose_replacement(
        situation, available, remaining, needed * 1.5, any_quality, ReplacementOptions(other_units=False))
    assert alone.alternatives[0].missing_m2.tolist() == [10_000.0, 0.0, 0.0]
    assert alone.available_m2.tolist() == [20_000.0, 0.0, 0.0]


def test_demands_do_not_take_the_same_parcel():
    # unit 0 could use 0 or 2, unit 1 only 2
    situation, available, remaining = row(
        3, unit=np.array([0, 0, 1]), quality=np.array([5.0, 9.0, 5.0]), targets_m2=np.zeros(2))
    found = choose_replacement(situation, available, remaining, np.full(2, 10_000.0), np.full(2, 5.0))
    best = found.alternatives[0]
    assert best.parcels.tolist() == [0, 2]
    assert best.for_unit.tolist() == [0, 1]


def test_nothing_needed_and_bad_arrays():
    situation, available, remaining = row(3)
    assert choose_replacement(situation, available, remaining, one(0), one(np.nan)).alternatives == ()
    with pytest.raises(ValueError):
        choose_replacement(situation, available, remaining, np.zeros(2), one(np.nan))
    with pytest.raises(ValueError):
        choose_replacement(situation, available, available, one(1), one(np.nan))
    with pytest.raises(ValueError):
        choose_replacement(situation, available, remaining, one(np.nan), one(np.nan))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(SEEDS)
def test_a_demand_is_met_whenever_it_can_be(seed):
    random = np.random.default_rng(seed)
    situation = random_situation(seed, columns=5, rows=2, units=3)
    situation = replace(situation, area_m2=np.round(situation.area_m2) + 1)
    available = random.random(10) < 0.8
    remaining = ~available & (random.random(10) < 0.5)
    worst = random.choice([4.0, 5.0, 5.5, 6.0, 7.0, np.nan])
    needed = float(situation.area_m2[available].sum()) * random.uniform(0.05, 1.0)
    unit = int(random.integers(3))
    needs, worsts = np.zeros(3), np.full(3, np.nan)
    needs[unit], worsts[unit] = needed, worst
    found = choose_replacement(situation, available, remaining, needs, worsts)
    usable = np.flatnonzero(available & (~np.isnan(situation.quality) | np.isnan(worst))).tolist()
    sets = [list(chosen) for size in range(1, len(usable) + 1) for chosen in combinations(usable, size)]
    possible = [chosen for chosen in sets if fits(situation, chosen, needed, worst)]
    met = bool(found.alternatives) and found.alternatives[0].missing_m2[unit] == 0
    assert met == bool(possible)
    for alternative in found.alternatives:
        assert available[alternative.parcels].all()
        assert (alternative.missing_m2[unit] == 0) == met
        if met:
            assert fits(situation, alternative.parcels, needed, worst)
            for parcel in alternative.parcels.tolist():  # nothing superfluous
                rest = [other for other in alternative.parcels.tolist() if other != parcel]
                assert not fits(situation, rest, needed + 2e-3, worst - 1e-6)
    own = [chosen for chosen in possible if (situation.unit[chosen] == unit).all()]
    if own:
        assert found.alternatives[0].other_units_m2 == 0
    if met:
        assert found.fitting_m2[unit] >= needed - 1e-3
    else:
        largest = max((situation.area_m2[chosen].sum() for chosen in sets if fits(situation, chosen, 0, worst)), default=0)
        assert found.fitting_m2[unit] == pytest.approx(largest, abs=1e-3)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SEEDS)
def test_two_demands_are_met_whenever_they_can_be(seed):
    random = np.random.default_rng(seed)
    situation = random_situation(seed, columns=4, rows=2, units=2)
    situation = replace(situation, area_m2=np.round(situation.area_m2) + 1, quality=random.integers(4, 8, 8) * 1.0)
    everything, nothing = np.ones(8, dtype=bool), np.zeros(8, dtype=bool)
    needs = situation.area_m2.sum() * random.uniform(0.1, 0.5, 2)
    worsts = random.choice([5.0, 5.5, 6.0], 2)
    found = choose_replacement(situation, everything, nothing, needs, worsts)
    met = bool(found.alternatives) and not found.alternatives[0].missing_m2.any()
    possible = False
    for sharing in product((-1, 0, 1), repeat=8):
        given_to = np.array(sharing)
        if all(fits(situation, given_to == unit, needs[unit], worsts[unit]) for unit in (0, 1)):
            possible = True
            break
    assert met == possible
    for alternative in found.alternatives:
        assert len(np.unique(alternative.parcels)) == len(alternative.parcels)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SEEDS)
def test_larger_counties_are_served_and_in_any_order(seed):
    random = np.random.default_rng(seed)
    situation = random_situation(seed, columns=14, rows=12, units=4)
    available = random.random(len(situation)) < 0.5
    remaining = ~available & (random.random(len(situation)) < 0.5)
    needs = np.array([2e5, 0.0, 5e4, 1e5])
    worsts = np.array([6.0, 5.0, np.nan, 6.5])
    found = choose_replacement(situation, available, remaining, needs, worsts)
    order = random.permutation(len(situation))
    new = np.argsort(order)
    names = ("area_m2", "quality", "ring", "unit", "status", "is_current", "waits_for_target", "rank", "perimeter_m",
             "frozen")
    mixed = replace(situation, neighbours=np.sort(new[situation.neighbours], axis=1),
                    **{name: getattr(situation, name)[order] for name in names})
    again = choose_replacement(mixed, available[order], remaining[order], needs, worsts)
    assert [np.sort(order[other.parcels]).tolist() for other in again.alternatives] == [
        other.parcels.tolist() for other in found.alternatives]
    for number, alternative in enumerate(found.alternatives):
        assert available[alternative.parcels].all()
        for unit in range(4):
            mine = alternative.parcels[alternative.for_unit == unit]
            area = situation.area_m2[mine].sum()
            assert alternative.area_m2[unit] == pytest.approx(area)
            assert alternative.missing_m2[unit] == pytest.approx(max(0.0, needs[unit] - area), abs=1e-3)
            assert len(mine) == 0 or fits(situation, mine, 0, worsts[unit])
        for better in found.alternatives[:number]:
            size = situation.area_m2[alternative.parcels].sum()
            new_area = situation.area_m2[np.setdiff1d(alternative.parcels, better.parcels)].sum()
            assert new_area >= 0.3 * size - 1e-6


def test_cancelling():
    situation, available, remaining = row(3)
    with pytest.raises(Cancelled):
        choose_replacement(situation, available, remaining, one(1), one(np.nan), ReplacementOptions(), Watch(0))
