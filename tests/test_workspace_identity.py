"""A finding keeps its identity through re-ordering, re-export and float noise."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import made_runs as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.selfcheck.model import Feature
from landplan_toolbox.algorithms.workspace.identity import (
    MOVED_WITH_KEYS,
    MOVED_WITHOUT_KEYS,
    Anchor,
    mark_of,
    match_marks,
)

FIXED = settings(deadline=None, max_examples=150, derandomize=True)


def marks_at(places, keys=("1", "2"), field=""):
    """Return marks of findings with the same keys at these places."""
    finding = replace(made.overlap("4101", keys, None), field=field)
    return [mark_of(finding, Anchor(x, y, 2.0, 2.0)) for x, y in places]


def test_feature_order_fid_and_message_have_no_part_in_the_mark():
    one = made.overlap("4101", ("610001", "610002"), None, fids=(1, 2))
    other = replace(
        made.overlap("4101", ("610002", " 610001 "), None, fids=(99, 7)), measured=3.0, area_m2=3.0
    )
    assert mark_of(one, None) == mark_of(other, None)


@pytest.mark.parametrize(
    "change",
    [
        {"check_id": "4102"},
        {"role": "farmland"},
        {"kind": "duplicate"},
        {"field": "DLBM"},
        {"features": (Feature(1, "610001"), Feature(2, "610003"))},
    ],
)
def test_check_role_kind_field_and_keys_make_another_finding(change):
    finding = made.overlap("4101", ("610001", "610002"), None)
    anchor = Anchor(0.0, 0.0, 1.0, 1.0)
    stored, seen = mark_of(finding, anchor), mark_of(replace(finding, **change), anchor)
    assert match_marks([stored], [seen]) == [None]


def test_keys_cannot_be_mixed_up_by_joining():
    one = made.overlap("4101", ("12", "3"), None)
    other = made.overlap("4101", ("1", "23"), None)
    assert mark_of(one, None).base != mark_of(other, None).base


@FIXED
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=40, unique=True),
    st.integers(0, 2**32),
    st.sampled_from([("1", "2"), (), ("", "")]),
    st.sampled_from([1e-9, 1e-6, 5e-4, 0.01, 0.2]),
)
def test_noise_and_order_change_no_identity(cells, seed, keys, noise):
    """Findings of one base at least 1 m apart, moved by noise and shuffled, are each recognised."""
    places = [(x + 0.0005, y + 0.0005) for x, y in cells]  # on the border of two roundings
    generator = random.Random(seed)
    order = list(range(len(places)))
    generator.shuffle(order)
    moved = [
        (places[i][0] + generator.uniform(-noise, noise), places[i][1] + generator.uniform(-noise, noise))
        for i in order
    ]
    assert match_marks(marks_at(places, keys), marks_at(moved, keys)) == order


@FIXED
@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.booleans()), max_size=30),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.booleans()), max_size=30),
)
def test_partners_are_unique_within_reach_and_of_the_same_base(stored_cells, seen_cells):
    def marks(cells):
        return [marks_at([(x * 0.7, y * 0.7)], () if keyless else ("1",))[0] for x, y, keyless in cells]

    stored, seen = marks(stored_cells), marks(seen_cells)
    partners = match_marks(stored, seen)
    given_partners = [partner for partner in partners if partner is not None]
    assert len(set(given_partners)) == len(given_partners)
    for mark, partner in zip(seen, partners):
        if partner is not None:
            other = stored[partner]
            assert mark.base == other.base
            assert (
                math.hypot(mark.anchor.x - other.anchor.x, mark.anchor.y - other.anchor.y)
                <= mark.reach + 1e-9
            )


@FIXED
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=25), st.integers(0, 2**32)
)
def test_the_same_findings_match_completely_duplicates_included(cells, seed):
    stored = marks_at(cells)
    seen = list(stored)
    random.Random(seed).shuffle(seen)
    partners = match_marks(stored, seen)
    assert sorted(partners) == list(range(len(stored)))
    assert all(stored[partner] == mark for partner, mark in zip(partners, seen))


def test_duplicates_match_by_number():
    stored = marks_at([(0, 0)] * 3)
    assert match_marks(stored, marks_at([(0, 0)] * 2)) == [0, 1]
    assert match_marks(stored[:2], marks_at([(0, 0)] * 3)) == [0, 1, None]


@pytest.mark.parametrize("keys, reach", [(("1", "2"), MOVED_WITH_KEYS), ((), MOVED_WITHOUT_KEYS)])
def test_a_far_place_is_another_finding(keys, reach):
    stored = marks_at([(0.0, 0.0)], keys)
    assert match_marks(stored, marks_at([(reach * 0.99, 0.0)], keys)) == [0]
    assert match_marks(stored, marks_at([(reach * 1.01, 0.0)], keys)) == [None]


def test_a_wrong_value_stays_the_same_finding_wherever_the_feature_goes():
    stored, seen = marks_at([(0, 0)], ("610001",), "DLBM"), marks_at([(5000, 0)], ("610001",), "DLBM")
    assert match_marks(stored, seen) == [0]
    without_place = [mark_of(made.blank("3201", "610001", "DLBM"), None)]
    assert match_marks(without_place, without_place) == [0]


def test_a_near_pair_is_settled_before_a_far_one():
    assert match_marks(marks_at([(0, 0), (3, 0)]), marks_at([(3.05, 0), (2.9, 0)])) == [1, 0]
    assert match_marks(marks_at([(0, 0), (3, 0)]), marks_at([(2.9, 0), (3.05, 0)])) == [0, 1]


def test_thousands_of_findings_heaped_on_one_spot_are_paired():
    """A broken key (every feature the same) must not make the pairing quadratic in memory."""
    generator = random.Random(1)
    places = [(generator.uniform(0, 0.005), generator.uniform(0, 0.005)) for _ in range(3000)]
    moved = [(x + 0.002, y) for x, y in places]
    partners = match_marks(marks_at(places), marks_at(moved))
    assert len({partner for partner in partners if partner is not None}) >= 2990
