"""Rows that are equal, and things that hang together, for whole arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def group_rows(*columns: NDArray) -> tuple[Integers, int]:
    """Number equal rows alike: return int64 (rows), numbers 0, 1, 2… in ascending order of the rows.

    :param columns: arrays of one length, the first the most significant
    :return: the number of the group of each row, and how many groups there are
    """
    order = np.lexsort(columns[::-1])
    changed = np.zeros(len(order), dtype=bool)
    for column in columns:
        values = column[order]
        changed[1:] |= values[1:] != values[:-1]
    if len(changed):
        changed[0] = True
    labels = np.empty(len(order), dtype=np.int64)
    labels[order] = np.cumsum(changed) - 1
    return labels, int(changed.sum())


def first_of_groups(labels: Integers, count: int) -> Integers:
    """Return the index of the first member of every group 0 … count - 1."""
    first = np.full(count, len(labels), dtype=np.int64)
    np.minimum.at(first, labels, np.arange(len(labels)))
    return first


def connected(count: int, first: Integers, second: Integers) -> Integers:
    """Return, for things 0 … count - 1 joined by pairs, the lowest thing each one hangs together with."""
    lowest = np.arange(count, dtype=np.int64)
    while len(first):
        a, b = lowest[first], lowest[second]
        open_ = a != b
        if not open_.any():
            break
        first, second, a, b = first[open_], second[open_], a[open_], b[open_]
        np.minimum.at(lowest, np.maximum(a, b), np.minimum(a, b))
        above = lowest[lowest]
        while (above != lowest).any():
            lowest = above
            above = lowest[lowest]
    return lowest
