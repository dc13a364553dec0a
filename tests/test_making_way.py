"""Approved projects leave basic farmland where the unit can fill up what they take, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from choice_cases import made_situation, random_situation, shuffled, status
from landplan_toolbox.algorithms.delineation.fill import FillOptions, fill
from landplan_toolbox.algorithms.delineation.making_way import told_as_released, with_land_making_way
from landplan_toolbox.algorithms.delineation.model import STATUSES, STEPS
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status

OPTIONS = FillOptions()


def chosen(situation, candidates, options=OPTIONS):
    made, moved = with_land_making_way(situation, candidates, options)
    selection = told_as_released(fill(made, options), moved)
    return selection, moved


def county(**values):
    """Two units of three parcels, 1 ha each: in each a project on basic farmland, kept land, land that may enter."""
    return made_situation(
        6, 1, status=status("may_leave", "keep", "may_enter", "may_leave", "keep", "not_eligible"),
        is_current=np.array([1, 1, 0, 1, 1, 0], dtype=bool), unit=np.array([0, 0, 0, 1, 1, 1]),
        targets_m2=np.array([20_000.0, 20_000.0]), **values)


def test_a_project_leaves_where_its_land_is_filled_up_and_stays_where_it_cannot_be():
    projects = np.array([1, 0, 0, 1, 0, 0], dtype=bool)
    selection, moved = chosen(county(), projects)
    # unit 0: the third parcel takes the place of the project; unit 1 has nothing to fill up with
    assert selection.chosen.tolist() == [False, True, True, True, True, False]
    assert moved.tolist() == [True, False, False, False, False, False]
    assert [STEPS[step] for step in selection.step] == ["released", "kept", "filled", "kept", "kept", "outside"]
    assert selection.shortfall_m2.tolist() == [0.0, 0.0]


def test_without_candidates_nothing_changes():
    situation = county()
    selection, moved = chosen(situation, np.zeros(6, dtype=bool))
    assert not moved.any()
    assert selection.chosen.tolist() == fill(situation, OPTIONS).chosen.tolist()


def test_frozen_land_does_not_make_way():
    situation = county(frozen=np.array([1, 0, 0, 0, 0, 0], dtype=bool))
    _, moved = chosen(situation, np.array([1, 0, 0, 1, 0, 0], dtype=bool))
    assert not moved.any()


def test_a_block_too_small_is_no_replacement():
    _, moved = chosen(county(), np.array([1, 0, 0, 0, 0, 0], dtype=bool), FillOptions(min_block_m2=50_000.0))
    assert not moved.any()


@pytest.mark.parametrize("seed", range(30))
def test_no_unit_is_worse_off_and_order_does_not_count(seed):
    situation = random_situation(seed)
    candidates = situation.is_current & (situation.status == STATUSES.index(Status.MAY_LEAVE))
    before = fill(situation, OPTIONS)
    selection, moved = chosen(situation, candidates)
    assert (selection.shortfall_m2 <= before.shortfall_m2 + 1e-4).all()
    assert not (moved & selection.chosen).any()
    assert not (moved & situation.frozen).any()
    mixed, order = shuffled(situation, seed)
    other, _ = chosen(mixed, candidates[order])
    assert (other.chosen == selection.chosen[order]).all()


def test_only_what_may_leave_is_told_as_released():
    situation = replace(county(), status=status("must_leave", "keep", "may_enter", "may_leave", "keep", "keep"))
    selection, _ = chosen(situation, np.zeros(6, dtype=bool))
    assert STEPS[selection.step[0]] == "must_leave"
