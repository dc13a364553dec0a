"""From the open data to a fictional county as a label raster: villages, land covers, parcels."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from enum import IntEnum
from typing import Iterator, Optional

import numpy as np
from numpy.typing import NDArray

from .grids import Labels, blur, clear_crossings, components, merge_small, neighbours, smooth_upsample
from .roads import main_roads
from .terrain import CELL, Terrain, drainage

FACTOR = 3  # fine cells per cell of the land cover
FINE = CELL / FACTOR  # m
VILLAGES = 20
TOWNS = 5
REACH = 174.0  # how far from the county seat land belongs to the county, in cells of easy ground


class Cover(IntEnum):
    """Land covers of the county; the first eight are those of the open data."""

    WATER = 1
    SETTLEMENT = 2
    ROCK = 3
    FOREST = 4
    SHRUB = 5
    GRASS = 6
    IRRIGATED = 7
    WETLAND = 8
    DRY_FIELD = 9
    ORCHARD = 10
    RIVER = 11
    ROAD = 12


#: size a parcel of the cover is cut to, and the smallest that is kept (m²)
PARCEL_SIZE = {
    Cover.WATER: (400_000, 1_800),
    Cover.SETTLEMENT: (120_000, 10_600),
    Cover.ROCK: (400_000, 10_000),
    Cover.FOREST: (170_000, 8_000),
    Cover.SHRUB: (190_000, 8_000),
    Cover.GRASS: (150_000, 3_000),
    Cover.IRRIGATED: (14_000, 2_200),
    Cover.WETLAND: (90_000, 3_000),
    Cover.DRY_FIELD: (44_000, 4_000),
    Cover.ORCHARD: (40_000, 3_000),
    Cover.RIVER: (500_000, 2_500),
    Cover.ROAD: (200_000, 6_000),
}

#: weight of a metre of height against a metre on the map when parcels are cut: fields follow contours
HEIGHT_WEIGHT = {Cover.DRY_FIELD: 9.0, Cover.IRRIGATED: 6.0, Cover.ORCHARD: 6.0}


_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


@dataclass(frozen=True)
class Landscape:
    """The county on the fine grid, row 0 in the north.

    :ivar parcels: (rows, columns) parcel number from 0; -1 outside the county
    :ivar cover: (parcels) `Cover`
    :ivar village: (parcels) village number
    :ivar town: (villages) town number
    :ivar seats: (villages, 2) row and column of the village seat on the fine grid
    :ivar brooks: courses of brooks as (points, 2) arrays of rows and columns on the fine grid
    :ivar roads: courses of the main roads, in the same way
    """

    parcels: Labels
    cover: NDArray[np.int64]
    village: NDArray[np.int64]
    town: NDArray[np.int64]
    seats: NDArray[np.int64]
    brooks: tuple[NDArray[np.float64], ...]
    roads: tuple[NDArray[np.float64], ...]


def make_landscape(terrain: Terrain, stands: Optional[Labels] = None) -> Landscape:
    """Build the county.

    :param stands: (rows, columns) on the fine grid, numbers of surveyed forest stands, -1 elsewhere;
        forest inside is cut along them
    """
    target, upstream = drainage(terrain.height)
    cover = _land_covers(terrain)
    county_seat = _county_seat(terrain, cover)
    county = _grow(terrain.slope, county_seat[None], np.ones(cover.shape, bool), REACH) >= 0
    seats = _village_seats(terrain, county, county_seat)
    villages = _grow(terrain.slope, seats, county, np.inf)
    town = _group(villages, seats)
    _settle(cover, seats)
    fine_cover = smooth_upsample(cover.astype(np.int64), FACTOR, 2)
    _burn(fine_cover, _roads(terrain.cover), Cover.ROAD, 1)
    _burn(fine_cover, _streams(target, upstream, 9_000, terrain.height.shape), Cover.RIVER, 1)
    fine_villages = smooth_upsample(villages, FACTOR, 6)
    fine_villages = _one_piece_each(fine_villages)
    height = blur(np.kron(terrain.height, np.ones((FACTOR, FACTOR))).astype(np.float32), 6)
    parcels, parcel_cover, parcel_village = _cut(fine_cover, fine_villages, height, stands)
    brooks = tuple(_courses(target, upstream, 700, 9_000, terrain.height.shape))
    centres = seats * FACTOR + FACTOR // 2
    roads = tuple(main_roads(terrain.cover, blur(terrain.slope, 1), county, seats, town, FACTOR))
    return Landscape(parcels, parcel_cover, parcel_village, town, centres, brooks, roads)


def _land_covers(terrain: Terrain) -> NDArray[np.int64]:
    cover = terrain.cover.astype(np.int64)
    slope = blur(terrain.slope, 2)
    solid = _opened(cover == Cover.SETTLEMENT)
    thin = (cover == Cover.SETTLEMENT) & ~solid
    cover[thin] = Cover.SHRUB  # roads are drawn again as lines
    low = terrain.height < np.percentile(terrain.height, 62)
    patches = np.sin(np.arange(cover.shape[0])[:, None] / 23.0) + np.cos(np.arange(cover.shape[1]) / 19.0)
    shrub = cover == Cover.SHRUB
    cover[shrub & low & (slope <= 13)] = Cover.DRY_FIELD
    cover[shrub & low & (slope > 7) & (slope <= 17) & (patches > 0.9)] = Cover.ORCHARD
    cover[shrub & low & (slope > 13) & (slope <= 29) & (patches < -0.9)] = Cover.DRY_FIELD
    return cover


def _opened(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    core = mask.copy()
    core[1:-1, 1:-1] = mask[1:-1, 1:-1]
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            core &= np.roll(mask, (down, right), (0, 1))
    opened = np.zeros_like(mask)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            opened |= np.roll(core, (down, right), (0, 1))
    return opened & mask


def _gentle(terrain: Terrain) -> NDArray[np.bool_]:
    gentle = blur(terrain.slope, 3) < 9
    gentle[:28] = gentle[-28:] = False
    gentle[:, :28] = gentle[:, -28:] = False
    return gentle


def _county_seat(terrain: Terrain, cover: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return row and column of the most built-up gentle place."""
    built = blur((cover == Cover.SETTLEMENT).astype(np.float32), 8)
    place = np.argmax(np.where(_gentle(terrain), built, -1))
    return np.array(np.unravel_index(place, cover.shape))


