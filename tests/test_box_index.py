"""Boxes that meet a place, against going through all of them."""

from __future__ import annotations

import numpy as np
import pytest
from landplan_toolbox.algorithms.geometry.box_index import BoxIndex


def by_hand(boxes: np.ndarray, others: np.ndarray) -> list[int]:
    return [
        index for index, (xmin, ymin, xmax, ymax) in enumerate(boxes.tolist())
        if any(xmin <= x2 and xmax >= x1 and ymin <= y2 and ymax >= y1 for x1, y1, x2, y2 in others.tolist())
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_same_as_going_through_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    corners = chance.uniform(-500, 500, (400, 2))
    sizes = np.where(chance.random((400, 1)) < 0.03, chance.uniform(0, 600, (400, 2)), chance.uniform(0, 30, (400, 2)))
    boxes = np.concatenate((corners, corners + sizes), axis=1)
    boxes[::50] = np.nan
    index = BoxIndex(boxes)
    for _ in range(40):
        corner = chance.uniform(-700, 700, (3, 2))
        others = np.concatenate((corner, corner + chance.uniform(0, 80, (3, 2))), axis=1)
        assert index.meeting(others).tolist() == by_hand(boxes, others)


def test_touching_counts() -> None:
    boxes = np.array([[float(x), 0.0, x + 1.0, 1.0] for x in range(100)])
    assert BoxIndex(boxes).meeting(np.array([[10.0, 1.0, 11.0, 2.0]])).tolist() == [9, 10, 11]


@pytest.mark.parametrize("boxes", [np.empty((0, 4)), np.full((3, 4), np.nan)])
def test_nothing_meets_nothing(boxes: np.ndarray) -> None:
    assert BoxIndex(boxes).meeting(np.array([[0.0, 0.0, 1.0, 1.0]])).tolist() == []


def test_one_point() -> None:
    index = BoxIndex(np.array([[5.0, 5.0, 5.0, 5.0]]))
    assert index.meeting(np.array([[0.0, 0.0, 9.0, 9.0]])).tolist() == [0]
    assert index.meeting(np.array([[6.0, 0.0, 9.0, 9.0], [np.nan] * 4])).tolist() == []
