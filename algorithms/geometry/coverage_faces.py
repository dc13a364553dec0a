"""Faces that the edges of a planar graph enclose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Iterator, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_boxes import expand_ranges, join_boxes
from .coverage_edges import Edges
from .coverage_input import geometries, polygon_parts, ring_areas
from .coverage_junctions import Lines
from .point_in_polygon import EdgeSlabs
from .wkb import bounding_boxes

_SHORT = 5  # doublings after which most cycles are done


@dataclass(frozen=True)
class Faces:
    """Bounded faces of an arrangement; no edge crosses a face.

    :ivar polygons: one feature a face, the shell counter-clockwise; rings may touch themselves
    :ivar boxes: float64 (faces, 4)
    :ivar points: float64 (faces, 2), a point inside each face
    :ivar pinched: bool (faces), whether a ring comes through one node twice
    :ivar moved: bool (faces), whether a corner stands for vertices of several coordinates
    :ivar depths: int64 (faces), how many features cover each face, by the borders from the outside in
    :ivar sides: int64 (lines, 2), the faces on both sides of every line; -1 is the outside
    :ivar line_of_edge: int64 (edges), the line of every edge
    """

    polygons: PolygonArrays
    boxes: NDArray[np.float64]
    points: NDArray[np.float64]
    pinched: NDArray[np.bool_]
    moved: NDArray[np.bool_]
    depths: NDArray[np.int64]
    sides: NDArray[np.int64]
    line_of_edge: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of faces."""
        return len(self.polygons)

    def geometries(self, chosen: Iterable[int]) -> Iterator[tuple[int, list[QgsGeometry]]]:
        """Yield (face, valid polygons): one, or several that hang together by points only."""
        for face, geometry in geometries(self.polygons, np.fromiter(chosen, dtype=np.int64)):
            yield face, polygon_parts(geometry.makeValid()) if self.pinched[face] else [geometry]


def enclosed_faces(
    edges: Edges, lines: Optional[Lines] = None, feedback: Feedback = Silent()  # noqa: B008
) -> Faces:
    """Return the bounded faces of the planar graph that the edges form.

    :param edges: arranged edges: none cross, none dangle
    :param lines: their lines, where they are known already
    :raises Cancelled: when the user cancels
    """
    if lines is None:
        lines = Lines.of(edges)
    count = len(lines.low)
    tail = np.concatenate((lines.low, lines.high))
    x, y = edges.node_x, edges.node_y
    raise_if_cancelled(feedback)
    following = _following(tail, np.concatenate((lines.high, lines.low)), x, y)
    raise_if_cancelled(feedback)
    cycle, place = _cycles(following, feedback)
    order = np.lexsort((place, cycle))
    raise_if_cancelled(feedback)
    rings = _closed_rings(cycle[order], tail[order], x, y)
    areas = ring_areas(rings)
    raise_if_cancelled(feedback)
    shells = np.flatnonzero(areas > 0)
    face_of_cycle = np.full(len(areas), -1)
    face_of_cycle[shells] = np.arange(len(shells))
    holes = np.flatnonzero(areas <= 0)
    face_of_cycle[holes] = _containers(rings, areas, shells, holes)
    raise_if_cancelled(feedback)
    kept = np.flatnonzero(face_of_cycle >= 0)
    kept = kept[np.lexsort((kept, areas[kept] <= 0, face_of_cycle[kept]))]
    polygons = _faces(rings, kept, face_of_cycle[kept], len(shells))
    face_of_half = face_of_cycle[cycle]
    inside = face_of_half >= 0
    moved = np.zeros(len(shells), dtype=bool)
    moved[face_of_half[inside & edges.moved[tail]]] = True
    pinched = np.zeros(len(shells), dtype=bool)
    visits = np.sort(cycle[inside] * max(len(x), 1) + tail[inside])
    twice = visits[1:][visits[1:] == visits[:-1]] // max(len(x), 1)
    pinched[face_of_cycle[twice]] = True
    sides = np.column_stack((face_of_half[:count], face_of_half[count:]))
    steps = edges.rises() * np.where(edges.start == lines.low[lines.of_edge], 1, -1)
    raise_if_cancelled(feedback)
    net = np.bincount(lines.of_edge, weights=steps, minlength=count).astype(np.int64)
    return Faces(
        polygons=polygons,
        boxes=bounding_boxes(polygons),
        points=_inner_points(polygons),
        pinched=pinched,
        moved=moved,
        depths=_depths(sides, net, len(shells)),
        sides=sides,
        line_of_edge=lines.of_edge,
    )