def _village_seats(
    terrain: Terrain, county: NDArray[np.bool_], first: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Spread the seats over the gentle ground of the county, the first on the county seat."""
    places = np.argwhere(_gentle(terrain) & county)
    seats = [first]
    nearest = np.hypot(*(places - first).T)
    for _ in range(VILLAGES - 1):
        seats.append(places[int(np.argmax(nearest))])
        nearest = np.minimum(nearest, np.hypot(*(places - seats[-1]).T))
    centres = np.array(seats, float)
    for _ in range(6):  # away from the border of the county into the middle of their land
        distance = np.hypot(*(places[:, None, :] - centres[None]).transpose(2, 0, 1))
        owner = distance.argmin(axis=1)
        for number in range(1, VILLAGES):
            centres[number] = places[owner == number].mean(axis=0)
    distance = np.hypot(*(places[:, None, :] - centres[None]).transpose(2, 0, 1))
    return places[distance.argmin(axis=0)]


def _settle(cover: NDArray[np.int64], seats: NDArray[np.int64]) -> None:
    """Put a settlement of its own size on every village seat."""
    rows, columns = np.indices(cover.shape)
    for number, (row, column) in enumerate(seats.tolist()):
        radius = 2.3 + (number * 7 % 5) * 0.3
        near = np.hypot(rows - row, (columns - column) * (0.8 + number % 3 * 0.2)) <= radius
        cover[near] = Cover.SETTLEMENT


def _grow(
    slope: NDArray[np.float32], seats: NDArray[np.int64], allowed: NDArray[np.bool_], reach: float
) -> Labels:
    """Give every allowed cell to the seat it is reached from with the least effort; -1 out of reach."""
    rows, columns = slope.shape
    effort = (1 + (blur(slope, 2) / 24.0) ** 2).astype(float)
    owner = np.full(slope.shape, -1, np.int64)
    heap = [(0.0, int(row), int(column), number) for number, (row, column) in enumerate(seats)]
    heapq.heapify(heap)
    while heap:
        spent, row, column, number = heapq.heappop(heap)
        if owner[row, column] >= 0 or spent > reach or not allowed[row, column]:
            continue
        if not (6 <= row < rows - 6 and 6 <= column < columns - 6):
            continue
        owner[row, column] = number
        for down, right in _AROUND:
            if owner[row + down, column + right] < 0:
                cost = (effort[row, column] + effort[row + down, column + right]) / 2 * np.hypot(down, right)
                heapq.heappush(heap, (spent + cost, row + down, column + right, number))
    outside = components(owner)
    rim = outside[0, 0]
    for region in np.unique(outside[owner < 0]).tolist():
        if region != rim:  # an island of hard ground inside the county goes to a village around it
            border = outside == region
            grown = np.zeros_like(border)
            for shift in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                grown |= np.roll(border, shift, (0, 1))
            around = owner[grown & ~border]
            owner[border] = np.bincount(around[around >= 0]).argmax()
    return owner


def _group(villages: Labels, seats: NDArray[np.int64]) -> NDArray[np.int64]:
    """Group villages into towns: far-apart villages lead, the others join the neighbour they adjoin."""
    leaders = [0]
    nearest = np.hypot(*(seats - seats[0]).T)
    for _ in range(TOWNS - 1):
        leaders.append(int(np.argmax(nearest)))
        nearest = np.minimum(nearest, np.hypot(*(seats - seats[leaders[-1]]).T))
    town = np.full(len(seats), -1)
    town[leaders] = range(TOWNS)
    borders = neighbours(villages)
    while (town < 0).any():
        sizes = np.bincount(town[town >= 0], minlength=TOWNS)
        candidates = [
            (int(sizes[town[other]]), float(np.hypot(*(seats[one] - seats[leaders[town[other]]]))), one, other)
            for one in np.flatnonzero(town < 0).tolist()
            for other in borders[one]
            if town[other] >= 0
        ]
        _, _, one, other = min(candidates)
        town[one] = town[other]
    return town


def _one_piece_each(villages: Labels) -> Labels:
    """Give the stray cells smoothing has cut off to the village around them."""
    pieces = components(villages)
    label = np.zeros(pieces.max() + 1, np.int64)
    label[pieces.ravel()] = villages.ravel()
    sizes = np.bincount(pieces.ravel())
    main = {int(v): int(max(np.flatnonzero(label == v), key=lambda p: sizes[p])) for v in np.unique(label)}
    minimum = np.array([0 if main[int(label[p])] == p else sizes[p] + 1 for p in range(len(label))])
    merged = merge_small(pieces, minimum, lambda _one, other: 0.0 if main[int(label[other])] == other else 1.0)
    return label[merged]


def _roads(cover: NDArray[np.uint8]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    built = cover == Cover.SETTLEMENT
    thin = built & ~_opened(built)
    for row, column in np.argwhere(thin).tolist():
        for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
            other = (row + down, column + right)
            if other[0] < cover.shape[0] and 0 <= other[1] < cover.shape[1] and built[other]:
                if down and right and (built[row + down, column] or built[row, column + right]):
                    continue
                yield (row, column), other


def _streams(
    target: NDArray[np.int64], upstream: NDArray[np.int64], least: int, shape: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for index in np.flatnonzero((upstream >= least) & (target >= 0)).tolist():
        yield divmod(index, shape[1]), divmod(int(target[index]), shape[1])


def _courses(
    target: NDArray[np.int64], upstream: NDArray[np.int64], least: int, most: int, shape: tuple[int, int]
) -> Iterator[NDArray[np.float64]]:
    """Follow brooks (between ``least`` and ``most`` cells upstream) from the head to where they end."""
    brook = (upstream >= least) & (upstream < most)
    fed = np.zeros(len(target), bool)
    inside = np.flatnonzero(brook & (target >= 0))
    fed[target[inside]] = True
    taken = np.zeros(len(target), bool)
    for head in np.flatnonzero(brook & ~fed).tolist():
        points, index = [], head
        while index >= 0 and brook[index]:
            points.append(divmod(index, shape[1]))
            if taken[index]:
                break
            taken[index] = True
            index = int(target[index])
        if len(points) >= 12:
            yield np.array(points, float) * FACTOR + FACTOR / 2


def _burn(
    raster: Labels,
    lines: Iterator[tuple[tuple[int, int], tuple[int, int]]],
    value: int,
    radius: int,
) -> None:
    """Draw lines between cell centres of the coarse grid, ``2 · radius`` fine cells wide."""
    drawn = np.zeros(raster.shape, bool)
    for (row, column), (other_row, other_column) in lines:
        for step in range(2 * FACTOR + 1):
            share = step / (2 * FACTOR)
            fine_row = int((row + (other_row - row) * share) * FACTOR + FACTOR // 2)
            fine_column = int((column + (other_column - column) * share) * FACTOR + FACTOR // 2)
            drawn[fine_row - radius + 1 : fine_row + radius + 1, fine_column : fine_column + 2 * radius] = True
    raster[drawn] = value


def _cut(
    cover: Labels, villages: Labels, height: NDArray[np.float32], stands: Optional[Labels]
) -> tuple[Labels, NDArray[np.int64], NDArray[np.int64]]:
    """Cut the covers of each village into parcels of usual size."""
    labels = np.where(villages >= 0, villages * 100 + cover, -1)
    labels = _labels_of(_tidy(labels, labels), labels)
    pieces = components(labels)
    parts = np.full(labels.shape, -1, np.int64)
    counter = 0
    order = np.argsort(pieces.ravel(), kind="stable")
    bounds = np.concatenate([[0], np.cumsum(np.bincount(pieces.ravel()))])
    for piece in range(len(bounds) - 1):
        cells = order[bounds[piece] : bounds[piece + 1]]
        label = int(labels.ravel()[cells[0]])
        if label < 0:
            continue
        kind = Cover(label % 100)
        share = np.zeros(len(cells), np.int64)
        if stands is not None and kind in (Cover.FOREST, Cover.SHRUB):
            surveyed = stands.ravel()[cells]
            share = np.where(surveyed >= 0, surveyed + 1_000, 0)
        for group in np.unique(share).tolist():
            members = cells[share == group]
            split = _split(members, labels.shape[1], height, kind) if group == 0 else np.zeros(len(members), int)
            parts.ravel()[members] = counter + split
            counter += int(split.max()) + 1
    parts = _tidy(parts, labels)
    while True:  # cleaning corners may cut a parcel in two; tidy again until nothing changes
        changed = clear_crossings(parts)
        before = parts.copy()
        labels = _labels_of(parts, labels)
        parts = _tidy(parts, labels)
        if not changed and (before == parts).all():
            break
    numbers = components(parts)
    outside = numbers[parts < 0]
    inside_ids = np.setdiff1d(np.unique(numbers), np.unique(outside))
    renumber = np.full(numbers.max() + 1, -1, np.int64)
    renumber[inside_ids] = np.arange(len(inside_ids))
    parcels = renumber[numbers]
    first = np.zeros(len(inside_ids), np.int64)
    flat = parcels.ravel()
    keep = flat >= 0
    first[flat[keep]] = labels.ravel()[keep]
    return parcels, first % 100, first // 100


def _labels_of(parts: Labels, labels: Labels) -> Labels:
    """Return the village-and-cover label each cell has now: that of most cells of its part."""
    inside = parts >= 0
    pairs, counts = np.unique(np.stack([parts[inside], labels[inside]], 1), axis=0, return_counts=True)
    order = np.argsort(counts, kind="stable")
    label = np.full(parts.max() + 1, -1, np.int64)
    label[pairs[order, 0]] = pairs[order, 1]
    return np.where(inside, label[np.where(inside, parts, 0)], -1)


def _split(cells: NDArray[np.int64], columns: int, height: NDArray[np.float32], kind: Cover) -> NDArray[np.int64]:
    """Cut one patch into compact parts of about the usual size (Lloyd's algorithm, fixed start)."""
    wanted = max(1, round(len(cells) * FINE * FINE / PARCEL_SIZE[kind][0]))
    if wanted == 1:
        return np.zeros(len(cells), np.int64)
    rows, places = np.divmod(cells, columns)
    level = height.ravel()[cells] / FINE * HEIGHT_WEIGHT.get(kind, 1.5)
    points = np.stack([rows, places, level], axis=1).astype(np.float64)
    centres = points[np.linspace(0, len(cells) - 1, wanted, dtype=int)]
    nearest = np.zeros(len(cells), np.int64)
    for _ in range(12):
        distance = np.full(len(cells), np.inf)
        for number, centre in enumerate(centres):
            square = ((points - centre) ** 2).sum(axis=1)
            closer = square < distance
            distance[closer] = square[closer]
            nearest[closer] = number
        counts = np.bincount(nearest, minlength=wanted)
        for axis in range(3):
            sums = np.bincount(nearest, points[:, axis], wanted)
            centres[:, axis] = np.where(counts > 0, sums / np.maximum(counts, 1), centres[:, axis])
    return nearest


def _tidy(parts: Labels, labels: Labels) -> Labels:
    """Split parts that fell apart and merge the small pieces into like neighbours of their village."""
    pieces = components(parts)
    label = np.full(pieces.max() + 1, -1, np.int64)
    label[pieces.ravel()] = np.where(parts.ravel() < 0, -1, labels.ravel())
    minimum = np.array(
        [0 if value < 0 else int(PARCEL_SIZE[Cover(value % 100)][1] / FINE**2) for value in label.tolist()]
    )

    def unlike(one: int, other: int) -> Optional[float]:
        if label[other] < 0 or label[one] // 100 != label[other] // 100:
            return None
        if label[one] == label[other]:
            return 0.0
        return 2.0 if label[other] % 100 in (Cover.ROAD, Cover.RIVER, Cover.WATER) else 1.0

    inside = np.where(label[pieces] < 0, -1, pieces)
    return merge_small(inside, minimum, unlike)
