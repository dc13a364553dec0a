"""Edits of shapes in a coverage: moved border points, small shapes, split-off corners."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Callable, Iterator, Optional, Sequence

import numpy as np
from qgis.core import QgsGeometry

from .arcs import Point, Polygon, Ring, contains, ring_area
from .planting import Planting
from .tables import Row, Value, polygon_wkb

LEAST_EDGE = 12.0  # m; edges beside a point that is moved are at least so long

FAR = 250.0  # m; places of defects in one layer are so far apart


@dataclass(frozen=True)
class Border:
    """A point on a border with the border points before and after it, as seen from the inner feature.

    :ivar inner: the feature the border is seen from (the border runs with it to the left)
    :ivar outer: the feature beyond, None on the rim of the layer
    """

    inner: Row
    outer: Optional[Row]
    before: Point
    point: Point
    after: Point

    def towards(self, metres: float) -> Point:
        """Return the place so many metres beyond the border (negative: inside), square to it."""
        east, north = self.after[0] - self.before[0], self.after[1] - self.before[1]
        length = float(np.hypot(east, north))
        return (
            round(self.point[0] + north / length * metres, 4),
            round(self.point[1] - east / length * metres, 4),
        )


def borders(
    planting: Planting,
    layer: str,
    inner: Callable[[dict[str, Value]], bool],
    outer: Optional[Callable[[dict[str, Value]], bool]],
    again: bool = False,
) -> Iterator[Border]:
    """Find border points between an inner and an outer feature that no third feature shares.

    :param outer: None for points on the rim of the layer
    :param again: also of features touched before, at other places
    """
    free = planting.shared if again else planting.free
    at = _corners(planting, layer)
    for row in planting.scattered(layer, again):
        if not inner(row.values):
            continue
        closed = row.shape[0][0][:-1]
        for i, point in enumerate(closed):
            before, after = closed[i - 1], closed[(i + 1) % len(closed)]
            if min(_distance(before, point), _distance(point, after)) < LEAST_EDGE or not _blunt(before, point, after):
                continue
            beyond = [other for other in at[point] if other is not row]
            if outer is None:
                if len(at[before]) == len(at[point]) == len(at[after]) == 1:
                    yield Border(row, None, before, point, after)
                continue
            along = len(at[point]) == 2 and len(beyond) == 1 and beyond[0] in at[before] and beyond[0] in at[after]
            if along and free(beyond[0]) and outer(beyond[0].values):
                yield Border(row, beyond[0], before, point, after)


def _corners(planting: Planting, layer: str) -> dict[Point, list[Row]]:
    """Return the features of a layer by their vertices."""
    at: dict[Point, list[Row]] = defaultdict(list)
    for row in planting.tables[layer].rows:
        for polygon in row.shape or []:
            for ring in polygon:
                for point in ring[:-1]:
                    at[point].append(row)
    return at


def first_border(
    planting: Planting,
    layer: str,
    inner: Callable[[dict[str, Value]], bool] = lambda values: True,
    outer: Optional[Callable[[dict[str, Value]], bool]] = lambda values: True,
    suits: Callable[[Border], bool] = lambda border: True,
) -> Border:
    """Return the first suitable border point and reserve its features.

    Points of untouched features come first; else points far from those moved before.
    """
    places = planting.places.setdefault(layer, [])
    for again in (False, True):
        for border in borders(planting, layer, inner, outer, again):
            if any(_distance(border.point, place) < FAR for place in places):
                continue
            if suits(border) and _roomy(border):
                planting.use(border.inner, *([border.outer] if border.outer is not None else []))
                places.append(border.point)
                return border
    raise LookupError(f"{layer} has no border point of the kind wanted")


def _roomy(border: Border, metres: float = 8.0) -> bool:
    """Whether the border point can move 8 m to either side without meeting anything else."""
    for shift in (metres, -metres):
        for row in (border.inner, border.outer):
            if row is None:
                continue
            moved = replaced(row.shape, border.point, border.towards(shift))
            if not geometry(moved).isGeosValid():
                return False
        beyond = border.towards(shift)
        host = border.outer if shift > 0 else border.inner
        if host is not None and not contains(host.shape[0][0], beyond):
            return False
    if border.outer is None:
        return not contains(border.inner.shape[0][0], border.towards(metres))
    bulged = geometry(replaced(border.inner.shape, border.point, border.towards(metres)))
    extra = bulged.difference(geometry(border.inner.shape)).difference(geometry(border.outer.shape))
    return extra.area() < 1e-6


def replaced(shape: Sequence[Polygon], old: Point, new: Point) -> list[Polygon]:
    """Return a shape with one vertex moved."""
    return [[[new if point == old else point for point in ring] for ring in polygon] for polygon in shape]


def move(row: Row, old: Point, new: Point) -> None:
    """Move a vertex of a feature."""
    row.shape = replaced(row.shape, old, new)


def insert_after(row: Row, point: Point, *new: Point) -> None:
    """Insert vertices behind a vertex of the shell."""
    ring = row.shape[0][0]
    position = ring[:-1].index(point) + 1
    row.shape = [[ring[:position] + list(new) + ring[position:], *row.shape[0][1:]], *row.shape[1:]]


def geometry(shape: Sequence[Polygon]) -> QgsGeometry:
    """Return a shape as geometry."""
    result = QgsGeometry()
    result.fromWkb(polygon_wkb(shape))
    return result


def middle(row: Row, least: float) -> Optional[Point]:
    """Return the place deepest inside a feature when it is at least so far from its border (m)."""
    deepest = geometry(row.shape).poleOfInaccessibility(1.0)
    place, depth = deepest if isinstance(deepest, tuple) else (deepest, 0.0)
    if depth < least or place.isNull():
        return None
    point = place.asPoint()
    return round(point.x(), 4), round(point.y(), 4)


def roomy(
    planting: Planting, layer: str, wanted: Callable[[dict[str, Value]], bool], least: float
) -> tuple[Row, Point]:
    """Reserve a feature with room inside and return it with the place deepest inside."""
    for again in (False, True):
        for row in planting.scattered(layer, again):
            place = middle(row, least) if wanted(row.values) else None
            if place is not None:
                planting.use(row)
                return row, place
    raise LookupError(f"{layer} has no roomy feature of the kind wanted")


def square(centre: Point, size: float) -> Polygon:
    """Return a square, counter-clockwise."""
    x, y, half = centre[0], centre[1], size / 2
    return [box(x - half, y - half, x + half, y + half)]


def box(west: float, south: float, east: float, north: float) -> Ring:
    """Return a closed counter-clockwise rectangle, coordinates rounded to 4 decimals."""
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [(round(x, 4), round(y, 4)) for x, y in corners]


def hole(west: float, south: float, east: float, north: float) -> Ring:
    """Return a closed clockwise rectangle."""
    return box(west, south, east, north)[::-1]


def bow_tie(centre: Point, size: float) -> Polygon:
    """Return a ring that crosses itself in its middle."""
    x, y, half = centre[0], centre[1], size / 2
    ring = [(x - half, y - half), (x + half, y + half), (x + half, y - half), (x - half, y + half)]
    return [[(round(a, 4), round(b, 4)) for a, b in [*ring, ring[0]]]]


def split_corner(border: Border, size: float) -> Polygon:
    """Cut a triangle of so many m² beside a border off the inner feature and return it.

    The border itself does not move: the neighbour still meets the triangle's edge.
    """
    east, north = border.point[0] - border.before[0], border.point[1] - border.before[1]
    length = float(np.hypot(east, north))
    base = min(length, 2 * float(np.sqrt(size)))
    depth = 2 * size / base
    foot = (round(border.before[0] + east / length * base, 4), round(border.before[1] + north / length * base, 4))
    if base == length:
        foot = border.point
    x, y = (border.before[0] + foot[0]) / 2, (border.before[1] + foot[1]) / 2
    inside = (round(x - north / length * depth, 4), round(y + east / length * depth, 4))
    insert_after(border.inner, border.before, *((inside,) if foot == border.point else (inside, foot)))
    return [[border.before, foot, inside, border.before]]


def _distance(one: Point, other: Point) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _blunt(before: Point, point: Point, after: Point) -> bool:
    """Whether the border bends by less than 75° at the point."""
    first = np.subtract(point, before)
    second = np.subtract(after, point)
    cosine = float(first @ second / (np.hypot(*first) * np.hypot(*second)))
    return cosine > 0.26


def overlapping(
    planting: Planting,
    layer: str,
    shape: Sequence[Polygon],
    wanted: Callable[[dict[str, Value]], bool] = lambda values: True,
    least: float = 0.01,
) -> list[Row]:
    """Return the features of a layer that share more than ``least`` m² with a shape."""
    region = geometry(shape)
    found = []
    for row in planting.tables[layer].rows:
        if row.shape is None or not wanted(row.values):
            continue
        other = geometry(row.shape)
        near = other.boundingBoxIntersects(region) and other.isGeosValid()
        if near and other.intersection(region).area() > least:
            found.append(row)
    return found


def shift(planting: Planting, layer: str, border: Border, metres: float, both: bool = False) -> list[Polygon]:
    """Move a border point of the inner feature (of both with ``both``); return the land between.

    The area fields of the features moved follow.
    """
    target = border.towards(metres)
    move(border.inner, border.point, target)
    if both and border.outer is not None:
        move(border.outer, border.point, target)
    planting.settle(layer, border.inner, border.outer if both else None)
    ring = [border.before, border.point, border.after, target, border.before]
    return [[ring if ring_area(ring) > 0 else ring[::-1]]]


def between(border: Border, moved: Point) -> list[Polygon]:
    """Return the land between a border and its course with the point moved."""
    return [[[border.before, border.point, border.after, moved, border.before]]]


def points_of(planting: Planting, layer: str) -> set[tuple[float, float]]:
    """Return the vertices of a layer."""
    return {
        point
        for row in planting.tables[layer].rows
        for polygon in row.shape or []
        for ring in polygon
        for point in ring
    }


def rim_points(planting: Planting) -> set[tuple[float, float]]:
    """Return the vertices of parcels on the rim of the county."""
    count: dict[tuple[float, float], int] = {}
    towns = planting.tables["XZQ"].rows[:5]
    for town in towns:
        for point in set(town.shape[0][0]):
            count[point] = count.get(point, 0) + 1
    return {point for point, number in count.items() if number == 1}
