"""Label rasters: connected regions, their neighbours, merging of small ones, clean corners."""

from __future__ import annotations

import heapq
from typing import Callable, Optional

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]


def components(labels: Labels) -> Labels:
    """Number the 4-connected regions of equal label from 0 in reading order.

    :param labels: (rows, columns), any integers
    :return: (rows, columns), region numbers
    """
    starts = np.ones(labels.shape, bool)
    starts[:, 1:] = labels[:, 1:] != labels[:, :-1]
    runs = (np.cumsum(starts.ravel()) - 1).reshape(labels.shape)
    same = labels[1:] == labels[:-1]
    links = np.unique(np.stack([runs[:-1][same], runs[1:][same]], axis=1), axis=0)
    root = np.arange(runs.max() + 1)
    while len(links):
        first, second = root[links[:, 0]], root[links[:, 1]]
        open_links = first != second
        links, first, second = links[open_links], first[open_links], second[open_links]
        np.minimum.at(root, np.maximum(first, second), np.minimum(first, second))
        while True:
            jumped = root[root]
            if (jumped == root).all():
                break
            root = jumped
    _, numbers = np.unique(root, return_inverse=True)
    return numbers[runs]


def neighbours(regions: Labels) -> dict[int, dict[int, int]]:
    """Return for every region its neighbours with the length of the common border in cells.

    Cells below 0 are outside and nobody's neighbour.
    """
    pairs = []
    for here, there in ((regions[:, :-1], regions[:, 1:]), (regions[:-1], regions[1:])):
        differ = (here != there) & (here >= 0) & (there >= 0)
        pairs.append(np.stack([here[differ], there[differ]], axis=1))
    both = np.concatenate(pairs)
    unique, counts = np.unique(np.sort(both, axis=1), axis=0, return_counts=True)
    borders: dict[int, dict[int, int]] = {}
    for (one, other), length in zip(unique.tolist(), counts.tolist()):
        borders.setdefault(one, {})[other] = length
        borders.setdefault(other, {})[one] = length
    return borders


def merge_small(
    regions: Labels,
    minimum: NDArray[np.int64],
    cost: Callable[[int, int], Optional[float]],
) -> Labels:
    """Merge regions smaller than their minimum into a neighbour, smallest first.

    :param regions: (rows, columns), region numbers from 0; negative = outside
    :param minimum: (regions), smallest allowed size in cells
    :param cost: how unlike two regions are (region merged, neighbour); the neighbour with the least
        cost, then the longest common border takes the region; None forbids the merge
    :return: (rows, columns), the number of the region each cell now belongs to
    """
    count = len(minimum)
    sizes = np.bincount(regions[regions >= 0], minlength=count).tolist()
    borders = neighbours(regions)
    owner = list(range(count))
    limits = minimum.tolist()
    heap = [(size, region) for region, size in enumerate(sizes) if 0 < size < limits[region]]
    heapq.heapify(heap)
    while heap:
        size, region = heapq.heappop(heap)
        if owner[region] != region or sizes[region] != size or size >= limits[region]:
            continue
        choices = []
        for other, length in borders.get(region, {}).items():
            unlike = cost(region, other)
            if unlike is not None:
                choices.append((unlike, -length, other))
        if not choices:
            continue
        target = min(choices)[2]
        owner[region] = target
        sizes[target] += size
        for other, length in borders.pop(region).items():
            del borders[other][region]
            if other != target:
                borders[other][target] = borders[other].get(target, 0) + length
                borders[target][other] = borders[target].get(other, 0) + length
        if sizes[target] < limits[target]:
            heapq.heappush(heap, (sizes[target], target))
    roots = np.array(owner)
    while (roots[roots] != roots).any():
        roots = roots[roots]
    merged = regions.copy()
    inside = regions >= 0
    merged[inside] = roots[regions[inside]]
    return merged


def clear_crossings(labels: Labels) -> bool:
    """Change cells in place until no corner is a crossing of four borders.

    At such corners a union of regions could touch itself in a point, which no valid polygon may.

    :return: True when something was changed
    """
    changed = False
    while True:
        upper_left, upper_right = labels[:-1, :-1], labels[:-1, 1:]
        lower_left, lower_right = labels[1:, :-1], labels[1:, 1:]
        crossing = (
            (upper_left != upper_right)
            & (upper_left != lower_left)
            & (lower_right != upper_right)
            & (lower_right != lower_left)
        )
        rows, columns = np.nonzero(crossing)
        if not len(rows):
            return changed
        changed = True
        for row, column in zip(rows.tolist(), columns.tolist()):
            square = labels[row : row + 2, column : column + 2]
            if square[0, 0] == square[0, 1] or square[0, 0] == square[1, 0]:
                continue
            if square[1, 1] == square[0, 1] or square[1, 1] == square[1, 0]:
                continue
            if square[0, 1] < 0:  # never enlarge the outside
                square[0, 1] = square[0, 0] if square[0, 0] >= 0 else square[1, 1]
            else:
                square[1, 0] = square[0, 0] if square[0, 0] >= 0 else square[1, 1]


def blur(values: NDArray[np.float32], times: int = 1) -> NDArray[np.float32]:
    """Smooth a raster with the binomial kernel 1-2-1 in both directions, repeated."""
    for _ in range(times):
        for axis in (0, 1):
            padded = np.pad(values, [(1, 1) if axis == i else (0, 0) for i in range(2)], mode="edge")
            low = np.take(padded, range(values.shape[axis]), axis)
            high = np.take(padded, range(2, values.shape[axis] + 2), axis)
            values = ((low + high) / 4 + values / 2).astype(np.float32)
    return values


def smooth_upsample(labels: Labels, factor: int, times: int) -> Labels:
    """Refine a label raster so that its borders become smooth: the label with the largest blurred share.

    :param factor: fine cells per cell side
    :param times: passes of `blur` on the fine raster
    """
    best: Optional[NDArray[np.float32]] = None
    result = np.zeros((labels.shape[0] * factor, labels.shape[1] * factor), np.int64)
    for label in np.unique(labels).tolist():
        share = blur(np.kron(labels == label, np.ones((factor, factor))).astype(np.float32), times)
        if best is None:
            best = share
            result[:] = label
        else:
            better = share > best
            result[better] = label
            best = np.where(better, share, best)
    return result
