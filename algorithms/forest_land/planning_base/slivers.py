"""Slivers: parts of a survey parcel that only two drawings of one border make, given to a neighbour in the parcel.

A sliver goes to the part of the same parcel with which it shares the longest border, so no parcel loses any area;
what the sub-compartments lose and gain by it is listed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...feedback import Feedback, Span, raise_if_cancelled
from ...geometry.coverage_input import ring_areas
from ...geometry.grouping import connected
from ...geometry.joint_faces import JointFaces
from ...geometry.openings import certainly_narrow, holds_disc

_WHOLE = 1 - 1e-6  # share of a sub-compartment from which on a part is the whole of it
_EVERY = 1024


@dataclass(frozen=True)
class Attribution:
    """Which sub-compartment each face belongs to once slivers are given away.

    :ivar one_map: int64 (faces), sub-compartment, -1 for none
    :ivar sliver: bool (faces), faces that were given to another part of their parcel
    :ivar sliver_count: how many slivers these are
    """

    one_map: NDArray[np.int64]
    sliver: NDArray[np.bool_]
    sliver_count: int


def attributed(
    joint: JointFaces,
    one_map_areas: NDArray[np.float64],
    min_area: float,
    width: float,
    feedback: Feedback,
) -> Attribution:
    """Give slivers of survey parcels to the part of the parcel they share the longest border with.

    A part is a sliver when it has less area or is narrower (no disc of the diameter fits) than the limit. Not a
    sliver is a parcel that is not divided, and a sub-compartment that lies in the parcel whole. Of a parcel of
    slivers only the largest takes the others.

    :param one_map_areas: float64 (sub-compartments), square layer units
    :param min_area: square layer units; ``width``: layer units
    :raises Cancelled: when the user cancels
    """
    survey, one_map = joint.feature[:, 0], joint.feature[:, 1]
    given = one_map.copy()
    unchanged = Attribution(given, np.zeros(len(joint), dtype=bool), 0)
    if not len(joint) or not (min_area > 0 or width > 0):
        return unchanged
    sides = joint.sides[(joint.sides >= 0).all(axis=1)]
    lengths = joint.lengths[(joint.sides >= 0).all(axis=1)]
    same = (survey[sides[:, 0]] == survey[sides[:, 1]]) & (one_map[sides[:, 0]] == one_map[sides[:, 1]])
    root = connected(len(joint), sides[same, 0], sides[same, 1])
    firsts, region = np.unique(root, return_inverse=True)
    count = len(firsts)
    parcel, compartment = survey[firsts], one_map[firsts]
    area = np.bincount(region, weights=_face_areas(joint), minlength=count).astype(np.float64)
    border = np.zeros(count)
    outer = region[np.maximum(joint.sides, 0)]
    differ = (joint.sides < 0).any(axis=1) | (outer[:, 0] != outer[:, 1])
    for side in (0, 1):
        there = differ & (joint.sides[:, side] >= 0)
        border += np.bincount(region[joint.sides[there, side]], weights=joint.lengths[there], minlength=count)
    divided = (parcel >= 0) & (np.bincount(np.maximum(parcel, 0), minlength=1)[np.maximum(parcel, 0)] > 1)
    whole = compartment >= 0
    whole[whole] = area[whole] >= one_map_areas[compartment[whole]] * _WHOLE
    open_ = divided & ~whole
    sliver = open_ & (area < min_area)
    disc = 0.25 * math.pi * width * width
    sliver |= open_ & (area < disc)
    # a disc of the diameter 2·area/border always fits: the inner parallels of a border sweep the area
    doubtful = np.flatnonzero(open_ & ~sliver & (2 * area < width * border))
    sliver[doubtful] = _narrow(joint, region, doubtful, width, Span(feedback, 0, 80))
    raise_if_cancelled(feedback)
    if not sliver.any():
        return unchanged
    target = _targets(parcel, area, sliver, region, sides, lengths)
    moved = np.flatnonzero(sliver & (target != np.arange(count)))
    taken_over = compartment.copy()
    taken_over[moved] = compartment[target[moved]]
    feedback.setProgress(100)
    really = moved[taken_over[moved] != compartment[moved]]
    changed = np.zeros(count, dtype=bool)
    changed[really] = True
    return Attribution(taken_over[region], changed[region], len(really))


def _face_areas(joint: JointFaces) -> NDArray[np.float64]:
    """Return float64 (faces), plane areas: the shell counter-clockwise counts up, holes down."""
    polygons = joint.faces.polygons
    return np.add.reduceat(ring_areas(polygons), polygons.part_offsets[:-1])


def _narrow(
    joint: JointFaces, region: NDArray[np.int64], doubtful: NDArray[np.int64], width: float, feedback: Feedback
) -> NDArray[np.bool_]:
    """Return bool (doubtful), whether no disc of the diameter fits into a region."""
    narrow = np.zeros(len(doubtful), dtype=bool)
    if not len(doubtful):
        return narrow
    place = np.full(int(region.max()) + 1, -1, dtype=np.int64)
    place[doubtful] = np.arange(len(doubtful))
    faces = np.flatnonzero(place[region] >= 0)
    faces = faces[np.argsort(place[region[faces]], kind="stable")]
    numbers = np.bincount(place[region[faces]], minlength=len(doubtful))
    starts = np.cumsum(numbers) - numbers
    single = np.flatnonzero(numbers == 1)
    narrow[single] = certainly_narrow(joint.faces.polygons, faces[starts[single]], width)
    rest = np.flatnonzero(~narrow)
    for number, at in enumerate(rest.tolist()):
        if not number % _EVERY:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(rest))
        members = faces[starts[at] : starts[at] + numbers[at]]
        pieces = [piece for _, parts in joint.faces.geometries(members) for piece in parts]
        shape = pieces[0] if len(pieces) == 1 else QgsGeometry.unaryUnion(pieces)
        narrow[at] = not holds_disc(shape, width)
    return narrow


def _targets(
    parcel: NDArray[np.int64],
    area: NDArray[np.float64],
    sliver: NDArray[np.bool_],
    region: NDArray[np.int64],
    sides: NDArray[np.int64],
    lengths: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Return int64 (regions), the region each sliver goes to, others to themselves.

    Slivers beside a part that is none go first, then those beside them, and so on.
    """
    count = len(parcel)
    one, two = region[sides[:, 0]], region[sides[:, 1]]
    beside = (one != two) & (parcel[one] == parcel[two]) & (parcel[one] >= 0) & (sliver[one] | sliver[two])
    one, two, shared = one[beside], two[beside], lengths[beside]
    one, two, shared = np.concatenate((one, two)), np.concatenate((two, one)), np.concatenate((shared, shared))
    mine = sliver[one]
    keys, place = np.unique(one[mine] * count + two[mine], return_inverse=True)
    shared = np.bincount(place, weights=shared[mine], minlength=len(keys))
    one, two = keys // count, keys % count
    target = np.where(sliver, -1, np.arange(count))
    # a parcel of slivers only: its largest part takes the others, be it connected to them or not
    only = np.ones(int(parcel.max(initial=-1)) + 2, dtype=bool)
    only[parcel[~sliver]] = False
    order = np.lexsort((-np.arange(count), area, parcel))
    largest = np.full(len(only), -1, dtype=np.int64)
    largest[parcel[order]] = order
    lone = np.flatnonzero(only[:-1] & (largest[:-1] >= 0))
    target[largest[lone]] = largest[lone]
    while len(one):
        ready = (target[one] < 0) & (target[two] >= 0)
        if not ready.any():
            break
        rows = np.flatnonzero(ready)
        # the last written, the longest border, stays; of equal ones the lower region
        rows = rows[np.lexsort((-two[rows], shared[rows], one[rows]))]
        target[one[rows]] = target[two[rows]]
    left = np.flatnonzero(target < 0)  # apart from the rest of its parcel: the largest part that is no sliver
    order = order[~sliver[order] | np.isin(order, largest[lone])]
    main = np.full(len(only), -1, dtype=np.int64)
    main[parcel[order]] = order
    target[left] = main[parcel[left]]
    return target
