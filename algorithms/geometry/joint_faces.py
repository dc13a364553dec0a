"""The faces that all borders of two layers form together, and which feature of each layer covers a face.

Unlike `two_layers`, where borders shared by features of one layer cancel, every border stays here: a face
lies in one feature of each layer (or in none), so that faces put together are the overlay of the layers at
full precision, without a piece being cut twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_boxes import expand_ranges
from .coverage_cover import covering_features
from .coverage_edges import Edges, VertexCells
from .coverage_faces import Faces, enclosed_faces
from .coverage_input import coordinate_rounding, geometries, polygon_parts, ring_areas
from .coverage_junctions import Lines, arranged
from .wkb import bounding_boxes, concatenate, polygons_from_wkb, select

_EVERY = 256  # repaired faces between two looks at the cancel button
_SAME = 1e-9  # relative difference of areas up to which two shapes are one
_COUNT = 1 << 40  # what a feature adds besides its number, so that one sum tells both


@dataclass(frozen=True)
class JointFaces:
    """Bounded faces of all borders of two layers, and the lines between them.

    :ivar faces: the faces, one feature of one part each
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
    raise_if_cancelled(feedback)
    feedback.setProgress(10)
    edges = arranged(edges, rounding, rounding, Span(feedback, 10, 50))
    feedback.setProgress(50)
    lines = Lines.of(edges)
    raise_if_cancelled(feedback)
    faces = enclosed_faces(edges, lines, feedback)
    raise_if_cancelled(feedback)
    feedback.setProgress(75)
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
        # equal shapes count as equal, whatever the last digits of their areas
        shares = np.round(areas / max(float(areas.max()), 1e-300), 12)
        order = np.lexsort((-feature, shares[feature], point))
        found[point[order]] = feature[order]  # the last written, the largest, stays
    return found


def united(
    joint: JointFaces, label: NDArray[np.int64], count: int, feedback: Feedback = Silent()  # noqa: B008
) -> PolygonArrays:
    """Return the faces of each label as one feature, lines between faces of one label left out.

    :param label: int64 (faces), 0 … ``count`` - 1, -1 for faces left out
    :return: valid polygons, feature n holds the faces of label n; parts meet in points at most
    :raises Cancelled: when the user cancels
    """
    sides = joint.sides
    known = (sides >= 0).all(axis=1)
    inner = np.zeros(len(sides), dtype=bool)
    inner[known] = (label[sides[known, 0]] == label[sides[known, 1]]) & (label[sides[known, 0]] >= 0)
    joined = np.zeros(count + 1, dtype=bool)  # the last place is that of label -1
    joined[label[sides[inner, 0]]] = True
    alone = np.flatnonzero((label >= 0) & ~joined[label])
    shapes, owners = [], []
    pinched = joint.faces.pinched[alone]
    shapes.append(select(joint.faces.polygons, alone[~pinched]))
    owners.append(label[alone[~pinched]])
    shapes.append(_valid(joint.faces, alone[pinched], feedback))
    owners.append(label[alone[pinched]])
    if joined.any():
        faces, owner = _traced(joint, label, joined, feedback)
        plain = np.flatnonzero((owner >= 0) & ~faces.pinched)
        bent = np.flatnonzero((owner >= 0) & faces.pinched)
        shapes += [select(faces.polygons, plain), _valid(faces, bent, feedback)]
        owners += [owner[plain], owner[bent]]
    parts, owner = concatenate(shapes), np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    parts, owner = select(parts, order), owner[order]
    numbers = np.bincount(owner, weights=np.diff(parts.feature_offsets), minlength=count).astype(np.int64)
    return replace(
        parts,
        feature_offsets=np.concatenate(([0], np.cumsum(numbers))),
        fids=np.arange(count),
        states=np.zeros(count, dtype=np.uint8),
    )


def _valid(faces: Faces, chosen: NDArray[np.int64], feedback: Feedback) -> PolygonArrays:
    """Return faces whose rings touch themselves as valid polygons, one feature each.

    Their rings run with the face on the left, so a buffer of no width puts them right; it is much faster than a repair.
    """
    shapes = []
    areas = np.add.reduceat(ring_areas(faces.polygons), faces.polygons.part_offsets[:-1]) if len(chosen) else chosen
    for number, (face, geometry) in enumerate(geometries(faces.polygons, chosen)):
        if not number % _EVERY:
            raise_if_cancelled(feedback)
        shape = geometry.buffer(0, 1)
        if shape.isNull() or abs(shape.area() - areas[face]) > _SAME * areas[face]:
            shape = geometry.makeValid()
        pieces = polygon_parts(shape)
        whole = pieces[0] if len(pieces) == 1 else QgsGeometry.collectGeometry(pieces)
        shapes.append(bytes(whole.asWkb()) if pieces else b"")
    return polygons_from_wkb(shapes, chosen)


def _traced(
    joint: JointFaces, label: NDArray[np.int64], joined: NDArray[np.bool_], feedback: Feedback
) -> tuple[Faces, NDArray[np.int64]]:
    """Return the regions of some labels as faces of their own borders, and the label of each, -1 for others.

    :param joined: bool (labels + 1), which labels; the last is that of faces left out
    """
    of_side = np.full(joint.sides.shape, -1, dtype=np.int64)
    inside = joint.sides >= 0
    of_side[inside] = label[joint.sides[inside]]
    of_side[~joined[of_side]] = -1
    border = np.flatnonzero(of_side[:, 0] != of_side[:, 1])
    low, high = joint.ends[border, 0], joint.ends[border, 1]
    nodes, place = np.unique(np.concatenate((low, high)), return_inverse=True)
    edges = Edges(
        start=place[: len(border)],
        end=place[len(border) :],
        owner=np.arange(len(border)),
        order=np.arange(len(border)),
        node_x=joint.node_x[nodes],
        node_y=joint.node_y[nodes],
        moved=np.zeros(len(nodes), dtype=bool),
        weights=of_side[border, 0] - of_side[border, 1],
    )
    faces = enclosed_faces(edges, None, feedback)
    return faces, faces.depths - 1
