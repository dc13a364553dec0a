"""Places where projects that use forest land overlap each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...feedback import Feedback, Span, raise_if_cancelled
from ...geometry.area import ellipsoidal_areas
from ...geometry.coverage_input import sound_polygons
from ...geometry.overlap_areas import sound_overlaps
from ...geometry.overlay_geometry import OverlayGeometries, mean_width
from ...geometry.plane import metres_per_unit
from ...geometry.reproject import reprojected
from ...geometry.wkb import bounding_boxes, polygons_from_wkb
from ...selfcheck.context import CheckContext
from .forest_use import ForestUse

_BATCH = 1024


@dataclass(frozen=True)
class ProjectOverlap:
    """A connected place that two projects have in common.

    :ivar first: index of the project that the land counts for; ``second``: of the other
    :ivar shape: as WKB, in the CRS of the land
    """

    first: int
    second: int
    area_m2: float
    shape: bytes


def project_overlaps(
    context: CheckContext, use: ForestUse, rank: NDArray[np.int64], feedback: Feedback
) -> list[ProjectOverlap]:
    """Return where projects overlap each other, without what is narrower or smaller than the limits of the rules.

    :param rank: int64 (projects); the lower one of two counts
    :raises LandPlanError: when GEOS fails
    :raises Cancelled: when the user cancels
    """
    layer = context.layer(use.rules.projects.role)
    polygons = sound_polygons(
        reprojected(context.polygons(use.rules.projects.role), layer.crs, use.crs, layer.name), Span(feedback, 0, 20))
    found = sound_overlaps(polygons, polygons, 0.0, Span(feedback, 20, 50))
    each = np.flatnonzero(found.first < found.second)
    width = use.rules.sliver_width_m / metres_per_unit(use.crs)
    shapes = OverlayGeometries(polygons, bounding_boxes(polygons))
    pairs: list[tuple[int, int]] = []
    places: list[bytes] = []
    for number, (one, two) in enumerate(zip(found.first[each].tolist(), found.second[each].tolist())):
        if not number % _BATCH:
            raise_if_cancelled(feedback)
            feedback.setProgress(50 + 45.0 * number / len(each))
            some = each[number : number + _BATCH]
            shapes.prefetch(found.first[some], found.second[some])
        parts = [part for part in shapes.overlap(one, two) if mean_width(part) > width]
        pairs += [(one, two) if rank[one] < rank[two] else (two, one)] * len(parts)
        places += [bytes(part.asWkb()) for part in parts]
    areas = ellipsoidal_areas(polygons_from_wkb(places), use.frame).tolist()
    return [
        ProjectOverlap(first, second, area, shape)
        for (first, second), area, shape in zip(pairs, areas, places) if area >= use.rules.min_piece_m2
    ]
