"""The faces that the borders of two layers form together, and how many features of each cover them.

Borders that two features of one layer share cancel, so in two clean coverages only the outer borders are
left, however their inner borders differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Span, raise_if_cancelled
from .arrays import PolygonArrays
from .coverage_edges import VertexCells
from .coverage_faces import Faces, enclosed_faces
from .coverage_input import coordinate_rounding
from .coverage_junctions import arranged
from .grouping import connected
from .openings import certainly_narrow
from .wkb import concatenate

_SECOND = 1 << 20  # what a feature of the second layer counts, so that one sum tells both numbers


@dataclass(frozen=True)
class TwoLayerFaces:
    """Bounded faces of the borders of two layers.

    :ivar faces: the faces
    :ivar first_depth: int64 (faces), features of the first layer that cover a face
    :ivar second_depth: int64 (faces), likewise of the second
    """

    faces: Faces
    first_depth: NDArray[np.int64]
    second_depth: NDArray[np.int64]

    def regions(self, chosen: NDArray[np.bool_], width: float) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the connected region each of some faces belongs to, and which regions are certainly narrow.

        :param chosen: bool (faces)
        :param width: layer units; narrow is where no disc of this diameter fits
        :return: int64 (faces), number of the region, -1 for faces not chosen; bool (regions)
        """
        sides = self.faces.sides
        inner = (sides >= 0).all(axis=1)
        inner[inner] = chosen[sides[inner]].all(axis=1)
        root = connected(len(chosen), sides[inner, 0], sides[inner, 1])
        members = np.flatnonzero(chosen)
        _, first, number = np.unique(root[members], return_index=True, return_inverse=True)
        region = np.full(len(chosen), -1, dtype=np.int64)
        region[members] = number.reshape(-1)
        narrow = np.zeros(len(first), dtype=bool)
        single = np.flatnonzero(np.bincount(region[members], minlength=len(first)) == 1)
        narrow[single] = certainly_narrow(self.faces.polygons, members[first[single]], width)
        return region, narrow


def two_layer_faces(first: PolygonArrays, second: PolygonArrays, feedback: Feedback) -> TwoLayerFaces:
    """Return the faces of two layers of sound polygons.

    :raises LandPlanError: when the borders lie too close together to be arranged
    :raises Cancelled: when the user cancels
    """
    both = concatenate((first, second))
    rounding = coordinate_rounding(both)
    cells = VertexCells(both, rounding)
    weights = np.ones(len(both), dtype=np.int64)
    weights[len(first) :] = _SECOND
    mask = cells.edge_mask(np.zeros(len(both), dtype=bool))
    border = len(first.x)
    alone = []
    for part in (slice(0, border), slice(border, len(both.x))):
        mine = np.zeros_like(mask)
        mine[part] = mask[part]
        alone.append(cells.unpaired(mine))
        raise_if_cancelled(feedback)
    feedback.setProgress(20)
    edges = replace(cells.edges(np.concatenate(alone)), weights=weights)
    edges = arranged(edges, rounding, rounding, Span(feedback, 20, 60))
    feedback.setProgress(60)
    faces = enclosed_faces(edges)
    raise_if_cancelled(feedback)
    feedback.setProgress(100)
    upper = np.floor_divide(faces.depths + _SECOND // 2, _SECOND)
    return TwoLayerFaces(faces, faces.depths - upper * _SECOND, upper)
