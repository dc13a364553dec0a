"""Places where projects that use forest land overlap each other."""

from __future__ import annotations

from dataclasses import dataclass

from ...feedback import Feedback
from ...geometry.area import geometry_area
from ...geometry.overlay import overlaps_between
from ...geometry.plane import metres_per_unit
from ...geometry.reproject import reprojected
from ...selfcheck.context import CheckContext
from .forest_use import ForestUse


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


def project_overlaps(context: CheckContext, use: ForestUse, rank: list[int], feedback: Feedback) -> list[ProjectOverlap]:
    """Return where projects overlap each other, without what is narrower or smaller than the limits of the rules.

    :param rank: of each project; the lower one of two counts
    :raises Cancelled: when the user cancels
    """
    layer = context.layer(use.rules.projects.role)
    polygons = reprojected(context.polygons(use.rules.projects.role), layer.crs, use.crs, layer.name)
    width = use.rules.sliver_width_m / metres_per_unit(use.crs)
    found = []
    for error in overlaps_between(polygons, polygons, width, feedback):
        if error.feature_a >= error.feature_b:
            continue
        area = geometry_area(error.geometry, use.frame)
        if area < use.rules.min_piece_m2:
            continue
        first, second = sorted((error.feature_a, error.feature_b), key=lambda project: rank[project])
        found.append(ProjectOverlap(first, second, area, bytes(error.geometry.asWkb())))
    return found