def _depths(sides: NDArray[np.int64], net: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the depth of every face, spread from the outside over the lines.

    :param net: int64 (lines), how much deeper it is on the first side of a line than on the second
    """
    # the outside gets the last place
    one, two = (np.where(sides[:, side] < 0, count, sides[:, side]) for side in (0, 1))
    begin, end, rise = np.concatenate((one, two)), np.concatenate((two, one)), np.concatenate((-net, net))
    order = np.argsort(begin, kind="stable")
    end, rise = end[order], rise[order]
    counts = np.bincount(begin, minlength=count + 1)
    firsts = np.cumsum(counts) - counts
    depths = np.zeros(count + 1, dtype=np.int64)
    known = np.zeros(count + 1, dtype=bool)
    known[count] = True
    front = np.array([count])
    while len(front):
        owner, step = expand_ranges(firsts[front], counts[front])
        new = ~known[end[step]]
        owner, step = owner[new], step[new]
        depths[end[step]] = depths[front[owner]] + rise[step]
        known[end[step]] = True
        front = np.unique(end[step])
    return depths[:count]


def _following(
    tail: NDArray[np.int64], head: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return for each half-edge the one that follows it around the face on its left.

    Half-edge i and i + n/2 are the two directions of one line. Where a half-edge arrives, the face
    goes on with the first half-edge clockwise from the way back.
    """
    count = len(tail) // 2
    order = np.argsort(tail, kind="stable")
    # where no more than two lines meet, which they mostly do, either follows the other
    many = np.flatnonzero(np.bincount(tail, minlength=len(x))[tail[order]] > 2)
    fans = order[many]
    angle = np.arctan2(y[head[fans]] - y[tail[fans]], x[head[fans]] - x[tail[fans]])
    order[many] = fans[np.lexsort((angle, tail[fans]))]
    nodes = tail[order]
    place = np.arange(len(order))
    firsts = np.flatnonzero(np.concatenate(([True], nodes[1:] != nodes[:-1]))) if len(order) else place
    before = place - 1
    before[firsts] = np.append(firsts[1:], len(order)) - 1
    clockwise = np.empty(len(order), dtype=np.int64)
    clockwise[order] = order[before]
    return clockwise[np.roll(np.arange(len(tail)), count)]


def _cycles(following: NDArray[np.int64], feedback: Feedback) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the cycle of every member of a permutation, numbered from 0, and its place in the cycle."""
    members = np.arange(len(following))
    lowest, jump = members.copy(), following
    for _ in range(_SHORT):
        raise_if_cancelled(feedback)
        lowest, jump = np.minimum(lowest, lowest[jump]), jump[jump]
    open_ = members
    while len(open_):
        raise_if_cancelled(feedback)
        # in a cycle that is not done every number ends where another one begins
        ends = np.zeros(len(members), dtype=bool)
        ends[lowest[open_[lowest[open_] != lowest[following[open_]]]]] = True
        open_ = open_[ends[lowest[open_]]]
        beyond = jump[open_]
        lowest[open_], jump[open_] = np.minimum(lowest[open_], lowest[beyond]), jump[beyond]
    first = lowest == members
    # steps left until the cycle is back at its lowest member
    jump = np.where(first[following], members, following)
    left = (jump != members).astype(np.int64)
    open_ = np.flatnonzero(jump != jump[jump])
    while len(open_):
        raise_if_cancelled(feedback)
        beyond = jump[open_]
        left[open_], jump[open_] = left[open_] + left[beyond], jump[beyond]
        open_ = open_[jump[open_] != jump[jump[open_]]]
    return (np.cumsum(first) - 1)[lowest], -left


def _closed_rings(
    cycle: NDArray[np.int64], nodes: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> PolygonArrays:
    """Return every cycle as a feature of one closed ring.

    :param cycle: int64, ascending; ``nodes``: the node at each place
    """
    counts = np.bincount(cycle) if len(cycle) else np.empty(0, dtype=np.int64)
    ends = np.cumsum(counts)
    closed = np.insert(nodes, ends, nodes[ends - counts]) if len(nodes) else nodes
    steps = np.arange(len(counts) + 1)
    return PolygonArrays(
        x=x[closed],
        y=y[closed],
        ring_offsets=np.concatenate(([0], ends + steps[1:])),
        part_offsets=steps,
        feature_offsets=steps,
        fids=steps[:-1],
        states=np.zeros(len(counts), dtype=np.uint8),
    )


def _containers(
    rings: PolygonArrays, areas: NDArray[np.float64], shells: NDArray[np.int64], holes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for every outer border of a connected part the face it lies in, or -1.

    Around its leftmost corner lies the face on its outside; that is the smallest shell that holds it.
    """
    container = np.full(len(holes), -1)
    if not len(holes) or not len(shells):
        return container
    boxes = bounding_boxes(rings)
    counts = np.diff(rings.ring_offsets)
    corner = np.flatnonzero(rings.x == np.repeat(boxes[:, 0], counts))
    ring = np.searchsorted(rings.ring_offsets, corner, side="right") - 1
    _, firsts = np.unique(ring, return_index=True)
    left = corner[firsts][holes]
    points = np.column_stack((rings.x[left], rings.y[left]))
    hole, shell = join_boxes(np.tile(points, 2), boxes[shells])
    # only a larger ring can hold it, and the ring of its own graph never does
    larger = areas[shells[shell]] > -areas[holes[hole]]
    hole, shell = hole[larger], shell[larger]
    if not len(hole):
        return container
    held = EdgeSlabs(rings, shells[shell]).hold(shells[shell], points[hole, 0], points[hole, 1])
    hole, shell = hole[held], shell[held]
    order = np.lexsort((-areas[shells[shell]], hole))
    container[hole[order]] = shell[order]  # the last written, the smallest, stays
    return container


def _faces(
    rings: PolygonArrays, kept: NDArray[np.int64], faces: NDArray[np.int64], count: int
) -> PolygonArrays:
    """Return the faces as polygons from their rings.

    :param kept: the rings, shell first, face by face; ``faces``: the face of each
    """
    begins = rings.ring_offsets[kept]
    counts = rings.ring_offsets[kept + 1] - begins
    _, vertices = expand_ranges(begins, counts)
    return PolygonArrays(
        x=rings.x[vertices],
        y=rings.y[vertices],
        ring_offsets=np.concatenate(([0], np.cumsum(counts))),
        part_offsets=np.concatenate(([0], np.cumsum(np.bincount(faces, minlength=count)))),
        feature_offsets=np.arange(count + 1),
        fids=np.arange(count),
        states=np.zeros(count, dtype=np.uint8),
    )


def _inner_points(polygons: PolygonArrays) -> NDArray[np.float64]:
    """Return float64 (features, 2): a point inside each polygon.

    At a height between two neighbouring corners near the middle of the polygon, the middle of the
    widest stretch inside.
    """
    count = len(polygons)
    if not count:
        return np.empty((0, 2))
    begins = polygons.ring_offsets[polygons.part_offsets[:-1]]
    counts = polygons.ring_offsets[polygons.part_offsets[1:]] - begins
    owner = np.repeat(np.arange(count), counts)
    low, high = np.minimum.reduceat(polygons.y, begins), np.maximum.reduceat(polygons.y, begins)
    middle = low + (high - low) / 2
    lower = polygons.y <= middle[owner]
    below = np.maximum.reduceat(np.where(lower, polygons.y, -np.inf), begins)
    above = np.minimum.reduceat(np.where(lower, np.inf, polygons.y), begins)
    level = below + (above - below) / 2
    ring_last = np.zeros(len(polygons.x), dtype=bool)
    ring_last[polygons.ring_offsets[1:] - 1] = True
    edge = np.flatnonzero(~ring_last)
    at = level[owner[edge]]
    edge_y, end_y = polygons.y[edge], polygons.y[edge + 1]
    crossing = (edge_y <= at) != (end_y <= at)
    edge, at, edge_y, end_y = edge[crossing], at[crossing], edge_y[crossing], end_y[crossing]
    share = (at - edge_y) / (end_y - edge_y)
    x = polygons.x[edge] + share * (polygons.x[edge + 1] - polygons.x[edge])
    order = np.lexsort((x, owner[edge]))
    x, of_crossing = x[order], owner[edge][order]
    # every face is crossed an even number of times: entering and leaving alternate
    enter, leave, face = x[0::2], x[1::2], of_crossing[0::2]
    widest = np.lexsort((leave - enter, face))
    points = np.column_stack((polygons.x[begins], level))
    points[face[widest], 0] = (enter + (leave - enter) / 2)[widest]
    return points
