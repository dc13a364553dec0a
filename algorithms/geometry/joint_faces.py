"""The faces that all borders of two layers form together, and which feature of each layer covers a face.

Unlike `two_layers`, where borders shared by features of one layer cancel, every border stays here: a face
lies in one feature of each layer (or in none), so that faces put together are the overlay of the layers at
full precision, without a piece being cut twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_boxes import expand_ranges
from .coverage_cover import covering_features
from .coverage_edges import Edges, VertexCells
from .coverage_faces import Faces, enclosed_faces
from .coverage_input import coordinate_rounding
from .coverage_junctions import Lines, arranged
from .wkb import bounding_boxes, concatenate

_COUNT = 1 << 40  # what a feature adds besides its number, so that one sum tells both


@dataclass(frozen=True)
class JointFaces:
    """Bounded faces of all borders of two layers, and the lines between them.

    :ivar polygons: the faces, one feature each; ``points``: float64 (faces, 2), a point in each
    :ivar pinched: bool (faces), whether a ring of a face comes through one node twice
    :ivar sides: int64 (lines, 2), the faces on the left and right of every line, -1 is the outside
    :ivar ends: int64 (lines, 2), nodes of every line; ``lengths``: float64 (lines), layer units
    :ivar node_x: float64 (nodes), ``node_y`` likewise
    :ivar depth: int64 (faces, 2), how many features of the first and second layer cover a face
    :ivar feature: int64 (faces, 2), the feature of each layer a face lies in, -1 for none; of several the one
        with most area, of equal ones that with the lowest place
    """

    faces: Faces
    sides: NDArray[np.int64]
    ends: NDArray[np.int64]
    lengths: NDArray[np.float64]
    node_x: NDArray[np.float64]
    node_y: NDArray[np.float64]
    depth: NDArray[np.int64]
    feature: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of faces."""
        return len(self.faces)


def joint_faces(first: PolygonArrays, second: PolygonArrays, feedback: Feedback) -> JointFaces:
    """Return the faces of all borders of two layers of sound polygons.

    :raises LandPlanError: when the borders lie too close together to be arranged
    :raises Cancelled: when the user cancels
    """
    both = concatenate((first, second))
    rounding = coordinate_rounding(both)
    cells = VertexCells(both, rounding)
    mask = cells.edge_mask(np.zeros(len(both), dtype=bool))
    raise_if_cancelled(feedback)
    # a random weight each: borders between two features never cancel, spikes of one feature do
    weights = np.random.default_rng(len(both)).integers(1, 1 << 50, len(both))
    edges = replace(cells.edges(np.flatnonzero(mask)), weights=weights)
    areas = cells.feature_areas
    del cells
    feedback.setProgress(10)
    edges = arranged(edges, rounding, rounding, Span(feedback, 10, 50))
    feedback.setProgress(50)
    faces = enclosed_faces(edges)
    raise_if_cancelled(feedback)
    feedback.setProgress(75)
    lines = Lines.of(edges)
    sums = _sums(faces, edges, lines, len(first))
    raise_if_cancelled(feedback)
    depth = sums // _COUNT
    feature = np.where(depth == 1, sums % _COUNT, -1)
    for layer, polygons, sizes in ((0, first, areas[: len(first)]), (1, second, areas[len(first) :])):
        several = np.flatnonzero(depth[:, layer] > 1)
        feature[several, layer] = _largest(faces.points[several], polygons, sizes)
    feedback.setProgress(100)
    segments = lines.segments
    lengths = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    return JointFaces(
        faces=faces, sides=faces.sides, ends=np.column_stack((lines.low, lines.high)), lengths=lengths,
        node_x=edges.node_x, node_y=edges.node_y, depth=depth, feature=feature,
    )


def _sums(faces: Faces, edges: Edges, lines: Lines, first_count: int) -> NDArray[np.int64]:
    """Return int64 (faces, 2): `_COUNT` plus its number, summed over the features of a layer that cover a face."""
    in_first = edges.owner < first_count
    value = np.where(in_first, edges.owner, edges.owner - first_count) + _COUNT
    value *= np.where(edges.start == lines.low[lines.of_edge], 1, -1)
    net = np.column_stack([
        np.bincount(lines.of_edge, weights=np.where(mine, value, 0), minlength=len(lines.low)).astype(np.int64)
        for mine in (in_first, ~in_first)
    ])
    return spread(faces.sides, net, len(faces))


def spread(sides: NDArray[np.int64], net: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return values of faces that are 0 outside and change by a known amount across every line.

    :param sides: int64 (lines, 2), faces left and right, -1 outside
    :param net: int64 (lines, values), how much more it is on the left than on the right
    :return: int64 (count, values)
    """
    one, two = (np.where(sides[:, side] < 0, count, sides[:, side]) for side in (0, 1))
    begin, end = np.concatenate((one, two)), np.concatenate((two, one))
    order = np.argsort(begin, kind="stable")
    target = end[order]
    counts = np.bincount(begin, minlength=count + 1)
    firsts = np.cumsum(counts) - counts
    values = np.zeros((count + 1, net.shape[1]), dtype=np.int64)
    known = np.zeros(count + 1, dtype=bool)
    known[count] = True
    front = np.array([count])
    lines = len(sides)
    while len(front):
        owner, step = expand_ranges(firsts[front], counts[front])
        new = ~known[target[step]]
        owner, step = owner[new], step[new]
        reached, firstly = np.unique(target[step], return_index=True)
        owner, half = owner[firstly], order[step[firstly]]
        rise = np.where((half < lines)[:, None], -net[half % lines], net[half % lines])
        values[reached] = values[front[owner]] + rise
        known[reached] = True
        front = reached
    return values[:count]


def _largest(
    points: NDArray[np.float64], polygons: PolygonArrays, areas: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return int64 (points), the feature with most area of those that hold a point, -1 where none does."""
    found = np.full(len(points), -1, dtype=np.int64)
    if len(points):
        point, feature = covering_features(points, polygons, bounding_boxes(polygons))
        order = np.lexsort((-feature, areas[feature], point))
        found[point[order]] = feature[order]  # the last written, the largest, stays
    return found
