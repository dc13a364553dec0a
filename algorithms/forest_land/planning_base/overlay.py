"""The pieces that survey parcels and sub-compartments make together, and what explains their sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...feedback import Feedback, Span, raise_if_cancelled
from ...geometry.area import AreaFrame, ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_cover import covering_features
from ...geometry.grouping import connected
from ...geometry.joint_faces import JointFaces, joint_faces, united
from ...geometry.overlap_sums import StripLayer
from ...geometry.wkb import bounding_boxes, select
from .checksum import Extras
from .model import Floats, Integers, Side
from .slivers import Attribution, attributed

# What the pieces of a parcel may miss its official area by, which rounds coordinates: a share, and m² beside it.
_ROUNDING, _ROUNDING_M2 = 1e-6, 0.1


@dataclass(frozen=True)
class Overlay:
    """Pieces of survey parcels, ordered by parcel, then by sub-compartment.

    :ivar survey: int64 (pieces); ``one_map``: int64 (pieces), -1 for none
    :ivar area_m2: float64 (pieces), on the ellipsoid
    """

    polygons: PolygonArrays
    survey: Integers
    one_map: Integers
    area_m2: Floats
    extras: Extras


def overlay(
    survey: Side, one_map: Side, min_area: float, width: float, frame: AreaFrame, feedback: Feedback
) -> Overlay:
    """Overlay survey and one-map.

    Every place of the survey comes once: where parcels overlap, it is the larger one's, and so with
    sub-compartments. A pair of a parcel and a sub-compartment is one piece, however many parts it has.

    :param min_area: of a sliver, square layer units; ``width``: layer units
    :raises LandPlanError: when the borders lie too close together to be arranged
    :raises Cancelled: when the user cancels
    """
    joint = joint_faces(survey.polygons, one_map.polygons, Span(feedback, 0, 60))
    given = attributed(joint, StripLayer(one_map.polygons).areas, min_area, width, Span(feedback, 60, 72))
    parcel = joint.feature[:, 0]
    size = len(one_map) + 1
    inside = parcel >= 0
    pairs, place = np.unique(parcel[inside] * size + given.one_map[inside] + 1, return_inverse=True)
    label = np.full(len(joint), -1, dtype=np.int64)
    label[inside] = place
    polygons = united(joint, label, len(pairs), Span(feedback, 72, 85))
    raise_if_cancelled(feedback)
    feedback.setProgress(85)
    of_survey, of_one_map = pairs // size, pairs % size - 1
    measured = ellipsoidal_areas(polygons, frame, rounding=False, feedback=Span(feedback, 85, 93))
    twice = _counted_for_another(joint, survey, 0, frame)
    extras = _extras(joint, given, twice, _counted_for_another(joint, one_map, 1, frame), frame)
    feedback.setProgress(98)
    sums = np.bincount(of_survey, weights=measured, minlength=len(survey))
    near = np.abs(sums - survey.area_m2) <= np.maximum(_ROUNDING * survey.area_m2, _ROUNDING_M2)
    scaled = near & (twice == 0) & (sums > 0)
    factors = np.where(scaled, survey.area_m2 / np.where(sums > 0, sums, 1.0), 1.0)
    return Overlay(polygons, of_survey, of_one_map, measured * factors[of_survey], extras)


def _face_m2(joint: JointFaces, chosen: Integers, frame: AreaFrame) -> Floats:
    return ellipsoidal_areas(select(joint.faces.polygons, chosen), frame, rounding=False)


def _counted_for_another(joint: JointFaces, side: Side, layer: int, frame: AreaFrame) -> Floats:
    """Return float64 (features), m² of each feature that lie in a larger one of its own layer."""
    several = np.flatnonzero(joint.depth[:, layer] > 1)
    twice = np.zeros(len(side))
    if len(several):
        point, feature = covering_features(joint.faces.points[several], side.polygons, bounding_boxes(side.polygons))
        other = feature != joint.feature[several[point], layer]
        areas = _face_m2(joint, several, frame)
        np.add.at(twice, feature[other], areas[point[other]])
    return twice


def _extras(
    joint: JointFaces, given: Attribution, survey_overlap: Floats, one_map_overlap: Floats, frame: AreaFrame
) -> Extras:
    """Return what explains the sums."""
    compartments = len(one_map_overlap)
    parcel, before, after = joint.feature[:, 0], joint.feature[:, 1], given.one_map
    beyond = np.flatnonzero((parcel < 0) & (before >= 0))
    outside = np.bincount(before[beyond], weights=_face_m2(joint, beyond, frame), minlength=compartments)
    slivers = np.flatnonzero(given.sliver)
    areas = _face_m2(joint, slivers, frame)
    lost, gained = (
        np.bincount(of[slivers][of[slivers] >= 0], weights=areas[of[slivers] >= 0], minlength=compartments)
        for of in (before, after)
    )
    gaps, gap_count = _gaps(joint)
    return Extras(
        survey_overlap=survey_overlap,
        one_map_overlap=one_map_overlap,
        outside=outside.astype(np.float64),
        lost=lost.astype(np.float64),
        gained=gained.astype(np.float64),
        gap_m2=float(_face_m2(joint, gaps, frame).sum()),
        gap_count=gap_count,
        sliver_survey=parcel[slivers],
        sliver_m2=areas,
    )


def _gaps(joint: JointFaces) -> tuple[Integers, int]:
    """Return the faces that the survey encloses but does not cover, and how many places they are."""
    outer = len(joint)
    void = np.append(joint.depth[:, 0] == 0, True)
    sides = np.where(joint.sides < 0, outer, joint.sides)
    open_ = void[sides].all(axis=1)
    root = connected(outer + 1, sides[open_, 0], sides[open_, 1])
    gaps = np.flatnonzero(void[:-1] & (root[:-1] != root[-1]))
    return gaps, len(np.unique(root[gaps]))
